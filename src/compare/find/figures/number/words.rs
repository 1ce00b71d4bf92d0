//! Numbers in words: `two hundred and five`, `twenty-one`, `a million`, `two and a half`.

use super::super::token::{Kind, Token};
use super::{Number, scaled};
use crate::language::english::number;

/// Returns the value of a number word under a hundred.
pub(super) fn small(word: &str) -> Option<f64> {
    number(word).map(f64::from)
}

/// Returns what a word multiplies by.
pub(super) fn scale(word: &str) -> Option<f64> {
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

/// Reads the words from token `at` on: "two hundred and five", "twenty-one", "a million", "two and a half".
pub(super) fn words(tokens: &[Token<'_>], at: usize) -> Option<Number> {
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
