//! What the reader ruled on the check at hand and why, in full: over the bottom rows, or the top ones where the cursor is
//! down there.

use super::paint::Painter;
use crate::app::pair::PairScreen;
use crate::app::pane::Pane;
use crate::config::theme::Role;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Draws the words of the ruling on the check at hand, if it has some.
pub fn draw(pair: &PairScreen, painter: &mut Painter<'_>) {
    let Some(ruling) = pair.check_at_hand().and_then(|check| check.ruling.as_ref()) else { return };
    if ruling.text.trim().is_empty() {
        return;
    }
    let (width, height) = painter.size();
    let head = format!("✓ {}: ", ruling.kind.words());
    let indent = cells::width(&head);
    let text = cells::one_line(&ruling.text);
    let room = width.saturating_sub(2 + indent).max(1);
    let rows = wrap(&text, Wrap { width: room, first_indent: 0, next_indent: 0, keep_breaks: false });
    let area = pair.area(pair.areas(), pair.focus);
    let shown = rows.len().min(height.saturating_sub(area.y + 1) / 2).max(1);
    let low = pair.side(pair.focus).and_then(Pane::cursor_row).is_some_and(|row| area.y + row + shown + 1 >= height);
    let top = if low { area.y } else { height.saturating_sub(shown + 1) };
    painter.blank(0, top, width, shown);
    painter.shade(0, top, width, shown, Role::Status);
    painter.text(1, top, indent, &head, Role::Accent);
    for (row, span) in rows.iter().take(shown).enumerate() {
        let is_cut = row + 1 == shown && rows.len() > shown;
        let words = span.of(&text);
        let words = if is_cut { cells::truncate(&format!("{words} …"), room, "…") } else { words.to_owned() };
        painter.text(1 + indent, top + row, room, &words, Role::Status);
    }
}
