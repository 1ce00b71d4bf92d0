//! How much a figure says: its value with what the writer hedged, and whether two of them can both be right.
//!
//! A bound is no exact number: "more than 20" leaves room for 25. It does not leave room for 60, since nobody who knew
//! of 60 would write it; how far a bound reaches depends on how exactly it is written.

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
    /// The unit of the last significant digit, in the unit's base.
    pub grain: f64,
    /// What was hedged.
    pub hedge: Hedge,
    /// The unit that it was written in, in the unit's base.
    pub by: f64,
    /// Whether it counts things one by one, so that small values are exact.
    pub count: bool,
}

/// How two amounts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// One value.
    Equal,
    /// Both can be right, and are near each other.
    Compatible,
    /// Both can be right, since one says little ("up to 70", "at least 3").
    Open,
    /// Both cannot be right.
    Apart,
}

/// The widest share of a value that rounding may hide.
const WIDEST: f64 = 0.05;
/// How far apart, as a logarithm, two values that can both be right are still near.
const NEAR: f64 = 0.7;
/// How far "about" reaches.
const ABOUT: f64 = 0.12;

impl Amount {
    /// Returns the value as the comparison tells it.
    pub fn figure(&self) -> FigureValue {
        match self.range {
            Some((low, high)) if high < 1e14 => FigureValue::Range { low: tidy(low), high: tidy(high) },
            _ => FigureValue::Number(tidy(self.value)),
        }
    }

    /// Says whether the two can both be right.
    pub fn fit(&self, other: &Self) -> Fit {
        let equal = (self.value - other.value).abs() <= 1e-9 * self.value.abs().max(other.value.abs());
        let apart = |a: f64, b: f64| (a.max(b) / a.min(b)).ln().abs();
        let far = apart(self.value, other.value);
        let converted = apart(self.by, other.by) > 1e-6 && far < WIDEST;
        if (equal || converted) && self.range.is_some() == other.range.is_some() {
            return Fit::Equal;
        }
        // A plain number meets a vague one or a range by what it says, not by what rounding might hide.
        let [a, b] = match (self.range, other.range) {
            (None, Some(_)) => [self.narrow(), other.reach()],
            (Some(_), None) => [self.reach(), other.narrow()],
            _ => [self.reach(), other.reach()],
        };
        match a.0 <= b.1 && b.0 <= a.1 {
            true if far <= NEAR || self.range.is_some() || other.range.is_some() => Fit::Compatible,
            true => Fit::Open,
            false => Fit::Apart,
        }
    }

    fn narrow(&self) -> (f64, f64) {
        if self.hedge == Hedge::None { (self.value, self.value) } else { self.reach() }
    }

    /// Returns the least and the most that the figure may stand for.
    fn reach(&self) -> (f64, f64) {
        let (low, high) = self.range.unwrap_or((self.value, self.value));
        let slack = self.slack();
        match self.hedge {
            Hedge::None => (low - slack, high + slack),
            Hedge::About => {
                let about = slack.max(ABOUT * high.abs());
                (low - about, high + about)
            }
            Hedge::Nearly => (low * (1.0 - ABOUT) - slack, high + slack),
            Hedge::AtLeast => (low - slack, high * self.headroom() + slack),
            Hedge::AtMost => (f64::min(0.0, low), high + slack),
        }
    }

    /// Returns what rounding may hide on either side.
    fn slack(&self) -> f64 {
        let size = self.value.abs();
        match self.count {
            _ if self.range.is_some() => 0.0,
            true if size < 100.0 && self.grain >= 1.0 => 0.0,
            true => (0.499 * self.grain).min(WIDEST * size),
            false => (0.499 * self.grain).min(WIDEST * size).max(0.01 * size),
        }
    }

    /// Returns how many times its number a lower bound reaches.
    fn headroom(&self) -> f64 {
        let digits = (self.value.abs() / self.grain.max(1e-9)).max(1.0).log10() as i32 + 1;
        match digits {
            _ if self.value < 10.0 => 1e6,
            0..=2 => 2.0,
            _ => 1.1,
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
    (&["preliminary"], Hedge::About),
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

#[cfg(test)]
mod tests {
    use super::*;

    const fn amount(value: f64, grain: f64, hedge: Hedge) -> Amount {
        Amount { value, range: None, grain, hedge, by: 1.0, count: true }
    }

    #[test]
    fn two_amounts_fit_where_both_can_be_right() {
        use Hedge::{About, AtLeast, AtMost, Nearly, None};
        for (a, b, fit) in [
            (amount(12.0, 1.0, None), amount(12.0, 1.0, About), Fit::Equal),
            (amount(12.0, 1.0, None), amount(13.0, 1.0, None), Fit::Apart),
            (amount(20.0, 10.0, AtLeast), amount(25.0, 1.0, None), Fit::Compatible),
            (amount(20.0, 10.0, AtLeast), amount(60.0, 1.0, None), Fit::Apart),
            (amount(3.0, 1.0, AtLeast), amount(12.0, 1.0, None), Fit::Open),
            (amount(3.0, 1.0, AtLeast), amount(2.0, 1.0, None), Fit::Apart),
            (amount(18_000.0, 1000.0, None), amount(18_300.0, 100.0, None), Fit::Compatible),
            (amount(18_000.0, 1000.0, None), amount(21_000.0, 1000.0, None), Fit::Apart),
            (amount(195.0, 1.0, None), amount(200.0, 100.0, Nearly), Fit::Compatible),
            (amount(150.0, 10.0, AtLeast), amount(369.0, 1.0, AtLeast), Fit::Apart),
            (amount(369.0, 1.0, AtLeast), amount(422.0, 1.0, None), Fit::Apart),
            (amount(30.0, 10.0, AtMost), amount(12.0, 1.0, None), Fit::Open),
            (amount(30.0, 10.0, AtMost), amount(31.0, 1.0, None), Fit::Apart),
        ] {
            assert_eq!(a.fit(&b), fit, "{a:?} {b:?}");
            assert_eq!(b.fit(&a), fit, "{b:?} {a:?}");
        }
    }

    #[test]
    fn a_vague_number_meets_a_plain_one_by_what_it_says() {
        let vague = Amount { range: Some((20_000.0, 99_999.0)), ..amount(60_000.0, 1.0, Hedge::None) };
        assert_eq!(vague.fit(&amount(100_000.0, 100_000.0, Hedge::None)), Fit::Apart);
        assert_eq!(vague.fit(&amount(55_000.0, 1000.0, Hedge::None)), Fit::Compatible);
    }
}
