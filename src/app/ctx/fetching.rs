//! Fetching feeds and adding them, which the library and the list of feeds both know.

use super::Ctx;
use crate::app::core::message::Effect;
use crate::config::action::Action;

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

    /// Says whether something is under way, and tells it.
    pub fn is_fetching(&mut self) -> bool {
        let Some(run) = &self.feeds.run else { return false };
        let (progress, stop) = (run.progress(), self.key(Action::Cancel));
        self.say(format!("{progress}: {stop} stops that first"));
        true
    }
}
