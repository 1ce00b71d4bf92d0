//! How alike two texts are, told from 128 numbers of each: the smallest hashes of their pairs of neighbouring words.
//!
//! A bottom-k sketch (Broder, "On the resemblance and containment of documents", 1997) estimates the share of common
//! runs without either text. Pairs, because longer runs tell edited copies from other reports of the same event, which
//! share their quotations, less well: see the figures at the threshold of a guess.
//! The hash is written down here and must never change: fingerprints are kept in files.

/// Words in a run.
const RUN: usize = 2;
/// Hashes that are kept of a text.
const KEPT: usize = 128;

/// Hashes that are gathered before all but the smallest are forgotten, so that memory does not grow with the text.
const FULL: usize = 16 * 1024;

/// The smallest hashes of a text's runs of words, ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<u32>);

impl Fingerprint {
    /// Takes the fingerprint of `text`; case, punctuation and white space do not count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashes = Vec::with_capacity(KEPT);
        each_run(text, &mut |hash| {
            hashes.push(hash);
            if hashes.len() == FULL {
                keep_smallest(&mut hashes);
            }
        });
        keep_smallest(&mut hashes);
        Self(hashes)
    }

    /// Returns its hashes, ascending.
    #[must_use]
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }

    /// Estimates the share of runs that the two texts have in common, 0 to 1, with the count of hashes they share.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> (f64, usize) {
        // Two short texts are known whole. Else only the smallest hashes of the union can be told in or out of both.
        let whole = self.0.len().max(other.0.len()) < KEPT;
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let (mut union, mut shared) = (0_u32, 0_u32);
        while (whole || union as usize != KEPT)
            && let Some(least) = left.peek().into_iter().chain(right.peek()).min().map(|hash| **hash)
        {
            let here = left.next_if(|hash| **hash == least).is_some();
            let there = right.next_if(|hash| **hash == least).is_some();
            union += 1;
            shared += u32::from(here && there);
        }
        (f64::from(shared) / f64::from(union.max(1)), shared as usize)
    }

    /// Writes it as bytes, four a hash.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| hash.to_le_bytes()).collect()
    }

    /// Reads what [`Self::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<4>();
        let hashes: Vec<u32> = hashes.iter().map(|hash| u32::from_le_bytes(*hash)).collect();
        (rest.is_empty() && hashes.len() <= KEPT && hashes.is_sorted_by(|l, r| l < r)).then_some(Self(hashes))
    }

    /// Writes it as hexadecimal digits, eight a hash.
    #[must_use]
    pub fn to_hex(&self) -> String {
        self.0.iter().map(|h| format!("{h:08x}")).collect()
    }

    /// Reads what [`Self::to_hex`] wrote.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        if !hex.len().is_multiple_of(8) || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut hashes: Vec<u32> = (0..hex.len() / 8)
            .map(|i| u32::from_str_radix(hex.get(i * 8..i * 8 + 8)?, 16).ok())
            .collect::<Option<_>>()?;
        hashes.sort_unstable();
        hashes.dedup();
        Some(Self(hashes))
    }
}

/// Hashes each run of neighbouring words, in order.
pub(super) fn each_run(text: &str, take: &mut impl FnMut(u32)) {
    let mut last = None;
    each_word(text, &mut |word| {
        if let Some(last) = last.replace(word) {
            take(run_hash(&[last, word]));
        }
    });
}

/// Hashes each word; a character of a script written without spaces is a word of its own.
fn each_word(text: &str, take: &mut impl FnMut(u64)) {
    let mut word: Option<u64> = None;
    for c in text.chars() {
        if c.is_ascii() {
            // What follows says the same of ASCII, and takes ten times as long.
            if c.is_ascii_alphanumeric() {
                word = Some(mix(word.unwrap_or(FNV_START), c.to_ascii_lowercase()));
            } else {
                word.take().into_iter().for_each(&mut *take);
            }
        } else if !c.is_alphanumeric() {
            word.take().into_iter().for_each(&mut *take);
        } else if is_unspaced(c) {
            word.take().into_iter().for_each(&mut *take);
            take(mix(FNV_START, c));
        } else {
            let lower = c.to_lowercase().next().unwrap_or(c);
            word = Some(mix(word.unwrap_or(FNV_START), lower));
        }
    }
    word.into_iter().for_each(take);
}

fn keep_smallest(hashes: &mut Vec<u32>) {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(KEPT);
}

/// Says whether `c` belongs to a script that puts no spaces between words: Thai to Myanmar, Khmer, and East Asia.
const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// One FNV-1a step with a whole character.
const fn mix(hash: u64, c: char) -> u64 {
    (hash ^ c as u64).wrapping_mul(FNV_PRIME)
}

/// Hashes a run of words; the finish of MurmurHash3 spreads FNV's weak high bits, which the order needs.
fn run_hash(run: &[u64; RUN]) -> u32 {
    let mut h = run.iter().fold(FNV_START, |h, word| (h.rotate_left(5) ^ word).wrapping_mul(FNV_PRIME));
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    u32::try_from((h ^ (h >> 33)) >> 32).unwrap_or(u32::MAX)
}

#[cfg(test)]
pub(in crate::library) mod tests {
    #![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail by panicking")]
    use super::*;
    use proptest::prelude::*;

    /// Makes a text of `words` invented words, the same for the same `seed`.
    pub(in crate::library) fn prose(words: usize, seed: u64) -> String {
        let mut x = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = move |n: u64| {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            x % n
        };
        (0..words).map(|_| format!("w{}", next(4000))).collect::<Vec<_>>().join(" ")
    }

    /// Replaces `percent` of the words.
    pub(in crate::library) fn edited(text: &str, percent: u64, seed: u64) -> String {
        let marks = prose(text.split(' ').count(), seed);
        let change = |(word, mark): (&str, &str)| {
            let draw: u64 = mark.trim_start_matches('w').parse().unwrap();
            if draw % 100 < percent { format!("x{draw}") } else { word.to_owned() }
        };
        text.split(' ').zip(marks.split(' ')).map(change).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn case_punctuation_and_line_breaks_do_not_count() {
        let left = Fingerprint::of("The council met on Monday, late.");
        let right = Fingerprint::of("the Council met\non Monday -- late");
        assert_eq!(left, right);
        assert_eq!(left.hashes().len(), 5);
    }

    #[test]
    fn a_text_without_spaces_has_runs_too() {
        assert_eq!(Fingerprint::of("市議会は月曜日に開かれた").hashes().len(), 11);
    }

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(Fingerprint::of("one two three").to_hex(), "12b47cb0fe84c076");
    }

    #[test]
    fn likeness_falls_with_the_share_of_edited_words() {
        let text = prose(600, 1);
        let print = Fingerprint::of(&text);
        let likeness = |percent| Fingerprint::of(&edited(&text, percent, 7)).likeness(&print).0;
        assert!(likeness(10) > 0.6, "{}", likeness(10));
        assert!(likeness(30) > 0.28, "{}", likeness(30));
        assert!(Fingerprint::of(&prose(600, 2)).likeness(&print).0 < 0.02);
    }

    #[test]
    fn reports_of_one_event_are_not_alike() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/articles");
        let Ok(listed) = std::fs::read_dir(path) else {
            println!("skipped: {path} is not there");
            return;
        };
        let texts = listed.flatten().filter_map(|file| std::fs::read_to_string(file.path()).ok());
        let prints: Vec<Fingerprint> = texts.map(|text| Fingerprint::of(&text)).collect();
        for (i, left) in prints.iter().enumerate() {
            for right in prints.iter().skip(i + 1) {
                assert!(left.likeness(right).0 < 0.28, "{:?}", left.likeness(right));
            }
        }
    }

    #[test]
    fn a_damaged_fingerprint_is_refused() {
        for hex in ["0", "0000000g", "0000000", "é000000"] {
            assert_eq!(Fingerprint::from_hex(hex), None, "{hex}");
        }
    }

    proptest! {
        #[test]
        fn hexadecimal_digits_give_the_fingerprint_back(text in "\\PC{0,300}") {
            let print = Fingerprint::of(&text);
            prop_assert_eq!(Fingerprint::from_bytes(&print.to_bytes()), Some(print.clone()));
            prop_assert_eq!(Fingerprint::from_hex(&print.to_hex()), Some(print));
        }

        #[test]
        fn likeness_is_mutual_and_whole_with_itself(a in "[a-c ]{0,400}", b in "[a-c ]{0,400}") {
            let (a, b) = (Fingerprint::of(&a), Fingerprint::of(&b));
            prop_assert_eq!(a.likeness(&b), b.likeness(&a));
            prop_assert!(a.hashes().is_empty() || (a.likeness(&a).0 - 1.0).abs() < 1e-9);
        }
    }
}
