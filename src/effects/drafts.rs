//! Drafts on their way to the disk: on a thread of their own, because a key press must not wait for one, and only the
//! latest of each, because a disk may be slower than a typist.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::job::Answers;
use super::supervise;
use crate::app::message::Msg;
use crate::notes::draft::{self, Draft};
use crate::notes::{NoteId, file::NoteError};

/// How long the end of the program waits for drafts.
const LAST: Duration = Duration::from_secs(10);

/// The drafts that wait, each as it is now; none where it is dropped.
#[derive(Clone, Debug, Default)]
struct Waiting(Arc<Mutex<HashMap<NoteId, Option<Box<Draft>>>>>);

impl Waiting {
    fn all(&self) -> MutexGuard<'_, HashMap<NoteId, Option<Box<Draft>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<(NoteId, Option<Box<Draft>>)> {
        let mut all = self.all();
        let id = *all.keys().next()?;
        all.remove_entry(&id)
    }
}

/// The writing thread, seen from outside.
#[derive(Debug)]
pub struct Drafter {
    waiting: Waiting,
    /// Wakes the thread; nobody can any more once it is to end.
    wake: Option<Sender<()>>,
    done: Receiver<Vec<String>>,
}

impl Drafter {
    /// Starts writing drafts in `folder`.
    pub fn start(folder: PathBuf, answers: Answers) -> Self {
        let mut held: HashMap<NoteId, draft::Held> = HashMap::new();
        Self::start_with(answers, move |id, draft| match draft {
            Some(draft) => held.entry(id).or_insert_with(|| draft::hold(&folder, id, std::process::id())).save(draft),
            None => {
                held.remove(&id);
                draft::forget(&folder, id)
            }
        })
    }

    /// Starts the thread, with what writes one draft or drops it.
    fn start_with(
        answers: Answers,
        write: impl FnMut(NoteId, Option<&Draft>) -> Result<(), NoteError> + Send + 'static,
    ) -> Self {
        let (wake, inbox) = mpsc::channel();
        let (sender, done) = mpsc::channel();
        let (waiting, fallen) = (Waiting::default(), answers.clone());
        let writer = Writer { waiting: waiting.clone(), unwritten: HashMap::new(), answers: answers.clone(), write };
        let mut writing = Some(writer);
        let step = move || {
            let Some(writer) = &mut writing else { return ControlFlow::Break(()) };
            while let Some((id, draft)) = writer.waiting.next() {
                writer.write(id, draft.as_deref());
            }
            if inbox.recv().is_ok() {
                return ControlFlow::Continue(());
            }
            let lost = writer.lost();
            // What it holds is let go before anybody is told that it is done.
            writing = None;
            let _ = sender.send(lost);
            ControlFlow::Break(())
        };
        let fell = move |_| {
            fallen.send(Msg::Drafted(Err(supervise::told("writing a draft"))));
            ControlFlow::Continue(())
        };
        if let Err(error) = supervise::steps("drafts", step, fell) {
            answers.send(Msg::Failed(format!("drafts are not kept: no thread can be started: {error}")));
        }
        Self { waiting, wake: Some(wake), done }
    }

    /// Keeps a draft.
    pub fn save(&self, draft: Box<Draft>) {
        self.send(draft.note.id, Some(draft));
    }

    /// Drops the draft of a note.
    pub fn drop_draft(&self, id: NoteId) {
        self.send(id, None);
    }

    /// Waits until everything is on disk; says what is not.
    pub fn finish(mut self) -> Vec<String> {
        drop(self.wake.take());
        match self.done.recv_timeout(LAST) {
            Ok(unwritten) => unwritten,
            Err(RecvTimeoutError::Timeout) => vec!["a draft may not be kept: the disk does not answer".to_owned()],
            Err(RecvTimeoutError::Disconnected) => vec!["a draft may not be kept: internal error".to_owned()],
        }
    }

    fn send(&self, id: NoteId, draft: Option<Box<Draft>>) {
        self.waiting.all().insert(id, draft);
        if let Some(wake) = &self.wake {
            let _ = wake.send(());
        }
    }
}
/// What the thread knows.
struct Writer<W> {
    waiting: Waiting,
    /// Why a draft is not on disk.
    unwritten: HashMap<NoteId, String>,
    answers: Answers,
    write: W,
}

impl<W: FnMut(NoteId, Option<&Draft>) -> Result<(), NoteError>> Writer<W> {
    fn write(&mut self, id: NoteId, draft: Option<&Draft>) {
        let told = !self.unwritten.is_empty();
        let before = self.unwritten.insert(id, "internal error".to_owned());
        match (self.write)(id, draft) {
            Ok(()) => {
                self.unwritten.remove(&id);
                if before.is_some() && self.unwritten.is_empty() {
                    self.answers.send(Msg::Drafted(Ok(())));
                }
            }
            Err(error) => {
                // Told once, not at every key.
                if !told {
                    self.answers.send(Msg::Drafted(Err(format!("{error}; {}", error.hint()))));
                }
                self.unwritten.insert(id, error.to_string());
            }
        }
    }

    fn lost(&mut self) -> Vec<String> {
        self.unwritten.drain().map(|(_, why)| format!("a draft is not kept: {why}")).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use super::*;
    use crate::notes::{Note, Stamp};
    use std::fs;

    fn draft(id: u8, text: &str) -> Box<Draft> {
        let note = Note { id: NoteId::new(Stamp(1), [id; 10]), text: text.to_owned(), ..Note::default() };
        Box::new(Draft { note, at: Stamp(7), is_new: true })
    }

    fn started(folder: PathBuf) -> (Drafter, Receiver<Msg>) {
        let (sender, inbox) = mpsc::channel();
        (Drafter::start(folder, Answers::new(move |msg| sender.send(msg).is_ok())), inbox)
    }

    #[test]
    fn the_latest_of_each_draft_is_on_disk_at_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let (drafter, _inbox) = started(dir.path().join("drafts"));
        for n in 0..50 {
            drafter.save(draft(1, &n.to_string()));
            drafter.save(draft(2, &n.to_string()));
        }
        drafter.drop_draft(draft(2, "").note.id);
        assert_eq!(drafter.finish(), Vec::<String>::new());
        assert_eq!(draft::load(&dir.path().join("drafts")), (vec![*draft(1, "49")], vec![]));
    }

    #[test]
    fn a_draft_that_cannot_be_kept_is_told_once_and_again_at_the_end() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("drafts");
        fs::write(&folder, "a file").unwrap();
        let (drafter, inbox) = started(folder);
        for n in 0..5 {
            drafter.save(draft(1, &n.to_string()));
        }
        let lost = drafter.finish();
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert_eq!(inbox.try_iter().filter(|msg| matches!(msg, Msg::Drafted(Err(_)))).count(), 1);
    }

    #[test]
    #[allow(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_told_the_other_drafts_are_written_and_the_lost_one_is_named() {
        let (sender, inbox) = mpsc::channel();
        let written = Arc::new(Mutex::new(Vec::new()));
        let writes = Arc::clone(&written);
        let bad = draft(1, "").note.id;
        let drafter = Drafter::start_with(Answers::new(move |msg| sender.send(msg).is_ok()), move |id, draft| {
            assert!(id != bad, "secret");
            writes.lock().unwrap().push(draft.unwrap().note.text.clone());
            Ok(())
        });
        drafter.save(draft(1, "one"));
        drafter.save(draft(2, "two"));
        assert_eq!(drafter.finish(), ["a draft is not kept: internal error"]);
        assert_eq!(*written.lock().unwrap(), ["two"]);
        let told: Vec<String> = inbox.try_iter().map(|msg| format!("{msg:?}")).collect();
        assert!(told[0].contains("writing a draft: internal error"), "{told:?}");
    }
}
