//! The one sanitising pass: raw text in, what may be shown out, with the raw place of every piece.
//!
//! Every sink (screen, standard output, error messages, clipboard titles) gets its text from here,
//! and every width is counted here, so that what is measured is what is drawn.
//!
//! The unit is the grapheme, because the screen draws and measures a grapheme at a time. What a cell shows never
//! joins what the cell before it shows: a mark without a base gets a dotted circle. So the widths of the cells add
//! up, even where something between two of them is not shown.

pub(super) mod class;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Span;
use class::{Class, classify, full_width_katakana, is_mark, needs_joiners, simple_width};

/// Marks kept on one grapheme. Real orthographies need four or five; a stack of fifty hides the rows above.
const MARKS_KEPT: usize = 8;

/// One grapheme of raw text and what stands for it on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Where it lies in the raw text.
    pub raw: Span,
    /// What is shown: the grapheme itself, a placeholder (`^[`, `<U+202E>`), or nothing.
    pub display: Cow<'t, str>,
    /// Columns that `display` takes, as ratatui draws it.
    pub width: usize,
    /// Whether `display` stands in for something that must not be shown as it is.
    pub placeholder: bool,
}

/// Walks the graphemes of `raw`.
pub fn cells(raw: &str) -> impl Iterator<Item = Cell<'_>> {
    Cells { raw, at: 0, half_flag: false }
}

/// The walk: plain ASCII a byte at a time, the rest a grapheme at a time.
struct Cells<'t> {
    raw: &'t str,
    at: usize,
    /// Whether what was shown last ends in one letter of a flag: with another one it would be a flag, though something
    /// that is not shown stands between them.
    half_flag: bool,
}

impl<'t> Iterator for Cells<'t> {
    type Item = Cell<'t>;

    #[inline]
    fn next(&mut self) -> Option<Cell<'t>> {
        let bytes = self.raw.as_bytes();
        let byte = *bytes.get(self.at)?;
        let plain = matches!(byte, b' '..=b'~') && bytes.get(self.at + 1).is_none_or(u8::is_ascii);
        let (raw, simple) = if plain { (Span::new(self.at, self.at + 1), Some(1)) } else { self.piece()? };
        self.at = raw.end;
        let text = raw.of(self.raw);
        if let Some(width) = simple {
            self.half_flag = false;
            return Some(Cell { raw, display: Cow::Borrowed(text), width, placeholder: false });
        }
        let flag_letter = text.chars().next().filter(|c| self.half_flag && is_flag_letter(*c));
        let shown = flag_letter.map_or_else(|| show(text), |letter| Shown::drawn(name_of(letter), true));
        let Shown { display, width, placeholder } = shown;
        if !display.is_empty() {
            self.half_flag = display.chars().rev().take_while(|c| is_flag_letter(*c)).count() % 2 == 1;
        }
        Some(Cell { raw, display, width, placeholder })
    }
}

impl Cells<'_> {
    /// Returns the next grapheme and, where it is one letter that needs no thought, its width.
    ///
    /// Starting afresh at a boundary finds the same next boundary as a walk from the text's start.
    fn piece(&self) -> Option<(Span, Option<usize>)> {
        let rest = self.raw.get(self.at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let simple = simple_width(first).filter(|_| chars.next().is_none_or(|next| simple_width(next).is_some()));
        let len = if simple.is_some() { first.len_utf8() } else { rest.graphemes(true).next()?.len() };
        Some((Span::new(self.at, self.at + len), simple))
    }
}

/// Says whether `c` is a letter of which two make a flag.
const fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// What one grapheme looks like.
struct Shown<'t> {
    display: Cow<'t, str>,
    width: usize,
    placeholder: bool,
}

impl<'t> Shown<'t> {
    fn drawn(display: Cow<'t, str>, placeholder: bool) -> Self {
        let width = drawn_width(&display);
        if width == 0 { Self::nothing() } else { Self { display, width, placeholder } }
    }

    const fn nothing() -> Self {
        Self { display: Cow::Borrowed(""), width: 0, placeholder: false }
    }

    const fn spaces(columns: usize) -> Self {
        let display = match columns {
            1 => " ",
            2 => "  ",
            _ => "    ",
        };
        Self { display: Cow::Borrowed(display), width: display.len(), placeholder: false }
    }
}

/// Decides what stands for one grapheme.
fn show(grapheme: &str) -> Shown<'_> {
    if grapheme == "\r\n" {
        return Shown::spaces(1);
    }
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else { return Shown::nothing() };
    let alone = chars.as_str().is_empty();
    let mut pair = chars.clone();
    if let (Some(mark), None) = (pair.next(), pair.next())
        && let Some(letter) = full_width_katakana(first, mark)
    {
        return Shown::drawn(Cow::Owned(letter.to_string()), false);
    }
    match classify(first) {
        Class::Hostile if alone => Shown::drawn(name_of(first), true),
        Class::Blank(columns) if alone => Shown::spaces(columns),
        Class::Hidden | Class::Joiner | Class::Variation if alone => Shown::nothing(),
        Class::Plain if is_clean(first, chars.as_str()) => Shown::drawn(Cow::Borrowed(grapheme), false),
        _ => rebuild(grapheme),
    }
}

/// Says whether a grapheme of `first` and `rest` can be shown as it is.
fn is_clean(first: char, rest: &str) -> bool {
    !joins_backwards(first) && rest.chars().all(|c| classify(c) == Class::Plain) && rest.chars().count() <= MARKS_KEPT
}

/// Says whether `c`, put first, would be drawn into the cell before it.
fn joins_backwards(c: char) -> bool {
    is_mark(c) || matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Makes a grapheme fit to be shown, character by character.
fn rebuild(grapheme: &str) -> Shown<'_> {
    let (mut display, mut placeholder, mut marks) = (String::new(), false, 0);
    let (mut base, mut before) = ('\0', '\0');
    let is_flag = is_tagged_flag(grapheme);
    let mut chars = grapheme.chars().peekable();
    while let Some(c) = chars.next() {
        match classify(c) {
            Class::Hostile => (display.push_str(&name_of(c)), placeholder = true).0,
            Class::Blank(columns) => display.extend(std::iter::repeat_n(' ', columns)),
            Class::Hidden => {}
            Class::Tag if is_flag => display.push(c),
            // One name stands for a whole run: hidden messages are long.
            Class::Tag if classify(before) != Class::Tag => (display.push_str(&name_of(c)), placeholder = true).0,
            Class::Tag => {}
            // First in a grapheme it would join what follows to the cell before.
            Class::Joiner if display.is_empty() => {}
            Class::Joiner if !joins(base, c, chars.peek()) => {}
            // A chain of joined emoji takes two columns by the book and many in a terminal.
            Class::Joiner if marks == MARKS_KEPT => break,
            Class::Plain | Class::Variation if marks == MARKS_KEPT && is_mark(c) => {}
            Class::Variation if display.is_empty() => {}
            Class::Joiner | Class::Variation => (display.push(c), marks += 1).0,
            Class::Plain => {
                if joins_backwards(c) && display.is_empty() {
                    display.push('◌');
                    placeholder = true;
                }
                display.push(c);
                if is_mark(c) { marks += 1 } else { base = c }
            }
        }
        before = c;
    }
    Shown::drawn(Cow::Owned(display), placeholder)
}

/// Says whether the joiner `c` after `base` changes what is drawn: in a joined emoji or a joining script.
fn joins(base: char, c: char, next: Option<&char>) -> bool {
    // Outside those scripts, only a joined emoji has another base after a joiner in one grapheme (UAX #29, GB11).
    let emoji = c == '\u{200D}' && next.is_some_and(|&next| classify(next) == Class::Plain && !is_mark(next));
    emoji || needs_joiners(base)
}

/// Says whether the tags of `grapheme` spell a flag: a black flag, letters and digits, a cancel tag (UTS #51, 2.4).
fn is_tagged_flag(grapheme: &str) -> bool {
    let tags = grapheme.strip_prefix('\u{1F3F4}').and_then(|tags| tags.strip_suffix('\u{E007F}'));
    tags.is_some_and(|tags| {
        let mut count = 0;
        let spells = tags.chars().all(|c| {
            count += 1;
            matches!(c, '\u{E0030}'..='\u{E0039}' | '\u{E0061}'..='\u{E007A}')
        });
        spells && (3..=6).contains(&count)
    })
}

/// Names a character that is not shown: caret notation for C0 and DEL, its code point for the rest.
fn name_of(c: char) -> Cow<'static, str> {
    const CARETS: [&str; 32] = [
        "^@", "^A", "^B", "^C", "^D", "^E", "^F", "^G", "^H", "^I", "^J", "^K", "^L", "^M", "^N", "^O", "^P", "^Q",
        "^R", "^S", "^T", "^U", "^V", "^W", "^X", "^Y", "^Z", "^[", "^\\", "^]", "^^", "^_",
    ];
    if c == '\u{7F}' {
        return Cow::Borrowed("^?");
    }
    match CARETS.get(c as usize) {
        Some(caret) => Cow::Borrowed(caret),
        None => Cow::Owned(format!("<U+{:04X}>", u32::from(c))),
    }
}

/// Returns the columns of text that is already fit to be shown, a grapheme at a time as ratatui counts it.
fn drawn_width(display: &str) -> usize {
    if display.len() == 1 {
        return 1;
    }
    display.graphemes(true).map(grapheme_width).sum()
}

/// Returns the columns of one grapheme; ratatui adds one for a half-width sound mark, so this must too.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

/// Sanitised text and the way back to raw offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sanitized {
    /// What may be shown.
    pub display: String,
    /// Pairs of (display byte, raw byte), one a cell, ascending in both.
    pub offsets: Vec<(usize, usize)>,
}

/// Sanitises `raw` (line feeds are kept) and records where each piece came from.
///
/// The map takes 16 bytes a cell, so this is for paragraphs and rows, not for whole long texts.
#[must_use]
pub fn sanitize(raw: &str) -> Sanitized {
    let mut sanitized = Sanitized { display: String::with_capacity(raw.len()), offsets: Vec::with_capacity(raw.len()) };
    for cell in cells(raw) {
        sanitized.offsets.push((sanitized.display.len(), cell.raw.start));
        let line_feed = matches!(cell.raw.of(raw), "\n" | "\r\n");
        sanitized.display.push_str(if line_feed { "\n" } else { &cell.display });
    }
    sanitized
}

/// Sanitises `raw` for one line of output: as [`sanitize`], line feeds shown as spaces; borrows where nothing changes.
#[must_use]
pub fn one_line(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) {
        return Cow::Borrowed(raw);
    }
    if cells(raw).all(|cell| cell.display == cell.raw.of(raw)) {
        return Cow::Borrowed(raw);
    }
    let mut line = String::with_capacity(raw.len() + 8);
    cells(raw).for_each(|cell| line.push_str(&cell.display));
    Cow::Owned(line)
}

/// Says whether `raw` is printable ASCII, which is shown as it is, a column a byte.
fn is_plain(raw: &str) -> bool {
    raw.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Returns the columns that `raw` takes once sanitised.
#[must_use]
pub fn width(raw: &str) -> usize {
    if is_plain(raw) { raw.len() } else { cells(raw).map(|cell| cell.width).sum() }
}

/// Cuts sanitised `raw` to at most `columns`, ending in `ellipsis` (itself counted) where something was cut.
#[must_use]
pub fn truncate(raw: &str, columns: usize, ellipsis: &str) -> String {
    let tail = one_line(ellipsis);
    let room = columns.saturating_sub(width(&tail));
    let (mut line, mut used, mut fits) = (String::new(), 0, 0);
    for cell in cells(raw) {
        if used + cell.width > columns {
            line.truncate(fits);
            if width(&tail) <= columns {
                line.push_str(&tail);
            }
            return line;
        }
        line.push_str(&cell.display);
        used += cell.width;
        if used <= room {
            fits = line.len();
        }
    }
    line
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "a wrong boundary should fail the test")]

    use super::*;
    use proptest::prelude::*;

    fn shown(raw: &str) -> String {
        one_line(raw).into_owned()
    }

    #[test]
    fn letters_that_need_no_thought_are_graphemes_of_their_own() {
        for c in ('\0'..=char::MAX).filter(|&c| simple_width(c).is_some()) {
            let pair = format!("{c}{c}a");
            assert_eq!(pair.graphemes(true).count(), 3, "{c:?}");
            assert_eq!(simple_width(c), Some(grapheme_width(c.encode_utf8(&mut [0; 4]))), "{c:?}");
            assert_eq!(classify(c), Class::Plain, "{c:?}");
        }
    }

    #[test]
    fn letters_of_a_flag_make_none_over_what_is_not_shown() {
        for raw in [
            "\u{1F1F8}\u{200D}\u{1F1F8}\u{200D}\u{1F3FD}",
            "\u{1F1F8}\u{200B}\u{1F1FA}\u{1F3FD}",
            "\u{1F1FA}\u{AD}\u{1F1F8}",
        ] {
            assert_eq!(width(raw), drawn_width(&one_line(raw)), "{raw:?}");
            assert_eq!(one_line(raw), cells(raw).map(|cell| cell.display).collect::<String>());
            assert!(one_line(raw).contains("<U+1F1"), "{raw:?}");
        }
        assert_eq!(one_line("\u{1F1FA}\u{1F1F8}\u{1F1FA}\u{1F1F8}"), "\u{1F1FA}\u{1F1F8}\u{1F1FA}\u{1F1F8}");
    }

    #[test]
    fn what_follows_a_joiner_without_a_base_is_not_drawn_into_the_cell_before() {
        for joined in
            ["\u{1F3F4}\u{200B}\u{200D}\u{1F3FD}", "\u{1F469}\u{AD}\u{200D}\u{1F3FF}", "a\u{2060}\u{200D}\u{1F3FB}"]
        {
            let line = shown(joined);
            assert!(line.contains('◌'), "{line:?}");
            assert_eq!(drawn_width(&line), width(joined), "{line:?}");
        }
    }

    #[test]
    fn controls_are_shown_in_caret_notation_or_by_name() {
        assert_eq!(shown("a\u{1B}[2J\u{7}\u{7F}b"), "a^[[2J^G^?b");
        assert_eq!(shown("a\u{9B}2J\u{85}b"), "a<U+009B>2J<U+0085>b");
        assert_eq!(shown("a\rb\u{1A}\0"), "a^Mb^Z^@");
        assert_eq!(shown(&"\u{7}".repeat(1000)), "^G".repeat(1000));
    }

    #[test]
    fn every_bidirectional_control_is_named_and_letters_pass() {
        for c in
            "\u{61C}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}".chars()
        {
            let cell =
                cells(c.encode_utf8(&mut [0; 4])).next().map(|cell| (cell.display.into_owned(), cell.placeholder));
            assert_eq!(cell, Some((format!("<U+{:04X}>", u32::from(c)), true)));
        }
        for plain in
            ["שלום עולם — mixed 123", "مرحبا بالعالم", "שָׁלוֹם", "می\u{200C}خواهم", "क्\u{200D}ष", "नमस्ते", "ภาษาไทย"]
        {
            assert_eq!(one_line(plain), plain);
            assert!(cells(plain).all(|cell| !cell.placeholder));
        }
    }

    #[test]
    fn what_has_no_shape_is_shown_as_nothing() {
        assert_eq!(
            shown("pass\u{200B}word hy\u{AD}phen a\u{2060}b\u{FEFF}c a\u{200D}b\u{200C}c"),
            "password hyphen abc abc"
        );
        assert_eq!(width("pass\u{200B}word"), 8);
        assert_eq!(shown("\u{FE0F}x\u{3164}"), "x");
    }

    #[test]
    fn annotation_marks_noncharacters_and_private_use_are_named() {
        assert_eq!(shown("a\u{FFF9}b\u{FDD0}\u{1FFFE}\u{E000}"), "a<U+FFF9>b<U+FDD0><U+1FFFE><U+E000>");
    }

    #[test]
    fn white_space_of_any_kind_is_plain_spaces() {
        assert_eq!(shown("a\tb\nc\r\nd\u{2028}e\u{A0}f\u{3000}g"), "a    b c d e f  g");
        assert!(cells("\t\n\u{3000}").all(|cell| !cell.placeholder));
    }

    #[test]
    fn marks_are_capped_and_one_without_a_base_gets_a_circle() {
        let zalgo = format!("Z{}!", "\u{301}".repeat(50));
        assert_eq!(shown(&zalgo), format!("Z{}!", "\u{301}".repeat(8)));
        assert_eq!(width(&zalgo), 2);
        assert_eq!(shown("\u{301}a"), "◌\u{301}a");
        assert_eq!(width("e\u{200B}\u{301}"), 2);
        assert_eq!(shown("葛\u{E0100}"), "葛\u{E0100}");
    }

    #[test]
    fn emoji_sequences_are_kept_and_measured_as_one() {
        for (emoji, columns) in [("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇺🇸", 2), ("🏳️‍🌈", 2), ("❤️", 2), ("1️⃣", 2), ("👩🏽‍🚀", 2)]
        {
            assert_eq!(one_line(emoji), emoji);
            assert_eq!(width(emoji), columns, "{emoji}");
        }
    }

    #[test]
    fn half_width_katakana_with_a_sound_mark_take_two_columns() {
        assert_eq!(width("ｶﾞｷﾞ"), 4);
        assert_eq!(shown("ｶﾞﾁﾞﾂﾞﾄﾞﾊﾞﾎﾟｳﾞｶ"), "ガヂヅドバポヴｶ");
    }

    #[test]
    fn tags_are_kept_in_a_flag_and_named_once_elsewhere() {
        let scotland = "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}";
        assert_eq!(one_line(scotland), scotland);
        assert_eq!(shown("hi\u{E0041}\u{E0042}\u{E0043}!"), "hi<U+E0041>!");
        assert_eq!(shown("🏴\u{E0067}"), "🏴<U+E0067>");
    }

    #[test]
    fn sanitizing_keeps_line_feeds_and_maps_back() {
        let sanitized = sanitize("a\u{1B}\né");
        assert_eq!(sanitized.display, "a^[\né");
        assert_eq!(sanitized.offsets, [(0, 0), (1, 1), (3, 2), (4, 3)]);
    }

    #[test]
    fn truncating_counts_columns_and_never_halves_a_wide_cell() {
        assert_eq!(truncate("abcdef", 6, "…"), "abcdef");
        assert_eq!(truncate("abcdef", 5, "…"), "abcd…");
        assert_eq!(truncate("日本語", 5, "…"), "日本…");
        assert_eq!(truncate("日本語", 4, "…"), "日…");
        assert_eq!(truncate("abc", 0, "…"), "");
        assert_eq!(truncate("a\u{1B}b", 3, ""), "a^[");
    }

    fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z ]{1,3}",
            "[日본ｶﾞ\u{1100}\u{1161}\u{11A8}क्षिم\u{600}ลำ]{1,3}",
            "[\u{300}\u{200D}\u{200B}\u{FE0F}\u{FE0E}\u{1F468}\u{1F469}\u{1F3FD}\u{1F1FA}\u{1F1F8}\u{1F3F4}\u{E0067}\u{E007F}\u{20E3}#1]{1,5}",
            "[\u{0}-\u{1F}\u{7F}-\u{9F}\u{202E}\u{2028}\u{3000}\u{AD}]",
            any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn cells_tile_the_text_and_show_nothing_dangerous(raw in nasty()) {
            let mut at = 0;
            for cell in cells(&raw) {
                prop_assert_eq!(cell.raw.start, at);
                prop_assert!(cell.raw.end > at);
                prop_assert!(!cell.display.chars().any(|c| matches!(classify(c), Class::Hostile | Class::Hidden)));
                prop_assert_eq!(cell.display.is_empty(), cell.width == 0);
                at = cell.raw.end;
            }
            prop_assert_eq!(at, raw.len());
        }

        #[test]
        fn the_width_is_what_a_grapheme_by_grapheme_drawing_takes(raw in nasty()) {
            prop_assert_eq!(width(&raw), drawn_width(&one_line(&raw)));
            prop_assert_eq!(one_line(&raw), cells(&raw).map(|cell| cell.display).collect::<String>());
        }

        #[test]
        fn a_truncated_line_fits(raw in nasty(), columns in 0usize..12) {
            prop_assert!(drawn_width(&truncate(&raw, columns, "…")) <= columns);
        }
    }
}
