//! The one sanitising pass: raw text in, what may be shown out, with the raw place of every piece.
//!
//! Every sink (screen, standard output, error messages, clipboard titles) gets its text from here,
//! and every width is counted here, so that what is measured is what is drawn.

use std::borrow::Cow;

use super::Span;

/// One grapheme of raw text and what stands for it on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Where it lies in the raw text.
    pub raw: Span,
    /// What is shown: the grapheme itself, a placeholder (`^[`, `<U+202E>`), or nothing.
    pub display: Cow<'t, str>,
    /// Columns that `display` takes, as ratatui draws it.
    pub width: usize,
    /// Whether `display` stands in for something that must not be shown as it is.
    pub placeholder: bool,
}

/// Walks the graphemes of `raw`.
pub fn cells(raw: &str) -> impl Iterator<Item = Cell<'_>> {
    let _ = raw;
    std::iter::empty()
}

/// Sanitised text and the way back to raw offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitized {
    /// What may be shown.
    pub display: String,
    /// Pairs of (display byte, raw byte), one a cell, ascending in both.
    pub offsets: Vec<(usize, usize)>,
}

/// Sanitises `raw` (line feeds are kept) and records where each piece came from.
#[must_use]
pub fn sanitize(raw: &str) -> Sanitized {
    let _ = raw;
    todo!()
}

/// Sanitises `raw` for one line of output: as [`sanitize`], line feeds shown as spaces; borrows where nothing changes.
#[must_use]
pub fn one_line(raw: &str) -> Cow<'_, str> {
    raw.into()
}

/// Returns the columns that `raw` takes once sanitised.
#[must_use]
pub fn width(raw: &str) -> usize {
    raw.len()
}

/// Cuts sanitised `raw` to at most `columns`, ending in `ellipsis` (itself counted) where something was cut.
#[must_use]
pub fn truncate(raw: &str, columns: usize, ellipsis: &str) -> String {
    let _ = (columns, ellipsis);
    raw.to_owned()
}
