//! Numbers in digits and in words: `1.4 million`, `two hundred and five`, `half a dozen`, `tens of thousands`.
//!
//! English only. A number knows how coarse it is written (its *grain*), since `18,000` may stand for 18,300 and
//! `18,342` may not, and a vague one ("hundreds") is the range that readers take it for.

mod part;
mod words;

use super::token::{Kind, Token};
use part::half_of;
pub(super) use part::{ordinal, share};
use words::{scale, small, words};

/// A number as it was read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value; of a vague one the middle that nobody claims.
    pub value: f64,
    /// The least and the most that a vague one may be.
    pub vague: Option<(f64, f64)>,
    /// The unit of its last significant digit.
    pub grain: f64,
    /// Whether it is written in digits.
    pub digits: bool,
    /// The index of the first token after it.
    pub end: usize,
}

/// Returns the least and the most that a word for an unknown number is used for.
fn room(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "couple" => (2.0, 3.0),
        "few" | "handful" => (2.0, 8.0),
        "several" => (2.0, 20.0),
        "tens" => (20.0, 99.0),
        "dozens" => (20.0, 199.0),
        "scores" => (40.0, 199.0),
        "hundreds" => (200.0, 1_999.0),
        "thousands" => (2_000.0, 99_999.0),
        "millions" => (2e6, 999e6),
        "multiple" => (2.0, 1e15),
        _ => return None,
    })
}

/// Returns what a letter or two glued to digits multiply by; `m` is a million of money and a metre of anything else.
fn suffix(word: &str, money: bool) -> Option<f64> {
    match word {
        "k" => Some(1e3),
        "m" if money => Some(1e6),
        "mn" | "mln" => Some(1e6),
        "bn" | "bln" => Some(1e9),
        "b" if money => Some(1e9),
        "tn" | "trn" => Some(1e12),
        _ => None,
    }
}

/// Says whether a word can begin a number: most words cannot, and are not looked at further.
pub(super) fn may_begin(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "half") || small(word).is_some() || room(word).is_some()
}

/// Reads the number that begins at token `at`; `money` says that a currency stands before it.
pub(super) fn read(tokens: &[Token<'_>], at: usize, money: bool) -> Option<Number> {
    let first = tokens.get(at)?;
    match first.kind {
        Kind::Number => digits(tokens, at, money),
        Kind::Word if !may_begin(&first.lower) => None,
        Kind::Word => half_of(tokens, at).or_else(|| vague(tokens, at)).or_else(|| words(tokens, at)),
        Kind::Mark => None,
    }
}

fn digits(tokens: &[Token<'_>], at: usize, money: bool) -> Option<Number> {
    let token = tokens.get(at)?;
    let plain: String = token.raw.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let value: f64 = plain.parse().ok().filter(|v: &f64| *v < 1e15)?;
    let mut number = Number { value, vague: None, grain: grain(&plain), digits: true, end: at + 1 };
    if let Some(half) = tokens.get(number.end).filter(|t| t.glued && t.is("½")) {
        number.end += usize::from(half.glued);
        number = Number { value: value + 0.5, grain: 0.5, ..number };
    }
    let spaced = scaled(tokens, number.end).map(|(by, end)| (by, end, 0));
    let glued = || {
        let t = tokens.get(number.end).filter(|t| t.glued || money)?;
        suffix(&t.lower, money).map(|by| (by, number.end + 1, 0))
    };
    if let Some((by, end, _)) = spaced.or_else(glued) {
        number =
            Number { value: number.value * by, grain: least_grain(number.grain, number.value) * by, end, ..number };
    }
    Some(number)
}

/// `60 million` is meant to the million, not to the ten millions.
fn least_grain(grain: f64, value: f64) -> f64 {
    if value < 100.0 { grain.min(1.0) } else { grain }
}

/// Reads scale words after a number, with or without a hyphen; "dozen" multiplies too.
fn scaled(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let at = if tokens.get(at).is_some_and(Token::hyphen) { at + 1 } else { at };
    let mut by = scale(&tokens.get(at)?.lower)?;
    let mut end = at + 1;
    while let Some(more) = tokens.get(end).and_then(|t| scale(&t.lower)) {
        by *= more;
        end += 1;
    }
    Some((by, end))
}

/// Returns the unit of the last significant digit of a number in plain digits.
fn grain(plain: &str) -> f64 {
    if let Some((_, fraction)) = plain.split_once('.') {
        return 10_f64.powi(-i32::try_from(fraction.len()).unwrap_or(9));
    }
    let zeros = plain.len() - plain.trim_end_matches('0').len();
    let zeros = zeros.min(plain.len().saturating_sub(1));
    10_f64.powi(i32::try_from(zeros).unwrap_or(0))
}

/// Reads "several", "a few hundred", "tens of thousands", "a dozen or so".
fn vague(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let article = usize::from(tokens.get(at)?.is_any(&["a", "the"]));
    let word = &tokens.get(at + article)?.lower;
    let (low, high) = room(word)?;
    if matches!(&**word, "few" | "couple" | "handful") && article == 0 && !before_scale(tokens, at + 1) {
        return None;
    }
    let mut found = (low, high, at + article + 1);
    if let Some((by, end)) = scaled(tokens, found.2) {
        found = (low.max(2.0) * by, high.min(9.9) * by, end);
    }
    while let Some(scale) = tokens.get(found.2).filter(|t| t.is("of")).and_then(|_| plural_scale(tokens, found.2 + 1)) {
        // "Hundreds of thousands" ends where millions begin.
        found = (found.0 * scale, (found.0 * 5.0 - 0.001) * scale, found.2 + 2);
    }
    if word != "multiple" && tokens.get(found.2).is_some_and(|t| t.is("of")) {
        found.2 += 1;
    }
    let (low, high, end) = found;
    Some(Number { value: f64::midpoint(low, high), vague: Some((low, high)), grain: low, digits: false, end })
}

fn before_scale(tokens: &[Token<'_>], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| scale(&t.lower).is_some())
}

fn plural_scale(tokens: &[Token<'_>], at: usize) -> Option<f64> {
    match tokens.get(at)?.lower.as_ref() {
        "thousands" => Some(1e3),
        "millions" => Some(1e6),
        "billions" => Some(1e9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::super::token;
    use super::*;
    use crate::text::Span;

    fn number(text: &str) -> Option<Number> {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        read(&tokens, 0, false)
    }

    #[test]
    fn numbers_in_digits_and_words_have_one_value() {
        for (text, value) in [
            ("1,400,000 people", 1.4e6),
            ("1.4 million people", 1.4e6),
            ("9bn people", 9e9),
            ("12 people", 12.0),
            ("twelve people", 12.0),
            ("twenty-one people", 21.0),
            ("two hundred and five people", 205.0),
            ("three thousand four hundred", 3400.0),
            ("a hundred", 100.0),
            ("a dozen eggs", 12.0),
            ("two dozen eggs", 24.0),
            ("half a dozen eggs", 6.0),
            ("half a million people", 5e5),
            ("half a tonne", 0.5),
            ("two and a half days", 2.5),
            ("two and a half million", 2.5e6),
            ("one million", 1e6),
            ("six billion", 6e9),
            ("two-million-euro", 2e6),
            ("five people, ten dogs", 5.0),
            ("five ten", 5.0),
        ] {
            assert!((number(text).unwrap().value - value).abs() < 1e-6, "{text}: {:?}", number(text));
        }
    }

    #[test]
    fn vague_numbers_are_ranges() {
        for (text, low, high) in [
            ("tens of thousands of files", 20_000.0, 99_999.0),
            ("hundreds of thousands of files", 200_000.0, 999_999.0),
            ("a few days", 2.0, 8.0),
            ("several hundred people", 200.0, 990.0),
            ("dozens of ships", 20.0, 199.0),
            ("a dozen ships", 11.0, 13.0),
        ] {
            let (l, h) = number(text).unwrap().vague.unwrap();
            assert!((l - low).abs() < 1.0 && (h - high).abs() < 1.0, "{text}: {l} {h}");
        }
    }

    #[test]
    fn words_that_only_look_like_numbers_are_none() {
        for text in ["a man", "few people", "the dog", "hundred", "million", "half way", "and five"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_knows_how_coarse_it_is() {
        for (text, grain) in
            [("18,000", 1000.0), ("18,342", 1.0), ("6.1", 0.1), ("1.4 million", 1e5), ("5 million", 1e6)]
        {
            assert!((number(text).unwrap().grain - grain).abs() < 1e-6, "{text}: {:?}", number(text));
        }
    }
}
