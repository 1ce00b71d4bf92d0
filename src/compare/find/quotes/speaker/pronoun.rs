//! Whom a pronoun means: the subject of the nearest sentence before that has one, unless somebody else is named in
//! between whom it could mean.

use super::{REACH, Speakers, clause, lexicon, people, surname};
use crate::text::Span;
use crate::text::span::floor_boundary;

/// Sentences that are searched backwards for what a pronoun stands for.
const BACK: usize = 3;

/// Whom the sentences before a pronoun speak of.
#[derive(Clone, Debug)]
pub(in crate::compare::find::quotes) struct Antecedent {
    /// The subject of the nearest sentence that has one.
    subject: String,
    /// Everybody that is named from there on.
    people: Vec<String>,
}

impl Speakers<'_> {
    /// Reads whom a pronoun before `at` can mean.
    pub(super) fn antecedent(&self, paragraph: usize, at: usize) -> Option<Antecedent> {
        let mut named = Vec::new();
        for (paragraph, sentence) in self.sentences_before(paragraph, at) {
            let span = Span::new(sentence.start, sentence.end.min(at));
            let start = floor_boundary(&self.article.text, span.start.max(span.end.saturating_sub(REACH)));
            let text = self.masked(paragraph, Span::new(start, span.end), 0);
            named.extend(people(&text, &self.people));
            if let Some(subject) = clause::subject(&text).filter(|s| !lexicon::is_pronoun(s)) {
                let person = clause::is_name(&subject) && !lexicon::names_body(&subject) && !subject.contains(" and ");
                return person.then_some(Antecedent { subject, people: named });
            }
        }
        None
    }

    /// Finds whom a pronoun means and learns who is he and who is she.
    pub(super) fn resolve(&mut self, antecedent: &Antecedent, she: bool) -> Option<String> {
        let rivals: Vec<&str> =
            antecedent.people.iter().map(String::as_str).filter(|rival| self.may_be(rival, she)).collect();
        let key = surname(&antecedent.subject).to_lowercase();
        let alone = rivals.iter().all(|r| surname(r).to_lowercase() == key);
        self.agrees(key, alone, she).then(|| antecedent.subject.clone())
    }

    /// The sentences that a pronoun looks back over: its own and those before, in its paragraph and the former one.
    fn sentences_before(&self, paragraph: usize, at: usize) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        let mut number = Some(paragraph);
        let mut seen = 0;
        while let Some(n) = number.filter(|_| seen < 2 && found.len() <= BACK) {
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
        let honorific = name.split(' ').next().and_then(lexicon::honorific);
        let known = honorific.or_else(|| self.gender.get(&surname(name).to_lowercase()).copied().flatten());
        known.is_none_or(|k| k == she)
    }

    /// Says whether somebody is meant; `alone` where nobody else could be.
    fn agrees(&mut self, surname: String, alone: bool, she: bool) -> bool {
        match self.gender.get(&surname).copied() {
            Some(Some(gender)) if gender == she => return true,
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
