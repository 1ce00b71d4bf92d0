//! The noun phrase that names a speaker: where it begins and ends, and what of it is the name.

use super::tokens::Token;
use crate::compare::find::quotes::speaker::lexicon;
use crate::language::english::{is_document, is_stop};

pub(super) fn leading_capitals<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let stop = tokens.iter().enumerate().position(|(i, t)| !capital(t.word) || (i > 0 && t.breaks_before));
    tokens.get(..stop.unwrap_or(tokens.len())).unwrap_or(&[])
}

pub(super) fn trailing_capitals<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut start = tokens.len();
    while start > 0 && tokens.get(start - 1).is_some_and(|t| part_of_name(tokens, start - 1, t)) {
        start -= 1;
    }
    tokens.get(start..).unwrap_or(&[])
}

fn part_of_name(tokens: &[Token<'_>], at: usize, token: &Token<'_>) -> bool {
    let within = at + 1 == tokens.len() || !token.breaks_after;
    let particle = (lexicon::is_particle(token.word) || token.word == "and")
        && at > 0
        && at + 1 < tokens.len()
        && tokens.get(at - 1).is_some_and(|t| capital(t.word));
    within && (capital(token.word) || particle)
}

pub(super) fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Says whether a speaker as written is a name rather than an office.
pub(in crate::compare::find::quotes::speaker) fn is_name(speaker: &str) -> bool {
    let last = speaker.split_whitespace().last().unwrap_or("");
    let first = speaker.split_whitespace().next().unwrap_or("");
    // "Angus King": a family name like a title.
    let named = first != last && lexicon::is_given(first);
    capital(last)
        && (named || !lexicon::is_title(last.trim_end_matches('.')))
        && !lexicon::is_article(first)
        && !lexicon::is_office(&lexicon::lower(last))
        && !lexicon::is_pronoun(last)
}

/// The most words of an office or a group that is taken whole.
const LONGEST: usize = 9;

/// Says whether a word that begins a sentence is no name: "Even", "Asked", "Several".
pub(super) fn no_name(word: &str) -> bool {
    let lower = lexicon::lower(word);
    is_stop(&lower) || lexicon::voice(&lower).is_some()
}

/// Turns a noun phrase into a speaker: its name without titles, else the phrase as it is.
pub(super) fn named(phrase: &[Token<'_>]) -> Option<String> {
    if let Some(at) = phrase.iter().position(|t| t.word == "and") {
        let several = [named(phrase.get(..at)?), named(phrase.get(at + 1..)?)];
        if let [Some(one), Some(other)] = several
            && [&one, &other].iter().all(|n| is_name(n) && n.contains(' '))
        {
            return Some(format!("{one} and {other}"));
        }
    }
    let phrase = head(phrase);
    let [first, ..] = phrase else { return None };
    if lexicon::is_pronoun(first.word) {
        let lone = phrase.len() == 1 && ["he", "she", "i"].contains(&&*lexicon::lower(first.word));
        return lone.then(|| first.word.to_owned());
    }
    let contraction = first.word.split_once(['’', '\'']).is_some_and(|(word, _)| lexicon::is_pronoun(word));
    if contraction || phrase.len() == 1 && no_name(first.word) || phrase.last().is_some_and(owns) {
        return None;
    }
    if speaks_for(phrase) {
        return (phrase.len() <= LONGEST && phrase.iter().all(plain)).then(|| words(phrase));
    }
    let capitals = after_possessive(trailing_capitals(phrase));
    let office =
        |t: &Token<'_>| lexicon::is_title(t.word.trim_end_matches('.')) || lexicon::is_office(&lexicon::lower(t.word));
    let title = capitals.get(..capitals.len().saturating_sub(1)).and_then(|c| c.iter().rposition(office));
    let mut name = capitals.get(title.map_or(0, |i| i + 1)..)?;
    let title = title.filter(|_| !capitals.iter().any(owns));
    if capitals.iter().any(owns) {
        name = capitals;
    }
    if is_of_body(phrase, name) {
        let short = phrase.len() <= LONGEST && phrase.iter().all(plain);
        return short.then(|| words(phrase));
    }
    if phrase.len() > name.len() && is_department(phrase, name) {
        name = name.get(1..)?;
    }
    let article = lexicon::is_article(first.word);
    let only_title = name.len() == 1 && name.first().is_some_and(office);
    let whole = article && capitals.len() + 1 == phrase.len() && title.is_none();
    if name.is_empty() || only_title || whole {
        let short = phrase.len() <= LONGEST && phrase.iter().all(plain) && is_noun_phrase(phrase);
        return short.then(|| words(phrase));
    }
    Some(words(name))
}

/// "a spokesman for Ana Melo", "an aide to Melo": another than the one who is named.
fn speaks_for(phrase: &[Token<'_>]) -> bool {
    let linked = (1..phrase.len()).find(|&i| phrase.get(i).is_some_and(|t| ["for", "to", "of"].contains(&t.word)));
    let article = phrase.first().is_some_and(|t| lexicon::is_article(t.word));
    article && linked.and_then(|i| phrase.get(i - 1)).is_some_and(|t| lexicon::speaks_for(t.word) && !t.breaks_after)
}

/// Leaves out what a preposition adds to a name: "Ruben Vale of Arizona", but not "Secretary of War Ana Melo".
fn head<'t, 'a>(phrase: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let is_person = |t: &Token<'_>| capital(t.word) && !lexicon::is_title(t.word.trim_end_matches('.'));
    // "Angus King of Maine".
    let named = |b: &[Token<'_>]| match b {
        [.., given, last] => capital(last.word) && lexicon::is_given(given.word),
        _ => false,
    };
    let cut = (1..phrase.len()).find(|&i| phrase.get(i).is_some_and(|t| lexicon::is_preposition(t.word)));
    let before = cut.and_then(|i| phrase.get(..i)).filter(|b| {
        let article = b.first().is_some_and(|t| lexicon::is_article(t.word));
        let lone = b.len() == 1 && cut.and_then(|i| phrase.get(i)).is_some_and(|t| !["of", "for"].contains(&t.word));
        !article
            && (named(b) || b.last().is_some_and(is_person))
            && (lone || named(b) || b.iter().filter(|t| is_person(t)).count() > 1)
    });
    before.unwrap_or(phrase)
}

/// Says whether a phrase without a name may be a subject: it has an article, or is a known group, or a plural.
fn is_noun_phrase(phrase: &[Token<'_>]) -> bool {
    let (Some(first), Some(last)) = (phrase.first(), phrase.last()) else { return false };
    if lexicon::is_object(last.word) {
        return false;
    }
    lexicon::is_article(first.word)
        || capital(first.word)
            && !no_name(first.word)
            && !lexicon::is_time(first.word)
            && (may_speak(last.word) || phrase.iter().rev().skip(1).any(owns))
        || lexicon::is_office(&lexicon::lower(last.word))
        || phrase.len() <= 3 && last.word.ends_with('s') && !last.word.ends_with("ss")
}

/// Says whether a phrase that ends in a word can be somebody: it is a name's, somebody's post, several, or a document.
fn may_speak(last: &str) -> bool {
    let of_somebody = ["campaign", "side", "family", "camp"];
    capital(last) || of_somebody.contains(&last) || lexicon::is_post(last) || last.ends_with('s') || is_document(last)
}

/// Words that a subject has none of: it was no noun phrase.
fn plain(token: &Token<'_>) -> bool {
    !lexicon::is_verb(token.word)
        && !lexicon::is_pronoun(token.word)
        && !lexicon::is_subordinator(token.word)
        && (lexicon::voice(token.word).is_none() || is_document(token.word))
}

/// "the Office of the Attorney General of Maine", "the Ministry of Health": what "of" adds to the name of a body is part
/// of it.
fn is_of_body(phrase: &[Token<'_>], name: &[Token<'_>]) -> bool {
    let before = phrase.get(..phrase.len() - name.len()).unwrap_or(&[]);
    let small = |t: &Token<'_>| ["of", "the", "for", "and"].contains(&t.word) || capital(t.word);
    let heads = (1..before.len()).filter(|&at| before.get(at).is_some_and(|t| t.word == "of"));
    let head = heads.map(|of| of - 1).find(|&at| before.get(at).is_some_and(|t| lexicon::is_body_end(t.word)));
    head.is_some_and(|head| before.iter().skip(head).all(small))
}

/// "Secretary of War Ana Melo": what stands between "of" and the name.
fn is_department(phrase: &[Token<'_>], name: &[Token<'_>]) -> bool {
    let before = phrase.len() - name.len();
    let is =
        |back: usize, word: &str| before.checked_sub(back).and_then(|i| phrase.get(i)).is_some_and(|t| t.word == word);
    (is(1, "of") || is(1, "the") && is(2, "of")) && name.len() > 2
}

/// Leaves out what a possessive ends: "Mexico's Sheinbaum", but not "County Sheriff's Office".
fn after_possessive<'t, 'a>(name: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let start = name.iter().rposition(owns).map_or(0, |i| i + 1);
    let owned = name.get(start..).unwrap_or(&[]);
    let body = !owned.is_empty() && owned.iter().all(|t| lexicon::is_body_end(t.word));
    if body { name } else { owned }
}

pub(super) fn owns(token: &Token<'_>) -> bool {
    token.word.ends_with("'s") || token.word.ends_with("’s")
}

fn words(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|t| t.word).collect::<Vec<_>>().join(" ")
}
