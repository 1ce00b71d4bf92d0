//! English words that say nothing about an event. Other languages have none here: there, frequency alone decides.

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

/// Says whether the lower-case `word` is one.
pub(super) fn is_stop(word: &str) -> bool {
    TABLE.find(word.as_bytes()).is_some()
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
}
