//! Which words of two quotations are the same, in order: Smith–Waterman over words, weighed by what each tells.
//!
//! Local alignment finds the stretch that both print; what is left before and after it is aligned again, so that a long
//! cut in the middle does not hide the rest. Work is bounded by the size of the table; larger pairs are held together by
//! runs of three words that occur once on either side, and only the gaps between them are aligned.
//! (Smith, Waterman: Identification of common molecular subsequences, 1981.)

use super::spelling::same_but_masked;
use super::words::{Word, ends_sentence};

/// What a wrong word costs, as a share of its weight.
const MISMATCH: f32 = 0.6;
/// What a word that only one side has costs, as a share of its weight.
const GAP: f32 = 0.3;
/// What each further word of a gap costs at least.
const STEP: f32 = 0.05;
/// The share of its weight that a word of the same stem is worth.
const STEM: f32 = 0.8;
/// The least score of a stretch beside the best one.
const ASIDE: f32 = 1.0;
/// The fewest words of such a stretch, unless so many of them tell something.
const ASIDE_WORDS: usize = 3;
const ASIDE_TELLING: usize = 2;
/// What each further stretch costs.
const BREAK: f32 = 0.5;
/// Words of a run that anchors long texts.
const ANCHOR: usize = 3;

/// Words of the left and of the right that are the same, ascending on both sides.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Alignment {
    /// Indexes of the words.
    pub pairs: Vec<(usize, usize)>,
    /// The weights of these words, less what stands between them.
    pub score: f32,
}

/// How two words are alike, 0 to 1; two spellings of one word are one word.
pub(super) fn alike(left: &Word, right: &Word) -> f32 {
    if left.key == right.key || ((left.masked || right.masked) && same_but_masked(&left.folded, &right.folded)) {
        1.0
    } else if left.stem == right.stem {
        STEM
    } else {
        0.0
    }
}

/// Aligns two quotations with tables of at most `cells` cells; the same whichever stands left.
pub(super) fn align(left: &[Word], right: &[Word], cells: usize) -> Alignment {
    let keys = |words: &'_ [Word]| words.iter().map(|w| (w.key, w.stem)).collect::<Vec<_>>();
    if left.len() < right.len() || left.len() == right.len() && keys(left) <= keys(right) {
        return ordered(left, right, cells);
    }
    let Alignment { mut pairs, score } = ordered(right, left, cells);
    pairs.iter_mut().for_each(|p| *p = (p.1, p.0));
    Alignment { pairs, score }
}

fn ordered(left: &[Word], right: &[Word], cells: usize) -> Alignment {
    let mut out = Alignment::default();
    let whole = Block { left: (0, left.len()), right: (0, right.len()) };
    if whole.cells() <= cells {
        chain(left, right, whole, &mut out, 0.0);
    } else {
        anchored(left, right, cells, &mut out);
    }
    out.pairs.sort_unstable();
    drop_chance(left, right, &mut out.pairs);
    fill(left, right, &mut out.pairs);
    out
}

/// Drops a word or two of two sentences that have nothing else in common, behind sentences that both have.
fn drop_chance(left: &[Word], right: &[Word], pairs: &mut Vec<(usize, usize)>) {
    let mut kept: Vec<(usize, usize)> = Vec::with_capacity(pairs.len());
    for run in pairs.chunk_by(|a, b| (a.0 + 1, a.1 + 1) == *b) {
        let (Some(first), former) = (run.first(), kept.last()) else { continue };
        let fresh = former.is_some_and(|&(i, j)| {
            first.0 > i + 1 && first.1 > j + 1 && ends_sentence(left, i) && ends_sentence(right, j)
        });
        let telling = run.iter().filter(|pair| left.get(pair.0).is_some_and(|word| word.telling)).count();
        if !fresh || run.len() >= ASIDE_WORDS || telling >= ASIDE_TELLING {
            kept.extend_from_slice(run);
        }
    }
    *pairs = kept;
}

/// Adds equal words that stand right beside aligned ones, or at the beginning or end of both: too light to be found
/// alone, and none that a reader would call changed.
fn fill(left: &[Word], right: &[Word], pairs: &mut Vec<(usize, usize)>) {
    if pairs.is_empty() {
        return;
    }
    let mut more = Vec::new();
    let mut from = (0, 0);
    for &(i, j) in pairs.iter().chain([&(left.len(), right.len())]) {
        let gap = |words: &[Word], from: usize, to: usize| -> Vec<u64> {
            words.get(from..to).unwrap_or(&[]).iter().map(|w| w.key).collect()
        };
        let (l, r) = (gap(left, from.0, i), gap(right, from.1, j));
        let head = l.iter().zip(&r).take_while(|(a, b)| a == b).count();
        let rest = l.iter().skip(head).rev().zip(r.iter().skip(head).rev());
        let mut tail = rest.take_while(|(a, b)| a == b).count();
        let fresh = |words: &[Word], from: usize| from > 0 && ends_sentence(words, from - 1);
        if (i, j) == (left.len(), right.len()) && fresh(left, from.0) && fresh(right, from.1) && head == 0 {
            // The last words of two other sentences.
            let telling = left.iter().rev().take(tail).filter(|word| word.telling).count();
            tail = if telling >= ASIDE_TELLING { tail } else { 0 };
        }
        more.extend((0..head).map(|n| (from.0 + n, from.1 + n)));
        more.extend((1..=tail).map(|n| (i - n, j - n)));
        from = (i + 1, j + 1);
    }
    pairs.extend(more);
    pairs.sort_unstable();
}

/// A rectangle of the table: half-open ranges of words.
#[derive(Clone, Copy, Debug)]
struct Block {
    left: (usize, usize),
    right: (usize, usize),
}

impl Block {
    const fn cells(self) -> usize {
        (self.left.1 - self.left.0).saturating_mul(self.right.1 - self.right.0)
    }
}

/// Aligns the best stretch of a block, then what lies before and after it; `least` is what the first must score.
fn chain(left: &[Word], right: &[Word], block: Block, out: &mut Alignment, least: f32) {
    let mut todo = vec![(block, least)];
    while let Some((block, least)) = todo.pop() {
        let enough = |found: &Alignment| {
            let telling = found.pairs.iter().filter(|pair| left.get(pair.0).is_some_and(|word| word.telling)).count();
            least < ASIDE || found.pairs.len() >= ASIDE_WORDS || telling >= ASIDE_TELLING
        };
        let found = local(left, right, block).filter(|(found, _)| found.score >= least && enough(found));
        let Some((found, taken)) = found else { continue };
        out.score += found.score - if least > 0.0 { BREAK } else { 0.0 };
        out.pairs.extend(found.pairs);
        todo.push((Block { left: (block.left.0, taken.left.0), right: (block.right.0, taken.right.0) }, ASIDE));
        todo.push((Block { left: (taken.left.1, block.left.1), right: (taken.right.1, block.right.1) }, ASIDE));
    }
}

/// A step of the table's path; the last two take two words of one side for one of the other.
const STOP: u8 = 0;
const BOTH: u8 = 1;
const LEFT: u8 = 2;
const RIGHT: u8 = 3;
const TWO_LEFT: u8 = 4;
const TWO_RIGHT: u8 = 5;

/// The table of one block: scores and steps, a row a left word, with an empty row and column before them.
struct Table<'a> {
    left: &'a [Word],
    right: &'a [Word],
    scores: Vec<f32>,
    steps: Vec<u8>,
}

impl<'a> Table<'a> {
    fn new(left: &'a [Word], right: &'a [Word]) -> Self {
        let cells = (left.len() + 1) * (right.len() + 1);
        Self { left, right, scores: vec![0.0; cells], steps: vec![STOP; cells] }
    }

    const fn at(&self, i: usize, j: usize) -> usize {
        i * (self.right.len() + 1) + j
    }

    fn score(&self, i: usize, j: usize) -> f32 {
        self.scores.get(self.at(i, j)).copied().unwrap_or(0.0)
    }

    fn step(&self, i: usize, j: usize) -> u8 {
        self.steps.get(self.at(i, j)).copied().unwrap_or(STOP)
    }

    /// Works out the best way to cell `i`, `j` (both from 1) and returns its score.
    fn fill(&mut self, i: usize, j: usize) -> f32 {
        let (Some(a), Some(b)) = (self.left.get(i - 1), self.right.get(j - 1)) else { return 0.0 };
        let (mut score, mut way) = (0.0_f32, STOP);
        let mut offer = |step: u8, value: f32| {
            if value > score {
                (score, way) = (value, step);
            }
        };
        offer(BOTH, self.score(i - 1, j - 1) + worth(a, b));
        offer(LEFT, self.score(i - 1, j) - GAP * a.weight - STEP);
        offer(RIGHT, self.score(i, j - 1) - GAP * b.weight - STEP);
        if i > 1 && a.with_former == b.key {
            offer(TWO_LEFT, self.score(i - 2, j - 1) + b.weight);
        }
        if j > 1 && b.with_former == a.key {
            offer(TWO_RIGHT, self.score(i - 1, j - 2) + a.weight);
        }
        let at = self.at(i, j);
        if let (Some(cell), Some(step)) = (self.scores.get_mut(at), self.steps.get_mut(at)) {
            (*cell, *step) = (score, way);
        }
        score
    }

    /// Follows the steps back from a cell; returns the words that are the same and where the way began.
    fn walk_back(&self, (mut i, mut j): (usize, usize)) -> (Vec<(usize, usize)>, (usize, usize)) {
        let mut pairs = Vec::new();
        loop {
            let step = self.step(i, j);
            (i, j) = match step {
                BOTH => (i - 1, j - 1),
                LEFT => (i - 1, j),
                RIGHT => (i, j - 1),
                TWO_LEFT => (i - 2, j - 1),
                TWO_RIGHT => (i - 1, j - 2),
                _ => break,
            };
            let words = self.left.get(i).zip(self.right.get(j)).filter(|_| step == BOTH);
            if words.is_some_and(|(a, b)| alike(a, b) > 0.0) {
                pairs.push((i, j));
            }
        }
        pairs.reverse();
        (pairs, (i, j))
    }
}

/// The best local alignment of a block, and what it takes of the block.
fn local(left: &[Word], right: &[Word], block: Block) -> Option<(Alignment, Block)> {
    let (l, r) = (left.get(block.left.0..block.left.1)?, right.get(block.right.0..block.right.1)?);
    if l.is_empty() || r.is_empty() {
        return None;
    }
    let mut table = Table::new(l, r);
    let (mut best, mut end) = (0.0_f32, None);
    for i in 1..=l.len() {
        for j in 1..=r.len() {
            let score = table.fill(i, j);
            if score > best {
                (best, end) = (score, Some((i, j)));
            }
        }
    }
    let end = end?;
    let (mut pairs, start) = table.walk_back(end);
    pairs.iter_mut().for_each(|p| *p = (p.0 + block.left.0, p.1 + block.right.0));
    let taken = Block {
        left: (block.left.0 + start.0, block.left.0 + end.0),
        right: (block.right.0 + start.1, block.right.0 + end.1),
    };
    Some((Alignment { pairs, score: best }, taken))
}

fn worth(a: &Word, b: &Word) -> f32 {
    let weight = f32::midpoint(a.weight, b.weight);
    match alike(a, b) {
        0.0 => -MISMATCH * weight,
        share => share * weight,
    }
}

/// Aligns texts that are too long for a table.
fn anchored(left: &[Word], right: &[Word], cells: usize, out: &mut Alignment) {
    let mut fixed = vec![];
    let head = left.iter().zip(right).take_while(|(a, b)| a.key == b.key).count();
    let tail = left.iter().skip(head).rev().zip(right.iter().skip(head).rev());
    let tail = tail.take_while(|(a, b)| a.key == b.key).count();
    fixed.extend((0..head).map(|i| (i, i)));
    fixed.extend(anchors(left, right, (head, tail)));
    fixed.extend((0..tail).rev().map(|i| (left.len() - 1 - i, right.len() - 1 - i)));
    let mut from = (0, 0);
    for &(i, j) in fixed.iter().chain([&(left.len(), right.len())]) {
        let gap = Block { left: (from.0, i), right: (from.1, j) };
        if gap.cells() <= cells {
            chain(left, right, gap, out, f32::MIN_POSITIVE);
        }
        out.score += left.get(i).map_or(0.0, |w| w.weight);
        from = (i + 1, j + 1);
    }
    out.pairs.extend(fixed);
}

/// The longest ascending sequence of runs that occur once on either side, between a common head and tail.
fn anchors(left: &[Word], right: &[Word], (head, tail): (usize, usize)) -> Vec<(usize, usize)> {
    let runs = |words: &[Word]| -> Vec<(Vec<u64>, usize)> {
        let middle = words.get(head..words.len() - tail).unwrap_or(&[]);
        let keys = middle.windows(ANCHOR).map(|w| w.iter().map(|w| w.key).collect::<Vec<_>>());
        let mut runs: Vec<_> = keys.enumerate().map(|(i, k)| (k, head + i)).collect();
        runs.sort_unstable();
        runs.chunk_by(|a, b| a.0 == b.0).filter(|c| c.len() == 1).flatten().cloned().collect()
    };
    let rights = runs(right);
    let other = |key: &Vec<u64>| rights.binary_search_by(|r| r.0.cmp(key)).ok().and_then(|i| rights.get(i));
    let mut met: Vec<(usize, usize)> = runs(left).iter().filter_map(|(k, i)| Some((*i, other(k)?.1))).collect();
    met.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (i, j) in ascending(&met) {
        let run = (0..ANCHOR).map(|n| (i + n, j + n));
        for pair in run {
            if pairs.last().is_none_or(|l| l.0 < pair.0 && l.1 < pair.1) {
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// The longest subsequence of pairs, ascending by their first, that ascends by their second (patience sorting).
fn ascending(met: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut former: Vec<Option<usize>> = Vec::new();
    for (n, &(_, j)) in met.iter().enumerate() {
        let pile = piles.partition_point(|&top| met.get(top).is_some_and(|m| m.1 < j));
        former.push(pile.checked_sub(1).and_then(|p| piles.get(p)).copied());
        match piles.get_mut(pile) {
            Some(top) => *top = n,
            None => piles.push(n),
        }
    }
    let mut at = piles.last().copied();
    let mut out = Vec::new();
    while let Some(n) = at {
        out.extend(met.get(n).copied());
        at = former.get(n).copied().flatten();
    }
    out.reverse();
    out
}
