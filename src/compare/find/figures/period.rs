//! The stretch of time that a sentence speaks of: a quarter, some months, a season, a year.
//!
//! Two sums of two quarters are two sums. A quarter and the months of it are one stretch.

use jiff::civil::Date;

use super::number;
use super::token::{Kind as Is, Token};
use crate::language::english::{month, number as small};

/// More stretches of one sentence are not read: it is a table.
const MOST: usize = 48;

/// What a stretch is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Months,
    Season,
    Year,
}

/// A stretch of time: its first and its last month, or the number of a season or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    unit: Unit,
    low: i16,
    high: i16,
}

impl Period {
    /// Says whether the two are two stretches of time: none in common, or one a part of the other.
    fn is_other(self, other: Self) -> bool {
        let apart = self.high < other.low || other.high < self.low;
        let several = self.low != self.high && other.low != other.high;
        apart || several && (self.low, self.high) != (other.low, other.high)
    }
}

/// Says whether two figures are of different stretches of time, as far as both tell of one in one unit.
pub(super) fn differ(left: &[Period], right: &[Period]) -> bool {
    let mut met = false;
    for (l, r) in left.iter().flat_map(|l| right.iter().map(move |r| (l, r))).filter(|(l, r)| l.unit == r.unit) {
        if !l.is_other(*r) {
            return false;
        }
        met = true;
    }
    met
}

/// Returns what the times of a whole sentence lend to a clause that names none: what there is once.
pub(super) fn lent(periods: &[(usize, Period)]) -> Vec<Period> {
    let once = |unit: Unit| periods.iter().filter(move |(_, p)| p.unit == unit).count() == 1;
    periods.iter().map(|(_, p)| *p).filter(|p| once(p.unit)).collect()
}

/// Reads the stretches that the tokens of a sentence name, each with its token.
pub(super) fn read(tokens: &[Token<'_>], published: Option<Date>) -> Vec<(usize, Period)> {
    (0..tokens.len()).filter_map(|at| of(tokens, at, published).map(|period| (at, period))).take(MOST).collect()
}

fn of(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<Period> {
    let token = tokens.get(at)?;
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is_any(words));
    if token.kind == Is::Number {
        let before = at.checked_sub(1).and_then(|i| tokens.get(i));
        let told = before
            .is_some_and(|t| t.is_any(&["in", "of", "for", "during", "fiscal", "through"]) || month_of(t).is_some());
        let year = token.raw.parse().ok().filter(|y| told && token.raw.len() == 4 && (1700..2100).contains(y))?;
        return Some(Period { unit: Unit::Year, low: year, high: year });
    }
    if token.kind != Is::Word {
        return None;
    }
    match token.lower.as_ref() {
        "last" | "previous" | "this" | "current" | "next" => {
            let by = match token.lower.as_ref() {
                "last" | "previous" => -1,
                "next" => 1,
                _ => 0,
            };
            if is(1, &["season"]) {
                return Some(Period { unit: Unit::Season, low: by, high: by });
            }
            let year = published.filter(|_| is(1, &["year"]))?.year() + by;
            Some(Period { unit: Unit::Year, low: year, high: year })
        }
        "q1" | "q2" | "q3" | "q4" => quarter(token.lower.bytes().last()? - b'0', 3),
        word => ordinal(word).and_then(|n| part_of_year(tokens, at, n)).or_else(|| months(tokens, at)),
    }
}

fn ordinal(word: &str) -> Option<u8> {
    number::ordinal(word).filter(|n| *n <= 4.0).map(|n| n as u8)
}

/// Reads "quarter" and the like after the ordinal at `at`.
fn part_of_year(tokens: &[Token<'_>], at: usize, nth: u8) -> Option<Period> {
    let between = usize::from(tokens.get(at + 1)?.is_any(&["fiscal", "financial", "calendar"]));
    let noun = tokens.get(at + 1 + between)?;
    match noun.lower.as_ref() {
        "quarter" => quarter(nth, 3),
        "half" | "semester" => quarter(nth, 6),
        "month" => quarter(nth, 1),
        _ => {
            // "The first nine months"
            let many = small(&noun.lower).or_else(|| noun.raw.parse().ok()).filter(|n| *n <= 12 && nth == 1)?;
            tokens.get(at + 2)?.is("months").then_some(Period { unit: Unit::Months, low: 1, high: i16::from(many) })
        }
    }
}

fn quarter(nth: u8, months: u8) -> Option<Period> {
    let high = i16::from(nth * months);
    (high <= 12).then_some(Period { unit: Unit::Months, low: high + 1 - i16::from(months), high })
}

fn month_of(token: &Token<'_>) -> Option<i16> {
    month(&token.lower).filter(|_| token.capital()).map(i16::from)
}

/// Reads "January to March", "between January and March", "in January"; of a range only its beginning.
fn months(tokens: &[Token<'_>], at: usize) -> Option<Period> {
    let before = |by: usize| at.checked_sub(by).and_then(|i| tokens.get(i));
    let low = month_of(tokens.get(at)?)?;
    let joins = tokens.get(at + 1).is_some_and(|t| {
        t.is_any(&["to", "through", "until"]) || t.hyphen() || t.is("and") && before(1).is_some_and(|t| t.is("between"))
    });
    if let Some(high) = tokens.get(at + 2).and_then(month_of).filter(|high| joins && *high > low) {
        return Some(Period { unit: Unit::Months, low, high });
    }
    let ends = before(2).and_then(month_of).is_some() && before(1).is_some_and(|t| !t.is(","));
    let told = before(1).is_some_and(|t| t.is_any(&["in", "during", "for", "of"]));
    (told && !ends).then_some(Period { unit: Unit::Months, low, high: low })
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;
    use crate::text::Span;

    #[test]
    fn figures_of_two_stretches_of_time_are_told_apart() {
        let day = Date::new(2026, 3, 9).ok();
        let periods = |text: &str| {
            let all = read(&token::tokens(text, Span::new(0, text.len())), day);
            all.into_iter().map(|(_, period)| period).collect::<Vec<_>>()
        };
        for (a, b, apart, why) in [
            ("in the first quarter", "in the second quarter", true, "two quarters"),
            ("in the first quarter", "between January and March", false, "one stretch told twice"),
            ("in the first quarter", "in the first half", true, "a part is not the whole"),
            ("in Q1", "in the third quarter", true, "two quarters"),
            ("in the first half", "in the first six months", false, "one stretch told twice"),
            ("in the first three months", "from January to June", true, "a part is not the whole"),
            ("in May", "in the first quarter", true, "not of that quarter"),
            ("in 2016", "in 2017", true, "two years"),
            ("last year", "in 2025", false, "one year"),
            ("last year", "this year", true, "two years"),
            ("this season", "last season", true, "two seasons"),
            ("in 2016", "in the first quarter", false, "nothing in common to compare"),
            ("in May", "on Friday", false, "one tells of none"),
        ] {
            assert_eq!(differ(&periods(a), &periods(b)), apart, "{a} / {b}: {why}");
            assert_eq!(differ(&periods(b), &periods(a)), apart, "{b} / {a}: {why}");
        }
    }
}
