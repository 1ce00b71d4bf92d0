//! Sentences that only one side has, how far the other covers them, and how much each would be missed.
//!
//! Number words are English and capitals inside a sentence are taken for names; other languages are weighed by their
//! digits, quotation marks and new words.

use std::collections::BTreeMap;

use crate::compare::find::matches::rows::{Pair, Row, Word};
use crate::compare::find::matches::score::Scored;
use crate::compare::find::matches::telling::Telling;
use crate::compare::find::matches::weight::Weights;
use crate::compare::{Coverage, Name, NameKind, Names, OnlyHere, Place, SentenceRef, Side, four_places};

/// The best score from which the other side has a part of a sentence.
const PARTIAL: f64 = 0.35;
/// The best score under which a sentence has no counterpart, unless something else ties it to one. Of what is claimed so on
/// four sets of labelled pairs, a counterpart had .01 / .18 / .07 / .09, and .02 on reading ten pairs in full; with .33, of
/// a twentieth more, .01 / .17 / .09 / .09 and .05.
const NOTHING: f64 = 0.30;

/// What a figure, a quotation, a name and all-new words add to a weight; together 1.
const FIGURE: f64 = 0.30;
const QUOTATION: f64 = 0.25;
const NAME: f64 = 0.20;
const NEWS: f64 = 0.25;
/// The weight of new words from which more say nothing more: about a dozen rare words.
const MUCH_NEWS: f64 = 80.0;

/// Words that state a figure; "one" is as often a pronoun.
const NUMBERS: &[&str] = &[
    "billion",
    "billions",
    "dozen",
    "dozens",
    "eight",
    "eighteen",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "fourteen",
    "half",
    "hundred",
    "hundreds",
    "million",
    "millions",
    "nine",
    "nineteen",
    "ninety",
    "seven",
    "seventeen",
    "seventy",
    "six",
    "sixteen",
    "sixty",
    "ten",
    "thirteen",
    "thirty",
    "thousand",
    "thousands",
    "three",
    "twelve",
    "twenty",
    "two",
];

/// Returns the sentences of `side` without a shown match, heaviest first; `names` are those found, if any.
pub(in crate::compare) fn only(
    pair: &Pair<'_>,
    weights: &Weights,
    scored: &Scored,
    (names, telling): (&Names, &Telling),
    side: Side,
) -> Vec<OnlyHere> {
    let weigh = weigher(pair, weights, names, side);
    let rows = pair.rows(side).iter().enumerate();
    let alone = rows.filter(|(number, row)| !row.words.is_empty() && !scored.shown(side, *number));
    let mut only: Vec<_> = alone
        .map(|(number, row)| {
            let state = coverage(scored.best(side, number), telling, side, number);
            OnlyHere { at: row.at, state, weight: weigh(row) }
        })
        .collect();
    sort(&mut only);
    only
}

/// Returns what [`only`] would say of sentences of `side` if none of their matches were shown: `wanted` gives each with
/// its best score.
pub(in crate::compare) fn alone(
    pair: &Pair<'_>,
    weights: &Weights,
    (names, telling): (&Names, &Telling),
    side: Side,
    wanted: &BTreeMap<SentenceRef, f64>,
) -> Vec<OnlyHere> {
    let weigh = weigher(pair, weights, names, side);
    let rows = pair.rows(side).iter().enumerate().filter(|(_, row)| !row.words.is_empty());
    rows.filter_map(|(number, row)| {
        let state = coverage(*wanted.get(&row.at)?, telling, side, number);
        Some(OnlyHere { at: row.at, state, weight: weigh(row) })
    })
    .collect()
}

/// Puts the heaviest first.
pub(in crate::compare) fn sort(only: &mut [OnlyHere]) {
    only.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.at.cmp(&b.at)));
}

fn weigher<'a>(pair: &'a Pair<'_>, weights: &'a Weights, names: &'a Names, side: Side) -> impl Fn(&Row) -> f64 + 'a {
    let text = pair.text(side);
    let people = people(names, side);
    let other = keys(pair.rows(side.other()));
    move |row| {
        let name = if people.is_empty() { capitals(row) } else { names_one_of(row, &people) };
        let new = |word: &Word| other.binary_search(&word.key).is_err();
        weight(row, text, name, new, news(row, weights, &other))
    }
}

fn coverage(best: f64, telling: &Telling, side: Side, row: usize) -> Coverage {
    match best {
        b if b >= PARTIAL || telling.is_told_in_part(side, row) => Coverage::Partial,
        b if b >= NOTHING || telling.is_tied(side, row) => Coverage::Unsure,
        _ => Coverage::None,
    }
}

/// A figure that is new, a quotation and a name outrank background; words that the other side never uses count for the
/// rest.
fn weight(row: &Row, text: &str, name: bool, new: impl Fn(&Word) -> bool, news: f64) -> f64 {
    let sentence = row.span.of(text);
    // No number word is longer.
    let in_words = |word: &str| word.len() <= 9 && NUMBERS.binary_search(&word.to_lowercase().as_str()).is_ok();
    let number = |word: &str| word.contains(|c: char| c.is_numeric()) || in_words(word);
    let figure = row.words.iter().any(|word| number(word.span.of(text)) && new(word));
    let quotation = sentence.contains(['"', '“', '”', '«', '»', '„']);
    let share = |there: bool, share: f64| if there { share } else { 0.0 };
    let new = NEWS * (news / MUCH_NEWS).min(1.0);
    four_places(share(figure, FIGURE) + share(quotation, QUOTATION) + share(name, NAME) + new)
}

/// Adds up what the words weigh that the other side does not have.
fn news(row: &Row, weights: &Weights, other: &[u64]) -> f64 {
    let new = row.words.iter().filter(|w| !w.stop && other.binary_search(&w.key).is_err());
    new.map(|w| weights.of(w.key, 1).value).sum()
}

/// Collects the keys of all words of some rows, ascending.
fn keys(rows: &[Row]) -> Vec<u64> {
    let mut keys: Vec<u64> = rows.iter().flat_map(|row| row.words.iter().map(|w| w.key)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Collects where `side` names people, ascending.
fn people(names: &Names, side: Side) -> Vec<Place> {
    let named = |name: &Name| if side == Side::Left { name.left.clone() } else { name.right.clone() };
    let all = names.both.iter().chain(&names.left).chain(&names.right);
    let mut places: Vec<_> = all.filter(|n| n.kind == NameKind::Person).flat_map(named).collect();
    places.sort_unstable();
    places
}

fn names_one_of(row: &Row, places: &[Place]) -> bool {
    let from = places.partition_point(|p| p.span.start < row.span.start);
    places.get(from).is_some_and(|p| p.span.start < row.span.end)
}

/// Says whether a capitalised word stands anywhere but at the beginning.
fn capitals(row: &Row) -> bool {
    row.words.iter().skip(1).any(|w| !w.stop && w.capital)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::article::Article;
    use crate::compare::find::matches::evidence::Evidence;
    use crate::compare::find::matches::score::score;
    use crate::compare::fixtures::{article, at};
    use crate::compare::{compare, types::SentenceRef};
    use crate::reading::Reading;
    use crate::text::Span;

    fn left_only(left: &Article, right: &Article) -> Vec<OnlyHere> {
        compare(left, right, &AtomicBool::new(false)).unwrap().only_left
    }

    fn order(only: &[OnlyHere]) -> Vec<SentenceRef> {
        only.iter().map(|o| o.at).collect()
    }

    #[test]
    fn numbers_are_sorted_so_that_every_one_is_found() {
        assert!(NUMBERS.is_sorted());
    }

    #[test]
    fn a_figure_in_words_outranks_background() {
        let left = article(&["It was a rather long and dreary meeting.", "A dozen boats sank there."]);
        assert_eq!(order(&left_only(&left, &article(&["Nothing."]))), [at(1, 0), at(0, 0)]);
    }

    #[test]
    fn of_two_plain_sentences_the_one_with_new_words_comes_first() {
        let left = article(&["The harbour was empty by then.", "The lighthouse keeper blamed a frozen pump."]);
        let right =
            article(&["Nobody saw the harbour then, it was dark and empty, and the wind had died by noon again."]);
        assert_eq!(order(&left_only(&left, &right))[0], at(1, 0));
    }

    #[test]
    fn a_sentence_that_is_told_in_part_is_not_called_missing() {
        let left = article(&[
            "The council closed the ferry after the storm tore away two piers, and the bakery on the quay burned down.",
            "Gulls nested on the roof.",
        ]);
        let right = article(&[
            "After the storm, the council decided to keep the ferry closed until new piers can be paid for by the county.",
        ]);
        let only = left_only(&left, &right);
        let state = |at| only.iter().find(|o| o.at == at).map(|o| o.state);
        assert_eq!(state(at(1, 0)), Some(Coverage::None));
        assert_ne!(state(at(0, 0)), Some(Coverage::None));
    }

    #[test]
    fn where_people_are_known_other_capitals_weigh_nothing() {
        let left = article(&["Rain fell in Tarrow.", "Rain met Brandt."]);
        let cancel = AtomicBool::new(false);
        let right = article(&["Nothing."]);
        let [l, r] = [Reading::new(&left), Reading::new(&right)];
        let pair = Pair::new(&l, &r, &cancel).unwrap();
        let weights = Weights::new(&pair);
        let scored = score(&pair, &weights, &Evidence::new(&pair, &weights), 0.0, &cancel).unwrap();
        let start = left.text.find("Brandt").unwrap();
        let place = Place { paragraph: 1, span: Span::new(start, start + 6) };
        let brandt = Name { name: "Brandt".into(), kind: NameKind::Person, left: vec![place], right: Vec::new() };
        let names = Names { left: vec![brandt], ..Names::default() };
        let only = only(&pair, &weights, &scored, (&names, &Telling::default()), Side::Left);
        assert_eq!(order(&only), [at(1, 0), at(0, 0)]);
        assert!(only[0].weight - only[1].weight > NAME / 2.0);
    }
}
