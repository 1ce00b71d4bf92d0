//! How much a figure says: its value with what the writer hedged. How two of them stand to each other is [`super::fit`]'s.

use super::token::Token;
use crate::compare::FigureValue;

/// What was hedged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hedge {
    /// Nothing.
    #[default]
    None,
    /// About, around, some.
    About,
    /// Nearly, almost, just under.
    Nearly,
    /// At least, more than, over.
    AtLeast,
    /// Up to, at most, under.
    AtMost,
}

/// A value with its room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// The value in the unit's base.
    pub value: f64,
    /// Both ends of a range or of a vague number, in the unit's base.
    pub range: Option<(f64, f64)>,
    /// Whether the range is what readers take a vague number for ("hundreds"), not what was written.
    pub vague: bool,
    /// The unit of the last significant digit, in the unit's base.
    pub grain: f64,
    /// What was hedged.
    pub hedge: Hedge,
    /// The unit that it was written in, in the unit's base.
    pub by: f64,
    /// Whether it is told one by one or to the cent, so that small values are exact.
    pub exact: bool,
}

impl Amount {
    /// Returns the value as the comparison tells it.
    pub fn figure(&self) -> FigureValue {
        match self.range {
            Some((low, high)) if high < 1e14 => FigureValue::Range { low: tidy(low), high: tidy(high) },
            _ => FigureValue::Number(tidy(self.value)),
        }
    }
}

/// Takes the noise of conversions off.
fn tidy(value: f64) -> f64 {
    if value.abs() < 1e-6 || value.abs() > 1e14 {
        return value;
    }
    let digits = 9 - value.abs().log10().floor() as i32;
    if digits <= 0 {
        return value.round();
    }
    let by = 10_f64.powi(digits.min(12));
    (value * by).round() / by
}

/// Hedges that stand before a number, the longest first.
const BEFORE: &[(&[&str], Hedge)] = &[
    (&["add", "up", "to"], Hedge::None),
    (&["adds", "up", "to"], Hedge::None),
    (&["added", "up", "to"], Hedge::None),
    (&["no", "fewer", "than"], Hedge::AtLeast),
    (&["no", "less", "than"], Hedge::AtLeast),
    (&["not", "less", "than"], Hedge::AtLeast),
    (&["no", "more", "than"], Hedge::AtMost),
    (&["not", "more", "than"], Hedge::AtMost),
    (&["as", "many", "as"], Hedge::AtMost),
    (&["as", "much", "as"], Hedge::AtMost),
    (&["in", "excess", "of"], Hedge::AtLeast),
    (&["a", "little", "over"], Hedge::AtLeast),
    (&["a", "minimum", "of"], Hedge::AtLeast),
    (&["a", "maximum", "of"], Hedge::AtMost),
    (&["an", "estimated"], Hedge::About),
    (&["at", "least"], Hedge::AtLeast),
    (&["more", "than"], Hedge::AtLeast),
    (&["greater", "than"], Hedge::AtLeast),
    (&["upwards", "of"], Hedge::AtLeast),
    (&["upward", "of"], Hedge::AtLeast),
    (&["at", "most"], Hedge::AtMost),
    (&["up", "to"], Hedge::AtMost),
    (&["less", "than"], Hedge::AtMost),
    (&["fewer", "than"], Hedge::AtMost),
    (&["just", "under"], Hedge::Nearly),
    (&["close", "to"], Hedge::About),
    (&["just", "over"], Hedge::AtLeast),
    (&["something", "like"], Hedge::About),
    (&["over"], Hedge::AtLeast),
    (&["above"], Hedge::AtLeast),
    (&["exceeding"], Hedge::AtLeast),
    (&["exceeded"], Hedge::AtLeast),
    (&["under"], Hedge::AtMost),
    (&["below"], Hedge::AtMost),
    (&["about"], Hedge::About),
    (&["around"], Hedge::About),
    (&["roughly"], Hedge::About),
    (&["approximately"], Hedge::About),
    (&["some"], Hedge::About),
    (&["circa"], Hedge::About),
    (&["estimated"], Hedge::About),
    (&["maybe"], Hedge::About),
    (&["perhaps"], Hedge::About),
    (&["nearly"], Hedge::Nearly),
    (&["almost"], Hedge::Nearly),
];

/// Hedges that stand after a number.
const AFTER: &[(&[&str], Hedge)] = &[
    (&["or", "more"], Hedge::AtLeast),
    (&["and", "counting"], Hedge::AtLeast),
    (&["at", "least"], Hedge::AtLeast),
    (&["or", "so"], Hedge::About),
    (&["or", "less"], Hedge::AtMost),
    (&["or", "fewer"], Hedge::AtMost),
];

/// Hedges between a number and what it counts.
const INSIDE: &[(&[&str], Hedge)] =
    &[(&["-", "plus"], Hedge::AtLeast), (&["-", "odd"], Hedge::About), (&["+"], Hedge::AtLeast)];

/// Reads the hedge that ends before token `at`; also returns where it begins.
pub(super) fn hedge_before(tokens: &[Token<'_>], at: usize) -> (Hedge, usize) {
    for (words, hedge) in BEFORE {
        let Some(start) = at.checked_sub(words.len()) else { continue };
        if words.iter().zip(tokens.iter().skip(start)).all(|(word, token)| token.is(word)) {
            return (*hedge, start);
        }
    }
    (Hedge::None, at)
}

/// Reads the hedge that begins at token `at`, after what is counted; also returns where it ends.
pub(super) fn hedge_after(tokens: &[Token<'_>], at: usize) -> (Hedge, usize) {
    following(AFTER, tokens, at)
}

/// Reads the hedge that begins at token `at`, between number and what is counted; also returns where it ends.
pub(super) fn hedge_inside(tokens: &[Token<'_>], at: usize) -> (Hedge, usize) {
    following(INSIDE, tokens, at)
}

fn following(table: &[(&[&str], Hedge)], tokens: &[Token<'_>], at: usize) -> (Hedge, usize) {
    for (words, hedge) in table {
        let Some(rest) = tokens.get(at..at + words.len()) else { continue };
        if words.iter().zip(rest).all(|(word, token)| token.is(word)) {
            return (*hedge, at + words.len());
        }
    }
    (Hedge::None, at)
}
