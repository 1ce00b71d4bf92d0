//! Parts and places: "half of", "two-thirds", "half a million", "the fourth".

use super::super::token::Token;
use super::Number;
use super::words::{scale, small};

/// Reads "half a million", "half a dozen", "half an" before a unit.
pub(super) fn half_of(tokens: &[Token<'_>], at: usize) -> Option<Number> {
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

/// Returns the number that an ordinal in words stands for, to the twentieth.
pub(in super::super) fn ordinal(word: &str) -> Option<f64> {
    const NAMES: [&str; 20] = [
        "first",
        "second",
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
    // Most words are none, which their ends tell.
    let may_be = word.ends_with("th") || matches!(word, "first" | "second" | "third");
    NAMES.iter().filter(|_| may_be).position(|name| *name == word).map(|n| (n + 1) as f64)
}

/// Reads a share in words: "half of", "a third of", "two-thirds", "three quarters".
pub(in super::super) fn share(tokens: &[Token<'_>], at: usize) -> Option<Number> {
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
