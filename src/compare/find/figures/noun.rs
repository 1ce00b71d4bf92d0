//! What a number counts: the head noun after it, its modifiers, and the classes in which two newsrooms' nouns meet.
//!
//! English only, without a tagger: after a number the first plural is the head ("a dozen Latin American countries",
//! "three bank workers"), found before anything that ends a noun phrase.

use super::token::{Kind, Token};
use crate::language::english::{self, Classes, classes};

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Noun {
    /// The class it belongs to: a synonym's first member, else its singular; empty where nothing is named.
    pub class: String,
    /// The head as written, in lower case.
    pub head: String,
    /// The words between number and head, in lower case.
    pub modifiers: Vec<String>,
    /// Whether it counts people.
    pub person: bool,
    /// Whether it counts a part of something ("two of the bombs", "the other two", "three more").
    pub part: bool,
    /// The index of the first token after it.
    pub end: usize,
}

/// How far the head may be from the number.
const REACH: usize = 6;

/// Reads what is counted by the number before token `at`.
pub(super) fn read(tokens: &[Token<'_>], at: usize, single: bool) -> Noun {
    let mut noun = Noun { end: at, ..Noun::default() };
    if let Some(compound) = tokens.get(at).filter(|t| t.hyphen()).and_then(|_| tokens.get(at + 1)) {
        // "a 12-nation deal" counts nations.
        let participle = compound.lower.ends_with("ed") && !compound.is("seed");
        if compound.glued
            && compound.kind == Kind::Word
            && !participle
            && !classes(&compound.lower).is(Classes::NOUN_END)
        {
            noun.take(&compound.lower, at + 2);
        }
        return noun;
    }
    let mut at = at;
    if tokens.get(at).is_some_and(|t| t.is("of")) {
        let of = |words: &[&str]| tokens.get(at + 1).is_some_and(|t| t.is_any(words));
        // "Three of the mayor's aides" are three aides.
        let owner =
            (2..=4).any(|by| tokens.get(at + by).is_some_and(|t| t.lower.ends_with("'s") || t.lower.ends_with("s'")));
        noun.part = of(&["the", "them", "those", "these", "whom", "which"]) && !owner;
        // "Three of its workers" are three workers.
        at += 1 + usize::from(noun.part || of(&["the", "its", "his", "her", "their", "our", "my"]));
    }
    noun.scan(tokens, at, single);
    noun
}

impl Noun {
    /// Walks over modifiers to the first plural, or for one thing to the last word of the phrase.
    fn scan(&mut self, tokens: &[Token<'_>], from: usize, single: bool) {
        let mut last = None;
        let mut at = from;
        while let Some(token) = tokens.get(at).filter(|_| at < from + REACH) {
            let abbreviation =
                token.is(".") && at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.lower.contains('.'));
            if token.hyphen() || abbreviation {
                at += 1;
                continue;
            }
            let word = token.lower.as_ref();
            if token.kind != Kind::Word || classes(word).is(Classes::NOUN_END) {
                break;
            }
            if classes(word).is(Classes::PART) {
                self.part = true;
            } else if word == "others" {
                self.part = true;
                self.take("people", at + 1);
                return;
            } else if word == "ones" {
                self.part = true;
                break;
            } else if !single && is_plural(token) && !is_group_before(tokens, at) {
                return self.take(word, at + 1);
            } else {
                last = Some((word.to_owned(), at + 1));
                self.modifiers.push(word.to_owned());
            }
            at += 1;
        }
        if single && let Some((word, end)) = last {
            self.modifiers.pop();
            self.take(&word, end);
        } else {
            self.modifiers.clear();
        }
    }

    fn take(&mut self, head: &str, end: usize) {
        let singular = singular(head);
        self.class = class(&singular).to_owned();
        self.person = is_person(&singular);
        self.head = head.to_owned();
        self.end = end;
    }

    /// Says whether it counts people of any kind.
    pub fn is_people(&self) -> bool {
        matches!(self.class.as_str(), "person" | "victim" | "life" | "death" | "injury" | "casualty" | "arrest")
    }
}

/// Says whether a plural only stands before its noun: "police officers", "crew members".
fn is_group_before(tokens: &[Token<'_>], at: usize) -> bool {
    let group =
        tokens.get(at).is_some_and(|t| t.is_any(&["police", "crew", "staff", "aircraft", "people", "personnel"]));
    group && tokens.get(at + 1).is_some_and(|t| !classes(&t.lower).is(Classes::NOUN_END) && is_plural(t))
}

/// Says whether a word is a plural by its form.
pub(super) fn is_plural(token: &Token<'_>) -> bool {
    let word = token.lower.as_ref();
    if english::singular(word).is_some() {
        return true;
    }
    word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("'s")
        && !word.contains('.')
        && token.raw.to_lowercase().replace('’', "'") == *word
        && !classes(word).is(Classes::NO_PLURAL)
}

/// Returns the singular of a noun.
pub(super) fn singular(noun: &str) -> String {
    if let Some(singular) = english::singular(noun) {
        return singular.to_owned();
    }
    if classes(noun).is(Classes::NO_PLURAL) || noun.len() <= 3 || noun.ends_with("ss") {
        return noun.to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "shes", "ches", "xes", "zes"] {
        if noun.ends_with(ending) {
            return noun.strip_suffix("es").unwrap_or(noun).to_owned();
        }
    }
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}

/// Returns the first member of the class that a singular belongs to.
pub(super) fn class(singular: &str) -> &str {
    english::counted(singular).unwrap_or(singular)
}

/// Says whether a singular is in the list of persons: for "one", which is mostly no figure.
pub(super) fn is_known_person(singular: &str) -> bool {
    classes(singular).is(Classes::PERSON)
}

/// Says whether a singular names a person.
pub(super) fn is_person(singular: &str) -> bool {
    let agent = singular.len() > 4 && (singular.ends_with("er") || singular.ends_with("or"));
    classes(singular).is(Classes::PERSON)
        || agent && !classes(singular).is(Classes::NO_AGENT)
        || singular.ends_with("sman")
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;
    use crate::text::Span;

    #[test]
    fn the_head_is_the_first_plural_and_classes_join_synonyms() {
        for (text, class, part) in [
            ("countries demonstrating that", "country", false),
            ("Latin American nations to combat", "country", false),
            ("bank workers died", "worker", false),
            ("Somali brigands on three of the skiffs", "pirate", false),
            ("secret files prove it", "file", false),
            ("of the bombs fell", "bomb", true),
            ("other people", "person", true),
            ("-nation Pacific deal", "country", false),
            ("landed inside the camp", "", false),
            ("had put a pledge", "", false),
            ("crew members, all of them", "member", false),
            ("people", "person", false),
            ("regular season games against", "game", false),
            ("U.S. soldiers", "soldier", false),
        ] {
            let tokens = token::tokens(text, Span::new(0, text.len()));
            let noun = read(&tokens, 0, false);
            assert_eq!((noun.class.as_str(), noun.part), (class, part), "{text}");
        }
    }

    #[test]
    fn one_thing_is_named_by_the_last_word_of_the_phrase() {
        let text = "young person was";
        let noun = read(&token::tokens(text, Span::new(0, text.len())), 0, true);
        assert_eq!((noun.class.as_str(), noun.person), ("person", true));
    }
}
