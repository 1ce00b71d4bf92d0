//! The reader's page.

use super::marks;
use super::notes;
use super::page;
use super::paint::Painter;
use crate::app::pane::head;
use crate::app::pane::slot::Slot;
use crate::app::reader::ReaderScreen;
use crate::app::{App, geometry};
use crate::config::theme::Role;

/// Draws the article in its column.
pub fn draw(app: &App, reader: &ReaderScreen, painter: &mut Painter<'_>) {
    let area = geometry::reader(app.size, app.measure, reader.zen);
    let Some(pane) = reader.slot.pane.as_deref() else {
        waiting(&reader.slot, area, painter);
        return;
    };
    let marks = if reader.zen && pane.selection.is_none() { vec![] } else { marks::cursor(pane) };
    page::draw(pane, (area, false), &marks, painter);
    let right = area.right() + 3;
    notes::draw_words(pane, area, (right, app.size.width.saturating_sub(right + 3)), painter);
    if !reader.zen {
        margin(app, reader, painter);
    }
}

/// A thin bar at the right edge shows where in the text the page stands.
fn margin(app: &App, reader: &ReaderScreen, painter: &mut Painter<'_>) {
    let Some(pane) = reader.slot.pane.as_deref() else { return };
    let height = app.size.height.saturating_sub(1);
    let length = pane.article.text.len().max(1);
    let seen = pane.in_view();
    if seen.len() >= length || height == 0 {
        return;
    }
    let from = seen.start * height / length;
    let until = (seen.end * height).div_ceil(length).max(from + 1);
    for y in from..until.min(height) {
        painter.glyph(app.size.width - 1, y, "▐", Role::Rule);
    }
}

/// Says that an article is on its way, or why it is not there.
pub fn waiting(slot: &Slot, area: geometry::Area, painter: &mut Painter<'_>) {
    let name = head::name(&slot.origin);
    let y = area.y + area.height / 3;
    match &slot.failure {
        None => {
            painter.text(area.x, y, area.width, &format!("reading {name} …"), Role::Dim);
        }
        Some(why) => {
            painter.text(area.x, y, area.width, "This article cannot be shown.", Role::Warning);
            let how = crate::text::wrap::Wrap { width: area.width, first_indent: 0, next_indent: 0, keep_breaks: true };
            let rows = crate::text::wrap::wrap(why, how);
            for (row, span) in rows.into_iter().enumerate().take(area.height.saturating_sub(area.height / 3 + 2)) {
                painter.text(area.x, y + 2 + row, area.width, span.of(why), Role::Text);
            }
        }
    }
}
