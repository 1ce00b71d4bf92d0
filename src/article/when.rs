//! A date that may carry a time: what a news article says of its publication.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

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
