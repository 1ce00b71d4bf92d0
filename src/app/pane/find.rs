//! A search in one article: its hits and the one that was gone to.

use crate::app::core::request::RequestId;
use crate::article::Article;
use crate::text::{Span, find};

/// At most so many hits are kept.
pub const MOST_HITS: usize = 10_000;

/// The search in a pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// What is searched for; empty for no search.
    pub query: String,
    /// Where it is found, ascending.
    pub hits: Vec<Span>,
    /// The hit that was gone to last.
    pub current: Option<usize>,
    /// The request, while a long text is searched.
    pub request: Option<RequestId>,
}

impl Find {
    /// Searches `article` for `query` at once.
    #[must_use]
    pub fn new(query: &str, article: &Article) -> Self {
        Self {
            query: query.to_owned(),
            hits: find::find_all(&article.text, query, MOST_HITS),
            current: None,
            request: None,
        }
    }

    /// Searches again after the text has changed.
    pub fn refresh(&mut self, article: &Article) {
        *self = Self::new(&std::mem::take(&mut self.query), article);
    }

    /// Says whether anything is searched for.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        !self.query.is_empty()
    }

    /// Returns the index of the first hit after byte `offset`.
    #[must_use]
    pub fn after(&self, offset: usize) -> Option<usize> {
        let index = self.hits.partition_point(|h| h.start <= offset);
        (index < self.hits.len()).then_some(index)
    }

    /// Returns the index of the last hit before byte `offset`.
    #[must_use]
    pub fn before(&self, offset: usize) -> Option<usize> {
        self.hits.partition_point(|h| h.start < offset).checked_sub(1)
    }

    /// Returns the hits that overlap `span`, with their indices.
    pub fn within(&self, span: Span) -> impl Iterator<Item = (usize, Span)> + '_ {
        let first = self.hits.partition_point(|h| h.end <= span.start);
        let hits = self.hits.get(first..).unwrap_or_default().iter().copied().enumerate();
        hits.map(move |(i, hit)| (i + first, hit)).take_while(move |(_, hit)| hit.start < span.end)
    }
}
