//! A decision of the reader about a pair, as it is saved and taken back.

use crate::library::Entry;
use crate::library::decisions::{Kept, PairId};

/// A decision about a pair of articles, as it is saved and taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The two articles, in whatever order.
    pub entries: [Entry; 2],
    /// The decision.
    pub kept: Kept,
}

impl Decided {
    /// Returns the pair that it is about.
    #[must_use]
    pub fn pair(&self) -> PairId {
        let [one, other] = &self.entries;
        PairId::of(one, other).0
    }
}
