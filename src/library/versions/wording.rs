//! What an article under an address says, in a few bytes: enough to tell the same words, other words of the same
//! article, and another article from each other, without either text.
//!
//! Asked of every article that a library reads, so that it folds less than `text::fold` does and takes a tenth of the
//! time: small letters, no punctuation, nothing that cannot be seen. Signs that say something (a currency, per cent, a
//! question mark) are words. What a site changes by itself is none of it: counts of comments, "3 hours ago".

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::article::{Article, ParagraphKind, When};
use crate::library::url::normalised;
use crate::text::Span;

/// Parts of the sketch. Pairs of words fall into one each; the least of a part stands for it (one-permutation hashing:
/// Li, Owen, Zhang, "One Permutation Hashing", 2012), so that two sketches agree in about as many parts as the texts
/// have pairs in common.
pub const PARTS: usize = 64;

/// Words of a paragraph that may be a count or a time that the site changes by itself, at most.
const PASSING: usize = 12;

/// What an article under an address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// A hash of its normalised address.
    pub address: u64,
    /// A hash of the words of its story; the title is left out, which not every file has.
    pub words: u64,
    /// The sketch of its pairs of words; 0 where a part has none.
    pub sketch: [u8; PARTS],
    /// When it says that it was changed.
    pub updated: Option<When>,
    /// When its file was changed, in milliseconds since 1970; 0 where there is none.
    pub changed: i64,
}

impl Wording {
    /// Takes what an article says that lies in a file changed at `changed`; none where its address names no article.
    #[must_use]
    pub fn of(article: &Article, changed: i64) -> Option<Box<Self>> {
        let address = normalised(article.meta.url.as_deref()?)?;
        let mut told = Told::default();
        each_part(article, &mut |part| told.take(part));
        let (words, sketch) = told.end();
        let updated = article.meta.updated;
        Some(Box::new(Self { address: hash(address.as_bytes()), words, sketch, updated, changed }))
    }

    /// Estimates which share of their pairs of words two texts have in common, 0 to 1.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        let (mut either, mut both) = (0_u32, 0_u32);
        for (left, right) in self.sketch.iter().zip(&other.sketch) {
            either += u32::from(*left != 0 || *right != 0);
            both += u32::from(*left != 0 && left == right);
        }
        f64::from(both) / f64::from(either.max(1))
    }
}

/// Returns a hash of the words of an article's story, as [`Wording::words`] is one, whether it has an address or not.
#[must_use]
pub fn words_of(article: &Article) -> u64 {
    let mut told = Told::default();
    each_part(article, &mut |part| told.take(part));
    told.end().0
}

/// Hands over what an article tells: its story without the title, and without what its site changes by itself.
fn each_part<'a>(article: &'a Article, take: &mut dyn FnMut(&'a str)) {
    for paragraph in &article.paragraphs {
        if paragraph.kind.is_furniture() || paragraph.kind == ParagraphKind::Title {
            continue;
        }
        let start = if paragraph.lead.is_empty() { paragraph.span.start } else { paragraph.lead.end };
        let part = Span::new(start, paragraph.span.end).of(&article.text);
        if !is_passing(part) {
            take(part);
        }
    }
}

/// Words of counts and times that a site changes by itself.
static PASSING_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a about ago an and are comment comments day days edited first follow followers hour hours hr hrs in just last \
     least less like likes listen listened min mins minute minutes modified moments month months more now people \
     posted published reactions read reader readers reading repost reposts sec seconds second share shared shares \
     since than this time times today updated update view viewed views was watching week weeks year years yesterday"
        .split_whitespace()
        .collect()
});

/// Says whether a paragraph is a count or a time that a site changes by itself: "1,204 shares", "Updated 3 hours ago".
fn is_passing(part: &str) -> bool {
    // Most paragraphs are longer, and need not be looked through.
    if part.len() > PASSING * 12 {
        return false;
    }
    let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut count, mut known, mut figures) = (0, 0, 0);
    for word in words {
        count += 1;
        let figure = word.trim_end_matches(['k', 'K', 'm', 'M', 'h', 's', 'd']);
        if !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit()) {
            figures += 1;
        } else if PASSING_WORDS.contains(word.to_lowercase().as_str()) {
            known += 1;
        } else {
            return false;
        }
    }
    known > 0 && count <= PASSING && (figures > 0 || known == count)
}

/// The words so far.
struct Told {
    /// The word under way.
    word: Option<u64>,
    last: Option<u64>,
    words: u64,
    /// The least of each part.
    least: [u32; PARTS],
}

impl Default for Told {
    fn default() -> Self {
        Self { word: None, last: None, words: START, least: [u32::MAX; PARTS] }
    }
}

impl Told {
    fn take(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                self.letter(c.to_ascii_lowercase());
            } else if c.is_ascii_whitespace() {
                self.end_word();
            } else if c.is_alphanumeric() {
                self.letter(c.to_lowercase().next().unwrap_or(c));
            } else if is_telling(c) {
                self.end_word();
                self.letter(c);
                self.end_word();
            } else if !is_unseen(c) {
                self.end_word();
            }
        }
        self.end_word();
    }

    const fn letter(&mut self, c: char) {
        let word = match self.word {
            Some(word) => word,
            None => START,
        };
        self.word = Some((word ^ c as u64).wrapping_mul(PRIME));
    }

    fn end_word(&mut self) {
        let Some(word) = self.word.take() else { return };
        self.words = (self.words.rotate_left(5) ^ word).wrapping_mul(PRIME);
        if let Some(last) = self.last.replace(word) {
            let pair = spread((last.rotate_left(5) ^ word).wrapping_mul(PRIME));
            let (part, rest) = ((pair >> 58) as usize, (pair & 0xffff_ffff) as u32);
            if let Some(least) = self.least.get_mut(part) {
                *least = rest.min(*least);
            }
        }
    }

    fn end(self) -> (u64, [u8; PARTS]) {
        // The least are all small: only their low bits tell them apart.
        let sketch = self.least.map(|least| if least == u32::MAX { 0 } else { (least % 255) as u8 + 1 });
        (spread(self.words), sketch)
    }
}

/// Signs that say something: exchanged for another one, the text says another thing.
const fn is_telling(c: char) -> bool {
    matches!(
        c,
        '%' | '‰'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '₹'
            | '₽'
            | '₺'
            | '₩'
            | '¢'
            | '°'
            | '+'
            | '='
            | '<'
            | '>'
            | '?'
            | '؟'
            | '？'
            | '−'
    )
}

/// What has no look of its own: soft hyphens, zero-width characters.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// Spreads the bits of a hash, as MurmurHash3 ends.
const fn spread(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

fn hash(bytes: &[u8]) -> u64 {
    spread(bytes.iter().fold(START, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;
    use crate::article::Format;
    use crate::article::import::import;
    use crate::library::identity::fingerprint::tests::{edited, prose};
    use proptest::prelude::*;

    fn wording(text: &str) -> Wording {
        let file = format!("+++\nurl = \"https://n.example/a\"\ntitle = \"T\"\n+++\n\n{text}\n");
        *Wording::of(&import(&file, Format::Markdown).0, 0).unwrap()
    }

    fn words(text: &str) -> u64 {
        wording(text).words
    }

    const BODY: &str = "The bridge will be shut for the whole summer, the council said on Monday.\n\nEngineers found 12 \
                        cracks in the southern arch last week, and one cost $5.2 million.";

    #[test]
    fn what_is_set_otherwise_says_the_same() {
        for same in [
            BODY.replace(' ', "  "),
            BODY.replace(' ', "\u{A0}"),
            BODY.replace("\n\n", "\n\n\n\n"),
            BODY.replace("summer,", "*summer*,"),
            BODY.replace("cracks", "cra\u{AD}cks\u{200B}"),
            BODY.replace(", and", " – and"),
            BODY.to_uppercase(),
            format!("{BODY}\n\n1,204 shares\n\nUpdated 3 hours ago"),
            format!("{BODY}\n\n5 min read · 17 comments"),
        ] {
            assert_eq!(words(&same), words(BODY), "{same}");
        }
    }

    #[test]
    fn other_words_figures_and_signs_say_something_else() {
        for (from, to) in [
            ("12", "17"),
            ("$5.2", "€5.2"),
            ("5.2", "52"),
            ("the council", "a council"),
            ("Monday.", "Monday?"),
            ("last week", "2 weeks ago"),
            ("million.", "million.\n\nA correction: an earlier version gave a wrong number."),
            ("million.", "million.\n\nNobody was hurt."),
        ] {
            assert_ne!(words(&BODY.replace(from, to)), words(BODY), "{from} {to}");
        }
    }

    #[test]
    fn only_an_address_that_names_an_article_has_a_wording() {
        for (url, has) in
            [("https://n.example/a", true), ("https://n.example/", false), ("nothing", false), ("", false)]
        {
            let file = format!("+++\nurl = \"{url}\"\n+++\n\n{BODY}\n");
            assert_eq!(Wording::of(&import(&file, Format::Plain).0, 0).is_some(), has, "{url}");
        }
    }

    #[test]
    fn the_sketch_tells_edits_from_other_texts() {
        for seed in 1..20 {
            let text = prose(400, seed);
            let near = wording(&text).likeness(&wording(&edited(&text, 10, seed)));
            let far = wording(&text).likeness(&wording(&prose(400, seed + 100)));
            assert!(near > 0.5 && far < 0.05, "{near} {far}");
        }
    }

    proptest! {
        #[test]
        fn what_cannot_be_seen_says_nothing(words in prop::collection::vec("[a-zé0-9]{1,6}", 1..30), at in 0_usize..30) {
            let mut other = words.clone();
            if let Some(word) = other.get_mut(at % words.len()) {
                word.push_str("\u{200B},\u{AD} ");
            }
            prop_assert_eq!(super::words_of(&import(&words.join(" "), Format::Plain).0), super::words_of(&import(&other.join("  "), Format::Plain).0));
        }
    }
}
