//! Dates of feeds: RFC 822 and what is called so, the profile of ISO 8601 that W3C made, C's `asctime`, and the same with
//! months in the language of the paper.
//!
//! A second reader beside `article::dates`, which refuses what is not plain, because it reads prose: here all of a text
//! is a date, so that words are taken for months, days and zones in any order.

mod months;

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use jiff::{SignedDuration, ToSpan as _};

use crate::article::When;

/// Letters of a date, at most.
const LONGEST: usize = 100;

/// Reads a date; nothing where it is none, or the order of day and month is a guess.
pub(super) fn read(text: &str) -> Option<When> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    iso(text).or_else(|| loose(text))
}

/// Reads `2026-03-07T14:05:00Z` and its shorter and compact kin, `2026`, `2026-03`, `2026-066`.
fn iso(text: &str) -> Option<When> {
    let (day, rest) = match text.split_once(['T', 't', ' ']) {
        Some((day, rest)) => (day, rest.trim_start()),
        None => (text, ""),
    };
    let date = iso_day(day)?;
    if rest.is_empty() {
        return Some(When::day(date));
    }
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(end)?;
    let clock = clock_of(clock).or_else(|| compact_clock(clock))?;
    let offset = if zone.trim().is_empty() { None } else { Some(self::zone(zone.trim())?) };
    at(date, clock, offset)
}

fn iso_day(text: &str) -> Option<Date> {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<i16>().ok())?;
    let small = |text: &str| i8::try_from(number(text)?).ok();
    let of_year = |year: &str, day: &str| {
        let day = number(day).filter(|day| (1..=366).contains(day))?;
        Date::new(number(year)?, 1, 1).ok()?.checked_add((i64::from(day) - 1).days()).ok()
    };
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    match parts.as_slice() {
        [all] if all.len() == 8 => {
            Date::new(number(all.get(..4)?)?, small(all.get(4..6)?)?, small(all.get(6..)?)?).ok()
        }
        [all] if all.len() == 7 => of_year(all.get(..4)?, all.get(4..)?),
        [year] if year.len() == 4 => Date::new(number(year)?, 1, 1).ok(),
        [year, day] if year.len() == 4 && day.len() == 3 => of_year(year, day),
        [year, month] if year.len() == 4 => Date::new(number(year)?, small(month)?, 1).ok(),
        [year, month, day] if year.len() == 4 && day.len() <= 2 => {
            Date::new(number(year)?, small(month)?, small(day)?).ok()
        }
        _ => None,
    }
}

/// A time of day and the days that it is over.
type Clock = (Time, i64);

/// Reads `14:05`, `14:05:00.5`, `24:00`.
fn clock_of(text: &str) -> Option<Clock> {
    let mut parts = text.split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = parts.next()?.parse().ok()?;
    let second = parts.next().unwrap_or("0");
    let second: i8 = second.split(['.', ',']).next()?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let (hour, over) = if hour == 24 && minute == 0 && second == 0 { (0, 1) } else { (hour, 0) };
    Some((Time::new(hour, minute, if second == 60 { 59 } else { second }, 0).ok()?, over))
}

/// Reads `1405`, `140500`.
fn compact_clock(text: &str) -> Option<Clock> {
    let digits = text.split(['.', ',']).next()?;
    let part = |from: usize| digits.get(from..from + 2);
    match digits.len() {
        4 => clock_of(&format!("{}:{}", part(0)?, part(2)?)),
        6 => clock_of(&format!("{}:{}:{}", part(0)?, part(2)?, part(4)?)),
        _ => None,
    }
}

fn at(date: Date, (time, over): Clock, offset: Option<Offset>) -> Option<When> {
    let date = date.checked_add(over.days()).ok()?;
    Some(When { date, time: Some(time), offset })
}

/// Reads words in any order: a month by its name, days and years by their size, a time, a zone.
fn loose(text: &str) -> Option<When> {
    let mut found = Found::default();
    let text = text.replace(['年', '월', '月', '년', ','], " ").replace(['日', '일'], " ");
    for word in text.split_whitespace() {
        found.take(word)?;
    }
    found.when()
}

#[derive(Debug, Default)]
struct Found {
    numbers: Vec<(i16, usize)>,
    month: Option<i8>,
    date: Option<Date>,
    clock: Option<Clock>,
    afternoon: Option<bool>,
    offset: Option<Offset>,
}

impl Found {
    /// Takes a word; nothing where it belongs into no date.
    fn take(&mut self, word: &str) -> Option<()> {
        let bare = word.trim_matches(['.', '(', ')', '[', ']', ';']);
        if bare.is_empty() || matches!(bare.to_lowercase().as_str(), "at" | "um" | "uhr" | "de" | "à" | "of" | "the") {
            return Some(());
        }
        if let Some(half) = half(bare) {
            self.afternoon = Some(half);
            return Some(());
        }
        let is_time = bare.contains(':') && bare.starts_with(|c: char| c.is_ascii_digit()) && !bare.contains('T');
        if is_time && self.clock.is_none() {
            return self.time(bare);
        }
        if self.clock.is_some()
            && let Some(offset) = zone(bare)
        {
            // What stands after a zone explains it.
            self.offset = self.offset.or(Some(offset));
            return Some(());
        }
        if let Some(month) = months::month(bare) {
            self.month = Some(month);
            return Some(());
        }
        if let Some(digits) = number(bare) {
            self.numbers.push(digits);
            return Some(());
        }
        if let Some(whole) = self.whole(bare) {
            return whole;
        }
        // Names of days in any language, of zones that nobody knows, and `T`.
        bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '/' | '_' | '-')).then_some(())
    }

    /// Takes a time, with its half of the day or zone grown to it.
    fn time(&mut self, word: &str) -> Option<()> {
        let end = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ','))).unwrap_or(word.len());
        let (clock, rest) = word.split_at_checked(end)?;
        self.clock = Some(clock_of(clock.trim_end_matches(['.', ',']))?);
        if rest.is_empty() {
            return Some(());
        }
        if let Some(half) = half(rest) {
            self.afternoon = Some(half);
        } else {
            self.offset = Some(zone(rest)?);
        }
        Some(())
    }

    /// Takes a date that is one word: `07-Mar-26`, `2026/03/07`, `25.3.2026`.
    fn whole(&mut self, word: &str) -> Option<Option<()>> {
        let (day, clock) = word.split_once('T').unwrap_or((word, ""));
        let parts: Vec<&str> = day.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
        let [first, second, third] = parts.as_slice() else { return None };
        if !clock.is_empty() && self.time(clock).is_none() {
            return Some(None);
        }
        if let Some(month) = months::month(second) {
            self.month = Some(month);
            self.numbers.extend(number(first).into_iter().chain(number(third)));
            return Some(Some(()));
        }
        if let Some(month) = months::month(first) {
            self.month = Some(month);
            self.numbers.extend(number(second).into_iter().chain(number(third)));
            return Some(Some(()));
        }
        let numbers = (number(first), number(second), number(third));
        let (Some(first), Some(second), Some(third)) = numbers else { return None };
        let date = |year: i16, month: i16, day: i16| Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok();
        self.date = match (first, second, third) {
            ((year, 4), (month, _), (day, _)) => date(year, month, day),
            ((day, _), (month, _), (year, 4)) if word.contains('.') || day > 12 => date(year, month, day),
            ((month, _), (day, _), (year, 4)) if day > 12 || day == month => date(year, month, day),
            _ => None,
        };
        Some(self.date.map(|_| ()))
    }

    fn when(self) -> Option<When> {
        let date = match (self.date, self.month) {
            (Some(date), _) => date,
            (None, Some(month)) => self.named(month)?,
            (None, None) => self.counted()?,
        };
        let Some((time, over)) = self.clock else { return Some(When::day(date)) };
        let hour = match self.afternoon {
            Some(true) if time.hour() < 12 => time.hour() + 12,
            Some(false) if time.hour() == 12 => 0,
            _ => time.hour(),
        };
        let time = Time::new(hour, time.minute(), time.second(), 0).ok()?;
        at(date, (time, over), self.offset)
    }

    /// Finds day and year beside a month.
    fn named(&self, month: i8) -> Option<Date> {
        let (day, year) = match self.numbers.as_slice() {
            [(year, 3..), (day, _), ..] | [(day, _), (year, _), ..] => (*day, *year),
            _ => return None,
        };
        let digits = self.numbers.iter().find(|(number, _)| *number == year).map_or(4, |(_, digits)| *digits);
        let year = match (digits, year) {
            (..=2, 0..69) => year + 2000,
            (..=2, _) => year + 1900,
            // A year that counts from 1900, as C does.
            (3, 100..200) => year + 1900,
            _ => year,
        };
        let day = i8::try_from(day).ok().filter(|day| *day >= 1)?;
        Date::new(year, month, day).ok()
    }

    /// Takes `2026 03 07`, as of marks that were taken away.
    fn counted(&self) -> Option<Date> {
        let [(year, 4), (month, _), (day, _)] = self.numbers.as_slice() else { return None };
        Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
    }
}

/// Returns a number with how many digits it has; the endings of English ordinals are dropped.
fn number(word: &str) -> Option<(i16, usize)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?.to_ascii_lowercase();
    let is_number = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && matches!(ending.as_str(), "" | "st" | "nd" | "rd" | "th"))
        .then(|| Some((digits.parse().ok()?, digits.len())))?
}

/// Says whether a word means the afternoon.
fn half(word: &str) -> Option<bool> {
    match word.to_lowercase().replace('.', "").as_str() {
        "pm" | "오후" | "下午" | "午後" | "μμ" => Some(true),
        "am" | "오전" | "上午" | "午前" | "πμ" => Some(false),
        _ => None,
    }
}

/// Zones by name and their minutes from UTC; those of one letter are military, of which only these are in use.
const ZONES: &[(&str, i32)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("uct", 0),
    ("wet", 0),
    ("a", -60),
    ("n", 60),
    ("m", -720),
    ("y", 720),
    ("at", -240),
    ("ast", -240),
    ("adt", -180),
    ("et", -300),
    ("est", -300),
    ("edt", -240),
    ("ct", -360),
    ("cst", -360),
    ("cdt", -300),
    ("mt", -420),
    ("mst", -420),
    ("mdt", -360),
    ("pt", -480),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("nst", -210),
    ("ndt", -150),
    ("bst", 60),
    ("west", 60),
    ("cet", 60),
    ("met", 60),
    ("mez", 60),
    ("cest", 120),
    ("mest", 120),
    ("mesz", 120),
    ("eet", 120),
    ("sast", 120),
    ("eest", 180),
    ("msk", 180),
    ("msd", 240),
    ("jst", 540),
    ("kst", 540),
    ("hkt", 480),
    ("sgt", 480),
    ("awst", 480),
    ("aest", 600),
    ("aedt", 660),
    ("nzst", 720),
    ("nzdt", 780),
];

/// Reads a zone: `Z`, `EST`, `+0100`, `-05:30`, `GMT+1`.
fn zone(word: &str) -> Option<Offset> {
    let word = word.trim_matches(['(', ')', '.']);
    let word =
        word.get(..4).filter(|begin| begin.eq_ignore_ascii_case("etc/")).and_then(|_| word.get(4..)).unwrap_or(word);
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        return Offset::from_seconds(minutes * 60).ok();
    }
    let signed = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_named = word.len() > signed.len();
    if is_named
        && !["gmt", "utc", "ut"]
            .iter()
            .any(|name| word.get(..word.len() - signed.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)))
    {
        return None;
    }
    let (sign, digits) = match signed.chars().next()? {
        '+' => (1, signed.get(1..)?),
        '-' => (-1, signed.get(1..)?),
        '−' => (-1, signed.strip_prefix('−')?),
        _ => return None,
    };
    let (hours, minutes) = match (digits.split_once(':'), digits.len()) {
        (Some(parts), _) => parts,
        (None, 1 | 2) => (digits, "0"),
        (None, 3) => digits.split_at_checked(1)?,
        (None, _) => digits.split_at_checked(2)?,
    };
    let hours: i32 = hours.parse().ok()?;
    let minutes: i32 = minutes.trim_start_matches('-').parse().ok()?;
    let seconds = sign * (hours * 60 + minutes) * 60;
    Offset::from_seconds(seconds).ok()
}

/// Returns a date as RFC 3339 in UTC; what has no zone counts as UTC, what has no time as midnight.
pub(super) fn rfc3339(when: When) -> Option<String> {
    let civil = when.date.to_datetime(when.time.unwrap_or(Time::midnight()));
    let instant = when.offset.unwrap_or(Offset::UTC).to_timestamp(civil).ok()?;
    let whole = instant.checked_sub(SignedDuration::from_nanos(instant.subsec_nanosecond().into())).ok()?;
    Some(whole.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        read(text).and_then(rfc3339)
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (written, wanted) in [
            ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            ("Thu,  1 Jan 04 19:48 EST", "2004-01-02T00:48:00Z"),
            ("01 Jan 1999 00:00:00 +0100", "1998-12-31T23:00:00Z"),
            ("Thu, January 1, 2004 7:48:21 PM GMT+1", "2004-01-01T18:48:21Z"),
            ("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
            ("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            ("2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T10:14:55.25-08:00", "2003-12-31T18:14:55Z"),
            ("2003-12-31 10:14:55", "2003-12-31T10:14:55Z"),
            ("20031231T101455Z", "2003-12-31T10:14:55Z"),
            ("2003-12-31T24:00Z", "2004-01-01T00:00:00Z"),
            ("2003-12", "2003-12-01T00:00:00Z"),
            ("2003-335", "2003-12-01T00:00:00Z"),
            ("2003", "2003-01-01T00:00:00Z"),
            ("20031231", "2003-12-31T00:00:00Z"),
            ("31-Dec-2003 10:14", "2003-12-31T10:14:00Z"),
            ("2004년 05월 28일  01:31:15", "2004-05-28T01:31:15Z"),
            ("2004-07-08 23:56:58.0", "2004-07-08T23:56:58Z"),
            ("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"),
            ("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
            ("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
            ("Mo, 7. März 2026 14:05 Uhr", "2026-03-07T14:05:00Z"),
            ("25.12.2026", "2026-12-25T00:00:00Z"),
            ("12/25/2026 5:00 AM", "2026-12-25T05:00:00Z"),
            ("Tue, 26 Jun 2001 02:40:00 Z", "2001-06-26T02:40:00Z"),
        ] {
            assert_eq!(utc(written).as_deref(), Some(wanted), "{written}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for written in ["", "yesterday", "3/7/2026", "31 Feb 2026", "Thu, 99 Jan 2004", "2026-13-01", "x 2026", "12"] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
