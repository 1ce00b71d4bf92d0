//! Web Annotations (W3C): one annotation as a note.
//!
//! Read leniently, as the model asks of those who read: a body may be a text, an object, an address or a list; a target
//! an address, a resource or a list. What a note cannot hold (a picture as a body) is kept as its address in the text.

use serde_json::{Map, Value, json};

use super::Draft;
use super::parts::{Fields, add_tag, date, is_article_id, is_of_type, kind, list, note_id, selected, text};
use crate::library::ArticleId;
use crate::library::url::Url;
use crate::notes::export::w3c::{ABOUT, ARTICLE, LABEL, RELATION, ROLE, SAMPLE};
use crate::notes::{About, Note, NoteId, Relation, Stamp, Target, VERSION};

/// Reads an annotation.
pub fn read(number: usize, fields: &Fields, now: Stamp) -> Result<Draft, String> {
    let (created, modified) = (date(fields, "created")?, date(fields, "modified")?);
    let made = created.or(modified).unwrap_or(now);
    let id = text(fields, "id")?;
    let own = id.and_then(|id| id.strip_prefix("urn:uuid:")?.parse().ok()).filter(|id: &uuid::Uuid| !id.is_nil());
    let mut draft = Draft {
        number,
        note: Note {
            id: own.map_or_else(|| note_id(created, &id.map_or_else(|| content(fields), str::to_owned)), NoteId),
            created: made,
            changed: modified.unwrap_or(made),
            version: VERSION,
            ..Note::default()
        },
        dated: created.or(modified).is_some(),
        foreign: true,
        remarks: Vec::new(),
    };
    bodies(fields, &mut draft)?;
    targets(fields, &mut draft)?;
    if own.is_none() {
        let creator = fields.get("creator").and_then(name);
        let from = [("from", Some("w3c")), ("id", id), ("by", creator)];
        let from: Map<_, _> = from.into_iter().filter_map(|(key, it)| Some((key.to_owned(), it?.into()))).collect();
        draft.note.unknown.insert("imported".to_owned(), Value::Object(from));
    }
    Ok(draft)
}

/// Returns what an annotation without an id is known by.
fn content(fields: &Fields) -> String {
    json!([fields.get("target"), fields.get("body"), fields.get("bodyValue"), fields.get("created")]).to_string()
}

/// Returns who made an annotation.
fn name(creator: &Value) -> Option<&str> {
    let creator = list(creator).first()?;
    let field = |name: &str| creator.get(name).and_then(Value::as_str);
    creator.as_str().or_else(|| field("name")).or_else(|| field("nickname")).or_else(|| field("id"))
}

fn bodies(fields: &Fields, draft: &mut Draft) -> Result<(), String> {
    let mut texts: Vec<String> = text(fields, "bodyValue")?.map(str::to_owned).into_iter().collect();
    for body in fields.get("body").map(list).unwrap_or_default() {
        match body {
            Value::String(address) => texts.push(address.clone()),
            Value::Object(body) => texts.extend(self::body(body, draft).map_err(|why| format!("body.{why}"))?),
            other => return Err(format!("body: {} where a text or an object is expected", kind(other))),
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    draft.note.text = texts.join("\n\n");
    Ok(())
}

/// Takes up a body; returns its text where it is no tag, label or relation.
fn body(body: &Fields, draft: &mut Draft) -> Result<Option<String>, String> {
    if let Some(Value::Object(first)) = body.get("items").and_then(|items| list(items).first()) {
        return self::body(first, draft);
    }
    let note = &mut draft.note;
    let value = text(body, "value")?;
    let has = |name: &str| body.get("purpose").is_some_and(|it| list(it).iter().any(|one| one.as_str() == Some(name)));
    match (value, text(body, ROLE)?) {
        (Some(value), Some(LABEL)) => note.label = Some(value.to_owned()),
        (Some(value), Some(RELATION)) => {
            note.relation = Relation::ALL.into_iter().find(|relation| relation.name() == value);
        }
        (Some(value), _) if has("tagging") => add_tag(&mut note.tags, value),
        (Some(value), _) => return Ok(Some(value.to_owned())),
        (None, _) => {
            let source = body.get("source").and_then(|source| source.as_str().or_else(|| source.get("id")?.as_str()));
            return Ok(text(body, "id")?.or(source).map(str::to_owned));
        }
    }
    Ok(None)
}

fn targets(fields: &Fields, draft: &mut Draft) -> Result<(), String> {
    let targets = fields.get("target").map(list).unwrap_or_default();
    if targets.is_empty() || targets.len() > 2 {
        return Err(format!("target: {} where one or two are expected", targets.len()));
    }
    for target in targets {
        let read = self::target(target, &mut draft.remarks).map_err(|why| format!("target.{why}"))?;
        draft.note.targets.push(read);
    }
    Ok(())
}

fn target(value: &Value, remarks: &mut Vec<String>) -> Result<Target, String> {
    let mut target = Target::default();
    let fields = match value {
        Value::String(address) => {
            name_article(address, &mut target);
            return Ok(target);
        }
        Value::Object(fields) => fields,
        other => return Err(format!("{} where an address or an object is expected", kind(other))),
    };
    let source = match fields.get("source") {
        Some(Value::Object(source)) => text(source, "id")?,
        _ => text(fields, "source")?,
    };
    let address = source.or(text(fields, "id")?).ok_or("source: it is missing")?;
    name_article(address, &mut target);
    let [title, publisher, issued] = ABOUT.map(|name| text(fields, name));
    let own = |said: Result<Option<&str>, String>| said.map(|said| said.map(str::to_owned));
    (target.about.title, target.about.source, target.about.published) = (own(title)?, own(publisher)?, own(issued)?);
    let selected = selected(fields.get("selector").unwrap_or(&Value::Null)).map_err(|why| format!("selector.{why}"))?;
    if selected.unread || is_of_type(fields, "List") {
        remarks.push("its selector has no quotation: it is on the article as a whole".to_owned());
    }
    target.anchor = selected.anchor;
    Ok(target)
}

/// Takes from the address of a target what tells its article.
pub(super) fn name_article(address: &str, target: &mut Target) {
    let about: &mut About = &mut target.about;
    if let Some(id) = address.strip_prefix(ARTICLE).filter(|id| is_article_id(id)) {
        target.article = ArticleId(id.to_owned());
    } else if let Some(name) = address.strip_prefix(SAMPLE) {
        about.path = Some(format!("sample:{name}"));
    } else if let Some(path) = Url::parse(address).ok().filter(|url| url.scheme() == "file") {
        about.path = path.to_file_path().ok().map(|path| path.to_string_lossy().into_owned());
    } else {
        about.url = Some(address.to_owned());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::notes::export::tests::{exact, two};
    use crate::notes::export::w3c;
    use crate::notes::import::parse;

    const NOW: Stamp = Stamp(1_795_320_708_000);

    fn read_one(value: Value) -> Result<Draft, String> {
        read(1, value.as_object().unwrap(), NOW)
    }

    fn with(key: &str, value: Value) -> Value {
        let mut it = json!({"type": "Annotation", "id": "https://x.example/1", "target": "https://n.example/a"});
        it[key] = value;
        it
    }

    #[test]
    fn what_goes_out_comes_in_but_for_what_the_model_cannot_say() {
        let mut notes = two();
        let parsed = parse(&w3c(&exact(&notes)), NOW).unwrap();
        assert_eq!(parsed.refused, []);
        for target in notes.iter_mut().flat_map(|note| &mut note.targets) {
            // The source is the url; these are filled from the article itself.
            target.article = ArticleId::default();
            target.about.path = None;
        }
        assert_eq!(parsed.drafts.into_iter().map(|draft| draft.note).collect::<Vec<_>>(), notes);
    }

    #[test]
    fn bodies_of_every_make_are_read() {
        for (body, text, tags) in [
            (json!("https://x.example/picture.png"), "https://x.example/picture.png", vec![]),
            (json!({"type": "TextualBody", "value": "A.", "purpose": "replying"}), "A.", vec![]),
            (json!([{"value": "A."}, {"value": " "}, {"value": "B."}]), "A.\n\nB.", vec![]),
            (json!({"value": "#war", "purpose": ["tagging", "commenting"]}), "", vec!["war"]),
            (json!({"type": "Choice", "items": [{"value": "first"}, {"value": "second"}]}), "first", vec![]),
            (
                json!({"type": "SpecificResource", "source": {"id": "https://x.example/v"}}),
                "https://x.example/v",
                vec![],
            ),
            (Value::Null, "", vec![]),
        ] {
            let note = read_one(with("body", body.clone())).unwrap().note;
            assert_eq!(
                (note.text.as_str(), note.tags),
                (text, tags.into_iter().map(str::to_owned).collect()),
                "{body}"
            );
        }
        assert_eq!(read_one(with("bodyValue", json!("plain"))).unwrap().note.text, "plain");
    }

    #[test]
    fn a_target_tells_its_article_in_every_way() {
        let id = "0123456789abcdef".repeat(2);
        for (address, article, url, path) in [
            ("https://n.example/a", "", Some("https://n.example/a"), None),
            ("file:///news/b%20%C3%A4.txt", "", None, Some("/news/b ä.txt")),
            ("urn:diptych:sample:paris/pasted.txt", "", None, Some("sample:paris/pasted.txt")),
            (&format!("urn:diptych:article:{id}"), id.as_str(), None, None),
            ("urn:diptych:article:../../x", "", Some("urn:diptych:article:../../x"), None),
        ] {
            let target = read_one(with("target", json!({"source": {"id": address}}))).unwrap().note.targets.remove(0);
            let told = (target.article.0.as_str(), target.about.url.as_deref(), target.about.path.as_deref());
            assert_eq!(told, (article, url, path));
        }
    }

    #[test]
    fn who_made_it_and_where_is_kept() {
        let note = read_one(with("creator", json!({"type": "Person", "name": "Ana"}))).unwrap().note;
        assert_eq!(note.unknown["imported"], json!({"from": "w3c", "id": "https://x.example/1", "by": "Ana"}));
        let own = with("id", json!("urn:uuid:01a20173-fba0-7101-8101-010101010101"));
        let own = read_one(own).unwrap().note;
        assert!(own.unknown.is_empty());
        assert_eq!(own.id.to_string(), "01a20173-fba0-7101-8101-010101010101");
    }

    #[test]
    fn an_annotation_without_an_id_has_the_same_one_every_time() {
        let read = |text: &str| read_one(json!({"target": "https://n.example/a", "bodyValue": text})).unwrap();
        assert_eq!(read("x").note.id, read("x").note.id);
        assert_ne!(read("x").note.id, read("y").note.id);
        assert!(!read("x").dated);
        assert_eq!(read("x").note.created, NOW);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_field() {
        for (key, value, told) in [
            ("created", json!("soon"), "created: “soon” is not a date and time"),
            ("modified", json!(5), "modified: a number where a text is expected"),
            ("id", json!([]), "id: a list"),
            ("body", json!(5), "body: a number"),
            ("body", json!({"value": {}}), "body.value: an object"),
            ("target", json!([]), "target: 0 where one or two are expected"),
            ("target", json!(["a", "b", "c"]), "target: 3 where"),
            ("target", json!({"selector": []}), "target.source: it is missing"),
            (
                "target",
                json!({"source": "x", "selector": {"type": "TextQuoteSelector", "exact": 1}}),
                "target.selector.exact",
            ),
        ] {
            let why = read_one(with(key, value)).unwrap_err();
            assert!(why.starts_with(told), "{told}: {why}");
        }
    }

    #[test]
    fn a_position_without_words_is_not_trusted() {
        let selector = json!({"type": "TextPositionSelector", "start": 4, "end": 9});
        let draft = read_one(with("target", json!({"source": "https://n.example/a", "selector": selector}))).unwrap();
        assert_eq!((draft.note.targets[0].anchor.exact.as_str(), draft.remarks.len()), ("", 1));
    }
}
