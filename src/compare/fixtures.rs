//! Articles made by hand for the tests: importing is another layer's matter.

use crate::article::{Article, Paragraph, ParagraphKind};
use crate::text::Span;

/// Makes an article of body paragraphs; a sentence ends at a full stop, question or exclamation mark before a space.
pub(super) fn article(paragraphs: &[&str]) -> Article {
    let body: Vec<_> = paragraphs.iter().map(|&p| (ParagraphKind::Body, p)).collect();
    article_of(&body)
}

/// Makes an article of paragraphs of given kinds.
pub(super) fn article_of(paragraphs: &[(ParagraphKind, &str)]) -> Article {
    let mut article = Article::default();
    for &(kind, raw) in paragraphs {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(raw);
        let span = Span::new(start, article.text.len());
        let sentences = sentences(raw).into_iter().map(|s| s.shift(start)).collect();
        article.paragraphs.push(Paragraph { kind, span, sentences, ..Paragraph::default() });
    }
    article
}

fn sentences(paragraph: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in paragraph.split_inclusive(". ").flat_map(|p| p.split_inclusive("? ")) {
        let trimmed = piece.trim_end();
        if !trimmed.is_empty() {
            out.push(Span::new(start, start + trimmed.len()));
        }
        start += piece.len();
    }
    out
}
