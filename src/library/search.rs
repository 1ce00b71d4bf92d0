//! Search over titles and texts of the whole library: words, beginnings of words, phrases, the newest articles first.
//!
//! Where the index knows the words of an article and what is searched for is not among them, its file is not read; of
//! the others it is, as the words around a hit are to be shown. So the index makes no hit and takes none away.

mod learning;
mod tokens;

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::index::Candidates;
use super::order::seconds;
use super::store::{Imported, format_of, read_origin};
use super::{Entry, Limits, Origin};
use crate::article::import::outline;
use crate::article::{Article, ParagraphKind, page};
use crate::text::decode::decode_owned;
use crate::text::find::{begins_word, find_all};
use crate::text::{Span, bytes};

pub use learning::learn;
pub use tokens::{Part, parts_of};

/// An article in which the words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index into the entries that were searched.
    pub entry: usize,
    /// How often, at most 1000.
    pub count: usize,
    /// Byte offset of the first hit in the article's text; none where only the title has it.
    pub offset: Option<usize>,
    /// The words around the first hit, at most about 120 characters, not sanitised.
    pub context: String,
    /// Where the hit lies in `context`.
    pub mark: crate::text::Span,
}

/// Entries that are read for the first batch: few, to answer soon.
const FIRST_BATCH: usize = 64;
/// The most that are read for one batch; a list is made anew for each, which takes as long as the list is.
const LARGEST_BATCH: usize = 4096;
/// The most hits that are counted in one article.
const MOST: usize = 1000;
/// Characters of context before a hit, and of the whole context.
const BEFORE: usize = 40;
const CONTEXT: usize = 120;

/// Searches `entries` for `query`, the newest first: where it stands at the beginning of a word (as `text::find` reads it).
/// Hands hits over in batches, stops where `cancel` is true.
///
/// A file that cannot be read any more has no hits; the scan tells of it.
pub fn search(entries: &[Entry], query: &str, limits: &Limits, cancel: &AtomicBool, found: &mut dyn FnMut(Vec<Hit>)) {
    search_among(entries, query, limits, None, cancel, found);
}

/// Searches as [`search`] does, but of those articles whose words are known only among the candidates.
pub fn search_among(
    entries: &[Entry],
    query: &str,
    limits: &Limits,
    candidates: Option<&Candidates>,
    cancel: &AtomicBool,
    found: &mut dyn FnMut(Vec<Hit>),
) {
    if query.trim().is_empty() {
        return;
    }
    let plain_word = plain_word(query);
    let may_have = |entry: &Entry| candidates.is_none_or(|candidates| candidates.may_have(entry.doc));
    let asked = entries.iter().enumerate().filter(|(_, entry)| may_have(entry));
    let mut asked: Vec<(i64, usize)> =
        asked.map(|(index, entry)| (entry.meta.dated().map_or(i64::MIN, seconds), index)).collect();
    asked.sort_unstable_by_key(|(dated, index)| (std::cmp::Reverse(*dated), *index));
    let (mut from, mut size) = (0, FIRST_BATCH);
    while from < asked.len() {
        let batch = asked.get(from..asked.len().min(from + size)).unwrap_or_default();
        let hits = batch.par_iter().filter_map(|(_, index)| {
            let called_off = cancel.load(Ordering::Relaxed);
            (!called_off).then(|| hit(*index, entries.get(*index)?, query, plain_word, limits))?
        });
        let hits: Vec<Hit> = hits.collect();
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        if !hits.is_empty() {
            found(hits);
        }
        from += batch.len();
        size = (size * 2).min(LARGEST_BATCH);
    }
}

/// Searches one article, its title too where that stands outside the text.
fn hit(index: usize, entry: &Entry, query: &str, plain_word: Option<&str>, limits: &Limits) -> Option<Hit> {
    let article = article_that_may_have(entry, plain_word, limits);
    let text = article.as_ref().map_or("", |article| article.text.as_str());
    let in_text = find_words(text, query);
    let title = if article.as_ref().is_some_and(has_title) { None } else { entry.meta.title.as_deref() };
    let in_title = title.map(|title| find_words(title, query)).unwrap_or_default();
    let (context, mark) = match (in_text.first(), in_title.first()) {
        (Some(first), _) => context(text, *first),
        (None, Some(first)) => context(title.unwrap_or(""), *first),
        (None, None) => return None,
    };
    let count = (in_text.len() + in_title.len()).min(MOST);
    Some(Hit { entry: index, count, offset: in_text.first().map(|first| first.start), context, mark })
}

/// Returns where `query` stands at the beginning of words, ascending, at most [`MOST`] places.
fn find_words(text: &str, query: &str) -> Vec<Span> {
    let mut hits = find_all(text, query, usize::MAX);
    hits.retain(|hit| begins_word(text, hit.start));
    hits.truncate(MOST);
    hits
}

/// Says whether the title is a paragraph of the text.
fn has_title(article: &Article) -> bool {
    article.paragraphs.iter().any(|paragraph| paragraph.kind == ParagraphKind::Title)
}

/// Reads an article; none where the file as it stands rules out that the query's plain word is in its text, which
/// spares importing most files.
fn article_that_may_have(entry: &Entry, plain_word: Option<&str>, limits: &Limits) -> Option<Article> {
    let bytes = read_origin(&entry.origin, limits).ok()?;
    let is_page = matches!(&entry.origin, Origin::File(path) if page::is_named(path)) || page::is_page(&bytes);
    if is_page {
        return Imported::outlined(&entry.origin, bytes).ok().map(|imported| imported.article);
    }
    let file = decode_owned(bytes).ok()?.text;
    if let Some(word) = plain_word
        && !may_hide_words(&file)
        && find_all(&file, word, 1).is_empty()
    {
        return None;
    }
    Some(outline(&file, format_of(&entry.origin)).0)
}

/// Returns the longest run of letters and digits of the query, where that is long enough to rule files out by.
fn plain_word(query: &str) -> Option<&str> {
    let runs = query.split(|c: char| !c.is_alphanumeric());
    runs.max_by_key(|run| run.len()).filter(|run| run.len() >= 3)
}

/// Says whether markup may stand inside words, so that a word of the text is not one in the file: entities, escapes,
/// emphasis within a word.
fn may_hide_words(file: &str) -> bool {
    let marked = |w: &[u8]| matches!(w, [l, m, r] if in_word(*l) && is_mark(*m) && (in_word(*r) || is_mark(*r)));
    bytes::any(file.as_bytes(), |b| matches!(b, b'&' | b'\\' | b'<'))
        || (bytes::any(file.as_bytes(), is_mark) && file.as_bytes().windows(3).any(marked))
}

const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'[' | b']')
}

/// Returns the words around `hit` and where it lies in them.
fn context(text: &str, hit: Span) -> (String, Span) {
    let before = text.get(..hit.start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    let mut start = before.char_indices().rev().take(BEFORE).last().map_or(hit.start, |(i, _)| i).max(line);
    // Begin with a whole word where one begins soon.
    if start > line {
        let head = Span::new(start, hit.start).of(text);
        start += head.find(char::is_whitespace).map_or(0, |i| i + 1);
    }
    let hit_chars = hit.of(text).chars().count();
    let room = CONTEXT.saturating_sub(Span::new(start, hit.start).of(text).chars().count()).max(hit_chars.min(CONTEXT));
    let context: String = text.get(start..).unwrap_or("").chars().take(room).collect();
    let mark = Span::new((hit.start - start).min(context.len()), (hit.end - start).min(context.len()));
    (context, mark)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::Origin;
    use crate::library::identity::Identities;
    use crate::library::store::load;
    use std::fs;

    const LIMITS: Limits = Limits { max_file_bytes: 100_000, max_depth: 4 };

    fn library(texts: &[&str]) -> (tempfile::TempDir, Vec<Entry>) {
        let dir = tempfile::tempdir().unwrap();
        let entry = |(i, text): (usize, &&str)| {
            let path = dir.path().join(format!("{i}.txt"));
            fs::write(&path, text).unwrap();
            load(&Origin::File(path), &LIMITS, &Identities::default()).unwrap().entry
        };
        let entries = texts.iter().enumerate().map(entry).collect();
        (dir, entries)
    }

    fn hits(entries: &[Entry], query: &str) -> Vec<Hit> {
        let mut all = Vec::new();
        search(entries, query, &LIMITS, &AtomicBool::new(false), &mut |hits| all.extend(hits));
        all
    }

    #[test]
    fn text_and_title_are_searched_whatever_the_case() {
        let (_dir, entries) = library(&[
            "The harbour wall was raised again. A second Harbour is planned for next year, they said.",
            "+++\ntitle = \"Harbour news\"\n+++\nNothing but boats and more boats lay there all day long.",
            "Nothing here at all.",
        ]);
        let hits = hits(&entries, "harbour");
        assert_eq!(hits.iter().map(|h| (h.entry, h.count)).collect::<Vec<_>>(), [(0, 2), (1, 1)]);
        assert_eq!(hits.first().unwrap().mark.of(&hits.first().unwrap().context), "harbour");
        assert_eq!(hits.last().unwrap().offset, None);
    }

    #[test]
    fn a_title_counts_once_whether_it_stands_in_the_text_or_before_it() {
        let (_dir, entries) = library(&[
            "+++\ntitle = \"Harbour news\"\n+++\nThe harbour wall was raised again by a metre and a half.",
            "Harbour news\n\nThe harbour wall was raised again by a metre and a half, they said.",
        ]);
        let hits = hits(&entries, "harbour");
        assert_eq!(hits.iter().map(|h| h.count).collect::<Vec<_>>(), [2, 2]);
        let text = hits.first().unwrap();
        assert!(text.offset.is_some() && text.context.starts_with("The harbour"), "{text:?}");
    }

    #[test]
    fn offsets_are_those_of_the_text_without_markup() {
        let (_dir, entries) =
            library(&["+++\nlang = \"en\"\n+++\nIt was a **very** long day for the crew of the ferry."]);
        let hits = hits(&entries, "very long");
        let loaded = load(&entries.first().unwrap().origin, &LIMITS, &Identities::default()).unwrap();
        let at = hits.first().unwrap().offset.unwrap();
        assert!(loaded.article.text.get(at..).unwrap().starts_with("very long"));
    }

    #[test]
    fn markup_inside_a_word_does_not_hide_it() {
        let (_dir, entries) =
            library(&["They spoke of the **inter**national court at length, and then went home again."]);
        assert_eq!(hits(&entries, "international").len(), 1);
    }

    #[test]
    fn the_context_is_short_and_holds_the_mark() {
        let long = format!("{} needle {}", "päd ".repeat(100), "hay ".repeat(100));
        let (_dir, entries) = library(&[&long]);
        let hits = hits(&entries, "needle");
        let hit = hits.first().unwrap();
        assert!(hit.context.chars().count() <= CONTEXT);
        assert_eq!(hit.mark.of(&hit.context), "needle");
        assert!(hit.mark.start > 20 && hit.context.starts_with("päd"), "{hit:?}");
    }

    #[test]
    fn an_empty_query_a_lost_file_and_a_cancelled_search_find_nothing() {
        let (dir, entries) = library(&["One harbour in a text.", "Two harbours in a text."]);
        assert_eq!(hits(&entries, "  "), []);
        let mut called = false;
        search(&entries, "harbour", &LIMITS, &AtomicBool::new(true), &mut |_| called = true);
        assert!(!called);
        fs::remove_file(dir.path().join("0.txt")).unwrap();
        assert_eq!(hits(&entries, "harbour").len(), 1);
    }
}
