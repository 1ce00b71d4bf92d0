//! The pages of entries that are only summaries: fetched where the reader asked for it of the feed and the site's
//! `robots.txt` allows it, one in five seconds a host.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::fetch::Pacing;
use super::gate::Gate;
use crate::article::page::{self, Page};
use crate::effects::deadline::Deadline;
use crate::effects::net::{Client, Reach, Request};
use crate::library::url::{Url, openable};
use crate::newsroom::robots::Robots;

/// Fetches pages that nobody asked for one by one.
pub(super) struct Pages<'p> {
    pub client: &'p Client,
    pub gate: &'p Gate,
    pub pacing: Pacing,
    pub cancel: &'p AtomicBool,
    /// How long a page may take to be read.
    pub deadline: Deadline,
    /// What sites allow, by scheme, host and port.
    pub robots: Mutex<HashMap<String, Arc<Robots>>>,
}

impl Pages<'_> {
    /// Fetches and reads the page at `url`, which stands in a feed that came from `near` or not.
    ///
    /// # Errors
    /// Why there is none, in words that begin with the address.
    pub fn read(&self, url: &str, near: bool) -> Result<Page, String> {
        let told = |why: &dyn std::fmt::Display| format!("{url}: {why}");
        let address = openable(url).map_err(|why| told(&why))?;
        let reach = if near { Reach::Anywhere } else { Reach::Public };
        let path = match address.query() {
            Some(query) => format!("{}?{query}", address.path()),
            None => address.path().to_owned(),
        };
        if !self.robots(&address, reach).allows(&path) {
            return Err(told(&"the site's robots.txt does not allow it"));
        }
        let answer = self.ask(&Request { reach, ..Request::document(url) }, &address)?;
        if let Some(why) = answer.refusal() {
            return Err(told(&why));
        }
        if answer.cut || !page::is_page(&answer.body) {
            return Err(told(&"no whole page came"));
        }
        let read = self.deadline.page(answer.body, &answer.url, answer.content_type.as_deref(), self.cancel);
        read.map_err(|why| told(&why))
    }

    /// Returns what a site allows; its file is asked for once a run.
    fn robots(&self, address: &Url, reach: Reach) -> Arc<Robots> {
        let site = address.origin().ascii_serialization();
        let known = || self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(robots) = known().get(&site) {
            return Arc::clone(robots);
        }
        let request = Request { reach, ..Request::document(&format!("{site}/robots.txt")) };
        let robots = match self.ask(&request, address) {
            Ok(answer) if (200..300).contains(&answer.status) => Robots::read(&answer.body),
            Ok(answer) => Robots::of_status(answer.status),
            Err(_) => Robots::of_status(0),
        };
        let robots = Arc::new(robots);
        known().insert(site, Arc::clone(&robots));
        robots
    }

    fn ask(&self, request: &Request, address: &Url) -> Result<crate::effects::net::Answer, String> {
        let pause = if self.client.is_near(address) { std::time::Duration::ZERO } else { self.pacing.page };
        self.gate.pass(&super::named::host(address), pause, self.cancel);
        self.client.fetch(request, self.cancel).map_err(|error| error.to_string())
    }
}
