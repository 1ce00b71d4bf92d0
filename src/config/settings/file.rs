//! Settings files: a table of fields, each with its type and what it allows.
//!
//! Values are kept by name with their origin until all files are read; the settings are made of them at the end. So
//! the defaults are in `config/default.toml` and nowhere else, and `config show` can say where each value came from.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::labels::{self, Label};
use super::{COLORS, GROUPS, HYPERLINKS, SORTS, names_of};
use crate::config::diagnostic::Diagnostic;
use crate::config::document::{Document, EntryKey, EntryValue, in_file_order, type_name};
use crate::config::keys::layout;
use crate::config::nearest;

/// The default settings.
pub(in crate::config) const DEFAULT: &str = include_str!("../../../config/default.toml");

/// What a setting allows.
#[derive(Clone, Copy, Debug)]
pub(in crate::config) enum Kind {
    /// `true` or `false`.
    Switch,
    /// A whole number in a range, ends included.
    Number(u64, u64),
    /// One of some names.
    Choice(fn() -> Vec<&'static str>),
    /// A name that is looked up elsewhere.
    Name,
    /// What is told in a field of a request: plain letters and signs, no parentheses.
    Contact,
    /// Paths.
    Paths,
    /// The labels of notes.
    Labels,
}

/// All settings by name, with what they allow; a name with a point is a key of a table.
pub(in crate::config) const FIELDS: &[(&str, Kind)] = &[
    ("library", Kind::Paths),
    ("theme", Kind::Name),
    ("theme-dark", Kind::Name),
    ("theme-light", Kind::Name),
    ("color", Kind::Choice(|| names_of(COLORS))),
    ("ascii", Kind::Switch),
    ("mouse", Kind::Switch),
    ("network", Kind::Switch),
    ("contact", Kind::Contact),
    ("hyperlinks", Kind::Choice(|| names_of(HYPERLINKS))),
    ("keys", Kind::Choice(|| vec!["default", "newsboat"])),
    ("layout", Kind::Choice(layout::names)),
    ("labels", Kind::Labels),
    ("reader.measure", Kind::Number(20, 200)),
    ("reader.words-per-minute", Kind::Number(50, 2000)),
    ("reader.scroll-margin", Kind::Number(0, 50)),
    ("list.group", Kind::Choice(|| names_of(GROUPS))),
    ("list.sort", Kind::Choice(|| names_of(SORTS))),
    ("list.preview", Kind::Switch),
    ("compare.min-width", Kind::Number(60, 400)),
    ("compare.lock", Kind::Switch),
    ("store.max-file-bytes", Kind::Number(1, 1 << 30)),
    ("store.max-depth", Kind::Number(1, 256)),
    ("store.watch", Kind::Switch),
];

/// A value of a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::config) enum Value {
    /// `true` or `false`.
    Switch(bool),
    /// A whole number.
    Number(u64),
    /// A name.
    Name(String),
    /// Paths.
    Paths(Vec<PathBuf>),
    /// The labels of notes.
    Labels(Vec<Label>),
}

/// Writes the value as TOML.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let toml = match self {
            Self::Switch(on) => toml::Value::from(*on),
            Self::Number(number) => toml::Value::from(i64::try_from(*number).unwrap_or(i64::MAX)),
            Self::Name(name) => toml::Value::from(name.as_str()),
            Self::Labels(labels) => return out.write_str(&labels::to_toml(labels)),
            Self::Paths(paths) => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().into(),
        };
        write!(out, "{toml}")
    }
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The compiled-in file.
    Default,
    /// The user's file, with line and column of the value.
    File(PathBuf, usize, usize),
    /// The command line or the environment.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => out.write_str("default"),
            Self::File(path, line, _) => write!(out, "{}:{line}", path.display()),
            Self::CommandLine => out.write_str("command line"),
        }
    }
}

/// All values by name, with their origins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::config) struct Values(BTreeMap<&'static str, (Value, Origin)>);

/// How the paths and positions of a file are to be understood.
#[derive(Clone, Copy)]
pub(in crate::config) struct Reading<'t> {
    /// The file.
    pub document: Document<'t>,
    /// What `~/` stands for.
    pub home: Option<&'t Path>,
    /// Whether it is the compiled-in file.
    pub default: bool,
}

impl Values {
    /// Sets a value by name.
    pub fn set(&mut self, name: &'static str, value: Value, origin: Origin) {
        self.0.insert(name, (value, origin));
    }

    /// Returns a value and its origin.
    pub fn get(&self, name: &str) -> Option<&(Value, Origin)> {
        self.0.get(name)
    }

    /// Lays a file over the values and returns its mistakes.
    pub fn lay_over(&mut self, reading: Reading<'_>) -> Vec<Diagnostic> {
        match reading.document.table() {
            Ok(table) => self.lay_over_table(reading, "", &table),
            Err(broken) => vec![broken],
        }
    }

    /// Lays a table over the values; `within` is its name with a point, or nothing at the top.
    fn lay_over_table(&mut self, reading: Reading<'_>, within: &str, table: &DeTable<'_>) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (key, value) in in_file_order(table) {
            let name = format!("{within}{}", key.get_ref());
            let field = FIELDS.iter().find(|(known, _)| *known == name);
            match (field, value.get_ref()) {
                (Some((name, kind)), _) => match read(reading, name, *kind, value) {
                    Ok(value_read) => self.set(name, value_read, reading.origin(value)),
                    Err(mistake) => found.push(mistake),
                },
                (None, DeValue::Table(inner)) if within.is_empty() && is_table(&name) => {
                    found.extend(self.lay_over_table(reading, &format!("{name}."), inner));
                }
                (None, _) if within.is_empty() && is_table(&name) => {
                    let what = format!("`{name}` is a table, not {}", type_name(value.get_ref()));
                    found.push(reading.document.report(
                        value.span(),
                        what,
                        format!("write [{name}] on a line of its own"),
                    ));
                }
                (None, _) => found.push(unknown(reading.document, within, key)),
            }
        }
        found
    }
}

impl Reading<'_> {
    /// Returns where `value` was found.
    fn origin(self, value: &EntryValue<'_>) -> Origin {
        let (line, column) = self.document.position(value.span().start);
        if self.default { Origin::Default } else { Origin::File(self.document.path.to_owned(), line, column) }
    }

    /// Makes a path absolute as far as can be: `~/` is home, a relative path starts where the file is.
    fn path(self, written: &str) -> PathBuf {
        match (written.strip_prefix("~/"), self.home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ if written == "~" && self.home.is_some() => self.home.unwrap_or(Path::new("")).to_owned(),
            _ => self.document.path.parent().unwrap_or(Path::new("")).join(written),
        }
    }
}

/// Tells whether some setting is a key of the table `name`.
fn is_table(name: &str) -> bool {
    FIELDS.iter().any(|(field, _)| field.split_once('.').is_some_and(|(table, _)| table == name))
}

/// Words a key that does not exist, or that exists in another table.
fn unknown(document: Document<'_>, within: &str, key: &EntryKey<'_>) -> Diagnostic {
    let written: &str = key.get_ref();
    let elsewhere = FIELDS.iter().find(|(field, _)| field.rsplit('.').next() == Some(written));
    let place =
        |table: &str| if table.is_empty() { "at the top of the file".to_owned() } else { format!("in [{table}]") };
    let hint = match elsewhere {
        Some((field, _)) => format!("it belongs {}", place(field.split_once('.').map_or("", |(table, _)| table))),
        None => {
            let siblings = FIELDS
                .iter()
                .filter_map(|(field, _)| field.strip_prefix(within))
                .map(|field| if within.is_empty() { field.split('.').next().unwrap_or(field) } else { field });
            let mut siblings: Vec<_> = siblings.collect();
            siblings.dedup();
            nearest::hint("the settings are", written, siblings)
        }
    };
    document.report(
        key.span(),
        format!("there is no setting `{written}` {}", place(within.trim_end_matches('.'))),
        hint,
    )
}

/// Says whether something can be told in a comment of a field of a request (RFC 9110, section 5.6.5).
fn is_contact(written: &str) -> bool {
    written.len() <= 200 && written.bytes().all(|byte| matches!(byte, b' '..=b'~') && !b"()\\".contains(&byte))
}

/// Reads a value of the kind that the field allows.
fn read(reading: Reading<'_>, name: &str, kind: Kind, value: &EntryValue<'_>) -> Result<Value, Diagnostic> {
    let wrong = |what: String, hint: String| Err(reading.document.report(value.span(), what, hint));
    match (kind, value.get_ref()) {
        (Kind::Switch, DeValue::Boolean(on)) => Ok(Value::Switch(*on)),
        (Kind::Number(low, high), DeValue::Integer(number)) => {
            let read = u64::from_str_radix(number.as_str(), number.radix()).ok();
            match read.filter(|number| (low..=high).contains(number)) {
                Some(number) => Ok(Value::Number(number)),
                None => wrong(format!("`{name}` cannot be {number}"), format!("{low} to {high} is allowed")),
            }
        }
        (Kind::Choice(names), DeValue::String(chosen)) if !names().contains(&chosen.as_ref()) => {
            wrong(format!("`{name}` cannot be `{chosen}`"), nearest::hint("one of", chosen, names()))
        }
        (Kind::Contact, DeValue::String(contact)) if !is_contact(contact) => {
            let hint = "a mail address or the address of a web page, in ASCII, without parentheses";
            wrong(format!("`{name}` cannot be told in a request"), hint.to_owned())
        }
        (Kind::Choice(_) | Kind::Name | Kind::Contact, DeValue::String(chosen)) => Ok(Value::Name(chosen.to_string())),
        (Kind::Paths, DeValue::String(path)) => Ok(Value::Paths(vec![reading.path(path)])),
        (Kind::Paths, DeValue::Array(paths)) => {
            paths.iter().map(|path| read_path(reading, name, path)).collect::<Result<_, _>>().map(Value::Paths)
        }
        (Kind::Labels, DeValue::Array(listed)) => labels::read(reading.document, listed).map(Value::Labels),
        (kind, other) => wrong(format!("`{name}` cannot be {}", type_name(other)), allowed(kind)),
    }
}

/// Reads a path of a list.
fn read_path(reading: Reading<'_>, name: &str, path: &EntryValue<'_>) -> Result<PathBuf, Diagnostic> {
    let written = path.get_ref().as_str().ok_or_else(|| {
        let what = format!("a path in `{name}` cannot be {}", type_name(path.get_ref()));
        reading.document.report(path.span(), what, "write each path in quotes")
    });
    written.map(|written| reading.path(written))
}

/// Words what is to be written where a value has the wrong type.
fn allowed(kind: Kind) -> String {
    match kind {
        Kind::Switch => "write true or false, without quotes".to_owned(),
        Kind::Number(low, high) => format!("write a whole number from {low} to {high}, without quotes"),
        Kind::Choice(names) => format!("write one of, in quotes: {}", names().join(", ")),
        Kind::Name => "write a name in quotes".to_owned(),
        Kind::Contact => "write an address in quotes".to_owned(),
        Kind::Labels => "write a list of labels: [{ name = \"claim\", key = \"c\" }]".to_owned(),
        Kind::Paths => "write a path in quotes, or a list of them in brackets".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;
    use crate::config::settings::Settings;

    fn reading(text: &str) -> Reading<'_> {
        let document = Document { path: Path::new("/etc/c.toml"), text };
        Reading { document, home: Some(Path::new("/home/me")), default: false }
    }

    /// Lays `text` over the defaults.
    fn over_defaults(text: &str) -> (Settings, Vec<Diagnostic>) {
        let mut values = Values::default();
        assert_eq!(values.lay_over(reading(DEFAULT)), []);
        let found = values.lay_over(reading(text));
        (Settings::from(&values), found)
    }

    #[test]
    fn the_file_and_the_table_of_fields_name_the_same_settings() {
        let mut values = Values::default();
        assert_eq!(values.lay_over(reading(DEFAULT)), []);
        for (name, _) in FIELDS {
            assert!(values.get(name).is_some(), "{name} is not in default.toml");
        }
        assert_eq!(values.0.len(), FIELDS.len());
    }

    #[test]
    fn every_choice_can_be_made() {
        for (name, kind) in FIELDS {
            let Kind::Choice(names) = kind else { continue };
            for choice in names() {
                let (table, key) =
                    name.split_once('.').map_or((String::new(), *name), |(t, k)| (format!("[{t}]\n"), k));
                let (settings, found) = over_defaults(&format!("{table}{key} = \"{choice}\"\n"));
                assert_eq!(found, [], "{name} = {choice}");
                assert!(format!("{settings:?}").to_lowercase().contains(choice), "{name} = {choice}");
            }
        }
    }

    #[test]
    fn every_default_is_told_as_allowed_in_its_comment() {
        for (name, kind) in FIELDS {
            let key = name.rsplit('.').next().unwrap();
            let before: Vec<_> = DEFAULT.lines().take_while(|line| !line.starts_with(&format!("{key} = "))).collect();
            let comment: Vec<_> = before.into_iter().rev().take_while(|line| line.starts_with('#')).collect();
            let comment = comment.concat();
            let words = match kind {
                Kind::Choice(names) => names().into_iter().map(|name| format!("`{name}`")).collect(),
                Kind::Number(low, high) if *high < 1 << 30 => vec![format!("{low} to {high}")],
                _ => Vec::new(),
            };
            assert!(!comment.is_empty() || *name == "theme-light", "{name} has no comment");
            assert!(words.iter().all(|word| comment.contains(word)), "{name}: {comment}");
        }
    }

    #[test]
    fn paths_start_at_home_or_where_the_file_is() {
        let (settings, found) = over_defaults("library = [\"~/news\", \"here\", \"/abs\", \"~\"]\n");
        assert_eq!(found, []);
        assert_eq!(settings.library, ["/home/me/news", "/etc/here", "/abs", "/home/me"].map(PathBuf::from));
        assert_eq!(over_defaults("library = \"one\"").0.library, [PathBuf::from("/etc/one")]);
    }

    #[test]
    fn numbers_are_read_in_any_writing_of_toml() {
        let (settings, found) = over_defaults("[store]\nmax-file-bytes = 1_000_000\nmax-depth = 0x10\n");
        assert_eq!((found, settings.store.max_file_bytes, settings.store.max_depth), (Vec::new(), 1_000_000, 16));
    }

    #[test]
    fn mistakes_are_told_with_what_is_allowed_and_the_default_holds() {
        let defaults = over_defaults("").0;
        for (text, told, hint) in [
            ("themes = \"dark\"", "1:1: there is no setting `themes` at the top of the file", "did you mean `theme`?"),
            ("measure = 60", "1:1: there is no setting `measure` at the top of the file", "it belongs in [reader]"),
            ("[reader]\nasci = true", "2:1: there is no setting `asci` in [reader]", "the settings are: measure"),
            ("[reader]\nascii = true", "2:1: there is no setting `ascii` in [reader]", "it belongs at the top"),
            ("[raeder]\nx = 1", "1:2: there is no setting `raeder` at the top of the file", "did you mean `reader`?"),
            ("reader = 5", "1:10: `reader` is a table, not a whole number", "write [reader]"),
            ("ascii = \"yes\"", "1:9: `ascii` cannot be a string", "true or false"),
            ("[reader]\nmeasure = 19", "2:11: `reader.measure` cannot be 19", "20 to 200"),
            ("[reader]\nmeasure = -66", "2:11: `reader.measure` cannot be -66", "20 to 200"),
            ("[reader]\nmeasure = 99999999999999999999", "2:11: `reader.measure` cannot be", "20 to 200"),
            ("[reader]\nmeasure = 66.0", "2:11: `reader.measure` cannot be a fraction", "20 to 200"),
            ("color = \"allways\"", "1:9: `color` cannot be `allways`", "did you mean `always`?"),
            ("keys = \"vim\"", "1:8: `keys` cannot be `vim`", "one of: default, newsboat"),
            ("theme = true", "1:9: `theme` cannot be true or false", "quotes"),
            ("library = [\"a\", 3]", "1:17: a path in `library` cannot be a whole number", "quotes"),
            ("[list]\nsort = { by = 1 }", "2:8: `list.sort` cannot be a table", "date, source"),
        ] {
            let (settings, found) = over_defaults(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let mistake = found[0].to_string();
            assert!(mistake.starts_with(&format!("/etc/c.toml:{told}")), "{mistake}");
            assert!(found[0].hint.as_deref().unwrap_or_default().contains(hint), "{found:?}");
            assert_eq!(settings, defaults, "{text}");
        }
    }

    #[test]
    fn a_mistake_leaves_the_other_lines_in_force() {
        let (settings, found) = over_defaults("ascii = 1\nmouse = false\n[reader]\nmeasure = 1\nscroll-margin = 5\n");
        assert_eq!((found.len(), settings.mouse, settings.reader.scroll_margin), (2, false, 5));
    }
}
