//! Lists of feeds as other readers write and read them: OPML 1.0 to 2.0 (<https://opml.org/spec2.opml>).
//!
//! Folders are tags here: a feed in `News` in `World` has the tag `News/World`. The first tag of a feed is written as its
//! folders, which every reader understands, the others as its `category`. Passwords in addresses are never written.
//!
//! ```
//! use diptych::newsroom::opml::{Outline, read, write};
//!
//! let quay = Outline { title: "Quay".into(), feed: "https://quay.example/f".into(), tags: vec!["News/Ports".into()], site: None };
//! let list = read(write("Feeds", std::slice::from_ref(&quay)).as_bytes()).unwrap();
//! assert_eq!(list.subscriptions, [quay]);
//! ```

use std::collections::HashMap;
use std::fmt::Write as _;

use super::feed::element::Element;
use super::feed::names::Space;
use super::feed::tree::Tree;
use super::feed::{Fault, Faults, LARGEST, charset};
use crate::text::decode::DecodeError;

/// Tags of a feed that are kept.
const MOST_TAGS: usize = 200;

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What it is called.
    pub title: String,
    /// Its feeds, each address once.
    pub subscriptions: Vec<Outline>,
    /// What is called a feed in it and has no address.
    pub homeless: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// A feed of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// What it is called.
    pub title: String,
    /// Where it lies.
    pub feed: String,
    /// The address of the site that it belongs to.
    pub site: Option<String>,
    /// What it is filed under, each once; `/` between folders.
    pub tags: Vec<String>,
}

/// Why something is no list of feeds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAList {
    /// It is no text.
    #[error(transparent)]
    Binary(#[from] DecodeError),
    /// No feeds are listed in it.
    #[error("it is no list of feeds (OPML)")]
    Other,
}

/// Reads a list.
///
/// # Errors
/// Where it is none.
pub fn read(bytes: &[u8]) -> Result<List, NotAList> {
    let mut faults = Faults::default();
    if bytes.len() > LARGEST {
        faults.add(Fault::Large);
    }
    let text = charset::text(bytes.get(..LARGEST).unwrap_or(bytes), None, &mut faults)?;
    let tree = Tree::of(&text, &mut faults);
    let is_list = tree.top.elements().any(|element| element.local == "opml");
    let mut reader = Reader::default();
    reader.inside(&tree.top, &mut Vec::new());
    if !is_list && reader.list.subscriptions.is_empty() {
        return Err(NotAList::Other);
    }
    let mut list = reader.list;
    list.title = title(&tree.top).unwrap_or_default();
    list.faults = faults.told;
    Ok(list)
}

/// Returns what the head of a list calls it.
fn title(top: &Element) -> Option<String> {
    let child = |element: &Element, local: &str| element.elements().find(|it| it.local == local).cloned();
    Some(one_line(&child(&child(&child(top, "opml")?, "head")?, "title")?.text()))
}

#[derive(Default)]
struct Reader {
    list: List,
    /// Where the feed with an address stands in the list.
    places: HashMap<String, usize>,
}

impl Reader {
    fn inside(&mut self, element: &Element, folders: &mut Vec<String>) {
        for child in element.elements() {
            if child.local != "outline" {
                self.inside(child, folders);
            } else if !self.feed(child, folders) {
                let name = name(child);
                let is_folder = !name.is_empty() && child.elements().next().is_some();
                if is_folder {
                    folders.push(name);
                }
                self.inside(child, folders);
                if is_folder {
                    folders.pop();
                }
            } else {
                // Some writers forget to end a feed before the next.
                self.inside(child, folders);
            }
        }
    }

    /// Takes an outline that is a feed; says whether it is.
    fn feed(&mut self, outline: &Element, folders: &[String]) -> bool {
        let said = |name: &str| outline.attribute(name).map(str::trim).filter(|value| !value.is_empty());
        let is_feed =
            said("type").is_some_and(|kind| ["rss", "atom", "feed"].iter().any(|it| kind.eq_ignore_ascii_case(it)));
        let address = said("xmlurl").or_else(|| if is_feed { said("url") } else { None });
        let Some(address) = address else {
            if is_feed {
                self.list.homeless.push(name(outline));
            }
            return is_feed;
        };
        let at = *self.places.entry(address.to_owned()).or_insert_with(|| {
            let site = said("htmlurl").map(str::to_owned);
            let feed = Outline { title: name(outline), feed: address.to_owned(), site, tags: Vec::new() };
            self.list.subscriptions.push(feed);
            self.list.subscriptions.len() - 1
        });
        let categories = said("category").into_iter().flat_map(|all| all.split(','));
        let tags = std::iter::once(folders.join("/")).chain(categories.map(str::to_owned));
        if let Some(feed) = self.list.subscriptions.get_mut(at) {
            for tag in tags.map(|tag| path(&tag)).filter(|tag| !tag.is_empty()) {
                if feed.tags.len() < MOST_TAGS && !feed.tags.contains(&tag) {
                    feed.tags.push(tag);
                }
            }
        }
        true
    }
}

fn name(outline: &Element) -> String {
    let said = |name: &str| outline.attribute_in(Space::Core, name).map(one_line).filter(|text| !text.is_empty());
    said("title").or_else(|| said("text")).unwrap_or_default()
}

/// Returns a tag as a path: folders without white space around them, none of them empty.
fn path(tag: &str) -> String {
    let folders = tag.split('/').map(one_line).filter(|folder| !folder.is_empty());
    folders.collect::<Vec<_>>().join("/")
}

/// A folder while it is written.
#[derive(Default)]
struct Folder<'a> {
    name: String,
    folders: Vec<Folder<'a>>,
    feeds: Vec<&'a Outline>,
}

impl<'a> Folder<'a> {
    /// Returns the folder of a path, made where it is not there.
    fn at(&mut self, path: &str) -> &mut Self {
        let mut here = self;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let found = here.folders.iter().position(|it| it.name == name);
            let index = found.unwrap_or_else(|| {
                here.folders.push(Folder { name: name.to_owned(), ..Folder::default() });
                here.folders.len() - 1
            });
            here = here.folders.get_mut(index).expect("it was found, or pushed just now");
        }
        here
    }

    fn write(&self, indent: usize, out: &mut String) {
        for feed in &self.feeds {
            line(indent, &outline(feed), out);
        }
        for folder in &self.folders {
            let name = escaped(&folder.name);
            line(indent, &format!("<outline text=\"{name}\" title=\"{name}\">"), out);
            folder.write(indent + 1, out);
            line(indent, "</outline>", out);
        }
    }
}

/// Folders inside each other that are written; a deeper one stays a path.
const DEEPEST: usize = 20;

/// Writes a list that every reader of OPML 2.0 understands.
#[must_use]
pub fn write(title: &str, subscriptions: &[Outline]) -> String {
    let mut top = Folder::default();
    for feed in subscriptions {
        let tag = feed.tags.first().map(|tag| path(tag)).unwrap_or_default();
        let tag = if tag.split('/').count() > DEEPEST { String::new() } else { tag };
        top.at(&tag).feeds.push(feed);
    }
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n".to_owned();
    line(1, "<head>", &mut out);
    line(2, &format!("<title>{}</title>", escaped(title)), &mut out);
    line(1, "</head>", &mut out);
    line(1, "<body>", &mut out);
    top.write(2, &mut out);
    line(1, "</body>", &mut out);
    out + "</opml>\n"
}

fn line(indent: usize, text: &str, out: &mut String) {
    out.push_str(&"  ".repeat(indent));
    out.push_str(text);
    out.push('\n');
}

fn outline(feed: &Outline) -> String {
    let address = without_password(&feed.feed);
    let title = if feed.title.trim().is_empty() { &address } else { &feed.title };
    let mut out = format!("<outline type=\"rss\" text=\"{0}\" title=\"{0}\"", escaped(title));
    let _ = write!(out, " xmlUrl=\"{}\"", escaped(&address));
    if let Some(site) = &feed.site {
        let _ = write!(out, " htmlUrl=\"{}\"", escaped(&without_password(site)));
    }
    let first = feed.tags.first().map_or(0, |tag| usize::from(path(tag).split('/').count() <= DEEPEST));
    let others = feed.tags.iter().skip(first).map(|tag| path(tag).replace(',', " "));
    let others: Vec<String> = others.filter(|tag| !tag.is_empty()).collect();
    if !others.is_empty() {
        let _ = write!(out, " category=\"{}\"", escaped(&others.join(",")));
    }
    out + "/>"
}

/// Returns an address without a name and a password in it.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    match rest.get(..end).and_then(|host| host.rfind('@')) {
        Some(at) => format!("{scheme}://{}", rest.get(at + 1..).unwrap_or("")),
        None => address.to_owned(),
    }
}

/// Escapes text for an attribute in quotation marks, what XML cannot hold left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use proptest::prelude::*;

    fn found(body: &str) -> Vec<(String, String)> {
        let list = read(format!("<opml><head><title>T</title></head><body>{body}</body></opml>").as_bytes()).unwrap();
        list.subscriptions.into_iter().map(|feed| (feed.feed, feed.tags.join("; "))).collect()
    }

    #[test]
    fn folders_and_categories_are_tags_and_one_feed_is_one() {
        let body = "<outline text=' News '><outline title='World'><outline text=A xmlUrl='http://a' category='/x/ y,z'/>\
                    </outline><outline text=B XMLURL='http://b'/></outline><outline text=A type=rss xmlurl='http://a'/>\
                    <outline text='Tea & buns < 5' type=rss url='http://c'/><outline type=rss text=No /><outline type=link url='http://d' text=D />";
        let of = |feed: &str, tags: &str| (feed.to_owned(), tags.to_owned());
        let wanted = [of("http://a", "News/World; x/y; z"), of("http://b", "News"), of("http://c", "")];
        assert_eq!(found(body), wanted);
        let list = read(format!("<opml><body>{body}").as_bytes()).unwrap();
        assert_eq!(list.homeless, ["No"]);
        assert_eq!(list.subscriptions.get(2).map(|it| it.title.as_str()), Some("Tea & buns < 5"));
        assert!(list.faults.len() > 1, "{:?}", list.faults);
    }

    #[test]
    fn what_lists_nothing_is_no_list() {
        for text in ["", "<rss><channel/></rss>", "<html>", "Tea", "<haha/>"] {
            assert_eq!(read(text.as_bytes()), Err(NotAList::Other), "{text}");
        }
        assert_eq!(read(b"<opml/>").unwrap(), List::default());
    }

    #[test]
    fn passwords_are_not_written() {
        let feed = |address: &str| Outline { feed: address.to_owned(), ..Outline::default() };
        let text = write("", &[feed("https://ann:secret@quay.example/f?a@b"), feed("https://quay.example/@ann")]);
        assert!(!text.contains("secret") && text.contains("https://quay.example/f?a@b"), "{text}");
        assert!(text.contains("https://quay.example/@ann"));
    }

    fn subscription() -> impl Strategy<Value = Outline> {
        let tag = "[a-zé &<\"]{0,3}[a-zé](/[a-z]{1,3}){0,3}";
        let site = prop::option::of("https://[a-z]{1,5}/[a-z&<]{0,5}");
        ("[a-zé&<>\"' ]{0,8}[a-z]", "https://[a-z]{1,9}/[a-z&]{0,5}", site, prop::collection::vec(tag, 0..4)).prop_map(
            |(title, feed, site, tags)| {
                let mut known = Vec::new();
                for tag in tags.iter().map(|tag| path(tag)).filter(|tag| !tag.is_empty()) {
                    if !known.contains(&tag) {
                        known.push(tag);
                    }
                }
                Outline { title: one_line(&title), feed, site, tags: known }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_the_same(all in prop::collection::vec(subscription(), 0..12), title in "[a-z&<]{0,9}") {
            let mut all = all;
            all.sort_by(|a, b| a.feed.cmp(&b.feed));
            all.dedup_by(|a, b| a.feed == b.feed);
            let list = read(write(&title, &all).as_bytes()).unwrap();
            let mut again = list.subscriptions;
            again.sort_by(|a, b| a.feed.cmp(&b.feed));
            prop_assert_eq!((again, list.faults, list.title), (all, vec![], title));
        }
    }
}
