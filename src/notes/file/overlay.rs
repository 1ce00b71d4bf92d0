//! A note's fields laid over what a file had: known fields are the note's, unknown ones the file's.

use serde_json::{Map, Value};

/// The fields that this program knows of an object, each with those of the objects in it.
struct Shape(&'static [(&'static str, Shape)]);

const LEAF: Shape = Shape(&[]);
const ANCHOR: Shape =
    Shape(&[("exact", LEAF), ("prefix", LEAF), ("suffix", LEAF), ("start", LEAF), ("paragraph", LEAF)]);
const ABOUT: Shape = Shape(&[
    ("title", LEAF),
    ("first_words", LEAF),
    ("source", LEAF),
    ("url", LEAF),
    ("published", LEAF),
    ("path", LEAF),
]);
const TARGET: Shape = Shape(&[("article", LEAF), ("about", ABOUT), ("anchor", ANCHOR), ("again", ANCHOR)]);
const NOTE: Shape = Shape(&[
    ("id", LEAF),
    ("targets", TARGET),
    ("label", LEAF),
    ("text", LEAF),
    ("tags", LEAF),
    ("relation", LEAF),
    ("created", LEAF),
    ("changed", LEAF),
    ("revision", LEAF),
    ("deleted", LEAF),
    ("version", LEAF),
]);

impl Shape {
    fn field(&self, name: &str) -> Option<&Self> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, inner)| inner)
    }
}

/// Lays the fields of a note over those of its file.
pub(super) fn laid(note: Value, file: Value) -> Value {
    lay(note, file, &NOTE)
}

fn lay(new: Value, old: Value, shape: &Shape) -> Value {
    match (new, old) {
        (Value::Object(new), Value::Object(old)) if is_same_passage(&new, &old) => {
            Value::Object(lay_fields(new, old, shape))
        }
        (Value::Array(new), Value::Array(old)) => {
            let mut old = old.into_iter();
            Value::Array(new.into_iter().map(|item| lay(item, old.next().unwrap_or_default(), shape)).collect())
        }
        (new, _) => new,
    }
}

fn lay_fields(new: Map<String, Value>, mut old: Map<String, Value>, shape: &Shape) -> Map<String, Value> {
    let mut all = Map::new();
    for (name, value) in new {
        let value = match (shape.field(&name), old.remove(&name)) {
            (Some(inner), Some(before)) => lay(value, before, inner),
            (None, Some(before)) => before,
            (_, None) => value,
        };
        all.insert(name, value);
    }
    // What is known and not in the note was taken out of it.
    all.extend(old.into_iter().filter(|(name, _)| shape.field(name).is_none()));
    all
}

/// Says whether two objects do not hold different words, as two targets or anchors may.
fn is_same_passage(new: &Map<String, Value>, old: &Map<String, Value>) -> bool {
    let words = |map: &Map<String, Value>| map.get("anchor").and_then(|anchor| anchor.get("exact")).cloned();
    new.get("exact") == old.get("exact") && words(new) == words(old)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;
    use crate::article::anchor::Anchor;
    use crate::notes::{About, Note, Relation, Stamp, Target};
    use serde_json::json;

    /// Returns the names of the fields of `value`, those of the objects in it included.
    fn names(value: &Value, shape: &Shape, unknown: &mut Vec<String>) -> usize {
        match value {
            Value::Array(items) => items.iter().map(|item| names(item, shape, unknown)).max().unwrap_or(0),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match shape.field(name) {
                        Some(inner) => assert_eq!(names(value, inner, unknown), inner.0.len(), "{name}"),
                        None => unknown.push(name.clone()),
                    }
                }
                fields.len()
            }
            _ => 0,
        }
    }

    #[test]
    fn every_field_of_a_note_is_known_and_no_other() {
        let some = || Some(String::new());
        let about = About {
            title: some(),
            first_words: some(),
            source: some(),
            url: some(),
            published: some(),
            path: some(),
            unknown: Map::default(),
        };
        let target = Target { about, again: Some(Anchor::default()), ..Target::default() };
        let note = Note {
            targets: vec![target],
            label: some(),
            relation: Some(Relation::Same),
            deleted: Some(Stamp(0)),
            revision: 1,
            ..Note::default()
        };
        let mut unknown = Vec::new();
        assert_eq!(names(&serde_json::to_value(note).unwrap(), &NOTE, &mut unknown), NOTE.0.len());
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn known_fields_are_the_notes_and_unknown_ones_the_files() {
        let old =
            json!({"text": "old", "label": "doubt", "mood": 1, "targets": [{"anchor": {"exact": "x", "lang": "en"}}]});
        let new = json!({"text": "new", "mood": 2, "kept": 3, "targets": [{"anchor": {"exact": "x"}, "again": {"exact": "y"}}]});
        let laid = laid(new, old);
        assert_eq!(
            laid,
            json!({"text": "new", "mood": 1, "kept": 3,
                "targets": [{"anchor": {"exact": "x", "lang": "en"}, "again": {"exact": "y"}}]})
        );
    }

    #[test]
    fn what_was_said_of_one_passage_is_not_said_of_another() {
        let old = json!({"targets": [{"anchor": {"exact": "x"}, "seen": 1}, {"anchor": {"exact": "y"}, "seen": 2}]});
        let new = json!({"targets": [{"anchor": {"exact": "y"}}, {"anchor": {"exact": "y"}}]});
        let expected = json!({"targets": [{"anchor": {"exact": "y"}}, {"anchor": {"exact": "y"}, "seen": 2}]});
        assert_eq!(laid(new, old), expected);
    }
}
