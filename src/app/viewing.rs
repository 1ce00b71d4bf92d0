//! Saved views: a filter under a name, chosen from a list.

use super::App;
use super::core::history::{Act, Deed};
use super::core::message::Effect;
use super::list::ListScreen;
use super::overlay::views::{ViewLine, views};
use super::overlay::{Overlay, PromptKind};
use crate::config::keys::{Code, Key};
use crate::library::filter::Filter;
use crate::library::views::{Change, View};

/// Articles that are asked at most so that the list can tell how many each view has: it opens within a frame.
const MOST_ASKED: usize = 200_000;

impl App {
    /// Reads the views; their list opens once they are there.
    pub(super) fn open_views(&mut self) {
        self.ctx().ask(Effect::Views(Vec::new()));
    }

    /// Takes the views as they are on disk.
    pub(super) fn views_read(&mut self, opens: bool, read: Result<Vec<View>, String>) {
        match read {
            Err(why) => self.ctx().warn(why),
            Ok(all) => {
                self.views = all;
                // What else was opened meanwhile has the keys.
                if opens && self.overlay.is_none() && self.list().is_some() {
                    self.show_views();
                }
            }
        }
    }

    fn show_views(&mut self) {
        let Some(list) = self.list() else { return };
        let enough = self.shelf.entries.len() * self.views.len() <= MOST_ASKED;
        let noted = list.noted(&self.notes.book);
        let count = |query: &str| {
            let filter = Filter::new(query);
            enough.then(|| ListScreen::count(&self.shelf, &filter, &noted)).filter(|_| !filter.asks_for_lost())
        };
        let chooser = views(&self.views, &list.filter, &count);
        self.overlay = Some(Overlay::Views(chooser));
    }

    /// Takes a key over the list of views that only has a meaning there; says whether it had one.
    pub(super) fn press_views(&mut self, key: Key) -> bool {
        let Some(Overlay::Views(chooser)) = &self.overlay else { return false };
        let chosen = chooser.chosen().map(|choice| choice.value.clone());
        match (key.code, key.ctrl, chosen) {
            (Code::Char('d'), true, Some(ViewLine::Show(view))) => {
                self.overlay = None;
                let label = format!("the view “{}” is deleted", view.name);
                self.change_views(label, vec![(view.name, None)]);
            }
            (Code::Char('r'), true, Some(ViewLine::Show(view))) => {
                self.naming = Some(view.clone());
                self.ctx().prompt(PromptKind::ViewName, view.name);
            }
            (Code::Char('d' | 'r'), true, _) => self.ctx().say("no view under the cursor"),
            _ => return false,
        }
        true
    }

    /// Enter over the list of views.
    pub(super) fn take_view(&mut self, line: ViewLine) {
        match line {
            ViewLine::Save(query) => {
                self.naming = Some(View { name: String::new(), query });
                self.ctx().prompt(PromptKind::ViewName, "");
            }
            ViewLine::Show(view) => {
                self.with_list(|list, ctx| list.narrow(&view.query, ctx));
                if let Some(mistake) = PromptKind::Filter.mistake(&view.query) {
                    self.ctx().warn(format!("the view “{}”: {mistake}", view.name));
                }
            }
        }
    }

    /// A name was typed, for the filter or for a view that had another.
    pub(super) fn name_view(&mut self, name: &str) {
        let Some(View { name: before, query }) = self.naming.take() else { return };
        let name = name.trim();
        if name.is_empty() {
            return self.ctx().say("a view has a name: nothing is saved");
        }
        if name == before {
            return self.ctx().say("the view is called so already");
        }
        let mut changes: Vec<Change> = vec![(name.to_owned(), Some(query))];
        if before.is_empty() {
            self.change_views(format!("saved as the view “{name}”"), changes);
        } else {
            changes.insert(0, (before, None));
            self.change_views(format!("the view is called “{name}” now"), changes);
        }
    }

    /// Changes views as a deed that can be undone: a view that is written over comes back too.
    fn change_views(&mut self, label: String, changes: Vec<Change>) {
        let query = |name: &str| self.views.iter().find(|view| view.name == name).map(|view| view.query.clone());
        let backward: Vec<Change> = changes.iter().map(|(name, _)| (name.clone(), query(name))).collect();
        let (forward, backward) = (Act::Views(changes.clone()), Act::Views(backward));
        self.session.history.push(Deed { label: label.clone(), forward, backward });
        let mut ctx = self.ctx();
        ctx.ask(Effect::Views(changes));
        ctx.say_undoable(label);
    }

    /// Returns the name of the view that the list shows, if it shows one.
    #[must_use]
    pub fn view_shown(&self) -> Option<&str> {
        let filter = self.list()?.filter.trim();
        let shown = self.views.iter().find(|view| !filter.is_empty() && view.query.trim() == filter)?;
        Some(&shown.name)
    }
}
