//! Where each side puts what both have: the left's lead may be the right's fourteenth paragraph.
//!
//! A desk says by the order of its paragraphs what it thinks matters. A lead is the first sentence of the first
//! paragraph of the body: headline and standfirst repeat it. A passage is told where its two sentences are each other's
//! best shown match, and once for two paragraphs: of one sentence that the other side repeats three times, only the
//! best says where it was put. Both are worked out from the shown matches, so that a decision moves them too, and
//! neither depends on which side stands left.

use std::collections::BTreeMap;

use super::{Match, SentenceRef, Side, four_places};
use crate::article::{Article, ParagraphKind};

/// Where each side puts what both have.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
pub struct Placing {
    /// The left's lead; none where it has no body.
    pub left: Option<Lead>,
    /// The right's lead; none where it has no body.
    pub right: Option<Lead>,
    /// The passages that both have, in the order of the left.
    pub passages: Vec<Placed>,
}

/// What a side begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Lead {
    /// Its first sentence of the body.
    pub at: SentenceRef,
    /// The best shown match of it on the other side, one of the body before one of the headline.
    pub there: Option<SentenceRef>,
    /// Where there is none, the best of what is only possible.
    pub near: Option<SentenceRef>,
}

/// A passage that both sides have.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Placed {
    /// Where the left has it first.
    pub left: SentenceRef,
    /// Where the right has it first.
    pub right: SentenceRef,
    /// How much of the left's story stands before it, 0 to 1, rounded to four places.
    pub left_share: f64,
    /// How much of the right's story stands before it, 0 to 1, rounded to four places.
    pub right_share: f64,
}

impl Placing {
    /// Works out where `left` and `right` put what `matches` says that both have.
    #[must_use]
    pub fn new(matches: &[Match], left: &Article, right: &Article) -> Self {
        let best = [Side::Left, Side::Right].map(|side| best(matches, side));
        let mutual = |m: &&Match| best[0].get(&m.left) == Some(m) && best[1].get(&m.right) == Some(m);
        let mut passages: BTreeMap<(usize, usize), (SentenceRef, SentenceRef)> = BTreeMap::new();
        for m in matches.iter().filter(mutual) {
            let first = passages.entry((m.left.paragraph, m.right.paragraph)).or_insert((m.left, m.right));
            *first = (first.0.min(m.left), first.1.min(m.right));
        }
        let (above_left, above_right) = (Above::new(left), Above::new(right));
        let placed = |&(l, r): &(SentenceRef, SentenceRef)| Placed {
            left: l,
            right: r,
            left_share: above_left.share(left, l),
            right_share: above_right.share(right, r),
        };
        Self {
            left: lead(matches, Side::Left, [left, right]),
            right: lead(matches, Side::Right, [left, right]),
            passages: passages.values().map(placed).collect(),
        }
    }

    /// Returns the lead of `side`.
    #[must_use]
    pub const fn lead(&self, side: Side) -> Option<Lead> {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// Exchanges the sides.
    pub(super) fn swap(&mut self) {
        std::mem::swap(&mut self.left, &mut self.right);
        for p in &mut self.passages {
            (p.left, p.right, p.left_share, p.right_share) = (p.right, p.left, p.right_share, p.left_share);
        }
        self.passages.sort_by_key(|p| (p.left.paragraph, p.right.paragraph));
    }
}

impl Placed {
    /// Returns where `side` has it first.
    #[must_use]
    pub const fn on(&self, side: Side) -> SentenceRef {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }

    /// Returns how much further down the right has it, as a share of the story: negative where it is further up.
    #[must_use]
    pub fn shift(&self) -> f64 {
        self.right_share - self.left_share
    }
}

/// Says whether `a` comes before `b`: by the reader's word, the score, then what stands further up on the other side.
fn better(a: &Match, b: &Match, side: Side) -> bool {
    let rank = a.pinned.cmp(&b.pinned).then(a.score.total_cmp(&b.score));
    rank.then_with(|| b.on(side.other()).cmp(&a.on(side.other()))).is_gt()
}

/// Returns the best shown match of every sentence of `side` that has one.
fn best(matches: &[Match], side: Side) -> BTreeMap<SentenceRef, &Match> {
    let mut best: BTreeMap<SentenceRef, &Match> = BTreeMap::new();
    for m in matches.iter().filter(|m| m.shown()) {
        let of = best.entry(m.on(side)).or_insert(m);
        if better(m, of, side) {
            *of = m;
        }
    }
    best
}

fn lead(matches: &[Match], side: Side, articles: [&Article; 2]) -> Option<Lead> {
    let body = |article: &Article, paragraph: usize| {
        article.paragraphs.get(paragraph).is_some_and(|p| p.kind == ParagraphKind::Body && !p.sentences.is_empty())
    };
    let [own, other] = if side == Side::Left { articles } else { [articles[1], articles[0]] };
    let paragraph = (0..own.paragraphs.len()).find(|&paragraph| body(own, paragraph))?;
    let at = SentenceRef { paragraph, sentence: 0 };
    let there = |m: &Match| m.on(side.other());
    // Where the two leads meet, that is where each has the other's.
    let first = (0..other.paragraphs.len()).find(|&paragraph| body(other, paragraph));
    let leads = |m: &Match| first.is_some_and(|paragraph| there(m) == SentenceRef { paragraph, sentence: 0 });
    let best = |shown: bool| {
        let own = matches.iter().filter(|m| m.on(side) == at && m.shown() == shown && (shown || m.faint));
        own.reduce(|best, m| {
            let [new, old] = [m, best].map(leads);
            if new != old {
                return if new { m } else { best };
            }
            let [new, old] = [m, best].map(|m| body(other, there(m).paragraph));
            if (new, old) == (true, false) || new == old && better(m, best, side) { m } else { best }
        })
    };
    let (shown, possible) = (best(true).map(there), best(false).map(there));
    Some(Lead { at, there: shown, near: possible.filter(|_| shown.is_none()) })
}

/// How many bytes of a story stand before each paragraph, and all of them at the end; furniture counts for nothing.
struct Above(Vec<usize>);

impl Above {
    fn new(article: &Article) -> Self {
        let mut total = 0;
        let mut above = vec![0];
        above.extend(article.paragraphs.iter().map(|p| {
            total += if p.kind.is_furniture() { 0 } else { p.span.len() };
            total
        }));
        Self(above)
    }

    fn share(&self, article: &Article, at: SentenceRef) -> f64 {
        let Some(paragraph) = article.paragraphs.get(at.paragraph) else { return 0.0 };
        let inside = paragraph.sentences.get(at.sentence).map_or(0, |s| s.start.saturating_sub(paragraph.span.start));
        let before = self.0.get(at.paragraph).copied().unwrap_or(0) + inside;
        four_places(before as f64 / self.0.last().copied().unwrap_or(0).max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::compare::fixtures::{Scored, article_of, at, matches};
    use proptest::prelude::*;

    const KINDS: [ParagraphKind; 5] =
        [ParagraphKind::Title, ParagraphKind::Byline, ParagraphKind::Body, ParagraphKind::Body, ParagraphKind::Body];

    fn articles() -> (Article, Article) {
        let it = KINDS.map(|kind| (kind, "One is here. Two is here."));
        (article_of(&it), article_of(&it))
    }

    fn placing(pairs: &[Scored]) -> Placing {
        let (left, right) = articles();
        Placing::new(&matches(pairs), &left, &right)
    }

    #[test]
    fn a_lead_is_the_first_sentence_of_the_body_and_is_found_where_the_other_has_it() {
        let p = placing(&[((2, 0), (4, 1), 0.7), ((2, 0), (3, 0), 0.4), ((3, 0), (2, 0), 0.4), ((4, 0), (2, 0), 0.2)]);
        assert_eq!(p.left, Some(Lead { at: at(2, 0), there: Some(at(4, 1)), near: None }));
        assert_eq!(p.right, Some(Lead { at: at(2, 0), there: None, near: Some(at(3, 0)) }));
    }

    #[test]
    fn a_lead_is_looked_for_in_the_body_before_the_headline() {
        assert_eq!(placing(&[((2, 0), (0, 0), 0.9), ((2, 0), (3, 0), 0.6)]).left.unwrap().there, Some(at(3, 0)));
        assert_eq!(placing(&[((2, 0), (0, 0), 0.9)]).left.unwrap().there, Some(at(0, 0)));
    }

    #[test]
    fn two_paragraphs_are_one_passage_and_a_lesser_match_is_none() {
        let p = placing(&[((2, 0), (4, 0), 0.9), ((2, 1), (4, 1), 0.8), ((2, 0), (3, 0), 0.6)]);
        assert_eq!(p.passages.iter().map(|p| (p.left, p.right)).collect::<Vec<_>>(), [(at(2, 0), at(4, 0))]);
    }

    #[test]
    fn shares_count_the_story_and_not_the_furniture() {
        let p = placing(&[((2, 0), (4, 0), 0.9)]).passages[0];
        assert_eq!((p.left_share, p.right_share, p.shift()), (0.25, 0.75, 0.5));
    }

    #[test]
    fn without_a_body_there_is_no_lead() {
        let title = article_of(&[(ParagraphKind::Title, "One.")]);
        let p = Placing::new(&[], &title, &Article::default());
        assert_eq!(p, Placing::default());
    }

    proptest! {
        #[test]
        fn swapping_is_working_it_out_the_other_way_round(
            pairs in prop::collection::btree_map(((0..5_usize, 0..2_usize), (0..5_usize, 0..2_usize)), 4..10_u32, 0..20)
        ) {
            let pairs: Vec<Scored> = pairs.into_iter().map(|((l, r), s)| (l, r, f64::from(s) / 10.0)).collect();
            let mut swapped = placing(&pairs);
            swapped.swap();
            let other: Vec<Scored> = pairs.into_iter().map(|(l, r, s)| (r, l, s)).collect();
            let other = placing(&other);
            prop_assert!(other.passages.iter().all(|p| (0.0..1.0).contains(&p.left_share)));
            prop_assert_eq!(swapped, other);
        }
    }
}
