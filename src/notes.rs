//! Notes: what a reader marks, writes, tags and connects, tied to passages and never lost.
//!
//! A note is about one passage, or about two (a link). What it was tied to is remembered as the reader made it
//! ([`Anchor`]) and never overwritten; where the passage is now is found anew each time an article is opened
//! (`article::anchor`). A note that is deleted stays on disk as a tombstone, so that a synchroniser cannot bring it back
//! and undo can.

pub mod book;
pub mod check;
pub mod draft;
pub mod export;
pub mod file;
pub mod import;
pub mod stamp;
pub mod store;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::article::anchor::Anchor;
use crate::library::ArticleId;
pub use stamp::Stamp;

/// The version of a note's file that this program writes, and the newest that it changes.
pub const VERSION: u64 = 1;

/// Who a note is: a UUID of version 7, so that names sort by when they were made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NoteId(pub Uuid);

impl NoteId {
    /// Makes an id of a moment and ten bytes of noise.
    #[must_use]
    pub fn new(at: Stamp, noise: [u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(at.0, &noise).into_uuid())
    }
}

impl std::fmt::Display for NoteId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What two linked passages are to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// They report the same thing.
    #[default]
    Same,
    /// They report it differently.
    Differs,
    /// They cannot both be true.
    Contradicts,
    /// The second answers the first.
    Answers,
}

impl Relation {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Same, Self::Differs, Self::Contradicts, Self::Answers];

    /// Returns its name in files and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Differs => "differs",
            Self::Contradicts => "contradicts",
            Self::Answers => "answers",
        }
    }

    /// Returns what passage number `target` of a link is to the other one: the relation is the second's to the first, so
    /// that a question is marked before its answer.
    #[must_use]
    pub const fn told_of(self, target: usize) -> &'static str {
        match (self, target) {
            (Self::Answers, 0) => "answered by",
            _ => self.name(),
        }
    }
}

/// What is remembered of an article beside its identity, so that a note can be read without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its first words, where it has no title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_words: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published, as it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where its file lay: a hint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Fields of a later version, kept as they are.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl About {
    /// Returns its title, else its first words, else the name of its file.
    #[must_use]
    pub fn name(&self) -> &str {
        let file = || self.path.as_deref().and_then(|path| path.rsplit(['/', '\\', ':']).next());
        let said = |text: &&str| !text.trim().is_empty();
        let title = self.title.as_deref().filter(said).or(self.first_words.as_deref().filter(said));
        title.or_else(file).filter(|name| !name.is_empty()).unwrap_or("without a title")
    }
}

/// A passage that a note is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// The article.
    pub article: ArticleId,
    /// What is remembered of it.
    #[serde(default)]
    pub about: About,
    /// The passage as the reader marked it; never overwritten. Without words it is the article as a whole.
    pub anchor: Anchor,
    /// Where the reader has since confirmed or tied it anew; outranks `anchor`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<Anchor>,
    /// Fields of a later version, kept as they are.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Target {
    /// Returns the anchor that holds: the one confirmed last.
    #[must_use]
    pub fn holding(&self) -> &Anchor {
        self.again.as_ref().unwrap_or(&self.anchor)
    }
}

/// A note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Who it is.
    pub id: NoteId,
    /// The passages: one, or two for a link; never none.
    pub targets: Vec<Target>,
    /// The name of its label (`claim`), if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What the reader wrote; may be empty where there is a label or a tag.
    #[serde(default)]
    pub text: String,
    /// Tags without the number sign, in the reader's order, none twice.
    #[serde(default)]
    pub tags: Vec<String>,
    /// For a link, what the passages are to each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// When it was made.
    pub created: Stamp,
    /// When it was changed last; of two copies of a note the later holds.
    pub changed: Stamp,
    /// How often it was changed at the latest moment that a file can tell, which a broken clock may have said; 0 else.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub revision: u64,
    /// When it was deleted, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<Stamp>,
    /// The version of the file; more than [`VERSION`] is shown and left untouched.
    #[serde(default = "version")]
    pub version: u64,
    /// Fields of a later version, kept as they are.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

const fn version() -> u64 {
    VERSION
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference over")]
const fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// Which of two copies of a note is the later: when it was changed, then its revision.
pub type Rank = (Stamp, u64);

impl Note {
    /// Returns what tells which of two copies is the later.
    #[must_use]
    pub fn rank(&self) -> Rank {
        (self.changed.min(Stamp::LAST), self.revision)
    }

    /// Returns it changed when it says, or just after `before` where a clock was set back or ran ahead.
    #[must_use]
    pub fn dated_after(mut self, before: &Self) -> Self {
        let (last, revision) = before.rank();
        self.changed = self.changed.max(Stamp(last.0 + 1)).min(Stamp::LAST);
        self.revision = if self.changed > last { 0 } else { revision.saturating_add(1) };
        self
    }

    /// Says whether it is a link of two passages.
    #[must_use]
    pub fn is_link(&self) -> bool {
        self.targets.len() > 1
    }

    /// Says whether this program may change it.
    #[must_use]
    pub const fn is_ours(&self) -> bool {
        self.version <= VERSION
    }

    /// Says whether it was deleted.
    #[must_use]
    pub const fn is_deleted(&self) -> bool {
        self.deleted.is_some()
    }

    /// Returns the targets in an article, each with its place among the targets.
    pub fn targets_in<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = (usize, &'a Target)> {
        self.targets.iter().enumerate().filter(move |(_, target)| target.article == *article)
    }

    /// Returns the first line of its text that says something; empty where there is none.
    #[must_use]
    pub fn first_line(&self) -> &str {
        self.text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
    }
}
