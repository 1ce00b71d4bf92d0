//! The notes on disk: `notes/<article>/<note>.json`, one file a note, of which there may be several copies.
//!
//! Synchronisers and other instances write here too. So what a file says counts, not its name; of several files of one
//! note the one changed last holds and the others stay; and nothing that another hand wrote is overwritten before it
//! lies beside as a copy.

mod folder;
mod save;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::file::{Digest, Read};
use super::{Note, NoteId, Rank};
use crate::library::{Problem, atomic};
pub use folder::articles;

/// The notes in a folder, as far as they were read.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// What each file held when it was read or written last. A path is as long as all else that is known of a file, so
    /// both maps share it.
    files: HashMap<Arc<Path>, Seen>,
    /// What holds of each note.
    known: HashMap<NoteId, Known>,
    /// Temporary files that lay there when all was read.
    temporaries: Vec<PathBuf>,
    /// What else lay there.
    others: Vec<PathBuf>,
}

/// The files of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The note.
    pub id: NoteId,
    /// The file that holds.
    pub held: PathBuf,
    /// Files that do not, in order.
    pub others: Vec<PathBuf>,
}

/// What a file held. Of two files of one note the greater holds, on every device the same.
#[derive(Clone, Copy, Debug)]
struct Seen {
    id: NoteId,
    rank: Rank,
    digest: Digest,
}

impl Seen {
    fn of(note: &Note, bytes: &[u8]) -> Self {
        Self { id: note.id, rank: note.rank(), digest: blake3::hash(bytes) }
    }

    fn rank(&self) -> (Rank, &[u8]) {
        (self.rank, self.digest.as_bytes())
    }
}

/// Which copy of a note holds.
#[derive(Clone, Debug)]
struct Known {
    path: Arc<Path>,
    seen: Seen,
    /// What a save wrote that failed in the end, and may lie there all the same.
    tried: Option<Digest>,
    /// Whether another instance wrote it while this one ran: whoever saves next may not have seen it yet.
    foreign: bool,
}

/// What came of saving a note.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// What holds now, where that is not what was to be saved or another copy had to be kept beside it.
    pub there: Option<Note>,
    /// What was in the way and was set aside.
    pub problems: Vec<Problem>,
}

impl Store {
    /// Names the folder of the notes; nothing is read yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
            files: HashMap::new(),
            known: HashMap::new(),
            temporaries: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Reads every note, tombstones and notes of later versions included, the earliest made first; what cannot be read
    /// is told.
    pub fn load(&mut self) -> (Vec<Note>, Vec<Problem>) {
        self.load_while(&|| true)
    }

    /// Reads every note as [`Self::load`] does, but leaves off once `goes_on` says no; what was read so far is then not
    /// all there is.
    pub fn load_while(&mut self, goes_on: &(dyn Fn() -> bool + Sync)) -> (Vec<Note>, Vec<Problem>) {
        self.files.clear();
        self.known.clear();
        let folder::Inventory { notes, temporaries, others, mut problems } = folder::inventory(&self.folder);
        (self.temporaries, self.others) = (temporaries, others);
        let mut notes = self.read(notes, &mut problems, goes_on);
        self.known = self.best(|_| true);
        let held: BTreeMap<NoteId, &Arc<Path>> =
            self.known.values().map(|known| (known.seen.id, &known.path)).collect();
        let all = held.into_values().filter_map(|path| notes.remove(path)).collect();
        (all, problems)
    }

    /// Removes the temporary files that killed runs had left when all was read, as seen at `now`.
    pub fn sweep(&mut self, now: SystemTime) {
        atomic::sweep(&std::mem::take(&mut self.temporaries), now);
    }

    /// Returns the temporary files that lay there when all was read, in use or left by killed runs.
    #[must_use]
    pub fn temporaries(&self) -> &[PathBuf] {
        &self.temporaries
    }

    /// Returns what else lay there, in order: what was set aside, and files of other programs.
    #[must_use]
    pub fn others(&self) -> &[PathBuf] {
        &self.others
    }

    /// Returns the files of every note, the earliest made first.
    #[must_use]
    pub fn copies(&self) -> Vec<Copies> {
        let mut others: BTreeMap<NoteId, Vec<PathBuf>> = BTreeMap::new();
        for (path, seen) in &self.files {
            let all = others.entry(seen.id).or_default();
            if self.known.get(&seen.id).is_none_or(|known| known.path != *path) {
                all.push(path.to_path_buf());
            }
        }
        let held = |(id, mut others): (NoteId, Vec<PathBuf>)| {
            others.sort();
            Some(Copies { id, held: self.known.get(&id)?.path.to_path_buf(), others })
        };
        others.into_iter().filter_map(held).collect()
    }

    /// Reads what changed in the folder by other hands: `paths` are files or folders. Returns the notes that now hold
    /// and did not before; what this store wrote itself is no news.
    pub fn refresh(&mut self, paths: &[PathBuf]) -> (Vec<Note>, Vec<Problem>) {
        let mut problems = Vec::new();
        let paths: BTreeSet<PathBuf> = paths.iter().flat_map(|path| self.beneath(path, &mut problems)).collect();
        let before = paths.iter().filter_map(|path| self.files.remove(path.as_path()));
        let mut ids: BTreeSet<NoteId> = before.map(|seen| seen.id).collect();
        let mut notes = self.read(paths.into_iter().collect(), &mut problems, &|| true);
        ids.extend(notes.values().map(|note| note.id));
        let best = self.best(|id| ids.contains(&id));
        let news = ids.iter().filter_map(|id| best.get(id)).filter(|found| self.is_news(found)).cloned();
        let mut news: Vec<Known> = news.collect();
        news.sort_by_key(|known| known.seen.id);
        let mut told = Vec::new();
        for known in news {
            let again = || Read::new(&known.path).ok().map(|read| read.note);
            told.extend(notes.remove(&known.path).or_else(again));
            self.known.insert(known.seen.id, Known { foreign: true, ..known });
        }
        (told, problems)
    }

    /// Reads files, remembers what they held and returns the notes.
    fn read(
        &mut self,
        paths: Vec<PathBuf>,
        problems: &mut Vec<Problem>,
        goes_on: &(dyn Fn() -> bool + Sync),
    ) -> HashMap<Arc<Path>, Note> {
        let read = |path: PathBuf| {
            let path: Arc<Path> = path.into();
            let read = Read::new(&path).map(|Read { note, bytes }| (Seen::of(&note, &bytes), note));
            (path, read)
        };
        let read: Vec<_> = paths.into_par_iter().filter(|_| goes_on()).map(read).collect();
        let mut notes = HashMap::with_capacity(read.len());
        for (path, read) in read {
            match read {
                Ok((seen, note)) => {
                    self.files.insert(Arc::clone(&path), seen);
                    notes.insert(path, note);
                }
                // It was moved or removed between listing and reading.
                Err(error) if error.is_missing() => {}
                Err(error) => problems.push(error.problem()),
            }
        }
        notes
    }

    /// Returns which copy holds of the notes that are `wanted`.
    fn best(&self, wanted: impl Fn(NoteId) -> bool) -> HashMap<NoteId, Known> {
        let mut best: HashMap<NoteId, (&Seen, &Arc<Path>)> = HashMap::with_capacity(self.files.len());
        for (path, seen) in self.files.iter().filter(|(_, seen)| wanted(seen.id)) {
            let held = best.entry(seen.id).or_insert((seen, path));
            if (seen.rank(), path) > (held.0.rank(), held.1) {
                *held = (seen, path);
            }
        }
        let known = |(seen, path): (&Seen, &Arc<Path>)| Known {
            path: Arc::clone(path),
            seen: *seen,
            tried: None,
            foreign: false,
        };
        best.into_iter().map(|(id, held)| (id, known(held))).collect()
    }

    /// Says whether a copy is later than what is known. An older one that is back, or left over, is none: what was
    /// read of the later one is not given up while the program runs.
    fn is_news(&self, found: &Known) -> bool {
        let known = self.known.get(&found.seen.id);
        known.is_none_or(|known| known.seen.rank() < found.seen.rank() && known.tried != Some(found.seen.digest))
    }

    /// Lists the files that a change of `path` may be about, those that were there before included.
    fn beneath(&self, path: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
        if folder::is_file(&self.folder, path) {
            return vec![path.to_owned()];
        }
        let (mut paths, told) = folder::beneath(&self.folder, path);
        problems.extend(told);
        paths.extend(self.files.keys().filter(|known| known.starts_with(path)).map(|known| known.to_path_buf()));
        paths
    }
}

#[cfg(test)]
mod tests;
