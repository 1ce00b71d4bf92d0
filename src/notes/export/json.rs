//! Notes as JSON: their own files, with where each passage is beside it.
//!
//! `{"version":1,"notes":[…]}`. Fields may be added, never removed. A note is as it is on disk, keys sorted, fields of
//! later versions included; beside each target stands `state`, or `state_missing` with the reason where its article was
//! not found. Importing takes these two away again.

use serde_json::{Map, Value};

use super::{Exported, Standing};
use crate::library::listing::escape_unshown;

/// The field beside a target that says how the passage was found.
pub const STATE: &str = "state";

/// The field beside a target that says why there is no state.
pub const STATE_MISSING: &str = "state_missing";

/// Writes `notes` as JSON in which every character that a terminal might obey is escaped; ends in a line feed.
#[must_use]
pub fn json(notes: &[Exported<'_>]) -> String {
    let mut export = Map::new();
    export.insert("version".to_owned(), 1.into());
    export.insert("notes".to_owned(), Value::Array(values(notes)));
    escape_unshown(&format!("{:#}\n", Value::Object(export)))
}

/// Returns the notes as values, as they stand under `notes`; what a terminal might obey is not escaped in them.
#[must_use]
pub fn values(notes: &[Exported<'_>]) -> Vec<Value> {
    notes.iter().map(view).collect()
}

fn view(exported: &Exported<'_>) -> Value {
    let mut value = serde_json::to_value(exported.note).expect("strings, numbers and lists of them are always JSON");
    let targets = value.get_mut("targets").and_then(Value::as_array_mut).into_iter().flatten();
    for (target, (_, standing)) in targets.filter_map(Value::as_object_mut).zip(exported.passages()) {
        let key = if matches!(standing, Standing::Missing(_)) { STATE_MISSING } else { STATE };
        target.insert(key.to_owned(), standing.words().into());
    }
    sorted(value)
}

/// Sorts the keys of all objects in `value`.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> =
                fields.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            fields.sort_by(|l, r| l.0.cmp(&r.0));
            Value::Object(fields.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::notes::export::tests::{exact, two};

    #[test]
    fn a_note_is_its_own_json_with_a_state_beside_each_passage() {
        let notes = two();
        let value: Value = serde_json::from_str(&json(&exact(&notes))).unwrap();
        assert_eq!((&value["version"], value["notes"].as_array().unwrap().len()), (&1.into(), 2));
        let link = &value["notes"][1];
        assert_eq!((&link["relation"], &link["targets"][1]["state"]), (&"contradicts".into(), &"exact".into()));
        assert_eq!(link["targets"][1]["anchor"]["exact"], "11 days");
        let keys: Vec<_> = link.as_object().unwrap().keys().collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }

    #[test]
    fn a_state_that_is_not_known_is_left_out_with_the_reason() {
        let notes = two();
        let value: Value = serde_json::from_str(&json(&[Exported::new(&notes[0], Vec::new())])).unwrap();
        let target = &value["notes"][0]["targets"][0];
        assert_eq!((target.get(STATE), &target[STATE_MISSING]), (None, &"article not found".into()));
    }

    #[test]
    fn fields_of_later_versions_and_odd_characters_go_out_unharmed() {
        let mut notes = two();
        notes[0].unknown.insert("mood".into(), serde_json::json!({"b": 1, "a": "\u{202e}\u{9b}\0"}));
        notes[0].text = "a\u{1b}]52;c;\u{7}\u{2028}".into();
        let printed = json(&exact(&notes));
        assert!(!printed.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{printed}");
        let value: Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(value["notes"][0]["mood"]["a"], "\u{202e}\u{9b}\0");
        assert_eq!(value["notes"][0]["text"], notes[0].text);
    }
}
