//! Writing a note: the editor under its passage, drafts, the external editor.

use crate::app::core::geometry::{self, Area};
use crate::app::core::input::{Pending, Step};
use crate::app::core::message::Effect;
use crate::app::overlay::editor::Editor;
use crate::app::overlay::{Confirm, Overlay, Then};
use crate::app::reader::noted;
use crate::app::reader::pane::Pane;
use crate::app::reader::passage::quoted;
use crate::app::{App, Screen};
use crate::config::action::{Action, Context};
use crate::config::keys::Key;
use crate::library::Origin;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId};

impl App {
    /// Opens the editor under the passage, with what is kept of a draft.
    pub(crate) fn open_editor(&mut self, note: Note, is_new: bool) {
        for target in &note.targets {
            if let Some(entry) = self.entry_of(&target.article) {
                self.ask(Effect::KeepIdentity(Box::new(entry)));
            }
        }
        let draft = self.notes.drafts.get(&note.id).map(|draft| draft.note.text.clone());
        let text = draft.unwrap_or_else(|| note.text.clone());
        self.overlay = Some(Overlay::Editor(Box::new(Editor::new(note, &text, is_new, 1))));
        self.fit_editor();
    }

    /// Fits the editor to its place, and brings the end of the passage into view above it.
    pub(crate) fn fit_editor(&mut self) {
        let limit = self.pane_area().map(|area| area.height.saturating_sub(geometry::editor_rows(self.size) + 1));
        if let (Some((_, end)), Some(limit)) = (self.edited_ends(), limit)
            && let Some(pane) = self.focused_pane()
            && pane.screen_row(end).is_none_or(|row| row > limit)
        {
            pane.put_at_row(end, limit);
        }
        let area = self.editor_area();
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.resize(area.width.saturating_sub(4));
        }
    }

    /// Returns the first and the last byte of the passage that the note being written is about, in the pane that keys
    /// go to.
    fn edited_ends(&self) -> Option<(usize, usize)> {
        let Some(Overlay::Editor(editor)) = &self.overlay else { return None };
        let pane = self.pane()?;
        let there = pane.notes.found.iter().find(|mark| mark.id == editor.note.id);
        let span = there.map_or_else(|| pane.passage(), |mark| mark.span);
        Some((span.start, pane.article.text.floor_char_boundary(span.end.saturating_sub(1).max(span.start))))
    }

    /// Returns where the editor stands: under the passage; above it where the text ends there; else at the bottom.
    #[must_use]
    pub fn editor_area(&self) -> Area {
        let height = self.editor_height();
        let rows = self.edited_ends().and_then(|(start, end)| {
            let pane = self.pane()?;
            Some((pane.screen_row(start).unwrap_or(0), pane.screen_row(end)?))
        });
        let (Some(area), Some((first, last))) = (self.pane_area(), rows) else {
            return geometry::editor_alone(self.size, height);
        };
        let below = last + 1;
        let row = if below + height <= area.height {
            below
        } else if first >= height {
            first - height
        } else {
            area.height.saturating_sub(height)
        };
        Area { y: area.y + row, height, ..area }
    }

    /// The editor has a row more than is written in it, and grows as far as its share of the screen.
    pub(crate) fn editor_height(&self) -> usize {
        let most = geometry::editor_rows(self.size);
        match &self.overlay {
            Some(Overlay::Editor(editor)) => (editor.rows().len() + 3).clamp(5.min(most), most),
            _ => most,
        }
    }

    /// Takes a key while a note is written.
    pub(crate) fn press_editor(&mut self, mut editor: Box<Editor>, key: Key) {
        let contexts = [Context::Editor];
        let step = self.pending.press(key, &self.config.clone().keys, &contexts);
        match step {
            Step::Act(Action::SaveNote, _) => self.save_editor(*editor),
            Step::Act(Action::CloseEditor, _) => self.close_editor(&editor),
            // What is written is a draft on disk already.
            Step::Act(Action::Quit, _) => self.quit(),
            Step::Act(Action::EditOutside, _) => {
                self.ask(Effect::EditOutside(editor.text()));
                self.overlay = Some(Overlay::Editor(editor));
            }
            _ => {
                self.pending = Pending::default();
                let changed = editor.key(key);
                self.written(editor, changed);
            }
        }
    }

    /// Keeps what was written so far.
    pub(crate) fn written(&mut self, editor: Box<Editor>, changed: bool) {
        if changed {
            let at = self.notes.moment.stamp();
            let note = Note { text: editor.text(), ..editor.note.clone() };
            let draft = Draft { note, at, is_new: editor.is_new };
            self.notes.drafts.insert(draft.note.id, draft.clone());
            self.ask(Effect::SaveDraft(Box::new(draft)));
        }
        self.overlay = Some(Overlay::Editor(editor));
    }

    /// Takes text that was pasted while a note is written.
    pub(crate) fn paste_note(&mut self, text: &str) {
        if let Some(Overlay::Editor(mut editor)) = self.overlay.take() {
            let left_out = editor.paste(text);
            self.written(editor, true);
            if left_out > 0 {
                self.warn(format!("the last {left_out} bytes of the paste had no room in the note"));
            }
        }
    }

    /// The external editor came back.
    pub(crate) fn edited_outside(&mut self, outcome: Result<Option<String>, String>) {
        match (outcome, self.overlay.take()) {
            (Ok(Some(text)), Some(Overlay::Editor(mut editor))) => {
                editor.set(text.strip_suffix('\n').unwrap_or(&text));
                self.written(editor, true);
            }
            (outcome, overlay) => {
                self.overlay = overlay;
                match outcome {
                    Ok(_) => self.say("the text is as it was"),
                    Err(why) => self.warn(why),
                }
            }
        }
    }

    pub(crate) fn drop_draft(&mut self, id: NoteId) {
        if self.notes.drafts.remove(&id).is_some() {
            self.ask(Effect::DropDraft(id));
        }
    }

    /// Makes the note of what was written.
    pub(crate) fn save_editor(&mut self, editor: Editor) {
        let text = editor.text().trim_end().to_owned();
        let Editor { note, is_new, .. } = editor;
        if is_new && text.trim().is_empty() && note.label.is_none() && note.tags.is_empty() && !note.is_link() {
            self.drop_draft(note.id);
            self.say("nothing was written: there is no note");
        } else if !is_new && note.text == text {
            self.drop_draft(note.id);
            self.say("the note is as it was");
        } else {
            let passage = self.pane().map(Pane::passage);
            if let (true, Some(span), Some(target)) = (is_new, passage, note.targets.first().cloned()) {
                self.place_note(note.id, 0, &target, span);
            }
            let about = quoted(note.targets.first().map_or("", |target| &target.anchor.exact));
            let label = if is_new { format!("noted {about}") } else { format!("note changed on {about}") };
            let before = (!is_new).then(|| note.clone());
            // What happened to the note meanwhile (a label, a tag by another instance) stays.
            let now = self.notes.book.get(note.id).cloned().unwrap_or(note);
            // The draft stays until the note is on disk.
            self.change_note(before, Note { text, deleted: None, ..now }, label);
            self.drop_selection();
        }
    }

    /// Closes the editor; what was written stays as a draft.
    pub(crate) fn close_editor(&mut self, editor: &Editor) {
        let text = editor.text();
        if text == editor.note.text || (editor.is_new && editor.is_blank()) {
            self.drop_draft(editor.note.id);
            return;
        }
        if let Some(why) = self.notes.undrafted.clone() {
            return self.warn(format!("NOT kept as a draft ({why}): it is there until the program ends"));
        }
        let key = self.config.keys.shown(&self.screen_contexts(), Action::WriteNote).unwrap_or_default();
        self.say(format!("kept as a draft: {key} on the passage goes on with it"));
    }

    /// Throws a draft away that was offered.
    pub(crate) fn throw_draft_away(&mut self, confirm: &Confirm) {
        if let Then::ResumeDraft(id) = confirm.then {
            self.drop_draft(id);
            self.say("the draft is thrown away");
        }
    }

    /// Goes on with a draft: opens its article, and then the editor.
    pub(crate) fn resume_draft(&mut self, id: NoteId) {
        let Some(draft) = self.notes.drafts.get(&id).cloned() else { return };
        let Some(target) = draft.note.targets.first().cloned() else { return };
        let here = self.pane().is_some_and(|pane| pane.entry.id == target.article);
        let known = self.entry_of(&target.article).map(|entry| entry.origin);
        let lay = target.about.path.as_ref().filter(|path| !path.starts_with("sample:"));
        let origin = known.or_else(|| lay.map(|path| Origin::File(path.into()))).filter(|_| !here);
        let opens = origin.is_some();
        origin.into_iter().for_each(|origin| self.open_reader(origin));
        let note = self.notes.book.get(id).cloned().unwrap_or(Note { text: String::new(), ..draft.note });
        if self.pane().is_some_and(|pane| pane.entry.id == target.article) {
            let span = noted::anchored(self.pane(), target.holding());
            if let (Some(span), Some(pane)) = (span, self.focused_pane()) {
                pane.go_to(span.start);
            }
            self.open_editor(note, draft.is_new);
        } else if let (true, Some(Screen::Reader(reader))) = (opens, self.screens.last_mut()) {
            reader.slot.draft = Some(id);
        } else {
            self.open_editor(note, draft.is_new);
            self.say("the article of this note is not open: the note is written beside it");
        }
    }
}
