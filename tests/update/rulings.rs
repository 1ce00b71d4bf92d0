//! The reader's rulings on checks: made in the text and in the list, worded, taken back, and what they outlive.

use diptych::app::message::Msg;
use diptych::compare::rulings::{Ruling, RulingKind};

use crate::support::Harness;

const LEFT: &str = "+++
title = \"Ferry sinks\"
source = \"The Post\"
url = \"https://post.example/ferry\"
+++
The ferry Linnea sank off Corran Point on Monday night.

The ferry carried 240 passengers and 18 crew, the coast guard said.

Divers found the wreck at a depth of 90 metres.";

const RIGHT: &str = "+++
title = \"Nobody knew\"
source = \"The Ledger\"
url = \"https://ledger.example/ferry\"
+++
The ferry Linnea sank off Corran Point on Monday night.

The ferry carried 260 passengers and 18 crew, the coast guard said.

Divers found the wreck at a depth of 70 metres.";

fn open() -> Harness {
    let h = Harness::comparing(LEFT, RIGHT, 120, 30);
    assert_eq!(h.pair().lines().len(), 2, "two things to check\n{}", h.text());
    h
}

/// Writes another text into one of the two files, which is then read anew.
fn edit(h: &mut Harness, name: &str, text: &str) {
    let path = h.path(name);
    std::fs::write(&path, text).unwrap();
    h.send(Msg::Changed(vec![path]));
}

/// Returns the rulings on the checks as the comparison has them.
fn rulings(h: &Harness) -> Vec<Option<Ruling>> {
    let checks = &h.pair().compared.as_ref().unwrap().comparison.checks;
    checks.iter().map(|check| check.ruling.clone()).collect()
}

fn kinds(h: &Harness) -> Vec<Option<RulingKind>> {
    rulings(h).into_iter().map(|ruling| ruling.map(|ruling| ruling.kind)).collect()
}

#[test]
fn every_ruling_is_a_key_and_the_later_one_holds() {
    let mut h = open();
    for (keys, kind) in [
        ("m f", RulingKind::Fine),
        ("m l", RulingKind::LeftWrong),
        ("m r", RulingKind::RightWrong),
        ("m b", RulingKind::BothWrong),
        ("m s", RulingKind::SetAside),
    ] {
        h.keys(keys);
        assert_eq!(kinds(&h), [Some(kind), None], "{keys}");
        assert!(h.notice().starts_with(kind.words()) && h.notice().ends_with("u takes it back"), "{}", h.notice());
        assert!(h.notice().contains("1 of 2 checked, ] goes on"), "{}", h.notice());
        assert!(h.text().contains("1 of 2 checked"), "{}", h.text());
    }
    h.keys("m o");
    assert_eq!(kinds(&h), [None, None]);
    h.keys("m o");
    assert_eq!(h.notice(), "the check is open: nothing was ruled on it");
}

#[test]
fn undo_takes_rulings_back_one_by_one_and_redo_brings_them_again() {
    let mut h = open();
    h.keys("m l m r u");
    assert_eq!(kinds(&h), [Some(RulingKind::LeftWrong), None]);
    h.keys("u");
    assert_eq!(kinds(&h), [None, None]);
    h.keys("Ctrl-r Ctrl-r");
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), None]);
}

#[test]
fn the_check_under_the_cursor_is_ruled_on_or_the_line_of_the_list() {
    let mut h = open();
    h.keys("] m r");
    assert_eq!(kinds(&h), [None, Some(RulingKind::RightWrong)]);
    // In the text the sentence counts, whatever was looked at last.
    h.keys("[ } m f");
    assert_eq!(kinds(&h), [None, Some(RulingKind::Fine)], "{}", h.text());
    h.keys("F g g m b");
    assert_eq!(kinds(&h), [Some(RulingKind::BothWrong), Some(RulingKind::Fine)]);
    assert!(h.notice().contains("2 of 2 checked: e writes the report"), "{}", h.notice());
    h.keys("Esc g g m f");
    assert!(h.notice().starts_with("no check here"), "{}", h.notice());
}

#[test]
fn a_word_is_kept_with_the_ruling_and_outlives_another_that_it_may_be_a_reason_for() {
    let mut h = open();
    h.keys("m r m w").types("the manifest says 240").keys("Enter");
    let worded = |kind| Some(Ruling { kind, text: "the manifest says 240".to_owned() });
    assert_eq!(rulings(&h), [worded(RulingKind::RightWrong), None]);
    assert!(h.text().contains("right wrong: the manif"), "{}", h.text());
    h.keys("m b");
    assert_eq!(rulings(&h), [worded(RulingKind::BothWrong), None]);
    h.keys("m w Esc");
    assert_eq!(rulings(&h), [worded(RulingKind::BothWrong), None], "a prompt that is left changes nothing");
    h.keys("m f");
    let bare = Ruling { kind: RulingKind::Fine, text: String::new() };
    assert_eq!(rulings(&h), [Some(bare), None], "why one is wrong is not why it is fine");
    h.keys("u");
    assert_eq!(rulings(&h), [worded(RulingKind::BothWrong), None]);
}

#[test]
fn words_for_a_check_without_a_ruling_begin_with_one() {
    let mut h = open();
    h.keys("m w");
    assert!(h.text().contains("ruling, then why") && h.text().contains("l left wrong"), "{}", h.text());
    h.keys("x");
    assert!(h.notice().starts_with("one of these by its first letter: fine, left wrong"), "{}", h.notice());
    assert_eq!(kinds(&h), [None, None]);
    h.keys("r").types("the manifest says 240").keys("Enter");
    let worded = Ruling { kind: RulingKind::RightWrong, text: "the manifest says 240".to_owned() };
    assert_eq!(rulings(&h), [Some(worded), None]);
    h.keys("] m w Esc");
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), None], "a choice that is left rules nothing");
    h.keys("m w b Esc");
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), Some(RulingKind::BothWrong)], "the ruling needs no words");
}

#[test]
fn the_words_of_a_ruling_stand_in_full_beside_the_check_at_hand_and_hide_no_cursor() {
    let why = "the manifest names 240, the operator confirmed it by telephone on Tuesday and again in writing, and the \
        coast guard corrected its own figure on Wednesday morning at the harbour";
    let shown = |h: &Harness| {
        let text = h.text().replace(['\n', '│'], " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ").contains(why)
    };
    for (width, height) in [(60, 20), (80, 24), (120, 40), (200, 60)] {
        let mut h = Harness::comparing(LEFT, RIGHT, width, height);
        h.keys("m l m w").types(why).keys("Enter Esc");
        assert!(shown(&h), "{width}x{height}\n{}", h.text());
        h.keys("]");
        assert!(!shown(&h), "another check\n{}", h.text());
        h.keys("[ F");
        assert!(shown(&h), "in the list\n{}", h.text());
        h.keys("F } }");
        assert!(!shown(&h), "elsewhere in the text\n{}", h.text());
    }
}

#[test]
fn what_is_lit_is_what_the_cursor_is_at() {
    let mut h = open();
    let looked_at = |h: &Harness| h.pair().looking.cursor(diptych::app::pair::findings::Tab::Checks);
    assert!(h.pair().is_at_line());
    h.keys("k k k k");
    assert!(!h.pair().is_at_line() && looked_at(&h) == 0, "{}", h.text());
    h.keys("G");
    assert!(h.pair().is_at_line() && looked_at(&h) == 1, "the list goes along\n{}", h.text());
    h.keys("Tab");
    assert!(h.pair().is_at_line());
}

#[test]
fn the_screen_opens_on_the_heaviest_check_though_another_stands_before_it() {
    let left = LEFT.replace("on Monday night.", "on Monday night with some 240 people on board.");
    let right = RIGHT.replace("on Monday night.", "on Monday night with at least 250 people on board.");
    let h = Harness::comparing(&left, &right, 120, 30);
    let first = h.pair().lines().first().unwrap().clone();
    assert_eq!(h.pair().line(), Some(&first));
    assert!(h.pair().is_at_line() && h.text().contains("check 1 of"), "{}", h.text());
}

#[test]
fn what_is_ruled_on_is_done_in_list_and_gutter() {
    use diptych::compare::Side;
    let mut h = open();
    let ruled = |h: &Harness| {
        let signs = h.pair().compared.as_ref().unwrap().findings.signs(Side::Right);
        signs.iter().map(|signed| signed.ruled).collect::<Vec<_>>()
    };
    assert!(!ruled(&h).contains(&true));
    h.keys("m f");
    assert_eq!(ruled(&h).iter().filter(|ruled| **ruled).count(), 1);
}

#[test]
fn only_open_checks_are_listed_where_that_is_wanted() {
    let mut h = open();
    h.keys("m l m m");
    assert_eq!((h.notice(), h.pair().lines().len()), ("only checks without a ruling are listed", 1));
    h.keys("] m f");
    assert!(h.pair().lines().is_empty() && h.text().contains("every check has a ruling"), "{}", h.text());
    assert!(h.text().contains("2 of 2 checked"), "{}", h.text());
    h.keys("m m");
    assert_eq!(h.pair().lines().len(), 2);
}

#[test]
fn rulings_change_sides_with_the_articles_and_are_there_the_other_way_round() {
    let mut h = open();
    h.keys("m l x");
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), None], "what was left is right now");
    h.keys("] m l");
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), Some(RulingKind::LeftWrong)]);
    h.keys("x");
    assert_eq!(kinds(&h), [Some(RulingKind::LeftWrong), Some(RulingKind::RightWrong)]);
    assert_eq!(h.decided.len(), 2);
}

#[test]
fn rulings_outlive_edits_elsewhere_and_rest_where_their_words_changed() {
    let mut h = open();
    h.keys("m r ] m f");
    edit(&mut h, "left.md", &LEFT.replace("Monday night.", "Monday night in calm weather."));
    assert_eq!(kinds(&h), [Some(RulingKind::RightWrong), Some(RulingKind::Fine)]);
    edit(&mut h, "right.md", &RIGHT.replace("260", "250"));
    assert_eq!(kinds(&h), [None, Some(RulingKind::Fine)], "a corrected figure is to be looked at anew");
    assert_eq!(h.pair().deciding.resting(), 1);
}
