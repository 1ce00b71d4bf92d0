//! Tables as Markdown writes them: a head, a line of dashes under it, rows; bars between the cells.
//!
//! The line of dashes with as many columns as the head can hardly mean anything else, so pasted text has tables too.
//! <https://github.github.com/gfm/#tables-extension->

use super::super::{Align, Table};
use crate::text::Span;

/// Wider and longer tables are lines of text.
const MOST_COLUMNS: usize = 64;
const LONGEST: usize = 64 * 1024;

/// Parts a block at its tables, whose cells are byte ranges of their part.
pub(super) fn parts(raw: &str) -> Vec<(&str, Option<Table>)> {
    let mut parts = Vec::new();
    let mut rest = raw;
    while let Some((start, columns)) = head(rest) {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let (table, length) = read(from, columns);
        parts.push((before.trim_end_matches('\n'), None));
        parts.push((from.get(..length).unwrap_or("").trim_end_matches('\n'), Some(table)));
        rest = from.get(length..).unwrap_or("");
    }
    parts.push((rest, None));
    parts.retain(|(part, _)| !part.trim().is_empty());
    parts
}

/// Finds the first head: where it begins and how its columns are set.
fn head(raw: &str) -> Option<(usize, Vec<Align>)> {
    if !raw.contains('|') || raw.len() > LONGEST {
        return None;
    }
    let mut at = 0;
    let mut lines = raw.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let columns = lines.peek().filter(|_| line.contains('|')).and_then(|next| alignment(next));
        if let Some(columns) = columns {
            let named = cells(line);
            let has_words = named.iter().any(|cell| !cell.is_empty());
            if named.len() == columns.len() && has_words {
                return Some((at, columns));
            }
        }
        at += line.len();
    }
    None
}

/// Reads the line under a head: `|:---|:---:|---:|`.
fn alignment(line: &str) -> Option<Vec<Align>> {
    if !line.contains('|') || !line.contains('-') {
        return None;
    }
    let of = |cell: Span| {
        let cell = cell.of(line);
        let dashes = cell.trim_start_matches(':').trim_end_matches(':');
        let sound = !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-') && cell.len() <= dashes.len() + 2;
        sound.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
            (true, true) => Align::Centre,
            (false, true) => Align::Right,
            _ => Align::Left,
        })
    };
    cells(line).into_iter().map(of).collect::<Option<Vec<_>>>().filter(|columns| columns.len() <= MOST_COLUMNS)
}

/// Reads the table that `raw` begins with, as far as its lines have bars; returns it and its length in bytes.
fn read(raw: &str, columns: Vec<Align>) -> (Table, usize) {
    let (mut rows, mut at) = (Vec::new(), 0);
    for (number, line) in raw.split_inclusive('\n').enumerate() {
        if number > 1 && !line.contains('|') {
            break;
        }
        if number != 1 {
            let mut row: Vec<Span> = cells(line).into_iter().map(|cell| cell.shift(at)).collect();
            // What is too much stays in the last cell.
            if let Some(end) = row.last().map(|last| last.end).filter(|_| row.len() > columns.len()) {
                row.truncate(columns.len());
                row.last_mut().into_iter().for_each(|last| last.end = end);
            }
            row.resize(columns.len(), Span::new(at, at));
            rows.push(row);
        }
        at += line.len();
    }
    (Table { rows, columns }, at)
}

/// Returns the cells of a line without the white space around them.
fn cells(line: &str) -> Vec<Span> {
    let trimmed = line.trim();
    let lead = line.len() - line.trim_start().len();
    let from = lead + usize::from(trimmed.starts_with('|'));
    let to = lead + trimmed.len() - usize::from(trimmed.len() > 1 && ends_in_bar(trimmed));
    let (mut spans, mut start, mut escaped) = (Vec::new(), from, false);
    for at in from..to.max(from) {
        let byte = line.as_bytes().get(at).copied();
        if byte == Some(b'|') && !escaped {
            spans.push(Span::new(start, at));
            start = at + 1;
        }
        escaped = byte == Some(b'\\') && !escaped;
    }
    spans.push(Span::new(start, to.max(start)));
    let trim = |span: Span| {
        let text = span.of(line);
        let start = span.start + text.len() - text.trim_start().len();
        Span::new(start, start + text.trim().len())
    };
    spans.into_iter().map(trim).collect()
}

fn ends_in_bar(line: &str) -> bool {
    let slashes = line.strip_suffix('|').map_or(0, |rest| rest.len() - rest.trim_end_matches('\\').len());
    line.ends_with('|') && slashes.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows parts: text as it is, tables as their cells with `·` between them.
    fn show(raw: &str) -> Vec<String> {
        let row = |part: &str, row: &Vec<Span>| row.iter().map(|cell| cell.of(part)).collect::<Vec<_>>().join("·");
        let part = |(part, table): &(&str, Option<Table>)| match table {
            Some(table) => table.rows.iter().map(|cells| row(part, cells)).collect::<Vec<_>>().join(" / "),
            None => format!("“{part}”"),
        };
        parts(raw).iter().map(part).collect()
    }

    #[test]
    fn tables_are_found_between_lines_of_text() {
        let cases: [(&str, &[&str]); 8] = [
            ("| a | b |\n|---|---|\n| 1 | 2 |", &["a·b / 1·2"]),
            ("a | b\n:-- | --:\n1 | 2\nSource: all", &["a·b / 1·2", "“Source: all”"]),
            ("Before\n|a|\n|-|\n|1|", &["“Before”", "a / 1"]),
            ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", &["a·b / 1· / 1·2 | 3"]),
            ("| a \\| c | b |\n|---|---|", &["a \\| c·b"]),
            ("| a | b |\n|---|", &["“| a | b |\n|---|”"]),
            ("| a | b |\n| 1 | 2 |", &["“| a | b |\n| 1 | 2 |”"]),
            ("a - b\n---", &["“a - b\n---”"]),
        ];
        for (raw, expected) in cases {
            assert_eq!(show(raw), expected, "{raw}");
        }
    }

    #[test]
    fn columns_are_set_as_the_dashes_say() {
        assert_eq!(alignment("|:-|-:|:-:|---|"), Some(vec![Align::Left, Align::Right, Align::Centre, Align::Left]));
        assert_eq!(alignment("|::|"), None);
        assert_eq!(alignment("| - - |"), None);
        assert_eq!(alignment(&"|-".repeat(65)), None);
    }
}
