//! The actions that every screen knows, and the way to the others.

use super::{App, Screen};
use crate::app::core::jumps::Place;
use crate::app::core::message::Effect;
use crate::app::overlay::{self, Confirm, Overlay, Prompt, PromptKind, Then};
use crate::app::reader::pane::Pane;
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::Origin;
use crate::library::identity::Recognised;

impl App {
    /// Carries out an action.
    pub(super) fn act(&mut self, action: Action, count: Option<usize>) {
        match action {
            Action::Search => self.open_prompt(PromptKind::Search),
            Action::SearchNext => self.search_next(true, count.unwrap_or(1)),
            Action::SearchPrevious => self.search_next(false, count.unwrap_or(1)),
            Action::Help => {
                self.overlay = Some(Overlay::Help(overlay::help(&self.config.keys, &self.screen_contexts())))
            }
            Action::Palette => {
                self.overlay = Some(Overlay::Palette(overlay::palette(&self.config.keys, &self.screen_contexts())));
            }
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::JumpBack => self.jump(false),
            Action::JumpForward => self.jump(true),
            Action::Back => self.back(),
            Action::Cancel => self.cancel(),
            Action::Notes => self.open_notes(),
            Action::SaveAgain => self.save_again(),
            Action::SaveElsewhere => self.open_elsewhere(),
            Action::Redraw => self.ask(Effect::Redraw),
            Action::Suspend => self.ask(Effect::Suspend),
            Action::Quit => self.quit(),
            Action::OpenSamples => self.open_samples(),
            Action::RejectGuess => self.reject_guess(),
            _ => self.act_on_screen(action, count),
        }
    }

    fn act_on_screen(&mut self, action: Action, count: Option<usize>) {
        match self.screens.last() {
            Some(Screen::Library(_)) => self.act_on_list(action, count),
            Some(Screen::Reader(_)) => self.act_on_reader(action, count),
            Some(Screen::Compare(_)) => self.act_on_pair(action, count),
            Some(Screen::Notes(_)) => self.act_on_note_list(action, count),
            None => {}
        }
    }

    pub(super) fn open_prompt(&mut self, kind: PromptKind) {
        let typed = match (kind, self.list()) {
            (PromptKind::Filter, Some(list)) => list.filter.clone(),
            _ => String::new(),
        };
        self.overlay = Some(Overlay::Prompt(Prompt { kind, input: typed.into() }));
    }

    /// Goes back a screen; on the first one, ends the program.
    pub(super) fn back(&mut self) {
        if matches!(self.screens.last(), Some(Screen::Compare(pair)) if pair.looking.panel.is_some()) {
            self.act_on_pair(Action::Findings, None);
            return;
        }
        if self.screens.len() <= 1 {
            self.quit();
            return;
        }
        self.keep_place();
        self.call_off_top();
        self.screens.pop();
        self.rearrange();
    }

    /// What the screen on top still waits for is no longer wanted.
    fn call_off_top(&mut self) {
        let waiting = match self.screens.last() {
            Some(Screen::Reader(reader)) => vec![reader.slot.request],
            Some(Screen::Compare(pair)) => {
                vec![pair.request, pair.slot(Side::Left).request, pair.slot(Side::Right).request]
            }
            Some(Screen::Notes(list)) => vec![list.request()],
            _ => Vec::new(),
        };
        for id in waiting.into_iter().flatten() {
            self.ask(Effect::CallOff(id));
        }
    }

    /// Drops the selection, then the search, then the filter; then goes back, but never out of the program.
    fn cancel(&mut self) {
        if self.notes.link.take().is_some() {
            return self.say("no longer linking");
        }
        if self.notes.carried.take().is_some() {
            return self.say("the note stays without its passage: the list of notes has it");
        }
        let cleared = match self.screens.last_mut() {
            Some(Screen::Reader(reader)) => reader.slot.pane.as_deref_mut().is_some_and(clear_marks),
            Some(Screen::Compare(pair)) if pair.looking.panel.is_some() => {
                self.act_on_pair(Action::Findings, None);
                true
            }
            Some(Screen::Compare(pair)) => {
                let left = pair.pane_mut(Side::Left).is_some_and(clear_marks);
                pair.pane_mut(Side::Right).is_some_and(clear_marks) || left
            }
            Some(Screen::Library(_)) => self.clear_list(),
            Some(Screen::Notes(_)) => self.clear_note_list(),
            None => true,
        };
        if !cleared && self.screens.len() > 1 {
            self.back();
        } else if !cleared {
            let quit = self.config.keys.shown(&self.screen_contexts(), Action::Back).unwrap_or_default();
            self.say(format!("{quit} ends the program"));
        }
    }

    /// Ends the program; asks first where notes are not on disk.
    pub(super) fn quit(&mut self) {
        let undrafted = self.notes.undrafted.as_ref().filter(|_| !self.notes.drafts.is_empty());
        let unsaved = self.notes.unsaved.len();
        if unsaved > 0 || undrafted.is_some() {
            let what =
                if unsaved > 0 { crate::app::notes::counted(unsaved) } else { "What is being written is".to_owned() };
            let question = format!("{what} not on disk. End the program and lose that?");
            let why = self.notes.unsaved.values().next().map(|(_, why)| why).or(undrafted);
            let detail = why.cloned().unwrap_or_default();
            self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then: Then::QuitUnsaved }));
            return;
        }
        self.quit_now();
    }

    pub(super) fn quit_now(&mut self) {
        self.keep_place();
        self.ask(Effect::Quit);
    }

    fn open_samples(&mut self) {
        if self.list().is_some() {
            self.screens.truncate(1);
            self.show_library(crate::app::core::message::Roots::Samples);
        } else {
            self.say("the samples open from the list: run diptych without a file");
        }
    }

    /// The article was taken for another one: keep them apart from now on.
    fn reject_guess(&mut self) {
        let Some(entry) = self.entry_at_hand() else { return };
        if matches!(entry.recognised, Recognised::Likeness(_) | Recognised::Path) {
            self.ask(Effect::RejectGuess(Box::new(entry)));
            self.say("kept apart from now on; reload shows it");
        } else {
            self.say("this article was not guessed from another");
        }
    }

    /// Returns the article under the cursor or on the screen.
    pub(super) fn entry_at_hand(&self) -> Option<crate::library::Entry> {
        match self.screens.last()? {
            Screen::Library(list) => list.current(&self.shelf).cloned(),
            Screen::Reader(reader) => reader.slot.pane.as_ref().map(|pane| pane.entry.clone()),
            Screen::Compare(pair) => pair.pane(pair.focus).map(|pane| pane.entry.clone()),
            Screen::Notes(_) => None,
        }
    }

    /// Returns the place that a leap would start from.
    pub(super) fn here(&self) -> Option<Place> {
        Some(match self.screens.last()? {
            Screen::Notes(_) => return None,
            Screen::Library(list) => Place::List(list.current(&self.shelf).map(|e| e.origin.clone())),
            Screen::Reader(reader) => Place::Reader(reader.slot.origin.clone(), reader.slot.pane.as_ref()?.cursor()),
            Screen::Compare(pair) => Place::Pair {
                left: pair.slot(Side::Left).origin.clone(),
                right: pair.slot(Side::Right).origin.clone(),
                side: pair.focus,
                offset: pair.pane(pair.focus)?.cursor(),
            },
        })
    }

    /// Notes the place at hand in the jump list, before a leap.
    pub(super) fn leave(&mut self) {
        if let Some(here) = self.here() {
            self.session.jumps.leave(here);
        }
    }

    fn jump(&mut self, forward: bool) {
        let Some(here) = self.here() else { return };
        let place = if forward { self.session.jumps.forward() } else { self.session.jumps.back(here) };
        match place {
            Some(place) => self.go_to_place(place),
            None if forward => self.say("no later place in the jump list"),
            None => self.say("no earlier place in the jump list"),
        }
    }

    fn go_to_place(&mut self, place: Place) {
        match place {
            Place::List(origin) => self.go_to_list(origin),
            Place::Reader(origin, offset) => self.go_to_article(origin, offset),
            Place::Pair { left, right, side, offset } => self.go_to_pair(left, right, side, offset),
        }
    }

    fn go_to_list(&mut self, origin: Option<Origin>) {
        if self.list().is_none() {
            return;
        }
        self.keep_place();
        self.screens.truncate(1);
        let height = self.list_height();
        if let (Some(Screen::Library(list)), Some(origin)) = (self.screens.last_mut(), origin) {
            list.go_to(&self.shelf, &origin, height);
        }
        self.refresh_preview();
    }

    fn go_to_article(&mut self, origin: Origin, offset: usize) {
        match self.screens.last_mut() {
            Some(Screen::Reader(reader)) if reader.slot.origin == origin => {
                if let Some(pane) = &mut reader.slot.pane {
                    pane.go_to(offset);
                }
            }
            Some(Screen::Reader(_)) => {
                self.turn_to(origin);
                self.go_once_loaded(offset);
            }
            _ => {
                self.open_reader(origin);
                self.go_once_loaded(offset);
            }
        }
    }

    fn go_once_loaded(&mut self, offset: usize) {
        if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot.go_to = Some(offset);
        }
    }

    fn go_to_pair(&mut self, left: Origin, right: Origin, side: Side, offset: usize) {
        if let Some(Screen::Compare(pair)) = self.screens.last_mut()
            && pair.slot(Side::Left).origin == left
            && pair.slot(Side::Right).origin == right
        {
            pair.focus = side;
            if let Some(pane) = pair.pane_mut(side) {
                pane.go_to(offset);
            }
            pair.follow(false);
            return;
        }
        self.open_pair(left, right);
        if let Some(Screen::Compare(pair)) = self.screens.last_mut() {
            pair.focus = side;
            pair.slot_mut(side).go_to = Some(offset);
        }
    }
}

/// Drops the selection or, where there is none, the search; says whether there was one.
fn clear_marks(pane: &mut Pane) -> bool {
    if pane.selection.take().is_some() {
        return true;
    }
    let searched = pane.find.is_active();
    pane.find = crate::app::reader::find::Find::default();
    searched
}
