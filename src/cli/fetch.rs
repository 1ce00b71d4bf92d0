//! `diptych fetch`: what is new in the feeds becomes articles of the library.

use std::sync::atomic::AtomicBool;

use serde::Serialize;

use super::add::folder;
use super::args::{FetchArgs, Format};
use super::error::{CliError, status};
use super::output::{complain, print};
use super::setting::Setting;
use crate::effects::net::{Client, NetError, Permission};
use crate::effects::news::{Brought, Clock, Desk, DeskError, Fetching, Outcome, Pacing, Ran, Which};
use crate::library::listing::escape_unshown;
use crate::newsroom::state::moment;
use crate::newsroom::subscriptions::{Subscriptions, public};
use crate::text::cells::one_line;

/// Asks the feeds, and keeps what is new.
pub fn run(setting: &Setting, wanted: &FetchArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let list = desk.subscriptions().map_err(list_failed)?;
    if list.feeds().is_empty() {
        complain(format_args!("diptych: there are no feeds yet: {}", one_line(&desk.list().to_string_lossy())));
        complain("add one with diptych feed add URL, or a list of them with diptych feed import FILE");
    }
    let which = match (wanted.due, wanted.feeds.is_empty()) {
        (true, _) => Which::Due,
        (_, true) => Which::All,
        _ => Which::Named,
    };
    let places = match which {
        Which::Named => named(&desk, &list, &wanted.feeds)?,
        _ => (0..list.feeds().len()).collect(),
    };
    if setting.network != Permission::Granted && list.feeds().iter().any(|feed| feed.url.starts_with("http")) {
        return Err(net_failed("nothing is fetched", &NetError::Forbidden(setting.network)));
    }
    let (client, cancel) = (setting.client(), AtomicBool::new(false));
    let fetching = fetching(&desk, &client, &cancel);
    // Whoever asks only what is due knows that some feeds wait.
    let tell = |brought: &Brought| match brought.outcome {
        Outcome::Waits(_) if which == Which::Due => {}
        _ => {
            if let (Format::Text, Outcome::Read(new @ 1..)) = (wanted.format, &brought.outcome) {
                // A run over many feeds takes a while: what came is told when it came. The last line tells a full disk.
                let _ = print(&format!("{new:>5} new  {}\n", one_line(&brought.title)));
            }
            told(brought).into_iter().for_each(complain);
        }
    };
    let ran = fetching.run(&list, &places, which, &tell).map_err(|error| failed("nothing is fetched", &error))?;
    for problem in &ran.tidied.problems {
        complain(one_line(&format!("diptych: old articles are not forgotten: {problem}")));
    }
    print(&match wanted.format {
        Format::Text => summary(&ran),
        Format::Json => json(&ran),
    })?;
    let troubled = |brought: &Brought| matches!(brought.outcome, Outcome::Failed(_));
    Ok(status(ran.feeds.iter().any(troubled) || !ran.tidied.problems.is_empty()))
}

/// Returns where the list of feeds, their states and their articles lie.
pub(super) fn desk(setting: &Setting) -> Result<Desk, CliError> {
    let config = setting.config_places.folder().unwrap_or(&setting.places.config);
    Ok(Desk::new(config, &setting.places, &folder(setting)?))
}

/// Returns a run at the pace of the program.
pub(super) fn fetching<'f>(desk: &'f Desk, client: &'f Client, cancel: &'f AtomicBool) -> Fetching<'f> {
    Fetching { desk, client, pacing: Pacing::default(), clock: Clock::system(), cancel }
}

/// Returns the places of the feeds that are named.
pub(super) fn named(desk: &Desk, list: &Subscriptions, said: &[String]) -> Result<Vec<usize>, CliError> {
    let titles: Vec<Option<String>> = list.feeds().iter().map(|feed| desk.state(&feed.url).title).collect();
    let find = |said: &String| {
        let found = list.find(said, &titles);
        found.map_err(|why| {
            CliError::failed(format_args!("no feed is meant: {said}: {why}")).hint("diptych feed list prints them all")
        })
    };
    said.iter().map(find).collect()
}

/// Words what is wrong with the list.
pub(super) fn list_failed(error: DeskError) -> CliError {
    failed("the list of feeds cannot be read", &error)
}

/// Words an error of the desk.
pub(super) fn failed(what: &str, error: &DeskError) -> CliError {
    CliError::failed(format_args!("{what}: {error}"))
}

/// Words an error of the network.
pub(super) fn net_failed(what: &str, error: &NetError) -> CliError {
    let failed = CliError::failed(format_args!("{what}: {error}"));
    error.hint().into_iter().fold(failed, CliError::hint)
}

/// Returns the lines that a person should read about a feed.
pub(super) fn told(brought: &Brought) -> Vec<String> {
    let line =
        |what: &str, why: &str| one_line(&format!("diptych: {what}: {}: {why}", public(&brought.url))).into_owned();
    let mut lines = Vec::new();
    match &brought.outcome {
        Outcome::Failed(why) => lines.push(line("a feed brought nothing", why)),
        Outcome::Waits(until) => {
            lines.push(line(
                "a feed was not asked",
                &format!("its site asks to be left alone until {}", moment(*until)),
            ));
        }
        Outcome::Read(_)
        | Outcome::Unchanged
        | Outcome::NotDue(_)
        | Outcome::Paused
        | Outcome::Gone
        | Outcome::CalledOff => {}
    }
    lines.extend(brought.warnings.iter().map(|warning| line("a feed was read with trouble", warning)));
    lines.extend(brought.moved.iter().map(|to| line("a feed has moved for good", &format!("it is now {to}"))));
    lines
}

/// Sums a run up in a line.
fn summary(ran: &Ran) -> String {
    let done = &ran.feeds;
    let new: usize = done.iter().map(new).sum();
    let count = |fits: fn(&Outcome) -> bool| done.iter().filter(|brought| fits(&brought.outcome)).count();
    let brought = count(|outcome| matches!(outcome, Outcome::Read(1..)));
    let unchanged = count(|outcome| matches!(outcome, Outcome::Unchanged | Outcome::Read(0)));
    let failed = count(|outcome| matches!(outcome, Outcome::Failed(_)));
    let left = done.len() - brought - unchanged - failed;
    let feeds = if brought == 1 { "feed" } else { "feeds" };
    let forgotten = ran.tidied.told().map_or_else(String::new, |told| format!("; {told}"));
    format!(
        "{new} new from {brought} {feeds}; {unchanged} without news, {failed} failed, {left} not asked{forgotten}\n"
    )
}

fn new(brought: &Brought) -> usize {
    if let Outcome::Read(new) = brought.outcome { new } else { 0 }
}

/// A run, for programs.
#[derive(Serialize)]
struct Told<'a> {
    version: u8,
    new: usize,
    feeds: Vec<ToldFeed<'a>>,
    /// Articles that were forgotten, older than their feeds keep them.
    forgotten: usize,
}

#[derive(Serialize)]
struct ToldFeed<'a> {
    url: String,
    title: &'a str,
    outcome: &'static str,
    new: usize,
    /// Why it failed.
    problem: Option<&'a str>,
    /// Until when it waits, RFC 3339.
    until: Option<String>,
    warnings: &'a [String],
    /// Its new address.
    moved: Option<&'a str>,
}

fn json(ran: &Ran) -> String {
    let done = &ran.feeds;
    let feed = |brought: &'_ Brought| {
        let (outcome, problem, until) = match &brought.outcome {
            Outcome::Read(_) => ("read", None, None),
            Outcome::Unchanged => ("unchanged", None, None),
            Outcome::Failed(why) => ("failed", Some(why.as_str()), None),
            Outcome::Waits(until) => ("waits", None, Some(*until)),
            Outcome::NotDue(until) => ("not-due", None, Some(*until)),
            Outcome::Paused => ("paused", None, None),
            Outcome::Gone => ("gone", None, None),
            Outcome::CalledOff => ("called-off", None, None),
        };
        (outcome, problem.map(str::to_owned), until.and_then(stamp))
    };
    let told: Vec<_> = done.iter().map(feed).collect();
    let feeds = done.iter().zip(&told).map(|(brought, (outcome, problem, until))| ToldFeed {
        url: public(&brought.url),
        title: &brought.title,
        outcome,
        new: new(brought),
        problem: problem.as_deref(),
        until: until.clone(),
        warnings: &brought.warnings,
        moved: brought.moved.as_deref(),
    });
    let forgotten = ran.tidied.forgotten;
    let told = Told { version: 1, new: done.iter().map(new).sum(), feeds: feeds.collect(), forgotten };
    let json = serde_json::to_string_pretty(&told).expect("strings, numbers and lists of them are always JSON");
    escape_unshown(&json) + "\n"
}

/// Returns a time as RFC 3339 has it; none for never.
pub(super) fn stamp(at: i64) -> Option<String> {
    jiff::Timestamp::from_second(at).ok().filter(|_| at > 0).map(|at| at.to_string())
}
