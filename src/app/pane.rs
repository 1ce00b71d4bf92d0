//! One article on the screen: its rows in view, a cursor that stands on a word of a sentence, a selection.
//!
//! The rows in view are gathered at the end of every change (`Pane::settle`), so that drawing only reads.

pub mod find;
pub mod flow;
mod folded;
pub mod head;
pub mod links;
pub mod marks;
pub mod motion;
pub mod noted;
pub mod passage;
pub mod place;
mod select;
pub mod selection;
pub mod slot;

use std::sync::Arc;

use crate::app::core::geometry::Area;
use crate::app::pane::find::Find;
use crate::app::pane::flow::{Flow, HeadLine, Row, RowPos};
use crate::app::pane::marks::Marks;
use crate::app::pane::selection::{Selection, Unit};
use crate::article::Article;
use crate::compare::SentenceRef;
use crate::library::{Entry, Loaded};
use crate::text::{Span, segment};

/// An article on the screen.
#[derive(Clone, Debug)]
pub struct Pane {
    /// What the list knows of it.
    pub entry: Entry,
    /// Its text.
    pub article: Arc<Article>,
    /// The search in it.
    pub find: Find,
    /// The selection, if any.
    pub selection: Option<Selection>,
    /// The notes in it.
    pub notes: Marks,
    pub(crate) flow: Flow,
    pub(crate) top: RowPos,
    pub(crate) cursor: usize,
    pub(crate) goal: Option<usize>,
    view: View,
}

/// The window on the flow and what it shows.
#[derive(Clone, Debug, Default)]
struct View {
    height: usize,
    margin: usize,
    rows: Vec<(RowPos, Row)>,
    end_shown: bool,
}

impl Pane {
    /// Puts a loaded article on a page of `area`, with the cursor at its first sentence.
    #[must_use]
    pub fn new(loaded: Loaded, area: Area, words_per_minute: usize, margin: usize) -> Self {
        let head = head::lines(&loaded.entry, &loaded.article, words_per_minute);
        Self::with_head(loaded, head, area, margin)
    }

    fn with_head(loaded: Loaded, head: Vec<HeadLine>, area: Area, margin: usize) -> Self {
        let article = Arc::new(loaded.article);
        let flow = Flow::new(article.clone(), head, area.width);
        let view = View { height: area.height.max(1), margin, ..View::default() };
        let mut pane = Self {
            entry: loaded.entry,
            article,
            find: Find::default(),
            selection: None,
            notes: Marks::default(),
            flow,
            top: RowPos::default(),
            cursor: 0,
            goal: None,
            view,
        };
        pane.cursor = pane.first_sentence().unwrap_or(0);
        pane.top = pane.flow.first();
        pane.settle();
        pane
    }

    /// Returns the rows in view with their places, the top one first.
    #[must_use]
    pub fn rows(&self) -> &[(RowPos, Row)] {
        &self.view.rows
    }

    /// Returns the number of rows that fit.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.view.height
    }

    /// Returns the byte offset of the cursor in the article's text.
    #[must_use]
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Says whether the article's last row is in view.
    #[must_use]
    pub const fn end_shown(&self) -> bool {
        self.view.end_shown
    }

    /// Fits the page to `area`; the cursor stays on its word and, where it can, on its screen row.
    pub fn resize(&mut self, area: Area) {
        let row = self.cursor_row().unwrap_or(self.view.height / 3);
        let at_top = self.top == self.flow.first();
        self.view.height = area.height.max(1);
        self.flow.set_width(area.width);
        self.goal = None;
        self.put_at_row(self.cursor, row.min(self.view.height.saturating_sub(1)));
        if at_top {
            self.show_head();
        }
    }

    /// Shows the title block, where the cursor's row stays in view.
    fn show_head(&mut self) {
        let top = self.top;
        self.top = self.flow.first();
        self.settle();
        if self.cursor_row().is_none() {
            self.top = top;
            self.settle();
        }
    }

    /// Returns the word under the cursor, where the cursor has left the beginning of its sentence.
    #[must_use]
    pub fn current_word(&self) -> Option<Span> {
        let inside = self.cursor != self.current_span().start || self.selection.is_some();
        inside.then(|| self.unit_at(self.cursor, Unit::Word))
    }

    /// Exchanges the text for a newer one and keeps the place.
    pub fn replace(&mut self, loaded: Loaded, words_per_minute: usize) {
        let row = self.cursor_row().unwrap_or(0);
        let cursor = crate::app::pane::place::carry_over(&self.article, self.cursor, &loaded.article);
        let area = Area { width: self.flow.width(), height: self.view.height, ..Area::default() };
        let mut pane = Self::new(loaded, area, words_per_minute, self.view.margin);
        pane.notes.shown = self.notes.shown;
        pane.find = std::mem::take(&mut self.find);
        pane.find.refresh(&pane.article);
        pane.cursor = pane.snap(cursor);
        pane.put_at_row(pane.cursor, row);
        *self = pane;
    }

    /// Returns the screen row of the cursor, where it is in view.
    #[must_use]
    pub fn cursor_row(&self) -> Option<usize> {
        self.screen_row(self.cursor)
    }

    /// Returns the screen row that shows byte `offset`, where it is in view.
    #[must_use]
    pub fn screen_row(&self, offset: usize) -> Option<usize> {
        let shows = |row: &Row| matches!(row, Row::Text { span, .. } if span.start <= offset);
        let last = self.view.rows.iter().rposition(|(_, row)| shows(row))?;
        let ends_here = match self.view.rows.get(last + 1..).unwrap_or_default().iter().find(|(_, r)| is_text(r)) {
            Some(_) => true,
            None => {
                self.view.end_shown
                    || matches!(self.view.rows.get(last), Some((_, Row::Text { span, .. })) if offset < span.end)
            }
        };
        ends_here.then_some(last)
    }

    /// Scrolls so that byte `offset` stands at screen row `row`, as far as the text's ends allow.
    pub fn put_at_row(&mut self, offset: usize, row: usize) {
        let target = self.flow.locate(offset);
        self.top = self.flow.up(target, row).0;
        self.settle();
    }

    /// Lets rows begin at `breaks` too; the text stays where it is on the screen.
    pub(crate) fn set_breaks(&mut self, breaks: &[usize]) {
        self.lay_anew(|flow| {
            flow.set_breaks(breaks);
            true
        });
    }

    /// Lets the flow change, which says whether it did; the cursor's row stays where it was on the screen, or the first
    /// text row where the cursor is out of view.
    pub(crate) fn lay_anew(&mut self, change: impl FnOnce(&mut Flow) -> bool) -> bool {
        let at_top = self.top == self.flow.first();
        let shown = |(row, (_, shown)): (usize, &(RowPos, Row))| match shown {
            Row::Text { span, .. } => Some((span.start, row)),
            _ => None,
        };
        let first = || self.view.rows.iter().enumerate().find_map(shown);
        let (offset, row) = self.cursor_row().map(|row| (self.cursor, row)).or_else(first).unwrap_or((self.cursor, 0));
        if !change(&mut self.flow) {
            return false;
        }
        self.put_at_row(offset, row);
        if at_top {
            self.show_head();
        }
        true
    }

    /// Scrolls so that byte `offset` stands `row` rows below the page's first row, or above it.
    pub(crate) fn put_at(&mut self, offset: usize, row: isize) {
        let target = self.flow.locate(offset);
        self.top = self.moved(target, -row);
        self.settle();
    }

    /// Returns how many rows below the page's first row byte `offset` stands, or above it; none where that is further
    /// than `most`.
    pub(crate) fn row_from_top(&mut self, offset: usize, most: usize) -> Option<isize> {
        let at = self.flow.locate(offset);
        match self.flow.distance(self.top, at, most) {
            Some(below) => isize::try_from(below).ok(),
            None => self.flow.distance(at, self.top, most).and_then(|above| isize::try_from(above).ok()).map(|a| -a),
        }
    }

    /// Moves the cursor to byte `offset` and scrolls as little as possible, or to a third of the page if it was far.
    pub fn go_to(&mut self, offset: usize) {
        self.goal = None;
        self.cursor = self.snap(offset);
        self.open_over(self.cursor);
        if self.cursor_row().is_none() {
            self.put_at_row(self.cursor, self.view.height / 3);
        }
        self.keep_cursor_in_view();
    }

    /// Scrolls by `rows` (negative: up) and takes the cursor along only where it would leave the page.
    pub fn scroll(&mut self, rows: isize) {
        self.top = self.moved(self.top, rows);
        self.settle();
        self.pull_cursor();
    }

    pub(crate) fn moved(&mut self, pos: RowPos, rows: isize) -> RowPos {
        if rows < 0 { self.flow.up(pos, rows.unsigned_abs()).0 } else { self.flow.down(pos, rows.unsigned_abs()).0 }
    }

    /// Scrolls so that the cursor keeps its distance from the edges.
    pub(crate) fn keep_cursor_in_view(&mut self) {
        let height = self.view.height;
        let margin = self.view.margin.min(height.saturating_sub(1) / 2);
        let at = self.flow.locate(self.cursor);
        match self.flow.distance(self.top, at, height) {
            Some(row) if row < margin => self.top = self.flow.up(at, margin).0,
            Some(row) if row + margin >= height => self.top = self.flow.up(at, height - 1 - margin).0,
            Some(_) => {}
            None if at < self.top => self.top = self.flow.up(at, margin).0,
            None => self.top = self.flow.up(at, height - 1 - margin).0,
        }
        self.settle();
    }

    /// Moves the cursor into the rows in view.
    pub(crate) fn pull_cursor(&mut self) {
        if self.cursor_row().is_some() {
            return;
        }
        let mut texts = self.view.rows.iter().filter_map(|(_, row)| match row {
            Row::Text { span, .. } => Some(*span),
            _ => None,
        });
        let span = match texts.next() {
            Some(first) if self.cursor < first.start => Some(first),
            first => texts.next_back().or(first),
        };
        if let Some(span) = span {
            self.cursor = self.word_from(span.start);
            self.goal = None;
        }
    }

    /// Gathers the rows in view; the last row of the text never stands above the page's last row without need.
    pub(crate) fn settle(&mut self) {
        let height = self.view.height;
        let (_, below) = self.flow.down(self.top, height - 1);
        if below < height - 1 {
            let last = self.flow.last();
            self.top = self.flow.up(last, height - 1).0;
        }
        let mut rows = Vec::with_capacity(height);
        let mut pos = self.top;
        while rows.len() < height {
            let Some(row) = self.flow.row(pos) else { break };
            rows.push((pos, row));
            let (next, moved) = self.flow.down(pos, 1);
            if moved == 0 {
                break;
            }
            pos = next;
        }
        let last = self.flow.last();
        self.view.end_shown = rows.last().is_none_or(|(pos, _)| *pos == last);
        self.view.rows = rows;
    }

    /// Returns the sentence at byte `offset`, or the nearest before it in its paragraph.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<SentenceRef> {
        let paragraph = self.article.paragraph_at(offset);
        let sentences = &self.article.paragraphs.get(paragraph)?.sentences;
        let sentence = sentences.partition_point(|s| s.start <= offset).saturating_sub(1);
        (!sentences.is_empty()).then_some(SentenceRef { paragraph, sentence })
    }

    /// Returns the sentence under the cursor.
    #[must_use]
    pub fn current_sentence(&self) -> Option<SentenceRef> {
        self.sentence_at(self.cursor)
    }

    /// Returns where a sentence lies.
    #[must_use]
    pub fn span_of(&self, at: SentenceRef) -> Option<Span> {
        self.article.paragraphs.get(at.paragraph)?.sentences.get(at.sentence).copied()
    }

    /// Returns what the cursor marks: the sentence, else (furniture without sentences) the paragraph.
    #[must_use]
    pub fn current_span(&self) -> Span {
        let paragraph = self.article.paragraphs.get(self.article.paragraph_at(self.cursor));
        let whole = paragraph.map_or(Span::default(), |p| p.span);
        self.current_sentence().and_then(|at| self.span_of(at)).filter(|s| s.contains(self.cursor)).unwrap_or(whole)
    }

    /// Returns the selected span, if there is a selection.
    #[must_use]
    pub fn selected(&self) -> Option<Span> {
        let selection = self.selection?;
        let anchor = self.unit_at(selection.anchor, selection.unit);
        let cursor = self.unit_at(self.cursor, selection.unit);
        Some(Span::new(anchor.start.min(cursor.start), anchor.end.max(cursor.end)))
    }

    /// Returns the sentence or word at byte `offset`.
    pub(crate) fn unit_at(&self, offset: usize, unit: Unit) -> Span {
        match unit {
            Unit::Sentence => {
                let found = self.sentence_at(offset).and_then(|at| self.span_of(at));
                found.unwrap_or_else(|| self.word_at(offset))
            }
            Unit::Word => self.word_at(offset),
        }
    }

    fn word_at(&self, offset: usize) -> Span {
        let row = Span::new(offset, self.article.text.ceil_char_boundary(offset.saturating_add(256)));
        let window = row.of(&self.article.text);
        let word = segment::words(window).first().copied();
        let next = window.chars().next().map_or(0, char::len_utf8);
        word.filter(|w| w.start == 0).map_or(Span::new(offset, offset + next), |w| w.shift(offset))
    }

    /// Returns the words to copy: the selection, else the sentence under the cursor.
    #[must_use]
    pub fn to_copy(&self) -> &str {
        self.selected().unwrap_or_else(|| self.current_span()).of(&self.article.text)
    }

    /// Returns how far the text is scrolled: 0 where its beginning is in view, 100 where its end is.
    #[must_use]
    pub fn percent(&self) -> usize {
        let view = self.in_view();
        let rest = self.article.text.len().saturating_sub(view.end.saturating_sub(view.start));
        if self.view.end_shown { 100 } else { (view.start * 100 / rest.max(1)).min(99) }
    }

    /// Returns the part of the text in view.
    #[must_use]
    pub fn in_view(&self) -> Span {
        let spans = || {
            self.view
                .rows
                .iter()
                .filter_map(|(_, row)| if let Row::Text { span, .. } = row { Some(*span) } else { None })
        };
        Span::new(spans().next().map_or(0, |s| s.start), spans().next_back().map_or(0, |s| s.end))
    }
}

const fn is_text(row: &Row) -> bool {
    matches!(row, Row::Text { .. })
}
