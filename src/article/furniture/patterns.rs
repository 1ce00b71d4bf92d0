//! Paragraphs that give themselves away by their words. Each is short, or begins or ends in a way that prose does not.

use super::super::byline::starts_with;
use super::super::markup::address;
use super::{ParagraphKind, copyright, ends_in_stop};
use ParagraphKind::{Boilerplate, Caption, Credit, Embed};

/// Longer paragraphs are not furniture anywhere but at the foot.
const LONGEST: usize = 600;

/// Judges a paragraph that may stand anywhere; `is_link` says that all of it is one link or picture.
pub(super) fn anywhere(text: &str, is_link: bool) -> Option<ParagraphKind> {
    let text = text.trim();
    if text.len() > LONGEST {
        return is_post(text).then_some(Embed);
    }
    if is_embed(text) {
        return Some(Embed);
    }
    picture(text).or_else(|| (is_advert(text) || (is_link && is_notice(text))).then_some(Boilerplate))
}

/// Says whether `text` is one of `all`, whatever its case and final colon.
fn is_one_of(text: &str, all: &[&str]) -> bool {
    let text = text.trim().trim_end_matches([':', '.']);
    all.iter().any(|known| text.eq_ignore_ascii_case(known))
}

fn begins_with(text: &str, all: &[&str]) -> bool {
    all.iter().any(|start| starts_with(text, start))
}

fn contains(text: &str, word: &str) -> bool {
    text.to_ascii_lowercase().contains(word)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn is_embed(text: &str) -> bool {
    let starts = ["embed from ", "view this post on ", "a post shared by ", "a post by ", "watch: ", "video: ", "▶"];
    let is_titled = begins_with(text, &starts) && text.len() <= 200;
    let is_address = address(text) == text.len() && !text.is_empty();
    let is_bare = ["t.co/", "pic.twitter.com/", "twitter.com/", "x.com/", "youtu.be/", "www.youtube.com/"]
        .iter()
        .any(|host| text.starts_with(host) && words(text) == 1);
    is_titled || is_address || is_bare || is_post(text)
}

/// A post with its signature: "… pic.twitter.com/x — Name (@handle) March 7, 2026".
fn is_post(text: &str) -> bool {
    let Some(at) = text.rfind("(@") else { return false };
    let (before, after) = text.split_at(at);
    let Some((handle, date)) = after.get(2..).and_then(|rest| rest.split_once(')')) else { return false };
    let is_handle =
        !handle.is_empty() && handle.len() <= 32 && handle.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
    let signed = before.rfind(['—', '–']).or_else(|| before.rfind(" - "));
    let is_signed = signed.is_some_and(|dash| before.get(dash..).is_some_and(|name| words(name) <= 10));
    is_handle && is_signed && super::dates::whole(date).is_some()
}

/// The words under a picture, or whose it is.
fn picture(text: &str) -> Option<ParagraphKind> {
    if begins_with(
        text,
        &["image caption", "caption: ", "pictured: ", "file photo: ", "file photo - ", "file photo – "],
    ) {
        return (!starts_with(text, "image captions")).then_some(Caption);
    }
    if begins_with(text, &["photo: ", "photograph: ", "picture: ", "image: ", "photos: ", "pic: "]) {
        return Some(if words(text) <= 7 && !ends_in_stop(text) { Credit } else { Caption });
    }
    if is_credit(text) {
        return Some(Credit);
    }
    ends_in_credit(text).then_some(Caption)
}

fn is_credit(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    let is_named = begins_with(
        inner,
        &[
            "image source, ",
            "image source: ",
            "image credit",
            "photo credit",
            "picture credit",
            "credit: ",
            "photo by ",
            "photograph by ",
            "photographs by ",
            "picture by ",
            "image by ",
            "illustration by ",
            "illustration: ",
            "ap photo/",
            "afp photo/",
            "ap photo ",
            "reuters/",
            "getty images/",
            "afp/",
            "source: getty",
        ],
    ) && words(inner) <= 12;
    let is_agency =
        is_one_of(inner, &["getty images", "getty", "ap photo", "file photo", "handout", "shutterstock", "file image"])
            || (words(inner) <= 8
                && (contains(inner, " via getty images")
                    || contains(inner, "/getty images")
                    || contains(inner, " via ap")
                    || contains(inner, "/afp")
                    || contains(inner, " via reuters")));
    text.len() <= 120 && (is_named || is_agency) && !(ends_in_stop(inner) && words(inner) > 8)
}

/// "A bridge in Oldtown on Saturday © Reuters", "… (Photo by Ann Poe)", "… Photograph: Ann Poe/AFP".
fn ends_in_credit(text: &str) -> bool {
    let tail = |mark: &str, most: usize| {
        text.rfind(mark).filter(|at| *at > 0).and_then(|at| text.get(at + mark.len()..)).is_some_and(|rest| {
            let rest = rest.trim_end_matches([')', ']', '.']).trim();
            !rest.is_empty() && words(rest) <= most && !ends_in_stop(rest)
        })
    };
    let is_short = text.len() <= 400 && !text.contains('\n');
    is_short
        && (tail(" © ", 6) && !copyright::is_notice(text)
            || tail("(Photo by ", 10)
            || tail("(AP Photo/", 8)
            || tail("(Photo: ", 8)
            || tail("[Photo: ", 8)
            || tail("(Image: ", 8)
            || tail(" Photograph: ", 8)
            || tail(" Photo: ", 8)
            || tail(" Picture: ", 8)
            || tail(" Credit: ", 8)
            || ["(File photo)", "/Getty Images", "/AFP", " File photo", "/Getty Images)", "/Reuters)", "[File]"]
                .iter()
                .any(|end| text.trim_end_matches('.').ends_with(end)))
}

/// Advertisements and calls to read on.
fn is_advert(text: &str) -> bool {
    let alone = [
        "advertisement",
        "ad",
        "sponsored",
        "sponsored content",
        "story continues below advertisement",
        "skip advertisement",
        "article continues below",
        "article continues after advertisement",
        "story continues below",
        "continue reading",
        "continue reading the main story",
        "read more",
        "related",
        "related stories",
        "related articles",
        "related content",
        "more on this story",
        "recommended",
        "most read",
        "scroll to continue",
        "advertisement - scroll to continue",
        "listen to this article",
        "share this article",
        "share this story",
        "share",
        "play video",
        "newsletter",
    ];
    is_one_of(text, &alone) && words(text) <= 6
        || text.len() <= 300
            && begins_with(
                text,
                &[
                    "read more: ",
                    "read also: ",
                    "also read: ",
                    "related: ",
                    "see also: ",
                    "more: ",
                    "read next: ",
                    "read: ",
                    "recommended: ",
                    "listen: ",
                    "read more about ",
                    "| read more",
                    "don't miss: ",
                    "further reading: ",
                ],
            )
        || is_signup(text)
}

/// "Sign up for our newsletter …", not "Subscribers signed up …".
fn is_signup(text: &str) -> bool {
    let calls = begins_with(
        text,
        &[
            "sign up ",
            "subscribe ",
            "get our ",
            "get the ",
            "follow us on ",
            "download our ",
            "download the ",
            "join our ",
        ],
    );
    let things = ["newsletter", "inbox", "our app", "podcast", "channel", "follow us on", " app ", "our briefing"];
    text.len() <= 300 && calls && things.iter().any(|thing| contains(text, thing))
}

/// Lines for the reader rather than of the story, as they stand above and below an article.
pub(super) fn is_notice(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let alone = [
        "save",
        "print",
        "comments",
        "share",
        "copy link",
        "email",
        "gift this article",
        "add to myft",
        "breaking news",
        "live",
        "exclusive",
        "listen",
    ];
    is_one_of(text, &alone) || is_advert(text) || is_reading_time(text)
}

/// "4 min read", "Reading time: 4 minutes".
fn is_reading_time(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let minutes = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = minutes.len() < text.len()
        && matches!(
            minutes.trim_start_matches(['-', ' ']),
            "min read" | "minute read" | "mins read" | "minutes read" | "min" | "minutes to read"
        );
    counted || (words(&text) <= 5 && (text.starts_with("reading time") || text.starts_with("estimated read")))
}

/// Says whether a list of topics begins here.
pub(super) fn opens_topics(text: &str) -> bool {
    let opens = [
        "follow the topics in this article",
        "topics",
        "related topics",
        "more on this story",
        "tags",
        "filed under",
        "more about",
        "explore more on these topics",
        "topics in this article",
        "keywords",
        "most popular",
        "most read",
        "more from this section",
    ];
    is_one_of(text, &opens)
}

/// What stands at the foot of articles only.
pub(super) fn is_foot(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let inner = text.trim_start_matches(['(', '[', '—', '–', '-', '*', ' ']);
    copyright::is_notice(inner)
        || is_notice(text)
        || opens_topics(text)
        || is_contribution(inner)
        || is_republication(inner)
        || begins_with(inner, &["tags: ", "topics: ", "filed under: ", "related topics: ", "keywords: "])
}

/// "With reports from …", "Reporting by … ; editing by …".
fn is_contribution(text: &str) -> bool {
    let starts = [
        "with reports from ",
        "with reporting by ",
        "with reporting from ",
        "with files from ",
        "with additional reporting ",
        "with contributions from ",
        "with input from ",
        "with agencies",
        "with information from ",
        "additional reporting by ",
        "additional reporting from ",
        "additional research by ",
        "reporting by ",
        "reported by ",
        "writing by ",
        "editing by ",
        "edited by ",
        "compiled by ",
        "translated by ",
        "reporting contributed by ",
    ];
    let names = text.split_whitespace().skip(1).any(|word| word.chars().next().is_some_and(char::is_uppercase));
    let ends = [
        "contributed to this report",
        "contributed to this article",
        "contributed reporting",
        "contributed to this story",
    ];
    text.len() <= 300
        && (begins_with(text, &starts) && (names || starts_with(text, "with agencies"))
            || ends.iter().any(|end| contains(text, end)))
}

fn is_republication(text: &str) -> bool {
    begins_with(
        text,
        &[
            "this article was originally published",
            "this story was originally published",
            "this article first appeared",
            "this article was first published",
            "this story first appeared",
            "originally published ",
            "this article was amended on ",
            "this article has been updated",
            "this story has been updated",
            "our standards: ",
            "for more information, visit ",
            "read the original article",
            "the views expressed ",
            "this is a developing story",
            "do you have a tip",
            "got a tip",
        ],
    )
}

/// Sections that papers name alone on a line above the title.
pub(super) fn is_section(text: &str) -> bool {
    is_one_of(
        text,
        &[
            "world",
            "politics",
            "business",
            "opinion",
            "sport",
            "sports",
            "culture",
            "science",
            "technology",
            "health",
            "europe",
            "africa",
            "asia",
            "americas",
            "middle east",
            "uk",
            "us",
            "u.s.",
            "us news",
            "uk news",
            "world news",
            "news",
            "analysis",
            "national",
            "international",
            "economy",
            "environment",
            "climate",
            "local",
            "home news",
            "latin america",
        ],
    )
}
