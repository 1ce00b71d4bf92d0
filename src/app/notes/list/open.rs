//! From the list of notes to the text: to the passage or, where that is lost, to where it may be.

use crate::app::core::message::Looked;
use crate::app::reader::pane::Pane;
use crate::app::reader::passage::quoted;
use crate::app::{App, Screen};
use crate::article::anchor::locate::State;
use crate::compare::Side;
use crate::config::action::Action;
use crate::notes::NoteId;
use crate::text::scalars;

impl App {
    /// Goes to the chosen note's passage; where that is lost, to where it may be, with the note at hand to be tied.
    pub(crate) fn open_chosen(&mut self) {
        let Some(Screen::Notes(list)) = self.screens.last() else { return };
        let Some((id, target)) = list.chosen() else { return };
        let worst = self.notes.book.get(id).and_then(|note| list.worst(note));
        let target = worst.filter(|(_, state)| *state > State::Fuzzy).map_or(target, |(worst, _)| worst);
        let looked = list.looked.get(&(id, target)).cloned();
        self.notes.opened = Some(id);
        let about = self.notes.book.get(id).and_then(|note| note.targets.get(target)).map(|t| t.article.clone());
        let Some(about) = about else { return };
        let Some(entry) = self.entry_of(&about) else {
            return self.say("the article of this note is not in the library: its words are below");
        };
        let lost = looked.as_ref().is_some_and(|looked| looked.located.span.is_none());
        self.leave();
        let below = self.screens.len().checked_sub(2).and_then(|index| self.screens.get(index));
        let there = match below {
            Some(Screen::Reader(reader)) => reader.slot.pane.as_ref().is_some_and(|pane| pane.entry.id == about),
            Some(Screen::Compare(pair)) => {
                [Side::Left, Side::Right].iter().any(|side| pair.pane(*side).is_some_and(|pane| pane.entry.id == about))
            }
            _ => false,
        };
        if there {
            self.screens.pop();
            self.fit();
        } else {
            self.open_reader(entry.origin);
        }
        if lost {
            self.carry((id, target), looked);
        } else if there {
            self.go_to_note(id, target);
        } else if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot.note = Some((id, target));
        }
    }

    /// Takes a lost note along to its article, to where its passage may be.
    fn carry(&mut self, (id, target): (NoteId, usize), looked: Option<Looked>) {
        self.notes.carried = Some((id, target));
        let best = looked.and_then(|looked| looked.located.candidates.first().map(|best| best.span.start));
        let anchor = self.notes.book.get(id).and_then(|note| note.targets.get(target)).map(|t| t.holding().clone());
        // Where nothing is like the old words, the place where they stood is the best guess.
        let start = anchor.map_or(0, |anchor| anchor.start);
        let at = |pane: &Pane| best.unwrap_or_else(|| scalars::byte_offset(&pane.article.text, start));
        match self.screens.last_mut() {
            Some(Screen::Reader(reader)) => match &mut reader.slot.pane {
                Some(pane) => pane.go_to(at(pane)),
                None => reader.slot.go_to = Some(best.unwrap_or(start)),
            },
            Some(Screen::Compare(pair)) => {
                let article = self.notes.book.get(id).and_then(|note| note.targets.get(target)).map(|t| &t.article);
                let holds = |side: &Side| pair.pane(*side).is_some_and(|pane| Some(&pane.entry.id) == article);
                if let Some(side) = [Side::Left, Side::Right].into_iter().find(holds) {
                    pair.focus = side;
                    if let Some(pane) = pair.pane_mut(side) {
                        pane.go_to(at(pane));
                    }
                    pair.follow(false);
                }
            }
            _ => {}
        }
        let key = self.config.keys.shown(&self.screen_contexts(), Action::AttachNote).unwrap_or_default();
        self.say(format!("select the passage that the note belongs to: {key} ties it there"));
    }

    /// Ties the chosen note to the `count`th place where its passage may be.
    pub(crate) fn attach_chosen(&mut self, count: Option<usize>) {
        let Some(Screen::Notes(list)) = self.screens.last() else { return };
        let Some((id, target)) = list.chosen() else { return };
        let worst = self.notes.book.get(id).and_then(|note| list.worst(note));
        let target = worst.map_or(target, |(worst, _)| worst);
        let Some(looked) = list.looked.get(&(id, target)) else { return self.say("its passage is still looked for") };
        let found = looked.located.state != State::Fuzzy && looked.located.span.is_some();
        let Some(anchor) = looked.places.get(count.unwrap_or(1).saturating_sub(1)).cloned() else {
            return self.say(if found {
                "its passage is found: there is nothing to confirm"
            } else {
                "there is no such place: Enter opens the article, where any passage can be chosen"
            });
        };
        let Some(before) = self.notes.book.get(id).cloned() else { return };
        let mut after = before.clone();
        let says = format!("tied to {}", quoted(&anchor.exact));
        if let Some(old) = after.targets.get_mut(target) {
            old.again = Some(anchor);
        }
        self.change_note(Some(before), after, says);
    }
}
