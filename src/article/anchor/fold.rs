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
    let folded = Walk::new(text.trim(), Place::default(), None).map(|(_, c)| c);
    let mut chars: Vec<char> = folded.collect();
    // White space and what is not shown may stand in turns.
    while chars.last() == Some(&' ') {
        chars.pop();
    }
    let spaces = chars.iter().take_while(|&&c| c == ' ').count();
    chars.split_off(spaces)
}

/// Walks over the folded scalars of a text, each with the place that it comes from.
struct Walk<'a> {
    /// The text from the byte where the walk began.
    rest: &'a str,
    began: usize,
    letters: Peekable<Letters<'a>>,
    place: Place,
    before: Option<char>,
}

impl<'a> Walk<'a> {
    fn new(raw: &'a str, place: Place, before: Option<char>) -> Self {
        let rest = raw.get(place.byte..).unwrap_or("");
        let mut letters = letters(rest, Form::TYPED).peekable();
        letters.by_ref().take(place.nth).for_each(drop);
        Self { rest, began: place.byte, letters, place, before }
    }

    /// Moves on to the letter at `byte` of the text.
    fn go_to(&mut self, byte: usize, nth: usize) -> Place {
        let passed = self.rest.get(self.place.byte - self.began..byte - self.began).unwrap_or("");
        let scalar =
            self.place.scalar.saturating_add(if passed.len() < 2 { passed.len() } else { passed.chars().count() });
        self.place = Place { byte, scalar, nth };
        self.place
    }
}

impl Iterator for Walk<'_> {
    type Item = (Place, char);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let letter = self.letters.next()?;
            let elided =
                letter.c == '.' && (self.before == Some('…') || self.letters.peek().is_some_and(|l| l.c == '.'));
            let folded = if elided { '…' } else { letter.c };
            let runs = matches!(folded, ' ' | '-' | '…');
            if !(runs && self.before == Some(folded)) {
                self.before = Some(folded);
                return Some((self.go_to(self.began + letter.raw.start, letter.nth), folded));
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

    proptest! {
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
