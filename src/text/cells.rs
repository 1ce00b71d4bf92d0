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
use class::{Class, classify, is_mark, needs_joiners};

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
    Cells { raw, at: 0 }
}

/// The walk: plain ASCII a byte at a time, the rest a grapheme at a time.
struct Cells<'t> {
    raw: &'t str,
    at: usize,
}

impl<'t> Iterator for Cells<'t> {
    type Item = Cell<'t>;

    #[inline]
    fn next(&mut self) -> Option<Cell<'t>> {
        let bytes = self.raw.as_bytes();
        let byte = *bytes.get(self.at)?;
        let plain = matches!(byte, b' '..=b'~') && bytes.get(self.at + 1).is_none_or(u8::is_ascii);
        let raw = if plain { Span::new(self.at, self.at + 1) } else { self.grapheme()? };
        self.at = raw.end;
        let text = raw.of(self.raw);
        if plain {
            return Some(Cell { raw, display: Cow::Borrowed(text), width: 1, placeholder: false });
        }
        let Shown { display, width, placeholder } = show(text);
        Some(Cell { raw, display, width, placeholder })
    }
}

impl Cells<'_> {
    /// Starting afresh at a boundary finds the same next boundary as a walk from the text's start.
    fn grapheme(&self) -> Option<Span> {
        let grapheme = self.raw.get(self.at..)?.graphemes(true).next()?;
        Some(Span::new(self.at, self.at + grapheme.len()))
    }
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
            Class::Joiner if !joins(base, c, chars.peek()) => {}
            // A chain of joined emoji takes two columns by the book and many in a terminal.
            Class::Joiner if marks == MARKS_KEPT => break,
            Class::Plain | Class::Variation if marks == MARKS_KEPT && is_mark(c) => {}
            Class::Variation if display.is_empty() => {}
            Class::Joiner | Class::Variation => (display.push(c), marks += 1).0,
            Class::Plain => {
                if joins_backwards(c) && display.is_empty() {
                    (display.push('◌'), placeholder = true).0;
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
    let emoji = c == '\u{200D}' && next.is_some_and(|next| !next.is_ascii()) && drawn_width_of(base) == 2;
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

/// Returns the columns of one grapheme: ratatui adds a column for the halfwidth sound marks, which terminals draw apart.
fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    grapheme.width() + grapheme.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

fn drawn_width_of(c: char) -> usize {
    c.encode_utf8(&mut [0; 4]).width()
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
    let Some(first) = cells(raw).find(|cell| cell.display != cell.raw.of(raw)) else { return Cow::Borrowed(raw) };
    let (kept, changed) = raw.split_at(first.raw.start);
    let mut line = String::with_capacity(raw.len() + 8);
    line.push_str(kept);
    cells(changed).for_each(|cell| line.push_str(&cell.display));
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
