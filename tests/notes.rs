//! Notes on the command line: out in every format, in from three, and the way there and back.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on shall fail")]

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty, starts_with};
use serde_json::{Value, json};
use tempfile::TempDir;

const LEFT: &str = "+++\ntitle = \"Harbour reopens\"\nsource = \"Gazette\"\nurl = \"https://gazette.example/harbour\"\n\
    published = 2026-03-07\n+++\nThe harbour of Ostrava Bay reopened on Monday after 12 days.\n\n\
    Fishermen welcomed the decision of the council.\n";
const RIGHT: &str = "+++\ntitle = \"Boats sail again\"\nsource = \"Courier\"\n+++\n\
    On Monday the harbour of Ostrava Bay reopened, 11 days after the storm.\n\nThe council had closed it.\n";

/// A home of its own for every test, with a library of two articles.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.write("news/left.txt", LEFT);
        home.write("news/right.txt", RIGHT);
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
        command.env("DIPTYCH_LIBRARY", self.path("news")).args(arguments);
        command
    }

    /// The output of a command that must succeed.
    fn printed(&self, arguments: &[&str]) -> String {
        let done = self.diptych(arguments).assert().success();
        String::from_utf8(done.get_output().stdout.clone()).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.printed(arguments)).unwrap()
    }

    /// Imports what must all come in, and returns what was said about it.
    fn import(&self, content: &Value) -> String {
        self.write("in.json", content.to_string());
        self.printed(&["notes", "import", "in.json"])
    }

    /// Makes two notes and a link.
    fn annotated() -> Self {
        let home = Self::new();
        assert_eq!(home.import(&annotations()), "3 imported, 0 updated, 0 unchanged, 0 not imported\n");
        home
    }
}

fn quote(exact: &str) -> Value {
    json!({"type": "TextQuoteSelector", "exact": exact})
}

/// A comment, a tagged passage and a link, as another program would write them.
fn annotations() -> Value {
    let left = "https://gazette.example/harbour";
    json!([
        {
            "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
            "id": "urn:uuid:01a20173-fba0-7101-8101-010101010101",
            "created": "2026-11-22T04:11:48Z", "modified": "2026-11-22T05:11:48Z",
            "body": [
                {"type": "TextualBody", "value": "=Who counted *them*?"},
                {"type": "TextualBody", "purpose": "tagging", "value": "figures"}
            ],
            "target": {"source": left, "selector": quote("after 12 days")}
        },
        {
            "type": "Annotation", "id": "https://elsewhere.example/annotations/7", "created": "2026-11-22T04:12:00Z",
            "body": {"type": "TextualBody", "purpose": "tagging", "value": "council"},
            "target": {"source": "file:///gone/right.txt", "selector": quote("The council had closed it.")}
        },
        {
            "type": "Annotation", "id": "urn:uuid:01a20173-fba0-7101-8101-010101010103", "motivation": "linking",
            "created": "2026-11-22T04:13:00Z",
            "body": {"type": "TextualBody", "purpose": "classifying", "value": "contradicts", "urn:diptych:role": "relation"},
            "target": [
                {"source": left, "selector": quote("reopened on Monday after 12 days")},
                {"source": "file:///gone/right.txt", "selector": quote("reopened, 11 days after the storm")}
            ]
        }
    ])
}

#[test]
fn notes_are_printed_for_reading_with_their_quotations() {
    let home = Home::annotated();
    let printed = home.printed(&["notes"]);
    for said in [
        "# Notes\n\n3 notes on 2 articles.\n",
        "## [Harbour reopens](<https://gazette.example/harbour>)\n\nGazette · 7 Mar 2026 · left.txt\n",
        "**1.** ¶1\n\n> after 12 days\n\n",
        "=Who counted *them*?\n\n— #figures · 22 Nov 2026\n",
        "## Linked passages: Gazette, 7 Mar 2026 and Courier\n\n**3.** contradicts\n",
        "> reopened, 11 days after the storm\n>\n> — Courier, ¶1\n",
        "## Sources\n\n- Gazette, 7 Mar 2026: [Harbour reopens](<https://gazette.example/harbour>) · file left.txt",
    ] {
        assert!(printed.contains(said), "{said:?} in\n{printed}");
    }
    assert_eq!(printed, home.printed(&["notes", "--format", "markdown"]));
}

#[test]
fn the_notes_of_one_article_are_its_own_and_its_links() {
    let home = Home::annotated();
    let export = home.json(&["notes", "news/right.txt", "--format", "json"]);
    let notes = export["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2);
    assert!(notes.iter().all(|note| note["targets"].as_array().unwrap().iter().all(|it| it["state"] == "exact")));
    home.write("other.txt", "Nothing was said about this.");
    assert!(home.printed(&["notes", "other.txt"]).ends_with("There are no notes.\n"));
}

#[test]
fn an_article_that_is_not_there_is_an_error() {
    let home = Home::annotated();
    let failed = home.diptych(&["notes", "none.txt"]).assert().code(1).stdout(is_empty());
    failed.stderr(starts_with("diptych: the article cannot be read: none.txt: No such file"));
}

#[test]
fn a_passage_has_the_state_of_its_article_as_it_is_now() {
    let home = Home::annotated();
    let states = |home: &Home| -> Vec<String> {
        let export = home.json(&["notes", "--format", "json"]);
        let targets = export["notes"].as_array().unwrap().iter().flat_map(|note| note["targets"].as_array().unwrap());
        targets.map(|it| it["state"].as_str().or(it["state_missing"].as_str()).unwrap().to_owned()).collect()
    };
    assert_eq!(states(&home), ["exact"; 4]);
    let (head, _) = LEFT.split_once("The harbour").unwrap();
    let elsewhere =
        "Fishermen spoke of it.\n\nIt was said that the mine reopened on Monday after 12 days of strikes.\n";
    home.write("news/left.txt", format!("{head}{elsewhere}"));
    // Six words that another sentence has may be their double: that is never told as the passage itself.
    assert_eq!(states(&home)[1..], ["fuzzy", "exact", "exact"]);
    home.write("news/left.txt", LEFT.replace("after 12 days", "a day early, and nobody knows why"));
    assert_eq!(states(&home)[0], "orphan");
    assert!(home.printed(&["notes"]).contains("## Orphans"));
    fs::remove_file(home.path("news/left.txt")).unwrap();
    assert_eq!(states(&home)[0], "article not found");
}

#[test]
fn an_article_outside_the_library_is_found_where_it_lay() {
    let home = Home::annotated();
    let export = home.json(&["--library", "elsewhere", "notes", "--format", "json"]);
    assert_eq!(export["notes"][0]["targets"][0]["state"], "exact");
}

#[test]
fn what_is_exported_and_imported_elsewhere_is_exported_the_same() {
    let home = Home::annotated();
    let exported = home.printed(&["notes", "--format", "json"]);
    let data = home.path(".local/share/diptych");
    fs::remove_dir_all(&data).unwrap();
    let all = home.import(&serde_json::from_str(&exported).unwrap());
    assert_eq!(all, "3 imported, 0 updated, 0 unchanged, 0 not imported\n");
    assert_eq!(home.printed(&["notes", "--format", "json"]), exported);
}

#[test]
fn importing_twice_changes_nothing() {
    let home = Home::annotated();
    let exported = home.printed(&["notes", "--format", "json"]);
    for again in [annotations(), serde_json::from_str(&exported).unwrap()] {
        assert_eq!(home.import(&again), "0 imported, 0 updated, 3 unchanged, 0 not imported\n");
        assert_eq!(home.printed(&["notes", "--format", "json"]), exported);
    }
}

#[test]
fn web_annotations_go_out_and_come_in_again() {
    let home = Home::annotated();
    let before = home.printed(&["notes", "--format", "csv"]);
    let page = home.json(&["notes", "--format", "w3c"]);
    assert_eq!((&page["type"], page["items"].as_array().unwrap().len()), (&"AnnotationPage".into(), 3));
    fs::remove_dir_all(home.path(".local/share/diptych")).unwrap();
    assert_eq!(home.import(&page), "3 imported, 0 updated, 0 unchanged, 0 not imported\n");
    assert_eq!(home.printed(&["notes", "--format", "csv"]), before);
    assert_eq!(home.import(&page), "0 imported, 0 updated, 3 unchanged, 0 not imported\n");
}

#[test]
fn the_table_has_a_row_a_note_and_no_formula() {
    let home = Home::annotated();
    let table = home.printed(&["notes", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.strip_prefix('\u{feff}').unwrap().as_bytes());
    let mut at = |name: &str| reader.headers().unwrap().iter().position(|it| it == name).unwrap();
    let (note, state, quotation) = (at("note"), at("state_2"), at("quotation_2"));
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][note]), (3, "'=Who counted *them*?"));
    assert_eq!((&rows[1][state], &rows[1][quotation]), ("exact", "reopened, 11 days after the storm"));
}

#[test]
fn a_newer_note_comes_in_and_an_older_one_does_not() {
    let home = Home::annotated();
    let first = |changed: &str, text: &str| {
        let mut it = annotations()[0].clone();
        (it["modified"], it["body"]) = (changed.into(), json!({"type": "TextualBody", "value": text}));
        it
    };
    let text = |home: &Home| home.json(&["notes", "--format", "json"])["notes"][0]["text"].clone();
    assert!(home.import(&first("2026-11-23T00:00:00Z", "Newer.")).starts_with("0 imported, 1 updated"));
    assert_eq!(text(&home), "Newer.");
    home.write("in.json", first("2026-11-22T23:00:00Z", "Older.").to_string());
    let done = home.diptych(&["notes", "import", "in.json"]).assert().success();
    done.stdout(starts_with("0 imported, 0 updated, 1 unchanged"))
        .stderr(contains("entry 1: unchanged: the note here is newer"));
    assert_eq!(text(&home), "Newer.");
}

#[test]
fn a_hypothesis_export_comes_in_with_its_replies() {
    let home = Home::new();
    let row = |id: &str, text: &str, selector: Value, references: Value| {
        json!({
            "id": id, "created": "2026-11-20T10:00:00.123456+00:00", "updated": "2026-11-20T10:00:01.000000+00:00",
            "user": "acct:reader@annotations.example", "uri": "https://gazette.example/harbour?utm_source=x", "text": text,
            "tags": ["#harbour", "harbour"], "references": references, "group": "__world__",
            "target": [{"source": "https://gazette.example/harbour", "selector": selector}],
            "document": {"title": ["Another title"]}
        })
    };
    let selector = json!([
        {"type": "RangeSelector", "startContainer": "/div[1]/p[1]", "startOffset": 3},
        {"type": "TextPositionSelector", "start": 5120, "end": 5160},
        {"type": "TextQuoteSelector", "exact": "after 12 days.\n      Fishermen welcomed", "prefix": "Monday ", "suffix": " the"}
    ]);
    let rows = json!([
        row("a1", "<b>Really</b>?", selector, json!([])),
        row("a2", "Yes.", Value::Null, json!(["gone", "a1"])),
        row("a3", "On the page.", Value::Null, Value::Null),
    ]);
    let all = home.import(&json!({"total": 3, "rows": rows}));
    assert_eq!(all, "3 imported, 0 updated, 0 unchanged, 0 not imported\n");
    assert!(
        home.import(&json!({"export_date": "2026-11-22", "annotations": rows})).starts_with("0 imported, 0 updated, 3")
    );
    let export = home.json(&["notes", "news/left.txt", "--format", "json"]);
    let note = |text: &str| export["notes"].as_array().unwrap().iter().find(|it| it["text"] == text).unwrap();
    let (asked, reply, whole) = (note("<b>Really</b>?"), note("Yes."), note("On the page."));
    assert_eq!(asked["targets"][0]["anchor"]["exact"], "after 12 days.\n\nFishermen welcomed");
    assert_eq!(asked["targets"][0]["state"], "exact");
    assert_eq!(asked["targets"][0]["about"]["title"], "Harbour reopens");
    assert_eq!((&asked["tags"], &asked["imported"]["by"]), (&json!(["harbour"]), &"reader@annotations.example".into()));
    assert_eq!(reply["targets"], asked["targets"]);
    assert_eq!(whole["targets"][0]["anchor"]["exact"], "");
}

#[test]
fn what_cannot_be_placed_is_told_and_kept_where_its_article_is_known() {
    let home = Home::new();
    let on = |source: &str, exact: &str| json!({"type": "Annotation", "created": "2026-11-20", "target": {"source": source, "selector": quote(exact)}});
    let entries = json!([
        on("https://gazette.example/harbour", "words that nobody printed"),
        on("https://elsewhere.example/not-here-yet", "words of an article to come"),
        on("urn:isbn:5", "words that stand in no article of the library"),
        on("urn:isbn:5", "The council"),
        on("urn:isbn:5", "Fishermen\nwelcomed the decision of the council."),
        {"type": "Annotation", "created": "long ago", "target": "https://gazette.example/harbour"},
        7,
    ]);
    home.write("in.json", entries.to_string());
    let done = home.diptych(&["notes", "import", "in.json"]).assert().code(1);
    done.stdout("3 imported, 0 updated, 0 unchanged, 4 not imported\n")
        .stderr(contains("entry 1: orphan: its words are not in “Harbour reopens”"))
        .stderr(contains("entry 2: article not found: “https://elsewhere.example/not-here-yet”"))
        .stderr(contains("entry 3: not imported: its article is not known: “urn:isbn:5” names none here"))
        .stderr(contains("entry 4: not imported: its article is not known"))
        .stderr(contains("entry 5").not())
        .stderr(contains("entry 6: not imported: created: “long ago” is not a date and time"))
        .stderr(contains("entry 7: not imported: it is no object"));
    home.write(
        "news/new.txt",
        "+++\nurl = \"http://elsewhere.example/not-here-yet/\"\n+++\nHere: words of an article to come.",
    );
    let export = home.json(&["notes", "news/new.txt", "--format", "json"]);
    assert_eq!(export["notes"][0]["targets"][0]["state"], "moved");
}

#[test]
fn hostile_files_are_refused_in_a_line() {
    let home = Home::new();
    let deep = "[".repeat(100_000);
    let nested = format!("{{\"targets\":[],\"x\":{}{}}}", "[".repeat(100), "]".repeat(100));
    for (content, told) in [
        (deep.as_bytes(), "not JSON: recursion limit exceeded"),
        (nested.as_bytes(), "entry 1: not imported: it is nested more than 64 deep"),
        (b"", "not JSON: EOF"),
        (b"{\"a\": 1}", "neither notes nor annotations: no field is known"),
        (b"5", "neither notes nor annotations: it is a single value"),
        (b"[{\"targets\":[],\"id\":\"\\ud800\"}]", "not JSON: "),
        (b"\x89PNG\0\0\0", "looks binary"),
        (b"{\"type\":\"AnnotationCollection\",\"first\":\"https://x.example/1\"}", "whose pages are elsewhere"),
        (
            b"[{\"uri\":\"\\u001b[31m\\u202e\",\"id\":\"\\u001b]52;c;x\\u0007\",\"created\":\"\\u001b[2J\"}]",
            "created: ",
        ),
    ] {
        home.write("in.json", content);
        let done = home.diptych(&["notes", "import", "in.json"]).assert().code(1);
        let told_now = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(told_now.contains(told), "{told}: {told_now}");
        assert!(told_now.chars().all(|c| c == '\n' || !c.is_control()), "{told_now:?}");
        assert!(told_now.lines().all(|line| line.len() < 2000), "{told_now}");
    }
    assert!(home.printed(&["notes"]).ends_with("There are no notes.\n"));
}

#[test]
fn notes_come_in_from_standard_input() {
    let home = Home::new();
    let lines = annotations().as_array().unwrap().iter().map(|it| it.to_string() + "\n").collect::<String>();
    let done = home.diptych(&["notes", "import", "-"]).write_stdin(lines + "{broken\n").assert().code(1);
    done.stdout("3 imported, 0 updated, 0 unchanged, 1 not imported\n")
        .stderr(contains("entry 4: not imported: not JSON"));
    home.diptych(&["notes", "import", "none.json"])
        .assert()
        .code(1)
        .stderr(starts_with("diptych: the notes cannot be read: none.json: No such"));
}

#[test]
fn a_file_of_any_length_is_read_no_further_than_the_limit() {
    let home = Home::new();
    fs::File::create(home.path("in.json")).unwrap().set_len(1 << 30).unwrap();
    let failed = home.diptych(&["notes", "import", "in.json"]).assert().code(1).stdout(is_empty());
    failed.stderr("diptych: the notes cannot be read: in.json: it is longer than 64 MiB\nimport it in parts\n");
}

#[test]
fn a_check_finds_all_well_or_says_what_is_not() {
    let home = Home::annotated();
    let well = home.printed(&["notes", "check"]);
    assert!(well.starts_with("3 notes and 0 deleted, 4 passages (") && well.ends_with("all is well\n"), "{well}");
    let data = ".local/share/diptych";
    let folder = fs::read_dir(home.path(&format!("{data}/notes"))).unwrap().map(|it| it.unwrap().path());
    let folder = folder.filter(|path| path.is_dir()).min().unwrap();
    let first = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let older = fs::read_to_string(&first).unwrap().replace("\"changed\": \"2", "\"changed\": \"1");
    fs::write(first.with_extension("sync-conflict-20261122-1.json"), older).unwrap();
    fs::write(folder.join("broken.json"), "{").unwrap();
    fs::write(folder.join("x.json.broken-1"), "{").unwrap();
    fs::write(folder.join("read me.txt"), "x").unwrap();
    home.write(&format!("{data}/decisions/a--b.json"), "[]");
    home.write(&format!("{data}/identities/what.bak"), "x");
    home.write(".local/state/diptych/reading/desk.jsonl", "nonsense\n");
    home.write(".local/state/diptych/drafts/x.json", "nonsense");
    home.write("news/left.txt", LEFT.replace("reopened on Monday after 12 days", "was as it always is"));
    let done = home.diptych(&["notes", "check", "--format", "json"]).assert().code(1).stderr(is_empty());
    let told: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!((&told["version"], &told["well"], &told["notes"]), (&json!(1), &json!(false), &json!(3)));
    let names = |kind: &str| -> Vec<String> {
        let of_kind = told["findings"].as_array().unwrap().iter().filter(|finding| finding["kind"] == kind);
        let mut names: Vec<String> =
            of_kind.map(|it| it["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("problem"), ["a--b.json", "broken.json", "desk.jsonl", "x.json"]);
    assert_eq!(names("leftover"), ["x.json.broken-1"]);
    assert_eq!(names("unknown"), ["read me.txt", "what.bak"]);
    assert_eq!(names("copies").len(), 1);
    assert!(!names("passage").is_empty());
    home.diptych(&["notes", "check"]).assert().code(1).stdout(contains("Cannot be read (4)").and(contains("not read")));
}

#[test]
fn a_home_without_a_note_is_well_and_is_not_made_by_checking() {
    let home = Home::new();
    assert_eq!(home.printed(&["notes", "check"]), "0 notes and 0 deleted, 0 passages, 0 drafts\nall is well\n");
    assert!(!home.path(".local").exists());
}
