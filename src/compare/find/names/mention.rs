//! A name where it stands: what was cut out of a run, with its words, its title, and what speaks for its kind.

use std::collections::HashSet;

use super::candidates::{Finder, Run};
use super::cut::Piece;
use super::evidence;
use super::kind::{self, Votes};
use super::lexicon::{self, Class, Known, TELLING};
use super::read::{Sentence, Shape, Token};
use crate::compare::{NameKind, Place};
use crate::reading::spelling::one_form;
use crate::text::Span;

/// A longer name is none.
const LONGEST: usize = 120;

/// Whether somebody is a woman or a man, where the text says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sex {
    /// "Ms.", "his wife", a given name of women.
    Woman,
    /// "Mr.", "her husband", a given name of men.
    Man,
}

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Where it stands.
    pub place: Place,
    /// Its folded words, joining ones included, the nickname left out.
    pub words: Vec<String>,
    /// How it is shown where it shares words with another name: "Labor" in "the Labor and Education Departments".
    pub shown: Option<String>,
    /// Its nickname, folded.
    pub nickname: Option<String>,
    /// What the lexicon knows under this form.
    pub known: Option<Known>,
    /// Whether it is written in capitals, without a space.
    pub acronym: bool,
    /// Where the title before it begins.
    pub title: Option<usize>,
    /// The office before it, in its one spelling; no honorific.
    pub office: Option<String>,
    /// Whether it is a woman's or a man's.
    pub sex: Option<Sex>,
    /// How old they are.
    pub age: Option<u8>,
    /// Whether the text says whose wife, son or sister it is.
    pub kin: bool,
    /// The number of its sentence in its article.
    pub sentence: usize,
    /// What it seems to be.
    pub votes: Votes,
    /// Its first and last token.
    pub tokens: (usize, usize),
}

impl Mention {
    /// Makes a mention of a piece of a sentence; `None` where it names nobody.
    ///
    /// `families` are the family names of the pair.
    pub fn new(finder: Finder<'_>, families: &Families, sentence: &Sentence, piece: &Piece) -> Option<Self> {
        let Piece { run, title, full } = piece;
        let (run, title) = (*run, *title);
        let (first, last) = (finder.token(run.first)?, finder.token(run.last)?);
        let known = finder.known(run.first, run.last + 1).filter(|(_, end)| *end == run.last).map(|(known, _)| known);
        let known = match full {
            Some(full) => lexicon::known(&full.iter().map(|(folded, _)| &**folded).collect::<Vec<_>>().join(" ")),
            None => known,
        };
        let alone = run.first == run.last;
        let known = known.filter(|known| !(alone && known.kind == NameKind::Place && is_titled(finder, run, title)));
        if known.is_none() && alone && title.is_none() && is_adjective(finder, run.first) {
            return None;
        }
        let unknown = known.is_none() && alone && title.is_none() && full.is_none();
        let family = families.has(&first.word) && !first.forced;
        if unknown && (families.are(&first.word) || !family && is_shorthand(finder, run.first))
            || known.is_some() && alone && is_thing(finder, run.first)
        {
            return None;
        }
        let inside = |i: usize| run.nickname.is_some_and(|(a, b)| (a..=b).contains(&i));
        let votes = kind::votes(finder, sentence, piece, known);
        let mention = Self {
            place: Place { paragraph: sentence.paragraph, span: Span::new(first.span.start, end(finder, last)) },
            words: match full {
                Some(full) => full.iter().map(|(folded, _)| folded.clone()).collect(),
                None => words(finder, run.first, run.last, &|i| !inside(i)),
            },
            shown: full.as_ref().map(|full| full.iter().map(|(_, printed)| &**printed).collect::<Vec<_>>().join(" ")),
            nickname: run.nickname.map(|(a, b)| words(finder, a, b, &|_| true).join(" ")),
            known,
            acronym: alone && first.shape == Shape::Upper && first.word.len() > 1,
            title: title.and_then(|title| finder.token(title)).map(|t| t.span.start),
            office: title.and_then(|title| office(finder, title)),
            sex: if votes.of(NameKind::Person) > 0 { sex(finder, run, title) } else { None },
            age: age(finder, run.last + 1),
            kin: beside(finder, run).is_some_and(|t| kin(t).is_some()),
            sentence: sentence.tokens.start,
            votes,
            tokens: (run.first, run.last),
        };
        (mention.place.span.len() <= LONGEST).then_some(mention)
    }

    /// Returns how it is shown.
    pub fn shown<'a>(&'a self, text: &'a str) -> &'a str {
        self.shown.as_deref().unwrap_or_else(|| self.place.span.of(text))
    }

    /// Says whether it seems to be a person.
    pub fn is_person(&self) -> bool {
        self.votes.kind() == NameKind::Person
    }
}

/// The family names that the pair knows from full names.
#[derive(Debug, Default)]
pub(super) struct Families(HashSet<String>);

impl Families {
    /// Takes in the family name of a full name.
    pub fn add(&mut self, finder: Finder<'_>, piece: &Piece) {
        let run = piece.run;
        let given = finder.token(run.first).is_some_and(|t| t.class.is(Class::GIVEN) || t.is_initials());
        let tail = Class::BODY.or(Class::PLACE).or(Class::THING);
        let generation = finder.token(run.last).is_some_and(|t| matches!(&*t.word, "jr" | "sr" | "ii" | "iii" | "iv"));
        let last = run.last - usize::from(generation && run.last > run.first);
        let last = finder.token(last).filter(|t| last > run.first && (!t.class.is(tail) || t.class.is(Class::SURNAME)));
        self.0.extend(last.filter(|t| given && t.word.len() > 2).map(|t| t.word.to_string()));
    }

    /// Says whether a word is a family name.
    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Says whether a word is for several of a family: "the Clintons".
    fn are(&self, word: &str) -> bool {
        !self.has(word) && word.strip_suffix("es").or(word.strip_suffix('s')).is_some_and(|one| self.has(one))
            || word.strip_suffix('s').is_some_and(|one| self.has(one) && !self.has(word))
    }
}

fn words(finder: Finder<'_>, from: usize, to: usize, keep: &dyn Fn(usize) -> bool) -> Vec<String> {
    (from..=to).filter(|&i| keep(i)).filter_map(|i| finder.token(i)).map(|t| t.word.to_string()).collect()
}

/// Returns the office that a title names; an honorific names none.
fn office(finder: Finder<'_>, title: usize) -> Option<String> {
    let token = finder.token(title).filter(|t| honorific(t).is_none() && !matches!(&*t.word, "dr" | "sir" | "lady"))?;
    Some(one_form(&token.word).into_owned())
}

fn honorific(token: &Token<'_>) -> Option<Sex> {
    match token.class {
        class if class.is(Class::MAN) => Some(Sex::Man),
        class if class.is(Class::WOMAN) => Some(Sex::Woman),
        _ => None,
    }
}

/// Returns what the honorific, the kinship before the name or the given name says.
fn sex(finder: Finder<'_>, run: Run, title: Option<usize>) -> Option<Sex> {
    let given = |token: &Token<'_>| match (token.class.is(Class::FEMALE), token.class.is(Class::MALE)) {
        (true, false) => Some(Sex::Woman),
        (false, true) => Some(Sex::Man),
        _ => None,
    };
    title
        .and_then(|title| finder.token(title))
        .and_then(honorific)
        .or_else(|| finder.token(run.first).filter(|_| run.last > run.first).and_then(given))
        .or_else(|| beside(finder, run).and_then(kin))
}

/// Returns the word written small that stands before a name with nothing but a comma between.
fn beside<'a>(finder: Finder<'a>, run: Run) -> Option<&'a Token<'a>> {
    let before = run.first.checked_sub(1).and_then(|i| finder.token(i));
    before.filter(|t| t.shape == Shape::Lower && matches!(finder.reading.gap(run.first), " " | ", "))
}

fn kin(token: &Token<'_>) -> Option<Sex> {
    match token.class {
        class if class.is(Class::KINSWOMAN) => Some(Sex::Woman),
        class if class.is(Class::KINSMAN) => Some(Sex::Man),
        _ => None,
    }
}

/// Returns the age behind a name: ", 45,".
fn age(finder: Finder<'_>, after: usize) -> Option<u8> {
    let token = finder.token(after).filter(|t| t.shape == Shape::Number && finder.reading.gap(after) == ", ")?;
    let closed = finder.reading.text.get(token.tail..).is_some_and(|rest| rest.starts_with([',', '.', ';']));
    token.word.parse().ok().filter(|age| closed && (1..120).contains(age))
}

/// The last stop of "U.S." belongs to it.
fn end(finder: Finder<'_>, last: &Token<'_>) -> usize {
    let text = finder.reading.text;
    let dotted = (last.shape == Shape::Upper && last.span.of(text).contains('.'))
        || matches!(&*last.word, "jr" | "sr" | "inc" | "corp" | "co" | "ltd");
    let rest = text.get(last.span.end..).unwrap_or("");
    let state = last.span.len() <= 5 && rest.starts_with(".,") && !last.class.is(TELLING);
    let stop = rest.starts_with('.');
    if (dotted || state) && stop && !last.is_possessive() { last.span.end + 1 } else { last.span.end }
}

/// "President Washington": a title right before the name of a place makes a person of it, but not "Chief Washington
/// correspondent" nor "Miss America".
fn is_titled(finder: Finder<'_>, run: Run, title: Option<usize>) -> bool {
    let title = title.filter(|title| title + 1 == run.first && finder.reading.follows(run.first));
    let persons =
        title.and_then(|at| finder.token(at)).is_some_and(|t| t.is_capital() && !matches!(&*t.word, "miss" | "ms"));
    let post = |t: &Token<'_>| {
        t.class.is(Class::TITLE.or(Class::ROLE).or(Class::OCCUPATION)) && finder.reading.follows(run.last + 1)
    };
    persons && !finder.token(run.last + 1).is_some_and(post)
}

/// "the Court", "the Company": a common word that stands for a name that was given before, or for nothing.
fn is_shorthand(finder: Finder<'_>, at: usize) -> bool {
    let Some(token) = finder.token(at) else { return true };
    let common = token.class.is(Class::COMMON) && !token.class.is(Class::GIVEN) && token.shape == Shape::Title;
    let article = at.checked_sub(1).and_then(|i| finder.token(i)).is_some_and(|t| is_determiner(&t.word));
    if token.word.ends_with("'s") {
        return true;
    }
    let heads = Class::BODY.or(Class::PLACE).or(Class::THING).or(Class::TITLE).or(Class::MODIFIER).or(Class::FRONT);
    let numbered = token.class.is(Class::NUMBERED) && finder.reading.gap(at + 1) == " ";
    common
        && (article
            || token.forced
            || numbered
            || token.class.is(heads)
            || !finder.evidence.is_always_name(&token.word))
}

/// "Verdian leader": of a country that no list has.
fn is_adjective(finder: Finder<'_>, at: usize) -> bool {
    let Some(token) = finder.token(at).filter(|t| t.shape == Shape::Title && !t.is_possessive()) else { return false };
    let ending = ["ian", "ean", "ese", "ish", "ional", "ential"].iter().any(|end| token.word.ends_with(end))
        && !token.class.is(Class::GIVEN);
    let noun = Class::TITLE.or(Class::ROLE).or(Class::PERSON).or(Class::GROUP);
    let next = finder.token(at + 1).filter(|t| finder.reading.gap(at + 1) == " " && t.shape == Shape::Lower);
    ending && next.is_some_and(|t| t.class.is(noun) || t.word.ends_with('s') && lexicon::is_common(&t.word))
}

/// Says whether a country's name is that of a thing here: "the National Thanksgiving Turkey", "the Turkey".
fn is_thing(finder: Finder<'_>, at: usize) -> bool {
    let Some(token) = finder.token(at).filter(|t| evidence::is_also_thing(&t.word)) else { return false };
    let before = at.checked_sub(1).and_then(|i| finder.token(i)).filter(|_| finder.reading.follows(at));
    let compound = |t: &Token<'_>| {
        let word = t.class.is(Class::COMMON.or(Class::NOT_NAME)) && !t.class.is(Class::TITLE.or(Class::FRONT));
        (t.is_capital() && !t.forced && word) || is_determiner(&t.word)
    };
    let served = token.forced && finder.evidence.is_also_small(&token.word);
    before.is_some_and(compound) || (served && finder.evidence.is_name(&token.word) != Some(true))
}

/// Says whether a word goes before a noun.
fn is_determiner(word: &str) -> bool {
    lexicon::DETERMINERS.binary_search(&word).is_ok()
}
