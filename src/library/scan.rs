//! Walking the library's folders: regular files only, loops and depths and sizes bounded, nothing hidden that failed.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::identity::{Identities, Recognised, Sighting, Suspect, settle};
use super::store::{Imported, LoadError, read_origin};
use super::walk::{Step, Walk};
use super::{ArticleId, Entry, Origin, Problem};
use crate::article::Meta;

/// Bounds of loading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub max_file_bytes: u64,
    /// How deep folders are followed.
    pub max_depth: usize,
}

/// Something that a scan came upon.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// An article.
    Article(Box<Entry>),
    /// Something that could not be read, or not wholly.
    Problem(Problem),
}

/// Files of the first batch: few, so that the list has its first articles at once.
const FIRST_BATCH: usize = 32;
/// Files of the largest batch: many, so that the list is not rearranged all the time.
const LAST_BATCH: usize = 1024;

/// Scans `roots` (folders and files) and hands over what it finds in batches, the first one soon; stops when `found`
/// returns false. Articles come in no particular order.
///
/// An article that only likeness can recognise comes last, when it is known which identities the others have.
pub fn scan(roots: &[PathBuf], limits: &Limits, identities: &Identities, found: &(dyn Fn(Vec<Found>) -> bool + Sync)) {
    let mut walk = Walk::new(roots, limits.max_depth);
    let mut late = Late::default();
    let mut size = FIRST_BATCH;
    loop {
        let steps: Vec<Step> = walk.by_ref().take(size).collect();
        let done = steps.len() < size;
        let read: Vec<Read> = steps.into_par_iter().map(|step| read(step, limits, identities)).collect();
        let batch: Vec<Found> = read.into_iter().flat_map(|read| late.sift(read)).collect();
        if !batch.is_empty() && !found(batch) {
            return;
        }
        if done {
            break;
        }
        size = (size * 4).min(LAST_BATCH);
    }
    let rest = late.settle();
    if !rest.is_empty() {
        found(rest);
    }
}

/// What became of one step of the walk.
enum Read {
    Article(Box<Entry>),
    /// An article that may be a kept one.
    Suspect(Box<Entry>, Suspect),
    Problem(Problem),
}

/// Articles that wait for the end of the scan.
#[derive(Default)]
struct Late {
    claimed: HashSet<ArticleId>,
    suspects: Vec<Suspect>,
    entries: Vec<Entry>,
}

impl Late {
    /// Lets pass what is certain.
    fn sift(&mut self, read: Read) -> Vec<Found> {
        match read {
            Read::Problem(problem) => vec![Found::Problem(problem)],
            Read::Suspect(entry, suspect) => {
                self.suspects.push(suspect);
                self.entries.push(*entry);
                Vec::new()
            }
            Read::Article(entry) => {
                if entry.recognised != Recognised::New {
                    self.claimed.insert(entry.id.clone());
                }
                with_flaws(*entry)
            }
        }
    }

    fn settle(self) -> Vec<Found> {
        let settled = settle(&self.suspects, &|id| self.claimed.contains(id));
        let named = self.entries.into_iter().zip(settled).map(|(mut entry, (id, recognised))| {
            (entry.id, entry.recognised) = (id, recognised);
            entry
        });
        named.flat_map(with_flaws).collect()
    }
}

/// An article, and each of its flaws as a problem.
fn with_flaws(entry: Entry) -> Vec<Found> {
    let path = path_of(&entry.origin);
    let problem = |flaw: &crate::article::import::Flaw| Problem {
        path: path.clone(),
        place: Some((flaw.line, flaw.column)),
        what: flaw.message.clone(),
        hint: Some("the article can be read all the same".into()),
    };
    let problems: Vec<Found> = entry.flaws.iter().map(problem).map(Found::Problem).collect();
    std::iter::once(Found::Article(Box::new(entry))).chain(problems).collect()
}

fn path_of(origin: &Origin) -> PathBuf {
    match origin {
        Origin::File(path) => path.clone(),
        Origin::Sample(name) => name.into(),
        Origin::Stdin => "-".into(),
    }
}

/// Reads one file. Whatever is wrong with it, even a fault of this program, concerns this file alone.
fn read(step: Step, limits: &Limits, identities: &Identities) -> Read {
    let path = match step {
        Step::File(path) => path,
        Step::Problem(problem) => return Read::Problem(problem),
    };
    let origin = Origin::File(path.clone());
    match catch_unwind(AssertUnwindSafe(|| read_article(&origin, limits, identities))) {
        Ok(Ok(read)) => read,
        Ok(Err(error)) => Read::Problem(refusal(&path, &error)),
        Err(_) => Read::Problem(Problem {
            path,
            place: None,
            what: "diptych failed on this file; it is left out".into(),
            hint: Some("this is a fault of diptych: please report it".into()),
        }),
    }
}

fn read_article(origin: &Origin, limits: &Limits, identities: &Identities) -> Result<Read, LoadError> {
    let imported = Imported::new(origin, &read_origin(origin, limits)?)?;
    if imported.article.text.trim().is_empty() && imported.article.meta == Meta::default() {
        let what = "empty: there is nothing to read in it".into();
        return Ok(Read::Problem(Problem { path: path_of(origin), place: None, what, hint: None }));
    }
    Ok(match identities.sight(origin, &imported.article) {
        Sighting::Known(id, how) => Read::Article(Box::new(imported.into_entry(origin, id, how))),
        Sighting::Unknown(suspect) => {
            let entry = Box::new(imported.into_entry(origin, suspect.own.clone(), Recognised::New));
            if suspect.maybe.is_empty() { Read::Article(entry) } else { Read::Suspect(entry, suspect) }
        }
    })
}

fn refusal(path: &Path, error: &LoadError) -> Problem {
    Problem { path: path.into(), place: None, what: error.what(), hint: error.hint().map(Into::into) }
}
