//! Runs of words that both sides have, at other places.

use crate::compare::find::quotes::words::Word;

/// The most words without a counterpart on a side for moves to be looked for.
const MOST: usize = 400;
/// The least words of a moved run, and their least weight.
const LEAST: usize = 2;
const WEIGHT: f32 = 1.0;

/// Words that stand elsewhere on the other side: half-open ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub left: (usize, usize),
    pub right: (usize, usize),
}

/// The longer run goes first, then the earlier one.
type Rank = (usize, std::cmp::Reverse<usize>, u64);

/// Finds the moved runs among the words that `pairs` leaves alone, the longest first; the same whichever side is left.
pub(super) fn moves(left: &[Word], right: &[Word], pairs: &[(usize, usize)]) -> Vec<Moved> {
    let mut free = [vec![true; left.len()], vec![true; right.len()]];
    for &(i, j) in pairs {
        take(&mut free, (i, i + 1), (j, j + 1));
    }
    if free.iter().any(|f| f.iter().filter(|&&f| f).count() > MOST) {
        return Vec::new();
    }
    let mut found = Vec::new();
    while let Some(run) = longest(left, right, &free) {
        take(&mut free, run.left, run.right);
        found.push(run);
    }
    found
}

fn take(free: &mut [Vec<bool>; 2], left: (usize, usize), right: (usize, usize)) {
    for (free, range) in free.iter_mut().zip([left, right]) {
        free.get_mut(range.0..range.1).into_iter().flatten().for_each(|f| *f = false);
    }
}

fn longest(left: &[Word], right: &[Word], free: &[Vec<bool>; 2]) -> Option<Moved> {
    let [l, r] = free;
    let open = |free: &[bool], at: usize| free.get(at).copied().unwrap_or(false);
    let mut best: Option<(Rank, Moved)> = None;
    for i in (0..left.len()).filter(|&i| open(l, i)) {
        for j in (0..right.len()).filter(|&j| open(r, j)) {
            let same = |n: &usize| match (left.get(i + n), right.get(j + n)) {
                (Some(a), Some(b)) => {
                    let part = |words: &[Word], at: usize| words.get(at).map(|w| w.part);
                    a.key == b.key
                        && open(l, i + n)
                        && open(r, j + n)
                        && part(left, i) == Some(a.part)
                        && part(right, j) == Some(b.part)
                }
                _ => false,
            };
            let words = (0..).take_while(same).count();
            let weight: f32 = left.iter().skip(i).take(words).map(|w| w.weight).sum();
            if words < LEAST || weight < WEIGHT {
                continue;
            }
            let run = Moved { left: (i, i + words), right: (j, j + words) };
            let key = (words, std::cmp::Reverse(i + j), left.get(i).map_or(0, |w| w.key));
            if best.as_ref().is_none_or(|b| key > b.0) {
                best = Some((key, run));
            }
        }
    }
    best.map(|b| b.1)
}
