//! From an article to the identity that it had before.
//!
//! Url, text and path are looked up. Only an article that none of them knows is likened, and only to identities whose
//! files are gone, so that a library in its place is recognised without a single fingerprint.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::lost::{Lost, is_gone};
use super::{Fingerprint, Identities, Kept, Recognised, path_hint};
use crate::article::Article;
use crate::library::versions::{ALIKE, Wording, folded};
use crate::library::{ArticleId, Entry, Origin, url};

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
    /// Why it may be.
    pub by: Suspicion,
}

/// Why an article may be a kept one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Suspicion {
    /// It lies where that one lay: it is that one, unless the words that were kept lie elsewhere.
    Place,
    /// It has its address, and no file has its words any more.
    Address,
    /// It is like it.
    Likeness,
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

    /// Looks at an article and its text.
    pub fn sight(&self, look: &Look, text: &str) -> Sighting {
        let (maybe, own, by) = (Vec::new(), look.own.clone(), Suspicion::Likeness);
        self.sight_by(look, &Seen::Text(text)).unwrap_or(Sighting::Unknown(Suspect { maybe, own, by }))
    }

    /// Looks at what is known of an article; none where that does not tell and it must be read.
    pub fn sight_by(&self, look: &Look, seen: &Seen<'_>) -> Option<Sighting> {
        let identities = self.identities;
        let own = look.own.clone();
        if self.knows_nobody() {
            return Some(Sighting::Known(own, Recognised::New));
        }
        if let Some((id, how)) = identities.by_words(look) {
            return Some(Sighting::Known(id, how));
        }
        if let Some(id) = identities.by_path(look, seen)? {
            return Some(Sighting::Unknown(Suspect { maybe: vec![(id, 1.0)], own, by: Suspicion::Place }));
        }
        let awaited = look.url.as_ref().map(|url| digest(&[url])).filter(|id| identities.awaited.contains(id));
        if let Some(id) = awaited {
            return Some(Sighting::Unknown(Suspect { maybe: vec![(id, 1.0)], own, by: Suspicion::Address }));
        }
        let (moved, by) = match identities.by_address(look, seen)? {
            Address::Here(id) => return Some(Sighting::Known(id, Recognised::Path)),
            Address::Gone(moved) if !moved.is_empty() => (moved, Suspicion::Address),
            // Who lies elsewhere with other words is another version.
            Address::Gone(_) if look.url.as_ref().is_some_and(|url| identities.has_url(url)) => {
                return Some(Sighting::Known(own, Recognised::New));
            }
            Address::Gone(_) => {
                let mut like = match (self.lost(), seen) {
                    (lost, _) if lost.is_empty() => Vec::new(),
                    (lost, Seen::Text(text)) => lost.like(text),
                    (lost, Seen::Print(print)) => lost.like_print(print),
                    (_, Seen::Nothing) => return None,
                };
                like.retain(|(id, _)| identities.may_be(id, look));
                (like, Suspicion::Likeness)
            }
        };
        Some(Sighting::Unknown(Suspect { maybe: moved, own, by }))
    }

    /// Says whether nobody is kept whom an article may be.
    pub fn knows_nobody(&self) -> bool {
        self.identities.kept.is_empty() && self.identities.awaited.is_empty()
    }

    /// Says whether articles may have to be likened, for which their fingerprints are wanted.
    pub fn may_liken(&self) -> bool {
        !self.identities.kept.is_empty() && !self.lost().is_empty()
    }

    fn lost(&self) -> &Lost<'i> {
        self.lost.get_or_init(|| Lost::of(self.identities))
    }
}

/// What is seen of the text of an article.
pub(in crate::library) enum Seen<'a> {
    /// The text.
    Text(&'a str),
    /// Its fingerprint.
    Print(&'a Fingerprint),
    /// Nothing.
    Nothing,
}

impl Seen<'_> {
    fn print(&self) -> Option<Cow<'_, Fingerprint>> {
        match self {
            Self::Text(text) => Some(Cow::Owned(Fingerprint::of(text))),
            Self::Print(print) => Some(Cow::Borrowed(print)),
            Self::Nothing => None,
        }
    }
}

/// Whom the address of an article names that says other words than those that were kept.
enum Address {
    /// The kept one lies at the very place, by another path.
    Here(ArticleId),
    /// Those whose files are gone, the most alike first.
    Gone(Vec<(ArticleId, f64)>),
}

impl Identities {
    /// The same words: at the same address, else the same text now, or the text at first sight, which the id itself
    /// remembers.
    fn by_words(&self, look: &Look) -> Option<(ArticleId, Recognised)> {
        let now = self.by_content.get(&look.content.0).into_iter().flatten();
        let first = self.kept.contains_key(&look.own).then_some(&look.own);
        let at_address = |kept: &Kept| look.url.is_some() && kept.url == look.url;
        // A headline that was changed is an edit too, but not one that a file has and another does not.
        let is_headed = |kept: &Kept| match (kept.now.title.as_deref(), look.title.as_deref()) {
            (Some(one), Some(other)) if at_address(kept) && kept.now.path != look.path => folded(one) == folded(other),
            _ => true,
        };
        let same = first.into_iter().chain(now).filter(|id| self.may_be(id, look));
        let same: Vec<&Kept> = same.filter_map(|id| self.kept.get(id)).filter(|kept| is_headed(kept)).collect();
        let best = same.iter().find(|kept| kept.now.path == look.path).or_else(|| same.first())?;
        let how = if at_address(best) { Recognised::Url } else { Recognised::Content };
        Some((best.id.clone(), how))
    }

    /// The same path and a text that is still alike; the outer none where the text is not seen and would tell.
    fn by_path(&self, look: &Look, seen: &Seen<'_>) -> Option<Option<ArticleId>> {
        let here = look.path.as_ref().and_then(|path| self.by_path.get(path)).into_iter().flatten();
        let here = here.filter_map(|id| self.kept.get(id));
        let here = here.filter(|kept| !kept.is_not(&look.content.0, look.path.as_deref())).collect::<Vec<_>>();
        if let Some(same) = here.iter().find(|kept| kept.url.is_some() && kept.url == look.url) {
            return Some(Some(same.id.clone()));
        }
        if here.is_empty() {
            return Some(None);
        }
        let print = seen.print()?;
        let alike = here.into_iter().map(|kept| (kept.fingerprint().likeness(&print).0, &kept.id));
        let likest = alike.max_by(|l, r| l.0.total_cmp(&r.0)).filter(|(likeness, _)| *likeness >= SAME_PATH);
        Some(likest.map(|(_, id)| id.clone()))
    }

    /// Those of the same address: where its file lies elsewhere still, what says other words is another version. None where the
    /// text is not seen and would tell.
    fn by_address(&self, look: &Look, seen: &Seen<'_>) -> Option<Address> {
        let ids = look.url.as_ref().and_then(|url| self.by_url.get(url)).into_iter().flatten();
        let there: Vec<&Kept> = ids
            .filter_map(|id| self.kept.get(id))
            .filter(|kept| !kept.is_not(&look.content.0, look.path.as_deref()))
            .collect();
        let real = |path: &str| std::fs::canonicalize(path).ok();
        let own = look.path.as_deref().filter(|_| !there.is_empty()).and_then(real);
        let is_here = |kept: &&&Kept| own.is_some() && kept.now.path.as_deref().and_then(real) == own;
        if let Some(kept) = there.iter().find(is_here) {
            return Some(Address::Here(kept.id.clone()));
        }
        let is_gone = |kept: &&&Kept| kept.now.path.is_none() || is_gone(kept);
        let gone: Vec<&&Kept> = there.iter().filter(is_gone).collect();
        if gone.is_empty() {
            return Some(Address::Gone(Vec::new()));
        }
        let print = seen.print()?;
        let mut gone: Vec<(ArticleId, f64)> =
            gone.into_iter().map(|kept| (kept.id.clone(), kept.fingerprint().likeness(&print).0)).collect();
        // Another article under the address of a section is not the one that lay there before.
        gone.retain(|(_, likeness)| *likeness >= ALIKE);
        gone.sort_by(|l, r| r.1.total_cmp(&l.1).then_with(|| l.0.cmp(&r.0)));
        Some(Address::Gone(gone))
    }

    fn has_url(&self, url: &str) -> bool {
        self.by_url.get(url).is_some_and(|ids| !ids.is_empty())
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
pub(in crate::library) struct Look {
    /// Its normalised address.
    pub url: Option<String>,
    /// The hash of its text.
    pub content: ArticleId,
    /// Its id if it is nobody kept.
    pub own: ArticleId,
    /// Where it lies.
    pub path: Option<String>,
    /// Its headline.
    pub title: Option<Box<str>>,
}

impl Look {
    /// Looks at an article whose wording is known, if it has any.
    pub fn at(origin: &Origin, article: &Article, wording: Option<&Wording>) -> Self {
        let url = article.meta.url.as_deref().and_then(url::normalised);
        let (content, path) = (digest(&[&article.text]), path_hint(origin));
        let own = own_id(article, &content, path.as_deref(), url.as_deref().zip(wording));
        Self { url, content, own, path, title: article.meta.title.as_deref().map(Box::from) }
    }

    /// Looks at what is known of the article of `entry`, which has the id that it has if it is nobody kept.
    pub fn known(entry: &Entry, url: Option<String>, content: ArticleId) -> Self {
        let path = path_hint(&entry.origin);
        Self { url, content, own: entry.id.clone(), path, title: entry.meta.title.clone() }
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
    let mut rivals: HashMap<&ArticleId, Vec<(Suspicion, f64, &ArticleId)>> = HashMap::new();
    for (suspect, maybe) in suspects.iter().zip(&open) {
        for (id, likeness) in maybe {
            rivals.entry(id).or_default().push((suspect.by, *likeness, &suspect.own));
        }
    }
    let wanted_by = |id: &ArticleId, of: Suspicion| {
        let rivals = rivals.get(id).map(Vec::as_slice).unwrap_or_default();
        rivals.iter().filter(move |(by, ..)| *by == of)
    };
    let is_wanted = |id: &ArticleId, of| wanted_by(id, of).next().is_some();
    let decide = |suspect: &Suspect, maybe: &Vec<&(ArticleId, f64)>| {
        let (id, likeness) = maybe.first()?;
        match suspect.by {
            Suspicion::Place => Some((id.clone(), Recognised::Path)),
            Suspicion::Address => {
                // An address is no guess: the most alike is the one that moved, and the others are its versions.
                let is_best = |rival: &(Suspicion, f64, &ArticleId)| {
                    rival.1.total_cmp(likeness).then_with(|| suspect.own.cmp(rival.2)).is_le()
                };
                let best = !is_wanted(id, Suspicion::Place) && wanted_by(id, Suspicion::Address).all(is_best);
                best.then(|| (id.clone(), Recognised::Url))
            }
            Suspicion::Likeness => {
                let surer = is_wanted(id, Suspicion::Place) || is_wanted(id, Suspicion::Address);
                let other_ids = maybe.iter().skip(1).map(|(_, l)| *l);
                // Of two articles that want one identity about as much, neither gets it; so none is given twice.
                let rivals = wanted_by(id, Suspicion::Likeness).filter(|(_, l, _)| *l * CLEARLY > *likeness).count();
                let clear = other_ids.fold(0.0, f64::max) * CLEARLY <= *likeness && rivals <= 1 && !surer;
                clear.then(|| (id.clone(), Recognised::Likeness(*likeness)))
            }
        }
    };
    let guesses: Vec<_> = suspects.iter().zip(&open).map(|(suspect, maybe)| decide(suspect, maybe)).collect();
    suspects.iter().zip(guesses).map(|(s, guess)| guess.unwrap_or_else(|| (s.own.clone(), Recognised::New))).collect()
}

/// Returns the id of an article that was never kept: of its normalised url and the words that it says there, so that two
/// versions are two; without a url of its text, else (no words at all) of its place.
fn own_id(article: &Article, content: &ArticleId, path: Option<&str>, told: Option<(&str, &Wording)>) -> ArticleId {
    match told {
        Some((url, wording)) => {
            let title = article.meta.title.as_deref().map(folded).unwrap_or_default();
            digest(&[url, &title, &format!("{:016x}", wording.words)])
        }
        None if article.text.trim().is_empty() => of_place(path),
        None => content.clone(),
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
