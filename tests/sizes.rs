//! Sizes that no terminal should have, with everything open that can be open.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on shall fail")]

#[path = "support/mod.rs"]
mod support;

use diptych::app::geometry::Size;
use diptych::app::message::Msg;
use diptych::ui;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use support::Harness;

const SIZES: [(u16, u16); 9] = [(0, 0), (1, 1), (0, 24), (80, 0), (39, 9), (40, 10), (500, 1), (1, 500), (500, 200)];

/// Draws with the cursor, as the terminal's own loop does.
fn draw(harness: &Harness, width: u16, height: u16) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| ui::render(&harness.app, frame)).unwrap();
}

#[test]
fn any_size_is_drawn_whatever_is_open_and_whatever_the_program_has_heard_of() {
    for screen in ["", "Enter", "c"] {
        for overlay in ["?", ":", "/ a", "f", "p", "v", "z", "U"] {
            for (width, height) in SIZES {
                let mut harness = Harness::samples(80, 24);
                harness.keys("j").keys(screen).keys(overlay);
                // The terminal is resized before the program hears of it, and the other way round.
                draw(&harness, width, height);
                harness.send(Msg::Resize(Size { width: width.into(), height: height.into() }));
                draw(&harness, 80, 24);
                draw(&harness, width, height);
                harness.keys("j G");
                draw(&harness, width, height);
            }
        }
    }
}
