//! The levels of a list that is open: where each begins, and the number of its last item.

use super::MAX_DEPTH;

/// Columns by which a level lies deeper than the one above it.
const DEEPER: usize = 2;

/// The open levels, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Vec<Level>);

#[derive(Clone, Copy, Debug)]
struct Level {
    /// Columns before its markers.
    indent: usize,
    /// The number of its last item.
    number: Option<u32>,
    /// Columns of the marker of its last item.
    width: usize,
}

impl Levels {
    /// Says whether no list is open.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the number of the last item of the level that an item at `indent` goes on with.
    pub(super) fn number_at(&self, indent: usize) -> Option<u32> {
        let level = self.0.iter().rfind(|level| level.indent <= indent)?;
        level.number.filter(|_| indent < level.indent + DEEPER)
    }

    /// Takes an item: closes the levels below it, opens one where it lies deeper; returns its depth.
    pub(super) fn take(&mut self, indent: usize, number: Option<u32>, width: usize) -> u8 {
        while self.0.last().is_some_and(|level| level.indent > indent) {
            self.0.pop();
        }
        let deeper = self.0.last().is_none_or(|level| indent >= level.indent + DEEPER);
        if deeper && self.0.len() < MAX_DEPTH {
            self.0.push(Level { indent, number, width });
        }
        if let Some(level) = self.0.last_mut() {
            (level.number, level.width) = (number, width);
        }
        self.depth()
    }

    /// Returns the depth of the item that a paragraph at `indent` belongs to, and the columns of its marker.
    pub(super) fn goes_on(&mut self, indent: usize) -> Option<(u8, usize)> {
        while self.0.last().is_some_and(|level| level.indent >= indent) {
            self.0.pop();
        }
        let level = self.0.last().copied()?;
        Some((self.depth(), level.width))
    }

    fn depth(&self) -> u8 {
        u8::try_from(self.0.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}
