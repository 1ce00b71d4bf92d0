//! Files that are renamed while their articles are open: followed to where they lie now, with the place and the notes.

use super::core::message::Effect;
use super::pane::slot::Slot;
use super::{App, Screen};
use crate::library::{Entry, Origin};

impl App {
    /// Returns where the open articles lie that the library lists.
    pub(super) fn open_in_library(&self) -> Vec<Origin> {
        let slots = self.screens.iter().flat_map(|screen| screen.actor().slots());
        slots.map(|slot| &slot.origin).filter(|origin| self.shelf.index_of(origin).is_some()).cloned().collect()
    }

    /// Follows open articles whose files are gone to where the library has them now; `before` are those that it listed
    /// until now. One that has not turned up is looked for again whenever something changes.
    pub(super) fn follow_moved(&mut self, before: Vec<Origin>) {
        self.session.gone.extend(before);
        let shelf = &self.shelf;
        self.session.gone.retain(|origin| shelf.index_of(origin).is_none());
        if self.session.gone.is_empty() {
            return;
        }
        let (screens, mut ctx) = self.parts();
        let mut found = Vec::new();
        for slot in screens.iter_mut().flat_map(Screen::slots_to_follow) {
            let Some(pane) = slot.pane.as_ref().filter(|_| ctx.session.gone.contains(&slot.origin)) else { continue };
            let is_it = |entry: &&Entry| entry.id == pane.entry.id;
            let Some(now) = ctx.shelf.entries.iter().find(is_it).map(|entry| entry.origin.clone()) else { continue };
            found.push(std::mem::replace(&mut slot.origin, now.clone()));
            let id = ctx.request();
            slot.request = Some(id);
            if let Origin::File(path) = &now {
                ctx.say(format!("the file was moved: it is {} now", path.display()));
            }
            ctx.ask(Effect::Load(id, now));
        }
        ctx.session.gone.retain(|origin| !found.contains(origin));
    }
}

impl Screen {
    fn slots_to_follow(&mut self) -> Vec<&mut Slot> {
        self.actor_mut().slots_mut()
    }
}
