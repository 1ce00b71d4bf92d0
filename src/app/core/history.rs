//! Undo and redo of what the reader did: one history of changes of state, decisions, notes, drafts and feeds.

use crate::app::core::decided::Decided;
use crate::app::core::editing::Restore;
use crate::app::core::feeds::{FeedChange, Removal};
use crate::app::core::shelf::correcting::Placing;
use crate::library::Entry;
use crate::library::corrections::Correction;
use crate::library::state::Change;
use crate::library::views::Change as ViewChange;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId};

/// One way of a deed: there, or back.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Changes of the reading state, each with the entry it is about.
    State(Vec<(Entry, Change)>),
    /// A decision on a match.
    Decide(Box<Decided>),
    /// Words about stories, and where articles stand by them.
    Correct(Vec<Correction>, Placing),
    /// What stands about an article in its head and beside it.
    Edit(Box<Entry>, Box<Restore>),
    /// Views as they are to be.
    Views(Vec<ViewChange>),
    /// A note as it is to be.
    Note(Box<Note>),
    /// A draft that is there again.
    Draft(Box<Draft>),
    /// A draft that is not.
    DropDraft(NoteId),
    /// A feed that is removed.
    RemoveFeed(Box<Removal>),
    /// A feed that is back, by its name in the trash.
    GiveFeedBack(String),
    /// The feed of an address as it is to be.
    ChangeFeed(String, FeedChange),
}

/// Something that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What was done, as in "marked 7 as read".
    pub label: String,
    /// What did it.
    pub forward: Act,
    /// What takes it back.
    pub backward: Act,
}

/// What was done and what was undone, the latest last.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Deed>,
    undone: Vec<Deed>,
}

impl History {
    /// Notes a new deed; what was undone before can no longer be redone.
    pub fn push(&mut self, deed: Deed) {
        self.undone.clear();
        self.done.push(deed);
    }

    /// Takes the latest deed back and returns it.
    pub fn undo(&mut self) -> Option<Deed> {
        let deed = self.done.pop()?;
        self.undone.push(deed.clone());
        Some(deed)
    }

    /// Does the latest undone deed again and returns it.
    pub fn redo(&mut self) -> Option<Deed> {
        let deed = self.undone.pop()?;
        self.done.push(deed.clone());
        Some(deed)
    }
}
