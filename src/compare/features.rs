//! What sentences are indexed by: the stems of their words, and the runs of characters inside them.
//!
//! Stems carry the meaning; runs of three to five characters carry what stemming misses (compounds, spelling, names in
//! two forms, endings of other languages).

use std::sync::atomic::AtomicBool;

use super::index::{Index, Measure, Posting};
use super::rows::{Pair, Row, hash};
use super::weight::Weights;
use super::{Cancelled, Side, go_on};

/// Indexes both sides by stems.
pub(super) fn stems(pair: &Pair<'_>, weights: &Weights, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    index(pair, Measure::Overlap, stems_of, &|key, rows| weights.of(key, rows), cancel)
}

/// Indexes both sides by character n-grams, which takes 60 bytes of memory a byte of text.
pub(super) fn grams(pair: &Pair<'_>, cancel: &AtomicBool) -> Result<Index, Cancelled> {
    let sentences = [Side::Left, Side::Right].iter().map(|&side| pair.rows(side).len()).sum();
    index(pair, Measure::Cosine, grams_of, &|_, rows| idf(sentences, rows), cancel)
}

/// Inverse document frequency, smoothed so that a feature of every sentence still weighs something.
pub(super) fn idf(sentences: usize, with_feature: usize) -> f64 {
    ((1.0 + sentences as f64) / (1.0 + with_feature as f64)).ln() + 1.0
}

type Features = fn(&Row, &str, &mut Vec<u64>);

fn index(
    pair: &Pair<'_>,
    measure: Measure,
    features: Features,
    weigh: &dyn Fn(u64, usize) -> f64,
    cancel: &AtomicBool,
) -> Result<Index, Cancelled> {
    let left = postings(pair, Side::Left, features, cancel)?;
    let right = postings(pair, Side::Right, features, cancel)?;
    go_on(cancel)?;
    let rows = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    Ok(Index::new(measure, [&left, &right], rows, weigh))
}

fn postings(pair: &Pair<'_>, side: Side, features: Features, cancel: &AtomicBool) -> Result<Vec<Posting>, Cancelled> {
    let mut postings = Vec::new();
    let mut keys = Vec::new();
    for (number, row) in pair.rows(side).iter().enumerate() {
        go_on(cancel)?;
        keys.clear();
        features(row, pair.text(side), &mut keys);
        keys.sort_unstable();
        let counted = keys.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len())));
        postings.extend(counted.map(|(key, n)| Posting { key, row: number as u32, count: n as u32 }));
    }
    go_on(cancel)?;
    postings.sort_unstable();
    Ok(postings)
}

fn stems_of(row: &Row, _: &str, keys: &mut Vec<u64>) {
    keys.extend(row.words.iter().map(|w| w.key));
}

/// Runs of three to five characters inside words, a space on either side of each word.
fn grams_of(row: &Row, text: &str, keys: &mut Vec<u64>) {
    let mut padded = String::new();
    let mut starts = Vec::new();
    for word in &row.words {
        padded.clear();
        padded.push(' ');
        padded.extend(word.span.of(text).chars().flat_map(char::to_lowercase));
        padded.push(' ');
        starts.clear();
        starts.extend(padded.char_indices().map(|(at, _)| at));
        starts.push(padded.len());
        for n in 3..=5 {
            let runs = starts.windows(n + 1).filter_map(|w| padded.as_bytes().get(*w.first()?..*w.last()?));
            keys.extend(runs.map(hash));
        }
    }
}
