//! When a feed is asked again: by its own rhythm, by what the site asks for, and later and later where it fails.
//!
//! The clock is passed in, and so is the chance by which feeds are spread, so that a test tells every answer. Times are
//! seconds since 1970. What a site asks for is obeyed up to a day: a header that says “in a year” is a mistake more often
//! than a wish, and readers of other programs lost feeds to it. A feed that fails is asked at least once a day for ever.
//!
//! ```text
//! read, unchanged ── wait max(own rhythm: 1 h to 24 h, hints up to 24 h)
//! failed ─────────── wait 1 h · 2ⁿ, 24 h at most
//! gone (410) ─────── paused until the reader says otherwise
//! ```

use jiff::civil::{Date, Weekday};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Seconds of an hour.
pub const HOUR: i64 = 3600;
/// Seconds of a day, the longest that anything but the reader keeps a feed waiting.
pub const DAY: i64 = 24 * HOUR;
/// Seconds of a week.
const WEEK: i64 = 7 * DAY;
/// How long a feed waits that says nothing about its rhythm.
const UNKNOWN: i64 = 4 * HOUR;
/// Doublings after which a wait is a day anyway.
const MOST_DOUBLINGS: u32 = 5;
/// How often in a row a feed must have moved for good to the same address before that is believed.
const BELIEVED: u32 = 2;

/// What is remembered of a feed's pace between two requests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// When it was last asked; 0 for never.
    pub asked: i64,
    /// When it last answered with a feed, or that nothing has changed.
    pub well: i64,
    /// When it last had something new.
    pub changed: i64,
    /// When it is to be asked again.
    pub next: i64,
    /// Its own rhythm, in seconds.
    pub every: i64,
    /// How often in a row it failed.
    pub failures: u32,
    /// Whether it is gone for good, and waits for the reader's word.
    pub gone: bool,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A feed; how many of its entries are of the last two weeks, where it dates them.
    Read {
        /// Entries of the last two weeks.
        recent: Option<usize>,
        /// Whether something was new.
        news: bool,
    },
    /// Nothing has changed.
    Same,
    /// Whatever else.
    Failed,
    /// It is gone, and says that it will not come back.
    Gone,
}

impl Pace {
    /// Says whether it is time to ask.
    #[must_use]
    pub const fn is_due(&self, now: i64) -> bool {
        !self.gone && self.next <= now
    }

    /// Returns the pace after a request.
    ///
    /// `hint` is the longest time in seconds that the site or the feed asks to be left alone; `chance` is any number, by
    /// which feeds that were asked at one time are spread over the tenth part of their wait.
    #[must_use]
    pub fn after(&self, outcome: Outcome, hint: Option<i64>, now: i64, chance: u64) -> Self {
        let mut pace = Self { asked: now, ..self.clone() };
        let wait = match outcome {
            Outcome::Read { recent, news } => {
                pace.every = rhythm(recent);
                pace.changed = if news { now } else { pace.changed };
                pace.rest(hint, now)
            }
            Outcome::Same => pace.rest(hint, now),
            Outcome::Failed => {
                pace.failures = pace.failures.saturating_add(1);
                (HOUR << (pace.failures - 1).min(MOST_DOUBLINGS)).min(DAY)
            }
            Outcome::Gone => {
                pace.gone = true;
                DAY
            }
        };
        let spread = i64::try_from(chance % 1000).unwrap_or(0) * (wait / 10) / 1000;
        pace.next = now.saturating_add(wait + spread);
        pace
    }

    /// Returns how long a feed waits that is well.
    fn rest(&mut self, hint: Option<i64>, now: i64) -> i64 {
        (self.well, self.failures, self.gone) = (now, 0, false);
        let every = if self.every == 0 { UNKNOWN } else { self.every };
        every.max(hint.unwrap_or(0).min(DAY))
    }
}

/// Returns the first full hour from `at` on that a feed does not ask to be left alone in, `at` itself where that is in
/// none; within a day, whatever the feed says. `hours` are those of the day in UTC, `days` of the week.
#[must_use]
pub fn open_hour(at: i64, hours: &[u8], days: &[Weekday]) -> i64 {
    let is_closed = |at: i64| {
        let Ok(time) = jiff::Timestamp::from_second(at) else { return false };
        let time = time.to_zoned(TimeZone::UTC);
        hours.iter().any(|hour| i8::try_from(*hour) == Ok(time.hour())) || days.contains(&time.weekday())
    };
    let later = (1..24).map(|hour| at - at.rem_euclid(HOUR) + hour * HOUR);
    std::iter::once(at).chain(later).find(|at| !is_closed(*at)).unwrap_or(at)
}

/// Returns how many days of some are within the last two weeks, those to come left out; none where there are none at all.
#[must_use]
pub fn recent(days: impl IntoIterator<Item = Date>, today: Date) -> Option<usize> {
    let ages = days.into_iter().map(|day| i64::from(day.until(today).map_or(i32::MAX, |span| span.get_days())));
    ages.fold(None, |count, age| Some(count.unwrap_or(0) + usize::from((0..=14).contains(&age))))
}

/// Returns how long it takes until a feed is likely to have something new.
fn rhythm(recent: Option<usize>) -> i64 {
    let Some(recent) = recent else { return UNKNOWN };
    let count = i64::try_from(recent).unwrap_or(i64::MAX).max(1);
    (2 * WEEK / count).clamp(HOUR, DAY)
}

/// Reads `Retry-After`: seconds, or a date of HTTP. Returns until when the host is to be left alone, a day at most; none
/// where nothing is understood or the time has passed.
#[must_use]
pub fn retry_after(written: &str, now: i64) -> Option<i64> {
    let written = written.trim();
    let until = match written.bytes().all(|byte| byte.is_ascii_digit()) {
        true => now.checked_add(written.parse::<u32>().map_or(DAY, i64::from)).filter(|_| !written.is_empty())?,
        false => http_date(written)?,
    };
    (until > now).then(|| until.min(now + DAY))
}

/// Returns for how many seconds an answer may be kept: `max-age` of `Cache-Control` goes before `Expires`.
#[must_use]
pub fn freshness(cache_control: Option<&str>, expires: Option<&str>, now: i64) -> Option<i64> {
    let field = |field: &str| {
        let (name, value) = field.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then(|| value.trim().trim_matches('"').parse().ok())?
    };
    let said = cache_control.and_then(|all| all.split(',').find_map(field));
    said.or_else(|| Some(http_date(expires?)? - now)).filter(|seconds| *seconds > 0)
}

/// Reads a date of HTTP (RFC 9110), which is one of e-mail.
fn http_date(written: &str) -> Option<i64> {
    let date = DateTimeParser::new().relaxed_weekday(true).parse_zoned(written.trim()).ok()?;
    Some(date.timestamp().as_second())
}

/// Where a feed says that it has moved for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moving {
    /// The address that it names.
    pub to: Option<String>,
    /// How often in a row it named it.
    pub seen: u32,
}

impl Moving {
    /// Takes note of where a request ended that read a feed, none for where it began; returns the new address once it is
    /// to be believed.
    pub fn saw(&mut self, to: Option<&str>) -> Option<String> {
        if to.is_none() || self.to.as_deref() != to {
            *self = Self { to: to.map(str::to_owned), seen: 0 };
        }
        self.seen += u32::from(self.to.is_some());
        if self.seen < BELIEVED { None } else { std::mem::take(self).to }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_790_000_000;

    fn waits(pace: &Pace, outcome: Outcome, hint: Option<i64>) -> i64 {
        pace.after(outcome, hint, NOW, 0).next - NOW
    }

    #[test]
    fn a_feed_is_asked_by_its_own_rhythm() {
        let read = |recent| Outcome::Read { recent, news: true };
        for (recent, wait) in [
            (None, 4 * HOUR),
            (Some(0), DAY),
            (Some(2), DAY),
            (Some(28), 12 * HOUR),
            (Some(56), 6 * HOUR),
            (Some(5000), HOUR),
        ] {
            let pace = Pace::default().after(read(recent), None, NOW, 0);
            assert_eq!(pace.next - NOW, wait, "{recent:?}");
            assert_eq!(waits(&pace, Outcome::Same, None), wait, "unchanged keeps the rhythm: {recent:?}");
            assert_eq!((pace.asked, pace.well, pace.changed), (NOW, NOW, NOW));
        }
        assert_eq!(waits(&Pace::default(), Outcome::Same, None), 4 * HOUR);
    }

    #[test]
    fn hours_and_days_that_a_feed_closes_are_passed_over_for_a_day_at_most() {
        // Saturday, 7 March 2026, 14:05.
        let at = 1_772_892_300;
        let next = |hours: &[u8], days: &[Weekday]| (open_hour(at, hours, days) - at) / 60;
        assert_eq!(next(&[], &[]), 0);
        assert_eq!(next(&[13, 15], &[Weekday::Sunday]), 0);
        assert_eq!(next(&[14, 15], &[]), 115);
        assert_eq!(next(&[], &[Weekday::Saturday]), 9 * 60 + 55);
        assert_eq!(next(&[0], &[Weekday::Saturday]), 10 * 60 + 55);
        assert_eq!(next(&(0..24).collect::<Vec<_>>(), &[]), 0, "never is no answer");
    }

    #[test]
    fn recent_days_are_those_of_two_weeks() {
        let today = Date::constant(2026, 3, 15);
        let count =
            |days: &[(i8, i8)]| recent(days.iter().map(|(month, day)| Date::constant(2026, *month, *day)), today);
        assert_eq!(count(&[]), None);
        assert_eq!(count(&[(3, 15), (3, 1), (2, 28), (3, 16), (1, 1)]), Some(2));
        assert_eq!(recent([Date::MIN, Date::MAX], today), Some(0));
    }

    #[test]
    fn hints_are_a_lower_bound_and_a_day_at_most() {
        let read = Outcome::Read { recent: Some(5000), news: false };
        for (hint, wait) in
            [(None, HOUR), (Some(60), HOUR), (Some(5 * HOUR), 5 * HOUR), (Some(400 * DAY), DAY), (Some(-5), HOUR)]
        {
            assert_eq!(waits(&Pace::default(), read, hint), wait, "{hint:?}");
        }
    }

    #[test]
    fn failures_back_off_to_a_day_and_never_end_for_good() {
        let mut pace = Pace { every: HOUR, well: NOW, ..Pace::default() };
        let mut waited = Vec::new();
        for _ in 0..200 {
            pace = pace.after(Outcome::Failed, Some(DAY), NOW, 0);
            waited.push((pace.next - NOW) / HOUR);
        }
        assert_eq!(waited.iter().take(8).copied().collect::<Vec<_>>(), [1, 2, 4, 8, 16, 24, 24, 24]);
        assert_eq!((waited.last(), pace.failures, pace.is_due(NOW + DAY)), (Some(&24), 200, true));
        let well = pace.after(Outcome::Same, None, NOW, 0);
        assert_eq!((well.failures, well.next), (0, NOW + HOUR), "one good answer and all is as before");
    }

    #[test]
    fn what_is_gone_waits_for_the_readers_word_and_may_come_back() {
        let gone = Pace::default().after(Outcome::Gone, None, NOW, 0);
        assert!(gone.gone && !gone.is_due(NOW + 1000 * DAY));
        assert!(gone.after(Outcome::Failed, None, NOW, 0).gone);
        assert!(!gone.after(Outcome::Same, None, NOW, 0).gone);
    }

    #[test]
    fn a_site_says_when_to_come_back_in_seconds_or_as_a_date() {
        let date = |seconds: i64| {
            let at = jiff::Timestamp::from_second(NOW + seconds).unwrap();
            jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).unwrap()
        };
        for (written, until) in [
            ("120", Some(120)),
            (" 120 ", Some(120)),
            ("0", None),
            ("99999999", Some(DAY)),
            ("99999999999999999999999", Some(DAY)),
            ("", None),
            ("-5", None),
            ("soon", None),
            (&date(600), Some(600)),
            (&date(-600), None),
            (&date(40 * DAY), Some(DAY)),
        ] {
            assert_eq!(retry_after(written, NOW), until.map(|seconds| NOW + seconds), "{written}");
        }
        for (cache, expires, seconds) in [
            (Some("public, max-age=600"), None, Some(600)),
            (Some("Max-Age=\"60\""), Some(date(600)), Some(60)),
            (Some("no-cache"), Some(date(600)), Some(600)),
            (None, Some(date(-5)), None),
            (Some("max-age=0"), None, None),
            (Some("max-age=many"), Some("0".to_owned()), None),
            (None, None, None),
        ] {
            assert_eq!(freshness(cache, expires.as_deref(), NOW), seconds, "{cache:?} {expires:?}");
        }
    }

    #[test]
    fn a_move_is_believed_when_it_is_seen_twice_running() {
        let mut moving = Moving::default();
        assert_eq!(moving.saw(Some("b")), None);
        assert_eq!(moving.saw(Some("c")), None, "another one begins anew");
        assert_eq!(moving.saw(None), None);
        assert_eq!(moving.saw(Some("c")), None);
        assert_eq!(moving.saw(Some("c")).as_deref(), Some("c"));
        assert_eq!(moving, Moving::default());
    }

    proptest! {
        #[test]
        fn no_wait_is_under_an_hour_or_over_a_day_and_its_tenth(
            every in 0..10 * DAY, failures in 0..u32::MAX, hint in proptest::option::of(any::<i64>()),
            recent in proptest::option::of(0..usize::MAX), kind in 0..3, chance in any::<u64>(),
        ) {
            let pace = Pace { every: every.clamp(HOUR, DAY), failures, ..Pace::default() };
            let outcome = match kind {
                0 => Outcome::Read { recent, news: true },
                1 => Outcome::Same,
                _ => Outcome::Failed,
            };
            let wait = pace.after(outcome, hint, NOW, chance).next - NOW;
            prop_assert!((HOUR..=DAY + DAY / 10).contains(&wait), "{wait}");
        }
    }
}
