//! A feed joins the reader's list: found where it is named, in a file, or on the page that names it. One request is
//! made, and what it brings is kept.

use std::path::Path;

use super::DeskError;
use super::fetch::{Brought, Fetching};
use crate::effects::net::{Answer, Moved, NetError, Request, Validators};
use crate::library::store;
use crate::newsroom::discover;
use crate::newsroom::feed::{self, NotAFeed};
use crate::newsroom::subscriptions::{Subscription, Subscriptions, bare, holds_password, public};

/// Bytes of a file that is looked at for a feed.
const LARGEST: u64 = feed::LARGEST as u64;

/// Why no feed was added, or not all of it was kept.
#[derive(Debug, thiserror::Error)]
pub enum JoinError {
    /// It is there.
    #[error("it is in the list already: {0}")]
    Known(String),
    /// The list cannot be read.
    #[error("the list of feeds cannot be read: {0}")]
    Unread(DeskError),
    /// A password stands in the address.
    #[error("no feed is added: {0}: a password in an address would stand in the list for all to read")]
    Password(String),
    /// No answer came.
    #[error("no feed is added: {0}")]
    Net(NetError),
    /// The site says no.
    #[error("no feed is added: {url}: {why}")]
    Refused {
        /// The address.
        url: String,
        /// What it says.
        why: String,
    },
    /// The file cannot be read.
    #[error("no feed is added: {0}")]
    File(String),
    /// A page that names no feed.
    #[error("no feed is added: {0}: it is a web page that names no feed")]
    Page(String),
    /// Something else lies there.
    #[error("no feed is added: {said}: {why}")]
    NoFeed {
        /// The address or file.
        said: String,
        /// What it is.
        why: NotAFeed,
    },
    /// The list cannot be written.
    #[error("the list of feeds cannot be changed: {0}")]
    Unwritten(DeskError),
    /// The list has it, but what came with it is not on disk.
    #[error("the feed is added, but its articles are not kept: {0}")]
    Unkept(DeskError),
}

impl JoinError {
    /// Says what can be done about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Password(_) => Some("add it without, then set `user` and `password-command` in feeds.toml"),
            Self::Net(error) => error.hint(),
            Self::File(_) => Some("an address begins with https://"),
            Self::Page(_) => Some("look for a link called RSS on it"),
            Self::NoFeed { why: NotAFeed::Opml, .. } => Some("diptych feed import takes a list of feeds"),
            _ => None,
        }
    }
}

/// A feed that was added.
#[derive(Clone, Debug)]
pub struct Joined {
    /// It, as it stands in the list.
    pub feed: Subscription,
    /// Other feeds that the page names.
    pub others: Vec<discover::Found>,
    /// What came with it; none where only a page was read that names it.
    pub brought: Option<Brought>,
}

/// What was found at an address or in a file.
enum Found {
    /// A feed, and what came with it.
    Feed(Box<Answer>),
    /// A page, and the feeds that it names, the likeliest first.
    Named(Vec<discover::Found>),
}

impl Fetching<'_> {
    /// Adds the feed that `said` names, an address or a file, to the list; `like` tells what is set about it.
    ///
    /// # Errors
    /// Where there is no feed, it is in the list already, or the list or the articles cannot be written.
    pub fn join(&self, said: &str, like: &Subscription) -> Result<Joined, JoinError> {
        let list = self.desk.subscriptions().map_err(JoinError::Unread)?;
        if let Some(known) = bare(said).filter(|url| list.at(url).is_some()) {
            return Err(JoinError::Known(public(&known)));
        }
        let (url, found) = self.find(said)?;
        let (url, others) = match &found {
            Found::Feed(_) => (url, Vec::new()),
            Found::Named(feeds) => {
                let nothing = || JoinError::Page(public(said));
                let (first, others) = feeds.split_first().ok_or_else(nothing)?;
                // What a page calls its feed is “RSS” more often than a name; the feed has one of its own.
                (bare(&first.url).ok_or_else(nothing)?, others.to_vec())
            }
        };
        let answer = match &found {
            Found::Feed(answer) => Some(&**answer),
            Found::Named(_) => None,
        };
        self.enter(list, Subscription { url, ..like.clone() }, others, answer)
    }

    /// Adds the feed at `url`, which `answer` brought, to the list: nothing is asked a second time.
    ///
    /// # Errors
    /// Where it is in the list already, or the list or the articles cannot be written.
    pub fn join_found(&self, url: String, answer: &Answer) -> Result<Joined, JoinError> {
        let list = self.desk.subscriptions().map_err(JoinError::Unread)?;
        self.enter(list, Subscription { url, ..Subscription::default() }, Vec::new(), Some(answer))
    }

    /// Writes a feed into the list, then what came with it.
    fn enter(
        &self,
        mut list: Subscriptions,
        feed: Subscription,
        others: Vec<discover::Found>,
        answer: Option<&Answer>,
    ) -> Result<Joined, JoinError> {
        if list.at(&feed.url).is_some() {
            return Err(JoinError::Known(public(&feed.url)));
        }
        let unwritten = |why| JoinError::Unwritten(self.desk.wrong(why));
        list.add(std::slice::from_ref(&feed)).map_err(unwritten)?;
        self.desk.keep(&list).map_err(JoinError::Unwritten)?;
        // A feed that was removed with its articles and is wanted again begins anew.
        let address = public(&feed.url);
        self.desk
            .forgotten()
            .take_out(&|_, by| by == address)
            .map_err(|why| JoinError::Unkept(self.desk.failed(why)))?;
        let brought = answer.map(|answer| self.first(list.feeds(), &feed, answer)).transpose();
        Ok(Joined { feed, others, brought: brought.map_err(JoinError::Unkept)? })
    }

    /// Looks for a feed at an address or in a file, and returns where it lies.
    fn find(&self, said: &str) -> Result<(String, Found), JoinError> {
        if bare(said).is_none() {
            return find_in_file(said);
        }
        let url = plain_address(said)?;
        let request = Request::feed(&url, Validators::default());
        let answer = self.client.fetch(&request, self.cancel).map_err(JoinError::Net)?;
        if let Some(why) = answer.refusal() {
            return Err(JoinError::Refused { url: answer.url.clone(), why: why.to_string() });
        }
        match feed::read(&answer.body, answer.content_type.as_deref(), Some(&answer.url)) {
            Ok(_) => Ok((settled(url, &answer), Found::Feed(Box::new(answer)))),
            Err(NotAFeed::Page) => Ok((
                url,
                Found::Named(discover::feeds(&answer.body, answer.content_type.as_deref(), Some(&answer.url))),
            )),
            Err(why) => Err(JoinError::NoFeed { said: public(said), why }),
        }
    }
}

/// Returns the address that `said` names, as the list keeps it.
///
/// # Errors
/// Where a password stands in it, which all could read in the list.
pub fn plain_address(said: &str) -> Result<String, JoinError> {
    let url = bare(said).unwrap_or_else(|| said.to_owned());
    if holds_password(said) { Err(JoinError::Password(url)) } else { Ok(url) }
}

/// Returns the address by which a feed is asked from now on, that was asked for at `url`.
#[must_use]
pub fn settled(url: String, answer: &Answer) -> String {
    if answer.moved == Moved::ForGood { answer.url.clone() } else { url }
}

fn find_in_file(said: &str) -> Result<(String, Found), JoinError> {
    let path = Path::new(said);
    let bytes = store::read_file(path, LARGEST).map_err(|error| JoinError::File(error.what()))?;
    match feed::read(&bytes, None, None) {
        Ok(_) => {
            let real = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
            let answer = Answer { status: 200, near: true, body: bytes, ..Answer::default() };
            let url = real.to_string_lossy().into_owned();
            Ok((url.clone(), Found::Feed(Box::new(Answer { url, ..answer }))))
        }
        Err(NotAFeed::Page) => Ok((said.to_owned(), Found::Named(discover::feeds(&bytes, None, None)))),
        Err(why) => Err(JoinError::NoFeed { said: public(said), why }),
    }
}
