//! The list of notes: of the article, the pair, the story or the library; and the tray of those that have lost their
//! passage, with the places where it may be.

mod actions;
mod filter;
mod listing;
mod open;
mod passages;
pub mod sort;
pub mod told;
mod trash;

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::core::geometry::Area;
use crate::app::core::message::{Looked, Wanted};
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::app::ctx::notes::counted;
use crate::config::action::Action;
use crate::library::ArticleId;
use crate::notes::NoteId;
use crate::notes::book::Book;
use listing::Listing;
use passages::Passages;
use sort::NoteSort;
use told::Told;

/// Columns of the label before a note in the list.
pub const LABEL: usize = 8;

/// Columns of the state after it.
pub const STATE: usize = 10;

/// Returns the columns in which a note is told in a list of `area`; room for its state is left.
#[must_use]
pub const fn told_columns(area: Area) -> usize {
    area.width.saturating_sub(LABEL + STATE + 4)
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteRow {
    /// An article, by its title and source.
    Group(Arc<str>),
    /// A note, and the target that is shown of it.
    Note(NoteId, usize),
}

/// The screen of notes.
#[derive(Clone, Debug, Default)]
pub struct NoteList {
    /// Which notes can be listed, the narrowest first; the first is shown.
    pub scopes: Vec<Scope>,
    /// The rows.
    pub rows: Vec<NoteRow>,
    /// The chosen row.
    pub cursor: usize,
    /// The first row shown.
    pub top: usize,
    /// What narrows the list.
    pub filter: String,
    /// How it is sorted.
    pub sort: NoteSort,
    /// Whether only notes are listed whose passage is not found for certain.
    pub only_lost: bool,
    /// Whether the deleted notes are listed, and not the others.
    pub trash: bool,
    /// Where passages are.
    pub passages: Passages,
    listing: Listing,
    tally: Tally,
}

/// What is counted of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    notes: usize,
    lost: usize,
}

impl NoteList {
    /// Makes the screen for notes that can be listed by `scopes`.
    #[must_use]
    pub fn new(scopes: Vec<Scope>) -> Self {
        Self { scopes, ..Self::default() }
    }

    /// Returns which notes are shown.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        self.scopes.first().unwrap_or(&Scope::Library)
    }

    /// Returns the chosen note and its target.
    #[must_use]
    pub fn chosen(&self) -> Option<(NoteId, usize)> {
        match self.rows.get(self.cursor)? {
            NoteRow::Note(id, target) => Some((*id, *target)),
            NoteRow::Group(_) => None,
        }
    }

    /// Says whether the passages are still being looked for.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.passages.request().is_some()
    }

    /// Says in words what is listed.
    #[must_use]
    pub fn says(&self) -> String {
        let Tally { notes, lost } = self.tally;
        let deleted = if self.trash { " in the trash" } else { "" };
        let mut says = format!("{}{deleted} of {}", counted(notes), self.scope().name());
        if lost > 0 {
            says += &format!("   {lost} to be looked at");
        }
        says
    }

    /// Lists the notes anew; the chosen note stays chosen. `changed` says that the notes are not what they were.
    pub(crate) fn refresh(&mut self, book: &Book, changed: bool, height: usize) {
        if changed {
            self.listing.forget();
        }
        let scope = self.scopes.first().cloned().unwrap_or(Scope::Library);
        if self.listing.sort(book, &scope, self.sort, self.trash) {
            self.passages.restart();
        }
        let chosen = self.chosen();
        self.fill_rows(book);
        let again = chosen.and_then(|(id, target)| self.rows.iter().position(|row| *row == NoteRow::Note(id, target)));
        self.cursor = again.unwrap_or(self.cursor.min(self.rows.len().saturating_sub(1)));
        self.step(0);
        self.keep_in_view(height);
    }

    fn fill_rows(&mut self, book: &Book) {
        let listed = self.listing.narrow(book, &self.filter, self.only_lost, &self.passages);
        self.rows.clear();
        let mut last: Option<&Arc<str>> = None;
        for place in &listed {
            let group = self.listing.group(*place);
            if let Some(name) = group.filter(|_| group != last) {
                self.rows.push(NoteRow::Group(name.clone()));
                last = group;
            }
            self.rows.push(NoteRow::Note(place.id, place.target));
        }
        let lost = self.passages.lost().filter(|id| book.get(*id).is_some_and(|note| self.listing.lists(note)));
        self.tally = Tally { notes: listed.len(), lost: lost.count() };
    }

    /// Returns the next passages that nobody has looked for yet, by article; `articles` is how many are known.
    pub(crate) fn wanted(&mut self, book: &Book, articles: usize) -> HashMap<ArticleId, Wanted> {
        // What was deleted is told as it was marked.
        if self.trash {
            return HashMap::new();
        }
        let notes = self.listing.sorted();
        self.passages.wanted(|index| notes.get(index).map(|place| place.id), book, articles)
    }

    /// Takes where passages are, if `id` is the question that was asked; `last` says that these are the last ones.
    /// Says whether the list is to be made anew.
    pub(crate) fn take_looked(&mut self, id: RequestId, found: Vec<Looked>, last: bool, book: &Book) -> bool {
        if self.passages.request() != Some(id) {
            return false;
        }
        for looked in found {
            let note = book.get(looked.note);
            let listed = note.is_some_and(|note| self.listing.lists(note));
            match self.passages.take(looked).filter(|_| listed) {
                Some(true) => self.tally.lost += 1,
                Some(false) => self.tally.lost = self.tally.lost.saturating_sub(1),
                None => {}
            }
        }
        if last {
            self.passages.end();
        }
        last && (self.only_lost || !self.filter.is_empty())
    }

    /// Returns how many rows a note may take in a list of `area`, at most: more than one where all rows have room.
    #[must_use]
    pub fn most_rows(&self, book: &Book, area: Area) -> usize {
        let room = told_columns(area);
        let rows = |row: &NoteRow, most| match row {
            NoteRow::Group(_) => 1,
            NoteRow::Note(id, target) => book.get(*id).map_or(1, |note| Told::of(note, *target).rows(room, most).len()),
        };
        let fits = |most: &usize| self.rows.iter().map(|row| rows(row, *most)).sum::<usize>() <= area.height;
        if self.rows.len() >= area.height { 1 } else { [12, 6, 4, 3, 2].into_iter().find(fits).unwrap_or(1) }
    }

    /// Returns the row of the list that stands `y` rows below its beginning.
    #[must_use]
    pub fn row_at(&self, y: usize, book: &Book, area: Area) -> usize {
        let most = self.most_rows(book, area);
        if most == 1 {
            return self.top + y;
        }
        let mut left = y;
        for (index, row) in self.rows.iter().enumerate() {
            let rows = match row {
                NoteRow::Group(_) => 1,
                NoteRow::Note(id, target) => {
                    book.get(*id).map_or(1, |note| Told::of(note, *target).rows(told_columns(area), most).len())
                }
            };
            if left < rows {
                return index;
            }
            left -= rows;
        }
        self.rows.len()
    }

    /// Moves the cursor by notes; rows between them are passed over.
    fn step(&mut self, by: isize) {
        let is_note = |row: &usize| matches!(self.rows.get(*row), Some(NoteRow::Note(..)));
        let last = self.rows.len();
        let onwards = (self.cursor..last).filter(is_note);
        let target = match by {
            0.. => onwards.take(by.unsigned_abs().saturating_add(1)).last(),
            _ => {
                (0..self.cursor).rev().filter(is_note).take(by.unsigned_abs()).last().or_else(|| onwards.clone().next())
            }
        };
        let end = || (0..last).rev().find(|row| is_note(row));
        self.cursor = target.or_else(end).unwrap_or(0);
    }

    /// Scrolls so that the chosen row is in view, and the heading above the first.
    pub(super) fn keep_in_view(&mut self, height: usize) {
        let first = if self.cursor <= 1 { 0 } else { self.cursor };
        self.top = self.top.min(first).max((self.cursor + 1).saturating_sub(height.max(1)));
    }

    /// Carries out a motion; says whether `action` was one.
    fn motion(&mut self, action: Action, times: isize, height: usize) -> bool {
        let page = (height.saturating_sub(1)).max(1) as isize;
        let far = self.rows.len() as isize;
        match action {
            Action::Down => self.step(times),
            Action::Up => self.step(-times),
            Action::Top => self.step(-far),
            Action::Bottom => self.step(far),
            Action::HalfPageDown => self.step(times * (page / 2).max(1)),
            Action::HalfPageUp => self.step(-times * (page / 2).max(1)),
            Action::PageDown => self.step(times * page),
            Action::PageUp => self.step(-times * page),
            _ => return false,
        }
        self.keep_in_view(height);
        true
    }
}
