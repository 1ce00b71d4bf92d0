//! Why two sentences were matched: the shared words that speak most for it.

use crate::compare::Side;
use crate::compare::find::matches::index::Weight;
use crate::compare::find::matches::rows::{Pair, Row, Word};
use crate::compare::find::matches::weight::Weights;

/// How many shared words speak for a match.
const MOST: usize = 6;

/// The words that can be evidence, a list a row, ascending by key.
pub(in crate::compare) struct Evidence<'a> {
    rows: [Vec<Vec<Word>>; 2],
    /// What each key says, ascending by key.
    known: Vec<Known>,
    text: &'a str,
}

/// What a key says.
struct Known {
    key: u64,
    rarity: f64,
    weight: Weight,
    /// Whether any two reports share it.
    frame: bool,
}

/// The words that two rows share.
pub(in crate::compare) struct Shared {
    /// Their keys, ascending.
    pub keys: Vec<u64>,
    weights: Vec<Weight>,
}

impl Shared {
    /// Says whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Returns what they weigh together.
    pub fn weight(&self) -> f64 {
        self.weights.iter().map(|weight| weight.value).sum()
    }

    /// Counts those that are no names.
    pub fn plain(&self) -> usize {
        self.weights.iter().filter(|weight| weight.telling).count()
    }
}

impl<'a> Evidence<'a> {
    /// Collects the words of a pair that are no stop words.
    pub fn new(pair: &Pair<'a>, weights: &Weights) -> Self {
        let rows = [Side::Left, Side::Right].map(|side| {
            let speaking = |row| speaking(row, pair.text(side));
            pair.rows(side).iter().map(speaking).collect::<Vec<_>>()
        });
        let mut keys: Vec<u64> = rows.iter().flatten().flatten().map(|w| w.key).collect();
        keys.sort_unstable();
        let counted = keys.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
        let known = |(key, rows)| Known {
            key,
            rarity: weights.rarity(key, rows),
            weight: weights.of(key, rows),
            frame: weights.is_frame(key),
        };
        Self { rows, known: counted.map(known).collect(), text: pair.text(Side::Left) }
    }

    /// Returns the words that two rows share, the rarest first, as the left article writes them.
    pub fn of(&self, left: usize, right: usize) -> Vec<String> {
        let mut shared: Vec<_> = self.common(left, right).map(|w| (self.rarity(w.key), w.key, w.span)).collect();
        // Which words they are is the same whichever article stands left, in what order is the left's.
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shared.truncate(MOST);
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        // What an acronym stands for is written as the acronym.
        shared.dedup_by_key(|word| word.2);
        shared.iter().map(|(.., span)| span.of(self.text).to_owned()).collect()
    }

    /// Returns the words that two rows share, those of the frame left out.
    pub fn shared(&self, left: usize, right: usize) -> Shared {
        let told = self.common(left, right).filter_map(|word| self.told(word.key));
        let (keys, weights) = told.map(|known| (known.key, known.weight)).unzip();
        Shared { keys, weights }
    }

    /// Returns what the words of a row weigh together, those of the frame left out.
    pub fn weight(&self, side: Side, row: usize) -> f64 {
        let words = self.rows[side as usize].get(row).into_iter().flatten();
        words.filter_map(|word| self.told(word.key)).map(|known| known.weight.value).sum()
    }

    /// Goes through the words of a left row that a right row has, ascending by key.
    fn common(&self, left: usize, right: usize) -> impl Iterator<Item = &Word> {
        let row = |side: Side, row| self.rows[side as usize].get(row).map_or(&[][..], Vec::as_slice);
        let right = row(Side::Right, right);
        row(Side::Left, left).iter().filter(|w| right.binary_search_by_key(&w.key, |o| o.key).is_ok())
    }

    fn known(&self, key: u64) -> Option<&Known> {
        self.known.binary_search_by_key(&key, |e| e.key).ok().and_then(|at| self.known.get(at))
    }

    fn rarity(&self, key: u64) -> f64 {
        self.known(key).map_or(0.0, |known| known.rarity)
    }

    fn told(&self, key: u64) -> Option<&Known> {
        self.known(key).filter(|known| !known.frame)
    }
}

/// The first of each word of a row that is no stop word, nor what is left of a possessive behind a full stop ("Jr.’s"),
/// ascending by key.
fn speaking(row: &Row, text: &str) -> Vec<Word> {
    let mut words: Vec<_> = row.meant().filter(|w| !w.stop && w.span.of(text) != "s").copied().collect();
    words.sort_by_key(|w| (w.key, w.span));
    words.dedup_by_key(|w| w.key);
    words
}
