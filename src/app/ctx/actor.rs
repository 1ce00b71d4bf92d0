//! A screen as the program deals with it. A new screen implements this, leaves what does not concern it as it is, and is
//! named in `app::screen` and in `ui`.

use std::path::PathBuf;

use super::Ctx;
use super::flow::Flow;
use super::hand::Hand;
use super::searching::{self, Stepped};
use crate::app::core::direction::Direction;
use crate::app::core::geometry::{Area, Cell, Page};
use crate::app::core::jumps::Place;
use crate::app::core::message::{Effect, ExportPair};
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::app::core::shelf::Shelf;
use crate::app::pane::slot::Slot;
use crate::app::pane::{Pane, head};
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::{ArticleId, Entry, Loaded, Origin};
use crate::notes::Note;
use crate::notes::book::Book;

/// Whether a screen has the article that is to be gone to, and its passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visit {
    /// It stands there now.
    There,
    /// The article is here, the passage is not found.
    Lost,
    /// The article is not here.
    Elsewhere,
}

/// A screen.
pub trait Actor {
    /// Carries out an action.
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow;

    /// Returns the contexts whose keys hold here, the strongest first, those of every screen left out.
    fn contexts(&self) -> Vec<Context>;

    /// Says which keys stand at the bottom.
    fn footer(&self, shelf: &Shelf) -> Footer;

    /// Fits it to the page.
    fn fit(&mut self, page: Page);

    /// Puts the cursor where the mouse was clicked.
    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow;

    /// Selects from where the button went down to `cell`, by words.
    fn drag(&mut self, cell: Cell, ctx: &mut Ctx<'_>) {
        let area = self.pane_area(ctx.page);
        let (Some(area), Some(pane)) = (area, self.pane_mut()) else { return };
        if area.contains(cell) {
            pane.begin_selection();
            pane.click(cell.y - area.y, cell.x - area.x);
        }
    }

    /// Scrolls by `rows` (negative: up) while the mouse is held at `cell`, beyond the edge, and selects up to there; says
    /// whether that moved the text.
    fn drag_beyond(&mut self, cell: Cell, rows: isize, ctx: &mut Ctx<'_>) -> bool {
        let top = |pane: &Pane| pane.top;
        let (Some(area), Some(before)) = (self.pane_area(ctx.page), self.pane().map(top)) else { return false };
        self.pane_mut().into_iter().for_each(Pane::begin_selection);
        let x = cell.x.clamp(area.x, area.right().saturating_sub(1).max(area.x));
        let y = if rows < 0 { area.y } else { area.y + area.height.saturating_sub(1) };
        self.wheel(Cell { x, y }, rows, ctx);
        let Some(pane) = self.pane_mut() else { return false };
        pane.click_at_edge(rows < 0, x - area.x);
        pane.top != before
    }

    /// Scrolls what lies under the mouse by `rows` (negative: up).
    fn wheel(&mut self, cell: Cell, rows: isize, ctx: &mut Ctx<'_>);

    /// Returns the place that a leap would start from.
    fn place(&self, _shelf: &Shelf) -> Option<Place> {
        None
    }

    /// Goes to a place, where it is on this screen; says whether it was.
    fn revisit(&mut self, _place: &Place) -> bool {
        false
    }

    /// Returns the article under the cursor or on the screen.
    fn entry(&self, _shelf: &Shelf) -> Option<Entry> {
        self.pane().map(|pane| pane.entry.clone())
    }

    /// Returns what the screen has of articles, the left one first.
    fn slots(&self) -> Vec<&Slot> {
        Vec::new()
    }

    /// Returns what the screen has of articles, the left one first.
    fn slots_mut(&mut self) -> Vec<&mut Slot> {
        Vec::new()
    }

    /// Returns the text that keys go to.
    fn pane(&self) -> Option<&Pane> {
        None
    }

    /// Returns the text that keys go to.
    fn pane_mut(&mut self) -> Option<&mut Pane> {
        None
    }

    /// Returns where that text stands.
    fn pane_area(&self, _page: Page) -> Option<Area> {
        None
    }

    /// Returns what keys about notes are about.
    fn hand(&mut self) -> Hand<'_> {
        Hand::Text(self.pane_mut())
    }

    /// Drops what is selected, searched or filtered; says whether there was something to drop.
    fn clear(&mut self, _ctx: &mut Ctx<'_>) -> bool {
        false
    }

    /// Closes what is open inside the screen; says whether something was.
    fn close(&mut self, _page: Page) -> bool {
        false
    }

    /// Keeps what is to be kept before the screen is left.
    fn keep(&self, _ctx: &mut Ctx<'_>) {}

    /// Takes it that the screen was looked at.
    fn seen(&mut self, _ctx: &mut Ctx<'_>) {}

    /// Returns the questions whose answers are awaited here, and no longer wanted once the screen is gone.
    fn awaited(&self) -> Vec<RequestId> {
        self.slots().into_iter().filter_map(|slot| slot.request).collect()
    }

    /// Takes an article that was asked for here.
    fn loaded(&mut self, _id: RequestId, _loaded: Loading, _ctx: &mut Ctx<'_>) -> Flow {
        Flow::Done
    }

    /// Files changed on disk: reads anew what is shown of them.
    fn changed(&mut self, paths: &[PathBuf], ctx: &mut Ctx<'_>) {
        for slot in self.slots_mut().into_iter().filter(|slot| touches(paths, &slot.origin)) {
            let id = ctx.request();
            slot.request = Some(id);
            ctx.ask(Effect::Load(id, slot.origin.clone()));
        }
    }

    /// Goes to a place in an article, where that is here; `at` finds the place.
    fn visit(&mut self, article: &ArticleId, at: &dyn Fn(&Pane) -> Option<usize>) -> Visit {
        let Some(pane) = self.pane_mut().filter(|pane| pane.entry.id == *article) else { return Visit::Elsewhere };
        let Some(at) = at(pane) else { return Visit::Lost };
        pane.go_to(at);
        Visit::There
    }

    /// Returns whose notes can be listed from here, the narrowest first.
    fn scopes(&self, _shelf: &Shelf) -> Vec<Scope> {
        Vec::new()
    }

    /// Returns the notes that are exported from here.
    fn noted(&self, book: &Book) -> Vec<Note> {
        let slots = self.slots();
        let ids: Vec<&ArticleId> = slots.iter().filter_map(|slot| slot.pane.as_ref()).map(|p| &p.entry.id).collect();
        book.of_any(&ids).into_iter().cloned().collect()
    }

    /// Returns the pair that is exported with them.
    fn exported_pair(&self) -> Option<Box<ExportPair>> {
        None
    }

    /// Returns what an exported file is named after.
    fn title(&self) -> Option<String> {
        self.pane().map(|pane| head::title(&pane.entry).to_owned())
    }

    /// Takes the article that was picked to stand beside the one at hand.
    fn picked(&mut self, _origin: Origin, _ctx: &mut Ctx<'_>) -> Flow {
        Flow::Done
    }

    /// Searches for words.
    fn search(&mut self, query: &str, ctx: &mut Ctx<'_>) {
        let here = self.place(ctx.shelf);
        ctx.leave(here);
        if ctx.search_texts(query, self.slots_mut()) {
            self.step_hits(Direction::Forward, 1, true, ctx);
        }
    }

    /// Goes to the `count`th next (or previous) hit.
    fn search_next(&mut self, direction: Direction, count: usize, ctx: &mut Ctx<'_>) {
        if self.pane().is_some_and(|pane| !pane.find.is_active()) {
            let query = ctx.session.query.clone();
            if query.is_empty() {
                ctx.say("nothing is searched for");
            } else {
                self.search(&query, ctx);
            }
            return;
        }
        self.step_hits(direction, count, false, ctx);
    }

    /// Steps from hit to hit, round the ends; the `first` step after a search may stay. None where there is no text.
    fn step_hit(&mut self, direction: Direction, count: usize, first: bool) -> Option<Stepped> {
        self.pane_mut().map(|pane| searching::step(pane, direction, count, first))
    }

    /// Steps from hit to hit and says where that led.
    fn step_hits(&mut self, direction: Direction, count: usize, first: bool, ctx: &mut Ctx<'_>) {
        let stepped = self.step_hit(direction, count, first);
        ctx.tell_step(stepped, direction);
        self.seen(ctx);
    }
}

/// An article, or why there is none.
pub type Loading = Result<Box<Loaded>, String>;

/// Says whether an article is one of the files.
#[must_use]
pub fn touches(paths: &[PathBuf], origin: &Origin) -> bool {
    matches!(origin, Origin::File(path) if paths.contains(path))
}
