//! What a terminal may send, and what must come of it: the keys after it, whatever it was.

use super::pty::Pty;
use super::{ARTICLE, samples};

/// Whole sequences that mean nothing good, and their neighbours.
const ODD: &[&[u8]] = &[
    b"\x1b[<0;0;0M",
    b"\x1b[<0;0;5M",
    b"\x1b[<64;5;0M",
    b"\x1b[<0;0;0m",
    b"\x1b[<65;0;0M",
    b"\x1b[<0;1;1M\x1b[<0;1;1m",
    b"\x1b[<0;65536;99999999999999999999M",
    b"\x1b[<;;M",
    b"\x1b[<0M",
    b"\x1b[M   ",
    b"\x1b[M \0\0",
    b"\x1b[M`\x7f\xff",
    b"\x1b[32;0;0M",
    b"\x1b[96;1;0M",
    b"\x1b[0;0R",
    b"\x1b[0R",
    b"\x1b[1;1R",
    b"\x1b[99999999999999999999;1R",
    b"\x1b[0;0H",
    b"\x1b[0~",
    b"\x1b[999999u",
    b"\x1b[?62;4c",
    b"\x1b[201~",
    b"\xff\xfe\xc3",
];

/// Beginnings whose end never comes.
const BEGUN: &[&[u8]] = &[
    b"\x1b",
    b"\x1b[",
    b"\x1b[<",
    b"\x1b[<0;0;",
    b"\x1b[M ",
    b"\x1b[?",
    b"\x1b[1;",
    b"\x1bO",
    b"\x1b]11;rgb:",
    b"\x1bP1$r",
    b"\xf0\x9f",
];

fn open_help(pty: &mut Pty, after: &str) {
    pty.send("?");
    pty.wait_for(&format!("the help after {after}"), |screen| screen.contents().contains("Esc closes"));
}

#[test]
fn nothing_that_a_terminal_sends_makes_it_deaf() {
    let mut pty = samples();
    for odd in ODD {
        pty.send_bytes(odd);
        open_help(&mut pty, &odd.escape_ascii().to_string());
        pty.send("\x1b");
        pty.wait_for("the list", |screen| !screen.contents().contains("Esc closes"));
    }
    pty.send("q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn control_c_is_heard_right_after_what_has_no_end() {
    for begun in BEGUN {
        let mut pty = samples();
        pty.send_bytes(begun);
        pty.send("\x03");
        assert_eq!(pty.end(), 0, "{}", begun.escape_ascii());
        pty.assert_given_back();
    }
}

#[test]
fn a_paste_without_an_end_is_over_when_nothing_more_comes() {
    let mut pty = samples();
    pty.send("f\x1b[200~harbour");
    pty.wait_for("the paste", |screen| screen.contents().contains("harbour"));
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_burst_is_read_to_its_last_key() {
    for burst in ["j".repeat(3_000), "\x1b[B".repeat(3_000), "\x1b[<65;5;5M\x1b[<64;5;5M".repeat(10_000)] {
        let mut pty = samples();
        let end = burst.clone() + "?";
        pty.send(&end);
        pty.wait_for("the help", |screen| screen.contents().contains("Esc closes"));
        pty.send("\x03");
        assert_eq!(pty.end(), 0);
        pty.assert_given_back();
    }
}

#[test]
fn control_c_right_after_a_megabyte_of_keys_ends_it() {
    let mut pty = samples();
    pty.send_bytes(&b"jk".repeat(500_000));
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_megabyte_pasted_without_brackets_into_a_note_is_all_there() {
    let mut pty = Pty::diptych_with("a.txt", ARTICLE, &["a.txt"]);
    pty.wait_for("the article", |screen| screen.contents().contains("reopened on Monday"));
    let line = "a line of eighty letters, as they are pasted where the terminal knows no brackets\r";
    let text = line.repeat(1_000_000 / line.len());
    pty.send("a");
    pty.send(&text);
    pty.send("the end\x13");
    pty.wait_for("the note", |screen| screen.contents().contains("saved") || screen.contents().contains("noted"));
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    let note = walkdir::WalkDir::new(pty.home().join("data/diptych/notes"))
        .into_iter()
        .flatten()
        .find(|entry| entry.path().extension().is_some_and(|kind| kind == "json"))
        .unwrap();
    let note: serde_json::Value = serde_json::from_slice(&std::fs::read(note.path()).unwrap()).unwrap();
    assert_eq!(note["text"].as_str().unwrap(), text.replace('\r', "\n") + "the end");
}
