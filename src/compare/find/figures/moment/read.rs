//! Dates, weekdays and times of day as they stand in a sentence.

use jiff::civil::Date;

use super::super::token::{Kind, Token};
use super::clock::{clock, noon};
use super::relative::relative;
use super::{How, Moment};
use crate::language::english::{self, Classes, classes};

/// Words before a bare year or month that say that it is one.
const BEFORE: &[&str] = &[
    "in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "last",
    "and",
];

/// Words that look ahead: a weekday near them may be the next one.
const AHEAD: &[&str] =
    &["will", "next", "coming", "due", "expected", "scheduled", "plans", "plan", "would", "until", "set", "is", "are"];

/// Says whether a moment may begin with a word of small letters that is no number.
pub(in super::super) fn may_begin(word: &str) -> bool {
    matches!(
        word,
        "early"
            | "beginning"
            | "start"
            | "mid"
            | "middle"
            | "late"
            | "end"
            | "noon"
            | "midday"
            | "midnight"
            | "today"
            | "tonight"
            | "yesterday"
            | "tomorrow"
            | "last"
            | "next"
            | "quarter"
    )
}

/// Reads the moment that begins at token `at`; also returns where it ends.
pub(in super::super) fn read(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Number => clock(tokens, at)
            .or_else(|| years(tokens, at))
            .or_else(|| decade(tokens, at))
            .or_else(|| iso(tokens, at))
            .or_else(|| day_month(tokens, at, published))
            .or_else(|| relative(tokens, at, published)),
        Kind::Word if token.capital() => part_of_month(tokens, at)
            .or_else(|| weekday(tokens, at, published))
            .or_else(|| month_first(tokens, at, published))
            .or_else(|| relative(tokens, at, published)),
        Kind::Word => part_of_month(tokens, at)
            .or_else(|| noon(tokens, at))
            .or_else(|| relative(tokens, at, published))
            .or_else(|| clock_words(tokens, at)),
        Kind::Mark => None,
    }
}

fn month(token: &Token<'_>) -> Option<i8> {
    english::month(&token.lower).filter(|_| token.capital())
}

fn small(token: Option<&Token<'_>>, most: u16) -> Option<u16> {
    let token = token.filter(|t| t.kind == Kind::Number && t.raw.len() <= 2)?;
    token.raw.parse().ok().filter(|n| *n <= most)
}

/// Reads a day of the month, an ordinal suffix included.
fn day(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let day = small(tokens.get(at), 31).filter(|d| *d > 0)?;
    let suffix = tokens.get(at + 1).is_some_and(|t| t.glued && t.is_any(&["st", "nd", "rd", "th"]));
    Some((i8::try_from(day).ok()?, at + 1 + usize::from(suffix)))
}

/// Reads a year of four digits.
fn year(token: Option<&Token<'_>>) -> Option<i16> {
    let token = token.filter(|t| t.kind == Kind::Number && t.raw.len() == 4)?;
    token.raw.parse().ok().filter(|y| (1600..=2100).contains(y))
}

/// Reads "1967 to 1979", "1967-79" and, after "between", "1967 and 1979".
fn years(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let first = year(tokens.get(at))?;
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let join = tokens.get(at + 1)?;
    let between = join.is("and") && before.is_some_and(|t| t.is("between"));
    let to = join.is_any(&["to", "until", "through", "till"]) && before.is_some_and(|t| t.is("from"));
    if !(between || to || join.is_any(&["-", "–", "‑"])) {
        return None;
    }
    let last = tokens.get(at + 2)?;
    let short = last.raw.parse::<i16>().ok().filter(|n| join.glued && last.raw.len() == 2 && *n > first % 100);
    let last = year(Some(last)).or_else(|| short.map(|n| first - first % 100 + n)).filter(|last| *last > first)?;
    Some((Moment { year: Some(first), until: Some(last), ..Moment::default() }, at + 3))
}

/// Reads "1930s" and "1930's".
fn decade(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let first = year(tokens.get(at)).filter(|year| year % 10 == 0)?;
    let is = |ahead: usize, what: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.glued && t.is_any(what));
    let end = at + if is(1, &["'", "’"]) { 2 } else { 1 };
    is(end - at, &["s"])
        .then(|| (Moment { year: Some(first), until: Some(first + 9), decade: true, ..Moment::default() }, end + 1))
}

/// Reads "mid May", "early in May", "the end of May".
fn part_of_month(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let part = match tokens.get(at)?.lower.as_ref() {
        "early" | "beginning" | "start" => (1, 10),
        "mid" | "middle" => (11, 20),
        "late" | "end" => (21, 31),
        _ => return None,
    };
    let between = tokens.get(at + 1).is_some_and(|t| t.hyphen() || t.is_any(&["of", "in"]));
    let month_at = at + 1 + usize::from(between);
    let month = month(tokens.get(month_at)?)?;
    let next = tokens.get(month_at + 1);
    let stop = usize::from(next.is_some_and(|t| t.glued && t.is(".")) && tokens.len() > month_at + 2);
    let end = month_at + 1 + stop;
    let year = year(tokens.get(end));
    Some((
        Moment { month: Some(month), part: Some(part), year, ..Moment::default() },
        end + usize::from(year.is_some()),
    ))
}

/// Reads "7 March 2026".
fn day_month(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let (day, end) = day(tokens, at)?;
    let end = if tokens.get(end)?.is("of") { end + 1 } else { end };
    let month = month(tokens.get(end)?)?;
    // "The 19 Sept. 11 hijackers" were there on September 11.
    let stop = usize::from(tokens.get(end + 1).is_some_and(|t| t.glued && t.is(".")));
    let other_day = small(tokens.get(end + 1 + stop), 31).is_some();
    (!other_day).then(|| dated(tokens, month, day, end + 1, published))
}

/// Reads "March 7, 2026", "March 2026" and, after a preposition, "March".
fn month_first(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let month = month(tokens.get(at)?)?;
    let abbreviated = tokens.get(at)?.raw.len() <= 4 && tokens.get(at + 1).is_some_and(|t| t.is(".") && t.glued);
    let next = if abbreviated && at + 2 < tokens.len() { at + 2 } else { at + 1 };
    if let Some((day, end)) = day(tokens, next) {
        return Some(dated(tokens, month, day, end, published));
    }
    let comma = usize::from(tokens.get(next).is_some_and(|t| t.is_any(&[",", "of"])));
    if let Some(year) = year(tokens.get(next + comma)) {
        return Some((Moment { month: Some(month), year: Some(year), ..Moment::default() }, next + comma + 1));
    }
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let told = before.is_some_and(|t| t.is_any(BEFORE) || t.is_any(&["this", "next"]));
    told.then(|| (Moment { month: Some(month), ..Moment::default() }, next))
}

/// Completes a day and month with the year, told or worked out, and steps over further days.
fn dated(tokens: &[Token<'_>], month: i8, day: i8, at: usize, published: Option<Date>) -> (Moment, usize) {
    let mut moment = Moment { month: Some(month), day: Some(day), ..Moment::default() };
    let mut end = at;
    while let Some(next) = further_day(tokens, end) {
        (moment.several, end) = (true, next);
    }
    let comma = usize::from(tokens.get(end).is_some_and(|t| t.is(",")));
    if let Some(year) = year(tokens.get(end + comma)) {
        moment.year = Some(year);
        end += comma + 1;
    } else if let Some(published) = published {
        (moment.year, moment.told) = (nearest(published, month, day), How::Guessed);
    }
    moment.weekday = moment.date().map(|d| d.weekday().to_monday_one_offset());
    (moment, end)
}

fn further_day(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let joined = tokens.get(at)?.is_any(&[",", "and", "–", "-", "to"]);
    let (_, end) = day(tokens, at + 1)?;
    let more = tokens.get(end).is_none_or(|t| t.kind == Kind::Mark || t.is("and"));
    (joined && more).then_some(end)
}

/// Returns the year in which the day lies nearest to publication.
fn nearest(published: Date, month: i8, day: i8) -> Option<i16> {
    let years = [-1, 0, 1].map(|by| published.year().saturating_add(by));
    let days = years.into_iter().filter_map(|y| Date::new(y, month, day).ok());
    let far = |d: &Date| (published.duration_until(*d).as_hours()).abs();
    days.min_by_key(far).map(Date::year)
}

fn iso(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let year = year(tokens.get(at))?;
    let hyphens = tokens.get(at + 1)?.hyphen() && tokens.get(at + 3)?.hyphen();
    let (month, day) = (small(tokens.get(at + 2), 12)?, small(tokens.get(at + 4), 31)?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(|_| hyphens)?;
    Some((Moment::on(date), at + 5))
}

fn weekday(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let word = tokens.get(at)?.lower.as_ref();
    let number = english::weekday(word).filter(|_| !classes(word).is(Classes::DOUBTFUL))?;
    let open = Moment { weekday: Some(number), ..Moment::default() };
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let last = before.is_some_and(|t| t.is("last"));
    let ahead = tokens.iter().skip(at.saturating_sub(12)).take(16).any(|t| t.is_any(AHEAD));
    let date = published.filter(|_| last || !ahead).and_then(|day| {
        let back = i32::from((day.weekday().to_monday_one_offset() - number).rem_euclid(7));
        let back = if last && back == 0 { 7 } else { back };
        day.checked_sub(jiff::Span::new().days(back)).ok()
    });
    // "Sunday, July 21" is one moment.
    let comma = usize::from(tokens.get(at + 1).is_some_and(|t| t.is(",")));
    let told = month_first(tokens, at + 1 + comma, published)
        .or_else(|| day_month(tokens, at + 1 + comma, published))
        .filter(|(moment, _)| moment.day.is_some());
    if let Some((moment, end)) = told {
        return Some((Moment { weekday: Some(number), ..moment }, end));
    }
    Some((date.map_or(open, |d| Moment { told: How::Weekday, ..Moment::on(d) }), at + 1))
}

/// Steps over "six o'clock", "five past three", "half past seven": which half of the day is not told.
fn clock_words(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is_any(words));
    let end = if is(1, &["o'clock"]) {
        at + 2
    } else if is(1, &["past", "to"]) && is(0, &["half", "quarter", "five", "ten", "twenty"]) && !is(2, &["the", "a"]) {
        at + 3
    } else {
        return None;
    };
    Some((Moment::default(), end))
}

/// Says whether the four digits at `at` are a year: nothing that is counted follows, or a word before says so.
pub(in super::super) fn bare_year(tokens: &[Token<'_>], at: usize, counts: bool) -> Option<Moment> {
    let year = year(tokens.get(at)).filter(|y| *y >= 1700)?;
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let told = before.is_some_and(|t| t.is_any(BEFORE) || t.is("the"));
    let range = before.is_some_and(|t| t.is_any(&["$", "€", "£", "to", "than", "least", "about", "nearly", "over"]));
    let is_year = (told || (!counts && (1900..=2099).contains(&year))) && !range;
    let epithet = tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Word && !classes(&t.lower).is(Classes::STOP));
    is_year.then(|| Moment { year: Some(year), epithet, ..Moment::default() })
}
