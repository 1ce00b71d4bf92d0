//! The reader: motions, search, neighbours, measure.

use diptych::app::message::Msg;
use diptych::library::Origin;

use crate::support::Harness;

const HEAD: &str = "+++\ntitle = \"A title\"\nlang = \"en\"\n+++\n";

/// Opens a text with the cursor where `|` stands.
pub fn open(text: &str) -> Harness {
    let offset = text.find('|').unwrap();
    let mut h = Harness::reading(&format!("{HEAD}{}", text.replace('|', "")), 44, 20);
    h.pane_mut().go_to(offset);
    assert_eq!(shown(&h), text, "the text is not what was written");
    h
}

/// Returns the text with `|` at the cursor and `⟨⟩` around the selection.
pub fn shown(h: &Harness) -> String {
    let pane = h.pane().unwrap();
    let mut marks = vec![(pane.cursor(), "|")];
    if let Some(span) = pane.selected() {
        marks.insert(0, (span.start, "⟨"));
        marks.push((span.end, "⟩"));
    }
    marks.sort_by_key(|(at, _)| *at);
    let mut text = pane.article.text.clone();
    for (at, mark) in marks.into_iter().rev() {
        text.insert_str(at, mark);
    }
    text
}

/// State, keys, state.
#[track_caller]
pub fn moves(before: &str, keys: &str, after: &str) {
    let mut h = open(before);
    h.keys(keys);
    assert_eq!(shown(&h), after, "{before:?}, {keys}");
}

#[test]
fn by_words() {
    moves("|One two. Three four.", "w", "One |two. Three four.");
    moves("One |two. Three four.", "w", "One two. |Three four.");
    moves("One two. |Three four.", "b", "One |two. Three four.");
    moves("|One two. Three four.", "3 w", "One two. Three |four.");
    moves("One two. Three |four.", "w", "One two. Three |four.");
    moves("|One two.", "b", "|One two.");
    moves("|It’s “so”, he said.", "w w", "It’s “so”, |he said.");
    moves("|Two 👩‍👩‍👧 漢字 and ends.", "w w b b", "|Two 👩‍👩‍👧 漢字 and ends.");
}

#[test]
fn by_sentences() {
    moves("|One two. Three four.", ")", "One two. |Three four.");
    moves("One two. Three |four.", "(", "One two. |Three four.");
    moves("One two. |Three four.", "(", "|One two. Three four.");
    moves("One two. |Three four.\n\nFive six.", ")", "One two. Three four.\n\n|Five six.");
    moves("One two. Three four.\n\n|Five six.", "(", "One two. |Three four.\n\nFive six.");
    moves("|One two. Three four.\n\nFive six.", "2 )", "One two. Three four.\n\n|Five six.");
}

#[test]
fn by_paragraphs() {
    moves("One |two.\n\nThree four.", "}", "One two.\n\n|Three four.");
    moves("One two.\n\nThree |four.", "{", "One two.\n\n|Three four.");
    moves("One two.\n\n|Three four.", "{", "|One two.\n\nThree four.");
    moves("|One.\n\nTwo.\n\nThree.", "2 }", "One.\n\nTwo.\n\n|Three.");
}

#[test]
fn by_rows_with_the_column_kept_over_short_ones() {
    moves("One two |three.\n\nFour.\n\nSix ten seven.", "j", "One two three.\n\n|Four.\n\nSix ten seven.");
    moves("One two |three.\n\nFour.\n\nSix ten seven.", "2 j", "One two three.\n\nFour.\n\nSix ten |seven.");
    moves("One two |three.\n\nFour.\n\nSix ten seven.", "j j k k", "One two |three.\n\nFour.\n\nSix ten seven.");
}

#[test]
fn to_both_ends() {
    moves("One two. |Three four.\n\nFive six.", "g g", "|One two. Three four.\n\nFive six.");
    moves("One |two. Three four.\n\nFive six.", "G", "One two. Three four.\n\n|Five six.");
}

#[test]
fn pages_turn_there_and_back() {
    let mut h = Harness::samples(80, 24);
    h.keys("Enter");
    let (text, first) = (h.text(), h.at_cursor(20));
    for (there, back) in [("Space", "Ctrl-b"), ("Ctrl-d", "Ctrl-u"), ("3 Ctrl-d", "3 Ctrl-u")] {
        h.keys(there);
        assert_ne!(h.at_cursor(20), first, "{there}");
        h.keys(back).keys("g g");
        assert_eq!((h.text(), h.at_cursor(20)), (text.clone(), first.clone()), "{there} {back}");
    }
}

#[test]
fn a_search_marks_all_hits_and_goes_round() {
    let mut h = open("|A cat. A dog. A cat. Another cat.");
    h.keys("/").types("cat").keys("Enter");
    assert_eq!(
        (shown(&h).as_str(), h.app.hit_count()),
        ("A |cat. A dog. A cat. Another cat.", Some((Some(0), 3, false)))
    );
    h.keys("n");
    assert_eq!(shown(&h), "A cat. A dog. A |cat. Another cat.");
    h.keys("2 n");
    assert_eq!((shown(&h).as_str(), h.notice()), ("A |cat. A dog. A cat. Another cat.", "from the beginning again"));
    h.keys("N");
    assert_eq!((shown(&h).as_str(), h.notice()), ("A cat. A dog. A cat. Another |cat.", "from the end again"));
    h.keys("Esc n");
    assert_eq!(h.app.hit_count().unwrap().1, 3, "n searches again for what was dropped");
}

#[test]
fn an_empty_search_repeats_the_last() {
    let mut h = open("|A cat. A dog. A cat.");
    h.keys("/").types("cat").keys("Enter Esc g g / Enter");
    assert_eq!(shown(&h), "A |cat. A dog. A cat.");
}

#[test]
fn words_that_are_nowhere_are_said_to_be() {
    let mut h = open("|A cat. A dog.");
    h.keys("/").types("ibis").keys("Enter");
    assert_eq!((shown(&h).as_str(), h.notice()), ("|A cat. A dog.", "“ibis” is not found here"));
}

#[test]
fn a_huge_count_ends_where_the_text_ends() {
    let mut h = Harness::samples(80, 24);
    h.keys("Enter /").types("the").keys("Enter");
    for (there, back) in [("w", "b"), (")", "("), ("}", "{"), ("j", "k")] {
        h.keys("9 9 9 9 9").keys(there);
        let last = h.pane().unwrap().cursor();
        h.keys(there);
        assert_eq!(h.pane().unwrap().cursor(), last, "{there}");
        h.keys("9 9 9 9 9").keys(back);
        let first = h.pane().unwrap().cursor();
        h.keys(back);
        assert!(h.pane().unwrap().cursor() == first && first < last, "{back}");
    }
    h.keys("9 9 9 9 9 n 9 9 9 9 9 N 9 9 9 9 9 Space 9 9 9 9 9 Ctrl-b");
}

#[test]
fn the_next_article_follows_the_list_and_takes_its_cursor_along() {
    let mut h = Harness::samples(80, 24);
    h.keys("Enter J");
    assert_eq!(h.here(), "reader doral/harbour-gazette.md");
    h.keys("2 J");
    assert_eq!(h.here(), "reader suez/kestrel-wire.md");
    h.keys("K q");
    assert_eq!(h.here(), "list suez/northern-ledger.md");
    h.keys("g g Enter K");
    assert_eq!((h.here().as_str(), h.notice()), ("reader doral/meridian-post.md", "this is the first article"));
    h.keys("q G Enter J");
    assert_eq!((h.here().as_str(), h.notice()), ("reader paris/pasted.txt", "this is the last article"));
}

#[test]
fn the_measure_changes_within_bounds_and_the_cursor_stays() {
    let mut h = Harness::samples(120, 40);
    h.keys("Enter 9 w");
    let here = h.at_cursor(20);
    h.keys("> > <");
    assert_eq!((h.app.measure, h.notice(), h.at_cursor(20)), (70, "70 columns", here.clone()));
    h.keys("9 9 9 <");
    assert_eq!((h.app.measure, h.at_cursor(20)), (30, here.clone()));
    h.keys("9 9 9 >");
    assert_eq!(h.at_cursor(20), here);
}

#[test]
fn a_wide_measure_from_the_settings_does_not_shrink_when_made_wider() {
    let mut config = crate::support::config();
    config.settings.reader.measure = 200;
    let start = diptych::app::Start::Library(diptych::app::message::Roots::Samples);
    let mut h = Harness::with(start, 200, 40, config, Vec::new());
    h.keys("Enter >");
    assert!(h.app.measure >= 200, "> made 200 columns {}", h.app.measure);
}

#[test]
fn zen_leaves_the_text_alone_and_comes_back() {
    let mut h = Harness::samples(80, 24);
    h.keys("Enter");
    let before = h.text();
    h.keys("z");
    assert!(!h.text().contains("? keys"));
    h.keys("z");
    assert_eq!(h.text(), before);
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_nothing_breaks() {
    let mut h = Harness::library(&[("a.md", "Here is a text about a ferry.")], 80, 24);
    std::fs::remove_file(h.path("a.md")).unwrap();
    h.keys("Enter");
    assert!(h.text().contains("a.md"), "{}", h.text());
    h.keys("j k w y v G g g / x Enter n c Esc r s o Esc q");
    assert_eq!(h.here(), "list a.md");
}

#[test]
fn an_empty_article_can_be_walked_through() {
    let mut h = Harness::reading("", 80, 24);
    h.keys("j k w b ) ( } { G g g Space v y V o y / x Enter n N z > <");
    assert!(h.pane().is_none_or(|pane| pane.cursor() == 0));
}

#[test]
fn a_file_that_is_renamed_while_it_is_open_is_followed() {
    let text: String = (1..20).map(|n| format!("Paragraph {n} of the ferry stands here.\n\n")).collect();
    for together in [true, false] {
        let mut h = Harness::library(&[("one.md", &text), ("other.md", "Something else.")], 80, 24);
        h.keys("g g Enter 9 } H f");
        let (at, id) = (h.at_cursor(12), h.pane().unwrap().entry.id.clone());
        let (one, uno) = (h.path("one.md"), h.path("uno.md"));
        std::fs::rename(&one, &uno).unwrap();
        match together {
            true => h.send(Msg::Changed(vec![one, uno.clone()])),
            false => {
                h.send(Msg::Changed(vec![one]));
                assert!(h.notice().contains("one.md"), "{}", h.notice());
                h.send(Msg::Changed(vec![uno.clone()]));
            }
        }
        assert!(h.notice().contains("moved") && h.notice().contains("uno.md"), "{}", h.notice());
        let pane = h.pane().unwrap();
        assert_eq!((&pane.entry.origin, &pane.entry.id), (&Origin::File(uno.clone()), &id));
        assert_eq!((h.at_cursor(12), pane.notes.found.len()), (at, 1));
        // What is written there from then on is seen.
        std::fs::write(&uno, format!("It was updated.\n\n{text}")).unwrap();
        h.send(Msg::Changed(vec![uno]));
        assert!(h.pane().unwrap().article.text.starts_with("It was updated."));
        h.keys("q");
        assert_eq!(h.listed(), ["uno.md", "other.md"]);
    }
}

#[test]
fn a_copy_of_an_article_that_is_open_takes_nothing_over() {
    let text = "The ferry to Port Lissa stayed in the harbour.";
    let mut h = Harness::library(&[("one.md", text)], 80, 24);
    h.keys("g g Enter");
    std::fs::write(h.path("two.md"), text).unwrap();
    let path = h.path("two.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.pane().unwrap().entry.origin, Origin::File(h.path("one.md")));
    assert_eq!(h.notice(), "");
}
