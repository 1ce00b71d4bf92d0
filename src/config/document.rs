//! A TOML file with its positions, and how a mistake in it is worded.
//!
//! Tables are read as `DeTable`, not through serde: every key and value keeps its span, and one wrong value does not
//! take the rest of the file with it.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::diagnostic::{Diagnostic, Level};

/// A key of a table, with its place.
pub(super) type EntryKey<'t> = Spanned<DeString<'t>>;
/// A value of a table, with its place.
pub(super) type EntryValue<'t> = Spanned<DeValue<'t>>;

/// The text of a configuration file and where it came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Document<'t> {
    /// The path shown in diagnostics.
    pub path: &'t Path,
    /// The whole text.
    pub text: &'t str,
}

impl<'t> Document<'t> {
    /// Parses the text; broken TOML is one diagnostic, and nothing of the file is used.
    pub fn table(self) -> Result<DeTable<'t>, Diagnostic> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|error| {
            let what = format!("not TOML: {}", error.message().trim().replace('\n', ", "));
            self.report(error.span().unwrap_or_default(), what, "the whole file is left out until this is mended")
        })
    }

    /// Words a mistake at `span`.
    pub fn report(self, span: Range<usize>, what: impl Into<String>, hint: impl Into<String>) -> Diagnostic {
        let (line, column) = self.position(span.start);
        let hint = Some(printable(&hint.into())).filter(|hint| !hint.is_empty());
        let what = printable(&what.into());
        Diagnostic { level: Level::Warning, path: self.path.to_owned(), line, column, what, hint }
    }

    /// Returns line and column, both from 1, of the byte `offset`.
    pub fn position(self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset.min(self.text.len())).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().filter(|&c| c != '\u{feff}').count());
        (before.matches('\n').count() + 1, column + 1)
    }
}

/// Writes controls as escapes: a mistake quotes what the file says, and is told on one line.
fn printable(text: &str) -> String {
    let escaped = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escaped).collect()
}

/// Returns the entries of `table` in the order of the file; the table itself is sorted by key.
pub(super) fn in_file_order<'a, 't>(table: &'a DeTable<'t>) -> Vec<(&'a EntryKey<'t>, &'a EntryValue<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// Returns a value's type with its article, as people call it.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn document(text: &str) -> Document<'_> {
        Document { path: Path::new("x.toml"), text }
    }

    #[test]
    fn positions_count_characters_from_one() {
        let text = document("a = 1\r\n\u{e9}\u{e9} = 2\n");
        assert_eq!(text.position(0), (1, 1));
        assert_eq!(text.position(7), (2, 1));
        assert_eq!(text.position(11), (2, 3));
        assert_eq!(text.position(10_000), (3, 1));
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(document("\u{feff}a = 1").position(3), (1, 1));
        assert!(document("\u{feff}a = 1").table().is_ok());
    }

    #[test]
    fn broken_toml_is_one_mistake_on_one_line() {
        let mistake = document("a = 1\nb = = 2\n").table().unwrap_err();
        assert_eq!((mistake.line, mistake.path.to_str()), (2, Some("x.toml")));
        assert!(!mistake.what.contains('\n'), "{mistake}");
    }

    #[test]
    fn controls_are_quoted_as_escapes() {
        let mistake = document("a").report(0..1, "no \u{1b}[2J\n", "\u{7}");
        assert_eq!((mistake.what.as_str(), mistake.hint.as_deref()), ("no \\u{1b}[2J\\n", Some("\\u{7}")));
    }

    #[test]
    fn entries_come_in_the_order_of_the_file() {
        let table = document("z = 1\na = 2\n").table().unwrap();
        let keys: Vec<_> = in_file_order(&table).iter().map(|(key, _)| key.get_ref().to_string()).collect();
        assert_eq!(keys, ["z", "a"]);
    }
}
