#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use super::*;
use crate::article::anchor::Anchor;
use crate::library::ArticleId;
use crate::notes::{Relation, Stamp, Target};
use proptest::prelude::*;
use serde_json::json;

const PATH: &str = "a/b.json";

fn note(text: &str) -> Note {
    let anchor = Anchor { exact: "The ferry came late.".to_owned(), ..Anchor::default() };
    let target = Target { article: ArticleId("a".to_owned()), anchor, ..Target::default() };
    Note { targets: vec![target], text: text.to_owned(), version: VERSION, ..Note::default() }
}

fn written(note: &Note, before: Option<&str>) -> String {
    String::from_utf8(content(Path::new(PATH), note, before.map(str::as_bytes)).unwrap()).unwrap()
}

fn read(text: &str) -> Result<Note, NoteError> {
    parse(Path::new(PATH), text.as_bytes())
}

#[test]
fn what_is_not_known_stays_to_the_last_digit_at_every_level() {
    let odd = [
        r#""big": 1e400"#,
        r#""digits": 12345678901234567890123"#,
        r#""mood": "calm \"\ue000 -1.50""#,
        r#""nested": {"list": [1.50, -0, {"deep": 0.1}]}"#,
        r#""null": null"#,
    ]
    .join(", ");
    let anchor = format!(r#"{{"exact": "The ferry came late.", "start": 3, {odd}}}"#);
    let text = format!(
        r#"{{"id": "00000000-0000-0000-0000-000000000000", "created": "1970-01-01T00:00:00Z", {odd}, "label": "doubt",
        "changed": "1970-01-01T00:00:00.000Z", "text": "old", "targets": [{{"article": "a", {odd},
        "about": {{"title": "A", {odd}}}, "anchor": {anchor}, "again": {anchor}}}]}}"#
    );
    let mut it = read(&text).unwrap();
    assert_eq!((it.text.as_str(), it.targets[0].anchor.start), ("old", 3));
    (it.text, it.label) = ("new".to_owned(), None);
    let new = written(&it, Some(&text));
    for token in
        ["\"big\": 1e400", "12345678901234567890123", "calm \\\"\u{e000} -1.50", "1.50,", "-0,", "\"deep\": 0.1"]
    {
        assert_eq!(new.matches(token).count(), 5, "{token} in {new}");
    }
    assert!(new.contains("\"text\": \"new\"") && !new.contains("label"), "{new}");
    assert_eq!(written(&read(&new).unwrap(), Some(&new)), new);
}

#[test]
fn a_number_no_type_holds_in_a_known_field_is_no_note() {
    let text = serde_json::to_string(&note("x")).unwrap();
    let odd = text.replace("\"start\":0", "\"start\":1e400");
    assert_ne!(odd, text);
    assert!(matches!(read(&odd), Err(NoteError::Json { .. })));
}

#[test]
fn what_lay_there_and_cannot_be_understood_is_no_hindrance() {
    let it = note("words");
    for before in ["", "{", "[1]", "7", "\u{0}"] {
        assert_eq!(read(&written(&it, Some(before))).unwrap(), it);
    }
}

#[test]
fn what_is_written_conforms_to_the_schema_and_what_is_not_a_note_does_not() {
    let schema = serde_json::from_str(include_str!("../../../tests/note.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let full = Note {
        label: Some("claim".to_owned()),
        tags: vec!["harbour".to_owned()],
        relation: Some(Relation::Contradicts),
        deleted: Some(Stamp(1_795_320_708_000)),
        targets: vec![Target { again: Some(Anchor::default()), ..note("").targets.remove(0) }; 2],
        ..note("Words.")
    };
    for it in [note("x"), full] {
        let errors: Vec<_> = schema
            .iter_errors(&serde_json::from_str(&written(&it, None)).unwrap())
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let mut wrong = serde_json::to_value(note("x")).unwrap();
    assert!(schema.is_valid(&wrong));
    wrong["targets"] = json!([]);
    assert!(!schema.is_valid(&wrong));
}

prop_compose! {
    fn any_anchor()(exact in ".*", prefix in ".{0,32}", suffix in ".{0,32}", start in 0..1_000_000usize, paragraph in 0..99usize)
        -> Anchor { Anchor { exact, prefix, suffix, start, paragraph } }
}

prop_compose! {
    fn any_note()(
        text in ".*", label in proptest::option::of("[a-z]+"), tags in proptest::collection::vec(".+", 0..3),
        anchors in proptest::collection::vec((any_anchor(), proptest::option::of(any_anchor())), 1..3),
        changed in 0..4_000_000_000_000u64, deleted in proptest::option::of(0..4_000_000_000_000u64),
        unknown in proptest::collection::vec(("x[a-z]{1,4}", ".*"), 0..3),
    ) -> Note {
        let target = |(anchor, again)| Target { anchor, again, ..Target::default() };
        Note {
            targets: anchors.into_iter().map(target).collect(),
            changed: Stamp(changed),
            deleted: deleted.map(Stamp),
            version: VERSION,
            unknown: unknown.into_iter().map(|(name, value)| (name, json!(value))).collect(),
            text, label, tags,
            ..Note::default()
        }
    }
}

proptest! {
    #[test]
    fn any_note_reads_as_it_is_written_over_any_other(it in any_note(), other in any_note()) {
        let other = written(&other, None);
        let new = read(&written(&it, Some(&other))).unwrap();
        let mut without = new.clone();
        without.unknown.clone_from(&it.unknown);
        prop_assert_eq!(without, it);
    }
}
