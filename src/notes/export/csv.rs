//! Notes as a table for spreadsheets: RFC 4180, UTF-8 without a mark, one row a note under a header.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula or drops what it
//! begins with; such a cell gets an apostrophe in front, which spreadsheets show as text (OWASP, "CSV injection").

use super::{Exported, Standing};
use crate::notes::Target;

/// The columns; those that end in `_2` are the other passage of a link.
pub const COLUMNS: [&str; 21] = [
    "id",
    "created",
    "changed",
    "label",
    "tags",
    "relation",
    "note",
    "quotation",
    "state",
    "title",
    "source",
    "url",
    "published",
    "path",
    "quotation_2",
    "state_2",
    "title_2",
    "source_2",
    "url_2",
    "published_2",
    "path_2",
];

/// Writes `notes` as comma-separated values; tags are joined by `, `.
#[must_use]
pub fn csv(notes: &[Exported<'_>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS).expect("memory takes every row");
    for exported in notes {
        writer.write_record(row(exported)).expect("memory takes every row, and all have the same number of cells");
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("cells and what stands between them are UTF-8")
}

fn row(exported: &Exported<'_>) -> Vec<String> {
    let note = exported.note;
    let mut cells = vec![
        note.id.to_string(),
        note.created.to_string(),
        note.changed.to_string(),
        note.label.clone().unwrap_or_default(),
        note.tags.join(", "),
        note.relation.map_or("", |relation| relation.name()).to_owned(),
        note.text.clone(),
    ];
    exported.passages().for_each(|(target, standing)| cells.extend(passage(target, standing)));
    cells.resize(COLUMNS.len(), String::new());
    cells.into_iter().map(guarded).collect()
}

fn passage(target: &Target, standing: &Standing) -> [String; 7] {
    let about = &target.about;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        target.holding().exact.clone(),
        standing.words().to_owned(),
        said(&about.title),
        said(&about.source),
        said(&about.url),
        said(&about.published),
        said(&about.path),
    ]
}

/// Keeps a spreadsheet from taking a cell for a formula.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::notes::export::tests::{exact, note, target, two};

    fn read(table: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    fn cell<'a>(rows: &'a [Vec<String>], row: usize, column: &str) -> &'a str {
        &rows[row][COLUMNS.iter().position(|name| *name == column).unwrap()]
    }

    #[test]
    fn a_note_is_one_row_and_a_link_has_both_passages() {
        let notes = two();
        let rows = read(&csv(&exact(&notes)));
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0], COLUMNS);
        assert_eq!(cell(&rows, 1, "note"), "Who counted them?\n\nAsk the *harbour*.");
        assert_eq!((cell(&rows, 1, "tags"), cell(&rows, 1, "state")), ("boats, figures", "exact"));
        assert_eq!((cell(&rows, 2, "quotation"), cell(&rows, 2, "quotation_2")), ("12 days", "11 days"));
        assert_eq!((cell(&rows, 2, "relation"), cell(&rows, 2, "source_2")), ("contradicts", "Courier"));
        assert_eq!(cell(&rows, 1, "quotation_2"), "");
    }

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        for text in ["=HYPERLINK(\"http://evil.example\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1"] {
            let mut it = note(1, vec![target('a', text)]);
            it.text = text.to_owned();
            let notes = [it];
            let rows = read(&csv(&exact(&notes)));
            for column in ["note", "quotation"] {
                assert_eq!(cell(&rows, 1, column), format!("'{text}"));
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(text in "[ -~é\u{1f600}\"\\n\\r,;=+@\\t-]{0,30}", tags in "[a-z,\"]{0,9}") {
            let mut it = note(1, vec![target('a', &text), target('b', &text)]);
            (it.text, it.tags) = (text.clone(), vec![tags.clone()]);
            let notes = [it];
            let rows = read(&csv(&exact(&notes)));
            prop_assert_eq!(rows.len(), 2);
            for column in ["note", "quotation", "quotation_2"] {
                prop_assert_eq!(cell(&rows, 1, column), guarded(text.clone()));
            }
            prop_assert_eq!(cell(&rows, 1, "tags"), tags.as_str());
        }
    }
}
