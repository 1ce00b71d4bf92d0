//! How the two articles themselves write a word: with a capital in the middle of sentences, or without one.

use std::collections::{HashMap, HashSet};

use super::lexicon::Class;
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
    /// The words that stand behind "Mr." or "Ms." somewhere.
    honoured: HashSet<&'a str>,
}

impl<'a> Evidence<'a> {
    /// Counts the words of `readings`.
    pub fn new(readings: &'a [&'a Reading<'a>]) -> Self {
        // Asked about are words that have a capital somewhere: a tenth of all.
        let all = || readings.iter().flat_map(|reading| &reading.tokens);
        let mut counts: HashMap<&str, Counts> =
            all().filter(|t| t.is_capital()).map(|t| (&*t.word, Counts::default())).collect();
        // A country may be a thing that is written small, and stand in the plural.
        let things = counts.keys().filter_map(|word| small_thing(word)).collect::<Vec<_>>();
        things.into_iter().flatten().for_each(|word| _ = counts.entry(word).or_default());
        let mut lengths = [0_u64; 256];
        counts.keys().for_each(|word| mark(&mut lengths, word));
        for reading in readings {
            for sentence in reading.sentences.iter().filter(|s| s.manner == Manner::Plain) {
                for token in reading.of(sentence).iter().filter(|t| is_marked(&lengths, &t.word)) {
                    let Some(count) = counts.get_mut(&*token.word) else { continue };
                    count.lower += u32::from(token.shape == Shape::Lower);
                    count.capital += u32::from(token.is_capital() && !token.forced);
                }
            }
        }
        let honoured = readings.iter().flat_map(|reading| reading.tokens.windows(2)).filter_map(|two| match two {
            [mister, name] if mister.is_capital() && name.is_capital() => {
                mister.class.is(Class::MAN.or(Class::WOMAN)).then_some(&*name.word)
            }
            _ => None,
        });
        Self { counts, honoured: honoured.collect() }
    }

    /// Says whether a folded word is a name by how it is written elsewhere; `None` where nothing tells.
    pub fn is_name(&self, word: &str) -> Option<bool> {
        let count = self.counts.get(word).copied().unwrap_or_default();
        match (count.capital, count.lower) {
            (0, 0) => None,
            (capital, lower) => Some(capital > lower),
        }
    }

    /// Says whether somebody is called "Mr." or "Ms." with this word.
    pub fn is_honoured(&self, word: &str) -> bool {
        self.honoured.contains(word)
    }

    /// Says whether a word is never written small, and more than once with a capital that is its own.
    pub fn is_always_name(&self, word: &str) -> bool {
        self.counts.get(word).is_some_and(|count| count.lower == 0 && count.capital > 1)
    }

    /// Says whether a country's name is written small somewhere, as that of a thing.
    pub fn is_also_small(&self, word: &str) -> bool {
        let small = |form: &str| self.counts.get(form).map_or(0, |count| count.lower);
        small_thing(word).is_some_and(|forms| forms.into_iter().any(|form| small(form) > 0))
    }
}

/// Says whether a country's name is the word for a thing too.
pub(super) fn is_also_thing(word: &str) -> bool {
    small_thing(word).is_some()
}

/// Returns the forms of the word for a thing that is a country's name too.
fn small_thing(word: &str) -> Option<[&'static str; 2]> {
    THINGS.iter().find(|forms| forms.contains(&word)).copied()
}

/// Words for things that are names of countries too, one and many.
const THINGS: &[[&str; 2]] =
    &[["chad", "chads"], ["china", "china"], ["guinea", "guineas"], ["jersey", "jerseys"], ["turkey", "turkeys"]];

/// Marks the lengths of words by their first bytes: most words can be told at once to be none of those marked.
fn mark(lengths: &mut [u64; 256], word: &str) {
    if let Some(length) = word.bytes().next().and_then(|first| lengths.get_mut(usize::from(first))) {
        *length |= 1 << (word.len() % 64);
    }
}

fn is_marked(lengths: &[u64; 256], word: &str) -> bool {
    let length = word.bytes().next().and_then(|first| lengths.get(usize::from(first)));
    length.is_some_and(|length| length & 1 << (word.len() % 64) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::article;
    use crate::reading::Reading as Words;

    #[test]
    fn a_word_is_a_name_if_it_has_a_capital_where_none_is_due() {
        let it = article(&["Marlow burned.", "People of Marlow ran.", "Then people came back.", "Ash fell."]);
        let words = Words::new(&it);
        let reading = Reading::new(&words, &words);
        let readings = [&reading];
        let evidence = Evidence::new(&readings);
        assert_eq!(evidence.is_name("marlow"), Some(true));
        assert_eq!(evidence.is_name("people"), Some(false));
        assert_eq!(evidence.is_name("ash"), None);
    }
}
