//! The words around a quotation that may say who speaks: those after it, before it, and what introduces it.

use super::{REACH, Speakers, clause, lexicon};
use crate::compare::find::quotes::marks::Piece;
use crate::text::Span;
use crate::text::span::floor_boundary;

impl Speakers<'_> {
    /// Reads the attribution of a quotation from `first` to `last`, two pieces of one paragraph.
    pub(super) fn attribution(&self, paragraph: usize, first: &Piece, last: &Piece) -> Option<String> {
        self.after(paragraph, first)
            .or_else(|| clause::before(&self.before(paragraph, first)))
            .or_else(|| if first == last { None } else { self.after(paragraph, last) })
    }

    /// Reads an attribution right after a piece.
    pub(in crate::compare::find::quotes) fn after(&self, paragraph: usize, piece: &Piece) -> Option<String> {
        let text = &self.article.text;
        let inner = piece.inner.of(text);
        let rest = Span::new(piece.outer.end, self.limit(paragraph, piece)).of(text);
        let rest = rest.trim_start_matches(['\'', '’', ']']);
        let invited = breaks_off(inner) || rest.starts_with([',', ' ', '—', '–']);
        let comma = rest.starts_with(',') || breaks_off(inner);
        // A quotation that begins its sentence needs no comma before "the senator said".
        let comma = comma || piece.depth == 0 && self.begins_sentence(paragraph, piece);
        let inverted = rest.trim_start().split(' ').next().is_some_and(|w| lexicon::voice(w).is_some());
        // What ends with a colon introduces the next quotation.
        if rest.trim_end_matches([' ', ']', ')']).ends_with(':') {
            return None;
        }
        (invited && (comma || inverted || rest.trim_start().starts_with("according to "))).then_some(())?;
        clause::after(rest)
    }

    fn begins_sentence(&self, paragraph: usize, piece: &Piece) -> bool {
        let sentences = self.article.paragraphs.get(paragraph).map_or(&[][..], |p| p.sentences.as_slice());
        sentences.binary_search_by_key(&piece.outer.start, |s| s.start).is_ok()
    }

    /// Where the words that may attribute a piece end: with its sentence, or where the next quotation begins.
    fn limit(&self, paragraph: usize, piece: &Piece) -> usize {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return piece.outer.end };
        let sentence = p.sentences.partition_point(|s| s.end <= piece.outer.end);
        let end = p.sentences.get(sentence).map_or(piece.outer.end, |s| s.end);
        let pieces = self.pieces(paragraph);
        let next = pieces.partition_point(|q| q.outer.start < piece.outer.end);
        let end = pieces.get(next).map_or(end, |q| end.min(q.outer.start));
        let around = pieces.iter().take(next).rev().take(64).find(|q| q.depth < piece.depth && q != &piece);
        let end = around.map_or(end, |q| end.min(q.inner.end));
        floor_boundary(&self.article.text, end.min(piece.outer.end + REACH)).max(piece.outer.end)
    }

    fn pieces(&self, paragraph: usize) -> &[Piece] {
        self.quoted.get(paragraph).map_or(&[], Vec::as_slice)
    }

    /// The words of the sentence up to a piece, other quotations left out.
    fn before(&self, paragraph: usize, piece: &Piece) -> String {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return String::new() };
        let sentence = p.sentences.partition_point(|s| s.start <= piece.outer.start).checked_sub(1);
        let start = sentence.and_then(|i| p.sentences.get(i)).map_or(p.span.start, |s| s.start);
        let start = floor_boundary(&self.article.text, start.max(piece.outer.start.saturating_sub(REACH)));
        if start < piece.outer.start {
            return self.masked(paragraph, Span::new(start, piece.outer.start), piece.depth);
        }
        self.introduced(paragraph, piece)
    }

    /// What introduces a quotation at the beginning of its paragraph: a paragraph that ends with a colon.
    fn introduced(&self, paragraph: usize, piece: &Piece) -> String {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return String::new() };
        let alone = Span::new(p.span.start, piece.outer.start).of(&self.article.text).trim().is_empty();
        let Some(former) = paragraph.checked_sub(1).and_then(|i| self.article.paragraphs.get(i)) else {
            return String::new();
        };
        let colon = former.span.of(&self.article.text).trim_end().ends_with(':') && !former.kind.is_furniture();
        match former.sentences.last().filter(|_| alone && colon && piece.depth == 0) {
            Some(last) => {
                let start = floor_boundary(&self.article.text, last.start.max(last.end.saturating_sub(REACH)));
                self.masked(paragraph - 1, Span::new(start, last.end), 0)
            }
            None => String::new(),
        }
    }

    /// Returns what stands in `span` outside quotations of `depth` and deeper, each of which becomes a lone mark.
    pub(super) fn masked(&self, paragraph: usize, span: Span, depth: usize) -> String {
        let text = &self.article.text;
        let mut out = String::new();
        let mut at = span.start;
        let pieces = self.pieces(paragraph);
        let until = pieces.partition_point(|p| p.outer.start < span.end);
        // A long quotation that reaches into the span starts before it.
        let from = pieces.partition_point(|p| p.outer.start < span.start.saturating_sub(REACH));
        for piece in pieces.get(from..until).unwrap_or(&[]).iter().filter(|p| p.depth >= depth) {
            if piece.outer.end <= at || piece.outer.end > span.end {
                continue;
            }
            out.push_str(Span::new(at, piece.outer.start).of(text));
            out.push_str(" ” ");
            at = piece.outer.end;
        }
        let opens = pieces.get(..from).unwrap_or(&[]).iter().rev().take(8).find(|p| p.depth >= depth);
        if opens.is_some_and(|p| p.outer.end >= span.end) {
            return String::new();
        }
        out.push_str(Span::new(at, span.end).of(text));
        out
    }
}

/// Says whether the last sign of a quotation, marks left out, lets the sentence go on after it.
pub(in crate::compare::find::quotes) fn breaks_off(inner: &str) -> bool {
    let inner = inner.trim_end_matches(['’', '\'', '”', '"', ')', ']', ' ', '\u{a0}']);
    inner.ends_with([',', '?', '!', '…', '—', '–', '-'])
}
