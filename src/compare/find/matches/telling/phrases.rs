//! Words after each other that tie two sentences: two of which one is no name, two of a name, and three in quotation marks,
//! too few and too common to be a quotation that is paired.
//!
//! ```text
//! left    “We can't exclude that it might take weeks.”
//! right   … the same man had said that it “might take weeks” …      three words of both quotations: might take weeks
//! ```

use super::super::rows::{Row, Word};
use super::super::weight::Weights;
use crate::reading::{hash, hash_on};

/// Returns the keys of two words beside each other of which at least one is no name.
pub(super) fn beside(row: &Row, weights: &Weights) -> impl Iterator<Item = u64> {
    let two = row.words.windows(2).filter_map(|two| two.first().zip(two.last()));
    let telling = |(a, b): &(&Word, &Word)| {
        let says = |word: &Word| !word.stop && !word.frame;
        says(a) && says(b) && [a, b].iter().any(|word| weights.of(word.key, 1).telling)
    };
    two.filter(telling).map(|(a, b)| hash_on(hash_on(hash(b"beside"), &a.key.to_le_bytes()), &b.key.to_le_bytes()))
}

/// Returns the keys of two words after each other that are both capitalised inside a sentence, small words between them
/// left out: of "Hanna Brill", and of "Harbour of Hearts".
pub(super) fn names<'t>(row: &Row, printed: &impl Fn(usize) -> &'t str) -> impl Iterator<Item = u64> {
    let mut keys = Vec::new();
    let mut last: Option<(usize, u64)> = None;
    for (at, word) in row.words.iter().enumerate() {
        let small = matches!(printed(at), "of" | "the" | "for" | "and");
        if word.capital && !word.frame {
            if let Some((_, key)) = last.filter(|&(before, _)| at - before <= 3) {
                keys.push(hash_on(hash_on(hash(b"name"), &key.to_le_bytes()), &word.key.to_le_bytes()));
            }
            last = Some((at, word.key));
        } else if !small {
            last = None;
        }
    }
    keys.into_iter()
}

/// Returns the keys of three words after each other in quotation marks, of which one says something.
pub(super) fn quoted(row: &Row, text: &str) -> impl Iterator<Item = u64> {
    let words = in_marks(row, text);
    let keys: Vec<u64> = words.windows(3).filter_map(run).collect();
    keys.into_iter()
}

fn run(three: &[Option<&Word>]) -> Option<u64> {
    let [Some(a), Some(b), Some(c)] = three else { return None };
    let says = [a, b, c].iter().any(|word| !word.stop);
    says.then(|| [a, b, c].iter().fold(hash(b"quoted"), |key, word| hash_on(key, &word.key.to_le_bytes())))
}

/// Returns the words of a row, those outside of quotation marks as nothing.
fn in_marks<'r>(row: &'r Row, text: &str) -> Vec<Option<&'r Word>> {
    let sentence = row.span.of(text);
    // A quotation that began in an earlier sentence.
    let mut inside = sentence.chars().find(|c| matches!(c, '“' | '”')) == Some('”');
    let mut end = row.span.start;
    let mut words = Vec::with_capacity(row.words.len());
    for word in &row.words {
        for mark in text.get(end..word.span.start).unwrap_or_default().chars() {
            inside = match mark {
                '“' => true,
                '”' => false,
                '"' => !inside,
                _ => inside,
            };
        }
        end = word.span.end;
        words.push(inside.then_some(word));
    }
    words
}
