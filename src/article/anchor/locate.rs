//! Finds a remembered passage again, and says how sure that is.
//!
//! "The same words" are those that a reader sees as the same: wrapping, typographic against straight marks and doubled
//! spaces do not count ([`super::fold`]). A side (the 32 scalars before or after) *agrees* where three quarters of it
//! still stand there. Then
//!
//! - **exact**: the same words in their own surroundings, wherever in the text these are now (an insertion far above
//!   moves nothing), or the same words at the same place. For more than three words one agreeing side is enough, so that
//!   an edited neighbour is not told of; of one to three words both sides must agree, unless they are where they were.
//! - **moved**: the same words, more than three of them, elsewhere and in other surroundings.
//! - **fuzzy**: one to three words that occur once, but known to be neither where they were nor in their surroundings; or words like
//!   the remembered ones that are good enough, or better, with their surroundings, than the same words elsewhere.
//! - **ambiguous**: two places or more that are equally good, and neither surroundings nor position decide. Position
//!   decides for a place that is four times nearer than the next.
//! - **orphan**: nothing good enough. What comes near it is told as candidates.
//!
//! The whole text is searched, furniture included.

use std::cmp::Reverse;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::Anchor;
use super::approximate::search;
use super::fold::Folded;
use super::grams::Grams;
use super::quote::{Hit, Remembered};
use super::sense;
use crate::article::Article;
use crate::text::Span;

/// Candidates that are told.
const SHOWN: usize = 5;

/// Places of the same words that are weighed, those with the most of their surroundings left.
const WEIGHED: usize = 256;

/// By how much the surroundings of one place must be better than another's to decide; both sides in full are 2.
const MARGIN: f64 = 0.25;

/// How many times nearer a place must be than the next for its position to decide.
const NEARER: usize = 4;

/// The least score of an approximate place that is shown as the passage.
const FOUND: f64 = 0.6;

/// Approximate places whose scores differ by less are equally good.
const LEVEL: f64 = 0.03;

/// The least score of a candidate.
const WORTH_SHOWING: f64 = 0.45;

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
        let grams = self.grams.get_or_init(|| Grams::new(text));
        let same = same_words(text, grams, passage);
        if let [first, ..] = same.as_slice()
            && first.is_held()
            && passage.agrees(first)
            && let Some(own) = own(passage, &same)
        {
            return Verdict { state: State::Exact, hits: vec![own] };
        }
        let like = search(text, grams, passage);
        if same.is_empty() { among_like(text, passage, like) } else { among_same(text, passage, same, like) }
    }

    /// Returns the bytes of `hit`, with the white space that the passage had at its ends where it is there.
    fn span(&self, anchor: &Anchor, folded: &Folded<'_>, hit: &Hit) -> Span {
        let blank = |at: usize| folded.chars.get(at) == Some(&' ');
        let before = anchor.exact.starts_with(char::is_whitespace) && hit.start > 0 && blank(hit.start - 1);
        let after = anchor.exact.ends_with(char::is_whitespace) && blank(hit.end);
        Span::new(folded.byte(hit.start - usize::from(before)), folded.byte(hit.end + usize::from(after)))
    }
}

/// What was decided, the places best first.
struct Verdict {
    state: State,
    hits: Vec<Hit>,
}

/// Returns where the words themselves stand, the best place first.
fn same_words(text: &[char], grams: &Grams, passage: &Remembered) -> Vec<Hit> {
    let len = passage.quote.len();
    let mut places = grams.occurrences(text, &passage.quote);
    places.retain(|&at| passage.is_whole_at(text, at, at + len));
    if places.len() > WEIGHED {
        places.sort_by_cached_key(|&at| (Reverse(passage.touching(text, at, at + len)), at.abs_diff(passage.at)));
        places.truncate(WEIGHED);
    }
    let mut hits: Vec<Hit> = places.into_iter().map(|at| passage.weigh(text, at, at + len, 0)).collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.start.cmp(&b.start)));
    hits
}

/// Decides between places of the same words; none where neither surroundings nor position do.
fn own(passage: &Remembered, hits: &[Hit]) -> Option<Hit> {
    let most = hits.iter().map(Hit::around).fold(0.0, f64::max);
    // One side here and the other there say equally little, however much of each is left.
    let split = !hits.iter().any(Hit::is_held);
    let is_level = |hit: &&Hit| hit.around() > most - MARGIN || (split && passage.agrees(hit));
    let (level, rest): (Vec<Hit>, Vec<Hit>) = hits.iter().partition(is_level);
    let first = nearest(level)?;
    // A place nearer by far that has a neighbour left is not given up for better surroundings elsewhere.
    let rival = rest.iter().any(|other| passage.agrees(other) && is_nearer(other, &first));
    let known = hits.len() == 1 || passage.agrees(&first) || (first.distance == 0 && !passage.is_short);
    (known && !rival).then_some(first)
}

/// Returns the place that is nearer by far than all the others, or the only one.
fn nearest(mut hits: Vec<Hit>) -> Option<Hit> {
    hits.sort_by_key(|hit| (hit.distance, hit.start));
    let (first, others) = hits.split_first()?;
    others.iter().all(|other| is_nearer(first, other)).then_some(*first)
}

const fn is_nearer(near: &Hit, far: &Hit) -> bool {
    near.distance < far.distance && near.distance.saturating_mul(NEARER) <= far.distance
}

/// Decides where the words themselves are there, though not clearly in their surroundings.
fn among_same(text: &[char], passage: &Remembered, same: Vec<Hit>, like: Vec<Hit>) -> Verdict {
    let best = same.first().map_or(0.0, |hit| hit.score);
    let better: Vec<Hit> = like.into_iter().filter(|hit| hit.errors > 0 && hit.score > best).collect();
    let own = own(passage, &same).filter(|_| better.is_empty());
    let state = match own {
        Some(hit) if passage.agrees(&hit) || hit.distance == 0 => State::Exact,
        Some(_) if passage.is_short && passage.has_surroundings() => State::Fuzzy,
        Some(_) => State::Moved,
        None if better.first().is_some_and(|hit| sense::is_kept(text, passage, hit)) => State::Fuzzy,
        None => State::Ambiguous,
    };
    let others = same.into_iter().filter(|hit| Some(*hit) != own);
    Verdict { state, hits: own.into_iter().chain(better).chain(others).collect() }
}

/// Decides where only words like the remembered ones are there.
fn among_like(text: &[char], passage: &Remembered, mut like: Vec<Hit>) -> Verdict {
    like.retain(|hit| hit.score >= WORTH_SHOWING);
    let is_found = |hit: &Hit| hit.score >= FOUND && sense::is_kept(text, passage, hit);
    let Some(first) = like.iter().copied().find(is_found) else {
        return Verdict { state: State::Orphan, hits: like };
    };
    let level = like.iter().copied().filter(|hit| is_found(hit) && hit.score > first.score - LEVEL).collect();
    let Some(own) = nearest(level) else { return Verdict { state: State::Ambiguous, hits: like } };
    like.retain(|hit| *hit != own);
    like.insert(0, own);
    Verdict { state: State::Fuzzy, hits: like }
}
