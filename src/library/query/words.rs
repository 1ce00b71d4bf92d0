//! Words that are looked for in names and titles: at the beginning of a word, whatever the case, accents and apostrophes.
//!
//! What was typed is cut into *parts*, runs of letters and digits; signs between two parts stand for any signs between
//! them. Apostrophes are in neither, so that `trumps`, `trump's` and `Trump’s` are one; but a word begins after one too:
//!
//! ```text
//! typed   l'eau-de    parts  leau de        found in   L’eau de vie     the last part may go on: “dev…”
//! typed   eau                eau                       L’eau
//! typed   "eau de"           eau de                    L’eau de, not  L’eau demain: a closed quotation ends its word
//! ```

use std::fmt;

use crate::text::Span;
use crate::text::find::is_unspaced;
use crate::text::fold::{Form, fold, plain};

/// What stands between two texts that are looked through as one: no words reach over it.
pub const APART: char = '\0';

/// Words that are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    typed: String,
    quoted: Quoted,
    /// Folded runs of letters and digits; none of them is empty.
    parts: Vec<Box<str>>,
}

/// How words were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    /// As they are.
    Bare,
    /// In quotation marks of which the last is not there yet.
    Open,
    /// In quotation marks.
    Closed,
}

/// Where words were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the folded text.
    pub span: Span,
    /// Whether a word ends there.
    pub whole: bool,
}

impl Words {
    pub(super) fn new(typed: &str, quoted: Quoted) -> Self {
        let folded = plain(typed).replace('\'', "");
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(Box::from);
        Self { typed: typed.to_owned(), quoted, parts: parts.collect() }
    }

    /// Says whether there is no letter and no digit in them.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Says whether they stand in no quotation marks.
    #[must_use]
    pub fn are_bare(&self) -> bool {
        self.quoted == Quoted::Bare
    }

    /// Says whether nothing was typed but quotation marks and white space.
    pub(super) fn typed_nothing(&self) -> bool {
        self.typed.trim().is_empty()
    }

    /// Returns what was typed, without quotation marks.
    pub(super) fn typed(&self) -> &str {
        &self.typed
    }

    /// Returns the folded runs of letters and digits.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| &**part)
    }

    /// Says whether they are in a text as it is written.
    #[must_use]
    pub fn are_in(&self, raw: &str) -> bool {
        self.find(&plain(raw)).is_some()
    }

    /// Says whether they name an address: as a whole where they are one in quotation marks, else by words that are in it.
    #[must_use]
    pub fn name(&self, address: &str) -> bool {
        let whole = self.quoted == Quoted::Closed && self.typed.contains("://");
        if whole { self.typed == address } else { self.are_in(address) }
    }

    /// Returns where they are first in a text that is folded ([`Form::PLAIN`]).
    #[must_use]
    pub fn find(&self, folded: &str) -> Option<Found> {
        self.find_from(folded, 0)
    }

    /// Returns all places of a text as it is written, in its bytes.
    #[must_use]
    pub fn places(&self, raw: &str) -> Vec<Span> {
        let folded = fold(raw, Form::PLAIN);
        let (mut places, mut from) = (Vec::new(), 0);
        while let Some(found) = self.find_from(folded.text(), from) {
            places.push(folded.raw(found.span));
            from = found.span.end;
        }
        places
    }

    fn find_from(&self, text: &str, mut from: usize) -> Option<Found> {
        let first = *self.parts.first()?.as_bytes().first()?;
        loop {
            let rest = text.as_bytes().get(from..)?;
            let start = from + rest.iter().position(|byte| *byte == first)?;
            if let Some(found) = self.at(text, start).filter(|_| begins_word(text, start)) {
                return Some(found);
            }
            from = start + 1;
        }
    }

    /// Returns how they stand at `start`, where they do.
    fn at(&self, text: &str, start: usize) -> Option<Found> {
        let mut at = start;
        for (number, part) in self.parts.iter().enumerate() {
            if number > 0 {
                at += gap(text.get(at..)?)?;
            }
            at = part_at(part, text.as_bytes(), at)?;
        }
        let whole = text.get(at..)?.chars().next().is_none_or(|next| !next.is_alphanumeric() || is_unspaced(next));
        let found = Found { span: Span::new(start, at), whole };
        Some(found).filter(|_| whole || self.quoted != Quoted::Closed)
    }

    /// Says whether all that has these has `before` too.
    pub(super) fn narrow(&self, before: &Self) -> bool {
        let Some((last, firsts)) = before.parts.split_last() else { return true };
        before == self
            || (before.quoted != Quoted::Closed
                && self.parts.starts_with(firsts)
                && self.parts.get(firsts.len()).is_some_and(|own| own.starts_with(&**last)))
    }
}

/// Returns the end of `part` in `text` from `at` on; apostrophes inside it are passed over.
fn part_at(part: &str, text: &[u8], mut at: usize) -> Option<usize> {
    for (number, byte) in part.bytes().enumerate() {
        while number > 0 && text.get(at) == Some(&b'\'') {
            at += 1;
        }
        if text.get(at) != Some(&byte) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Returns the bytes of the signs at the beginning of `rest`; none where there are none, or where it is another text.
fn gap(rest: &str) -> Option<usize> {
    let end = rest.find(char::is_alphanumeric)?;
    (end > 0 && !rest.get(..end)?.contains(APART)).then_some(end)
}

/// Says whether a word begins at `at`: after a sign, and everywhere in scripts that do not part their words.
fn begins_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    before.chars().next_back().is_none_or(|c| !c.is_alphanumeric() || is_unspaced(c))
        || after.chars().next().is_some_and(is_unspaced)
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quoted {
            Quoted::Bare => write!(f, "{}", self.typed),
            Quoted::Open => write!(f, "\"{}", self.typed),
            Quoted::Closed => write!(f, "\"{}\"", self.typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bare(typed: &str) -> Words {
        Words::new(typed, Quoted::Bare)
    }

    #[test]
    fn words_are_found_where_a_word_begins() {
        for (typed, written, found) in [
            ("star", "Three starred hotels", &["star"][..]),
            ("star", "Mustard in the upstart", &[]),
            ("cafe", "The Café, the CAFE\u{301}S", &["Café", "CAFE\u{301}"]),
            ("trumps", "Trump’s word, trumps", &["Trump’s", "trumps"]),
            ("trump's", "Trumps Trump", &["Trumps"]),
            ("eau", "L’eau de vie, bureau", &["eau"]),
            ("l'eau", "L’eau", &["L’eau"]),
            ("war", "The post-war years", &["war"]),
            ("post-war", "Post War, post–war, postwar", &["Post War", "post–war"]),
            ("strasse", "Königstraße, Straße", &["Straße"]),
            ("2026-03", "2026/03, 20260", &["2026/03"]),
            ("京", "東京の京都", &["京", "京"]),
            ("กรุง", "ในกรุงเทพ", &["กรุง"]),
            ("мой", "мои мой", &["мой"]),
        ] {
            let places = bare(typed).places(written);
            assert_eq!(places.iter().map(|place| place.of(written)).collect::<Vec<_>>(), found, "{typed} in {written}");
            assert_eq!(bare(typed).are_in(written), !found.is_empty(), "{typed} in {written}");
        }
    }

    #[test]
    fn a_closed_quotation_ends_with_its_word() {
        for (typed, quoted, written, found) in [
            ("art", Quoted::Closed, "Artists and art", true),
            ("art", Quoted::Closed, "Artists", false),
            ("art", Quoted::Open, "Artists", true),
            ("art", Quoted::Closed, "Art’s end", true),
            ("new york", Quoted::Closed, "In New  York.", true),
            ("new york", Quoted::Closed, "In New Yorkshire", false),
            ("york new", Quoted::Closed, "New York", false),
        ] {
            assert_eq!(Words::new(typed, quoted).are_in(written), found, "{typed} in {written}");
        }
    }

    #[test]
    fn no_words_reach_from_one_text_into_the_next() {
        assert!(bare("new-york").find("new\nyork").is_some());
        assert!(bare("new-york").find(&format!("new\n{APART}\nyork")).is_none());
    }

    proptest! {
        #[test]
        fn what_goes_on_narrows(written in "[abé' -]{0,12}", typed in "[abé' -]{0,4}", more in "[abé' -]{0,2}", open: bool) {
            let quoted = if open { Quoted::Open } else { Quoted::Bare };
            let (before, after) = (Words::new(&typed, quoted), Words::new(&(typed.clone() + &more), quoted));
            let narrows = after.narrow(&before);
            prop_assert!(before.is_empty() || !narrows || !after.are_in(&written) || before.are_in(&written));
        }

        #[test]
        fn no_text_is_too_odd(written in "\\PC{0,12}", typed in "\\PC{0,4}") {
            for place in bare(&typed).places(&written) {
                prop_assert!(written.get(place.start..place.end).is_some());
            }
        }
    }
}
