//! Links of two passages: made from both ends or from a finding, and followed.

use crate::app::core::message::Effect;
use crate::app::overlay::{Linking, Overlay};
use crate::app::reader::passage::End;
use crate::app::{App, Screen};
use crate::compare::Side;
use crate::config::action::Action;
use crate::notes::{Note, Relation};

impl App {
    /// Takes the passage for one end of a link; the second time, asks what the two are to each other.
    pub(crate) fn link_passages(&mut self) {
        if let Some(Screen::Notes(list)) = self.screens.last() {
            let link = list.chosen().filter(|(id, _)| self.notes.book.get(*id).is_some_and(Note::is_link));
            return match link {
                Some((id, _)) => self.overlay = Some(Overlay::Relations(Linking::Change(id))),
                None => self.say("this note is no link"),
            };
        }
        let Some(pane) = self.pane() else { return };
        let end = pane.end(pane.passage());
        let key = self.config.keys.shown(&self.screen_contexts(), Action::LinkPassages).unwrap_or_default();
        match self.notes.link.take() {
            None => {
                self.say(format!("linking from {}: go to the other passage and press {key} again", end.quoted()));
                self.ask(Effect::KeepIdentity(Box::new(end.entry.clone())));
                self.notes.link = Some(end);
                self.drop_selection();
            }
            Some(first) if first.target == end.target => self.say("no longer linking"),
            Some(first) => self.overlay = Some(Overlay::Relations(Linking::New(Box::new([first, end])))),
        }
    }

    /// Makes a note of the finding under the panel's cursor: a link where both sides have it, with the relation that
    /// the finding shows; `write` opens the editor on it.
    pub(crate) fn note_finding(&mut self, write: bool) {
        let Some(Screen::Compare(pair)) = self.screens.last() else { return };
        let cursor = pair.looking.panel.map_or(0, |panel| panel.cursor);
        let Some(finding) = pair.panel_lines().get(cursor) else { return self.say("there is no finding here") };
        let relation = match finding.kind {
            "conflict" => Relation::Contradicts,
            "wording" | "differ" | "on one" => Relation::Differs,
            _ => Relation::Same,
        };
        let end = |side| {
            let pane = pair.pane(side)?;
            finding.on(side).passage.map(|span| pane.end(span))
        };
        match (end(Side::Left), end(Side::Right)) {
            (Some(left), Some(right)) if write => self.write_link([left, right], relation),
            (Some(left), Some(right)) => self.link([left, right], relation),
            (Some(one), None) | (None, Some(one)) => {
                let note = self.new_note(vec![one.target.clone()]);
                self.place_note(note.id, 0, &one.target, one.span);
                self.open_editor(note, true);
            }
            (None, None) => self.say("this finding has no passage"),
        }
    }

    /// Opens the editor on a link that is not there yet.
    pub(crate) fn write_link(&mut self, [left, right]: [End; 2], relation: Relation) {
        let mut note = self.new_note(vec![left.target.clone(), right.target.clone()]);
        note.relation = Some(relation);
        self.place_note(note.id, 0, &left.target, left.span);
        self.place_note(note.id, 1, &right.target, right.span);
        self.open_editor(note, true);
    }

    /// Makes a link, or changes what the passages of one are to each other.
    pub(crate) fn relate(&mut self, linking: Linking, relation: Relation) {
        match linking {
            Linking::New(ends) => self.link(*ends, relation),
            Linking::Change(id) => {
                let Some(before) = self.notes.book.get(id).filter(|note| note.is_ours()).cloned() else { return };
                let after = Note { relation: Some(relation), ..before.clone() };
                self.change_note(Some(before), after, format!("the link says: {}", relation.name()));
            }
        }
    }

    /// Makes the link.
    pub(crate) fn link(&mut self, [first, second]: [End; 2], relation: Relation) {
        let mut note = self.new_note(vec![first.target.clone(), second.target.clone()]);
        note.relation = Some(relation);
        self.place_note(note.id, 0, &first.target, first.span);
        self.place_note(note.id, 1, &second.target, second.span);
        let says = format!("linked: {} {} {}", first.quoted(), relation.name(), second.quoted());
        self.change_note(None, note, says);
        self.drop_selection();
    }

    /// Goes to the other end of the link under the cursor; says whether there was one.
    pub(crate) fn follow_link_here(&mut self) -> bool {
        let Some((note, target)) = self.note_at_hand().filter(|(note, _)| note.is_link()) else { return false };
        let (id, other) = (note.id, usize::from(target == 0));
        self.leave();
        self.go_to_note(id, other);
        true
    }

    pub(crate) fn follow_link(&mut self) {
        if !self.follow_link_here() {
            self.say("no link begins here");
        }
    }
}
