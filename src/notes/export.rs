//! Notes on their way out: each with the quotation, where it is now, and what is needed to read it without the program.
//!
//! What is written depends on the notes and where their passages are alone, so that the same notes give the same bytes:
//! exports can be kept under version control and compared.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod pair;
mod rows;
pub mod w3c;

use super::{About, Note, Target};
use crate::article::anchor::locate::{Located, Locator, State};
use crate::article::{Article, CALLED_BY, When, first_words};
use crate::text::{Span, scalars};

pub use csv::csv;
pub use json::json;
pub use markdown::{markdown, report};
pub use w3c::w3c;

/// Why a passage has no state where its article is nowhere.
pub const NOT_FOUND: &str = "article not found";

/// Where a passage is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its article was read.
    Looked {
        /// How the passage was found in it.
        state: State,
        /// Where it begins, in scalars of the article's text; none where it has no place.
        at: Option<usize>,
        /// Where it is, in bytes of the article's text.
        span: Option<Span>,
        /// The paragraph that it begins in, from 0; none where it has no place or that is not known.
        paragraph: Option<usize>,
    },
    /// Its article was not read; why.
    Missing(String),
}

impl Standing {
    /// Looks for the passage of `target` in `article`, of which `locator` is.
    #[must_use]
    pub fn of(target: &Target, article: &Article, locator: &Locator<'_>) -> Self {
        let anchor = target.holding();
        if anchor.exact.is_empty() {
            return Self::Looked { state: State::Exact, at: Some(0), span: Some(Span::default()), paragraph: Some(0) };
        }
        Self::found(&locator.locate(anchor), article)
    }

    /// Says where a passage is that was looked for in `article` already.
    #[must_use]
    pub fn found(located: &Located, article: &Article) -> Self {
        let at = located.span.map(|span| scalars::scalar_offset(&article.text, span.start));
        let paragraph = located.span.map(|span| article.paragraph_at(span.start));
        Self::Looked { state: located.state, at, span: located.span, paragraph }
    }

    /// The article is nowhere.
    #[must_use]
    pub fn not_found() -> Self {
        Self::Missing(NOT_FOUND.to_owned())
    }

    /// Returns how the passage was found, where it was looked for.
    #[must_use]
    pub const fn state(&self) -> Option<State> {
        match self {
            Self::Looked { state, .. } => Some(*state),
            Self::Missing(_) => None,
        }
    }

    /// Returns its state, or why there is none.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Looked { state, .. } => state.name(),
            Self::Missing(why) => why,
        }
    }
}

/// A note and where its passages are.
#[derive(Clone, Debug)]
pub struct Exported<'a> {
    /// The note.
    pub note: &'a Note,
    /// Where each of its passages is; as many as the note has.
    standings: Vec<Standing>,
}

impl<'a> Exported<'a> {
    /// Joins a note with where its passages are, in the order of its targets; those that are not said are not found.
    #[must_use]
    pub fn new(note: &'a Note, mut standings: Vec<Standing>) -> Self {
        standings.resize_with(note.targets.len(), Standing::not_found);
        Self { note, standings }
    }

    /// Returns the passages, each with where it is.
    pub fn passages(&self) -> impl Iterator<Item = (&'a Target, &Standing)> {
        self.note.targets.iter().zip(&self.standings)
    }

    /// Says whether a passage of it is nowhere in its article.
    #[must_use]
    pub fn is_orphan(&self) -> bool {
        self.standings.iter().any(|standing| standing.state() == Some(State::Orphan))
    }
}

/// Characters over which a title is none: of an article without one, its first words are remembered, as many as a list
/// shows.
const LONGEST_TITLE: usize = 120;

/// Returns what an article is called: its title, else its first words, else its file or its address; empty where nothing
/// is remembered.
fn called(about: &About) -> String {
    let said = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    // What passes for a title may be the first words that an earlier diptych remembered in its place.
    let title =
        said(&about.title).or_else(|| said(&about.first_words)).map(|title| match title.chars().nth(LONGEST_TITLE) {
            Some(_) => first_words(&title, CALLED_BY),
            None => title,
        });
    title.or_else(|| file(about).map(str::to_owned)).or_else(|| said(&about.url)).unwrap_or_default()
}

/// Says whether an export tells where articles lie on this machine, which says who works there, and on what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paths {
    /// It does not: files are told by their names.
    #[default]
    Kept,
    /// It does.
    Told,
}

/// Returns where an article lies, as far as that is told; a sample lies on every machine.
fn place(about: &About, paths: Paths) -> Option<&str> {
    let path = about.path.as_deref()?;
    if paths == Paths::Told || path.starts_with("sample:") { Some(path) } else { file(about) }
}

/// Returns the name of an article's file, without its folders.
fn file(about: &About) -> Option<&str> {
    let path = about.path.as_deref()?;
    path.rsplit(['/', '\\']).next().map(str::trim).filter(|file| !file.is_empty())
}

/// Returns the day of publication as a reader writes it, or what the article says as it is.
fn day(about: &About) -> Option<String> {
    let said = about.published.as_deref().filter(|said| !said.trim().is_empty())?;
    let date = said.split('T').next().unwrap_or(said);
    Some(When::from_text(date).map_or_else(|| said.to_owned(), |when| when.short()))
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::anchor::Anchor;
    use crate::library::ArticleId;
    use crate::notes::{NoteId, Relation, Stamp};

    /// 22 November 2026, 04:11:48 UTC.
    pub const MADE: u64 = 1_795_320_708_000;

    /// A passage of an invented article; `article` is one letter.
    pub fn target(article: char, exact: &str) -> Target {
        let (title, source) = match article {
            'a' => ("Harbour reopens", "Gazette"),
            _ => ("Boats sail again", "Courier"),
        };
        Target {
            article: ArticleId(article.to_string().repeat(32)),
            about: About {
                title: Some(title.to_owned()),
                source: Some(source.to_owned()),
                url: Some(format!("https://{}.example/harbour?a=1&b=2", source.to_lowercase())),
                published: Some("2026-03-07T09:30:00Z".to_owned()),
                path: Some(format!("/news/{article} b.txt")),
                ..About::default()
            },
            anchor: Anchor {
                exact: exact.to_owned(),
                prefix: "before ".to_owned(),
                suffix: " after".to_owned(),
                start: 7,
                paragraph: 0,
            },
            ..Target::default()
        }
    }

    pub fn note(number: u8, targets: Vec<Target>) -> Note {
        Note {
            id: NoteId::new(Stamp(MADE), [number; 10]),
            targets,
            created: Stamp(MADE),
            changed: Stamp(MADE + 86_400_000),
            version: 1,
            ..Note::default()
        }
    }

    /// A note with everything and a link.
    pub fn two() -> Vec<Note> {
        let full = Note {
            label: Some("claim".to_owned()),
            text: "Who counted them?\n\nAsk the *harbour*.".to_owned(),
            tags: vec!["boats".to_owned(), "figures".to_owned()],
            ..note(1, vec![target('a', "after 12 days")])
        };
        let link = Note {
            text: "Eleven or twelve?".to_owned(),
            relation: Some(Relation::Contradicts),
            ..note(2, vec![target('a', "12 days"), target('b', "11 days")])
        };
        vec![full, link]
    }

    pub fn exact(notes: &[Note]) -> Vec<Exported<'_>> {
        let here = |target: &Target| Standing::Looked {
            state: State::Exact,
            at: Some(target.anchor.start),
            span: None,
            paragraph: Some(0),
        };
        notes.iter().map(|note| Exported::new(note, note.targets.iter().map(here).collect())).collect()
    }

    #[test]
    fn a_passage_without_a_word_about_it_is_not_found() {
        let notes = two();
        let exported = Exported::new(notes.last().unwrap(), Vec::new());
        assert_eq!(exported.passages().map(|(_, standing)| standing.words()).collect::<Vec<_>>(), [NOT_FOUND; 2]);
    }

    #[test]
    fn an_article_without_a_title_is_called_by_its_first_words_then_by_its_file() {
        let mut about = target('a', "x").about;
        assert_eq!(called(&about), "Harbour reopens");
        about.title = Some("The harbour of Ostrava Bay reopened ".repeat(4));
        assert_eq!(called(&about), "The harbour of Ostrava Bay reopened The harbour of Ostrava Bay reopened…");
        (about.title, about.first_words) = (None, Some("The harbour…".to_owned()));
        assert_eq!(called(&about), "The harbour…");
        about.first_words = None;
        assert_eq!(called(&about), "a b.txt");
        about.path = None;
        assert!(called(&about).starts_with("https://gazette.example/"));
    }

    #[test]
    fn a_passage_is_looked_for_where_it_was_confirmed_last() {
        let article =
            crate::article::import::import("Früher stand hier mehr.", crate::article::import::Format::Plain).0;
        let locator = Locator::new(&article);
        let mut it = target('a', "gone for good, with all of its words");
        it.again = Some(Anchor { exact: "hier".to_owned(), start: 13, ..Anchor::default() });
        let standing = Standing::of(&it, &article, &locator);
        let span = Some(Span::new(14, 18));
        assert_eq!(standing, Standing::Looked { state: State::Exact, at: Some(13), span, paragraph: Some(0) });
        let whole = Standing::of(&target('a', ""), &article, &locator);
        assert_eq!(whole.state(), Some(State::Exact));
    }
}
