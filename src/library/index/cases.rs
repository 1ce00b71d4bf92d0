#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "a test may fail by panicking")]

use super::*;
use crate::library::identity::Identities;
use crate::library::identity::fingerprint::tests::{edited, prose};
use crate::library::scan::{Found, recall, reread_by, scan, scan_by};
use crate::library::search::{Hit, learn, parts_of, search_among};
use crate::library::{Entry, Limits, Origin, store};
use proptest::prelude::*;
use std::fs::{self, File, FileTimes};
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

const LIMITS: Limits = Limits { max_file_bytes: 10_000, max_depth: 4 };

/// A library and a cache folder.
struct Desk {
    library: tempfile::TempDir,
    cache: tempfile::TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { library: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| desk.put(name, text));
        desk
    }

    fn at(&self, name: &str) -> PathBuf {
        self.library.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    fn cached(&self) -> PathBuf {
        self.cache.path().join("index.sqlite")
    }

    /// Opens the index long after whatever was written just now.
    fn index(&self) -> Index {
        Index::open(self.cache.path(), SystemTime::now() + Duration::from_secs(60)).unwrap()
    }

    fn list(&self, index: Option<&mut Index>, identities: &Identities) -> Listed {
        listed(&[self.library.path().to_owned()], index, identities)
    }

    /// What the index gives, which must be what the files give.
    fn both(&self, index: &mut Index) -> Listed {
        let with = self.list(Some(index), &Identities::default());
        assert_eq!(unnumbered(with.clone()), self.list(None, &Identities::default()));
        with
    }

    /// Says which files are not read, as the index knows them: those whose text is now another one of as many bytes, with
    /// all times as they were, would come out as they were.
    fn known(&self, index: &mut Index) -> Vec<String> {
        let mut known = Vec::new();
        for folder in index.folders() {
            let files = index.files(&folder, What::Rows);
            known.extend(files.left().map(|name| folder.join(String::from_utf8_lossy(name).as_ref())));
        }
        let mut names: Vec<String> =
            known.iter().map(|path| path.strip_prefix(self.library.path()).unwrap().to_string_lossy().into()).collect();
        names.sort();
        names
    }
}

/// Articles by their places, and problems but those of the index.
type Listed = (Vec<Entry>, Vec<Problem>);

/// The same without the numbers of the index.
fn unnumbered(mut listed: Listed) -> Listed {
    listed.0.iter_mut().for_each(|entry| entry.doc = 0);
    listed
}

fn sorted(found: Vec<Found>) -> Listed {
    let (mut entries, mut problems) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            Found::Article(entry) => entries.push(*entry),
            Found::Known(known) => entries.extend(known),
            Found::Problem(problem) if problem.is_of_index() => {}
            Found::Problem(problem) => problems.push(problem),
        }
    }
    entries.sort_by(|l, r| l.origin.cmp(&r.origin));
    problems.sort_by(|l, r| (&l.path, l.place).cmp(&(&r.path, r.place)));
    (entries, problems)
}

fn listed(roots: &[PathBuf], index: Option<&mut Index>, identities: &Identities) -> Listed {
    let all = Mutex::new(Vec::new());
    scan_by(roots, &LIMITS, identities, index, &|batch| {
        all.lock().unwrap().extend(batch);
        true
    });
    sorted(all.into_inner().unwrap())
}

/// Takes the titles of what the list shows.
fn titles(listed: &Listed) -> Vec<String> {
    listed.0.iter().map(|entry| entry.meta.title.as_deref().unwrap_or("-").to_owned()).collect()
}

fn titled(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nurl = \"https://n.example/{title}\"\n+++\nThe ferry of {title} sank.")
}

#[test]
fn an_unchanged_file_is_not_read_again_and_a_changed_one_costs_itself_alone() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b/c.md", &titled("two")), ("d.txt", "Nothing but words.")]);
    let mut index = desk.index();
    desk.both(&mut index);
    assert_eq!(desk.known(&mut index), ["a.md", "b/c.md", "d.txt"]);
    // A row that says something else than the file shows that the file was not read.
    let database = rusqlite::Connection::open(desk.cached()).unwrap();
    let forged = |name: &str, other: &str| {
        let row: Vec<u8> =
            database.query_row("SELECT row FROM files WHERE name = ?1", [name.as_bytes()], |r| r.get(0)).unwrap();
        let about = Stamp::of(&fs::metadata(desk.at(other)).unwrap());
        let mut read = Row::read(&row, Origin::Stdin, Whole::Yes).unwrap();
        read.entry.meta.title = Some("forged".into());
        database
            .execute("UPDATE files SET row = ?1 WHERE name = ?2", params![read.to_bytes(&about), name.as_bytes()])
            .unwrap();
    };
    forged("a.md", "a.md");
    forged("c.md", "b/c.md");
    assert_eq!(titles(&desk.list(Some(&mut index), &Identities::default())), ["forged", "forged", "-"]);
    desk.put("b/c.md", &titled("six"));
    assert_eq!(titles(&desk.list(Some(&mut index), &Identities::default())), ["forged", "six", "-"]);
    assert_eq!(titles(&desk.list(Some(&mut desk.index()), &Identities::default())), ["forged", "six", "-"]);
}

#[test]
fn whatever_happens_to_a_file_the_list_is_that_of_the_files() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b.md", &titled("two")), ("c/d.md", &titled("six"))]);
    let mut index = desk.index();
    desk.both(&mut index);
    let set = |name: &str, at: SystemTime| {
        File::options().write(true).open(desk.at(name)).unwrap().set_times(FileTimes::new().set_modified(at)).unwrap();
    };
    // As many bytes in the same second.
    let modified = fs::metadata(desk.at("a.md")).unwrap().modified().unwrap();
    desk.put("a.md", &titled("own"));
    set("a.md", modified + Duration::from_nanos(1));
    assert_eq!(titles(&desk.both(&mut index)), ["own", "two", "six"]);
    // As many bytes and the same time.
    desk.put("a.md", &titled("new"));
    set("a.md", modified + Duration::from_nanos(1));
    if cfg!(unix) {
        assert_eq!(titles(&desk.both(&mut index)), ["new", "two", "six"]);
    }
    // Touched, moved, exchanged, gone, made a folder of.
    set("b.md", modified - Duration::from_secs(9));
    desk.both(&mut index);
    fs::rename(desk.at("b.md"), desk.at("c/e.md")).unwrap();
    assert_eq!(titles(&desk.both(&mut index)), ["new", "six", "two"]);
    fs::rename(desk.at("c/d.md"), desk.at("x.md")).unwrap();
    fs::rename(desk.at("c/e.md"), desk.at("c/d.md")).unwrap();
    assert_eq!(titles(&desk.both(&mut index)), ["new", "two", "six"]);
    assert_eq!(desk.known(&mut index), ["a.md", "c/d.md", "x.md"]);
    fs::remove_dir_all(desk.at("c")).unwrap();
    fs::remove_file(desk.at("x.md")).unwrap();
    desk.put("x.md/y.txt", "A text in a folder that was a file.");
    desk.both(&mut index);
    assert_eq!(desk.known(&mut index), ["a.md", "x.md/y.txt"]);
    assert!(index.notices().is_empty());
}

#[test]
fn what_changed_just_now_is_read_again() {
    let desk = Desk::new(&[("a.md", &titled("one"))]);
    let mut index = Index::open(desk.cache.path(), SystemTime::now()).unwrap();
    desk.both(&mut index);
    assert_eq!(desk.known(&mut index), Vec::<String>::new());
}

#[test]
fn of_what_is_read_again_no_more_is_read_than_changed_and_what_is_gone_is_forgotten() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b/c.md", &titled("two")), ("b/d.md", &titled("six"))]);
    let mut index = desk.index();
    desk.both(&mut index);
    desk.put("a.md", &titled("own"));
    fs::remove_dir_all(desk.at("b")).unwrap();
    let paths = [desk.at("a.md"), desk.at("b")];
    let found = reread_by(&[desk.library.path().into()], &paths, &LIMITS, &Identities::default(), Some(&mut index));
    assert_eq!(titles(&sorted(found.unwrap())), ["own"]);
    assert_eq!(desk.known(&mut index), ["a.md"]);
}

#[test]
fn libraries_share_an_index_and_take_nothing_from_each_other() {
    let desk =
        Desk::new(&[("one/a.md", &titled("one")), ("one/sub/b.md", &titled("two")), ("other/c.md", &titled("six"))]);
    desk.put("one/x.md", &titled("own"));
    let mut index = desk.index();
    let list = |index: &mut Index, roots: &[&str]| {
        let roots: Vec<PathBuf> = roots.iter().map(|root| desk.at(root)).collect();
        let with = listed(&roots, Some(index), &Identities::default());
        assert_eq!(unnumbered(with.clone()), listed(&roots, None, &Identities::default()));
        titles(&with)
    };
    for _ in 0..2 {
        assert_eq!(list(&mut index, &["one"]), ["one", "two", "own"]);
        assert_eq!(list(&mut index, &["other"]), ["six"]);
        assert_eq!(list(&mut index, &["one/sub", "other", "one/a.md"]), ["one", "two", "six"]);
        // Of the files beside a file that is named, nothing is found out.
        assert_eq!(list(&mut index, &["one/sub/b.md", "one/x.md"]), ["two", "own"]);
    }
    assert_eq!(desk.known(&mut index).len(), 4);
    // A library that is not there just now is not forgotten: its disk may be put in again.
    fs::rename(desk.at("one"), desk.at("away")).unwrap();
    list(&mut index, &["one", "other"]);
    assert_eq!(desk.known(&mut index), ["one/a.md", "one/sub/b.md", "one/x.md", "other/c.md"]);
}

#[test]
fn problems_and_flaws_are_told_every_time() {
    let desk = Desk::new(&[
        ("flawed.md", "+++\ntitle = 3\n+++\nStill readable."),
        ("empty.txt", " "),
        ("binary.txt", "PK\0\0\0"),
        ("big.txt", &"long ".repeat(2_500)),
        ("x.pdf", "no"),
    ]);
    let mut index = desk.index();
    let first = desk.both(&mut index);
    assert!(first.1.len() == 5, "{first:?}");
    assert_eq!(desk.both(&mut index), first);
    // A limit that was lowered holds for what is known too.
    let narrow = Limits { max_file_bytes: 5, ..LIMITS };
    let all = Mutex::new(Vec::new());
    scan_by(&[desk.library.path().to_owned()], &narrow, &Identities::default(), Some(&mut index), &|batch| {
        all.lock().unwrap().extend(batch);
        true
    });
    assert!(sorted(all.into_inner().unwrap()).0.is_empty());
}

#[test]
fn an_old_a_foreign_and_a_broken_file_are_made_anew_and_only_the_broken_one_is_told() {
    let desk = Desk::new(&[("a.md", &titled("one"))]);
    let whole = |cached: &Path| {
        desk.both(&mut desk.index());
        fs::read(cached).unwrap()
    };
    let bytes = whole(&desk.cached());
    let old = || {
        let database = rusqlite::Connection::open(desk.cached()).unwrap();
        database.execute_batch("PRAGMA user_version = 1; DROP TABLE files; CREATE TABLE files(other TEXT);").unwrap();
    };
    old();
    assert!(desk.index().notices().is_empty());
    assert_eq!(titles(&desk.both(&mut desk.index())), ["one"]);
    assert_eq!(desk.known(&mut desk.index()), ["a.md"]);
    for broken in
        [&b"This is no database, but long enough to be taken for one at first sight."[..], bytes.get(..1500).unwrap()]
    {
        file::remove(&desk.cached()).unwrap();
        fs::write(desk.cached(), broken).unwrap();
        let mut index = desk.index();
        let told = index.notices();
        assert!(told.first().is_some_and(|told| told.is_notice() && told.what.contains("broken")), "{told:?}");
        assert_eq!(titles(&desk.both(&mut index)), ["one"]);
        assert!(index.notices().is_empty());
    }
    // An empty file is what a run leaves that was killed at once.
    file::remove(&desk.cached()).unwrap();
    fs::write(desk.cached(), "").unwrap();
    assert_eq!(titles(&desk.both(&mut desk.index())), ["one"]);
}

#[test]
fn damage_anywhere_costs_the_index_and_never_the_list() {
    let files: Vec<(String, String)> =
        (0..60).map(|i| (format!("{}/{i}.md", i % 7), titled(&format!("n{i}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = Desk::new(&files);
    desk.both(&mut desk.index());
    rusqlite::Connection::open(desk.cached()).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let whole = fs::read(desk.cached()).unwrap();
    let right = desk.list(None, &Identities::default());
    for page in 0..whole.len() / 512 {
        let mut damaged = whole.clone();
        damaged.iter_mut().skip(page * 512).take(300).for_each(|byte| *byte ^= 0xA5);
        file::remove(&desk.cached()).unwrap();
        fs::write(desk.cached(), &damaged).unwrap();
        for _ in 0..2 {
            let mut index = Index::open_or_tell(desk.cache.path(), SystemTime::now() + Duration::from_secs(60));
            assert_eq!(unnumbered(desk.list(index.as_mut().ok(), &Identities::default())), right, "{page}");
        }
    }
}

#[test]
fn an_index_that_another_instance_holds_is_done_without_and_that_is_told_once() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b/b.md", &titled("two"))]);
    desk.both(&mut desk.index());
    let mut index = desk.index();
    let other = rusqlite::Connection::open(desk.cached()).unwrap();
    // One that writes hinders nobody who reads.
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.put("a.md", &titled("own"));
    assert_eq!(titles(&desk.both(&mut index)), ["own", "two"]);
    assert!(index.notices().is_empty());
    other.execute_batch("COMMIT").unwrap();
    drop(index);
    // One that lets nobody in.
    other.execute_batch("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE counted SET number = number").unwrap();
    let told = Index::open_or_tell(desk.cache.path(), SystemTime::now()).unwrap_err();
    assert!(told.is_notice() && told.what.contains("done without: database is locked"), "{told:?}");
}

#[test]
fn where_no_index_can_be_made_it_is_told() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let told = Index::open_or_tell(&dir.path().join("file/cache"), SystemTime::now()).unwrap_err();
    assert!(told.is_notice() && told.what.starts_with("the index of the library is done without: "), "{told:?}");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_written_is_done_without() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(&[("a.md", &titled("one"))]);
    desk.both(&mut desk.index());
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    mode(&desk.cached(), 0o400);
    mode(desk.cache.path(), 0o500);
    let opened = Index::open_or_tell(desk.cache.path(), SystemTime::now());
    let may = fs::write(desk.cache.path().join("probe"), "").is_ok();
    mode(desk.cache.path(), 0o700);
    if may {
        println!("skipped: this user may write everywhere");
        return;
    }
    assert!(opened.is_err_and(|told| told.is_notice()));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let cache = dir.path().join("cache/diptych");
    let desk = Desk::new(&[("a.md", &titled("one"))]);
    let mut index = Index::open(&cache, SystemTime::now() + Duration::from_secs(60)).unwrap();
    listed(&[desk.library.path().into()], Some(&mut index), &Identities::default());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&cache), 0o700);
    for file in fs::read_dir(&cache).unwrap().flatten() {
        assert_eq!(mode(&file.path()), 0o600, "{file:?}");
    }
}

#[test]
fn kept_identities_are_found_by_what_the_index_knows() {
    let desk = Desk::new(&[
        ("url.md", &titled("one")),
        ("text.txt", &prose(200, 1)),
        ("path.txt", &prose(200, 2)),
        ("lost.txt", &prose(200, 3)),
        ("other.txt", &prose(200, 4)),
    ]);
    let data = tempfile::tempdir().unwrap();
    let (mut identities, _) = Identities::load(data.path());
    for name in ["url.md", "text.txt", "path.txt", "lost.txt"] {
        let loaded = store::load(&Origin::File(desk.at(name)), &LIMITS, &identities).unwrap();
        identities.keep(&loaded).unwrap();
    }
    fs::rename(desk.at("text.txt"), desk.at("moved.txt")).unwrap();
    desk.put("path.txt", &edited(&prose(200, 2), 20, 9));
    fs::remove_file(desk.at("lost.txt")).unwrap();
    desk.put("found.txt", &edited(&prose(200, 3), 10, 9));
    let mut index = desk.index();
    let right = desk.list(None, &identities);
    let how: Vec<_> = right.0.iter().map(|entry| std::mem::discriminant(&entry.recognised)).collect();
    assert_eq!(how.iter().collect::<std::collections::HashSet<_>>().len(), 5, "{right:?}");
    for _ in 0..2 {
        // Known by nobody, kept without fingerprints, and then by what is kept with them.
        desk.list(Some(&mut index), &Identities::default());
        let (shown, others) = at_start(&desk, &mut index, &identities).unwrap();
        assert_eq!((unnumbered(shown), others), (slim(right.clone()), Vec::new()));
        assert_eq!(unnumbered(desk.list(Some(&mut index), &identities)), right);
    }
    let folder = desk.library.path();
    let prints = index.files(folder, What::RowsAndPrints);
    assert!(prints.left().count() == 5);
    let mut prints = prints;
    assert!(prints.take(b"other.txt").unwrap().print.is_some(), "what had to be likened is likened without its file");
}

#[test]
fn two_at_once_give_the_same_list_and_leave_a_sound_index() {
    let files: Vec<(String, String)> =
        (0..400).map(|i| (format!("{}/{i}.md", i % 7), titled(&format!("n{i}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = Desk::new(&files);
    let right = desk.list(None, &Identities::default());
    std::thread::scope(|scope| {
        let two = [(); 2].map(|()| scope.spawn(|| desk.list(Some(&mut desk.index()), &Identities::default())));
        two.into_iter().for_each(|one| assert_eq!(unnumbered(one.join().unwrap()), right));
    });
    assert_eq!(unnumbered(desk.both(&mut desk.index())), right);
    let database = rusqlite::Connection::open(desk.cached()).unwrap();
    let sound: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
}

#[derive(Clone, Debug)]
enum Deed {
    Write(usize, String),
    Remove(usize),
    Move(usize, usize),
    Scan,
    Again(usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let text = "(\\+\\+\\+\ntitle = (\"T[a-c]\"|3)\npublished = 2026-03-0[1-9]\n\\+\\+\\+\n)?[a-c ]{0,6}";
    prop_oneof![
        3 => (0_usize..6, text).prop_map(|(at, text)| Deed::Write(at, text)),
        1 => (0_usize..6).prop_map(Deed::Remove),
        1 => (0_usize..6, 0_usize..6).prop_map(|(from, to)| Deed::Move(from, to)),
        2 => Just(Deed::Scan),
        1 => (0_usize..6).prop_map(Deed::Again),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_list_is_the_same_with_and_without(deeds in prop::collection::vec(deed(), 1..14)) {
        let desk = Desk::new(&[]);
        let name = |at: usize| format!("{}/{}.md", at / 2, at % 2);
        let mut index = desk.index();
        for deed in deeds {
            match deed {
                Deed::Write(at, text) => desk.put(&name(at), &text),
                Deed::Remove(at) => drop(fs::remove_file(desk.at(&name(at)))),
                Deed::Move(from, to) => {
                    fs::create_dir_all(desk.at(&name(to)).parent().unwrap()).unwrap();
                    drop(fs::rename(desk.at(&name(from)), desk.at(&name(to))));
                }
                Deed::Scan => drop(desk.both(&mut index)),
                Deed::Again(at) => {
                    let (root, paths) = ([desk.library.path().to_owned()], [desk.at(&name(at))]);
                    let read = |index| reread_by(&root, &paths, &LIMITS, &Identities::default(), index).map(sorted);
                    prop_assert_eq!(read(Some(&mut index)).map(unnumbered), read(None));
                }
            }
        }
        desk.both(&mut index);
        prop_assert!(index.notices().is_empty());
    }
}

#[test]
fn a_scan_that_nobody_listens_to_forgets_nothing() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b/b.md", &titled("two"))]);
    let mut index = desk.index();
    desk.both(&mut index);
    scan_by(&[desk.library.path().into()], &LIMITS, &Identities::default(), Some(&mut index), &|_| false);
    assert_eq!(desk.known(&mut index).len(), 2);
    scan(&[desk.library.path().into()], &LIMITS, &Identities::default(), &|_| true);
}

/// The same without the first words of what has a headline.
fn slim(mut listed: Listed) -> Listed {
    let titled = listed.0.iter_mut().filter(|entry| entry.meta.title.is_some());
    titled.for_each(|entry| entry.first_words = Box::default());
    listed
}

/// The library as it is shown at the start: what the index says at once, and the paths at which something else lies.
fn at_start(desk: &Desk, index: &mut Index, identities: &Identities) -> Option<(Listed, Vec<PathBuf>)> {
    let all = Mutex::new(Vec::new());
    let roots = [desk.library.path().to_owned()];
    let others = recall(&roots, &LIMITS, identities, index, &|batch| {
        all.lock().unwrap().extend(batch);
        true
    })?;
    Some((sorted(all.into_inner().unwrap()), others))
}

#[test]
fn at_the_start_the_list_is_what_the_index_says_and_what_is_otherwise_is_named() {
    let desk = Desk::new(&[("a.md", &titled("one")), ("b/c.md", &titled("two")), ("d/e.md", &titled("six"))]);
    desk.put("flawed.md", "+++\ntitle = 3\n+++\nStill readable.");
    let mut index = desk.index();
    let nobody = Identities::default();
    assert!(at_start(&desk, &mut index, &nobody).is_none(), "nothing is known yet");
    let right = desk.both(&mut index);
    assert_eq!(at_start(&desk, &mut index, &nobody).unwrap(), (slim(right), Vec::new()));
    // Another text, one more, one less, a folder less, a file that cannot be read.
    desk.put("a.md", &titled("own"));
    desk.put("b/new.md", &titled("new"));
    desk.put("b/binary.txt", "PK\0\0\0");
    fs::remove_file(desk.at("flawed.md")).unwrap();
    fs::remove_dir_all(desk.at("d")).unwrap();
    let ((entries, problems), mut others) = at_start(&desk, &mut index, &nobody).unwrap();
    let shown: Vec<_> = entries.iter().filter_map(|entry| entry.meta.title.as_deref()).collect();
    assert_eq!(shown, ["one", "two", "new", "six"]);
    assert!(problems.iter().any(|problem| problem.path == desk.at("b/binary.txt")), "{problems:?}");
    others.sort();
    assert_eq!(others, [desk.at("a.md"), desk.at("d"), desk.at("flawed.md")]);
    // Which is then read again, as whatever changes while the program runs.
    let root = [desk.library.path().to_owned()];
    let again = reread_by(&root, &others, &LIMITS, &nobody, Some(&mut index)).unwrap();
    assert_eq!(titles(&sorted(again)), ["own"]);
    let right = desk.both(&mut index);
    assert_eq!(at_start(&desk, &mut index, &nobody).unwrap(), (slim(right), Vec::new()));
}

#[test]
fn the_newest_articles_come_first_with_those_of_their_stories() {
    let dated = |day: usize, story: &str| {
        format!(
            "+++\ntitle = \"{day} {story}\"\npublished = {}-{:02}-{:02}\nstory = \"{story}\"\n+++\nWords.",
            1000 + day / 300,
            1 + day / 25 % 12,
            1 + day % 25
        )
    };
    let story = |day: usize| {
        if day.is_multiple_of(100) {
            "The Ferry".into()
        } else if day == 999 {
            "the  ferry".into()
        } else {
            format!("s{day}")
        }
    };
    let files: Vec<(String, String)> =
        (0..1000).map(|day| (format!("{}/{day}.md", day % 9), dated(day, &story(day)))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = Desk::new(&files);
    desk.put("undated.md", "No date stands here.");
    let mut index = desk.index();
    desk.both(&mut index);
    let batches = Mutex::new(Vec::new());
    recall(&[desk.library.path().to_owned()], &LIMITS, &Identities::default(), &mut index, &|batch| {
        batches.lock().unwrap().push(sorted(batch));
        true
    });
    let batches = batches.into_inner().unwrap();
    let mut first: Vec<usize> =
        titles(&batches[0]).iter().map(|title| title.split(' ').next().unwrap().parse().unwrap()).collect();
    first.sort_unstable();
    assert!(
        first.starts_with(&[0, 100, 200, 300, 400, 500, 600, 700]) && first.ends_with(&[997, 998, 999]),
        "{first:?}"
    );
    assert!(first.len() < 300 && first.len() > 200);
    assert_eq!(batches.iter().map(|batch| batch.0.len()).sum::<usize>(), 1001);
}

#[test]
fn at_the_start_nothing_is_listed_that_a_scan_would_not_list() {
    let desk = Desk::new(&[
        ("a.md", &titled("one")),
        (".hid/b.md", &titled("two")),
        ("1/2/3/4/5/c.md", &titled("six")),
        ("odd", "Words."),
    ]);
    let mut index = desk.index();
    for root in [".hid", "1/2/3", "odd", ""] {
        listed(&[desk.at(root)], Some(&mut index), &Identities::default());
    }
    let ((entries, _), others) = at_start(&desk, &mut index, &Identities::default()).unwrap();
    assert_eq!((titles(&(entries, Vec::new())), others), (vec!["one".to_owned()], Vec::new()));
    // A row without its file's name, as after damage, costs the reading of the file.
    let database = rusqlite::Connection::open(desk.cached()).unwrap();
    database.execute("UPDATE files SET row = substr(row, 1, 60) WHERE name = ?1", [&b"a.md"[..]]).unwrap();
    desk.put("z.md", &titled("own"));
    desk.both(&mut index);
    database.execute("UPDATE files SET row = substr(row, 1, 60) WHERE name = ?1", [&b"a.md"[..]]).unwrap();
    let ((entries, _), others) = at_start(&desk, &mut index, &Identities::default()).unwrap();
    assert_eq!((titles(&(entries, Vec::new())), others), (vec!["one".to_owned(), "own".into()], Vec::new()));
}

/// The library with what the index says of its words.
fn learned(desk: &Desk, index: &mut Index) -> Vec<Entry> {
    let (entries, _) = desk.both(index);
    learn(index, &LIMITS, &AtomicBool::new(false));
    assert!(index.notices().is_empty());
    entries
}

fn hits(entries: &[Entry], query: &str, candidates: Option<&Candidates>) -> Vec<Hit> {
    let mut all = Vec::new();
    search_among(entries, query, &LIMITS, candidates, &AtomicBool::new(false), &mut |hits| all.extend(hits));
    all
}

/// The candidates for a query, and how many of the entries they are.
fn candidates(index: &mut Index, entries: &[Entry], query: &str) -> (Option<Candidates>, usize) {
    let candidates = parts_of(query).and_then(|parts| index.having(&parts));
    let may = |entry: &&Entry| candidates.as_ref().is_none_or(|candidates| candidates.may_have(entry.doc));
    let count = entries.iter().filter(may).count();
    (candidates, count)
}

#[test]
fn of_articles_whose_words_are_known_only_those_with_the_words_are_read() {
    let desk = Desk::new(&[
        ("a.txt", "The harbour wall at Évian was raised again, it’s said."),
        ("b.md", "+++\ntitle = \"Harbour news\"\n+++\nNothing but boats lay there."),
        ("c.txt", "Nothing of it stands here. 東京の京都。"),
        (
            "d.html",
            "<html><body><article><p>A harbour in a page, with many words that make it an article of some length, so that it is read as one.</p></article></body></html>",
        ),
    ]);
    let mut index = desk.index();
    let entries = learned(&desk, &mut index);
    for (query, may, found) in [
        ("harbour", 3, 3),
        ("harb", 3, 3),
        ("arbour", 0, 0),
        ("the harbour wall", 1, 1),
        ("wall harbour", 1, 0),
        ("evian", 1, 1),
        ("ÉVIAN", 1, 0),
        ("it's", 3, 1),
        ("京", 1, 1),
        ("京都", 1, 1),
        ("x", 4, 0),
        ("…", 4, 0),
        ("harbour news", 1, 1),
    ] {
        let (candidates, count) = candidates(&mut index, &entries, query);
        let hits = hits(&entries, query, candidates.as_ref());
        assert_eq!((count, hits.len()), (may, found), "{query}");
    }
}

#[test]
fn an_article_that_changed_or_whose_words_are_not_known_may_have_any() {
    let desk = Desk::new(&[("a.txt", "The ferry sank."), ("b.txt", "The ferry came.")]);
    let mut index = desk.index();
    let before = learned(&desk, &mut index);
    assert_eq!(candidates(&mut index, &before, "nothing").1, 0);
    desk.put("a.txt", "Nothing sank at all.");
    let (entries, _) = desk.both(&mut index);
    assert!(entries[0].doc != before[0].doc && entries[0].doc != 0);
    assert_eq!(candidates(&mut index, &entries, "nothing").1, 1, "it is not learned yet");
    learn(&mut index, &LIMITS, &AtomicBool::new(true));
    assert_eq!(candidates(&mut index, &entries, "xylophone").1, 1, "called off");
    learn(&mut index, &LIMITS, &AtomicBool::new(false));
    assert_eq!(candidates(&mut index, &entries, "xylophone").1, 0);
    assert_eq!(candidates(&mut index, &entries, "nothing").1, 1);
    // A file that is gone has the words of its title, as it has without an index.
    desk.put("t.md", "+++\ntitle = \"Gone\"\n+++\nWords.");
    let (entries, _) = desk.both(&mut index);
    fs::remove_file(desk.at("t.md")).unwrap();
    learn(&mut index, &LIMITS, &AtomicBool::new(false));
    let (among, _) = candidates(&mut index, &entries, "gone");
    assert_eq!(hits(&entries, "gone", among.as_ref()), hits(&entries, "gone", None));
    assert_eq!(hits(&entries, "gone", None).len(), 1);
}

#[test]
fn numbers_of_another_index_say_nothing() {
    let desk = Desk::new(&[("a.txt", "The ferry sank.")]);
    let mut index = desk.index();
    let entries = learned(&desk, &mut index);
    let own = index.generation().unwrap();
    assert!(candidates(&mut index, &entries, "ferry").0.unwrap().is_of(own));
    drop(index);
    file::remove(&desk.cached()).unwrap();
    let mut index = desk.index();
    let (candidates, _) = candidates(&mut index, &entries, "ferry");
    assert!(!candidates.unwrap().is_of(own));
}

#[test]
fn the_newest_hits_come_first() {
    let dated = |day: usize| format!("+++\npublished = 2026-03-{day:02}\n+++\nThe ferry of this day.");
    let files: Vec<(String, String)> = (1..29).map(|day| (format!("{:02}.md", (day * 5) % 29), dated(day))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let desk = Desk::new(&files);
    let mut index = desk.index();
    let entries = learned(&desk, &mut index);
    let (among, _) = candidates(&mut index, &entries, "ferry");
    let days: Vec<_> =
        hits(&entries, "ferry", among.as_ref()).iter().map(|hit| entries[hit.entry].meta.published).collect();
    assert!(days.len() == 28 && days.is_sorted_by(|l, r| l.unwrap().date > r.unwrap().date), "{days:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_the_same_with_and_without(
        texts in prop::collection::vec("([abßéÉ'’“” .\n-]|\u{301}|\u{AD}|東|京|ก|ﬁ|½|A|\\*|`|İ|Σ|ς){0,24}", 1..5),
        titles in prop::collection::vec("[ab É’-]{0,5}", 1..5),
        queries in prop::collection::vec("([abßéÉ'’“ -]|\u{301}|\u{AD}|東|京|ก|ﬁ|A|s|i|σ){0,5}", 1..12),
    ) {
        let desk = Desk::new(&[]);
        for (number, (text, title)) in texts.iter().zip(titles.iter().cycle()).enumerate() {
            desk.put(&format!("{number}.md"), &format!("+++\ntitle = \"{title}\"\n+++\n{text}"));
        }
        let mut index = desk.index();
        let entries = learned(&desk, &mut index);
        for query in queries {
            let (candidates, _) = candidates(&mut index, &entries, &query);
            prop_assert_eq!(hits(&entries, &query, candidates.as_ref()), hits(&entries, &query, None), "{:?}", query);
        }
    }
}
