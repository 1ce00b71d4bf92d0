//! Days, months and years told from the day of publication: `yesterday`, `three months ago`, `last year`.

use jiff::civil::Date;

use super::super::number;
use super::super::token::Token;
use super::{How, Moment};

/// Tokens from the beginning of a number to "ago" at most.
const FAR: usize = 6;

/// Reads the moment at token `at`; also returns where it ends. One that cannot be worked out is read as nothing, so that
/// its number is not taken for a length of time.
pub(super) fn relative(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    day(tokens.get(at)?, published)
        .map(|moment| (moment, at + 1))
        .or_else(|| last(tokens, at, published))
        .or_else(|| ago(tokens, at, published))
}

/// Reads "today", "yesterday", "tomorrow".
fn day(token: &Token<'_>, published: Option<Date>) -> Option<Moment> {
    let date = match token.lower.as_ref() {
        "today" | "tonight" => published?,
        "yesterday" => published?.yesterday().ok()?,
        "tomorrow" => published?.tomorrow().ok()?,
        _ => return None,
    };
    Some(Moment { told: How::Weekday, ..Moment::on(date) })
}

/// Reads "last month", "next year".
fn last(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let by: i16 = match tokens.get(at)?.lower.as_ref() {
        "last" => -1,
        "next" => 1,
        _ => return None,
    };
    let date = published?;
    match tokens.get(at + 1)?.lower.as_ref() {
        "month" => {
            let then = date.first_of_month().checked_add(jiff::Span::new().months(by)).ok()?;
            Some((
                Moment { year: Some(then.year()), month: Some(then.month()), told: How::Guessed, ..Moment::default() },
                at + 2,
            ))
        }
        "year" => {
            let year = date.year().checked_add(by)?;
            Some((Moment { year: Some(year), told: How::Guessed, ..Moment::default() }, at + 2))
        }
        _ => None,
    }
}

/// Reads "three months ago", "a week ago".
fn ago(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    (at + 2..at + FAR).find(|&i| tokens.get(i).is_some_and(|t| t.is("ago")))?;
    let (many, end) = if tokens.get(at)?.is_any(&["a", "an"]) {
        (1.0, at + 1)
    } else {
        let number = number::read(tokens, at, false)?;
        (if number.vague.is_some() { 0.0 } else { number.value }, number.end)
    };
    tokens.get(end + 1).filter(|t| t.is("ago"))?;
    let unit = tokens.get(end)?.lower.as_ref();
    let end = end + 2;
    if !matches!(unit.trim_end_matches('s'), "hour" | "day" | "week" | "month" | "year" | "decade") {
        return None;
    }
    let nothing = (Moment::default(), end);
    let Some(date) = published.filter(|_| (1.0..200.0).contains(&many) && many.fract() == 0.0) else {
        return Some(nothing);
    };
    let many = many as i16;
    let before = |span: jiff::Span| date.checked_sub(span).ok();
    let moment = match unit.trim_end_matches('s') {
        "day" => before(jiff::Span::new().days(many)).map(|day| Moment { told: How::Guessed, ..Moment::on(day) }),
        "week" => before(jiff::Span::new().weeks(many)).map(|day| Moment { told: How::Loosely, ..Moment::on(day) }),
        "month" => before(jiff::Span::new().months(many)).map(|day| Moment {
            year: Some(day.year()),
            month: Some(day.month()),
            told: How::Loosely,
            ..Moment::default()
        }),
        "year" => Some(Moment { year: Some(date.year() - many), told: How::Loosely, ..Moment::default() }),
        _ => None,
    };
    Some(moment.map_or(nothing, |moment| (moment, end)))
}
