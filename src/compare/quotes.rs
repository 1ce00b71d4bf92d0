//! Quotations: what is quoted, who says it, and which quotations of two articles print the same utterance.
//!
//! ```text
//! marks (where quotations open and close) → extract (parts joined, speakers) → words → pair (which belong together)
//!      → align → diff (how the two differ)
//! ```
//!
//! Marks, words and pairing know no language; speakers, spelling and stop words are English and say nothing elsewhere.

mod align;
mod diff;
mod extract;
mod marks;
mod pair;
mod speaker;
mod spelling;
mod words;

use std::sync::atomic::AtomicBool;

use super::{Cancelled, Place, Quote, QuotePair};
use crate::article::Article;

pub(super) use diff::in_order_of_left;
pub use extract::extract;
pub(super) use spelling::canonical;
pub use spelling::is_spelling_variant;

/// A quotation of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its parts without the marks: more than one where an attribution or a paragraph's end breaks it, never none.
    pub parts: Vec<Place>,
    /// Who says it, as the article has it.
    pub speaker: Option<String>,
    /// What the marks are for.
    pub usage: Usage,
    /// How many quotations it stands in.
    pub depth: usize,
}

/// What quotation marks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Somebody's words.
    Speech,
    /// One or two words, which may be somebody's or the writer's own distance.
    Scare,
    /// A name, nickname or title.
    Name,
}

impl Quotation {
    fn quote(&self) -> Quote {
        Quote { parts: self.parts.clone(), speaker: self.speaker.clone() }
    }
}

/// Finds the utterances that both articles quote, by left, then right.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn find(left: &Article, right: &Article, cancel: &AtomicBool) -> Result<Vec<QuotePair>, Cancelled> {
    let quotations = [extract(left), extract(right)];
    let [l, r] = &quotations;
    let sides = pair::Sides::new([(left, l), (right, r)]);
    let mut found = Vec::new();
    for (i, j) in pair::pairs(&sides, cancel)? {
        super::go_on(cancel)?;
        if let (Some(a), Some(b)) = (l.get(i), r.get(j)) {
            let (kind, diff) = diff::diff(&sides, i, j);
            let same_speaker = speaker::same(a.speaker.as_deref(), b.speaker.as_deref());
            found.push(QuotePair { left: a.quote(), right: b.quote(), same_speaker, kind, diff });
        }
    }
    Ok(found)
}
