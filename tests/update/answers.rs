//! Answers that come late, and articles that change while they are open.

use diptych::app::message::{Effect, Msg};
use diptych::compare::Side;

use crate::support::Harness;

#[test]
fn a_stale_load_is_ignored() {
    let mut h = Harness::samples(80, 24);
    h.hold().keys("Enter J");
    let [first, second] = [h.held.remove(0), h.held.remove(0)];
    h.answer(second);
    let text = h.text();
    assert!(text.contains("HARBOUR GAZETTE"), "{text}");
    h.answer(first);
    assert_eq!(h.text(), text);
}

#[test]
fn a_load_for_a_screen_that_was_left_is_called_off_and_ignored() {
    let mut h = Harness::samples(80, 24);
    h.hold().keys("Enter q");
    assert!(h.outside.iter().any(|effect| matches!(effect, Effect::CallOff(_))));
    let text = h.text();
    let load = h.held.remove(0);
    h.answer(load);
    assert_eq!((h.text(), h.here()), (text, "list doral/meridian-post.md".to_owned()));
}

#[test]
fn a_stale_comparison_is_ignored() {
    let mut h = Harness::samples(100, 30);
    h.hold().keys("c");
    let [left, right] = [h.held.remove(0), h.held.remove(0)];
    h.answer(left).answer(right);
    let old = h.held.remove(0);
    assert!(matches!(old, Effect::Compare(..)));
    h.keys("x");
    let new = h.held.remove(0);
    h.answer(old);
    assert!(h.pair().compared.is_none(), "it is of the sides as they were");
    h.answer(new);
    assert!(h.pair().compared.is_some());
}

#[test]
fn a_stale_search_of_the_library_is_ignored() {
    let mut h = Harness::samples(100, 30);
    h.hold().keys("/").types("canal").keys("Enter /").types("comet").keys("Enter");
    let [first, second] = [h.held.remove(0), h.held.remove(0)];
    h.answer(first);
    assert_eq!(h.listed().len(), 0, "nothing of the second is found yet");
    h.answer(second);
    assert!(!h.listed().is_empty());
    assert!(h.listed().iter().all(|name| !name.starts_with("suez")), "{:?}", h.listed());
}

#[test]
fn a_stale_search_of_a_long_text_is_ignored() {
    let long = "The ferry came late and the harbour was full. ".repeat(14_000);
    let mut h = Harness::reading(&long, 80, 24);
    h.hold().keys("/").types("ferry").keys("Enter /").types("harbour").keys("Enter");
    let [first, second] = [h.held.remove(0), h.held.remove(0)];
    h.answer(first);
    assert_eq!(h.app.hit_count().unwrap().1, 0);
    h.answer(second);
    assert_eq!((h.app.hit_count().unwrap().2, h.at_cursor(7).as_str()), (true, "harbour"));
}

#[test]
fn screens_wait_without_harm() {
    let mut h = Harness::samples(100, 30);
    h.hold().keys("c").keys("j w ) } G g g Space ] [ Enter Tab x S Alt-j > < v y s r o / a Enter n p Esc c Esc");
    assert!(h.app.overlay.is_none() || h.here().starts_with("compare"));
    h.release();
}

const HEAD: &str = "+++\ntitle = \"The ferry\"\n+++\n";

fn paragraphs() -> String {
    let paragraph =
        |n: usize| format!("Paragraph {n} says that the ferry of pier {n} came late, as it did the day before.");
    (1..40).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Opens a long article at its tenth paragraph.
fn open() -> Harness {
    let mut h = Harness::library(&[("a.md", &format!("{HEAD}{}", paragraphs()))], 80, 24);
    h.keys("Enter 9 }");
    assert_eq!(h.at_cursor(13), "Paragraph 10 ");
    h
}

/// Writes a sentence before the others, as a newsroom does, and tells the program.
fn change(h: &mut Harness) {
    let path = h.path("a.md");
    std::fs::write(&path, format!("{HEAD}UPDATED. This stands before all the rest.\n\n{}", paragraphs())).unwrap();
    h.send(Msg::Changed(vec![path]));
}

#[test]
fn a_changed_article_keeps_its_place() {
    let mut h = open();
    let row = h.pane().unwrap().cursor_row();
    change(&mut h);
    assert!(h.pane().unwrap().article.text.contains("UPDATED"));
    assert_eq!((h.at_cursor(13).as_str(), h.pane().unwrap().cursor_row()), ("Paragraph 10 ", row));
}

#[test]
fn a_changed_article_keeps_its_place_whatever_place_was_saved_before() {
    let mut h = open();
    h.keys("q Enter 9 }");
    assert_eq!(h.at_cursor(13), "Paragraph 19 ");
    change(&mut h);
    assert_eq!(h.at_cursor(13), "Paragraph 19 ");
}

#[test]
fn a_changed_article_is_searched_anew() {
    let mut h = open();
    h.keys("/").types("pier 12").keys("Enter");
    change(&mut h);
    assert_eq!(h.app.hit_count().unwrap().1, 1);
    h.keys("n");
    assert_eq!(h.at_cursor(7), "pier 12");
}

#[test]
fn a_changed_side_is_compared_anew() {
    let mut h = Harness::comparing("One ferry came late.", "The other ferry was late.", 100, 30);
    let path = h.path("right.md");
    std::fs::write(&path, "Something else was written.").unwrap();
    h.hold().send(Msg::Changed(vec![path]));
    let load = h.held.remove(0);
    h.answer(load);
    assert!(matches!(h.held.as_slice(), [Effect::Compare(..)]));
    assert!(h.pair().compared.is_none(), "the old findings are of the old text");
    h.release();
    assert!(h.pair().compared.is_some());
    assert!(h.pair().side(Side::Right).unwrap().article.text.contains("Something else"));
}
