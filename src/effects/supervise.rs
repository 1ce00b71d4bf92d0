//! The one way in which a thread is run: no thread dies in silence.
//!
//! Work goes on step by step. A step that panics is caught and whoever started the thread is told, with how many steps
//! fell in a row; the answer is to go on, or to end where the same would only happen again. The panic's words are not
//! told, for they may quote an article: the hook notes the place in the log, and the message says how to get one.

use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Returns what is said of a panic in `what`.
#[must_use]
pub fn told(what: &str) -> String {
    format!("{what}: internal error; --log FILE says where")
}

/// Does `work` once; none where it panicked.
pub fn once<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Runs `step` on a thread of its own until it breaks off. After a panic `fell` is asked, with how many steps fell in a
/// row, whether to go on.
///
/// # Errors
/// Where no thread can be started.
pub fn steps(
    name: &str,
    mut step: impl FnMut() -> ControlFlow<()> + Send + 'static,
    mut fell: impl FnMut(usize) -> ControlFlow<()> + Send + 'static,
) -> io::Result<()> {
    let body = move || {
        let mut falls = 0;
        loop {
            let (goes_on, in_a_row) = match once(&mut step) {
                Some(goes_on) => (goes_on, 0),
                None => (fell(falls + 1), falls + 1),
            };
            falls = in_a_row;
            if goes_on.is_break() {
                return;
            }
        }
    };
    thread::Builder::new().name(name.to_owned()).spawn(body).map(|_| ())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "panics are what is tested")]

    use std::sync::mpsc;

    use super::*;

    /// Runs steps that panic where `bad` says so, ten at most, giving up after two falls in a row; returns what
    /// happened.
    fn run(bad: fn(usize) -> bool) -> Vec<String> {
        let (told, inbox) = mpsc::channel();
        let falls = told.clone();
        let mut turn = 0;
        let step = move || {
            turn += 1;
            assert!(!bad(turn), "turn {turn}");
            told.send(format!("step {turn}")).unwrap();
            if turn < 10 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let fell = move |count| {
            falls.send(format!("fall {count}")).unwrap();
            if count < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        steps("tested", step, fell).unwrap();
        inbox.iter().collect()
    }

    #[test]
    fn steps_go_on_after_a_panic_and_end_when_they_say_so() {
        let happened = run(|turn| turn % 3 == 0);
        assert_eq!(happened.iter().filter(|what| **what == "fall 1").count(), 3, "{happened:?}");
        assert_eq!(happened.last().unwrap(), "step 10");
    }

    #[test]
    fn the_same_panic_again_and_again_is_counted() {
        assert_eq!(run(|turn| turn > 2), ["step 1", "step 2", "fall 1", "fall 2"]);
    }

    #[test]
    fn once_gives_back_what_was_made_or_none() {
        assert_eq!(once(|| 7), Some(7));
        assert_eq!(once(|| panic!("secret")), None::<()>);
    }
}
