//! Edits: an entry that was seen before and says something else now becomes a version beside the article that it was.
//!
//! What an edit is the words decide, not the bytes: neither white space nor marks, addresses of trackers nor counts make
//! one. It is told from what was remembered of the entry, then compared with the versions that lie on disk, so that a run
//! that was killed before it remembered anything makes none twice, and a site that serves two states in turn makes two
//! and no more. What the reader took out of the library does not come back.

use std::path::{Path, PathBuf};

use crate::article::import::import;
use crate::article::{Article, Format};
use crate::effects::patience::patiently;
use crate::library::identity::Identities;
use crate::library::places::Places;
use crate::library::state::{Change, StateError, StateLog};
use crate::library::versions::{folded, words_of};
use crate::library::{Limits, Origin, store};
use crate::newsroom::feed::Entry;

/// Versions of an article that are kept at most.
pub(super) const MOST: usize = 100;

/// Bounds of reading a version: what a feed brought is no longer.
const LIMITS: Limits = Limits { max_file_bytes: 16 << 20, max_depth: 0 };

/// The name under which the reading state of what feeds brought is written.
const DEVICE: &str = "feeds";

/// Returns a hash by which it is told whether an entry is to be looked at again. Where its page would be fetched for that
/// it is one of words and of the date of the last change, so that no site is asked for a tracker's sake.
pub(super) fn hash_of(entry: &Entry, has_page: bool) -> String {
    let html = if entry.content.trim().is_empty() { &entry.summary } else { &entry.content };
    let said = if has_page {
        let text = crate::article::markdown::markdown(html);
        let words = words_of(&import(&format!("+++\n+++\n\n{text}"), Format::Markdown).0);
        let updated = entry.updated.map(|when| when.to_string()).unwrap_or_default();
        format!("{}\0{words:016x}\0{updated}", folded(&entry.title))
    } else {
        format!("{}\0{html}", entry.title)
    };
    blake3::hash(said.as_bytes()).to_hex().chars().take(16).collect()
}

/// Says whether a file says what one of the versions says.
pub(super) fn is_known(file: &str, versions: &[PathBuf]) -> bool {
    let says = |article: &Article| (article.meta.title.as_deref().map(folded), words_of(article));
    let new = says(&import(file, Format::Markdown).0);
    let same = |path: &PathBuf| {
        let loaded = store::load(&Origin::File(path.clone()), &LIMITS, &Identities::default());
        // One that cannot be read may say anything: in doubt nothing is made.
        loaded.map_or(true, |loaded| says(&loaded.article) == new)
    };
    versions.iter().any(same)
}

/// Leaves a version as read as the one before it: an edit makes nothing unread.
pub(super) fn carry_on(places: &Places, edits: &[(PathBuf, PathBuf)], now: i64) {
    if edits.is_empty() {
        return;
    }
    let identities = Identities::load(&places.identities).0;
    let id = |path: &Path| Some(store::load(&Origin::File(path.to_owned()), &LIMITS, &identities).ok()?.entry.id);
    let Ok(mut log) = StateLog::open(&places.reading, DEVICE) else { return };
    let read = |(earlier, newer): &(PathBuf, PathBuf)| {
        let (earlier, newer) = (id(earlier)?, id(newer)?);
        let state = log.state().of(&earlier);
        (state.read && !log.state().articles.contains_key(&newer)).then(|| Change {
            id: newer,
            read: Some(true),
            ..Change::default()
        })
    };
    let changes: Vec<Change> = edits.iter().filter_map(read).collect();
    let at = u64::try_from(now).unwrap_or(0).saturating_mul(1000);
    // Where it cannot be written, the version is unread, and nothing else is lost.
    let _ = patiently(StateError::is_busy, || log.append_all(&changes, at));
}
