//! What holds on every screen: going back, jumps, sizes, mouse, notices.

use diptych::app::Start;
use diptych::app::geometry::{Cell, PairAreas};
use diptych::app::message::{Effect, Mouse, Msg};
use diptych::compare::Side;
use diptych::library::Origin;

use crate::support::Harness;

const LEFT: Origin = Origin::Sample("doral/harbour-gazette.md");
const RIGHT: Origin = Origin::Sample("doral/meridian-post.md");

#[test]
fn q_goes_back_a_screen_and_ends_the_program_on_the_first() {
    let mut h = Harness::samples(100, 30);
    h.keys("Enter c q q");
    assert_eq!((h.here().as_str(), h.quits()), ("list doral/meridian-post.md", false));
    h.keys("q");
    assert!(h.quits());
    for start in [Start::Read(LEFT), Start::Compare(LEFT, RIGHT)] {
        let mut h = Harness::new(start, 100, 30);
        h.keys("q");
        assert!(h.quits());
    }
}

#[test]
fn esc_goes_back_but_never_out() {
    let mut h = Harness::samples(100, 30);
    h.keys("Enter c Esc Esc Esc Esc");
    assert_eq!(
        (h.here().as_str(), h.quits(), h.notice()),
        ("list doral/meridian-post.md", false, "q ends the program")
    );
}

#[test]
fn esc_drops_the_selection_then_the_search_then_the_screen() {
    for keys in ["Enter", "c"] {
        let mut h = Harness::samples(100, 30);
        h.keys(keys);
        let here = h.here();
        h.keys("/").types("the").keys("Enter v Esc");
        assert!(h.pane().unwrap().selection.is_none() && h.app.hit_count().is_some(), "{keys}");
        h.keys("Esc");
        assert_eq!((h.app.hit_count(), h.here()), (None, here), "{keys}");
        h.keys("Esc");
        assert!(h.here().starts_with("list"), "{keys}");
    }
}

#[test]
fn jumps_lead_over_all_screens_and_back() {
    let mut h = Harness::samples(100, 30);
    h.keys("j Enter 3 ) G c ] Enter");
    let mut places = vec![(h.here(), h.at_cursor(20))];
    for _ in 0..6 {
        h.keys("Ctrl-o");
        if h.notice() == "no earlier place in the jump list" {
            break;
        }
        places.push((h.here(), if h.pane().is_some() { h.at_cursor(20) } else { String::new() }));
    }
    assert!(places.iter().any(|(here, _)| here.starts_with("reader")), "{places:?}");
    assert_eq!(places.last().unwrap().0, "list doral/harbour-gazette.md");
    for place in places.iter().rev().skip(1) {
        h.keys("Alt-o");
        assert_eq!((h.here(), h.at_cursor(20)), *place, "{places:?}");
    }
    h.keys("Alt-o");
    assert_eq!(h.notice(), "no later place in the jump list");
}

#[test]
fn the_ends_of_a_text_are_leaps() {
    let mut h = Harness::samples(80, 24);
    h.keys("Enter 3 )");
    let here = h.at_cursor(20);
    h.keys("G Ctrl-o");
    assert_eq!(h.at_cursor(20), here);
}

#[test]
fn cursor_and_place_are_kept_over_resizing() {
    for keys in ["6 j", "Enter 9 )", "c ] ] ]"] {
        let mut h = Harness::samples(120, 40);
        h.keys(keys);
        let place = |h: &Harness| (h.here(), h.pane().map(|pane| (pane.cursor(), pane.entry.origin.clone())));
        let before = place(&h);
        for (width, height) in [(80, 24), (40, 10), (200, 60), (20, 5), (1, 1), (79, 24), (120, 40)] {
            h.resize(width, height);
            let _ = h.text();
            assert_eq!(place(&h), before, "{keys} at {width}×{height}");
            let in_view = h.pane().is_none_or(|pane| pane.cursor_row().is_some());
            assert!(in_view || width < 40, "{keys} at {width}×{height}");
        }
    }
}

#[test]
fn the_overlay_stays_over_resizing() {
    let mut h = Harness::samples(120, 40);
    h.keys("?").types("mark").resize(60, 15);
    assert!(h.text().contains("Keys") && h.text().contains("mark"), "{}", h.text());
}

#[test]
fn too_small_a_terminal_is_told_in_plain_words() {
    let mut h = Harness::samples(80, 24);
    for (width, height) in [(39, 24), (80, 9), (12, 3)] {
        h.resize(width, height);
        assert!(h.text().starts_with("diptych"), "{}", h.text());
    }
    h.resize(80, 24);
    assert!(h.text().contains("12 articles"));
}

#[test]
fn a_terminal_without_a_size_is_no_trouble() {
    for keys in ["", "Enter", "c", "?", "/"] {
        let mut h = Harness::samples(80, 24);
        h.keys(keys);
        h.resize(0, 0);
        h.keys("j k G g g");
        h.resize(80, 24);
        assert!(h.text().lines().count() == 24 && h.text().contains(char::is_alphabetic), "{keys}\n{}", h.text());
    }
}

#[test]
fn notices_vanish_with_the_next_key() {
    let mut h = Harness::samples(80, 24);
    h.send(Msg::Failed("the state was not saved".into()));
    assert!(h.text().contains("the state was not saved"));
    h.send(Msg::Mouse(Mouse::ScrollDown(Cell { x: 2, y: 5 })));
    h.resize(90, 24);
    assert!(h.text().contains("the state was not saved"), "only a key takes it away");
    h.keys("j");
    assert!(!h.text().contains("the state was not saved"));
}

#[test]
fn unknown_keys_say_where_the_keys_are() {
    for (keys, unknown) in [("", "Q"), ("Enter", "F5"), ("c", "J"), ("", "Ctrl-x"), ("", "é")] {
        let mut h = Harness::samples(100, 30);
        h.keys(keys).keys(unknown);
        assert_eq!(h.notice(), format!("{unknown} does nothing here; ? shows the keys"));
    }
}

#[test]
fn what_belongs_to_the_terminal_is_asked_for() {
    let mut h = Harness::samples(80, 24);
    h.keys("Ctrl-l Ctrl-z");
    assert!(matches!(h.outside.as_slice(), [.., Effect::Redraw, Effect::Suspend]), "{:?}", h.outside);
}

#[test]
fn the_wheel_scrolls_what_lies_under_it() {
    let down = |x| Msg::Mouse(Mouse::ScrollDown(Cell { x, y: 10 }));
    let mut h = Harness::samples(120, 40);
    h.send(down(5));
    assert_eq!(h.number(), 4);
    h.keys("g g Enter");
    let top = h.pane().unwrap().in_view().start;
    h.send(down(60));
    h.send(down(60));
    assert!(h.pane().unwrap().in_view().start > top);
    h.keys("q g g c S");
    let views = |h: &Harness| [Side::Left, Side::Right].map(|side| h.pair().side(side).unwrap().in_view().start);
    let before = views(&h);
    (0..4).for_each(|_| h.send(down(100)));
    let after = views(&h);
    assert!(after[0] == before[0] && after[1] > before[1], "{before:?} {after:?}");
}

#[test]
fn a_click_puts_the_cursor_there_and_a_second_opens() {
    let click = |x, y| Msg::Mouse(Mouse::Click(Cell { x, y }));
    let mut h = Harness::samples(80, 24);
    h.send(click(10, 4));
    assert_eq!(h.here(), "list doral/harbour-gazette.md");
    h.send(click(10, 2));
    h.send(click(10, 23));
    h.send(click(10, 0));
    assert_eq!(h.here(), "list doral/harbour-gazette.md", "names of stories, header and status take no click");
    h.send(click(10, 4));
    assert_eq!(h.here(), "reader doral/harbour-gazette.md");
}

#[test]
fn a_click_in_a_text_is_on_the_word_under_it() {
    let mut h = Harness::samples(120, 40);
    h.keys("c");
    let PairAreas::Beside { right, .. } = h.pair().areas() else { panic!("not side by side") };
    let words = |line: &str| line.chars().skip(right.x).filter(|c| c.is_alphabetic()).count() > 30;
    let row = h.text().lines().enumerate().skip(right.y + 8).find(|(_, line)| words(line)).unwrap().0;
    let line = h.text().lines().nth(row).unwrap().to_owned();
    h.send(Msg::Mouse(Mouse::Click(Cell { x: right.x, y: row })));
    assert_eq!(h.pair().focus, Side::Right);
    let word = h.at_cursor(8);
    assert!(line.contains(&word), "“{word}” in “{line}”");
    h.send(Msg::Mouse(Mouse::Click(Cell { x: right.x + right.width / 2, y: row })));
    assert!(line.contains(&h.at_cursor(5)) && h.at_cursor(8) != word);
}

#[test]
fn a_click_under_an_overlay_does_nothing() {
    let mut h = Harness::samples(80, 24);
    h.keys("?").send(Msg::Mouse(Mouse::Click(Cell { x: 10, y: 6 })));
    h.keys("Esc");
    assert_eq!(h.number(), 1);
}

#[test]
fn the_program_ends_when_it_is_told_to() {
    let mut h = Harness::samples(80, 24);
    h.send(Msg::Terminate);
    assert!(h.quits());
}
