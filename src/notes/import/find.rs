//! Words found again whatever white space stands between them: a browser's quotation has other line breaks than a text.

use crate::text::Span;

/// A text with every run of white space as one space, and where each byte of it came from.
#[derive(Debug)]
pub struct Squeezed {
    text: String,
    /// Pairs of (byte here, byte there), one a word, ascending in both.
    words: Vec<(usize, usize)>,
}

/// Returns `text` with every run of white space as one space, none at the ends.
#[must_use]
pub fn squeeze(text: &str) -> String {
    Squeezed::new(text).text
}

impl Squeezed {
    /// Squeezes `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut squeezed = Self { text: String::with_capacity(text.len()), words: Vec::new() };
        let mut rest = text;
        loop {
            rest = rest.trim_start();
            let word = rest.split(char::is_whitespace).next().unwrap_or("");
            if word.is_empty() {
                return squeezed;
            }
            if !squeezed.text.is_empty() {
                squeezed.text.push(' ');
            }
            squeezed.words.push((squeezed.text.len(), text.len() - rest.len()));
            squeezed.text.push_str(word);
            rest = rest.get(word.len()..).unwrap_or("");
        }
    }

    /// Returns where in the text that was squeezed `words`, squeezed too, stand; at most two places.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<Span> {
        if words.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(words).take(2);
        found.map(|(at, _)| Span::new(self.back(at), self.back(at + words.len() - 1) + 1)).collect()
    }

    /// Returns where the byte at `at`, which is of a word, came from.
    fn back(&self, at: usize) -> usize {
        let word = self.words.partition_point(|(here, _)| *here <= at).saturating_sub(1);
        self.words.get(word).map_or(0, |(here, there)| there + (at - here))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_does_not_matter_and_all_else_does() {
        let text = "Eins  zwei\n\ndrei é vier zwei drei.";
        let squeezed = Squeezed::new(text);
        let found = |words: &str| squeezed.find(&squeeze(words)).iter().map(|s| s.of(text)).collect::<Vec<_>>();
        assert_eq!(found(" zwei drei "), ["zwei\n\ndrei", "zwei drei"]);
        assert_eq!(found("drei\té"), ["drei é"]);
        assert_eq!(found("Drei"), [""; 0]);
        assert_eq!(found(" "), [""; 0]);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_looked_for(text in "[a-cé \\n\\t]{0,40}", from in 0usize..40, len in 1usize..9) {
            let words: String = text.chars().skip(from).take(len).collect();
            let words = squeeze(&words);
            let found = Squeezed::new(&text).find(&words);
            prop_assert_eq!(found.is_empty(), words.is_empty());
            for span in found {
                prop_assert_eq!(squeeze(span.of(&text)), words.clone());
            }
        }
    }
}
