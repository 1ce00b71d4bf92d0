//! The reader's own editor: the terminal is given back, the program waits, and the text is read again.
//!
//! Where the program is ended meanwhile, so is the editor: left behind, it would take the keys of the shell. What is in
//! its file then stays there, is named, and goes into the draft as well.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tempfile::TempPath;

use super::event::{Ending, Event};
use super::rest::Rest;
use crate::effects::scratch::{self, MOST_BYTES, with_line_feed};
use crate::effects::supervise;
use crate::library::store::read_file;

/// What came back from the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The new text, none where it was left unchanged; or why nothing is taken.
    pub outcome: Result<Option<String>, String>,
    /// What was written in an editor that was ended with the program.
    pub rescued: Option<String>,
}

impl From<Result<Option<String>, String>> for Back {
    fn from(outcome: Result<Option<String>, String>) -> Self {
        Self { outcome, rescued: None }
    }
}

/// The reader's own editor, seen from the main loop.
#[derive(Debug)]
pub struct Outside {
    /// Where the thread that reads keys is meanwhile.
    pub rest: Arc<Rest>,
    /// Whether the editor has the terminal.
    pub open: bool,
    events: Sender<Event>,
    running: Arc<Running>,
}

/// What runs, shared with the thread that waits for it.
#[derive(Debug, Default)]
struct Running(Mutex<Run>);

#[derive(Debug, Default)]
struct Run {
    child: Option<u32>,
    file: Option<PathBuf>,
    ended: bool,
}

impl Running {
    fn run(&self) -> MutexGuard<'_, Run> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outside {
    /// Makes it ready; `events` hear when the editor is closed.
    pub fn new(events: Sender<Event>) -> Self {
        Self { rest: Arc::default(), open: false, events, running: Arc::default() }
    }

    /// Gets the terminal free for another program; says why where that cannot be.
    pub fn make_room(&self) -> Result<(), String> {
        match self.rest.begin() {
            true => Ok(()),
            false => Err("the editor is not opened: the keyboard cannot be handed over".to_owned()),
        }
    }

    /// Opens the editor on `text`, in a terminal that is free; an event comes when it is closed.
    pub fn edit(&mut self, text: String) {
        self.open = true;
        let running = Arc::clone(&self.running);
        start(self.events.clone(), move || edited(&editor(), &text, &running));
    }

    /// Ends the editor, as the program is ended.
    pub fn end(&self, ending: Ending) {
        self.tell(if ending.is_hangup() { Word::HangUp } else { Word::End });
    }

    /// Ends an editor that did not heed that.
    pub fn kill(&self) {
        self.tell(Word::Kill);
    }

    /// Returns the file that the editor works on.
    pub fn file(&self) -> Option<PathBuf> {
        self.running.run().file.clone()
    }

    fn tell(&self, word: Word) {
        let mut run = self.running.run();
        run.ended = true;
        if let Some(child) = run.child {
            word.tell(child);
        }
    }
}

/// What an editor may be told.
#[derive(Clone, Copy, Debug)]
enum Word {
    HangUp,
    End,
    Kill,
}

impl Word {
    #[cfg(unix)]
    fn tell(self, child: u32) {
        use rustix::process::{Pid, Signal};
        let signal = match self {
            Self::HangUp => Signal::HUP,
            Self::End => Signal::TERM,
            Self::Kill => Signal::KILL,
        };
        if let Some(child) = i32::try_from(child).ok().and_then(Pid::from_raw) {
            super::family::tell(child, signal);
        }
    }

    #[cfg(not(unix))]
    const fn tell(self, _: u32) {}
}

/// Does `work` on a thread and sends what comes back of it, whatever happens.
fn start(events: Sender<Event>, work: impl FnOnce() -> Back + Send + 'static) {
    let failed = events.clone();
    let body = move || {
        let back = supervise::once(work).unwrap_or_else(|| Err(supervise::told("the editor")).into());
        let _ = events.send(Event::Edited(back));
    };
    if let Err(error) = thread::Builder::new().name("editor".to_owned()).spawn(body) {
        let why = format!("the editor is not opened: no thread can be started: {error}");
        let _ = failed.send(Event::Edited(Err(why).into()));
    }
}

fn editor() -> String {
    let set = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    set("VISUAL").or_else(|| set("EDITOR")).unwrap_or_else(|| "vi".to_owned())
}

/// Returns the text as `editor` left it; none where it is as it was.
fn edited(editor: &str, text: &str, running: &Running) -> Back {
    let failed = |error: io::Error| Err(format!("the editor is not opened: {error}"));
    let path = match scratch::write(text) {
        Ok(path) => path,
        Err(error) => return failed(error).into(),
    };
    running.run().file = Some(path.to_path_buf());
    let status = run(editor, &path, running);
    let read = read_file(&path, MOST_BYTES).map_err(|error| error.to_string());
    let new = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "what came back is not UTF-8".to_owned()));
    let ended = std::mem::take(&mut *running.run()).ended;
    match status {
        _ if ended => rescued(editor, path, new.ok(), text),
        Err(error) => Err(format!("{editor} cannot be started: {error}")).into(),
        Ok(status) => taken(editor, status, path, new, text).into(),
    }
}

fn taken(
    editor: &str,
    status: ExitStatus,
    path: TempPath,
    new: Result<String, String>,
    text: &str,
) -> Result<Option<String>, String> {
    match new {
        Ok(new) if new == with_line_feed(text) && status.success() => Ok(None),
        Ok(new) if status.success() => Ok(Some(new)),
        // What was written is not thrown away with an editor that failed.
        new => Err(format!("{}{}", why(editor, status, new.as_ref().err()), kept(path, new.ok().as_deref(), text))),
    }
}

/// Keeps the file of an editor that was ended with the program, and what was written in it.
fn rescued(editor: &str, path: TempPath, new: Option<String>, text: &str) -> Back {
    let rescued = new.filter(|new| !new.trim().is_empty() && *new != with_line_feed(text));
    let outcome = match scratch::keep(path) {
        Ok(path) => Err(format!("the text that was open in {editor} is in {}", path.display())),
        Err(error) => Err(format!("the text that was open in {editor} is gone: {error}")),
    };
    Back { outcome, rescued }
}

fn why(editor: &str, status: ExitStatus, why: Option<&String>) -> String {
    match why {
        Some(why) => format!("{editor}: {why}"),
        None => format!("{editor}: {status}"),
    }
}

/// Keeps the file where it holds other words, and says where it is.
fn kept(path: TempPath, new: Option<&str>, text: &str) -> String {
    let changed = new.is_none_or(|new| new != with_line_feed(text)) && fs::exists(&path).unwrap_or(false);
    let kept = changed.then(|| scratch::keep(path).ok()).flatten();
    kept.map_or_else(String::new, |path| format!("; what was written is in {}", path.display()))
}

/// Runs the editor as git does: its name may have arguments.
fn run(editor: &str, path: &Path, running: &Running) -> io::Result<ExitStatus> {
    let mut command = Command::new(if cfg!(unix) { "sh" } else { editor });
    if cfg!(unix) {
        command.args(["-c", &format!("{editor} \"$@\""), editor]);
    }
    let mut child = {
        // Held, so that a program that is ended just now either finds the editor or keeps it from being started.
        let mut run = running.run();
        if run.ended {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let child = command.arg(path).spawn()?;
        run.child = Some(child.id());
        child
    };
    let status = child.wait();
    running.run().child = None;
    status
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

    use std::sync::mpsc;

    use super::*;

    fn outcome(editor: &str, text: &str) -> Result<Option<String>, String> {
        edited(editor, text, &Running::default()).outcome
    }

    #[test]
    fn what_the_editor_wrote_comes_back() {
        assert_eq!(outcome("printf 'one\\ntwo\\n' >", "old"), Ok(Some("one\ntwo\n".to_owned())));
        assert_eq!(outcome("sed -i.x s/old/new/", "old"), Ok(Some("new\n".to_owned())));
    }

    #[test]
    fn text_that_is_as_it_was_is_none() {
        assert_eq!(outcome("true", "old"), Ok(None));
        assert_eq!(outcome("true", ""), Ok(None));
        assert_eq!(outcome("touch", "old\n"), Ok(None));
    }

    #[test]
    fn an_editor_that_fails_says_so_and_what_was_written_is_kept() {
        let why = outcome("f() { printf words > \"$1\"; exit 3; }; f", "old").unwrap_err();
        let (_, path) = why.split_once("what was written is in ").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "words");
        fs::remove_file(path).unwrap();
        for editor in ["false", "diptych-no-such-editor", "rm"] {
            assert!(!outcome(editor, "old").unwrap_err().contains("what was written"), "{editor}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_not_taken_and_kept() {
        let why = outcome("printf '\\377' >", "old").unwrap_err();
        let (_, path) = why.split_once("what was written is in ").unwrap();
        fs::remove_file(path).unwrap();
    }

    /// Opens an editor that does `work`, then waits for ever; ends it once it waits, and returns what comes back.
    fn ended(work: &str) -> Back {
        let running = Arc::new(Running::default());
        let (events, inbox) = mpsc::channel();
        let outside = Outside { running: Arc::clone(&running), ..Outside::new(events.clone()) };
        // The shell that waits for it would hold the file otherwise, as a script around an editor does.
        let editor = format!("f() {{ mkfifo \"$1.pipe\"; {work} cat \"$1.pipe\"; true; }}; f");
        start(events, move || edited(&editor, "old", &running));
        let file = std::iter::repeat_with(|| outside.file()).flatten().next().unwrap();
        let pipe = PathBuf::from(format!("{}.pipe", file.display()));
        while !pipe.exists() {
            thread::yield_now();
        }
        // Opened only with who reads it, so that what is ended is there and nobody is started afterwards.
        let held = fs::OpenOptions::new().write(true).open(&pipe).unwrap();
        outside.end(Ending::Signal(15));
        let event = inbox.recv().unwrap();
        drop(held);
        fs::remove_file(pipe).unwrap();
        match event {
            Event::Edited(back) => back,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_editor_that_is_ended_with_the_program_leaves_its_file_and_its_words() {
        let back = ended("printf new > \"$1\";");
        assert_eq!(back.rescued.as_deref(), Some("new"));
        let why = back.outcome.unwrap_err();
        let path = Path::new(why.split_once(" is in ").unwrap().1);
        assert_eq!(fs::read_to_string(path).unwrap(), "new");
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn an_editor_that_wrote_nothing_leaves_its_file_alone() {
        let back = ended("");
        assert_eq!(back.rescued, None);
        let why = back.outcome.unwrap_err();
        fs::remove_file(why.split_once(" is in ").unwrap().1).unwrap();
    }

    #[test]
    fn an_editor_is_not_started_in_a_program_that_ends() {
        let running = Running::default();
        running.run().ended = true;
        let back = edited("printf new >", "old", &running);
        assert_eq!(back.rescued, None);
        fs::remove_file(back.outcome.unwrap_err().split_once(" is in ").unwrap().1).unwrap();
    }

    #[test]
    fn a_panic_gives_the_terminal_back_to_the_program() {
        let (events, inbox) = mpsc::channel();
        start(events, || panic!("secret"));
        let Event::Edited(back) = inbox.recv().unwrap() else { panic!("no word") };
        assert!(back.outcome.unwrap_err().contains("the editor: internal error"));
    }
}
