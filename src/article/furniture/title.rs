//! Whether the first line of an article is its headline.
//!
//! A line without a stop, or one that asks or calls, may be one wherever prose follows. A line that ends in a stop may be
//! a headline whose last word is short ("… the E.P.A.") or quoted ("… 'that silly dam!'"), or the first sentence of the
//! story: how it is written, and what follows it, decide.

use super::{LONGEST_TITLE, ends_in_stop};
use crate::language::english::{Classes, classes, is_stop};

/// Longer headlines do not end in a stop.
const MOST_WORDS: usize = 18;
/// The words of a headline that the story must tell again, and the share of them, for that to prove it one.
const RETOLD: usize = 3;
const RETOLD_SHARE: (usize, usize) = (3, 5);

/// What follows a line.
#[derive(Clone, Copy)]
pub(super) struct Below<'a> {
    /// The first paragraph of prose below it.
    pub prose: &'a str,
    /// Whether a byline or a date stands directly below it.
    pub signed: bool,
}

/// Says whether `text` could stand above an article: one short line that is no sentence.
pub(super) fn may_be(text: &str, below: Below<'_>) -> bool {
    let text = text.trim();
    let first = text.chars().find(|c| c.is_alphanumeric());
    let is_line = text.len() <= LONGEST_TITLE
        && !text.contains('\n')
        && first.is_some_and(|c| !c.is_lowercase())
        && text.split_whitespace().nth(1).is_some();
    let open = text.ends_with(['?', '!']) || !ends_in_stop(text);
    is_line && (open || may_end_so(text) && is_headline(text, below))
}

/// Says whether a headline may have the stop that ends `text`: that of a short form, or one that is quoted.
fn may_end_so(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    let quoted = last.ends_with(['”', '"', '’', '\'', '»']) && text.ends_with(last);
    quoted || last.strip_suffix('.').is_some_and(is_short_form)
}

/// "U.S", "Inc", "J", "Jan": what has its stop wherever it stands.
fn is_short_form(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '[', '“', '‘', '"', '\'']);
    let class = classes(word);
    let initials = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    let short = class.is(Classes::BOUND.or(Classes::LOOSE)) || class.is(Classes::SHORT) && class.is_date_word();
    (initials && word != "I") || short && word.starts_with(char::is_uppercase)
}

fn is_headline(text: &str, below: Below<'_>) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MOST_WORDS {
        return false;
    }
    below.signed
        || is_capitalised(&words)
        || !(tells(&words) || goes_on(below.prose) || is_quotation(text)) && {
            is_clipped(&words) || is_retold(&words, below.prose)
        }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Says whether every word that a headline has with a capital has one: sentences have small verbs.
fn is_capitalised(words: &[&str]) -> bool {
    let telling = |word: &&str| !word.is_empty() && !classes(word).is(Classes::MINOR);
    let outside: Vec<&str> = outside_quotations(words).map(bare).filter(telling).collect();
    let all: Vec<&str> =
        if outside.len() > 2 { outside } else { words.iter().map(|w| bare(w)).filter(telling).collect() };
    all.len() > 2 && all.iter().all(|word| !word.starts_with(char::is_lowercase))
}

/// The words that stand in no quotation.
fn outside_quotations<'a>(words: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let mut inside = false;
    words.iter().copied().filter(move |word| {
        inside |= word.starts_with(['“', '‘', '"', '\'', '«']);
        let was = inside;
        inside &= !word.trim_end_matches(['.', ',', '!', '?', ':']).ends_with(['”', '’', '"', '\'', '»']);
        !was
    })
}

/// Says whether it tells what somebody said: headlines have that in the present.
fn tells(words: &[&str]) -> bool {
    words.iter().map(|word| bare(word)).any(|word| {
        let class = classes(word);
        class.is(Classes::SAYS) && !word.ends_with('s') && !class.is(Classes::JUDGES)
    })
}

/// Says whether it is a quotation and nothing else.
fn is_quotation(text: &str) -> bool {
    let opening = |c: char| "“‘\"'«".contains(c);
    text.starts_with(opening)
        && text.chars().skip(1).filter(|&c| opening(c)).count() <= usize::from(text.starts_with(['"', '\'']))
}

/// Says whether `prose` goes on with what was begun: "She also …", "But …".
fn goes_on(prose: &str) -> bool {
    let first = bare(prose.split_whitespace().next().unwrap_or(""));
    let class = classes(first);
    let belongs = ["his", "her", "their", "its", "this", "that", "these", "those", "there"];
    class.is(Classes::PRONOUN) && !prose.starts_with(['“', '"'])
        || ["and", "but", "so", "or", "then", "yet"].iter().any(|word| first.eq_ignore_ascii_case(word))
        || belongs.iter().any(|word| first.eq_ignore_ascii_case(word))
}

/// Says whether it leaves out what headlines leave out: articles and auxiliaries.
fn is_clipped(words: &[&str]) -> bool {
    let full = |word: &&str| {
        let word = bare(word);
        ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
            || classes(word).is(Classes::FINITE.or(Classes::PRONOUN))
    };
    let own: Vec<&str> = outside_quotations(words).collect();
    !own.iter().any(full) && own.len() > 2
}

/// Says whether the story begins by telling it again.
fn is_retold(words: &[&str], prose: &str) -> bool {
    let telling = |word: &&str| word.chars().count() > 2 && !is_stop(word);
    let lower = |words: Vec<&str>| words.into_iter().map(str::to_lowercase).collect::<Vec<_>>();
    let own = lower(words.iter().map(|word| bare(word)).filter(telling).collect());
    let told = lower(prose.split_whitespace().take(80).map(bare).filter(telling).collect());
    let same = |a: &str, b: &str| a == b || is_form(a, b) || is_form(b, a);
    let again = own.iter().filter(|word| told.iter().any(|other| same(word, other))).count();
    again >= RETOLD && again * RETOLD_SHARE.1 >= own.len() * RETOLD_SHARE.0
}

/// "paying" of "pay": the word and an ending.
fn is_form(long: &str, short: &str) -> bool {
    long.strip_prefix(short).is_some_and(|ending| matches!(ending, "s" | "es" | "ed" | "d" | "ing" | "'s" | "’s"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// First lines that end in a stop, with the prose below them, and whether they are headlines, and why.
    const LINES: &[(&str, &str, bool, &str)] = &[
        ("Fishermen Win a Fight With the C.F.A.", "Boats may leave the port again.", true, "capitals"),
        ("Fishermen win fight with C.F.A.", "Boats may leave the port again.", true, "clipped"),
        ("Harbour Board to Sue Aurel Lines Inc.", "The board met on Friday.", true, "capitals"),
        ("Mayor Melo Meets J.T.", "The two met on Friday.", true, "initials"),
        ("Storm to reach Marland by Jan.", "Rain is expected in the north.", true, "a short month"),
        ("Melo Tells the Board: ‘Go Home.’", "The board sat on.", true, "capitals, a quotation"),
        ("Mayor Melo: We are not selling ‘that old boat!’", "Mayor Ana Melo would not sell the boat.", true, "retold"),
        ("Captain calls harbour ‘a rusty grave.’", "The captain spoke on Friday.", true, "clipped, present"),
        ("“We Are Not Going Home.”", "The crew of the boat stayed on Friday.", true, "capitals"),
        ("Ana Melo has worked for thirty years in Marland, D.C.", "The port was her first post.", false, "a sentence"),
        ("The ferry is owned by Aurel Lines Inc.", "The company has two more boats.", false, "a sentence"),
        ("Ana Melo joined the board in Oberlin, D.C.", "She left it in May.", false, "goes on"),
        ("Ana Melo works for Aurel Lines Inc.", "She has done so for years.", false, "goes on"),
        ("The mayor closed with the words “We are not going home!”", "The hall cheered.", false, "a sentence"),
        ("Ana Melo said on Monday: “We will not sell the boat.”", "Mayor Melo will not sell the boat.", false, "told"),
        ("“We are not going home.”", "The crew of the boat stayed on Friday.", false, "a quotation"),
        ("The bridge is closed.", "The bridge was closed on Friday.", false, "a plain stop"),
        ("Boats leave.", "The bridge was closed on Friday.", false, "a plain stop"),
    ];

    #[test]
    fn a_headline_may_end_in_a_stop_and_a_sentence_is_none() {
        for (text, prose, is, why) in LINES {
            assert_eq!(may_be(text, Below { prose, signed: false }), *is, "{text}: {why}");
        }
    }

    #[test]
    fn a_byline_below_it_makes_a_line_a_headline() {
        for (text, is) in [("The ferry is owned by Aurel Lines Inc.", true), ("The bridge is closed.", false)] {
            assert_eq!(may_be(text, Below { prose: "", signed: true }), is, "{text}");
        }
    }
}
