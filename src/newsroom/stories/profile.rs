//! What an article is about: its stemmed words, counted, those of the title twice.
//!
//! Words say more the rarer they are in English; of a long article the 120 that say most are kept, which is more than the
//! vector needs, since how common a word is in the library is known only once all of it was read.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use frostem::{Algorithm, Stemmer};

use crate::language::english::{background, is_stop};
use crate::reading::hash;
use crate::text::fold::plain;
use crate::text::segment;

/// Terms of an article that are kept.
const KEPT: usize = 120;
/// What a word of the title counts.
const IN_TITLE: f32 = 2.0;
/// Words that are remembered with their stems at most; a library has some hundred thousand different ones.
const REMEMBERED: usize = 200_000;
/// Shorter words tell no event from another.
const SHORTEST: usize = 3;
/// Sentences of an article, about: how often a word stands in articles is made out from how often in sentences.
const SENTENCES: f64 = 25.0;

/// The terms of an article, each with how often it stands there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    pub(super) terms: Arc<[Counted]>,
}

/// A term and its count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Counted {
    pub term: Term,
    pub count: f32,
}

/// A stem.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    /// Its hash.
    pub stem: u64,
    /// The share of English articles that have it.
    pub share: f32,
}

/// Stems of words that were met before.
pub struct Stems {
    stemmer: Stemmer,
    known: HashMap<Box<str>, Option<Term>>,
}

impl fmt::Debug for Stems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stems").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), known: HashMap::new() }
    }
}

impl Stems {
    fn term(&mut self, word: &str) -> Option<Term> {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let term = self.read(word);
        self.known.insert(word.into(), term);
        term
    }

    fn read(&self, word: &str) -> Option<Term> {
        let folded = plain(word);
        let bare = folded.strip_suffix("'s").unwrap_or(&folded);
        let tells = bare.chars().nth(SHORTEST - 1).is_some() || !bare.is_ascii();
        if !tells || is_stop(bare) || is_stop(&folded) {
            return None;
        }
        let stem = self.stemmer.stem(bare);
        let share = 1.0 - (1.0 - background::share(&stem)).powf(SENTENCES);
        #[allow(clippy::cast_possible_truncation, reason = "a share needs no more digits")]
        Some(Term { stem: hash(stem.as_bytes()), share: share as f32 })
    }
}

impl Profile {
    /// Counts the words of a title and of the paragraphs of a story.
    #[must_use]
    pub fn new<'t>(title: &str, paragraphs: impl IntoIterator<Item = &'t str>, stems: &mut Stems) -> Self {
        let mut counts: HashMap<u64, Counted> = HashMap::new();
        count(title, IN_TITLE, stems, &mut counts);
        paragraphs.into_iter().for_each(|text| count(text, 1.0, stems, &mut counts));
        let mut terms: Vec<Counted> = counts.into_values().collect();
        let says = |counted: &Counted| (1.0 + counted.count.ln()) * (1.0 / (counted.term.share + 0.001)).ln();
        terms.sort_unstable_by(|l, r| says(r).total_cmp(&says(l)).then(l.term.stem.cmp(&r.term.stem)));
        terms.truncate(KEPT);
        Self { terms: terms.into() }
    }
}

fn count(text: &str, weight: f32, stems: &mut Stems, counts: &mut HashMap<u64, Counted>) {
    for span in segment::words(text) {
        if let Some(term) = stems.term(span.of(text)) {
            counts.entry(term.stem).or_insert(Counted { term, count: 0.0 }).count += weight;
        }
    }
}
