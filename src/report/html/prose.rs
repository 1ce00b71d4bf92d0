//! What the reader wrote in a note, with its own Markdown.
//!
//! It may have been imported from anybody. It is read by the reader of articles, which knows neither HTML nor pictures, and
//! written as its paragraphs are: all text escaped, links to the web alone, no heading of the page's own.

use super::marks::{Mark, marked, of_text};
use super::out::Out;
use super::texts::{element, table};
use crate::article::import::outline;
use crate::article::{Article, Format, Paragraph, ParagraphKind, Shape};
use crate::text::Span;

/// Writes the paragraphs of a note's text, none where there is nothing to say.
pub(super) fn prose(out: &mut Out, text: &str) {
    let article = read(text);
    let mut marks = of_text(&article);
    marks.sort_by_key(|mark| (mark.span, mark.class));
    for paragraph in &article.paragraphs {
        let (tag, class) = match &paragraph.shape {
            Shape::Heading(_) => ("p", "words strong"),
            Shape::Plain => ("p", "words"),
            Shape::Table(cells) => {
                table(out, &[("class", "words")], cells, |out, _, cell| marked(out, &article.text, cell, &marks));
                continue;
            }
            _ => element(paragraph),
        };
        out.element(tag, &[("class", class)], |out| inside(out, &article, paragraph, &marks));
    }
}

/// Reads Markdown, the first line of which begins no front matter; nothing in a note is furniture.
fn read(text: &str) -> Article {
    let text = text.trim();
    let escape = if text.starts_with("+++") || text.starts_with("---") { "\\" } else { "" };
    let mut article = outline(&format!("{escape}{text}"), Format::Markdown).0;
    for paragraph in &mut article.paragraphs {
        paragraph.kind = ParagraphKind::Body;
        paragraph.lead = Span::new(paragraph.span.start, paragraph.span.start);
    }
    article
}

fn inside(out: &mut Out, article: &Article, paragraph: &Paragraph, marks: &[Mark]) {
    if let Some(marker) = paragraph.shape.marker().filter(|marker| !marker.trim().is_empty()) {
        out.classed("span", "marker", marker);
        out.raw(" ");
    }
    marked(out, &article.text, paragraph.span, marks);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = Out::new();
        prose(&mut out, text);
        out.finish()
    }

    #[test]
    fn what_the_reader_marked_is_set() {
        assert_eq!(
            written("**Who** counted?\nAsk `them`.\n\n- one\n- [two](https://example.org/two)\n\n> said"),
            "<p class=\"words\"><span class=\"strong\">Who</span> counted?\nAsk <span class=\"code\">them</span>.</p>\n\
             <p class=\"item\"><span class=\"marker\">•</span> one</p>\n\
             <p class=\"item\"><span class=\"marker\">•</span> <a class=\"link\" href=\"https://example.org/two\" \
             rel=\"noopener noreferrer nofollow\">two</a></p>\n\
             <blockquote class=\"\">said</blockquote>\n"
        );
        assert_eq!(
            written("| who | said |\n|---|--:|\n| **Ana** | 2 |"),
            "<table class=\"words\"><tr><th>who</th><th class=\"end\">said</th></tr>\n\
             <tr><td><span class=\"strong\">Ana</span></td><td class=\"end\">2</td></tr>\n</table>\n"
        );
        assert_eq!(written("# Later"), "<p class=\"words strong\">Later</p>\n");
        assert_eq!(written(" \n "), "");
    }

    #[test]
    fn a_note_is_no_article() {
        assert_eq!(written("By Jane Doe"), "<p class=\"words\">By Jane Doe</p>\n");
        assert_eq!(written("Photograph: AP"), "<p class=\"words\">Photograph: AP</p>\n");
        assert!(written("+++\ntitle = \"x\"\n+++\nwords").contains("title"));
        assert!(written("---\ntitle: x\n---\nwords").contains("title"));
    }

    #[test]
    fn nothing_of_it_is_markup_of_the_page() {
        for text in [
            "<script>alert(1)</script>",
            "[a](javascript:alert(1)) ![b](https://x.example/p.png \"t\")",
            "<img src=x onerror=alert(1)>",
            "`<b>`",
            "```\n<style>*{display:none}</style>\n```",
            "| a | <i> |\n|---|---|\n| 1 | 2 |",
        ] {
            let html = written(text);
            for bad in ["<script", "<img", "<b>", "<i>", "<style", "javascript:", "onerror=alert(1)>", "src="] {
                assert!(
                    !html.contains(&format!("href=\"{bad}")) && (!bad.starts_with('<') || !html.contains(bad)),
                    "{html}"
                );
            }
        }
    }

    proptest! {
        #[test]
        fn every_tag_is_one_of_the_pages_own(text in "[-#=>*_`~<>!a\\[\\]()\\\\:/ .1+|\"'&\\n]{0,60}") {
            let html = written(&text);
            for tag in html.split('<').skip(1) {
                let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or("");
                prop_assert!(["p", "span", "a", "pre", "blockquote", "table", "tr", "th", "td"].contains(&name), "{}", html);
            }
        }
    }
}
