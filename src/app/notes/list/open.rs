//! From the list of notes to the text, and tying a lost note without going there.

use super::NoteList;
use crate::app::ctx::Ctx;
use crate::app::ctx::flow::{Flow, Listed};
use crate::app::pane::passage::quoted;
use crate::article::anchor::locate::State;

impl NoteList {
    /// Goes to the chosen note's passage; where that is lost, to where it may be.
    pub(super) fn open(&self, ctx: &mut Ctx<'_>) -> Flow {
        let Some((id, target)) = self.chosen() else { return Flow::Done };
        ctx.notes.opened = Some(id);
        let Some(note) = ctx.notes.book.get(id) else { return Flow::Done };
        let worst = self.passages.worst(note).filter(|(_, state)| *state > State::Fuzzy);
        let target = worst.map_or(target, |(worst, _)| worst);
        let Some(article) = note.targets.get(target).map(|target| target.article.clone()) else { return Flow::Done };
        let looked = self.passages.of(id, target).cloned();
        Flow::Listed(Box::new(Listed { id, target, article, looked }))
    }

    /// Ties the chosen note to the `count`th place where its passage may be.
    pub(super) fn attach(&self, count: Option<usize>, ctx: &mut Ctx<'_>) {
        let Some((id, target)) = self.chosen() else { return };
        let worst = ctx.notes.book.get(id).and_then(|note| self.passages.worst(note));
        let target = worst.map_or(target, |(worst, _)| worst);
        let Some(looked) = self.passages.of(id, target) else { return ctx.say("its passage is still looked for") };
        let found = looked.located.state != State::Fuzzy && looked.located.span.is_some();
        let Some(anchor) = looked.places.get(count.unwrap_or(1).saturating_sub(1)).cloned() else {
            return ctx.say(if found {
                "its passage is found: there is nothing to confirm"
            } else {
                "there is no such place: Enter opens the article, where any passage can be chosen"
            });
        };
        let says = format!("tied to {}", quoted(&anchor.exact));
        let _ = ctx.tie(id, target, anchor, says);
    }
}
