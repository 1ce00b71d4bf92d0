//! Feeds as they are: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.
//!
//! Feeds are written by templates that nobody tests, so that nothing here gives up: what can be read is read, and what
//! was wrong is said as a [`Fault`]. XML becomes a small tree that mends itself while it grows (`tree`), the tree a feed
//! (`channel`, `entry`); a library was not taken because the best of three read 87.5 % of what feedparser's own cases
//! assert, and each loses entries at one bare `&`.
//!
//! ```
//! use diptych::newsroom::feed;
//!
//! let bytes = b"<rss><channel><title>Quay</title><item><title>Tea &amp;amp; buns</title><link>/1</link></item></rss>";
//! let feed = feed::read(bytes, None, Some("https://quay.example/feed")).unwrap();
//! assert_eq!(feed.entries[0].title, "Tea & buns");
//! assert_eq!(feed.entries[0].url.as_deref(), Some("https://quay.example/1"));
//! assert_eq!(feed.faults.len(), 1, "it is never closed");
//! ```

pub(super) mod address;
mod channel;
pub(super) mod charset;
mod date;
mod entry;
mod html;
mod json;
pub mod listing;
pub(super) mod names;
mod person;
mod repair;
pub(super) mod tree;
mod words;

use crate::article::{When, references};
use crate::text::decode::DecodeError;

pub use html::visible;

/// Bytes of a feed that are read, decompressed.
pub const LARGEST: usize = 16 << 20;
/// Entries of a feed that are read.
pub const MOST_ENTRIES: usize = 20_000;

/// A feed as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What it is called, in visible text.
    pub title: String,
    /// What it says of itself, in visible text.
    pub subtitle: String,
    /// The address of the site that it belongs to.
    pub url: Option<String>,
    /// Its language, a BCP 47 tag as written.
    pub lang: Option<String>,
    /// How often it wants to be asked.
    pub hints: Hints,
    /// What was wrong with it, each kind once, in the order in which it was met.
    pub faults: Vec<Fault>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
}

/// An article, or the beginning of one, in a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the feed calls it by (guid, atom:id, rdf:about); empty where it has none.
    pub id: String,
    /// Its headline, in visible text.
    pub title: String,
    /// Where it lies, absolute where a base is known.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// Who wrote it: names, addresses of mail only where there is no name.
    pub authors: Vec<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// What it is about, HTML with absolute addresses.
    pub summary: String,
    /// The whole of it, HTML with absolute addresses; empty where the feed does not carry it.
    pub content: String,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// Its language, where it says one of its own.
    pub lang: Option<String>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it lies.
    pub url: String,
    /// Its media type, as written.
    pub kind: Option<String>,
}

/// How often a feed wants to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Minutes for which it stays as it is (RSS `ttl`).
    pub ttl: Option<u32>,
    /// Minutes between two of its changes (`sy:updatePeriod` by `sy:updateFrequency`).
    pub update: Option<u32>,
    /// Hours of the day in UTC, 0 to 23, at which nothing changes.
    pub skip_hours: Vec<u8>,
    /// Days on which nothing changes.
    pub skip_days: Vec<jiff::civil::Weekday>,
}

/// What is wrong with a feed that could be read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Fault {
    /// The encoding that was told is not the one that it is in.
    #[error("it is not in the encoding that it says it is in, {0}")]
    Encoding(String),
    /// Bytes that are no text in its encoding.
    #[error("some of its bytes are no text")]
    Malformed,
    /// Something stands before it.
    #[error("something stands before its beginning")]
    Junk,
    /// It ends in the middle.
    #[error("it is cut off")]
    Truncated,
    /// An element is never closed, or closed by another.
    #[error("<{0}> is not closed as it should be")]
    Unclosed(String),
    /// An end without a beginning.
    #[error("</{0}> closes nothing")]
    Unopened(String),
    /// A `&` that begins nothing.
    #[error("a bare & stands in it")]
    Ampersand,
    /// An attribute that is none.
    #[error("an attribute is not written as it should be")]
    Attribute,
    /// Markup that is none.
    #[error("there is markup that is none")]
    Markup,
    /// A prefix without a name space.
    #[error("the prefix {0}: is declared nowhere")]
    Prefix(String),
    /// A date that cannot be understood.
    #[error("a date cannot be understood: {0}")]
    Date(String),
    /// JSON whose members are not what they should be.
    #[error("{0} is not what it should be")]
    Member(&'static str),
    /// It nests deeper than anybody writes.
    #[error("it nests too deeply")]
    Deep,
    /// It is longer than what is read.
    #[error("only its first {} MB were read", LARGEST >> 20)]
    Large,
    /// It has more entries than are read.
    #[error("only its first {MOST_ENTRIES} entries were read")]
    Many,
}

/// Why something is no feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    /// There is nothing.
    #[error("it is empty")]
    Empty,
    /// A web page, which may name a feed.
    #[error("it is a web page, not a feed")]
    Page,
    /// It is no text.
    #[error(transparent)]
    Binary(#[from] DecodeError),
    /// JSON, but no JSON Feed.
    #[error("it is JSON, but no JSON Feed")]
    Json,
    /// XML of another kind, by its first element.
    #[error("it is XML, but no feed: it begins with <{0}>")]
    Xml(String),
    /// A list of feeds.
    #[error("it is a list of feeds (OPML), not a feed")]
    Opml,
    /// Text.
    #[error("it is not a feed")]
    Text,
}

/// Reads a feed. `content_type` is what the server said, `base` where it was found, for relative addresses.
///
/// # Errors
/// Where it is none, and what it is instead.
pub fn read(bytes: &[u8], content_type: Option<&str>, base: Option<&str>) -> Result<Feed, NotAFeed> {
    let mut faults = Faults::default();
    let taken = match bytes.get(..LARGEST) {
        Some(first) if bytes.len() > LARGEST => {
            faults.add(Fault::Large);
            first
        }
        _ => bytes,
    };
    if taken.iter().all(u8::is_ascii_whitespace) {
        return Err(NotAFeed::Empty);
    }
    let text = charset::text(taken, content_type, &mut faults)?;
    let text = references::without_controls(text.into());
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begin.is_empty() {
        return Err(NotAFeed::Empty);
    }
    let mut feed = if begin.starts_with('{') {
        json::read(begin, base, &mut faults)?
    } else {
        let tree = tree::Tree::of(&text, &mut faults);
        channel::read(&tree, base, &mut faults)?
    };
    feed.faults = faults.told;
    Ok(feed)
}

/// Faults as they are met, each kind once.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) told: Vec<Fault>,
}

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        let kind = std::mem::discriminant(&fault);
        if self.told.iter().all(|told| std::mem::discriminant(told) != kind) {
            self.told.push(fault);
        }
    }
}
