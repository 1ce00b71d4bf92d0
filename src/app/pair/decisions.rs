//! What the reader decided about the pair on the screen: the engine's comparison as it came, and the decisions over it.

use crate::app::core::request::RequestId;
use crate::compare::decisions::{Decision, DecisionKind, Sentences};
use crate::compare::{Comparison, SentenceRef, Side};
use crate::library::decisions::{Kept, Kind, PairId};

/// What the reader decided about a pair on the screen.
#[derive(Clone, Debug, Default)]
pub struct Deciding {
    /// The engine's own comparison.
    pub engine: Comparison,
    /// The decisions, the earliest first.
    pub(super) kept: Vec<Kept>,
    /// Which sentences each is about; none for one that is taken back, or that rests.
    pub(super) pairs: Vec<Option<Sentences>>,
    /// Whose decisions they are.
    pub(super) about: Option<PairId>,
    /// The latest question to the disk; earlier answers do not know all that was decided.
    pub(super) request: Option<RequestId>,
}

impl Deciding {
    /// Returns the decisions that hold, with what they are about.
    fn holding(&self) -> impl DoubleEndedIterator<Item = (&Kept, Option<Sentences>)> {
        self.kept.iter().zip(self.pairs.iter().copied()).filter(|(kept, _)| kept.kind != Kind::Undone)
    }

    /// Returns the decision that holds about two sentences.
    pub(super) fn on(&self, pair: Sentences) -> Option<&Kept> {
        self.holding().rfind(|(_, about)| *about == Some(pair)).map(|(kept, _)| kept)
    }

    /// Returns the latest rejection of a match of a sentence.
    pub(super) fn rejection(&self, side: Side, at: SentenceRef) -> Option<(&Kept, Sentences)> {
        let about = |pair: Sentences| if side == Side::Left { pair.0 == at } else { pair.1 == at };
        let mut rejected = self.holding().filter(|(kept, _)| kept.kind == Kind::Rejected);
        rejected.rfind(|(_, pair)| pair.is_some_and(about)).and_then(|(kept, pair)| Some((kept, pair?)))
    }

    /// Returns how many decisions are about sentences that are not in the articles as they are now.
    #[must_use]
    pub fn resting(&self) -> usize {
        self.holding().filter(|(_, pair)| pair.is_none()).count()
    }

    /// Says whether `kept` are the same decisions, whenever they were made.
    pub(super) fn says(&self, kept: &[Kept]) -> bool {
        let undated = |kept: &Kept| Kept { at: 0, ..kept.clone() };
        self.kept.iter().map(undated).eq(kept.iter().map(undated))
    }

    /// Takes a decision, instead of an earlier word about it.
    pub(super) fn take(&mut self, kept: Kept) {
        self.kept.retain(|other| other.id != kept.id);
        self.kept.push(kept);
    }
}

/// Turns kept decisions into what the comparison understands; `swapped` says that the right article is the pair's
/// first. A decision that was taken back is none.
#[must_use]
pub fn decision(kept: &Kept, swapped: bool) -> Option<Decision> {
    let kind = match kept.kind {
        Kind::Pinned => DecisionKind::Pinned,
        Kind::Rejected => DecisionKind::Rejected,
        Kind::Undone => return None,
    };
    let decision = Decision { kind, left: kept.first.clone(), right: kept.second.clone() };
    Some(if swapped { decision.swapped() } else { decision })
}
