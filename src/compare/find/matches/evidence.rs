//! Why two sentences were matched: the shared words that speak most for it.

use crate::compare::Side;
use crate::compare::find::matches::rows::{Pair, Row, Word};
use crate::compare::find::matches::weight::Weights;

/// How many shared words speak for a match.
const MOST: usize = 6;

/// The words that can be evidence, a list a row, ascending by key.
pub(in crate::compare) struct Evidence<'a> {
    rows: [Vec<Vec<Word>>; 2],
    /// Key and rarity, ascending by key.
    rarity: Vec<(u64, f64)>,
    text: &'a str,
}

impl<'a> Evidence<'a> {
    /// Collects the words of a pair that are no stop words.
    pub fn new(pair: &Pair<'a>, weights: &Weights) -> Self {
        let rows = [Side::Left, Side::Right].map(|side| pair.rows(side).iter().map(speaking).collect::<Vec<_>>());
        let mut keys: Vec<u64> = rows.iter().flatten().flatten().map(|w| w.key).collect();
        keys.sort_unstable();
        let counted = keys.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
        let rarity = counted.map(|(key, rows)| (key, weights.rarity(key, rows))).collect();
        Self { rows, rarity, text: pair.text(Side::Left) }
    }

    /// Returns the words that two rows share, the rarest first, as the left article writes them.
    pub fn of(&self, left: usize, right: usize) -> Vec<String> {
        let (Some(left), Some(right)) = (self.rows[0].get(left), self.rows[1].get(right)) else { return Vec::new() };
        let mut shared: Vec<_> = left
            .iter()
            .filter(|w| right.binary_search_by_key(&w.key, |o| o.key).is_ok())
            .map(|w| (self.rarity(w.key), w.key, w.span))
            .collect();
        // Which words they are is the same whichever article stands left, in what order is the left's.
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shared.truncate(MOST);
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        shared.iter().map(|(.., span)| span.of(self.text).to_owned()).collect()
    }

    fn rarity(&self, key: u64) -> f64 {
        let at = self.rarity.binary_search_by_key(&key, |e| e.0).ok();
        at.and_then(|at| self.rarity.get(at)).map_or(0.0, |e| e.1)
    }
}

/// The first of each word of a row that is no stop word, ascending by key.
fn speaking(row: &Row) -> Vec<Word> {
    let mut words: Vec<_> = row.words.iter().filter(|w| !w.stop).copied().collect();
    words.sort_by_key(|w| (w.key, w.span));
    words.dedup_by_key(|w| w.key);
    words
}
