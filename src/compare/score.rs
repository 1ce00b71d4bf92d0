//! Pairs of sentences and their scores: a fixed mixture of three lexical similarities.
//!
//! Stems carry the meaning, character n-grams carry what stemming misses (compounds, spelling, names in two forms),
//! Dice over rare stems keeps long sentences from winning by length. Weights and thresholds are constants, so that a
//! score means the same from pair to pair; the thresholds were chosen on labelled pairs of whole news articles.

use std::sync::atomic::AtomicBool;

use super::index::{Accumulator, Index, Measure, Posting, Scratch, idf};
use super::rows::{Pair, Row, hash};
use super::{Cancelled, Match, Side, Tier, four_places, go_on};

/// The least score that may mean something.
pub(super) const POSSIBLE: f64 = 0.18;
/// The least score that is shown by default.
pub(super) const LIKELY: f64 = 0.29;
/// The least score of what is certain, among pairs of which each is the other's best.
pub(super) const SURE: f64 = 0.32;

/// Shares of the three similarities; they sum to 1.
const STEMS: f32 = 0.40;
const GRAMS: f32 = 0.35;
const RARE: f32 = 0.25;

/// Texts of more bytes than this together are compared without character n-grams, which take 60 bytes a byte of text.
const MOST_GRAMS: usize = 6_000_000;

/// Pairs that are kept before each further left sentence keeps only its best.
const MOST_PAIRS: usize = 2_000_000;

/// How many shared words speak for a match.
const EVIDENCE: usize = 6;

/// A pair of rows and its score.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    left: u32,
    right: u32,
    score: f64,
}

/// The pairs worth keeping and the best score of each row.
pub(super) struct Scored {
    candidates: Vec<Candidate>,
    /// Best score of each row with any row of the other side, per side.
    best: [Vec<f64>; 2],
    /// Whether a row has a match that is shown, per side.
    shown: [Vec<bool>; 2],
}

impl Scored {
    /// Returns the best score of `row` on `side`.
    pub fn best(&self, side: Side, row: usize) -> f64 {
        self.best[side as usize].get(row).copied().unwrap_or(0.0)
    }

    /// Says whether `row` of `side` has a match that is shown.
    pub fn shown(&self, side: Side, row: usize) -> bool {
        self.shown[side as usize].get(row).copied().unwrap_or(false)
    }

    /// Takes a pair in, keeping it where its score reaches `floor`.
    fn take(&mut self, c: Candidate, floor: f64) {
        note_best(&mut self.best, c);
        if c.score >= LIKELY {
            mark(&mut self.shown, c);
        }
        if c.score >= floor && c.score > 0.0 {
            self.candidates.push(c);
        }
    }

    /// Once there are too many pairs, leaves only the best of those from `from` on: thousands of equal sentences
    /// would else be millions of matches, which nobody reads.
    fn thin_out(&mut self, from: usize) {
        if self.candidates.len() <= MOST_PAIRS {
            return;
        }
        let row = self.candidates.drain(from..);
        let best = row.reduce(|best, c| if c.score > best.score { c } else { best });
        self.candidates.extend(best);
    }

    fn tier(&self, c: Candidate) -> Tier {
        let mutual =
            c.score >= self.best(Side::Left, c.left as usize) && c.score >= self.best(Side::Right, c.right as usize);
        match c.score {
            s if s >= SURE && mutual => Tier::Sure,
            s if s >= LIKELY => Tier::Likely,
            _ => Tier::Possible,
        }
    }
}

/// Scores every pair of rows that shares a feature.
pub(super) fn score(pair: &Pair<'_>, min_score: f64, cancel: &AtomicBool) -> Result<Scored, Cancelled> {
    let indexes = indexes(pair, cancel)?;
    let counts = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    let mut scored =
        Scored { candidates: Vec::new(), best: counts.map(|n| vec![0.0; n]), shown: counts.map(|n| vec![false; n]) };
    let floor = min_score.min(LIKELY);
    let (mut scratch, mut sums) = (Scratch::new(counts[1]), Accumulator::new(counts[1]));
    for left in 0..counts[0] {
        go_on(cancel)?;
        for (index, factor) in &indexes {
            index.add(left, *factor, &mut scratch, &mut sums);
        }
        let from = scored.candidates.len();
        for (right, sum) in sums.drain() {
            scored.take(Candidate { left: left as u32, right, score: four_places(f64::from(sum)) }, floor);
        }
        scored.thin_out(from);
    }
    Ok(scored)
}

fn note_best(best: &mut [Vec<f64>; 2], c: Candidate) {
    for (side, row) in best.iter_mut().zip([c.left, c.right]) {
        if let Some(best) = side.get_mut(row as usize) {
            *best = best.max(c.score);
        }
    }
}

fn mark(shown: &mut [Vec<bool>; 2], c: Candidate) {
    for (side, row) in shown.iter_mut().zip([c.left, c.right]) {
        if let Some(shown) = side.get_mut(row as usize) {
            *shown = true;
        }
    }
}

/// Builds the three indexes with their shares of the score.
fn indexes(pair: &Pair<'_>, cancel: &AtomicBool) -> Result<Vec<(Index, f32)>, Cancelled> {
    let bytes = pair.text(Side::Left).len() + pair.text(Side::Right).len();
    let grams = bytes <= MOST_GRAMS;
    let scale = if grams { 1.0 } else { 1.0 / (STEMS + RARE) };
    let mut indexes = vec![
        (index(pair, Measure::Cosine, stems, cancel)?, STEMS * scale),
        (index(pair, Measure::Dice, rare, cancel)?, RARE * scale),
    ];
    if grams {
        indexes.push((index(pair, Measure::Cosine, ngrams, cancel)?, GRAMS));
    }
    Ok(indexes)
}

fn index(
    pair: &Pair<'_>,
    measure: Measure,
    features: fn(&Row, &str, &mut Vec<u64>),
    cancel: &AtomicBool,
) -> Result<Index, Cancelled> {
    let left = postings(pair, Side::Left, features, cancel)?;
    let right = postings(pair, Side::Right, features, cancel)?;
    go_on(cancel)?;
    Ok(Index::new(measure, [&left, &right], [Side::Left, Side::Right].map(|side| pair.rows(side).len())))
}

fn postings(
    pair: &Pair<'_>,
    side: Side,
    features: fn(&Row, &str, &mut Vec<u64>),
    cancel: &AtomicBool,
) -> Result<Vec<Posting>, Cancelled> {
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

fn stems(row: &Row, _: &str, keys: &mut Vec<u64>) {
    keys.extend(row.words.iter().map(|w| w.key));
}

fn rare(row: &Row, _: &str, keys: &mut Vec<u64>) {
    keys.extend(row.words.iter().filter(|w| !w.stop).map(|w| w.key));
}

/// Runs of three to five characters inside words, a space on either side of each word.
fn ngrams(row: &Row, text: &str, keys: &mut Vec<u64>) {
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

/// Returns the matches of at least `min_score`, ascending by left, then right.
pub(super) fn listed(
    pair: &Pair<'_>,
    scored: &Scored,
    min_score: f64,
    cancel: &AtomicBool,
) -> Result<Vec<Match>, Cancelled> {
    let speaking = Speaking::new(pair);
    let mut matches = Vec::new();
    for c in scored.candidates.iter().filter(|c| c.score >= min_score) {
        go_on(cancel)?;
        let (Some(left), Some(right)) =
            (pair.rows(Side::Left).get(c.left as usize), pair.rows(Side::Right).get(c.right as usize))
        else {
            continue;
        };
        let evidence = speaking.evidence(c.left as usize, c.right as usize, pair.text(Side::Left));
        matches.push(Match {
            left: left.at,
            right: right.at,
            score: c.score,
            tier: scored.tier(*c),
            evidence,
            pinned: false,
        });
    }
    Ok(matches)
}

/// The words that can be evidence, a list a row, ascending by key.
struct Speaking {
    rows: [Vec<Vec<super::rows::Word>>; 2],
    /// Key and inverse document frequency, ascending by key.
    idf: Vec<(u64, f64)>,
}

impl Speaking {
    fn new(pair: &Pair<'_>) -> Self {
        let rows = [Side::Left, Side::Right].map(|side| pair.rows(side).iter().map(speaking).collect::<Vec<_>>());
        let mut keys: Vec<u64> = rows.iter().flatten().flatten().map(|w| w.key).collect();
        keys.sort_unstable();
        let sentences = rows.iter().map(Vec::len).sum();
        let counted = keys.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, idf(sentences, run.len()))));
        Self { idf: counted.collect(), rows }
    }

    fn idf(&self, key: u64) -> f64 {
        self.idf.binary_search_by_key(&key, |e| e.0).ok().and_then(|i| self.idf.get(i)).map_or(0.0, |e| e.1)
    }

    fn evidence(&self, left: usize, right: usize, text: &str) -> Vec<String> {
        let (Some(left), Some(right)) = (self.rows[0].get(left), self.rows[1].get(right)) else { return Vec::new() };
        let mut shared: Vec<_> = left
            .iter()
            .filter(|w| right.binary_search_by_key(&w.key, |o| o.key).is_ok())
            .map(|w| (self.idf(w.key), w.span))
            .collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        shared.iter().take(EVIDENCE).map(|(_, span)| span.of(text).to_owned()).collect()
    }
}

/// The first of each word of a row that is no stop word, ascending by key.
fn speaking(row: &Row) -> Vec<super::rows::Word> {
    let mut words: Vec<_> = row.words.iter().filter(|w| !w.stop).copied().collect();
    words.sort_by_key(|w| (w.key, w.span));
    words.dedup_by_key(|w| w.key);
    words
}
