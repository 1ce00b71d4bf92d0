//! Which feeds a web page has: what its head says, else where it leads that is called like one.
//!
//! ```
//! use diptych::newsroom::discover::feeds;
//!
//! let page = b"<html><link rel=alternate type='application/atom+xml' href='/news.atom' title=News>";
//! assert_eq!(feeds(page, None, Some("https://quay.example/a/b"))[0].url, "https://quay.example/news.atom");
//! ```

use super::feed::address::Base;
use crate::article::html::{Piece, Pieces, attribute, decoded, is};
use crate::text::decode::decode_page;

/// A feed that a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it lies.
    pub url: String,
    /// What the page calls it; empty where it does not.
    pub title: String,
    /// How the page says it.
    pub claim: Claim,
}

/// How a page says that something is a feed, the plainest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// Its head says so.
    Told,
    /// Its head says so of the comments on it.
    Comments,
    /// A link on it is called like one.
    Likely,
}

/// Feeds of a page, at most.
const MOST: usize = 50;

const KINDS: &[&str] = &[
    "application/atom+xml",
    "application/rss+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/atom",
    "application/rss",
    "application/x.atom+xml",
    "text/xml",
    "text/rss",
    "text/rss+xml",
    "text/atom",
    "text/atom+xml",
    "application/xml",
];

/// Ends of addresses that are called like feeds.
const ENDS: &[&str] = &[
    ".rss",
    ".rdf",
    ".atom",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feed.json",
    "/feed",
    "/rss",
    "/atom",
];

/// Returns the feeds of a page, the likeliest first, each address once; `content_type` is what the server
/// said, `base` where the page was found.
#[must_use]
pub fn feeds(page: &[u8], content_type: Option<&str>, base: Option<&str>) -> Vec<Found> {
    let Ok(page) = decode_page(page, content_type) else { return Vec::new() };
    let mut looking = Looking { base: Base::new(base), is_based: false, found: Vec::new() };
    let mut link: Option<(String, String)> = None;
    for piece in Pieces::new(&page.text) {
        match piece {
            Piece::Tag { name, end: false, raw } if is(name, &["base"]) => looking.base(raw),
            Piece::Tag { name, end: false, raw } if is(name, &["link"]) => looking.link(raw),
            Piece::Tag { name, end, raw } if is(name, &["a"]) => {
                link.take().into_iter().for_each(|(address, words)| looking.likely(&address, &words));
                link = if end { None } else { attribute(raw, "href").map(|address| (address, String::new())) };
            }
            Piece::Text(words) => link.iter_mut().for_each(|(_, said)| said.push_str(words)),
            _ => {}
        }
    }
    let mut found = looking.found;
    found.sort_by_key(|it| it.claim);
    found
}

struct Looking {
    base: Base,
    /// Whether the page said where it begins; only the first counts.
    is_based: bool,
    found: Vec<Found>,
}

impl Looking {
    fn base(&mut self, raw: &str) {
        let Some(written) = attribute(raw, "href").filter(|_| !self.is_based) else { return };
        self.is_based = true;
        if let Some(address) = self.base.resolve(&written) {
            self.base = Base::new(Some(&address));
        }
    }

    fn link(&mut self, raw: &str) {
        let rel = attribute(raw, "rel").unwrap_or_default();
        let has = |wanted: &str| rel.split_whitespace().any(|it| it.eq_ignore_ascii_case(wanted));
        let kind = attribute(raw, "type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or("").trim();
        let is_feed = has("feed") || (has("alternate") && !has("stylesheet") && is(kind, KINDS));
        if let Some(address) = attribute(raw, "href").filter(|_| is_feed) {
            let title = one_line(&attribute(raw, "title").unwrap_or_default());
            let of_comments = title.to_lowercase().contains("comments") || address.contains("/comments/");
            self.keep(&address, title, if of_comments { Claim::Comments } else { Claim::Told });
        }
    }

    /// Takes a link in the page whose address or words are those of a feed.
    fn likely(&mut self, address: &str, words: &str) {
        let place = address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/').to_ascii_lowercase();
        let words = one_line(&decoded(words));
        let is_called =
            ["rss", "atom", "rss feed", "atom feed", "feed"].iter().any(|it| words.eq_ignore_ascii_case(it));
        if ENDS.iter().any(|end| place.ends_with(end)) || (is_called && !place.is_empty()) {
            self.keep(address, words, Claim::Likely);
        }
    }

    fn keep(&mut self, written: &str, title: String, claim: Claim) {
        let Some(url) = self.base.resolve(written) else { return };
        let is_web = url.starts_with("http://") || url.starts_with("https://");
        let is_new = self.found.iter().all(|it| it.url != url);
        if is_web && is_new && self.found.len() < MOST {
            self.found.push(Found { url, title, claim });
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str) -> Vec<(String, Claim)> {
        let page = format!("<html><head>{page}");
        feeds(page.as_bytes(), None, Some("https://quay.example/a/b"))
            .into_iter()
            .map(|it| (it.url, it.claim))
            .collect()
    }

    #[test]
    fn what_the_head_says_comes_first_and_the_comments_after_it() {
        let page = "<a href=/old.rss>RSS</a><link rel=alternate type=application/rss+xml title='Comments on this' href=c>\
                    <LINK REL='foo Alternate' TYPE='Application/Atom&#43;xml; charset=x' HREF=' d '><a href=x>no</a>";
        let at = |path: &str| format!("https://quay.example{path}");
        let wanted = [(at("/a/d"), Claim::Told), (at("/a/c"), Claim::Comments), (at("/old.rss"), Claim::Likely)];
        assert_eq!(found(page), wanted);
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for page in [
            "<!-- <link rel=alternate type=application/rss+xml href=x> -->",
            "<script>'<link rel=alternate type=application/rss+xml href=x>'</script>",
            "<link rev=alternate type=application/rss+xml href=x>",
            "<link rel=alternate type='application/ rss+xml' href=x>",
            "<link rel=alternate type=text/html href=x>",
            "<link rel='alternate stylesheet' type=text/xml href=x>",
            "<link rel=alternate type=application/rss+xml href='javascript:x'>",
            "<link rel=alternate type=application/rss+xml>",
        ] {
            assert_eq!(found(page), [], "{page}");
        }
    }

    #[test]
    fn the_first_base_counts_and_one_feed_is_one() {
        let link = "<link rel=alternate type=application/atom+xml href=f>";
        let page = format!("<base href='/x/'><base href='/y/'>{link}{link}");
        assert_eq!(found(&page), [("https://quay.example/x/f".to_owned(), Claim::Told)]);
    }
}
