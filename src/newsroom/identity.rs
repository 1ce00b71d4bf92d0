//! Which entry of a feed is which article: by what the feed calls it, by where it lies, else by its words.
//!
//! Feeds call entries by the headline, by nothing, or all by one name; the same article comes by two feeds. So an entry
//! has *marks*, and is known where one of them is known:
//!
//! | mark | of | counts |
//! | --- | --- | --- |
//! | link | its normalised address, over all feeds | unless entries with different names share it in the document |
//! | name | the feed and its guid | unless the document has it twice |
//! | words | the feed, title, date and text | where there is neither |
//!
//! The first mark names its file, so that a run that was killed between writing an article and taking note of it finds
//! the article again by the name of the file.

use std::collections::HashMap;

use super::feed::Entry;
use crate::library::url::normalised;

/// Hexadecimal digits of a mark: two among 100,000 articles are alike once in 50,000 libraries.
pub const MARK_LENGTH: usize = 12;

/// A mark of an entry: digits of a hash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark(pub String);

impl Mark {
    fn of(kind: &str, parts: &[&str]) -> Self {
        let mut hash = blake3::Hasher::new();
        hash.update(kind.as_bytes());
        for part in parts {
            // With its length before it, so that no two lists of parts are one text.
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        Self(hash.finalize().to_hex().chars().take(MARK_LENGTH).collect())
    }

    /// Returns the mark of an address; none where it names no article.
    #[must_use]
    pub fn of_link(url: &str) -> Option<Self> {
        Some(Self::of("link", &[&normalised(url)?]))
    }

    /// Returns the mark of what a feed calls an entry.
    #[must_use]
    pub fn of_name(feed: &str, name: &str) -> Self {
        Self::of("name", &[feed, name])
    }
}

/// Returns the marks of each entry of a document, at least one each, the one that names the file first; `feed` is the
/// address by which the feed was first known.
#[must_use]
pub fn marks(feed: &str, entries: &[Entry]) -> Vec<Vec<Mark>> {
    let links: Vec<Option<String>> = entries.iter().map(|entry| normalised(entry.url.as_deref()?)).collect();
    let mut names: HashMap<&str, usize> = HashMap::new();
    for entry in entries.iter().filter(|entry| !entry.id.is_empty()) {
        *names.entry(entry.id.as_str()).or_default() += 1;
    }
    let name = |entry: &Entry| Some(entry.id.as_str()).filter(|id| names.get(id) == Some(&1)).map(str::to_owned);
    let mut at_link: HashMap<&str, Vec<Option<String>>> = HashMap::new();
    for (entry, link) in entries.iter().zip(&links) {
        let Some(link) = link else { continue };
        let there = at_link.entry(link.as_str()).or_default();
        let name = name(entry);
        if !there.contains(&name) {
            there.push(name);
        }
    }
    let is_one = |link: &String| at_link.get(link.as_str()).is_none_or(|names| names.len() == 1);
    let of = |(entry, link): (&Entry, Option<String>)| {
        let link = link.filter(is_one).map(|link| Mark::of("link", &[&link]));
        let name = name(entry).map(|name| Mark::of_name(feed, &name));
        let marks: Vec<Mark> = link.into_iter().chain(name).collect();
        if marks.is_empty() { vec![of_words(feed, entry)] } else { marks }
    };
    entries.iter().zip(links.clone()).map(of).collect()
}

fn of_words(feed: &str, entry: &Entry) -> Mark {
    let date = entry.published.or(entry.updated).map(|when| when.to_string()).unwrap_or_default();
    // A title and a date tell entries apart; what has neither is told by its text.
    let text = if entry.title.is_empty() || date.is_empty() {
        format!("{}{}", entry.content, entry.summary)
    } else {
        String::new()
    };
    Mark::of("words", &[feed, &entry.title, &date, &text])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::When;

    const FEED: &str = "https://a.example/feed";

    fn entry(id: &str, url: &str, title: &str) -> Entry {
        let url = Some(url.to_owned()).filter(|url| !url.is_empty());
        Entry { id: id.to_owned(), url, title: title.to_owned(), ..Entry::default() }
    }

    /// How many different articles some entries are, by themselves.
    fn articles(entries: &[Entry]) -> usize {
        let mut known: Vec<Mark> = Vec::new();
        let mut count = 0;
        for marks in marks(FEED, entries) {
            count += usize::from(marks.iter().all(|mark| !known.contains(mark)));
            known.extend(marks);
        }
        count
    }

    #[test]
    fn entries_are_told_apart_however_a_feed_calls_them() {
        let (one, two) = ("https://a.example/1", "https://a.example/2");
        for (what, entries, count) in [
            ("names", vec![entry("1", "", "x"), entry("2", "", "x")], 2),
            ("one name for all", vec![entry("n", one, "x"), entry("n", two, "x")], 2),
            ("one name for all and no links", vec![entry("n", "", "x"), entry("n", "", "y")], 2),
            ("one link for all", vec![entry("1", one, "x"), entry("2", one, "x")], 2),
            (
                "the home page for all",
                vec![entry("1", "https://a.example/", "x"), entry("2", "https://a.example/", "x")],
                2,
            ),
            ("the same entry twice", vec![entry("1", one, "x"), entry("1", one, "x")], 1),
            ("a link twice without names", vec![entry("", one, "x"), entry("", one, "y")], 1),
            ("titles", vec![entry("", "", "x"), entry("", "", "y")], 2),
            ("nothing", vec![entry("", "", ""), entry("", "", "")], 1),
        ] {
            assert_eq!(articles(&entries), count, "{what}");
        }
        let dated = |day: &str| Entry { published: When::from_text(day), ..entry("", "", "Weather") };
        assert_eq!(articles(&[dated("2026-03-07"), dated("2026-03-08")]), 2);
        let told = |text: &str| Entry { summary: text.to_owned(), ..entry("", "", "") };
        assert_eq!(articles(&[told("a"), told("b")]), 2);
    }

    #[test]
    fn an_article_is_one_over_feeds_by_its_link_and_never_by_its_name_alone() {
        let here = entry("7", "https://a.example/x/?utm_source=rss", "X");
        let there = entry("99", "http://a.example/x#top", "X!");
        let first = |feed, entry: &Entry| marks(feed, std::slice::from_ref(entry)).remove(0);
        let (one, other) = (first(FEED, &here), first("https://b.example/feed", &there));
        assert_eq!(one.first(), other.first());
        assert_eq!(one.first(), Mark::of_link("https://a.example/x").as_ref());
        let same_name = |feed| first(feed, &entry("7", "", "X"));
        assert_ne!(same_name(FEED), same_name("https://b.example/feed"));
        assert!(one.iter().all(|mark| mark.0.len() == MARK_LENGTH));
    }

    #[test]
    fn a_name_that_stays_or_a_link_that_stays_is_the_same_article() {
        let before = marks(FEED, &[entry("1", "https://a.example/1", "Old headline")]).remove(0);
        for after in [entry("1", "https://a.example/moved", "x"), entry("new", "https://a.example/1", "x")] {
            assert!(marks(FEED, &[after]).remove(0).iter().any(|mark| before.contains(mark)));
        }
    }
}
