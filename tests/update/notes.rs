//! Notes from the keyboard: writing, marking, tagging, linking, finding again, and what is told of what is not saved.

use diptych::app::message::{Effect, Msg};
use diptych::app::overlay::Overlay;
use diptych::article::anchor::locate::State;
use diptych::notes::{Note, Relation};

use crate::support::Harness;

const TEXT: &str = "+++
title = \"Mill burns\"
source = \"The Post\"
url = \"https://post.example/mill\"
+++
Firefighters fought a blaze at the Marlow paper mill for nine hours. Nobody was hurt.

Paper has been made on the river since 1871.";

const OTHER: &str = "+++
title = \"Nine hours\"
source = \"The Ledger\"
url = \"https://ledger.example/nine\"
+++
The mayor cancelled the summer fair.

A blaze at the Marlow paper mill kept firefighters busy for ten hours.";

fn reading() -> Harness {
    Harness::reading(TEXT, 80, 24)
}

fn comparing() -> Harness {
    Harness::comparing(TEXT, OTHER, 120, 24)
}

/// Returns the notes on disk that are not deleted: label, words, text, tags.
fn kept(h: &Harness) -> Vec<String> {
    let told = |note: &Note| {
        let words: Vec<_> = note.targets.iter().map(|target| target.anchor.exact.clone()).collect();
        let label = note.label.clone().unwrap_or_default();
        format!("{label}|{}|{}|{}", words.join(" + "), note.text, note.tags.join(" "))
    };
    h.notes.values().filter(|note| !note.is_deleted()).map(told).collect()
}

#[test]
fn a_note_is_written_on_the_sentence_and_saved() {
    let mut h = reading();
    h.keys("a").types("Who says so?").keys("Ctrl-s");
    assert_eq!(kept(&h), ["|Firefighters fought a blaze at the Marlow paper mill for nine hours.|Who says so?|"]);
    assert!(h.text().contains("Who says so?"), "{}", h.text());
    assert!(h.notice().starts_with("noted “Firefighters fought"), "{}", h.notice());
    assert!(h.drafts.is_empty());
}

#[test]
fn a_note_is_about_what_is_selected() {
    let mut h = reading();
    h.keys("v w w a").types("x").keys("Ctrl-s");
    assert_eq!(kept(&h), ["|Firefighters fought a|x|"]);
    assert!(h.pane().unwrap().selection.is_none(), "the selection is done with");
    let mut h = reading();
    h.keys(") V } a").types("y").keys("Ctrl-s");
    assert_eq!(kept(&h), ["|Nobody was hurt.\n\nPaper has been made on the river since 1871.|y|"]);
}

#[test]
fn objects_are_selected() {
    for (keys, words) in [
        ("w v i s", "Firefighters fought a blaze at the Marlow paper mill for nine hours."),
        ("w v w i w", "a"),
        ("v i p", "Firefighters fought a blaze at the Marlow paper mill for nine hours. Nobody was hurt."),
    ] {
        let mut h = reading();
        h.keys(keys).keys("H c");
        assert_eq!(kept(&h), [format!("claim|{words}||")], "{keys}");
    }
}

#[test]
fn a_label_is_given_changed_and_taken_away() {
    let mut h = reading();
    h.keys("H d");
    assert!(kept(&h)[0].starts_with("doubt|"));
    h.keys("H f");
    assert!(kept(&h)[0].starts_with("fact|"), "the note under the cursor is changed: {:?}", kept(&h));
    h.keys("H f");
    assert!(kept(&h).is_empty(), "a mark without label, text and tags is none");
    h.keys("u");
    assert!(kept(&h)[0].starts_with("fact|"));
    h.keys("H z");
    assert!(h.notice().contains("no label has the key z"));
}

#[test]
fn tags_are_typed_with_completion() {
    let mut h = reading();
    h.keys("t").types("#fire, mill fire").keys("Enter");
    assert!(kept(&h)[0].ends_with("|fire mill"), "{:?}", kept(&h));
    h.keys("} t").types("mi").keys("Tab").types("river").keys("Enter");
    assert!(kept(&h)[1].ends_with("|mill river"), "{:?}", kept(&h));
}

#[test]
fn a_note_is_changed_deleted_and_brought_back() {
    let mut h = reading();
    h.keys("a").types("one").keys("Ctrl-s a").types(" two").keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|one two|"));
    h.keys("D");
    assert!(kept(&h).is_empty());
    assert_eq!(h.notes.len(), 1, "a tombstone stays on disk");
    assert!(!h.text().contains("one two"));
    h.keys("u");
    assert!(kept(&h)[0].contains("|one two|"));
    h.keys("u");
    assert!(kept(&h)[0].contains("|one|"), "{:?}", kept(&h));
    h.keys("u");
    assert!(kept(&h).is_empty());
    h.keys("Ctrl-r Ctrl-r");
    assert!(kept(&h)[0].contains("|one two|"));
}

#[test]
fn the_first_key_that_is_not_the_editors_is_text() {
    let mut h = reading();
    h.keys("a").types("q D j 3 ?");
    let Some(Overlay::Editor(editor)) = &h.app.overlay else { panic!("no editor") };
    assert_eq!(editor.text(), "q D j 3 ?");
}

#[test]
fn a_character_of_several_code_points_is_deleted_whole() {
    let mut h = reading();
    h.keys("a").paste("né👨‍👩‍👧e\u{301}").keys("Backspace Backspace");
    let Some(Overlay::Editor(editor)) = &h.app.overlay else { panic!("no editor") };
    assert_eq!(editor.text(), "né");
}

#[test]
fn a_paste_is_text_with_its_lines_and_without_controls() {
    let mut h = reading();
    h.keys("a").paste("one\r\ntwo\u{1b}[31m\u{0}").keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|one\ntwo[31m|"), "{:?}", kept(&h));
}

#[test]
fn what_is_written_is_kept_as_a_draft_and_gone_on_with() {
    let mut h = reading();
    h.keys("a").types("half a thou");
    assert_eq!(h.drafts.values().next().unwrap().note.text, "half a thou");
    h.keys("Esc");
    assert!(h.app.overlay.is_none() && kept(&h).is_empty());
    assert!(h.notice().contains("kept as a draft"), "{}", h.notice());
    h.keys("a").types("ght").keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|half a thought|"));
    assert!(h.drafts.is_empty());
}

#[test]
fn leaving_an_empty_editor_leaves_nothing() {
    let mut h = reading();
    h.keys("a Esc");
    assert!(h.drafts.is_empty() && h.notes.is_empty());
    h.keys("a Ctrl-s");
    assert!(h.drafts.is_empty() && h.notes.is_empty());
    assert!(h.notice().contains("there is no note"));
}

#[test]
fn a_draft_of_an_earlier_run_is_offered() {
    let mut h = reading();
    h.keys("a").types("unfinished");
    let drafts = h.drafts.clone();
    let mut h = reading();
    h.drafts = drafts;
    let news = h.all_notes();
    h.send(news);
    assert!(h.text().contains("A note was being written"), "{}", h.text());
    h.keys("y");
    let Some(Overlay::Editor(editor)) = &h.app.overlay else { panic!("no editor") };
    assert_eq!(editor.text(), "unfinished");
    h.keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|unfinished|"));
}

#[test]
fn two_passages_are_linked_and_each_end_leads_to_the_other() {
    let mut h = comparing();
    h.keys("L");
    assert!(h.notice().starts_with("linking from"), "{}", h.notice());
    h.keys("S Tab } L d");
    let note = h.notes.values().next().unwrap().clone();
    assert_eq!(note.relation, Some(Relation::Differs));
    assert_eq!(note.targets.len(), 2);
    assert_ne!(note.targets[0].article, note.targets[1].article);
    assert!(h.text().contains("⟷ differs The Ledger ¶2"), "{}", h.text());
    let right = h.pair().focus;
    h.keys("Enter");
    assert_ne!(h.pair().focus, right);
    h.keys("Enter");
    assert_eq!(h.pair().focus, right);
}

#[test]
fn a_link_is_dropped_where_it_began() {
    let mut h = comparing();
    h.keys("L L");
    assert!(h.notice().contains("no longer linking"), "{}", h.notice());
    h.keys("L S Tab } L A");
    assert!(h.notice().starts_with("one of these by its first letter: "), "an A is no `a`: {}", h.notice());
    assert!(matches!(h.app.overlay, Some(diptych::app::overlay::Overlay::Relations(_))));
    h.keys("Esc");
    assert!(h.notes.is_empty());
}

#[test]
fn notes_are_gone_along() {
    let mut h = reading();
    h.keys("H c } H f g g ]");
    assert!(h.here_is("Paper has been made"), "{}", h.here());
    h.keys("]");
    assert!(h.notice().contains("no later note"));
    h.keys("[");
    assert!(h.here_is("Firefighters"));
}

#[test]
fn notes_move_to_the_margin_and_out_of_sight() {
    let mut h = reading();
    h.keys("a").types("Who says so?").keys("Ctrl-s");
    h.keys(", n");
    assert!(!h.text().contains("Who says so?") && h.text().contains("▎"), "{}", h.text());
    h.keys(", n");
    assert!(!h.text().contains("▎"), "{}", h.text());
    h.keys(", n");
    assert!(h.text().contains("Who says so?"));
}

#[test]
fn a_note_that_cannot_be_saved_is_never_called_saved() {
    let mut h = reading();
    h.failing = Some("no space left on device".to_owned());
    h.keys("H c");
    assert!(h.notice().contains("NOT saved: no space left"), "{}", h.notice());
    h.keys("j");
    assert!(h.text().contains("1 note NOT SAVED (no space left on device)"), "{}", h.text());
    h.keys("q");
    assert!(h.text().contains("1 note not on disk"), "{}", h.text());
    h.keys("n");
    assert!(!h.outside.iter().any(|effect| matches!(effect, Effect::Quit)));
    h.failing = None;
    h.keys(", w");
    assert_eq!(kept(&h).len(), 1);
    h.keys("j");
    assert!(!h.text().contains("NOT SAVED"));
}

#[test]
fn notes_that_cannot_be_saved_go_elsewhere() {
    let mut h = reading();
    h.failing = Some("read-only file system".to_owned());
    h.keys("H c , W Enter");
    let elsewhere = h.outside.iter().find_map(|effect| match effect {
        Effect::SaveNotesElsewhere(path, notes) => Some((path.clone(), notes.len())),
        _ => None,
    });
    assert_eq!(elsewhere, Some(("diptych-notes.json".into(), 1)));
}

#[test]
fn an_edited_article_keeps_its_notes() {
    let mut h = reading();
    h.keys("} H f");
    let path = h.path("article.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Firefighters", "A new first sentence stands here. Firefighters")).unwrap();
    let id = h.pane().unwrap().entry.id.clone();
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.pane().unwrap().entry.id, id);
    let marks = &h.pane().unwrap().notes.found;
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].span.of(&h.pane().unwrap().article.text), "Paper has been made on the river since 1871.");
}

#[test]
fn a_lost_passage_is_told_and_tied_anew() {
    let mut h = reading();
    h.keys("} H f");
    let before = h.notes.values().next().unwrap().targets[0].anchor.clone();
    let path = h.path("article.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Paper has been made on the river since 1871.", "It rained.")).unwrap();
    h.send(Msg::Changed(vec![path]));
    assert!(h.pane().unwrap().notes.found.is_empty());
    assert!(h.notice().contains("1 note has lost the passage"), "{}", h.notice());
    h.keys("j");
    assert!(h.text().contains("1 note without its passage"), "{}", h.text());
    h.keys("A");
    assert!(h.text().contains("orphan"), "{}", h.text());
    assert!(h.text().contains("Paper has been made on the river since 1871."), "the old words: {}", h.text());
    h.keys("Enter G =");
    let marks = &h.pane().unwrap().notes.found;
    assert_eq!(marks.first().map(|mark| mark.state), Some(State::Exact), "{}", h.notice());
    let target = h.notes.values().next().unwrap().targets[0].clone();
    assert_eq!(target.anchor, before, "the first anchor is never overwritten");
    assert_eq!(target.again.unwrap().exact, "It rained.");
    h.keys("u");
    assert!(h.pane().unwrap().notes.found.is_empty());
}

#[test]
fn the_list_shows_filters_and_opens_notes() {
    let mut h = reading();
    h.keys("a").types("Who says so?").keys("Ctrl-s } t").types("river").keys("Enter A");
    assert_eq!(h.here(), "notes of this article");
    assert!(h.text().contains("Who says so?") && h.text().contains("#river"), "{}", h.text());
    h.keys("f").types("#riv").keys("Enter");
    assert!(h.text().contains("1 note of this article"), "{}", h.text());
    h.keys("Enter");
    assert!(h.here_is("Paper has been made"), "{}", h.here());
    h.keys("A f").types("nothing like it").keys("Enter");
    assert!(h.text().contains("No note has that."), "{}", h.text());
    h.keys("Esc Tab");
    assert_eq!(h.here(), "notes of the library");
    h.keys("D");
    assert_eq!(kept(&h).len(), 1);
    h.keys("u q");
    assert_eq!(kept(&h).len(), 2);
    assert!(h.here().starts_with("reader"), "{}", h.here());
}

#[test]
fn notes_of_other_instances_appear_and_never_push_out_a_later_word() {
    let mut h = reading();
    h.keys("a").types("mine").keys("Ctrl-s");
    let mut other = h.notes.values().next().unwrap().clone();
    let news = |note: &Note| {
        Msg::Notes(Box::new(diptych::app::message::NotesNews { notes: vec![note.clone()], ..Default::default() }))
    };
    other.text = "earlier".to_owned();
    other.changed.0 -= 1;
    h.send(news(&other));
    assert!(h.text().contains("mine"));
    other.text = "theirs".to_owned();
    other.changed.0 += 10;
    h.send(news(&other));
    assert!(h.text().contains("theirs"), "{}", h.text());
}

#[test]
fn a_later_versions_note_is_shown_and_left_alone() {
    let mut h = reading();
    h.keys("a").types("future").keys("Ctrl-s");
    let mut note = h.notes.values().next().unwrap().clone();
    note.version = 99;
    note.changed.0 += 1;
    h.notes.insert(note.id, note);
    let news = h.all_notes();
    h.send(news);
    let before = h.notes.clone();
    for keys in ["a", "H c", "D"] {
        h.keys(keys);
        assert!(h.notice().contains("a later diptych"), "{keys}: {}", h.notice());
    }
    assert_eq!(h.notes, before);
}

#[test]
fn the_external_editor_gives_and_takes_the_text() {
    let mut h = reading();
    h.keys("a").types("in").keys("Ctrl-e");
    assert!(h.outside.iter().any(|effect| matches!(effect, Effect::EditOutside(text) if text == "in")));
    h.send(Msg::Edited(Ok(Some("out\nside\n".to_owned()))));
    h.keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|out\nside|"), "{:?}", kept(&h));
}

#[test]
fn a_finding_becomes_a_linked_note_by_one_key() {
    let mut h = comparing();
    h.keys("F L");
    let notes: Vec<_> = h.notes.values().collect();
    assert_eq!(notes.len(), 1, "{}", h.notice());
    assert!(notes[0].is_link(), "{:?}", notes[0]);
    let (contradicts, words) = (notes[0].relation, notes[0].targets[0].anchor.exact.as_str());
    assert_eq!((contradicts, words), (Some(Relation::Contradicts), "nine hours"), "the figures in conflict");
}

#[test]
fn dragging_the_mouse_selects() {
    use diptych::app::geometry::Cell;
    use diptych::app::message::Mouse;
    let mut h = reading();
    let row = h.text().lines().position(|line| line.contains("Firefighters fought")).unwrap();
    let x = h.text().lines().nth(row).unwrap().find("Firefighters").unwrap();
    h.send(Msg::Mouse(Mouse::Click(Cell { x, y: row })));
    h.send(Msg::Mouse(Mouse::Drag(Cell { x: x + 14, y: row })));
    h.keys("H q");
    assert_eq!(kept(&h), ["quote|Firefighters fought||"]);
}

#[test]
fn a_draft_stays_until_the_note_is_on_disk() {
    let mut h = reading();
    h.failing = Some("no space left on device".to_owned());
    h.keys("a").types("precious").keys("Ctrl-s");
    assert_eq!(h.drafts.len(), 1, "the words are nowhere else on disk");
    h.failing = None;
    h.keys(", w");
    assert!(h.drafts.is_empty() && kept(&h)[0].contains("|precious|"));
}

#[test]
fn what_could_not_be_saved_is_not_pushed_out_by_another_instance() {
    let mut h = reading();
    h.keys("a").types("base").keys("Ctrl-s");
    h.failing = Some("read-only file system".to_owned());
    h.keys("a").types(" mine").keys("Ctrl-s");
    let mut other = h.notes.values().next().unwrap().clone();
    other.text = "base theirs".to_owned();
    other.changed.0 += 1_000_000;
    let news = diptych::app::message::NotesNews { notes: vec![other], ..Default::default() };
    h.send(Msg::Notes(Box::new(news)));
    assert!(h.text().contains("base mine"), "{}", h.text());
    h.failing = None;
    h.keys(", w");
    assert!(kept(&h)[0].contains("|base mine|"), "{:?}", kept(&h));
}

#[test]
fn a_passage_that_changed_while_its_note_was_written_is_looked_for() {
    let mut h = reading();
    h.keys("} a").types("about the river");
    let path = h.path("article.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("Paper has been made on the river since 1871.", "It rained.")).unwrap();
    h.send(Msg::Changed(vec![path]));
    h.keys("Ctrl-s");
    let notes = &h.pane().unwrap().notes;
    assert!(notes.found.is_empty(), "{:?}", notes.found);
    assert_eq!(notes.lost.len(), 1);
}

#[test]
fn undo_never_overrides_what_another_instance_wrote_since() {
    let mut h = reading();
    h.keys("a").types("mine").keys("Ctrl-s");
    let mut other = h.notes.values().next().unwrap().clone();
    other.text = "theirs".to_owned();
    other.changed.0 += 10;
    let news = diptych::app::message::NotesNews { notes: vec![other], ..Default::default() };
    h.send(Msg::Notes(Box::new(news)));
    h.keys("u");
    assert!(h.notice().contains("another instance has changed this note"), "{}", h.notice());
    assert!(h.text().contains("theirs"));
}

#[test]
fn a_second_ctrl_c_ends_the_program_though_notes_are_not_on_disk() {
    let mut h = reading();
    h.failing = Some("no space left on device".to_owned());
    h.keys("H c Ctrl-c");
    assert!(!h.outside.iter().any(|effect| matches!(effect, Effect::Quit)));
    h.keys("Ctrl-c");
    assert!(h.outside.iter().any(|effect| matches!(effect, Effect::Quit)));
}

#[test]
fn a_draft_that_cannot_be_kept_is_never_called_kept() {
    let mut h = reading();
    h.keys("a").types("half");
    h.send(Msg::Drafted(Err("no space left on device".to_owned())));
    h.keys("Esc");
    assert!(h.notice().starts_with("NOT kept as a draft (no space left"), "{}", h.notice());
    h.keys("q");
    assert!(h.text().contains("not on disk"), "{}", h.text());
}

#[test]
fn notes_that_vanished_from_disk_are_written_again_from_the_screen() {
    let mut h = reading();
    h.keys("a").types("first").keys("Ctrl-s } a").types("second").keys("Ctrl-s");
    let before = h.notes.clone();
    assert_eq!(before.len(), 2);
    h.notes.clear();
    h.send(Msg::NotesGone("data/notes".into()));
    assert_eq!(h.notes, before);
    assert_eq!(h.notice(), "the notes had vanished from disk: data/notes; 2 notes are written again");
}

#[test]
fn a_note_that_was_just_saved_is_no_draft_that_notes_read_late_could_offer() {
    let mut h = reading();
    h.keys("a").types("said");
    let draft = h.drafts.clone();
    h.hold().keys("Ctrl-s");
    // The notes that were there before come in only now, with the draft that lay beside them.
    h.drafts.clone_from(&draft);
    let news = h.all_notes();
    h.send(news);
    assert!(h.app.overlay.is_none(), "{}", h.text());
    h.keys("a");
    assert!(matches!(h.app.overlay, Some(diptych::app::overlay::Overlay::Editor(_))));
}

#[test]
fn an_offered_draft_can_be_thrown_away_and_one_of_an_article_elsewhere_is_written_beside() {
    let mut h = reading();
    h.keys("a").types("unfinished");
    let drafts = h.drafts.clone();
    let offered = || {
        let mut h = Harness::reading(OTHER, 80, 24);
        h.drafts.clone_from(&drafts);
        let news = h.all_notes();
        h.send(news);
        h
    };
    let mut h = offered();
    h.keys("Ctrl-d Alt-d");
    assert_eq!(h.drafts, drafts, "only the letter itself throws it away");
    h.keys("d");
    assert!(h.drafts.is_empty());
    assert!(h.notice().contains("u takes it back"), "{}", h.notice());
    h.keys("u");
    assert_eq!(h.drafts, drafts);
    assert!(h.text().contains("A note was being written"), "{}", h.text());
    h.keys("n Ctrl-r");
    assert!(h.drafts.is_empty());
    let mut h = offered();
    for draft in h.app.notes.drafts.values_mut() {
        draft.note.targets[0].about.path = None;
    }
    h.keys("y").types("!").keys("Ctrl-s");
    assert!(kept(&h)[0].contains("|unfinished!|"), "{:?}", kept(&h));
}

#[test]
fn keys_typed_into_the_question_of_a_draft_are_told_and_cost_no_word() {
    let mut h = reading();
    h.keys("a").types("unfinished");
    let drafts = h.drafts.clone();
    let mut h = reading();
    h.drafts.clone_from(&drafts);
    let news = h.all_notes();
    h.send(news);
    for key in ["/", "o", "j", "x", "Tab"] {
        h.keys(key);
        assert!(h.notice().starts_with(&format!("{key} does nothing here: y or Enter: go on")), "{}", h.notice());
    }
    h.keys("q");
    assert!(h.app.overlay.is_none() && h.notice().starts_with("the draft is kept: a "), "{}", h.notice());
    assert_eq!(h.drafts, drafts);
}

#[test]
fn a_draft_outlives_a_label_on_its_note_and_a_deletion_can_be_taken_back_whole() {
    let mut h = reading();
    h.keys("a").types("first").keys("Ctrl-s a").types(" and more").keys("Esc");
    h.keys("H q");
    let words = |h: &Harness| h.drafts.values().map(|draft| draft.note.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&h), ["first and more"]);
    h.keys("D");
    assert!(h.drafts.is_empty());
    h.keys("u u");
    assert_eq!(words(&h), ["first and more"]);
    assert!(kept(&h)[0].contains("|first|"), "{:?}", kept(&h));
}

#[test]
fn text_from_outside_is_never_cut() {
    let mut h = reading();
    let long = "word ".repeat(400_000);
    h.keys("a");
    h.send(Msg::Edited(Ok(Some(long.clone()))));
    h.keys("Ctrl-s");
    assert_eq!(h.notes.values().next().unwrap().text, long.trim_end());
}

#[test]
fn both_ends_of_a_link_can_be_lost() {
    let mut h = comparing();
    h.keys("L S Tab } L d");
    let path = h.path("right.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        text.replace("A blaze at the Marlow paper mill kept firefighters busy for ten hours.", "Rain."),
    )
    .unwrap();
    h.send(Msg::Changed(vec![path]));
    h.keys("A o");
    assert!(h.text().contains("orphan"), "{}", h.text());
}

#[test]
fn what_a_link_says_can_be_changed() {
    let mut h = comparing();
    h.keys("L S Tab } L d A L c");
    assert_eq!(h.notes.values().next().unwrap().relation, Some(Relation::Contradicts), "{}", h.notice());
    h.keys("u");
    assert_eq!(h.notes.values().next().unwrap().relation, Some(Relation::Differs));
}

#[test]
fn the_second_passage_answers_the_first_in_every_place_that_says_so() {
    let mut h = Harness::samples(120, 40);
    h.keys("Enter } } L } L a");
    assert!(h.notice().contains(" answers “"), "{}", h.notice());
    let says = |h: &Harness| -> Vec<String> {
        let found = &h.pane().unwrap().notes.found;
        found.iter().map(|mark| mark.line.split_whitespace().take(3).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(says(&h), ["⟷ answered by", "⟷ answers ¶3"], "{}", h.text());
}

#[test]
fn a_finding_that_is_linked_gets_words_on_its_link_and_no_second_one() {
    let mut h = Harness::samples(120, 40);
    h.keys("j c F L");
    assert_eq!(h.app.notes.book.len(), 1);
    h.keys("L");
    assert!(h.app.overlay.is_some(), "{}", h.notice());
    h.types("Who counted?").keys("Ctrl-s");
    assert_eq!(h.app.notes.book.len(), 1);
    h.keys("a");
    h.types(" Ask.").keys("Ctrl-s");
    let texts: Vec<String> = h.app.notes.book.living().map(|note| note.text.clone()).collect();
    assert_eq!(texts, ["Who counted? Ask."]);
}
