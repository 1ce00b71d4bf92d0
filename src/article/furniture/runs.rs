//! What only its neighbours give away inside a story: runs of a site's lines, links under their heading, offers by mail.

use super::super::{Article, ParagraphKind};
use super::{is_prose, is_topic, kind, set, site};
use ParagraphKind::{Body, Boilerplate};

/// So many of a site's lines in a row are no part of the story.
const LINES: usize = 3;
/// So many paragraphs may an offer by mail have.
const OFFER: usize = 5;
/// So many links stand under their heading.
const LINKS: usize = 12;

/// Marks the runs at or after `body`.
pub(super) fn mark(article: &mut Article, body: usize) {
    let mut index = body;
    while index < article.paragraphs.len() {
        let length = run(article, index);
        for at in index..index + length {
            if kind(article, at) == Some(Body) {
                set(article, at, Boilerplate);
            }
        }
        index += length.max(1);
    }
}

/// The paragraphs from `index` on that are one run; 0 where there is none.
fn run(article: &Article, index: usize) -> usize {
    let text = |at: usize| article.paragraph_text(at).trim();
    let exists = |at: &usize| *at < article.paragraphs.len();
    if site::opens_links(text(index)) {
        let links = (index + 1..index + 1 + LINKS).take_while(exists);
        let links = links.take_while(|&at| kind(article, at) == Some(Body) && is_topic(text(at))).count();
        return if links > 0 { links + 1 } else { 0 };
    }
    if kind(article, index) != Some(Body) {
        return 0;
    }
    if site::opens_signup(text(index)) {
        let offer = (index + 1..index + OFFER).take_while(exists).take_while(|&at| !is_prose(text(at)));
        return offer.filter(|&at| site::closes_signup(text(at))).last().map_or(0, |last| last + 1 - index);
    }
    let lines = (index..).take_while(exists).take_while(|&at| site::is_button(text(at))).count();
    if lines >= LINES { lines } else { 0 }
}
