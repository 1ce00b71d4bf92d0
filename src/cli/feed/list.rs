//! `diptych feed list`: the feeds and how they are.

use jiff::Timestamp;
use serde::Serialize;

use crate::cli::args::{FeedListArgs, Format};
use crate::cli::error::CliError;
use crate::cli::fetch::{desk, list_failed, stamp};
use crate::cli::output::{complain, print};
use crate::cli::setting::Setting;
use crate::library::listing::escape_unshown;
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::{Subscription, public};
use crate::text::cells::one_line;

/// Prints the feeds.
pub fn run(setting: &Setting, wanted: &FeedListArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let list = desk.subscriptions().map_err(list_failed)?;
    let now = Timestamp::now().as_second();
    let feeds: Vec<_> = list.feeds().iter().map(|feed| (feed, desk.state(&feed.url))).collect();
    match wanted.format {
        Format::Json => print(&json(&feeds, now))?,
        Format::Text => {
            if feeds.is_empty() {
                let path = desk.list().to_string_lossy().into_owned();
                complain(one_line(&format!("diptych: there are no feeds yet: {path}")));
                complain("add one with diptych feed add URL, or a list of them with diptych feed import FILE");
            }
            print(&feeds.iter().map(|(feed, state)| text(feed, state, now)).collect::<String>())?;
        }
    }
    Ok(0)
}

fn text(feed: &Subscription, state: &FeedState, now: i64) -> String {
    let title = feed.title.clone().or_else(|| state.title.clone()).unwrap_or_else(|| public(&feed.url));
    let articles = match state.articles {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    let head = format!("{title} ({articles}): {}", state.health(feed.paused, now).told());
    format!("{}\n    {}\n", one_line(&head), one_line(&public(&feed.url)))
}

/// The feeds, for programs.
#[derive(Serialize)]
struct Told {
    version: u8,
    feeds: Vec<ToldFeed>,
}

#[derive(Serialize)]
struct ToldFeed {
    url: String,
    title: Option<String>,
    tags: Vec<String>,
    full_text: bool,
    /// `new`, `well`, `unchanged`, `faulty`, `ill`, `waits`, `paused` or `gone`.
    health: &'static str,
    /// The same for a person.
    told: String,
    /// The last status of HTTP; null where no answer came yet.
    status: Option<u16>,
    problem: Option<String>,
    faults: Vec<String>,
    articles: u64,
    failures: u32,
    asked: Option<String>,
    changed: Option<String>,
    next: Option<String>,
    waits: Option<String>,
}

fn json(feeds: &[(&Subscription, FeedState)], now: i64) -> String {
    let feed = |(feed, state): &(&Subscription, FeedState)| {
        let health = state.health(feed.paused, now);
        ToldFeed {
            url: public(&feed.url),
            title: feed.title.clone().or_else(|| state.title.clone()),
            tags: feed.tags.clone(),
            full_text: feed.full_text,
            health: health.name(),
            told: health.told(),
            status: Some(state.status).filter(|status| *status > 0),
            problem: state.problem.clone(),
            faults: state.faults.clone(),
            articles: state.articles,
            failures: state.pace.failures,
            asked: stamp(state.pace.asked),
            changed: stamp(state.pace.changed),
            next: stamp(state.pace.next),
            waits: stamp(state.waits).filter(|_| state.waits > now),
        }
    };
    let told = Told { version: 1, feeds: feeds.iter().map(feed).collect() };
    let json = serde_json::to_string_pretty(&told).expect("strings, numbers and lists of them are always JSON");
    escape_unshown(&json) + "\n"
}
