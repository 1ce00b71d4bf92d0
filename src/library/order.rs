//! The order of the list: grouped, then sorted.

use super::Entry;
use super::state::ReadingState;

/// What the list is grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Group {
    /// The story; articles without one stand alone, after the stories.
    #[default]
    Story,
    /// The source.
    Source,
    /// The month of publication.
    Date,
    /// Unread, reading, read.
    State,
    /// Nothing.
    None,
}

/// What the articles of a group are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Date of publication, the newest first.
    #[default]
    Date,
    /// Source, then date.
    Source,
    /// Title.
    Title,
    /// Length, the longest first.
    Length,
    /// Unread first.
    State,
}

/// How the list is arranged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The groups.
    pub group: Group,
    /// The order inside.
    pub sort: Sort,
    /// Whether the order inside a group is turned round.
    pub reverse: bool,
}

/// A group of the arranged list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name; none for articles that stand alone.
    pub name: Option<String>,
    /// Indices into the entries, in order.
    pub entries: Vec<usize>,
}

/// Arranges those of `entries` whose indices are in `listed`.
#[must_use]
pub fn arrange(entries: &[Entry], listed: &[usize], state: &ReadingState, how: Arrangement) -> Vec<Section> {
    let _ = (entries, listed, state, how);
    todo!()
}
