//! An article's words, read once.
//!
//! Every finder asks the same of a word: where it stands, how it folds, what its stem is, how it is spelt elsewhere,
//! what English knows of it. So the text is cut into words once, and each printed form is folded, stemmed and looked up
//! once; a finder takes the words of a sentence, or those of any stretch, by reference.
//!
//! ```text
//! text       The mayor’s bridge … the Mayor’s house
//! tokens     0   1       2         3   4       5        a span and the number of its form
//! lexemes    The mayor’s bridge the Mayor’s house       each printed form once
//! ```
//!
//! A token is a word of Unicode (`U.S`, `mayor’s`, `2000ft`). Where a finder wants more in one word (a masked one in a
//! quotation), it joins tokens; the reader of figures cuts `2000ft` and `27-year-old` for itself and asks for no stems.
//!
//! ```
//! use diptych::article::import::{Format, import};
//! use diptych::reading::Reading;
//!
//! let (article, _) = import("The mayor’s bridge closed. Two bridges reopen near the Mayor’s house.", Format::Plain);
//! let reading = Reading::new(&article);
//! let [first, second] = reading.story().map(|sentence| reading.tokens(sentence)).collect::<Vec<_>>()[..] else {
//!     panic!("two sentences");
//! };
//! let word = |token| reading.lexeme(token);
//! assert_eq!(word(first[1]).printed, "mayor’s");
//! assert_eq!(word(first[1]).plain, "mayor's");
//! assert_eq!(word(first[2]).key, word(second[1]).key, "bridge and bridges have one stem");
//! assert!(word(first[0]).is_stop() && word(second[5]).capital);
//! assert_eq!(second[5].span.of(&article.text), "Mayor’s");
//! ```

mod hash;
mod lexeme;
pub mod spelling;
mod table;

use std::collections::HashMap;
use std::ops::Range;

use frostem::{Algorithm, Stemmer};

use crate::article::Article;
use crate::text::{Span, segment};

pub use hash::{hash, hash_on};
pub use lexeme::Lexeme;

/// A word where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it lies in the article's text.
    pub span: Span,
    /// Which form it is.
    form: u32,
}

impl Token {
    /// Returns the number of its printed form, from 0 and without a gap: a place in a table of what a finder makes of it.
    #[must_use]
    pub const fn form(self) -> usize {
        self.form as usize
    }
}

/// A sentence of an article and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadSentence {
    /// Index into `Article::paragraphs`.
    pub paragraph: usize,
    /// Index into `Paragraph::sentences`.
    pub sentence: usize,
    /// Where it lies in the article's text.
    pub span: Span,
    /// Its tokens.
    tokens: Range<usize>,
    /// Whether it is not of the story.
    furniture: bool,
}

/// An article and its words.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    article: &'a Article,
    tokens: Vec<Token>,
    sentences: Vec<ReadSentence>,
    lexemes: Vec<Lexeme<'a>>,
}

impl<'a> Reading<'a> {
    /// Reads an article, furniture too: quotations may stand anywhere.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let mut reader = Reader::new(&article.text);
        let mut sentences = Vec::new();
        for (paragraph, p) in article.paragraphs.iter().enumerate() {
            reader.read(p.lead);
            for (sentence, &span) in p.sentences.iter().enumerate() {
                let tokens = reader.read(span);
                sentences.push(ReadSentence { paragraph, sentence, span, tokens, furniture: p.kind.is_furniture() });
            }
        }
        Self { article, tokens: reader.tokens, sentences, lexemes: reader.lexemes }
    }

    /// Returns the article.
    #[must_use]
    pub const fn article(&self) -> &'a Article {
        self.article
    }

    /// Returns the text that spans point into.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.article.text
    }

    /// Returns the sentences of the story in order.
    pub fn story(&self) -> impl Iterator<Item = &ReadSentence> {
        self.sentences.iter().filter(|sentence| !sentence.furniture)
    }

    /// Returns the tokens of a sentence.
    #[must_use]
    pub fn tokens(&self, sentence: &ReadSentence) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }

    /// Returns the tokens of a stretch; none where one reaches over an end of it, for then its words are others.
    #[must_use]
    pub fn within(&self, stretch: Span) -> Option<&[Token]> {
        let from = self.tokens.partition_point(|token| token.span.end <= stretch.start);
        let until = self.tokens.partition_point(|token| token.span.start < stretch.end);
        let tokens = self.tokens.get(from..until).unwrap_or(&[]);
        let whole = tokens.first().is_none_or(|token| token.span.start >= stretch.start)
            && tokens.last().is_none_or(|token| token.span.end <= stretch.end);
        whole.then_some(tokens)
    }

    /// Returns the tokens that lie whole in a stretch.
    #[must_use]
    pub fn inside(&self, stretch: Span) -> &[Token] {
        let from = self.tokens.partition_point(|token| token.span.start < stretch.start);
        let until = self.tokens.partition_point(|token| token.span.end <= stretch.end);
        self.tokens.get(from..until).unwrap_or(&[])
    }

    /// Returns what the form of a token is.
    #[must_use]
    pub fn lexeme(&self, token: Token) -> &Lexeme<'a> {
        self.lexemes.get(token.form()).expect("a token has a form of its reading")
    }

    /// Returns what each form is, by its number.
    #[must_use]
    pub fn lexemes(&self) -> &[Lexeme<'a>] {
        &self.lexemes
    }
}

/// Cuts a text into tokens, each printed form looked at once.
struct Reader<'a> {
    text: &'a str,
    stemmer: Stemmer,
    tokens: Vec<Token>,
    lexemes: Vec<Lexeme<'a>>,
    forms: HashMap<&'a str, u32>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let tokens = Vec::with_capacity(text.len() / 5);
        let stemmer = Stemmer::new(Algorithm::English);
        Self { text, stemmer, tokens, lexemes: Vec::new(), forms: HashMap::new() }
    }

    /// Reads a stretch and returns which tokens it has.
    fn read(&mut self, stretch: Span) -> Range<usize> {
        let from = self.tokens.len();
        let part = stretch.of(self.text);
        for word in segment::words(part) {
            let form = self.form(word.of(part));
            self.tokens.push(Token { span: word.shift(stretch.start), form });
        }
        from..self.tokens.len()
    }

    fn form(&mut self, printed: &'a str) -> u32 {
        let Self { stemmer, lexemes, forms, .. } = self;
        *forms.entry(printed).or_insert_with(|| {
            lexemes.push(Lexeme::new(printed, stemmer));
            (lexemes.len() - 1) as u32
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::import::{Format, import};

    fn read(text: &str) -> Article {
        import(text, Format::Plain).0
    }

    fn keys(text: &str) -> Vec<u64> {
        let article = read(text);
        let reading = Reading::new(&article);
        reading.story().flat_map(|s| reading.tokens(s)).map(|&token| reading.lexeme(token).key).collect()
    }

    #[test]
    fn styles_of_two_houses_meet_in_one_key() {
        assert_eq!(keys("The mayor’s"), keys("the Mayor's"));
        assert_eq!(keys("12,500"), keys("12500"));
        assert_eq!(keys("U.S."), keys("US"));
        assert_ne!(keys("US"), keys("us"));
        assert_eq!(keys("attacked"), keys("attacks"));
        assert_eq!(keys("recognise the epicentre"), keys("recognize the epicenter"));
        assert_eq!(keys("Erdoğan met Szijjártó in Győr"), keys("Erdogan met Szijjarto in Gyor"));
        assert_eq!(keys("Twelve on the eleventh"), keys("12 on the 11th"));
    }

    #[test]
    fn spellings_of_a_word_are_one_and_forms_of_it_have_one_stem() {
        let stemmer = Stemmer::new(Algorithm::English);
        let get = |word| Lexeme::new(word, &stemmer);
        assert_eq!(get("Harbours").spelling, get("harbors").spelling);
        assert_eq!(get("Zoë").spelling, get("Zoe").spelling);
        assert_ne!(get("Zoë").folded, get("Zoe").folded);
        assert_eq!(get("harbour").stem, get("harbors").stem);
        assert_ne!(get("harbour").spelling, get("harbors").spelling);
        assert_eq!(get("Bridges’s").stem_of("bridges"), Some("bridg"));
        assert_eq!(get("bridges").stem_of("bridges"), Some("bridg"));
        for (printed, word) in [("U.S.", "u.s"), ("US", "us"), ("bridges", "bridge"), ("12,500", "12")] {
            assert_eq!(get(printed).stem_of(word), None, "{printed}");
        }
        assert!(get("d--n").masked && !get("well-known").masked);
    }

    #[test]
    fn a_stretch_has_its_tokens_where_it_cuts_none() {
        let article = read("The bridge is closed. Nobody came.");
        let reading = Reading::new(&article);
        let words =
            |span| reading.within(span).map(|all| all.iter().map(|t| t.span.of(&article.text)).collect::<Vec<_>>());
        assert_eq!(words(Span::new(3, 13)), Some(vec!["bridge", "is"]));
        assert_eq!(words(Span::new(5, 13)), None);
        assert_eq!(words(Span::new(3, 4)), Some(vec![]));
    }
}
