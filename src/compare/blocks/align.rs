//! Which sentence of the other side to show beside a sentence: what synchronised scrolling follows.

use super::Matched;
use crate::article::Article;
use crate::compare::SentenceRef;

/// How many sentences away a matched sentence may be to speak for its neighbours.
const NEAR: usize = 4;

/// For every sentence of one side, a sentence of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Number of the first sentence of each paragraph, and of all sentences.
    starts: Vec<usize>,
    /// By number of the sentence; empty where the other side has none.
    beside: Vec<SentenceRef>,
    /// What stands beside anything on a side without sentences.
    fallback: Option<SentenceRef>,
}

impl Places {
    /// Returns what stands beside `at`, or beside the nearest sentence where there is no such sentence.
    pub fn get(&self, at: SentenceRef) -> Option<SentenceRef> {
        let number = number(&self.starts, at);
        self.beside.get(number).or_else(|| self.beside.last()).copied().or(self.fallback)
    }
}

fn number(starts: &[usize], at: SentenceRef) -> usize {
    let end = starts.get(at.paragraph + 1).or_else(|| starts.last()).copied().unwrap_or(0);
    let start = starts.get(at.paragraph).copied().unwrap_or(end);
    (start + at.sentence).min(end.saturating_sub(1).max(start))
}

/// Works out both sides' places.
pub(super) fn places(articles: [&Article; 2], matched: &[Vec<Matched>; 2]) -> [Places; 2] {
    let all = articles.map(sentences);
    let starts = articles.map(starts);
    let [left, right] = &all;
    let [left_starts, right_starts] = starts;
    [
        Places {
            beside: beside(left, right, &left_starts, &matched[0]),
            starts: left_starts,
            fallback: right.first().copied(),
        },
        Places {
            beside: beside(right, left, &right_starts, &matched[1]),
            starts: right_starts,
            fallback: left.first().copied(),
        },
    ]
}

fn sentences(article: &Article) -> Vec<SentenceRef> {
    let of = |(paragraph, p): (usize, &crate::article::Paragraph)| {
        (0..p.sentences.len()).map(move |sentence| SentenceRef { paragraph, sentence })
    };
    article.paragraphs.iter().enumerate().flat_map(of).collect()
}

fn starts(article: &Article) -> Vec<usize> {
    let mut starts = vec![0];
    let mut total = 0;
    starts.extend(article.paragraphs.iter().map(|p| {
        total += p.sentences.len();
        total
    }));
    starts
}

fn beside(own: &[SentenceRef], other: &[SentenceRef], starts: &[usize], matched: &[Matched]) -> Vec<SentenceRef> {
    let numbers: Vec<usize> = matched.iter().map(|m| number(starts, m.at)).collect();
    let speaks = |n: usize| {
        let after = numbers.partition_point(|&m| m < n);
        let near = [after.checked_sub(1), Some(after)];
        let near = near.into_iter().flatten().filter_map(|i| Some((numbers.get(i)?.abs_diff(n), matched.get(i)?)));
        // The one before wins a tie: what was read stays.
        near.filter(|(far, _)| *far <= NEAR).min_by_key(|(far, _)| *far).and_then(|(_, m)| m.counterparts.first())
    };
    let proportional = |n: usize| other.get(n * other.len() / own.len().max(1)).copied();
    (0..own.len()).filter_map(|n| speaks(n).map(|c| c.at).or_else(|| proportional(n))).collect()
}
