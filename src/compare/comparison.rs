//! The comparison itself: all that was found about a pair, in one value.

use std::sync::atomic::AtomicBool;

use super::checks::Check;
use super::placing::Placing;
use super::types::{FigurePair, Guards, ListPair, Match, Names, OnlyHere, QuotePair, Side};
use crate::article::Article;

/// All that is known of a pair.
///
/// It serialises with spans as bytes of each article's text; the versioned contract with other programs, whose
/// coordinates are scalars, is [`json`](super::json::json).
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Comparison {
    /// The matches of sentences that [`Options::min_score`](super::Options) lets through, ascending by left, then right.
    pub matches: Vec<Match>,
    /// Left sentences without a shown match, heaviest first.
    pub only_left: Vec<OnlyHere>,
    /// Right sentences without a shown match, heaviest first.
    pub only_right: Vec<OnlyHere>,
    /// Utterances quoted on both sides.
    pub quotes: Vec<QuotePair>,
    /// Figures about one thing.
    pub figures: Vec<FigurePair>,
    /// Who and what is named.
    pub names: Names,
    /// Names that are spelt in more than one way, on one side or on two, where one way is plainly a slip: the forms of
    /// each, ascending.
    pub spellings: Vec<Vec<String>>,
    /// Lists of members.
    pub lists: Vec<ListPair>,
    /// What to know before trusting the rest.
    pub guards: Guards,
    /// Where each side puts what both have, as the usual matches say.
    pub placing: Placing,
    /// What a fact-checker should look at, heaviest first.
    pub checks: Vec<Check>,
    /// Matches that the reader rejected, as the engine had them, ascending by left, then right; a pair that the engine
    /// does not list has the score 0. None before [`decisions::apply`](super::decisions::apply).
    pub rejected: Vec<Match>,
}

impl Comparison {
    /// Compares two articles, whatever time it takes; [`compare`](super::compare) can be called off.
    #[must_use]
    pub fn of(left: &Article, right: &Article) -> Self {
        super::compare(left, right, &AtomicBool::new(false)).expect("nobody calls it off")
    }

    /// Returns the sentences of `side` without a shown match, heaviest first.
    #[must_use]
    pub fn only(&self, side: Side) -> &[OnlyHere] {
        match side {
            Side::Left => &self.only_left,
            Side::Right => &self.only_right,
        }
    }
}

/// One side of a comparison as the reports name it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Its path as the caller gave it, `-` for standard input.
    pub path: &'a str,
    /// The article.
    pub article: &'a Article,
}
