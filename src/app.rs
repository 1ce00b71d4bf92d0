//! The state machine: `update` takes a message and returns effects. No IO, no clock, no threads.
//!
//! A key becomes an [`Action`](crate::config::action::Action) through the key table and goes to the screen on top
//! (`everywhere`, `list_actions`, `reader_actions`, `pair_actions`); answers to effects come in through `answers`.

mod answers;
pub mod core;
mod everywhere;
pub mod list;
mod mouse;
pub mod notes;
mod open;
pub mod overlay;
pub mod pair;
pub mod reader;
mod searching;
mod states;

use std::sync::Arc;

use crate::config::Config;
use crate::config::action::Context;
use crate::library::Origin;
// The words that the layers above speak with.
pub use core::{geometry, message};

use core::geometry::Size;
use core::history::History;
use core::input::{Pending, Step};
use core::jumps::Jumps;
use core::message::{Effect, Msg, RequestId, Roots};
use core::shelf::Shelf;
use list::ListScreen;
use notes::Notes;
use notes::list::NoteList;
use overlay::Overlay;
use pair::PairScreen;
use reader::ReaderScreen;

/// What the program begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The library: the reader's own, or the samples.
    Library(Roots),
    /// One article.
    Read(Origin),
    /// Two articles side by side.
    Compare(Origin, Origin),
}

/// A screen with its own state.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The list.
    Library(Box<ListScreen>),
    /// One article.
    Reader(Box<ReaderScreen>),
    /// Two articles side by side.
    Compare(Box<PairScreen>),
    /// Notes.
    Notes(Box<NoteList>),
}

/// A word to the reader, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says, not sanitised.
    pub text: String,
    /// Whether something went wrong.
    pub warning: bool,
}

/// The whole program but the world around it.
#[derive(Debug)]
pub struct App {
    /// Settings, keys, theme.
    pub config: Arc<Config>,
    /// The terminal's size.
    pub size: Size,
    /// The library.
    pub shelf: Shelf,
    /// The screens, the one on top last; never empty.
    pub screens: Vec<Screen>,
    /// What lies over the top screen.
    pub overlay: Option<Overlay>,
    /// What was typed of a command so far.
    pub pending: Pending,
    /// A word to the reader.
    pub notice: Option<Notice>,
    /// Columns of the reader's page.
    pub measure: usize,
    /// The notes.
    pub notes: Notes,
    session: Session,
}

/// What becomes of letters that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// They are keys.
    Nothing,
    /// They are text, and Enter is a key.
    Line,
    /// They are text, Enter and Tab too.
    Lines,
}

/// Bytes of warnings that are kept together until a key is pressed.
const MOST_WARNINGS: usize = 400;

/// What no view looks at.
#[derive(Debug, Default)]
struct Session {
    history: History,
    jumps: Jumps,
    requests: u64,
    query: String,
    last_saved: Vec<(crate::library::Entry, crate::library::state::Change)>,
    out: Vec<Effect>,
}

impl App {
    /// Makes the program as it begins, and what it asks for first.
    #[must_use]
    pub fn new(config: Arc<Config>, start: Start, size: Size) -> (Self, Vec<Effect>) {
        let roots = if let Start::Library(roots) = start { roots } else { Roots::Own };
        let measure = config.settings.reader.measure;
        let mut app = Self {
            shelf: Shelf::new(roots),
            screens: Vec::new(),
            overlay: None,
            pending: Pending::default(),
            notice: None,
            measure,
            notes: Notes::default(),
            session: Session::default(),
            config,
            size,
        };
        match start {
            Start::Library(_) => app.begin_library(),
            Start::Read(origin) => app.open_reader(origin),
            Start::Compare(left, right) => app.open_pair(left, right),
        }
        app.ask(Effect::LoadNotes);
        let effects = app.drain();
        (app, effects)
    }

    /// Takes a message and returns what is to be done outside.
    #[must_use]
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.press(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(mouse) => self.mouse(mouse),
            Msg::Resize(size) => self.resize(size),
            Msg::Scanned(id, found) => self.scanned(id, found),
            Msg::ScanDone(id) => self.scan_done(id),
            Msg::Loaded(id, loaded) => self.loaded(id, loaded),
            Msg::Comparing(id, stage) => self.comparing(id, stage),
            Msg::Compared(id, result) => self.compared(id, result),
            Msg::Decisions(id, kept) => self.decisions_read(id, kept),
            Msg::Notes(news) => self.notes_read(*news),
            Msg::NoteSaved(id, at, outcome) => self.note_saved(id, at, outcome),
            Msg::Drafted(outcome) => self.drafted(outcome),
            Msg::Located(id, found) => self.located(id, found),
            Msg::Looked(id, found, last) => self.looked_for(id, found, last),
            Msg::Edited(outcome) => self.edited_outside(outcome),
            Msg::LibraryHits(id, hits) => self.library_hits(id, hits),
            Msg::LibrarySearchDone(id) => self.library_search_done(id),
            Msg::TextHits(id, hits) => self.text_hits(id, hits),
            Msg::State(state) => self.state_read(*state),
            Msg::Changed(paths) => self.changed(&paths),
            Msg::DecidedElsewhere => self.decided_elsewhere(),
            Msg::Failed(text) => self.warn(text),
            Msg::Done(text) => self.say(text),
            Msg::Terminate => self.quit_now(),
        }
        self.drain()
    }

    fn drain(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.session.out)
    }

    fn ask(&mut self, effect: Effect) {
        if let Effect::SaveState(changes) = &effect {
            self.session.last_saved.clone_from(changes);
        }
        self.session.out.push(effect);
    }

    fn request(&mut self) -> RequestId {
        self.session.requests += 1;
        RequestId(self.session.requests)
    }

    fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), warning: false });
    }

    fn warn(&mut self, text: impl Into<String>) {
        // A warning that nobody has seen yet is not pushed out by the next one.
        let before = self.notice.take().filter(|notice| notice.warning && notice.text.len() < MOST_WARNINGS);
        let text = text.into();
        let text = match before {
            Some(notice) if notice.text != text => format!("{}; {text}", notice.text),
            _ => text,
        };
        self.notice = Some(Notice { text, warning: true });
    }

    /// Returns the screen on top.
    #[must_use]
    pub fn screen(&self) -> Option<&Screen> {
        self.screens.last()
    }

    /// Says what becomes of letters that are typed now; many at once may then be given as a paste.
    #[must_use]
    pub const fn typing(&self) -> Typing {
        match self.overlay {
            Some(Overlay::Editor(_)) => Typing::Lines,
            Some(Overlay::Prompt(_)) => Typing::Line,
            _ => Typing::Nothing,
        }
    }

    /// Returns the contexts whose keys hold now, the strongest first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.overlay {
            Some(Overlay::Editor(_)) => vec![Context::Editor],
            Some(_) => vec![Context::Overlay],
            None => self.screen_contexts(),
        }
    }

    /// Returns the contexts of the screen on top, whatever lies over it.
    #[must_use]
    pub fn screen_contexts(&self) -> Vec<Context> {
        let (selecting, rest) = match self.screen() {
            Some(Screen::Reader(reader)) => {
                (reader.slot.pane.as_ref().is_some_and(|p| p.selection.is_some()), &[Context::Reader][..])
            }
            Some(Screen::Compare(pair)) if pair.looking.panel.is_some() => {
                return vec![Context::Findings, Context::Everywhere];
            }
            Some(Screen::Compare(pair)) => {
                (pair.pane(pair.focus).is_some_and(|p| p.selection.is_some()), &[Context::Compare, Context::Reader][..])
            }
            Some(Screen::Notes(_)) => (false, &[Context::Notes][..]),
            _ => (false, &[Context::Library][..]),
        };
        let selection = selecting.then_some(Context::Selection);
        selection.into_iter().chain(rest.iter().copied()).chain([Context::Everywhere]).collect()
    }

    fn press(&mut self, key: crate::config::keys::Key) {
        self.notice = None;
        if self.overlay.is_some() {
            self.press_overlay(key);
            return;
        }
        let contexts = self.screen_contexts();
        match self.pending.press(key, &self.config.clone().keys, &contexts) {
            Step::Act(action, count) => self.act(action, count),
            Step::Unknown => self.unknown_key(key),
            Step::Wait => {}
        }
    }

    fn unknown_key(&mut self, key: crate::config::keys::Key) {
        let help = self.config.keys.shown(&[Context::Everywhere], crate::config::action::Action::Help);
        let hint = help.map_or_else(String::new, |help| format!("; {help} shows the keys"));
        self.say(format!("{key} does nothing here{hint}"));
    }

    fn resize(&mut self, size: Size) {
        self.size = size;
        self.fit();
    }

    /// Fits every screen to the terminal and the measure.
    fn fit(&mut self) {
        let (size, measure) = (self.size, self.measure);
        let pair_areas = [false, true].map(|panel| self.pair_areas_with(panel).0);
        let height = self.list_height();
        let preview = self.preview_area();
        for screen in &mut self.screens {
            match screen {
                Screen::Library(list) => {
                    list.keep_in_view(height);
                    if let (Some(pane), Some(area)) = (&mut list.preview.pane, preview) {
                        pane.resize(area);
                    }
                }
                Screen::Reader(reader) => {
                    if let Some(pane) = &mut reader.slot.pane {
                        pane.resize(geometry::reader(size, measure, reader.zen));
                    }
                }
                Screen::Compare(pair) => pair.resize(pair_areas[usize::from(pair.looking.panel.is_some())]),
                Screen::Notes(list) => list.keep_in_view(geometry::notes(size).list.height),
            }
        }
        self.fit_editor();
        self.refresh_preview();
    }

    /// Returns where the parts of the compare screen stand.
    #[must_use]
    pub fn pair_areas(&self) -> geometry::PairAreas {
        self.pair_areas_with(self.panel_is_open()).0
    }

    /// Returns where the findings panel stands, if it is open.
    #[must_use]
    pub fn panel_area(&self) -> Option<geometry::Area> {
        self.pair_areas_with(self.panel_is_open()).1
    }

    fn panel_is_open(&self) -> bool {
        matches!(self.screen(), Some(Screen::Compare(pair)) if pair.looking.panel.is_some())
    }

    fn pair_areas_with(&self, panel: bool) -> (geometry::PairAreas, Option<geometry::Area>) {
        let rows = if panel { geometry::panel_rows(self.size) } else { 0 };
        let above = Size { height: self.size.height.saturating_sub(rows), ..self.size };
        let areas = geometry::pair(above, self.measure, self.config.settings.compare.min_width);
        let y = above.height.saturating_sub(1);
        (areas, panel.then_some(geometry::Area { x: 0, y, width: self.size.width, height: rows }))
    }

    fn list_height(&self) -> usize {
        geometry::list(self.size, false).list.height
    }
}
