//! Months and weekdays by their numbers.

use super::forms::lines;
use super::{Classes, classes};

/// The months, full and short, a line each in the order of the year.
const MONTHS: &str = include_str!("months.txt");
/// The days of the week, likewise, from Monday on.
const WEEKDAYS: &str = include_str!("weekdays.txt");

/// Returns the number of a month from 1, told in full or short; its letters may be capitals.
#[must_use]
pub fn month(word: &str) -> Option<i8> {
    classes(word).is(Classes::MONTH).then(|| line_of(MONTHS, word)).flatten().map(|line| line + 1)
}

/// Returns the number of a weekday from 1 for Monday, told in full or short; its letters may be capitals.
#[must_use]
pub fn weekday(word: &str) -> Option<i8> {
    classes(word).is(Classes::WEEKDAY).then(|| line_of(WEEKDAYS, word)).flatten().map(|line| line + 1)
}

/// Returns the full name of the month with a number from 1, in lower case.
#[must_use]
pub fn month_name(number: i8) -> Option<&'static str> {
    first_word(MONTHS, usize::try_from(number).ok()?.checked_sub(1)?)
}

/// Returns the full name of the weekday with a number from 1 for Monday, in lower case.
#[must_use]
pub fn weekday_name(number: i8) -> Option<&'static str> {
    first_word(WEEKDAYS, usize::try_from(number).ok()?.checked_sub(1)?)
}

fn line_of(list: &'static str, word: &str) -> Option<i8> {
    let line = lines(list).position(|line| line.split(' ').any(|form| form.eq_ignore_ascii_case(word)));
    line.and_then(|line| i8::try_from(line).ok())
}

fn first_word(list: &'static str, line: usize) -> Option<&'static str> {
    lines(list).nth(line)?.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weekdays_have_their_numbers_in_every_form() {
        assert_eq!(["January", "sept", "DEC", "may"].map(month), [Some(1), Some(9), Some(12), Some(5)]);
        assert_eq!(["Monday", "thurs", "SUN"].map(weekday), [Some(1), Some(4), Some(7)]);
        assert_eq!(["", "m", "janu", "day"].map(|word| month(word).or(weekday(word))), [None; 4]);
        let all = (1..=12).map(|n| month_name(n).and_then(month)).collect::<Vec<_>>();
        assert_eq!(all, (1..=12).map(Some).collect::<Vec<_>>());
        assert_eq!((month_name(0), month_name(13), weekday_name(7)), (None, None, Some("sunday")));
    }
}
