//! How a feed is, in the words of the screen: short, in the reader's own time, and no date where the day is today.

use jiff::Zoned;

use super::state::{FeedState, Health};

/// How a feed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// In a few words.
    pub brief: String,
    /// Whether the reader should look at it.
    pub is_ill: bool,
    /// In full, a line each.
    pub told: Vec<String>,
}

impl Standing {
    /// Words how a feed is at a time.
    #[must_use]
    pub fn new(state: &FeedState, paused: bool, now: &Zoned) -> Self {
        let at = |seconds: i64| clock(seconds, now);
        let health = state.health(paused, now.timestamp().as_second());
        let (brief, first) = match &health {
            Health::New => ("not fetched yet".to_owned(), None),
            Health::Well(_) => (format!("fetched {}", at(state.pace.asked)), None),
            Health::Unchanged(0) => (format!("asked {}, nothing new", at(state.pace.asked)), None),
            Health::Unchanged(since) => (format!("not changed since {}", at(*since)), None),
            Health::Faulty(faults) => (
                format!("fetched {}, faulty", at(state.pace.asked)),
                Some(format!("read in spite of faults: {}", faults.join("; "))),
            ),
            Health::Ill { why, .. } => (why.clone(), None),
            Health::Waits(until) => (format!("waits until {}: the site asks for it", at(*until)), None),
            Health::Paused => ("paused by you".to_owned(), Some("it is asked only when you fetch it alone".to_owned())),
            Health::Gone => (
                "paused: gone".to_owned(),
                Some(
                    "the site says that it is gone for good (410); it is asked only when you fetch it alone".to_owned(),
                ),
            ),
        };
        let is_ill = matches!(health, Health::Ill { .. } | Health::Gone);
        let mut told: Vec<String> = first.into_iter().collect();
        let pace = &state.pace;
        let mut times = Vec::new();
        let mut tell =
            |what: &str, seconds: i64| times.extend((seconds > 0).then(|| format!("{what} {}", at(seconds))));
        tell("asked", pace.asked);
        if pace.well != pace.asked {
            tell("last well", pace.well);
        }
        tell("last new", pace.changed);
        if !matches!(health, Health::Paused | Health::Gone) {
            tell("due by its rhythm", pace.next);
        }
        told.extend((!times.is_empty()).then(|| times.join(" · ")));
        told.extend((pace.failures > 1).then(|| format!("failed {} times in a row", pace.failures)));
        Self { brief, is_ill, told }
    }
}

/// Returns a time as a person says it on the day of `now`: the hour today, the day in this year, else the date.
#[must_use]
pub fn clock(seconds: i64, now: &Zoned) -> String {
    let Ok(at) = jiff::Timestamp::from_second(seconds) else { return "some day".to_owned() };
    let at = at.to_zoned(now.time_zone().clone());
    let how = match (at.date() == now.date(), at.year() == now.year()) {
        (true, _) => "%H:%M",
        (false, true) => "%-d %b %H:%M",
        (false, false) => "%-d %b %Y",
    };
    at.strftime(how).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::{TimeZone, offset};

    use super::*;
    use crate::newsroom::schedule::Pace;

    /// Saturday, 7 March 2026, 14:05 UTC.
    const NOW: i64 = 1_772_892_300;

    fn now() -> Zoned {
        Timestamp::from_second(NOW).unwrap_or_default().to_zoned(TimeZone::fixed(offset(2)))
    }

    #[test]
    fn a_time_is_told_in_the_readers_zone_and_with_no_more_than_is_needed() {
        let told = |seconds| clock(seconds, &now());
        assert_eq!(told(NOW), "16:05");
        assert_eq!(told(NOW - 16 * 3600), "00:05");
        assert_eq!(told(NOW - 17 * 3600), "6 Mar 23:05");
        assert_eq!(told(NOW - 365 * 86400), "7 Mar 2025");
        assert_eq!(told(i64::MAX), "some day");
    }

    #[test]
    fn every_health_has_its_few_words() {
        let asked = Pace { asked: NOW - 180, well: NOW - 180, ..Pace::default() };
        let base = FeedState { pace: asked.clone(), status: 200, ..FeedState::new("https://a.example/feed") };
        let brief = |state: &FeedState, paused| Standing::new(state, paused, &now()).brief;
        assert_eq!(brief(&FeedState::new("u"), false), "not fetched yet");
        assert_eq!(brief(&base, false), "fetched 16:02");
        assert_eq!(brief(&base, true), "paused by you");
        let unchanged = FeedState { status: 304, ..base.clone() };
        assert_eq!(brief(&unchanged, false), "asked 16:02, nothing new");
        let pace = Pace { changed: NOW - 86_400, ..asked.clone() };
        assert_eq!(brief(&FeedState { pace, ..unchanged }, false), "not changed since 6 Mar 16:05");
        assert_eq!(
            brief(&FeedState { waits: NOW + 300, ..base.clone() }, false),
            "waits until 16:10: the site asks for it"
        );
        assert_eq!(brief(&FeedState { faults: vec!["f".to_owned()], ..base.clone() }, false), "fetched 16:02, faulty");
        let ill = FeedState { problem: Some("the site has no such page".to_owned()), ..base.clone() };
        let standing = Standing::new(&ill, false, &now());
        assert_eq!((standing.brief.as_str(), standing.is_ill), ("the site has no such page", true));
        let gone = FeedState { pace: Pace { gone: true, ..asked }, ..base };
        let standing = Standing::new(&gone, false, &now());
        assert_eq!((standing.brief.as_str(), standing.is_ill), ("paused: gone", true));
    }
}
