//! Screens on each other: opened, gone back from, jumped between; and the end of the program.

use super::core::direction::Direction;
use super::core::geometry;
use super::core::jumps::Place;
use super::core::message::{Effect, Roots};
use super::list::ListScreen;
use super::list::actions::show_library;
use super::notes::list::NoteList;
use super::overlay::{Confirm, Overlay, Then};
use super::pair::PairScreen;
use super::pane::head;
use super::pane::slot::Arrival;
use super::reader::ReaderScreen;
use super::{App, Screen};
use crate::config::action::Action;
use crate::library::identity::Recognised;
use crate::library::{Entry, Origin};

/// The narrowest and the widest page, in columns.
const MEASURES: std::ops::RangeInclusive<usize> = 30..=160;

/// Columns that `<` and `>` add or take away.
const MEASURE_STEP: isize = 4;

impl App {
    /// Puts the list on top and starts to read the library.
    pub(super) fn begin_library(&mut self) {
        let settings = &self.config.settings.list;
        let mut list = ListScreen::default();
        list.arrangement.group = settings.group;
        list.arrangement.sort = settings.sort;
        list.preview.on = settings.preview;
        self.screens.push(Screen::Library(Box::new(list)));
        self.ctx().scan();
    }

    /// Opens an article on top of what is there.
    pub(super) fn read(&mut self, origin: Origin, then: Arrival) {
        let slot = self.ctx().load(origin, then);
        self.screens.push(Screen::Reader(Box::new(ReaderScreen::new(slot))));
    }

    /// Opens a pair on top of what is there.
    pub(super) fn compare(&mut self, left: Origin, right: Origin) {
        self.compare_at(left, right, None);
    }

    fn compare_at(&mut self, left: Origin, right: Origin, at: Option<(crate::compare::Side, usize)>) {
        let mut ctx = self.ctx();
        let slots = [left, right].map(|origin| ctx.load(origin, Arrival::default()));
        let mut pair = PairScreen::new(slots, ctx.config.settings.compare.lock, ctx.page, at.is_some());
        if let Some((side, offset)) = at {
            pair.focus = side;
            pair.slot_mut(side).then.go_to = Some(offset);
        }
        self.screens.push(Screen::Compare(Box::new(pair)));
    }

    /// Reads another article in the place of the one that is read.
    fn turn_to(&mut self, origin: Origin, then: Arrival) {
        let (screens, mut ctx) = self.parts();
        if let Some(reader) = screens.last_mut().and_then(Screen::reader) {
            super::ctx::actor::Actor::keep(reader, &mut ctx);
            reader.turn(ctx.load(origin, then));
        }
    }

    /// Reads the unread article that is the `by`th from here in the order of the list.
    pub(super) fn along_unread(&mut self, by: isize) {
        let Some(Screen::Reader(reader)) = self.screens.last() else { return };
        let order = self.list().map_or(&[][..], |list| list.sections.entries.as_slice());
        // An earlier version has no row of its own.
        let here = self.shelf.index_of(&reader.slot.origin).map(|here| self.shelf.versions.newest(here));
        let at = here.and_then(|here| order.iter().position(|index| *index == here));
        let is_unread = |at: &usize| {
            let entry = order.get(*at).and_then(|index| self.shelf.entries.get(*index));
            entry.is_some_and(|entry| !self.shelf.state.of(&entry.id).read)
        };
        let most = by.unsigned_abs().saturating_sub(1);
        let next = at.and_then(|at| match by > 0 {
            true => (at + 1..order.len()).filter(is_unread).nth(most),
            false => (0..at).rev().filter(is_unread).nth(most),
        });
        match (at, next) {
            (Some(at), Some(next)) => self.along(next.cast_signed() - at.cast_signed()),
            (None, _) => self.ctx().say("there is no list: this article was opened alone"),
            _ if by > 0 => self.ctx().say("no unread article further down"),
            _ => self.ctx().say("no unread article further up"),
        }
    }

    /// Reads the article `by` places on in the order of the list.
    pub(super) fn along(&mut self, by: isize) {
        let Some(Screen::Reader(reader)) = self.screens.last() else { return };
        let order = self.list().map_or(&[][..], |list| list.sections.entries.as_slice());
        let is_alone = order.is_empty();
        // An earlier version has no row of its own.
        let here = self.shelf.index_of(&reader.slot.origin).map(|here| self.shelf.versions.newest(here));
        let at = here.and_then(|here| order.iter().position(|index| *index == here));
        let next = at.and_then(|at| order.get(at.checked_add_signed(by)?)).and_then(|i| self.shelf.entries.get(*i));
        let Some(next) = next.map(|entry| entry.origin.clone()) else {
            let last = if by > 0 { "this is the last article" } else { "this is the first article" };
            return self.ctx().say(match is_alone {
                true => "there is no list: this article was opened alone",
                false => last,
            });
        };
        self.leave();
        self.with_list(|list, ctx| list.go_to(ctx.shelf, &next, ctx.page.list_rows()));
        self.turn_to(next, Arrival::default());
    }

    /// Changes the columns of the page; a width from the settings beyond the bounds is never pulled inside.
    pub(super) fn widen(&mut self, steps: isize) {
        let measure = self.measure.saturating_add_signed(steps * MEASURE_STEP);
        self.measure = measure.clamp(self.measure.min(*MEASURES.start()), self.measure.max(*MEASURES.end()));
        self.fit();
        let columns = self.measure;
        self.ctx().say(format!("{columns} columns"));
    }

    /// Opens the list of notes of what is on the screen.
    pub(super) fn open_notes(&mut self) {
        if matches!(self.screens.last(), Some(Screen::Notes(_))) {
            return self.back();
        }
        let mut scopes = self.top().map_or_else(Vec::new, |screen| screen.scopes(&self.shelf));
        scopes.push(super::core::scope::Scope::Library);
        self.leave();
        self.screens.push(Screen::Notes(Box::new(NoteList::new(scopes))));
        self.refresh_note_list(true);
        if let Some(id) = self.notes.opened {
            self.choose_note(id);
        }
    }

    /// Arranges the list by what is known now.
    pub(super) fn rearrange(&mut self) {
        self.with_list(|list, ctx| list.arrange(ctx.shelf, &ctx.notes.book, ctx.page.list_rows()));
        self.refresh_preview();
    }

    pub(super) fn refresh_preview(&mut self) {
        let on_top = self.screens.len() == 1;
        self.with_list(|list, ctx| list.refresh_preview(on_top, ctx));
    }

    /// Goes back a screen; on the first one, ends the program.
    pub(super) fn back(&mut self) {
        if self.on_top(|screen, ctx| screen.close(ctx.page)).unwrap_or(false) {
            return;
        }
        if self.screens.len() <= 1 {
            self.quit();
            return;
        }
        // What the screen on top still waits for is no longer wanted.
        self.on_top(|screen, ctx| {
            screen.keep(ctx);
            ctx.call_off(screen.awaited());
        });
        self.screens.pop();
        self.session.news.library = true;
    }

    /// Drops the selection, then the search, then the filter; then goes back, but never out of the program.
    pub(super) fn cancel(&mut self) {
        if self.call_off_fetching() {
            return;
        }
        if self.notes.link.take().is_some() {
            return self.ctx().say("no longer linking");
        }
        if self.notes.carried.take().is_some() {
            return self.ctx().say("the note stays without its passage: the list of notes has it");
        }
        let cleared = self.on_top(|screen, ctx| screen.clear(ctx)).unwrap_or(true);
        if !cleared && self.screens.len() > 1 {
            self.back();
        } else if !cleared {
            let quit = self.ctx().key(Action::Back);
            self.ctx().say(format!("{quit} ends the program"));
        }
    }

    /// Ends the program; asks first where notes are not on disk.
    pub(super) fn quit(&mut self) {
        let lost = self.notes.would_be_lost().or_else(|| self.typed_and_put_by());
        let Some((what, why)) = lost else { return self.quit_now() };
        let question = format!("{what} not on disk. End the program and lose that?");
        self.overlay = Some(Overlay::Confirm(Confirm { question, detail: why, then: Then::QuitUnsaved }));
    }

    /// Says what was typed or pasted and is neither added nor set, and how to go on with it.
    fn typed_and_put_by(&mut self) -> Option<(String, String)> {
        let adding = self.put_by.as_ref().filter(|adding| !adding.is_blank());
        let form = self.put_by_form.as_ref().filter(|form| form.is_changed());
        let (what, action) = match (adding, form) {
            (Some(_), _) => ("What you gave to be added is".to_owned(), Action::Add),
            (None, Some(form)) => (format!("What you typed of “{}” is", head::title(&form.entry)), Action::Edit),
            (None, None) => return None,
        };
        let key = self.ctx().key(action);
        Some((what, format!("n, then {key} goes on with it")))
    }

    pub(super) fn quit_now(&mut self) {
        self.on_top(|screen, ctx| screen.keep(ctx));
        self.ctx().ask(Effect::Quit);
    }

    pub(super) fn open_samples(&mut self) {
        if self.list().is_none() {
            return self.ctx().say("the samples open from the list: run diptych without a file");
        }
        self.screens.truncate(1);
        show_library(Roots::Samples, &mut self.ctx());
    }

    /// The article was taken for another one: keep them apart from now on.
    pub(super) fn reject_guess(&mut self) {
        let Some(entry) = self.entry_at_hand() else { return };
        let mut ctx = self.ctx();
        if matches!(entry.recognised, Recognised::Likeness(_) | Recognised::Path) {
            ctx.ask(Effect::RejectGuess(Box::new(entry)));
            ctx.say("kept apart from now on; reload shows it");
        } else {
            ctx.say("this article was not guessed from another");
        }
    }

    /// Returns the article under the cursor or on the screen.
    pub(super) fn entry_at_hand(&self) -> Option<Entry> {
        self.top()?.entry(&self.shelf)
    }

    /// Notes the place at hand in the jump list, before a leap.
    pub(super) fn leave(&mut self) {
        self.on_top(|screen, ctx| ctx.leave(screen.place(ctx.shelf)));
    }

    pub(super) fn jump(&mut self, direction: Direction) {
        let Some(here) = self.top().and_then(|screen| screen.place(&self.shelf)) else { return };
        let place = match direction {
            Direction::Forward => self.session.jumps.forward(),
            Direction::Back => self.session.jumps.back(here),
        };
        match place {
            Some(place) => self.go_to_place(place),
            None => {
                self.ctx().say(direction.pick("no later place in the jump list", "no earlier place in the jump list"))
            }
        }
    }

    fn go_to_place(&mut self, place: Place) {
        if self.on_top(|screen, _| screen.revisit(&place)).unwrap_or(false) {
            return;
        }
        match place {
            Place::List(origin) => self.go_to_list(origin.as_ref()),
            Place::Reader(origin, offset) => {
                let then = Arrival { go_to: Some(offset), ..Arrival::default() };
                match self.screens.last() {
                    Some(Screen::Reader(_)) => self.turn_to(origin, then),
                    _ => self.read(origin, then),
                }
            }
            Place::Pair { left, right, side, offset } => self.compare_at(left, right, Some((side, offset))),
        }
    }

    fn go_to_list(&mut self, origin: Option<&Origin>) {
        if self.list().is_none() {
            return;
        }
        self.on_top(|screen, ctx| screen.keep(ctx));
        self.screens.truncate(1);
        if let Some(origin) = origin {
            self.with_list(|list, ctx| list.go_to(ctx.shelf, origin, ctx.page.list_rows()));
        }
        self.refresh_preview();
    }

    /// Returns where the text stands that keys go to.
    pub(super) fn pane_area(&self) -> Option<geometry::Area> {
        self.top()?.pane_area(self.page())
    }
}
