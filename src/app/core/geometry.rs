//! Where things stand on the screen: pure arithmetic that update (scrolling, clicks) and drawing share.

/// Columns and rows of the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

/// The terminal's size, and how texts are laid out in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// The terminal.
    pub size: Size,
    /// Columns of a text.
    pub measure: usize,
    /// From how many columns up two texts stand side by side.
    pub beside_from: usize,
}

impl Page {
    /// Returns the rows of the list.
    #[must_use]
    pub fn list_rows(self) -> usize {
        list(self.size, false).list.height
    }

    /// Returns the rows of the list of notes.
    #[must_use]
    pub const fn note_rows(self) -> usize {
        notes(self.size).list.height
    }

    /// Places the reader's column; `zen` leaves out the status line.
    #[must_use]
    pub fn reader(self, zen: bool) -> Area {
        reader(self.size, self.measure, zen)
    }

    /// Places the parts of the compare screen, above the findings panel where that is open.
    #[must_use]
    pub fn pair(self, with_panel: bool) -> PairAreas {
        let rows = if with_panel { panel_rows(self.size) } else { 0 };
        let above = Size { height: self.size.height.saturating_sub(rows), ..self.size };
        pair(above, self.measure, self.beside_from)
    }

    /// Places the findings panel.
    #[must_use]
    pub const fn panel(self) -> Area {
        let rows = panel_rows(self.size);
        let y = self.size.height.saturating_sub(rows).saturating_sub(1);
        Area { x: 0, y, width: self.size.width, height: rows }
    }
}

/// A place on the screen, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Column.
    pub x: usize,
    /// Row.
    pub y: usize,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: usize,
    /// First row.
    pub y: usize,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
}

impl Area {
    /// Says whether `cell` lies inside.
    #[must_use]
    pub const fn contains(self, cell: Cell) -> bool {
        self.x <= cell.x && cell.x < self.x + self.width && self.y <= cell.y && cell.y < self.y + self.height
    }

    /// Returns the column just right of it.
    #[must_use]
    pub const fn right(self) -> usize {
        self.x + self.width
    }
}

/// The smallest terminal that shows more than a plain message.
pub const SMALLEST: Size = Size { width: 40, height: 10 };

/// From this width up the list has a preview beside it.
const PREVIEW_FROM: usize = 116;

/// Rows of the strip that shows the counterpart where only one pane fits, its rule included.
const STRIP_ROWS: usize = 5;

/// Columns of the gutter between two panes.
pub const GUTTER: usize = 11;

/// Returns the rows of the findings panel, its heading and rule included: about a third of the screen.
#[must_use]
pub const fn panel_rows(size: Size) -> usize {
    let third = size.height / 3;
    if third > 6 { third } else { 6 }
}

/// The parts of the screen of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteAreas {
    /// The rows of the list.
    pub list: Area,
    /// The chosen note in full: beside the list, or under it where the terminal is narrow.
    pub whole: Area,
}

/// Places the parts of the screen of notes; the two top rows and the bottom row are header and status.
#[must_use]
pub const fn notes(size: Size) -> NoteAreas {
    let height = size.height.saturating_sub(3);
    if size.width >= PREVIEW_FROM {
        let width = size.width * 11 / 20;
        let list = Area { x: 0, y: 2, width, height };
        return NoteAreas { list, whole: Area { x: width + 3, y: 2, width: size.width - width - 5, height } };
    }
    let below = height * 2 / 5;
    let list = Area { x: 0, y: 2, width: size.width, height: height.saturating_sub(below + 1) };
    let whole = Area { x: 2, y: 2 + height - below, width: size.width.saturating_sub(4), height: below };
    NoteAreas { list, whole }
}

/// Returns where the pair in brief stands, its frame included.
#[must_use]
pub fn brief(size: Size) -> Area {
    let width = size.width.saturating_sub(4).min(110);
    Area { x: size.width.saturating_sub(width) / 2, y: 1, width, height: size.height.saturating_sub(3) }
}

/// Returns the rows of the editor of a note, its frame included.
#[must_use]
pub const fn editor_rows(size: Size) -> usize {
    let third = size.height / 3;
    if third > 12 {
        12
    } else if third > 6 {
        third
    } else {
        6
    }
}

/// Returns where the editor stands, `height` rows high, where no passage is in view.
#[must_use]
pub fn editor_alone(size: Size, height: usize) -> Area {
    let width = size.width.saturating_sub(4).min(84);
    Area { x: size.width.saturating_sub(width) / 2, y: size.height.saturating_sub(height + 1), width, height }
}

/// Says whether the terminal is too small to show more than a plain message.
#[must_use]
pub const fn too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

/// The parts of the list's screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAreas {
    /// The rows of the list.
    pub list: Area,
    /// The preview, where there is one; the column left of it is a rule.
    pub preview: Option<Area>,
}

/// Places the list's parts; the two top rows and the bottom row are header and status.
#[must_use]
pub fn list(size: Size, preview: bool) -> ListAreas {
    let height = size.height.saturating_sub(3);
    if preview && size.width >= PREVIEW_FROM {
        let width = size.width * 3 / 5;
        let beside = Area { x: width + 3, y: 2, width: size.width - width - 5, height };
        ListAreas { list: Area { x: 0, y: 2, width, height }, preview: Some(beside) }
    } else {
        ListAreas { list: Area { x: 0, y: 2, width: size.width, height }, preview: None }
    }
}

/// Places the reader's column of `measure` columns in the middle; `zen` leaves out the status line.
#[must_use]
pub fn reader(size: Size, measure: usize, zen: bool) -> Area {
    let width = measure.min(size.width.saturating_sub(4)).max(1);
    let height = if zen { size.height } else { size.height.saturating_sub(1) };
    Area { x: size.width.saturating_sub(width) / 2, y: 0, width, height }
}

/// The parts of the compare screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairAreas {
    /// Two panes with the gutter between them and an overview strip at each edge.
    Beside {
        /// The left pane's text.
        left: Area,
        /// The right pane's text.
        right: Area,
        /// The gutter.
        gutter: Area,
    },
    /// One pane, and a strip below it with the counterpart of the current sentence.
    Stacked {
        /// The focused side's text.
        pane: Area,
        /// The counterpart.
        strip: Area,
    },
}

/// Places the compare screen's parts, side by side from `beside_from` columns up; the two top rows and the bottom row
/// are header and status.
#[must_use]
pub fn pair(size: Size, measure: usize, beside_from: usize) -> PairAreas {
    let height = size.height.saturating_sub(3);
    if size.width < beside_from {
        let strip_rows = STRIP_ROWS.min(height / 2);
        // Numbers and bars of the passages stand before the text.
        let x = 5;
        let width = size.width.saturating_sub(x + 2).max(1);
        let pane = Area { x, y: 2, width, height: height - strip_rows };
        return PairAreas::Stacked { pane, strip: Area { x, y: 2 + pane.height, width, height: strip_rows } };
    }
    // An edge strip and a space on either side.
    let inside = size.width.saturating_sub(4 + GUTTER);
    let width = (inside / 2).min(measure);
    let spare = inside - 2 * width;
    let left = Area { x: 2 + spare / 2, y: 2, width, height };
    let gutter = Area { x: left.right(), y: 2, width: GUTTER, height };
    PairAreas::Beside { left, gutter, right: Area { x: gutter.right(), ..left } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_stay_on_the_screen_at_every_size() {
        for width in 0..260 {
            for height in [0, 1, 5, 10, 24, 60] {
                let size = Size { width, height };
                let inside =
                    |area: Area| area.right() <= width.max(area.x + 1) && area.y + area.height <= height.max(2);
                assert!(inside(reader(size, 68, false)), "{size:?}");
                let areas = list(size, true);
                assert!(inside(areas.list) && areas.preview.is_none_or(inside), "{size:?}");
                match pair(size, 68, 80) {
                    PairAreas::Beside { left, right, gutter } => {
                        assert!(inside(left) && inside(right) && inside(gutter), "{size:?}");
                        assert_eq!((left.right(), gutter.right(), left.width), (gutter.x, right.x, right.width));
                        assert!(left.width >= 30);
                    }
                    PairAreas::Stacked { pane, strip } => assert!(inside(pane) && inside(strip), "{size:?}"),
                }
            }
        }
    }
}
