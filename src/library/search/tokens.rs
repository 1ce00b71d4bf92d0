//! The words of a text as the index has them, and the words that a query asks for there.
//!
//! Both are cut from folded text, and nothing but the one fold decides what is the same: the index compares bytes.
//!
//! ```text
//! text     L’Été à 東京, 2026–27     folded  l'ete a 東京, 2026-27     words  l ete a 東 京 2026 27
//! query    été 東京                  parts   ete, whole; 東; 京       the last one may go on where words are parted
//! ```
//!
//! A text in which a query is found has all its parts among its words, so that a text without one need not be read.
//! The other way round it must be: the words may stand anywhere in it.

use std::collections::HashSet;

use crate::text::find::is_unspaced;
use crate::text::fold::plain;

/// Bytes of a word that are kept: longer ones are no words that anybody asks for to the end.
const LONGEST: usize = 48;

/// Parts of a query that are asked for at most.
const MOST: usize = 12;

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// A folded word.
    pub word: String,
    /// Whether it may go on.
    pub goes_on: bool,
}

/// Returns the different words of texts.
pub fn words_of(texts: &[&str]) -> HashSet<String> {
    let mut words = HashSet::new();
    for text in texts {
        each_word(&plain(text), &mut |word| {
            if !words.contains(word) {
                words.insert(word.to_owned());
            }
        });
    }
    words
}

/// Returns what a text has among its words if `query` is found in it; none where nothing can be told before.
pub fn parts_of(query: &str) -> Option<Vec<Part>> {
    // A mark before the first letter is one of the letter before it in a text, and so inside a word there.
    let first = query.trim_start().chars().next()?;
    if plain(&format!("a{first}")) == "a" {
        return None;
    }
    let folded = plain(query);
    let mut parts: Vec<Part> = Vec::new();
    each_word(&folded, &mut |word| parts.push(Part { word: word.to_owned(), goes_on: false }));
    let goes_on = folded.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c));
    if let Some(last) = parts.last_mut() {
        last.goes_on = goes_on;
        // So short a beginning is one of words in every text.
        if goes_on && last.word.len() < 2 {
            parts.pop();
        }
    }
    parts.truncate(MOST);
    (!parts.is_empty()).then_some(parts)
}

/// Cuts folded text: runs of letters and digits, and each sign of a script that does not part its words.
fn each_word(folded: &str, take: &mut dyn FnMut(&str)) {
    let mut from = None;
    for (at, c) in folded.char_indices() {
        let is_alone = is_unspaced(c);
        if c.is_alphanumeric() && !is_alone {
            from = from.or(Some(at));
            continue;
        }
        if let Some(from) = from.take() {
            take(cut(folded.get(from..at).unwrap_or_default()));
        }
        if is_alone {
            take(folded.get(at..at + c.len_utf8()).unwrap_or_default());
        }
    }
    if let Some(from) = from {
        take(cut(folded.get(from..).unwrap_or_default()));
    }
}

/// Shortens a word that is no word.
fn cut(word: &str) -> &str {
    word.get(..word.floor_char_boundary(LONGEST)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words: Vec<String> = words_of(&[text]).into_iter().collect();
        words.sort();
        words
    }

    fn parts(query: &str) -> Vec<String> {
        let told = |part: Part| format!("{}{}", part.word, if part.goes_on { "…" } else { "" });
        parts_of(query).unwrap_or_default().into_iter().map(told).collect()
    }

    #[test]
    fn words_are_folded_and_cut_at_signs() {
        assert_eq!(words("L’Été à 東京, 2026–27: the the"), ["2026", "27", "a", "ete", "l", "the", "京", "東"]);
        assert_eq!(words("hy\u{AD}phen Straße …"), ["hyphen", "strasse"]);
        assert_eq!(words(&"é".repeat(100)), ["e".repeat(LONGEST)]);
    }

    #[test]
    fn the_last_part_of_a_query_may_go_on() {
        assert_eq!(parts("Été 東京"), ["ete", "東", "京"]);
        assert_eq!(parts("the night fer"), ["the", "night", "fer…"]);
        assert_eq!(parts("“night ferry”"), ["night", "ferry"]);
        assert_eq!(parts("vitamin d"), ["vitamin"]);
        assert_eq!(parts("d"), Vec::<String>::new());
        assert_eq!(parts("… -"), Vec::<String>::new());
        assert_eq!(parts("\u{301}night"), Vec::<String>::new());
        assert_eq!(parts("the n\u{301}ight"), ["the", "night…"]);
        assert_eq!(parts(&"x".repeat(90)), [format!("{}…", "x".repeat(LONGEST))]);
    }
}
