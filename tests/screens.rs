//! The screens as pictures: the text of every cell, and the role in which it is drawn.
//!
//! A picture that changed on purpose is taken anew with `INSTA_UPDATE=always cargo test --test screens`; look at the
//! difference before it is committed.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test should stop where it fails")]

mod support;

use diptych::app::Start;
use diptych::app::core::feeds::ListedFeed;
use diptych::app::message::{FeedDone, Msg, Roots};
use diptych::config::Config;
use diptych::newsroom::keeping::{Hold, Tally};
use support::{Harness, config};

/// Takes a picture of the samples after `keys`.
fn samples(width: usize, height: usize, keys: &str) -> String {
    Harness::samples(width, height).keys(keys).picture()
}

fn samples_with(change: impl Fn(&mut Config), width: usize, height: usize, keys: &str) -> String {
    let mut config = config();
    change(&mut config);
    let start = Start::Library(Roots::Samples);
    Harness::with(start, width, height, config, Vec::new()).keys(keys).picture()
}

/// Opens the first sample and makes two notes.
const NOTES: &str = "Enter } } a W h o Space c o u n t e d ? Ctrl-s } H d t f i g u r e s Enter";

/// Makes a note where one is.
const NOTES_HERE: &str = "a W h o Space c o u n t e d ? Ctrl-s";

/// An article from which two marked passages were edited away, and the list of what is lost.
fn orphans(width: usize, height: usize) -> Harness {
    let text = "+++\ntitle = \"Mill burns\"\nsource = \"The Post\"\nurl = \"https://post.example/mill\"\n+++\n\
        Firefighters fought a blaze at the Marlow paper mill for nine hours.\n\n\
        The roof of the drying hall fell in shortly before midnight on Friday.\n\n\
        Paper has been made on the river since 1871, and the town lives by it.";
    let mut h = Harness::reading(text, width, height);
    h.keys("H c } H d } H f");
    let path = h.path("article.md");
    let edited =
        text.replace("The roof of the drying hall fell in shortly before midnight on Friday.", "It rained.").replace(
            "fought a blaze at the Marlow paper mill for nine",
            "fought the blaze in the Marlow mill for nearly nine",
        );
    std::fs::write(&path, edited).unwrap();
    h.send(Msg::Changed(vec![path]));
    h.keys("A o");
    h
}

/// Opens an article with what Markdown has besides paragraphs.
fn markdown(width: usize, height: usize, keys: &str) -> String {
    let text = "+++\ntitle = \"Mill burns\"\nsource = \"The Post\"\n+++\n\
        It burned for ~~eight~~ **nine** hours.\n\n1. The roof fell.\n2. The walls:\n   - the north one\n   - the others\n\n     \
        in part\n3. The mill is lost.\n\n| Hall | Built | State of it |\n|:---|---:|:--|\n| Drying | 1871 | fallen in, \
        nothing to be seen but `iron` |\n| Store | 9 | |\n\nSource: the union.\n\n```\nwhile fire:\n    pump(river)  # from \
        the river, which had less water than in any May that is remembered\n```\n\n    a  b\n      c\n";
    Harness::reading(text, width, height).keys(keys).picture()
}

/// Opens an article with links of every kind.
fn links(width: usize, height: usize, keys: &str) -> String {
    let far = "far/".repeat(20);
    let text = format!(
        "+++\ntitle = \"Mill burns\"\nsource = \"The Post\"\nurl = \"https://post.example/mill\"\n+++\n\
        Firefighters fought a blaze at the [Marlow paper mill](https://mill.example/about?from=post) for nine hours.[^1]\n\n\
        The roof fell in, as [the *chief* said][c]; see www.town.example, https://{far}x and [mail](mailto:a@b.example).\n\n\
        [c]: /fire/chief\n\n[^1]: Ten, by the count of the union.\n"
    );
    Harness::reading(&text, width, height).keys(keys).picture()
}

/// Rules on the first check, saying why, and on the second, and goes back to the first.
const RULED: &str = "j c m w r W h o Space c o u n t e d , Space a n d Space w h e n ? Enter ] m f [";

macro_rules! pictures {
    ($($name:ident: $picture:expr;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!($picture);
        })*
    };
}

pictures! {
    list_120x40: samples(120, 40, "j s j r");
    list_80x24: samples(80, 24, "3 j");
    list_40x10: samples(40, 10, "4 j");
    list_searched: samples(80, 24, "/ c a n a l Enter");
    list_filtered_120x40: samples(120, 40, "f s h i p Space i s : u n r");
    list_filtered_to_like_80x24: samples(80, 24, "f s u z e Enter");
    list_filter_with_a_mistake_80x24: samples(80, 24, "f s h i p Space i s : o l d");
    list_filtered_to_nothing: samples(60, 12, "f z q z q Enter");
    reader_120x40: samples(120, 40, "Enter 3 )");
    reader_80x24: samples(80, 24, "Enter / t h e Enter 2 n");
    reader_40x10: samples(40, 10, "Enter v 3 w");
    compare_120x40: samples(120, 40, "j c ] ]");
    compare_80x24: samples(80, 24, "j c ] Tab");
    folded_120x40: samples(120, 40, "j c Z");
    folded_80x24: samples(80, 24, "j c Z j j");
    compare_60x20: samples(60, 20, "j c ]");
    compare_40x10: samples(40, 10, "j c ]");
    findings_120x40: samples(120, 40, "j c F j");
    findings_80x24: samples(80, 24, "j c F Tab");
    findings_40x10: samples(40, 10, "j c F");
    brief_80x24: samples(80, 24, "j c B");
    notes_in_text_120x40: samples(120, 40, NOTES);
    notes_in_text_80x24: samples(80, 24, NOTES);
    notes_in_text_40x10: samples(40, 10, NOTES);
    notes_in_the_margin_80x24: samples(80, 24, &format!("{NOTES} , n"));
    notes_in_the_margin_200x60: samples(200, 60, &format!("{NOTES} , n"));
    notes_in_the_margin_of_a_pair_200x60: samples(200, 60, &format!("j c F L F {NOTES_HERE} , n"));
    compare_200x60: samples(200, 60, "j c ]");
    ruled_60x20: samples(60, 20, RULED);
    ruled_80x24: samples(80, 24, RULED);
    ruled_120x40: samples(120, 40, RULED);
    ruled_200x60: samples(200, 60, RULED);
    rulings_60x20: samples(60, 20, "j c m w");
    rulings_80x24: samples(80, 24, "j c m w");
    away_from_the_check_80x24: samples(80, 24, "j c 8 j");
    only_here_as_the_text_runs_120x40: samples(120, 40, "j c F Tab Tab , s");
    lists_60x20: samples(60, 20, "j c F BackTab");
    findings_60x20: samples(60, 20, "j c F j");
    findings_200x60: samples(200, 60, "j c F 4 Tab");
    brief_60x20: samples(60, 20, "j c B");
    brief_120x40: samples(120, 40, "j c B");
    brief_200x60: samples(200, 60, "j c B");
    notes_in_a_pair_60x20: samples(60, 20, &format!("j c F L F {NOTES_HERE}"));
    notes_in_a_pair_80x24: samples(80, 24, &format!("j c F L F {NOTES_HERE}"));
    list_60x20: samples(60, 20, "j s j r");
    list_by_source_60x20: samples(60, 20, ", g");
    list_200x60: samples(200, 60, "j s j r");
    links_60x20: links(60, 20, "U j");
    adding_60x20: adding(60, 20);
    adding_200x60: adding(200, 60);
    markdown_60x20: markdown(60, 20, "5 }");
    filter_again_80x24: samples(80, 24, "f s u e z Enter f");
    ascii_ruled: samples_with(|config| config.settings.ascii = true, 80, 24, RULED);
    notes_in_a_pair_120x40: samples(120, 40, &format!("j c F L F {NOTES_HERE}"));
    editor_120x40: samples(120, 40, "Enter } } a W h o Space s a y s ?");
    editor_80x24: samples(80, 24, "Enter 9 } a W h o Enter s a y s ?");
    editor_40x10: samples(40, 10, "Enter 3 } a W h o");
    labels_80x24: samples(80, 24, "Enter H");
    tags_80x24: samples(80, 24, &format!("{NOTES} }} t f"));
    markdown_120x40: markdown(120, 40, "} j j j");
    markdown_80x24: markdown(80, 24, "5 } 2 ) w v 2 w");
    markdown_40x40: markdown(40, 40, "5 }");
    soft_hyphens_40x10: Harness::reading(
        "+++\ntitle = \"Mill\"\n+++\nThe in\u{ad}fra\u{ad}struc\u{ad}ture and the trans\u{ad}port\u{ad}ation of re\u{ad}spon\u{ad}si\u{ad}ble persons.",
        40,
        10
    ).picture();
    links_80x24: links(80, 24, "U j");
    links_120x40: links(120, 40, "U 2");
    links_40x10: links(40, 10, "U G");
    links_in_text_80x24: links(80, 24, "6 w");
    note_list_120x40: samples(120, 40, &format!("{NOTES} A"));
    note_list_80x24: samples(80, 24, &format!("{NOTES} A j"));
    note_list_40x10: samples(40, 10, &format!("{NOTES} A"));
    trash_80x24: samples(80, 24, &format!("{NOTES} A D X"));
    trash_120x40: samples(120, 40, &format!("{NOTES} A D D X"));
    note_list_empty_80x24: samples(80, 24, "A");
    library_with_notes_80x24: samples(80, 24, &format!("{NOTES} q q"));
    orphans_120x40: orphans(120, 40).picture();
    orphans_80x24: orphans(80, 24).picture();
    feeds_60x20: feeds(60, 20, ", f j").picture();
    feeds_80x24: feeds(80, 24, ", f j j").picture();
    feeds_120x40: feeds(120, 40, ", f j j j").picture();
    feeds_fetching_80x24: fetching(80, 24).picture();
    feeds_removing_60x20: removing(60, 20).picture();
    feeds_removing_80x24: removing(80, 24).picture();
    feeds_empty_80x24: samples(80, 24, ", f");
    feed_added_80x24: samples(80, 24, ", f a q u a y");
    help_80x24: samples(80, 24, "Enter ?");
    palette_80x24: samples(80, 24, ": s o r t");
    picker_80x24: samples(80, 24, "2 j Enter c");
    question_80x24: samples(80, 24, "o");
    prompt_40x10: samples(40, 10, "Enter / w o r d s");
    empty_library_80x24: Harness::with(Start::Library(Roots::Own), 80, 24, config(), Vec::new()).picture();
    adding_80x24: adding(80, 24);
    adding_40x10: adding(40, 10);
    adding_120x40: adding(120, 40);
    form_80x24: samples(80, 24, "E Tab Tab Ctrl-n");
    form_40x10: samples(40, 10, "E Tab Tab Tab 9 Ctrl-s");
    form_120x40: samples(120, 40, "E");
    stories_80x24: samples(80, 24, "=");
    views_80x24: samples(80, 24, "f s u e z Enter , v Enter C a n a l Enter Esc f i s : u n r e a d Enter , v");
    views_60x20: samples(60, 20, "f s u e z Enter , v Enter C a n a l Enter");
    adding_empty_80x24: samples(80, 24, "a");
    problems_80x24: problems(80).picture();
    problems_120x40: problems(120).resize(120, 40).picture();
    too_small_30x5: samples(30, 5, "");
    ascii_list: samples_with(|config| config.settings.ascii = true, 80, 24, "s j r");
    ascii_compare: samples_with(|config| config.settings.ascii = true, 120, 40, "j c ] ]");
}

/// The list of feeds, one of each health.
fn feeds(width: usize, height: usize, keys: &str) -> Harness {
    let feed = |name: &str, health: &str, is_ill: bool, told: &[&str]| ListedFeed {
        url: format!("https://{}.example/feed.xml", name.to_lowercase().replace(' ', "-")),
        address: format!("https://{}.example/feed.xml", name.to_lowercase().replace(' ', "-")),
        title: name.to_owned(),
        health: health.to_owned(),
        is_ill,
        told: told.iter().map(|line| (*line).to_owned()).collect(),
        articles: 31,
        ..ListedFeed::default()
    };
    let asked = "asked 14:02 · last new 6 Mar 09:30 · due by its rhythm 18:12";
    let mut h = Harness::samples(width, height);
    h.feeds.path = "/home/reader/.config/diptych/feeds.toml".into();
    h.feeds.feeds = vec![
        feed("The Quay", "fetched 14:02", false, &[asked]),
        feed(
            "Harbour Gazette, all that is new in the harbour and on the islands",
            "not changed since 6 Mar 09:30",
            false,
            &[asked],
        ),
        feed("Tide Tables", "the server sent a web page, not a feed", true, &[asked, "failed 4 times in a row"]),
        feed("Meridian Post", "waits until 14:05: the site asks for it", false, &[asked]),
        feed("The Old Mill", "paused: gone", true, &["the site says that it is gone for good (410)"]),
        feed("Ferry Times", "not fetched yet", false, &[]),
    ];
    h.keys(keys);
    h
}

/// The question whether one is removed.
fn removing(width: usize, height: usize) -> Harness {
    let mut h = feeds(width, height, ", f D");
    let mut tally = Tally::default();
    (0..23).for_each(|_| tally.count(None));
    (0..3).for_each(|_| tally.count(Some(Hold::Noted)));
    tally.count(Some(Hold::Starred));
    h.send(Msg::FeedSurveyed(h.feeds.feeds[0].url.clone(), Ok(tally)));
    h
}

/// The same while all are fetched, and one is done.
fn fetching(width: usize, height: usize) -> Harness {
    let mut h = feeds(width, height, ", f F");
    let id = h.app.feeds.run.as_ref().unwrap().id;
    let feed = ListedFeed { health: "fetched 15:01".to_owned(), ..h.feeds.feeds[0].clone() };
    h.send(Msg::Fetching(id, 6));
    h.send(Msg::FeedDone(id, Box::new(FeedDone { feed, new: 7, failed: None, asked: true, warnings: Vec::new() })));
    h
}

/// A pasted text that is about to be kept.
fn adding(width: usize, height: usize) -> String {
    let text = "Ferry burns in the strait\n\nBy Ann Poe\n\nFour people were killed after a fire aboard a ferry in the \
        strait, the coast guard said on Monday.\n\nThe master of the ship was among the first in the boats.\n";
    Harness::samples(width, height).keys("a").paste(text).picture()
}

/// A library in which one file is no text and another has broken front matter.
fn problems(width: usize) -> Harness {
    let good = "+++\ntitle = \"The ferry came late\"\nsource = \"The Post\"\n+++\nThe ferry came late again on Friday.";
    let flawed = "+++\ntitle = 7\n+++\nThe title of this one is a number.";
    let mut h = Harness::library(&[("bad.md", "a\0b\0c\0"), ("flawed.md", flawed), ("good.md", good)], width, 24);
    // Where the test's folder lies is no part of the picture.
    for problem in &mut h.app.shelf.problems {
        problem.path = problem.path.file_name().unwrap().into();
    }
    h.keys("G");
    h
}

#[test]
fn nothing_but_ascii_is_drawn_where_only_ascii_is_wanted() {
    let left = "+++\ntitle = \"One\"\nsource = \"The Post\"\n+++\n- The ferry came late on Friday.\n\n> Nobody was hurt, he said.\n";
    let mut config = config();
    config.settings.ascii = true;
    for keys in ["", "?", ":", ", a", "f z", "Enter", "Enter c", "s r", "Enter v", "Enter / f Enter"] {
        let mut h = Harness::library(&[("a.md", left), ("b.md", left), ("c.md", "a\0b")], 120, 40);
        h.app.config = std::sync::Arc::new(config.clone());
        h.keys(keys);
        if keys == "Enter c" {
            h.keys("Enter ] F B Esc ?").keys("End");
        }
        let strange: Vec<char> = h.text().chars().filter(|c| !c.is_ascii()).collect();
        assert!(strange.is_empty(), "{keys}: {strange:?}\n{}", h.text());
    }
}
