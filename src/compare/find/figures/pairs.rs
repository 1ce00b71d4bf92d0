//! Which figure of one side meets which of the other.
//!
//! Only figures of one kind meet (buckets, so that two books do not meet word by word), agreement goes before conflict,
//! and each figure is in one pair of a verdict. A number that the other side has too, anywhere, of the same things, is
//! in no conflict: it knows that number.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::AtomicBool;

use super::amount::Fit;
use super::context::{Rarity, Relation, Term};
use super::extract::plural;
use super::found::{Found, Kind};
use super::judge;
use super::moment::weekday_name;
use super::role::Role;
use super::unit::Dimension;
use crate::article::Article;
use crate::compare::{Cancelled, FigurePair, Match, SentenceRef, Verdict, go_on};
use crate::language::english::{Classes, classes};

/// The most pairs of one bucket, and of all, that are looked at; a larger bucket says nothing.
const MOST_IN_BUCKET: usize = 1_000_000;
const MOST: usize = 2_000_000;

/// What two figures must have in common to meet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Bucket {
    Things(String),
    People(Role),
    Value(u64),
    Money,
    Measure(Dimension),
    Age,
    Ordinal(String),
    Score,
    Odds,
    Moment,
}

/// Two figures, by their indexes, and how strongly they belong together.
struct Candidate {
    left: usize,
    right: usize,
    verdict: Verdict,
    strength: f32,
}

/// Pairs the figures of both sides.
pub(super) fn pairs(
    articles: [&Article; 2],
    found: &[Vec<Found>; 2],
    rarity: &Rarity,
    matches: &[Match],
    cancel: &AtomicBool,
) -> Result<Vec<FigurePair>, Cancelled> {
    let matched: HashSet<(SentenceRef, SentenceRef)> =
        matches.iter().filter(|m| m.shown()).map(|m| (m.left, m.right)).collect();
    let published = articles.map(|a| a.meta.published.map(|when| when.date));
    let [left, right] = found;
    let mut candidates = Vec::new();
    for (n, (l, r)) in meetings(left, right).into_iter().enumerate() {
        if n % 1_024 == 0 {
            go_on(cancel)?;
        }
        let (l, r) = (usize::from(l), usize::from(r));
        let (Some(a), Some(b)) = (left.get(l), right.get(r)) else { continue };
        let Some(meeting) = judge::meet(a, b, published) else { continue };
        let is_matched = matched.contains(&(a.at, b.at));
        let relation = Relation::new(&a.detail.context, &b.detail.context, rarity, is_matched);
        if let Some(verdict) = judge::verdict(a, b, meeting, &relation) {
            let summed = if a.detail.sum || b.detail.sum { 2.0 } else { 0.0 };
            let strength = relation.strength() - summed;
            candidates.push(Candidate { left: l, right: r, verdict, strength });
        }
    }
    let chosen = choose(candidates, left, right);
    let pair = |c: Candidate| {
        let (a, b) = (left.get(c.left)?, right.get(c.right)?);
        // Worked out anew for the few that are told: kept, it would be most of the memory.
        let relation = Relation::new(&a.detail.context, &b.detail.context, rarity, false);
        let about = about(a, b, &relation, articles);
        Some(FigurePair { left: a.figure.clone(), right: b.figure.clone(), verdict: c.verdict, about })
    };
    let mut pairs: Vec<FigurePair> = chosen.into_iter().filter_map(pair).collect();
    pairs.sort_by_key(|pair| (pair.left.place, pair.right.place));
    Ok(pairs)
}

/// Returns the pairs of indexes that share a bucket, ascending and once.
fn meetings(left: &[Found], right: &[Found]) -> Vec<(u16, u16)> {
    let mut buckets: BTreeMap<Bucket, [Vec<u16>; 2]> = BTreeMap::new();
    for (side, found) in [left, right].into_iter().enumerate() {
        // A side has fewer figures than sixteen bits can number (`figures::MOST`).
        for (index, figure) in (0_u16..).zip(found) {
            for bucket in buckets_of(figure) {
                if let Some(indexes) = buckets.entry(bucket).or_default().get_mut(side) {
                    indexes.push(index);
                }
            }
        }
    }
    let mut meetings = Vec::new();
    for [left, right] in buckets.values() {
        let pairs = left.len().saturating_mul(right.len());
        if pairs <= MOST_IN_BUCKET && meetings.len() + pairs <= MOST {
            meetings.extend(left.iter().flat_map(|&l| right.iter().map(move |&r| (l, r))));
        }
    }
    meetings.sort_unstable();
    meetings.dedup();
    meetings
}

fn buckets_of(figure: &Found) -> Vec<Bucket> {
    let noun = &figure.detail.noun;
    match figure.kind {
        Kind::Count => {
            let mut buckets = Vec::new();
            if !noun.class.is_empty() {
                buckets.push(Bucket::Things(noun.class.clone()));
            }
            buckets.extend(figure.role.map(Bucket::People));
            if let Some(amount) = figure.detail.amount.filter(|a| a.range.is_none()) {
                buckets.push(Bucket::Value(amount.value.to_bits()));
            }
            buckets
        }
        Kind::Money(_) => vec![Bucket::Money],
        Kind::Measure(dimension) => vec![Bucket::Measure(dimension)],
        Kind::Age => vec![Bucket::Age],
        Kind::Ordinal => vec![Bucket::Ordinal(noun.class.clone())],
        Kind::Score => vec![Bucket::Score],
        Kind::Odds => vec![Bucket::Odds],
        Kind::Moment => vec![Bucket::Moment],
    }
}

/// Takes the strongest candidates first, each figure once: agreement, then conflict, then the rest.
fn choose(mut candidates: Vec<Candidate>, left: &[Found], right: &[Found]) -> Vec<Candidate> {
    // Ties are broken alike whichever article stands left: of two pairs that share a figure, by distance in the order.
    candidates.sort_by(|a, b| {
        let order = |c: &Candidate| (c.left + c.right, c.left.abs_diff(c.right));
        rank(a.verdict).cmp(&rank(b.verdict)).then(b.strength.total_cmp(&a.strength)).then(order(a).cmp(&order(b)))
    });
    let mut choice =
        Choice { found: [left, right], free: [vec![true; left.len()], vec![true; right.len()]], ..Choice::default() };
    candidates.retain(|candidate| choice.take(candidate));
    candidates
}

/// What was chosen so far.
#[derive(Default)]
struct Choice<'a> {
    found: [&'a [Found]; 2],
    /// Whether a figure is in no pair yet.
    free: [Vec<bool>; 2],
    /// Whether the other side has a figure too, by side and index.
    known: HashMap<(usize, usize), bool>,
    /// The values in conflict, which are told once.
    told: HashSet<(String, String)>,
}

impl Choice<'_> {
    /// Says whether the candidate is one of the pairs.
    fn take(&mut self, candidate: &Candidate) -> bool {
        let ends = [(0, candidate.left), (1, candidate.right)];
        let free = ends.iter().all(|&(side, n)| self.free.get(side).and_then(|f| f.get(n)) == Some(&true));
        if !free || candidate.verdict == Verdict::Conflict && !self.is_news(candidate) {
            return false;
        }
        for (side, n) in ends {
            if let Some(free) = self.free.get_mut(side).and_then(|f| f.get_mut(n)) {
                *free = false;
            }
        }
        true
    }

    /// Says whether neither side knows the other's number and the conflict was not told elsewhere.
    fn is_news(&mut self, candidate: &Candidate) -> bool {
        let [left, right] = self.found;
        let (Some(a), Some(b)) = (left.get(candidate.left), right.get(candidate.right)) else { return false };
        let known = *self.known.entry((0, candidate.left)).or_insert_with(|| knows(right, a))
            || *self.known.entry((1, candidate.right)).or_insert_with(|| knows(left, b));
        let value = |f: &Found| format!("{:?} {:?}", f.kind, f.figure.value);
        !known && self.told.insert((value(a), value(b)))
    }
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Agree => 0,
        Verdict::Conflict => 1,
        Verdict::Incomparable => 2,
    }
}

/// Says whether a side has the other side's figure too.
fn knows(side: &[Found], figure: &Found) -> bool {
    let alike = |other: &&Found| {
        other.kind == figure.kind
            && other.role == figure.role
            && (other.detail.noun.class == figure.detail.noun.class || figure.role.is_some())
    };
    let amounts = side.iter().filter(alike).filter_map(|other| other.detail.amount.zip(figure.detail.amount));
    amounts.into_iter().any(|(a, b)| a.fit(&b) == Fit::Equal)
}

/// Near shared words that are looked at to say what a pair is about.
const SHARED: usize = 8;

/// Says in a few words what two figures are about; the same whichever article stands left.
fn about(a: &Found, b: &Found, relation: &Relation, articles: [&Article; 2]) -> Option<String> {
    let words = shared_words(relation, articles);
    let head = match a.kind {
        Kind::Count => {
            let class = [a, b].map(|f| f.detail.noun.class.as_str()).into_iter().filter(|c| !c.is_empty()).min();
            let people = a.role.or(b.role).map(|role| format!("people {}", role.word()));
            people.or_else(|| class.map(plural)).unwrap_or_else(|| "number".into())
        }
        Kind::Money(_) => "amount".into(),
        Kind::Measure(dimension) => dimension.name().into(),
        Kind::Age => "age".into(),
        Kind::Ordinal => a.detail.noun.class.clone(),
        Kind::Score => "score".into(),
        Kind::Odds => "odds".into(),
        Kind::Moment => day(a, b),
    };
    let whole = words.iter().find(|word| classes(word).is(Classes::WHOLE));
    match whole {
        Some(whole) if a.kind == Kind::Count => Some(format!("{head} in the {whole}")),
        _ if words.is_empty() => Some(head),
        _ => Some(format!("{head} ({})", words.iter().take(3).cloned().collect::<Vec<_>>().join(", "))),
    }
}

/// Names the day that two moments tell of: its weekday where no side has another.
fn day(a: &Found, b: &Found) -> String {
    let [x, y] = [a, b].map(|f| f.detail.moment.and_then(|m| m.weekday));
    match x.or(y) {
        Some(weekday) if x.or(y) == y.or(x) => format!("day {}", weekday_name(weekday)),
        Some(_) => "day".into(),
        None => "date".into(),
    }
}

/// Returns the near shared words, the rarest first, each in the shorter of its two forms.
fn shared_words(relation: &Relation, articles: [&Article; 2]) -> Vec<String> {
    let [left, right] = articles.map(|a| a.text.as_str());
    let form = |(l, r): &(Term, Term)| {
        let name = l.name && r.name;
        let forms = [l.span.of(left), r.span.of(right)].map(|w| if name { w.to_owned() } else { w.to_lowercase() });
        forms.into_iter().min_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b))).unwrap_or_default()
    };
    relation.shared.iter().take(SHARED).map(form).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::figures::extract;
    use crate::compare::fixtures::article;

    #[test]
    fn two_books_of_figures_meet_no_more_than_the_bound() {
        let few = extract(&article(&["It cost $5, took 3 hours and killed 12 people on Friday."; 20]));
        assert_eq!(meetings(&few, &few).len(), 4 * 20 * 20);
        let many = extract(&article(&["It cost $5, took 3 hours and killed 12 people on Friday."; 1_900]));
        assert!(meetings(&many, &many).len() <= MOST);
    }
}
