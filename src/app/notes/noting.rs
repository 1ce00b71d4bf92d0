//! The notes in the state machine: read from disk, tied to the passages on the screen, changed and saved.
//!
//! What is on the screen is never waited for: a note is there the moment it is written, and is on disk when the answer
//! says so. Until then, and whenever that fails, it is told as not saved.

use crate::app::core::history::{Act, Deed};
use crate::app::core::message::{Effect, NotesNews, RequestId};
use crate::app::notes::counted;
use crate::app::overlay::{Confirm, Overlay, Prompt, PromptKind, Then};
use crate::app::reader::pane::Pane;
use crate::app::reader::passage::quoted;
use crate::app::{App, Screen};
use crate::article::anchor::locate::{Located, State};
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::{ArticleId, Entry};
use crate::notes::book::Book;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId, Stamp, Target};
use crate::text::{Span, scalars};

impl App {
    /// Tells the time, in milliseconds since 1970, and noise that no other run has; to be called before an update.
    pub const fn tell_time(&mut self, now: u64, noise: u64) {
        self.notes.moment.tell(now, noise);
    }

    /// Takes the notes as they are on disk.
    pub(crate) fn notes_read(&mut self, news: NotesNews) {
        if news.whole {
            self.take_all_notes(news.notes);
            self.offer_drafts(news.drafts);
        } else {
            for note in news.notes {
                self.take_note(note);
            }
        }
        if let Some(problem) = news.problems.first() {
            let more = news.problems.len() - 1;
            let more = if more > 0 { format!(" (and {more} more)") } else { String::new() };
            let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!("; {hint}"));
            self.warn(format!("a note cannot be read: {}: {}{hint}{more}", problem.path.display(), problem.what));
        }
        self.refresh_notes();
    }

    fn take_all_notes(&mut self, notes: Vec<Note>) {
        // What was written before the disk was read, or is not on it, is kept.
        let saving = self.notes.saving.iter().filter_map(|(id, _)| self.notes.book.get(*id).cloned());
        let own: Vec<Note> = saving.chain(self.notes.unsaved.values().map(|(note, _)| note.clone())).collect();
        self.notes.book = Book::new(notes.into_iter().chain(own));
        self.notes.read = true;
    }

    /// Takes a note that changed on disk, unless a later word of this program is on its way there.
    fn take_note(&mut self, note: Note) {
        let mine = self.notes.saving.iter().any(|(id, at)| *id == note.id && *at > note.changed);
        // What could not be saved here is nowhere else: it stays until it is saved, and the store keeps both.
        let mine = mine || self.notes.unsaved.contains_key(&note.id);
        let later = self.notes.book.get(note.id).is_some_and(|own| own.changed > note.changed);
        if !mine && !later {
            self.forget_places(&note);
            self.notes.book.put(note);
        }
    }

    /// Where a target's anchor is another one now, its place is looked for anew.
    fn forget_places(&mut self, new: &Note) {
        let Some(old) = self.notes.book.get(new.id).cloned() else { return };
        for (index, target) in new.targets.iter().enumerate() {
            if old.targets.get(index).is_none_or(|before| before.holding() != target.holding()) {
                self.panes(|pane| pane.notes.displace(new.id, index));
                self.forget_looked(new.id, index);
            }
        }
    }

    /// What was being written when the program ended is offered.
    fn offer_drafts(&mut self, drafts: Vec<Draft>) {
        self.notes.drafts.extend(drafts.into_iter().map(|draft| (draft.note.id, draft)));
        let Some(latest) = self.notes.drafts.values().max_by_key(|draft| draft.at) else { return };
        let words = latest.note.targets.first().map_or("", |target| target.anchor.exact.as_str());
        let question = match self.notes.drafts.len() {
            1 => "A note was being written. Go on with it?".to_owned(),
            drafts => format!("{drafts} notes were being written. Go on with the latest?"),
        };
        let detail = format!("On {}:\n{}", quoted(words), latest.note.text);
        let then = Then::ResumeDraft(latest.note.id);
        if self.overlay.is_none() {
            self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then }));
        }
    }

    /// Calls `with` for every pane that holds an article.
    pub(crate) fn panes(&mut self, mut with: impl FnMut(&mut Pane)) {
        for screen in &mut self.screens {
            match screen {
                Screen::Reader(reader) => reader.slot.pane.as_deref_mut().into_iter().for_each(&mut with),
                Screen::Compare(pair) => {
                    for side in [Side::Left, Side::Right] {
                        pair.pane_mut(side).into_iter().for_each(&mut with);
                    }
                }
                Screen::Library(_) | Screen::Notes(_) => {}
            }
        }
    }

    /// Shows the notes as they are now wherever their articles are open, and looks for passages not looked for yet.
    pub(crate) fn refresh_notes(&mut self) {
        let labels = self.config.settings.labels.clone();
        let book = std::mem::take(&mut self.notes.book);
        let mut asked = Vec::new();
        let mut requests = self.session.requests;
        self.panes(|pane| {
            let missing = pane.unlocated(&book);
            if !missing.is_empty() {
                requests += 1;
                pane.notes.request = Some(RequestId(requests));
                asked.push(Effect::Locate(RequestId(requests), pane.article.clone(), missing));
            }
            pane.lay_notes(&book, &labels);
        });
        self.session.requests = requests;
        self.notes.book = book;
        asked.into_iter().for_each(|effect| self.ask(effect));
        self.go_to_awaited_note();
        self.refresh_note_list();
    }

    /// Ties the notes to an article that was just opened, and goes on with what it was opened for.
    pub(crate) fn notes_opened(&mut self, index: usize) {
        self.refresh_notes();
        let draft = match self.screens.get_mut(index) {
            Some(Screen::Reader(reader)) if reader.slot.pane.is_some() => reader.slot.draft.take(),
            _ => None,
        };
        if let Some(id) = draft {
            self.resume_draft(id);
        }
    }

    /// Goes to the note that an article was opened for, once its passage is found.
    fn go_to_awaited_note(&mut self) {
        let mut lost = false;
        for screen in &mut self.screens {
            let Screen::Reader(reader) = screen else { continue };
            let (Some(pane), Some((id, target))) = (&mut reader.slot.pane, reader.slot.note) else { continue };
            if pane.notes.request.is_none() {
                reader.slot.note = None;
                match pane.place_of_note(id, target) {
                    Some(at) => pane.go_to(at),
                    None => lost = true,
                }
            }
        }
        if lost {
            self.say("the passage of this note is not found");
        }
    }

    /// Takes where passages were found.
    pub(crate) fn located(&mut self, id: RequestId, found: Vec<(NoteId, usize, Located)>) {
        let labels = self.config.settings.labels.clone();
        let book = std::mem::take(&mut self.notes.book);
        let mut lost = 0;
        self.panes(|pane| {
            if pane.notes.request == Some(id) {
                pane.notes.request = None;
                let first = !std::mem::replace(&mut pane.notes.told, true);
                for (note, target, located) in &found {
                    pane.notes.place(*note, *target, located.clone());
                }
                pane.lay_notes(&book, &labels);
                lost += if first { pane.notes.lost.len() } else { 0 };
            }
        });
        self.notes.book = book;
        self.go_to_awaited_note();
        if lost > 0 {
            self.tell_lost(lost);
        }
    }

    /// A passage that is not found is never silent.
    fn tell_lost(&mut self, lost: usize) {
        let notes = self.config.keys.shown(&self.screen_contexts(), Action::Notes).unwrap_or_default();
        let says = if lost == 1 { "1 note has".to_owned() } else { format!("{lost} notes have") };
        self.warn(format!("{says} lost the passage: {notes} shows where it may be"));
    }

    /// Puts a note in the place of what has its id, on the screen and on disk; it is dated now.
    pub(crate) fn put_note(&mut self, mut note: Note) {
        let before = self.notes.book.get(note.id).map_or(Stamp::default(), |old| old.changed);
        note.changed = self.notes.moment.stamp().max(Stamp(before.0 + 1));
        self.forget_places(&note);
        self.notes.book.put(note.clone());
        self.save_note(note);
        self.refresh_notes();
    }

    fn save_note(&mut self, note: Note) {
        let entries: Vec<Entry> = note.targets.iter().filter_map(|target| self.entry_of(&target.article)).collect();
        self.notes.saving.insert((note.id, note.changed));
        self.ask(Effect::SaveNote(Box::new(note), entries));
    }

    /// Returns the article `id` as it is known, open or in the library.
    pub(crate) fn entry_of(&self, id: &ArticleId) -> Option<Entry> {
        let open = self.screens.iter().flat_map(|screen| match screen {
            Screen::Reader(reader) => vec![reader.slot.pane.as_deref()],
            Screen::Compare(pair) => vec![pair.pane(Side::Left), pair.pane(Side::Right)],
            Screen::Library(_) | Screen::Notes(_) => vec![],
        });
        let open = open.flatten().map(|pane| &pane.entry).find(|entry| entry.id == *id);
        open.or_else(|| self.shelf.entries.iter().find(|entry| entry.id == *id)).cloned()
    }

    /// A note is on disk, or is not.
    pub(crate) fn note_saved(&mut self, id: NoteId, at: Stamp, outcome: Result<Option<Box<Note>>, String>) {
        self.notes.saving.remove(&(id, at));
        match outcome {
            Ok(there) => {
                if self.notes.unsaved.get(&id).is_some_and(|(note, _)| note.changed <= at) {
                    self.notes.unsaved.remove(&id);
                }
                // Only now the draft is not needed any more, unless somebody writes on.
                let writing = matches!(&self.overlay, Some(Overlay::Editor(editor)) if editor.note.id == id);
                if !writing && self.notes.drafts.get(&id).is_some_and(|draft| draft.at <= at) {
                    self.drop_draft(id);
                }
                if let Some(note) = there {
                    self.take_note(*note);
                    self.refresh_notes();
                }
            }
            Err(why) => {
                let again = self.config.keys.shown(&self.screen_contexts(), Action::SaveAgain).unwrap_or_default();
                self.warn(format!("the note is NOT saved: {why}; {again} tries again"));
                if let Some(note) = self.notes.book.get(id).cloned() {
                    self.notes.unsaved.insert(id, (note, why));
                }
            }
        }
    }

    /// Tries again to save what is not on disk.
    pub(crate) fn save_again(&mut self) {
        let notes: Vec<Note> = self.notes.unsaved.values().map(|(note, _)| note.clone()).collect();
        if notes.is_empty() {
            return self.say("every note is on disk");
        }
        self.say(format!("saving {} …", counted(notes.len())));
        notes.into_iter().for_each(|note| self.save_note(note));
    }

    /// Asks where notes are to go that cannot be saved where they belong.
    pub(crate) fn open_elsewhere(&mut self) {
        if self.notes.unsaved.is_empty() {
            return self.say("every note is on disk");
        }
        let input = "diptych-notes.json".into();
        self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::Elsewhere, input }));
    }

    /// Saves the notes that are not on disk to the file at `path`.
    pub(crate) fn save_elsewhere(&mut self, path: &str) {
        let notes: Vec<Note> = self.notes.unsaved.values().map(|(note, _)| note.clone()).collect();
        self.ask(Effect::SaveNotesElsewhere(path.trim().into(), notes));
    }

    /// Says what is not on disk, if anything: for the status line.
    #[must_use]
    pub fn unsaved_notes(&self) -> Option<String> {
        let (_, why) = self.notes.unsaved.values().next()?;
        let key = |action| self.config.keys.shown(&self.screen_contexts(), action).unwrap_or_default();
        let (again, elsewhere) = (key(Action::SaveAgain), key(Action::SaveElsewhere));
        let notes = counted(self.notes.unsaved.len());
        Some(format!("{notes} NOT SAVED ({why})   {again} try again   {elsewhere} save elsewhere"))
    }

    /// Changes a note, as a deed that can be undone: `after` in the place of `before`, or new.
    pub(crate) fn change_note(&mut self, before: Option<Note>, after: Note, label: String) {
        let backward = before.unwrap_or_else(|| Note { deleted: Some(after.created.max(Stamp(1))), ..after.clone() });
        self.put_note(after.clone());
        let (forward, backward) = (Act::Note(Box::new(after)), Act::Note(Box::new(backward)));
        self.session.history.push(Deed { label: label.clone(), forward, backward });
        let undo = self.config.keys.shown(&self.screen_contexts(), Action::Undo);
        self.say(undo.map_or(label.clone(), |undo| format!("{label}   {undo} takes it back")));
    }

    /// Takes it that a new note's passage is where the reader marked it, where that still stands there: the article may
    /// have been edited meanwhile, and then the passage is looked for like any other.
    pub(crate) fn place_note(&mut self, note: NoteId, target: usize, about: &Target, span: Span) {
        let located = Located { state: State::Exact, span: Some(span), candidates: Vec::new() };
        self.panes(|pane| {
            let there = || pane.article.text.get(span.start..span.end) == Some(about.anchor.exact.as_str());
            let same = || scalars::scalar_offset(&pane.article.text, span.start) == about.anchor.start;
            if pane.entry.id == about.article && there() && same() {
                pane.notes.place(note, target, located.clone());
            }
        });
    }

    /// Takes it that drafts cannot be kept, or can again.
    pub(crate) fn drafted(&mut self, outcome: Result<(), String>) {
        self.notes.undrafted = outcome.err();
        if let Some(why) = self.notes.undrafted.clone() {
            self.warn(format!("what is written is NOT kept as a draft: {why}"));
        }
    }

    /// Undoes or redoes a change of a note, unless another instance has changed it since.
    pub(crate) fn put_note_back(&mut self, note: Note, expected: &Note) {
        let same = |a: &Note, b: &Note| {
            let what = |n: &Note| (n.text.clone(), n.label.clone(), n.tags.clone(), n.relation, n.is_deleted());
            what(a) == what(b) && a.targets == b.targets
        };
        if self.notes.book.get(note.id).is_some_and(|now| !same(now, expected)) {
            return self.warn("another instance has changed this note since: it is left as it is");
        }
        let id = note.id;
        self.put_note(note);
        self.choose_note(id);
    }

    /// Makes an empty note about `targets`.
    pub(crate) fn new_note(&mut self, targets: Vec<Target>) -> Note {
        let id = self.notes.moment.id();
        let now = self.notes.moment.stamp();
        Note { id, targets, created: now, changed: now, version: crate::notes::VERSION, ..Note::default() }
    }
}
