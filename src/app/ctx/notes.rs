//! What is known of the notes, the one state of them for every screen.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::core::moment::Moment;
use crate::app::pane::passage::End;
use crate::config::action::{Action, Context};
use crate::config::keys::KeyTable;
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
    pub saving: BTreeSet<(NoteId, Stamp)>,
    /// The time, as it was told last.
    pub moment: Moment,
}

impl Notes {
    /// Says what is lost where the program ends now, and why it is not on disk.
    #[must_use]
    pub fn would_be_lost(&self) -> Option<(String, String)> {
        let why = self.unsaved.values().next().map(|(_, why)| why.clone());
        match (why, &self.undrafted) {
            (Some(why), _) => Some((counted(self.unsaved.len()), why)),
            (None, Some(why)) if !self.drafts.is_empty() => Some(("What is being written is".to_owned(), why.clone())),
            _ => None,
        }
    }

    /// Says what is not on disk, if anything, and the keys that help.
    #[must_use]
    pub fn told_unsaved(&self, keys: &KeyTable, contexts: &[Context]) -> Option<String> {
        let (_, why) = self.unsaved.values().next()?;
        let key = |action| keys.shown(contexts, action).unwrap_or_default();
        let (again, elsewhere) = (key(Action::SaveAgain), key(Action::SaveElsewhere));
        let notes = counted(self.unsaved.len());
        Some(format!("{notes} NOT SAVED ({why})   {again} try again   {elsewhere} save elsewhere"))
    }
}

/// Counts notes in words.
#[must_use]
pub fn counted(notes: usize) -> String {
    if notes == 1 { "1 note".to_owned() } else { format!("{notes} notes") }
}
