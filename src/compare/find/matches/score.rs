//! Pairs of sentences and their scores: a fixed mixture of two lexical similarities, and how certain each pair is.
//!
//! The mixture is a power mean, of [`WORDS`] of the damped overlap of stems and the rest of the damped cosine of
//! character n-grams: their roots are added and the sum is squared, so that a pair does best where both agree. Where
//! two articles have little in common, a likeness is more often chance, and all mixtures are less (`common`).
//! The mixture becomes a score by a curve with fixed constants, so that a score means the same from pair to pair: about
//! a half is where a pair is as likely right as wrong. The tiers look at the neighbours too: what reports the same
//! thing scores about as well as anything else either sentence could be matched with. Constants were chosen on four
//! sets of labelled news pairs, for their sum.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use crate::compare::find::matches::evidence::Evidence;
use crate::compare::find::matches::features;
use crate::compare::find::matches::ground;
use crate::compare::find::matches::index::{Accumulator, Index, Scratch};
use crate::compare::find::matches::rows::Pair;
use crate::compare::find::matches::tiers::{QUOTED, SURE, is_drawn, tier};
use crate::compare::find::matches::weight::Weights;
use crate::compare::{Bond, Cancelled, Ground, Match, Side, Tier, four_places, go_on};

/// The least score that may mean something: what findings, placing and decisions look at, drawn or not.
pub(in crate::compare) const POSSIBLE: f64 = 0.30;
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
    ground: Ground,
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
    /// The pairs of [`SURE`] and more.
    strong: HashSet<(u32, u32)>,
    /// The pairs that are shown and the best of both rows.
    pairs: HashSet<(u32, u32)>,
    /// The rows with which a row of a side is surely matched.
    sure: [HashMap<u32, HashSet<u32>>; 2],
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

    /// Says whether neither of two rows has a match that is shown, or none better than the one with the other.
    pub fn is_apart(&self, left: usize, right: usize) -> bool {
        let free = !self.shown(Side::Left, left) && !self.shown(Side::Right, right);
        free || self.pairs.contains(&(left as u32, right as u32))
    }

    /// Says whether either of two rows has a sure match with another row.
    pub fn is_settled(&self, left: usize, right: usize) -> bool {
        let (left, right) = (left as u32, right as u32);
        let elsewhere = |sure: &HashMap<u32, HashSet<u32>>, row: u32, other: u32| {
            sure.get(&row).is_some_and(|others| others.iter().any(|&at| at != other))
        };
        elsewhere(&self.sure[0], left, right) || elsewhere(&self.sure[1], right, left)
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

    /// Looks at what the pairs rest on that may be shown, and marks the rows of those that are.
    fn mark(&mut self, pair: &Pair<'_>, evidence: &Evidence<'_>) {
        for c in self.candidates.iter_mut().filter(|c| c.score >= POSSIBLE) {
            c.ground = ground::ground(pair, evidence, c.left as usize, c.right as usize);
        }
        self.mark_shown();
    }

    /// Takes in what pairs carry beside their words, and what parts them.
    pub fn bear(&mut self, bond: impl Fn(usize, usize) -> Bond) {
        for c in self.candidates.iter_mut().filter(|c| c.score >= QUOTED) {
            c.ground.bond = bond(c.left as usize, c.right as usize);
        }
        self.mark_shown();
    }

    /// Marks the rows that have a shown match, once all pairs are in.
    fn mark_shown(&mut self) {
        self.strong = self.candidates.iter().filter(|c| c.score >= SURE).map(|c| (c.left, c.right)).collect();
        for c in &self.candidates {
            if self.tier(*c) == Tier::Sure {
                for (side, (row, other)) in self.sure.iter_mut().zip([(c.left, c.right), (c.right, c.left)]) {
                    side.entry(row).or_default().insert(other);
                }
            }
            if self.tier(*c) >= Tier::Likely {
                let rival = self.best(Side::Left, c.left as usize).max(self.best(Side::Right, c.right as usize));
                if c.score >= rival {
                    self.pairs.insert((c.left, c.right));
                }
                for (side, row) in self.shown.iter_mut().zip([c.left, c.right]) {
                    if let Some(shown) = side.get_mut(row as usize) {
                        *shown = true;
                    }
                }
            }
        }
    }

    fn tier(&self, c: Candidate) -> Tier {
        tier(c.score, self.best(Side::Left, c.left as usize).max(self.best(Side::Right, c.right as usize)), c.ground)
    }

    /// Says whether a pair is drawn though it is not shown.
    fn is_faint(&self, c: Candidate, tier: Tier) -> bool {
        let around = |at: u32| [at.checked_sub(1), Some(at), at.checked_add(1)].into_iter().flatten();
        let is_strong = |left, right| (left, right) != (c.left, c.right) && self.strong.contains(&(left, right));
        let beside = || around(c.left).any(|left| around(c.right).any(|right| is_strong(left, right)));
        tier == Tier::Possible && is_drawn(c.score, tier, c.ground, beside)
    }
}

/// Scores every pair of rows that shares a feature.
pub(in crate::compare) fn score(
    pair: &Pair<'_>,
    weights: &Weights,
    evidence: &Evidence<'_>,
    min_score: f64,
    cancel: &AtomicBool,
) -> Result<Scored, Cancelled> {
    let indexes = indexes(pair, weights, cancel)?;
    let counts = [Side::Left, Side::Right].map(|side| pair.rows(side).len());
    let mut scored = Scored {
        candidates: Vec::new(),
        strong: HashSet::new(),
        pairs: HashSet::new(),
        sure: Default::default(),
        best: counts.map(|n| vec![0.0; n]),
        shown: counts.map(|n| vec![false; n]),
        lead: 0.0,
    };
    let floor = min_score.min(POSSIBLE);
    let desk = Desk { pair, indexes: &indexes, hopeless: hopeless(floor), rows: counts[1], cancel };
    let rows = (BLOCK / counts[1].max(1)).max(1);
    let blocks: Vec<_> = (0..counts[0]).step_by(rows).map(|from| from..(from + rows).min(counts[0])).collect();
    // A few blocks at a time: what waits to be taken in is never more than they hold.
    for wave in blocks.chunks(2 * rayon::current_num_threads()) {
        let found: Vec<_> = wave.par_iter().map(|rows| desk.block(rows.clone())).collect::<Result<_, _>>()?;
        found.into_iter().for_each(|block| scored.take_block(block));
    }
    scored.settle(pair, floor);
    scored.mark(pair, evidence);
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
                let c = Candidate { left: left as u32, right, score: f64::from(sum * sum), ground: Ground::default() };
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
pub(super) fn curve(mixture: f64) -> f64 {
    let power = mixture.powi(STEEP);
    power / (power + HALF.powi(STEEP))
}

/// Turns a score back into the mixture, as far as four places tell.
pub(super) fn mixture(score: f64) -> f64 {
    HALF * (score / (1.0 - score.min(0.999))).powf(1.0 / f64::from(STEEP))
}

/// Returns the matches of at least `min_score`, ascending by left, then right.
pub(in crate::compare) fn listed(
    pair: &Pair<'_>,
    evidence: &Evidence<'_>,
    scored: &Scored,
    min_score: f64,
    cancel: &AtomicBool,
) -> Result<Vec<Match>, Cancelled> {
    let mut matches = Vec::new();
    for c in scored.candidates.iter().filter(|c| c.score >= min_score) {
        go_on(cancel)?;
        let (left, right) = (c.left as usize, c.right as usize);
        let rows = (pair.rows(Side::Left).get(left), pair.rows(Side::Right).get(right));
        if let (Some(l), Some(r)) = rows {
            let evidence = evidence.of(left, right);
            let (Candidate { score, ground, .. }, tier) = (*c, scored.tier(*c));
            let faint = scored.is_faint(*c, tier);
            matches.push(Match { left: l.at, right: r.at, score, tier, evidence, faint, ground, pinned: false });
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
            strong: HashSet::new(),
            pairs: HashSet::new(),
            sure: Default::default(),
            best: [rows(), rows()],
            shown: [vec![false; 4], vec![false; 4]],
            lead: 0.0,
        };
        for &(left, right, score) in candidates {
            scored.take(Candidate { left, right, score, ground: Ground::default() }, 0.0);
        }
        scored.mark_shown();
        scored
    }

    #[test]
    fn what_stands_right_beside_a_strong_pair_is_drawn_from_less() {
        let scored = scored(&[(0, 0, 0.7), (1, 1, 0.36), (3, 1, 0.36), (2, 3, 0.42)]);
        let drawn: Vec<_> = scored.candidates.iter().map(|&c| scored.is_faint(c, scored.tier(c))).collect();
        assert_eq!(drawn, [false, true, false, true], "a shown one is not faint");
    }

    #[test]
    fn a_pair_that_is_the_best_of_both_is_lifted_by_what_bears_it() {
        let mut scored = scored(&[(0, 0, 0.42), (1, 1, 0.42), (2, 2, 0.42), (2, 3, 0.43)]);
        scored.bear(|left, _| if left == 1 { Bond::Words } else { Bond::Detail });
        let shown = |row| scored.shown(Side::Left, row);
        assert!(shown(0) && !shown(1) && shown(2));
        assert!(!scored.shown(Side::Right, 2), "its left sentence has a better one");
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
        let scored = scored(&[(0, 0, 0.9), (1, 1, 0.44)]);
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
