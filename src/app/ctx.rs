//! What a screen acts with: settings, the page, the shelf, the notes, the way out. A screen changes itself and what is
//! here; where an action leads beyond that it returns a [`flow::Flow`], and what others have to hear of it goes into
//! the [`News`](crate::app::core::session::News).

pub mod actor;
mod correcting;
mod deciding;
mod fetching;
pub mod flow;
pub mod hand;
mod linking;
mod links;
pub mod notes;
mod noting;
pub mod searching;
pub mod states;
mod versions;
mod writing;

use std::sync::Arc;

use crate::app::core::feeds::Feeds;
use crate::app::core::geometry::Page;
use crate::app::core::jumps::Place;
use crate::app::core::message::Effect;
use crate::app::core::request::RequestId;
use crate::app::core::session::Session;
use crate::app::core::shelf::Shelf;
use crate::app::overlay::{self, Overlay, Prompt, PromptKind};
use crate::app::pane::slot::{Arrival, Slot};
use crate::config::Config;
use crate::config::action::{Action, Context};
use crate::library::{Entry, Loaded, Origin};
use notes::Notes;

/// Bytes of warnings that are kept together until a key is pressed.
const MOST_WARNINGS: usize = 400;

/// A word to the reader, shown until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says, not sanitised.
    pub text: String,
    /// Whether something went wrong.
    pub warning: bool,
}

/// What a screen acts with.
#[derive(Debug)]
pub struct Ctx<'a> {
    /// Settings, keys, theme.
    pub config: &'a Config,
    /// The terminal's size, and how texts are laid out in it.
    pub page: Page,
    /// The contexts whose keys hold on the screen on top, the strongest first.
    pub contexts: Vec<Context>,
    /// The library.
    pub shelf: &'a mut Shelf,
    /// The notes.
    pub notes: &'a mut Notes,
    /// The feeds.
    pub feeds: &'a mut Feeds,
    /// What lies over the screen.
    pub overlay: &'a mut Option<Overlay>,
    /// A word to the reader.
    pub notice: &'a mut Option<Notice>,
    /// History, jumps, effects, news.
    pub session: &'a mut Session,
}

impl Ctx<'_> {
    /// Asks for something outside.
    pub fn ask(&mut self, effect: Effect) {
        if let Effect::SaveState(changes) = &effect {
            self.session.last_saved.clone_from(changes);
        }
        self.session.out.push(effect);
    }

    /// Returns the number of a new question.
    pub const fn request(&mut self) -> RequestId {
        self.session.requests += 1;
        RequestId(self.session.requests)
    }

    /// Calls off what is no longer wanted.
    pub fn call_off(&mut self, unwanted: impl IntoIterator<Item = RequestId>) {
        unwanted.into_iter().for_each(|id| self.ask(Effect::CallOff(id)));
    }

    /// Says something to the reader.
    pub fn say(&mut self, text: impl Into<String>) {
        *self.notice = Some(Notice { text: text.into(), warning: false });
    }

    /// Warns the reader; a warning that nobody has seen yet is not pushed out by the next one.
    pub fn warn(&mut self, text: impl Into<String>) {
        let before = self.notice.take().filter(|notice| notice.warning && notice.text.len() < MOST_WARNINGS);
        let text = text.into();
        let text = match before {
            Some(notice) if notice.text != text => format!("{}; {text}", notice.text),
            _ => text,
        };
        *self.notice = Some(Notice { text, warning: true });
    }

    /// Returns the key of an action as it is shown on this screen; nothing where it has none.
    #[must_use]
    pub fn key(&self, action: Action) -> String {
        self.config.keys.shown(&self.contexts, action).unwrap_or_default()
    }

    /// Says what was done, and how it is taken back.
    pub fn say_undoable(&mut self, label: String) {
        let undo = self.config.keys.shown(&self.contexts, Action::Undo);
        self.say(undo.map_or(label.clone(), |undo| format!("{label}   {undo} takes it back")));
    }

    /// Says where an action works that does not work here.
    pub fn works_elsewhere(&mut self, action: Action) {
        let places: Vec<_> = action.contexts().iter().map(|c| c.name()).collect();
        self.say(format!("“{}” works in: {}", action.name(), places.join(", ")));
    }

    /// Notes the place at hand in the jump list, before a leap.
    pub fn leave(&mut self, here: Option<Place>) {
        if let Some(here) = here {
            self.session.jumps.leave(here);
        }
    }

    /// Asks for a line of input, with something typed already.
    pub fn prompt(&mut self, kind: PromptKind, typed: impl Into<String>) {
        *self.overlay = Some(Overlay::Prompt(Prompt::new(kind, typed.into())));
    }

    /// Loads an article.
    pub fn load(&mut self, origin: Origin, then: Arrival) -> Slot {
        let id = self.request();
        self.ask(Effect::Load(id, origin.clone()));
        Slot::waiting(origin, id, then)
    }

    /// Reads the library, for the first time or anew.
    pub fn scan(&mut self) {
        let id = self.request();
        self.shelf.begin(id);
        self.ask(Effect::Scan(id, self.shelf.roots));
    }

    /// Lists the articles that can stand beside `entry`, those of its story first, and by likeness once that is known.
    pub fn pick(&mut self, entry: &Entry) {
        if !self.shelf.was_scanned() {
            self.scan();
        }
        self.look_for_near(&entry.origin);
        *self.overlay = Some(Overlay::Picker(overlay::picker(self.shelf, entry)));
    }

    /// Lists the stories and articles that `entry` may be one story with, by likeness once that is known.
    pub fn choose_story(&mut self, entry: &Entry) {
        self.look_for_near(&entry.origin);
        *self.overlay = Some(Overlay::Stories(overlay::stories(self.shelf, entry)));
    }

    /// Asks which articles tell most of what the one from `of` tells.
    pub fn look_for_near(&mut self, of: &Origin) {
        let id = self.request();
        let (before, is_asked) = self.shelf.begin_near(id, of);
        self.call_off(before);
        if is_asked {
            let entries = Arc::clone(&self.shelf.entries);
            self.ask(Effect::FindNear(id, entries, of.clone()));
        }
    }

    /// Says what is wrong with the front matter, or why a newer text of an open article cannot be read.
    pub fn tell_trouble(&mut self, loaded: &Result<Box<Loaded>, String>) {
        match loaded {
            Ok(loaded) => {
                if let Some(flaw) = loaded.entry.flaws.first() {
                    let name = crate::app::pane::head::name(&loaded.entry.origin);
                    self.warn(format!("{name}:{}:{}: {}", flaw.line, flaw.column, flaw.message));
                }
            }
            Err(why) => self.warn(why.clone()),
        }
    }
}
