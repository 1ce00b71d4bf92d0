//! Counts and ages: what is counted, one by one, people above all.

use super::amount::{self, Amount, Hedge};
use super::found::Kind;
use super::noun::{self, Noun};
use super::number::{self, Number};
use super::role::{self, Role};
use super::sentence::{Draft, Sentence};
use super::term::Bounds;
use super::token::{Kind as Is, Token};
use crate::language::english::classes;

/// More kinds of people are not added up.
const KINDS: usize = 8;
/// Tokens between which it may be told who they are that are counted.
const APPOSED: usize = 14;
/// Tokens between which the dead and the hurt of one happening are told.
const VICTIMS: usize = 16;

impl Sentence<'_> {
    /// Reads "27-year-old", "27 years old", "aged 27", "Simpson, 27,".
    pub fn age(&self, at: usize, number: &Number) -> Option<Draft> {
        if !(1.0..=115.0).contains(&number.value) || number.vague.is_some() {
            return None;
        }
        let skip = |i: usize| i + usize::from(self.hyphen(i));
        let year = skip(number.end);
        let mut end = number.end;
        if self.is(year, &["year", "years"]) {
            let old = skip(year + 1);
            // "A 21-year veteran" is of any age.
            let person = self.is(old, &["boy", "girl", "man", "woman", "child"]) && year > number.end;
            if self.is(old, &["old", "older", "olds"]) {
                end = old + 1;
            } else if self.is(old, &["of"]) && self.is(old + 1, &["age"]) {
                end = old + 2;
            } else if person {
                end = old;
            } else {
                return None;
            }
        } else if !self.is_age_by_place(at, number) {
            return None;
        }
        let mut draft = Draft::new(Kind::Age, number, at, end);
        draft.names = self.names_beside(at, end);
        draft.noun = if end > number.end { noun::read(self.tokens, end, true) } else { Noun::default() };
        Some(draft)
    }

    pub fn is_age_by_place(&self, at: usize, number: &Number) -> bool {
        let Some(before) = self.before(at, 1) else { return false };
        if before.is_any(&["aged", "age", "ages"]) {
            return true;
        }
        // "aged 15 and 12"
        if before.is_any(&["and", ","]) && self.before(at, 3).is_some_and(|t| t.is_any(&["aged", "ages"])) {
            return true;
        }
        let named = before.is(",") && self.before(at, 2).is_some_and(|t| t.capital() && t.raw.len() > 1);
        let closed = self.tokens.get(number.end).is_none_or(|t| t.is_any(&[",", ".", ")", ";"]));
        let month = self.before(at, 3).is_some_and(|t| t.kind == Is::Number);
        number.digits && named && closed && !month && number.value >= 1.0
    }

    pub fn names_beside(&self, start: usize, end: usize) -> Vec<String> {
        let near = |range: std::ops::Range<usize>| {
            let tokens = range.filter_map(|i| self.tokens.get(i));
            tokens.filter(|t| t.capital() && t.raw.len() > 2).map(|t| t.lower.to_string()).collect::<Vec<_>>()
        };
        let comma = self.before(start, 1).is_some_and(|t| t.is(","));
        let mut names = if comma { near(start.saturating_sub(4)..start) } else { Vec::new() };
        if names.is_empty() {
            names = near(end..end + 5);
        }
        names
    }

    /// Reads "mother of 13".
    pub fn parents(&self, at: usize, number: &Number) -> Option<Draft> {
        let of = self.before(at, 1).is_some_and(|t| t.is("of"));
        let parent =
            self.before(at, 2).is_some_and(|t| t.is_any(&["mother", "father", "mom", "dad", "parent", "parents"]));
        let noun = noun::read(self.tokens, number.end, false);
        if !(of && parent && (noun.class.is_empty() || noun.class == "child")) {
            return None;
        }
        let noun = Noun { class: "child".into(), head: "children".into(), person: true, ..noun };
        Some(Draft { noun, timeless: true, ..Draft::new(Kind::Count, number, at, number.end) })
    }

    pub fn count(&self, at: usize, amount: Amount, number: &Number) -> Option<Draft> {
        let single = amount.range.is_none() && (amount.value - 1.0).abs() < f64::EPSILON;
        let mut noun = noun::read(self.tokens, number.end, single);
        let apposition = self.sum(noun.end).or_else(|| self.sum(noun.end + usize::from(self.is(noun.end, &[","]))));
        let after = apposition.map_or(noun.end, |sum| sum.end + usize::from(self.is(sum.end, &[","])));
        let told =
            role::read(self.tokens, at, after).or_else(|| role::read(self.tokens, at, self.apposed(noun.end)? + 1));
        let role = told.filter(|_| noun.person || noun.class.is_empty()).map(|(role, _)| role);
        let role = Role::of_noun(&noun.class).or(role);
        if single && !number.digits && !self.is_one(at, &noun, role) {
            return None;
        }
        if single && !noun.person {
            noun = Noun { class: String::new(), head: String::new(), ..noun };
        }
        let nameless = noun.class.is_empty() && role.is_none();
        let named = self.before(at, 1).is_some_and(|t| t.capital() && at > 1)
            || self.before(at, 1).is_some_and(|t| t.is("than"));
        if nameless && (single || named || amount.range.is_some() || amount.grain < 1.0) {
            return None;
        }
        noun.part |= self.before(at, 1).is_some_and(|t| {
            t.is_any(&["those", "these", "other", "another", "last", "first", "both", "including", "among"])
        });
        // "The two clashed" tells who they are, not how many.
        if nameless && self.before(at, 1).is_some_and(|t| t.is("the")) {
            return None;
        }
        let end = if noun.class.is_empty() { number.end } else { noun.end.max(number.end) };
        Some(Draft { noun, role, amount: Some(amount), ..Draft::bare(Kind::Count, at, end) })
    }

    /// Returns the comma that closes what stands between two behind what is counted, where it tells how many of whom they
    /// are: "four climbers, two brothers and their two cousins, were killed".
    pub fn apposed(&self, end: usize) -> Option<usize> {
        let close = (end + 1..end + APPOSED).find(|&i| self.is(i, &[","])).filter(|_| self.is(end, &[","]))?;
        let counts =
            (end + 1..close).any(|i| number::may_begin(&self.tokens.get(i).map_or("".into(), |t| t.lower.clone())));
        let tells = self.is(close + 1, &["was", "were", "are", "have", "had", "died", "drowned", "remain", "remained"]);
        let plain = (end + 1..close).all(|i| !self.is(i, &["was", "were", "is", "are", "had", "has", "who", "which"]));
        (counts && tells && plain).then_some(close)
    }

    /// Says whether the word "one" counts: one person, one dead.
    pub fn is_one(&self, at: usize, noun: &Noun, role: Option<Role>) -> bool {
        let no = self.before(at, 1).is_some_and(|t| {
            t.is_any(&["no", "any", "every", "each", "the", "this", "that", "which", "another", "not"])
        });
        let of = self.is(at + 1, &["of", "another", "who", "that", "day", "thing", "way", "side", "hand"]);
        !no && !of && (role.is_some() || noun::is_known_person(&noun.class) && noun.modifiers.len() <= 1)
    }

    /// Reads what is added up: "a man and two women", "Ana Melo and two others" as three people.
    pub fn sum(&self, at: usize) -> Option<Draft> {
        self.both(at).or_else(|| self.with_others(at))
    }

    /// Reads the named and those with them, of which the number stands at `at`.
    fn with_others(&self, at: usize) -> Option<Draft> {
        let mut start = at.checked_sub(1).filter(|i| self.is(*i, &["and"]))?;
        let others = number::read(self.tokens, at, false).filter(|n| n.vague.is_none() && n.value < 1_000.0)?;
        let plural = self.tokens.get(others.end + 1).is_some_and(noun::is_plural);
        let end = others.end + if self.is(others.end, &["others"]) { 1 } else { 2 };
        if !(self.is(others.end, &["others"]) || self.is(others.end, &["other", "more"]) && plural) {
            return None;
        }
        let (mut named, mut inside) = (0.0, false);
        while let Some(token) = self.before(start, 1) {
            match token.capital() && token.raw.len() > 1 {
                true => named += if inside { 0.0 } else { 1.0 },
                false if token.is(",") && self.before(start, 2).is_some_and(Token::capital) => {}
                false => break,
            }
            inside = token.capital();
            start -= 1;
        }
        // "On Friday and two others": a name alone at the beginning may be any word.
        let single =
            named > 0.0 && (start > 0 || self.tokens.get(1).is_some_and(Token::capital) || self.is(1, &["and", ","]));
        let first = self.tokens.get(start).filter(|_| single)?;
        if classes(&first.lower).is_date_word() {
            return None;
        }
        let number = Number { value: named + others.value, ..others };
        let last = self.before(end, 1).map_or(String::new(), |t| t.lower.to_string());
        let people = Noun { class: "person".into(), head: "people".into(), person: true, end, ..Noun::default() };
        let people = if self.is(others.end, &["other"]) && noun::is_person(&noun::singular(&last)) {
            Noun { class: noun::class(&noun::singular(&last)).to_owned(), head: last, ..people }
        } else {
            people
        };
        let role = role::read(self.tokens, start, end).map(|(role, _)| role);
        Some(Draft { noun: people, role, sum: true, ..Draft::new(Kind::Count, &number, start, end) })
    }

    /// Adds the dead and the hurt of a sentence up: one killed and two wounded are three who were shot.
    pub fn victims(&self, drafts: &[Draft]) -> Option<Draft> {
        let bound = |d: &Draft| amount::hedge_before(self.tokens, d.start).0 != Hedge::None || d.hedge != Hedge::None;
        // "Killed a herdsman and wounded four other people": so the herdsman is one.
        let others = drafts.iter().any(|d| matches!(d.role, Some(Role::Dead | Role::Injured)) && d.noun.part);
        let of = |role: Role| {
            let mut all = drafts.iter().filter(move |d| d.role == Some(role));
            let Some(draft) = all.next() else { return self.one_of(role, others) };
            let value = draft.amount.filter(|a| a.range.is_none())?.value;
            let counts = all.next().is_none() && !draft.listed && !draft.sum && !bound(draft);
            counts.then_some(((draft.start, draft.end), value))
        };
        let ((dead, killed), (hurt, wounded)) = (of(Role::Dead)?, of(Role::Injured)?);
        let (start, end) = (dead.0.min(hurt.0), dead.1.max(hurt.1));
        let near = end - start < VICTIMS && !(start..end).any(|i| self.is(i, &["of", "including", "."]));
        let number = Number { value: killed + wounded, vague: None, grain: 1.0, digits: false, end };
        let people = Noun { class: "person".into(), head: "people".into(), person: true, end, ..Noun::default() };
        let role = Some(Role::Struck);
        near.then(|| Draft { noun: people, role, sum: true, ..Draft::new(Kind::Count, &number, start, end) })
    }

    /// Finds the only one whom an article counts: "killed a shepherd".
    fn one_of(&self, told: Role, others: bool) -> Option<(Bounds, f64)> {
        let one = |at: usize| {
            let noun = self
                .is(at, &["a", "an"])
                .then(|| noun::read(self.tokens, at + 1, true))
                .filter(|n| n.person || others && !n.class.is_empty())?;
            let (role, verb) = role::read(self.tokens, at, noun.end)?;
            (role == told && (verb + 1 == at || verb >= noun.end)).then_some((at, noun.end))
        };
        let mut all = (0..self.tokens.len()).filter_map(one);
        let only = all.next()?;
        all.next().is_none().then_some((only, 1.0))
    }

    /// Reads "a man and two women", "a man, a woman and a child".
    fn both(&self, at: usize) -> Option<Draft> {
        let (mut value, first, mut end) = self.people(at)?;
        let (mut kinds, mut closed) = (vec![first.class.clone()], false);
        while !closed && kinds.len() < KINDS {
            let comma = usize::from(self.is(end, &[","]));
            let and = usize::from(self.is(end + comma, &["and"]));
            let Some((more, noun, next)) = self.people(end + comma + and).filter(|_| comma + and > 0) else { break };
            // "Three clerks, two women and a man" are three.
            if comma > 0 && !(first.person && noun.person) {
                break;
            }
            // "239 passengers and 51 crew" are two counts, "a teacher and four pupils" one group.
            if value > 1.0 && !(first.person && noun.person) && !self.is_struck(next) {
                return None;
            }
            if kinds.contains(&noun.class) {
                return None;
            }
            (value, end, closed) = (value + more, next, and > 0);
            kinds.push(noun.class);
        }
        if !closed {
            return None;
        }
        let number = Number { value, vague: None, grain: 1.0, digits: false, end };
        let people = Noun { class: "person".into(), head: "people".into(), person: true, end, ..Noun::default() };
        let role = role::read(self.tokens, at, end + usize::from(self.is(end, &[","]))).map(|(role, _)| role);
        Some(Draft { noun: people, role, sum: true, ..Draft::new(Kind::Count, &number, at, end) })
    }

    /// Says whether one thing is told of all who were named up to token `at`: "three pupils and two nurses were hurt".
    fn is_struck(&self, at: usize) -> bool {
        let was = self.is(at, &["was", "were", "are", "have", "had", "died", "drowned"]);
        was && role::read(self.tokens, at, at).is_some_and(|(_, word)| word >= at)
    }

    pub fn people(&self, at: usize) -> Option<(f64, Noun, usize)> {
        // "A woman and her four children"
        let at = at + usize::from(self.is(at, &["her", "his", "their"]));
        let (value, next) = if self.is(at, &["a", "an"]) {
            (1.0, at + 1)
        } else {
            let number = number::read(self.tokens, at, false).filter(|n| n.vague.is_none() && n.value < 1_000.0)?;
            (number.value, number.end)
        };
        let token = self.tokens.get(next).filter(|t| t.kind == Is::Word)?;
        let singular = noun::singular(&token.lower);
        let listed = matches!(singular.as_str(), "man" | "woman" | "boy" | "girl" | "child" | "adult" | "teenager");
        let is_person = listed || noun::is_person(&singular);
        let noun = Noun { class: noun::class(&singular).to_owned(), person: listed, ..Noun::default() };
        is_person.then_some((value, noun, next + 1))
    }
}
