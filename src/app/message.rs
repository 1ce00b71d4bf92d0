//! What comes in and what goes out: everything the state machine knows of the world.

use std::path::PathBuf;
use std::sync::Arc;

use url::Url;

use super::deciding::Decided;
use super::geometry::{Cell, Size};
use crate::article::Article;
use crate::compare::{Cancelled, Comparison};
use crate::config::keys::Key;
use crate::library::decisions::{Kept, PairId};
use crate::library::scan::Found;
use crate::library::search::Hit;
use crate::library::state::{Change, ReadingState};
use crate::library::store::Loaded;
use crate::library::{Entry, Origin};
use crate::text::Span;

/// Ties an answer to the question; answers to questions that nobody waits for any more are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The terminal has a new size.
    Resize(Size),
    /// A scan of the library came upon something.
    Scanned(RequestId, Vec<Found>),
    /// A scan of the library is through.
    ScanDone(RequestId),
    /// An article was loaded, or could not be; the text says why and what to do.
    Loaded(RequestId, Result<Box<Loaded>, String>),
    /// Two articles were compared.
    Compared(RequestId, Result<Box<Comparison>, Cancelled>),
    /// The decisions about a pair as they are on disk, the earliest first.
    Decisions(RequestId, Vec<Kept>),
    /// A search of the library found something.
    LibraryHits(RequestId, Vec<Hit>),
    /// A search of the library is through.
    LibrarySearchDone(RequestId),
    /// A search in an article is through.
    TextHits(RequestId, Vec<Span>),
    /// The reading state as it is on disk.
    State(Box<ReadingState>),
    /// Files of the library or an open article changed on disk.
    Changed(Vec<PathBuf>),
    /// Decisions changed on disk: another instance wrote some, or a synchroniser brought them, or this one did.
    DecidedElsewhere,
    /// Something went wrong outside: what, where, why, what to do.
    Failed(String),
    /// Something was done outside that is worth a word.
    Done(String),
    /// The program shall end (a signal, a closed terminal).
    Terminate,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The first button went down.
    Click(Cell),
    /// The wheel turned down over a cell.
    ScrollDown(Cell),
    /// The wheel turned up over a cell.
    ScrollUp(Cell),
}

/// Something to be done outside the state machine.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Read the library; answers [`Msg::Scanned`] and [`Msg::ScanDone`].
    Scan(RequestId, Roots),
    /// Load an article; answers [`Msg::Loaded`].
    Load(RequestId, Origin),
    /// Compare two articles; answers [`Msg::Compared`].
    Compare(RequestId, Arc<Article>, Arc<Article>),
    /// Read the decisions about a pair; answers [`Msg::Decisions`].
    LoadDecisions(RequestId, PairId),
    /// Keep a decision; answers [`Msg::Decisions`] once it is on disk.
    SaveDecision(RequestId, Box<Decided>),
    /// Search the library; answers [`Msg::LibraryHits`] and [`Msg::LibrarySearchDone`].
    SearchLibrary(RequestId, Arc<Vec<Entry>>, String),
    /// Search a long article; answers [`Msg::TextHits`].
    SearchText(RequestId, Arc<Article>, String),
    /// Call off what was asked for; no answer.
    CallOff(RequestId),
    /// Append changes of the reading state, each with the entry it is about.
    SaveState(Vec<(Entry, Change)>),
    /// An identity was guessed wrongly: keep the article apart from the kept one.
    RejectGuess(Box<Entry>),
    /// Watch these files, which lie outside the library, too.
    Watch(Vec<PathBuf>),
    /// Open an address that was checked.
    OpenUrl(Url),
    /// Copy text to the clipboard.
    Copy(String),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until `fg`.
    Suspend,
    /// End the program.
    Quit,
}

/// Which library to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roots {
    /// The reader's own; the samples where it is empty and none was named.
    Own,
    /// The embedded samples.
    Samples,
}
