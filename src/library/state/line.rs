//! One line of a reading log: `{"at":1772900000000,"id":"…","read":true,"starred":false,"place":812}`.

use serde::{Deserialize, Serialize};

use super::Change;
use crate::library::ArticleId;
use crate::library::moment::passable;
use crate::text::decode::unmarked;

/// A change as it is written; what is absent is unchanged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    /// Milliseconds since 1970.
    pub at: u64,
    pub id: ArticleId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starred: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<usize>,
}

/// Why a line was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It breaks off: a crash or a full disk stopped the writer. Nothing to tell the reader.
    Torn,
    /// It is something else.
    Broken,
}

/// When a field was set and by whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stamp {
    pub at: u64,
    pub device: u64,
}

impl Stamp {
    /// Says whether a field that is `set` now takes the place of what `last` set, and if so becomes the last.
    pub fn wins(self, last: &mut Self, set: bool) -> bool {
        // Equal stamps are later lines of the same file.
        let wins = set && self >= *last;
        if wins {
            *last = self;
        }
        wins
    }
}

impl Line {
    pub fn new(change: &Change, at: u64) -> Self {
        let Change { id, read, starred, compared, place } = change.clone();
        Self { at, id, read, starred, compared, place }
    }

    pub fn change(&self) -> Change {
        let Self { id, read, starred, compared, place, .. } = self.clone();
        Change { id, read, starred, compared, place }
    }

    /// Returns which fields it sets, by number.
    pub fn fields(&self) -> impl Iterator<Item = usize> {
        let set = [self.read.is_some(), self.starred.is_some(), self.place.is_some(), self.compared.is_some()];
        set.into_iter().enumerate().filter_map(|(i, set)| set.then_some(i))
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("numbers, truth values and strings are always JSON")
    }
}

/// Reads a line. A mark that an editor put at the beginning of the file is no part of it.
pub(super) fn parse(line: &[u8]) -> Result<Line, Unread> {
    let line = unmarked(line);
    if line.trim_ascii().is_empty() {
        return Err(Unread::Torn);
    }
    let read = serde_json::from_slice(line);
    let read = read.map(|line: Line| Line { at: passable(line.at), ..line });
    read.map_err(|error| if error.is_eof() { Unread::Torn } else { Unread::Broken })
}
