//! Notes as Web Annotations (W3C, <https://www.w3.org/TR/annotation-model/>): a page of them, in JSON-LD.
//!
//! The model has no words for a label, for what two linked passages are to each other, or for where a passage is now, so
//! these stand in `urn:diptych:` names, which other programs leave alone; title, publisher and date are Dublin Core's,
//! whose prefix is part of the annotation context. The words are those of the anchor that holds; positions count
//! Unicode scalar values of the article's text, as the model asks.

mod iri;

use serde_json::{Map, Value, json};

use super::{Exported, Paths, Standing};
use crate::library::listing::escape_unshown;
use crate::notes::{Note, Target};
pub use iri::{ARTICLE, SAMPLE, source};

/// The context that gives the names their meaning.
pub const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The property of a body that says what it is to the note, where its purpose does not: [`LABEL`] or [`RELATION`].
pub const ROLE: &str = "urn:diptych:role";

/// The role of a body whose value is the label.
pub const LABEL: &str = "label";

/// The role of a body whose value is what two linked passages are to each other.
pub const RELATION: &str = "relation";

/// The property of a target that says how the passage was found, or why that is not known.
pub const STATE: &str = "urn:diptych:state";

/// Properties of a target that are not the model's own: title, publisher, date of publication.
pub const ABOUT: [&str; 3] = ["dcterms:title", "dcterms:publisher", "dcterms:issued"];

/// Writes `notes` as an `AnnotationPage` in which every character that a terminal might obey is escaped; each annotation
/// is complete by itself. Ends in a line feed.
///
/// Where files lie is not told: an article without an address has a name of our own.
#[must_use]
pub fn w3c(notes: &[Exported<'_>]) -> String {
    with(notes, Paths::Kept)
}

/// Writes what [`w3c`] does, with `paths` told or kept.
#[must_use]
pub fn with(notes: &[Exported<'_>], paths: Paths) -> String {
    let items: Vec<Value> = notes.iter().map(|note| annotation(note, paths)).collect();
    let page = json!({
        "@context": CONTEXT,
        "id": "urn:diptych:notes:1",
        "type": "AnnotationPage",
        "partOf": {"id": "urn:diptych:notes", "type": "AnnotationCollection", "label": "Notes", "total": items.len()},
        "startIndex": 0,
        "items": items,
    });
    escape_unshown(&format!("{page:#}\n"))
}

/// Turns a note into an annotation.
#[must_use]
pub fn annotation(exported: &Exported<'_>, paths: Paths) -> Value {
    let note = exported.note;
    let mut it = Map::new();
    let mut put = |key: &str, value: Value| it.insert(key.to_owned(), value);
    put("@context", CONTEXT.into());
    put("id", format!("urn:uuid:{}", note.id).into());
    put("type", "Annotation".into());
    put("motivation", motivation(note).into());
    put("created", note.created.to_string().into());
    put("modified", note.changed.to_string().into());
    put("generator", json!({"type": "Software", "name": concat!("diptych ", env!("CARGO_PKG_VERSION"))}));
    let bodies = bodies(note);
    if !bodies.is_empty() {
        put("body", Value::Array(bodies));
    }
    let passages = exported.passages();
    let mut targets: Vec<Value> = passages.map(|(target, standing)| passage(target, standing, paths)).collect();
    put("target", if note.is_link() { Value::Array(targets) } else { targets.pop().unwrap_or_default() });
    Value::Object(it)
}

/// Says what the note was made for.
fn motivation(note: &Note) -> &'static str {
    match note {
        note if note.is_link() => "linking",
        note if !note.text.trim().is_empty() => "commenting",
        note if note.label.is_none() && !note.tags.is_empty() => "tagging",
        _ => "highlighting",
    }
}

fn bodies(note: &Note) -> Vec<Value> {
    let body = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value});
    let playing = |purpose: &str, role: &str, value: &str| {
        let mut body = body(purpose, value);
        body[ROLE] = role.into();
        body
    };
    let mut bodies = Vec::new();
    if !note.text.is_empty() {
        let mut text = body("commenting", &note.text);
        text["format"] = "text/plain".into();
        bodies.push(text);
    }
    bodies.extend(note.label.as_deref().map(|label| playing("tagging", LABEL, label)));
    bodies.extend(note.tags.iter().map(|tag| body("tagging", tag)));
    bodies.extend(note.relation.map(|relation| playing("classifying", RELATION, relation.name())));
    bodies
}

fn passage(target: &Target, standing: &Standing, paths: Paths) -> Value {
    let (about, anchor) = (&target.about, target.holding());
    let mut it = Map::new();
    it.insert("type".to_owned(), "SpecificResource".into());
    it.insert("source".to_owned(), source(&target.article, about, paths).into());
    for (key, said) in ABOUT.into_iter().zip([&about.title, &about.source, &about.published]) {
        it.extend(said.as_deref().map(|said| (key.to_owned(), said.into())));
    }
    it.insert(STATE.to_owned(), standing.words().into());
    if !anchor.exact.is_empty() {
        let end = anchor.start.saturating_add(anchor.exact.chars().count());
        let quote = json!({
            "type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix
        });
        let position = json!({"type": "TextPositionSelector", "start": anchor.start, "end": end});
        it.insert("selector".to_owned(), json!([quote, position]));
    }
    Value::Object(it)
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::print_stdout,
        reason = "a failed test should stop where it fails"
    )]
    use std::path::Path;

    use super::*;
    use crate::notes::export::tests::{exact, note, target, two};

    /// One note of every make.
    fn all() -> Vec<Note> {
        let mut notes = two();
        let mut odd = note(3, vec![target('a', "“Wir”\n\nzählen 12")]);
        odd.label = Some("my label / ä".to_owned());
        odd.targets[0].about.url = Some("https://x.example/a|b[1]?q={c}#d#e%".to_owned());
        notes.push(odd);
        let mut local = note(4, vec![target('b', "words")]);
        local.tags = vec!["only".to_owned()];
        local.targets[0].about.url = None;
        notes.push(local);
        let mut unknown = note(5, vec![target('b', "")]);
        unknown.targets[0].about = crate::notes::About::default();
        notes.push(unknown);
        let mut sample = note(6, vec![target('b', "of a sample")]);
        sample.targets[0].about.url = Some("not a url".to_owned());
        sample.targets[0].about.path = Some("sample:paris/pasted.txt".to_owned());
        notes.push(sample);
        notes
    }

    fn annotations() -> Vec<Value> {
        let notes = all();
        let page: Value = serde_json::from_str(&with(&exact(&notes), Paths::Told)).unwrap();
        page["items"].as_array().unwrap().clone()
    }

    #[test]
    fn a_note_has_text_label_tags_and_both_selectors() {
        let it = &annotations()[0];
        assert_eq!((&it["type"], &it["motivation"]), (&"Annotation".into(), &"commenting".into()));
        assert!(it["id"].as_str().unwrap().starts_with("urn:uuid:"));
        let values = |purpose: &str| -> Vec<&str> {
            let bodies = it["body"].as_array().unwrap().iter();
            bodies.filter(|body| body["purpose"] == purpose).filter_map(|body| body["value"].as_str()).collect()
        };
        assert_eq!(values("commenting"), ["Who counted them?\n\nAsk the *harbour*."]);
        assert_eq!(values("tagging"), ["claim", "boats", "figures"]);
        let target = &it["target"];
        assert_eq!(target["source"], "https://gazette.example/harbour?a=1&b=2");
        assert_eq!((&target["dcterms:title"], &target[STATE]), (&"Harbour reopens".into(), &"exact".into()));
        assert_eq!(target["selector"][0]["exact"], "after 12 days");
        assert_eq!((&target["selector"][1]["start"], &target["selector"][1]["end"]), (&7.into(), &20.into()));
    }

    #[test]
    fn a_link_has_two_targets_and_says_what_they_are_to_each_other() {
        let it = &annotations()[1];
        assert_eq!((&it["motivation"], it["target"].as_array().unwrap().len()), (&"linking".into(), 2));
        assert!(it["body"].as_array().unwrap().iter().any(|body| body["value"] == "contradicts"));
    }

    #[test]
    fn an_article_is_its_url_its_file_its_sample_or_its_id() {
        let sources: Vec<_> = annotations()[2..].iter().map(|it| it["target"]["source"].clone()).collect();
        let id = format!("urn:diptych:article:{}", "b".repeat(32));
        let url = "https://x.example/a%7Cb%5B1%5D?q=%7Bc%7D#d%23e%25";
        assert_eq!(sources, [url, "file:///news/b%20b.txt", &id, "urn:diptych:sample:paris/pasted.txt"]);
        let notes = all();
        assert!(!w3c(&exact(&notes)).contains("file:"), "where a file lies is told on request alone");
    }

    #[test]
    fn motivations_follow_what_the_note_has() {
        let found: Vec<_> = annotations().iter().map(|it| it["motivation"].as_str().unwrap().to_owned()).collect();
        assert_eq!(found, ["commenting", "linking", "highlighting", "tagging", "highlighting", "highlighting"]);
    }

    #[test]
    fn every_annotation_is_as_our_schema_has_it() {
        let schema = serde_json::from_str(include_str!("../../../tests/annotation.schema.json")).unwrap();
        let schema = jsonschema::validator_for(&schema).unwrap();
        for it in annotations() {
            let errors: Vec<_> = schema.iter_errors(&it).map(|e| format!("{}: {e}", e.instance_path())).collect();
            assert!(errors.is_empty(), "{errors:#?}\n{it:#}");
        }
    }

    /// The schemas of the working group, as their validator reads them: each assertion without its own id, the
    /// definitions under their bare names.
    fn musts(folder: &Path) -> Vec<(String, jsonschema::Validator, bool)> {
        let read = |path: &Path| -> Value { serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap() };
        let mut definitions = Vec::new();
        for file in std::fs::read_dir(folder.join("definitions")).unwrap().flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".json") {
                continue;
            }
            let mut schema = read(&file.path());
            schema.as_object_mut().unwrap().remove("id");
            let resource = jsonschema::Draft::Draft4.create_resource(schema);
            definitions.push((format!("json-schema:///{name}"), resource));
        }
        let registry = definitions
            .into_iter()
            .fold(jsonschema::Registry::new().draft(jsonschema::Draft::Draft4), |registry, (uri, resource)| {
                registry.add(uri, resource).unwrap()
            })
            .prepare()
            .unwrap();
        let list = read(&folder.join("annotations/annotationMusts.test"));
        let names = list["assertions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        names
            .map(|name| {
                let mut schema = read(&folder.join(&name));
                let valid = schema["expectedResult"] != "invalid";
                schema.as_object_mut().unwrap().remove("id");
                let options = jsonschema::options().with_draft(jsonschema::Draft::Draft4).should_validate_formats(true);
                (name, options.with_registry(&registry).build(&schema).unwrap(), valid)
            })
            .collect()
    }

    #[test]
    fn every_annotation_is_as_the_working_group_has_it() {
        let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/w3c"));
        if !folder.is_dir() {
            println!("skipped: {} is not there", folder.display());
            return;
        }
        let musts = musts(folder);
        assert!(musts.len() > 50);
        for it in annotations() {
            for (name, schema, valid) in &musts {
                assert_eq!(schema.is_valid(&it), *valid, "{name}\n{it:#}");
            }
        }
    }
}
