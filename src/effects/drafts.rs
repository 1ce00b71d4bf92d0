//! Drafts on their way to the disk: on a thread of their own, because a key press must not wait for one, and only the
//! latest of each, because a disk may be slower than a typist.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::job::Answers;
use crate::app::message::Msg;
use crate::notes::draft::{self, Draft};
use crate::notes::{NoteId, file::NoteError};

/// How long the end of the program waits for drafts.
const LAST: Duration = Duration::from_secs(2);

/// A draft as it is now; none where it is dropped.
type Word = (NoteId, Option<Box<Draft>>);

/// The writing thread, seen from outside.
#[derive(Debug)]
pub struct Drafter {
    words: Option<Sender<Word>>,
    done: Receiver<Vec<String>>,
}

impl Drafter {
    /// Starts writing drafts in `folder`.
    pub fn start(folder: PathBuf, answers: Answers) -> Self {
        let (words, inbox) = mpsc::channel();
        let (sender, done) = mpsc::channel();
        let failed = answers.clone();
        let body = move || {
            let _ = sender.send(run(&folder, &inbox, &answers));
        };
        if let Err(error) = thread::Builder::new().name("drafts".to_owned()).spawn(body) {
            failed.send(Msg::Failed(format!("drafts are not kept: no thread can be started: {error}")));
        }
        Self { words: Some(words), done }
    }

    /// Keeps a draft.
    pub fn save(&self, draft: Box<Draft>) {
        self.send((draft.note.id, Some(draft)));
    }

    /// Drops the draft of a note.
    pub fn drop_draft(&self, id: NoteId) {
        self.send((id, None));
    }

    /// Waits until everything is on disk; says what is not.
    pub fn finish(mut self) -> Vec<String> {
        drop(self.words.take());
        let late = || vec!["a draft may not be kept: the disk does not answer".to_owned()];
        self.done.recv_timeout(LAST).unwrap_or_else(|_| late())
    }

    fn send(&self, word: Word) {
        if let Some(words) = &self.words {
            let _ = words.send(word);
        }
    }
}

/// Writes what comes in until nothing can come any more; returns what was not written.
fn run(folder: &Path, inbox: &Receiver<Word>, answers: &Answers) -> Vec<String> {
    let mut unwritten: HashMap<NoteId, NoteError> = HashMap::new();
    let mut held: HashMap<NoteId, draft::Held> = HashMap::new();
    let hold = |id| draft::hold(folder, id, std::process::id());
    while let Ok(first) = inbox.recv() {
        let latest: HashMap<_, _> = std::iter::once(first).chain(inbox.try_iter()).collect();
        for (id, draft) in latest {
            let done = match draft {
                Some(draft) => held.entry(id).or_insert_with(|| hold(id)).save(&draft),
                None => {
                    held.remove(&id);
                    draft::forget(folder, id)
                }
            };
            match done {
                Ok(()) => {
                    if unwritten.remove(&id).is_some() && unwritten.is_empty() {
                        answers.send(Msg::Drafted(Ok(())));
                    }
                }
                Err(error) => {
                    // Told once, not at every key.
                    if unwritten.is_empty() {
                        answers.send(Msg::Drafted(Err(format!("{error}; {}", error.hint()))));
                    }
                    unwritten.insert(id, error);
                }
            }
        }
    }
    unwritten.into_values().map(|error| format!("a draft is not kept: {error}")).collect()
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
}
