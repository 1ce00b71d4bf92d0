//! Looking at what the two have in common: trails, layers of marks, the brief, notes of a finding.

use super::PairScreen;
use super::brief;
use super::findings::{Finding, Layer, Tab};
use super::panel::Step;
use super::sides::NOT_YET;
use super::trail::Trail;
use crate::app::core::direction::Direction;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::overlay::Overlay;
use crate::app::overlay::brief::Brief;
use crate::compare::Side;
use crate::config::action::Action;
use crate::notes::{NoteId, Relation};

impl PairScreen {
    /// Carries out what goes along a trail, or shows and hides something; says whether `action` was such.
    pub(super) fn look(&mut self, action: Action, times: usize, ctx: &mut Ctx<'_>) -> bool {
        if let Some(trail) = Trail::chosen_by(action) {
            self.choose_trail(trail, ctx);
        } else if let Some(layer) = Layer::toggled_by(action) {
            let shown = self.looking.layers.toggle(layer);
            ctx.say(format!("{}: {}", layer.name(), if shown { "marked in the text" } else { "not marked" }));
        } else {
            match action {
                Action::TrailNext => self.go_on(Direction::Forward, times, ctx),
                Action::TrailPrevious => self.go_on(Direction::Back, times, ctx),
                Action::ToggleLock => self.toggle_lock(ctx),
                Action::Difference => self.toggle_difference(ctx),
                Action::SortFindings => self.turn_order(ctx),
                Action::Fold => self.fold_here(ctx),
                Action::FoldAll => self.fold_all(ctx),
                Action::LayerNotes => self.toggle_notes(ctx),
                _ => return false,
            }
        }
        true
    }

    fn go_on(&mut self, direction: Direction, times: usize, ctx: &mut Ctx<'_>) {
        let stop = self.looking.trail.stop();
        match self.go_along(direction, times) {
            Step::Went => return,
            Step::Wrapped => {
                let end = direction.pick("first", "last");
                return ctx.say(format!("round the end: the {end} {stop} again"));
            }
            Step::Nowhere => {}
        }
        ctx.say(match &self.compared {
            Some(compared) if self.looking.trail == Trail::Matches && compared.blocks.blocks().is_empty() => {
                "nothing on the two sides matches".to_owned()
            }
            Some(_) if self.looking.trail == Trail::Checks => "nothing to check was found".to_owned(),
            Some(_) => format!("no {} {stop} on this side", direction.pick("later", "earlier")),
            None => NOT_YET.to_owned(),
        });
    }

    /// Chooses what `]` and `[` go along.
    fn choose_trail(&mut self, trail: Trail, ctx: &mut Ctx<'_>) {
        self.looking.trail = trail;
        self.looking.tab = trail.tab().unwrap_or(self.looking.tab);
        self.fit(ctx.page);
        let count = match (trail, &self.compared) {
            (Trail::Checks, Some(compared)) => compared.findings.of(Tab::Checks).len(),
            (Trail::Matches, Some(compared)) => compared.blocks.blocks().len(),
            _ => self.stops().len(),
        };
        let stop = trail.stop();
        ctx.say(match count {
            0 if trail == Trail::Checks => "nothing to check was found".to_owned(),
            _ if trail == Trail::Checks => format!("] and [ go along what to check: {count}"),
            0 => format!("no {stop} on this side"),
            1 => format!("] and [ go to the one {stop} on this side"),
            _ => format!("] and [ go along {count} on this side: each a {stop}"),
        });
    }

    /// Marks the words in which the passage under the cursor differs, or leaves that.
    fn toggle_difference(&mut self, ctx: &mut Ctx<'_>) {
        self.looking.difference = !self.looking.difference;
        self.refresh_strip();
        let found = self.difference.iter().any(|words| !words.is_empty());
        ctx.say(match (self.looking.difference, self.current_counterparts().is_empty(), found) {
            (false, ..) => "differing words are no longer marked",
            (true, true, _) => "differing words are marked where a sentence has another end",
            (true, false, true) => "the words that only one side has are marked",
            (true, false, false) => "the two say it in the same words",
        });
    }

    /// Goes on to the next way of showing notes, on both sides.
    fn toggle_notes(&mut self, ctx: &mut Ctx<'_>) {
        let Some(shown) = self.pane().map(|pane| pane.notes.shown.next()) else { return };
        for side in [Side::Left, Side::Right] {
            if let Some(pane) = self.side_mut(side) {
                pane.show_notes(shown);
            }
        }
        self.follow(false);
        ctx.say(shown.says());
    }

    pub(super) fn open_brief(&self, ctx: &mut Ctx<'_>) {
        match brief::lines(self) {
            Some(lines) => *ctx.overlay = Some(Overlay::Brief(Brief::new("In brief", lines))),
            None => ctx.say(NOT_YET),
        }
    }

    /// Makes a note of the finding under the panel's cursor: a link where both sides have it, with the relation that
    /// the finding shows; `write` opens the editor on it.
    pub(super) fn note_finding(&mut self, write: bool, ctx: &mut Ctx<'_>) {
        let Some(finding) = self.line() else { return ctx.say("there is no finding here") };
        let relation = match finding.kind {
            "conflict" => Relation::Contradicts,
            "wording" | "may fit" | "differ" | "on one" | "spelling" | "claim" => Relation::Differs,
            _ => Relation::Same,
        };
        let end = |side| {
            let pane = self.side(side)?;
            finding.on(side).passage.map(|span| pane.end(span))
        };
        if let Some(link) = self.link_of(finding).and_then(|id| ctx.notes.book.get(id).cloned()) {
            // A second link would say nothing that a word on the first does not.
            if !write {
                ctx.say("linked already: what is written now goes on that link");
            }
            return ctx.open_editor(link, false);
        }
        match (end(Side::Left), end(Side::Right)) {
            (Some(left), Some(right)) if write => ctx.write_link(&[left, right], relation),
            (Some(left), Some(right)) => {
                ctx.link(&[left, right], relation);
                self.hand().drop_selection();
            }
            (Some(one), None) | (None, Some(one)) => {
                let note = ctx.new_note(vec![one.target.clone()]);
                ctx.place_note(note.id, 0, &one.target, one.span);
                ctx.open_editor(note, true);
            }
            (None, None) => ctx.say("this finding has no passage"),
        }
    }

    /// Returns the link of both passages of a finding, if there is one.
    fn link_of(&self, finding: &Finding) -> Option<NoteId> {
        let on = |side: Side| {
            let span = finding.on(side).passage?;
            let found = self.side(side)?.notes.found.iter();
            Some(found.filter(move |mark| mark.span == span).map(|mark| mark.id))
        };
        let right: Vec<NoteId> = on(Side::Right)?.collect();
        on(Side::Left)?.find(|id| right.contains(id))
    }
}
