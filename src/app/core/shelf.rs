//! The library as the program holds it: entries, problems, reading state, and how far loading has come.

pub mod correcting;

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::core::message::Roots;
use crate::app::core::request::RequestId;
use crate::app::core::scope::Scope;
use crate::library::corrections::Corrections;
use crate::library::identity::Recognised;
use crate::library::scan::Found;
use crate::library::state::{Change, ReadingState};
use crate::library::versions::Versions;
use crate::library::{Alike, Entry, InStory, Origin, Problem, order};

/// Articles among which stories are looked for at most: until there is an index, all of them are read for it.
pub const MOST_GROUPED: usize = 10_000;

/// The library.
#[derive(Clone, Debug)]
pub struct Shelf {
    /// The articles, in the order in which they were found.
    pub entries: Arc<Vec<Entry>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What was read, starred, and where the reader stopped.
    pub state: ReadingState,
    /// What the reader says of stories.
    pub corrections: Arc<Corrections>,
    /// Which library it is.
    pub roots: Roots,
    /// Another number whenever the entries are not those from before with more at their end.
    pub generation: u64,
    /// How many articles are not read.
    pub unread: usize,
    /// Which of them are versions of one article.
    pub versions: Versions,
    /// How many entries have a place.
    known: usize,
    places: Places,
    scan: Option<Scan>,
    scanned: bool,
    again: Again,
    /// The question for the stories that is not answered yet.
    stories: Option<RequestId>,
    /// What is nearest to an article that another is picked for.
    near: Near,
}

/// Which articles tell most of what one of them tells.
#[derive(Clone, Debug, Default)]
struct Near {
    /// The question that is not answered yet.
    request: Option<RequestId>,
    of: Option<Origin>,
    /// The most alike first; what is not among them shares nothing, or is not known yet.
    order: Vec<Origin>,
}

/// What changed on disk: it is read at once, but not while something is being read.
#[derive(Clone, Debug, Default)]
struct Again {
    request: Option<RequestId>,
    waiting: Vec<PathBuf>,
}

/// What became of articles that were read again; indices among the entries as they are now, but for those gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Entries that stand where others stood.
    pub changed: Vec<usize>,
    /// The indices that entries had which are gone, ascending.
    pub gone: Vec<usize>,
    /// Whether more was found than was there.
    pub added: bool,
}

/// Where an article stands among the entries, by the hash of where it comes from.
#[derive(Clone, Debug, Default)]
struct Places {
    hasher: RandomState,
    first: HashMap<u64, usize>,
    /// Entries whose hash another one has too.
    others: Vec<usize>,
}

impl Places {
    fn add(&mut self, index: usize, origin: &Origin) {
        match self.first.entry(self.hasher.hash_one(origin)) {
            Slot::Occupied(_) => self.others.push(index),
            Slot::Vacant(slot) => *slot.insert(index) = index,
        }
    }

    fn find(&self, entries: &[Entry], origin: &Origin) -> Option<usize> {
        let first = self.first.get(&self.hasher.hash_one(origin));
        let is_it = |index: &usize| entries.get(*index).is_some_and(|entry| entry.origin == *origin);
        first.into_iter().chain(&self.others).copied().find(is_it)
    }
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
            corrections: Arc::default(),
            roots,
            generation: 0,
            unread: 0,
            versions: Versions::default(),
            known: 0,
            places: Places::default(),
            scan: None,
            scanned: false,
            again: Again::default(),
            stories: None,
            near: Near::default(),
        }
    }

    /// Begins a scan.
    pub fn begin(&mut self, id: RequestId) {
        self.again.request = None;
        self.scan = Some(Scan { id, entries: Vec::new(), problems: Vec::new(), first: !self.scanned });
        self.scanned = true;
    }

    /// Forgets what was read, for another library.
    pub fn clear(&mut self, roots: Roots) {
        let generation = self.generation + 1;
        let (state, corrections) = (std::mem::take(&mut self.state), std::mem::take(&mut self.corrections));
        *self = Self { state, corrections, generation, ..Self::new(roots) };
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
                Found::Article(entry) => entries.push(slim(*entry)),
                Found::Known(known) => entries.extend(known.into_iter().map(slim)),
                Found::Problem(problem) => problems.push(problem),
            }
        }
        let changed = scan.first;
        self.follow();
        changed
    }

    /// Takes up the entries that have come at the end.
    fn follow(&mut self) {
        let (before, families) = (self.known, self.versions.families());
        for (index, entry) in self.entries.iter().enumerate().skip(before) {
            self.places.add(index, &entry.origin);
        }
        self.known = self.entries.len();
        self.versions.follow(&self.entries);
        match families == self.versions.families() {
            true => self.unread += self.unread_from(before),
            // One that was counted may stand behind another now.
            false => self.count_unread(),
        }
    }

    /// Counts the articles that are not read among the entries from the one at `from` on; of versions the newest counts.
    fn unread_from(&self, from: usize) -> usize {
        let entries = self.entries.iter().enumerate().skip(from);
        entries.filter(|(index, entry)| !is_read(&self.state, entry) && self.versions.is_shown(*index)).count()
    }

    /// Takes up all entries anew, which are not those that they were.
    fn renew(&mut self) {
        self.forget_places();
        self.generation += 1;
        self.follow();
    }

    /// Counts the articles that are not read, after the reading state has changed.
    pub fn count_unread(&mut self) {
        self.unread = self.unread_from(0);
    }

    /// Ends a scan; says whether the list has changed.
    pub fn end(&mut self, id: RequestId) -> bool {
        let Some(scan) = self.scan.take_if(|scan| scan.id == id) else { return false };
        if scan.first {
            Arc::make_mut(&mut self.entries).shrink_to_fit();
        } else {
            let mut entries = scan.entries;
            entries.iter_mut().for_each(|entry| entry.meta.alike = self.story_before(&entry.origin));
            self.entries = Arc::new(entries);
            self.problems = scan.problems;
            self.renew();
        }
        true
    }

    /// Takes paths that changed on disk; returns those to read now, with `id` as the request.
    pub fn begin_again(&mut self, id: RequestId, paths: &[PathBuf]) -> Vec<PathBuf> {
        self.again.waiting.extend_from_slice(paths);
        if self.is_loading() || self.again.request.is_some() || self.again.waiting.is_empty() {
            return Vec::new();
        }
        self.again.request = Some(id);
        let mut paths = std::mem::take(&mut self.again.waiting);
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// Says whether the answer to `id` is waited for, and waits no longer.
    pub fn end_again(&mut self, id: RequestId) -> bool {
        self.again.request.take_if(|request| *request == id).is_some()
    }

    /// Puts what was found at `paths` in the place of what was known of them; none where who an article is depends on the
    /// others, so that only a scan of all can tell.
    pub fn replace(&mut self, paths: &[PathBuf], found: Vec<Found>) -> Option<Reread> {
        let mut articles = Vec::new();
        let mut problems = Vec::new();
        for found in found {
            match found {
                Found::Article(entry) => articles.push(slim(*entry)),
                Found::Known(known) => articles.extend(known.into_iter().map(slim)),
                Found::Problem(problem) => problems.push(problem),
            }
        }
        let mut old = self.below(paths);
        if articles.iter().any(|entry| self.is_doubtful(entry, &old)) {
            return None;
        }
        self.problems.retain(|problem| !paths.iter().any(|path| problem.path.starts_with(path)));
        self.problems.extend(problems);
        let mut reread = Reread::default();
        let before = self.entries.len();
        for entry in articles {
            match self.index_of(&entry.origin).filter(|index| *index < before) {
                Some(index) => {
                    old.retain(|old| *old != index);
                    reread.changed.push(index);
                    self.swap(index, entry);
                }
                None => Arc::make_mut(&mut self.entries).push(entry),
            }
        }
        reread.added = self.entries.len() > before;
        self.take_out(&old);
        reread.changed.iter_mut().for_each(|index| *index -= old.partition_point(|gone| gone < index));
        reread.gone = old;
        if reread.gone.is_empty() && !reread.changed.is_empty() {
            self.versions = Versions::default();
            self.versions.follow(self.entries.get(..self.known).unwrap_or_default());
            self.count_unread();
        }
        self.follow();
        Some(reread)
    }

    /// Returns the indices of what is known of `paths` and of what lies below them, ascending.
    fn below(&self, paths: &[PathBuf]) -> Vec<usize> {
        let place = |path: &PathBuf| self.index_of(&Origin::File(path.clone()));
        let mut here: Vec<usize> = paths.iter().filter_map(place).collect();
        let folders: Vec<&PathBuf> = paths.iter().filter(|path| place(path).is_none()).collect();
        if !folders.is_empty() {
            let is_below = |entry: &Entry| matches!(&entry.origin, Origin::File(path) if folders.iter().any(|folder| lies_in(path, folder)));
            here.extend(self.entries.iter().enumerate().filter(|(_, entry)| is_below(entry)).map(|(index, _)| index));
        }
        here.sort_unstable();
        here.dedup();
        here
    }

    /// Says whether another article than those at `old` has, or was guessed to have, the identity of `entry`, so that the
    /// guess is to be made anew. What lies where a kept one lay is as good as guessed: its words may lie elsewhere now.
    fn is_doubtful(&self, entry: &Entry, old: &[usize]) -> bool {
        let guessed = |how: Recognised| matches!(how, Recognised::Likeness(_) | Recognised::Path);
        let rival = |(index, other): (usize, &Entry)| {
            other.recognised != Recognised::New
                && (guessed(entry.recognised) || guessed(other.recognised))
                && other.id == entry.id
                && old.binary_search(&index).is_err()
        };
        entry.recognised != Recognised::New && self.entries.iter().enumerate().any(rival)
    }

    /// Puts `entry` in the place of the one at `index`, which lies at the same place.
    fn swap(&mut self, index: usize, mut entry: Entry) {
        entry.meta.alike = self.story_before(&entry.origin);
        if let Some(old) = Arc::make_mut(&mut self.entries).get_mut(index) {
            *old = entry;
        }
    }

    /// Returns the story in which the article from `origin` was found: it stays there until it is looked for anew.
    fn story_before(&self, origin: &Origin) -> Option<Arc<Alike>> {
        self.entries.get(self.index_of(origin)?)?.meta.alike.clone()
    }

    /// Begins to look for the stories, with `id` as the request; returns the request that is no longer wanted, and
    /// whether there is anything to be found.
    pub fn begin_stories(&mut self, id: RequestId) -> (Option<RequestId>, bool) {
        let many = self.entries.len() > MOST_GROUPED;
        let may_be = |entry: &Entry| if many { entry.meta.alike.is_some() } else { entry.meta.story.is_none() };
        let is_asked = self.entries.len() > 1 && (!self.corrections.is_empty() || self.entries.iter().any(may_be));
        let before = self.stories.take();
        self.stories = is_asked.then_some(id);
        (before, is_asked)
    }

    /// Puts articles into the stories that were found, each named by its articles; returns the entries that changed,
    /// nothing where the answer is not waited for.
    pub fn take_stories(&mut self, id: RequestId, stories: &[(Alike, Vec<Origin>)]) -> Option<Vec<usize>> {
        self.stories.take_if(|request| *request == id)?;
        let mut alike = vec![None; self.entries.len()];
        for (story, articles) in stories {
            let story = Arc::new(story.clone());
            for index in articles.iter().filter_map(|origin| self.index_of(origin)) {
                if let Some(alike) = alike.get_mut(index) {
                    *alike = Some(Arc::clone(&story));
                }
            }
        }
        let entries = Arc::make_mut(&mut self.entries).iter_mut().zip(alike).enumerate();
        let changed = entries.filter(|(_, (entry, alike))| entry.meta.alike != *alike);
        let set = |(index, (entry, alike)): (usize, (&mut Entry, Option<Arc<Alike>>))| {
            entry.meta.alike = alike;
            index
        };
        Some(changed.map(set).collect())
    }

    /// Takes entries off; the others move up.
    fn take_out(&mut self, gone: &[usize]) {
        if gone.is_empty() {
            return;
        }
        let mut index = 0;
        Arc::make_mut(&mut self.entries).retain(|_| {
            index += 1;
            gone.binary_search(&(index - 1)).is_err()
        });
        self.forget_places();
    }

    fn forget_places(&mut self) {
        (self.places, self.versions, self.known, self.unread) = (Places::default(), Versions::default(), 0, 0);
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

    /// Says whether the samples are shown because the reader's own library holds nothing yet.
    #[must_use]
    pub fn shows_samples_for_want(&self) -> bool {
        self.shows_samples() && self.roots == Roots::Own
    }

    /// Returns the index of the article from `origin`.
    #[must_use]
    pub fn index_of(&self, origin: &Origin) -> Option<usize> {
        self.places.find(&self.entries, origin)
    }

    /// Begins to look for what is nearest to the article from `of`, with `id` as the request; returns the request that is
    /// no longer wanted, and whether there is anything to be found.
    pub fn begin_near(&mut self, id: RequestId, of: &Origin) -> (Option<RequestId>, bool) {
        let is_asked = (2..=MOST_GROUPED).contains(&self.entries.len()) && self.index_of(of).is_some();
        let before = self.near.request.take();
        if self.near.of.as_ref() != Some(of) {
            self.near = Near { of: Some(of.clone()), ..Near::default() };
        }
        self.near.request = is_asked.then_some(id);
        (before, is_asked)
    }

    /// Takes what is nearest; says whether it was waited for.
    pub fn take_near(&mut self, id: RequestId, order: Vec<Origin>) -> bool {
        let waited = self.near.request.take_if(|request| *request == id).is_some();
        if waited {
            self.near.order = order;
        }
        waited
    }

    /// Returns the articles that may stand beside `entry` by their indices: those of its story, then the rest, each by how
    /// much they tell of the same as far as that is known, and in the shelf's order. The number says how many are of its
    /// story.
    #[must_use]
    pub fn beside(&self, entry: &Entry) -> (Vec<usize>, usize) {
        let story = self.same_story(entry);
        let mut ranks = vec![usize::MAX; self.entries.len()];
        let near = self.near.order.iter().filter(|_| self.near.of.as_ref() == Some(&entry.origin));
        for (rank, index) in near.filter_map(|origin| self.index_of(origin)).enumerate() {
            if let Some(slot) = ranks.get_mut(index) {
                *slot = rank;
            }
        }
        let mut is_story = vec![false; self.entries.len()];
        for &index in &story {
            if let Some(slot) = is_story.get_mut(index) {
                *slot = true;
            }
        }
        let mut all: Vec<usize> = (0..self.entries.len()).collect();
        let is_other = |index: &usize| self.entries.get(*index).is_some_and(|other| other.origin != entry.origin);
        all.retain(|index| is_other(index) && self.versions.is_shown(*index));
        let of = |index: &usize| (!is_story.get(*index).copied().unwrap_or(false), ranks.get(*index).copied());
        all.sort_by_key(of);
        (all, story.len())
    }

    /// Returns the other articles of the same story, in order.
    #[must_use]
    pub fn same_story(&self, entry: &Entry) -> Vec<usize> {
        let Some(story) = entry.meta.in_story() else { return Vec::new() };
        let is_same = |of: InStory<'_>| match (of, story) {
            (InStory::Named(l), InStory::Named(r)) => same_name(l, r),
            (InStory::Found(l), InStory::Found(r)) => l.oldest == r.oldest,
            _ => false,
        };
        let newest = self.index_of(&entry.origin).map(|index| self.versions.newest(index));
        let other = |(index, e): &(usize, &Entry)| {
            e.meta.in_story().is_some_and(is_same)
                && e.origin != entry.origin
                // Versions of one article are no two accounts.
                && Some(*index) != newest
                && self.versions.is_shown(*index)
        };
        self.entries.iter().enumerate().filter(other).map(|(index, _)| index).collect()
    }

    /// Returns the story of an article, with the articles of it.
    #[must_use]
    pub fn story_of(&self, entry: &Entry) -> Option<Scope> {
        let name = match entry.meta.in_story()? {
            InStory::Named(name) => name.to_owned(),
            InStory::Found(alike) => alike.title.to_string(),
        };
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
            compared: change.compared.map(|_| before.compared),
            place: change.place.map(|_| before.place),
        }
    }
}

/// Takes off what no list shows: of a hundred thousand articles it is a tenth of the memory.
fn slim(mut entry: Entry) -> Entry {
    if entry.meta.title.is_some() {
        entry.first_words = Box::default();
    }
    entry
}

/// Says whether `path` lies in `folder`. Byte by byte: paths of one library are written alike, and this is asked of all.
fn lies_in(path: &Path, folder: &Path) -> bool {
    let rest = path.as_os_str().as_encoded_bytes().strip_prefix(folder.as_os_str().as_encoded_bytes());
    rest.is_some_and(|rest| rest.first().is_some_and(|byte| std::path::is_separator(char::from(*byte))))
}

fn is_read(state: &ReadingState, entry: &Entry) -> bool {
    state.articles.get(&entry.id).is_some_and(|state| state.read)
}

/// Says whether two names of stories are the same but for case, accents, signs and white space.
fn same_name(one: &str, other: &str) -> bool {
    let first =
        |name: &str| name.trim_start().bytes().next().filter(u8::is_ascii).map(|byte| byte.to_ascii_lowercase());
    // Most stories begin with another letter: that is seen without folding them.
    let may_be = first(one).is_none() || first(other).is_none() || first(one) == first(other);
    one == other || (may_be && order::folded(one) == order::folded(other))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::library::ArticleId;
    use crate::library::identity::Identities;
    use crate::library::store::from_bytes;

    fn entry(path: &str) -> Entry {
        let text = format!("This is the text of {path}.");
        from_bytes(&Origin::File(path.into()), text.as_bytes(), &Identities::default()).unwrap().entry
    }

    fn article(path: &str) -> Found {
        Found::Article(Box::new(entry(path)))
    }

    fn shelf(paths: &[&str]) -> Shelf {
        let mut shelf = Shelf::new(Roots::Own);
        shelf.begin(RequestId(1));
        shelf.take(RequestId(1), paths.iter().map(|path| article(path)).collect());
        shelf.end(RequestId(1));
        shelf
    }

    fn names(shelf: &Shelf) -> Vec<String> {
        let name = |entry: &Entry| match &entry.origin {
            Origin::File(path) => path.to_string_lossy().into_owned(),
            other => format!("{other:?}"),
        };
        let names: Vec<String> = shelf.entries.iter().map(name).collect();
        let places = shelf.entries.iter().map(|entry| shelf.index_of(&entry.origin));
        assert!(places.eq((0..names.len()).map(Some)), "every article is found at its place");
        assert_eq!(shelf.unread, names.len());
        names
    }

    #[test]
    fn what_changed_takes_its_own_place_and_the_rest_stays() {
        let mut shelf = shelf(&["/a", "/b", "/c"]);
        let mut other = entry("/b");
        other.words = 99;
        let reread = shelf.replace(&["/b".into()], vec![Found::Article(Box::new(other))]).unwrap();
        assert_eq!(reread, Reread { changed: vec![1], ..Reread::default() });
        assert_eq!(names(&shelf), ["/a", "/b", "/c"]);
        assert_eq!(shelf.entries.get(1).unwrap().words, 99);
    }

    #[test]
    fn renamed_removed_and_new_articles_are_followed() {
        let mut shelf = shelf(&["/f/a", "/f/b", "/ff/c", "/d"]);
        let reread = shelf.replace(&["/f/a".into(), "/f/z".into()], vec![article("/f/z")]).unwrap();
        assert_eq!(reread, Reread { changed: vec![], gone: vec![0], added: true });
        assert_eq!(names(&shelf), ["/f/b", "/ff/c", "/d", "/f/z"]);
        let reread = shelf.replace(&["/d".into(), "/f".into()], vec![article("/d")]).unwrap();
        assert_eq!(reread, Reread { changed: vec![1], gone: vec![0, 3], added: false });
        assert_eq!(names(&shelf), ["/ff/c", "/d"]);
    }

    #[test]
    fn problems_of_what_changed_are_forgotten_with_it() {
        let mut shelf = shelf(&["/a"]);
        let problem = |path: &str| Problem { path: path.into(), place: None, what: "bad".into(), hint: None };
        shelf.problems = vec![problem("/f/x"), problem("/g/y")];
        shelf.replace(&["/f".into()], vec![Found::Problem(problem("/f/z"))]).unwrap();
        assert_eq!(shelf.problems, [problem("/g/y"), problem("/f/z")]);
    }

    #[test]
    fn a_guess_that_another_article_speaks_against_is_left_to_a_scan() {
        let known = |path: &str, recognised| Entry { id: ArticleId("1".repeat(32)), recognised, ..entry(path) };
        for (there, new, doubtful) in [
            (Recognised::Content, Recognised::Likeness(0.5), true),
            (Recognised::Likeness(0.5), Recognised::Content, true),
            (Recognised::Url, Recognised::Url, false),
            (Recognised::New, Recognised::Likeness(0.5), false),
        ] {
            let mut shelf = shelf(&["/a"]);
            shelf.replace(&["/k".into()], vec![Found::Article(Box::new(known("/k", there)))]).unwrap();
            let found = vec![Found::Article(Box::new(known("/n", new)))];
            assert_eq!(shelf.replace(&["/n".into()], found).is_none(), doubtful, "{there:?} {new:?}");
        }
    }

    #[test]
    fn an_article_that_is_read_again_is_no_rival_of_itself() {
        let known = |recognised| Entry { id: ArticleId("1".repeat(32)), recognised, ..entry("/k") };
        let mut shelf = shelf(&["/a"]);
        for how in [Recognised::Content, Recognised::Likeness(0.5), Recognised::Path] {
            assert!(shelf.replace(&["/k".into()], vec![Found::Article(Box::new(known(how)))]).is_some(), "{how:?}");
        }
    }

    #[test]
    fn changes_wait_while_something_is_read() {
        let mut shelf = shelf(&["/a"]);
        assert_eq!(shelf.begin_again(RequestId(2), &["/b".into(), "/a".into(), "/b".into()]).len(), 2);
        assert_eq!(shelf.begin_again(RequestId(3), &["/c".into()]), Vec::<PathBuf>::new());
        assert!(!shelf.end_again(RequestId(3)) && shelf.end_again(RequestId(2)) && !shelf.end_again(RequestId(2)));
        assert_eq!(shelf.begin_again(RequestId(4), &[]), [PathBuf::from("/c")]);
        shelf.begin(RequestId(5));
        assert!(!shelf.end_again(RequestId(4)), "a scan of everything is under way");
        assert_eq!(shelf.begin_again(RequestId(6), &["/d".into()]), Vec::<PathBuf>::new());
        shelf.end(RequestId(5));
        assert_eq!(shelf.begin_again(RequestId(7), &[]), [PathBuf::from("/d")]);
    }
}
