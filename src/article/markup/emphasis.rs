//! Which runs of `*` and `_` belong together: CommonMark's rules 1 to 10, with a capped stack.
//!
//! <https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>

use super::Format;
use crate::text::Span;

/// Openers further back than this are text; it keeps the search for an opener short.
const MAX_OPEN: usize = 32;

/// A run of `*` or `_`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delimiter {
    pub at: Span,
    mark: u8,
    pub opens: bool,
    pub closes: bool,
    /// Whether letters touch it on both sides.
    inside: bool,
    /// Its length before any of it was used.
    length: usize,
    /// Whether two runs inside words may match.
    strict: bool,
}

impl Delimiter {
    /// Reads the run of `mark` at byte `at`.
    pub(super) fn read(raw: &str, at: usize, mark: u8, format: Format) -> Self {
        let rest = raw.get(at..).unwrap_or("");
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let before = raw.get(..at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
        let after = rest.get(length..).and_then(|text| text.chars().next()).unwrap_or(' ');
        let left = !after.is_whitespace() && (!is_mark(after) || before.is_whitespace() || is_mark(before));
        let right = !before.is_whitespace() && (!is_mark(before) || after.is_whitespace() || is_mark(after));
        let inside = before.is_alphanumeric() && after.is_alphanumeric();
        let figures = before.is_numeric() && after.is_numeric();
        let (opens, closes) = match mark {
            b'_' => (left && (!right || is_mark(before)), right && (!left || is_mark(after))),
            // "2*3*4"
            _ => (left && !figures, right && !figures),
        };
        let strict = format == Format::Plain;
        Self { at: Span::new(at, at + length), mark, opens, closes, inside, length, strict }
    }

    fn matches(&self, closer: &Self) -> bool {
        let both_ways = (self.opens && self.closes) || (closer.opens && closer.closes);
        let thirds = (self.length + closer.length).is_multiple_of(3)
            && !(self.length.is_multiple_of(3) && closer.length.is_multiple_of(3));
        // "f**k this f**k that"
        let censored = self.strict && self.inside && (closer.inside || self.at.len().min(closer.at.len()) == 1);
        let excluded = censored || (both_ways && thirds);
        self.mark == closer.mark && !self.at.is_empty() && !excluded
    }
}

/// Punctuation and symbols, as far as it matters here.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace() && !('\u{300}'..='\u{36f}').contains(&c)
}

/// Two delimiters that mark what is between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub open: Span,
    pub close: Span,
    pub strong: bool,
}

/// Matches `delimiters`, the innermost first.
pub(super) fn pairs(delimiters: Vec<Delimiter>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut open: Vec<Delimiter> = Vec::new();
    for mut delimiter in delimiters {
        while delimiter.closes && !delimiter.at.is_empty() {
            let Some(index) = open.iter().rposition(|opener| opener.matches(&delimiter)) else { break };
            open.truncate(index + 1);
            let Some(opener) = open.last_mut() else { break };
            let used = if opener.at.len() >= 2 && delimiter.at.len() >= 2 { 2 } else { 1 };
            let (start, end) = (opener.at.end - used, delimiter.at.start + used);
            let (before, after) = (Span::new(start, opener.at.end), Span::new(delimiter.at.start, end));
            pairs.push(Pair { open: before, close: after, strong: used == 2 });
            opener.at.end = start;
            delimiter.at.start = end;
            if opener.at.is_empty() {
                open.pop();
            }
        }
        if delimiter.opens && !delimiter.at.is_empty() {
            if open.len() == MAX_OPEN {
                open.remove(0);
            }
            open.push(delimiter);
        }
    }
    pairs
}
