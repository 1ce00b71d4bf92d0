//! Pairs of quotations worth aligning: those that share rare words, and the equal ones.

use std::sync::atomic::AtomicBool;

use super::Sides;
use crate::compare::find::quotes::words::Word;
use crate::compare::{Cancelled, go_on};

/// Quotations of the other side that one is aligned with.
const PARTNERS: usize = 12;
/// Quotations of one side that a word may stand in to be looked up.
const COMMON: usize = 64;
/// Words of a quotation that are looked up.
const LOOKED_UP: usize = 4_000;

/// Two quotations that share something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meeting {
    pub left: usize,
    pub right: usize,
    /// They are the n-th of their side among quotations of the same words.
    pub twins: bool,
}

/// What a quotation can be found by: its stems and its pairs of words, with the weight of each.
fn features(words: &[Word]) -> Vec<(u64, f32)> {
    let words = words.get(..words.len().min(LOOKED_UP)).unwrap_or(words);
    let stems = words.iter().filter(|w| w.weight > 0.3).map(|w| (w.stem, w.weight));
    let runs = words.windows(2).filter_map(|w| {
        let (a, b) = (w.first()?, w.last()?);
        Some((a.key.rotate_left(7) ^ b.key.wrapping_mul(0x9e37_79b9_7f4a_7c15), a.weight + b.weight))
    });
    let mut features: Vec<(u64, f32)> = stems.chain(runs).collect();
    features.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    features.dedup_by_key(|f| f.0);
    features
}

/// Finds the pairs, by left, then right; the same pairs whichever side is left.
pub(super) fn meetings(sides: &Sides<'_>, cancel: &AtomicBool) -> Result<Vec<Meeting>, Cancelled> {
    let features =
        [0, 1].map(|side| sides.words.get(side).map_or(Vec::new(), |w| w.iter().map(|w| features(w)).collect()));
    let [left, right] = &features;
    let mut met = Vec::new();
    partners(left, right, cancel, |left, right| met.push(Meeting { left, right, twins: false }))?;
    partners(right, left, cancel, |right, left| met.push(Meeting { left, right, twins: false }))?;
    met.extend(twins(sides));
    // Twins sort last among equals, and the last is kept.
    met.sort_unstable_by(|a, b| b.cmp(a));
    met.dedup_by_key(|m| (m.left, m.right));
    met.reverse();
    Ok(met)
}

/// Calls `met` with each of `from` and the few of `to` that share most with it.
fn partners(
    from: &[Vec<(u64, f32)>],
    to: &[Vec<(u64, f32)>],
    cancel: &AtomicBool,
    mut met: impl FnMut(usize, usize),
) -> Result<(), Cancelled> {
    let mut postings: Vec<(u64, usize)> =
        to.iter().enumerate().flat_map(|(i, f)| f.iter().map(move |f| (f.0, i))).collect();
    postings.sort_unstable();
    let mut sums = vec![0.0_f32; to.len()];
    for (i, features) in from.iter().enumerate() {
        go_on(cancel)?;
        let mut touched: Vec<usize> = Vec::new();
        for &(feature, weight) in features {
            let start = postings.partition_point(|p| p.0 < feature);
            let found = postings.get(start..).unwrap_or(&[]);
            let few = found.iter().take(COMMON + 1).take_while(|p| p.0 == feature).count();
            for &(_, j) in found.iter().take(few).filter(|_| few <= COMMON) {
                if let Some(sum) = sums.get_mut(j) {
                    if *sum == 0.0 {
                        touched.push(j);
                    }
                    *sum += weight / (1.0 + (few as f32).ln());
                }
            }
        }
        let sum = |j: &usize| sums.get(*j).copied().unwrap_or(0.0);
        if touched.len() > PARTNERS {
            touched.select_nth_unstable_by(PARTNERS, |a, b| sum(b).total_cmp(&sum(a)).then(a.cmp(b)));
        }
        touched.iter().take(PARTNERS).for_each(|&j| met(i, j));
        for j in touched {
            if let Some(sum) = sums.get_mut(j) {
                *sum = 0.0;
            }
        }
    }
    Ok(())
}

/// Pairs the n-th quotations of the same words.
fn twins(sides: &Sides<'_>) -> Vec<Meeting> {
    let sorted = [0, 1].map(|side| {
        let words = sides.words.get(side).map_or(&[][..], Vec::as_slice);
        let keys = |w: &Vec<Word>| {
            w.iter().fold(w.len() as u64, |h, w| h.rotate_left(5).wrapping_mul(0x0100_0000_01b3) ^ w.key)
        };
        let mut all: Vec<(u64, usize)> = words.iter().enumerate().map(|(i, w)| (keys(w), i)).collect();
        all.sort_unstable();
        all
    });
    let [left, right] = &sorted;
    let mut met = Vec::new();
    for run in left.chunk_by(|a, b| a.0 == b.0) {
        let Some(key) = run.first().map(|r| r.0) else { continue };
        let start = right.partition_point(|r| r.0 < key);
        let others = right.iter().skip(start).take_while(|r| r.0 == key);
        met.extend(run.iter().zip(others).map(|(l, r)| Meeting { left: l.1, right: r.1, twins: true }));
    }
    met
}
