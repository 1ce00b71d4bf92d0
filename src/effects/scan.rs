//! Reading and searching the library.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::SystemTime;

use super::job::{Desk, Job};
use super::shared::Generation;
use crate::app::message::{Msg, RequestId, Roots};
use crate::library::index::{Candidates, Index};
use crate::library::scan::Found;
use crate::library::{Entry, Origin, Problem, samples, scan as walk, search as seek, store};

/// Samples are handed over in batches of this size, so that the list fills as they come.
const BATCH: usize = 16;

/// Reads the library, or the samples.
pub fn scan(id: RequestId, roots: Roots) -> Job {
    let work = move |desk: &Desk| {
        let others = if roots == Roots::Samples { None } else { own(desk, id) };
        if others.is_none() {
            embedded(desk, id);
        }
        desk.answers.send(Msg::ScanDone(id));
        let Some(others) = others else { return };
        if !others.is_empty() {
            desk.answers.send(Msg::Changed(others));
        }
        learn(desk);
    };
    Job { what: "reading the library", last: Some(Msg::ScanDone(id)), work: Box::new(work) }
}

/// Reads what changed in the reader's own library.
pub fn read_again(id: RequestId, paths: Vec<PathBuf>) -> Job {
    let last = Some(Msg::ReadAgain(id, Vec::new(), None));
    let work = move |desk: &Desk| {
        let world = &desk.shared.world;
        let identities = desk.shared.identities();
        let mut index = Index::open(&world.places.cache, SystemTime::now()).ok();
        let found = walk::reread_by(&world.library.roots, &paths, &world.limits, &identities, index.as_mut());
        found.iter().flatten().for_each(|found| meet(desk, found));
        note_generation(desk, index.as_mut());
        drop(index);
        desk.answers.send(Msg::ReadAgain(id, paths, found));
        learn(desk);
    };
    Job { what: "reading what changed", last, work: Box::new(work) }
}

/// Searches titles and texts of the library.
pub fn search(id: RequestId, entries: Arc<Vec<Entry>>, query: String) -> Job {
    let work = move |desk: &Desk| {
        let limits = &desk.shared.world.limits;
        let candidates = candidates(desk, &query);
        seek::search_among(&entries, &query, limits, candidates.as_ref(), &desk.cancel, &mut |hits| {
            desk.answers.send(Msg::LibraryHits(id, hits));
        });
        desk.answers.send(Msg::LibrarySearchDone(id));
    };
    Job { what: "searching the library", last: Some(Msg::LibrarySearchDone(id)), work: Box::new(work) }
}

/// Reads the reader's own library: at the first time as the index has it. Returns the paths that changed since; none where
/// it is the default place and holds nothing, so that samples are due.
fn own(desk: &Desk, id: RequestId) -> Option<Vec<PathBuf>> {
    let world = &desk.shared.world;
    if world.library.wants_samples(&world.limits) {
        return None;
    }
    let index = Index::open_or_tell(&world.places.cache, SystemTime::now());
    let identities = desk.shared.identities();
    let told = |batch: Vec<Found>| {
        batch.iter().for_each(|found| meet(desk, found));
        !desk.cancel.load(Ordering::Relaxed) && desk.answers.send(Msg::Scanned(id, batch))
    };
    let mut index = index.map_err(|problem| told(vec![Found::Problem(problem)])).ok();
    note_generation(desk, index.as_mut());
    let roots = &world.library.roots;
    // Whoever reads it anew wants to see what lies there, and waits for it.
    let first = !desk.shared.recalled.swap(true, Ordering::Relaxed);
    if let Some(index) = index.as_mut().filter(|_| first)
        && let Some(others) = walk::recall(roots, &world.limits, &identities, index, &told)
    {
        return Some(others);
    }
    walk::scan_by(roots, &world.limits, &identities, index.as_mut(), &told);
    Some(Vec::new())
}

/// Remembers from which index the articles have their numbers: where it is made anew meanwhile, they say nothing.
fn note_generation(desk: &Desk, index: Option<&mut Index>) {
    let Some(now) = index.and_then(Index::generation) else { return };
    let mut known = desk.shared.generation.lock().unwrap_or_else(PoisonError::into_inner);
    *known = match *known {
        Generation::Unknown => Generation::One(now),
        Generation::One(before) if before == now => Generation::One(now),
        _ => Generation::Several,
    };
}

/// Returns which articles may have what is searched for; none where that is not known.
fn candidates(desk: &Desk, query: &str) -> Option<Candidates> {
    let known = *desk.shared.generation.lock().unwrap_or_else(PoisonError::into_inner);
    let Generation::One(generation) = known else { return None };
    let parts = seek::parts_of(query)?;
    let mut index = Index::open(&desk.shared.world.places.cache, SystemTime::now()).ok()?;
    index.having(&parts).filter(|candidates| candidates.is_of(generation))
}

/// Learns the words of the articles, once the list is there: a search asks them. One thread at a time.
fn learn(desk: &Desk) {
    let Ok(_learning) = desk.shared.learning.try_lock() else { return };
    let world = &desk.shared.world;
    if let Ok(mut index) = Index::open(&world.places.cache, SystemTime::now()) {
        seek::learn(&mut index, &world.limits, &desk.cancel);
    }
}

fn meet(desk: &Desk, found: &Found) {
    match found {
        Found::Article(entry) => desk.shared.meet(entry),
        Found::Known(entries) => entries.iter().for_each(|entry| desk.shared.meet(entry)),
        Found::Problem(_) => {}
    }
}

fn embedded(desk: &Desk, id: RequestId) {
    let identities = desk.shared.identities();
    for batch in samples::samples().chunks(BATCH) {
        let found = batch.iter().map(|(name, _)| {
            let origin = Origin::Sample(name);
            match store::load(&origin, &desk.shared.world.limits, &identities) {
                Ok(loaded) => {
                    desk.shared.meet(&loaded.entry);
                    Found::Article(Box::new(loaded.entry))
                }
                Err(error) => {
                    Found::Problem(Problem { path: (*name).into(), place: None, what: error.to_string(), hint: None })
                }
            }
        });
        if !desk.answers.send(Msg::Scanned(id, found.collect())) || desk.cancel.load(Ordering::Relaxed) {
            return;
        }
    }
}
