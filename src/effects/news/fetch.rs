//! A run over feeds: several hosts at a time, one request at a time to each, and each feed by itself: whatever is wrong
//! with one stops no other.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::articles::{Articles, Draft};
use super::full::Pages;
use super::gate::Gate;
use super::{Desk, DeskError, draft, secret};
use crate::effects::net::{Answer, Client, Moved, Request, Validators};
use crate::effects::supervise;
use crate::library::url::{Url, openable};
use crate::newsroom::feed::{self, Feed};
use crate::newsroom::identity::{Mark, marks};
use crate::newsroom::schedule::{self, Outcome as Paced};
use crate::newsroom::state::FeedState;
use crate::newsroom::subscriptions::{Subscription, holds_password, public};

/// How much is asked at once and how soon again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pacing {
    /// Hosts that are asked at once.
    pub hosts: usize,
    /// The time from one feed of a host to the next; the machine's own network is not spared.
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

/// A run over feeds.
#[derive(Clone, Copy, Debug)]
pub struct Fetching<'f> {
    /// Where all lies.
    pub desk: &'f Desk,
    /// What makes the requests.
    pub client: &'f Client,
    /// How much at once.
    pub pacing: Pacing,
    /// Whether the run is called off.
    pub cancel: &'f AtomicBool,
}

/// What the feeds of a run share.
struct Run<'r> {
    articles: Articles,
    gate: &'r Gate,
    pages: Pages<'r>,
    /// Until when hosts ask to be left alone.
    waits: Mutex<HashMap<String, i64>>,
    which: Which,
}

impl Fetching<'_> {
    /// Asks the feeds of `wanted`; `all` are those of the list, whose articles are known. Each is told to `told` as it is
    /// done, from several threads. Holds the desk's lock.
    ///
    /// # Errors
    /// Where another run fetches just now, or the folder of the states cannot be written.
    pub fn run(
        &self,
        all: &[Subscription],
        wanted: &[usize],
        which: Which,
        told: &(dyn Fn(&Brought) + Sync),
    ) -> Result<Vec<Brought>, DeskError> {
        let _lock = self.desk.lock()?;
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
        let mut done: Vec<Brought> = done.into_iter().map(|(_, brought)| brought).collect();
        self.settle(&mut done);
        Ok(done)
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
        Ok(turn.end())
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
                    let state = FeedState { url: to.clone(), ..self.desk.state(&brought.url) };
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

/// One feed in a run.
struct Turn<'t> {
    fetching: &'t Fetching<'t>,
    run: &'t Run<'t>,
    feed: &'t Subscription,
    state: FeedState,
    now: i64,
    outcome: Outcome,
    warnings: Vec<String>,
    moved: Option<String>,
    asked: bool,
}

impl<'t> Turn<'t> {
    fn new(fetching: &'t Fetching<'t>, run: &'t Run<'t>, feed: &'t Subscription, state: FeedState) -> Self {
        let now = Timestamp::now().as_second();
        let (outcome, warnings) = (Outcome::CalledOff, Vec::new());
        Self { fetching, run, feed, state, now, outcome, warnings, moved: None, asked: false }
    }

    /// Asks the feed, if it is to be asked.
    fn take(&mut self) {
        if let Some(outcome) = self.left_alone() {
            self.outcome = outcome;
            return;
        }
        match self.ask() {
            Err(None) => {}
            Err(Some(problem)) => self.failed(0, problem),
            Ok(answer) => self.answered(&answer),
        }
    }

    fn left_alone(&self) -> Option<Outcome> {
        let host = host_of(&self.feed.url);
        let waits = self.run.waits.lock().unwrap_or_else(PoisonError::into_inner).get(&host).copied();
        let named = self.run.which == Which::Named;
        match waits.filter(|until| *until > self.now) {
            Some(until) => Some(Outcome::Waits(until)),
            _ if self.fetching.cancel.load(Ordering::Relaxed) => Some(Outcome::CalledOff),
            _ if self.feed.paused && !named => Some(Outcome::Paused),
            _ if self.state.pace.gone && !named => Some(Outcome::Gone),
            _ if self.run.which == Which::Due && !self.state.pace.is_due(self.now) => {
                Some(Outcome::NotDue(self.state.pace.next))
            }
            _ => None,
        }
    }

    /// Makes the request; none where all was called off while its turn was waited for.
    fn ask(&self) -> Result<Answer, Option<String>> {
        if holds_password(&self.feed.url) {
            let why =
                "its address holds a password, which is not sent: use `user` and `password-command` in feeds.toml";
            return Err(Some(why.to_owned()));
        }
        let Ok(address) = openable(&self.feed.url) else { return read_file(&self.feed.url).map_err(Some) };
        let client = self.fetching.client;
        let pause = if client.is_near(&address) { Duration::ZERO } else { self.fetching.pacing.feed };
        self.run.gate.pass(&host(&address), pause, self.fetching.cancel);
        let validators = Validators { etag: self.state.etag.clone(), last_modified: self.state.last_modified.clone() };
        let mut request = Request::feed(&self.feed.url, validators);
        request.user_agent.clone_from(&self.feed.user_agent);
        if let (Some(user), Some(command)) = (&self.feed.user, &self.feed.password_command) {
            request.authorization = Some(secret::basic(user, command).map_err(Some)?);
        }
        use crate::effects::net::NetError;
        client.fetch(&request, self.fetching.cancel).map_err(|error| match error {
            NetError::CalledOff => None,
            error => Some(without_address(&error.to_string(), &self.feed.url)),
        })
    }

    fn answered(&mut self, answer: &Answer) {
        self.now = Timestamp::now().as_second();
        if let Some(why) = answer.refusal() {
            self.refused(answer, why);
        } else if answer.status == 304 {
            let told = &answer.validators;
            self.state.etag = told.etag.clone().or(self.state.etag.take());
            self.state.last_modified = told.last_modified.clone().or(self.state.last_modified.take());
            self.unchanged(answer);
        } else {
            self.document(answer);
        }
    }

    fn refused(&mut self, answer: &Answer, why: String) {
        if answer.status == 410 {
            self.asked(Paced::Gone, None);
            (self.state.status, self.state.problem) = (410, Some(why.clone()));
            self.outcome = Outcome::Failed(format!("{why}; it is not asked again until you name it"));
            return;
        }
        let asks = matches!(answer.status, 429 | 503).then_some(answer.retry_after.as_deref()).flatten();
        let until = asks.and_then(|written| schedule::retry_after(written, self.now));
        self.failed(answer.status, why.clone());
        if let Some(until) = until {
            self.state.waits = until;
            self.state.pace.next = self.state.pace.next.max(until);
            self.run.waits.lock().unwrap_or_else(PoisonError::into_inner).insert(host_of(&self.feed.url), until);
            let until = crate::newsroom::state::moment(until);
            self.outcome = Outcome::Failed(format!("{why}; its host is left alone until {until}"));
        }
    }

    fn unchanged(&mut self, answer: &Answer) {
        let hint = schedule::freshness(answer.cache_control.as_deref(), answer.expires.as_deref(), self.now);
        self.asked(Paced::Same, hint);
        (self.state.status, self.state.problem, self.state.waits) = (answer.status, None, 0);
        self.saw_move(answer);
        self.outcome = Outcome::Unchanged;
    }

    fn document(&mut self, answer: &Answer) {
        let hash = blake3::hash(&answer.body).to_hex().to_string();
        if !answer.cut && self.state.document.as_ref() == Some(&hash) {
            self.keep_validators(answer, hash);
            return self.unchanged(answer);
        }
        match feed::read(&answer.body, answer.content_type.as_deref(), Some(&answer.url)) {
            Ok(feed) => self.read(answer, feed, hash),
            Err(feed::NotAFeed::Page) => {
                self.failed(answer.status, "the server sent a web page, not a feed".to_owned())
            }
            Err(error) => self.failed(answer.status, error.to_string()),
        }
    }

    /// Keeps what is new in a feed, then remembers that it was seen.
    fn read(&mut self, answer: &Answer, mut feed: Feed, hash: String) {
        if answer.cut {
            // Nobody knows whether the last one is whole; it comes with the next request.
            feed.entries.pop();
            self.warnings.push("the connection ended before all of it had come; what came was read".to_owned());
        }
        let title = Some(feed.title.trim().to_owned()).filter(|title| !title.is_empty());
        self.state.title = title.or(self.state.title.take());
        let marks = marks(&self.state.origin, &feed.entries);
        let new = match self.keep_articles(answer, &feed, &marks) {
            Ok(Some(new)) => new,
            Ok(None) => return,
            Err(problem) => return self.failed(answer.status, problem),
        };
        if answer.cut {
            self.state.forget_document();
        } else {
            self.keep_validators(answer, hash);
        }
        self.state.saw(&marks);
        self.state.articles += new as u64;
        self.state.faults = feed.faults.iter().map(ToString::to_string).collect();
        let today = self.today();
        let days = feed.entries.iter().filter_map(|entry| Some(entry.published.or(entry.updated)?.date));
        let paced = Paced::Read { recent: schedule::recent(days, today), news: new > 0 };
        let minutes = feed.hints.ttl.max(feed.hints.update).map(|minutes| i64::from(minutes) * 60);
        let fresh = schedule::freshness(answer.cache_control.as_deref(), answer.expires.as_deref(), self.now);
        self.asked(paced, minutes.max(fresh));
        self.state.pace.next = schedule::open_hour(self.state.pace.next, &feed.hints.skip_hours, &feed.hints.skip_days);
        (self.state.status, self.state.problem, self.state.waits) = (answer.status, None, 0);
        self.saw_move(answer);
        self.outcome = Outcome::Read(new);
    }

    /// Writes the entries that nobody knows yet; returns how many, none where the run was called off before all were.
    fn keep_articles(&mut self, answer: &Answer, feed: &Feed, marks: &[Vec<Mark>]) -> Result<Option<usize>, String> {
        let name = title(self.feed, &self.state);
        let folder = self.state.folder.clone().unwrap_or_else(|| Articles::folder(&name));
        let url = public(&self.feed.url);
        let fetched = Timestamp::from_second(self.now).unwrap_or_default();
        let source = draft::Source { feed, url: &url, name: &name, tags: &self.feed.tags, fetched };
        let (mut drafts, mut missing, mut new) = (Vec::new(), Vec::new(), 0);
        let write = |drafts: &mut Vec<Draft>| {
            let kept = self.run.articles.write(std::mem::take(drafts));
            kept.map_err(|(path, why)| format!("its articles cannot be kept: {}: {why}", path.display()))
        };
        for (entry, marks) in feed.entries.iter().zip(marks) {
            let Some(mark) = marks.first().filter(|_| self.run.articles.claim(marks)) else { continue };
            let url = entry.url.as_ref().filter(|_| self.feed.full_text && entry.content.trim().is_empty());
            let page = url.map(|url| self.run.pages.read(url, answer.near));
            if self.fetching.cancel.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let path = self.run.articles.path(&folder, entry, mark, self.today());
            let waited = page.is_some();
            let page = page.and_then(|page| page.map_err(|why| missing.push(why)).ok());
            drafts.push(Draft { path, bytes: draft::text(&source, entry, page.as_ref()).into_bytes() });
            new += 1;
            if waited {
                // A page that was waited for is not asked for again, whatever happens to this run.
                write(&mut drafts)?;
            }
        }
        write(&mut drafts)?;
        if let Some(first) = missing.first() {
            let others = if missing.len() > 1 { format!(" (and {} more)", missing.len() - 1) } else { String::new() };
            self.warnings.push(format!("a summary is kept instead of the page: {first}{others}"));
        }
        if new > 0 {
            self.state.folder = Some(folder);
        }
        Ok(Some(new))
    }

    fn keep_validators(&mut self, answer: &Answer, hash: String) {
        self.state.etag.clone_from(&answer.validators.etag);
        self.state.last_modified.clone_from(&answer.validators.last_modified);
        self.state.document = Some(hash);
    }

    /// Takes note of where the feed has moved.
    fn saw_move(&mut self, answer: &Answer) {
        let to = (answer.moved == Moved::ForGood && answer.url != self.feed.url).then_some(answer.url.as_str());
        self.moved = self.state.moving.saw(to);
    }

    fn failed(&mut self, status: u16, problem: String) {
        self.asked(Paced::Failed, None);
        (self.state.status, self.state.problem) = (status, Some(problem.clone()));
        self.outcome = Outcome::Failed(problem);
    }

    fn asked(&mut self, paced: Paced, hint: Option<i64>) {
        self.asked = true;
        // Spread by address and time, so that feeds that were asked together do not stay together.
        let hash = blake3::hash(format!("{}{}", self.feed.url, self.now).as_bytes());
        let chance = hash.as_bytes().iter().take(8).fold(0, |chance, byte| chance << 8 | u64::from(*byte));
        self.state.pace = self.state.pace.after(paced, hint, self.now, chance);
    }

    fn today(&self) -> jiff::civil::Date {
        Timestamp::from_second(self.now).unwrap_or_default().to_zoned(TimeZone::UTC).date()
    }

    /// Remembers what came of it: the last step, once the articles are on disk.
    fn end(mut self) -> Brought {
        if self.asked
            && let Err(error) = self.fetching.desk.remember(&self.state)
        {
            self.warnings.push(format!("it is not remembered that it was asked: {error}"));
        }
        Brought {
            url: self.feed.url.clone(),
            title: title(self.feed, &self.state),
            outcome: self.outcome,
            warnings: self.warnings,
            moved: self.moved,
        }
    }
}

/// Returns what a feed is called: by the reader, by itself, else its host.
fn title(feed: &Subscription, state: &FeedState) -> String {
    let host = || openable(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let title = feed.title.clone().or_else(|| state.title.clone()).or_else(host);
    title.unwrap_or_else(|| feed.url.clone())
}

/// Returns host and port of an address, by which requests are counted.
pub(super) fn host(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
}

fn host_of(url: &str) -> String {
    openable(url).map(|url| host(&url)).unwrap_or_default()
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

/// Reads a feed that is a file of the machine.
fn read_file(path: &str) -> Result<Answer, String> {
    let bytes = crate::library::store::read_file(std::path::Path::new(path), feed::LARGEST as u64)
        .map_err(|error| error.what().to_string())?;
    Ok(Answer { status: 200, url: path.to_owned(), near: true, body: bytes, ..Answer::default() })
}

/// Takes the address from the beginning of an error: it is told before it anyway.
fn without_address(error: &str, url: &str) -> String {
    error.strip_prefix(url).and_then(|rest| rest.strip_prefix(": ")).unwrap_or(error).to_owned()
}
