//! Which sentences of two sides print the same words of one utterance.

use std::collections::BTreeMap;

use crate::compare::find::matches::rows::{Pair, Row};
use crate::compare::{DiffOp, DiffPart, QuotePair, Side};
use crate::text::Span;

/// How many words of one utterance tie two sentences of it, those counted twice that say anything.
const RUN: usize = 4;

/// Returns the pairs of rows in which the same words of one utterance stand: as many as [`RUN`] says, or the most that
/// any pair of rows has.
pub(super) fn rows(pair: &Pair<'_>, quote: &QuotePair) -> Vec<(u32, u32)> {
    let mut words: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let same = |part: &&DiffPart| matches!(part.op, DiffOp::Equal | DiffOp::Move);
    for part in quote.diff.iter().filter(same) {
        let Some((left, right)) = part.left.zip(part.right) else { continue };
        let [left, right] =
            [(Side::Left, left), (Side::Right, right)].map(|(side, span)| words_in(pair.rows(side), span));
        for ((left, stop), (right, _)) in left.into_iter().zip(right) {
            *words.entry((left, right)).or_default() += if stop { 1 } else { 2 };
        }
    }
    let most = words.values().max().copied().unwrap_or(0);
    words.into_iter().filter(|&(_, count)| count >= RUN.min(most)).map(|(rows, _)| rows).collect()
}

/// Returns the row of each word in a span, and whether it is a stop word.
fn words_in(rows: &[Row], span: Span) -> Vec<(u32, bool)> {
    let from = rows.partition_point(|row| row.span.end <= span.start);
    let touched = rows.iter().enumerate().skip(from).take_while(|(_, row)| row.span.start < span.end);
    let words = touched.flat_map(|(number, row)| row.words.iter().map(move |word| (number as u32, word)));
    let inside = words.filter(|(_, word)| word.span.start >= span.start && word.span.end <= span.end);
    inside.map(|(row, word)| (row, word.stop)).collect()
}
