//! A note being written, kept until it is saved or thrown away.

use super::{Note, Stamp};

/// A note being written.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The note with the text as it is so far.
    pub note: Note,
    /// When it was written last.
    pub at: Stamp,
    /// Whether the note itself is not there yet.
    pub is_new: bool,
}
