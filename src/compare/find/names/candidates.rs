//! The first stage: runs of capitalised words that may be names, with the small words that join them.
//!
//! ```text
//! the [U.S. Secretary of War Pete Hegseth] met [Luiz Inácio Lula da Silva] of [Brazil] in [Trinidad and Tobago]
//! ```
//!
//! English only in what joins ("of", "for", "and"); elsewhere particles alone do. A run never leaves its sentence.

mod links;
mod owned;

use super::evidence::Evidence;
use super::lexicon::{self, Class, Known};
use super::partners;
use super::read::{Reading, Sentence, Shape, Token, is_space};
use crate::compare::NameKind;

/// The most words of a run; longer ones are no names.
const LONGEST: usize = 14;

/// Tokens `first..=last` of a reading, and the quoted nickname inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Index of its first token.
    pub first: usize,
    /// Index of its last token.
    pub last: usize,
    /// First and last token of the nickname.
    pub nickname: Option<(usize, usize)>,
    /// How it was put together.
    pub make: Make,
}

/// How a run was put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Make {
    /// Of words beside each other.
    Words,
    /// Of the names of partners: nothing is taken off it.
    Partners,
    /// Of the parties to a case, "v." between them: nothing is taken off it, and it is nobody.
    Case,
}

impl Run {
    /// Makes a run of words beside each other.
    pub const fn new(first: usize, last: usize) -> Self {
        Self { first, last, nickname: None, make: Make::Words }
    }
}

/// From so many words on a known name may have commas in it.
const LISTED: usize = 6;

/// Looks for runs in one article.
#[derive(Clone, Copy)]
pub(super) struct Finder<'a> {
    /// The article.
    pub reading: &'a Reading<'a>,
    /// How both articles write their words.
    pub evidence: &'a Evidence<'a>,
}

impl<'a> Finder<'a> {
    /// Returns the runs of a sentence in order.
    pub fn runs(self, sentence: &Sentence) -> Vec<Run> {
        let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut runs = Vec::new();
        while at < end {
            if !self.opens(at, end) {
                at += 1;
                continue;
            }
            let mut run = Run::new(at, self.known_end(at, end).unwrap_or(at));
            while run.last - run.first < LONGEST && self.extend(&mut run, end) {}
            at = run.last + 1;
            runs.push(run);
        }
        runs
    }

    /// Returns token `at`.
    pub fn token(self, at: usize) -> Option<&'a Token<'a>> {
        self.reading.tokens.get(at)
    }

    /// Returns the known name that starts at token `at` before `end`, and its last token: the longest.
    pub fn known(self, at: usize, end: usize) -> Option<(Known, usize)> {
        let first = self.token(at).filter(|t| !t.is_stop() && !self.is_bill(at))?;
        let longest = usize::from(first.longest);
        if longest == 0 {
            return None;
        }
        let mut phrase = first.word.clone().into_owned();
        let mut best = self.known_form(&phrase, at).filter(|_| first.is_capital()).map(|known| (known, at));
        for i in at + 1..end.min(at + longest) {
            let gap = self.reading.gap(i);
            let capital = first.word == "washington" && gap == ", ";
            let listed = longest >= LISTED && gap == ", ";
            let joined = capital || listed || self.reading.follows(i) || gap == "-";
            let Some(token) = self.token(i).filter(|_| joined) else { break };
            phrase.push_str(if gap == "-" || listed { gap } else { " " });
            phrase.push_str(&token.word);
            if let Some(known) = self
                .known_form(&phrase, at)
                .filter(|k| token.is_capital() || k.kind == NameKind::Place || token.word == "party")
            {
                best = Some((known, i));
            }
        }
        best
    }

    /// Short forms are read in capitals only: "US", not "us".
    fn known_form(self, phrase: &str, at: usize) -> Option<Known> {
        let written = self.token(at)?;
        // "the western hemisphere" is a place without capitals as well; "the white house" may be any.
        let region = phrase.ends_with(" hemisphere");
        let known = lexicon::known(phrase).filter(|_| written.is_capital() || region)?;
        let after = self.reading.text.get(written.tail..).unwrap_or("");
        // "Boston, Mass.," and "(D-Mass.)", but not "went to Mass".
        let short = known.kind == NameKind::Place && phrase.len() < known.name.len() && phrase.len() <= 4;
        let behind = || self.reading.gap(at).ends_with([',', '-']) || self.reading.gap(at).ends_with(", ");
        let stopped = after.starts_with(".,") || after.starts_with(".)") || (after.starts_with('.') && behind());
        let whole = phrase.len() > 3 && !short;
        (whole || written.shape == Shape::Upper || stopped || phrase == "rio").then_some(known)
    }

    /// Returns the last token of a known name of several words at `at`.
    fn known_end(self, at: usize, end: usize) -> Option<usize> {
        self.known(at, end).map(|(_, last)| last)
    }

    /// Says whether a name may start at token `at`.
    fn opens(self, at: usize, end: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        let capital_next = at + 1 < end && self.token(at + 1).is_some_and(Token::is_capital);
        if self.reading.gap(at).ends_with(['#', '@', '_']) || self.is_bill(at) {
            return false;
        }
        // "(R-Fla.)"
        let party = at.checked_sub(1).and_then(|i| self.token(i)).is_some_and(Token::is_initial);
        if party && self.reading.gap(at) == "-" {
            return false;
        }
        match token.shape {
            Shape::Number => false,
            Shape::Lower => {
                if self.known(at, end).is_some() {
                    return true;
                }
                let article = at.checked_sub(1).and_then(|i| self.token(i)).is_some_and(|t| t.is_stop());
                let joined = capital_next && (self.reading.follows(at + 1) || self.reading.gap(at + 1) == "-");
                token.class.is(Class::OPENER) && joined && !(article && is_space(self.reading.gap(at)))
            }
            _ if self.is_month_name(at, end) => true,
            _ if token.is_stop() || lexicon::is_no_name(token.class) => false,
            _ if token.forced && self.is_call(at) => false,
            Shape::Upper if token.is_initial() => capital_next && self.reading.follows(at + 1),
            _ if token.class.is(Class::NOT_ACRONYM) && (token.shape == Shape::Upper || self.is_many(token)) => false,
            _ if !self.reading.english => !token.forced || self.evidence.is_name(&token.word) == Some(true),
            Shape::Upper if token.word.len() > 1 => {
                !token.class.is(Class::COMMON)
                    || self.known(at, end).is_some()
                    || (capital_next && self.reading.follows(at + 1))
            }
            _ => !token.forced || self.is_name_when_forced(token, at, end),
        }
    }

    /// "Nah," and "Folks, …" at the beginning of speech.
    fn is_call(self, at: usize) -> bool {
        let Some(token) = self.token(at).filter(|t| self.evidence.is_name(&t.word) != Some(true)) else { return false };
        let after = self.reading.text.get(token.tail..).unwrap_or("");
        let quoted = self.reading.gap(at).ends_with(['“', '"', '‘', '\'']);
        let addressed = quoted && after.starts_with([',', '!', '?']) && !token.class.is(Class::GIVEN);
        addressed && token.longest == 0 || token.class.is(Class::INTERJECTION)
    }

    /// "Theresa May", "Mrs. May": a month is a family name behind a given name or a title of persons.
    fn is_month_name(self, at: usize, end: usize) -> bool {
        let Some(token) = self.token(at).filter(|t| t.class.is(Class::MONTH)) else { return false };
        let before = at.checked_sub(1).and_then(|i| self.token(i)).filter(|_| self.reading.follows(at));
        let named = before.is_some_and(|t| {
            let title = t.class.is(Class::TITLE) && (t.class.is(Class::BOUND) || t.word == "minister");
            t.is_capital() && (title || t.class.is(Class::GIVEN) && !t.class.is(Class::COMMON.or(Class::MONTH)))
        });
        let dated = at + 1 < end && self.token(at + 1).is_some_and(|t| t.shape == Shape::Number);
        let own = named && !token.class.is(Class::SHORT);
        token.shape == Shape::Title && !dated && (own || self.is_month_given(token, at, end))
    }

    /// "April Ryan", "Jan Novotny": a month is a given name before a word of no dictionary, where nothing dates.
    fn is_month_given(self, token: &Token<'_>, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.token(i)).filter(|_| !token.forced);
        let dating = before
            .is_some_and(|t| t.is_stop() && t.word != "and" || t.shape == Shape::Number || t.class.is(Class::TIME));
        let strange = |t: &Token<'_>| t.shape == Shape::Title && !t.class.is(lexicon::TELLING) && t.longest == 0;
        let next = at + 1 < end && is_space(self.reading.gap(at + 1)) && self.token(at + 1).is_some_and(strange);
        next && !dating && token.class.is(Class::GIVEN.or(Class::FEMALE))
    }

    /// Decides for a capital that may be owed to the beginning of a sentence.
    fn is_name_when_forced(self, token: &Token<'_>, at: usize, end: usize) -> bool {
        let next = (at + 1 < end && self.reading.follows(at + 1)).then(|| self.token(at + 1)).flatten();
        let next = next.filter(|t| t.is_capital() && !t.is_stop() && !lexicon::is_no_name(t.class));
        let known = self.known(at, end);
        if known.is_some_and(|(_, last)| last > at) {
            return true;
        }
        if token.class.is(Class::STOP) {
            return self.evidence.is_name(&token.word) == Some(true);
        }
        if self.is_alone(at, end) {
            return self.evidence.is_name(&token.word) == Some(true) || known.is_some();
        }
        let heads = Class::TITLE.or(Class::DEMONYM).or(Class::MODIFIER).or(Class::FRONT).or(Class::REGAL);
        if next.is_some() && token.class.is(heads) || self.is_versus(at + 1) || self.leads_body(at, end) {
            return true;
        }
        if let Some(told) = self.evidence.is_name(&token.word) {
            return told;
        }
        // "Prosecutors said", "Fishermen were": people by what they do.
        let many = MANY.iter().any(|end| token.word.len() > end.len() + 3 && token.word.ends_with(end));
        if many && next.is_none() && known.is_none() && !token.class.is(Class::GIVEN.or(Class::SURNAME)) {
            return false;
        }
        if !token.class.is(Class::COMMON) || token.class.is(Class::GIVEN) {
            // A word of no dictionary; a demonym alone is one as well, and is dropped later.
            return next.is_some() || known.is_some() || !self.looks_english(at);
        }
        let tail = Class::BODY.or(Class::PLACE).or(Class::THING);
        known.is_some() || next.is_some_and(|t| t.class.is(tail) && t.class.is(Class::COMMON))
    }

    /// "Spouses are …": a word may be missing from the small dictionary.
    fn looks_english(self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let speaks = self.reading.follows(at + 1) && self.token(at + 1).is_some_and(|t| t.class.is(lexicon::SPEECH));
        let ending = ends_like_english(&token.word);
        token.word.chars().count() < 2 || (ending && !speaks && !token.is_possessive() && !token.class.is(Class::GIVEN))
    }

    /// "Pew!" says nothing of a name.
    fn is_alone(self, at: usize, end: usize) -> bool {
        let closed = self.token(at).and_then(|t| self.reading.text.get(t.tail..)).unwrap_or("");
        at + 1 == end || closed.starts_with(['!', '?'])
    }

    /// Adds the next part to the run; says whether there was one.
    fn extend(self, run: &mut Run, end: usize) -> bool {
        let next = run.last + 1;
        if next >= end {
            return false;
        }
        if let Some(last) = self.owned(run, next, end) {
            run.last = last;
            return true;
        }
        if self.token(run.last).is_none_or(|t| t.is_possessive()) {
            return false;
        }
        let found = partners::found(self, run, next, end);
        let case = || Some((self.opponent(run, next, end)?, Make::Case));
        if let Some((last, make)) = found.or_else(case) {
            (run.last, run.make) = (last, make);
            return false;
        }
        let last = self.nickname(run, next, end).or_else(|| self.joined(run, next, end));
        let known = last.and_then(|last| self.known_end(last, end).filter(|known| *known > last)).or(last);
        if let Some(last) = known {
            run.last = last;
        }
        known.is_some()
    }

    /// Returns the last token after taking what stands at `next`.
    fn joined(self, run: &Run, next: usize, end: usize) -> Option<usize> {
        let (before, token) = (self.token(run.last)?, self.token(next)?);
        let gap = self.reading.gap(next);
        if gap == "-" {
            // "Mar-a-Lago", "Port-au-Prince".
            let through = token.shape == Shape::Lower && token.word.len() <= 3 && self.reading.gap(next + 1) == "-";
            if through && next + 1 < end && self.token(next + 1).is_some_and(Token::is_capital) {
                return Some(next + 1);
            }
            return self.hyphenated(run, before, token).then_some(next);
        }
        if gap == " & " && token.is_capital() {
            let whole = |i: usize, t: &Token<'_>| t.shape == Shape::Upper || self.known(i, i + 1).is_some();
            let couple = before.class.is(Class::GIVEN) && token.class.is(Class::GIVEN) && run.first == run.last;
            return (!whole(run.last, before) && !whole(next, token) && !couple).then_some(next);
        }
        if !self.reading.follows(next) {
            return None;
        }
        if token.is_capital() {
            if self.is_month_name(next, end) {
                return Some(next);
            }
            if let Some(cause) = self.takes_cause(run, next, end) {
                return Some(cause);
            }
            // "John A. Boehner": what would be an article is an initial.
            let stopped = self.reading.text.get(token.span.end..).is_some_and(|rest| rest.starts_with('.'));
            if token.is_initial() && stopped && !token.forced {
                return Some(next);
            }
            let breaks = token.is_stop() || lexicon::is_no_name(token.class) || token.forced;
            return (!breaks).then_some(next);
        }
        if token.class.is(Class::PARTICLE) && self.takes_particles(run) {
            let after = (next + 1..end.min(next + 4)).find(|&i| self.token(i).is_some_and(Token::is_capital))?;
            let between = next + 1..after;
            let all = between.clone().all(|i| self.token(i).is_some_and(|t| t.class.is(Class::PARTICLE)));
            let near = (next + 1..=after).all(|i| self.reading.follows(i) || self.reading.gap(i) == "-");
            return (all && near).then_some(after);
        }
        if !self.reading.english {
            return None;
        }
        if self.is_lower_body(run, token) { Some(next) } else { self.linked(run, next, end) }
    }

    /// "International Studies department", "Labour party", but not "Ruiz administration".
    fn is_lower_body(self, run: &Run, token: &Token<'_>) -> bool {
        let all = |class: Class| (run.first..=run.last).all(|i| self.token(i).is_some_and(|t| t.class.is(class)));
        match &*token.word {
            "party" => run.first == run.last && all(Class::DEMONYM) && !all(Class::FIRST_FAMILY),
            "department" | "ministry" | "committee" | "commission" | "bureau" | "faculty" => {
                let last = self.token(run.last);
                let free = self.token(run.first).is_some_and(|t| !t.forced) || run.last > run.first;
                let names = Class::GIVEN.or(Class::DEMONYM).or(Class::TITLE);
                let any = (run.first..=run.last)
                    .any(|i| self.token(i).is_some_and(|t| t.class.is(names) && !t.class.is(Class::OFFICE)));
                free && last.is_some_and(|t| t.class.is(Class::COMMON))
                    && !any
                    && last.is_some_and(|t| !t.class.is(Class::BODY))
                    && self.known(run.first, run.last + 1).is_none_or(|(_, known)| known < run.last)
            }
            _ => false,
        }
    }

    /// Spanish "y" and the like join persons, not a common word and a name.
    fn takes_particles(self, run: &Run) -> bool {
        self.token(run.last).is_some_and(|t| !t.class.is(Class::DEMONYM) && (t.shape == Shape::Title || t.is_initial()))
    }

    /// "Ibero-American", "Jean-Marie", "Jae-in", "COVID-19", but not "Mexico-based" nor "U.S.-Iran".
    fn hyphenated(self, run: &Run, before: &Token<'_>, token: &Token<'_>) -> bool {
        let place = |at: usize| self.known(at, at + 1).is_some();
        match token.shape {
            Shape::Number => before.shape == Shape::Upper,
            Shape::Lower => {
                let family = self.token(run.first).is_some_and(|t| t.class.is(Class::FIRST_FAMILY));
                let strange = !before.class.is(lexicon::TELLING) && !token.class.is(lexicon::TELLING);
                (family && run.last > run.first && token.word.len() <= 5)
                    || (strange && before.word.len() <= 4 && !lexicon::is_common(&token.word))
            }
            _ => !token.is_stop() && !place(run.last) && !place(run.last + 1),
        }
    }

    /// `Rubén “El Mencho” Oseguera`: takes the nickname and the word after it.
    fn nickname(self, run: &mut Run, next: usize, end: usize) -> Option<usize> {
        let opened = |gap: &str| matches!(gap, " “" | " \"" | " ‘" | " '" | " (");
        let closed = |gap: &str| matches!(gap, "” " | "\" " | "’ " | "' " | ") ");
        if run.nickname.is_some() || !opened(self.reading.gap(next)) {
            return None;
        }
        let after = (next + 1..end.min(next + 5)).find(|&i| closed(self.reading.gap(i)))?;
        let capital = |i: usize| self.token(i).is_some_and(Token::is_capital);
        let inside = next..after;
        let whole = inside.clone().skip(1).all(|i| self.reading.follows(i)) && capital(next) && capital(after);
        if !whole || !inside.clone().all(|i| capital(i) || self.token(i).is_some_and(|t| t.class.is(Class::PARTICLE))) {
            return None;
        }
        // "the “War Room” Show" is no nickname; neither is "(Reuters) Trump".
        let person = self.token(after).is_some_and(|t| !t.is_stop() && !t.class.is(Class::BODY.or(Class::THING)));
        let bracket =
            self.reading.gap(next).ends_with('(') && !self.token(run.first).is_some_and(|t| t.class.is(Class::GIVEN));
        if !person || bracket {
            return None;
        }
        run.nickname = Some((next, after - 1));
        Some(after)
    }
}

/// Endings of words for several people.
const MANY: &[&str] = &["tors", "sors", "vors", "tees", "ists", "ians", "men", "women", "children"];

/// Endings that words of English have.
const ENDINGS: &[&str] = &[
    "s", "ed", "ing", "ly", "er", "ness", "ment", "ion", "ive", "al", "ous", "ist", "ism", "ity", "able", "ful",
    "stic", "adic", "atic",
];

/// Says whether a folded word ends as words of English do.
pub(super) fn ends_like_english(word: &str) -> bool {
    ENDINGS.iter().any(|end| word.ends_with(end))
}
