//! Average linkage: the two groups that are most alike become one, until none are alike enough.
//!
//! The mean likeness of all pairs between two groups is the product of the sums of their vectors, over the number of
//! pairs: no table of all pairs is kept, and a merge costs its neighbours only.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::vector::Vector;
use super::{ALIKE, LONGEST, PAUSE};

/// Accounts that are one group so far.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    accounts: Vec<usize>,
    sum: Vector,
    /// The first and the last date of its accounts.
    time: Option<(i64, i64)>,
    named: Option<String>,
    /// Accounts that a reader put apart from one of these.
    pub apart: Vec<usize>,
}

impl Cluster {
    /// Makes a cluster of one account.
    pub fn of(index: usize, vector: Vector, at: Option<i64>, named: Option<String>) -> Self {
        Self { accounts: vec![index], sum: vector, time: at.map(|at| (at, at)), named, apart: Vec::new() }
    }

    /// Takes the accounts of another.
    pub fn take(&mut self, other: Self) {
        self.sum = self.sum.plus(&other.sum);
        self.accounts.extend(other.accounts);
        self.apart.extend(other.apart);
        self.time = match (self.time, other.time) {
            (Some(own), Some(others)) => Some((own.0.min(others.0), own.1.max(others.1))),
            (own, others) => own.or(others),
        };
        self.named = self.named.take().or(other.named);
    }

    /// Returns the mean likeness of the pairs between two groups; none where they may not be one.
    fn likeness(&self, other: &Self) -> Option<f32> {
        let may = is_close(self.time, other.time)
            && (self.named.is_none() || other.named.is_none() || self.named == other.named)
            && !self.apart.iter().any(|apart| other.accounts.contains(apart));
        #[allow(clippy::cast_precision_loss, reason = "a library has fewer articles than this loses")]
        let pairs = (self.accounts.len() * other.accounts.len()) as f32;
        may.then(|| self.sum.dot(&other.sum) / pairs)
    }
}

/// Says whether a story that goes on may reach from one time to the other; what has no date may be of any.
fn is_close(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let pause = one.0.saturating_sub(other.1).max(other.0.saturating_sub(one.1));
    let length = one.1.max(other.1).saturating_sub(one.0.min(other.0));
    pause <= PAUSE && length <= LONGEST
}

/// A merge that could be made.
#[derive(Clone, Copy, Debug)]
struct Merge {
    likeness: f32,
    one: usize,
    other: usize,
}

impl Ord for Merge {
    /// By likeness; of those as alike, the merge of the first accounts is the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        let places = (other.one, other.other).cmp(&(self.one, self.other));
        self.likeness.total_cmp(&other.likeness).then(places)
    }
}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Merge {}

/// The groups on their way to stories.
pub(super) struct Linkage {
    /// A merge leaves two free places and makes a new one behind them, so that what was noted of the old ones is stale.
    clusters: Vec<Option<Cluster>>,
    /// Which clusters each shares a linked pair with.
    neighbours: Vec<BTreeSet<usize>>,
    /// The cluster that each account was in at first.
    first: Vec<usize>,
}

impl Linkage {
    /// Begins with `clusters` of so many `accounts`.
    pub fn new(clusters: Vec<Cluster>, accounts: usize) -> Self {
        let mut first = vec![0; accounts];
        for (place, cluster) in clusters.iter().enumerate() {
            for account in &cluster.accounts {
                if let Some(first) = first.get_mut(*account) {
                    *first = place;
                }
            }
        }
        let neighbours = vec![BTreeSet::new(); clusters.len()];
        Self { clusters: clusters.into_iter().map(Some).collect(), neighbours, first }
    }

    /// Notes that two accounts are a little alike: their groups are looked at.
    pub fn link(&mut self, one: usize, other: usize) {
        let (Some(&one), Some(&other)) = (self.first.get(one), self.first.get(other)) else { return };
        if one != other {
            self.tie(one, other);
        }
    }

    /// Makes groups one while any two are alike enough; returns the accounts of each.
    pub fn run(mut self) -> Vec<Vec<usize>> {
        let mut heap = BinaryHeap::new();
        for one in 0..self.clusters.len() {
            heap.extend(self.merges(one).filter(|merge| merge.one == one));
        }
        while let Some(Merge { one, other, .. }) = heap.pop() {
            if let Some(new) = self.merge(one, other) {
                heap.extend(self.merges(new));
            }
        }
        self.clusters.into_iter().flatten().map(|cluster| cluster.accounts).collect()
    }

    /// Returns the merges of a cluster with its neighbours that could be made.
    fn merges(&self, place: usize) -> impl Iterator<Item = Merge> {
        let own = self.clusters.get(place).and_then(Option::as_ref);
        let neighbours = self.neighbours.get(place).into_iter().flatten();
        neighbours.filter_map(move |&other| {
            let likeness = own?.likeness(self.clusters.get(other)?.as_ref()?)?;
            (likeness >= ALIKE).then_some(Merge { likeness, one: place.min(other), other: place.max(other) })
        })
    }

    /// Makes one cluster of two and returns its place; nothing where one of them is gone by now.
    fn merge(&mut self, one: usize, other: usize) -> Option<usize> {
        if self.clusters.get(one)?.is_none() || self.clusters.get(other)?.is_none() {
            return None;
        }
        let mut cluster = self.clusters.get_mut(one)?.take()?;
        cluster.take(self.clusters.get_mut(other)?.take()?);
        let new = self.clusters.len();
        self.clusters.push(Some(cluster));
        let mut around = std::mem::take(self.neighbours.get_mut(one)?);
        around.append(self.neighbours.get_mut(other)?);
        self.neighbours.push(BTreeSet::new());
        for neighbour in around.into_iter().filter(|neighbour| *neighbour != one && *neighbour != other) {
            if let Some(theirs) = self.neighbours.get_mut(neighbour) {
                theirs.remove(&one);
                theirs.remove(&other);
            }
            self.tie(neighbour, new);
        }
        Some(new)
    }

    fn tie(&mut self, one: usize, other: usize) {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(neighbours) = self.neighbours.get_mut(from) {
                neighbours.insert(to);
            }
        }
    }
}
