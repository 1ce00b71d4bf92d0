//! What comes back from the effects: the library, comparisons, changes on disk.

use std::path::PathBuf;

use super::{App, Screen};
use crate::app::core::message::{Effect, RequestId};
use crate::compare::{Cancelled, Comparison, Stage};
use crate::library::Origin;
use crate::library::scan::Found;

impl App {
    pub(super) fn scanned(&mut self, id: RequestId, found: Vec<Found>) {
        if self.shelf.take(id, found) {
            self.rearrange();
        }
    }

    pub(super) fn scan_done(&mut self, id: RequestId) {
        // The list's rows are indices into the old entries: the article at hand is named before they change.
        let here = self.list().and_then(|list| list.current(&self.shelf)).map(|entry| entry.origin.clone());
        if self.shelf.end(id) {
            self.search_anew();
            self.rearrange();
            let height = self.list_height();
            if let (Some(Screen::Library(list)), Some(here)) = (self.screens.first_mut(), here) {
                list.go_to(&self.shelf, &here, height);
            }
            self.refresh_preview();
            self.refresh_picker();
        }
    }

    /// The hits of a search are indices into the old entries.
    fn search_anew(&mut self) {
        let query = self.list_mut().and_then(|list| list.search.as_ref()).map(|search| search.query.clone());
        if let Some(query) = query {
            self.search_library(query);
        }
    }

    /// A picker that was opened while the library was read gets its lines.
    fn refresh_picker(&mut self) {
        if let (Some(crate::app::overlay::Overlay::Picker(old)), Some(entry)) = (&self.overlay, self.entry_at_hand()) {
            let mut picker = crate::app::overlay::picker(&self.shelf, &entry);
            picker.input = old.input.clone();
            picker.refresh();
            self.overlay = Some(crate::app::overlay::Overlay::Picker(picker));
        }
    }

    /// Shows how far a comparison has come.
    pub(super) fn comparing(&mut self, id: RequestId, stage: Stage) {
        for screen in &mut self.screens {
            if let Screen::Compare(pair) = screen
                && pair.request == Some(id)
            {
                pair.stage = Some(stage);
            }
        }
    }

    pub(super) fn compared(&mut self, id: RequestId, result: Result<Box<Comparison>, Cancelled>) {
        let waiting = self.screens.iter_mut().find_map(|screen| match screen {
            Screen::Compare(pair) if pair.request == Some(id) => Some(pair),
            _ => None,
        });
        let Some(pair) = waiting else { return };
        pair.request = None;
        pair.stage = None;
        if let Ok(comparison) = result {
            pair.take(*comparison);
        }
    }

    /// Reads anew what changed on disk: the open articles and the library.
    pub(super) fn changed(&mut self, paths: &[PathBuf]) {
        let touched = |origin: &Origin| matches!(origin, Origin::File(path) if paths.contains(path));
        let mut loads = Vec::new();
        let mut requests = self.session.requests;
        for screen in &mut self.screens {
            let slots = match screen {
                Screen::Library(list) => {
                    if list.preview.origin.as_ref().is_some_and(touched) {
                        list.preview.origin = None;
                    }
                    vec![]
                }
                Screen::Reader(reader) => vec![&mut reader.slot],
                Screen::Compare(pair) => pair.slots_mut(),
                Screen::Notes(_) => vec![],
            };
            for slot in slots.into_iter().filter(|slot| touched(&slot.origin)) {
                requests += 1;
                slot.request = Some(RequestId(requests));
                loads.push(Effect::Load(RequestId(requests), slot.origin.clone()));
            }
        }
        self.session.requests = requests;
        self.session.out.extend(loads);
        if self.shelf.was_scanned() && !self.shelf.shows_samples() {
            self.scan();
        }
    }
}
