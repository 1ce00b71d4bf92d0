//! Notes as deeds: made, changed, taken back. A note is there the moment it is written; saving it and telling the other
//! screens follow once the screen has acted.

use super::Ctx;
use crate::app::core::history::{Act, Deed};
use crate::app::core::message::Effect;
use crate::app::core::session::Moved;
use crate::notes::{Note, NoteId, Stamp, Target};
use crate::text::Span;

impl Ctx<'_> {
    /// Makes an empty note about `targets`.
    pub fn new_note(&mut self, targets: Vec<Target>) -> Note {
        let id = self.notes.moment.id();
        let now = self.notes.moment.stamp();
        Note { id, targets, created: now, changed: now, version: crate::notes::VERSION, ..Note::default() }
    }

    /// Takes it that a new note's passage is where the reader marked it.
    pub fn place_note(&mut self, note: NoteId, target: usize, about: &Target, span: Span) {
        let about = Box::new(about.clone());
        self.session.news.moved.push(Moved::Placed { note, target, about, span });
    }

    /// Where a target's anchor is another one now, its place is looked for anew.
    pub fn forget_places(&mut self, new: &Note) {
        let Some(old) = self.notes.book.get(new.id) else { return };
        let other = |index: usize, target: &Target| {
            old.targets.get(index).is_none_or(|before| before.holding() != target.holding())
        };
        let changed = new.targets.iter().enumerate().filter(|(index, target)| other(*index, target));
        self.session.news.moved.extend(changed.map(|(index, _)| Moved::Displaced(new.id, index)));
    }

    /// Puts a note in the place of what has its id, on the screen and on disk; it is dated now.
    pub fn put_note(&mut self, mut note: Note) {
        let before = self.notes.book.get(note.id).map_or(Stamp::default(), |old| old.changed);
        note.changed = self.notes.moment.stamp().max(Stamp(before.0 + 1));
        self.forget_places(&note);
        self.notes.book.put(note.clone());
        self.session.news.saved.push(note);
        self.session.news.notes = true;
    }

    /// Changes a note, as a deed that can be undone: `after` in the place of `before`, or new.
    pub fn change_note(&mut self, before: Option<Note>, after: Note, label: String) {
        let backward = before.unwrap_or_else(|| Note { deleted: Some(after.created.max(Stamp(1))), ..after.clone() });
        self.put_note(after.clone());
        let (forward, backward) = (Act::Note(Box::new(after)), Act::Note(Box::new(backward)));
        self.session.history.push(Deed { label: label.clone(), forward, backward });
        self.say_undoable(label);
    }

    /// Undoes or redoes a change of a note, unless another instance has changed it since.
    pub fn put_note_back(&mut self, note: Note, expected: &Note) {
        let same = |a: &Note, b: &Note| {
            let what = |n: &Note| (n.text.clone(), n.label.clone(), n.tags.clone(), n.relation, n.is_deleted());
            what(a) == what(b) && a.targets == b.targets
        };
        if self.notes.book.get(note.id).is_some_and(|now| !same(now, expected)) {
            return self.warn("another instance has changed this note since: it is left as it is");
        }
        self.put_note(note);
    }

    /// Takes a note that changed on disk, unless a later word of this program is on its way there.
    pub fn take_note(&mut self, note: Note) {
        let mine = self.notes.saving.iter().any(|(id, at)| *id == note.id && *at > note.changed);
        // What could not be saved here is nowhere else: it stays until it is saved, and the store keeps both.
        let mine = mine || self.notes.unsaved.contains_key(&note.id);
        let later = self.notes.book.get(note.id).is_some_and(|own| own.rank() > note.rank());
        if !mine && !later {
            self.forget_places(&note);
            self.notes.book.put(note);
        }
    }

    /// Drops a draft that nobody needs any more, or that was thrown away.
    pub fn drop_draft(&mut self, id: NoteId) {
        if self.notes.drafts.remove(&id).is_some() {
            self.ask(Effect::DropDraft(id));
        }
    }
}
