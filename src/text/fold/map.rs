//! A folded text and the way back, kept only for what was changed.

use std::borrow::Cow;

use super::super::Span;
use super::Form;
use super::walk::{Letters, is_printed};

/// A run of the fold and the run of the text that it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    folded: Span,
    raw: Span,
    /// Whether the two are the same bytes; otherwise they belong together as a whole.
    same: bool,
}

/// A folded text that knows where each of its bytes comes from.
///
/// Takes no memory for a text that has its form already, and a few words for each run of unchanged bytes otherwise.
#[derive(Clone, Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    /// Ascending in both, covering the fold; none where it is the text itself.
    pieces: Vec<Piece>,
}

impl<'t> Folded<'t> {
    pub(super) fn new(raw: &'t str, form: Form) -> Self {
        let same = match form {
            Form::PRINTED => is_printed(raw),
            _ => raw.bytes().all(|b| b.is_ascii() && form.keeps(b)),
        };
        if same {
            return Self { text: Cow::Borrowed(raw), pieces: Vec::new() };
        }
        let (mut text, mut pieces) = (String::with_capacity(raw.len()), Vec::<Piece>::new());
        for letter in Letters::new(raw, form) {
            let at = text.len();
            text.push(letter.c);
            let own = Span::new(at, text.len());
            let same = letter.nth == 0 && own.of(&text) == letter.raw.of(raw);
            match pieces.last_mut() {
                Some(last) if same && last.same && last.raw.end == letter.raw.start => {
                    (last.folded.end, last.raw.end) = (own.end, letter.raw.end);
                }
                Some(last) if letter.nth > 0 => (last.folded.end, last.same) = (own.end, false),
                _ => pieces.push(Piece { folded: own, raw: letter.raw, same }),
            }
        }
        Self { text: Cow::Owned(text), pieces }
    }

    /// Returns the fold.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the fold without the way back.
    #[must_use]
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// Says whether the fold is the text itself.
    #[must_use]
    pub fn is_raw(&self) -> bool {
        self.pieces.is_empty() && matches!(self.text, Cow::Borrowed(_))
    }

    /// Returns the bytes of the text that `span` of the fold comes from, whole clusters.
    #[must_use]
    pub fn raw(&self, span: Span) -> Span {
        if self.is_raw() {
            return span;
        }
        let start = match self.piece(span.start) {
            Some(piece) if piece.same => piece.raw.start + (span.start - piece.folded.start),
            Some(piece) => piece.raw.start,
            None => self.pieces.last().map_or(0, |piece| piece.raw.end),
        };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = match self.piece(span.end - 1) {
            Some(piece) if piece.same => piece.raw.start + (span.end - piece.folded.start),
            Some(piece) => piece.raw.end,
            None => self.pieces.last().map_or(0, |piece| piece.raw.end),
        };
        Span::new(start, end.max(start))
    }

    /// Returns the part of the fold that comes from `raw`, empty where nothing of it was kept.
    #[must_use]
    pub fn folded(&self, raw: Span) -> Span {
        if self.is_raw() {
            return raw;
        }
        let first = self.pieces.partition_point(|piece| piece.raw.end <= raw.start);
        let start = match self.pieces.get(first) {
            Some(piece) if piece.same => piece.folded.start + raw.start.saturating_sub(piece.raw.start),
            Some(piece) => piece.folded.start,
            None => self.text.len(),
        };
        let last = self.pieces.partition_point(|piece| piece.raw.start < raw.end);
        let end = match last.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) if piece.same => piece.folded.start + raw.end.min(piece.raw.end) - piece.raw.start,
            Some(piece) => piece.folded.end,
            None => 0,
        };
        Span::new(start, end.max(start))
    }

    /// Returns the piece with the byte at `at` of the fold.
    fn piece(&self, at: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.folded.start <= at);
        self.pieces.get(after.checked_sub(1)?).filter(|piece| at < piece.folded.end)
    }
}
