//! What no view looks at: history, jumps, questions asked, and what one screen's deed means for the others.

use crate::app::core::decided::Decided;
use crate::app::core::history::History;
use crate::app::core::jumps::Jumps;
use crate::app::core::message::Effect;
use crate::app::core::pointer::Pointer;
use crate::library::state::Change;
use crate::library::{Entry, Origin};
use crate::notes::{Note, NoteId, Target};
use crate::text::Span;

/// What no view looks at.
#[derive(Debug, Default)]
pub struct Session {
    /// What can be undone.
    pub history: History,
    /// Places left by a leap.
    pub jumps: Jumps,
    /// How many questions were asked.
    pub requests: u64,
    /// The mouse.
    pub pointer: Pointer,
    /// What was searched for last.
    pub query: String,
    /// The changes of state that were sent to the disk last.
    pub last_saved: Vec<(Entry, Change)>,
    /// Where what was added lies, until the list has it.
    pub added: Option<Origin>,
    /// Where articles lay that are open, and do not lie any more: they may turn up elsewhere.
    pub gone: Vec<Origin>,
    /// What is to be done outside.
    pub out: Vec<Effect>,
    /// What the other screens have yet to hear.
    pub news: News,
}

/// What a screen did that concerns others too; told to them once it has acted.
#[derive(Debug, Default)]
pub struct News {
    /// The reading state changed.
    pub states: bool,
    /// The library has other articles, or lists them otherwise.
    pub library: bool,
    /// Notes changed.
    pub notes: bool,
    /// The list of notes is to be made anew.
    pub listing: bool,
    /// A note began to be written.
    pub writing: bool,
    /// Notes to be saved.
    pub saved: Vec<Note>,
    /// Where passages of notes are known to be, or no longer known.
    pub moved: Vec<Moved>,
    /// Decisions that were made or taken back.
    pub decided: Vec<Decided>,
    /// Articles that stand in another story, by their indices.
    pub placed: Vec<usize>,
    /// What is said of stories changed.
    pub corrected: bool,
}

/// What became known of the place of a note's target.
#[derive(Clone, Debug)]
pub enum Moved {
    /// The reader just marked it there.
    Placed {
        /// The note.
        note: NoteId,
        /// Which of its targets.
        target: usize,
        /// The target.
        about: Box<Target>,
        /// Where it is.
        span: Span,
    },
    /// Its anchor is another one now: it is looked for anew.
    Displaced(NoteId, usize),
}
