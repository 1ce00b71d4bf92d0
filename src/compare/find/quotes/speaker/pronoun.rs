//! Whom a pronoun means: the subject of the nearest sentence before that has one, unless somebody else is named in
//! between whom it could mean.

use super::{REACH, Speakers, clause, lexicon, people, surname};
use crate::language::english::{is_common, is_womans};
use crate::text::Span;
use crate::text::span::floor_boundary;

/// Sentences that are searched backwards for what a pronoun stands for, and the paragraphs that they stand in.
const BACK: usize = 5;
/// Paragraphs that are searched for the last who is named, where nobody else is.
const FAR: usize = 12;
const PARAGRAPHS: usize = 3;

/// Whom the sentences before a pronoun speak of.
#[derive(Clone, Debug)]
pub(in crate::compare::find::quotes) struct Antecedent {
    /// The subject of the nearest sentence that has one.
    subject: String,
    /// Whether that sentence tells what the subject said.
    said: bool,
    /// Whether nobody is named behind that sentence.
    last: bool,
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
            // "Calling Melo a liar, he left": he is another.
            let calling = text.split_whitespace().next().is_some_and(|word| word.ends_with("ing"));
            let text = if own && calling { "" } else { text };
            let here = people(text, &self.people);
            let last = named.is_empty();
            named.extend(here.iter().cloned());
            // "Melo’s lawyer said no. He added": somebody without a name.
            let nameless = |(subject, said): &(String, bool)| *said && is_nameless(subject);
            // Of several, or of one who is a woman, "he" is none.
            let nameless =
                clause::subject(text).filter(nameless).filter(|(who, _)| may_be_one(who, she) || !is_many(who));
            if !own && let Some((subject, said)) = nameless {
                let fits = named.iter().all(|name| !self.may_be(name, she)) && may_be_one(&subject, she);
                return fits.then_some(Antecedent { subject, said, last, people: Vec::new() });
            }
            if let Some((subject, said)) = self.subject(text).filter(|(subject, _)| self.may_be(subject, she)) {
                return Some(Antecedent { subject, said, last, people: named });
            }
            let owns = |name: &str| !own && ["’s", "'s"].iter().any(|end| text.starts_with(&format!("{name}{end}")));
            let mut fitting = here.iter().filter(|name| self.may_be(name, she) && !owns(name));
            if let (Some(only), None) = (fitting.next(), fitting.next())
                && (own || !spoken_of && (only.contains(' ') || leads(text, only)))
            {
                return Some(Antecedent { subject: only.clone(), said: false, last, people: named });
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
        // "Moments later, she added": a word of a dictionary at the beginning is nobody.
        let word = |name: &String| !name.contains(' ') && !known(name) && is_common(&lexicon::lower(name));
        clause::subject(text)
            .filter(|found| person(found) && !word(&found.0))
            .or_else(|| Some((clause::opening(text).filter(known)?, false)))
    }

    /// Finds whom a pronoun means and learns who is he and who is she.
    pub(super) fn resolve(&mut self, antecedent: &Antecedent, she: bool) -> Option<String> {
        let rivals: Vec<&str> =
            antecedent.people.iter().map(String::as_str).filter(|rival| self.may_be(rival, she)).collect();
        if !clause::is_name(&antecedent.subject) {
            return Some(antecedent.subject.clone());
        }
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
        // Who spoke in the sentence before speaks on, whoever else is told of in it.
        let given = given.or_else(|| (antecedent.said && antecedent.last && self.people.contains(&key)).then_some(she));
        self.agrees(key, given, alone, she).then(|| antecedent.subject.clone())
    }

    /// Says whether nobody but `speaker` is named between two places whom "she" (or "he") could mean, where it is either.
    pub fn names_none_but(&self, speaker: &str, from: (usize, usize), to: (usize, usize), she: Option<bool>) -> bool {
        let key = surname(speaker).to_lowercase();
        (from.0..=to.0).all(|n| {
            let Some(p) = self.article.paragraphs.get(n).filter(|p| !p.kind.is_furniture()) else { return true };
            let start = if n == from.0 { from.1.max(p.span.start) } else { p.span.start };
            let end = if n == to.0 { to.1.min(p.span.end) } else { p.span.end };
            let text = self.masked(n, Span::new(start.min(end), end), 0);
            // "Melo’s lawyer denied it. He added": somebody without a name.
            let inside = |s: &&Span| s.start >= start && s.end <= end;
            let nameless = p.sentences.iter().filter(inside).any(|s| {
                let subject = clause::subject(&self.masked(n, *s, 0));
                subject.is_some_and(|(who, said)| said && who != speaker && is_nameless(&who))
            });
            let rival =
                |name: &String| she.is_none_or(|she| self.may_be(name, she)) && surname(name).to_lowercase() != key;
            !nameless && !people(&text, &self.people).iter().any(rival)
        })
    }

    /// Returns who is named last before `at`, however far back, where it is one person whom "she" (or "he") may mean and
    /// nobody else is told of since.
    pub fn last_named(&self, paragraph: usize, at: usize, she: bool) -> Option<String> {
        for n in (paragraph.saturating_sub(FAR)..paragraph).rev() {
            let Some(p) = self.article.paragraphs.get(n).filter(|p| !p.kind.is_furniture()) else { continue };
            let named = people(&self.masked(n, p.span, 0), &self.people);
            let Some(last) = named.last() else { continue };
            let key = surname(last);
            // "Melo’s lawyer denied it": he is another.
            let text = self.masked(n, p.span, 0);
            let owned = ["’s", "'s"].iter().any(|end| text.contains(&format!("{last}{end}")));
            if owned {
                return None;
            }
            let one = named.iter().all(|name| surname(name) == key) && last.contains(' ');
            let alone = || self.names_none_but(last, (n, p.span.start), (paragraph, at), Some(she));
            return (one && self.may_mean(last, she) && alone()).then(|| last.clone());
        }
        None
    }

    /// Says whether "she" (or "he") may mean a speaker.
    pub fn may_mean(&self, speaker: &str, she: bool) -> bool {
        if !clause::is_name(speaker) {
            return may_be_one(speaker, she);
        }
        let key = surname(speaker).to_lowercase();
        // Of a name that nothing else tells must be known that it is a person's.
        let person = (self.people.contains(&key) || self.gender.contains_key(&key))
            && !lexicon::names_body(speaker)
            && !speaker.contains(" and ");
        person && self.may_be(speaker, she)
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

/// Says whether a speaker is somebody whose name is not told: neither a name nor a body nor a pronoun.
fn is_nameless(speaker: &str) -> bool {
    !clause::is_name(speaker) && !lexicon::names_body(speaker) && !lexicon::is_pronoun(speaker)
}

/// Says whether a name begins a sentence or what follows a comma in it: "Asked about it, Melo denied it."
fn leads(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).unwrap_or("").trim_end();
        let before =
            ["Mr.", "Ms.", "Mrs."].iter().find_map(|title| before.strip_suffix(title)).unwrap_or(before).trim_end();
        before.is_empty() || before.ends_with(',')
    })
}

/// "A few of his colleagues", "some friends": more than one.
fn is_many(subject: &str) -> bool {
    let head = subject.split(" of ").next().unwrap_or("").split(" for ").next().unwrap_or("");
    let many = |word: &str| {
        matches!(word, "few" | "many" | "most" | "several" | "some") || word.ends_with('s') && !word.ends_with("ss")
    };
    head.split(' ').any(|word| !word.contains(['’', '\'']) && many(&lexicon::lower(word)))
}

/// Says whether somebody without a name may be "she" (or "he"): one person, and no "spokesman" who is a woman.
fn may_be_one(subject: &str, she: bool) -> bool {
    let definite = ["the ", "a ", "an "].iter().any(|article| lexicon::lower(subject).starts_with(article));
    let head = subject.split(" for ").next().and_then(|s| s.split(" of ").next()).unwrap_or(subject);
    let head = head.split(" to ").next().and_then(|s| s.split(' ').next_back()).unwrap_or("");
    let other = if she { head.ends_with("man") && !head.ends_with("woman") } else { head.ends_with("woman") };
    definite && !other && lexicon::is_one_person(head)
}

/// The words before the last pronoun of a sentence.
fn before_pronoun(text: &str, she: bool) -> &str {
    let forms = if she { [" she ", "She "] } else { [" he ", "He "] };
    let at = forms.iter().filter_map(|form| text.rfind(form)).max();
    at.and_then(|at| text.get(..at)).unwrap_or(text)
}
