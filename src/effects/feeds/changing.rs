//! Feeds are removed, given back, renamed and paused from the screen.

use jiff::Timestamp;

use super::{NO_FOLDER, turn, unread};
use crate::app::core::feeds::{FeedChange, Removal};
use crate::app::message::Msg;
use crate::effects::job::{Desk, Job};
use crate::effects::news::{DeskError, Fate, GivenBack, Newsroom, Removed};
use crate::library::ArticleId;
use crate::newsroom::keeping::articles;
use crate::newsroom::subscriptions::public;

/// Counts the articles of the feed of an address by what holds them.
pub fn survey(url: String, also: Vec<ArticleId>) -> Job {
    let work = move |desk: &Desk| {
        let told = |error: DeskError| format!("its articles cannot be counted: {error}");
        let tally = newsroom(desk).and_then(|newsroom| newsroom.desk.survey(&url, &also).map_err(told));
        desk.answers.send(Msg::FeedSurveyed(url, tally));
    };
    Job { what: "counting the articles of a feed", last: None, work: Box::new(work) }
}

/// Takes a feed out of the list, and its articles with it where that is wanted.
pub fn remove(removal: Box<Removal>) -> Job {
    let work = move |desk: &Desk| {
        let _turn = turn(desk);
        let fate = if removal.forget { Fate::Forget } else { Fate::Stay };
        let now = Timestamp::now().as_second();
        let done = newsroom(desk).and_then(|newsroom| {
            let done = newsroom.desk.remove(&removal.url, fate, &removal.also, now, removal.name.as_deref());
            done.map_err(|error| unchanged(&error))
        });
        desk.answers.send(Msg::FeedRemoved(removal, done.map(|removed| (removed_in_words(&removed), removed.name))));
        tell_list(desk);
    };
    Job { what: "removing a feed", last: None, work: Box::new(work) }
}

/// Gives back what lies in the trash of feeds under a name.
pub fn give_back(name: String) -> Job {
    let work = move |desk: &Desk| {
        let _turn = turn(desk);
        let told = |error: DeskError| format!("the feed is not given back: {error}");
        let back = newsroom(desk).and_then(|newsroom| newsroom.desk.give_back(&name).map_err(told));
        desk.answers.send(Msg::FeedBack(back.map(|back| back_in_words(&back))));
        tell_list(desk);
    };
    Job { what: "giving a feed back", last: None, work: Box::new(work) }
}

/// Changes the feed of an address in the list.
pub fn change(url: String, change: FeedChange) -> Job {
    let work = move |desk: &Desk| {
        let _turn = turn(desk);
        let done =
            newsroom(desk).and_then(|newsroom| changed(newsroom, &url, &change).map_err(|error| unchanged(&error)));
        if let Err(why) = done {
            desk.answers.send(Msg::Failed(why));
        }
        tell_list(desk);
    };
    Job { what: "changing a feed", last: None, work: Box::new(work) }
}

fn changed(newsroom: &Newsroom, url: &str, change: &FeedChange) -> Result<(), DeskError> {
    let desk = &newsroom.desk;
    let mut list = desk.subscriptions()?;
    let at = list.at(url).ok_or_else(|| DeskError::NotListed(public(url)))?;
    let set = match change {
        FeedChange::Title(title) => list.set_title(at, title),
        FeedChange::Paused(paused) => list.set_paused(at, *paused),
    };
    set.map_err(|why| desk.wrong(why))?;
    desk.keep(&list)
}

fn newsroom(desk: &Desk) -> Result<&Newsroom, String> {
    desk.shared.world.newsroom.as_ref().ok_or_else(|| NO_FOLDER.to_owned())
}

fn tell_list(desk: &Desk) {
    if let Some(newsroom) = &desk.shared.world.newsroom {
        desk.answers.send(Msg::Feeds(newsroom.list().map(Box::new).map_err(|error| unread(&error))));
    }
}

fn unchanged(error: &DeskError) -> String {
    format!("the list of feeds cannot be changed: {error}")
}

/// Says what was removed.
fn removed_in_words(removed: &Removed) -> String {
    let mut told = format!("removed: {}", removed.title);
    if removed.forgotten > 0 {
        told += &format!("; {} forgotten", articles(removed.forgotten));
    }
    if let Some(problem) = &removed.problem {
        told += &format!("; not all: {problem}");
    }
    told
}

fn back_in_words(back: &GivenBack) -> String {
    let mut told = format!("given back: {}", back.title);
    if back.articles > 0 {
        told += &format!("; {} back in place", articles(back.articles));
    }
    if back.in_the_way > 0 {
        told += &format!("; {} not, for others lie in their places", back.in_the_way);
    }
    told
}
