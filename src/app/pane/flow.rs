//! The rows of one article at one width, laid out a paragraph at a time and only where they are looked at.
//!
//! No index over all rows is kept: a place is a block (a paragraph, or a piece of a very long one) and a row inside it,
//! and scrolling walks from block to block. So opening and resizing cost the same for 16 MB as for 3 KB.
//!
//! ```text
//! block 0      the title block: source, date, title
//! block 1..n   paragraphs, each with the blank row (and rule) before it
//! ```

mod cut;
pub mod fold;
mod lay;
mod table;

use std::collections::HashMap;
use std::sync::Arc;

use crate::article::Article;
use crate::config::theme::Role;
use crate::text::Span;
use cut::blocks;
use fold::Fold;

/// Columns before a note between the lines.
pub const NOTE_INDENT: usize = 2;

/// Laid-out blocks kept before the cache is emptied.
const CACHED_BLOCKS: usize = 1024;

/// A place in the flow: a block and a row inside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowPos {
    /// Index of the block.
    pub block: usize,
    /// Index of the row in the block.
    pub row: usize,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// White space between paragraphs.
    Blank,
    /// A horizontal rule.
    Rule,
    /// A row of the title block.
    Head {
        /// How it is drawn.
        role: Role,
        /// What it says, sanitised.
        text: String,
    },
    /// A row of a paragraph.
    Text {
        /// Index into `Article::paragraphs`.
        paragraph: usize,
        /// The bytes of the article's text that it shows.
        span: Span,
        /// Columns before the text.
        indent: usize,
        /// Whether it is the paragraph's first row.
        first: bool,
        /// What it is of a table.
        set: Setting,
    },
    /// The line under the head of a table, so many columns wide.
    Line(usize),
    /// A row of a note, under the passage that it is about.
    Note {
        /// Index into the marks of the pane.
        mark: usize,
        /// The bytes of the note's line that it shows.
        span: Span,
        /// Whether it is the note's first row.
        first: bool,
        /// Whether the note goes on after its last row.
        cut: bool,
    },
}

/// How the text of a row is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// As running text.
    #[default]
    Running,
    /// A row of a table, or the first row of one whose last cell goes on below: its cells, each with its column.
    Cells(Arc<[(Span, usize)]>),
    /// Paragraphs that are folded: the row says which, and stands for all their text.
    Folded(Arc<str>),
    /// A row of a cell that stands by itself, under the others of its table's row: the cell at the head of its column, if
    /// the cell begins here.
    Cell(Option<Span>),
}

impl Row {
    /// Returns the stretches of text that a row shows, each with the column where it begins.
    #[must_use]
    pub fn stretches(&self) -> Vec<(Span, usize)> {
        match self {
            Self::Text { set: Setting::Cells(cells), .. } => cells.to_vec(),
            Self::Text { set: Setting::Folded(_), span, .. } => vec![(Span::new(span.start, span.start), 0)],
            Self::Text { span, indent, .. } => vec![(*span, *indent)],
            _ => Vec::new(),
        }
    }
}

/// A note that stands between the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// The last byte of the passage that it stands under.
    pub under: usize,
    /// What it says, sanitised.
    pub text: String,
}

/// A line of the title block before it is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadLine {
    /// How it is drawn.
    pub role: Role,
    /// What it says, not sanitised.
    pub text: String,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    paragraph: usize,
    span: Span,
}

/// The rows of one article at one width.
#[derive(Clone, Debug)]
pub struct Flow {
    article: Arc<Article>,
    head: Vec<HeadLine>,
    blocks: Vec<Block>,
    width: usize,
    /// In the order of the text.
    notes: Vec<(usize, NoteLine)>,
    laid_out: HashMap<usize, Arc<[Row]>>,
    /// Where rows begin besides the paragraphs: what the owner asked for.
    breaks: Vec<usize>,
    /// What is folded, in the order of the text.
    folds: Vec<Fold>,
    /// Blank rows after a block, by its index.
    pads: HashMap<usize, usize>,
    /// Goes up with every change of the layout, pads apart.
    epoch: u64,
}

impl Flow {
    /// Makes a flow of `article` under the title block `head`, `width` columns wide.
    #[must_use]
    pub fn new(article: Arc<Article>, head: Vec<HeadLine>, width: usize) -> Self {
        let blocks = blocks(&article, &[]);
        let (notes, breaks, laid_out, pads) = (Vec::new(), Vec::new(), HashMap::new(), HashMap::new());
        let folds = Vec::new();
        Self { article, head, blocks, width: width.max(1), notes, laid_out, breaks, folds, pads, epoch: 0 }
    }

    /// Forgets all rows: they are laid out anew where they are looked at.
    fn lay_out_anew(&mut self) {
        self.laid_out.clear();
        self.pads.clear();
        self.epoch += 1;
    }

    /// Returns a number that is another one after every change of the layout, pads apart.
    #[must_use]
    pub const fn epoch(&self) -> u64 {
        self.epoch
    }

    /// Lets rows begin at `breaks` too, byte offsets in ascending order; places are found again with [`Flow::locate`].
    pub fn set_breaks(&mut self, breaks: &[usize]) {
        self.breaks = breaks.to_vec();
        self.cut_blocks();
    }

    /// Cuts the blocks anew: where rows are to begin, and behind the sentences that notes follow.
    fn cut_blocks(&mut self) {
        let behind = self.notes.iter().filter_map(|(_, line)| self.sentence_end(line.under)?.1);
        let mut all: Vec<usize> = self.breaks.iter().copied().chain(behind).collect();
        all.sort_unstable();
        self.blocks = blocks(&self.article, &all);
        self.lay_out_anew();
    }

    /// Returns the last byte of the sentence at byte `offset`, and where the next one of its paragraph begins.
    fn sentence_end(&self, offset: usize) -> Option<(usize, Option<usize>)> {
        let sentences = &self.article.paragraphs.get(self.article.paragraph_at(offset))?.sentences;
        let at = sentences.partition_point(|sentence| sentence.end <= offset);
        let sentence = sentences.get(at).filter(|sentence| sentence.contains(offset))?;
        Some((sentence.end.saturating_sub(1), sentences.get(at + 1).map(|next| next.start)))
    }

    /// Puts `rows` blank rows after a block, instead of those there.
    pub fn set_pad(&mut self, block: usize, rows: usize) {
        if self.pads.get(&block).copied().unwrap_or(0) != rows {
            self.pads.insert(block, rows);
            self.laid_out.remove(&block);
        }
    }

    /// Returns the rows from the text row of byte `from` (none: the first row of all) to that of byte `to`, or to the
    /// end of the text, pads left out.
    pub fn rows_between(&mut self, from: Option<usize>, to: Option<usize>) -> usize {
        let start = from.map_or(RowPos::default(), |from| self.locate(from));
        let end = to.map_or(RowPos { block: self.blocks.len() + 1, row: 0 }, |to| self.locate(to));
        let pads = |block: &usize| self.pads.get(block).copied().unwrap_or(0);
        let padded: usize = (start.block..end.block).map(|block| pads(&block)).sum();
        let rows: usize = (start.block..end.block).map(|block| self.rows(block).len()).sum();
        (rows + end.row).saturating_sub(padded + start.row)
    }

    /// Returns the block before the one that shows byte `offset`, or the last of all.
    pub fn block_before(&mut self, offset: Option<usize>) -> usize {
        offset.map_or(self.blocks.len(), |offset| self.locate(offset).block.saturating_sub(1))
    }

    /// Lays out anew for another width; places in the text are found again with [`Flow::locate`].
    pub fn set_width(&mut self, width: usize) {
        if self.width != width.max(1) {
            self.width = width.max(1);
            self.lay_out_anew();
        }
    }

    /// Puts notes between the lines, each with its index among the marks; says whether that changed anything.
    ///
    /// A note follows the sentence that its passage ends in: it splits none.
    pub fn set_notes(&mut self, mut notes: Vec<(usize, NoteLine)>) -> bool {
        for (_, line) in &mut notes {
            line.under = self.sentence_end(line.under).map_or(line.under, |(end, _)| end);
        }
        notes.sort_by_key(|(mark, line)| (line.under, *mark));
        let changed = self.notes != notes;
        if changed {
            self.notes = notes;
            self.cut_blocks();
        }
        changed
    }

    /// Returns the number of columns.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Returns the rows of a block, none past the last.
    pub fn rows(&mut self, block: usize) -> Arc<[Row]> {
        if let Some(rows) = self.laid_out.get(&block) {
            return rows.clone();
        }
        let mut rows = match block.checked_sub(1) {
            None => self.head_rows(),
            Some(index) => self.blocks.get(index).map_or_else(Vec::new, |b| self.block_rows(index, *b)),
        };
        let pad = self.pads.get(&block).copied().unwrap_or(0);
        rows.extend(std::iter::repeat_n(Row::Blank, pad));
        let rows: Arc<[Row]> = rows.into();
        if self.laid_out.len() >= CACHED_BLOCKS {
            self.laid_out.clear();
        }
        self.laid_out.insert(block, rows.clone());
        rows
    }

    /// Returns the row at `pos`.
    pub fn row(&mut self, pos: RowPos) -> Option<Row> {
        self.rows(pos.block).get(pos.row).cloned()
    }

    /// Returns the first row.
    pub fn first(&mut self) -> RowPos {
        self.next_from(0).unwrap_or_default()
    }

    /// Returns the last row.
    pub fn last(&mut self) -> RowPos {
        let mut block = self.blocks.len();
        loop {
            let rows = self.rows(block).len();
            if rows > 0 || block == 0 {
                return RowPos { block, row: rows.saturating_sub(1) };
            }
            block -= 1;
        }
    }

    fn next_from(&mut self, block: usize) -> Option<RowPos> {
        (block..=self.blocks.len()).find(|b| !self.rows(*b).is_empty()).map(|block| RowPos { block, row: 0 })
    }

    /// Goes `count` rows down and returns the place and how many rows that was: fewer at the end.
    pub fn down(&mut self, mut pos: RowPos, count: usize) -> (RowPos, usize) {
        let mut left = count;
        while left > 0 {
            let ahead = self.rows(pos.block).len().saturating_sub(pos.row + 1);
            if ahead >= left {
                return (RowPos { row: pos.row + left, ..pos }, count);
            }
            let Some(next) = self.next_from(pos.block + 1) else {
                return (RowPos { row: pos.row + ahead, ..pos }, count - left + ahead);
            };
            left -= ahead + 1;
            pos = next;
        }
        (pos, count)
    }

    /// Goes `count` rows up and returns the place and how many rows that was: fewer at the beginning.
    pub fn up(&mut self, mut pos: RowPos, count: usize) -> (RowPos, usize) {
        let mut left = count;
        while left > pos.row {
            let before = (0..pos.block).rev().find(|b| !self.rows(*b).is_empty());
            let Some(block) = before else {
                return (RowPos { row: 0, ..pos }, count - left + pos.row);
            };
            left -= pos.row + 1;
            pos = RowPos { block, row: self.rows(block).len() - 1 };
        }
        (RowPos { row: pos.row - left, ..pos }, count)
    }

    /// Returns the row that shows byte `offset` of the text, or the nearest before it.
    pub fn locate(&mut self, offset: usize) -> RowPos {
        let offset = self.fold_at(offset).map_or(offset, |fold| fold.span.start);
        let index = self.blocks.partition_point(|b| b.span.start <= offset);
        let rows = self.rows(index);
        let shown = |row: &Row| matches!(row, Row::Text { span, .. } if span.start <= offset);
        let row = rows.iter().rposition(shown).or_else(|| rows.iter().position(|r| matches!(r, Row::Text { .. })));
        row.map_or(RowPos { block: index, row: 0 }, |row| RowPos { block: index, row })
    }

    /// Returns the number of rows from `from` down to `to`, none if it lies above or more than `most` below.
    pub fn distance(&mut self, from: RowPos, to: RowPos, most: usize) -> Option<usize> {
        if to < from {
            return None;
        }
        let mut rows = 0;
        for block in from.block..to.block {
            rows += self.rows(block).len();
            if rows > most + from.row {
                return None;
            }
        }
        Some(rows + to.row - from.row).filter(|rows| *rows <= most)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::article::import::{Format, import};

    const TEXT: &str =
        "Eleven were treated in Brindisi. Two are in intensive care. The ship lies off the coast.\n\nIt rained.\n";

    fn flow(width: usize) -> Flow {
        Flow::new(Arc::new(import(TEXT, Format::Plain).0), Vec::new(), width)
    }

    /// Returns the rows as text, notes with a mark before them.
    fn shown(flow: &mut Flow) -> Vec<String> {
        let text = flow.article.text.clone();
        let rows: Vec<Row> = (0..=flow.blocks.len()).flat_map(|block| flow.rows(block).to_vec()).collect();
        rows.iter()
            .filter_map(|row| match row {
                Row::Text { span, .. } => Some(span.of(&text).trim_end().to_owned()),
                Row::Note { mark, .. } => Some(format!("└ {mark}")),
                Row::Blank => Some(String::new()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_note_follows_the_sentence_that_its_passage_ends_in_and_splits_none() {
        let note = |words: &str| NoteLine { under: TEXT.find(words).unwrap(), text: "check".to_owned() };
        let mut flow = flow(80);
        flow.set_notes(vec![(0, note("treated")), (1, note("coast"))]);
        let rows = shown(&mut flow);
        let expected = [
            "",
            "Eleven were treated in Brindisi.",
            "└ 0",
            "Two are in intensive care. The ship lies off the coast.",
            "└ 1",
            "",
            "It rained.",
        ];
        assert_eq!(
            rows.iter().filter(|row| !row.is_empty()).collect::<Vec<_>>(),
            expected.iter().filter(|r| !r.is_empty()).collect::<Vec<_>>()
        );
        flow.set_notes(Vec::new());
        let together = "Eleven were treated in Brindisi. Two are in intensive care.";
        assert!(shown(&mut flow).iter().any(|row| row.starts_with(together)));
    }

    proptest! {
        #[test]
        fn rows_between_two_places_are_counted_without_pads(width in 8usize..60, pads in prop::collection::vec((0usize..6, 0usize..9), 0..6), cuts in prop::collection::vec(0usize..95, 0..5)) {
            let mut flow = flow(width);
            let mut cuts: Vec<usize> = cuts.into_iter().map(|at| TEXT.floor_char_boundary(at.min(TEXT.len()))).collect();
            cuts.sort_unstable();
            flow.set_breaks(&cuts);
            let (from, to) = (TEXT.find("Two").unwrap(), TEXT.find("rained").unwrap());
            let before = (flow.rows_between(Some(from), Some(to)), flow.rows_between(None, None));
            for (block, rows) in pads {
                flow.set_pad(block, rows);
            }
            prop_assert_eq!((flow.rows_between(Some(from), Some(to)), flow.rows_between(None, None)), before);
            // Every byte of the text is in one row, in order, whatever is cut and padded.
            let rows: Vec<Row> = (0..=flow.blocks.len()).flat_map(|block| flow.rows(block).to_vec()).collect();
            let spans: Vec<Span> = rows.iter().filter_map(|row| if let Row::Text { span, .. } = row { Some(*span) } else { None }).collect();
            prop_assert!(spans.windows(2).all(|w| matches!(w, [a, b] if a.end <= b.start)));
            let words: String = spans.iter().map(|span| span.of(&flow.article.text)).collect();
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(plain(&words), plain(&flow.article.text));
        }
    }
}
