//! The sentences that take part in a comparison, and their words in a form in which the two sides can meet.
//!
//! Furniture takes no part. A word meets another by its *key*: a hash of its stem, so that nothing has to be interned
//! and the order of keys is the same whichever article stands left.

use std::sync::atomic::AtomicBool;

use super::acronyms::Acronyms;
use crate::article::ParagraphKind;
use crate::compare::{Cancelled, Place, SentenceRef, Side, go_on};
use crate::reading::{Reading, Token};
use crate::text::Span;

/// Sentences from which on an article is long enough that its lead sums it up.
const LONG: usize = 7;

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
    /// Whether it begins with a capital.
    pub capital: bool,
    /// The number of its printed form in its reading.
    pub form: usize,
}

impl Word {
    fn new(reading: &Reading<'_>, token: Token) -> Self {
        let lexeme = reading.lexeme(token);
        Self {
            key: lexeme.key,
            span: token.span,
            stop: lexeme.is_stop(),
            frame: lexeme.frame,
            share: lexeme.share,
            capital: lexeme.capital,
            form: token.form(),
        }
    }
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
    /// The words that its acronyms stand for.
    pub full: Vec<Word>,
    /// Hash of the keys of its words in order.
    print: u64,
}

impl Row {
    fn new(at: SentenceRef, span: Span, words: Vec<Word>) -> Self {
        let mix = |h: u64, w: &Word| h.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w.key;
        let print = words.iter().fold(0, mix);
        Self { at, span, words, full: Vec::new(), print }
    }

    /// Returns its words, and those that its acronyms stand for.
    pub fn meant(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().chain(&self.full)
    }

    /// Says whether two rows have the same words in the same order, whatever their style.
    pub fn same_words(&self, other: &Self) -> bool {
        self.print == other.print && self.words.len() == other.words.len() && !self.words.is_empty()
    }
}

/// Both readings with the rows of each.
pub(in crate::compare) struct Pair<'a> {
    sides: [(&'a Reading<'a>, Vec<Row>); 2],
    leads: [Option<usize>; 2],
}

impl<'a> Pair<'a> {
    /// Collects the rows of both articles.
    pub fn new(left: &'a Reading<'a>, right: &'a Reading<'a>, cancel: &AtomicBool) -> Result<Self, Cancelled> {
        let acronyms = Acronyms::new([left, right]);
        let rows = |reading| {
            let mut rows = rows(reading, cancel)?;
            rows.iter_mut().for_each(|row| row.full = acronyms.written_out(row));
            Ok(rows)
        };
        let sides = [(left, rows(left)?), (right, rows(right)?)];
        let leads = [lead(left, &sides[0].1), lead(right, &sides[1].1)];
        Ok(Self { sides, leads })
    }

    const fn side(&self, side: Side) -> &(&'a Reading<'a>, Vec<Row>) {
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

    /// Returns the row of the lead of `side`, the first sentence of its body, where it is long enough to have one.
    pub const fn lead(&self, side: Side) -> Option<usize> {
        self.leads[side as usize]
    }

    /// Returns the reading of `side`.
    pub const fn reading(&self, side: Side) -> &'a Reading<'a> {
        self.side(side).0
    }

    /// Returns the text that the spans of `side` point into.
    pub fn text(&self, side: Side) -> &'a str {
        self.reading(side).text()
    }
}

fn rows(reading: &Reading<'_>, cancel: &AtomicBool) -> Result<Vec<Row>, Cancelled> {
    let mut rows = Vec::new();
    for sentence in reading.story() {
        go_on(cancel)?;
        let at = SentenceRef { paragraph: sentence.paragraph, sentence: sentence.sentence };
        let words = reading.tokens(sentence).iter().map(|&token| Word::new(reading, token)).collect();
        rows.push(Row::new(at, sentence.span, words));
    }
    Ok(rows)
}

fn lead(reading: &Reading<'_>, rows: &[Row]) -> Option<usize> {
    let kind = |row: &Row| reading.article().paragraphs.get(row.at.paragraph).map(|paragraph| paragraph.kind);
    let lead = rows.iter().position(|row| kind(row) == Some(ParagraphKind::Body));
    lead.filter(|_| rows.len() >= LONG)
}

/// Returns the row that a place begins in.
pub(in crate::compare) fn row_at(rows: &[Row], place: &Place) -> Option<u32> {
    let at = rows.partition_point(|row| row.span.end <= place.span.start);
    rows.get(at).filter(|row| row.span.start <= place.span.start)?;
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::compare::fixtures::{article, article_of};

    #[test]
    fn furniture_has_no_rows_and_headings_do() {
        let it = article_of(&[
            (ParagraphKind::Title, "Bridge reopens"),
            (ParagraphKind::Byline, "By Ann Writer"),
            (ParagraphKind::Body, "The bridge is open. Cars returned."),
        ]);
        let at: Vec<_> = rows(&Reading::new(&it), &AtomicBool::new(false))
            .unwrap()
            .iter()
            .map(|r| (r.at.paragraph, r.at.sentence))
            .collect();
        assert_eq!(at, [(0, 0), (2, 0), (2, 1)]);
    }

    #[test]
    fn a_cancelled_comparison_reads_no_rows() {
        assert!(rows(&Reading::new(&article(&["One."])), &AtomicBool::new(true)).is_err());
    }
}
