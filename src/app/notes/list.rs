//! The list of notes: of the article, the pair, the story or the library; and the tray of those that have lost their
//! passage, with the places where it may be.

mod actions;
mod filter;
mod open;
mod order;
pub mod sort;

use std::collections::HashMap;

use crate::app::core::message::Looked;
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::app::ctx::notes::counted;
use crate::article::anchor::locate::State;
use crate::config::action::Action;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId};
use sort::NoteSort;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteRow {
    /// An article, by its title and source.
    Group(String),
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
    /// Where passages are.
    pub looked: HashMap<(NoteId, usize), Looked>,
    pub(super) request: Option<RequestId>,
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

    /// Returns how the passage of a note was found; none while that is not known.
    #[must_use]
    pub fn state(&self, id: NoteId, target: usize) -> Option<State> {
        self.looked.get(&(id, target)).map(|looked| looked.located.state)
    }

    /// Says whether the passages are still being looked for.
    #[must_use]
    pub const fn is_looking(&self) -> bool {
        self.request.is_some()
    }

    /// Returns the number of notes listed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, NoteRow::Note(..))).count()
    }

    /// Returns the target of a note that is found worst, and how; none while none was looked for.
    #[must_use]
    pub fn worst(&self, note: &Note) -> Option<(usize, State)> {
        let states = (0..note.targets.len()).filter_map(|target| Some((target, self.state(note.id, target)?)));
        states.min_by_key(|(target, state)| (std::cmp::Reverse(*state), *target))
    }

    /// Says whether a passage of a note is not found for certain.
    pub(super) fn is_lost(&self, note: &Note) -> bool {
        self.worst(note).is_some_and(|(_, state)| state >= State::Fuzzy)
    }

    /// Looks for a target anew: it was tied to another passage.
    pub(crate) fn forget(&mut self, id: NoteId, target: usize) {
        self.looked.remove(&(id, target));
    }

    /// Says in words what is listed.
    #[must_use]
    pub fn says(&self, book: &Book) -> String {
        let notes = self.rows.iter().filter_map(|row| match row {
            NoteRow::Note(id, _) => book.get(*id),
            NoteRow::Group(_) => None,
        });
        let lost = notes.filter(|note| self.is_lost(note)).count();
        let mut says = format!("{} of {}", counted(self.count()), self.scope().name());
        if lost > 0 {
            says += &format!("   {lost} to be looked at");
        }
        says
    }

    /// Moves the cursor by notes; rows between them are passed over.
    pub(super) fn step(&mut self, by: isize) {
        let notes: Vec<usize> =
            (0..self.rows.len()).filter(|row| matches!(self.rows.get(*row), Some(NoteRow::Note(..)))).collect();
        let at = notes.partition_point(|row| *row < self.cursor);
        let target = at.saturating_add_signed(by).min(notes.len().saturating_sub(1));
        self.cursor = notes.get(target).copied().unwrap_or(0);
    }

    /// Scrolls so that the chosen row is in view, and the heading above the first.
    pub(crate) fn keep_in_view(&mut self, height: usize) {
        let first = if self.cursor <= 1 { 0 } else { self.cursor };
        self.top = self.top.min(first).max((self.cursor + 1).saturating_sub(height.max(1)));
    }
}

impl NoteList {
    /// Carries out a motion; says whether `action` was one.
    pub(super) fn motion(&mut self, action: Action, times: isize, height: usize) -> bool {
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
