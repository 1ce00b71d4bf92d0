//! Articles of feeds as they lie in the library: which feed brought one, when, and by what a feed would know it again.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;
use toml::{Table, Value};

use super::articles::mark_of;
use super::marked::Marked;
use crate::article::front_matter::{Head, split};
use crate::library::scan::{Found, scan};
use crate::library::{Limits, Origin};
use crate::newsroom::identity::Mark;
use crate::newsroom::keeping::Hold;

/// Bytes of a file in which its head is looked for.
const HEAD: u64 = 64 << 10;
/// Seconds between the time that is written in a file and the time at which it is written, at most. What is changed later
/// was changed by somebody else.
const WRITING: i64 = 600;
/// Folders in each other that are looked into below that of a source.
const DEEPEST: usize = 6;
/// Bounds of reading an article that is judged.
const LIMITS: Limits = Limits { max_file_bytes: 64 << 20, max_depth: 1 };

/// An article of a feed.
#[derive(Clone, Debug)]
pub(super) struct Lying {
    /// Its file.
    pub path: PathBuf,
    /// The addresses of the feeds that brought it.
    pub feeds: Vec<String>,
    /// When it came.
    pub came: i64,
    /// What its feed calls it.
    guid: Option<String>,
    /// Whether the file is not as it was written.
    changed: bool,
}

impl Lying {
    /// Reads what the head of a file says; none where no feed brought it.
    pub fn read(path: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        File::open(path).ok()?.take(HEAD).read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let Some((Head::Toml(head), _)) = split(&text) else { return None };
        let head: Table = head.parse().ok()?;
        let text = |key: &str| head.get(key).and_then(Value::as_str);
        let others = head.get("via").and_then(Value::as_array);
        let feeds: Vec<String> = text("feed")
            .into_iter()
            .chain(others.into_iter().flatten().filter_map(Value::as_str))
            .map(str::to_owned)
            .collect();
        let came = head.get("fetched").and_then(Value::as_datetime)?.to_string().parse::<Timestamp>().ok()?.as_second();
        let written = fs::metadata(path).ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_secs();
        let changed = i64::try_from(written).is_ok_and(|written| (written - came).abs() > WRITING);
        (!feeds.is_empty()).then(|| Self {
            path: path.to_owned(),
            feeds,
            came,
            guid: text("guid").map(str::to_owned),
            changed,
        })
    }

    /// Returns the marks by which a feed that is known by `origin` would know it again.
    pub fn marks(&self, origin: &str) -> Vec<Mark> {
        let name = self.guid.as_deref().map(|guid| Mark::of_name(origin, guid));
        mark_of(&self.path).map(Mark).into_iter().chain(name).collect()
    }
}

/// Returns the articles in a folder of a source that feeds of these addresses brought, in order; of those whose names say
/// that they are younger than `before` none is read.
pub(super) fn of_feed(folder: &Path, addresses: &[String], before: Option<Date>) -> Vec<Lying> {
    let mut paths = Vec::new();
    files(folder, DEEPEST, &mut paths);
    paths.retain(|path| {
        mark_of(path).is_some() && before.is_none_or(|before| date_of(path).is_none_or(|date| date <= before))
    });
    paths.sort();
    let lying = paths.par_iter().filter_map(|path| Lying::read(path));
    lying.filter(|lying| lying.feeds.iter().any(|feed| addresses.contains(feed))).collect()
}

/// Says of each article what holds it; `listed` says which feeds are still in the list besides the one in question.
pub(super) fn judge(all: Vec<Lying>, marked: &Marked, listed: &dyn Fn(&str) -> bool) -> Vec<(Lying, Option<Hold>)> {
    let paths: Vec<PathBuf> = all.iter().map(|lying| lying.path.clone()).collect();
    let holds = Mutex::new(HashMap::new());
    scan(&paths, &LIMITS, &marked.identities, &|found| {
        let mut holds = holds.lock().unwrap_or_else(PoisonError::into_inner);
        for found in found {
            if let Found::Article(entry) = found
                && let Origin::File(path) = &entry.origin
            {
                holds.insert(path.clone(), marked.hold(&entry));
            }
        }
        true
    });
    let holds = holds.into_inner().unwrap_or_else(PoisonError::into_inner);
    let hold = |lying: &Lying| match holds.get(&lying.path) {
        None => Some(Hold::Unread),
        Some(Some(hold)) => Some(*hold),
        Some(None) if lying.changed => Some(Hold::Changed),
        Some(None) => lying.feeds.iter().any(|feed| listed(feed)).then_some(Hold::Shared),
    };
    all.into_iter().map(|lying| (hold(&lying), lying)).map(|(hold, lying)| (lying, hold)).collect()
}

/// Returns the day that stands in the name of a file.
fn date_of(path: &Path) -> Option<Date> {
    path.file_name()?.to_str()?.get(..10)?.parse().ok()
}

fn files(folder: &Path, deep: usize, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if kind.is_dir() && deep > 0 {
            files(&entry.path(), deep - 1, found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}
