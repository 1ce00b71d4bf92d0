//! What of decisions outlives what.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]

use std::fs;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::library::identity::Identities;
use crate::library::{Origin, store};

fn entry(name: &str, text: &str) -> Entry {
    let origin = Origin::File(PathBuf::from(name));
    store::from_bytes(&origin, text.as_bytes(), &Identities::default()).unwrap().entry
}

fn pair() -> PairId {
    PairId::of(&entry("a.txt", "One text.\n"), &entry("b.txt", "Another text.\n")).0
}

fn anchor(exact: &str) -> Anchor {
    Anchor { exact: exact.to_owned(), ..Anchor::default() }
}

fn kept(kind: Kind, first: &str) -> Kept {
    Kept::new(kind, anchor(first), anchor("It rained."))
}

fn kinds(kept: &[Kept]) -> Vec<(&str, Kind)> {
    kept.iter().map(|kept| (kept.first.exact.as_str(), kept.kind)).collect()
}

fn written(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(pair().path(folder)).unwrap()).unwrap()
}

#[test]
fn a_pair_is_the_same_whichever_article_stands_left() {
    let (one, other) = (entry("a.txt", "One text.\n"), entry("b.txt", "Another text.\n"));
    let ((there, swapped), (back, swapped_back)) = (PairId::of(&one, &other), PairId::of(&other, &one));
    assert_eq!(there, back);
    assert_ne!(swapped, swapped_back);
    assert!(there.first < there.second);
}

#[test]
fn two_copies_of_one_article_are_told_apart_by_their_place() {
    let (one, other) = (entry("a.txt", "One text.\n"), entry("b.txt", "One text.\n"));
    assert_ne!(PairId::of(&one, &other).1, PairId::of(&other, &one).1);
}

#[test]
fn what_was_decided_is_there_the_next_time_in_the_order_of_deciding() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "Later in the file.")], 5).unwrap();
    let (all, problems) = save(dir.path(), &pair(), &[kept(Kind::Rejected, "A.")], 9).unwrap();
    assert_eq!(kinds(&all), [("Later in the file.", Kind::Pinned), ("A.", Kind::Rejected)]);
    assert_eq!((load(dir.path(), &pair()), problems), ((all, vec![]), vec![]));
}

#[test]
fn what_is_taken_back_stays_as_a_tombstone() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], 5).unwrap();
    let (all, _) = save(dir.path(), &pair(), &[kept(Kind::Undone, "A.")], 6).unwrap();
    assert_eq!(kinds(&all), [("A.", Kind::Undone)]);
}

#[test]
fn a_clock_that_was_set_back_does_not_undo_the_readers_last_word() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], 1000).unwrap();
    let (all, _) = save(dir.path(), &pair(), &[kept(Kind::Rejected, "A.")], 5).unwrap();
    assert_eq!((kinds(&all), all[0].at), (vec![("A.", Kind::Rejected)], 1001));
}

#[test]
fn unknown_fields_and_anchors_stay_as_they_are_and_keys_are_sorted() {
    let dir = tempfile::tempdir().unwrap();
    let decision = kept(Kind::Pinned, "A.");
    save(dir.path(), &pair(), std::slice::from_ref(&decision), 5).unwrap();
    let mut value = written(dir.path());
    value["mood"] = json!("calm");
    value["decisions"][&decision.id]["why"] = json!("an editor said so");
    value["decisions"][&decision.id]["first"]["language"] = json!("en");
    value["decisions"]["from-a-later-version"] = json!({"kind": "joined", "at": 3});
    fs::write(pair().path(dir.path()), value.to_string()).unwrap();
    let changed = Kept { kind: Kind::Undone, first: anchor("Other words."), ..decision.clone() };
    save(dir.path(), &pair(), &[changed], 9).unwrap();
    value["decisions"][&decision.id]["kind"] = json!("undone");
    value["decisions"][&decision.id]["at"] = json!(9);
    assert_eq!(written(dir.path()), value);
    let text = fs::read_to_string(pair().path(dir.path())).unwrap();
    let keys: Vec<_> = text.lines().filter(|line| line.starts_with("  \"")).collect();
    assert!(keys.is_sorted(), "{text}");
}

#[test]
fn a_broken_file_is_told_and_set_aside_by_the_next_decision() {
    let dir = tempfile::tempdir().unwrap();
    for (at, broken) in [(5, "{\"version\": 1, "), (6, ""), (7, "[]"), (8, "{\"decisions\": 3}")] {
        fs::write(pair().path(dir.path()), broken).unwrap();
        let (all, problems) = load(dir.path(), &pair());
        assert_eq!((all.len(), problems.len()), (0, 1), "{broken}");
        let (all, problems) = save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], at).unwrap();
        assert_eq!((all.len(), problems.len()), (1, 1), "{broken}");
        assert!(problems[0].what.contains(&format!("broken-{at}")), "{problems:?}");
        let aside = pair().path(dir.path()).with_extension(format!("json.broken-{at}"));
        assert_eq!(fs::read_to_string(aside).unwrap(), broken);
    }
}

#[test]
fn the_file_of_a_later_version_is_shown_and_left_untouched() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], 5).unwrap();
    let mut value = written(dir.path());
    value["version"] = json!(2);
    fs::write(pair().path(dir.path()), value.to_string()).unwrap();
    let (all, problems) = load(dir.path(), &pair());
    assert_eq!((all.len(), problems.len()), (1, 1));
    let refused = save(dir.path(), &pair(), &[kept(Kind::Rejected, "A.")], 9).unwrap_err();
    assert!(matches!(refused, DecisionsError::Later { version: 2, .. }), "{refused}");
    assert_eq!(written(dir.path()), value);
}

#[test]
fn a_copy_that_a_synchroniser_made_is_folded_in_and_the_later_word_holds() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "A."), kept(Kind::Pinned, "B.")], 50).unwrap();
    let copy = pair().path(dir.path()).with_extension("sync-conflict-20260307-1.json");
    fs::rename(pair().path(dir.path()), &copy).unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Undone, "A.")], 60).unwrap();
    assert_eq!(kinds(&load(dir.path(), &pair()).0), [("B.", Kind::Pinned), ("A.", Kind::Undone)]);
    assert!(copy.exists());
}

#[test]
fn several_instances_lose_nothing_to_each_other() {
    let dir = tempfile::tempdir().unwrap();
    (0..4).into_par_iter().for_each(|instance| {
        for n in 0..5 {
            let change = [kept(Kind::Pinned, &format!("{instance} {n}"))];
            while let Err(error) = save(dir.path(), &pair(), &change, n) {
                assert!(error.is_busy() && error.to_string().contains("another instance"), "{error}");
                std::hint::spin_loop();
            }
        }
    });
    assert_eq!(load(dir.path(), &pair()).0.len(), 20);
}

#[test]
fn a_pair_without_decisions_has_none_and_makes_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("decisions");
    assert_eq!(load(&folder, &pair()), (vec![], vec![]));
    assert!(!folder.exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("decisions");
    fs::write(&folder, "a file").unwrap();
    let error = save(&folder, &pair(), &[kept(Kind::Pinned, "A.")], 5).unwrap_err();
    assert!(error.to_string().contains("decisions"), "{error}");
}

#[test]
fn a_file_that_an_editor_gave_a_mark_is_read_and_a_date_beyond_all_clocks_can_be_passed() {
    let dir = tempfile::tempdir().unwrap();
    save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], u64::MAX).unwrap();
    let text = fs::read_to_string(pair().path(dir.path())).unwrap();
    assert!(text.contains(&u64::MAX.to_string()), "{text}");
    fs::write(pair().path(dir.path()), format!("\u{feff}{text}")).unwrap();
    fs::write(pair().path(dir.path()).with_extension("sync-conflict-1.json"), &text).unwrap();
    let (all, problems) = save(dir.path(), &pair(), &[kept(Kind::Undone, "A.")], 5).unwrap();
    assert_eq!((kinds(&all), problems), (vec![("A.", Kind::Undone)], vec![]));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_set_aside_through_a_link_that_leads_out() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, out) = (dir.path().join("data/decisions"), dir.path().join("out"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(&out, "{ broken").unwrap();
    std::os::unix::fs::symlink(&out, pair().path(&folder)).unwrap();
    let error = save(&folder, &pair(), &[kept(Kind::Pinned, "A.")], 5).unwrap_err();
    assert!(error.to_string().contains("is a link that leads out of"), "{error}");
    assert_eq!(fs::read_to_string(&out).unwrap(), "{ broken");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_ruling_is_kept_with_what_it_is_about_and_its_word_can_change() {
    let dir = tempfile::tempdir().unwrap();
    let about = |said, text: &str| KeptRuling {
        check: "figure".to_owned(),
        words: ["240".to_owned(), "260".to_owned()],
        said,
        text: text.to_owned(),
    };
    let ruling =
        |said, text: &str| Kept::ruling(anchor("It carried 240."), anchor("It carried 260."), about(said, text));
    save(dir.path(), &pair(), &[ruling(Said::FirstWrong, "see the manifest")], 5).unwrap();
    let (all, problems) = save(dir.path(), &pair(), &[ruling(Said::Fine, "")], 9).unwrap();
    assert_eq!(all, [Kept { at: 9, ..ruling(Said::Fine, "") }], "there is one ruling a check");
    assert!(problems.is_empty());
    let other = Kept::ruling(
        anchor("It carried 240."),
        anchor("It carried 260."),
        KeptRuling { check: "date".to_owned(), ..about(Said::Fine, "") },
    );
    assert_ne!(other.id, all[0].id);
    let value = written(dir.path());
    assert_eq!(value["decisions"][&all[0].id]["ruling"]["said"], json!("fine"));
}

#[test]
fn a_ruling_of_a_later_diptych_stays_in_the_file_and_says_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let (all, _) = save(dir.path(), &pair(), &[kept(Kind::Pinned, "A.")], 5).unwrap();
    let mut value = written(dir.path());
    value["decisions"]["later"] = json!({"at": 7, "kind": "ruled", "first": {"exact": "A."}, "second": {"exact": "B."},
        "ruling": {"check": "figure", "words": ["1", "2"], "said": "undecidable", "text": ""}});
    fs::write(pair().path(dir.path()), value.to_string()).unwrap();
    assert_eq!(load(dir.path(), &pair()), (all, vec![]));
    save(dir.path(), &pair(), &[kept(Kind::Rejected, "A.")], 9).unwrap();
    assert_eq!(written(dir.path())["decisions"]["later"], value["decisions"]["later"]);
}
