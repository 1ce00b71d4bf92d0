//! `diptych feed`: feeds, and what stands in them.

use std::fs::File;
use std::io::{self, Read};

use super::args::{FeedCommand, FeedReadArgs, Format, is_stdin};
use super::error::CliError;
use super::output::print;
use crate::newsroom::feed::{self, NotAFeed, listing::Listing};

/// Does what is asked for with feeds.
pub fn run(wanted: &FeedCommand) -> Result<u8, CliError> {
    match wanted {
        FeedCommand::Read(wanted) => read(wanted),
    }
}

/// Prints what stands in a feed; faults end nothing.
fn read(wanted: &FeedReadArgs) -> Result<u8, CliError> {
    let shown = wanted.file.display();
    if let Some(scheme) = ["http://", "https://"].iter().find(|it| wanted.file.to_string_lossy().starts_with(*it)) {
        let what = format!("the feed cannot be read: {shown}: addresses ({scheme}…) are not fetched yet");
        return Err(CliError::failed(what).hint("curl -s ADDRESS | diptych feed read - --base ADDRESS"));
    }
    let failed =
        |why: &dyn std::fmt::Display| CliError::failed(format_args!("the feed cannot be read: {shown}: {why}"));
    let bytes = bytes(wanted).map_err(|error| failed(&error))?;
    let found = feed::read(&bytes, None, wanted.base.as_deref()).map_err(|error| match error {
        NotAFeed::Page => failed(&error).hint("the page may name its feed: look for application/rss+xml in its source"),
        NotAFeed::Opml => failed(&error).hint("diptych feed read reads one feed at a time"),
        _ => failed(&error),
    })?;
    let listing = Listing::new(&found);
    print(&match wanted.format {
        Format::Json => listing.to_json(),
        Format::Text => listing.to_text(),
    })?;
    Ok(0)
}

/// Returns what is read of the file, one byte more than of a feed, so that more is noticed.
fn bytes(wanted: &FeedReadArgs) -> io::Result<Vec<u8>> {
    let most = feed::LARGEST as u64 + 1;
    let mut bytes = Vec::new();
    if is_stdin(&wanted.file) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(&wanted.file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
