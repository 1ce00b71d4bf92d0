//! The words of a quotation in a form in which two printings can meet.

use frostem::{Algorithm, Stemmer};

use super::Quotation;
use super::spelling::{canonical, fold, is_masked};
use crate::article::Article;
use crate::compare::rows::hash;
use crate::compare::stop::is_stop;
use crate::text::{Span, segment};

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it lies in the article's text.
    pub span: Span,
    /// Its letters, lower-case.
    pub folded: String,
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
pub(super) fn words(article: &Article, quotation: &Quotation) -> Vec<Word> {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut words: Vec<Word> = Vec::new();
    for (part, place) in quotation.parts.iter().enumerate() {
        let text = place.span.of(&article.text);
        let mut end = 0;
        let mut brackets = 0_i32;
        let mut former = String::new();
        for span in spans(text) {
            let gap = Span::new(end, span.start).of(text);
            let elided = is_elision(gap);
            if let Some(last) = words.last_mut().filter(|w| w.part == part) {
                last.elided_after = elided;
                last.ending = Ending::of(gap);
            }
            brackets = (brackets + bracketed(gap)).max(0);
            end = span.end;
            words.push(word(span.of(text), span.shift(place.span.start), part, &stemmer));
            if let Some(last) = words.last_mut() {
                let own = canonical(&last.folded);
                last.with_former = if former.is_empty() { 0 } else { hash(format!("{former}{own}").as_bytes()) };
                former = own;
                last.bracketed = brackets > 0 && closes(text, end);
                last.elided_before = elided;
            }
        }
        let rest = text.get(end..).unwrap_or("");
        if let Some(last) = words.last_mut().filter(|w| w.part == part) {
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

fn word(text: &str, span: Span, part: usize, stemmer: &Stemmer) -> Word {
    let folded = fold(&text.replace(['[', ']'], ""));
    let canonical = canonical(&folded);
    Word {
        span,
        key: hash(canonical.as_bytes()),
        with_former: 0,
        stem: hash(stemmer.stem(&canonical).as_bytes()),
        weight: weight(&folded),
        base: weight(&folded),
        folded,
        part,
        bracketed: false,
        elided_before: false,
        elided_after: false,
        ending: Ending::Open,
    }
}

/// How much a word tells before its frequency is known: long words are rare, function words tell next to nothing,
/// and a negation turns an utterance around.
fn weight(folded: &str) -> f32 {
    const FUNCTION: f32 = 0.25;
    let folded = folded.strip_suffix("'s").unwrap_or(folded);
    if is_stop(folded) || folded.contains('\'') || folded.chars().count() == 1 {
        return FUNCTION;
    }
    (0.5 + 0.1 * folded.chars().take(12).count() as f32).min(1.6)
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
    for span in segment::words(text) {
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

/// Says whether a word is masked.
pub(super) fn masked(word: &Word) -> bool {
    is_masked(&word.folded)
}
