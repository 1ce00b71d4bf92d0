//! Whether two quotations print one utterance: what both have, how much of the shorter that is, who speaks, and where.
//!
//! The limits were chosen on labelled pairs of quotations from news, between the groups rather than at single ones.

use super::context::Contexts;
use super::meet::Meeting;
use super::reach::Reaches;
use super::{Candidate, Sides, paragraphs};
use crate::compare::find::quotes::align::{Alignment, align, alike};
use crate::compare::find::quotes::words::{Ending, Word, negates};
use crate::compare::find::quotes::{Usage, speaker};

/// The share of the shorter quotation that must be on the other side.
const COVER: f32 = 0.66;
/// The same of a pair whose shared words weigh less than [`SHORT`].
const SHORT_COVER: f32 = 0.70;
/// From this weight on, words that one side put between the other's do not count against the pair, if this much of the
/// shorter is there.
const LONG: f32 = 6.0;
const REWORDED: f32 = 0.80;
/// The share of both together that two speakers must have in common.
const MOST_OF_BOTH: f32 = 0.6;
/// From this share of the shorter on, one telling word that both have is enough, else two; and so many of a part of both
/// where nobody knows who speaks.
const NEARLY_ALL: f32 = 0.9;
const TELLING: usize = 2;
const TELLING_ALONE: usize = 4;
/// The most words of a quotation of which one is replaced, those that replace it, and what they may be longer by; and the
/// share of the shorter that must be left.
const SHORT_WORDS: usize = 14;
const REPLACED: usize = 3;
const FRAME: f32 = 0.4;
/// So many of one speaker's words in a row, of a short quotation with one word replaced, need one that tells.
const FRAMED: usize = 4;
/// The share of one or two words that must be on the other side.
const WHOLE: f32 = 0.99;
/// So many words in a row are nobody else's.
const RUN: usize = 7;
/// The least weight of what both sides have.
const LEAST: f32 = 1.3;
/// What a negation that only the shorter has takes away, and what asking on one side only does.
const CONTRARY: f32 = 1.5;
/// Under this weight a part of a longer quotation must have the same speaker or a like context.
const SHORT: f32 = 3.0;
/// Under this weight words that the two sides give to different speakers are two utterances.
const CONTRADICTED: f32 = 4.0;
/// So many words in a row are a part of what the other has, whatever stands around them.
const PHRASE: usize = 5;
/// Likeness of contexts that is enough for a short part, and for one or two words that are part of more.
const CONTEXT: f32 = 0.04;
const SCARE_CONTEXT: f32 = 0.08;
const WORD_CONTEXT: f32 = 0.20;
/// Likeness of contexts of one scene.
const SCENE: f32 = 0.30;
/// The share of the words of the shorter that one speaker's other words of the same keep, and how many of them tell.
const RETOLD: f32 = 0.60;
const TELLING_RETOLD: usize = 3;
/// The weight of one or two equal words that need no context.
const RARE: f32 = 1.4;

/// Says whether two quotations have enough words in common for [`Judge`] to take them for one, without aligning them.
pub(super) fn may_pair(sides: &Sides<'_>, reaches: &Reaches, meeting: Meeting) -> bool {
    /// What sums of the same numbers in another order may differ by.
    const SLACK: f32 = 0.001;
    let Some(most) = reaches.most(meeting.left, meeting.right) else { return true };
    let lengths = [sides.words(0, meeting.left).len(), sides.words(1, meeting.right).len()];
    let cover = most.score / most.least + SLACK;
    if sides.sentences(meeting.left, meeting.right) > 0 {
        return true;
    }
    if lengths.iter().any(|&n| n <= 2) {
        return cover > WHOLE;
    }
    let verbatim = most.words >= RUN && most.score + SLACK >= CONTRADICTED;
    cover >= COVER.min(SHORT_COVER).min(REWORDED) || verbatim || cover >= FRAME && are_short(lengths)
}

/// Says whether a word of two quotations may be replaced by another: both are short, and nearly as long.
fn are_short([left, right]: [usize; 2]) -> bool {
    left.max(right) <= SHORT_WORDS && left.abs_diff(right) < REPLACED
}

/// What speaks for one pair.
pub(super) struct Judge {
    meeting: Meeting,
    paragraphs: Option<(usize, usize)>,
    /// Weight of what both have.
    score: f32,
    /// Share of the shorter that the other has.
    cover: f32,
    /// The same without what stands between.
    matched: f32,
    /// The most words in a row that are the same.
    run: usize,
    /// Share of both together that both have.
    tight: f32,
    same_speaker: Option<bool>,
    context: f32,
    /// How many telling words both have, and how many of whole sentences.
    telling: usize,
    sentences: usize,
    /// Both are short and differ in one place.
    replaced: bool,
    /// One denies or asks what the other states.
    contrary: bool,
    scare: [bool; 2],
    is_name: bool,
    /// Both have the same words; their weight where they are rare.
    equal: Option<f32>,
}

impl Judge {
    /// Aligns the two and weighs what both have.
    pub fn new(sides: &Sides<'_>, contexts: &Contexts, meeting: Meeting, cells: usize) -> Self {
        let (left, right) = (sides.words(0, meeting.left), sides.words(1, meeting.right));
        let alignment = align(left, right, cells);
        let sums = [left, right].map(|w| w.iter().filter(|w| !w.bracketed).map(|w| w.weight).sum::<f32>());
        // Of two that are as long, either may lack what the other denies.
        let lost = [0, 1].into_iter().filter(|&side: &usize| sums.get(side) <= sums.get(1 - side));
        // What one side denies in other words the other denies too.
        let denied = [0, 1].map(|side| lost_negations(&alignment, side, left, right));
        let [l, r] = denied;
        let lost = lost.map(|side| if side == 0 { l - r } else { r - l }).fold(0.0, f32::max);
        let contrary = lost + asked_once(&alignment, left, right);
        let score = (alignment.score - CONTRARY * contrary).max(0.0);
        let quotations = (sides.quotation(0, meeting.left), sides.quotation(1, meeting.right));
        let speakers = [quotations.0, quotations.1].map(|q| q.and_then(|q| q.speaker.as_deref()));
        let equal = left.len() == right.len() && alignment.pairs.len() == left.len();
        let least = sums[0].min(sums[1]).max(f32::MIN_POSITIVE);
        Self {
            meeting,
            paragraphs: paragraphs(sides, meeting.left, meeting.right),
            score,
            cover: score / least,
            matched: matched(&alignment, left, right) / least,
            run: longest_run(&alignment, left, right),
            tight: score / (sums[0] + sums[1] - score).max(least),
            same_speaker: speaker::same(speakers[0], speakers[1]),
            context: contexts.likeness(meeting.left, meeting.right),
            telling: telling(&alignment, left, right),
            sentences: sides.sentences(meeting.left, meeting.right),
            contrary: contrary > 0.0,
            replaced: contrary == 0.0 && one_place(&alignment, left, right),
            scare: [left.len() <= 2, right.len() <= 2],
            is_name: [quotations.0, quotations.1].iter().flatten().any(|q| q.usage == Usage::Name),
            equal: equal.then(|| left.iter().map(|w| w.base).sum()),
        }
    }

    /// Says whether a side has one or two words.
    pub fn is_scare(&self) -> bool {
        self.scare.contains(&true)
    }

    fn candidate(&self, more: f32) -> Candidate {
        let Meeting { left, right, twins } = self.meeting;
        Candidate { left, right, rank: self.score * f32::midpoint(1.0, self.tight) + more, twins, scare: self.scare }
    }

    /// Judges a pair of more than two words on either side.
    pub fn verdict(&self) -> Option<Candidate> {
        let said = self.is_covered() || self.is_sentence() || self.is_reworded() || self.is_retold();
        let one = !self.is_name && said;
        (one && !self.is_contradicted()).then(|| self.candidate(0.0))
    }

    /// Says whether one side has enough of what the other has, and that is nobody else's.
    fn is_covered(&self) -> bool {
        let equal = self.equal.unwrap_or(0.0);
        let cover = if self.score < SHORT { SHORT_COVER } else { COVER };
        let reworded = self.score >= LONG && self.matched >= REWORDED;
        let covered = self.cover >= cover || reworded;
        let supported = self.equal.is_some()
            || (self.run >= PHRASE && self.cover > NEARLY_ALL)
            || self.score >= SHORT
            || self.same_speaker == Some(true)
            || self.context >= CONTEXT;
        let long = self.run >= PHRASE && self.same_speaker == Some(true);
        let least = if self.cover > NEARLY_ALL || covered && long { 1 } else { TELLING };
        // What anybody may say is somebody's where it is said at the same place.
        let whole = self.cover > NEARLY_ALL && self.run >= PHRASE && self.same_speaker == Some(true);
        let told = self.equal.is_some() || self.telling >= least || whole && self.context >= SCENE;
        (covered && supported || self.is_verbatim()) && told && self.score.max(equal) >= LEAST
    }

    /// Says whether both have a long run of words: a part of both, which is a phrase of anybody's or of one speaker's.
    fn is_verbatim(&self) -> bool {
        let owned = self.telling >= if self.same_speaker == Some(true) { TELLING } else { TELLING_ALONE };
        self.score >= CONTRADICTED && self.run >= RUN && owned
    }

    /// Says whether both have a sentence word for word.
    fn is_sentence(&self) -> bool {
        let alone = self.sentences >= TELLING_ALONE && self.context >= CONTEXT;
        // "Get off the ice": anybody may say it, but not at the same place.
        let there = self.sentences > 0 && self.context >= SCENE && self.same_speaker != Some(false);
        self.sentences >= TELLING && self.same_speaker == Some(true) || alone || there
    }

    /// Says whether both are short and one says it in another word.
    fn is_reworded(&self) -> bool {
        let near = self.same_speaker == Some(true) || self.context >= WORD_CONTEXT;
        let least = if self.run >= FRAMED && self.same_speaker == Some(true) { 1 } else { TELLING };
        self.replaced && self.telling >= least && self.matched >= FRAME && near
    }

    /// Says whether one speaker says most of the same in the same place, in other words.
    fn is_retold(&self) -> bool {
        let retold = self.matched >= RETOLD && self.telling >= TELLING_RETOLD;
        !self.contrary && retold && self.context >= SCENE && self.same_speaker == Some(true)
    }

    /// Says whether two people speak, who rarely say the same: they must have most of both in common.
    fn is_contradicted(&self) -> bool {
        let weight = self.score.max(self.equal.unwrap_or(0.0) + SHORT / 2.0);
        let partly = self.equal.is_none() && self.tight < MOST_OF_BOTH;
        self.same_speaker == Some(false) && (weight < CONTRADICTED || partly)
    }

    /// Judges a pair of which a side has one or two words, by what stands around it.
    pub fn scare_verdict(&self, links: &[(usize, usize)]) -> Option<Candidate> {
        let linked = self.paragraphs.is_some_and(|p| links.binary_search(&p).is_ok());
        let least = match (self.equal, self.run) {
            (Some(_), _) => CONTEXT,
            (None, 1) => WORD_CONTEXT,
            _ => SCARE_CONTEXT,
        };
        let supported = linked || self.context >= least || self.equal.is_some_and(|weight| weight >= RARE);
        let told = self.score.max(self.equal.unwrap_or(0.0)) >= 0.7;
        let enough = self.cover > WHOLE && told && !self.is_name && self.same_speaker != Some(false);
        (enough && supported).then(|| self.candidate(0.3 * self.context + if linked { 1.0 } else { 0.0 }))
    }
}

/// The weight of the words that are the same.
fn matched(alignment: &Alignment, left: &[Word], right: &[Word]) -> f32 {
    let worth = |&(i, j): &(usize, usize)| {
        let (a, b) = (left.get(i)?, right.get(j)?);
        Some(alike(a, b) * f32::midpoint(a.weight, b.weight))
    };
    alignment.pairs.iter().filter_map(worth).sum()
}

/// Counts the telling words that both have.
fn telling(alignment: &Alignment, left: &[Word], right: &[Word]) -> usize {
    let tells = |&&(i, j): &&(usize, usize)| left.get(i).zip(right.get(j)).is_some_and(|(a, b)| a.telling && b.telling);
    alignment.pairs.iter().filter(tells).count()
}

/// Says whether two short quotations are the same but for a few words in one place.
fn one_place(alignment: &Alignment, left: &[Word], right: &[Word]) -> bool {
    let mut from = (0, 0);
    let mut gaps = Vec::new();
    for &(i, j) in alignment.pairs.iter().chain([&(left.len(), right.len())]) {
        if (i, j) != from {
            gaps.push((i - from.0, j - from.1));
        }
        from = (i + 1, j + 1);
    }
    let few = |&(i, j): &(usize, usize)| (1..=REPLACED).contains(&i) && (1..=REPLACED).contains(&j);
    are_short([left.len(), right.len()]) && gaps.len() == 1 && gaps.iter().all(few)
}

/// The most words in a row that are the same.
fn longest_run(alignment: &Alignment, left: &[Word], right: &[Word]) -> usize {
    let same = |p: &(usize, usize)| left.get(p.0).zip(right.get(p.1)).is_some_and(|(a, b)| a.key == b.key);
    let next = |a: &(usize, usize), b: &(usize, usize)| (a.0 + 1, a.1 + 1) == *b && same(a) && same(b);
    alignment.pairs.chunk_by(next).map(<[_]>::len).max().unwrap_or(0)
}

/// Counts the negations of one side that the other lacks.
fn lost_negations(alignment: &Alignment, side: usize, left: &[Word], right: &[Word]) -> f32 {
    let words = if side == 0 { left } else { right };
    let mut met = vec![false; words.len()];
    for &(i, j) in &alignment.pairs {
        if let Some(flag) = met.get_mut(if side == 0 { i } else { j }) {
            *flag = true;
        }
    }
    words.iter().zip(met).filter(|(w, met)| !met && negates(&w.folded)).count() as f32
}

/// Returns 1 where the last words that both have end a question on one side and a statement on the other.
fn asked_once(alignment: &Alignment, left: &[Word], right: &[Word]) -> f32 {
    let Some(&(i, j)) = alignment.pairs.last() else { return 0.0 };
    let ends = [left.get(i), right.get(j)].map(|w| w.map_or(Ending::Open, |w| w.ending));
    f32::from(u8::from(matches!(ends, [Ending::Question, Ending::Statement] | [Ending::Statement, Ending::Question])))
}
