//! A pair handed in: by `e` on the screen and by `diptych compare`, which write the same.

#![cfg(feature = "tui")]
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code,
    reason = "a test that cannot go on shall fail"
)]

#[path = "terminal/pty.rs"]
mod pty;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pty::Pty;
use serde_json::{Value, json};

const LEFT: &str = "+++\ntitle = \"Harbour reopens\"\nsource = \"Gazette\"\nstory = \"Ostrava Bay\"\n\
    url = \"https://gazette.example/harbour\"\n+++\n\
    The harbour of Ostrava Bay reopened on Monday after 12 days, and 240 boats sailed.\n\n\
    Fishermen welcomed the decision of the council.\n";
const RIGHT: &str = "+++\ntitle = \"Boats sail again\"\nsource = \"Courier\"\nstory = \"Ostrava Bay\"\n\
    url = \"https://courier.example/boats\"\n+++\n\
    On Monday the harbour of Ostrava Bay reopened, after 12 days, and 260 boats sailed.\n\n\
    The council had closed it.\n";

/// Runs the program in `home` without a terminal.
fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(pty::PROGRAM);
    command.args(arguments).current_dir(home).env_clear().env("HOME", home);
    for (variable, folder) in [("CONFIG", "config"), ("DATA", "data"), ("STATE", "state"), ("CACHE", "cache")] {
        command.env(format!("XDG_{variable}_HOME"), home.join(folder));
    }
    command.output().unwrap()
}

fn printed(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A home with a pair, a note on its left article, a link of both, and a note on another article.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("left.md"), LEFT).unwrap();
    fs::write(home.path().join("right.md"), RIGHT).unwrap();
    let passage =
        |url: &str, words: &str| json!({"source": url, "selector": {"type": "TextQuoteSelector", "exact": words}});
    let (left, right) = ("https://gazette.example/harbour", "https://courier.example/boats");
    let notes = json!([
        {"id": "urn:x:1", "type": "Annotation", "motivation": "commenting", "target": passage(left, "after 12 days"),
         "body": [{"type": "TextualBody", "value": "Who counted?"},
                  {"type": "TextualBody", "purpose": "tagging", "value": "boats"}]},
        {"id": "urn:x:2", "type": "Annotation", "motivation": "linking",
         "target": [passage(left, "240 boats"), passage(right, "260 boats")],
         "body": [{"type": "TextualBody", "value": "Both cannot be."}]},
    ]);
    fs::write(home.path().join("in.json"), notes.to_string()).unwrap();
    printed(home.path(), &["--library", ".", "notes", "import", "in.json"]);
    home
}

#[test]
fn notes_stand_in_every_format_where_they_are_asked_for() {
    let home = home();
    for (format, words) in [
        ("text", ["Who counted?", "#boats", "“after 12 days”", "240 boats"]),
        ("markdown", ["Who counted?", "boats", "> after 12 days", "> 240 boats"]),
        ("html", ["<p class=\"words\">Who counted?</p>", "#boats", "class=\"noted\">after 12 days", "Both cannot be."]),
        ("json", ["Who counted?", "\"tags\":[\"boats\"]", "\"exact\":\"after 12 days\"", "Both cannot be."]),
    ] {
        let asked = printed(home.path(), &["compare", "left.md", "right.md", "--format", format, "--notes"]);
        let plain = printed(home.path(), &["compare", "left.md", "right.md", "--format", format]);
        for word in words {
            assert!(asked.contains(word), "{format}: {word}\n{asked}");
        }
        assert!(!plain.contains("Who counted?"), "{plain}");
    }
}

#[test]
fn notes_in_json_are_as_the_export_of_notes_has_them() {
    let home = home();
    let pair = printed(home.path(), &["compare", "left.md", "right.md", "--format", "json", "--notes"]);
    let pair: Value = serde_json::from_str(&pair).unwrap();
    let notes = printed(home.path(), &["--library", ".", "notes", "--format", "json"]);
    let notes: Value = serde_json::from_str(&notes).unwrap();
    assert_eq!((&pair["notes"], notes["notes"].as_array().unwrap().len()), (&notes["notes"], 2));
    let schema: Value = serde_json::from_str(include_str!("compare.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&pair));
    let bare = tempfile::tempdir().unwrap();
    fs::write(bare.path().join("a.md"), LEFT).unwrap();
    let none = printed(bare.path(), &["compare", "a.md", "a.md", "--format", "json", "--notes"]);
    assert_eq!(serde_json::from_str::<Value>(&none).unwrap()["notes"], json!([]));
}

#[test]
fn the_exit_status_says_whether_something_is_left_to_check() {
    let home = home();
    let status = |arguments: &[&str]| run(home.path(), arguments).status.code();
    assert_eq!(status(&["compare", "left.md", "right.md"]), Some(0));
    assert_eq!(status(&["compare", "left.md", "right.md", "--exit-code"]), Some(3));
    assert_eq!(status(&["compare", "left.md", "left.md", "--exit-code"]), Some(0));
    assert_eq!(status(&["compare", "left.md", "none.md", "--exit-code"]), Some(1));
    let mut pty = Pty::diptych_in(home, &["left.md", "right.md"]);
    pty.wait_for("the check", |screen| screen.contents().contains("1 of 1"));
    pty.send("mr");
    pty.wait_for("the ruling", |screen| screen.contents().contains("right"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
    let status = |arguments: &[&str]| run(pty.home(), arguments).status.code();
    assert_eq!(status(&["compare", "left.md", "right.md", "--exit-code"]), Some(3), "rulings are not asked for");
    assert_eq!(status(&["compare", "left.md", "right.md", "--exit-code", "--decisions"]), Some(0));
}

#[test]
fn no_report_says_where_the_articles_lie_unless_that_is_asked_for() {
    let home = home();
    let sides = [home.path().join("left.md"), home.path().join("right.md")].map(|path| path.display().to_string());
    let [left, right] = [&*sides[0], &*sides[1]];
    for format in ["text", "markdown", "html"] {
        let arguments = ["compare", left, right, "--format", format, "--notes", "--width", "200"];
        let shown = printed(home.path(), &arguments);
        assert!(!shown.contains(home.path().to_str().unwrap()), "{format}\n{shown}");
        let asked = printed(home.path(), &[&arguments[..], &["--paths"]].concat());
        assert!(asked.replace('\\', "").contains(home.path().to_str().unwrap()), "{format}\n{asked}");
    }
    let json: Value =
        serde_json::from_str(&printed(home.path(), &["compare", left, right, "--format", "json"])).unwrap();
    assert_eq!(json["left"]["path"], left);
}

/// Types a name over the one that is proposed.
fn name(pty: &mut Pty, name: &str) {
    pty.send("e");
    pty.wait_for("the prompt", |screen| screen.contents().contains("export to: ostrava-bay-report.html"));
    pty.send(&format!("\x15{name}\r"));
}

#[test]
fn the_screen_writes_what_the_command_line_prints() {
    let mut pty = Pty::diptych_in(home(), &["left.md", "right.md"]);
    pty.wait_for("the check", |screen| screen.contents().contains("1 of 1"));
    pty.send("ml");
    pty.wait_for("the ruling", |screen| screen.contents().contains("left"));
    for (file, format) in [("r.html", "html"), ("r.md", "markdown"), ("r.json", "json"), ("r.txt", "text")] {
        name(&mut pty, file);
        // A line of the screen is too short for where the file lies: what is told before that is enough.
        pty.wait_for("the export", |_| fs::metadata(pty.home().join(file)).is_ok_and(|it| it.len() > 0));
        pty.wait_for("what is told", |screen| screen.contents().contains("exported to /"));
        let wanted = ["compare", "left.md", "right.md", "--decisions", "--notes", "--format", format];
        assert_eq!(fs::read_to_string(pty.home().join(file)).unwrap(), printed(pty.home(), &wanted), "{file}");
        pty.send("j");
        pty.wait_for("nothing told", |screen| !screen.contents().contains("exported to"));
    }
    fs::write(pty.home().join("r.html"), "mine").unwrap();
    name(&mut pty, "r.html");
    pty.wait_for("the question", |screen| screen.contents().contains("Overwrite it?"));
    pty.send("n");
    assert_eq!(fs::read_to_string(pty.home().join("r.html")).unwrap(), "mine");
    name(&mut pty, "r.html");
    pty.wait_for("the question", |screen| screen.contents().contains("Overwrite it?"));
    pty.send("y");
    pty.wait_for("what is told", |screen| screen.contents().contains("exported to /"));
    assert!(fs::read_to_string(pty.home().join("r.html")).unwrap().starts_with("<!DOCTYPE html>"));
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn an_article_without_a_title_is_called_by_its_first_words_and_its_file_everywhere() {
    let home = tempfile::tempdir().unwrap();
    let begins = "The harbour of Ostrava Bay reopened on Monday after 12 days of storm and";
    let called = "The harbour of Ostrava Bay reopened on Monday after 12 days of storm…";
    fs::create_dir(home.path().join("news")).unwrap();
    fs::write(home.path().join("news/000_e701c8.txt"), format!("{begins} fog.\n\nBoats sailed.\n")).unwrap();
    fs::write(home.path().join("news/right.md"), RIGHT).unwrap();
    let passage = json!({"type": "TextQuoteSelector", "exact": "Boats sailed."});
    let file = format!("file://{}", home.path().join("news/000_e701c8.txt").display());
    let target = json!({"source": file, "selector": passage});
    let note = json!([{"id": "urn:x:1", "type": "Annotation", "target": target, "body": "How many?"}]);
    fs::write(home.path().join("in.json"), note.to_string()).unwrap();
    printed(home.path(), &["--library", "news", "notes", "import", "in.json"]);
    let sides = ["news/000_e701c8.txt", "news/right.md"];
    for format in ["text", "markdown", "html"] {
        let shown =
            printed(home.path(), &["compare", sides[0], sides[1], "--format", format, "--notes", "--width", "200"]);
        assert!(shown.contains(called), "{format}\n{shown}");
        let name = shown.replace('\\', "");
        assert!(name.contains("000_e701c8.txt") && !name.contains("# 000_e701c8.txt"), "{format}\n{name}");
        assert!(!name.contains("<title>000_"), "{name}");
    }
    let listed = printed(home.path(), &["--library", "news", "list"]);
    assert!(listed.contains(&format!("000_e701c8.txt  {called}")), "{listed}");
    let notes = printed(home.path(), &["--library", "news", "notes"]);
    assert!(notes.contains(&format!("## {called}\n\n000\\_e701c8.txt\n")) && !notes.contains("news/"), "{notes}");
    let mut pty = Pty::diptych_in(home, &sides);
    pty.wait_for("the header", |screen| {
        screen
            .contents()
            .lines()
            .next()
            .is_some_and(|line| line.contains("The harbour of Ostrava") && line.contains("│ Courier"))
    });
    pty.send("q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn samples_are_listed_and_compared_by_their_paths() {
    let home = home();
    let listed = printed(home.path(), &["list", "--samples", "--format", "json"]);
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["articles"].as_array().unwrap().len(), 12);
    assert_eq!(printed(home.path(), &["--samples", "list"]).lines().count(), 12);
    let sides = ["doral/meridian-post.md", "doral/harbour-gazette.md"];
    let pair = printed(home.path(), &["compare", "--samples", sides[0], sides[1], "--format", "json"]);
    let pair: Value = serde_json::from_str(&pair).unwrap();
    assert_eq!((&pair["left"]["path"], &pair["right"]["path"]), (&sides[0].into(), &sides[1].into()));
    let told = listed["articles"][0]["path"].as_str().unwrap();
    assert!(run(home.path(), &["compare", "--samples", told, sides[1]]).status.success(), "{told}");
    let failed = run(home.path(), &["--samples", "compare", "doral/meridian.md", sides[1]]);
    let why = String::from_utf8(failed.stderr).unwrap();
    assert!(why.contains("doral/meridian.md: there is no such sample\n"), "{why}");
    assert_eq!(
        run(home.path(), &["compare", sides[0], sides[1]]).status.code(),
        Some(1),
        "without --samples they are files"
    );
}

#[test]
fn a_printed_comparison_is_coloured_where_that_is_asked_for_or_a_terminal_takes_it() {
    let home = home();
    let wanted = ["compare", "left.md", "right.md", "--width", "80"];
    let plain = printed(home.path(), &wanted);
    let coloured = printed(home.path(), &[&wanted[..], &["--color", "always"]].concat());
    assert!(!plain.contains('\x1b') && coloured.contains("\x1b[31m  1 ≠\x1b[0m"), "{coloured:?}");
    assert_eq!(plain, printed(home.path(), &[&wanted[..], &["--color", "never"]].concat()));
    let markdown =
        printed(home.path(), &["compare", "left.md", "right.md", "--color", "always", "--format", "markdown"]);
    assert!(!markdown.contains('\x1b'));
    for (before, colour) in [("", true), ("NO_COLOR=1 ", false)] {
        let line = format!(
            "printf '%s' \"$L\" > l.md; printf '%s' \"$R\" > r.md; {before}TERM=xterm '{}' compare l.md r.md",
            pty::PROGRAM
        );
        let mut pty = Pty::shell(&line, &[("L", LEFT), ("R", RIGHT)]);
        assert_eq!(pty.end(), 0);
        let written = String::from_utf8_lossy(&pty.written()).into_owned();
        assert_eq!(written.contains("\x1b[31m"), colour, "{before} {written:?}");
        assert!(written.contains("To check"), "{written}");
    }
}
