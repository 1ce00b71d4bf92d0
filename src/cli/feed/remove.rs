//! `diptych feed remove`: a feed leaves the list; its articles stay.

use super::add::unwritten;
use crate::cli::args::FeedRemoveArgs;
use crate::cli::error::CliError;
use crate::cli::fetch::{desk, list_failed, named};
use crate::cli::output::print;
use crate::cli::setting::Setting;
use crate::newsroom::subscriptions::public;
use crate::text::cells::one_line;

/// Takes feeds out of the list.
pub fn run(setting: &Setting, wanted: &FeedRemoveArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let mut list = desk.subscriptions().map_err(list_failed)?;
    let mut places = named(&desk, &list, &wanted.feeds)?;
    places.sort_unstable();
    places.dedup();
    let mut removed = Vec::new();
    for at in places.into_iter().rev() {
        let feed = list.remove(at).map_err(|why| unwritten(&desk.wrong(why)))?;
        removed.push(feed);
    }
    desk.keep(&list).map_err(|error| unwritten(&error))?;
    for feed in removed.iter().rev() {
        let state = desk.state(&feed.url);
        desk.forget(&feed.url);
        let stay = match state.folder.filter(|folder| desk.articles().join(folder).is_dir()) {
            Some(folder) => format!("; its articles stay: {}", desk.articles().join(folder).display()),
            None => String::new(),
        };
        print(&format!("{}\n", one_line(&format!("removed: {}{stay}", public(&feed.url)))))?;
    }
    Ok(0)
}
