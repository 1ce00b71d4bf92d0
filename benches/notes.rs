//! What notes cost on disk: all of them read, one of them saved, and the same save without knowing what a note is.
//!
//! `cargo bench --bench notes`. What saving costs beside the disk itself is the difference of the last two rows.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on fails loudly")]

use std::path::Path;

use diptych::article::anchor::Anchor;
use diptych::library::{ArticleId, atomic};
use diptych::notes::store::Store;
use diptych::notes::{About, Note, NoteId, Stamp, Target, VERSION};
use divan::{Bencher, black_box};
use tempfile::TempDir;

/// Notes of a reader of many years.
const NOTES: usize = 10_000;

fn main() {
    divan::main();
}

/// Makes note `n` of a library of so many `articles`.
fn note(n: usize, articles: usize) -> Note {
    let anchor = Anchor {
        exact: "The ferry came late, and nobody at the quay was told for how long it would stay.".to_owned(),
        prefix: "ny things went wrong that week. ".to_owned(),
        suffix: " The company blamed the weather,".to_owned(),
        start: n,
        paragraph: n % 40,
    };
    let about = About {
        title: Some(format!("Harbour reopens for the {n}th time")),
        source: Some("The Quay".to_owned()),
        url: Some(format!("https://quay.example/{n}")),
        ..About::default()
    };
    let target = Target { article: ArticleId(format!("{:032x}", n % articles)), about, anchor, ..Target::default() };
    let mut noise = [0; 10];
    noise[2..].copy_from_slice(&n.to_be_bytes());
    Note {
        id: NoteId::new(Stamp(1), noise),
        targets: vec![target],
        label: Some("claim".to_owned()),
        text: "Compare with what the other paper has: three hours there, a day here. ".repeat(3),
        tags: vec!["harbour".to_owned(), "weather".to_owned()],
        changed: Stamp(1_795_320_708_000),
        version: VERSION,
        ..Note::default()
    }
}

/// Makes a folder of notes, without waiting for the disk at each.
fn folder(articles: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for note in (0..NOTES).map(|n| note(n, articles)) {
        let path = path(folder.path(), &note);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, json(&note)).unwrap();
    }
    folder
}

fn path(folder: &Path, note: &Note) -> std::path::PathBuf {
    folder.join(&note.targets[0].article.0).join(format!("{}.json", note.id))
}

fn json(note: &Note) -> String {
    serde_json::to_string_pretty(note).unwrap()
}

#[divan::bench(args = [100, 10_000], max_time = 3)]
fn reading_ten_thousand(bencher: Bencher, articles: usize) {
    let folder = folder(articles);
    bencher.bench(|| {
        let (notes, problems) = Store::new(black_box(folder.path())).load();
        assert_eq!((notes.len(), problems.len()), (NOTES, 0));
        notes
    });
}

#[divan::bench(max_time = 3)]
fn hearing_of_a_change_in_one_folder(bencher: Bencher) {
    let folder = folder(100);
    let mut store = Store::new(folder.path());
    store.load();
    let changed = [path(folder.path(), &note(7, 100)).parent().unwrap().to_owned()];
    bencher.bench_local(|| store.refresh(black_box(&changed)));
}

#[divan::bench(max_time = 3)]
fn saving_one_of_ten_thousand(bencher: Bencher) {
    let folder = folder(10_000);
    let mut store = Store::new(folder.path());
    store.load();
    let mut note = note(7, 10_000);
    bencher.bench_local(|| {
        note.changed.0 += 1;
        store.save(black_box(&note)).unwrap()
    });
}

#[divan::bench(max_time = 3)]
fn writing_the_same_bytes(bencher: Bencher) {
    let folder = folder(10_000);
    let note = note(7, 10_000);
    let (path, json) = (path(folder.path(), &note), json(&note));
    bencher.bench_local(|| atomic::write_through(black_box(&path), json.as_bytes()).unwrap());
}
