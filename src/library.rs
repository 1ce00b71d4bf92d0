//! The articles of a reader: where they lie, who they are, what has been read, how they are listed and searched.
//!
//! Reads and writes files, but starts no threads and asks no clock: `effects` does that and passes the time in.

pub mod adding;
pub mod atomic;
mod card;
pub mod corrections;
pub mod decisions;
pub mod editing;
pub mod filter;
pub mod identity;
pub mod index;
mod limits;
mod lines;
pub mod listing;
mod moment;
pub mod order;
pub mod places;
pub mod problem;
pub mod query;
pub mod samples;
pub mod scan;
pub mod search;
pub mod state;
pub mod store;
pub mod url;
pub mod versions;
pub mod views;
mod walk;

use std::path::PathBuf;

use crate::article::{Article, Flaw};

pub use card::{Alike, Card, InStory};
pub use limits::Limits;
pub use problem::Problem;

/// Who an article is, wherever it lies: 32 hexadecimal digits of a blake3 hash (DESIGN.md, "Who an article is").
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// An embedded sample, by its path under `articles/`.
    Sample(&'static str),
    /// Standard input.
    Stdin,
}

/// An article as the list knows it: everything but its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it comes from.
    pub origin: Origin,
    /// Who it is.
    pub id: ArticleId,
    /// How that was found out.
    pub recognised: identity::Recognised,
    /// What is known about it.
    pub meta: Card,
    /// Words of the story, furniture left out.
    pub words: usize,
    /// The first words of the story, at most about 160 characters, for lists where there is no title; not sanitised.
    pub first_words: Box<str>,
    /// What it says, by which versions are told; none where no address names it.
    pub wording: Option<Box<versions::Wording>>,
    /// What is wrong with its front matter.
    pub flaws: Box<[Flaw]>,
    /// Its number in the index; 0 where it has none.
    pub doc: u32,
}

impl Entry {
    /// Returns the reading time in whole minutes, at least 1, at `words_per_minute`.
    #[must_use]
    pub fn minutes(&self, words_per_minute: usize) -> usize {
        self.words.div_ceil(words_per_minute.max(1)).max(1)
    }
}

/// An article with its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the list knows.
    pub entry: Entry,
    /// The article.
    pub article: Article,
}
