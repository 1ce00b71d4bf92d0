//! The list of feeds: how each is, fetched one by one or all, added and removed.

use crate::app::core::feeds::ListedFeed;
use crate::app::core::geometry::{self, Cell, Page};
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor;
use crate::app::ctx::flow::Flow;
use crate::app::ctx::hand::Hand;
use crate::app::overlay::{Confirm, Overlay, PromptKind, Then};
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;

/// The screen of feeds. The feeds themselves are the program's: they are fetched from the library too.
#[derive(Clone, Debug, Default)]
pub struct FeedScreen {
    /// The chosen feed, as an index into the list.
    pub cursor: usize,
    /// The first one shown.
    pub top: usize,
    /// How many there are.
    rows: usize,
    /// The address of the chosen feed, by which it stays chosen.
    chosen: String,
}

impl Actor for FeedScreen {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if self.motion(action, count.unwrap_or(1), ctx) {
            return Flow::Done;
        }
        match action {
            Action::FetchFeed => self.fetch(ctx),
            Action::AddFeed => ctx.prompt(PromptKind::Feed, ""),
            Action::RemoveFeed => self.ask_to_remove(ctx),
            other => return Flow::Unknown(other),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Feeds]
    }

    fn footer(&self, _shelf: &Shelf) -> Footer {
        if self.rows == 0 { Footer::NoFeeds } else { Footer::Feeds }
    }

    fn fit(&mut self, page: Page) {
        self.keep_in_view(page.note_rows());
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        let area = geometry::notes(ctx.page.size).list;
        let row = self.top + cell.y.saturating_sub(area.y);
        if area.contains(cell) && row < self.rows {
            self.go_to(row, ctx);
        }
        Flow::Done
    }

    fn wheel(&mut self, _cell: Cell, rows: isize, ctx: &mut Ctx<'_>) {
        let motion = if rows > 0 { Action::Down } else { Action::Up };
        let _ = self.motion(motion, rows.unsigned_abs(), ctx);
    }

    fn hand(&mut self) -> Hand<'_> {
        Hand::Listed(None)
    }

    fn search(&mut self, _query: &str, ctx: &mut Ctx<'_>) {
        ctx.works_elsewhere(Action::Filter);
    }

    fn search_next(&mut self, _: crate::app::core::direction::Direction, _: usize, ctx: &mut Ctx<'_>) {
        ctx.say("nothing is searched for");
    }
}

impl FeedScreen {
    /// Follows the list, which changed; the chosen feed stays chosen.
    pub fn follow(&mut self, feeds: &[ListedFeed], height: usize) {
        self.rows = feeds.len();
        let again = feeds.iter().position(|feed| feed.url == self.chosen);
        self.cursor = again.unwrap_or(self.cursor).min(self.rows.saturating_sub(1));
        self.chosen = feeds.get(self.cursor).map_or_else(String::new, |feed| feed.url.clone());
        self.keep_in_view(height);
    }

    /// Chooses the feed of an address, once it is listed.
    pub fn choose(&mut self, url: &str) {
        url.clone_into(&mut self.chosen);
    }

    fn current<'f>(&self, ctx: &'f Ctx<'_>) -> Option<&'f ListedFeed> {
        ctx.feeds.listed().get(self.cursor)
    }

    fn motion(&mut self, action: Action, times: usize, ctx: &Ctx<'_>) -> bool {
        let page = ctx.page.note_rows().saturating_sub(1).max(1);
        let last = self.rows.saturating_sub(1);
        let row = match action {
            Action::Down => self.cursor.saturating_add(times),
            Action::Up => self.cursor.saturating_sub(times),
            Action::Top => 0,
            Action::Bottom => last,
            Action::HalfPageDown => self.cursor.saturating_add(times.saturating_mul((page / 2).max(1))),
            Action::HalfPageUp => self.cursor.saturating_sub(times.saturating_mul((page / 2).max(1))),
            Action::PageDown => self.cursor.saturating_add(times.saturating_mul(page)),
            Action::PageUp => self.cursor.saturating_sub(times.saturating_mul(page)),
            _ => return false,
        };
        self.go_to(row.min(last), ctx);
        true
    }

    fn go_to(&mut self, row: usize, ctx: &Ctx<'_>) {
        self.cursor = row;
        self.chosen = self.current(ctx).map_or_else(String::new, |feed| feed.url.clone());
        self.keep_in_view(ctx.page.note_rows());
    }

    fn keep_in_view(&mut self, height: usize) {
        self.top = self.top.min(self.cursor).max((self.cursor + 1).saturating_sub(height.max(1)));
        self.top = self.top.min(self.rows.saturating_sub(height));
    }

    fn fetch(&self, ctx: &mut Ctx<'_>) {
        match self.current(ctx).map(|feed| feed.url.clone()) {
            Some(url) => ctx.fetch(vec![url]),
            None => self.say_how_to_add(ctx),
        }
    }

    fn ask_to_remove(&self, ctx: &mut Ctx<'_>) {
        let Some(feed) = self.current(ctx).cloned() else { return self.say_how_to_add(ctx) };
        if ctx.is_fetching() {
            return;
        }
        let stay = match (&feed.folder, ctx.feeds.count_of(&feed).articles) {
            (None, _) => "No article came by it.".to_owned(),
            (Some(folder), 1) => format!("Its article stays: {}", folder.display()),
            (Some(folder), 0) => format!("Its articles stay: {}", folder.display()),
            (Some(folder), articles) => format!("Its {articles} articles stay: {}", folder.display()),
        };
        let question = format!("Remove the feed {}?", feed.title);
        let detail = format!("{}\n{stay}", feed.address);
        *ctx.overlay = Some(Overlay::Confirm(Confirm { question, detail, then: Then::RemoveFeed(feed.url) }));
    }

    fn say_how_to_add(&self, ctx: &mut Ctx<'_>) {
        let add = ctx.key(Action::AddFeed);
        ctx.say(format!("there are no feeds yet: {add} adds one"));
    }
}
