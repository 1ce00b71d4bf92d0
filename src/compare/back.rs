//! Leads the places of a comparison from the printed articles back to the articles as they are.

use super::{Comparison, DiffPart, FigurePair, ListPair, Name, Place, QuotePair, SharedRun};
use crate::article::Printed;
use crate::text::Span;

/// The printed articles, left and right.
#[derive(Clone, Copy)]
pub(super) struct Way<'p, 'a> {
    pub left: &'p Printed<'a>,
    pub right: &'p Printed<'a>,
}

impl Comparison {
    /// Returns it with its places in the articles as they are; what is nearly always so already is not touched.
    pub(super) fn back(mut self, way: Way<'_, '_>) -> Self {
        if way.left.is_raw() && way.right.is_raw() {
            return self;
        }
        self.quotes.iter_mut().for_each(|pair| pair.back(way));
        self.figures.iter_mut().for_each(|pair| pair.back(way));
        let names = &mut self.names;
        names.both.iter_mut().chain(&mut names.left).chain(&mut names.right).for_each(|name| name.back(way));
        self.lists.iter_mut().for_each(|pair| pair.back(way));
        self.guards.shared_copy.iter_mut().for_each(|run| run.back(way));
        for check in &mut self.checks {
            place(&mut check.left, way.left);
            place(&mut check.right, way.right);
        }
        self
    }
}

fn place(place: &mut Place, side: &Printed<'_>) {
    place.span = side.raw(place.span);
}

fn places(all: &mut [Place], side: &Printed<'_>) {
    all.iter_mut().for_each(|one| place(one, side));
}

impl QuotePair {
    fn back(&mut self, way: Way<'_, '_>) {
        places(&mut self.left.parts, way.left);
        places(&mut self.right.parts, way.right);
        self.diff.iter_mut().for_each(|part| part.back(way));
    }
}

impl DiffPart {
    fn back(&mut self, way: Way<'_, '_>) {
        let raw = |span: &mut Option<Span>, side: &Printed<'_>| *span = span.map(|span| side.raw(span));
        raw(&mut self.left, way.left);
        raw(&mut self.right, way.right);
    }
}

impl FigurePair {
    fn back(&mut self, way: Way<'_, '_>) {
        place(&mut self.left.place, way.left);
        place(&mut self.right.place, way.right);
    }
}

impl Name {
    fn back(&mut self, way: Way<'_, '_>) {
        places(&mut self.left, way.left);
        places(&mut self.right, way.right);
    }
}

impl ListPair {
    fn back(&mut self, way: Way<'_, '_>) {
        place(&mut self.left, way.left);
        place(&mut self.right, way.right);
    }
}

impl SharedRun {
    fn back(&mut self, way: Way<'_, '_>) {
        place(&mut self.left, way.left);
        place(&mut self.right, way.right);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::article::Article;
    use crate::article::import::{Format, import};
    use crate::compare::fixtures::any_file;
    use crate::compare::{QuoteKind, Tier, compare};

    fn compared(left: &Article, right: &Article) -> Comparison {
        compare(left, right, &AtomicBool::new(false)).unwrap()
    }

    fn read(file: &str) -> Article {
        import(file, Format::Plain).0
    }

    /// Counts places in the printed texts, where what is not seen takes no room.
    fn printed(comparison: Comparison, left: &Article, right: &Article) -> String {
        let ways = [left, right].map(Printed::new);
        let mut spans = Vec::new();
        let mut place = |place: &Place, side: usize| spans.push((side, place.paragraph, ways[side].folded(place.span)));
        for pair in &comparison.quotes {
            pair.left.parts.iter().for_each(|part| place(part, 0));
            pair.right.parts.iter().for_each(|part| place(part, 1));
        }
        comparison.figures.iter().for_each(|pair| (place(&pair.left.place, 0), place(&pair.right.place, 1)).0);
        for name in comparison.names.both.iter().chain(&comparison.names.left).chain(&comparison.names.right) {
            name.left.iter().for_each(|at| place(at, 0));
            name.right.iter().for_each(|at| place(at, 1));
        }
        let kinds: Vec<_> = comparison.quotes.iter().map(|q| (q.kind, q.same_speaker, q.diff.len())).collect();
        let verdicts: Vec<_> = comparison.figures.iter().map(|f| (f.verdict, &f.about, &f.left.value)).collect();
        let Comparison { matches, only_left, only_right, lists, guards, .. } = &comparison;
        let lists: Vec<_> = lists.iter().map(|l| (&l.both, &l.only_left, &l.only_right)).collect();
        format!(
            "{spans:?} {kinds:?} {verdicts:?} {matches:?} {only_left:?} {only_right:?} {lists:?} {:?}",
            guards.same_event
        )
    }

    #[test]
    fn a_name_with_accents_is_the_name_without() {
        let plain = compared(
            &read("Erdogan met Szijjarto in Gyor on Friday."),
            &read("Erdogan saw Szijjarto in Gyor last week."),
        );
        let accented = compared(
            &read("Erdoğan met Szijjártó in Győr on Friday."),
            &read("Erdogan saw Szijjarto in Gyor last week."),
        );
        let scores = |c: &Comparison| c.matches.iter().map(|m| (m.score, m.tier)).collect::<Vec<_>>();
        assert_eq!(scores(&accented), scores(&plain));
        assert_eq!(accented.matches.first().map(|m| m.tier), Some(Tier::Sure));
        assert_eq!(accented.names.both.len(), plain.names.both.len());
    }

    #[test]
    fn accents_are_a_matter_of_spelling() {
        let left = read("“We met Erdoğan in the café near Győr that night,” Ana Melo said.");
        let right = read("“We met Erdogan in the cafe near Gyor that night,” Ana Melo said.");
        assert_eq!(compared(&left, &right).quotes.first().map(|q| q.kind), Some(QuoteKind::Spelling));
    }

    #[test]
    fn what_is_not_seen_makes_no_other_wording() {
        let left = read("“The bridge stays closed and nobody told the shopkeepers,” said Zoë Brontë, a baker.");
        let right = read(
            "“The bridge stays clo\u{AD}sed and nobody told the shop\u{200B}kee\u{2060}pers,” said Zoe\u{308} Bronte\u{308}, a baker.",
        );
        let found = compared(&left, &right);
        let quote = found.quotes.first().unwrap();
        assert_eq!((quote.kind, quote.same_speaker), (QuoteKind::Identical, Some(true)));
        let part = quote.right.parts.first().unwrap().span;
        assert_eq!(
            part.of(&right.text),
            "The bridge stays clo\u{AD}sed and nobody told the shop\u{200B}kee\u{2060}pers,"
        );
    }

    /// Spoils a text without a change that is seen: takes letters apart, and puts `unseen` after every `step`th letter.
    fn spoilt(file: &str, unseen: char, step: usize, apart: bool) -> String {
        let text: String = if apart { file.nfd().collect() } else { file.to_owned() };
        let mut letters = 0;
        text.chars()
            .flat_map(|c| {
                letters += usize::from(c.is_alphabetic());
                [Some(c), (c.is_alphabetic() && letters % step == 0).then_some(unseen)].into_iter().flatten()
            })
            .collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn nothing_that_is_not_seen_changes_a_finding(
            left in any_file(), right in any_file(),
            unseen in prop::sample::select(vec!['\u{AD}', '\u{200B}', '\u{2060}', '\u{FEFF}', '\u{200E}']),
            step in 1_usize..9, apart in any::<bool>(),
        ) {
            let plain = [&left, &right].map(|file| read(file));
            let spoilt = [&left, &right].map(|file| read(&spoilt(file, unseen, step, apart)));
            let of = |[left, right]: &[Article; 2]| printed(compared(left, right), left, right);
            prop_assert_eq!(of(&spoilt), of(&plain));
        }
    }
}
