//! Articles made by hand for the tests: importing is another layer's matter.

use crate::article::{Article, Paragraph, ParagraphKind};
use crate::compare::find::matches::score::LIKELY;
use crate::compare::{Match, SentenceRef, Tier};
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
                pinned: false,
            }
        })
        .collect();
    matches.sort_by_key(|m| (m.left, m.right));
    matches
}
