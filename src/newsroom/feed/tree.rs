//! XML as a tree that mends itself while it grows.
//!
//! Where a feed is not well-formed the tree is what its author meant: an entry ends where the next begins, a title where
//! the link begins, an end without a beginning closes nothing, and what is cut off ends there.
//!
//! ```text
//! <rss><channel><item><title>Tea<link>/1</link><item>      rss
//!                      │        │              │           └ channel
//!                      │        closes title   closes item    ├ item ┬ title "Tea"
//!                      open                                   │      └ link "/1"
//!                                                             └ item
//! ```

use std::borrow::Cow;
use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::element::{Attribute, Child, Element, is_leaf};
use super::names::Space;
use super::{Fault, Faults, MOST_ELEMENTS, repair};
use crate::article::references::{self, Entities};

/// Elements inside each other; the words of what nests deeper are kept.
const DEEPEST: usize = 100;
/// Attributes of an element that are read.
const MOST_ATTRIBUTES: usize = 100;
/// Breaks in the markup after which a document counts as cut off: each may cost a search to its end.
const MOST_BREAKS: usize = 50;
/// Entities that a document may declare, and bytes that all their uses may add.
const MOST_ENTITIES: usize = 300;
const MOST_EXPANDED: usize = 1 << 20;

/// What a document declares as an entity, at most, in bytes.
const LONGEST_ENTITY: usize = 200;

/// A document.
#[derive(Debug)]
pub(in crate::newsroom) struct Tree {
    /// An element without a name that holds all others.
    pub top: Element,
    /// Whether it says that it is HTML.
    pub is_html: bool,
}

impl Tree {
    /// Reads a document, whatever it is.
    pub(in crate::newsroom) fn of(text: &str, faults: &mut Faults) -> Self {
        let text = repair::repaired(text);
        if matches!(text, Cow::Owned(_)) {
            faults.add(Fault::Markup);
        }
        let top = Element::new(Space::Other, "", "");
        let grower = Grower {
            open: vec![top],
            beyond: HashMap::new(),
            bound: HashMap::new(),
            shadowed: Vec::new(),
            entities: Entities::new(),
            expanded: 0,
            begun: 0,
            is_html: false,
            faults,
        };
        grower.grow(&text)
    }
}

/// What became of a beginning.
enum Started {
    /// It waits for its end.
    Open,
    /// It is one that never has an end.
    Whole,
    /// It nests too deeply.
    Beyond,
}

struct Grower<'f> {
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    /// Ends that belong to elements which nest too deeply, by name.
    beyond: HashMap<String, usize>,
    /// What prefixes mean here; nobody's own where it is nothing.
    bound: HashMap<String, Option<Space>>,
    /// What prefixes meant before an open element declared them, with how many elements are open outside of it.
    shadowed: Vec<(usize, String, Option<Option<Space>>)>,
    entities: Entities,
    expanded: usize,
    /// Elements that have begun.
    begun: usize,
    is_html: bool,
    faults: &'f mut Faults,
}

impl Grower<'_> {
    fn grow(mut self, text: &str) -> Tree {
        let mut rest = text;
        let mut breaks = 0;
        while let Some(left) = self.read(rest) {
            breaks += 1;
            if breaks > MOST_BREAKS {
                self.faults.add(Fault::Truncated);
                break;
            }
            rest = left;
        }
        if let Some(open) = self.open.get(1..).and_then(<[_]>::last) {
            let fault =
                if text.trim_end().ends_with('>') { Fault::Unclosed(open.raw.clone()) } else { Fault::Truncated };
            self.faults.add(fault);
        }
        self.close_from(1);
        let top = self.open.pop().unwrap_or_else(|| Element::new(Space::Other, "", ""));
        Tree { top, is_html: self.is_html }
    }

    /// Reads up to where the markup breaks; returns what comes after the break.
    fn read<'t>(&mut self, text: &'t str) -> Option<&'t str> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => return None,
                Ok(_) if self.begun > MOST_ELEMENTS => {
                    self.faults.add(Fault::Many);
                    return None;
                }
                Ok(event) => self.event(event),
                Err(error) => {
                    let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                    return self.mend(&error, text.get(at..)?);
                }
            }
        }
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => {
                self.start(&start);
            }
            Event::Empty(start) => match self.start(&start) {
                Started::Open => self.close_from(self.open.len() - 1),
                Started::Beyond => self.end(start.name().as_ref()),
                Started::Whole => {}
            },
            Event::End(end) => self.end(end.name().as_ref().trim()),
            Event::Text(text) => self.words(&text.into_inner()),
            Event::CData(text) => self.push(Child::Raw(text.into_inner().into_owned())),
            Event::GeneralRef(name) => self.reference(&name.into_inner()),
            Event::DocType(doctype) => self.doctype(&doctype.into_inner()),
            Event::Decl(_) if !self.is_untouched() => self.faults.add(Fault::Junk),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Eof => {}
        }
    }

    fn is_untouched(&self) -> bool {
        self.open.len() == 1 && self.open.first().is_some_and(|top| top.children.is_empty())
    }

    /// Takes what is broken for what it was meant to be; returns what comes after it.
    fn mend<'t>(&mut self, error: &Error, broken: &'t str) -> Option<&'t str> {
        let Error::Syntax(error) = error else {
            self.faults.add(Fault::Markup);
            return after(broken, '>');
        };
        match error {
            SyntaxError::InvalidBangMarkup => {
                self.faults.add(Fault::Markup);
                after(broken, '>')
            }
            _ => {
                let rest = after(broken, '>');
                self.faults.add(if rest.is_some() { Fault::Markup } else { Fault::Truncated });
                rest
            }
        }
    }

    fn words(&mut self, text: &str) {
        if self.open.len() == 1 {
            let outside = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
            if !outside.is_empty() {
                self.faults.add(Fault::Junk);
            }
            return;
        }
        if text.contains('&') {
            self.faults.add(Fault::Ampersand);
        }
        self.push(Child::Text(text.to_owned()));
    }

    fn push(&mut self, child: Child) {
        let Some(top) = self.open.last_mut() else { return };
        match (top.children.last_mut(), child) {
            (Some(Child::Text(text)), Child::Text(more)) => text.push_str(&more),
            (_, child) => top.children.push(child),
        }
    }

    fn reference(&mut self, name: &str) {
        let written = format!("&{name};");
        let value = self.valued(&written).into_owned();
        if value == written {
            self.faults.add(Fault::Ampersand);
        }
        self.push(Child::Text(value));
    }

    /// Reads the references in `text`, those of the document as long as they do not swell it.
    fn valued<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let own = (self.expanded < MOST_EXPANDED && !self.entities.is_empty()).then_some(&self.entities);
        let (value, _) = references::read(text, own);
        self.expanded += value.len().saturating_sub(text.len());
        value
    }

    /// Takes the entities that a document declares, as far as they are words.
    fn doctype(&mut self, doctype: &str) {
        let root = doctype.split_whitespace().next().unwrap_or("");
        self.is_html |= root.eq_ignore_ascii_case("html");
        for declared in doctype.split("<!ENTITY").skip(1).take(MOST_ENTITIES) {
            let Some((name, value)) = declared.trim_start().split_once(char::is_whitespace) else { continue };
            let value = value.trim_start();
            let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = value.strip_prefix(mark).and_then(|value| value.split_once(mark)) else { continue };
            let is_words = value.len() <= LONGEST_ENTITY && !value.contains(['<', '%']);
            let (value, bare) = references::read(value, None);
            if is_words && !bare {
                self.entities.insert(name.to_owned(), value.into_owned());
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Started {
        self.begun += 1;
        let raw = start.name();
        let raw = raw.as_ref();
        self.is_html |= self.open.len() == 1 && raw.eq_ignore_ascii_case("html");
        let attributes = self.attributes(start);
        self.declare(&attributes);
        let (prefix, local) = raw.split_once(':').unwrap_or(("", raw));
        let is_outermost = self.open.len() == 1 && matches!(local, "rss" | "feed" | "channel");
        if is_outermost && self.bound.get(prefix) == Some(&None) {
            // Whoever names a space of their own for a feed means a feed.
            self.bound.insert(prefix.to_owned(), Some(Space::Core));
        }
        let mut element = Element::new(self.space(prefix), local, raw);
        element.attributes = attributes.into_iter().filter_map(|(name, value)| self.attribute(&name, value)).collect();
        if matches!(element.local.as_str(), "br" | "hr" | "img") && self.open.len() > 2 {
            self.undeclare(self.open.len());
            self.push(Child::Element(element));
            return Started::Whole;
        }
        self.make_room(&element);
        if self.open.len() > DEEPEST {
            self.faults.add(Fault::Deep);
            self.undeclare(self.open.len());
            *self.beyond.entry(raw.to_owned()).or_default() += 1;
            Started::Beyond
        } else {
            self.open.push(element);
            Started::Open
        }
    }

    fn attributes(&mut self, start: &BytesStart<'_>) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for attribute in start.html_attributes().with_checks(false).take(MOST_ATTRIBUTES) {
            match attribute {
                Ok(attribute) => {
                    let value = self.valued(&attribute.value).into_owned();
                    all.push((attribute.key.as_ref().to_owned(), value));
                }
                Err(_) => self.faults.add(Fault::Attribute),
            }
        }
        all
    }

    /// Takes the name spaces that an element declares.
    fn declare(&mut self, attributes: &[(String, String)]) {
        for (name, value) in attributes {
            let prefix = if name == "xmlns" { Some("") } else { name.strip_prefix("xmlns:") };
            let Some(prefix) = prefix else { continue };
            let before = self.bound.insert(prefix.to_owned(), Space::of_address(value));
            self.shadowed.push((self.open.len(), prefix.to_owned(), before));
        }
    }

    /// Forgets what was declared in elements that are not among the first `open`.
    fn undeclare(&mut self, open: usize) {
        while self.shadowed.last().is_some_and(|(at, ..)| *at >= open) {
            let Some((_, prefix, before)) = self.shadowed.pop() else { return };
            match before {
                Some(before) => self.bound.insert(prefix, before),
                None => self.bound.remove(&prefix),
            };
        }
    }

    fn space(&mut self, prefix: &str) -> Space {
        match self.bound.get(prefix) {
            Some(Some(space)) => *space,
            Some(None) if prefix.is_empty() => Space::Core,
            Some(None) => Space::Other,
            None if prefix.is_empty() => Space::Core,
            None => {
                if !prefix.eq_ignore_ascii_case("xml") {
                    self.faults.add(Fault::Prefix(prefix.to_owned()));
                }
                Space::of_prefix(prefix).unwrap_or(Space::Other)
            }
        }
    }

    fn attribute(&mut self, name: &str, value: String) -> Option<Attribute> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if name == "xmlns" || prefix == "xmlns" {
            return None;
        }
        let space = if prefix.is_empty() { Space::Core } else { self.space(prefix) };
        Some(Attribute { space, local: local.to_ascii_lowercase(), value })
    }

    /// Closes what cannot hold `element` and was left open.
    fn make_room(&mut self, element: &Element) {
        let entry = self.open.iter().rposition(Element::is_entry);
        let inner = self.open.get(entry.unwrap_or(0)..).unwrap_or_default();
        if inner.iter().any(Element::holds_xml) {
            return;
        }
        let closes = match entry {
            Some(at) if element.is_entry() => Some(at),
            _ if element.is_entry() || is_leaf(element.space, &element.local) => {
                let leaf = inner.iter().position(|open| is_leaf(open.space, &open.local));
                leaf.map(|at| at + entry.unwrap_or(0))
            }
            _ => None,
        };
        if let Some(open) = closes.and_then(|at| self.open.get(at)) {
            self.faults.add(Fault::Unclosed(open.raw.clone()));
        }
        closes.into_iter().for_each(|at| self.close_from(at));
    }

    fn end(&mut self, raw: &str) {
        if let Some(count) = self.beyond.get_mut(raw).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        let found = self.open.iter().skip(1).rposition(|open| open.raw == raw).map(|at| at + 1);
        let found = found.or_else(|| {
            let alike = self.open.iter().skip(1).rposition(|open| open.raw.eq_ignore_ascii_case(raw));
            alike.map(|at| at + 1)
        });
        let Some(at) = found else { return self.faults.add(Fault::Unopened(raw.to_owned())) };
        if let Some(top) = self.open.last().filter(|_| at + 1 < self.open.len()) {
            self.faults.add(Fault::Unclosed(top.raw.clone()));
        }
        self.close_from(at);
    }

    /// Closes the elements from the one at `at` on.
    fn close_from(&mut self, at: usize) {
        if self.open.len() > at {
            self.beyond.clear();
        }
        while self.open.len() > at.max(1) {
            let Some(element) = self.open.pop() else { return };
            self.push(Child::Element(element));
        }
        self.undeclare(self.open.len());
    }
}

fn after(text: &str, end: char) -> Option<&str> {
    text.split_once(end).map(|(_, rest)| rest)
}
