//! Stories for standard output: `diptych stories` as JSON or in lines.

use serde::Serialize;

use super::{Account, Told, nearest_middle};
use crate::article::{CALLED_BY, first_words};
use crate::library::listing::{self, Row, escape_unshown};
use crate::library::state::ReadingState;
use crate::library::{ArticleId, Entry};
use crate::text::cells;

/// The stories as `diptych stories --format json` prints them; fields may be added, never removed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listing<'a> {
    /// The version of this shape.
    pub version: u32,
    /// The stories of two articles or more, in the order asked for.
    pub stories: Vec<Story<'a>>,
    /// The articles that stand alone.
    pub alone: Vec<Row<'a>>,
}

/// A story.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Story<'a> {
    /// Who it is: its oldest article.
    pub id: &'a ArticleId,
    /// What its articles call it, else the headline nearest to the middle of its accounts.
    pub title: String,
    /// What made it one.
    pub by: By,
    /// Its articles, the oldest first.
    pub articles: Vec<Row<'a>>,
}

/// What makes articles one story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// An article of it names it.
    Head,
    /// The reader put articles of it together.
    Reader,
    /// Likeness alone.
    Likeness,
}

impl By {
    /// Returns what stands before its title, as in the list.
    const fn sign(self) -> &'static str {
        match self {
            Self::Head => "",
            Self::Reader => "= ",
            Self::Likeness => "~ ",
        }
    }

    fn of(accounts: &[Account], group: &[usize], told: &Told) -> Self {
        let is_named = |index: &usize| accounts.get(*index).is_some_and(|account| account.named.is_some());
        match (group.iter().any(is_named), told.joins(group)) {
            (true, _) => Self::Head,
            (false, true) => Self::Reader,
            (false, false) => Self::Likeness,
        }
    }
}

impl<'a> Listing<'a> {
    /// Lists `groups` of entries, each with its account, and what the reader said of them.
    #[must_use]
    pub fn new(
        entries: &'a [Entry],
        accounts: &[Account],
        groups: &[Vec<usize>],
        told: &Told,
        state: &ReadingState,
    ) -> Self {
        let mut listing = Self { version: 1, stories: Vec::new(), alone: Vec::new() };
        for group in groups {
            let mut group = group.clone();
            let at = |index: &usize| accounts.get(*index).and_then(|account| account.at);
            group.sort_by_key(|index| (at(index).is_none(), at(index)));
            let rows = group.iter().filter_map(|index| Some(Row::new(entries.get(*index)?, state)));
            match group.as_slice() {
                [oldest, _, ..] => listing.stories.extend(entries.get(*oldest).map(|entry| Story {
                    id: &entry.id,
                    title: title(entries, accounts, &group),
                    by: By::of(accounts, &group, told),
                    articles: rows.collect(),
                })),
                _ => listing.alone.extend(rows),
            }
        }
        listing
    }

    /// Writes it as JSON in which every character that a terminal might obey is escaped; ends in a line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("strings, numbers and lists of them are always JSON");
        escape_unshown(&json) + "\n"
    }

    /// Writes each story with its articles below it, and how many articles stand alone.
    #[must_use]
    pub fn to_text(&self, width: Option<usize>, ascii: bool) -> String {
        let ellipsis = if ascii { "..." } else { "…" };
        let fitted = |line: &str| width.map_or_else(|| line.to_owned(), |width| cells::truncate(line, width, ellipsis));
        let mut text = String::new();
        for story in &self.stories {
            text += &format!("{}\n", fitted(&cells::one_line(&format!("{}{}", story.by.sign(), story.title))));
            let rows = listing::Listing { version: 1, articles: story.articles.clone(), problems: Vec::new() };
            let lines = rows.to_text(width.map(|width| width.saturating_sub(2)), ascii);
            lines.lines().for_each(|line| text += &format!("  {line}\n"));
            text.push('\n');
        }
        text + &match self.alone.len() {
            0 => String::new(),
            1 => "1 article stands alone\n".to_owned(),
            many => format!("{many} articles stand alone\n"),
        }
    }
}

fn title(entries: &[Entry], accounts: &[Account], group: &[usize]) -> String {
    let named = group.iter().find_map(|index| accounts.get(*index)?.named.clone());
    let middle = || nearest_middle(accounts, group).and_then(|index| entries.get(index));
    named.or_else(|| middle().map(called)).unwrap_or_default()
}

fn called(entry: &Entry) -> String {
    entry.meta.title.as_deref().map_or_else(|| first_words(&entry.first_words, CALLED_BY), str::to_owned)
}
