//! What a title has that is like words it does not have: for slips of the finger, and for letters left out to be quick.
//!
//! ```text
//! typed     tarrif   harbuor   sunami    gvmt
//! title     tariff   harbour   tsunami   government
//!           slip: one letter wrong, too many, missing, or two exchanged; the word may go on       in order
//! ```

use super::Fit;
use crate::library::query::Words;
use crate::text::Span;

/// Letters that must be typed at least before one of them may be a slip, and before letters may be left out.
const SLIP_FROM: usize = 4;
const IN_ORDER_FROM: usize = 3;

/// What a word weighs that is like it by a slip, and by letters in order.
const BY_SLIP: Fit = 3;
const IN_ORDER: Fit = 2;

/// Says how well a folded title has something like `words`: like each of them.
pub(super) fn like(words: &Words, title: &str) -> Option<Fit> {
    let best = |part| each_word(title).filter_map(|(_, word)| kind(part, word)).max();
    words.parts().map(best).min()?
}

/// Returns the letters of a folded title that are like `words`.
pub(super) fn places(words: &Words, title: &str) -> Vec<Span> {
    let mut places = Vec::new();
    for part in words.parts() {
        let likest = each_word(title).filter_map(|(at, word)| Some((kind(part, word)?, at, word)));
        // The first of the likest.
        if let Some((fit, at, word)) = likest.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
            letters(part, fit, word).for_each(|(from, to)| places.push(Span::new(at + from, at + to)));
        }
    }
    places
}

/// Returns the words of a folded title, with their places.
fn each_word(title: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - title.as_ptr() as usize, word))
}

/// Says in which way a word is like `part`, by its weight.
fn kind(part: &str, word: &str) -> Option<Fit> {
    if part.is_ascii() && word.is_ascii() {
        return kind_of(part.as_bytes(), word.as_bytes());
    }
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    kind_of(&letters(part), &letters(word))
}

fn kind_of<T: PartialEq>(part: &[T], word: &[T]) -> Option<Fit> {
    if slips(part, word) {
        return Some(BY_SLIP);
    }
    let in_order = part.len() >= IN_ORDER_FROM && part.first() == word.first() && {
        let mut rest = word.iter();
        part.iter().all(|letter| rest.any(|other| other == letter))
    };
    in_order.then_some(IN_ORDER)
}

/// Says whether `word` begins with `part`, give or take a slip.
fn slips<T: PartialEq>(part: &[T], word: &[T]) -> bool {
    let same = part.iter().zip(word).take_while(|(one, other)| one == other).count();
    let (Some(rest), Some(of_word)) = (part.get(same..), word.get(same..)) else { return false };
    let begins = |from_part: usize, from_word: usize| match (rest.get(from_part..), of_word.get(from_word..)) {
        (Some(rest), Some(of_word)) => of_word.starts_with(rest),
        _ => false,
    };
    let exchanged = matches!((rest, of_word), ([a, b, ..], [c, d, ..]) if a == d && b == c) && begins(2, 2);
    rest.is_empty() || (part.len() >= SLIP_FROM && (begins(1, 1) || begins(1, 0) || begins(0, 1) || exchanged))
}

/// Returns the places in `word` that stand for `part`.
fn letters(part: &str, fit: Fit, word: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut wanted = part.chars().peekable();
    let length = part.chars().count();
    word.char_indices().enumerate().filter_map(move |(number, (at, letter))| {
        let is_it = if fit == BY_SLIP { number < length } else { wanted.next_if_eq(&letter).is_some() };
        is_it.then_some((at, at + letter.len_utf8()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_letters_in_order_are_like_a_word_and_nothing_else_is() {
        for (part, word, fit) in [
            ("tarrif", "tariffs", Some(BY_SLIP)),
            ("harbuor", "harbour", Some(BY_SLIP)),
            ("sunami", "tsunami", Some(BY_SLIP)),
            ("tsunnami", "tsunami", Some(BY_SLIP)),
            ("tsumani", "tsunami", None),
            ("feery", "ferry", Some(BY_SLIP)),
            ("gvmt", "government", Some(IN_ORDER)),
            ("cie", "cities", Some(IN_ORDER)),
            ("ce", "cities", None),
            ("ovt", "government", None),
            ("cas", "cat", None),
            ("starred", "star", None),
            ("evina", "evian", Some(BY_SLIP)),
            ("москав", "москва", Some(BY_SLIP)),
        ] {
            assert_eq!(kind(part, word), fit, "{part} {word}");
        }
    }
}
