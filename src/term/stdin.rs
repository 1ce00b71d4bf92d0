//! An article on standard input, keys from the terminal.
//!
//! The pipe is set aside and the terminal put in its place, so that everything that looks for keys on standard input
//! finds them. The terminal is opened by its own name: macOS cannot wait for input on `/dev/tty`.

use std::fs::File;
use std::io::{self, IsTerminal};

/// Sets a piped standard input aside and puts the terminal in its place; none where standard input is the terminal.
///
/// Fails where standard input is no terminal and there is none to put in its place.
#[cfg(unix)]
pub fn take_piped() -> io::Result<Option<File>> {
    use std::ffi::OsStr;
    use std::os::fd::AsFd;
    use std::os::unix::ffi::OsStrExt;

    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(None);
    }
    let piped = File::from(stdin.as_fd().try_clone_to_owned()?);
    let name = rustix::termios::ttyname(io::stdout(), Vec::new())?;
    let terminal = File::options().read(true).write(true).open(OsStr::from_bytes(name.to_bytes()))?;
    rustix::stdio::dup2_stdin(&terminal)?;
    Ok(Some(piped))
}

/// Refuses a piped standard input, for the keys would come from it.
#[cfg(not(unix))]
pub fn take_piped() -> io::Result<Option<File>> {
    if io::stdin().is_terminal() { Ok(None) } else { Err(io::ErrorKind::Unsupported.into()) }
}
