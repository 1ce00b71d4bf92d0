//! What the keeping thread still owes the reader, seen from both sides: where nothing is owed, the end of the program
//! waits for nobody, whatever is being read just then.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What is owed.
#[derive(Debug, Default)]
pub struct Owed {
    /// Tasks that keep something and are not done.
    tasks: AtomicUsize,
    /// What could not be written yet.
    held: AtomicUsize,
    over: AtomicBool,
}

impl Owed {
    /// Counts a task that keeps something.
    pub fn add(&self) {
        self.tasks.fetch_add(1, Ordering::SeqCst);
    }

    /// Says that so many tasks are done, and how much of all could not be written yet.
    pub fn settle(&self, done: usize, held: usize) {
        self.held.store(held, Ordering::SeqCst);
        self.tasks.fetch_sub(done, Ordering::SeqCst);
    }

    /// Says whether nothing is owed. Asked for once nobody adds any more.
    pub fn is_nothing(&self) -> bool {
        self.tasks.load(Ordering::SeqCst) == 0 && self.held.load(Ordering::SeqCst) == 0
    }

    /// Says that the program ends: what is only read is of no use any more.
    pub fn end(&self) {
        self.over.store(true, Ordering::SeqCst);
    }

    /// Says whether the program ends.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}
