//! Where the checks stand in the texts, for looking up the one at the cursor at every key and in every frame.

use super::Finding;
use crate::compare::Side;
use crate::text::Span;

/// The passages of the checks on one side, by where they begin, each with the number of its check.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    passages: Vec<(Span, usize)>,
    /// Bytes of the longest passage.
    longest: usize,
}

impl Places {
    /// Looks up where `checks` stand on `side`.
    pub fn of(checks: &[Finding], side: Side) -> Self {
        let passage = |(number, check): (usize, &Finding)| Some((check.on(side).passage?, number));
        let mut passages: Vec<_> = checks.iter().enumerate().filter_map(passage).collect();
        passages.sort_unstable_by_key(|(span, number)| (span.start, *number));
        let longest = passages.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        Self { passages, longest }
    }

    /// Returns the first check of the list that has a part in `sentence`; only those that may reach it are looked at.
    pub fn first_in(&self, sentence: Span) -> Option<usize> {
        let from = self.passages.partition_point(|(span, _)| span.start + self.longest < sentence.start);
        let near = self.passages.get(from..)?.iter().take_while(|(span, _)| span.start < sentence.end);
        near.filter(|(span, _)| span.overlaps(sentence)).map(|(_, number)| *number).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::pair::findings::Half;

    #[test]
    fn the_first_of_the_list_is_found_as_if_all_were_asked() {
        let spans = [(40, 44), (3, 9), (3, 30), (60, 61), (41, 42)].map(|(start, end)| Span::new(start, end));
        let half = |span: Span| Half { at: Some(span.start), passage: Some(span), text: String::new() };
        let mut checks: Vec<Finding> = spans.map(|span| Finding { left: half(span), ..Finding::default() }).to_vec();
        checks.push(Finding::default());
        let (left, right) = (Places::of(&checks, Side::Left), Places::of(&checks, Side::Right));
        for start in 0..70 {
            for end in start + 1..70 {
                let sentence = Span::new(start, end);
                let asked = spans.iter().position(|span| span.overlaps(sentence));
                assert_eq!((left.first_in(sentence), right.first_in(sentence)), (asked, None), "{sentence:?}");
            }
        }
    }
}
