//! News from addresses and feeds, from outside: a server on the machine itself, the program, the files that it writes.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

#[path = "support/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::str::{contains, is_empty};
use server::{Reply, Server, lead, say};
use tempfile::TempDir;

/// A home of its own for every test.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
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

    /// The files of the library.
    fn articles(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        files(&self.path(".local/share/diptych/articles"), &mut found);
        found.sort();
        found
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// A paragraph that is long enough to be taken for one of an article.
fn paragraph(words: &str) -> String {
    format!(
        "<p>{words} The ferry to Port Lissa stayed in the harbour on Monday, and four hundred people waited on the quay, \
         the harbour office said, until the wind had turned and the first boat could leave.</p>"
    )
}

fn page(title: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title><meta property='og:site_name' content='Lissa Post'>\
         </head><body><nav>Sport Weather</nav><article><h1>{title}</h1>{}{}<p>See <a href=\"map\">the map</a>. It is \
         long.</p></article></body></html>",
        paragraph("Caf\u{e9} first."),
        paragraph("Last.")
    )
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

#[test]
fn an_address_becomes_an_article_once() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/old" => lead("301 Moved", "/2026/ferry"),
        "/2026/ferry" => {
            say("200 OK", &[("Content-Type", "text/html; charset=iso-8859-1")], latin1(&page("Ferry stays in port")))
        }
        "/note.txt" => say("200 OK", &[("Content-Type", "text/plain")], "A note\n\nThe ferry *stayed* in port."),
        _ => say("404 Not Found", &[], "no"),
    });
    let home = Home::new();
    let shown = home.printed(&["add", "--dry-run", &server.at("/old")]);
    assert!(shown.contains("Café first."), "{shown}");
    assert_eq!(home.articles(), Vec::<PathBuf>::new());
    let path = home.printed(&["add", &server.at("/old"), "--story", "The ferry"]);
    let file = fs::read_to_string(path.trim_end()).unwrap();
    let map = server.at("/2026/map");
    for wanted in [
        "title = \"Ferry stays in port\"",
        "source = \"Lissa Post\"",
        "story = \"The ferry\"",
        &format!("url = \"{}\"", server.at("/2026/ferry")),
        &format!("[the map]({map})"),
    ] {
        assert!(file.contains(wanted), "{wanted}:\n{file}");
    }
    assert!(!file.contains("Sport"));
    let asked = server.paths().len();
    home.diptych(&["add", &server.at("/2026/ferry#top")]).assert().success().stderr(contains("in the library already"));
    assert_eq!(server.paths().len(), asked, "what is there is not asked for");
    home.diptych(&["add", &server.at("/old")]).assert().success().stderr(contains("in the library already"));
    let note = home.printed(&["add", &server.at("/note.txt")]);
    let note = fs::read_to_string(note.trim_end()).unwrap();
    assert!(note.ends_with("A note\n\nThe ferry *stayed* in port.\n"), "{note}");
    assert!(note.contains(&format!("url = \"{}\"", server.at("/note.txt"))), "{note}");
    assert_eq!(home.articles().len(), 2);
    assert_eq!(home.printed(&["list"]).lines().filter(|line| line.contains("Ferry stays in port")).count(), 1);
}

#[test]
fn what_cannot_be_added_is_told_in_one_line_and_nothing_is_kept() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/refused" => say("403 Forbidden", &[("Content-Type", "text/html")], page("Are you a robot?")),
        "/binary" => say("200 OK", &[("Content-Type", "image/png")], [0x89, b'P', 0, 0, 0]),
        "/empty" => say("200 OK", &[("Content-Type", "text/html")], "<html></html>"),
        "/nothing" => say("200 OK", &[("Content-Type", "text/plain")], " \n"),
        "/cut" => Reply::Cut(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nWords".to_vec()),
        "/away" => lead("302 Found", "file:///etc/passwd"),
        "/esc" => lead("302 Found", "mailto:\u{202e}x"),
        _ => say("404 Not Found", &[], "no"),
    });
    let home = Home::new();
    for (path, why) in [
        ("/refused", "the site refuses readers (status 403)"),
        ("/binary", "binary"),
        ("/empty", "the page has no text"),
        ("/nothing", "there is no text in it"),
        ("/cut", "the connection ended before all of it had come"),
        ("/away", "it leads on to file:///etc/passwd, which is not followed"),
        ("/esc", "which is not followed"),
        ("/404", "there is nothing at that address (status 404)"),
    ] {
        let done = home.diptych(&["add", &server.at(path)]).assert().code(1).stdout(is_empty());
        let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
        assert!(told.starts_with("diptych: it cannot be ") && told.contains(why), "{told}");
        assert!(told.contains(&server.at(path)) && told.lines().count() <= 2, "{told}");
        assert!(told.chars().all(|c| c == '\n' || !(c.is_control() || c == '\u{202e}')), "{told:?}");
    }
    let asked = server.paths().len();
    home.diptych(&["add", "--offline", &server.at("/x")]).assert().code(1).stderr(contains("--offline was given"));
    fs::create_dir_all(home.path(".config/diptych")).unwrap();
    fs::write(home.path(".config/diptych/config.toml"), "network = false\n").unwrap();
    home.diptych(&["add", &server.at("/x")]).assert().code(1).stderr(contains("`network = false` in the settings"));
    assert_eq!((server.paths().len(), home.articles().len()), (asked, 0));
}
