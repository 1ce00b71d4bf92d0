//! The fold: what two houses print differently without meaning anything by it comes out the same.
//!
//! There is one fold in the program, in a few strengths ([`Form`]), so that a name with an accent is one name to every
//! finder, filter and search. It works on *clusters*: a letter with the marks on it, in canonical decomposition, so
//! that one code point and two for the same letter fold alike (UAX #15, <https://www.unicode.org/reports/tr15/>):
//!
//! ```text
//! raw        Z   o   e   ◌̈   ·   S   z   U+AD  e   ﬀ   ’   s
//! cluster    └┘  └┘  └───┘       └┘  └┘   ─   └┘  └┘  └┘  └┘      what is not seen is in none
//! PRINTED    Z   o   ë           S   z        e   ff  ’   s
//! PLAIN      z   o   e           s   z        e   ff  '   s
//! ```
//!
//! Marks are dropped only where they are accents: after letters of Latin and Greek, and the stress and the dots of ё
//! in Cyrillic (й, ї and ў are letters of their own). Vowel signs of Indic scripts and Thai, points of Hebrew and
//! Arabic, voicing marks of kana and the parts of a Hangul syllable stay and are composed. Compatibility forms are
//! folded where they are another shape of the same letters (full and half width, ligatures, letters of mathematics,
//! lowered digits), not where they say something else ("10²", "½", "№").
//!
//! What is shown to the reader never comes from here: [`Folded`] leads every place back to the text as it is.
//!
//! ```
//! use diptych::text::Span;
//! use diptych::text::fold::{Form, fold, letters, plain, same_but_accents};
//!
//! // A word.
//! assert_eq!(plain("Szijjártó’s"), "szijjarto's");
//! assert_eq!(plain("Łódź"), plain("LODZ"));
//! assert!(same_but_accents("Erdoğan", "Erdogan") && !same_but_accents("Erdogan", "erdogan"));
//!
//! // A text, with the way back.
//! let raw = "The shop\u{AD}keepers of Zoe\u{308}’s street";
//! let folded = fold(raw, Form::PRINTED);
//! assert_eq!(folded.text(), "The shopkeepers of Zoë’s street");
//! assert_eq!(folded.raw(Span::new(4, 15)).of(raw), "shop\u{AD}keepers");
//!
//! // A letter at a time, for a search.
//! let places: Vec<_> = letters("ß\u{301}x", Form::PLAIN).map(|l| (l.c, l.raw.start)).collect();
//! assert_eq!(places, [('s', 0), ('s', 0), ('x', 4)]);
//! ```

mod map;
mod tables;
mod walk;

use std::borrow::Cow;

use super::bytes;
pub use map::Folded;
pub use walk::{Letter, Letters};

/// How much is folded. Every form composes letters, drops what is not seen and unfolds shapes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    case: bool,
    accents: bool,
    signs: bool,
}

impl Form {
    /// As a careful house would print it: case, accents and signs stay; odd apostrophes inside a word become ’ and
    /// no-break hyphens plain ones, so that words are cut alike.
    pub const PRINTED: Self = Self { case: false, accents: false, signs: false };
    /// Apostrophes, quotation marks, dashes, spaces and ellipses in their typewriter shapes; case and accents stay.
    pub const TYPED: Self = Self { case: false, accents: false, signs: true };
    /// As [`Self::TYPED`], in lower case; accents stay.
    pub const LOWER: Self = Self { case: true, accents: false, signs: true };
    /// As [`Self::TYPED`], without accents; case stays.
    pub const BARE: Self = Self { case: false, accents: true, signs: true };
    /// Lower case, no accents, typewriter signs: the form in which words are the same word.
    pub const PLAIN: Self = Self { case: true, accents: true, signs: true };

    /// Folds a byte of ASCII that no mark follows; of a backtick only where signs are folded.
    #[must_use]
    #[inline]
    pub const fn byte(self, byte: u8) -> u8 {
        walk::ascii(byte, self)
    }

    /// Says whether a byte of ASCII stays as it is.
    const fn keeps(self, byte: u8) -> bool {
        self.byte(byte) == byte
    }
}

/// Folds a word to [`Form::PLAIN`]; borrows what is plain already.
#[must_use]
pub fn plain(word: &str) -> Cow<'_, str> {
    form_of(word, Form::PLAIN)
}

/// Folds a word to [`Form::LOWER`], its accents kept; borrows what is so already.
#[must_use]
pub fn lower(word: &str) -> Cow<'_, str> {
    form_of(word, Form::LOWER)
}

/// Folds a word to `form` without a way back; borrows what has it already, as far as that is seen at a glance.
#[must_use]
pub fn form_of(word: &str, form: Form) -> Cow<'_, str> {
    // Where signs stay, what a backtick is depends on the letters around it.
    if word.is_ascii() && (form.signs || !word.contains('`')) {
        if word.bytes().all(|b| form.keeps(b)) {
            return Cow::Borrowed(word);
        }
        let mut folded = String::with_capacity(word.len());
        push_plain(word, form, &mut folded);
        return Cow::Owned(folded);
    }
    let (mut letters, mut folded) = (letters(word, form), String::with_capacity(word.len()));
    loop {
        push_plain(letters.take_plain(), form, &mut folded);
        match letters.next() {
            Some(letter) => folded.push(letter.c),
            None => return Cow::Owned(folded),
        }
    }
}

/// Folds ASCII, many bytes at once where none of it is a sign.
fn push_plain(plain: &str, form: Form, folded: &mut String) {
    if form.signs && bytes::any(plain.as_bytes(), |byte| (byte < b' ') | (byte == b'`')) {
        return folded.extend(plain.bytes().map(|byte| char::from(form.byte(byte))));
    }
    let start = folded.len();
    folded.push_str(plain);
    if let Some(added) = folded.get_mut(start..).filter(|_| form.case) {
        added.make_ascii_lowercase();
    }
}

/// Folds a text, with the way back from every byte; borrows what has the form already.
#[must_use]
pub fn fold(raw: &str, form: Form) -> Folded<'_> {
    Folded::new(raw, form)
}

/// Walks over the folded letters of `raw`, each with the bytes that it comes from.
#[must_use]
pub fn letters(raw: &str, form: Form) -> Letters<'_> {
    Letters::new(raw, form)
}

/// Says whether two words have the same letters but for accents, and differ in those.
#[must_use]
pub fn same_but_accents(left: &str, right: &str) -> bool {
    !(left.is_ascii() && right.is_ascii())
        && form_of(left, Form::BARE) == form_of(right, Form::BARE)
        && form_of(left, Form::TYPED) != form_of(right, Form::TYPED)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "a wrong boundary should fail the test")]

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::super::Span;
    use super::super::cells::class::is_unseen;
    use super::*;

    const FORMS: [Form; 5] = [Form::PRINTED, Form::TYPED, Form::LOWER, Form::BARE, Form::PLAIN];

    #[test]
    fn accents_go_where_they_are_accents() {
        for (printed, folded) in [
            ("Erdoğan", "erdogan"),
            ("Szijjártó", "szijjarto"),
            ("Győr", "gyor"),
            ("Nguyễn", "nguyen"),
            ("Rendo\u{301}n", "rendon"),
            ("İstanbul", "istanbul"),
            ("ISTANBUL", "istanbul"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("Ærø", "aero"),
            ("Þórður Œuvre Đà Ħal Dağı", "thordur oeuvre da hal dagi"),
            ("ǿ", "o"),
            ("ΆΘΗΝΑΣ ἀθήνας", "αθηνασ αθηνασ"),
            ("ё Ёлка замо\u{301}к", "е елка замок"),
        ] {
            assert_eq!(plain(printed), folded, "{printed}");
        }
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        for same in ["мой", "київ", "ўсё".replace('ё', "е").as_str(), "ѓаконик", "हिन्दी", "ภาษาไทย", "が", "한국어"]
        {
            assert_eq!(plain(same), same);
            let apart: String = same.nfd().collect();
            assert_eq!(plain(&apart), same);
        }
        assert_ne!(plain("мой"), plain("мои"));
        assert_eq!(plain("か\u{3099}"), "が");
        assert_eq!(plain("שָׁלוֹם"), "שָׁלוֹם".nfc().collect::<String>());
        assert_ne!(plain("≠"), plain("="));
    }

    #[test]
    fn other_shapes_of_the_same_letters_are_unfolded() {
        for (printed, folded) in [
            ("ﬁrst oﬀer", "first offer"),
            ("Ｆｕｌｌ １２", "full 12"),
            ("ｶﾞｷﾞ", "ガギ"),
            ("CO₂", "co2"),
            ("\u{1D400}\u{1D41B}", "ab"),
            ("\u{212A}elvin", "kelvin"),
            ("ǅ Ĳ", "dz ij"),
            ("10² ½ № ™", "10² ½ № ™"),
        ] {
            assert_eq!(plain(printed), folded, "{printed}");
        }
    }

    #[test]
    fn signs_have_one_shape() {
        assert_eq!(plain("’‘ʼ′`´＇ʻ‛"), "'''''''''");
        assert_eq!(plain("“”„‟″«»＂"), "\"\"\"\"\"\"\"\"");
        assert_eq!(plain("‐‑‒–—―−"), "-------");
        assert_eq!(plain("a\u{A0}b\u{202F}c…"), "a b c...");
        assert_eq!(form_of("mayorʼs union‘s ‘so’ well‑known 5′ – “x”", Form::PRINTED), {
            "mayor’s union’s ‘so’ well-known 5′ – “x”"
        });
    }

    #[test]
    fn case_and_accents_are_folded_apart() {
        assert_eq!(lower("ÉTÉ Straße"), "été straße");
        assert_eq!(form_of("ÉTÉ", Form::BARE), "ETE");
        assert_eq!(form_of("E\u{301}TE\u{301}", Form::TYPED), "ÉTÉ");
        assert!(same_but_accents("Győr", "Gyor") && same_but_accents("Zoe", "Zoe\u{308}"));
        assert!(!same_but_accents("Zoë", "Zoe\u{308}") && !same_but_accents("Győr", "gyor"));
    }

    #[test]
    fn a_folded_text_leads_back_to_the_text() {
        let raw = "a\u{AD}b ﬁ Zoe\u{308}\u{200B}! x";
        let folded = fold(raw, Form::PRINTED);
        assert_eq!(folded.text(), "ab fi Zoë! x");
        let at = |piece: &str| {
            let start = folded.text().find(piece).unwrap_or_default();
            folded.raw(Span::new(start, start + piece.len())).of(raw)
        };
        assert_eq!(at("ab"), "a\u{AD}b");
        assert_eq!(at("i"), "ﬁ");
        assert_eq!(at("Zoë"), "Zoe\u{308}");
        assert_eq!(at("! x"), "! x");
        assert_eq!(folded.folded(Span::new(0, raw.len())).of(folded.text()), folded.text());
        assert_eq!(folded.folded(Span::new(5, 8)).of(folded.text()), "fi");
    }

    #[test]
    fn what_needs_no_fold_is_borrowed() {
        for raw in ["plain text 12", "It’s “so” — ‘été’, мой 日本 한국"] {
            assert!(matches!(fold(raw, Form::PRINTED).into_text(), Cow::Borrowed(_)));
        }
        assert!(matches!(fold("the union‘s", Form::PRINTED).into_text(), Cow::Owned(_)));
        assert!(matches!(plain("harbour"), Cow::Borrowed(_)));
    }

    #[test]
    fn plain_text_folds_alike_with_the_way_back_and_without() {
        for form in FORMS {
            for text in ["who`s", "`so`", "a ` b", "it's"] {
                assert_eq!(fold(text, form).text(), form_of(text, form), "{text} {form:?}");
            }
        }
        assert_eq!(form_of("who`s", Form::PRINTED), "who’s");
    }

    /// Text of many scripts, composed and not, with what is not seen in it.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-zA-Z0-9 .,'`-]{1,4}",
            "[àéîõüÇŁøđħıßæœþðİſﬁﬀǆ]",
            "[\u{300}-\u{36f}]{1,3}",
            "[’‘ʼ′`´“”«»–—‑…＇\u{a0}\n]",
            "[а-яЁёйїў]{1,3}",
            "[α-ωΆἀᾳςΣ]{1,3}",
            "[かカﾞｶ\u{3099}한ᄒ\u{1161}\u{11ab}]",
            "[क-ह\u{93e}\u{93f}\u{94d}\u{93c}กำ\u{e31}שָ]",
            "[\u{ad}\u{200b}\u{2060}\u{feff}\u{200d}\u{202e}\u{fe0f}]",
            "[Ａ-Ｚ１²₂½Ⅳℌ]",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any_text()) {
            for form in FORMS {
                let once = form_of(&text, form).into_owned();
                prop_assert_eq!(form_of(&once, form), once.as_str(), "{:?}", form);
            }
        }

        #[test]
        fn composed_and_decomposed_fold_alike(text in any_text()) {
            let (composed, apart) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
            for form in FORMS {
                prop_assert_eq!(form_of(&composed, form), form_of(&apart, form), "{:?}", form);
            }
        }

        #[test]
        fn what_is_not_seen_changes_nothing(text in any_text(), at in any::<prop::sample::Index>(), unseen in "[\u{ad}\u{200b}\u{2060}\u{feff}\u{200e}\u{fe0f}]") {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (head, tail) = text.split_at(*at.get(&places));
            let with = format!("{head}{unseen}{tail}");
            for form in FORMS {
                prop_assert_eq!(form_of(&with, form), form_of(&text, form), "{:?}", form);
            }
        }

        #[test]
        fn lower_case_letters_of_ascii_stay(text in "[a-z0-9 .,;:!?()'\"-]{0,40}") {
            for form in FORMS {
                prop_assert_eq!(form_of(&text, form), text.as_str());
            }
        }

        #[test]
        fn every_place_leads_back_in_order_and_to_a_whole_character(text in any_text()) {
            for form in FORMS {
                let folded = fold(&text, form);
                prop_assert_eq!(folded.text(), &form_of(&text, form));
                let (mut start, mut end) = (0, 0);
                for (at, c) in folded.text().char_indices() {
                    let raw = folded.raw(Span::new(at, at + c.len_utf8()));
                    prop_assert!(text.is_char_boundary(raw.start) && text.is_char_boundary(raw.end) && !raw.is_empty());
                    prop_assert!(raw.start >= start && raw.end >= end);
                    (start, end) = (raw.start, raw.end);
                }
                prop_assert!(!folded.text().chars().any(is_unseen));
            }
        }

        #[test]
        fn a_place_of_the_text_leads_to_its_fold(text in any_text()) {
            let folded = fold(&text, Form::PLAIN);
            let mut at = 0;
            for letter in letters(&text, Form::PLAIN) {
                let span = folded.folded(letter.raw);
                prop_assert!(span.start <= at && at < span.end);
                at += letter.c.len_utf8();
            }
        }
    }
}
