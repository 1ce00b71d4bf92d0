//! Words that stand for another, or for a number.

use super::{Classes, classes};
use crate::language::{Table, past};

/// Numbers in words with their digits, a line each, under a head.
const NUMBERS: &str = include_str!("numbers.txt");

static VALUES: Table<u8, 64> = values();

const fn values() -> Table<u8, 64> {
    let text = NUMBERS.as_bytes();
    let mut table = Table::empty(text, 0);
    let mut at = past(text, 0, b"\n") + 2;
    while at < text.len() {
        let space = past(text, at, b" ");
        let (slot, _) = table.enter(at, space);
        let (mut value, mut digit) = (0, space + 1);
        while digit < text.len() && text[digit].is_ascii_digit() {
            value = value * 10 + (text[digit] - b'0');
            digit += 1;
        }
        table.set(slot, value);
        at = digit + 1;
    }
    table
}

/// Returns the value of a number under a hundred that is one word.
#[must_use]
pub fn number(word: &str) -> Option<u8> {
    VALUES.find(word.as_bytes())
}

/// Returns spellings with the form of the same word that is kept: "grey" and "gray", "sen" and "senator", "two" and "2".
pub fn spellings() -> impl Iterator<Item = (&'static str, &'static str)> {
    let kept_first = [include_str!("spellings.txt"), include_str!("titles.txt"), include_str!("months.txt")];
    let kept_last = [NUMBERS, include_str!("ordinals.txt")];
    let first = kept_first.into_iter().flat_map(lines).flat_map(|line| {
        let (kept, others) = line.split_once(' ').unwrap_or((line, ""));
        others.split_whitespace().map(move |other| (other, kept))
    });
    first.chain(kept_last.into_iter().flat_map(lines).filter_map(|line| line.split_once(' ')))
}

/// Returns the lines of a list without its head.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// What a word says beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing: every report has it.
    Nothing,
    /// What another word says.
    Like(&'static str),
}

static SYNONYM: Table<&str, 256> = first_of_line(include_str!("synonyms.txt"));
static ACT: Table<&str, 2_048> = first_of_line(include_str!("acts.txt"));
static NOUN: Table<&str, 256> = first_of_line(include_str!("nouns.txt"));

static INFINITIVE: Table<&str, 512> = first_of_line(include_str!("verbs.txt"));

/// Returns the infinitive of a form that no ending gives: "speak" of "spoken".
#[must_use]
pub fn infinitive(form: &str) -> Option<&'static str> {
    INFINITIVE.find(form.as_bytes())
}

/// How a word turns what its sentence states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is not so.
    Not,
    /// It was so.
    Before,
    /// It is to be so.
    After,
    /// Nobody knows whether it is so.
    Open,
}

static TURN: Table<&str, 128> = first_of_line(include_str!("turns.txt"));

/// Returns how a word turns its sentence.
#[must_use]
pub fn turn(word: &str) -> Option<Turn> {
    if word.ends_with("n't") {
        return Some(Turn::Not);
    }
    match TURN.find(word.as_bytes())? {
        "not" => Some(Turn::Not),
        "before" => Some(Turn::Before),
        "now" => Some(Turn::After),
        _ => Some(Turn::Open),
    }
}

/// Makes a table from every word of a list to the first of its line.
const fn first_of_line<const N: usize>(list: &'static str) -> Table<&'static str, N> {
    let text = list.as_bytes();
    let mut table = Table::empty(text, "");
    let (mut at, mut first) = (0, "");
    while at < text.len() {
        at = match text[at] {
            b'#' => past(text, at, b"\n"),
            b'\n' => {
                first = list.split_at(past(text, at + 1, b" \n")).0.split_at(at + 1).1;
                at + 1
            }
            b' ' => at + 1,
            _ => {
                let end = past(text, at, b" \n");
                let (slot, _) = table.enter(at, end);
                table.set(slot, first);
                end
            }
        };
    }
    table
}

/// Returns the noun that stands for all that count what a singular counts: "country" for "nation".
#[must_use]
pub fn counted(singular: &str) -> Option<&'static str> {
    NOUN.find(singular.as_bytes())
}

/// Plurals with their singulars, a line each, under a head.
/// Returns what stands for all words of an act: `die` for `killed`.
#[must_use]
pub fn act(word: &str) -> Option<&'static str> {
    ACT.find(word.as_bytes())
}

const PLURALS: &str = include_str!("plurals.txt");

static SINGULAR: Table<&str, 64> = singulars();

const fn singulars() -> Table<&'static str, 64> {
    let text = PLURALS.as_bytes();
    let mut table = Table::empty(text, "");
    let mut at = past(text, 0, b"\n") + 2;
    while at < text.len() {
        let (space, end) = (past(text, at, b" "), past(text, at, b"\n"));
        let (slot, _) = table.enter(at, space);
        table.set(slot, PLURALS.split_at(end).0.split_at(space + 1).1);
        at = end + 1;
    }
    table
}

/// Returns the singular of a plural that no rule makes.
#[must_use]
pub fn singular(plural: &str) -> Option<&'static str> {
    SINGULAR.find(plural.as_bytes())
}

/// Returns what a word, or a stem, says beside a figure where that is not itself.
#[must_use]
pub fn meaning(word: &str) -> Option<Meaning> {
    let class = classes(word);
    let date = class.is_date_word() && !class.is(Classes::SHORT);
    if class.is(Classes::NEWS) || date || number(word).is_some() {
        return Some(Meaning::Nothing);
    }
    SYNONYM.find(word.as_bytes()).map(Meaning::Like)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn number_words_have_their_values() {
        assert_eq!(
            ["zero", "Seven", "twenty", "ninety", "hundred", ""].map(number).map(Option::unwrap_or_default),
            [0, 7, 20, 90, 0, 0]
        );
        assert_eq!(
            lines(NUMBERS)
                .filter(|line| line.split_once(' ').map(|l| number(l.0).map(|n| n.to_string()))
                    == line.split_once(' ').map(|l| Some(l.1.to_owned())))
                .count(),
            28
        );
    }

    #[test]
    fn nouns_have_their_singulars_and_stand_for_each_other() {
        assert_eq!(
            ["people", "police", "staff", "mills"].map(singular),
            [Some("person"), Some("police"), Some("worker"), None]
        );
        assert_eq!(
            ["nation", "country", "soul", "mill"].map(counted),
            [Some("country"), Some("country"), Some("person"), None]
        );
    }

    #[test]
    fn words_that_say_one_thing_meet_and_those_of_every_report_say_nothing() {
        assert_eq!(["die", "slain", "pact"].map(meaning), ["die", "die", "coalit"].map(|w| Some(Meaning::Like(w))));
        assert_eq!(["said", "Monday", "seven"].map(meaning), [Some(Meaning::Nothing); 3]);
        assert_eq!(["march", "telescope", ""].map(meaning), [None; 3]);
    }

    #[test]
    fn a_form_is_of_one_act_and_slots_are_free() {
        assert_eq!(["killed", "Drowned", "die", "mill"].map(act), [Some("die"), Some("die"), Some("die"), None]);
        let mut forms: Vec<&str> = lines(include_str!("acts.txt")).flat_map(|line| line.split(' ')).collect();
        assert!(forms.len() * 5 < 2_048 * 3);
        forms.sort_unstable();
        assert!(forms.is_sorted_by(|a, b| a < b), "an act has a word of another");
    }

    #[test]
    fn every_spelling_has_one_kept_form_and_no_kept_form_another() {
        let kept: HashMap<_, _> = spellings().collect();
        assert_eq!(kept.len(), spellings().count(), "a spelling stands twice");
        let again: Vec<_> = kept.values().filter(|form| kept.contains_key(*form)).collect();
        assert!(again.is_empty(), "{again:?}");
        assert_eq!(
            (kept.get("sen"), kept.get("sept"), kept.get("two")),
            (Some(&"senator"), Some(&"september"), Some(&"2"))
        );
    }
}
