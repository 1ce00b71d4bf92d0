//! Keys, pastes and the mouse: read from the terminal by one thread, as soon as they come and to the last byte.
//!
//! The terminal is waited for by level: what lies there wakes the thread, however much of it was read before. A pipe
//! ends the waiting when the terminal is to be another's, and so does a moment without the rest of a sequence.

mod decode;
#[cfg(any(not(unix), test))]
#[cfg_attr(unix, allow(dead_code, reason = "tried here, used elsewhere"))]
mod elsewhere;
mod sequence;
#[cfg(unix)]
mod tty;

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::event::{Ending, Event};
use super::rest::Rest;
use super::typed::Typed;
use crate::effects::supervise;

pub use decode::{Decoder, Input};
#[cfg(unix)]
use tty::terminal;

/// So often in a row may reading fail in a way that nobody foresaw.
const FALLS: usize = 3;

/// What came of waiting for the terminal.
#[derive(Debug)]
pub enum Came {
    /// So many bytes.
    Bytes(usize),
    /// Nothing, for as long as was to be waited.
    Nothing,
    /// The thread is asked to look up.
    Woken,
}

/// The thread that reads, seen from outside.
#[cfg(unix)]
pub fn listen(events: Sender<Event>, typed: Arc<Typed>, rest: Arc<Rest>) -> io::Result<()> {
    let (mut read, waker) = terminal()?;
    rest.wake_with(move || waker.wake());
    start(move |bytes, patience| read.wait(bytes, patience), events, typed, rest)
}

/// The thread that reads, seen from outside.
#[cfg(not(unix))]
pub fn listen(events: Sender<Event>, typed: Arc<Typed>, _: Arc<Rest>) -> io::Result<()> {
    elsewhere::listen(events, typed)
}

/// Starts the thread; `wait` waits for the terminal, so long at most, and puts bytes where it is told.
fn start(
    wait: impl FnMut(&mut [u8], Option<Duration>) -> io::Result<Came> + Send + 'static,
    events: Sender<Event>,
    typed: Arc<Typed>,
    rest: Arc<Rest>,
) -> io::Result<()> {
    let fallen = events.clone();
    let mut reading = Reading { wait, decoder: Decoder::default(), bytes: vec![0; ROOM], events, typed, rest };
    let fell = move |falls| {
        let gone = falls >= FALLS;
        let event = if gone { Event::lost("the keyboard cannot be read") } else { Event::fell("reading the keyboard") };
        if fallen.send(event).is_err() || gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    supervise::steps("input", move || reading.step(), fell)
}

/// More than a terminal holds.
const ROOM: usize = 64 << 10;

struct Reading<W> {
    wait: W,
    decoder: Decoder,
    bytes: Vec<u8>,
    events: Sender<Event>,
    typed: Arc<Typed>,
    rest: Arc<Rest>,
}

impl<W: FnMut(&mut [u8], Option<Duration>) -> io::Result<Came>> Reading<W> {
    fn step(&mut self) -> ControlFlow<()> {
        self.rest.here();
        let inputs = match (self.wait)(&mut self.bytes, self.decoder.patience()) {
            Ok(Came::Bytes(0)) => return self.over(Event::End(Ending::Closed)),
            Ok(Came::Bytes(count)) => self.decoder.feed(self.bytes.get(..count).unwrap_or_default()),
            Ok(Came::Nothing) => self.decoder.silence(),
            Ok(Came::Woken) => return ControlFlow::Continue(()),
            Err(error) => return self.over(gone(&error)),
        };
        if self.typed.add(inputs) && self.events.send(Event::Typed).is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn over(&self, event: Event) -> ControlFlow<()> {
        let _ = self.events.send(event);
        ControlFlow::Break(())
    }
}

/// A terminal that was hung up says so in more than one way.
fn gone(error: &io::Error) -> Event {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) {
        return Event::End(Ending::Closed);
    }
    Event::lost(format_args!("the keyboard cannot be read: {error}"))
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

    use std::sync::mpsc;

    use super::*;
    use crate::app::Typing;
    use crate::app::message::Msg;

    /// Reads by `wait` until the thread ends; returns the events and the keys.
    fn read(mut wait: impl FnMut(usize, &mut [u8]) -> io::Result<Came> + Send + 'static) -> (Vec<String>, Vec<String>) {
        let (events, inbox) = mpsc::channel();
        let typed = Arc::new(Typed::default());
        let mut turn = 0;
        let turns = move |bytes: &mut [u8], _| {
            turn += 1;
            wait(turn, bytes)
        };
        start(turns, events, Arc::clone(&typed), Arc::default()).unwrap();
        // The thread is over when nobody can send any more.
        let events = inbox.iter().map(|event| format!("{event:?}")).collect();
        let key = |msg| if let Msg::Key(key) = msg { key.to_string() } else { format!("{msg:?}") };
        (events, std::iter::from_fn(|| typed.take(Typing::Nothing).map(key)).collect())
    }

    #[test]
    fn a_panic_is_told_and_what_is_typed_afterwards_is_read() {
        let (events, keys) = read(|turn, bytes| match turn {
            1 => panic!("secret"),
            2 | 3 => {
                bytes[0] = b'j';
                Ok(Came::Bytes(1))
            }
            _ => Ok(Came::Bytes(0)),
        });
        assert_eq!(keys, ["j", "j"]);
        assert!(events[0].contains("reading the keyboard: internal error"), "{events:?}");
        assert_eq!(events[1..], ["Typed", "End(Closed)"]);
    }

    #[test]
    fn a_keyboard_that_cannot_be_read_ends_the_program_and_says_why() {
        let (events, _) = read(|_, _| panic!("again and again"));
        assert_eq!(events.len(), FALLS, "{events:?}");
        assert!(events[FALLS - 1].contains("Lost(\"the keyboard cannot be read"), "{events:?}");
        let (events, _) = read(|_, _| Err(io::ErrorKind::PermissionDenied.into()));
        assert_eq!(events, ["Lost(\"the keyboard cannot be read: permission denied\")"]);
    }

    #[test]
    fn a_terminal_that_is_gone_ends_the_program_without_a_word() {
        let (events, _) = read(|_, _| Err(rustix::io::Errno::IO.into()));
        assert_eq!(events, ["End(Closed)"]);
    }

    #[test]
    fn a_silence_ends_what_was_begun() {
        let (_, keys) = read(|turn, bytes| match turn {
            1 => {
                bytes[0] = 0x1b;
                Ok(Came::Bytes(1))
            }
            2 => Ok(Came::Nothing),
            _ => Ok(Came::Bytes(0)),
        });
        assert_eq!(keys, ["Esc"]);
    }
}
