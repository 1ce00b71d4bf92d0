//! Where a row may end inside a run without spaces: a small cut of UAX #14, with what news needs.
//!
//! Spaces, hyphens, dashes, ideographs and kana. Korean keeps its words whole, as its readers like them; Thai and its
//! neighbours need a dictionary and are broken only where a run is too long for a row.

use super::super::cells::Cell;

/// What a grapheme is to the breaking of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// White space that may be left out at a row's end.
    Space,
    /// A line feed or its kind.
    LineEnd,
    /// Forbids a break on both sides.
    Glue,
    /// U+200B, which marks a place to break and is not seen.
    Invitation,
    Hyphen,
    /// U+00AD, which marks where a word may be broken with a hyphen and is not seen.
    SoftHyphen,
    EnDash,
    EmDash,
    /// Ideographs, kana, emoji: a break is right on both sides.
    Ideograph,
    Opening,
    Closing,
    WideOpening,
    WideClosing,
    Letter,
    Digit,
    Other,
}

/// Returns the edge of `cell`, a piece of `raw`.
#[inline]
pub(super) fn edge(cell: &Cell<'_>, raw: &str) -> Edge {
    let text = cell.raw.of(raw);
    match text.as_bytes() {
        [byte] => ascii_edge(*byte),
        _ => wide_edge(text, cell.width),
    }
}

const fn ascii_edge(byte: u8) -> Edge {
    match byte {
        b' ' | b'\t' => Edge::Space,
        b'\n' => Edge::LineEnd,
        b'a'..=b'z' | b'A'..=b'Z' => Edge::Letter,
        b'0'..=b'9' => Edge::Digit,
        b'-' => Edge::Hyphen,
        b'(' | b'[' | b'{' => Edge::Opening,
        b')' | b']' | b'}' | b'.' | b',' | b'!' | b'?' | b':' | b';' | b'%' => Edge::Closing,
        _ => Edge::Other,
    }
}

fn wide_edge(text: &str, width: usize) -> Edge {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return Edge::Other };
    let alone = chars.as_str().is_empty();
    match first {
        '\r' | '\u{2028}' | '\u{2029}' if text != "\r" => Edge::LineEnd,
        '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200A}' | '\u{205F}' | '\u{3000}' if alone => {
            Edge::Space
        }
        '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{2060}' | '\u{FEFF}' | '\u{2011}' => Edge::Glue,
        '\u{200B}' => Edge::Invitation,
        '\u{AD}' if alone => Edge::SoftHyphen,
        '\u{2010}' => Edge::Hyphen,
        '\u{2013}' => Edge::EnDash,
        '\u{2014}' => Edge::EmDash,
        '“' | '‘' | '«' | '‹' | '„' | '‚' | '¿' | '¡' => Edge::Opening,
        '”' | '’' | '»' | '›' | '…' | '‰' | '℃' => Edge::Closing,
        _ if is_wide_opening(first) => Edge::WideOpening,
        _ if is_nonstarter(first) => Edge::WideClosing,
        _ if width > 1 && !is_hangul(first) => Edge::Ideograph,
        _ if first.is_ascii() => text.bytes().next().map_or(Edge::Other, ascii_base_edge),
        _ if first.is_alphabetic() => Edge::Letter,
        _ if first.is_numeric() => Edge::Digit,
        _ => Edge::Other,
    }
}

/// An ASCII character that carries marks is never white space.
const fn ascii_base_edge(byte: u8) -> Edge {
    match ascii_edge(byte) {
        Edge::Space | Edge::LineEnd => Edge::Other,
        edge => edge,
    }
}

const fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

const fn is_wide_opening(c: char) -> bool {
    matches!(c, '（' | '［' | '｛' | '「' | '『' | '【' | '《' | '〈' | '〔' | '〖' | '〘' | '｢' | '￥' | '＄')
}

/// Says whether `c` must not start a row: closing punctuation, small kana, marks of length and repetition.
const fn is_nonstarter(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '！'
            | '）'
            | '］'
            | '｝'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '〗'
            | '〙'
            | '｣'
            | '｡'
            | '､'
            | '･'
            | '・'
            | '％'
            | '〜'
            | '～'
            | 'ー'
            | 'ｰ'
            | '々'
            | '〻'
            | 'ゝ'
            | 'ゞ'
            | 'ヽ'
            | 'ヾ'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ゕ'
            | 'ゖ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
            | 'ｧ'..='ｯ' | 'ﾞ' | 'ﾟ'
    )
}

/// Says whether a row may end between `left` (after `before`) and `right`, all inside one run.
#[inline]
pub(super) fn breaks_between(before: Option<Edge>, left: Option<Edge>, right: Edge) -> bool {
    use Edge::*;
    let Some(left) = left else { return false };
    match (left, right) {
        (Letter | Digit, Letter | Digit | Closing | Other) => false,
        (Glue | Opening | WideOpening, _) | (_, Glue | Closing | WideClosing | Hyphen) => false,
        (Invitation, _) => true,
        (SoftHyphen, right) => matches!(right, Letter | Digit | Ideograph | Other),
        (Hyphen, Letter) => matches!(before, Some(Letter | Digit | Ideograph | Closing)),
        (EnDash, Digit) => matches!(before, Some(Letter | Closing)),
        (EnDash | EmDash, right) => !matches!(before, None | Some(Opening)) && !matches!(right, EnDash | EmDash),
        (Ideograph | WideClosing, right) => matches!(right, Ideograph | Letter | Digit | Opening | WideOpening),
        (Letter | Digit | Closing, Ideograph | WideOpening) => true,
        _ => false,
    }
}
