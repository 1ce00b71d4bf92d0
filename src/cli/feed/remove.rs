//! `diptych feed remove` and `restore`: a feed leaves the list, with its articles where the reader says so, and comes back.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::add::unwritten;
use crate::cli::args::{Articles, FeedRemoveArgs, FeedRestoreArgs};
use crate::cli::error::{CliError, status};
use crate::cli::fetch::{desk, failed, list_failed, named};
use crate::cli::output::{ask, complain, print};
use crate::cli::setting::Setting;
use crate::effects::news::{Desk, Fate, GivenBack, Removed};
use crate::newsroom::keeping::{Tally, articles};
use crate::newsroom::subscriptions::public;
use crate::text::cells::one_line;

/// Takes feeds out of the list.
pub fn run(setting: &Setting, wanted: &FeedRemoveArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let list = desk.subscriptions().map_err(list_failed)?;
    let mut places = named(&desk, &list, &wanted.feeds)?;
    places.sort_unstable();
    places.dedup();
    let urls: Vec<&str> = places.iter().filter_map(|at| Some(list.feeds().get(*at)?.url.as_str())).collect();
    let mut troubled = false;
    for url in urls {
        let fate = fate(&desk, url, wanted)?;
        if wanted.dry_run {
            let tally = desk.survey(url, &[]).map_err(unsurveyed)?;
            print(&format!("{}\n", one_line(&format!("{}: {}", public(url), planned(&tally, fate)))))?;
            continue;
        }
        let now = jiff::Timestamp::now().as_second();
        let removed = desk.remove(url, fate, &[], now, None).map_err(|error| unwritten(&error))?;
        print(&format!("{}\n", one_line(&told(&removed))))?;
        if let Some(problem) = &removed.problem {
            troubled = true;
            complain(one_line(&format!("diptych: not all articles are forgotten: {problem}")));
        }
    }
    Ok(status(troubled))
}

/// Gives back what was removed last, or what is named.
pub fn restore(setting: &Setting, wanted: &FeedRestoreArgs) -> Result<u8, CliError> {
    setting.refuse_errors()?;
    setting.warn();
    let desk = desk(setting)?;
    let all = desk.in_trash();
    let is_meant = |said: &str, url: &str, title: &str| url == said || title.to_lowercase() == said.to_lowercase();
    let found = match &wanted.feed {
        None => all.last(),
        Some(said) => all.iter().rev().find(|(name, it)| name == said || is_meant(said, &it.url, &it.title)),
    };
    let Some((name, _)) = found else {
        let what = match &wanted.feed {
            Some(said) => format!("nothing is given back: {said}: no feed of that address or title lies in the trash"),
            None => "nothing is given back: nothing lies in the trash of feeds".to_owned(),
        };
        return Err(CliError::failed(what));
    };
    let back = desk.give_back(name).map_err(|error| failed("nothing is given back", &error))?;
    print(&format!("{}\n", one_line(&given_back(&back))))?;
    Ok(status(back.in_the_way > 0))
}

/// Says what becomes of the articles: as is said, else as the reader answers, else they stay.
fn fate(desk: &Desk, url: &str, wanted: &FeedRemoveArgs) -> Result<Fate, CliError> {
    match wanted.articles {
        Some(Articles::Stay) => return Ok(Fate::Stay),
        Some(Articles::Forget) => return Ok(Fate::Forget),
        None if wanted.dry_run || !(io::stdin().is_terminal() && io::stderr().is_terminal()) => return Ok(Fate::Stay),
        None => {}
    }
    let tally = desk.survey(url, &[]).map_err(unsurveyed)?;
    if tally.free == 0 {
        return Ok(Fate::Stay);
    }
    let stay = if tally.held() > 0 { format!("; these stay: {}", tally.told()) } else { String::new() };
    let those = articles(tally.free);
    let question = format!("{}: forget {those} of it that you did nothing with{stay}? [y/N] ", public(url));
    ask(one_line(&question));
    let mut answer = String::new();
    // An answer that cannot be read is no yes.
    let _ = io::stdin().lock().read_line(&mut answer);
    let yes = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
    Ok(if yes { Fate::Forget } else { Fate::Stay })
}

fn unsurveyed(error: crate::effects::news::DeskError) -> CliError {
    failed("its articles cannot be told apart", &error)
}

/// Says what would be done.
fn planned(tally: &Tally, fate: Fate) -> String {
    let held = if tally.held() > 0 { format!(", {} stay: {}", tally.held(), tally.told()) } else { String::new() };
    match fate {
        Fate::Stay => format!("would be removed; {} would stay", articles(tally.all())),
        Fate::Forget => format!("would be removed; {} would be forgotten{held}", articles(tally.free)),
    }
}

/// Says what was done.
fn told(removed: &Removed) -> String {
    let mut told = format!("removed: {}", removed.address);
    if removed.forgotten > 0 {
        told += &format!("; {} forgotten", articles(removed.forgotten));
    }
    if removed.stay.held() > 0 {
        told += &format!("; these stay: {}", removed.stay.told());
    } else if let Some(folder) = removed.folder.as_ref().filter(|_| removed.forgotten == 0) {
        told += &format!("; its articles stay: {}", folder.display());
    }
    told + "; diptych feed restore takes it back"
}

fn given_back(back: &GivenBack) -> String {
    let mut told = format!("given back: {}", back.title);
    if !back.listed {
        told += "; the feed is in the list";
    }
    if back.articles > 0 {
        told += &format!("; {} back in place", articles(back.articles));
    }
    if back.in_the_way > 0 {
        told += &format!("; {} not, for others lie in their places", back.in_the_way);
    }
    told
}
