//! A mark in a text: what findings, notes and drawing speak of.

use crate::config::theme::Role;
use crate::text::Span;

/// A role over a span of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The bytes.
    pub span: Span,
    /// What they mean.
    pub role: Role,
}
