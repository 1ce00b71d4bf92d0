//! The compare screen: two panes that move together by what they share, not by line numbers.
//!
//! When the cursor stands on a matched sentence and the lock is closed, the other pane scrolls until the counterpart
//! stands on the same screen row. Where the cursor's sentence has no counterpart the other pane rests, unless the text
//! itself was scrolled: then it follows the nearest match in view. Nothing moves that the reader did not move.

mod actions;
mod aligned;
pub mod brief;
pub mod compared;
mod deciding;
pub mod decisions;
mod differing;
pub mod findings;
mod folding;
pub mod looking;
mod panel;
mod ruling;
mod searching;
mod sides;
pub mod tabs;
pub mod trail;
mod verbs;
mod versions;

use crate::app::core::direction::Direction;
use crate::app::core::geometry::{Area, Page, PairAreas};
use crate::app::core::request::RequestId;
use crate::app::pair::aligned::Aligned;
use crate::app::pair::compared::Compared;
use crate::app::pair::decisions::Deciding;
use crate::app::pair::findings::Tab;
use crate::app::pair::looking::Looking;
use crate::app::pane::Pane;
use crate::app::pane::slot::Slot;
use crate::compare::{Comparison, Match, SentenceRef, Side, Stage};
use crate::library::versions::changes::Changes;
use crate::text::Span;
use crate::text::wrap::{Wrap, wrap};

/// At most so many bytes of the counterpart are laid out for the strip.
const STRIP_BYTES: usize = 4096;

/// The compare screen.
#[derive(Clone, Debug)]
pub struct PairScreen {
    slots: [Slot; 2],
    /// The side that keys go to.
    pub focus: Side,
    /// Whether the sides move together.
    pub locked: bool,
    /// What was found, once it is there.
    pub compared: Option<Box<Compared>>,
    /// The request, while the comparison runs.
    pub request: Option<RequestId>,
    /// How far the comparison has come, while it runs.
    pub stage: Option<Stage>,
    /// The rows of the counterpart where only one pane fits, as spans of the other article's text.
    pub strip: Vec<Span>,
    /// Whether the counterpart has more rows than the strip.
    pub strip_is_cut: bool,
    /// The words in which the passage under the cursor differs, left and right, where that is wanted.
    pub difference: [Vec<Span>; 2],
    /// What was changed, where the two are versions of one article.
    pub changes: Option<Changes>,
    /// What of the findings is shown.
    pub looking: Looking,
    /// What the reader decided.
    pub deciding: Deciding,
    areas: PairAreas,
    list: Area,
    aligned: Aligned,
    /// Whether the screen has opened on what it opens on: that happens once.
    opened: bool,
}

impl PairScreen {
    /// Makes the screen for two articles on their way; `opened` says that the reader has a place in them already.
    #[must_use]
    pub fn new(slots: [Slot; 2], locked: bool, page: Page, opened: bool) -> Self {
        let looking = Looking::default();
        let (areas, list) = page.pair(1, false);
        Self {
            slots,
            focus: Side::Left,
            locked,
            compared: None,
            request: None,
            stage: None,
            strip: Vec::new(),
            strip_is_cut: false,
            difference: [Vec::new(), Vec::new()],
            changes: None,
            looking,
            deciding: Deciding::default(),
            areas,
            list,
            aligned: Aligned::default(),
            opened,
        }
    }

    /// Returns the slot of `side`.
    #[must_use]
    pub const fn slot(&self, side: Side) -> &Slot {
        let [left, right] = &self.slots;
        match side {
            Side::Left => left,
            Side::Right => right,
        }
    }

    /// Returns the slot of `side`.
    pub const fn slot_mut(&mut self, side: Side) -> &mut Slot {
        let [left, right] = &mut self.slots;
        match side {
            Side::Left => left,
            Side::Right => right,
        }
    }

    /// Returns both slots, the left one first.
    pub const fn both_mut(&mut self) -> &mut [Slot; 2] {
        &mut self.slots
    }

    /// Returns the text of `side`, if it is there.
    #[must_use]
    pub fn side(&self, side: Side) -> Option<&Pane> {
        self.slot(side).pane.as_deref()
    }

    /// Returns the text of `side`, if it is there.
    pub fn side_mut(&mut self, side: Side) -> Option<&mut Pane> {
        self.slot_mut(side).pane.as_deref_mut()
    }

    /// Returns where its parts stand.
    #[must_use]
    pub const fn areas(&self) -> PairAreas {
        self.areas
    }

    /// Returns where the list of findings stands: of no height where there is no room for it.
    #[must_use]
    pub const fn list_area(&self) -> Area {
        self.list
    }

    /// Returns the area of the pane of `side`.
    #[must_use]
    pub const fn area(&self, areas: PairAreas, side: Side) -> Area {
        match (areas, side) {
            (PairAreas::Beside { left, .. }, Side::Left) => left,
            (PairAreas::Beside { right, .. }, Side::Right) => right,
            (PairAreas::Stacked { pane, .. }, _) => pane,
        }
    }

    /// Says whether both sides are on the screen.
    #[must_use]
    pub const fn is_beside(&self) -> bool {
        matches!(self.areas, PairAreas::Beside { .. })
    }

    /// Fits both panes and the list.
    pub fn resize(&mut self, (areas, list): (PairAreas, Area)) {
        self.list = list;
        if self.areas == areas {
            return;
        }
        self.areas = areas;
        for side in [Side::Left, Side::Right] {
            let area = self.area(areas, side);
            if let Some(pane) = self.side_mut(side) {
                pane.resize(area);
            }
        }
        self.lay_breaks();
        self.follow(true);
    }

    /// Exchanges left and right, with everything that belongs to them.
    pub fn swap(&mut self) {
        self.slots.swap(0, 1);
        self.focus = self.focus.other();
        self.swap_across();
        self.changes = self.changes.take().map(Changes::swapped);
        if self.compared.is_some() {
            self.deciding.engine = self.deciding.engine.swapped();
            self.lay_decisions_over();
        }
        self.refresh_strip();
    }

    /// Takes the comparison and puts the counterparts beside each other.
    pub fn take(&mut self, comparison: Comparison, page: Page) {
        // Asked before rows are aligned, which may take the cursor along.
        let moved = |side| self.side(side).is_some_and(|pane| Some(pane.cursor()) != pane.first_sentence());
        let stay = self.opened || moved(Side::Left) || moved(Side::Right);
        self.deciding.engine = comparison;
        self.find_changes();
        self.lay_decisions_over();
        self.looking.forget_lines();
        self.resize(page.pair(self.list_rows(), self.looking.in_list));
        if stay {
            self.follow(false);
        } else {
            self.open_on_first();
        }
        self.opened = true;
    }

    /// Returns the best match of the sentence under the cursor.
    #[must_use]
    pub fn current_match(&self) -> Option<&Match> {
        let compared = self.compared.as_ref()?;
        let at = self.side(self.focus)?.current_sentence()?;
        let best = compared.blocks.counterparts(self.focus, at).first()?;
        compared.comparison.matches.get(best.index)
    }

    /// Returns what stands on the other side for the sentence under the cursor, the best first: the other end of the
    /// check that is looked at, its counterparts, else what its sign leads to.
    #[must_use]
    pub fn current_counterparts(&self) -> Vec<SentenceRef> {
        let (Some(compared), Some(pane)) = (&self.compared, self.side(self.focus)) else { return Vec::new() };
        let Some(at) = pane.current_sentence() else { return Vec::new() };
        let shown = compared.blocks.counterparts(self.focus, at).iter().map(|c| c.at);
        let signed = pane.span_of(at).and_then(|span| compared.findings.sign_at(self.focus, span.start));
        let weak =
            signed.and_then(|signed| signed.there).filter(|_| compared.blocks.block_of(self.focus, at).is_none());
        let checked = self.looked_at(self.focus).filter(|(here, _)| *here == at).map(|(_, there)| there);
        let mut all: Vec<SentenceRef> = checked.into_iter().collect();
        shown.chain(weak).for_each(|at| {
            if !all.contains(&at) {
                all.push(at);
            }
        });
        all
    }

    /// Returns the sentences of the check that is looked at: here on `side`, and there on the other.
    #[must_use]
    pub fn looked_at(&self, side: Side) -> Option<(SentenceRef, SentenceRef)> {
        let line = self.line().filter(|_| self.looking.tab == Tab::Checks)?;
        let at = |side: Side| self.side(side)?.sentence_at(line.on(side).at?);
        at(side).zip(at(side.other()))
    }

    /// Returns the number of the passage under the cursor, from 0.
    #[must_use]
    pub fn current_block(&self) -> Option<usize> {
        let at = self.side(self.focus)?.current_sentence()?;
        self.compared.as_ref()?.blocks.block_of(self.focus, at)
    }

    /// Moves the other pane after the focused one, if they are locked; `scrolled` says whether the text moved and not
    /// the cursor alone.
    pub fn follow(&mut self, scrolled: bool) {
        self.look_here();
        if self.locked && !self.align_rows() {
            self.align(scrolled);
        }
        self.refresh_strip();
    }

    fn align(&mut self, scrolled: bool) {
        let Some((at, target)) = self.anchor(scrolled) else { return };
        let (focus, other) = (self.focus, self.focus.other());
        let Some(row) = self.side(focus).and_then(|p| p.screen_row(p.span_of(at)?.start)) else { return };
        if let Some(pane) = self.side_mut(other)
            && let Some(span) = pane.span_of(target)
        {
            pane.put_at_row(span.start, row);
            pane.cursor = span.start;
            pane.goal = None;
        }
    }

    /// Finds the pair of sentences to put on one row: the cursor's (of a check that is looked at its other end), else the
    /// nearest matched one in view.
    fn anchor(&self, scrolled: bool) -> Option<(SentenceRef, SentenceRef)> {
        let blocks = &self.compared.as_ref()?.blocks;
        let pane = self.side(self.focus)?;
        let at = pane.current_sentence()?;
        let checked = self.looked_at(self.focus).filter(|(here, _)| *here == at).map(|(_, there)| there);
        if let Some(target) = checked.or_else(|| blocks.counterpart(self.focus, at)) {
            return Some((at, target));
        }
        let near = [blocks.matched_before(self.focus, at), blocks.matched_after(self.focus, at)];
        let here = pane.cursor_row()?;
        let visible = near.into_iter().flatten().filter_map(|s| Some((s, pane.screen_row(pane.span_of(s)?.start)?)));
        let (nearest, _) = visible.filter(|_| scrolled).min_by_key(|(_, row)| row.abs_diff(here))?;
        Some((nearest, blocks.counterpart(self.focus, nearest)?))
    }

    /// Lays out the counterpart of the current sentence for the strip of a narrow screen.
    pub(super) fn refresh_strip(&mut self) {
        self.refresh_difference();
        self.strip.clear();
        self.strip_is_cut = false;
        let PairAreas::Stacked { strip, .. } = self.areas else { return };
        let Some(target) = self.current_counterparts().first().copied() else { return };
        let Some(pane) = self.side(self.focus.other()) else { return };
        let Some(span) = pane.span_of(target) else { return };
        let end = pane.article.text.floor_char_boundary(span.end.min(span.start + STRIP_BYTES));
        let words = Span::new(span.start, end).of(&pane.article.text);
        let how = Wrap { width: strip.width, first_indent: 0, next_indent: 0, keep_breaks: false };
        let rows = wrap(words, how);
        let room = strip.height.saturating_sub(1);
        self.strip_is_cut = rows.len() > room;
        self.strip = rows.into_iter().take(room).map(|row| row.shift(span.start)).collect();
    }

    /// Goes to the `count`th passage after (or before) the cursor; says whether there was one.
    pub(super) fn go_along_matches(&mut self, direction: Direction, count: usize) -> bool {
        let (mut target, mut there) = (None, None);
        let focus = self.focus;
        for _ in 0..count {
            let Some((compared, pane)) = self.compared.as_ref().zip(self.side(focus)) else { break };
            let Some(at) = target.or_else(|| pane.current_sentence()) else { break };
            let next = match direction {
                Direction::Forward => compared.blocks.next(focus, at),
                Direction::Back => compared.blocks.previous(focus, at),
            };
            let Some(block) = next.and_then(|number| compared.blocks.blocks().get(number)) else { break };
            target = block.on(focus).first().copied();
            there = block.on(focus.other()).first().copied();
        }
        let (Some(target), Some(there)) = (target, there) else { return false };
        self.go_to(focus, target);
        self.show_whole(focus);
        if self.locked {
            self.put_beside(target, there);
        } else {
            self.follow(false);
        }
        true
    }

    /// Puts the counterpart of the sentence under the cursor beside it.
    pub(super) fn put_counterpart_beside(&mut self) {
        let here = self.side(self.focus).and_then(Pane::current_sentence);
        match here.zip(self.current_counterparts().first().copied()) {
            Some((here, there)) => self.put_beside(here, there),
            None => self.follow(false),
        }
    }

    /// Puts a sentence of the other side beside one of the side that has the keys.
    fn put_beside(&mut self, here: SentenceRef, there: SentenceRef) {
        let start = |side, at| self.side(side).and_then(|pane| pane.span_of(at)).map_or(0, |span: Span| span.start);
        let (here, there) = (start(self.focus, here), start(self.focus.other(), there));
        if let Some(pane) = self.side_mut(self.focus.other()) {
            pane.cursor = there;
            pane.goal = None;
        }
        let (left, right) = if self.focus == Side::Left { (here, there) } else { (there, here) };
        self.look_here();
        self.put_across(left, right);
    }

    /// Scrolls so that the sentence under the cursor of `side` stands with some text after it, a third down the page
    /// where it did not.
    pub(super) fn show_whole(&mut self, side: Side) {
        if let Some(pane) = self.side_mut(side) {
            let span = pane.current_span();
            let last = pane.article.text.floor_char_boundary(span.end.saturating_sub(1));
            let low = pane.screen_row(last).is_none_or(|row| row + 3 > pane.height());
            if low {
                pane.put_at_row(span.start, pane.height() / 3);
            }
        }
    }

    /// Goes to a byte of `side`, with the keys, and puts its other end beside it.
    pub(crate) fn go_to_byte(&mut self, side: Side, at: usize) {
        self.focus = side;
        if let Some(pane) = self.side_mut(side) {
            pane.go_to(at);
        }
        self.show_whole(side);
        self.put_counterpart_beside();
    }

    /// Puts the cursor of `side` on a sentence.
    pub fn go_to(&mut self, side: Side, at: SentenceRef) {
        if let Some(pane) = self.side_mut(side)
            && let Some(span) = pane.span_of(at)
        {
            pane.go_to(span.start);
        }
    }
}
