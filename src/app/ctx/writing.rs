//! Writing a note: the editor, and drafts.

use super::Ctx;
use super::hand::Hand;
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::overlay::editor::Editor;
use crate::app::pane::Pane;
use crate::app::pane::passage::quoted;
use crate::config::action::{Action, Context};
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId};

impl Ctx<'_> {
    /// Opens the editor under the passage, with what is kept of a draft.
    pub fn open_editor(&mut self, note: Note, is_new: bool) {
        let draft = self.notes.drafts.get(&note.id).map(|draft| draft.note.text.clone());
        let text = draft.unwrap_or_else(|| note.text.clone());
        *self.overlay = Some(Overlay::Editor(Box::new(Editor::new(note, &text, is_new, 1))));
        self.session.news.writing = true;
    }

    /// Keeps what was written so far.
    pub fn written(&mut self, editor: Box<Editor>) {
        let at = self.notes.moment.stamp();
        let note = Note { text: editor.text(), ..editor.note.clone() };
        let draft = Draft { note, at, is_new: editor.is_new };
        self.notes.drafts.insert(draft.note.id, draft.clone());
        self.ask(Effect::SaveDraft(Box::new(draft)));
        *self.overlay = Some(Overlay::Editor(editor));
    }

    /// Takes text that was pasted while a note is written.
    pub fn paste_note(&mut self, text: &str) {
        if let Some(Overlay::Editor(mut editor)) = self.overlay.take() {
            let left_out = editor.paste(text);
            self.written(editor);
            if left_out > 0 {
                self.warn(format!("the last {left_out} bytes of the paste had no room in the note"));
            }
        }
    }

    /// The external editor came back.
    pub fn edited_outside(&mut self, outcome: Result<Option<String>, String>) {
        match (outcome, self.overlay.take()) {
            (Ok(Some(text)), Some(Overlay::Editor(mut editor))) => {
                editor.set(text.strip_suffix('\n').unwrap_or(&text));
                self.written(editor);
            }
            (outcome, overlay) => {
                *self.overlay = overlay;
                match outcome {
                    Ok(_) => self.say("the text is as it was"),
                    Err(why) => self.warn(why),
                }
            }
        }
    }

    /// Makes the note of what was written.
    pub fn save_editor(&mut self, editor: Editor, hand: &mut Hand<'_>) {
        let text = editor.text().trim_end().to_owned();
        let Editor { note, is_new, .. } = editor;
        if is_new && text.trim().is_empty() && note.label.is_none() && note.tags.is_empty() && !note.is_link() {
            self.drop_draft(note.id);
            self.say("nothing was written: there is no note");
        } else if !is_new && note.text == text {
            self.drop_draft(note.id);
            self.say("the note is as it was");
        } else {
            self.save_written(note, text, is_new, hand);
        }
    }

    fn save_written(&mut self, note: Note, text: String, is_new: bool, hand: &mut Hand<'_>) {
        let passage = hand.pane().map(Pane::passage);
        if let (true, Some(span), Some(target)) = (is_new, passage, note.targets.first()) {
            self.place_note(note.id, 0, target, span);
        }
        let about = quoted(note.targets.first().map_or("", |target| &target.anchor.exact));
        let label = if is_new { format!("noted {about}") } else { format!("note changed on {about}") };
        let before = (!is_new).then(|| note.clone());
        // What happened to the note meanwhile (a label, a tag by another instance) stays.
        let now = self.notes.book.get(note.id).cloned().unwrap_or(note);
        // The draft stays until the note is on disk.
        self.change_note(before, Note { text, deleted: None, ..now }, label);
        hand.drop_selection();
    }

    /// Closes the editor; what was written stays as a draft.
    pub fn close_editor(&mut self, editor: &Editor) {
        let text = editor.text();
        if text == editor.note.text || (editor.is_new && editor.is_blank()) {
            self.drop_draft(editor.note.id);
            return;
        }
        if let Some(why) = self.notes.undrafted.clone() {
            return self.warn(format!("NOT kept as a draft ({why}): it is there until the program ends"));
        }
        let key = self.key(Action::WriteNote);
        self.say(format!("kept as a draft: {key} on the passage goes on with it"));
    }

    /// Throws a draft away, as a deed that can be undone: it is the only place where its words are.
    pub fn throw_draft_away(&mut self, id: NoteId) {
        let Some(draft) = self.notes.drafts.get(&id).cloned() else { return };
        self.drop_draft(id);
        let (forward, backward) = (Act::DropDraft(id), Act::Draft(Box::new(draft)));
        let label = "the draft is thrown away";
        self.session.history.push(Deed { label: label.to_owned(), forward, backward });
        self.say_undoable(label.to_owned());
    }

    /// Brings back a draft that was thrown away.
    pub fn put_draft_back(&mut self, draft: Draft) {
        self.notes.drafts.insert(draft.note.id, draft.clone());
        self.ask(Effect::SaveDraft(Box::new(draft)));
    }

    /// A draft that was offered is left for later.
    pub fn draft_stays(&mut self) {
        let key =
            self.config.keys.shown(&[Context::Reader, Context::Everywhere], Action::WriteNote).unwrap_or_default();
        self.say(format!(
            "the draft is kept: {key} on its passage goes on with it, and it is offered at the next start"
        ));
    }

    /// Takes it that drafts cannot be kept, or can again.
    pub fn drafted(&mut self, outcome: Result<(), String>) {
        self.notes.undrafted = outcome.err();
        if let Some(why) = self.notes.undrafted.clone() {
            self.warn(format!("what is written is NOT kept as a draft: {why}"));
        }
    }
}
