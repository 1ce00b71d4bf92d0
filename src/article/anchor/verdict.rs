//! Decides which of the places that speak for themselves is the passage's, and how sure that is.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::approximate::{apart, search};
use super::grams::Grams;
use super::quote::{Hit, Remembered, Weight};
use super::sense;

/// Places of the same words that are weighed, those with the most of their surroundings left.
const WEIGHED: usize = 256;

/// By how much the surroundings of one place must be better than another's to decide; both sides in full are 2.
const MARGIN: f64 = 0.25;

/// How many times nearer a place must be than the next for its position to decide.
const NEARER: usize = 4;

/// By how much an approximate place in its old surroundings may score less than the same words elsewhere and still leave
/// it open which of them is the passage: about three words of ten.
const RIVAL: f64 = 0.15;

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

/// What was decided, the places best first.
pub(super) struct Verdict {
    pub state: State,
    pub hits: Vec<Hit>,
}

/// Decides where `passage` is in `text`, by the rules that `locate` states.
pub(super) fn among(text: &[char], grams: &Grams, passage: &Remembered) -> Verdict {
    let same = same_words(text, grams, passage);
    if let [first, ..] = same.as_slice()
        && passage.has_surroundings()
        && passage.is_surrounded(text, first.start, first.end)
        && let Some(own) = own(passage, &same)
    {
        return told(own, State::Exact, same);
    }
    let like = search(text, grams, passage);
    if same.is_empty() { among_like(text, passage, like) } else { among_same(text, passage, same, like) }
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

/// A place that was chosen among others.
#[derive(Clone, Copy)]
struct Own {
    hit: Hit,
    /// Whether nothing but its position speaks for it rather than for another, and it is not quite where it was.
    is_guess: bool,
}

/// Puts the chosen place before the others; what only position has decided is fuzzy.
fn told(own: Own, state: State, mut hits: Vec<Hit>) -> Verdict {
    hits.retain(|hit| *hit != own.hit);
    hits.insert(0, own.hit);
    Verdict { state: if own.is_guess { State::Fuzzy } else { state }, hits }
}

/// Decides between places of the same words; none where neither surroundings nor position do.
fn own(passage: &Remembered, hits: &[Hit]) -> Option<Own> {
    let most = hits.iter().map(Hit::around).fold(0.0, f64::max);
    // One side here and the other there say equally little, however much of each is left.
    let split = !hits.iter().any(Hit::is_held);
    let is_level = |hit: &&Hit| hit.around() > most - MARGIN || (split && passage.agrees(hit));
    let (level, rest): (Vec<Hit>, Vec<Hit>) = hits.iter().partition(is_level);
    let is_single = level.len() == 1;
    let hit = nearest(level)?;
    // A place nearer by far that has a neighbour left is not given up for better surroundings elsewhere.
    let rival = rest.iter().any(|other| passage.agrees(other) && is_nearer(other, &hit));
    let is_there = hit.distance == 0 && passage.weight != Weight::Short;
    let known = hits.len() == 1 || passage.agrees(&hit) || is_there;
    // A few words in part of their surroundings may be the double in a stock phrase.
    let is_double = passage.weight == Weight::Short && hits.len() > 1 && hit.around() < 2.0;
    (known && !rival).then_some(Own { hit, is_guess: hit.distance > 0 && (!is_single || is_double) })
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
///
/// The passage may have been edited where it was, and these be its double elsewhere.
fn among_same(text: &[char], passage: &Remembered, same: Vec<Hit>, mut like: Vec<Hit>) -> Verdict {
    let best = same.first().map_or(0.0, |hit| hit.score);
    let around = same.iter().map(Hit::around).fold(0.0, f64::max);
    let is_at_home = |hit: &Hit| passage.agrees(hit) || hit.around() > around + MARGIN;
    let is_rival = |hit: &Hit| hit.score > best || (hit.score > best - RIVAL && is_at_home(hit));
    like.retain(|hit| hit.errors > 0 && is_rival(hit));
    let own = own(passage, &same);
    if let Some(rival) = like.first() {
        return rivals(text, passage, own, *rival, [like, same].concat());
    }
    let Some(own) = own else { return Verdict { state: State::Ambiguous, hits: same } };
    let state = match passage.weight {
        _ if passage.agrees(&own.hit) || own.hit.distance == 0 => State::Exact,
        Weight::Short | Weight::Phrase if passage.has_surroundings() => State::Fuzzy,
        _ => State::Moved,
    };
    told(own, state, same)
}

/// Decides between the same words in other surroundings and edited ones in the old ones. Only both sides of the old
/// surroundings outdo words that stand nowhere else; either way the reader is to confirm it.
fn rivals(text: &[char], passage: &Remembered, own: Option<Own>, rival: Hit, all: Vec<Hit>) -> Verdict {
    let same = all.iter().copied().find(|hit| hit.errors == 0);
    let all = apart(all);
    // All of it may lie at one place, as in a run of one sign, which is like itself wherever it begins.
    let is_one = all.len() == 1;
    match own {
        None if is_one && let Some(hit) = same => told(Own { hit, is_guess: true }, State::Fuzzy, Vec::new()),
        Some(own) if !(rival.is_held() && rival.score > own.hit.score) => told(own, State::Fuzzy, all),
        _ if !sense::is_kept(text, passage, &rival) => {
            Verdict { state: if is_one { State::Orphan } else { State::Ambiguous }, hits: all }
        }
        _ => told(Own { hit: rival, is_guess: true }, State::Fuzzy, all),
    }
}

/// Decides where only words like the remembered ones are there.
fn among_like(text: &[char], passage: &Remembered, mut like: Vec<Hit>) -> Verdict {
    like.retain(|hit| hit.score >= WORTH_SHOWING);
    let is_like = |hit: &Hit| hit.score >= FOUND || passage.beside_one(hit).is_some_and(|score| score >= FOUND);
    let is_found = |hit: &Hit| is_like(hit) && sense::is_kept(text, passage, hit);
    let Some(first) = like.iter().copied().find(is_found) else {
        return Verdict { state: State::Orphan, hits: like };
    };
    let level = like.iter().copied().filter(|hit| is_found(hit) && hit.score > first.score - LEVEL).collect();
    let Some(hit) = nearest(level) else { return Verdict { state: State::Ambiguous, hits: like } };
    told(Own { hit, is_guess: true }, State::Fuzzy, like)
}
