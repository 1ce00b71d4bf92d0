//! The main loop: take what happened, let the state machine answer, draw, sleep.
//!
//! The loop drains what is pending before it draws, but only for as long as nobody notices: a flood of answers must
//! not starve the screen, nor the keys. Without events it sleeps; there is no tick but those that the
//! state machine asks for, one at a time.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use super::event::{Ending, Event};
use super::input;
use super::outside::{Back, Outside};
use super::session::{self, Session};
use super::typed::Typed;
use crate::app::message::{Effect, Msg};
use crate::app::{App, Start};
use crate::config::Config;
use crate::effects::{Answers, Effects, World, supervise};
use crate::ui;

/// How long messages are taken before a frame is due; half of what a key may take to be answered.
const TAKING: Duration = Duration::from_millis(8);

/// How long a tick takes: twenty rows a second are read along while they scroll.
const TICK: Duration = Duration::from_millis(50);

/// How long the reader's own editor may take to end with the program, and then to be killed.
const ENDING: [Duration; 2] = [Duration::from_secs(3), Duration::from_secs(5)];

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
        let (mut app, first) = App::new(self.config, self.start, size);
        app.lies_in.clone_from(&self.world.library.roots);
        let answers = {
            let events = events.clone();
            Answers::new(move |msg| events.send(Event::App(msg)).is_ok())
        };
        let noise = RandomState::new().hash_one(std::process::id());
        let outside = Outside::new(events.clone());
        let (typed, rest) = (Arc::new(Typed::default()), Arc::clone(&outside.rest));
        let mut main = Loop {
            app,
            session,
            effects: None,
            inbox,
            typed: Arc::clone(&typed),
            held: true,
            outside,
            resized: false,
            words: Vec::new(),
            noise,
            tick: None,
        };
        // The first frame comes before anything that may take time, reading the state included.
        let drawn = main.draw();
        main.effects = Some(Effects::new(self.world, answers.clone()));
        input::listen(events.clone(), typed, rest).map_err(Failure::Keys)?;
        // A change of size before anybody listened for one.
        if session::size() != size {
            let _ = events.send(Event::Resized);
        }
        for notice in self.notices {
            answers.send(Msg::Failed(notice));
        }
        // A panic gives the terminal back and speaks; what is unsaved is kept and named all the same.
        let ended = supervise::once(|| {
            let ending = drawn.or_else(|| main.perform(first));
            main.run(ending)
        });
        Ok(ended.unwrap_or_else(|| (Ending::Broken, main.finish())))
    }
}

/// The loop and what it holds.
struct Loop {
    app: App,
    session: Session,
    effects: Option<Effects>,
    inbox: Receiver<Event>,
    typed: Arc<Typed>,
    /// Whether the terminal is ours, which it is not while the program is stopped.
    held: bool,
    outside: Outside,
    /// Whether the terminal has said that its size is another.
    resized: bool,
    /// What the reader is told at the end.
    words: Vec<String>,
    /// What no other run of the program has.
    noise: u64,
    /// When a tick is due, if one was asked for.
    tick: Option<Instant>,
}

impl Loop {
    fn run(&mut self, mut ending: Option<Ending>) -> (Ending, Vec<String>) {
        loop {
            if let Some(ending) = ending {
                return (ending, self.end(ending));
            }
            let next = if self.typed.is_empty() { self.wait() } else { Some(Event::Typed) };
            ending = next.map_or(Some(Ending::Closed), |event| self.turn(event));
        }
    }

    /// Sleeps until something happens, or until a tick is due where one was asked for; none where nothing can happen.
    fn wait(&mut self) -> Option<Event> {
        let Some(due) = self.tick else { return self.inbox.recv().ok() };
        match self.inbox.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => {
                self.tick = None;
                Some(Event::App(Msg::Tick))
            }
            event => event.ok(),
        }
    }

    /// Takes what is pending, for [`TAKING`] at most and keys in turn with the rest, then draws.
    fn turn(&mut self, first: Event) -> Option<Ending> {
        let began = Instant::now();
        let mut next = Some(first);
        loop {
            let event = next.take();
            let idle = event.is_none();
            let typed = self.typed.take(self.app.typing());
            if idle && typed.is_none() {
                break;
            }
            let ending = event.and_then(|event| self.take(event)).or_else(|| typed.and_then(|msg| self.update(msg)));
            if ending.is_some() {
                return ending;
            }
            if began.elapsed() >= TAKING {
                break;
            }
            next = self.inbox.try_recv().ok();
        }
        let ending = std::mem::take(&mut self.resized).then(|| self.resize()).flatten();
        ending.or_else(|| self.draw())
    }

    fn take(&mut self, event: Event) -> Option<Ending> {
        match event {
            Event::App(msg) => self.update(msg),
            Event::Typed => None,
            Event::Resized => {
                self.resized = true;
                None
            }
            Event::Lost(why) => {
                self.words.push(why);
                Some(Ending::Broken)
            }
            // The editor has the terminal, and keys that end or stop it are its own affair.
            Event::Stop if self.outside.open => stop_with_the_editor(),
            Event::Continued if self.outside.open => None,
            Event::End(ending) if self.outside.open && ending.is_by_key() => None,
            Event::Stop => self.suspend(),
            Event::Continued => self.resume(),
            Event::Edited(back) => self.edited(back),
            Event::End(ending) => Some(ending),
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
            Effect::Tick => {
                self.tick = Some(Instant::now() + TICK);
                None
            }
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

    /// Fits the next frame to the terminal, drawn from nothing.
    fn resize(&mut self) -> Option<Ending> {
        let size = session::size();
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
        if let Err(why) = self.outside.make_room() {
            return self.update(Msg::Edited(Err(why)));
        }
        // What was typed ahead was meant for the editor, which cannot have it any more.
        self.typed.clear();
        self.session.leave();
        self.held = false;
        self.outside.edit(text);
        None
    }

    /// Takes the terminal back from the editor.
    fn edited(&mut self, back: Back) -> Option<Ending> {
        self.outside.open = false;
        self.outside.rest.end();
        self.resume().or_else(|| self.update(Msg::Edited(back.outcome)))
    }

    /// Ends the editor with the program; what was written in it goes into the draft, and its file is named.
    fn end_editor(&mut self, ending: Ending) {
        self.outside.open = false;
        self.outside.end(ending);
        let back = self.wait_for_editor(ENDING[0]).or_else(|| {
            self.outside.kill();
            self.wait_for_editor(ENDING[1])
        });
        match back {
            Some(Back { outcome, rescued }) => {
                let text = rescued.or_else(|| outcome.clone().ok().flatten());
                self.words.extend(outcome.err());
                if let Some(text) = text {
                    self.keep(Msg::Edited(Ok(Some(text))));
                }
            }
            None => {
                let file = self.outside.file().map(|file| format!("the text that was open is in {}", file.display()));
                self.words.extend(file);
            }
        }
    }

    /// Waits for the editor, and for nothing else any more.
    fn wait_for_editor(&self, patience: Duration) -> Option<Back> {
        let began = Instant::now();
        loop {
            let left = patience.checked_sub(began.elapsed())?;
            if let Event::Edited(back) = self.inbox.recv_timeout(left).ok()? {
                return Some(back);
            }
        }
    }

    fn draw(&mut self) -> Option<Ending> {
        if !self.held {
            return None;
        }
        let app = &self.app;
        closed(self.session.draw(|frame| ui::render(app, frame)))
    }

    /// Lets the state machine save what it has, gives the terminal back, and waits for what is being saved; returns what
    /// the reader is to be told.
    fn end(&mut self, ending: Ending) -> Vec<String> {
        if self.outside.open {
            self.end_editor(ending);
        }
        if ending != Ending::Quit {
            self.keep(Msg::Terminate);
        }
        self.session.leave();
        self.finish()
    }

    /// Tells the state machine, and does of what it asks for only what keeps the reader's work.
    fn keep(&mut self, msg: Msg) {
        for effect in self.app.update(msg) {
            if effect.keeps() {
                self.hand_on(effect);
            }
        }
    }

    fn finish(&mut self) -> Vec<String> {
        let mut words = std::mem::take(&mut self.words);
        words.extend(self.effects.take().map(Effects::finish).unwrap_or_default());
        words
    }
}

/// Stops the program as the editor was stopped; both go on with `fg`.
fn stop_with_the_editor() -> Option<Ending> {
    #[cfg(unix)]
    let _ = super::signals::stop();
    None
}

/// A terminal that does not take what is written to it is closed.
fn closed(written: std::io::Result<()>) -> Option<Ending> {
    written.err().map(|error| {
        tracing::info!(%error, "the terminal is gone");
        Ending::Closed
    })
}
