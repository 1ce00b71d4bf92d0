//! Acronyms, written out as one of the two articles writes them out.
//!
//! ```text
//! left    The DNC met.                     right   The Democratic National Committee met.
//! wanted  DNC                              runs    Democratic National Committee
//! DNC  →  democrat nation committe         (its own key stays beside these)
//! ```
//!
//! Only the pair at hand is asked: what no article writes out stays as it is. Where it is written out in two ways, the
//! words that both have count.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Row, Word};
use crate::language::english::{Classes, is_common};
use crate::reading::{Reading, Token};

/// The fewest and most letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// The keys of the words that each acronym stands for, by its own key.
#[derive(Debug, Default)]
pub(super) struct Acronyms {
    full: BTreeMap<u64, BTreeSet<u64>>,
}

impl Acronyms {
    /// Looks for acronyms in two articles, and for what they stand for in both.
    pub fn new(readings: [&Reading<'_>; 2]) -> Self {
        let wanted = wanted(readings);
        let mut found = Self::default();
        if wanted.is_empty() {
            return found;
        }
        for reading in readings {
            for sentence in reading.story() {
                runs(reading, reading.tokens(sentence)).iter().for_each(|run| found.take(reading, run, &wanted));
            }
        }
        found
    }

    /// Takes every part of a run whose initials are wanted.
    fn take(&mut self, reading: &Reading<'_>, run: &[Token], wanted: &BTreeMap<String, u64>) {
        let initials: Vec<char> = run.iter().filter_map(|&token| initial(reading, token)).collect();
        for letters in LETTERS {
            for (at, window) in initials.windows(letters).enumerate() {
                let Some(&acronym) = wanted.get(&window.iter().collect::<String>()) else { continue };
                let words = run.get(at..at + letters).unwrap_or(&[]);
                let keys: BTreeSet<u64> = words.iter().map(|&token| reading.lexeme(token).key).collect();
                let kept = self.full.entry(acronym).or_insert_with(|| keys.clone());
                kept.retain(|key| keys.contains(key));
            }
        }
    }

    /// Writes out the acronyms of a row: the words that they stand for, each where its acronym stands.
    pub fn written_out(&self, row: &Row) -> Vec<Word> {
        if self.full.is_empty() {
            return Vec::new();
        }
        let full = |word: &Word| {
            let (word, keys) = (*word, self.full.get(&word.key));
            let named = move |&key| Word { key, stop: false, frame: false, share: 0.0, ..word };
            keys.into_iter().flatten().map(named).collect::<Vec<_>>()
        };
        row.words.iter().flat_map(full).collect()
    }
}

/// Collects the acronyms of both articles with their keys. What either also writes in small letters is a word.
fn wanted(readings: [&Reading<'_>; 2]) -> BTreeMap<String, u64> {
    let mut wanted = BTreeMap::new();
    let capitals = |printed: &str| {
        let mut bytes = printed.bytes();
        bytes.next().is_some_and(|b| b.is_ascii_uppercase())
            && bytes.next().is_some_and(|b| b.is_ascii_uppercase() || b == b'.')
    };
    let all = readings.iter().flat_map(|reading| reading.lexemes());
    for lexeme in all.filter(|lexeme| capitals(lexeme.printed)) {
        let letters: String = lexeme.printed.chars().filter(|&c| c != '.').collect();
        let letters = letters.strip_suffix("'s").or_else(|| letters.strip_suffix("’s")).unwrap_or(&letters);
        let small = letters.to_ascii_lowercase();
        let word = lexeme.is_stop() || lexeme.classes.is(Classes::NOT_ACRONYM) || is_common(&small);
        if LETTERS.contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase()) && !word {
            wanted.insert(letters.to_owned(), lexeme.key);
        }
    }
    if !wanted.is_empty() {
        for lexeme in readings.iter().flat_map(|reading| reading.lexemes()) {
            if lexeme.printed.starts_with(char::is_lowercase) {
                wanted.remove(&lexeme.printed.to_ascii_uppercase());
            }
        }
    }
    wanted
}

/// Cuts a sentence into runs of capitalised words with nothing but a space, a hyphen or a small word between them; the
/// small words are left out. A word all in capitals ends a run: it has no initial that stands for it.
fn runs(reading: &Reading<'_>, tokens: &[Token]) -> Vec<Vec<Token>> {
    let (mut runs, mut run) = (Vec::new(), Vec::new());
    let mut last: Option<Token> = None;
    for &token in tokens {
        let joined = last.is_none_or(|before| is_gap(reading, before, token));
        if !joined {
            runs.push(std::mem::take(&mut run));
        }
        if initial(reading, token).is_some() {
            run.push(token);
        } else if !is_small(reading, token) {
            runs.push(std::mem::take(&mut run));
        }
        last = Some(token);
    }
    runs.push(run);
    runs.retain(|run: &Vec<Token>| run.len() >= *LETTERS.start());
    runs
}

/// Says whether only a space, a hyphen or an ampersand lies between two tokens.
fn is_gap(reading: &Reading<'_>, before: Token, after: Token) -> bool {
    let between = reading.text().get(before.span.end..after.span.start).unwrap_or(".");
    matches!(between.trim(), "" | "-" | "&" | "‑")
}

/// Words inside a name that lend it no letter.
fn is_small(reading: &Reading<'_>, token: Token) -> bool {
    matches!(&*reading.lexeme(token).plain, "of" | "the" | "and" | "for" | "on" | "in" | "de" | "des")
}

/// Returns the capital that a word begins with, unless it is all capitals.
fn initial(reading: &Reading<'_>, token: Token) -> Option<char> {
    let lexeme = reading.lexeme(token);
    let mut letters = lexeme.printed.chars();
    let first = letters.next().filter(char::is_ascii_uppercase)?;
    letters.any(char::is_lowercase).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::compare::Side;
    use crate::compare::find::matches::rows::Pair;
    use crate::compare::fixtures::article;

    /// Returns how many words the first sentence of the left is written out by.
    fn written_out(left: &str, right: &str) -> usize {
        let (left, right) = (article(&[left]), article(&[right]));
        let [l, r] = [Reading::new(&left), Reading::new(&right)];
        let pair = Pair::new(&l, &r, &AtomicBool::new(false)).expect("nobody calls it off");
        pair.rows(Side::Left).first().map_or(0, |row| row.full.len())
    }

    #[test]
    fn capitals_stand_for_the_run_that_has_their_initials() {
        let cases = [
            ("The HDB voted.", "The Harbour Defence Board met on Monday.", 3, "plain"),
            ("The H.D.B. voted.", "The Harbour Defence Board met.", 3, "stops between the letters are a house's style"),
            ("The HDB's vote.", "The Harbour Defence Board met.", 3, "a possessive"),
            ("The HDB voted.", "A member of the Board of Harbour Defence met.", 0, "another order of initials"),
            ("The BHD voted.", "A member of the Board of Harbour Defence met.", 3, "small words lend no letter"),
            ("The HDB voted.", "Old Harbour Defence Board papers burned.", 3, "a part of a longer run"),
            ("The HDB voted.", "In Harbour. Defence Board papers burned.", 0, "not over the end of a sentence"),
            ("The HDB voted.", "Harbour, Defence, Board: three words.", 0, "not over a mark"),
            ("The HDB voted.", "HARBOUR DEFENCE BOARD", 0, "a headline in capitals shows no initials"),
            ("The HDB voted.", "harbour defence board", 0, "small letters are no name"),
            ("OK, he said.", "Oscar Kramer said so.", 0, "an English word in capitals is itself"),
            ("The HDB voted; hdb is short.", "The Harbour Defence Board.", 0, "written small elsewhere: a word"),
            ("Harbour Defence Board", "The HDB voted.", 0, "what is written out already stays as it is"),
            ("The HDB voted.", "Harbour Defence Board, then Harbour Defence Bureau.", 2, "two ways: what both have"),
        ];
        for (left, right, words, why) in cases {
            assert_eq!(written_out(left, right), words, "{why}: {left} / {right}");
        }
    }
}
