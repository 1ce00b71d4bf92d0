//! What the keys do in the list of notes.

use std::collections::HashMap;

use super::{NoteList, NoteRow, order};
use crate::app::core::geometry;
use crate::app::core::message::{Effect, Looked};
use crate::app::core::request::RequestId;
use crate::app::notes::counted;
use crate::app::notes::list::scope::Scope;
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::{App, Screen};
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::{ArticleId, Entry};
use crate::notes::NoteId;

impl App {
    /// Opens the list of notes of what is on the screen.
    pub(crate) fn open_notes(&mut self) {
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
    pub(crate) fn choose_note(&mut self, id: NoteId) {
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

    pub(crate) fn note_list_mut(&mut self) -> Option<&mut NoteList> {
        if let Some(Screen::Notes(list)) = self.screens.last_mut() { Some(list) } else { None }
    }

    /// Lists the notes anew, where the list is open; the chosen note stays chosen.
    pub(crate) fn refresh_note_list(&mut self) {
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
    pub(crate) fn looked_for(&mut self, id: RequestId, found: Vec<Looked>, last: bool) {
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
    pub(crate) fn forget_looked(&mut self, id: NoteId, target: usize) {
        for screen in &mut self.screens {
            if let Screen::Notes(list) = screen {
                list.looked.remove(&(id, target));
            }
        }
    }

    fn note_rows_height(&self) -> usize {
        geometry::notes(self.size).list.height
    }

    pub(crate) fn act_on_note_list(&mut self, action: Action, count: Option<usize>) {
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
    pub(crate) fn filter_notes(&mut self, typed: &str) {
        if let Some(list) = self.note_list_mut()
            && list.filter != typed
        {
            typed.clone_into(&mut list.filter);
            self.refresh_note_list();
        }
    }

    /// Drops what narrows the list; says whether anything did.
    pub(crate) fn clear_note_list(&mut self) -> bool {
        let Some(list) = self.note_list_mut() else { return false };
        let narrowed = list.only_lost || !list.filter.is_empty();
        list.only_lost = false;
        list.filter.clear();
        if narrowed {
            self.refresh_note_list();
        }
        narrowed
    }

    pub(crate) fn click_note(&mut self, cell: geometry::Cell) {
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
