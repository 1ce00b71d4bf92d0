//! The reader's decisions on matches: `=` pins what stands under the two cursors, `-` rejects the match of the
//! sentence. The engine's comparison is kept as it came; what the screen shows is worked out from it and the
//! decisions, so that taking one back compares nothing anew.

use super::sides::NOT_YET;
use crate::app::core::decided::Decided;
use crate::app::core::message::Effect;
use crate::app::core::request::RequestId;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::pair::PairScreen;
use crate::app::pair::compared::Compared;
use crate::app::pair::decisions::{Deciding, decision, ruling};
use crate::app::pane::Pane;
use crate::article::anchor::Anchor;
use crate::compare::decisions::{Sentences, apply};
use crate::compare::rulings::rule;
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
        let (Some(left), Some(right)) = (self.side(Side::Left), self.side(Side::Right)) else { return };
        let (_, swapped) = PairId::of(&left.entry, &right.entry);
        let decisions: Vec<_> = self.deciding.kept.iter().map(|kept| decision(kept, swapped)).collect();
        let holding: Vec<_> = decisions.iter().flatten().cloned().collect();
        let mut comparison = self.deciding.engine.clone();
        let mut places = apply(&mut comparison, &holding, &left.article, &right.article).into_iter();
        let pairs = decisions.iter().map(|held| held.as_ref().and_then(|_| places.next()).flatten()).collect();
        let kept_rulings = self.deciding.kept.iter().filter(|kept| kept.kind == Kind::Ruled);
        let rulings: Vec<_> = kept_rulings.map(|kept| ruling(kept, swapped)).collect();
        let understood: Vec<_> = rulings.iter().flatten().cloned().collect();
        let mut checks = rule(&mut comparison, &understood, &left.article, &right.article).into_iter();
        let ruled = rulings.iter().map(|ruling| ruling.as_ref().and_then(|_| checks.next()).flatten()).collect();
        let mut compared = Compared::new(comparison, &left.article, &right.article, self.looking.open_only);
        if let Some(changes) = &self.changes {
            let titles = [left, right].map(|pane| pane.entry.meta.title.as_deref().unwrap_or_default());
            compared.findings.list_changes(changes, [&left.article, &right.article], titles);
        }
        if self.looking.as_text {
            compared.findings.order(true);
        }
        self.compared = Some(Box::new(compared));
        (self.deciding.pairs, self.deciding.ruled) = (pairs, ruled);
        self.lay_chain();
    }

    /// Returns the sentences under the two cursors, the left one first.
    fn cursors(&self) -> Option<Sentences> {
        let at = |side| self.side(side).and_then(Pane::current_sentence);
        at(Side::Left).zip(at(Side::Right))
    }

    /// Says whether the reader rejected a match of the sentence under the cursor.
    #[must_use]
    pub fn rejected_here(&self) -> bool {
        let at = self.side(self.focus).and_then(Pane::current_sentence);
        at.is_some_and(|at| self.deciding.rejection(self.focus, at).is_some())
    }

    /// Says whether the engine by itself shows a match of two sentences.
    fn engine_has(&self, pair: Sentences) -> bool {
        self.deciding.engine.matches.iter().any(|m| (m.left, m.right) == pair && m.shown())
    }

    /// Makes a decision about two sentences, or a new word about the one that there is; with it, what takes it back.
    fn decision_on(&self, pair: Sentences, kind: Kind) -> Option<(Decided, Decided)> {
        let (left, right) = (self.side(Side::Left)?, self.side(Side::Right)?);
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
            let paragraph = self.side(side).and_then(|pane| pane.article.paragraphs.get(at.paragraph));
            paragraph.is_none_or(|p| p.kind.is_furniture() || p.sentences.get(at.sentence).is_none())
        };
        if furniture(Side::Left, pair.0) || furniture(Side::Right, pair.1) {
            return Some(SET_ASIDE);
        }
        let other = self.side(self.focus.other())?;
        let hidden = self.is_beside() && other.cursor_row().is_none();
        hidden.then_some("the other side's cursor is out of view: unlock the sides and choose the sentence there")
    }

    /// Quotes the beginnings of two sentences.
    fn quoted(&self, pair: Sentences) -> String {
        let begins = |side, at: SentenceRef| {
            let words = self.side(side).map_or("", |pane| pane.article.sentence(at.paragraph, at.sentence));
            let mut begins: String = words.chars().take(QUOTED).collect();
            if begins.len() < words.len() {
                begins = begins.trim_end().to_owned() + "…";
            }
            begins
        };
        format!("“{}” | “{}”", begins(Side::Left, pair.0), begins(Side::Right, pair.1))
    }
}

impl PairScreen {
    /// Pins and rejects; says whether `action` was such.
    pub(super) fn judge(&mut self, action: Action, ctx: &mut Ctx<'_>) -> bool {
        match action {
            Action::Pin if ctx.is_fuzzy(self.side(self.focus)) => {
                let _ = ctx.act_on_notes(Action::AttachNote, None, self.hand());
            }
            Action::Pin | Action::Reject if self.compared.is_none() => ctx.say(NOT_YET),
            Action::Pin => self.pin(ctx),
            Action::Reject => self.reject(ctx),
            _ => return self.rule(action, ctx),
        }
        true
    }

    /// Pins the sentences under the two cursors; on a pair that something was decided of, takes that back.
    fn pin(&self, ctx: &mut Ctx<'_>) {
        let Some(cursors) = self.cursors() else { return ctx.say(SET_ASIDE) };
        let before = self.deciding.on(cursors).map(|kept| kept.kind);
        let refused = self.unpinnable(cursors).filter(|_| before.is_none());
        match (refused, before) {
            (Some(why), _) => ctx.say(why),
            (None, Some(Kind::Pinned)) => self.decide(cursors, Kind::Undone, "no longer pinned", ctx),
            (None, Some(_)) => self.decide(cursors, Kind::Undone, "no longer rejected", ctx),
            (None, None) => self.decide(cursors, Kind::Pinned, "pinned", ctx),
        }
    }

    /// Rejects the best match of the sentence under the cursor; where there is none, takes back that it was rejected.
    fn reject(&self, ctx: &mut Ctx<'_>) {
        let at = self.side(self.focus).and_then(Pane::current_sentence);
        let rejected = at.and_then(|at| self.deciding.rejection(self.focus, at)).map(|(_, about)| about);
        match (self.current_match().map(|m| (m.left, m.right)), rejected) {
            (Some(best), _) => {
                // A pin that the engine knows nothing of needs no rejection to be gone.
                let is_pin = self.deciding.on(best).is_some() && !self.engine_has(best);
                let (kind, what) =
                    if is_pin { (Kind::Undone, "no longer pinned") } else { (Kind::Rejected, "rejected") };
                self.decide(best, kind, what, ctx);
            }
            (None, Some(pair)) => self.decide(pair, Kind::Undone, "no longer rejected", ctx),
            (None, None) => ctx.say("the sentence has no match to reject"),
        }
    }

    /// Decides about two sentences as a deed that can be undone, and says so.
    fn decide(&self, about: Sentences, kind: Kind, what: &str, ctx: &mut Ctx<'_>) {
        if let Some((forward, backward)) = self.decision_on(about, kind) {
            ctx.decide(format!("{what}: {}", self.quoted(about)), forward, backward);
        }
    }

    /// Asks for the decisions about the two articles, once both are there.
    pub(crate) fn load_decisions(&mut self, ctx: &mut Ctx<'_>) {
        let (Some(left), Some(right)) = (self.side(Side::Left), self.side(Side::Right)) else { return };
        let about = PairId::of(&left.entry, &right.entry).0;
        if self.deciding.about.as_ref() != Some(&about) {
            self.deciding = Deciding { about: Some(about.clone()), ..Deciding::default() };
        }
        let id = ctx.request();
        self.deciding.request = Some(id);
        ctx.ask(Effect::LoadDecisions(id, about));
    }

    /// Takes the decisions as they are on disk, where `id` is the latest question. A pin that was made here comes back
    /// dated by the disk: that alone changes nothing that is shown.
    pub(crate) fn decisions_read(&mut self, id: RequestId, kept: &[Kept]) {
        if self.deciding.request != Some(id) {
            return;
        }
        self.deciding.request = None;
        let same = self.deciding.says(kept);
        self.deciding.kept = kept.to_vec();
        if !same {
            self.show_decisions();
        }
    }

    /// Takes a decision that is about this pair; `id` is the question that brings it back from the disk.
    pub(crate) fn take_decision(&mut self, decided: &Decided, id: RequestId) {
        if self.deciding.about.as_ref() == Some(&decided.pair()) {
            self.deciding.take(decided.kept.clone());
            self.deciding.request = Some(id);
            self.show_decisions();
        }
    }

    pub(super) fn show_decisions(&mut self) {
        if self.compared.is_some() {
            self.lay_decisions_over();
            self.keep_lines();
            self.refresh_strip();
        }
    }
}
