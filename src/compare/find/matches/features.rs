//! What sentences are indexed by: the stems of their words, and the runs of characters inside them.
//!
//! Stems carry the meaning; runs of characters carry what stemming misses (compounds, spelling, names in two forms,
//! endings of other languages). Runs of four do as well as runs of three to five, at a third of the work.

use std::sync::atomic::AtomicBool;

use crate::compare::find::matches::index::{Index, Measure, Posting, Weight};
use crate::compare::find::matches::rows::{Pair, Row};
use crate::compare::find::matches::weight::Weights;
use crate::compare::{Cancelled, Side, go_on};
use crate::reading::Reading;

/// Characters of a run.
const GRAM: usize = 4;

/// Indexes both sides by stems.
pub(in crate::compare) fn stems(pair: &Pair<'_>, weights: &Weights, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    index(pair, Measure::Overlap, &stems_of, &|key, rows| weights.of(key, rows), cancel)
}

/// Indexes both sides by character n-grams, which takes about 50 bytes of memory a byte of text.
pub(in crate::compare) fn grams(pair: &Pair<'_>, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    let sentences = [Side::Left, Side::Right].iter().map(|&side| pair.rows(side).len()).sum();
    let grams = [Side::Left, Side::Right].map(|side| Grams::new(pair.reading(side)));
    let grams_of = |side: Side, row: &Row, keys: &mut Vec<u64>| {
        let grams = if side == Side::Left { &grams[0] } else { &grams[1] };
        row.words.iter().for_each(|word| keys.extend_from_slice(grams.of(word.form)));
    };
    index(pair, Measure::Cosine, &grams_of, &|_, rows| Weight::plain(idf(sentences, rows)), cancel)
}

/// Inverse document frequency, smoothed so that a feature of every sentence still weighs something.
pub(in crate::compare) fn idf(sentences: usize, with_feature: usize) -> f64 {
    ((1.0 + sentences as f64) / (1.0 + with_feature as f64)).ln() + 1.0
}

/// Appends the features of a row.
type Features<'f> = &'f dyn Fn(Side, &Row, &mut Vec<u64>);

fn index(
    pair: &Pair<'_>,
    measure: Measure,
    features: Features<'_>,
    weigh: &dyn Fn(u64, usize) -> Weight,
    cancel: &AtomicBool,
) -> Result<Index, Cancelled> {
    let left = postings(pair, Side::Left, features, cancel)?;
    let right = postings(pair, Side::Right, features, cancel)?;
    go_on(cancel)?;
    let rows = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    Ok(Index::new(measure, [&left, &right], rows, weigh))
}

fn postings(
    pair: &Pair<'_>,
    side: Side,
    features: Features<'_>,
    cancel: &AtomicBool,
) -> Result<Vec<Posting>, Cancelled> {
    // One number a feature of a row, so that sorting compares numbers: key, then row.
    let mut found: Vec<u128> = Vec::new();
    let mut keys = Vec::new();
    for (number, row) in pair.rows(side).iter().enumerate() {
        go_on(cancel)?;
        keys.clear();
        features(side, row, &mut keys);
        found.extend(keys.iter().map(|&key| u128::from(key) << 64 | number as u128));
    }
    go_on(cancel)?;
    let found = sorted(found);
    let counted = found.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
    Ok(counted.map(|(at, n)| Posting { key: (at >> 64) as u64, row: at as u32, count: n as u32 }).collect())
}

/// More numbers are sorted where they lie, which takes no second place for them.
const MOST_DEALT: usize = 1 << 16;
/// Numbers of a heap, about.
const HEAP: usize = 4;

/// Sorts numbers that begin with a hash: dealt out by its first bits, a few of them are left to sort in each heap.
fn sorted(mut found: Vec<u128>) -> Vec<u128> {
    let bits = (found.len() / HEAP).checked_ilog2().unwrap_or(0);
    if bits == 0 || found.len() > MOST_DEALT {
        found.sort_unstable();
        return found;
    }
    let heap = |number: u128| (number >> (u128::BITS - bits)) as usize;
    let mut places = vec![0; 1 << bits];
    found.iter().for_each(|&number| places[heap(number)] += 1);
    let mut start = 0;
    for place in &mut places {
        (*place, start) = (start, start + *place);
    }
    let mut dealt = vec![0; found.len()];
    for &number in &found {
        let place = &mut places[heap(number)];
        dealt[*place] = number;
        *place += 1;
    }
    // Every heap ends now where its next number would have gone.
    let mut rest = dealt.as_mut_slice();
    let mut start = 0;
    for end in places {
        let (heap, after) = rest.split_at_mut(end - start);
        heap.sort_unstable();
        (rest, start) = (after, end);
    }
    dealt
}

fn stems_of(_: Side, row: &Row, keys: &mut Vec<u64>) {
    keys.extend(row.meant().map(|w| w.key));
}

/// The runs of [`GRAM`] characters inside each printed form, a space on either side of it.
struct Grams {
    all: Vec<u64>,
    /// Where those of each form end.
    ends: Vec<usize>,
}

impl Grams {
    fn new(reading: &Reading<'_>) -> Self {
        let (mut all, mut ends, mut padded) = (Vec::new(), Vec::new(), Vec::new());
        for lexeme in reading.lexemes() {
            padded.clear();
            padded.push(' ');
            padded.extend(lexeme.plain.chars());
            padded.push(' ');
            let mix = |hash: u64, c: &char| (hash.rotate_left(5) ^ u64::from(*c)).wrapping_mul(0x517c_c1b7_2722_0a95);
            all.extend(padded.windows(GRAM).map(|run| run.iter().fold(0, mix)));
            ends.push(all.len());
        }
        Self { all, ends }
    }

    fn of(&self, form: usize) -> &[u64] {
        let start = form.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(form).copied().unwrap_or(start);
        self.all.get(start..end).unwrap_or(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_sorted_however_many_and_however_alike() {
        let spread = |n: u64| u128::from(n.wrapping_mul(0x517c_c1b7_2722_0a95)) << 64 | u128::from(n % 7);
        for count in [0, 1, 7, 8, 100, 5_000, MOST_DEALT as u64 + 1] {
            for distinct in [1, 5, u64::MAX] {
                let found: Vec<u128> = (0..count).rev().map(|n| spread(n % distinct)).collect();
                let mut expected = found.clone();
                expected.sort_unstable();
                assert!(sorted(found) == expected, "{count}");
            }
        }
    }
}
