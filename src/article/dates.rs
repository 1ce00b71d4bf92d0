//! Dates as news sites print them: whole texts, and the lines that say when an article was published or changed.
//!
//! Only what is plain is read: `3/7/2026` is a date in two countries and two days, so it is none here.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::When;
use crate::language::english::{month, weekday};

/// What a date line says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct DateLine {
    /// When it was published, where the line says so plainly.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
}

/// Longer paragraphs are not date lines.
const LONGEST: usize = 160;

/// Reads a text that is one date and nothing else.
pub(super) fn whole(text: &str) -> Option<When> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let mut cursor = Cursor { tokens: &tokens, at: 0 };
    let found = cursor.moment()?;
    (cursor.at == tokens.len()).then_some(found)?
}

/// Reads `2026-03-07`, `2026-03-07T14:05:00.000+0100`, `2026-03-07 14:05 +01:00`: a day and a time as programs write
/// them, brought into the one form that the reader of TOML takes.
pub(super) fn stamp(text: &str) -> Option<When> {
    if text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let (day, rest) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(end)?;
    let seconds = if clock.matches(':').count() == 1 { ":00" } else { "" };
    let zone = zone.trim();
    let zone = match (zone.get(..3), zone.get(3..)) {
        (Some(hours), Some(minutes)) if zone.len() == 5 && !zone.contains(':') => format!("{hours}:{minutes}"),
        _ if zone.eq_ignore_ascii_case("z") || zone == "UTC" || zone == "GMT" => "Z".to_owned(),
        _ => zone.to_owned(),
    };
    iso(&if clock.is_empty() { day.to_owned() + &zone } else { format!("{day}T{clock}{seconds}{zone}") })
}

/// Reads a paragraph that holds nothing but dates of publication and change; `None` for all else.
pub(super) fn line(text: &str) -> Option<DateLine> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(text);
    let mut cursor = Cursor { tokens: &tokens, at: 0 };
    let mut line = DateLine::default();
    let mut count = 0;
    while cursor.at < tokens.len() {
        let updated = cursor.label();
        let when = cursor.moment()?;
        let place = if updated { &mut line.updated } else { &mut line.published };
        *place = place.or(when);
        count += 1;
        while cursor.eat(|token| matches!(token, "|" | "·" | "•" | "–" | "—" | "-" | "/" | ";" | ",")) {}
    }
    (count > 0).then_some(line)
}

/// Splits at white space, and punctuation off the words; brackets vanish.
fn tokens(text: &str) -> Vec<&str> {
    let is_trim = |c: char| matches!(c, ',' | '(' | ')' | '.' | ':' | ';' | '[' | ']');
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let core = word.trim_matches(is_trim);
        tokens.push(if core.is_empty() { word } else { core });
    }
    tokens
}

fn day(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    if !matches!(suffix.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()))?;
    (1600..=2199).contains(&year).then_some(year)
}

/// Walks the tokens.
struct Cursor<'a> {
    tokens: &'a [&'a str],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self, ahead: usize) -> Option<&'a str> {
        self.tokens.get(self.at + ahead).copied()
    }

    fn eat(&mut self, wanted: impl Fn(&str) -> bool) -> bool {
        let found = self.peek(0).is_some_and(wanted);
        self.at += usize::from(found);
        found
    }

    fn eat_word(&mut self, words: &[&str]) -> bool {
        self.eat(|token| words.iter().any(|word| token.eq_ignore_ascii_case(word)))
    }

    /// Takes "Published", "Last updated on" and the like; says whether it was about a change.
    fn label(&mut self) -> bool {
        self.eat_word(&["first", "last", "originally"]);
        let updated = self.eat_word(&["updated", "modified", "update", "edited"]);
        if !updated {
            self.eat_word(&["published", "posted", "created", "publication", "date"]);
            self.eat_word(&["date"]);
        }
        self.eat_word(&["on", "at"]);
        updated
    }

    /// Takes a date with its time, in either order. The inner option is empty where the day is not plain.
    fn moment(&mut self) -> Option<Option<When>> {
        let early = self.clock();
        self.eat(|token| weekday(token).is_some());
        if early.is_some() {
            self.eat_word(&["on"]);
        }
        if let Some(iso) = self.peek(0).and_then(iso) {
            self.at += 1;
            let clock = if iso.time.is_none() { early.or_else(|| self.late_clock()) } else { None };
            return Some(Some(with_clock(iso, clock)));
        }
        let date = self.date()?;
        let clock = early.or_else(|| self.late_clock());
        Some(date.map(|date| with_clock(When::day(date), clock)))
    }

    fn late_clock(&mut self) -> Option<Clock> {
        let start = self.at;
        self.eat(|token| matches!(token, "|" | "–" | "—" | "-" | "·"));
        self.eat_word(&["at"]);
        let clock = self.clock();
        if clock.is_none() {
            self.at = start;
        }
        clock
    }

    /// Takes a day; the inner option is empty where it may be another one, or none.
    fn date(&mut self) -> Option<Option<Date>> {
        let (first, second, third) = (self.peek(0)?, self.peek(1), self.peek(2));
        if let Some(date) = numeric(first) {
            self.at += 1;
            return Some(date);
        }
        let (month, day) = match (month(first), day(first)) {
            (Some(month), _) => (month, day(second?)?),
            (_, Some(day)) => (self::month(second?)?, day),
            _ => return None,
        };
        let year = year(third?)?;
        self.at += 3;
        Some(Date::new(year, month, day).ok())
    }

    /// Takes a time of day with its zone.
    fn clock(&mut self) -> Option<Clock> {
        let word = self.peek(0)?;
        let half = self.peek(1).and_then(half_of_day);
        let (digits, glued) = split_half(word);
        if !digits.contains([':', '.', 'h']) && half.is_none() && glued.is_none() {
            return None;
        }
        let mut parts = digits.split([':', '.', 'h']);
        let hour: i8 = parts.next()?.parse().ok()?;
        let minute: i8 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
        let second: i8 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
        let afternoon = glued.or(half);
        let hour = match afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if parts.next().is_some() {
            return None;
        }
        let time = Time::new(hour, minute, second, 0).ok()?;
        self.at += 1 + usize::from(glued.is_none() && half.is_some());
        Some(Clock { time, offset: self.zone() })
    }

    /// Takes a zone; its offset where the name has one meaning.
    fn zone(&mut self) -> Option<Offset> {
        let word = self.peek(0)?;
        let hours = match word {
            "GMT" | "UTC" | "Z" => Some(0),
            "BST" | "CET" => Some(1),
            "CEST" | "EET" => Some(2),
            "EDT" => Some(-4),
            "EST" | "CDT" => Some(-5),
            "MDT" => Some(-6),
            "PDT" => Some(-7),
            "PST" => Some(-8),
            "JST" | "KST" => Some(9),
            // These change with the season or the country.
            "ET" | "CT" | "MT" | "PT" | "CST" | "MST" | "IST" | "AEST" | "AEDT" => None,
            _ => return None,
        };
        self.at += 1;
        hours.and_then(|hours| Offset::from_hours(hours).ok())
    }
}

#[derive(Clone, Copy)]
struct Clock {
    time: Time,
    offset: Option<Offset>,
}

fn with_clock(when: When, clock: Option<Clock>) -> When {
    clock.map_or(when, |clock| When { date: when.date, time: Some(clock.time), offset: clock.offset })
}

/// Says whether a word means the afternoon.
fn half_of_day(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "pm" | "p.m" => Some(true),
        "am" | "a.m" => Some(false),
        _ => None,
    }
}

/// Splits "3pm" into its digits and its half of the day.
fn split_half(word: &str) -> (&str, Option<bool>) {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    match half_of_day(word.get(digits.len()..).unwrap_or("")) {
        Some(half) => (digits, Some(half)),
        None => (word, None),
    }
}

/// Reads `2026-03-07`, with a time or without.
fn iso(word: &str) -> Option<When> {
    let is_iso = word.len() >= 10 && word.is_char_boundary(10) && word.as_bytes().get(4) == Some(&b'-');
    if !is_iso {
        return None;
    }
    When::from_toml(&word.parse().ok()?)
}

/// Reads `25/03/2026`, `3.7.2026`: day first with dots, and with slashes where one of the two can be no month. The
/// inner option is empty where both can.
fn numeric(word: &str) -> Option<Option<Date>> {
    let mark = if word.contains('/') { '/' } else { '.' };
    let mut parts = word.split(mark);
    let (first, second) = (day(parts.next()?)?, day(parts.next()?)?);
    let year = year(parts.next()?)?;
    if parts.next().is_some() {
        return None;
    }
    let (month, day) = match (first, second) {
        _ if mark == '.' || first > 12 => (second, first),
        _ if second > 12 || first == second => (first, second),
        _ => return Some(None),
    };
    Some(Date::new(year, month, day).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        whole(text).map(|when| when.to_string())
    }

    #[test]
    fn the_forms_of_news_sites_are_read() {
        for (text, expected) in [
            ("March 7, 2026", "2026-03-07"),
            ("MARCH 7 2026", "2026-03-07"),
            ("Mar. 7, 2026", "2026-03-07"),
            ("7 March 2026", "2026-03-07"),
            ("7th Sept 2026", "2026-09-07"),
            ("Saturday, 7 March 2026", "2026-03-07"),
            ("7 March 2026 14:05 GMT", "2026-03-07T14:05:00Z"),
            ("3:14 PM ET, Tue March 3, 2026", "2026-03-03T15:14:00"),
            ("March 3, 2026 at 12:05 a.m. EST", "2026-03-03T00:05:00-05:00"),
            ("March 3, 2026, 3pm", "2026-03-03T15:00:00"),
            ("2026-03-07", "2026-03-07"),
            ("2026-03-07T14:05:00+01:00", "2026-03-07T14:05:00+01:00"),
            ("2026-03-07 14:05", "2026-03-07T14:05:00"),
            ("25/03/2026", "2026-03-25"),
            ("03/25/2026", "2026-03-25"),
            ("7.3.2026", "2026-03-07"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_plainly_a_date_is_none() {
        let texts =
            ["", "3/7/2026", "31 February 2026", "March 2026", "7 March", "2026", "March 7, 2026 was a day", "3 PM"];
        for text in texts {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn lines_say_when_they_mean_a_change() {
        let day = |text: &str| whole(text);
        let published = |text: &str| DateLine { published: day(text), updated: None };
        for text in ["Published MARCH 7 2026", "Published: 7 Mar 2026", "Posted on March 7, 2026", "March 7, 2026"] {
            assert_eq!(line(text), Some(published("2026-03-07")), "{text}");
        }
        for text in ["Last updated on March 7, 2026", "Updated 7 March 2026", "UPDATED: 2026-03-07"] {
            assert_eq!(line(text), Some(DateLine { updated: day("2026-03-07"), published: None }), "{text}");
        }
        let both = DateLine { published: day("7 March 2026"), updated: day("8 March 2026") };
        assert_eq!(line("Published 7 March 2026 | Updated 8 March 2026"), Some(both));
        assert_eq!(line("Published 3/7/2026"), Some(DateLine::default()));
    }

    #[test]
    fn sentences_are_not_date_lines() {
        for text in
            ["Published figures show 7 per cent.", "By Monday the river had risen 3 metres.", "2026", "12 countries"]
        {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
