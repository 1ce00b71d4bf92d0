//! Phrases that nobody owns.

use crate::language::{Table, past};

/// A phrase a line, by their first words, under a head.
const PHRASES: &str = include_str!("stock-phrases.txt");

/// Where the first phrase begins that has a word for its first.
static HEADS: Table<usize, 256> = heads();

const fn heads() -> Table<usize, 256> {
    let text = PHRASES.as_bytes();
    let mut table = Table::empty(text, 0);
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'#' && text[at] != b'\n' {
            let (slot, is_new) = table.enter(at, past(text, at, b" \n"));
            if is_new {
                table.set(slot, at);
            }
        }
        at = past(text, at, b"\n") + 1;
    }
    table
}

/// Returns how many words of `words`, lower-case with straight apostrophes, are a stock phrase from its first word on; 0
/// where none is.
pub fn stock<'a>(words: impl Iterator<Item = &'a str> + Clone) -> usize {
    let Some(first) = words.clone().next() else { return 0 };
    let Some(at) = HEADS.find(first.as_bytes()) else { return 0 };
    let begins = |line: &&str| line.strip_prefix(first).is_some_and(|rest| rest.starts_with(' '));
    let fits = |line: &str| {
        let mut own = words.clone();
        let mut phrase = line.split(' ');
        phrase.all(|word| own.next() == Some(word)).then(|| line.split(' ').count())
    };
    PHRASES.get(at..).unwrap_or("").lines().take_while(begins).filter_map(fits).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_that_begins_here_counts() {
        for (text, words) in [
            ("on the wrong side of history and", 6),
            ("the rule of law", 4),
            ("the rule of the sea", 0),
            ("ruled", 0),
            ("", 0),
        ] {
            assert_eq!(stock(text.split_whitespace()), words, "{text}");
        }
    }
}
