//! The filter language: what is typed to narrow a list of articles or of notes, read once.
//!
//! Everything that is asked for must hold. A query is parted at white space:
//!
//! ```text
//! ferry            words, at the beginning of a word          "night ferry"   these words, whole, one after the other
//! source:tide      what one field says; more in "quotes"      #sea            a tag, as tag:sea
//! is:unread        a state                                    since:2026-03   a day, a month or a year, and later
//! -ferry           none of that, before anything of the above
//! ```
//!
//! Reading never fails. What has only begun to be typed (`is:`, `-`, `"`) asks for nothing; what cannot be understood
//! asks for nothing either, but is told by [`Query::mistakes`] with what is known. Which fields and states there are a
//! [`Vocabulary`] says. A query that is printed reads as the same query.
//!
//! ```
//! use diptych::library::query::{ARTICLES, Query};
//!
//! let query = Query::new("ferry -#sport since:2026-03 sectoin:news", &ARTICLES);
//! assert_eq!(query.to_string(), "ferry -#sport since:2026-03 sectoin:news");
//! assert!(query.mistakes().next().is_some_and(|told| told.starts_with("there is no “sectoin:” here; there are ")));
//! ```

mod day;
mod words;

use std::fmt;

pub use self::day::Period;
use self::words::Quoted;
pub use self::words::{APART, Found, Words};
use crate::text::fold::plain;

/// What a query may ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Who published it.
    Source,
    /// Who wrote it.
    Author,
    /// A tag.
    Tag,
    /// The section of the paper.
    Section,
    /// The story.
    Story,
    /// The language.
    Lang,
    /// The address of a feed that brought it.
    Feed,
    /// A state.
    Is,
    /// Days from which on.
    Since,
    /// Days up to which.
    Until,
    /// The label of a note.
    Label,
}

impl Key {
    /// Returns how it is typed, without the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Author => "author",
            Self::Tag => "tag",
            Self::Section => "section",
            Self::Story => "story",
            Self::Lang => "lang",
            Self::Feed => "feed",
            Self::Is => "is",
            Self::Since => "since",
            Self::Until => "until",
            Self::Label => "label",
        }
    }
}

/// The fields and states of what is listed.
#[derive(Debug)]
pub struct Vocabulary {
    /// The fields.
    pub keys: &'static [Key],
    /// The states, folded.
    pub states: &'static [&'static str],
}

/// What articles can be filtered by.
pub static ARTICLES: Vocabulary = Vocabulary {
    keys: &[
        Key::Source,
        Key::Author,
        Key::Tag,
        Key::Section,
        Key::Story,
        Key::Lang,
        Key::Feed,
        Key::Is,
        Key::Since,
        Key::Until,
        Key::Label,
    ],
    states: &["unread", "read", "starred", "noted", "lost", "updated"],
};

/// What notes can be filtered by.
pub static NOTES: Vocabulary = Vocabulary {
    keys: &[Key::Source, Key::Tag, Key::Label, Key::Is, Key::Since, Key::Until],
    states: &["link", "exact", "moved", "fuzzy", "ambiguous", "orphan", "orphaned", "lost"],
};

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not be so.
    pub not: bool,
    /// What.
    pub ask: Ask,
}

/// What may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Words, in any field.
    Words(Words),
    /// A tag, typed with a number sign.
    Hash(Words),
    /// Words in a field.
    Field(Key, Words),
    /// A state that begins so.
    Is(State),
    /// From this day on.
    Since(Period),
    /// Up to this day.
    Until(Period),
    /// Nothing yet: only begun to be typed.
    Begun(Box<str>),
    /// Nothing: it cannot be understood.
    Mistake(Mistake),
}

/// States, as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    typed: Box<str>,
    known: Vec<&'static str>,
}

impl State {
    /// Returns the states that it may mean: any of these.
    #[must_use]
    pub fn any(&self) -> &[&'static str] {
        &self.known
    }
}

/// What cannot be understood, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    typed: Box<str>,
    why: String,
}

impl Query {
    /// Reads a query about what has the fields and states of `known`.
    #[must_use]
    pub fn new(typed: &str, known: &Vocabulary) -> Self {
        let mut terms = Vec::new();
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (term, after) = term(rest, known);
            terms.push(term);
            rest = after.trim_start();
        }
        Self { terms }
    }

    /// Returns what is asked for, what asks for nothing left out.
    pub fn asked(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| term.asks())
    }

    /// Says whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.asked().next().is_none()
    }

    /// Says what cannot be understood, and what can.
    pub fn mistakes(&self) -> impl Iterator<Item = &str> {
        self.terms
            .iter()
            .filter_map(|term| if let Ask::Mistake(mistake) = &term.ask { Some(&*mistake.why) } else { None })
    }

    /// Says whether everything that this lets through `before` does too, so that only that need be asked.
    #[must_use]
    pub fn narrows(&self, before: &Self) -> bool {
        before.asked().all(|old| self.asked().any(|new| new.narrows(old)))
    }
}

impl Term {
    /// Says whether it asks for anything.
    const fn asks(&self) -> bool {
        !matches!(self.ask, Ask::Begun(_) | Ask::Mistake(_))
    }

    fn narrows(&self, before: &Self) -> bool {
        if self.not || before.not {
            return self == before;
        }
        match (&self.ask, &before.ask) {
            (Ask::Words(new), Ask::Words(old)) => new.narrow(old),
            (Ask::Hash(new) | Ask::Field(Key::Tag, new), Ask::Hash(old) | Ask::Field(Key::Tag, old)) => new.narrow(old),
            (Ask::Field(key, new), Ask::Field(other, old)) => key == other && new.narrow(old),
            (Ask::Is(new), Ask::Is(old)) => new.known.iter().all(|state| old.known.contains(state)),
            (Ask::Since(new), Ask::Since(old)) => new.first >= old.first,
            (Ask::Until(new), Ask::Until(old)) => new.last <= old.last,
            _ => false,
        }
    }
}

/// Reads one term from the beginning of `rest`, which is no white space; returns what comes after it.
fn term<'r>(rest: &'r str, known: &Vocabulary) -> (Term, &'r str) {
    let (not, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    let (ask, after) = ask(rest, known);
    (Term { not, ask }, after)
}

fn ask<'r>(rest: &'r str, known: &Vocabulary) -> (Ask, &'r str) {
    if let Some(tag) = rest.strip_prefix('#') {
        let (words, after) = value(tag);
        let ask =
            if words.typed_nothing() { Ask::Begun(begun("#", &words)) } else { or_mistake("#", words, Ask::Hash) };
        return (ask, after);
    }
    if let Some((name, typed)) = name(rest) {
        let (words, after) = value(typed);
        return (field(name, words, known), after);
    }
    let (words, after) = value(rest);
    let ask = if words.typed_nothing() { Ask::Begun(begun("", &words)) } else { or_mistake("", words, Ask::Words) };
    (ask, after)
}

fn begun(before: &str, words: &Words) -> Box<str> {
    format!("{before}{words}").into()
}

/// Words without letters and digits cannot be looked for.
fn or_mistake(before: &str, words: Words, ask: impl FnOnce(Words) -> Ask) -> Ask {
    if !words.is_empty() {
        return ask(words);
    }
    let typed = begun(before, &words);
    let why = format!("“{typed}” has no letter and no digit to look for");
    Ask::Mistake(Mistake { typed, why })
}

/// Returns the name before a colon at the beginning of `rest`, and what comes after the colon.
fn name(rest: &str) -> Option<(&str, &str)> {
    let (name, after) = rest.split_once(':')?;
    (!name.is_empty() && name.chars().all(char::is_alphabetic)).then_some((name, after))
}

/// Reads a value: words in quotation marks, or everything up to white space.
fn value(rest: &str) -> (Words, &str) {
    const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    let Some(quoted) = rest.strip_prefix(MARKS) else {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (typed, after) = rest.split_at(end);
        return (Words::new(typed, Quoted::Bare), after);
    };
    match quoted.split_once(MARKS) {
        Some((typed, after)) => (Words::new(typed, Quoted::Closed), after),
        None => (Words::new(quoted, Quoted::Open), ""),
    }
}

fn field(name: &str, words: Words, known: &Vocabulary) -> Ask {
    let folded = plain(name);
    let typed: Box<str> = format!("{name}:{words}").into();
    let Some(key) = known.keys.iter().copied().find(|key| key.name() == folded) else {
        let keys: Vec<String> = known.keys.iter().map(|key| format!("{}:", key.name())).collect();
        let why = format!("there is no “{name}:” here; there are {}", keys.join(" "));
        return Ask::Mistake(Mistake { typed, why });
    };
    if words.typed_nothing() {
        return Ask::Begun(typed);
    }
    match key {
        Key::Is => state(&words, typed, known),
        Key::Since => day(&words, typed, Ask::Since),
        Key::Until => day(&words, typed, Ask::Until),
        _ => or_mistake(&format!("{name}:"), words, |words| Ask::Field(key, words)),
    }
}

fn state(words: &Words, typed: Box<str>, known: &Vocabulary) -> Ask {
    let asked = plain(words.typed());
    let exact = known.states.iter().copied().filter(|state| *state == asked);
    let mut meant: Vec<&'static str> = exact.collect();
    if meant.is_empty() {
        meant = known.states.iter().copied().filter(|state| state.starts_with(&*asked)).collect();
    }
    if meant.is_empty() {
        let states: Vec<String> = known.states.iter().map(|state| format!("is:{state}")).collect();
        let why = format!("there is no “{typed}” here; there are {}", states.join(" "));
        return Ask::Mistake(Mistake { typed, why });
    }
    Ask::Is(State { typed, known: meant })
}

fn day(words: &Words, typed: Box<str>, ask: impl FnOnce(Period) -> Ask) -> Ask {
    Period::new(words.typed()).map_or_else(
        || {
            let why = format!("“{typed}” names no day; 2026, 2026-03 and 2026-03-07 do");
            Ask::Mistake(Mistake { typed, why })
        },
        ask,
    )
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, term) in self.terms.iter().enumerate() {
            write!(f, "{}{term}", if number > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.not { "-" } else { "" })?;
        match &self.ask {
            Ask::Words(words) => write!(f, "{words}"),
            Ask::Hash(words) => write!(f, "#{words}"),
            Ask::Field(key, words) => write!(f, "{}:{words}", key.name()),
            Ask::Is(state) => write!(f, "{}", state.typed),
            Ask::Since(period) => write!(f, "since:{period}"),
            Ask::Until(period) => write!(f, "until:{period}"),
            Ask::Begun(typed) => write!(f, "{typed}"),
            Ask::Mistake(mistake) => write!(f, "{}", mistake.typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(typed: &str) -> Query {
        Query::new(typed, &ARTICLES)
    }

    /// Names what was understood.
    fn told(typed: &str) -> Vec<String> {
        let kind = |ask: &Ask| match ask {
            Ask::Words(_) => "words".to_owned(),
            Ask::Hash(_) => "tag".to_owned(),
            Ask::Field(key, _) => key.name().to_owned(),
            Ask::Is(state) => format!("is {}", state.any().join("|")),
            Ask::Since(period) => format!("since {}", period.first),
            Ask::Until(period) => format!("until {}", period.last),
            Ask::Begun(_) => "begun".to_owned(),
            Ask::Mistake(_) => "mistake".to_owned(),
        };
        let term = |term: &Term| format!("{}{}", if term.not { "not " } else { "" }, kind(&term.ask));
        read(typed).terms.iter().map(term).collect()
    }

    #[test]
    fn every_kind_of_term_is_read() {
        for (typed, terms) in [
            ("", &[][..]),
            ("ferry strike", &["words", "words"]),
            ("\"night ferry\" strike", &["words", "words"]),
            ("“night ferry” strike", &["words", "words"]),
            ("\"night ferry", &["words"]),
            (
                "-ferry -\"night ferry\" -#sea -source:x -is:read",
                &["not words", "not words", "not tag", "not source", "not is read"],
            ),
            (
                "source:tide AUTHOR:\"Jo Ó\" tag:a section:b story:c lang:en feed:d label:claim",
                &["source", "author", "tag", "section", "story", "lang", "feed", "label"],
            ),
            ("#sea #\"high sea\"", &["tag", "tag"]),
            (
                "is:unread is:read is:starred is:noted is:lost is:updated",
                &["is unread", "is read", "is starred", "is noted", "is lost", "is updated"],
            ),
            ("is:un IS:St", &["is unread", "is starred"]),
            (
                "since:2026 until:2026-02 since:2026-03-07",
                &["since 2026-01-01", "until 2026-02-28", "since 2026-03-07"],
            ),
            ("is: source: - # -#", &["begun", "begun", "not begun", "begun", "not begun"]),
            ("\"", &["begun"]),
            ("-\"", &["not begun"]),
            ("#\" ", &["begun"]),
            ("a source:\"", &["words", "begun"]),
            ("sorce:tide is:old since:march until:2026-99 reuters: …", &["mistake"; 6]),
            ("10:30 -5 a-b co2", &["words", "not words", "words", "words"]),
        ] {
            assert_eq!(told(typed), terms, "{typed}");
        }
    }

    #[test]
    fn mistakes_are_told_with_what_is_known() {
        for (typed, says) in [
            (
                "sorce:tide",
                "there is no “sorce:” here; there are source: author: tag: section: story: lang: feed: is: since: until: label:",
            ),
            ("is:old", "there is no “is:old” here; there are is:unread is:read is:starred is:noted is:lost is:updated"),
            ("since:march", "“since:march” names no day; 2026, 2026-03 and 2026-03-07 do"),
            ("-since:\"9 March\"", "“since:\"9 March\"” names no day; 2026, 2026-03 and 2026-03-07 do"),
            ("tag:€", "“tag:€” has no letter and no digit to look for"),
        ] {
            assert_eq!(read(typed).mistakes().collect::<Vec<_>>(), [says], "{typed}");
            assert!(read(typed).is_empty(), "{typed}");
        }
    }

    #[test]
    fn a_query_that_grows_narrows_but_where_it_turns_into_another_question() {
        for (before, after) in [
            ("", "f"),
            ("fer", "ferry"),
            ("ferry", "ferry "),
            ("ferry ", "ferry -strike"),
            ("is:", "is:u"),
            ("source:t", "source:ti"),
            ("#s", "tag:sea"),
            ("is:r", "is:read"),
            ("since:2026", "since:2026-02"),
            ("until:2026", "until:2026-02"),
            ("\"night fe", "\"night fer"),
            ("night", "\"night ferry\""),
            ("b a", "a b"),
        ] {
            assert!(read(after).narrows(&read(before)), "{before} → {after}");
        }
        for (before, after) in [
            ("ferry", "fer"),
            ("source", "source:"),
            ("-f", "-fe"),
            ("ferry", "-ferry"),
            ("is:read", "is:readx"),
            ("\"night\"", "\"nights\""),
            ("source:t", "tag:t"),
            ("since:2026-02", "since:2026"),
        ] {
            assert!(!read(after).narrows(&read(before)), "{before} → {after}");
        }
    }

    proptest! {
        #[test]
        fn a_query_that_is_printed_reads_as_the_same(typed in "(-|#|\"|“|is:|source:|sorce:|since:2026|[a-bÉ:' ]|\\PC){0,12}") {
            let query = read(&typed);
            let printed = query.to_string();
            prop_assert_eq!(read(&printed).to_string(), printed.clone());
            prop_assert_eq!(read(&printed), query, "{}", printed);
        }
    }
}
