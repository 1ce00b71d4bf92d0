//! What a figure is about: the words around it, in a form in which two newsrooms' words meet.
//!
//! Two figures are about one subject where the words near them are shared, each word weighing by its rarity over both
//! articles. Near words ("local") say what is counted and what it did, the words of the sentence say in which event.

use std::borrow::Cow;
use std::collections::HashMap;

use frostem::{Algorithm, Stemmer};

use super::clause::{self, Clause};
use super::found::Detail;
use super::term::Term;
use super::token::{Kind, Token};
use crate::language::english::{Meaning, is_stop, meaning};
use crate::reading::{Reading, hash};

/// Content words on either side that are near, and how many tokens away they may be at most.
const NEAR: usize = 6;
const NEAR_TOKENS: usize = 16;
/// How many tokens before a figure its subject may be.
const SUBJECT: usize = 3;
/// How many tokens away the next content word may be to say what the counted does.
const NEXT: usize = 4;
/// Tokens on either side that are looked at: a sentence without an end has no end of context.
const WIDE: usize = 45;
/// What smooths the weights of two short articles.
const SMOOTH: f32 = 50.0;

/// Makes canonical stems, of each word once: most words of a text were met before.
pub(super) struct Stems {
    stemmer: Stemmer,
    /// The keys of words in lower case, by their hashes.
    met: HashMap<u64, Option<u64>>,
}

impl Stems {
    /// Starts with no words.
    pub fn new() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), met: HashMap::new() }
    }

    /// Returns the hash of the canonical stem of a word; nothing for one that says nothing.
    fn key(&mut self, reading: &Reading<'_>, token: &Token<'_>) -> Option<u64> {
        let (stemmer, word) = (&self.stemmer, &*token.lower);
        *self.met.entry(hash(word.as_bytes())).or_insert_with(|| {
            let read = reading.within(token.span).and_then(<[_]>::first);
            let stem = read.and_then(|read| reading.lexeme(*read).stem_of(word));
            key(word, || stem.map_or_else(|| stemmer.stem(word), Cow::Borrowed))
        })
    }

    /// Collects the content words of a sentence of an article.
    pub fn terms(&mut self, reading: &Reading<'_>, tokens: &[Token<'_>]) -> Vec<Term> {
        let words = tokens.iter().enumerate().filter(|(_, t)| t.kind == Kind::Word && t.raw.len() > 1);
        let term = |(at, token): (usize, &Token<'_>)| {
            Some(Term {
                key: self.key(reading, token)?,
                at,
                name: at > 0 && token.capital(),
                span: token.span,
                weight: 0.0,
            })
        };
        words.filter_map(term).collect()
    }
}

fn key<'w>(word: &str, stem: impl FnOnce() -> Cow<'w, str>) -> Option<u64> {
    if is_stop(word) && !matches!(word, "last" | "take") {
        return None;
    }
    let stem = stem();
    match meaning(word).or_else(|| meaning(&stem)) {
        Some(Meaning::Nothing) => None,
        Some(Meaning::Like(other)) => Some(hash(other.as_bytes())),
        None => Some(hash(stem.as_bytes())),
    }
}

/// The words around a figure, each ascending by key and once.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The near ones.
    pub local: Vec<Term>,
    /// All of them.
    pub wide: Vec<Term>,
    /// The keys of those of the figure itself, ascending.
    inside: Vec<u64>,
    /// The one directly before and the one directly after.
    previous: Option<u64>,
    next: Option<u64>,
    /// The name close before, who did what the figure tells.
    subject: Option<u64>,
}

impl Context {
    /// Collects the terms around tokens `start..end`, those of the figure left out.
    pub fn new(terms: &[Term], start: usize, end: usize) -> Self {
        let before = terms.get(..terms.partition_point(|t| t.at < start)).unwrap_or_default();
        let after = terms.get(terms.partition_point(|t| t.at < end)..).unwrap_or_default();
        let around = |terms: usize, tokens: usize| {
            let before = before.iter().rev().take(terms).take_while(move |t| t.at + tokens >= start);
            let after = after.iter().take(terms).take_while(move |t| t.at < end + tokens);
            let mut all: Vec<Term> = before.chain(after).copied().collect();
            all.sort_unstable_by_key(|t| (t.key, t.at));
            all.dedup_by_key(|t| t.key);
            all
        };
        let previous = before.last().filter(|t| t.at + NEXT >= start).map(|t| t.key);
        let next = after.first().filter(|t| t.at < end + NEXT).map(|t| t.key);
        let subject = before.iter().rev().take_while(|t| t.at + SUBJECT >= start).find(|t| t.name || t.at == 0);
        let subject = subject.map(|t| t.key);
        let mut inside: Vec<u64> = terms.iter().filter(|t| t.at >= start && t.at < end).map(|t| t.key).collect();
        inside.sort_unstable();
        Self { inside, subject, local: around(NEAR, NEAR_TOKENS), wide: around(WIDE, WIDE), previous, next }
    }

    /// Weighs its terms.
    pub fn weigh(&mut self, rarity: &Rarity) {
        rarity.weigh(&mut self.local);
        rarity.weigh(&mut self.wide);
    }

    /// Says whether a word stands anywhere in its sentence.
    pub fn names(&self, key: u64) -> bool {
        self.wide.binary_search_by_key(&key, |t| t.key).is_ok() || self.inside.binary_search(&key).is_ok()
    }
}

/// In how many sentences of both articles a term stands.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    counts: HashMap<u64, u32>,
    sentences: u32,
}

impl Rarity {
    /// Counts a sentence.
    pub fn add(&mut self, terms: &[Term]) {
        let mut keys: Vec<u64> = terms.iter().map(|t| t.key).collect();
        keys.sort_unstable();
        keys.dedup();
        self.sentences += 1;
        for key in keys {
            *self.counts.entry(key).or_default() += 1;
        }
    }

    /// Weighs terms.
    pub fn weigh(&self, terms: &mut [Term]) {
        terms.iter_mut().for_each(|term| term.weight = self.weight(term.key));
    }

    /// Returns the weight of a term: 1 for one that is rare, less for one that is everywhere.
    fn weight(&self, key: u64) -> f32 {
        let count = self.counts.get(&key).copied().unwrap_or(1) as f32;
        let total = self.sentences as f32 + SMOOTH;
        ((total / count.max(1.0)).ln() / (total / 2.0).ln()).min(1.0)
    }
}

/// How far two figures are about one subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Relation {
    /// Weight of the near words that both have.
    pub local: f32,
    /// Weight of those that are no names.
    pub plain: f32,
    /// Weight of the near words of one that the other has anywhere, the larger way round.
    pub across: f32,
    /// Weight of all words that both have.
    pub wide: f32,
    /// Weight of those written as names on both sides.
    pub names: f32,
    /// Share of the wide words of the side with fewer that the other has.
    pub cover: f32,
    /// Whether the word directly before or after is the same on both sides.
    pub predicate: bool,
    /// Whether one names beside its figure what the other counts: "two of the bombs" and "of the bombs, two".
    pub named: bool,
    /// Whether each side names a subject that the other sentence does not.
    pub rivals: bool,
    /// How many words the sentence with fewer has.
    pub fewest: usize,
    /// Whether the engine takes the sentences for reports of one thing.
    pub matched: bool,
    /// Whether either sentence has no other figure of the kind, told in the same way.
    pub sole: bool,
    /// How what is done in the clauses of both stands to each other.
    pub act: Act,
    /// Weight of the other words of the clauses that both have, and which share of the clause with fewer that is.
    pub clause: f32,
    pub clause_cover: f32,
    /// Whether each clause has a word that the other's sentence has not.
    pub own: bool,
    /// Whether either clause has a word, no name, that the other's sentence has not.
    pub other: bool,
}

/// How what is done in two clauses stands to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Act {
    /// One act is told in both.
    Same,
    /// Both tell of acts, and of none alike.
    Other,
    /// Neither tells of any.
    None,
    /// Both tell of acts, and of none alike as far as their words are known.
    Unlike,
    /// One tells of none that is known.
    #[default]
    Unknown,
}

impl Act {
    fn of(left: &Clause, right: &Clause) -> Self {
        let told = |acts: &[u64], words: &[Term]| words.iter().any(|word| acts.binary_search(&word.key).is_ok());
        let same =
            clause::meet(&left.acts, &right.acts) || told(&left.acts, &right.words) || told(&right.acts, &left.words);
        match (same, clause::differ(&left.acts, &right.acts)) {
            (true, _) => Self::Same,
            (_, true) if left.listed && right.listed => Self::Other,
            (_, true) => Self::Unlike,
            _ if left.acts.is_empty() && right.acts.is_empty() => Self::None,
            _ => Self::Unknown,
        }
    }
}

impl Relation {
    /// Compares the surroundings of two figures; the same whichever comes first.
    pub fn new(left: &Detail, right: &Detail, matched: bool) -> Self {
        let clauses = (&left.clause, &right.clause);
        let (left, right) = (&left.context, &right.context);
        let sum = |left, right| both(left, right).map(|(term, _)| term.weight).sum::<f32>();
        let total = |terms: &[Term]| terms.iter().map(|term| term.weight).sum::<f32>();
        let (mut wide, mut names) = (0.0, 0.0);
        for (l, r) in both(&left.wide, &right.wide) {
            wide += l.weight;
            names += if l.name && r.name { l.weight } else { 0.0 };
        }
        let fewer = total(&left.wide).min(total(&right.wide)).max(1.0);
        let clause = sum(&clauses.0.words, &clauses.1.words);
        let shorter = total(&clauses.0.words).min(total(&clauses.1.words)).max(0.5);
        let same = |a: Option<u64>, b: Option<u64>| a.is_some() && a == b;
        let plain = both(&left.local, &right.local).filter(|(l, r)| !l.name && !r.name);
        Self {
            local: sum(&left.local, &right.local),
            plain: plain.map(|(term, _)| term.weight).sum(),
            across: sum(&left.local, &right.wide).max(sum(&left.wide, &right.local)),
            wide,
            names,
            cover: (wide / fewer).min(1.0),
            predicate: same(left.next, right.next) || same(left.previous, right.previous),
            named: names_counted(left, right) || names_counted(right, left),
            rivals: rival(left.subject, &right.wide) && rival(right.subject, &left.wide),
            fewest: left.wide.len().min(right.wide.len()),
            matched,
            sole: false,
            act: Act::of(clauses.0, clauses.1),
            clause,
            clause_cover: (clause / shorter).min(1.0),
            own: owns(&clauses.0.words, right) && owns(&clauses.1.words, left),
            other: says_more(&clauses.0.words, right) || says_more(&clauses.1.words, left),
        }
    }

    /// Returns how strong it is, to choose between counterparts.
    pub fn strength(&self) -> f32 {
        2.0 * self.local + self.wide + 0.5 * self.names + if self.matched { 2.0 } else { 0.0 }
    }
}

/// Returns the near words that both have, as both sides have them, the heaviest first.
pub(super) fn shared(left: &Context, right: &Context) -> Vec<(Term, Term)> {
    let mut shared: Vec<(Term, Term)> = both(&left.local, &right.local).map(|(l, r)| (*l, *r)).collect();
    shared.sort_by(|(a, _), (b, _)| b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key)));
    shared
}

/// Says whether a word of the figure of `left` stands beside that of `right`.
fn names_counted(left: &Context, right: &Context) -> bool {
    left.inside.iter().any(|key| right.wide.binary_search_by_key(key, |t| t.key).is_ok())
}

/// Says whether a word of a clause is not in the sentence of the other figure.
fn owns(words: &[Term], other: &Context) -> bool {
    words.iter().any(|word| !other.names(word.key))
}

/// Says the same of words that are no names.
fn says_more(words: &[Term], other: &Context) -> bool {
    words.iter().any(|word| !word.name && !other.names(word.key))
}

/// Says whether `subject` is not among `terms`.
fn rival(subject: Option<u64>, terms: &[Term]) -> bool {
    subject.is_some_and(|key| terms.binary_search_by_key(&key, |t| t.key).is_err())
}

/// Returns the terms that both have; both ascend by key.
fn both<'a>(left: &'a [Term], right: &'a [Term]) -> impl Iterator<Item = (&'a Term, &'a Term)> {
    let (mut left, mut right) = (left.iter(), right.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let term = left.next()?;
            while right.next_if(|other| other.key < term.key).is_some() {}
            if let Some(other) = right.next_if(|other| other.key == term.key) {
                return Some((term, other));
            }
        }
    })
}
