//! Who an article is (DESIGN.md): url, content, path and likeness, kept in `identities/<id>.json`.
//!
//! Certain ways come first: the same url, the same text, the same path with a text that is still alike. Only an article
//! that none of them knows is compared by likeness with the kept identities whose files are gone, and what comes of
//! that is a guess: it is marked as one, and [`Identities::forget_guess`] takes it back for good.

pub mod fingerprint;
mod kept;
mod lost;
mod recognise;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::versions::Wording;
use super::{ArticleId, Loaded, Origin, Problem, atomic};
use crate::article::Article;
use crate::library::editing::Edits;
use fingerprint::Fingerprint;
pub use kept::{Kept, KeptError, NotThis, Trace};
pub(super) use recognise::{Look, Recogniser, Seen, Sighting, Suspect, settle};

/// How an article's identity was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Recognised {
    /// Never kept before: the id comes from its url or text.
    #[default]
    New,
    /// Same url as a kept identity, with its words, or with other words where nothing has these any more.
    Url,
    /// Same text.
    Content,
    /// Same path and a similar text.
    Path,
    /// Elsewhere and edited, but clearly the most similar; a guess, told to the reader. The likeness is 0 to 1.
    Likeness(f64),
}

/// The identities that have something in common; more than one where a copy was told apart from its original.
type Index = HashMap<String, Vec<ArticleId>>;

/// The kept identities.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    /// Where they are kept; none for a library that keeps nothing.
    folder: Option<PathBuf>,
    kept: HashMap<ArticleId, Kept>,
    by_url: Index,
    by_content: Index,
    by_path: Index,
    /// Articles that notes were made on elsewhere, before any of them was here: known by their address alone.
    awaited: HashSet<ArticleId>,
}

impl Identities {
    /// Loads the identities kept in `folder`; what cannot be understood is set aside and told.
    #[must_use]
    pub fn load(folder: &Path) -> (Self, Vec<Problem>) {
        let mut all = Self { folder: Some(folder.into()), ..Self::default() };
        let (files, mut problems) = identity_files(folder);
        let read: Vec<_> = files.par_iter().map(|path| (path, Kept::read(path))).collect();
        for (path, kept) in read {
            match kept {
                Ok(kept) => all.index(kept),
                Err(error) => problems.push(set_aside(path, &error)),
            }
        }
        all.awaited = noted_beside(folder).filter(|id| !all.kept.contains_key(id)).collect();
        (all, problems)
    }

    /// Says how many are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Says whether none is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Returns the kept identity `id`.
    #[must_use]
    pub fn get(&self, id: &ArticleId) -> Option<&Kept> {
        self.kept.get(id)
    }

    /// Returns who the article at an address is, whether it is here or still to come; none where the address names none.
    #[must_use]
    pub fn of_url(&self, url: &str) -> Option<ArticleId> {
        let url = super::url::normalised(url)?;
        let kept = self.by_url.get(&url).and_then(|ids| ids.first());
        Some(kept.cloned().unwrap_or_else(|| recognise::digest(&[&url])))
    }

    /// Returns what the reader set about an article.
    #[must_use]
    pub fn edits(&self, id: &ArticleId) -> Option<&Edits> {
        self.kept.get(id)?.set.as_ref()
    }

    /// Reads what the reader set about one article, without reading who all the others are.
    #[must_use]
    pub fn edits_of(folder: &Path, id: &ArticleId) -> Option<Edits> {
        Kept::read(&folder.join(format!("{}.json", id.0))).ok()?.set
    }

    /// Keeps what the reader set about an article, instead of what was set before.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub fn edit(&mut self, loaded: &Loaded, edits: Edits) -> Result<(), KeptError> {
        let known = || self.kept.get(&loaded.entry.id).cloned();
        let new = || Kept::new(loaded.entry.id.clone(), None, trace(&loaded.entry.origin, &loaded.article));
        let mut kept = self.to_be_kept(loaded).or_else(known).unwrap_or_else(new);
        kept.set = Some(edits);
        self.store(kept)
    }

    /// Finds out who an article is, by itself; a scan of the library knows the other articles and may know better.
    #[must_use]
    pub fn resolve(&self, origin: &Origin, article: &Article) -> (ArticleId, Recognised) {
        self.resolve_worded(origin, article, Wording::of(article, 0).as_deref())
    }

    /// As [`Self::resolve`], of an article whose wording is known.
    pub(super) fn resolve_worded(
        &self,
        origin: &Origin,
        article: &Article,
        wording: Option<&Wording>,
    ) -> (ArticleId, Recognised) {
        match Recogniser::new(self).sight(&Look::at(origin, article, wording), &article.text) {
            Sighting::Known(id, how) => (id, how),
            Sighting::Unknown(suspect) => settle(&[suspect], &|_| false).remove(0),
        }
    }

    /// Keeps the identity of `loaded`, or brings the kept one up to date; to be called with the first state, note or
    /// decision, and again whenever state is written. Says whether anything was written.
    ///
    /// # Errors
    /// Where the file cannot be written, or one stands there that cannot be understood.
    pub fn keep(&mut self, loaded: &Loaded) -> Result<bool, KeptError> {
        let Some(kept) = self.to_be_kept(loaded) else { return Ok(false) };
        self.store(kept)?;
        Ok(true)
    }

    /// Keeps many identities as [`Self::keep`] does one, with few waits for the disk; returns why some are not kept.
    pub fn keep_all(&mut self, loaded: &[&Loaded]) -> Vec<KeptError> {
        let all = loaded.iter().filter_map(|loaded| self.to_be_kept(loaded)).collect();
        let (kept, failed) = self.write(all);
        self.take(kept);
        failed
    }

    /// Writes identities, and returns those that are on disk, which [`Self::take`] makes known, and why others are not.
    #[must_use]
    pub fn write(&self, all: Vec<Kept>) -> (Vec<Kept>, Vec<KeptError>) {
        let Some(folder) = &self.folder else { return (all, Vec::new()) };
        let (mut failed, mut ready, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for mut kept in all {
            match kept.prepared(folder) {
                Ok(file) => {
                    ready.push(kept);
                    files.push(file);
                }
                Err(error) => failed.push(error),
            }
        }
        let done = atomic::write_all(atomic::parent(folder), &files);
        let mut written = Vec::new();
        for ((kept, (path, _)), done) in ready.into_iter().zip(files).zip(done) {
            match done {
                Ok(()) => written.push(kept),
                Err(source) => failed.push(KeptError::Io { path, source }),
            }
        }
        (written, failed)
    }

    /// Takes identities that are on disk.
    pub fn take(&mut self, written: Vec<Kept>) {
        written.into_iter().for_each(|kept| self.put(kept));
    }

    /// Returns the identity of `loaded` as it is to be kept; none where it is kept so already.
    #[must_use]
    pub fn to_be_kept(&self, loaded: &Loaded) -> Option<Kept> {
        let entry = &loaded.entry;
        let now = trace(&entry.origin, &loaded.article);
        let url = loaded.article.meta.url.as_deref().and_then(super::url::normalised);
        let old = self.kept.get(&entry.id);
        if old.is_some_and(|k| k.now == now && (url.is_none() || k.url == url)) {
            return None;
        }
        let mut kept = old.cloned().unwrap_or_else(|| Kept::new(entry.id.clone(), None, now.clone()));
        let guessed = matches!(entry.recognised, Recognised::Likeness(_) | Recognised::Path);
        if guessed && kept.before.is_none() && kept.now.content != now.content {
            kept.before = Some(kept.now.clone());
        }
        kept.now = now;
        kept.url = url.or(kept.url);
        Some(kept)
    }

    /// Takes back that `loaded` was recognised as the identity that its entry names: the kept identity remembers that
    /// it is not this article, and the article gets an identity of its own, which is returned and kept.
    ///
    /// # Errors
    /// As [`Self::keep`].
    pub fn forget_guess(&mut self, loaded: &Loaded) -> Result<ArticleId, KeptError> {
        let entry = &loaded.entry;
        let now = trace(&entry.origin, &loaded.article);
        if let Some(mut wrong) = self.kept.get(&entry.id).cloned() {
            if wrong.now.content == now.content {
                wrong.now = wrong.before.take().unwrap_or(wrong.now);
            }
            wrong.not.push(NotThis { content: now.content.clone(), path: now.path.clone() });
            self.store(wrong)?;
        }
        let url = loaded.article.meta.url.as_deref().and_then(super::url::normalised);
        let own = self.unused_id(&entry.origin, &loaded.article, &entry.id);
        self.store(Kept::new(own.clone(), url, now))?;
        Ok(own)
    }

    /// Returns the id that the article would have by itself, or one salted with its path where that is `wrong`.
    fn unused_id(&self, origin: &Origin, article: &Article, wrong: &ArticleId) -> ArticleId {
        let own = Look::at(origin, article, Wording::of(article, 0).as_deref()).own;
        if own != *wrong && !self.kept.contains_key(&own) {
            return own;
        }
        recognise::digest(&[&own.0, "not", &wrong.0, &path_hint(origin).unwrap_or_default()])
    }

    fn store(&mut self, mut kept: Kept) -> Result<(), KeptError> {
        if let Some(folder) = &self.folder {
            kept.write(folder)?;
        }
        self.put(kept);
        Ok(())
    }

    /// Takes an identity instead of what has its id.
    fn put(&mut self, kept: Kept) {
        self.forget_index(&kept.id);
        self.index(kept);
    }

    fn index(&mut self, kept: Kept) {
        for (index, key) in [
            (&mut self.by_url, kept.url.as_ref()),
            (&mut self.by_path, kept.now.path.as_ref()),
            (&mut self.by_content, Some(&kept.now.content)),
        ] {
            if let Some(key) = key {
                index.entry(key.clone()).or_default().push(kept.id.clone());
            }
        }
        self.kept.insert(kept.id.clone(), kept);
    }

    fn forget_index(&mut self, id: &ArticleId) {
        let Some(old) = self.kept.remove(id) else { return };
        for (index, key) in [
            (&mut self.by_url, old.url.as_ref()),
            (&mut self.by_path, old.now.path.as_ref()),
            (&mut self.by_content, Some(&old.now.content)),
        ] {
            if let Some(ids) = key.and_then(|key| index.get_mut(key)) {
                ids.retain(|other| other != id);
            }
        }
    }
}

/// Describes the article as it looks now.
fn trace(origin: &Origin, article: &Article) -> Trace {
    Trace {
        content: recognise::digest(&[&article.text]).0,
        fingerprint: Fingerprint::of(&article.text).to_hex(),
        path: path_hint(origin),
        title: article.meta.title.clone(),
    }
}

/// Returns the place of an article as an identity remembers it; none for standard input.
fn path_hint(origin: &Origin) -> Option<String> {
    match origin {
        Origin::File(path) => {
            Some(std::path::absolute(path).unwrap_or_else(|_| path.clone()).to_string_lossy().into_owned())
        }
        Origin::Sample(name) => Some(format!("sample:{name}")),
        Origin::Stdin => None,
    }
}

/// Returns the articles that there are notes on, by the names of the folders beside that of the identities.
fn noted_beside(folder: &Path) -> impl Iterator<Item = ArticleId> {
    let listed = std::fs::read_dir(folder.with_file_name("notes")).into_iter().flatten().flatten();
    listed.filter_map(|noted| noted.file_name().into_string().ok().map(ArticleId))
}

fn identity_files(folder: &Path) -> (Vec<PathBuf>, Vec<Problem>) {
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Vec::new(), Vec::new()),
        Err(error) => {
            let what = format!("the identities cannot be read: {error}");
            return (Vec::new(), vec![Problem { path: folder.into(), place: None, what, hint: None }]);
        }
    };
    let mut files: Vec<PathBuf> = listed.flatten().map(|file| file.path()).filter(|p| is_identity_name(p)).collect();
    files.sort();
    (files, Vec::new())
}

fn is_identity_name(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|e| e == "json") && path.is_file()
}

fn set_aside(path: &Path, error: &KeptError) -> Problem {
    let place = match error {
        KeptError::Json { source, .. } => Some((source.line(), source.column())),
        _ => None,
    };
    let what = match error {
        KeptError::Io { source, .. } => format!("the identity cannot be read: {source}"),
        KeptError::Json { source, .. } => format!("not an identity: {source}"),
        KeptError::Refused { what, .. } => what.clone(),
    };
    let hint = Some("it is left as it is; mend it, or move it out of the folder".into());
    Problem { path: path.into(), place, what, hint }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]
    use super::fingerprint::tests::{edited, prose};
    use super::*;
    use crate::library::store::from_bytes;
    use std::fs;

    /// A folder for identities and one for articles.
    struct Desk {
        data: tempfile::TempDir,
        library: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            Self { data: tempfile::tempdir().unwrap(), library: tempfile::tempdir().unwrap() }
        }

        fn identities(&self) -> Identities {
            let (identities, problems) = Identities::load(self.data.path());
            assert_eq!(problems, []);
            identities
        }

        fn origin(&self, name: &str) -> Origin {
            Origin::File(self.library.path().join(name))
        }

        /// Puts an article into the library and reads it.
        fn put(&self, name: &str, text: &str) -> Loaded {
            fs::write(self.library.path().join(name), text).unwrap();
            from_bytes(&self.origin(name), text.as_bytes(), &self.identities()).unwrap()
        }

        fn keep(&self, loaded: &Loaded) {
            self.identities().keep(loaded).unwrap();
        }

        fn remove(&self, name: &str) {
            fs::remove_file(self.library.path().join(name)).unwrap();
        }

        fn file(&self, id: &ArticleId) -> PathBuf {
            self.data.path().join(format!("{}.json", id.0))
        }
    }

    fn with_url(url: &str, text: &str) -> String {
        format!("+++\nurl = \"{url}\"\n+++\n{text}")
    }

    #[test]
    fn an_id_comes_from_the_url_and_the_words_or_else_from_the_text() {
        let desk = Desk::new();
        let first = desk.put("a.txt", &with_url("https://n.example/a?utm_source=x", "One two."));
        let same = desk.put("b.txt", &with_url("http://n.example/a/", "One\ntwo."));
        assert_eq!(first.entry.id, same.entry.id);
        assert_eq!(first.entry.id.0.len(), 32);
        let version = desk.put("c.txt", &with_url("http://n.example/a/", "One three."));
        let elsewhere = desk.put("d.txt", &with_url("http://n.example/b", "One two."));
        assert!(version.entry.id != first.entry.id && elsewhere.entry.id != first.entry.id);
        let (third, fourth) = (desk.put("e.txt", "Three words here."), desk.put("f.txt", "Three words here."));
        assert_eq!(third.entry.id, fourth.entry.id);
        assert_ne!(third.entry.id, first.entry.id);
        assert_eq!(third.entry.recognised, Recognised::New);
    }

    const BRIDGE: &str = "https://n.example/bridge";

    #[test]
    fn versions_that_lie_side_by_side_are_two_whichever_was_kept() {
        let text = prose(200, 1);
        let other = edited(&text, 10, 2);
        for kept_first in [true, false] {
            let desk = Desk::new();
            let names = if kept_first { ["v1.md", "v2.md"] } else { ["v2.md", "v1.md"] };
            let texts = if kept_first { [&text, &other] } else { [&other, &text] };
            let kept = desk.put(names[0], &with_url(BRIDGE, texts[0]));
            desk.keep(&kept);
            let version = desk.put(names[1], &with_url(BRIDGE, texts[1]));
            assert_eq!(version.entry.recognised, Recognised::New);
            assert_ne!(version.entry.id, kept.entry.id);
            desk.keep(&version);
            // Each is known again, moved and edited too.
            desk.remove(names[0]);
            let moved = desk.put("moved.md", &with_url(BRIDGE, &edited(texts[0], 5, 3)));
            assert_eq!((moved.entry.id, moved.entry.recognised), (kept.entry.id.clone(), Recognised::Url));
            let edited = desk.put(names[1], &with_url(BRIDGE, &edited(texts[1], 20, 4)));
            assert_eq!((edited.entry.id, edited.entry.recognised), (version.entry.id, Recognised::Path));
        }
    }

    #[test]
    fn an_identity_that_was_kept_by_its_address_alone_is_known_again() {
        let desk = Desk::new();
        let text = prose(200, 1);
        let loaded = desk.put("a.md", &with_url(BRIDGE, &text));
        let old = ArticleId("0123456789abcdef0123456789abcdef".to_owned());
        let mut before = loaded.clone();
        before.entry.id = old.clone();
        desk.keep(&before);
        for (name, text) in [("a.md", text.clone()), ("a.md", edited(&text, 20, 2)), ("copy.md", text.clone())] {
            assert_eq!(desk.put(name, &with_url(BRIDGE, &text)).entry.id, old, "{name}");
        }
        assert_ne!(desk.put("v2.md", &with_url(BRIDGE, &edited(&text, 10, 3))).entry.id, old);
    }

    #[test]
    fn notes_that_were_made_elsewhere_wait_for_the_article_of_their_address() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("identities");
        let awaited = Identities::default().of_url(BRIDGE).unwrap();
        fs::create_dir_all(home.path().join("notes").join(&awaited.0)).unwrap();
        let (identities, _) = Identities::load(&folder);
        let text = with_url(BRIDGE, "The bridge is shut.");
        let come = from_bytes(&Origin::File("/n/a.md".into()), text.as_bytes(), &identities).unwrap();
        assert_eq!(come.entry.id, awaited);
        // And it stays the one, edited too.
        let (mut identities, _) = Identities::load(&folder);
        identities.keep(&come).unwrap();
        let (identities, _) = Identities::load(&folder);
        let text = with_url(BRIDGE, "The bridge is open.");
        let other = from_bytes(&Origin::File("/n/a.md".into()), text.as_bytes(), &identities).unwrap();
        assert_eq!(other.entry.id, awaited);
        assert_eq!(identities.of_url(BRIDGE), Some(awaited));
    }

    #[test]
    fn another_article_under_the_address_of_a_section_is_not_the_one_that_is_gone() {
        let desk = Desk::new();
        let section = "https://n.example/news";
        let old = desk.put("a.md", &with_url(section, &prose(200, 1)));
        desk.keep(&old);
        desk.remove("a.md");
        let next = desk.put("b.md", &with_url(section, &prose(200, 2)));
        assert_eq!(next.entry.recognised, Recognised::New);
        assert_ne!(next.entry.id, old.entry.id);
    }

    #[cfg(unix)]
    #[test]
    fn a_kept_file_that_is_reached_by_another_path_is_no_version() {
        let desk = Desk::new();
        let text = prose(200, 1);
        desk.keep(&desk.put("a.md", &with_url(BRIDGE, &text)));
        let kept = desk.put("a.md", &with_url(BRIDGE, &edited(&text, 10, 2)));
        let link = desk.data.path().join("link");
        std::os::unix::fs::symlink(desk.library.path(), &link).unwrap();
        let bytes = fs::read(desk.library.path().join("a.md")).unwrap();
        let through = from_bytes(&Origin::File(link.join("a.md")), &bytes, &desk.identities()).unwrap();
        assert_eq!((through.entry.id, through.entry.recognised), (kept.entry.id, Recognised::Path));
    }

    #[test]
    fn articles_of_one_home_page_or_without_words_are_not_one() {
        let desk = Desk::new();
        let home = |text| with_url("https://n.example/", text);
        assert_ne!(desk.put("a.txt", &home("One.")).entry.id, desk.put("b.txt", &home("Two.")).entry.id);
        let titled = "+++\ntitle = \"T\"\n+++\n";
        let (left, right) = (desk.put("c.txt", titled), desk.put("d.txt", titled));
        assert_eq!((left.article.text.as_str(), right.article.text.as_str()), ("", ""));
        assert_ne!(left.entry.id, right.entry.id);
    }

    #[test]
    fn a_moved_article_is_known_by_its_text() {
        let desk = Desk::new();
        let text = prose(200, 1);
        let old = desk.put("old.txt", &text);
        desk.keep(&old);
        desk.remove("old.txt");
        let new = desk.put("new.txt", &text);
        assert_eq!((new.entry.id, new.entry.recognised), (old.entry.id, Recognised::Content));
    }

    #[test]
    fn an_edited_article_is_known_by_its_path() {
        let desk = Desk::new();
        let text = prose(200, 1);
        let old = desk.put("a.txt", &text);
        desk.keep(&old);
        let new = desk.put("a.txt", &edited(&text, 30, 2));
        assert_eq!((new.entry.id, new.entry.recognised), (old.entry.id, Recognised::Path));
        // Another article written over it is another article.
        assert_eq!(desk.put("a.txt", &prose(200, 3)).entry.recognised, Recognised::New);
    }

    #[test]
    fn an_edited_url_article_keeps_its_id_and_a_url_may_come_later() {
        let desk = Desk::new();
        let old = desk.put("a.txt", "Only the first words of a story.");
        desk.keep(&old);
        let with = desk.put("a.txt", &with_url("https://n.example/a", "Only the first words of a story."));
        assert_eq!((&with.entry.id, with.entry.recognised), (&old.entry.id, Recognised::Content));
        desk.keep(&with);
        desk.remove("a.txt");
        let moved = desk.put("b.txt", &with_url("https://n.example/a", "Only the first words of a long story."));
        assert_eq!((moved.entry.id, moved.entry.recognised), (old.entry.id, Recognised::Url));
    }

    #[test]
    fn a_moved_and_edited_article_is_guessed() {
        for percent in [0, 10, 20, 30] {
            let desk = Desk::new();
            let text = prose(500, 1);
            let old = desk.put("old.txt", &text);
            desk.keep(&old);
            desk.keep(&desk.put("another.txt", &prose(500, 2)));
            desk.remove("old.txt");
            let new = desk.put("new.txt", &(edited(&text, percent, 3) + " and a new end"));
            assert_eq!(new.entry.id, old.entry.id, "{percent}");
            assert!(matches!(new.entry.recognised, Recognised::Likeness(_)), "{percent}: {:?}", new.entry.recognised);
        }
    }

    #[test]
    fn a_copy_is_not_guessed_while_the_original_is_there() {
        let desk = Desk::new();
        let text = prose(300, 1);
        desk.keep(&desk.put("old.txt", &text));
        assert_eq!(desk.put("copy.txt", &edited(&text, 10, 2)).entry.recognised, Recognised::New);
    }

    #[test]
    fn agency_copy_under_another_url_is_another_article() {
        let desk = Desk::new();
        let text = prose(300, 1);
        let left = desk.put("l.txt", &with_url("https://one.example/a", &text));
        desk.keep(&left);
        desk.remove("l.txt");
        for text in [text.clone(), edited(&text, 5, 2)] {
            let right = desk.put("r.txt", &with_url("https://two.example/b", &text));
            assert_eq!(right.entry.recognised, Recognised::New);
            assert_ne!(right.entry.id, left.entry.id);
        }
    }

    #[test]
    fn between_two_that_are_as_like_nothing_is_guessed() {
        let desk = Desk::new();
        let text = prose(300, 1);
        for name in ["one.txt", "two.txt"] {
            desk.keep(&desk.put(name, &edited(&text, 5, name.bytes().map(u64::from).sum())));
        }
        desk.remove("one.txt");
        desk.remove("two.txt");
        assert_eq!(desk.put("three.txt", &text).entry.recognised, Recognised::New);
    }

    #[test]
    fn a_guess_that_is_taken_back_stays_so() {
        let desk = Desk::new();
        let text = prose(300, 1);
        let old = desk.put("old.txt", &text);
        desk.keep(&old);
        desk.remove("old.txt");
        let near = edited(&text, 15, 2);
        let guessed = desk.put("new.txt", &near);
        assert_eq!(guessed.entry.id, old.entry.id);
        // Taken up, as when the reader starred it before looking closely.
        desk.keep(&guessed);
        let own = desk.identities().forget_guess(&guessed).unwrap();
        assert_ne!(own, old.entry.id);
        for text in [near.clone(), edited(&near, 10, 4)] {
            assert_eq!(desk.put("new.txt", &text).entry.id, own);
        }
        let back = desk.put("back.txt", &text);
        assert_eq!(
            (back.entry.id, back.entry.recognised),
            (old.entry.id, Recognised::Content),
            "the old one is intact"
        );
    }

    #[test]
    fn a_new_article_at_an_old_path_can_be_told_apart() {
        let desk = Desk::new();
        let text = prose(300, 1);
        let old = desk.put("latest.txt", &text);
        desk.keep(&old);
        let next = desk.put("latest.txt", &edited(&text, 30, 2));
        assert_eq!(next.entry.recognised, Recognised::Path);
        let own = desk.identities().forget_guess(&next).unwrap();
        let again = desk.put("latest.txt", &edited(&text, 30, 2));
        assert_eq!((again.entry.id, again.entry.recognised), (own, Recognised::Content));
    }

    #[test]
    fn keeping_writes_once_until_something_changed() {
        let desk = Desk::new();
        let loaded = desk.put("a.txt", &prose(50, 1));
        let mut identities = desk.identities();
        assert!(identities.keep(&loaded).unwrap());
        assert!(!identities.keep(&loaded).unwrap());
        assert!(!desk.identities().keep(&loaded).unwrap());
        let edited = desk.put("a.txt", &(prose(50, 1) + " more"));
        assert!(identities.keep(&edited).unwrap());
        assert_eq!(desk.identities().len(), 1);
    }

    #[test]
    fn unknown_fields_are_kept_and_keys_sorted() {
        let desk = Desk::new();
        let loaded = desk.put("a.txt", "Some words of a story.");
        desk.keep(&loaded);
        let file = desk.file(&loaded.entry.id);
        let json = fs::read_to_string(&file).unwrap().replacen('{', "{\"zeal\": {\"b\": 1, \"a\": [2]},", 1);
        fs::write(&file, json).unwrap();
        desk.keep(&desk.put("a.txt", "Some words of a story, and more."));
        let json = fs::read_to_string(&file).unwrap();
        assert!(json.contains("zeal"), "{json}");
        let keys: Vec<&str> = json.lines().filter(|line| line.starts_with("  \"")).collect();
        assert!(keys.is_sorted() && keys.len() >= 6, "{json}");
    }

    #[test]
    fn a_broken_identity_is_set_aside_and_neither_deleted_nor_overwritten() {
        let desk = Desk::new();
        let loaded = desk.put("a.txt", "Some words of a story.");
        let good = desk.put("b.txt", "Quite another story.");
        desk.keep(&good);
        for broken in ["{\"id\": ", "[]", "{\"version\": 99}", ""] {
            fs::write(desk.file(&loaded.entry.id), broken).unwrap();
            let (mut identities, problems) = Identities::load(desk.data.path());
            assert_eq!((identities.len(), problems.len()), (1, 1), "{broken}");
            assert!(identities.keep(&loaded).is_err());
            assert_eq!(fs::read_to_string(desk.file(&loaded.entry.id)).unwrap(), broken);
        }
    }

    #[test]
    fn a_conflict_copy_and_a_later_version_are_told() {
        let desk = Desk::new();
        let loaded = desk.put("a.txt", "Some words of a story.");
        desk.keep(&loaded);
        let json = fs::read_to_string(desk.file(&loaded.entry.id)).unwrap();
        fs::write(desk.data.path().join(format!("{}.sync-conflict-1.json", loaded.entry.id.0)), &json).unwrap();
        let later = json.replace("\"version\": 1", "\"version\": 2").replace(&loaded.entry.id.0, &"a".repeat(32));
        fs::write(desk.data.path().join(format!("{}.json", "a".repeat(32))), later).unwrap();
        fs::write(desk.data.path().join(".hidden.json"), "x").unwrap();
        let (identities, problems) = Identities::load(desk.data.path());
        assert_eq!(identities.len(), 1);
        let what: Vec<&str> = problems.iter().map(|p| p.what.as_str()).collect();
        assert!(what.len() == 2 && what.iter().any(|w| w.contains("later diptych")), "{what:?}");
    }

    #[test]
    fn without_a_folder_nothing_is_written_and_a_missing_one_is_empty() {
        let desk = Desk::new();
        let mut identities = Identities::default();
        assert!(identities.keep(&desk.put("a.txt", "Words.")).unwrap());
        let (none, problems) = Identities::load(&desk.data.path().join("missing"));
        assert!(none.is_empty() && problems.is_empty());
    }
}
