//! Name spaces of feeds, by their addresses and, where none is declared, by the prefix that everybody gives them.

/// The vocabulary that an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::newsroom) enum Space {
    /// RSS and Atom of every age, and what has no name space or one that nobody knows.
    Core,
    /// Dublin Core, elements.
    Dc,
    /// Dublin Core, terms.
    Terms,
    /// The module whose `encoded` is the whole text.
    Content,
    /// XHTML.
    Xhtml,
    /// Yahoo's media.
    Media,
    /// Apple's podcasts.
    Itunes,
    /// How often a feed changes.
    Syndication,
    /// RDF.
    Rdf,
    /// `xml:base`, `xml:lang`.
    Xml,
    /// Anything else.
    Other,
}

const BY_ADDRESS: &[(&str, Space)] = &[
    ("http://blogs.law.harvard.edu/tech/rss", Space::Core),
    ("http://purl.org/rss/1.0", Space::Core),
    ("http://my.netscape.com/rdf/simple/0.9", Space::Core),
    ("http://channel.netscape.com/rdf/simple/0.9", Space::Core),
    ("http://purl.org/rss/1.0/modules/rss091", Space::Core),
    ("http://purl.org/net/rss1.1", Space::Core),
    ("http://example.com/newformat", Space::Core),
    ("http://example.com/necho", Space::Core),
    ("http://purl.org/echo", Space::Core),
    ("uri/of/echo/namespace", Space::Core),
    ("http://purl.org/pie", Space::Core),
    ("http://purl.org/atom/ns", Space::Core),
    ("http://www.w3.org/2005/atom", Space::Core),
    ("http://purl.org/dc/elements/1.1", Space::Dc),
    ("http://purl.org/dc/elements/1.0", Space::Dc),
    ("http://purl.org/dc/terms", Space::Terms),
    ("http://purl.org/rss/1.0/modules/content", Space::Content),
    ("http://www.w3.org/1999/xhtml", Space::Xhtml),
    ("http://search.yahoo.com/mrss", Space::Media),
    ("http://search.yahoo.com/rss", Space::Media),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("http://example.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("http://purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("http://www.w3.org/xml/1998/namespace", Space::Xml),
];

const BY_PREFIX: &[(&str, Space)] = &[
    ("atom", Space::Core),
    ("atom10", Space::Core),
    ("rss", Space::Core),
    ("dc", Space::Dc),
    ("dcterms", Space::Terms),
    ("content", Space::Content),
    ("xhtml", Space::Xhtml),
    ("media", Space::Media),
    ("itunes", Space::Itunes),
    ("sy", Space::Syndication),
    ("rdf", Space::Rdf),
    ("xml", Space::Xml),
];

impl Space {
    /// Returns what the address of a name space names; nothing where nobody knows it.
    pub(in crate::newsroom) fn of_address(address: &str) -> Option<Self> {
        let address = address.trim().trim_end_matches(['/', '#']);
        // Every version of RSS 2.0 had one of its own.
        if address.to_ascii_lowercase().contains("backend.userland.com/rss") {
            return Some(Self::Core);
        }
        BY_ADDRESS.iter().find(|(known, _)| known.eq_ignore_ascii_case(address)).map(|(_, space)| *space)
    }

    /// Returns what a prefix names that is declared nowhere.
    pub(in crate::newsroom) fn of_prefix(prefix: &str) -> Option<Self> {
        BY_PREFIX.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, space)| *space)
    }
}
