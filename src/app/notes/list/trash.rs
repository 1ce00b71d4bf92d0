//! The trash: notes that were deleted, in this session or an earlier one, and how they come back.

use super::NoteList;
use crate::app::ctx::Ctx;
use crate::app::pane::passage::quoted;
use crate::config::action::Action;
use crate::notes::Note;

impl NoteList {
    /// Shows the deleted notes, or the others again.
    pub(super) fn toggle_trash(&mut self, ctx: &mut Ctx<'_>) {
        self.trash = !self.trash;
        self.only_lost = false;
        (self.cursor, self.top) = (0, 0);
        ctx.session.news.listing = true;
        let open = ctx.key(Action::OpenNote);
        ctx.say(match self.trash {
            true => format!("the trash of {}: {open} gives a note back", self.scope().name()),
            false => format!("notes of {}", self.scope().name()),
        });
    }

    /// Gives the chosen note back, with all that it had.
    pub(super) fn give_back(&self, ctx: &mut Ctx<'_>) {
        let chosen = self.chosen().and_then(|(id, _)| ctx.notes.book.get(id));
        let Some(before) = chosen.cloned() else { return ctx.say("the trash is empty") };
        if !before.is_ours() {
            return ctx.say("a later diptych wrote this note: it is shown, and left as it is");
        }
        let about = quoted(before.targets.first().map_or("", |target| &target.anchor.exact));
        let after = Note { deleted: None, ..before.clone() };
        ctx.change_note(Some(before), after, format!("note given back on {about}"));
    }
}
