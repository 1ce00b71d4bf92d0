//! From a file's decoded text to an [`Article`].

use super::markup::Sink;
use super::{Article, Paragraph, blocks, front_matter, furniture};
use crate::text::{Span, segment};

/// Something in a file that the reader should know of; the text is readable all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// What and why, with what is allowed, in one sentence.
    pub message: String,
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in the line, in characters, from 1.
    pub column: usize,
}

/// What kind of file the text came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Plain text as pasted: light Markdown is understood, indentation is not code.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

/// Reads a whole decoded file: front matter, paragraphs, furniture, sentences.
///
/// Takes time linear in the file and never fails: what cannot be understood is text.
#[must_use]
pub fn import(file: &str, format: Format) -> (Article, Vec<Flaw>) {
    let (mut article, flaws) = outline(file, format);
    for index in 0..article.paragraphs.len() {
        let sentences = sentences(&article, index);
        if let Some(paragraph) = article.paragraphs.get_mut(index) {
            paragraph.sentences = sentences;
        }
    }
    (article, flaws)
}

/// Reads a file as [`import`] does, but leaves the sentences out: enough for a list of articles, and quicker.
#[must_use]
pub fn outline(file: &str, format: Format) -> (Article, Vec<Flaw>) {
    let front = front_matter::read(file);
    let mut article = Article { meta: front.meta, ..Article::default() };
    let mut sink = Sink::default();
    sink.text.reserve(front.body.len());
    for block in blocks::blocks(front.body, format) {
        if !sink.text.is_empty() {
            sink.text.push_str("\n\n");
        }
        let start = sink.text.len();
        let inlines = match block.shape {
            super::Shape::Code => {
                sink.text.push_str(&block.raw);
                Vec::new()
            }
            _ => sink.push(&block.raw, format),
        };
        article.paragraphs.push(Paragraph {
            span: Span::new(start, sink.text.len()),
            lead: Span::new(start, start),
            shape: block.shape,
            inlines,
            keep_breaks: block.keep_breaks,
            rule_before: block.rule_before,
            ..Paragraph::default()
        });
    }
    article.text = sink.text;
    article.links = sink.links;
    furniture::mark(&mut article);
    (article, front.flaws)
}

/// Segments the paragraph at `index` after its lead.
fn sentences(article: &Article, index: usize) -> Vec<Span> {
    let Some(paragraph) = article.paragraphs.get(index) else { return Vec::new() };
    let start = paragraph.lead.end.max(paragraph.span.start);
    let rest = Span::new(start, paragraph.span.end).of(&article.text);
    segment::sentences(rest).into_iter().map(|span| span.shift(start)).collect()
}
