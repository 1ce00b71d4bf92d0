//! The box in which an article is added.

use super::paint::Painter;
use crate::app::App;
use crate::app::overlay::adding::{Adding, LABEL, Stage, columns, shown_rows};
use crate::config::theme::Role;
use crate::text::cells;

/// Draws it into its frame.
pub fn draw(app: &App, adding: &Adding, painter: &mut Painter<'_>) {
    let area = app.adding_area(adding);
    let (x, room) = (area.x + 2, area.width.saturating_sub(4));
    painter.text(x, area.y + 1, 2, ">", Role::Accent);
    let line = room.saturating_sub(2);
    match adding.pasted_told() {
        Some(told) => painter.text(x + 2, area.y + 1, line, &told, Role::Text),
        None if adding.input.value().is_empty() => {
            painter.text(x + 2, area.y + 1, line, "paste here, or an address, a file, a folder", Role::Dim)
        }
        None => painter.text(x + 2, area.y + 1, line, end_of(adding.input.value(), line), Role::Text),
    };
    let rows = adding.rows(columns(area));
    let shown = shown_rows(area);
    let top = adding.top.min(rows.len().saturating_sub(shown));
    for (y, (label, text, role)) in rows.iter().skip(top).take(shown).enumerate() {
        painter.label(x, area.y + 3 + y, LABEL - 1, label, Role::Dim);
        painter.text(x + LABEL, area.y + 3 + y, columns(area), text, *role);
    }
    let keys = keys(adding, rows.len() > shown);
    painter.text(x, area.y + area.height - 1, room, &keys, Role::Dim);
}

/// Returns the end of a line that has room, so that what is typed stays in view.
pub(super) fn end_of(typed: &str, room: usize) -> &str {
    let over = (cells::width(typed) + 1).saturating_sub(room);
    let mut skipped = 0;
    let from = cells::cells(typed).find(|cell| {
        let here = skipped >= over;
        skipped += cell.width;
        here
    });
    from.and_then(|cell| typed.get(cell.raw.start..)).unwrap_or("")
}

fn keys(adding: &Adding, scrolls: bool) -> String {
    let scrolls = if scrolls { " · ↓ ↑ scroll" } else { "" };
    match &adding.stage {
        Stage::Typing | Stage::Failed(_) => " Enter looks for it · Esc closes ".to_owned(),
        Stage::Looking(_) => " Esc calls it off ".to_owned(),
        Stage::Keeping(_) => " Esc closes ".to_owned(),
        Stage::Found(..) => format!(" Enter keeps it · Esc gives up · Tab what is left out{scrolls} "),
    }
}

/// Returns where the terminal's cursor stands.
pub fn text_cursor(app: &App, adding: &Adding) -> (usize, usize) {
    let area = app.adding_area(adding);
    let typed: String = adding.input.value().chars().take(adding.input.cursor()).collect();
    let x = area.x + 4 + if adding.pasted.is_empty() { cells::width(&typed) } else { 0 };
    (x.min(area.right().saturating_sub(3)), area.y + 1)
}
