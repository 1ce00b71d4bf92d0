//! News from addresses and feeds, from outside: a server on the machine itself, the program, the files that it writes.

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail")]

#[path = "news/edits.rs"]
mod edits;
#[path = "news/forgetting.rs"]
mod forgetting;
#[path = "support/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

use assert_cmd::Command;
use diptych::effects::net::{Client, Limits, Names, Permission};
use diptych::effects::news::{Brought, Clock, Desk, Fetching, Outcome, Pacing, Which};
use diptych::library::places::Places;
use predicates::prelude::*;
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
    home.diptych(&["add", &server.at("/2026/ferry#top")]).assert().success().stderr(contains("in the library already"));
    let offline = home.diptych(&["add", "--offline", &server.at("/2026/ferry")]).assert().success();
    offline.stderr(contains("whether it was changed").and(contains("in the library already")));
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
        "/feed" => say("200 OK", &[], rss("a.example", "Lissa Post", &[("1", "/a", "Ferry stays in port")])),
        "/opml" => say("200 OK", &[], "<opml version='2.0'><body><outline xmlUrl='https://a.example/'/></body></opml>"),
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
        ("/feed", "it is a feed, not an article"),
        ("/opml", "it is a list of feeds (OPML), not an article"),
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

/// An RSS feed of some entries: name, path of the page, headline.
fn rss(server: &str, title: &str, entries: &[(&str, &str, &str)]) -> String {
    let item = |(name, path, headline): &(&str, &str, &str)| {
        format!(
            "<item><guid>{name}</guid><title>{headline}</title><link>http://{server}{path}</link>\
             <description>&lt;p&gt;{headline}. The harbour office told the quay on Monday what it knows.&lt;/p&gt;\
             </description><pubDate>Sat, 07 Mar 2026 14:05:00 GMT</pubDate></item>"
        )
    };
    let items: String = entries.iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>")
}

impl Home {
    /// Subscribes to feeds, by hand.
    fn subscribe(&self, feeds: &str) {
        fs::create_dir_all(self.path(".config/diptych")).unwrap();
        fs::write(self.path(".config/diptych/feeds.toml"), feeds).unwrap();
    }

    /// The desk of the reader, at which tests fetch with a clock of their own.
    fn desk(&self) -> Desk {
        let places = Places::new(self.0.path(), &|_| None);
        Desk::new(&places.config, &places, &places.articles)
    }

    fn list(&self) -> String {
        fs::read_to_string(self.path(".config/diptych/feeds.toml")).unwrap()
    }

    /// The outcomes of a run, by feed.
    fn fetched(&self, arguments: &[&str]) -> Vec<(String, u64)> {
        let done = self.diptych(&[&["fetch", "--format", "json"], arguments].concat()).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        let outcome =
            |feed: &serde_json::Value| (feed["outcome"].as_str().unwrap().to_owned(), feed["new"].as_u64().unwrap());
        json["feeds"].as_array().unwrap().iter().map(outcome).collect()
    }
}

fn block(url: &str) -> String {
    format!("[[feed]]\nurl = \"{url}\"\n\n")
}

fn outcomes(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|(outcome, new)| ((*outcome).to_owned(), *new)).collect()
}

#[test]
fn entries_become_articles_once_and_validators_go_back() {
    let server = Server::start(|asked| {
        let host = asked.head["host"].as_str();
        let entries = [("1", "/a", "Ferry stays in port"), ("2", "/b", "Quay wall falls")];
        match (asked.path.as_str(), asked.head.get("if-none-match").map(String::as_str)) {
            ("/feed", None) => say("200 OK", &[("ETag", "W/\"1\"")], rss(host, "Lissa Post", &entries)),
            ("/feed", Some("W/\"1\"")) => say("304 Not Modified", &[("ETag", "W/\"2\"")], ""),
            ("/feed", Some("W/\"2\"")) => {
                let all = [&[("3", "/c", "Storm ends")], &entries[..]].concat();
                say("200 OK", &[], rss(host, "Lissa Post", &all))
            }
            _ => say("500 No", &[], ""),
        }
    });
    let home = Home::new();
    home.subscribe(&block(&server.at("/feed")));
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 2)]));
    let names: Vec<String> = home.articles().iter().map(|path| path.to_string_lossy().into_owned()).collect();
    assert!(names[0].contains("/articles/feeds/lissa-post/2026-03/2026-03-07-ferry-stays-in-port-"), "{names:?}");
    let file = fs::read_to_string(&names[0]).unwrap();
    for wanted in ["title = \"Ferry stays in port\"", "source = \"Lissa Post\"", &server.at("/a"), "told the quay"] {
        assert!(file.contains(wanted), "{wanted}:\n{file}");
    }
    assert_eq!(home.fetched(&[]), outcomes(&[("unchanged", 0)]));
    fs::remove_file(&names[1]).unwrap();
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 1)]), "what the reader removed does not come back");
    assert_eq!(home.articles().len(), 2);
    assert_eq!(fs::read_to_string(&names[0]).unwrap(), file);
    let sent: Vec<_> = server.asked().iter().map(|asked| asked.head.get("if-none-match").cloned()).collect();
    assert_eq!(sent, [None, Some("W/\"1\"".to_owned()), Some("W/\"2\"".to_owned())]);
    fs::remove_dir_all(home.path(".local/share/diptych/articles/feeds")).unwrap();
    assert_eq!(home.fetched(&["--due"]), outcomes(&[("not-due", 0)]));
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 2)]), "where all is gone it is fetched anew, without validators");
}

#[test]
fn one_bad_feed_stops_no_other_and_is_one_line() {
    let server = Server::start(|asked| {
        let host = asked.head["host"].as_str();
        match asked.path.as_str() {
            "/good" => say("200 OK", &[], rss(host, "Good", &[("1", "/a", "Ferry stays in port")])),
            "/page" => say("200 OK", &[("Content-Type", "text/html")], page("Welcome")),
            "/gone" => say("410 Gone", &[], ""),
            "/cut" => {
                let body = rss(host, "Cut", &[("1", "/x", "First of two"), ("2", "/y", "Second of two")]);
                let body = body.split("Second of two. ").next().unwrap().to_owned();
                Reply::Cut(format!("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 9000\r\n\r\n{body}").into_bytes())
            }
            "/garbage" => Reply::Cut(b"\x00\x01\x02".to_vec()),
            "/loop" => lead("302 Found", "/loop"),
            "/file" => lead("302 Found", "file:///etc/passwd"),
            _ => say("404 Not Found", &[], "no"),
        }
    });
    let home = Home::new();
    let paths = ["/page", "/gone", "/cut", "/garbage", "/loop", "/file", "/404", "/good"];
    home.subscribe(&paths.iter().map(|path| block(&server.at(path))).collect::<String>());
    let done = home.diptych(&["fetch"]).assert().code(1);
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert_eq!(told.lines().count(), 7, "{told}");
    for (path, why) in [
        ("/page", "the server sent a web page, not a feed"),
        ("/gone", "gone for good (status 410)"),
        ("/garbage", "no HTTP"),
        ("/loop", "redirects"),
        ("/file", "it leads on to file:///etc/passwd, which is not followed"),
        ("/404", "there is nothing at that address (status 404)"),
        ("/cut", "the connection ended before all of it had come"),
    ] {
        let fits = |line: &str| line.starts_with("diptych: ") && line.contains(&server.at(path)) && line.contains(why);
        assert_eq!(told.lines().filter(|line| fits(line)).count(), 1, "{path}: {told}");
    }
    assert!(String::from_utf8_lossy(&done.get_output().stdout).contains("2 new from 2 feeds"));
    assert_eq!(home.articles().len(), 2, "of what was cut short the last entry waits");
    let before = server.paths().len();
    let again = home.fetched(&[]);
    assert_eq!(again[1], ("gone".to_owned(), 0), "what is gone is not asked again");
    assert!(!server.paths()[before..].contains(&"/gone".to_owned()));
    let cut = server.asked().into_iter().rfind(|asked| asked.path == "/cut").unwrap();
    assert!(!cut.head.contains_key("if-none-match"), "validators of what was cut short are not kept");
    home.diptych(&["fetch", &server.at("/gone")]).assert().code(1);
    assert_eq!(server.paths().iter().filter(|path| *path == "/gone").count(), 2, "unless the reader names it");
}

#[test]
fn a_host_that_asks_to_wait_is_left_alone_with_all_its_feeds() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/busy" => say("429 Too Many Requests", &[("Retry-After", "3600")], ""),
        _ => say("200 OK", &[], rss("a.example", "Other", &[("1", "/a", "Ferry stays in port")])),
    });
    let home = Home::new();
    home.subscribe(&(block(&server.at("/busy")) + &block(&server.at("/other"))));
    assert_eq!(home.fetched(&[]), outcomes(&[("failed", 0), ("waits", 0)]));
    assert_eq!(home.fetched(&[]), outcomes(&[("waits", 0), ("waits", 0)]));
    assert_eq!(home.fetched(&[&server.at("/other")]), outcomes(&[("waits", 0)]));
    home.diptych(&["fetch"]).assert().success().stderr(contains("its site asks to be left alone until 20").count(2));
    home.diptych(&["fetch", "--due"]).assert().success().stderr(is_empty());
    assert_eq!(server.paths(), ["/busy"]);
}

#[test]
fn a_feed_that_moved_for_good_twice_running_is_written_with_its_new_address() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/old" => lead("301 Moved", "/older"),
        "/older" => lead("308 Moved", "/new"),
        "/for-now" => lead("302 Found", "/new"),
        "/new" => say("200 OK", &[("ETag", "\"1\"")], rss("a.example", "News", &[("1", "/a", "Ferry stays in port")])),
        _ => say("404 Not Found", &[], ""),
    });
    let home = Home::new();
    let mine = format!("# Mine.\n{}# The end.\n", block(&server.at("/old")) + &block(&server.at("/for-now")));
    home.subscribe(&mine);
    home.fetched(&[]);
    assert_eq!(home.list(), mine);
    home.fetched(&[]);
    assert_eq!(home.list(), mine.replace("/old", "/new"));
    let before = server.paths().len();
    assert_eq!(home.fetched(&[&server.at("/new")]), outcomes(&[("unchanged", 0)]), "what was seen is remembered");
    assert_eq!(server.paths()[before..], ["/new"]);
    assert_eq!(home.articles().len(), 1);
}

#[test]
fn an_article_that_comes_by_two_feeds_is_one() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/one" => say("200 OK", &[], rss("a.example", "One", &[("1", "/a", "Ferry"), ("2", "/b", "Quay")])),
        "/two" => {
            say("200 OK", &[], rss("a.example", "Two", &[("x", "/a?utm_source=two", "Ferry!"), ("1", "/c", "Storm")]))
        }
        _ => say("404 Not Found", &[], ""),
    });
    let home = Home::new();
    home.subscribe(&(block(&server.at("/one")) + &block(&server.at("/two"))));
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 2), ("read", 1)]));
    assert_eq!(home.articles().len(), 3);
}

#[test]
fn pages_of_summaries_are_fetched_where_the_site_allows_it() {
    let server = Server::start(|asked| {
        let host = asked.head["host"].as_str();
        match asked.path.as_str() {
            "/feed" => {
                let entries = [
                    ("1", "/free/a", "Ferry stays in port"),
                    ("2", "/closed/b", "Quay wall falls"),
                    ("3", "/free/no", "Storm ends"),
                ];
                say("200 OK", &[], rss(host, "Lissa Post", &entries))
            }
            "/robots.txt" => say("200 OK", &[], "User-agent: *\nDisallow: /closed\n"),
            "/free/a" => say(
                "200 OK",
                &[("Content-Type", "text/html; charset=iso-8859-1")],
                latin1(&page("Ferry stays in port")),
            ),
            _ => say("404 Not Found", &[], ""),
        }
    });
    let home = Home::new();
    home.subscribe(&block(&server.at("/feed")).replace("\n\n", "\nfull-text = true\n"));
    let done = home.diptych(&["fetch"]).assert().success();
    let told = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    assert!(told.contains("/closed/b: the site's robots.txt does not allow it (and 1 more)"), "{told}");
    let texts: Vec<String> = home.articles().iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    assert_eq!(texts.len(), 3);
    assert!(texts[0].contains("Café first.") && texts[0].contains("url = \"http"), "{}", texts[0]);
    assert!(texts[1].contains("told the quay") && texts[2].contains("told the quay"));
    assert_eq!(server.paths(), ["/feed", "/robots.txt", "/free/a", "/free/no"]);
    home.fetched(&[]);
    assert_eq!(server.paths()[4..], ["/feed"], "a page is asked for once");
}

#[test]
fn a_run_that_is_killed_loses_nothing_and_doubles_nothing() {
    let many: Vec<(String, String, String)> =
        (0..2000).map(|n| (n.to_string(), format!("/{n}"), format!("Ferry number {n} stays in port"))).collect();
    let server = Server::start(move |asked| {
        let feed: usize = asked.path.trim_start_matches('/').parse().unwrap();
        let entries: Vec<(&str, &str, &str)> =
            many.iter().skip(feed * 100).take(100).map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        say("200 OK", &[("ETag", "\"1\"")], rss("a.example", "Lissa Post", &entries))
    });
    let home = Home::new();
    home.subscribe(&(0..20).map(|n| block(&server.at(&format!("/{n}")))).collect::<String>());
    let fetch = || {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("diptych"));
        command.arg("fetch").env_clear().env("HOME", home.0.path()).env("PATH", "/usr/bin:/bin");
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    // Each run is killed once some more articles are there, wherever it stands then.
    for wanted in [1, 130, 450, 451, 999, 1500] {
        let mut run = fetch();
        while run.try_wait().unwrap().is_none() && home.articles().len() < wanted {
            std::thread::sleep(std::time::Duration::from_millis(3));
        }
        let _ = run.kill();
        run.wait().unwrap();
    }
    assert!(fetch().wait().unwrap().success());
    let mut names = Vec::new();
    for path in home.articles() {
        if path.file_name().unwrap().to_string_lossy().starts_with('.') {
            continue; // what a killed run left is swept when it is old
        }
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("what it knows."), "half a file: {}", path.display());
        names.push(text.lines().find(|line| line.starts_with("url = ")).unwrap().to_owned());
    }
    assert_eq!(names.len(), 2000);
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 2000);
    assert!(home.fetched(&[]).iter().all(|(outcome, new)| outcome == "unchanged" && *new == 0));
}

#[test]
fn a_feed_is_added_with_one_request_from_its_address_or_from_a_page() {
    let server = Server::start(|asked| {
        let host = asked.head["host"].as_str();
        let head = "<!doctype html><html><head><title>Lissa Post</title>\
                    <link rel=alternate type='application/rss+xml' title=RSS href='/feed'></head><body>x</body></html>";
        match (asked.path.as_str(), asked.head.contains_key("if-none-match")) {
            ("/", _) => say("200 OK", &[("Content-Type", "text/html")], head),
            ("/bare", _) => say("200 OK", &[("Content-Type", "text/html")], page("Nothing here")),
            ("/feed", false) => {
                say("200 OK", &[("ETag", "\"1\"")], rss(host, "Lissa Post", &[("1", "/a", "Ferry stays in port")]))
            }
            ("/feed", true) => say("304 Not Modified", &[], ""),
            ("/moved", _) => lead("301 Moved", "/second"),
            ("/second", _) => say("200 OK", &[], rss(host, "Second", &[("1", "/b", "Quay wall falls")])),
            ("/text", _) => say("200 OK", &[], "Only words."),
            _ => say("404 Not Found", &[], ""),
        }
    });
    let home = Home::new();
    let added = home.printed(&["feed", "add", &server.at("/moved"), "--title", "Mine", "--tag", "sea"]);
    assert!(added.contains("/second: added, 1 new: Mine"), "{added}");
    assert!(home.list().contains(&format!("url = \"{}\"\ntitle = \"Mine\"\ntags = [\"sea\"]", server.at("/second"))));
    assert!(fs::read_to_string(&home.articles()[0]).unwrap().contains("tags = [\"sea\"]"));
    assert_eq!(server.paths(), ["/moved", "/second"]);
    let added = home.printed(&["feed", "add", &server.at("/")]);
    assert!(added.ends_with("/feed: found on the page, and added; diptych fetch brings its articles\n"), "{added}");
    assert_eq!(server.paths()[2..], ["/"]);
    home.printed(&["feed", "add", &server.at("/feed#top")]);
    assert_eq!(server.paths().len(), 3, "what is in the list is not asked for");
    let list = home.list();
    for (path, why) in [
        ("/bare", "it is a web page that names no feed"),
        ("/text", "it is not a feed"),
        ("/404", "there is nothing at that address (status 404)"),
    ] {
        home.diptych(&["feed", "add", &server.at(path)]).assert().code(1).stdout(is_empty()).stderr(contains(why));
    }
    let secret = server.at("/private").replace("http://", "http://me:secret@");
    let told = home.diptych(&["feed", "add", &secret]).assert().code(1);
    assert!(!String::from_utf8_lossy(&told.get_output().stderr).contains("secret"));
    home.diptych(&["feed", "add", "--offline", &server.at("/x")]).assert().code(1).stderr(contains("--offline"));
    assert_eq!(home.list(), list);
    assert_eq!(home.fetched(&[]), outcomes(&[("unchanged", 0), ("read", 1)]), "the answer of adding was kept");
    let shown = home.printed(&["feed", "list"]);
    assert!(shown.contains("Mine (1 article): well; new 20"), "{shown}");
    assert!(shown.contains("Lissa Post (1 article): well; new 20"), "{shown}");
    home.fetched(&[]);
    assert!(home.printed(&["feed", "list"]).contains("Lissa Post (1 article): well; not changed since 20"));
    let read = home.printed(&["feed", "read", &server.at("/second"), "--format", "json"]);
    assert!(read.contains(&format!("\"url\": \"http://{}/b\"", server.address)), "{read}");
}

#[test]
fn the_list_goes_in_and_out_as_opml_and_holds_no_password() {
    let home = Home::new();
    let opml = "<opml version=\"2.0\"><head><title>x</title></head><body><outline text=\"Sea\">\
                <outline type=\"rss\" text=\"Lissa Post\" xmlUrl=\"https://lissa.example/feed\"/></outline>\
                <outline type=\"rss\" text=\"Quay\" xmlUrl=\"https://quay.example/rss?a=1&amp;b=2\"/>\
                <outline type=\"rss\" text=\"Bad\" xmlUrl=\"javascript:alert(1)\"/></body></opml>";
    fs::write(home.path("list.opml"), opml).unwrap();
    home.subscribe("# Mine.\n[[feed]]\nurl = \"https://me:secret@lissa.example/feed\"\nuser = \"me\"\npassword-command = \"pass x\"\n");
    let told = home.diptych(&["feed", "import", "list.opml"]).assert().code(1).stderr(contains("javascript:alert(1)"));
    assert_eq!(String::from_utf8_lossy(&told.get_output().stdout), "2 added, 0 there already, 1 left out\n");
    assert!(home.list().starts_with("# Mine.\n[[feed]]\n") && home.list().contains("tags = [\"Sea\"]"));
    home.diptych(&["feed", "import", "list.opml"]).assert().stdout("0 added, 2 there already, 1 left out\n");
    let exported = home.printed(&["feed", "export"]);
    assert!(exported.contains("https://quay.example/rss?a=1&amp;b=2") && exported.contains("Lissa Post"), "{exported}");
    let listed = home.printed(&["feed", "list"]) + &home.printed(&["feed", "list", "--format", "json"]);
    for leak in ["secret", "pass x"] {
        assert!(!exported.contains(leak) && !listed.contains(leak), "{exported}\n{listed}");
    }
    let before = home.list();
    home.diptych(&["feed", "remove", "nothing"]).assert().code(1).stderr(contains("no feed of that address or title"));
    home.printed(&["feed", "remove", "quay", "https://lissa.example/feed"]);
    let left = before.split("\n\n[[feed]]").next().unwrap().to_owned();
    assert_eq!(home.list().trim_end(), left.trim_end());
    fs::write(home.path(".config/diptych/feeds.toml"), "[[feed]]\nurl = \"x\"\nful-text = true\n").unwrap();
    for command in [&["feed", "list"][..], &["fetch"], &["feed", "import", "list.opml"]] {
        home.diptych(command).assert().code(1).stderr(contains("feeds.toml:3:1: ").and(contains("ful-text")));
    }
    home.diptych(&["config", "check"]).assert().code(1).stdout(contains("feeds.toml:3:1: "));
    assert!(home.printed(&["config", "path"]).contains(".config/diptych/feeds.toml\n"));
}

#[test]
fn a_list_of_feeds_becomes_stories() {
    let told = [
        ("Lissa Post", "Ferry to Port Lissa stays in harbour as storm closes the strait", "four hundred passengers"),
        ("Quay Courier", "Storm closes strait and keeps Port Lissa ferry in harbour", "some 400 passengers"),
    ];
    let server = Server::start(move |asked| {
        let at = usize::from(asked.path != "/1");
        let (name, headline, count) = told[at];
        let text = format!(
            "{headline}. The ferry to Port Lissa stayed in the harbour on Saturday after a storm closed the strait, and \
             {count} waited on the quay until the harbour office let the first boat leave at noon."
        );
        let item = |title: &str, text: &str, n: usize| {
            format!(
                "<item><title>{title}</title><link>https://{at}.example/{n}</link><description>{text}</description>\
                 <pubDate>Sat, 07 Mar 2026 1{at}:05:00 GMT</pubDate></item>"
            )
        };
        let other = ["Council of Elmbridge votes on a school", "Wheat harvest in Maravia is the largest in years"][at];
        let body = item(headline, &text, 1) + &item(other, &format!("{other}. Nothing else was decided."), 2);
        say("200 OK", &[], format!("<rss version='2.0'><channel><title>{name}</title>{body}</channel></rss>"))
    });
    let home = Home::new();
    let outline = |n: usize| format!("<outline type='rss' text='Feed {n}' xmlUrl='{}'/>", server.at(&format!("/{n}")));
    fs::write(home.path("list.opml"), format!("<opml version='2.0'><body>{}{}</body></opml>", outline(1), outline(2)))
        .unwrap();
    assert_eq!(home.printed(&["feed", "import", "list.opml"]), "2 added, 0 there already, 0 left out\n");
    let summed = home.printed(&["fetch"]);
    assert!(summed.ends_with("4 new from 2 feeds; 0 without news, 0 failed, 0 not asked\n"), "{summed}");
    let listed = home.printed(&["list"]);
    assert!(told.iter().all(|(_, headline, _)| listed.contains(headline.split(" as ").next().unwrap())), "{listed}");
    let stories: serde_json::Value = serde_json::from_str(&home.printed(&["stories", "--format", "json"])).unwrap();
    let stories = stories["stories"].as_array().unwrap();
    let accounts: Vec<usize> = stories.iter().map(|story| story["articles"].as_array().unwrap().len()).collect();
    assert_eq!(accounts.iter().filter(|count| **count == 2).count(), 1, "{stories:?}");
    assert!(accounts.iter().all(|count| *count <= 2));
}

#[test]
fn a_password_comes_by_a_command_and_goes_to_its_host_alone() {
    let other = Server::start(|_| say("200 OK", &[], rss("a.example", "Other", &[("1", "/a", "Ferry stays in port")])));
    let to = other.at("/feed");
    let server = Server::start(move |asked| match asked.head.get("authorization").map(String::as_str) {
        Some("Basic bWU6c2VjcmV0") if asked.path == "/away" => lead("302 Found", &to),
        Some("Basic bWU6c2VjcmV0") => say("200 OK", &[], rss("a.example", "Mine", &[("1", "/b", "Quay wall falls")])),
        _ => say("401 Unauthorized", &[], ""),
    });
    let home = Home::new();
    let secret = "user = \"me\"\npassword-command = \"echo secret\"\nuser-agent = \"quay reader\"\n";
    let with = |path: &str| block(&server.at(path)).replace("\n\n", &format!("\n{secret}\n"));
    home.subscribe(&(with("/feed") + &with("/away") + &block(&server.at("/closed"))));
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 1), ("read", 1), ("failed", 0)]));
    assert!(other.asked().iter().all(|asked| !asked.head.contains_key("authorization")));
    assert_eq!(server.asked()[0].head["user-agent"], "quay reader");
    assert!(home.printed(&["feed", "list"]).contains("the site asks for a password (status 401)"));
    let mut kept = Vec::new();
    files(home.0.path(), &mut kept);
    let list = home.path(".config/diptych/feeds.toml");
    for path in kept.into_iter().filter(|path| *path != list) {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert!(!text.contains("secret") && !text.contains("c2VjcmV0"), "{}", path.display());
    }
}

#[test]
fn a_reader_may_tell_sites_whom_to_ask() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/page" => say("200 OK", &[("Content-Type", "text/html")], page("Ferry stays in port")),
        _ => say("200 OK", &[], rss("a.example", "Mine", &[("1", "/b", "Quay wall falls")])),
    });
    let home = Home::new();
    home.put(".config/diptych/config.toml", "contact = \"ann@quay.example\"\n");
    home.printed(&["feed", "add", &server.at("/feed")]);
    home.printed(&["add", &server.at("/page")]);
    let told: Vec<String> = server.asked().into_iter().map(|asked| asked.head["user-agent"].clone()).collect();
    assert_eq!(told.len(), 2);
    assert!(
        told.iter().all(|told| told.starts_with("diptych/") && told.ends_with("news reader; ann@quay.example)")),
        "{told:?}"
    );
    for wrong in ["x)\\r\\nCookie: 1", "(x)", "\u{e9}"] {
        home.put(".config/diptych/config.toml", &format!("contact = \"{wrong}\"\n"));
        home.diptych(&["config", "check"]).assert().code(1).stdout(contains("config.toml:1:11: "));
        home.printed(&["add", &server.at("/page"), "--dry-run"]);
        assert!(server.asked().last().unwrap().head["user-agent"].ends_with("news reader)"), "{wrong}");
    }
}

#[test]
fn a_file_of_the_machine_is_a_feed_too_and_needs_no_network() {
    let home = Home::new();
    fs::write(home.path("feed.xml"), rss("a.example", "Mine", &[("1", "/a", "Ferry stays in port")])).unwrap();
    let added = home.printed(&["feed", "add", "feed.xml", "--offline"]);
    assert!(added.ends_with("added, 1 new: Mine\n"), "{added}");
    assert_eq!(home.fetched(&["--offline"]), outcomes(&[("unchanged", 0)]));
    let two = [("2", "/b", "Quay wall falls"), ("1", "/a", "Ferry stays in port")];
    fs::write(home.path("feed.xml"), rss("a.example", "Mine", &two)).unwrap();
    assert_eq!(home.fetched(&["--offline", "mine"]), outcomes(&[("read", 1)]));
    fs::remove_file(home.path("feed.xml")).unwrap();
    assert_eq!(home.fetched(&["--offline"]), outcomes(&[("failed", 0)]));
    assert_eq!(home.articles().len(), 2);
}

#[test]
fn hosts_are_asked_together_and_each_with_one_request_at_a_time() {
    let meeting = Arc::new(Barrier::new(8));
    let crowded = Arc::new(AtomicBool::new(false));
    let host = |_| {
        let (meeting, crowded, busy) = (Arc::clone(&meeting), Arc::clone(&crowded), AtomicBool::new(false));
        Server::start(move |asked| {
            crowded.fetch_or(busy.swap(true, Ordering::SeqCst), Ordering::SeqCst);
            // The first feed of each host is answered once all eight hosts are asked.
            if asked.path == "/1" {
                meeting.wait();
            }
            busy.store(false, Ordering::SeqCst);
            let name = asked.head["host"].replace([':', '.'], "-") + &asked.path;
            say("200 OK", &[], rss(&format!("{}.example", name.replace('/', "-")), &name, &[("1", "/a", "Ferry")]))
        })
    };
    let servers: Vec<Server> = (0..8).map(host).collect();
    let home = Home::new();
    let paths = ["/1", "/2", "/3"];
    home.subscribe(
        &paths.iter().flat_map(|path| servers.iter().map(|server| block(&server.at(path)))).collect::<String>(),
    );
    assert!(home.fetched(&[]).iter().all(|(outcome, new)| outcome == "read" && *new == 1));
    assert!(servers.iter().all(|server| server.paths() == paths));
    assert!(!crowded.load(Ordering::SeqCst));
}

#[test]
fn a_run_that_is_called_off_asks_no_more_and_forgets_nothing() {
    let server = Server::start(|asked| {
        let name = asked.path.trim_start_matches('/').to_owned();
        say("200 OK", &[("ETag", "\"1\"")], rss(&format!("{name}.example"), &name, &[("1", "/a", "Ferry")]))
    });
    let home = Home::new();
    home.subscribe(&["/a", "/b", "/c"].map(|path| block(&server.at(path))).concat());
    let desk = home.desk();
    let client = Client::new(Permission::Granted, Limits::default(), Names::default());
    let list = desk.subscriptions().unwrap();
    let run = |cancel: &AtomicBool, told: &(dyn Fn(&Brought) + Sync)| {
        let fetching =
            Fetching { desk: &desk, client: &client, pacing: Pacing::default(), clock: Clock::system(), cancel };
        let done = fetching.run(&list, &[0, 1, 2], Which::All, told).unwrap();
        done.feeds.into_iter().map(|brought| brought.outcome).collect::<Vec<_>>()
    };
    let cancel = AtomicBool::new(false);
    let first = run(&cancel, &|_| cancel.store(true, Ordering::SeqCst));
    assert_eq!(first, [Outcome::Read(1), Outcome::CalledOff, Outcome::CalledOff]);
    assert_eq!(server.paths(), ["/a"]);
    let then = run(&AtomicBool::new(false), &|_| {});
    assert_eq!(then, [Outcome::Unchanged, Outcome::Read(1), Outcome::Read(1)]);
    let busy = desk.lock().unwrap();
    let fetching =
        Fetching { desk: &desk, client: &client, pacing: Pacing::default(), clock: Clock::system(), cancel: &cancel };
    let other = fetching.run(&list, &[0], Which::All, &|_| {});
    assert!(busy.is_some() && other.unwrap_err().to_string().contains("another run"));
}

#[test]
fn hostile_feeds_say_nothing_to_the_terminal_and_lie_nowhere_else() {
    let title = "\u{1b}]0;owned\u{7}\u{202e}../../../etc/passwd\u{9b}31m";
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/feed" => {
            let entry = format!(
                "<item><guid>+++\n{title}</guid><title>{title}</title><link>https://x.example/{title}</link>\
                 <category>{title}\n+++\nstory = \"x\"</category><author>{title}</author>\
                 <description>&lt;p&gt;{title}&lt;script&gt;alert(1)&lt;/script&gt; words&lt;/p&gt;</description></item>"
            );
            let escaped = "<item><guid>2</guid><title>&#27;[2J&#x202e;x</title><link>file:///etc/passwd</link></item>";
            say(
                "200 OK",
                &[],
                format!("<rss version='2.0'><channel><title>{title}</title>{entry}{escaped}</channel></rss>"),
            )
        }
        "/latin" => {
            let body = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Caf\u{e9}</title>\
                        <item><guid>1</guid><title>Na\u{ef}ve ferry</title></item></channel></rss>";
            say("200 OK", &[("Content-Type", "application/rss+xml; charset=utf-8")], latin1(body))
        }
        _ => say("404 \u{1b}[31mNo", &[], ""),
    });
    let home = Home::new();
    home.subscribe(&["/feed", "/latin", "/404"].map(|path| block(&server.at(path))).concat());
    let mut shown = String::new();
    for arguments in
        [&["fetch"][..], &["feed", "list"], &["list"], &["stories"], &["feed", "export"], &["fetch", "feed"]]
    {
        let done = home.diptych(arguments).output().unwrap();
        shown += &String::from_utf8(done.stdout).unwrap();
        shown += &String::from_utf8(done.stderr).unwrap();
    }
    for hidden in ['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}'] {
        assert!(!shown.contains(hidden), "{hidden:?}:\n{shown}");
    }
    assert!(shown.contains("Café") && shown.contains("Naïve ferry"), "{shown}");
    let library = home.path(".local/share/diptych/articles/feeds");
    let articles = home.articles();
    assert_eq!(articles.len(), 3);
    assert!(
        articles
            .iter()
            .all(|path| path.starts_with(&library) && path.components().count() == library.components().count() + 3)
    );
    let listed: serde_json::Value = serde_json::from_str(&home.printed(&["list", "--format", "json"])).unwrap();
    let text = listed.to_string();
    assert!(!text.contains("\"story\":\"x\""), "{text}");
    let mut all = Vec::new();
    files(home.0.path(), &mut all);
    let own = ["articles", ".config/diptych/feeds.toml", ".local/state/diptych", ".cache/diptych/index.sqlite"];
    assert!(all.iter().all(|path| own.iter().any(|own| path.to_string_lossy().contains(own))), "{all:?}");
}
