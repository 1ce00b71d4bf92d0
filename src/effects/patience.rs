//! Waiting for another instance that writes just now: for a while, so that a moment's meeting is nothing that the reader
//! need hear of, and with an end, because an instance may be stopped while it holds a folder.

use std::thread;
use std::time::Duration;

/// How often it is tried in all.
const TRIES: usize = 200;

/// How long is waited before the next try: two seconds in all.
const PAUSE: Duration = Duration::from_millis(10);

/// Does something, again and again while it fails because another instance is busy.
///
/// # Errors
/// As `act` fails in the end.
pub fn patiently<T, E>(is_busy: impl Fn(&E) -> bool, act: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    tried(is_busy, act, &mut || thread::sleep(PAUSE))
}

fn tried<T, E>(
    is_busy: impl Fn(&E) -> bool,
    mut act: impl FnMut() -> Result<T, E>,
    pause: &mut dyn FnMut(),
) -> Result<T, E> {
    for _ in 1..TRIES {
        match act() {
            Err(error) if is_busy(&error) => pause(),
            done => return done,
        }
    }
    act()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_moment_is_waited_out_a_long_one_is_told_and_other_failures_at_once() {
        for (busy_for, failing, expected, pauses) in [
            (0, false, Ok(1), 0),
            (3, false, Ok(4), 3),
            (usize::MAX, false, Err("busy"), TRIES - 1),
            (2, true, Err("full"), 2),
        ] {
            let (mut tries, mut paused) = (0, 0);
            let act = || {
                tries += 1;
                match tries > busy_for {
                    false => Err("busy"),
                    true if failing => Err("full"),
                    true => Ok(tries),
                }
            };
            assert_eq!(tried(|error| *error == "busy", act, &mut || paused += 1), expected);
            assert_eq!(paused, pauses);
        }
    }
}
