//! How well a place of a text fits what an anchor remembers: its words, what stood around them, and where.
//!
//! The weights are those of Hypothesis' `match-quote` (github.com/hypothesis/client, BSD-2-Clause): quote 50, text before
//! 20, text after 20, position 2.

use super::Anchor;
use super::fold::{Folded, fold};
use super::myers::Pattern;
use crate::text::segment;

const QUOTE: f64 = 50.0;
const SIDE: f64 = 20.0;
const POSITION: f64 = 2.0;

/// Scalars of each side that are looked at: an anchor has 32, one from elsewhere may have more.
const SIDE_LIMIT: usize = 64;

/// The share of a side's scalars that must still stand there for the side to agree. One word of six may have changed;
/// unrelated English text shares about 0.35.
const AGREES: f64 = 0.75;

/// Scalars that a side must have to be a witness by itself.
const WITNESS: usize = 16;

/// Passages of up to so many words are short: they occur by chance, so that their words alone say little.
const SHORT_WORDS: usize = 3;

/// Passages of so many words are hardly ever written twice by chance; fewer may be a stock phrase, unless they are whole
/// sentences.
const OWN_WORDS: usize = 8;

/// Scalars from which a passage is taken for long without its words being counted.
const LONG_SCALARS: usize = 200;

/// What is looked for, folded.
#[derive(Debug)]
pub(super) struct Remembered {
    /// The words.
    pub quote: Vec<char>,
    before: Option<Side>,
    after: Option<Side>,
    /// Where they stood in the folded text, as far as the position still says.
    pub at: usize,
    /// How much its words say by themselves.
    pub weight: Weight,
    /// Whether it began and ended between words.
    pub whole: (bool, bool),
}

/// How much the words of a passage say by themselves, without what is around them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    /// One to three words.
    Short,
    /// Four to seven words inside a sentence: perhaps a stock phrase.
    Phrase,
    /// Eight words and more, or whole sentences.
    Own,
}

/// What stood on one side, the scalar next to the passage last (before) or first (after).
#[derive(Debug)]
struct Side {
    chars: Vec<char>,
    pattern: Pattern,
}

impl Side {
    fn new(chars: Vec<char>) -> Option<Self> {
        let pattern = Pattern::new(&chars, false);
        (!chars.is_empty()).then_some(Self { chars, pattern })
    }

    /// Returns the share of its scalars that still stand in `there`.
    fn share(&self, there: &[char]) -> f64 {
        let errors = if there == self.chars { 0 } else { self.pattern.fewest(there) };
        similarity(errors, self.chars.len())
    }
}

/// A place that may be the passage's, and what speaks for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hit {
    /// First folded scalar.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Inserted, deleted and replaced scalars.
    pub errors: usize,
    /// The share of the side before that still stands there; none where none is remembered.
    pub before: Option<f64>,
    /// Likewise after.
    pub after: Option<f64>,
    /// How far it is from where it stood.
    pub distance: usize,
    /// All of it together, 0 to 1.
    pub score: f64,
}

impl Remembered {
    /// Folds what `anchor` remembers, to be looked for in `text`.
    pub fn new(anchor: &Anchor, text: &Folded<'_>) -> Self {
        let quote = fold(&anchor.exact);
        let (mut before, mut after) = (fold(tail(&anchor.prefix)), fold(head(&anchor.suffix)));
        before.drain(..before.len().saturating_sub(SIDE_LIMIT));
        after.truncate(SIDE_LIMIT);
        let blank = anchor.exact.chars().take_while(|c| c.is_whitespace()).count();
        Self {
            weight: weight(anchor, quote.len()),
            whole: whole(anchor),
            at: text.index(anchor.start.saturating_add(blank)),
            before: Side::new(before),
            after: Side::new(after),
            quote,
        }
    }

    /// Makes a passage of a part of this one: `quote` beginning at `offset`, without what is around it.
    pub fn part(&self, offset: usize, quote: &[char]) -> Self {
        Self {
            quote: quote.to_vec(),
            before: None,
            after: None,
            at: self.at.saturating_add(offset),
            weight: Weight::Own,
            whole: (false, false),
        }
    }

    /// Weighs the place `start..end` of `text`.
    pub fn weigh(&self, text: &[char], start: usize, end: usize, errors: usize) -> Hit {
        let before = self.before.as_ref().map(|side| side.share(left_of(text, start, side.chars.len())));
        let after = self.after.as_ref().map(|side| side.share(right_of(text, end, side.chars.len())));
        let distance = start.abs_diff(self.at);
        let near = 1.0 - distance as f64 / text.len().max(1) as f64;
        let score = score(similarity(errors, self.quote.len()), before.unwrap_or(1.0), after.unwrap_or(1.0), near);
        Hit { start, end, errors, before, after, distance, score }
    }

    /// Says whether everything remembered around the passage stands around `start..end`.
    pub fn is_surrounded(&self, text: &[char], start: usize, end: usize) -> bool {
        let before = self.before.as_ref().is_none_or(|side| left_of(text, start, side.chars.len()) == side.chars);
        let after = self.after.as_ref().is_none_or(|side| right_of(text, end, side.chars.len()) == side.chars);
        before && after
    }

    /// Counts the scalars next to `start..end` that are still the same: quick, for choosing what to weigh.
    pub fn touching(&self, text: &[char], start: usize, end: usize) -> usize {
        let same = |pairs: &mut dyn Iterator<Item = (&char, &char)>| pairs.take_while(|(old, new)| old == new).count();
        let before = self.before.as_ref().map_or(0, |side| {
            let there = left_of(text, start, side.chars.len());
            same(&mut side.chars.iter().rev().zip(there.iter().rev()))
        });
        let after = self.after.as_ref().map_or(0, |side| {
            let there = right_of(text, end, side.chars.len());
            same(&mut side.chars.iter().zip(there))
        });
        before + after
    }

    /// Says whether `start..end` begins and ends between words where the passage did.
    pub fn is_whole_at(&self, text: &[char], start: usize, end: usize) -> bool {
        !(self.whole.0 && is_inside_word(text, start) || self.whole.1 && is_inside_word(text, end))
    }

    /// Says whether anything is remembered of what was around the passage.
    pub const fn has_surroundings(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }

    /// Says whether what is around `hit` shows it to be the passage's own place. One side is enough for a passage that
    /// is not short, all of what is remembered is needed for one that is.
    pub fn agrees(&self, hit: &Hit) -> bool {
        let sides = [(self.before.as_ref(), hit.before), (self.after.as_ref(), hit.after)];
        let holds = |share: Option<f64>| share.is_some_and(|share| share >= AGREES);
        let known = || sides.iter().filter(|(side, _)| side.is_some());
        let all = known().count() > 0 && known().all(|(_, share)| holds(*share));
        let witness =
            sides.iter().any(|(side, share)| holds(*share) && side.is_some_and(|side| side.chars.len() >= WITNESS));
        all || (witness && self.weight != Weight::Short)
    }

    /// Weighs a place by the side that still stands there, where one does: what stood on the other may have been deleted,
    /// which says nothing about the passage.
    pub fn beside_one(&self, hit: &Hit) -> Option<f64> {
        let sides = [(self.before.as_ref(), hit.before), (self.after.as_ref(), hit.after)];
        let stands = |(side, share): (Option<&Side>, Option<f64>)| {
            share.filter(|share| *share >= AGREES && side.is_some_and(|side| side.chars.len() >= WITNESS))
        };
        let side = sides.into_iter().filter_map(stands).reduce(f64::max)?;
        let near = 1.0 - hit.distance as f64 / self.at.max(hit.distance).max(1) as f64;
        let quote = similarity(hit.errors, self.quote.len());
        Some((QUOTE * quote + SIDE * side + POSITION * near) / (QUOTE + SIDE + POSITION))
    }

    /// Returns every scalar that is remembered with its place counted from the passage's beginning.
    pub fn spread(&self) -> (Vec<char>, usize) {
        let mut all = self.before.as_ref().map_or_else(Vec::new, |side| side.chars.clone());
        if !all.is_empty() {
            all.push(' ');
        }
        let lead = all.len();
        all.extend(&self.quote);
        if let Some(side) = &self.after {
            all.push(' ');
            all.extend(&side.chars);
        }
        (all, lead)
    }
}

impl Hit {
    /// How much of the surroundings stands, 0 to 2.
    pub fn around(&self) -> f64 {
        self.before.unwrap_or(1.0) + self.after.unwrap_or(1.0)
    }

    /// Says whether both sides stand, as far as they are remembered.
    pub fn is_held(&self) -> bool {
        [self.before, self.after].into_iter().all(|side| side.is_none_or(|share| share >= AGREES))
    }

    /// Says whether the two share a scalar.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Weighs the shares together; 1 is all of it.
pub(super) fn score(quote: f64, before: f64, after: f64, near: f64) -> f64 {
    (QUOTE * quote + SIDE * before + SIDE * after + POSITION * near) / (QUOTE + 2.0 * SIDE + POSITION)
}

/// Returns the share of `len` scalars that `errors` leave.
pub(super) fn similarity(errors: usize, len: usize) -> f64 {
    1.0 - errors as f64 / len.max(1) as f64
}

/// Returns up to `count` scalars before `at`, the white space next to it left out as in [`fold`].
fn left_of(text: &[char], at: usize, count: usize) -> &[char] {
    let before = text.get(..at).unwrap_or_default();
    let before = before.strip_suffix(&[' ']).unwrap_or(before);
    before.get(before.len().saturating_sub(count)..).unwrap_or_default()
}

/// Returns up to `count` scalars from `at`, likewise.
fn right_of(text: &[char], at: usize, count: usize) -> &[char] {
    let after = text.get(at..).unwrap_or_default();
    let after = after.strip_prefix(&[' ']).unwrap_or(after);
    after.get(..count.min(after.len())).unwrap_or_default()
}

/// Returns the end of a long side, enough of it to fold.
fn tail(side: &str) -> &str {
    super::last(side, 4 * SIDE_LIMIT)
}

fn head(side: &str) -> &str {
    let end = side.char_indices().nth(4 * SIDE_LIMIT).map_or(side.len(), |(at, _)| at);
    side.get(..end).unwrap_or("")
}

fn weight(anchor: &Anchor, scalars: usize) -> Weight {
    if scalars > LONG_SCALARS {
        return Weight::Own;
    }
    let stops =
        |text: &str| text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', '…']);
    let begins = anchor.prefix.is_empty() || anchor.prefix.ends_with('\n') || stops(&anchor.prefix);
    let ends = anchor.suffix.is_empty() || anchor.suffix.starts_with('\n') || stops(&anchor.exact);
    match segment::count_words_to(&anchor.exact, OWN_WORDS) {
        ..=SHORT_WORDS => Weight::Short,
        words if words >= OWN_WORDS || (begins && ends) => Weight::Own,
        _ => Weight::Phrase,
    }
}

/// Says whether the passage began and ended between words.
fn whole(anchor: &Anchor) -> (bool, bool) {
    let begins = joins(anchor.prefix.chars().next_back(), anchor.exact.chars().next());
    let ends = joins(anchor.exact.chars().next_back(), anchor.suffix.chars().next());
    (!begins, !ends)
}

/// Says whether a word goes on over the place `at`.
pub(super) fn is_inside_word(text: &[char], at: usize) -> bool {
    joins(at.checked_sub(1).and_then(|left| text.get(left)).copied(), text.get(at).copied())
}

fn joins(left: Option<char>, right: Option<char>) -> bool {
    left.is_some_and(is_letter) && right.is_some_and(is_letter)
}

/// Says whether `c` is part of a word that has spaces around it, which Chinese, Japanese, Thai, Burmese and Khmer do not.
fn is_letter(c: char) -> bool {
    let spaceless = matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
    c.is_alphanumeric() && !spaceless
}
