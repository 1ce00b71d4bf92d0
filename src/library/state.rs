//! Reading state: what was read, starred and where the reader stopped; append-only JSON lines, one file a device.

mod line;
mod log;

use std::collections::HashMap;

use super::ArticleId;
pub use log::{StateError, StateLog};

/// What is remembered of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleState {
    /// Whether it counts as read.
    pub read: bool,
    /// Whether it is starred.
    pub starred: bool,
    /// Whether it was compared with another one.
    pub compared: bool,
    /// Where the reader stopped: Unicode scalar values into the article's text.
    pub place: usize,
}

/// The state of all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadingState {
    /// By identity; an article without an entry is unread, not starred, at its beginning.
    pub articles: HashMap<ArticleId, ArticleState>,
}

/// One change of state, as it is appended to the file. What is none is unchanged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// The article.
    pub id: ArticleId,
    /// Read or unread.
    pub read: Option<bool>,
    /// Starred or not.
    pub starred: Option<bool>,
    /// Compared with another one, or not.
    pub compared: Option<bool>,
    /// The place, in scalar values.
    pub place: Option<usize>,
}

impl ReadingState {
    /// Returns what is remembered of `id`.
    #[must_use]
    pub fn of(&self, id: &ArticleId) -> ArticleState {
        self.articles.get(id).cloned().unwrap_or_default()
    }

    /// Applies `change`.
    pub fn apply(&mut self, change: &Change) {
        let state = self.articles.entry(change.id.clone()).or_default();
        state.read = change.read.unwrap_or(state.read);
        state.starred = change.starred.unwrap_or(state.starred);
        state.compared = change.compared.unwrap_or(state.compared);
        state.place = change.place.unwrap_or(state.place);
    }
}
