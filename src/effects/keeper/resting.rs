//! Where the reader stands, kept once they have stood there for a moment: a place at every key would wear the disk, and
//! one at the end alone is lost with a program that is killed. While nobody moves nothing wakes up.

use std::sync::mpsc::{Receiver, RecvError, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::message::Rest;
use crate::library::Entry;
use crate::library::state::Change;
use crate::text::scalars;

/// How long the reader stands still before the place is kept.
const MOMENT: Duration = Duration::from_secs(1);

/// A place that is not kept yet, and when it is to be.
#[derive(Debug, Default)]
pub struct Resting(Option<(Rest, Instant)>);

impl Resting {
    /// Waits for what comes in, and no longer than until the place is to be kept.
    pub fn wait<T>(&self, inbox: &Receiver<T>) -> Result<T, RecvTimeoutError> {
        match &self.0 {
            None => inbox.recv().map_err(|RecvError| RecvTimeoutError::Disconnected),
            Some((_, due)) => inbox.recv_timeout(due.saturating_duration_since(Instant::now())),
        }
    }

    /// Takes a place instead of the one before.
    pub fn begin(&mut self, rest: Rest) {
        self.0 = Some((rest, Instant::now() + MOMENT));
    }

    /// Drops the place where `change` has a later one.
    pub fn outdone(&mut self, change: &Change) {
        if change.place.is_some() && self.0.as_ref().is_some_and(|(rest, _)| rest.entry.id == change.id) {
            self.0 = None;
        }
    }

    /// Says whether there is a place to keep.
    pub const fn is_pending(&self) -> bool {
        self.0.is_some()
    }

    /// Returns the place as a change of the reading state; there is then none to keep.
    pub fn take(&mut self) -> Option<(Entry, Change)> {
        let (Rest { entry, article, at }, _) = self.0.take()?;
        let place = Some(scalars::scalar_offset(&article.text, at));
        let change = Change { id: entry.id.clone(), place, ..Change::default() };
        Some((entry, change))
    }
}
