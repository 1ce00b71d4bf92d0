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

    /// Places the parts of the compare screen, and the list of findings above the texts: it has `lines`, and the keys
    /// where it is `focused`.
    #[must_use]
    pub fn pair(self, lines: usize, focused: bool) -> (PairAreas, Area) {
        let beside = self.size.width >= self.beside_from;
        let rows = list_rows(self.size, beside, lines, focused);
        let list = Area { x: 0, y: HEAD_ROWS, width: self.size.width, height: rows };
        // The list ends with a rule.
        let top = HEAD_ROWS + if rows > 0 { rows + 1 } else { 0 };
        (pair(self.size, self.measure, beside, top), list)
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

/// Columns of a list in which few headlines are cut.
const HEADLINES: usize = 89;

/// Columns of the least preview, the rule before it and the space around it included.
const LEAST_PREVIEW: usize = 31;

/// From this width up the list has a preview beside it.
const PREVIEW_FROM: usize = 116;

/// Rows of the strip that shows the counterpart where only one pane fits, its rule included.
const STRIP_ROWS: usize = 5;

/// Columns of the gutter between two panes.
pub const GUTTER: usize = 11;

/// Rows of the head of the compare screen: what is compared, and the tabs of what was found.
const HEAD_ROWS: usize = 2;

/// Below this height the list of findings has no room beside two texts.
const LIST_FROM: usize = 16;

/// Returns the rows of the list of findings: all `lines`, up to a quarter of the screen. Under a lone text one line
/// tells what is looked at, until the list has the keys.
fn list_rows(size: Size, beside: bool, lines: usize, focused: bool) -> usize {
    let most = match (beside, focused) {
        (_, false) if size.height < LIST_FROM => return 0,
        (true, _) => (size.height / 4).max(3),
        (false, true) => (size.height / 3).max(3),
        (false, false) => 1,
    };
    lines.clamp(1, most)
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
        // The headlines have the room before the preview has it.
        let width = HEADLINES.min(size.width - LEAST_PREVIEW).max(size.width * 3 / 5);
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

/// Places the texts of the compare screen from row `top` down, `beside` each other or one alone; the bottom row is the
/// status.
fn pair(size: Size, measure: usize, beside: bool, top: usize) -> PairAreas {
    let height = size.height.saturating_sub(top + 1);
    if !beside {
        let strip_rows = STRIP_ROWS.min(height / 2);
        // The signs of the passages stand before the text.
        let x = 5;
        let width = size.width.saturating_sub(x + 2).max(1);
        let pane = Area { x, y: top, width, height: height - strip_rows };
        return PairAreas::Stacked { pane, strip: Area { x, y: top + pane.height, width, height: strip_rows } };
    }
    // An edge strip and a space on either side.
    let inside = size.width.saturating_sub(4 + GUTTER);
    let width = (inside / 2).min(measure);
    let spare = inside - 2 * width;
    let left = Area { x: 2 + spare / 2, y: top, width, height };
    let gutter = Area { x: left.right(), y: top, width: GUTTER, height };
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
                let page = Page { size, measure: 68, beside_from: 80 };
                for (lines, focused) in [(0, false), (3, true), (400, false), (400, true)] {
                    let (areas, list) = page.pair(lines, focused);
                    assert!(inside(list) || height < LIST_FROM, "{size:?}");
                    match areas {
                        PairAreas::Beside { left, right, gutter } => {
                            assert!(inside(left) && inside(right) && inside(gutter) || height < LIST_FROM, "{size:?}");
                            assert_eq!((left.right(), gutter.right(), left.width), (gutter.x, right.x, right.width));
                            assert!(left.width >= 30 && (list.height == 0 || left.y == list.y + list.height + 1));
                        }
                        PairAreas::Stacked { pane, strip } => {
                            assert!(inside(pane) && inside(strip) || height < LIST_FROM, "{size:?}");
                        }
                    }
                }
            }
        }
    }
}
