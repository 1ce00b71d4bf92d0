//! What holds of the program at any time: asked by the laws of `tests/laws.rs` and by the fuzz target of the screens.

use diptych::app::Screen;
use diptych::app::geometry::too_small;
use diptych::app::pane::Pane;
use diptych::app::pane::flow::Row;
use diptych::compare::Side;
use diptych::text::{Span, cells};

use super::Harness;

/// Returns what is wrong, in words, unless the condition holds.
macro_rules! ensure {
    ($holds:expr $(,)?) => { ensure!($holds, "{}", stringify!($holds)) };
    ($holds:expr, $($words:tt)+) => { if !$holds { return Err(format!($($words)+)); } };
}

/// What holds of every pane at any time.
fn pane_is_sound(pane: &Pane, width: usize) -> Result<(), String> {
    let (text, cursor) = (&pane.article.text, pane.cursor());
    ensure!(cursor <= text.len() && text.is_char_boundary(cursor), "cursor {} of {}", cursor, text.len());
    ensure!(cursor < text.len() || cursor == 0, "the cursor is on a character");
    if let Some(span) = pane.selected() {
        ensure!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()) || text.is_empty(), "{:?}", span);
    }
    ensure!(pane.rows().len() <= pane.height());
    for (_, row) in pane.rows() {
        if let Row::Text { span, .. } = row {
            ensure!(text.get(span.start..span.end).is_some(), "{:?} is no part of the text", span);
        }
        let shown = |(span, x): (Span, usize)| {
            let shown = text.get(span.start..span.end).unwrap_or_default().trim_end();
            (x + cells::width(shown), cells::cells(shown).filter(|cell| cell.width > 0).count())
        };
        let mut stretches: Vec<_> = row.stretches().into_iter().map(shown).collect();
        if let Row::Head { text, .. } = row {
            stretches.push((cells::width(text), cells::cells(text).count()));
        }
        for (wide, cells) in stretches {
            // What stands for one character cannot be broken.
            ensure!(wide <= width || cells == 1, "a row of {} columns in {}: {:?}", wide, width, row);
        }
    }
    Ok(())
}

/// What holds of the program at any time.
pub fn is_sound(h: &Harness) -> Result<(), String> {
    let size = h.app.size;
    let areas = |side| h.pair().area(h.pair().areas(), side).width;
    match h.app.screen() {
        Some(Screen::Library(list)) => {
            ensure!(list.rows.is_empty() || list.cursor < list.rows.len());
            let selectable = list.rows.iter().any(diptych::app::list::ListRow::is_selectable);
            ensure!(
                !selectable || list.rows[list.cursor].is_selectable(),
                "the cursor is on {:?}",
                list.rows[list.cursor]
            );
            let height = size.height.saturating_sub(3).max(1);
            let in_view = list.rows.is_empty() || (list.top..list.top + height).contains(&list.cursor);
            ensure!(in_view || too_small(size), "row {} from {} in {height}", list.cursor, list.top);
        }
        Some(Screen::Reader(reader)) => {
            let area = diptych::app::geometry::reader(size, h.app.measure, reader.zen);
            reader.slot.pane.iter().try_for_each(|pane| pane_is_sound(pane, area.width))?;
        }
        Some(Screen::Compare(pair)) => {
            for side in [Side::Left, Side::Right] {
                pair.side(side).map_or(Ok(()), |pane| pane_is_sound(pane, areas(side)))?;
            }
        }
        Some(Screen::Notes(list)) => {
            ensure!(list.rows.is_empty() || list.chosen().is_some(), "the cursor is on a heading");
            let height = diptych::app::geometry::notes(size).list.height.max(1);
            let in_view = list.rows.is_empty() || (list.top..list.top + height).contains(&list.cursor);
            ensure!(in_view || too_small(size), "row {} from {} in {height}", list.cursor, list.top);
        }
        Some(Screen::Feeds(screen)) => {
            let all = h.app.feeds.listed().len();
            ensure!(all == 0 || screen.cursor < all, "feed {} of {all}", screen.cursor);
            let height = diptych::app::geometry::notes(size).list.height.max(1);
            let in_view = all == 0 || (screen.top..screen.top + height).contains(&screen.cursor);
            ensure!(in_view || too_small(size), "feed {} from {} in {height}", screen.cursor, screen.top);
        }
        None => return Err("no screen".to_owned()),
    }
    let once = h.buffer();
    ensure!(once == h.buffer(), "drawing twice gives the same");
    Ok(())
}
