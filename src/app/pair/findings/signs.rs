//! One sign a sentence: what the gutter shows beside its first row, and where its other end is.
//!
//! A check outranks everything: a sentence with a figure in conflict carries that, however alike its words are, and what
//! the list shows of a sentence its sign shows too. What the reader has ruled on comes after what is still open.

use std::collections::HashMap;

use crate::article::Article;
use crate::compare::blocks::Blocks;
use crate::compare::{Check, CheckKind, Comparison, DiffOp, Match, QuotePair, SentenceRef, Side, Sign};
use crate::text::Span;

/// A sentence with its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Where the sentence lies.
    pub span: Span,
    /// How it stands to the other side.
    pub sign: Sign,
    /// Whether the match is a weak one, drawn faintly.
    pub faint: bool,
    /// Whether the reader pinned its match.
    pub pinned: bool,
    /// Whether the reader ruled on all that is to be checked in it.
    pub ruled: bool,
    /// The sentence on the other side that it is tied to.
    pub there: Option<SentenceRef>,
}

impl Signed {
    /// Returns what orders the signs of a row: the check that is looked at first, what is done after what is open.
    #[must_use]
    pub fn weight(&self) -> (bool, bool, Sign) {
        (self.sign > Sign::Subject, self.ruled, self.sign)
    }
}

/// The sign of a check in a sentence.
#[derive(Clone, Copy)]
struct Checked {
    /// Whether it is ruled on; what is open comes first.
    ruled: bool,
    sign: Sign,
    there: SentenceRef,
}

/// Returns the signs of `side` in the order of its text: of every sentence that takes part.
pub(super) fn signs(comparison: &Comparison, blocks: &Blocks, both: [&Article; 2], side: Side) -> Vec<Signed> {
    let article = both[side as usize];
    let mut checks: HashMap<SentenceRef, Checked> = HashMap::new();
    for check in &comparison.checks {
        let (ruled, sign) = (check.ruling.is_some(), Sign::of_check(check.verdict));
        for (here, there) in ends(check, comparison, both, side) {
            let new = Checked { ruled, sign, there };
            let kept = checks.entry(here).or_insert(new);
            // The heaviest comes first; only what is open, or is looked at before, outranks it.
            if (ruled, sign) < (kept.ruled, kept.sign) {
                *kept = new;
            }
        }
    }
    let mut faint: HashMap<SentenceRef, &Match> = HashMap::new();
    for matched in comparison.matches.iter().filter(|m| m.faint && !m.shown()) {
        let kept = faint.entry(matched.on(side)).or_insert(matched);
        if kept.score < matched.score {
            *kept = matched;
        }
    }
    let only: HashMap<SentenceRef, Sign> =
        comparison.only(side).iter().map(|only| (only.at, Sign::of_coverage(only.state))).collect();
    let of = |at: SentenceRef, span: Span| {
        let best = blocks.counterparts(side, at).first();
        let matched = best.and_then(|best| comparison.matches.get(best.index));
        let weak = faint.get(&at).copied().filter(|_| matched.is_none());
        let pinned = matched.is_some_and(|m| m.pinned);
        let tied = matched.or(weak).map(|m| m.on(side.other()));
        let (sign, there) = match (checks.get(&at), matched, weak) {
            (Some(checked), ..) => (checked.sign, Some(checked.there)),
            (_, Some(m), _) => (Sign::of_tier(m.tier), tied),
            (_, None, Some(_)) => (Sign::Likely, tied),
            _ => (*only.get(&at)?, None),
        };
        let ruled = checks.get(&at).is_some_and(|checked| checked.ruled);
        Some(Signed { span, sign, faint: weak.is_some() && sign == Sign::Likely, pinned, ruled, there })
    };
    let sentences = article.paragraphs.iter().enumerate().flat_map(|(paragraph, p)| {
        let at = move |sentence| SentenceRef { paragraph, sentence };
        p.sentences.iter().enumerate().map(move |(sentence, span)| (at(sentence), *span))
    });
    sentences.filter_map(|(at, span)| of(at, span)).collect()
}

/// Returns the sentences of `side` that a check is about, each with its other end: of a quotation all in which words
/// differ.
fn ends(check: &Check, comparison: &Comparison, both: [&Article; 2], side: Side) -> Vec<(SentenceRef, SentenceRef)> {
    let at = |side: Side, start: usize| sentence(both[side as usize], start);
    let first = |side: Side| at(side, check.on(side).span.start);
    let Some((here, there)) = first(side).zip(first(side.other())) else { return Vec::new() };
    let mut ends = vec![(here, there)];
    let is_of = |pair: &&QuotePair| pair.left.parts.contains(&check.left) && pair.right.parts.contains(&check.right);
    if let (CheckKind::Quotation, Some(pair)) = (check.kind, comparison.quotes.iter().find(is_of)) {
        for part in pair.diff.iter().filter(|part| part.op != DiffOp::Equal) {
            let (own, other) = if side == Side::Left { (part.left, part.right) } else { (part.right, part.left) };
            let Some(here) = own.filter(|own| !own.is_empty()).and_then(|own| at(side, own.start)) else { continue };
            let other = other.and_then(|other| at(side.other(), other.start));
            ends.push((here, other.unwrap_or(there)));
        }
    }
    ends
}

/// Returns the sentence at byte `offset`, or the last before it in its paragraph.
fn sentence(article: &Article, offset: usize) -> Option<SentenceRef> {
    let paragraph = article.paragraph_at(offset);
    let sentences = &article.paragraphs.get(paragraph)?.sentences;
    let sentence = sentences.partition_point(|s| s.start <= offset).checked_sub(1)?;
    Some(SentenceRef { paragraph, sentence })
}
