//! What the keys do in the list of notes.

use super::{NoteList, NoteRow, order};
use crate::app::core::geometry::{self, Cell, Page};
use crate::app::core::message::{Looked, Wanted};
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor;
use crate::app::ctx::flow::Flow;
use crate::app::ctx::hand::Hand;
use crate::app::overlay::PromptKind;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::ArticleId;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId};
use std::collections::HashMap;

impl Actor for NoteList {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if self.motion(action, count.unwrap_or(1) as isize, ctx.page.note_rows()) {
            return Flow::Done;
        }
        match action {
            Action::OpenNote => return self.open(ctx),
            Action::NextScope => self.next_scope(ctx),
            Action::FilterNotes => ctx.prompt(PromptKind::FilterNotes, self.filter.clone()),
            Action::SortNotes => self.sort_next(ctx),
            Action::OnlyLost => self.toggle_only_lost(ctx),
            Action::AttachNote => self.attach(count, ctx),
            Action::Export => ctx.open_export(None),
            other => return ctx.act_on_notes(other, count, self.hand()),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Notes]
    }

    fn footer(&self, _shelf: &Shelf) -> Footer {
        Footer::Notes
    }

    fn fit(&mut self, page: Page) {
        self.keep_in_view(page.note_rows());
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        let area = geometry::notes(ctx.page.size).list;
        let row = self.top + cell.y.saturating_sub(area.y);
        if !area.contains(cell) || !matches!(self.rows.get(row), Some(NoteRow::Note(..))) {
            return Flow::Done;
        }
        let again = std::mem::replace(&mut self.cursor, row) == row;
        if again { self.open(ctx) } else { Flow::Done }
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
        ctx.session.news.listing |= narrowed;
        narrowed
    }

    fn awaited(&self) -> Vec<RequestId> {
        self.request.into_iter().collect()
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

    /// Lists the notes anew; the chosen note stays chosen.
    pub(crate) fn refresh(&mut self, book: &Book, height: usize) {
        let rows = order::rows(self, book);
        let chosen = self.chosen();
        self.rows = rows;
        let again = chosen.and_then(|(id, target)| self.rows.iter().position(|row| *row == NoteRow::Note(id, target)));
        self.cursor = again.unwrap_or(self.cursor.min(self.rows.len().saturating_sub(1)));
        self.step(0);
        self.keep_in_view(height);
    }

    /// Returns the passages of notes in scope that nobody has looked for yet, by article; none while an answer is
    /// awaited. Both ends of a link are among them, and notes that are not listed because nobody knows yet that they
    /// are lost.
    pub(crate) fn unseen(&self, book: &Book) -> HashMap<ArticleId, Wanted> {
        let mut wanted: HashMap<ArticleId, Wanted> = HashMap::new();
        if self.request.is_some() {
            return wanted;
        }
        for note in book.living().filter(|note| self.scope().holds(note)) {
            let unseen = note.targets.iter().enumerate().filter(|(at, _)| !self.looked.contains_key(&(note.id, *at)));
            for (target, found) in unseen {
                wanted.entry(found.article.clone()).or_default().push((note.id, target, found.holding().clone()));
            }
        }
        wanted
    }

    /// Waits for where passages are.
    pub(crate) const fn wait_for(&mut self, id: RequestId) {
        self.request = Some(id);
    }

    /// Takes where passages of listed notes are; `last` says that these are the last ones.
    pub(crate) fn take_looked(&mut self, id: RequestId, found: Vec<Looked>, last: bool, ctx: &mut Ctx<'_>) {
        if self.request != Some(id) {
            return;
        }
        self.looked.extend(found.into_iter().map(|looked| ((looked.note, looked.target), looked)));
        if last {
            self.request = None;
            ctx.session.news.listing |= self.only_lost || !self.filter.is_empty();
        }
    }
}
