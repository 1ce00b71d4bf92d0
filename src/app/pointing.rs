//! The mouse: clicks, words and sentences by two and three of them, the wheel, and drags that go on beyond the edge of a
//! text for as long as the button is held there.

use super::core::geometry::Cell;
use super::core::message::{Effect, Mouse};
use super::pane::selection::{Selection, Unit};
use super::{App, NOTCH};
use crate::config::action::Action;

/// Rows that a tick scrolls at most.
const FASTEST: usize = 5;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        if !matches!(mouse, Mouse::Drag(_)) {
            self.session.pointer.beyond = None;
        }
        let scroll = match mouse {
            Mouse::ScrollDown(cell) => Some((cell, NOTCH)),
            Mouse::ScrollUp(cell) => Some((cell, -NOTCH)),
            _ => None,
        };
        match (&mut self.overlay, mouse, scroll) {
            (Some(overlay), _, Some((_, rows))) => {
                overlay.wheel(if rows > 0 { Action::Down } else { Action::Up }, self.size);
            }
            (Some(_), _, None) => {}
            (None, _, Some((cell, rows))) => _ = self.on_top(|screen, ctx| screen.wheel(cell, rows, ctx)),
            (None, Mouse::Click(cell), _) => self.click(cell),
            (None, Mouse::Drag(cell), _) => self.drag(cell),
            (None, ..) => {}
        }
    }

    /// Puts the cursor there; a second click takes the word, a third the sentence.
    fn click(&mut self, cell: Cell) {
        let count = self.session.pointer.click(cell, self.notes.moment.now());
        let selected = std::mem::take(&mut self.session.pointer.selected);
        if selected {
            self.on_top(|screen, _| screen.pane_mut().map(|pane| pane.selection = None));
        }
        let flow = self.on_top(|screen, ctx| screen.click(cell, ctx));
        self.follow(flow);
        let unit = match count {
            2 => Unit::Word,
            3 => Unit::Sentence,
            _ => return,
        };
        let taken = self.on_top(|screen, ctx| {
            let hit = screen.pane_area(ctx.page).is_some_and(|area| area.contains(cell));
            let pane = screen.pane_mut().filter(|_| hit)?;
            pane.selection = Some(Selection { anchor: pane.cursor(), unit });
            Some(())
        });
        self.session.pointer.selected = taken.flatten().is_some();
    }

    /// Selects up to `cell`; beyond the edge it begins to scroll, and goes on by itself.
    fn drag(&mut self, cell: Cell) {
        self.session.pointer.selected = true;
        self.on_top(|screen, ctx| screen.drag(cell, ctx));
        self.session.pointer.beyond = self.rows_beyond(cell).map(|_| cell);
        if self.session.pointer.beyond.is_some() && !std::mem::replace(&mut self.session.pointer.ticking, true) {
            self.ctx().ask(Effect::Tick);
        }
    }

    /// Scrolls on while the mouse is held beyond the edge, as far as the text goes.
    pub(super) fn tick(&mut self) {
        self.session.pointer.ticking = false;
        let Some(cell) = self.session.pointer.beyond.filter(|_| self.overlay.is_none()) else { return };
        let Some(rows) = self.rows_beyond(cell) else { return };
        if self.on_top(|screen, ctx| screen.drag_beyond(cell, rows, ctx)) == Some(true) {
            self.session.pointer.ticking = true;
            self.ctx().ask(Effect::Tick);
        }
    }

    /// Returns how many rows a tick scrolls while the mouse is held at `cell` (negative: up), none inside the text. A text
    /// that begins at the first row of the screen has no row above it: there its own first one counts.
    fn rows_beyond(&self, cell: Cell) -> Option<isize> {
        let area = self.pane_area()?;
        self.session.pointer.begun().filter(|cell| area.contains(*cell))?;
        let (above, below) = (area.y.saturating_sub(cell.y), (cell.y + 1).saturating_sub(area.y + area.height));
        let rows = |distance: usize| isize::try_from(distance.clamp(1, FASTEST)).unwrap_or(1);
        match (above, below) {
            (0, 0) if cell.y == 0 => Some(-1),
            (0, 0) => None,
            (0, below) => Some(rows(below)),
            (above, _) => Some(-rows(above)),
        }
    }
}
