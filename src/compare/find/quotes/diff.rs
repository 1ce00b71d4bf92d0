//! How two printings of an utterance differ, word by word, and what that makes of the pair.

use std::sync::Arc;

use super::Quotation;
use super::align::alike;
use super::pair::Sides;
use super::spelling::{same_but_masked, variants};
use super::words::{Word, ends_sentence, negates};
use crate::article::Article;
use crate::compare::{DiffOp, DiffPart, QuoteKind};
use crate::text::Span;

mod moves;

/// A stretch of words that is treated alike: half-open ranges of word indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    op: DiffOp,
    left: (usize, usize),
    right: (usize, usize),
}

/// One side of a pair.
#[derive(Clone, Copy)]
struct Printed<'a> {
    article: &'a Article,
    quotation: &'a Quotation,
    words: &'a [Word],
}

/// Tells the kind of a pair and its differences, in the order of the left.
pub(super) fn diff(sides: &Sides<'_>, left: usize, right: usize) -> (QuoteKind, Vec<DiffPart>) {
    let side = |n: usize, at: usize| {
        let quotation = sides.quotation(n, at)?;
        Some(Printed { article: sides.of.get(n)?.0.article(), quotation, words: sides.words(n, at) })
    };
    let (Some(l), Some(r)) = (side(0, left), side(1, right)) else { return (QuoteKind::Identical, Vec::new()) };
    let pairs = sides.align(left, right).pairs;
    let mut moved = moves::moves(l.words, r.words, &pairs);
    // A word or two of a sentence that the other side lacks were not moved there.
    moved.retain(|m| {
        let met = |words: &[Word], at: usize, left: bool| {
            let (from, to) = sentence_of(words, at);
            pairs.iter().map(|pair| if left { pair.0 } else { pair.1 }).any(|at| (from..to).contains(&at))
        };
        met(l.words, m.left.0, true) || met(r.words, m.right.0, false)
    });
    let runs = runs(l.words, r.words, &pairs, &moved);
    let kind = kind(l, r, &pairs, !moved.is_empty());
    let mut parts: Vec<DiffPart> = runs.iter().map(|run| part(l, r, run)).collect();
    in_order_of_left(&mut parts);
    (kind, parts)
}

/// Puts parts into the order of the left; what only the right has stands before the next words that both have.
pub(in crate::compare) fn in_order_of_left(parts: &mut [DiffPart]) {
    let mut fixed: Vec<(Span, Span)> =
        parts.iter().filter(|p| p.op != DiffOp::Move).filter_map(|p| Some((p.right?, p.left?))).collect();
    fixed.sort_unstable();
    parts.sort_by_key(|p| match (p.left, p.right) {
        (Some(left), _) => (left.start, 1, 0),
        (None, right) => {
            let right = right.map_or(0, |r| r.start);
            let next = fixed.get(fixed.partition_point(|f| f.0.start < right));
            (next.map_or(usize::MAX, |f| f.1.start), 0, right)
        }
    });
}

/// Cuts both sides into runs along the words that are the same.
fn runs(l: &[Word], r: &[Word], pairs: &[(usize, usize)], moved: &[moves::Moved]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut from = (0, 0);
    for &(i, j) in pairs.iter().chain([&(l.len(), r.len())]) {
        gap(l, r, Run { op: DiffOp::Replace, left: (from.0, i), right: (from.1, j) }, moved, &mut runs);
        if let (Some(a), Some(b)) = (l.get(i), r.get(j)) {
            let op = if printed_alike(a, b) { DiffOp::Equal } else { DiffOp::Replace };
            let run = Run { op, left: (i, i + 1), right: (j, j + 1) };
            match runs.last_mut().filter(|last| op == DiffOp::Equal && goes_on(l, r, last, &run)) {
                Some(last) => (last.left.1, last.right.1) = (i + 1, j + 1),
                None => runs.push(run),
            }
        }
        from = (i + 1, j + 1);
    }
    runs.extend(moved.iter().map(|m| Run { op: DiffOp::Move, left: m.left, right: m.right }));
    runs
}

/// Says whether two words are spelled the same, but for the apostrophe's place.
fn printed_alike(a: &Word, b: &Word) -> bool {
    a.folded == b.folded || a.folded.replace('\'', "") == b.folded.replace('\'', "")
}

fn goes_on(l: &[Word], r: &[Word], last: &Run, next: &Run) -> bool {
    let part = |words: &[Word], at: usize| words.get(at).map(|w| w.part);
    last.op == DiffOp::Equal
        && (last.left.1, last.right.1) == (next.left.0, next.right.0)
        && part(l, last.left.0) == part(l, next.left.0)
        && part(r, last.right.0) == part(r, next.right.0)
}

/// Adds what stands between two words that are the same, without what was moved.
fn gap(l: &[Word], r: &[Word], run: Run, moved: &[moves::Moved], runs: &mut Vec<Run>) {
    let left = stretches(l, run.left, moved.iter().map(|m| m.left));
    let right = stretches(r, run.right, moved.iter().map(|m| m.right));
    if let ([a], [b]) = (left.as_slice(), right.as_slice()) {
        runs.push(Run { op: DiffOp::Replace, left: *a, right: *b });
        return;
    }
    runs.extend(left.iter().map(|&left| Run { op: DiffOp::Delete, left, right: (0, 0) }));
    runs.extend(right.iter().map(|&right| Run { op: DiffOp::Insert, left: (0, 0), right }));
}

/// Cuts a range where a part ends and where moved words stand, which are left out.
fn stretches(
    words: &[Word],
    range: (usize, usize),
    moved: impl Iterator<Item = (usize, usize)>,
) -> Vec<(usize, usize)> {
    let moved: Vec<(usize, usize)> = moved.filter(|m| m.0 >= range.0 && m.1 <= range.1).collect();
    let mut out: Vec<(usize, usize)> = Vec::new();
    let part = |at: usize| words.get(at).map(|w| w.part);
    for at in (range.0..range.1).filter(|at| !moved.iter().any(|m| m.0 <= *at && *at < m.1)) {
        match out.last_mut().filter(|last| last.1 == at && part(last.0) == part(at)) {
            Some(last) => last.1 = at + 1,
            None => out.push((at, at + 1)),
        }
    }
    out
}

fn part(l: Printed<'_>, r: Printed<'_>, run: &Run) -> DiffPart {
    let span = |side: Printed<'_>, (from, to): (usize, usize)| (from < to).then(|| printed_span(side, from, to));
    DiffPart { op: run.op, left: span(l, run.left), right: span(r, run.right) }
}

/// Where words stand with the punctuation that hangs on them: between two such spans lies only white space.
fn printed_span(side: Printed<'_>, from: usize, to: usize) -> Span {
    let place = |word: &Word| side.quotation.parts.get(word.part).map(|p| p.span).unwrap_or_default();
    let border = |at: usize| -> Option<(usize, usize)> {
        let (a, b) = (side.words.get(at.checked_sub(1)?)?, side.words.get(at)?);
        (a.part == b.part).then(|| border(side.article, Span::new(a.span.end, b.span.start)))
    };
    let first = side.words.get(from).map_or(0, |w| place(w).start);
    let last = side.words.get(to - 1).map_or(0, |w| place(w).end);
    Span::new(border(from).map_or(first, |b| b.1), border(to).map_or(last, |b| b.0))
}

/// Where the punctuation of the word before ends and that of the word after begins.
fn border(article: &Article, gap: Span) -> (usize, usize) {
    let text = gap.of(&article.text);
    let Some(space) = text.rfind(char::is_whitespace) else {
        let opens = |c: char| "([{“‘„«‹\"'$£€¥#@¿¡".contains(c);
        let at = gap.start + text.trim_end_matches(opens).len();
        return (at, at);
    };
    let before = text.get(..space).unwrap_or("").trim_end();
    let after = text.get(space..).unwrap_or("").trim_start();
    (gap.start + before.len(), gap.end - after.len())
}

/// Tells the strongest difference.
fn kind(l: Printed<'_>, r: Printed<'_>, pairs: &[(usize, usize)], moved: bool) -> QuoteKind {
    let mut kind = if moved { QuoteKind::Wording } else { QuoteKind::Identical };
    let mut from = (0, 0);
    for &(i, j) in pairs.iter().chain([&(l.words.len(), r.words.len())]) {
        kind = kind.max(gap_kind(l, r, (from.0, i), (from.1, j)));
        if let (Some(a), Some(b)) = (l.words.get(i), r.words.get(j)) {
            kind = kind.max(word_kind(a, b));
        }
        from = (i + 1, j + 1);
    }
    if kind == QuoteKind::Identical && text(l) != text(r) { QuoteKind::Punctuation } else { kind }
}

fn word_kind(a: &Word, b: &Word) -> QuoteKind {
    if printed_alike(a, b) {
        QuoteKind::Identical
    } else if alike(a, b) >= 1.0 || same_but_masked(&a.folded, &b.folded) {
        QuoteKind::Spelling
    } else {
        QuoteKind::Wording
    }
}

/// Tells what the words between two that are the same make of the pair.
fn gap_kind(l: Printed<'_>, r: Printed<'_>, left: Range, right: Range) -> QuoteKind {
    let all = [(l.words, left), (r.words, right)];
    if all.iter().all(|(_, range)| range.0 == range.1) {
        return QuoteKind::Identical;
    }
    let [a, b] = all.map(|(words, range)| words.get(range.0..range.1).unwrap_or(&[]));
    let spelled = |words: &'_ [Word]| words.iter().map(|w| Arc::clone(&w.folded)).collect::<Vec<_>>();
    if !a.is_empty() && !b.is_empty() && a.len().max(b.len()) <= 6 && variants(&spelled(a), &spelled(b)) {
        let same = without_hyphens(l, left) == without_hyphens(r, right);
        return if same { QuoteKind::Punctuation } else { QuoteKind::Spelling };
    }
    let edited = |words: &[Word]| !words.is_empty() && words.iter().all(|w| w.bracketed);
    let edge = match () {
        () if left.0 == 0 && right.0 == 0 => Edge::Start,
        () if left.1 == l.words.len() && right.1 == r.words.len() => Edge::End,
        () => Edge::Inner,
    };
    let [own, other] = all.map(|(words, range)| of_same_sentence(words, range, edge));
    let missing = |own: Range, (words, range): (&[Word], Range)| {
        let before = range.0.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.elided_after);
        let elided = before || words.get(range.1).is_some_and(|w| w.elided_before);
        own.0 == own.1 && (edge != Edge::Inner || elided)
    };
    let apart = own.0 == own.1 && other.0 == other.1 || edge != Edge::Inner && is_joint(all, own, other);
    let cut = apart || missing(own, all[0]) || missing(other, all[1]);
    if cut || edited(a) || edited(b) { QuoteKind::Cut } else { QuoteKind::Wording }
}

/// The words of the sentence that has the word at `at`.
fn sentence_of(words: &[Word], at: usize) -> Range {
    let from = (0..at).rev().find(|&before| ends_sentence(words, before)).map_or(0, |before| before + 1);
    let to = (at..words.len()).find(|&end| ends_sentence(words, end)).map_or(words.len(), |end| end + 1);
    (from, to)
}

/// A half-open range of words.
type Range = (usize, usize);

/// Where words lie that have no counterpart: before the first that have one, after the last, or between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Start,
    Inner,
    End,
}

/// What of a gap belongs to a sentence that the other side has in part: other sentences are left out, not reworded.
fn of_same_sentence(words: &[Word], (from, to): Range, edge: Edge) -> Range {
    let ends = |at: usize| ends_sentence(words, at);
    let begins = from.checked_sub(1).is_none_or(ends);
    match edge {
        Edge::Start => ((from..to).rev().find(|&at| ends(at)).map_or(from, |at| at + 1), to),
        Edge::End if begins => (from, from),
        Edge::End => (from, (from..to).find(|&at| ends(at)).map_or(to, |at| at + 1)),
        Edge::Inner if is_whole_sentences(words, (from, to)) => (from, from),
        Edge::Inner => (from, to),
    }
}

/// Says whether a gap is whole sentences, wherever it lies among equal words: "He left. [He slept.] He came." is
/// "He left. He [slept. He] came."
fn is_whole_sentences(words: &[Word], (mut from, mut to): Range) -> bool {
    let key = |at: usize| words.get(at).map(|word| word.key);
    let ends = |at: usize| ends_sentence(words, at);
    while from < to {
        if from.checked_sub(1).is_none_or(ends) && ends(to - 1) {
            return true;
        }
        if from == 0 || key(from - 1) != key(to - 1) {
            return false;
        }
        (from, to) = (from - 1, to - 1);
    }
    false
}

/// Says whether one side of an edge has a function word, which joins what the other prints at length.
fn is_joint(all: [(&[Word], Range); 2], own: Range, other: Range) -> bool {
    let lengths = [own, other].map(|range| range.1 - range.0);
    let of = |side: usize, range: Range| all.get(side).and_then(|(words, _)| words.get(range.0));
    let short = if lengths[0] < lengths[1] { of(0, own) } else { of(1, other) };
    let joins = |word: &Word| !word.telling && !negates(&word.folded);
    lengths.iter().min() == Some(&1) && lengths.iter().max() > Some(&3) && short.is_some_and(joins)
}

/// The letters of words as printed, in lower case, without the hyphens in them; what else stands between them stays.
fn without_hyphens(side: Printed<'_>, (from, to): Range) -> String {
    let span = if from < to { printed_span(side, from, to) } else { Span::default() };
    let joins =
        |c: &char| !matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}');
    let letters = span.of(&side.article.text).chars().filter(joins).flat_map(char::to_lowercase);
    letters.filter(|c| c.is_alphanumeric() || c.is_whitespace()).collect()
}

/// The text of a quotation, white space made one, without a comma or stop at its end: houses put there what the sentence
/// around it needs.
fn text(side: Printed<'_>) -> String {
    let words = side.quotation.parts.iter().flat_map(|p| p.span.of(&side.article.text).split_whitespace());
    let text = words.collect::<Vec<_>>().join(" ");
    let bare = text.strip_suffix([',', '.']).filter(|t| !t.ends_with('.'));
    bare.map_or(text.clone(), str::to_owned)
}
