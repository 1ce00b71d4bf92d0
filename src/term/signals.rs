//! Signals and hang-ups, as events.
//!
//! A closed terminal makes crossterm's reader spin: reading a dead terminal returns nothing, at once, for ever, and
//! there is no way to call it off. So one thread waits for the hang-up itself (asleep in `poll`, never woken by keys)
//! and the program ends before the spinning matters.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::event::{Ending, Event};
use super::session::Hold;

/// A signal to end that comes this long after the first was not heeded the first time.
const HEEDED: Duration = Duration::from_secs(1);

/// How long a program that hangs tries to give the terminal back.
const GIVING_BACK: Duration = Duration::from_millis(200);

/// Starts the threads that wait for signals and for the terminal's hang-up.
pub fn listen(events: Sender<Event>, hold: Arc<Hold>) -> io::Result<()> {
    let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT])?;
    let hangup = events.clone();
    thread::Builder::new().name("signals".to_owned()).spawn(move || wait(signals, &events, &hold))?;
    thread::Builder::new().name("hangup".to_owned()).spawn(move || wait_for_hangup(&hangup))?;
    Ok(())
}

/// Stops the program, and what shares its pipeline, until it is continued.
///
/// SIGSTOP rather than SIGTSTP, which the system drops in a process group without a shell that could continue it.
pub fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::STOP).map_err(Into::into)
}

fn wait(mut signals: Signals, events: &Sender<Event>, hold: &Arc<Hold>) {
    let mut asked: Option<Instant> = None;
    for signal in &mut signals {
        let event = match signal {
            SIGTSTP => Event::Stop,
            SIGCONT => Event::Continued,
            _ => {
                if asked.is_some_and(|first| first.elapsed() > HEEDED) {
                    end_at_once(signal, hold);
                }
                asked.get_or_insert_with(Instant::now);
                Event::End(Ending::Signal(u8::try_from(signal).unwrap_or(0)))
            }
        };
        if events.send(event).is_err() {
            return;
        }
    }
}

/// Ends the program although the main loop hangs, most likely in writing to a terminal that takes nothing more; giving
/// it back may hang there as well and is not waited for.
fn end_at_once(signal: i32, hold: &Arc<Hold>) {
    let (sender, given_back) = mpsc::channel();
    let hold = Arc::clone(hold);
    thread::spawn(move || {
        hold.give_back();
        sender.send(())
    });
    let _ = given_back.recv_timeout(GIVING_BACK);
    let _ = emulate_default_handler(signal);
}

fn wait_for_hangup(events: &Sender<Event>) {
    let stdin = rustix::stdio::stdin();
    loop {
        // No events asked for: `poll` then returns for a hang-up or an error alone.
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
        // `NVAL`: some systems cannot watch a terminal; there SIGHUP has to do.
        if watched.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) {
            return;
        }
    }
    let _ = events.send(Event::End(Ending::Closed));
}
