//! Articles made by hand for the tests: importing is another layer's matter.

use proptest::prelude::*;

use crate::article::{Article, Paragraph, ParagraphKind};
use crate::compare::find::matches::tiers::LIKELY;
use crate::compare::{Comparison, Match, QuotePair, SentenceRef, Tier};
use crate::text::{Span, segment};

/// Makes an article of body paragraphs.
pub(crate) fn article(paragraphs: &[&str]) -> Article {
    let body: Vec<_> = paragraphs.iter().map(|&p| (ParagraphKind::Body, p)).collect();
    article_of(&body)
}

/// Makes an article of paragraphs of given kinds.
pub(crate) fn article_of(paragraphs: &[(ParagraphKind, &str)]) -> Article {
    let mut article = Article::default();
    for &(kind, raw) in paragraphs {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(raw);
        let span = Span::new(start, article.text.len());
        let sentences = segment::sentences(raw).into_iter().map(|s| s.shift(start)).collect();
        article.paragraphs.push(Paragraph { kind, span, sentences, ..Paragraph::default() });
    }
    article
}

/// Exchanges the sides of quotations.
pub(crate) fn exchanged(quotes: Vec<QuotePair>) -> Vec<QuotePair> {
    Comparison { quotes, ..Comparison::default() }.swapped().quotes
}

/// Names a sentence.
pub(crate) const fn at(paragraph: usize, sentence: usize) -> SentenceRef {
    SentenceRef { paragraph, sentence }
}

/// Paragraph and sentence on the left, on the right, and the score.
pub(crate) type Scored = ((usize, usize), (usize, usize), f64);

/// Makes matches of given sentences and scores, ascending, with the tier of the score.
pub(crate) fn matches(pairs: &[Scored]) -> Vec<Match> {
    let mut matches: Vec<_> = pairs
        .iter()
        .map(|&(left, right, score)| {
            let tier = if score >= LIKELY { Tier::Likely } else { Tier::Possible };
            Match {
                left: at(left.0, left.1),
                right: at(right.0, right.1),
                score,
                tier,
                evidence: Vec::new(),
                faint: tier == Tier::Possible && score >= 0.35,
                pinned: false,
                ..Match::default()
            }
        })
        .collect();
    matches.sort_by_key(|m| (m.left, m.right));
    matches
}

/// Texts of one to five paragraphs as news has them: names with accents, figures with units, dates, quotations, some
/// with a mark too many or too few, of few words, so that two of them share some.
pub(crate) fn any_file() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "mill",
        "Oberlin",
        "fire",
        "the",
        "river",
        "of",
        "Köln",
        "café",
        "workers",
        "closed",
        "mayor’s",
        "never",
        "it’s",
    ]);
    let words = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let name = prop::sample::select(vec![
        "Zoë Brontë",
        "Zoe Bronte",
        "José Müller",
        "Erdoğan",
        "Erdogan",
        "Captain Ana Melo",
        "Melo",
        "the Oberlin Fire Office",
    ]);
    let figure = prop::sample::select(vec![
        "240 workers",
        "about 240 workers",
        "two hundred workers",
        "at least 1,500 people",
        "1,500",
        "3 percent",
        "30%",
        "5.9 trillion miles",
        "one light-year",
        "40 km",
        "25 miles",
        "$2.5 million",
        "€3m",
        "6 feet",
        "2000ft",
        "9 p.m.",
        "March 3",
        "on 4 March 2026",
        "Friday",
        "a dozen countries",
        "17 countries",
        "27-year-old",
        "three times",
    ]);
    let sentence = prop_oneof![
        4 => words.clone().prop_map(|words| format!("The {words}.")),
        3 => (name.clone(), figure.clone()).prop_map(|(name, figure)| format!("{name} counted {figure} there.")),
        3 => (figure.clone(), words.clone()).prop_map(|(figure, words)| format!("It was {figure} for {words}.")),
        2 => (words.clone(), name.clone()).prop_map(|(words, name)| format!("“We saw {words},” said {name}.")),
        2 => (name.clone(), words.clone()).prop_map(|(name, words)| format!("{name} said “{words}” and left.")),
        1 => (words.clone(), name).prop_map(|(words, name)| format!("{words}” {name} said, “and {words}.")),
        1 => (words.clone(), words).prop_map(|(a, b)| format!("They called it \"{a}, ‘{b}.")),
    ];
    let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "));
    prop::collection::vec(paragraph, 1..6).prop_map(|paragraphs| paragraphs.join("\n\n"))
}
