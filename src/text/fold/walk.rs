//! The walk over the clusters of a text: one letter with its marks at a time, folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use super::super::Span;
use super::super::cells::class::is_unseen;
use super::Form;
use super::tables::{
    has_other_shape, is_accent, is_composed, is_letter_apostrophe, is_odd_apostrophe, joins, letter, may_drop, sign,
    unfold,
};

/// A folded character and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub c: char,
    /// The bytes of the cluster that it comes from; what is not seen around it is left out.
    pub raw: Span,
    /// Which character of that cluster's fold it is: ß folds to two.
    pub nth: usize,
}

/// Walks over the folded letters of a text. Linear in its length.
#[derive(Clone, Debug)]
pub struct Letters<'t> {
    raw: &'t str,
    at: usize,
    form: Form,
    /// The fold of the cluster at hand, and how much of it was given.
    out: Vec<char>,
    given: usize,
    cluster: Span,
    /// Marks of that cluster.
    marks: Vec<char>,
    /// Whether the last character that was seen is a letter.
    after_letter: bool,
}

/// Folds one byte of ASCII.
#[inline]
pub(super) const fn ascii(byte: u8, form: Form) -> u8 {
    match byte {
        b'`' if form.signs => b'\'',
        b'\t' | b'\n' | b'\r' | b'\x0B' | b'\x0C' if form.signs => b' ',
        _ if form.case => byte.to_ascii_lowercase(),
        _ => byte,
    }
}

impl<'t> Letters<'t> {
    pub(super) fn new(raw: &'t str, form: Form) -> Self {
        let (out, marks) = (Vec::new(), Vec::new());
        Self { raw, at: 0, form, out, given: 0, cluster: Span::new(0, 0), marks, after_letter: false }
    }

    /// Takes what follows that folds a byte at a time without a look around: ASCII that no mark can follow, no backticks.
    pub(super) fn take_plain(&mut self) -> &'t str {
        let rest = self.raw.get(self.at..).filter(|_| self.given == self.out.len()).unwrap_or("");
        let stop = rest.bytes().position(|byte| !byte.is_ascii() || byte == b'`');
        let is_marked = stop.is_some_and(|stop| rest.as_bytes().get(stop).is_some_and(|byte| !byte.is_ascii()));
        let end = stop.map_or(rest.len(), |stop| stop.saturating_sub(usize::from(is_marked)));
        let plain = rest.get(..end).unwrap_or("");
        self.at += plain.len();
        self.after_letter = plain.bytes().next_back().map_or(self.after_letter, |byte| byte.is_ascii_alphabetic());
        plain
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.raw.get(at..)?.chars().next()
    }

    /// Folds the next cluster.
    fn next_cluster(&mut self) -> Option<()> {
        let (start, first) = loop {
            let (at, c) = (self.at, self.char_at(self.at)?);
            self.at += c.len_utf8();
            if !is_unseen(c) {
                break (at, c);
            }
        };
        self.take_marks(first);
        self.cluster = Span::new(start, self.at);
        (self.given, _) = (0, self.out.clear());
        match self.marks.is_empty().then(|| self.alone(first)).flatten() {
            Some(c) => self.out.push(c),
            None => self.together(first),
        }
        // A vowel point is alphabetic to Unicode, but no letter that an apostrophe could follow.
        self.after_letter = first.is_alphabetic() && !joins(first);
        Some(())
    }

    /// Collects the marks that follow `first`, what is not seen between them left out.
    fn take_marks(&mut self, first: char) {
        self.marks.clear();
        if first.is_whitespace() || first.is_control() {
            return;
        }
        let mut at = self.at;
        while let Some(c) = self.char_at(at) {
            at += c.len_utf8();
            if is_unseen(c) {
                continue;
            }
            if !joins(c) {
                break;
            }
            self.marks.push(c);
            self.at = at;
        }
    }

    /// Folds a character without marks that becomes one character; none where it may become more.
    fn alone(&self, c: char) -> Option<char> {
        let Form { case, accents, signs } = self.form;
        if c.is_ascii() && c != '`' {
            return Some(char::from(ascii(c as u8, self.form)));
        }
        if has_other_shape(c) || signs && c == '…' || !is_composed(c) {
            return None;
        }
        let c = self.sign(c);
        match c {
            '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => return Some(c),
            _ if !c.is_alphabetic() => return Some(c),
            _ => {}
        }
        if accents && is_decomposable(c) {
            return None;
        }
        let c = if case { one_lower(c)? } else { c };
        if accents && letter(lower_of(c)).is_some() { None } else { Some(c) }
    }

    /// Folds a character and its marks.
    fn together(&mut self, first: char) {
        let Form { case, accents, signs } = self.form;
        let mut parts = Vec::with_capacity(8);
        for &c in [first].iter().chain(&self.marks) {
            match c {
                '…' if signs => parts.extend(['.'; 3]),
                _ => unfold(c, &mut parts),
            }
        }
        let mut base = '\0';
        let mut folded = Vec::with_capacity(8);
        for c in parts.into_iter().nfd() {
            if !is_accent(c) {
                base = c;
            } else if accents && may_drop(base, c) {
                continue;
            }
            match case {
                true => folded.extend(c.to_lowercase().map(|c| if c == 'ς' { 'σ' } else { c })),
                false => folded.push(c),
            }
        }
        if accents {
            folded = folded.into_iter().flat_map(Plain::of).collect();
        }
        let composed = folded.into_iter().nfc().map(|c| self.sign(c)).collect();
        self.out = composed;
    }

    /// Folds a sign where it stands.
    fn sign(&self, c: char) -> char {
        if self.form.signs {
            return sign(c);
        }
        match c {
            '‐' | '‑' => '-',
            _ if is_letter_apostrophe(c) => '’',
            _ if is_odd_apostrophe(c) && self.after_letter && self.before_letter() => '’',
            _ => c,
        }
    }

    /// Says whether a letter follows.
    fn before_letter(&self) -> bool {
        let rest = self.raw.get(self.at..).unwrap_or("");
        rest.chars().find(|&c| !is_unseen(c)).is_some_and(char::is_alphabetic)
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    #[inline]
    fn next(&mut self) -> Option<Letter> {
        if self.given == self.out.len() {
            let bytes = self.raw.as_bytes();
            let byte = *bytes.get(self.at)?;
            if byte.is_ascii() && byte != b'`' && bytes.get(self.at + 1).is_none_or(u8::is_ascii) {
                let raw = Span::new(self.at, self.at + 1);
                self.at += 1;
                self.after_letter = byte.is_ascii_alphabetic();
                return Some(Letter { c: char::from(ascii(byte, self.form)), raw, nth: 0 });
            }
            self.next_cluster()?;
        }
        let letter = Letter { c: *self.out.get(self.given)?, raw: self.cluster, nth: self.given };
        self.given += 1;
        Some(letter)
    }
}

/// Says whether nothing of `raw` is folded by [`Form::PRINTED`], as far as that is seen without looking around.
pub(super) fn is_printed(raw: &str) -> bool {
    // One pass over every text that is loaded: eight bytes at a time, and only the rest by characters.
    if raw.contains('`') {
        return false;
    }
    let mut at = 0;
    while let Some(next) = next_beyond_ascii(raw.as_bytes(), at) {
        let Some(c) = raw.get(next..).and_then(|rest| rest.chars().next()) else { return false };
        at = next + c.len_utf8();
        // An opening ‘ is as good as “; inside a word it is an apostrophe.
        if !is_printed_char(c) || is_odd_apostrophe(c) && is_between_letters(raw, next, at) {
            return false;
        }
    }
    true
}

fn is_between_letters(raw: &str, start: usize, end: usize) -> bool {
    let before = raw.get(..start).and_then(|head| head.chars().next_back());
    let after = raw.get(end..).and_then(|rest| rest.chars().next());
    [before, after].iter().all(|c| c.is_some_and(char::is_alphabetic))
}

fn next_beyond_ascii(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (eights, _) = rest.as_chunks::<8>();
    let plain = eights.iter().take_while(|eight| u64::from_ne_bytes(**eight) & 0x8080_8080_8080_8080 == 0).count() * 8;
    rest.get(plain..)?.iter().position(|byte| !byte.is_ascii()).map(|at| from + plain + at)
}

fn is_printed_char(c: char) -> bool {
    match c {
        '’' | '“' | '”' | '–' | '—' | '…' | '\u{A0}' | '\u{C0}'..='\u{131}' => true,
        '‐' | '‑' => false,
        _ => {
            let odd = is_unseen(c) || has_other_shape(c) || is_letter_apostrophe(c);
            !odd && is_composed(c) && !joins(c)
        }
    }
}

fn is_decomposable(c: char) -> bool {
    let mut first = c;
    let mut parts = 0;
    decompose_canonical(c, |part| {
        parts += 1;
        first = if parts == 1 { part } else { first };
    });
    parts > 1 || first != c
}

/// Returns the one small letter of `c`; none where there are more.
fn one_lower(c: char) -> Option<char> {
    let mut lower = c.to_lowercase();
    let (one, more) = (lower.next(), lower.next());
    one.filter(|_| more.is_none()).map(|c| if c == 'ς' { 'σ' } else { c })
}

fn lower_of(c: char) -> char {
    one_lower(c).unwrap_or(c)
}

/// What an English paper prints for a letter, in its case.
enum Plain {
    Same(Option<char>),
    Small(std::str::Chars<'static>),
    Capital(std::str::Chars<'static>),
}

impl Plain {
    fn of(c: char) -> Self {
        match (c.is_ascii(), letter(c), letter(lower_of(c))) {
            (false, Some(plain), _) => Self::Small(plain.chars()),
            (false, None, Some(plain)) => Self::Capital(plain.chars()),
            _ => Self::Same(Some(c)),
        }
    }
}

impl Iterator for Plain {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Self::Same(c) => c.take(),
            Self::Small(plain) => plain.next(),
            Self::Capital(plain) => plain.next().map(|c| c.to_ascii_uppercase()),
        }
    }
}
