//! What a site prints around its articles, line by line: ways to go on, ways to share, the wall of consent, offers.
//!
//! A line is known by all of its words, never by one: "Search" is a button and "The search went on" a sentence.

use super::patterns::{begins_with, is_brief, is_notice_line, is_one_of};
use super::{ends_in_stop, phrases};
use crate::language::english::{Classes, classes};

/// Longer lines are none of a site's.
const LONGEST_LINE: usize = 90;
/// Longer paragraphs ask for no consent.
const LONGEST_CONSENT: usize = 1_500;

/// Says whether one line is a site's own: a button, a row of sections, a count of comments, a way to share.
pub(super) fn is_line(text: &str) -> bool {
    let text = text.trim();
    text.len() <= LONGEST_LINE
        && !text.is_empty()
        && (!text.ends_with('.') || is_follow(text))
        && (is_one_of(text, phrases::NAVIGATION)
            || begins_with(text, &["skip to ", "jump to "]) && is_brief(text, 5)
            || is_row(text)
            || is_count(text)
            || is_share(text)
            || is_follow(text)
            || is_handle(text))
}

/// "World | Europe | Business", "Home › News › Tarnford": most of its parts are sections or buttons.
fn is_row(text: &str) -> bool {
    let parts = || text.split(['|', '·', '•', '›', '»', '>']).map(str::trim).filter(|part| !part.is_empty());
    let (all, brief) = (parts().count(), parts().all(|part| is_brief(part, 4)));
    let known = |part: &&str| is_one_of(part, phrases::SECTIONS) || is_one_of(part, phrases::NAVIGATION);
    all > 1 && brief && {
        let count = parts().filter(known).count();
        count == all || count > 1 && count * 2 >= all
    }
}

/// "128 comments", "Comments (214)", "1.2k shares".
fn is_count(text: &str) -> bool {
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 8;
    let mut words = text.split([' ', '(', ')']).filter(|word| !word.is_empty());
    let (Some(first), Some(second), None) = (words.next(), words.next(), words.next()) else { return false };
    let (number, unit) = if counts(first) { (first, second) } else { (second, first) };
    counts(number) && is_one_of(unit, phrases::COUNTED)
}

/// "Share on Facebook", "Email this to a friend": a verb of sharing and nothing but what it takes.
fn is_share(text: &str) -> bool {
    let mut words = text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    let verb = words.next().is_some_and(|first| is_one_of(first, phrases::SHARING));
    let takes = |word: &str| is_one_of(word, phrases::SHARED) || is_network(word);
    verb && is_brief(text, 8) && !text.ends_with(':') && words.all(takes)
}

fn is_network(word: &str) -> bool {
    is_one_of(word.trim_matches([',', ':']), phrases::NETWORKS)
}

fn is_at(word: &str) -> bool {
    let name = word.trim_end_matches([',', '.']).strip_prefix('@').unwrap_or("");
    (1..=32).contains(&name.len()) && name.chars().all(|c| c.is_alphanumeric() || "_.".contains(c))
}

/// "/annpoe", "facebook.com/annpoe".
fn is_page(word: &str) -> bool {
    let (host, page) = word.trim_end_matches(['.', ',']).rsplit_once('/').unwrap_or((" ", ""));
    !page.is_empty() && !host.contains(' ') && page.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c))
}

/// "@dreeve", "Twitter: @dreeve".
fn is_handle(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let at = words.next_back().is_some_and(is_at);
    at && words.all(|word| is_network(word) || word.eq_ignore_ascii_case("on"))
}

/// "Follow Ann Poe on Twitter: @annpoe", "Follow us on Facebook and Instagram": whom, and where, and nothing else.
fn is_follow(text: &str) -> bool {
    let begun = ["follow ", "find ", "like ", "join ", "connect with "];
    let Some(begun) = begun.into_iter().find(|begun| begins_with(text, &[begun])) else { return false };
    let rest = text.get(begun.len()..).unwrap_or("");
    let whom = |word: &str| word.starts_with(char::is_uppercase) || is_at(word) || is_one_of(word, phrases::FOLLOWED);
    let Some((who, place)) = rest.split_once(" on ") else { return rest.split_whitespace().all(is_at) };
    let mut place = place.split_whitespace();
    let network = place.next().is_some_and(|word| is_network(word.trim_end_matches('.')));
    network
        && who.split_whitespace().count() <= 5
        && who.split_whitespace().all(whom)
        && place.all(|word| {
            is_at(word) || is_page(word) || is_network(word.trim_end_matches('.')) || is_one_of(word, phrases::FOLLOWED)
        })
}

/// Says whether every line of a paragraph of several is a site's own.
pub(super) fn is_block(text: &str) -> bool {
    text.contains('\n') && text.lines().all(is_button)
}

/// Says whether a line is a site's own or for the reader.
pub(super) fn is_button(text: &str) -> bool {
    text.len() <= LONGEST_LINE && (is_line(text) || is_notice_line(text))
}

/// Says whether a paragraph of several lines offers something: links under "Related stories", a field for an address.
pub(super) fn is_offer(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    let Some(first) = lines.next().filter(|_| text.contains('\n')) else { return false };
    if opens_links(first) {
        return lines.all(|line| line.len() <= 160 && !line.ends_with(['.', ':', ';', ',']));
    }
    opens_signup(first) && lines.any(closes_signup)
}

/// Says whether links to other articles follow a line.
pub(super) fn opens_links(text: &str) -> bool {
    is_one_of(text, phrases::LINK_OPENERS)
}

/// "Sign up to Morning Briefing": how an offer by mail begins.
pub(super) fn opens_signup(text: &str) -> bool {
    text.len() <= LONGEST_LINE && begins_with(text, phrases::SIGNUP_STARTS) && !ends_in_stop(text) && is_brief(text, 12)
}

/// "Enter your email address": how it ends.
pub(super) fn closes_signup(text: &str) -> bool {
    is_one_of(text, phrases::SIGNUP_ENDS)
}

/// The fewest signs of a paragraph that asks for consent.
const SIGNS: usize = 3;

/// Says whether a paragraph asks its reader for consent: it speaks for a site, to somebody, and of several of the things
/// that such walls are about. An essay on them has one or two.
pub(super) fn asks_consent(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST_CONSENT {
        return false;
    }
    let brief = is_brief(text, 14) && begins_with(text, phrases::CONSENT_STARTS);
    (brief || speaks_of_consent(text)) && !is_told(text)
}

/// Says whether a text speaks for a site, to its reader, and of several of the things that walls are about.
fn speaks_of_consent(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    // Most paragraphs of a library speak to nobody: asked first, since the rest costs more than all other furniture.
    if !lower.contains("you") {
        return false;
    }
    let has = |word: &str| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == word);
    let ours =
        ["we", "our"].iter().any(|word| has(word)) || lower.contains("this site") || lower.contains("this website");
    let signs = || phrases::CONSENT.iter().filter(|sign| lower.contains(*sign)).count();
    ours && ["you", "your"].iter().any(|word| has(word)) && signs() >= SIGNS
}

/// Says whether somebody in the text says it: it has quotation marks, or a verb of saying in a clause of its own.
pub(super) fn is_told(text: &str) -> bool {
    let says = |word: &str| {
        let class = classes(word.trim_matches(|c: char| !c.is_alphanumeric()));
        class.is(Classes::SAYS) && !class.is(Classes::JUDGES)
    };
    text.contains(['“', '"', '”']) || text.rsplit(',').next().is_some_and(|last| last.split_whitespace().any(says))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_site_are_known_by_all_their_words() {
        for line in [
            "Skip to main content",
            "Skip to footer",
            "Menu",
            "Log in",
            "World | Europe | Business | Opinion | Sport",
            "Home › News › Tarnford",
            "Terms · Privacy policy · Cookie settings",
            "128 comments",
            "Comments (214)",
            "1.2k shares",
            "Share on Facebook",
            "Share this article via email",
            "Email this to a friend",
            "Tweet",
            "Copy link",
            "X",
            "Follow Ann Poe on Twitter: @annpoe",
            "Follow us on Facebook, Instagram and X",
            "Follow her on Bluesky @annpoe.example",
            "Follow @annpoe",
            "Find Ann Poe on Facebook: /annpoe",
            "Like us on Facebook at facebook.com/oldtownpost",
            "Connect with Ann Poe on LinkedIn.",
            "Twitter: @annpoe",
            "Accept all",
            "Enter your email address",
        ] {
            assert!(is_line(line), "{line}");
        }
    }

    #[test]
    fn short_lines_of_a_story_are_no_site_s() {
        for line in [
            "Nobody answered.",
            "Search parties",
            "The search went on",
            "Home at last",
            "Share prices fell",
            "Share of votes on Monday",
            "He followed her on Twitter",
            "Find a way on Facebook and Twitter, she told them",
            "Like Ann Poe, he was on Facebook",
            "Follow the money on Twitter",
            "Follow Melo on Twitter and you will read little of the port.",
            "Three comments",
            "214 dead",
            "12 comments were removed",
            "Melo | Brandt",
            "Email from the mayor",
            "Print is dead",
            "Accept nothing",
            "Save the bridge",
            "Tweet of the day",
        ] {
            assert!(!is_line(line), "{line}");
        }
    }

    #[test]
    fn a_wall_of_consent_speaks_to_its_reader_of_several_things() {
        for (text, asks) in [
            ("We and our 12 partners use cookies to show you ads. You may accept or reject them at any time.", true),
            ("This site uses cookies. By continuing you agree to their use.", true),
            ("We use cookies to improve your experience.", true),
            ("Our partners process personal data such as your IP address. You may withdraw your consent.", true),
            ("We all accept cookies, and our data are sold to people whom you never meet.", false),
            ("“We use cookies to improve your experience and you may accept or reject them,” the notice read.", false),
            (
                "The agency fined the shop for cookies that it placed without consent on the devices of 842 partners.",
                false,
            ),
            ("We use cookies as bait, you see.", false),
            ("You may reject our cookies, and we will store your consent on your device, the baker said.", false),
        ] {
            assert_eq!(asks_consent(text), asks, "{text}");
        }
    }

    #[test]
    fn an_offer_has_its_opening_and_its_end() {
        for (text, offers) in [
            ("Related stories\nFive ways to cross a river\nWhy are bridges so old?", true),
            ("Sign up to Evening Post\nOur news by mail\nEnter your email address\nSign up", true),
            ("Related stories\nThe mayor told them to the council.", false),
            ("Sign up to Evening Post\nThe mayor said so.", false),
            ("Roses are red\nViolets are blue", false),
        ] {
            assert_eq!(is_offer(text), offers, "{text}");
        }
    }
}
