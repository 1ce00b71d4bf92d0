//! What the reports count, in words: each figure is that of what it names, part by part.

use super::gist::plural;
use crate::compare::{Coverage, OnlyHere, QuoteKind, QuotePair};

/// How much of a side the other has not, by how far the other covers it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Alone {
    /// Sentences that have no counterpart.
    pub none: usize,
    /// Sentences of which the other side has a part.
    pub partial: usize,
    /// Sentences that the other side may have.
    pub unsure: usize,
}

impl Alone {
    /// Counts sentences without a shown match.
    pub fn of<'a>(only: impl IntoIterator<Item = &'a OnlyHere>) -> Self {
        let mut counts = Self::default();
        for only in only {
            match only.state {
                Coverage::None => counts.none += 1,
                Coverage::Partial => counts.partial += 1,
                Coverage::Unsure => counts.unsure += 1,
            }
        }
        counts
    }

    /// Says how many there are, each kind apart: "3 sentences without a counterpart, 1 in part on the other side".
    pub fn words(self) -> String {
        let kinds =
            [(self.partial, "in part on the other side"), (self.unsure, "perhaps on the other side")].into_iter();
        let covered = kinds.filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let none = format!("{} without a counterpart", plural(self.none, "sentence"));
        std::iter::once(none).chain(covered).collect::<Vec<_>>().join(", ")
    }

    /// Says how many are left of a list that was cut: "11 without a counterpart, 4 in part on the other side".
    pub fn rest(self) -> String {
        let kinds = [
            (self.none, "without a counterpart"),
            (self.partial, "in part on the other side"),
            (self.unsure, "perhaps on the other side"),
        ];
        let kinds = kinds.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        kinds.collect::<Vec<_>>().join(", ")
    }
}

/// Counts quotations by how their printings differ, what is not there left out.
pub(in crate::report) fn by_kind<'a>(quotes: impl IntoIterator<Item = &'a QuotePair>) -> Vec<String> {
    let (mut kinds, mut alike, mut speakers) = ([0; 3], 0, 0);
    for pair in quotes {
        match pair.kind {
            QuoteKind::Wording => kinds[0] += 1,
            QuoteKind::Spelling => kinds[1] += 1,
            QuoteKind::Cut => kinds[2] += 1,
            QuoteKind::Punctuation | QuoteKind::Identical => alike += 1,
        }
        speakers += usize::from(pair.same_speaker == Some(false));
    }
    let [wording, spelling, cut] = kinds;
    let counts = [
        (wording, "in two wordings"),
        (spelling, "in two spellings"),
        (cut, "cut by one side"),
        (alike, "printed alike"),
        (speakers, "given to two speakers"),
    ];
    counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect()
}

/// Names a kind of difference between two printings.
pub(in crate::report) const fn kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Identical => "printed alike",
        QuoteKind::Punctuation => "other punctuation",
        QuoteKind::Cut => "cut by one side",
        QuoteKind::Spelling => "two spellings",
        QuoteKind::Wording => "two wordings",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::at;
    use crate::report::sample::fire;

    #[test]
    fn every_sentence_is_counted_once_under_what_it_is() {
        let only = |state| OnlyHere { at: at(0, 0), state, weight: 0.0 };
        let counts = Alone::of(&[only(Coverage::None), only(Coverage::Unsure), only(Coverage::Unsure)]);
        assert_eq!(counts.words(), "1 sentence without a counterpart, 2 perhaps on the other side");
        assert_eq!(counts.rest(), "1 without a counterpart, 2 perhaps on the other side");
        assert_eq!(Alone::default().words(), "0 sentences without a counterpart");
    }

    #[test]
    fn a_spelling_or_a_cut_is_no_wording() {
        let sample = fire();
        let kinds = [QuoteKind::Wording, QuoteKind::Spelling, QuoteKind::Cut, QuoteKind::Cut, QuoteKind::Identical];
        let of = |kind| sample.comparison.quotes.first().cloned().map(|pair| QuotePair { kind, ..pair });
        let pairs: Vec<_> = kinds.into_iter().filter_map(of).collect();
        assert_eq!(
            by_kind(&pairs),
            ["1 in two wordings", "1 in two spellings", "2 cut by one side", "1 printed alike"]
        );
    }
}
