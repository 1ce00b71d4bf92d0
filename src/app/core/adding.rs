//! What an article is added by, what was found there, and what was kept.

use std::path::PathBuf;

use crate::library::adding::Addition;

/// What the reader gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An address, a file or a folder.
    Line(String),
    /// A text.
    Text(String),
}

/// What was found.
#[derive(Clone, Debug)]
pub enum Find {
    /// Articles: one, or those of a folder.
    Articles {
        /// What can be kept.
        all: Vec<Addition>,
        /// What cannot, and why, a line each.
        problems: Vec<String>,
    },
    /// A feed, to be subscribed to.
    Feed(FoundFeed),
}

/// A feed that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFeed {
    /// Its address, without a password.
    pub address: String,
    /// What it is called; empty where it does not say.
    pub title: String,
    /// Whether it is in the reader's list.
    pub is_known: bool,
    /// The titles of its entries.
    pub entries: Vec<String>,
}

/// What was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The files that were written.
    pub paths: Vec<PathBuf>,
    /// What to tell.
    pub told: String,
    /// Whether that is all that was to be kept.
    pub whole: bool,
}
