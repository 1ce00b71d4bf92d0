//! A page of one or two columns.

use super::{LEAST, NARROW, Setting};
use crate::compare::Sign;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Columns between the two columns.
const GUTTER: usize = 4;

/// How something stands out, where there is colour: one of the sixteen that every terminal has its own shade of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ink {
    /// Not at all.
    #[default]
    Plain,
    /// Headings.
    Strong,
    /// What only says where something is.
    Dim,
    /// What differs.
    Differs,
    /// What may fit, and what the reader wrote.
    Look,
    /// What both have.
    Both,
    /// What one side has alone.
    Alone,
    /// Both printings of a quotation: words between `[-` and `-]`, and between `{+` and `+}`.
    Woven,
}

impl Ink {
    const fn codes(self) -> &'static str {
        match self {
            Self::Plain | Self::Woven => "",
            Self::Strong => "1",
            Self::Dim => "2",
            Self::Differs => "31",
            Self::Look => "33",
            Self::Both => "32",
            Self::Alone => "35",
        }
    }

    /// Returns the ink of a sign.
    pub const fn of(sign: Sign) -> Self {
        match sign {
            Sign::Differs => Self::Differs,
            Sign::Look | Sign::Subject => Self::Look,
            Sign::Alike | Sign::Likely => Self::Both,
            Sign::Partly => Self::Dim,
            Sign::Alone => Self::Alone,
        }
    }

    fn paint(self, text: &str) -> String {
        if self.codes().is_empty() || text.is_empty() {
            return text.to_owned();
        }
        format!("\u{1b}[{}m{text}\u{1b}[0m", self.codes())
    }
}

/// A laid out row: the columns that it takes, and how it is written.
struct Row {
    width: usize,
    text: String,
}

/// A piece of text with a label hanging at its left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    label: String,
    text: String,
    /// How its label stands out, and how its text does.
    inks: [Ink; 2],
    /// The most rows it may take; the rest is cut.
    rows: usize,
}

impl Cell {
    /// Makes a cell without a label.
    pub fn plain(text: String) -> Self {
        Self { label: String::new(), text, inks: [Ink::Plain; 2], rows: usize::MAX }
    }

    /// Makes a cell with a label.
    pub fn labelled(label: String, text: String) -> Self {
        Self { label, text, inks: [Ink::Plain; 2], rows: usize::MAX }
    }

    /// Lets the label stand out.
    pub fn ink(mut self, ink: Ink) -> Self {
        self.inks[0] = ink;
        self
    }

    /// Lets the text stand out.
    pub fn all(mut self, ink: Ink) -> Self {
        self.inks[1] = ink;
        self
    }

    /// Cuts the cell to `rows` rows.
    pub fn at_most(self, rows: usize) -> Self {
        Self { rows, ..self }
    }

    /// Returns its rows, sanitised, none wider than `width` but for a single wide grapheme.
    fn lay_out(&self, width: usize, ellipsis: &str, color: bool) -> Vec<Row> {
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
        let [label, text] = self.inks.map(|ink| if color { ink } else { Ink::Plain });
        let mut open = None;
        let hang = |(n, row): (usize, String)| {
            let taken = indent + cells::width(&row);
            let row = if text == Ink::Woven { woven(&row, &mut open) } else { text.paint(&row) };
            let text = match n {
                _ if indent == 0 => row,
                0 => format!("{} {row}", label.paint(&self.label)),
                _ => format!("{:indent$}{row}", ""),
            };
            Row { width: taken, text }
        };
        rows.into_iter().enumerate().map(hang).collect()
    }
}

/// Paints what stands only left or only right in a row of two woven printings; `open` is what the row before began.
fn woven(row: &str, open: &mut Option<Ink>) -> String {
    let (mut out, mut rest) = (String::new(), row);
    while !rest.is_empty() {
        let (ink, end) = match *open {
            None => {
                let begins = [("[-", Ink::Differs), ("{+", Ink::Both)].map(|(sign, ink)| (rest.find(sign), ink));
                let first = begins.into_iter().filter_map(|(at, ink)| Some((at?, ink))).min_by_key(|(at, _)| *at);
                *open = first.map(|(_, ink)| ink);
                (Ink::Plain, first.map_or(rest.len(), |(at, _)| at))
            }
            Some(ink) => {
                let sign = if ink == Ink::Differs { "-]" } else { "+}" };
                let end = rest.find(sign).map(|at| at + sign.len());
                *open = end.is_none().then_some(ink);
                (ink, end.unwrap_or(rest.len()))
            }
        };
        let (piece, after) = rest.split_at(end);
        out.push_str(&ink.paint(piece));
        rest = after;
    }
    out
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
    color: bool,
}

impl Page {
    /// Makes an empty page.
    pub fn new(Setting { width, ascii, color }: Setting) -> Self {
        Self { out: String::new(), width: width.max(LEAST), two: width >= NARROW, ascii, color }
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
        let rows = Cell::plain(text.to_owned()).all(Ink::Strong).lay_out(self.width, self.ellipsis(), self.color);
        let widest = rows.iter().map(|row| row.width).max().unwrap_or(0);
        rows.iter().for_each(|row| self.line(&row.text));
        let line = self.sign("─", "-").repeat(widest);
        self.line(&line);
    }

    /// Writes text over the whole width.
    pub fn paragraph(&mut self, text: &str) {
        self.full(&Cell::plain(text.to_owned()));
    }

    /// Writes a cell over the whole width.
    pub fn full(&mut self, cell: &Cell) {
        for row in cell.lay_out(self.width, self.ellipsis(), self.color) {
            self.line(&row.text);
        }
    }

    /// Writes the cells of both sides, beside one another where there is room.
    pub fn beside(&mut self, left: &[Cell], right: &[Cell]) {
        let width = if self.two { (self.width - GUTTER) / 2 } else { self.width };
        let lay_out = |cells: &[Cell]| {
            cells.iter().flat_map(|c| c.lay_out(width, self.ellipsis(), self.color)).collect::<Vec<_>>()
        };
        let (left, right) = (lay_out(left), lay_out(right));
        if !self.two {
            let gap = if left.is_empty() || right.is_empty() {
                [].as_slice()
            } else {
                &[Row { width: 0, text: String::new() }]
            };
            left.iter().chain(gap).chain(&right).for_each(|row| self.line(&row.text));
            return;
        }
        for n in 0..left.len().max(right.len()) {
            let [l, r] = [&left, &right].map(|rows| rows.get(n).map_or("", |row| &row.text));
            let gap = width.saturating_sub(left.get(n).map_or(0, |row| row.width)) + GUTTER;
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
