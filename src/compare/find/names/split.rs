//! What a run of capitals names: titles and nationalities are taken off, what stands before a title is a name of its own.
//!
//! ```text
//! Florida Gov. Ana Ruiz      → Florida · Ana Ruiz (titled)
//! Mexican President Ruiz     → Ruiz (titled)
//! U.S. Department of State   → whole
//! Secretary of War Tom Bell  → Tom Bell (titled)
//! ```

use super::kind::{self, Votes};
use super::lexicon::{Class, Known, TELLING};
use super::read::{Sentence, Shape, Token};
use super::runs::{Finder, Run};
use crate::compare::{NameKind, Place};
use crate::text::Span;

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Where it stands.
    pub place: Place,
    /// Its folded words, joining ones included, the nickname left out.
    pub words: Vec<String>,
    /// Its nickname, folded.
    pub nickname: Option<String>,
    /// What the lexicon knows under this form.
    pub known: Option<Known>,
    /// Whether it is written in capitals, without a space.
    pub acronym: bool,
    /// What it seems to be.
    pub votes: Votes,
    /// Its first and last token.
    pub tokens: (usize, usize),
}

impl Mention {
    /// Says whether it seems to be a person.
    pub fn is_person(&self) -> bool {
        self.votes.kind() == NameKind::Person
    }
}

/// Collects the names of a sentence.
pub(super) struct Splitter<'a, 'b> {
    finder: Finder<'a>,
    sentence: &'b Sentence,
    out: &'b mut Vec<Mention>,
}

impl<'a, 'b> Splitter<'a, 'b> {
    /// Starts on a sentence.
    pub fn new(finder: Finder<'a>, sentence: &'b Sentence, out: &'b mut Vec<Mention>) -> Self {
        Self { finder, sentence, out }
    }

    fn token(&self, at: usize) -> Option<&'a Token<'a>> {
        self.finder.token(at)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.class.is(class))
    }

    /// Takes a run as one name.
    pub fn whole(&mut self, run: Run) {
        self.push(run, false);
    }

    /// Takes the names of a run.
    pub fn split(&mut self, run: Run) {
        if !self.finder.reading.english {
            // Where every noun has a capital, one of them is no name.
            let plain = (run.first..=run.last).all(|i| self.token(i).is_some_and(Token::is_capital));
            if !self.finder.reading.nouns || (run.last > run.first && plain) {
                self.push(run, false);
            }
            return;
        }
        let mut run = self.without_tail(run);
        if let Some(title) = self.title(run) {
            let rest = self.after_office(title, run.last);
            self.role(run.first, title);
            if rest <= run.last {
                run.first = rest;
                self.person_or_whole(run, true);
            }
            return;
        }
        self.person_or_whole(run, false);
    }

    /// "the Obama Administration" is about Obama.
    fn without_tail(&self, mut run: Run) -> Run {
        let administration = |at: usize| self.token(at).is_some_and(|t| t.word == "administration");
        if run.last == run.first + 1 && administration(run.last) && !self.is(run.first, Class::COMMON) {
            run.last = run.first;
        }
        run
    }

    /// Returns the last title of a run that is not part of a name.
    fn title(&self, run: Run) -> Option<usize> {
        let office = Class::TITLE;
        let whole = Class::BODY.or(Class::PLACE).or(Class::THING);
        // "Department of Justice", "Council for Foreign Ministers".
        let of =
            |at: usize| at > run.first && self.token(at - 1).is_some_and(|t| matches!(&*t.word, "of" | "for" | "and"));
        let last = (run.first..=run.last).rev().find(|&i| self.is(i, office) && !of(i))?;
        if last == run.last {
            // "Stephen King", "John Major": a family name like a title.
            let named = last > run.first && self.is(last - 1, Class::GIVEN) && !self.is(last - 1, Class::MODIFIER);
            return (!named).then_some(last);
        }
        let given_before = last > run.first && self.is(last - 1, Class::GIVEN) && !self.is(last - 1, Class::COMMON);
        let body = self.is(run.last, whole) && !self.is(last + 1, Class::GIVEN) && run.last > last;
        (!body && !given_before).then_some(last)
    }

    /// Returns the token after the title at `title` and what it is an office of.
    fn after_office(&self, title: usize, last: usize) -> usize {
        let of = |at: usize| self.token(at).is_some_and(|t| matches!(&*t.word, "of" | "for"));
        let mut at = title + 1;
        if at <= last && of(at) {
            at += 1;
            let small = |at: usize| self.token(at).is_some_and(|t| matches!(&*t.word, "the" | "and" | "of"));
            while at <= last && (self.is(at, Class::OFFICE) || small(at)) {
                at += 1;
            }
        }
        at
    }

    /// Takes the names before a title: "Florida Gov.", "Fox News Director", "House Speaker".
    fn role(&mut self, first: usize, title: usize) {
        // "Republican National Committee Chairman": a body is taken whole.
        let body = title > first + 1 && self.is(title - 1, Class::BODY) && !self.is(title - 1, Class::MODIFIER);
        if body && self.finder.known(title - 1, title).is_none() && self.finder.known(first, title).is_none() {
            return self.push(Run { first, last: title - 1, nickname: None }, false);
        }
        let mut at = first;
        while at < title {
            if let Some((_, last)) = self.finder.known(at, title) {
                self.push(Run { first: at, last, nickname: None }, false);
                at = last + 1;
                continue;
            }
            let idle = Class::TITLE.or(Class::MODIFIER).or(Class::DEMONYM).or(Class::OFFICE);
            let part = |i: usize| i < title && self.finder.known(i, title).is_none() && !self.is(i, idle);
            let end = (at..title).find(|&i| !part(i)).unwrap_or(title);
            let named = (at..end).any(|i| self.token(i).is_some_and(|t| t.is_capital() && !t.class.is(Class::COMMON)));
            let capitals = (at..end).filter(|&i| self.token(i).is_some_and(Token::is_capital)).count();
            let ends_well = end > at && self.token(end - 1).is_some_and(Token::is_capital);
            if (named || capitals > 1) && ends_well {
                self.push(Run { first: at, last: end - 1, nickname: None }, false);
            }
            at = end.max(at + 1);
        }
    }

    /// Takes nationalities and parties off a person's name.
    fn person_or_whole(&mut self, mut run: Run, titled: bool) {
        let whole = Class::BODY.or(Class::PLACE).or(Class::THING);
        loop {
            let known = self.finder.known(run.first, run.last + 1);
            if let Some((_, last)) = known.filter(|(_, last)| *last < run.last) {
                if (last + 1..=run.last).all(|i| self.is(i, Class::DEMONYM)) {
                    run.last = last;
                    break;
                }
                let adherent = last + 1 < run.last && self.is(last + 1, Class::DEMONYM);
                if (self.is(last + 1, Class::GIVEN) || adherent) && !self.is(run.last, whole) {
                    self.push(Run { last, ..run }, false);
                    run.first = last + 1;
                    continue;
                }
            }
            let person = run.last > run.first
                && (!self.is(run.first + 1, Class::COMMON) || self.is(run.first + 1, Class::GIVEN))
                && !self.is(run.last, whole);
            if known.is_none() && self.is(run.first, Class::DEMONYM) && person {
                run.first += 1;
                continue;
            }
            break;
        }
        if !(run.first..=run.last).all(|i| self.is(i, Class::DEMONYM))
            || self.finder.known(run.first, run.last + 1).is_some()
        {
            self.push(run, titled);
        }
    }

    fn push(&mut self, run: Run, titled: bool) {
        let Some(mention) = self.mention(run, titled) else { return };
        self.out.push(mention);
    }

    fn mention(&self, run: Run, titled: bool) -> Option<Mention> {
        let (first, last) = (self.token(run.first)?, self.token(run.last)?);
        let inside = |i: usize| run.nickname.is_some_and(|(a, b)| (a..=b).contains(&i));
        let words = |from: usize, to: usize, keep: &dyn Fn(usize) -> bool| -> Vec<String> {
            (from..=to).filter(|&i| keep(i)).filter_map(|i| self.token(i)).map(|t| t.word.to_string()).collect()
        };
        let known =
            self.finder.known(run.first, run.last + 1).filter(|(_, end)| *end == run.last).map(|(known, _)| known);
        let alone = run.first == run.last;
        if known.is_none() && alone && !titled && self.is_shorthand(run.first) {
            return None;
        }
        let mention = Mention {
            place: Place { paragraph: self.sentence.paragraph, span: Span::new(first.span.start, self.end(last)) },
            words: words(run.first, run.last, &|i| !inside(i)),
            nickname: run.nickname.map(|(a, b)| words(a, b, &|_| true).join(" ")),
            known,
            acronym: alone && first.shape == Shape::Upper && first.word.len() > 1,
            votes: kind::votes(self.finder, self.sentence, run, titled, known),
            tokens: (run.first, run.last),
        };
        (mention.place.span.len() <= 120).then_some(mention)
    }

    /// The last stop of "U.S." belongs to it.
    fn end(&self, last: &Token<'_>) -> usize {
        let text = self.finder.reading.text;
        let dotted = (last.shape == Shape::Upper && last.span.of(text).contains('.'))
            || matches!(&*last.word, "jr" | "sr" | "inc" | "corp" | "co" | "ltd");
        let rest = text.get(last.span.end..).unwrap_or("");
        let state = last.span.len() <= 5 && rest.starts_with(".,") && !last.class.is(TELLING);
        let stop = rest.starts_with('.');
        if (dotted || state) && stop && !last.is_possessive() { last.span.end + 1 } else { last.span.end }
    }

    /// "the Court", "the Company": a common word that stands for a name that was given before.
    fn is_shorthand(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        let common = token.class.is(Class::COMMON) && !token.class.is(Class::GIVEN) && token.shape == Shape::Title;
        let article = at.checked_sub(1).and_then(|i| self.token(i)).is_some_and(|t| is_determiner(&t.word));
        if token.word.ends_with("'s") {
            return true;
        }
        let heads = Class::BODY.or(Class::PLACE).or(Class::THING).or(Class::TITLE).or(Class::MODIFIER).or(Class::FRONT);
        common && (article || token.forced || token.class.is(heads))
    }
}

/// Says whether a word goes before a noun.
fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "her"
            | "his"
            | "its"
            | "my"
            | "our"
            | "that"
            | "the"
            | "their"
            | "these"
            | "this"
            | "those"
            | "your"
    )
}
