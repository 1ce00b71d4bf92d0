//! The main loop: take what happened, let the state machine answer, draw, sleep.
//!
//! The loop drains what is pending before it draws, but only for as long as nobody notices: a flood of answers must
//! not starve the screen. Without events it sleeps; there is no tick.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant, SystemTime};

use super::event::{Ending, Event};
use super::outside::{self, Rest};
use super::{Session, input};
use crate::app::message::{Effect, Msg};
use crate::app::{App, Start};
use crate::config::Config;
use crate::effects::{Answers, Effects, World};
use crate::ui;

/// How long messages are taken before a frame is due; half of what a key may take to be answered.
const TAKING: Duration = Duration::from_millis(8);

/// Why there is no screen.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The terminal cannot be taken.
    #[error("the screen cannot be opened: {0}")]
    Screen(std::io::Error),
    /// The terminal cannot be listened to.
    #[error("the keyboard cannot be read: {0}")]
    Keys(std::io::Error),
}

/// What the program on the screen starts from.
#[derive(Debug)]
pub struct Program {
    /// Settings, keys, theme.
    pub config: Arc<Config>,
    /// What to show.
    pub start: Start,
    /// Where things lie outside.
    pub world: World,
    /// Whether a question to the terminal has no answer yet.
    pub unanswered: bool,
    /// What the reader is told first.
    pub notices: Vec<String>,
}

impl Program {
    /// Runs until the reader, a signal or the terminal ends it; returns how, and what could not be saved.
    pub fn run(self) -> Result<(Ending, Vec<String>), Failure> {
        let session = Session::enter(self.config.settings.mouse).map_err(Failure::Screen)?;
        let (events, inbox) = mpsc::channel();
        #[cfg(unix)]
        super::signals::listen(events.clone(), session.hold()).map_err(Failure::Screen)?;
        let size = session.size();
        let (app, first) = App::new(self.config, self.start, size);
        let answers = {
            let events = events.clone();
            Answers::new(move |msg| events.send(Event::App(msg)).is_ok())
        };
        let noise = RandomState::new().hash_one(std::process::id());
        let outside = Outside { rest: Arc::default(), events: events.clone(), open: false };
        let rest = Arc::clone(&outside.rest);
        let mut main = Loop { app, session, effects: None, inbox, held: true, outside, noise };
        // The first frame comes before anything that may take time, reading the state included.
        let drawn = main.draw();
        main.effects = Some(Effects::new(self.world, answers.clone()));
        input::listen(events, size, self.unanswered, rest).map_err(Failure::Keys)?;
        for notice in self.notices {
            answers.send(Msg::Failed(notice));
        }
        let ending = drawn.or_else(|| main.perform(first));
        main.run(ending)
    }
}

/// The loop and what it holds.
struct Loop {
    app: App,
    session: Session,
    effects: Option<Effects>,
    inbox: Receiver<Event>,
    /// Whether the terminal is ours, which it is not while the program is stopped.
    held: bool,
    outside: Outside,
    /// What no other run of the program has.
    noise: u64,
}

/// The reader's own editor, seen from the loop.
struct Outside {
    /// Where the thread that reads keys is meanwhile.
    rest: Arc<Rest>,
    events: Sender<Event>,
    open: bool,
}

impl Loop {
    fn run(mut self, mut ending: Option<Ending>) -> Result<(Ending, Vec<String>), Failure> {
        loop {
            if let Some(ending) = ending {
                return Ok((ending, self.end(ending)));
            }
            let Ok(first) = self.inbox.recv() else { return Ok((Ending::Closed, self.end(Ending::Closed))) };
            ending = self.turn(first)?;
        }
    }

    /// Takes what is pending, for [`TAKING`] at most, then draws.
    fn turn(&mut self, first: Event) -> Result<Option<Ending>, Failure> {
        let began = Instant::now();
        let mut next = Some(first);
        while let Some(event) = next {
            if let Some(ending) = self.take(event)? {
                return Ok(Some(ending));
            }
            next = if began.elapsed() < TAKING { self.inbox.try_recv().ok() } else { None };
        }
        Ok(self.draw())
    }

    fn take(&mut self, event: Event) -> Result<Option<Ending>, Failure> {
        match event {
            Event::App(Msg::Resize(size)) => Ok(self.resized(size)),
            Event::App(msg) => Ok(self.update(msg)),
            // The editor has the terminal, and keys that end or stop it are its own affair.
            Event::Stop if self.outside.open => Ok(stop_with_the_editor()),
            Event::Continued if self.outside.open => Ok(None),
            Event::End(ending) if self.outside.open && ending.is_by_key() => Ok(None),
            Event::Stop => Ok(self.suspend()),
            Event::Continued => Ok(self.resume()),
            Event::Edited(outcome) => Ok(self.edited(outcome)),
            Event::End(ending) => Ok(Some(ending)),
            Event::Deaf(error) => Err(Failure::Keys(error)),
        }
    }

    fn update(&mut self, msg: Msg) -> Option<Ending> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        self.app.tell_time(u64::try_from(now.as_millis()).unwrap_or(u64::MAX), self.noise);
        let effects = self.app.update(msg);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Option<Ending> {
        let mut ending = None;
        for effect in effects {
            ending = ending.or(self.perform_one(effect));
        }
        ending
    }

    /// Does what concerns the terminal here and hands on the rest.
    fn perform_one(&mut self, effect: Effect) -> Option<Ending> {
        match effect {
            Effect::Quit => Some(Ending::Quit),
            Effect::Suspend => self.suspend(),
            Effect::Redraw => closed(self.session.clear()),
            Effect::EditOutside(text) => self.edit(text),
            Effect::Copy(text) => {
                let ending = closed(self.session.copy(&text));
                self.hand_on(Effect::Copy(text));
                ending
            }
            other => {
                self.hand_on(other);
                None
            }
        }
    }

    fn hand_on(&mut self, effect: Effect) {
        if let Some(effects) = &mut self.effects {
            effects.perform(effect);
        }
    }

    fn resized(&mut self, size: crate::app::geometry::Size) -> Option<Ending> {
        let ending = closed(self.session.resize(size));
        ending.or(self.update(Msg::Resize(size)))
    }

    /// Gives the terminal back and stops; [`Self::resume`] follows when the program is continued.
    fn suspend(&mut self) -> Option<Ending> {
        #[cfg(unix)]
        {
            self.session.leave();
            self.held = false;
            if super::signals::stop().is_err() {
                return self.resume();
            }
        }
        None
    }

    /// Takes the terminal again: after `fg`, and after a stop that nobody announced (SIGSTOP), which left the shell to
    /// set the terminal as it likes.
    fn resume(&mut self) -> Option<Ending> {
        match self.session.reenter() {
            Ok(size) => {
                self.held = true;
                self.update(Msg::Resize(size))
            }
            Err(_) => Some(Ending::Closed),
        }
    }

    /// Gives the terminal to the reader's own editor; [`Self::edited`] follows.
    fn edit(&mut self, text: String) -> Option<Ending> {
        if let Err(why) = outside::make_room(&self.outside.rest) {
            return self.update(Msg::Edited(Err(why)));
        }
        self.session.leave();
        self.held = false;
        self.outside.open = true;
        outside::edit(text, self.outside.events.clone());
        None
    }

    /// Takes the terminal back from the editor.
    fn edited(&mut self, outcome: Result<Option<String>, String>) -> Option<Ending> {
        self.outside.open = false;
        self.outside.rest.end();
        self.resume().or_else(|| self.update(Msg::Edited(outcome)))
    }

    fn draw(&mut self) -> Option<Ending> {
        if !self.held {
            return None;
        }
        let app = &self.app;
        closed(self.session.draw(|frame| ui::render(app, frame)))
    }

    /// Lets the state machine save what it has, gives the terminal back, and waits for what is being saved.
    fn end(&mut self, ending: Ending) -> Vec<String> {
        if ending != Ending::Quit {
            for effect in self.app.update(Msg::Terminate) {
                if is_kept(&effect) {
                    self.hand_on(effect);
                }
            }
        }
        self.session.leave();
        self.effects.take().map(Effects::finish).unwrap_or_default()
    }
}

/// Stops the program as the editor was stopped; both go on with `fg`.
fn stop_with_the_editor() -> Option<Ending> {
    #[cfg(unix)]
    let _ = super::signals::stop();
    None
}

/// Says whether an effect keeps what the reader did, and so is carried out even when the program is ended from outside.
const fn is_kept(effect: &Effect) -> bool {
    use Effect::{DropDraft, RejectGuess, SaveDraft, SaveNote, SaveState};
    matches!(effect, SaveState(_) | RejectGuess(_) | SaveNote(..) | SaveDraft(_) | DropDraft(_))
}

/// A terminal that does not take what is written to it is closed.
fn closed(written: std::io::Result<()>) -> Option<Ending> {
    written.err().map(|error| {
        tracing::info!(%error, "the terminal is gone");
        Ending::Closed
    })
}
