//! What the keys do in the list of notes.

use super::{NoteList, NoteRow};
use crate::app::core::geometry::{self, Cell, Page};
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor;
use crate::app::ctx::flow::Flow;
use crate::app::ctx::hand::Hand;
use crate::app::overlay::PromptKind;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId};

impl Actor for NoteList {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if self.motion(action, count.unwrap_or(1) as isize, ctx.page.note_rows()) {
            return Flow::Done;
        }
        match action {
            Action::Trash => self.toggle_trash(ctx),
            Action::NextScope => self.next_scope(ctx),
            Action::FilterNotes => ctx.prompt(PromptKind::FilterNotes, self.filter.clone()),
            Action::OpenNote | Action::DeleteNote if self.trash => self.give_back(ctx),
            _ if self.trash => {
                let open = ctx.key(Action::OpenNote);
                ctx.say(format!("this note is in the trash: {open} gives it back"));
            }
            Action::OpenNote => return self.open(ctx),
            Action::SortNotes => self.sort_next(ctx),
            Action::OnlyLost => self.toggle_only_lost(ctx),
            Action::AttachNote => self.attach(count, ctx),
            Action::Export => ctx.open_export(None, "notes.md"),
            other => return ctx.act_on_notes(other, count, self.hand()),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Notes]
    }

    fn footer(&self, _shelf: &Shelf) -> Footer {
        if self.trash { Footer::Trash } else { Footer::Notes }
    }

    fn fit(&mut self, page: Page) {
        self.keep_in_view(page.note_rows());
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        let area = geometry::notes(ctx.page.size).list;
        let row = self.row_at(cell.y.saturating_sub(area.y), &ctx.notes.book, area);
        if !area.contains(cell) || !matches!(self.rows.get(row), Some(NoteRow::Note(..))) {
            return Flow::Done;
        }
        let again = std::mem::replace(&mut self.cursor, row) == row;
        if again && !self.trash { self.open(ctx) } else { Flow::Done }
    }

    fn wheel(&mut self, _cell: Cell, rows: isize, ctx: &mut Ctx<'_>) {
        let motion = if rows > 0 { Action::Down } else { Action::Up };
        let _ = self.motion(motion, 1, ctx.page.note_rows());
    }

    fn hand(&mut self) -> Hand<'_> {
        Hand::Listed(self.chosen())
    }

    fn clear(&mut self, ctx: &mut Ctx<'_>) -> bool {
        let narrowed = self.only_lost || !self.filter.is_empty();
        self.only_lost = false;
        self.filter.clear();
        if !narrowed && self.trash {
            self.toggle_trash(ctx);
            return true;
        }
        ctx.session.news.listing |= narrowed;
        narrowed
    }

    fn awaited(&self) -> Vec<RequestId> {
        self.passages.request().into_iter().collect()
    }

    fn noted(&self, book: &Book) -> Vec<Note> {
        let listed = self.rows.iter().filter_map(|row| match row {
            NoteRow::Note(id, _) => book.get(*id).cloned(),
            NoteRow::Group(_) => None,
        });
        listed.collect()
    }
}

impl NoteList {
    fn next_scope(&mut self, ctx: &mut Ctx<'_>) {
        self.scopes.rotate_left(1);
        ctx.session.news.listing = true;
        ctx.say(format!("notes of {}", self.scope().name()));
    }

    fn sort_next(&mut self, ctx: &mut Ctx<'_>) {
        self.sort = self.sort.next();
        ctx.session.news.listing = true;
        ctx.say(format!("sorted by {}", self.sort.name()));
    }

    fn toggle_only_lost(&mut self, ctx: &mut Ctx<'_>) {
        self.only_lost = !self.only_lost;
        ctx.session.news.listing = true;
        let only = "only notes that are fuzzy, ambiguous or orphaned";
        ctx.say(if self.only_lost { only } else { "all notes" });
    }

    /// Narrows the list to what is typed.
    pub(crate) fn narrow(&mut self, typed: &str, ctx: &mut Ctx<'_>) {
        if self.filter != typed {
            typed.clone_into(&mut self.filter);
            ctx.session.news.listing = true;
        }
    }

    /// Puts the cursor on a note, where it is listed.
    pub(crate) fn choose(&mut self, id: NoteId, height: usize) {
        if let Some(row) = self.rows.iter().position(|row| matches!(row, NoteRow::Note(there, _) if *there == id)) {
            self.cursor = row;
            self.keep_in_view(height);
        }
    }
}
