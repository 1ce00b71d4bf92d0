//! Articles of feeds that are forgotten: with their feed, or because they are older than `keep`.

use std::sync::atomic::AtomicI64;

use diptych::effects::news::{Fate, Ran};
use diptych::library::ArticleId;
use diptych::library::state::{Change, StateLog};
use diptych::newsroom::keeping::Hold;

use super::*;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// What a test of `keep` begins at: the time of the machine, for files have it.
fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// A server of a feed at `/feed` with so many entries, and of one at `/other` that shares the first.
fn server(entries: usize) -> Server {
    Server::start(move |asked| {
        let host = asked.head["host"].as_str();
        let all: Vec<(String, String, String)> =
            (0..entries).map(|n| (n.to_string(), format!("/{n}"), format!("Ferry number {n}"))).collect();
        let all: Vec<(&str, &str, &str)> = all.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
        match asked.path.as_str() {
            "/feed" => say("200 OK", &[], rss(host, "Lissa Post", &all)),
            "/other" => say("200 OK", &[], rss(host, "Quay", &[("x", "/0", "Ferry number 0"), ("y", "/y", "Quay")])),
            _ => say("404 Not Found", &[], ""),
        }
    })
}

impl Home {
    /// The article with a headline.
    fn article(&self, headline: &str) -> PathBuf {
        let named = |path: &&PathBuf| fs::read_to_string(path).unwrap().contains(&format!("title = \"{headline}\""));
        self.articles().iter().find(named).unwrap_or_else(|| panic!("{headline}")).clone()
    }

    /// The files of the library that a list shows.
    fn listed(&self) -> Vec<PathBuf> {
        let hidden = |path: &PathBuf| path.to_string_lossy().contains("/feeds/.");
        self.articles().into_iter().filter(|path| !hidden(path)).collect()
    }

    /// Who an article is.
    fn id(&self, headline: &str) -> ArticleId {
        let listed: serde_json::Value = serde_json::from_str(&self.printed(&["list", "--format", "json"])).unwrap();
        let articles = listed["articles"].as_array().unwrap().iter();
        let of = articles.filter(|article| article["title"] == headline);
        ArticleId(of.map(|article| article["id"].as_str().unwrap().to_owned()).next().unwrap())
    }

    pub(crate) fn put(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Does what keeps an article, once each, to the articles from number 1 on.
    fn marks(&self) {
        let id = |n: usize| self.id(&format!("Ferry number {n}"));
        self.put(&format!(".local/share/diptych/notes/{}/n.json", id(1).0), "{}");
        let pair = format!(".local/share/diptych/decisions/{}--{}.json", id(2).0, "f".repeat(32));
        self.put(&pair, "{}");
        let mut log = StateLog::open(&self.path(".local/state/diptych/reading"), "desk").unwrap();
        let change = |n| Change { id: id(n), ..Change::default() };
        let star = Change { starred: Some(true), ..change(3) };
        let pair = Change { compared: Some(true), ..change(4) };
        let read = Change { read: Some(true), place: Some(9), ..change(7) };
        log.append_all(&[star, pair, read], 1).unwrap();
        let told = self.article("Ferry number 5");
        let text = fs::read_to_string(&told).unwrap().replacen("+++\n", "+++\nstory = \"The ferry\"\n", 1);
        fs::write(&told, text).unwrap();
        let edited = self.article("Ferry number 6");
        fs::write(&edited, fs::read_to_string(&edited).unwrap() + "Mine.\n").unwrap();
        let later = std::time::SystemTime::now() + std::time::Duration::from_secs(3600);
        fs::File::options().write(true).open(&edited).unwrap().set_modified(later).unwrap();
    }
}

#[test]
fn articles_stay_with_their_feed_gone_unless_the_reader_says_otherwise() {
    let server = server(3);
    let home = Home::new();
    home.subscribe(&block(&server.at("/feed")));
    home.fetched(&[]);
    let before = home.listed();
    let told = home.printed(&["feed", "remove", "lissa", "--dry-run"]);
    assert!(told.ends_with("/feed: would be removed; 3 articles would stay\n"), "{told}");
    let told = home.printed(&["feed", "remove", "lissa"]);
    assert!(told.contains("; its articles stay: ") && told.ends_with("diptych feed restore takes it back\n"), "{told}");
    assert_eq!(home.listed(), before);
    home.diptych(&["feed", "restore", "nothing"]).assert().code(1).stderr(contains("lies in the trash"));
    assert_eq!(home.printed(&["feed", "restore", "lissa post"]), "given back: Lissa Post\n");
    assert_eq!(home.fetched(&[]), outcomes(&[("unchanged", 0)]), "what was remembered of it is back too");
    home.diptych(&["feed", "restore"]).assert().code(1).stderr(contains("nothing lies in the trash of feeds"));
}

#[test]
fn what_nobody_did_anything_with_is_forgotten_and_does_not_come_back() {
    let server = server(10);
    let home = Home::new();
    let mine = format!("# Mine.\n\n[[feed]]   # the ferry\nurl = \"{}\"\n\n", server.at("/feed"));
    home.subscribe(&(mine.clone() + &block(&server.at("/other"))));
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 10), ("read", 1)]));
    home.marks();
    let told = home.printed(&["feed", "remove", &server.at("/feed"), "--articles", "forget", "--dry-run"]);
    let held =
        "1 noted, 1 starred, 1 decided on, 1 put in a story, 1 compared, 1 changed by hand, 1 of another feed too";
    assert!(told.ends_with(&format!("would be removed; 3 articles would be forgotten, 7 stay: {held}\n")), "{told}");
    assert_eq!(home.articles().len(), 11);
    let told = home.printed(&["feed", "remove", &server.at("/feed"), "--articles", "forget"]);
    assert!(told.contains(&format!("; 3 articles forgotten; these stay: {held}; diptych feed restore")), "{told}");
    let listed = || home.printed(&["list"]).lines().filter(|line| line.contains("Ferry number")).count();
    assert_eq!(listed(), 7, "the trash is not listed");
    assert!(!home.list().contains("/feed\""));
    // Another feed with the same articles does not bring them back.
    home.subscribe(&(block(&server.at("/other")) + &block(&server.at("/feed"))));
    fs::remove_dir_all(home.path(".local/state/diptych/feeds")).unwrap();
    assert_eq!(home.fetched(&[]), outcomes(&[("read", 0), ("read", 0)]));
    assert_eq!(listed(), 7);
    home.subscribe(&block(&server.at("/other")));
    let told = home.printed(&["feed", "restore"]);
    assert_eq!(told, "given back: Lissa Post; 3 articles back in place\n");
    assert_eq!(listed(), 10);
    assert!(home.list().contains("[[feed]]   # the ferry\n"), "{}", home.list());
    assert!(home.fetched(&[]).iter().all(|(_, new)| *new == 0));
    assert_eq!(listed(), 10);
}

#[test]
fn a_feed_that_is_wanted_again_begins_anew() {
    let server = server(3);
    let home = Home::new();
    home.printed(&["feed", "add", &server.at("/feed")]);
    assert_eq!(home.articles().len(), 3);
    home.printed(&["feed", "remove", "lissa", "--articles", "forget"]);
    let added = home.printed(&["feed", "add", &server.at("/feed")]);
    assert!(added.contains("added, 3 new"), "{added}");
    let told = home.diptych(&["feed", "restore"]).assert().code(1);
    let told = String::from_utf8_lossy(&told.get_output().stdout).into_owned();
    assert_eq!(told, "given back: Lissa Post; the feed is in the list; 3 not, for others lie in their places\n");
}

#[test]
fn an_article_says_by_which_feeds_it_came() {
    let server = server(2);
    let home = Home::new();
    home.subscribe(&(block(&server.at("/feed")) + &block(&server.at("/other"))));
    home.fetched(&[]);
    let both = home.article("Ferry number 0");
    let text = fs::read_to_string(&both).unwrap();
    let via = format!("via = [\"{}\"]\n", server.at("/other"));
    assert!(text.contains(&format!("feed = \"{}\"\n{via}", server.at("/feed"))), "{text}");
    assert!(!fs::read_to_string(home.article("Ferry number 1")).unwrap().contains("via = "));
    home.fetched(&[]);
    assert_eq!(fs::read_to_string(&both).unwrap(), text, "it is said once");
    let by = |feed: &str| home.printed(&["list", &format!("feed:\"{}\"", server.at(feed))]).lines().count();
    assert_eq!((by("/feed"), by("/other")), (2, 2));
}

/// Fetches at a time, as the program does.
fn fetch_at(home: &Home, time: &AtomicI64) -> Ran {
    let desk = home.desk();
    let client = Client::new(Permission::Granted, Limits::default(), Names::default());
    let list = desk.subscriptions().unwrap();
    let clock = || time.load(Ordering::SeqCst);
    let (cancel, pacing) = (AtomicBool::new(false), Pacing::default());
    let fetching = Fetching { desk: &desk, client: &client, pacing, clock: Clock(&clock), cancel: &cancel };
    let all: Vec<usize> = (0..list.feeds().len()).collect();
    fetching.run(&list, &all, Which::All, &|_| {}).unwrap()
}

#[test]
fn what_is_older_than_its_feed_keeps_it_is_forgotten_but_for_what_the_reader_did_something_with() {
    let server = server(10);
    let home = Home::new();
    let feed = block(&server.at("/feed"));
    let (start, time) = (now(), AtomicI64::new(now()));
    let later = |days: i64| time.store(start + days * DAY, Ordering::SeqCst);
    home.subscribe(&feed);
    assert_eq!(fetch_at(&home, &time).feeds[0].outcome, Outcome::Read(10));
    home.marks();
    later(400);
    assert_eq!(fetch_at(&home, &time).tidied.forgotten, 0, "without `keep` all is kept");
    home.subscribe(&format!("keep = \"90d\"\n\n{}", feed.replace("\n\n", "\nkeep = \"all\"\n\n")));
    assert_eq!(fetch_at(&home, &time).tidied.forgotten, 0, "a feed has the last word");
    home.subscribe(&format!("keep = \"90d\"\n\n{feed}"));
    later(89);
    assert_eq!(fetch_at(&home, &time).tidied.forgotten, 0);
    later(91);
    let ran = fetch_at(&home, &time);
    assert_eq!(
        (ran.tidied.forgotten, ran.tidied.held.told().as_str()),
        (4, "1 noted, 1 starred, 1 decided on, 1 put in a story, 1 compared, 1 changed by hand")
    );
    assert_eq!(ran.tidied.told().unwrap(), "4 old articles forgotten (6 as old stay)");
    let left = || home.listed().len();
    assert_eq!(left(), 6);
    let ran = fetch_at(&home, &time);
    assert_eq!((ran.feeds[0].outcome.clone(), ran.tidied.forgotten, left()), (Outcome::Unchanged, 0, 6));
    fs::remove_dir_all(home.path(".local/state/diptych/feeds")).unwrap();
    let ran = fetch_at(&home, &time);
    assert_eq!((ran.feeds[0].outcome.clone(), left()), (Outcome::Read(0), 6), "also where the state is lost");
    // A month later it is gone for good.
    assert_eq!(home.desk().in_trash().len(), 1);
    later(122);
    fetch_at(&home, &time);
    assert_eq!(home.desk().in_trash(), []);
}

#[test]
fn what_keep_forgot_can_be_had_back_and_where_all_is_forgotten_nothing_comes_again() {
    let server = server(3);
    let home = Home::new();
    let (start, time) = (now(), AtomicI64::new(now()));
    home.subscribe(&format!("keep = \"1w\"\n{}", block(&server.at("/feed"))));
    fetch_at(&home, &time);
    time.store(start + 8 * DAY, Ordering::SeqCst);
    assert_eq!(fetch_at(&home, &time).tidied.forgotten, 3);
    for _ in 0..2 {
        let ran = fetch_at(&home, &time);
        assert!(matches!(ran.feeds[0].outcome, Outcome::Unchanged | Outcome::Read(0)), "{ran:?}");
    }
    assert_eq!(
        home.printed(&["feed", "restore"]),
        "given back: Lissa Post; the feed is in the list; 3 articles back in place\n"
    );
    assert_eq!(home.listed().len(), 3);
}

#[test]
fn a_broken_keep_is_told_with_its_place_and_forgets_nothing() {
    let home = Home::new();
    home.subscribe("keep = \"90\"\n");
    home.diptych(&["fetch"]).assert().code(1).stderr(contains("feeds.toml:1:").and(contains("\"90d\"")));
}

#[test]
fn what_the_program_itself_holds_in_memory_is_held_too() {
    let server = server(2);
    let home = Home::new();
    home.subscribe(&block(&server.at("/feed")));
    home.fetched(&[]);
    let noted = home.id("Ferry number 1");
    let desk = home.desk();
    let removed = desk.remove(&server.at("/feed"), Fate::Forget, &[noted], now(), None).unwrap();
    assert_eq!((removed.forgotten, removed.stay.told()), (1, format!("1 {}", Hold::Noted.word())));
    assert!(desk.remove(&server.at("/feed"), Fate::Forget, &[], now(), None).is_err());
    let again = desk.give_back(&removed.name).unwrap();
    assert_eq!((again.articles, again.listed), (1, true));
}
