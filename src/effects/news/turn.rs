//! One feed in a run: whether it is asked, what its answer means, what is kept of it, and in which order.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::articles::{Articles, Draft};
use super::fetch::{Brought, Fetching, Outcome, Run, Which};
use super::named::{host, host_of, title};
use super::{draft, edits, secret};
use crate::effects::net::{Answer, Moved, NetError, Request, Validators};
use crate::library::url::openable;
use crate::newsroom::feed::{self, Entry, Feed};
use crate::newsroom::identity::{Mark, marks};
use crate::newsroom::schedule::{self, Outcome as Paced};
use crate::newsroom::state::{FeedState, moment};
use crate::newsroom::subscriptions::{Subscription, holds_password, public};

/// One feed in a run.
pub(super) struct Turn<'t> {
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
    pub fn new(fetching: &'t Fetching<'t>, run: &'t Run<'t>, feed: &'t Subscription, state: FeedState) -> Self {
        let now = fetching.clock.now();
        let (outcome, warnings) = (Outcome::CalledOff, Vec::new());
        Self { fetching, run, feed, state, now, outcome, warnings, moved: None, asked: false }
    }

    /// Asks the feed, if it is to be asked.
    pub fn take(&mut self) {
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
        client.fetch(&request, self.fetching.cancel).map_err(|error| match error {
            NetError::CalledOff => None,
            error => Some(without_address(&error.to_string(), &self.feed.url)),
        })
    }

    pub fn answered(&mut self, answer: &Answer) {
        self.now = self.fetching.clock.now();
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
            let until = moment(until);
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
        self.state.site = feed.url.clone().or(self.state.site.take());
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
        let seen: HashSet<&str> = self.state.seen.iter().map(String::as_str).collect();
        let (mut drafts, mut missing, mut new) = (Vec::new(), Vec::new(), 0);
        let (mut said, mut edited) = (Vec::new(), Vec::new());
        let write = |drafts: &mut Vec<Draft>| {
            let kept = self.run.articles.write(std::mem::take(drafts));
            kept.map_err(|(path, why)| format!("its articles cannot be kept: {}: {why}", path.display()))
        };
        for (entry, marks) in feed.entries.iter().zip(marks) {
            let Some(mark) = marks.first() else { continue };
            let address = entry.url.as_ref().filter(|_| self.feed.full_text && entry.content.trim().is_empty());
            let hash = edits::hash_of(entry, address.is_some());
            let is_new = self.run.articles.claim(marks);
            let mut versions = Vec::new();
            if !is_new {
                if !marks.iter().any(|mark| seen.contains(mark.0.as_str())) {
                    self.run.articles.came_also(mark, &url);
                }
                let is_other = self.state.words.get(&mark.0).is_some_and(|before| *before != hash);
                versions = if is_other { self.versions(&folder, entry, mark) } else { Vec::new() };
                if versions.is_empty() {
                    said.push((mark.0.clone(), hash));
                    continue;
                }
            }
            let page = address.map(|url| self.run.pages.read(url, answer.near));
            if self.fetching.cancel.load(Ordering::Relaxed) {
                return Ok(None);
            }
            let waited = page.is_some();
            let page = match page.transpose() {
                // A summary is no edit of a page that was read before; it is asked for with the next document.
                Err(_) if !is_new => continue,
                Err(why) => {
                    missing.push(why);
                    None
                }
                Ok(page) => page,
            };
            said.push((mark.0.clone(), hash));
            let text = draft::text(&source, entry, page.as_ref());
            let path = match versions.last() {
                None => self.run.articles.path(&folder, entry, mark, self.today()),
                Some(_) if edits::is_known(&text, &versions) => continue,
                Some(before) => {
                    let number = (mark, versions.len() + 1);
                    let path = self.run.articles.version_path(&folder, entry, number, self.today());
                    edited.push((before.clone(), path.clone()));
                    path
                }
            };
            drafts.push(Draft { path, bytes: text.into_bytes() });
            new += usize::from(is_new);
            if waited {
                // A page that was waited for is not asked for again, whatever happens to this run.
                write(&mut drafts)?;
            }
        }
        write(&mut drafts)?;
        self.state.words.extend(said);
        edits::carry_on(self.fetching.desk.places(), &edited, self.now);
        if let Some(first) = missing.first() {
            let others = if missing.len() > 1 { format!(" (and {} more)", missing.len() - 1) } else { String::new() };
            self.warnings.push(format!("a summary is kept instead of the page: {first}{others}"));
        }
        if new > 0 {
            self.state.folder = Some(folder);
        }
        Ok(Some(new))
    }

    /// Returns the versions that lie on disk of an entry which this feed brought, the earliest first; none where another
    /// feed did, where the reader took it out of the library, where its address does not name it, or where there are so
    /// many that no more are kept.
    fn versions(&self, folder: &str, entry: &Entry, mark: &Mark) -> Vec<PathBuf> {
        if entry.url.as_deref().and_then(Mark::of_link).as_ref() != Some(mark) {
            return Vec::new();
        }
        let versions = self.run.articles.versions(mark);
        let own = self.fetching.desk.articles().join(folder);
        let is_own = versions.len() < edits::MOST && versions.iter().all(|path| path.starts_with(&own));
        if is_own { versions } else { Vec::new() }
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
    pub fn end(mut self) -> Brought {
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
