//! What wakes the main loop.

use std::io;

use crate::app::message::Msg;

/// Something that the main loop has to see to.
#[derive(Debug)]
pub enum Event {
    /// For the state machine.
    App(Msg),
    /// The program was asked from outside to stop until `fg` (SIGTSTP).
    Stop,
    /// The program goes on after a stop (SIGCONT); the terminal may look like anything.
    Continued,
    /// The reader's own editor was closed: the text that came back, none where it was left unchanged.
    Edited(Result<Option<String>, String>),
    /// The program shall end.
    End(Ending),
    /// Keys cannot be read.
    Deaf(io::Error),
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
}

impl Ending {
    /// Says whether a key may have sent it to every program of the terminal.
    #[must_use]
    pub const fn is_by_key(self) -> bool {
        const SIGINT: u8 = 2;
        const SIGQUIT: u8 = 3;
        matches!(self, Self::Signal(SIGINT | SIGQUIT))
    }

    /// Returns the exit status: 0, or 128 and the signal's number; a closed terminal counts as SIGHUP.
    #[must_use]
    pub const fn status(self) -> u8 {
        const SIGHUP: u8 = 1;
        match self {
            Self::Quit => 0,
            Self::Signal(number) => 128 + (number & 127),
            Self::Closed => 128 + SIGHUP,
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
    }
}
