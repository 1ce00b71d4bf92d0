//! Tables: columns under each other where there is room for them, the last one or the widest folded where that makes the
//! room; else each cell on a row of its own, with the head of its column before it. Cells after a folded one stand on its
//! last row, where figures behind long words are looked for, and so the rows stay in the order of the text.
//!
//! ```text
//! Port       Dead   What the harbour says        Port | Dead | What the …
//! ─────────────────────────────────────────
//! Brindisi     14   The count is closed,         Port   Brindisi
//!                   all the same                 Dead   14
//!
//! The dead of both ports
//!   by the count of May       14
//! ```

use std::sync::Arc;

use super::{Flow, Row, Setting};
use crate::article::{Align, Table};
use crate::text::wrap::{Wrap, wrap};
use crate::text::{Span, cells};

/// Columns between two cells.
const GAP: usize = 3;

/// The narrowest that a column is folded to, if its words are wider.
const LEAST: usize = 16;

/// Columns for the heads of columns where each cell has rows of its own, at most.
const LABEL: usize = 18;

impl Flow {
    /// Lays out the rows of `table` that lie in `within`.
    pub(super) fn table_rows(&self, paragraph: usize, table: &Table, within: Span, rows: &mut Vec<Row>) {
        let text = self.article.text.as_str();
        let set = Columns::fitting(widths(table, text), self.width);
        for (number, (row, span)) in table.rows.iter().zip(table.row_spans()).enumerate() {
            if span.start < within.start || span.start >= within.end {
                continue;
            }
            let line = Line { paragraph, span, first: number == 0 };
            match &set {
                Some(set) => {
                    aligned(text, &line, (row, &table.columns), set, rows);
                    if number == 0 {
                        rows.push(Row::Line(set.wide()));
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

/// The widths of the columns of a table that fits, and which of them is folded where its words are wider.
struct Columns {
    widths: Vec<usize>,
    folded: usize,
}

impl Columns {
    /// Fits columns as wide as their widest cells into `room`, none where folding one of them does not make it: the last,
    /// else the widest.
    fn fitting(widths: Vec<usize>, room: usize) -> Option<Self> {
        let all = widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
        let widest = (0..widths.len()).max_by_key(|&column| widths.get(column));
        let last = widths.len().checked_sub(1);
        last.into_iter().chain(widest).find_map(|folded| {
            let wide = widths.get(folded).copied()?;
            let left = (room + wide).checked_sub(all)?.min(wide);
            let mut widths = widths.clone();
            *widths.get_mut(folded)? = left;
            (left >= wide.min(LEAST)).then_some(Self { widths, folded })
        })
    }

    /// Returns the columns of the whole table.
    fn wide(&self) -> usize {
        self.widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP)
    }
}

/// Sets the cells of a row under those of the other rows; the folded one goes on below where it is wider than its column,
/// and the cells after it stand on its last row.
fn aligned(text: &str, line: &Line, (row, align): (&[Span], &[Align]), set: &Columns, rows: &mut Vec<Row>) {
    let mut x = 0;
    let mut lines: Vec<Vec<(Span, usize)>> = vec![Vec::new()];
    for (column, (cell, width)) in row.iter().zip(&set.widths).enumerate() {
        let how = Wrap { width: (*width).max(1), first_indent: 0, next_indent: 0, keep_breaks: false };
        let parts = if column == set.folded { wrap(cell.of(text), how) } else { vec![Span::new(0, cell.len())] };
        for (number, part) in parts.into_iter().map(|part| part.shift(cell.start)).enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            let free = width.saturating_sub(cells::width(part.of(text)));
            let before = match align.get(column).copied().unwrap_or_default() {
                _ if number > 0 => 0,
                Align::Left => 0,
                Align::Centre => free / 2,
                Align::Right => free,
            };
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push((part, x + before));
            }
        }
        x += width + GAP;
    }
    let mut start = line.span.start;
    for (number, cells) in lines.into_iter().enumerate() {
        let end = cells.last().map_or(line.span.end, |(span, _)| span.end);
        let (first, indent) = cells.first().map_or((start, 0), |(span, x)| (span.start, *x));
        start = if number == 0 { start } else { first };
        let set = if number > 0 && cells.len() == 1 { Setting::Cell(None) } else { Setting::Cells(Arc::from(cells)) };
        rows.push(line.row(Span::new(start, end), indent, set));
    }
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

    fn drawn(width: usize) -> Vec<String> {
        drawn_of(FILE, width)
    }

    /// Draws the rows of the only table of a file, its words and heads of columns.
    fn drawn_of(file: &str, width: usize) -> Vec<String> {
        let article = Arc::new(import(file, Format::Markdown).0);
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
    fn a_wide_column_before_others_is_folded_and_they_stand_on_its_last_row() {
        let file = "| Who died in which of the ports of the strait | May | June |\n|---|---:|---:|\n| The dead of \
            both ports by the count of May | 12 | 14 |\n| Bari | 120 | |\n";
        let expected = [
            "Who died in which of",
            "the ports of the strait   May   June",
            &"─".repeat(36),
            "The dead of both ports",
            "by the count of May        12     14",
            "Bari                      120",
        ];
        assert_eq!(drawn_of(file, 36), expected);
        assert!(drawn_of(file, 24).contains(&"June      14".to_owned()), "{:?}", drawn_of(file, 24));
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
