//! The trash of feeds: what was removed or forgotten lies there for a month, and can be had back.
//!
//! ```text
//! feeds/.trash/20261128T020510Z-0a1b2c/record.json      what was done, and when
//!                                     /articles/…       articles, each where it lay below `feeds`
//! ```
//!
//! It lies in the library, so that moving an article there and back is a rename; it is hidden, so that no list shows it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::library::atomic;
use crate::newsroom::schedule::DAY;
use crate::newsroom::state::FeedState;

/// What its folder is called.
const NAME: &str = ".trash";
/// For how long something lies in it, in seconds.
const STAYS: i64 = 30 * DAY;
/// What versions of an article are kept in: beside it, under its name with this ending.
const VERSIONS: &str = "versions";

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// When, in seconds since 1970.
    pub at: i64,
    /// The feed, by the address in the list.
    pub url: String,
    /// What it was called.
    pub title: String,
    /// Its block in the list; none where it stayed in it.
    pub block: Option<String>,
    /// What was remembered of it.
    pub state: Option<FeedState>,
}

/// The trash in a folder of feeds.
#[derive(Debug)]
pub(super) struct Trash {
    feeds: PathBuf,
}

impl Trash {
    pub fn new(feeds: &Path) -> Self {
        Self { feeds: feeds.to_owned() }
    }

    /// Returns the name of something that is done to a feed at a time.
    pub fn name(at: i64, url: &str) -> String {
        let when = Timestamp::from_second(at).unwrap_or_default().strftime("%Y%m%dT%H%M%SZ").to_string();
        let feed: String = blake3::hash(url.as_bytes()).to_hex().chars().take(6).collect();
        format!("{when}-{feed}")
    }

    /// Says what is to be done, before it is.
    ///
    /// # Errors
    /// What the file system says.
    pub fn begin(&self, name: &str, record: &Record) -> io::Result<()> {
        let json = serde_json::to_vec_pretty(record).expect("strings, numbers and lists of them are always JSON");
        atomic::write(&self.feeds, &self.place(name).join("record.json"), &json)
    }

    /// Moves articles, and their versions, into the trash; returns how many, up to the first that could not be moved.
    pub fn take(&self, name: &str, articles: &[PathBuf]) -> (usize, Option<(PathBuf, io::Error)>) {
        let to = self.place(name).join("articles");
        let mut synced = BTreeSet::new();
        let mut moved = 0;
        for path in articles {
            let Ok(rest) = path.strip_prefix(&self.feeds) else { continue };
            let target = to.join(rest);
            if let Err(why) = shift(path, &target) {
                return (moved, Some((path.clone(), why)));
            }
            moved += 1;
            synced.extend([atomic::parent(path).to_path_buf(), atomic::parent(&target).to_path_buf()]);
        }
        for folder in synced {
            // Where a power cut undoes a move, the article is where it was, and is known as forgotten all the same.
            let _ = atomic::sync_folder(&folder);
            remove_empty(&folder, &self.feeds);
        }
        (moved, None)
    }

    /// Moves articles back to where they lay. What lies there now stays, and the one in the trash too; returns the paths
    /// of what came back, and of what did not.
    pub fn give_back(&self, name: &str) -> (Vec<PathBuf>, Vec<PathBuf>) {
        let from = self.place(name).join("articles");
        let mut files = Vec::new();
        all_files(&from, &mut files);
        let (mut back, mut left) = (Vec::new(), Vec::new());
        for path in files {
            let Ok(rest) = path.strip_prefix(&from) else { continue };
            let target = self.feeds.join(rest);
            if target.exists() || rename(&path, &target).is_err() {
                left.push(target);
            } else {
                back.push(target);
            }
        }
        let folders: BTreeSet<&Path> = back.iter().map(|path| atomic::parent(path)).collect();
        for folder in folders {
            let _ = atomic::sync_folder(folder);
        }
        (back, left)
    }

    /// Removes something from the trash for good.
    pub fn remove(&self, name: &str) {
        let _ = fs::remove_dir_all(self.place(name));
    }

    /// Returns what lies in the trash, the latest last.
    pub fn all(&self) -> Vec<(String, Record)> {
        let entries = fs::read_dir(self.feeds.join(NAME)).into_iter().flatten().flatten();
        let mut all: Vec<(String, Record)> = entries
            .filter_map(|entry| {
                let name = entry.file_name().to_str()?.to_owned();
                let record = serde_json::from_slice(&fs::read(entry.path().join("record.json")).ok()?).ok()?;
                Some((name, record))
            })
            .collect();
        all.sort_by(|(l, left), (r, right)| (left.at, l).cmp(&(right.at, r)));
        all
    }

    /// Returns what is known of something in the trash.
    pub fn record(&self, name: &str) -> Option<Record> {
        self.all().into_iter().find(|(other, _)| other == name).map(|(_, record)| record)
    }

    /// Removes for good what has lain in it for a month.
    pub fn empty(&self, now: i64) {
        for (name, record) in self.all() {
            if record.at + STAYS < now {
                self.remove(&name);
            }
        }
    }

    fn place(&self, name: &str) -> PathBuf {
        self.feeds.join(NAME).join(name)
    }
}

/// Moves an article and its versions.
fn shift(path: &Path, target: &Path) -> io::Result<()> {
    rename(path, target)?;
    let versions = path.with_extension(VERSIONS);
    if versions.is_dir() { rename(&versions, &target.with_extension(VERSIONS)) } else { Ok(()) }
}

fn rename(path: &Path, target: &Path) -> io::Result<()> {
    atomic::make_folder(atomic::parent(target))?;
    fs::rename(path, target)
}

/// Removes folders that are empty, from one up to that of a source.
fn remove_empty(folder: &Path, feeds: &Path) {
    let mut folder = folder;
    while folder.starts_with(feeds) && folder != feeds && fs::remove_dir(folder).is_ok() {
        folder = atomic::parent(folder);
    }
}

fn all_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => all_files(&path, found),
            _ => found.push(path),
        }
    }
    found.sort();
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn put(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    #[test]
    fn what_is_thrown_away_comes_back_to_its_place_with_its_versions_and_writes_over_nothing() {
        let home = tempfile::tempdir().unwrap();
        let feeds = home.path().join("feeds");
        let (one, two) = (feeds.join("quay/2026-03/one.md"), feeds.join("quay/2026-04/two.md"));
        put(&one, "1");
        put(&one.with_extension("versions").join("v.md"), "0");
        put(&two, "2");
        let trash = Trash::new(&feeds);
        let name = Trash::name(1_772_892_300, "https://a.example/");
        assert!(name.starts_with("20260307T140500Z-"), "{name}");
        let record = Record { at: 5, title: "Quay".to_owned(), ..Record::default() };
        trash.begin(&name, &record).unwrap();
        assert_eq!(trash.take(&name, &[one.clone(), two.clone()]).0, 2);
        assert!(!feeds.join("quay").exists(), "empty folders go");
        assert_eq!(trash.all(), [(name.clone(), record)]);
        put(&two, "new");
        let (back, left) = trash.give_back(&name);
        assert_eq!(back, [one.clone(), one.with_extension("versions").join("v.md")]);
        assert_eq!((left.as_slice(), fs::read_to_string(&two).unwrap().as_str()), (&[two.clone()][..], "new"));
        trash.empty(5 + STAYS);
        assert_eq!(trash.all().len(), 1);
        trash.empty(6 + STAYS);
        assert_eq!(trash.all(), []);
        assert!(one.exists() && two.exists());
    }

    #[test]
    fn what_cannot_be_moved_is_named_and_the_rest_stays() {
        let home = tempfile::tempdir().unwrap();
        let feeds = home.path().join("feeds");
        let (one, gone) = (feeds.join("quay/2026-03/one.md"), feeds.join("quay/2026-03/gone.md"));
        put(&one, "1");
        let (moved, failed) = Trash::new(&feeds).take("x", &[gone.clone(), one.clone()]);
        assert_eq!((moved, failed.map(|(path, _)| path)), (0, Some(gone)));
        assert!(one.exists());
    }
}
