//! What helps to tell who speaks: documents, which speak for those who wrote them, and whose a given name is.

use crate::language::{Table, past};

/// A word a line, under a head.
const DOCUMENTS: &[u8] = include_bytes!("documents.txt");
/// The same; men's names first.
const NAMES: &str = concat!(include_str!("given-men.txt"), include_str!("given-women.txt"));

/// Where the men's names end.
const MEN: usize = include_str!("given-men.txt").len();

/// The same.
const GIVING: &[u8] = include_bytes!("gives-out.txt");

static GIVES: Table<bool, 64> = table(GIVING, 0);
static DOCUMENT: Table<bool, 128> = table(DOCUMENTS, usize::MAX);
static WOMAN: Table<bool, 2_048> = table(NAMES.as_bytes(), MEN);

/// Makes a table of whether a word stands at or after `at`.
const fn table<const N: usize>(text: &'static [u8], from: usize) -> Table<bool, N> {
    let mut table = Table::empty(text, false);
    let mut at = 0;
    while at < text.len() {
        let end = past(text, at, b"\n");
        if text[at] != b'#' && text[at] != b'\n' {
            let (slot, _) = table.enter(at, end);
            table.set(slot, at >= from);
        }
        at = end + 1;
    }
    table
}

/// Says whether a word, of one or of several, is something that somebody writes or gives out.
#[must_use]
pub fn is_document(word: &str) -> bool {
    let is = |word: &str| DOCUMENT.find(word.as_bytes()).is_some();
    is(word) || word.strip_suffix('s').is_some_and(is)
}

/// Says whether a verb gives a document out.
#[must_use]
pub fn gives_out(verb: &str) -> bool {
    GIVES.find(verb.as_bytes()).is_some()
}

/// Says whether a given name is a woman's (`true`) or a man's; `None` where it is both or unknown.
#[must_use]
pub fn is_womans(given: &str) -> Option<bool> {
    WOMAN.find(given.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_of_men_or_women_and_few_are_both() {
        for (name, woman) in [("Hillary", Some(true)), ("Paul", Some(false)), ("Kim", Some(true)), ("Oduya", None)] {
            assert_eq!(is_womans(name), woman, "{name}");
        }
        let (men, women) = NAMES.split_at(MEN);
        let own = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(own(men).find(|name| own(women).any(|other| *name == other)), None);
    }

    #[test]
    fn documents_speak_in_the_plural_too() {
        for (word, is) in [("letter", true), ("letters", true), ("op-ed", true), ("mayor", false), ("", false)] {
            assert_eq!(is_document(word), is, "{word}");
        }
    }
}
