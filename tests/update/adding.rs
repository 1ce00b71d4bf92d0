//! Adding an article from the list: what is typed or pasted, shown, kept, given up.

use diptych::app::core::adding::{Added, Find, FoundFeed, Wanted};
use diptych::app::message::{Effect, Msg, RequestId};

use crate::support::Harness;

const OLD: (&str, &str) =
    ("old.md", "+++\ntitle = \"Old one\"\npublished = 2026-03-01\n+++\nThe first text stands here.\n");

const PASTED: &str = "Ferry burns in the strait\n\nBy Ann Poe\n\nFour people were killed after a fire aboard a ferry in the \
    strait, the coast guard said on Monday.\n\nThe master of the ship was among the first in the boats.\n";

fn library() -> Harness {
    Harness::library(&[OLD], 90, 24)
}

/// Returns the question that waits, taken out.
fn question(h: &mut Harness) -> (RequestId, Effect) {
    match h.held.pop() {
        Some(effect @ (Effect::FindAddition(id, _) | Effect::KeepAddition(id, _))) => (id, effect),
        other => panic!("no question about what is added: {other:?}"),
    }
}

fn titles(h: &Harness) -> Vec<String> {
    h.app.shelf.entries.iter().filter_map(|entry| entry.meta.title.as_deref().map(str::to_owned)).collect()
}

#[test]
fn a_pasted_text_is_shown_and_enter_keeps_it_under_the_cursor() {
    let mut h = library();
    h.keys("a").paste(PASTED);
    let shown = h.text();
    for words in ["Ferry burns in the strait", "Ann Poe", "Four people were killed", "Enter keeps it"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert_eq!(titles(&h).len(), 1, "nothing is kept before it is asked for");
    h.keys("Tab");
    assert!(h.text().contains("By Ann Poe"), "{}", h.text());
    h.keys("Enter");
    assert!(h.app.overlay.is_none());
    assert_eq!(titles(&h).len(), 2);
    let here = h.list().current(&h.app.shelf).and_then(|entry| entry.meta.title.clone());
    assert_eq!(here.as_deref(), Some("Ferry burns in the strait"));
    h.keys("a");
    assert!(!h.text().contains("a text of"), "what was kept is no longer in the box");
}

#[test]
fn a_file_is_found_by_its_path_and_what_narrows_the_list_is_dropped_for_it() {
    let mut h = library();
    let elsewhere = tempfile::tempdir().unwrap();
    let path = elsewhere.path().join("news.txt");
    std::fs::write(&path, PASTED).unwrap();
    h.keys("f O l d Enter a").types(&path.to_string_lossy()).keys("Enter Enter");
    let here = h.list().current(&h.app.shelf).and_then(|entry| entry.meta.title.clone());
    assert_eq!(here.as_deref(), Some("Ferry burns in the strait"));
    assert!(path.exists(), "the file stays where it was");
}

#[test]
fn esc_gives_up_and_what_was_given_is_there_again() {
    let mut h = library();
    h.keys("a").types("/nowhere/a.txt").keys("Enter");
    assert!(h.text().contains("it cannot be added"), "{}", h.text());
    h.keys("Esc");
    assert!(h.app.overlay.is_none() && h.notice().contains("kept"), "{}", h.notice());
    h.keys("a");
    assert!(h.text().contains("/nowhere/a.txt"));
    h.keys("Ctrl-u").paste(PASTED).keys("Esc a");
    assert!(h.text().contains("a text of 7 lines"), "{}", h.text());
    h.keys("x");
    assert!(h.notice().contains("Ctrl-u"));
    h.keys("Ctrl-u Esc a");
    assert!(h.text().contains("paste here"), "nothing is left of it: {}", h.text());
}

#[test]
fn what_is_looked_for_can_be_called_off_and_a_late_answer_is_dropped() {
    let mut h = library();
    h.hold().keys("a").types("https://a.example/x").keys("Enter");
    let (id, effect) = question(&mut h);
    assert!(matches!(effect, Effect::FindAddition(_, Wanted::Line(line)) if line == "https://a.example/x"));
    assert!(h.text().contains("Esc calls it off"));
    h.keys("Esc");
    assert!(h.outside.iter().any(|effect| matches!(effect, Effect::CallOff(called) if *called == id)));
    h.send(Msg::AdditionFound(id, Err("too late".to_owned())));
    assert!(!h.text().contains("too late") && h.text().contains("https://a.example/x"));
}

#[test]
fn an_article_that_is_there_is_gone_to_and_not_kept_twice() {
    let mut h = library();
    h.keys("a").paste(OLD.1);
    assert!(h.text().contains("in the library already"), "{}", h.text());
    h.keys("Enter");
    assert!(h.app.overlay.is_none() && titles(&h).len() == 1);
    assert!(h.notice().contains("already"));
}

#[test]
fn an_address_whose_article_is_there_is_asked_for_again_since_it_may_have_been_changed() {
    let text = "+++\ntitle = \"Mine\"\nurl = \"https://a.example/x\"\n+++\nWords of it.\n";
    let mut h = Harness::library(&[OLD, ("mine.md", text)], 90, 24);
    h.hold().keys("a").types("https://a.example/x#top").keys("Enter");
    assert!(matches!(h.held.as_slice(), [Effect::FindAddition(..)]), "{:?}", h.held);
}

#[test]
fn a_feed_is_offered_and_subscribed_to_at_enter() {
    let mut h = library();
    h.hold().keys("a").types("https://a.example/feed").keys("Enter");
    let (id, _) = question(&mut h);
    let feed = FoundFeed {
        address: "https://a.example/feed".to_owned(),
        title: "Tide".to_owned(),
        is_known: false,
        entries: vec!["Ferry burns".to_owned(), "Harbour shut".to_owned()],
    };
    h.send(Msg::AdditionFound(id, Ok(Box::new(Find::Feed(feed)))));
    assert!(h.text().contains("Enter subscribes") && h.text().contains("Harbour shut"), "{}", h.text());
    h.keys("Enter");
    let asked = h.outside.iter().find_map(|e| if let Effect::SubscribeFound(id) = e { Some(*id) } else { None });
    let kept = Added { paths: Vec::new(), told: "subscribed, 2 new: Tide".to_owned(), whole: true };
    h.send(Msg::AdditionKept(asked.unwrap(), Ok(kept)));
    assert!(h.app.overlay.is_none() && h.notice().contains("2 new"), "{}", h.notice());
}

#[test]
fn what_cannot_be_kept_stays_in_the_box() {
    let mut h = library();
    h.keys("a").paste(PASTED).hold().keys("Enter");
    let (id, _) = question(&mut h);
    h.send(Msg::AdditionKept(id, Err("it cannot be added: /x: the disk is full".to_owned())));
    assert!(h.text().contains("the disk is full") && h.text().contains("a text of 7 lines"), "{}", h.text());
}

#[test]
fn a_folder_is_added_with_all_that_is_new_in_it() {
    let mut h = library();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("texts");
    std::fs::create_dir_all(folder.join("deep")).unwrap();
    std::fs::write(folder.join("one.txt"), "A text about the new lighthouse of Elmbridge, told at length.").unwrap();
    std::fs::write(folder.join("deep/two.md"), "Another text, about the school at Quarry Lane and its pupils.")
        .unwrap();
    std::fs::write(folder.join("empty.txt"), "").unwrap();
    h.keys("a").paste(&folder.to_string_lossy()).keys("Enter");
    assert!(h.text().contains("2 articles") && h.text().contains("1 file not read"), "{}", h.text());
    let before = h.app.shelf.entries.len();
    h.keys("Enter");
    assert_eq!(h.app.shelf.entries.len(), before + 2, "{}", h.notice());
}

#[test]
fn the_box_is_no_larger_than_what_it_tells() {
    let mut h = library();
    h.keys("a");
    let bottom = |h: &Harness| h.text().lines().position(|line| line.contains('└')).unwrap();
    let empty = bottom(&h);
    h.paste(PASTED);
    assert!(empty < bottom(&h) && empty < 10, "{}", h.text());
}

#[test]
fn ending_the_program_asks_for_what_was_typed_and_is_not_added() {
    let mut h = library();
    h.keys("a").types("/nowhere").keys("Ctrl-c");
    assert!(!h.quits() && h.text().contains("What you gave to be added is not on disk"), "{}", h.text());
    h.keys("n a");
    assert!(h.text().contains("/nowhere"), "{}", h.text());
    h.keys("Ctrl-u Esc q");
    assert!(h.quits());

    let mut h = library();
    h.keys("E Ctrl-u").types("Half").keys("Esc q");
    assert!(!h.quits() && h.text().contains("What you typed of"), "{}", h.text());
    h.keys("y");
    assert!(h.quits());
}
