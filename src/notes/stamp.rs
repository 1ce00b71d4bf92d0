//! A moment as files have it: RFC 3339 in UTC to the millisecond, which sorts as text and reads in twenty years.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp(pub u64);

impl Stamp {
    /// The latest moment that is told apart from those after it: a day before the year 10000, so that it is one in every
    /// time zone.
    pub const LAST: Self = Self(253_402_207_200_999);

    /// Reads an RFC 3339 date and time; a moment before 1970 counts as 1970, one after [`Self::LAST`] as that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.parse::<Timestamp>() {
            Ok(at) => Some(Self(u64::try_from(at.as_millisecond()).unwrap_or(0))),
            Err(_) => Self::is_beyond(text).then_some(Self::LAST),
        }
    }

    /// Says whether a text is a date and time of the last days of the year 9999, which the calendar has and a moment in
    /// every time zone has not.
    fn is_beyond(text: &str) -> bool {
        let zoneless = text.strip_suffix(['Z', 'z']).or_else(|| text.rsplit_once(['+', '-']).map(|(date, _)| date));
        let last = |date: &&str| date.starts_with("9999-12-3") && date.contains(['T', 't', ' ']);
        zoneless.filter(last).is_some_and(|date| date.parse::<DateTime>().is_ok())
    }

    fn timestamp(self) -> Timestamp {
        i64::try_from(self.0).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok()).unwrap_or(Timestamp::MAX)
    }

    /// Returns the day in UTC, as in `22 Nov 2026`.
    #[must_use]
    pub fn day(self) -> String {
        self.timestamp().strftime("%-d %b %Y").to_string()
    }
}

impl std::fmt::Display for Stamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3}", self.timestamp())
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("“{text}” is not an RFC 3339 date and time")))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;

    #[test]
    fn a_moment_reads_as_it_is_written() {
        for at in [0, 1, 1_795_320_708_123, 1_795_320_708_000] {
            assert_eq!(Stamp::parse(&Stamp(at).to_string()), Some(Stamp(at)), "{}", Stamp(at));
        }
        assert_eq!(Stamp(1_795_320_708_000).to_string(), "2026-11-22T04:11:48.000Z");
        assert_eq!(Stamp::parse("2026-11-22T05:11:48+01:00"), Some(Stamp(1_795_320_708_000)));
        assert_eq!(Stamp::parse("2026-11-22"), None);
        assert_eq!(Stamp(1_795_320_708_000).day(), "22 Nov 2026");
    }

    #[test]
    fn no_number_is_too_large_to_be_written() {
        assert!(Stamp::parse(&Stamp(u64::MAX).to_string()).is_some());
    }

    #[test]
    fn the_last_days_of_the_calendar_are_one_moment() {
        for text in [
            "9999-12-30T22:00:00.999Z",
            "9999-12-31T23:59:59Z",
            "9999-12-31 23:59:59.999+00:00",
            "9999-12-30T23:00:00-11:00",
        ] {
            assert_eq!(Stamp::parse(text), Some(Stamp::LAST), "{text}");
        }
        for text in
            ["9999-12-31", "9999-12-32T00:00:00Z", "9999-12-31T25:00:00Z", "10000-01-01T00:00:00Z", "9999-12-3Z"]
        {
            assert_eq!(Stamp::parse(text), None, "{text}");
        }
        assert_eq!(Stamp::parse(&Stamp(u64::MAX).to_string()), Some(Stamp::LAST));
    }
}
