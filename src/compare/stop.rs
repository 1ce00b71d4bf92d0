//! English words that say nothing about an event, and words that say only who reports it and when. Other languages
//! have none here: there, frequency alone decides.

use super::table::{Table, past};

/// Lower-case words.
const STOP: &[u8] = include_bytes!("stop.txt");

static TABLE: Table<(), 512> = table();

const fn table() -> Table<(), 512> {
    let mut table = Table::empty(STOP, ());
    let mut at = 0;
    while at < STOP.len() {
        let end = past(STOP, at, b" \n");
        table.enter(at, end);
        at = end + 1;
    }
    table
}

/// Lower-case words of the frame that any report has, sorted; not "may" and "march", which are more than months.
const FRAME: &[&str] = &[
    "according",
    "accordingly",
    "add",
    "added",
    "adding",
    "adds",
    "afternoon",
    "announce",
    "announced",
    "announcement",
    "announces",
    "announcing",
    "april",
    "august",
    "day",
    "days",
    "december",
    "evening",
    "february",
    "friday",
    "january",
    "july",
    "june",
    "monday",
    "month",
    "months",
    "morning",
    "night",
    "november",
    "october",
    "report",
    "reported",
    "reportedly",
    "reporting",
    "reports",
    "said",
    "saturday",
    "say",
    "saying",
    "says",
    "september",
    "spokesman",
    "spokesmen",
    "spokesperson",
    "spokeswoman",
    "statement",
    "statements",
    "sunday",
    "tell",
    "telling",
    "tells",
    "thursday",
    "today",
    "told",
    "tomorrow",
    "tonight",
    "tuesday",
    "wednesday",
    "week",
    "weeks",
    "year",
    "years",
    "yesterday",
];

/// Says whether the lower-case `word` is one.
pub(super) fn is_stop(word: &str) -> bool {
    TABLE.find(word.as_bytes()).is_some()
}

/// Says whether the lower-case `word` tells who reports or when, rather than what happened.
pub(super) fn is_frame(word: &str) -> bool {
    FRAME.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_list_is_found_and_no_other() {
        let words = str::from_utf8(STOP).unwrap_or("").split_whitespace();
        assert!(words.clone().count() > 170 && words.into_iter().all(is_stop));
        assert!(!["", "coalition", "thee", "th"].into_iter().any(is_stop));
    }

    #[test]
    fn the_words_of_the_frame_are_sorted_so_that_every_one_is_found() {
        assert!(FRAME.is_sorted());
        assert!(FRAME.iter().all(|word| is_frame(word)));
        assert!(!is_frame("coalition"));
    }
}
