//! Our own JSON: a note as it lies on disk or as `diptych notes --format json` prints it.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Draft;
use super::parts::{DIGITS, Fields, add_tag, is_article_id, kind};
use crate::article::anchor::Anchor;
use crate::library::ArticleId;
use crate::notes::export::json::{STATE, STATE_MISSING};
use crate::notes::{About, Note, NoteId, Relation, Stamp};

/// Reads a note; what the export has put beside its targets is taken away.
pub fn read(number: usize, mut fields: Fields) -> Result<Draft, String> {
    let targets = fields.get_mut("targets").and_then(Value::as_array_mut).into_iter().flatten();
    for target in targets.filter_map(Value::as_object_mut) {
        target.remove(STATE);
        target.remove(STATE_MISSING);
    }
    check(&fields)?;
    let mut note: Note = serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())?;
    sound(&note)?;
    // A hand may have written " sea" or "#sea": a tag is one tag in whatever format it came.
    let tags = std::mem::take(&mut note.tags);
    tags.iter().for_each(|tag| add_tag(&mut note.tags, tag));
    Ok(Draft { number, note, dated: true, foreign: false, remarks: Vec::new() })
}

/// Names the first field that is missing or of the wrong kind: the parser would say only what is wrong.
fn check(fields: &Fields) -> Result<(), String> {
    needed::<NoteId>(fields, "id")?;
    needed::<Stamp>(fields, "created")?;
    needed::<Stamp>(fields, "changed")?;
    optional::<Option<Stamp>>(fields, "deleted")?;
    optional::<Option<String>>(fields, "label")?;
    optional::<String>(fields, "text")?;
    optional::<Vec<String>>(fields, "tags")?;
    optional::<Option<Relation>>(fields, "relation")?;
    optional::<u64>(fields, "revision")?;
    optional::<u64>(fields, "version")?;
    let targets = match fields.get("targets") {
        Some(Value::Array(targets)) => targets,
        other => return Err(format!("targets: {} where a list is expected", other.map_or("nothing", kind))),
    };
    for (n, target) in targets.iter().enumerate() {
        let Value::Object(target) = target else { return Err(format!("targets[{n}]: {}", kind(target))) };
        let checked = needed::<ArticleId>(target, "article")
            .and_then(|()| optional::<About>(target, "about"))
            .and_then(|()| needed::<Anchor>(target, "anchor"))
            .and_then(|()| optional::<Option<Anchor>>(target, "again"));
        checked.map_err(|why| format!("targets[{n}].{why}"))?;
    }
    Ok(())
}

fn needed<T: DeserializeOwned>(fields: &Fields, name: &str) -> Result<(), String> {
    if fields.contains_key(name) { optional::<T>(fields, name) } else { Err(format!("{name}: it is missing")) }
}

fn optional<T: DeserializeOwned>(fields: &Fields, name: &str) -> Result<(), String> {
    let read = fields.get(name).map(|value| T::deserialize(value));
    read.transpose().map(|_| ()).map_err(|error| format!("{name}: {error}"))
}

/// Refuses what is well-formed and cannot be a note.
fn sound(note: &Note) -> Result<(), String> {
    if note.id.0.is_nil() {
        return Err("id: it is nil".to_owned());
    }
    if note.targets.is_empty() || (note.is_ours() && note.targets.len() > 2) {
        return Err(format!("targets: {} where one or two are expected", note.targets.len()));
    }
    match note.targets.iter().position(|target| !is_article_id(&target.article.0)) {
        Some(n) => Err(format!("targets[{n}].article: it is not {DIGITS} hexadecimal digits")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use serde_json::json;

    use super::*;
    use crate::notes::export;
    use crate::notes::export::tests::{exact, two};
    use crate::notes::import::parse;

    #[test]
    fn what_was_exported_comes_in_as_it_was() {
        let mut notes = two();
        notes[0].unknown.insert("mood".into(), json!({"a": [1, null]}));
        notes[0].targets[0].unknown.insert("colour".into(), "red".into());
        notes[1].text = "\u{0}\u{1b}[31m\u{202e}é\r\n".to_owned();
        let parsed = parse(&export::json(&exact(&notes)), Stamp(0)).unwrap();
        assert_eq!(parsed.refused, []);
        assert_eq!(parsed.drafts.into_iter().map(|draft| draft.note).collect::<Vec<_>>(), notes);
    }

    #[test]
    fn a_tag_is_the_same_one_in_every_format_it_goes_through() {
        let mut note = two().remove(0);
        note.tags = ["sea ", " sea", "#night ferry", "  ", "#"].map(str::to_owned).to_vec();
        let parsed = parse(&json!([note]).to_string(), Stamp(0)).unwrap();
        let own: Vec<Note> = parsed.drafts.into_iter().map(|draft| draft.note).collect();
        assert_eq!(own[0].tags, ["sea", "night ferry"]);
        let back = parse(&export::w3c(&exact(&own)), Stamp(0)).unwrap();
        assert_eq!(back.drafts[0].note.tags, own[0].tags);
    }

    #[test]
    fn one_note_a_list_and_lines_are_read() {
        let notes: Vec<Value> = two().iter().map(|note| serde_json::to_value(note).unwrap()).collect();
        let lines = notes.iter().map(|note| note.to_string() + "\n").collect::<String>();
        for (text, count) in [(notes[0].to_string(), 1), (json!(notes).to_string(), 2), (lines, 2)] {
            let parsed = parse(&text, Stamp(0)).unwrap();
            assert_eq!((parsed.drafts.len(), parsed.refused.len()), (count, 0), "{text}");
        }
    }

    #[test]
    fn a_malformed_note_is_told_by_number_and_field_and_the_rest_come_in() {
        let good = serde_json::to_value(&two()[0]).unwrap();
        for (path, value, told) in [
            ("/id", json!("x"), "id: "),
            ("/id", json!("00000000-0000-0000-0000-000000000000"), "id: it is nil"),
            ("/created", json!(5), "created: "),
            ("/changed", json!("yesterday"), "changed: “yesterday”"),
            ("/text", json!(["a"]), "text: "),
            ("/tags", json!("a"), "tags: "),
            ("/tags/0", json!(1), "tags: "),
            ("/targets", json!({}), "targets: an object where a list is expected"),
            ("/targets", json!([]), "targets: 0 where one or two are expected"),
            ("/targets/0", json!(1), "targets[0]: a number"),
            ("/targets/0/article", json!("../../etc"), "targets[0].article: it is not 32 hexadecimal digits"),
            ("/targets/0/anchor", json!({"exact": 1}), "targets[0].anchor: "),
            ("/targets/0/anchor/start", json!(-1), "targets[0].anchor: "),
            ("/targets/0/about/url", json!(1), "targets[0].about: "),
            ("/version", json!("1"), "version: "),
        ] {
            let mut bad = good.clone();
            *bad.pointer_mut(path).unwrap() = value;
            let parsed = parse(&json!([good, bad, 5]).to_string(), Stamp(0)).unwrap();
            assert_eq!((parsed.drafts.len(), parsed.refused.len()), (1, 2), "{path}");
            assert_eq!(parsed.refused[0].number, 2);
            assert!(parsed.refused[0].why.starts_with(told), "{path}: {}", parsed.refused[0].why);
        }
    }
}
