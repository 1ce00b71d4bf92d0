//! Where the passages of notes are now: their articles, found in the library or where they lay, are read and searched.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;

use super::super::list;
use super::super::setting::Setting;
use crate::article::anchor::locate::Locator;
use crate::library::identity::Identities;
use crate::library::{ArticleId, Entry, Limits, Loaded, Origin, samples, store};
use crate::notes::export::Standing;
use crate::notes::{Note, NoteId, Target};

/// The passages of one article: note, place among its targets, target.
type Passages<'a> = Vec<(NoteId, usize, &'a Target)>;

/// Finds the passages of `notes`, in the order of each note's targets; `given` are articles that were read already. The
/// library is read only where others are wanted.
pub fn standings(
    setting: &Setting,
    identities: &Identities,
    notes: &[&Note],
    given: &[&Loaded],
) -> HashMap<NoteId, Vec<Standing>> {
    let mut articles: BTreeMap<&ArticleId, Passages<'_>> = BTreeMap::new();
    for note in notes {
        for (n, target) in note.targets.iter().enumerate() {
            articles.entry(&target.article).or_default().push((note.id, n, target));
        }
    }
    let is_given = |id: &ArticleId| given.iter().find(|given| given.entry.id == *id);
    let entries = if articles.keys().all(|id| is_given(id).is_some()) { Vec::new() } else { list::read(setting).0 };
    let places: HashMap<&ArticleId, &Entry> = entries.iter().rev().map(|entry| (&entry.id, entry)).collect();
    let limits = setting.limits();
    let found = articles.into_par_iter().flat_map_iter(|(id, passages)| match is_given(id) {
        Some(given) => located(&passages, given),
        None => match places.get(id) {
            Some(entry) => in_library(&passages, entry, &limits),
            None => where_it_lay(id, &passages, identities, &limits),
        },
    });
    let mut standings: HashMap<NoteId, Vec<Standing>> = HashMap::new();
    for (note, n, standing) in found.collect::<Vec<_>>() {
        let of = standings.entry(note).or_default();
        of.resize_with(of.len().max(n + 1), Standing::not_found);
        if let Some(place) = of.get_mut(n) {
            *place = standing;
        }
    }
    standings
}

type Found = Vec<(NoteId, usize, Standing)>;

fn located(passages: &Passages<'_>, loaded: &Loaded) -> Found {
    let locator = Locator::new(&loaded.article);
    let stand = |target: &Target| Standing::of(target, &loaded.article, &locator);
    passages.iter().map(|(note, n, target)| (*note, *n, stand(target))).collect()
}

fn in_library(passages: &Passages<'_>, entry: &Entry, limits: &Limits) -> Found {
    match store::load_entry(entry, limits) {
        Ok(loaded) => located(passages, &loaded),
        Err(error) => missing(passages, &Standing::Missing(format!("article cannot be read: {}", error.what()))),
    }
}

/// Looks for an article that is not in the library where its identity or its notes remember it.
fn where_it_lay(id: &ArticleId, passages: &Passages<'_>, identities: &Identities, limits: &Limits) -> Found {
    let told = passages.iter().filter_map(|(_, _, target)| target.about.path.as_deref());
    let kept = identities.get(id).and_then(|kept| kept.now.path.as_deref());
    let paths: BTreeSet<&str> = told.chain(kept).collect();
    let read = |path: &str| store::load(&origin(path)?, limits, identities).ok();
    let loaded = paths.into_iter().filter_map(read).find(|loaded| loaded.entry.id == *id);
    loaded.map_or_else(|| missing(passages, &Standing::not_found()), |loaded| located(passages, &loaded))
}

fn origin(path: &str) -> Option<Origin> {
    match path.strip_prefix("sample:") {
        Some(name) => {
            samples::samples().iter().find(|(there, _)| *there == name).map(|(there, _)| Origin::Sample(there))
        }
        None => Some(path).filter(|path| Path::new(path).is_absolute()).map(|path| Origin::File(path.into())),
    }
}

fn missing(passages: &Passages<'_>, standing: &Standing) -> Found {
    passages.iter().map(|(note, n, _)| (*note, *n, standing.clone())).collect()
}
