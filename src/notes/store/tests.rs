#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use std::fs;

use super::*;
use crate::article::anchor::Anchor;
use crate::library::ArticleId;
use crate::notes::file::NoteError;
use crate::notes::{Stamp, Target, VERSION};
use serde_json::{Value, json};

/// A note about an article, changed at a moment.
fn note(id: u8, article: &str, text: &str, changed: u64) -> Note {
    let anchor = Anchor { exact: "The ferry came late.".to_owned(), ..Anchor::default() };
    let target = Target { article: ArticleId(article.to_owned()), anchor, ..Target::default() };
    Note {
        id: NoteId::new(Stamp(1), [id; 10]),
        targets: vec![target],
        text: text.to_owned(),
        changed: Stamp(changed),
        version: VERSION,
        ..Note::default()
    }
}

/// A folder of notes, and a store on it for each instance.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn store(&self) -> Store {
        let mut store = Store::new(self.0.path());
        store.load();
        store
    }

    fn load(&self) -> (Vec<Note>, Vec<Problem>) {
        Store::new(self.0.path()).load()
    }

    /// Returns id's last byte and text of every note, and the number of problems.
    fn texts(&self) -> (Vec<String>, usize) {
        let (notes, problems) = self.load();
        (notes.into_iter().map(|note| note.text).collect(), problems.len())
    }

    fn path(&self, note: &Note) -> PathBuf {
        self.0.path().join(&note.targets[0].article.0).join(format!("{}.json", note.id))
    }

    fn put(&self, name: &str, note: &Note) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, serde_json::to_string(note).unwrap()).unwrap();
        path
    }

    fn value(&self, note: &Note) -> Value {
        serde_json::from_slice(&fs::read(self.path(note)).unwrap()).unwrap()
    }

    /// Returns the texts of all files, those that do not hold included.
    fn kept(&self) -> Vec<String> {
        let files = folder::inventory(self.0.path()).notes;
        let mut texts: Vec<_> =
            files.iter().filter_map(|path| Read::new(path).ok()).map(|read| read.note.text).collect();
        texts.sort();
        texts
    }
}

fn saved(store: &mut Store, note: &Note) -> Option<String> {
    patiently(store, note).there.map(|note| note.text)
}

#[test]
fn what_was_saved_is_there_the_next_time_the_earliest_made_first() {
    let desk = Desk::new();
    let mut store = desk.store();
    let (one, two) = (note(1, "a", "one", 5), note(2, "b", "two", 4));
    assert_eq!(patiently(&mut store, &two), Saved::default());
    assert_eq!(patiently(&mut store, &one), Saved::default());
    assert_eq!(desk.load(), (vec![one.clone(), two], vec![]));
    let text = fs::read_to_string(desk.path(&one)).unwrap();
    let keys: Vec<_> = text.lines().filter(|line| line.starts_with("  \"")).collect();
    assert!(keys.is_sorted() && keys.len() > 4 && text.ends_with("}\n"), "{text}");
}

#[test]
fn a_folder_that_is_not_there_holds_no_notes_and_is_not_made_by_reading() {
    let desk = Desk::new();
    let folder = desk.0.path().join("none/notes");
    assert_eq!(Store::new(&folder).load(), (vec![], vec![]));
    assert!(!folder.exists());
}

#[test]
fn a_deleted_note_stays_as_a_tombstone_and_a_later_change_outdoes_it() {
    let desk = Desk::new();
    let mut gone = note(1, "a", "words", 10);
    gone.deleted = Some(Stamp(10));
    patiently(&mut desk.store(), &gone);
    assert_eq!(desk.load().0, [gone]);
    desk.put("a/x.sync-conflict-20261122-041148-ABCDEFG.json", &note(1, "a", "changed elsewhere", 11));
    assert_eq!(desk.texts(), (vec!["changed elsewhere".to_owned()], 0));
}

#[test]
fn copies_of_a_synchroniser_are_folded_the_newest_holds_and_all_stay() {
    let desk = Desk::new();
    let id = note(1, "a", "", 0).id;
    for (name, text, changed) in [
        (format!("a/{id}.json"), "here", 5),
        (format!("a/{id}.sync-conflict-20261122-041148-ABCDEFG.json"), "syncthing", 7),
        (format!("a/{id} (conflicted copy).json"), "dropbox", 9),
        (format!("a/{id}_REMOTE_77.json"), "git", 6),
        (format!("b/{id}.json"), "another article's folder", 8),
    ] {
        desk.put(&name, &note(1, "a", text, changed));
    }
    assert_eq!(desk.texts(), (vec!["dropbox".to_owned()], 0));
    let mut store = desk.store();
    let edited = note(1, "a", "edited", 12);
    assert_eq!(saved(&mut store, &edited), None);
    assert_eq!(desk.texts(), (vec!["edited".to_owned()], 0));
    assert_eq!(desk.kept(), ["another article's folder", "dropbox", "edited", "git", "here", "syncthing"]);
}

#[test]
fn of_copies_of_one_moment_the_same_one_holds_whatever_they_are_called() {
    let names = [["a/1.json", "a/2.json"], ["a/2.json", "a/1.json"], ["b/1.json", "a/2.json"]];
    let held: BTreeSet<Vec<String>> = names
        .iter()
        .map(|[one, other]| {
            let desk = Desk::new();
            desk.put(one, &note(1, "a", "one", 5));
            desk.put(other, &note(1, "a", "other", 5));
            desk.texts().0
        })
        .collect();
    assert_eq!(held.len(), 1, "{held:?}");
}

#[test]
fn the_content_of_a_file_counts_and_not_its_name() {
    let desk = Desk::new();
    let (mine, other) = (note(1, "a", "mine", 5), note(2, "a", "other", 5));
    desk.put(&format!("a/{}.json", mine.id), &other);
    assert_eq!(desk.load().0, std::slice::from_ref(&other));
    assert_eq!(patiently(&mut desk.store(), &mine), Saved::default());
    assert_eq!(desk.load(), (vec![mine, other], vec![]));
}

#[cfg(unix)]
#[test]
fn a_broken_file_is_left_where_it_is_and_named_and_the_rest_load() {
    let desk = Desk::new();
    let whole = note(1, "a", "whole", 5);
    let json = serde_json::to_string(&whole).unwrap();
    desk.put("a/1.json", &whole);
    let write = |name: &str, bytes: &[u8]| fs::write(desk.0.path().join("a").join(name), bytes).unwrap();
    write("truncated.json", &json.as_bytes()[..json.len() / 2]);
    write("empty.json", b"");
    write("text.json", b"Dear diary,");
    write("shape.json", b"[1, 2]");
    write(
        "nothing.json",
        json!({"id": whole.id, "targets": [], "created": "2026-01-01T00:00:00Z",
        "changed": "2026-01-01T00:00:00Z"})
        .to_string()
        .as_bytes(),
    );
    write("merge.json", format!("<<<<<<< HEAD\n{json}\n=======\n{json}\n>>>>>>> x\n").as_bytes());
    write("binary.json", &[0, 159, 146, 150]);
    write("deep.json", "[".repeat(100_000).as_bytes());
    fs::File::create(desk.0.path().join("a/huge.json")).unwrap().set_len(1 << 30).unwrap();
    fs::create_dir(desk.0.path().join("a/folder.json")).unwrap();
    let fifo = desk.0.path().join("a/fifo.json");
    rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    std::os::unix::fs::symlink("loop.json", desk.0.path().join("a/loop.json")).unwrap();
    let (notes, problems) = desk.load();
    assert_eq!(notes, [whole]);
    assert_eq!(problems.len(), 12, "{problems:#?}");
    assert!(problems.iter().all(|problem| problem.hint.is_some() && problem.path.starts_with(desk.0.path())));
    let truncated = problems.iter().find(|problem| problem.path.ends_with("truncated.json")).unwrap();
    assert!(truncated.place.is_some() && truncated.what.starts_with("not a note: EOF"), "{truncated:?}");
    assert!(desk.0.path().join("a/truncated.json").exists());
}

#[test]
fn a_broken_file_in_a_notes_place_is_set_aside_by_the_next_save() {
    let desk = Desk::new();
    let mut it = note(1, "a", "whole", 5);
    for (n, broken) in ["", "{\"id\": ", "[]"].into_iter().enumerate() {
        patiently(&mut desk.store(), &it);
        fs::write(desk.path(&it), broken).unwrap();
        it.changed.0 += 1;
        let saved = patiently(&mut desk.store(), &it);
        assert_eq!((saved.there, saved.problems.len()), (None, 1));
        let aside = desk.path(&it).with_extension(format!("json.broken-{}", n + 1));
        assert_eq!(fs::read_to_string(aside).unwrap(), broken);
        assert_eq!(desk.load(), (vec![it.clone()], vec![]));
    }
}

#[test]
fn a_note_of_a_later_version_is_loaded_and_never_written() {
    let desk = Desk::new();
    let mut later = note(1, "a", "from the future", 5);
    later.version = VERSION + 1;
    let path = desk.put(&format!("a/{}.json", later.id), &later);
    let before = fs::read(&path).unwrap();
    assert_eq!(desk.load(), (vec![later.clone()], vec![]));
    for mine in [later.clone(), note(1, "a", "mine", 9)] {
        let error = desk.store().save(&mine).unwrap_err();
        assert!(matches!(error, NoteError::Later { version: 2, .. }), "{error}");
        assert!(error.to_string().contains("version 2 was written by a later diptych"), "{error}");
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_later_version_of_another_shape_is_named_as_such() {
    let desk = Desk::new();
    let mut value = serde_json::to_value(note(1, "a", "", 5)).unwrap();
    value["version"] = json!(7);
    value["targets"] = json!("elsewhere");
    let path = desk.put("a/x.json", &note(1, "a", "", 5));
    fs::write(path, value.to_string()).unwrap();
    let (notes, problems) = desk.load();
    assert!(notes.is_empty());
    assert!(problems[0].what.contains("version 7 was written by a later diptych"), "{problems:?}");
}

#[test]
fn what_another_instance_changed_meanwhile_is_kept_beside_the_later_change() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 5));
    let (mut here, mut there) = (desk.store(), desk.store());
    assert_eq!(saved(&mut there, &note(1, "a", "theirs", 7)), None);
    assert_eq!(saved(&mut here, &note(1, "a", "ours", 8)), Some("ours".to_owned()));
    assert_eq!((desk.texts().0, desk.kept()), (vec!["ours".to_owned()], vec!["ours".to_owned(), "theirs".to_owned()]));
    assert_eq!(saved(&mut here, &note(1, "a", "ours again", 9)), None);
    assert_eq!(desk.kept(), ["ours again", "theirs"]);
}

#[test]
fn a_change_that_comes_late_is_kept_beside_the_one_that_holds() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 5));
    let (mut here, mut there) = (desk.store(), desk.store());
    saved(&mut there, &note(1, "a", "theirs", 9));
    assert_eq!(saved(&mut here, &note(1, "a", "ours", 8)), Some("theirs".to_owned()));
    assert_eq!(
        (desk.texts().0, desk.kept()),
        (vec!["theirs".to_owned()], vec!["ours".to_owned(), "theirs".to_owned()])
    );
    // The same once more, as after a failure, makes no third copy.
    saved(&mut here, &note(1, "a", "ours", 8));
    assert_eq!(desk.kept(), ["ours", "theirs"]);
}

#[test]
fn news_that_a_reader_may_not_have_seen_is_not_overwritten_without_a_copy() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 5));
    let (mut here, mut there) = (desk.store(), desk.store());
    saved(&mut there, &note(1, "a", "theirs", 7));
    assert_eq!(here.refresh(&[desk.path(&note(1, "a", "", 0))]).0.len(), 1);
    assert_eq!(saved(&mut here, &note(1, "a", "ours", 8)), None);
    assert_eq!(desk.kept(), ["ours", "theirs"]);
}

#[test]
fn a_change_under_a_clock_that_was_set_back_is_dated_after_the_one_before() {
    let desk = Desk::new();
    let mut store = desk.store();
    patiently(&mut store, &note(1, "a", "first", 1000));
    let there = patiently(&mut store, &note(1, "a", "second", 3)).there.unwrap();
    assert_eq!((there.text.as_str(), there.changed), ("second", Stamp(1001)));
    assert_eq!(desk.load().0, [there]);
    // Elsewhere lies a copy that is later than what is in the note's place.
    desk.put("b/copy.json", &note(1, "a", "copy", 5000));
    let mut store = desk.store();
    assert_eq!(patiently(&mut store, &note(1, "a", "third", 4)).there.map(|note| note.changed), Some(Stamp(5001)));
    assert_eq!(desk.texts().0, ["third"]);
}

#[test]
fn a_date_that_nothing_comes_after_is_passed_all_the_same() {
    let desk = Desk::new();
    desk.put("a/far.json", &note(1, "a", "of a broken clock", u64::MAX));
    for n in 0..3 {
        let mut store = desk.store();
        let text = format!("edit {n}");
        let there = patiently(&mut store, &note(1, "a", &text, 7 + n)).there.unwrap();
        assert_eq!((there.text.as_str(), there.rank()), (text.as_str(), (Stamp::LAST, n + 1)));
        assert_eq!(desk.texts(), (vec![text], 0));
    }
    // Another copy of that moment does not come back, whatever it is called and says.
    for n in 0..8 {
        desk.put(&format!("a/{n}.sync-conflict.json"), &note(1, "a", &format!("copy {n}"), u64::MAX));
    }
    assert_eq!(desk.texts(), (vec!["edit 2".to_owned()], 0));
}

#[test]
fn a_note_that_an_editor_gave_a_mark_is_read_and_keeps_what_is_not_known_of_it() {
    let desk = Desk::new();
    let it = note(1, "a", "words", 5);
    patiently(&mut desk.store(), &it);
    let text = fs::read_to_string(desk.path(&it)).unwrap().replacen('{', "{ \"mood\": 1.10,", 1);
    fs::write(desk.path(&it), format!("\u{feff}{text}")).unwrap();
    assert_eq!(desk.texts(), (vec!["words".to_owned()], 0));
    let mut store = desk.store();
    assert_eq!(patiently(&mut store, &note(1, "a", "more", 6)), Saved::default());
    let text = fs::read_to_string(desk.path(&it)).unwrap();
    assert!(text.starts_with('{') && text.contains("\"mood\": 1.10"), "{text}");
    assert_eq!(desk.kept(), ["more"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_set_aside_through_a_link_that_leads_out() {
    let out = tempfile::tempdir().unwrap();
    fs::create_dir(out.path().join("folder")).unwrap();
    fs::write(out.path().join("victim.json"), "{ broken").unwrap();
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("diptych/notes");
    fs::create_dir_all(folder.join("b")).unwrap();
    std::os::unix::fs::symlink(out.path().join("folder"), folder.join("a")).unwrap();
    std::os::unix::fs::symlink(
        out.path().join("victim.json"),
        folder.join(format!("b/{}.json", note(2, "b", "", 0).id)),
    )
    .unwrap();
    for (id, article) in [(1, "a"), (2, "b")] {
        let error = Store::new(&folder).save(&note(id, article, "words", 5)).unwrap_err();
        assert!(error.to_string().contains("is a link that leads out of") && error.hint().contains("link"), "{error}");
    }
    assert_eq!(fs::read_to_string(out.path().join("victim.json")).unwrap(), "{ broken");
    assert_eq!(fs::read_dir(out.path().join("folder")).unwrap().count(), 0);
    Store::new(&folder).save(&note(3, "c", "words", 5)).unwrap();
}

#[test]
fn temporary_files_of_killed_runs_are_swept_after_all_was_read() {
    let desk = Desk::new();
    desk.put("a/1.json", &note(1, "a", "words", 5));
    fs::write(desk.0.path().join("a/.diptych-aB3.tmp"), "half").unwrap();
    let written = fs::metadata(desk.0.path().join("a/.diptych-aB3.tmp")).unwrap().modified().unwrap();
    let mut store = desk.store();
    store.sweep(written);
    assert!(desk.0.path().join("a/.diptych-aB3.tmp").exists(), "it may be in use");
    let mut store = desk.store();
    store.sweep(written + std::time::Duration::from_secs(7200));
    assert!(!desk.0.path().join("a/.diptych-aB3.tmp").exists());
    assert_eq!(desk.texts().0, ["words"]);
}

#[test]
fn a_save_that_is_tried_again_changes_nothing() {
    let desk = Desk::new();
    let mut store = desk.store();
    for _ in 0..3 {
        assert_eq!(patiently(&mut store, &note(1, "a", "words", 5)), Saved::default());
    }
    assert_eq!(desk.kept(), ["words"]);
}

#[test]
fn own_writes_are_no_news_and_those_of_others_are() {
    let desk = Desk::new();
    let (mut here, mut there) = (desk.store(), desk.store());
    let root = [desk.0.path().to_owned()];
    patiently(&mut here, &note(1, "a", "mine", 5));
    assert_eq!(here.refresh(&root), (vec![], vec![]));
    there.refresh(&root);
    patiently(&mut there, &note(1, "a", "theirs", 6));
    patiently(&mut there, &note(2, "new-article", "new", 6));
    let texts = |(notes, problems): (Vec<Note>, Vec<Problem>)| {
        assert_eq!(problems, []);
        notes.into_iter().map(|note| note.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(here.refresh(&[desk.0.path().join("a"), desk.0.path().join("new-article")])), ["theirs", "new"]);
    assert!(texts(here.refresh(&root)).is_empty());
    // A copy that does not hold, a file that is gone and what is no note are no news.
    desk.put("a/x.sync-conflict-1.json", &note(1, "a", "older", 2));
    fs::write(desk.0.path().join("a/.diptych-x.tmp"), "half").unwrap();
    fs::remove_file(desk.path(&note(2, "new-article", "", 0))).unwrap();
    assert!(texts(here.refresh(&root)).is_empty());
}

#[test]
fn a_file_that_breaks_while_the_program_runs_is_told_once_it_changes() {
    let desk = Desk::new();
    let mut store = desk.store();
    let it = note(1, "a", "mine", 5);
    patiently(&mut store, &it);
    fs::write(desk.path(&it), "{").unwrap();
    let (notes, problems) = store.refresh(&[desk.path(&it)]);
    assert_eq!((notes.len(), problems.len()), (0, 1));
}

#[test]
fn an_id_that_would_lead_out_of_the_folder_does_not() {
    let desk = Desk::new();
    let outside = note(1, "../../outside", "words", 5);
    patiently(&mut desk.store(), &outside);
    assert_eq!(desk.load().0, [outside]);
}

#[test]
fn a_note_about_nothing_or_too_long_to_be_read_again_is_refused() {
    let desk = Desk::new();
    let empty = Note { targets: Vec::new(), ..note(1, "a", "words", 5) };
    assert!(matches!(desk.store().save(&empty), Err(NoteError::Refused { .. })));
    let long = note(1, "a", &"x".repeat(17 << 20), 5);
    assert!(matches!(desk.store().save(&long), Err(NoteError::Refused { .. })));
    assert_eq!(desk.kept(), Vec::<String>::new());
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_with_a_hint_and_the_next_try_succeeds() {
    let desk = Desk::new();
    let folder = desk.0.path().join("notes");
    fs::write(&folder, "a file").unwrap();
    let mut store = Store::new(&folder);
    let error = store.save(&note(1, "a", "words", 5)).unwrap_err();
    assert!(error.to_string().contains("notes") && !error.hint().is_empty(), "{error}");
    assert_eq!(store.load().1.len(), 1);
    fs::remove_file(&folder).unwrap();
    assert_eq!(patiently(&mut store, &note(1, "a", "words", 5)), Saved::default());
}

/// Saves a note, trying again while another instance writes; or while a child that another test starts just now holds
/// the lock that it was born with.
fn patiently(store: &mut Store, note: &Note) -> Saved {
    loop {
        match store.save(note) {
            Err(error) if error.is_busy() => std::hint::spin_loop(),
            saved => return saved.unwrap(),
        }
    }
}

#[test]
fn a_batch_saves_what_one_at_a_time_would_and_says_of_each_what_came_of_it() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 5));
    fs::write(desk.0.path().join("b"), "a file where the folder should be").unwrap();
    let mut later = note(7, "c", "from the future", 5);
    later.version = VERSION + 1;
    let batch = [
        note(2, "a", "new", 5),
        note(1, "a", "changed", 6),
        note(3, "b", "no folder", 5),
        note(4, "c", "new folder", 5),
        note(4, "c", "the same note again", 6),
        later,
    ];
    let mut store = desk.store();
    let done = store.save_all(&batch.iter().collect::<Vec<_>>()).unwrap();
    let saved: Vec<bool> = done.iter().map(Result::is_ok).collect();
    assert_eq!(saved, [true, true, false, true, true, false]);
    assert_eq!(desk.texts().0, ["changed", "new", "the same note again"]);
    // What the store wrote in a batch is its own: it is no news, and changed without a copy.
    assert_eq!(store.refresh(&[desk.0.path().to_owned()]).0, []);
    assert_eq!(self::saved(&mut store, &note(2, "a", "newer", 6)), None);
    assert_eq!(desk.kept(), ["changed", "newer", "the same note again"]);
    let lock = atomic::try_lock(desk.0.path(), &desk.0.path().join(".lock")).unwrap();
    assert!(store.save_all(&[&note(9, "a", "words", 5)]).unwrap_err().is_busy());
    drop(lock);
}

#[test]
fn a_folder_that_another_instance_holds_is_not_waited_for() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 1));
    let lock = atomic::try_lock(desk.0.path(), &desk.0.path().join(".lock")).unwrap();
    let refused = desk.store().save(&note(1, "a", "second", 2)).unwrap_err();
    assert!(refused.is_busy() && refused.to_string().contains("another instance"), "{refused}");
    drop(lock);
    patiently(&mut desk.store(), &note(1, "a", "second", 2));
}

#[test]
fn several_instances_lose_nothing_to_each_other() {
    let desk = Desk::new();
    patiently(&mut desk.store(), &note(1, "a", "first", 1));
    let stores: Vec<_> = (0..4u64).map(|instance| (instance, desk.store())).collect();
    stores.into_par_iter().for_each(|(instance, mut store)| {
        for n in 0..5 {
            patiently(&mut store, &note(1, "a", &format!("{instance} {n}"), 10 + n));
            patiently(&mut store, &note(10 + u8::try_from(instance * 5 + n).unwrap(), "b", "own", 10));
        }
    });
    let kept = desk.kept();
    for instance in 0..4 {
        assert!(kept.contains(&format!("{instance} 4")), "{kept:?}");
    }
    assert_eq!(desk.load().0.len(), 21);
    assert!(desk.value(&note(1, "a", "", 0))["text"].as_str().unwrap().ends_with(" 4"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// Two instances, with clocks as they like, that hear of each other or do not: what each wrote last is on disk, in
    /// the note's place or beside it, and the one that holds is the one changed last.
    #[test]
    fn no_instance_loses_its_last_word_to_another(
        deeds in proptest::collection::vec((0..2usize, proptest::option::weighted(0.7, 1..30u64)), 1..16)
    ) {
        let desk = Desk::new();
        patiently(&mut desk.store(), &note(1, "a", "first", 5));
        let mut stores = [desk.store(), desk.store()];
        let mut last = [None, None];
        for (n, (instance, changed)) in deeds.into_iter().enumerate() {
            match changed {
                Some(changed) => {
                    let text = format!("{n} of {instance}");
                    patiently(&mut stores[instance], &note(1, "a", &text, changed));
                    last[instance] = Some(text);
                }
                None => drop(stores[instance].refresh(&[desk.0.path().to_owned()])),
            }
            let (kept, (notes, problems)) = (desk.kept(), desk.load());
            proptest::prop_assert!(last.iter().flatten().all(|text| kept.contains(text)), "{last:?} {kept:?}");
            proptest::prop_assert_eq!((notes.len(), problems.len()), (1, 0));
            let files = folder::inventory(desk.0.path()).notes;
            let latest = files.iter().map(|path| Read::new(path).unwrap().note.changed).max();
            proptest::prop_assert_eq!(Some(notes[0].changed), latest);
        }
    }
}
