//! Rows: greedy wrapping over sanitised widths, grapheme by grapheme.

use super::Span;

/// How a paragraph is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wrap {
    /// Columns of a row, at least 1.
    pub width: usize,
    /// Columns kept free at the start of the first row.
    pub first_indent: usize,
    /// Columns kept free at the start of the other rows.
    pub next_indent: usize,
    /// Whether line feeds in the text end a row (else they are white space).
    pub keep_breaks: bool,
}

/// Wraps `raw` and returns its rows as byte spans, ascending and disjoint; what lies between two rows is white space.
///
/// No row is wider than its columns, but for a single grapheme that is itself wider. Blank text has no rows.
#[must_use]
pub fn wrap(raw: &str, how: Wrap) -> Vec<Span> {
    let _ = (raw, how);
    todo!()
}
