//! Exports of Hypothesis: the rows of its API (`{"total":…,"rows":[…]}`) and the files of its client
//! (`{"annotations":[…]}`), <https://h.readthedocs.io/en/latest/api-reference/v1/>.
//!
//! A reply names the annotations that it answers and has no quotation of its own. It becomes a note of its own on the
//! passage of the nearest of them that is in the file, so that a discussion stays together and nobody's words are put
//! into another's note. What was written is Markdown and may hold HTML; it comes in as the text that it is.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::parts::{Fields, add_tag, date, kind, list, note_id, selected, text};
use super::w3c::name_article;
use super::{Draft, Parsed, Refusal};
use crate::notes::{Note, Stamp, Target, VERSION};

/// Reads rows, each with its number, into `parsed`.
pub fn read(rows: Vec<(usize, Fields)>, now: Stamp, parsed: &mut Parsed) {
    let mut read = Vec::new();
    for (number, fields) in rows {
        match row(number, &fields, now) {
            Ok(draft) => read.push((fields, draft)),
            Err(why) => parsed.refused.push(Refusal { number, why }),
        }
    }
    let passages: HashMap<String, Target> = read
        .iter()
        .filter_map(|(fields, draft)| Some((id(fields)?.to_owned(), draft.note.targets.first()?.clone())))
        .filter(|(_, target)| !target.anchor.exact.is_empty())
        .collect();
    for (fields, mut draft) in read {
        answer(&fields, &passages, &mut draft);
        parsed.drafts.push(draft);
    }
}

fn id(fields: &Fields) -> Option<&str> {
    fields.get("id").and_then(Value::as_str)
}

fn row(number: usize, fields: &Fields, now: Stamp) -> Result<Draft, String> {
    let (created, updated) = (date(fields, "created")?, date(fields, "updated")?);
    let made = created.or(updated).unwrap_or(now);
    let elsewhere = text(fields, "id")?.filter(|id| !id.is_empty()).ok_or("id: it is missing")?;
    let mut note = Note {
        id: note_id(created, &format!("hypothesis:{elsewhere}")),
        targets: vec![Target::default()],
        text: text(fields, "text")?.unwrap_or_default().to_owned(),
        created: made,
        changed: updated.unwrap_or(made),
        version: VERSION,
        ..Note::default()
    };
    tags(fields, &mut note)?;
    note.unknown.insert("imported".to_owned(), Value::Object(origin(fields)));
    let remarks = passage(fields, note.targets.first_mut().expect("one was just put in"))?;
    Ok(Draft { number, note, dated: created.or(updated).is_some(), foreign: true, remarks })
}

fn tags(fields: &Fields, note: &mut Note) -> Result<(), String> {
    for tag in fields.get("tags").map(list).unwrap_or_default() {
        let tag = tag.as_str().ok_or_else(|| format!("tags: {} where a text is expected", kind(tag)))?;
        add_tag(&mut note.tags, tag);
    }
    Ok(())
}

/// Keeps who wrote it, and what it answers.
fn origin(fields: &Fields) -> Map<String, Value> {
    let mut origin = Map::new();
    origin.insert("from".to_owned(), "hypothesis".into());
    origin.extend(id(fields).map(|id| ("id".to_owned(), id.into())));
    let user = fields.get("user").and_then(Value::as_str);
    origin.extend(user.map(|user| ("by".to_owned(), user.trim_start_matches("acct:").into())));
    let answered = fields.get("references").filter(|it| !list(it).is_empty());
    origin.extend(answered.map(|answered| ("answers".to_owned(), answered.clone())));
    origin
}

/// Reads article and words into `target`.
fn passage(fields: &Fields, target: &mut Target) -> Result<Vec<String>, String> {
    let first = fields.get("target").and_then(|targets| list(targets).first());
    let source = first.and_then(|first| first.get("source")).and_then(Value::as_str);
    let address = text(fields, "uri")?.or(source).ok_or("uri: it is missing")?;
    name_article(address, target);
    let title = fields.get("document").and_then(|document| list(document.get("title")?).first()?.as_str());
    target.about.title = title.filter(|title| !title.trim().is_empty()).map(str::to_owned);
    let selector = first.and_then(|first| first.get("selector")).unwrap_or(&Value::Null);
    let selected = selected(selector).map_err(|why| format!("target.selector.{why}"))?;
    target.anchor = selected.anchor;
    let unread = "its selectors have no quotation: it is on the article as a whole";
    Ok(if selected.unread { vec![unread.to_owned()] } else { Vec::new() })
}

/// Gives a reply the passage that it is about.
fn answer(fields: &Fields, passages: &HashMap<String, Target>, draft: &mut Draft) {
    let answered = fields.get("references").map(list).unwrap_or_default();
    let Some(target) = draft.note.targets.first_mut().filter(|it| it.anchor.exact.is_empty()) else { return };
    if answered.is_empty() {
        return;
    }
    match answered.iter().rev().filter_map(Value::as_str).find_map(|id| passages.get(id)) {
        Some(passage) => *target = passage.clone(),
        None => draft.remarks.push("what it answers is not in the file: it is on the article as a whole".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use serde_json::json;

    use super::*;

    fn reading(rows: Value) -> Parsed {
        let mut parsed = Parsed::default();
        let rows = rows.as_array().unwrap().iter().map(|row| row.as_object().unwrap().clone());
        read((1..).zip(rows).collect(), Stamp(9), &mut parsed);
        parsed
    }

    fn row(id: &str, exact: &str, references: &[&str]) -> Value {
        let selector = json!([{"type": "TextQuoteSelector", "exact": exact}]);
        let selector = if exact.is_empty() { Value::Null } else { selector };
        json!({
            "id": id, "uri": "https://n.example/a", "created": "2026-11-22T04:11:48.5+00:00", "text": id,
            "user": "acct:ana@annotations.example", "tags": [], "references": references,
            "target": [{"source": "https://n.example/a", "selector": selector}]
        })
    }

    #[test]
    fn a_reply_is_a_note_on_the_passage_of_the_nearest_answered_one_whatever_the_order() {
        let rows = json!([row("c", "", &["a", "b"]), row("b", "", &["a"]), row("a", "the words", &[])]);
        let parsed = reading(rows);
        assert!(parsed.drafts.iter().all(|draft| draft.note.targets[0].anchor.exact == "the words"));
        assert!(parsed.drafts.iter().all(|draft| draft.remarks.is_empty()));
        let first = parsed.drafts[0].note.clone();
        let kept = json!({"from": "hypothesis", "id": "c", "by": "ana@annotations.example", "answers": ["a", "b"]});
        assert_eq!((first.text.as_str(), &first.unknown["imported"]), ("c", &kept));
    }

    #[test]
    fn a_reply_without_what_it_answers_says_so() {
        let parsed = reading(json!([row("b", "", &["a"])]));
        assert_eq!(parsed.drafts[0].remarks, ["what it answers is not in the file: it is on the article as a whole"]);
    }

    #[test]
    fn a_row_has_the_same_id_every_time_and_html_is_text() {
        let mut rows = json!([row("a", "x", &[])]);
        rows[0]["text"] = json!("<img src=x onerror=alert(1)> **so**");
        let (once, again) = (reading(rows.clone()), reading(rows));
        assert_eq!(once, again);
        assert_eq!(once.drafts[0].note.text, "<img src=x onerror=alert(1)> **so**");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_field() {
        for (key, value, told) in [
            ("id", Value::Null, "id: it is missing"),
            ("uri", json!(1), "uri: a number"),
            ("created", json!("x"), "created: “x”"),
            ("text", json!([]), "text: a list"),
            ("tags", json!([1]), "tags: a number"),
            (
                "target",
                json!([{"selector": [{"type": "TextPositionSelector", "start": "x"}]}]),
                "target.selector.start",
            ),
        ] {
            let mut rows = json!([row("a", "x", &[]), row("b", "y", &[])]);
            rows[0][key] = value;
            let parsed = reading(rows);
            assert_eq!((parsed.drafts.len(), parsed.refused.len()), (1, 1), "{key}");
            assert!(parsed.refused[0].why.starts_with(told), "{told}: {}", parsed.refused[0].why);
        }
    }
}
