//! The reader's list of feeds, `feeds.toml`: read as TOML, changed as text.
//!
//! The file is the reader's. What the program changes in it is the block of one feed, and all else stays as it was typed:
//! comments, order, spaces. After a change the text is read again, and where it does not say what it should (a block
//! written in a way that nobody foresaw) the change is refused rather than made.
//!
//! ```toml
//! # The harbour, mornings.
//! [[feed]]
//! url = "https://lissa.example/feed.xml"
//! title = "Lissa Post"
//! full-text = true
//! ```

use std::ops::Range;

use serde::Deserialize;
use toml::{Spanned, Value};

use super::keeping::Keep;
use crate::library::url::{Url, openable};
use crate::text::fold::plain;

/// What stands at the head of a list that the program begins.
const BEGIN: &str = "\
# The feeds that `diptych fetch` asks. Every feed is a block:
#
#   [[feed]]
#   url = \"https://…\"           # its address
#   title = \"…\"                 # what it is called; articles of it are filed under this
#   tags = [\"…\"]                # tags that its articles get
#   full-text = true            # fetch the page of an entry that is only a summary, where robots.txt allows it
#   paused = true               # do not ask it
#   user = \"…\"                  # for a feed behind a password: the name,
#   password-command = \"…\"      # and the command that prints the password, such as `pass show news`
#   user-agent = \"…\"            # what to call the program when it asks
#   keep = \"90d\"                # forget its articles 90 days after they came (also 12w, 1y), but for those that you
#                               # noted, starred, decided on, compared, changed or put in a story; \"all\" keeps all
#
# Before the first block, for all feeds:
#
#   keep = \"90d\"                # for feeds that say nothing else; without it all is kept
";

/// One feed of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Where it lies.
    pub url: String,
    /// What the reader calls it.
    pub title: Option<String>,
    /// Tags that its articles get.
    pub tags: Vec<String>,
    /// Whether the pages of entries are fetched that are only summaries.
    pub full_text: bool,
    /// Whether it is not to be asked.
    pub paused: bool,
    /// The name for a feed behind a password.
    pub user: Option<String>,
    /// The command that prints the password.
    pub password_command: Option<String>,
    /// What the program says it is.
    pub user_agent: Option<String>,
    /// How long its articles are kept, where that is said of it.
    pub keep: Option<Keep>,
}

/// A block as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Block {
    url: Spanned<String>,
    title: Option<Spanned<String>>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default, alias = "full_text")]
    full_text: bool,
    paused: Option<Spanned<bool>>,
    user: Option<String>,
    #[serde(alias = "password_command")]
    password_command: Option<String>,
    #[serde(alias = "user_agent")]
    user_agent: Option<String>,
    keep: Option<Keep>,
}

/// Where values of a block stand in the text, quotation marks included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Places {
    url: Range<usize>,
    title: Option<Range<usize>>,
    paused: Option<Range<usize>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    feed: Vec<Block>,
    keep: Option<Keep>,
}

/// What is wrong with a list, or with a change of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubscriptionsError {
    /// It cannot be read.
    #[error("{line}:{column}: {what}")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// The program does not dare to change it.
    #[error("it is written in a way that is not changed by program; change it by hand")]
    Unchangeable,
}

/// Why no feed is meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// None is called so.
    #[error("no feed of that address or title is in the list")]
    None,
    /// Several are.
    #[error("{0} feeds are called so: name one by its address")]
    Several(usize),
}

/// The list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    text: String,
    feeds: Vec<Subscription>,
    places: Vec<Places>,
    keep: Option<Keep>,
}

impl Subscriptions {
    /// Reads a list.
    ///
    /// # Errors
    /// Where it is broken, and the place.
    pub fn read(text: &str) -> Result<Self, SubscriptionsError> {
        let list: List = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or(text);
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let what = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            SubscriptionsError::Broken { line: before.matches('\n').count() + 1, column, what }
        })?;
        let places = |block: &Block| Places {
            url: block.url.span(),
            title: block.title.as_ref().map(Spanned::span),
            paused: block.paused.as_ref().map(Spanned::span),
        };
        let places = list.feed.iter().map(places).collect();
        let subscription = |block: Block| Subscription {
            url: block.url.into_inner(),
            title: block.title.map(Spanned::into_inner),
            tags: block.tags,
            full_text: block.full_text,
            paused: block.paused.is_some_and(Spanned::into_inner),
            user: block.user,
            password_command: block.password_command,
            user_agent: block.user_agent,
            keep: block.keep,
        };
        let feeds = list.feed.into_iter().map(subscription).collect();
        Ok(Self { text: text.to_owned(), feeds, places, keep: list.keep })
    }

    /// Returns the text of the list.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the feeds in their order.
    #[must_use]
    pub fn feeds(&self) -> &[Subscription] {
        &self.feeds
    }

    /// Returns how long the articles of a feed are kept: as is said of it, else of all, else for ever.
    #[must_use]
    pub fn keep(&self, feed: &Subscription) -> Keep {
        feed.keep.or(self.keep).unwrap_or(Keep::All)
    }

    /// Returns the place of the feed with an address.
    #[must_use]
    pub fn at(&self, url: &str) -> Option<usize> {
        self.feeds.iter().position(|feed| feed.url == url)
    }

    /// Returns the feed that is meant: by its address, else by its title, accents and capitals aside, else by a part of
    /// one title alone. `titles` are those of feeds to which the reader gave none, in the order of the feeds.
    ///
    /// # Errors
    /// Where none is meant, or more than one.
    pub fn find(&self, said: &str, titles: &[Option<String>]) -> Result<usize, NotFound> {
        if let Some(at) = self.at(said).or_else(|| self.at(&bare(said)?)) {
            return Ok(at);
        }
        let wanted = plain(said);
        let title = |at: usize| self.feeds.get(at)?.title.clone().or_else(|| titles.get(at)?.clone());
        let like = |fits: &dyn Fn(&str) -> bool| {
            (0..self.feeds.len()).filter(|at| title(*at).is_some_and(|title| fits(&plain(&title)))).collect::<Vec<_>>()
        };
        let same = like(&|title| title == wanted);
        let found = if same.is_empty() { like(&|title| title.contains(&*wanted)) } else { same };
        match found.as_slice() {
            [] => Err(NotFound::None),
            [one] => Ok(*one),
            several => Err(NotFound::Several(several.len())),
        }
    }

    /// Adds feeds at the end.
    ///
    /// # Errors
    /// Where the list does not take them.
    pub fn add(&mut self, feeds: &[Subscription]) -> Result<(), SubscriptionsError> {
        let mut text = if self.text.trim().is_empty() { BEGIN.to_owned() } else { self.text.clone() };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        for feed in feeds {
            text.push('\n');
            text.push_str(&block(feed));
        }
        let mut wanted = self.feeds.clone();
        wanted.extend_from_slice(feeds);
        self.change(&text, &wanted)
    }

    /// Returns the block of the feed at a place as it is written.
    #[must_use]
    pub fn block_text(&self, at: usize) -> Option<&str> {
        self.text.get(self.block(at)?).map(str::trim)
    }

    /// Adds a block as it was written.
    ///
    /// # Errors
    /// Where the list does not take it.
    pub fn add_text(&mut self, block: &str) -> Result<(), SubscriptionsError> {
        let new = Self::read(block).map_err(|_| SubscriptionsError::Unchangeable)?;
        let mut text = if self.text.trim().is_empty() { BEGIN.to_owned() } else { self.text.clone() };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("\n{}\n", block.trim()));
        let mut wanted = self.feeds.clone();
        wanted.extend(new.feeds);
        self.change(&text, &wanted)
    }

    /// Takes out the feed at a place, and returns it.
    ///
    /// # Errors
    /// Where it cannot be told what to take out.
    pub fn remove(&mut self, at: usize) -> Result<Subscription, SubscriptionsError> {
        let range = self.block(at).ok_or(SubscriptionsError::Unchangeable)?;
        let (before, after) = (self.text.get(..range.start), self.text.get(range.end..));
        let text = format!("{}{}", before.unwrap_or(""), after.unwrap_or(""));
        let mut wanted = self.feeds.clone();
        let removed = wanted.remove(at);
        self.change(&text, &wanted)?;
        Ok(removed)
    }

    /// Gives the feed at a place another address.
    ///
    /// # Errors
    /// Where the list does not take it.
    pub fn set_url(&mut self, at: usize, url: &str) -> Result<(), SubscriptionsError> {
        let set = |feed: &mut Subscription| url.clone_into(&mut feed.url);
        self.set(at, "url", |places| Some(places.url.clone()), &quoted(url), set)
    }

    /// Calls the feed at a place something else.
    ///
    /// # Errors
    /// Where the list does not take it.
    pub fn set_title(&mut self, at: usize, title: &str) -> Result<(), SubscriptionsError> {
        let set = |feed: &mut Subscription| feed.title = Some(title.to_owned());
        self.set(at, "title", |places| places.title.clone(), &quoted(title), set)
    }

    /// Pauses the feed at a place, or lets it be asked again.
    ///
    /// # Errors
    /// Where the list does not take it.
    pub fn set_paused(&mut self, at: usize, paused: bool) -> Result<(), SubscriptionsError> {
        let set = |feed: &mut Subscription| feed.paused = paused;
        self.set(at, "paused", |places| places.paused.clone(), &paused.to_string(), set)
    }

    /// Writes a value in the place of the one that is there, or on a line of its own after the one with the address.
    fn set(
        &mut self,
        at: usize,
        key: &str,
        place: impl Fn(&Places) -> Option<Range<usize>>,
        value: &str,
        change: impl Fn(&mut Subscription),
    ) -> Result<(), SubscriptionsError> {
        let places = self.places.get(at).ok_or(SubscriptionsError::Unchangeable)?;
        let mut text = self.text.clone();
        if let Some(place) = place(places) {
            text.replace_range(place, value);
        } else {
            let after =
                text.get(places.url.end..).and_then(|rest| rest.find('\n')).map(|line| places.url.end + line + 1);
            match after {
                Some(after) => text.insert_str(after, &format!("{key} = {value}\n")),
                None => text.push_str(&format!("\n{key} = {value}\n")),
            }
        }
        let mut wanted = self.feeds.clone();
        wanted.get_mut(at).into_iter().for_each(change);
        self.change(&text, &wanted)
    }

    fn change(&mut self, text: &str, wanted: &[Subscription]) -> Result<(), SubscriptionsError> {
        let changed = Self::read(text).map_err(|_| SubscriptionsError::Unchangeable)?;
        if changed.feeds != wanted || changed.keep != self.keep {
            return Err(SubscriptionsError::Unchangeable);
        }
        *self = changed;
        Ok(())
    }

    /// Returns where a block stands: from its `[[feed]]` to its last line, with the empty line that parts it from the next
    /// block or, at the end, from the one before.
    fn block(&self, at: usize) -> Option<Range<usize>> {
        let url = self.places.get(at)?.url.start;
        let mut from = 0;
        let mut lines = Vec::new();
        for line in self.text.split_inclusive('\n') {
            lines.push((from..from + line.len(), line.trim()));
            from += line.len();
        }
        let before = lines.iter().filter(|(place, _)| place.start <= url);
        let head = before.clone().filter(|(_, line)| line.starts_with("[[feed]]")).count().checked_sub(1)?;
        let head = lines.iter().enumerate().filter(|(_, (_, line))| line.starts_with("[[feed]]")).nth(head)?.0;
        let within = lines.get(head + 1..)?;
        let length = within.iter().position(|(place, line)| line.starts_with('[') && place.start > url);
        let within = within.get(..length.unwrap_or(within.len()))?;
        // What stands between a block's last line and the next block is about the next one.
        let is_own = |(_, line): &(Range<usize>, &str)| !line.is_empty() && !line.starts_with('#');
        let last = head + 1 + within.iter().rposition(is_own)?;
        let is_empty = |at: usize| lines.get(at).is_some_and(|(_, line)| line.is_empty());
        let (first, last) = match (is_empty(last + 1), lines.len() == last + 1 && head > 0 && is_empty(head - 1)) {
            (true, _) => (head, last + 1),
            (_, true) => (head - 1, last),
            _ => (head, last),
        };
        Some(lines.get(first)?.0.start..lines.get(last)?.0.end)
    }
}

/// Returns an address as the list writes it: normalised, without user and password, and without the `feed:` that some
/// pages put before it; none where it is none of the web.
#[must_use]
pub fn bare(said: &str) -> Option<String> {
    let said = said.trim();
    let wrapped = said.split_once(':').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("feed")).map(|(_, rest)| rest);
    let said = match wrapped {
        Some(rest) if rest.starts_with("//") => format!("https:{rest}"),
        Some(rest) => rest.to_owned(),
        None => said.to_owned(),
    };
    let mut url = openable(&said).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// Returns an address as anybody may read it: without a password that stands in it.
#[must_use]
pub fn public(url: &str) -> String {
    if holds_password(url) { bare(url).unwrap_or_default() } else { url.to_owned() }
}

/// Says whether a user or a password stands in an address.
#[must_use]
pub fn holds_password(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| !url.username().is_empty() || url.password().is_some())
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// Writes a block.
fn block(feed: &Subscription) -> String {
    let text = |key, value: &Option<String>| value.as_ref().map(|value| format!("{key} = {}", quoted(value)));
    let switch = |key: &str, on: bool| on.then(|| format!("{key} = true"));
    let tags = feed.tags.iter().cloned().map(Value::String).collect();
    let lines = [
        Some("[[feed]]".to_owned()),
        Some(format!("url = {}", quoted(&feed.url))),
        text("title", &feed.title),
        (!feed.tags.is_empty()).then(|| format!("tags = {}", Value::Array(tags))),
        switch("full-text", feed.full_text),
        switch("paused", feed.paused),
        text("user", &feed.user),
        text("password-command", &feed.password_command),
        text("user-agent", &feed.user_agent),
        feed.keep.map(|keep| format!("keep = \"{keep}\"")),
    ];
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::print_stderr,
        reason = "a test may fail by panicking, and says what it skips"
    )]
    use proptest::prelude::*;

    use super::*;

    const MINE: &str = "\
# Mine.

# mornings
[[feed]]
url = 'https://a.example/feed'   # the old one
title = \"A\"

# evenings
[[feed]]
title = \"B: Été\"
url = \"https://b.example/\"
tags = [\"sea\", \"quay\"]
full_text = true
# a note on b

[[feed]]
url = \"https://c.example/\"
";

    fn mine() -> Subscriptions {
        Subscriptions::read(MINE).unwrap()
    }

    fn named(url: &str) -> Subscription {
        Subscription { url: url.to_owned(), ..Subscription::default() }
    }

    #[test]
    fn what_is_written_is_read() {
        let list = mine();
        assert_eq!(
            list.feeds().iter().map(|feed| feed.url.as_str()).collect::<Vec<_>>(),
            ["https://a.example/feed", "https://b.example/", "https://c.example/"]
        );
        assert!(list.feeds()[1].full_text && list.feeds()[1].tags == ["sea", "quay"]);
        assert_eq!(Subscriptions::read("").unwrap().feeds(), []);
    }

    #[test]
    fn a_change_leaves_every_other_letter_as_it_was() {
        for (at, kept) in [
            (0, MINE.replace("[[feed]]\nurl = 'https://a.example/feed'   # the old one\ntitle = \"A\"\n\n", "")),
            (1, {
                let block = MINE.split_inclusive('\n').skip(8).take(5).collect::<String>();
                MINE.replacen(&block, "", 1)
            }),
            (2, MINE.replace("\n[[feed]]\nurl = \"https://c.example/\"\n", "")),
        ] {
            let mut list = mine();
            list.remove(at).unwrap();
            assert_eq!(list.text(), kept, "{at}");
        }
        let mut list = mine();
        list.set_url(0, "https://new.example/\"x\"").unwrap();
        assert_eq!(list.text(), MINE.replace("'https://a.example/feed'", "'https://new.example/\"x\"'"));
        list.set_title(0, "Quay \"one\"").unwrap();
        list.set_title(2, "C").unwrap();
        list.set_paused(1, true).unwrap();
        let changed = MINE
            .replace("'https://a.example/feed'", "'https://new.example/\"x\"'")
            .replace("title = \"A\"", "title = 'Quay \"one\"'")
            .replace("b.example/\"\n", "b.example/\"\npaused = true\n")
            .replace("c.example/\"\n", "c.example/\"\ntitle = \"C\"\n");
        assert_eq!(list.text(), changed);
        list.set_paused(1, false).unwrap();
        assert_eq!(list.text(), changed.replace("paused = true", "paused = false"));
        let mut list = mine();
        list.add(&[named("https://d.example/")]).unwrap();
        assert!(list.text().ends_with("c.example/\"\n\n[[feed]]\nurl = \"https://d.example/\"\n"), "{}", list.text());
    }

    #[test]
    fn a_list_that_is_begun_says_how_it_is_written() {
        let mut list = Subscriptions::default();
        list.add(&[named("https://d.example/")]).unwrap();
        assert!(list.text().starts_with("# The feeds"));
        let (block, all) = BEGIN.split_once("# Before the first block, for all feeds:").unwrap();
        let plain = |lines: &str| lines.lines().map(|line| line.trim_start_matches('#').to_owned()).collect::<Vec<_>>();
        let told = [plain(all), plain(block).split_off(2)].concat().join("\n");
        let told = Subscriptions::read(&told).unwrap();
        assert!(told.feeds()[0].full_text && told.feeds()[0].paused, "what it says can be written");
        assert_eq!(told.feeds()[0].keep, Some(Keep::Days(90)));
        list.remove(0).unwrap();
        assert_eq!(list.text().trim_end(), BEGIN.trim_end());
    }

    #[test]
    fn a_mistake_is_told_with_its_place() {
        for (text, place) in [
            ("[[feed]]\nurl = 5\n", (2, 7)),
            ("[[feed]]\nurl = \"x\"\nful-text = true\n", (3, 1)),
            ("[[feed]\n", (1, 8)),
            ("[[feed]]\ntitle = \"é\"\n", (1, 1)),
            ("[feeds]\n", (1, 2)),
        ] {
            let error = Subscriptions::read(text).unwrap_err();
            assert!(
                matches!(error, SubscriptionsError::Broken { line, column, .. } if (line, column) == place),
                "{error}"
            );
        }
    }

    #[test]
    fn what_is_written_otherwise_is_not_touched() {
        let text = "feed = [{ url = \"a\" }, { url = \"b\" }]\n";
        let mut list = Subscriptions::read(text).unwrap();
        assert_eq!(list.remove(0), Err(SubscriptionsError::Unchangeable));
        assert_eq!(list.add(&[named("c")]), Err(SubscriptionsError::Unchangeable));
        assert_eq!(list.text(), text);
        let tricky = "[[feed]]\nurl = \"a\"\ntitle = \"\"\"\n[[feed]]\nurl = \"x\"\n\"\"\"\n\n[[feed]]\nurl = \"b\"\n";
        let mut list = Subscriptions::read(tricky).unwrap();
        assert_eq!(list.remove(0), Err(SubscriptionsError::Unchangeable));
        assert_eq!(list.text(), tricky);
    }

    #[test]
    fn an_address_is_written_in_one_way() {
        for (said, written) in [
            (" HTTPS://A.example#x", Some("https://a.example/")),
            ("feed://a.example/rss", Some("https://a.example/rss")),
            ("feed:http://a.example/rss", Some("http://a.example/rss")),
            ("Feed:https://a.example/", Some("https://a.example/")),
            ("https://me:secret@a.example/", Some("https://a.example/")),
            ("feed:javascript:alert(1)", None),
            ("feed.xml", None),
            ("javascript:alert(1)", None),
            ("-e id", None),
            ("", None),
        ] {
            assert_eq!(bare(said).as_deref(), written, "{said}");
        }
    }

    #[test]
    fn hostile_addresses_are_none_of_the_web() {
        let path = format!("{}/../shared/hostile/urls.json", env!("CARGO_MANIFEST_DIR"));
        let Ok(file) = std::fs::read(&path) else {
            eprintln!("skipped: no {path}");
            return;
        };
        let cases: Vec<serde_json::Value> = serde_json::from_slice(&file).unwrap();
        assert!(cases.len() > 5);
        for case in cases {
            let url = case["url"].as_str().unwrap();
            assert_eq!(bare(url).is_some(), case["open"].as_bool().unwrap(), "{url:?}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_nobodys_business() {
        for (url, shown) in [
            ("https://me:secret@a.example/feed?x=1", "https://a.example/feed?x=1"),
            ("https://me@a.example/", "https://a.example/"),
            ("https://a.example/@me:x", "https://a.example/@me:x"),
            ("/home/me/feed.xml", "/home/me/feed.xml"),
        ] {
            assert_eq!((public(url).as_str(), holds_password(url)), (shown, shown != url));
        }
    }

    #[test]
    fn a_feed_is_named_by_address_or_title() {
        let titles = [None, None, Some("Harbour News".to_owned())];
        let find = |said| mine().find(said, &titles);
        assert_eq!(find("https://a.example/feed"), Ok(0));
        assert_eq!(find("HTTPS://B.example#x"), Ok(1));
        assert_eq!(find("b: ete"), Ok(1));
        assert_eq!(find("harbour"), Ok(2));
        assert_eq!(find("a"), Ok(0), "the whole title before a part");
        assert_eq!(find("r"), Ok(2));
        assert_eq!(find("e"), Err(NotFound::Several(2)));
        assert_eq!(find("nothing"), Err(NotFound::None));
    }

    proptest! {
        #[test]
        fn what_is_added_is_there_and_what_is_removed_is_not(
            urls in proptest::collection::vec("[a-z\"'\\\\ é\n#\\[\\]]{1,12}", 1..6), title in ".{0,20}", at in 0..5_usize,
        ) {
            let mut list = mine();
            for url in &urls {
                list.add(&[Subscription { title: Some(title.clone()), ..named(url) }]).unwrap();
            }
            let mut wanted = list.feeds().to_vec();
            let at = at % wanted.len();
            if list.remove(at).is_ok() {
                wanted.remove(at);
            }
            prop_assert_eq!(list.feeds(), wanted.as_slice());
            prop_assert!(list.text().starts_with("# Mine.\n"));
        }
    }
}
