//! Which figure of one side meets which of the other.
//!
//! Of the figures that meet (`meetings`), agreement goes before conflict, conflict before what may fit, and each figure is
//! in one pair. A number that the other side has too, anywhere, of the same things, is in no conflict: it knows that
//! number.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;

use rayon::prelude::*;

use super::about::about;
use super::clause;
use super::context::Relation;
use super::fit::Fit;
use super::found::{Found, Kind};
use super::judge;
use super::meetings::{Couple, meetings};
use crate::article::Article;
use crate::compare::{Cancelled, FigurePair, Match, SentenceRef, Verdict, go_on};

/// Pairs of figures that are judged before somebody asks again whether to go on.
const BLOCK: usize = 1_024;

/// Figures on either side of a moment that may be of its sentence.
const BESIDE: usize = 6;

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
        let sole = is_sole(left, l) && is_sole(right, r);
        let relation = Relation { sole, ..Relation::new(&a.detail, &b.detail, matched.contains(&(a.at, b.at))) };
        let verdict = judge::verdict(a, b, meeting, &relation)?;
        let happening = matches!(a.kind, Kind::Moment | Kind::Ordinal);
        if happening && verdict != Verdict::Agree && two_happenings([left, right], [l, r]) {
            return None;
        }
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

/// Says whether what is counted beside two moments differs too: 12 arrests on Monday and 30 on Tuesday are two
/// happenings.
fn two_happenings(found: [&[Found]; 2], at: [usize; 2]) -> bool {
    let [lefts, rights] = [0, 1].map(|side| beside(found[side], at[side]));
    let alike =
        |l: &Found, r: &Found| l.kind == r.kind && l.role == r.role && l.detail.noun.class == r.detail.noun.class;
    let fit = |l: &Found, r: &Found| l.detail.amount.zip(r.detail.amount).map(|(a, b)| a.fit(&b));
    let mut pairs =
        lefts.iter().flat_map(|l| rights.iter().map(move |r| (l, r))).filter(|(l, r)| alike(l, r)).peekable();
    pairs.peek().is_some() && !pairs.any(|(l, r)| matches!(fit(l, r), Some(Fit::Equal | Fit::Rounded)))
}

/// Says whether the sentence of the figure `at` has no other of its kind that is told in the same way.
fn is_sole(side: &[Found], at: usize) -> bool {
    let Some(figure) = side.get(at) else { return false };
    let level = |f: &Found| f.detail.moment.map(|moment| (moment.level(), moment.is_weekday()));
    let alike = |f: &Found| f.at == figure.at && f.kind == figure.kind && level(f) == level(figure);
    let near = side.iter().enumerate().skip(at.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
    near.filter(|(number, f)| *number != at && alike(f)).count() == 0
}

/// Returns what is counted in the sentence of the figure `at`.
fn beside(side: &[Found], at: usize) -> Vec<&Found> {
    let sentence = side.get(at).map(|f| f.at);
    let near = side.iter().skip(at.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
    let own = side.get(at).map(|f| f.kind);
    near.filter(|f| Some(f.at) == sentence && f.kind != Kind::Moment && Some(f.kind) != own).collect()
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
    /// The values that differ, which are told once.
    told: HashSet<(String, String)>,
}

impl Choice<'_> {
    /// Says whether the candidate is one of the pairs.
    fn take(&mut self, candidate: &Candidate) -> bool {
        let ends = [(0, candidate.left), (1, candidate.right)];
        let free = ends.iter().all(|&(side, n)| self.free.get(side).and_then(|f| f.get(n)) == Some(&true));
        if !free || matches!(candidate.verdict, Verdict::Conflict | Verdict::Compatible) && !self.is_news(candidate) {
            return false;
        }
        for (side, n) in ends {
            if let Some(free) = self.free.get_mut(side).and_then(|f| f.get_mut(n)) {
                *free = false;
            }
        }
        true
    }

    /// Says whether neither side knows the other's number and the difference was not told elsewhere.
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
        Verdict::Conflict => 1,
        Verdict::Compatible => 2,
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
        let part = |f: &Found| f.detail.listed || f.detail.noun.part;
        let whole = figure.kind != Kind::Count || part(other) == part(figure);
        whole
            && other.role == figure.role
            && (other.detail.noun.class == figure.detail.noun.class || figure.role.is_some())
    };
    side.get(&figure.kind).into_iter().flatten().filter(alike).any(|other| has(other, figure))
}

fn has(other: &Found, figure: &Found) -> bool {
    let (a, b) = (&other.detail, &figure.detail);
    if let Some((a, b)) = a.amount.zip(b.amount) {
        return a.fit(&b) == Fit::Equal;
    }
    // A day that the other side gives to another act is no news of this one.
    let fit = a.moment.zip(b.moment).and_then(|(a, b)| a.fit(&b));
    matches!(fit, Some(Fit::Equal | Fit::Rounded)) && !clause::differ(&a.clause.acts, &b.clause.acts)
}
