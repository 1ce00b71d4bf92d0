//! Marks that are typed: escapes, code between backticks, quotations of backticks and apostrophes, struck words.

use super::{Edit, Format, InlineStyle, Scanner, Style};
use crate::text::Span;

impl Scanner<'_> {
    pub(super) fn escape(&mut self) {
        // In pasted text a backslash before anything else is a path or a typed face.
        let marks: &[u8] = match self.format {
            Format::Plain => b"*_[]`#.->|~",
            Format::Markdown => b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        };
        let next = self.byte(self.at + 1);
        // At the end of a line of Markdown it breaks the line, and is not shown.
        let breaks = self.format == Format::Markdown && next == Some(b'\n');
        if breaks || next.is_some_and(|next| marks.contains(&next)) {
            self.drop(self.at, self.at + 1);
            self.at += 1;
        }
        self.at += 1;
    }

    pub(super) fn code(&mut self) {
        let rest = self.rest(self.at);
        let run = rest.len() - rest.trim_start_matches('`').len();
        let start = self.at;
        self.at += run;
        if run == 2 && self.open_quotation(start) {
            return;
        }
        let Some(end) = self.closing_run(self.at, run) else { return };
        let inner = Span::new(start + run, end);
        if inner.of(self.raw).trim().is_empty() || !self.is_code(start, end + run) {
            return;
        }
        // Ends of lines beside the ticks are theirs, and would stand at an end of the paragraph.
        let words = inner.of(self.raw);
        let from = inner.start + words.len() - words.trim_start_matches('\n').len();
        let inner = Span::new(from, from + words.trim_matches('\n').len());
        self.drop(start, inner.start);
        self.drop(inner.end, end + run);
        self.styles.push(Style { at: inner, style: InlineStyle::Code });
        self.at = end + run;
    }

    /// In pasted text a backtick is as often an old opening quote.
    fn is_code(&self, start: usize, end: usize) -> bool {
        let before = self.raw.get(..start).and_then(|text| text.chars().next_back());
        let after = self.rest(end).chars().next();
        self.format == Format::Markdown
            || !(before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric))
    }

    fn closing_run(&mut self, from: usize, run: usize) -> Option<usize> {
        let bit = 1_u32.checked_shl(u32::try_from(run).ok()?)?;
        if self.unclosed & bit != 0 {
            return None;
        }
        let mut at = from;
        while let Some(found) = self.rest(at).find('`') {
            let rest = self.rest(at + found);
            let length = rest.len() - rest.trim_start_matches('`').len();
            if length == run {
                return Some(at + found);
            }
            at += found + length;
        }
        self.unclosed |= bit;
        None
    }

    /// "\`\`We go,'' she said": as typewriters and TeX quote. Two more backticks before the closing marks make it code.
    fn open_quotation(&mut self, start: usize) -> bool {
        let inside = self.raw.get(..start).and_then(|text| text.chars().next_back()).is_some_and(char::is_alphanumeric);
        let begins = self.rest(self.at).chars().next().is_some_and(|c| !c.is_whitespace() && c != '`');
        let next = self.rest(self.at).split_once("``").map_or(usize::MAX, |(before, _)| before.len());
        // Looked for once, and again where that lies behind: a text of opening marks alone takes linear time.
        if self.closing < self.at {
            self.closing = self.rest(self.at).find("''").map_or(usize::MAX, |end| self.at + end);
        }
        let closed = self.closing.saturating_sub(self.at) < next && self.closing < usize::MAX;
        let quotes = begins && !inside && (closed || next == usize::MAX);
        if quotes {
            self.edits.push(Edit { at: Span::new(start, start + 2), text: Some('“') });
            self.quoted = true;
        }
        quotes
    }

    pub(super) fn close_quotation(&mut self) {
        let closes = self.byte(self.at + 1) == Some(b'\'')
            && self.raw.get(..self.at).and_then(|text| text.chars().next_back()).is_some_and(|c| !c.is_whitespace())
            && !self.rest(self.at + 2).starts_with(|c: char| c.is_alphanumeric() || c == '\'');
        if closes {
            self.edits.push(Edit { at: Span::new(self.at, self.at + 2), text: Some('”') });
        }
        self.at += if closes { 2 } else { 1 };
    }

    /// `~~struck~~`: what it encloses begins and ends with something to be seen.
    pub(super) fn strike(&mut self) {
        let rest = self.rest(self.at);
        let run = rest.len() - rest.trim_start_matches('~').len();
        let start = self.at;
        self.at += run;
        if run != 2 {
            return;
        }
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let opens = !blank(self.rest(self.at).chars().next());
        let closes = !blank(self.raw.get(..start).and_then(|text| text.chars().next_back()));
        match self.struck.filter(|_| closes) {
            Some(from) => {
                self.drop(from - 2, from);
                self.drop(start, self.at);
                self.styles.push(Style { at: Span::new(from, start), style: InlineStyle::Struck });
                self.struck = None;
            }
            None if opens => self.struck = Some(self.at),
            None => {}
        }
    }
}
