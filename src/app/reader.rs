//! The reader's screen: one article, read.

mod actions;
pub mod find;
pub mod flow;
pub mod head;
pub mod marks;
pub mod motion;
pub mod noted;
pub mod pane;
pub mod passage;
pub mod place;
pub mod selection;
pub mod slot;

use slot::Slot;

/// The reader's screen.
#[derive(Clone, Debug)]
pub struct ReaderScreen {
    /// The article.
    pub slot: Slot,
    /// Whether the text stands alone on the screen.
    pub zen: bool,
    /// Whether its end was seen on this visit.
    pub finished: bool,
}
