//! Numbers in digits and in words: `1.4 million`, `two hundred and five`, `half a dozen`, `tens of thousands`.
//!
//! English only. A number knows how coarse it is written (its *grain*), since `18,000` may stand for 18,300 and
//! `18,342` may not, and a vague one ("hundreds") is the range that readers take it for.

use super::token::{Kind, Token};

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

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Words for an unknown number, with the least and the most that they are used for.
const VAGUE: &[(&str, f64, f64)] = &[
    ("couple", 2.0, 3.0),
    ("dozens", 20.0, 199.0),
    ("few", 2.0, 8.0),
    ("handful", 2.0, 8.0),
    ("hundreds", 200.0, 1_999.0),
    ("millions", 2e6, 999e6),
    ("multiple", 2.0, 1e15),
    ("numerous", 3.0, 1e15),
    ("scores", 40.0, 199.0),
    ("several", 2.0, 20.0),
    ("tens", 20.0, 99.0),
    ("thousands", 2_000.0, 99_999.0),
];

/// Returns the value of a number word under a hundred.
fn small(word: &str) -> Option<f64> {
    let ones = ONES.iter().position(|w| *w == word);
    let tens = || TENS.iter().position(|w| *w == word).map(|n| (n + 2) * 10);
    ones.or_else(tens).map(|n| n as f64)
}

/// Returns what a word multiplies by.
fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        "dozen" => Some(12.0),
        _ => None,
    }
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
fn may_begin(word: &str) -> bool {
    let known = || small(word).is_some() || VAGUE.iter().any(|(name, ..)| *name == word);
    matches!(word, "a" | "an" | "the" | "half") || (3..=9).contains(&word.len()) && known()
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

/// `5 million` is meant to the million, not to the five millions.
fn least_grain(grain: f64, value: f64) -> f64 {
    if value < 10.0 { grain.min(1.0) } else { grain }
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

/// Reads "half a million", "half a dozen", "half an" before a unit.
fn half_of(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    if !tokens.get(at)?.is("half") {
        return None;
    }
    let hyphen = tokens.get(at + 1).is_some_and(Token::hyphen);
    let article = tokens.get(at + 1).is_some_and(|t| t.is_any(&["a", "an"]));
    if !hyphen && !article {
        return None;
    }
    let half = Number { value: 0.5, vague: None, grain: 0.1, digits: false, end: at + 2 };
    match tokens.get(at + 2).and_then(|t| scale(&t.lower)) {
        Some(by) => Some(Number { value: 0.5 * by, grain: 0.5 * by / 10.0_f64.max(by / 10.0), end: at + 3, ..half }),
        None => article.then_some(half),
    }
}

/// Reads "several", "a few hundred", "tens of thousands", "a dozen or so".
fn vague(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let article = usize::from(tokens.get(at)?.is_any(&["a", "the"]));
    let word = &tokens.get(at + article)?.lower;
    let &(_, low, high) = VAGUE.iter().find(|(name, ..)| name == word)?;
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

/// Reads number words: "two hundred and five", "twenty-one", "a million", "two and a half".
fn words(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let mut at_word = at;
    let (mut total, mut group, mut least) = (0.0, None, 1.0);
    if tokens.get(at)?.is_any(&["a", "an"]) {
        scale(&tokens.get(at + 1)?.lower)?;
        (group, at_word) = (Some(1.0), at + 1);
    }
    let mut end = None;
    let mut last_small = None;
    while let Some(token) = tokens.get(at_word).filter(|t| t.kind == Kind::Word) {
        if let Some(value) = small(&token.lower) {
            let fits = match (group, last_small) {
                (None, _) | (Some(_), None) => true,
                (Some(_), Some(tens)) => tens >= 20.0 && value < 10.0,
            };
            if !fits {
                break;
            }
            (group, last_small, least) = (Some(group.unwrap_or(0.0) + value), Some(value), 1.0);
        } else if let (Some(by), Some(value)) = (scale(&token.lower), group) {
            (least, last_small) = (by, None);
            if by <= 100.0 {
                group = Some(value * by);
            } else {
                (total, group) = (total + value * by, Some(0.0));
            }
        } else {
            break;
        }
        end = Some(at_word + 1);
        at_word = next_word(tokens, at_word + 1);
    }
    let mut number = Number { value: total + group?, vague: None, grain: least, digits: false, end: end? };
    if let Some((value, end)) = and_a_half(tokens, number.end) {
        number = Number { value: number.value + value, grain: 0.5, end, ..number };
        if let Some((by, end)) = scaled(tokens, end) {
            number = Number { value: number.value * by, grain: 0.5 * by, end, ..number };
        }
    }
    Some(dozens(number, least))
}

/// "A dozen" is meant loosely, "two dozen" more so.
fn dozens(number: Number, least: f64) -> Number {
    let is_dozens = least.total_cmp(&12.0).is_eq();
    let vague = is_dozens.then(|| (number.value - number.value / 12.0, number.value + number.value / 12.0));
    Number { vague, grain: if is_dozens { 1.0 } else { number.grain }, ..number }
}

/// Steps over a hyphen, or an "and" inside a number.
fn next_word(tokens: &[Token<'_>], at: usize) -> usize {
    let Some(token) = tokens.get(at) else { return at };
    let next = tokens.get(at + 1);
    let joined = token.hyphen() && next.is_some_and(|t| t.glued && (small(&t.lower).or(scale(&t.lower))).is_some());
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let and = token.is("and")
        && before.is_some_and(|t| t.is_any(&["hundred", "thousand", "million"]))
        && next.is_some_and(|t| small(&t.lower).is_some());
    if joined || and { at + 1 } else { at }
}

fn and_a_half(tokens: &[Token<'_>], at: usize) -> Option<(f64, usize)> {
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is_any(words));
    let hyphen = usize::from(tokens.get(at).is_some_and(Token::hyphen));
    if hyphen == 1 {
        let a = tokens.get(at + 1)?.is("and") && tokens.get(at + 3)?.is("a") && tokens.get(at + 5)?.is("half");
        return a.then_some((0.5, at + 6));
    }
    if !(is(0, &["and"]) && is(1, &["a"])) {
        return None;
    }
    let part = match tokens.get(at + 2)?.lower.as_ref() {
        "half" => 0.5,
        "quarter" => 0.25,
        _ => return None,
    };
    Some((part, at + 3))
}

/// Returns the number that an ordinal in words stands for, from the third to the twentieth: "first" and "second"
/// are too often no figures.
pub(super) fn ordinal(word: &str) -> Option<f64> {
    const NAMES: [&str; 18] = [
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    NAMES.iter().position(|name| *name == word).map(|n| (n + 3) as f64)
}

/// Reads a share in words: "half of", "a third of", "two-thirds", "three quarters".
pub(super) fn share(tokens: &[Token<'_>], at: usize) -> Option<Number> {
    let first = tokens.get(at)?;
    let is = |i: usize, words: &[&str]| tokens.get(i).is_some_and(|t| t.is_any(words));
    let of = |end: usize| is(end, &["of", "the", "its", "their", "all"]);
    if first.is("half") && of(at + 1) {
        return Some(part(0.5, at + 1));
    }
    let top = if first.is_any(&["a", "one"]) { 1.0 } else { small(&first.lower)? };
    let hyphen = usize::from(tokens.get(at + 1).is_some_and(Token::hyphen));
    let bottom_at = at + 1 + hyphen;
    let bottom = match tokens.get(bottom_at)?.lower.as_ref() {
        "half" if top <= 1.0 && first.is("one") => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    };
    let plain = top > 1.0 && tokens.get(bottom_at)?.lower.ends_with('s');
    (top < bottom && (plain || of(bottom_at + 1))).then(|| part(top / bottom, bottom_at + 1))
}

fn part(share: f64, end: usize) -> Number {
    Number { value: share * 100.0, vague: None, grain: 5.0, digits: false, end }
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
