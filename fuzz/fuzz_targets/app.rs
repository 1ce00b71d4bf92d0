//! Laws of the screens: keys, mouse, sizes, pastes and late answers in any order leave a program that can be drawn.
#![no_main]

#[path = "../../tests/support/mod.rs"]
mod support;

use std::sync::LazyLock;

use diptych::app::geometry::Cell;
use diptych::app::message::{Mouse, Msg};
use diptych::config::keys::sequence;
use libfuzzer_sys::fuzz_target;
use support::Harness;
use support::sound::is_sound;

/// Deeds of one run: what a person does in a minute.
const MOST: usize = 48;

/// Texts that break careless programs, for the screens to stand on.
const HARD: [&str; 4] = [
    "",
    "Family 👩‍👩‍👧‍👦 and flag 🇫🇷. 漢字かな交じり文は幅が二つ。次の文。\n\nאבג שלום עולם.\n\nz̷̧̛̬̈́a̴̢̛̩̋l \u{202E}evil\u{202C} \u{200B}x.",
    "- one\n- two\n  - three 漢字漢字漢字漢字漢字漢字漢字漢字\n\n> Quoted “words” here.\n\n## A heading\n\n```\ncode that is wider than any page 0123456789 0123456789\n```\n\n***\n\nEnd.",
    "\u{1b}[31mred\u{7} \t tabs\tand\u{85}next\u{2028}line. Second sentence here.\n\nThe fire sent 240 workers home, “all of them”, said Ana Ruiz.",
];

/// Every sequence of the default table but those that end the program or stop it, and keys that are in none.
static SEQUENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let table = diptych::config::defaults().keys;
    let bound = table.bindings().iter().map(|binding| sequence(&binding.keys));
    let mut all: Vec<String> = bound.filter(|keys| !["Ctrl-c", "Ctrl-z"].contains(&keys.as_str())).collect();
    all.extend(
        ["x", "Q", "F3", "é", "漢", "a", "e", "t", "0", "5", "1 0", "9 9 9 9 9", "g", ",", "Backspace", "Delete"]
            .map(String::from),
    );
    all.sort();
    all.dedup();
    all
});

fuzz_target!(|bytes: &[u8]| {
    let Some((start, deeds)) = bytes.split_first_chunk::<3>() else { return };
    let (width, height) = (usize::from(start[1] % 160) + 1, usize::from(start[2] % 60) + 1);
    let text = |n: u8| HARD[usize::from(n) % HARD.len()];
    let mut h = match start[0] % 4 {
        0 => Harness::samples(width, height),
        1 => Harness::reading(text(start[0] >> 2), width, height),
        2 => Harness::comparing(text(start[0] >> 2), text(start[0] >> 4), width, height),
        _ => Harness::library(&[("a.md", HARD[1]), ("b.txt", HARD[2]), ("c.md", HARD[3])], width, height),
    };
    let mut deeds = deeds.iter().copied();
    for _ in 0..MOST {
        let Some(deed) = deeds.next() else { break };
        carry_out(&mut h, deed, &mut deeds);
        if let Err(why) = is_sound(&h) {
            panic!("{why} at {:?}\n{}", h.app.size, h.text());
        }
    }
    // What was held back comes late, when nobody waits for it any more.
    h.release();
    is_sound(&h).expect("late answers change nothing that is shown into nonsense");
});

/// Does what a byte says, with as many bytes more as it takes.
fn carry_out(h: &mut Harness, deed: u8, more: &mut impl Iterator<Item = u8>) {
    let mut next = || more.next().unwrap_or(0);
    match deed {
        0..=3 => {
            h.resize(usize::from(next()) + 1, usize::from(next() % 80) + 1);
        }
        4..=7 => {
            h.paste(["e", "the a", "\u{1b}[31m", "漢字", "zz\nq", "", "\u{301}", "Paris"][usize::from(next() % 8)]);
        }
        8..=19 => {
            let cell = Cell { x: usize::from(next()), y: usize::from(next() % 80) };
            h.send(Msg::Mouse(
                [Mouse::Click(cell), Mouse::ScrollDown(cell), Mouse::ScrollUp(cell)][usize::from(deed % 3)],
            ));
        }
        20 => {
            h.hold();
        }
        21 => {
            h.release();
        }
        22 => h.failing = Some("no room on the disk".to_owned()),
        23 => h.failing = None,
        24 => h.send(Msg::Failed("something \u{1b}[2J failed".to_owned())),
        25 => h.send(Msg::DecidedElsewhere),
        _ => {
            // Two bytes name any sequence of the table.
            let at = (usize::from(deed) << 8 | usize::from(next())) % SEQUENCES.len();
            h.keys(&SEQUENCES[at]);
        }
    }
}
