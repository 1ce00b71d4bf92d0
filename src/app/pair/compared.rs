//! A comparison with what the screen looks up in it, worked out once.

use crate::app::pair::findings::Findings;
use crate::article::Article;
use crate::compare::Comparison;
use crate::compare::blocks::Blocks;

/// A comparison with what the screen looks up in it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The engine's findings, and the reader's decisions over them.
    pub comparison: Comparison,
    /// The passages that belong together.
    pub blocks: Blocks,
    /// What panel, marks and trails show.
    pub findings: Findings,
}

impl Compared {
    /// Works out what the screen looks up; of the checks only those without a ruling, where `open_only` says so.
    #[must_use]
    pub fn new(comparison: Comparison, left: &Article, right: &Article, open_only: bool) -> Self {
        let blocks = Blocks::new(&comparison, left, right);
        let findings = Findings::new(&comparison, &blocks, [left, right], open_only);
        Self { comparison, blocks, findings }
    }
}
