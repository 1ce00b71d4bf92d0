//! Paragraphs that give themselves away by their words. Each is short, or begins or ends in a way that prose does not.

use super::super::byline::starts_with;
use super::super::markup::address;
use super::{ParagraphKind, copyright, dates, ends_in_stop, notes, phrases, site};
use crate::text::bytes;
use ParagraphKind::{Boilerplate, Caption, Credit, Embed};

/// Longer paragraphs are not furniture, but for posts.
const LONGEST: usize = 600;

/// Judges a paragraph that may stand anywhere; `is_link` says that all of it is one link.
pub(super) fn anywhere(text: &str, is_link: bool) -> Option<ParagraphKind> {
    let text = text.trim();
    if is_post(text) {
        return Some(Embed);
    }
    if text.len() > LONGEST {
        return None;
    }
    if is_embed(text) {
        return Some(Embed);
    }
    let of_lines = || several(text);
    picture(text).or_else(of_lines).or_else(|| (is_advert(text) || (is_link && is_notice(text))).then_some(Boilerplate))
}

/// Judges a paragraph of several lines: all of them a site's own, an offer, or words under a picture and whose it is.
fn several(text: &str) -> Option<ParagraphKind> {
    let (above, last) = text.rsplit_once('\n')?;
    if site::is_block(text) || site::is_offer(text) {
        return Some(Boilerplate);
    }
    let begins = ends_in_stop(above) || begins_with(last, phrases::PICTURE_STARTS);
    (begins && !above.contains('\n') && picture(last.trim()) == Some(Credit)).then_some(Caption)
}

/// Says whether `text` is one of `all`, whatever its case and final stop.
pub(super) fn is_one_of(text: &str, all: &[&str]) -> bool {
    let text = text.trim().trim_end_matches([':', '.']);
    text.len() <= 48 && all.iter().any(|known| text.eq_ignore_ascii_case(known))
}

pub(super) fn begins_with(text: &str, all: &[&str]) -> bool {
    all.iter().any(|start| starts_with(text, start))
}

pub(super) fn contains(text: &str, all: &[&str]) -> bool {
    let text = text.to_ascii_lowercase();
    all.iter().any(|part| text.contains(part))
}

/// Says whether `text` has at most `most` words.
pub(super) fn is_brief(text: &str, most: usize) -> bool {
    text.split_whitespace().nth(most).is_none()
}

fn is_embed(text: &str) -> bool {
    let is_titled = text.len() <= 200 && begins_with(text, phrases::EMBED_STARTS);
    let is_address = !text.is_empty() && address(text) == text.len();
    is_titled || is_address || (begins_with(text, phrases::POST_HOSTS) && is_brief(text, 1))
}

/// A post with its signature: "… pic.twitter.com/x — Name (@handle) March 7, 2026".
fn is_post(text: &str) -> bool {
    // Looking for one byte is far quicker than looking for two from behind, in every paragraph.
    if !bytes::any(text.as_bytes(), |byte| byte == b'@') {
        return false;
    }
    let Some((before, after)) = text.rsplit_once("(@") else { return false };
    let Some((handle, date)) = after.split_once(')') else { return false };
    let is_handle = (1..=32).contains(&handle.len()) && handle.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
    let name = before.rfind(['—', '–']).or_else(|| before.rfind(" - ")).and_then(|dash| before.get(dash..));
    is_handle && name.is_some_and(|name| is_brief(name, 10)) && dates::whole(date).is_some()
}

/// The words under a picture, or whose it is.
fn picture(text: &str) -> Option<ParagraphKind> {
    if begins_with(text, phrases::CAPTION_STARTS) {
        return Some(Caption);
    }
    if begins_with(text, phrases::PICTURE_STARTS) {
        return Some(if is_brief(text, 7) && !ends_in_stop(text) { Credit } else { Caption });
    }
    if is_credit(text) {
        return Some(Credit);
    }
    ends_in_credit(text).then_some(Caption)
}

fn is_credit(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.']);
    if text.len() > 120 || !is_brief(inner, 12) || (ends_in_stop(inner) && !is_brief(inner, 8)) {
        return false;
    }
    let is_agency = is_brief(inner, 8) && !inner.contains(". ") && contains(inner, phrases::CREDIT_PARTS);
    begins_with(inner, phrases::CREDIT_STARTS) || is_one_of(inner, phrases::CREDITS) || is_agency
}

/// "A bridge in Oldtown on Saturday © Reuters", "… (Photo by Ann Poe)", "… Photograph: Ann Poe/AFP".
fn ends_in_credit(text: &str) -> bool {
    if text.len() > 400 || text.contains('\n') {
        return false;
    }
    let follows = |mark: &str, most: usize| {
        let tail = text.rsplit_once(mark).filter(|(before, _)| !before.is_empty()).map(|(_, tail)| tail);
        tail.map(|tail| tail.trim_end_matches([')', ']', '.']).trim())
            .is_some_and(|tail| !tail.is_empty() && is_brief(tail, most) && !ends_in_stop(tail))
    };
    let plain = text.trim_end_matches('.');
    // Most paragraphs hold none of the marks' own characters; looking for each mark in all of them would cost more
    // than the rest of the reading.
    let may_follow =
        bytes::any(text.as_bytes(), |byte| matches!(byte, b'(' | b'[' | b':' | 0xA9)) || text.contains(".Credit");
    let is_marked = || {
        (follows(" © ", 6) && !copyright::is_notice(text))
            || phrases::CREDIT_MARKS.iter().any(|(mark, most)| follows(mark, *most))
    };
    (may_follow && is_marked()) || phrases::CREDIT_ENDS.iter().any(|end| plain.ends_with(end))
}

/// Advertisements and calls to read on.
fn is_advert(text: &str) -> bool {
    is_one_of(text, phrases::ADVERTS)
        || (text.len() <= 300 && begins_with(text, phrases::POINTER_STARTS))
        || is_signup(text)
}

/// "Sign up for our newsletter …", not "She signed up …".
fn is_signup(text: &str) -> bool {
    text.len() <= 300
        && begins_with(text, phrases::SIGNUP_STARTS)
        && contains(text, phrases::SIGNUP_THINGS)
        && !site::is_told(text)
}

/// Lines for the reader rather than of the story, as they stand above and below an article.
pub(super) fn is_notice(text: &str) -> bool {
    let text = text.trim();
    is_notice_line(text)
        || site::is_line(text)
        || site::is_block(text)
        || site::is_offer(text)
        || site::asks_consent(text)
}

/// The same of one line, what a site prints in one place left out.
pub(super) fn is_notice_line(text: &str) -> bool {
    text.len() <= LONGEST && (is_one_of(text, phrases::NOTICES) || is_advert(text) || is_reading_time(text))
}

/// "4 min read", "Reading time: 4 minutes".
fn is_reading_time(text: &str) -> bool {
    if text.len() > 48 {
        return false;
    }
    let text = text.to_ascii_lowercase();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_counted = unit.len() < text.len() && phrases::READING_TIMES.contains(&unit.trim_start_matches(['-', ' ']));
    is_counted || (is_brief(&text, 5) && (text.starts_with("reading time") || text.starts_with("estimated read")))
}

/// Says whether a list of topics begins here.
pub(super) fn opens_topics(text: &str) -> bool {
    is_one_of(text, phrases::TOPIC_OPENERS)
}

/// What stands at the foot of articles only.
pub(super) fn is_foot(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let inner = text.trim_start_matches(['(', '[', '—', '–', '-', '*', ' ']);
    copyright::is_notice(text)
        || is_notice(text)
        || notes::is_about_itself(inner)
        || notes::is_contact(inner)
        || opens_topics(text)
        || is_contribution(inner)
        || begins_with(inner, phrases::REPUBLICATION_STARTS)
        || begins_with(inner, phrases::TOPIC_STARTS)
}

/// "With reports from …", "Reporting by … ; editing by …".
fn is_contribution(text: &str) -> bool {
    let is_named = |start: &&str| {
        let who = text.get(start.len()..).and_then(|rest| rest.chars().next());
        starts_with(text, start) && who.is_some_and(|who| !who.is_lowercase())
    };
    text.len() <= 300
        && (phrases::CONTRIBUTION_STARTS.iter().any(is_named)
            || is_one_of(text, &["with agencies"])
            || contains(text, phrases::CONTRIBUTION_ENDS))
}

/// Sections that papers name alone on a line above the title.
pub(super) fn is_section(text: &str) -> bool {
    is_one_of(text, phrases::SECTIONS)
}
