//! A run over feeds: several hosts at a time, one request at a time to each, and each feed by itself: whatever is wrong
//! with one stops no other.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use super::articles::Articles;
use super::full::Pages;
use super::gate::Gate;
use super::named::{host_of, title};
use super::turn::Turn;
use super::{Desk, DeskError, Tidied};
use crate::effects::deadline::Deadline;
use crate::effects::net::{Answer, Client};
use crate::effects::supervise;
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::{Subscription, Subscriptions};

/// How much is asked at once and how soon again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pacing {
    /// Hosts that are asked at once.
    pub hosts: usize,
    /// The time from one feed of a host to the next; hosts of the reader's own network are asked without a pause.
    pub feed: Duration,
    /// The time from one page of a host to the next, where pages are fetched by themselves.
    pub page: Duration,
}

impl Default for Pacing {
    fn default() -> Self {
        Self { hosts: 8, feed: Duration::from_secs(1), page: Duration::from_secs(5) }
    }
}

/// What came of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was read; how many articles were new.
    Read(usize),
    /// It has not changed.
    Unchanged,
    /// No feed came, or its articles could not be kept.
    Failed(String),
    /// Its host asks to be left alone until then; it was not asked.
    Waits(i64),
    /// Its time has not come; it was not asked.
    NotDue(i64),
    /// The reader paused it; it was not asked.
    Paused,
    /// It says that it is gone for good; it is not asked again unless the reader names it.
    Gone,
    /// The run was called off before its turn.
    CalledOff,
}

/// A feed after a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Its address before the run.
    pub url: String,
    /// What it is called: by the reader, by itself, else its address.
    pub title: String,
    /// What came of it.
    pub outcome: Outcome,
    /// What else the reader should know, a line each.
    pub warnings: Vec<String>,
    /// Where it has moved for good.
    pub moved: Option<String>,
}

/// Which feeds are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those whose time has come.
    Due,
    /// All of them, but for those that are paused or whose host waits.
    All,
    /// These, as the reader named them: also those that are paused.
    Named,
}

/// What tells the time, in seconds since 1970: the system, or a test.
#[derive(Clone, Copy)]
pub struct Clock<'c>(pub &'c (dyn Fn() -> i64 + Sync));

impl Clock<'_> {
    /// Returns the clock of the system.
    #[must_use]
    pub const fn system() -> Self {
        Self(&|| Timestamp::now().as_second())
    }

    pub(super) fn now(self) -> i64 {
        (self.0)()
    }
}

impl std::fmt::Debug for Clock<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Clock")
    }
}

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// The feeds, in the order of the list.
    pub feeds: Vec<Brought>,
    /// What was forgotten because it is older than its feed keeps it.
    pub tidied: Tidied,
}

/// A run over feeds.
#[derive(Clone, Copy, Debug)]
pub struct Fetching<'f> {
    /// Where all lies.
    pub desk: &'f Desk,
    /// What makes the requests.
    pub client: &'f Client,
    /// How much at once.
    pub pacing: Pacing,
    /// What tells the time.
    pub clock: Clock<'f>,
    /// Whether the run is called off.
    pub cancel: &'f AtomicBool,
}

/// What the feeds of a run share.
pub(super) struct Run<'r> {
    pub articles: Articles,
    pub gate: &'r Gate,
    pub pages: Pages<'r>,
    /// Until when hosts ask to be left alone.
    pub waits: Mutex<HashMap<String, i64>>,
    pub which: Which,
}

impl Fetching<'_> {
    /// Asks the feeds of `wanted`, by their places in the list, whose articles are known, and forgets what is older than
    /// its feed keeps it. Each feed is told to `told` as it is done, from several threads. Holds the desk's lock.
    ///
    /// # Errors
    /// Where another run fetches just now, or the folder of the states cannot be written.
    pub fn run(
        &self,
        list: &Subscriptions,
        wanted: &[usize],
        which: Which,
        told: &(dyn Fn(&Brought) + Sync),
    ) -> Result<Ran, DeskError> {
        let _lock = self.desk.lock()?;
        let all = list.feeds();
        self.desk.sweep();
        let states = self.states(all);
        let gate = Gate::default();
        let run = self.begin(&states, &gate, which);
        let groups = Mutex::new(by_host(all, wanted));
        let done: Mutex<Vec<(usize, Brought)>> = Mutex::new(Vec::new());
        let next = || groups.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let work = || {
            while let Some(group) = next() {
                for at in group {
                    let (Some(feed), Some(state)) = (all.get(at), states.get(at)) else { continue };
                    let brought = self.safely(&run, feed, state);
                    told(&brought);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, brought));
                }
            }
        };
        thread::scope(|scope| {
            for _ in 0..self.pacing.hosts.clamp(1, wanted.len().max(1)) {
                scope.spawn(work);
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_by_key(|(at, _)| *at);
        let mut feeds: Vec<Brought> = done.into_iter().map(|(_, brought)| brought).collect();
        run.articles.tell_feeds();
        self.settle(&mut feeds);
        let tidied = self.desk.tidy(list, self.clock.now());
        Ok(Ran { feeds, tidied })
    }

    /// Keeps what an answer holds that was asked for while a feed was subscribed to, so that it costs one request.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn first(&self, all: &[Subscription], feed: &Subscription, answer: &Answer) -> Result<Brought, DeskError> {
        let _lock = self.desk.lock()?;
        let states = self.states(all);
        let gate = Gate::default();
        let run = self.begin(&states, &gate, Which::Named);
        let mut turn = Turn::new(self, &run, feed, FeedState::new(&feed.url));
        turn.answered(answer);
        let brought = turn.end();
        run.articles.tell_feeds();
        Ok(brought)
    }

    /// Returns what is remembered of feeds. Where the articles of one are gone, all of them, it is fetched anew: a site that
    /// says that nothing has changed would leave the reader with nothing.
    fn states(&self, all: &[Subscription]) -> Vec<FeedState> {
        let state = |feed: &Subscription| {
            let mut state = self.desk.state(&feed.url);
            if state.folder.as_ref().is_some_and(|folder| !self.desk.articles().join(folder).is_dir()) {
                state.forget_document();
                state.seen.clear();
            }
            state
        };
        all.iter().map(state).collect()
    }

    fn begin<'r>(&'r self, states: &[FeedState], gate: &'r Gate, which: Which) -> Run<'r> {
        let mut waits = HashMap::new();
        for state in states.iter().filter(|state| state.waits > 0) {
            let until: &mut i64 = waits.entry(host_of(&state.url)).or_default();
            *until = state.waits.max(*until);
        }
        let seen = states.iter().flat_map(|state| state.seen.iter().cloned());
        Run {
            articles: Articles::new(self.desk.articles(), seen),
            gate,
            pages: Pages {
                client: self.client,
                gate,
                pacing: self.pacing,
                cancel: self.cancel,
                deadline: Deadline::default(),
                robots: Mutex::default(),
            },
            waits: Mutex::new(waits),
            which,
        }
    }

    /// Does a feed's turn; a panic is a failure of this feed alone.
    fn safely(&self, run: &Run<'_>, feed: &Subscription, state: &FeedState) -> Brought {
        let turn = || {
            let mut turn = Turn::new(self, run, feed, state.clone());
            turn.take();
            turn.end()
        };
        supervise::once(turn).unwrap_or_else(|| Brought {
            url: feed.url.clone(),
            title: title(feed, state),
            outcome: Outcome::Failed(supervise::told("reading it")),
            warnings: Vec::new(),
            moved: None,
        })
    }

    /// Gives feeds that have moved for good their new address in the reader's list.
    fn settle(&self, done: &mut [Brought]) {
        for brought in done.iter_mut() {
            let Some(to) = brought.moved.clone() else { continue };
            let changed = self.desk.subscriptions().and_then(|mut list| {
                let at = list.at(&brought.url).filter(|_| list.at(&to).is_none());
                let Some(at) = at else { return Ok(false) };
                list.set_url(at, &to).map_err(|why| self.desk.wrong(why))?;
                self.desk.keep(&list).map(|()| true)
            });
            match changed {
                Ok(true) => {
                    let mut state = FeedState { url: to.clone(), ..self.desk.state(&brought.url) };
                    state.aliases.push(brought.url.clone());
                    if self.desk.remember(&state).is_ok() {
                        self.desk.forget(&brought.url);
                    }
                }
                Ok(false) => brought.moved = None,
                Err(error) => {
                    brought.moved = None;
                    brought.warnings.push(format!("it has moved for good to {to}, which is not kept: {error}"));
                }
            }
        }
    }
}

/// Returns the wanted feeds by host, in their order.
fn by_host(all: &[Subscription], wanted: &[usize]) -> VecDeque<Vec<usize>> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for at in wanted {
        let Some(feed) = all.get(*at) else { continue };
        let host = host_of(&feed.url);
        let place = *places.entry(host.clone()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, group)) => group.push(*at),
            None => groups.push((host, vec![*at])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
