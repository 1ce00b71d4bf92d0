//! The reader's decisions on matches: pinning, rejecting, taking back, and what they outlive.

use diptych::app::message::{Effect, Msg};
use diptych::compare::{SentenceRef, Side, Tier};

use crate::support::Harness;

const LEFT: &str = "+++
title = \"Mill burns\"
source = \"The Post\"
url = \"https://post.example/mill\"
+++
Firefighters in Oberlin fought a blaze at the Marlow paper mill for nine hours on Friday.

Paper has been made on the river since 1871.

Chief Dana Ruiz said a conveyor in the drying hall had overheated.";

const RIGHT: &str = "+++
title = \"Nine hours\"
source = \"The Ledger\"
url = \"https://ledger.example/nine-hours\"
+++
The mayor cancelled the summer fair.

A blaze at Oberlin's Marlow paper mill kept firefighters in Oberlin busy for nine hours on Friday.

An overheated conveyor in the drying hall was to blame, chief Dana Ruiz said.";

fn open() -> Harness {
    Harness::comparing(LEFT, RIGHT, 120, 20)
}

const fn at(paragraph: usize) -> SentenceRef {
    SentenceRef { paragraph, sentence: 0 }
}

/// Returns the shown matches, as paragraphs of the left and the right, a pinned one with an exclamation mark.
fn matches(h: &Harness) -> Vec<String> {
    let comparison = &h.pair().compared.as_ref().unwrap().comparison;
    let shown = comparison.matches.iter().filter(|m| m.shown());
    shown.map(|m| format!("{}-{}{}", m.left.paragraph, m.right.paragraph, if m.pinned { "!" } else { "" })).collect()
}

/// Unlocks the sides and puts the left cursor on its second paragraph, the right one on its first.
fn between_the_unmatched() -> Harness {
    let mut h = open();
    h.keys("S } Tab g g Tab");
    h
}

#[test]
fn rejecting_takes_the_match_away_and_undo_brings_it_back() {
    let mut h = open();
    assert_eq!(matches(&h), ["0-1", "2-2"]);
    let before = h.picture();
    h.keys("-");
    assert_eq!(matches(&h), ["2-2"]);
    assert!(h.notice().starts_with("rejected: “Firefighters in Oberli…” | “A blaze at"), "{}", h.notice());
    assert!(h.notice().ends_with("u takes it back"), "{}", h.notice());
    h.keys("Ctrl-l");
    assert!(h.text().contains("match rejected by you"), "{}", h.text());
    h.keys("u");
    assert!(h.notice().starts_with("undone: rejected: "), "{}", h.notice());
    h.keys("Ctrl-l");
    assert!(h.picture() == before);
    h.keys("Ctrl-r");
    assert_eq!(matches(&h), ["2-2"]);
    assert_eq!(h.decided.len(), 3);
}

#[test]
fn rejecting_twice_takes_the_rejection_back() {
    let mut h = open();
    h.keys("- -");
    assert_eq!((matches(&h).len(), h.notice().starts_with("no longer rejected: ")), (2, true));
    h.keys("u");
    assert_eq!(matches(&h), ["2-2"]);
}

#[test]
fn a_sentence_without_a_match_has_none_to_reject() {
    let mut h = open();
    h.keys("} -");
    assert_eq!((h.notice(), h.decided.len()), ("the sentence has no match to reject", 0));
}

#[test]
fn pinning_ties_what_stands_under_the_two_cursors() {
    let mut h = between_the_unmatched();
    h.keys("=");
    assert_eq!(matches(&h), ["0-1", "1-0!", "2-2"]);
    assert!(h.notice().starts_with("pinned: “Paper has been made on…” | “The mayor cancelled th…”"), "{}", h.notice());
    h.keys("Ctrl-l");
    assert!(h.text().contains("pinned by you") && h.text().contains('◆'), "{}", h.text());
    assert!(h.text().contains("◆ pinned"), "the legend tells the sign\n{}", h.text());
    h.keys("=");
    assert_eq!(matches(&h), ["0-1", "2-2"]);
    assert!(h.notice().starts_with("no longer pinned"), "{}", h.notice());
    h.keys("u -");
    assert!(h.notice().starts_with("no longer pinned"), "what the engine never found is not rejected: {}", h.notice());
    assert_eq!(matches(&h), ["0-1", "2-2"]);
}

#[test]
fn a_match_of_the_engine_is_confirmed_by_pinning_and_can_still_be_rejected() {
    let mut h = open();
    h.keys("=");
    assert_eq!(matches(&h), ["0-1!", "2-2"]);
    h.keys("-");
    assert_eq!(matches(&h), ["2-2"]);
    h.keys("u");
    assert_eq!(matches(&h), ["0-1!", "2-2"]);
    h.keys("u");
    assert_eq!(matches(&h), ["0-1", "2-2"]);
}

#[test]
fn pinning_a_rejected_pair_takes_the_rejection_back() {
    let mut h = open();
    h.keys("- =");
    assert_eq!((matches(&h), h.notice().starts_with("no longer rejected")), (vec!["0-1".into(), "2-2".into()], true));
}

#[test]
fn the_other_cursor_is_shown_where_nothing_else_marks_it() {
    let mut h = open();
    assert!(!h.text().contains(['▸', '◂']), "{}", h.text());
    h.keys("S } Tab g g");
    let row = h.pair().side(Side::Left).unwrap().cursor_row().unwrap();
    let top = h.pair().area(h.pair().areas(), Side::Left).y;
    assert!(h.text().lines().nth(row + top).unwrap().contains('▸'), "{}", h.text());
    h.keys("Tab");
    assert!(h.text().contains('◂') && !h.text().contains('▸'), "{}", h.text());
}

#[test]
fn unlocked_sides_keep_their_cursors() {
    let mut h = open();
    h.keys("S Tab } } Tab");
    let cursor = |side| h.pair().side(side).unwrap().current_sentence().unwrap();
    assert_eq!((cursor(Side::Left), cursor(Side::Right)), (at(0), at(2)));
}

#[test]
fn one_history_holds_changes_of_state_and_decisions() {
    let mut h = open();
    h.keys("s - s");
    h.keys("u");
    assert!(h.state().starred);
    h.keys("u");
    assert_eq!(matches(&h), ["0-1", "2-2"]);
    h.keys("u");
    assert!(!h.state().starred);
    h.keys("Ctrl-r Ctrl-r");
    assert!(h.state().starred && matches(&h) == ["2-2"]);
}

#[test]
fn decisions_go_along_when_the_sides_are_swapped() {
    let mut h = between_the_unmatched();
    h.keys("= g g -");
    assert_eq!(matches(&h), ["1-0!", "2-2"]);
    h.keys("x");
    assert_eq!(matches(&h), ["0-1!", "2-2"]);
    h.keys("u");
    assert_eq!(matches(&h), ["0-1!", "1-0", "2-2"]);
    h.keys("u x");
    assert_eq!(matches(&h), ["0-1", "2-2"]);
}

#[test]
fn decisions_outlive_an_edited_article() {
    let mut h = between_the_unmatched();
    h.keys("= g g -");
    let edited = LEFT
        .replace("Firefighters in", "A new first paragraph is here.\n\nFirefighters in")
        .replace("since 1871", "since about 1871");
    let path = h.path("left.md");
    std::fs::write(&path, edited).unwrap();
    h.send(Msg::Changed(vec![path]));
    assert_eq!(matches(&h), ["2-0!", "3-2"]);
}

#[test]
fn a_decision_whose_words_are_gone_rests_and_is_told() {
    let mut h = open();
    h.keys("-");
    let path = h.path("left.md");
    std::fs::write(&path, LEFT.replace("Firefighters in Oberlin fought a blaze at", "Nobody knows what went on in"))
        .unwrap();
    h.send(Msg::Changed(vec![path.clone()]));
    h.keys("Ctrl-l");
    assert!(h.text().contains("1 decision rests"), "{}", h.text());
    std::fs::write(&path, LEFT).unwrap();
    h.send(Msg::Changed(vec![path]));
    assert_eq!(matches(&h), ["2-2"]);
}

#[test]
fn decisions_are_there_when_the_pair_is_opened_again_the_other_way_round() {
    let mut h = Harness::library(&[("one.md", LEFT), ("two.md", RIGHT)], 120, 24);
    h.keys("c j c");
    let before = matches(&h);
    h.keys("- q");
    h.keys("g g j c k c");
    assert_eq!(matches(&h).len() + 1, before.len(), "{}", h.here());
}

#[test]
fn undo_works_when_the_pair_is_no_longer_on_the_screen() {
    let mut h = Harness::samples(120, 30);
    h.keys("j c");
    let before = matches(&h);
    h.keys("g g ] - q u");
    assert!(h.notice().starts_with("undone: rejected"), "{}", h.notice());
    h.keys("c");
    assert_eq!(matches(&h), before);
}

#[test]
fn an_answer_that_does_not_know_the_latest_decision_is_ignored() {
    let mut h = open();
    h.hold().keys("-");
    let Some(Effect::SaveDecision(first, _)) = h.held.pop() else { panic!("nothing saved") };
    h.keys("u");
    h.send(Msg::Decisions(first, Vec::new()));
    assert_eq!(matches(&h), ["0-1", "2-2"]);
    h.keys("-");
    h.send(Msg::Decisions(first, Vec::new()));
    assert_eq!(matches(&h), ["2-2"]);
}

#[test]
fn nothing_is_decided_before_the_comparison_is_there() {
    let mut h = open();
    let path = h.path("left.md");
    h.hold().send(Msg::Changed(vec![path]));
    let load = h.held.remove(0);
    h.answer(load).keys("=");
    assert_eq!(h.notice(), "the two are still being compared");
    h.keys("-");
    assert_eq!(h.notice(), "the two are still being compared");
}

#[test]
fn what_is_set_aside_cannot_be_pinned() {
    let right = format!("{RIGHT}\n\nCopyright 2026 The Ledger. All rights reserved.");
    let mut h = Harness::comparing(LEFT, &right, 120, 20);
    h.keys("S Tab G");
    h.keys("=");
    assert!(h.decided.is_empty(), "{}", h.notice());
    assert!(h.notice().contains("takes no part"), "{}", h.notice());
}

#[test]
fn what_another_instance_decides_is_taken_up_beside_what_was_decided_here() {
    let mut h = open();
    h.keys("-");
    let mut other = between_the_unmatched();
    other.keys("=");
    h.decided.append(&mut other.decided);
    h.send(Msg::DecidedElsewhere);
    assert_eq!(matches(&h), ["1-0!", "2-2"]);
    h.keys("u");
    assert_eq!(matches(&h), ["0-1", "1-0!", "2-2"], "what was done here is taken back, and only that");
}

#[test]
fn decisions_on_other_pairs_leave_the_screen_as_it_is() {
    let mut h = open();
    h.keys("-");
    let before = h.picture();
    h.send(Msg::DecidedElsewhere);
    assert!(h.picture() == before, "{}", h.text());
}

#[test]
fn rejecting_the_better_match_brings_its_rival_up_and_undo_brings_all_back() {
    const ONE: &str = "Firefighters in Oberlin fought a blaze at the Marlow paper mill for nine hours on Friday.";
    let left = format!("{ONE}\n\nPaper has been made on the river since 1871.");
    let right = format!(
        "{ONE} Nobody slept.\n\nCrews in Oberlin fought a blaze at the Marlow paper mill for hours on a hot night.\n\nThe mayor cancelled the summer fair."
    );
    let mut h = Harness::comparing(&left, &right, 120, 24);
    let tiers = |h: &Harness| -> Vec<_> {
        let all = &h.pair().compared.as_ref().unwrap().comparison.matches;
        all.iter().filter(|m| m.left == at(0)).map(|m| (m.right.paragraph, m.tier)).collect()
    };
    let before = (tiers(&h), h.picture());
    assert_eq!(before.0, [(0, Tier::Sure), (1, Tier::Likely)]);
    h.keys("-");
    assert_eq!(tiers(&h), [(1, Tier::Sure)]);
    h.keys("u Ctrl-l");
    assert!((tiers(&h), h.picture()) == before);
}
