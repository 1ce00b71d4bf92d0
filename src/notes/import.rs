//! Notes on their way in: our own JSON, W3C annotations, Hypothesis exports.
//!
//! Three steps, of which only the second reads articles: [`parse`] turns a file into drafts and says what is wrong with
//! the rest; [`place`] finds the article and the passage of every draft; [`fate`] says what a note means to the notes
//! that are there. Nothing is lost silently: what does not come in is named with its number and the reason. Importing
//! twice changes nothing, because a note has the same id every time: its own, or one made from the id that it had.

mod find;
mod hypothesis;
mod own;
mod parts;
mod place;
mod w3c;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::book::Book;
use super::{Note, Stamp};
pub use place::{Place, Placed, Shelf, place};

/// How deep an entry may be nested; what is kept of it is nested deeper when it goes out again.
const DEEPEST: usize = 64;

/// A note as it was read, before its article is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Which entry of the file it is, from 1.
    pub number: usize,
    /// The note. Where the article of a target is not known its id is empty and `about` says what was told of it.
    pub note: Note,
    /// Whether the file says when it was changed; a note without a date never replaces another.
    pub dated: bool,
    /// Whether another program made it, so that its positions are not ours.
    pub foreign: bool,
    /// What did not come in whole.
    pub remarks: Vec<String>,
}

/// An entry, or a part of one, that does not come in, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which entry of the file it is, from 1.
    pub number: usize,
    /// The field and what is wrong with it; may hold foreign text.
    pub why: String,
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The notes, in the order of the file.
    pub drafts: Vec<Draft>,
    /// What is no note.
    pub refused: Vec<Refusal>,
}

/// Why nothing of a file can be read.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// It is not JSON.
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// It is JSON of another kind.
    #[error("neither notes nor annotations: {0}")]
    Other(&'static str),
}

/// Reads notes: one, a list, an export of this program, annotations of the W3C's model (one, a list, a page, a
/// collection with its first page in it), an export of Hypothesis, or notes and annotations one after another, a line
/// each or not. A note that does not say when it was made was made `now`.
///
/// # Errors
/// Where the text as a whole is not JSON, or JSON of something else.
pub fn parse(text: &str, now: Stamp) -> Result<Parsed, ParseError> {
    let text = text.trim_start_matches('\u{feff}');
    let entries = match serde_json::from_str::<Value>(text) {
        Ok(value) => entries(value)?.into_iter().map(Ok).collect(),
        Err(error) => several(text).ok_or(error)?,
    };
    let mut parsed = Parsed::default();
    let mut rows = Vec::new();
    for (number, entry) in (1..).zip(entries) {
        match entry.and_then(|entry| read(number, entry, now)) {
            Ok(Read::Note(draft)) => parsed.drafts.push(*draft),
            Ok(Read::Row(row)) => rows.push((number, row)),
            Err(why) => parsed.refused.push(Refusal { number, why }),
        }
    }
    hypothesis::read(rows, now, &mut parsed);
    parsed.drafts.sort_by_key(|draft| draft.number);
    parsed.refused.sort_by_key(|refusal| refusal.number);
    Ok(parsed)
}

/// Takes the entries out of what holds them.
fn entries(value: Value) -> Result<Vec<Value>, ParseError> {
    let Value::Object(mut fields) = value else {
        return match value {
            Value::Array(entries) => Ok(entries),
            _ => Err(ParseError::Other("it is a single value")),
        };
    };
    for key in ["notes", "rows", "annotations", "items"] {
        if let Some(Value::Array(entries)) = fields.get_mut(key).map(Value::take) {
            return Ok(entries);
        }
    }
    if parts::is_of_type(&fields, "AnnotationCollection") {
        return match fields.remove("first") {
            Some(page @ Value::Object(_)) => entries(page),
            _ => Err(ParseError::Other("it is a collection whose pages are elsewhere")),
        };
    }
    let one = kind(&fields).is_some();
    if one { Ok(vec![Value::Object(fields)]) } else { Err(ParseError::Other("no field is known")) }
}

/// Reads values that follow each other, a line each or as files put together; nothing where the first is no JSON.
fn several(text: &str) -> Option<Vec<Result<Value, String>>> {
    let told = |error: serde_json::Error| format!("not JSON: {error}");
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    if lines.peek().is_some_and(|line| serde_json::from_str::<IgnoredAny>(line).is_ok()) {
        return Some(lines.map(|line| serde_json::from_str(line).map_err(told)).collect());
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter().peekable();
    values.peek().filter(|first| first.is_ok())?;
    Some(values.map(|value| value.map_err(told)).collect())
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Own,
    W3c,
    Hypothesis,
}

fn kind(fields: &serde_json::Map<String, Value>) -> Option<Kind> {
    match fields {
        fields if fields.contains_key("targets") => Some(Kind::Own),
        fields if parts::is_of_type(fields, "Annotation") => Some(Kind::W3c),
        fields if fields.contains_key("uri") => Some(Kind::Hypothesis),
        fields if fields.contains_key("target") => Some(Kind::W3c),
        _ => None,
    }
}

/// An entry that was read, or is to be read with its fellows.
enum Read {
    Note(Box<Draft>),
    Row(serde_json::Map<String, Value>),
}

fn read(number: usize, entry: Value, now: Stamp) -> Result<Read, String> {
    if depth(&entry) > DEEPEST {
        return Err(format!("it is nested more than {DEEPEST} deep"));
    }
    let Value::Object(fields) = entry else { return Err("it is no object".to_owned()) };
    let note = |draft| Read::Note(Box::new(draft));
    match kind(&fields) {
        Some(Kind::Own) => own::read(number, fields).map(note),
        Some(Kind::W3c) => w3c::read(number, &fields, now).map(note),
        Some(Kind::Hypothesis) => Ok(Read::Row(fields)),
        None => Err("it has neither targets nor target nor uri".to_owned()),
    }
}

/// Returns how deep `value` is nested; the parser has bounded it already.
fn depth(value: &Value) -> usize {
    match value {
        Value::Object(fields) => 1 + fields.values().map(depth).max().unwrap_or(0),
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// What a note that comes in means to the notes that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    New,
    /// It is newer than the note of its id, which it replaces.
    Newer,
    /// It is here already.
    Same,
    /// The note of its id is newer.
    Older,
    /// The note of its id was deleted here since.
    Deleted,
}

impl Fate {
    /// Says whether the note is to be saved.
    #[must_use]
    pub const fn comes_in(self) -> bool {
        matches!(self, Self::New | Self::Newer)
    }
}

/// Says what becomes of a note; `dated` as in [`Draft`].
#[must_use]
pub fn fate(book: &Book, note: &Note, dated: bool) -> Fate {
    let Some(here) = book.get(note.id) else { return Fate::New };
    let last = |note: &Note| (note.deleted.unwrap_or_default().max(note.rank().0), note.revision);
    match last(note).cmp(&last(here)) {
        std::cmp::Ordering::Greater if dated && here.is_ours() => Fate::Newer,
        std::cmp::Ordering::Less if here.is_deleted() && !note.is_deleted() => Fate::Deleted,
        std::cmp::Ordering::Less if dated => Fate::Older,
        _ if here.is_deleted() && !note.is_deleted() => Fate::Deleted,
        _ => Fate::Same,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::notes::export::tests::two;

    const NOW: Stamp = Stamp(7);

    #[test]
    fn entries_are_found_in_everything_that_holds_them() {
        let annotation = json!({"type": "Annotation", "target": "https://n.example/a"});
        let row = json!({"id": "x", "uri": "https://n.example/a", "created": "2026-11-22"});
        let page = json!({"type": "AnnotationPage", "items": [annotation, annotation]});
        for (value, count) in [
            (annotation.clone(), 1),
            (row.clone(), 1),
            (json!([annotation, row]), 2),
            (page.clone(), 2),
            (json!({"type": ["AnnotationCollection"], "total": 2, "first": page}), 2),
            (json!({"total": 1, "rows": [row]}), 1),
            (json!({"export_date": "", "annotations": [row, row]}), 2),
            (json!({"version": 1, "notes": []}), 0),
        ] {
            for text in [value.to_string(), format!("\u{feff}{value:#}")] {
                let parsed = parse(&text, NOW).unwrap();
                assert_eq!((parsed.drafts.len(), parsed.refused), (count, vec![]), "{text}");
            }
        }
    }

    #[test]
    fn files_put_together_are_read_up_to_what_is_broken() {
        let one = serde_json::to_string_pretty(&two()[0]).unwrap();
        let parsed = parse(&format!("{one}\n{one}{{\"id\": \n"), NOW).unwrap();
        assert_eq!(parsed.drafts.len(), 2);
        assert_eq!(parsed.refused.len(), 1);
        assert_eq!(parsed.refused[0].number, 3);
    }

    #[test]
    fn the_later_of_two_notes_holds_and_the_deleted_stay_deleted() {
        let here = two().remove(0);
        let book = Book::new([here.clone()]);
        let at = |changed: u64| Note { changed: Stamp(changed), ..here.clone() };
        let now = here.changed.0;
        assert_eq!(fate(&book, &two()[1], true), Fate::New);
        assert_eq!(fate(&book, &here, true), Fate::Same);
        assert_eq!(fate(&book, &at(now + 1), true), Fate::Newer);
        assert_eq!(fate(&book, &at(now + 1), false), Fate::Same);
        assert_eq!(fate(&book, &at(now - 1), true), Fate::Older);
        let gone = Note { deleted: Some(Stamp(now + 5)), ..here.clone() };
        assert_eq!(fate(&book, &gone, true), Fate::Newer);
        let book = Book::new([gone]);
        assert_eq!(fate(&book, &here, true), Fate::Deleted);
        assert_eq!(fate(&book, &at(now + 6), true), Fate::Newer);
        let book = Book::new([Note { version: 9, ..here.clone() }]);
        assert_eq!(fate(&book, &at(now + 1), true), Fate::Same);
    }

    /// JSON of any make whose keys and words are those that are read.
    fn any_json() -> impl Strategy<Value = Value> {
        let word = prop::sample::select(vec![
            "id",
            "type",
            "Annotation",
            "target",
            "targets",
            "source",
            "selector",
            "TextQuoteSelector",
            "exact",
            "prefix",
            "TextPositionSelector",
            "start",
            "items",
            "refinedBy",
            "body",
            "value",
            "purpose",
            "tagging",
            "created",
            "uri",
            "2026-11-22",
            "https://n.example/a",
            "references",
            "tags",
            "text",
            "first",
            "AnnotationCollection",
            "é\u{0}",
        ]);
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            word.clone().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 48, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((word.clone(), inner), 0..8)
                    .prop_map(|fields| fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_entry_comes_in_or_is_refused_once(entries in prop::collection::vec(any_json(), 0..6)) {
            let parsed = parse(&Value::from(entries.clone()).to_string(), NOW).unwrap();
            let drafts = parsed.drafts.iter().map(|draft| draft.number);
            let mut numbers: Vec<_> = drafts.chain(parsed.refused.iter().map(|refusal| refusal.number)).collect();
            numbers.sort_unstable();
            prop_assert_eq!(numbers, (1..=entries.len()).collect::<Vec<_>>());
            for draft in &parsed.drafts {
                prop_assert!(matches!(draft.note.targets.len(), 1 | 2));
            }
        }
    }
}
