//! Articles of feeds are forgotten: with their feed, where the reader says so, or because they are older than `keep`.
//!
//! What holds an article ([`Hold`]) is asked first, and again when it is done. The order is what nothing comes back by: the
//! marks of the articles are written down before these are moved into the trash, and a feed leaves the list after that.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::articles::{Articles, FOLDER};
use super::desk::{Desk, DeskError};
use super::forgotten::Forgotten;
use super::lying::{self, Lying};
use super::marked::Marked;
use super::named::title;
use super::trash::{Record, Trash};
use crate::library::ArticleId;
use crate::newsroom::keeping::{Hold, Tally};
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::{Subscription, Subscriptions, public};

/// What becomes of the articles of a feed that is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stay.
    Stay,
    /// Those that nothing holds are forgotten.
    Forget,
}

/// A feed that was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its address, as anybody may read it.
    pub address: String,
    /// What it was called.
    pub title: String,
    /// How many of its articles were forgotten.
    pub forgotten: usize,
    /// How many stay, and why.
    pub stay: Tally,
    /// The folder in which they lie, where some stay.
    pub folder: Option<PathBuf>,
    /// The name by which it can be had back.
    pub name: String,
    /// What went wrong on the way, where not all was forgotten that should have been.
    pub problem: Option<String>,
}

/// A feed that was given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenBack {
    /// What it is called.
    pub title: String,
    /// Whether it is in the list again, and was not before.
    pub listed: bool,
    /// How many articles are back.
    pub articles: usize,
    /// How many are not, because others lie in their places.
    pub in_the_way: usize,
}

/// What `keep` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// How many articles were forgotten.
    pub forgotten: usize,
    /// How many are as old and stay, and why.
    pub held: Tally,
    /// What went wrong, a line each.
    pub problems: Vec<String>,
}

impl Tidied {
    /// Says how many were forgotten, and what held others as old; none where nothing was forgotten.
    #[must_use]
    pub fn told(&self) -> Option<String> {
        let forgotten = if self.forgotten == 1 {
            "1 old article forgotten".to_owned()
        } else {
            format!("{} old articles forgotten", self.forgotten)
        };
        let held = if self.held.held() > 0 { format!(" ({} as old stay)", self.held.held()) } else { String::new() };
        (self.forgotten > 0).then(|| forgotten + &held)
    }
}

impl Desk {
    /// Says how many articles of a feed there are, and what holds them.
    ///
    /// # Errors
    /// Where the list or what the reader did cannot be read.
    pub fn survey(&self, url: &str, also: &[ArticleId]) -> Result<Tally, DeskError> {
        let list = self.subscriptions()?;
        let judged = self.judged(&list, url, None, &Marked::read(self.places(), also)?);
        Ok(tally(&judged))
    }

    /// Takes a feed out of the list, and forgets its articles where that is wanted; `also` are articles that are held
    /// whatever lies on disk. It lies in the trash under `name`, or under one of its own.
    ///
    /// # Errors
    /// Where nothing was done, and why.
    pub fn remove(
        &self,
        url: &str,
        fate: Fate,
        also: &[ArticleId],
        now: i64,
        name: Option<&str>,
    ) -> Result<Removed, DeskError> {
        let _lock = self.lock()?;
        let mut list = self.subscriptions()?;
        let at = list.at(url).ok_or_else(|| DeskError::NotListed(public(url)))?;
        let marked = if fate == Fate::Forget { Some(Marked::read(self.places(), also)?) } else { None };
        let state = self.state(url);
        let judged = marked.map(|marked| self.judged(&list, url, None, &marked)).unwrap_or_default();
        let block = list.block_text(at).map(str::to_owned);
        let feed = list.remove(at).map_err(|why| self.wrong(why))?;
        let title = title(&feed, &state);
        let name = name.map_or_else(|| Trash::name(now, url), str::to_owned);
        let record = Record { at: now, url: url.to_owned(), title: title.clone(), block, state: Some(state.clone()) };
        self.trash().begin(&name, &record).map_err(|why| self.failed(why))?;
        let (forgotten, problem) = self.throw_away(&judged, &state, &name, now)?;
        self.keep(&list)?;
        self.forget(url);
        let folder = state.folder.map(|folder| self.articles().join(folder)).filter(|folder| folder.is_dir());
        let address = public(url);
        Ok(Removed { address, title, forgotten, stay: held(&judged), folder, name, problem })
    }

    /// Gives back what lies in the trash under a name: the articles, the feed, and what was remembered of it.
    ///
    /// # Errors
    /// Where nothing lies there, or the list cannot be changed.
    pub fn give_back(&self, name: &str) -> Result<GivenBack, DeskError> {
        let _lock = self.lock()?;
        let trash = self.trash();
        let record = trash.record(name).ok_or_else(|| DeskError::NotInTrash(name.to_owned()))?;
        let mut list = self.subscriptions()?;
        let missing = record.block.as_ref().filter(|_| list.at(&record.url).is_none());
        if let Some(block) = missing {
            list.add_text(block).map_err(|why| self.wrong(why))?;
        }
        let (back, left) = trash.give_back(name);
        if missing.is_some() {
            self.keep(&list)?;
        }
        if let Some(state) = record.state.as_ref().filter(|state| self.state(&state.url) == FeedState::new(&state.url))
        {
            self.remember(state)?;
        }
        let marks: HashSet<String> = back.iter().filter_map(|path| super::articles::mark_of(path)).collect();
        let is_back = |line: &[String], _: &str| line.first().is_some_and(|mark| marks.contains(mark));
        self.forgotten().take_out(&is_back).map_err(|why| self.failed(why))?;
        if left.is_empty() {
            trash.remove(name);
        }
        let listed = missing.is_some();
        Ok(GivenBack { title: record.title, listed, articles: marks.len(), in_the_way: left.len() })
    }

    /// Returns what lies in the trash, each under the name by which it can be had back, the latest last.
    #[must_use]
    pub fn in_trash(&self) -> Vec<(String, Record)> {
        self.trash().all()
    }

    /// Forgets articles that are older than their feeds keep them, and empties the trash of what has lain in it for long.
    /// The desk's lock is held.
    pub(super) fn tidy(&self, list: &Subscriptions, now: i64) -> Tidied {
        self.trash().empty(now);
        let mut tidied = Tidied::default();
        let mut marked = None;
        for feed in list.feeds() {
            let Some(before) = list.keep(feed).before(now) else { continue };
            if let Err(error) = self.tidy_feed(list, feed, before, now, &mut marked, &mut tidied) {
                tidied.problems.push(format!("{}: its old articles are not forgotten: {error}", public(&feed.url)));
            }
        }
        tidied
    }

    fn tidy_feed(
        &self,
        list: &Subscriptions,
        feed: &Subscription,
        before: i64,
        now: i64,
        marked: &mut Option<Marked>,
        tidied: &mut Tidied,
    ) -> Result<(), DeskError> {
        if self.old(list, &feed.url, before).is_empty() {
            return Ok(());
        }
        if marked.is_none() {
            *marked = Some(Marked::read(self.places(), &[])?);
        }
        let Some(marked) = marked else { return Ok(()) };
        let judged = self.judged(list, &feed.url, Some(before), marked);
        let state = self.state(&feed.url);
        if judged.iter().any(|(_, hold)| hold.is_none()) {
            let name = Trash::name(now, &feed.url);
            let record =
                Record { at: now, url: feed.url.clone(), title: title(feed, &state), block: None, state: None };
            self.trash().begin(&name, &record).map_err(|why| self.failed(why))?;
            let (forgotten, problem) = self.throw_away(&judged, &state, &name, now)?;
            tidied.forgotten += forgotten;
            tidied.problems.extend(problem);
        }
        judged.iter().filter(|(_, hold)| hold.is_some()).for_each(|(_, hold)| tidied.held.count(*hold));
        Ok(())
    }

    /// Returns the articles of a feed that came before a time, or all.
    fn old(&self, list: &Subscriptions, url: &str, before: i64) -> Vec<Lying> {
        let state = self.state(url);
        let folder = self.folder_of(list, url, &state);
        let mut all = lying::of_feed(&folder, &addresses(&state), Some(day(before)));
        all.retain(|lying| lying.came < before);
        all
    }

    /// Judges the articles of a feed, those that came before a time, or all.
    fn judged(
        &self,
        list: &Subscriptions,
        url: &str,
        before: Option<i64>,
        marked: &Marked,
    ) -> Vec<(Lying, Option<Hold>)> {
        let state = self.state(url);
        let own = addresses(&state);
        let all = match before {
            Some(before) => self.old(list, url, before),
            None => lying::of_feed(&self.folder_of(list, url, &state), &own, None),
        };
        let others: HashSet<String> =
            list.feeds().iter().filter(|feed| feed.url != url).map(|feed| public(&feed.url)).collect();
        // What `keep` forgets is old whichever feed brought it.
        let listed = |feed: &str| before.is_none() && !own.iter().any(|own| own == feed) && others.contains(feed);
        lying::judge(all, marked, &listed)
    }

    fn folder_of(&self, list: &Subscriptions, url: &str, state: &FeedState) -> PathBuf {
        let named =
            || list.at(url).and_then(|at| list.feeds().get(at)).map(|feed| Articles::folder(&title(feed, state)));
        self.articles().join(state.folder.clone().or_else(named).unwrap_or_else(|| FOLDER.to_owned()))
    }

    /// Moves what nothing holds into the trash, once it is written down that it is forgotten; returns how many.
    fn throw_away(
        &self,
        judged: &[(Lying, Option<Hold>)],
        state: &FeedState,
        name: &str,
        now: i64,
    ) -> Result<(usize, Option<String>), DeskError> {
        let free: Vec<&Lying> = judged.iter().filter(|(_, hold)| hold.is_none()).map(|(lying, _)| lying).collect();
        if free.is_empty() {
            return Ok((0, None));
        }
        let marks: Vec<_> = free.iter().map(|lying| lying.marks(&state.origin)).collect();
        self.forgotten().add(day(now), &public(&state.url), &marks).map_err(|why| self.failed(why))?;
        let paths: Vec<PathBuf> = free.iter().map(|lying| lying.path.clone()).collect();
        let (moved, failed) = self.trash().take(name, &paths);
        Ok((moved, failed.map(|(path, why)| format!("{}: it is not forgotten: {why}", path.display()))))
    }

    pub(super) fn forgotten(&self) -> Forgotten {
        Forgotten::new(&self.articles().join(FOLDER))
    }

    fn trash(&self) -> Trash {
        Trash::new(&self.articles().join(FOLDER))
    }

    pub(super) fn failed(&self, why: std::io::Error) -> DeskError {
        DeskError::Io { path: self.articles().join(FOLDER), why }
    }
}

/// Returns the addresses by which articles of a feed name it.
#[must_use]
pub fn addresses(state: &FeedState) -> Vec<String> {
    let all = [&state.url, &state.origin].into_iter().chain(&state.aliases).map(|url| public(url));
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

fn day(at: i64) -> Date {
    Timestamp::from_second(at).unwrap_or_default().to_zoned(TimeZone::UTC).date()
}

fn tally(judged: &[(Lying, Option<Hold>)]) -> Tally {
    let mut tally = Tally::default();
    judged.iter().for_each(|(_, hold)| tally.count(*hold));
    tally
}

fn held(judged: &[(Lying, Option<Hold>)]) -> Tally {
    let mut tally = tally(judged);
    tally.free = 0;
    tally
}
