//! An inverted index over both sides: which features (stems, character n-grams) they share, and how much each weighs.
//!
//! All sums run over features in ascending order of their keys, so that the figures are the same to the last bit
//! whichever article stands left.
//! Work is bounded: a feature in `l` left and `r` right sentences costs `l × r` steps, the cheapest (rarest) features
//! go first, and those that would take the sum over [`BUDGET`] are left out like stop words. Two news articles never
//! get near it; two books lose only what is in most of their sentences.

use crate::compare::Side;

/// The most steps that one index may cost.
const BUDGET: u64 = 60_000_000;

/// How often a feature stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::compare) struct Posting {
    /// The feature.
    pub key: u64,
    /// Index of the row on its side.
    pub row: u32,
    /// How often, at least 1.
    pub count: u32,
}

/// What a feature weighs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::compare) struct Weight {
    /// At least 0.
    pub value: f64,
    /// Whether it weighs double where one sentence has it and the other does not, though both articles have it: the
    /// other sentence could have said it, and says something else. Only [`Measure::Overlap`] looks at it.
    pub telling: bool,
}

impl Weight {
    /// A weight that is the same wherever the feature stands.
    pub const fn plain(value: f64) -> Self {
        Self { value, telling: false }
    }
}

/// How the weights of shared features become a similarity from 0 to 1.
///
/// Both are damped: a constant in the denominator makes a similarity grow with what is shared, not only with its
/// proportion, so that three words of three do not outdo twenty of twenty-five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compare) enum Measure {
    /// Over sets, the weight of what is shared in that and the average of what is not: Dice's coefficient, but for
    /// what tells two rows apart.
    Overlap,
    /// Cosine of vectors, counts dampened by the logarithm.
    Cosine,
}

impl Measure {
    /// What is added to the denominator: about two rare words' weight.
    const OVERLAP_DAMP: f32 = 12.0;
    /// The same for the squared weights of character n-grams.
    const COSINE_DAMP: f32 = 130.0;

    fn weight(self, count: u32, weight: f64) -> f64 {
        match self {
            Self::Overlap => weight,
            // Nearly all, and the logarithm of one is nought.
            Self::Cosine if count == 1 => weight,
            Self::Cosine => (1.0 + f64::from(count).ln()) * weight,
        }
    }

    const fn product(self, left: f32, right: f32) -> f32 {
        match self {
            Self::Overlap => left,
            Self::Cosine => left * right,
        }
    }

    /// `telling` is the weight of the shared features that weigh double where they are missing.
    const fn whole(self, left: f32, right: f32, telling: f32) -> f32 {
        match self {
            Self::Overlap => (left + right) / 2.0 - telling + Self::OVERLAP_DAMP,
            Self::Cosine => left * right + Self::COSINE_DAMP,
        }
    }
}

/// A weight in a row or in a posting list.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// The feature's number (in a row) or the row's (in a list).
    to: u32,
    weight: f32,
}

/// Lists of entries, one after the other.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<usize>,
    entries: Vec<Entry>,
}

impl Lists {
    fn get(&self, index: usize) -> &[Entry] {
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.entries.get(start..end).unwrap_or(&[])
    }
}

/// What the rows of both sides share under one measure.
pub(in crate::compare) struct Index {
    measure: Measure,
    /// Left row → features.
    left: Lists,
    /// Feature → right rows.
    right: Lists,
    /// Length (cosine) or sum (overlap) of each row's weights, per side.
    norms: [Vec<f32>; 2],
    /// Whether each feature is telling.
    telling: Vec<bool>,
}

/// A key that both sides have, with its range of postings on each.
struct Shared {
    left: (usize, usize),
    right: (usize, usize),
    weight: Weight,
}

impl Shared {
    const fn cost(&self) -> u64 {
        ((self.left.1 - self.left.0) as u64).saturating_mul((self.right.1 - self.right.0) as u64)
    }
}

impl Index {
    /// Builds the index of two sides of `rows` rows from their postings, sorted by key, then row. `weigh` tells the
    /// weight of a feature that stands in a number of rows of both sides together.
    pub fn new(
        measure: Measure,
        postings: [&[Posting]; 2],
        rows: [usize; 2],
        weigh: &dyn Fn(u64, usize) -> Weight,
    ) -> Self {
        let [l, r] = postings;
        let mut norms = rows.map(|n| vec![0.0_f64; n]);
        let mut shared = Vec::new();
        let (mut i, mut j) = (0, 0);
        while let Some(key) = [l.get(i), r.get(j)].into_iter().flatten().map(|p| p.key).min() {
            let (from_i, from_j) = (i, j);
            i += run(l, i, key);
            j += run(r, j, key);
            let weight = weigh(key, (i - from_i) + (j - from_j));
            let both = i > from_i && j > from_j;
            let missed = if both && weight.telling { 2.0 * weight.value } else { weight.value };
            for (norm, part) in norms.iter_mut().zip([l.get(from_i..i), r.get(from_j..j)]) {
                add_norms(measure, norm, part.unwrap_or(&[]), missed);
            }
            if both {
                shared.push(Shared { left: (from_i, i), right: (from_j, j), weight });
            }
        }
        let shared = within_budget(shared);
        let norms = norms.map(|side| side.into_iter().map(|n| finish(measure, n)).collect());
        let telling = shared.iter().map(|s| s.weight.telling).collect();
        Self {
            measure,
            left: by_row(measure, l, &shared, rows[0]),
            right: by_feature(measure, r, &shared),
            norms,
            telling,
        }
    }

    /// Adds `factor` times the root of the similarity of left row `row` with every right row to `out`.
    pub fn add(&self, row: usize, factor: f32, scratch: &mut Scratch, out: &mut Accumulator) {
        for feature in self.left.get(row) {
            let others = self.right.get(feature.to as usize);
            for entry in others {
                scratch.sums.add(entry.to, self.measure.product(feature.weight, entry.weight));
            }
            if self.telling.get(feature.to as usize) == Some(&true) {
                for entry in others {
                    if let Some(sum) = scratch.telling.get_mut(entry.to as usize) {
                        *sum += feature.weight;
                    }
                }
            }
        }
        let own = self.norm(Side::Left, row);
        for (to, sum) in scratch.sums.drain() {
            let other = self.norm(Side::Right, to as usize);
            let whole =
                self.measure.whole(own, other, scratch.telling.get_mut(to as usize).map_or(0.0, std::mem::take));
            out.add(to, factor * (sum / whole).sqrt());
        }
    }

    fn norm(&self, side: Side, row: usize) -> f32 {
        self.norms[side as usize].get(row).copied().unwrap_or(0.0)
    }
}

/// Sums by right row; only what was touched is visited and cleared, in the order of the rows, which nothing sorts.
///
/// ```text
/// rows     0 …                                    each a sum
/// touched  0110…1 0000…0 0100…0 …                 a bit a row: its sum was added to
/// blocks   101…                                   a bit a word of `touched`: it has a bit
/// ```
#[derive(Default)]
pub(in crate::compare) struct Accumulator {
    sums: Vec<f32>,
    touched: Vec<u64>,
    blocks: Vec<u64>,
}

/// Room for one row's sums inside [`Index::add`].
pub(in crate::compare) struct Scratch {
    sums: Accumulator,
    /// The part of the sums that is of telling features.
    telling: Vec<f32>,
}

impl Scratch {
    /// Makes room for `rows` right rows.
    pub fn new(rows: usize) -> Self {
        Self { sums: Accumulator::new(rows), telling: vec![0.0; rows] }
    }
}

impl Accumulator {
    /// Makes room for `rows` right rows.
    pub fn new(rows: usize) -> Self {
        let words = rows.div_ceil(64);
        Self { sums: vec![0.0; rows], touched: vec![0; words], blocks: vec![0; words.div_ceil(64)] }
    }

    fn add(&mut self, row: u32, value: f32) {
        let row = row as usize;
        if let Some(sum) = self.sums.get_mut(row) {
            if *sum == 0.0 {
                set(&mut self.touched, row);
                set(&mut self.blocks, row / 64);
            }
            *sum += value;
        }
    }

    /// Takes the rows with a sum and the sums, ascending by row; what is not asked for stays.
    pub fn drain(&mut self) -> impl Iterator<Item = (u32, f32)> + '_ {
        let (mut block, mut word) = (0, 0);
        std::iter::from_fn(move || {
            while self.touched.get(word).is_none_or(|bits| *bits == 0) {
                while *self.blocks.get(block)? == 0 {
                    block += 1;
                }
                word = block * 64 + take_lowest(self.blocks.get_mut(block)?);
            }
            let row = word * 64 + take_lowest(self.touched.get_mut(word)?);
            Some((row as u32, self.sums.get_mut(row).map_or(0.0, std::mem::take)))
        })
    }
}

fn set(bits: &mut [u64], at: usize) {
    if let Some(word) = bits.get_mut(at / 64) {
        *word |= 1 << (at % 64);
    }
}

/// Clears the lowest bit that is set and returns its number.
const fn take_lowest(bits: &mut u64) -> usize {
    let lowest = bits.trailing_zeros() as usize;
    *bits &= bits.wrapping_sub(1);
    lowest
}

fn run(postings: &[Posting], from: usize, key: u64) -> usize {
    postings.iter().skip(from).take_while(|p| p.key == key).count()
}

fn add_norms(measure: Measure, norms: &mut [f64], postings: &[Posting], weight: f64) {
    for p in postings {
        let w = measure.weight(p.count, weight);
        if let Some(norm) = norms.get_mut(p.row as usize) {
            *norm += if measure == Measure::Cosine { w * w } else { w };
        }
    }
}

fn finish(measure: Measure, norm: f64) -> f32 {
    (if measure == Measure::Cosine { norm.sqrt() } else { norm }) as f32
}

/// Keeps the rarest features that fit the budget, in ascending order of their keys.
fn within_budget(shared: Vec<Shared>) -> Vec<Shared> {
    let total = shared.iter().fold(0_u64, |sum, s| sum.saturating_add(s.cost()));
    if total <= BUDGET {
        return shared;
    }
    let mut costs: Vec<u64> = shared.iter().map(Shared::cost).collect();
    costs.sort_unstable();
    let mut left = BUDGET;
    // All features of one cost stay or go together, so that the choice does not depend on the order of keys.
    let most = costs.chunk_by(|a, b| a == b).map_while(|group| {
        let cost = group.first().copied().unwrap_or(0);
        left = left.checked_sub(cost.saturating_mul(group.len() as u64))?;
        Some(cost)
    });
    let most = most.last().unwrap_or(0);
    shared.into_iter().filter(|s| s.cost() <= most).collect()
}

fn by_row(measure: Measure, postings: &[Posting], shared: &[Shared], rows: usize) -> Lists {
    let of = |s: &Shared| postings.get(s.left.0..s.left.1).unwrap_or(&[]);
    let mut starts = vec![0_usize; rows];
    for p in shared.iter().flat_map(of) {
        if let Some(n) = starts.get_mut(p.row as usize) {
            *n += 1;
        }
    }
    let mut total = 0;
    for start in &mut starts {
        total += std::mem::replace(start, total);
    }
    // Filling moves each start to the end of its list.
    let mut entries = vec![Entry::default(); total];
    for (feature, s) in shared.iter().enumerate() {
        for p in of(s) {
            if let Some(next) = starts.get_mut(p.row as usize) {
                if let Some(entry) = entries.get_mut(*next) {
                    *entry = Entry { to: feature as u32, weight: measure.weight(p.count, s.weight.value) as f32 };
                }
                *next += 1;
            }
        }
    }
    Lists { ends: starts, entries }
}

fn by_feature(measure: Measure, postings: &[Posting], shared: &[Shared]) -> Lists {
    let mut lists = Lists::default();
    for s in shared {
        let of = postings.get(s.right.0..s.right.1).unwrap_or(&[]);
        lists
            .entries
            .extend(of.iter().map(|p| Entry { to: p.row, weight: measure.weight(p.count, s.weight.value) as f32 }));
        lists.ends.push(lists.entries.len());
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn posting(key: u64, row: u32) -> Posting {
        Posting { key, row, count: 1 }
    }

    fn similar(index: &Index, row: usize, rows: usize) -> Vec<(u32, f32)> {
        let mut sums = Accumulator::new(rows);
        index.add(row, 1.0, &mut Scratch::new(rows), &mut sums);
        sums.drain().collect()
    }

    #[test]
    fn overlap_grows_with_what_is_shared_and_shrinks_with_what_is_not() {
        // Right rows: all three of the left's features, three and another, one, none.
        let left = [posting(1, 0), posting(2, 0), posting(3, 0)];
        let right = [posting(1, 0), posting(1, 1), posting(1, 2), posting(2, 0), posting(2, 1), posting(3, 0)];
        let right = [right.as_slice(), &[posting(3, 1), posting(4, 1), posting(5, 3)]].concat();
        let index = Index::new(Measure::Overlap, [&left, &right], [1, 4], &|_, _| Weight::plain(6.0));
        let found = similar(&index, 0, 4);
        let rows: Vec<u32> = found.iter().map(|f| f.0).collect();
        assert_eq!(rows, [0, 1, 2]);
        assert!(found.is_sorted_by(|a, b| a.1 > b.1) && found.iter().all(|f| f.1 < 1.0));
    }

    #[test]
    fn what_the_other_could_have_said_tells_rows_apart() {
        // The second right row has what the first lacks; the third lacks what no left row has.
        let left = [posting(1, 0), posting(2, 0)];
        let right = [posting(1, 0), posting(1, 2), posting(2, 1), posting(3, 2)];
        let of =
            |telling| Index::new(Measure::Overlap, [&left, &right], [1, 3], &|_, _| Weight { value: 6.0, telling });
        let [plain, telling] = [false, true].map(|telling| similar(&of(telling), 0, 3));
        assert!(plain.iter().zip(&telling).all(|(plain, telling)| telling.1 < plain.1));
        let same = |telling| Index::new(Measure::Overlap, [&left; 2], [1, 1], &|_, _| Weight { value: 6.0, telling });
        assert_eq!(similar(&same(false), 0, 1), similar(&same(true), 0, 1), "nothing is missing");
    }

    #[test]
    fn sums_are_taken_in_the_order_of_rows_and_leave_nothing_behind() {
        let mut sums = Accumulator::new(9_000);
        for row in [8_999, 3, 64, 4_096, 3, 63] {
            sums.add(row, 0.5);
        }
        sums.add(9_000, 1.0);
        assert_eq!(sums.drain().collect::<Vec<_>>(), [(3, 1.0), (63, 0.5), (64, 0.5), (4_096, 0.5), (8_999, 0.5)]);
        assert_eq!(sums.drain().count(), 0);
        sums.add(64, 0.25);
        assert_eq!(sums.drain().collect::<Vec<_>>(), [(64, 0.25)]);
    }

    #[test]
    fn features_of_most_rows_are_left_out_before_the_work_gets_out_of_hand() {
        let rows = 10_000_u32;
        let mut postings: Vec<Posting> = (0..rows).map(|row| posting(1, row)).collect();
        postings.push(posting(2, 7));
        let index = Index::new(Measure::Cosine, [&postings, &postings], [rows as usize; 2], &|_, _| Weight::plain(1.0));
        assert_eq!(similar(&index, 7, rows as usize).len(), 1);
        assert!(similar(&index, 8, rows as usize).is_empty());
    }
}
