//! Every file and folder that the program writes is its reader's alone, whatever the system would give it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, dead_code, reason = "a test that cannot go on shall fail")]

#[path = "terminal/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use pty::Pty;

/// Lists what lies in `folder`, at every depth.
fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        found.extend(if path.is_dir() { all(&path) } else { Vec::new() });
        found.push(path);
    }
    found
}

#[test]
fn every_file_that_the_program_writes_is_the_readers_alone() {
    let line = "umask 0; \
        printf 'The harbour of Ostrava Bay reopened on Monday after 12 days.\\n\\nFishermen welcomed it.\\n' > a.txt; \
        printf 'On Monday the harbour of Ostrava Bay reopened after 12 days.\\n\\nThe council slept.\\n' > b.txt; \
        exec \"$PROGRAM\" a.txt b.txt --log run.log";
    let mut pty = Pty::shell(line, &[("PROGRAM", pty::PROGRAM)]);
    pty.wait_for("the match", |screen| screen.contents().contains("passage 1 of"));
    pty.send("-");
    pty.wait_for("the decision", |screen| screen.contents().contains("rejected: "));
    pty.send("Hc");
    pty.wait_for("the note", |screen| screen.contents().contains("claim"));
    pty.send("}ahalf a thought\x1b");
    pty.wait_for("the draft", |screen| screen.contents().contains("kept as a draft"));
    pty.send("s");
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let (given, written): (Vec<PathBuf>, Vec<PathBuf>) =
        all(pty.home()).into_iter().partition(|path| path.extension().is_some_and(|e| e == "txt"));
    assert_eq!(given.len(), 2);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let open: Vec<String> = written
        .iter()
        .filter(|path| mode(path) != if path.is_dir() { 0o700 } else { 0o600 })
        .map(|path| format!("{:o} {}", mode(path), path.display()))
        .collect();
    assert!(open.is_empty(), "{open:#?}");
    for kind in ["notes", "identities", "decisions", "drafts", "reading", "run.log"] {
        let there = |path: &&PathBuf| path.is_file() && path.to_string_lossy().contains(kind);
        assert!(written.iter().any(|path| there(&path)), "{kind}: {written:#?}");
    }
}
