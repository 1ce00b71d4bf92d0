//! How common a word is in English at large, so that a word's weight does not hang on two short articles alone.
//!
//! `background.txt` has a stem and a class a line, sorted by stem: of sentences of twenty words, about e^(−class ÷ 4)
//! have the stem. Stems under one word in 200,000 are left out: there the two articles decide. The compiler makes a
//! table of it, so that nothing is built at the start. Other languages find (almost) nothing in it, and then
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

use crate::language::{Table, past};

/// Sorted lines of a stem, a space and its class.
const TEXT: &[u8] = include_bytes!("background.txt");

/// The class of every stem.
#[allow(long_running_const_eval, reason = "a moment of the compiler's time saves a reader's in every comparison")]
static TABLE: Table<u8, 32_768> = table();

const fn table() -> Table<u8, 32_768> {
    let mut table = Table::empty(TEXT, 0);
    let mut at = 0;
    while at < TEXT.len() {
        let end = past(TEXT, at, b" ");
        let (slot, _) = table.enter(at, end);
        let (mut class, mut digit) = (0, end + 1);
        while digit < TEXT.len() && TEXT[digit].is_ascii_digit() {
            class = class * 10 + (TEXT[digit] - b'0');
            digit += 1;
        }
        table.set(slot, class);
        at = digit + 1;
    }
    table
}

/// Returns the share of English sentences that have the stem, from 0 (rare, or unknown) to 1.
#[must_use]
pub fn share(stem: &str) -> f64 {
    class(stem).map_or(0.0, |class| (-f64::from(class) / 4.0).exp())
}

fn class(stem: &str) -> Option<u8> {
    TABLE.find(stem.as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;

    #[test]
    fn every_line_is_found_and_nothing_else() {
        let lines = str::from_utf8(TEXT).unwrap().lines();
        let stems: Vec<_> = lines.map(|line| line.split_once(' ').unwrap()).collect();
        assert!(stems.is_sorted_by(|a, b| a.0 < b.0));
        assert!(stems.iter().all(|(stem, n)| class(stem) == n.parse().ok()));
        assert!(["", "zzz", "presidentt", "the ", "köln"].iter().all(|stem| class(stem).is_none()));
    }

    #[test]
    fn common_words_are_told_from_rare_ones() {
        assert!(share("the") > 0.5);
        assert!(share("said") > share("presid"));
        assert!(share("presid") > share("coalit"));
        assert!(share("zelenskyy").abs() < f64::EPSILON);
    }
}
