//! All notes in memory, found by id and by article.

use std::collections::{BTreeMap, HashMap};

use super::{Note, NoteId};
use crate::library::ArticleId;

/// The notes, tombstones included.
#[derive(Clone, Debug, Default)]
pub struct Book {
    notes: BTreeMap<NoteId, Note>,
    /// Which notes have a target in an article, in order; those whose last target there is gone are still named.
    by_article: HashMap<ArticleId, Vec<NoteId>>,
}

impl Book {
    /// Makes a book of `notes`; of two of one id the one changed later holds.
    #[must_use]
    pub fn new(notes: impl IntoIterator<Item = Note>) -> Self {
        let mut book = Self::default();
        for note in notes {
            if book.notes.get(&note.id).is_none_or(|there| there.rank() < note.rank()) {
                book.put(note);
            }
        }
        book
    }

    /// Puts a note in, instead of what has its id; returns that.
    pub fn put(&mut self, note: Note) -> Option<Note> {
        for target in &note.targets {
            match self.by_article.get_mut(&target.article) {
                // Most articles have a note or two: a list takes less room than a tree, and the latest note comes last.
                Some(ids) => {
                    if let Err(place) = ids.binary_search(&note.id) {
                        ids.insert(place, note.id);
                    }
                }
                None => drop(self.by_article.insert(target.article.clone(), vec![note.id])),
            }
        }
        self.notes.insert(note.id, note)
    }

    /// Takes a note out as if it had never been.
    pub fn forget(&mut self, id: NoteId) -> Option<Note> {
        self.notes.remove(&id)
    }

    /// Returns a note, also a deleted one.
    #[must_use]
    pub fn get(&self, id: NoteId) -> Option<&Note> {
        self.notes.get(&id)
    }

    /// Returns every note that is not deleted, the earliest made first.
    pub fn living(&self) -> impl Iterator<Item = &Note> {
        self.notes.values().filter(|note| !note.is_deleted())
    }

    /// Returns every note that was deleted, the earliest made first.
    pub fn deleted(&self) -> impl Iterator<Item = &Note> {
        self.notes.values().filter(|note| note.is_deleted())
    }

    /// Returns the notes with a target in an article that are not deleted, the earliest made first.
    pub fn of<'a>(&'a self, article: &'a ArticleId) -> impl Iterator<Item = &'a Note> {
        let ids = self.by_article.get(article).into_iter().flatten();
        let there = |note: &&Note| !note.is_deleted() && note.targets_in(article).next().is_some();
        ids.filter_map(|id| self.notes.get(id)).filter(there)
    }

    /// Returns the notes with a target in any of `articles` that are not deleted, the earliest made first, none twice.
    #[must_use]
    pub fn of_any(&self, articles: &[&ArticleId]) -> Vec<&Note> {
        let on = |note: &&Note| note.targets.iter().any(|target| articles.contains(&&target.article));
        self.living().filter(on).collect()
    }

    /// Says how many notes an article has.
    #[must_use]
    pub fn count(&self, article: &ArticleId) -> usize {
        self.of(article).count()
    }

    /// Returns the tags in use with how often, the commonest first, then by name.
    #[must_use]
    pub fn tags(&self) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for tag in self.living().flat_map(|note| &note.tags) {
            *counts.entry(tag).or_default() += 1;
        }
        let mut tags: Vec<_> = counts.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect();
        tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        tags
    }

    /// Says how many notes are not deleted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.living().count()
    }

    /// Says whether there is no note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.living().next().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::{Stamp, Target};

    fn note(id: u8, articles: &[&str], tags: &[&str]) -> Note {
        let target = |article: &&str| Target { article: ArticleId((*article).to_owned()), ..Target::default() };
        Note {
            id: NoteId::new(Stamp(u64::from(id)), [id; 10]),
            targets: articles.iter().map(target).collect(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Note::default()
        }
    }

    #[test]
    fn a_link_is_a_note_of_both_articles() {
        let book = Book::new([note(1, &["one", "two"], &[]), note(2, &["two"], &[])]);
        let count = |article: &str| book.count(&ArticleId(article.to_owned()));
        assert_eq!((count("one"), count("two"), count("three"), book.len()), (1, 2, 0, 2));
    }

    #[test]
    fn a_deleted_note_counts_for_nothing_and_is_still_there() {
        let mut book = Book::new([note(1, &["one"], &["war"])]);
        let mut gone = note(1, &["one"], &["war"]);
        gone.deleted = Some(Stamp(9));
        book.put(gone.clone());
        assert!(book.is_empty() && book.tags().is_empty());
        assert_eq!(book.count(&ArticleId("one".to_owned())), 0);
        assert_eq!(book.get(gone.id), Some(&gone));
    }

    #[test]
    fn of_two_copies_the_later_holds_whatever_their_order() {
        let (early, mut late) = (note(1, &["one"], &[]), note(1, &["one"], &["late"]));
        late.changed = Stamp(5);
        for pair in [[early.clone(), late.clone()], [late.clone(), early]] {
            assert_eq!(Book::new(pair).get(late.id), Some(&late));
        }
    }

    #[test]
    fn the_commonest_tag_comes_first() {
        let book = Book::new([note(1, &["a"], &["b", "c"]), note(2, &["a"], &["c"])]);
        assert_eq!(book.tags(), [("c".to_owned(), 2), ("b".to_owned(), 1)]);
    }
}
