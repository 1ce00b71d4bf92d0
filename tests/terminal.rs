//! The program in a pseudo-terminal: what it does to the terminal, and that it gives it back.
//!
//! Every test waits for what is to be seen and for the program's end, with a deadline; none sleeps.

#![cfg(feature = "tui")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

#[path = "terminal/ends.rs"]
mod ends;
#[path = "terminal/own_editor.rs"]
mod own_editor;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/typing.rs"]
mod typing;

use std::process::Command;
use std::time::Instant;

use diptych::term::Session;
use pty::{Closing, Pty, ROWS};
use ratatui::widgets::Paragraph;
use rustix::process::Signal;

const ARTICLE: &str = "+++\ntitle = \"Harbour reopens\"\n+++\nThe harbour reopened on Monday.\n";

/// Opens the samples and waits for the list.
fn samples() -> Pty {
    let pty = Pty::diptych(&["--samples"]);
    pty.wait_for("the list", |screen| screen.alternate_screen() && screen.contents().contains("diptych"));
    pty
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = samples();
    let taken = pty.screen();
    assert!(taken.bracketed_paste() && taken.hide_cursor());
    assert_ne!(pty.termios(), pty.before, "raw mode");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn control_l_draws_anew_on_a_terminal_that_answers_no_questions() {
    let mut pty = samples();
    pty.send("\x0cq");
    assert_eq!(pty.end(), 0);
}

#[test]
fn control_c_quits() {
    let mut pty = samples();
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn control_z_gives_the_terminal_back_and_continuing_takes_it_again() {
    let mut pty = samples();
    pty.send("\x1a");
    pty.wait_until_stopped();
    pty.wait_for("the shell's screen", |screen| !screen.alternate_screen());
    pty.assert_given_back();
    pty.resize(30, 100);
    pty.signal(Signal::CONT);
    pty.wait_for("the list again", |screen| screen.alternate_screen() && screen.contents().contains("diptych"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_stop_signal_from_outside_is_a_suspension_too() {
    let mut pty = samples();
    pty.signal(Signal::TSTP);
    pty.wait_until_stopped();
    pty.wait_for("the shell's screen", |screen| !screen.alternate_screen());
    pty.assert_given_back();
    pty.signal(Signal::CONT);
    pty.wait_for("the list again", |screen| screen.alternate_screen() && screen.contents().contains("diptych"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.end(), 143);
    pty.assert_given_back();
}

#[test]
fn the_mouse_is_asked_for_only_where_the_setting_says_so() {
    for (setting, wanted) in [("mouse = true\n", true), ("mouse = false\n", false)] {
        let mut pty = Pty::diptych_with("config/diptych/config.toml", setting, &["--samples"]);
        pty.wait_for("the list", |screen| screen.contents().contains("diptych"));
        assert_eq!(pty.screen().mouse_protocol_mode() != vt100::MouseProtocolMode::None, wanted, "{setting}");
        pty.send("q");
        assert_eq!(pty.end(), 0);
        pty.assert_given_back();
    }
}

#[test]
fn a_late_answer_about_colours_is_not_taken_for_keys() {
    let mut pty = samples();
    // As keys this would filter the list, and `q` would be a letter to filter by.
    pty.send("\x1b]10;rgb:ffff/ffff/ffff\x1b\\\x1b]11;rgb:0000/0000/ffff\x07\x1b[?62;4c");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn what_was_read_and_starred_is_there_the_next_time() {
    let mut pty = Pty::diptych_with("a.txt", ARTICLE, &["a.txt"]);
    pty.wait_for("the article", |screen| screen.contents().contains("reopened on Monday"));
    pty.send("s");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let listed = Command::new(pty::PROGRAM)
        .args(["list", "--format", "json", "--library", "."])
        .current_dir(pty.home())
        .env_clear()
        .env("HOME", pty.home())
        .env("XDG_STATE_HOME", pty.home().join("state"))
        .env("XDG_DATA_HOME", pty.home().join("data"))
        .output()
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let article = json["articles"].as_array().unwrap().iter().find(|row| row["title"] == "Harbour reopens").unwrap();
    assert_eq!(article["starred"], true, "{article}");
}

#[test]
fn a_decision_outlives_the_program_and_an_edit_of_the_article() {
    let home = tempfile::tempdir().unwrap();
    let left = "The harbour of Ostrava Bay reopened on Monday after 12 days.\n\nFishermen welcomed it.\n";
    let right = "On Monday the harbour of Ostrava Bay reopened after 12 days.\n\nThe council slept.\n";
    std::fs::write(home.path().join("a.txt"), left).unwrap();
    std::fs::write(home.path().join("b.txt"), right).unwrap();
    let mut pty = Pty::diptych_in(home, &["a.txt", "b.txt"]);
    pty.wait_for("the match", |screen| screen.contents().contains("passage 1 of"));
    pty.send("-");
    pty.wait_for("the decision", |screen| screen.contents().contains("rejected: "));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let shown = |sides: [&str; 2], more: &[&str]| {
        let listed = Command::new(pty::PROGRAM)
            .args(["compare", sides[0], sides[1], "--format", "json"])
            .args(more)
            .current_dir(pty.home())
            .env_clear()
            .env("HOME", pty.home())
            .env("XDG_DATA_HOME", pty.home().join("data"))
            .output()
            .unwrap();
        let json: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
        let matches = json["matches"].as_array().unwrap();
        matches.iter().filter(|m| m["shown"] == true).count()
    };
    assert_eq!(shown(["a.txt", "b.txt"], &[]), 1);
    assert_eq!(shown(["a.txt", "b.txt"], &["--decisions"]), 0);
    assert_eq!(shown(["b.txt", "a.txt"], &["--decisions"]), 0);
    std::fs::write(pty.home().join("a.txt"), format!("Boats are out.\n\n{left}")).unwrap();
    assert_eq!(shown(["a.txt", "b.txt"], &[]), 1);
    assert_eq!(shown(["a.txt", "b.txt"], &["--decisions"]), 0);
}

#[test]
fn what_another_instance_decides_shows_in_the_open_pair() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.txt"), "The harbour of Ostrava Bay reopened on Monday after 12 days.\n")
        .unwrap();
    std::fs::write(home.path().join("b.txt"), "On Monday the harbour of Ostrava Bay reopened after 12 days.\n")
        .unwrap();
    let mut pty = Pty::diptych_in(home, &["a.txt", "b.txt"]);
    pty.wait_for("the match", |screen| screen.contents().contains("passage 1 of"));
    pty.send("-");
    pty.wait_for("the decision", |screen| screen.contents().contains("rejected: "));
    pty.send("\x0c");
    pty.wait_for("no match", |screen| screen.contents().contains("match rejected by you"));
    // The other instance takes it back; the file is there once the decision is kept, which follows the screen.
    let folder = pty.home().join("data/diptych/decisions");
    let file = || {
        let all = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
        all.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "json"))
    };
    let began = Instant::now();
    let soon = |_: &Option<_>| began.elapsed() < pty::PATIENCE;
    let kept = std::iter::repeat_with(file).take_while(soon).flatten().next().unwrap();
    let undone = std::fs::read_to_string(&kept).unwrap().replace("rejected", "undone");
    let name = kept.strip_prefix(pty.home()).unwrap().to_str().unwrap().to_owned();
    pty.write_until(&name, &undone, "the match again", |screen| screen.contents().contains("passage 1 of"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_changed_article_is_read_again() {
    let mut pty = Pty::diptych_with("a.txt", ARTICLE, &["a.txt"]);
    pty.wait_for("the article", |screen| screen.contents().contains("reopened on Monday"));
    pty.write_until("a.txt", &ARTICLE.replace("Monday", "Friday"), "the new text", |screen| {
        screen.contents().contains("reopened on Friday")
    });
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn two_accounts_of_one_event_find_each_other_and_one_key_compares_them() {
    let account = |title: &str, text: &str| format!("+++\ntitle = \"{title}\"\npublished = 2026-03-07\n+++\n{text}\n");
    let first = account("Harbour of Tarnholm reopens", "The harbour of Tarnholm reopened on Monday after the storm.");
    let second =
        account("Tarnholm boats sail again", "Boats sail from Tarnholm again: its harbour reopened on Monday.");
    let mut pty = Pty::diptych_with("news/a.txt", &first, &["news"]);
    pty.wait_for("the article", |screen| screen.contents().contains("Harbour of Tarnholm reopens"));
    pty.write_until("news/b.txt", &second, "the story", |screen| screen.contents().contains("1 story"));
    pty.send("c");
    pty.wait_for("both texts", |screen| {
        screen.contents().contains("after the storm") && screen.contents().contains("Boats sail from Tarnholm")
    });
    pty.send("q");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_text_that_is_pasted_becomes_an_article_of_the_library() {
    let mut pty = Pty::diptych_with("news/a.txt", ARTICLE, &["news"]);
    pty.wait_for("the list", |screen| screen.contents().contains("Harbour reopens"));
    pty.send("a");
    pty.wait_for("the box", |screen| screen.contents().contains("Add an article"));
    pty.send("\x1b[200~Ferry burns in the strait\n\nFour people were killed, the coast guard said.\x1b[201~");
    pty.wait_for("what was found", |screen| screen.contents().contains("Enter keeps it"));
    pty.send("\r");
    pty.wait_for("the list with it", |screen| {
        screen.contents().contains("2 articles") && screen.contents().contains("Ferry burns in the strait")
    });
    let files = std::fs::read_dir(pty.home().join("news")).unwrap();
    let names: Vec<String> = files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().any(|name| name.ends_with("-ferry-burns-in-the-strait.txt")), "{names:?}");
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_new_size_fills_the_new_screen() {
    let mut pty = samples();
    pty.resize(ROWS + 10, 120);
    pty.wait_for("a frame of the new size", |screen| screen.contents().contains("diptych"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn redrawing_asks_the_terminal_nothing_and_goes_on() {
    let mut pty = samples();
    let drawn = pty.written().len();
    pty.send("\x0c");
    pty.wait_for("a frame drawn anew", |screen| screen.contents().contains("diptych"));
    pty.send("?");
    pty.wait_for("the help", |screen| screen.contents().contains("Esc closes"));
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    let written = String::from_utf8(pty.written().split_off(drawn)).unwrap();
    assert!(!written.contains("\x1b[6n"), "{written:?}");
    assert!(written.contains("\x1b[J") || written.contains("\x1b[2J") || written.contains("\x1b[2K"), "{written:?}");
}

#[test]
fn an_article_can_be_piped_in_while_keys_come_from_the_terminal() {
    let line = format!("printf '%s' \"$ARTICLE\" | '{}' -", pty::PROGRAM);
    let mut pty = Pty::shell(&line, &[("ARTICLE", ARTICLE)]);
    pty.wait_for("the article", |screen| screen.contents().contains("Harbour reopens"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_pipe_that_is_still_open_does_not_hold_up_the_screen() {
    let line = format!("(printf '%s' \"$ARTICLE\"; read -r never < /dev/tty) | '{}' - \"$HOME/b.txt\"", pty::PROGRAM);
    let line = format!("printf x > \"$HOME/b.txt\"; {line}");
    let mut pty = Pty::shell(&line, &[("ARTICLE", ARTICLE)]);
    pty.wait_for("a first frame", |screen| screen.alternate_screen());
    pty.kill();
}

#[test]
fn a_closed_terminal_ends_it() {
    for closing in [Closing::Controlling, Closing::Foreign] {
        pty::close_the_terminal_of_a_running_program(closing);
    }
}

#[test]
fn without_a_terminal_the_error_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(pty::PROGRAM).arg("--samples").env("HOME", home.path()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    let (what, hint) = told.trim_end().split_once('\n').unwrap();
    assert_eq!(what, "diptych: the screen cannot be opened: standard output: it is not a terminal");
    assert!(hint.contains("diptych compare LEFT RIGHT --format text"), "{hint}");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
}

#[test]
fn standard_input_that_is_the_terminal_is_no_article() {
    let mut pty = Pty::diptych(&["-"]);
    pty.wait_for("the error", |screen| screen.contents().contains("standard input: it is a terminal"));
    assert_eq!(pty.end(), 1);
    pty.assert_given_back();
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut pty = Pty::this_test("panicking_child");
    pty.wait_for("the message", |screen| screen.contents().contains("diptych: internal error: "));
    assert_ne!(pty.end(), 0);
    pty.assert_given_back();
    let screen = pty.screen();
    assert!(screen.contents().contains("a panic ^[[31m on purpose"), "{}", screen.contents());
    assert!(!screen.contents().contains("half a frame"), "{}", screen.contents());
}

#[test]
fn a_panic_of_a_worker_leaves_the_screen_alone() {
    let mut pty = Pty::this_test("child_with_a_panicking_worker");
    pty.wait_for("the frame after the panic", |screen| {
        screen.alternate_screen() && screen.contents().contains("still here") && screen.hide_cursor()
    });
    assert!(!pty.screen().contents().contains("worker's words"));
    pty.send("x");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

/// The child of [`a_panic_gives_the_terminal_back_before_it_speaks`].
#[test]
#[ignore = "runs in the pseudo-terminal of another test"]
fn panicking_child() {
    let mut session = Session::enter(true).unwrap();
    session
        .draw(|frame| {
            frame.render_widget(Paragraph::new("half a frame"), frame.area());
            panic!("a panic \x1b[31m on purpose");
        })
        .unwrap();
}

/// The child of [`a_panic_of_a_worker_leaves_the_screen_alone`].
#[test]
#[ignore = "runs in the pseudo-terminal of another test"]
fn child_with_a_panicking_worker() {
    let mut session = Session::enter(false).unwrap();
    assert!(std::thread::spawn(|| panic!("worker's words")).join().is_err());
    session.draw(|frame| frame.render_widget(Paragraph::new("still here"), frame.area())).unwrap();
    let mut key = [0];
    std::io::Read::read_exact(&mut std::io::stdin(), &mut key).unwrap();
}
