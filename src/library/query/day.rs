//! Days as a filter names them: a year, a month, a day.

use std::fmt;

use jiff::civil::Date;

/// A year, a month or a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    typed: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Period {
    /// Reads `2026`, `2026-03` or `2026-03-07`.
    #[must_use]
    pub fn new(typed: &str) -> Option<Self> {
        let digits = |part: &str, count| {
            let plain = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse().ok())?
        };
        let mut parts = typed.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |month| month.map(Some))?;
        let day = parts.next().map(|part| digits(part, 2)).map_or(Some(None), |day| day.map(Some))?;
        let small = |number: i16| i8::try_from(number).ok();
        let date = |month: i16, day: i16| Date::new(year, small(month)?, small(day)?).ok();
        let (first, last) = match (month, day) {
            (None, _) => (date(1, 1)?, date(12, 31)?),
            (Some(month), None) => (date(month, 1)?, date(month, 1)?.last_of_month()),
            (Some(month), Some(day)) => (date(month, day)?, date(month, day)?),
        };
        parts.next().is_none().then(|| Self { typed: typed.to_owned(), first, last })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_read_and_nothing_else() {
        for (typed, days) in [
            ("2026", Some("2026-01-01 2026-12-31")),
            ("2026-02", Some("2026-02-01 2026-02-28")),
            ("2024-02", Some("2024-02-01 2024-02-29")),
            ("2026-03-07", Some("2026-03-07 2026-03-07")),
            ("", None),
            ("26", None),
            ("2026-", None),
            ("2026-3", None),
            ("2026-13", None),
            ("2026-02-30", None),
            ("2026-03-07-01", None),
            ("2026-03-07T12:00", None),
            ("+026", None),
            ("yesterday", None),
        ] {
            let read = Period::new(typed).map(|period| format!("{} {}", period.first, period.last));
            assert_eq!(read.as_deref(), days, "{typed}");
        }
    }
}
