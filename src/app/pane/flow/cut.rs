//! Where the text is cut into blocks: at paragraphs, at what its owner asks for, and inside what is very long.

use std::ops::Range;

use super::Block;
use crate::article::{Article, Paragraph, Shape};
use crate::text::Span;

/// Paragraphs above this many bytes are laid out in pieces.
const LONG_PARAGRAPH: usize = 16 * 1024;

/// The bytes of such a piece, about.
const PIECE: usize = 8 * 1024;

/// Cuts the paragraphs of an article into blocks: long ones into pieces, and all where a row is to begin.
pub(super) fn blocks(article: &Article, breaks: &[usize]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(article.paragraphs.len());
    let mut breaks = breaks.iter().copied().peekable();
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        let from = blocks.len();
        pieces(&article.text, index, paragraph, &mut blocks);
        let mut at = from;
        while let Some(block) = blocks.get(at).copied() {
            while breaks.next_if(|offset| *offset <= block.span.start).is_some() {}
            if let Some(offset) = breaks.next_if(|offset| *offset < block.span.end) {
                let (before, after) = (Span::new(block.span.start, offset), Span::new(offset, block.span.end));
                blocks.splice(at..=at, [before, after].map(|span| Block { span, ..block }));
            }
            at += 1;
        }
    }
    blocks
}

/// Cuts a paragraph into pieces of about [`PIECE`] bytes where it is very long, at white space where there is some.
fn pieces(text: &str, index: usize, paragraph: &Paragraph, blocks: &mut Vec<Block>) {
    let span = paragraph.span;
    if span.len() <= LONG_PARAGRAPH || matches!(paragraph.shape, Shape::Table(_)) {
        blocks.push(Block { paragraph: index, span });
        return;
    }
    let mut start = span.start;
    while start < span.end {
        let end =
            if span.end - start <= LONG_PARAGRAPH { span.end } else { cut(text, start + PIECE..start + 2 * PIECE) };
        blocks.push(Block { paragraph: index, span: Span::new(start, end) });
        start = end;
    }
}

/// Finds a place to cut in `range`: after white space, else at its end, always on a character boundary.
fn cut(text: &str, range: Range<usize>) -> usize {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end);
    let window = text.get(start..end).unwrap_or("");
    window.find([' ', '\n']).map_or(end, |space| start + space + 1)
}
