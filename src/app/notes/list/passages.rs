//! Where the passages of listed notes are: asked for a batch at a time, the first of the list first, so that opening the
//! list costs the same for a hundred notes and a hundred thousand.

use std::collections::{HashMap, HashSet};

use crate::app::core::message::{Looked, Wanted};
use crate::app::core::request::RequestId;
use crate::article::anchor::locate::State;
use crate::library::ArticleId;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId};

/// Passages that are asked for at once.
const BATCH: usize = 2_000;

/// Where passages are.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    found: HashMap<(NoteId, usize), Looked>,
    /// Notes of which a passage is not found for certain.
    lost: HashSet<NoteId>,
    request: Option<RequestId>,
    /// The first note of the list that may not have been asked about.
    next: usize,
    /// How many articles were known when notes were asked about: those of later ones can be looked for.
    articles: usize,
}

impl Passages {
    /// Returns where a target of a note is; none while that is not known.
    #[must_use]
    pub fn of(&self, id: NoteId, target: usize) -> Option<&Looked> {
        self.found.get(&(id, target))
    }

    /// Returns how a target of a note was found; none while that is not known.
    #[must_use]
    pub fn state(&self, id: NoteId, target: usize) -> Option<State> {
        self.of(id, target).map(|looked| looked.located.state)
    }

    /// Returns the target of a note that is found worst, and how; none while none was looked for.
    #[must_use]
    pub fn worst(&self, note: &Note) -> Option<(usize, State)> {
        let states = (0..note.targets.len()).filter_map(|target| Some((target, self.state(note.id, target)?)));
        states.min_by_key(|(target, state)| (std::cmp::Reverse(*state), *target))
    }

    /// Says whether a passage of a note is not found for certain.
    #[must_use]
    pub fn is_lost(&self, id: NoteId) -> bool {
        self.lost.contains(&id)
    }

    /// Returns the notes of which a passage is not found for certain.
    pub fn lost(&self) -> impl Iterator<Item = NoteId> {
        self.lost.iter().copied()
    }

    /// Returns the question whose answer is awaited.
    #[must_use]
    pub const fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// Waits for where passages are.
    pub const fn wait_for(&mut self, id: RequestId) {
        self.request = Some(id);
    }

    /// Takes it that all that was asked for is answered.
    pub const fn end(&mut self) {
        self.request = None;
    }

    /// Begins anew at the first note: the list is another one.
    pub const fn restart(&mut self) {
        self.next = 0;
    }

    /// Takes where a passage is; returns whether its note is lost by that, or is so no longer.
    pub fn take(&mut self, looked: Looked) -> Option<bool> {
        let id = looked.note;
        self.found.insert((id, looked.target), looked);
        self.count(id)
    }

    /// Looks for a target anew: it was tied to another passage.
    pub fn forget(&mut self, id: NoteId, target: usize) {
        self.found.remove(&(id, target));
        self.count(id);
        self.restart();
    }

    fn count(&mut self, id: NoteId) -> Option<bool> {
        let lost = [0, 1].into_iter().filter_map(|target| self.state(id, target)).any(|state| state >= State::Fuzzy);
        let changed = if lost { self.lost.insert(id) } else { self.lost.remove(&id) };
        changed.then_some(lost)
    }

    /// Returns the next passages that nobody has looked for yet, by article; none while an answer is awaited, and where
    /// there are none. Both ends of a link are among them. `note` names the notes in the order of the list, `articles`
    /// says how many are known.
    pub fn wanted(
        &mut self,
        note: impl Fn(usize) -> Option<NoteId>,
        book: &Book,
        articles: usize,
    ) -> HashMap<ArticleId, Wanted> {
        let mut wanted: HashMap<ArticleId, Wanted> = HashMap::new();
        if self.request.is_some() {
            return wanted;
        }
        if std::mem::replace(&mut self.articles, articles) != articles {
            self.restart();
        }
        let mut count = 0;
        while count < BATCH
            && let Some(id) = note(self.next)
        {
            self.next += 1;
            let Some(note) = book.get(id) else { continue };
            let unseen = note.targets.iter().enumerate().filter(|(at, _)| !self.found.contains_key(&(note.id, *at)));
            for (target, found) in unseen {
                count += 1;
                wanted.entry(found.article.clone()).or_default().push((note.id, target, found.holding().clone()));
            }
        }
        wanted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::anchor::locate::Located;
    use crate::notes::{Stamp, Target};

    fn id(number: usize) -> NoteId {
        NoteId::new(Stamp(number as u64), [1; 10])
    }

    fn found(number: usize, target: usize, state: State) -> Looked {
        let located = Located { state, span: None, candidates: Vec::new() };
        Looked { note: id(number), target, located, places: Vec::new() }
    }

    #[test]
    fn passages_are_asked_for_a_batch_at_a_time_and_each_once() {
        let notes = BATCH * 2 + 7;
        let target = || Target { article: ArticleId("one".to_owned()), ..Target::default() };
        let note = |number| Note { id: id(number), targets: vec![target()], ..Note::default() };
        let book = Book::new((0..notes).map(note));
        let mut passages = Passages::default();
        let mut asked = Vec::new();
        for batch in [BATCH, BATCH, 7, 0] {
            let wanted = passages.wanted(|index| (index < notes).then(|| id(index)), &book, 1);
            let ids: Vec<NoteId> = wanted.into_values().flatten().map(|(id, _, _)| id).collect();
            assert_eq!(ids.len(), batch);
            passages.wait_for(RequestId(1));
            assert!(passages.wanted(|index| Some(id(index)), &book, 1).is_empty(), "an answer is awaited");
            ids.iter().for_each(|id| _ = passages.take(Looked { note: *id, ..found(0, 0, State::Exact) }));
            passages.end();
            asked.extend(ids);
        }
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(asked.len(), notes);
        // A target that was tied anew, and articles that were not known before, are looked for.
        passages.forget(id(3), 0);
        assert_eq!(passages.wanted(|index| (index < notes).then(|| id(index)), &book, 1).len(), 1);
    }

    #[test]
    fn a_link_is_lost_while_one_of_its_ends_is() {
        let mut passages = Passages::default();
        assert_eq!(passages.take(found(1, 0, State::Exact)), None);
        assert_eq!(passages.take(found(1, 1, State::Orphan)), Some(true));
        assert_eq!(passages.take(found(1, 0, State::Fuzzy)), None);
        assert_eq!(passages.take(found(1, 1, State::Moved)), None, "the other end is still fuzzy");
        passages.forget(id(1), 0);
        assert!(!passages.is_lost(id(1)));
    }
}
