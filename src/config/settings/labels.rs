//! The labels of notes: what they are called, which key gives them and how they are coloured.

use toml::de::DeValue;

use crate::config::diagnostic::Diagnostic;
use crate::config::document::{Document, EntryValue, type_name};
use crate::config::nearest;
use crate::config::theme::Role;

/// The roles of labels, by their number from 1.
const ROLES: [Role; 5] = [Role::Note1, Role::Note2, Role::Note3, Role::Note4, Role::Note5];

/// The most labels there may be: more cannot be told apart.
const MOST: usize = 26;

/// A label of notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Its name, as notes keep it.
    pub name: String,
    /// The key that gives it.
    pub key: char,
    /// Which of the theme's roles colours it, 1 to 5.
    pub color: u8,
}

impl Label {
    /// Returns the theme's role that colours it.
    #[must_use]
    pub fn role(&self) -> Role {
        ROLES.get(usize::from(self.color).saturating_sub(1)).copied().unwrap_or(Role::Note1)
    }
}

/// Writes labels as TOML, on one line.
pub(super) fn to_toml(labels: &[Label]) -> String {
    let text = |text: &str| toml::Value::from(text).to_string();
    let table = |label: &Label| {
        let (name, key) = (text(&label.name), text(&label.key.to_string()));
        format!("{{ name = {name}, key = {key}, color = {} }}", label.color)
    };
    format!("[{}]", labels.iter().map(table).collect::<Vec<_>>().join(", "))
}

/// Reads a list of labels; no name and no key may be there twice.
pub(super) fn read(document: Document<'_>, listed: &[EntryValue<'_>]) -> Result<Vec<Label>, Diagnostic> {
    let mut labels: Vec<Label> = Vec::new();
    for (index, value) in listed.iter().enumerate() {
        let label = one(document, index, value)?;
        let twice = |what: String| Err(document.report(value.span(), what, "each name and each key stands for one label"));
        if labels.len() == MOST {
            return twice(format!("there can be {MOST} labels at most"));
        }
        if labels.iter().any(|other| other.name == label.name) {
            return twice(format!("the label `{}` is there twice", label.name));
        }
        if let Some(other) = labels.iter().find(|other| other.key == label.key) {
            return twice(format!("`{}` is the key of `{}` and of `{}`", label.key, other.name, label.name));
        }
        labels.push(label);
    }
    Ok(labels)
}

/// Reads a label.
fn one(document: Document<'_>, index: usize, value: &EntryValue<'_>) -> Result<Label, Diagnostic> {
    let DeValue::Table(table) = value.get_ref() else {
        let what = format!("a label cannot be {}", type_name(value.get_ref()));
        return Err(document.report(value.span(), what, "write { name = \"claim\", key = \"c\", color = 1 }"));
    };
    let (mut name, mut key, mut color) = (None, None, u8::try_from(index % ROLES.len() + 1).unwrap_or(1));
    for (field, value) in table {
        let written: &str = field.get_ref();
        let wrong = |hint: &str| document.report(value.span(), format!("a label's `{written}` cannot be that"), hint);
        match (written, value.get_ref()) {
            ("name", DeValue::String(text)) if is_name(text) => name = Some(text.to_string()),
            ("name", _) => return Err(wrong("a name is letters, digits and hyphens, 24 at most, in quotes")),
            ("key", DeValue::String(text)) => match single(text) {
                Some(c) => key = Some(c),
                None => return Err(wrong("a key is one letter, in quotes")),
            },
            ("key", _) => return Err(wrong("a key is one letter, in quotes")),
            ("color", DeValue::Integer(number)) => {
                let read = u8::from_str_radix(number.as_str(), number.radix()).ok();
                color = read.filter(|n| (1..=5).contains(n)).ok_or_else(|| wrong("1 to 5 is allowed"))?;
            }
            ("color", _) => return Err(wrong("write a whole number from 1 to 5, without quotes")),
            _ => {
                let hint = nearest::hint("a label has", written, ["name", "key", "color"]);
                return Err(document.report(field.span(), format!("a label has no `{written}`"), hint));
            }
        }
    }
    match (name, key) {
        (Some(name), Some(key)) => Ok(Label { name, key, color }),
        _ => Err(document.report(value.span(), "a label needs a name and a key".to_owned(), "write both, in quotes")),
    }
}

fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    (1..=24).contains(&count) && text.chars().all(|c| c.is_alphanumeric() || c == '-')
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| c.is_alphabetic());
    first.filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::config::settings::file::{Reading, Values};
    use crate::config::settings::{Settings, file::DEFAULT};
    use std::path::Path;

    fn labels(text: &str) -> (Vec<(String, char, u8)>, Vec<String>) {
        let reading = |text, default| Reading {
            document: crate::config::document::Document { path: Path::new("c.toml"), text },
            home: None,
            default,
        };
        let mut values = Values::default();
        assert_eq!(values.lay_over(reading(DEFAULT, true)), []);
        let found = values.lay_over(reading(text, false)).iter().map(|d| format!("{d} {:?}", d.hint)).collect();
        let read = Settings::from(&values).labels.into_iter().map(|l| (l.name, l.key, l.color)).collect();
        (read, found)
    }

    #[test]
    fn labels_are_read_and_coloured_by_their_place_unless_they_say() {
        let (read, found) = labels(
            "labels = [{ name = \"lead\", key = \"l\" }, { name = \"späť\", key = \"ä\", color = 5 }, { name = \"x\", key = \"x\" }]",
        );
        assert!(found.is_empty(), "{found:?}");
        let name = |n: &str, k, c| (n.to_owned(), k, c);
        assert_eq!(read, [name("lead", 'l', 1), name("späť", 'ä', 5), name("x", 'x', 3)]);
    }

    #[test]
    fn a_mistake_is_told_where_it_is_and_the_default_holds() {
        for (text, told) in [
            ("labels = [{ name = \"a\" }]", "1:11: a label needs a name and a key"),
            ("labels = [{ name = \"a\", key = \"ab\" }]", "a key is one letter"),
            ("labels = [{ name = \"a b\", key = \"a\" }]", "letters, digits and hyphens"),
            ("labels = [{ name = \"a\", key = \"a\", color = 6 }]", "1 to 5"),
            ("labels = [{ name = \"a\", key = \"a\" }, { name = \"a\", key = \"b\" }]", "the label `a` is there twice"),
            ("labels = [{ name = \"a\", key = \"a\" }, { name = \"b\", key = \"a\" }]", "`a` is the key of `a` and of `b`"),
            ("labels = [{ nam = \"a\", key = \"a\" }]", "did you mean `name`"),
            ("labels = [\"claim\"]", "a label cannot be a string"),
            ("labels = \"claim\"", "write a list of labels"),
        ] {
            let (read, found) = labels(text);
            assert!(found.len() == 1 && found.concat().contains(told), "{text}: {found:?}");
            assert_eq!(read.first().map(|l| l.0.as_str()), Some("claim"), "{text}");
        }
    }
}
