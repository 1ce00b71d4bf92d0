//! The cells of a table: a line a row, " | " between cells, each without its marks.

use super::super::{Format, Inline, Table};
use super::Sink;
use crate::text::Span;

impl Sink<'_> {
    /// Appends the cells of `table`, which are ranges of `raw`, and moves them to where their text went; rows without
    /// words go.
    pub(in crate::article) fn push_cells(&mut self, raw: &str, table: &mut Table, format: Format) -> Vec<Inline> {
        let begins = self.text.len();
        let mut inlines = Vec::new();
        for row in &mut table.rows {
            let words = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            if words > 0 && self.text.len() > begins {
                self.text.push('\n');
            }
            let row_begins = self.text.len();
            for (column, cell) in row.iter_mut().enumerate() {
                if column > 0 && column < words {
                    self.text.push_str(if self.text.len() > row_begins { " | " } else { "| " });
                }
                let start = self.text.len();
                inlines.extend(self.push(cell.of(raw), format));
                *cell = Span::new(start, self.text.len());
            }
        }
        table.rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        inlines
    }
}
