//! Where an action leads beyond its screen.

use crate::app::core::message::Looked;
use crate::app::pane::slot::Arrival;
use crate::config::action::Action;
use crate::library::{ArticleId, Origin};
use crate::notes::NoteId;

/// Where an action leads beyond its screen.
#[derive(Clone, Debug)]
#[must_use]
pub enum Flow {
    /// Nowhere: it is done.
    Done,
    /// The screen does not know it.
    Unknown(Action),
    /// Back a screen.
    Back,
    /// To an article, opened on top.
    Read(Origin, Arrival),
    /// To a pair, opened on top.
    Compare(Origin, Origin),
    /// So many articles on in the order of the list, in the place of the one that is read.
    Along(isize),
    /// So many unread articles on in the order of the list, likewise.
    AlongUnread(isize),
    /// So many steps wider, for every text.
    Widen(isize),
    /// An article came, and may have been waited for by a note.
    Arrived,
    /// To the passage of a note, or the other end of a link.
    Note(NoteId, usize),
    /// To the articles that came by the feed of an address, in the list.
    ListFeed(String),
    /// From the list of notes to the passage of one, or to where that may be.
    Listed(Box<Listed>),
}

/// A note that is gone to from the list of notes.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The note.
    pub id: NoteId,
    /// Which of its targets.
    pub target: usize,
    /// The article of that target.
    pub article: ArticleId,
    /// Where it is or may be; none while that is not known.
    pub looked: Option<Looked>,
}
