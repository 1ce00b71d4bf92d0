//! `diptych feed`: feeds, and what stands in them.

mod add;
mod list;
mod opml;
mod remove;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::args::{FeedCommand, FeedReadArgs, Format, is_stdin};
use super::error::CliError;
use super::fetch::net_failed;
use super::output::print;
use super::setting::Setting;
use crate::effects::net::{Answer, Request, Validators};
use crate::library::url::openable;
use crate::newsroom::feed::{self, NotAFeed, listing::Listing};

/// Does what is asked for with feeds.
pub fn run(setting: &Setting, wanted: &FeedCommand) -> Result<u8, CliError> {
    match wanted {
        FeedCommand::Add(wanted) => add::run(setting, wanted),
        FeedCommand::Remove(wanted) => remove::run(setting, wanted),
        FeedCommand::Restore(wanted) => remove::restore(setting, wanted),
        FeedCommand::List(wanted) => list::run(setting, wanted),
        FeedCommand::Import(wanted) => opml::import(setting, wanted),
        FeedCommand::Export => opml::export(setting),
        FeedCommand::Read(wanted) => read(setting, wanted),
    }
}

/// Prints what stands in a feed; faults end nothing.
fn read(setting: &Setting, wanted: &FeedReadArgs) -> Result<u8, CliError> {
    let shown = wanted.file.display();
    let failed =
        |why: &dyn std::fmt::Display| CliError::failed(format_args!("the feed cannot be read: {shown}: {why}"));
    let answer = match is_address(&wanted.file) {
        true => ask(setting, &wanted.file.to_string_lossy(), "the feed cannot be read")?,
        false => Answer { body: bytes(&wanted.file).map_err(|error| failed(&error))?, ..Answer::default() },
    };
    let base = wanted.base.as_deref().or(Some(answer.url.as_str()).filter(|url| !url.is_empty()));
    let found = feed::read(&answer.body, answer.content_type.as_deref(), base).map_err(|error| match error {
        NotAFeed::Page => failed(&error).hint("diptych feed add looks for the feed that a page names"),
        NotAFeed::Opml => failed(&error).hint("diptych feed import takes a list of feeds"),
        _ => failed(&error),
    })?;
    let listing = Listing::new(&found);
    print(&match wanted.format {
        Format::Json => listing.to_json(),
        Format::Text => listing.to_text(),
    })?;
    Ok(0)
}

/// Says whether what was named is an address and no file.
fn is_address(path: &Path) -> bool {
    openable(&path.to_string_lossy()).is_ok()
}

/// Asks for a feed; whatever is not an answer with a document is an error, and `what` failed.
fn ask(setting: &Setting, url: &str, what: &str) -> Result<Answer, CliError> {
    let request = Request::feed(url, Validators::default());
    let answer = setting.client().fetch(&request, &AtomicBool::new(false)).map_err(|error| net_failed(what, &error))?;
    match answer.refusal() {
        Some(why) => Err(CliError::failed(format_args!("{what}: {}: {why}", answer.url))),
        None => Ok(answer),
    }
}

/// Returns what is read of the file, one byte more than of a feed, so that more is noticed.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let most = feed::LARGEST as u64 + 1;
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
