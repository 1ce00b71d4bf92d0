//! Rows: greedy wrapping over sanitised widths, grapheme by grapheme.
//!
//! `textwrap` alone would count a character at a time and overflow where graphemes are drawn, so it gets tokens that
//! were measured by [`cells`](super::cells) and only decides which of them share a row.

mod breaks;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::Span;
use super::cells::cells;
use breaks::{Edge, breaks_between, edge};

/// How a paragraph is wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wrap {
    /// Columns of a row, at least 1.
    pub width: usize,
    /// Columns kept free at the start of the first row.
    pub first_indent: usize,
    /// Columns kept free at the start of the other rows.
    pub next_indent: usize,
    /// Whether line feeds in the text end a row (else they are white space).
    pub keep_breaks: bool,
}

/// Wraps `raw` and returns its rows as byte spans, ascending and disjoint; what lies between two rows is white space.
///
/// No row is wider than its columns, but for a single grapheme that is itself wider. Blank text has no rows. Where
/// line feeds are kept, a blank line between two others is an empty row.
#[must_use]
pub fn wrap(raw: &str, how: Wrap) -> Vec<Span> {
    rows(raw, how, false)
}

/// Wraps as [`wrap`] does, and breaks words at soft hyphens too: whoever draws a row for which [`is_hyphenated`] holds
/// puts a hyphen at its end, for which there is room.
#[must_use]
pub fn hyphenate(raw: &str, how: Wrap) -> Vec<Span> {
    rows(raw, how, true)
}

/// Says whether the row at `row` of `text` ends inside a word, at a soft hyphen.
#[must_use]
pub fn is_hyphenated(text: &str, row: Span) -> bool {
    row.of(text).ends_with(SOFT_HYPHEN)
        && text.get(row.end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// U+00AD: where a word may be broken, not seen where it is not.
const SOFT_HYPHEN: char = '\u{AD}';

fn rows(raw: &str, how: Wrap, hyphens: bool) -> Vec<Span> {
    if raw.trim_start().is_empty() {
        return Vec::new();
    }
    let mut rows = Rows::new(raw, how, hyphens);
    let mut word = Word::default();
    for cell in cells(raw) {
        let next = match edge(&cell, raw) {
            Edge::SoftHyphen if !hyphens => Edge::Other,
            next => next,
        };
        match next {
            Edge::LineEnd if how.keep_breaks => {
                rows.take(&mut word);
                rows.end_line(cell.raw.start);
            }
            Edge::Space | Edge::LineEnd => {
                rows.take(&mut word);
                rows.space(cell.width);
            }
            _ => {
                if breaks_between(word.before, word.last, next) {
                    rows.take(&mut word);
                }
                word.push(cell.raw, cell.width, next);
            }
        }
    }
    rows.take(&mut word);
    rows.finish()
}

/// A run that no row end may divide, in the making.
#[derive(Default)]
struct Word {
    span: Span,
    width: usize,
    before: Option<Edge>,
    last: Option<Edge>,
}

impl Word {
    fn push(&mut self, raw: Span, width: usize, next: Edge) {
        if self.last.is_none() {
            self.span.start = raw.start;
        }
        self.span.end = raw.end;
        self.width += width;
        self.before = self.last.replace(next);
    }
}

/// A word, or a grapheme of an over-long one, as `textwrap` sees it.
#[derive(Debug)]
struct Token {
    span: Span,
    width: usize,
    space: usize,
    /// Columns of the hyphen that ends a row after it.
    hyphen: usize,
}

#[expect(clippy::cast_precision_loss, reason = "widths stay far below 2^52")]
impl Fragment for Token {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        self.hyphen as f64
    }
}

/// Tokens of one line that are worked off at a time, so that memory does not grow with the line.
const BLOCK: usize = 4096;

/// Collects tokens and turns them into rows.
struct Rows<'t> {
    raw: &'t str,
    first: usize,
    next: usize,
    /// Whether words are broken at soft hyphens.
    hyphens: bool,
    tokens: Vec<Token>,
    /// How many tokens call for the next round; doubles while a single row holds them all.
    full: usize,
    rows: Vec<Span>,
    /// Line ends since the last row that was not empty.
    blank: Vec<usize>,
}

impl<'t> Rows<'t> {
    fn new(raw: &'t str, how: Wrap, hyphens: bool) -> Self {
        let room = |indent| how.width.saturating_sub(indent).max(1);
        let (first, next) = (room(how.first_indent), room(how.next_indent));
        Self { raw, first, next, hyphens, tokens: Vec::new(), full: BLOCK, rows: Vec::new(), blank: Vec::new() }
    }

    /// Takes a finished word, grapheme by grapheme where no row holds it.
    fn take(&mut self, word: &mut Word) {
        let Word { span, width, last, .. } = std::mem::take(word);
        let hyphen = usize::from(last == Some(Edge::SoftHyphen));
        if last.is_none() {
            return;
        }
        let opens = self.rows.is_empty() && self.tokens.is_empty();
        if width + hyphen <= self.next && (width + hyphen <= self.first || !opens) {
            return self.push(Token { span, width, space: 0, hyphen });
        }
        let text = span.of(self.raw);
        let mut rest = cells(text).peekable();
        while let Some(cell) = rest.next() {
            // A hyphen stays with the letter before it, also inside the word: a row may end behind any letter of it.
            let (mut end, mut hyphen) = (cell.raw.end, 0);
            while let Some(soft) = rest.next_if(|next| self.hyphens && edge(next, text) == Edge::SoftHyphen) {
                (end, hyphen) = (soft.raw.end, 1);
            }
            let span = Span::new(cell.raw.start, end).shift(span.start);
            self.push(Token { span, width: cell.width, space: 0, hyphen });
        }
    }

    fn push(&mut self, token: Token) {
        self.tokens.push(token);
        if self.tokens.len() >= self.full {
            self.fill(false);
            self.full = BLOCK.max(2 * self.tokens.len());
        }
    }

    fn space(&mut self, columns: usize) {
        if let Some(token) = self.tokens.last_mut() {
            token.space += columns;
        }
    }

    /// Ends a line whose line feed stands at `at`.
    fn end_line(&mut self, at: usize) {
        if !self.tokens.is_empty() {
            self.fill(true);
            self.blank.clear();
        } else if !self.rows.is_empty() {
            self.blank.push(at);
        }
    }

    /// Makes rows of the tokens: of all, or of all but those of the row that may still grow.
    fn fill(&mut self, all: bool) {
        if self.tokens.is_empty() {
            return;
        }
        self.rows.extend(self.blank.drain(..).map(|at| Span::new(at, at)));
        let first = if self.rows.is_empty() { self.first } else { self.next };
        #[expect(clippy::cast_precision_loss, reason = "widths stay far below 2^52")]
        let lines = wrap_first_fit(&self.tokens, &[first as f64, self.next as f64]);
        let open = if all { 0 } else { lines.last().map_or(0, |line| line.len()) };
        let done = lines.len() - usize::from(!all);
        for line in lines.into_iter().take(done) {
            if let (Some(head), Some(tail)) = (line.first(), line.last()) {
                self.rows.push(Span::new(head.span.start, tail.span.end));
            }
        }
        self.tokens.drain(..self.tokens.len() - open);
    }

    fn finish(mut self) -> Vec<Span> {
        self.fill(true);
        self.rows
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "a wrong boundary should fail the test")]

    use super::super::cells;
    use super::*;
    use proptest::prelude::*;

    fn plain(width: usize) -> Wrap {
        Wrap { width, first_indent: 0, next_indent: 0, keep_breaks: false }
    }

    fn rows(raw: &str, how: Wrap) -> Vec<&str> {
        wrap(raw, how).into_iter().map(|row| row.of(raw)).collect()
    }

    #[test]
    fn blank_text_has_no_rows() {
        assert!(wrap("", plain(10)).is_empty());
        assert!(wrap(" \n\t \u{A0}", plain(10)).is_empty());
        assert!(wrap(" \n\n ", Wrap { keep_breaks: true, ..plain(10) }).is_empty());
    }

    #[test]
    fn words_fill_a_row_to_the_last_column() {
        assert_eq!(rows("aaa bbb ccc", plain(7)), ["aaa bbb", "ccc"]);
        assert_eq!(rows("aaa bbb ccc", plain(6)), ["aaa", "bbb", "ccc"]);
        assert_eq!(rows("  aaa \n bbb  ", plain(10)), ["aaa \n bbb"]);
    }

    #[test]
    fn indents_narrow_the_first_and_the_other_rows() {
        let how = Wrap { width: 8, first_indent: 5, next_indent: 2, keep_breaks: false };
        assert_eq!(rows("one two three", how), ["one", "two", "three"]);
        assert_eq!(rows("wide words", Wrap { first_indent: 6, ..how }), ["wi", "de", "words"]);
    }

    #[test]
    fn kept_breaks_end_rows_and_keep_blank_lines_between() {
        let how = Wrap { keep_breaks: true, ..plain(20) };
        assert_eq!(rows("\none\ntwo two\n\nthree\n\n", how), ["one", "two two", "", "three"]);
        assert_eq!(rows("one\r\ntwo\u{2028}three", how), ["one", "two", "three"]);
        assert_eq!(rows("one\ntwo", plain(20)), ["one\ntwo"]);
    }

    #[test]
    fn hyphens_and_dashes_end_rows_between_words_only() {
        assert_eq!(rows("well-known", plain(6)), ["well-", "known"]);
        assert_eq!(rows("rate of -5", plain(8)), ["rate of", "-5"]);
        assert_eq!(rows("2024-25 x", plain(7)), ["2024-25", "x"]);
        assert_eq!(rows("ten–twelve 10–12", plain(10)), ["ten–twelve", "10–12"]);
        assert_eq!(rows("said—then went", plain(9)), ["said—then", "went"]);
        assert_eq!(rows("said—then went", plain(8)), ["said—", "then", "went"]);
        assert_eq!(rows("“—so”", plain(4)), ["“—so", "”"]);
    }

    #[test]
    fn a_word_wider_than_a_row_is_broken_at_graphemes() {
        assert_eq!(rows("x abcdefgh y", plain(4)), ["x ab", "cdef", "gh y"]);
        assert_eq!(rows("👩‍👩‍👧x👩‍👩‍👧", plain(3)), ["👩‍👩‍👧x", "👩‍👩‍👧"]);
        assert_eq!(rows("日本", plain(1)), ["日", "本"]);
    }

    #[test]
    fn no_break_spaces_hold_words_together() {
        assert_eq!(rows("aa 10\u{A0}km bb", plain(6)), ["aa", "10\u{A0}km", "bb"]);
        assert_eq!(rows("aa 10\u{202F}km", plain(6)), ["aa", "10\u{202F}km"]);
    }

    #[test]
    fn ideographs_break_but_closing_punctuation_starts_no_row() {
        assert_eq!(rows("日本語。東京", plain(6)), ["日本", "語。東", "京"]);
        assert_eq!(rows("日本「東京」", plain(6)), ["日本", "「東", "京」"]);
        assert_eq!(rows("GDP比率", plain(5)), ["GDP比", "率"]);
        assert_eq!(rows("서울 시민은", plain(6)), ["서울", "시민은"]);
    }

    #[test]
    fn unseen_characters_take_no_column_and_only_a_zero_width_space_invites_a_break() {
        assert_eq!(rows("pass\u{200B}word", plain(8)), ["pass\u{200B}word"]);
        assert_eq!(rows("pass\u{200B}word", plain(5)), ["pass\u{200B}", "word"]);
        assert_eq!(rows("hy\u{AD}phen a", plain(6)), ["hy\u{AD}phen", "a"]);
    }

    #[test]
    fn words_are_broken_at_soft_hyphens_where_a_hyphen_has_room() {
        let shown = |raw: &str, width| {
            let row = |row: Span| row.of(raw).replace('\u{AD}', "") + if is_hyphenated(raw, row) { "-" } else { "" };
            hyphenate(raw, plain(width)).into_iter().map(row).collect::<Vec<_>>()
        };
        let raw = "the inter\u{AD}na\u{AD}tion\u{AD}al court";
        assert_eq!(shown(raw, 10), ["the inter-", "national", "court"]);
        assert_eq!(shown(raw, 9), ["the", "interna-", "tional", "court"]);
        assert_eq!(shown("end\u{AD} of it\u{AD}", 4), ["end", "of", "it"]);
        assert_eq!(shown("ab\u{AD}cd", 2), ["a", "b-", "cd"]);
        // Before a sign that may not begin a row the word goes on, and yet has room for its hyphen where it is cut.
        assert_eq!(shown("aab\u{AD}ーc", 2), ["aa", "b-", "ー", "c"]);
        assert_eq!(shown("ab\u{AD}\u{AD}ー", 2), ["a", "b-", "ー"]);
        assert_eq!(rows(raw, plain(14)), ["the", "inter\u{AD}na\u{AD}tion\u{AD}al", "court"]);
    }

    #[test]
    fn a_line_of_many_blocks_is_wrapped_as_one() {
        let text = "four ".repeat(3 * BLOCK);
        let rows = rows(&text, plain(9));
        assert_eq!(rows.len(), 3 * BLOCK / 2);
        assert!(rows.iter().all(|row| *row == "four four"));
        assert_eq!(wrap(&text, plain(usize::MAX / 4)).len(), 1);
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-z]{1,12}",
            3 => Just(" ".to_owned()),
            1 => "[-–—.,“”()\u{A0}\u{200B}\u{AD}\n\r\t]",
            1 => "[日本語。、「」ーゃ한글ﾞｶ]{1,4}",
            1 => "[\u{300}-\u{310}\u{200D}\u{FE0F}\u{1F468}\u{1F469}\u{1F3FD}\u{1F1FA}\u{1F1F8}]{1,4}",
            1 => "[\u{0}-\u{1F}\u{7F}-\u{9F}\u{202E}\u{2066}\u{FFF9}\u{E0041}\u{2028}\u{3000}]",
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn rows_fit_ascend_and_leave_out_white_space_only(
            raw in nasty(), width in 1usize..30, first_indent in 0usize..8, next_indent in 0usize..8, keep_breaks: bool,
        ) {
            let how = Wrap { width, first_indent, next_indent, keep_breaks };
            let mut end = 0;
            let rows = wrap(&raw, how);
            for (number, row) in rows.iter().enumerate() {
                prop_assert!(row.start >= end && row.end <= raw.len());
                prop_assert!(raw[end..row.start].chars().all(char::is_whitespace));
                let columns = width.saturating_sub(if number == 0 { first_indent } else { next_indent }).max(1);
                let text = row.of(&raw);
                prop_assert!(cells::width(text) <= columns || cells::cells(text).filter(|cell| cell.width > 0).count() == 1);
                prop_assert!(!keep_breaks || !text.contains('\n'));
                end = row.end;
            }
            prop_assert!(raw[end..].chars().all(char::is_whitespace));
            prop_assert_eq!(rows.is_empty(), raw.trim().is_empty());
            let mut end = 0;
            for (number, row) in hyphenate(&raw, how).into_iter().enumerate() {
                prop_assert!(row.start >= end && raw[end..row.start].chars().all(char::is_whitespace));
                let columns = width.saturating_sub(if number == 0 { first_indent } else { next_indent }).max(1);
                let seen = cells::cells(row.of(&raw)).filter(|cell| cell.width > 0).count();
                let wide = cells::width(row.of(&raw)) + usize::from(is_hyphenated(&raw, row));
                prop_assert!(wide <= columns || seen == 1);
                end = row.end;
            }
        }
    }
}
