//! The rows of a pane: title block, text with its marks, rules, list markers.

use ratatui::style::Style;

use super::marks::{self, Mark};
use super::notes;
use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::pane::Pane;
use crate::app::pane::find::MOST_HITS;
use crate::app::pane::flow::{Row, Setting};
use crate::article::{Paragraph, Shape};
use crate::config::theme::Role;
use crate::text::find::find_all;
use crate::text::wrap::is_hyphenated;
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
                if *role == Role::Heading && pane.find.is_active() {
                    let found = find_all(text, &pane.find.query, MOST_HITS);
                    draw_over(text, &found, (area.x, y), area.right(), painter);
                }
            }
            Row::Line(columns) => painter.rule(area.x, y, (*columns).min(area.width), Role::Rule),
            Row::Text { paragraph, span, indent, first, set } => {
                if let Some(paragraph) = pane.article.paragraphs.get(*paragraph) {
                    let stretches = row.stretches();
                    let row =
                        TextRow { paragraph, span: *span, indent: *indent, first: *first, set, stretches: &stretches };
                    notes::draw_margin(pane, *span, (area, beside), y, painter);
                    draw_text(pane, &row, area, y, over, painter);
                }
            }
        }
    }
}

/// Draws what was found in a line of text once more, marked.
pub fn draw_over(text: &str, found: &[Span], (x, y): (usize, usize), limit: usize, painter: &mut Painter<'_>) {
    for span in found {
        let before = cells::width(Span::new(0, span.start).of(text));
        let marks = [Mark { span: *span, role: Role::Hit }];
        run(&Run { text, span: *span, base: Role::Text, marks: &marks }, x + before, y, limit, painter);
    }
}

/// A row of a paragraph, as drawn.
struct TextRow<'a> {
    paragraph: &'a Paragraph,
    span: Span,
    indent: usize,
    first: bool,
    set: &'a Setting,
    stretches: &'a [(Span, usize)],
}

fn draw_text(pane: &Pane, row: &TextRow<'_>, area: Area, y: usize, over: &[Mark], painter: &mut Painter<'_>) {
    if let Setting::Folded(says) = row.set {
        return draw_fold(says, row.span, (area, y), over, painter);
    }
    let is_table = matches!(row.paragraph.shape, Shape::Table(_));
    let role = if is_table && row.first { Role::Strong } else { marks::paragraph_role(row.paragraph) };
    draw_marker(pane, row, area, y, painter);
    let marks = marks::of_row(pane, row.paragraph, row.span, over);
    let text = pane.article.text.as_str();
    let mut after = None;
    for (span, x) in row.stretches {
        if let Some((from, at)) = after {
            fill(&marks, at, (area.x + from, area.x + x), y, painter);
        }
        run(&Run { text, span: *span, base: role, marks: &marks }, area.x + x, y, area.right(), painter);
        if painter.links() {
            link_row(pane, *span, (area.x + x, area.right()), y, painter);
        }
        after = Some((x + cells::width(span.of(text)), span.end));
    }
}

/// Draws the row of folded paragraphs: what it stands for, between rules.
fn draw_fold(says: &str, span: Span, (area, y): (Area, usize), over: &[Mark], painter: &mut Painter<'_>) {
    painter.rule(area.x, y, area.width, Role::Rule);
    let says = format!("   {says} ");
    let wide = cells::width(&says).min(area.width.saturating_sub(3));
    painter.text(area.x + 2, y, wide, &says, Role::OnlyHere);
    painter.glyph(area.x + 3, y, "▸", Role::Accent);
    if over.iter().any(|mark| mark.role == Role::Cursor && mark.span.overlaps(span)) {
        painter.shade(area.x, y, area.width, 1, Role::Cursor);
    }
}

/// Draws the space between two cells of a table as what lies over byte `offset` between them is drawn.
fn fill(marks: &[Mark], offset: usize, (from, to): (usize, usize), y: usize, painter: &mut Painter<'_>) {
    let style = marked(painter.style(Role::Text), marks, offset, painter);
    for x in from..to {
        painter.cell(x, y, " ", style, to);
    }
}

/// Lets the terminal follow the links of a row.
fn link_row(pane: &Pane, row: Span, (x, limit): (usize, usize), y: usize, painter: &mut Painter<'_>) {
    for link in pane.links_in(row) {
        let Ok(url) = &link.address else { continue };
        let before = Span::new(row.start, link.span.start.max(row.start));
        let shown = Span::new(before.end, link.span.end.min(row.end));
        let from = x + cells::width(before.of(&pane.article.text));
        let columns = cells::width(shown.of(&pane.article.text)).min(limit.saturating_sub(from));
        painter.link(from, y, columns, url.as_str());
    }
}

/// What stands before the text: a list's marker, a quotation's bar, the head of a column, the sign of a line that goes on.
fn draw_marker(pane: &Pane, row: &TextRow<'_>, area: Area, y: usize, painter: &mut Painter<'_>) {
    let text = pane.article.text.as_str();
    match &row.paragraph.shape {
        Shape::Item { depth, marker } if row.first => {
            painter.text(area.x + usize::from(*depth) * 2, y, row.indent, marker, Role::Dim);
        }
        Shape::Quote(depth) => {
            // A line that goes on further in has no more bars.
            for x in (0..row.indent.min(usize::from(*depth) * 2)).step_by(2) {
                painter.glyph(area.x + x, y, "│", Role::Rule);
            }
        }
        Shape::Code if goes_on(text, row) => {
            painter.glyph(area.x + row.indent.saturating_sub(2), y, "↪", Role::Rule);
        }
        Shape::Table(_) => {
            if let Setting::Cell(Some(head)) = row.set {
                painter.text(area.x, y, row.indent.saturating_sub(2), head.of(text), Role::Dim);
            }
        }
        _ => {}
    }
}

/// Says whether a row of kept lines begins inside one.
fn goes_on(text: &str, row: &TextRow<'_>) -> bool {
    let before = Span::new(row.paragraph.span.start, row.span.start).of(text).trim_end_matches([' ', '\t']);
    !row.span.is_empty() && !before.is_empty() && !before.ends_with('\n')
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
            return;
        }
        x += used;
    }
    // A word that is broken at a soft hyphen shows it.
    if is_hyphenated(run.text, run.span) {
        let style = marked(base, run.marks, run.span.end - 1, painter);
        painter.cell(x, y, "-", style, limit);
    }
}

fn marked(base: Style, marks: &[Mark], offset: usize, painter: &Painter<'_>) -> Style {
    let over = marks.iter().filter(|mark| mark.span.contains(offset));
    over.fold(base, |style, mark| style.patch(painter.style(mark.role)))
}
