//! Work that may take for ever is done on a thread of its own and waited for until a deadline.
//!
//! A page is read by a library that is quick on every page of the press, and slow on some that nobody would print; what
//! one site sends must not keep a reader from the others. A thread cannot be ended from outside: one that is late is left
//! to itself and ends when it is done. So that pages made for it cannot take the machine, few may be late at a time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::supervise;
use crate::article::page::{self, Page, Sent};

/// How long a page may take; the slowest of a hundred pages of the press took a tenth of a second.
const LONGEST: Duration = Duration::from_secs(10);
/// How many may be late at a time.
const MOST_LATE: usize = 3;
/// How often it is looked whether it was called off.
const GLANCE: Duration = Duration::from_millis(50);

/// Waits for work until a deadline, and counts what was late.
#[derive(Clone, Debug)]
pub struct Deadline {
    longest: Duration,
    late: Arc<AtomicUsize>,
}

/// Why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missed {
    /// It took too long.
    #[error("it takes too long to read")]
    Late,
    /// Too much else takes too long.
    #[error("it is not read, for others before it take too long to read")]
    Crowded,
    /// It failed on the way.
    #[error("diptych failed on it; --log FILE says where")]
    Failed,
    /// It was called off.
    #[error("it was called off")]
    CalledOff,
}

impl Default for Deadline {
    fn default() -> Self {
        Self::new(LONGEST)
    }
}

impl Deadline {
    /// Makes a deadline of so long for each piece of work.
    #[must_use]
    pub fn new(longest: Duration) -> Self {
        Self { longest, late: Arc::default() }
    }

    /// Does `work` on a thread of its own, and returns what it made.
    ///
    /// # Errors
    /// Where it was late, failed, was called off or not begun.
    pub fn wait_for<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
        cancel: &AtomicBool,
    ) -> Result<T, Missed> {
        if self.late.load(Ordering::SeqCst) >= MOST_LATE {
            return Err(Missed::Crowded);
        }
        let (sender, inbox) = mpsc::channel();
        let (late, is_late) = (Arc::clone(&self.late), Arc::new(AtomicBool::new(false)));
        let was_late = Arc::clone(&is_late);
        let body = move || {
            // Nobody listens where it was late.
            let _ = sender.send(supervise::once(work));
            if was_late.swap(true, Ordering::SeqCst) {
                late.fetch_sub(1, Ordering::SeqCst);
            }
        };
        if thread::Builder::new().name("reading a page".to_owned()).spawn(body).is_err() {
            return Err(Missed::Failed);
        }
        let until = Instant::now() + self.longest;
        let missed = loop {
            let left = until.saturating_duration_since(Instant::now());
            match inbox.recv_timeout(left.min(GLANCE)) {
                Ok(Some(made)) => return Ok(made),
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return Err(Missed::Failed),
                Err(RecvTimeoutError::Timeout) if cancel.load(Ordering::Relaxed) => break Missed::CalledOff,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => break Missed::Late,
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        // Counted before it is told that it is late, so that the thread always finds what it is to take back.
        self.late.fetch_add(1, Ordering::SeqCst);
        if is_late.swap(true, Ordering::SeqCst) {
            self.late.fetch_sub(1, Ordering::SeqCst);
        }
        Err(missed)
    }

    /// Reads a page that a server sent from `url`.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub fn page(
        &self,
        body: Vec<u8>,
        url: &str,
        content_type: Option<&str>,
        cancel: &AtomicBool,
    ) -> Result<Page, String> {
        let (url, content_type) = (url.to_owned(), content_type.map(str::to_owned));
        let work = move || page::read_sent(&body, Sent { url: &url, content_type: content_type.as_deref() });
        let read = self.wait_for(work, cancel).map_err(|missed| missed.to_string())?;
        read.map_err(|why| why.to_string())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "panics are what is tested")]
    use super::*;

    static NEVER: AtomicBool = AtomicBool::new(false);

    #[test]
    fn what_is_in_time_is_had_and_a_panic_is_no_end() {
        let deadline = Deadline::default();
        assert_eq!(deadline.wait_for(|| 7, &NEVER), Ok(7));
        assert_eq!(deadline.wait_for(|| panic!("secret"), &NEVER), Err::<(), _>(Missed::Failed));
        assert_eq!(deadline.wait_for(|| 8, &NEVER), Ok(8));
    }

    #[test]
    fn what_is_late_is_left_and_few_may_be_late_at_a_time() {
        let deadline = Deadline::new(Duration::from_millis(1));
        let gates: Vec<_> = (0..MOST_LATE)
            .map(|_| {
                let (gate, closed) = mpsc::channel::<()>();
                assert_eq!(deadline.wait_for(move || closed.recv().is_ok(), &NEVER), Err(Missed::Late));
                gate
            })
            .collect();
        assert_eq!(deadline.wait_for(|| 7, &NEVER), Err(Missed::Crowded));
        assert_eq!(Deadline::default().wait_for(|| 7, &NEVER), Ok(7), "others are not kept waiting");
        drop(gates);
        while deadline.late.load(Ordering::SeqCst) > 0 {
            thread::yield_now();
        }
        assert_eq!(Deadline { longest: LONGEST, ..deadline }.wait_for(|| 9, &NEVER), Ok(9));
    }

    #[test]
    fn what_is_called_off_is_waited_for_no_longer() {
        let (gate, closed) = mpsc::channel::<()>();
        let missed = Deadline::default().wait_for(move || closed.recv().is_ok(), &AtomicBool::new(true));
        assert_eq!(missed, Err(Missed::CalledOff));
        drop(gate);
    }

    #[test]
    fn a_page_is_read_and_one_that_is_none_says_so() {
        let words =
            "The ferry to Port Lissa stayed in the harbour on Monday, and four hundred people waited on the quay. ";
        let html = format!(
            "<!doctype html><html><body><article><h1>Ferry</h1><p>{}</p></article></body></html>",
            words.repeat(9)
        );
        let page = Deadline::default().page(html.into_bytes(), "https://a.example/x", None, &NEVER);
        assert!(page.is_ok_and(|page| page.body.contains("Port Lissa")));
        let none = Deadline::default().page(b"<html></html>".to_vec(), "https://a.example/x", None, &NEVER);
        assert_eq!(none, Err("the page has no text".to_owned()));
    }
}
