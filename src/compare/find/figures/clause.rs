//! What the clause of a figure tells: who does what, to what, and when; whose it is that is counted.
//!
//! English only, without a parser. A clause ends at a mark, at a word that opens another one and behind a verb of
//! saying. What it lacks (its subject before "who", its verb before a comma) the clause beside it lends.
//!
//! ```text
//! Her rival, Otto Brand, said | he had paid income tax at a rate of 21 percent | in a letter
//!            ───doer───              act─                            figure
//! ```

use super::noun;
use super::period::{self, Period};
use super::sentence::Sentence;
use super::term::{Bounds, Term};
use super::token::{Kind as Is, Token};
use super::unit;
use crate::language::english::{Classes, act, classes, is_common};
use crate::reading::hash;

/// Words that open another clause; sorted.
const CUTS: &[&str] = &[
    "after", "although", "as", "because", "before", "but", "if", "though", "unless", "when", "where", "whereas",
    "which", "while", "who", "whom", "whose",
];
/// Words whose clause has its subject before it, or says "he" for it; sorted.
const BORROWS: &[&str] = &["he", "it", "she", "that", "they", "which", "who"];
/// Words for somebody who is not the one whom the rest of the account is about; sorted.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "another", "brother", "challenger", "colleague", "competitor", "daughter", "deputy", "father", "husband", "mother",
    "neighbor", "neighbour", "opponent", "partner", "predecessor", "rival", "rivals", "sister", "son", "spouse",
    "successor", "wife",
];
/// Words that deny what their clause tells; sorted.
const DENIES: &[&str] = &["denied", "denies", "neither", "never", "no", "nor", "not", "without"];
/// Words before what is to come.
const TO_COME: &[&str] = &["will", "due", "scheduled", "plan", "plans", "expected", "fixed", "set"];
/// Words between a figure and the "of" that says of what it is.
const TO_OF: usize = 3;
/// Content words that say of what a figure is.
const OBJECT: usize = 4;
/// Clauses that may stand between what leads to a clause and its verb.
const PARENTHESES: usize = 4;
/// Words before a relative clause that it is about.
const ANTECEDENT: usize = 4;
/// Tokens on either side beyond which a clause is not followed.
const LONGEST: usize = 40;

/// What the clause of a figure tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Clause {
    /// What is done, ascending.
    pub acts: Vec<u64>,
    /// Whether one of these is listed, so that its other words are known.
    pub listed: bool,
    /// The noun that the figure is the adjective of ("a two-year ban").
    pub head: Option<u64>,
    /// Its other content words, ascending by key and once.
    pub words: Vec<Term>,
    /// The names of those who do it, ascending, and the first of them.
    pub doers: Vec<u64>,
    pub doer: Option<u64>,
    /// Of what, or for what, the figure is, ascending.
    pub objects: Vec<u64>,
    /// The noun before the verb that says what it is of, and of what, ascending: "exports of wine".
    pub of: Option<(u64, Vec<u64>)>,
    /// The name of the place that the sentence begins with, ascending: "In Easterby, …".
    pub place: Vec<u64>,
    /// Words that make somebody else of the doer, ascending.
    pub others: Vec<u64>,
    /// Whether it denies what it tells.
    pub denied: bool,
    /// Whether what it tells is still to come.
    pub ahead: bool,
    /// The times that it speaks of.
    pub periods: Vec<Period>,
}

impl Sentence<'_> {
    /// Returns the bounds of the clause around tokens `start..end`.
    pub fn bounds(&self, start: usize, end: usize) -> Bounds {
        let from = (start.saturating_sub(LONGEST)..start).rev().find(|&i| self.ends_clause(i)).map(|i| i + 1);
        let until = (end..self.tokens.len().min(end + LONGEST)).find(|&i| self.ends_clause(i));
        let from = from.unwrap_or(start.saturating_sub(LONGEST));
        (from, until.unwrap_or(self.tokens.len().min(end + LONGEST)))
    }

    /// Says whether token `at` ends the clause before it.
    fn ends_clause(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        if token.kind == Is::Mark {
            return matches!(token.raw, "," | ";" | ":" | "(" | ")" | "—" | "“" | "”" | "\"" | "[" | "]")
                || token.raw == "–" && !token.glued;
        }
        let word = token.lower.as_ref();
        let next = || self.tokens.get(at + 1);
        match word {
            "and" | "or" => next().is_some_and(|t| self.is_verb(at + 1) || BORROWS.binary_search(&&*t.lower).is_ok()),
            "that" => self.before(at, 1).is_some_and(|t| t.kind == Is::Word) && next().is_some_and(|t| !t.is("of")),
            _ => {
                let says = classes(word).is(Classes::SAYS)
                    && next().is_some_and(|t| t.kind == Is::Word && !classes(&t.lower).is(Classes::PREPOSITION));
                says || CUTS.binary_search(&word).is_ok()
            }
        }
    }

    /// Says whether token `at` is a verb by its form.
    fn is_verb(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == Is::Word && !t.capital())
            && (self.act(at).is_some() || self.is(at, &["was", "were", "is", "are", "had", "has", "have", "will"]))
    }

    /// Returns what is done by token `at`: a listed act, a participle, the word after "will" or "to".
    fn act(&self, at: usize) -> Option<u64> {
        let token = self.tokens.get(at).filter(|t| t.kind == Is::Word)?;
        let word = token.lower.as_ref();
        // "Re-elected" is another act than "elected".
        let again = self.hyphen(at.wrapping_sub(1)) && self.before(at, 2).is_some_and(|t| t.is("re"));
        if let Some(act) = act(word) {
            return Some(if again { hash(format!("re-{act}").as_bytes()) } else { hash(act.as_bytes()) });
        }
        if token.capital() && at > 0 || classes(word).is(Classes::SAYS.or(Classes::STOP)) {
            return None;
        }
        let before = self.before(at, 1);
        let past = word.len() > 4 && word.ends_with("ed");
        let held = self.is_held(at);
        let led = before.is_some_and(|t| {
            t.is_any(&["to", "will", "would", "can", "could", "must", "should", "may", "might", "did", "not"])
        });
        if !(past && !held || led) {
            return None;
        }
        let at = self.terms.partition_point(|t| t.at < at);
        self.terms.get(at).filter(|t| t.span == token.span).map(|t| t.key)
    }

    /// Returns what is done in a clause: its verbs before the figure, else those after it, else its nouns for acts.
    fn acts(&self, bounds: Bounds, figure: Bounds) -> Vec<(usize, u64)> {
        let acts = |range: std::ops::Range<usize>, noun: bool| -> Vec<(usize, u64)> {
            let of_kind = range.filter(|i| self.is_held(*i) == noun);
            of_kind.filter_map(|i| self.act(i).map(|act| (i, act))).collect()
        };
        let (before, after) =
            (bounds.0..figure.0.clamp(bounds.0, bounds.1), figure.1.clamp(bounds.0, bounds.1)..bounds.1);
        let verbs = acts(before.clone(), false);
        if !verbs.is_empty() {
            return verbs;
        }
        // "with a dozen countries to fight the gangs": for what they are, not what they do.
        let mut verbs = acts(after.clone(), false);
        verbs.retain(|(at, _)| !self.before(*at, 1).is_some_and(|t| t.is("to")));
        if !verbs.is_empty() {
            return verbs;
        }
        // "The fire brigade" does not tell of a fire that did something.
        let mut nouns = [acts(before, true), acts(after, true)].concat();
        nouns.retain(|(at, _)| {
            self.tokens.get(at + 1).is_none_or(|t| t.kind != Is::Word || classes(&t.lower).is(Classes::NOUN_END))
        });
        nouns
    }

    /// Says whether token `at` is a noun by what stands before it.
    fn is_held(&self, at: usize) -> bool {
        let verb = self.tokens.get(at).is_some_and(|t| t.lower.ends_with("ing"));
        let again = self.before(at, 2).is_some_and(|t| t.is("re"));
        !again
            && self.before(at, 1).is_some_and(|t| {
                t.is_any(&["a", "an", "the", "its", "their", "his", "her", "our", "-"]) || !verb && t.is("of")
            })
    }

    /// Reads the clause around tokens `start..end`.
    pub fn clause(&self, start: usize, end: usize, periods: &[(usize, Period)]) -> Clause {
        let own = self.bounds(start, end);
        let mut parts = vec![own];
        let mut acts: Vec<(usize, u64)> = self.acts(own, (start, end));
        if acts.is_empty() {
            // "On Sunday, the gate broke": the clause that follows where none is before.
            let beside = if self.leads(own) { self.following(own) } else { self.ahead(own).into_iter().collect() };
            acts.extend(beside.iter().flat_map(|&b| self.acts(b, (start, end))));
            parts.extend(beside);
        }
        let mut words: Vec<Term> = Vec::new();
        parts.iter().for_each(|&part| words.extend(self.terms_in(part)));
        let subject = self.subject(own, acts.first().map_or(start, |(at, _)| *at).min(start), start);
        words.extend(subject.iter().flat_map(|&part| self.terms_in(part)));
        words.retain(|t| (t.at < start || t.at >= end) && !acts.iter().any(|(at, _)| *at == t.at));
        words.sort_unstable_by_key(|t| (t.key, t.at));
        words.dedup_by_key(|t| t.key);
        let within = |range: Bounds| periods.iter().filter(move |(at, _)| *at >= range.0 && *at < range.1);
        let near: Vec<Period> = parts.iter().flat_map(|&part| within(part)).map(|(_, p)| *p).collect();
        let periods = if near.is_empty() { period::lent(periods) } else { near };
        let (doers, mut others) = self.doers(&subject);
        let doer = doers.first().copied();
        let doers = sorted(doers);
        others.extend((0..start).filter(|&i| self.is(i, &["another"])).map(|_| hash(b"another")));
        let listed = acts.iter().any(|(at, _)| self.tokens.get(*at).is_some_and(|t| act(&t.lower).is_some()));
        Clause {
            acts: sorted(acts.into_iter().map(|(_, act)| act).collect()),
            words,
            listed,
            head: self.head(start, end),
            doers,
            doer,
            of: subject.iter().find_map(|&part| self.is_of(part)),
            place: self.opening_place(),
            others: sorted(others),
            objects: self.objects(start, end),
            denied: self.is_denied(own.0, start),
            ahead: (own.0..start).any(|i| self.is(i, TO_COME)),
            periods,
        }
    }

    /// Returns what a stretch before a verb is of: "exports of wine".
    fn is_of(&self, (from, until): Bounds) -> Option<(u64, Vec<u64>)> {
        let of = (from + 1..until).find(|&i| self.is(i, &["of"]))?;
        let head = self.terms_in((of - 1, of)).first()?.key;
        let plain = |i: &usize| {
            self.tokens
                .get(*i)
                .is_some_and(|t| t.kind == Is::Word && !t.capital() && !classes(&t.lower).is(Classes::NOUN_END))
        };
        let end = (of + 1..until).take_while(plain).last()? + 1;
        let objects = sorted(self.terms_in((of + 1, end)).iter().map(|t| t.key).collect());
        (!objects.is_empty()).then_some((head, objects))
    }

    /// Returns the name behind the "In" that a sentence begins with.
    fn opening_place(&self) -> Vec<u64> {
        let end = (1..6).find(|&i| self.is(i, &[","])).filter(|_| self.is(0, &["in"]));
        let named = |end: &usize| {
            (1..*end).all(|i| self.tokens.get(i).is_some_and(|t| t.capital() && !classes(&t.lower).is_date_word()))
        };
        end.filter(named).map_or_else(Vec::new, |end| sorted(self.terms_in((1, end)).iter().map(|t| t.key).collect()))
    }

    /// Says whether a clause denies the figure that begins at `start`: "not since 1931" dates what came before.
    fn is_denied(&self, from: usize, start: usize) -> bool {
        let since = (from..start).any(|i| self.is(i, &["since"]));
        !since && (from..start).any(|i| self.tokens.get(i).is_some_and(|t| DENIES.binary_search(&&*t.lower).is_ok()))
    }

    /// Returns the noun after a figure with a hyphen in it: "two-year extension".
    fn head(&self, start: usize, end: usize) -> Option<u64> {
        (start..end).find(|&i| self.hyphen(i))?;
        let noun = |i: &usize| {
            self.tokens.get(*i).is_some_and(|t| t.kind == Is::Word && !classes(&t.lower).is(Classes::NOUN_END))
        };
        let last = (end..end + TO_OF).take_while(noun).last()?;
        self.terms_in((last, last + 1)).first().map(|t| t.key)
    }

    /// Returns the clause after `bounds`.
    fn after(&self, bounds: Bounds) -> Option<Bounds> {
        let from = (bounds.1..self.tokens.len()).find(|&i| !self.ends_clause(i))?;
        Some(self.bounds(from, from + 1))
    }

    /// Says whether a clause only leads to the next: "on Sunday", "it was in 1996 that".
    fn leads(&self, (from, until): Bounds) -> bool {
        let cleft = self.is(from, &["it"]) && self.is(from + 1, &["was", "is"]) && self.is(until, &["that"]);
        from < 2 || cleft
    }

    /// Returns the clauses after `bounds` up to the one that has a verb, those between two commas left out that only tell
    /// who is meant: "Ida Tal, who has died, won".
    fn following(&self, bounds: Bounds) -> Vec<Bounds> {
        let relative = |b: Bounds| b.0.checked_sub(1).is_some_and(|i| self.is(i, &["who", "whose", "which", "where"]));
        let (mut all, mut next) = (Vec::new(), self.after(bounds));
        for _ in 0..PARENTHESES {
            let Some(clause) = next else { break };
            next = self.after(clause);
            if relative(clause) {
                continue;
            }
            all.push(clause);
            if !self.acts(clause, clause).is_empty() || !next.is_some_and(relative) {
                break;
            }
        }
        all
    }

    /// Returns the clause before `bounds`.
    fn ahead(&self, bounds: Bounds) -> Option<Bounds> {
        let last = (0..bounds.0).rev().find(|&i| !self.ends_clause(i))?;
        Some(self.bounds(last, last + 1))
    }

    /// Returns the stretches in which those stand who do what a clause tells: before its verb, or in the clause before
    /// where it begins with its verb, with "who" or with "he", or tells what somebody reported.
    fn subject(&self, own: Bounds, verb: usize, figure: usize) -> Vec<Bounds> {
        let first = self.tokens.get(own.0);
        let relative = own.0.checked_sub(1).and_then(|i| self.tokens.get(i));
        let borrows = |t: &Token<'_>| BORROWS.binary_search(&&*t.lower).is_ok();
        let mut stretches = vec![(own.0, verb)];
        // "Her rival, Otto Brand, reported earnings of": who says it has it.
        let reported = verb == figure && relative.is_some_and(|t| classes(&t.lower).is(Classes::SAYS));
        // "Veld said its own ferry": the one who says it has it.
        let has = self.is(own.0, &["its"]) || self.is(own.0 + 1, &["own"]);
        let lacks = reported
            || has && relative.is_some_and(|t| t.is("that") || classes(&t.lower).is(Classes::SAYS))
            || verb <= own.0
            || self.is_verb(own.0)
            || first.is_some_and(borrows)
            || relative.is_some_and(borrows);
        if lacks && own.0 > 0 {
            let Some(ahead) = self.ahead(own) else { return stretches };
            let near = relative.is_some_and(borrows);
            let from = if near { ahead.1.saturating_sub(ANTECEDENT).max(ahead.0) } else { ahead.0 };
            stretches.push((from, ahead.1));
            // "The mayor, Ines Tal, paid"
            if ahead.1 - ahead.0 <= 4 && !near {
                stretches.extend(self.ahead(ahead));
            }
        }
        stretches
    }

    fn terms_in(&self, bounds: Bounds) -> &[Term] {
        let [from, until] = [bounds.0, bounds.1].map(|at| self.terms.partition_point(|t| t.at < at));
        self.terms.get(from..until).unwrap_or_default()
    }

    /// Returns the names in stretches that no preposition governs, and the words that make others of them.
    fn doers(&self, stretches: &[Bounds]) -> (Vec<u64>, Vec<u64>) {
        let (mut doers, mut others) = (Vec::new(), Vec::new());
        for &(from, until) in stretches {
            let mut governed = false;
            for at in from..until {
                let Some(token) = self.tokens.get(at) else { break };
                let word = token.lower.as_ref();
                // "Mother of 13" says who she is, "her mother" is somebody else.
                if OTHERS.binary_search(&word).is_ok() && !self.is(at + 1, &["of"]) {
                    others.push(hash(word.as_bytes()));
                }
                if !token.capital() {
                    let article = token.is_any(&["the", "a", "an", "of", "-", "."]);
                    governed = classes(word).is(Classes::PREPOSITION) && !token.is("by") || governed && article;
                    continue;
                }
                let class = classes(word);
                let plain = class.is(Classes::TITLE.or(Classes::DEMONYM).or(Classes::STOP)) || class.is_date_word();
                let opener = at == 0
                    && !class.is(Classes::GIVEN)
                    && (is_common(word) || noun::is_person(&noun::singular(word)) || self.is(1, &["of"]));
                if !governed && !plain && !opener && !self.headline {
                    doers.extend(self.terms_in((at, at + 1)).iter().map(|t| t.key));
                }
            }
        }
        (doers, sorted(others))
    }

    /// Returns the words that say of what a figure is that ends before token `end`: "extension of the milk subsidy".
    fn objects(&self, start: usize, end: usize) -> Vec<u64> {
        let money = (start..start + 2).any(|at| unit::currency_before(self.tokens, at).is_some());
        // "A three-year freeze on fees"
        let adjective = (start..end).any(|i| self.hyphen(i));
        let says = |at: usize| {
            self.is(at, &["of", "for"])
                || (money || adjective) && self.is(at, &["on"])
                || adjective && self.is(at, &["to"])
        };
        let mut at = end;
        while at < end + TO_OF && self.tokens.get(at).is_some_and(|t| t.hyphen() || t.kind == Is::Word) {
            if says(at) {
                break;
            }
            if self.tokens.get(at).is_some_and(|t| classes(&t.lower).is(Classes::NOUN_END)) {
                return Vec::new();
            }
            at += 1;
        }
        if !says(at) {
            return Vec::new();
        }
        let inside = |i: &usize| {
            self.tokens.get(*i).is_some_and(|t| {
                t.kind == Is::Word
                    && (t.is_any(&["the", "a", "an", "its", "their", "his", "her"])
                        || !classes(&t.lower).is(Classes::NOUN_END))
            })
        };
        let until = (at + 1..).take_while(inside).last().map_or(at + 1, |last| last + 1);
        sorted(self.terms_in((at + 1, until)).iter().take(OBJECT).map(|t| t.key).collect())
    }
}

fn sorted(mut keys: Vec<u64>) -> Vec<u64> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Says whether two ascending rows of keys have one in common.
pub(super) fn meet(left: &[u64], right: &[u64]) -> bool {
    left.iter().any(|key| right.binary_search(key).is_ok())
}

/// Says whether both have keys, and none in common.
pub(super) fn differ(left: &[u64], right: &[u64]) -> bool {
    !left.is_empty() && !right.is_empty() && !meet(left, right)
}
