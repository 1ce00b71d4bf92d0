//! The words of a quotation in a form in which two printings can meet.

use std::rc::Rc;

use super::lexemes::Lexemes;
use super::spelling::fold;
use super::{Quotation, segments};
use crate::article::Article;
use crate::text::Span;

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it lies in the article's text.
    pub span: Span,
    /// Its letters, lower-case.
    pub folded: Rc<str>,
    /// Whether letters of it are masked.
    pub masked: bool,
    /// Hash of its one spelling.
    pub key: u64,
    /// Hash of its one spelling written as one word with the word before it; 0 at the beginning of a part.
    pub with_former: u64,
    /// Hash of its stem.
    pub stem: u64,
    /// How much it tells: little for a function word, more for a long one.
    pub weight: f32,
    /// The same before its frequency in the two articles took from it.
    pub base: f32,
    /// Which part of the quotation it stands in.
    pub part: usize,
    /// Whether the editor put it there: it stands in square brackets.
    pub bracketed: bool,
    /// Whether an elision is marked before it.
    pub elided_before: bool,
    /// Whether an elision is marked after it.
    pub elided_after: bool,
    /// What it ends.
    pub ending: Ending,
}

/// What a word ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ending {
    /// Nothing that its punctuation tells.
    #[default]
    Open,
    /// A statement or a call.
    Statement,
    /// A question.
    Question,
}

impl Ending {
    fn of(gap: &str) -> Self {
        match gap.chars().find(|c| matches!(c, '.' | '!' | '?')) {
            Some('?') => Self::Question,
            Some(_) => Self::Statement,
            None => Self::Open,
        }
    }
}

/// Collects the words of a quotation.
pub(super) fn words<'a>(article: &'a Article, quotation: &Quotation, lexemes: &mut Lexemes<'a>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (part, place) in quotation.parts.iter().enumerate() {
        let text = place.span.of(&article.text);
        let mut end = 0;
        let mut brackets = 0_i32;
        let first = words.len();
        for span in spans(text) {
            let gap = Span::new(end, span.start).of(text);
            let elided = is_elision(gap);
            let mut former = None;
            if let Some(last) = words.get_mut(first..).and_then(<[Word]>::last_mut) {
                last.elided_after = elided;
                last.ending = Ending::of(gap);
                former = Some(last.key);
            }
            brackets = (brackets + bracketed(gap)).max(0);
            end = span.end;
            let mut word = word(span.of(text), former, lexemes);
            word.span = span.shift(place.span.start);
            word.part = part;
            word.bracketed = brackets > 0 && closes(text, end);
            word.elided_before = elided;
            words.push(word);
        }
        let rest = text.get(end..).unwrap_or("");
        if let Some(last) = words.get_mut(first..).and_then(<[Word]>::last_mut) {
            last.elided_after = is_elision(rest);
            last.ending = Ending::of(rest);
        }
    }
    words
}

/// Opening square brackets less closing ones.
fn bracketed(gap: &str) -> i32 {
    gap.chars().map(|c| i32::from(c == '[') - i32::from(c == ']')).sum()
}

/// Says whether a bracket closes soon after `at`: "[W]e" has one inside the word, not around it.
fn closes(text: &str, at: usize) -> bool {
    text.get(at..).unwrap_or("").chars().take(80).find(|c| matches!(c, '[' | ']')) == Some(']')
}

fn is_elision(gap: &str) -> bool {
    gap.contains('…') || gap.contains("...") || gap.contains(". . .") || gap.contains("[..")
}

/// A word after one whose key is `former`, wherever it stands.
fn word<'a>(printed: &'a str, former: Option<u64>, lexemes: &mut Lexemes<'a>) -> Word {
    let lexeme = lexemes.get(printed);
    Word {
        span: Span::default(),
        folded: Rc::clone(&lexeme.folded),
        masked: lexeme.masked,
        key: lexeme.key,
        with_former: former.map_or(0, |former| hash_on(former, lexeme.canonical().as_bytes())),
        stem: lexeme.stem,
        weight: lexeme.weight,
        base: lexeme.weight,
        part: 0,
        bracketed: false,
        elided_before: false,
        elided_after: false,
        ending: Ending::Open,
    }
}

/// Goes on with a hash of [`crate::compare::find::matches::rows::hash`] as if the bytes had stood behind the hashed ones.
fn hash_on(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Says whether a folded word negates.
pub(super) fn negates(folded: &str) -> bool {
    folded.ends_with("n't") || matches!(folded, "not" | "no" | "never" | "nobody" | "none" | "nothing" | "cannot")
}

/// Folds the words of a text.
pub(super) fn folded(text: &str) -> Vec<String> {
    spans(text).into_iter().map(|s| fold(&s.of(text).replace(['[', ']'], ""))).collect()
}

/// The words of a text, "&" and "%", masked words and words with a bracket in them whole.
fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut end = 0;
    for span in segments::words(text) {
        signs(text, Span::new(end, span.start), &mut spans);
        let gap = Span::new(end, span.start).of(text);
        let hidden = gap.is_empty() && text.get(..end).is_some_and(|t| t.ends_with(['*', '-']));
        let glued = hidden || is_mask(gap) || gap == "]" && end > 0 && opened(text, end);
        match spans.last_mut().filter(|s| glued && s.end == end) {
            Some(last) => last.end = span.end,
            None => spans.push(span),
        }
        end = span.end + mask_after(text, span.end);
        if let Some(last) = spans.last_mut() {
            last.end = end;
        }
    }
    signs(text, Span::new(end, text.len()), &mut spans);
    spans
}

/// "[W]e": the bracket opened right before the letters that it closes.
fn opened(text: &str, end: usize) -> bool {
    text.get(..end).unwrap_or("").chars().rev().take(4).any(|c| c == '[')
}

/// Says whether what stands between two words hides letters: three hyphens or more, or asterisks.
fn is_mask(gap: &str) -> bool {
    let hidden = gap.chars().all(|c| c == '*' || c == '-');
    hidden && (gap.contains('*') || gap.len() > 2)
}

/// The bytes of a mask that ends a word: "b----,".
fn mask_after(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let length = rest.bytes().take_while(|b| matches!(b, b'*' | b'-')).count();
    let mask = rest.get(..length).unwrap_or("");
    if length > 0 && is_mask(mask) { length } else { 0 }
}

fn signs(text: &str, gap: Span, spans: &mut Vec<Span>) {
    let signs = gap.of(text).char_indices().filter(|(_, c)| matches!(c, '&' | '%'));
    spans.extend(signs.map(|(at, c)| Span::new(gap.start + at, gap.start + at + c.len_utf8())));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::matches::rows::hash;

    #[test]
    fn a_hash_goes_on_as_if_both_words_were_one() {
        assert_eq!(hash_on(hash(b"data"), b"center"), hash(b"datacenter"));
    }
}
