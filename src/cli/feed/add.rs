//! `diptych feed add`: a feed joins the reader's list, found where it is named or on the page that names it.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::ask;
use crate::cli::args::FeedAddArgs;
use crate::cli::error::{CliError, status};
use crate::cli::fetch::{desk, failed, fetching, list_failed, told};
use crate::cli::output::{complain, print};
use crate::cli::setting::Setting;
use crate::effects::net::{Answer, Moved};
use crate::effects::news::{Desk, DeskError, Outcome};
use crate::library::store;
use crate::newsroom::discover;
use crate::newsroom::feed::{self, NotAFeed};
use crate::newsroom::subscriptions::{Subscription, Subscriptions, bare, holds_password, public};
use crate::text::cells::one_line;

/// What was found at an address or in a file.
enum Found {
    /// A feed, and what came with it.
    Feed(Box<Answer>),
    /// A page, and the feeds that it names, the likeliest first.
    Named(Vec<discover::Found>),
}

/// Adds a feed; one request is made, and what it brings is kept.
pub fn run(setting: &Setting, wanted: &FeedAddArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let mut list = desk.subscriptions().map_err(list_failed)?;
    let said = wanted.feed.to_string_lossy().into_owned();
    if let Some(known) = bare(&said).and_then(|url| list.at(&url)) {
        return known_already(&list, known);
    }
    let (url, found) = find(setting, &said)?;
    let (url, others) = match &found {
        Found::Feed(_) => (url, &[][..]),
        Found::Named(feeds) => {
            let (first, others) = feeds.split_first().ok_or_else(|| no_feed(&said, &NotAFeed::Page))?;
            let url = bare(&first.url).ok_or_else(|| no_feed(&said, &NotAFeed::Page))?;
            // What a page calls its feed is “RSS” more often than a name; the feed has one of its own.
            (url, others)
        }
    };
    if let Some(known) = list.at(&url) {
        return known_already(&list, known);
    }
    let feed = Subscription {
        url,
        title: wanted.title.clone(),
        tags: wanted.tag.clone(),
        full_text: wanted.full_text,
        ..Subscription::default()
    };
    list.add(std::slice::from_ref(&feed)).map_err(|why| unwritten(&desk.wrong(why)))?;
    desk.keep(&list).map_err(|error| unwritten(&error))?;
    for other in others {
        complain(one_line(&format!("diptych: the page names another feed: {} {}", other.url, other.title)));
    }
    match found {
        Found::Feed(answer) => keep(setting, &desk, &list, &feed, &answer),
        Found::Named(_) => {
            let told = format!("{}: found on the page, and added; diptych fetch brings its articles", feed.url);
            print(&format!("{}\n", one_line(&told)))?;
            Ok(0)
        }
    }
}

/// Keeps the articles of the answer by which the feed was found.
fn keep(
    setting: &Setting,
    desk: &Desk,
    list: &Subscriptions,
    feed: &Subscription,
    answer: &Answer,
) -> Result<u8, CliError> {
    let (client, cancel) = (setting.client(), AtomicBool::new(false));
    let brought = fetching(desk, &client, &cancel).first(list.feeds(), feed, answer);
    let brought = brought.map_err(|error| failed("the feed is added, but its articles are not kept", &error))?;
    told(&brought).into_iter().for_each(complain);
    let new = if let Outcome::Read(new) = brought.outcome { new } else { 0 };
    print(&format!("{}\n", one_line(&format!("{}: added, {new} new: {}", public(&feed.url), brought.title))))?;
    Ok(status(matches!(brought.outcome, Outcome::Failed(_))))
}

fn known_already(list: &Subscriptions, at: usize) -> Result<u8, CliError> {
    let url = list.feeds().get(at).map(|feed| public(&feed.url)).unwrap_or_default();
    complain(one_line(&format!("diptych: it is in the list already: {url}")));
    Ok(0)
}

/// Looks for a feed at an address or in a file, and returns where it lies.
fn find(setting: &Setting, said: &str) -> Result<(String, Found), CliError> {
    let Some(url) = bare(said) else { return find_in_file(setting, said) };
    if holds_password(said) {
        let what = format!("no feed is added: {url}: a password in an address would stand in the list for all to read");
        return Err(CliError::failed(what).hint("add it without, then set `user` and `password-command` in feeds.toml"));
    }
    let answer = ask(setting, &url, "no feed is added")?;
    match feed::read(&answer.body, answer.content_type.as_deref(), Some(&answer.url)) {
        Ok(_) => {
            let url = if answer.moved == Moved::ForGood { answer.url.clone() } else { url };
            Ok((url, Found::Feed(Box::new(answer))))
        }
        Err(NotAFeed::Page) => {
            Ok((url, Found::Named(discover::feeds(&answer.body, answer.content_type.as_deref(), Some(&answer.url)))))
        }
        Err(error) => Err(no_feed(said, &error)),
    }
}

fn find_in_file(setting: &Setting, said: &str) -> Result<(String, Found), CliError> {
    let path = Path::new(said);
    let bytes = store::read_file(path, setting.limits().max_file_bytes).map_err(|error| {
        let failed = CliError::failed(format_args!("no feed is added: {}", error.what()));
        failed.hint("an address begins with https://")
    })?;
    match feed::read(&bytes, None, None) {
        Ok(_) => {
            let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let answer = Answer { status: 200, near: true, body: bytes, ..Answer::default() };
            let url = real.to_string_lossy().into_owned();
            Ok((url.clone(), Found::Feed(Box::new(Answer { url, ..answer }))))
        }
        Err(NotAFeed::Page) => Ok((said.to_owned(), Found::Named(discover::feeds(&bytes, None, None)))),
        Err(error) => Err(no_feed(said, &error)),
    }
}

fn no_feed(said: &str, why: &NotAFeed) -> CliError {
    let (why, hint) = match why {
        NotAFeed::Page => ("it is a web page that names no feed".to_owned(), Some("look for a link called RSS on it")),
        NotAFeed::Opml => (why.to_string(), Some("diptych feed import takes a list of feeds")),
        why => (why.to_string(), None),
    };
    let failed = CliError::failed(format_args!("no feed is added: {}: {why}", public(said)));
    hint.into_iter().fold(failed, CliError::hint)
}

pub(super) fn unwritten(error: &DeskError) -> CliError {
    failed("the list of feeds cannot be changed", error)
}
