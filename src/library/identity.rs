//! Who an article is (DESIGN.md): url, content, path and likeness, kept in `identities/<id>.json`.
//!
//! Certain ways come first: the same url, the same text, the same path with a text that is still alike. Only an article
//! that none of them knows is compared by likeness with the kept identities whose files are gone, and what comes of
//! that is a guess: it is marked as one, and [`Identities::forget_guess`] takes it back for good.

pub mod fingerprint;
mod kept;
mod recognise;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{ArticleId, Origin, Problem, store::Loaded};
use crate::article::Article;
use fingerprint::Fingerprint;
pub use kept::{Kept, KeptError, NotThis, Trace};
pub(super) use recognise::{Sighting, Suspect, settle};

/// How an article's identity was found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Recognised {
    /// Never kept before: the id comes from its url or text.
    #[default]
    New,
    /// Same url as a kept identity.
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

/// Which identities have a fingerprint hash.
#[derive(Clone, Debug, Default)]
struct HashIndex {
    ids: Vec<ArticleId>,
    /// Pairs of hash and place in `ids`, sorted.
    pairs: Vec<(u32, u32)>,
}

/// The kept identities.
#[derive(Clone, Debug, Default)]
pub struct Identities {
    /// Where they are kept; none for a library that keeps nothing.
    folder: Option<PathBuf>,
    kept: HashMap<ArticleId, Kept>,
    by_url: Index,
    by_content: Index,
    by_path: Index,
    /// Made when the first unknown article asks.
    by_hash: OnceLock<HashIndex>,
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

    /// Finds out who an article is, by itself; a scan of the library knows the other articles and may know better.
    #[must_use]
    pub fn resolve(&self, origin: &Origin, article: &Article) -> (ArticleId, Recognised) {
        match self.sight(origin, article) {
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
        let entry = &loaded.entry;
        let now = trace(&entry.origin, &loaded.article);
        let url = loaded.article.meta.url.as_deref().and_then(super::url::normalised);
        let old = self.kept.get(&entry.id);
        if old.is_some_and(|k| k.now == now && (url.is_none() || k.url == url)) {
            return Ok(false);
        }
        let mut kept = old.cloned().unwrap_or_else(|| Kept::new(entry.id.clone(), None, now.clone()));
        let guessed = matches!(entry.recognised, Recognised::Likeness(_) | Recognised::Path);
        if guessed && kept.before.is_none() && kept.now.content != now.content {
            kept.before = Some(kept.now.clone());
        }
        kept.now = now;
        kept.url = url.or(kept.url);
        self.store(kept)?;
        Ok(true)
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
        let own = recognise::own_id(origin, article);
        if own != *wrong && !self.kept.contains_key(&own) {
            return own;
        }
        recognise::digest(&[&own.0, "not", &wrong.0, &path_hint(origin).unwrap_or_default()])
    }

    fn store(&mut self, mut kept: Kept) -> Result<(), KeptError> {
        if let Some(folder) = &self.folder {
            kept.write(folder)?;
        }
        self.forget_index(&kept.id);
        self.index(kept);
        Ok(())
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
        self.by_hash = OnceLock::new();
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
