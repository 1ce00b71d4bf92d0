//! Tables: columns under each other where there is room for them, the last one folded where that makes the room; else
//! each cell on a row of its own, with the head of its column before it.
//!
//! ```text
//! Port       Dead   What the harbour says        Port | Dead | What the …
//! ─────────────────────────────────────────
//! Brindisi     14   The count is closed,         Port   Brindisi
//!                   all the same                 Dead   14
//! ```

use std::sync::Arc;

use super::{Flow, Row, Setting};
use crate::article::{Align, Table};
use crate::text::wrap::{Wrap, wrap};
use crate::text::{Span, cells};

/// Columns between two cells.
const GAP: usize = 3;

/// The narrowest that the last column is folded to, if its words are wider.
const LEAST: usize = 16;

/// Columns for the heads of columns where each cell has rows of its own, at most.
const LABEL: usize = 18;

impl Flow {
    /// Lays out the rows of `table` that lie in `within`.
    pub(super) fn table_rows(&self, paragraph: usize, table: &Table, within: Span, rows: &mut Vec<Row>) {
        let text = self.article.text.as_str();
        let widths = widths(table, text);
        let before: usize = widths.iter().rev().skip(1).map(|width| width + GAP).sum();
        let last = widths.last().copied().unwrap_or(0);
        let room = self.width.saturating_sub(before);
        let columns = (room >= last.min(LEAST)).then(|| last.min(room));
        for (number, (row, span)) in table.rows.iter().zip(table.row_spans()).enumerate() {
            if span.start < within.start || span.start >= within.end {
                continue;
            }
            let line = Line { paragraph, span, first: number == 0 };
            match columns {
                Some(last) => {
                    aligned(text, &line, (row, &table.columns), (&widths, last), rows);
                    if number == 0 {
                        rows.push(Row::Line(before + last));
                    }
                }
                None => self.stacked(&line, row, table, rows),
            }
        }
    }

    /// Puts the cells of a row under each other, each behind the head of its column; the head itself is one line.
    fn stacked(&self, line: &Line, row: &[Span], table: &Table, rows: &mut Vec<Row>) {
        let text = self.article.text.as_str();
        let head = table.rows.first();
        let widest = |head: &Vec<Span>| head.iter().map(|cell| cells::width(cell.of(text))).max();
        let label = head.and_then(widest).unwrap_or(0).min(LABEL).min(self.width / 3) + 2;
        if line.first {
            let how = Wrap { width: self.width, first_indent: 0, next_indent: 2, keep_breaks: false };
            let spans = wrap(line.span.of(text), how).into_iter().map(|span| span.shift(line.span.start));
            let row = |(n, span)| line.row(span, if n == 0 { 0 } else { 2 }, Setting::Running);
            return rows.extend(spans.enumerate().map(row));
        }
        rows.push(Row::Blank);
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let how = Wrap { width: self.width, first_indent: label, next_indent: label, keep_breaks: false };
            let named = head.and_then(|head| head.get(column)).copied();
            for (n, span) in wrap(cell.of(text), how).into_iter().enumerate() {
                let set = Setting::Cell(named.filter(|_| n == 0));
                rows.push(line.row(span.shift(cell.start), label, set));
            }
        }
    }
}

/// A row of a table in the making.
struct Line {
    paragraph: usize,
    span: Span,
    first: bool,
}

impl Line {
    const fn row(&self, span: Span, indent: usize, set: Setting) -> Row {
        Row::Text { paragraph: self.paragraph, span, indent, first: self.first, set }
    }
}

/// Sets the cells of a row under those of the other rows; the last one goes on below where it is wider than `last`.
fn aligned(
    text: &str,
    line: &Line,
    (row, align): (&[Span], &[Align]),
    (widths, last): (&[usize], usize),
    rows: &mut Vec<Row>,
) {
    let (mut x, mut set, mut below) = (0, Vec::new(), Vec::new());
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let is_last = column + 1 == widths.len();
        let how = Wrap { width: last.max(1), first_indent: 0, next_indent: 0, keep_breaks: false };
        let mut parts = if is_last { wrap(cell.of(text), how) } else { vec![Span::new(0, cell.len())] }.into_iter();
        let shown = parts.next().unwrap_or_default().shift(cell.start);
        below.extend(parts.map(|part| (part.shift(cell.start), x)));
        let free = if is_last { last } else { *width }.saturating_sub(cells::width(shown.of(text)));
        let before = match align.get(column).copied().unwrap_or_default() {
            Align::Left => 0,
            Align::Centre => free / 2,
            Align::Right => free,
        };
        if !shown.is_empty() {
            set.push((shown, x + before));
        }
        x += width + GAP;
    }
    let end = set.last().map_or(line.span.end, |(span, _)| span.end);
    let indent = set.first().map_or(0, |(_, x)| *x);
    rows.push(line.row(Span::new(line.span.start, end), indent, Setting::Cells(Arc::from(set))));
    rows.extend(below.into_iter().map(|(span, x)| line.row(span, x, Setting::Cell(None))));
}

/// Returns the columns of the widest cell of each column.
fn widths(table: &Table, text: &str) -> Vec<usize> {
    let mut widths = vec![0; table.columns.len()];
    for row in &table.rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells::width(cell.of(text)));
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::import::{Format, import};

    const FILE: &str = "| Port | Dead | What the harbour says |\n|:---|---:|---|\n| Brindisi | 14 | The *count* is closed, all \
        the same |\n| Bari | 120 | |\n| | 3 | at sea |\n";

    /// Draws the rows of the only table of a file, its words and heads of columns.
    fn drawn(width: usize) -> Vec<String> {
        let article = Arc::new(import(FILE, Format::Markdown).0);
        let mut flow = Flow::new(article.clone(), Vec::new(), width);
        let rows = flow.rows(1);
        let mut out = Vec::new();
        for row in rows.iter().filter(|row| **row != Row::Blank) {
            let mut line = String::new();
            if let Row::Text { set: Setting::Cell(Some(head)), indent, .. } = row {
                line = cells::truncate(head.of(&article.text), indent - 2, "…");
            }
            for (span, x) in row.stretches() {
                line.push_str(&" ".repeat(x - cells::width(&line)));
                line.push_str(span.of(&article.text));
            }
            if let Row::Line(columns) = row {
                line = "─".repeat(*columns);
            }
            assert!(cells::width(&line) <= width, "{line}");
            out.push(line);
        }
        out
    }

    #[test]
    fn columns_stand_under_each_other() {
        let expected = [
            "Port       Dead   What the harbour says",
            &"─".repeat(51),
            "Brindisi     14   The count is closed, all the same",
            "Bari        120",
            "              3   at sea",
        ];
        assert_eq!(drawn(60), expected);
    }

    #[test]
    fn the_last_column_is_folded_where_that_makes_the_room() {
        let expected = [
            "Port       Dead   What the harbour",
            "                  says",
            &"─".repeat(36),
            "Brindisi     14   The count is",
            "                  closed, all the",
            "                  same",
            "Bari        120",
            "              3   at sea",
        ];
        assert_eq!(drawn(36), expected);
    }

    #[test]
    fn cells_stand_by_themselves_where_there_is_no_room_for_columns() {
        let expected = [
            "Port | Dead | What the",
            "  harbour says",
            "Port      Brindisi",
            "Dead      14",
            "What th…  The count is",
            "          closed, all",
            "          the same",
            "Port      Bari",
            "Dead      120",
            "Dead      3",
            "What th…  at sea",
        ];
        assert_eq!(drawn(24), expected);
    }

    #[test]
    fn a_table_is_text_with_bars_between_cells_and_a_sentence_a_row() {
        let (article, _) = import(FILE, Format::Markdown);
        let rows = [
            "Port | Dead | What the harbour says",
            "Brindisi | 14 | The count is closed, all the same",
            "Bari | 120",
            "| 3 | at sea",
        ];
        assert_eq!(article.text, rows.join("\n"));
        assert_eq!((article.sentence(0, 2), article.sentence(0, 3)), ("Bari | 120", "3 | at sea"));
    }
}
