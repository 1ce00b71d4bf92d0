//! The reader's decisions on matches: `=` pins what stands under the two cursors, `-` rejects the match of the
//! sentence. The engine's comparison is kept as it came; what the screen shows is worked out from it and the
//! decisions, so that taking one back compares nothing anew.

use crate::app::core::decided::Decided;
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::core::request::RequestId;
use crate::app::pair::PairScreen;
use crate::app::pair::compared::Compared;
use crate::app::pair::decisions::{Deciding, decision};
use crate::app::reader::pane::Pane;
use crate::app::{App, Screen};
use crate::article::anchor::Anchor;
use crate::compare::decisions::{Sentences, apply};
use crate::compare::{SentenceRef, Side};
use crate::config::action::Action;
use crate::library::decisions::{Kept, Kind, PairId};

/// Characters of each sentence that a notice quotes.
const QUOTED: usize = 22;

/// What is told of furniture.
const SET_ASIDE: &str = "what is set aside takes no part: it cannot be pinned";

impl PairScreen {
    /// Works out what the screen shows from what the engine found and the reader decided.
    pub(crate) fn lay_decisions_over(&mut self) {
        let (Some(left), Some(right)) = (self.pane(Side::Left), self.pane(Side::Right)) else { return };
        let (_, swapped) = PairId::of(&left.entry, &right.entry);
        let decisions: Vec<_> = self.deciding.kept.iter().map(|kept| decision(kept, swapped)).collect();
        let holding: Vec<_> = decisions.iter().flatten().cloned().collect();
        let mut comparison = self.deciding.engine.clone();
        let mut places = apply(&mut comparison, &holding, &left.article, &right.article).into_iter();
        let pairs = decisions.iter().map(|held| held.as_ref().and_then(|_| places.next()).flatten()).collect();
        let compared = Compared::new(comparison, &left.article, &right.article);
        self.compared = Some(Box::new(compared));
        self.deciding.pairs = pairs;
    }

    /// Returns the sentences under the two cursors, the left one first.
    fn cursors(&self) -> Option<Sentences> {
        let at = |side| self.pane(side).and_then(Pane::current_sentence);
        at(Side::Left).zip(at(Side::Right))
    }

    /// Says whether the reader rejected a match of the sentence under the cursor.
    #[must_use]
    pub fn rejected_here(&self) -> bool {
        let at = self.pane(self.focus).and_then(Pane::current_sentence);
        at.is_some_and(|at| self.deciding.rejection(self.focus, at).is_some())
    }

    /// Says whether the engine by itself shows a match of two sentences.
    fn engine_has(&self, pair: Sentences) -> bool {
        self.deciding.engine.matches.iter().any(|m| (m.left, m.right) == pair && m.shown())
    }

    /// Makes a decision about two sentences, or a new word about the one that there is; with it, what takes it back.
    fn decide(&self, pair: Sentences, kind: Kind) -> Option<(Decided, Decided)> {
        let (left, right) = (self.pane(Side::Left)?, self.pane(Side::Right)?);
        let before = self.deciding.on(pair).cloned();
        let kept = match &before {
            Some(before) => Kept { kind, ..before.clone() },
            None => {
                let of = |pane: &Pane, at: SentenceRef| Anchor::of(&pane.article, at.paragraph, at.sentence);
                let (l, r) = (of(left, pair.0)?, of(right, pair.1)?);
                let (_, swapped) = PairId::of(&left.entry, &right.entry);
                let (first, second) = if swapped { (r, l) } else { (l, r) };
                Kept::new(kind, first, second)
            }
        };
        let back = Kept { kind: before.map_or(Kind::Undone, |before| before.kind), ..kept.clone() };
        let decided = |kept| Decided { entries: [left.entry.clone(), right.entry.clone()], kept };
        Some((decided(kept), decided(back)))
    }

    /// Says why the sentences under the cursors cannot be pinned.
    fn unpinnable(&self, pair: Sentences) -> Option<&'static str> {
        let furniture = |side, at: SentenceRef| {
            let paragraph = self.pane(side).and_then(|pane| pane.article.paragraphs.get(at.paragraph));
            paragraph.is_none_or(|p| p.kind.is_furniture() || p.sentences.get(at.sentence).is_none())
        };
        if furniture(Side::Left, pair.0) || furniture(Side::Right, pair.1) {
            return Some(SET_ASIDE);
        }
        let other = self.pane(self.focus.other())?;
        let hidden = self.is_beside() && other.cursor_row().is_none();
        hidden.then_some("the other side's cursor is out of view: unlock the sides and choose the sentence there")
    }

    /// Quotes the beginnings of two sentences.
    fn quoted(&self, pair: Sentences) -> String {
        let begins = |side, at: SentenceRef| {
            let words = self.pane(side).map_or("", |pane| pane.article.sentence(at.paragraph, at.sentence));
            let mut begins: String = words.chars().take(QUOTED).collect();
            if begins.len() < words.len() {
                begins = begins.trim_end().to_owned() + "…";
            }
            begins
        };
        format!("“{}” | “{}”", begins(Side::Left, pair.0), begins(Side::Right, pair.1))
    }
}

impl App {
    /// Asks for the decisions about the two articles of a pair, once both are there.
    pub(crate) fn load_decisions(&mut self, index: usize) {
        let id = self.request();
        let Some(Screen::Compare(pair)) = self.screens.get_mut(index) else { return };
        let (Some(left), Some(right)) = (pair.pane(Side::Left), pair.pane(Side::Right)) else { return };
        let about = PairId::of(&left.entry, &right.entry).0;
        if pair.deciding.about.as_ref() != Some(&about) {
            pair.deciding = Deciding { about: Some(about.clone()), ..Deciding::default() };
        }
        pair.deciding.request = Some(id);
        self.ask(Effect::LoadDecisions(id, about));
    }

    /// Reads the decisions about the open pairs anew. They are read after all that was decided here was written, as both
    /// go through one thread in order, and an answer that a newer decision overtook is dropped: nothing done here is
    /// lost.
    pub(crate) fn decided_elsewhere(&mut self) {
        (0..self.screens.len()).for_each(|index| self.load_decisions(index));
    }

    /// Takes the decisions as they are on disk.
    pub(crate) fn decisions_read(&mut self, id: RequestId, kept: Vec<Kept>) {
        let waiting = self.screens.iter_mut().find_map(|screen| match screen {
            Screen::Compare(pair) if pair.deciding.request == Some(id) => Some(pair),
            _ => None,
        });
        let Some(pair) = waiting else { return };
        pair.deciding.request = None;
        if pair.deciding.kept != kept {
            pair.deciding.kept = kept;
            if pair.compared.is_some() {
                pair.lay_decisions_over();
                pair.refresh_strip();
            }
        }
    }

    /// Pins the sentences under the two cursors; on a pair that something was decided of, takes that back.
    pub(crate) fn pin(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        if pair.compared.is_none() {
            return self.not_yet();
        }
        let Some(cursors) = pair.cursors() else { return self.say(SET_ASIDE) };
        let before = pair.deciding.on(cursors).map(|kept| kept.kind);
        let refused = pair.unpinnable(cursors).filter(|_| before.is_none());
        match (refused, before) {
            (Some(why), _) => self.say(why),
            (None, Some(Kind::Pinned)) => self.decide(cursors, Kind::Undone, "no longer pinned"),
            (None, Some(_)) => self.decide(cursors, Kind::Undone, "no longer rejected"),
            (None, None) => self.decide(cursors, Kind::Pinned, "pinned"),
        }
    }

    /// Rejects the best match of the sentence under the cursor; where there is none, takes back that it was rejected.
    pub(crate) fn reject(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        if pair.compared.is_none() {
            return self.not_yet();
        }
        let at = pair.pane(pair.focus).and_then(Pane::current_sentence);
        let rejected = at.and_then(|at| pair.deciding.rejection(pair.focus, at)).map(|(_, about)| about);
        match (pair.current_match().map(|m| (m.left, m.right)), rejected) {
            (Some(best), _) => {
                // A pin that the engine knows nothing of needs no rejection to be gone.
                let is_pin = pair.deciding.on(best).is_some() && !pair.engine_has(best);
                let (kind, what) =
                    if is_pin { (Kind::Undone, "no longer pinned") } else { (Kind::Rejected, "rejected") };
                self.decide(best, kind, what);
            }
            (None, Some(pair)) => self.decide(pair, Kind::Undone, "no longer rejected"),
            (None, None) => self.say("the sentence has no match to reject"),
        }
    }

    fn not_yet(&mut self) {
        self.say("the two are still being compared");
    }

    /// Decides about two sentences as a deed that can be undone, and says so.
    fn decide(&mut self, about: Sentences, kind: Kind, what: &str) {
        let Some(pair) = self.pair_mut() else { return };
        let Some((forward, backward)) = pair.decide(about, kind) else { return };
        let label = format!("{what}: {}", pair.quoted(about));
        self.carry_out_decision(forward.clone());
        let (forward, backward) = (Act::Decide(Box::new(forward)), Act::Decide(Box::new(backward)));
        self.session.history.push(Deed { label: label.clone(), forward, backward });
        let undo = self.config.keys.shown(&self.screen_contexts(), Action::Undo);
        self.say(undo.map_or(label.clone(), |undo| format!("{label}   {undo} takes it back")));
    }

    /// Carries out a decision: on the screens that show the pair, and on disk.
    pub(crate) fn carry_out_decision(&mut self, decided: Decided) {
        let id = self.request();
        let about = decided.pair();
        for screen in &mut self.screens {
            if let Screen::Compare(pair) = screen
                && pair.deciding.about.as_ref() == Some(&about)
            {
                pair.deciding.take(decided.kept.clone());
                pair.deciding.request = Some(id);
                if pair.compared.is_some() {
                    pair.lay_decisions_over();
                    pair.refresh_strip();
                }
            }
        }
        self.ask(Effect::SaveDecision(id, Box::new(decided)));
    }
}
