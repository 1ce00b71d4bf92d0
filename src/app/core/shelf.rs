//! The library as the program holds it: entries, problems, reading state, and how far loading has come.

use std::sync::Arc;

use crate::app::core::message::Roots;
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::library::scan::Found;
use crate::library::state::{Change, ReadingState};
use crate::library::{Entry, Origin, Problem};

/// The library.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The articles, in the order in which they were found.
    pub entries: Arc<Vec<Entry>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What was read, starred, and where the reader stopped.
    pub state: ReadingState,
    /// Which library it is.
    pub roots: Roots,
    scan: Option<Scan>,
    scanned: bool,
}

/// A scan under way. The first one fills the list as it goes, a later one replaces it when it is through.
#[derive(Clone, Debug)]
struct Scan {
    id: RequestId,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    first: bool,
}

impl Shelf {
    /// Makes an empty one.
    #[must_use]
    pub fn new(roots: Roots) -> Self {
        Self {
            entries: Arc::default(),
            problems: Vec::new(),
            state: ReadingState::default(),
            roots,
            scan: None,
            scanned: false,
        }
    }

    /// Begins a scan.
    pub fn begin(&mut self, id: RequestId) {
        self.scan = Some(Scan { id, entries: Vec::new(), problems: Vec::new(), first: !self.scanned });
        self.scanned = true;
    }

    /// Forgets what was read, for another library.
    pub fn clear(&mut self, roots: Roots) {
        *self = Self { state: std::mem::take(&mut self.state), ..Self::new(roots) };
    }

    /// Takes what a scan found; says whether the list has changed.
    pub fn take(&mut self, id: RequestId, found: Vec<Found>) -> bool {
        let Some(scan) = self.scan.as_mut().filter(|scan| scan.id == id) else { return false };
        let (entries, problems) = match scan.first {
            true => (Arc::make_mut(&mut self.entries), &mut self.problems),
            false => (&mut scan.entries, &mut scan.problems),
        };
        for item in found {
            match item {
                Found::Article(entry) => entries.push(*entry),
                Found::Problem(problem) => problems.push(problem),
            }
        }
        scan.first
    }

    /// Ends a scan; says whether the list has changed.
    pub fn end(&mut self, id: RequestId) -> bool {
        let Some(scan) = self.scan.take_if(|scan| scan.id == id) else { return false };
        if !scan.first {
            self.entries = Arc::new(scan.entries);
            self.problems = scan.problems;
        }
        true
    }

    /// Says whether a scan is under way.
    #[must_use]
    pub const fn is_loading(&self) -> bool {
        self.scan.is_some()
    }

    /// Says whether a scan was ever begun.
    #[must_use]
    pub const fn was_scanned(&self) -> bool {
        self.scanned
    }

    /// Says whether the embedded samples are shown.
    #[must_use]
    pub fn shows_samples(&self) -> bool {
        matches!(self.entries.first(), Some(Entry { origin: Origin::Sample(_), .. }))
    }

    /// Returns the index of the article from `origin`.
    #[must_use]
    pub fn index_of(&self, origin: &Origin) -> Option<usize> {
        self.entries.iter().position(|entry| entry.origin == *origin)
    }

    /// Returns the other articles of the same story, in order.
    #[must_use]
    pub fn same_story(&self, entry: &Entry) -> Vec<usize> {
        let Some(story) = &entry.meta.story else { return Vec::new() };
        let other = |e: &Entry| e.origin != entry.origin && e.meta.story.as_ref().is_some_and(|s| same_name(s, story));
        self.entries.iter().enumerate().filter(|(_, e)| other(e)).map(|(index, _)| index).collect()
    }

    /// Returns the story of an article, with the articles of it.
    #[must_use]
    pub fn story_of(&self, entry: &Entry) -> Option<Scope> {
        let name = entry.meta.story.clone()?;
        let others = self.same_story(entry).into_iter().filter_map(|index| self.entries.get(index));
        let ids = others.map(|other| other.id.clone()).chain([entry.id.clone()]).collect();
        Some(Scope::Story(name, ids))
    }

    /// Applies a change of state and returns the change that takes it back.
    pub fn apply(&mut self, change: &Change) -> Change {
        let before = self.state.of(&change.id);
        self.state.apply(change);
        Change {
            id: change.id.clone(),
            read: change.read.map(|_| before.read),
            starred: change.starred.map(|_| before.starred),
            place: change.place.map(|_| before.place),
        }
    }
}

/// Says whether two names of stories are the same but for case and white space.
fn same_name(one: &str, other: &str) -> bool {
    let plain = |s: &str| s.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    plain(one) == plain(other)
}
