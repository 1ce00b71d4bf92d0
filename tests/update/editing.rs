//! Setting title, source, story, date and tags of an article.

use diptych::app::message::Msg;
use diptych::app::overlay::Overlay;
use diptych::app::overlay::form::Form;
use diptych::library::Origin;
use diptych::library::editing::Edits;

use crate::support::Harness;

const A: &str = "+++\ntitle = \"Ferry late\"\nsource = \"Quay\"\npublished = 2026-03-07\ntags = [\"sea\"] # mine\n+++\nThe ferry came late.\n";
const B: &str =
    "+++\ntitle = \"School opens\"\nstory = \"The school\"\npublished = 2026-03-06\n+++\nThe school opened.\n";

fn library() -> Harness {
    let mut h = Harness::library(&[("a.md", A), ("b.md", B)], 80, 24);
    h.keys("g g");
    while h.here() != "list a.md" {
        h.keys("j");
    }
    h
}

fn form(h: &Harness) -> &Form {
    match &h.app.overlay {
        Some(Overlay::Edit(form)) => form,
        other => panic!("no form but {other:?}: {}", h.notice()),
    }
}

fn title(h: &Harness) -> Option<String> {
    let origin = Origin::File(h.path("a.md"));
    let index = h.app.shelf.index_of(&origin).unwrap();
    h.app.shelf.entries[index].meta.title.as_deref().map(str::to_owned)
}

#[test]
fn what_is_typed_is_set_shown_and_undone() {
    let mut h = library();
    h.keys("E");
    let fields = || ["Ferry late", "Quay", "", "2026-03-07", "sea"].map(str::to_owned);
    assert_eq!(form(&h).fields.each_ref().map(|field| field.value().to_owned()), fields());
    h.keys("Ctrl-u").types("Ferry early").keys("Tab Tab").keys("Ctrl-n Tab Ctrl-u").types("8 March 2026");
    h.keys("Down Ctrl-u").types("#ships, sea, ships").keys("Ctrl-s");
    let expected = Edits {
        at: h.edited[0].at,
        title: Some(Some("Ferry early".to_owned())),
        story: Some(Some("The school".to_owned())),
        published: Some(Some("2026-03-08".to_owned())),
        tags: Some(vec!["ships".to_owned(), "sea".to_owned()]),
        ..Edits::default()
    };
    assert_eq!(h.edited, [expected]);
    assert!(h.app.overlay.is_none() && h.notice().contains("is set in its head"), "{}", h.notice());
    assert_eq!(title(&h).as_deref(), Some("Ferry early"));
    assert!(h.text().contains("The school"), "{}", h.text());
    let file = std::fs::read_to_string(h.path("a.md")).unwrap();
    assert!(
        file.contains("tags = [\"ships\", \"sea\"] # mine") && file.ends_with("+++\nThe ferry came late.\n"),
        "{file}"
    );
    h.keys("u");
    assert_eq!(std::fs::read_to_string(h.path("a.md")).unwrap(), A);
    assert_eq!(title(&h).as_deref(), Some("Ferry late"));
    h.keys("Ctrl-r");
    assert_eq!(title(&h).as_deref(), Some("Ferry early"));
}

#[test]
fn a_wrong_date_is_told_with_the_forms_that_are_taken_and_nothing_is_lost() {
    let mut h = library();
    h.keys("E Tab Tab Tab Ctrl-u").types("3/7/2026").keys("Up Ctrl-s");
    assert_eq!(form(&h).at, 3, "the field is gone to");
    let told = form(&h).mistake.clone().unwrap();
    assert!(told.contains("3/7/2026") && told.contains("7 March 2026"), "{told}");
    assert!(h.text().contains("is not read as a date"), "{}", h.text());
    assert_eq!(h.edited, []);
    h.keys("Ctrl-u Ctrl-s");
    assert_eq!(h.edited[0].published, Some(None), "an empty date is none");
}

#[test]
fn esc_keeps_what_was_typed_for_the_next_time() {
    let mut h = library();
    h.keys("E Esc");
    assert_eq!((h.notice(), h.app.put_by_form.is_some()), ("", false), "nothing was typed");
    h.keys("E Ctrl-s");
    assert_eq!(h.notice(), "nothing was changed");
    h.keys("E Ctrl-u").types("Half a ti").keys("Esc");
    assert!(h.notice().contains("E on the article goes on with it"), "{}", h.notice());
    h.keys("k");
    let other = h.here();
    h.keys("E");
    assert_eq!((other.as_str(), form(&h).fields[0].value()), ("list b.md", "School opens"));
    h.keys("Esc j E");
    assert_eq!(form(&h).fields[0].value(), "Half a ti");
    h.types("tle").keys("Ctrl-s");
    assert_eq!(title(&h).as_deref(), Some("Half a title"));
    h.keys("E");
    assert_eq!(form(&h).fields[0].value(), "Half a title");
    assert!(!form(&h).is_changed());
}

#[test]
fn what_cannot_be_kept_is_told_and_is_there_to_be_tried_again() {
    let mut h = library();
    h.failing = Some("the disk is full".to_owned());
    h.keys("E Ctrl-u").types("New").keys("Ctrl-s");
    assert_eq!(h.notice(), "nothing is set: the disk is full");
    h.failing = None;
    h.keys("E");
    assert_eq!(form(&h).fields[0].value(), "New");
    h.keys("Ctrl-s");
    assert_eq!(title(&h).as_deref(), Some("New"));
}

#[test]
fn the_form_opens_over_an_article_that_is_read_and_the_article_follows() {
    let mut h = library();
    h.keys("Enter");
    assert_eq!(h.here(), "reader a.md");
    h.keys("E Tab Ctrl-u").types("Harbour").keys("Ctrl-s");
    assert_eq!(h.reader().slot.pane.as_ref().unwrap().entry.meta.source.as_deref(), Some("Harbour"));
    assert!(h.text().contains("HARBOUR"), "{}", h.text());
    h.paste("nowhere").keys("E").paste("  and a\npasted line");
    assert_eq!(form(&h).fields[0].value(), "Ferry lateand a pasted line");
    h.send(Msg::Resize(diptych::app::geometry::Size { width: 20, height: 6 }));
    let _ = h.text();
}

#[test]
fn where_there_is_no_article_there_is_no_form() {
    let mut h = Harness::library(&[], 80, 24);
    h.keys("E");
    assert_eq!(h.notice(), "no article under the cursor");
}
