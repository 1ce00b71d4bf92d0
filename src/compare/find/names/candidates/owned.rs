//! What a name has in it that parts other names: a possessive, "v.", a word that elsewhere is written small.
//!
//! ```text
//! the Farmers’ Rights Project     one body            Harlan’s Rights Project     the project of Harlan
//! the County Sheriff’s Office     one body            the Sheriff’s Old Office    a sheriff’s
//! Harlan v. Oberlin Board         one case            Harlan vs. Oberlin          two teams
//! ```

use super::{Finder, Run};
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::read::{Shape, Token};

/// The most words behind a possessive.
const MOST: usize = 6;

impl Finder<'_> {
    /// Returns the last token of the body whose name goes on behind the possessive that ends `run`.
    pub(super) fn owned(self, run: &Run, next: usize, end: usize) -> Option<usize> {
        let owner = self.token(run.last).filter(|t| t.is_capital() && self.reading.english)?;
        let gap = self.reading.gap(next);
        let many = owner.word.ends_with('s') && matches!(gap, "’ " | "' ");
        let one = owner.is_possessive() && gap == " ";
        let own = Class::GIVEN.or(Class::DEMONYM).or(Class::BODY).or(Class::PLACE);
        let one_of_many =
            owner.word.strip_suffix('s').is_some_and(|one| lexicon::class(one).is(Class::COMMON.or(Class::PERSON)));
        let plain = (owner.class.is(Class::COMMON) || many && one_of_many)
            && !owner.class.is(own)
            && owner.shape == Shape::Title;
        if one && run.first == run.last && self.is_brand(next) {
            return Some(next);
        }
        if !(many && plain || one && owner.class.is(Class::TITLE.or(Class::ROLE))) {
            return None;
        }
        let behind = |i: usize| i == next || self.reading.follows(i);
        let part = |i: &usize| behind(*i) && self.token(*i).is_some_and(|t| t.is_capital() && !t.is_stop());
        let last = (next..end.min(next + MOST)).take_while(part).last()?;
        // "Farmers’ Union Secretary Ana Ruiz"
        let titled =
            (next + 1..=last).find(|&i| self.token(i).is_some_and(|t| t.class.is(Class::TITLE.or(Class::ROLE))));
        let last = titled.filter(|_| many).map_or(last, |title| title - 1);
        let head = self.token(last)?;
        let linked = self.token(last + 1).is_some_and(|t| t.word == "for") && head.class.is(Class::FOR_HEAD);
        // "the Sheriff’s Office", but not "the President’s Budget Council".
        let near = many || last == next;
        (near && !head.is_possessive() && (head.class.is(Class::BODY) || linked)).then_some(last)
    }

    /// "a Peet’s Coffee", "a nearby Peet’s Coffee": nobody has "a" before the name.
    pub(in crate::compare::find::names) fn is_brand(self, next: usize) -> bool {
        let is = |back: usize, article: bool| {
            let before = next.checked_sub(back).and_then(|i| self.token(i));
            before.is_some_and(|t| t.shape == Shape::Lower && (!article || matches!(&*t.word, "a" | "an")))
        };
        let strange = |t: &Token<'_>| !t.class.is(Class::COMMON.or(Class::GIVEN).or(Class::DEMONYM)) && t.longest == 0;
        let owner = next.checked_sub(1).and_then(|i| self.token(i)).is_some_and(|t| t.is_possessive() && strange(t));
        let thing = self.token(next).is_some_and(|t| t.shape == Shape::Title && t.class.is(Class::COMMON));
        owner && thing && self.reading.gap(next) == " " && (is(2, true) || is(2, false) && is(3, true))
    }

    /// Returns the last token of the party on the other side of the case that begins with `run`.
    pub(super) fn opponent(self, run: &Run, next: usize, end: usize) -> Option<usize> {
        let other = next + 1;
        if run.nickname.is_some() || other >= end || !self.is_versus(next) {
            return None;
        }
        let mut party = Run::new(other, self.known_end(other, end).unwrap_or(other));
        while party.last - party.first < MOST && self.extend(&mut party, end) {}
        self.token(other).is_some_and(Token::is_capital).then_some(party.last)
    }

    /// "Harlan v. Oberlin": a case in court; teams play "vs.".
    pub(super) fn is_versus(self, at: usize) -> bool {
        let parts = self.token(at).filter(|t| t.word == "v" && t.shape == Shape::Lower && self.reading.gap(at) == " ");
        parts.is_some() && self.reading.gap(at + 1) == ". "
    }

    /// "PACs": capitals but for the ending.
    pub(super) fn is_many(self, token: &Token<'_>) -> bool {
        let letters = token.span.of(self.reading.text).strip_suffix('s').unwrap_or("");
        letters.len() > 1 && letters.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// "H.R. 1": a bill's number is no House.
    pub(super) fn is_bill(self, at: usize) -> bool {
        let house = self.token(at).is_some_and(|t| matches!(&*t.word, "hr" | "s") && t.shape == Shape::Upper);
        house
            && self.token(at + 1).is_some_and(|t| t.shape == Shape::Number)
            && self.reading.gap(at + 1).trim().len() < 2
    }

    /// "Herring Industry Group’s head": a thing at the beginning of a sentence belongs to the body of things behind it.
    pub(super) fn leads_body(self, at: usize, end: usize) -> bool {
        let matter = |i: usize| {
            let own = Class::GIVEN.or(Class::DEMONYM).or(Class::TITLE).or(Class::MODIFIER).or(Class::STOP);
            self.token(i).is_some_and(|t| t.class.is(Class::COMMON) && !t.class.is(own) && t.shape == Shape::Title)
        };
        let runs = |i: &usize| self.reading.follows(*i) && matter(*i) && self.known(*i, end).is_none();
        let last = (at + 1..end.min(at + MOST)).take_while(runs).last().filter(|last| *last > at + 1);
        let thing = self
            .token(at)
            .is_some_and(|t| !t.word.ends_with("ed") && !t.word.ends_with("ing") && !t.word.ends_with("ly"));
        matter(at)
            && thing
            && last.is_some_and(|last| {
                self.token(last).is_some_and(|t| t.class.is(Class::BODY))
                    && !self.token(last + 1).is_some_and(|t| self.reading.follows(last + 1) && t.is_capital())
            })
    }
}
