//! Copying: the terminal was asked already (OSC 52), here the platform's own command is, where there is one.
//!
//! A terminal never says whether it took the text, so the command's word is the one to pass on.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::job::{Desk, Job};
use crate::app::message::Msg;

/// Copies `text` with the platform's command and says how it was copied.
pub fn copy(text: String) -> Job {
    let work = move |desk: &Desk| {
        desk.answers.send(Msg::Done(told(&text)));
    };
    Job { what: "copying", last: None, work: Box::new(work) }
}

fn told(text: &str) -> String {
    let count = text.chars().count();
    let characters = if count == 1 { "character" } else { "characters" };
    let how = commands().find(|command| feed(command, text).is_ok());
    match how {
        Some([program, ..]) => format!("copied {count} {characters} with {program}"),
        _ => format!("{count} {characters} sent to the terminal (OSC 52): it says not whether it took them"),
    }
}

/// Returns the commands for the displays that are there.
fn commands() -> impl Iterator<Item = &'static [&'static str]> {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let all: [(bool, &'static [&'static str]); 4] = [
        (cfg!(target_os = "macos"), &["pbcopy"]),
        (set("WAYLAND_DISPLAY"), &["wl-copy"]),
        (set("DISPLAY"), &["xclip", "-selection", "clipboard"]),
        // tmux passes a program's OSC 52 on only where `set-clipboard` is on; its own command works with its defaults.
        (set("TMUX"), &["tmux", "load-buffer", "-w", "-"]),
    ];
    all.into_iter().filter_map(|(there, command)| there.then_some(command))
}

/// Runs `command` with `text` on its standard input.
fn feed(command: &[&str], text: &str) -> io::Result<()> {
    let [program, arguments @ ..] = command else { return Err(io::ErrorKind::NotFound.into()) };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_is_not_there_or_fails_does_not_count() {
        assert!(feed(&["diptych-no-such-command"], "x").is_err());
        assert!(feed(&["false"], "x").is_err());
        assert!(feed(&[], "x").is_err());
    }

    #[test]
    fn a_command_is_fed_the_text() {
        assert!(feed(&["grep", "-q", "counterpart"], "the counterpart").is_ok());
    }
}
