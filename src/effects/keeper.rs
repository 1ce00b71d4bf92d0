//! What is kept on disk: the reading state, decisions, notes and who the articles are, written by one thread, in order.
//!
//! The state is appended at once. Identities, which need the article's text, follow when nothing else is to be done, a
//! batch at a time: marking a whole library as read must not hold up the program's end. Those that are not on disk then
//! are kept in the next run, when their articles are come upon. What cannot be written stays here and is tried again with
//! the next change and at the end.

mod keeping;
mod resting;
mod unkept;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use super::job::Answers;
use super::notes;
use super::owed::Owed;
use super::shared::Shared;
use super::supervise;
use crate::app::core::editing::Editing;
use crate::app::message::{Decided, Msg, RequestId, Rest};
use crate::library::Entry;
use crate::library::corrections::Correction;
use crate::library::decisions::PairId;
use crate::library::identity::Identities;
use crate::library::state::Change;
use crate::library::views::Change as ViewChange;
use crate::notes::Note;
use keeping::Keeping;

/// How long the end of the program waits for a disk that does not answer.
const LONGEST: Duration = Duration::from_secs(10);

/// So often in a row may opening fail in a way that nobody foresaw.
const FALLS: usize = 3;

type Saved = Vec<(Entry, Change)>;

enum Task {
    Save(Saved),
    Rest(Box<Rest>),
    Reject(Box<Entry>),
    Decide(RequestId, Box<Decided>),
    Decisions(RequestId, PairId),
    Note(notes::Task, Vec<Entry>),
    Correct(Vec<Correction>, Vec<Entry>),
    Corrections,
    Edit(Box<Entry>, Box<Editing>),
    Views(Vec<ViewChange>),
    Keep(Box<Entry>),
    End,
    #[cfg(test)]
    Do(Box<dyn FnOnce() + Send>),
}

impl Task {
    /// Says whether it keeps something, rather than to read.
    const fn keeps(&self) -> bool {
        match self {
            Self::Save(_)
            | Self::Rest(_)
            | Self::Reject(_)
            | Self::Decide(..)
            | Self::Correct(..)
            | Self::Edit(..)
            | Self::Keep(_) => true,
            Self::Note(task, _) => task.keeps(),
            Self::Views(changes) => !changes.is_empty(),
            Self::Decisions(..) | Self::Corrections | Self::End => false,
            #[cfg(test)]
            Self::Do(_) => false,
        }
    }
}

/// The keeping thread, seen from outside.
#[derive(Debug)]
pub struct Keeper {
    tasks: Sender<Task>,
    owed: Arc<Owed>,
    /// What is lost, once everything else is on disk; none after that was heard.
    done: Option<Receiver<Vec<String>>>,
}

impl Keeper {
    /// Starts with reading: the state is answered first, then the identities are shared.
    pub fn start(shared: Arc<Shared>, answers: Answers) -> Self {
        let (tasks, inbox) = mpsc::channel();
        let (sender, done) = mpsc::channel();
        let (owed, opened) = (Arc::<Owed>::default(), Arc::<AtomicBool>::default());
        let mut stage = Stage::Opening;
        let step = {
            let (shared, answers, tasks) = (Arc::clone(&shared), answers.clone(), tasks.clone());
            let (owed, opened) = (Arc::clone(&owed), Arc::clone(&opened));
            move || {
                let open = || Keeping::open(Arc::clone(&shared), answers.clone(), tasks.clone(), Arc::clone(&owed));
                let lost = stage.step(&inbox, open);
                opened.store(true, Ordering::SeqCst);
                lost.map_or(ControlFlow::Continue(()), |lost| {
                    let _ = sender.send(lost);
                    ControlFlow::Break(())
                })
            }
        };
        let fell = {
            let (shared, answers) = (Arc::clone(&shared), answers.clone());
            move |falls| {
                answers.send(Msg::Failed(supervise::told("keeping what was changed")));
                if falls < FALLS || opened.load(Ordering::SeqCst) {
                    return ControlFlow::Continue(());
                }
                shared.set_identities(Identities::default());
                ControlFlow::Break(())
            }
        };
        let thread = supervise::steps("keeping", step, fell);
        if let Err(error) = &thread {
            shared.set_identities(Identities::default());
            answers.send(Msg::Failed(format!("nothing is kept: no thread can be started: {error}")));
        }
        Self { tasks, owed, done: thread.ok().map(|()| done) }
    }

    /// Saves changes of the reading state.
    pub fn save(&self, changes: Saved) {
        self.send(Task::Save(changes));
    }

    /// Keeps where the reader stands, once they have stood there for a moment.
    pub fn rest(&self, rest: Box<Rest>) {
        self.send(Task::Rest(rest));
    }

    /// Keeps an article apart from the one that it was taken for.
    pub fn reject(&self, entry: Entry) {
        self.send(Task::Reject(Box::new(entry)));
    }

    /// Keeps a decision and answers with all about its pair.
    pub fn decide(&self, id: RequestId, decided: Decided) {
        self.send(Task::Decide(id, Box::new(decided)));
    }

    /// Answers with the decisions about `pair`.
    pub fn decisions(&self, id: RequestId, pair: PairId) {
        self.send(Task::Decisions(id, pair));
    }

    /// Keeps what was said of stories, and who the articles are.
    pub fn correct(&self, words: Vec<Correction>, entries: Vec<Entry>) {
        self.send(Task::Correct(words, entries));
    }

    /// Sets something about an article.
    pub fn edit(&self, entry: Box<Entry>, asked: Box<Editing>) {
        self.send(Task::Edit(entry, asked));
    }

    /// Changes the saved views, or reads them.
    pub fn views(&self, changes: Vec<ViewChange>) {
        self.send(Task::Views(changes));
    }

    /// Does something about notes.
    pub fn note(&self, task: notes::Task) {
        self.send(Task::Note(task, Vec::new()));
    }

    /// Keeps the identity of an article.
    pub fn keep(&self, entry: Box<Entry>) {
        self.send(Task::Keep(entry));
    }

    /// Keeps a note and the identities of its articles.
    pub fn save_note(&self, note: Box<Note>, entries: Vec<Entry>) {
        self.send(Task::Note(notes::Task::Save(note), entries));
    }

    /// Waits until everything is on disk; says what is not.
    pub fn finish(mut self) -> Vec<String> {
        self.end()
    }

    fn end(&mut self) -> Vec<String> {
        let Some(done) = self.done.take() else { return Vec::new() };
        self.owed.end();
        if self.owed.is_nothing() {
            return Vec::new();
        }
        self.send(Task::End);
        match done.recv_timeout(LONGEST) {
            Ok(unsaved) => unsaved,
            Err(RecvTimeoutError::Timeout) => {
                vec!["what was changed last may not be saved: the disk does not answer".to_owned()]
            }
            Err(RecvTimeoutError::Disconnected) => {
                vec!["what was changed last may not be saved: internal error".to_owned()]
            }
        }
    }

    fn send(&self, task: Task) {
        if task.keeps() {
            self.owed.add();
        }
        let _ = self.tasks.send(task);
    }
}

/// A panic of the main loop does not cost what was handed over before it.
impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

/// How far the thread is.
enum Stage {
    Opening,
    Keeping(Box<Keeping>),
    /// Everything is tried for the last time.
    Ending(Box<Keeping>),
    /// That failed in a way that nobody foresaw.
    Fallen(usize),
}

impl Stage {
    /// Goes on; at the end returns what is lost.
    fn step(&mut self, inbox: &Receiver<Task>, open: impl FnOnce() -> Keeping) -> Option<Vec<String>> {
        match self {
            Self::Opening => *self = Self::Keeping(Box::new(open())),
            Self::Keeping(keeping) => {
                if keeping.step(inbox).is_break() {
                    let Self::Keeping(keeping) = std::mem::replace(self, Self::Opening) else { return None };
                    *self = Self::Ending(keeping);
                }
            }
            Self::Ending(_) => {
                let Self::Ending(mut keeping) = std::mem::replace(self, Self::Fallen(0)) else { return None };
                *self = Self::Fallen(keeping.unsaved());
                return Some(keeping.end());
            }
            Self::Fallen(unsaved) => {
                return Some(vec![format!(
                    "what was changed last may not be saved ({unsaved} changes): internal error"
                )]);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests;
