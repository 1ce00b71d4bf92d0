//! The tiers of the matches that a decision was the rival of.
//!
//! What is listed is enough to tell them: a rival that scores less than the least score of a likely pair changes no
//! tier, and all others are listed.

use std::collections::{BTreeMap, BTreeSet};

use super::Sentences;
use crate::compare::find::matches::tiers::tier;
use crate::compare::{Match, SentenceRef, Side, Tier};

/// The best score of every sentence of a side.
type Best = BTreeMap<SentenceRef, f64>;

/// Tells the tiers of `matches` as they would be if the `rejected` pairs, which are not among them, had never scored.
/// Returns the pairs whose tier is another now; none falls.
pub(super) fn without(matches: &mut [Match], rejected: &[Match]) -> BTreeSet<Sentences> {
    let touched = [Side::Left, Side::Right].map(|side| sentences(rejected.iter(), side));
    let [left, right] = [Side::Left, Side::Right].map(|side| best(matches, side));
    let mut risen = BTreeSet::new();
    for m in matches.iter_mut().filter(|m| touches(m, &touched)) {
        let rival = [left.get(&m.left), right.get(&m.right)].into_iter().flatten().copied().fold(0.0, f64::max);
        let now = tier(m.score, rival, m.ground);
        if now > m.tier {
            m.tier = now;
            risen.insert((m.left, m.right));
        }
    }
    risen
}

/// Leaves no match sure that has a pinned rival.
pub(super) fn beside_pins(matches: &mut [Match]) {
    let pinned = [Side::Left, Side::Right].map(|side| sentences(matches.iter().filter(|m| m.pinned), side));
    for m in matches.iter_mut().filter(|m| !m.pinned && touches(m, &pinned)) {
        m.tier = m.tier.min(Tier::Likely);
    }
}

fn sentences<'a>(matches: impl Iterator<Item = &'a Match>, side: Side) -> BTreeSet<SentenceRef> {
    matches.map(|m| m.on(side)).collect()
}

fn touches(m: &Match, [left, right]: &[BTreeSet<SentenceRef>; 2]) -> bool {
    left.contains(&m.left) || right.contains(&m.right)
}

fn best(matches: &[Match], side: Side) -> Best {
    let mut best = Best::new();
    for m in matches {
        let of = best.entry(m.on(side)).or_default();
        *of = of.max(m.score);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::matches;

    fn tiers(matches: &[Match]) -> Vec<Tier> {
        matches.iter().map(|m| m.tier).collect()
    }

    #[test]
    fn the_next_best_comes_up_and_only_there() {
        // One on the left was held back by its better; the match of two others has nothing to do with it.
        let mut all = matches(&[((0, 0), (0, 0), 0.9), ((0, 0), (1, 0), 0.62), ((2, 0), (2, 0), 0.40)]);
        all.iter_mut().for_each(|m| m.tier = Tier::Possible);
        let rejected = [all.remove(0)];
        let risen = without(&mut all, &rejected);
        assert_eq!(tiers(&all), [Tier::Sure, Tier::Possible]);
        assert_eq!(risen.len(), 1);
    }

    #[test]
    fn a_match_with_another_better_rival_stays_below_it() {
        let mut all = matches(&[((0, 0), (0, 0), 0.9), ((0, 0), (1, 0), 0.55), ((3, 0), (1, 0), 0.9)]);
        let before = tiers(&all);
        let rejected = [all.remove(0)];
        without(&mut all, &rejected);
        assert!(tiers(&all)[0] < Tier::Sure, "its other rival is better still");
        assert_eq!(tiers(&all)[1], before[2], "the second has no rejected rival: its tier is the engine's");
    }

    #[test]
    fn nothing_rejected_changes_nothing() {
        let mut all = matches(&[((0, 0), (0, 0), 0.9), ((0, 0), (1, 0), 0.55)]);
        let before = all.clone();
        assert!(without(&mut all, &[]).is_empty());
        beside_pins(&mut all);
        assert_eq!(all, before);
    }
}
