//! Finds a remembered passage again, and says how sure that is.
//!
//! "The same words" are those that a reader sees as the same: wrapping, typographic against straight marks and doubled
//! spaces do not count (`fold`). A side (the 32 scalars before or after) *agrees* where three quarters of it still stand
//! there. Words inside of which a word goes on that once ended there are not the same. Then
//!
//! - **exact**: the same words in their own surroundings, wherever in the text these are now (an insertion far above
//!   moves nothing), or the same words at the same place. For more than three words one agreeing side is enough, so that
//!   an edited neighbour is not told of; of one to three words both sides must agree, unless they are where they were.
//! - **moved**: the same words elsewhere and in other surroundings: eight and more, or whole sentences of four and more.
//! - **fuzzy**: fewer words elsewhere and in other surroundings, which may be the passage's double; the same words in
//!   several equal surroundings of which one is four times nearer than the next; or words like the remembered ones, at
//!   least 0.6 with their surroundings, or with one side of them where what stood on the other is gone.
//! - **ambiguous**: two places or more that are equally good, and neither surroundings nor position decide.
//! - **orphan**: nothing good enough. What comes near it is told as candidates, and so is another figure or negation in a
//!   passage of one to three words.
//!
//! Words that stand once in the text are always found, whatever else is like them. Where another place has the old
//! surroundings with words like the old ones, that is fuzzy too: the passage may have been edited there, and this be its
//! double. The whole text is searched, furniture included.

use std::sync::OnceLock;

use super::Anchor;
use super::fold::Folded;
use super::grams::Grams;
use super::quote::{Hit, Remembered};
use super::verdict::{Verdict, among};
use crate::article::Article;
use crate::text::Span;

pub use super::verdict::State;

/// Candidates that are told.
const SHOWN: usize = 5;

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
///
/// The article is folded when the first passage is looked for and indexed when the first one is not where it was.
#[derive(Debug)]
pub struct Locator<'a> {
    article: &'a Article,
    folded: OnceLock<Folded<'a>>,
    grams: OnceLock<Grams>,
}

impl<'a> Locator<'a> {
    /// Gets ready to find passages of `article`.
    #[must_use]
    pub const fn new(article: &'a Article) -> Self {
        Self { article, folded: OnceLock::new(), grams: OnceLock::new() }
    }

    /// Finds what `anchor` remembers. An anchor without words stands for the article as a whole.
    #[must_use]
    pub fn locate(&self, anchor: &Anchor) -> Located {
        if anchor.exact.is_empty() {
            return Located { span: Some(Span::default()), ..Located::default() };
        }
        let folded = self.folded.get_or_init(|| Folded::new(&self.article.text));
        let passage = Remembered::new(anchor, folded);
        let verdict = self.judge(&folded.chars, &passage);
        let span = |hit: &Hit| self.span(anchor, folded, hit);
        let shown = if verdict.state <= State::Moved { &[][..] } else { &verdict.hits };
        Located {
            state: verdict.state,
            span: verdict.hits.first().filter(|_| verdict.state <= State::Fuzzy).map(span),
            candidates: shown.iter().take(SHOWN).map(|hit| Candidate { span: span(hit), score: hit.score }).collect(),
        }
    }

    /// Looks where the passage was, then everywhere.
    fn judge(&self, text: &[char], passage: &Remembered) -> Verdict {
        let (at, len) = (passage.at, passage.quote.len());
        if len == 0 {
            return Verdict { state: State::Orphan, hits: Vec::new() };
        }
        let end = at.saturating_add(len);
        let is_there = text.get(at..end) == Some(&passage.quote) && passage.is_whole_at(text, at, end);
        if is_there && passage.is_surrounded(text, at, end) {
            return Verdict { state: State::Exact, hits: vec![passage.weigh(text, at, end, 0)] };
        }
        among(text, self.grams.get_or_init(|| Grams::new(text)), passage)
    }

    /// Returns the bytes of `hit`, with the white space that the passage had at its ends where it is there.
    fn span(&self, anchor: &Anchor, folded: &Folded<'_>, hit: &Hit) -> Span {
        let blank = |at: usize| folded.chars.get(at) == Some(&' ');
        let before = anchor.exact.starts_with(char::is_whitespace) && hit.start > 0 && blank(hit.start - 1);
        let after = anchor.exact.ends_with(char::is_whitespace) && blank(hit.end);
        Span::new(folded.byte(hit.start - usize::from(before)), folded.byte(hit.end + usize::from(after)))
    }
}
