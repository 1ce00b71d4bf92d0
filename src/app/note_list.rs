//! The list of notes: of the article, the pair, the story or the library; and the tray of those that have lost their
//! passage, with the places where it may be.

mod filter;
mod open;
mod order;
mod scope;

use std::collections::HashMap;

use super::geometry;
use super::message::{Effect, Looked, RequestId};
use super::noting::counted;
use super::overlay::{Overlay, Prompt, PromptKind};
use super::{App, Screen};
use crate::article::anchor::locate::State;
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::{ArticleId, Entry};
use crate::notes::{Note, NoteId};
pub use order::NoteSort;
pub use scope::Scope;

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
    request: Option<RequestId>,
}

impl NoteList {
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

    /// Returns the question whose answer is still awaited.
    pub(super) const fn request(&self) -> Option<RequestId> {
        self.request
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
    fn is_lost(&self, note: &Note) -> bool {
        self.worst(note).is_some_and(|(_, state)| state >= State::Fuzzy)
    }

    /// Moves the cursor by notes; rows between them are passed over.
    fn step(&mut self, by: isize) {
        let notes: Vec<usize> =
            (0..self.rows.len()).filter(|row| matches!(self.rows.get(*row), Some(NoteRow::Note(..)))).collect();
        let at = notes.partition_point(|row| *row < self.cursor);
        let target = at.saturating_add_signed(by).min(notes.len().saturating_sub(1));
        self.cursor = notes.get(target).copied().unwrap_or(0);
    }

    /// Scrolls so that the chosen row is in view, and the heading above the first.
    pub(super) fn keep_in_view(&mut self, height: usize) {
        let first = if self.cursor <= 1 { 0 } else { self.cursor };
        self.top = self.top.min(first).max((self.cursor + 1).saturating_sub(height.max(1)));
    }
}

impl App {
    /// Opens the list of notes of what is on the screen.
    pub(super) fn open_notes(&mut self) {
        let scopes = match self.screens.last() {
            Some(Screen::Notes(_)) => return self.back(),
            Some(Screen::Reader(reader)) => {
                let entry = reader.slot.pane.as_ref().map(|pane| pane.entry.clone());
                let article = entry.as_ref().map(|entry| Scope::Article(entry.id.clone()));
                article.into_iter().chain(entry.and_then(|entry| self.story_scope(&entry))).collect()
            }
            Some(Screen::Compare(pair)) => {
                let entries = [Side::Left, Side::Right].map(|side| pair.pane(side).map(|pane| pane.entry.clone()));
                match entries {
                    [Some(left), Some(right)] => {
                        let story = self.story_scope(&left);
                        std::iter::once(Scope::Pair([left.id, right.id])).chain(story).collect()
                    }
                    _ => Vec::new(),
                }
            }
            _ => Vec::new(),
        };
        let scopes = scopes.into_iter().chain([Scope::Library]).collect();
        self.leave();
        self.screens.push(Screen::Notes(Box::new(NoteList { scopes, ..NoteList::default() })));
        self.refresh_note_list();
        if let Some(id) = self.notes.opened {
            self.choose_note(id);
        }
    }

    /// Puts the cursor of the list on a note, where it is listed.
    pub(super) fn choose_note(&mut self, id: NoteId) {
        let height = self.note_rows_height();
        let Some(list) = self.note_list_mut() else { return };
        if let Some(row) = list.rows.iter().position(|row| matches!(row, NoteRow::Note(there, _) if *there == id)) {
            list.cursor = row;
            list.keep_in_view(height);
        }
    }

    fn story_scope(&self, entry: &Entry) -> Option<Scope> {
        let name = entry.meta.story.clone()?;
        let others = self.shelf.same_story(entry).into_iter().filter_map(|index| self.shelf.entries.get(index));
        let ids = others.map(|other| other.id.clone()).chain([entry.id.clone()]).collect();
        Some(Scope::Story(name, ids))
    }

    pub(super) fn note_list_mut(&mut self) -> Option<&mut NoteList> {
        if let Some(Screen::Notes(list)) = self.screens.last_mut() { Some(list) } else { None }
    }

    /// Lists the notes anew, where the list is open; the chosen note stays chosen.
    pub(super) fn refresh_note_list(&mut self) {
        let Some(Screen::Notes(list)) = self.screens.last() else { return };
        let rows = order::rows(list, &self.notes.book);
        let height = self.note_rows_height();
        let Some(list) = self.note_list_mut() else { return };
        let chosen = list.chosen();
        list.rows = rows;
        let again = chosen.and_then(|(id, target)| list.rows.iter().position(|row| *row == NoteRow::Note(id, target)));
        list.cursor = again.unwrap_or(list.cursor.min(list.rows.len().saturating_sub(1)));
        list.step(0);
        list.keep_in_view(height);
        self.look_for_listed();
    }

    /// Asks where the passages of listed notes are that nobody has looked for yet.
    fn look_for_listed(&mut self) {
        let Some(Screen::Notes(list)) = self.screens.last() else { return };
        if list.request.is_some() {
            return;
        }
        let mut wanted: HashMap<ArticleId, Vec<_>> = HashMap::new();
        // Both ends of a link, and notes that are not listed because nobody knows yet that they are lost.
        for note in self.notes.book.living().filter(|note| list.scope().holds(note)) {
            let unseen = note.targets.iter().enumerate().filter(|(at, _)| !list.looked.contains_key(&(note.id, *at)));
            for (target, found) in unseen {
                wanted.entry(found.article.clone()).or_default().push((note.id, target, found.holding().clone()));
            }
        }
        let known: HashMap<&ArticleId, &Entry> = self.shelf.entries.iter().map(|entry| (&entry.id, entry)).collect();
        let of = |id: &ArticleId| known.get(id).map(|entry| (*entry).clone()).or_else(|| self.entry_of(id));
        let mut asked: Vec<_> = wanted.into_iter().filter_map(|(id, wanted)| Some((of(&id)?, wanted))).collect();
        if asked.is_empty() {
            return;
        }
        asked.sort_by(|a, b| a.0.origin.cmp(&b.0.origin));
        let id = self.request();
        if let Some(list) = self.note_list_mut() {
            list.request = Some(id);
        }
        self.ask(Effect::LookFor(id, asked));
    }

    /// Takes where passages of listed notes are; `last` says that these are the last ones.
    pub(super) fn looked_for(&mut self, id: RequestId, found: Vec<Looked>, last: bool) {
        let Some(list) = self.note_list_mut().filter(|list| list.request == Some(id)) else { return };
        list.looked.extend(found.into_iter().map(|looked| ((looked.note, looked.target), looked)));
        if last {
            list.request = None;
            if list.only_lost || !list.filter.is_empty() {
                self.refresh_note_list();
            }
        }
    }

    /// A target that was tied anew is looked for anew.
    pub(super) fn forget_looked(&mut self, id: NoteId, target: usize) {
        for screen in &mut self.screens {
            if let Screen::Notes(list) = screen {
                list.looked.remove(&(id, target));
            }
        }
    }

    fn note_rows_height(&self) -> usize {
        geometry::notes(self.size).list.height
    }

    pub(super) fn act_on_note_list(&mut self, action: Action, count: Option<usize>) {
        let times = count.unwrap_or(1);
        let height = self.note_rows_height();
        if let Some(list) = self.note_list_mut()
            && list.motion(action, times as isize, height)
        {
            return;
        }
        match action {
            Action::OpenNote => self.open_chosen(),
            Action::NextScope => self.next_scope(),
            Action::FilterNotes | Action::Search => self.open_note_filter(),
            Action::SortNotes => self.sort_notes(),
            Action::OnlyLost => self.toggle_only_lost(),
            Action::AttachNote => self.attach_chosen(count),
            other => {
                if !self.act_on_notes(other, count) {
                    self.works_elsewhere(other);
                }
            }
        }
    }

    fn next_scope(&mut self) {
        let Some(list) = self.note_list_mut() else { return };
        list.scopes.rotate_left(1);
        let says = format!("notes of {}", list.scope().name());
        self.refresh_note_list();
        self.say(says);
    }

    fn sort_notes(&mut self) {
        let Some(list) = self.note_list_mut() else { return };
        list.sort = list.sort.next();
        let says = format!("sorted by {}", list.sort.name());
        self.refresh_note_list();
        self.say(says);
    }

    fn toggle_only_lost(&mut self) {
        let Some(list) = self.note_list_mut() else { return };
        list.only_lost = !list.only_lost;
        let says = if list.only_lost { "only notes that are fuzzy, ambiguous or orphaned" } else { "all notes" };
        self.refresh_note_list();
        self.say(says);
    }

    fn open_note_filter(&mut self) {
        let typed = self.note_list_mut().map_or_else(String::new, |list| list.filter.clone());
        self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::FilterNotes, input: typed.into() }));
    }

    /// Narrows the list to what is typed.
    pub(super) fn filter_notes(&mut self, typed: &str) {
        if let Some(list) = self.note_list_mut()
            && list.filter != typed
        {
            typed.clone_into(&mut list.filter);
            self.refresh_note_list();
        }
    }

    /// Drops what narrows the list; says whether anything did.
    pub(super) fn clear_note_list(&mut self) -> bool {
        let Some(list) = self.note_list_mut() else { return false };
        let narrowed = list.only_lost || !list.filter.is_empty();
        list.only_lost = false;
        list.filter.clear();
        if narrowed {
            self.refresh_note_list();
        }
        narrowed
    }

    pub(super) fn click_note(&mut self, cell: geometry::Cell) {
        let area = geometry::notes(self.size).list;
        let Some(list) = self.note_list_mut() else { return };
        let row = list.top + cell.y.saturating_sub(area.y);
        if !area.contains(cell) || !matches!(list.rows.get(row), Some(NoteRow::Note(..))) {
            return;
        }
        let again = std::mem::replace(&mut list.cursor, row) == row;
        if again {
            self.open_chosen();
        }
    }

    /// Says in words what is listed.
    #[must_use]
    pub fn listed_notes(&self) -> String {
        let Some(Screen::Notes(list)) = self.screens.last() else { return String::new() };
        let notes = list.rows.iter().filter_map(|row| match row {
            NoteRow::Note(id, _) => self.notes.book.get(*id),
            NoteRow::Group(_) => None,
        });
        let lost = notes.filter(|note| list.is_lost(note)).count();
        let mut says = format!("{} of {}", counted(list.count()), list.scope().name());
        if lost > 0 {
            says += &format!("   {lost} to be looked at");
        }
        says
    }
}

impl NoteList {
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
