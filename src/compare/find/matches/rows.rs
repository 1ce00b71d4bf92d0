//! The sentences that take part in a comparison, and their words in a form in which the two sides can meet.
//!
//! Furniture takes no part. A word meets another by its *key*: a hash of its stem, so that nothing has to be interned
//! and the order of keys is the same whichever article stands left.

use std::collections::HashMap;
use std::sync::atomic::AtomicBool;

use frostem::{Algorithm, Stemmer};

use crate::article::Article;
use crate::compare::find::matches::weight::share_of;
use crate::compare::find::quotes::canonical;
use crate::compare::{Cancelled, SentenceRef, Side, go_on};
use crate::language::english::{is_frame, is_stop};
use crate::text::fold::plain;
use crate::text::{Span, segment};

/// A word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::compare) struct Word {
    /// Hash of its stem.
    pub key: u64,
    /// Where it lies in the article's text.
    pub span: Span,
    /// Whether it says nothing about an event.
    pub stop: bool,
    /// Whether it tells who reports or when, which any two reports may share.
    pub frame: bool,
    /// The share of English sentences that have it, 0 for what is rare or unknown.
    pub share: f32,
}

/// A sentence that takes part.
#[derive(Clone, Debug)]
pub(in crate::compare) struct Row {
    /// Which sentence it is.
    pub at: SentenceRef,
    /// Where it lies in the article's text.
    pub span: Span,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Hash of the keys of its words in order.
    print: u64,
}

impl Row {
    fn new(at: SentenceRef, span: Span, words: Vec<Word>) -> Self {
        let mix = |h: u64, w: &Word| h.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w.key;
        let print = words.iter().fold(0, mix);
        Self { at, span, words, print }
    }

    /// Says whether two rows have the same words in the same order, whatever their style.
    pub fn same_words(&self, other: &Self) -> bool {
        self.print == other.print && self.words.len() == other.words.len() && !self.words.is_empty()
    }
}

/// Both articles with the rows of each.
pub(in crate::compare) struct Pair<'a> {
    sides: [(&'a Article, Vec<Row>); 2],
}

impl<'a> Pair<'a> {
    /// Collects the rows of both articles.
    pub fn new(left: &'a Article, right: &'a Article, cancel: &AtomicBool) -> Result<Self, Cancelled> {
        let (of_left, of_right) = rayon::join(|| rows(left, cancel), || rows(right, cancel));
        Ok(Self { sides: [(left, of_left?), (right, of_right?)] })
    }

    const fn side(&self, side: Side) -> &(&'a Article, Vec<Row>) {
        let [left, right] = &self.sides;
        match side {
            Side::Left => left,
            Side::Right => right,
        }
    }

    /// Returns the rows of `side`, ascending.
    pub fn rows(&self, side: Side) -> &[Row] {
        &self.side(side).1
    }

    /// Returns the text that the spans of `side` point into.
    pub fn text(&self, side: Side) -> &'a str {
        &self.side(side).0.text
    }
}

fn rows(article: &Article, cancel: &AtomicBool) -> Result<Vec<Row>, Cancelled> {
    let mut reader = Reader::new(&article.text);
    let mut rows = Vec::new();
    for (paragraph, p) in article.paragraphs.iter().enumerate().filter(|(_, p)| !p.kind.is_furniture()) {
        go_on(cancel)?;
        for (sentence, &span) in p.sentences.iter().enumerate() {
            rows.push(Row::new(SentenceRef { paragraph, sentence }, span, reader.words(span)));
        }
    }
    Ok(rows)
}

/// Reads words, each printed form once: most words of a text were met before.
struct Reader<'a> {
    text: &'a str,
    stemmer: Stemmer,
    read: HashMap<&'a str, Word>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, stemmer: Stemmer::new(Algorithm::English), read: HashMap::new() }
    }

    fn words(&mut self, sentence: Span) -> Vec<Word> {
        let part = sentence.of(self.text);
        segment::words(part).into_iter().map(|span| self.word(span.of(part), span.shift(sentence.start))).collect()
    }

    fn word(&mut self, printed: &'a str, span: Span) -> Word {
        let stemmer = &self.stemmer;
        let known = self.read.entry(printed).or_insert_with(|| {
            let folded = fold(printed);
            let (stem, stop) = (stemmer.stem(&folded), is_stop(&folded));
            let share = share_of(&stem, stop);
            let form = if stop { folded.clone() } else { canonical(&folded) };
            let key = if form == folded { hash(stem.as_bytes()) } else { hash(stemmer.stem(&form).as_bytes()) };
            Word { key, span, stop, frame: is_frame(&folded), share }
        });
        Word { span, ..*known }
    }
}

/// Folds what differs between two houses' styles: the one fold, the possessive, dots of initials, commas of numbers.
fn fold(word: &str) -> String {
    let numeric = word.starts_with(|c: char| c.is_ascii_digit());
    let mut out = plain(word).into_owned();
    out.retain(|c| c != if numeric { ',' } else { '.' });
    if out.ends_with("'s") {
        out.truncate(out.len() - 2);
    }
    if out == "us" && word != "us" && word != "Us" { String::from("u.s") } else { out }
}

/// FNV-1a, 64 bits: small, without a seed, the same on every machine (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub(in crate::compare) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::ParagraphKind;
    use crate::compare::fixtures::{article, article_of};

    fn pair_rows(left: &Article) -> Vec<Row> {
        rows(left, &AtomicBool::new(false)).unwrap()
    }

    #[test]
    fn furniture_has_no_rows_and_headings_do() {
        let it = article_of(&[
            (ParagraphKind::Title, "Bridge reopens"),
            (ParagraphKind::Byline, "By Ann Writer"),
            (ParagraphKind::Body, "The bridge is open. Cars returned."),
        ]);
        let at: Vec<_> = pair_rows(&it).iter().map(|r| (r.at.paragraph, r.at.sentence)).collect();
        assert_eq!(at, [(0, 0), (2, 0), (2, 1)]);
    }

    #[test]
    fn styles_of_two_houses_meet_in_one_key() {
        let keys =
            |s: &str| pair_rows(&article(&[s])).iter().flat_map(|r| r.words.iter().map(|w| w.key)).collect::<Vec<_>>();
        assert_eq!(keys("The mayor’s"), keys("the Mayor's"));
        assert_eq!(keys("12,500"), keys("12500"));
        assert_eq!(keys("U.S."), keys("US"));
        assert_ne!(keys("US"), keys("us"));
        assert_eq!(keys("attacked"), keys("attacks"));
        assert_eq!(keys("recognise the epicentre"), keys("recognize the epicenter"));
        assert_eq!(keys("Erdoğan met Szijjártó in Győr"), keys("Erdogan met Szijjarto in Gyor"));
        assert_eq!(keys("mayor\u{2bc}s union‘s"), keys("mayor’s union's"));
        assert_eq!(keys("Twelve on the eleventh"), keys("12 on the 11th"));
    }

    #[test]
    fn a_cancelled_comparison_reads_no_rows() {
        assert!(rows(&article(&["One."]), &AtomicBool::new(true)).is_err());
    }
}
