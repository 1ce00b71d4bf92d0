//! Pairs of sentences and their scores: a fixed mixture of two lexical similarities, and how certain each pair is.
//!
//! The mixture is a power mean, of [`WORDS`] of the damped overlap of stems and the rest of the damped cosine of
//! character n-grams: their roots are added and the sum is squared, so that a pair does best where both agree. Where
//! two articles have little in common, a likeness is more often chance, and all mixtures are less (`common`).
//! The mixture becomes a score by a curve with fixed constants, so that a score means the same from pair to pair: about
//! a half is where a pair is as likely right as wrong. The tiers look at the neighbours too: what reports the same
//! thing scores about as well as anything else either sentence could be matched with. Constants were chosen on four
//! sets of labelled news pairs, for their sum.

use std::ops::Range;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::compare::find::matches::evidence::Evidence;
use crate::compare::find::matches::features;
use crate::compare::find::matches::index::{Accumulator, Index, Scratch};
use crate::compare::find::matches::rows::Pair;
use crate::compare::find::matches::weight::Weights;
use crate::compare::{Cancelled, Match, Side, Tier, four_places, go_on};

/// The least score that may mean something.
pub(in crate::compare) const POSSIBLE: f64 = 0.30;
/// The least score that is shown by default, of a pair that has no better rival.
pub(in crate::compare) const LIKELY: f64 = 0.50;
/// The score from which a pair is shown whatever its rivals.
const PLAIN: f64 = 0.67;
/// The least score of a sure pair.
const SURE: f64 = 0.53;
/// The shares of the best mixture of either sentence that a likely and a sure pair have.
const RIVAL: f64 = 0.65;
const EQUAL: f64 = 0.90;

/// The share of the words' overlap; character n-grams have the rest.
const WORDS: f32 = 0.70;
/// The mixture that scores a half, and the steepness of the curve there.
const HALF: f64 = 0.21;
const STEEP: i32 = 2;

/// The mean of the best mixtures from which two articles have enough in common.
const COMMON: f64 = 0.22;

/// Sentences that an article begins with: headline, standfirst, lead.
const LEAD: u32 = 5;
/// What rounding may add to a score.
const ROUNDED: f64 = 0.0001;
/// Texts of more bytes than this together are compared without character n-grams.
const MOST_GRAMS: usize = 6_000_000;
/// Pairs of rows that one block of left rows looks at: few enough to wait in memory, enough to be worth a thread.
const BLOCK: usize = 200_000;
/// Pairs that are kept before each further left sentence keeps only its best.
const MOST_PAIRS: usize = 300_000;

/// A pair of rows and its score.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    left: u32,
    right: u32,
    score: f64,
}

impl Candidate {
    fn is_same(self, pair: &Pair<'_>) -> bool {
        let left = pair.rows(Side::Left).get(self.left as usize);
        let right = pair.rows(Side::Right).get(self.right as usize);
        left.zip(right).is_some_and(|(left, right)| left.same_words(right))
    }
}

/// The pairs worth keeping and the best score of each row.
pub(in crate::compare) struct Scored {
    candidates: Vec<Candidate>,
    /// Best score of each row with any row of the other side, per side.
    best: [Vec<f64>; 2],
    /// Whether a row has a match that is shown, per side.
    shown: [Vec<bool>; 2],
    /// Best score among the first [`LEAD`] rows of both sides.
    lead: f64,
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

    /// Returns the best score of what both sides begin with.
    pub const fn lead(&self) -> f64 {
        self.lead
    }

    /// Takes a pair in, keeping it where its score reaches `floor`.
    fn take(&mut self, c: Candidate, floor: f64) {
        for (side, row) in self.best.iter_mut().zip([c.left, c.right]) {
            if let Some(best) = side.get_mut(row as usize) {
                *best = best.max(c.score);
            }
        }
        if c.left < LEAD && c.right < LEAD {
            self.lead = self.lead.max(c.score);
        }
        if c.score >= floor && c.score > 0.0 {
            self.candidates.push(c);
        }
    }

    /// Returns how much the articles have in common, from 0 to 1: the root, as only a hint, of what the sentences of the
    /// side that is better covered find on the other, all scores being mixtures still.
    fn common(&self) -> f64 {
        let mean = |best: &Vec<f64>| best.iter().sum::<f64>() / best.len().max(1) as f64;
        let [left, right] = &self.best;
        (mean(left).max(mean(right)) / COMMON).min(1.0).sqrt()
    }

    /// Turns mixtures into scores. Rows of the same words are the same, however few they are.
    fn settle(&mut self, pair: &Pair<'_>, floor: f64) {
        let common = self.common();
        let settled = |mixture: f64| four_places(curve(common * mixture));
        self.best.iter_mut().flatten().chain([&mut self.lead]).for_each(|best| *best = settled(*best));
        for c in std::mem::take(&mut self.candidates) {
            let least = if c.is_same(pair) { SURE } else { 0.0 };
            self.take(Candidate { score: settled(c.score).max(least), ..c }, floor);
        }
    }

    /// Takes the next block in, row by row.
    fn take_block(&mut self, block: Block) {
        self.lead = self.lead.max(block.lead);
        let [left, right] = &mut self.best;
        let own = left.get_mut(block.rows).unwrap_or(&mut []);
        for (mine, theirs) in [own, right].into_iter().zip(block.best) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine = mine.max(theirs));
        }
        for row in block.candidates.chunk_by(|a, b| a.left == b.left) {
            let from = self.candidates.len();
            self.candidates.extend(row.iter().filter(|c| c.score > 0.0));
            self.thin_out(from);
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

    /// Marks the rows that have a shown match, once all pairs are in.
    fn mark(&mut self) {
        for c in &self.candidates {
            if self.tier(*c) >= Tier::Likely {
                for (side, row) in self.shown.iter_mut().zip([c.left, c.right]) {
                    if let Some(shown) = side.get_mut(row as usize) {
                        *shown = true;
                    }
                }
            }
        }
    }

    fn tier(&self, c: Candidate) -> Tier {
        tier(c.score, self.best(Side::Left, c.left as usize).max(self.best(Side::Right, c.right as usize)))
    }
}

/// Says how certain a pair of `score` is where the best that either of its sentences has is `rival`.
pub(in crate::compare) fn tier(score: f64, rival: f64) -> Tier {
    match score {
        s if s >= SURE && s >= curve(EQUAL * mixture(rival)) => Tier::Sure,
        s if s >= PLAIN || s >= LIKELY && s >= curve(RIVAL * mixture(rival)) => Tier::Likely,
        _ => Tier::Possible,
    }
}

/// Scores every pair of rows that shares a feature.
pub(in crate::compare) fn score(
    pair: &Pair<'_>,
    weights: &Weights,
    min_score: f64,
    cancel: &AtomicBool,
) -> Result<Scored, Cancelled> {
    let indexes = indexes(pair, weights, cancel)?;
    let counts = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    let mut scored = Scored {
        candidates: Vec::new(),
        best: counts.map(|n| vec![0.0; n]),
        shown: counts.map(|n| vec![false; n]),
        lead: 0.0,
    };
    let floor = min_score.min(LIKELY);
    let desk = Desk { pair, indexes: &indexes, hopeless: hopeless(floor), rows: counts[1], cancel };
    let rows = (BLOCK / counts[1].max(1)).max(1);
    let blocks: Vec<_> = (0..counts[0]).step_by(rows).map(|from| from..(from + rows).min(counts[0])).collect();
    // A few blocks at a time: what waits to be taken in is never more than they hold.
    for wave in blocks.chunks(2 * rayon::current_num_threads()) {
        let found: Vec<_> = wave.par_iter().map(|rows| desk.block(rows.clone())).collect::<Result<_, _>>()?;
        found.into_iter().for_each(|block| scored.take_block(block));
    }
    scored.settle(pair, floor);
    scored.mark();
    Ok(scored)
}

/// The left rows of a block, and what was found of them.
struct Block {
    rows: Range<usize>,
    /// The pairs that may reach the floor, ascending.
    candidates: Vec<Candidate>,
    /// Best mixture of each left row of the block, and of each right row with any of them.
    best: [Vec<f64>; 2],
    lead: f64,
}

/// What is the same for all blocks of left rows.
struct Desk<'a> {
    pair: &'a Pair<'a>,
    indexes: &'a [(Index, f32)],
    /// The mixture under which a pair of different words is not kept.
    hopeless: f64,
    /// How many right rows there are.
    rows: usize,
    cancel: &'a AtomicBool,
}

impl Desk<'_> {
    /// Mixes the likenesses of some left rows with all right ones.
    fn block(&self, rows: Range<usize>) -> Result<Block, Cancelled> {
        let (mut scratch, mut sums) = (Scratch::new(self.rows), Accumulator::new(self.rows));
        let best = [vec![0.0; rows.len()], vec![0.0; self.rows]];
        let mut block = Block { rows: rows.clone(), candidates: Vec::new(), best, lead: 0.0 };
        for left in rows {
            go_on(self.cancel)?;
            for (index, factor) in self.indexes {
                index.add(left, *factor, &mut scratch, &mut sums);
            }
            for (right, sum) in sums.drain() {
                let c = Candidate { left: left as u32, right, score: f64::from(sum * sum) };
                block.take(c);
                if c.score >= self.hopeless || c.is_same(self.pair) {
                    block.candidates.push(c);
                }
            }
        }
        Ok(block)
    }
}

impl Block {
    fn take(&mut self, c: Candidate) {
        let [left, right] = &mut self.best;
        let slots = [left.get_mut(c.left as usize - self.rows.start), right.get_mut(c.right as usize)];
        slots.into_iter().flatten().for_each(|best| *best = best.max(c.score));
        if c.left < LEAD && c.right < LEAD {
            self.lead = self.lead.max(c.score);
        }
    }
}

/// Returns the mixture under which no pair reaches `floor`, whatever the articles have in common: that can only lower a
/// score.
fn hopeless(floor: f64) -> f64 {
    mixture((floor - 2.0 * ROUNDED).max(0.0))
}

/// Builds the two indexes with their shares of the mixture.
fn indexes(pair: &Pair<'_>, weights: &Weights, cancel: &AtomicBool) -> Result<Vec<(Index, f32)>, Cancelled> {
    let bytes = pair.text(Side::Left).len() + pair.text(Side::Right).len();
    let words = || features::stems(pair, weights, cancel);
    if bytes > MOST_GRAMS {
        return Ok(vec![(words()?, 1.0)]);
    }
    let (words, grams) = rayon::join(words, || features::grams(pair, cancel));
    Ok(vec![(words?, WORDS), (grams?, 1.0 - WORDS)])
}

/// Turns the mixture into a score: 0 stays 0, [`HALF`] becomes a half, 1 comes near 1.
fn curve(mixture: f64) -> f64 {
    let power = mixture.powi(STEEP);
    power / (power + HALF.powi(STEEP))
}

/// Turns a score back into the mixture, as far as four places tell.
fn mixture(score: f64) -> f64 {
    HALF * (score / (1.0 - score.min(0.999))).powf(1.0 / f64::from(STEEP))
}

/// Returns the matches of at least `min_score`, ascending by left, then right.
pub(in crate::compare) fn listed(
    pair: &Pair<'_>,
    weights: &Weights,
    scored: &Scored,
    min_score: f64,
    cancel: &AtomicBool,
) -> Result<Vec<Match>, Cancelled> {
    let evidence = Evidence::new(pair, weights);
    let mut matches = Vec::new();
    for c in scored.candidates.iter().filter(|c| c.score >= min_score) {
        go_on(cancel)?;
        let (left, right) = (c.left as usize, c.right as usize);
        let rows = (pair.rows(Side::Left).get(left), pair.rows(Side::Right).get(right));
        if let (Some(l), Some(r)) = rows {
            let evidence = evidence.of(left, right);
            let (score, tier) = (c.score, scored.tier(*c));
            matches.push(Match { left: l.at, right: r.at, score, tier, evidence, pinned: false });
        }
    }
    Ok(matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(candidates: &[(u32, u32, f64)]) -> Scored {
        let rows = || vec![0.0; 4];
        let mut scored = Scored {
            candidates: Vec::new(),
            best: [rows(), rows()],
            shown: [vec![false; 4], vec![false; 4]],
            lead: 0.0,
        };
        for &(left, right, score) in candidates {
            scored.take(Candidate { left, right, score }, 0.0);
        }
        scored.mark();
        scored
    }

    fn tiers(candidates: &[(u32, u32, f64)]) -> Vec<Tier> {
        let scored = scored(candidates);
        scored.candidates.iter().map(|&c| scored.tier(c)).collect()
    }

    #[test]
    fn the_best_of_both_sides_is_sure_and_a_near_rival_likely() {
        assert_eq!(tiers(&[(0, 0, 0.62), (0, 1, 0.55), (1, 1, 0.49)]), [Tier::Sure, Tier::Likely, Tier::Possible]);
    }

    #[test]
    fn a_far_rival_is_only_possible_unless_it_is_plain_by_itself() {
        assert_eq!(tiers(&[(0, 0, 0.9), (0, 1, 0.55), (0, 2, 0.7)]), [Tier::Sure, Tier::Possible, Tier::Likely]);
    }

    #[test]
    fn nothing_is_sure_below_its_least_score() {
        assert_eq!(tiers(&[(0, 0, 0.52), (1, 1, 0.53)]), [Tier::Likely, Tier::Sure]);
    }

    #[test]
    fn articles_with_little_in_common_have_less_of_every_likeness() {
        let much = scored(&[(0, 0, 0.5), (1, 1, 0.4)]);
        let little = scored(&[(0, 0, 0.3), (1, 1, 0.1)]);
        assert!((much.common() - 1.0).abs() < f64::EPSILON);
        assert!((little.common() - (0.1 / COMMON).sqrt()).abs() < 1e-9, "a tenth is the mean of four rows");
        assert!(scored(&[]).common().abs() < f64::EPSILON);
    }

    #[test]
    fn only_rows_of_likely_pairs_count_as_matched() {
        let scored = scored(&[(0, 0, 0.9), (1, 1, 0.4)]);
        assert!(scored.shown(Side::Left, 0) && scored.shown(Side::Right, 0));
        assert!(!scored.shown(Side::Left, 1) && !scored.shown(Side::Right, 1));
    }

    #[test]
    fn the_curve_rises_from_nothing_through_a_half_and_can_be_undone() {
        assert!(curve(0.0).abs() < f64::EPSILON && (curve(HALF) - 0.5).abs() < 1e-9);
        for mixed in [0.05, 0.2, 0.4, 0.8] {
            assert!((mixture(curve(mixed)) - mixed).abs() < 1e-9);
        }
    }
}
