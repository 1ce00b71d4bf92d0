//! The signs that tell how a passage stands to the other side: the same on the screen, in lists and in every report.

use super::{CheckVerdict, Coverage, QuoteKind, Tier};

/// How a passage stands to the other side; what is looked at first stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Both cannot be right, or one thing is printed in two ways.
    Differs,
    /// They differ, and both may be right.
    Look,
    /// One subject, in words that nobody but a reader can judge.
    Subject,
    /// Both tell the same.
    Alike,
    /// Both tell the same, as far as the words say.
    Likely,
    /// In part on the other side, or perhaps.
    Partly,
    /// No counterpart found.
    Alone,
}

impl Sign {
    /// All signs, in the order of a legend.
    pub const ALL: [Self; 7] =
        [Self::Differs, Self::Look, Self::Subject, Self::Alike, Self::Likely, Self::Partly, Self::Alone];

    /// Returns it as it is drawn, one column wide.
    #[must_use]
    pub const fn glyph(self) -> &'static str {
        match self {
            Self::Differs => "≠",
            Self::Look => "≈",
            Self::Subject => "?",
            Self::Alike => "=",
            Self::Likely => "~",
            Self::Partly => "·",
            Self::Alone => "○",
        }
    }

    /// Returns what stands for it where only ASCII is wanted.
    #[must_use]
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::Differs => "!=",
            Self::Look => "~=",
            Self::Subject => "?",
            Self::Alike => "=",
            Self::Likely => "~",
            Self::Partly => ".",
            Self::Alone => "o",
        }
    }

    /// Returns what it means, in a word or two.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Differs => "differs",
            Self::Look => "may fit",
            Self::Subject => "subject",
            Self::Alike => "alike",
            Self::Likely => "likely",
            Self::Partly => "partly",
            Self::Alone => "only here",
        }
    }

    /// Returns the sign of a check.
    #[must_use]
    pub const fn of_check(verdict: CheckVerdict) -> Self {
        match verdict {
            CheckVerdict::Conflict | CheckVerdict::Differs => Self::Differs,
            CheckVerdict::Compatible => Self::Look,
            CheckVerdict::SameSubject => Self::Subject,
        }
    }

    /// Returns the sign of two printings of one quotation: they differ in wording or in who said it, or in no more than
    /// spelling and length.
    #[must_use]
    pub const fn of_quotation(kind: QuoteKind, same_speaker: Option<bool>) -> Self {
        match (same_speaker, kind) {
            (Some(false), _) | (_, QuoteKind::Wording) => Self::Differs,
            (_, QuoteKind::Spelling | QuoteKind::Cut) => Self::Look,
            (_, QuoteKind::Punctuation | QuoteKind::Identical) => Self::Alike,
        }
    }

    /// Returns the sign of a match.
    #[must_use]
    pub const fn of_tier(tier: Tier) -> Self {
        match tier {
            Tier::Sure => Self::Alike,
            Tier::Likely | Tier::Possible => Self::Likely,
        }
    }

    /// Returns the sign of a sentence without a match.
    #[must_use]
    pub const fn of_coverage(state: Coverage) -> Self {
        match state {
            Coverage::None => Self::Alone,
            Coverage::Partial | Coverage::Unsure => Self::Partly,
        }
    }
}
