//! Stepping among the hits of both sides.

use super::PairScreen;
use crate::app::core::direction::Direction;
use crate::app::ctx::searching::{Stepped, go_to_hit, next_hit, round};
use crate::compare::Side;

impl PairScreen {
    /// Steps among the hits of both sides: through the focused one, then on into the other.
    pub(super) fn step_hits_of_both(&mut self, direction: Direction, count: usize, first: bool) -> Stepped {
        let mut stepped = Stepped::Nothing;
        let hits =
            [Side::Left, Side::Right].iter().filter_map(|side| self.side(*side)).map(|pane| pane.find.hits.len());
        for _ in 0..round(count, hits.sum()) {
            stepped = self.step_one(direction, first);
        }
        self.follow(false);
        stepped
    }

    fn step_one(&mut self, direction: Direction, first: bool) -> Stepped {
        let (focus, other) = (self.focus, self.focus.other());
        let Some(pane) = self.side(focus) else { return Stepped::Nothing };
        let (here, wrapped) = next_hit(pane, direction, first);
        let there = self.side(other).map_or(0, |pane| pane.find.hits.len());
        let (side, index) = match here {
            Some(index) if !wrapped || there == 0 => (focus, index),
            _ if there > 0 => (other, direction.pick(0, there - 1)),
            _ => return Stepped::Nothing,
        };
        if let Some(pane) = self.side_mut(side.other()) {
            pane.find.current = None;
        }
        if let Some(pane) = self.side_mut(side) {
            go_to_hit(pane, index);
        }
        self.focus = side;
        let onwards = direction.pick(Side::Right, Side::Left);
        let around = wrapped && (side == focus || focus == onwards);
        if around { Stepped::Wrapped } else { Stepped::Moved }
    }
}
