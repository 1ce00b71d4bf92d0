//! Reading state: read, starred, places, undo and redo, marking all.

use diptych::app::message::Msg;

use crate::support::Harness;

const SHORT: &str = "+++\ntitle = \"Two\"\n+++\nA short text about a ferry that came late.";

fn long() -> String {
    let paragraph =
        |n: usize| format!("Paragraph {n} says that the ferry of pier {n} came late, as it did the day before.");
    format!("+++\ntitle = \"One\"\n+++\n{}", (1..60).map(paragraph).collect::<Vec<_>>().join("\n\n"))
}

/// A library of one long and one short article.
fn library() -> Harness {
    Harness::library(&[("long.md", &long()), ("short.md", SHORT)], 80, 24)
}

#[test]
fn read_and_starred_are_toggled_undone_and_redone() {
    let mut h = Harness::samples(80, 24);
    let mut state = |keys: &str| {
        h.keys(keys);
        let state = h.state();
        (state.read, state.starred, h.notice().to_owned())
    };
    let says = |read, starred, text: &str| (read, starred, text.to_owned());
    assert_eq!(state("r"), says(true, false, "marked as read"));
    assert_eq!(state("s"), says(true, true, "starred"));
    assert_eq!(state("u"), says(true, false, "undone: starred"));
    assert_eq!(state("u"), says(false, false, "undone: marked as read"));
    assert_eq!(state("u"), says(false, false, "nothing to undo"));
    assert_eq!(state("Ctrl-r"), says(true, false, "done again: marked as read"));
    assert_eq!(state("r"), says(false, false, "marked as unread"));
    assert_eq!(state("Ctrl-r"), says(false, false, "nothing to redo"));
}

#[test]
fn every_change_is_saved_and_so_is_taking_it_back() {
    let mut h = Harness::samples(80, 24);
    h.keys("r u Ctrl-r");
    assert_eq!(h.saved().iter().map(|c| c.read).collect::<Vec<_>>(), [Some(true), Some(false), Some(true)]);
}

#[test]
fn undo_is_of_the_article_it_was_done_to() {
    let mut h = Harness::samples(80, 24);
    h.keys("s j u k");
    assert!(!h.state().starred);
}

#[test]
fn state_changes_in_the_reader_and_in_the_comparison() {
    let mut h = Harness::samples(100, 24);
    h.keys("Enter s");
    assert!(h.state().starred && h.text().contains("starred"));
    h.keys("c Tab s");
    assert_eq!((h.state().starred, h.notice()), (true, "starred"));
    h.keys("q q j");
    assert!(h.state().starred, "the right side was starred");
}

#[test]
fn marking_all_asks_and_is_one_deed() {
    let mut h = Harness::samples(80, 24);
    let read = |h: &Harness| h.app.shelf.entries.iter().filter(|e| h.app.shelf.state.of(&e.id).read).count();
    h.keys("r , a");
    assert!(h.text().contains("Mark all 12 listed articles as read?"), "{}", h.text());
    h.keys("n");
    assert_eq!((read(&h), h.app.overlay.is_none()), (1, true));
    h.keys(", a y");
    assert_eq!((read(&h), h.notice()), (12, "marked 11 as read"));
    h.keys("u");
    assert_eq!(read(&h), 1, "what was read before stays so");
    h.keys("Ctrl-r , u Enter");
    assert_eq!((read(&h), h.notice()), (0, "marked 12 as unread"));
}

#[test]
fn marking_all_is_of_what_is_listed() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("suez").keys("Enter , a y Esc");
    assert_eq!(h.app.shelf.entries.iter().filter(|e| h.app.shelf.state.of(&e.id).read).count(), 3);
}

#[test]
fn a_question_is_left_by_esc_and_by_no_other_key() {
    let mut h = Harness::samples(80, 24);
    h.keys(", a x j 5");
    assert!(h.app.overlay.is_some());
    h.keys("Esc");
    assert!(h.app.overlay.is_none() && h.saved().is_empty());
}

#[test]
fn the_place_is_saved_on_leaving_and_found_again() {
    let mut h = library();
    h.keys("Enter 9 }");
    let here = h.at_cursor(13);
    assert_eq!(here, "Paragraph 10 ");
    h.keys("q");
    assert!(h.saved().last().unwrap().place.unwrap() > 0);
    h.keys("Enter");
    assert_eq!(h.at_cursor(13), here);
    assert!(h.pane().unwrap().cursor_row().is_some());
    h.keys("g g q");
    assert_eq!(h.saved().last().unwrap().place, Some(0));
}

#[test]
fn the_place_is_saved_when_another_article_is_turned_to() {
    let mut h = library();
    h.keys("Enter 9 } J K");
    assert_eq!(h.at_cursor(13), "Paragraph 10 ");
}

#[test]
fn the_place_is_saved_by_whatever_ends_the_program() {
    for end in ["q q", "Ctrl-c", "? Ctrl-c"] {
        let mut h = library();
        h.keys("Enter 9 }").keys(end);
        assert!(h.quits() && h.saved().iter().any(|c| c.place.is_some()), "{end}");
    }
    let mut h = library();
    h.keys("Enter 9 }").send(Msg::Terminate);
    assert!(h.quits() && h.saved().last().unwrap().place.is_some());
}

#[test]
fn the_end_makes_an_article_read_once_a_visit() {
    let mut h = library();
    h.keys("Enter Space");
    assert!(!h.state().read, "the end was not reached");
    h.keys("G");
    assert!(h.state().read);
    h.keys("r");
    assert!(!h.state().read, "r has the last word");
    h.keys("g g G k j Space");
    assert!(!h.state().read, "the end counts once a visit");
    h.keys("q Enter G");
    assert!(h.state().read, "a new visit counts anew");
}

#[test]
fn a_short_article_is_read_when_it_was_seen() {
    let mut h = library();
    h.keys("j Enter");
    assert!(h.state().read);
    h.keys("r q");
    assert!(!h.state().read);
}

#[test]
fn the_wheel_reaches_the_end_too() {
    let mut h = library();
    h.keys("Enter");
    let cell = diptych::app::geometry::Cell { x: 20, y: 5 };
    for _ in 0..100 {
        h.send(Msg::Mouse(diptych::app::message::Mouse::ScrollDown(cell)));
    }
    assert!(h.state().read);
}

#[test]
fn a_list_grouped_by_state_follows_its_changes() {
    let mut h = Harness::samples(80, 24);
    h.keys(", g , g , g g g");
    let first = h.here();
    h.keys("r");
    assert_eq!(h.here(), first, "the cursor stays on its article");
    assert_eq!(h.number(), 12, "which now stands with the read ones");
}

#[test]
fn the_state_of_the_disk_is_shown_when_it_comes() {
    let mut h = Harness::samples(80, 24);
    let mut state = diptych::library::state::ReadingState::default();
    for entry in h.app.shelf.entries.iter() {
        state.apply(&diptych::library::state::Change { id: entry.id.clone(), read: Some(true), ..Default::default() });
    }
    h.send(Msg::State(Box::new(state)));
    assert!(h.text().contains("0 unread"), "{}", h.text());
}
