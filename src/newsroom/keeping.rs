//! How long the articles of feeds are kept, and what keeps one for good.
//!
//! Nothing that a reader did something with is ever forgotten: what it is that keeps an article is a [`Hold`], and an
//! article that has none is *free*. Being unread is no hold: an article was there to be read for as long as the feed keeps
//! its articles.

use serde::{Deserialize, Deserializer};

use super::schedule::DAY;

/// What keeps an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hold {
    /// A note is about it, one in the trash too, or one is being written.
    Noted,
    /// It is starred.
    Starred,
    /// A match or a check of it was decided on.
    Decided,
    /// It was put into a story, or told to be in none.
    InStory,
    /// It was compared with another one.
    Compared,
    /// Its file was changed since it came: by hand, or by what was set about it.
    Changed,
    /// Another feed of the list brings it too.
    Shared,
    /// It cannot be read, so that nobody knows what it is.
    Unread,
}

impl Hold {
    /// All of them, the strongest first: an article counts under its first.
    pub const ALL: [Self; 8] = [
        Self::Noted,
        Self::Starred,
        Self::Decided,
        Self::InStory,
        Self::Compared,
        Self::Changed,
        Self::Shared,
        Self::Unread,
    ];

    /// Words it after a number of articles.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Noted => "noted",
            Self::Starred => "starred",
            Self::Decided => "decided on",
            Self::InStory => "put in a story",
            Self::Compared => "compared",
            Self::Changed => "changed by hand",
            Self::Shared => "of another feed too",
            Self::Unread => "not readable",
        }
    }
}

/// How many articles are free, and how many are held by what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that nothing holds.
    pub free: usize,
    held: [usize; Hold::ALL.len()],
}

impl Tally {
    /// Counts an article by what holds it, each by its first hold.
    pub fn count(&mut self, hold: Option<Hold>) {
        let place = hold.and_then(|hold| Hold::ALL.iter().position(|other| *other == hold));
        match place.and_then(|place| self.held.get_mut(place)) {
            Some(held) => *held += 1,
            None => self.free += 1,
        }
    }

    /// Returns how many are held by something.
    #[must_use]
    pub fn held(&self) -> usize {
        self.held.iter().sum()
    }

    /// Returns how many there are.
    #[must_use]
    pub fn all(&self) -> usize {
        self.free + self.held()
    }

    /// Says how many are held by what: “2 noted, 1 starred”; nothing where none is.
    #[must_use]
    pub fn told(&self) -> String {
        let some = Hold::ALL.iter().zip(self.held).filter(|(_, count)| *count > 0);
        some.map(|(hold, count)| format!("{count} {}", hold.word())).collect::<Vec<_>>().join(", ")
    }
}

/// Says how many articles there are: “1 article”.
#[must_use]
pub fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

/// How long the articles of a feed are kept that nothing holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// For ever.
    All,
    /// For so many days after they came.
    Days(u16),
}

impl Keep {
    /// Reads it as it is written: `90d`, `12w`, `1y` or `all`.
    ///
    /// # Errors
    /// Where it is none of these.
    pub fn read(written: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "keep is \"all\", or a number of days, weeks or years such as \"90d\", \"12w\", \"1y\": not {written:?}"
            )
        };
        let written = written.trim();
        if written == "all" {
            return Ok(Self::All);
        }
        let unit = written.chars().last().ok_or_else(wrong)?;
        let days = match unit {
            'd' => 1,
            'w' => 7,
            'y' => 365,
            _ => return Err(wrong()),
        };
        let number: u16 = written.strip_suffix(unit).and_then(|number| number.parse().ok()).ok_or_else(wrong)?;
        number.checked_mul(days).filter(|days| *days > 0).map(Self::Days).ok_or_else(wrong)
    }

    /// Returns the time before which an article must have come to be forgotten now; none where none is.
    #[must_use]
    pub fn before(self, now: i64) -> Option<i64> {
        match self {
            Self::All => None,
            Self::Days(days) => Some(now - i64::from(days) * DAY),
        }
    }
}

impl<'de> Deserialize<'de> for Keep {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for Keep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Days(days) => write!(f, "{days}d"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_days_weeks_or_years() {
        for (written, days) in [("90d", 90), (" 1d ", 1), ("12w", 84), ("1y", 365)] {
            assert_eq!(Keep::read(written), Ok(Keep::Days(days)), "{written}");
        }
        assert_eq!(Keep::read("all"), Ok(Keep::All));
        for wrong in ["", "d", "90", "0d", "-3d", "90 days", "9é", "99999y", "1.5w", "All"] {
            assert!(Keep::read(wrong).is_err_and(|told| told.contains("\"90d\"")), "{wrong}");
        }
        assert_eq!((Keep::All.before(5), Keep::Days(2).before(3 * DAY)), (None, Some(DAY)));
    }

    #[test]
    fn articles_are_counted_once_and_told_by_what_holds_them() {
        let mut tally = Tally::default();
        assert_eq!((tally.told().as_str(), tally.all()), ("", 0));
        for hold in [None, Some(Hold::Starred), None, Some(Hold::Noted), Some(Hold::Noted)] {
            tally.count(hold);
        }
        assert_eq!((tally.free, tally.held(), tally.all()), (2, 3, 5));
        assert_eq!(tally.told(), "2 noted, 1 starred");
        for hold in Hold::ALL {
            let mut tally = Tally::default();
            tally.count(Some(hold));
            assert_eq!(tally.told(), format!("1 {}", hold.word()));
        }
    }
}
