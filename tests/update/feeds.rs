//! The list of feeds, and fetching from there and from the library.

use diptych::app::core::feeds::{FeedChange, FeedList, ListedFeed, Removal};
use diptych::app::message::{Effect, FeedAdded, FeedDone, Msg, RequestId};
use diptych::newsroom::keeping::{Hold, Tally};

use crate::support::Harness;

fn feed(h: &Harness, name: &str) -> ListedFeed {
    ListedFeed {
        url: format!("https://{name}.example/feed"),
        address: format!("https://{name}.example/feed"),
        title: format!("The {name}"),
        health: "fetched 14:02".to_owned(),
        articles: 3,
        folder: Some(h.path(&format!("feeds/{name}"))),
        addresses: vec![format!("https://{name}.example/feed")],
        ..ListedFeed::default()
    }
}

fn article(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\nThe ferry came late again on Friday, and nobody minded {title}.")
}

/// A library with two articles of the quay and one of nobody, and feeds of the quay and the tower.
fn harness() -> Harness {
    let of_quay = |title: &str| article(title).replacen("+++\n", "+++\nfeed = \"https://quay.example/feed\"\n", 1);
    let (m, n, o) = (article("m"), of_quay("n"), of_quay("o"));
    let mut h =
        Harness::library(&[("m.md", &m), ("feeds/quay/2026-03/n.md", &n), ("feeds/quay/2026-03/o.md", &o)], 80, 24);
    h.feeds = FeedList { feeds: vec![feed(&h, "quay"), feed(&h, "tower")], ..FeedList::default() };
    h
}

/// Returns the number and the addresses of the last question for news.
fn fetching(h: &Harness) -> (RequestId, Vec<String>) {
    let asked = h.outside.iter().rev().find_map(|effect| match effect {
        Effect::Fetch(id, urls) => Some((*id, urls.clone())),
        _ => None,
    });
    asked.unwrap_or_else(|| panic!("nothing was fetched: {:?}", h.outside))
}

fn done(feed: ListedFeed, new: usize) -> Box<FeedDone> {
    Box::new(FeedDone { feed, new, failed: None, asked: true, warnings: Vec::new() })
}

#[test]
fn the_list_tells_each_feed_and_how_many_of_its_articles_are_unread() {
    let mut h = harness();
    h.keys("j r , f");
    assert_eq!(h.here(), "feeds The quay");
    assert!(h.text().contains("fetched 14:02") && h.text().contains("1 unread of 2"), "{}", h.text());
    assert!(!h.text().contains("of 0"), "nothing is said where nothing came: {}", h.text());
    h.keys("j");
    assert_eq!(h.here(), "feeds The tower");
    h.keys("5 k");
    assert_eq!(h.here(), "feeds The quay");
    h.keys(", f");
    assert!(h.here().starts_with("list "), "the same keys go back");
    h.keys(", f q");
    assert!(h.here().starts_with("list "));
}

#[test]
fn without_feeds_the_screen_says_how_to_add_one() {
    let mut h = harness();
    h.feeds = FeedList::default();
    h.keys(", f");
    assert!(h.text().contains("There are no feeds yet") && h.text().contains("a adds one"), "{}", h.text());
    for keys in ["Enter", "r", "E", "p", "o", "D"] {
        h.keys(keys);
        assert_eq!(h.notice(), "there are no feeds yet: a adds one");
    }
    h.keys("q F");
    let (id, urls) = fetching(&h);
    assert_eq!(urls, Vec::<String>::new());
    h.send(Msg::Fetching(id, 0));
    h.send(Msg::Fetched(id, Ok(Vec::new())));
    assert_eq!(h.notice(), "there are no feeds yet: , f and then a adds one");
}

#[test]
fn fetching_tells_how_far_it_has_come_and_what_came() {
    let mut h = harness();
    h.keys(", f F");
    let (id, urls) = fetching(&h);
    assert_eq!(urls, Vec::<String>::new(), "all");
    h.send(Msg::Fetching(id, 2));
    assert!(h.text().contains("fetching 0 of 2, Esc stops"), "{}", h.text());
    h.send(Msg::FeedDone(id, done(ListedFeed { health: "fetched 15:00".to_owned(), ..feed(&h, "quay") }, 5)));
    assert!(h.text().contains("fetching 1 of 2 · 5 new, Esc stops"), "{}", h.text());
    assert!(h.text().contains("5 new · fetched 15:00"), "{}", h.text());
    let asked = h.outside.len();
    h.keys("F r a x Enter D");
    assert_eq!(h.outside.len(), asked, "one thing at a time: {:?}", h.outside);
    assert!(h.notice().contains("Esc stops that first"), "{}", h.notice());
    let failed = FeedDone { failed: Some("the server sent a web page".to_owned()), ..*done(feed(&h, "tower"), 0) };
    h.send(Msg::FeedDone(id, Box::new(failed)));
    h.send(Msg::Fetched(id, Ok(Vec::new())));
    assert_eq!(h.notice(), "5 new articles from 1 feed; 1 failed; The tower: the server sent a web page");
    assert!(!h.text().contains("fetching"), "{}", h.text());
}

#[test]
fn escape_stops_and_a_late_answer_of_another_run_is_ignored() {
    let mut h = harness();
    h.keys("F");
    let (id, _) = fetching(&h);
    h.send(Msg::Fetching(id, 2));
    h.keys("Esc");
    assert!(h.outside.iter().any(|effect| matches!(effect, Effect::CallOff(off) if *off == id)), "{:?}", h.outside);
    assert!(h.text().contains("stopping 0 of 2"), "{}", h.text());
    h.send(Msg::FeedDone(id, done(feed(&h, "quay"), 1)));
    h.send(Msg::Fetched(id, Ok(Vec::new())));
    assert_eq!(h.notice(), "stopped: 1 new article from 1 feed; 1 not asked");
    h.keys("j F");
    h.send(Msg::FeedDone(id, done(feed(&h, "quay"), 1)));
    assert!(h.text().contains("fetching …"), "{}", h.text());
    h.send(Msg::Fetched(id, Ok(Vec::new())));
    assert!(h.text().contains("fetching …"), "{}", h.text());
    let (second, _) = fetching(&h);
    h.send(Msg::Fetched(second, Err("nothing is fetched: the network is not used: --offline was given".to_owned())));
    assert_eq!(h.notice(), "nothing is fetched: the network is not used: --offline was given");
}

#[test]
fn one_feed_is_fetched_by_its_address() {
    let mut h = harness();
    h.keys(", f j r");
    assert_eq!(fetching(&h).1, ["https://tower.example/feed"]);
}

#[test]
fn a_feed_is_added_by_what_is_typed_and_the_cursor_goes_to_it() {
    let mut h = harness();
    h.keys(", f a").types(" https://mill.example ").keys("Enter");
    let Some(Effect::AddFeed(id, said)) = h.outside.last().cloned() else { panic!("{:?}", h.outside) };
    assert_eq!(said, "https://mill.example");
    assert!(h.text().contains("looking for the feed"), "{}", h.text());
    h.feeds.feeds.push(feed(&h, "mill"));
    let added = |new, warnings| FeedAdded {
        url: "https://mill.example/feed".to_owned(),
        title: "The mill".to_owned(),
        new,
        warnings,
    };
    h.send(Msg::FeedAdded(id, Ok(added(Some(3), Vec::new()))));
    assert_eq!((h.here().as_str(), h.notice()), ("feeds The mill", "added: The mill: 3 new articles"));
    h.keys("a y Enter");
    let Some(Effect::AddFeed(id, _)) = h.outside.last().cloned() else { panic!("{:?}", h.outside) };
    h.send(Msg::FeedAdded(id, Err("no feed is added: y: it is a web page that names no feed".to_owned())));
    assert_eq!(h.notice(), "no feed is added: y: it is a web page that names no feed");
    h.keys("a Enter");
    assert_eq!(h.notice(), "no address is given: nothing is added");
}

/// What is known of the articles of a feed: so many free, so many noted.
fn tally(free: usize, noted: usize) -> Tally {
    let mut tally = Tally::default();
    (0..free).for_each(|_| tally.count(None));
    (0..noted).for_each(|_| tally.count(Some(Hold::Noted)));
    tally
}

/// Returns the removal that was asked for last.
fn removal(h: &Harness) -> Box<Removal> {
    match h.outside.last().cloned() {
        Some(Effect::RemoveFeed(removal)) => removal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_feed_is_removed_only_after_a_yes_and_what_becomes_of_its_articles_is_asked() {
    let url = "https://quay.example/feed";
    let mut h = harness();
    h.keys(", f D");
    assert!(h.text().contains("Remove the feed The quay?") && h.text().contains("are counted"), "{}", h.text());
    assert!(matches!(h.outside.last(), Some(Effect::SurveyFeed(asked, _)) if asked == url), "{:?}", h.outside);
    h.keys("f");
    assert!(h.notice().contains("f does nothing here"), "before they are counted: {}", h.notice());
    h.send(Msg::FeedSurveyed("https://tower.example/feed".to_owned(), Ok(tally(9, 9))));
    assert!(!h.text().contains("18 articles"), "of another feed: {}", h.text());
    h.send(Msg::FeedSurveyed(url.to_owned(), Ok(tally(2, 1))));
    assert!(h.text().contains("2 of its 3 articles") && h.text().contains("1 noted"), "{}", h.text());
    let asked = h.outside.len();
    h.keys("n");
    assert_eq!(h.outside.len(), asked);
    h.keys("D y");
    assert_eq!((removal(&h).url.as_str(), removal(&h).forget), (url, false));
    h.keys("D");
    h.send(Msg::FeedSurveyed(url.to_owned(), Ok(tally(0, 3))));
    assert!(h.text().contains("Its articles stay: 3 noted."), "{}", h.text());
    h.keys("f Esc D");
    h.send(Msg::FeedSurveyed(url.to_owned(), Ok(tally(2, 0))));
    h.keys("f");
    assert!(removal(&h).forget);
    let first = removal(&h);
    h.send(Msg::FeedRemoved(first, Ok(("removed: The quay; 2 articles forgotten".to_owned(), "x1".to_owned()))));
    assert_eq!(h.notice(), "removed: The quay; 2 articles forgotten");
    h.keys("u");
    assert!(matches!(h.outside.last(), Some(Effect::GiveFeedBack(name)) if name == "x1"), "{:?}", h.outside);
    h.send(Msg::FeedBack(Ok("given back: The quay; 2 articles back in place".to_owned())));
    h.keys("Ctrl-r");
    let again = removal(&h);
    assert_eq!((again.forget, again.name.as_deref()), (true, Some("x1")));
    h.send(Msg::FeedRemoved(again, Ok(("removed: The quay".to_owned(), "x1".to_owned()))));
    h.keys("u");
    assert!(matches!(h.outside.last(), Some(Effect::GiveFeedBack(name)) if name == "x1"), "{:?}", h.outside);
    h.send(Msg::FeedBack(Err("the feed is not given back: no".to_owned())));
    assert_eq!(h.notice(), "the feed is not given back: no");
}

#[test]
fn the_articles_of_a_feed_are_listed_whatever_folder_they_lie_in() {
    let mut h = harness();
    h.keys(", f Enter");
    assert!(h.here().starts_with("list "), "{}", h.here());
    assert!(h.text().contains("feed:\"https://quay.example/feed\"") && !h.text().contains(" m "), "{}", h.text());
    h.keys("G");
    assert_eq!(h.here(), "list o.md");
    h.keys("Esc , f j Enter");
    assert_eq!(h.notice(), "none of its articles lies in this library");
    assert_eq!(h.here(), "feeds The tower");
}

#[test]
fn a_feed_is_renamed_and_paused_and_both_are_taken_back() {
    let url = "https://quay.example/feed";
    let mut h = harness();
    let changed = |h: &Harness| match h.outside.last().cloned() {
        Some(Effect::ChangeFeed(of, change)) if of == url => change,
        other => panic!("{other:?}"),
    };
    h.keys(", f E Ctrl-u").types("Harbour").keys("Enter");
    assert_eq!((changed(&h), h.notice()), (FeedChange::Title("Harbour".to_owned()), "called the feed Harbour"));
    h.keys("u");
    assert_eq!(changed(&h), FeedChange::Title("The quay".to_owned()));
    h.keys("p");
    assert_eq!((changed(&h), h.notice()), (FeedChange::Paused(true), "The quay is paused"));
    h.keys("u");
    assert_eq!(changed(&h), FeedChange::Paused(false));
    let asked = h.outside.len();
    h.keys("E Enter");
    assert_eq!((h.outside.len(), h.notice()), (asked, "it is called The quay as before"));
}

#[test]
fn the_site_of_a_feed_is_opened_after_a_yes() {
    let mut h = harness();
    h.feeds.feeds[0].site = Some("https://quay.example/".to_owned());
    h.feeds.feeds[1].site = Some("javascript:alert(1)".to_owned());
    h.keys(", f o");
    assert!(h.text().contains("https://quay.example/"), "{}", h.text());
    h.keys("y");
    assert!(matches!(h.outside.last(), Some(Effect::OpenUrl(url)) if url.as_str() == "https://quay.example/"));
    let asked = h.outside.len();
    h.keys("j o");
    assert!(h.outside.len() == asked && h.notice().contains("is not opened"), "{}", h.notice());
}

#[test]
fn what_comes_above_the_cursor_moves_nothing_on_the_screen() {
    let files: Vec<(String, String)> = (0..60).map(|n| (format!("m{n:02}.md"), article(&format!("m{n:02}")))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for keys in ["", "3 j", "4 0 j", "G"] {
        let mut h = Harness::library(&files, 80, 24);
        h.keys(keys).keys("F");
        let (id, _) = fetching(&h);
        let before = h.text();
        let row = |text: &str| text.lines().position(|line| line.contains('▌')).unwrap();
        let here = h.here();
        let mut paths = Vec::new();
        for n in 0..5 {
            let path = h.path(&format!("a{n}.md"));
            std::fs::write(&path, article(&format!("a{n}"))).unwrap();
            paths.push(path);
        }
        h.send(Msg::Changed(paths));
        h.send(Msg::FeedDone(id, done(ListedFeed::default(), 5)));
        h.send(Msg::Fetched(id, Ok(Vec::new())));
        assert_eq!(h.here(), here, "{keys}");
        assert_eq!(row(&h.text()), row(&before), "{keys}\n{before}\n{}", h.text());
        assert_eq!(h.notice(), "5 new articles from 1 feed", "{keys}");
        h.keys("g g");
        assert_eq!(h.here(), "list a0.md");
    }
}

#[test]
fn the_first_articles_take_the_place_of_the_samples() {
    let mut h = Harness::library(&[], 80, 24);
    h.app = diptych::app::App::new(
        h.app.config.clone(),
        diptych::app::Start::Library(diptych::app::message::Roots::Own),
        h.app.size,
    )
    .0;
    let found = h.found(diptych::app::message::Roots::Samples);
    h.send(Msg::Scanned(RequestId(1), found));
    h.send(Msg::ScanDone(RequestId(1)));
    h.keys("F");
    let (id, _) = fetching(&h);
    std::fs::write(h.path("a.md"), article("a")).unwrap();
    h.send(Msg::FeedDone(id, done(ListedFeed::default(), 1)));
    h.send(Msg::Fetched(id, Ok(Vec::new())));
    assert_eq!(h.listed(), ["a.md"]);
}
