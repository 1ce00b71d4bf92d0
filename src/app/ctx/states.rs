//! Reading state: read, starred, places; what every screen does with the article at hand.

use super::Ctx;
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::pane::Pane;
use crate::config::action::Action;
use crate::library::state::Change;
use crate::library::{Entry, Origin, url};
use crate::text::{cells, scalars};

impl Ctx<'_> {
    /// Carries out changes as one deed that can be undone.
    pub fn change(&mut self, label: impl Into<String>, changes: Vec<(Entry, Change)>) {
        if changes.is_empty() {
            return;
        }
        let backward = changes.iter().map(|(entry, change)| (entry.clone(), self.shelf.apply(change))).collect();
        self.ask(Effect::SaveState(changes.clone()));
        let (forward, backward) = (Act::State(changes), Act::State(backward));
        self.session.history.push(Deed { label: label.into(), forward, backward });
        self.session.news.states = true;
    }

    /// Carries out changes that are no deed of their own: undone, redone, or noted by the way.
    pub fn carry_out_changes(&mut self, changes: Vec<(Entry, Change)>) {
        for (_, change) in &changes {
            let _ = self.shelf.apply(change);
        }
        self.ask(Effect::SaveState(changes));
        self.session.news.states = true;
    }

    /// What list, reader and comparison do with the article at hand.
    pub fn act_on_article(&mut self, action: Action, entry: &Entry) {
        match action {
            Action::ToggleRead => self.toggle_read(entry),
            Action::ToggleStar => self.toggle_star(entry),
            _ => self.ask_to_open(entry),
        }
    }

    fn toggle_read(&mut self, entry: &Entry) {
        let read = !self.shelf.state.of(&entry.id).read;
        let change = Change { id: entry.id.clone(), read: Some(read), ..Change::default() };
        let label = if read { "marked as read" } else { "marked as unread" };
        self.change(label, vec![(entry.clone(), change)]);
        self.say(label);
    }

    fn toggle_star(&mut self, entry: &Entry) {
        let starred = !self.shelf.state.of(&entry.id).starred;
        let change = Change { id: entry.id.clone(), starred: Some(starred), ..Change::default() };
        let label = if starred { "starred" } else { "star taken away" };
        self.change(label, vec![(entry.clone(), change)]);
        self.say(label);
    }

    /// Shows the article's address and asks before it is opened.
    fn ask_to_open(&mut self, entry: &Entry) {
        let Some(address) = &entry.meta.url else {
            self.say("this article names no address");
            return;
        };
        self.ask_to_open_address(url::openable(address).map_err(|why| why.to_string()));
    }

    /// Copies the selection, or the sentence under the cursor.
    pub fn copy(&mut self, pane: &mut Pane) {
        let words = pane.to_copy().split_whitespace().collect::<Vec<_>>().join(" ");
        pane.selection = None;
        self.ask(Effect::Copy(cells::one_line(&words).into_owned()));
    }

    /// An article whose end was reached becomes read, without a deed that could be undone.
    pub fn read_to_the_end(&mut self, entry: &Entry) {
        if !self.shelf.state.of(&entry.id).read {
            let change = Change { id: entry.id.clone(), read: Some(true), ..Change::default() };
            self.carry_out_changes(vec![(entry.clone(), change)]);
        }
    }

    /// Remembers that articles were compared, so that they are kept when their feed is tidied up.
    pub fn remember_compared(&mut self, entries: Vec<Entry>) {
        let is_new =
            |entry: &Entry| matches!(entry.origin, Origin::File(_)) && !self.shelf.state.of(&entry.id).compared;
        let change = |entry: Entry| {
            let id = entry.id.clone();
            (entry, Change { id, compared: Some(true), ..Change::default() })
        };
        let changes: Vec<_> = entries.into_iter().filter(is_new).map(change).collect();
        if !changes.is_empty() {
            changes.iter().for_each(|(_, change)| drop(self.shelf.apply(change)));
            self.ask(Effect::SaveState(changes));
        }
    }

    /// Remembers where the reader stopped in an article.
    pub fn keep_place(&mut self, pane: &Pane) {
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
    scalars::scalar_offset(&pane.article.text, byte_of(pane))
}

/// Returns the byte that the reader stands at; the first sentence is the beginning.
pub fn byte_of(pane: &Pane) -> usize {
    let first = pane.first_sentence().unwrap_or(0);
    if pane.cursor() <= first { 0 } else { pane.cursor() }
}
