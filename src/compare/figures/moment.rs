//! Dates, weekdays and times of day, resolved against the day of publication where it is known.
//!
//! English only. A weekday of the past is the last one before publication; one that may lie ahead stays a weekday.
//! What is not said stays open: "July 13" and "July 13, 2009" can be one day, "Sunday" and "July 21" only where the
//! year tells.

use jiff::civil::{Date, Weekday};

use super::amount::Fit;
use super::token::{Kind, Token};
use crate::article::dates::{DAYS, MONTHS};

/// A point in time as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// The year.
    pub year: Option<i16>,
    /// The month from 1.
    pub month: Option<i8>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week, from Monday as 1.
    pub weekday: Option<i8>,
    /// Minutes since midnight, and whether the clock is Greenwich's.
    pub minute: Option<(u16, bool)>,
    /// Whether it is one of several days.
    pub several: bool,
    /// Whether the year, or all but the weekday, was worked out, not told.
    pub guessed: bool,
}

/// Words before a bare year or month that say that it is one.
const BEFORE: &[&str] = &[
    "in", "since", "of", "by", "until", "till", "from", "during", "before", "after", "early", "late", "mid", "last",
    "and",
];

/// Words that look ahead: a weekday near them may be the next one.
const AHEAD: &[&str] =
    &["will", "next", "coming", "due", "expected", "scheduled", "plans", "plan", "would", "until", "set", "is", "are"];

impl Moment {
    /// Returns the day, where all of it is known.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    fn on(date: Date) -> Self {
        let weekday = Some(date.weekday().to_monday_one_offset());
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()), weekday, ..Self::default() }
    }

    /// Returns an ISO 8601 form as far as it is known.
    pub fn iso(&self) -> String {
        let time = self.minute.map(|(m, utc)| format!("T{:02}:{:02}{}", m / 60, m % 60, if utc { "Z" } else { "" }));
        let day = match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (None, Some(m), Some(d)) => format!("--{m:02}-{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, _) => format!("{y:04}"),
            (None, Some(m), None) => format!("--{m:02}"),
            _ => self.weekday.map(|w| format!("-W-{w}")).unwrap_or_default(),
        };
        day + &time.unwrap_or_default()
    }

    /// Says whether the two can be one; nothing where they tell of different things.
    pub fn fit(&self, other: &Self) -> Option<Fit> {
        let same = |equal: bool| Some(if equal { Fit::Equal } else { Fit::Apart });
        if let (Some(a), Some(b)) = (self.minute, other.minute) {
            return if a.1 == b.1 { same(a.0 == b.0) } else { None };
        }
        if self.minute.is_some() != other.minute.is_some() {
            return None;
        }
        if let (Some(a), Some(b)) = (self.month.zip(self.day), other.month.zip(other.day)) {
            let guessed = self.guessed || other.guessed;
            if a != b && guessed && self.weekday.is_some() && self.weekday == other.weekday {
                return None;
            }
            return same(a == b && (guessed || self.year.zip(other.year).is_none_or(|(a, b)| a == b)));
        }
        if let (Some(a), Some(b)) = (self.weekday, other.weekday) {
            return same(a == b);
        }
        match (self.year.zip(other.year), self.month.zip(other.month)) {
            (Some((a, b)), _) if a != b => Some(Fit::Apart),
            (_, Some((a, b))) if a != b => Some(Fit::Apart),
            (Some(_), None) if self.month.is_none() && other.month.is_none() => Some(Fit::Equal),
            (_, Some(_)) if self.day.is_none() && other.day.is_none() => Some(Fit::Equal),
            (Some(_), _) | (_, Some(_)) => Some(Fit::Compatible),
            _ => None,
        }
    }

    /// Says whether the two are neighbouring days, told in one way: as weekdays, or as dates.
    pub fn is_day_beside(&self, other: &Self) -> bool {
        if self.level() != 2 || other.level() != 2 {
            return false;
        }
        match (self.date(), other.date()) {
            (Some(a), Some(b)) => a.until(b).is_ok_and(|far| far.get_days().abs() == 1 && far.get_months() == 0),
            _ => match (self.weekday, other.weekday) {
                (Some(a), Some(b)) => {
                    matches!((a - b).rem_euclid(7), 1 | 6) && self.day.is_some() == other.day.is_some()
                }
                _ => false,
            },
        }
    }

    /// Returns how exactly it tells, to compare like with like: a time, a day, a month, a year.
    pub const fn level(&self) -> u8 {
        match (self.minute, self.day, self.weekday, self.month) {
            (Some(_), ..) => 3,
            (_, Some(_), ..) | (_, _, Some(_), _) => 2,
            (.., Some(_)) => 1,
            _ => 0,
        }
    }
}

/// Reads the moment that begins at token `at`; also returns where it ends.
pub(super) fn read(tokens: &[Token<'_>], at: usize, published: Option<Date>) -> Option<(Moment, usize)> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Number => clock(tokens, at).or_else(|| iso(tokens, at)).or_else(|| day_month(tokens, at, published)),
        Kind::Word if token.capital() => weekday(tokens, at, published).or_else(|| month_first(tokens, at, published)),
        Kind::Word => relative(token, published).map(|m| (m, at + 1)).or_else(|| clock_words(tokens, at)),
        Kind::Mark => None,
    }
}

fn month(token: &Token<'_>) -> Option<i8> {
    let word = token.lower.as_ref();
    let known = |name: &&str| **name == *word || (word.len() == 3 || word == "sept") && name.starts_with(word);
    let index = MONTHS.iter().position(known).filter(|_| token.capital())?;
    i8::try_from(index + 1).ok()
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
pub(super) fn year(token: Option<&Token<'_>>) -> Option<i16> {
    let token = token.filter(|t| t.kind == Kind::Number && t.raw.len() == 4)?;
    token.raw.parse().ok().filter(|y| (1600..=2100).contains(y))
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
        (moment.year, moment.guessed) = (nearest(published, month, day), true);
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
    let short =
        |name: &str| matches!(word.len(), 3..=5) && name.starts_with(word) && !matches!(word, "sun" | "mon" | "sat");
    let index = DAYS.iter().position(|name| *name == word || short(name))?;
    let number = i8::try_from(index + 1).ok()?;
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
    Some((date.map_or(open, |d| Moment { guessed: true, ..Moment::on(d) }), at + 1))
}

/// Reads "today", "yesterday", "tomorrow".
fn relative(token: &Token<'_>, published: Option<Date>) -> Option<Moment> {
    let date = match token.lower.as_ref() {
        "today" | "tonight" => published?,
        "yesterday" => published?.yesterday().ok()?,
        "tomorrow" => published?.tomorrow().ok()?,
        _ => return None,
    };
    Some(Moment::on(date))
}

/// Reads "16:03 GMT", "5 p.m.", "9:27 a.m.", "9 o'clock".
fn clock(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let hour = small(tokens.get(at), 23)?;
    let colon = tokens.get(at + 1).is_some_and(|t| t.glued && t.is(":"));
    let minutes = || tokens.get(at + 2).filter(|t| colon && t.glued && t.raw.len() == 2);
    let minute = small(minutes(), 59);
    let mut end = if minute.is_some() { at + 3 } else { at + 1 };
    let half = tokens.get(end).and_then(|t| half_of_day(t));
    let oclock = tokens.get(end).is_some_and(|t| t.is("o'clock"));
    if minute.is_none() && half.is_none() && !oclock {
        return None;
    }
    end += usize::from(half.is_some() || oclock);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let utc = tokens.get(end).is_some_and(|t| t.is_any(&["gmt", "utc", "greenwich"]));
    Some((Moment { minute: Some((hour * 60 + minute.unwrap_or(0), utc)), ..Moment::default() }, end + usize::from(utc)))
}

/// Says whether a word names the afternoon; nothing where it names no half of the day.
fn half_of_day(token: &Token<'_>) -> Option<bool> {
    match token.lower.as_ref() {
        "am" | "a.m" => Some(false),
        "pm" | "p.m" => Some(true),
        _ => None,
    }
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
pub(super) fn bare_year(tokens: &[Token<'_>], at: usize, counts: bool) -> Option<Moment> {
    let year = year(tokens.get(at)).filter(|y| *y >= 1700)?;
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let told = before.is_some_and(|t| t.is_any(BEFORE) || t.is("the"));
    let range = before.is_some_and(|t| t.is_any(&["$", "€", "£", "to", "than", "least", "about", "nearly", "over"]));
    let is_year = (told || (!counts && (1900..=2099).contains(&year))) && !range;
    is_year.then(|| Moment { year: Some(year), ..Moment::default() })
}

/// Returns the weekday as a word.
pub(super) fn weekday_name(weekday: i8) -> &'static str {
    match Weekday::from_monday_one_offset(weekday) {
        Ok(Weekday::Monday) => "Monday",
        Ok(Weekday::Tuesday) => "Tuesday",
        Ok(Weekday::Wednesday) => "Wednesday",
        Ok(Weekday::Thursday) => "Thursday",
        Ok(Weekday::Friday) => "Friday",
        Ok(Weekday::Saturday) => "Saturday",
        _ => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::super::token;
    use super::*;
    use crate::text::Span;

    fn first(text: &str, published: Option<Date>) -> Option<String> {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        (0..tokens.len()).find_map(|at| read(&tokens, at, published)).map(|(moment, _)| moment.iso())
    }

    #[test]
    fn dates_are_read_as_far_as_they_are_told() {
        for (text, iso) in [
            ("on July 13,2009 to", "2009-07-13"),
            ("on July 13, he", "--07-13"),
            ("on 14 October 2011 that", "2011-10-14"),
            ("on Jan. 12 at", "--01-12"),
            ("in October 2011, it", "2011-10"),
            ("in March it", "--03"),
            ("On Sunday morning", "-W-7"),
            ("on Sunday, July 21, they", "--07-21"),
            ("at 9:27 a.m. there", "T09:27"),
            ("at 5 p.m. there", "T17:00"),
            ("at 16:03 GMT on", "T16:03Z"),
            ("April 5, 6, 10 and 11, 2017.", "2017-04-05"),
            ("2026-03-07", "2026-03-07"),
        ] {
            assert_eq!(first(text, None).as_deref(), Some(iso), "{text}");
        }
        for text in ["They march on", "It may 5 times", "sun and mon", "12 people", "today"] {
            assert_eq!(first(text, None), None, "{text}");
        }
    }

    #[test]
    fn weekdays_resolve_to_the_last_before_publication() {
        let monday = Date::new(2026, 3, 9).ok();
        for (text, iso) in [
            ("It was founded last Thursday there", "2026-03-05"),
            ("He spoke on Saturday", "2026-03-07"),
            ("She spoke on Monday", "2026-03-09"),
            ("She spoke last Monday", "2026-03-02"),
            ("He spoke yesterday", "2026-03-08"),
            ("They will vote on Friday", "-W-5"),
            ("It began on Dec. 30", "2025-12-30"),
        ] {
            assert_eq!(first(text, monday).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn moments_fit_where_nothing_told_differs() {
        let moment = |text: &str| {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            (0..tokens.len()).find_map(|at| read(&tokens, at, None)).unwrap().0
        };
        for (a, b, fit) in [
            ("July 13, 2009", "July 13", Some(Fit::Equal)),
            ("July 13, 2009", "July 13, 2010", Some(Fit::Apart)),
            ("on Thursday", "on Friday", Some(Fit::Apart)),
            ("on Sunday", "July 21, 2013", Some(Fit::Equal)),
            ("on Monday", "July 21, 2013", Some(Fit::Apart)),
            ("on Monday", "July 21", None),
            ("16:03 GMT", "16:03", None),
            ("at 4:03 p.m.", "16:03", Some(Fit::Equal)),
        ] {
            assert_eq!(moment(a).fit(&moment(b)), fit, "{a} / {b}");
            assert_eq!(moment(b).fit(&moment(a)), fit, "{b} / {a}");
        }
    }
}
