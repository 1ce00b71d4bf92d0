//! How much two quotations can have in common at most: a bound that costs no table.
//!
//! Whatever the order of the words, an alignment is worth no more than the words that have a counterpart at all. Most
//! pairs that share a word or two fall short by that alone.

use super::Sides;
use crate::compare::find::quotes::words::Word;

/// The words of one stem in a quotation.
#[derive(Clone, Copy, Debug)]
struct Stem {
    stem: u64,
    count: usize,
    /// The most that one of them weighs.
    weight: f32,
}

/// What bounds the alignments of one quotation.
#[derive(Clone, Debug, Default)]
struct Reach {
    /// Its stems, ascending.
    stems: Vec<Stem>,
    /// Its spellings with their weights, ascending.
    keys: Vec<(u64, f32)>,
    /// Its spellings of two words written as one, ascending.
    joined: Vec<u64>,
    /// The weight of its words without what the editor put in.
    sum: f32,
    masked: bool,
}

/// The most that an alignment of two quotations can reach.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    /// The weights of the words that have a counterpart.
    pub score: f32,
    /// How many they are.
    pub words: usize,
    /// The weight of the lighter quotation.
    pub least: f32,
}

/// The bounds of all quotations of both sides.
pub(super) struct Reaches([Vec<Reach>; 2]);

impl Reaches {
    pub fn new(sides: &Sides<'_>) -> Self {
        Self([0, 1].map(|side| sides.words.get(side).into_iter().flatten().map(|words| reach(words)).collect()))
    }

    /// Bounds what the quotations `left` and `right` have in common; `None` where masked letters may stand for any.
    pub fn most(&self, left: usize, right: usize) -> Option<Most> {
        let [l, r] = &self.0;
        let (l, r) = (l.get(left)?, r.get(right)?);
        if l.masked || r.masked {
            return None;
        }
        let (score, words) = common(&l.stems, &r.stems);
        let score = score + joined(&l.joined, &r.keys) + joined(&r.joined, &l.keys);
        Some(Most { score, words, least: l.sum.min(r.sum).max(f32::MIN_POSITIVE) })
    }
}

fn reach(words: &[Word]) -> Reach {
    let mut stems: Vec<Stem> = words.iter().map(|w| Stem { stem: w.stem, count: 1, weight: w.weight }).collect();
    stems.sort_unstable_by_key(|s| s.stem);
    stems.dedup_by(|other, kept| {
        let same = other.stem == kept.stem;
        if same {
            kept.count += 1;
            kept.weight = kept.weight.max(other.weight);
        }
        same
    });
    let mut keys: Vec<(u64, f32)> = words.iter().map(|w| (w.key, w.weight)).collect();
    keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    keys.dedup_by_key(|k| k.0);
    let mut joined: Vec<u64> = words.iter().map(|w| w.with_former).collect();
    joined.sort_unstable();
    Reach {
        stems,
        keys,
        joined,
        sum: words.iter().filter(|w| !w.bracketed).map(|w| w.weight).sum(),
        masked: words.iter().any(|w| w.masked),
    }
}

/// The weight and the number of the words that two quotations share by their stems.
fn common(left: &[Stem], right: &[Stem]) -> (f32, usize) {
    let (mut score, mut words) = (0.0, 0);
    let (mut l, mut r) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (l.peek(), r.peek()) {
        match a.stem.cmp(&b.stem) {
            std::cmp::Ordering::Less => l.next(),
            std::cmp::Ordering::Greater => r.next(),
            std::cmp::Ordering::Equal => {
                let count = a.count.min(b.count);
                score += count as f32 * f32::midpoint(a.weight, b.weight);
                words += count;
                l.next();
                r.next()
            }
        };
    }
    (score, words)
}

/// The weight of the words among `keys` that the other side writes as two.
fn joined(joined: &[u64], keys: &[(u64, f32)]) -> f32 {
    let (mut sum, mut keys) = (0.0, keys.iter().peekable());
    for &one in joined.iter().filter(|&&one| one != 0) {
        while keys.next_if(|k| k.0 < one).is_some() {}
        sum += keys.peek().filter(|k| k.0 == one).map_or(0.0, |k| k.1);
    }
    sum
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::compare::find::quotes::align::align;
    use crate::compare::find::quotes::extract;
    use crate::compare::fixtures::article;
    use crate::reading::Reading;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_alignment_is_worth_more(
            left in "(harbou?r |harbours |data ?center |sail(ed|s|ing)? |we |the |it's |it is |\\[old\\] |… ){1,20}",
            right in "(harbou?r |harbours |data ?center |sail(ed|s|ing)? |we |the |it's |it is |\\[old\\] |… ){1,20}",
        ) {
            let articles = [left, right].map(|s| article(&[&format!("“We sail {}”", s.trim())]));
            let [l, r] = &articles;
            let quotations = [extract(l), extract(r)];
            let [ql, qr] = &quotations;
            let readings = [Reading::new(l), Reading::new(r)];
            let sides = Sides::new([(&readings[0], ql), (&readings[1], qr)]);
            prop_assert_eq!((ql.len(), qr.len()), (1, 1));
            let most = Reaches::new(&sides).most(0, 0).unwrap();
            let alignment = align(sides.words(0, 0), sides.words(1, 0), 10_000);
            prop_assert!(alignment.score <= most.score + 0.001, "{:?} {:?}", alignment, most);
            prop_assert!(alignment.pairs.len() <= most.words);
        }
    }
}
