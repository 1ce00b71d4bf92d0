//! Signals and hang-ups, as events.
//!
//! Every signal that would end the program where it stands is caught, so that the terminal is given back first; those
//! that tell of a fault in the machine code cannot be. A hang-up is waited for as well, because the thread that reads
//! keys may rest, and a terminal that is not the controlling one sends no signal.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Signal, kill_current_process_group};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP, SIGUSR1,
    SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::event::{Ending, Event};
use super::session::Hold;
use crate::effects::supervise;

/// What ends the program, and can be caught.
const DEADLY: &[i32] = &[
    SIGTERM,
    SIGINT,
    SIGHUP,
    SIGQUIT,
    SIGABRT,
    SIGALRM,
    SIGUSR1,
    SIGUSR2,
    SIGIO,
    SIGPROF,
    SIGSYS,
    SIGTRAP,
    SIGVTALRM,
    SIGXCPU,
    #[cfg(target_os = "linux")]
    Signal::STKFLT.as_raw(),
    #[cfg(target_os = "linux")]
    Signal::POWER.as_raw(),
];

/// So often in a row may waiting fail in a way that nobody foresaw.
const FALLS: usize = 3;

/// A signal to end that comes this long after the first was not heeded the first time.
const HEEDED: Duration = Duration::from_secs(1);

/// How long a program that hangs tries to give the terminal back.
const GIVING_BACK: Duration = Duration::from_millis(200);

/// Starts the threads that wait for signals and for the terminal's hang-up.
pub fn listen(events: Sender<Event>, hold: Arc<Hold>) -> io::Result<()> {
    // A file that may not grow is a failure to write it, told where it is written.
    let others = [SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ];
    let mut signals = Signals::new(DEADLY.iter().chain(&others))?;
    let mut asked = None;
    let heard = events.clone();
    watch("signals", "waiting for signals", events.clone(), move || {
        signals.wait().try_for_each(|signal| hear(signal, &mut asked, &heard, &hold))
    })?;
    watch("hangup", "waiting for the terminal", events.clone(), move || wait_for_hangup(&events))
}

/// Runs `step` on a thread; a panic is told, and that the program cannot go on where there is one after the other.
fn watch(
    name: &str,
    what: &'static str,
    events: Sender<Event>,
    step: impl FnMut() -> ControlFlow<()> + Send + 'static,
) -> io::Result<()> {
    let fell = move |falls| {
        let gone = falls >= FALLS;
        let event = if gone { Event::lost(supervise::told(what)) } else { Event::fell(what) };
        if events.send(event).is_err() || gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    supervise::steps(name, step, fell)
}

/// Stops the program, and what shares its pipeline, until it is continued.
///
/// SIGSTOP rather than SIGTSTP, which the system drops in a process group without a shell that could continue it.
pub fn stop() -> io::Result<()> {
    kill_current_process_group(Signal::STOP).map_err(Into::into)
}

fn hear(signal: i32, asked: &mut Option<Instant>, events: &Sender<Event>, hold: &Arc<Hold>) -> ControlFlow<()> {
    let event = match signal {
        SIGTSTP => Event::Stop,
        SIGCONT => Event::Continued,
        SIGWINCH => Event::Resized,
        SIGXFSZ => return ControlFlow::Continue(()),
        // A key of the editor that has the terminal: nobody asked this program to end.
        SIGINT | SIGQUIT if !hold.is_held() => Event::End(ending(signal)),
        _ => {
            if asked.is_some_and(|first| first.elapsed() > HEEDED) {
                end_at_once(signal, hold);
            }
            asked.get_or_insert_with(Instant::now);
            Event::End(ending(signal))
        }
    };
    if events.send(event).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn ending(signal: i32) -> Ending {
    Ending::Signal(u8::try_from(signal).unwrap_or(0))
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

fn wait_for_hangup(events: &Sender<Event>) -> ControlFlow<()> {
    let stdin = rustix::stdio::stdin();
    // No events asked for: `poll` then returns for a hang-up or an error alone.
    let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
    match poll(&mut watched, None) {
        Ok(_) => {}
        Err(rustix::io::Errno::INTR) => return ControlFlow::Continue(()),
        Err(_) => return ControlFlow::Break(()),
    }
    // `NVAL`: some systems cannot watch a terminal; there SIGHUP has to do.
    if !watched.iter().any(|fd| fd.revents().contains(PollFlags::NVAL)) {
        let _ = events.send(Event::End(Ending::Closed));
    }
    ControlFlow::Break(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "panics are what is tested")]

    use super::*;

    #[test]
    fn a_thread_that_falls_is_told_and_goes_on() {
        let (events, inbox) = mpsc::channel();
        let heard = events.clone();
        let mut turn = 0;
        let step = move || {
            turn += 1;
            assert!(turn != 1, "secret");
            heard.send(Event::Continued).unwrap();
            ControlFlow::Break(())
        };
        watch("tested", "waiting for signals", events, step).unwrap();
        let told: Vec<String> = inbox.iter().map(|event| format!("{event:?}")).collect();
        assert!(told[0].contains("waiting for signals: internal error"), "{told:?}");
        assert_eq!(told[1..], ["Continued"]);
    }

    #[test]
    fn one_that_cannot_go_on_ends_the_program() {
        let (events, inbox) = mpsc::channel();
        watch("tested", "waiting for signals", events, || panic!("again and again")).unwrap();
        let last = inbox.iter().last().unwrap();
        assert!(matches!(&last, Event::Lost(why) if why.contains("waiting for signals")), "{last:?}");
    }

    #[test]
    fn keys_of_an_editor_that_has_the_terminal_are_no_wish_to_end() {
        let (events, inbox) = mpsc::channel();
        let (mut asked, hold) = (None, Arc::default());
        for signal in [SIGINT, SIGQUIT] {
            assert!(hear(signal, &mut asked, &events, &hold).is_continue());
        }
        assert_eq!((asked, inbox.try_iter().count()), (None, 2));
        assert!(hear(SIGTERM, &mut asked, &events, &hold).is_continue() && asked.is_some());
    }

    #[test]
    fn a_signal_to_end_ends_it_and_one_about_a_file_does_not() {
        let (events, inbox) = mpsc::channel();
        let (mut asked, hold) = (None, Arc::default());
        for signal in DEADLY.iter().chain(&[SIGXFSZ, SIGWINCH]) {
            assert!(hear(*signal, &mut asked, &events, &hold).is_continue());
        }
        let told: Vec<Event> = inbox.try_iter().collect();
        assert_eq!(told.len(), DEADLY.len() + 1);
        assert!(
            told[..DEADLY.len()].iter().all(|event| matches!(event, Event::End(Ending::Signal(number)) if *number > 0))
        );
    }
}
