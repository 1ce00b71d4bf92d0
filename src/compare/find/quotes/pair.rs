//! Which quotations of two articles print the same utterance, whatever their wording.
//!
//! Quotations meet by shared words and pairs of words, rare ones first, so that few pairs are aligned; an alignment
//! counts by the share of the shorter quotation that it covers, for one side may print a part of what the other has.
//! One or two words prove little: they need a context that both sides share.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use frostem::{Algorithm, Stemmer};

use super::Quotation;
use super::align::{Alignment, align};
use super::words::{Word, words};
use crate::compare::{Cancelled, go_on};
use crate::reading::Reading;

mod context;
mod judge;
mod meet;
mod reach;
mod sentences;

use context::Contexts;
use judge::Judge;
use reach::Reaches;

/// Table cells that all alignments may take together.
const CELLS: usize = 60_000_000;
/// Table cells that one alignment may take.
const MOST_CELLS: usize = 4_000_000;

/// Both articles' quotations with their words.
pub(super) struct Sides<'a> {
    /// Each side's article and quotations.
    pub of: [(&'a Reading<'a>, &'a [Quotation]); 2],
    /// The words of each quotation.
    pub words: [Vec<Vec<Word>>; 2],
    /// The whole sentences of each quotation.
    sentences: [Vec<sentences::Sentences>; 2],
}

impl<'a> Sides<'a> {
    pub fn new(of: [(&'a Reading<'a>, &'a Vec<Quotation>); 2]) -> Self {
        let of = of.map(|(reading, quotations)| (reading, quotations.as_slice()));
        let stemmer = Stemmer::new(Algorithm::English);
        let mut words =
            of.map(|(reading, quotations)| quotations.iter().map(|q| words(reading, q, &stemmer)).collect::<Vec<_>>());
        dampen(&mut words);
        let sentences =
            [0, 1].map(|side: usize| words.get(side).into_iter().flatten().map(|w| sentences::of(w)).collect());
        Self { of, words, sentences }
    }

    pub fn quotation(&self, side: usize, at: usize) -> Option<&'a Quotation> {
        self.of.get(side)?.1.get(at)
    }

    pub fn words(&self, side: usize, at: usize) -> &[Word] {
        self.words.get(side).and_then(|w| w.get(at)).map_or(&[], Vec::as_slice)
    }

    /// Returns how many telling words the sentences have that two quotations share whole.
    fn sentences(&self, left: usize, right: usize) -> usize {
        let [l, r] = &self.sentences;
        l.get(left).zip(r.get(right)).map_or(0, |(l, r)| sentences::shared(l, r))
    }

    /// Aligns two quotations as [`pairs`] did.
    pub fn align(&self, left: usize, right: usize) -> Alignment {
        align(self.words(0, left), self.words(1, right), MOST_CELLS)
    }
}

/// Makes words lighter that stand in many quotations: what both articles are about distinguishes no utterance.
fn dampen(words: &mut [Vec<Vec<Word>>; 2]) {
    // For each stem, how many quotations have it and the last of them.
    let mut counts: HashMap<u64, (usize, usize)> = HashMap::new();
    for (at, quotation) in words.iter().flatten().enumerate() {
        for word in quotation {
            let (count, last) = counts.entry(word.stem).or_insert((0, usize::MAX));
            *count += usize::from(*last != at);
            *last = at;
        }
    }
    for word in words.iter_mut().flatten().flatten() {
        let count = counts.get(&word.stem).map_or(1, |c| c.0);
        // Two quotations, one on either side, are what a pair has.
        if count > 2 {
            word.weight /= 1.0 + 0.35 * (count as f32 / 2.0).ln();
        }
    }
}

/// A pair of quotations that may print one utterance.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    left: usize,
    right: usize,
    /// How well they fit, to choose among several.
    rank: f32,
    /// The n-th equal quotations of both sides.
    twins: bool,
    /// Which sides have but one or two words.
    scare: [bool; 2],
}

impl Candidate {
    const fn on(&self, side: usize) -> usize {
        if side == 0 { self.left } else { self.right }
    }

    /// Says whether it is the better of two.
    fn beats(&self, other: &Self) -> bool {
        let key = |c: &Self| (c.rank, c.twins);
        let (a, b) = (key(self), key(other));
        a.0 > b.0 || (a.0 == b.0 && (a.1 && !b.1 || a.1 == b.1 && (self.left, self.right) < (other.left, other.right)))
    }
}

/// Finds the pairs, by left, then right.
pub(super) fn pairs<'a>(sides: &Sides<'a>, cancel: &AtomicBool) -> Result<Vec<(usize, usize)>, Cancelled> {
    let meetings = meet::meetings(sides, cancel)?;
    let cells = affordable(sides, &meetings);
    let reaches = Reaches::new(sides);
    let contexts = Contexts::new(sides, &meetings, cancel)?;
    let (mut found, mut scare) = (Vec::new(), Vec::new());
    for meeting in meetings {
        go_on(cancel)?;
        if !judge::may_pair(sides, &reaches, meeting) {
            continue;
        }
        let judge = Judge::new(sides, &contexts, meeting, cells);
        if judge.is_scare() { scare.push(judge) } else { found.extend(judge.verdict()) }
    }
    let links = linked_paragraphs(sides, &best(&found));
    found.extend(scare.iter().filter_map(|judge| judge.scare_verdict(&links)));
    let mut pairs: Vec<(usize, usize)> =
        without_nested(sides, best(&found)).iter().map(|c| (c.left, c.right)).collect();
    pairs.sort_unstable();
    Ok(once(sides, pairs))
}

/// Leaves out pairs of quotations that both stand in one of another pair: that one shows them.
fn once(sides: &Sides<'_>, pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let around = [0, 1].map(|side: usize| sides.of.get(side).map_or(Vec::new(), |of| around(of.1)));
    let [l, r] = &around;
    let outer = |around: &[Option<usize>], at: usize| around.get(at).copied().flatten();
    let inside = |&(left, right): &(usize, usize)| {
        let mut at = outer(l, left);
        while let Some(left) = at {
            let mut other = outer(r, right);
            while let Some(right) = other {
                if pairs.binary_search(&(left, right)).is_ok() {
                    return true;
                }
                other = outer(r, right);
            }
            at = outer(l, left);
        }
        false
    };
    pairs.iter().filter(|pair| !inside(pair)).copied().collect()
}

/// For each quotation, the one that it stands in.
fn around(quotations: &[Quotation]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut around = Vec::with_capacity(quotations.len());
    for (at, quotation) in quotations.iter().enumerate() {
        open.truncate(quotation.depth);
        around.push(open.last().copied());
        open.push(at);
    }
    around
}

/// The largest table that every pair may have so that all stay within [`CELLS`].
fn affordable(sides: &Sides<'_>, meetings: &[meet::Meeting]) -> usize {
    let size = |m: &meet::Meeting| sides.words(0, m.left).len().saturating_mul(sides.words(1, m.right).len());
    let mut sizes: Vec<usize> = meetings.iter().map(size).collect();
    sizes.sort_unstable();
    let mut sum = 0_usize;
    let fits = sizes.into_iter().take_while(|&size| {
        sum = sum.saturating_add(size);
        sum <= CELLS && size <= MOST_CELLS
    });
    fits.last().unwrap_or(0)
}

/// Leaves the pairs that are the best of one of their sides; of one or two words, the best of theirs.
fn best(found: &[Candidate]) -> Vec<Candidate> {
    let count = |side: usize| found.iter().map(|c| c.on(side) + 1).max().unwrap_or(0);
    let mut best: [Vec<Option<Candidate>>; 2] = [vec![None; count(0)], vec![None; count(1)]];
    for candidate in found {
        for (side, best) in best.iter_mut().enumerate() {
            if let Some(slot) = best.get_mut(candidate.on(side))
                && slot.as_ref().is_none_or(|b| candidate.beats(b))
            {
                *slot = Some(*candidate);
            }
        }
    }
    let is_best = |c: &Candidate, side: usize| {
        let slot = best.get(side).and_then(|b| b.get(c.on(side)));
        slot.and_then(Option::as_ref).is_some_and(|b| (b.left, b.right) == (c.left, c.right))
    };
    let kept = |c: &&Candidate| match c.scare {
        [true, false] => is_best(c, 0),
        [false, true] => is_best(c, 1),
        _ => is_best(c, 0) || is_best(c, 1),
    };
    found.iter().filter(kept).copied().collect()
}

/// Drops pairs of which one side holds, or stands in, a quotation that fits the same partner better.
fn without_nested(sides: &Sides<'_>, kept: Vec<Candidate>) -> Vec<Candidate> {
    let mut dropped = vec![false; kept.len()];
    for side in [0, 1] {
        let other = 1 - side;
        let mut order: Vec<usize> = (0..kept.len()).collect();
        order.sort_by_key(|&i| kept.get(i).map(|c| (c.on(other), c.on(side))));
        for pair in order.windows(2) {
            let (Some(&a), Some(&b)) = (pair.first(), pair.last()) else { continue };
            let (Some(x), Some(y)) = (kept.get(a), kept.get(b)) else { continue };
            if x.on(other) == y.on(other) && overlap(sides, side, x.on(side), y.on(side)) {
                let worse = if x.beats(y) { b } else { a };
                if let Some(flag) = dropped.get_mut(worse) {
                    *flag = true;
                }
            }
        }
    }
    kept.into_iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(c, _)| c).collect()
}

fn overlap(sides: &Sides<'_>, side: usize, a: usize, b: usize) -> bool {
    let parts = |at: usize| sides.quotation(side, at).map_or(&[][..], |q| q.parts.as_slice());
    let (Some(first), Some(second)) = (parts(a).first(), parts(b).first()) else { return false };
    parts(a).iter().any(|p| p.span.overlaps(second.span)) || parts(b).iter().any(|p| p.span.overlaps(first.span))
}

/// The paragraphs that pairs connect, sorted.
fn linked_paragraphs(sides: &Sides<'_>, found: &[Candidate]) -> Vec<(usize, usize)> {
    let mut links: Vec<_> = found.iter().filter_map(|c| paragraphs(sides, c.left, c.right)).collect();
    links.sort_unstable();
    links
}

fn paragraphs(sides: &Sides<'_>, left: usize, right: usize) -> Option<(usize, usize)> {
    let first = |side: usize, at: usize| sides.quotation(side, at)?.parts.first().map(|p| p.paragraph);
    Some((first(0, left)?, first(1, right)?))
}
