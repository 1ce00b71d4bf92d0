//! The screens, in one place: what tells them apart here is which of them a thing is about.

use super::ctx::actor::Actor;
use super::feeds::FeedScreen;
use super::list::ListScreen;
use super::notes::list::NoteList;
use super::pair::PairScreen;
use super::reader::ReaderScreen;

/// A screen with its own state.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The list.
    Library(Box<ListScreen>),
    /// One article.
    Reader(Box<ReaderScreen>),
    /// Two articles side by side.
    Compare(Box<PairScreen>),
    /// Notes.
    Notes(Box<NoteList>),
    /// The feeds.
    Feeds(Box<FeedScreen>),
}

impl Screen {
    /// Returns the screen as the program deals with it.
    #[must_use]
    pub fn actor(&self) -> &dyn Actor {
        match self {
            Self::Library(list) => &**list,
            Self::Reader(reader) => &**reader,
            Self::Compare(pair) => &**pair,
            Self::Notes(list) => &**list,
            Self::Feeds(feeds) => &**feeds,
        }
    }

    /// Returns the screen as the program deals with it.
    pub fn actor_mut(&mut self) -> &mut dyn Actor {
        match self {
            Self::Library(list) => &mut **list,
            Self::Reader(reader) => &mut **reader,
            Self::Compare(pair) => &mut **pair,
            Self::Notes(list) => &mut **list,
            Self::Feeds(feeds) => &mut **feeds,
        }
    }

    /// Returns the list, if this is it.
    pub(super) fn list(&mut self) -> Option<&mut ListScreen> {
        if let Self::Library(list) = self { Some(list) } else { None }
    }

    /// Returns the reader, if this is one.
    pub(super) fn reader(&mut self) -> Option<&mut ReaderScreen> {
        if let Self::Reader(reader) = self { Some(reader) } else { None }
    }

    /// Returns the pair, if this is one.
    pub(super) fn pair(&mut self) -> Option<&mut PairScreen> {
        if let Self::Compare(pair) = self { Some(pair) } else { None }
    }

    /// Returns the list of feeds, if this is it.
    pub(super) fn feeds(&mut self) -> Option<&mut FeedScreen> {
        if let Self::Feeds(feeds) = self { Some(feeds) } else { None }
    }

    /// Returns the list of notes, if this is it.
    pub(super) fn note_list(&mut self) -> Option<&mut NoteList> {
        if let Self::Notes(list) = self { Some(list) } else { None }
    }
}
