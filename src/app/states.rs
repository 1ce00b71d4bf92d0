//! Reading state: read, starred, places; and taking changes back.

use super::{App, Screen};
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::reader::pane::Pane;
use crate::library::Entry;
use crate::library::state::{Change, ReadingState};
use crate::text::scalars;

impl App {
    /// Takes the reading state from disk and arranges the list by it.
    pub(super) fn state_read(&mut self, state: ReadingState) {
        self.shelf.state = state;
        // What was changed after that state was read is on its way to the disk: it is not lost from the screen.
        for (_, change) in &self.session.last_saved {
            self.shelf.state.apply(change);
        }
        self.rearrange();
    }

    /// Carries out changes as one deed that can be undone.
    pub(super) fn change(&mut self, label: impl Into<String>, changes: Vec<(Entry, Change)>) {
        if changes.is_empty() {
            return;
        }
        let backward = changes.iter().map(|(entry, change)| (entry.clone(), self.shelf.apply(change))).collect();
        self.ask(Effect::SaveState(changes.clone()));
        let (forward, backward) = (Act::State(changes), Act::State(backward));
        self.session.history.push(Deed { label: label.into(), forward, backward });
        self.redraw_states();
    }

    pub(super) fn undo(&mut self) {
        match self.session.history.undo() {
            Some(deed) => self.carry_out(deed.backward, &deed.forward, &format!("undone: {}", deed.label)),
            None => self.say("nothing to undo"),
        }
    }

    pub(super) fn redo(&mut self) {
        match self.session.history.redo() {
            Some(deed) => self.carry_out(deed.forward, &deed.backward, &format!("done again: {}", deed.label)),
            None => self.say("nothing to redo"),
        }
    }

    /// Carries out one way of a deed; `now` is the other way, which is what stands there.
    fn carry_out(&mut self, act: Act, now: &Act, label: &str) {
        self.say(label);
        match act {
            Act::State(changes) => self.carry_out_changes(changes),
            Act::Decide(decided) => self.carry_out_decision(*decided),
            Act::Note(note) => {
                let expected = if let Act::Note(now) = now { (**now).clone() } else { (*note).clone() };
                self.put_note_back(*note, &expected);
            }
        }
    }

    fn carry_out_changes(&mut self, changes: Vec<(Entry, Change)>) {
        for (_, change) in &changes {
            let _ = self.shelf.apply(change);
        }
        self.ask(Effect::SaveState(changes));
        self.redraw_states();
    }

    /// The list's groups follow the state only where it is grouped or sorted by it.
    fn redraw_states(&mut self) {
        use crate::library::order::{Group, Sort};
        let by_state = self
            .list()
            .is_some_and(|list| list.arrangement.group == Group::State || list.arrangement.sort == Sort::State);
        if by_state {
            self.rearrange();
        }
    }

    pub(super) fn toggle_read(&mut self, entry: Entry) {
        let read = !self.shelf.state.of(&entry.id).read;
        let change = Change { id: entry.id.clone(), read: Some(read), ..Change::default() };
        let label = if read { "marked as read" } else { "marked as unread" };
        self.change(label, vec![(entry, change)]);
        self.say(label);
    }

    pub(super) fn toggle_star(&mut self, entry: Entry) {
        let starred = !self.shelf.state.of(&entry.id).starred;
        let change = Change { id: entry.id.clone(), starred: Some(starred), ..Change::default() };
        let label = if starred { "starred" } else { "star taken away" };
        self.change(label, vec![(entry, change)]);
        self.say(label);
    }

    /// Marks all listed articles; those that are so already stay out of it.
    pub(super) fn mark_all(&mut self, read: bool) {
        let Some(list) = self.list() else { return };
        let entries = list.order().into_iter().filter_map(|index| self.shelf.entries.get(index));
        let changed = entries.filter(|entry| self.shelf.state.of(&entry.id).read != read);
        let change = |entry: &Entry| Change { id: entry.id.clone(), read: Some(read), ..Change::default() };
        let changes: Vec<_> = changed.map(|entry| (entry.clone(), change(entry))).collect();
        let label = format!("marked {} as {}", changes.len(), if read { "read" } else { "unread" });
        self.change(label.clone(), changes);
        self.say(label);
    }

    /// An article whose end was reached becomes read, and is only so once a visit, so that `r` has the last word.
    pub(super) fn note_end_reached(&mut self) {
        let Some(Screen::Reader(reader)) = self.screens.last_mut() else { return };
        let Some(pane) = reader.slot.pane.as_ref().filter(|pane| pane.end_shown()) else { return };
        if std::mem::replace(&mut reader.finished, true) {
            return;
        }
        let entry = pane.entry.clone();
        if !self.shelf.state.of(&entry.id).read {
            let change = Change { id: entry.id.clone(), read: Some(true), ..Change::default() };
            let _ = self.shelf.apply(&change);
            self.ask(Effect::SaveState(vec![(entry, change)]));
            self.redraw_states();
        }
    }

    /// Remembers where the reader stopped in the article on top.
    pub(super) fn keep_place(&mut self) {
        let Some(Screen::Reader(reader)) = self.screens.last() else { return };
        let Some(pane) = &reader.slot.pane else { return };
        let place = place_of(pane);
        let entry = pane.entry.clone();
        if self.shelf.state.of(&entry.id).place != place {
            let change = Change { id: entry.id.clone(), place: Some(place), ..Change::default() };
            let _ = self.shelf.apply(&change);
            self.ask(Effect::SaveState(vec![(entry, change)]));
        }
    }
}

/// Returns the cursor's place as the state file keeps it.
fn place_of(pane: &Pane) -> usize {
    let first = pane.first_sentence().unwrap_or(0);
    if pane.cursor() <= first { 0 } else { scalars::scalar_offset(&pane.article.text, pane.cursor()) }
}
