//! What was set about an article, as something that can be put back.

use crate::library::Entry;
use crate::library::editing::Edits;

/// What stands about an article in the head of its file and beside it, before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restore {
    /// The head of the file, letter by letter, fences included; none where it was not touched.
    pub head: Option<(String, String)>,
    /// What is set beside the file; none where that was not touched.
    pub set: Option<(Edits, Edits)>,
}

impl Restore {
    /// Returns the way back.
    #[must_use]
    pub fn back(&self) -> Self {
        let Self { head, set } = self.clone();
        Self { head: head.map(|(from, to)| (to, from)), set: set.map(|(from, to)| (to, from)) }
    }
}

/// What is to be done about what is known of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editing {
    /// Fields are set.
    Fields(Edits),
    /// What was there is put back.
    Restore(Restore),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Edited {
    /// The article as it was.
    pub entry: Entry,
    /// What was asked for.
    pub asked: Editing,
    /// What was done, or why nothing was.
    pub outcome: Result<Restore, String>,
}
