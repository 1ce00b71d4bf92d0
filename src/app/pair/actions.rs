//! What the keys do in the comparison: the table only names whose verb it is.

use super::PairScreen;
use crate::app::core::direction::Direction;
use crate::app::core::geometry::{Area, Cell, Page, PairAreas};
use crate::app::core::jumps::Place;
use crate::app::core::message::ExportPair;
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::{Actor, Loading, Visit};
use crate::app::ctx::flow::Flow;
use crate::app::ctx::searching::Stepped;
use crate::app::pane::motion::is_leap;
use crate::app::pane::slot::Slot;
use crate::app::pane::{Pane, head};
use crate::compare::Side;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::{ArticleId, Origin};

impl Actor for PairScreen {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if is_leap(action) || action == Action::Counterpart {
            ctx.leave(self.place(ctx.shelf));
        }
        let times = count.unwrap_or(1);
        let moved =
            self.act_on_list(action, times, ctx) || self.motion(action, count) || self.move_sides(action, times);
        if moved || self.look(action, times, ctx) || self.judge(action, ctx) {
            return Flow::Done;
        }
        match action {
            Action::Counterpart => return self.go_to_counterpart(ctx),
            Action::FollowLink => return self.follow_link(ctx),
            Action::Links => ctx.list_links(self.pane()),
            Action::Findings => self.toggle_list(ctx.page),
            Action::Narrower => return Flow::Widen(-(times as isize)),
            Action::Wider => return Flow::Widen(times as isize),
            Action::Swap => self.swap_sides(ctx),
            Action::Brief => self.open_brief(ctx),
            Action::PickOther | Action::TakeForCompare => self.pick_other(ctx),
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::Copy => self.act_on_text(action, ctx),
            Action::Versions => return self.versions(ctx),
            Action::Export => ctx.open_export(self.title().as_deref(), "report.html"),
            other => return ctx.act_on_notes(other, count, self.hand()),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        if self.looking.in_list {
            return vec![Context::Findings];
        }
        let selecting = self.pane().is_some_and(|pane| pane.selection.is_some());
        let own = [Context::Compare, Context::Reader];
        selecting.then_some(Context::Selection).into_iter().chain(own).collect()
    }

    fn footer(&self, _shelf: &Shelf) -> Footer {
        if self.looking.in_list { Footer::Findings } else { Footer::Compare }
    }

    fn fit(&mut self, page: Page) {
        self.resize(page.pair(self.list_rows(), self.looking.in_list));
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        if cell.y + 1 == self.list_area().y
            && let Some(tab) = self.tabs(self.list_area().width).at(cell.x)
        {
            self.choose_tab(tab, ctx.page);
            return Flow::Done;
        }
        if self.list_area().contains(cell) {
            self.click_list(cell.y - self.list_area().y);
            return Flow::Done;
        }
        let side = self.side_at(cell);
        let area = self.area(self.areas(), side);
        if !area.contains(cell) {
            return Flow::Done;
        }
        self.focus = side;
        if let Some(pane) = self.side_mut(side) {
            pane.click(cell.y - area.y, cell.x - area.x);
        }
        self.follow(false);
        Flow::Done
    }

    fn wheel(&mut self, cell: Cell, rows: isize, _ctx: &mut Ctx<'_>) {
        let side = self.side_at(cell);
        if let Some(pane) = self.side_mut(side) {
            pane.scroll(rows);
        }
        if side == self.focus {
            self.follow(true);
        }
    }

    fn place(&self, _shelf: &Shelf) -> Option<Place> {
        let origin = |side| self.slot(side).origin.clone();
        let offset = self.pane()?.cursor();
        Some(Place::Pair { left: origin(Side::Left), right: origin(Side::Right), side: self.focus, offset })
    }

    fn revisit(&mut self, place: &Place) -> bool {
        let Place::Pair { left, right, side, offset } = place else { return false };
        if self.slot(Side::Left).origin != *left || self.slot(Side::Right).origin != *right {
            return false;
        }
        self.focus = *side;
        if let Some(pane) = self.side_mut(*side) {
            pane.go_to(*offset);
        }
        self.follow(false);
        true
    }

    fn slots(&self) -> Vec<&Slot> {
        vec![self.slot(Side::Left), self.slot(Side::Right)]
    }

    fn slots_mut(&mut self) -> Vec<&mut Slot> {
        self.both_mut().iter_mut().collect()
    }

    fn pane(&self) -> Option<&Pane> {
        self.side(self.focus)
    }

    fn pane_mut(&mut self) -> Option<&mut Pane> {
        self.side_mut(self.focus)
    }

    fn pane_area(&self, _page: Page) -> Option<Area> {
        Some(self.area(self.areas(), self.focus))
    }

    /// Leaves the list, or drops selections and searches on both sides.
    fn clear(&mut self, ctx: &mut Ctx<'_>) -> bool {
        if self.close(ctx.page) {
            return true;
        }
        let cleared = [Side::Left, Side::Right].map(|side| self.side_mut(side).is_some_and(Pane::clear));
        cleared.contains(&true)
    }

    fn close(&mut self, page: Page) -> bool {
        let inside = self.looking.in_list;
        if inside {
            self.toggle_list(page);
        }
        inside
    }

    fn awaited(&self) -> Vec<RequestId> {
        let slots = self.slots().into_iter().map(|slot| slot.request);
        std::iter::once(self.request).chain(slots).flatten().collect()
    }

    fn loaded(&mut self, id: RequestId, loaded: Loading, ctx: &mut Ctx<'_>) -> Flow {
        let side = [Side::Left, Side::Right].into_iter().find(|side| self.slot(*side).request == Some(id));
        let Some(side) = side else { return Flow::Done };
        ctx.tell_trouble(&loaded);
        if self.slot(side).is_changed_by(&loaded) {
            ctx.say("a text changed on disk: the two are compared anew");
        }
        let area = self.area(self.areas(), side);
        let slot = self.slot_mut(side);
        slot.fill(loaded, area, &ctx.config.settings.reader);
        if let (Some(pane), Some(offset)) = (&mut slot.pane, slot.then.go_to.take()) {
            pane.go_to(offset);
        }
        self.load_decisions(ctx);
        self.compare_when_ready(ctx);
        Flow::Arrived
    }

    fn visit(&mut self, article: &ArticleId, at: &dyn Fn(&Pane) -> Option<usize>) -> Visit {
        let there = |side: &Side| self.side(*side).is_some_and(|pane| pane.entry.id == *article);
        let Some(side) = [self.focus.other(), self.focus].into_iter().find(there) else { return Visit::Elsewhere };
        self.focus = side;
        let Some(pane) = self.side_mut(side) else { return Visit::Elsewhere };
        let Some(at) = at(pane) else { return Visit::Lost };
        pane.go_to(at);
        self.follow(false);
        Visit::There
    }

    fn scopes(&self, shelf: &Shelf) -> Vec<Scope> {
        let [left, right] = [Side::Left, Side::Right].map(|side| self.side(side).map(|pane| &pane.entry));
        let (Some(left), Some(right)) = (left, right) else { return Vec::new() };
        let pair = Scope::Pair([left.id.clone(), right.id.clone()]);
        std::iter::once(pair).chain(shelf.story_of(left)).collect()
    }

    fn exported_pair(&self) -> Option<Box<ExportPair>> {
        let (left, right) = (self.side(Side::Left)?, self.side(Side::Right)?);
        let comparison = self.compared.as_ref()?.comparison.clone();
        let of = |pane: &Pane| (pane.article.clone(), pane.entry.id.clone(), pane.entry.origin.clone());
        let [(l, left_id, left_from), (r, right_id, right_from)] = [of(left), of(right)];
        let (ids, origins) = ([left_id, right_id], [left_from, right_from]);
        Some(Box::new(ExportPair { articles: [l, r], ids, origins, comparison }))
    }

    fn title(&self) -> Option<String> {
        let [left, right] = [Side::Left, Side::Right].map(|side| self.side(side).map(|pane| &pane.entry));
        let story = |entry: &crate::library::Entry| entry.meta.story.as_deref().map(str::to_owned);
        let shared = left.and_then(story).filter(|_| left.and_then(story) == right.and_then(story));
        shared.or_else(|| left.map(|entry| head::title(entry).to_owned()))
    }

    /// Puts the picked article beside the one at hand.
    fn picked(&mut self, origin: Origin, ctx: &mut Ctx<'_>) -> Flow {
        ctx.leave(self.place(ctx.shelf));
        let slot = ctx.load(origin, crate::app::pane::slot::Arrival::default());
        let other = self.focus.other();
        let old = std::mem::replace(self.slot_mut(other), slot);
        self.compared = None;
        ctx.call_off([old.request, self.request.take()].into_iter().flatten());
        Flow::Done
    }

    fn step_hit(&mut self, direction: Direction, count: usize, first: bool) -> Option<Stepped> {
        Some(self.step_hits_of_both(direction, count, first))
    }
}

impl PairScreen {
    fn act_on_text(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(pane) = self.pane_mut() else { return ctx.say("the article is still being read") };
        match action {
            Action::Copy => ctx.copy(pane),
            _ => ctx.act_on_article(action, &pane.entry),
        }
    }

    fn pick_other(&self, ctx: &mut Ctx<'_>) {
        if let Some(pane) = self.pane() {
            ctx.pick(&pane.entry);
        }
    }

    /// Returns the side that a cell of the screen lies on.
    const fn side_at(&self, cell: Cell) -> Side {
        match self.areas() {
            PairAreas::Beside { gutter, .. } if cell.x < gutter.x + gutter.width / 2 => Side::Left,
            PairAreas::Beside { .. } => Side::Right,
            PairAreas::Stacked { .. } => self.focus,
        }
    }

    /// Carries out what the list knows, where the keys go to it; says whether `action` was such.
    fn act_on_list(&mut self, action: Action, times: usize, ctx: &mut Ctx<'_>) -> bool {
        if !self.looking.in_list {
            return false;
        }
        if self.list_motion(action, times, ctx.page) {
            return true;
        }
        match action {
            Action::GoToFinding => {
                self.toggle_list(ctx.page);
                self.show_line();
            }
            Action::Findings => self.toggle_list(ctx.page),
            Action::WriteNote | Action::LinkPassages => self.note_finding(action == Action::WriteNote, ctx),
            _ => return false,
        }
        true
    }
}
