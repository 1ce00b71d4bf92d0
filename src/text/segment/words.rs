//! Words as Unicode has them, found in one pass over the bytes where a text has only the signs of Western news.
//!
//! In such a text (ASCII, Latin letters, curly marks, dashes) the rules come down to one: letters and digits run
//! together, and a mark joins them only between two letters (`'`, `’`, `.`, `:`) or two digits (`'`, `’`, `.`, `,`, `;`).
//! Everything else goes the long way. (UAX #29, <https://www.unicode.org/reports/tr29/>, WB5 to WB13.)

use super::super::Span;

/// What a byte begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Letter,
    Digit,
    Other,
}

/// Returns the words of a text; none where it has signs that want the whole rules.
pub(super) fn western_words(text: &str) -> Option<Vec<Span>> {
    if !is_western(text) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(bytes.len() / 5 + 1);
    let (mut at, mut start, mut last) = (0, None, Sign::Other);
    while let Some((sign, length)) = sign_at(bytes, at) {
        match (sign, start) {
            (Sign::Other, Some(from)) if !joins(bytes, at, length, last) => {
                words.push(Span::new(from, at));
                start = None;
            }
            (Sign::Other, _) => {}
            (sign, _) => {
                last = sign;
                start = start.or(Some(at));
            }
        }
        at += length;
    }
    words.extend(start.map(|from| Span::new(from, bytes.len())));
    Some(words)
}

/// Says whether the mark at `at` joins what stands on both sides of it.
fn joins(bytes: &[u8], at: usize, length: usize, last: Sign) -> bool {
    let may = match bytes.get(at..at + length) {
        Some([b'\'' | b'.']) => true,
        Some([b':']) => last == Sign::Letter,
        Some([b',' | b';']) => last == Sign::Digit,
        Some([0xE2, 0x80, 0x98 | 0x99]) => true,
        _ => false,
    };
    may && sign_at(bytes, at + length).is_some_and(|(next, _)| next == last)
}

#[inline]
fn sign_at(bytes: &[u8], at: usize) -> Option<(Sign, usize)> {
    Some(match *bytes.get(at)? {
        b'a'..=b'z' | b'A'..=b'Z' => (Sign::Letter, 1),
        b'0'..=b'9' => (Sign::Digit, 1),
        0..=0x7F => (Sign::Other, 1),
        0xC3..=0xC9 => (Sign::Letter, 2),
        0xC2 => (Sign::Other, 2),
        _ => (Sign::Other, 3),
    })
}

/// Says whether a text has only signs that this file knows.
fn is_western(text: &str) -> bool {
    let plain = |c: char| match c {
        '_' | '×' | '÷' => false,
        '\0'..='\x7f' | '\u{c0}'..='\u{24f}' => true,
        '’' | '‘' | '“' | '”' | '…' | '—' | '–' | '\u{a0}' => true,
        _ => false,
    };
    text.bytes().all(|byte| byte.is_ascii() && byte != b'_') || text.chars().all(plain)
}
