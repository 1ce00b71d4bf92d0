//! From an article to the identity that it had before.
//!
//! Url, text and path are looked up. Only an article that none of them knows is likened, and only to identities whose
//! files are gone, so that a library in its place is recognised without a single fingerprint.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::lost::Lost;
use super::{Fingerprint, Identities, Recognised, path_hint};
use crate::article::Article;
use crate::library::{ArticleId, Origin, url};

/// The least likeness of a text at the same path.
const SAME_PATH: f64 = 0.15;
/// The best guess must be this many times as like as the second best.
const CLEARLY: f64 = 1.5;

/// What a first look at an article tells.
pub(in crate::library) enum Sighting {
    /// Who it is.
    Known(ArticleId, Recognised),
    /// Nobody certain.
    Unknown(Suspect),
}

/// An article that no certain way recognises.
pub(in crate::library) struct Suspect {
    /// Its id if it is nobody kept.
    pub own: ArticleId,
    /// Who it may be, with the likeness.
    pub maybe: Vec<(ArticleId, f64)>,
}

/// Recognises the articles of one scan.
pub(in crate::library) struct Recogniser<'i> {
    identities: &'i Identities,
    /// Found out when the first unknown article asks.
    pub(super) lost: OnceLock<Lost<'i>>,
}

impl<'i> Recogniser<'i> {
    /// Begins a scan: which files are gone is asked once in it.
    pub const fn new(identities: &'i Identities) -> Self {
        Self { identities, lost: OnceLock::new() }
    }

    /// Looks at an article.
    pub fn sight(&self, origin: &Origin, article: &Article) -> Sighting {
        let identities = self.identities;
        let url = article.meta.url.as_deref().and_then(url::normalised);
        if identities.kept.is_empty() {
            return Sighting::Known(own_id(origin, article, url.as_deref()), Recognised::New);
        }
        let look = Look { url, content: digest(&[&article.text]), path: path_hint(origin) };
        let own = look.own_id(article);
        if let Some((id, how)) = identities.by_url(&look).or_else(|| identities.by_content(&look, &own)) {
            return Sighting::Known(id, how);
        }
        if let Some(id) = identities.by_path(&look, &article.text) {
            return Sighting::Known(id, Recognised::Path);
        }
        let lost = self.lost.get_or_init(|| Lost::of(identities));
        let mut maybe = lost.like(&article.text);
        maybe.retain(|(id, _)| identities.may_be(id, &look));
        Sighting::Unknown(Suspect { maybe, own })
    }
}

impl Identities {
    fn by_url(&self, look: &Look) -> Option<(ArticleId, Recognised)> {
        Some((self.by_url.get(look.url.as_ref()?)?.first()?.clone(), Recognised::Url))
    }

    /// The same text now, or the text at first sight, which the id itself remembers.
    fn by_content(&self, look: &Look, own: &ArticleId) -> Option<(ArticleId, Recognised)> {
        let now = self.by_content.get(&look.content.0).into_iter().flatten();
        let first = self.kept.contains_key(own).then_some(own);
        let same = now.chain(first).find(|id| self.may_be(id, look));
        same.map(|id| (id.clone(), Recognised::Content))
    }

    fn by_path(&self, look: &Look, text: &str) -> Option<ArticleId> {
        let here = self.by_path.get(look.path.as_ref()?)?.iter().filter_map(|id| self.kept.get(id));
        let here = here.filter(|kept| !kept.is_not(&look.content.0, look.path.as_deref())).collect::<Vec<_>>();
        let print = (!here.is_empty()).then(|| Fingerprint::of(text))?;
        let alike = here.into_iter().map(|kept| (kept.fingerprint().likeness(&print).0, &kept.id));
        let (likeness, id) = alike.max_by(|l, r| l.0.total_cmp(&r.0))?;
        (likeness >= SAME_PATH).then(|| id.clone())
    }

    /// Says whether nothing speaks against it: another url, or a word of the reader.
    fn may_be(&self, id: &ArticleId, look: &Look) -> bool {
        self.kept.get(id).is_some_and(|kept| {
            let other_url = kept.url.is_some() && look.url.is_some() && kept.url != look.url;
            let same_place = kept.now.path == look.path;
            (!other_url || same_place) && !kept.is_not(&look.content.0, look.path.as_deref())
        })
    }
}

/// What is compared of an article.
struct Look {
    url: Option<String>,
    content: ArticleId,
    path: Option<String>,
}

impl Look {
    fn own_id(&self, article: &Article) -> ArticleId {
        match &self.url {
            Some(url) => digest(&[url]),
            None if article.text.trim().is_empty() => of_place(self.path.as_deref()),
            None => self.content.clone(),
        }
    }
}

/// Decides who the unknown articles of a library are, given which identities were recognised with certainty: each
/// identity goes to one article at most, and only where it is clearly the best for both.
pub(in crate::library) fn settle(
    suspects: &[Suspect],
    is_claimed: &dyn Fn(&ArticleId) -> bool,
) -> Vec<(ArticleId, Recognised)> {
    let open: Vec<Vec<&(ArticleId, f64)>> =
        suspects.iter().map(|s| s.maybe.iter().filter(|(id, _)| !is_claimed(id)).collect()).collect();
    let mut rivals: HashMap<&ArticleId, Vec<f64>> = HashMap::new();
    for (id, likeness) in open.iter().flatten() {
        rivals.entry(id).or_default().push(*likeness);
    }
    let decide = |maybe: &Vec<&(ArticleId, f64)>| {
        let (id, likeness) = maybe.first()?;
        let other_ids = maybe.iter().skip(1).map(|(_, l)| *l);
        // Of two articles that want one identity about as much, neither gets it; so none is given twice.
        let wanted_by = rivals.get(id).map_or(0, |all| all.iter().filter(|l| **l * CLEARLY > *likeness).count());
        let clear = other_ids.fold(0.0, f64::max) * CLEARLY <= *likeness && wanted_by <= 1;
        clear.then(|| (id.clone(), Recognised::Likeness(*likeness)))
    };
    let guesses: Vec<_> = open.iter().map(decide).collect();
    suspects.iter().zip(guesses).map(|(s, guess)| guess.unwrap_or_else(|| (s.own.clone(), Recognised::New))).collect()
}

/// Returns the id of an article that was never kept: of its normalised url, else of its text, else (no words at all) of
/// its place.
pub(super) fn own_id(origin: &Origin, article: &Article, url: Option<&str>) -> ArticleId {
    match url {
        Some(url) => digest(&[url]),
        None if article.text.trim().is_empty() => of_place(path_hint(origin).as_deref()),
        None => digest(&[&article.text]),
    }
}

fn of_place(path: Option<&str>) -> ArticleId {
    digest(&["", path.unwrap_or_default()])
}

/// Hashes the parts to 32 hexadecimal digits.
pub(super) fn digest(parts: &[&str]) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            hasher.update(&[0]);
        }
        hasher.update(part.as_bytes());
    }
    ArticleId(hasher.finalize().to_hex().chars().take(32).collect())
}
