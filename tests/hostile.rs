//! Hostile articles at every sink: the byte stream of the terminal, the pages on standard output, the list.
//!
//! The cases of [`cases`] are the project's own. A folder of more of them is used where it lies beside the project.

#![cfg(feature = "tui")]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on shall fail, and one that is skipped shall say so"
)]

#[path = "hostile/cases.rs"]
mod cases;
#[allow(dead_code, reason = "made for the tests of the terminal")]
#[path = "terminal/pty.rs"]
mod pty;
#[path = "hostile/stream.rs"]
mod stream;

use diptych::app::geometry::{Page, PairAreas, Size};
use diptych::config;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use cases::Case;
use pty::{COLUMNS, PROGRAM, Pty, ROWS};
use serde_json::Value;
use stream::{assert_own_sequences_alone, assert_plain};
use tempfile::TempDir;

/// The other side of a comparison.
const PLAIN: &str = "plain.txt";

/// What the border of a pane is drawn with.
const BORDER: [&str; 2] = ["│", "█"];

/// A home with an article to compare with, and a theme that asks the terminal nothing.
fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("config/diptych")).unwrap();
    fs::write(home.path().join("config/diptych/config.toml"), "theme = \"dark\"\n").unwrap();
    fs::write(home.path().join(PLAIN), "BEFORE the storm the harbour was open, AFTER it no longer.\n").unwrap();
    home
}

/// A home with the article of `case`.
fn home_of(case: &Case) -> TempDir {
    let home = home();
    fs::write(home.path().join("case.txt"), &case.bytes).unwrap();
    home
}

/// Runs the program on the screen until all of `seen` is there, walks about, and leaves it.
///
/// Returns the screen as it was before it was left.
fn screen_of(name: &str, home: TempDir, arguments: &[&str], seen: &[String]) -> vt100::Screen {
    let mut pty = Pty::diptych_in(home, arguments);
    pty.wait_for(name, |screen| {
        let shown = screen.contents();
        !shown.contains("reading ") && !shown.contains("comparing") && seen.iter().all(|seen| shown.contains(seen))
    });
    let screen = pty.screen();
    // The end, the beginning, the help, a search that quotes the text.
    pty.send("Ggg");
    pty.send("?");
    pty.wait_for("the help", |screen| screen.contents().contains("Esc closes"));
    pty.send("\x1b");
    pty.wait_for("no help", |screen| !screen.contents().contains("Esc closes"));
    pty.send("\x03");
    assert_eq!(pty.end(), 0, "{name}");
    pty.assert_given_back();
    assert_own_sequences_alone(name, &pty.written());
    screen
}

/// Runs a command of the program.
fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).current_dir(home).env_clear().env("HOME", home).output().unwrap()
}

/// What a command prints that must succeed.
fn printed(name: &str, home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments);
    assert_eq!(output.status.code(), Some(0), "{name} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert_plain(name, &String::from_utf8(output.stderr).unwrap(), true);
    String::from_utf8(output.stdout).unwrap()
}

/// The texts of the paragraphs on one side of a comparison.
fn texts(comparison: &Value, side: &str) -> String {
    let paragraphs = comparison[side]["paragraphs"].as_array().unwrap();
    paragraphs.iter().map(|paragraph| paragraph["text"].as_str().unwrap()).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_reader_shows_hostile_articles_and_obeys_none() {
    for case in cases::all() {
        screen_of(case.name, home_of(&case), &["case.txt"], &case.seen);
    }
}

#[test]
fn side_by_side_the_panes_keep_their_columns() {
    for case in cases::all() {
        // A pane is narrow: what is seen may be wrapped at any space.
        let words = case.seen.iter().flat_map(|seen| seen.split(' ')).map(ToOwned::to_owned);
        let words: Vec<String> = words.chain(["Shared".to_owned()]).collect();
        for sides in [["case.txt", PLAIN], [PLAIN, "case.txt"]] {
            let screen = screen_of(case.name, home_of(&case), &sides, &words);
            assert_borders(case.name, &screen);
        }
    }
}

/// Asserts that the border of either pane, which shows the place too, stands in its column in every row between the
/// head and the status line.
fn assert_borders(name: &str, screen: &vt100::Screen) {
    let cell = |row, column| screen.cell(row, column).map_or("", |cell| cell.contents()).to_owned();
    let size = Size { width: usize::from(COLUMNS), height: usize::from(ROWS) };
    let settings = config::defaults().settings;
    let page = Page { size, measure: settings.reader.measure, beside_from: settings.compare.min_width };
    // The list of findings is as long as its findings: below the longest the texts stand in any case.
    let (areas, _) = page.pair(usize::MAX, false);
    let PairAreas::Beside { left, right, .. } = areas else { panic!("{areas:?}") };
    for row in left.y as u16..ROWS - 1 {
        let borders = [cell(row, left.x as u16 - 2), cell(row, right.right() as u16 + 1)];
        assert!(borders.iter().all(|border| BORDER.contains(&border.as_str())), "{name}, row {row}: {borders:?}");
    }
}

#[test]
fn what_is_printed_is_plain_and_json_keeps_the_raw_text() {
    for case in cases::all() {
        let home = home_of(&case);
        let text = printed(case.name, home.path(), &["compare", "case.txt", PLAIN, "--width", "200"]);
        assert_plain(case.name, &text, true);
        assert!(case.seen.iter().all(|seen| text.contains(seen)), "{}: {text}", case.name);
        let json = printed(case.name, home.path(), &["compare", "case.txt", PLAIN, "--format", "json"]);
        assert!(json.chars().all(|c| c == '\n' || !c.is_control()), "{}: {json:?}", case.name);
        let kept = texts(&serde_json::from_str(&json).unwrap(), "left");
        assert!(kept.contains(&case.kept), "{}: {kept:?}", case.name);
    }
}

#[test]
fn the_list_shows_hostile_articles_on_one_line_each() {
    let home = home();
    let all = cases::all();
    fs::create_dir(home.path().join("library")).unwrap();
    for (number, case) in all.iter().enumerate() {
        fs::write(home.path().join(format!("library/{number:03}.txt")), &case.bytes).unwrap();
    }
    let text = printed("list", home.path(), &["list", "--library", "library"]);
    assert_plain("list", &text, true);
    assert_eq!(text.lines().count(), all.len(), "{text}");
    for seen in all.iter().flat_map(|case| &case.seen) {
        assert!(text.contains(seen.as_str()), "{seen}: {text}");
    }
    let json = printed("list", home.path(), &["list", "--library", "library", "--format", "json"]);
    assert!(serde_json::from_str::<Value>(&json).is_ok() && json.chars().all(|c| c == '\n' || !c.is_control()));
}

#[test]
fn what_an_article_is_called_is_no_order_either() {
    let home = home();
    let name = "x\n\x1b]0;owned\x07\u{9B}2J\u{202E}.txt";
    fs::write(home.path().join(name), "BEFORE AFTER\n").unwrap();
    let front = "+++\ntitle = \"BEFORE \\u001B[2J AFTER\"\nsource = \"\\u009B2J\"\nauthors = [\"\\u202Eeve\"]\n\
        url = \"https://x.example/\\u001B]52;c;QQ\\u0007\"\nstory = \"\\u001Bc\"\n+++\nText.\n";
    fs::write(home.path().join("front.md"), front).unwrap();
    for arguments in [
        &["compare", name, "front.md"][..],
        &["compare", name, "front.md", "--format", "json"],
        &["list", "--library", "."],
        &["list", "--library", ".", "--format", "json"],
    ] {
        let text = printed("names", home.path(), arguments);
        // JSON keeps what is raw as it is, but for what a terminal obeys.
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{arguments:?}: {text:?}");
    }
    for arguments in [&[name][..], &[name, "front.md"], &["front.md", name], &["front.md"], &["."]] {
        let again = tempfile::tempdir().unwrap();
        for file in [name, "front.md"] {
            fs::copy(home.path().join(file), again.path().join(file)).unwrap();
        }
        fs::create_dir_all(again.path().join("config/diptych")).unwrap();
        fs::copy(home.path().join("config/diptych/config.toml"), again.path().join("config/diptych/config.toml"))
            .unwrap();
        screen_of("names", again, arguments, &["BEFORE".to_owned(), "AFTER".to_owned()]);
    }
}

#[test]
fn a_program_is_refused_by_name_on_the_screen_and_in_print() {
    let home = home();
    fs::write(home.path().join("case.txt"), b"\x7fELF\x02\x01\x01\0\0\0\x1b[2J").unwrap();
    let output = run(home.path(), &["compare", "case.txt", PLAIN]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
    assert!(told.contains("case.txt: looks binary"), "{told}");
    screen_of("binary", home, &["case.txt"], &["looks binary".to_owned()]);
}

/// Where more cases lie, beside the project.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/hostile"));
    if folder.join("cases.json").exists() {
        return Some(folder.to_owned());
    }
    eprintln!("skipped: {} is absent", folder.display());
    None
}

/// The files of the shared folder, and what is expected of each.
fn shared_files(folder: &Path) -> Vec<(String, String)> {
    let listed: Value = serde_json::from_slice(&fs::read(folder.join("cases.json")).unwrap()).unwrap();
    let class = |case: &Value| Some((case["file"].as_str()?.to_owned(), case["cls"].as_str()?.to_owned()));
    let mut files: Vec<_> = listed.as_array().unwrap().iter().filter_map(class).collect();
    for more in ["naughty-strings/blns.txt", "naughty-strings/blns.json", "utf8tests/utf8tests.txt"] {
        files.push((more.to_owned(), "text".to_owned()));
    }
    files.push(("utf8tests/utf8tests.bin".to_owned(), "binary".to_owned()));
    files
}

#[test]
fn all_of_the_shared_folder_opens_or_is_refused() {
    let Some(folder) = shared() else { return };
    for (file, class) in shared_files(&folder) {
        let path = folder.join(&file);
        let path = path.to_str().unwrap();
        let home = home();
        let bytes = fs::read(path).unwrap();
        let refused = file.ends_with(".bin");
        let framed = bytes.starts_with(b"BEFORE");
        for format in ["text", "json"] {
            let output = run(home.path(), &["compare", path, path, "--format", format]);
            let told = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(i32::from(refused)), "{file}: {told}");
            assert_eq!(told.contains("looks binary"), refused, "{file}: {told}");
            let text = String::from_utf8(output.stdout).unwrap();
            assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{file}: {text:?}");
            assert!(!framed || (text.contains("BEFORE") && text.contains("AFTER")), "{file}: {text}");
            match format {
                "text" => assert_plain(&file, &text, true),
                _ => assert!(refused || serde_json::from_str::<Value>(&text).is_ok(), "{file}"),
            }
        }
        let seen: &[&str] = match (refused, framed, class.as_str()) {
            (true, ..) => &["looks binary"],
            (_, true, "escape") if bytes.contains(&0x1b) => &["BEFORE", "AFTER", "^["],
            (_, true, "escape-c1") if bytes.contains(&0xc2) && file != "nel.txt" => &["BEFORE", "AFTER", "<U+00"],
            (_, true, _) => &["BEFORE", "AFTER"],
            _ => &["? keys"],
        };
        let seen: Vec<String> = seen.iter().map(ToString::to_string).collect();
        screen_of(&file, home, &[path], &seen);
        if !refused {
            // Of a long one, a narrow pane shows the beginning.
            let seen = ["Shared".to_owned(), seen.first().cloned().unwrap_or_default()];
            let screen = screen_of(&file, self::home(), &[path, path], &seen);
            assert_borders(&file, &screen);
        }
    }
}
