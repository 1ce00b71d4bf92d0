//! From an article to the identity that it had before.

use std::collections::HashMap;
use std::path::Path;

use super::{Fingerprint, HashIndex, Identities, Recognised, path_hint};
use crate::article::Article;
use crate::library::{ArticleId, Origin, url};

/// The least likeness for a guess. Measured on 180 news texts: with 20 % of the words edited, at least 0.33 is left, with
/// 30 % a median of 0.34 and 0.28 for nine in ten; two reports of one event, which share quotations, reach 0.27.
const GUESS: f64 = 0.28;
/// The least likeness of a text at the same path.
const SAME_PATH: f64 = 0.15;
/// Hashes that two texts must share at least: in very short texts a likeness rests on too little.
const SHARED: usize = 6;
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

impl Identities {
    /// Looks at an article.
    pub(in crate::library) fn sight(&self, origin: &Origin, article: &Article) -> Sighting {
        let own = own_id(origin, article);
        if self.kept.is_empty() {
            return Sighting::Known(own, Recognised::New);
        }
        let look = Look::new(origin, article);
        if let Some((id, how)) = self.by_url(&look).or_else(|| self.by_content(&look, &own)) {
            return Sighting::Known(id, how);
        }
        let print = Fingerprint::of(&article.text);
        if let Some(id) = self.by_path(&look, &print) {
            return Sighting::Known(id, Recognised::Path);
        }
        Sighting::Unknown(Suspect { maybe: self.by_likeness(&look, &print), own })
    }

    fn by_url(&self, look: &Look) -> Option<(ArticleId, Recognised)> {
        Some((self.by_url.get(look.url.as_ref()?)?.first()?.clone(), Recognised::Url))
    }

    /// The same text now, or the text at first sight, which the id itself remembers.
    fn by_content(&self, look: &Look, own: &ArticleId) -> Option<(ArticleId, Recognised)> {
        let now = self.by_content.get(&look.content).into_iter().flatten();
        let first = self.kept.contains_key(own).then_some(own);
        let same = now.chain(first).find(|id| self.may_be(id, look));
        same.map(|id| (id.clone(), Recognised::Content))
    }

    fn by_path(&self, look: &Look, print: &Fingerprint) -> Option<ArticleId> {
        let here = self.by_path.get(look.path.as_ref()?)?.iter().filter_map(|id| {
            let kept = self.kept.get(id).filter(|kept| !kept.is_not(&look.content, look.path.as_deref()))?;
            Some((kept.fingerprint().likeness(print).0, id))
        });
        let (likeness, id) = here.max_by(|l, r| l.0.total_cmp(&r.0))?;
        (likeness >= SAME_PATH).then(|| id.clone())
    }

    fn by_likeness(&self, look: &Look, print: &Fingerprint) -> Vec<(ArticleId, f64)> {
        let index = self.by_hash.get_or_init(|| self.hash_index());
        let mut shared: HashMap<&ArticleId, usize> = HashMap::new();
        for hash in print.hashes() {
            for id in index.with(*hash) {
                *shared.entry(id).or_default() += 1;
            }
        }
        // No likeness is above the share of common hashes, so that most need not be worked out.
        #[expect(clippy::cast_precision_loss, reason = "at most 128")]
        let enough = |count: usize| count >= SHARED && count as f64 >= GUESS * print.hashes().len() as f64;
        let near = shared.into_iter().filter(|(_, count)| enough(*count));
        let mut maybe: Vec<_> = near.filter_map(|(id, _)| Some((id.clone(), self.guess(id, look, print)?))).collect();
        maybe.sort_by(|l, r| r.1.total_cmp(&l.1).then_with(|| l.0.cmp(&r.0)));
        maybe
    }

    /// Returns the likeness where it is enough for a guess and the identity's own file is gone.
    fn guess(&self, id: &ArticleId, look: &Look, print: &Fingerprint) -> Option<f64> {
        let kept = self.kept.get(id)?;
        let (likeness, shared) = kept.fingerprint().likeness(print);
        let moved = kept.now.path.as_deref().is_some_and(|p| !p.starts_with("sample:") && !Path::new(p).exists());
        (likeness >= GUESS && shared >= SHARED && moved && self.may_be(id, look)).then_some(likeness)
    }

    /// Says whether nothing speaks against it: another url, or a word of the reader.
    fn may_be(&self, id: &ArticleId, look: &Look) -> bool {
        self.kept.get(id).is_some_and(|kept| {
            let other_url = kept.url.is_some() && look.url.is_some() && kept.url != look.url;
            let same_place = kept.now.path == look.path;
            (!other_url || same_place) && !kept.is_not(&look.content, look.path.as_deref())
        })
    }

    fn hash_index(&self) -> HashIndex {
        let ids: Vec<ArticleId> = self.kept.keys().cloned().collect();
        let mut pairs = Vec::new();
        for (place, kept) in (0..).zip(ids.iter().filter_map(|id| self.kept.get(id))) {
            pairs.extend(kept.fingerprint().hashes().iter().map(|hash| (*hash, place)));
        }
        pairs.sort_unstable();
        HashIndex { ids, pairs }
    }
}

impl HashIndex {
    /// Returns the identities whose fingerprint has `hash`.
    fn with(&self, hash: u32) -> impl Iterator<Item = &ArticleId> {
        let from = self.pairs.partition_point(|(h, _)| *h < hash);
        let here = self.pairs.iter().skip(from).take_while(move |(h, _)| *h == hash);
        here.filter_map(|(_, place)| self.ids.get(usize::try_from(*place).ok()?))
    }
}

/// What is compared of an article.
struct Look {
    url: Option<String>,
    content: String,
    path: Option<String>,
}

impl Look {
    fn new(origin: &Origin, article: &Article) -> Self {
        let url = article.meta.url.as_deref().and_then(url::normalised);
        Self { url, content: digest(&[&article.text]).0, path: path_hint(origin) }
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

/// Returns the id of an article that was never kept: of its url, else of its text, else (no words at all) of its place.
pub(super) fn own_id(origin: &Origin, article: &Article) -> ArticleId {
    if let Some(url) = article.meta.url.as_deref().and_then(url::normalised) {
        return digest(&[&url]);
    }
    if article.text.trim().is_empty() {
        return digest(&["", &path_hint(origin).unwrap_or_default()]);
    }
    digest(&[&article.text])
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
