//! A sentence while its figures are read, and a figure before its surroundings are known.

use jiff::civil::Date;

use super::amount::{Amount, Hedge};
use super::kind::Kind;
use super::moment::Moment;
use super::noun::{self, Noun};
use super::number::Number;
use super::role::Role;
use super::term::Term;
use super::token::{Kind as Is, Token};
use super::unit;
use crate::compare::SentenceRef;
use crate::language::english::{Classes, classes};

/// A sentence to read.
pub(super) struct Sentence<'a> {
    /// Its tokens.
    pub tokens: &'a [Token<'a>],
    /// Its content words.
    pub terms: &'a [Term],
    /// Which one it is.
    pub at: SentenceRef,
    /// When the article was published.
    pub published: Option<Date>,
    /// Whether it is written as headlines are, so that capitals tell no names.
    pub headline: bool,
}

/// A figure before its surroundings are added.
pub(super) struct Draft {
    pub kind: Kind,
    pub amount: Option<Amount>,
    pub moment: Option<Moment>,
    pub noun: Noun,
    pub role: Option<Role>,
    pub names: Vec<String>,
    pub sum: bool,
    /// Whether it is a part of a sum that was read.
    pub listed: bool,
    /// Whether it is true at any time.
    pub timeless: bool,
    pub hedge: Hedge,
    /// First token and first after it.
    pub start: usize,
    pub end: usize,
}

impl Draft {
    pub fn new(kind: Kind, number: &Number, start: usize, end: usize) -> Self {
        Self { amount: Some(plain(number)), ..Self::bare(kind, start, end) }
    }

    pub fn bare(kind: Kind, start: usize, end: usize) -> Self {
        let (noun, names) = (Noun::default(), Vec::new());
        Self {
            kind,
            amount: None,
            moment: None,
            noun,
            role: None,
            names,
            sum: false,
            listed: false,
            timeless: false,
            hedge: Hedge::None,
            start,
            end,
        }
    }
}

pub(super) const fn plain(number: &Number) -> Amount {
    let Number { value, vague, grain, .. } = *number;
    Amount { value, range: vague, vague: vague.is_some(), grain, hedge: Hedge::None, by: 1.0, exact: true }
}

impl Sentence<'_> {
    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_any(words))
    }

    pub fn before(&self, at: usize, by: usize) -> Option<&Token<'_>> {
        at.checked_sub(by).and_then(|i| self.tokens.get(i))
    }

    pub fn hyphen(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::hyphen)
    }

    /// Says whether the number at `at` is part of a name, a code, a link.
    pub fn is_named(&self, at: usize) -> bool {
        let glued = self.tokens.get(at).is_some_and(|t| t.glued);
        match self.before(at, 1) {
            // "The moments-two fell" has a dash, "F-35" and "top-five" have none.
            Some(t) if t.hyphen() && glued => {
                !self.before(at, 2).is_some_and(|t| t.is("magnitude") || noun::is_plural(t))
            }
            Some(t) if glued => {
                !matches!(t.raw, "(" | "[" | "“" | "\"" | "‘" | "'" | "—" | "–" | "-" | "~") || t.raw == "'" && at > 1
            }
            Some(t) if t.is(".") => self.before(at, 2).is_some_and(|t| t.is_any(&["no", "nos"])),
            Some(t) => {
                let name = t.capital() || !t.is_any(&["act", "bill"]);
                classes(&t.lower).is(Classes::NUMBERED)
                    && name
                    && !t.is_any(&["group", "number", "page", "line", "area"])
            }
            None => false,
        }
    }

    /// Says whether letters cling to the digits that are no unit: "the 1990s", "a 4x4", "67P".
    pub fn is_code(&self, number: &Number) -> bool {
        let clings = self.tokens.get(number.end).is_some_and(|t| t.glued && t.kind == Is::Word);
        number.digits && clings && unit::read(self.tokens, number.end).is_none()
    }
}
