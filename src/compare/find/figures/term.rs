//! The words around a figure, and stretches of them.

use crate::text::Span;

/// The first token of a clause and the first after it.
pub(super) type Bounds = (usize, usize);

/// A content word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    /// Hash of its canonical stem.
    pub key: u64,
    /// The index of its token.
    pub at: usize,
    /// Whether it is written as a name.
    pub name: bool,
    /// Where it lies in the article's text.
    pub span: Span,
    /// How much it tells, from 0 to 1, once both articles are read.
    pub weight: f32,
}
