//! Standard output: whole, or quietly cut short where nobody reads on.

use std::io::{self, IsTerminal, Write};

use super::error::CliError;
use crate::config::settings::ColorChoice;
use crate::config::theme::{Depth, depth};

/// Columns of a page where nothing says otherwise.
const COLUMNS: usize = 80;

/// Columns that a page never goes beyond, however wide the terminal is: nobody reads longer lines.
const WIDEST: usize = 200;

/// Prints `text`; a reader that has closed the pipe has seen enough.
pub fn print(text: &str) -> Result<(), CliError> {
    write(&mut io::stdout().lock(), text)
}

/// Prints lines to standard error; nothing is to be done where that fails.
pub fn complain(lines: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{lines}");
}

/// Prints a question to standard error; what is typed stands behind it.
pub fn ask(question: impl std::fmt::Display) {
    let mut out = io::stderr().lock();
    let _ = write!(out, "{question}").and_then(|()| out.flush());
}

fn write(out: &mut impl Write, text: &str) -> Result<(), CliError> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CliError::failed(format_args!("the output cannot be written: standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Returns the columns of a page: as asked for, else those of the terminal, else 80.
pub fn width(asked: Option<u16>) -> usize {
    let terminal = || terminal_width().unwrap_or(COLUMNS).clamp(1, WIDEST);
    asked.map_or_else(terminal, usize::from)
}

/// Says whether what is printed is coloured: where that is asked for, else on a terminal that has colours and no
/// `NO_COLOR`.
pub fn is_coloured(choice: ColorChoice) -> bool {
    let variable = |name: &str| std::env::var(name).ok();
    let shown = choice == ColorChoice::Always || io::stdout().is_terminal();
    shown && depth(choice, variable) != Depth::None
}

/// Returns the terminal's columns, where standard output is one.
pub fn terminal_width() -> Option<usize> {
    let there = io::stdout().is_terminal();
    there.then(crossterm::terminal::size)?.ok().map(|(columns, _)| columns.into()).filter(|&columns| columns > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_a_quiet_end_and_a_full_disk_is_not() {
        assert_eq!(write(&mut Broken(io::ErrorKind::BrokenPipe), "x"), Ok(()));
        let error = write(&mut Broken(io::ErrorKind::StorageFull), "x").map_err(|error| error.what);
        assert!(error.is_err_and(|what| what.starts_with("the output cannot be written: standard output: ")));
    }
}
