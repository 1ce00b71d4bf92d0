//! How the program ends and what it leaves: by signals, at sizes that cannot be, without a keyboard.

use std::fs;

use rustix::process::Signal;

use super::pty::{COLUMNS, Pty, ROWS};
use super::{ARTICLE, samples};

#[test]
fn signals_end_it_with_their_status_and_the_terminal_is_given_back() {
    let all = [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::HUP, 129),
        (Signal::QUIT, 131),
        (Signal::ABORT, 134),
        (Signal::USR1, 128 + Signal::USR1.as_raw()),
        (Signal::USR2, 128 + Signal::USR2.as_raw()),
        (Signal::ALARM, 142),
        (Signal::VTALARM, 128 + Signal::VTALARM.as_raw()),
        (Signal::PROF, 128 + Signal::PROF.as_raw()),
        (Signal::XCPU, 128 + Signal::XCPU.as_raw()),
        (Signal::IO, 128 + Signal::IO.as_raw()),
    ];
    for (signal, status) in all {
        let mut pty = samples();
        pty.signal(signal);
        assert_eq!(pty.end(), u32::try_from(status).unwrap(), "{signal:?}");
        pty.assert_given_back();
    }
}

#[test]
fn a_size_that_cannot_be_costs_nothing_and_ends_nothing() {
    let mut pty = samples();
    for (rows, columns) in [(u16::MAX, u16::MAX), (5_000, 5_000), (1, u16::MAX), (u16::MAX, 1), (0, 0)] {
        pty.claim_size(rows, columns);
        pty.signal(Signal::WINCH);
    }
    pty.resize(ROWS, COLUMNS);
    pty.wait_for("the list", |screen| screen.contents().contains("diptych"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn it_starts_in_a_terminal_that_says_it_is_as_large_as_can_be() {
    let mut pty = Pty::diptych_at(u16::MAX, u16::MAX, &["--samples"]);
    pty.wait_for("a frame", vt100::Screen::alternate_screen);
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_refused_with_what_to_do() {
    for (setting, why) in [("TERM=dumb", "TERM is dumb"), ("TERM=", "TERM is not set"), ("-u TERM", "TERM is not set")]
    {
        let mut pty = Pty::shell(&format!("exec env {setting} '{}' --samples", super::pty::PROGRAM), &[]);
        assert_eq!(pty.end(), 1, "{setting}");
        let told = pty.screen().contents().replace('\n', " ");
        assert!(told.contains(why) && told.contains("TERM=xterm-256color diptych"), "{told}");
        assert!(!pty.written().contains(&0x1b), "{told}");
    }
}

#[test]
fn a_keyboard_that_is_lost_ends_it_and_what_is_unsaved_is_named() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("a.txt"), ARTICLE).unwrap();
    // A file where the folder of the reading state should be.
    fs::write(home.path().join("state"), "").unwrap();
    let mut pty = Pty::this_test_in(home, "ends::child_whose_keyboard_is_lost");
    pty.wait_for("the article", |screen| screen.contents().contains("reopened on Monday"));
    pty.send("s");
    pty.wait_for("the failure", |screen| screen.contents().contains("not saved yet"));
    fs::write(pty.home().join("lose"), "").unwrap();
    while !pty.home().join("lost").exists() {
        std::thread::yield_now();
    }
    pty.send("j");
    pty.end();
    pty.assert_given_back();
    let told = pty.screen().contents().replace('\n', " ");
    for words in ["the keyboard cannot be read", "the reading state is not saved", "ended with 1"] {
        assert!(told.contains(words), "{words}: {told}");
    }
}

/// The child of [`a_keyboard_that_is_lost_ends_it_and_what_is_unsaved_is_named`].
#[test]
#[ignore = "runs in the pseudo-terminal of another test"]
#[allow(clippy::print_stderr, reason = "how it tells")]
fn child_whose_keyboard_is_lost() {
    std::thread::spawn(|| {
        while !fs::exists("lose").unwrap() {
            std::thread::yield_now();
        }
        // A folder is no keyboard.
        rustix::stdio::dup2_stdin(fs::File::open(".").unwrap()).unwrap();
        fs::write("lost", "").unwrap();
    });
    let code = diptych::cli::run(["diptych", "a.txt"]);
    eprintln!("ended with {}", u8::from(code != std::process::ExitCode::SUCCESS));
}
