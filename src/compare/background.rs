//! How common a word is in English at large, so that a word's weight does not hang on two short articles alone.
//!
//! `background.txt` has a stem and a class a line, sorted by stem: of sentences of twenty words, about e^(−class ÷ 4)
//! have the stem. Stems under one word in 200,000 are left out: there the two articles decide. The table is searched
//! where it lies, so that nothing is built at the start. Other languages find (almost) nothing in it, and then
//! frequency in the two articles decides alone.
//!
//! Made from `frequency_dictionary_en_82_765.txt` of the Python package symspellpy 6.10.1 (© 2021 Wolf Garbe,
//! © 2025 mmb L, MIT licence), which is the Google Books Ngram counts (<https://books.google.com/ngrams>, CC BY 3.0)
//! of the words of SCOWL, by this:
//!
//! ```python
//! import collections, math, snowballstemmer
//! stem, counts = snowballstemmer.stemmer("english").stemWord, collections.Counter()
//! for line in open("frequency_dictionary_en_82_765.txt", encoding="utf-8-sig"):
//!     word, n = line.split()
//!     counts[stem(word)] += int(n)
//! total = sum(counts.values())
//! for s in sorted(s for s in counts if s.isascii() and counts[s] / total >= 5e-6):
//!     print(s, round(-4 * math.log(min(1, 20 * counts[s] / total))))
//! ```

/// Sorted lines of a stem, a space and its class.
const TABLE: &str = include_str!("background.txt");

/// Returns the share of English sentences that have the stem, from 0 (rare, or unknown) to 1.
pub(super) fn share(stem: &str) -> f64 {
    class(TABLE, stem).map_or(0.0, |class| (-f64::from(class) / 4.0).exp())
}

/// Finds the line of `stem` by halving the text.
fn class(mut table: &str, stem: &str) -> Option<u8> {
    loop {
        let half = table.len() / 2;
        let start = table.as_bytes().get(..half)?.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        let line = table.get(start..)?.lines().next()?;
        let (found, class) = line.split_once(' ')?;
        table = match stem.cmp(found) {
            std::cmp::Ordering::Equal => return class.parse().ok(),
            std::cmp::Ordering::Less => table.get(..start)?,
            std::cmp::Ordering::Greater => table.get(start + line.len() + 1..)?,
        };
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let stems: Vec<_> = TABLE.lines().map(|line| line.split_once(' ').unwrap()).collect();
        assert!(stems.is_sorted_by(|a, b| a.0 < b.0));
        assert!(stems.iter().all(|(stem, n)| class(TABLE, stem) == n.parse().ok()));
        assert!(["", "zzz", "presidentt", "the ", "köln"].iter().all(|stem| class(TABLE, stem).is_none()));
    }

    #[test]
    fn common_words_are_told_from_rare_ones() {
        assert!(share("the") > 0.5);
        assert!(share("said") > share("presid"));
        assert!(share("presid") > share("coalit"));
        assert!(share("zelenskyy").abs() < f64::EPSILON);
    }
}
