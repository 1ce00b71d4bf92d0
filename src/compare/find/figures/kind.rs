//! What kinds of figures there are.

use super::unit::Dimension;

/// What a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// How many of something there are.
    Count,
    /// A measure.
    Measure(Dimension),
    /// An amount of money, in the currency of that code.
    Money(&'static str),
    /// Somebody's age in years.
    Age,
    /// A place in a row.
    Ordinal,
    /// The score of a game or vote.
    Score,
    /// "One in five".
    Odds,
    /// A date, weekday or time.
    Moment,
}
