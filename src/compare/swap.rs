//! The same comparison with the sides exchanged: what the compare screen's swap needs, without comparing anew.
//!
//! It equals comparing the exchanged articles but for words taken from one side: evidence and what a figure is about
//! stay as the former left wrote them.

use std::mem::swap;

use super::{
    Check, Comparison, DiffOp, DiffPart, FigurePair, ListPair, Match, Name, QuotePair, SharedRun, checks, quotes,
};

impl Comparison {
    /// Returns the comparison of the right article with the left one.
    #[must_use]
    pub fn swapped(&self) -> Self {
        let mut other = self.clone();
        swap(&mut other.only_left, &mut other.only_right);
        swap(&mut other.names.left, &mut other.names.right);
        other.matches.iter_mut().for_each(Match::swap);
        other.matches.sort_by_key(|m| (m.left, m.right));
        other.rejected.iter_mut().for_each(Match::swap);
        other.rejected.sort_by_key(|m| (m.left, m.right));
        other.quotes.iter_mut().for_each(QuotePair::swap);
        other.quotes.sort_by_key(|q| (q.left.parts.first().copied(), q.right.parts.first().copied()));
        other.figures.iter_mut().for_each(FigurePair::swap);
        other.figures.sort_by_key(|f| (f.left.place, f.right.place));
        let names = &mut other.names;
        names.both.iter_mut().chain(&mut names.left).chain(&mut names.right).for_each(Name::swap);
        other.lists.iter_mut().for_each(ListPair::swap);
        other.lists.sort_by_key(|l| (l.left, l.right));
        other.guards.shared_copy.iter_mut().for_each(SharedRun::swap);
        other.guards.shared_copy.sort_by_key(|r| (r.left, r.right));
        other.placing.swap();
        other.checks.iter_mut().for_each(Check::swap);
        checks::sort(&mut other.checks);
        other
    }
}

impl Match {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
    }
}

impl QuotePair {
    fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
        self.diff.iter_mut().for_each(DiffPart::swap);
        quotes::in_order_of_left(&mut self.diff);
    }
}

impl DiffPart {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
        self.op = match self.op {
            DiffOp::Delete => DiffOp::Insert,
            DiffOp::Insert => DiffOp::Delete,
            same => same,
        };
    }
}

impl FigurePair {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
    }
}

impl Name {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
    }
}

impl ListPair {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
        swap(&mut self.only_left, &mut self.only_right);
    }
}

impl SharedRun {
    const fn swap(&mut self) {
        swap(&mut self.left, &mut self.right);
    }
}
