//! What articles have in common with each other of what a filter asks for: sources, stories, sections, authors, tags.
//! Each name is kept once, and asked once for all its articles, when the first of them asks.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::library::Entry;
use crate::library::query::Words;

/// Names that are kept though no article has them any more, at least, before all are looked up anew.
const MANY: usize = 4096;

/// The names of all entries.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    names: Vec<Arc<str>>,
    places: HashMap<Arc<str>, u32>,
    /// The names of the entries, by their places among the names, the next entry's behind.
    all: Vec<u32>,
    /// Which part of them an entry has.
    parts: Vec<(u32, u32)>,
    /// How many belong to no entry any more.
    stale: usize,
}

impl Labels {
    /// Takes up the entries that were added at the end since the last time.
    pub fn follow(&mut self, entries: &[Entry]) {
        if entries.len() < self.parts.len() {
            *self = Self::default();
        }
        for entry in entries.iter().skip(self.parts.len()) {
            let part = self.add(entry);
            self.parts.push(part);
        }
    }

    /// Takes up entries that changed in their places.
    pub fn change(&mut self, entries: &[Entry], changed: &[usize]) {
        let known = self.parts.len();
        for &index in changed.iter().filter(|index| **index < known) {
            let Some(part) = entries.get(index).map(|entry| self.add(entry)) else { continue };
            if let Some(old) = self.parts.get_mut(index) {
                let (from, to) = std::mem::replace(old, part);
                self.stale += usize::try_from(to - from).unwrap_or(0);
            }
        }
        if self.stale > MANY.max(self.all.len() / 2) {
            *self = Self::default();
            self.follow(entries);
        }
    }

    /// Forgets entries that were taken out; `gone` are their indices before that, ascending.
    pub fn forget(&mut self, gone: &[usize]) {
        let mut index = 0;
        self.parts.retain(|(from, to)| {
            index += 1;
            let stays = gone.binary_search(&(index - 1)).is_err();
            self.stale += if stays { 0 } else { usize::try_from(to - from).unwrap_or(0) };
            stays
        });
    }

    fn add(&mut self, entry: &Entry) -> (u32, u32) {
        let place = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let from = place(self.all.len());
        for name in names(entry) {
            let known = self.places.get(name).copied();
            let name = known.unwrap_or_else(|| {
                let new = place(self.names.len());
                self.names.push(Arc::clone(name));
                self.places.insert(Arc::clone(name), new);
                new
            });
            self.all.push(name);
        }
        (from, place(self.all.len()))
    }

    /// Begins to ask the names for the words of a pattern.
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked { labels: self, known: self.names.iter().map(|_| AtomicU64::default()).collect() }
    }
}

/// Words of a pattern for which it is remembered what a name said.
const WORDS: usize = 32;

/// What names have said when they were asked for the words of a pattern, by several threads at once.
pub(super) struct Asked<'l> {
    labels: &'l Labels,
    /// By the place of the name, two bits for each word: whether the name was asked, and whether the word is in it.
    known: Vec<AtomicU64>,
}

impl Asked<'_> {
    /// Says whether `word`, which is number `at` of the pattern, is in a name of the entry at `index`; none where that
    /// entry is not known.
    pub fn is_in_name(&self, index: usize, at: usize, word: &Words) -> Option<bool> {
        let (from, to) = *self.labels.parts.get(index)?;
        let own = self.labels.all.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)?;
        let places = own.iter().filter_map(|name| usize::try_from(*name).ok());
        Some(places.into_iter().any(|name| self.ask(name, at, word)))
    }

    fn ask(&self, name: usize, at: usize, word: &Words) -> bool {
        let (Some(text), Some(known)) = (self.labels.names.get(name), self.known.get(name)) else { return false };
        if at >= WORDS {
            return word.are_in(text);
        }
        let (asked, found) = (1 << (2 * at), 2 << (2 * at));
        let said = known.load(Ordering::Relaxed);
        if said & asked != 0 {
            return said & found != 0;
        }
        let is_in = word.are_in(text);
        known.fetch_or(if is_in { asked | found } else { asked }, Ordering::Relaxed);
        is_in
    }
}

/// Returns the names of an entry that others may have too.
pub(super) fn names(entry: &Entry) -> impl Iterator<Item = &Arc<str>> {
    let meta = &entry.meta;
    let named = [&meta.source, &meta.story, &meta.section];
    named.into_iter().flatten().chain(&meta.authors).chain(&meta.tags)
}
