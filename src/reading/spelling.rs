//! One form for the spellings of a word that say the same when spoken: British and American, contracted and full,
//! digits and number words, masked letters.
//!
//! English only. The rules may turn a word into no word ("four" stays, "wise" becomes "wize"): both sides go through
//! them, so only two words that meet in one form by mistake would matter, and the rules are kept off the known ones.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::table::Table;
use crate::language::english;
use crate::text::fold::{lower, plain};

/// Endings of contractions and what they stand for.
const CONTRACTED: &[(&str, &[&str])] = &[
    ("n't", &["not"]),
    ("'re", &["are"]),
    ("'ll", &["will", "shall"]),
    ("'ve", &["have"]),
    ("'m", &["am"]),
    ("'d", &["would", "had"]),
    ("'s", &["is", "has", ""]),
];

/// Folds a word but for its accents, which are a matter of spelling, and drops the stops or commas of one house.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let numeric = word.contains(|c: char| c.is_ascii_digit());
    let mut folded = lower(word).into_owned();
    folded.retain(|c| c != if numeric { ',' } else { '.' });
    folded
}

/// Returns the one form of a folded word.
#[must_use]
pub fn canonical(folded: &str) -> String {
    one_form(folded).into_owned()
}

/// Returns the one form of a folded word, which most words have already.
#[must_use]
pub fn one_form(folded: &str) -> Cow<'_, str> {
    if folded.is_ascii() {
        return one_form_of_plain(folded);
    }
    let plain = plain(folded);
    Cow::Owned(one_form_of_plain(&plain).into_owned())
}

/// Returns the one form of a word without accents.
fn one_form_of_plain(folded: &str) -> Cow<'_, str> {
    if let Some(kept) = listed(folded) {
        return Cow::Borrowed(kept);
    }
    if folded.contains('\'')
        && let Some(full) = expansions(folded).next()
    {
        return Cow::Owned(full);
    }
    if !folded.is_ascii() || folded.len() < 4 {
        return Cow::Borrowed(folded);
    }
    american(folded)
}

/// The pairs of spellings by the form that is not kept.
static LISTED: LazyLock<Table<&str>> = LazyLock::new(|| english::spellings().collect());

fn listed(folded: &str) -> Option<&'static str> {
    LISTED.get(folded).copied()
}

/// The full forms of a contraction without the space in them, the likeliest first.
pub(crate) fn expansions(folded: &str) -> impl Iterator<Item = String> {
    let ending = CONTRACTED.iter().filter(|_| folded.contains('\'')).find_map(|(ending, full)| {
        let stem = folded.strip_suffix(ending).filter(|s| !s.is_empty())?;
        Some((stem.to_owned(), *full))
    });
    ending.into_iter().flat_map(|(stem, full)| full.iter().map(move |f| format!("{stem}{f}")))
}

/// British endings and the American ones.
const ENDINGS: &[(&str, &str)] = &[
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ises", "izes"),
    ("ised", "ized"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("yses", "yzes"),
    ("ysing", "yzing"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("tred", "tered"),
    ("bre", "ber"),
    ("bres", "bers"),
    ("ence", "ense"),
    ("ences", "enses"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("ogued", "oged"),
];

/// Applies the rules between British and American endings.
fn american(word: &str) -> Cow<'_, str> {
    let word = from_greek(word);
    let endings = if may_end(word.as_bytes()) { ENDINGS } else { &[] };
    let swapped = endings.iter().find_map(|(british, form)| {
        let stem = word.strip_suffix(british).filter(|s| s.len() >= 2)?;
        Some(format!("{stem}{form}"))
    });
    swapped.or_else(|| without_u(&word)).or_else(|| without_l(&word)).map_or(word, Cow::Owned)
}

/// Says whether a word may have one of [`ENDINGS`]: every word of both texts comes by, and few have.
fn may_end(word: &[u8]) -> bool {
    /// The letters of the longest.
    const LONGEST: usize = 8;
    let end = word.get(word.len().saturating_sub(LONGEST)..).unwrap_or(word);
    end.windows(2).any(|pair| matches!(pair, b"is" | b"ys" | b"tr" | b"br" | b"nc" | b"gu"))
}

/// Writes "ae" and "oe" as one letter where American papers do, and "mold" and "sulfur" as they do.
fn from_greek(word: &str) -> Cow<'_, str> {
    // Few words have any of it, and every word of both texts comes by.
    if !word.as_bytes().windows(2).any(|pair| matches!(pair, b"ae" | b"oe" | b"ld" | b"ph")) {
        return Cow::Borrowed(word);
    }
    let word = word.replace("paed", "ped").replace("anaesth", "anesth").replace("haem", "hem");
    let word = word.replace("archae", "arche").replace("encyclopae", "encyclope").replace("oestr", "estr");
    Cow::Owned(word.replace("foet", "fet").replace("mould", "mold").replace("sulph", "sulf"))
}

/// "colour" and what is made of it.
fn without_u(word: &str) -> Option<String> {
    let at = word.as_bytes().windows(3).rposition(|three| three == b"our").filter(|&at| at >= 2)?;
    let (stem, rest) = (word.get(..at)?, word.get(at + 3..)?);
    let suffixes = "s|ed|ing|able|ably|ite|ites|ful|fully|hood|hoods|ly|er|ers|less|al|ally|ist|ists|ism|y|ation|ing";
    (rest.is_empty() || suffixes.split('|').any(|s| s == rest)).then(|| format!("{stem}or{rest}"))
}

/// "fuelling": two vowels before a doubled l, so that "filling" stays apart from "filing".
fn without_l(word: &str) -> Option<String> {
    word.as_bytes().windows(2).any(|pair| pair == b"ll").then_some(())?;
    let (stem, rest) = ["ing", "ed", "er", "ers", "or", "ors", "ist", "ists"]
        .iter()
        .find_map(|s| Some((word.strip_suffix(s)?.strip_suffix("ll")?, s)))?;
    let vowels = stem.bytes().filter(|b| b"aeiou".contains(b)).count();
    (vowels >= 2 && stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then(|| format!("{stem}l{rest}"))
}

/// Says whether letters of a word are masked: "d--n", "f***".
#[must_use]
pub fn is_masked(word: &str) -> bool {
    let word = word.as_bytes();
    word.contains(&b'*') || word.windows(2).any(|pair| pair == b"--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_is_looked_for() {
        for (british, american) in ENDINGS {
            assert_eq!(canonical(&format!("ka{british}")), format!("ka{american}"));
        }
    }

    #[test]
    fn a_word_of_any_length_has_one_form() {
        assert_eq!(canonical(&"our".repeat(50_000)), "our".repeat(49_999) + "or");
        assert_eq!(canonical(&"x".repeat(150_000)), "x".repeat(150_000));
    }
}
