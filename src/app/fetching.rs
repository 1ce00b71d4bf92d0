//! What concerns the list of feeds and the library both: opening the one from the other, and what comes back.

use super::core::feeds::{FeedList, Removal};
use super::core::history::{Act, Deed};
use super::core::message::{Effect, FeedAdded, RequestId};
use super::overlay::{Confirm, Overlay, Then};
use super::{App, Screen};
use crate::config::action::{Action, Context};
use crate::newsroom::keeping::Tally;

impl App {
    /// Opens the list of feeds, or goes back from it.
    pub(super) fn open_feeds(&mut self) {
        match self.screens.last() {
            Some(Screen::Feeds(_)) => return self.back(),
            Some(Screen::Library(_)) => {}
            _ => return self.ctx().works_elsewhere(Action::Feeds),
        }
        self.leave();
        self.screens.push(Screen::Feeds(Box::default()));
        self.fit_feeds();
        self.ctx().ask(Effect::LoadFeeds);
    }

    /// Fetches all feeds.
    pub(super) fn fetch_all(&mut self) {
        if !matches!(self.screens.last(), Some(Screen::Feeds(_) | Screen::Library(_))) {
            return self.ctx().works_elsewhere(Action::FetchAll);
        }
        // What is under the cursor now stays there, whatever comes above it.
        self.with_list(|list, ctx| list.moved |= !list.rows.is_empty() && !ctx.shelf.shows_samples_for_want());
        self.ctx().fetch(Vec::new());
    }

    /// Calls off what is under way, where the reader looks at it; says whether there was something.
    pub(super) fn call_off_fetching(&mut self) -> bool {
        let seen = matches!(self.screens.last(), Some(Screen::Feeds(_) | Screen::Library(_)));
        let Some(run) = self.feeds.run.as_mut().filter(|run| seen && !run.called_off) else { return false };
        run.called_off = true;
        let id = run.id;
        self.ctx().ask(Effect::CallOff(id));
        true
    }

    /// Takes the list of feeds.
    pub(super) fn feeds_read(&mut self, list: Result<Box<FeedList>, String>) {
        self.feeds.take(list.map(|list| *list));
        self.fit_feeds();
    }

    /// Tells the screen of feeds how many there are.
    fn fit_feeds(&mut self) {
        let (screens, ctx) = self.parts();
        if let Some(screen) = screens.last_mut().and_then(Screen::feeds) {
            screen.follow(ctx.feeds.listed(), ctx.page.note_rows());
        }
    }

    /// Counts the articles of the feeds where they are looked at.
    pub(super) fn count_for_feeds(&mut self) {
        if matches!(self.screens.last(), Some(Screen::Feeds(_))) {
            self.feeds.count(&self.shelf);
        }
    }

    /// All feeds are done: what came is told, and taken up.
    pub(super) fn fetched(&mut self, id: RequestId, outcome: Result<Vec<String>, String>) {
        let Some(run) = self.feeds.end(id) else { return };
        self.ctx().ask(Effect::LoadFeeds);
        let (told, is_trouble) = match outcome {
            Ok(_) if run.all == Some(0) => return self.tell_how_to_add(),
            Ok(old) => {
                let (told, is_trouble) = run.outcome();
                (std::iter::once(told).chain(old).collect::<Vec<_>>().join("; "), is_trouble)
            }
            Err(why) => (why, true),
        };
        let mut ctx = self.ctx();
        if is_trouble {
            ctx.warn(told)
        } else {
            ctx.say(told)
        }
        if run.new > 0 {
            self.take_up_articles();
        }
    }

    /// A feed was added, or was not.
    pub(super) fn feed_added(&mut self, id: RequestId, outcome: Result<FeedAdded, String>) {
        let Some(run) = self.feeds.end(id) else { return };
        self.ctx().ask(Effect::LoadFeeds);
        let added = match outcome {
            Ok(added) => added,
            Err(_) if run.called_off => return self.ctx().say("stopped: no feed is added"),
            Err(why) => return self.ctx().warn(why),
        };
        let (screens, ctx) = self.parts();
        if let Some(screen) = screens.last_mut().and_then(Screen::feeds) {
            screen.choose(&added.url);
        }
        let came = match added.new {
            Some(0) => "nothing new in it".to_owned(),
            Some(1) => "1 new article".to_owned(),
            Some(new) => format!("{new} new articles"),
            None => format!(
                "found on the page; {} fetches it",
                ctx.config.keys.shown(&[Context::Feeds], Action::FetchFeed).unwrap_or_default()
            ),
        };
        ctx.feeds.came.extend(added.new.map(|new| (added.url.clone(), new)));
        let told = std::iter::once(format!("added: {}: {came}", added.title)).chain(added.warnings.iter().cloned());
        let told = told.collect::<Vec<_>>().join("; ");
        let mut ctx = self.ctx();
        if added.warnings.is_empty() {
            ctx.say(told)
        } else {
            ctx.warn(told)
        }
        if added.new.is_some_and(|new| new > 0) {
            self.take_up_articles();
        }
    }

    /// Lists the articles that came by the feed of an address.
    pub(super) fn list_feed(&mut self, address: &str) {
        self.back();
        let filter = format!("feed:\"{address}\"");
        self.with_list(|list, ctx| {
            list.narrow(&filter, ctx);
            list.moved = false;
        });
    }

    /// Calls the feed under the cursor something else.
    pub(super) fn rename_feed(&mut self, title: &str) {
        let (screens, mut ctx) = self.parts();
        let screen = screens.last_mut().and_then(Screen::feeds);
        screen.into_iter().for_each(|screen| screen.rename(title, &mut ctx));
    }

    /// Tells what is known of the articles of a feed, where it is still asked whether it is to be removed.
    pub(super) fn feed_surveyed(&mut self, url: &str, tally: Result<Tally, String>) {
        let address = self.feeds.listed().iter().find(|feed| feed.url == url).map(|feed| feed.address.clone());
        let Some(Overlay::Confirm(Confirm { then: Then::RemoveFeed(removal), .. })) = &mut self.overlay else { return };
        if removal.url != url {
            return;
        }
        match tally {
            Ok(tally) => {
                removal.tally = Some(tally);
                let removal = (**removal).clone();
                self.overlay = Some(Overlay::Confirm(Confirm::remove(removal, &address.unwrap_or_default())));
            }
            Err(why) => self.ctx().warn(why),
        }
    }

    /// A feed was removed, or was not.
    pub(super) fn feed_removed(&mut self, removal: Removal, outcome: Result<(String, String), String>) {
        match outcome {
            Ok((told, name)) => {
                // What is done again is in the history already.
                if removal.name.is_none() {
                    let label = format!("removed the feed {}", removal.title);
                    let again = Removal { name: Some(name.clone()), ..removal };
                    let (forward, backward) = (Act::RemoveFeed(Box::new(again)), Act::GiveFeedBack(name));
                    self.session.history.push(Deed { label, forward, backward });
                }
                self.ctx().say(told);
                self.take_up_articles();
            }
            Err(why) => self.ctx().warn(why),
        }
    }

    /// A feed is back, or is not.
    pub(super) fn feed_back(&mut self, outcome: Result<String, String>) {
        match outcome {
            Ok(told) => {
                self.ctx().say(told);
                self.take_up_articles();
            }
            Err(why) => self.ctx().warn(why),
        }
    }

    fn tell_how_to_add(&mut self) {
        let library = [Context::Library, Context::Everywhere];
        let open = self.config.keys.shown(&library, Action::Feeds).unwrap_or_default();
        let add = self.config.keys.shown(&[Context::Feeds], Action::AddFeed).unwrap_or_default();
        let told = match self.screens.last() {
            Some(Screen::Feeds(_)) => format!("there are no feeds yet: {add} adds one"),
            _ => format!("there are no feeds yet: {open} and then {add} adds one"),
        };
        self.ctx().say(told);
    }

    /// Reads the library anew where nothing else tells of the articles that came: files that are watched are.
    fn take_up_articles(&mut self) {
        let is_watched = self.config.settings.store.watch;
        let instead = self.shelf.shows_samples_for_want();
        if self.list().is_some() && (instead || !is_watched) {
            // What was under the cursor goes with the samples.
            self.with_list(|list, _| list.moved &= !instead);
            self.ctx().scan();
        }
    }
}
