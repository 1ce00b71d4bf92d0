//! The rows of a pane: title block, text with its marks, rules, list markers.

use ratatui::style::Style;

use super::marks::{self, Mark};
use super::notes;
use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pane::Pane;
use crate::app::pane::flow::Row;
use crate::article::{Paragraph, Shape};
use crate::config::theme::Role;
use crate::text::{Span, cells};

/// Draws the rows in view with `over` laid over the text; `beside` says that another pane stands beside this one.
pub fn draw(pane: &Pane, (area, beside): (Area, bool), over: &[Mark], painter: &mut Painter<'_>) {
    for (y, (_, row)) in pane.rows().iter().take(area.height).enumerate() {
        let y = area.y + y;
        match row {
            Row::Blank => {}
            Row::Rule => painter.rule(area.x + area.width / 3, y, area.width / 3, Role::Rule),
            Row::Note { mark, span, first, cut } => {
                let row = notes::NoteRow { mark: *mark, span: *span, first: *first, cut: *cut };
                notes::draw_row(pane, &row, (area, beside), y, painter);
            }
            Row::Head { role, text } => {
                painter.text(area.x, y, area.width, text, *role);
            }
            Row::Text { paragraph, span, indent, first } => {
                if let Some(paragraph) = pane.article.paragraphs.get(*paragraph) {
                    let row = TextRow { paragraph, span: *span, indent: *indent, first: *first };
                    notes::draw_margin(pane, *span, (area, beside), y, painter);
                    draw_text(pane, &row, area, y, over, painter);
                }
            }
        }
    }
}

/// A row of a paragraph, as drawn.
struct TextRow<'a> {
    paragraph: &'a Paragraph,
    span: Span,
    indent: usize,
    first: bool,
}

fn draw_text(pane: &Pane, row: &TextRow<'_>, area: Area, y: usize, over: &[Mark], painter: &mut Painter<'_>) {
    let role = marks::paragraph_role(row.paragraph);
    draw_marker(row, area, y, painter);
    let marks = marks::of_row(pane, row.paragraph, row.span, over);
    run(
        &Run { text: &pane.article.text, span: row.span, base: role, marks: &marks },
        area.x + row.indent,
        y,
        area.right(),
        painter,
    );
    if painter.links() {
        link_row(pane, row, (area.x + row.indent, area.right()), y, painter);
    }
}

/// Lets the terminal follow the links of a row.
fn link_row(pane: &Pane, row: &TextRow<'_>, (x, limit): (usize, usize), y: usize, painter: &mut Painter<'_>) {
    for link in pane.links_in(row.span) {
        let Ok(url) = &link.address else { continue };
        let before = Span::new(row.span.start, link.span.start.max(row.span.start));
        let shown = Span::new(before.end, link.span.end.min(row.span.end));
        let from = x + cells::width(before.of(&pane.article.text));
        let columns = cells::width(shown.of(&pane.article.text)).min(limit.saturating_sub(from));
        painter.link(from, y, columns, url.as_str());
    }
}

/// What stands before the text: a list's marker, a quotation's bar.
fn draw_marker(row: &TextRow<'_>, area: Area, y: usize, painter: &mut Painter<'_>) {
    match &row.paragraph.shape {
        Shape::Item { depth, marker } if row.first => {
            painter.text(area.x + usize::from(*depth) * 2, y, row.indent, marker, Role::Dim);
        }
        Shape::Quote(_) => {
            for x in (0..row.indent).step_by(2) {
                painter.glyph(area.x + x, y, "│", Role::Rule);
            }
        }
        _ => {}
    }
}

/// A stretch of raw text with marks over it.
pub struct Run<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The bytes to draw.
    pub span: Span,
    /// The role of unmarked bytes.
    pub base: Role,
    /// The marks, in bytes of the whole text.
    pub marks: &'a [Mark],
}

/// Draws a run, cell by cell, up to column `limit`.
pub fn run(run: &Run<'_>, x: usize, y: usize, limit: usize, painter: &mut Painter<'_>) {
    let base = painter.style(run.base);
    let mut x = x;
    for cell in cells::cells(run.span.of(run.text)) {
        if cell.width == 0 {
            continue;
        }
        let offset = run.span.start + cell.raw.start;
        let mut style = marked(base, run.marks, offset, painter);
        if cell.placeholder {
            style = style.patch(painter.style(Role::Placeholder));
        }
        let used = painter.cell(x, y, &cell.display, style, limit);
        if used == 0 {
            break;
        }
        x += used;
    }
}

fn marked(base: Style, marks: &[Mark], offset: usize, painter: &Painter<'_>) -> Style {
    let over = marks.iter().filter(|mark| mark.span.contains(offset));
    over.fold(base, |style, mark| style.patch(painter.style(mark.role)))
}
