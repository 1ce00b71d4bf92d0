//! The rules by which two figures that meet come to a verdict, as data: each with its name and two sentences.
//!
//! Their numbers weigh words that both sides have, each from 0 to 1 by its rarity ([`Relation`]). They were chosen by
//! hand on 39 labelled pairs of figures from news, so that no conflict is false: with them all 6 conflicts are found and
//! 22 of 25 agreements, and one more conflict is told that nobody labelled.

mod agreements;
mod compatible;
mod conflicts;

use super::context::{Act, Relation};
use super::found::{Found, Kind};
use super::judge::{EXACTLY, NEXT_TO};
use super::likeness::{close, same_thing};
use super::role::Role;
use super::unit::Dimension;
use crate::compare::Verdict;

/// What one rare word weighs at least.
const ONE_WORD: f32 = 0.9;
/// What two weigh that are not rare.
const SOME_WORDS: f32 = 1.5;
/// What two weigh.
const TWO_WORDS: f32 = 2.0;
/// The share of the words of the sentence with fewer that both have where the two tell of one thing.
const COVERED: f32 = 0.4;
/// What the object of an act weighs at least, and which share of the words of the clause with fewer.
const OBJECT: f32 = 0.8;
const HALF: f32 = 0.5;
/// The share and the weight of the words of two sentences that say the same but for one figure.
const MOST: f32 = 0.6;
const FOUR_WORDS: f32 = 3.5;
const THREE_WORDS: f32 = 2.5;
/// The share where hardly one is missing.
const ALL: f32 = 0.7;
/// What three rare words weigh.
const MUCH: f32 = 2.9;
/// Counts from which on no two things have the same by accident.
const LARGE: f64 = 100.0;
/// The same of people who are called alike, whatever is told of them.
const THOUSAND: f64 = 1_000.0;

/// Two figures of one kind, and what stands around them.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub left: &'a Found,
    pub right: &'a Found,
    pub relation: &'a Relation,
    /// Whether they are of one value.
    pub equal: bool,
}

/// One way in which two figures come to a verdict.
#[cfg_attr(not(test), allow(dead_code, reason = "name and example tell the reader, and the tests, what a rule is for"))]
pub(super) struct Rule {
    /// What it goes by.
    pub name: &'static str,
    /// Whether it is for figures of a kind.
    pub of: fn(Kind) -> bool,
    pub holds: fn(Told<'_>) -> bool,
    /// Two sentences that come to the verdict by it.
    pub example: [&'static str; 2],
    /// Whether the two sentences are matched.
    pub matched: bool,
}

/// Says whether a rule comes to a verdict.
pub(super) fn comes_to(verdict: Verdict, told: Told<'_>) -> bool {
    rules(verdict).iter().any(|rule| (rule.of)(told.left.kind) && (rule.holds)(told))
}

const fn rules(verdict: Verdict) -> &'static [Rule] {
    match verdict {
        Verdict::Agree => agreements::AGREEMENTS,
        Verdict::Conflict => conflicts::CONFLICTS,
        Verdict::Compatible => compatible::COMPATIBLE,
        Verdict::Incomparable => &[],
    }
}

impl Told<'_> {
    /// Says whether the sentences are of one thing by all their words.
    fn is_related(self) -> bool {
        self.relation.matched || self.relation.wide >= TWO_WORDS || self.relation.cover >= COVERED
    }

    /// Says whether one act is told of one object.
    fn is_one_happening(self) -> bool {
        let cover = if self.relation.own { ALL } else { HALF };
        match self.relation.act {
            Act::Same => self.relation.clause >= OBJECT && self.relation.clause_cover >= cover,
            Act::None => self.relation.clause >= TWO_WORDS && self.relation.clause_cover >= ALL,
            Act::Other | Act::Unlike | Act::Unknown => false,
        }
    }

    /// Says whether what is done is not told in two ways.
    fn is_of_no_two_acts(self) -> bool {
        self.relation.act != Act::Other
    }

    /// Says whether no other act is told, or so much of the rest is alike that it is another word for it.
    fn is_of_one_deed(self) -> bool {
        let unlike = matches!(self.relation.act, Act::Other | Act::Unlike);
        !unlike || self.relation.local >= MUCH && !self.relation.own
    }

    /// Says whether two matched sentences say nearly the same else, and each has but one such figure.
    fn is_all_that_differs(self) -> bool {
        self.relation.matched && self.relation.sole && self.relation.cover >= MOST && self.relation.wide >= FOUR_WORDS
    }

    /// Says the same of what names alone tell: a game is of two of them.
    fn is_nearly_all_that_differs(self) -> bool {
        let names = self.relation.matched && self.relation.sole && self.relation.cover >= MOST;
        names && self.relation.wide >= THREE_WORDS && self.relation.names >= ONE_WORD
    }

    /// Says whether both are told to the unit and hardly differ.
    fn is_next_to(self) -> bool {
        let exact = |f: &Found| f.detail.amount.is_some_and(|a| a.range.is_none() && a.value >= EXACTLY * a.grain);
        self.both(exact) && close(self.left, self.right, NEXT_TO)
    }

    /// Says whether the two have the same digits and are a thousand times each other.
    fn is_slip(self) -> bool {
        self.left.detail.amount.zip(self.right.detail.amount).is_some_and(|(a, b)| a.is_slip(&b))
    }

    /// Says whether what they count has an adjective in common: "federal employees", "other federal employees".
    fn is_called_alike(self) -> bool {
        let (a, b) = (&self.left.detail.noun.modifiers, &self.right.detail.noun.modifiers);
        a.iter().any(|modifier| b.contains(modifier))
    }

    /// Says whether the two have one number, hedged or not.
    fn is_one_number(self) -> bool {
        let value = |f: &Found| f.detail.amount.filter(|amount| amount.range.is_none()).map(|amount| amount.value);
        value(self.left).zip(value(self.right)).is_some_and(|(a, b)| (a - b).abs() < 1e-9)
    }

    /// Says whether both have more than one digit that counts: "$5.7 billion", not "$8 billion".
    fn is_exact(self) -> bool {
        self.both(|f| {
            f.detail.amount.is_some_and(|a| {
                a.range.is_none() && a.grain > 0.0 && a.value / a.grain >= 20.0 && !ends_in_zero(a.value / a.grain)
            })
        })
    }

    fn both(self, is: impl Fn(&Found) -> bool) -> bool {
        is(self.left) && is(self.right)
    }

    fn either(self, is: impl Fn(&Found) -> bool) -> bool {
        is(self.left) || is(self.right)
    }

    fn is_one_role(self) -> bool {
        self.left.role.is_some() && self.left.role == self.right.role
    }

    /// Says whether what became of the counted is not told in two ways.
    fn is_of_no_two_roles(self) -> bool {
        self.left.role == self.right.role || self.either(|f| f.role.is_none())
    }

    /// Says whether they count one class of things, or people.
    fn is_one_class(self) -> bool {
        let people = self.both(|f| f.detail.noun.person) && self.either(|f| f.detail.noun.is_people());
        same_thing(&self.left.detail.noun, &self.right.detail.noun) || self.is_one_role() || people
    }

    fn is_nameless(self) -> bool {
        self.either(|f| f.detail.noun.class.is_empty())
    }

    fn is_large(self) -> bool {
        self.is_over(LARGE)
    }

    fn is_over(self, least: f64) -> bool {
        self.both(|f| f.detail.amount.is_some_and(|a| a.value >= least))
    }

    fn is_role(self, roles: &[Role]) -> bool {
        self.left.role.is_some_and(|role| roles.contains(&role))
    }
}

/// Says whether a number of units of its last digit is a round one.
fn ends_in_zero(units: f64) -> bool {
    (units / 10.0).fract().abs() < 1e-6
}

impl Found {
    /// Says whether it is a tally of which both ends have two digits and more.
    fn is_tally(&self) -> bool {
        self.detail.amount.and_then(|a| a.range).is_some_and(|(low, high)| low >= 10.0 && high >= 10.0)
    }
}

const fn count(kind: Kind) -> bool {
    matches!(kind, Kind::Count)
}

const fn age(kind: Kind) -> bool {
    matches!(kind, Kind::Age)
}

const fn ordinal(kind: Kind) -> bool {
    matches!(kind, Kind::Ordinal)
}

const fn score_or_odds(kind: Kind) -> bool {
    matches!(kind, Kind::Score | Kind::Odds)
}

const fn moment(kind: Kind) -> bool {
    matches!(kind, Kind::Moment)
}

const fn money(kind: Kind) -> bool {
    matches!(kind, Kind::Money(_))
}

const fn magnitude(kind: Kind) -> bool {
    matches!(kind, Kind::Measure(Dimension::Magnitude))
}

const fn share(kind: Kind) -> bool {
    matches!(kind, Kind::Measure(Dimension::Share))
}

const fn duration(kind: Kind) -> bool {
    matches!(kind, Kind::Measure(Dimension::Duration))
}

/// Measures of which everybody prints a few small ones.
const fn common_measure(kind: Kind) -> bool {
    share(kind) || duration(kind)
}

const fn other_measure(kind: Kind) -> bool {
    matches!(kind, Kind::Measure(_)) && !magnitude(kind) && !common_measure(kind)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::compare::find::figures::Read;
    use crate::compare::fixtures::{article, matches};
    use crate::reading::Reading;

    fn all() -> impl Iterator<Item = (Verdict, &'static Rule)> {
        let of = |verdict| rules(verdict).iter().map(move |rule| (verdict, rule));
        of(Verdict::Agree).chain(of(Verdict::Compatible)).chain(of(Verdict::Conflict))
    }

    #[test]
    fn every_rule_comes_to_the_verdict_of_its_example() {
        let never = AtomicBool::new(false);
        for (verdict, rule) in all() {
            let [left, right] = rule.example.map(|sentence| article(&[sentence]));
            let matched = if rule.matched { matches(&[((0, 0), (0, 0), 1.0)]) } else { Vec::new() };
            let read = Read::new(&Reading::new(&left), &Reading::new(&right), &never);
            let read = read.unwrap_or_else(|_| unreachable!("nobody calls it off"));
            let pairs = read.pairs(&left, &right, &matched, &never).unwrap_or_default();
            assert!(pairs.iter().any(|pair| pair.verdict == verdict), "{}: {pairs:?}", rule.name);
            let [lefts, rights] = &read.found;
            let holds = |left: &Found, right: &Found| {
                let relation = Relation { sole: true, ..Relation::new(&left.detail, &right.detail, rule.matched) };
                let told = |equal| Told { left, right, relation: &relation, equal };
                left.kind == right.kind && (rule.of)(left.kind) && [true, false].map(told).into_iter().any(rule.holds)
            };
            assert!(lefts.iter().any(|l| rights.iter().any(|r| holds(l, r))), "{}", rule.name);
        }
    }

    #[test]
    fn names_of_rules_are_their_own() {
        for (at, (_, rule)) in all().enumerate() {
            assert!(all().skip(at + 1).all(|(_, other)| other.name != rule.name), "{}", rule.name);
        }
    }
}
