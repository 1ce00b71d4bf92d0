//! The box beside a key that waits: what may follow, from the live key table.

use super::overlay::frame;
use super::paint::Painter;
use crate::app::App;
use crate::app::geometry::Area;
use crate::config::keys::sequence;
use crate::config::theme::Role;
use crate::text::cells;

/// The widest the box gets.
const WIDEST: usize = 76;

/// Draws the box above the bottom line, at the right, where a key waits.
pub fn draw(app: &App, painter: &mut Painter<'_>) {
    if app.pending.keys.is_empty() || app.overlay.is_some() {
        return;
    }
    let follow = app.config.keys.continuations(&app.screen_contexts(), &app.pending.keys);
    let keys = follow.iter().map(|(keys, _)| cells::width(keys)).max().unwrap_or(0);
    let words = follow.iter().map(|(_, action)| cells::width(action.description())).max().unwrap_or(0);
    let width = (keys + words + 6).clamp(20, WIDEST).min(app.size.width);
    let height = (follow.len() + 2).min(app.size.height.saturating_sub(2));
    let (x, y) = (app.size.width.saturating_sub(width), app.size.height.saturating_sub(height + 1));
    let area = Area { x, y, width, height };
    frame(area, &sequence(&app.pending.keys), painter);
    for (row, (key, action)) in follow.iter().take(height.saturating_sub(2)).enumerate() {
        painter.text(x + 2, y + 1 + row, keys, key, Role::Accent);
        let room = width.saturating_sub(keys + 5);
        painter.text(x + 3 + keys, y + 1 + row, room, action.description(), Role::Text);
    }
}
