//! What a match rests on beside its score: words of the subject alone, or what is told of it.
//!
//! ```text
//! left    The premier said a new sea wall or a steel gate must be built at once.
//! right   The budget has no money for a sea wall or a steel gate, the premier said.
//! shared                     premier  sea wall  steel gate     one run of nouns, no act
//! covered  .59 of the left, .53 of the right                   both sides tell something else: thin
//! ```
//!
//! A score is high where much is shared; whether *what happened* is shared shows in three other things: how much of the
//! better covered sentence the shared words are, whether they stand in more than one place of it, and whether a verb is
//! among them. On four sets of labelled pairs, of those scored [`SURE`](super::score::SURE) and more any relation had
//! 1.00 / .93 / .91 / .84 without this and 1.00 / 1.00 / .90 / .92 with it, of half as many.

use super::evidence::{Evidence, Shared};
use super::rows::{Pair, Row};
use crate::compare::{Bond, Ground, Share, Side};
use crate::language::english::{Classes, Turn, infinitive, poles, turn};
use crate::reading::Reading;

/// The share of the better covered sentence from which the shared words say what is told of it, whatever they are.
const WHOLE: f64 = 0.72;
/// The share that is next to everything.
const ALL: f64 = 0.90;
/// The share from which they may.
const MUCH: f64 = 0.50;
/// How many of them are no names then.
const PLAIN: usize = 2;
/// In how many places they stand.
const PLACES: usize = 2;

/// Says what a match of two rows rests on.
pub(super) fn ground(pair: &Pair<'_>, evidence: &Evidence<'_>, left: usize, right: usize) -> Ground {
    let sides = [(Side::Left, left), (Side::Right, right)];
    let [Some(l), Some(r)] = sides.map(|(side, row)| pair.rows(side).get(row)) else { return Ground::default() };
    if l.same_words(r) {
        return Ground::default();
    }
    let shared = evidence.shared(left, right);
    let share = share(pair, evidence, &shared, [(left, l), (right, r)]);
    let leads = sides.iter().all(|&(side, row)| pair.lead(side) == Some(row));
    Ground { share, plain: shared.plain(), bond: Bond::Words, leads }
}

/// Says how much the shared words of two rows say.
fn share(pair: &Pair<'_>, evidence: &Evidence<'_>, shared: &Shared, [left, right]: [(usize, &Row); 2]) -> Share {
    let ((left, l), (right, r)) = (left, right);
    let sides = [(Side::Left, left), (Side::Right, right)];
    if shared.is_empty() {
        return Share::Nothing;
    }
    let covered = sides.map(|(side, row)| shared.weight() / evidence.weight(side, row).max(f64::MIN_POSITIVE));
    let covered = covered[0].max(covered[1]);
    let both = [(pair.reading(Side::Left), l), (pair.reading(Side::Right), r)];
    let told = || {
        covered >= MUCH
            && shared.plain() >= PLAIN
            && both.iter().all(|(_, row)| places(row, &shared.keys) >= PLACES)
            && both.iter().any(|(reading, row)| has_act(reading, row, &shared.keys))
    };
    // "Talking to the captain" and "throwing a bottle at the captain": what is told differs, whatever else is shared.
    let of_two_acts = || covered < ALL && are_two_acts(both, &shared.keys);
    if (covered >= WHOLE || told()) && opposed(both).is_none() && !of_two_acts() { Share::Firm } else { Share::Thin }
}

/// Counts the runs of shared words of a row: a word that the other lacks parts two runs, a stop word does not.
fn places(row: &Row, shared: &[u64]) -> usize {
    let telling = row.words.iter().filter(|word| !word.stop);
    let shared: Vec<bool> = telling.map(|word| shared.binary_search(&word.key).is_ok()).collect();
    shared.chunk_by(|a, b| a == b).filter(|run| run.first() == Some(&true)).count()
}

/// Says whether a verb of a row is among the shared words, as far as its form or the word before it tells a verb.
fn has_act(reading: &Reading<'_>, row: &Row, shared: &[u64]) -> bool {
    let plain = |at: usize| row.words.get(at).and_then(|word| reading.lexemes().get(word.form));
    row.words.iter().enumerate().any(|(at, word)| {
        if word.stop || shared.binary_search(&word.key).is_err() {
            return false;
        }
        let Some(form) = plain(at).map(|lexeme| &*lexeme.plain) else { return false };
        let before = at.checked_sub(1).and_then(plain);
        let (led, noun) = before.map_or((false, false), |before| {
            let led = before.classes.is(Classes::FINITE) || matches!(&*before.plain, "to" | "not" | "never");
            (led, before.classes.is(Classes::ARTICLE) || &*before.plain == "of")
        });
        match form {
            _ if infinitive(form).is_some_and(|verb| verb != form) => !noun,
            _ if form.ends_with("ed") && form.len() > 4 => !noun,
            _ if form.ends_with("ing") => led && before.is_some_and(|before| before.classes.is(Classes::FINITE)),
            _ => led && !word.capital,
        }
    })
}

/// Says whether both rows tell of acts, and share none.
fn are_two_acts(both: [(&Reading<'_>, &Row); 2], shared: &[u64]) -> bool {
    let own = |(reading, row): (&Reading<'_>, &Row)| {
        let keys: Vec<u64> = row.words.iter().map(|word| word.key).collect();
        let mut keys = keys;
        keys.sort_unstable();
        has_act(reading, row, &keys)
    };
    both.into_iter().all(own) && !both.iter().any(|(reading, row)| has_act(reading, row, shared))
}

/// How two sentences on one subject are opposed, the plainest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Opposition {
    /// One has the opposite of a word of the other: the first, the last.
    Poles,
    /// One tells of before what the other tells of after.
    Time,
    /// One denies something.
    Denial,
}

/// Says how two sentences are opposed.
pub(super) fn opposed(both: [(&Reading<'_>, &Row); 2]) -> Option<Opposition> {
    let turns = both.map(|(reading, row)| Turns::of(reading, row));
    let [left, right] = &turns;
    let time = |a: &Turns, b: &Turns| a.before && !a.after && b.after && !b.before;
    match () {
        () if left.has_other_pole(right) => Some(Opposition::Poles),
        () if time(left, right) || time(right, left) => Some(Opposition::Time),
        () => (left.denied != right.denied).then_some(Opposition::Denial),
    }
}

/// How a sentence turns what it states.
#[derive(Debug, Default)]
struct Turns {
    /// Whether it denies it: of two denials the one takes the other back.
    denied: bool,
    before: bool,
    after: bool,
    /// The axes of opposites that its words are on, with their groups.
    poles: Vec<(u8, u8)>,
}

impl Turns {
    fn of(reading: &Reading<'_>, row: &Row) -> Self {
        let mut turns = Self::default();
        let headline = 2 * row.words.iter().filter(|word| word.capital).count() > row.words.len();
        for (at, lexeme) in row.words.iter().filter_map(|word| reading.lexemes().get(word.form)).enumerate() {
            match turn(&lexeme.plain) {
                Some(Turn::Not) => turns.denied = !turns.denied,
                Some(Turn::Before) => turns.before = true,
                Some(Turn::After) => turns.after = true,
                Some(Turn::Open) | None => (),
            }
            // "US Southern Command" is no opposite of the north; in a headline every word has a capital.
            if !lexeme.capital || at == 0 || headline {
                turns.poles.extend(poles(&lexeme.plain));
            }
        }
        turns
    }

    /// Says whether on some axis each has a group that the other lacks, and no group in common.
    fn has_other_pole(&self, other: &Self) -> bool {
        self.poles.iter().any(|&(axis, group)| {
            let there = || other.poles.iter().filter(move |pole| pole.0 == axis);
            let here = || self.poles.iter().filter(move |pole| pole.0 == axis);
            there().any(|pole| pole.1 != group) && !here().any(|pole| there().any(|one| one == pole))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::compare::find::matches::weight::Weights;
    use crate::compare::fixtures::article;

    fn share_of(left: &str, right: &str) -> Share {
        let (left, right) = (article(&[left]), article(&[right]));
        let [l, r] = [Reading::new(&left), Reading::new(&right)];
        let pair = Pair::new(&l, &r, &AtomicBool::new(false)).expect("nobody calls it off");
        let weights = Weights::new(&pair);
        ground(&pair, &Evidence::new(&pair, &weights), 0, 0).share
    }

    /// Two sentences, what their shared words say, and why.
    const CASES: &[(&str, &str, Share, &str)] = &[
        ("It was there.", "So it was.", Share::Nothing, "stop words alone"),
        (
            "The quay at Marlow was closed by the harbour office on Monday.",
            "On Monday the harbour office closed the quay at Marlow.",
            Share::Firm,
            "the same in another order",
        ),
        (
            "Divers recovered the ferry's bell on Sunday after nine weeks of searching the wreck.",
            "The bell of the ferry was recovered by divers on Sunday, nine weeks after it sank.",
            Share::Firm,
            "the act and its parts are shared",
        ),
        (
            "A fish market and a covered hall are all that the old port still needs, the mayor said.",
            "The council found no money for a fish market or a covered hall.",
            Share::Thin,
            "one noun phrase",
        ),
        (
            "The film shows an elderly gardener, a member of the choir, climbing over the palace fence.",
            "The guard at the palace can be heard in the film asking the elderly gardener to leave.",
            Share::Thin,
            "a setting and who is in it",
        ),
        (
            "One province, Iona, is thinking about night surgery in small hospitals.",
            "The union of nurses asked provinces to allow night surgery in small hospitals.",
            Share::Thin,
            "a matter, and two who do different things about it",
        ),
        (
            "Until last year the registry did not accept the deeds of river barges.",
            "From now on the registry will accept the deeds of river barges.",
            Share::Thin,
            "before and after are opposed",
        ),
        (
            "The union accepted the offer of the shipyard on Friday.",
            "The union never accepted the offer of the shipyard on Friday.",
            Share::Thin,
            "one denies what the other states",
        ),
        (
            "Rents in the harbour quarter rose sharply in autumn.",
            "Rents in the harbour quarter dropped sharply in autumn.",
            Share::Thin,
            "the opposite happened",
        ),
        (
            "Nobody in the village was hurt when the dike broke.",
            "No one in the village was hurt when the dike broke.",
            Share::Firm,
            "both deny the same",
        ),
    ];

    #[test]
    fn a_match_rests_on_what_is_told_and_not_on_the_subject() {
        for (left, right, expected, why) in CASES {
            assert_eq!(share_of(left, right), *expected, "{why}: {left} / {right}");
            assert_eq!(share_of(right, left), *expected, "{why}, sides exchanged");
        }
    }
}
