//! The list: motions, filter, search, order, problems, the library coming in.

use diptych::app::Start;
use diptych::app::list::ListRow;
use diptych::app::message::{Effect, Msg, Roots};
use diptych::app::overlay::Overlay;
use diptych::library::{Alike, ArticleId, Origin};

use crate::support::{Harness, config};

/// Presses `keys` with the cursor on article `from` of the samples; it shall end on article `to`.
#[track_caller]
fn moves(from: usize, keys: &str, to: usize) {
    let mut h = Harness::samples(80, 15);
    h.keys("g g").keys(&"j ".repeat(from - 1));
    assert_eq!(h.number(), from, "before {keys}");
    h.keys(keys);
    assert_eq!(h.number(), to, "{from}, {keys}");
}

#[test]
fn the_cursor_moves_by_articles_over_the_names_of_stories() {
    moves(1, "j", 2);
    moves(2, "j", 3);
    moves(3, "k", 2);
    moves(1, "k", 1);
    moves(12, "j", 12);
    moves(4, "Down Down Up", 5);
}

#[test]
fn counts_go_before_motions() {
    moves(1, "3 j", 4);
    moves(8, "3 k", 5);
    moves(1, "1 0 j", 11);
    moves(3, "9 9 9 9 9 9 9 j", 12);
    moves(3, "0 j", 4);
}

#[test]
fn ends_are_a_sequence_and_a_key() {
    moves(5, "g g", 1);
    moves(5, "G", 12);
    moves(5, "Home", 1);
    moves(5, "End", 12);
}

#[test]
fn pages_go_there_and_back() {
    for (there, back) in [("Ctrl-d", "Ctrl-u"), ("Space", "Ctrl-b"), ("PgDn", "PgUp"), ("Ctrl-f", "PgUp")] {
        let mut h = Harness::samples(80, 15);
        h.keys(there);
        assert!(h.number() > 1, "{there}");
        h.keys(back);
        assert_eq!(h.number(), 1, "{there} {back}");
    }
}

#[test]
fn esc_drops_what_was_typed_of_a_command() {
    moves(5, "3 Esc j", 6);
    moves(5, "g Esc g g", 1);
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("a").keys("Enter 3 Esc");
    assert_eq!(h.list().filter, "a", "the first Esc drops the count alone");
}

#[test]
fn a_broken_sequence_does_nothing_and_says_so() {
    let mut h = Harness::samples(80, 24);
    h.keys("j g x");
    assert_eq!((h.number(), h.notice()), (2, "x does nothing here; ? shows the keys"));
    h.keys("j");
    assert_eq!((h.number(), h.notice()), (3, ""));
}

#[test]
fn the_filter_follows_every_key_and_esc_drops_it() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("comet");
    assert_eq!(h.listed(), ["comet/meridian-post.md", "comet/northern-ledger.md"]);
    h.keys("Backspace Backspace Backspace Backspace Backspace");
    assert_eq!(h.listed().len(), 12);
    h.types("suez").keys("Enter");
    assert!(h.listed().iter().all(|name| name.starts_with("suez/")), "{:?}", h.listed());
    assert!(h.app.overlay.is_none());
    h.keys("Esc");
    assert_eq!((h.listed().len(), h.list().filter.as_str()), (12, ""));
}

#[test]
fn esc_in_the_filter_prompt_drops_the_filter() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("comet").keys("Esc");
    assert_eq!((h.listed().len(), h.app.overlay.is_none()), (12, true));
}

#[test]
fn the_filter_keeps_the_cursor_on_its_article() {
    let mut h = Harness::samples(80, 24);
    h.keys("G k k").keys("f").types("comet");
    let here = h.here();
    assert!(here.contains("comet/"), "{here}");
    h.keys("Esc");
    assert_eq!(h.here(), here);
}

#[test]
fn the_row_that_fits_best_is_under_the_cursor() {
    let text = |title: &str, tags: &str| format!("+++\ntitle = \"{title}\"\ntags = [{tags}]\n+++\nThis is an article.");
    let library = [
        ("a.md", text("Nothing", "\"harbour\"")),
        ("b.md", text("The harbours", "")),
        ("c.md", text("The harbour", "")),
        ("d.md", text("Zoo", "\"harbour\"")),
    ];
    let library: Vec<(&str, &str)> = library.iter().map(|(name, text)| (*name, text.as_str())).collect();
    for begin in ["", "G", "j j"] {
        let mut h = Harness::library(&library, 80, 24);
        h.keys(begin).keys("f").types("harbour");
        assert_eq!((h.listed().len(), h.here()), (4, "list c.md".to_owned()), "after {begin}");
        h.types("s");
        assert_eq!((h.listed(), h.here()), (vec!["b.md".to_owned()], "list b.md".to_owned()));
        h.keys("Esc f").types("zoo").keys("Enter j k");
        assert_eq!(h.here(), "list d.md", "after {begin}");
    }
}

#[test]
fn the_filter_asks_for_fields_and_states() {
    let head =
        |title: &str, more: &str| format!("+++\ntitle = \"{title}\"\n{more}\n+++\nThis is an article about {title}.");
    let library = [
        ("a.md", head("Astronomers share a sky", "source = \"Tide\"\ntags = [\"sea\"]\npublished = 2026-03-07")),
        (
            "b.md",
            head("Climate deal reached", "source = \"Lake Post\"\nauthors = [\"Zoë O’Hara\"]\npublished = 2026-02-28"),
        ),
        ("c.md", head("The harbour wall", "story = \"Wall\"\nlang = \"fr\"")),
    ];
    let library: Vec<(&str, &str)> = library.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut h = Harness::library(&library, 80, 24);
    h.keys("g g").keys("r s");
    let first = h.here().replace("list ", "");
    let others: Vec<&str> = ["a.md", "b.md", "c.md"].into_iter().filter(|name| *name != first).collect();
    for (typed, found) in [
        ("starred", &[][..]),
        ("is:starred", &[first.as_str()]),
        ("is:unread", &others),
        ("#sea", &["a.md"]),
        ("-#sea -wall", &["b.md"]),
        ("source:post", &["b.md"]),
        ("author:ohara", &["b.md"]),
        ("story:wall lang:fr", &["c.md"]),
        ("since:2026-03", &["a.md"]),
        ("until:2026-02", &["b.md"]),
        ("\"deal reached\"", &["b.md"]),
        ("is:noted", &[]),
    ] {
        h.keys("f").types(typed).keys("Enter");
        let mut listed = h.listed();
        listed.sort();
        assert_eq!(listed, found, "{typed}");
        h.keys("Esc");
    }
}

#[test]
fn what_is_being_typed_filters_nothing_and_a_mistake_is_told() {
    let mut h = Harness::samples(120, 24);
    for (typed, told) in [
        ("is:", ""),
        ("source:", ""),
        ("-", ""),
        ("\"", ""),
        ("sorce:tide", "there is no “sorce:” here; there are source: author: tag:"),
        ("is:old", "there is no “is:old” here; there are is:unread is:read"),
        ("since:march", "“since:march” names no day; 2026, 2026-03 and 2026-03-07 do"),
    ] {
        h.keys("f").types(typed);
        assert_eq!((h.listed().len(), h.text().contains(told)), (12, true), "{typed}: {}", h.text());
        h.keys("Enter");
        assert!(h.notice().starts_with(told) && h.notice().is_empty() == told.is_empty(), "{typed}: {}", h.notice());
        h.keys("Esc");
    }
}

#[test]
fn what_is_like_it_is_listed_only_where_nothing_matches_and_told() {
    let mut h = Harness::samples(120, 24);
    h.keys("f").types("suez");
    assert!(!h.text().contains("like it"), "{}", h.text());
    let exact = h.listed();
    h.keys("Backspace Backspace").types("ze").keys("Enter");
    assert!(h.text().contains("nothing matches exactly: like it"), "{}", h.text());
    assert!(!h.listed().is_empty() && h.listed().iter().all(|name| exact.contains(name)), "{:?}", h.listed());
}

#[test]
fn a_state_that_the_filter_asks_for_is_followed() {
    let mut h = Harness::samples(80, 24);
    h.keys("f").types("is:unread").keys("Enter");
    assert_eq!(h.listed().len(), 12);
    h.keys("r");
    assert_eq!(h.listed().len(), 11);
    h.keys("u");
    assert_eq!(h.listed().len(), 12);
}

#[test]
fn articles_with_notes_and_with_lost_notes_are_found() {
    let text = |name: &str, words: &str| format!("+++\nurl = \"https://example.org/{name}\"\n+++\n{words}");
    let texts =
        ["The ferry sailed at noon. It was late again.", "The council met on Monday.", "Nothing was said at all."];
    let library =
        ["a.md", "b.md", "c.md"].map(|name| (name, text(name, texts[usize::from(name.as_bytes()[0] - b'a')])));
    let library: Vec<(&str, &str)> = library.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut h = Harness::library(&library, 100, 24);
    for name in ["a.md", "b.md"] {
        h.keys("f").types(name).keys("Enter Enter H c q Esc");
    }
    h.keys("f").types("is:noted label:c -is:lost").keys("Enter");
    let mut listed = h.listed();
    listed.sort();
    assert_eq!(listed, ["a.md", "b.md"]);
    h.keys("Esc");
    std::fs::write(h.path("b.md"), text("b.md", "Quite another text stands here now, of trees and hills.")).unwrap();
    let path = h.path("b.md");
    h.send(Msg::Changed(vec![path]));
    h.keys("f").types("is:lost").keys("Enter");
    assert_eq!(h.listed(), ["b.md"], "{}", h.text());
    h.keys("Esc f").types("is:noted -is:lost").keys("Enter");
    assert_eq!(h.listed(), ["a.md"], "{}", h.text());
}

#[test]
fn a_search_lists_the_hits_and_n_goes_through_them() {
    let mut h = Harness::samples(100, 30);
    h.keys("/").types("canal").keys("Enter");
    let listed = h.listed();
    assert!(listed.len() >= 3 && listed.len() < 12, "{listed:?}");
    let hits = h.list().rows.iter().filter(|row| matches!(row, ListRow::Hit(_))).count();
    assert_eq!(hits, listed.len(), "every article has a line with its hit");
    h.keys("g g n");
    assert_eq!(h.here(), format!("list {}", listed[1]));
    h.keys("N");
    assert_eq!(h.here(), format!("list {}", listed[0]));
    h.keys("Esc");
    assert_eq!(h.listed().len(), 12);
}

#[test]
fn a_search_that_finds_nothing_says_so_and_leaves_the_list() {
    let mut h = Harness::samples(100, 30);
    h.keys("/").types("zyzzyva").keys("Enter");
    assert_eq!((h.notice(), h.listed().len()), ("“zyzzyva” is found in no article", 12));
}

#[test]
fn an_article_found_opens_at_its_first_hit() {
    let mut h = Harness::samples(80, 24);
    h.keys("/").types("tugs").keys("Enter");
    h.keys("g g Enter");
    assert_eq!(h.at_cursor(4).to_lowercase(), "tugs");
    assert_eq!(h.app.hit_count().unwrap().0, Some(0));
    assert!(h.text().contains(&format!("1/{}", h.app.hit_count().unwrap().1)), "{}", h.text());
}

#[test]
fn n_without_a_search_says_so() {
    let mut h = Harness::samples(80, 24);
    h.keys("n");
    assert_eq!((h.number(), h.notice()), (1, "nothing is searched for"));
}

#[test]
fn grouping_sorting_and_turning_keep_the_cursor_on_its_article() {
    let mut h = Harness::samples(80, 24);
    h.keys("5 j");
    let here = h.here();
    let mut orders = vec![h.listed()];
    for keys in [", g", ", s", ", r"].into_iter().flat_map(|keys| std::iter::repeat_n(keys, 6)) {
        h.keys(keys);
        assert_eq!(h.here(), here, "{keys}");
        assert!(!h.notice().is_empty(), "{keys}");
        let (cursor, top) = (h.list().cursor, h.list().top);
        assert!((top..top + 21).contains(&cursor), "{keys}: row {cursor} is out of view from {top}");
        orders.push(h.listed());
    }
    orders.sort();
    orders.dedup();
    assert!(orders.len() > 5, "the orders differ");
}

#[test]
fn an_empty_library_offers_the_samples() {
    let mut h = Harness::with(Start::Library(Roots::Own), 80, 24, config(), Vec::new());
    assert!(h.text().contains("No articles here yet"), "{}", h.text());
    h.keys("j k G r s c");
    assert_eq!(h.notice(), "no article under the cursor");
    h.keys("Enter");
    assert_eq!(h.listed().len(), 12);
    assert!(h.app.shelf.shows_samples());
}

#[test]
fn problems_are_listed_and_told_in_full() {
    let files = [("good.md", "A plain text about the harbour and nothing else at all."), ("bad.md", "a\0b\0c\0\u{1}")];
    let mut h = Harness::library(&files, 100, 24);
    assert_eq!((h.listed(), h.app.shelf.problems.len()), (vec!["good.md".to_owned()], 1));
    assert!(h.text().contains("Problems") && h.text().contains("bad.md"), "{}", h.text());
    h.keys("G Enter");
    assert!(h.text().contains("A problem") && h.text().contains("looks binary"), "{}", h.text());
    h.keys("Esc f").types("good");
    assert!(!h.text().contains("Problems"), "a filter is about articles");
}

const TEXT: &str = "The ferry sailed at noon, and it was late as it always is.";

#[test]
fn the_first_scan_fills_the_list_as_it_goes() {
    let mut h = Harness::library(&[("a.md", TEXT), ("b.md", TEXT)], 80, 24);
    h.app = diptych::app::App::new(h.app.config.clone(), Start::Library(Roots::Own), h.app.size).0;
    let id = diptych::app::message::RequestId(1);
    assert!(h.text().contains("reading the library"), "{}", h.text());
    let mut found = h.found(Roots::Own);
    let last = found.pop().unwrap();
    h.send(Msg::Scanned(id, found));
    assert_eq!(h.listed(), ["a.md"]);
    h.send(Msg::Scanned(id, vec![last]));
    assert_eq!((h.listed().len(), h.app.shelf.is_loading()), (2, true));
    h.send(Msg::ScanDone(id));
    assert!(!h.app.shelf.is_loading());
}

#[test]
fn a_later_scan_replaces_the_list_when_it_is_through_and_keeps_the_cursor() {
    let text = |name: &str| format!("+++\ntitle = \"{name}\"\n+++\nThis is article {name} about a ferry.");
    let mut h = Harness::library(&[("b.md", &text("b")), ("d.md", &text("d"))], 80, 24);
    h.keys("G");
    assert_eq!(h.here(), "list d.md");
    std::fs::write(h.path("a.md"), text("a")).unwrap();
    std::fs::write(h.path("c.md"), text("c")).unwrap();
    std::fs::remove_file(h.path("b.md")).unwrap();
    h.hold().keys("R");
    assert_eq!(h.listed(), ["b.md", "d.md"], "the old list stays until the new one is there");
    let scan = h.held.pop().unwrap();
    let Effect::Scan(id, roots) = &scan else { panic!("{scan:?}") };
    let (id, found) = (*id, h.found(*roots));
    h.send(Msg::Scanned(id, found));
    assert_eq!(h.listed(), ["b.md", "d.md"]);
    h.send(Msg::ScanDone(id));
    assert_eq!((h.listed(), h.here()), (["a.md", "c.md", "d.md"].map(str::to_owned).to_vec(), "list d.md".to_owned()));
}

#[test]
fn a_change_on_disk_reads_the_library_anew() {
    let mut h = Harness::library(&[("a.md", TEXT)], 80, 24);
    std::fs::write(h.path("b.md"), TEXT).unwrap();
    let path = h.path("b.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed(), ["a.md", "b.md"]);
}

#[test]
fn renamed_moved_and_deleted_articles_are_followed_and_the_cursor_stays_on_its_own() {
    let text = |name: &str| format!("+++\ntitle = \"{name}\"\n+++\nThis is article {name} about a ferry.");
    let mut h = Harness::library(&[("a.md", &text("a")), ("f/b.md", &text("b")), ("f/c.md", &text("c"))], 80, 24);
    h.keys("j");
    assert_eq!(h.here(), "list b.md");
    std::fs::remove_file(h.path("a.md")).unwrap();
    let path = h.path("a.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!((h.listed(), h.here()), (["b.md", "c.md"].map(str::to_owned).to_vec(), "list b.md".to_owned()));
    std::fs::rename(h.path("f"), h.path("g")).unwrap();
    let paths = vec![h.path("f"), h.path("g")];
    h.send(Msg::Changed(paths));
    let lies_at = |h: &Harness, path: &str| h.app.shelf.index_of(&Origin::File(h.path(path))).is_some();
    assert_eq!((lies_at(&h, "f/b.md"), lies_at(&h, "g/b.md"), h.listed().len()), (false, true, 2));
    std::fs::write(h.path("g/b.md"), text("z")).unwrap();
    let path = h.path("g/b.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed(), ["c.md", "b.md"], "its new title puts it last");
}

#[test]
fn a_change_is_read_only_when_the_library_is_through_and_alone() {
    let mut h = Harness::library(&[("a.md", TEXT)], 80, 24);
    std::fs::write(h.path("b.md"), TEXT).unwrap();
    let path = h.path("b.md");
    h.hold().keys("R");
    h.send(Msg::Changed(vec![path.clone()]));
    let scan = h.held.pop().unwrap();
    assert!(h.held.is_empty(), "{:?}", h.held);
    let Effect::Scan(id, _) = scan else { panic!("{scan:?}") };
    h.send(Msg::ScanDone(id));
    assert!(matches!(h.held.as_slice(), [Effect::ReadAgain(_, paths)] if *paths == [path]), "{:?}", h.held);
}

#[test]
fn nothing_is_marked_by_a_filter_that_is_not_understood() {
    let mut h = Harness::library(&[("a.md", "A text.")], 80, 24);
    h.keys("f").types("is:unraed").keys("Enter :").types("mark-all-read").keys("Enter");
    assert!(h.notice().starts_with("nothing is marked: the filter is not understood"), "{}", h.notice());
}

#[test]
fn mark_all_marks_what_the_question_counted() {
    let files: Vec<(String, String)> =
        (0..4).map(|n| (format!("{n}.md"), titled(&"t".repeat(n + 1)) + &n.to_string())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut h = Harness::library(&files, 80, 24);
    h.keys(":").types("mark-all-read").keys("Enter");
    assert!(h.text().contains("all 4 listed articles"), "{}", h.text());
    std::fs::write(h.path("5.md"), titled("ttttt")).unwrap();
    let path = h.path("5.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed().len(), 5, "it came while the question stood");
    h.keys("y");
    assert_eq!(h.notice().split("  ").next(), Some("marked 4 as read"));
    assert_eq!(h.app.shelf.unread, 1);
    h.keys("u");
    assert_eq!(h.app.shelf.unread, 5);
    h.keys("f").types("ttttt").keys("Enter :").types("mark-all-read").keys("Enter");
    assert!(h.text().contains("Mark the listed article as read?"), "{}", h.text());
}

#[test]
fn the_reader_goes_to_the_next_unread_article_in_the_order_of_the_list() {
    let mut h = Harness::samples(80, 24);
    h.keys("j j r k k Enter");
    let first = h.here();
    h.keys(":").types("next-unread").keys("Enter");
    let second = h.here();
    assert_ne!(first, second);
    h.keys(":").types("next-unread").keys("Enter");
    let fourth = h.here();
    h.keys("K");
    assert_ne!(h.here(), second, "the third was read, and was passed over");
    h.keys("J");
    assert_eq!(h.here(), fourth);
    h.keys("q g g Enter :").types("previous-unread").keys("Enter");
    assert_eq!(h.notice(), "no unread article further up");
}

/// Says that the articles of these files are one story, called after the last.
fn one_story(h: &Harness, named: Option<&str>, files: &[&str]) -> (Alike, Vec<Origin>) {
    let alike = Alike {
        named: named.map(Into::into),
        oldest: ArticleId(files[0].to_owned()),
        title: format!("The story of {}", files[files.len() - 1]).into(),
        by_reader: false,
    };
    (alike, files.iter().map(|file| Origin::File(h.path(file))).collect())
}

fn titled(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\npublished = 2026-03-0{}\n+++\n{TEXT}", title.len())
}

#[test]
fn stories_that_are_found_gather_their_articles_under_the_cursor() {
    let files = [("a.md", titled("a")), ("b.md", titled("bb")), ("c.md", titled("ccc"))];
    let mut h = Harness::library(&files.each_ref().map(|(name, text)| (*name, text.as_str())), 80, 24);
    assert_eq!(h.listed(), ["c.md", "b.md", "a.md"]);
    h.keys("j j");
    assert_eq!(h.here(), "list a.md");
    let id = h.asked_for_stories.take().unwrap();
    let story = one_story(&h, None, &["a.md", "c.md"]);
    h.send(Msg::Stories(id, vec![story.clone()]));
    assert_eq!((h.listed(), h.here()), (["c.md", "a.md", "b.md"].map(str::to_owned).to_vec(), "list a.md".to_owned()));
    assert!(h.text().contains("~ The story of c.md"), "{}", h.text());
    assert!(h.text().contains("1 story"), "{}", h.text());
    h.keys("c");
    assert!(h.here().starts_with("compare "), "in a story of two, one is enough: {}", h.here());
    h.keys("q");

    let mut elsewhere = one_story(&h, None, &["a.md", "b.md"]);
    elsewhere.0.oldest = ArticleId("other".to_owned());
    h.send(Msg::Stories(id, vec![elsewhere]));
    assert_eq!(h.listed(), ["c.md", "a.md", "b.md"], "nobody waits for that any more");

    h.hold();
    std::fs::write(h.path("c.md"), titled("ccc") + " It sank.").unwrap();
    let path = h.path("c.md");
    h.send(Msg::Changed(vec![path]));
    h.release();
    assert_eq!(h.listed(), ["c.md", "a.md", "b.md"], "an article that changed stays until stories are found anew");
    let again = h.asked_for_stories.take().unwrap();
    assert_ne!(again, id);
    h.send(Msg::Stories(again, Vec::new()));
    assert_eq!(h.listed(), ["c.md", "b.md", "a.md"]);
}

#[test]
fn an_article_that_is_like_a_named_story_stands_in_it() {
    let named = titled("bb").replacen("+++\n", "+++\nstory = \"The ferry\"\n", 1);
    let mut h = Harness::library(&[("a.md", &titled("a")), ("b.md", &named)], 80, 24);
    assert_eq!(h.listed(), ["b.md", "a.md"]);
    let id = h.asked_for_stories.take().unwrap();
    let story = one_story(&h, Some("The ferry"), &["a.md", "b.md"]);
    h.send(Msg::Stories(id, vec![story]));
    assert!(!h.text().contains('~') && h.text().contains("The ferry"), "{}", h.text());
    assert!(h.text().contains(" 1 Mar\n") && h.text().contains(" 2 Mar\n"), "the days of both: {}", h.text());
    let others = h.app.shelf.entries.iter().map(|entry| h.app.shelf.same_story(entry).len());
    assert_eq!(others.collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn stories_are_looked_for_only_where_articles_name_none() {
    let named = |title: &str| titled(title).replacen("+++\n", "+++\nstory = \"ferry\"\n", 1);
    let h = Harness::library(&[("a.md", &named("a")), ("b.md", &named("bb"))], 80, 24);
    assert_eq!(h.asked_for_stories, None);
    let h = Harness::library(&[("a.md", TEXT)], 80, 24);
    assert_eq!(h.asked_for_stories, None, "one article is no story");
}

#[test]
fn the_cursor_stands_on_the_first_row_until_the_reader_moves_it() {
    let text = |name: &str| format!("+++\ntitle = \"{name}\"\n+++\nThis is article {name} about a ferry.");
    let mut h = Harness::library(&[("m.md", &text("m")), ("n.md", &text("n"))], 80, 24);
    assert_eq!(h.here(), "list m.md");
    for (name, here) in [("c.md", "list c.md"), ("a.md", "list a.md")] {
        std::fs::write(h.path(name), text(name)).unwrap();
        let path = h.path(name);
        h.send(Msg::Changed(vec![path]));
        assert_eq!(h.here(), here, "what comes first is under the cursor");
    }
    h.keys("j k");
    std::fs::write(h.path("0.md"), text("0")).unwrap();
    let path = h.path("0.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.here(), "list a.md", "a cursor that was moved stays on its article");
}

#[test]
fn an_article_that_was_opened_keeps_the_cursor() {
    let text = |name: &str| format!("+++\ntitle = \"{name}\"\n+++\nThis is article {name} about a ferry.");
    let mut h = Harness::library(&[("m.md", &text("m")), ("n.md", &text("n"))], 80, 24);
    h.keys("Enter");
    std::fs::write(h.path("a.md"), text("a")).unwrap();
    let path = h.path("a.md");
    h.send(Msg::Changed(vec![path]));
    h.keys("q");
    assert_eq!(h.here(), "list m.md");
}

#[test]
fn a_filter_finds_letters_however_they_are_printed() {
    let text = |title: &str| format!("+++\ntitle = \"{title}\"\n+++\nThis is an article about a ferry.");
    let library =
        [("a.md", text("Trump’s café")), ("b.md", text("Cafe\u{301} of the world")), ("c.md", text("Nothing"))];
    let library: Vec<(&str, &str)> = library.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut h = Harness::library(&library, 80, 24);
    for (typed, found) in [("cafe", &["b.md", "a.md"][..]), ("café", &["b.md", "a.md"]), ("trump's", &["a.md"])] {
        h.keys("f").types(typed).keys("Enter");
        assert_eq!(h.listed(), found, "{typed}");
        h.keys("Esc");
    }
}

#[test]
fn the_preview_shows_the_article_under_the_cursor() {
    let mut h = Harness::samples(120, 40);
    assert!(h.text().contains("MERIDIAN POST"), "{}", h.text());
    h.keys("j");
    assert!(h.text().contains("HARBOUR GAZETTE ·"), "{}", h.text());
    h.keys("z");
    assert!(!h.text().contains("HARBOUR GAZETTE ·"), "{}", h.text());
}

#[test]
fn the_preview_goes_to_what_is_searched_for_and_back_to_the_top() {
    let filler = "Nothing of note lay in the yard that day. ".repeat(200);
    let text = format!("+++\ntitle = \"The buoy\"\n+++\n{filler}\n\nThen a red buoy came ashore.\n\n{filler}");
    let mut h = Harness::library(&[("a.md", &text)], 120, 40);
    assert!(!h.text().contains("came ashore"), "{}", h.text());
    h.keys("/").types("buoy").keys("Enter");
    assert!(h.text().contains("“buoy” 2 times in 1 article · 1 of 1 listed"), "{}", h.text());
    assert!(h.text().contains("Then a red buoy came ashore."), "{}", h.text());
    let hits = h.roles().lines().map(|row| row.matches("hhhh").count()).sum::<usize>();
    assert_eq!(hits, 3, "in the list title and context, in the preview the text: {}", h.roles());
    h.keys("Esc");
    assert!(!h.text().contains("came ashore"), "{}", h.text());
}

/// Two versions of one article, as they lie in a library.
pub const EARLIER: (&str, &str) = (
    "v1.md",
    "+++\ntitle = \"Bridge shut for summer\"\nurl = \"https://example.org/bridge\"\nsource = \"Quay\"\n\
     published = 2026-03-07\n+++\n\nThe bridge will be shut for the whole summer, the council said on Monday.\n\n\
     Engineers found twelve cracks in the southern arch last week.\n\n\
     Nobody was told before the decision was made, traders said.\n",
);
pub const NEWER: (&str, &str) = (
    "v2.md",
    "+++\ntitle = \"Bridge shut until autumn\"\nurl = \"https://example.org/bridge?utm_source=x\"\nsource = \"Quay\"\n\
     published = 2026-03-07\nupdated = 2026-03-09\n+++\n\n\
     The bridge will be shut until the autumn, the council said on Monday.\n\n\
     Engineers found seventeen cracks in the southern arch last week.\n\n\
     A correction: an earlier version gave a wrong number of cracks.\n",
);
const OTHER: (&str, &str) = (
    "other.md",
    "+++\ntitle = \"Ferry late\"\nurl = \"https://example.org/ferry\"\npublished = 2026-03-01\n+++\n\nThe ferry came late.\n",
);

#[test]
fn versions_of_an_article_are_one_row_and_reading_one_does_not_mark_the_other() {
    let mut h = Harness::library(&[EARLIER, NEWER, OTHER], 100, 24);
    assert_eq!(h.listed(), ["v2.md", "other.md"]);
    let screen = h.text();
    assert!(screen.contains("updated, 2 versions") && screen.contains("2 articles · 2 unread"), "{screen}");
    h.keys("g g r");
    assert!(h.text().contains("1 unread"), "{}", h.text());
    let read = |h: &Harness, name: &str| {
        let index = h.app.shelf.index_of(&Origin::File(h.path(name))).unwrap();
        h.app.shelf.state.of(&h.app.shelf.entries[index].id).read
    };
    assert!(read(&h, "v2.md") && !read(&h, "v1.md"));
    h.keys("f").types("is:updated").keys("Enter");
    assert_eq!(h.listed(), ["v2.md"]);
    h.keys("Esc");
    // A text that goes takes its part in the count with it.
    std::fs::remove_file(h.path("v2.md")).unwrap();
    let path = h.path("v2.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed(), ["v1.md", "other.md"]);
    assert!(!h.text().contains("versions") && h.text().contains("2 unread"), "{}", h.text());
}

#[test]
fn a_version_that_comes_takes_the_place_of_the_one_before_and_the_cursor_stays() {
    let mut h = Harness::library(&[EARLIER, OTHER], 100, 24);
    h.keys("j");
    assert_eq!(h.list().current(&h.app.shelf).unwrap().meta.title.as_deref(), Some("Ferry late"));
    std::fs::write(h.path("v2.md"), NEWER.1).unwrap();
    let path = h.path("v2.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed(), ["v2.md", "other.md"]);
    assert_eq!(h.list().current(&h.app.shelf).unwrap().meta.title.as_deref(), Some("Ferry late"));
}

#[test]
fn what_an_earlier_version_was_starred_for_is_found_by_the_newest() {
    let mut h = Harness::library(&[EARLIER, OTHER], 100, 24);
    h.keys("g g s");
    std::fs::write(h.path("v2.md"), NEWER.1).unwrap();
    let path = h.path("v2.md");
    h.send(Msg::Changed(vec![path]));
    h.keys("f").types("is:starred").keys("Enter");
    assert_eq!(h.listed(), ["v2.md"]);
    assert!(h.text().contains('★'), "{}", h.text());
}

#[test]
fn a_filter_that_is_opened_again_is_selected_and_gives_way_to_another() {
    let typed = |h: &Harness| match &h.app.overlay {
        Some(Overlay::Prompt(prompt)) => (prompt.input.value().to_owned(), prompt.selected),
        other => panic!("no prompt: {other:?}"),
    };
    let mut h = Harness::samples(80, 24);
    h.keys("f s u e z Enter f");
    assert_eq!(typed(&h), ("suez".to_owned(), true));
    h.keys("c");
    assert_eq!(typed(&h), ("c".to_owned(), false));
    h.keys("o m e t Enter f Right Space x");
    assert_eq!(typed(&h), ("comet x".to_owned(), false), "a key that moves keeps it");
    h.keys("Enter f Backspace");
    assert_eq!(typed(&h), (String::new(), false));
}

#[test]
fn two_versions_open_side_by_side_with_what_was_changed_first() {
    for keys in ["g g , d", "g g Enter , d"] {
        let mut h = Harness::library(&[EARLIER, NEWER, OTHER], 120, 30);
        h.keys(keys);
        let screen = h.text();
        assert!(screen.contains("earlier version, 7 Mar 2026 · Quay"), "{screen}");
        assert!(screen.contains("newer version, 9 Mar 2026 · Quay"), "{screen}");
        assert!(screen.contains("Changes 4"), "{screen}");
        let at = |words: &str| screen.find(words).unwrap_or_else(|| panic!("{words}: {screen}"));
        assert!(at("headline") < at("twelve cracks") && at("twelve cracks") < at("changed"), "{screen}");
        h.keys(", d");
        assert_eq!(h.notice(), "these are its versions: ] and [ go along what was changed");
        h.keys("x");
        let (newer, earlier) = (h.text().find("newer version"), h.text().find("earlier version"));
        assert!(newer < earlier, "{}", h.text());
        h.keys("q");
        assert!(h.text().contains(if keys.contains("Enter") { "version 2 of 2" } else { "updated" }), "{}", h.text());
    }
    let mut h = Harness::library(&[EARLIER, NEWER, OTHER], 80, 24);
    h.keys("G , d");
    assert_eq!(h.notice(), "there is one version of this article");
}

#[test]
fn of_more_versions_it_is_asked_which() {
    let third =
        NEWER.1.replace("updated = 2026-03-09", "updated = 2026-03-10T08:00:00Z").replace("seventeen", "nineteen");
    let mut h = Harness::library(&[EARLIER, NEWER, ("v3.md", third.as_str())], 100, 30);
    h.keys("g g , d");
    let screen = h.text();
    for line in ["all", "2 → 3", "1 → 2", "7 Mar 2026 → 10 Mar 2026 08:00"] {
        assert!(screen.contains(line), "{line}: {screen}");
    }
    h.keys("Down Enter");
    let screen = h.text();
    assert!(screen.contains("seventeen cracks") && screen.contains("nineteen cracks"), "{screen}");
    h.keys("q");
    assert_eq!(h.listed(), ["v3.md"]);
}

#[test]
fn notes_stay_with_the_version_they_were_made_on_and_the_newest_says_so() {
    let mut h = Harness::library(&[EARLIER], 100, 24);
    h.keys("g g Enter G H f q");
    std::fs::write(h.path("v2.md"), NEWER.1).unwrap();
    let path = h.path("v2.md");
    h.send(Msg::Changed(vec![path]));
    assert_eq!(h.listed(), ["v2.md"]);
    assert!(h.text().contains("✎ 1"), "{}", h.text());
    h.keys("g g Enter");
    assert!(h.text().contains("version 2 of 2, 1 note in another"), "{}", h.text());
}
