//! Notes as a table for spreadsheets: RFC 4180, UTF-8 with the mark by which they know it, one row a note under a header.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@`, in full width too and after white space, for a
//! formula; such a cell gets an apostrophe in front, which spreadsheets show as text (OWASP, "CSV injection"). Controls
//! have no use in a cell and much in a terminal, so they are named as everywhere, whether or not a terminal reads this.

use super::{Exported, Paths, Standing, place};
use crate::notes::Target;
use crate::text::cells::sanitize;

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

/// By which a spreadsheet knows UTF-8; without it Excel takes the encoding of the system.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// What a formula begins with.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// Writes `notes` as comma-separated values; tags are joined by `, `, and of paths the file's name alone is told.
#[must_use]
pub fn csv(notes: &[Exported<'_>]) -> String {
    with(notes, Paths::Kept)
}

/// Writes what [`csv()`] does, with `paths` told or kept.
#[must_use]
pub fn with(notes: &[Exported<'_>], paths: Paths) -> String {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.to_vec());
    writer.write_record(COLUMNS).expect("memory takes every row");
    for exported in notes {
        writer
            .write_record(row(exported, paths))
            .expect("memory takes every row, and all have the same number of cells");
    }
    let bytes = writer.into_inner().expect("memory takes every row");
    String::from_utf8(bytes).expect("cells and what stands between them are UTF-8")
}

fn row(exported: &Exported<'_>, paths: Paths) -> Vec<String> {
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
    exported.passages().for_each(|(target, standing)| cells.extend(passage(target, standing, paths)));
    cells.resize(COLUMNS.len(), String::new());
    cells.into_iter().map(guarded).collect()
}

fn passage(target: &Target, standing: &Standing, paths: Paths) -> [String; 7] {
    let about = &target.about;
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        target.holding().exact.clone(),
        standing.words().to_owned(),
        said(&about.title),
        said(&about.source),
        said(&about.url),
        said(&about.published),
        place(about, paths).unwrap_or_default().to_owned(),
    ]
}

/// Makes a cell fit for every sink, its line ends alike, and keeps a spreadsheet from taking it for a formula.
fn guarded(cell: String) -> String {
    let lines = if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell };
    let shown = sanitize(&lines).display;
    match shown.trim_start().starts_with(FORMULA) || shown.starts_with('\n') {
        true => format!("'{shown}"),
        false => shown,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::notes::export::tests::{exact, note, target, two};

    fn read(table: &str) -> Vec<Vec<String>> {
        let table = table.strip_prefix('\u{feff}').unwrap();
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
    fn where_a_file_lies_is_told_on_request_alone() {
        let mut notes = two();
        notes[0].targets[0].about.path = Some("/home/jane/desk/ferry.md".to_owned());
        let path = |table: &str| cell(&read(table), 1, "path").to_owned();
        assert_eq!(path(&csv(&exact(&notes))), "ferry.md");
        assert_eq!(path(&with(&exact(&notes), Paths::Told)), "/home/jane/desk/ferry.md");
        notes[0].targets[0].about.path = Some("sample:paris/pasted.txt".to_owned());
        assert_eq!(path(&csv(&exact(&notes))), "sample:paris/pasted.txt");
    }

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        let formulas = [
            "=HYPERLINK(\"http://evil.example\")",
            "+1",
            "-1+cmd|' /C calc'!A0",
            "@SUM(A1)",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
        ];
        let before = ["", " ", "\t", "\r", "\n", "\u{a0}", "\u{feff}", "\u{200b}", "\u{3000}", " \u{ad}\t "];
        for (formula, before) in formulas.iter().flat_map(|formula| before.iter().map(move |before| (formula, before)))
        {
            let text = format!("{before}{formula}");
            let mut it = note(1, vec![target('a', &text)]);
            (it.text, it.tags, it.label) = (text.clone(), vec![text.clone()], Some(text.clone()));
            let notes = [it];
            let rows = read(&csv(&exact(&notes)));
            for column in ["note", "quotation", "tags", "label"] {
                let cell = cell(&rows, 1, column);
                assert!(
                    cell.starts_with('\'') && cell.ends_with(formula.chars().last().unwrap()),
                    "{text:?}: {cell:?}"
                );
            }
        }
        for plain in ["5 - 3 = 2", "a@b.example", "“=”", "1+1"] {
            let notes = [note(1, vec![target('a', plain)])];
            assert_eq!(cell(&read(&csv(&exact(&notes))), 1, "quotation"), plain);
        }
    }

    #[test]
    fn nothing_in_a_cell_drives_a_terminal_or_turns_the_text() {
        let text = "\u{1b}]52;c;aGk=\u{7}x\u{9b}31m\u{202e}drow\u{0}\u{7f}end";
        let mut it = note(1, vec![target('a', text)]);
        it.targets[0].about.title = Some(text.to_owned());
        let table = csv(&exact(&[it]));
        let dangerous = |c: char| (c.is_control() && !matches!(c, '\r' | '\n')) || c == '\u{202e}';
        assert!(!table.contains(dangerous), "{table:?}");
        assert!(table.contains("end"));
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
