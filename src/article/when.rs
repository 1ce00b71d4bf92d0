//! A date that may carry a time: what a news article says of its publication.
//!
//! Most articles give a day and nothing more, so the day is the certain part; time and offset are kept where they are
//! known and never made up.

use std::cmp::Ordering;
use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::dates;
use crate::language::english::month_name;

/// A date, with time and offset where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
    /// The offset from UTC.
    pub offset: Option<Offset>,
}

impl When {
    /// Makes a day without a time.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self { date, time: None, offset: None }
    }

    /// Reads a text that is a date and nothing else, in the forms that news sites print ("March 7, 2026",
    /// "7 March 2026 14:05 GMT", "2026-03-07"); nothing where the order of day and month is a guess.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        dates::whole(text)
    }

    /// Reads a date as people and programs write it at the head of a file: ISO 8601 in every common form
    /// ("2026-03-07 14:05 +0100" too), else as [`When::from_text`].
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        let text = text.trim();
        dates::stamp(text).or_else(|| Self::from_text(text))
    }

    /// Reads a TOML date or date-time; nothing for a time without a date or a day that does not exist.
    #[must_use]
    pub fn from_toml(value: &toml::value::Datetime) -> Option<Self> {
        let day = value.date?;
        let date = Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?)
            .ok()?;
        let time = match value.time {
            Some(time) => Some(clock(&time)?),
            None => None,
        };
        let offset = match value.offset {
            Some(toml::value::Offset::Z) => Some(Offset::UTC),
            Some(toml::value::Offset::Custom { minutes }) => {
                Some(Offset::from_seconds(i32::from(minutes).checked_mul(60)?).ok()?)
            }
            None => None,
        };
        Some(Self { date, time, offset })
    }

    /// Returns it as TOML writes it; nothing where an offset is no whole number of minutes.
    #[must_use]
    pub fn to_toml(self) -> Option<toml::value::Datetime> {
        use toml::value::{Date, Datetime, Offset, Time};
        let small = |n: i8| u8::try_from(n).ok();
        let (year, month, day) = (self.date.year(), self.date.month(), self.date.day());
        let date = Date { year: u16::try_from(year).ok()?, month: small(month)?, day: small(day)? };
        let clock = |time: jiff::civil::Time| {
            let (hour, minute, second) = (small(time.hour())?, small(time.minute())?, small(time.second())?);
            Some(Time { hour, minute, second: Some(second), nanosecond: None })
        };
        let time = match self.time {
            Some(time) => Some(clock(time)?),
            None => None,
        };
        let offset = match self.offset.filter(|_| time.is_some()).map(jiff::tz::Offset::seconds) {
            Some(0) => Some(Offset::Z),
            Some(seconds) if seconds % 60 == 0 => Some(Offset::Custom { minutes: i16::try_from(seconds / 60).ok()? }),
            Some(_) => return None,
            None => None,
        };
        Some(Datetime { date: Some(date), time, offset })
    }

    /// Returns the seconds of Unix time; noon where no time is known, as in UTC where no offset is.
    #[must_use]
    pub fn seconds(self) -> i64 {
        const DAY: i64 = 24 * 60 * 60;
        let days = self.date.duration_since(Date::constant(1970, 1, 1)).as_secs() / DAY;
        let of_day = self.time.map_or(DAY / 2, |time| time.duration_since(Time::midnight()).as_secs());
        days * DAY + of_day - self.offset.map_or(0, |offset| i64::from(offset.seconds()))
    }

    /// Returns the day as a reader writes it: `7 Mar 2026`.
    #[must_use]
    pub fn short(&self) -> String {
        let mut name = month_name(self.date.month()).unwrap_or("").chars().take(3);
        let month: String = name.next().map(|c| c.to_ascii_uppercase()).into_iter().chain(name).collect();
        format!("{} {month} {}", self.date.day(), self.date.year())
    }

    /// Returns nanoseconds since 1970, a missing time counted as midnight and a missing offset as UTC.
    fn instant(&self) -> i128 {
        let civil = self.date.to_datetime(self.time.unwrap_or(Time::midnight()));
        match self.offset.unwrap_or(Offset::UTC).to_timestamp(civil) {
            Ok(instant) => instant.as_nanosecond(),
            Err(_) if self.date.year() < 0 => i128::MIN,
            Err(_) => i128::MAX,
        }
    }
}

/// Turns a TOML time into jiff's; a leap second becomes the second before it.
fn clock(time: &toml::value::Time) -> Option<Time> {
    let second = i8::try_from(time.second.unwrap_or(0)).ok()?.min(59);
    let nanosecond = i32::try_from(time.nanosecond.unwrap_or(0)).ok()?;
    Time::new(i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?, second, nanosecond).ok()
}

/// ISO 8601 with as much as is known: `2026-03-07`, `2026-03-07T14:05:00Z`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{time}")?;
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.is_zero() => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds().abs() / 60;
                let sign = if offset.is_negative() { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

impl serde::Serialize for When {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |when: &Self| (when.instant(), when.date, when.time, when.offset.map(Offset::seconds));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
    use super::*;

    fn toml(text: &str) -> When {
        When::from_toml(&text.parse().unwrap()).unwrap()
    }

    #[test]
    fn toml_dates_and_date_times_print_as_iso() {
        for text in ["2026-03-07", "2026-03-07T14:05:00", "2026-03-07T14:05:00Z", "2026-03-07T14:05:00-05:30"] {
            assert_eq!(toml(text).to_string(), text);
        }
        assert_eq!(toml("2026-03-07 14:05:00+00:00").to_string(), "2026-03-07T14:05:00Z");
        assert_eq!(When::from_toml(&"14:05:00".parse().unwrap()), None);
    }

    #[test]
    fn order_is_by_instant_and_a_bare_day_is_its_start() {
        let mut all = [
            toml("2026-03-08"),
            toml("2026-03-07T23:30:00-02:00"),
            toml("2026-03-07T14:05:00Z"),
            toml("2026-03-07"),
            toml("2026-03-07T14:05:00+01:00"),
        ];
        all.sort();
        let sorted: Vec<String> = all.iter().map(ToString::to_string).collect();
        let expected = [
            "2026-03-07",
            "2026-03-07T14:05:00+01:00",
            "2026-03-07T14:05:00Z",
            "2026-03-08",
            "2026-03-07T23:30:00-02:00",
        ];
        assert_eq!(sorted, expected);
    }

    #[test]
    fn the_short_form_is_what_a_list_shows() {
        assert_eq!(toml("2026-03-07T14:05:00Z").short(), "7 Mar 2026");
    }

    #[test]
    fn json_holds_the_iso_form() {
        assert_eq!(serde_json::to_string(&toml("2026-03-07T14:05:00Z")).unwrap(), "\"2026-03-07T14:05:00Z\"");
    }
}
