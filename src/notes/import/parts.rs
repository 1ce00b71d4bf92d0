//! What annotations of both kinds have in common: dates, text, ids, selectors.

use serde_json::{Map, Value};

use crate::article::anchor::Anchor;
use crate::notes::{NoteId, Stamp};

/// The fields of an object.
pub type Fields = Map<String, Value>;

/// Scalars of surroundings that are kept, as the reader's own anchors have them.
const AROUND: usize = 32;

/// Digits of an article's id.
pub const DIGITS: usize = 32;

/// Says whether `id` can be an article's. It names a folder, so it is nothing but digits.
pub fn is_article_id(id: &str) -> bool {
    id.len() == DIGITS && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Says whether `type` is, or has among others, `name`.
pub fn is_of_type(fields: &Fields, name: &str) -> bool {
    fields.get("type").is_some_and(|it| list(it).iter().any(|one| one.as_str() == Some(name)))
}

/// Returns what may be one or several as several; null is none.
pub fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}

/// Returns the text of a field; none where it is missing or null.
pub fn text<'a>(fields: &'a Fields, name: &str) -> Result<Option<&'a str>, String> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(format!("{name}: {} where a text is expected", kind(other))),
    }
}

/// Names what a value is.
pub const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// Returns a date and time of a field; one that names no offset is in UTC, a day alone is its midnight.
pub fn date(fields: &Fields, name: &str) -> Result<Option<Stamp>, String> {
    let Some(written) = text(fields, name)? else { return Ok(None) };
    let forms = [written.to_owned(), format!("{written}Z"), format!("{written}T00:00:00Z")];
    let read = forms.iter().find_map(|form| Stamp::parse(form));
    read.map(Some).ok_or_else(|| format!("{name}: “{written}” is not a date and time"))
}

/// Makes the id of a note from the id that it had elsewhere: the same every time, sorted among the others by `created`.
pub fn note_id(created: Option<Stamp>, elsewhere: &str) -> NoteId {
    let mut noise = [0; 10];
    noise.iter_mut().zip(blake3::hash(elsewhere.as_bytes()).as_bytes()).for_each(|(to, from)| *to = *from);
    NoteId::new(created.unwrap_or_default(), noise)
}

/// Adds a tag as this program has them: without the sign, trimmed, none twice, none empty.
pub fn add_tag(tags: &mut Vec<String>, tag: &str) {
    let tag = tag.trim().trim_start_matches('#').trim();
    if !tag.is_empty() && !tags.iter().any(|there| there == tag) {
        tags.push(tag.to_owned());
    }
}

/// What selectors say.
#[derive(Debug, Default, PartialEq)]
pub struct Selected {
    /// The words, their surroundings, where they began; without words where there is no quotation.
    pub anchor: Anchor,
    /// Whether a selector was there that says nothing to us.
    pub unread: bool,
}

/// Reads selectors: the first quotation and the first position, also of choices and refinements; all others name places
/// in a page's own structure, which no article has.
pub fn selected(selector: &Value) -> Result<Selected, String> {
    let mut selected = Selected::default();
    let (mut quoted, mut placed) = (false, false);
    let mut waiting: Vec<&Value> = list(selector).iter().rev().collect();
    while let Some(Value::Object(fields)) = waiting.pop() {
        waiting.extend(fields.get("items").map(list).unwrap_or_default().iter().rev());
        waiting.extend(fields.get("refinedBy"));
        if is_of_type(fields, "TextQuoteSelector") && !quoted {
            quote(fields, &mut selected.anchor)?;
            quoted = true;
        } else if is_of_type(fields, "TextPositionSelector") && !placed {
            selected.anchor.start = start(fields)?;
            placed = true;
        }
    }
    selected.unread = selected.anchor.exact.is_empty() && !list(selector).is_empty();
    Ok(selected)
}

fn quote(fields: &Fields, anchor: &mut Anchor) -> Result<(), String> {
    let part = |name| text(fields, name).map(Option::unwrap_or_default);
    anchor.exact = part("exact")?.to_owned();
    let prefix = part("prefix")?;
    let skipped = prefix.chars().count().saturating_sub(AROUND);
    anchor.prefix = prefix.chars().skip(skipped).collect();
    anchor.suffix = part("suffix")?.chars().take(AROUND).collect();
    Ok(())
}

fn start(fields: &Fields) -> Result<usize, String> {
    let Some(start) = fields.get("start") else { return Ok(0) };
    let read = start.as_u64().and_then(|start| usize::try_from(start).ok());
    read.ok_or_else(|| format!("start: {start} is not a count of characters"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Fields {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn dates_are_read_in_the_forms_that_are_met() {
        for (written, want) in [
            ("2026-11-22T04:11:48Z", Some("2026-11-22T04:11:48.000Z")),
            ("2026-11-22T05:11:48.123456+01:00", Some("2026-11-22T04:11:48.123Z")),
            ("2026-11-22T04:11:48", Some("2026-11-22T04:11:48.000Z")),
            ("2026-11-22", Some("2026-11-22T00:00:00.000Z")),
            ("1926-11-22", Some("1970-01-01T00:00:00.000Z")),
            ("yesterday", None),
            ("", None),
        ] {
            let read = date(&fields(json!({"created": written})), "created").ok().flatten();
            assert_eq!(read.map(|at| at.to_string()).as_deref(), want, "{written}");
        }
        assert_eq!(date(&fields(json!({"created": null})), "created"), Ok(None));
        assert!(date(&fields(json!({"created": 5})), "created").unwrap_err().contains("created: a number"));
    }

    #[test]
    fn selectors_are_found_wherever_they_are_and_others_are_passed_over() {
        let quote = json!({"type": "TextQuoteSelector", "exact": "words", "prefix": "x".repeat(40), "suffix": "ä"});
        let position = json!({"type": "TextPositionSelector", "start": 7, "end": 12});
        let range = json!({"type": "RangeSelector", "startContainer": "/p[1]"});
        for selector in [
            json!([range, position, quote]),
            json!({"type": "Choice", "items": [range, {"type": "FragmentSelector", "refinedBy": quote}, position]}),
        ] {
            let found = selected(&selector).unwrap();
            assert_eq!((found.anchor.exact.as_str(), found.anchor.start, found.unread), ("words", 7, false));
            assert_eq!(found.anchor.prefix.len(), 32);
        }
        assert!(selected(&range).unwrap().unread);
        assert!(!selected(&Value::Null).unwrap().unread);
        assert!(selected(&json!({"type": "TextQuoteSelector", "exact": 5})).is_err());
        assert!(selected(&json!({"type": "TextPositionSelector", "start": -5})).is_err());
    }

    #[test]
    fn an_id_is_the_same_every_time_and_another_for_another() {
        let at = Some(Stamp(1_795_320_708_000));
        assert_eq!(note_id(at, "abc"), note_id(at, "abc"));
        assert_ne!(note_id(at, "abc"), note_id(at, "abd"));
        assert!(note_id(None, "abc") < note_id(at, "abc"));
    }

    #[test]
    fn a_tag_comes_in_once_and_without_its_sign() {
        let mut tags = Vec::new();
        for tag in ["#war", " war ", "", "#", "two words"] {
            add_tag(&mut tags, tag);
        }
        assert_eq!(tags, ["war", "two words"]);
    }
}
