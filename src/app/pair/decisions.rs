//! What the reader decided about the pair on the screen: the engine's comparison as it came, and the decisions over it.

use crate::app::core::request::RequestId;
use crate::compare::decisions::{Decision, DecisionKind, Sentences};
use crate::compare::rulings::{Ruled, Ruling, RulingKind};
use crate::compare::{CheckKind, Comparison, SentenceRef, Side};
use crate::library::decisions::{Kept, KeptRuling, Kind, PairId, Said};

/// What the reader decided about a pair on the screen.
#[derive(Clone, Debug, Default)]
pub struct Deciding {
    /// The engine's own comparison.
    pub engine: Comparison,
    /// The decisions, the earliest first.
    pub(super) kept: Vec<Kept>,
    /// Which sentences each is about; none for one that is taken back, or that rests.
    pub(super) pairs: Vec<Option<Sentences>>,
    /// Which check each ruling is about, in their order; none for one that rests.
    pub(super) ruled: Vec<Option<usize>>,
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

    /// Returns how many decisions are about sentences that are not in the articles as they are now, and rulings about
    /// words that are not.
    #[must_use]
    pub fn resting(&self) -> usize {
        let matches = self.holding().filter(|(kept, pair)| kept.kind != Kind::Ruled && pair.is_none()).count();
        matches + self.ruled.iter().filter(|check| check.is_none()).count()
    }

    /// Returns the ruling that holds on a check, by its place in the list.
    pub(super) fn ruling_on(&self, check: usize) -> Option<&Kept> {
        let rulings = self.kept.iter().filter(|kept| kept.kind == Kind::Ruled);
        rulings.zip(&self.ruled).filter(|(_, about)| **about == Some(check)).map(|(kept, _)| kept).last()
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
        Kind::Ruled | Kind::Undone => return None,
    };
    let decision = Decision { kind, left: kept.first.clone(), right: kept.second.clone() };
    Some(if swapped { decision.swapped() } else { decision })
}

/// Turns a kept ruling into what the comparison understands; `swapped` says that the right article is the pair's first.
/// What is no ruling, or of a kind that this diptych does not know, is none.
#[must_use]
pub fn ruling(kept: &Kept, swapped: bool) -> Option<(Ruled, Ruling)> {
    let said = kept.ruling.as_ref().filter(|_| kept.kind == Kind::Ruled)?;
    let kind = CheckKind::ALL.into_iter().find(|kind| kind.name() == said.check)?;
    let ruled = Ruled { kind, sentences: [kept.first.clone(), kept.second.clone()], words: said.words.clone() };
    let ruling = Ruling { kind: kind_of(said.said), text: said.text.clone() };
    Some(match swapped {
        true => (ruled.swapped(), Ruling { kind: ruling.kind.swapped(), ..ruling }),
        false => (ruled, ruling),
    })
}

/// Turns a ruling into what is kept of it.
#[must_use]
pub fn kept_ruling(ruled: Ruled, ruling: Ruling, swapped: bool) -> Kept {
    let (ruled, kind) = if swapped { (ruled.swapped(), ruling.kind.swapped()) } else { (ruled, ruling.kind) };
    let [first, second] = ruled.sentences;
    let said = match kind {
        RulingKind::Fine => Said::Fine,
        RulingKind::LeftWrong => Said::FirstWrong,
        RulingKind::RightWrong => Said::SecondWrong,
        RulingKind::BothWrong => Said::BothWrong,
        RulingKind::SetAside => Said::SetAside,
    };
    let check = ruled.kind.name().to_owned();
    Kept::ruling(first, second, KeptRuling { check, words: ruled.words, said, text: ruling.text })
}

/// Returns a ruling as it stands where the pair's first article is left.
const fn kind_of(said: Said) -> RulingKind {
    match said {
        Said::Fine => RulingKind::Fine,
        Said::FirstWrong => RulingKind::LeftWrong,
        Said::SecondWrong => RulingKind::RightWrong,
        Said::BothWrong => RulingKind::BothWrong,
        Said::SetAside => RulingKind::SetAside,
    }
}
