//! Which notes are listed and in what order: sorted once for a scope and an order, and narrowed letter by letter as a
//! filter is typed, so that a key costs nothing that grows with the notes.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::filter::{self, Filter};
use super::passages::Passages;
use super::sort::NoteSort;
use crate::app::core::scope::Scope;
use crate::notes::book::Book;
use crate::notes::{About, Note, NoteId, Target};
use crate::text::cells;

/// A note in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The note.
    pub id: NoteId,
    /// The target by which it is listed.
    pub target: usize,
    group: usize,
}

/// Which notes are listed and in what order.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// All notes of the scope, in order.
    sorted: Vec<Place>,
    groups: Vec<Arc<str>>,
    made_for: Option<(Scope, NoteSort, bool)>,
    /// What can be read of each of `sorted`, folded; empty where nothing is filtered.
    texts: Vec<Box<str>>,
    /// What the filter let through as it was typed.
    steps: Vec<Step>,
    /// What is listed, where that is not all of the scope.
    narrowed: Option<HashSet<NoteId>>,
}

/// What a filter let through.
#[derive(Clone, Debug)]
struct Step {
    filter: Filter,
    /// Indices into the sorted notes, ascending.
    places: Vec<usize>,
}

impl Listing {
    /// Returns all notes of the scope, in order.
    #[must_use]
    pub fn sorted(&self) -> &[Place] {
        &self.sorted
    }

    /// Returns the name of the group that a note belongs to.
    #[must_use]
    pub fn group(&self, place: Place) -> Option<&Arc<str>> {
        self.groups.get(place.group)
    }

    /// Says whether a note is listed.
    #[must_use]
    pub fn lists(&self, note: &Note) -> bool {
        let in_scope =
            || self.made_for.as_ref().is_some_and(|(scope, _, trash)| scope.holds(note) && note.is_deleted() == *trash);
        self.narrowed.as_ref().map_or_else(in_scope, |narrowed| narrowed.contains(&note.id))
    }

    /// Forgets everything: the notes changed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Sorts the notes of a scope, where that was not done; says whether it was. Of the deleted ones, in the `trash`, the
    /// last deleted comes first.
    pub fn sort(&mut self, book: &Book, scope: &Scope, sort: NoteSort, trash: bool) -> bool {
        let wanted = (scope.clone(), sort, trash);
        if self.made_for.as_ref() == Some(&wanted) {
            return false;
        }
        self.forget();
        let sort = if trash { NoteSort::Date } else { sort };
        let notes: Vec<(&Note, usize)> = match scope {
            _ if trash => {
                book.deleted().filter(|note| scope.holds(note)).map(|note| (note, shown(note, scope))).collect()
            }
            Scope::Article(id) => book.of(id).map(|note| (note, shown(note, scope))).collect(),
            _ => book.living().filter(|note| scope.holds(note)).map(|note| (note, shown(note, scope))).collect(),
        };
        match sort {
            NoteSort::Date => self.sort_by_date(notes),
            _ => self.sort_by_place(notes, scope, sort),
        }
        self.made_for = Some(wanted);
        true
    }

    fn sort_by_date(&mut self, mut notes: Vec<(&Note, usize)>) {
        notes.sort_by_key(|(note, _)| (std::cmp::Reverse(note.changed), note.id));
        for (note, target) in notes {
            let group = self.group_after(|| note.changed.day());
            self.sorted.push(Place { id: note.id, target, group });
        }
    }

    fn sort_by_place(&mut self, notes: Vec<(&Note, usize)>, scope: &Scope, sort: NoteSort) {
        let (headings, names) = headings(&notes);
        let mut keyed: Vec<_> = notes
            .into_iter()
            .zip(headings)
            .map(|((note, target), heading)| {
                let first = match sort {
                    NoteSort::Place => (rank(scope, note, target), ""),
                    NoteSort::Label => (usize::from(note.label.is_none()), note.label.as_deref().unwrap_or("")),
                    NoteSort::Source | NoteSort::Date => (0, ""),
                };
                let of = note.targets.get(target);
                let article = of.map_or("", |of| of.article.0.as_str());
                (first, heading, article, of.map_or(0, |of| of.holding().start), note.id, target)
            })
            .collect();
        keyed.sort_unstable();
        for (first, heading, _, _, id, target) in keyed {
            let group = match (sort, first) {
                (NoteSort::Label, (0, label)) => self.group_after(|| label.to_owned()),
                (NoteSort::Label, _) => self.group_after(|| "no label".to_owned()),
                _ => self.group_named(names.get(heading)),
            };
            self.sorted.push(Place { id, target, group });
        }
    }

    /// Returns the last group where that has this name, else a new one.
    fn group_after(&mut self, name: impl FnOnce() -> String) -> usize {
        let name = name();
        if self.groups.last().is_none_or(|last| **last != *name) {
            self.groups.push(name.into());
        }
        self.groups.len() - 1
    }

    fn group_named(&mut self, name: Option<&Arc<str>>) -> usize {
        if let Some(name) = name.filter(|name| self.groups.last() != Some(name)) {
            self.groups.push(name.clone());
        }
        self.groups.len().saturating_sub(1)
    }

    /// Returns the notes that the filter lets through, in order; of these only the lost ones, where `only_lost`.
    pub fn narrow(&mut self, book: &Book, typed: &str, only_lost: bool, passages: &Passages) -> Vec<Place> {
        self.filter(book, typed, passages);
        let let_through: Vec<Place> = match self.steps.last() {
            Some(step) => step.places.iter().filter_map(|place| self.sorted.get(*place)).copied().collect(),
            None => self.sorted.clone(),
        };
        let listed: Vec<Place> =
            let_through.into_iter().filter(|place| !only_lost || passages.is_lost(place.id)).collect();
        let narrowed = only_lost || !self.steps.is_empty();
        self.narrowed = narrowed.then(|| listed.iter().map(|place| place.id).collect());
        listed
    }

    fn filter(&mut self, book: &Book, typed: &str, passages: &Passages) {
        let filter = Filter::new(typed);
        if filter.is_empty() {
            self.steps.clear();
            self.texts.clear();
            return;
        }
        while self.steps.last().is_some_and(|step| !filter.narrows(&step.filter)) {
            self.steps.pop();
        }
        if self.steps.last().is_some_and(|step| step.filter == filter) {
            return;
        }
        self.fold_texts(book, &filter);
        let passes = |place: &usize| {
            let note = self.sorted.get(*place).and_then(|place| book.get(place.id));
            let text = self.texts.get(*place).map_or("", |text| text);
            note.is_some_and(|note| filter.passes(note, text, passages))
        };
        let places = match self.steps.last() {
            Some(step) => step.places.iter().copied().filter(passes).collect(),
            None => (0..self.sorted.len()).filter(passes).collect(),
        };
        self.steps.push(Step { filter, places });
    }

    /// Folds what can be read of the notes, once for all letters of a filter.
    fn fold_texts(&mut self, book: &Book, filter: &Filter) {
        if filter.reads() && self.texts.is_empty() {
            let text = |place: &Place| book.get(place.id).map(filter::text).unwrap_or_default();
            self.texts = self.sorted.iter().map(text).collect();
        }
    }
}

/// Returns for each note the number of its heading in order, and the headings.
fn headings(notes: &[(&Note, usize)]) -> (Vec<usize>, Vec<Arc<str>>) {
    let mut known: HashMap<(&str, Option<&str>), usize> = HashMap::new();
    let mut names: Vec<(String, usize)> = Vec::new();
    let mut of_note = Vec::with_capacity(notes.len());
    for (note, target) in notes {
        let about = note.targets.get(*target).map(|target| &target.about);
        let title = about.map_or("without a title", About::name);
        let source = about.and_then(|about| about.source.as_deref());
        let number = *known.entry((title, source)).or_insert_with(|| {
            let aside = source.map_or_else(String::new, |source| format!("   {source}"));
            names.push((cells::one_line(&format!("{title}{aside}")).into_owned(), names.len()));
            names.len() - 1
        });
        of_note.push(number);
    }
    names.sort_unstable();
    let mut places = vec![0; names.len()];
    let mut headings: Vec<Arc<str>> = Vec::new();
    for (name, number) in names {
        if headings.last().is_none_or(|last| **last != *name) {
            headings.push(name.into());
        }
        if let Some(place) = places.get_mut(number) {
            *place = headings.len() - 1;
        }
    }
    (of_note.into_iter().map(|number| places.get(number).copied().unwrap_or(0)).collect(), headings)
}

/// Returns the target by which a note is listed: the first that belongs to what is shown.
fn shown(note: &Note, scope: &Scope) -> usize {
    let inside = |target: &Target| match scope {
        Scope::Article(id) => target.article == *id,
        _ => true,
    };
    note.targets.iter().position(inside).unwrap_or(0)
}

/// The left article of a pair comes first.
fn rank(scope: &Scope, note: &Note, target: usize) -> usize {
    let article = note.targets.get(target).map(|target| &target.article);
    match scope {
        Scope::Pair(ids) => ids.iter().position(|id| Some(id) == article).unwrap_or(ids.len()),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use crate::library::ArticleId;
    use crate::notes::Stamp;
    use proptest::prelude::*;

    fn note(number: usize, words: &str) -> Note {
        let about = About { title: Some(format!("Title {}", number % 3)), ..About::default() };
        let target = Target { article: ArticleId((number % 4).to_string()), about, ..Target::default() };
        let at = number as u64;
        let (text, label) = (words.to_owned(), number.is_multiple_of(2).then(|| "claim".to_owned()));
        Note {
            id: NoteId::new(Stamp(at), [1; 10]),
            targets: vec![target],
            text,
            label,
            changed: Stamp(at),
            ..Note::default()
        }
    }

    fn listed(listing: &mut Listing, book: &Book, typed: &str) -> Vec<NoteId> {
        let places = listing.narrow(book, typed, false, &Passages::default());
        places.into_iter().map(|place| place.id).collect()
    }

    proptest! {
        #[test]
        fn however_a_filter_is_typed_it_lists_what_it_lists_at_once(
            words in prop::collection::vec("[a-céÉ ]{0,6}", 1..12),
            typed in prop::collection::vec("[a-cé ]{0,3}(label:c|is:|-|\"|#)?[a-c]{0,2}", 1..8),
            by in 0_usize..4,
        ) {
            let book = Book::new(words.iter().enumerate().map(|(number, words)| note(number, words)));
            let sort = (0..by).fold(NoteSort::default(), |sort, _| sort.next());
            let mut letters = Listing::default();
            prop_assert!(letters.sort(&book, &Scope::Library, sort, false));
            for filter in &typed {
                for end in filter.char_indices().map(|(at, c)| at + c.len_utf8()) {
                    let begun = filter.get(..end).unwrap();
                    let mut at_once = Listing::default();
                    at_once.sort(&book, &Scope::Library, sort, false);
                    prop_assert_eq!(listed(&mut letters, &book, begun), listed(&mut at_once, &book, begun));
                }
            }
            prop_assert_eq!(listed(&mut letters, &book, "").len(), words.len());
        }
    }

    #[test]
    fn notes_are_sorted_once_for_a_scope_and_an_order() {
        let book = Book::new((0..9).map(|number| note(number, "word")));
        let mut listing = Listing::default();
        assert!(listing.sort(&book, &Scope::Library, NoteSort::Place, false));
        assert!(!listing.sort(&book, &Scope::Library, NoteSort::Place, false));
        assert!(listing.sort(&book, &Scope::Library, NoteSort::Date, false));
        let newest: Vec<u64> = listing.sorted().iter().map(|place| book.get(place.id).unwrap().changed.0).collect();
        assert!(newest.is_sorted_by(|a, b| a > b), "{newest:?}");
        assert!(listing.sort(&book, &Scope::Article(ArticleId("1".to_owned())), NoteSort::Date, false));
        assert_eq!(listing.sorted().len(), 2);
        listing.forget();
        assert!(listing.sort(&book, &Scope::Library, NoteSort::Place, false));
    }
}
