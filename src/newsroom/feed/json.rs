//! JSON Feed, versions 1 and 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Map, Value};

use super::address::Base;
use super::entry::{MOST, one_line};
use super::words::paragraphs;
use super::{Enclosure, Entry, Fault, Faults, Feed, MOST_ENTRIES, NotAFeed, date, html};
use crate::article::When;

type Object = Map<String, Value>;

/// Reads a JSON Feed.
pub(super) fn read(text: &str, base: Option<&str>, faults: &mut Faults) -> Result<Feed, NotAFeed> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let feed = match values.next() {
        Some(Ok(Value::Object(feed))) => feed,
        Some(Err(error)) if error.is_eof() => {
            faults.add(Fault::Truncated);
            closed(text).ok_or(NotAFeed::Json)?
        }
        _ => return Err(NotAFeed::Json),
    };
    let is_named = feed.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"));
    let items = feed.get("items").and_then(Value::as_array);
    if !is_named && items.is_none() {
        return Err(NotAFeed::Json);
    }
    let base = Base::new(base);
    let items = items.map_or(&[][..], Vec::as_slice);
    if items.len() > MOST_ENTRIES {
        faults.add(Fault::Many);
    }
    let authors = authors(&feed);
    let objects = items.iter().take(MOST_ENTRIES).filter_map(|item| {
        let object = item.as_object();
        if object.is_none() {
            faults.add(Fault::Member("items"));
        }
        object
    });
    let objects: Vec<&Object> = objects.collect();
    Ok(Feed {
        title: one_line(&text_of(&feed, "title").unwrap_or_default()),
        subtitle: text_of(&feed, "description").unwrap_or_default(),
        url: text_of(&feed, "home_page_url").and_then(|url| base.resolve(&url)),
        lang: text_of(&feed, "language"),
        entries: objects.into_iter().map(|item| entry(item, &base, &authors, faults)).collect(),
        ..Feed::default()
    })
}

/// Reads what was cut off as if it had been closed after the last entry that is whole.
fn closed(text: &str) -> Option<Object> {
    let ends = text.rmatch_indices('}').map(|(at, _)| at).take(MOST_TRIES);
    ends.filter_map(|end| text.get(..=end)).find_map(|whole| serde_json::from_str(&format!("{whole}]}}")).ok())
}

/// Ends of objects at which what was cut off is closed, from the last on.
const MOST_TRIES: usize = 8;

fn entry(item: &Object, base: &Base, shared: &[String], faults: &mut Faults) -> Entry {
    let mut when = |name| -> Option<When> {
        let written = text_of(item, name)?;
        let found = date::read(&written);
        if found.is_none() {
            faults.add(Fault::Date(one_line(&written)));
        }
        found
    };
    let (published, updated) = (when("date_published"), when("date_modified"));
    let address = |name| text_of(item, name).and_then(|url| base.resolve(&url));
    let own = authors(item);
    let plain = |name| text_of(item, name).map(|text| paragraphs(&text));
    let content = text_of(item, "content_html").map(|content| html::absolute(&content, base));
    Entry {
        id: text_of(item, "id").unwrap_or_default(),
        title: one_line(&text_of(item, "title").unwrap_or_default()),
        url: address("url").or_else(|| address("external_url")),
        published,
        updated,
        authors: if own.is_empty() { shared.to_vec() } else { own },
        tags: list(item, "tags").iter().filter_map(text).take(MOST).collect(),
        summary: plain("summary").unwrap_or_default(),
        content: content.or_else(|| plain("content_text")).unwrap_or_default(),
        enclosures: list(item, "attachments").iter().filter_map(|it| enclosure(it.as_object()?, base)).collect(),
        lang: text_of(item, "language"),
    }
}

fn enclosure(attachment: &Object, base: &Base) -> Option<Enclosure> {
    let url = base.resolve(&text_of(attachment, "url")?)?;
    Some(Enclosure { url, kind: text_of(attachment, "mime_type") })
}

/// Returns who wrote something: `authors` of version 1.1, else `author` of version 1.
fn authors(object: &Object) -> Vec<String> {
    let several = list(object, "authors").iter().chain(object.get("author"));
    let name = |author: &Value| match author {
        Value::Object(author) => text_of(author, "name").or_else(|| text_of(author, "url")),
        other => text(other),
    };
    let mut names: Vec<String> = Vec::new();
    for name in several.filter_map(name).take(MOST) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn list<'a>(object: &'a Object, name: &str) -> &'a [Value] {
    object.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text_of(object: &Object, name: &str) -> Option<String> {
    object.get(name).and_then(text)
}

/// Returns a text, or a number as one: identities are written as numbers against the rules.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
