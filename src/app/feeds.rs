//! The list of feeds: how each is, fetched one by one or all, added and removed.

use crate::app::core::feeds::{FeedChange, ListedFeed, Removal};
use crate::app::core::geometry::{self, Cell, Page};
use crate::app::core::message::Effect;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor;
use crate::app::ctx::flow::Flow;
use crate::app::ctx::hand::Hand;
use crate::app::overlay::{Confirm, Overlay, PromptKind};
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::ArticleId;
use crate::library::url::openable;

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
            Action::OpenFeed => return self.open(ctx),
            Action::FetchFeed => self.fetch(ctx),
            Action::RenameFeed => self.ask_for_title(ctx),
            Action::PauseFeed => self.pause(ctx),
            Action::OpenSite => self.open_site(ctx),
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
        let unsaved = ctx.notes.unsaved.values().flat_map(|(note, _)| note.targets.iter());
        let also: Vec<ArticleId> = unsaved.map(|target| target.article.clone()).collect();
        ctx.ask(Effect::SurveyFeed(feed.url.clone(), also.clone()));
        let removal = Removal { url: feed.url, title: feed.title, also, ..Removal::default() };
        *ctx.overlay = Some(Overlay::Confirm(Confirm::remove(removal, &feed.address)));
    }

    /// Lists the articles that came by the feed.
    fn open(&self, ctx: &mut Ctx<'_>) -> Flow {
        let Some(feed) = self.current(ctx) else {
            self.say_how_to_add(ctx);
            return Flow::Done;
        };
        if ctx.feeds.count_of(feed).articles > 0 {
            return Flow::ListFeed(feed.address.clone());
        }
        let (came, fetch) = (feed.articles, ctx.key(Action::FetchFeed));
        let elsewhere = ctx.feeds.elsewhere().map(|folder| folder.display().to_string());
        ctx.say(match (came, elsewhere) {
            (0, _) => format!("no article came by it yet: {fetch} fetches it"),
            (_, Some(folder)) => format!("its articles lie in the library of feeds, which is not open here: {folder}"),
            _ => "none of its articles lies in this library".to_owned(),
        });
        Flow::Done
    }

    fn ask_for_title(&self, ctx: &mut Ctx<'_>) {
        match self.current(ctx).map(|feed| feed.title.clone()) {
            Some(title) => ctx.prompt(PromptKind::FeedTitle, title),
            None => self.say_how_to_add(ctx),
        }
    }

    /// Calls the chosen feed something else.
    pub fn rename(&self, title: &str, ctx: &mut Ctx<'_>) {
        let (Some(feed), title) = (self.current(ctx).cloned(), title.trim()) else { return };
        if title.is_empty() || title == feed.title {
            return ctx.say(format!("it is called {} as before", feed.title));
        }
        let (forward, backward) = (FeedChange::Title(title.to_owned()), FeedChange::Title(feed.title));
        ctx.change_feed(format!("called the feed {title}"), feed.url, forward, backward);
    }

    fn pause(&self, ctx: &mut Ctx<'_>) {
        let Some(feed) = self.current(ctx).cloned() else { return self.say_how_to_add(ctx) };
        let label = format!("{} {}", feed.title, if feed.paused { "is asked again" } else { "is paused" });
        let (forward, backward) = (FeedChange::Paused(!feed.paused), FeedChange::Paused(feed.paused));
        ctx.change_feed(label, feed.url, forward, backward);
    }

    fn open_site(&self, ctx: &mut Ctx<'_>) {
        let Some(feed) = self.current(ctx) else { return self.say_how_to_add(ctx) };
        match feed.site.as_deref().map(openable) {
            Some(address) => ctx.ask_to_open_address(address.map_err(|why| why.to_string())),
            None => ctx.say("the feed names no site, or was not fetched yet"),
        }
    }

    fn say_how_to_add(&self, ctx: &mut Ctx<'_>) {
        let add = ctx.key(Action::AddFeed);
        ctx.say(format!("there are no feeds yet: {add} adds one"));
    }
}
