//! A place for an article: on the screen, on its way there, or missing.

use crate::app::core::geometry::Area;
use crate::app::core::request::RequestId;
use crate::app::pane::Pane;
use crate::config::settings::ReaderSettings;
use crate::library::{Loaded, Origin};
use crate::notes::NoteId;

/// An article that is on the screen, on its way there, or could not be read.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Which.
    pub origin: Origin,
    /// The request, while it loads.
    pub request: Option<RequestId>,
    /// The article.
    pub pane: Option<Box<Pane>>,
    /// Why it could not be read.
    pub failure: Option<String>,
    /// What it was opened for.
    pub then: Arrival,
}

/// What an article is opened for: what happens once it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// Where to go: a byte offset.
    pub go_to: Option<usize>,
    /// Words to search for.
    pub search: Option<String>,
    /// The note to go to once its passage is found, with its target.
    pub note: Option<(NoteId, usize)>,
    /// The draft to go on with.
    pub draft: Option<NoteId>,
}

impl Slot {
    /// Makes a slot that waits for `request`.
    #[must_use]
    pub const fn waiting(origin: Origin, request: RequestId, then: Arrival) -> Self {
        Self { origin, request: Some(request), pane: None, failure: None, then }
    }

    /// Puts in what was loaded; a newer text of the article that is there keeps the place.
    pub fn fill(&mut self, loaded: Result<Box<Loaded>, String>, area: Area, reading: &ReaderSettings) {
        self.request = None;
        match (loaded, &mut self.pane) {
            (Ok(loaded), Some(pane)) => pane.replace(*loaded, reading.words_per_minute),
            (Ok(loaded), pane) => {
                *pane = Some(Box::new(Pane::new(*loaded, area, reading.words_per_minute, reading.scroll_margin)));
                self.failure = None;
            }
            (Err(why), _) => self.failure = Some(why),
        }
    }

    /// Says whether `loaded` is another text than the one on the screen.
    #[must_use]
    pub fn is_changed_by(&self, loaded: &Result<Box<Loaded>, String>) -> bool {
        match (&self.pane, loaded) {
            (Some(pane), Ok(loaded)) => pane.article.text != loaded.article.text,
            _ => false,
        }
    }
}
