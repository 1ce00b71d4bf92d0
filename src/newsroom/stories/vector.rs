//! Vectors of terms: the 60 best of an article, of length 1; their product is the likeness of two articles.
//!
//! A term weighs by how often it stands in the article (logarithm) and how rare it is (inverse document frequency). Rare
//! is what few articles of the library have; a library of ten articles knows little of that, so that English at large
//! counts like [`ENGLISH`] articles more.

use std::collections::HashMap;

use super::profile::{Counted, Profile};

/// Terms of a vector.
const BEST: usize = 60;
/// How many articles of the library the knowledge of English counts for.
const ENGLISH: f32 = 100.0;

/// Weights of terms, ascending by their stems.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    pub terms: Vec<(u64, f32)>,
}

impl Vector {
    /// Returns the likeness of two vectors: the sum of the products of what both have.
    pub fn dot(&self, other: &Self) -> f32 {
        let (mut sum, mut others) = (0.0, other.terms.iter().peekable());
        for (stem, weight) in &self.terms {
            while others.peek().is_some_and(|(other, _)| other < stem) {
                others.next();
            }
            if let Some((_, other)) = others.peek().filter(|(other, _)| other == stem) {
                sum += weight * other;
            }
        }
        sum
    }

    /// Returns the sum of two vectors.
    pub fn plus(&self, other: &Self) -> Self {
        let mut terms = [self.terms.as_slice(), &other.terms].concat();
        // Two ascending runs: a stable sort sees them and merges.
        terms.sort_by_key(|(stem, _)| *stem);
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 += if same { next.1 } else { 0.0 };
            same
        });
        Self { terms }
    }
}

/// How many articles have each term.
pub(super) struct Weights {
    articles: f32,
    having: HashMap<u64, f32>,
}

impl Weights {
    /// Counts the articles that have each term.
    pub fn of<'p>(profiles: impl Iterator<Item = &'p Profile>) -> Self {
        let (mut articles, mut having) = (0.0, HashMap::new());
        for profile in profiles {
            articles += 1.0;
            profile.terms.iter().for_each(|counted| *having.entry(counted.term.stem).or_default() += 1.0);
        }
        Self { articles, having }
    }

    /// Returns the vector of an article.
    pub fn vector(&self, profile: &Profile) -> Vector {
        let mut terms: Vec<(u64, f32)> =
            profile.terms.iter().map(|counted| (counted.term.stem, self.weight(counted))).collect();
        terms.sort_unstable_by(|l, r| r.1.total_cmp(&l.1).then(l.0.cmp(&r.0)));
        terms.truncate(BEST);
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= length);
        }
        terms.sort_unstable_by_key(|(stem, _)| *stem);
        Vector { terms }
    }

    fn weight(&self, counted: &Counted) -> f32 {
        let having = self.having.get(&counted.term.stem).copied().unwrap_or(1.0);
        let share = (having + ENGLISH * counted.term.share) / (self.articles + ENGLISH);
        (1.0 + counted.count.ln()).max(0.0) * (1.0 / share).ln().max(0.0)
    }
}
