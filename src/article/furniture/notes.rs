//! Notes at the foot of an article about itself and about those who wrote it.

use super::patterns::{begins_with, is_brief, is_one_of};
use super::{phrases, site};

/// Longer notes are paragraphs of the story.
const LONGEST: usize = 500;

fn word(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// "This story was printed on …", "A version of this article appeared …", "An earlier version of this report misstated …":
/// an article that speaks of its own printing.
pub(super) fn is_about_itself(text: &str) -> bool {
    if text.len() > LONGEST || !begins_with(text, &["this ", "a version of this ", "an earlier version of this "]) {
        return false;
    }
    let mut words = text.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("this")).skip(1).map(word);
    let named = words.next().is_some_and(|word| is_one_of(word, phrases::SELVES));
    let verb = words.find(|word| !is_one_of(word, phrases::BEFORE_PRINTINGS));
    named && verb.is_some_and(|verb| is_one_of(verb, phrases::PRINTINGS)) && !is_told_by_others(text)
}

/// "…, the mayor said": words of the story, though they begin as a note does.
fn is_told_by_others(text: &str) -> bool {
    text.trim_end().ends_with(['”', '"']) || text.contains(',') && site::is_told(text) && !text.contains(['“', '"'])
}

/// "Ann Poe can be reached at ann@post.example", "Contact the reporter at …": a way to write to somebody of the house.
pub(super) fn is_contact(text: &str) -> bool {
    let is_address = |word: &str| {
        let (name, host) = word.trim_matches(['(', ')', ',', '.', ':', ';']).split_once('@').unwrap_or(("", ""));
        host.contains('.') && (!name.is_empty() || !host.is_empty())
    };
    let reached = || text.contains(" can be reached ") || text.contains(" may be reached ");
    let named = text.split_whitespace().take(2).all(|word| word.starts_with(char::is_uppercase));
    let asked = begins_with(text, &["contact ", "email ", "e-mail ", "write to ", "reach ", "reach out to "]);
    let whom = text
        .split_whitespace()
        .nth(1)
        .is_some_and(|word| word.starts_with(char::is_uppercase) || is_one_of(word, phrases::FOLLOWED));
    is_brief(text, 24) && text.split_whitespace().any(is_address) && (named && reached() || asked && whom)
}

/// Says whose note a paragraph is: "Ann Poe is a staff writer who covers politics for The Post", "Ann Poe covers the port".
pub(super) fn is_about(text: &str) -> Option<&str> {
    if text.len() > LONGEST || text.contains(['“', '"']) {
        return None;
    }
    let name_end = text.match_indices(' ').map(|(at, _)| at).find(|&at| {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_lowercase)
    })?;
    let name = text.get(..name_end)?.trim_end_matches(',');
    let is_name = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase) && !word.ends_with(','));
    let rest: Vec<&str> = text.get(name_end..)?.split_whitespace().map(word).take(16).collect();
    let house = match rest.first()? {
        &"is" | &"was" => rest.iter().any(|word| is_one_of(word, phrases::WRITERS)),
        &"covers" | &"reports" | &"writes" | &"edits" => true,
        _ => false,
    };
    (is_name && house).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_speaks_of_its_own_printing() {
        for (text, notes) in [
            ("This story was printed on May 3, 2024, on Page B4 of the Oldtown edition.", true),
            ("A version of this article appears in print on May 3, 2024, Section A, Page 1.", true),
            ("An earlier version of this report misstated the age of the mayor.", true),
            ("This article was amended on 3 May 2024 to correct the height of the bridge.", true),
            ("This piece was first published in March.", true),
            ("This story has been corrected.", true),
            ("This story is far from over.", false),
            ("This report was read by the whole town.", false),
            ("This page was torn out of the ledger, the clerk said.", false),
            ("This story was printed a hundred times, the mayor said.", false),
            ("A version of this bridge was built in Newport.", false),
        ] {
            assert_eq!(is_about_itself(text), notes, "{text}");
        }
    }

    #[test]
    fn a_way_to_write_to_a_reporter_has_an_address() {
        for (text, contact) in [
            ("Ann Poe can be reached at apoe@post.example.", true),
            ("Contact the reporter at apoe@post.example or 555-0101", true),
            ("Email Ann Poe: apoe@post.example", true),
            ("The missing man can be reached by nobody.", false),
            ("Witnesses were asked to write to tips@police.example.", false),
            ("The mayor can be reached at her house.", false),
        ] {
            assert_eq!(is_contact(text), contact, "{text}");
        }
    }

    #[test]
    fn a_note_about_a_writer_names_the_writer() {
        for (text, whom) in [
            ("Ann Poe is a staff writer who covers politics for The Post.", Some("Ann Poe")),
            ("John F. Roe covers the port.", Some("John F. Roe")),
            ("Ann Poe was the mayor of Oldtown.", None),
            ("The Post is a newspaper with one reporter.", Some("The Post")),
            ("Ann Poe said so.", None),
            ("Nobody is a writer here.", None),
        ] {
            assert_eq!(is_about(text), whom, "{text}");
        }
    }
}
