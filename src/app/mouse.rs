//! The mouse: the wheel scrolls what lies under it, a click puts the cursor there.

use super::{App, Screen};
use crate::app::core::geometry::{self, Area, Cell, PairAreas};
use crate::app::core::message::Mouse;
use crate::app::overlay::Overlay;
use crate::app::reader::selection::{Selection, Unit};
use crate::compare::Side;
use crate::config::action::Action;

/// Rows that one notch of the wheel scrolls.
const NOTCH: usize = 3;

impl App {
    pub(super) fn mouse(&mut self, mouse: Mouse) {
        if self.overlay.is_some() {
            self.wheel_in_overlay(mouse);
            return;
        }
        match mouse {
            Mouse::Click(cell) => self.click(cell),
            Mouse::Drag(cell) => self.drag(cell),
            Mouse::ScrollDown(cell) => self.wheel(cell, NOTCH as isize),
            Mouse::ScrollUp(cell) => self.wheel(cell, -(NOTCH as isize)),
        }
    }

    fn wheel_in_overlay(&mut self, mouse: Mouse) {
        let action = match mouse {
            Mouse::ScrollDown(_) => Action::Down,
            Mouse::ScrollUp(_) => Action::Up,
            Mouse::Click(_) | Mouse::Drag(_) => return,
        };
        match &mut self.overlay {
            Some(Overlay::Help(chooser) | Overlay::Palette(chooser)) => {
                chooser.motion(action, 1);
            }
            Some(Overlay::Picker(chooser)) => {
                chooser.motion(action, 1);
            }
            _ => {}
        }
    }

    fn wheel(&mut self, cell: Cell, rows: isize) {
        let areas = self.pair_areas();
        match self.screens.last_mut() {
            Some(Screen::Library(_)) => {
                let motion = if rows > 0 { Action::Down } else { Action::Up };
                self.act_on_list(motion, Some(NOTCH));
            }
            Some(Screen::Reader(reader)) => {
                if let Some(pane) = &mut reader.slot.pane {
                    pane.scroll(rows);
                }
                self.note_end_reached();
            }
            Some(Screen::Compare(pair)) => {
                let side = side_at(areas, cell, pair.focus);
                if let Some(pane) = pair.pane_mut(side) {
                    pane.scroll(rows);
                }
                if side == pair.focus {
                    pair.follow(true);
                }
            }
            Some(Screen::Notes(_)) => {
                let motion = if rows > 0 { Action::Down } else { Action::Up };
                self.act_on_note_list(motion, Some(1));
            }
            None => {}
        }
    }

    /// Selects from where the button went down to `cell`, by words.
    fn drag(&mut self, cell: Cell) {
        let (Some(area), Some(pane)) = (self.pane_area(), self.focused_pane()) else { return };
        if area.contains(cell) {
            if pane.selection.is_none() {
                pane.selection = Some(Selection { anchor: pane.cursor(), unit: Unit::Word });
            }
            pane.click(cell.y - area.y, cell.x - area.x);
        }
    }

    fn click(&mut self, cell: Cell) {
        let (size, measure, areas) = (self.size, self.measure, self.pair_areas());
        match self.screens.last_mut() {
            Some(Screen::Library(list)) => {
                let area = geometry::list(size, list.preview.on).list;
                let row = list.top + cell.y.saturating_sub(area.y);
                let again = row == list.cursor;
                if !area.contains(cell) || !list.click(row) {
                    return;
                }
                if again { self.act(Action::Open, None) } else { self.refresh_preview() }
            }
            Some(Screen::Reader(reader)) => {
                let area = geometry::reader(size, measure, reader.zen);
                if let (true, Some(pane)) = (area.contains(cell), &mut reader.slot.pane) {
                    pane.click(cell.y - area.y, cell.x - area.x);
                }
            }
            Some(Screen::Compare(pair)) => {
                let side = side_at(areas, cell, pair.focus);
                let area: Area = pair.area(areas, side);
                if !area.contains(cell) {
                    return;
                }
                pair.focus = side;
                if let Some(pane) = pair.pane_mut(side) {
                    pane.click(cell.y - area.y, cell.x - area.x);
                }
                pair.follow(false);
            }
            Some(Screen::Notes(_)) => self.click_note(cell),
            None => {}
        }
    }
}

/// Returns the side that `cell` lies on.
const fn side_at(areas: PairAreas, cell: Cell, focus: Side) -> Side {
    match areas {
        PairAreas::Beside { gutter, .. } if cell.x < gutter.x + gutter.width / 2 => Side::Left,
        PairAreas::Beside { .. } => Side::Right,
        PairAreas::Stacked { .. } => focus,
    }
}
