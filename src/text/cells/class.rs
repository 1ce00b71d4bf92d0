//! What a character is to a reader's screen: shown, blank, hidden or dangerous.

use unicode_width::UnicodeWidthChar;

/// How one character reaches the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text) enum Class {
    /// Drawn as it is.
    Plain,
    /// White space, drawn as this many plain spaces.
    Blank(usize),
    /// Takes part in layout only: drawn as nothing.
    Hidden,
    /// U+200C or U+200D, which some scripts need.
    Joiner,
    /// A tag character, which belongs only into a flag.
    Tag,
    /// Chooses a variant of the character before it.
    Variation,
    /// Could fool the reader or drive the terminal: drawn as a name.
    Hostile,
}

/// Columns that a TAB takes, wherever it stands, so that a row's width does not depend on its place.
const TAB_COLUMNS: usize = 4;

/// Classifies `c`.
pub(in crate::text) const fn classify(c: char) -> Class {
    match c {
        ' '..='~' => Class::Plain,
        '\t' => Class::Blank(TAB_COLUMNS),
        '\n' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' => {
            Class::Blank(1)
        }
        '\u{3000}' => Class::Blank(2),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Hostile,
        _ if is_bidi_control(c) => Class::Hostile,
        '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' => Class::Hostile,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => Class::Hostile,
        _ if (c as u32) & 0xFFFE == 0xFFFE => Class::Hostile,
        '\u{200C}' | '\u{200D}' => Class::Joiner,
        '\u{E0000}'..='\u{E007F}' => Class::Tag,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Class::Variation,
        _ if is_hidden(c) => Class::Hidden,
        _ => Class::Plain,
    }
}

/// Says whether `c` is one of the twelve controls of the bidirectional algorithm.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Says whether `c` is default-ignorable and of no use in a terminal: soft hyphen, word joiner, fillers and their kind.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'
        | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
}

/// Says whether a search passes over `c`, since the reader does not see it.
pub(in crate::text) const fn is_unseen(c: char) -> bool {
    match classify(c) {
        Class::Hidden | Class::Joiner | Class::Tag | Class::Variation => true,
        Class::Hostile => is_bidi_control(c),
        Class::Plain | Class::Blank(_) => false,
    }
}

/// Says whether `c` belongs to a script whose letters join or stack, where U+200C and U+200D change what is drawn.
pub(super) const fn needs_joiners(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}'
        | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10A00}'..='\u{11FFF}')
}

/// Returns the columns of a character of the common alphabets that neither joins its neighbours nor is an emoji.
///
/// Between two such, a grapheme ends; that saves most of the world's text the full rules.
#[inline]
pub(super) const fn simple_width(c: char) -> Option<usize> {
    match c {
        ' '..='~'
        | '\u{C0}'..='\u{2FF}'
        | '\u{370}'..='\u{482}'
        | '\u{48A}'..='\u{52F}'
        | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}'
        | '\u{2010}'..='\u{2027}' => Some(1),
        '\u{3001}'..='\u{3020}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
}

/// Returns the full-width letter for a half-width katakana and its sound mark.
///
/// Both take two columns in a terminal, but ratatui 0.30 with unicode-width 0.2.3 counts the half-width pair as three.
pub(super) fn full_width_katakana(letter: char, mark: char) -> Option<char> {
    let (letter, voiced) = (u32::from(letter), mark == '\u{FF9E}');
    let composed = match letter {
        0xFF73 if voiced => 0x30F4,
        0xFF76..=0xFF81 if voiced => 0x30AC + 2 * (letter - 0xFF76),
        0xFF82..=0xFF84 if voiced => 0x30C5 + 2 * (letter - 0xFF82),
        0xFF8A..=0xFF8E if voiced => 0x30D0 + 3 * (letter - 0xFF8A),
        0xFF8A..=0xFF8E if mark == '\u{FF9F}' => 0x30D1 + 3 * (letter - 0xFF8A),
        _ => return None,
    };
    char::from_u32(composed)
}

/// Says whether `c` combines with what stands before it and takes no column of its own.
pub(in crate::text) fn is_mark(c: char) -> bool {
    !c.is_ascii() && c.width() == Some(0) && matches!(classify(c), Class::Plain | Class::Variation)
}
