//! Notes in the text: a bar and a sign in the margin beside the passage, its words underlaid, and what was written under
//! it.

use super::marks::Mark;
use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pane::Pane;
use crate::app::pane::flow::NOTE_INDENT;
use crate::app::pane::marks::Shown;
use crate::config::theme::Role;
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

/// Draws a row of what was written: label and tags in their colours, the rest calm.
pub fn draw_row(pane: &Pane, row: &NoteRow, (area, beside): (Area, bool), y: usize, painter: &mut Painter<'_>) {
    let Some(mark) = pane.notes.found.get(row.mark) else { return };
    painter.glyph(bar(area, beside), y, "▎", mark.role);
    if row.first {
        painter.glyph(area.x, y, "└", mark.role);
    }
    let [label, tags, ours] = mark.parts;
    let base = painter.style(Role::Note);
    let mut x = area.x + NOTE_INDENT;
    for cell in cells::cells(row.span.of(&mark.line)) {
        let offset = row.span.start + cell.raw.start;
        let style = if label.contains(offset) {
            painter.styles(&[Role::Note, mark.role])
        } else if tags.contains(offset) {
            painter.styles(&[Role::Note, Role::Accent])
        } else {
            base
        };
        let display = if ours.contains(offset) { painter.own(&cell.display) } else { &cell.display };
        x += painter.cell(x, y, display, style, area.right());
    }
    if row.cut {
        painter.glyph(x.min(area.right().saturating_sub(1)), y, "…", Role::Dim);
    }
}
