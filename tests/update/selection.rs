//! Selecting and copying.

use crate::reader::{moves, open, shown};
use crate::support::Harness;

#[test]
fn words_are_selected_with_motions() {
    moves("|One two. Three four.", "v", "⟨|One⟩ two. Three four.");
    moves("|One two. Three four.", "v w", "⟨One |two⟩. Three four.");
    moves("One two. |Three four.", "v b", "One ⟨|two. Three⟩ four.");
    moves("|One two. Three four.", "v 3 w", "⟨One two. Three |four⟩.");
    moves("|One two. Three four.", "v )", "⟨One two. |Three⟩ four.");
}

#[test]
fn sentences_are_selected_with_motions() {
    moves("One |two. Three four.", "V", "⟨One |two.⟩ Three four.");
    moves("One |two. Three four.", "V )", "⟨One two. |Three four.⟩");
    moves("One two. Three |four.", "V (", "One two. ⟨|Three four.⟩");
    moves("One two. Three |four.", "V 2 (", "⟨|One two. Three four.⟩");
}

#[test]
fn the_other_end_becomes_the_one_that_moves() {
    moves("One |two three four.", "v w o", "One ⟨|two three⟩ four.");
    moves("One |two three four.", "v w o b", "⟨|One two three⟩ four.");
    moves("One |two three four.", "v w o o", "One ⟨two |three⟩ four.");
}

#[test]
fn the_same_key_or_esc_ends_the_selection_and_the_other_changes_its_unit() {
    moves("|One two. Three four.", "v w v", "One |two. Three four.");
    moves("|One two. Three four.", "v w Esc", "One |two. Three four.");
    moves("|One two. Three four.", "v w V", "⟨One |two.⟩ Three four.");
}

#[test]
fn the_sentence_is_copied_without_line_breaks() {
    let mut h = open("One |two, which is a longer sentence that takes more than one row. Three.");
    h.keys("y");
    assert_eq!(h.copied(), ["One two, which is a longer sentence that takes more than one row."]);
}

#[test]
fn the_selection_is_copied_and_dropped() {
    let mut h = open("One |two. Three four.\n\nFive six.");
    h.keys("v 3 w y");
    assert_eq!(h.copied(), ["two. Three four. Five"]);
    assert_eq!(shown(&h), "One two. Three four.\n\n|Five six.");
}

#[test]
fn what_is_copied_is_fit_for_a_terminal() {
    let mut h = Harness::reading("+++\ntitle = \"T\"\n+++\nOne \u{1b}[31mred\u{7} word.\n", 60, 20);
    h.keys("V y");
    assert_eq!(h.copied().len(), 1);
    assert!(!h.copied()[0].chars().any(char::is_control), "{:?}", h.copied());
}

#[test]
fn selecting_and_copying_work_in_the_comparison() {
    let mut h = Harness::comparing("One two. Three four.", "Five six. Seven eight.", 100, 30);
    h.keys("v w y Tab y");
    assert_eq!(h.copied(), ["One two", "Five six."]);
}
