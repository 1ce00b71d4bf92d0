//! Places where words like the remembered ones stand.
//!
//! Every window that may hold some is searched with Myers' algorithm for at most `min(256, length / 2)` errors, the limit
//! of Hypothesis; the places with the fewest errors are weighed with their surroundings. A passage of several thousand
//! scalars is looked for by its beginning and its end, so that a hostile one costs no more than a long one.

use std::ops::Range;

use super::grams::Grams;
use super::myers::{Pattern, blocks, start};
use super::quote::{Hit, Remembered, is_inside_word, similarity};

/// The most errors of an approximate match.
const MOST_ERRORS: usize = 256;

/// Words of bits to advance for which a text is searched from end to end: about a millisecond.
const WHOLE: usize = 1 << 18;

/// Passages of more scalars are looked for by their ends.
const LONG: usize = 2_048;

/// Scalars of an end.
const END: usize = 512;

/// Places that are weighed in one window, and the ends tried of each.
const PLACES: usize = 8;
const ENDS: usize = 6;

/// Scalars around a place in which the end of a word is looked for.
const LONGEST_WORD: usize = 24;

/// Searches `text` for `passage`; the best place comes first and none of the places overlap.
pub(super) fn search(text: &[char], grams: &Grams, passage: &Remembered) -> Vec<Hit> {
    if passage.quote.len() > LONG { by_ends(text, grams, passage) } else { in_windows(text, grams, passage) }
}

fn in_windows(text: &[char], grams: &Grams, passage: &Remembered) -> Vec<Hit> {
    let len = passage.quote.len();
    let limit = MOST_ERRORS.min(len / 2);
    if limit == 0 {
        return Vec::new();
    }
    let (forwards, backwards) = (Pattern::new(&passage.quote, false), Pattern::new(&passage.quote, true));
    let mut hits = Vec::new();
    for window in windows(text, grams, passage, limit) {
        let part = text.get(window.clone()).unwrap_or_default();
        for (end, errors) in ends(&forwards, part, limit, len) {
            let Some(begin) = start(&backwards, part.get(..end).unwrap_or_default(), errors) else { continue };
            let (begin, end) = between_words(text, window.start + begin, window.start + end, passage.whole);
            let errors = forwards.distance(text.get(begin..end).unwrap_or_default());
            hits.push(passage.weigh(text, begin, end, errors));
        }
    }
    apart(hits)
}

fn windows(text: &[char], grams: &Grams, passage: &Remembered, limit: usize) -> Vec<Range<usize>> {
    let (all, _) = passage.spread();
    let mut windows = grams.windows(text, &all, limit);
    if text.len().saturating_mul(blocks(passage.quote.len())) <= WHOLE {
        windows.push(0..text.len());
    }
    let (at, reach) = (passage.at, passage.quote.len() + 2 * limit);
    windows.push(at.saturating_sub(reach)..at.saturating_add(2 * reach).min(text.len()));
    windows
}

/// Returns where in `text` the best matches end, with their errors: a few places apart from each other, and of every
/// place the ends that are as good as its best one.
fn ends(pattern: &Pattern, text: &[char], limit: usize, len: usize) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    pattern.ends(text.iter().copied(), false, |end, errors| {
        if errors <= limit {
            all.push((errors, end));
        }
    });
    all.sort_unstable();
    let near = (len / 2).max(1);
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    let mut out = Vec::new();
    for (errors, end) in all {
        let room = places.len() < PLACES;
        match places.iter_mut().find(|(_, at, _)| at.abs_diff(end) < near) {
            Some((best, _, tried)) if *best == errors && *tried < ENDS => *tried += 1,
            None if room => places.push((errors, end, 1)),
            _ => continue,
        }
        out.push((end, errors));
    }
    out
}

/// Finds a passage by its two ends, with the rest of it as it is.
fn by_ends(text: &[char], grams: &Grams, passage: &Remembered) -> Vec<Hit> {
    let len = passage.quote.len();
    let end = |offset: usize, at: Option<usize>| {
        let quote = passage.quote.get(offset..(offset + END).min(len)).unwrap_or_default();
        let mut part = passage.part(offset, quote);
        part.at = at.unwrap_or(part.at);
        let exact = grams.occurrences(text, quote).into_iter().map(|at| part.weigh(text, at, at + quote.len(), 0));
        let hit = best(exact.take(MOST_ERRORS).collect());
        hit.or_else(|| best(in_windows(text, grams, &part)))
    };
    let Some(first) = end(0, None) else { return Vec::new() };
    let Some(last) = end(len - END, Some(first.start + len - END)) else { return Vec::new() };
    let found = last.end.saturating_sub(first.start);
    let errors = first.errors + last.errors;
    if found < len / 2 || found > 2 * len || similarity(errors, 2 * END) < 0.5 {
        return Vec::new();
    }
    let (begin, end) = between_words(text, first.start, last.end, passage.whole);
    // The errors of the ends stand for those of the whole.
    vec![passage.weigh(text, begin, end, (errors * len / (2 * END)).max(1))]
}

fn best(hits: Vec<Hit>) -> Option<Hit> {
    apart(hits).into_iter().next()
}

/// Sorts hits, the best first and of equally good ones the first in the text, and drops those that overlap a better one.
pub(super) fn apart(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.start, b.end).cmp(&(b.start, a.end))));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if !kept.iter().any(|better| better.overlaps(&hit)) {
            kept.push(hit);
        }
    }
    kept
}

/// Moves the ends of a place to the nearest ones between words, where the passage's own were (`whole`), and off white
/// space. A place that would be empty stays as it is.
fn between_words(text: &[char], start: usize, end: usize, whole: (bool, bool)) -> (usize, usize) {
    let blank = |at: usize| text.get(at) == Some(&' ');
    let (mut from, mut to) = (start, end);
    if whole.0 {
        from = nearest(text, from);
    }
    if whole.1 {
        to = nearest(text, to);
    }
    while from < to && blank(from) {
        from += 1;
    }
    while from < to && blank(to - 1) {
        to -= 1;
    }
    if from < to { (from, to) } else { (start, end) }
}

/// Returns the nearest place to `at` that is not inside a word; the one before it where two are as near.
fn nearest(text: &[char], at: usize) -> usize {
    let both = |away: usize| [at.saturating_sub(away), at.saturating_add(away).min(text.len())];
    (0..LONGEST_WORD).flat_map(both).find(|&place| !is_inside_word(text, place)).unwrap_or(at)
}
