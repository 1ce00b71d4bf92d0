//! An element of a feed's XML, whatever it is called there.

use super::names::Space;

/// An element.
#[derive(Clone, Debug)]
pub(in crate::newsroom) struct Element {
    /// Its vocabulary.
    pub space: Space,
    /// Its name in small letters, without a prefix.
    pub local: String,
    /// Its attributes as written, values read.
    pub attributes: Vec<Attribute>,
    /// What stands in it.
    pub children: Vec<Child>,
    /// Its name as written.
    pub raw: String,
}

/// An attribute.
#[derive(Clone, Debug)]
pub(in crate::newsroom) struct Attribute {
    /// Its vocabulary: that of its prefix; [`Space::Core`] where it has none.
    pub space: Space,
    /// Its name in small letters, without a prefix.
    pub local: String,
    /// Its value, references read.
    pub value: String,
}

/// What stands in an element.
#[derive(Clone, Debug)]
pub(in crate::newsroom) enum Child {
    /// Words, references read.
    Text(String),
    /// Words that were marked as such (`CDATA`).
    Raw(String),
    /// An element.
    Element(Element),
}

impl Element {
    /// Makes one without anything in it, `raw` its name as written.
    pub(in crate::newsroom) fn new(space: Space, local: &str, raw: &str) -> Self {
        let (local, raw) = (local.to_ascii_lowercase(), raw.to_owned());
        Self { space, local, attributes: Vec::new(), children: Vec::new(), raw }
    }

    /// Says whether it is the element `local` of `space`.
    pub(in crate::newsroom) fn is(&self, space: Space, local: &str) -> bool {
        self.space == space && self.local == local
    }

    /// Returns an attribute without a prefix.
    pub(in crate::newsroom) fn attribute(&self, local: &str) -> Option<&str> {
        self.attribute_in(Space::Core, local)
    }

    /// Returns an attribute.
    pub(in crate::newsroom) fn attribute_in(&self, space: Space, local: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.space == space && it.local == local).map(|it| it.value.as_str())
    }

    /// Returns the elements in it.
    pub(in crate::newsroom) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) | Child::Raw(_) => None,
        })
    }

    /// Returns the words in it and in its elements, white space at their ends taken off.
    pub(in crate::newsroom) fn text(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        out.trim().to_owned()
    }

    fn collect(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) | Child::Raw(text) => out.push_str(text),
                Child::Element(element) => element.collect(out),
            }
        }
    }

    /// Says whether it is an entry of a feed.
    pub(in crate::newsroom) fn is_entry(&self) -> bool {
        is_entry(self.space, &self.local)
    }

    /// Says whether markup in it is its own, so that nothing there belongs to the feed.
    pub(in crate::newsroom) fn holds_xml(&self) -> bool {
        let said = |name| self.attribute(name).is_some_and(|it| it.to_ascii_lowercase().ends_with("xml"));
        self.space == Space::Core && self.local == "content" && (said("type") || said("mode"))
            || self.attribute("type").is_some_and(|it| it.eq_ignore_ascii_case("xhtml"))
    }
}

/// Says whether an element is an entry of a feed.
pub(in crate::newsroom) fn is_entry(space: Space, local: &str) -> bool {
    matches!(space, Space::Core | Space::Rdf) && matches!(local, "item" | "entry")
}

/// Elements of a feed that hold words only, so that the next of them ends one that was left open.
const LEAVES: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "pubdate",
    "description",
    "summary",
    "category",
    "comments",
    "language",
    "published",
    "updated",
    "modified",
    "issued",
    "copyright",
];

/// Says whether an element holds words only.
pub(in crate::newsroom) fn is_leaf(space: Space, local: &str) -> bool {
    space == Space::Core && LEAVES.contains(&local)
}
