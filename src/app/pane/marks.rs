//! The notes of one article on the screen: where their passages are, and how they are shown.

use std::collections::HashMap;

use crate::app::core::request::RequestId;
use crate::article::anchor::locate::{Located, State};
use crate::config::theme::Role;
use crate::notes::NoteId;
use crate::text::Span;

/// How notes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Between the lines, and in the margin.
    #[default]
    Lines,
    /// In the margin alone.
    Margin,
    /// Not at all.
    Hidden,
}

impl Shown {
    /// Returns the next way.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Lines => Self::Margin,
            Self::Margin => Self::Hidden,
            Self::Hidden => Self::Lines,
        }
    }

    /// Says it in words.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Lines => "notes stand between the lines",
            Self::Margin => "notes stand in the margin",
            Self::Hidden => "notes are hidden",
        }
    }
}

/// A note's passage in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The note.
    pub id: NoteId,
    /// Which of its targets this is.
    pub target: usize,
    /// How the passage was found again.
    pub state: State,
    /// Where it is.
    pub span: Span,
    /// How it is coloured.
    pub role: Role,
    /// The sign in the margin: its label's key, else `✎`.
    pub sign: char,
    /// What stands between the lines, sanitised; empty where there is nothing to say.
    pub line: String,
    /// The bytes of `line` that are its label, its tags, and what the program adds.
    pub parts: [Span; 3],
}

/// A note of the article whose passage is not found.
#[derive(Clone, Debug, PartialEq)]
pub struct Lost {
    /// The note.
    pub id: NoteId,
    /// Which of its targets this is.
    pub target: usize,
    /// How it is lost, and where it may be.
    pub located: Located,
}

/// The notes of one article on the screen.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Passages in the order of the text.
    pub found: Vec<Mark>,
    /// Notes without a passage.
    pub lost: Vec<Lost>,
    /// How they are shown.
    pub shown: Shown,
    pub(super) located: HashMap<(NoteId, usize), Located>,
    /// What is being looked for.
    pub(crate) request: Option<RequestId>,
    /// Whether the reader was told of what is lost, which happens once a text.
    pub(crate) told: bool,
}

impl Marks {
    /// Returns the passages that contain byte `offset`, the shortest first.
    pub fn at(&self, offset: usize) -> Option<&Mark> {
        let there = self.found.iter().filter(|mark| mark.span.contains(offset));
        there.min_by_key(|mark| (mark.span.len(), std::cmp::Reverse(mark.id)))
    }

    /// Says how many notes need the reader: lost, or found only roughly.
    #[must_use]
    pub fn doubtful(&self) -> usize {
        self.lost.len() + self.found.iter().filter(|mark| mark.state == State::Fuzzy).count()
    }

    /// Takes it that a target is where the reader just put it.
    pub(crate) fn place(&mut self, id: NoteId, target: usize, located: Located) {
        self.located.insert((id, target), located);
    }

    /// Forgets where a target is: its anchor changed.
    pub(crate) fn displace(&mut self, id: NoteId, target: usize) {
        self.located.remove(&(id, target));
    }
}
