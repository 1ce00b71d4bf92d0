//! The reader's own editor: the terminal is given back, the program waits, and the text is read again.
//!
//! The thread that reads keys must let go of the terminal first, or it would take half of the editor's keys. It hangs
//! in a read that nobody can call off, but a change of the terminal's size ends that read; so it is told of one.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::Sender;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::event::Event;
use crate::library::store::read_file;

/// How long the thread that reads keys may take to let go.
const LETTING_GO: Duration = Duration::from_secs(1);

/// The longest text that is taken from an editor, in bytes.
const MOST_BYTES: u64 = 8 << 20;

/// Where the thread that reads keys rests while the terminal is another's.
#[derive(Debug, Default)]
pub struct Rest {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    wanted: bool,
    resting: bool,
}

impl Rest {
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
    fn begin(&self, wake: impl Fn() -> io::Result<()>) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.wanted = true;
        let waited = wake().is_ok().then(|| self.changed.wait_timeout_while(state, LETTING_GO, |state| !state.resting));
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

/// Gets the terminal free for another program; says why where that cannot be.
pub fn make_room(rest: &Rest) -> Result<(), String> {
    match rest.begin(wake) {
        true => Ok(()),
        false => Err("the editor is not opened: the keyboard cannot be handed over".to_owned()),
    }
}

/// Ends the read that the thread which reads keys hangs in.
#[cfg(unix)]
fn wake() -> io::Result<()> {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::WINCH).map_err(Into::into)
}

#[cfg(not(unix))]
fn wake() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Opens the editor on `text`, in a terminal that is free; an event comes when it is closed.
pub fn edit(text: String, events: Sender<Event>) {
    let failed = events.clone();
    let body = move || {
        let _ = events.send(Event::Edited(edited(&editor(), &text)));
    };
    if let Err(error) = thread::Builder::new().name("editor".to_owned()).spawn(body) {
        let _ = failed.send(Event::Edited(Err(format!("the editor is not opened: no thread can be started: {error}"))));
    }
}

fn editor() -> String {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned())
}

/// Returns the text as `editor` left it; none where it is as it was.
fn edited(editor: &str, text: &str) -> Result<Option<String>, String> {
    let failed = |error: io::Error| format!("the editor is not opened: {error}");
    let mut file = tempfile::Builder::new().prefix("diptych-").suffix(".md").tempfile().map_err(failed)?;
    file.write_all(with_line_feed(text).as_bytes()).map_err(failed)?;
    let path = file.into_temp_path();
    let status = run(editor, &path).map_err(|error| format!("{editor} cannot be started: {error}"))?;
    let read = read_file(&path, MOST_BYTES).map_err(|error| error.to_string());
    let new = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "what came back is not UTF-8".to_owned()));
    match new {
        Ok(new) if new == with_line_feed(text) && status.success() => Ok(None),
        Ok(new) if status.success() => Ok(Some(new)),
        // What was written is not thrown away with an editor that failed.
        new => Err(format!("{}{}", why(editor, status, new.as_ref().err()), kept(path, new.ok().as_deref(), text))),
    }
}

fn why(editor: &str, status: ExitStatus, why: Option<&String>) -> String {
    match why {
        Some(why) => format!("{editor}: {why}"),
        None => format!("{editor}: {status}"),
    }
}

/// Keeps the file where it holds other words, and says where it is.
fn kept(path: tempfile::TempPath, new: Option<&str>, text: &str) -> String {
    let changed = new.is_none_or(|new| new != with_line_feed(text)) && fs::exists(&path).unwrap_or(false);
    let kept = changed.then(|| path.keep().ok()).flatten();
    kept.map_or_else(String::new, |path| format!("; what was written is in {}", path.display()))
}

/// Runs the editor as git does: its name may have arguments.
fn run(editor: &str, path: &Path) -> io::Result<ExitStatus> {
    if cfg!(unix) {
        Command::new("sh").args(["-c", &format!("{editor} \"$@\""), editor]).arg(path).status()
    } else {
        Command::new(editor).arg(path).status()
    }
}

fn with_line_feed(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { text.to_owned() + "\n" }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn what_the_editor_wrote_comes_back() {
        assert_eq!(edited("printf 'one\\ntwo\\n' >", "old"), Ok(Some("one\ntwo\n".to_owned())));
        assert_eq!(edited("sed -i.x s/old/new/", "old"), Ok(Some("new\n".to_owned())));
    }

    #[test]
    fn text_that_is_as_it_was_is_none() {
        assert_eq!(edited("true", "old"), Ok(None));
        assert_eq!(edited("true", ""), Ok(None));
        assert_eq!(edited("touch", "old\n"), Ok(None));
    }

    #[test]
    fn an_editor_that_fails_says_so_and_what_was_written_is_kept() {
        let why = edited("f() { printf words > \"$1\"; exit 3; }; f", "old").unwrap_err();
        let (_, path) = why.split_once("what was written is in ").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "words");
        fs::remove_file(path).unwrap();
        for editor in ["false", "diptych-no-such-editor", "rm"] {
            assert!(!edited(editor, "old").unwrap_err().contains("what was written"), "{editor}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_taken_and_kept() {
        let why = edited("printf '\\377' >", "old").unwrap_err();
        let (_, path) = why.split_once("what was written is in ").unwrap();
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_reader_rests_until_it_may_go_on() {
        let (rest, over) = (Arc::new(Rest::default()), Arc::new(AtomicBool::new(false)));
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
            assert!(rest.begin(|| Ok(())));
            rest.end();
        }
        over.store(true, Ordering::SeqCst);
        reader.join().unwrap();
        assert!(!rest.begin(|| Err(io::ErrorKind::Unsupported.into())));
    }
}
