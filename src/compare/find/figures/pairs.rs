//! Which figure of one side meets which of the other.
//!
//! Of the figures that meet (`meetings`), agreement goes before conflict, and each figure is in one pair of a verdict. A number that the other side has too, anywhere, of the same things, is
//! in no conflict: it knows that number.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::amount::Fit;
use super::context::{Relation, Term, shared};
use super::extract::plural;
use super::found::{Found, Kind};
use super::judge;
use super::meetings::{Couple, meetings};
use super::moment::weekday_name;
use crate::article::Article;
use crate::compare::{Cancelled, FigurePair, Match, SentenceRef, Verdict, go_on};
use crate::language::english::{Classes, classes};

/// Pairs of figures that are judged before somebody asks again whether to go on.
const BLOCK: usize = 1_024;

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
    matches: &[Match],
    cancel: &AtomicBool,
) -> Result<Vec<FigurePair>, Cancelled> {
    let matched: HashSet<(SentenceRef, SentenceRef)> =
        matches.iter().filter(|m| m.shown()).map(|m| (m.left, m.right)).collect();
    let published = articles.map(|a| a.meta.published.map(|when| when.date));
    let [left, right] = found;
    let judge = |&(l, r): &Couple| {
        let (l, r) = (usize::from(l), usize::from(r));
        let (a, b) = (left.get(l)?, right.get(r)?);
        let meeting = judge::meet(a, b, published)?;
        let relation = Relation::new(&a.detail.context, &b.detail.context, matched.contains(&(a.at, b.at)));
        let verdict = judge::verdict(a, b, meeting, &relation)?;
        let summed = if a.detail.sum || b.detail.sum { 2.0 } else { 0.0 };
        Some(Candidate { left: l, right: r, verdict, strength: relation.strength() - summed })
    };
    let meetings = meetings([left, right], matches, cancel)?;
    let judged = meetings.par_chunks(BLOCK).map(|block| {
        go_on(cancel)?;
        Ok(block.iter().filter_map(judge).collect::<Vec<_>>())
    });
    let candidates = judged.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    let chosen = choose(candidates, left, right);
    let pair = |c: Candidate| {
        let (a, b) = (left.get(c.left)?, right.get(c.right)?);
        let about = about(a, b, articles);
        Some(FigurePair { left: a.figure.clone(), right: b.figure.clone(), verdict: c.verdict, about })
    };
    let mut pairs: Vec<FigurePair> = chosen.into_iter().filter_map(pair).collect();
    pairs.sort_by_key(|pair| (pair.left.place, pair.right.place));
    Ok(pairs)
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
    /// The figures of each kind, per side, once somebody asked.
    kinds: Option<[HashMap<Kind, Vec<&'a Found>>; 2]>,
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
        let [of_left, of_right] = self.kinds.get_or_insert_with(|| [by_kind(left), by_kind(right)]);
        let known = *self.known.entry((0, candidate.left)).or_insert_with(|| knows(of_right, a))
            || *self.known.entry((1, candidate.right)).or_insert_with(|| knows(of_left, b));
        let value = |f: &Found| format!("{:?} {:?}", f.kind, f.figure.value);
        !known && self.told.insert((value(a), value(b)))
    }
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Agree => 0,
        Verdict::Compatible => 1,
        Verdict::Conflict => 2,
        Verdict::Incomparable => 3,
    }
}

fn by_kind(found: &[Found]) -> HashMap<Kind, Vec<&Found>> {
    let mut kinds: HashMap<Kind, Vec<&Found>> = HashMap::new();
    found.iter().for_each(|figure| kinds.entry(figure.kind).or_default().push(figure));
    kinds
}

/// Says whether a side has the other side's figure too.
fn knows(side: &HashMap<Kind, Vec<&Found>>, figure: &Found) -> bool {
    let alike = |other: &&&Found| {
        other.role == figure.role && (other.detail.noun.class == figure.detail.noun.class || figure.role.is_some())
    };
    let amounts = side
        .get(&figure.kind)
        .into_iter()
        .flatten()
        .filter(alike)
        .filter_map(|other| other.detail.amount.zip(figure.detail.amount));
    amounts.into_iter().any(|(a, b)| a.fit(&b) == Fit::Equal)
}

/// Near shared words that are looked at to say what a pair is about.
const SHARED: usize = 8;

/// Says in a few words what two figures are about; the same whichever article stands left.
fn about(a: &Found, b: &Found, articles: [&Article; 2]) -> Option<String> {
    let words = shared_words(a, b, articles);
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
fn shared_words(a: &Found, b: &Found, articles: [&Article; 2]) -> Vec<String> {
    let shared = shared(&a.detail.context, &b.detail.context);
    let [left, right] = articles.map(|a| a.text.as_str());
    let form = |(l, r): &(Term, Term)| {
        let name = l.name && r.name;
        let forms = [l.span.of(left), r.span.of(right)].map(|w| if name { w.to_owned() } else { w.to_lowercase() });
        forms.into_iter().min_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b))).unwrap_or_default()
    };
    shared.iter().take(SHARED).map(form).collect()
}
