//! From a draft to its article and passage.
//!
//! An article is known by its id or its url; else by its path, where the words are there; else by its words, where they
//! stand in one place of one article of the library; else by its path alone. A note of our own keeps the id that it has
//! and a url is an identity even before its article is fetched, so that the note is there when the article comes. Only
//! what has none of these is refused.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rayon::prelude::*;

use super::find::{Squeezed, squeeze};
use super::{Draft, Refusal};
use crate::article::anchor::Anchor;
use crate::article::anchor::locate::{Locator, State};
use crate::article::{Article, CALLED_BY, first_words};
use crate::library::identity::Identities;
use crate::library::{ArticleId, Entry, Limits, Loaded, Origin, samples, store, url};
use crate::notes::{About, Target};
use crate::text::Span;

/// Scalars that words must have to tell their article: fewer stand in many articles, or will.
const TELLING: usize = 20;

/// The articles among which those of notes are found; each is read at most once.
#[derive(Debug)]
pub struct Shelf<'a> {
    entries: &'a [Entry],
    by_id: HashMap<&'a ArticleId, &'a Entry>,
    by_url: HashMap<String, &'a Entry>,
    /// Those whose addresses differ in `www.` or `m.` alone stand together.
    by_page: HashMap<String, Vec<&'a Entry>>,
    by_origin: HashMap<&'a Origin, &'a Entry>,
    identities: &'a Identities,
    limits: &'a Limits,
    read: HashMap<Origin, Option<Loaded>>,
}

/// Where a passage was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In an article that was read; how the words were found there.
    Found(State),
    /// In an article that is not there to be read.
    Absent,
}

/// A draft whose targets have their articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The draft; its note is whole.
    pub draft: Draft,
    /// Where each passage was put, in the order of the targets.
    pub places: Vec<Place>,
}

impl<'a> Shelf<'a> {
    /// Gets ready to look among `entries`, which are the library, and the kept `identities`.
    #[must_use]
    pub fn new(entries: &'a [Entry], identities: &'a Identities, limits: &'a Limits) -> Self {
        let url = |entry: &'a Entry| Some((url::normalised(entry.meta.url.as_deref()?)?, entry));
        let mut by_page: HashMap<String, Vec<&Entry>> = HashMap::new();
        for (url, entry) in entries.iter().filter_map(url) {
            by_page.entry(bare(&url).to_owned()).or_default().push(entry);
        }
        Self {
            by_page,
            by_id: entries.iter().rev().map(|entry| (&entry.id, entry)).collect(),
            by_url: entries.iter().rev().filter_map(url).collect(),
            by_origin: entries.iter().map(|entry| (&entry.origin, entry)).collect(),
            read: HashMap::new(),
            entries,
            identities,
            limits,
        }
    }

    /// Returns the articles that were read on the way, one of each id.
    #[must_use]
    pub fn into_read(self) -> BTreeMap<ArticleId, Loaded> {
        self.read.into_values().flatten().map(|loaded| (loaded.entry.id.clone(), loaded)).collect()
    }

    /// Returns the article `id`, from the library or from where its identity or `about` says that it lay.
    fn article(&mut self, id: &ArticleId, about: &About) -> Option<&Loaded> {
        let origin = self.place_of(id, about)?;
        self.load(origin).filter(|loaded| loaded.entry.id == *id)
    }

    fn place_of(&self, id: &ArticleId, about: &About) -> Option<Origin> {
        let here = self.by_id.get(id).map(|entry| entry.origin.clone());
        let kept = || self.identities.get(id).and_then(|kept| origin(kept.now.path.as_deref()?));
        here.or_else(kept).or_else(|| origin(about.path.as_deref()?))
    }

    fn load(&mut self, origin: Origin) -> Option<&Loaded> {
        if !self.read.contains_key(&origin) {
            let loaded = self.read_now(&origin);
            self.read.insert(origin.clone(), loaded);
        }
        self.read.get(&origin)?.as_ref()
    }

    /// Reads articles that will be asked for, on all processors.
    fn load_ahead(&mut self, origins: BTreeSet<Origin>) {
        let new: Vec<Origin> = origins.into_iter().filter(|origin| !self.read.contains_key(origin)).collect();
        let read: Vec<Option<Loaded>> = new.par_iter().map(|origin| self.read_now(origin)).collect();
        self.read.extend(new.into_iter().zip(read));
    }

    fn read_now(&self, origin: &Origin) -> Option<Loaded> {
        let loaded = match self.by_origin.get(origin) {
            // The library has seen all articles and may know better who it is.
            Some(entry) => store::load_entry(entry, self.limits),
            None => store::load(origin, self.limits, self.identities),
        };
        loaded.ok()
    }

    /// Returns who the article is, where its id or its url is known here.
    fn known(&self, target: &Target) -> Option<ArticleId> {
        let id = &target.article;
        if self.by_id.contains_key(id) || self.identities.get(id).is_some() {
            return Some(id.clone());
        }
        let url = url::normalised(target.about.url.as_deref()?)?;
        let here = self.by_url.get(&url).map(|entry| entry.id.clone());
        here.or_else(|| self.identities.of_url(&url).filter(|id| self.identities.get(id).is_some()))
    }

    /// Returns the one article of the library that lies under the address of `target` at the host with `www.` or `m.`, or
    /// without: the same page where the words that were marked stand in it, and the title, as far as each is told.
    fn sibling(&mut self, target: &Target) -> Option<ArticleId> {
        let url = url::normalised(target.about.url.as_deref()?)?;
        let [entry] = self.by_page.get(bare(&url))?.as_slice() else { return None };
        let entry = *entry;
        let (words, title) = (squeeze(&target.holding().exact), squeeze(target.about.title.as_deref().unwrap_or("")));
        let own = squeeze(entry.meta.title.as_deref().unwrap_or(""));
        // A page's title has the name of its house behind the headline.
        let titled = title.is_empty() || own.is_empty() || title.contains(&own) || own.contains(&title);
        if !titled || (words.is_empty() && title.is_empty()) {
            return None;
        }
        let loaded = self.load(entry.origin.clone())?;
        let fits = words.is_empty() || !Squeezed::new(&loaded.article.text).find(&words).is_empty();
        fits.then(|| entry.id.clone())
    }

    /// Returns who the article at the path of `target` is; with `words`, only where its words are there.
    fn at_path(&mut self, target: &Target, words: bool) -> Option<ArticleId> {
        let loaded = self.load(origin(target.about.path.as_deref()?)?)?;
        let there = || Squeezed::new(&loaded.article.text).find(&squeeze(&target.holding().exact));
        (!words || !there().is_empty()).then(|| loaded.entry.id.clone())
    }

    /// Returns the one article of the library in which each of `words`, squeezed, stands in one place; one pass.
    fn search(&self, words: &BTreeSet<String>) -> HashMap<String, ArticleId> {
        if words.is_empty() {
            return HashMap::new();
        }
        let hits = |entry: &Entry| -> Vec<(String, ArticleId, usize)> {
            let Ok(loaded) = store::load_entry(entry, self.limits) else { return Vec::new() };
            let squeezed = Squeezed::new(&loaded.article.text);
            let count = |words: &String| Some(squeezed.find(words).len()).filter(|count| *count > 0);
            words.iter().filter_map(|words| Some((words.clone(), entry.id.clone(), count(words)?))).collect()
        };
        let mut found: HashMap<String, BTreeMap<ArticleId, usize>> = HashMap::new();
        for (words, id, count) in self.entries.par_iter().flat_map_iter(hits).collect::<Vec<_>>() {
            found.entry(words).or_default().insert(id, count);
        }
        let only = |articles: BTreeMap<ArticleId, usize>| match articles.into_iter().collect::<Vec<_>>().as_slice() {
            [(id, 1)] => Some(id.clone()),
            _ => None,
        };
        found.into_iter().filter_map(|(words, articles)| Some((words, only(articles)?))).collect()
    }
}

/// Returns a normalised url without its scheme and without what a host has before its name for readers or phones.
fn bare(url: &str) -> &str {
    let host = url.strip_prefix("https://").unwrap_or(url);
    let named = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
    // `m.example` is a house of that name.
    if named.split('/').next().is_some_and(|name| name.contains('.')) { named } else { host }
}

/// Returns the place that a remembered path names.
fn origin(path: &str) -> Option<Origin> {
    match path.strip_prefix("sample:") {
        Some(name) => {
            samples::samples().iter().find(|(there, _)| *there == name).map(|(there, _)| Origin::Sample(there))
        }
        None => Some(path).filter(|path| Path::new(path).is_absolute()).map(|path| Origin::File(path.into())),
    }
}

/// Finds article and passage of every draft; what has no article is refused.
#[must_use]
pub fn place(drafts: Vec<Draft>, shelf: &mut Shelf<'_>) -> (Vec<Placed>, Vec<Refusal>) {
    let sure = |shelf: &mut Shelf<'_>, target: &Target| {
        shelf.known(target).or_else(|| shelf.at_path(target, true)).or_else(|| shelf.sibling(target))
    };
    let articles: Vec<Vec<Option<ArticleId>>> =
        drafts.iter().map(|draft| draft.note.targets.iter().map(|target| sure(shelf, target)).collect()).collect();
    let unsure = drafts.iter().zip(&articles).flat_map(|(draft, ids)| draft.note.targets.iter().zip(ids));
    let words = unsure.filter(|(_, id)| id.is_none()).filter_map(|(target, _)| telling(target)).collect();
    let searched = shelf.search(&words);
    let known = drafts.iter().zip(&articles).flat_map(|(draft, ids)| draft.note.targets.iter().zip(ids));
    let ahead = known.filter_map(|(target, id)| shelf.place_of(id.as_ref()?, &target.about)).collect();
    shelf.load_ahead(ahead);
    let (mut put_in, mut refused) = (Vec::new(), Vec::new());
    for (draft, ids) in drafts.into_iter().zip(articles) {
        let number = draft.number;
        match put(draft, ids, &searched, shelf) {
            Ok(one) => put_in.push(one),
            Err(why) => refused.push(Refusal { number, why }),
        }
    }
    (tied(put_in, shelf), refused)
}

/// A draft whose articles are known, and where each was read, if it was.
struct Put {
    draft: Draft,
    origins: Vec<Option<Origin>>,
}

/// Finds the passages, those of one article together: it is folded once for all of them.
fn tied(all: Vec<Put>, shelf: &Shelf<'_>) -> Vec<Placed> {
    let mut passages: BTreeMap<&Origin, Vec<(usize, usize, &Target)>> = BTreeMap::new();
    for (n, one) in all.iter().enumerate() {
        for (at, (origin, target)) in one.origins.iter().zip(&one.draft.note.targets).enumerate() {
            if let Some(origin) = origin {
                passages.entry(origin).or_default().push((n, at, target));
            }
        }
    }
    let found = passages.into_par_iter().flat_map_iter(|(origin, passages)| {
        let article = shelf.read.get(origin).and_then(Option::as_ref).map(|loaded| &loaded.article);
        let in_article = |article| {
            let locator = Locator::new(article);
            let tie = |(n, at, target): (usize, usize, &Target)| {
                (n, at, tie(target, article, &locator, all.get(n).is_some_and(|one| one.draft.foreign)))
            };
            passages.into_iter().map(tie).collect::<Vec<_>>()
        };
        article.map_or_else(Vec::new, in_article)
    });
    let found: Vec<_> = found.collect();
    let absent = |Put { draft, origins }: Put| Placed { draft, places: vec![Place::Absent; origins.len()] };
    let mut placed: Vec<Placed> = all.into_iter().map(absent).collect();
    for (n, at, (state, anchor)) in found {
        let Some(Placed { draft, places }) = placed.get_mut(n) else { continue };
        if let (Some(place), Some(target)) = (places.get_mut(at), draft.note.targets.get_mut(at)) {
            *place = Place::Found(state);
            target.anchor = anchor.unwrap_or_else(|| std::mem::take(&mut target.anchor));
        }
    }
    placed
}

/// Returns the words by which the article of a target can be looked for.
fn telling(target: &Target) -> Option<String> {
    Some(squeeze(&target.holding().exact)).filter(|words| words.chars().count() >= TELLING)
}

fn put(
    mut draft: Draft,
    ids: Vec<Option<ArticleId>>,
    searched: &HashMap<String, ArticleId>,
    shelf: &mut Shelf<'_>,
) -> Result<Put, String> {
    let mut origins = Vec::new();
    // A note of a later version is left as it is.
    let (foreign, ours) = (draft.foreign, draft.note.is_ours());
    for (target, sure) in draft.note.targets.iter_mut().zip(ids) {
        let found = sure.or_else(|| searched.get(&telling(target)?).cloned()).or_else(|| shelf.at_path(target, false));
        let own = || Some(target.article.clone()).filter(|id| !id.0.is_empty());
        let address = || shelf.identities.of_url(target.about.url.as_deref()?);
        let id = found.or_else(own).or_else(address).ok_or_else(|| unknown(target))?;
        if ours {
            target.article = id;
        }
        let Some(loaded) = shelf.article(&target.article, &target.about) else {
            origins.push(None);
            continue;
        };
        if foreign {
            describe(&mut target.about, &loaded.entry);
        }
        origins.push(Some(loaded.entry.origin.clone()));
    }
    Ok(Put { draft, origins })
}

/// Says why no article is known for a target.
fn unknown(target: &Target) -> String {
    let told = target.about.url.as_deref().or(target.about.path.as_deref());
    let told = told.map_or_else(String::new, |told| format!(" “{told}” names none here, and"));
    match telling(target) {
        Some(_) => {
            format!("its article is not known:{told} its words stand in no article of the library, or in several")
        }
        None => format!("its article is not known:{told} it has too few words to be looked for"),
    }
}

/// Notes what the article says of itself, for a note that came without.
fn describe(about: &mut About, entry: &Entry) {
    let meta = &entry.meta;
    let path = match &entry.origin {
        Origin::File(path) => std::path::absolute(path).ok().map(|path| path.to_string_lossy().into_owned()),
        Origin::Sample(name) => Some(format!("sample:{name}")),
        Origin::Stdin => None,
    };
    about.title = meta.title.as_deref().map(str::to_owned).or_else(|| about.title.take());
    let begins = first_words(&entry.first_words, CALLED_BY);
    about.first_words = Some(begins).filter(|words| about.title.is_none() && !words.is_empty());
    about.source = meta.source.as_deref().map(str::to_owned).or_else(|| about.source.take());
    about.url = meta.url.as_deref().map(str::to_owned).or_else(|| about.url.take());
    about.published = meta.published.map(|when| when.to_string()).or_else(|| about.published.take());
    about.path = path.or_else(|| about.path.take());
}

/// Finds the words of a target. What another program made is tied to the words as this article has them, where they are
/// certain, and its new anchor returned: its own positions and surroundings are those of a web page.
fn tie(target: &Target, article: &Article, locator: &Locator<'_>, foreign: bool) -> (State, Option<Anchor>) {
    if target.holding().exact.is_empty() {
        return (State::Exact, None);
    }
    let located = locator.locate(target.holding());
    let certain = match located.state {
        _ if !foreign => None,
        State::Exact | State::Moved => located.span,
        State::Orphan => alone(article, &target.anchor.exact),
        State::Fuzzy | State::Ambiguous => None,
    };
    match certain {
        Some(span) => (State::Exact, Some(Anchor::of_span(article, span))),
        None => (located.state, None),
    }
}

/// Returns where `words` stand, whatever their line breaks, if that is one place.
fn alone(article: &Article, words: &str) -> Option<Span> {
    match Squeezed::new(&article.text).find(&squeeze(words)).as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::library::store::from_bytes;
    use crate::notes::export::tests::note;

    const ONE: &str = "The ferry sank off Grey Bay at dawn. Divers searched\nall night for the crew.";
    const TWO: &str = "The ferry sank off Grey Bay at dawn, and the captain blamed the fog.";
    const THREE: &str =
        "+++\nurl = \"https://www.n.example/three\"\ntitle = \"Boats lost\"\n+++\nThey were lost at Tarrow.";

    /// A folder of two articles, the first with a url.
    struct Desk {
        folder: tempfile::TempDir,
        entries: Vec<Entry>,
        identities: Identities,
        limits: Limits,
    }

    impl Desk {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let mut entries = Vec::new();
            for (name, text) in [
                ("one.txt", format!("+++\nurl = \"https://n.example/one\"\n+++\n{ONE}")),
                ("two.txt", TWO.into()),
                ("three.txt", THREE.into()),
            ] {
                let path = folder.path().join(name);
                std::fs::write(&path, &text).unwrap();
                entries.push(from_bytes(&Origin::File(path), text.as_bytes(), &Identities::default()).unwrap().entry);
            }
            let limits = Limits { max_file_bytes: 10_000, max_depth: 3 };
            Self { folder, entries, identities: Identities::default(), limits }
        }

        fn path(&self, name: &str) -> Option<String> {
            Some(self.folder.path().join(name).to_string_lossy().into_owned())
        }

        fn place(&self, about: About, exact: &str, foreign: bool) -> Result<Placed, String> {
            let anchor = Anchor { exact: exact.to_owned(), start: 999, ..Anchor::default() };
            let note = note(1, vec![Target { about, anchor, ..Target::default() }]);
            let draft = Draft { number: 1, note, dated: true, foreign, remarks: Vec::new() };
            let mut shelf = Shelf::new(&self.entries, &self.identities, &self.limits);
            let (mut placed, mut refused) = place(vec![draft], &mut shelf);
            placed.pop().ok_or_else(|| refused.remove(0).why)
        }

        /// Which of the articles a placed note is on.
        fn article(&self, placed: &Placed) -> usize {
            let id = &placed.draft.note.targets[0].article;
            self.entries.iter().position(|entry| entry.id == *id).unwrap()
        }
    }

    fn url(url: &str) -> About {
        About { url: Some(url.to_owned()), ..About::default() }
    }

    #[test]
    fn an_article_is_found_by_url_by_path_or_by_words() {
        let desk = Desk::new();
        for (about, exact, article) in [
            (url("http://n.example/one/?utm_source=x"), "off Grey Bay", 0),
            (About { path: desk.path("two.txt"), ..About::default() }, "off Grey Bay", 1),
            (About { path: desk.path("gone.txt"), ..About::default() }, "Divers searched all night", 0),
            (url("urn:isbn:1"), "the captain blamed the fog", 1),
            // The path of another machine leads to another article: the words tell better.
            (About { path: desk.path("one.txt"), ..About::default() }, "the captain blamed the fog", 1),
        ] {
            let placed = desk.place(about, exact, true).unwrap();
            assert_eq!((desk.article(&placed), placed.places), (article, vec![Place::Found(State::Exact)]), "{exact}");
        }
    }

    #[test]
    fn a_page_at_the_host_for_phones_is_the_same_where_title_and_words_fit() {
        let desk = Desk::new();
        let titled = |at: &str, title: &str| About { title: Some(title.to_owned()), ..url(at) };
        for (about, exact, same, why) in [
            (url("https://www.n.example/one"), "off Grey Bay", true, "the words fit, few as they are"),
            (url("http://m.n.example/one/?utm_source=x"), "off Grey Bay", true, "a phone's host"),
            (url("https://www.n.example/one"), "nothing like it was ever printed here", false, "other words"),
            (url("https://www.n.example/other"), "off Grey Bay", false, "another page"),
            (url("https://news.n.example/one"), "off Grey Bay", false, "another host"),
            (url("https://www.n.example/one"), "", false, "nothing tells that it is the same"),
            (titled("https://www.n.example/one", "Ferry sinks | N"), "off Grey Bay", true, "no title contradicts it"),
            (titled("https://n.example/three", "Boats lost | N"), "lost at Tarrow", true, "without www, and titled"),
            (titled("https://n.example/three", "Boats lost | N"), "", true, "a note on the page as a whole"),
            (titled("https://n.example/three", "The weather"), "lost at Tarrow", false, "another title"),
        ] {
            let placed = desk.place(about, exact, true);
            let here = placed.is_ok_and(|placed| placed.places != [Place::Absent]);
            assert_eq!(here, same, "{why}");
        }
        assert_eq!((bare("https://m.example/a"), bare("https://www.m.example/a")), ("m.example/a", "m.example/a"));
    }

    #[test]
    fn words_that_do_not_tell_one_article_are_refused() {
        let desk = Desk::new();
        for exact in ["The ferry sank off Grey Bay at dawn", "the fog", "words of no article whatever", ""] {
            let why = desk.place(url("urn:isbn:1"), exact, true).unwrap_err();
            assert!(why.starts_with("its article is not known: “urn:isbn:1” names none here, and"), "{why}");
        }
    }

    #[test]
    fn a_foreign_note_is_tied_to_the_words_as_they_stand_here() {
        let desk = Desk::new();
        let placed = desk.place(url("https://n.example/one"), "Divers  searched all", true).unwrap();
        let target = &placed.draft.note.targets[0];
        assert_eq!((target.anchor.exact.as_str(), target.anchor.start), ("Divers searched\nall", 37));
        assert!(target.about.path.as_deref().unwrap().ends_with("one.txt"));
        assert_eq!(target.anchor.prefix, "ferry sank off Grey Bay at dawn. ".chars().skip(1).collect::<String>());
    }

    #[test]
    fn our_own_note_keeps_its_words_and_what_it_remembers() {
        let desk = Desk::new();
        let placed = desk.place(url("https://n.example/one"), "Divers searched\nall", false).unwrap();
        let target = &placed.draft.note.targets[0];
        assert_eq!((target.anchor.start, &target.about), (999, &url("https://n.example/one")));
        assert_eq!(placed.places, [Place::Found(State::Moved)]);
    }

    #[test]
    fn words_that_are_gone_make_an_orphan_and_an_article_that_is_not_there_is_waited_for() {
        let desk = Desk::new();
        let placed = desk.place(url("https://n.example/one"), "nothing like it was ever printed here", true).unwrap();
        assert_eq!((desk.article(&placed), &placed.places[..]), (0, &[Place::Found(State::Orphan)][..]));
        assert_eq!(placed.draft.note.targets[0].anchor.start, 999);
        let placed = desk.place(url("https://n.example/to-come"), "words to come", true).unwrap();
        assert_eq!(placed.places, [Place::Absent]);
        assert_eq!(
            Some(&placed.draft.note.targets[0].article),
            desk.identities.of_url("https://n.example/to-come/").as_ref()
        );
    }
}
