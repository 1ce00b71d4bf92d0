//! The filter of the list of articles: what a [`Query`] lets through, and how well its words fit.
//!
//! Words are looked for in title, source, authors, story, section, tags and file name; where a field is named, in that
//! one. Texts are not: they lie on disk, and a search reads them. Where nothing fits exactly, titles *like* it may be
//! asked for ([`How::Like`]): a letter wrong, too many, missing or exchanged, or letters left out of a word.
//!
//! Asked of a hundred thousand articles at every letter typed: names that several have are asked once ([`Labels`]), on
//! threads of its own.

mod labels;
mod like;
mod rank;

use std::collections::{BTreeSet, HashMap};
use std::thread;

pub use self::labels::Labels;
pub use self::rank::rank;
use super::query::{ARTICLES, Ask, Key, Query, Term, Words};
use super::state::ReadingState;
use super::versions::Behind;
use super::{ArticleId, Entry, Origin};
use crate::text::Span;
use crate::text::fold::{Form, fold, plain};

/// Entries that one thread matches at least; a thread takes more time to begin than a few entries to match.
const FEW: usize = 1024;
/// Threads that a filter is asked on at most.
const MOST_THREADS: usize = 8;

/// How well an article fits: more is better.
pub type Fit = u16;

/// What words weigh that stand in another field than the title.
const ELSEWHERE: Fit = 1;
/// What they weigh where they begin a word of the title, are a word of it, stand at its beginning.
const IN_TITLE: Fit = 4;
const WHOLE: Fit = 2;
const AT_ITS_BEGINNING: Fit = 1;

/// A filter, made ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    query: Query,
}

/// How words are to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As they were typed.
    Exactly,
    /// As they were typed, or like a word of the title.
    Like,
}

/// What is known of articles beside the articles themselves.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What was read.
    pub state: &'a ReadingState,
    /// What notes say.
    pub noted: &'a Noted,
    /// Which articles have earlier versions: what is kept of these is found by the newest.
    pub behind: &'a Behind,
}

impl<'a> Known<'a> {
    /// Returns the article and what stands behind it.
    fn ids(&self, entry: &'a Entry) -> impl Iterator<Item = &'a ArticleId> + use<'a> {
        let earlier = self.behind.get(&entry.id).map(|family| family.earlier.as_slice());
        std::iter::once(&entry.id).chain(earlier.unwrap_or_default())
    }
}

/// What notes say of articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    articles: HashMap<ArticleId, Marks>,
}

/// What the notes of one article say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marks {
    labels: BTreeSet<Box<str>>,
    tags: BTreeSet<Box<str>>,
    lost: bool,
}

impl Noted {
    /// Adds a note about an article: its label, if any, its tags, and whether it has lost its passage.
    pub fn add<T: AsRef<str>>(&mut self, article: &ArticleId, label: Option<&str>, tags: &[T], lost: bool) {
        let marks = self.articles.entry(article.clone()).or_default();
        marks.labels.extend(label.map(Box::from));
        marks.tags.extend(tags.iter().map(|tag| Box::from(tag.as_ref())));
        marks.lost |= lost;
    }
}

impl Filter {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self { query: Query::new(typed, &ARTICLES) }
    }

    /// Returns what is asked for.
    #[must_use]
    pub const fn query(&self) -> &Query {
        &self.query
    }

    /// Says whether it asks what was read, or for notes, so that its answer changes where no article does.
    #[must_use]
    pub fn asks_of_reading(&self) -> bool {
        self.asks(|state| matches!(state, "read" | "unread" | "starred"))
    }

    /// Says whether it asks for notes.
    #[must_use]
    pub fn asks_of_notes(&self) -> bool {
        // A tag may be an article's own or one that a note gave it.
        let of_notes = |term: &Term| matches!(term.ask, Ask::Hash(_) | Ask::Field(Key::Label | Key::Tag, _));
        self.query.asked().any(of_notes) || self.asks(|state| matches!(state, "noted" | "lost"))
    }

    /// Says whether there may be titles that are like what is asked for.
    #[must_use]
    pub fn may_be_like(&self) -> bool {
        self.query.asked().any(|term| !term.not && matches!(&term.ask, Ask::Words(words) if words.are_bare()))
    }

    /// Says whether it asks where the passages of notes are.
    #[must_use]
    pub fn asks_for_lost(&self) -> bool {
        self.asks(|state| state == "lost")
    }

    fn asks(&self, test: impl Fn(&str) -> bool) -> bool {
        self.query
            .asked()
            .any(|term| matches!(&term.ask, Ask::Is(state) if state.any().iter().any(|state| test(state))))
    }

    /// Says how well an article fits; none where it does not.
    #[must_use]
    pub fn fit(&self, entry: &Entry, how: How, known: Known<'_>) -> Option<Fit> {
        self.fit_of(entry, how, known, &|_, words| labels::names(entry).any(|name| words.are_in(name)))
    }

    /// Returns those of the entries at `asked` that fit, in that order, and how well.
    #[must_use]
    pub fn fitting(
        &self,
        entries: &[Entry],
        labels: &Labels,
        asked: &[usize],
        how: How,
        known: Known<'_>,
    ) -> Vec<(usize, Fit)> {
        let names = labels.asked();
        let one = |&index: &usize| {
            let entry = entries.get(index)?;
            let named = |at, words: &Words| {
                let known = names.is_in_name(index, at, words);
                known.unwrap_or_else(|| labels::names(entry).any(|name| words.are_in(name)))
            };
            Some((index, self.fit_of(entry, how, known, &named)?))
        };
        on_threads(asked, &|part| part.iter().filter_map(one).collect())
    }

    /// Says how well an article fits, `named` saying of words, with their number, whether they are in one of its names.
    fn fit_of(&self, entry: &Entry, how: How, known: Known<'_>, named: &dyn Fn(usize, &Words) -> bool) -> Option<Fit> {
        let title = plain(title(entry));
        let mut fit: Fit = 1;
        for (at, term) in self.query.asked().enumerate() {
            let of_term = match &term.ask {
                Ask::Words(words) => match words.find(&title) {
                    Some(found) => Some(in_title(found.span, found.whole)),
                    None if named(at, words) || file(entry).is_some_and(|name| words.are_in(name)) => Some(ELSEWHERE),
                    None if how == How::Like && !term.not && words.are_bare() => like::like(words, &title),
                    None => None,
                },
                other => holds(other, entry, known).then_some(0),
            };
            match (of_term, term.not) {
                (Some(of_term), false) => fit = fit.saturating_add(of_term),
                (None, true) => {}
                _ => return None,
            }
        }
        Some(fit)
    }

    /// Returns the letters of a title that were asked for, ascending; those that are `Like` it, where there are no others.
    #[must_use]
    pub fn places(&self, title: &str, how: How) -> Vec<Span> {
        let mut places = Vec::new();
        for term in self.query.asked().filter(|term| !term.not) {
            let Ask::Words(words) = &term.ask else { continue };
            let exact = words.places(title);
            if exact.is_empty() && how == How::Like && words.are_bare() {
                let folded = fold(title, Form::PLAIN);
                places.extend(like::places(words, folded.text()).into_iter().map(|span| folded.raw(span)));
            }
            places.extend(exact);
        }
        places.sort_unstable_by_key(|span| (span.start, span.end));
        places
    }
}

fn in_title(span: Span, whole: bool) -> Fit {
    IN_TITLE + if whole { WHOLE } else { 0 } + if span.start == 0 { AT_ITS_BEGINNING } else { 0 }
}

/// Says whether an article has what is asked for; of words it is asked elsewhere.
fn holds(ask: &Ask, entry: &Entry, known: Known<'_>) -> bool {
    let meta = &entry.meta;
    let day = meta.published.map(|when| when.date);
    match ask {
        Ask::Hash(words) | Ask::Field(Key::Tag, words) => {
            let noted = || known.noted.articles.get(&entry.id).is_some_and(|m| m.tags.iter().any(|t| words.are_in(t)));
            meta.tags.iter().any(|tag| words.are_in(tag)) || noted()
        }
        Ask::Field(Key::Source, words) => meta.source.as_ref().is_some_and(|source| words.are_in(source)),
        Ask::Field(Key::Author, words) => meta.authors.iter().any(|author| words.are_in(author)),
        Ask::Field(Key::Section, words) => meta.section.as_ref().is_some_and(|section| words.are_in(section)),
        Ask::Field(Key::Story, words) => meta.story.as_ref().is_some_and(|story| words.are_in(story)),
        Ask::Field(Key::Lang, words) => meta.lang.as_ref().is_some_and(|lang| words.are_in(lang)),
        Ask::Field(Key::Feed, words) => meta.feeds().any(|feed| words.name(feed)),
        Ask::Field(Key::Label, words) => {
            let mut marks = known.ids(entry).filter_map(|id| known.noted.articles.get(id));
            marks.any(|marks| marks.labels.iter().any(|label| words.are_in(label)))
        }
        Ask::Is(state) => state.any().iter().any(|state| is(state, entry, known)),
        Ask::Since(period) => day.is_some_and(|day| day >= period.first),
        Ask::Until(period) => day.is_some_and(|day| day <= period.last),
        Ask::Words(_) | Ask::Begun(_) | Ask::Mistake(_) | Ask::Field(Key::Is | Key::Since | Key::Until, _) => false,
    }
}

fn is(state: &str, entry: &Entry, known: Known<'_>) -> bool {
    let reading = |id| known.state.articles.get(id);
    let mut marks = known.ids(entry).filter_map(|id| known.noted.articles.get(id));
    match state {
        "read" => reading(&entry.id).is_some_and(|reading| reading.read),
        "unread" => !reading(&entry.id).is_some_and(|reading| reading.read),
        "starred" => known.ids(entry).filter_map(reading).any(|reading| reading.starred),
        "noted" => marks.next().is_some(),
        "lost" => marks.any(|marks| marks.lost),
        "updated" => known.behind.get(&entry.id).is_some_and(|family| family.versions > 1),
        _ => false,
    }
}

/// Lets `some` work on parts of `asked` at once.
///
/// On threads of its own: those that read the library may have hundreds of files before them, and a reader who types
/// would wait for all of these.
fn on_threads<T: Send>(asked: &[usize], some: &(dyn Fn(&[usize]) -> Vec<T> + Sync)) -> Vec<T> {
    if asked.len() < 2 * FEW {
        return some(asked);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let mut parts = asked.chunks(asked.len().div_ceil(threads).max(FEW));
    let first = parts.next().unwrap_or_default();
    thread::scope(|scope| {
        let ask = |part| (part, thread::Builder::new().spawn_scoped(scope, move || some(part)).ok());
        let others: Vec<_> = parts.map(ask).collect();
        let mut found = some(first);
        for (part, thread) in others {
            // A thread that could not be had, or failed, is made good here.
            found.extend(thread.and_then(|thread| thread.join().ok()).unwrap_or_else(|| some(part)));
        }
        found
    })
}

/// Returns the title; where there is none, the list shows the first words in its place.
fn title(entry: &Entry) -> &str {
    entry.meta.title.as_deref().unwrap_or(&entry.first_words)
}

/// Returns the name of the file. Asked last: it takes longer to find than a title takes to match.
fn file(entry: &Entry) -> Option<&str> {
    match &entry.origin {
        Origin::File(path) => path.file_name().and_then(|name| name.to_str()),
        Origin::Sample(name) => Some(name),
        Origin::Stdin => None,
    }
}

#[cfg(test)]
mod tests;
