//! Adding an article from the list: the keys of its box, and what comes back.

use std::path::PathBuf;

use super::core::adding::{Added, Find, Wanted};
use super::core::geometry::{self, Area};
use super::core::input::{self, LONGEST_LINE, Pending, Step};
use super::core::message::{Effect, RequestId, Roots};
use super::ctx::actor::Actor as _;
use super::list::actions::show_library;
use super::overlay::Overlay;
use super::overlay::adding::{Adding, MOST_PASTED, Stage, columns, shown_rows};
use super::overlay::keys::key_alone;
use super::{App, Ctx};
use crate::config::action::{Action, Context};
use crate::config::keys::{Code, Key};
use crate::library::{Entry, Origin};

/// Rows of the box's frame and its line.
const AROUND: usize = 4;

/// Rows that the box has at least, so that it does not jump with every line that is told.
const FEWEST: usize = 6;

/// A line that is no path and has this many characters is a text of one paragraph.
const LONG_LINE: usize = 200;

impl App {
    /// Opens the box, with what was in it when it was closed.
    pub(super) fn open_adding(&mut self) {
        let adding = self.put_by.take().unwrap_or_default();
        self.overlay = Some(Overlay::Add(adding));
    }

    pub(super) fn press_adding(&mut self, mut adding: Box<Adding>, key: Key) {
        let step = self.pending.press(key_alone(key), &self.config.keys, &[Context::Overlay]);
        self.pending = Pending::default();
        let area = self.adding_area(&adding);
        match step {
            Step::Act(Action::Quit, _) => {
                self.put_by = Some(adding);
                return self.quit();
            }
            Step::Act(Action::Cancel, _) => return self.leave_adding(adding),
            Step::Act(Action::Accept, _) => return self.go_on_adding(adding),
            Step::Act(Action::Down, _) => adding.scroll(1, area),
            Step::Act(Action::Up, _) => adding.scroll(-1, area),
            Step::Act(Action::PageDown, _) => adding.scroll(shown_rows(area).cast_signed(), area),
            Step::Act(Action::PageUp, _) => adding.scroll(-shown_rows(area).cast_signed(), area),
            _ if key.code == Code::Tab => {
                adding.left_out = !adding.left_out;
                adding.top = 0;
            }
            _ => self.type_adding(&mut adding, key),
        }
        self.overlay = Some(Overlay::Add(adding));
    }

    /// Takes a key that is text; what was found belonged to another line.
    fn type_adding(&mut self, adding: &mut Adding, key: Key) {
        if !adding.pasted.is_empty() {
            match (key.code, key.ctrl) {
                (Code::Char('u'), true) => {
                    adding.pasted.clear();
                    self.look_no_more(adding);
                }
                _ => self.ctx().say("Ctrl-u takes the pasted text out"),
            }
        } else if input::edit(&mut adding.input, key, LONGEST_LINE) {
            self.look_no_more(adding);
        }
    }

    fn look_no_more(&mut self, adding: &mut Adding) {
        let before = adding.request();
        self.ctx().call_off(before);
        (adding.stage, adding.top, adding.left_out) = (Stage::Typing, 0, false);
    }

    /// Takes pasted text: a line goes where lines are typed, several lines are a text, which is looked at at once.
    pub(super) fn paste_adding(&mut self, mut adding: Box<Adding>, text: &str) {
        let is_line = text.trim().lines().count() < 2 && text.len() <= LONGEST_LINE && adding.pasted.is_empty();
        self.look_no_more(&mut adding);
        if is_line {
            input::paste(&mut adding.input, text.trim(), LONGEST_LINE);
        } else {
            let room = MOST_PASTED.saturating_sub(adding.pasted.len());
            let fits = text.get(..text.floor_char_boundary(room)).unwrap_or(text);
            adding.pasted.push_str(&fits.replace("\r\n", "\n").replace('\r', "\n"));
            if fits.len() < text.len() {
                self.ctx().warn("the text is too long: its end is not taken");
            }
            self.look(&mut adding);
        }
        self.overlay = Some(Overlay::Add(adding));
    }

    fn look(&mut self, adding: &mut Adding) {
        let line = adding.input.value().trim().to_owned();
        let wanted = if !adding.pasted.trim().is_empty() {
            Wanted::Text(adding.pasted.clone())
        } else if line.chars().count() >= LONG_LINE && line.contains(' ') && !line.contains("://") {
            Wanted::Text(line)
        } else {
            Wanted::Line(line)
        };
        let mut ctx = self.ctx();
        let id = ctx.request();
        ctx.ask(Effect::FindAddition(id, wanted));
        (adding.stage, adding.top, adding.left_out) = (Stage::Looking(id), 0, false);
    }

    /// Enter: looks for what was typed, then keeps what was found.
    fn go_on_adding(&mut self, mut adding: Box<Adding>) {
        match &adding.stage {
            Stage::Looking(_) | Stage::Keeping(_) => {}
            Stage::Typing | Stage::Failed(_) if adding.is_blank() => self.ctx().say("nothing is typed yet"),
            // What is there is asked for again: it may have been changed.
            Stage::Typing | Stage::Failed(_) => self.look(&mut adding),
            Stage::Found(find, there) => match &**find {
                Find::Feed(feed) if feed.is_known => self.ctx().say("it is in your list of feeds already"),
                Find::Feed(_) => {
                    let mut ctx = self.ctx();
                    let id = ctx.request();
                    ctx.ask(Effect::SubscribeFound(id));
                    adding.stage = Stage::Keeping(id);
                }
                Find::Articles { all, .. } => {
                    let fresh = all.iter().zip(there).filter(|(_, there)| there.is_none());
                    let fresh: Vec<_> = fresh.map(|(one, _)| one.clone()).collect();
                    if fresh.is_empty() {
                        let there = there.iter().flatten().next().cloned();
                        return self.go_to_known(there);
                    }
                    let mut ctx = self.ctx();
                    let id = ctx.request();
                    ctx.ask(Effect::KeepAddition(id, fresh));
                    adding.stage = Stage::Keeping(id);
                }
            },
        }
        self.overlay = Some(Overlay::Add(adding));
    }

    fn go_to_known(&mut self, there: Option<Origin>) {
        self.session.added = there;
        self.go_to_added();
        self.ctx().say("it was in the library already");
    }

    /// Esc: calls off what is looked for, else closes; what was typed stays.
    fn leave_adding(&mut self, mut adding: Box<Adding>) {
        match adding.stage {
            Stage::Looking(_) => {
                self.look_no_more(&mut adding);
                self.ctx().say("called off");
                self.overlay = Some(Overlay::Add(adding));
            }
            _ if adding.is_blank() => {}
            _ => {
                self.put_by = Some(adding);
                let key = self.ctx().key(Action::Add);
                self.ctx().say(format!("nothing is added; what you gave is kept: {key} goes on with it"));
            }
        }
    }

    /// Takes what was found.
    pub(super) fn addition_found(&mut self, id: RequestId, found: Result<Box<Find>, String>) {
        let stage = match found {
            Err(why) => Stage::Failed(why),
            Ok(find) => {
                let there = match &*find {
                    Find::Articles { all, .. } => all.iter().map(|one| self.lies_at(&one.loaded.entry)).collect(),
                    Find::Feed(_) => Vec::new(),
                };
                Stage::Found(find, there)
            }
        };
        if let Some(adding) = self.waiting(id) {
            adding.stage = stage;
        }
    }

    /// Returns where an article lies that is in the reader's library already.
    fn lies_at(&self, entry: &Entry) -> Option<Origin> {
        let known = self.shelf.entries.iter().find(|known| known.id == entry.id);
        known.map(|known| known.origin.clone()).filter(|origin| matches!(origin, Origin::File(_)))
    }

    /// Returns what waits for an answer, in its box or put by.
    fn waiting(&mut self, id: RequestId) -> Option<&mut Adding> {
        let open = match &mut self.overlay {
            Some(Overlay::Add(adding)) => Some(adding),
            _ => self.put_by.as_mut(),
        };
        open.map(|adding| &mut **adding).filter(|adding| adding.request() == Some(id))
    }

    /// Something was kept, or was not: the box closes, and the article is read into the list.
    pub(super) fn addition_kept(&mut self, id: RequestId, kept: Result<Added, String>) {
        let Some(adding) = self.waiting(id) else { return };
        match kept {
            Err(why) => adding.stage = Stage::Failed(why),
            Ok(Added { paths, told, whole }) => {
                self.put_by = None;
                if matches!(self.overlay, Some(Overlay::Add(_))) {
                    self.overlay = None;
                }
                self.session.added = paths.first().cloned().map(Origin::File);
                self.read_added(&paths);
                let mut ctx = self.ctx();
                if whole { ctx.say(told) } else { ctx.warn(told) }
            }
        }
    }

    fn read_added(&mut self, paths: &[PathBuf]) {
        if self.shelf.shows_samples() {
            return show_library(Roots::Own, &mut self.ctx());
        }
        if paths.is_empty() { self.ctx().scan() } else { self.read_what_changed(paths) }
    }

    /// Puts the cursor on what was added, once it is in the list; what narrows the list is dropped for it.
    pub(super) fn go_to_added(&mut self) {
        let Some(origin) = self.session.added.clone() else { return };
        if self.shelf.index_of(&origin).is_none() {
            return;
        }
        self.session.added = None;
        let index = self.shelf.index_of(&origin).map(|index| self.shelf.versions.among(&self.shelf.entries, index));
        if let Some(count) = index.map(|all| all.len()).filter(|count| *count > 1) {
            let mut ctx = self.ctx();
            let key = ctx.key(Action::Versions);
            ctx.say(format!("added as one of {count} versions: {key} shows what was changed"));
        }
        let go = |app: &mut Self| {
            app.with_list(|list, ctx: &mut Ctx<'_>| list.go_to(ctx.shelf, &origin, ctx.page.list_rows()));
            // Another version of it may be the newest, and stand for both.
            let row = app.shelf.index_of(&origin).map(|index| app.shelf.versions.newest(index));
            app.list().and_then(super::list::ListScreen::current_index).is_some_and(|current| Some(current) == row)
        };
        if !go(self) {
            self.with_list(|list, ctx| _ = list.clear(ctx));
            self.rearrange();
            go(self);
        }
        self.refresh_preview();
    }

    /// Returns where the box stands: no larger than what is told in it.
    #[must_use]
    pub fn adding_area(&self, adding: &Adding) -> Area {
        let most = geometry::brief(self.size);
        let rows = adding.rows(columns(most)).len();
        Area { height: (rows + AROUND).max(FEWEST).min(most.height), ..most }
    }
}
