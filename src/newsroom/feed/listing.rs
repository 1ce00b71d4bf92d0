//! A feed for standard output: `diptych feed read` as JSON or in lines.

use serde::Serialize;

use super::{Feed, date, visible};
use crate::article::When;
use crate::library::listing::escape_unshown;
use crate::text::cells::one_line;

/// A feed as `diptych feed read --format json` prints it; fields may be added, never removed. Words are as a reader sees
/// them, without markup; dates are in the form of RFC 3339, in UTC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listing<'a> {
    /// The version of this shape.
    pub version: u32,
    /// What the feed says of itself.
    pub feed: Head<'a>,
    /// What is wrong with it, each in a sentence.
    pub faults: Vec<String>,
    /// Its entries, in its order.
    pub entries: Vec<Row<'a>>,
}

/// What a feed says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What it is about.
    pub subtitle: &'a str,
    /// The address of the site that it belongs to.
    pub url: Option<&'a str>,
    /// Its language.
    pub lang: Option<&'a str>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<'a> {
    /// What the feed calls it by.
    pub id: &'a str,
    /// Its headline.
    pub title: &'a str,
    /// Where it lies.
    pub url: Option<&'a str>,
    /// When it was published.
    pub published: Option<String>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// What it is filed under.
    pub tags: &'a [String],
    /// What it is about.
    pub summary: String,
    /// The whole of it, where the feed carries it.
    pub content: String,
    /// Files that come with it.
    pub enclosures: Vec<Attached<'a>>,
    /// Its language, where it says one of its own.
    pub lang: Option<&'a str>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attached<'a> {
    /// Where it lies.
    pub url: &'a str,
    /// Its media type.
    #[serde(rename = "type")]
    pub kind: Option<&'a str>,
}

impl<'a> Listing<'a> {
    /// Lists a feed.
    #[must_use]
    pub fn new(feed: &'a Feed) -> Self {
        let day = |when: Option<When>| when.and_then(date::rfc3339);
        let row = |entry: &'a super::Entry| Row {
            id: &entry.id,
            title: &entry.title,
            url: entry.url.as_deref(),
            published: day(entry.published),
            updated: day(entry.updated),
            authors: &entry.authors,
            tags: &entry.tags,
            summary: visible(&entry.summary),
            content: visible(&entry.content),
            enclosures: entry.enclosures.iter().map(|it| Attached { url: &it.url, kind: it.kind.as_deref() }).collect(),
            lang: entry.lang.as_deref(),
        };
        Self {
            version: 1,
            feed: Head {
                title: &feed.title,
                subtitle: &feed.subtitle,
                url: feed.url.as_deref(),
                lang: feed.lang.as_deref(),
            },
            faults: feed.faults.iter().map(ToString::to_string).collect(),
            entries: feed.entries.iter().map(row).collect(),
        }
    }

    /// Writes it as JSON in which every character that a terminal might obey is escaped; ends in a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("strings and lists of them are always JSON");
        escape_unshown(&json) + "\n"
    }

    /// Writes what it is called, what is wrong with it, and its entries, each with its day and address.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text =
            format!("{}\n", one_line(if self.feed.title.is_empty() { "(no title)" } else { self.feed.title }));
        self.feed.url.iter().for_each(|url| text += &format!("{}\n", one_line(url)));
        self.faults.iter().for_each(|fault| text += &format!("faulty: {}\n", one_line(fault)));
        for entry in &self.entries {
            let day = entry.published.as_deref().or(entry.updated.as_deref()).and_then(|day| day.get(..10));
            let said = [entry.title, &entry.summary, &entry.content].into_iter().find(|words| !words.is_empty());
            let said = crate::article::first_words(said.unwrap_or("(no title)"), CALLED_BY);
            text += &format!("\n{}  {}\n", day.unwrap_or("          "), one_line(&said));
            entry.url.iter().for_each(|url| text += &format!("            {}\n", one_line(url)));
        }
        text + &match self.entries.len() {
            1 => "\n1 entry\n".to_owned(),
            many => format!("\n{many} entries\n"),
        }
    }
}

/// Characters of an entry without a title by which it is called.
const CALLED_BY: usize = 100;
