//! `diptych feed add`: a feed joins the reader's list, found where it is named or on the page that names it.

use std::sync::atomic::AtomicBool;

use crate::cli::args::FeedAddArgs;
use crate::cli::error::{CliError, status};
use crate::cli::fetch::{desk, failed, fetching, told};
use crate::cli::output::{complain, print};
use crate::cli::setting::Setting;
use crate::effects::news::{DeskError, JoinError, Joined, Outcome};
use crate::newsroom::subscriptions::{Subscription, public};
use crate::text::cells::one_line;

/// Adds a feed; one request is made, and what it brings is kept.
pub fn run(setting: &Setting, wanted: &FeedAddArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let (client, cancel) = (setting.client(), AtomicBool::new(false));
    let like = Subscription {
        title: wanted.title.clone(),
        tags: wanted.tag.clone(),
        full_text: wanted.full_text,
        ..Subscription::default()
    };
    match fetching(&desk, &client, &cancel).join(&wanted.feed.to_string_lossy(), &like) {
        Ok(joined) => added(&joined),
        Err(known @ JoinError::Known(_)) => {
            complain(one_line(&format!("diptych: {known}")));
            Ok(0)
        }
        Err(error) => {
            let failed = CliError::failed(&error);
            Err(error.hint().into_iter().fold(failed, CliError::hint))
        }
    }
}

/// Says what came with a feed.
fn added(joined: &Joined) -> Result<u8, CliError> {
    for other in &joined.others {
        complain(one_line(&format!("diptych: the page names another feed: {} {}", other.url, other.title)));
    }
    let Some(brought) = &joined.brought else {
        let told = format!("{}: found on the page, and added; diptych fetch brings its articles", joined.feed.url);
        print(&format!("{}\n", one_line(&told)))?;
        return Ok(0);
    };
    told(brought).into_iter().for_each(complain);
    let new = if let Outcome::Read(new) = brought.outcome { new } else { 0 };
    print(&format!("{}\n", one_line(&format!("{}: added, {new} new: {}", public(&joined.feed.url), brought.title))))?;
    Ok(status(matches!(brought.outcome, Outcome::Failed(_))))
}

pub(super) fn unwritten(error: &DeskError) -> CliError {
    failed("the list of feeds cannot be changed", error)
}
