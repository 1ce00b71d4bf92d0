//! How the cursor moves in a pane: by rows, words, sentences, paragraphs, pages.

use crate::app::pane::Pane;
use crate::app::pane::flow::Row;
use crate::config::action::Action;
use crate::text::{Span, cells, segment};

/// How far ahead words are looked for at a time, in bytes.
const WINDOW: usize = 4096;

/// Motions that leap: they are noted in the jump list.
#[must_use]
pub const fn is_leap(action: Action) -> bool {
    matches!(action, Action::Top | Action::Bottom)
}

impl Pane {
    /// Carries out a motion `count` times (none: once); says whether `action` was one.
    pub fn motion(&mut self, action: Action, count: Option<usize>) -> bool {
        let times = count.unwrap_or(1).min(100_000);
        let page = self.height().saturating_sub(2).max(1);
        match action {
            Action::Down => self.by_rows(times as isize),
            Action::Up => self.by_rows(-(times as isize)),
            Action::Top => self.go_top(),
            Action::Bottom => self.go_bottom(),
            Action::HalfPageDown => self.by_page((times * (page / 2).max(1)) as isize),
            Action::HalfPageUp => self.by_page(-((times * (page / 2).max(1)) as isize)),
            Action::PageDown => self.by_page((times * page) as isize),
            Action::PageUp => self.by_page(-((times * page) as isize)),
            Action::WordNext => self.by_words(true, times),
            Action::WordPrevious => self.by_words(false, times),
            Action::SentenceNext => self.repeat(times, Self::next_sentence),
            Action::SentencePrevious => self.repeat(times, Self::previous_sentence),
            Action::ParagraphNext => self.repeat(times, Self::next_paragraph),
            Action::ParagraphPrevious => self.repeat(times, Self::previous_paragraph),
            _ => return false,
        }
        true
    }

    fn repeat(&mut self, times: usize, step: fn(&Self, usize) -> Option<usize>) {
        let mut at = self.cursor;
        for _ in 0..times {
            let Some(next) = step(self, at) else { break };
            at = next;
        }
        if at == self.cursor {
            self.show_edge(step(self, at).is_none());
        } else {
            self.go_to(self.over_folds(at));
        }
    }

    /// At the first or last sentence, shows what lies beyond it: the title block, the end.
    fn show_edge(&mut self, at_edge: bool) {
        if at_edge && self.previous_sentence(self.cursor).is_none() {
            self.top = self.flow.first();
            self.settle();
        }
    }

    fn by_rows(&mut self, rows: isize) {
        let at = self.flow.locate(self.cursor);
        let column = self.goal.unwrap_or_else(|| self.column_of(self.cursor));
        let mut pos = at;
        let step: isize = if rows < 0 { -1 } else { 1 };
        let mut target = None;
        let mut left = rows.unsigned_abs();
        while left > 0 {
            let next = self.moved(pos, step);
            if next == pos {
                break;
            }
            pos = next;
            if let Some(row @ Row::Text { .. }) = self.flow.row(pos) {
                target = Some(row);
                left -= 1;
            }
        }
        match target {
            Some(row) => {
                self.cursor = self.word_at_column(&row, column);
                self.keep_cursor_in_view();
                self.goal = Some(column);
            }
            None => self.scroll(step),
        }
    }

    /// Turns pages: the rows move, the cursor keeps its screen row.
    fn by_page(&mut self, rows: isize) {
        let row = self.cursor_row().unwrap_or(0);
        let before = self.top;
        self.top = self.moved(self.top, rows);
        self.settle();
        if self.top == before {
            if rows > 0 {
                self.go_bottom()
            } else {
                self.go_top()
            }
            return;
        }
        let span = self.text_row_near(row);
        if let Some(span) = span {
            self.cursor = self.word_from(span.start);
        }
        self.goal = None;
    }

    fn text_row_near(&self, row: usize) -> Option<Span> {
        // A blank row among lines that are kept has no word: the next one may lie below the page.
        let span = |(_, row): &(_, Row)| match row {
            Row::Text { span, .. } if !span.is_empty() => Some(*span),
            _ => None,
        };
        let below = self.rows().get(row..).unwrap_or_default().iter().find_map(span);
        below.or_else(|| self.rows().iter().rev().find_map(span))
    }

    fn go_top(&mut self) {
        self.cursor = self.first_sentence().unwrap_or(0);
        self.goal = None;
        self.top = self.flow.first();
        self.settle();
    }

    fn go_bottom(&mut self) {
        let last = self.article.paragraphs.iter().rev().find_map(|p| p.sentences.last().copied().or(Some(p.span)));
        self.cursor = last.map_or(0, |s| s.start);
        self.goal = None;
        self.top = self.flow.last();
        self.settle();
        self.pull_cursor();
    }

    /// Returns where the first sentence begins.
    pub(crate) fn first_sentence(&self) -> Option<usize> {
        self.article.paragraphs.iter().find_map(|p| p.sentences.first()).map(|s| s.start)
    }

    fn next_sentence(&self, at: usize) -> Option<usize> {
        let from = self.article.paragraph_at(at);
        let starts = |p: &crate::article::Paragraph| {
            p.sentences.get(p.sentences.partition_point(|s| s.start <= at)).map(|s| s.start)
        };
        self.article.paragraphs.get(from..)?.iter().find_map(starts)
    }

    fn previous_sentence(&self, at: usize) -> Option<usize> {
        let from = self.article.paragraph_at(at);
        let starts = |p: &crate::article::Paragraph| {
            p.sentences
                .partition_point(|s| s.start < at)
                .checked_sub(1)
                .and_then(|i| p.sentences.get(i))
                .map(|s| s.start)
        };
        self.article.paragraphs.get(..=from)?.iter().rev().find_map(starts)
    }

    fn next_paragraph(&self, at: usize) -> Option<usize> {
        let from = self.article.paragraph_at(at) + 1;
        let paragraphs = self.article.paragraphs.get(from..)?;
        paragraphs.iter().find(|p| !p.span.is_empty()).map(|p| p.sentences.first().map_or(p.span.start, |s| s.start))
    }

    fn previous_paragraph(&self, at: usize) -> Option<usize> {
        let here = self.article.paragraph_at(at);
        let start = |p: &crate::article::Paragraph| p.sentences.first().map_or(p.span.start, |s| s.start);
        let paragraphs = self.article.paragraphs.get(..=here)?;
        paragraphs.iter().rev().filter(|p| !p.span.is_empty()).map(start).find(|s| *s < at)
    }

    /// Goes `times` words on or back, a window of text at a time: a large count costs one walk over the text.
    fn by_words(&mut self, forward: bool, times: usize) {
        let target = if forward { self.words_ahead(times) } else { self.words_behind(times) };
        match target {
            Some(offset) => self.go_to(self.over_folds(offset)),
            None => self.show_edge(true),
        }
    }

    fn words_ahead(&self, times: usize) -> Option<usize> {
        let text = &self.article.text;
        let (mut start, mut left, mut found) = (self.cursor, times, None);
        while start < text.len() && left > 0 {
            let end = text.ceil_char_boundary(start + WINDOW);
            let words = segment::words(Span::new(start, end).of(text));
            let whole = |w: &&Span| end == text.len() || w.shift(start).end < end;
            let behind = found.unwrap_or(self.cursor);
            let ahead = words.iter().filter(whole).map(|w| w.start + start).filter(|w| *w > behind);
            for word in ahead.take(left) {
                found = Some(word);
                left -= 1;
            }
            // A word cut off by the window is seen whole in the next one.
            start = words.last().filter(|w| !whole(w) && w.start > 0).map_or(end, |w| w.start + start);
        }
        found
    }

    fn words_behind(&self, times: usize) -> Option<usize> {
        let text = &self.article.text;
        let (mut end, mut left, mut found) = (self.cursor, times, None);
        while end > 0 && left > 0 {
            let start = text.floor_char_boundary(end.saturating_sub(WINDOW));
            let words = segment::words(Span::new(start, end).of(text));
            // The first word may be cut off by the window, unless it is the text's first.
            let cut = usize::from(start > 0 && words.len() > 1);
            for word in words.iter().skip(cut).rev().take(left) {
                found = Some(word.start + start);
                left -= 1;
            }
            end = words.get(cut).map_or(start, |w| w.start + start);
        }
        found
    }

    /// Returns the first word at or after byte `offset` in its paragraph, else `offset`.
    pub(crate) fn word_from(&self, offset: usize) -> usize {
        let end = self.article.paragraphs.get(self.article.paragraph_at(offset)).map_or(offset, |p| p.span.end);
        let end = self.article.text.floor_char_boundary(end.min(offset + WINDOW));
        let words = segment::words(Span::new(offset, end).of(&self.article.text));
        words.first().map_or(offset, |w| w.start + offset)
    }

    /// Makes any byte offset a place where the cursor may stand: on a character of a paragraph.
    pub(crate) fn snap(&self, offset: usize) -> usize {
        let offset = self.article.text.floor_char_boundary(offset.min(self.article.text.len()));
        let span = self.article.paragraphs.get(self.article.paragraph_at(offset)).map_or(Span::default(), |p| p.span);
        if offset < span.start {
            span.start
        } else if offset >= span.end && !span.is_empty() {
            self.article.text.floor_char_boundary(span.end - 1)
        } else {
            offset
        }
    }

    /// Returns the column of byte `offset` in its row, its indent included.
    fn column_of(&mut self, offset: usize) -> usize {
        let pos = self.flow.locate(offset);
        let stretches = self.flow.row(pos).map(|row| row.stretches()).unwrap_or_default();
        let here = stretches.iter().rev().find(|(span, _)| span.start <= offset).or_else(|| stretches.first());
        here.map_or(0, |(span, x)| {
            x + cells::width(Span::new(span.start, offset.clamp(span.start, span.end)).of(&self.article.text))
        })
    }

    /// Returns the start of the word that stands at or before `column` of a row of text, its indent included.
    fn word_at_column(&self, row: &Row, column: usize) -> usize {
        let stretches = row.stretches();
        let here = stretches.iter().rev().find(|(_, x)| *x <= column).or_else(|| stretches.first());
        here.map_or(self.cursor, |(span, x)| self.word_near(*span, column.saturating_sub(*x)))
    }

    /// Returns the start of the word that stands at or before `column` of a row, else the row's first.
    fn word_near(&self, row: Span, column: usize) -> usize {
        let offset = self.offset_at(row, column);
        let words = segment::words(row.of(&self.article.text));
        let before = words.iter().rev().find(|w| w.start + row.start <= offset);
        before.or_else(|| words.first()).map_or(row.start, |w| w.start + row.start)
    }

    /// Returns the byte offset shown at `column` of a row.
    pub(crate) fn offset_at(&self, row: Span, column: usize) -> usize {
        let mut x = 0;
        for cell in cells::cells(row.of(&self.article.text)) {
            if x + cell.width > column {
                return row.start + cell.raw.start;
            }
            x += cell.width;
        }
        row.end
    }

    /// Puts the cursor on the word at a column of the first row of text in view, or of the last.
    pub(crate) fn click_at_edge(&mut self, first: bool, column: usize) {
        let mut texts = self.rows().iter().enumerate().filter(|(_, (_, row))| matches!(row, Row::Text { .. }));
        let row = if first { texts.next() } else { texts.next_back() }.map(|(row, _)| row);
        row.into_iter().for_each(|row| self.click(row, column));
    }

    /// Puts the cursor on the word at a column of a row in view, as a click does.
    pub fn click(&mut self, row: usize, column: usize) {
        if let Some((_, row @ Row::Text { .. })) = self.rows().get(row) {
            self.cursor = self.word_at_column(row, column);
            self.goal = None;
        }
    }
}
