//! What happens on a panic: the terminal first, then the message.
//!
//! Only the thread that holds the screen speaks on it. A worker's panic is caught where the worker was started and
//! becomes a message in the program, so the hook merely notes where it happened, never the words: they may quote an
//! article. For the same reason the message is sanitised before it is printed.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::thread;

use super::session::Hold;
use crate::text::cells::sanitize;

/// Makes a panic of this thread give the terminal back before it speaks, and keeps the other threads from speaking.
pub fn install(hold: &Arc<Hold>) {
    let (hold, holder) = (Arc::clone(hold), thread::current().id());
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!(%place, "panic");
        if thread::current().id() == holder {
            hold.give_back();
            speak(info, &place);
        }
    }));
}

fn speak(info: &PanicHookInfo<'_>, place: &str) {
    let mut err = io::stderr();
    let message = info.payload_as_str().unwrap_or("no message");
    let _ = writeln!(err, "diptych: internal error: {place}: {}", sanitize(message).display);
    let _ = writeln!(err, "this is a mistake in diptych, and what you did last helps to mend it: please report both");
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        let _ = writeln!(err, "{trace}");
    }
}
