//! Which way one goes: along hits, stops, notes, jumps.

/// A way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the beginning.
    Back,
}

impl Direction {
    /// Returns the first of `items`, in the order of the text, that lies `times` beyond the cursor this way; `after` and
    /// `before` say on which side of the cursor an item lies.
    pub fn nth<T>(
        self,
        items: impl DoubleEndedIterator<Item = T>,
        times: usize,
        after: impl Fn(&T) -> bool,
        before: impl Fn(&T) -> bool,
    ) -> Option<T> {
        let times = times.saturating_sub(1);
        match self {
            Self::Forward => items.filter(after).nth(times),
            Self::Back => items.rev().filter(before).nth(times),
        }
    }

    /// Returns one of two things: what belongs to going forward, or to going back.
    pub fn pick<T>(self, forward: T, back: T) -> T {
        match self {
            Self::Forward => forward,
            Self::Back => back,
        }
    }
}
