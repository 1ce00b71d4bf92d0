//! What it says that two sentences share a word.
//!
//! The rarer, the more: inverse document frequency, taken over the sentences of the two articles *and* a background of
//! [`BACKGROUND`] sentences of plain English (`background`). The articles alone are too few to know that "although" is
//! common and that "conveyor" is not; the background alone does not know that everybody here talks of the conveyor.
//! Names count half: both accounts of an event are full of the same names, and what is told is told by the other words.

use super::Side;
use super::background::share;
use super::rows::{Pair, Word};

/// Sentences of the background.
const BACKGROUND: f64 = 5000.0;
/// What a name weighs against another word as rare.
const NAME: f64 = 0.5;
/// The share of background sentences with a stop word that the background table lacks ("don't").
const UNLISTED_STOP: f64 = 0.01;

/// A word of either article, under its key.
struct Known {
    key: u64,
    /// Sentences of the background that have it.
    background: f64,
    name: bool,
}

/// The words of both articles, ascending by key.
pub(super) struct Weights {
    known: Vec<Known>,
    sentences: f64,
}

impl Weights {
    /// Looks at all words of a pair.
    pub fn new(pair: &Pair<'_>) -> Self {
        let mut seen: Vec<Seen> = Vec::new();
        for side in [Side::Left, Side::Right] {
            let text = pair.text(side);
            for row in pair.rows(side) {
                seen.extend(row.words.iter().enumerate().map(|(at, word)| Seen::new(at, word, text)));
            }
        }
        seen.sort_unstable_by_key(|s| s.key);
        let known = seen.chunk_by(|a, b| a.key == b.key).filter_map(known).collect();
        Self { known, sentences: (pair.rows(Side::Left).len() + pair.rows(Side::Right).len()) as f64 }
    }

    /// Returns the weight of the word `key` that stands in `rows` sentences of both articles together.
    pub fn of(&self, key: u64, rows: usize) -> f64 {
        let rarity = self.rarity(key, rows);
        if self.known(key).is_some_and(|k| k.name) { NAME * rarity } else { rarity }
    }

    /// Returns how rare the word is, names like any other.
    pub fn rarity(&self, key: u64, rows: usize) -> f64 {
        let background = self.known(key).map_or(0.0, |k| k.background);
        ((self.sentences + BACKGROUND) / (rows as f64 + background)).ln().max(0.0)
    }

    fn known(&self, key: u64) -> Option<&Known> {
        self.known.binary_search_by_key(&key, |k| k.key).ok().and_then(|at| self.known.get(at))
    }
}

/// One occurrence of a word.
struct Seen {
    key: u64,
    background: f64,
    /// +1 for a capital inside a sentence, −1 for a small letter, 0 at the beginning, where a capital says nothing.
    capital: i64,
}

impl Seen {
    fn new(at: usize, word: &Word, text: &str) -> Self {
        let capital = match word.span.of(text).starts_with(char::is_uppercase) {
            false => -1,
            true => i64::from(at > 0),
        };
        Self { key: word.key, background: f64::from(word.share) * BACKGROUND, capital }
    }
}

/// A word is a name where it is written with a capital more often than without.
fn known(seen: &[Seen]) -> Option<Known> {
    let first = seen.first()?;
    let capitals: i64 = seen.iter().map(|s| s.capital).sum();
    // Spellings of one word differ in how common they are.
    let background = seen.iter().map(|s| s.background).fold(0.0, f64::max);
    Some(Known { key: first.key, background, name: capitals > 0 })
}

/// Returns the share of English sentences that have a word, given its stem.
pub(super) fn share_of(stem: &str, stop: bool) -> f32 {
    let listed = share(stem);
    (if stop { listed.max(UNLISTED_STOP) } else { listed }) as f32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::compare::fixtures::article;

    /// Weighs a printed word of the left article.
    fn weigh(left: &str, right: &str, word: &str) -> f64 {
        let (left, right) = (article(&[left]), article(&[right]));
        let pair = Pair::new(&left, &right, &AtomicBool::new(false)).unwrap();
        let words = pair.rows(Side::Left).iter().flat_map(|row| row.words.iter());
        let key = words.clone().find(|w| w.span.of(&left.text) == word).unwrap().key;
        Weights::new(&pair).of(key, 2)
    }

    #[test]
    fn a_rare_word_outweighs_a_common_one_and_that_a_stop_word() {
        let text = "The people saw a conveyor.";
        let [the, people, conveyor] = ["The", "people", "conveyor"].map(|word| weigh(text, text, word));
        assert!(conveyor > people && people > the, "{conveyor} {people} {the}");
    }

    #[test]
    fn a_name_weighs_half_and_is_known_by_more_capitals_than_small_letters() {
        let plain = weigh("Yesterday the quillon broke.", "A quillon.", "quillon");
        let name = weigh("Yesterday the Quillon broke.", "A Quillon.", "Quillon");
        let headline = weigh("Old Quillon Breaks", "The quillon, a quillon.", "Quillon");
        assert!((name - plain / 2.0).abs() < 1e-9);
        assert!((headline - plain).abs() < 0.01);
    }
}
