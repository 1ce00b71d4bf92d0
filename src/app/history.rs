//! Undo and redo of the reader's changes of state.

use crate::library::Entry;
use crate::library::state::Change;

/// A change of state that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed {
    /// What was done, as in "marked 7 as read".
    pub label: String,
    /// The changes that did it.
    pub forward: Vec<(Entry, Change)>,
    /// The changes that take it back.
    pub backward: Vec<(Entry, Change)>,
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
