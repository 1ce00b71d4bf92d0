//! Which pairs of articles are looked at: those that share terms and lie close in time.
//!
//! An index from each term to the articles that have it, by time, so that an article meets only those of the hours
//! before it. Articles without a date come last and meet all.

use std::collections::HashMap;

use super::vector::Vector;
use super::{Account, LINKED, PAUSE};

/// An article that has a term: its place in the order of time, and what the term weighs in it.
type Posting = (usize, f32);

/// Returns the pairs of accounts that are a little alike.
pub(super) fn pairs(accounts: &[Account], vectors: &[Vector]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..accounts.len()).collect();
    let at = |index: usize| accounts.get(index).and_then(|account| account.at);
    order.sort_by_key(|index| (at(*index).is_none(), at(*index)));
    let mut index: HashMap<u64, Vec<Posting>> = HashMap::new();
    let (mut pairs, mut likeness) = (Vec::new(), vec![0.0_f32; accounts.len()]);
    let (mut met, mut first) = (Vec::new(), 0);
    for (place, &own) in order.iter().enumerate() {
        let Some(vector) = vectors.get(own) else { continue };
        let since = at(own).map(|at| at - PAUSE);
        while since.is_some_and(|since| order.get(first).and_then(|index| at(*index)).is_some_and(|at| at < since)) {
            first += 1;
        }
        let from = if since.is_some() { first } else { 0 };
        for (stem, weight) in &vector.terms {
            let having = index.entry(*stem).or_default();
            let begin = having.partition_point(|(place, _)| *place < from);
            for (other, others) in having.iter().skip(begin) {
                let Some(sum) = likeness.get_mut(*other) else { continue };
                if *sum == 0.0 {
                    met.push(*other);
                }
                *sum += weight * others;
            }
            having.push((place, *weight));
        }
        for other in met.drain(..) {
            let alike = likeness.get_mut(other).map(std::mem::take).is_some_and(|alike| alike >= LINKED);
            pairs.extend(order.get(other).filter(|_| alike).map(|other| (*other, own)));
        }
    }
    pairs
}
