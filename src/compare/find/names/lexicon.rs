//! The small lists that the recogniser knows by heart: common words, given names, titles, countries, well-known bodies.
//!
//! Compiled in from `data/` and indexed by the compiler. `common.txt` is the two smallest sizes of SCOWL (© Kevin
//! Atkinson, free for any use), less the forms that [`Lexicon::is_common`] derives; `given.txt` is the head of the
//! United States Census's list of given names (public domain) with names from elsewhere; the rest was written for this
//! program.

use crate::compare::NameKind;
use crate::compare::table::{Table, past};

/// The one lexicon; never changes.
#[allow(long_running_const_eval, reason = "half a second of the compiler's time saves a reader's at every start")]
pub(super) static LEXICON: Lexicon = Lexicon::new();

/// Words under the names of their sections, then names, a line each with its other forms.
const TEXT: &[u8] = concat!(
    "[common]\n",
    include_str!("data/common.txt"),
    "\n[given]\n",
    include_str!("data/given.txt"),
    "\n[stop]\n",
    include_str!("../../stop.txt"),
    include_str!("data/words.txt"),
    "\n",
    include_str!("data/places.txt"),
    "\n",
    include_str!("data/bodies.txt"),
)
.as_bytes();

/// Where the bodies, the places and before them the words end.
const BODIES: usize = TEXT.len() - include_str!("data/bodies.txt").len();
const PLACES: usize = BODIES - 1 - include_str!("data/places.txt").len();

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

/// The sections of [`TEXT`].
const SECTIONS: &[(&str, Class)] = &[
    ("common", Class::COMMON),
    ("given", Class::GIVEN),
    ("stop", Class::STOP),
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

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is.
    pub class: Class,
    /// How many words a known name has at most that begins with it; 0 where none does.
    pub longest: u8,
}

/// What is known of words and names.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: Table<Entry, 16_384>,
    names: Table<Known, 2_048>,
}

impl Lexicon {
    const fn new() -> Self {
        let nothing = Entry { class: Class(0), longest: 0 };
        let nobody = Known { name: "", kind: NameKind::Other };
        let mut it = Self { words: Table::empty(TEXT, nothing), names: Table::empty(TEXT, nobody) };
        it.enter_words();
        it.enter_names(PLACES, BODIES, NameKind::Place);
        it.enter_names(BODIES, TEXT.len(), NameKind::Organisation);
        it
    }

    /// Returns all that is known of a folded word.
    pub fn entry(&self, word: &str) -> Entry {
        self.words.find(word.as_bytes()).unwrap_or_default()
    }

    /// Returns what a folded word is.
    pub fn class(&self, word: &str) -> Class {
        self.entry(word).class
    }

    /// Returns the name with the folded form `phrase`.
    pub fn known(&self, phrase: &str) -> Option<Known> {
        self.names.find(phrase.as_bytes())
    }

    /// Says whether a dictionary has a folded word, or the word that it is a form of, in lower case.
    pub fn is_common(&self, word: &str) -> bool {
        self.class(word).is(Class::COMMON) || self.is_form(word.as_bytes(), 3)
    }

    fn is_form(&self, word: &[u8], depth: usize) -> bool {
        let hit = |w: &[u8]| {
            self.words.find(w).is_some_and(|entry| entry.class.is(Class::COMMON))
                || (depth > 1 && self.is_form(w, depth - 1))
        };
        ENDINGS.iter().any(|(ending, instead)| {
            let stem = word.strip_suffix(ending.as_bytes()).filter(|stem| (3..=LONGEST).contains(&stem.len()));
            let Some(stem) = stem else { return false };
            let (mut base, len) = ([0; LONGEST + 2], stem.len() + instead.len());
            base.iter_mut().zip(stem.iter().chain(instead.as_bytes())).for_each(|(to, from)| *to = *from);
            let doubled = stem.last_chunk().is_some_and(|[a, b]: &[u8; 2]| a == b);
            base.get(..len).is_some_and(hit) || (doubled && stem.split_last().is_some_and(|(_, bare)| hit(bare)))
        })
    }
}

impl Lexicon {
    const fn enter_words(&mut self) {
        let (mut at, mut class) = (0, Class(0));
        while at < PLACES {
            at = match TEXT[at] {
                b'#' => past(TEXT, at, b"\n"),
                b'[' => {
                    let end = past(TEXT, at, b"]");
                    class = section(at + 1, end);
                    end + 1
                }
                b' ' | b'\n' => at + 1,
                _ => {
                    let end = past(TEXT, at, b" \n");
                    let (slot, _) = self.words.enter(at, end);
                    let entry = self.words.value(slot);
                    self.words.set(slot, Entry { class: entry.class.or(class), ..entry });
                    end
                }
            };
        }
    }

    /// Enters lines of `name | other name | …`.
    const fn enter_names(&mut self, mut at: usize, to: usize, kind: NameKind) {
        while at < to {
            let end = past(TEXT, at, b"\n");
            if TEXT[at] != b'#' && end > at {
                self.enter_forms(at, end, kind);
            }
            at = end + 1;
        }
    }

    const fn enter_forms(&mut self, start: usize, end: usize, kind: NameKind) {
        let first = trimmed(start, past(TEXT, start, b"|\n"));
        // The text is a `str` and is cut beside ASCII.
        let Ok(name) = str::from_utf8(TEXT.split_at(first.1).0.split_at(first.0).1) else { return };
        let mut at = start;
        while at < end {
            let form = trimmed(at, past(TEXT, at, b"|\n"));
            let (slot, is_new) = self.names.enter(form.0, form.1);
            if is_new {
                self.names.set(slot, Known { name, kind });
            }
            self.count_words(form);
            at = past(TEXT, at, b"|\n") + 1;
        }
    }

    /// Tells the first word of a name how many words it has.
    const fn count_words(&mut self, (start, end): (usize, usize)) {
        let (mut words, mut at) = (1, start);
        while at < end {
            words += matches!(TEXT[at], b' ' | b'-') as u8;
            at += 1;
        }
        let first = past(TEXT, start, b" -");
        let (slot, _) = self.words.enter(start, if first < end { first } else { end });
        let entry = self.words.value(slot);
        if entry.longest < words {
            self.words.set(slot, Entry { longest: words, ..entry });
        }
    }
}

/// Returns the class of the section whose name is at `start..end` of [`TEXT`]; none of one that is not known.
const fn section(start: usize, end: usize) -> Class {
    let mut number = 0;
    while number < SECTIONS.len() {
        let name = SECTIONS[number].0.as_bytes();
        let mut same = 0;
        while same < name.len() && start + same < end && name[same] == TEXT[start + same] {
            same += 1;
        }
        if same == name.len() && start + same == end {
            return SECTIONS[number].1;
        }
        number += 1;
    }
    Class(0)
}

/// Returns `start..end` of [`TEXT`] without the spaces at both ends.
const fn trimmed(mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && TEXT[start] == b' ' {
        start += 1;
    }
    while start < end && TEXT[end - 1] == b' ' {
        end -= 1;
    }
    (start, end)
}

/// The longest stem whose forms are looked for, in bytes: no dictionary has a longer one.
const LONGEST: usize = 40;

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
            assert!(LEXICON.words.all().any(|(_, entry)| entry.class.is(*class)), "{name}");
        }
    }

    #[test]
    fn every_section_is_known() {
        let sections = TEXT.split(|b| *b == b'\n').filter(|line| line.starts_with(b"[")).count();
        assert_eq!(sections, SECTIONS.len());
    }

    #[test]
    fn every_word_and_every_name_is_found() {
        let words = include_str!("data/given.txt").split_whitespace().chain(["aardvark", "zoom", "jr"]);
        assert!(words.into_iter().all(|word| LEXICON.class(word) != Class::default()));
        assert!(LEXICON.words.all().count() * 5 < 16_384 * 3, "enough slots are free");
        for line in include_str!("data/places.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let name = line.split('|').next().map(str::trim);
            assert!(line.split('|').all(|form| LEXICON.known(form.trim()).is_some()), "{line}");
            assert_eq!(name.and_then(|name| LEXICON.known(name)).map(|k| k.kind), Some(NameKind::Place), "{line}");
        }
    }

    #[test]
    fn forms_of_a_name_lead_to_it() {
        let name = |form| LEXICON.known(form).map(|k| k.name);
        assert_eq!(name("uk"), Some("united kingdom"));
        assert_eq!(name("trinidad and tobago"), Some("trinidad and tobago"));
        assert_eq!(name("cia"), Some("central intelligence agency"));
        assert_eq!(name("nowhere"), None);
        assert_eq!(LEXICON.entry("trinidad").longest, 3);
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
