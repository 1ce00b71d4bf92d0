//! Sentences that only one side has, and how much each would be missed.

use super::rows::{Pair, Row};
use super::score::{LIKELY, POSSIBLE, Scored};
use super::{Coverage, OnlyHere, Side, four_places};

/// Words after which a sentence weighs no more for its length.
const LONG: f64 = 30.0;

/// Returns the sentences of `side` without a shown match, heaviest first.
pub(super) fn only(pair: &Pair<'_>, scored: &Scored, side: Side) -> Vec<OnlyHere> {
    let text = pair.text(side);
    let mut only: Vec<_> = pair
        .rows(side)
        .iter()
        .enumerate()
        .filter(|(number, row)| !row.words.is_empty() && !scored.shown(side, *number))
        .map(|(number, row)| OnlyHere {
            at: row.at,
            state: coverage(scored.best(side, number)),
            weight: weight(row, text),
        })
        .collect();
    only.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.at.cmp(&b.at)));
    only
}

/// Just under the threshold the engine cannot tell; further down, something of the sentence is on the other side.
fn coverage(best: f64) -> Coverage {
    match best {
        b if b >= f64::midpoint(POSSIBLE, LIKELY) => Coverage::Unsure,
        b if b >= POSSIBLE => Coverage::Partial,
        _ => Coverage::None,
    }
}

/// A figure, a quotation and a name outrank background; length counts for the rest.
fn weight(row: &Row, text: &str) -> f64 {
    let sentence = row.span.of(text);
    let figure = sentence.contains(|c: char| c.is_numeric());
    let quotation = sentence.contains(['"', '“', '”', '«', '»', '„']);
    let share = |there: bool, share: f64| if there { share } else { 0.0 };
    let length = (row.words.len() as f64 / LONG).min(1.0);
    four_places(share(figure, 0.3) + share(quotation, 0.3) + share(names(row, text), 0.2) + 0.2 * length)
}

/// Says whether a capitalised word stands anywhere but at the beginning.
fn names(row: &Row, text: &str) -> bool {
    row.words.iter().skip(1).any(|w| !w.stop && w.span.of(text).starts_with(char::is_uppercase))
}
