//! Notes in the text: a bar and a sign in the margin beside the passage, its words underlaid, and what was written under
//! it.

use super::marks::Mark;
use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pane::Pane;
use crate::app::pane::flow::NOTE_INDENT;
use crate::app::pane::marks::Shown;
use crate::config::theme::Role;
use crate::text::wrap::{Wrap, wrap};
use crate::text::{Span, cells};

/// A row of a note, as it is drawn.
pub struct NoteRow {
    /// Index among the pane's marks.
    pub mark: usize,
    /// The bytes of the note's line.
    pub span: Span,
    /// Whether it is the first row.
    pub first: bool,
    /// Whether the note goes on after it.
    pub cut: bool,
}

/// Returns the roles of passages with notes that touch `row`.
pub fn passages(pane: &Pane, row: Span) -> impl Iterator<Item = Mark> + '_ {
    let shown = pane.notes.shown != Shown::Hidden;
    let found = pane.notes.found.iter().filter(move |mark| shown && mark.span.overlaps(row));
    found.map(|mark| Mark { span: mark.span, role: mark.role })
}

/// Returns the column of the bar: a column is left free before the text where the margin has the room.
const fn bar(area: Area, beside: bool) -> usize {
    area.x.saturating_sub(if beside { 1 } else { 2 })
}

/// Draws bar and sign beside a row of text that has a note; `beside` says that another pane stands beside this one.
pub fn draw_margin(pane: &Pane, row: Span, (area, beside): (Area, bool), y: usize, painter: &mut Painter<'_>) {
    if pane.notes.shown == Shown::Hidden {
        return;
    }
    let Some(mark) = pane.notes.found.iter().find(|mark| mark.span.overlaps(row)) else { return };
    painter.glyph(bar(area, beside), y, "▎", mark.role);
    if pane.notes.shown == Shown::Margin && row.contains(mark.span.start) && !beside && area.x >= 3 {
        painter.glyph(area.x - 3, y, mark.sign.encode_utf8(&mut [0; 4]), mark.role);
    }
}

/// The fewest columns of a margin in which words stand.
const LEAST_MARGIN: usize = 20;

/// The widest that words in the margin run.
const WIDEST_MARGIN: usize = 48;

/// Draws what was written in the margin, each note beside the row where its passage begins: in `columns` columns from
/// column `x`, where that is room enough. What runs into the next note is cut, and says so.
pub fn draw_words(pane: &Pane, area: Area, (x, columns): (usize, usize), painter: &mut Painter<'_>) {
    if pane.notes.shown != Shown::Margin || columns < LEAST_MARGIN {
        return;
    }
    let columns = columns.min(WIDEST_MARGIN);
    let mut free = 0;
    let in_view = pane.notes.found.iter().filter(|mark| !mark.line.is_empty());
    let placed: Vec<_> = in_view.filter_map(|mark| Some((pane.screen_row(mark.span.start)?, mark))).collect();
    for (n, (row, mark)) in placed.iter().enumerate() {
        let from = (*row).max(free);
        let next = placed.get(n + 1).map_or(area.height, |(row, _)| (*row).max(from + 1));
        let how = Wrap { width: columns, first_indent: 0, next_indent: 0, keep_breaks: true };
        let rows = wrap(&mark.line, how);
        let room = next.min(area.height).saturating_sub(from);
        for (y, span) in rows.iter().take(room).enumerate() {
            words(&mark.line, *span, &mark.parts, mark.role, (x, area.y + from + y, x + columns), painter);
        }
        if rows.len() > room && room > 0 {
            painter.glyph(x + columns, area.y + from + room - 1, "…", Role::Dim);
        }
        free = from + rows.len().min(room);
    }
}

/// Draws a row of what was written: label and tags in their colours, the rest calm.
pub fn draw_row(pane: &Pane, row: &NoteRow, (area, beside): (Area, bool), y: usize, painter: &mut Painter<'_>) {
    let Some(mark) = pane.notes.found.get(row.mark) else { return };
    painter.glyph(bar(area, beside), y, "▎", mark.role);
    if row.first {
        painter.glyph(area.x, y, "└", mark.role);
    }
    let from = area.x + NOTE_INDENT;
    let x = words(&mark.line, row.span, &mark.parts, mark.role, (from, y, area.right()), painter);
    if row.cut {
        painter.glyph(x.min(area.right().saturating_sub(1)), y, "…", Role::Dim);
    }
}

/// Draws a stretch of a note's line from column `x` up to column `limit`; returns the column after it.
fn words(
    line: &str,
    span: Span,
    [label, tags, ours]: &[Span; 3],
    role: Role,
    (mut x, y, limit): (usize, usize, usize),
    painter: &mut Painter<'_>,
) -> usize {
    let base = painter.style(Role::Note);
    for cell in cells::cells(span.of(line)) {
        let offset = span.start + cell.raw.start;
        let style = if label.contains(offset) {
            painter.styles(&[Role::Note, role])
        } else if tags.contains(offset) {
            painter.styles(&[Role::Note, Role::Accent])
        } else {
            base
        };
        let display = if ours.contains(offset) { painter.own(&cell.display) } else { &cell.display };
        x += painter.cell(x, y, display, style, limit);
    }
    x
}
