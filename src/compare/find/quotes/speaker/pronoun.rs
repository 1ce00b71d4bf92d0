//! Whom a pronoun means: the subject of the nearest sentence before that has one, unless somebody else is named in
//! between whom it could mean.

use super::{REACH, Speakers, clause, lexicon, people, surname};
use crate::language::english::is_womans;
use crate::text::Span;
use crate::text::span::floor_boundary;

/// Sentences that are searched backwards for what a pronoun stands for, and the paragraphs that they stand in.
const BACK: usize = 5;
const PARAGRAPHS: usize = 3;

/// Whom the sentences before a pronoun speak of.
#[derive(Clone, Debug)]
pub(in crate::compare::find::quotes) struct Antecedent {
    /// The subject of the nearest sentence that has one.
    subject: String,
    /// Whether that sentence tells what the subject said.
    said: bool,
    /// Everybody that is named from there on.
    people: Vec<String>,
}

impl Speakers<'_> {
    /// Reads whom a pronoun before `at` can mean.
    pub(super) fn antecedent(&self, paragraph: usize, at: usize, she: bool) -> Option<Antecedent> {
        let mut named = Vec::new();
        let mut spoken_of = false;
        for (paragraph, sentence) in self.sentences_before(paragraph, at) {
            let own = sentence.end >= at;
            let span = Span::new(sentence.start, sentence.end.min(at));
            let start = floor_boundary(&self.article.text, span.start.max(span.end.saturating_sub(REACH)));
            let text = self.masked(paragraph, Span::new(start, span.end), 0);
            // "When it was sent to Melo, she dismissed it": who is named alone before the pronoun of its own sentence.
            let text = if own { before_pronoun(&text, she) } else { &text };
            let here = people(text, &self.people);
            named.extend(here.iter().cloned());
            // "Melo’s lawyer said no. He added": somebody without a name.
            let nameless =
                |(subject, said): (String, bool)| said && !clause::is_name(&subject) && !lexicon::names_body(&subject);
            if !own && clause::subject(text).is_some_and(nameless) {
                return None;
            }
            if let Some((subject, said)) = self.subject(text).filter(|(subject, _)| self.may_be(subject, she)) {
                return Some(Antecedent { subject, said, people: named });
            }
            let mut fitting = here.iter().filter(|name| self.may_be(name, she));
            if let (Some(only), None) = (fitting.next(), fitting.next())
                && (own || !spoken_of && only.contains(' '))
            {
                return Some(Antecedent { subject: only.clone(), said: false, people: named });
            }
            spoken_of |= !own && text.split_whitespace().any(|word| ["he", "she", "He", "She"].contains(&word));
        }
        None
    }

    /// The person that a sentence is about: its subject, or the name that it begins with.
    fn subject(&self, text: &str) -> Option<(String, bool)> {
        let person = |(subject, _): &(String, bool)| {
            let name = clause::is_name(subject) && !lexicon::is_pronoun(subject);
            name && !lexicon::names_body(subject) && !subject.contains(" and ")
        };
        let known = |name: &String| self.people.contains(&surname(name).to_lowercase());
        clause::subject(text).filter(person).or_else(|| Some((clause::opening(text).filter(known)?, false)))
    }

    /// Finds whom a pronoun means and learns who is he and who is she.
    pub(super) fn resolve(&mut self, antecedent: &Antecedent, she: bool) -> Option<String> {
        let rivals: Vec<&str> =
            antecedent.people.iter().map(String::as_str).filter(|rival| self.may_be(rival, she)).collect();
        if !self.may_be(&antecedent.subject, she) {
            return None;
        }
        let key = surname(&antecedent.subject).to_lowercase();
        let alone = rivals.iter().all(|r| surname(r).to_lowercase() == key);
        // Somebody else of whom it is known blocks who was only told of.
        let rivalled =
            rivals.iter().any(|rival| surname(rival).to_lowercase() != key && self.is_she(rival) == Some(she));
        let surname_s = || self.given.get(&key).copied().flatten();
        let given = given(&antecedent.subject).or_else(surname_s).filter(|_| antecedent.said || !rivalled);
        self.agrees(key, given, alone, she).then(|| antecedent.subject.clone())
    }

    /// The sentences that a pronoun looks back over: its own and those before, in its paragraph and the former one.
    fn sentences_before(&self, paragraph: usize, at: usize) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        let mut number = Some(paragraph);
        let mut seen = 0;
        while let Some(n) = number.filter(|_| seen < PARAGRAPHS && found.len() <= BACK) {
            number = n.checked_sub(1);
            let Some(p) = self.article.paragraphs.get(n) else { break };
            if p.kind.is_furniture() {
                continue;
            }
            seen += 1;
            let before = p.sentences.partition_point(|s| s.start < at);
            let sentences = p.sentences.get(..before).unwrap_or(&[]).iter().rev();
            found.extend(sentences.take(BACK + 1 - found.len()).map(|s| (n, *s)));
        }
        found
    }

    /// Says whether a pronoun may mean somebody.
    fn may_be(&self, name: &str, she: bool) -> bool {
        self.is_she(name).is_none_or(|known| known == she)
    }

    /// Says whether somebody is a woman (`true`) or a man, from what stands before the name or elsewhere.
    fn is_she(&self, name: &str) -> Option<bool> {
        let honorific = name.split(' ').next().and_then(lexicon::honorific);
        let known = honorific.or_else(|| self.gender.get(&surname(name).to_lowercase()).copied().flatten());
        let by_name = || given(name).or_else(|| self.given.get(&surname(name).to_lowercase()).copied().flatten());
        known.or_else(by_name)
    }

    /// Says whether somebody is meant; `given` is what the given name tells, `alone` that nobody else could be.
    fn agrees(&mut self, surname: String, given: Option<bool>, alone: bool, she: bool) -> bool {
        match self.gender.get(&surname).copied() {
            Some(Some(gender)) if gender == she => return true,
            None if given == Some(she) => return true,
            // Two pronouns for one name: one of the two was somebody else.
            Some(Some(_)) if alone => self.gender.insert(surname, None),
            None if alone => {
                self.gender.insert(surname, Some(she));
                return true;
            }
            _ => None,
        };
        false
    }
}

/// Says whether a full name is a woman's (`true`) or a man's, where its first word tells.
pub(super) fn given(name: &str) -> Option<bool> {
    name.split_once(' ').and_then(|(given, _)| is_womans(given))
}

/// The words before the last pronoun of a sentence.
fn before_pronoun(text: &str, she: bool) -> &str {
    let forms = if she { [" she ", "She "] } else { [" he ", "He "] };
    let at = forms.iter().filter_map(|form| text.rfind(form)).max();
    at.and_then(|at| text.get(..at)).unwrap_or(text)
}
