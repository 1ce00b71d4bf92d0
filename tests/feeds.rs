//! Feeds that other projects wrote for their tests, read by ours: what feedparser's own cases assert, as many entries as
//! it finds in those of the W3C, the pages that lead to a feed, lists of feeds, and what is meant to hurt.
//!
//! The folder is `DIPTYCH_NEWSROOM`, else `../shared/newsroom`; where there is none the tests skip, saying so. Beside
//! `feeds/feedparser/expected.jsonl` lie the files that it names (README.md there tells the shape).

#![cfg(feature = "tui")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test")]

use std::fs;
use std::path::PathBuf;

use diptych::newsroom::feed::listing::Listing;
use diptych::newsroom::feed::{self, NotAFeed, visible};
use diptych::newsroom::{discover, opml};
use serde_json::Value;

/// Where the server of the expectations had its feeds.
const BASE: &str = "http://example.org/feed/";

fn folder(name: &str) -> Option<PathBuf> {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/newsroom");
    let all = std::env::var_os("DIPTYCH_NEWSROOM").map_or_else(|| PathBuf::from(own), PathBuf::from);
    let folder = all.join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no {}", folder.display());
    None
}

fn lines(path: PathBuf) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Reads a feed as `diptych feed read --format json` prints it.
fn listed(bytes: &[u8]) -> Result<Value, NotAFeed> {
    let feed = feed::read(bytes, None, Some(BASE))?;
    Ok(serde_json::from_str(&Listing::new(&feed).to_json()).unwrap())
}

/// Words as a reader sees them, the markup of markup taken off too.
fn words(value: &Value) -> String {
    let text = value.as_str().unwrap_or("");
    let once = visible(text);
    let letters = visible(&once);
    letters.split_whitespace().collect()
}

/// Returns what was found for the field of an assertion.
fn found<'v>(read: &'v Value, place: &Value, field: &str) -> &'v Value {
    let kind = field.trim_end_matches(|c: char| c.is_ascii_digit());
    let nth: usize = field.strip_prefix(kind).and_then(|nth| nth.parse().ok()).unwrap_or(0);
    let Some(index) = place.as_u64() else {
        return &read["feed"][if kind == "link" { "url" } else { kind }];
    };
    let entry = &read["entries"][usize::try_from(index).unwrap()];
    let first = |names: &[&str]| {
        let said =
            names.iter().map(|name| &entry[*name]).find(|value| value.as_str().is_some_and(|text| !text.is_empty()));
        said.unwrap_or(&Value::Null)
    };
    match kind {
        "summary" => first(&["summary", "content"]),
        "link" => &entry["url"],
        "updated" | "updated_raw" => first(&["updated", "published"]),
        "published" | "published_raw" | "created" | "created_raw" => &entry["published"],
        "author" | "author_name" => &entry["authors"][nth],
        "tag" => &entry["tags"][nth],
        "enclosure" => &entry["enclosures"][nth]["url"],
        other => &entry[other],
    }
}

fn holds(read: &Value, assertion: &Value) -> bool {
    let (place, field, wanted) = (&assertion["where"], assertion["field"].as_str().unwrap(), &assertion["value"]);
    if place == "entries" {
        return read["entries"].as_array().unwrap().len() == usize::try_from(wanted.as_u64().unwrap()).unwrap();
    }
    let got = found(read, place, field);
    let exact = |value: &Value| value.as_str().unwrap_or("").trim().trim_end_matches('/').to_owned();
    match (field, wanted) {
        (_, Value::Null) => got.as_str().unwrap_or("").is_empty(),
        (_, Value::Array(time)) => {
            let of = |at: usize| time[at].as_i64().unwrap();
            let wanted = format!("{}-{:02}-{:02}T{:02}:{:02}:{:02}Z", of(0), of(1), of(2), of(3), of(4), of(5));
            got.as_str() == Some(wanted.as_str())
        }
        // As written: that it was understood is what can be told without a second reader of dates.
        (field, _) if field.ends_with("_raw") || field == "published" || field == "updated" => got.is_string(),
        (field, _) if field.starts_with("author") => !words(got).is_empty() && words(wanted).contains(&words(got)),
        ("title" | "summary" | "content" | "subtitle", _) => words(got) == words(wanted),
        _ => exact(got) == exact(wanted),
    }
}

#[test]
fn what_the_cases_of_feedparser_assert_holds() {
    let Some(folder) = folder("feeds/feedparser") else { return };
    let (mut good, mut all, mut missed) = (0, 0, Vec::new());
    for case in lines(folder.join("expected.jsonl")) {
        let file = case["file"].as_str().unwrap();
        let read = listed(&fs::read(folder.join(file)).unwrap()).unwrap_or(Value::Null);
        let is_good = read.is_object() && case["expect"].as_array().unwrap().iter().all(|one| holds(&read, one));
        all += 1;
        good += usize::from(is_good);
        missed.extend((!is_good).then(|| file.to_owned()));
    }
    // What is left is asked of servers: where the feed lay and what was said of it there.
    assert!(good * 100 >= all * 96, "{good} of {all}; missed: {missed:#?}");
}

#[test]
fn the_feeds_of_the_w3c_have_their_entries() {
    let Some(folder) = folder("feeds/w3c") else { return };
    let (mut same, mut all, mut missed) = (0, 0, Vec::new());
    for case in lines(folder.join("reference.jsonl")) {
        let wanted = case["entries"].as_array().map_or(0, Vec::len);
        let file = case["file"].as_str().unwrap();
        let read = listed(&fs::read(folder.join(file)).unwrap()).unwrap_or(Value::Null);
        let is_same = wanted == 0 || read["entries"].as_array().is_some_and(|entries| entries.len() == wanted);
        all += usize::from(wanted > 0);
        same += usize::from(is_same && wanted > 0);
        missed.extend((!is_same).then(|| file.to_owned()));
    }
    assert!(same * 1000 >= all * 995, "{same} of {all}; missed: {missed:#?}");
}

#[test]
fn hostile_feeds_end_in_a_feed_or_an_error_and_stay_small() {
    let Some(folder) = folder("feeds/hostile") else { return };
    for file in fs::read_dir(folder).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let size = listed(&bytes).map_or(0, |read| read.to_string().len());
        assert!(size <= 20 * bytes.len() + 1000, "{size} bytes of {}", bytes.len());
    }
}

#[test]
fn pages_lead_to_their_feeds() {
    let Some(folder) = folder("autodiscovery") else { return };
    let pages = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let pages: Vec<_> = pages.filter(|path| path.extension().is_some_and(|ending| ending == "html")).collect();
    assert!(!pages.is_empty());
    for path in pages {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let base = format!("https://quay.example/autodiscovery/{name}.html");
        let found = discover::feeds(&fs::read(&path).unwrap(), None, Some(&base));
        let url = found.first().map_or("", |found| found.url.as_str());
        assert!(url.ends_with(&format!("/{name}.xml")), "{name}: {found:?}");
    }
}

#[test]
fn lists_of_feeds_are_read_and_written_again_the_same() {
    let Some(folder) = folder("opml") else { return };
    let (mut lists, mut feeds) = (0, 0);
    for file in ["clean", "errors"].iter().flat_map(|part| fs::read_dir(folder.join(part)).unwrap()) {
        let path = file.unwrap().path();
        let is_none = path.file_name().is_some_and(|name| name == "missingOpml.opml");
        let read = opml::read(&fs::read(&path).unwrap());
        assert_eq!(read.is_err(), is_none, "{}", path.display());
        let Ok(list) = read else { continue };
        let again = opml::read(opml::write(&list.title, &list.subscriptions).as_bytes()).unwrap();
        assert_eq!((&again.subscriptions, again.faults.len()), (&list.subscriptions, 0), "{}", path.display());
        lists += 1;
        feeds += list.subscriptions.len();
    }
    assert!(lists > 3 && feeds > 10, "{lists} lists, {feeds} feeds");
}
