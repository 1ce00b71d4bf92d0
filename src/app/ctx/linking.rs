//! Links of two passages: made from both ends, changed, followed.

use super::Ctx;
use super::flow::Flow;
use super::hand::Hand;
use crate::app::core::jumps::Place;
use crate::app::overlay::{Linking, Overlay};
use crate::app::pane::passage::End;
use crate::config::action::Action;
use crate::notes::{Note, Relation};

impl Ctx<'_> {
    /// Takes the passage for one end of a link; the second time, asks what the two are to each other.
    pub(super) fn link_passages(&mut self, hand: &mut Hand<'_>) {
        if let Hand::Listed(chosen) = hand {
            let link = chosen.filter(|(id, _)| self.notes.book.get(*id).is_some_and(Note::is_link));
            return match link {
                Some((id, _)) => *self.overlay = Some(Overlay::Relations(Linking::Change(id))),
                None => self.say("this note is no link"),
            };
        }
        let Some(pane) = hand.pane() else { return };
        let end = pane.end(pane.passage());
        let key = self.key(Action::LinkPassages);
        match self.notes.link.take() {
            None => {
                self.say(format!("linking from {}: go to the other passage and press {key} again", end.quoted()));
                self.keep_identity(&end.entry);
                self.notes.link = Some(end);
                hand.drop_selection();
            }
            Some(first) if first.target == end.target => self.say("no longer linking"),
            Some(first) => *self.overlay = Some(Overlay::Relations(Linking::New(Box::new([first, end])))),
        }
    }

    /// Opens the editor on a link that is not there yet.
    pub fn write_link(&mut self, ends: &[End; 2], relation: Relation) {
        let note = self.new_link(ends, relation);
        self.open_editor(note, true);
    }

    /// Makes a link, or changes what the passages of one are to each other.
    pub fn relate(&mut self, linking: Linking, relation: Relation, hand: &mut Hand<'_>) {
        match linking {
            Linking::New(ends) => {
                self.link(&ends, relation);
                hand.drop_selection();
            }
            Linking::Change(id) => {
                let Some(before) = self.notes.book.get(id).filter(|note| note.is_ours()).cloned() else { return };
                let after = Note { relation: Some(relation), ..before.clone() };
                self.change_note(Some(before), after, format!("the link says: {}", relation.name()));
            }
        }
    }

    /// Makes the link.
    pub fn link(&mut self, ends: &[End; 2], relation: Relation) {
        let note = self.new_link(ends, relation);
        let [first, second] = ends;
        let says = format!("linked: {} {} {}", second.quoted(), relation.told_of(1), first.quoted());
        self.change_note(None, note, says);
    }

    fn new_link(&mut self, ends: &[End; 2], relation: Relation) -> Note {
        let targets = ends.iter().map(|end| end.target.clone()).collect();
        let note = Note { relation: Some(relation), ..self.new_note(targets) };
        for (target, end) in ends.iter().enumerate() {
            self.place_note(note.id, target, &end.target, end.span);
        }
        note
    }

    /// Goes to the other end of the link at hand, from `here`; none where no link begins there.
    pub fn follow_link(&mut self, hand: &Hand<'_>, here: Option<Place>) -> Option<Flow> {
        let (note, target) = hand.note(&self.notes.book).filter(|(note, _)| note.is_link())?;
        let flow = Flow::Note(note.id, usize::from(target == 0));
        self.leave(here);
        Some(flow)
    }
}
