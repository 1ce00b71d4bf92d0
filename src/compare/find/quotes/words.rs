//! The words of a quotation in a form in which two printings can meet.

use std::sync::Arc;

use frostem::Stemmer;

use super::Quotation;
use crate::language::english::{Classes, is_common, stock};
use crate::reading::spelling::fold;
use crate::reading::{Lexeme, Reading, Token, hash_on};
use crate::text::{Span, segment};

/// A word of a quotation.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it lies in the article's text.
    pub span: Span,
    /// Its letters, lower-case.
    pub folded: Arc<str>,
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
    /// Whether it says something of its own: no function word, name, title, or part of a phrase that nobody owns.
    pub telling: bool,
    /// What English knows of it.
    classes: Classes,
    capital: bool,
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
pub(super) fn words(reading: &Reading<'_>, quotation: &Quotation, stemmer: &Stemmer) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (part, place) in quotation.parts.iter().enumerate() {
        let text = place.span.of(reading.text());
        let mut end = 0;
        let mut brackets = 0_i32;
        let first = words.len();
        for (span, token) in of_part(reading, place.span) {
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
            let mut word = match token {
                Some(token) => word(reading.lexeme(token), former),
                None => word(&Lexeme::new(&span.of(text).replace(['[', ']'], ""), stemmer), former),
            };
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
    set_telling(&mut words);
    words
}

/// Finds the words that say something of their own.
fn set_telling(words: &mut [Word]) {
    let telling: Vec<bool> = (0..words.len()).map(|at| tells(words, at)).collect();
    words.iter_mut().zip(telling).for_each(|(word, telling)| word.telling = telling);
    if is_shouted(words) {
        words.iter_mut().for_each(|word| word.telling = !word.classes.is(Classes::STOP));
    }
    let mut at = 0;
    while at < words.len() {
        let phrase = stock(words.get(at..).unwrap_or(&[]).iter().map(|word| &*word.folded));
        words.iter_mut().skip(at).take(phrase).for_each(|word| word.telling = false);
        at += phrase.max(1);
    }
}

fn tells(words: &[Word], at: usize) -> bool {
    const OFFICE: Classes = Classes::TITLE.or(Classes::OCCUPATION).or(Classes::REGAL);
    let Some(word) = words.get(at) else { return false };
    let class = |at: usize| words.get(at).map_or(Classes::NONE, |word| word.classes);
    // "secretary of state", "minister of health"
    let of_office = at > 1
        && word.classes.is(Classes::OFFICE)
        && words.get(at - 1).is_some_and(|word| &*word.folded == "of")
        && class(at - 2).is(OFFICE);
    if negates(&word.folded) {
        return true;
    }
    let empty = Classes::STOP.or(Classes::NEWS).or(OFFICE);
    !(word.classes.is(empty) || of_office || is_name(words, at))
}

/// Says whether a word is part of a name: it has a capital that no sentence gives it.
fn is_name(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at).filter(|word| word.capital) else { return false };
    let former = at.checked_sub(1).and_then(|before| words.get(before));
    let begins = former.is_none_or(|former| former.ending != Ending::Open || former.part != word.part);
    let next = words.get(at + 1).is_some_and(|next| next.capital && !next.classes.is(Classes::STOP));
    !begins || next && !is_common(&word.folded)
}

/// Says whether capitals tell nothing: most words have one.
fn is_shouted(words: &[Word]) -> bool {
    let own = || words.iter().filter(|word| !word.classes.is(Classes::STOP));
    let (all, capital) = (own().count(), own().filter(|word| word.capital).count());
    all > 3 && capital * 5 > all * 4
}

/// The words of a part of a quotation, counted from its start; those that are a token as they stand with it.
fn of_part(reading: &Reading<'_>, part: Span) -> Vec<(Span, Option<Token>)> {
    let text = part.of(reading.text());
    match reading.within(part) {
        Some(tokens) => {
            let moved = |token: &Token| Span::new(token.span.start - part.start, token.span.end - part.start);
            spans(text, tokens.iter().map(|token| (moved(token), Some(*token))))
        }
        None => spans(text, segment::words(text).into_iter().map(|span| (span, None))),
    }
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
fn word(lexeme: &Lexeme<'_>, former: Option<u64>) -> Word {
    let weight = weight(&lexeme.folded, lexeme.is_stop());
    Word {
        span: Span::default(),
        folded: Arc::clone(&lexeme.folded),
        masked: lexeme.masked,
        key: lexeme.spelling,
        with_former: former.map_or(0, |former| hash_on(former, lexeme.spelt().as_bytes())),
        stem: lexeme.stem,
        weight,
        base: weight,
        part: 0,
        bracketed: false,
        elided_before: false,
        elided_after: false,
        ending: Ending::Open,
        telling: false,
        classes: lexeme.classes,
        capital: lexeme.capital,
    }
}

/// How much a word tells before its frequency is known: long words are rare, function words tell next to nothing,
/// and a negation turns an utterance around.
fn weight(folded: &str, stop: bool) -> f32 {
    const FUNCTION: f32 = 0.25;
    let folded = folded.strip_suffix("'s").unwrap_or(folded);
    if stop || folded.contains('\'') || folded.chars().nth(1).is_none() && !folded.is_empty() {
        return FUNCTION;
    }
    (0.5 + 0.1 * folded.chars().take(12).count() as f32).min(1.6)
}

/// Says whether a sentence ends after the word at `at`, or what is printed of it does.
pub(super) fn ends_sentence(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|word| {
        word.ending != Ending::Open || word.elided_after || words.get(at + 1).is_some_and(|next| next.part != word.part)
    })
}

/// Says whether a folded word negates.
pub(super) fn negates(folded: &str) -> bool {
    folded.ends_with("n't") || matches!(folded, "not" | "no" | "never" | "nobody" | "none" | "nothing" | "cannot")
}

/// Folds the words of a text.
pub(super) fn folded(text: &str) -> Vec<String> {
    let words = spans(text, segment::words(text).into_iter().map(|span| (span, None)));
    words.into_iter().map(|(span, _)| fold(&span.of(text).replace(['[', ']'], ""))).collect()
}

/// The words of a text, "&" and "%", masked words and words with a bracket in them whole; only what is one of `words` as
/// it stands keeps its token.
fn spans(text: &str, words: impl Iterator<Item = (Span, Option<Token>)>) -> Vec<(Span, Option<Token>)> {
    let mut spans: Vec<(Span, Option<Token>)> = Vec::new();
    let mut end = 0;
    for (span, token) in words {
        signs(text, Span::new(end, span.start), &mut spans);
        let gap = Span::new(end, span.start).of(text);
        let hidden = gap.is_empty() && text.get(..end).is_some_and(|t| t.ends_with(['*', '-']));
        let glued = hidden || is_mask(gap) || gap == "]" && end > 0 && opened(text, end);
        match spans.last_mut().filter(|last| glued && last.0.end == end) {
            Some(last) => *last = (Span::new(last.0.start, span.end), None),
            None => spans.push((span, token)),
        }
        let mask = mask_after(text, span.end);
        end = span.end + mask;
        if let Some(last) = spans.last_mut().filter(|_| mask > 0) {
            *last = (Span::new(last.0.start, end), None);
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

fn signs(text: &str, gap: Span, spans: &mut Vec<(Span, Option<Token>)>) {
    let signs = gap.of(text).char_indices().filter(|(_, c)| matches!(c, '&' | '%'));
    spans.extend(signs.map(|(at, c)| (Span::new(gap.start + at, gap.start + at + c.len_utf8()), None)));
}

#[cfg(test)]
mod tests {
    use frostem::Algorithm;

    use super::*;

    #[test]
    fn function_words_tell_next_to_nothing() {
        let stemmer = Stemmer::new(Algorithm::English);
        let weight = |printed| word(&Lexeme::new(printed, &stemmer), None).weight;
        for word in ["the", "The", "he's", "it’s", "we’ll", "x", "é"] {
            assert!(weight(word) < 0.3, "{word}");
        }
        assert!(weight("harbourmaster") > weight("sea’s"));
    }
}
