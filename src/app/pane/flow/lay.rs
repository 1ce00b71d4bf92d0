//! How a block becomes rows: the title block, running text, lines that are kept, notes between them.

use super::{Block, Flow, HeadLine, NOTE_INDENT, NoteLine, Row, Setting};
use crate::article::{Paragraph, ParagraphKind, Shape};
use crate::text::wrap::{Wrap, hyphenate, wrap};
use crate::text::{Span, cells};

/// Rows of a note between the lines; a longer one is cut there, and the editor shows it whole.
const NOTE_ROWS: usize = 8;

/// Columns by which a line that is kept goes on further in.
const HANG: usize = 4;

impl Flow {
    pub(super) fn head_rows(&self) -> Vec<Row> {
        let wrapped = |line: &HeadLine| {
            let how = Wrap { width: self.width, first_indent: 0, next_indent: 0, keep_breaks: false };
            wrap(&line.text, how)
                .into_iter()
                .map(|span| Row::Head { role: line.role, text: cells::one_line(span.of(&line.text)).into_owned() })
                .collect::<Vec<_>>()
        };
        let mut rows: Vec<Row> = self.head.iter().flat_map(wrapped).collect();
        if !rows.is_empty() {
            rows.insert(0, Row::Blank);
        }
        rows
    }

    pub(super) fn block_rows(&self, index: usize, block: Block) -> Vec<Row> {
        let Some(paragraph) = self.article.paragraphs.get(block.paragraph) else { return Vec::new() };
        let begins = block.span.start == paragraph.span.start;
        let mut rows = Vec::new();
        if let Some(fold) = self.fold_at(block.span.start) {
            return fold.rows(block.paragraph, block.span.start);
        }
        if begins {
            if paragraph.rule_before && index > 0 {
                rows.extend([Row::Blank, Row::Rule]);
            }
            if !self.joins_previous(block.paragraph) {
                rows.push(Row::Blank);
            }
        }
        match &paragraph.shape {
            Shape::Table(table) => self.table_rows(block.paragraph, table, block.span, &mut rows),
            _ => {
                for span in self.parts(paragraph, block.span) {
                    self.wrap_part(block.paragraph, paragraph, span, &mut rows);
                }
            }
        }
        let from = self.notes.partition_point(|(_, line)| line.under < block.span.start);
        let to = self.notes.partition_point(|(_, line)| line.under < block.span.end);
        for (mark, line) in self.notes.get(from..to).unwrap_or_default() {
            self.wrap_note(*mark, line, &mut rows);
        }
        rows
    }

    /// Puts the rows of a note under the row where its passage ends, after those of earlier notes there.
    fn wrap_note(&self, mark: usize, line: &NoteLine, rows: &mut Vec<Row>) {
        let how = Wrap {
            width: self.width.saturating_sub(NOTE_INDENT).max(1),
            first_indent: 0,
            next_indent: 0,
            keep_breaks: true,
        };
        let spans = wrap(&line.text, how);
        let cut = spans.len() > NOTE_ROWS;
        let ends = |row: &Row| matches!(row, Row::Text { span, .. } if span.start <= line.under);
        let text = rows.iter().rposition(ends).map_or(rows.len(), |row| row + 1);
        let notes = rows.iter().skip(text).take_while(|row| matches!(row, Row::Note { .. })).count();
        let new = spans.into_iter().take(NOTE_ROWS).enumerate();
        let new = new.map(|(row, span)| Row::Note { mark, span, first: row == 0, cut: cut && row + 1 == NOTE_ROWS });
        rows.splice(text + notes..text + notes, new);
    }

    /// Says whether no blank row belongs before the paragraph: items of one list stand close.
    fn joins_previous(&self, paragraph: usize) -> bool {
        let item = |index: usize| {
            self.article.paragraphs.get(index).is_some_and(|p| matches!(p.shape, Shape::Item { .. }) && !p.rule_before)
        };
        paragraph > 0 && item(paragraph) && item(paragraph - 1)
    }

    /// A section name glued to a headline gets rows of its own.
    fn parts(&self, paragraph: &Paragraph, span: Span) -> Vec<Span> {
        let lead = paragraph.lead;
        if paragraph.kind != ParagraphKind::Title || lead.is_empty() || !span.contains(lead.start) {
            return vec![span];
        }
        vec![lead, Span::new(lead.end, span.end)]
    }

    fn wrap_part(&self, index: usize, paragraph: &Paragraph, part: Span, rows: &mut Vec<Row>) {
        let indent = indent(&paragraph.shape).min(self.width / 2);
        if paragraph.keep_breaks || paragraph.shape == Shape::Code {
            return self.wrap_lines(index, paragraph, (part, indent), rows);
        }
        let how = Wrap { width: self.width, first_indent: indent, next_indent: indent, keep_breaks: false };
        for row in hyphenate(part.of(&self.article.text), how) {
            let span = row.shift(part.start);
            let first = part.start == paragraph.span.start && !rows.iter().any(|r| matches!(r, Row::Text { .. }));
            rows.push(Row::Text { paragraph: index, span, indent, first, set: Setting::Running });
        }
    }

    /// Lays out lines that are kept: each begins as far in as it is written, and goes on further in where it is too long.
    fn wrap_lines(&self, index: usize, paragraph: &Paragraph, (part, base): (Span, usize), rows: &mut Vec<Row>) {
        let (mut at, mut blank) = (part.start, Vec::new());
        for line in part.of(&self.article.text).split_inclusive('\n') {
            let lead = line.len() - line.trim_start_matches([' ', '\t']).len();
            let columns = line.bytes().take(lead).map(|byte| if byte == b'\t' { 4 } else { 1 }).sum::<usize>();
            let indent = (base + columns).min(self.width / 2);
            let hang = (indent + HANG).min(self.width / 2);
            let how = Wrap { width: self.width, first_indent: indent, next_indent: hang, keep_breaks: true };
            let found = wrap(line, how);
            if found.is_empty() {
                blank.push(at);
            }
            let row =
                |(span, indent, first)| Row::Text { paragraph: index, span, indent, first, set: Setting::Running };
            for (number, span) in found.into_iter().enumerate() {
                let begun = rows.iter().any(|row| matches!(row, Row::Text { .. }));
                let between = blank.drain(..).filter(|_| begun);
                rows.extend(between.map(|at| row((Span::new(at, at), base, false))));
                let first = part.start == paragraph.span.start && !begun;
                rows.push(row((span.shift(at), if number == 0 { indent } else { hang }, first)));
            }
            at += line.len();
        }
    }
}

/// Returns the columns before the text of a paragraph of this shape.
fn indent(shape: &Shape) -> usize {
    match shape {
        Shape::Plain | Shape::Heading(_) | Shape::Table(_) => 0,
        Shape::Item { depth, marker } => usize::from(*depth) * 2 + cells::width(marker) + 1,
        Shape::Quote(depth) => usize::from(*depth) * 2,
        Shape::Code => 2,
    }
}
