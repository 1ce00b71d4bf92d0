//! Quotations: what is quoted, who says it, and which quotations of two articles print the same utterance.
//!
//! ```text
//! marks (where quotations open and close) → extract (parts joined, speakers) → words → pair (which belong together)
//!      → align → diff (how the two differ)
//! ```
//!
//! Marks, words and pairing know no language; speakers, spelling and stop words are English and say nothing elsewhere.

mod align;
#[cfg(test)]
mod cases;
mod diff;
mod extract;
mod marks;
mod pair;
mod speaker;
mod spelling;
mod words;

use std::sync::atomic::AtomicBool;

use crate::compare::{Cancelled, Place, Quote, QuotePair};
use crate::reading::Reading;

pub(in crate::compare) use diff::in_order_of_left;
pub use extract::extract;
pub(in crate::compare) use speaker::same as same_speaker;
pub use spelling::is_spelling_variant;

/// A quotation of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its parts without the marks: more than one where an attribution or a paragraph's end breaks it, never none.
    pub parts: Vec<Place>,
    /// Who says it, as the article has it.
    pub speaker: Option<String>,
    /// What the marks are for.
    pub usage: Usage,
    /// How many quotations it stands in.
    pub depth: usize,
}

/// What quotation marks are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Usage {
    /// Somebody's words.
    Speech,
    /// One or two words, which may be somebody's or the writer's own distance.
    Scare,
    /// A name, nickname or title.
    Name,
}

impl Quotation {
    fn quote(&self) -> Quote {
        Quote { parts: self.parts.clone(), speaker: self.speaker.clone() }
    }
}

/// What two articles quote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoted {
    /// The utterances that both quote, by left, then right.
    pub pairs: Vec<QuotePair>,
    /// All quotations of the left and of the right.
    pub quotations: [Vec<Quotation>; 2],
}

/// Finds what two articles quote.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn find(left: &Reading<'_>, right: &Reading<'_>, cancel: &AtomicBool) -> Result<Quoted, Cancelled> {
    let quotations = [extract(left.article()), extract(right.article())];
    let [l, r] = &quotations;
    let sides = pair::Sides::new([(left, l), (right, r)]);
    let mut pairs = Vec::new();
    for (i, j) in pair::pairs(&sides, cancel)? {
        crate::compare::go_on(cancel)?;
        if let (Some(a), Some(b)) = (l.get(i), r.get(j)) {
            let (kind, diff) = diff::diff(&sides, i, j);
            let same_speaker = speaker::same(a.speaker.as_deref(), b.speaker.as_deref());
            pairs.push(QuotePair { left: a.quote(), right: b.quote(), same_speaker, kind, diff });
        }
    }
    Ok(Quoted { pairs, quotations })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::compare::fixtures::article;
    use crate::compare::{DiffOp, QuoteKind};
    use crate::text::Span;

    fn found(left: &Article, right: &Article) -> Vec<QuotePair> {
        find(&Reading::new(left), &Reading::new(right), &AtomicBool::new(false)).unwrap().pairs
    }

    /// The one pair of two sentences of which each quotes the same speaker.
    fn pair(left: &str, right: &str) -> Option<QuotePair> {
        let sides = [left, right].map(|s| article(&[&format!("“{s}” Ana Melo said.")]));
        found(&sides[0], &sides[1]).into_iter().next()
    }

    fn kind(left: &str, right: &str) -> Option<QuoteKind> {
        let (there, back) = (pair(left, right).map(|p| p.kind), pair(right, left).map(|p| p.kind));
        assert_eq!(there, back, "{left} | {right}");
        there
    }

    #[test]
    fn the_strongest_difference_names_the_kind() {
        use QuoteKind::{Cut, Identical, Punctuation, Spelling, Wording};
        for (left, right, want) in [
            ("We sailed all night for the harbour.", "We sailed all night for the harbour.", Identical),
            ("We sailed all night for the harbour,", "We sailed all night for the harbour.", Identical),
            ("We sailed all  night for the harbour", "We sailed all\nnight for the harbour", Identical),
            ("We sailed, all night, for Oberlin!", "we sailed all night for Oberlin.", Punctuation),
            ("It’s our boat — all of us", "It's our boat, all of us", Punctuation),
            ("We sailed all night for the harbour", "sailed all night", Cut),
            ("We sailed … for the old harbour", "We sailed all night for the old harbour", Cut),
            ("They sailed for the old harbour", "They sailed for the old harbour [of Oberlin]", Cut),
            ("We told [them] to leave the old harbour", "We told the fishermen to leave the old harbour", Cut),
            ("Never, never, never, please, captain.", "never, never, never, please'.", Cut),
            (
                "We must recognize the center of the trade",
                "As agreed, we must recognise the centre of the trade",
                Spelling,
            ),
            ("It's the fourth boat we've lost in 2 years", "It is the 4th boat we have lost in two years", Spelling),
            (
                "They are fueling and steering much of the harbour trade",
                "They are fuelling and easing much of the harbour trade",
                Wording,
            ),
            ("We sailed for the old harbour at night", "At night we sailed for the old harbour", Wording),
            ("We did not sail to the old harbour", "We did sail to the old harbour", Wording),
        ] {
            assert_eq!(kind(left, right), Some(want), "{left} | {right}");
        }
    }

    #[test]
    fn other_utterances_are_no_pair() {
        for (left, right) in [
            ("We sailed all night for the harbour", "The mayor has asked the army for pumps"),
            ("Ana Melo is in Oberlin.", "Thrilling, beyond all hope! Ana Melo is the perfect captain. Welcome!"),
            (
                "not putting fishermen back to work",
                "God helps us by putting fishermen back to work and keeping them there",
            ),
            ("You fully supported the harbour plan.", "Good day, captain. Do you fully support the harbour plan?"),
            ("in the end", "at the end of the day"),
            ("", "We sailed"),
        ] {
            assert_eq!(kind(left, right), None, "{left} | {right}");
        }
    }

    #[test]
    fn a_diff_names_what_changed_in_the_order_of_the_left() {
        let sides = [
            "“The big trawlers are fueling and steering much of the trade and traffic in this harbour,” Melo said.",
            "Trawlers “are fuelling and obviously hearing much of the trade and traffic in this harbour now,” Melo said.",
        ]
        .map(|s| article(&[s]));
        let pair = found(&sides[0], &sides[1]).remove(0);
        let of = |article: &Article, span: Option<Span>| span.map_or(String::new(), |s| s.of(&article.text).to_owned());
        let diff: Vec<_> = pair.diff.iter().map(|d| (d.op, of(&sides[0], d.left), of(&sides[1], d.right))).collect();
        let want = [
            (DiffOp::Delete, "The big trawlers", ""),
            (DiffOp::Equal, "are", "are"),
            (DiffOp::Replace, "fueling", "fuelling"),
            (DiffOp::Equal, "and", "and"),
            (DiffOp::Replace, "steering", "obviously hearing"),
            (
                DiffOp::Equal,
                "much of the trade and traffic in this harbour,",
                "much of the trade and traffic in this harbour",
            ),
            (DiffOp::Insert, "", "now,"),
        ]
        .map(|(op, l, r)| (op, l.to_owned(), r.to_owned()));
        assert_eq!(diff, want);
    }

    #[test]
    fn words_that_stand_elsewhere_are_moved() {
        let pair = pair("At dawn we sailed for the old harbour", "We sailed for the old harbour at dawn").unwrap();
        let ops: Vec<_> = pair.diff.iter().map(|d| d.op).collect();
        assert_eq!(ops, [DiffOp::Move, DiffOp::Equal]);
    }

    #[test]
    fn the_same_words_of_another_speaker_are_flagged() {
        let left = article(&["“We never saw the second boat at all,” Ana Melo said."]);
        for (right, want) in [
            ("“We never saw the second boat at all,” Ivo Brandt said.", Some(false)),
            ("“We never saw the second boat at all,” said Captain Melo.", Some(true)),
            ("“We never saw the second boat at all.”", None),
        ] {
            assert_eq!(found(&left, &article(&[right]))[0].same_speaker, want, "{right}");
        }
    }

    #[test]
    fn one_quotation_may_be_printed_in_pieces() {
        let left = article(&["“She has a splendid boat, a splendid crew, and the wind,” Melo said."]);
        let right = article(&["Melo said that Lind had “a splendid crew” and “a splendid boat”."]);
        let pairs = found(&left, &right);
        assert_eq!(pairs.len(), 2);
        assert!(pairs.iter().all(|p| p.kind == QuoteKind::Cut));
    }

    #[test]
    fn a_quotation_in_a_quotation_is_its_own() {
        let left = article(&[
            "“I said, ‘Let me tow the boats.’ [He said:] ‘Never, never, captain, please.’ Then we left,” Melo said.",
        ]);
        let right =
            article(&["Melo complained that whenever she offered to “tow” his fleet he said “never, never, captain”."]);
        let texts: Vec<_> = found(&left, &right)
            .iter()
            .map(|p| (p.left.parts[0].span.of(&left.text).to_owned(), p.right.parts[0].span.of(&right.text).to_owned()))
            .collect();
        let want = [("Let me tow the boats.", "tow"), ("Never, never, captain, please.", "never, never, captain")];
        assert_eq!(texts, want.map(|(l, r)| (l.to_owned(), r.to_owned())));
    }

    #[test]
    fn names_and_single_words_out_of_context_are_no_utterances() {
        let left = article(&["Ivo “El Gato” Brandt left the “Night of Boats”.", "Bread is “cheap” here."]);
        let right = article(&["Known as “El Gato”, he left the “Night of Boats”.", "The captain drank “cheap” rum."]);
        assert!(found(&left, &right).is_empty());
    }

    #[test]
    fn other_languages_are_paired_too() {
        let left = article(&["„Wir fahren heute Nacht zum alten Hafen“, sagte Melo."]);
        let right = article(&["Melo sagte: „Wir fahren heute Nacht zum neuen Hafen.“"]);
        assert_eq!(found(&left, &right)[0].kind, QuoteKind::Wording);
        let left = article(&["船長は「今夜、古い港へ行く」と言った。"]);
        assert_eq!(found(&left, &left)[0].kind, QuoteKind::Identical);
    }

    #[test]
    fn thousands_of_equal_quotations_are_paired() {
        let many = article(&vec!["“We sailed for the harbour,” Melo said."; 2_000]);
        let pairs = found(&many, &many);
        assert_eq!(pairs.len(), 2_000);
        assert!(pairs.iter().all(|p| p.kind == QuoteKind::Identical && p.left == p.right));
        found(&many, &article(&["“We sailed for the old harbour,” Melo said."]));
        found(&article(&["“We sailed,” he said. ".repeat(4_000).trim()]), &many);
    }

    #[test]
    fn long_and_broken_quotations_are_paired() {
        let long = format!("“{}” Melo said.", "the old mill by the river ".repeat(5_000));
        assert_eq!(found(&article(&[&long]), &article(&[&long]))[0].kind, QuoteKind::Identical);
        let other = format!("“{}” Melo said.", "an old mill by a river ".repeat(5_000));
        found(&article(&[&long]), &article(&[&other]));
        let open = vec!["“We sailed for the harbour. \"We came back."; 2_000];
        found(&article(&open), &article(&open));
        found(&article(&["“ we sailed ".repeat(5_000).trim()]), &article(&["we ‘sailed “home ".repeat(5_000).trim()]));
    }

    #[test]
    fn a_comparison_that_was_called_off_says_so() {
        let it = article(&["“We sailed for the harbour,” Melo said."]);
        let reading = Reading::new(&it);
        assert_eq!(find(&reading, &reading, &AtomicBool::new(true)), Err(Cancelled));
    }

    /// Articles of quotations of words from a small vocabulary, so that they share some.
    fn any_article() -> impl Strategy<Value = Article> {
        let word = prop::sample::select(vec![
            "harbour", "harbor", "we", "sailed", "the", "[old]", "…", "boat,", "never", "it's", "it", "is", "Oberlin.",
            "captain", "gave", "night",
        ]);
        let quote = prop::collection::vec(word, 1..12).prop_map(|w| w.join(" "));
        let broken = (quote.clone(), quote.clone()).prop_map(|(a, b)| format!("“{a},” Melo said, “{b}”"));
        let plain = quote.clone().prop_map(|q| format!("Brandt told us “{q}” there."));
        let nested = (quote.clone(), quote).prop_map(|(a, b)| format!("“{a} ‘{b}’ so,” she said."));
        prop::collection::vec(prop_oneof![broken, plain, nested], 0..5)
            .prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// The spans of one side of a diff cover its quotation but for white space.
    fn covers(article: &Article, quote: &Quote, mut spans: Vec<Span>) -> Result<(), TestCaseError> {
        spans.sort_unstable();
        let squeeze = |s: &str| s.split_whitespace().collect::<String>();
        let whole: String = quote.parts.iter().map(|p| squeeze(p.span.of(&article.text))).collect();
        let joined: String = spans.iter().map(|s| squeeze(s.of(&article.text))).collect();
        prop_assert_eq!(whole, joined);
        Ok(())
    }

    proptest! {
        #[test]
        fn a_diff_gives_both_sides_back(left in any_article(), right in any_article()) {
            for pair in found(&left, &right) {
                covers(&left, &pair.left, pair.diff.iter().filter_map(|d| d.left).collect())?;
                covers(&right, &pair.right, pair.diff.iter().filter_map(|d| d.right).collect())?;
                for d in &pair.diff {
                    prop_assert_eq!(d.left.is_none(), d.op == DiffOp::Insert);
                    prop_assert_eq!(d.right.is_none(), d.op == DiffOp::Delete);
                }
            }
        }

        #[test]
        fn an_article_and_itself_have_only_identical_pairs(it in any_article()) {
            for pair in found(&it, &it) {
                prop_assert_eq!(pair.kind, QuoteKind::Identical);
                prop_assert_eq!(&pair.left, &pair.right);
                prop_assert!(pair.diff.iter().all(|d| d.op == DiffOp::Equal));
            }
        }

        #[test]
        fn exchanging_the_sides_exchanges_the_findings(left in any_article(), right in any_article()) {
            let of = |quotes| crate::compare::Comparison { quotes, ..Default::default() };
            prop_assert_eq!(of(found(&left, &right)).swapped(), of(found(&right, &left)));
        }

        #[test]
        fn any_texts_have_their_pairs(left in any::<String>(), right in any::<String>()) {
            found(&article(&[&left]), &article(&[&right]));
        }
    }
}
