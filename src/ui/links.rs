//! The list of a text's links.

use super::overlay::frame;
use super::paint::Painter;
use crate::app::geometry::Size;
use crate::app::overlay::links::Links;
use crate::config::theme::Role;
use crate::text::cells;

/// Draws the list: number, words, and the address in full under them.
pub fn draw(size: Size, list: &Links, painter: &mut Painter<'_>) {
    let area = list.area(size);
    // What lies under it would stand in ribbons beside it.
    painter.blank(0, area.y, size.width, area.height);
    let count = list.listed.len();
    let title = if count == 1 { "1 link".to_owned() } else { format!("{count} links") };
    frame(area, &title, painter);
    let digits = list.digits();
    let x = area.x + 4 + digits;
    let room = list.room(area);
    for (y, row) in list.rows(area).iter().enumerate() {
        let y = area.y + 1 + y;
        if row.first {
            painter.text(area.x + 2, y, digits, &format!("{:>digits$}", row.link + 1), Role::Accent);
        }
        let refused = list.listed.get(row.link).is_some_and(|link| link.opens.is_err());
        let role = match (row.address, refused) {
            (true, true) => Role::Dim,
            (true, false) => Role::Link,
            (false, _) => Role::Text,
        };
        let used = painter.text(x, y, room, &row.text, role);
        if row.cut {
            painter.glyph(x + used, y, "…", Role::Dim);
        }
        if row.link == list.chosen {
            painter.select(area.x + 1, y, area.width - 2);
        }
    }
    let hint = format!(" {}/{count} · Enter or number opens · y copies · Esc closes ", list.chosen + 1);
    let wide = cells::width(&hint).min(area.width.saturating_sub(4));
    painter.text(area.right().saturating_sub(wide + 2), area.y + area.height - 1, wide, &hint, Role::Dim);
}
