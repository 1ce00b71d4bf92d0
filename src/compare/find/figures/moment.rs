//! Dates, weekdays and times of day, resolved against the day of publication where it is known.
//!
//! English only. A weekday of the past is the last one before publication; one that may lie ahead stays a weekday.
//! What is not said stays open: "July 13" and "July 13, 2009" can be one day, "Sunday" and "July 21" only where the
//! year tells.

mod read;

use jiff::civil::{Date, Weekday};

use super::amount::Fit;
pub(super) use read::{bare_year, read};

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
        if self.is_day_told_otherwise(other) {
            return Some(Fit::Compatible);
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

    /// Says whether one is a weekday and the other a date of which nobody told the year, and so the weekday.
    pub fn is_day_told_otherwise(&self, other: &Self) -> bool {
        let date = |m: &Self| m.day.is_some() && m.weekday.is_none() && m.minute.is_none();
        let weekday = |m: &Self| m.day.is_none() && m.weekday.is_some() && m.minute.is_none();
        date(self) && weekday(other) || weekday(self) && date(other)
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
            ("on Monday", "July 21", Some(Fit::Compatible)),
            ("16:03 GMT", "16:03", None),
            ("at 4:03 p.m.", "16:03", Some(Fit::Equal)),
        ] {
            assert_eq!(moment(a).fit(&moment(b)), fit, "{a} / {b}");
            assert_eq!(moment(b).fit(&moment(a)), fit, "{b} / {a}");
        }
    }
}
