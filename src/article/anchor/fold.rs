//! A text as the reader sees its words: what a site's software changes without a word being changed is folded away.
//!
//! The one fold (`text::fold`) with case and accents kept, and runs of white space, dashes and dots as one, so that an
//! article fetched anew still has the words that a note was made on. The way back to the text's bytes is kept for every
//! 64th scalar only and walked from there: 16 MB of text would otherwise need as much again several times over.

use std::iter::Peekable;

use crate::text::fold::{Form, Letters, letters};

/// Folded scalars from one known place of the text to the next.
const STRIDE: usize = 64;

/// A folded text and the way back.
#[derive(Debug)]
pub(super) struct Folded<'a> {
    raw: &'a str,
    /// The folded scalars.
    pub chars: Vec<char>,
    /// Where every [`STRIDE`]th folded scalar comes from.
    places: Vec<Place>,
}

/// A place in the text as it is.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    byte: usize,
    scalar: usize,
    /// How many scalars the letter there folds to before this one.
    nth: usize,
}

impl<'a> Folded<'a> {
    /// Folds `raw`; linear in its length.
    pub fn new(raw: &'a str) -> Self {
        let (mut chars, mut places) = (Vec::with_capacity(raw.len()), Vec::new());
        for (place, c) in Walk::new(raw, Place::default(), None) {
            if chars.len() % STRIDE == 0 {
                places.push(place);
            }
            chars.push(c);
        }
        chars.shrink_to_fit();
        Self { raw, chars, places }
    }

    /// Returns the byte where the folded scalar at `index` begins; the text's end where there is none.
    pub fn byte(&self, index: usize) -> usize {
        self.walk(index / STRIDE).nth(index % STRIDE).map_or(self.raw.len(), |(place, _)| place.byte)
    }

    /// Returns the index of the first folded scalar that comes from `scalar` or later.
    pub fn index(&self, scalar: usize) -> usize {
        let stride = self.places.partition_point(|place| place.scalar < scalar).saturating_sub(1);
        let passed = self.walk(stride).take_while(|(place, _)| place.scalar < scalar).count();
        (stride * STRIDE + passed).min(self.chars.len())
    }

    /// Folds again from a known place.
    fn walk(&self, stride: usize) -> Walk<'a> {
        let end = Place { byte: self.raw.len(), scalar: usize::MAX, nth: 0 };
        let place = self.places.get(stride).copied().unwrap_or(end);
        let before = (stride * STRIDE).checked_sub(1).and_then(|last| self.chars.get(last)).copied();
        Walk::new(self.raw, place, before)
    }
}

/// Folds a string of its own, without the white space around it.
pub(super) fn fold(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len());
    chars.extend(Walk::new(text.trim(), Place::default(), None).map(|(_, c)| c));
    // White space and what is not shown may stand in turns.
    while chars.last() == Some(&' ') {
        chars.pop();
    }
    let spaces = chars.iter().take_while(|&&c| c == ' ').count();
    chars.drain(..spaces);
    chars
}

/// Walks over the folded scalars of a text, each with the place that it comes from.
struct Walk<'a> {
    /// The text from the byte where the walk began.
    rest: &'a str,
    began: usize,
    /// Where in `rest` the next letter is looked for.
    at: usize,
    /// The letters from there on, while one is at hand that does not fold by itself, and where in `rest` they began.
    odd: Option<(Peekable<Letters<'a>>, usize)>,
    place: Place,
    before: Option<char>,
}

/// A folded letter: the byte of `rest` where its cluster begins, which of its scalars it is, and whether a dot follows.
struct Next {
    c: char,
    start: usize,
    nth: usize,
    dotted: bool,
}

impl<'a> Walk<'a> {
    fn new(raw: &'a str, place: Place, before: Option<char>) -> Self {
        let rest = raw.get(place.byte..).unwrap_or("");
        let mut walk = Self { rest, began: place.byte, at: 0, odd: None, place, before };
        if place.nth > 0 {
            let mut letters = letters(rest, Form::TYPED).peekable();
            letters.by_ref().take(place.nth).for_each(drop);
            walk.odd = Some((letters, 0));
        }
        walk
    }

    /// Returns the next letter. Most are ASCII that no mark can follow, which folds by itself.
    fn letter(&mut self) -> Option<Next> {
        if self.odd.is_none() {
            let bytes = self.rest.as_bytes();
            let (byte, next) = (*bytes.get(self.at)?, bytes.get(self.at + 1));
            if byte.is_ascii() && byte != b'`' && next.is_none_or(u8::is_ascii) {
                let start = self.at;
                self.at += 1;
                let c = char::from(Form::TYPED.byte(byte));
                return Some(Next { c, start, nth: 0, dotted: next == Some(&b'.') });
            }
        }
        self.odd_letter()
    }

    fn odd_letter(&mut self) -> Option<Next> {
        let (rest, at) = (self.rest, self.at);
        let new = || (letters(rest.get(at..).unwrap_or(""), Form::TYPED).peekable(), at);
        let (odd, began) = self.odd.get_or_insert_with(new);
        let (letter, began) = (odd.next(), *began);
        let next = odd.peek().copied();
        if next.is_none_or(|next| next.nth == 0) {
            self.at = next.map_or(rest.len(), |next| began + next.raw.start);
            self.odd = None;
        }
        let dotted = next.is_some_and(|next| next.c == '.');
        letter.map(|letter| Next { c: letter.c, start: began + letter.raw.start, nth: letter.nth, dotted })
    }

    /// Moves on to the letter at `byte` of the text.
    fn go_to(&mut self, byte: usize, nth: usize) -> Place {
        let bytes = byte - self.place.byte;
        let passed = || self.rest.get(self.place.byte - self.began..byte - self.began).unwrap_or("").chars().count();
        let scalar = self.place.scalar.saturating_add(if bytes < 2 { bytes } else { passed() });
        self.place = Place { byte, scalar, nth };
        self.place
    }
}

impl Iterator for Walk<'_> {
    type Item = (Place, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let letter = self.letter()?;
            let elided = letter.c == '.' && (self.before == Some('…') || letter.dotted);
            let folded = if elided { '…' } else { letter.c };
            let runs = matches!(folded, ' ' | '-' | '…');
            if !(runs && self.before == Some(folded)) {
                self.before = Some(folded);
                return Some((self.go_to(self.began + letter.start, letter.nth), folded));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        Folded::new(text).chars.into_iter().collect()
    }

    #[test]
    fn what_looks_the_same_is_folded_to_the_same() {
        assert_eq!(folded("“It’s — so…”\u{A0} \nhe said--twice"), "\"It's - so…\" he said-twice");
        assert_eq!(folded("\"It's -- so...\" he\u{AD} \u{200B} said—twice"), "\"It's - so…\" he said-twice");
        assert_eq!(folded("One. Two 3.5"), "One. Two 3.5");
        assert_eq!(fold(" \u{200B} a  b\n \u{FEFF}").into_iter().collect::<String>(), "a b");
        assert!(fold(" \u{200B} ").is_empty());
    }

    #[test]
    fn two_code_points_for_a_letter_are_the_letter() {
        assert_eq!(folded("Zoe\u{308} ﬁrst"), folded("Zoë first"));
        assert_eq!(Folded::new("e\u{301}x").byte(1), 3);
        assert_eq!(Folded::new("e\u{301}x").index(2), 1);
    }

    #[test]
    fn a_folded_place_leads_back_to_its_byte() {
        let text = "É — “a”  b";
        let folded = Folded::new(text);
        assert_eq!(folded.chars.iter().collect::<String>(), "É - \"a\" b");
        assert_eq!(folded.byte(4), 7);
        assert_eq!(folded.byte(8), text.len() - 1);
        assert_eq!(folded.byte(99), text.len());
        assert_eq!(folded.index(4), 4);
        assert_eq!(folded.index(8), 8);
        assert_eq!(folded.index(usize::MAX), 9);
        assert_eq!(Folded::new("").byte(0), 0);
        assert_eq!(Folded::new("").index(7), 0);
    }

    /// Folds a letter at a time, without the short cut for ASCII.
    fn by_letters(text: &str) -> Vec<(usize, usize, char)> {
        let (mut all, mut letters) = (Vec::new(), letters(text, Form::TYPED).peekable());
        let mut before = None;
        while let Some(letter) = letters.next() {
            let elided = before == Some('…') || letters.peek().is_some_and(|next| next.c == '.');
            let c = if letter.c == '.' && elided { '…' } else { letter.c };
            if !(matches!(c, ' ' | '-' | '…') && before == Some(c)) {
                all.push((letter.raw.start, letter.nth, c));
                before = Some(c);
            }
        }
        all
    }

    proptest! {
        #[test]
        fn ascii_is_folded_as_everything_is(text in "([a-c. `’ﬁß-]|[a-z.]{2,4}|\u{301}|\\PC|\u{AD}|\n){0,60}") {
            let walked = Walk::new(&text, Place::default(), None).map(|(place, c)| (place.byte, place.nth, c));
            prop_assert_eq!(walked.collect::<Vec<_>>(), by_letters(&text));
        }

        #[test]
        fn the_way_back_is_the_way_there(text in "([a-c.…é—-]|\\PC| |\u{A0}|\u{AD}|\n){0,300}") {
            let folded = Folded::new(&text);
            for (index, (place, c)) in Walk::new(&text, Place::default(), None).enumerate() {
                prop_assert_eq!(folded.byte(index), place.byte);
                let first = folded.index(place.scalar);
                prop_assert!(first <= index && index <= first + place.nth);
                prop_assert_eq!(folded.chars[index], c);
            }
        }
    }
}
