//! What it says that two sentences share a word.
//!
//! The rarer, the more: inverse document frequency, taken over the sentences of the two articles *and* a background of
//! [`BACKGROUND`] sentences of plain English (`background`). The articles alone are too few to know that "although" is
//! common and that "conveyor" is not; the background alone does not know that everybody here talks of the conveyor.
//! Names count less than half: both accounts of an event are full of the same names, and what is told is told by the
//! other words. So do, still more, the words of the frame (who reports, and when): any two reports share them.

use crate::compare::Side;
use crate::compare::find::matches::index::Weight;
use crate::compare::find::matches::rows::{Pair, Row, Word};

/// Sentences of the background.
const BACKGROUND: f64 = 5000.0;
/// What a name weighs against another word as rare.
const NAME: f64 = 0.4;
/// What a word of the frame weighs against another word as rare.
const FRAME: f64 = 0.25;

/// A word of either article, under its key.
struct Known {
    key: u64,
    /// Sentences of the background that have it.
    background: f64,
    name: bool,
    stop: bool,
    frame: bool,
}

/// The words of both articles, ascending by key.
pub(in crate::compare) struct Weights {
    known: Vec<Known>,
    sentences: f64,
}

impl Weights {
    /// Looks at all words of a pair.
    pub fn new(pair: &Pair<'_>) -> Self {
        let mut seen: Vec<Seen> = Vec::new();
        for side in [Side::Left, Side::Right] {
            for row in pair.rows(side) {
                let headline = is_headline(row, pair.text(side));
                let capital = |at: usize, word: &Word| if headline { 0 } else { capital(at, word) };
                seen.extend(row.words.iter().enumerate().map(|(at, &word)| Seen { word, capital: capital(at, &word) }));
            }
        }
        seen.sort_unstable_by_key(|s| s.word.key);
        let known = seen.chunk_by(|a, b| a.word.key == b.word.key).filter_map(known).collect();
        Self { known, sentences: (pair.rows(Side::Left).len() + pair.rows(Side::Right).len()) as f64 }
    }

    /// Returns the weight of the word `key` that stands in `rows` sentences of both articles together.
    pub fn of(&self, key: u64, rows: usize) -> Weight {
        let rarity = self.rarity(key, rows);
        let Some(known) = self.known(key) else { return Weight { value: rarity, telling: true } };
        let (name, frame) = (if known.name { NAME } else { 1.0 }, if known.frame { FRAME } else { 1.0 });
        Weight { value: rarity * name * frame, telling: !known.name && !known.stop }
    }

    /// Says whether the word tells who reports or when.
    pub fn is_frame(&self, key: u64) -> bool {
        self.known(key).is_some_and(|known| known.frame)
    }

    /// Returns the share of English sentences that have the word.
    pub fn commonness(&self, key: u64) -> f64 {
        self.known(key).map_or(0.0, |known| known.background / BACKGROUND)
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
    word: Word,
    capital: i64,
}

/// Returns +1 for a capital inside a sentence, −1 for a small letter, 0 at the beginning, where a capital says nothing.
fn capital(at: usize, word: &Word) -> i64 {
    match word.capital {
        false => -1,
        true => i64::from(at > 0),
    }
}

/// Says whether a row is written like a headline, nearly every word with a capital: there it says nothing either.
fn is_headline(row: &Row, text: &str) -> bool {
    let first = |word: &Word| word.span.of(text).chars().next().filter(|c| c.is_alphabetic());
    let letters = row.words.iter().filter(|word| !word.stop).filter_map(first);
    let (words, capitals) = letters.fold((0, 0), |(n, upper), c| (n + 1, upper + usize::from(c.is_uppercase())));
    words >= 3 && capitals * 5 >= words * 4
}

/// A word is a name where it is written with a capital more often than without.
fn known(seen: &[Seen]) -> Option<Known> {
    let key = seen.first()?.word.key;
    let capitals: i64 = seen.iter().map(|s| s.capital).sum();
    // Spellings of one word differ in how common they are.
    let background = seen.iter().map(|s| f64::from(s.word.share) * BACKGROUND).fold(0.0, f64::max);
    let (stop, frame) = (seen.iter().any(|s| s.word.stop), seen.iter().any(|s| s.word.frame));
    Some(Known { key, background, name: capitals > 0, stop, frame })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::compare::fixtures::article;
    use crate::reading::Reading;

    /// Weighs a printed word of the left article.
    fn weigh(left: &str, right: &str, word: &str) -> f64 {
        let (left, right) = (article(&[left]), article(&[right]));
        let [l, r] = [Reading::new(&left), Reading::new(&right)];
        let pair = Pair::new(&l, &r, &AtomicBool::new(false)).unwrap();
        let words = pair.rows(Side::Left).iter().flat_map(|row| row.words.iter());
        let key = words.clone().find(|w| w.span.of(&left.text) == word).unwrap().key;
        Weights::new(&pair).of(key, 2).value
    }

    #[test]
    fn a_rare_word_outweighs_a_common_one_and_that_a_stop_word() {
        let text = "The people saw a conveyor.";
        let [the, people, conveyor] = ["The", "people", "conveyor"].map(|word| weigh(text, text, word));
        assert!(conveyor > people && people > the, "{conveyor} {people} {the}");
    }

    #[test]
    fn a_name_weighs_less_and_is_known_by_more_capitals_than_small_letters() {
        let plain = weigh("Yesterday the quillon broke.", "A quillon.", "quillon");
        let name = weigh("Yesterday the Quillon broke.", "A Quillon.", "Quillon");
        let often = weigh("The old Quillon breaks.", "The quillon, a quillon.", "Quillon");
        assert!((name - NAME * plain).abs() < 1e-9);
        assert!((often - plain).abs() < 0.01);
    }

    #[test]
    fn capitals_of_a_headline_make_no_names() {
        let headline = weigh("Oldest Quillon Breaks Again", "Old Quillon Breaks Oldtown Record", "Quillon");
        let sentence = weigh("The oldest Quillon breaks again", "An old Quillon breaks an Oldtown record", "Quillon");
        assert!((sentence - NAME * headline).abs() < 0.01, "{sentence} {headline}");
    }

    #[test]
    fn who_reports_and_when_weighs_little() {
        let text = "The quillon broke on Thursday.";
        let [quillon, thursday] = ["quillon", "Thursday"].map(|word| weigh(text, text, word));
        assert!(thursday < quillon / 4.0, "{thursday} {quillon}");
    }
}
