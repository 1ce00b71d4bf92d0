//! What the search for speakers asks of the table of English words.
//!
//! The case of a word tells much here: "Judge" stands before a name, "judge" is somebody whose name is not told.

use std::borrow::Cow;

use crate::language::english::{Classes, classes};

/// How a verb attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Its subject stands beside it: "said".
    Says,
    /// Its subject is the sentence's: "…, saying".
    Saying,
}

/// A word in lower case.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Says whether a word without a capital is of a class.
fn is_plain(word: &str, class: Classes) -> bool {
    !is_capital(word) && classes(word).is(class)
}

/// Says how a word attributes speech, if it does.
pub(super) fn voice(word: &str) -> Option<Voice> {
    let class = if is_capital(word) { Classes::NONE } else { classes(word) };
    let saying = || class.is(Classes::SAYING).then_some(Voice::Saying);
    if class.is(Classes::SAYS) { Some(Voice::Says) } else { saying() }
}

/// Says whether a word, its stop left out, stands before names.
pub(super) fn is_title(word: &str) -> bool {
    const BEFORE: Classes = Classes::TITLE.or(Classes::OCCUPATION).or(Classes::BEFORE_TITLE);
    let class = classes(word);
    // "Pope", but not "Saint": that one is more often part of a place's name.
    let regal = class.is(Classes::REGAL) && !class.is(Classes::FRONT);
    is_capital(word) && (class.is(BEFORE) || regal)
}

/// Says whether a lower-case word names a group or an office.
pub(super) fn is_office(word: &str) -> bool {
    classes(word).is(Classes::GROUP)
}

/// Says whether a word begins a clause of its own.
pub(super) fn is_subordinator(word: &str) -> bool {
    classes(word).is(Classes::SUBORDINATOR)
}

/// Says whether a word begins an adverbial.
pub(super) fn is_preposition(word: &str) -> bool {
    classes(word).is(Classes::PREPOSITION)
}

/// Says whether a word may stand between a subject and its verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    is_plain(word, Classes::AUXILIARY) || (word.ends_with("ly") && word.starts_with(char::is_lowercase))
}

/// Says whether a word is a verb that no subject holds.
pub(super) fn is_verb(word: &str) -> bool {
    is_plain(word, Classes::FINITE)
}

/// Says whether a name is a body's or a place's.
pub(super) fn names_body(name: &str) -> bool {
    name.split(' ').any(is_body)
}

/// Says whether a word is part of the name of a body or place.
pub(super) fn is_body(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::IMPERSONAL)
}

/// Says whether a word ends the name of a body: "Office", "Department".
pub(super) fn is_body_end(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::BODY.or(Classes::IMPERSONAL))
}

/// Says whether a word is what somebody is: "spokesman", "aide", "party".
pub(super) fn is_post(word: &str) -> bool {
    classes(word).is(Classes::TITLE
        .or(Classes::OCCUPATION)
        .or(Classes::GROUP)
        .or(Classes::BODY)
        .or(Classes::IMPERSONAL))
}

/// Says whether a word is somebody who speaks for the one that is named behind it: "spokesman", "lawyer".
pub(super) fn speaks_for(word: &str) -> bool {
    is_plain(word, Classes::SPOKESMAN)
}

/// Says whether a word is what somebody says: "comment", "remarks".
pub(super) fn is_utterance(word: &str) -> bool {
    is_plain(word, Classes::UTTERANCE) || word.strip_suffix('s').is_some_and(|one| is_plain(one, Classes::UTTERANCE))
}

/// Says whether a word is one person, whose name it does not tell: "the mayor", but not "the board".
pub(super) fn is_one_person(word: &str) -> bool {
    let person = Classes::TITLE.or(Classes::OCCUPATION).or(Classes::PERSON).or(Classes::SPOKESMAN).or(Classes::ROLE);
    is_plain(word, person)
        && !classes(word).is(Classes::BODY.or(Classes::IMPERSONAL))
        && !is_plain(word, Classes::NO_AGENT)
}

/// Says whether a word is a given name and hardly another word.
pub(super) fn is_given(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::GIVEN) && !classes(word).is(Classes::COMMON.or(Classes::TITLE))
}

/// Says whether a word alone is of a country or a party: "Democratic".
pub(super) fn is_demonym(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::DEMONYM)
}

/// Says whether a word stands before titles: "Former", "Acting".
pub(super) fn is_modifier(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::MODIFIER)
}

/// Says whether a word is short and belongs to the name after it: "St", "Ft".
pub(super) fn is_front(word: &str) -> bool {
    is_capital(word) && classes(word).is(Classes::FRONT) && classes(word).is(Classes::LOOSE)
}

/// Says whether a word tells when something was said.
pub(super) fn is_time(word: &str) -> bool {
    let class = classes(word);
    if is_capital(word) { class.is(Classes::MONTH) || class.is_date_word() } else { class.is(Classes::TIME) }
}

/// Says whether an honorific is a woman's (`true`) or a man's.
pub(super) fn honorific(word: &str) -> Option<bool> {
    let class = if is_capital(word) { classes(word.trim_end_matches('.')) } else { Classes::NONE };
    class.is(Classes::MAN.or(Classes::WOMAN)).then(|| class.is(Classes::WOMAN))
}

/// Says whether a verb attributes only what stands right after it: "called it “a day”".
pub(super) fn takes_object(word: &str) -> bool {
    is_plain(word, Classes::JUDGES)
}

/// Says whether a word is the object of a verb.
pub(super) fn is_object(word: &str) -> bool {
    is_plain(word, Classes::OBJECT)
}

/// Says whether a word is a personal pronoun.
pub(super) fn is_pronoun(word: &str) -> bool {
    classes(word).is(Classes::PRONOUN)
}

/// Says whether a word is an article or the like.
pub(super) fn is_article(word: &str) -> bool {
    classes(word).is(Classes::ARTICLE)
}

/// Says whether a lower-case word stands inside names.
pub(super) fn is_particle(word: &str) -> bool {
    is_plain(word, Classes::PARTICLE)
}

/// Says whether a lower-case word makes the verb after it one of somebody spoken to or about.
pub(super) fn makes_passive(word: &str) -> bool {
    classes(word).is(Classes::PASSIVE)
}
