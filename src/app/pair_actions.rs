//! What the keys do in the comparison.

use super::pair::PairScreen;
use super::pane::Pane;
use super::reader_actions::is_leap;
use super::{App, Screen};
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::Origin;

impl App {
    pub(super) fn act_on_pair(&mut self, action: Action, count: Option<usize>) {
        if is_leap(action) || matches!(action, Action::Counterpart) {
            self.leave();
        }
        let times = count.unwrap_or(1);
        let Some(pair) = self.pair_mut() else { return };
        if pair.motion(action, count) {
            return;
        }
        match action {
            Action::SwitchSide => pair.focus_on(pair.focus.other()),
            Action::FocusLeft => pair.focus_on(Side::Left),
            Action::FocusRight => pair.focus_on(Side::Right),
            Action::OtherDown => pair.scroll_other(times as isize),
            Action::OtherUp => pair.scroll_other(-(times as isize)),
            Action::Swap => self.swap(),
            Action::ToggleLock => self.toggle_lock(),
            Action::Counterpart => self.go_to_counterpart(),
            Action::MatchNext => self.go_along(true, times),
            Action::MatchPrevious => self.go_along(false, times),
            Action::PickOther => self.pick_other(),
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::Copy => self.act_on_article(action),
            Action::TakeForCompare => self.pick_other(),
            Action::Narrower => self.change_measure(-1, count),
            Action::Wider => self.change_measure(1, count),
            other => self.works_elsewhere(other),
        }
    }

    pub(super) fn pair_mut(&mut self) -> Option<&mut PairScreen> {
        if let Some(Screen::Compare(pair)) = self.screens.last_mut() { Some(pair) } else { None }
    }

    fn swap(&mut self) {
        let running = self.pair_mut().is_some_and(|pair| {
            pair.swap();
            pair.request.is_some()
        });
        // A comparison under way is of the old sides: it is begun anew.
        if running {
            let index = self.screens.len() - 1;
            self.compare_when_ready(index);
        }
    }

    fn toggle_lock(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        pair.locked = !pair.locked;
        pair.follow(false);
        let says = if pair.locked { "locked: both sides move together" } else { "unlocked: each side moves alone" };
        self.say(says);
    }

    fn go_to_counterpart(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        let Some(target) = pair.current_counterparts().first().copied() else {
            let none = match pair.compared {
                Some(_) => "this sentence has no counterpart on the other side",
                None => "the two are still being compared",
            };
            self.say(none);
            return;
        };
        let other = pair.focus.other();
        pair.go_to(other, target);
        pair.focus = other;
        pair.follow(false);
    }

    fn go_along(&mut self, forward: bool, times: usize) {
        let Some(pair) = self.pair_mut() else { return };
        if !pair.go_along(forward, times) {
            let none = match &pair.compared {
                Some(compared) if compared.blocks.blocks().is_empty() => "nothing on the two sides matches",
                Some(_) if forward => "no later match on this side",
                Some(_) => "no earlier match on this side",
                None => "the two are still being compared",
            };
            self.say(none);
        }
    }

    fn pick_other(&mut self) {
        let entry = self.pair_mut().and_then(|pair| pair.pane(pair.focus).map(|pane| pane.entry.clone()));
        if let Some(entry) = entry {
            self.pick(&entry);
        }
    }

    /// Puts the picked article beside the one at hand.
    pub(super) fn picked(&mut self, origin: Origin) {
        match self.screens.last() {
            Some(Screen::Compare(_)) => {
                self.leave();
                let slot = self.load(origin);
                if let Some(pair) = self.pair_mut() {
                    let other = pair.focus.other();
                    *pair.slot_mut(other) = slot;
                    pair.compared = None;
                }
            }
            Some(Screen::Reader(reader)) => {
                let here = reader.slot.origin.clone();
                self.keep_place();
                self.leave();
                self.open_pair(here, origin);
            }
            _ => {}
        }
    }
}

impl PairScreen {
    /// Carries out what moves cursor, selection or text of the focused side; says whether `action` was such.
    fn motion(&mut self, action: Action, count: Option<usize>) -> bool {
        let focus = self.focus;
        let Some(pane) = self.pane_mut(focus) else { return false };
        let before = pane.rows().first().map(|(pos, _)| *pos);
        if !pane.motion(action, count) && !pane.select(action) {
            return false;
        }
        let scrolled = pane.rows().first().map(|(pos, _)| *pos) != before;
        self.follow(scrolled);
        true
    }

    /// Gives the keys to `side`; nothing scrolls.
    pub(super) fn focus_on(&mut self, side: Side) {
        if self.focus == side {
            return;
        }
        let target = self.current_counterparts().first().copied();
        self.focus = side;
        let Some(pane) = self.pane_mut(side) else { return };
        let visible = |pane: &Pane, at| pane.span_of(at).filter(|span| pane.screen_row(span.start).is_some());
        if let Some(span) = target.and_then(|at| visible(pane, at)) {
            pane.cursor = span.start;
        }
        pane.goal = None;
        pane.pull_cursor();
        self.follow(false);
    }

    /// Scrolls the side that keys do not go to.
    fn scroll_other(&mut self, rows: isize) {
        let other = self.focus.other();
        if let Some(pane) = self.pane_mut(other) {
            pane.scroll(rows);
        }
    }
}
