//! Articles whose identity is still to be kept: each once, in order, taken a batch at a time.

use std::collections::{HashSet, VecDeque};

use crate::library::{ArticleId, Entry};

/// Articles of one batch: enough that they wait for the disk together, and so few that what the reader does next does
/// not wait long behind them.
const BATCH: usize = 128;

/// The articles, first those that something was written about.
#[derive(Debug, Default)]
pub struct Unkept {
    queue: VecDeque<Entry>,
    ids: HashSet<ArticleId>,
}

impl Unkept {
    /// Takes an article behind the others.
    pub fn add(&mut self, entry: Entry) {
        if self.ids.insert(entry.id.clone()) {
            self.queue.push_back(entry);
        }
    }

    /// Takes an article before the others: a note or a decision is not to wait for a library that was marked as read.
    pub fn add_first(&mut self, entry: Entry) {
        if self.ids.insert(entry.id.clone()) {
            self.queue.push_front(entry);
        } else if let Some(place) = self.queue.iter().position(|other| other.id == entry.id) {
            self.queue.swap(0, place);
        }
    }

    /// Returns the next ones, which are then not waited for here.
    pub fn take(&mut self) -> Vec<Entry> {
        let batch: Vec<Entry> = self.queue.drain(..BATCH.min(self.queue.len())).collect();
        for entry in &batch {
            self.ids.remove(&entry.id);
        }
        batch
    }

    /// Says how many there are.
    pub fn len(&self) -> usize {
        self.queue.len()
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::identity::Recognised;
    use crate::library::{Card, Origin};

    fn entry(id: usize) -> Entry {
        Entry {
            origin: Origin::Stdin,
            id: ArticleId(id.to_string()),
            recognised: Recognised::New,
            meta: Card::default(),
            words: 0,
            first_words: Box::default(),
            wording: None,
            flaws: Box::default(),
            doc: 0,
        }
    }

    #[test]
    fn each_article_waits_once_and_comes_in_order() {
        let mut unkept = Unkept::default();
        (0..BATCH + 2).chain(0..BATCH).for_each(|id| unkept.add(entry(id)));
        assert_eq!(unkept.len(), BATCH + 2);
        assert_eq!(unkept.take(), (0..BATCH).map(entry).collect::<Vec<_>>());
        // What was taken may have changed since, and waits again.
        unkept.add(entry(0));
        assert_eq!(unkept.take(), [BATCH, BATCH + 1, 0].map(entry));
        assert!(unkept.is_empty() && unkept.take().is_empty());
    }

    #[test]
    fn what_something_was_written_about_comes_first_whether_it_waited_or_not() {
        let mut unkept = Unkept::default();
        (1..4).for_each(|id| unkept.add(entry(id)));
        unkept.add_first(entry(0));
        unkept.add_first(entry(3));
        let taken: Vec<String> = unkept.take().into_iter().map(|entry| entry.id.0).collect();
        assert_eq!(taken.first().map(String::as_str), Some("3"));
        assert_eq!(taken.len(), 4);
    }
}
