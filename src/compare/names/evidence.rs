//! How the two articles themselves write a word: with a capital in the middle of sentences, or without one.

use std::collections::HashMap;

use super::read::{Manner, Reading, Shape};

/// How often a word is written how, headlines and beginnings of sentences left out.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    lower: u32,
    capital: u32,
}

/// The words of the articles that are read together.
pub(super) struct Evidence<'a> {
    counts: HashMap<&'a str, Counts>,
}

impl<'a> Evidence<'a> {
    /// Counts the words of `readings`.
    pub fn new(readings: &'a [&'a Reading<'a>]) -> Self {
        let mut counts: HashMap<&str, Counts> = HashMap::new();
        for reading in readings {
            for sentence in reading.sentences.iter().filter(|s| s.manner == Manner::Plain) {
                for token in reading.of(sentence) {
                    let count = counts.entry(&token.word).or_default();
                    count.lower += u32::from(token.shape == Shape::Lower);
                    count.capital += u32::from(token.is_capital() && !token.forced);
                }
            }
        }
        Self { counts }
    }

    /// Says whether a folded word is a name by how it is written elsewhere; `None` where nothing tells.
    pub fn is_name(&self, word: &str) -> Option<bool> {
        let count = self.counts.get(word).copied().unwrap_or_default();
        match (count.capital, count.lower) {
            (0, 0) => None,
            (capital, lower) => Some(capital > lower),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::article;

    #[test]
    fn a_word_is_a_name_if_it_has_a_capital_where_none_is_due() {
        let it = article(&["Marlow burned.", "People of Marlow ran.", "Then people came back.", "Ash fell."]);
        let reading = Reading::new(&it);
        let readings = [&reading];
        let evidence = Evidence::new(&readings);
        assert_eq!(evidence.is_name("marlow"), Some(true));
        assert_eq!(evidence.is_name("people"), Some(false));
        assert_eq!(evidence.is_name("ash"), None);
    }
}
