//! Finds a remembered passage again, and says how sure that is.

use serde::{Deserialize, Serialize};

use super::Anchor;
use crate::article::Article;
use crate::text::{Span, scalars};

/// How a passage was found again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Where it was, in its surroundings.
    #[default]
    Exact,
    /// Its words, elsewhere.
    Moved,
    /// Words like its own: to be confirmed by the reader.
    Fuzzy,
    /// In two places or more that are equally good.
    Ambiguous,
    /// Nowhere.
    Orphan,
}

impl State {
    /// Returns its name in files and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Fuzzy => "fuzzy",
            Self::Ambiguous => "ambiguous",
            Self::Orphan => "orphan",
        }
    }
}

/// A passage that may be the remembered one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Its bytes in the article's text.
    pub span: Span,
    /// How good it is, 0 to 1.
    pub score: f64,
}

/// Where a passage is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located {
    /// How it was found.
    pub state: State,
    /// Where it is; none where it is ambiguous or an orphan.
    pub span: Option<Span>,
    /// For what is not exact or moved, the best places, the best first; at most five.
    pub candidates: Vec<Candidate>,
}

/// Finds passages in one article.
#[derive(Debug)]
pub struct Locator<'a> {
    article: &'a Article,
}

impl<'a> Locator<'a> {
    /// Gets ready to find passages of `article`.
    #[must_use]
    pub const fn new(article: &'a Article) -> Self {
        Self { article }
    }

    /// Finds what `anchor` remembers.
    #[must_use]
    pub fn locate(&self, anchor: &Anchor) -> Located {
        let text = &self.article.text;
        let start = scalars::byte_offset(text, anchor.start);
        let there = text.get(start..).is_some_and(|rest| rest.starts_with(&anchor.exact));
        let found = if there { Some(start) } else { text.find(&anchor.exact) };
        let span = found.map(|start| Span::new(start, start + anchor.exact.len()));
        let state = match (there, found) {
            (true, _) => State::Exact,
            (false, Some(_)) => State::Moved,
            (false, None) => State::Orphan,
        };
        Located { state, span, candidates: Vec::new() }
    }
}
