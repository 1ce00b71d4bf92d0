//! Reading, arranging, filtering and searching the library.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use diptych::library::filter::{Filter, How, Known, Labels, Noted};
use diptych::library::identity::Identities;
use diptych::library::index::Index;
use diptych::library::order::{Arrangement, Order, arrange};
use diptych::library::scan::{Found, recall, scan, scan_by};
use diptych::library::search::{learn, parts_of, search, search_among};
use diptych::library::state::ReadingState;
use diptych::library::versions::Behind;
use diptych::library::{Entry, Limits};
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

/// What the list does when a letter is typed: a whole match of all entries, the most that one letter can cost.
#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn typing(bencher: Bencher, articles: usize) {
    fitting(bencher, articles, "tr", How::Exactly);
}

/// What it does when nothing matches: titles like what was typed, on top of the above.
#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn slipping(bencher: Bencher, articles: usize) {
    fitting(bencher, articles, "traety", How::Like);
}

fn fitting(bencher: Bencher, articles: usize, typed: &str, how: How) {
    let (entries, filter, all) = (many(articles), Filter::new(typed), (0..articles).collect::<Vec<_>>());
    let (state, noted, mut labels) = (ReadingState::default(), Noted::default(), Labels::default());
    labels.follow(&entries);
    let known = Known { state: &state, noted: &noted, behind: &Behind::default() };
    bencher.bench(|| filter.fitting(black_box(&entries), &labels, &all, how, known).len());
}

/// What the list does while it is read: a thousand articles come to those that are there.
#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn growing(bencher: Bencher, articles: usize) {
    let (entries, state, how) = (many(articles + 1_000), ReadingState::default(), Arrangement::default());
    let mut order = Order::default();
    order.update(&entries[..articles], &state, how);
    bencher.with_inputs(|| order.clone()).bench_local_refs(|order| {
        order.update(black_box(&entries), &state, how);
        order.sections(&|_| true).groups.len()
    });
}

/// What the list does when a filter is dropped or a search has found more: it makes its groups anew.
#[divan::bench(args = [10_000, 100_000], max_time = 2)]
fn grouping(bencher: Bencher, articles: usize) {
    let (entries, mut order) = (many(articles), Order::default());
    order.update(&entries, &ReadingState::default(), Arrangement::default());
    bencher.bench(|| black_box(&order).sections(&|index| index % 2 == 0).groups.len());
}

#[divan::bench(args = ["treaty", "zeppelin"], max_time = 3)]
fn searching(bencher: Bencher, query: &str) {
    let folder = folder(10_000);
    let (entries, never) = (entries(&folder), AtomicBool::new(false));
    bencher.bench(|| search(black_box(&entries), query, &LIMITS, &never, &mut |hits| drop(black_box(hits))));
}

/// An index that knows the words of a folder, of files that are at rest.
fn learned(folder: &TempDir, cache: &TempDir) -> (Index, Vec<Entry>) {
    let mut index = Index::open(cache.path(), SystemTime::now() + Duration::from_secs(60)).unwrap();
    let entries = Mutex::new(Vec::new());
    scan_by(&[folder.path().to_owned()], &LIMITS, &Identities::default(), Some(&mut index), &|found| {
        let one = |found| if let Found::Article(entry) = found { Some(*entry) } else { None };
        entries.lock().unwrap().extend(found.into_iter().filter_map(one));
        true
    });
    learn(&mut index, &LIMITS, &AtomicBool::new(false));
    (index, entries.into_inner().unwrap())
}

/// The second start: what the index knows, and the look at the disk behind it.
#[divan::bench(args = [1_000, 10_000], max_time = 3)]
fn recalling(bencher: Bencher, articles: usize) {
    let (folder, cache) = (folder(articles), tempfile::tempdir().unwrap());
    let (mut index, _) = learned(&folder, &cache);
    let roots = [folder.path().to_owned()];
    bencher.bench_local(|| recall(&roots, &LIMITS, &Identities::default(), &mut index, &|found| !found.is_empty()));
}

#[divan::bench(args = ["treaty", "zeppelin"], max_time = 3)]
fn searching_by_the_index(bencher: Bencher, query: &str) {
    let (folder, cache) = (folder(10_000), tempfile::tempdir().unwrap());
    let (mut index, entries) = learned(&folder, &cache);
    let never = AtomicBool::new(false);
    bencher.bench_local(|| {
        let among = parts_of(query).and_then(|parts| index.having(&parts));
        search_among(&entries, query, &LIMITS, among.as_ref(), &never, &mut |hits| drop(black_box(hits)));
    });
}

/// Multiplies a thousand entries.
fn many(articles: usize) -> Vec<Entry> {
    let few = entries(&folder(1_000));
    few.iter().cycle().take(articles).cloned().collect()
}
