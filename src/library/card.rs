//! What the list knows of an article's front matter, small: a hundred thousand of these are held at once.
//!
//! Sources, languages, stories, sections, authors and tags stand in many articles; a scan holds each of them once.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::ArticleId;
use crate::article::{Meta, When};

/// What an article says of itself, as far as lists ask for it; see [`Meta`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its headline.
    pub title: Option<Box<str>>,
    /// Who published it.
    pub source: Option<Arc<str>>,
    /// Who wrote it.
    pub authors: Box<[Arc<str>]>,
    /// When it was published.
    pub published: Option<When>,
    /// Where it stands among dated articles, if it says that it is published later than its file was written: where it was
    /// first seen, not before all others until that day.
    pub stands: Option<Date>,
    /// Where it was found; as written, not checked.
    pub url: Option<Box<str>>,
    /// Its language, a BCP 47 tag as written.
    pub lang: Option<Arc<str>>,
    /// The story that it belongs to.
    pub story: Option<Arc<str>>,
    /// The story that it was found to belong to; it never outdoes the one that it names.
    pub alike: Option<Arc<Alike>>,
    /// The section of the paper.
    pub section: Option<Arc<str>>,
    /// Its tags.
    pub tags: Box<[Arc<str>]>,
    /// The addresses of the feeds that brought it, one a line, the first to bring it first.
    pub feeds: Option<Arc<str>>,
}

/// A story that was found by likeness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// What one of its articles names it; else its oldest article stands for it.
    pub named: Option<Arc<str>>,
    /// Its oldest article.
    pub oldest: ArticleId,
    /// The headline that stands for it.
    pub title: Box<str>,
    /// Whether the reader put any of its articles together.
    pub by_reader: bool,
}

impl Alike {
    fn named_or_found(&self) -> InStory<'_> {
        self.named.as_deref().map_or(InStory::Found(self), InStory::Named)
    }
}

/// Which story an article belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InStory<'a> {
    /// One that articles name; names that differ in case, accents or white space are one.
    Named(&'a str),
    /// One that only likeness tells of.
    Found(&'a Alike),
}

impl Card {
    /// Returns when it counts as published where articles are ordered by date.
    #[must_use]
    pub fn dated(&self) -> Option<When> {
        self.stands.map(When::day).or(self.published)
    }

    /// Returns the addresses of the feeds that brought it, the first to bring it first.
    pub fn feeds(&self) -> impl Iterator<Item = &str> {
        self.feeds.iter().flat_map(|feeds| feeds.lines())
    }

    /// Returns the story that the article belongs to: the one that it names, else the one that likeness found.
    #[must_use]
    pub fn in_story(&self) -> Option<InStory<'_>> {
        let own = self.story.as_deref().filter(|name| !name.trim().is_empty());
        own.map(InStory::Named).or_else(|| self.alike.as_deref().map(Alike::named_or_found))
    }
}

impl From<&Meta> for Card {
    fn from(meta: &Meta) -> Self {
        let own = |text: &Option<String>| text.as_deref().map(Box::from);
        let name = |text: &Option<String>| text.as_deref().map(Arc::from);
        let names = |all: &[String]| all.iter().map(|name| Arc::from(name.as_str())).collect();
        Self {
            title: own(&meta.title),
            source: name(&meta.source),
            authors: names(&meta.authors),
            published: meta.published,
            stands: None,
            url: own(&meta.url),
            lang: name(&meta.lang),
            story: name(&meta.story),
            alike: None,
            section: name(&meta.section),
            tags: names(&meta.tags),
            feeds: Some(meta.feeds().collect::<Vec<_>>().join("\n")).filter(|all| !all.is_empty()).map(Arc::from),
        }
    }
}

/// The names that articles of one scan have had so far.
#[derive(Debug, Default)]
pub(super) struct Shared(HashSet<Arc<str>>);

impl Shared {
    /// Puts the names that other articles have too in the place of an article's own copies of them.
    pub fn share(&mut self, card: &mut Card) {
        let Card { source, authors, lang, story, section, tags, feeds, .. } = card;
        let named = [source, lang, story, section, feeds].into_iter().flatten();
        for name in named.chain(authors).chain(tags) {
            match self.0.get(name) {
                Some(known) => *name = Arc::clone(known),
                None => drop(self.0.insert(Arc::clone(name))),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn card(source: &str, tags: &[&str]) -> Card {
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        Card::from(&Meta { source: Some(source.into()), tags, ..Meta::default() })
    }

    #[test]
    fn names_of_several_articles_are_held_once_and_say_what_they_said() {
        let mut shared = Shared::default();
        let mut cards = [card("The Tide", &["sea", "Lake Post"]), card("Lake Post", &["sea"]), card("the tide", &[])];
        let before = cards.clone();
        cards.iter_mut().for_each(|card| shared.share(card));
        assert_eq!(cards, before);
        let [tide, lake, _] = &cards;
        assert!(Arc::ptr_eq(tide.tags.first().unwrap(), lake.tags.first().unwrap()));
        assert!(Arc::ptr_eq(tide.tags.last().unwrap(), lake.source.as_ref().unwrap()));
        assert_eq!(shared.0.len(), 4);
    }

    #[test]
    fn what_a_library_holds_of_an_article_stays_small() {
        // Bytes, what it points to left out: 100,000 of them were 45 MB once.
        assert!(size_of::<crate::library::Entry>() <= 312, "{}", size_of::<crate::library::Entry>());
    }
}
