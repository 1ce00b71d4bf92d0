//! How alike the surroundings of two quotations are: the cosine of their words, weighed by rarity.

use super::meet::Meeting;
use super::{Sides, around};

/// The words around every quotation.
pub(super) struct Contexts {
    around: [Vec<Vec<u64>>; 2],
    /// Each word with its weight, ascending by word.
    weights: Vec<(u64, f32)>,
}

impl Contexts {
    /// Reads the surroundings of the quotations that meet another.
    pub fn new(sides: &Sides<'_>, meetings: &[Meeting]) -> Self {
        let mut meets = sides.of.map(|(_, quotations)| vec![false; quotations.len()]);
        for meeting in meetings {
            for (meets, at) in meets.iter_mut().zip([meeting.left, meeting.right]) {
                meets.get_mut(at).into_iter().for_each(|m| *m = true);
            }
        }
        let [left, right] = [0, 1].map(|side| {
            let (article, quotations) = sides.of.get(side).copied()?;
            let read = quotations.iter().zip(meets.get(side)?);
            Some(read.map(|(q, &meets)| if meets { around(article, q) } else { Vec::new() }).collect::<Vec<_>>())
        });
        let around = [left.unwrap_or_default(), right.unwrap_or_default()];
        let mut words: Vec<u64> = around.iter().flatten().flatten().copied().collect();
        words.sort_unstable();
        let all = around.iter().map(Vec::len).sum::<usize>() as f32;
        let weigh = |n: usize| (1.0 + all / n as f32).ln();
        let weights = words.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, weigh(run.len())))).collect();
        Self { around, weights }
    }

    /// Returns 0 (nothing in common) to 1.
    pub fn likeness(&self, left: usize, right: usize) -> f32 {
        let [l, r] = &self.around;
        let (Some(l), Some(r)) = (l.get(left), r.get(right)) else { return 0.0 };
        let shared: f32 = l.iter().filter(|w| r.binary_search(w).is_ok()).map(|w| self.square(*w)).sum();
        let [own, other] = [l, r].map(|words| words.iter().map(|w| self.square(*w)).sum::<f32>());
        if shared > 0.0 { shared / (own * other).sqrt() } else { 0.0 }
    }

    fn square(&self, word: u64) -> f32 {
        let found = self.weights.binary_search_by_key(&word, |w| w.0).ok().and_then(|i| self.weights.get(i));
        found.map_or(0.0, |w| w.1 * w.1)
    }
}
