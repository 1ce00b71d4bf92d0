//! The reader's decisions on their way to the disk and back. What cannot be written stays here, is answered as if it
//! were there, and is tried again with the next decision and at the end.

use std::path::PathBuf;

use super::job::Answers;
use super::patience::patiently;
use super::problems::tell_problems;
use crate::app::message::Decided;
use crate::app::message::{Msg, RequestId};
use crate::library::decisions::{DecisionsError, Kept, PairId, load, save};

/// Keeps decisions in a folder.
pub(super) struct Deciding {
    folder: PathBuf,
    /// Decisions that are not on disk yet, the earliest first.
    unsaved: Vec<(PairId, Kept)>,
}

impl Deciding {
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder, unsaved: Vec::new() }
    }

    /// Says how many decisions are not on disk.
    pub const fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// Answers with the decisions about `pair` and tells what is wrong with their files.
    pub fn answer(&self, id: RequestId, pair: &PairId, answers: &Answers) {
        let (kept, problems) = load(&self.folder, pair);
        answers.send(Msg::Decisions(id, self.with_unsaved(pair, kept)));
        tell_problems(answers, &problems);
    }

    /// Writes a decision made at `now`, with those that could not be written before; answers with all about its pair.
    pub fn save(&mut self, id: RequestId, decided: &Decided, now: u64, answers: &Answers) {
        let pair = decided.pair();
        self.unsaved.push((pair.clone(), decided.kept.clone()));
        let flushed = self.flush(now, answers);
        let (kept, _) = load(&self.folder, &pair);
        answers.send(Msg::Decisions(id, self.with_unsaved(&pair, kept)));
        if let Err(error) = flushed {
            answers.send(Msg::Failed(format!("the decision is not saved yet: {error}")));
        }
    }

    /// Tries for the last time; says what is lost.
    pub fn end(&mut self, now: u64) -> Option<String> {
        let error = self.flush(now, &Answers::new(|_| false)).err()?;
        let count = self.unsaved.len();
        let lost = if count == 1 { "1 decision is".to_owned() } else { format!("{count} decisions are") };
        Some(format!("{lost} not saved: {error}"))
    }

    /// Writes what is not on disk yet, as far as that is possible; returns the first error.
    fn flush(&mut self, now: u64, answers: &Answers) -> Result<(), DecisionsError> {
        let mut failed = None;
        let mut at = 0;
        while let Some((pair, kept)) = self.unsaved.get(at) {
            let change = std::slice::from_ref(kept);
            match patiently(DecisionsError::is_busy, || save(&self.folder, pair, change, now)) {
                Ok((_, problems)) => {
                    self.unsaved.remove(at);
                    tell_problems(answers, &problems);
                }
                Err(error) => {
                    failed.get_or_insert(error);
                    at += 1;
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn with_unsaved(&self, pair: &PairId, mut kept: Vec<Kept>) -> Vec<Kept> {
        for (_, unsaved) in self.unsaved.iter().filter(|(about, _)| about == pair) {
            kept.retain(|other| other.id != unsaved.id);
            kept.push(unsaved.clone());
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

    use std::fs;
    use std::sync::mpsc;

    use super::*;
    use crate::article::anchor::Anchor;
    use crate::library::decisions::Kind;
    use crate::library::identity::Identities;
    use crate::library::{Origin, store};

    fn decided() -> Decided {
        let entry = |name: &str, text: &str| {
            let origin = Origin::File(PathBuf::from(name));
            store::from_bytes(&origin, text.as_bytes(), &Identities::default()).unwrap().entry
        };
        let entries = [entry("a.txt", "The ferry came late.\n"), entry("b.txt", "A late ferry.\n")];
        Decided { entries, kept: Kept::new(Kind::Pinned, Anchor::default(), Anchor::default()) }
    }

    /// Saves one decision in `folder` and returns the answers, decisions as their number.
    fn save_one(deciding: &mut Deciding) -> (Vec<usize>, Vec<String>) {
        let (sender, inbox) = mpsc::channel();
        deciding.save(RequestId(1), &decided(), 7, &Answers::new(move |msg| sender.send(msg).is_ok()));
        let (mut counts, mut told) = (Vec::new(), Vec::new());
        for msg in inbox.try_iter() {
            match msg {
                Msg::Decisions(RequestId(1), kept) => counts.push(kept.len()),
                other => told.push(format!("{other:?}")),
            }
        }
        (counts, told)
    }

    #[test]
    fn a_decision_that_is_saved_is_answered_from_disk() {
        let dir = tempfile::tempdir().unwrap();
        let mut deciding = Deciding::new(dir.path().join("decisions"));
        assert_eq!(save_one(&mut deciding), (vec![1], vec![]));
        assert_eq!(deciding.end(9), None);
        assert_eq!(load(&deciding.folder, &decided().pair()).0.len(), 1);
    }

    #[test]
    fn a_decision_that_cannot_be_saved_holds_is_told_and_is_saved_once_that_is_possible() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("decisions");
        fs::write(&folder, "a file where the folder should be").unwrap();
        let mut deciding = Deciding::new(folder.clone());
        let (counts, told) = save_one(&mut deciding);
        assert_eq!(counts, [1]);
        assert!(told.concat().contains("the decision is not saved yet"), "{told:?}");
        assert!(deciding.end(8).unwrap().starts_with("1 decision is not saved: "));
        fs::remove_file(&folder).unwrap();
        assert_eq!(deciding.end(9), None);
        assert_eq!(load(&folder, &decided().pair()).0.len(), 1);
    }
}
