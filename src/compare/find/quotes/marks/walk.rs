//! The walk over the marks of a paragraph, with a stack of the quotations that are open.

use super::{Family, Mark, Piece};
use crate::text::Span;

/// A quotation that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
}

pub(super) struct Walk<'a> {
    text: &'a str,
    open: Vec<Open>,
    done: Vec<Piece>,
}

/// Quotations in quotations that are followed; deeper ones are read as text.
const DEEPEST: usize = 8;

impl<'a> Walk<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, open: Vec::new(), done: Vec::new() }
    }

    pub fn take(&mut self, mark: Mark, balance: i64) {
        if self.closes(mark) {
            return;
        }
        if !mark.opens || self.open.len() >= DEEPEST {
            return;
        }
        let inside = self.open.iter().rposition(|o| o.mark.family == mark.family);
        if let Some(at) = inside
            && (mark.family != Family::Double || balance < 2)
        {
            // News does not put marks of one kind inside each other: the former was never closed.
            let former = self.open.get(at).copied();
            self.open.truncate(at);
            if let Some(former) = former.filter(|o| o.mark.family != Family::Single) {
                self.end(former, Span::new(mark.span.start, mark.span.start), false);
            }
        }
        self.open.push(Open { mark });
    }

    /// Closes what `mark` closes; says whether it closed anything.
    fn closes(&mut self, mark: Mark) -> bool {
        let Some(at) = self.closed_by(mark) else { return false };
        let open = self.open.get(at).copied();
        self.open.truncate(at);
        if let Some(open) = open {
            self.end(open, mark.span, true);
        }
        true
    }

    fn closed_by(&self, mark: Mark) -> Option<usize> {
        if !mark.closes {
            return None;
        }
        let at = self.open.iter().rposition(|o| o.mark.family == mark.family && fits(o.mark, mark));
        if mark.family != Family::Single || at.is_some() {
            // A mark that may as well open closes only what is innermost.
            return at.filter(|&at| !mark.opens || at + 1 == self.open.len());
        }
        // A single mark where the double one inside a quotation should have closed.
        let doubles = self.open.iter().filter(|o| o.mark.family == Family::Double).count();
        (mark.sure_close && doubles >= 2 && doubles == self.open.len()).then(|| self.open.len() - 1)
    }

    fn end(&mut self, open: Open, close: Span, closed: bool) {
        let inner = trimmed(self.text, Span::new(open.mark.span.end, close.start));
        let outer = Span::new(open.mark.span.start, close.end);
        self.done.push(Piece { outer, inner, depth: 0, closed, family: open.mark.family });
    }

    /// Ends what is still open and returns the pieces.
    pub fn finish(mut self) -> Vec<Piece> {
        let end = Span::new(self.text.len(), self.text.len());
        let rest = std::mem::take(&mut self.open);
        // Of several that stay open only the outermost can go on in the next paragraph.
        let first = rest.iter().find(|o| o.mark.family != Family::Single || o.mark.sign == '‘').copied();
        if let Some(open) = first.filter(|o| o.mark.family != Family::Single || starts_text(self.text, o.mark)) {
            self.end(open, end, false);
        }
        self.done
    }
}

fn starts_text(text: &str, mark: Mark) -> bool {
    Span::new(0, mark.span.start).of(text).trim().is_empty()
}

/// Says whether `close` is a sign that ends what `open` began: »…« and «…», „…“ and “…”, but not “…“ of two openings.
const fn fits(open: Mark, close: Mark) -> bool {
    match (open.sign, close.sign) {
        ('«', '«') | ('»', '»') | ('‹', '‹') | ('›', '›') => false,
        ('‘', '‘') => false,
        ('“', '“') => !close.opens || close.sure_close,
        _ => true,
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    Span::new(start, start + inner.trim().len())
}
