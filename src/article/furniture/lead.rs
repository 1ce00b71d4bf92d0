//! The place and agency before the first sentence: "PARIS (AP) —", "OLDTOWN, March 3 (Reuters) -".

use super::{Article, ParagraphKind};
use crate::text::Span;

/// Longer beginnings are sentences.
const LONGEST: usize = 90;

const AGENCIES: [&str; 14] = [
    "AP",
    "Reuters",
    "REUTERS",
    "AFP",
    "EFE",
    "dpa",
    "DPA",
    "UPI",
    "Xinhua",
    "ANSA",
    "PA",
    "Kyodo",
    "TASS",
    "Bloomberg",
];

/// Sets aside the lead of the first paragraph of prose, at or after `body`.
pub(super) fn mark(article: &mut Article, body: usize) {
    let first = (body..article.paragraphs.len())
        .find(|index| article.paragraphs.get(*index).is_some_and(|p| p.kind == ParagraphKind::Body));
    let Some(index) = first else { return };
    let Some(length) = length(article.paragraph_text(index)) else { return };
    if let Some(paragraph) = article.paragraphs.get_mut(index) {
        paragraph.lead = Span::new(paragraph.span.start, paragraph.span.start + length);
    }
}

/// The dashes of houses behind a dateline, with the spaces that they need to be none inside a word.
const DASHES: [&str; 10] = [" — ", " – ", " ― ", " ‒ ", " -- ", " - ", "— ", "― ", "—", "―"];

/// Returns the bytes of the lead at the beginning of `text`, its dash included.
fn length(text: &str) -> Option<usize> {
    let (at, dash) = DASHES
        .iter()
        .filter_map(|dash| text.find(dash).map(|at| (at, *dash)))
        .min_by_key(|(at, dash)| (*at, std::cmp::Reverse(dash.len())))?;
    let head = text.get(..at).filter(|head| head.len() <= LONGEST)?;
    let rest = text.get(at + dash.len()..)?;
    let begins = rest.chars().find(|c| !matches!(c, '"' | '“' | '\'' | '‘' | '«' | '[' | '…' | ' '))?;
    let is_start = begins.is_uppercase() || begins.is_numeric() || !begins.is_alphabetic();
    (is_start && is_head(head)).then(|| at + dash.trim_end().len())
}

/// Says whether `head` is a place with, perhaps, a date and an agency.
fn is_head(head: &str) -> bool {
    let (place, agency) = match head.split_once('(') {
        Some((place, rest)) => (place.trim_end(), rest.strip_suffix(')')),
        None => (head, None),
    };
    let is_agency = agency.is_some_and(|agency| agency.split(['/', ' ', ',']).any(|name| AGENCIES.contains(&name)));
    if head.contains('(') && agency.is_none() {
        return false;
    }
    let mut parts = place.split([',', '/']);
    let is_city = |city: &str| {
        let shouted = city.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !city.chars().any(char::is_lowercase);
        !city.is_empty() && city.split_whitespace().count() <= 4 && (shouted || is_agency && is_capitalised(city))
    };
    parts.next().is_some_and(is_city)
        && parts.all(|part| is_capitalised(part.trim()) && part.split_whitespace().count() <= 4)
}

/// Says whether every word begins with a capital or a digit ("Fla.", "March 3").
fn is_capitalised(text: &str) -> bool {
    !text.is_empty()
        && text.split_whitespace().all(|word| {
            let first = word.chars().next();
            first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
                || matches!(word, "de" | "la" | "of" | "and" | "al")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_date_and_agency_are_the_lead() {
        for (text, lead) in [
            ("PARIS (AP) — The council met.", "PARIS (AP) —"),
            ("OLDTOWN, March 3 (Reuters) - The council met.", "OLDTOWN, March 3 (Reuters) -"),
            ("LONDON — The council met.", "LONDON —"),
            ("LONDON —The council met.", "LONDON —"),
            ("LONDON ― The council met.", "LONDON ―"),
            ("LONDON― The council met.", "LONDON―"),
            ("LONDON ‒ The council met.", "LONDON ‒"),
            ("DORAL, Fla. (AP) — “We met,” she said.", "DORAL, Fla. (AP) —"),
            ("Paris (AFP) – The council met.", "Paris (AFP) –"),
            ("NEW HARBOUR -- The council met.", "NEW HARBOUR --"),
        ] {
            assert_eq!(length(text).and_then(|length| text.get(..length)), Some(lead), "{text}");
        }
    }

    #[test]
    fn a_dash_in_the_first_sentence_is_no_lead() {
        for text in [
            "NATO — the alliance — met.",
            "The council — Oldtown's — met.",
            "Ann Poe (Left) — The mayor spoke.",
            "No dash at all.",
            "UN chief - A man of words - spoke.",
        ] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
