//! Fetching feeds and adding them, which the library and the list of feeds both know.

use super::Ctx;
use crate::app::core::feeds::{FeedChange, Removal};
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::overlay::{Confirm, Then};
use crate::config::action::Action;

impl Confirm {
    /// Asks whether a feed is to be removed, and what becomes of its articles.
    #[must_use]
    pub fn remove(removal: Removal, address: &str) -> Self {
        let question = format!("Remove the feed {}?", removal.title);
        Self { question, detail: format!("{address}\n{}", removal.told()), then: Then::RemoveFeed(Box::new(removal)) }
    }
}

impl Ctx<'_> {
    /// Fetches the feeds of these addresses, or all where none is named.
    pub fn fetch(&mut self, feeds: Vec<String>) {
        if self.is_fetching() {
            return;
        }
        let id = self.request();
        self.feeds.start(id, None);
        self.ask(Effect::Fetch(id, feeds));
    }

    /// Adds the feed that lies at an address, in a file, or on a page.
    pub fn add_feed(&mut self, typed: &str) {
        let typed = typed.trim();
        if typed.is_empty() {
            return self.say("no address is given: nothing is added");
        }
        if self.is_fetching() {
            return;
        }
        let id = self.request();
        self.feeds.start(id, Some(typed.to_owned()));
        self.ask(Effect::AddFeed(id, typed.to_owned()));
    }

    /// Changes a feed as one deed that can be undone.
    pub fn change_feed(&mut self, label: String, url: String, forward: FeedChange, backward: FeedChange) {
        self.ask(Effect::ChangeFeed(url.clone(), forward.clone()));
        self.say(label.clone());
        let (forward, backward) = (Act::ChangeFeed(url.clone(), forward), Act::ChangeFeed(url, backward));
        self.session.history.push(Deed { label, forward, backward });
    }

    /// Says whether something is under way, and tells it.
    pub fn is_fetching(&mut self) -> bool {
        let Some(run) = &self.feeds.run else { return false };
        let (progress, stop) = (run.progress(), self.key(Action::Cancel));
        self.say(format!("{progress}: {stop} stops that first"));
        true
    }
}
