//! Finding words in raw text the way a reader sees them.
//!
//! Text and query are folded a character at a time and compared without building a folded copy: a copy of a large
//! article, with the map back to its offsets, would cost more than the search. A table of first bytes keeps plain
//! text quick.

use super::Span;
use super::cells::class::{is_mark, is_unseen};

/// Returns where `query` occurs in `text`, ascending and disjoint, at most `limit`.
///
/// Case counts only where the query has an upper-case letter. White space in the query matches any run of white space
/// (line feeds too); characters that are not shown (zero-width space, soft hyphen) are passed over, and typographic
/// quotes and dashes match their plain forms. An empty query finds nothing. A hit takes in the marks on its last letter.
#[must_use]
pub fn find_all(text: &str, query: &str, limit: usize) -> Vec<Span> {
    let needle = Needle::new(query);
    let mut hits = Vec::new();
    let mut at = 0;
    while hits.len() < limit
        && let Some(start) = needle.candidate(text, at)
    {
        match needle.matches(text, start) {
            Ok(end) => {
                hits.push(Span::new(start, end));
                at = end;
            }
            Err(resume) => at = resume,
        }
    }
    hits
}

/// A query made ready.
struct Needle {
    /// Folded, runs of white space as one space, without what is not shown.
    folded: Vec<char>,
    ignore_case: bool,
    /// Which bytes may begin a hit.
    starts: [bool; 256],
}

impl Needle {
    fn new(query: &str) -> Self {
        let ignore_case = !query.chars().any(char::is_uppercase);
        let mut folded: Vec<char> = query.chars().filter(|&c| !is_unseen(c)).map(|c| fold(c, ignore_case)).collect();
        folded.dedup_by(|right, left| *right == ' ' && *left == ' ');
        if folded == [' '] {
            folded.clear();
        }
        let starts = starts(folded.first().copied(), ignore_case);
        Self { folded, ignore_case, starts }
    }

    /// Returns the next place from `at` whose byte may begin a hit.
    fn candidate(&self, text: &str, at: usize) -> Option<usize> {
        let bytes = text.as_bytes().get(at..)?;
        bytes.iter().position(|&byte| self.starts.get(usize::from(byte)).is_some_and(|&may| may)).map(|skip| at + skip)
    }

    /// Returns the end of the hit at `start` or, where there is none, the place to go on from.
    fn matches(&self, text: &str, start: usize) -> Result<usize, usize> {
        let rest = text.get(start..).unwrap_or("");
        let mut chars = rest.chars().peekable();
        let past_first = start + chars.peek().map_or(1, |c| c.len_utf8());
        let mut end = start;
        for &want in &self.folded {
            let mut seen = false;
            while let Some(&c) = chars.peek() {
                let got = fold(c, self.ignore_case);
                if is_unseen(c) && end > start {
                    end += c.len_utf8();
                } else if got == want && !(seen && want != ' ') {
                    seen = true;
                    end += c.len_utf8();
                } else {
                    break;
                }
                chars.next();
                if seen && want != ' ' {
                    break;
                }
            }
            if !seen {
                // A run of white space that did not lead to a hit will not from its middle either.
                return Err(if self.folded.first() == Some(&' ') { end.max(past_first) } else { past_first });
            }
        }
        Ok(with_marks(text, end))
    }
}

/// Moves `end` past the marks that stand there, so that a hit never ends inside a letter.
fn with_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    end + rest.len() - rest.trim_start_matches(is_mark).len()
}

/// Returns which bytes may begin a character that folds to `first`.
fn starts(first: Option<char>, ignore_case: bool) -> [bool; 256] {
    let mut table = [false; 256];
    let Some(first) = first else { return table };
    for (byte, may) in (0_u8..=255).zip(&mut table) {
        *may = if byte.is_ascii() {
            fold(char::from(byte), ignore_case) == first
        } else {
            // Letters but k (the kelvin sign) and s (the long s) come from ASCII only; all else is looked at.
            byte >= 0xC0 && !(first.is_ascii_alphanumeric() && !matches!(first, 'k' | 's'))
        };
    }
    table
}

/// Folds one character: white space, quotes, dashes, and case where it does not count.
fn fold(c: char, ignore_case: bool) -> char {
    match c {
        'A'..='Z' if ignore_case => c.to_ascii_lowercase(),
        '!'..='~' => c,
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ if c.is_whitespace() => ' ',
        _ if ignore_case && !c.is_ascii() => fold_letter(c),
        _ => c,
    }
}

/// Folds the case of one letter where that is one letter again.
fn fold_letter(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some('ς'), None) => 'σ',
        (Some('ſ'), None) => 's',
        (Some(one), None) => one,
        _ => c,
    }
}
