//! Tables: which hold data and which only set a page, and the first as Markdown.

use super::super::html::{Piece, Pieces, is};

/// Letters of a cell from which on it is no datum but a text.
const LONGEST_CELL: usize = 300;
/// What stands in no table of data.
const BLOCKS: &[&str] =
    &["table", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "figure"];

/// Which tables of a text hold data, in order.
#[derive(Debug, Default)]
pub(super) struct Plan {
    data: Vec<bool>,
    next: usize,
}

/// What is known of a table that is open.
struct Seen {
    index: usize,
    cells: usize,
    widest: usize,
    letters: usize,
}

impl Plan {
    /// Looks at all tables.
    pub(super) fn of(html: &str) -> Self {
        let (mut data, mut open): (Vec<bool>, Vec<Seen>) = (Vec::new(), Vec::new());
        for piece in Pieces::new(html) {
            let (name, end) = match piece {
                Piece::Text(text) => {
                    open.iter_mut().for_each(|it| it.letters += text.trim().len());
                    continue;
                }
                Piece::Other(_) => continue,
                Piece::Tag { name, end, .. } => (name, end),
            };
            if !end && is(name, BLOCKS) {
                open.iter().for_each(|it| data.iter_mut().skip(it.index).take(1).for_each(|is_data| *is_data = false));
            }
            let is_table = is(name, &["table"]);
            if is_table && !end {
                open.push(Seen { index: data.len(), cells: 0, widest: 0, letters: 0 });
                data.push(true);
            } else if let Some(top) = open.last_mut() {
                let is_cell = is(name, &["td", "th"]);
                if is_table || is_cell || is(name, &["tr"]) {
                    let is_long = top.letters > LONGEST_CELL;
                    top.letters = 0;
                    top.cells = if is_cell { top.cells + usize::from(!end) } else { 0 };
                    top.widest = top.widest.max(top.cells);
                    let is_data = !is_long && (!is_table || top.widest > 1);
                    data.iter_mut().skip(top.index).take(1).for_each(|it| *it &= is_data);
                }
                if is_table {
                    open.pop();
                }
            }
        }
        // What is never ended is no table.
        open.iter().for_each(|it| data.iter_mut().skip(it.index).take(1).for_each(|is_data| *is_data = false));
        Self { data, next: 0 }
    }

    /// Says whether the next table holds data.
    pub(super) fn next(&mut self) -> bool {
        self.next += 1;
        self.data.get(self.next - 1).copied().unwrap_or(false)
    }
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// Whether a cell has begun.
    is_in_cell: bool,
}

impl Table {
    /// Takes what was read since the last cell began or ended, and says whether a cell begins now.
    pub(super) fn cell(&mut self, words: &str, begins: bool) {
        let words = words.replace("  \n", " ");
        if self.is_in_cell || !words.is_empty() {
            self.row.push(words);
        }
        self.is_in_cell = begins;
    }

    /// Ends a row.
    pub(super) fn row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(row);
        }
    }

    /// Returns it as the blocks of Markdown that it becomes: one table, or a paragraph each where only one column has
    /// words, as of those that set a picture beside a text.
    pub(super) fn written(mut self) -> Vec<String> {
        self.row();
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let has_words = |column: usize| self.rows.iter().any(|row| row.get(column).is_some_and(|it| !it.is_empty()));
        let kept: Vec<usize> = (0..columns).filter(|column| has_words(*column)).collect();
        let cells = |row: &Vec<String>| -> Vec<String> {
            kept.iter().map(|column| row.get(*column).cloned().unwrap_or_default()).collect()
        };
        let mut lines: Vec<String> = self.rows.iter().map(|row| cells(row).join(" | ")).collect();
        if kept.len() < 2 {
            return lines;
        }
        lines.iter_mut().for_each(|line| *line = format!("| {line} |"));
        lines.insert(1, format!("|{}", " --- |".repeat(kept.len())));
        vec![lines.join("\n")]
    }
}
