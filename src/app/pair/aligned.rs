//! Rows aligned: both texts stay whole and in their own order, and each passage of the chain begins on the same row.
//!
//! ```text
//! left                     right
//! anchor 1 ═══════════════ anchor 1       the rows between two anchors are counted on both sides, and the side with
//! text                     text           fewer gets blank rows before the next anchor
//! text
//! anchor 2 ═══════════════ anchor 2
//! ```
//!
//! Where the chain holds little of what is shared, rows are not aligned: each text runs on without a gap, and the side
//! that has no keys follows the sentence under the cursor.
//!
//! Rows are counted only near what is in view; a stretch that is longer than [`LONGEST`] is not padded, and the sides
//! are put beside each other anew behind it.

use std::collections::HashSet;

use crate::app::pair::PairScreen;
use crate::app::pane::Pane;
use crate::compare::{SentenceRef, Side};

/// Bytes between two anchors above which nothing is padded: more pages than anybody scrolls through beside nothing.
const LONGEST: usize = 64 * 1024;

/// How many anchors beyond those in view are aligned with them, in both directions.
const AHEAD: usize = 4;

/// The share of the shared passages that the chain has to hold, as a fraction. Below it most of what is shared stands
/// across, and padding would only tear both texts apart.
const LEAST_ON_CHAIN: (usize, usize) = (2, 3);

/// The share of the page that may be padding, as a fraction: of eleven pairs looked at, those with up to 37 rows of 100
/// padded read as two texts beside each other, those from 43 on as scraps.
const MOST_PADDED: (usize, usize) = (2, 5);

/// Rows over which one side follows an anchor that is out of view.
const REACH: usize = 4000;

/// Places that stand on one row: byte offsets, left and right.
type Anchor = [usize; 2];

/// What is aligned, and how far that has come.
#[derive(Clone, Debug, Default)]
pub(super) struct Aligned {
    /// Where the passages of the chain begin, in the order of both texts: the paragraph where it begins with one, so
    /// that no dateline is cut off.
    anchors: Vec<Anchor>,
    /// Where their first sentences begin.
    sentences: [Vec<usize>; 2],
    /// The stretches before them, and the one behind the last, that are padded.
    padded: HashSet<usize>,
    /// The layouts that the padding is of.
    epochs: [u64; 2],
    /// Where the reader went across the chain: these two stand on one row instead.
    across: Option<Anchor>,
}

impl PairScreen {
    /// Says whether rows are aligned: both sides are on the screen, and move together.
    fn aligns(&self) -> bool {
        self.locked && self.is_beside() && !self.aligned.anchors.is_empty()
    }

    /// Takes the chain of the comparison; the texts stay where they are.
    pub(super) fn lay_chain(&mut self) {
        let chain = self.compared.as_ref().map_or_else(Vec::new, |compared| {
            let (chain, (of, all)) = (compared.blocks.chain(), LEAST_ON_CHAIN);
            if chain.len() * all >= compared.blocks.blocks().len() * of { chain } else { Vec::new() }
        });
        let starts = |side: Side, at: SentenceRef| {
            let pane = self.side(side)?;
            let sentence = pane.span_of(at)?.start;
            let paragraph = pane.article.paragraphs.get(at.paragraph)?.span.start;
            Some((if at.sentence == 0 { paragraph } else { sentence }, sentence))
        };
        let mut aligned = Aligned::default();
        for (left, right) in chain {
            if let Some((l, r)) = starts(Side::Left, left).zip(starts(Side::Right, right)) {
                aligned.anchors.push([l.0, r.0]);
                aligned.sentences[0].push(l.1);
                aligned.sentences[1].push(r.1);
            }
        }
        if self.is_scattered(&aligned.anchors) {
            aligned = Aligned::default();
        }
        aligned.across = self.aligned.across;
        self.aligned = aligned;
        self.lay_breaks();
        if self.locked {
            self.align_rows();
        }
    }

    /// Says whether aligning rows would make more of the page blank than is well read: rows go with the bytes of the
    /// stretches between anchors, what lies behind the last being no gap.
    fn is_scattered(&self, anchors: &[Anchor]) -> bool {
        let ends = [Side::Left, Side::Right].map(|side| self.side(side).map_or(0, |pane| pane.article.text.len()));
        let (mut before, mut padded, mut rows) = ([0, 0], 0, 0);
        for anchor in anchors {
            let [left, right] = [0, 1].map(|side| anchor[side].saturating_sub(before[side]));
            padded += left.abs_diff(right);
            rows += left.max(right);
            before = *anchor;
        }
        rows += ends[0].saturating_sub(before[0]).max(ends[1].saturating_sub(before[1]));
        let (of, all) = MOST_PADDED;
        padded * all > rows * of
    }

    /// The texts change sides, and what stands on one row with them.
    pub(super) fn swap_across(&mut self) {
        if let Some(across) = &mut self.aligned.across {
            across.swap(0, 1);
        }
    }

    /// Lets the rows of both sides begin at the anchors, or takes that back where rows are not aligned.
    pub(super) fn lay_breaks(&mut self) {
        let aligns = self.aligns();
        for side in [Side::Left, Side::Right] {
            let starts = self.aligned.anchors.iter().filter(|_| aligns).map(|anchor| anchor[side as usize]);
            let breaks: Vec<usize> = starts.collect();
            if let Some(pane) = self.side_mut(side) {
                pane.set_breaks(&breaks);
            }
        }
        self.aligned.padded.clear();
        self.aligned.epochs = self.epochs();
    }

    fn epochs(&self) -> [u64; 2] {
        [Side::Left, Side::Right].map(|side| self.side(side).map_or(0, |pane| pane.flow.epoch()))
    }

    /// Puts two places on one row, where the sides move together, until the reader goes on along the chain: the side
    /// that has the keys stays.
    pub(super) fn put_across(&mut self, left: usize, right: usize) {
        self.aligned.across = Some([left, right]).filter(|_| self.aligns());
        if self.locked && !self.align_rows() {
            let (focus, other) = (self.focus as usize, self.focus.other());
            let anchor = [left, right];
            let row = self.side(self.focus).and_then(|pane| pane.screen_row(anchor[focus]));
            if let (Some(row), Some(pane)) = (row, self.side_mut(other)) {
                pane.put_at_row(anchor[1 - focus], row);
            }
        }
        self.refresh_strip();
    }

    /// Pads what is near the view of the side that has the keys, and moves the other side with it.
    pub(super) fn align_rows(&mut self) -> bool {
        if !self.aligns() {
            return false;
        }
        self.pad_near();
        let focus = self.focus as usize;
        if self.aligned.across.is_some_and(|across| self.has_left(across[focus])) {
            self.aligned.across = None;
        }
        let cursor = self.side(self.focus).map_or(0, Pane::cursor);
        let before = self.aligned.anchors.partition_point(|anchor| anchor[focus] <= cursor);
        let near = self.aligned.anchors.get(before.saturating_sub(1)).copied();
        let Some(anchor) = self.aligned.across.or(near) else { return false };
        let (here, there) = (anchor[focus], anchor[1 - focus]);
        let Some(row) = self.side_mut(self.focus).and_then(|pane| pane.row_from_top(here, REACH)) else { return false };
        if let Some(pane) = self.side_mut(self.focus.other()) {
            pane.put_at(there, row);
            pane.pull_cursor();
        }
        true
    }

    /// Lets both sides go along the chain again.
    pub(super) fn go_back_to_chain(&mut self) {
        self.aligned.across = None;
    }

    /// Says whether the reader went on from the sentence at byte `start`: it is out of view, or the cursor stands where
    /// another passage of the chain begins.
    fn has_left(&self, start: usize) -> bool {
        let Some(pane) = self.side(self.focus) else { return true };
        let here = pane.current_span().start;
        let on_chain = self.aligned.sentences[self.focus as usize].binary_search(&here).is_ok();
        pane.screen_row(start).is_none() || (on_chain && here != start)
    }

    /// Pads the stretches in view and some beyond; the row of the cursor stays.
    fn pad_near(&mut self) {
        if self.aligned.epochs != self.epochs() {
            self.lay_breaks();
        }
        let focus = self.focus as usize;
        let Some(view) = self.side(self.focus).map(Pane::in_view) else { return };
        let anchors = &self.aligned.anchors;
        let from = anchors.partition_point(|anchor| anchor[focus] < view.start).saturating_sub(AHEAD);
        let to = (anchors.partition_point(|anchor| anchor[focus] < view.end) + AHEAD).min(anchors.len());
        let new: Vec<usize> = (from..=to).filter(|stretch| !self.aligned.padded.contains(stretch)).collect();
        if new.is_empty() {
            return;
        }
        let row = self.side_mut(self.focus).and_then(|pane| {
            let cursor = pane.cursor();
            Some((cursor, pane.row_from_top(cursor, REACH)?))
        });
        for stretch in new {
            self.pad(stretch);
            self.aligned.padded.insert(stretch);
        }
        if let (Some((cursor, row)), Some(pane)) = (row, self.side_mut(self.focus)) {
            pane.put_at(cursor, row);
        }
    }

    /// Pads the shorter side of the stretch before anchor number `stretch`, or of the one behind the last.
    fn pad(&mut self, stretch: usize) {
        let of = |index: Option<usize>| index.and_then(|index| self.aligned.anchors.get(index)).copied();
        let (from, to) = (of(stretch.checked_sub(1)), of(Some(stretch)));
        let mut rows = [0; 2];
        for side in [Side::Left, Side::Right] {
            let number = side as usize;
            let (from, to) = (from.map(|anchor| anchor[number]), to.map(|anchor| anchor[number]));
            let Some(pane) = self.side_mut(side) else { return };
            if to.unwrap_or(pane.article.text.len()).saturating_sub(from.unwrap_or(0)) > LONGEST {
                return;
            }
            if let Some(rows) = rows.get_mut(number) {
                *rows = pane.flow.rows_between(from, to);
            }
        }
        let most = rows[0].max(rows[1]);
        for side in [Side::Left, Side::Right] {
            let number = side as usize;
            if let Some(pane) = self.side_mut(side) {
                let block = pane.flow.block_before(to.map(|anchor| anchor[number]));
                pane.flow.set_pad(block, most - rows[number]);
                pane.settle();
            }
        }
    }
}
