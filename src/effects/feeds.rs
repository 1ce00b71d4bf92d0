//! Feeds for the screen: the list and how each feed is, fetching, adding; how they are changed is beside it.

mod changing;

use std::collections::HashSet;
use std::sync::atomic::AtomicBool;
use std::sync::{MutexGuard, PoisonError};

use jiff::Zoned;

use super::job::{Desk, Job};
use super::net::{Client, NetError, Permission};
use super::news::{
    Brought, Clock, DeskError, Fetching, JoinError, Joined, Newsroom, Outcome, Pacing, Which, addresses,
};
use crate::app::core::feeds::{FeedList, ListedFeed};
use crate::app::message::{FeedAdded, FeedDone, Msg, RequestId};
use crate::newsroom::standing::{Standing, clock};
use crate::newsroom::subscriptions::{Subscription, public};
pub use changing::{change, give_back, remove, survey};

/// Why there is nothing to fetch into.
const NO_FOLDER: &str = "the library has no folder to keep articles in; name one with --library DIR";

impl Newsroom {
    /// Says why nothing may be fetched.
    fn forbidden(&self) -> Option<String> {
        (self.network != Permission::Granted).then(|| said(&NetError::Forbidden(self.network)))
    }

    fn list(&self) -> Result<FeedList, DeskError> {
        let list = self.desk.subscriptions()?;
        let now = Zoned::now();
        let feeds = list.feeds().iter().map(|feed| self.listed(feed, &now)).collect();
        let elsewhere = self.elsewhere.then(|| self.desk.articles().to_owned());
        Ok(FeedList { feeds, path: self.desk.list().to_owned(), forbidden: self.forbidden(), elsewhere })
    }

    fn listed(&self, feed: &Subscription, now: &Zoned) -> ListedFeed {
        let state = self.desk.state(&feed.url);
        let addresses = addresses(&state);
        let standing = Standing::new(&state, feed.paused, now);
        ListedFeed {
            url: feed.url.clone(),
            address: public(&feed.url),
            title: feed.title.clone().or(state.title).unwrap_or_else(|| bare_name(&feed.url)),
            health: standing.brief,
            is_ill: standing.is_ill,
            told: standing.told,
            paused: feed.paused,
            addresses,
            site: state.site,
            articles: state.articles,
            folder: state.folder.map(|folder| self.desk.articles().join(folder)),
        }
    }

    fn fetching<'f>(&'f self, client: &'f Client, cancel: &'f AtomicBool) -> Fetching<'f> {
        Fetching { desk: &self.desk, client, pacing: Pacing::default(), clock: Clock::system(), cancel }
    }
}

/// Returns what a feed without a name is called in a narrow row: its address from where addresses differ.
fn bare_name(url: &str) -> String {
    let address = public(url);
    let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

fn said(error: &NetError) -> String {
    error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}"))
}

fn unread(error: &DeskError) -> String {
    format!("the list of feeds cannot be read: {error}")
}

/// Waits until nobody else changes the list of feeds, or reads and tells it.
fn turn(desk: &Desk) -> MutexGuard<'_, ()> {
    desk.shared.list_of_feeds.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads the list of feeds.
pub fn load() -> Job {
    let work = |desk: &Desk| {
        let _turn = turn(desk);
        let list = match &desk.shared.world.newsroom {
            Some(newsroom) => newsroom.list().map(Box::new).map_err(|error| unread(&error)),
            None => Err(NO_FOLDER.to_owned()),
        };
        desk.answers.send(Msg::Feeds(list));
    };
    Job { what: "reading the list of feeds", last: None, work: Box::new(work) }
}

/// Fetches the feeds of these addresses, or all where none is named.
pub fn fetch(id: RequestId, urls: Vec<String>) -> Job {
    let work = move |desk: &Desk| {
        let outcome = run(desk, id, &urls);
        desk.answers.send(Msg::Fetched(id, outcome));
    };
    let last = Msg::Fetched(id, Err("fetching broke off: internal error".to_owned()));
    Job { what: "fetching", last: Some(last), work: Box::new(work) }
}

/// Fetches; returns what is to be said besides what came.
fn run(desk: &Desk, id: RequestId, urls: &[String]) -> Result<Vec<String>, String> {
    let newsroom = desk.shared.world.newsroom.as_ref().ok_or_else(|| NO_FOLDER.to_owned())?;
    let list = newsroom.desk.subscriptions().map_err(|error| unread(&error))?;
    let named: HashSet<&str> = urls.iter().map(String::as_str).collect();
    let wanted = |feed: &Subscription| named.is_empty() || named.contains(feed.url.as_str());
    let places = list.feeds().iter().enumerate().filter(|(_, feed)| wanted(feed)).map(|(at, _)| at);
    let places: Vec<usize> = places.collect();
    let asks = |at: &usize| list.feeds().get(*at).is_some_and(|feed| feed.url.starts_with("http"));
    if let Some(why) = newsroom.forbidden().filter(|_| places.iter().any(asks)) {
        return Err(format!("nothing is fetched: {why}"));
    }
    desk.answers.send(Msg::Fetching(id, places.len()));
    let client = newsroom.client();
    let fetching = newsroom.fetching(&client, &desk.cancel);
    let which = if named.is_empty() { Which::All } else { Which::Named };
    let tell = |brought: &Brought| {
        let feed = list.feeds().iter().find(|feed| feed.url == brought.url);
        if let Some(feed) = feed {
            let done = done(newsroom.listed(feed, &Zoned::now()), brought);
            desk.answers.send(Msg::FeedDone(id, Box::new(done)));
        }
    };
    let ran = fetching.run(&list, &places, which, &tell).map_err(|error| format!("nothing is fetched: {error}"))?;
    let came = ran.feeds.iter().any(|brought| matches!(brought.outcome, Outcome::Read(1..)));
    let elsewhere = (newsroom.elsewhere && came)
        .then(|| format!("they lie in {}, which is not open here", newsroom.desk.articles().display()));
    Ok(elsewhere.into_iter().chain(ran.tidied.told()).chain(ran.tidied.problems).collect())
}

/// Words what came of a feed.
fn done(feed: ListedFeed, brought: &Brought) -> FeedDone {
    let mut warnings = brought.warnings.clone();
    warnings.extend(brought.moved.iter().map(|to| format!("it has moved for good: it is now {to}")));
    let (new, failed, asked) = match &brought.outcome {
        Outcome::Read(new) => (*new, None, true),
        Outcome::Unchanged => (0, None, true),
        Outcome::Failed(why) => (0, Some(why.clone()), true),
        Outcome::Waits(until) => {
            warnings.push(format!("its site asks to be left alone until {}", clock(*until, &Zoned::now())));
            (0, None, false)
        }
        Outcome::NotDue(_) | Outcome::Paused | Outcome::Gone | Outcome::CalledOff => (0, None, false),
    };
    FeedDone { feed, new, failed, asked, warnings }
}

/// Adds the feed that lies at an address, in a file, or on a page.
pub fn add(id: RequestId, said: String) -> Job {
    let work = move |desk: &Desk| {
        let outcome = match &desk.shared.world.newsroom {
            Some(newsroom) => join(desk, newsroom, &said)
                .map(added)
                .map_err(|error| error.hint().map_or_else(|| error.to_string(), |hint| format!("{error}; {hint}"))),
            None => Err(format!("no feed is added: {NO_FOLDER}")),
        };
        desk.answers.send(Msg::FeedAdded(id, outcome));
    };
    let last = Msg::FeedAdded(id, Err("no feed is added: internal error".to_owned()));
    Job { what: "adding a feed", last: Some(last), work: Box::new(work) }
}

fn join(desk: &Desk, newsroom: &Newsroom, said: &str) -> Result<Joined, JoinError> {
    let client = newsroom.client();
    let fetching = newsroom.fetching(&client, &desk.cancel);
    fetching.join(said, &Subscription::default())
}

fn added(joined: Joined) -> FeedAdded {
    let mut warnings = Vec::new();
    warnings.extend(
        joined.others.iter().map(|other| format!("the page names another feed: {} {}", other.url, other.title)),
    );
    let new = joined.brought.as_ref().map(|brought| match &brought.outcome {
        Outcome::Read(new) => *new,
        _ => 0,
    });
    let title = joined.brought.as_ref().map_or_else(|| public(&joined.feed.url), |brought| brought.title.clone());
    if let Some(brought) = joined.brought {
        warnings.extend(brought.warnings);
        if let Outcome::Failed(why) = brought.outcome {
            warnings.push(why);
        }
    }
    FeedAdded { url: joined.feed.url, title, new, warnings }
}
