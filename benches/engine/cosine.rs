//! The plainest way to align two texts, to measure the engine by: the TF-IDF cosine of every sentence of one side with
//! every sentence of the other. No stems, no stop words, no index, no threshold but one.

use std::collections::HashMap;

use diptych::article::Article;
use diptych::text::segment;

/// A sentence: terms with their weights, ascending, of length 1.
type Vector = Vec<(usize, f32)>;

/// Counts the pairs of sentences whose cosine is 0.3 and more.
pub fn alike(left: &Article, right: &Article) -> usize {
    let [left, right] = vectors([left, right]);
    let near = |a: &Vector| right.iter().filter(|b| cosine(a, b) >= 0.3).count();
    left.iter().map(near).sum()
}

fn vectors(sides: [&Article; 2]) -> [Vec<Vector>; 2] {
    let mut terms: HashMap<String, usize> = HashMap::new();
    let mut frequency: Vec<f32> = Vec::new();
    let sides = sides.map(|article| {
        let paragraphs = article.paragraphs.iter().filter(|p| !p.kind.is_furniture());
        let sentences = paragraphs.flat_map(|p| &p.sentences).map(|span| span.of(&article.text));
        let counted = sentences.map(|sentence| {
            let mut counts: HashMap<usize, f32> = HashMap::new();
            for word in segment::words(sentence) {
                let next = terms.len();
                *counts.entry(*terms.entry(word.of(sentence).to_lowercase()).or_insert(next)).or_default() += 1.0;
            }
            frequency.resize(terms.len(), 0.0);
            counts.keys().for_each(|&term| frequency[term] += 1.0);
            counts
        });
        counted.collect::<Vec<_>>()
    });
    let all = sides.iter().map(Vec::len).sum::<usize>() as f32;
    sides.map(|side| side.into_iter().map(|counts| vector(counts, &frequency, all)).collect())
}

fn vector(counts: HashMap<usize, f32>, frequency: &[f32], all: f32) -> Vector {
    let mut vector: Vector =
        counts.into_iter().map(|(term, count)| (term, count * (1.0 + all / frequency[term]).ln())).collect();
    vector.sort_unstable_by_key(|entry| entry.0);
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    vector
}

fn cosine(a: &Vector, b: &Vector) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(&(x, p)), Some(&(y, q))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += p * q;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}
