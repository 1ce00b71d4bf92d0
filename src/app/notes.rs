//! The notes as the program holds them, and the screen and verbs that belong to them.

mod actions;
mod exporting;
mod linking;
pub mod list;
mod noting;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

use crate::app::core::moment::Moment;
use crate::app::reader::passage::End;
use crate::notes::book::Book;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId, Stamp};

/// What is known of the notes.
#[derive(Debug, Default)]
pub struct Notes {
    /// The notes themselves.
    pub book: Book,
    /// What is being written, by the note.
    pub drafts: BTreeMap<NoteId, Draft>,
    /// Notes that are not on disk, as they were written here, and why.
    pub unsaved: BTreeMap<NoteId, (Note, String)>,
    /// Why drafts cannot be kept.
    pub undrafted: Option<String>,
    /// The first end of a link.
    pub link: Option<End>,
    /// A note that waits for a new passage: its id and target.
    pub carried: Option<(NoteId, usize)>,
    /// The note that was opened last from the list.
    pub opened: Option<NoteId>,
    /// Whether the notes on disk have been read.
    pub read: bool,
    /// Saves under way, by the moment of the change.
    pub(crate) saving: BTreeSet<(NoteId, Stamp)>,
    pub(crate) moment: Moment,
}

/// Counts notes in words.
#[must_use]
pub fn counted(notes: usize) -> String {
    if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") }
}
