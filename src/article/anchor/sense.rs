//! Whether a few words that were changed may still be shown for the old ones.
//!
//! In "17 countries" one scalar is nearly everything: where a passage of a few words has another figure or has gained or
//! lost a "not", what stands there now says something else, and the reader is asked rather than told.

use super::quote::{Hit, Remembered, Weight};
use crate::text::segment;

/// Passages of fewer scalars are told apart by single scalars: an approximate place is never theirs.
const LEAST: usize = 8;

/// Words that turn a statement round.
const NEGATIONS: &[&str] = &["cannot", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "without"];

/// Says whether `hit` of `text` can be taken for the passage; a longer passage always can, being shown as fuzzy.
pub(super) fn is_kept(text: &[char], passage: &Remembered, hit: &Hit) -> bool {
    let there = text.get(hit.start..hit.end).unwrap_or_default();
    passage.quote.len() >= LEAST && (passage.weight != Weight::Short || turns(&passage.quote) == turns(there))
}

/// Returns the figures and negations of some words, in order.
fn turns(words: &[char]) -> Vec<String> {
    let text: String = words.iter().collect::<String>().to_lowercase();
    let all = segment::words(&text).into_iter().map(|word| word.of(&text));
    let turning =
        |word: &&str| word.contains(|c: char| c.is_numeric()) || word.ends_with("n't") || NEGATIONS.contains(word);
    all.filter(turning).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(old: &str, new: &str) -> bool {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        turns(&chars(old)) == turns(&chars(new))
    }

    #[test]
    fn a_figure_or_a_negation_is_the_sense() {
        assert!(same("seventeen countries", "seventeen nations"));
        assert!(!same("17 countries", "12 countries"));
        assert!(!same("did sign", "did not sign"));
        assert!(!same("would sign", "wouldn't sign"));
        assert!(same("Not signed", "not Signed"));
    }
}
