//! Long runs of equal words outside quotations: both sides ran the same copy, so that agreeing there proves nothing.
//!
//! Runs are found by the hashes of every [`LEAST`] words on the right, then grown word by word; the left is walked
//! once and goes on after each run, so that the work grows with the text alone.

use std::sync::atomic::AtomicBool;

use crate::compare::find::matches::rows::Pair;
use crate::compare::{Cancelled, Place, SharedRun, Side, go_on};
use crate::reading::hash;
use crate::text::Span;

/// Words that a run must have.
const LEAST: usize = 12;
/// Places on the right that are tried for one place on the left.
const TRIES: usize = 8;

/// A word in its plain form.
#[derive(Clone, Copy)]
struct Printed {
    hash: u64,
    span: Span,
    paragraph: usize,
    /// Words of one stretch stand in one paragraph with no quotation between them.
    stretch: usize,
}

/// Finds the runs, in the order of the left.
pub(super) fn shared_copy(pair: &Pair<'_>, cancel: &AtomicBool) -> Result<Vec<SharedRun>, Cancelled> {
    let left = printed(pair, Side::Left, cancel)?;
    let right = printed(pair, Side::Right, cancel)?;
    let mut starts: Vec<(u64, usize)> = (0..right.len()).filter_map(|i| Some((window(&right, i)?, i))).collect();
    starts.sort_unstable();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < left.len() {
        if at % 1024 == 0 {
            go_on(cancel)?;
        }
        match longest(&left, at, &right, &starts) {
            Some((from, words)) => {
                runs.extend(run(&left, at, &right, from, words));
                at += words;
            }
            None => at += 1,
        }
    }
    Ok(runs)
}

fn printed(pair: &Pair<'_>, side: Side, cancel: &AtomicBool) -> Result<Vec<Printed>, Cancelled> {
    let text = pair.text(side);
    let prints: Vec<u64> = pair.reading(side).lexemes().iter().map(|lexeme| hash(lexeme.plain.as_bytes())).collect();
    let mut words: Vec<Printed> = Vec::new();
    let mut quotes = Quotes::default();
    let (mut paragraph, mut end, mut stretch) = (None, 0, 0);
    for row in pair.rows(side) {
        go_on(cancel)?;
        if paragraph != Some(row.at.paragraph) {
            (paragraph, end, stretch, quotes) =
                (Some(row.at.paragraph), row.span.start, stretch + 1, Quotes::default());
        }
        for word in &row.words {
            quotes.read(Span::new(end, word.span.start).of(text));
            end = word.span.end;
            if quotes.open {
                stretch += 1;
                continue;
            }
            let hash = prints.get(word.form).copied().unwrap_or_default();
            words.push(Printed { hash, span: word.span, paragraph: row.at.paragraph, stretch });
        }
    }
    Ok(words)
}

/// Whether a quotation is open; one that is never closed runs to the end of its paragraph.
#[derive(Default)]
struct Quotes {
    open: bool,
}

impl Quotes {
    fn read(&mut self, between: &str) {
        for c in between.chars() {
            match c {
                '“' | '„' | '«' => self.open = true,
                '”' | '»' => self.open = false,
                '"' => self.open = !self.open,
                _ => {}
            }
        }
    }
}

/// Hashes the words of the run that starts at `at`, where there are enough in its stretch.
fn window(words: &[Printed], at: usize) -> Option<u64> {
    let run = words.get(at..at + LEAST)?;
    let one = run.first()?.stretch == run.last()?.stretch;
    one.then(|| run.iter().fold(0_u64, |h, w| h.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ w.hash))
}

/// Returns where on the right the longest run equal to the left's at `at` starts, and its words.
fn longest(left: &[Printed], at: usize, right: &[Printed], starts: &[(u64, usize)]) -> Option<(usize, usize)> {
    let hash = window(left, at)?;
    let from = starts.partition_point(|s| s.0 < hash);
    let tries = starts.iter().skip(from).take_while(|s| s.0 == hash).take(TRIES);
    let grown = tries.map(|&(_, from)| (from, equal(left, at, right, from))).filter(|(_, words)| *words >= LEAST);
    grown.min_by_key(|&(from, words)| (std::cmp::Reverse(words), from))
}

fn equal(left: &[Printed], at: usize, right: &[Printed], from: usize) -> usize {
    let (Some(l), Some(r)) = (left.get(at..), right.get(from..)) else { return 0 };
    let (Some(first_l), Some(first_r)) = (l.first(), r.first()) else { return 0 };
    l.iter()
        .zip(r)
        .take_while(|(a, b)| a.hash == b.hash && a.stretch == first_l.stretch && b.stretch == first_r.stretch)
        .count()
}

fn run(left: &[Printed], at: usize, right: &[Printed], from: usize, words: usize) -> Option<SharedRun> {
    let place = |side: &[Printed], from: usize| {
        let (first, last) = (side.get(from)?, side.get(from + words - 1)?);
        Some(Place { paragraph: first.paragraph, span: Span::new(first.span.start, last.span.end) })
    };
    Some(SharedRun { left: place(left, at)?, right: place(right, from)?, words })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::Article;
    use crate::compare::fixtures::article;
    use crate::reading::Reading;

    fn copy(left: &Article, right: &Article) -> Vec<SharedRun> {
        let cancel = AtomicBool::new(false);
        let [l, r] = [Reading::new(left), Reading::new(right)];
        shared_copy(&Pair::new(&l, &r, &cancel).unwrap(), &cancel).unwrap()
    }

    const WIRE: &str = "a conveyor in the drying hall of the old mill had overheated shortly before the alarm";

    #[test]
    fn a_long_run_is_found_with_its_words_on_both_sides() {
        let left = article(&["Nothing here.", &format!("On Friday {WIRE} rang, officials wrote.")]);
        let right = article(&[&format!("It seems {WIRE} went off.")]);
        let runs = copy(&left, &right);
        assert_eq!(runs.len(), 1);
        assert_eq!((runs[0].left.span.of(&left.text), runs[0].right.span.of(&right.text)), (WIRE, WIRE));
        assert_eq!((runs[0].words, runs[0].left.paragraph, runs[0].right.paragraph), (16, 1, 0));
    }

    #[test]
    fn a_quotation_on_both_sides_is_not_shared_copy() {
        for (open, close) in [("“", "”"), ("\"", "\"")] {
            let text = format!("The chief said {open}{WIRE}{close} on Friday.");
            assert!(copy(&article(&[&text]), &article(&[&text])).is_empty());
        }
    }

    #[test]
    fn a_short_run_is_no_copy() {
        let both = article(&["The mill burned for nine hours on Friday."]);
        assert!(copy(&both, &both).is_empty());
    }

    #[test]
    fn one_word_a_hundred_thousand_times_ends_soon() {
        let both = article(&["word ".repeat(100_000).trim()]);
        assert_eq!(copy(&both, &both)[0].words, 100_000);
    }
}
