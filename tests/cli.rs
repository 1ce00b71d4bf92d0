//! The command line, from outside: what is printed where, and the exit status.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

use std::fs;
use std::io::Read;
use std::path::PathBuf;
use std::process::Stdio;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use tempfile::TempDir;

const LEFT: &str = "+++\ntitle = \"Harbour reopens\"\nsource = \"Gazette\"\nstory = \"harbour\"\n+++\n\
    The harbour of Ostrava Bay reopened on Monday after 12 days.\n\nFishermen welcomed the decision of the council.\n";
const RIGHT: &str = "+++\ntitle = \"Boats sail again\"\nsource = \"Courier\"\nstory = \"harbour\"\n+++\n\
    On Monday the harbour of Ostrava Bay reopened, 12 days after the storm.\n\nThe council had closed it.\n";

/// A home of its own for every test.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write("left.txt", LEFT);
        home.write("right.txt", RIGHT);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn diptych(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("diptych").unwrap();
        command.current_dir(self.0.path()).env_clear().env("HOME", self.0.path()).env("PATH", "/usr/bin:/bin");
        command.args(arguments);
        command
    }

    /// The output of a command that must succeed.
    fn printed(&self, arguments: &[&str]) -> String {
        let done = self.diptych(arguments).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    }
}

/// What is printed for people has no control characters but line feeds.
fn is_clean(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !c.is_control())
}

#[test]
fn compare_prints_json_that_is_the_same_every_time() {
    let home = Home::new();
    let arguments = ["compare", "left.txt", "right.txt", "--format", "json"];
    let printed = home.printed(&arguments);
    let json: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(json["version"], 1);
    assert_eq!((&json["left"]["path"], &json["right"]["title"]), (&"left.txt".into(), &"Boats sail again".into()));
    assert!(!json["matches"].as_array().unwrap().is_empty(), "{printed}");
    assert_eq!(printed, home.printed(&arguments));
    assert!(printed.ends_with('\n'));
}

#[test]
fn compare_prints_text_of_the_width_asked_for() {
    let home = Home::new();
    for width in [64, 80, 120] {
        let printed = home.printed(&["compare", "left.txt", "right.txt", "--width", &width.to_string()]);
        assert!(printed.contains("Harbour reopens") && printed.contains("Boats sail again"), "{printed}");
        assert!(printed.lines().all(|line| line.chars().count() <= width), "{width}:\n{printed}");
        assert!(is_clean(&printed), "{printed:?}");
    }
    let unasked = home.printed(&["compare", "left.txt", "right.txt"]);
    assert_eq!(unasked, home.printed(&["compare", "left.txt", "right.txt", "--width", "80"]));
}

#[test]
fn compare_reads_standard_input() {
    let home = Home::new();
    let done = home.diptych(&["compare", "-", "right.txt", "--format", "json"]).write_stdin(LEFT).assert().success();
    let json: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!((&json["left"]["path"], &json["left"]["title"]), (&"-".into(), &"Harbour reopens".into()));
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason() {
    let home = Home::new();
    fs::create_dir(home.path("folder")).unwrap();
    home.write("picture.txt", b"\x89PNG\0\0");
    for (arguments, told) in [
        (["compare", "none.txt", "right.txt"].as_slice(), "the article cannot be read: none.txt: No such file"),
        (&["compare", "folder", "right.txt"], "the article cannot be read: folder: not a regular file (a folder)"),
        (&["compare", "left.txt", "picture.txt"], "the article cannot be read: picture.txt: looks binary"),
        (&["none.txt"], "the article cannot be opened: none.txt: there is no such file"),
        (
            &["lst"],
            "the article cannot be opened: lst: there is no such file\ndid you mean the command `diptych list`?",
        ),
        (&["left.txt", "folder"], "the article cannot be opened: folder: it is a folder"),
        (&["--config", "none.toml", "list"], "the configuration cannot be used: none.toml: cannot be read"),
        (&["--log", "none/log", "list"], "the log cannot be written: none/log: No such file"),
    ] {
        let failed = home.diptych(arguments).assert().code(1).stdout(is_empty());
        failed.stderr(starts_with(format!("diptych: {told}")));
    }
}

#[test]
fn wrong_usage_is_status_2() {
    let home = Home::new();
    for (arguments, told) in [
        (["compare", "left.txt"].as_slice(), "RIGHT"),
        (&["left.txt", "right.txt", "third.txt"], "3 paths are given"),
        (&["--no-such-option"], "--no-such-option"),
        (&["list", "--format", "xml"], "possible values: text, json"),
        (&["--theme", "broadshet", "list"], "no theme `broadshet`"),
        (&["completions", "tcsh"], "tcsh"),
    ] {
        let refused = home.diptych(arguments).assert().code(2).stdout(is_empty());
        refused.stderr(starts_with("diptych: ").and(contains(told)));
    }
}

#[test]
fn foreign_text_in_an_argument_reaches_no_terminal() {
    let home = Home::new();
    let hostile = "a\nb\x1b[31m\u{202e}.txt";
    for arguments in [&[hostile] as &[&str], &["compare", hostile, "right.txt"], &["--format", hostile, "list"]] {
        let failed = home.diptych(arguments).assert().failure();
        let told = String::from_utf8(failed.get_output().stderr.clone()).unwrap();
        assert!(is_clean(&told) && !told.contains('\u{202e}'), "{told:?}");
        assert!(told.starts_with("diptych: "), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn hostile_file_names_and_titles_are_shown_harmless() {
    let home = Home::new();
    let name = "new\nline\x1b[2J.txt";
    home.write(&format!("library/{name}"), "+++\ntitle = \"A \\u001b[31mred\\u202e title\"\n+++\nWords.\n");
    home.write("library/broken\x1b]0;x\x07.txt", b"\0");
    let done = home.diptych(&["list", "--library", "library"]).assert().success();
    for bytes in [&done.get_output().stdout, &done.get_output().stderr] {
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(is_clean(&text) && !text.contains('\u{202e}'), "{text:?}");
    }
    let compared = home.printed(&["compare", &format!("library/{name}"), "left.txt"]);
    assert!(is_clean(&compared), "{compared:?}");
    let json = home.printed(&["list", "--library", "library", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["articles"][0]["path"].as_str().unwrap().ends_with(name));
}

#[test]
fn list_shows_the_library_and_what_is_wrong_in_it() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    home.write("news/b.md", RIGHT);
    home.write("news/c.txt", b"\0\0");
    let done = home.diptych(&["list", "--library", "news"]).assert().success();
    let printed = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert_eq!(printed.lines().count(), 2, "{printed}");
    assert!(printed.contains("Gazette") && printed.contains("Boats sail again"), "{printed}");
    done.stderr(starts_with("diptych: left out of the library: news/c.txt: looks binary"));
    let found = home.printed(&["list", "boats", "--library", "news"]);
    assert!(found.contains("Boats sail again") && !found.contains("Harbour reopens"), "{found}");
}

#[test]
fn texts_are_added_with_what_is_known_of_them_and_never_twice() {
    let home = Home::new();
    let text = "Boats sail again\n\nBy Ann Poe\nMarch 7, 2026\n\nThe *boats* of Ostrava sailed # again on Monday.\n";
    home.write("in.txt", text);
    let added = |arguments: &[&str]| home.printed(&[&["add", "--library", "news"], arguments].concat());
    let dry = added(&["in.txt", "--dry-run", "--story", "Boats"]);
    assert!(dry.starts_with("+++\n") && dry.contains("story = \"Boats\"") && dry.ends_with(text), "{dry}");
    assert!(!home.path("news").exists());
    assert_eq!(added(&["in.txt", "--story", "Boats"]), "news/2026-03-07-boats-sail-again.txt\n");
    let kept = fs::read_to_string(home.path("news/2026-03-07-boats-sail-again.txt")).unwrap();
    assert_eq!(kept, dry);
    let listed = home.printed(&["list", "story:boats", "author:poe", "--library", "news"]);
    assert!(listed.contains("Boats sail again"), "{listed}");

    let again = home.diptych(&["add", "in.txt", "--library", "news"]).assert().success();
    again.stdout("news/2026-03-07-boats-sail-again.txt\n").stderr(starts_with("diptych: it is in the library already"));
    let other = text.replace("Monday", "Tuesday");
    let mut piped = home.diptych(&["add", "-", "--library", "news", "--format", "json", "--source", "The Quay"]);
    let done = piped.write_stdin(other).assert().success();
    let json: serde_json::Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(json["path"], "news/2026-03-07-boats-sail-again-2.txt");
    assert_eq!((&json["source"], &json["published"]), (&"The Quay".into(), &"2026-03-07".into()));
    assert!(json["paragraphs"].as_array().unwrap().iter().any(|p| p["kind"] == "byline"), "{json}");
    assert_eq!(fs::read_dir(home.path("news")).unwrap().count(), 2);
}

#[test]
fn what_cannot_be_added_says_why_and_leaves_nothing() {
    let home = Home::new();
    home.write("empty.txt", "  \n");
    home.write("binary.txt", b"\0\x01\x02");
    home.write("page.html.txt", "<!DOCTYPE html>\n<html><script>text()</script></html>");
    home.write("broken.txt", "+++\ntitle = \n+++\nText.\n");
    for (arguments, status, why) in [
        (&["empty.txt"][..], 1, "there is no text in it"),
        (&["binary.txt"], 1, "looks binary"),
        (&["page.html.txt"], 1, "the page has no text"),
        (&["none.txt"], 1, "No such file"),
        (&["https://example.org/a", "--offline"], 1, "the network is not used: --offline was given"),
        (&["HTTPS://", "--offline"], 1, "the network is not used"),
        (&["broken.txt", "--story", "x"], 1, "its front matter is broken"),
        (&["left.txt", "right.txt", "--title", "x"], 2, "--title names one text"),
        (&[], 2, "required"),
    ] {
        let mut command = home.diptych(&["add", "--library", "news"]);
        command.args(arguments).assert().code(status).stderr(contains(why));
        assert!(!home.path("news").exists(), "{arguments:?}");
    }
    // The default library is made where there is none, and the samples are not what a text is in already.
    let path = home.printed(&["add", "left.txt"]);
    assert!(path.ends_with("/articles/") || path.contains("diptych/articles/"), "{path}");
    assert!(home.printed(&["list"]).contains("Harbour reopens"));
}

#[test]
fn stories_are_found_by_likeness_unless_the_articles_name_them() {
    let home = Home::new();
    let unnamed = |text: &str| text.replace("story = \"harbour\"\n", "");
    home.write("news/a.txt", unnamed(LEFT));
    home.write("news/b.txt", unnamed(RIGHT));
    home.write("news/c.txt", "+++\ntitle = \"School opens\"\n+++\nPupils came to the new school in Elmbridge.\n");
    home.write("news/d.txt", b"\0\0");
    let json: serde_json::Value =
        serde_json::from_str(&home.printed(&["stories", "news", "--format", "json"])).unwrap();
    assert_eq!(json["version"], 1);
    let paths = |articles: &serde_json::Value| {
        articles.as_array().unwrap().iter().map(|row| row["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(json["stories"].as_array().unwrap().len(), 1);
    assert_eq!(paths(&json["stories"][0]["articles"]), ["news/a.txt", "news/b.txt"]);
    assert_eq!(json["stories"][0]["id"], json["stories"][0]["articles"][0]["id"]);
    assert_eq!(paths(&json["alone"]), ["news/c.txt"]);

    home.write("news/b.txt", RIGHT.replace("harbour\"", "boats\""));
    home.write("news/a.txt", LEFT);
    let done = home.diptych(&["stories", "--library", "news"]).assert().success();
    done.stdout("3 articles stand alone\n").stderr(starts_with("diptych: left out of the library: news/d.txt"));
    let named = home.printed(&["stories", "--samples"]);
    assert!(named.starts_with("A coalition is signed at Doral\n  "), "{named}");
    home.diptych(&["stories", "nowhere"])
        .assert()
        .code(1)
        .stderr(starts_with("diptych: the library cannot be read: nowhere"));
}

#[test]
fn what_the_reader_set_beside_a_file_is_told_wherever_the_article_is() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    let listed = || -> serde_json::Value {
        serde_json::from_str(&home.printed(&["list", "--library", "news", "--format", "json"])).unwrap()
    };
    let id = listed()["articles"][0]["id"].as_str().unwrap().to_owned();
    let set = "{\"at\":7,\"title\":\"Set title\",\"source\":null,\"story\":\"Set story\",\"tags\":[\"x\"]}";
    let kept = format!("{{\"version\":1,\"id\":\"{id}\",\"content\":\"\",\"fingerprint\":\"\",\"set\":{set}}}");
    home.write(&format!(".local/share/diptych/identities/{id}.json"), kept);
    let row = listed()["articles"][0].clone();
    assert_eq!(
        (&row["title"], &row["source"], &row["tags"]),
        (&"Set title".into(), &serde_json::Value::Null, &serde_json::json!(["x"]))
    );
    assert!(home.printed(&["list", "--library", "news", "story:set"]).contains("Set title"));
    for format in ["json", "markdown", "html", "text"] {
        let report = home.printed(&["compare", "news/a.txt", "right.txt", "--format", format]);
        assert!(report.contains("Set title") && !report.contains("Gazette"), "{format}: {report}");
    }
    assert_eq!(fs::read_to_string(home.path("news/a.txt")).unwrap(), LEFT);
}

#[test]
fn a_file_that_cannot_be_added_does_not_keep_the_others_out() {
    let home = Home::new();
    home.write("empty.txt", "");
    let done = home
        .diptych(&["add", "left.txt", "empty.txt", "nowhere.txt", "right.txt", "--library", "news"])
        .assert()
        .code(1);
    let out = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(told.contains("empty.txt") && told.contains("nowhere.txt") && told.contains("2 of 4 not added"), "{told}");
    assert_eq!(fs::read_dir(home.path("news")).unwrap().count(), 2);
}

#[test]
fn a_saved_view_lists_what_it_says_and_a_query_narrows_it() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    home.write("news/b.txt", RIGHT);
    let list = ["list", "--library", "news", "--view"];
    home.diptych(&[&list[..], &["boats"]].concat()).assert().code(2).stderr(contains(", v in the list saves"));
    home.write(".config/diptych/views.toml", "# mine\n\"All Boats\" = \"story:harbour\"\nwrong = \"is:unraed\"\n");
    assert_eq!(home.printed(&[&list[..], &["all boats"]].concat()).lines().count(), 2);
    let narrowed = home.printed(&[&list[..], &["All Boats", "courier"]].concat());
    assert!(narrowed.lines().count() == 1 && narrowed.contains("Boats sail again"), "{narrowed}");
    home.diptych(&[&list[..], &["al boats"]].concat()).assert().code(2).stderr(contains("did you mean All Boats?"));
    home.diptych(&[&list[..], &["wrong"]].concat()).assert().code(2).stderr(contains("is:unraed"));
    home.write(".config/diptych/views.toml", "a = 1\n");
    home.diptych(&[&list[..], &["a"]].concat()).assert().code(1).stderr(contains("views.toml"));
}

#[test]
fn what_the_reader_said_of_stories_holds_and_says_who_made_a_story() {
    let home = Home::new();
    home.write("news/a.txt", LEFT.replace("story = \"harbour\"\n", ""));
    home.write("news/b.txt", RIGHT.replace("story = \"harbour\"\n", ""));
    home.write("news/c.txt", "+++\ntitle = \"School opens\"\n+++\nPupils came to the new school in Elmbridge.\n");
    let json = || -> serde_json::Value {
        serde_json::from_str(&home.printed(&["stories", "news", "--format", "json"])).unwrap()
    };
    let first = json();
    assert_eq!(first["stories"][0]["by"], "likeness");
    let id = |place: &serde_json::Value| place["id"].as_str().unwrap().to_owned();
    let [a, b] = [0, 1].map(|at| id(&first["stories"][0]["articles"][at]));
    let c = id(&first["alone"][0]);
    let word = |at: u32, one: &str, other: &str, said: &str| {
        format!("{{\"at\":{at},\"article\":\"{one}\",\"others\":[\"{other}\"],\"said\":\"{said}\"}}\n")
    };
    let file = ".local/share/diptych/stories/desk.jsonl";
    home.write(file, word(1, &a, &b, "apart") + &word(2, &c, &a, "same"));
    let told = json();
    assert_eq!((&told["stories"][0]["by"], &told["alone"][0]["id"]), (&"reader".into(), &b.clone().into()));
    assert_eq!(told["stories"][0]["articles"].as_array().unwrap().len(), 2);
    assert!(home.printed(&["stories", "news"]).starts_with("= "));
    home.write(file, word(1, &a, &b, "apart") + &word(2, &c, &a, "same") + &word(3, &c, &a, "open") + "nonsense\n");
    let done = home.diptych(&["stories", "news"]).assert().success();
    done.stdout("3 articles stand alone\n").stderr(contains("desk.jsonl:4:1: 1 line about stories"));
}

#[test]
fn files_that_are_no_articles_are_told_and_fail_nothing() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    home.write("news/scan.pdf", "%PDF-1.7");
    for command in ["list", "stories"] {
        let told = contains("left out of the library: ")
            .and(contains("1 file is no article by the ending, and passed over: 1 .pdf"));
        home.diptych(&[command, "--library", "news"]).assert().success().stderr(told);
    }
}

#[test]
fn list_takes_the_filter_language_and_tells_what_it_does_not_understand() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    home.write("news/b.md", RIGHT);
    let (harbour, boats) = ("Harbour reopens", "Boats sail again");
    for (query, found) in [
        (&["source:gazette"][..], &[harbour][..]),
        (&["story:harbour -source:gazette"], &[boats]),
        (&["--", "-source:gazette"], &[boats]),
        (&["is:unread"], &[harbour, boats]),
        (&["is:noted"], &[]),
        (&["is:lost"], &[]),
        (&["\"sail again\""], &[boats]),
        (&["starred"], &[]),
    ] {
        let listed = home.printed(&[&["--library", "news", "list"], query].concat());
        for title in [harbour, boats] {
            assert_eq!(listed.contains(title), found.contains(&title), "{query:?}: {listed}");
        }
    }
    let like = home.diptych(&["list", "harbuor", "--library", "news"]).assert().success();
    like.stdout(contains(harbour)).stderr(contains("nothing matches “harbuor” exactly; these are like it"));
    for (query, told) in [
        ("sorce:x", "there is no “sorce:” here\nthere are source: author: "),
        ("is:old", "there is no “is:old” here\nthere are is:unread "),
        ("since:march", "“since:march” names no day\n2026, 2026-03 and 2026-03-07 do"),
    ] {
        let failed = home.diptych(&["list", query, "--library", "news"]).assert().code(2).stdout(is_empty());
        failed.stderr(starts_with(format!("diptych: the query is not understood: {told}")));
    }
}

#[test]
fn two_versions_are_one_row_that_tells_the_other_and_the_same_twice_is_one() {
    let home = Home::new();
    let file = |title: &str, updated: &str, cracks: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nurl = \"https://example.org/bridge\"\n{updated}+++\n\nThe bridge will be shut, the \
             council said on Monday. Engineers found {cracks} cracks in the southern arch last week.\n"
        )
    };
    home.write("news/b.md", file("Bridge shut", "", "twelve"));
    home.write("news/a.md", file("Bridge shut", "updated = 2999-03-09\n", "seventeen"));
    home.write("news/copy.md", file("Bridge shut", "", "twelve"));
    let section =
        "+++\ntitle = \"Another matter\"\nurl = \"https://example.org/bridge\"\n+++\n\nNothing else is told here.\n";
    home.write("news/other.md", section);
    let listed = home.printed(&["--library", "news", "list"]);
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("Bridge shut  (updated, 2 versions)\n") && listed.contains("Another matter\n"), "{listed}");
    let json: serde_json::Value =
        serde_json::from_str(&home.printed(&["--library", "news", "list", "is:updated", "--format", "json"])).unwrap();
    let [article] = json["articles"].as_array().unwrap().as_slice() else { panic!("{json}") };
    assert_eq!((&article["path"], &article["updated"]), (&"news/a.md".into(), &"2999-03-09".into()));
    let [earlier] = article["earlier"].as_array().unwrap().as_slice() else { panic!("{article}") };
    assert!(["news/b.md", "news/copy.md"].contains(&earlier["path"].as_str().unwrap()), "{earlier}");
    assert_ne!(earlier["id"], article["id"]);
}

#[test]
fn the_library_of_the_environment_is_listed_and_the_default_place_otherwise() {
    let home = Home::new();
    home.write("news/a.txt", LEFT);
    home.write(".local/share/diptych/articles/b.txt", RIGHT);
    let named = home.diptych(&["list"]).env("DIPTYCH_LIBRARY", home.path("news")).assert().success();
    named.stdout(contains("Harbour reopens").and(contains("Boats").not()));
    assert!(home.printed(&["list"]).contains("Boats sail again"));
}

#[test]
fn without_a_library_the_samples_are_listed() {
    let home = Home::new();
    let json: serde_json::Value = serde_json::from_str(&home.printed(&["list", "--format", "json"])).unwrap();
    assert!(json["articles"].as_array().unwrap().len() >= 6, "{json}");
    home.diptych(&["list", "--library", "none"])
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(starts_with("diptych: the library cannot be read: none: "));
}

#[test]
fn config_path_names_the_files() {
    let home = Home::new();
    let printed = home.printed(&["config", "path"]);
    for path in [".config/diptych/config.toml", ".config/diptych/keys.toml", ".local/share/diptych/articles"] {
        assert!(printed.contains(path), "{printed}");
    }
}

#[test]
fn config_show_is_toml_that_can_be_used() {
    let home = Home::new();
    let printed = home.printed(&["config", "show"]);
    // One document for each file that it can be split into.
    let files: Vec<&str> = printed.split("# ── ").skip(1).collect();
    assert!(files.len() >= 3, "{printed}");
    for file in files {
        let document = file.split_once('\n').unwrap().1;
        assert!(document.parse::<toml::Table>().is_ok(), "{document}");
    }
}

#[test]
fn config_check_names_every_mistake_and_fails() {
    let home = Home::new();
    home.diptych(&["config", "check"]).assert().success().stdout("no mistakes\n");
    home.write(".config/diptych/config.toml", "ascii = true\n[reader]\nmeasur = 60\nscroll-margin = \"x\"\n");
    let checked = home.diptych(&["config", "check"]).assert().code(1);
    checked
        .stdout(contains("config.toml:3:1: ").and(contains("did you mean `measure`")).and(contains("config.toml:4:")));
    // Other commands say so and go on.
    let listed = home.diptych(&["list"]).assert().success();
    listed.stderr(contains("config.toml:3:1: ").and(contains("2 mistakes in the configuration")));
}

#[test]
fn completions_and_manual_are_printed() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(home.printed(&["completions", shell]).contains("diptych"));
    }
    let page = home.printed(&["man"]);
    assert!(page.contains(".TH DIPTYCH 1") && page.contains("diptych notes check"), "{page}");
}

#[test]
fn help_and_version_are_printed_to_standard_output() {
    let home = Home::new();
    home.diptych(&["--help"]).assert().success().stdout(contains("diptych a.txt b.txt")).stderr(is_empty());
    home.diptych(&["--version"]).assert().success().stdout(starts_with("diptych 0."));
}

#[test]
fn the_screen_needs_a_terminal() {
    let home = Home::new();
    for arguments in [&[] as &[&str], &["left.txt", "right.txt"], &["./left.txt"], &["--samples"]] {
        let failed = home.diptych(arguments).assert().code(1).stdout(is_empty());
        failed.stderr(starts_with("diptych: the screen cannot be opened: standard output: it is not a terminal\n"));
    }
}

#[test]
fn a_file_named_like_a_command_is_a_file_with_a_dot_before_it() {
    let home = Home::new();
    home.write("list", LEFT);
    home.diptych(&["./list"]).assert().code(1).stderr(contains("the screen cannot be opened"));
    assert!(home.printed(&["compare", "./list", "right.txt"]).contains("Harbour reopens"));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let home = Home::new();
    // More than a pipe holds, so that writing meets the closed end.
    let long: String = (0..20_000).map(|n| format!("Sentence number {n} of the harbour.\n\n")).collect();
    home.write("long.txt", long);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_diptych"))
        .args(["compare", "long.txt", "left.txt", "--format", "json"])
        .current_dir(home.0.path())
        .env("HOME", home.0.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut start = [0; 10];
    out.read_exact(&mut start).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap()), (Some(0), String::new()));
}

#[test]
fn the_log_is_written_only_where_asked_and_holds_no_text() {
    let home = Home::new();
    home.printed(&["compare", "left.txt", "right.txt", "--log", "diptych.log"]);
    let log = fs::read_to_string(home.path("diptych.log")).unwrap();
    assert!(log.contains("begin") && !log.contains("arbour"), "{log}");
}

#[test]
fn a_library_that_was_named_and_is_not_there_is_a_failure_and_a_bad_file_in_one_is_not() {
    let home = Home::new();
    home.write("library/good.txt", LEFT);
    home.write("library/bad.txt", "PK\0\0");
    home.diptych(&["list", "--library", "library"]).assert().success().stderr(contains("bad.txt: looks binary"));
    for format in ["text", "json"] {
        let arguments = ["list", "--library", "library", "--library", "nowhere", "--format", format];
        home.diptych(&arguments).assert().code(1).stdout(contains("Harbour reopens"));
    }
}

#[test]
fn compare_leaves_decisions_out_unless_they_are_asked_for() {
    let home = Home::new();
    let arguments = ["compare", "left.txt", "right.txt", "--format", "json"];
    let plain = home.printed(&arguments);
    let json: serde_json::Value = serde_json::from_str(&plain).unwrap();
    let decided = home.diptych(&[&arguments[..], &["--decisions"]].concat()).assert().success();
    assert_eq!(String::from_utf8(decided.get_output().stdout.clone()).unwrap(), plain, "nothing is decided yet");
    assert!(!plain.contains("\"decision\""));
    assert!(json["matches"].as_array().unwrap().iter().any(|m| m["shown"] == true), "{plain}");
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><title>Quay falls at Port Lissa</title>\
    <meta property='og:site_name' content='Lissa Post'><meta name=author content='Ann Poe'>\
    <meta property='article:published_time' content='2026-03-07'><link rel=canonical href='https://lissa.example/quay'>\
    </head><body><nav>Sport</nav><article><p>The quay wall at Port Lissa gave way on Monday night, the harbour office \
    said, and forty families that live beside it had to leave their homes until the tide had turned.</p><p>Nobody was \
    <em>hurt</em>, said Ann Roe, who runs the office, but the wall, built in 1911, cannot be mended before the \
    summer, and the ferry will go from the Mole.</p></article><footer>Subscribe now</footer></body></html>";

#[test]
fn a_page_becomes_an_article_once() {
    let home = Home::new();
    let add = |arguments: &[&str]| {
        let done =
            home.diptych(&[&["add", "-", "--library", "news/new"], arguments].concat()).write_stdin(PAGE).assert();
        done.success()
    };
    let dry: serde_json::Value =
        serde_json::from_slice(&add(&["--dry-run", "--format", "json"]).get_output().stdout).unwrap();
    assert_eq!((&dry["title"], &dry["source"]), (&"Quay falls at Port Lissa".into(), &"Lissa Post".into()));
    assert_eq!((&dry["authors"][0], &dry["published"]), (&"Ann Poe".into(), &"2026-03-07".into()));
    assert_eq!((&dry["url"], &dry["lang"]), (&"https://lissa.example/quay".into(), &"en".into()));
    assert_eq!(dry["paragraphs"][0]["kind"], "body");
    assert!(dry["left_out"].as_array().unwrap().contains(&"Subscribe now".into()), "{dry}");
    assert!(!home.path("news").exists());

    let path = "news/new/2026-03-07-quay-falls-at-port-lissa.md\n";
    add(&["--story", "quay"]).stdout(path).stderr(is_empty());
    add(&[]).stdout(path).stderr(starts_with("diptych: it is in the library already"));
    assert_eq!(fs::read_dir(home.path("news/new")).unwrap().count(), 1);
    let listed = home.printed(&["list", "story:quay", "--library", "news"]);
    assert!(listed.contains("Quay falls at Port Lissa"), "{listed}");
}

#[test]
fn pages_are_read_as_pages_wherever_articles_are() {
    let home = Home::new();
    home.write("news/a.HTML", PAGE);
    let listed = home.printed(&["list", "quay", "--library", "news"]);
    assert!(listed.contains("Lissa Post"), "{listed}");
    let compared =
        home.diptych(&["compare", "-", "news/a.HTML", "--format", "json"]).write_stdin(PAGE).assert().success();
    let text = String::from_utf8(compared.get_output().stdout.clone()).unwrap();
    assert!(text.contains("Nobody was hurt") && !text.contains("<p>") && !text.contains("Subscribe"), "{text}");
}
