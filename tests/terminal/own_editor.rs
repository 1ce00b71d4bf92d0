//! The reader's own editor: it has the terminal for itself, and ends with the program.

use std::fs;
use std::path::Path;

use rustix::process::Signal;

use super::ARTICLE;
use super::pty::{PROGRAM, Pty};

#[test]
fn a_note_is_edited_in_an_editor_of_ones_own_that_has_the_terminal_for_itself() {
    // An editor that asks for a line, to see that every key reaches it, and none the program behind it.
    let editor = "f() { printf 'which words? '; read -r words; printf '%s\\n' \"$words\" > \"$1\"; }; f";
    let line = format!("printf '%s' \"$ARTICLE\" > a.txt; '{}' a.txt", PROGRAM);
    let mut pty = Pty::shell(&line, &[("ARTICLE", ARTICLE), ("VISUAL", editor)]);
    pty.wait_for("the article", |screen| screen.contents().contains("The harbour reopened"));
    for words in ["seen at the quay", "quiet there, and quite cold"] {
        pty.send("a\x05");
        pty.wait_for("the editor", |screen| !screen.alternate_screen() && screen.contents().contains("which words?"));
        pty.send(&format!("{words}\r"));
        pty.wait_for("the words", |screen| screen.alternate_screen() && screen.contents().contains(words));
        pty.send("\x13");
        pty.wait_for("the note", |screen| screen.contents().contains("The harbour reopened"));
    }
    pty.send("\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

/// Writes a note with an editor that has written `words` and waits; then ends the program by `signal`.
fn ended(editor: &str, signal: Signal, status: u32) -> Pty {
    let line = format!("printf '%s' \"$ARTICLE\" > a.txt; exec '{PROGRAM}' a.txt");
    let mut pty = Pty::shell(&line, &[("ARTICLE", ARTICLE), ("VISUAL", editor)]);
    pty.wait_for("the article", |screen| screen.contents().contains("The harbour reopened"));
    pty.send("abefore\x05");
    pty.wait_for("the editor", |screen| !screen.alternate_screen() && screen.contents().contains("writing"));
    pty.signal(signal);
    // The end of the terminal's output: nobody holds it any more, and so nobody takes the keys of a shell.
    assert_eq!(pty.end(), status);
    pty.assert_given_back();
    pty
}

/// Returns the text of the one draft.
fn draft(pty: &Pty) -> String {
    let folder = pty.home().join("state/diptych/drafts");
    let paths = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    let path = paths.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "json")).unwrap();
    let draft: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    draft["note"]["text"].as_str().unwrap().to_owned()
}

/// Returns what is in the file that the program named.
fn named(pty: &Pty) -> String {
    let told = pty.screen().contents().replace('\n', "");
    let (_, path) = told.split_once(" is in ").unwrap_or_else(|| panic!("{told}"));
    let path = Path::new(path.trim());
    let text = fs::read_to_string(path).unwrap();
    fs::remove_file(path).unwrap();
    text
}

#[test]
fn an_editor_is_ended_with_the_program_and_its_words_are_kept_and_named() {
    let editor = "f() { printf 'rescued words' > \"$1\"; echo writing; read -r never; read -r ever; }; f";
    for (signal, status) in
        [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::USR1, 128 + u32::try_from(Signal::USR1.as_raw()).unwrap())]
    {
        let pty = ended(editor, signal, status);
        assert_eq!(named(&pty), "rescued words");
        assert_eq!(draft(&pty), "rescued words");
    }
}

#[test]
fn an_editor_within_a_script_is_ended_too_and_the_draft_stays_as_it_was() {
    let editor = "f() { sh -c 'echo writing; read -r never; read -r ever'; echo over; }; f";
    let pty = ended(editor, Signal::TERM, 143);
    assert_eq!(named(&pty), "before\n");
    assert_eq!(draft(&pty), "before");
}

#[test]
fn an_editor_that_heeds_nothing_is_ended_all_the_same() {
    let editor = "f() { trap '' TERM HUP; echo writing; read -r never; read -r ever; }; f";
    let pty = ended(editor, Signal::TERM, 143);
    assert_eq!(named(&pty), "before\n");
}
