//! The reader's decisions laid over the engine's findings: a pinned pair is a match, a rejected one is none.
//!
//! Decisions outrank the engine and never change what it found: they are applied to a copy, so that taking one back
//! brings the engine's word back. What was decided of a sentence that is no longer found rests, and does nothing.
//!
//! A tier looks at a match's rivals, so a decision is felt beyond its own pair:
//! - A rejected pair is as if it had never scored. What it alone held out of *sure*, or out of sight, comes up.
//! - A pinned pair is the best that either of its sentences has: a rival is no longer *sure*, which means that nothing
//!   is better, but *likely*. It is not hidden: news splits and merges sentences, so that one has a counterpart does not
//!   say that another is none. Whoever thinks so rejects it.
//!
//! Where each side puts what both have follows the matches; quotations, figures and names stay as they were found: they do not hang on a single match.

mod tiers;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use super::find::figures::Read;
use super::find::matches::evidence::Evidence;
use super::find::matches::only::{alone, sort};
use super::find::matches::rows::Pair;
use super::find::matches::telling::{Found, Telling};
use super::find::matches::weight::Weights;
use super::placing::Placing;
use super::{Comparison, Match, SentenceRef, Side, Tier};
use crate::article::Article;
use crate::article::anchor::{Anchor, Finder};
use crate::reading::Reading;

/// What the reader decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// The two report the same thing.
    Pinned,
    /// The two do not report the same thing.
    Rejected,
}

/// What the reader decided about a sentence of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub kind: DecisionKind,
    /// The left sentence.
    pub left: Anchor,
    /// The right sentence.
    pub right: Anchor,
}

impl Decision {
    /// Returns the same decision with the sides exchanged.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { kind: self.kind, left: self.right, right: self.left }
    }
}

/// A left sentence and a right one.
pub type Sentences = (SentenceRef, SentenceRef);

/// Lays `decisions` over `comparison`, which compares `left` with `right` and lists at least the matches that
/// [`Options::default`](super::Options) lists: what may come up is among them. Of two decisions about one pair the later
/// holds. Returns which pair each is about; none for a decision that rests.
pub fn apply(
    comparison: &mut Comparison,
    decisions: &[Decision],
    left: &Article,
    right: &Article,
) -> Vec<Option<Sentences>> {
    if decisions.is_empty() {
        return Vec::new();
    }
    let places = places(decisions, left, right);
    let about = places.iter().zip(decisions).filter_map(|(pair, decision)| Some(((*pair)?, decision.kind)));
    let decided: BTreeMap<Sentences, DecisionKind> = about.collect();
    let felt = decide(comparison, &decided);
    comparison.placing = Placing::new(&comparison.matches, left, right);
    let never = AtomicBool::new(false);
    let (readings, rows) = (OnceCell::new(), OnceCell::new());
    let (quotes, figures, names) = (comparison.quotes.clone(), comparison.figures.clone(), comparison.names.clone());
    let known = || {
        rows.get_or_init(|| {
            let [l, r] = readings.get_or_init(|| [Reading::new(left), Reading::new(right)]);
            let pair = Pair::new(l, r, &never).ok()?;
            let weights = Weights::new(&pair);
            let exact = Read::new(l, r, &never).ok()?.exact();
            let found = Found { quotes: &quotes, figures: &figures, names: &names, exact: &exact };
            let telling = Telling::new(&pair, &weights, &Evidence::new(&pair, &weights), found);
            Some((pair, weights, telling))
        })
        .as_ref()
    };
    for side in [Side::Left, Side::Right] {
        let touched = felt.iter().map(|&(left, right)| if side == Side::Left { left } else { right });
        follow(comparison, side, touched.collect(), known);
    }
    places
}

fn places(decisions: &[Decision], left: &Article, right: &Article) -> Vec<Option<Sentences>> {
    let (left, right) = (Finder::new(left), Finder::new(right));
    let at = |finder: &Finder<'_>, anchor: &Anchor| {
        finder.find(anchor).map(|(paragraph, sentence)| SentenceRef { paragraph, sentence })
    };
    decisions.iter().map(|d| at(&left, &d.left).zip(at(&right, &d.right))).collect()
}

/// Takes the rejected matches out, tells the tiers of their rivals anew, and puts the pinned ones in. Returns the pairs
/// that any of it touched.
fn decide(comparison: &mut Comparison, decided: &BTreeMap<Sentences, DecisionKind>) -> BTreeSet<Sentences> {
    let is = |pair: &Sentences, kind| decided.get(pair) == Some(&kind);
    let pair = |m: &Match| (m.left, m.right);
    let found: BTreeSet<Sentences> = comparison.matches.iter().map(pair).collect();
    let new = |kind| -> Vec<Match> {
        decided.keys().filter(|&at| is(at, kind) && !found.contains(at)).map(not_found).collect()
    };
    let (pins, rejections) = (new(DecisionKind::Pinned), new(DecisionKind::Rejected));
    let rejected = |m: &Match| is(&pair(m), DecisionKind::Rejected);
    let (gone, kept) = std::mem::take(&mut comparison.matches).into_iter().partition(rejected);
    (comparison.rejected, comparison.matches) = (gone, kept);
    comparison.rejected.extend(rejections);
    comparison.rejected.sort_by_key(pair);
    let mut felt = tiers::without(&mut comparison.matches, &comparison.rejected);
    comparison.matches.extend(pins);
    comparison.matches.sort_by_key(pair);
    comparison.matches.iter_mut().filter(|m| is(&pair(m), DecisionKind::Pinned)).for_each(pin);
    tiers::beside_pins(&mut comparison.matches);
    felt.extend(decided.keys());
    felt
}

/// Nothing is surer than the reader's word.
const fn pin(m: &mut Match) {
    (m.score, m.tier, m.pinned) = (1.0, Tier::Sure, true);
}

fn not_found(&(left, right): &Sentences) -> Match {
    Match { left, right, score: 0.0, tier: Tier::Possible, evidence: Vec::new(), pinned: false, ..Match::default() }
}

/// Brings what only `side` has up to date for the sentences that decisions touch; `known` gives what the engine weighs
/// sentences by, which is worked out only where one is left alone.
fn follow<'a>(
    comparison: &mut Comparison,
    side: Side,
    touched: BTreeSet<SentenceRef>,
    known: impl Fn() -> Option<&'a (Pair<'a>, Weights, Telling)>,
) {
    let mut lesser: BTreeMap<SentenceRef, f64> = touched.iter().map(|at| (*at, 0.0)).collect();
    let mut shown = BTreeSet::new();
    for m in comparison.matches.iter().filter(|m| touched.contains(&m.on(side))) {
        let best = lesser.entry(m.on(side)).or_default();
        *best = best.max(m.score);
        if m.shown() {
            shown.insert(m.on(side));
        }
    }
    let names = &comparison.names;
    let only = match side {
        Side::Left => &mut comparison.only_left,
        Side::Right => &mut comparison.only_right,
    };
    only.retain(|o| !shown.contains(&o.at));
    let there: BTreeSet<SentenceRef> = only.iter().map(|o| o.at).collect();
    lesser.retain(|at, _| !there.contains(at) && !shown.contains(at));
    if let Some((pair, weights, telling)) = (!lesser.is_empty()).then(known).flatten() {
        only.extend(alone(pair, weights, (names, telling), side, &lesser));
        sort(only);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::article::Paragraph;
    use crate::compare::fixtures::{article, at};
    use crate::compare::{Options, compare, compare_with};

    const LEFT: [&str; 3] = [
        "Firefighters in Oberlin fought a blaze at the Marlow paper mill for nine hours on Friday.",
        "Chief Dana Ruiz said a conveyor in the drying hall had overheated. Nobody was hurt.",
        "Paper has been made on the river since 1871.",
    ];
    const RIGHT: [&str; 3] = [
        "An overheated conveyor in its drying hall was to blame, fire chief Ruiz told reporters.",
        "The mayor cancelled the summer fair.",
        "A blaze at Oberlin's Marlow paper mill kept firefighters busy for nine hours.",
    ];

    fn engine(left: &Article, right: &Article) -> Comparison {
        compare(left, right, &AtomicBool::new(false)).unwrap()
    }

    fn decision(kind: DecisionKind, left: &Article, l: SentenceRef, right: &Article, r: SentenceRef) -> Decision {
        let anchor = |it, at: SentenceRef| Anchor::of(it, at.paragraph, at.sentence).unwrap();
        Decision { kind, left: anchor(left, l), right: anchor(right, r) }
    }

    fn decided(kind: DecisionKind, l: SentenceRef, r: SentenceRef) -> Comparison {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let mut comparison = engine(&left, &right);
        let places = apply(&mut comparison, &[decision(kind, &left, l, &right, r)], &left, &right);
        assert_eq!(places, [Some((l, r))]);
        comparison
    }

    fn is_alone(comparison: &Comparison, side: Side, at: SentenceRef) -> bool {
        comparison.only(side).iter().any(|only| only.at == at)
    }

    #[test]
    fn a_pinned_pair_is_a_sure_match_and_no_longer_only_here() {
        let c = decided(DecisionKind::Pinned, at(2, 0), at(1, 0));
        let pinned: Vec<_> = c.matches.iter().filter(|m| m.pinned).collect();
        assert_eq!(
            pinned.iter().map(|m| (m.left, m.right, m.tier)).collect::<Vec<_>>(),
            [(at(2, 0), at(1, 0), Tier::Sure)]
        );
        assert!(!is_alone(&c, Side::Left, at(2, 0)) && !is_alone(&c, Side::Right, at(1, 0)));
        assert!(c.matches.is_sorted_by_key(|m| (m.left, m.right)));
    }

    #[test]
    fn a_match_of_the_engine_that_is_pinned_keeps_its_evidence() {
        let c = decided(DecisionKind::Pinned, at(0, 0), at(2, 0));
        let m = c.matches.iter().find(|m| m.pinned).unwrap();
        assert!(m.evidence.contains(&"Marlow".to_owned()));
    }

    #[test]
    fn a_rejected_pair_is_gone_and_both_sentences_stand_alone_with_their_weight() {
        let c = decided(DecisionKind::Rejected, at(0, 0), at(2, 0));
        assert!(c.matches.iter().all(|m| (m.left, m.right) != (at(0, 0), at(2, 0))));
        assert!(is_alone(&c, Side::Left, at(0, 0)) && is_alone(&c, Side::Right, at(2, 0)));
        assert!(c.only_left.iter().all(|only| only.weight > 0.0));
        assert!(c.only_left.is_sorted_by(|a, b| a.weight >= b.weight));
    }

    #[test]
    fn a_sentence_left_alone_is_weighed_as_the_engine_weighs_it() {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let it = engine(&left, &right);
        let lone = it.only_left.iter().find(|only| only.at == at(2, 0)).unwrap();
        let it_is = |kind| decision(kind, &left, at(2, 0), &right, at(1, 0));
        let mut c = engine(&left, &right);
        apply(&mut c, &[it_is(DecisionKind::Pinned)], &left, &right);
        apply(&mut c, &[it_is(DecisionKind::Rejected)], &left, &right);
        assert_eq!(c.only_left.iter().find(|only| only.at == at(2, 0)).map(|only| only.weight), Some(lone.weight));
    }

    #[test]
    fn a_decision_about_words_that_are_gone_rests() {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let it = decision(DecisionKind::Rejected, &left, at(0, 0), &right, at(2, 0));
        let other = article(&["The ferry came late."]);
        let mut comparison = engine(&other, &right);
        assert_eq!(apply(&mut comparison, &[it], &other, &right), [None]);
        assert_eq!(comparison, engine(&other, &right));
    }

    #[test]
    fn the_later_of_two_decisions_about_one_pair_holds() {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let of = |kind| decision(kind, &left, at(0, 0), &right, at(2, 0));
        let mut c = engine(&left, &right);
        apply(&mut c, &[of(DecisionKind::Rejected), of(DecisionKind::Pinned)], &left, &right);
        assert!(c.matches.iter().any(|m| m.pinned));
    }

    #[test]
    fn a_pinned_counterpart_comes_before_one_that_is_the_same_word_for_word() {
        let (left, right) = (article(&[LEFT[0]]), article(&[LEFT[0], RIGHT[1]]));
        let mut c = engine(&left, &right);
        apply(&mut c, &[decision(DecisionKind::Pinned, &left, at(0, 0), &right, at(1, 0))], &left, &right);
        let blocks = super::super::blocks::Blocks::new(&c, &left, &right);
        assert_eq!(blocks.counterpart(Side::Left, at(0, 0)), Some(at(1, 0)));
    }

    #[test]
    fn what_only_the_rejected_match_held_back_comes_up_and_is_no_longer_only_here() {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let mut c = engine(&left, &right);
        // A lesser report of the fire, which the better one keeps out of sight.
        let rival = Match { tier: Tier::Possible, score: 0.6, ..not_found(&(at(0, 0), at(1, 0))) };
        c.matches.retain(|m| m.left == at(0, 0) && m.right == at(2, 0));
        c.matches.iter_mut().for_each(|m| m.score = 0.95);
        c.matches.insert(0, rival);
        c.only_right = alone_again(at(1, 0));
        let before = c.clone();
        apply(&mut c, &[decision(DecisionKind::Rejected, &left, at(0, 0), &right, at(2, 0))], &left, &right);
        let now: Vec<_> = c.matches.iter().map(|m| (m.right, m.tier)).collect();
        assert_eq!(now, [(at(1, 0), Tier::Sure)]);
        assert!(!is_alone(&c, Side::Right, at(1, 0)) && is_alone(&c, Side::Right, at(2, 0)));
        assert_eq!(c.rejected, before.matches.get(1..).unwrap());
    }

    fn alone_again(at: SentenceRef) -> Vec<super::super::OnlyHere> {
        vec![super::super::OnlyHere { at, state: super::super::Coverage::None, weight: 0.1 }]
    }

    #[test]
    fn a_rival_of_a_pin_is_likely_and_stays_in_sight() {
        let c = decided(DecisionKind::Pinned, at(0, 0), at(1, 0));
        let tiers: Vec<_> = c.matches.iter().filter(|m| m.left == at(0, 0)).map(|m| (m.right, m.tier)).collect();
        assert_eq!(tiers, [(at(1, 0), Tier::Sure), (at(2, 0), Tier::Likely)]);
        assert!(!is_alone(&c, Side::Right, at(2, 0)));
    }

    #[test]
    fn a_rejected_pair_that_the_engine_never_listed_is_remembered_without_a_score() {
        let c = decided(DecisionKind::Rejected, at(2, 0), at(1, 0));
        assert_eq!(c.rejected, [not_found(&(at(2, 0), at(1, 0)))]);
    }

    fn any_article() -> impl Strategy<Value = Article> {
        let word = prop::sample::select(vec!["mill", "Oberlin", "fire", "the", "240", "workers", "river", "Köln"]);
        let sentence = prop::collection::vec(word, 1..6).prop_map(|w| format!("The {}.", w.join(" ")));
        let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|s| s.join(" "));
        prop::collection::vec(paragraph, 1..5).prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    fn sentences(article: &Article) -> Vec<SentenceRef> {
        let of = |(p, it): (usize, &Paragraph)| (0..it.sentences.len()).map(move |s| at(p, s)).collect::<Vec<_>>();
        article.paragraphs.iter().enumerate().flat_map(of).collect()
    }

    fn any_decisions() -> impl Strategy<Value = (Article, Article, Vec<Decision>)> {
        let picks =
            prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 0..6);
        (any_article(), any_article(), picks).prop_map(|(left, right, picks)| {
            let (l, r) = (sentences(&left), sentences(&right));
            let kind = |pin| if pin { DecisionKind::Pinned } else { DecisionKind::Rejected };
            let decide = |(i, j, pin): (prop::sample::Index, prop::sample::Index, bool)| {
                decision(kind(pin), &left, *i.get(&l), &right, *j.get(&r))
            };
            let decisions = picks.into_iter().map(decide).collect();
            (left, right, decisions)
        })
    }

    proptest! {
        #[test]
        fn deciding_and_swapping_is_swapping_and_deciding((left, right, decisions) in any_decisions()) {
            let mut first = engine(&left, &right);
            let mut second = first.swapped();
            let places = apply(&mut first, &decisions, &left, &right);
            let swapped: Vec<_> = decisions.into_iter().map(Decision::swapped).collect();
            let other = apply(&mut second, &swapped, &right, &left);
            prop_assert_eq!(first.swapped(), second);
            let exchanged: Vec<_> = other.into_iter().map(|pair| pair.map(|(r, l)| (l, r))).collect();
            prop_assert_eq!(places, exchanged);
        }

        #[test]
        fn a_shown_sentence_is_never_alone_and_every_other_is((left, right, decisions) in any_decisions()) {
            let min_score = 0.0;
            let mut c = compare_with(&left, &right, Options { min_score }, &AtomicBool::new(false)).unwrap();
            apply(&mut c, &decisions, &left, &right);
            for (side, article) in [(Side::Left, &left), (Side::Right, &right)] {
                for at in sentences(article) {
                    let shown = c.matches.iter().any(|m| m.shown() && m.on(side) == at);
                    prop_assert_eq!(is_alone(&c, side, at), !shown);
                }
            }
        }

        #[test]
        fn rejecting_hides_no_other_match((left, right, decisions) in any_decisions()) {
            let before = engine(&left, &right);
            let rejections: Vec<_> = decisions.into_iter().filter(|d| d.kind == DecisionKind::Rejected).collect();
            let mut after = before.clone();
            apply(&mut after, &rejections, &left, &right);
            for m in &after.matches {
                let old = before.matches.iter().find(|old| (old.left, old.right) == (m.left, m.right));
                prop_assert!(old.is_some_and(|old| old.tier <= m.tier));
            }
        }

        #[test]
        fn every_sentence_is_found_again_in_its_own_article((left, right, decisions) in any_decisions()) {
            let mut c = engine(&left, &right);
            prop_assert!(apply(&mut c, &decisions, &left, &right).iter().all(Option::is_some));
        }
    }
}
