//! The heaviest chain of passages in one order: what may stand row beside row, the texts staying as they are.
//!
//! Passages come in the order of the left; the chain is the heaviest run of them that ascends on the right too, found
//! with a tree of the best weights so far: `n · log n` for `n` passages.

use super::Block;
use crate::compare::{SentenceRef, Tier};

/// Returns the sentences that the passages of the heaviest chain begin with, left and right.
pub(super) fn heaviest(blocks: &[Block]) -> Vec<(SentenceRef, SentenceRef)> {
    let ends: Vec<_> = blocks.iter().filter_map(|b| Some((*b.left.first()?, *b.right.first()?, weight(b)))).collect();
    let mut rights: Vec<SentenceRef> = ends.iter().map(|(_, right, _)| *right).collect();
    rights.sort_unstable();
    rights.dedup();
    let mut best = Best::new(rights.len());
    let mut before = vec![None; ends.len()];
    for (index, (_, right, weight)) in ends.iter().enumerate() {
        let rank = rights.partition_point(|other| other < right);
        let (sum, last) = best.below(rank);
        if let Some(slot) = before.get_mut(index) {
            *slot = last;
        }
        best.put(rank, sum + weight, index);
    }
    let (_, mut last) = best.below(rights.len());
    let mut chain = Vec::new();
    while let Some((left, right, _)) = last.and_then(|index| ends.get(index)) {
        chain.push((*left, *right));
        last = last.and_then(|index| before.get(index).copied().flatten());
    }
    chain.reverse();
    chain
}

/// What a passage weighs: how many sentences it aligns, a sure one more than a likely one.
fn weight(block: &Block) -> u64 {
    let sentences = block.left.len().min(block.right.len()) as u64;
    let tier = match block.tier {
        Tier::Sure => 3,
        Tier::Likely => 2,
        Tier::Possible => 1,
    };
    2 * sentences + tier
}

/// The best weight of a chain that ends at each rank, and the passage that it ends with: a Fenwick tree of maxima.
struct Best(Vec<(u64, Option<usize>)>);

impl Best {
    fn new(ranks: usize) -> Self {
        Self(vec![(0, None); ranks + 1])
    }

    /// Returns the best of all ranks below `rank`.
    fn below(&self, rank: usize) -> (u64, Option<usize>) {
        let mut best = (0, None);
        let mut at = rank;
        while at > 0 {
            if let Some(&(sum, last)) = self.0.get(at).filter(|(sum, _)| *sum > best.0) {
                best = (sum, last);
            }
            at &= at - 1;
        }
        best
    }

    fn put(&mut self, rank: usize, sum: u64, last: usize) {
        let mut at = rank + 1;
        while let Some(slot) = self.0.get_mut(at) {
            if sum > slot.0 {
                *slot = (sum, Some(last));
            }
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::at;
    use proptest::prelude::*;

    fn block(left: usize, right: usize, tier: Tier) -> Block {
        Block { left: vec![at(left, 0)], right: vec![at(right, 0)], tier, matches: vec![0] }
    }

    #[test]
    fn what_crosses_the_heaviest_chain_is_left_out() {
        let chain = |rights: &[(usize, Tier)]| {
            let blocks: Vec<Block> = rights.iter().enumerate().map(|(l, (r, tier))| block(l, *r, *tier)).collect();
            heaviest(&blocks).into_iter().map(|(left, _)| left.paragraph).collect::<Vec<_>>()
        };
        let (sure, likely) = (Tier::Sure, Tier::Likely);
        assert_eq!(chain(&[(0, sure), (1, sure), (2, likely)]), [0, 1, 2]);
        assert_eq!(
            chain(&[(9, sure), (1, likely), (2, likely)]),
            [1, 2],
            "the lead of one stands at the end of the other"
        );
        assert_eq!(chain(&[(5, sure), (1, likely)]), [0], "the sure one outweighs the likely one");
        assert_eq!(chain(&[(3, sure), (3, sure)]).len(), 1, "two passages cannot begin at one sentence");
        assert!(chain(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn a_chain_ascends_on_both_sides_and_no_lone_passage_outweighs_it(rights in prop::collection::vec(0usize..40, 0..40)) {
            let blocks: Vec<Block> = rights.iter().enumerate().map(|(l, r)| block(l, *r, Tier::Likely)).collect();
            let chain = heaviest(&blocks);
            prop_assert!(chain.windows(2).all(|w| matches!(w, [a, b] if a.0 < b.0 && a.1 < b.1)));
            // The longest ascending run, worked out the slow way.
            let mut longest = vec![0usize; rights.len()];
            for i in 0..rights.len() {
                longest[i] = 1 + (0..i).filter(|&j| rights[j] < rights[i]).map(|j| longest[j]).max().unwrap_or(0);
            }
            prop_assert_eq!(chain.len(), longest.into_iter().max().unwrap_or(0));
        }
    }
}
