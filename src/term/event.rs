//! What wakes the main loop.

use std::fmt::Display;

use super::outside::Back;
use crate::app::message::Msg;
use crate::effects::supervise;

/// Something that the main loop has to see to.
#[derive(Debug)]
pub enum Event {
    /// For the state machine.
    App(Msg),
    /// Keys, pastes or the mouse wait to be taken.
    Typed,
    /// The terminal has another size.
    Resized,
    /// The program was asked from outside to stop until `fg` (SIGTSTP).
    Stop,
    /// The program goes on after a stop (SIGCONT); the terminal may look like anything.
    Continued,
    /// The reader's own editor was closed.
    Edited(Back),
    /// The program shall end.
    End(Ending),
    /// What the program cannot do without is lost, and why.
    Lost(String),
}

impl Event {
    /// Says that a thread fell and goes on.
    pub fn fell(what: &str) -> Self {
        Self::App(Msg::Failed(supervise::told(what)))
    }

    /// Says that something is lost.
    pub fn lost(why: impl Display) -> Self {
        Self::Lost(why.to_string())
    }
}

/// How the program came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The reader left it.
    Quit,
    /// A signal, by its number.
    Signal(u8),
    /// The terminal was closed.
    Closed,
    /// Something in the program broke.
    Broken,
}

const SIGHUP: u8 = 1;

impl Ending {
    /// Says whether the terminal is gone, as far as that is known.
    #[must_use]
    pub const fn is_hangup(self) -> bool {
        matches!(self, Self::Closed | Self::Signal(SIGHUP))
    }

    /// Says whether a key may have sent it to every program of the terminal.
    #[must_use]
    pub const fn is_by_key(self) -> bool {
        const SIGINT: u8 = 2;
        const SIGQUIT: u8 = 3;
        matches!(self, Self::Signal(SIGINT | SIGQUIT))
    }

    /// Returns the exit status: 0, or 128 and the signal's number, as of SIGHUP where the terminal was closed; 1 where
    /// something broke.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(number) => 128 + (number & 127),
            Self::Closed => 128 + SIGHUP,
            Self::Broken => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_ends_with_its_number_above_128() {
        assert_eq!(Ending::Quit.status(), 0);
        assert_eq!(Ending::Signal(15).status(), 143);
        assert_eq!(Ending::Closed.status(), 129);
        assert_eq!(Ending::Broken.status(), 1);
    }
}
