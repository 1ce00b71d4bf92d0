//! The notes across the screens: read from disk, tied to every open text, saved, gone to.
//!
//! What is on the screen is never waited for: a note is there the moment it is written, and is on disk when the answer
//! says so. Until then, and whenever that fails, it is told as not saved.

use super::core::message::{Effect, Looked, NotesNews, RequestId, Wanted};
use super::core::session::Moved;
use super::ctx::actor::Visit;
use super::ctx::flow::Listed;
use super::ctx::notes::counted;
use super::overlay::{Confirm, Overlay, PromptKind, Then};
use super::pane::Pane;
use super::pane::noted;
use super::pane::passage::quoted;
use super::pane::slot::Arrival;
use super::{App, Screen};
use crate::article::anchor::locate::{Located, State};
use crate::config::action::Action;
use crate::library::{ArticleId, Entry, Origin};
use crate::notes::book::Book;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId, Stamp};
use crate::text::scalars;
use std::collections::HashMap;
use std::path::Path;

impl App {
    /// Takes the notes as they are on disk.
    pub(super) fn notes_read(&mut self, news: NotesNews) {
        if news.whole {
            self.notes.take_all(news.notes);
            self.offer_drafts(news.drafts);
        } else {
            let mut ctx = self.ctx();
            news.notes.into_iter().for_each(|note| ctx.take_note(note));
        }
        if let Some(problem) = news.problems.first() {
            let more = news.problems.len() - 1;
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
            let place = problem.path.display();
            self.ctx().warn(format!("a note cannot be read: {place}: {}{hint}{more}", problem.what));
        }
        self.session.news.notes = true;
    }

    /// What was being written when the program ended is offered.
    fn offer_drafts(&mut self, drafts: Vec<Draft>) {
        // Notes are read behind the first frames: what was begun or written meanwhile is no news from disk.
        for draft in drafts {
            self.notes.drafts.entry(draft.note.id).or_insert(draft);
        }
        self.offer_latest_draft();
    }

    /// Asks whether to go on with the latest draft; one whose words are in its note waits for the disk only.
    pub(super) fn offer_latest_draft(&mut self) {
        let open = || self.notes.drafts.values().filter(|draft| !self.is_saved(draft));
        let Some(latest) = open().max_by_key(|draft| draft.at) else { return };
        let words = latest.note.targets.first().map_or("", |target| target.anchor.exact.as_str());
        let question = match open().count() {
            1 => "A note was being written. Go on with it?".to_owned(),
            drafts => format!("{drafts} notes were being written. Go on with the latest?"),
        };
        let detail = format!("On {}:\n{}", quoted(words), latest.note.text);
        let then = Then::ResumeDraft(latest.note.id);
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then }));
        }
    }

    /// Calls `with` for every text that is open.
    fn panes(&mut self, mut with: impl FnMut(&mut Pane)) {
        let slots = self.screens.iter_mut().flat_map(|screen| screen.actor_mut().slots_mut());
        slots.filter_map(|slot| slot.pane.as_deref_mut()).for_each(&mut with);
    }

    /// Takes it that passages of notes are where the reader marked them, where they still stand there (the article may
    /// have been edited meanwhile), or that they are to be looked for anew.
    pub(super) fn move_notes(&mut self, moved: Vec<Moved>) {
        for moved in moved {
            match moved {
                Moved::Placed { note, target, about, span } => {
                    let located = Located { state: State::Exact, span: Some(span), candidates: Vec::new() };
                    self.panes(|pane| {
                        let there = || pane.article.text.get(span.start..span.end) == Some(about.anchor.exact.as_str());
                        let same = || scalars::scalar_offset(&pane.article.text, span.start) == about.anchor.start;
                        if pane.entry.id == about.article && there() && same() {
                            pane.notes.place(note, target, located.clone());
                        }
                    });
                }
                Moved::Displaced(note, target) => {
                    self.panes(|pane| pane.notes.displace(note, target));
                    let lists = self.screens.iter_mut().filter_map(Screen::note_list);
                    lists.for_each(|list| list.passages.forget(note, target));
                }
            }
        }
    }

    /// Shows the notes as they are now wherever their articles are open, and looks for passages not looked for yet.
    pub(super) fn refresh_notes(&mut self) {
        let (screens, mut ctx) = self.parts();
        let slots = screens.iter_mut().flat_map(|screen| screen.actor_mut().slots_mut());
        for pane in slots.filter_map(|slot| slot.pane.as_deref_mut()) {
            let missing = pane.unlocated(&ctx.notes.book);
            if !missing.is_empty() {
                let id = ctx.request();
                pane.notes.request = Some(id);
                ctx.ask(Effect::Locate(id, pane.article.clone(), missing));
            }
            pane.lay_notes(&ctx.notes.book, &ctx.config.settings.labels);
        }
        // A note between the lines of one side takes rows that the other side is padded by.
        self.screens.iter_mut().filter_map(Screen::pair).for_each(|pair| pair.follow(false));
        self.go_to_awaited_note();
        self.refresh_note_list(true);
    }

    /// Goes to the note that an article was opened for, once its passage is found.
    fn go_to_awaited_note(&mut self) {
        let mut lost = false;
        for slot in self.screens.iter_mut().flat_map(|screen| screen.actor_mut().slots_mut()) {
            let (Some(pane), Some((id, target))) = (&mut slot.pane, slot.then.note) else { continue };
            if pane.notes.request.is_none() {
                slot.then.note = None;
                match pane.place_of_note(id, target) {
                    Some(at) => pane.go_to(at),
                    None => lost = true,
                }
            }
        }
        if lost {
            self.ctx().say(NOT_FOUND);
        }
    }

    /// Takes where passages were found.
    pub(super) fn located(&mut self, id: RequestId, found: &[(NoteId, usize, Located)]) {
        let (screens, ctx) = self.parts();
        let mut lost = 0;
        let slots = screens.iter_mut().flat_map(|screen| screen.actor_mut().slots_mut());
        for pane in slots.filter_map(|slot| slot.pane.as_deref_mut()).filter(|pane| pane.notes.request == Some(id)) {
            pane.notes.request = None;
            let first = !std::mem::replace(&mut pane.notes.told, true);
            for (note, target, located) in found {
                pane.notes.place(*note, *target, located.clone());
            }
            pane.lay_notes(&ctx.notes.book, &ctx.config.settings.labels);
            lost += if first { pane.notes.lost.len() } else { 0 };
        }
        self.go_to_awaited_note();
        if lost > 0 {
            // A passage that is not found is never silent.
            let notes = self.ctx().key(Action::Notes);
            let says = if lost == 1 { "1 note has".to_owned() } else { format!("{lost} notes have") };
            self.ctx().warn(format!("{says} lost the passage: {notes} shows where it may be"));
        }
    }

    /// Lists the notes anew, where the list is on top, and asks for passages that nobody has looked for yet; `changed`
    /// says that the notes are not what they were.
    pub(super) fn refresh_note_list(&mut self, changed: bool) {
        let (screens, ctx) = self.parts();
        if let Some(list) = screens.last_mut().and_then(Screen::note_list) {
            list.refresh(&ctx.notes.book, changed, ctx.page.note_rows());
            self.look_for_listed();
        }
    }

    /// Asks where the next passages of listed notes are.
    fn look_for_listed(&mut self) {
        loop {
            let (screens, ctx) = self.parts();
            let Some(list) = screens.last_mut().and_then(Screen::note_list) else { return };
            let wanted = list.wanted(&ctx.notes.book, ctx.shelf.entries.len());
            if wanted.is_empty() {
                return;
            }
            let asked = self.known_of(wanted);
            if asked.is_empty() {
                continue;
            }
            let (screens, mut ctx) = self.parts();
            let id = ctx.request();
            screens.last_mut().and_then(Screen::note_list).into_iter().for_each(|list| list.passages.wait_for(id));
            return ctx.ask(Effect::LookFor(id, asked));
        }
    }

    /// Returns what is asked of the articles that are known, in the library or open.
    fn known_of(&self, mut wanted: HashMap<ArticleId, Wanted>) -> Vec<(Entry, Wanted)> {
        let slots = self.screens.iter().flat_map(|screen| screen.actor().slots());
        let open = slots.filter_map(|slot| slot.pane.as_ref()).map(|pane| &pane.entry);
        let mut asked = Vec::with_capacity(wanted.len());
        for entry in self.shelf.entries.iter().chain(open) {
            if let Some(of_it) = wanted.remove(&entry.id) {
                asked.push((entry.clone(), of_it));
            }
            if wanted.is_empty() {
                break;
            }
        }
        asked.sort_by(|a, b| a.0.origin.cmp(&b.0.origin));
        asked
    }

    /// Takes where passages of listed notes are; `last` says that these are the last ones that were asked for.
    pub(super) fn looked_for(&mut self, id: RequestId, found: Vec<Looked>, last: bool) {
        let (screens, ctx) = self.parts();
        if let Some(list) = screens.first_mut().and_then(Screen::list) {
            ctx.session.news.library |= list.take_looked(id, &found, last);
        }
        let Some(list) = screens.last_mut().and_then(Screen::note_list) else { return };
        let anew = list.take_looked(id, found, last, &ctx.notes.book);
        ctx.session.news.listing |= anew;
        if last {
            self.look_for_listed();
        }
    }

    /// Puts the cursor of the list of notes on one, where that list is on top.
    pub(super) fn choose_note(&mut self, id: NoteId) {
        let height = self.page().note_rows();
        let list = self.screens.last_mut().and_then(Screen::note_list);
        list.into_iter().for_each(|list| list.choose(id, height));
    }

    pub(super) fn save_note(&mut self, note: Note) {
        let entries: Vec<Entry> = note.targets.iter().filter_map(|target| self.entry_of(&target.article)).collect();
        self.notes.saving.insert((note.id, note.changed));
        self.ctx().ask(Effect::SaveNote(Box::new(note), entries));
    }

    /// Returns the article `id` as it is known, open or in the library.
    pub(super) fn entry_of(&self, id: &ArticleId) -> Option<Entry> {
        let slots = self.screens.iter().flat_map(|screen| screen.actor().slots());
        let open = slots.filter_map(|slot| slot.pane.as_ref()).map(|pane| &pane.entry).find(|entry| entry.id == *id);
        open.or_else(|| self.shelf.entries.iter().find(|entry| entry.id == *id)).cloned()
    }

    /// A note is on disk, or is not.
    pub(super) fn note_saved(&mut self, id: NoteId, at: Stamp, outcome: Result<Option<Box<Note>>, String>) {
        self.notes.saving.remove(&(id, at));
        let why = match outcome {
            Ok(there) => return self.note_is_on_disk(id, at, there),
            Err(why) => why,
        };
        let again = self.ctx().key(Action::SaveAgain);
        self.ctx().warn(format!("the note is NOT saved: {why}; {again} tries again"));
        if let Some(note) = self.notes.book.get(id).cloned() {
            self.notes.unsaved.insert(id, (note, why));
        }
    }

    fn note_is_on_disk(&mut self, id: NoteId, at: Stamp, there: Option<Box<Note>>) {
        if self.notes.unsaved.get(&id).is_some_and(|(note, _)| note.changed <= at) {
            self.notes.unsaved.remove(&id);
        }
        // Only now the draft is not needed any more, unless somebody writes on.
        let writing = matches!(&self.overlay, Some(Overlay::Editor(editor)) if editor.note.id == id);
        if !writing && self.notes.drafts.get(&id).is_some_and(|draft| draft.at <= at && self.is_saved(draft)) {
            self.ctx().drop_draft(id);
        }
        if let Some(note) = there {
            self.ctx().take_note(*note);
            self.session.news.notes = true;
        }
    }

    /// Says whether the words of a draft are those of its note; a label or tag alone does not make them so.
    fn is_saved(&self, draft: &Draft) -> bool {
        let words = draft.note.text.trim_end();
        self.notes.book.get(draft.note.id).is_some_and(|note| note.text.trim_end() == words)
    }

    /// The folder of the notes had vanished: what is on the screen is all that is left of them, and is written again.
    pub(super) fn notes_gone(&mut self, folder: &Path) {
        let notes: Vec<Note> = self.notes.book.living().cloned().collect();
        let place = folder.display();
        self.ctx().warn(format!("the notes had vanished from disk: {place}; {} written again", are(notes.len())));
        notes.into_iter().for_each(|note| self.save_note(note));
    }

    /// Tries again to save what is not on disk.
    pub(super) fn save_again(&mut self) {
        let notes: Vec<Note> = self.notes.unsaved.values().map(|(note, _)| note.clone()).collect();
        if notes.is_empty() {
            return self.ctx().say("every note is on disk");
        }
        self.ctx().say(format!("saving {} …", counted(notes.len())));
        notes.into_iter().for_each(|note| self.save_note(note));
    }

    /// Asks where notes are to go that cannot be saved where they belong.
    pub(super) fn open_elsewhere(&mut self) {
        match self.notes.unsaved.is_empty() {
            true => self.ctx().say("every note is on disk"),
            false => self.ctx().prompt(PromptKind::Elsewhere, "diptych-notes.json"),
        }
    }

    /// Goes to a note's passage: in the text that is open, else in the article's own reader.
    pub(super) fn go_to_note(&mut self, id: NoteId, target: usize) {
        let Some(about) = self.notes.book.get(id).and_then(|note| note.targets.get(target)).cloned() else { return };
        let visit = self.on_top(|screen, _| screen.visit(&about.article, &|pane| pane.place_of_note(id, target)));
        match (visit, self.entry_of(&about.article)) {
            (Some(Visit::There), _) => {}
            (Some(Visit::Lost), _) => self.ctx().say(NOT_FOUND),
            (_, Some(entry)) => {
                self.on_top(|screen, ctx| screen.keep(ctx));
                self.read(entry.origin, Arrival { note: Some((id, target)), ..Arrival::default() });
            }
            (_, None) => {
                let title = about.about.name();
                self.ctx().say(format!("the article of this note is not in the library: {title}"));
            }
        }
    }

    /// Goes from the list of notes to the passage of one; where that is lost, to where it may be, with the note at hand
    /// to be tied.
    pub(super) fn go_to_listed(&mut self, listed: Listed) {
        let Some(entry) = self.entry_of(&listed.article) else {
            return self.ctx().say("the article of this note is not in the library: its words are below");
        };
        let Listed { id, target, looked, .. } = listed;
        let lost = looked.as_ref().is_some_and(|looked| looked.located.span.is_none());
        let below = self.screens.len().checked_sub(2).and_then(|index| self.screens.get(index));
        let slots = below.map_or_else(Vec::new, |screen| screen.actor().slots());
        let there = slots.iter().any(|slot| slot.pane.as_ref().is_some_and(|pane| pane.entry.id == listed.article));
        if there {
            self.screens.pop();
            self.fit();
        }
        match (lost, there) {
            (true, _) => self.carry((id, target), looked, there.then_some(listed.article), entry.origin),
            (false, true) => self.go_to_note(id, target),
            (false, false) => self.read(entry.origin, Arrival { note: Some((id, target)), ..Arrival::default() }),
        }
    }

    /// Takes a lost note along to its article, to where its passage may be; `open` is the article where it is open.
    fn carry(&mut self, note: (NoteId, usize), looked: Option<Looked>, open: Option<ArticleId>, origin: Origin) {
        self.notes.carried = Some(note);
        let best = looked.and_then(|looked| looked.located.candidates.first().map(|best| best.span.start));
        let target = self.notes.book.get(note.0).and_then(|found| found.targets.get(note.1));
        // Where nothing is like the old words, the place where they stood is the best guess.
        let start = target.map_or(0, |target| target.holding().start);
        let at = |pane: &Pane| Some(best.unwrap_or_else(|| scalars::byte_offset(&pane.article.text, start)));
        match open {
            Some(article) => _ = self.on_top(|screen, _| screen.visit(&article, &at)),
            None => self.read(origin, Arrival { go_to: Some(best.unwrap_or(start)), ..Arrival::default() }),
        }
        let key = self.ctx().key(Action::AttachNote);
        self.ctx().say(format!("select the passage that the note belongs to: {key} ties it there"));
    }

    /// Goes on with a draft: opens its article, and then the editor.
    pub(super) fn resume_draft(&mut self, id: NoteId) {
        let Some(draft) = self.notes.drafts.get(&id).cloned() else { return };
        let Some(target) = draft.note.targets.first().cloned() else { return };
        let note = self.notes.book.get(id).cloned().unwrap_or(Note { text: String::new(), ..draft.note });
        let open = self.on_top(|screen, ctx| {
            let Some(pane) = screen.pane_mut().filter(|pane| pane.entry.id == target.article) else { return false };
            if let Some(span) = noted::anchored(pane, target.holding()) {
                pane.go_to(span.start);
            }
            ctx.open_editor(note.clone(), draft.is_new);
            true
        });
        if open == Some(true) {
            return;
        }
        let known = self.entry_of(&target.article).map(|entry| entry.origin);
        let lay = target.about.path.as_ref().filter(|path| !path.starts_with("sample:"));
        match known.or_else(|| lay.map(|path| Origin::File(path.into()))) {
            Some(origin) => self.read(origin, Arrival { draft: Some(id), ..Arrival::default() }),
            None => {
                self.ctx().open_editor(note, draft.is_new);
                self.ctx().say("the article of this note is not open: the note is written beside it");
            }
        }
    }

    /// Says what is not on disk, if anything: for the status line.
    #[must_use]
    pub fn unsaved_notes(&self) -> Option<String> {
        self.notes.told_unsaved(&self.config.keys, &self.screen_contexts())
    }

    /// Says in words what is listed.
    #[must_use]
    pub fn listed_notes(&self) -> String {
        if let Some(Screen::Notes(list)) = self.screen() { list.says() } else { String::new() }
    }
}

/// What is told where a note's passage is lost.
const NOT_FOUND: &str = "the passage of this note is not found";

impl super::ctx::notes::Notes {
    /// Takes all notes as they are on disk; what was written before the disk was read, or is not on it, is kept.
    fn take_all(&mut self, notes: Vec<Note>) {
        let saving = self.saving.iter().filter_map(|(id, _)| self.book.get(*id).cloned());
        let own: Vec<Note> = saving.chain(self.unsaved.values().map(|(note, _)| note.clone())).collect();
        self.book = Book::new(notes.into_iter().chain(own));
        self.read = true;
    }
}

/// Says how many notes are.
fn are(notes: usize) -> String {
    format!("{} {}", counted(notes), if notes == 1 { "is" } else { "are" })
}
