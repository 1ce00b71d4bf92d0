//! The reader's screen: one article, read.

mod actions;

use crate::app::pane::slot::Slot;

/// The reader's screen.
#[derive(Clone, Debug)]
pub struct ReaderScreen {
    /// The article.
    pub slot: Slot,
    /// Whether the text stands alone on the screen.
    pub zen: bool,
    /// Whether its end was seen on this visit.
    pub finished: bool,
    /// Where the cursor stood after the last message, as a byte of the text.
    pub stood: Option<usize>,
}

impl ReaderScreen {
    /// Makes the screen for an article on its way.
    #[must_use]
    pub const fn new(slot: Slot) -> Self {
        Self { slot, zen: false, finished: false, stood: None }
    }

    /// Puts another article in the place of the one that is read.
    pub fn turn(&mut self, slot: Slot) {
        self.slot = slot;
        (self.finished, self.stood) = (false, None);
    }
}
