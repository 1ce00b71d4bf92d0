//! A sentence as the readers of figures want it: numbers, words and marks, each with its place.
//!
//! Word boundaries of Unicode split `27-year-old`, glue `2000ft` and drop `$`; here a digit run, a letter run and every
//! other visible character are tokens of their own, and each knows whether white space stood before it.

use std::borrow::Cow;

use crate::text::Span;
use crate::text::fold::plain;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of digits with its thousands separators and fraction: `1,400,000`, `6.5`.
    Number,
    /// A run of letters, with digits after the first letter: `people`, `U.S`, `x4`.
    Word,
    /// Any other visible character.
    Mark,
}

/// A token of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub raw: &'a str,
    /// In lower case, without a possessive ending.
    pub lower: Cow<'a, str>,
    /// Where it lies in the article's text.
    pub span: Span,
    /// Whether no white space stands before it.
    pub glued: bool,
}

impl Token<'_> {
    /// Says whether it is the word or mark `text`, in lower case.
    pub fn is(&self, text: &str) -> bool {
        self.kind != Kind::Number && self.lower == text
    }

    /// Says whether it is one of `texts`, in lower case.
    pub fn is_any(&self, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(text))
    }

    /// Says whether it begins with a capital letter.
    pub fn capital(&self) -> bool {
        self.kind == Kind::Word && self.raw.starts_with(char::is_uppercase)
    }

    /// Says whether it is a hyphen or a short dash without white space before it.
    pub fn hyphen(&self) -> bool {
        self.glued && matches!(self.lower.as_ref(), "-" | "‐" | "‑" | "–")
    }
}

/// Says whether nearly all words of a sentence have capitals: names cannot be told from others there.
pub(super) fn is_headline(tokens: &[Token<'_>]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == Kind::Word && t.raw.len() > 3);
    let (all, capital) = words.fold((0, 0), |(all, capital), t| (all + 1, capital + usize::from(t.capital())));
    all >= 3 && capital * 4 >= all * 3
}

/// Splits the sentence at `span` of `text`; white space and invisible characters are left out.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token<'_>> {
    let sentence = span.of(text);
    let mut tokens = Vec::with_capacity(sentence.len() / 4);
    let (mut at, mut glued) = (0, true);
    while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let kind = match first {
            c if c.is_ascii_digit() => Kind::Number,
            c if c.is_alphabetic() => Kind::Word,
            _ => Kind::Mark,
        };
        let length = match kind {
            Kind::Number => number(rest),
            Kind::Word => word(rest),
            Kind::Mark => first.len_utf8(),
        };
        let raw = rest.get(..length).unwrap_or(rest);
        if first.is_whitespace() || first.is_control() {
            glued = false;
        } else {
            let span = Span::new(span.start + at, span.start + at + length);
            tokens.push(Token { kind, raw, lower: fold(kind, raw), span, glued });
            glued = true;
        }
        at += length;
    }
    tokens
}

/// Returns the length of the number that `rest` begins with.
fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let run = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    if end <= 3 {
        while let Some(mark) = separator(rest, end).filter(|mark| run(end + mark) == 3) {
            end += mark + 3;
        }
    }
    let fraction = if bytes.get(end) == Some(&b'.') { run(end + 1) } else { 0 };
    if fraction > 0 { end + 1 + fraction } else { end }
}

/// Returns the length of the separator of thousands at `at`.
fn separator(rest: &str, at: usize) -> Option<usize> {
    let c = rest.get(at..)?.chars().next()?;
    matches!(c, ',' | '\u{a0}' | '\u{2009}' | '\u{202f}').then(|| c.len_utf8())
}

/// Returns the length of the word that `rest` begins with: an apostrophe between letters is part of it, and a stop
/// after a single letter before another one (`p.m`).
fn word(rest: &str) -> usize {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_letter = chars.peek().is_some_and(|(_, c)| c.is_alphabetic());
        let joins = (matches!(c, '\'' | '’') || (c == '.' && letters == 1)) && next_is_letter;
        let is_mark_on_letter = matches!(c, '\u{300}'..='\u{36f}');
        if !c.is_alphanumeric() && !joins && !is_mark_on_letter {
            return at;
        }
        letters = if c == '.' { 0 } else { letters + 1 };
        end = at + c.len_utf8();
    }
    end
}

/// Folds a token; a mark stays what it is, for a dash is no hyphen here.
fn fold(kind: Kind, raw: &str) -> Cow<'_, str> {
    if kind != Kind::Word {
        return Cow::Borrowed(if raw == "’" { "'" } else { raw });
    }
    let plain = plain(raw);
    let bare = plain.strip_suffix("'s").map(str::len);
    match (plain, bare) {
        (plain, None) => plain,
        (Cow::Borrowed(plain), Some(bare)) => Cow::Borrowed(plain.get(..bare).unwrap_or(plain)),
        (Cow::Owned(mut plain), Some(bare)) => {
            plain.truncate(bare);
            Cow::Owned(plain)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> String {
        let tokens = tokens(text, Span::new(0, text.len()));
        let all: Vec<_> = tokens.iter().map(|t| format!("{}{}", if t.glued { "" } else { " " }, t.lower)).collect();
        all.join("|")
    }

    #[test]
    fn numbers_words_and_marks_are_told_apart() {
        assert_eq!(split("A 27-year-old fell 2000ft."), "a| 27|-|year|-|old| fell| 2000|ft|.");
        assert_eq!(split("$1,400,000 or 6.5%"), "$|1,400,000| or| 6.5|%");
        assert_eq!(split("July 13,2009 at 9:27 p.m."), "july| 13|,|2009| at| 9|:|27| p.m|.");
        assert_eq!(split("The U.S.’s 4x4"), "the| u.s|.|'|s| 4|x4");
        assert_eq!(split("It took Ann’s 30\u{202f}000 steps"), "it| took| ann| 30\u{202f}000| steps");
    }
}
