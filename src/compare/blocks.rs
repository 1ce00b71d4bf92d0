//! The shown matches as passages, and where to look on one side for what stands on the other: what the screen asks.
//!
//! News reorders, so nothing here assumes that the two sides run in one direction. A sentence belongs to the passage
//! of its best match (a sentence that ten others mention does not glue ten passages together), and passages whose best
//! matches run on in the same two paragraphs are one. All answers are worked out once; a lookup is an index or a
//! binary search.
//!
//! ```text
//! left ¶3 s0 ══ right ¶5 s1 ┐ one passage: the next sentence of ¶3
//! left ¶3 s1 ══ right ¶5 s2 ┘ meets the next of ¶5
//! left ¶4 s0 ── right ¶5 s2   joins it too: its best match is already there
//! ```

mod align;
mod chain;
mod group;

use super::{Comparison, Match, SentenceRef, Side, Tier};
use crate::article::Article;
use align::Places;

/// A passage that both sides have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its sentences on the left, ascending, never none.
    pub left: Vec<SentenceRef>,
    /// Its sentences on the right, ascending, never none.
    pub right: Vec<SentenceRef>,
    /// The tier of its best match.
    pub tier: Tier,
    /// Its matches, as indexes into `Comparison::matches`, the best first. A lesser match between the sentences of two
    /// passages is in neither; [`Blocks::counterparts`] has it.
    pub matches: Vec<usize>,
}

impl Block {
    /// Returns its sentences on `side`, ascending.
    #[must_use]
    pub fn on(&self, side: Side) -> &[SentenceRef] {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}

/// A counterpart of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counterpart {
    /// The sentence on the other side.
    pub at: SentenceRef,
    /// Which match says so, as an index into `Comparison::matches`.
    pub index: usize,
    /// The score of that match.
    pub score: f64,
}

/// A matched sentence of one side.
#[derive(Clone, Debug)]
struct Matched {
    at: SentenceRef,
    block: usize,
    /// Never empty; the best first.
    counterparts: Vec<Counterpart>,
}

/// The passages of a comparison and every lookup between its sides.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    blocks: Vec<Block>,
    /// The block numbers in the order of each side.
    order: [Vec<usize>; 2],
    /// The matched sentences of each side, ascending.
    matched: [Vec<Matched>; 2],
    /// For each sentence of each side, where to look on the other.
    places: [Places; 2],
}

impl Blocks {
    /// Works out the passages of `comparison`, which compares `left` with `right`.
    #[must_use]
    pub fn new(comparison: &Comparison, left: &Article, right: &Article) -> Self {
        let matched = [Side::Left, Side::Right].map(|side| matched(&comparison.matches, side));
        let (blocks, matched) = group::group(&comparison.matches, matched);
        let order = [Side::Left, Side::Right].map(|side| {
            let mut order: Vec<usize> = (0..blocks.len()).collect();
            order.sort_by_key(|&n| blocks.get(n).and_then(|b| b.on(side).first()));
            order
        });
        let places = align::places([left, right], &matched);
        Self { blocks, order, matched, places }
    }

    /// Returns the passages in the order of the left article; a passage's number is its index here.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the numbers of the passages in the order of `side`.
    #[must_use]
    pub fn order(&self, side: Side) -> &[usize] {
        &self.order[side as usize]
    }

    /// Returns the heaviest chain of passages that run the same way on both sides, by the sentences that they begin
    /// with: ascending left and right. What crosses it is in no chain.
    #[must_use]
    pub fn chain(&self) -> Vec<(SentenceRef, SentenceRef)> {
        chain::heaviest(&self.blocks)
    }

    /// Returns the number of the passage that the sentence `at` of `side` belongs to.
    #[must_use]
    pub fn block_of(&self, side: Side, at: SentenceRef) -> Option<usize> {
        self.find(side, at).map(|m| m.block)
    }

    /// Returns the best counterpart of the sentence `at` of `side`.
    #[must_use]
    pub fn counterpart(&self, side: Side, at: SentenceRef) -> Option<SentenceRef> {
        self.counterparts(side, at).first().map(|c| c.at)
    }

    /// Returns all counterparts of the sentence `at` of `side`, the best first.
    #[must_use]
    pub fn counterparts(&self, side: Side, at: SentenceRef) -> &[Counterpart] {
        self.find(side, at).map_or(&[], |m| &m.counterparts)
    }

    /// Returns the last matched sentence of `side` before `at`.
    #[must_use]
    pub fn matched_before(&self, side: Side, at: SentenceRef) -> Option<SentenceRef> {
        let all = &self.matched[side as usize];
        all.partition_point(|m| m.at < at).checked_sub(1).and_then(|i| all.get(i)).map(|m| m.at)
    }

    /// Returns the first matched sentence of `side` after `at`.
    #[must_use]
    pub fn matched_after(&self, side: Side, at: SentenceRef) -> Option<SentenceRef> {
        let all = &self.matched[side as usize];
        all.get(all.partition_point(|m| m.at <= at)).map(|m| m.at)
    }

    /// Returns the number of the first passage of `side` that begins after `at`.
    #[must_use]
    pub fn next(&self, side: Side, at: SentenceRef) -> Option<usize> {
        let order = self.order(side);
        order.get(order.partition_point(|&n| self.first(side, n) <= Some(at))).copied()
    }

    /// Returns the number of the last passage of `side` that begins before `at`.
    #[must_use]
    pub fn previous(&self, side: Side, at: SentenceRef) -> Option<usize> {
        let order = self.order(side);
        let after = order.partition_point(|&n| self.first(side, n) < Some(at));
        after.checked_sub(1).and_then(|i| order.get(i)).copied()
    }

    /// Returns the sentence of the other side to show beside the sentence `at` of `side`: its counterpart, else that of
    /// the nearest matched sentence within a few, else the sentence at the same share of the text.
    ///
    /// `None` only where the other side has no sentences.
    #[must_use]
    pub fn align(&self, side: Side, at: SentenceRef) -> Option<SentenceRef> {
        self.places[side as usize].get(at)
    }

    fn find(&self, side: Side, at: SentenceRef) -> Option<&Matched> {
        let all = &self.matched[side as usize];
        all.binary_search_by_key(&at, |m| m.at).ok().and_then(|i| all.get(i))
    }

    fn first(&self, side: Side, block: usize) -> Option<SentenceRef> {
        self.blocks.get(block).and_then(|b| b.on(side).first()).copied()
    }
}

/// Collects the sentences of `side` with a shown match, and their counterparts.
fn matched(matches: &[Match], side: Side) -> Vec<Matched> {
    // What the reader pinned comes before everything that the engine found.
    let mut links: Vec<((SentenceRef, bool), Counterpart)> = matches
        .iter()
        .enumerate()
        .filter(|(_, m)| m.shown())
        .map(|(index, m)| ((m.on(side), !m.pinned), Counterpart { at: m.on(side.other()), index, score: m.score }))
        .collect();
    links.sort_by(|(a, x), (b, y)| a.cmp(b).then(y.score.total_cmp(&x.score)).then(x.at.cmp(&y.at)));
    let of = |run: &[((SentenceRef, bool), Counterpart)]| {
        let at = run.first()?.0.0;
        Some(Matched { at, block: 0, counterparts: run.iter().map(|&(_, c)| c).collect() })
    };
    links.chunk_by(|a, b| a.0.0 == b.0.0).filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::compare::fixtures::{Scored, article, at, matches};
    use proptest::prelude::*;

    /// Two articles of `n` paragraphs of three sentences.
    fn articles(n: usize) -> (Article, Article) {
        let paragraphs = vec!["One is here. Two is here. Three is here."; n];
        (article(&paragraphs), article(&paragraphs))
    }

    fn blocks(pairs: &[Scored]) -> Blocks {
        let (left, right) = articles(8);
        let comparison = Comparison { matches: matches(pairs), ..Comparison::default() };
        Blocks::new(&comparison, &left, &right)
    }

    #[test]
    fn sentences_that_run_on_in_two_paragraphs_are_one_passage() {
        let b = blocks(&[((3, 0), (5, 1), 0.9), ((3, 1), (5, 2), 0.8)]);
        assert_eq!(b.blocks().len(), 1);
        assert_eq!(b.blocks()[0].left, [at(3, 0), at(3, 1)]);
        assert_eq!(b.blocks()[0].right, [at(5, 1), at(5, 2)]);
        assert_eq!(b.blocks()[0].matches, [0, 1]);
    }

    #[test]
    fn sentences_of_other_paragraphs_are_passages_of_their_own() {
        let b = blocks(&[((3, 0), (5, 1), 0.9), ((3, 1), (0, 2), 0.8)]);
        assert_eq!(b.blocks().len(), 2);
        assert_eq!(b.order(Side::Left), [0, 1]);
        assert_eq!(b.order(Side::Right), [1, 0]);
    }

    #[test]
    fn a_third_sentence_joins_the_passage_of_its_best_match() {
        let b = blocks(&[((3, 0), (5, 1), 0.9), ((6, 0), (5, 1), 0.5)]);
        assert_eq!(b.blocks().len(), 1);
        assert_eq!(b.block_of(Side::Left, at(6, 0)), Some(0));
        assert_eq!(b.counterpart(Side::Right, at(5, 1)), Some(at(3, 0)));
        assert_eq!(b.counterparts(Side::Right, at(5, 1)).len(), 2);
    }

    #[test]
    fn a_second_best_match_does_not_glue_passages_together() {
        let b = blocks(&[((0, 0), (0, 0), 0.9), ((0, 0), (5, 0), 0.4), ((5, 0), (5, 0), 0.9)]);
        assert_eq!(b.blocks().len(), 2);
        assert_ne!(b.block_of(Side::Right, at(0, 0)), b.block_of(Side::Right, at(5, 0)));
    }

    #[test]
    fn possible_matches_make_no_passage() {
        assert!(blocks(&[((0, 0), (0, 0), 0.2)]).blocks().is_empty());
    }

    #[test]
    fn the_trail_goes_from_passage_to_passage_on_either_side() {
        let b = blocks(&[((1, 0), (5, 0), 0.9), ((4, 0), (2, 0), 0.9)]);
        assert_eq!(b.next(Side::Left, at(0, 0)), Some(0));
        assert_eq!(b.next(Side::Left, at(1, 0)), Some(1));
        assert_eq!(b.next(Side::Left, at(4, 0)), None);
        assert_eq!(b.previous(Side::Left, at(4, 0)), Some(0));
        assert_eq!(b.next(Side::Right, at(0, 0)), Some(1));
        assert_eq!(b.previous(Side::Right, at(7, 2)), Some(0));
        assert_eq!(b.matched_before(Side::Left, at(4, 0)), Some(at(1, 0)));
        assert_eq!(b.matched_after(Side::Left, at(1, 0)), Some(at(4, 0)));
    }

    #[test]
    fn an_unmatched_sentence_stands_beside_its_neighbours_counterpart() {
        let b = blocks(&[((3, 1), (6, 0), 0.9)]);
        assert_eq!(b.align(Side::Left, at(3, 1)), Some(at(6, 0)));
        assert_eq!(b.align(Side::Left, at(3, 2)), Some(at(6, 0)));
        assert_eq!(b.align(Side::Left, at(2, 2)), Some(at(6, 0)));
        assert_eq!(b.align(Side::Left, at(0, 0)), Some(at(0, 0)), "too far off: the same share of the text");
        assert_eq!(b.align(Side::Left, at(7, 2)), Some(at(7, 2)));
    }

    #[test]
    fn an_empty_side_has_nothing_to_stand_beside() {
        let (left, _) = articles(2);
        let b = Blocks::new(&Comparison::default(), &left, &Article::default());
        assert_eq!(b.align(Side::Left, at(0, 0)), None);
        assert_eq!(b.align(Side::Right, at(0, 0)), Some(at(0, 0)));
    }

    fn any_pairs() -> impl Strategy<Value = Vec<Scored>> {
        let one =
            ((0..8_usize, 0..3_usize), (0..8_usize, 0..3_usize), (18..100_u32).prop_map(|s| f64::from(s) / 100.0));
        proptest::collection::btree_map((one.0, one.1), one.2, 0..30)
            .prop_map(|m| m.into_iter().map(|((l, r), s)| (l, r, s)).collect())
    }

    proptest! {
        #[test]
        fn every_shown_sentence_is_in_exactly_one_passage_and_both_sides_have_some(pairs in any_pairs()) {
            let b = blocks(&pairs);
            for side in [Side::Left, Side::Right] {
                let mut all: Vec<_> = b.blocks().iter().flat_map(|x| x.on(side).to_vec()).collect();
                let total = all.len();
                all.sort();
                all.dedup();
                prop_assert_eq!(all.len(), total);
                for (n, block) in b.blocks().iter().enumerate() {
                    prop_assert!(!block.on(side).is_empty() && !block.matches.is_empty());
                    prop_assert!(block.on(side).iter().all(|&s| b.block_of(side, s) == Some(n)));
                }
                for m in matches(&pairs).iter().filter(|m| m.shown()) {
                    prop_assert!(b.block_of(side, m.on(side)).is_some());
                    prop_assert_eq!(b.align(side, m.on(side)), b.counterpart(side, m.on(side)));
                }
            }
            prop_assert!(b.order(Side::Left).is_sorted());
        }

        #[test]
        fn every_sentence_stands_beside_some_sentence(pairs in any_pairs(), p in 0..9_usize, s in 0..5_usize) {
            let b = blocks(&pairs);
            for side in [Side::Left, Side::Right] {
                prop_assert!(b.align(side, at(p, s)).is_some());
            }
        }
    }
}
