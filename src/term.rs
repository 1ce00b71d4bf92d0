//! The terminal: entered, drawn on, listened to, and given back as it was found, however the program ends.
//!
//! One thread reads keys, one waits for signals, one for the hang-up of the terminal; each under the supervisor of the
//! effects. All of them only send [`Event`]s, and the main loop alone touches the state machine and the screen.

pub mod background;
mod event;
#[cfg(unix)]
mod family;
mod input;
mod outside;
mod panics;
mod rest;
mod run;
mod session;
#[cfg(unix)]
mod signals;
mod stdin;
mod typed;

pub use event::{Ending, Event};
pub use run::{Failure, Program};
pub use session::{Session, available, size};
pub use stdin::take_piped;
