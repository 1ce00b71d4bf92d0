//! The sentence that a decision was made on, found again in its article.
//!
//! Words are what counts; surroundings, then position, decide between sentences of the same words. A sentence whose
//! words were edited a little is taken for the old one only where nothing has the old words.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::Anchor;
use crate::article::Article;
use crate::text::{Span, segment};

/// The least share of words that an edited sentence has in common with the old one (Dice).
const ALIKE: f64 = 0.8;

/// A sentence that may be the remembered one.
#[derive(Debug)]
struct Candidate {
    paragraph: usize,
    sentence: usize,
    span: Span,
    /// In scalars of the article's text.
    start: usize,
}

/// Finds remembered sentences in one article; furniture is never one.
#[derive(Debug)]
pub struct Finder<'a> {
    text: &'a str,
    candidates: Vec<Candidate>,
    by_words: HashMap<&'a str, Vec<usize>>,
    /// The words of every candidate, sorted; made when the first edited sentence is looked for.
    words: OnceLock<Vec<Vec<String>>>,
}

impl<'a> Finder<'a> {
    /// Gets ready to find sentences of `article`; linear in its length.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        let mut candidates = Vec::new();
        let mut by_words: HashMap<&str, Vec<usize>> = HashMap::new();
        let (mut byte, mut start) = (0, 0);
        for (paragraph, p) in article.paragraphs.iter().enumerate().filter(|(_, p)| !p.kind.is_furniture()) {
            for (sentence, &span) in p.sentences.iter().enumerate() {
                start += article.text.get(byte..span.start).map_or(0, |gap| gap.chars().count());
                byte = byte.max(span.start);
                by_words.entry(span.of(&article.text)).or_default().push(candidates.len());
                candidates.push(Candidate { paragraph, sentence, span, start });
            }
        }
        Self { text: &article.text, candidates, by_words, words: OnceLock::new() }
    }

    /// Returns paragraph and sentence of what `anchor` remembers; none where it is not found.
    #[must_use]
    pub fn find(&self, anchor: &Anchor) -> Option<(usize, usize)> {
        let exact = self.by_words.get(anchor.exact.as_str()).map(Vec::as_slice).unwrap_or_default();
        let found = self.nearest(anchor, exact.iter().copied()).or_else(|| self.edited(anchor))?;
        self.candidates.get(found).map(|c| (c.paragraph, c.sentence))
    }

    /// Of sentences that are equally good by their words, picks the one with the most of its surroundings left, then
    /// the one nearest to where it stood.
    fn nearest(&self, anchor: &Anchor, among: impl Iterator<Item = usize>) -> Option<usize> {
        among.min_by_key(|&index| {
            let Some(c) = self.candidates.get(index) else { return (Reverse(0), usize::MAX, true, index) };
            let near = c.start.abs_diff(anchor.start);
            (Reverse(anchor.surroundings(self.text, c.span)), near, c.paragraph != anchor.paragraph, index)
        })
    }

    /// Finds the sentence that is the old one but for small edits.
    fn edited(&self, anchor: &Anchor) -> Option<usize> {
        let all = self.words.get_or_init(|| self.candidates.iter().map(|c| words(c.span.of(self.text))).collect());
        let old = words(&anchor.exact);
        let scored: Vec<(usize, usize)> =
            all.iter().enumerate().filter_map(|(index, new)| Some((index, alike(&old, new)?))).collect();
        let best = scored.iter().map(|(_, share)| *share).max()?;
        self.nearest(anchor, scored.into_iter().filter(|(_, share)| *share == best).map(|(index, _)| index))
    }
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<_> = segment::words(text).into_iter().map(|word| word.of(text).to_lowercase()).collect();
    words.sort_unstable();
    words
}

/// Returns how many of ten thousand words two sorted lists share, where that is enough to be the same sentence.
fn alike(old: &[String], new: &[String]) -> Option<usize> {
    let all = old.len() + new.len();
    let enough = |shared: usize| all > 0 && (2 * shared) as f64 >= ALIKE * all as f64;
    if !enough(old.len().min(new.len())) {
        return None;
    }
    let (mut o, mut n, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (old.get(o), new.get(n)) {
        o += usize::from(a <= b);
        n += usize::from(b <= a);
        shared += usize::from(a == b);
    }
    enough(shared).then_some(20_000 * shared / all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::ParagraphKind;
    use crate::article::anchor::cases::article;

    fn found(old: &[&str], at: (usize, usize), new: &[&str]) -> Option<(usize, usize)> {
        let anchor = Anchor::of(&article(old), at.0, at.1).unwrap();
        Finder::new(&article(new)).find(&anchor)
    }

    const OLD: [&str; 3] = [
        "The ferry sank off Größe Bay. Nobody was hurt.",
        "The captain said the fog came within minutes.",
        "Divers searched all night. Nobody was hurt.",
    ];

    #[test]
    fn an_anchor_remembers_words_surroundings_and_place_in_scalars() {
        let anchor = Anchor::of(&article(&OLD), 0, 1).unwrap();
        assert_eq!((anchor.exact.as_str(), anchor.start, anchor.paragraph), ("Nobody was hurt.", 30, 0));
        assert_eq!(anchor.prefix, "The ferry sank off Größe Bay. ");
        assert_eq!(anchor.suffix, "\n\nThe captain said the fog came ");
        assert_eq!(Anchor::of(&article(&OLD), 7, 0), None);
        assert_eq!(Anchor::of(&article(&OLD), 0, 9), None);
    }

    #[test]
    fn every_sentence_of_an_unchanged_article_is_found_where_it_is() {
        let it = article(&OLD);
        let finder = Finder::new(&it);
        for (p, paragraph) in it.paragraphs.iter().enumerate() {
            for s in 0..paragraph.sentences.len() {
                assert_eq!(finder.find(&Anchor::of(&it, p, s).unwrap()), Some((p, s)));
            }
        }
    }

    #[test]
    fn of_equal_sentences_the_one_in_the_old_surroundings_is_found() {
        let moved = [OLD[2], "A new paragraph stands here.", OLD[1], OLD[0]];
        assert_eq!(found(&OLD, (0, 1), &moved), Some((3, 1)));
        assert_eq!(found(&OLD, (2, 1), &moved), Some((0, 1)));
    }

    #[test]
    fn an_edited_sentence_is_found_and_a_rewritten_one_is_not() {
        let edited = [OLD[0], "The captain said a fog came within minutes.", OLD[2]];
        assert_eq!(found(&OLD, (1, 0), &edited), Some((1, 0)));
        let rewritten = [OLD[0], "Its skipper blamed sudden fog.", OLD[2]];
        assert_eq!(found(&OLD, (1, 0), &rewritten), None);
        assert_eq!(found(&OLD, (1, 0), &[]), None);
    }

    #[test]
    fn other_wrapping_and_case_are_small_edits() {
        assert_eq!(found(&OLD, (1, 0), &["The captain said\nThe Fog came within minutes."]), Some((0, 0)));
    }

    #[test]
    fn furniture_is_never_found() {
        let mut it = article(&OLD);
        let anchor = Anchor::of(&it, 1, 0).unwrap();
        it.paragraphs.iter_mut().for_each(|p| p.kind = ParagraphKind::Caption);
        assert_eq!(Finder::new(&it).find(&anchor), None);
    }

    #[test]
    fn an_anchor_out_of_an_edited_file_is_no_trouble() {
        let it = article(&OLD);
        let odd = Anchor { start: usize::MAX, paragraph: usize::MAX, ..Anchor::default() };
        assert_eq!(Finder::new(&it).find(&odd), None);
        let odd = Anchor { exact: OLD[1].to_owned(), ..odd };
        assert_eq!(Finder::new(&it).find(&odd), Some((1, 0)));
    }
}
