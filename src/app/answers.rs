//! What comes back from the effects: the library, articles, comparisons, decisions, changes on disk; and taking deeds
//! back.

use std::path::PathBuf;
use std::sync::Arc;

use super::core::decided::Decided;
use super::core::direction::Direction;
use super::core::history::Act;
use super::core::message::{Effect, RequestId, Rest};
use super::ctx::actor::Loading;
use super::ctx::states::byte_of;
use super::overlay::chooser::Chooser;
use super::overlay::{self, Overlay};
use super::pane::Pane;
use super::pane::find::{Find, MOST_HITS};
use super::{App, Screen};
use crate::compare::{Cancelled, Comparison, Side, Stage};
use crate::library::corrections::Corrections;
use crate::library::decisions::Kept;
use crate::library::identity::Recognised;
use crate::library::scan::Found;
use crate::library::state::ReadingState;
use crate::library::{Alike, Entry, Origin};
use crate::text::Span;

/// Changed paths that are read one by one whatever the size of the library, and the share of it above that.
const MANY: usize = 256;
const SHARE: usize = 8;

impl App {
    pub(super) fn scanned(&mut self, id: RequestId, found: Vec<Found>) {
        if self.shelf.take(id, found) {
            self.rearrange();
        }
    }

    pub(super) fn scan_done(&mut self, id: RequestId) {
        // The list's rows are indices into the old entries: the article at hand is named before they change.
        let moved = self.list().filter(|list| list.moved);
        let here = moved.and_then(|list| list.current(&self.shelf)).map(|entry| entry.origin.clone());
        let open = self.open_in_library();
        if !self.shelf.end(id) {
            return;
        }
        self.follow_moved(open);
        self.with_list(|list, ctx| {
            list.search_anew(ctx);
            list.notes_changed(ctx);
        });
        self.rearrange();
        if let Some(here) = here {
            self.with_list(|list, ctx| list.go_to(ctx.shelf, &here, ctx.page.list_rows()));
        }
        self.go_to_added();
        self.refresh_preview();
        self.refresh_picker();
        self.find_stories();
        self.read_what_changed(&[]);
    }

    /// Looks for articles that are about one event, anew whenever articles have changed.
    pub(super) fn find_stories(&mut self) {
        let mut ctx = self.ctx();
        let id = ctx.request();
        let (before, is_asked) = ctx.shelf.begin_stories(id);
        ctx.call_off(before);
        if is_asked {
            let (entries, corrections) = (Arc::clone(&ctx.shelf.entries), Arc::clone(&ctx.shelf.corrections));
            ctx.ask(Effect::FindStories(id, entries, corrections));
        }
    }

    /// Puts the articles into the stories that were found; the cursor stays on its article.
    pub(super) fn stories_found(&mut self, id: RequestId, stories: &[(Alike, Vec<Origin>)]) {
        let Some(changed) = self.shelf.take_stories(id, stories).filter(|changed| !changed.is_empty()) else { return };
        self.with_list(|list, ctx| list.entries_changed(ctx.shelf, &changed));
        self.rearrange();
        self.refresh_preview();
        self.refresh_picker();
    }

    /// Takes what is said of stories as it is on disk, where another instance may have said more.
    pub(super) fn corrections_read(&mut self, corrections: Corrections) {
        if Arc::make_mut(&mut self.shelf.corrections).merge(corrections) && !self.shelf.is_loading() {
            self.find_stories();
        }
    }

    /// Reads what changed in the library, once nothing else is being read; all of it where that is quicker.
    pub(super) fn read_what_changed(&mut self, paths: &[PathBuf]) {
        let mut ctx = self.ctx();
        let id = ctx.request();
        let paths = ctx.shelf.begin_again(id, paths);
        if paths.len() > MANY && paths.len() > ctx.shelf.entries.len() / SHARE {
            ctx.scan();
        } else if !paths.is_empty() {
            ctx.ask(Effect::ReadAgain(id, paths));
        }
    }

    /// Takes what was read of what changed in the library.
    pub(super) fn read_again(&mut self, id: RequestId, paths: &[PathBuf], found: Option<Vec<Found>>) {
        if !self.shelf.end_again(id) {
            return;
        }
        let open = self.open_in_library();
        let Some(reread) = found.and_then(|found| self.shelf.replace(paths, found)) else { return self.ctx().scan() };
        self.follow_moved(open);
        self.with_list(|list, ctx| {
            list.entries_gone(&reread.gone);
            list.entries_changed(ctx.shelf, &reread.changed);
            list.search_anew(ctx);
            // What the passages of notes are looked for in.
            list.notes_changed(ctx);
        });
        self.rearrange();
        self.go_to_added();
        self.refresh_picker();
        self.find_stories();
        self.read_what_changed(&[]);
    }

    /// Puts what is nearest to the article at hand first in an open picker.
    pub(super) fn near_found(&mut self, id: RequestId, near: Vec<Origin>) {
        if self.shelf.take_near(id, near) {
            self.lay_picker();
            self.near_in_form();
        }
    }

    /// A picker that was opened while the library was read gets its lines, and their order.
    fn refresh_picker(&mut self) {
        if !matches!(self.overlay, Some(Overlay::Picker(_) | Overlay::Stories(_))) {
            return;
        }
        self.lay_picker();
        if let Some(entry) = self.entry_at_hand() {
            self.ctx().look_for_near(&entry.origin);
        }
    }

    /// Lays out an open picker anew; a line that the reader has gone to stays under the cursor.
    fn lay_picker(&mut self) {
        let Some(entry) = self.entry_at_hand() else { return };
        if let Some(Overlay::Picker(old) | Overlay::Stories(old)) = &self.overlay {
            let chosen = |picker: &Chooser<Origin>, at: usize| {
                picker
                    .shown
                    .get(at)
                    .and_then(|(index, _)| picker.choices.get(*index))
                    .map(|choice| choice.value.clone())
            };
            let here = chosen(old, old.cursor).filter(|_| old.cursor > 0);
            let is_picker = matches!(self.overlay, Some(Overlay::Picker(_)));
            let mut picker = match is_picker {
                true => overlay::picker(&self.shelf, &entry),
                false => overlay::stories(&self.shelf, &entry),
            };
            picker.input = old.input.clone();
            picker.refresh();
            let place =
                here.and_then(|here| (0..picker.shown.len()).find(|at| chosen(&picker, *at).as_ref() == Some(&here)));
            picker.cursor = place.unwrap_or(picker.cursor);
            self.overlay = Some(if is_picker { Overlay::Picker(picker) } else { Overlay::Stories(picker) });
        }
    }

    /// Gives a loaded article to whoever waits for it.
    pub(super) fn loaded(&mut self, id: RequestId, loaded: Loading) {
        let (screens, mut ctx) = self.parts();
        let Some(screen) = screens.iter_mut().find(|screen| screen.actor().awaited().contains(&id)) else { return };
        if let Some(guess) = loaded.as_ref().ok().and_then(|loaded| guess(&loaded.entry)) {
            ctx.say(guess);
        }
        let flow = screen.actor_mut().loaded(id, loaded, &mut ctx);
        self.follow(Some(flow));
    }

    /// An article is on a screen now: what is known of it, and what it was opened for.
    pub(super) fn arrived(&mut self) {
        self.on_top(|screen, ctx| screen.seen(ctx));
        self.watch_opened();
        self.refresh_notes();
        let ready =
            |screen: &mut Screen| screen.reader().filter(|reader| reader.slot.pane.is_some())?.slot.then.draft.take();
        if let Some(id) = self.screens.iter_mut().find_map(ready) {
            self.resume_draft(id);
        }
    }

    /// Files opened from the command line lie outside the library: they are watched too.
    fn watch_opened(&mut self) {
        if !self.config.settings.store.watch {
            return;
        }
        let slots = self.screens.iter().flat_map(|screen| screen.actor().slots());
        let path = |origin: &Origin| if let Origin::File(path) = origin { Some(path.clone()) } else { None };
        let paths: Vec<_> = slots.filter_map(|slot| path(&slot.origin)).collect();
        if !paths.is_empty() {
            self.ctx().ask(Effect::Watch(paths));
        }
    }

    /// Shows how far a comparison has come.
    pub(super) fn comparing(&mut self, id: RequestId, stage: Stage) {
        let pairs = self.screens.iter_mut().filter_map(Screen::pair);
        pairs.filter(|pair| pair.request == Some(id)).for_each(|pair| pair.stage = Some(stage));
    }

    pub(super) fn compared(&mut self, id: RequestId, result: Result<Box<Comparison>, Cancelled>) {
        let page = self.page();
        let waiting = self.screens.iter_mut().filter_map(Screen::pair).find(|pair| pair.request == Some(id));
        let Some(pair) = waiting else { return };
        pair.request = None;
        pair.stage = None;
        if let Ok(comparison) = result {
            pair.take(*comparison, page);
            let entries = [Side::Left, Side::Right].into_iter().filter_map(|side| Some(pair.side(side)?.entry.clone()));
            let entries: Vec<_> = entries.collect();
            self.ctx().remember_compared(entries);
        }
    }

    /// Reads the decisions about the open pairs anew. They are read after all that was decided here was written, as both
    /// go through one thread in order, and an answer that a newer decision overtook is dropped: nothing done here is
    /// lost.
    pub(super) fn decided_elsewhere(&mut self) {
        let (screens, mut ctx) = self.parts();
        screens.iter_mut().filter_map(Screen::pair).for_each(|pair| pair.load_decisions(&mut ctx));
    }

    /// Takes the decisions as they are on disk.
    pub(super) fn decisions_read(&mut self, id: RequestId, kept: &[Kept]) {
        self.screens.iter_mut().filter_map(Screen::pair).for_each(|pair| pair.decisions_read(id, kept));
    }

    /// Carries out a decision: on the screens that show the pair, and on disk.
    pub(super) fn carry_out_decision(&mut self, decided: Decided) {
        let (screens, mut ctx) = self.parts();
        let id = ctx.request();
        screens.iter_mut().filter_map(Screen::pair).for_each(|pair| pair.take_decision(&decided, id));
        ctx.ask(Effect::SaveDecision(id, Box::new(decided)));
    }

    /// Reads anew what changed on disk: the open articles and the library.
    pub(super) fn changed(&mut self, paths: &[PathBuf]) {
        let (screens, mut ctx) = self.parts();
        screens.iter_mut().for_each(|screen| screen.actor_mut().changed(paths, &mut ctx));
        if ctx.shelf.was_scanned() && !ctx.shelf.shows_samples() {
            self.read_what_changed(paths);
        }
    }

    /// Takes the reading state from disk and arranges the list by it.
    pub(super) fn state_read(&mut self, state: ReadingState) {
        self.shelf.state = state;
        // What was changed after that state was read is on its way to the disk: it is not lost from the screen.
        for (_, change) in &self.session.last_saved {
            self.shelf.state.apply(change);
        }
        self.shelf.count_unread();
        self.with_list(|list, _| _ = list.reading_changed());
        self.rearrange();
    }

    pub(super) fn undo(&mut self) {
        match self.session.history.undo() {
            Some(deed) => self.carry_out(deed.backward, &deed.forward, &format!("undone: {}", deed.label)),
            None => self.ctx().say("nothing to undo"),
        }
    }

    pub(super) fn redo(&mut self) {
        match self.session.history.redo() {
            Some(deed) => self.carry_out(deed.forward, &deed.backward, &format!("done again: {}", deed.label)),
            None => self.ctx().say("nothing to redo"),
        }
    }

    /// Carries out one way of a deed; `now` is the other way, which is what stands there.
    fn carry_out(&mut self, act: Act, now: &Act, label: &str) {
        let mut ctx = self.ctx();
        ctx.say(label);
        match act {
            Act::State(changes) => ctx.carry_out_changes(changes),
            Act::Decide(decided) => ctx.session.news.decided.push(*decided),
            Act::Edit(entry, restore) => ctx.restore_article(entry, *restore),
            Act::Views(changes) => ctx.ask(Effect::Views(changes)),
            Act::Correct(words, places) => ctx.correct(words, &places),
            Act::DropDraft(id) => ctx.drop_draft(id),
            Act::RemoveFeed(removal) => ctx.ask(Effect::RemoveFeed(removal)),
            Act::GiveFeedBack(name) => ctx.ask(Effect::GiveFeedBack(name)),
            Act::ChangeFeed(url, change) => ctx.ask(Effect::ChangeFeed(url, change)),
            Act::Draft(draft) => {
                ctx.put_draft_back(*draft);
                self.offer_latest_draft();
            }
            Act::Note(note) => {
                let expected = if let Act::Note(now) = now { (**now).clone() } else { (*note).clone() };
                let id = note.id;
                ctx.put_note_back(*note, &expected);
                self.settle();
                self.choose_note(id);
            }
        }
    }

    /// Tells where the reader stands in the article on top, where that changed. Cheap, for it is asked after every
    /// message: what it means in scalars is counted elsewhere, once the reader rests.
    pub(super) fn note_rest(&mut self) {
        let Some(Screen::Reader(reader)) = self.screens.last_mut() else { return };
        let Some(pane) = &reader.slot.pane else { return };
        let at = byte_of(pane);
        let before = reader.stood.replace(at);
        if before.is_some_and(|before| before != at) {
            let rest = Rest { entry: pane.entry.clone(), article: Arc::clone(&pane.article), at };
            self.ctx().ask(Effect::Rest(Box::new(rest)));
        }
    }

    /// Searches for `query` on the screen on top; nothing typed searches for the last words again.
    pub(super) fn search(&mut self, query: &str) {
        if !query.trim().is_empty() {
            query.clone_into(&mut self.session.query);
        }
        let query = self.session.query.clone();
        if !query.is_empty() {
            self.on_top(|screen, ctx| screen.search(&query, ctx));
        }
    }

    pub(super) fn search_next(&mut self, direction: Direction, count: Option<usize>) {
        self.on_top(|screen, ctx| screen.search_next(direction, count.unwrap_or(1), ctx));
    }

    pub(super) fn text_hits(&mut self, id: RequestId, hits: Vec<Span>) {
        self.on_top(|screen, ctx| {
            let mut panes: Vec<&mut Pane> =
                screen.slots_mut().into_iter().filter_map(|s| s.pane.as_deref_mut()).collect();
            let Some(pane) = panes.iter_mut().find(|pane| pane.find.request == Some(id)) else { return };
            pane.find.request = None;
            pane.find.hits = hits;
            if panes.iter().any(|pane| !pane.find.hits.is_empty()) {
                screen.step_hits(Direction::Forward, 1, true, ctx);
            } else if panes.iter().all(|pane| pane.find.request.is_none()) {
                ctx.tell_nothing();
            }
        });
    }

    /// Returns which hit is the current one, how many there are, and whether more were not counted.
    #[must_use]
    pub fn hit_count(&self) -> Option<(Option<usize>, usize, bool)> {
        let panes = self.top()?.slots().into_iter().filter_map(|slot| slot.pane.as_deref());
        let finds: Vec<(&Find, usize)> = panes.map(|pane| (&pane.find, pane.cursor())).collect();
        if !finds.iter().any(|(find, _)| find.is_active()) {
            return None;
        }
        let mut before = 0;
        let mut current = None;
        for (find, cursor) in &finds {
            // Once the cursor has left the hit it is no longer the current one.
            let here = find.current.filter(|index| find.hits.get(*index).is_some_and(|hit| hit.contains(*cursor)));
            current = current.or_else(|| here.map(|index| before + index));
            before += find.hits.len();
        }
        Some((current, before, finds.iter().any(|(find, _)| find.hits.len() == MOST_HITS)))
    }
}

/// Says that an article was guessed to be one seen before.
fn guess(entry: &Entry) -> Option<String> {
    let Recognised::Likeness(likeness) = entry.recognised else { return None };
    let share = (likeness * 100.0).round();
    Some(format!("taken for an article seen before ({share} % alike): its state is kept; the palette undoes it"))
}
