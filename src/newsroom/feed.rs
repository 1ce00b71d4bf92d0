//! Feeds as they are: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.
//!
//! Feeds are written by templates that nobody tests, so that nothing here gives up: what can be read is read, and what
//! was wrong is said as a [`Fault`]. XML becomes a small tree that mends itself while it grows (`tree`), the tree a feed
//! (`channel`, `entry`); a library was not taken because the best of three read 87.5 % of what feedparser's own cases
//! assert, and each loses entries at one bare `&`.
//!
//! ```
//! use diptych::newsroom::feed;
//!
//! let bytes = b"<rss><channel><title>Quay</title><item><title>Tea &amp;amp; buns</title><link>/1</link></item></rss>";
//! let feed = feed::read(bytes, None, Some("https://quay.example/feed")).unwrap();
//! assert_eq!(feed.entries[0].title, "Tea & buns");
//! assert_eq!(feed.entries[0].url.as_deref(), Some("https://quay.example/1"));
//! assert_eq!(feed.faults.len(), 1, "it is never closed");
//! ```

pub(super) mod address;
mod channel;
pub(super) mod charset;
mod date;
pub(super) mod element;
mod entry;
mod html;
mod json;
pub mod listing;
pub(super) mod names;
mod person;
mod repair;
pub(super) mod tree;
mod words;

use crate::article::{When, references};
use crate::text::decode::DecodeError;

pub use html::visible;

/// Bytes of a feed that are read, decompressed.
pub const LARGEST: usize = 16 << 20;
/// Entries of a feed that are read.
pub const MOST_ENTRIES: usize = 20_000;
/// Elements of a feed that are read, each of which takes far more memory than its tag.
const MOST_ELEMENTS: usize = 500_000;

/// A feed as read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What it is called, in visible text.
    pub title: String,
    /// What it says of itself, in visible text.
    pub subtitle: String,
    /// The address of the site that it belongs to.
    pub url: Option<String>,
    /// Its language, a BCP 47 tag as written.
    pub lang: Option<String>,
    /// How often it wants to be asked.
    pub hints: Hints,
    /// What was wrong with it, each kind once, in the order in which it was met.
    pub faults: Vec<Fault>,
    /// Its entries, in its order.
    pub entries: Vec<Entry>,
}

/// An article, or the beginning of one, in a feed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// What the feed calls it by (guid, atom:id, rdf:about); empty where it has none.
    pub id: String,
    /// Its headline, in visible text.
    pub title: String,
    /// Where it lies, absolute where a base is known.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// When it was last changed.
    pub updated: Option<When>,
    /// Who wrote it: names, addresses of mail only where there is no name.
    pub authors: Vec<String>,
    /// What it is filed under.
    pub tags: Vec<String>,
    /// What it is about, HTML with absolute addresses.
    pub summary: String,
    /// The whole of it, HTML with absolute addresses; empty where the feed does not carry it.
    pub content: String,
    /// Files that come with it.
    pub enclosures: Vec<Enclosure>,
    /// Its language, where it says one of its own.
    pub lang: Option<String>,
}

/// A file that comes with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Where it lies.
    pub url: String,
    /// Its media type, as written.
    pub kind: Option<String>,
}

/// How often a feed wants to be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Minutes for which it stays as it is (RSS `ttl`).
    pub ttl: Option<u32>,
    /// Minutes between two of its changes (`sy:updatePeriod` by `sy:updateFrequency`).
    pub update: Option<u32>,
    /// Hours of the day in UTC, 0 to 23, at which nothing changes.
    pub skip_hours: Vec<u8>,
    /// Days on which nothing changes.
    pub skip_days: Vec<jiff::civil::Weekday>,
}

/// What is wrong with a feed that could be read all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Fault {
    /// The encoding that was told is not the one that it is in.
    #[error("it is not in the encoding that it says it is in, {0}")]
    Encoding(String),
    /// Bytes that are no text in its encoding.
    #[error("some of its bytes are no text")]
    Malformed,
    /// Something stands before it.
    #[error("something stands before its beginning")]
    Junk,
    /// It ends in the middle.
    #[error("it is cut off")]
    Truncated,
    /// An element is never closed, or closed by another.
    #[error("<{0}> is not closed as it should be")]
    Unclosed(String),
    /// An end without a beginning.
    #[error("</{0}> closes nothing")]
    Unopened(String),
    /// A `&` that begins nothing.
    #[error("a bare & stands in it")]
    Ampersand,
    /// An attribute that is none.
    #[error("an attribute is not written as it should be")]
    Attribute,
    /// Markup that is none.
    #[error("there is markup that is none")]
    Markup,
    /// A prefix without a name space.
    #[error("the prefix {0}: is declared nowhere")]
    Prefix(String),
    /// A date that cannot be understood.
    #[error("a date cannot be understood: {0}")]
    Date(String),
    /// JSON whose members are not what they should be.
    #[error("{0} is not what it should be")]
    Member(&'static str),
    /// It nests deeper than anybody writes.
    #[error("it nests too deeply")]
    Deep,
    /// It is longer than what is read.
    #[error("only its first {} MB were read", LARGEST >> 20)]
    Large,
    /// It has more entries than are read.
    #[error("only its first {MOST_ENTRIES} entries or {MOST_ELEMENTS} elements were read")]
    Many,
}

/// Why something is no feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAFeed {
    /// There is nothing.
    #[error("it is empty")]
    Empty,
    /// A web page, which may name a feed.
    #[error("it is a web page, not a feed")]
    Page,
    /// It is no text.
    #[error(transparent)]
    Binary(#[from] DecodeError),
    /// JSON, but no JSON Feed.
    #[error("it is JSON, but no JSON Feed")]
    Json,
    /// XML of another kind, by its first element.
    #[error("it is XML, but no feed: it begins with <{0}>")]
    Xml(String),
    /// A list of feeds.
    #[error("it is a list of feeds (OPML), not a feed")]
    Opml,
    /// Text.
    #[error("it is not a feed")]
    Text,
}

/// Reads a feed. `content_type` is what the server said, `base` where it was found, for relative addresses.
///
/// # Errors
/// Where it is none, and what it is instead.
pub fn read(bytes: &[u8], content_type: Option<&str>, base: Option<&str>) -> Result<Feed, NotAFeed> {
    let mut faults = Faults::default();
    let taken = match bytes.get(..LARGEST) {
        Some(first) if bytes.len() > LARGEST => {
            faults.add(Fault::Large);
            first
        }
        _ => bytes,
    };
    if taken.iter().all(u8::is_ascii_whitespace) {
        return Err(NotAFeed::Empty);
    }
    let text = charset::text(taken, content_type, &mut faults)?;
    let text = references::without_controls(text.into());
    let begin = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if begin.is_empty() {
        return Err(NotAFeed::Empty);
    }
    let mut feed = if begin.starts_with('{') {
        json::read(begin, base, &mut faults)?
    } else {
        let tree = tree::Tree::of(&text, &mut faults);
        channel::read(&tree, base, &mut faults)?
    };
    feed.faults = faults.told;
    Ok(feed)
}

/// Faults as they are met, each kind once.
#[derive(Debug, Default)]
pub(super) struct Faults {
    pub(super) told: Vec<Fault>,
}

impl Faults {
    pub(super) fn add(&mut self, fault: Fault) {
        let kind = std::mem::discriminant(&fault);
        if self.told.iter().all(|told| std::mem::discriminant(told) != kind) {
            self.told.push(fault);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::listing::Listing;
    use super::*;
    use proptest::prelude::*;

    fn rss(items: &str) -> Feed {
        let text = format!("<rss version='2.0'><channel><title>Quay</title><link>/</link>{items}</channel></rss>");
        read(text.as_bytes(), None, Some("https://quay.example/feed")).unwrap()
    }

    #[test]
    fn what_is_no_feed_says_what_it_is() {
        for (text, wanted) in [
            ("", NotAFeed::Empty),
            (" \n", NotAFeed::Empty),
            ("<!DOCTYPE html><html><p>Tea", NotAFeed::Page),
            ("<html><head><title>T", NotAFeed::Page),
            ("<opml><body/></opml>", NotAFeed::Opml),
            ("<urlset><url/></urlset>", NotAFeed::Xml("urlset".to_owned())),
            ("{\"a\":1}", NotAFeed::Json),
            ("{", NotAFeed::Json),
            ("Tea and buns", NotAFeed::Text),
        ] {
            assert_eq!(read(text.as_bytes(), None, None), Err(wanted), "{text}");
        }
        assert!(matches!(read(b"\x7fELF\0", None, None), Err(NotAFeed::Binary(_))));
    }

    #[test]
    fn faults_cost_no_entry() {
        let titles = |feed: &Feed| feed.entries.iter().map(|entry| entry.title.clone()).collect::<Vec<_>>();
        for (items, wanted, faults) in [
            ("<item><title>AT&T < x</title></item><item><title>b", &["AT&T < x", "b"][..], 3),
            ("<item><title>a<link>/1</link><item><title>b</title></item>", &["a", "b"], 1),
            ("<item><title>a</title></b></item><item x=1 y><title>b</title></item>", &["a", "b"], 1),
            ("<item><title><![CDATA[a</title></item><item><title>b</title></item>", &["a", "b"], 1),
            ("<item><title>a&nowhere;&nbsp;b</title></item>", &["a&nowhere; b"], 1),
            ("<item><dc:title>a</dc:title></item>", &["a"], 1),
            ("<!-- <item><title>a</title></item>", &["a"], 1),
        ] {
            let feed = rss(items);
            assert_eq!(
                (titles(&feed), feed.faults.len()),
                (wanted.iter().map(|it| (*it).to_owned()).collect(), faults),
                "{items} {:?}",
                feed.faults
            );
        }
        let cut = "<rss><channel><item><title>a</title></item><item><title>b</ti";
        let feed = read(cut.as_bytes(), None, None).unwrap();
        assert_eq!((titles(&feed), feed.faults), (vec!["a".to_owned(), "b".to_owned()], vec![Fault::Truncated]));
        let before = "\n<b>Warning</b>: x in y.php<br />\n<?xml version='1.0'?><rss><channel><item><title>a</title></item></channel></rss>";
        let feed = read(before.as_bytes(), None, None).unwrap();
        assert_eq!((titles(&feed), feed.faults.len()), (vec!["a".to_owned()], 1), "{:?}", feed.faults);
    }

    #[test]
    fn an_entry_of_each_kind_says_the_same() {
        let rss = "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
                   <channel><item><title>Tea &amp;amp; &lt;b>buns&lt;/b></title><link>/1</link><guid isPermaLink='false'>tag:x</guid>\
                   <dc:creator>Ann Poe</dc:creator><category>Food</category><pubDate>Sat, 07 Mar 2026 14:05:00 GMT</pubDate>\
                   <description>Short</description><content:encoded>&lt;p>Long &lt;a href='/y'>y&lt;/a></content:encoded>\
                   <enclosure url='/a.mp3' type='audio/mpeg'/></item></channel></rss>";
        let atom = "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='/'><entry><title type='html'>Tea &amp;amp; &lt;b>buns</title>\
                    <link href='1'/><id>tag:x</id><author><name>Ann Poe</name><email>a@b.example</email></author>\
                    <category term='Food'/><published>2026-03-07T15:05:00+01:00</published><summary>Short</summary>\
                    <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Long <a href='y'>y</a></p></div></content>\
                    <link rel='enclosure' href='a.mp3' type='audio/mpeg'/></entry></feed>";
        let json = "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"tag:x\",\"url\":\"/1\",\"title\":\"Tea & buns\",\
                    \"author\":{\"name\":\"Ann Poe\"},\"tags\":[\"Food\"],\"date_published\":\"2026-03-07T14:05:00Z\",\"summary\":\"Short\",\
                    \"content_html\":\"<p>Long <a href='/y'>y</a>\",\"attachments\":[{\"url\":\"/a.mp3\",\"mime_type\":\"audio/mpeg\"}]}]}";
        for text in [rss, atom, json] {
            let feed = read(text.as_bytes(), None, Some("https://quay.example/feed")).unwrap();
            let listing = Listing::new(&feed);
            let [entry] = listing.entries.as_slice() else { unreachable!("{text}") };
            assert_eq!(feed.faults, [], "{text}");
            assert_eq!((entry.title, entry.url, entry.id), ("Tea & buns", Some("https://quay.example/1"), "tag:x"));
            assert_eq!((entry.authors, entry.tags), (&["Ann Poe".to_owned()][..], &["Food".to_owned()][..]));
            assert_eq!(entry.published.as_deref(), Some("2026-03-07T14:05:00Z"));
            assert_eq!((entry.summary.as_str(), entry.content.as_str()), ("Short", "Long y"));
            assert!(feed.entries.iter().all(|entry| entry.content.contains("\"https://quay.example/y\"")), "{text}");
            assert_eq!(
                entry.enclosures.first().map(|it| (it.url, it.kind)),
                Some(("https://quay.example/a.mp3", Some("audio/mpeg")))
            );
        }
    }

    #[test]
    fn hints_are_minutes_hours_and_days() {
        let feed =
            rss("<ttl>90</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>\
             <skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours><skipDays><day>Sunday</day></skipDays>");
        let skip_days = vec![jiff::civil::Weekday::Sunday];
        assert_eq!(feed.hints, Hints { ttl: Some(90), update: Some(360), skip_hours: vec![0, 0, 7], skip_days });
        assert_eq!(feed.url.as_deref(), Some("https://quay.example/"));
    }

    #[test]
    fn what_is_too_much_is_cut_and_said() {
        let many = rss(&"<item/>".repeat(MOST_ENTRIES + 1));
        assert_eq!((many.entries.len(), many.faults), (MOST_ENTRIES, vec![Fault::Many]));
        let deep = rss(&format!(
            "<item><description>{}x{}</description></item><item/>",
            "<p>".repeat(5000),
            "</p>".repeat(5000)
        ));
        assert_eq!((deep.entries.len(), deep.faults), (2, vec![Fault::Deep]));
        assert!(deep.entries.iter().any(|entry| visible(&entry.summary) == "x"));
        let swollen = "<!DOCTYPE r [<!ENTITY a \"".to_owned()
            + &"x".repeat(200)
            + "\">]><rss><channel><item><title>"
            + &"&a;".repeat(100_000);
        let title = read(swollen.as_bytes(), None, None).unwrap().entries.remove(0).title;
        assert!(title.len() < 3 << 20, "{}", title.len());
        let tags = rss(&format!(
            "<item>{}</item>",
            (0..5000).map(|n| format!("<category>{n}</category>")).collect::<String>()
        ));
        assert_eq!(tags.entries.iter().map(|entry| entry.tags.len()).collect::<Vec<_>>(), [200]);
        let elements = rss(&("<item/>".to_owned() + &"<x/>".repeat(MOST_ELEMENTS)));
        assert_eq!((elements.entries.len(), elements.faults.first()), (1, Some(&Fault::Many)));
        let large = "<rss><channel><item><title>a</title></item>".to_owned() + &" ".repeat(LARGEST);
        let large = read(large.as_bytes(), None, None).unwrap();
        assert_eq!((large.entries.len(), large.faults.first()), (1, Some(&Fault::Large)));
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z <>&;'\"=/!?\\[\\]-]{0,8}",
            prop::sample::select(vec![
                "<rss>",
                "<channel>",
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<link>",
                "<link href='x'/>",
                "<feed>",
                "<entry>",
                "</entry>",
                "<content type='xhtml'>",
                "</content>",
                "<div>",
                "</div>",
                "<![CDATA[",
                "]]>",
                "<!--",
                "-->",
                "<!DOCTYPE r [<!ENTITY a 'b'>]>",
                "&a;",
                "&amp;",
                "&#x1F600;",
                "&#8217;",
                "<p>",
                "<br>",
                "<x:y xmlns:x='u'>",
                "</x:y>",
                "<guid>",
                "<pubDate>7 Mar 2026 14:05",
                "<description>",
                "</description>",
                "xml:base='/a/'",
                "<?xml version='1.0'?>",
                "{\"items\":[",
                "}]}",
                "é",
                "\u{1b}",
                "\u{202e}",
            ])
            .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]
        #[test]
        fn whatever_comes_in_what_is_printed_is_safe(text in pieces(), wrapped in any::<bool>()) {
            let text = if wrapped { format!("<rss><channel><item>{text}") } else { text };
            let found = read(text.as_bytes(), None, Some("https://quay.example/feed"));
            prop_assert!(found.is_ok() || !wrapped, "{found:?}");
            for feed in found.iter() {
                let listing = Listing::new(feed);
                let json = listing.to_json();
                prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
                prop_assert!(![json, listing.to_text()].concat().contains(|c: char| c.is_control() && c != '\n'));
                prop_assert!(feed.entries.iter().all(|entry| entry.title.trim() == entry.title));
            }
        }

        #[test]
        fn where_a_feed_is_cut_off_costs_only_what_comes_after(at in 0_usize..400) {
            let item = |n: usize| format!("<item><title>Story {n}</title><link>/{n}</link></item>");
            let whole = format!("<rss><channel>{}", (0..8).map(item).collect::<String>());
            let cut = whole.get(..at.clamp(14, whole.len())).unwrap_or("");
            let feed = read(cut.as_bytes(), None, None).unwrap();
            prop_assert!(feed.entries.len() >= cut.matches("</item>").count());
            for (n, entry) in feed.entries.iter().take(cut.matches("</item>").count()).enumerate() {
                prop_assert_eq!(&entry.title, &format!("Story {n}"));
            }
        }
    }
}
