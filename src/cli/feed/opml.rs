//! `diptych feed import` and `export`: lists of feeds as other readers have them.

use std::collections::HashSet;

use super::add::unwritten;
use super::bytes;
use crate::cli::args::FeedImportArgs;
use crate::cli::error::{CliError, status};
use crate::cli::fetch::{desk, list_failed};
use crate::cli::output::{complain, print};
use crate::cli::setting::Setting;
use crate::library::listing::escape_unshown_in_xml;
use crate::newsroom::opml;
use crate::newsroom::subscriptions::{Subscription, bare, public};
use crate::text::cells::one_line;

/// Adds the feeds of a list.
pub fn import(setting: &Setting, wanted: &FeedImportArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let shown = wanted.file.display();
    let failed = |why: &dyn std::fmt::Display| CliError::failed(format_args!("no feeds are imported: {shown}: {why}"));
    let found = opml::read(&bytes(&wanted.file).map_err(|error| failed(&error))?).map_err(|error| failed(&error))?;
    let desk = desk(setting)?;
    let mut list = desk.subscriptions().map_err(list_failed)?;
    let mut known: HashSet<String> = list.feeds().iter().map(|feed| feed.url.clone()).collect();
    let (mut new, mut there, mut left) = (Vec::new(), 0, found.homeless.len());
    for title in &found.homeless {
        complain(one_line(&format!("diptych: a feed is not imported: {title}: it has no address")));
    }
    for feed in found.subscriptions {
        let Some(url) = bare(&feed.feed) else {
            complain(one_line(&format!("diptych: a feed is not imported: {}: it is no address of the web", feed.feed)));
            left += 1;
            continue;
        };
        if !known.insert(url.clone()) {
            there += 1;
            continue;
        }
        let title = Some(feed.title).filter(|title| !title.trim().is_empty());
        new.push(Subscription { url, title, tags: feed.tags, ..Subscription::default() });
    }
    if !new.is_empty() {
        list.add(&new).map_err(|why| unwritten(&desk.wrong(why)))?;
        desk.keep(&list).map_err(|error| unwritten(&error))?;
    }
    print(&format!("{} added, {there} there already, {left} left out\n", new.len()))?;
    Ok(status(left > 0))
}

/// Prints the list of feeds; passwords and how to get them are nobody else's business.
pub fn export(setting: &Setting) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let list = desk.subscriptions().map_err(list_failed)?;
    let outline = |feed: &Subscription| opml::Outline {
        title: feed.title.clone().or_else(|| desk.state(&feed.url).title).unwrap_or_default(),
        feed: public(&feed.url),
        site: None,
        tags: feed.tags.clone(),
    };
    let feeds: Vec<_> = list.feeds().iter().filter(|feed| bare(&feed.url).is_some()).map(outline).collect();
    print(&escape_unshown_in_xml(&opml::write("Feeds of diptych", &feeds)))?;
    Ok(0)
}
