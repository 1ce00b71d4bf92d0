//! The reader's decisions on their way to the disk and back. What cannot be written stays here, is answered as if it
//! were there, and is tried again with the next decision and at the end.

use std::path::PathBuf;

use super::job::Answers;
use super::keeper::tell_problems;
use crate::app::deciding::Decided;
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
        for (pair, kept) in std::mem::take(&mut self.unsaved) {
            match save(&self.folder, &pair, std::slice::from_ref(&kept), now) {
                Ok((_, problems)) => tell_problems(answers, &problems),
                Err(error) => {
                    failed.get_or_insert(error);
                    self.unsaved.push((pair, kept));
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
