//! An anchor: how a passage is remembered so that it is found again after its article was edited, moved or fetched anew.
//!
//! What is found never changes the anchor: it stays as the reader made it. A passage of any length is found by
//! [`locate::Locator`], which says how sure that is; the sentence of a decision by [`Finder`].

mod approximate;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod edits;
mod fold;
mod grams;
pub mod locate;
mod myers;
mod quote;
mod sense;
mod sentence;
mod verdict;

use serde::{Deserialize, Serialize};

use super::Article;
use crate::text::{Span, scalars};

pub use sentence::Finder;

/// Scalars that are remembered before and after the passage.
const AROUND: usize = 32;

/// A remembered passage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its words, exactly.
    pub exact: String,
    /// Up to 32 scalars before it.
    #[serde(default)]
    pub prefix: String,
    /// Up to 32 scalars after it.
    #[serde(default)]
    pub suffix: String,
    /// Where it began, in scalars of the article's text.
    #[serde(default)]
    pub start: usize,
    /// The paragraph that it began in, from 0: a hint.
    #[serde(default)]
    pub paragraph: usize,
}

impl Anchor {
    /// Remembers `sentence` of `paragraph`; none where there is no such sentence.
    #[must_use]
    pub fn of(article: &Article, paragraph: usize, sentence: usize) -> Option<Self> {
        let span = *article.paragraphs.get(paragraph)?.sentences.get(sentence)?;
        Some(Self { paragraph, ..Self::of_span(article, span) })
    }

    /// Remembers any passage of `article`.
    #[must_use]
    pub fn of_span(article: &Article, span: Span) -> Self {
        let (before, after) = around(&article.text, span);
        Self {
            exact: span.of(&article.text).to_owned(),
            prefix: last(before, AROUND).to_owned(),
            suffix: after.chars().take(AROUND).collect(),
            start: scalars::scalar_offset(&article.text, span.start),
            paragraph: article.paragraph_at(span.start),
        }
    }

    /// Counts how many of the remembered scalars still stand directly before and after `span`.
    fn surroundings(&self, text: &str, span: Span) -> usize {
        let (before, after) = around(text, span);
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(old, new)| old == new).count();
        same(&mut self.prefix.chars().rev().zip(before.chars().rev()))
            + same(&mut self.suffix.chars().zip(after.chars()))
    }
}

fn around(text: &str, span: Span) -> (&str, &str) {
    (text.get(..span.start).unwrap_or(""), text.get(span.end..).unwrap_or(""))
}

/// Returns the last `count` scalars of `text`.
fn last(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or("")
}
