//! The state machine: `update` takes a message and returns effects. No IO, no clock, no threads.
//!
//! A key becomes an [`Action`] through the key table and goes to the screen on top, which carries it out by itself with
//! what the [`Ctx`] has; where that leads beyond the screen it says with a [`Flow`]. From the top down:
//!
//! ```text
//! app, screen, answers, going, overlaid, noting,
//! pointing, fetching                               the program: routes, screens on each other, what concerns several
//! list   reader   pair   notes   feeds             a folder a screen, each with its verbs
//! ctx                                              what screens act with, and the verbs they share
//! overlay                                          what lies over a screen
//! pane                                             one article on the screen: rows, cursor, marks, hits
//! core                                             messages, geometry, keys, shelf, history
//! ```

mod adding;
mod answers;
pub mod core;
pub mod ctx;
mod editing;
pub mod feeds;
mod fetching;
mod going;
pub mod list;
mod moved;
pub mod notes;
mod noting;
mod overlaid;
pub mod overlay;
pub mod pair;
pub mod pane;
mod pointing;
pub mod reader;
mod screen;
mod viewing;

use std::sync::Arc;

use crate::config::Config;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::config::keys::{Key, layout};
use crate::library::Origin;
use crate::library::views::View;
// The words that the layers above speak with.
use core::direction::Direction;
use core::feeds::Feeds;
use core::geometry::{Page, Size};
use core::input::{Pending, Step};
use core::message::{Effect, Msg, Roots};
use core::session::{News, Session};
use core::shelf::Shelf;
pub use core::{geometry, message};
use ctx::actor::Actor;
use ctx::flow::Flow;
use ctx::notes::Notes;
pub use ctx::{Ctx, Notice};
use list::ListScreen;
use overlay::{Overlay, PromptKind};
pub use screen::Screen;

/// Rows that one notch of the wheel scrolls.
const NOTCH: isize = 3;

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
    /// The folders of the reader's library, for telling where it lies.
    pub lies_in: Vec<std::path::PathBuf>,
    /// What was typed of an article to be added, while its box is closed.
    pub put_by: Option<Box<overlay::adding::Adding>>,
    /// What was typed about an article, while its form is closed.
    pub put_by_form: Option<Box<overlay::form::Form>>,
    /// The saved views, as far as they were read.
    pub views: Vec<View>,
    /// The view that is being named, while its name is typed.
    naming: Option<View>,
    /// The notes.
    pub notes: Notes,
    /// The feeds.
    pub feeds: Feeds,
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
            lies_in: Vec::new(),
            put_by: None,
            put_by_form: None,
            views: Vec::new(),
            naming: None,
            notes: Notes::default(),
            feeds: Feeds::default(),
            session: Session::default(),
            config,
            size,
        };
        match start {
            Start::Library(_) => app.begin_library(),
            Start::Read(origin) => app.read(origin, pane::slot::Arrival::default()),
            Start::Compare(left, right) => app.compare(left, right),
        }
        app.ctx().ask(Effect::LoadNotes);
        let effects = app.drain();
        (app, effects)
    }

    /// Tells the time, in milliseconds since 1970, and noise that no other run has; to be called before an update.
    pub const fn tell_time(&mut self, now: u64, noise: u64) {
        self.notes.moment.tell(now, noise);
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
            Msg::Stories(id, stories) => self.stories_found(id, &stories),
            Msg::Near(id, near) => self.near_found(id, near),
            Msg::ReadAgain(id, paths, found) => self.read_again(id, &paths, found),
            Msg::Loaded(id, loaded) => self.loaded(id, loaded),
            Msg::Comparing(id, stage) => self.comparing(id, stage),
            Msg::Compared(id, result) => self.compared(id, result),
            Msg::Decisions(id, kept) => self.decisions_read(id, &kept),
            Msg::Notes(news) => self.notes_read(*news),
            Msg::NoteSaved(id, at, outcome) => self.note_saved(id, at, outcome),
            Msg::NotesGone(folder) => self.notes_gone(&folder),
            Msg::Drafted(outcome) => self.ctx().drafted(outcome),
            Msg::Located(id, found) => self.located(id, &found),
            Msg::Looked(id, found, last) => self.looked_for(id, found, last),
            Msg::Edited(outcome) => self.ctx().edited_outside(outcome),
            Msg::LibraryHits(id, hits) => self.with_list(|list, ctx| list.hits_came(id, hits, ctx)),
            Msg::LibrarySearchDone(id) => self.with_list(|list, ctx| list.search_ended(id, ctx)),
            Msg::TextHits(id, hits) => self.text_hits(id, hits),
            Msg::State(state) => self.state_read(*state),
            Msg::Changed(paths) => self.changed(&paths),
            Msg::DecidedElsewhere => self.decided_elsewhere(),
            Msg::Corrections(corrections) => self.corrections_read(*corrections),
            Msg::Feeds(list) => self.feeds_read(list),
            Msg::Fetching(id, all) => self.feeds.begin(id, all),
            Msg::FeedDone(id, done) => self.feeds.done(id, *done),
            Msg::Fetched(id, outcome) => self.fetched(id, outcome),
            Msg::FeedAdded(id, outcome) => self.feed_added(id, outcome),
            Msg::FeedSurveyed(url, tally) => self.feed_surveyed(&url, tally),
            Msg::FeedRemoved(removal, outcome) => self.feed_removed(*removal, outcome),
            Msg::FeedBack(outcome) => self.feed_back(outcome),
            Msg::AdditionFound(id, found) => self.addition_found(id, found),
            Msg::AdditionKept(id, kept) => self.addition_kept(id, kept),
            Msg::Views(opens, read) => self.views_read(opens, read),
            Msg::ArticleEdited(edited) => self.article_edited(*edited),
            Msg::Failed(text) => self.ctx().warn(text),
            Msg::Done(text) => self.ctx().say(text),
            Msg::IsThere(path, wanted) => self.ask_to_overwrite(&path, wanted),
            Msg::Tick => self.tick(),
            Msg::Terminate => self.quit_now(),
        }
        self.settle();
        self.note_rest();
        self.drain()
    }

    fn drain(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.session.out)
    }

    /// Parts the screens from what they act with.
    fn parts(&mut self) -> (&mut Vec<Screen>, Ctx<'_>) {
        let (contexts, page) = (self.screen_contexts(), self.page());
        let ctx = Ctx {
            config: &self.config,
            page,
            contexts,
            shelf: &mut self.shelf,
            notes: &mut self.notes,
            feeds: &mut self.feeds,
            overlay: &mut self.overlay,
            notice: &mut self.notice,
            session: &mut self.session,
        };
        (&mut self.screens, ctx)
    }

    fn ctx(&mut self) -> Ctx<'_> {
        self.parts().1
    }

    /// Lets the screen on top do something.
    fn on_top<T>(&mut self, act: impl FnOnce(&mut dyn Actor, &mut Ctx<'_>) -> T) -> Option<T> {
        let (screens, mut ctx) = self.parts();
        screens.last_mut().map(|screen| act(screen.actor_mut(), &mut ctx))
    }

    /// Lets the list do something, which is the first screen where there is one.
    fn with_list(&mut self, act: impl FnOnce(&mut ListScreen, &mut Ctx<'_>)) {
        let (screens, mut ctx) = self.parts();
        if let Some(list) = screens.first_mut().and_then(Screen::list) {
            act(list, &mut ctx);
        }
    }

    /// Follows where an action of the screen on top led.
    fn follow(&mut self, flow: Option<Flow>) {
        match flow {
            None | Some(Flow::Done) => {}
            Some(Flow::Unknown(action)) => self.ctx().works_elsewhere(action),
            Some(Flow::Back) => self.back(),
            Some(Flow::Read(origin, then)) => self.read(origin, then),
            Some(Flow::Compare(left, right)) => self.compare(left, right),
            Some(Flow::ListFeed(address)) => self.list_feed(&address),
            Some(Flow::Along(by)) => self.along(by),
            Some(Flow::AlongUnread(by)) => self.along_unread(by),
            Some(Flow::Widen(steps)) => self.widen(steps),
            Some(Flow::Arrived) => self.arrived(),
            Some(Flow::Note(id, target)) => self.go_to_note(id, target),
            Some(Flow::Listed(listed)) => self.go_to_listed(*listed),
        }
    }

    /// Tells every screen what it has yet to hear.
    fn settle(&mut self) {
        let News { states, library, notes, listing, writing, saved, moved, decided, placed, corrected } =
            std::mem::take(&mut self.session.news);
        if states {
            self.shelf.count_unread();
        }
        self.move_notes(moved);
        saved.into_iter().for_each(|note| self.save_note(note));
        decided.into_iter().for_each(|decided| self.carry_out_decision(decided));
        if notes {
            self.refresh_notes();
        } else if listing {
            self.refresh_note_list(false);
        }
        let mut anew = library || !placed.is_empty();
        if !placed.is_empty() {
            self.with_list(|list, ctx| list.entries_changed(ctx.shelf, &placed));
        }
        self.with_list(|list, ctx| {
            anew |= states && list.reading_changed();
            anew |= notes && list.notes_changed(ctx);
        });
        if anew {
            self.rearrange();
        }
        if corrected {
            self.find_stories();
        }
        if writing {
            self.begin_writing();
        }
        self.count_for_feeds();
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
            Some(Overlay::Prompt(_) | Overlay::Add(_) | Overlay::Edit(_)) => Typing::Line,
            _ => Typing::Nothing,
        }
    }

    fn top(&self) -> Option<&dyn Actor> {
        self.screens.last().map(Screen::actor)
    }

    /// Returns the list, which is the first screen where there is one.
    #[must_use]
    pub fn list(&self) -> Option<&ListScreen> {
        if let Some(Screen::Library(list)) = self.screens.first() { Some(list) } else { None }
    }

    /// Returns the page that everything is laid out on.
    #[must_use]
    pub fn page(&self) -> Page {
        Page { size: self.size, measure: self.measure, beside_from: self.config.settings.compare.min_width }
    }

    /// Returns the contexts whose keys hold now, the strongest first.
    #[must_use]
    pub fn contexts(&self) -> Vec<Context> {
        match self.overlay {
            Some(Overlay::Editor(_) | Overlay::Edit(_)) => vec![Context::Editor],
            Some(_) => vec![Context::Overlay],
            None => self.screen_contexts(),
        }
    }

    /// Returns the contexts of the screen on top, whatever lies over it.
    #[must_use]
    pub fn screen_contexts(&self) -> Vec<Context> {
        let own = self.top().map_or_else(|| vec![Context::Library], |screen| screen.contexts());
        own.into_iter().chain([Context::Everywhere]).collect()
    }

    /// Says which keys stand at the bottom.
    #[must_use]
    pub fn footer(&self) -> Option<Footer> {
        let footer = self.top()?.footer(&self.shelf);
        Some(if self.list().is_none() { footer.alone() } else { footer })
    }

    fn press(&mut self, key: Key) {
        (self.session.pointer.beyond, self.session.pointer.selected) = (None, false);
        self.notice = None;
        if self.overlay.is_some() {
            self.press_overlay(key);
            return;
        }
        let contexts = self.screen_contexts();
        match self.pending.press(key, &self.config.keys, &contexts) {
            Step::Act(action, count) => self.act(action, count),
            Step::Unknown => self.unknown_key(key),
            Step::Wait => {}
        }
    }

    fn unknown_key(&mut self, key: Key) {
        let layout = if self.config.keys.place(key) == key { layout::of(key) } else { None };
        let hint = match (layout, self.config.keys.shown(&[Context::Everywhere], Action::Help)) {
            (Some((name, place)), _) => format!("; with layout = \"{name}\" in the settings it is the key {place}"),
            (None, Some(help)) => format!("; {help} shows the keys"),
            (None, None) => String::new(),
        };
        self.ctx().say(format!("{key} does nothing here{hint}"));
    }

    /// Carries out an action: here what every screen knows, else on the screen on top.
    fn act(&mut self, action: Action, count: Option<usize>) {
        match action {
            Action::Search => self.ctx().prompt(PromptKind::Search, ""),
            Action::SearchNext => self.search_next(Direction::Forward, count),
            Action::SearchPrevious => self.search_next(Direction::Back, count),
            Action::Help => {
                self.overlay = Some(Overlay::Help(overlay::help(&self.config.keys, &self.screen_contexts())))
            }
            Action::Palette => {
                self.overlay = Some(Overlay::Palette(overlay::palette(&self.config.keys, &self.screen_contexts())));
            }
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::JumpBack => self.jump(Direction::Back),
            Action::JumpForward => self.jump(Direction::Forward),
            Action::Back => self.back(),
            Action::Cancel => self.cancel(),
            Action::Notes => self.open_notes(),
            Action::Feeds => self.open_feeds(),
            Action::FetchAll => self.fetch_all(),
            Action::SaveAgain => self.save_again(),
            Action::SaveElsewhere => self.open_elsewhere(),
            Action::Redraw => self.ctx().ask(Effect::Redraw),
            Action::Suspend => self.ctx().ask(Effect::Suspend),
            Action::Quit => self.quit(),
            Action::OpenSamples => self.open_samples(),
            Action::RejectGuess => self.reject_guess(),
            Action::Add => self.open_adding(),
            Action::Edit => self.open_editing(),
            Action::Views => self.open_views(),
            _ => {
                let flow = self.on_top(|screen, ctx| screen.act(action, count, ctx));
                self.follow(flow);
            }
        }
    }

    fn resize(&mut self, size: Size) {
        self.size = size;
        self.fit();
    }

    /// Fits every screen to the terminal and the measure.
    fn fit(&mut self) {
        let page = self.page();
        self.screens.iter_mut().for_each(|screen| screen.actor_mut().fit(page));
        self.fit_editor();
        self.refresh_preview();
    }
}
