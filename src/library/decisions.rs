//! The reader's decisions about a pair of articles: `decisions/<id>--<id>.json`, the two ids sorted.
//!
//! A file is read, changed and written whole under a lock, so that several instances lose nothing to each other; what
//! this program does not know in it stays as it is, and the anchors of a decision are never written anew. A decision
//! that was taken back stays as a tombstone, so that a synchroniser cannot bring it back. Copies that a synchroniser
//! made of a file are read with it, the later word about each decision holding.

mod file;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{ArticleId, Entry, Problem, atomic};
use crate::article::anchor::Anchor;
use file::Document;

/// The two articles of a pair, in the order of their ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PairId {
    first: ArticleId,
    second: ArticleId,
}

impl PairId {
    /// Names the pair of `left` and `right`, and says whether the right one is the first: which side an article stands
    /// on has no part in it. Two copies of one article are ordered by where they come from.
    #[must_use]
    pub fn of(left: &Entry, right: &Entry) -> (Self, bool) {
        let swapped = (&right.id, &right.origin) < (&left.id, &left.origin);
        let (first, second) = if swapped { (right, left) } else { (left, right) };
        (Self { first: first.id.clone(), second: second.id.clone() }, swapped)
    }

    fn stem(&self) -> String {
        format!("{}--{}", self.first.0, self.second.0)
    }

    fn path(&self, folder: &Path) -> PathBuf {
        folder.join(self.stem() + ".json")
    }
}

/// What is kept of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The two sentences report the same thing.
    Pinned,
    /// They do not.
    Rejected,
    /// A check was ruled on.
    Ruled,
    /// Nothing is decided any more.
    Undone,
}

/// What was ruled on a check, whichever article stands left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Nothing is wrong.
    Fine,
    /// The first article is wrong.
    FirstWrong,
    /// The second is wrong.
    SecondWrong,
    /// Both are wrong.
    BothWrong,
    /// It is no matter here.
    SetAside,
}

/// What is kept of a ruling, besides the sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRuling {
    /// The kind of the check, as the comparison's JSON names it.
    pub check: String,
    /// The words that were looked at, of the first article and of the second.
    pub words: [String; 2],
    /// What was ruled.
    pub said: Said,
    /// A word of the reader's; empty where there is none.
    #[serde(default)]
    pub text: String,
}

/// A kept decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name in the file.
    pub id: String,
    /// What was decided.
    pub kind: Kind,
    /// When, in milliseconds since 1970; the later holds.
    pub at: u64,
    /// The sentence of the first article.
    pub first: Anchor,
    /// The sentence of the second article.
    pub second: Anchor,
    /// What was ruled, where it is a ruling, or was one.
    pub ruling: Option<KeptRuling>,
}

impl Kept {
    /// Makes a decision about two sentences; its id is a hash of their words and surroundings, so that it is the same
    /// wherever it is made.
    #[must_use]
    pub fn new(kind: Kind, first: Anchor, second: Anchor) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [&first, &second].into_iter().flat_map(|a| [&a.exact, &a.prefix, &a.suffix]) {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        Self { id: short(&hasher), kind, at: 0, first, second, ruling: None }
    }

    /// Makes a ruling on a check in two sentences; its id is a hash of what it is about, so that there is one for each
    /// check, wherever it is made.
    #[must_use]
    pub fn ruling(first: Anchor, second: Anchor, ruling: KeptRuling) -> Self {
        let mut hasher = blake3::Hasher::new();
        let anchors = [&first, &second].into_iter().flat_map(|a| [&a.exact, &a.prefix, &a.suffix]);
        for part in anchors.chain([&ruling.check]).chain(&ruling.words) {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        Self { id: short(&hasher), kind: Kind::Ruled, at: 0, first, second, ruling: Some(ruling) }
    }
}

fn short(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex().chars().take(32).collect()
}

/// Why decisions are not kept.
#[derive(Debug, thiserror::Error)]
pub enum DecisionsError {
    /// The file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not the JSON of decisions.
    #[error("{}: not a file of decisions: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Why, with line and column.
        source: serde_json::Error,
    },
    /// A later diptych wrote it.
    #[error("{}: version {version} was written by a later diptych: its decisions hold, and it is left as it is", path.display())]
    Later {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: u64,
    },
}

impl DecisionsError {
    /// Says whether another instance is writing just now, so that it is worth trying again soon.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == std::io::ErrorKind::WouldBlock)
    }

    fn problem(&self) -> Problem {
        let (path, what, place, hint) = match self {
            Self::Io { path, source } => (path, format!("the decisions cannot be read: {source}"), None, None),
            Self::Json { path, source } => {
                let hint = "it is left as it is; mend it, or the next decision sets it aside";
                (path, format!("not a file of decisions: {source}"), Some((source.line(), source.column())), Some(hint))
            }
            Self::Later { path, version } => {
                let hint = "its decisions hold, but new ones are not kept there";
                (path, format!("version {version} was written by a later diptych"), None, Some(hint))
            }
        };
        Problem { path: path.clone(), place, what, hint: hint.map(str::to_owned) }
    }
}

/// Reads the decisions about `pair`, the earliest first, tombstones included; what cannot be understood is told.
#[must_use]
pub fn load(folder: &Path, pair: &PairId) -> (Vec<Kept>, Vec<Problem>) {
    let mut all = Vec::new();
    let mut problems = Vec::new();
    for path in files(folder, &pair.stem()) {
        match Document::read(&path) {
            Ok(document) => {
                problems.extend(document.refusal(&path).map(|later| later.problem()));
                all.extend(document.kept());
            }
            Err(error) => problems.push(error.problem()),
        }
    }
    (latest(all), problems)
}

/// Returns the articles that decisions in `folder` are about, by the names of the files.
#[must_use]
pub fn articles(folder: &Path) -> Vec<ArticleId> {
    let ids = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        let (first, second) = stem.split_once("--")?;
        Some([first, second].map(|id| ArticleId(id.to_owned())))
    };
    files(folder, "").iter().filter_map(ids).flatten().collect()
}

/// Reads every file of decisions in `folder`; what cannot be understood is told.
#[must_use]
pub fn verify(folder: &Path) -> Vec<Problem> {
    let all = files(folder, "");
    let problem = |path: PathBuf| match Document::read(&path) {
        Ok(document) => document.refusal(&path).map(|later| later.problem()),
        Err(error) => Some(error.problem()),
    };
    all.into_iter().filter_map(problem).collect()
}

/// Keeps `changes`, which are dated `at` or, where the file has a later word about them, just after that. Returns the
/// decisions as they are now, those of other instances included, and what had to be set aside. Waits for nobody.
///
/// # Errors
/// Where the file cannot be read or written, a later diptych wrote it, or another instance writes just now
/// ([`DecisionsError::is_busy`]); nothing is then changed.
pub fn save(
    folder: &Path,
    pair: &PairId,
    changes: &[Kept],
    at: u64,
) -> Result<(Vec<Kept>, Vec<Problem>), DecisionsError> {
    let path = pair.path(folder);
    let failed = |source| DecisionsError::Io { path: path.clone(), source };
    let root = atomic::parent(folder);
    atomic::stay_inside(root, &path).map_err(failed)?;
    atomic::make_folder(folder).map_err(failed)?;
    let _lock = atomic::try_lock(root, &folder.join(".lock")).map_err(failed)?;
    let mut aside = Vec::new();
    let mut document = match Document::read(&path) {
        Err(DecisionsError::Json { path, source }) => {
            aside.push(file::set_aside(&path, &source, at).map_err(failed)?);
            Document::default()
        }
        read => read?,
    };
    if let Some(later) = document.refusal(&path) {
        return Err(later);
    }
    let (known, _) = load(folder, pair);
    for change in changes {
        let before = known.iter().find(|kept| kept.id == change.id).map_or(0, |kept| kept.at.saturating_add(1));
        document.set(pair, change, at.max(before));
    }
    document.write(root, &path)?;
    let (all, mut problems) = load(folder, pair);
    problems.append(&mut aside);
    Ok((all, problems))
}

/// Of several words about one decision, leaves the latest; the earliest decision comes first.
fn latest(mut all: Vec<Kept>) -> Vec<Kept> {
    all.sort_by(|a, b| a.id.cmp(&b.id).then(b.at.cmp(&a.at)));
    all.dedup_by(|later, first| later.id == first.id);
    all.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    all
}

/// Lists the file of a pair and the copies that synchronisers made of it (`<stem>.sync-conflict-….json`,
/// `<stem> (conflicted copy).json`), in order.
fn files(folder: &Path, stem: &str) -> Vec<PathBuf> {
    let Ok(listed) = std::fs::read_dir(folder) else { return Vec::new() };
    let belongs = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(stem) && Path::new(name).extension().is_some_and(|e| e == "json")
    };
    let mut files: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).filter(belongs).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests;
