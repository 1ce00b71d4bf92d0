//! What sentences are indexed by: the stems of their words, and the runs of characters inside them.
//!
//! Stems carry the meaning; runs of characters carry what stemming misses (compounds, spelling, names in two forms,
//! endings of other languages). Runs of four do as well as runs of three to five, at a third of the work.

use std::sync::atomic::AtomicBool;

use crate::compare::find::matches::index::{Index, Measure, Posting, Weight};
use crate::compare::find::matches::rows::{Pair, Row};
use crate::compare::find::matches::weight::Weights;
use crate::compare::{Cancelled, Side, go_on};
use crate::text::fold::plain;

/// Characters of a run.
const GRAM: usize = 4;

/// Indexes both sides by stems.
pub(in crate::compare) fn stems(pair: &Pair<'_>, weights: &Weights, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    index(pair, Measure::Overlap, stems_of, &|key, rows| weights.of(key, rows), cancel)
}

/// Indexes both sides by character n-grams, which takes about 50 bytes of memory a byte of text.
pub(in crate::compare) fn grams(pair: &Pair<'_>, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    let sentences = [Side::Left, Side::Right].iter().map(|&side| pair.rows(side).len()).sum();
    index(pair, Measure::Cosine, grams_of, &|_, rows| Weight::plain(idf(sentences, rows)), cancel)
}

/// Inverse document frequency, smoothed so that a feature of every sentence still weighs something.
pub(in crate::compare) fn idf(sentences: usize, with_feature: usize) -> f64 {
    ((1.0 + sentences as f64) / (1.0 + with_feature as f64)).ln() + 1.0
}

type Features = fn(&Row, &str, &mut Vec<u64>);

fn index(
    pair: &Pair<'_>,
    measure: Measure,
    features: Features,
    weigh: &dyn Fn(u64, usize) -> Weight,
    cancel: &AtomicBool,
) -> Result<Index, Cancelled> {
    let left = postings(pair, Side::Left, features, cancel)?;
    let right = postings(pair, Side::Right, features, cancel)?;
    go_on(cancel)?;
    let rows = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    Ok(Index::new(measure, [&left, &right], rows, weigh))
}

fn postings(pair: &Pair<'_>, side: Side, features: Features, cancel: &AtomicBool) -> Result<Vec<Posting>, Cancelled> {
    // One number a feature of a row, so that sorting compares numbers: key, then row.
    let mut found: Vec<u128> = Vec::new();
    let mut keys = Vec::new();
    for (number, row) in pair.rows(side).iter().enumerate() {
        go_on(cancel)?;
        keys.clear();
        features(row, pair.text(side), &mut keys);
        found.extend(keys.iter().map(|&key| u128::from(key) << 64 | number as u128));
    }
    go_on(cancel)?;
    found.sort_unstable();
    let counted = found.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
    Ok(counted.map(|(at, n)| Posting { key: (at >> 64) as u64, row: at as u32, count: n as u32 }).collect())
}

fn stems_of(row: &Row, _: &str, keys: &mut Vec<u64>) {
    keys.extend(row.words.iter().map(|w| w.key));
}

/// Runs of [`GRAM`] characters inside words, a space on either side of each word.
fn grams_of(row: &Row, text: &str, keys: &mut Vec<u64>) {
    let mut padded = Vec::new();
    for word in &row.words {
        padded.clear();
        padded.push(' ');
        padded.extend(plain(word.span.of(text)).chars());
        padded.push(' ');
        let mix = |hash: u64, c: &char| (hash.rotate_left(5) ^ u64::from(*c)).wrapping_mul(0x517c_c1b7_2722_0a95);
        keys.extend(padded.windows(GRAM).map(|run| run.iter().fold(0, mix)));
    }
}
