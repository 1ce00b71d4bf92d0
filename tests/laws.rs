//! Laws of the screens: whatever is pressed, in whatever text, at whatever size.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test should stop where it fails")]

mod support;

use diptych::app::Start;
use diptych::app::geometry::{Cell, Size};
use diptych::app::message::{Mouse, Msg};
use diptych::app::pane::Pane;
use diptych::library::Origin;
use diptych::ui;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use support::Harness;
use support::sound::is_sound;

/// Something that a reader does.
#[derive(Clone, Debug)]
enum Deed {
    Keys(String),
    Paste(String),
    Resize(usize, usize),
    Mouse(u8, usize, usize),
}

/// All sequences of the default table, and keys that are not in it.
fn sequences() -> Vec<String> {
    let table = diptych::config::defaults().keys;
    let mut all: Vec<String> = table.bindings().iter().map(|b| diptych::config::keys::sequence(&b.keys)).collect();
    // What ends the program ends the test; the rest is what it does not know.
    all.retain(|keys| !["Ctrl-c", "Ctrl-z"].contains(&keys.as_str()));
    all.extend(
        ["x", "Q", "F3", "é", "漢", "a", "e", "5", "1 0", "2 3", "0", "g", ",", "y", "Enter", "Backspace"]
            .map(Into::into),
    );
    all
}

fn deed() -> impl Strategy<Value = Deed> {
    let size = prop_oneof![4 => (40..200_usize, 10..60_usize), 1 => (1..60_usize, 1..20_usize)];
    prop_oneof![
        16 => prop::sample::select(sequences()).prop_map(Deed::Keys),
        1 => prop::sample::select(vec!["e", "the a", "\u{1b}[31m", "漢字", "zz\nq"]).prop_map(|s| Deed::Paste(s.into())),
        1 => size.prop_map(|(width, height)| Deed::Resize(width, height)),
        1 => (0..3_u8, 0..210_usize, 0..70_usize).prop_map(|(kind, x, y)| Deed::Mouse(kind, x, y)),
    ]
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec(deed(), 1..most)
}

fn carry_out(h: &mut Harness, deed: &Deed) {
    match deed {
        Deed::Keys(keys) => {
            h.keys(keys);
        }
        Deed::Paste(text) => {
            h.paste(text);
        }
        Deed::Resize(width, height) => {
            h.resize(*width, *height);
        }
        Deed::Mouse(kind, x, y) => {
            let cell = Cell { x: *x, y: *y };
            let mouse = [
                Mouse::Click(cell),
                Mouse::Drag(cell),
                Mouse::Release(cell),
                Mouse::ScrollDown(cell),
                Mouse::ScrollUp(cell),
            ];
            h.send(Msg::Mouse(mouse[usize::from(*kind)]));
        }
    }
}

/// Texts that break careless programs.
const HARD: &[&str] = &[
    "",
    "\n\n \n",
    "One word",
    "Family 👩‍👩‍👧‍👦 and flag 🇫🇷, thumbs 👍🏽 up. 漢字かな交じり文は幅が二つ。次の文。\n\nאבג שלום עולם. عربي هنا.\n\nz̷̧̛̬̈́a̴̢̛̩̋l̵̡̛̖̂g̶̨̛̺̀o \u{202E}evil\u{202C} \u{200B}x.",
    "- one\n- two\n  - three 漢字漢字漢字漢字漢字漢字漢字漢字\n\n> Quoted “words” here. More of them.\n\n## A heading\n\n```\ncode that is wider than the page and is not to be wrapped at words at all 0123456789 0123456789\n\n    more\n```\n\n***\n\nEnd.",
    "A table:\n\n| Hall 漢字 | **Built** | State | of it |\n|:--|--:|:-:|---|\n| Drying | 1871 | fallen in, nothing to be seen | [here](https://a.example/x) and ~~there~~ |\n| | | | |\n|  | 9 |\n\n1. a\n   - b[^1]\n2. c in\u{AD}fra\u{AD}struc\u{AD}ture\n\n[^1]: note\n\n``So,'' he said. A line. Another. A third. And one more.",
    "\u{1b}[31mred\u{7} \t tabs\tand\u{b}controls\u{85}next\u{2028}line. Second sentence \u{feff}here.",
    "A \0 makes a file no text: it is refused, and the screen says so.",
    "Photo: A ferry © Somebody Pictures\n\nBy Somebody\n\nCopyright The Paper 2026. All rights reserved.",
];

/// One paragraph of many thousand words, and one word of many thousand letters.
fn huge() -> [String; 2] {
    ["The ferry came late to pier nine, he said. ".repeat(1200), "åß漢".repeat(5000)]
}

/// Returns a hard text.
fn text() -> impl Strategy<Value = String> {
    let [paragraph, word] = huge();
    prop_oneof![
        6 => prop::sample::select(HARD).prop_map(str::to_owned),
        1 => Just(paragraph),
        1 => Just(word),
        3 => prop::collection::vec(prop::sample::select(HARD), 1..4).prop_map(|parts| parts.join("\n\n")),
        1 => "(\\PC{0,12}[ .\n]){0,30}",
    ]
}

fn size() -> impl Strategy<Value = (usize, usize)> {
    prop_oneof![Just((80, 24)), Just((120, 40)), Just((40, 10)), (40..=200_usize, 10..=60_usize)]
}

fn walk(mut h: Harness, deeds: &[Deed]) -> Result<(), TestCaseError> {
    for deed in deeds {
        carry_out(&mut h, deed);
        is_sound(&h).map_err(TestCaseError::fail)?;
    }
    Ok(())
}

/// Few cases by default, to be quick; `PROPTEST_CASES=1000` looks harder.
fn config(cases: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(cases);
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 400, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn nothing_breaks_the_samples((width, height) in size(), deeds in deeds(60)) {
        walk(Harness::samples(width, height), &deeds)?;
    }

    #[test]
    fn nothing_breaks_a_reader_of_a_hard_text((width, height) in size(), text in text(), deeds in deeds(40)) {
        walk(Harness::reading(&text, width, height), &deeds)?;
    }

    #[test]
    fn nothing_breaks_a_comparison_of_hard_texts(
        (width, height) in size(),
        left in prop::sample::select(HARD),
        right in text(),
        deeds in deeds(40),
    ) {
        walk(Harness::comparing(left, &right, width, height), &deeds)?;
    }

    #[test]
    fn nothing_breaks_a_library_of_hard_texts((width, height) in size(), deeds in deeds(40)) {
        let names = ["a.md", "b.txt", "c.md", "d.md", "e.txt", "f.md", "g.md"];
        let files: Vec<(&str, &str)> = names.into_iter().zip(HARD.iter().copied()).collect();
        walk(Harness::library(&files, width, height), &deeds)?;
    }

    #[test]
    fn drawing_stays_in_the_buffer_whatever_its_size(
        keys in prop::sample::select(vec!["", "Enter", "c", "?", ":", "/ a", "f z z", ", a", "o", "c p", "Enter z", "Enter v"]),
        (width, height) in (1..=200_usize, 1..=60_usize),
        (app_width, app_height) in (1..=200_usize, 1..=60_usize),
    ) {
        let mut h = Harness::samples(100, 30);
        h.keys(keys).resize(width, height);
        let _ = h.text();
        // A frame drawn between a resize of the terminal and its message.
        h.resize(app_width, app_height);
        ui::render_buffer(&h.app, &mut Buffer::empty(Rect::new(0, 0, width as u16, height as u16)));
    }

    #[test]
    fn a_motion_leaves_the_cursor_in_view(
        (width, height) in size(),
        text in text(),
        motions in prop::collection::vec(
            prop::sample::select(vec!["j", "k", "w", "b", ")", "(", "}", "{", "g g", "G", "Space", "Ctrl-b", "Ctrl-d", "Ctrl-u", "7 j", "9 w", "n"]),
            1..40,
        ),
    ) {
        let mut h = Harness::reading(&text, width, height);
        for keys in motions {
            h.keys(keys);
            let in_view = |pane: &Pane| pane.cursor_row().is_some() || pane.article.text.is_empty();
            prop_assert!(h.pane().map_or(text.contains('\0'), in_view), "{} at {:?}\n{}", keys, h.pane().map(Pane::cursor), h.text());
        }
    }

    #[test]
    fn a_row_down_and_up_again_is_the_same_row((width, height) in size(), text in text(), words in 1..80_usize) {
        let mut h = Harness::reading(&text, width, height);
        h.times(words, "w");
        let place = |h: &Harness| h.pane().map(|pane| pane.rows().get(pane.cursor_row().unwrap_or(0)).map(|(pos, _)| *pos));
        let before = place(&h);
        h.keys("j");
        if place(&h) != before {
            h.keys("k");
        }
        prop_assert_eq!(place(&h), before);
    }

    #[test]
    fn undo_takes_any_change_of_state_back(
        before in prop::collection::vec(prop::sample::select(vec!["j", "k", "r", "s", "c", "Enter", "q"]), 0..12),
        change in prop::sample::select(vec!["r", "s", ", a y", ", u y"]),
    ) {
        let mut h = Harness::samples(100, 30);
        before.iter().for_each(|keys| if *keys != "q" || h.app.screens.len() > 1 { h.keys(keys); });
        h.keys("Esc Esc Esc");
        let states = |h: &Harness| -> Vec<_> {
            h.app.shelf.entries.iter().map(|entry| h.app.shelf.state.of(&entry.id)).collect()
        };
        let was = states(&h);
        h.keys(change);
        let is = states(&h);
        // Where nothing changed, what was changed before is not to be taken back.
        let [undo, redo] = if was == is { ["", ""] } else { ["u", "Ctrl-r"] };
        h.keys(undo);
        prop_assert_eq!(states(&h), was);
        h.keys(redo);
        prop_assert_eq!(states(&h), is);
    }

    #[test]
    fn a_size_and_back_again_keeps_the_place((width, height) in size(), words in 1..300_usize, text in text()) {
        let mut h = Harness::reading(&text, 100, 30);
        h.times(words, "w");
        let cursor = h.pane().map(Pane::cursor);
        h.resize(width, height);
        prop_assert_eq!(h.pane().map(Pane::cursor), cursor);
        h.resize(100, 30);
        prop_assert_eq!(h.pane().map(Pane::cursor), cursor);
    }
}

#[test]
fn every_sample_opens_at_every_size() {
    let origins: Vec<Origin> = Harness::samples(80, 24).app.shelf.entries.iter().map(|e| e.origin.clone()).collect();
    for origin in origins {
        let mut h = Harness::new(Start::Read(origin), 80, 24);
        for (width, height) in [(1, 1), (2, 70), (39, 9), (40, 10), (60, 20), (80, 24), (200, 60), (500, 3)] {
            h.resize(width, height);
            h.keys("G g g Space");
            is_sound(&h).unwrap_or_else(|why| panic!("{why} at {:?}", Size { width, height }));
        }
    }
}
