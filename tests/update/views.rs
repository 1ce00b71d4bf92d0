//! Saved views: a filter under a name.

use diptych::app::message::{Effect, Msg};
use diptych::library::views::View;

use crate::support::Harness;

fn view(name: &str, query: &str) -> View {
    View { name: name.to_owned(), query: query.to_owned() }
}

fn shown(h: &Harness) -> Vec<String> {
    h.choices().into_iter().map(|(key, text, _)| format!("{key} {text}")).collect()
}

#[test]
fn a_filter_is_saved_shown_with_its_count_renamed_deleted_and_all_of_it_undone() {
    let mut h = Harness::samples(100, 24);
    h.keys(", v");
    assert_eq!(shown(&h), Vec::<String>::new());
    assert!(h.text().contains("none yet"), "{}", h.text());
    h.keys("Esc f").types("suez").keys("Enter , v");
    assert_eq!(shown(&h), ["save the filter “suez” as a view …"]);
    h.keys("Enter").types("The canal").keys("Enter");
    assert_eq!(h.views, [view("The canal", "suez")]);
    assert!(h.notice().starts_with("saved as the view “The canal”"), "{}", h.notice());
    assert!(h.text().contains("view “The canal”"), "{}", h.text());
    h.keys("Esc , v");
    assert_eq!(shown(&h), ["3 The canal"]);
    h.keys("Enter");
    assert_eq!((h.list().filter.as_str(), h.list().articles), ("suez", 3));
    h.keys(", v Ctrl-r Ctrl-u").types("Suez").keys("Enter");
    assert_eq!(h.views, [view("Suez", "suez")]);
    h.keys("u");
    assert_eq!(h.views, [view("The canal", "suez")]);
    h.keys(", v Ctrl-d");
    assert_eq!(h.views, []);
    assert!(h.notice().contains("is deleted"), "{}", h.notice());
    h.keys("u");
    assert_eq!(h.views, [view("The canal", "suez")]);
    h.keys("Ctrl-r");
    assert_eq!(h.views, []);
}

#[test]
fn a_view_that_is_written_over_comes_back() {
    let mut h = Harness::samples(100, 24);
    h.views = vec![view("mine", "comet")];
    h.keys("f").types("suez").keys("Enter , v Enter").types("mine").keys("Enter");
    assert_eq!(h.views, [view("mine", "suez")]);
    h.keys("u");
    assert_eq!(h.views, [view("mine", "comet")]);
}

#[test]
fn a_name_is_asked_for_and_a_view_that_is_not_understood_says_so() {
    let mut h = Harness::samples(100, 24);
    h.views = vec![view("wrong", "is:unraed"), view("two", "comet")];
    h.keys(", v").types("two").keys("Enter");
    assert_eq!(h.list().filter, "comet");
    h.keys(", v").types("wrong").keys("Enter");
    assert!(h.notice().starts_with("the view “wrong”: "), "{}", h.notice());
    h.keys("Esc f").types("x").keys("Enter , v Enter Enter");
    assert!(h.notice().contains("nothing is saved"), "{}", h.notice());
    assert_eq!(h.views.len(), 2);
    h.keys(", v Ctrl-d");
    assert_eq!(h.notice(), "no view under the cursor");
}

#[test]
fn views_that_cannot_be_read_are_told_and_a_late_answer_opens_nothing() {
    let mut h = Harness::samples(100, 24);
    h.failing = Some("views.toml: not valid TOML".to_owned());
    h.keys(", v");
    assert!(h.notice().contains("not valid TOML") && h.app.overlay.is_none(), "{}", h.notice());
    h.keys("?");
    h.send(Msg::Views(true, Ok(vec![view("a", "b")])));
    assert!(h.text().contains("Keys and signs"), "{}", h.text());
    assert!(!h.outside.iter().any(|effect| matches!(effect, Effect::Views(_))));
}
