//! Rulings on checks: who is wrong, or nobody, with a word of the reader's.

use super::PairScreen;
use super::decisions::kept_ruling;
use super::findings::{Finding, Tab};
use super::sides::NOT_YET;
use crate::app::core::decided::Decided;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::overlay::{Overlay, PromptKind};
use crate::compare::Side;
use crate::compare::rulings::{Ruled, Ruling, RulingKind};
use crate::config::action::Action;
use crate::library::decisions::{Kept, Kind, PairId};

/// What is told where a ruling has nothing to be about.
const NO_CHECK: &str = "no check here: ] goes to the next, F into the list";

/// What a key about rulings asks for.
enum Asked {
    /// A ruling.
    Rule(RulingKind),
    /// That the check is open again.
    Open,
    /// Words for the ruling.
    Words,
}

const fn asked(action: Action) -> Option<Asked> {
    Some(match action {
        Action::RuleFine => Asked::Rule(RulingKind::Fine),
        Action::RuleLeftWrong => Asked::Rule(RulingKind::LeftWrong),
        Action::RuleRightWrong => Asked::Rule(RulingKind::RightWrong),
        Action::RuleBothWrong => Asked::Rule(RulingKind::BothWrong),
        Action::RuleSetAside => Asked::Rule(RulingKind::SetAside),
        Action::RuleOpen => Asked::Open,
        Action::RuleWords => Asked::Words,
        _ => return None,
    })
}

/// Says whether what was given as the reason for one ruling may be one for another: who is wrong may be wrong with the
/// other side too.
fn share_reason(one: RulingKind, other: RulingKind) -> bool {
    let wrong = |kind| matches!(kind, RulingKind::LeftWrong | RulingKind::RightWrong | RulingKind::BothWrong);
    one == other || wrong(one) && wrong(other) && [one, other].contains(&RulingKind::BothWrong)
}

impl PairScreen {
    /// Rules on the check at hand, or lists only open ones; says whether `action` was such.
    pub(super) fn rule(&mut self, action: Action, ctx: &mut Ctx<'_>) -> bool {
        if action == Action::OpenChecks {
            self.list_open_only(ctx);
            return true;
        }
        let Some(asked) = asked(action) else { return false };
        if self.compared.is_none() {
            ctx.say(NOT_YET);
            return true;
        }
        let Some(check) = self.check_at_hand().cloned() else {
            ctx.say(NO_CHECK);
            return true;
        };
        match (asked, &check.ruling) {
            (Asked::Rule(kind), before) => {
                // A reason that was given for another ruling is none for this one; undoing brings it back.
                let same = before.as_ref().filter(|before| share_reason(before.kind, kind));
                let text = same.map_or_else(String::new, |before| before.text.clone());
                self.decide_ruling(&check, Some(Ruling { kind, text }), ctx);
            }
            (Asked::Open, Some(_)) => self.decide_ruling(&check, None, ctx),
            (Asked::Open, None) => ctx.say("the check is open: nothing was ruled on it"),
            (Asked::Words, Some(ruling)) => ctx.prompt(PromptKind::Ruling, ruling.text.clone()),
            (Asked::Words, None) => *ctx.overlay = Some(Overlay::Rulings),
        }
        true
    }

    /// Rules on the check at hand, and asks why.
    pub(crate) fn rule_and_word(&mut self, kind: RulingKind, ctx: &mut Ctx<'_>) {
        let Some(check) = self.check_at_hand().cloned() else { return ctx.say(NO_CHECK) };
        self.decide_ruling(&check, Some(Ruling { kind, text: String::new() }), ctx);
        ctx.prompt(PromptKind::Ruling, String::new());
    }

    /// Returns the check that keys are about: the line of the list, else what the sentence under the cursor has a part in.
    #[must_use]
    pub fn check_at_hand(&self) -> Option<&Finding> {
        let line = self.line().filter(|_| self.looking.in_list && self.looking.tab == Tab::Checks);
        line.or_else(|| self.check_here())
    }

    /// Gives the ruling on the check at hand the words that were typed.
    pub(crate) fn word_ruling(&self, words: &str, ctx: &mut Ctx<'_>) {
        let Some(check) = self.check_at_hand() else { return ctx.say(NO_CHECK) };
        let Some(ruling) = &check.ruling else { return };
        let text = words.trim().to_owned();
        self.decide_ruling(check, Some(Ruling { text, ..ruling.clone() }), ctx);
    }

    /// Decides about a check as a deed that can be undone, and says so.
    fn decide_ruling(&self, check: &Finding, ruling: Option<Ruling>, ctx: &mut Ctx<'_>) {
        let Some((forward, backward)) = self.ruling_on(check, ruling.as_ref()) else {
            return ctx.say("the sentences of this check cannot be found again: nothing is kept of it");
        };
        let what = ruling.as_ref().map_or("open again", |ruling| ruling.kind.words());
        let label = format!("{what}: {}", crate::text::cells::one_line(&check.about));
        ctx.decide(label.clone(), forward, backward);
        // The bottom line, with its keys, is covered by this: it says how to go on.
        let (before, all) = self.compared.as_ref().map_or((0, 0), |compared| compared.findings.ruled());
        let now = (before + usize::from(ruling.is_some())).saturating_sub(usize::from(check.ruling.is_some()));
        let on = match (now == all, ctx.key(Action::Export), ctx.key(Action::TrailNext)) {
            (true, export, _) => format!("{now} of {all} checked: {export} writes the report"),
            (false, _, next) => format!("{now} of {all} checked, {next} goes on"),
        };
        ctx.say_undoable(format!("{label}   {on}"));
    }

    /// Makes a ruling, or takes the one there back; with it, what takes that back.
    fn ruling_on(&self, check: &Finding, ruling: Option<&Ruling>) -> Option<(Decided, Decided)> {
        let (left, right) = (self.side(Side::Left)?, self.side(Side::Right)?);
        let index = check.check?;
        let (_, swapped) = PairId::of(&left.entry, &right.entry);
        let before = self.deciding.ruling_on(index).cloned();
        let articles = [&*left.article, &*right.article];
        let compared = self.compared.as_ref()?;
        let ruled = Ruled::of(compared.comparison.checks.get(index)?, articles)?;
        let kept = match ruling {
            Some(ruling) => kept_ruling(ruled, ruling.clone(), swapped),
            None => Kept { kind: Kind::Undone, ..before.clone()? },
        };
        // A ruling made before an edit is tied to the words as they were: it is the same one.
        let kept = match &before {
            Some(before) => {
                Kept { id: before.id.clone(), first: before.first.clone(), second: before.second.clone(), ..kept }
            }
            None => kept,
        };
        let back = before.unwrap_or_else(|| Kept { kind: Kind::Undone, ..kept.clone() });
        let decided = |kept| Decided { entries: [left.entry.clone(), right.entry.clone()], kept };
        Some((decided(kept), decided(back)))
    }

    fn list_open_only(&mut self, ctx: &mut Ctx<'_>) {
        self.looking.open_only = !self.looking.open_only;
        self.show_decisions();
        self.fit(ctx.page);
        let says =
            if self.looking.open_only { "only checks without a ruling are listed" } else { "all checks are listed" };
        ctx.say(says);
    }
}
