//! What the reader says of stories: which articles belong to one, and which do not.
//!
//! It is kept of pairs of articles, by who they are, as lines that are only ever appended: `stories/<device>.jsonl` in the
//! data folder, one file a device as with the reading state, so that a synchroniser never sees two writers of one file.
//! Of a pair the latest word holds, whichever device wrote it; taking one back is a later word. So lines may come in any
//! order and twice, and every instance comes to the same.
//!
//! ```
//! use diptych::library::ArticleId;
//! use diptych::library::corrections::{Correction, Corrections, Said};
//!
//! let [one, other] = ["1", "2"].map(|id| ArticleId(id.repeat(32)));
//! let mut corrections = Corrections::default();
//! corrections.take(&Correction { at: 7, article: one.clone(), others: vec![other.clone()], said: Said::Same });
//! assert_eq!(corrections.of(&other, &one), Said::Same);
//! ```

mod disk;

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::ArticleId;
pub use disk::{CorrectionsError, append, articles, read};

/// What is said of a pair of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// Nothing, or nothing any more: likeness decides.
    #[default]
    Open,
    /// They belong to one story.
    Same,
    /// They do not.
    Apart,
}

/// One word of the reader, as it stands in a line: of an article with each of some others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was said, in milliseconds since 1970.
    pub at: u64,
    /// The article that it is about.
    pub article: ArticleId,
    /// Those that it belongs together with, or does not.
    pub others: Vec<ArticleId>,
    /// What is said of each of these pairs.
    pub said: Said,
}

/// Two articles, the lesser id first.
type Pair = (ArticleId, ArticleId);

/// What holds of each pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    /// The latest word and its time; of two words of one time the greater one.
    pairs: HashMap<Pair, (u64, Said)>,
}

impl Corrections {
    /// Takes a word, where no later one is known; says whether anything is otherwise now.
    pub fn take(&mut self, correction: &Correction) -> bool {
        let Correction { at, article, others, said } = correction;
        let mut changed = false;
        for other in others.iter().filter(|other| *other != article) {
            let known = self.pairs.entry(pair(article, other)).or_default();
            if (*at, *said) > *known {
                changed |= known.1 != *said;
                *known = (*at, *said);
            }
        }
        changed
    }

    /// Takes what others know; says whether anything is otherwise now.
    pub fn merge(&mut self, other: Self) -> bool {
        let mut changed = false;
        for (pair, word) in other.pairs {
            let known = self.pairs.entry(pair).or_default();
            if word > *known {
                changed |= known.1 != word.1;
                *known = word;
            }
        }
        changed
    }

    /// Returns what holds of two articles.
    #[must_use]
    pub fn of(&self, one: &ArticleId, other: &ArticleId) -> Said {
        self.pairs.get(&pair(one, other)).map_or(Said::Open, |(_, said)| *said)
    }

    /// Returns the pairs of which something holds, the latest word first; those of one time in one order.
    #[must_use]
    pub fn latest_first(&self) -> Vec<(&ArticleId, &ArticleId, Said)> {
        let holding = self.pairs.iter().filter(|(_, (_, said))| *said != Said::Open);
        let mut all: Vec<_> = holding.map(|((one, other), (at, said))| (*at, one, other, *said)).collect();
        all.sort_unstable_by_key(|(at, one, other, said)| (Reverse(*at), *one, *other, *said));
        all.into_iter().map(|(_, one, other, said)| (one, other, said)).collect()
    }

    /// Says whether nothing holds of any pair.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.values().all(|(_, said)| *said == Said::Open)
    }

    /// Returns the time of a word that is said at `now` and is to hold, whatever the clocks of others say.
    #[must_use]
    pub fn next_time(&self, now: u64) -> u64 {
        now.max(self.pairs.values().map(|(at, _)| at.saturating_add(1)).max().unwrap_or(0))
    }

    /// Returns the words that take `correction` back: what holds now of each of its pairs.
    #[must_use]
    pub fn undoing(&self, correction: &Correction) -> Vec<Correction> {
        let article = &correction.article;
        let holds = |said: Said| -> Vec<ArticleId> {
            correction.others.iter().filter(|other| self.of(article, other) == said).cloned().collect()
        };
        let word = |said| Correction { others: holds(said), said, ..correction.clone() };
        let words = [Said::Open, Said::Same, Said::Apart].map(word);
        words.into_iter().filter(|word| !word.others.is_empty()).collect()
    }
}

fn pair(one: &ArticleId, other: &ArticleId) -> Pair {
    (one.min(other).clone(), one.max(other).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u8) -> ArticleId {
        ArticleId(format!("{n:032x}"))
    }

    fn said(at: u64, article: u8, others: &[u8], said: Said) -> Correction {
        Correction { at, article: id(article), others: others.iter().copied().map(id).collect(), said }
    }

    fn all(words: &[Correction]) -> Corrections {
        let mut all = Corrections::default();
        words.iter().for_each(|word| _ = all.take(word));
        all
    }

    #[test]
    fn the_latest_word_of_a_pair_holds_whoever_is_named_first() {
        let known = all(&[said(9, 1, &[2, 3], Said::Apart), said(7, 2, &[1], Said::Same)]);
        assert_eq!(
            [(1, 2), (2, 1), (1, 3), (2, 3)].map(|(l, r)| known.of(&id(l), &id(r))),
            [Said::Apart, Said::Apart, Said::Apart, Said::Open]
        );
        assert_eq!(known.next_time(3), 10);
    }

    #[test]
    fn what_takes_a_word_back_says_of_each_pair_what_held_before() {
        let mut known = all(&[said(1, 1, &[2], Said::Same), said(2, 1, &[3], Said::Apart)]);
        let before = known.clone();
        let word = said(3, 1, &[2, 3, 4], Said::Apart);
        let undoing = known.undoing(&word);
        assert!(known.take(&word));
        assert_eq!(undoing.len(), 3);
        undoing.iter().for_each(|back| _ = known.take(&Correction { at: 4, ..back.clone() }));
        for other in 2..5 {
            assert_eq!(known.of(&id(1), &id(other)), before.of(&id(1), &id(other)), "{other}");
        }
    }

    #[test]
    fn an_article_is_never_paired_with_itself() {
        let known = all(&[said(1, 1, &[1], Said::Apart)]);
        assert!(known.is_empty() && known.latest_first().is_empty());
    }

    proptest! {
        #[test]
        fn words_may_come_in_any_order_and_twice(
            words in prop::collection::vec((0_u64..4, 0_u8..4, 0_u8..4, 0_usize..3), 0..12),
            turn in 0_usize..12,
        ) {
            let word = |(at, one, other, kind): &(u64, u8, u8, usize)| {
                said(*at, *one, &[*other], [Said::Open, Said::Same, Said::Apart][*kind])
            };
            let words: Vec<Correction> = words.iter().map(word).collect();
            let mut turned = words.clone();
            turned.rotate_left(turn.min(words.len()));
            turned.extend(words.iter().rev().cloned());
            prop_assert_eq!(all(&words), all(&turned));
            let (one, other) = words.split_at(turn.min(words.len()));
            let mut merged = all(one);
            let _ = merged.merge(all(other));
            prop_assert_eq!(merged, all(&words));
        }
    }
}
