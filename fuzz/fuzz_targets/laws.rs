//! Laws of an article that more than one target asks for.

use diptych::article::Article;
use diptych::article::import::Flaw;
use diptych::text::Span;

/// Paragraphs, joined by blank lines, are the text; what they hold lies inside them, in order, on boundaries.
pub fn tiles(article: &Article) {
    let text = &article.text;
    let mut at = 0;
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        if index > 0 {
            assert_eq!(text.get(at..at + 2), Some("\n\n"), "a blank line before paragraph {index}");
            at += 2;
        }
        let span = paragraph.span;
        let inside = |inner: Span| {
            span.start <= inner.start && inner.end <= span.end && text.get(inner.start..inner.end).is_some()
        };
        assert!(span.start == at && inside(span) && inside(paragraph.lead), "{paragraph:?} at {at}");
        let mut last = paragraph.lead.end;
        for sentence in &paragraph.sentences {
            assert!(
                inside(*sentence) && last <= sentence.start && !sentence.is_empty(),
                "{sentence:?} of {paragraph:?}"
            );
            last = sentence.end;
        }
        assert!(paragraph.inlines.iter().all(|inline| inside(inline.span) && !inline.span.is_empty()), "{paragraph:?}");
        assert!(paragraph.inlines.is_sorted_by_key(|inline| inline.span.start), "{paragraph:?}");
        at = span.end;
    }
    assert_eq!(at, text.len(), "text left over");
}

/// Each flaw names a place that the file has, in order.
pub fn flaws_lie_in(file: &str, flaws: &[Flaw]) {
    assert!(flaws.is_sorted_by_key(|flaw| (flaw.line, flaw.column)), "{flaws:?}");
    for flaw in flaws {
        let line = file.split('\n').nth(flaw.line - 1);
        assert!(line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&flaw.column)), "{flaw:?}");
        assert!(!flaw.message.is_empty());
    }
}
