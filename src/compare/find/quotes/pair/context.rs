//! How alike the surroundings of two quotations are: the cosine of their words, weighed by rarity.

use std::sync::atomic::AtomicBool;

use super::Sides;
use super::meet::Meeting;
use crate::compare::find::quotes::Quotation;
use crate::compare::{Cancelled, go_on};
use crate::reading::Reading;
use crate::text::Span;

/// The most bytes on either side of a quotation that are its surroundings.
const REACH: usize = 350;

/// The words around every quotation.
pub(super) struct Contexts {
    around: [Vec<Vec<u64>>; 2],
    /// Each word with its weight, ascending by word.
    weights: Vec<(u64, f32)>,
}

impl Contexts {
    /// Reads the surroundings of the quotations that meet another.
    pub fn new(sides: &Sides<'_>, meetings: &[Meeting], cancel: &AtomicBool) -> Result<Self, Cancelled> {
        let mut around_each = sides.of.map(|(_, quotations)| vec![Vec::new(); quotations.len()]);
        for (side, (slots, (reading, quotations))) in around_each.iter_mut().zip(sides.of).enumerate() {
            let mut meets = vec![false; quotations.len()];
            for meeting in meetings {
                let at = if side == 0 { meeting.left } else { meeting.right };
                meets.get_mut(at).into_iter().for_each(|m| *m = true);
            }
            for ((slot, quotation), _) in slots.iter_mut().zip(quotations).zip(&meets).filter(|(_, meets)| **meets) {
                go_on(cancel)?;
                *slot = around(reading, quotation).unwrap_or_default();
            }
        }
        let mut words: Vec<u64> = around_each.iter().flatten().flatten().copied().collect();
        words.sort_unstable();
        let all = around_each.iter().map(Vec::len).sum::<usize>() as f32;
        let weigh = |n: usize| (1.0 + all / n as f32).ln();
        let weights = words.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, weigh(run.len())))).collect();
        Ok(Self { around: around_each, weights })
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

/// The telling words around a quotation, ascending: what both sides need to share where it proves little by itself.
fn around(reading: &Reading<'_>, quotation: &Quotation) -> Option<Vec<u64>> {
    let place = quotation.parts.first()?;
    let paragraph = reading.article().paragraphs.get(place.paragraph)?.span;
    let start = place.span.start.saturating_sub(REACH).max(paragraph.start);
    let end = (place.span.end + REACH).min(paragraph.end);
    let stretches = [Span::new(start, place.span.start), Span::new(place.span.end.min(end), end)];
    let lexemes = stretches.iter().flat_map(|stretch| reading.inside(*stretch)).map(|&token| reading.lexeme(token));
    let mut stems: Vec<u64> = lexemes.filter(|lexeme| !lexeme.is_stop()).map(|lexeme| lexeme.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    Some(stems)
}
