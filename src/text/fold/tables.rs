//! What becomes of single characters: signs, letters that have no decomposition, other shapes of letters.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Apostrophes that are letters to Unicode; a word would be cut with them in it.
pub(super) const fn is_letter_apostrophe(c: char) -> bool {
    matches!(c, '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2CA}' | '\u{2CB}' | '\u{A78B}' | '\u{A78C}')
}

/// Signs that are an apostrophe between two letters, and something else elsewhere.
pub(super) const fn is_odd_apostrophe(c: char) -> bool {
    matches!(c, '‘' | '‛' | '′' | '`' | '´' | '＇' | '՚' | '\u{1FBD}' | '\u{1FBF}' | '\u{1FFE}')
}

/// Returns the typewriter's sign for `c`.
pub(super) fn sign(c: char) -> char {
    match c {
        '’' | '‚' | '‹' | '›' => '\'',
        _ if is_odd_apostrophe(c) || is_letter_apostrophe(c) => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '〝' | '〞' | '〟' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '⸺' | '⸻' | '﹘' | '﹣' => '-',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).map_or(c, sign),
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{A0}' | '\u{3000}' => ' ',
        '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' => ' ',
        _ => c,
    }
}

/// Returns what an English paper prints for a small letter that has no decomposition.
pub(super) const fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'ƚ' => "l",
        'ø' | 'ɵ' => "o",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ħ' => "h",
        'ı' | 'ɨ' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ŧ' => "t",
        'ŋ' => "n",
        'ƀ' | 'ɓ' => "b",
        'ǥ' => "g",
        'ɉ' => "j",
        'ƙ' => "k",
        'ɍ' => "r",
        'ƶ' => "z",
        'ƴ' => "y",
        'ʉ' => "u",
        'ə' => "a",
        'ſ' => "s",
        _ => return None,
    })
}

/// Appends `c`, or the letters of which it is another shape.
pub(super) fn unfold(c: char, out: &mut Vec<char>) {
    if !has_other_shape(c) {
        return out.push(c);
    }
    let from = out.len();
    decompose_compatible(c, |part| out.push(part));
    // Arabic forms of a mark alone, and of whole phrases, have spaces in them.
    if out.get(from..).is_some_and(|parts| parts.contains(&' ')) {
        out.truncate(from);
        out.push(c);
    }
}

/// Says whether `c` is another shape of plain letters or digits.
pub(super) const fn has_other_shape(c: char) -> bool {
    matches!(c,
        '\u{132}' | '\u{133}' | '\u{13F}' | '\u{140}' | '\u{149}' | '\u{1C4}'..='\u{1CC}' | '\u{1F1}'..='\u{1F3}'
        | '\u{2080}'..='\u{2089}' | '\u{2160}'..='\u{217F}' | '\u{FB00}'..='\u{FB06}' | '\u{FB13}'..='\u{FB17}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{1D400}'..='\u{1D7FF}')
}

/// Says whether `c` belongs to the letter before it.
pub(super) fn joins(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{370}'..='\u{482}' | '\u{48A}'..='\u{58F}' | '\u{2000}'..='\u{20CF}' => false,
        '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => false,
        '\u{FF9E}' | '\u{FF9F}' => true,
        _ => canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) == IsNormalized::Maybe,
    }
}

/// Says whether `c` is a character that canonical composition leaves as it is where it stands alone.
pub(super) fn is_composed(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => true,
        _ => is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes,
    }
}

/// The marks that may be accents.
pub(super) const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{34E}' | '\u{350}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Says whether `accent` on `base` may be left out without making another letter of it.
pub(super) const fn may_drop(base: char, accent: char) -> bool {
    match base {
        'a'..='z' | 'A'..='Z' | 'ª' | 'º' | 'µ' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2AF}' => {
            true
        }
        '\u{1D00}'..='\u{1D7F}' | '\u{1E00}'..='\u{1FFF}' | '\u{2C60}'..='\u{2C7F}' => true,
        '\u{370}'..='\u{3FF}' | '\u{A722}'..='\u{A787}' | '\u{AB30}'..='\u{AB6F}' => true,
        'е' | 'Е' if accent == '\u{308}' => true,
        'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я' | 'і' | 'є' => is_stress(accent),
        'А' | 'Е' | 'И' | 'О' | 'У' | 'Ы' | 'Э' | 'Ю' | 'Я' | 'І' | 'Є' => is_stress(accent),
        _ => false,
    }
}

const fn is_stress(accent: char) -> bool {
    matches!(accent, '\u{300}' | '\u{301}')
}
