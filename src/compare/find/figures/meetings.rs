//! Which figures of two articles are looked at together.
//!
//! Only figures of one kind of thing can come to a verdict, so they meet in buckets. In two articles of news a bucket
//! is small and all of it meets. In two books it is not, and all of it would be the square of their length; there two
//! figures meet that could come to a verdict at all, by what [`super::judge`] asks of them:
//!
//! ```text
//! words    both stand near words of some weight that both sides have: found by an index from word to figures
//! matches  their sentences are matched
//! values   they are equal, of units of measure or large: a value that two writers do not hit upon by accident
//! bare     hardly a word stands around one of them
//! ```
//!
//! Each way is bounded, and every bound is the same whichever article stands left.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::found::{Found, Kind};
use super::role::Role;
use super::term::Term;
use super::unit::Dimension;
use crate::compare::{Cancelled, Match, SentenceRef, Tier, go_on};

/// Pairs of a bucket that all meet.
const SMALL: usize = 4_096;
/// Steps that looking up the words of one bucket may take; words of most figures are left out first.
const STEPS: u64 = 3_000_000;
/// Pairs that each way may add for every figure of a bucket.
const PER_FIGURE: usize = 32;
/// Pairs that matched sentences may add in all.
const MOST_MATCHED: usize = 200_000;
/// The least weight of shared words with which two figures of sentences that are not matched come to a verdict.
///
/// The least of the judge's is a cover of 0.4 of words that weigh 1.
const LEAST_SHARED: f32 = 0.39;
/// The least count that is no accident.
const LARGE: f64 = 100.0;
/// How much the logarithms of equal values differ at most: of values converted from other units, and of others. Both are
/// a little more than the judge allows.
const CONVERTED: f64 = 0.051;
const EQUAL: f64 = 2e-9;
/// A figure with so few words around it is bare.
const BARE: usize = 2;
/// How far apart in their rows two figures of a row that is too long may stand.
const BESIDE: usize = 16;

/// What two figures must have in common to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bucket<'a> {
    Things(&'a str),
    People(Role),
    Value(u64),
    Money,
    Measure(Dimension),
    Age,
    Ordinal(&'a str),
    Score,
    Odds,
    Moment,
}

/// The numbers of two figures, the left one's first.
pub(super) type Couple = (u16, u16);

/// Returns the pairs of figures that may come to a verdict, ascending and once.
pub(super) fn meetings(found: [&[Found]; 2], matches: &[Match], cancel: &AtomicBool) -> Result<Vec<Couple>, Cancelled> {
    let mut buckets: BTreeMap<Bucket<'_>, [Vec<u16>; 2]> = BTreeMap::new();
    for (side, found) in found.into_iter().enumerate() {
        // A side has fewer figures than sixteen bits can number (`figures::MOST`).
        for (number, figure) in (0_u16..).zip(found) {
            for bucket in buckets_of(figure) {
                buckets.entry(bucket).or_default().get_mut(side).into_iter().for_each(|side| side.push(number));
            }
        }
    }
    let groups: Vec<Group<'_>> =
        buckets.into_values().map(|numbers| Group { found, numbers }).filter(|group| group.size() > 0).collect();
    let is_large = groups.iter().any(|group| group.size() > SMALL);
    let met: Vec<Vec<Couple>> = groups.par_iter().map(|group| group.meetings(cancel)).collect::<Result<_, _>>()?;
    let mut meetings = met.concat();
    if is_large {
        meetings.extend(matched(found, matches));
    }
    meetings.sort_unstable();
    meetings.dedup();
    Ok(meetings)
}

fn buckets_of(figure: &Found) -> impl Iterator<Item = Bucket<'_>> {
    let class = figure.detail.noun.class.as_str();
    let exact = figure.detail.amount.filter(|a| a.range.is_none());
    let [first, second, third] = match figure.kind {
        Kind::Count => [
            (!class.is_empty()).then_some(Bucket::Things(class)),
            figure.role.map(Bucket::People),
            exact.map(|a| Bucket::Value(a.value.to_bits())),
        ],
        Kind::Money(_) => [Some(Bucket::Money), None, None],
        Kind::Measure(dimension) => [Some(Bucket::Measure(dimension)), None, None],
        Kind::Age => [Some(Bucket::Age), None, None],
        Kind::Ordinal => [Some(Bucket::Ordinal(class)), None, None],
        Kind::Score => [Some(Bucket::Score), None, None],
        Kind::Odds => [Some(Bucket::Odds), None, None],
        Kind::Moment => [Some(Bucket::Moment), None, None],
    };
    first.into_iter().chain(second).chain(third)
}

/// Pairs the figures of matched sentences.
fn matched<'a>(found: [&'a [Found]; 2], matches: &[Match]) -> Vec<Couple> {
    let [left, right] = found.map(|found| {
        let mut by_sentence: HashMap<SentenceRef, Vec<(u16, &'a Found)>> = HashMap::new();
        (0_u16..).zip(found).for_each(|(n, figure)| by_sentence.entry(figure.at).or_default().push((n, figure)));
        by_sentence
    });
    let of = |least: Tier| -> Vec<_> {
        let told = matches.iter().filter(|m| m.tier >= least && m.shown());
        told.filter_map(|m| left.get(&m.left).zip(right.get(&m.right))).collect()
    };
    let size = |pairs: &[(&Vec<_>, &Vec<_>)]| pairs.iter().map(|(l, r)| l.len() * r.len()).sum::<usize>();
    let Some(told) = [Tier::Likely, Tier::Sure].into_iter().map(of).find(|pairs| size(pairs) <= MOST_MATCHED) else {
        return Vec::new();
    };
    let all = told.into_iter().flat_map(|(l, r)| l.iter().flat_map(move |a| r.iter().map(move |b| (*a, *b))));
    let alike = all.filter(|((_, a), (_, b))| buckets_of(a).any(|bucket| buckets_of(b).any(|other| other == bucket)));
    alike.map(|((l, _), (r, _))| (l, r)).collect()
}

/// The figures of one bucket.
struct Group<'a> {
    found: [&'a [Found]; 2],
    numbers: [Vec<u16>; 2],
}

impl<'a> Group<'a> {
    fn size(&self) -> usize {
        self.numbers.iter().map(Vec::len).product()
    }

    /// Pairs that one way may add.
    fn most(&self) -> usize {
        PER_FIGURE * self.numbers.iter().map(Vec::len).sum::<usize>()
    }

    fn meetings(&self, cancel: &AtomicBool) -> Result<Vec<Couple>, Cancelled> {
        let [left, right] = &self.numbers;
        if self.size() <= SMALL {
            return Ok(all(left, right));
        }
        let mut meetings = self.by_words(cancel)?;
        meetings.extend(self.by_values());
        meetings.extend(self.bare());
        Ok(meetings)
    }

    fn figure(&self, side: usize, number: u16) -> Option<&'a Found> {
        self.found.get(side)?.get(usize::from(number))
    }

    fn terms(&self, side: usize, number: u16) -> &'a [Term] {
        self.figure(side, number).map_or(&[], |figure| &figure.detail.context.wide)
    }

    /// Pairs those that share words of some weight.
    fn by_words(&self, cancel: &AtomicBool) -> Result<Vec<Couple>, Cancelled> {
        let [left, right] = &self.numbers;
        let postings = self.postings();
        let blocks: Vec<Vec<(f32, Couple)>> = left
            .par_chunks(64)
            .map(|block| {
                go_on(cancel)?;
                let mut sums = vec![0.0_f32; right.len()];
                Ok(block.iter().flat_map(|&number| self.partners(number, &postings, &mut sums)).collect())
            })
            .collect::<Result<_, _>>()?;
        let mut found = blocks.concat();
        if found.len() > self.most() {
            // The heaviest; those of one weight stay or go together.
            let (_, &mut (least, _), _) = found.select_nth_unstable_by(self.most(), |a, b| b.0.total_cmp(&a.0));
            found.retain(|(sum, _)| *sum > least);
        }
        Ok(found.into_iter().map(|(_, meeting)| meeting).collect())
    }

    /// Returns the right figures that share words of some weight with a left one.
    fn partners(&self, number: u16, postings: &HashMap<u64, Vec<u16>>, sums: &mut [f32]) -> Vec<(f32, Couple)> {
        let mut touched: Vec<u16> = Vec::new();
        for term in self.terms(0, number) {
            for &at in postings.get(&term.key).into_iter().flatten() {
                if let Some(sum) = sums.get_mut(usize::from(at)) {
                    if *sum == 0.0 {
                        touched.push(at);
                    }
                    // Words of every sentence weigh nothing, and would be met again and again.
                    *sum += term.weight.max(f32::MIN_POSITIVE);
                }
            }
        }
        let take = |at: u16| {
            let sum = sums.get_mut(usize::from(at)).map_or(0.0, std::mem::take);
            let right = self.numbers[1].get(usize::from(at)).filter(|_| sum >= LEAST_SHARED)?;
            Some((sum, (number, *right)))
        };
        touched.into_iter().filter_map(take).collect()
    }

    /// Returns for the words that both sides have the places of the right figures with them, as far as [`STEPS`] go.
    fn postings(&self) -> HashMap<u64, Vec<u16>> {
        let [left, right] = &self.numbers;
        let mut counts: HashMap<u64, u64> = HashMap::new();
        left.iter().flat_map(|&n| self.terms(0, n)).for_each(|term| *counts.entry(term.key).or_default() += 1);
        let mut postings: HashMap<u64, Vec<u16>> = HashMap::new();
        for (at, &number) in (0_u16..).zip(right) {
            for term in self.terms(1, number).iter().filter(|term| counts.contains_key(&term.key)) {
                postings.entry(term.key).or_default().push(at);
            }
        }
        let cost = |key: &u64, with: &[u16]| counts.get(key).map_or(0, |left| left * with.len() as u64);
        let mut costs: Vec<u64> = postings.iter().map(|(key, with)| cost(key, with)).collect();
        costs.sort_unstable();
        let mut steps = STEPS;
        let affordable = costs.chunk_by(|a, b| a == b).map_while(|equal| {
            steps = steps.checked_sub(equal.iter().sum())?;
            equal.first().copied()
        });
        let most = affordable.last().unwrap_or(0);
        postings.retain(|key, with| cost(key, with) <= most);
        postings
    }

    /// Pairs equal values of which the words need not tell that they are of one thing.
    fn by_values(&self) -> Vec<Couple> {
        let [left, right] = [0, 1].map(|side| self.values(side));
        let near = |units: [f64; 2], value: f64| {
            // Only what was converted from another unit is equal without being the same.
            let by = if (units[0] / units[1]).ln().abs() > EQUAL { CONVERTED } else { EQUAL };
            let theirs = right.iter().find(|(unit, _)| *unit == units[1]).map_or(&[][..], |(_, values)| values);
            let from = theirs.partition_point(|r| r.0 < value * (-by).exp());
            theirs.get(from..theirs.partition_point(|r| r.0 <= value * by.exp())).unwrap_or(&[])
        };
        let mut meetings = Vec::new();
        for ((unit, mine), (other, _)) in left.iter().flat_map(|l| right.iter().map(move |r| (l, r))) {
            let near = |value: f64| near([*unit, *other], value);
            if mine.iter().map(|l| near(l.0).len()).sum::<usize>() <= self.most() {
                meetings.extend(mine.iter().flat_map(|l| near(l.0).iter().map(|r| (l.1, r.1))));
            } else {
                let equal = mine.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq());
                let theirs = |equal: &[(f64, u16)]| equal.first().map_or(&[][..], |first| near(first.0));
                meetings.extend(
                    equal.flat_map(|equal| beside(equal.iter().map(|l| l.1), theirs(equal).iter().map(|r| r.1))),
                );
            }
        }
        meetings
    }

    /// Returns by their units the telling values of a side with their figures, ascending.
    fn values(&self, side: usize) -> Vec<(f64, Vec<(f64, u16)>)> {
        let mut units: Vec<(f64, Vec<(f64, u16)>)> = Vec::new();
        for &number in self.numbers.get(side).into_iter().flatten() {
            let Some((unit, value)) = self.figure(side, number).and_then(telling_value) else { continue };
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, values)) => values.push((value, number)),
                None => units.push((unit, vec![(value, number)])),
            }
        }
        let ascending = |a: &(f64, u16), b: &(f64, u16)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        units.iter_mut().for_each(|(_, values)| values.sort_unstable_by(ascending));
        units
    }

    /// Pairs large counts of one thing of which one has hardly a word around it.
    fn bare(&self) -> Vec<Couple> {
        let [left, right] = [0, 1].map(|side| {
            let numbers = self.numbers[side].iter().copied();
            let large = numbers.filter(|&n| self.figure(side, n).is_some_and(is_large_count));
            large.partition::<Vec<u16>, _>(|&n| self.terms(side, n).len() <= BARE)
        });
        let size = left.0.len() * (right.0.len() + right.1.len()) + left.1.len() * right.0.len();
        if size > self.most() {
            return beside(left.0.into_iter(), right.0.into_iter());
        }
        [all(&left.0, &right.0), all(&left.0, &right.1), all(&left.1, &right.0)].concat()
    }
}

fn is_large_count(figure: &Found) -> bool {
    figure.kind == Kind::Count && figure.detail.amount.is_some_and(|a| a.value >= LARGE)
}

/// Returns unit and value of a figure that may agree with an equal one whatever stands around them.
fn telling_value(figure: &Found) -> Option<(f64, f64)> {
    let tells = match figure.kind {
        Kind::Measure(dimension) => !matches!(dimension, Dimension::Duration | Dimension::Share),
        _ => is_large_count(figure),
    };
    figure.detail.amount.map(|a| (a.by, a.value)).filter(|(_, value)| tells && *value > 0.0)
}

fn all(left: &[u16], right: &[u16]) -> Vec<Couple> {
    left.iter().flat_map(|&l| right.iter().map(move |&r| (l, r))).collect()
}

/// Pairs those that stand at about the same place in their rows.
fn beside(left: impl Iterator<Item = u16>, right: impl Iterator<Item = u16>) -> Vec<Couple> {
    let right: Vec<u16> = right.collect();
    let beside = |at: usize| right.get(at.saturating_sub(BESIDE)..right.len().min(at + BESIDE + 1)).unwrap_or(&[]);
    left.enumerate().flat_map(|(at, l)| beside(at).iter().map(move |&r| (l, r)).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::figures::{Read, extract};
    use crate::compare::fixtures::article;
    use crate::reading::Reading;

    fn met(left: &[Found], right: &[Found]) -> Vec<Couple> {
        meetings([left, right], &[], &AtomicBool::new(false)).unwrap_or_default()
    }

    #[test]
    fn all_figures_of_a_kind_meet_in_articles_of_news() {
        let few = extract(&article(&["It cost $5, took 3 hours and killed 12 people on Friday."; 20]));
        assert_eq!(met(&few, &few).len(), 4 * 20 * 20);
    }

    #[test]
    fn the_meetings_of_two_books_grow_no_faster_than_the_books() {
        for sentences in [400, 1_600] {
            let text: Vec<String> = (0..sentences)
                .map(|n| format!("Mill{n} lost {} barrels, {} km of pipe and 12 people on Friday.", 100 + n, n % 97))
                .collect();
            let it = article(&text.iter().map(String::as_str).collect::<Vec<_>>());
            let reading = Reading::new(&it);
            let read =
                Read::new(&reading, &reading, &AtomicBool::new(false)).map(|read| read.found).unwrap_or_default();
            let [left, right] = &read;
            assert!(left.len() >= 3 * sentences);
            // Each bucket of a figure has three ways to meet.
            let most = 2 * 3 * 3 * PER_FIGURE * left.len();
            assert!(met(left, right).len() <= most, "{sentences}");
        }
    }

    #[test]
    fn equal_sentences_without_end_meet_beside_each_other() {
        let many = extract(&article(&["The mill sent 240 workers home on Friday."; 1_900]));
        let meetings = met(&many, &many);
        assert!(meetings.len() <= 2 * 1_900 * 2 * PER_FIGURE * 3);
        assert!((0..1_900).step_by(2).all(|n| meetings.binary_search(&(n, n)).is_ok()));
    }

    #[test]
    fn whatever_meets_from_one_side_meets_from_the_other() {
        let text = |by: usize| -> Vec<String> {
            (0..300)
                .map(|n| format!("The {} fields of farm {} gave {} tons.", n * by % 70, n % 11, n * by % 50))
                .collect()
        };
        let [left, right] = [3, 7].map(|by| {
            let text = text(by);
            extract(&article(&text.iter().map(String::as_str).collect::<Vec<_>>()))
        });
        let mut other: Vec<Couple> = met(&right, &left).into_iter().map(|(r, l)| (l, r)).collect();
        other.sort_unstable();
        assert_eq!(met(&left, &right), other);
    }
}
