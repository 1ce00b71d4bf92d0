//! The feeds as the program holds them: the list, what is under way, and how many of their articles are on the shelf.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::app::core::message::FeedDone;
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::library::ArticleId;
use crate::newsroom::keeping::Tally;

/// Failures that are named once a run is over; of the others only their number is told.
const NAMED: usize = 2;

/// A feed of the reader's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListedFeed {
    /// Its address as the list has it, by which it is named.
    pub url: String,
    /// The address as it may be shown: without a password.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// How it is, in a few words, for a row.
    pub health: String,
    /// Whether the reader should look at it.
    pub is_ill: bool,
    /// How it is, in full, a line each.
    pub told: Vec<String>,
    /// Whether the reader paused it.
    pub paused: bool,
    /// The address of its site.
    pub site: Option<String>,
    /// The addresses by which articles name it.
    pub addresses: Vec<String>,
    /// How many articles came by it so far.
    pub articles: u64,
    /// The folder of its articles; none where none came yet.
    pub folder: Option<PathBuf>,
}

/// A feed that is to be removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removal {
    /// Its address as the list has it.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// Whether its articles are forgotten, those that nothing holds.
    pub forget: bool,
    /// Articles with notes that are not on disk, which hold them all the same.
    pub also: Vec<ArticleId>,
    /// Under which name it lies in the trash, where it lay there before.
    pub name: Option<String>,
    /// What is known of its articles.
    pub tally: Option<Tally>,
}

impl Removal {
    /// Says whether there are articles that may be forgotten.
    #[must_use]
    pub fn may_forget(&self) -> bool {
        self.tally.as_ref().is_some_and(|tally| tally.free > 0)
    }

    /// Says what becomes of its articles.
    #[must_use]
    pub fn told(&self) -> String {
        let Some(tally) = &self.tally else {
            return "Its articles stay; those are counted that may be forgotten …".to_owned();
        };
        let free = match (tally.free, tally.all()) {
            (1, 1) => "its article: it stays, or goes".to_owned(),
            (1, all) => format!("1 of its {all} articles: it stays, or goes"),
            (free, all) if free == all => format!("its {free} articles: they stay, or go"),
            (free, all) => format!("{free} of its {all} articles: they stay, or go"),
        };
        let free = format!("You did nothing with {free} into the trash for 30 days.");
        match (tally.free, tally.held()) {
            (0, 0) => "No article of it lies in the library.".to_owned(),
            (0, _) => format!("Its articles stay: {}.", tally.told()),
            (_, 0) => free,
            _ => format!("{free} In any case stay: {}.", tally.told()),
        }
    }
}

/// What can be changed of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedChange {
    /// What the reader calls it.
    Title(String),
    /// Whether it is not to be asked.
    Paused(bool),
}

/// The list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedList {
    /// The feeds, in the order of the list.
    pub feeds: Vec<ListedFeed>,
    /// The file of the list.
    pub path: PathBuf,
    /// Why nothing can be fetched, where the network is forbidden.
    pub forbidden: Option<String>,
    /// The library that articles of feeds go into, where it is not the one on the screen.
    pub elsewhere: Option<PathBuf>,
}

/// What is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The question.
    pub id: RequestId,
    /// The address that a feed is looked for at, where one is added.
    pub adding: Option<String>,
    /// How many feeds are asked; none while that is not known.
    pub all: Option<usize>,
    /// How many of them are done.
    pub done: usize,
    /// How many articles came.
    pub new: usize,
    /// Whether the reader called it off, and its end is waited for.
    pub called_off: bool,
    /// How many feeds brought something.
    brought: usize,
    /// How many were not asked.
    left: usize,
    /// What brought nothing though it was asked: its name and why.
    failed: Vec<(String, String)>,
    /// What else is to be told.
    warnings: Vec<String>,
}

/// How many articles of a feed lie in the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All of them.
    pub articles: usize,
    /// Those that are not read.
    pub unread: usize,
}

/// The feeds.
#[derive(Clone, Debug, Default)]
pub struct Feeds {
    /// The list, or why it cannot be read; none while it was not read yet.
    pub list: Option<Result<FeedList, String>>,
    /// What is under way.
    pub run: Option<Run>,
    /// How many articles came from a feed in the last run, by its address.
    pub came: HashMap<String, usize>,
    /// By the addresses of feeds.
    counts: HashMap<String, Count>,
    /// The shelf that the counts are of: its generation, its articles, those unread.
    counted: Option<(u64, usize, usize)>,
}

impl Feeds {
    /// Returns the feeds of the list; nothing where there is none.
    #[must_use]
    pub fn listed(&self) -> &[ListedFeed] {
        self.list.as_ref().and_then(|list| list.as_ref().ok()).map_or(&[], |list| list.feeds.as_slice())
    }

    /// Returns the library that articles of feeds go into, where it is not the one on the screen.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&Path> {
        self.list.as_ref()?.as_ref().ok()?.elsewhere.as_deref()
    }

    /// Takes it that something was begun.
    pub fn start(&mut self, id: RequestId, adding: Option<String>) {
        self.came.clear();
        self.run = Some(Run {
            id,
            adding,
            all: None,
            done: 0,
            new: 0,
            called_off: false,
            brought: 0,
            left: 0,
            failed: Vec::new(),
            warnings: Vec::new(),
        });
    }

    /// Takes how many feeds are asked.
    pub fn begin(&mut self, id: RequestId, all: usize) {
        self.run.iter_mut().filter(|run| run.id == id).for_each(|run| run.all = Some(all));
    }

    /// Takes a feed that is done.
    pub fn done(&mut self, id: RequestId, done: FeedDone) {
        let Some(run) = self.run.as_mut().filter(|run| run.id == id) else { return };
        run.done += 1;
        run.new += done.new;
        run.brought += usize::from(done.new > 0);
        run.left += usize::from(!done.asked);
        run.failed.extend(done.failed.map(|why| (done.feed.title.clone(), why)));
        run.warnings.extend(done.warnings.iter().map(|warning| format!("{}: {warning}", done.feed.title)));
        if done.asked {
            self.came.insert(done.feed.url.clone(), done.new);
        }
        let list = self.list.as_mut().and_then(|list| list.as_mut().ok());
        if let Some(there) = list.and_then(|list| list.feeds.iter_mut().find(|feed| feed.url == done.feed.url)) {
            *there = done.feed;
        }
    }

    /// Takes it that what was asked for with `id` is over; returns what it was.
    pub fn end(&mut self, id: RequestId) -> Option<Run> {
        self.run.take_if(|run| run.id == id)
    }

    /// Takes the list as it is on disk.
    pub fn take(&mut self, list: Result<FeedList, String>) {
        self.list = Some(list);
        self.counted = None;
    }

    /// Counts the articles of each feed on the shelf, where that is not what it was.
    pub fn count(&mut self, shelf: &Shelf) {
        let now = (shelf.generation, shelf.entries.len(), shelf.unread);
        if self.counted.replace(now) == Some(now) {
            return;
        }
        self.counts.clear();
        for (_, entry) in shelf.entries.iter().enumerate().filter(|(index, _)| shelf.versions.is_shown(*index)) {
            let unread = usize::from(!shelf.state.articles.get(&entry.id).is_some_and(|state| state.read));
            for feed in entry.meta.feeds() {
                let count = match self.counts.get_mut(feed) {
                    Some(count) => count,
                    None => self.counts.entry(feed.to_owned()).or_default(),
                };
                count.articles += 1;
                count.unread += unread;
            }
        }
    }

    /// Returns how many articles that came by a feed lie in the library; one that came by several counts for each.
    #[must_use]
    pub fn count_of(&self, feed: &ListedFeed) -> Count {
        let counts = feed.addresses.iter().filter_map(|address| self.counts.get(address));
        counts.fold(Count::default(), |sum, count| Count {
            articles: sum.articles + count.articles,
            unread: sum.unread + count.unread,
        })
    }
}

impl Run {
    /// Says how far it has come.
    #[must_use]
    pub fn progress(&self) -> String {
        if self.adding.is_some() {
            return "looking for the feed …".to_owned();
        }
        let verb = if self.called_off { "stopping" } else { "fetching" };
        let new = if self.new > 0 { format!(" · {} new", self.new) } else { String::new() };
        match self.all {
            Some(all) => format!("{verb} {} of {all}{new}", self.done),
            None => format!("{verb} …"),
        }
    }

    /// Says what came of it, and whether something went wrong.
    #[must_use]
    pub fn outcome(&self) -> (String, bool) {
        let plural =
            |count: usize, noun: &str| if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") };
        let came = match self.new {
            0 => "nothing new".to_owned(),
            new => format!("{} from {}", plural(new, "new article"), plural(self.brought, "feed")),
        };
        let mut parts = vec![if self.called_off { format!("stopped: {came}") } else { came }];
        let left = self.left + self.all.unwrap_or(self.done).saturating_sub(self.done);
        parts.extend((left > 0).then(|| format!("{left} not asked")));
        parts.extend((!self.failed.is_empty()).then(|| format!("{} failed", self.failed.len())));
        parts.extend(self.failed.iter().take(NAMED).map(|(title, why)| format!("{title}: {why}")));
        parts.extend(self.warnings.iter().take(NAMED).cloned());
        (parts.join("; "), !self.failed.is_empty() || !self.warnings.is_empty())
    }
}
