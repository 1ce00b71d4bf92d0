//! What is known of an article as the table that a file has at its head, and as that head.

use toml::{Table, Value};

use super::{Meta, When};

/// Returns what is known, by the names of the front matter; nothing for what is not.
#[must_use]
pub fn known(meta: &Meta) -> Table {
    let text = |value: &Option<String>| value.clone().map(Value::String);
    let list =
        |all: &[String]| (!all.is_empty()).then(|| Value::Array(all.iter().cloned().map(Value::String).collect()));
    let date = |when: Option<When>| when.and_then(|when| when.to_toml()).map(Value::Datetime);
    let all = [
        ("title", text(&meta.title)),
        ("source", text(&meta.source)),
        ("authors", list(&meta.authors)),
        ("published", date(meta.published)),
        ("updated", date(meta.updated)),
        ("url", text(&meta.url)),
        ("lang", text(&meta.lang)),
        ("story", text(&meta.story)),
        ("section", text(&meta.section)),
        ("tags", list(&meta.tags)),
    ];
    all.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// Returns the head of a file, its fences and its last line feed included.
///
/// # Errors
/// Where TOML cannot say it.
pub fn written(meta: &Meta) -> Result<String, toml::ser::Error> {
    Ok(format!("+++\n{}+++\n", toml::to_string(&known(meta))?))
}
