//! A page of one or two columns.

use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Columns between the two columns.
const GUTTER: usize = 4;

/// A piece of text with a label hanging at its left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    label: String,
    text: String,
    /// The most rows it may take; the rest is cut.
    rows: usize,
}

impl Cell {
    /// Makes a cell without a label.
    pub fn plain(text: String) -> Self {
        Self { label: String::new(), text, rows: usize::MAX }
    }

    /// Makes a cell with a label.
    pub fn labelled(label: String, text: String) -> Self {
        Self { label, text, rows: usize::MAX }
    }

    /// Cuts the cell to `rows` rows.
    pub fn at_most(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// Returns its rows, sanitised, none wider than `width` but for a single wide grapheme.
    fn lay_out(&self, width: usize, ellipsis: &str) -> Vec<String> {
        let indent = if self.label.is_empty() { 0 } else { cells::width(&self.label) + 1 };
        let how = Wrap { width: width.max(indent + 1), first_indent: indent, next_indent: indent, keep_breaks: false };
        let spans = wrap(&self.text, how);
        let mut rows: Vec<String> = spans.iter().map(|s| cells::one_line(s.of(&self.text)).into_owned()).collect();
        if rows.len() > self.rows {
            rows.truncate(self.rows);
            if let Some(last) = rows.last_mut() {
                *last = cut(last, width.saturating_sub(indent), ellipsis);
            }
        }
        let hang = |(n, row): (usize, String)| match n {
            _ if indent == 0 => row,
            0 => format!("{} {row}", self.label),
            _ => format!("{:indent$}{row}", ""),
        };
        rows.into_iter().enumerate().map(hang).collect()
    }
}

/// Ends a row of sanitised text in an ellipsis, within `width`.
fn cut(row: &str, width: usize, ellipsis: &str) -> String {
    let room = width.saturating_sub(cells::width(ellipsis));
    format!("{}{ellipsis}", cells::truncate(row, room, "").trim_end())
}

/// The report as it grows.
pub(super) struct Page {
    out: String,
    width: usize,
    two: bool,
    ascii: bool,
}

impl Page {
    /// Makes an empty page.
    pub const fn new(width: usize, two: bool, ascii: bool) -> Self {
        Self { out: String::new(), width, two, ascii }
    }

    /// Says whether the sides stand beside one another.
    pub const fn two(&self) -> bool {
        self.two
    }

    /// Chooses a sign or its ASCII stand-in.
    pub const fn sign(&self, sign: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { sign }
    }

    /// Returns what stands between the parts of a line.
    pub const fn dot(&self) -> &'static str {
        self.sign(" · ", " | ")
    }

    /// Returns what stands where text was cut.
    pub const fn ellipsis(&self) -> &'static str {
        self.sign("…", "...")
    }

    /// Draws a line across.
    pub fn rule(&mut self) {
        let line = self.sign("─", "-").repeat(self.width);
        self.line(&line);
        self.line("");
    }

    /// Writes a heading after a blank line.
    pub fn heading(&mut self, text: &str) {
        self.line("");
        let rows = Cell::plain(text.to_owned()).lay_out(self.width, self.ellipsis());
        let widest = rows.iter().map(|row| cells::width(row)).max().unwrap_or(0);
        rows.iter().for_each(|row| self.line(row));
        let line = self.sign("─", "-").repeat(widest);
        self.line(&line);
    }

    /// Writes text over the whole width.
    pub fn paragraph(&mut self, text: &str) {
        self.full(&Cell::plain(text.to_owned()));
    }

    /// Writes a cell over the whole width.
    pub fn full(&mut self, cell: &Cell) {
        for row in cell.lay_out(self.width, self.ellipsis()) {
            self.line(&row);
        }
    }

    /// Writes the cells of both sides, beside one another where there is room.
    pub fn beside(&mut self, left: &[Cell], right: &[Cell]) {
        let width = if self.two { (self.width - GUTTER) / 2 } else { self.width };
        let lay_out = |cells: &[Cell]| cells.iter().flat_map(|c| c.lay_out(width, self.ellipsis())).collect::<Vec<_>>();
        let (left, right) = (lay_out(left), lay_out(right));
        if !self.two {
            let gap = if left.is_empty() || right.is_empty() { [].as_slice() } else { &[String::new()] };
            left.iter().chain(gap).chain(&right).for_each(|row| self.line(row));
            return;
        }
        for n in 0..left.len().max(right.len()) {
            let [l, r] = [&left, &right].map(|rows| rows.get(n).map_or("", String::as_str));
            let gap = width.saturating_sub(cells::width(l)) + GUTTER;
            self.line(&format!("{l}{:gap$}{r}", ""));
        }
    }

    /// Leaves a line blank.
    pub fn gap(&mut self) {
        self.line("");
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// Returns the page.
    pub fn finish(self) -> String {
        self.out
    }
}
