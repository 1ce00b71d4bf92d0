//! The small lists that the recogniser knows by heart: common words, given names, titles, countries, well-known bodies.
//!
//! Compiled in from `data/`, indexed once. `common.txt` is the two smallest sizes of SCOWL (© Kevin Atkinson, free for
//! any use), less the forms that [`Lexicon::is_common`] derives; `given.txt` is the head of the United States
//! Census's list of given names (public domain) with names from elsewhere; the rest was written for this program.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::compare::NameKind;

/// The one lexicon; never changes.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// What is known of a word, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// Stands in a dictionary in lower case.
    pub const COMMON: Self = Self(1);
    /// A given name, or a family name that stands first.
    pub const GIVEN: Self = Self(1 << 1);
    /// Capitalised without being a name.
    pub const NOT_NAME: Self = Self(1 << 2);
    /// In capital letters without being a name.
    pub const NOT_ACRONYM: Self = Self(1 << 3);
    /// A title or an office.
    pub const TITLE: Self = Self(1 << 4);
    /// A title that stays in the name.
    pub const REGAL: Self = Self(1 << 5);
    /// Goes before a title.
    pub const MODIFIER: Self = Self(1 << 6);
    /// What an office is of.
    pub const OFFICE: Self = Self(1 << 7);
    /// Ends the name of an organisation.
    pub const BODY: Self = Self(1 << 8);
    /// Ends the name of a place.
    pub const PLACE: Self = Self(1 << 9);
    /// Ends the name of an event or a thing.
    pub const THING: Self = Self(1 << 10);
    /// Is joined by "of" to what follows.
    pub const OF_HEAD: Self = Self(1 << 11);
    /// Is joined by "for" or "on" to what follows.
    pub const FOR_HEAD: Self = Self(1 << 12);
    /// A lower-case part of a name.
    pub const PARTICLE: Self = Self(1 << 13);
    /// A particle that may open a name.
    pub const OPENER: Self = Self(1 << 14);
    /// Stands before a place's own name.
    pub const PLACE_HEAD: Self = Self(1 << 15);
    /// Belongs to the name that follows it.
    pub const FRONT: Self = Self(1 << 16);
    /// Somebody speaks.
    pub const SPEECH: Self = Self(1 << 17);
    /// A preposition before a place.
    pub const WHERE: Self = Self(1 << 18);
    /// Lower-case in a headline of capitalised words.
    pub const MINOR: Self = Self(1 << 19);
    /// Its stop does not end a name.
    pub const ABBREVIATED: Self = Self(1 << 20);
    /// A family name that stands before the given one.
    pub const FIRST_FAMILY: Self = Self(1 << 21);
    /// Of a country, a language, a faith, a party.
    pub const DEMONYM: Self = Self(1 << 22);

    /// Says nothing of its own: a stop word.
    pub const STOP: Self = Self(1 << 23);

    /// Says whether it has any bit of `other`.
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Joins two classes.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The sections of `words.txt`.
const SECTIONS: &[(&str, Class)] = &[
    ("not-names", Class::NOT_NAME),
    ("not-acronyms", Class::NOT_ACRONYM),
    ("titles", Class::TITLE),
    ("regal", Class::REGAL),
    ("modifiers", Class::MODIFIER),
    ("offices", Class::OFFICE),
    ("bodies", Class::BODY),
    ("places", Class::PLACE),
    ("things", Class::THING),
    ("of-heads", Class::OF_HEAD),
    ("for-heads", Class::FOR_HEAD),
    ("particles", Class::PARTICLE),
    ("openers", Class::OPENER),
    ("place-heads", Class::PLACE_HEAD),
    ("front", Class::FRONT),
    ("speech", Class::SPEECH),
    ("where", Class::WHERE),
    ("minor", Class::MINOR),
    ("abbreviated", Class::ABBREVIATED),
    ("first-family", Class::FIRST_FAMILY),
    ("demonyms", Class::DEMONYM),
];

/// A name that the lexicon knows, under any of its forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its first form, folded.
    pub name: &'static str,
    /// What it is.
    pub kind: NameKind,
}

/// What is known of words and names.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<&'static str, Class>,
    phrases: HashMap<&'static str, Known>,
    /// The most words of a phrase by its first word.
    longest: HashMap<&'static str, usize>,
}

impl Lexicon {
    fn load() -> Self {
        let mut it = Self::default();
        it.add_words(include_str!("data/common.txt"), Class::COMMON);
        it.add_words(include_str!("data/given.txt"), Class::GIVEN);
        it.add_sections(include_str!("data/words.txt"));
        it.add_phrases(include_str!("data/places.txt"), NameKind::Place);
        it.add_phrases(include_str!("data/bodies.txt"), NameKind::Organisation);
        it
    }

    fn add_words(&mut self, line: &'static str, class: Class) {
        for word in line.split_ascii_whitespace() {
            let known = self.words.entry(word).or_default();
            *known = known.or(class);
        }
    }

    fn add_sections(&mut self, file: &'static str) {
        let mut class = Class::default();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => class = SECTIONS.iter().find(|s| s.0 == name).map_or(Class::default(), |s| s.1),
                None => self.add_words(line, class),
            }
        }
    }

    fn add_phrases(&mut self, file: &'static str, kind: NameKind) {
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let mut forms = line.split('|').map(str::trim);
            let name = forms.clone().next().unwrap_or("");
            forms.all(|form| {
                self.phrases.entry(form).or_insert(Known { name, kind });
                let longest = self.longest.entry(form.split([' ', '-']).next().unwrap_or("")).or_default();
                *longest = form.split([' ', '-']).count().max(*longest);
                true
            });
        }
    }

    /// Returns what is known of a folded word.
    pub fn class(&self, word: &str) -> Class {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// Returns the name with the folded form `phrase`.
    pub fn known(&self, phrase: &str) -> Option<Known> {
        self.phrases.get(phrase).copied()
    }

    /// Returns how many words a known name has at most that begins with `word`; 0 where none does.
    pub fn longest(&self, word: &str) -> usize {
        self.longest.get(word).copied().unwrap_or(0)
    }

    /// Says whether a dictionary has a folded word, or the word that it is a form of, in lower case.
    pub fn is_common(&self, word: &str) -> bool {
        self.class(word).is(Class::COMMON) || self.is_form(word, 3)
    }

    fn is_form(&self, word: &str, depth: usize) -> bool {
        ENDINGS.iter().any(|(ending, instead)| {
            let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 3) else { return false };
            let doubled = stem.as_bytes().last_chunk().is_some_and(|[a, b]: &[u8; 2]| a == b);
            let bare = if doubled { stem.get(..stem.len() - 1) } else { None };
            let base = [stem, instead].concat();
            let hit = |w: &str| self.class(w).is(Class::COMMON) || (depth > 1 && self.is_form(w, depth - 1));
            hit(&base) || bare.is_some_and(hit)
        })
    }
}

/// Endings of English and what stands in the base form instead.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("ly", "le"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_read() {
        for (name, class) in SECTIONS {
            assert!(LEXICON.words.values().any(|c| c.is(*class)), "{name}");
        }
        let named = include_str!("data/words.txt").lines().filter(|line| line.starts_with('[')).count();
        assert_eq!(named, SECTIONS.len());
    }

    #[test]
    fn forms_of_a_name_lead_to_it() {
        let name = |form| LEXICON.known(form).map(|k| k.name);
        assert_eq!(name("uk"), Some("united kingdom"));
        assert_eq!(name("trinidad and tobago"), Some("trinidad and tobago"));
        assert_eq!(name("cia"), Some("central intelligence agency"));
        assert_eq!(name("nowhere"), None);
        assert_eq!(LEXICON.longest("trinidad"), 3);
    }

    #[test]
    fn forms_of_common_words_are_common_and_names_are_not() {
        for word in ["running", "announced", "countries", "stopped", "quietly", "leaders", "white"] {
            assert!(LEXICON.is_common(word), "{word}");
        }
        for word in ["sheinbaum", "doral", "chatham", "zelensky", "rendon"] {
            assert!(!LEXICON.is_common(word), "{word}");
        }
    }
}
