//! Notes on a real disk: killed in the middle, full, read-only, unreadable; and the order in which they are written.
//!
//! The process that saves is this test program itself, started with a job in its environment. `DIPTYCH_KILLS=1000`
//! makes the loop of kills as long as one likes.

#![cfg(feature = "tui")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, clippy::print_stderr, reason = "a test")]

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use diptych::article::anchor::Anchor;
use diptych::library::ArticleId;
use diptych::notes::store::Store;
use diptych::notes::{Note, NoteId, Stamp, Target, VERSION};

/// Kills of the short loop.
const KILLS: u64 = 25;

/// Names the folder that a child saves into.
const FOLDER: &str = "DIPTYCH_NOTES_FOLDER";

/// Names the first number that a child saves.
const FIRST: &str = "DIPTYCH_NOTES_FIRST";

/// Makes note `n`, as it is when it is changed for the `round`th time.
fn note(n: u64, round: u64) -> Note {
    let anchor = Anchor { exact: "The ferry came late.".to_owned(), ..Anchor::default() };
    let target = Target { article: ArticleId(format!("{:032x}", n % 7)), anchor, ..Target::default() };
    let mut noise = [0; 10];
    noise[2..].copy_from_slice(&n.to_be_bytes());
    Note {
        id: NoteId::new(Stamp(n), noise),
        targets: vec![target],
        text: format!("{n} {round} ") + &"a sentence about it, ".repeat(usize::try_from(n % 50).unwrap()),
        changed: Stamp(1000 + round),
        version: VERSION,
        ..Note::default()
    }
}

/// Not a test but the process that is killed: saves notes, each twice, and prints what is saved once it is.
#[test]
#[ignore = "started by the other tests"]
fn child_saves_for_ever() {
    let (Ok(folder), Ok(first)) = (env::var(FOLDER), env::var(FIRST)) else { return };
    let mut store = Store::new(Path::new(&folder));
    // The test's own name stands on the first line.
    println!();
    for n in first.parse::<u64>().unwrap().. {
        for round in 0..2 {
            store.save(&note(n, round)).unwrap();
            println!("saved {n} {round}");
            std::io::stdout().flush().unwrap();
        }
    }
}

/// Not a test but a process: saves notes until that fails, prints how often it went well, and then why not.
#[test]
#[ignore = "started by the other tests"]
fn child_saves_until_it_fails() {
    let Ok(folder) = env::var(FOLDER) else { return };
    let mut store = Store::new(Path::new(&folder));
    store.load();
    println!();
    for n in 0..10_000 {
        match store.save(&Note { text: "x".repeat(3000), ..note(n, 0) }) {
            Ok(_) => println!("saved {n} 0"),
            Err(error) => return println!("failed {error}; {}", error.hint()),
        }
    }
}

/// Runs one of the two in a line of shell, where `"$@"` stands for it.
fn child(line: &str, name: &str, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", line, "sh"]).arg(env::current_exe().unwrap());
    command.args([name, "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Returns the lines that begin with `word`, without it.
fn lines(output: &str, word: &str) -> Vec<String> {
    output.lines().filter_map(|line| line.strip_prefix(word)).map(|rest| rest.trim().to_owned()).collect()
}

#[test]
fn a_note_that_was_said_to_be_saved_survives_a_kill_at_any_moment() {
    let kills = env::var("DIPTYCH_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("notes");
    let mut told: HashMap<u64, u64> = HashMap::new();
    for kill in 0..kills {
        let mut command = child("exec \"$@\"", "child_saves_for_ever", &folder);
        let mut child = command.env(FIRST, (kill * 100_000).to_string()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
        // The first saved note says that it is under way; from there on, a moment that differs each time.
        let first = output.by_ref().map_while(Result::ok).find(|line| line.starts_with("saved"));
        let more: Vec<String> = output.by_ref().map_while(Result::ok).take((kill % 4) as usize).collect();
        (0..kill * 7919 % 60_000).for_each(|_| std::hint::spin_loop());
        child.kill().unwrap();
        let rest: Vec<String> = output.map_while(Result::ok).collect();
        child.wait().unwrap();
        for line in first.iter().chain(&more).chain(&rest).filter_map(|line| line.strip_prefix("saved ")) {
            let (n, round) = line.split_once(' ').unwrap();
            told.insert(n.parse().unwrap(), round.parse().unwrap());
        }
    }
    let (notes, problems) = Store::new(&folder).load();
    assert_eq!(problems, []);
    let there: HashMap<NoteId, Note> = notes.into_iter().map(|note| (note.id, note)).collect();
    for (n, round) in &told {
        let found = there.get(&note(*n, 0).id).unwrap_or_else(|| panic!("note {n} is gone"));
        assert!(*found == note(*n, *round) || *found == note(*n, 1), "note {n} is not what was saved: {found:?}");
    }
    assert!(told.len() as u64 >= kills, "{} notes of {kills} runs", told.len());
    println!("{kills} kills, {} notes said to be saved, all there", told.len());
}

/// Saves until that fails and returns how many were saved and why no more.
fn fill(line: &str, folder: &Path) -> (usize, String) {
    let output = child(line, "child_saves_until_it_fails", folder).output().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    (lines(&output, "saved ").len(), lines(&output, "failed ").concat())
}

#[test]
fn a_limit_of_file_sizes_is_told_with_what_to_do_and_leaves_nothing_broken() {
    let dir = tempfile::tempdir().unwrap();
    // Two blocks of 512 bytes or of 1 KiB, whatever the shell counts in; the signal is what a shell may ignore.
    let (saved, why) = fill("trap '' XFSZ; ulimit -f 2; exec \"$@\"", dir.path());
    assert_eq!(saved, 0);
    assert!(why.contains("save the notes elsewhere"), "{why}");
    assert_eq!(Store::new(dir.path()).load(), (vec![], vec![]));
}

#[test]
fn a_full_disk_keeps_what_was_saved_and_says_what_was_not() {
    let dir = tempfile::tempdir().unwrap();
    let kept = dir.path().join("kept");
    let line = "mount -t tmpfs -o size=128k tmpfs \"$DIPTYCH_NOTES_FOLDER\" || exit 9
        \"$@\"; cp -r \"$DIPTYCH_NOTES_FOLDER\" \"$KEPT\"";
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let inside = child(line, "child_saves_until_it_fails", &disk);
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh"]).args(inside.get_args()).env(FOLDER, &disk).env("KEPT", &kept);
    let Ok(output) = command.stderr(Stdio::null()).output() else { return skip("no unshare") };
    if output.status.code() == Some(9) || output.stdout.is_empty() {
        return skip("no disk of one's own may be mounted");
    }
    let output = String::from_utf8(output.stdout).unwrap();
    let (saved, why) = (lines(&output, "saved "), lines(&output, "failed ").concat());
    assert!(why.contains("make room, or save the notes elsewhere"), "{output}");
    let (notes, problems) = Store::new(&kept).load();
    assert_eq!((notes.len(), problems), (saved.len(), vec![]), "{output}");
    assert!(saved.len() > 5, "{output}");
}

/// Returns a line that runs the rest as somebody who is not root.
fn as_a_plain_user() -> &'static str {
    match rustix::process::geteuid().is_root() {
        true => "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"",
        false => "exec \"$@\"",
    }
}

/// Sets the permissions of a folder, and of those above it so that anybody gets there.
fn permit(dir: &Path, folder: &Path, mode: u32) {
    fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
}

/// Says whether a plain user can be had here at all: one that may start this very program.
fn has_plain_user(folder: &Path) -> bool {
    let line = as_a_plain_user();
    let mut command = child(line, "child_saves_until_it_fails", folder);
    command.env_remove(FOLDER).output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_read_only_folder_is_told_and_nothing_is_said_to_be_saved() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("notes");
    Store::new(&folder).save(&note(0, 0)).unwrap();
    permit(dir.path(), &folder, 0o555);
    if !has_plain_user(&folder) {
        return skip("no plain user");
    }
    let (saved, why) = fill(as_a_plain_user(), &folder);
    assert_eq!(saved, 0);
    assert!(why.contains("Permission denied") && why.contains("make the folder writable"), "{why}");
    permit(dir.path(), &folder, 0o755);
}

#[test]
fn a_folder_and_a_file_that_cannot_be_read_are_told() {
    if rustix::process::geteuid().is_root() {
        return skip("root reads everything");
    }
    let dir = tempfile::tempdir().unwrap();
    for n in 0..3 {
        Store::new(dir.path()).save(&note(n, 0)).unwrap();
    }
    let path = |n: u64| dir.path().join(note(n, 0).targets[0].article.0.clone());
    permit(dir.path(), &path(0), 0o000);
    permit(dir.path(), &path(1).join(format!("{}.json", note(1, 0).id)), 0o000);
    let (notes, problems) = Store::new(dir.path()).load();
    permit(dir.path(), &path(0), 0o755);
    assert_eq!((notes, problems.len()), (vec![note(2, 0)], 2), "{problems:?}");
    assert!(problems.iter().all(|problem| problem.hint.as_ref().is_some_and(|hint| hint.contains("permissions"))));
}

/// The same for root: this very test, run by somebody else.
#[test]
fn a_folder_that_a_plain_user_cannot_read_is_told_to_them() {
    let dir = tempfile::tempdir().unwrap();
    permit(dir.path(), dir.path(), 0o777);
    if !rustix::process::geteuid().is_root() || !has_plain_user(dir.path()) {
        return skip("nobody to be");
    }
    let mut command = Command::new("sh");
    command.args(["-c", as_a_plain_user(), "sh"]).arg(env::current_exe().unwrap());
    command.args(["a_folder_and_a_file_that_cannot_be_read_are_told", "--exact", "--nocapture"]);
    let output = command.env("TMPDIR", dir.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The calls that matter, in the order in which the system saw them, after a note's first save made the folders.
#[test]
fn the_system_sees_write_then_fsync_then_rename_then_fsync_of_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (folder, trace) = (dir.path().join("notes"), dir.path().join("trace"));
    let line = format!(
        "trap '' XFSZ; exec strace -f -y -e trace=write,fsync,fdatasync,rename,renameat,renameat2 -o '{}' \"$@\"",
        trace.display()
    );
    let mut command = child(&line, "child_saves_for_ever", &folder);
    let Ok(mut child) = command.env(FIRST, "0").spawn() else { return skip("no shell") };
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let saved = output.by_ref().filter(|line| line.starts_with("saved")).take(4).count();
    child.kill().unwrap();
    child.wait().unwrap();
    if saved < 4 {
        return skip("no strace");
    }
    let trace = fs::read_to_string(trace).unwrap();
    let calls: Vec<&str> = trace.lines().filter_map(call).collect();
    let saves: Vec<&[&str]> = calls.split(|call| *call == "said").take(4).collect();
    for save in saves {
        let end = save.get(save.len().saturating_sub(4)..).unwrap();
        assert_eq!(end, ["write", "fsync of the file", "rename", "fsync of the folder"], "{calls:?}");
    }
}

/// Names a line of the trace.
fn call(line: &str) -> Option<&'static str> {
    let temporary = line.contains("/.diptych-");
    match line.split_once(' ')?.1.trim_start().split_once('(')?.0 {
        "write" if temporary => Some("write"),
        "write" if line.contains("\"saved ") => Some("said"),
        "fsync" | "fdatasync" if temporary => Some("fsync of the file"),
        "fsync" | "fdatasync" => Some("fsync of the folder"),
        "rename" | "renameat" | "renameat2" if temporary => Some("rename"),
        _ => None,
    }
}

fn skip(why: &str) {
    eprintln!("skipped: {why}");
}
