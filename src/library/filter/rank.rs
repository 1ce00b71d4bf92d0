//! The lines of a chooser that are like what was typed, the best first: help, palette, picker (nucleo-matcher).
//!
//! Every word must match; the letters of one in order, with any others between them. Accents and the kinds of
//! apostrophes, quotation marks and dashes never count (`text::fold`); capitals count where the word has some.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::Span;
use crate::text::fold::{self, Form};

/// Reads what was typed: words, parted by white space.
fn atoms(typed: &str) -> Vec<Atom> {
    let atom = |word: &str| {
        let letters: String = firsts(&fold::form_of(word, Form::BARE)).collect();
        let case = if letters.chars().any(char::is_uppercase) { CaseMatching::Respect } else { CaseMatching::Ignore };
        (!letters.is_empty()).then(|| Atom::new(&letters, case, Normalization::Never, AtomKind::Fuzzy, false))
    };
    typed.split_whitespace().filter_map(atom).collect()
}

/// Ranks plain strings (actions, help lines) against `pattern`; pairs of index and the matched character positions
/// (counted in `char`s), best first; all of them, in order and without positions, for an empty pattern.
#[must_use]
pub fn rank(lines: &[String], pattern: &str) -> Vec<(usize, Vec<u32>)> {
    let atoms = atoms(pattern);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut ranked = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let folded = fold::fold(line, Form::BARE);
        let letters = letters(folded.text(), &mut buffer);
        let mut places = Vec::new();
        let scores = atoms.iter().map(|atom| atom.indices(letters, &mut matcher, &mut places).map(u32::from));
        if let Some(score) = scores.sum::<Option<u32>>() {
            ranked.push((Reverse(score), i, in_chars(line, &folded, places)));
        }
    }
    ranked.sort_by_key(|(score, i, _)| (*score, *i));
    ranked.into_iter().map(|(_, i, places)| (i, places)).collect()
}

/// Returns the first character of every grapheme of a folded text, which is what is matched.
fn firsts(folded: &str) -> impl Iterator<Item = char> {
    let ascii = folded.is_ascii();
    let bytes = folded.bytes().filter(move |_| ascii).map(char::from);
    let graphemes = if ascii { "" } else { folded }.graphemes(true);
    bytes.chain(graphemes.filter_map(|grapheme| grapheme.chars().next()))
}

/// Returns what [`firsts`] does in the form that the matcher takes.
///
/// Not [`Utf32Str::new`]: where all these are ASCII, that takes the bytes of the whole line for them (0.3.1), and finds
/// nothing in a word with a combining mark.
fn letters<'b>(folded: &'b str, buffer: &'b mut Vec<char>) -> Utf32Str<'b> {
    if folded.is_ascii() {
        return Utf32Str::Ascii(folded.as_bytes());
    }
    buffer.clear();
    buffer.extend(firsts(folded));
    Utf32Str::Unicode(buffer)
}

/// The matcher counts graphemes of the fold; screens count characters of the line.
fn in_chars(line: &str, folded: &fold::Folded<'_>, mut graphemes: Vec<u32>) -> Vec<u32> {
    graphemes.sort_unstable();
    graphemes.dedup();
    if line.is_ascii() {
        return graphemes;
    }
    let text = folded.text();
    let starts: Vec<(usize, usize)> = match text.is_ascii() {
        true => (0..text.len()).map(|at| (at, 1)).collect(),
        false => text.grapheme_indices(true).map(|(at, grapheme)| (at, grapheme.len())).collect(),
    };
    let place = |grapheme: u32| {
        let (at, len) = *starts.get(usize::try_from(grapheme).ok()?)?;
        let raw = folded.raw(Span::new(at, at + len));
        u32::try_from(line.get(..raw.start)?.chars().count()).ok()
    };
    let mut places: Vec<u32> = graphemes.into_iter().filter_map(place).collect();
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn found(lines: &[&str], pattern: &str) -> Vec<usize> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        rank(&lines, pattern).into_iter().map(|(index, _)| index).collect()
    }

    #[test]
    fn an_empty_pattern_lists_everything_in_order() {
        assert_eq!(rank(&["b".into(), "a".into()], " "), [(0, vec![]), (1, vec![])]);
    }

    #[test]
    fn all_words_must_match_and_accents_and_signs_never_count() {
        for (pattern, lines) in [
            ("evian meet", &[1][..]),
            ("évian", &[1]),
            ("lake zebra", &[]),
            ("RAISED", &[]),
            ("café", &[2]),
            ("trump's", &[3]),
            ("\"now\"", &[3]),
        ] {
            let written =
                ["Wall to be raised", "Ministers meet in Évian", "Cafe\u{301} closed", "Trump’s tariffs — “now”"];
            assert_eq!(found(&written, pattern), lines, "{pattern}");
        }
    }

    #[test]
    fn places_of_a_folded_line_are_those_of_the_line() {
        let lines = ["Straße – Trump’s".to_owned()];
        assert_eq!(rank(&lines, "trump's"), [(0, (9..16).collect())]);
        assert_eq!(rank(&lines, "strasse"), [(0, (0..6).collect())]);
    }

    #[test]
    fn places_are_counted_in_characters() {
        let lines = ["e\u{301}e\u{301}x".to_owned()];
        assert_eq!(rank(&lines, "x"), [(0, vec![4])]);
    }

    #[test]
    fn signs_of_other_tools_are_plain_characters() {
        assert_eq!(rank(&["price $5!".into(), "other".into()], "$5!").len(), 1);
    }

    #[test]
    fn the_better_match_comes_first() {
        let ranked = rank(&["go to the last line".into(), "toggle".into()], "tog");
        assert_eq!(ranked.first().unwrap().0, 1);
    }
}
