//! A document as a feed: where it begins, what it says of itself, where its entries are.

use jiff::civil::Weekday;

use super::address::Base;
use super::element::{Element, is_entry};
use super::entry::{self, Around, one_line};
use super::names::Space;
use super::tree::Tree;
use super::words::{self, Kind};
use super::{Fault, Faults, Feed, Hints, MOST_ENTRIES, NotAFeed, html, person};
use crate::article::page;

/// Elements in which a feed may be wrapped.
const WRAPPED: usize = 4;

/// Reads the feed of a document.
pub(super) fn read(tree: &Tree, base: Option<&str>, faults: &mut Faults) -> Result<Feed, NotAFeed> {
    let top = tree.top.elements().next();
    let Some(root) = find(&tree.top, WRAPPED) else {
        let Some(first) = top else { return Err(if tree.is_html { NotAFeed::Page } else { NotAFeed::Text }) };
        let opening = format!("<{}>", first.local);
        return Err(match first.local.as_str() {
            "opml" => NotAFeed::Opml,
            _ if tree.is_html || page::is_page(opening.as_bytes()) => NotAFeed::Page,
            _ => NotAFeed::Xml(one_line(&first.raw)),
        });
    };
    let mut reader = Reader { feed: Feed::default(), atom: is_atom(root), authors: Vec::new(), link: None, faults };
    let base = Base::new(base);
    if is_entry(root.space, &root.local) {
        reader.entry(root, &base);
    } else {
        reader.container(root, &base);
    }
    reader.feed.url = reader.link.map(|(_, address)| address);
    Ok(reader.feed)
}

fn is_root(element: &Element) -> bool {
    match element.space {
        Space::Core => matches!(element.local.as_str(), "rss" | "feed" | "channel" | "rdf" | "entry"),
        Space::Rdf => element.local == "rdf",
        _ => false,
    }
}

/// Finds the element in which a feed begins.
fn find(element: &Element, deep: usize) -> Option<&Element> {
    // A page that talks of feeds is none.
    let inner = || element.elements().filter(|it| it.local != "html");
    inner().find(|it| is_root(it)).or_else(|| {
        let deeper = deep.checked_sub(1)?;
        inner().find_map(|it| find(it, deeper))
    })
}

fn is_atom(root: &Element) -> bool {
    matches!(root.local.as_str(), "feed" | "entry")
}

struct Reader<'f> {
    feed: Feed,
    atom: bool,
    /// Who wrote the feed.
    authors: Vec<String>,
    /// The address of the site and how little it is meant.
    link: Option<(u8, String)>,
    faults: &'f mut Faults,
}

impl Reader<'_> {
    /// Reads what holds entries: first what it says of itself, which the entries may take over.
    fn container(&mut self, element: &Element, base: &Base) {
        let base = base.within(element);
        if self.feed.lang.is_none() {
            self.feed.lang = entry::language(element);
        }
        let href = element.attribute("href").and_then(|href| base.resolve(href));
        self.offer_link(2, href);
        for child in element.elements() {
            self.said(child, &base);
        }
        for child in element.elements() {
            if is_entry(child.space, &child.local) {
                self.entry(child, &base);
            } else if is_container(child) {
                self.container(child, &base);
            }
        }
    }

    fn entry(&mut self, element: &Element, base: &Base) {
        if self.feed.entries.len() >= MOST_ENTRIES {
            return self.faults.add(Fault::Many);
        }
        let authors: &[String] = if self.atom { &self.authors } else { &[] };
        let around = Around { atom: self.atom, base, authors };
        self.feed.entries.push(entry::read(element, around, self.faults));
    }

    fn offer_link(&mut self, rank: u8, address: Option<String>) {
        if let Some(address) = address.filter(|_| self.link.as_ref().is_none_or(|(known, _)| rank < *known)) {
            self.link = Some((rank, address));
        }
    }

    /// Takes what a feed says of itself.
    fn said(&mut self, child: &Element, base: &Base) {
        let text = if self.atom { Kind::Plain } else { Kind::Likely };
        let visible = |kind| html::visible(&words::html(child, kind, base));
        let fill = |place: &mut String, text: String| {
            if place.is_empty() {
                *place = text;
            }
        };
        match (child.space, child.local.as_str()) {
            (Space::Core, "title") => fill(&mut self.feed.title, one_line(&visible(text))),
            (Space::Dc, "title") => fill(&mut self.feed.title, one_line(&visible(Kind::Likely))),
            (Space::Core, "subtitle" | "tagline" | "info") => fill(&mut self.feed.subtitle, visible(text)),
            (Space::Core | Space::Dc, "description" | "abstract") => {
                fill(&mut self.feed.subtitle, visible(Kind::Html));
            }
            (Space::Itunes, "subtitle" | "summary") => fill(&mut self.feed.subtitle, visible(Kind::Likely)),
            (Space::Core | Space::Dc, "language") => {
                self.feed.lang = Some(child.text()).filter(|lang| !lang.is_empty()).or(self.feed.lang.take());
            }
            (Space::Core, "author") | (Space::Dc, "creator") => self.authors.extend(person::name(child)),
            (Space::Core, "link") => self.link(child, base),
            _ => hint(child, &mut self.feed.hints),
        }
    }

    fn link(&mut self, child: &Element, base: &Base) {
        let base = base.within(child);
        let Some(href) = child.attribute("href") else { return self.offer_link(0, base.resolve(&child.text())) };
        let rel = child.attribute("rel").map_or("alternate", str::trim);
        let is_page = child.attribute("type").is_none_or(|kind| kind.contains("html"));
        if rel.is_empty() || rel.rsplit('/').next().is_some_and(|rel| rel.eq_ignore_ascii_case("alternate")) {
            self.offer_link(if is_page { 0 } else { 1 }, base.resolve(href));
        }
    }
}

/// Says whether an element may hold entries.
fn is_container(element: &Element) -> bool {
    matches!(element.space, Space::Core | Space::Rdf)
        && matches!(element.local.as_str(), "channel" | "items" | "rss" | "feed" | "rdf")
}

/// Takes how often a feed wants to be asked.
fn hint(child: &Element, hints: &mut Hints) {
    match (child.space, child.local.as_str()) {
        (Space::Core, "ttl") => hints.ttl = child.text().parse().ok(),
        (Space::Syndication, "updateperiod") => {
            hints.update = match child.text().to_ascii_lowercase().as_str() {
                "hourly" => Some(60),
                "daily" => Some(24 * 60),
                "weekly" => Some(7 * 24 * 60),
                "monthly" => Some(30 * 24 * 60),
                "yearly" => Some(365 * 24 * 60),
                _ => None,
            };
        }
        (Space::Syndication, "updatefrequency") => {
            let times = child.text().parse::<u32>().ok().filter(|times| *times > 0);
            hints.update = hints.update.map(|minutes| (minutes / times.unwrap_or(1)).max(1));
        }
        (Space::Core, "skiphours") => {
            let hours = child.elements().filter_map(|hour| hour.text().parse::<u8>().ok());
            hints.skip_hours = hours.filter(|hour| *hour <= 24).map(|hour| hour % 24).collect();
        }
        (Space::Core, "skipdays") => hints.skip_days = child.elements().filter_map(|it| weekday(&it.text())).collect(),
        _ => {}
    }
}

fn weekday(name: &str) -> Option<Weekday> {
    let all = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    all.into_iter().find(|(day, _)| day.eq_ignore_ascii_case(name)).map(|(_, day)| day)
}
