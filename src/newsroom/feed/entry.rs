//! An element of a feed as an entry.

use super::address::Base;
use super::element::Element;
use super::names::Space;
use super::words::{self, Kind};
use super::{Enclosure, Entry, Fault, Faults, date, html, person};
use crate::article::When;

/// Tags, authors and files of an entry that are kept, of each.
pub(super) const MOST: usize = 200;

/// What the feed around an entry says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// Whether it is Atom, which tells what its words are.
    pub atom: bool,
    /// Where relative addresses begin.
    pub base: &'a Base,
    /// Who wrote what says nothing of its own.
    pub authors: &'a [String],
}

/// What of an entry waits for the whole of it to be known.
#[derive(Debug, Default)]
struct Draft {
    entry: Entry,
    /// Titles, as HTML, by how much they are meant.
    title: Best,
    summary: Best,
    content: Best,
    link: Best,
    published: Option<(u8, When)>,
    updated: Option<(u8, When)>,
    /// Those whom the source of an entry that was taken over names.
    source: Vec<String>,
}

/// What was said most plainly so far, the lower the plainer; the first of equals.
#[derive(Debug, Default)]
struct Best(Option<(u8, String)>);

impl Best {
    fn offer(&mut self, rank: u8, text: String) {
        if !text.trim().is_empty() && self.0.as_ref().is_none_or(|(known, _)| rank < *known) {
            self.0 = Some((rank, text));
        }
    }

    fn rank(&self) -> Option<u8> {
        self.0.as_ref().map(|(rank, _)| *rank)
    }

    fn take(self) -> Option<String> {
        self.0.map(|(_, text)| text)
    }
}

/// Reads an entry.
pub(super) fn read(element: &Element, around: Around<'_>, faults: &mut Faults) -> Entry {
    let base = around.base.within(element);
    let around = Around { base: &base, ..around };
    let mut draft = Draft::default();
    draft.entry.lang = language(element);
    if let Some(about) = element.attribute_in(Space::Rdf, "about") {
        draft.entry.id = around.base.resolve(about).unwrap_or_default();
    }
    // CDF says these in attributes.
    draft.link.offer(2, element.attribute("href").and_then(|href| around.base.resolve(href)).unwrap_or_default());
    if let Some(changed) = element.attribute("lastmod") {
        draft.dated(Dated::Updated, 3, changed, faults);
    }
    for child in element.elements() {
        draft.take(child, around, faults);
    }
    draft.finish(around)
}

/// Returns the language that an element says.
pub(super) fn language(element: &Element) -> Option<String> {
    let lang = element.attribute_in(Space::Xml, "lang")?.trim().replace('_', "-");
    Some(lang).filter(|lang| !lang.is_empty())
}

#[derive(Clone, Copy)]
enum Dated {
    Published,
    Updated,
}

impl Draft {
    fn take(&mut self, child: &Element, around: Around<'_>, faults: &mut Faults) {
        match child.space {
            Space::Core => self.core(child, around, faults),
            Space::Dc | Space::Terms => self.dublin(child, around, faults),
            Space::Content if child.local == "encoded" => {
                self.content.offer(0, words::html(child, Kind::Html, around.base));
            }
            Space::Xhtml if matches!(child.local.as_str(), "body" | "div") => {
                self.content.offer(1, words::html(child, Kind::Html, around.base));
            }
            Space::Media => self.media(child, around),
            Space::Itunes => self.itunes(child, around),
            _ => {}
        }
    }

    fn core(&mut self, child: &Element, around: Around<'_>, faults: &mut Faults) {
        let text = if around.atom { Kind::Plain } else { Kind::Likely };
        match child.local.as_str() {
            "title" => self.title.offer(0, words::html(child, text, around.base)),
            "link" | "prodlink" => self.link(child, around),
            "guid" => self.guid(child, around),
            "id" => self.entry.id = around.base.within(child).identity(&child.text()),
            "description" | "abstract" => self.summary(words::html(child, Kind::Html, around.base)),
            "summary" => self.summary(words::html(child, text, around.base)),
            "content" if child.attribute("src").is_none() => {
                self.content.offer(0, words::html(child, text, around.base));
            }
            "fullitem" | "body" => self.content.offer(1, words::html(child, Kind::Html, around.base)),
            "author" | "managingeditor" => self.entry.authors.extend(person::name(child)),
            "category" | "keywords" => self.tag(child),
            "tags" => self.keywords(&child.text()),
            "enclosure" => self.enclosure(child, "url", around),
            "pubdate" | "published" => self.dated(Dated::Published, 0, &child.text(), faults),
            "issued" => self.dated(Dated::Published, 1, &child.text(), faults),
            "created" | "date" => self.dated(Dated::Published, 3, &child.text(), faults),
            "updated" | "modified" | "lastbuilddate" => self.dated(Dated::Updated, 0, &child.text(), faults),
            "language" => self.entry.lang = Some(child.text()).filter(|lang| !lang.is_empty()),
            "source" => {
                let authors = child.elements().filter(|it| it.is(Space::Core, "author"));
                self.source.extend(authors.filter_map(person::name));
            }
            _ => {}
        }
    }

    fn dublin(&mut self, child: &Element, around: Around<'_>, faults: &mut Faults) {
        match child.local.as_str() {
            "title" => self.title.offer(1, words::html(child, Kind::Likely, around.base)),
            "creator" | "author" => self.entry.authors.extend(person::name(child)),
            "subject" => self.tag(child),
            "description" | "abstract" => self.summary.offer(1, words::html(child, Kind::Html, around.base)),
            "identifier" if self.entry.id.is_empty() => self.entry.id = child.text(),
            "language" => self.entry.lang = Some(child.text()).filter(|lang| !lang.is_empty()),
            "issued" | "available" => self.dated(Dated::Published, 1, &child.text(), faults),
            "date" => self.dated(Dated::Published, 2, &child.text(), faults),
            "created" => self.dated(Dated::Published, 3, &child.text(), faults),
            "modified" => self.dated(Dated::Updated, 1, &child.text(), faults),
            _ => {}
        }
    }

    fn media(&mut self, child: &Element, around: Around<'_>) {
        match child.local.as_str() {
            "group" | "content" => {
                if child.local == "content" {
                    self.enclosure(child, "url", around);
                }
                child.elements().filter(|it| it.space == Space::Media).for_each(|inner| self.media(inner, around));
            }
            "title" => self.title.offer(3, words::html(child, Kind::Likely, around.base)),
            "description" => self.summary.offer(3, words::html(child, Kind::Likely, around.base)),
            "category" => self.tag(child),
            "keywords" => self.keywords(&child.text()),
            "credit" if child.attribute("role").is_some_and(|role| role.eq_ignore_ascii_case("author")) => {
                self.entry.authors.extend(person::name(child));
            }
            _ => {}
        }
    }

    fn itunes(&mut self, child: &Element, around: Around<'_>) {
        match child.local.as_str() {
            "title" => self.title.offer(2, words::html(child, Kind::Likely, around.base)),
            "author" => self.entry.authors.extend(person::name(child)),
            "summary" => self.summary.offer(1, words::html(child, Kind::Likely, around.base)),
            "subtitle" => self.summary.offer(2, words::html(child, Kind::Likely, around.base)),
            "keywords" => self.keywords(&child.text()),
            "category" => self.tag(child),
            _ => {}
        }
    }

    /// Takes a summary; the second of them is the whole text, where nothing else is.
    fn summary(&mut self, html: String) {
        if self.summary.rank() == Some(0) {
            self.content.offer(2, html);
        } else {
            self.summary.offer(0, html);
        }
    }

    fn link(&mut self, child: &Element, around: Around<'_>) {
        let Some(href) = child.attribute("href").or_else(|| child.attribute("url")) else {
            let written = child.text();
            return self.link.offer(0, around.base.within(child).resolve(&written).unwrap_or_default());
        };
        let Some(address) = around.base.within(child).resolve(href) else { return };
        let rel = child.attribute("rel").map_or("alternate", str::trim).to_ascii_lowercase();
        let kind = child.attribute("type").map(|it| it.trim().to_ascii_lowercase());
        match rel.rsplit('/').next().unwrap_or("") {
            "alternate" | "" => {
                let is_page = kind.as_deref().is_none_or(|kind| kind.contains("html"));
                self.link.offer(if is_page { 0 } else { 2 }, address);
            }
            "enclosure" => self.enclosure(child, "href", around),
            _ => {}
        }
    }

    fn guid(&mut self, child: &Element, around: Around<'_>) {
        let written = child.text();
        let base = around.base.within(child);
        self.entry.id = base.identity(&written);
        let is_permanent = child.attribute("ispermalink").is_none_or(|it| it.trim().eq_ignore_ascii_case("true"));
        // Most that claim to be addresses, by saying nothing, are numbers.
        if is_permanent && (written.contains("://") || written.starts_with('/')) {
            self.link.offer(1, base.resolve(&written).unwrap_or_default());
        }
    }

    fn tag(&mut self, child: &Element) {
        let said = ["term", "text"].into_iter().find_map(|name| child.attribute(name));
        let tag = said.map_or_else(|| child.text(), str::to_owned);
        self.keep_tag(&tag);
        // Podcasts nest them, RDF lists topics.
        for inner in child.elements() {
            self.tag(inner);
        }
    }

    fn keywords(&mut self, text: &str) {
        text.split(',').for_each(|tag| self.keep_tag(tag));
    }

    fn keep_tag(&mut self, tag: &str) {
        let tag = one_line(&html::visible(&tag.replace('<', "&lt;")));
        if !tag.is_empty() && self.entry.tags.len() < MOST && !self.entry.tags.contains(&tag) {
            self.entry.tags.push(tag);
        }
    }

    fn enclosure(&mut self, child: &Element, name: &str, around: Around<'_>) {
        let address = child.attribute(name).or_else(|| child.attribute("href"));
        let address = address.and_then(|address| around.base.within(child).resolve(address));
        let kind = child.attribute("type").map(|kind| kind.trim().to_owned()).filter(|kind| !kind.is_empty());
        let known = |url: &String| self.entry.enclosures.iter().any(|it| it.url == *url);
        if let Some(url) = address.filter(|url| self.entry.enclosures.len() < MOST && !known(url)) {
            self.entry.enclosures.push(Enclosure { url, kind });
        }
    }

    fn dated(&mut self, what: Dated, rank: u8, written: &str, faults: &mut Faults) {
        if written.trim().is_empty() {
            return;
        }
        let Some(when) = date::read(written) else { return faults.add(Fault::Date(one_line(written))) };
        let place = match what {
            Dated::Published => &mut self.published,
            Dated::Updated => &mut self.updated,
        };
        if place.is_none_or(|(known, _)| rank < known) {
            *place = Some((rank, when));
        }
    }

    fn finish(self, around: Around<'_>) -> Entry {
        let mut entry = self.entry;
        entry.id = one_line(&entry.id);
        entry.title = one_line(&html::visible(&self.title.take().unwrap_or_default()));
        entry.summary = self.summary.take().unwrap_or_default();
        entry.content = self.content.take().unwrap_or_default();
        entry.url = self.link.take();
        // Against the rules of Atom, but an address is what such an identity nearly always is.
        let is_web = |id: &str| id.split_once("://").is_some_and(|(scheme, _)| is_http(scheme));
        if entry.url.is_none() && is_web(&entry.id) {
            entry.url = around.base.resolve(&entry.id);
        }
        entry.published = self.published.map(|(_, when)| when);
        entry.updated = self.updated.map(|(_, when)| when);
        if entry.authors.is_empty() {
            entry.authors = if self.source.is_empty() { around.authors.to_vec() } else { self.source };
        }
        let mut seen = std::collections::HashSet::new();
        entry.authors.retain(|name| seen.len() < MOST && seen.insert(name.clone()));
        entry
    }
}

fn is_http(scheme: &str) -> bool {
    ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it))
}

/// Returns `text` with its white space collapsed.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
