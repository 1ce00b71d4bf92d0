//! What is remembered of the mouse: clicks that follow each other, and a drag beyond the edge of a text.

use super::geometry::Cell;

/// How long after a click another one belongs to it, in milliseconds.
const TOGETHER: u64 = 400;

/// What is remembered of the mouse.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointer {
    /// The last click: where, when, and the how manieth it was there.
    last: Option<(Cell, u64, usize)>,
    /// Where the mouse is held beyond the edge.
    pub beyond: Option<Cell>,
    /// Whether a tick is on its way.
    pub ticking: bool,
    /// Whether what is selected was selected with the mouse: a click elsewhere drops it.
    pub selected: bool,
}

impl Pointer {
    /// Returns where the button went down last.
    #[must_use]
    pub fn begun(&self) -> Option<Cell> {
        self.last.map(|(cell, ..)| cell)
    }

    /// Takes a click at the time `now` and says the how manieth it is at its place: 1, 2, 3, and 1 again.
    pub fn click(&mut self, cell: Cell, now: u64) -> usize {
        let follows = |&(at, when, _): &(Cell, u64, usize)| {
            at.y == cell.y && at.x.abs_diff(cell.x) <= 1 && now.saturating_sub(when) <= TOGETHER
        };
        let count = self.last.filter(follows).map_or(1, |(_, _, count)| count % 3 + 1);
        self.last = Some((cell, now, count));
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_at_one_place_soon_after_each_other_are_counted() {
        let mut pointer = Pointer::default();
        let cell = |x| Cell { x, y: 3 };
        let clicks = [(4, 0, 1), (4, 300, 2), (5, 600, 3), (5, 700, 1), (5, 1200, 1), (9, 1300, 1), (9, 1301, 2)];
        for (x, now, count) in clicks {
            assert_eq!(pointer.click(cell(x), now), count, "{x} at {now}");
        }
    }
}
