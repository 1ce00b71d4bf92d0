//! The trash: deleted notes are listed, and come back with all that they had, also in a later session.

use diptych::notes::Note;

use crate::support::Harness;

const TEXT: &str = "+++
title = \"Mill burns\"
source = \"The Post\"
url = \"https://post.example/mill\"
+++
Firefighters fought a blaze at the Marlow paper mill for nine hours. Nobody was hurt.

Paper has been made on the river since 1871.";

fn living(h: &Harness) -> Vec<&Note> {
    h.notes.values().filter(|note| !note.is_deleted()).collect()
}

/// Makes three notes, two of them on one passage, and deletes the second and the third.
fn deleted() -> Harness {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("a").types("Who says so?").keys("Ctrl-s t").types("figures").keys("Enter");
    h.keys(") H c } H d A").keys("j D D");
    assert_eq!(living(&h).len(), 1, "{}", h.text());
    h
}

#[test]
fn deleted_notes_are_listed_and_given_back_with_all_that_they_had() {
    let mut h = deleted();
    h.keys("X");
    assert!(h.notice().contains("Enter gives a note back"), "{}", h.notice());
    h.keys("k");
    let text = h.text();
    assert!(text.contains("2 notes in the trash of this article") && text.contains("Enter give back"), "{text}");
    assert!(text.contains("Nobody was hurt") && !text.contains("Who says so?"), "{text}");
    h.keys("Enter");
    assert!(h.notice().starts_with("note given back on “Paper has been made"), "{}", h.notice());
    assert_eq!(living(&h).len(), 2);
    assert_eq!(living(&h)[1].label.as_deref(), Some("doubt"));
    h.keys("u");
    assert_eq!(living(&h).len(), 1, "it can be taken back");
    h.keys("Ctrl-r X");
    assert!(h.text().contains("2 notes of this article"), "{}", h.text());
}

#[test]
fn what_was_deleted_in_an_earlier_session_is_given_back() {
    let earlier = deleted();
    let mut h = Harness::reading(TEXT, 80, 24);
    h.notes = earlier.notes.clone();
    let notes = h.all_notes();
    h.send(notes);
    h.keys("A X j D");
    assert_eq!(living(&h).len(), 2, "{}", h.notice());
    h.keys("X q");
    assert!(h.pane().unwrap().notes.found.len() == 2, "it stands on its passage again");
}

#[test]
fn nothing_else_is_done_with_a_note_in_the_trash() {
    let mut h = deleted();
    h.keys("X");
    for key in ["a", "H", "t", "L", "=", "e", "o"] {
        h.keys(key);
        assert!(h.app.overlay.is_none() && h.notice().contains("Enter gives it back"), "{key}: {}", h.notice());
    }
    h.keys("Esc");
    assert!(h.text().contains("1 note of this article"), "{}", h.text());
    let mut empty = Harness::reading(TEXT, 80, 24);
    empty.keys("A X Enter");
    assert!(empty.text().contains("No note of this article was deleted."), "{}", empty.text());
}

#[test]
fn a_note_stays_on_its_passage_when_another_one_there_is_deleted() {
    let mut h = Harness::reading(TEXT, 80, 24);
    h.keys("a").types("One").keys("Ctrl-s v w w a").types("Two").keys("Ctrl-s");
    h.keys("A j D");
    assert_eq!(living(&h).len(), 1);
    let text = h.text();
    assert!(!text.contains("orphan") && !text.contains("fuzzy"), "{text}");
    h.keys("q");
    assert_eq!(h.pane().unwrap().notes.found.len(), 1, "{}", h.text());
}
