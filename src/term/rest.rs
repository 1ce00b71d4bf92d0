//! Where the thread that reads keys rests while the terminal is another program's, which would lose half of its keys
//! otherwise.

use std::fmt;
use std::io;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// How long the thread that reads keys may take to let go.
const LETTING_GO: Duration = Duration::from_secs(10);

type Wake = Box<dyn Fn() -> io::Result<()> + Send + Sync>;

/// Where the thread that reads keys rests.
#[derive(Default)]
pub struct Rest {
    state: Mutex<State>,
    changed: Condvar,
    wake: OnceLock<Wake>,
}

#[derive(Debug, Default)]
struct State {
    wanted: bool,
    resting: bool,
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rest")
    }
}

impl Rest {
    /// Names what makes the thread look up from its waiting.
    pub fn wake_with(&self, wake: impl Fn() -> io::Result<()> + Send + Sync + 'static) {
        let _ = self.wake.set(Box::new(wake));
    }

    /// Rests for as long as that is wanted; for the thread that reads keys, between two reads.
    pub fn here(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.resting = state.wanted;
        self.changed.notify_all();
        while state.wanted {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.resting = false;
    }

    /// Makes the reading thread rest, and says whether it does.
    pub fn begin(&self) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.wanted = true;
        let woken = self.wake.get().is_some_and(|wake| wake().is_ok());
        let waited = woken.then(|| self.changed.wait_timeout_while(state, LETTING_GO, |state| !state.resting));
        let resting = waited.is_some_and(|waited| waited.unwrap_or_else(PoisonError::into_inner).0.resting);
        if !resting {
            self.end();
        }
        resting
    }

    /// Lets the reading thread go on.
    pub fn end(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).wanted = false;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn a_reader_rests_until_it_may_go_on() {
        let (rest, over) = (Arc::new(Rest::default()), Arc::new(AtomicBool::new(false)));
        rest.wake_with(|| Ok(()));
        let reader = {
            let (rest, over) = (Arc::clone(&rest), Arc::clone(&over));
            thread::spawn(move || {
                while !over.load(Ordering::SeqCst) {
                    rest.here();
                    thread::yield_now();
                }
            })
        };
        for _ in 0..3 {
            assert!(rest.begin());
            rest.end();
        }
        over.store(true, Ordering::SeqCst);
        reader.join().unwrap();
    }

    #[test]
    fn where_nobody_can_be_woken_there_is_no_rest() {
        assert!(!Rest::default().begin());
        let rest = Rest::default();
        rest.wake_with(|| Err(io::ErrorKind::Unsupported.into()));
        assert!(!rest.begin());
    }
}
