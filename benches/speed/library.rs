//! Reading, arranging, filtering and searching the library.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use diptych::library::identity::Identities;
use diptych::library::order::{Arrangement, arrange};
use diptych::library::scan::{Found, Limits, scan};
use diptych::library::search::search;
use diptych::library::state::ReadingState;
use diptych::library::{Entry, filter};
use divan::{Bencher, black_box};
use tempfile::TempDir;

use crate::texts;

const LIMITS: Limits = Limits { max_file_bytes: 1 << 26, max_depth: 32 };

/// Makes a folder of articles of 3 KB.
fn folder(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..articles {
        fs::write(folder.path().join(format!("{number:06}.md")), texts::article(number, 3 * 1024)).unwrap();
    }
    folder
}

fn entries(folder: &TempDir) -> Vec<Entry> {
    let entries = Mutex::new(Vec::new());
    let take = |found: Vec<Found>| {
        let articles =
            found.into_iter().filter_map(|found| if let Found::Article(entry) = found { Some(*entry) } else { None });
        entries.lock().unwrap().extend(articles);
        true
    };
    scan(&[folder.path().to_owned()], &LIMITS, &Identities::default(), &take);
    entries.into_inner().unwrap()
}

#[divan::bench(args = [1_000, 10_000], max_time = 3)]
fn scanning(bencher: Bencher, articles: usize) {
    let folder = folder(articles);
    bencher.bench(|| entries(black_box(&folder)));
}

#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn arranging(bencher: Bencher, articles: usize) {
    let entries = many(articles);
    let (listed, state): (Vec<usize>, _) = ((0..articles).collect(), ReadingState::default());
    bencher.bench(|| arrange(black_box(&entries), &listed, &state, Arrangement::default()));
}

#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn filtering(bencher: Bencher, articles: usize) {
    let entries = many(articles);
    bencher.bench(|| filter::fuzzy(black_box(&entries), "treaty"));
}

#[divan::bench(args = ["treaty", "zeppelin"], max_time = 3)]
fn searching(bencher: Bencher, query: &str) {
    let folder = folder(10_000);
    let (entries, never) = (entries(&folder), AtomicBool::new(false));
    bencher.bench(|| search(black_box(&entries), query, &LIMITS, &never, &mut |hits| drop(black_box(hits))));
}

/// Multiplies a thousand entries.
fn many(articles: usize) -> Vec<Entry> {
    let few = entries(&folder(1_000));
    few.iter().cycle().take(articles).cloned().collect()
}
