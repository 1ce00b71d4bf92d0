//! What the reader says of stories on its way to the disk and back. What cannot be written stays here and is tried again
//! with the next word and at the end.

use std::path::PathBuf;

use super::job::Answers;
use super::patience::patiently;
use super::problems::tell_problems;
use super::watch::Watcher;
use crate::app::message::Msg;
use crate::library::corrections::{Correction, CorrectionsError, append, read};

/// Keeps words about stories in a folder.
pub(super) struct Correcting {
    folder: PathBuf,
    device: String,
    _watcher: Option<Watcher>,
    /// Words that are not on disk yet, the earliest first.
    unsaved: Vec<Correction>,
}

impl Correcting {
    /// Keeps them in `folder`, which `watcher` watches, as this device.
    pub const fn new(folder: PathBuf, device: String, watcher: Option<Watcher>) -> Self {
        Self { folder, device, _watcher: watcher, unsaved: Vec::new() }
    }

    /// Says how many words are not on disk.
    pub const fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// Answers with what is said of stories and tells what is wrong with the files.
    pub fn answer(&self, answers: &Answers) {
        let (corrections, problems) = read(&self.folder);
        answers.send(Msg::Corrections(Box::new(corrections)));
        tell_problems(answers, &problems);
    }

    /// Writes words, with those that could not be written before.
    pub fn save(&mut self, words: Vec<Correction>, answers: &Answers) {
        self.unsaved.extend(words);
        if let Err(error) = self.flush() {
            answers.send(Msg::Failed(format!("what you said of a story is not saved yet: {error}")));
        }
    }

    /// Tries for the last time; says what is lost.
    pub fn end(&mut self) -> Option<String> {
        let error = self.flush().err()?;
        let count = self.unsaved.len();
        let lost =
            if count == 1 { "1 word about a story is".to_owned() } else { format!("{count} words about stories are") };
        Some(format!("{lost} not saved: {error}"))
    }

    fn flush(&mut self) -> Result<(), CorrectionsError> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        patiently(CorrectionsError::is_busy, || append(&self.folder, &self.device, &self.unsaved))?;
        self.unsaved.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]
    use std::fs;
    use std::sync::mpsc;

    use super::*;
    use crate::library::ArticleId;
    use crate::library::corrections::Said;

    #[test]
    fn a_word_that_cannot_be_written_is_told_and_written_once_that_is_possible() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("stories");
        fs::write(&folder, "a file where the folder should be").unwrap();
        let (sender, inbox) = mpsc::channel();
        let answers = Answers::new(move |msg| sender.send(format!("{msg:?}")).is_ok());
        let id = |n: u8| ArticleId(format!("{n:032x}"));
        let word = |other| Correction { at: 5, article: id(1), others: vec![id(other)], said: Said::Same };
        let mut correcting = Correcting::new(folder.clone(), "desk".into(), None);
        correcting.save(vec![word(2)], &answers);
        assert!(inbox.try_iter().collect::<String>().contains("is not saved yet"));
        assert!(correcting.end().unwrap().starts_with("1 word about a story is not saved: "));
        fs::remove_file(&folder).unwrap();
        correcting.save(vec![word(3)], &answers);
        assert_eq!((correcting.unsaved(), correcting.end()), (0, None));
        assert_eq!(read(&folder).0.latest_first().len(), 2);
        correcting.answer(&answers);
        assert_eq!(inbox.try_iter().count(), 1);
    }
}
