//! The library as the index knows it, at once, and then a look at the disk behind it.
//!
//! What the index says is handed over without a look at any file. Then the folders are walked over: new files are read,
//! what is no longer as it was said is named, for the caller to have it read anew.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf, absolute};

use rayon::prelude::*;

use super::again::overlap;
use super::memory::{Asked, Memory};
use super::reading::Reader;
use super::{Found, Late, Read, edited, flaws};
use crate::library::identity::{Identities, Recogniser};
use crate::library::index::{Fresh, Index, ListedFolder, Rows, Stamp, Whole};
use crate::library::walk::{Step, Walk, is_article_name, is_hidden};
use crate::library::{Limits, Origin};

/// Files that are looked at before what was found is handed over.
const BATCH: usize = 4096;

/// What became of a file that was looked at.
enum Looked {
    /// It is as it was.
    Same,
    /// It is not.
    Other(PathBuf),
    /// The index did not know it.
    New(Read, Option<Fresh>),
}

/// Scans `roots` as [`scan_by`](super::scan_by) does, but begins with what the index knows, the newest first.
///
/// Returns the paths at which something else lies than was handed over, or nothing any more; none where the index knows
/// nothing, and nothing was scanned.
pub fn recall(
    roots: &[PathBuf],
    limits: &Limits,
    identities: &Identities,
    index: &mut Index,
    found: &(dyn Fn(Vec<Found>) -> bool + Sync),
) -> Option<Vec<PathBuf>> {
    if overlap(roots) {
        return None;
    }
    let found = &|batch| found(edited(batch, identities));
    let names = Names::new(roots, limits);
    let folders = index.listed_folders(&|folder| names.listed(folder));
    let recogniser = Recogniser::new(identities);
    let likened = !folders.is_empty() && recogniser.may_liken();
    let reader = Reader { limits, recogniser: &recogniser, begun: Some(index.begun()) };
    let mut recalled = Recalled { late: Late::sharing(), unsaid: HashSet::new(), any: false, heard: true };
    index.recall(&folders, likened, &mut |rows| {
        let batch = recalled.batch(&rows, &folders, &reader);
        recalled.heard = found(batch);
        recalled.heard
    });
    if !recalled.any {
        return None;
    }
    let others = if recalled.heard { recalled.check(roots, &names, index, &reader, found) } else { Vec::new() };
    Some(others)
}

/// What was handed over.
struct Recalled {
    late: Late,
    /// Files of which the index has a row that says too little: they are read.
    unsaid: HashSet<PathBuf>,
    any: bool,
    /// Whether anybody listens.
    heard: bool,
}

impl Recalled {
    fn batch(&mut self, rows: &Rows, folders: &[ListedFolder], reader: &Reader<'_>) -> Vec<Found> {
        let one = |place| {
            let known = rows.get(place, folders)?;
            // Named by the reader, it would be listed; in a folder it is not.
            let name = known.path.file_name()?;
            if is_hidden(name) || !is_article_name(name) {
                return None;
            }
            let origin = Origin::File(known.path);
            let mut read = reader.recalled(&origin, known.row, Whole::No, known.print);
            read.iter_mut().for_each(|(entry, _)| entry.doc = known.doc);
            Some(read.ok_or(origin))
        };
        let read: Vec<_> = (0..rows.len()).into_par_iter().filter_map(one).collect();
        let (mut entries, mut batch) = (Vec::with_capacity(read.len()), Vec::new());
        for read in read {
            match read {
                Ok(known) => {
                    self.any = true;
                    if let Some(entry) = self.late.sift_known(known) {
                        batch.extend(flaws(&entry).into_iter().map(Found::Problem));
                        entries.push(entry);
                    }
                }
                Err(Origin::File(path)) => drop(self.unsaid.insert(path)),
                Err(_) => {}
            }
        }
        batch.push(Found::Known(entries));
        batch
    }

    fn check(
        mut self,
        roots: &[PathBuf],
        names: &Names,
        index: &mut Index,
        reader: &Reader<'_>,
        found: &(dyn Fn(Vec<Found>) -> bool + Sync),
    ) -> Vec<PathBuf> {
        let mut walk = Walk::new(roots, reader.limits.max_depth);
        let mut memory = Memory::of_stamps(index);
        let mut others = Vec::new();
        let mut asked = memory.ask_for(&mut walk, BATCH);
        loop {
            let done = asked.len() < BATCH;
            let look = || asked.into_par_iter().map(|asked| self.look(asked, reader)).collect();
            let ahead = || if done { Vec::new() } else { memory.ask_for(&mut walk, BATCH) };
            let (looked, next): (Vec<Looked>, Vec<Asked>) = rayon::join(look, ahead);
            asked = next;
            let mut new = Vec::new();
            for looked in looked {
                match looked {
                    Looked::Same => {}
                    Looked::Other(path) => others.push(path),
                    Looked::New(read, fresh) => new.push((read, fresh)),
                }
            }
            memory.keep(&mut new);
            let mut batch = Vec::new();
            new.into_iter().for_each(|(read, _)| self.late.sift(read, &mut batch));
            if !batch.is_empty() && !found(batch) {
                return Vec::new();
            }
            if done {
                break;
            }
        }
        let (gone, told) = memory.gone(&|folder| names.listed(folder));
        // What was not come upon though it is there is listed under another name: only a whole scan can tell.
        let odd = gone.iter().any(|path| path.symlink_metadata().is_ok());
        others.extend(if odd { roots.to_vec() } else { gone });
        let mut rest = Vec::new();
        self.late.settle(&mut rest);
        rest.extend(told.into_iter().map(Found::Problem));
        if !rest.is_empty() {
            found(rest);
        }
        others
    }

    fn look(&self, asked: Asked, reader: &Reader<'_>) -> Looked {
        let (Step::File(path), Some(known)) =
            (&asked.step, asked.place.as_ref().and_then(|place| place.known.as_ref()))
        else {
            let (read, fresh) = reader.read(asked);
            return Looked::New(read, fresh);
        };
        if self.unsaid.contains(path) {
            let (read, fresh) = reader.read(asked);
            return Looked::New(read, fresh);
        }
        let about = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        let stamp = about.as_ref().map(Stamp::of);
        let is_same =
            stamp.is_some_and(|stamp| stamp.begins(known.row()) && stamp.size() <= reader.limits.max_file_bytes);
        if is_same { Looked::Same } else { Looked::Other(path.clone()) }
    }
}

/// How the library names its folders.
struct Names {
    /// Each root as it was given, and absolute.
    roots: Vec<(PathBuf, PathBuf)>,
    max_depth: usize,
}

impl Names {
    fn new(roots: &[PathBuf], limits: &Limits) -> Self {
        let folders = roots.iter().filter(|root| root.is_dir());
        let both = folders.filter_map(|root| Some((root.clone(), absolute(root).ok()?)));
        Self { roots: both.collect(), max_depth: limits.max_depth }
    }

    /// Returns how the library names a folder, where it would list what lies in it.
    fn listed(&self, folder: &Path) -> Option<PathBuf> {
        self.roots.iter().find_map(|(given, full)| {
            let inner = folder.strip_prefix(full).ok()?;
            let hidden = inner.components().any(|part| is_hidden(part.as_os_str()));
            if hidden || inner.components().count() > self.max_depth {
                return None;
            }
            Some(if inner.as_os_str().is_empty() { given.clone() } else { given.join(inner) })
        })
    }
}
