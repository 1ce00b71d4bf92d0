//! A mark in a text: what findings, notes and drawing speak of.

use crate::compare::Sign;
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

/// Returns how a sign is drawn; `faint` says that a weak match stands behind it.
#[must_use]
pub const fn sign_role(sign: Sign, faint: bool) -> Role {
    match sign {
        Sign::Differs => Role::Conflict,
        Sign::Look => Role::Quotation,
        Sign::Alike => Role::Sure,
        Sign::Likely if faint => Role::Possible,
        Sign::Likely => Role::Likely,
        Sign::Subject | Sign::Partly => Role::Dim,
        Sign::Alone => Role::OnlyHere,
    }
}
