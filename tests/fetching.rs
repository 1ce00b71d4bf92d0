//! Feeds on the screen, from outside: the program in a pseudo-terminal, a server on the machine itself, the files.

#![cfg(feature = "tui")]
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, dead_code, reason = "a test that cannot go on shall fail")]

#[path = "terminal/pty.rs"]
mod pty;
#[path = "support/server.rs"]
mod server;

use std::fs;
use std::path::Path;

use pty::Pty;
use server::{Reply, Server, say};

fn rss(title: &str, headlines: &[&str]) -> String {
    let item = |headline: &&str| {
        format!(
            "<item><guid>{headline}</guid><title>{headline}</title><description>{headline}. The harbour office told the \
             quay on Monday what it knows of that.</description><pubDate>Sat, 07 Mar 2026 14:05:00 GMT</pubDate></item>"
        )
    };
    let items: String = headlines.iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>")
}

fn has(screen: &vt100::Screen, words: &str) -> bool {
    screen.contents().contains(words)
}

fn articles(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let shown = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    shown.map(|entry| if entry.path().is_dir() { articles(&entry.path()) } else { 1 }).sum()
}

/// A home that has feeds.
fn subscribed(urls: &[String]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("config/diptych")).unwrap();
    let list: String = urls.iter().map(|url| format!("[[feed]]\nurl = \"{url}\"\n")).collect();
    fs::write(home.path().join("config/diptych/feeds.toml"), list).unwrap();
    home
}

#[test]
fn a_reader_with_nothing_adds_a_feed_reads_its_articles_and_removes_it() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/" => say(
            "200 OK",
            &[("Content-Type", "text/html")],
            "<html><head><link rel=alternate type='application/rss+xml' href='/feed'></head><body>Hi</body></html>",
        ),
        "/feed" => say("200 OK", &[("ETag", "\"1\"")], rss("Lissa Post", &["Ferry stays in port", "Mill burns"])),
        _ => say("404 Not Found", &[], "no"),
    });
    let mut pty = Pty::diptych(&[]);
    pty.wait_for("the samples", |screen| has(screen, "samples"));
    pty.send(",f");
    pty.wait_for("how to add one", |screen| has(screen, "There are no feeds yet.") && has(screen, "a adds one"));
    pty.send("a");
    pty.wait_for("the question", |screen| has(screen, "add feed:"));
    pty.send(&format!("{}\r", server.at("/")));
    pty.wait_for("the feed", |screen| has(screen, "found on the page") && has(screen, "not fetched yet"));
    assert_eq!(server.paths(), ["/"], "one request");
    pty.send("r");
    pty.wait_for("what came", |screen| has(screen, "2 new articles from 1 feed"));
    pty.wait_for("the counts", |screen| has(screen, "Lissa Post") && has(screen, "2 unread of 2"));
    pty.send("q");
    pty.wait_for("the library", |screen| has(screen, "Ferry stays in port") && has(screen, "2 articles"));
    assert!(!has(&pty.screen(), "samples"), "{}", pty.screen().contents());
    pty.send(",f\r");
    pty.wait_for("its articles", |screen| has(screen, "Ferry stays in port") && has(screen, "feed:"));
    pty.send("\x1b");
    pty.wait_for("the whole list", |screen| !has(screen, "feed:"));
    pty.send(",fE\x15Harbour\r");
    pty.wait_for("another name", |screen| has(screen, "called the feed Harbour") && !has(screen, "Lissa Post"));
    pty.send("p");
    pty.wait_for("the pause", |screen| has(screen, "paused by you"));
    pty.send("uu");
    pty.wait_for("as before", |screen| has(screen, "Lissa Post") && !has(screen, "paused by you"));
    let there = pty.home().join("data/diptych/articles");
    pty.send("D");
    pty.wait_for("the question", |screen| {
        has(screen, "You did nothing with its 2 articles") && has(screen, "f: forget them")
    });
    pty.send("f");
    pty.wait_for("the end of it", |screen| {
        has(screen, "2 articles forgotten") && has(screen, "There are no feeds yet.")
    });
    assert_eq!(articles(&there), 0);
    pty.send("u");
    pty.wait_for("all of it", |screen| has(screen, "2 articles back in place") && has(screen, "2 unread of 2"));
    assert_eq!(articles(&there), 2);
    pty.send("D");
    pty.wait_for("the question", |screen| has(screen, "Remove the feed Lissa Post?") && has(screen, "they stay"));
    pty.send("y");
    pty.wait_for("the empty list", |screen| has(screen, "removed:") && has(screen, "There are no feeds yet."));
    pty.send("qq");
    assert_eq!(pty.end(), 0);
    assert_eq!(articles(&there), 2);
    let list = fs::read_to_string(pty.home().join("config/diptych/feeds.toml")).unwrap();
    assert!(!list.lines().any(|line| line.starts_with("[[feed]]")), "{list}");
    pty.assert_given_back();
}

#[test]
fn escape_stops_what_hangs_and_what_came_before_is_kept() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => say("200 OK", &[], rss("Lissa Post", &["Ferry stays in port"])),
        "/page" => say("200 OK", &[("Content-Type", "text/html")], "<html><body><p>Hi</p></body></html>"),
        _ => Reply::Stall,
    });
    let mut pty =
        Pty::diptych_in(subscribed(&["/feed", "/page", "/hangs"].map(|path| server.at(path))), &["--library", "lib"]);
    pty.wait_for("the library", |screen| has(screen, "diptych"));
    pty.send("F");
    pty.wait_for("how far it has come", |screen| has(screen, "fetching 2 of 3 · 1 new, Esc stops"));
    pty.send("\x1b");
    pty.wait_for("the end", |screen| has(screen, "stopped: 1 new article from 1 feed; 1 not asked; 1 failed"));
    pty.send(",f");
    pty.wait_for("how they are", |screen| {
        has(screen, "the server sent a web page") && has(screen, "not fetched yet") && has(screen, "1 unread of 1")
    });
    pty.send("qq");
    assert_eq!(pty.end(), 0);
    assert_eq!(articles(&pty.home().join("lib")), 1);
}

#[test]
fn in_the_library_of_another_folder_feeds_go_where_they_belong_and_that_is_said() {
    let server = Server::start(|_| say("200 OK", &[], rss("Lissa Post", &["Ferry stays in port"])));
    let home = subscribed(&[server.at("/feed")]);
    let other = home.path().join("other");
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("mine.md"), "Mine. The ferry came late.").unwrap();
    let mut pty = Pty::diptych_in(home, &["other"]);
    pty.wait_for("the library", |screen| has(screen, "Mine"));
    pty.send("F");
    pty.wait_for("where it went", |screen| has(screen, "1 new article from 1 feed; they lie in "));
    pty.send(",f\r");
    pty.wait_for("why nothing is listed", |screen| has(screen, "which is not open here"));
    pty.send("qq");
    assert_eq!(pty.end(), 0);
    assert_eq!((articles(&other), articles(&pty.home().join("data/diptych/articles"))), (1, 1));
}

#[test]
fn without_the_network_nothing_is_asked_and_that_is_said() {
    let server = Server::start(|_| say("404 Not Found", &[], "no"));
    for (setting, argument, why) in
        [("", "--offline", "--offline was given"), ("network = false\n", "--ascii", "`network = false`")]
    {
        let home = subscribed(&[server.at("/feed")]);
        fs::write(home.path().join("config/diptych/config.toml"), setting).unwrap();
        let mut pty = Pty::diptych_in(home, &[argument]);
        pty.wait_for("the library", |screen| has(screen, "diptych"));
        pty.send("F");
        pty.wait_for("why", |screen| has(screen, "nothing is fetched") && has(screen, why));
        pty.send(",f");
        pty.wait_for("the list", |screen| has(screen, "network forbidden") && has(screen, "not fetched yet"));
        pty.send("qq");
        assert_eq!(pty.end(), 0);
    }
    assert_eq!(server.paths(), Vec::<String>::new());
}
