//! `diptych compare --format html`: the pair as one page that needs nothing else.
//!
//! No script, no font, no picture; a policy in the page forbids whatever is not its own style sheet, so that even a
//! mistake in escaping could load and run nothing. All foreign text goes through `Out::text`. Light and dark,
//! screen, phone and paper are the style sheet's matter (`html/page.css`).

mod findings;
mod head;
mod marks;
mod notes;
mod out;
mod prose;
mod texts;

use crate::compare::{Comparison, Input};
use crate::report::Asked;
use crate::report::gist::Gist;
use out::Out;

/// The style sheet, as it stands in the page.
const STYLE: &str = include_str!("html/page.css");

/// The hash of the style sheet that the page's policy lets through: SHA-256, base64. A test tells when it is stale.
const STYLE_HASH: &str = "rE5/f5GmRnS910Ejj3OhhJgC6BbZeBQ3EEAnMOjR2X8=";

/// Writes the page on `comparison`, which compares `left` with `right`; `possible` lists the matches that are only
/// possible too. Ends in a line feed.
#[must_use]
pub fn html(comparison: &Comparison, left: Input<'_>, right: Input<'_>, possible: bool) -> String {
    with(comparison, [left, right], Asked { possible, ..Asked::default() })
}

/// Writes what [`html`] does, and what is `asked` for beside it.
#[must_use]
pub fn with(comparison: &Comparison, [left, right]: [Input<'_>; 2], asked: Asked<'_>) -> String {
    let gist = Gist::new(comparison, left, right);
    let mut out = Out::new();
    out.raw("<!DOCTYPE html>\n");
    out.element("html", &[("lang", "en")], |out| {
        out.raw("\n");
        head::head(out, &gist);
        out.element("body", &[], |out| {
            out.raw("\n");
            head::header(out, &gist, asked);
            out.element("main", &[], |out| {
                out.raw("\n");
                findings::findings(out, &gist, asked.possible);
                texts::texts(out, &gist, asked.notes);
            });
            out.element("footer", &[], |out| out.raw("Compared by diptych, on one machine, by the words alone."));
        });
    });
    out.finish()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "a failed test should stop where it fails")]
    use std::collections::BTreeSet;

    use sha2::{Digest, Sha256};

    use super::*;
    use crate::article::{Article, ParagraphKind};
    use crate::compare::fixtures::{article_of, at};
    use crate::compare::{Match, Tier};
    use crate::report::sample::{Sample, decided, fire, hostile};

    fn page(sample: &Sample) -> String {
        html(&sample.comparison, sample.left(), sample.right(), true)
    }

    /// Returns the start tags of a page; panics where one is not closed, or an attribute is not quoted.
    fn tags(page: &str) -> Vec<String> {
        let (mut open, mut tags) = (Vec::new(), Vec::new());
        let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
        while let Some((before, after)) = rest.split_once('<') {
            assert!(!before.contains('>') || open.last().is_some_and(|tag| tag == "style"), "{before}");
            let (tag, after) = after.split_once('>').unwrap();
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "{before}");
                continue;
            }
            let name = tag.split(' ').next().unwrap().to_owned();
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{tag}");
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            tags.push(tag.to_owned());
            if !matches!(name.as_str(), "meta" | "hr") {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
        tags
    }

    fn attributes<'a>(tags: &'a [String], name: &'a str) -> Vec<&'a str> {
        let value =
            move |tag: &'a String| tag.split_once(&format!(" {name}=\"")).and_then(|(_, v)| v.split('"').next());
        tags.iter().filter_map(value).collect()
    }

    #[test]
    fn every_finding_has_its_place() {
        let page = page(&fire());
        insta::assert_snapshot!(page.replace(STYLE, "").replace(STYLE_HASH, "…"));
    }

    #[test]
    fn decisions_are_told_in_words() {
        let page = self::page(&decided());
        tags(&page);
        assert!(
            page.contains("aria-label=\"Passage 1, pinned by the reader, go to the other text\">◆ 1</a>"),
            "{page}"
        );
        assert!(
            page.contains("<p class=\"ruling\"><b>Ruled</b> Kestrel Wire is wrong: the log says nine</p>"),
            "{page}"
        );
        let rejected = page.split_once("Rejected by the reader</h3>").map(|(_, after)| after);
        assert!(rejected.is_some_and(|after| after.contains("✗ not the same thing · Marlow · gutted")), "{page}");
        assert!(!self::page(&fire()).contains("by the reader"));
    }

    #[test]
    fn every_element_is_closed_and_every_target_is_there_once() {
        for sample in [fire(), hostile()] {
            let tags = tags(&page(&sample));
            let ids = attributes(&tags, "id");
            let known: BTreeSet<_> = ids.iter().copied().collect();
            assert_eq!(known.len(), ids.len(), "{ids:?}");
            for to in attributes(&tags, "href").iter().filter_map(|href| href.strip_prefix('#')) {
                assert!(known.contains(to), "{to}: {known:?}");
            }
        }
    }

    #[test]
    fn passages_lead_to_each_other() {
        let page = page(&fire());
        for (id, to) in [("L1", "R1"), ("R1", "L1")] {
            let found = format!("id=\"{id}\"><a class=\"no\" href=\"#{to}\"");
            assert!(page.contains(&found), "{found}\n{page}");
        }
    }

    #[test]
    fn hostile_text_makes_no_markup() {
        let page = page(&hostile());
        let tags = tags(&page);
        assert!(tags.iter().all(|tag| !tag.starts_with("script") && !tag.starts_with("img")), "{tags:?}");
        assert!(tags.iter().all(|tag| !tag.contains(" on")), "{tags:?}");
        assert!(attributes(&tags, "href").iter().all(|href| href.starts_with('#')), "{tags:?}");
        assert!(!page.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'));
    }

    #[test]
    fn links_go_to_web_addresses_alone() {
        let page = page(&fire());
        assert!(page.contains("href=\"https://gazette.example/fire?a=1&amp;b=2\"") && !page.contains("javascript:"));
    }

    #[test]
    fn no_text_is_lost_and_furniture_is_told_apart() {
        let sample = fire();
        let page = page(&sample);
        let plain = page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<String>();
        for words in ["The river has carried barges since 1871.", "By Ann Writer", "All rights reserved."] {
            assert!(plain.contains(words), "{words}");
        }
        assert!(page.contains("class=\"furniture\" dir=\"auto\">By Ann"), "{page}");
    }

    #[test]
    fn tables_are_tables_and_their_rows_are_tied() {
        let read = |text: &str| crate::article::import::import(text, crate::article::Format::Markdown).0;
        let left = read("Counts follow.\n\n| ward | votes |\n|---|--:|\n| Marlow quay | 1,204 |\n| Hay | |\n");
        let right = read("Marlow quay cast 1,204 votes.\n");
        let comparison = Comparison {
            matches: vec![Match { left: at(1, 1), right: at(0, 0), score: 0.8, tier: Tier::Sure, ..Match::default() }],
            ..Comparison::default()
        };
        let page = html(&comparison, Input { path: "l", article: &left }, Input { path: "r", article: &right }, false);
        tags(&page);
        assert!(page.contains("<tr><th>ward</th><th class=\"end\">votes</th></tr>"), "{page}");
        let row = "<tr><td><span class=\"s sure\" id=\"L1\"><a class=\"no\" href=\"#R1\"";
        let cell = "<td class=\"end\"><span class=\"s sure\">1,204</span></td></tr>";
        assert!(page.contains(row) && page.contains(cell), "{page}");
        assert!(page.contains("<td>Hay</td><td class=\"end\"></td></tr>"), "{page}");
    }

    #[test]
    fn sides_without_a_story_get_a_sentence() {
        let furniture = article_of(&[(ParagraphKind::Byline, "By Ann Writer")]);
        let (left, right) =
            (Input { path: "l", article: &furniture }, Input { path: "r", article: &Article::default() });
        let page = html(&Comparison::default(), left, right, false);
        tags(&page);
        assert!(page.contains("nothing but furniture") && page.contains("right article is empty"), "{page}");
    }

    #[test]
    fn the_policy_lets_the_style_sheet_through() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url("), "nothing is loaded");
        assert_eq!(base64(&Sha256::digest(STYLE)), STYLE_HASH, "put the left one into STYLE_HASH");
    }

    fn base64(bytes: &[u8]) -> String {
        const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let letter = |n: usize| char::from(*LETTERS.get(n % 64).unwrap());
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let byte = |n: usize| chunk.get(n).map_or(0, |&b| usize::from(b));
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
            let letters = [letter(bits >> 18), letter(bits >> 12), letter(bits >> 6), letter(bits)];
            out.extend(letters.iter().take(chunk.len() + 1));
            out.extend(std::iter::repeat_n('=', 3 - chunk.len()));
        }
        out
    }
}
