//! What is remembered of a feed between two runs, and how it is.
//!
//! One JSON file a feed in the state folder. It may be lost: the feed is then fetched anew, and the articles that are
//! there are found again by the names of their files.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::identity::Mark;
use super::schedule::{Moving, Pace};

/// Marks that are kept at least, and how many times those of the last document are.
const LEAST_MARKS: usize = 400;
const TIMES: usize = 5;

/// What is remembered of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedState {
    /// The address by which it was first known; marks go by it.
    pub origin: String,
    /// The address now.
    pub url: String,
    /// The addresses that it had before and after that, the first aside.
    pub aliases: Vec<String>,
    /// What it calls itself.
    pub title: Option<String>,
    /// The address of its site.
    pub site: Option<String>,
    /// `ETag`, byte for byte.
    pub etag: Option<String>,
    /// `Last-Modified`, byte for byte.
    pub last_modified: Option<String>,
    /// A hash of the last document.
    pub document: Option<String>,
    /// When it is asked.
    pub pace: Pace,
    /// Where it says that it has moved.
    pub moving: Moving,
    /// The last status, 0 where no answer came.
    pub status: u16,
    /// Why the last request brought no feed.
    pub problem: Option<String>,
    /// Until when its host asks to be left alone.
    pub waits: i64,
    /// What was wrong with the last document that was read all the same.
    pub faults: Vec<String>,
    /// How many articles came by it.
    pub articles: u64,
    /// The folder of its articles, under the library.
    pub folder: Option<String>,
    /// The marks of the entries that were seen, the oldest first.
    pub seen: Vec<String>,
    /// A hash of the words of each entry that was seen, by its first mark: what tells that it was edited.
    pub words: BTreeMap<String, String>,
}

impl FeedState {
    /// Returns the state of a feed that was never asked.
    #[must_use]
    pub fn new(url: &str) -> Self {
        Self { origin: url.to_owned(), url: url.to_owned(), ..Self::default() }
    }

    /// Takes note of the marks of a document; the oldest are forgotten once there are many more than a document has.
    pub fn saw(&mut self, marks: &[Vec<Mark>]) {
        let now: HashSet<&str> = marks.iter().flatten().map(|mark| mark.0.as_str()).collect();
        self.seen.retain(|seen| !now.contains(seen.as_str()));
        let mut fresh: Vec<&str> = Vec::new();
        let mut put = HashSet::new();
        // A feed has its newest entry first.
        for mark in marks.iter().rev().flatten() {
            if put.insert(mark.0.as_str()) {
                fresh.push(&mark.0);
            }
        }
        self.seen.extend(fresh.into_iter().map(str::to_owned));
        let most = (TIMES * now.len()).max(LEAST_MARKS);
        self.seen.drain(..self.seen.len().saturating_sub(most));
        let seen: HashSet<&String> = self.seen.iter().collect();
        self.words.retain(|mark, _| seen.contains(mark));
    }

    /// Forgets what would keep the next request from bringing everything: for when articles are missing.
    pub fn forget_document(&mut self) {
        (self.etag, self.last_modified, self.document) = (None, None, None);
    }

    /// Says how the feed is at a time.
    #[must_use]
    pub fn health(&self, paused: bool, now: i64) -> Health {
        match &self.problem {
            _ if paused => Health::Paused,
            _ if self.pace.gone => Health::Gone,
            _ if self.waits > now => Health::Waits(self.waits),
            _ if self.pace.asked == 0 => Health::New,
            Some(problem) => Health::Ill { why: problem.clone(), next: self.pace.next },
            None if !self.faults.is_empty() => Health::Faulty(self.faults.clone()),
            None if self.status == 304 => Health::Unchanged(self.pace.changed),
            None => Health::Well(self.pace.changed),
        }
    }
}

/// How a feed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It was never asked.
    New,
    /// It was read; when it last had something new.
    Well(i64),
    /// It says that nothing has changed; when it last had something new.
    Unchanged(i64),
    /// It was read in spite of faults.
    Faulty(Vec<String>),
    /// No feed came; why, and when it is asked again.
    Ill {
        /// Why.
        why: String,
        /// When it is due.
        next: i64,
    },
    /// Its host asks to be left alone until then.
    Waits(i64),
    /// The reader paused it.
    Paused,
    /// It says that it is gone for good.
    Gone,
}

impl Health {
    /// Returns a word for it that programs can tell.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Well(_) => "well",
            Self::Unchanged(_) => "unchanged",
            Self::Faulty(_) => "faulty",
            Self::Ill { .. } => "ill",
            Self::Waits(_) => "waits",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }

    /// Words it for a person.
    #[must_use]
    pub fn told(&self) -> String {
        match self {
            Self::New => "not fetched yet".to_owned(),
            Self::Well(0) => "well; nothing in it yet".to_owned(),
            Self::Well(changed) => format!("well; new {}", moment(*changed)),
            Self::Unchanged(0) => "well; nothing new".to_owned(),
            Self::Unchanged(changed) => format!("well; not changed since {}", moment(*changed)),
            Self::Faulty(faults) => format!("read in spite of faults: {}", faults.join("; ")),
            Self::Ill { why, next } => format!("{why}; due again {}", moment(*next)),
            Self::Waits(until) => format!("waits until {}: the site asks for it", moment(*until)),
            Self::Paused => "paused by you".to_owned(),
            Self::Gone => "paused: the site says that it is gone for good (410)".to_owned(),
        }
    }
}

/// Returns a time as a person reads it, in UTC.
#[must_use]
pub fn moment(at: i64) -> String {
    Timestamp::from_second(at)
        .map_or_else(|_| "some day".to_owned(), |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str) -> Mark {
        Mark(text.to_owned())
    }

    #[test]
    fn marks_are_kept_for_five_documents_and_the_newest_longest() {
        let mut state = FeedState::new("https://a.example/");
        state.saw(&[vec![mark("b"), mark("b2")], vec![mark("a")]]);
        assert_eq!(state.seen, ["a", "b", "b2"]);
        state.saw(&[vec![mark("c")], vec![mark("b"), mark("b2")], vec![mark("c")]]);
        assert_eq!(state.seen, ["a", "c", "b", "b2"]);
        for n in 0..3000 {
            state.saw(&[vec![mark(&n.to_string())]]);
        }
        assert_eq!((state.seen.len(), state.seen.first().map(String::as_str)), (LEAST_MARKS, Some("2600")));
        let many: Vec<Vec<Mark>> = (0..1000).map(|n| vec![mark(&format!("x{n}"))]).collect();
        state.saw(&many);
        assert_eq!(state.seen.len(), 1400);
    }

    #[test]
    fn a_state_of_another_version_is_read_as_far_as_it_goes() {
        let state: Result<FeedState, _> = serde_json::from_str(r#"{"url":"u","new-thing":1,"pace":{"asked":5}}"#);
        assert!(state.is_ok_and(|state| state.url == "u" && state.pace.asked == 5));
        let state = FeedState { etag: Some("W/\"é\\\"".to_owned()), ..FeedState::new("u") };
        let written = serde_json::to_string(&state).unwrap_or_default();
        assert!(serde_json::from_str::<FeedState>(&written).is_ok_and(|read| read == state));
    }

    #[test]
    fn health_says_the_first_thing_that_matters() {
        let asked = FeedState { pace: Pace { asked: 5, changed: 5, ..Pace::default() }, ..FeedState::new("u") };
        let told = |state: &FeedState| state.health(false, 10).told();
        assert_eq!(told(&FeedState::new("u")), "not fetched yet");
        assert_eq!(told(&asked), "well; new 1970-01-01 00:00 UTC");
        assert_eq!(told(&FeedState { status: 304, ..asked.clone() }), "well; not changed since 1970-01-01 00:00 UTC");
        let ill = FeedState { problem: Some("no".to_owned()), ..asked.clone() };
        assert_eq!(told(&ill), "no; due again 1970-01-01 00:00 UTC");
        assert!(told(&FeedState { waits: 3600, ..ill.clone() }).starts_with("waits until 1970-01-01 01:00 UTC"));
        assert_eq!(told(&FeedState { faults: vec!["x".to_owned()], ..asked }), "read in spite of faults: x");
        let gone = FeedState { pace: Pace { gone: true, ..ill.pace.clone() }, ..ill.clone() };
        assert!(told(&gone).contains("gone for good"));
        assert_eq!(ill.health(true, 10), Health::Paused);
    }
}
