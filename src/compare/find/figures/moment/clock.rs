//! Times of day: `5 p.m.`, `2.15pm`, `16:03 GMT`, `at 3.57`, `noon`, and how near "shortly after" is to one.

use super::super::fit::Fit;
use super::super::token::{Kind, Token};
use super::Moment;
use crate::language::english::{Classes, classes};

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Clock {
    /// Minutes since midnight.
    minute: u16,
    /// Whether the clock is Greenwich's.
    utc: bool,
    /// Whether the half of the day is told.
    half: bool,
    /// Minutes before and after that are meant too.
    room: (i32, i32),
}

const DAY: i32 = 1_440;
/// Minutes beyond its room in which nothing can be said of a time that is not meant exactly.
const DOUBT: i32 = 15;

/// What stands before a time and how many minutes it allows before and after, the longest first.
const ROOM: &[(&[&str], (i32, i32))] = &[
    (&["shortly", "after"], (0, 30)),
    (&["just", "after"], (0, 30)),
    (&["soon", "after"], (0, 30)),
    (&["little", "after"], (0, 30)),
    (&["shortly", "before"], (-30, 0)),
    (&["just", "before"], (-30, 0)),
    (&["close", "to"], (-20, 20)),
    (&["about"], (-15, 15)),
    (&["around"], (-15, 15)),
    (&["roughly"], (-15, 15)),
    (&["nearly"], (-15, 0)),
    (&["almost"], (-15, 0)),
    (&["after"], (0, 120)),
    (&["before"], (-120, 0)),
    (&["by"], (-120, 0)),
    (&["until"], (-15, 15)),
];

/// Words before digits that make a time of them ("at 3.57").
const AT: &[&str] = &["at", "by", "until", "till", "before", "after", "about", "around", "from"];

impl Clock {
    pub fn iso(self) -> String {
        format!("T{:02}:{:02}{}", self.minute / 60, self.minute % 60, if self.utc { "Z" } else { "" })
    }

    /// Says how two times stand to each other; nothing where they are of two zones.
    pub fn fit(self, other: Self) -> Option<Fit> {
        if self.utc != other.utc {
            return None;
        }
        let round = if self.half && other.half { DAY } else { DAY / 2 };
        let by = i32::from(other.minute) - i32::from(self.minute);
        let by = (by + round / 2).rem_euclid(round) - round / 2;
        let (exact, loose) = (self.room == (0, 0), other.room == (0, 0));
        let low = self.room.0 - other.room.1;
        let high = self.room.1 - other.room.0;
        Some(match low <= by && by <= high {
            true if self.room == other.room && by == 0 => Fit::Equal,
            true if exact || loose => Fit::Rounded,
            true => Fit::Loose,
            false if !(exact && loose) && low - DOUBT <= by && by <= high + DOUBT => Fit::Open,
            false => Fit::Apart,
        })
    }

    fn moment(self) -> Moment {
        Moment { clock: Some(self), ..Moment::default() }
    }
}

/// Reads the time that begins at the number at `at`.
pub(super) fn clock(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let token = tokens.get(at)?;
    let (hour, minute, next) = match token.raw.split_once('.') {
        Some((hour, minutes)) => (number(hour, 23)?, Some(number(minutes, 59).filter(|_| minutes.len() == 2)?), at + 1),
        None => {
            let hour = number(token.raw, 23)?;
            let colon = tokens.get(at + 1).is_some_and(|t| t.glued && t.is(":"));
            let minutes = tokens.get(at + 2).filter(|t| colon && t.glued && t.raw.len() == 2);
            let minute = minutes.and_then(|t| number(t.raw, 59));
            (hour, minute, if minute.is_some() { at + 3 } else { at + 1 })
        }
    };
    let (half, mut end) = half_of_day(tokens, next);
    let oclock = tokens.get(end).is_some_and(|t| t.is("o'clock"));
    let dotted = token.raw.contains('.');
    if half.is_none() && !oclock && (minute.is_none() || dotted && !is_at(tokens, at, next)) {
        return None;
    }
    end += usize::from(oclock);
    let hour = match half {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let utc = tokens.get(end).is_some_and(|t| t.is_any(&["gmt", "utc", "greenwich"]));
    let told = half.is_some() || utc || hour > 12 || hour == 0;
    let clock = Clock { minute: hour * 60 + minute.unwrap_or(0), utc, half: told, room: room(tokens, at) };
    Some((clock.moment(), end + usize::from(utc)))
}

/// Reads "noon" and "midnight" after a word that makes a time of them.
pub(super) fn noon(tokens: &[Token<'_>], at: usize) -> Option<(Moment, usize)> {
    let minute = match tokens.get(at)?.lower.as_ref() {
        "noon" | "midday" => DAY / 2,
        "midnight" => 0,
        _ => return None,
    };
    at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| t.is_any(AT))?;
    let clock = Clock { minute: u16::try_from(minute).ok()?, utc: false, half: true, room: room(tokens, at) };
    Some((clock.moment(), at + 1))
}

/// Says whether the digits at `at` are a time though nothing after them says so.
fn is_at(tokens: &[Token<'_>], at: usize, next: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is_any(AT));
    let closed = tokens.get(next).is_none_or(|t| match t.kind {
        Kind::Mark => !t.glued || matches!(t.raw, "," | "." | ";" | ")" | "”" | "\""),
        Kind::Word => !t.glued && classes(&t.lower).is(Classes::NOUN_END),
        Kind::Number => false,
    });
    before && closed && !tokens.get(next).is_some_and(|t| t.is_any(&["%", "°"]) || t.is("per"))
}

fn number(digits: &str, most: u16) -> Option<u16> {
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| short && *n <= most)
}

/// Reads "p.m." and "in the afternoon": whether it is the second half of the day, and where that ends.
fn half_of_day(tokens: &[Token<'_>], at: usize) -> (Option<bool>, usize) {
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is_any(words));
    match tokens.get(at).map(|t| t.lower.as_ref()) {
        Some("am" | "a.m") => (Some(false), at + 1),
        Some("pm" | "p.m") => (Some(true), at + 1),
        Some("in") if is(1, &["the"]) && is(2, &["morning"]) => (Some(false), at + 3),
        Some("in") if is(1, &["the"]) && is(2, &["afternoon", "evening"]) => (Some(true), at + 3),
        _ => (None, at),
    }
}

fn room(tokens: &[Token<'_>], at: usize) -> (i32, i32) {
    let stands = |words: &[&str]| {
        let start = at.checked_sub(words.len());
        start.is_some_and(|start| words.iter().zip(tokens.iter().skip(start)).all(|(word, token)| token.is(word)))
    };
    ROOM.iter().find(|(words, _)| stands(words)).map_or((0, 0), |(_, room)| *room)
}
