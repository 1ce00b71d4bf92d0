//! The two sides: which one has the keys, how they move together, swapping them, going from one to the other.

use super::PairScreen;
use crate::app::core::message::Effect;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::ctx::flow::Flow;
use crate::app::pane::Pane;
use crate::app::pane::motion::is_leap;
use crate::compare::Side;
use crate::config::action::Action;

impl PairScreen {
    /// Carries out what moves cursor, selection or text of the focused side; says whether `action` was such.
    pub(super) fn motion(&mut self, action: Action, count: Option<usize>) -> bool {
        if is_leap(action) {
            self.go_back_to_chain();
        }
        let Some(pane) = self.pane_mut() else { return false };
        let before = pane.rows().first().map(|(pos, _)| *pos);
        if !pane.motion(action, count) && !pane.select(action) {
            return false;
        }
        let scrolled = pane.rows().first().map(|(pos, _)| *pos) != before;
        self.follow(scrolled);
        true
    }

    /// Carries out what moves from side to side, or the other side alone; says whether `action` was such.
    pub(super) fn move_sides(&mut self, action: Action, times: usize) -> bool {
        match action {
            Action::SwitchSide => self.focus_on(self.focus.other()),
            Action::FocusLeft => self.focus_on(Side::Left),
            Action::FocusRight => self.focus_on(Side::Right),
            Action::OtherDown => self.scroll_other(times as isize),
            Action::OtherUp => self.scroll_other(-(times as isize)),
            _ => return false,
        }
        true
    }

    /// Gives the keys to `side`; nothing scrolls.
    fn focus_on(&mut self, side: Side) {
        if self.focus == side {
            return;
        }
        // Unlocked, each side keeps its cursor: the two are what a pin ties together.
        let target = self.current_counterparts().first().copied().filter(|_| self.locked);
        self.focus = side;
        let Some(pane) = self.side_mut(side) else { return };
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
        if let Some(pane) = self.side_mut(self.focus.other()) {
            pane.scroll(rows);
        }
    }

    pub(super) fn swap_sides(&mut self, ctx: &mut Ctx<'_>) {
        self.swap();
        // A comparison under way is of the old sides: it is begun anew.
        if self.request.is_some() {
            self.compare_when_ready(ctx);
        }
    }

    /// Asks for the comparison once both articles are there.
    pub(super) fn compare_when_ready(&mut self, ctx: &mut Ctx<'_>) {
        let id = ctx.request();
        let articles = [Side::Left, Side::Right].map(|side| self.side(side).map(|pane| pane.article.clone()));
        let [Some(left), Some(right)] = articles else { return };
        ctx.call_off(self.request.replace(id));
        self.compared = None;
        ctx.ask(Effect::Compare(id, left, right));
    }

    pub(super) fn toggle_lock(&mut self, ctx: &mut Ctx<'_>) {
        self.locked = !self.locked;
        self.lay_breaks();
        if self.locked {
            self.put_counterpart_beside();
        }
        let says = if self.locked { "locked: both sides move together" } else { "unlocked: each side moves alone" };
        ctx.say(says);
    }

    pub(super) fn go_to_counterpart(&mut self, ctx: &mut Ctx<'_>) -> Flow {
        if self.open_fold_here() {
            return Flow::Done;
        }
        let here = self.place(ctx.shelf);
        if let Some(flow) = ctx.follow_link(&self.hand(), here) {
            return flow;
        }
        let Some(target) = self.current_counterparts().first().copied() else {
            ctx.say(match self.compared {
                Some(_) => "this sentence has no counterpart on the other side",
                None => NOT_YET,
            });
            return Flow::Done;
        };
        let (focus, other) = (self.focus, self.focus.other());
        let at = self.side(focus).and_then(|pane| Some((pane.current_span().start, pane.cursor_row()?)));
        self.go_to(other, target);
        self.focus = other;
        let Some((here, row)) = at.filter(|_| self.locked) else {
            self.follow(false);
            return Flow::Done;
        };
        let there = self.side_mut(other).map_or(0, |pane| {
            let there = pane.current_span().start;
            pane.put_at_row(there, row);
            there
        });
        let (left, right) = if other == Side::Right { (here, there) } else { (there, here) };
        self.put_across(left, right);
        Flow::Done
    }

    pub(super) fn follow_link(&mut self, ctx: &mut Ctx<'_>) -> Flow {
        let here = self.place(ctx.shelf);
        ctx.follow_link(&self.hand(), here).unwrap_or_else(|| {
            ctx.say("no link begins here");
            Flow::Done
        })
    }
}

/// What is told while the comparison runs.
pub(super) const NOT_YET: &str = "the two are still being compared";
