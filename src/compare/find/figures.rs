//! Figures: numbers, amounts, counts, ages and dates of both articles, and where the two agree or cannot both be right.
//!
//! ```text
//! read      token → number, unit, moment, noun → extract: the figures of a sentence
//! what of   role, people, clause, period, contrast: what is counted, of whom, when, doing what; context: near words
//! may meet  meetings (which two are looked at) → bars (what keeps two apart from every verdict)
//! verdict   fit (how two amounts stand) → judge, rules (whether they are of one thing) → pairs (each in one pair)
//! ```
//!
//! English only: an article in another language has no figures here, since a word that is a number in one language is
//! a nose or an article in the next.

mod about;
mod amount;
mod bars;
mod clause;
mod context;
mod contrast;
mod extract;
mod fit;
mod found;
mod judge;
mod kind;
mod likeness;
mod measures;
mod meetings;
mod moment;
mod noun;
mod number;
mod pairs;
mod people;
mod period;
mod role;
mod rules;
mod sentence;
mod term;
mod token;
mod unit;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod kinds;

use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::compare::{Cancelled, FigurePair, Match, Place, SentenceRef, go_on};
use crate::reading::{Reading, hash_on};
use context::{Rarity, Stems};
use sentence::Sentence;

pub use amount::Hedge;
pub use found::{Found, Kind};
pub use role::Role;
pub use unit::Dimension;

/// More figures of one article are not compared.
const MOST: usize = 8_000;
/// Words of an article that tell its language.
const SAMPLE: usize = 600;
/// Articles of fewer words are taken for English.
const SHORT: usize = 30;

/// The least sum of money and count that are not small.
const MONEY: f64 = 10.0;
const COUNTED: f64 = 100.0;

/// The figures of both articles, read but not yet compared.
pub(in crate::compare) struct Read {
    found: [Vec<Found>; 2],
}

impl Read {
    /// Reads the figures of both articles.
    ///
    /// # Errors
    /// [`Cancelled`], and nothing else.
    pub fn new(left: &Reading<'_>, right: &Reading<'_>, cancel: &AtomicBool) -> Result<Self, Cancelled> {
        let mut rarity = Rarity::default();
        let mut stems = Stems::new();
        let mut found = [scan(left, &mut stems, &mut rarity, cancel)?, scan(right, &mut stems, &mut rarity, cancel)?];
        found.iter_mut().flatten().for_each(|figure| figure.detail.weigh(&rarity));
        Ok(Self { found })
    }

    /// Returns where each side tells an exact amount that is not small, with a key that equal ones have in common.
    pub fn exact(&self) -> [Vec<(Place, u64)>; 2] {
        let amount = |figure: &Found| {
            let amount = figure.detail.amount.filter(|amount| amount.range.is_none())?;
            let money = matches!(figure.kind, Kind::Money(_));
            let counts = money && amount.value >= MONEY || figure.kind == Kind::Count && amount.value >= COUNTED;
            counts.then(|| (figure.figure.place, hash_on(u64::from(money), &amount.value.to_bits().to_le_bytes())))
        };
        [0, 1].map(|side: usize| self.found.get(side).into_iter().flatten().filter_map(amount).collect())
    }

    /// Finds those of the articles that they were read from which are about one thing, ascending by left, then right
    /// place.
    ///
    /// # Errors
    /// [`Cancelled`], and nothing else.
    pub fn pairs(
        &self,
        left: &Article,
        right: &Article,
        matches: &[Match],
        cancel: &AtomicBool,
    ) -> Result<Vec<FigurePair>, Cancelled> {
        pairs::pairs([left, right], &self.found, matches, cancel)
    }
}

/// Returns the figures of an article's story in the order of the text; none of one that is not in English.
#[must_use]
pub fn extract(article: &Article) -> Vec<Found> {
    let mut rarity = Rarity::default();
    scan(&Reading::new(article), &mut Stems::new(), &mut rarity, &AtomicBool::new(false)).unwrap_or_default()
}

fn scan(
    reading: &Reading<'_>,
    stems: &mut Stems,
    rarity: &mut Rarity,
    cancel: &AtomicBool,
) -> Result<Vec<Found>, Cancelled> {
    let (article, mut found) = (reading.article(), Vec::new());
    if !is_english(article) {
        return Ok(found);
    }
    let published = article.meta.published.map(|when| when.date);
    for (paragraph, p) in article.paragraphs.iter().enumerate().filter(|(_, p)| !p.kind.is_furniture()) {
        go_on(cancel)?;
        for (sentence, &span) in p.sentences.iter().enumerate() {
            let tokens = token::tokens(&article.text, span);
            let terms = stems.terms(reading, &tokens);
            rarity.add(&terms);
            let at = SentenceRef { paragraph, sentence };
            if found.len() < MOST {
                let headline = token::is_headline(&tokens);
                found.extend(Sentence { tokens: &tokens, terms: &terms, at, published, headline }.figures());
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}

/// Words of which every eighth word of English is one, and next to none of other languages.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "his", "in", "is",
    "it", "not", "of", "on", "said", "that", "the", "their", "they", "this", "to", "was", "were", "where", "which",
    "while", "who", "with",
];

/// Bytes of the longest of [`COMMON`].
const LONGEST_COMMON: usize = 5;

/// Goes by the language that the article names, else by how many of its words are the commonest English ones.
fn is_english(article: &Article) -> bool {
    if let Some(lang) = &article.meta.lang {
        let primary = lang.split(['-', '_']).next().unwrap_or_default();
        return primary.eq_ignore_ascii_case("en") || primary.eq_ignore_ascii_case("eng");
    }
    let words = article.text.split_whitespace().take(SAMPLE);
    let (mut all, mut common) = (0, 0);
    for word in words {
        all += 1;
        common += usize::from(word.len() <= LONGEST_COMMON && COMMON.iter().any(|w| word.eq_ignore_ascii_case(w)));
    }
    all < SHORT || common * 8 >= all
}
