//! The classes that an English word may belong to, each with its list: one table from a word to all of them.
//!
//! A list is a file beside this one: lines of a word and its short forms, under a head that says what it is for and
//! where it is from. A word stands in as many lists as it has uses; the compiler makes one table of all of them, so
//! that nothing is built when the program starts and a word costs one look-up, whatever is asked of it afterwards.

use crate::language::{Table, past};

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u128);

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);
    /// A short form of the word before it on its line.
    pub const SHORT: Self = Self(1 << 126);
    /// Begins a name that is known by heart (see [`super::known`]).
    pub const KNOWN_HEAD: Self = Self(1 << 127);

    /// Says whether it has any class of `other`.
    #[must_use]
    pub const fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Joins two sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Says whether it tells who reports or when, rather than what happened.
    #[must_use]
    pub const fn is_frame_word(self) -> bool {
        self.is(Self::FRAME) || self.is_date_word() && !self.is(Self::SHORT)
    }

    /// Says whether it is a month or weekday, in full or short, that is hardly another word.
    #[must_use]
    pub const fn is_date_word(self) -> bool {
        self.is(Self::MONTH.or(Self::WEEKDAY)) && !self.is(Self::DOUBTFUL)
    }
}

/// Makes of every list a class, its section in [`TEXT`] and an entry in [`LISTS`].
macro_rules! lists {
    ($($(#[$doc:meta])* $class:ident = $file:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only numbers the classes")]
        enum Bit { $($class),* }

        impl Classes {
            $($(#[$doc])* pub const $class: Self = Self(1 << Bit::$class as u128);)*
        }

        /// Every list under its name; last the names that are known by heart.
        const TEXT: &[u8] = concat!(
            $("[", $file, "]\n", include_str!(concat!($file, ".txt")),)*
            "[known]\n", include_str!("known-places.txt"), include_str!("known-bodies.txt"),
            include_str!("known-things.txt"),
        )
        .as_bytes();

        /// The names of the lists and their classes.
        const LISTS: &[(&str, Classes)] = &[$(($file, Classes::$class)),*];
    };
}

lists! {
    /// Stands in a dictionary in lower case.
    COMMON = "common";
    /// Says nothing of its own.
    STOP = "stop";
    /// Tells who reports or when, rather than what happened.
    FRAME = "frame";

    /// A month.
    MONTH = "months";
    /// A day of the week.
    WEEKDAY = "weekdays";
    /// A month or weekday that is as often another word.
    DOUBTFUL = "doubtful";
    /// Begins the name of a time zone.
    ZONE = "zones";
    /// Tells when, beside months and weekdays.
    TIME = "times";

    /// Its stop ends no sentence.
    BOUND = "bound";
    /// Its stop may end a sentence.
    LOOSE = "loose";
    /// Its stop ends a sentence but before a number.
    NUMBERING = "numbering";
    /// Has its stop in lower case too.
    PLAIN_STOP = "plain-stops";
    /// Its stop ends no name.
    NAME_STOP = "name-stops";
    /// Begins a sentence and no name.
    STARTER = "starters";

    /// A title or an office.
    TITLE = "titles";
    /// A title that stays in the name.
    REGAL = "regal";
    /// What somebody is, before the name.
    OCCUPATION = "occupations";
    /// Goes before a title where speech is attributed.
    BEFORE_TITLE = "before-titles";
    /// Goes before a title in a name.
    MODIFIER = "modifiers";
    /// What an office is of.
    OFFICE = "of-office";
    /// An honorific of men.
    MAN = "men";
    /// An honorific of women.
    WOMAN = "women";

    /// A given name, or a family name that stands first.
    GIVEN = "given";
    /// A family name that stands before the given one.
    FIRST_FAMILY = "first-family";
    /// A lower-case part of a name.
    PARTICLE = "particles";
    /// A particle that may open a name.
    OPENER = "openers";
    /// Of a country, a language, a faith, a party.
    DEMONYM = "demonyms";
    /// Ends the name of an organisation.
    BODY = "body-ends";
    /// Ends the name of a place.
    PLACE = "place-ends";
    /// Ends the name of an event or a thing.
    THING = "thing-ends";
    /// Is joined by "of" to what follows.
    OF_HEAD = "of-heads";
    /// Is joined by "for" or "on" to what follows.
    FOR_HEAD = "for-heads";
    /// Stands before a place's own name.
    PLACE_HEAD = "place-heads";
    /// Belongs to the name that follows it.
    FRONT = "front";
    /// Stands in no person's name.
    IMPERSONAL = "impersonal";
    /// A preposition before a place.
    WHERE = "where";
    /// Lower-case in a headline of capitalised words.
    MINOR = "minor";
    /// Capitalised without being a name, beside dates.
    NOT_NAME = "not-names";
    /// In capital letters without being a name.
    NOT_ACRONYM = "not-acronyms";
    /// Ends the name of a newspaper that begins with its place.
    PAPER = "papers";
    /// A family name that is a word as well, behind a given name that no list has.
    WORD_SURNAME = "word-surnames";
    /// A family name though it ends names of places, bodies or things.
    SURNAME = "surnames";
    /// What somebody is or does, before the name, beside titles.
    ROLE = "roles";
    /// Cried or said by itself.
    INTERJECTION = "interjections";
    /// A given name of women.
    FEMALE = "female";
    /// A given name of men.
    MALE = "male";
    /// A woman of a family.
    KINSWOMAN = "kinswomen";
    /// A man of a family.
    KINSMAN = "kinsmen";

    /// Speaks for the one who is named behind it.
    SPOKESMAN = "spokesmen";
    /// What somebody says, as a noun.
    UTTERANCE = "utterances";
    /// A verb of saying.
    SAYS = "says";
    /// Its participle.
    SAYING = "saying";
    /// Somebody thinks or is told of.
    OPINES = "opines";
    /// A verb of saying that attributes only its object.
    JUDGES = "judges";
    /// A group or an office that speaks.
    GROUP = "groups";
    /// Begins a clause.
    SUBORDINATOR = "subordinators";
    /// Begins an adverbial.
    PREPOSITION = "prepositions";
    /// May stand between a subject and its verb.
    AUXILIARY = "auxiliaries";
    /// A verb that no noun phrase holds.
    FINITE = "finite";
    /// A personal pronoun.
    PRONOUN = "pronouns";
    /// A pronoun that is an object.
    OBJECT = "objects";
    /// An article or the like.
    ARTICLE = "articles";
    /// Makes the verb after it a passive.
    PASSIVE = "passive";

    /// Ends a noun phrase after a number.
    NOUN_END = "noun-ends";
    /// Ends in s without being a plural.
    NO_PLURAL = "no-plurals";
    /// A noun for people.
    PERSON = "persons";
    /// A noun in -er or -or that is no person.
    NO_AGENT = "no-agents";
    /// Counts fewer than all, or others.
    PART = "parts";
    /// Stands in every news report, as it is or as a stem.
    NEWS = "news";
    /// A thing that others are in.
    WHOLE = "wholes";
    /// Makes a name of the number after it.
    NUMBERED = "numbered";
}

/// The classes of every word.
#[allow(long_running_const_eval, reason = "half a second of the compiler's time saves a reader's at every start")]
static WORDS: Table<Classes, 16_384> = words();

const fn words() -> Table<Classes, 16_384> {
    assert!(LISTS.len() <= 126, "two bits are kept for SHORT and KNOWN_HEAD");
    let mut table = Table::empty(TEXT, Classes::NONE);
    let (mut at, mut class, mut short) = (0, Classes::NONE, Classes::NONE);
    while at < TEXT.len() {
        at = match TEXT[at] {
            b'#' => past(TEXT, at, b"\n"),
            b'[' => {
                let end = past(TEXT, at, b"]");
                class = list(at + 1, end);
                end + 1
            }
            b'\n' => {
                short = Classes::NONE;
                at + 1
            }
            b' ' => {
                short = Classes::SHORT;
                at + 1
            }
            b'|' => at + 1,
            _ if class.is(Classes::KNOWN_HEAD) => {
                let (slot, _) = table.enter(at, past(TEXT, at, b" -|\n"));
                table.set(slot, table.value(slot).or(class));
                past(TEXT, at, b"|\n")
            }
            _ => {
                let end = past(TEXT, at, b" \n");
                let (slot, _) = table.enter(at, end);
                table.set(slot, table.value(slot).or(class).or(short));
                end
            }
        };
    }
    table
}

/// Returns the class of the list whose name is at `start..end` of [`TEXT`]; that of the known names for any other.
const fn list(start: usize, end: usize) -> Classes {
    let mut number = 0;
    while number < LISTS.len() {
        let name = LISTS[number].0.as_bytes();
        let mut same = 0;
        while same < name.len() && start + same < end && name[same] == TEXT[start + same] {
            same += 1;
        }
        if same == name.len() && start + same == end {
            return LISTS[number].1;
        }
        number += 1;
    }
    Classes::KNOWN_HEAD
}

/// Returns all that a word is, without its stop; its letters A to Z may be capitals.
#[must_use]
pub fn classes(word: &str) -> Classes {
    WORDS.find(word.as_bytes()).unwrap_or_default()
}

/// Says whether a word says nothing about an event.
#[must_use]
pub fn is_stop(word: &str) -> bool {
    classes(word).is(Classes::STOP)
}

/// Says whether a word tells who reports or when, rather than what happened.
#[must_use]
pub fn is_frame(word: &str) -> bool {
    classes(word).is_frame_word()
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

/// Says whether a dictionary has a word in lower case, or the word that it is a form of.
#[must_use]
pub fn is_common(word: &str) -> bool {
    classes(word).is(Classes::COMMON) || is_form(word.as_bytes(), 3)
}

fn is_form(word: &[u8], depth: usize) -> bool {
    let hit =
        |w: &[u8]| WORDS.find(w).is_some_and(|class| class.is(Classes::COMMON)) || (depth > 1 && is_form(w, depth - 1));
    ENDINGS.iter().any(|(ending, instead)| {
        let stem = word.strip_suffix(ending.as_bytes()).filter(|stem| (3..=LONGEST).contains(&stem.len()));
        let Some(stem) = stem else { return false };
        let (mut base, len) = ([0; LONGEST + 2], stem.len() + instead.len());
        base.iter_mut().zip(stem.iter().chain(instead.as_bytes())).for_each(|(to, from)| *to = *from);
        let doubled = stem.last_chunk().is_some_and(|[a, b]: &[u8; 2]| a == b);
        base.get(..len).is_some_and(hit) || (doubled && stem.split_last().is_some_and(|(_, bare)| hit(bare)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of every list under its name, heads and blank lines left out.
    fn lists() -> impl Iterator<Item = (&'static str, Classes, Vec<&'static str>)> {
        let text = str::from_utf8(TEXT).unwrap_or("");
        LISTS.iter().map(move |&(name, class)| {
            let after = text.split(&format!("[{name}]\n")).nth(1).unwrap_or("");
            let own = after.split("\n[").next().unwrap_or("");
            (name, class, own.lines().skip_while(|line| line.starts_with('#')).skip(1).collect())
        })
    }

    #[test]
    fn every_word_of_every_list_is_found_in_its_class() {
        for (name, class, lines) in lists() {
            assert!(!lines.is_empty(), "{name}");
            for (line, word) in lines.iter().flat_map(|line| line.split(' ').map(move |word| (line, word))) {
                assert!(classes(word).is(class), "{name}: {line}");
            }
        }
        assert_eq!(classes("sheinbaum"), Classes::NONE);
        assert_eq!(classes(""), Classes::NONE);
    }

    #[test]
    fn lists_have_a_head_and_folded_words_in_order_each_once() {
        for (name, _, lines) in lists() {
            assert!(str::from_utf8(TEXT).is_ok_and(|text| text.contains(&format!("[{name}]\n# "))), "{name}");
            let in_order = lines.is_sorted_by(|a, b| a < b) || matches!(name, "months" | "weekdays");
            assert!(in_order, "{name}");
            let mut words: Vec<&str> = lines.iter().flat_map(|line| line.split(' ')).collect();
            assert!(words.iter().all(|word| !word.is_empty() && *word == word.trim().to_lowercase()), "{name}");
            words.sort_unstable();
            assert!(words.is_sorted_by(|a, b| a < b), "{name} has a word twice");
        }
    }

    #[test]
    fn every_file_of_words_has_a_head_and_lines_in_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/language/english");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let lists: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
        assert!(lists.len() > 60);
        // What its module reads and tests line by line, and what has an order of its own.
        let other =
            ["background", "known-bodies", "known-places", "known-things", "months", "numbers", "ordinals", "weekdays"];
        for path in lists.iter().filter(|path| other.iter().all(|name| !path.ends_with(format!("{name}.txt")))) {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let (head, body) = text.split_once("\n\n").unwrap_or_default();
            assert!(!head.is_empty() && head.lines().all(|line| line.starts_with("# ")), "{path:?}");
            let is_folded = |line: &str| !line.is_empty() && line == line.trim() && line == line.to_lowercase();
            assert!(body.ends_with('\n') && body.lines().all(is_folded), "{path:?}");
            // The order of opposites is the number of their axis.
            assert!(body.lines().is_sorted_by(|a, b| a < b) || path.ends_with("opposites.txt"), "{path:?}");
        }
    }

    #[test]
    fn enough_slots_are_free() {
        assert!(WORDS.all().count() * 5 < 16_384 * 3);
    }

    #[test]
    fn short_forms_are_told_from_full_ones() {
        assert!(classes("Jan").is(Classes::SHORT) && classes("sen").is(Classes::TITLE));
        assert!(!classes("january").is(Classes::SHORT) && !classes("senator").is(Classes::SHORT));
        assert!(classes("october").is_date_word() && !classes("may").is_date_word());
    }

    #[test]
    fn the_frame_of_a_report_has_its_dates() {
        assert!(["said", "monday", "october", "yesterday"].into_iter().all(is_frame));
        assert!(!["coalition", "march", "may", "sun", "oct"].into_iter().any(is_frame));
        assert!(is_stop("may") && !is_stop("thee"));
    }

    #[test]
    fn forms_of_common_words_are_common_and_names_are_not() {
        for word in ["running", "announced", "countries", "stopped", "quietly", "leaders", "white"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["sheinbaum", "doral", "chatham", "zelensky", "rendon"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
