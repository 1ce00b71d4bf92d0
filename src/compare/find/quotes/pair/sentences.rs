//! The whole sentences of a quotation: who prints one word for word prints the utterance.

use crate::compare::find::quotes::words::{Ending, Word};
use crate::reading::hash_on;

/// Shorter sentences are anybody's.
const LEAST: usize = 3;
/// So many telling words has a sentence that may be somebody's.
const TELLING: usize = 1;

/// The sentences that are somebody's: a hash of the words of each, ascending, and how many of them tell something.
pub(super) type Sentences = Vec<(u64, usize)>;

/// Collects the sentences of a quotation; a part's end and an elision end one too.
pub(super) fn of(words: &[Word]) -> Sentences {
    let ends = |a: &Word, b: &Word| a.ending != Ending::Open || a.elided_after || a.part != b.part;
    let sentences = words.chunk_by(|a, b| !ends(a, b));
    let hashed = sentences.filter_map(|words| {
        let telling = words.iter().filter(|word| word.telling).count();
        let hash = || words.iter().fold(0, |hash, word| hash_on(hash, &word.key.to_le_bytes()));
        (words.len() >= LEAST && telling >= TELLING).then(|| (hash(), telling))
    });
    let mut hashed: Sentences = hashed.collect();
    hashed.sort_unstable();
    hashed.dedup();
    hashed
}

/// Counts the telling words of the sentences that both have.
pub(super) fn shared(left: &Sentences, right: &Sentences) -> usize {
    let has = |sentence: &&(u64, usize)| right.binary_search(sentence).is_ok();
    left.iter().filter(has).map(|sentence| sentence.1).sum()
}
