//! One request at a time to a host, and a pause between two: whoever asks is told when it is its turn.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long is slept at once, so that a run can be called off.
const NAP: Duration = Duration::from_millis(50);

/// When each host may be asked again.
#[derive(Debug, Default)]
pub(super) struct Gate {
    free: Mutex<HashMap<String, Instant>>,
}

impl Gate {
    /// Waits until it is the turn of whoever asks for `host`, and keeps the host for `pause` from then; ends early where
    /// all is called off.
    pub fn pass(&self, host: &str, pause: Duration, cancel: &AtomicBool) {
        let until = self.turn(host, pause, Instant::now());
        while !cancel.load(Ordering::Relaxed) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            thread::sleep(left.min(NAP));
        }
    }

    /// Returns when it is the turn of whoever asks now.
    fn turn(&self, host: &str, pause: Duration, now: Instant) -> Instant {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = free.get(host).copied().unwrap_or(now).max(now);
        free.insert(host.to_owned(), turn + pause);
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_of_one_host_come_one_after_the_other_and_those_of_others_at_once() {
        let (gate, now, pause) = (Gate::default(), Instant::now(), Duration::from_secs(5));
        let turns: Vec<Instant> = (0..3).map(|_| gate.turn("a", pause, now)).collect();
        assert_eq!(turns, [now, now + pause, now + pause * 2]);
        assert_eq!(gate.turn("b", pause, now), now);
        let later = now + pause * 10;
        assert_eq!(gate.turn("a", pause, later), later);
        assert_eq!(gate.turn("a", Duration::ZERO, later), later + pause);
    }

    #[test]
    fn who_is_called_off_waits_no_longer() {
        let gate = Gate::default();
        gate.pass("a", Duration::from_secs(1 << 20), &AtomicBool::new(false));
        gate.pass("a", Duration::ZERO, &AtomicBool::new(true));
        let free = gate.free.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(free.get("a").is_some_and(|free| *free > Instant::now()), "its turn had not come");
    }
}
