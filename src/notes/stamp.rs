//! A moment as files have it: RFC 3339 in UTC to the millisecond, which sorts as text and reads in twenty years.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp(pub u64);

impl Stamp {
    /// Reads an RFC 3339 date and time; a moment before 1970 counts as 1970.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let at: Timestamp = text.trim().parse().ok()?;
        Some(Self(u64::try_from(at.as_millisecond()).unwrap_or(0)))
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
}
