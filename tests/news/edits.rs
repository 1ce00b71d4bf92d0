//! Edits that come by feeds: versions beside the article that was there, and nothing of what is no edit.

use std::sync::{Mutex, PoisonError};

use diptych::library::ArticleId;
use diptych::library::state::{Change, StateLog};

use super::*;

/// A feed whose entries the test sets.
struct Feed {
    server: Server,
    items: Arc<Mutex<String>>,
}

const BODY: &str = "<p>The ferry to Port Lissa stayed in the harbour on Monday, and twelve people waited on the quay.</p>\
                    <p>The harbour office said that the wind had turned.</p>";

impl Feed {
    fn new() -> Self {
        let items = Arc::new(Mutex::new(String::new()));
        let told = Arc::clone(&items);
        let server = Server::start(move |asked| {
            let host = asked.head["host"].as_str();
            let items = told.lock().unwrap_or_else(PoisonError::into_inner).replace("HOST", host);
            let rss = format!("<rss version=\"2.0\"><channel><title>Lissa Post</title>{items}</channel></rss>");
            match asked.path.as_str() {
                "/feed" => say("200 OK", &[("Content-Type", "application/rss+xml")], rss),
                _ => say("404 Not Found", &[], ""),
            }
        });
        Self { server, items }
    }

    fn says(&self, title: &str, body: &str) {
        self.says_at("/1", title, body);
    }

    fn says_at(&self, path: &str, title: &str, body: &str) {
        let item = format!(
            "<item><guid>one</guid><title>{title}</title><link>http://HOST{path}</link>\
             <pubDate>Sat, 07 Mar 2026 09:00:00 GMT</pubDate><description><![CDATA[{body}]]></description></item>"
        );
        *self.items.lock().unwrap() = item;
    }
}

impl Home {
    fn begin(&self, feed: &Feed) {
        self.subscribe(&block(&feed.server.at("/feed")));
        feed.says("Ferry stays in port", BODY);
        self.fetched(&[]);
        assert_eq!(self.articles().len(), 1);
    }

    fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.printed(&[arguments, &["--format", "json"]].concat())).unwrap()
    }
}

#[test]
fn an_edit_makes_a_version_beside_the_words_that_were_there() {
    let (feed, home) = (Feed::new(), Home::new());
    home.begin(&feed);
    let before = home.articles();
    let first = fs::read(&before[0]).unwrap();
    feed.says("Ferry stays in port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    let [one, other] = home.articles().try_into().unwrap();
    assert!(before.contains(&one) && fs::read(&one).unwrap() == first, "the earlier text is as it was");
    assert!(fs::read_to_string(&other).unwrap().contains("seventeen people"));
    assert!(other.to_string_lossy().contains("-v2-"), "{}", other.display());
    let listed = home.json(&["list", "is:updated"]);
    assert_eq!(listed["articles"][0]["path"], other.to_str().unwrap());
    assert_eq!(listed["articles"][0]["earlier"][0]["path"], one.to_str().unwrap());
    // A headline is an edit too; and what was there before, come again, is none.
    feed.says("Ferry leaves port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 3);
    feed.says("Ferry stays in port", BODY);
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 3);
    assert_eq!(home.json(&["list"])["articles"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_no_edit_makes_no_version() {
    let (feed, home) = (Feed::new(), Home::new());
    home.begin(&feed);
    for (path, title, body) in [
        ("/1", "Ferry stays  in port", BODY.replace(' ', "\n ")),
        (
            "/1",
            "FERRY STAYS IN PORT",
            BODY.replace("<p>", "<p class=\"x\" data-n=\"2\"><span>").replace("</p>", "</span></p>\n"),
        ),
        (
            "/1?utm_source=rss&fbclid=2#top",
            "Ferry stays in port",
            BODY.replace("Monday", "<a href=\"/x?utm_source=2\">Monday</a>"),
        ),
        ("/1", "Ferry stays in port", format!("{BODY}<p>12 shares</p><p>Updated 3 hours ago</p>")),
        ("/1", "Ferry stays in port", format!("{BODY}<p>1,204 comments</p><p>5 min read</p>")),
        ("/1", "Ferry stays in port", BODY.replace("Monday, and", "Monday &#8211; and").replace("The", "<b>The</b>")),
        ("/1", "Ferry stays in port", BODY.replace("ferry", "fer&shy;ry")),
    ] {
        feed.says_at(path, title, &body);
        home.fetched(&[]);
        assert_eq!(home.articles().len(), 1, "{body}");
    }
    assert_eq!(home.json(&["list", "is:updated"])["articles"], serde_json::json!([]));
}

#[test]
fn an_edit_makes_nothing_unread_that_was_read_and_a_star_stays_with_its_words() {
    let (feed, home) = (Feed::new(), Home::new());
    home.begin(&feed);
    let id = |listed: &serde_json::Value| ArticleId(listed["articles"][0]["id"].as_str().unwrap().to_owned());
    let first = id(&home.json(&["list"]));
    let mut log = StateLog::open(&home.path(".local/state/diptych/reading"), "desk").unwrap();
    let read = Change { id: first.clone(), read: Some(true), starred: Some(true), ..Change::default() };
    log.append_all(&[read], 1).unwrap();
    feed.says("Ferry stays in port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    let listed = home.json(&["list", "is:starred"]);
    let newest = &listed["articles"][0];
    assert_ne!(id(&listed), first);
    assert_eq!((&newest["read"], &newest["starred"]), (&true.into(), &false.into()), "{listed}");
    assert_eq!(newest["earlier"][0]["starred"], true);
    // What was never read stays unread.
    let mut log = StateLog::open(&home.path(".local/state/diptych/reading"), "desk").unwrap();
    log.append_all(&[Change { id: id(&listed), read: Some(false), ..Change::default() }], 2).unwrap();
    feed.says("Ferry stays in port", &BODY.replace("twelve", "eighteen"));
    home.fetched(&[]);
    assert_eq!(home.json(&["list"])["articles"][0]["read"], false);
}

#[test]
fn what_the_reader_took_out_does_not_come_back_by_an_edit() {
    let (feed, home) = (Feed::new(), Home::new());
    home.begin(&feed);
    // Another article keeps the folder, so that the feed is not fetched anew.
    home.put(".local/share/diptych/articles/feeds/lissa-post/mine.md", "Mine.");
    fs::remove_file(home.articles().iter().find(|path| !path.ends_with("mine.md")).unwrap()).unwrap();
    feed.says("Ferry stays in port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 1);
}

#[test]
fn a_run_that_forgot_what_it_did_makes_no_version_twice() {
    let (feed, home) = (Feed::new(), Home::new());
    home.begin(&feed);
    let state = fs::read_dir(home.path(".local/state/diptych/feeds")).unwrap().flatten().map(|file| file.path());
    let state = state.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect::<Vec<_>>();
    let before: Vec<Vec<u8>> = state.iter().map(|path| fs::read(path).unwrap()).collect();
    feed.says("Ferry stays in port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    // As after a kill between the version and the state that remembers it.
    state.iter().zip(before).for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 2);
    // And as where the state was lost altogether.
    state.iter().for_each(|path| fs::remove_file(path).unwrap());
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 2);
    feed.says("Ferry stays in port", &BODY.replace("twelve", "nineteen"));
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 3);
}

#[test]
fn what_the_reader_added_and_a_feed_brings_is_one_article() {
    let (feed, home) = (Feed::new(), Home::new());
    home.subscribe(&block(&feed.server.at("/feed")));
    let own = format!(
        "+++\ntitle = \"Ferry\"\nurl = \"{}\"\n+++\n\nThe whole text of the page.\n",
        feed.server.at("/1?utm_source=x")
    );
    home.put(".local/share/diptych/articles/2026-03-07-ferry.md", &own);
    feed.says("Ferry stays in port", BODY);
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 1);
    feed.says("Ferry stays in port", &BODY.replace("twelve", "seventeen"));
    home.fetched(&[]);
    assert_eq!(home.articles().len(), 1);
}

#[test]
fn adding_an_address_again_makes_a_version_of_what_was_changed() {
    let says = Arc::new(Mutex::new(page("Ferry stays in port")));
    let told = Arc::clone(&says);
    let server = Server::start(move |_| {
        let page = told.lock().unwrap_or_else(PoisonError::into_inner).clone();
        say("200 OK", &[("Content-Type", "text/html; charset=utf-8")], page)
    });
    let home = Home::new();
    let first = home.printed(&["add", &server.at("/1")]);
    home.diptych(&["add", &server.at("/1")]).assert().success().stderr(contains("in the library already"));
    *says.lock().unwrap() = page("Ferry stays in port").replace("four hundred", "five hundred");
    let done = home.diptych(&["add", &server.at("/1")]).assert().success().stderr(contains("a new version of: "));
    let second = String::from_utf8(done.get_output().stdout.clone()).unwrap();
    assert_ne!(first, second);
    assert!(fs::read_to_string(second.trim_end()).unwrap().contains("five hundred"));
    assert_eq!(home.json(&["list", "is:updated"])["articles"][0]["path"], second.trim_end());
    assert_eq!(home.articles().len(), 2);
}
