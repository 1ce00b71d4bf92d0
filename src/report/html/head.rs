//! The top of the page: its title and policy, who says it where and when, what to know first, the counts, the legend.

use super::out::Out;
use super::{STYLE, STYLE_HASH};
use crate::article::Article;
use crate::compare::Side;
use crate::report::Asked;
use crate::report::gist::{Gist, SIDES, day};
use crate::report::link::link;

/// Longest language tag that is taken over; BCP 47 wants 35 to be enough.
const TAG: usize = 35;

/// Writes the page's head.
pub(super) fn head(out: &mut Out, gist: &Gist<'_>) {
    let policy = format!("default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'");
    out.element("head", &[], |out| {
        out.raw("\n");
        out.void("meta", &[("charset", "utf-8")]);
        out.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        out.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        out.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
        out.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        out.void("meta", &[("name", "generator"), ("content", "diptych")]);
        out.element("title", &[], |out| {
            let [left, right] = SIDES.map(|side| gist.headline(side));
            out.text(&format!("{left} | {right}"));
        });
        out.element("style", &[], |out| out.raw(STYLE));
        out.raw("\n");
    });
}

/// Writes the page's header.
pub(super) fn header(out: &mut Out, gist: &Gist<'_>, asked: Asked<'_>) {
    out.element("header", &[("class", "page")], |out| {
        out.raw("\n");
        out.element("h1", &[], |out| match story(gist) {
            Some(story) => out.text(story),
            None => out.raw("Two accounts, side by side"),
        });
        out.element("div", &[("class", "two titles")], |out| {
            SIDES.into_iter().for_each(|side| title(out, gist, side, asked.paths));
        });
        for caution in gist.obstacles().iter().chain(&gist.cautions()) {
            out.element("p", &[("class", "caution"), ("role", "note")], |out| out.text(caution));
        }
        if gist.obstacles().is_empty() {
            tally(out, gist, asked.notes.len());
        }
    });
}

/// Returns the story that both articles name.
fn story<'a>(gist: &Gist<'a>) -> Option<&'a str> {
    let [left, right] = SIDES.map(|side| gist.article(side).meta.story.as_deref());
    left.filter(|story| Some(*story) == right && !story.trim().is_empty())
}

/// Returns the language of an article as an attribute: empty where it is not known or no tag.
pub(super) fn lang(article: &Article) -> &str {
    let tag = article.meta.lang.as_deref().unwrap_or("");
    let sound = tag.len() <= TAG && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if sound { tag } else { "" }
}

fn title(out: &mut Out, gist: &Gist<'_>, side: Side, paths: bool) {
    let input = gist.input(side);
    let (name, text) = if side == Side::Left { ("Left", "#left") } else { ("Right", "#right") };
    let meta = &input.article.meta;
    out.element("div", &[], |out| {
        out.element("p", &[("class", "house")], |out| {
            out.classed("span", "side", name);
            gist.from(side).iter().for_each(|from| out.text(&format!(" {from}")));
        });
        out.element("p", &[("class", "headline"), ("lang", lang(input.article)), ("dir", "auto")], |out| {
            out.element("a", &[("href", text)], |out| out.text(&gist.headline(side)));
        });
        out.element("p", &[("class", "meta")], |out| {
            let authors = Some(meta.authors.join(", ")).filter(|authors| !authors.is_empty());
            let known: Vec<String> = day(input.article).into_iter().chain(authors).collect();
            out.text(&known.join(" · "));
            if let Some((url, host)) = meta.url.as_deref().and_then(link) {
                out.raw(if known.is_empty() { "" } else { " · " });
                out.element("a", &[("href", &url), ("rel", "noopener noreferrer nofollow")], |out| out.text(&host));
            }
        });
        if paths {
            out.classed("p", "path", input.path);
        }
    });
}

/// Writes the counts, each a way to what it counts.
fn tally(out: &mut Out, gist: &Gist<'_>, notes: usize) {
    let n = gist.counts();
    let [left, right] = n.only.map(|only| only.none);
    let counts = [
        ("shared", n.passages, "passages shared", "#texts"),
        ("conflict", n.checks, "to check", "#checks"),
        ("quoted", n.reworded, "quotations not printed alike", "#quotations"),
        ("alone", left, "sentences only left", "#only"),
        ("alone", right, "sentences only right", "#only"),
        ("noted", notes, "notes", "#texts"),
    ];
    out.element("nav", &[("class", "tally"), ("aria-label", "What was found")], |out| {
        for (class, count, what, to) in counts.into_iter().filter(|(_, count, ..)| *count > 0) {
            out.element("a", &[("class", class), ("href", to)], |out| {
                out.classed("b", "count", &count.to_string());
                out.raw(" ");
                out.text(if count == 1 { singular(what) } else { what });
            });
        }
    });
}

fn singular(what: &'static str) -> &'static str {
    match what {
        "passages shared" => "passage shared",
        "quotations not printed alike" => "quotation not printed alike",
        "sentences only left" => "sentence only left",
        "sentences only right" => "sentence only right",
        "notes" => "note",
        other => other,
    }
}
