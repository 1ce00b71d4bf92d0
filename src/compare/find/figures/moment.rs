//! Dates, weekdays and times of day, resolved against the day of publication where it is known.
//!
//! English only. A weekday of the past is the last one before publication; one that may lie ahead stays a weekday.
//! What is not said stays open: "July 13" and "July 13, 2009" can be one day, "Sunday" and "July 21" only where the
//! year tells. "Mid May" and "in May" are a stretch; "three months ago" is one that is not meant to the day.

mod clock;
mod edge;
mod read;
mod relative;

use jiff::civil::Date;

use super::fit::Fit;
pub(super) use clock::Clock;
pub(super) use edge::{Edge, edge};
pub(super) use read::{bare_year, may_begin, read};

/// A point in time as far as it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// The year, or the first of several.
    pub year: Option<i16>,
    /// The last of several years.
    pub until: Option<i16>,
    /// Whether the years are a decade ("the 1930s"): one of them is meant, or a stretch.
    pub decade: bool,
    /// The month from 1.
    pub month: Option<i8>,
    /// The first and last day of the part of the month that is told.
    pub part: Option<(i8, i8)>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The day of the week, from Monday as 1.
    pub weekday: Option<i8>,
    /// The time of day.
    pub clock: Option<Clock>,
    /// Whether it is one of several days.
    pub several: bool,
    /// Whether it is a year that tells which of several things is meant ("the 2016 election").
    pub epithet: bool,
    /// Which end of a stretch it is.
    pub edge: Option<Edge>,
    /// How much of it was told.
    pub told: How,
}

/// How much of a moment was told, and how much worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum How {
    /// All.
    #[default]
    Told,
    /// The year was worked out from the day of publication.
    Guessed,
    /// All but the weekday was.
    Weekday,
    /// All was worked out from a round stretch of time ("three months ago").
    Loosely,
}

/// Days that "two weeks ago" may be off, and from which on it is not meant.
const NEAR: i32 = 4;
const FAR: i32 = 10;
/// Days that "mid May" may be off.
const PART: i8 = 3;

impl Moment {
    /// Returns the day, where all of it is known.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    fn on(date: Date) -> Self {
        let weekday = Some(date.weekday().to_monday_one_offset());
        Self { year: Some(date.year()), month: Some(date.month()), day: Some(date.day()), weekday, ..Self::default() }
    }

    /// Says whether the year, or all but the weekday, was worked out, not told.
    pub fn is_guessed(&self) -> bool {
        self.told != How::Told
    }

    /// Says whether a weekday, or "today", is all that is told.
    pub fn is_weekday(&self) -> bool {
        self.weekday.is_some() && (self.day.is_none() || self.told == How::Weekday)
    }

    /// Says whether it was worked out, from a weekday, as a day after `published`: who wrote then could not know of it.
    pub fn is_weekday_after(&self, published: Option<Date>) -> bool {
        self.told == How::Weekday && self.date().zip(published).is_some_and(|(day, published)| day > published)
    }

    /// Returns an ISO 8601 form as far as it is known.
    pub fn iso(&self) -> String {
        let day = match (self.year, self.month, self.day) {
            (Some(y), Some(m), Some(d)) => format!("{y:04}-{m:02}-{d:02}"),
            (None, Some(m), Some(d)) => format!("--{m:02}-{d:02}"),
            (Some(y), Some(m), None) => format!("{y:04}-{m:02}"),
            (Some(y), None, _) => self.until.map_or_else(|| format!("{y:04}"), |until| format!("{y:04}/{until:04}")),
            (None, Some(m), None) => format!("--{m:02}"),
            _ => self.weekday.map(|w| format!("-W-{w}")).unwrap_or_default(),
        };
        day + &self.clock.map(|clock| clock.iso()).unwrap_or_default()
    }

    /// Says how the two stand to each other; nothing where they tell of different things.
    pub fn fit(&self, other: &Self) -> Option<Fit> {
        if self.clock.is_some() || other.clock.is_some() {
            return self.clock?.fit(other.clock?);
        }
        if self.decade || other.decade {
            return self.fit_decade(other);
        }
        if self.until.is_some() || other.until.is_some() {
            let ends = (self.until?, other.until?);
            return same(self.year == other.year && ends.0 == ends.1);
        }
        if self.told == How::Loosely || other.told == How::Loosely {
            return self.fit_loosely(other);
        }
        if let (Some(a), Some(b)) = (self.month.zip(self.day), other.month.zip(other.day)) {
            return self.fit_days(other, a == b);
        }
        if let (Some(a), Some(b)) = (self.weekday, other.weekday) {
            // A weekday is one of seven: that a date falls on it is no proof.
            let alike = self.day.is_some() == other.day.is_some();
            return if alike || a != b { same(a == b) } else { Some(Fit::Loose) };
        }
        if self.is_day_told_otherwise(other) {
            return Some(Fit::Loose);
        }
        if self.is_weekday() || other.is_weekday() {
            return None;
        }
        self.fit_stretches(other)
    }

    /// Compares a decade with another, or with a year of it.
    fn fit_decade(&self, other: &Self) -> Option<Fit> {
        let years = |m: &Self| Some((m.year.filter(|_| !m.is_guessed())?, m.until.or(m.year)?));
        let ((low, high), (l, h)) = (years(self)?, years(other)?);
        let within = low <= h && l <= high;
        Some(if self.decade == other.decade && within {
            Fit::Equal
        } else if within {
            Fit::Loose
        } else {
            Fit::Apart
        })
    }

    fn fit_days(&self, other: &Self, equal: bool) -> Option<Fit> {
        let guessed = self.is_guessed() || other.is_guessed();
        if !equal && guessed && self.weekday.is_some() && self.weekday == other.weekday {
            return None;
        }
        same(equal && (guessed || self.year.zip(other.year).is_none_or(|(a, b)| a == b)))
    }

    /// Compares years and months, and days with the month or year that they are of.
    fn fit_stretches(&self, other: &Self) -> Option<Fit> {
        let differ = |a: Option<i16>, b: Option<i16>| a.zip(b).is_some_and(|(a, b)| a != b);
        let months = [self.month, other.month].map(|m| m.map(i16::from));
        let years = differ(self.year, other.year)
            && (!self.is_guessed() && !other.is_guessed() || months[0].is_none() && months[1].is_none());
        if years || differ(months[0], months[1]) {
            return Some(Fit::Apart);
        }
        let months = (months[0].is_some(), months[1].is_some());
        match (self.days(), other.days()) {
            (None, None) if months == (false, false) => self.year.and(other.year).map(|_| Fit::Equal),
            (None, None) if months == (true, true) => Some(Fit::Equal),
            (Some(a), Some(b)) if a == b => Some(Fit::Equal),
            (Some((low, high)), Some((l, h))) => match low <= h && l <= high {
                true => Some(Fit::Loose),
                false if low <= h + PART && l <= high + PART => Some(Fit::Open),
                false => Some(Fit::Apart),
            },
            _ if months == (true, true) => Some(Fit::Loose),
            _ => self.year.and(other.year).map(|_| Fit::Loose),
        }
    }

    /// Returns the days of the month that are told.
    fn days(&self) -> Option<(i8, i8)> {
        self.part.or_else(|| self.day.map(|day| (day, day)))
    }

    fn fit_loosely(&self, other: &Self) -> Option<Fit> {
        let near = |by: i32, room: i32, far: i32| match by.abs() {
            by if by <= room => Fit::Loose,
            by if by < far => Fit::Open,
            _ => Fit::Apart,
        };
        if let (Some(a), Some(b)) = (self.date(), other.date()) {
            return Some(near(a.until(b).ok()?.get_days(), NEAR, FAR));
        }
        if let (None, Some(m), Some(n)) = (self.year.and(other.year), self.month, other.month) {
            // Which year the month is of is not told: the nearest.
            return Some(near((i32::from(n) - i32::from(m) + 6).rem_euclid(12) - 6, 1, 2));
        }
        let (a, b) = (i32::from(self.year?), i32::from(other.year?));
        match (self.month, other.month) {
            (Some(m), Some(n)) => Some(near(12 * (b - a) + i32::from(n) - i32::from(m), 1, 2)),
            _ => Some(near(b - a, 1, 2)),
        }
    }

    /// Says whether one is a weekday and the other a date of which nobody told the year, and so the weekday.
    pub fn is_day_told_otherwise(&self, other: &Self) -> bool {
        let date = |m: &Self| m.day.is_some() && m.weekday.is_none() && m.clock.is_none();
        let weekday = |m: &Self| m.day.is_none() && m.weekday.is_some() && m.clock.is_none();
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

    /// Returns how exactly it tells: a time, a day, a month, a year.
    pub const fn level(&self) -> u8 {
        match (self.clock, self.day, self.weekday, self.month) {
            (Some(_), ..) => 3,
            (_, Some(_), ..) | (_, _, Some(_), _) => 2,
            (.., Some(_)) => 1,
            _ => 0,
        }
    }

    /// Says in a word what it tells.
    pub const fn name(&self) -> &'static str {
        match self.level() {
            3 => "time",
            2 => "day",
            1 => "month",
            _ if self.decade => "decade",
            _ if self.until.is_some() => "years",
            _ => "year",
        }
    }
}

const fn same(equal: bool) -> Option<Fit> {
    Some(if equal { Fit::Equal } else { Fit::Apart })
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
        for text in ["They march on", "It may 5 times", "sun and mon", "12 people", "today", "at 3.57 percent"] {
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
            ("It began three months ago", "2025-12"),
            ("It began two weeks ago", "2026-02-23"),
            ("It began three days ago", "2026-03-06"),
            ("It began a year ago", "2025"),
            ("It began last month", "2026-02"),
            ("It began last year", "2025"),
        ] {
            assert_eq!(first(text, monday).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn moments_fit_where_nothing_told_differs() {
        let moment = |text: &str| {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            let mut all = (0..tokens.len()).filter_map(|at| read(&tokens, at, None));
            all.find(|(moment, _)| *moment != Moment::default()).unwrap().0
        };
        for (a, b, fit) in [
            ("July 13, 2009", "July 13", Some(Fit::Equal)),
            ("July 13, 2009", "July 13, 2010", Some(Fit::Apart)),
            ("on Thursday", "on Friday", Some(Fit::Apart)),
            ("on Sunday", "July 21, 2013", Some(Fit::Loose)),
            ("on Monday", "July 21, 2013", Some(Fit::Apart)),
            ("on Monday", "July 21", Some(Fit::Loose)),
            ("in May 2016", "on May 3, 2016", Some(Fit::Loose)),
            ("in May", "in June", Some(Fit::Apart)),
            ("in mid May", "on April 30", Some(Fit::Apart)),
            ("in mid-May", "on May 14", Some(Fit::Loose)),
            ("in mid May", "on May 22", Some(Fit::Open)),
            ("in early May", "in late May", Some(Fit::Apart)),
            ("at the end of May", "in late May", Some(Fit::Equal)),
            ("from 1967 to 1979", "between 1966 and 1978", Some(Fit::Apart)),
            ("from 1967 to 1979", "1967-1979", Some(Fit::Equal)),
            ("in the 1930s", "the 1930’s", Some(Fit::Equal)),
            ("in the 1930s", "in May 1934", Some(Fit::Loose)),
            ("in the late 1930s", "on 3 May 1941", Some(Fit::Apart)),
            ("in the 1930s", "in the 1940s", Some(Fit::Apart)),
            ("in the 1930s", "from 1935 to 1947", Some(Fit::Loose)),
            ("in the 1930s", "on May 3", None),
            ("16:03 GMT", "16:03", None),
            ("at 4:03 p.m.", "16:03", Some(Fit::Equal)),
            ("at 2.15pm", "shortly after 1pm", Some(Fit::Apart)),
            ("at 1.30 a.m.", "shortly after 1 a.m.", Some(Fit::Rounded)),
            ("at 3.47 and", "at 3.57 and", Some(Fit::Apart)),
            ("at 3.47 and", "at 3:47 p.m.", Some(Fit::Equal)),
            ("at noon", "at 12 p.m.", Some(Fit::Equal)),
            ("at noon", "at midnight", Some(Fit::Apart)),
            ("about 2 p.m.", "at 2:10 p.m.", Some(Fit::Rounded)),
        ] {
            assert_eq!(moment(a).fit(&moment(b)), fit, "{a} / {b}");
            assert_eq!(moment(b).fit(&moment(a)), fit, "{b} / {a}");
        }
    }
}
