//! Matched sentences into passages: every sentence with its best counterpart, then runs of paragraphs together.

use super::{Block, Matched};
use crate::compare::{Match, SentenceRef, Side, Tier};

/// Disjoint sets with path halving.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut n: usize) -> usize {
        while let Some(&up) = self.0.get(n).filter(|&&up| up != n) {
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(n) {
                *slot = above;
            }
            n = above;
        }
        n
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

/// Groups the matched sentences of both sides into passages and gives each its passage's number.
pub(super) fn group(matches: &[Match], mut matched: [Vec<Matched>; 2]) -> (Vec<Block>, [Vec<Matched>; 2]) {
    let lefts = matched[0].len();
    let mut sets = Sets((0..lefts + matched[1].len()).collect());
    let number = |side: Side, at: SentenceRef| {
        let found = matched[side as usize].binary_search_by_key(&at, |m| m.at).ok()?;
        Some(if side == Side::Left { found } else { lefts + found })
    };
    for (side, own) in [Side::Left, Side::Right].into_iter().zip(&matched) {
        for (a, b) in
            own.iter().filter_map(|m| Some((number(side, m.at)?, number(side.other(), m.counterparts.first()?.at)?)))
        {
            sets.join(a, b);
        }
    }
    for pair in matched[0].windows(2) {
        if let [a, b] = pair
            && run_on(a, b)
            && let (Some(a), Some(b)) = (number(Side::Left, a.at), number(Side::Left, b.at))
        {
            sets.join(a, b);
        }
    }
    let blocks = number_sets(&mut sets, &mut matched);
    (fill(blocks, matches, &matched), matched)
}

/// Says whether `b` follows `a` in its paragraph and their best counterparts touch in theirs.
fn run_on(a: &Matched, b: &Matched) -> bool {
    let (Some(x), Some(y)) = (a.counterparts.first(), b.counterparts.first()) else { return false };
    a.at.paragraph == b.at.paragraph
        && x.at.paragraph == y.at.paragraph
        && a.at.sentence.abs_diff(b.at.sentence) == 1
        && x.at.sentence.abs_diff(y.at.sentence) <= 1
}

/// Numbers the sets by their first left sentence; every set has one, as a best match joins the two sides.
fn number_sets(sets: &mut Sets, matched: &mut [Vec<Matched>; 2]) -> usize {
    let mut numbers = vec![None; sets.0.len()];
    let mut blocks = 0;
    let all = matched.iter_mut().flatten().enumerate();
    for (n, m) in all {
        if let Some(number) = numbers.get_mut(sets.root(n)) {
            m.block = *number.get_or_insert_with(|| {
                blocks += 1;
                blocks - 1
            });
        }
    }
    blocks
}

fn fill(count: usize, matches: &[Match], matched: &[Vec<Matched>; 2]) -> Vec<Block> {
    let empty = Block { left: Vec::new(), right: Vec::new(), tier: Tier::Possible, matches: Vec::new() };
    let mut blocks = vec![empty; count];
    for m in &matched[0] {
        if let Some(block) = blocks.get_mut(m.block) {
            block.left.push(m.at);
        }
    }
    for m in &matched[1] {
        if let Some(block) = blocks.get_mut(m.block) {
            block.right.push(m.at);
        }
    }
    for (m, c) in matched[0].iter().flat_map(|m| m.counterparts.iter().map(move |c| (m, c))) {
        let within = matched[1]
            .binary_search_by_key(&c.at, |r| r.at)
            .is_ok_and(|r| matched[1].get(r).is_some_and(|r| r.block == m.block));
        if let Some(block) = blocks.get_mut(m.block).filter(|_| within) {
            block.matches.push(c.index);
        }
    }
    for block in &mut blocks {
        let score = |index: usize| matches.get(index).map_or(0.0, |m| m.score);
        block.matches.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
        block.tier =
            block.matches.iter().filter_map(|&i| matches.get(i)).map(|m| m.tier).max().unwrap_or(Tier::Possible);
    }
    blocks
}
