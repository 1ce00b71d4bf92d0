//! A place for an article: on the screen, on its way there, or missing.

use crate::app::core::request::RequestId;
use crate::app::reader::pane::Pane;
use crate::library::Origin;
use crate::library::store::Loaded;
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
    /// Where to go once it is there: a byte offset.
    pub go_to: Option<usize>,
    /// Words to search for once it is there.
    pub search: Option<String>,
    /// The note to go to once its passage is found, with its target.
    pub note: Option<(NoteId, usize)>,
    /// The draft to go on with once it is there.
    pub draft: Option<NoteId>,
}

impl Slot {
    /// Makes a slot that waits for `request`.
    #[must_use]
    pub const fn waiting(origin: Origin, request: RequestId) -> Self {
        Self {
            origin,
            request: Some(request),
            pane: None,
            failure: None,
            go_to: None,
            search: None,
            note: None,
            draft: None,
        }
    }
}

impl Slot {
    /// Says whether `loaded` is another text than the one on the screen.
    #[must_use]
    pub fn is_changed_by(&self, loaded: &Result<Box<Loaded>, String>) -> bool {
        match (&self.pane, loaded) {
            (Some(pane), Ok(loaded)) => pane.article.text != loaded.article.text,
            _ => false,
        }
    }
}
