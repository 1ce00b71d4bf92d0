//! How alike the surroundings of two quotations are: the cosine of their words, weighed by rarity.
//!
//! Surroundings overlap, so every paragraph is cut into words once; only what stands at the ends of a stretch, where it
//! may begin or end inside a word, is cut again.

use std::sync::atomic::AtomicBool;

use super::Sides;
use super::meet::Meeting;
use crate::article::Article;
use crate::compare::find::quotes::lexemes::Lexemes;
use crate::compare::find::quotes::{Quotation, segments};
use crate::compare::{Cancelled, go_on};
use crate::text::Span;
use crate::text::span::floor_boundary;

/// The most bytes on either side of a quotation that are its surroundings.
const REACH: usize = 350;

/// The words around every quotation.
pub(super) struct Contexts {
    around: [Vec<Vec<u64>>; 2],
    /// Each word with its weight, ascending by word.
    weights: Vec<(u64, f32)>,
}

impl Contexts {
    /// Reads the surroundings of the quotations that meet another.
    pub fn new<'a>(
        sides: &Sides<'a>,
        meetings: &[Meeting],
        lexemes: &mut Lexemes<'a>,
        cancel: &AtomicBool,
    ) -> Result<Self, Cancelled> {
        let mut around = sides.of.map(|(_, quotations)| vec![Vec::new(); quotations.len()]);
        for (side, (around, (article, quotations))) in around.iter_mut().zip(sides.of).enumerate() {
            let mut meets = vec![false; quotations.len()];
            for meeting in meetings {
                let at = if side == 0 { meeting.left } else { meeting.right };
                meets.get_mut(at).into_iter().for_each(|m| *m = true);
            }
            let mut reader = Reader::new(article, lexemes);
            for ((slot, quotation), _) in around.iter_mut().zip(quotations).zip(&meets).filter(|(_, meets)| **meets) {
                go_on(cancel)?;
                *slot = reader.around(quotation).unwrap_or_default();
            }
        }
        let mut words: Vec<u64> = around.iter().flatten().flatten().copied().collect();
        words.sort_unstable();
        let all = around.iter().map(Vec::len).sum::<usize>() as f32;
        let weigh = |n: usize| (1.0 + all / n as f32).ln();
        let weights = words.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, weigh(run.len())))).collect();
        Ok(Self { around, weights })
    }

    /// Returns 0 (nothing in common) to 1.
    pub fn likeness(&self, left: usize, right: usize) -> f32 {
        let [l, r] = &self.around;
        let (Some(l), Some(r)) = (l.get(left), r.get(right)) else { return 0.0 };
        let shared: f32 = l.iter().filter(|w| r.binary_search(w).is_ok()).map(|w| self.square(*w)).sum();
        let [own, other] = [l, r].map(|words| words.iter().map(|w| self.square(*w)).sum::<f32>());
        if shared > 0.0 { shared / (own * other).sqrt() } else { 0.0 }
    }

    fn square(&self, word: u64) -> f32 {
        let found = self.weights.binary_search_by_key(&word, |w| w.0).ok().and_then(|i| self.weights.get(i));
        found.map_or(0.0, |w| w.1 * w.1)
    }
}

/// A paragraph cut into words.
struct Cut {
    paragraph: usize,
    /// Whether what stands between two spaces can be cut by itself.
    plain: bool,
    /// The telling words by where they lie in the article.
    words: Vec<(Span, u64)>,
}

/// Reads the surroundings of one article's quotations.
struct Reader<'l, 'a> {
    article: &'a Article,
    lexemes: &'l mut Lexemes<'a>,
    /// The paragraph that was read last: quotations come in order.
    cut: Option<Cut>,
}

impl<'l, 'a> Reader<'l, 'a> {
    const fn new(article: &'a Article, lexemes: &'l mut Lexemes<'a>) -> Self {
        Self { article, lexemes, cut: None }
    }

    /// The words around a quotation, ascending: what both sides need to share where it proves little by itself.
    fn around(&mut self, quotation: &Quotation) -> Option<Vec<u64>> {
        let place = quotation.parts.first()?;
        let span = self.article.paragraphs.get(place.paragraph)?.span;
        let text = &self.article.text;
        let start = floor_boundary(text, place.span.start.saturating_sub(REACH).max(span.start));
        let end = floor_boundary(text, (place.span.end + REACH).min(span.end));
        let mut stems = Vec::with_capacity(2 * REACH / 6);
        self.read(place.paragraph, Span::new(start, place.span.start), &mut stems);
        self.read(place.paragraph, Span::new(place.span.end.min(end), end), &mut stems);
        stems.sort_unstable();
        stems.dedup();
        Some(stems)
    }

    /// Adds the telling words of a stretch of a paragraph.
    fn read(&mut self, paragraph: usize, stretch: Span, stems: &mut Vec<u64>) {
        if self.cut.as_ref().is_none_or(|cut| cut.paragraph != paragraph) {
            self.cut = Some(self.cut(paragraph));
        }
        let inside = self.cut.as_ref().filter(|cut| cut.plain).and_then(|_| self.inside(stretch));
        let Some(inside) = inside else {
            stems.extend(self.words(stretch).iter().map(|w| w.1));
            return;
        };
        let ends = [Span::new(stretch.start, inside.start), Span::new(inside.end, stretch.end)];
        for end in ends.into_iter().filter(|end| !end.is_empty()) {
            stems.extend(self.words(end).iter().map(|w| w.1));
        }
        let words = self.cut.as_ref().map_or(&[][..], |cut| cut.words.as_slice());
        let from = words.partition_point(|w| w.0.start < inside.start);
        let until = words.partition_point(|w| w.0.start < inside.end);
        stems.extend(words.get(from..until).unwrap_or(&[]).iter().map(|w| w.1));
    }

    /// From the first space of a stretch to past its last: what no word reaches into.
    fn inside(&self, stretch: Span) -> Option<Span> {
        let text = stretch.of(&self.article.text);
        Some(Span::new(stretch.start + text.find(' ')?, stretch.start + text.rfind(' ')? + 1))
    }

    fn cut(&mut self, paragraph: usize) -> Cut {
        let span = self.article.paragraphs.get(paragraph).map_or(Span::default(), |p| p.span);
        let plain = segments::is_plain(span.of(&self.article.text));
        // A paragraph that cannot be cut between spaces is read stretch by stretch.
        let words = if plain { self.words(span) } else { Vec::new() };
        Cut { paragraph, plain, words }
    }

    fn words(&mut self, span: Span) -> Vec<(Span, u64)> {
        let text = span.of(&self.article.text);
        let lexemes = &mut *self.lexemes;
        let telling = segments::words(text).into_iter().filter_map(|word| {
            let lexeme = lexemes.get(word.of(text));
            (!lexeme.stop).then_some((word.shift(span.start), lexeme.stem))
        });
        telling.collect()
    }
}
