//! Waiting for the terminal and for a word from inside, whichever comes first.
//!
//! By `filedescriptor`, because macOS cannot `poll` a terminal; there it asks `select`.

use std::io::{self, Read as _, Write as _};
use std::os::fd::{AsRawFd as _, RawFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use filedescriptor::{POLLERR, POLLHUP, POLLIN, poll, pollfd};
use rustix::io::Errno;

use super::Came;

/// The terminal on standard input.
#[derive(Debug)]
pub struct Tty {
    words: UnixStream,
}

/// Ends the waiting.
#[derive(Debug)]
pub struct Waker(UnixStream);

/// Returns the terminal and what wakes the thread that waits for it.
pub fn terminal() -> io::Result<(Tty, Waker)> {
    let (words, waker) = UnixStream::pair()?;
    words.set_nonblocking(true)?;
    waker.set_nonblocking(true)?;
    Ok((Tty { words }, Waker(waker)))
}

impl Waker {
    /// Ends the waiting, now or before it begins.
    pub fn wake(&self) -> io::Result<()> {
        match (&self.0).write(&[0]) {
            // So many words are there already that no more fit.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(()),
            written => written.map(|_| ()),
        }
    }
}

impl Tty {
    /// Waits for `patience` at most, without end where there is none, and reads what came; no bytes where the terminal
    /// is gone.
    pub fn wait(&mut self, bytes: &mut [u8], patience: Option<Duration>) -> io::Result<Came> {
        let stdin = rustix::stdio::stdin();
        let mut watched = [watch(stdin.as_raw_fd()), watch(self.words.as_raw_fd())];
        match poll(&mut watched, patience) {
            Ok(0) => return Ok(Came::Nothing),
            Ok(_) => {}
            Err(error) => return interrupted(error),
        }
        let [terminal, words] = watched.map(|fd| fd.revents & (POLLIN | POLLHUP | POLLERR) != 0);
        if words {
            while self.words.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
            return Ok(Came::Woken);
        }
        if !terminal {
            return Ok(Came::Woken);
        }
        match rustix::io::read(stdin, bytes) {
            Ok(count) => Ok(Came::Bytes(count)),
            Err(Errno::INTR | Errno::AGAIN) => Ok(Came::Woken),
            Err(error) => Err(error.into()),
        }
    }
}

const fn watch(fd: RawFd) -> pollfd {
    pollfd { fd, events: POLLIN, revents: 0 }
}

/// A signal ends the waiting as a word does.
fn interrupted(error: filedescriptor::Error) -> io::Result<Came> {
    match error {
        filedescriptor::Error::Poll(error) | filedescriptor::Error::Io(error) => {
            if error.kind() == io::ErrorKind::Interrupted { Ok(Came::Woken) } else { Err(error) }
        }
        other => Err(io::Error::other(other)),
    }
}
