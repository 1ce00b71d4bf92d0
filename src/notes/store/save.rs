//! Writing notes: what lies there is looked at under the lock, so that nothing that another hand wrote is overwritten
//! before it lies beside as a copy.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Known, Saved, Seen, Store, folder};
use crate::library::{Problem, atomic};
use crate::notes::file::{self, NoteError, Read};
use crate::notes::{Note, VERSION};

impl Store {
    /// Writes a note, dated after what it replaces. Where another hand changed it meanwhile, the one changed later
    /// holds and the other lies beside it as a copy.
    ///
    /// # Errors
    /// Where it cannot be written, is about nothing, or a later diptych wrote it or what lies there. Nothing is lost
    /// then, and the same may be tried again.
    pub fn save(&mut self, note: &Note) -> Result<Saved, NoteError> {
        let path = self.path(note)?;
        let _lock = self.lock()?;
        self.save_locked(note, &path)
    }

    /// Writes many notes as [`Self::save`] does one, those together that are new here, which costs a few waits for the
    /// disk instead of some a note. Says of each what came of it.
    ///
    /// # Errors
    /// Where the folder cannot be made or another instance writes there just now; nothing is then written.
    pub fn save_all(&mut self, notes: &[&Note]) -> Result<Vec<Result<Saved, NoteError>>, NoteError> {
        let _lock = self.lock()?;
        let mut done = self.save_fresh(notes);
        for (n, note) in notes.iter().enumerate() {
            done.entry(n).or_insert_with(|| self.path(note).and_then(|path| self.save_locked(note, &path)));
        }
        Ok(done.into_values().collect())
    }

    /// Writes those notes together that are new here; says of these, by their place, what came of it.
    fn save_fresh(&mut self, notes: &[&Note]) -> BTreeMap<usize, Result<Saved, NoteError>> {
        let (mut ids, mut places, mut files, mut done) = (BTreeSet::new(), Vec::new(), Vec::new(), BTreeMap::new());
        let fresh: Vec<_> = notes.par_iter().map(|note| self.fresh(note)).collect();
        for (n, (note, fresh)) in notes.iter().zip(fresh).enumerate() {
            match fresh {
                Ok(Some((seen, path, bytes))) if ids.insert(note.id) => {
                    places.push((n, seen));
                    files.push((path, bytes));
                }
                Ok(_) => {}
                Err(error) => drop(done.insert(n, Err(error))),
            }
        }
        let written = atomic::write_all(self.root(), &files);
        for (((n, seen), (path, _)), written) in places.into_iter().zip(files).zip(written) {
            let saved = match written {
                Ok(()) => {
                    self.wrote(path, seen);
                    Ok(Saved::default())
                }
                Err(source) => Err(NoteError::Write { path, source }),
            };
            done.insert(n, saved);
        }
        done
    }

    /// Returns what to write of a note, and where, if nothing is known of it and nothing lies there.
    fn fresh(&self, note: &Note) -> Result<Option<(Seen, PathBuf, Vec<u8>)>, NoteError> {
        let path = self.path(note)?;
        let lies = fs::symlink_metadata(&path).map_or_else(|error| error.kind() != io::ErrorKind::NotFound, |_| true);
        if lies || self.known.contains_key(&note.id) {
            return Ok(None);
        }
        let bytes = file::content(&path, note, None)?;
        Ok(Some((Seen::of(note, &bytes), path, bytes)))
    }

    /// Keeps other instances out of the folder.
    fn lock(&self) -> Result<Option<fs::File>, NoteError> {
        let lock = self.folder.join(".lock");
        let locked = atomic::stay_inside(self.root(), &lock)
            .and_then(|()| atomic::make_folder(&self.folder))
            .and_then(|()| atomic::try_lock(self.root(), &lock));
        locked.map_err(|source| NoteError::Write { path: self.folder.clone(), source })
    }

    fn save_locked(&mut self, note: &Note, path: &Path) -> Result<Saved, NoteError> {
        let inside = atomic::stay_inside(self.root(), path);
        inside.map_err(|source| NoteError::Write { path: path.into(), source })?;
        let mut problems = Vec::new();
        let there = self.there(path, note, &mut problems)?;
        let there = match there {
            Some(there) if self.is_fork(note, path, &there) => self.fork(note, path, &there)?,
            there => self.replace(note, path, there)?,
        };
        Ok(Saved { there, problems })
    }

    /// Returns the folder that no link may lead out of.
    fn root(&self) -> &Path {
        atomic::parent(&self.folder)
    }

    /// Returns where a note belongs.
    fn path(&self, note: &Note) -> Result<PathBuf, NoteError> {
        let first = note.targets.first();
        let folder = self.folder.join(folder::name(first.map_or("", |target| target.article.0.as_str())));
        let path = folder.join(format!("{}.json", note.id));
        match first {
            None => Err(NoteError::Refused { path, what: "the note is about no article" }),
            Some(_) if note.version > VERSION => Err(NoteError::Later { path, version: note.version }),
            Some(_) => Ok(path),
        }
    }

    /// Reads what lies where `note` belongs; what is broken there is set aside, and another note is copied away.
    fn there(&mut self, path: &Path, note: &Note, problems: &mut Vec<Problem>) -> Result<Option<Read>, NoteError> {
        match Read::new(path) {
            Ok(there) if there.note.version > VERSION => {
                Err(NoteError::Later { path: path.into(), version: there.note.version })
            }
            Ok(there) if there.note.id != note.id => {
                self.keep_copy(path, &there.note, &there.bytes)?;
                Ok(None)
            }
            Ok(there) => Ok(Some(there)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) if error.is_broken() => {
                problems.push(set_aside(path, &error)?);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Says whether another hand wrote what lies there, so that `note` may not be made from it.
    fn is_fork(&self, note: &Note, path: &Path, there: &Read) -> bool {
        let digest = blake3::hash(&there.bytes);
        let base = self.known.get(&note.id).filter(|known| !known.foreign);
        let seen = self.files.get(path).is_some_and(|seen| seen.digest == digest);
        there.note != *note && !base.is_some_and(|known| seen || known.tried == Some(digest))
    }

    /// Says whether what lies there is a copy that was read and did not hold, so that `note` is not made from it.
    fn is_outdone(&self, note: &Note, there: &Read) -> bool {
        let digest = blake3::hash(&there.bytes);
        let is_base = |known: &Known| known.seen.digest == digest || known.tried == Some(digest);
        there.note != *note && !self.known.get(&note.id).is_some_and(is_base)
    }

    /// Keeps both of two copies; returns the one that holds unless that is what the caller knows already.
    fn fork(&mut self, note: &Note, path: &Path, there: &Read) -> Result<Option<Note>, NoteError> {
        let bytes = file::content(path, note, Some(&there.bytes))?;
        let (ours, theirs) = (Seen::of(note, &bytes), Seen::of(&there.note, &there.bytes));
        if ours.rank() < theirs.rank() {
            self.keep_copy(path, note, &bytes)?;
            self.files.insert(path.into(), theirs);
            self.known.insert(note.id, Known { path: path.into(), seen: theirs, tried: None, foreign: true });
            return Ok(Some(there.note.clone()));
        }
        let told = self.known.get(&note.id).is_some_and(|known| known.seen.digest == theirs.digest);
        self.keep_copy(path, &there.note, &there.bytes)?;
        self.write(path, ours, &bytes)?;
        Ok((!told).then(|| note.clone()))
    }

    /// Writes a note over the copy that it was made from; returns it where it had to be dated anew, or another copy
    /// elsewhere where that is later.
    fn replace(&mut self, note: &Note, path: &Path, there: Option<Read>) -> Result<Option<Note>, NoteError> {
        if let Some(there) = there.as_ref().filter(|there| self.is_outdone(note, there)) {
            self.keep_copy(path, &there.note, &there.bytes)?;
        }
        let known = self.known.get(&note.id).cloned();
        let elsewhere = known.as_ref().filter(|known| *known.path != *path).and_then(|k| Read::new(&k.path).ok());
        let later = elsewhere.as_ref().filter(|other| other.note.rank() >= note.rank());
        if let (Some(known), Some(later)) = (known.as_ref().filter(|known| known.foreign), later) {
            let bytes = file::content(path, note, there.as_ref().map(|there| there.bytes.as_slice()))?;
            self.write(path, Seen::of(note, &bytes), &bytes)?;
            self.known.insert(note.id, known.clone());
            return Ok(Some(later.note.clone()));
        }
        let before = [there, elsewhere].into_iter().flatten().max_by_key(|read| read.note.rank());
        let dated = before.as_ref().and_then(|before| after(note, &before.note));
        let new = dated.as_ref().unwrap_or(note);
        let bytes = file::content(path, new, before.as_ref().map(|before| before.bytes.as_slice()))?;
        self.write(path, Seen::of(new, &bytes), &bytes)?;
        Ok(dated)
    }

    fn write(&mut self, path: &Path, seen: Seen, bytes: &[u8]) -> Result<(), NoteError> {
        if let Some(known) = self.known.get_mut(&seen.id) {
            known.tried = Some(seen.digest);
        }
        atomic::write(self.root(), path, bytes).map_err(|source| NoteError::Write { path: path.into(), source })?;
        self.wrote(path.into(), seen);
        Ok(())
    }

    /// Remembers what was written.
    fn wrote(&mut self, path: PathBuf, seen: Seen) {
        let path: Arc<Path> = path.into();
        self.files.insert(Arc::clone(&path), seen);
        self.known.insert(seen.id, Known { path, seen, tried: None, foreign: false });
    }

    /// Keeps a copy that does not hold beside `path`, under a name of its own content, so that it is kept once.
    fn keep_copy(&mut self, path: &Path, note: &Note, bytes: &[u8]) -> Result<(), NoteError> {
        let seen = Seen::of(note, bytes);
        let when: String = note.changed.to_string().chars().filter(char::is_ascii_digit).collect();
        let what: String = seen.digest.to_hex().chars().take(8).collect();
        let copy = path.with_file_name(format!("{}.conflict-{when}-{what}.json", note.id));
        atomic::write(self.root(), &copy, bytes).map_err(|source| NoteError::Write { path: copy.clone(), source })?;
        self.files.insert(copy.into(), seen);
        Ok(())
    }
}

/// Returns `note` dated just after what it replaces, where the clock was set back; none where its date is right.
fn after(note: &Note, before: &Note) -> Option<Note> {
    let late = note.rank() > before.rank() || note == before;
    (!late).then(|| note.clone().dated_after(before))
}

/// Moves what is no note out of the way, beside where it was.
fn set_aside(path: &Path, why: &NoteError) -> Result<Problem, NoteError> {
    let name = |n: usize| path.with_extension(format!("json.broken-{n}"));
    let aside = (1..).map(name).find(|aside| fs::symlink_metadata(aside).is_err()).unwrap_or_else(|| name(0));
    fs::rename(path, &aside).map_err(|source| NoteError::Write { path: path.into(), source })?;
    let Problem { path, place, what, .. } = why.problem();
    let aside = aside.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Problem { path, place, what: format!("{what}; it was set aside"), hint: Some(format!("it is {aside} now")) })
}
