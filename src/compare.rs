//! What two articles share, where they differ and what each leaves out. Deterministic, offline, no IO.
//!
//! The types are the contract of DESIGN.md's `compare --format json`; the engine behind [`compare`] may change from
//! inside. It works in layers of its own, each reading only the ones before:
//!
//! ```text
//! rows (sentences that take part, their words) → index (what both sides share) → score (pairs, tiers)
//!      → only, guards → Comparison → blocks (for the screen), json, report
//! ```

pub mod blocks;
pub mod decisions;
pub mod difference;
pub mod find;
pub mod json;
pub mod placing;
pub mod rulings;
pub mod told;

mod back;
mod checks;
mod comparison;
mod sign;
mod stage;
mod swap;
mod types;

#[cfg(test)]
pub(crate) mod fixtures;

use std::sync::atomic::{AtomicBool, Ordering};

use crate::article::{Article, Printed};

use crate::reading::Reading;

use find::matches::{evidence, only, rows, score, telling, voices, weight};
use find::{figures, guards, lists, names, quotes};

pub use checks::{Check, CheckKind, CheckVerdict};
pub use comparison::{Comparison, Input};
pub use sign::Sign;
pub use stage::Stage;
pub use types::{
    Bond, Coverage, DiffOp, DiffPart, EventVerdict, Figure, FigurePair, FigureValue, Ground, Guards, ListPair, Match,
    Name, NameKind, Names, OnlyHere, Place, Quote, QuoteKind, QuotePair, SameEvent, SentenceRef, Share, SharedRun,
    Side, Tier, Verdict,
};

/// What a caller may choose; none of it changes a score or a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The least score of the matches that are listed; 0 lists every pair of sentences that shares anything.
    pub min_score: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_score: score::POSSIBLE }
    }
}

/// The comparison was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the comparison was called off")]
pub struct Cancelled;

/// Compares two articles; gives up soon after `cancel` becomes true.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn compare(left: &Article, right: &Article, cancel: &AtomicBool) -> Result<Comparison, Cancelled> {
    compare_with(left, right, Options::default(), cancel)
}

/// Compares two articles as [`compare`] does, listing the matches that `options` asks for.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn compare_with(
    left: &Article,
    right: &Article,
    options: Options,
    cancel: &AtomicBool,
) -> Result<Comparison, Cancelled> {
    compare_by_stages(left, right, options, cancel, &|_| {})
}

/// Compares two articles as [`compare_with`] does, telling each stage as it begins; stages that need nothing of each
/// other run at the same time where there is more than one processor, and the result is the same.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn compare_by_stages(
    left: &Article,
    right: &Article,
    options: Options,
    cancel: &AtomicBool,
    tell: &(dyn Fn(Stage) + Sync),
) -> Result<Comparison, Cancelled> {
    let (left, right) = (Printed::new(left), Printed::new(right));
    go_on(cancel)?;
    let (l, r) = rayon::join(|| Reading::new(left.article()), || Reading::new(right.article()));
    let found = compare_read(&l, &r, options, cancel, tell)?;
    Ok(found.back(back::Way { left: &left, right: &right }))
}

/// Compares two readings of printed articles.
fn compare_read(
    left_words: &Reading<'_>,
    right_words: &Reading<'_>,
    options: Options,
    cancel: &AtomicBool,
    tell: &(dyn Fn(Stage) + Sync),
) -> Result<Comparison, Cancelled> {
    let (left, right) = (left_words.article(), right_words.article());
    // Stages that look for the flag seldom, or have little to do, are not begun in vain.
    let enter = |stage| {
        tell(stage);
        go_on(cancel)
    };
    let matching = || {
        enter(Stage::Matches)?;
        let matched = Matched::new(left_words, right_words, options, cancel)?;
        enter(Stage::Guards)?;
        let guards = guards::guards(&matched.pair, &matched.scored, cancel)?;
        Ok((matched, guards))
    };
    let naming = || {
        enter(Stage::Names)?;
        let register = names::register(left_words, right_words, cancel)?;
        enter(Stage::Lists)?;
        let lists = lists::find(left, right, &register);
        let spellings = spellings(&register, left, right);
        Ok((names::told(register.names(), [left_words, right_words]), lists, spellings))
    };
    let reading = || {
        enter(Stage::Figures)?;
        figures::Read::new(left_words, right_words, cancel)
    };
    let quoting = || {
        enter(Stage::Quotes)?;
        quotes::find(left_words, right_words, cancel)
    };
    let (first, second) = rayon::join(|| rayon::join(matching, reading), || rayon::join(quoting, naming));
    let ((mut matched, guards), read) = (first.0?, first.1?);
    let (quoted, (names, lists, spellings)) = (second.0?, second.1?);
    let quotes = quoted.pairs;
    enter(Stage::FigurePairs)?;
    let figures = read.pairs(left, right, &matched.known, cancel)?;
    enter(Stage::Only)?;
    let exact = read.exact();
    let found = telling::Found { quotes: &quotes, figures: &figures, names: &names, exact: &exact };
    let telling = telling::Telling::new(&matched.pair, &matched.weights, &matched.evidence, found);
    let [l, r] = &quoted.quotations;
    let voices = voices::Voices::new(&matched.pair, [l, r]);
    matched.bear((&telling, &voices), options, cancel)?;
    let [only_left, only_right] = [Side::Left, Side::Right].map(|side| matched.only((&names, &telling), side));
    let placing = placing::Placing::new(&matched.known, left, right);
    let claims = telling.claims(&matched.pair, &matched.scored);
    let mut comparison = Comparison {
        matches: matched.listed,
        quotes,
        figures,
        names,
        lists,
        only_left,
        only_right,
        guards,
        spellings,
        placing,
        checks: Vec::new(),
        rejected: Vec::new(),
    };
    comparison.checks = checks::checks(&comparison, &claims, [left, right]);
    Ok(comparison)
}

/// The matches, and what they were scored by.
struct Matched<'a> {
    pair: rows::Pair<'a>,
    weights: weight::Weights,
    evidence: evidence::Evidence<'a>,
    scored: score::Scored,
    /// Those that are usually listed: the other findings rest on them, so that what is listed changes nothing found.
    known: Vec<Match>,
    /// Those that the caller asked for.
    listed: Vec<Match>,
}

impl<'a> Matched<'a> {
    fn new(
        left: &'a Reading<'a>,
        right: &'a Reading<'a>,
        options: Options,
        cancel: &AtomicBool,
    ) -> Result<Self, Cancelled> {
        let pair = rows::Pair::new(left, right, cancel)?;
        let weights = weight::Weights::new(&pair);
        let evidence = evidence::Evidence::new(&pair, &weights);
        let usual = Options::default().min_score;
        let scored = score::score(&pair, &weights, &evidence, options.min_score.min(usual), cancel)?;
        let known = score::listed(&pair, &evidence, &scored, usual, cancel)?;
        Ok(Self { pair, weights, evidence, scored, known, listed: Vec::new() })
    }

    /// Lifts the matches that other findings bear, and lists those that the caller asked for.
    fn bear(
        &mut self,
        (telling, voices): (&telling::Telling, &voices::Voices<'_>),
        options: Options,
        cancel: &AtomicBool,
    ) -> Result<(), Cancelled> {
        self.scored.bear(|left, right| match telling.bond(left, right) {
            Bond::Quotation => Bond::Quotation,
            _ if voices.are_two(left, right) => Bond::TwoVoices,
            bond => bond,
        });
        let listed = |least| score::listed(&self.pair, &self.evidence, &self.scored, least, cancel);
        let usual = Options::default().min_score;
        self.known = listed(usual)?;
        self.listed = match options.min_score {
            least if least.total_cmp(&usual).is_eq() => self.known.clone(),
            least => listed(least)?,
        };
        Ok(())
    }

    fn only(&self, found: (&Names, &telling::Telling), side: Side) -> Vec<OnlyHere> {
        only::only(&self.pair, &self.weights, &self.scored, found, side)
    }
}

fn spellings(register: &names::Register, left: &Article, right: &Article) -> Vec<Vec<String>> {
    let own = |forms: Vec<&str>| forms.into_iter().map(str::to_owned).collect();
    register.spellings(left, right).into_iter().map(own).collect()
}

/// Fails once the comparison was called off.
fn go_on(cancel: &AtomicBool) -> Result<(), Cancelled> {
    if cancel.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
}

/// Rounds a score to the four places that the contract promises.
fn four_places(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use proptest::prelude::*;

    use super::find::matches::tiers;
    use super::fixtures::{article, article_of, at};
    use super::*;
    use crate::article::ParagraphKind;

    fn compared(left: &Article, right: &Article) -> Comparison {
        compare(left, right, &AtomicBool::new(false)).unwrap()
    }

    fn all(left: &Article, right: &Article) -> Comparison {
        compare_with(left, right, Options { min_score: 0.0 }, &AtomicBool::new(false)).unwrap()
    }

    const LEFT: [&str; 4] = [
        "Firefighters in Oberlin fought a blaze at the Marlow paper mill for nine hours on Friday.",
        "Chief Dana Ruiz said a conveyor in the drying hall had overheated. Nobody was hurt.",
        "The company sent 240 workers home.",
        "Paper has been made on the river since 1871.",
    ];
    const RIGHT: [&str; 4] = [
        "About 240 workers were sent home by the company.",
        "An overheated conveyor in its drying hall was to blame, fire chief Ruiz told reporters.",
        "The mayor cancelled the summer fair.",
        "A blaze at Oberlin's Marlow paper mill kept firefighters busy for nine hours.",
    ];

    #[test]
    fn reordered_accounts_meet_sentence_by_sentence() {
        let c = compared(&article(&LEFT), &article(&RIGHT));
        let shown: Vec<_> = c.matches.iter().filter(|m| m.shown()).map(|m| (m.left, m.right)).collect();
        assert_eq!(shown, [(at(0, 0), at(3, 0)), (at(1, 0), at(1, 0)), (at(2, 0), at(0, 0))]);
        assert!(c.only_right.iter().any(|o| o.at == at(2, 0)), "the fair is on the right alone");
        assert!(c.only_left.iter().any(|o| o.at == at(3, 0)), "the history is on the left alone");
    }

    #[test]
    fn evidence_is_rare_first_as_the_left_writes_it_without_stop_words() {
        let c = compared(&article(&LEFT), &article(&RIGHT));
        let m = c.matches.iter().find(|m| m.left == at(1, 0) && m.right == at(1, 0)).unwrap();
        assert_eq!(m.evidence, ["Ruiz", "conveyor", "overheated", "drying", "Chief", "hall"]);
    }

    #[test]
    fn what_is_left_of_a_possessive_is_no_evidence() {
        let left = article(&["Ruiz Jr.’s lawyers saw the drying hall."]);
        let right = article(&["The drying hall was closed on Ruiz Jr.’s word."]);
        assert_eq!(all(&left, &right).matches[0].evidence, ["Ruiz", "Jr", "drying", "hall"]);
    }

    #[test]
    fn an_article_and_itself_differ_in_nothing() {
        let it = article(&LEFT);
        let c = compared(&it, &it);
        assert!(c.only_left.is_empty() && c.only_right.is_empty());
        for (paragraph, p) in it.paragraphs.iter().enumerate() {
            for sentence in 0..p.sentences.len() {
                let same = at(paragraph, sentence);
                let m = c.matches.iter().find(|m| m.left == same && m.right == same).unwrap();
                assert_eq!(m.tier, Tier::Sure);
                assert!(m.score >= tiers::SURE);
            }
        }
    }

    #[test]
    fn furniture_takes_no_part_and_title_does() {
        let it = article_of(&[
            (ParagraphKind::Title, "Marlow mill burns in Oberlin"),
            (ParagraphKind::Caption, "The mill on Friday"),
            (ParagraphKind::Boilerplate, "All rights reserved."),
        ]);
        let c = all(&it, &it);
        assert_eq!(c.matches.len(), 1);
        assert_eq!(c.matches[0].left, at(0, 0));
    }

    #[test]
    fn an_empty_side_leaves_everything_to_the_other() {
        let c = all(&article(&LEFT), &Article::default());
        assert!(c.matches.is_empty() && c.only_right.is_empty());
        assert_eq!(c.only_left.len(), 5);
        assert!(c.only_left.iter().all(|o| o.state == Coverage::None));
        assert_eq!(c.guards.same_event.verdict, EventVerdict::Unsure);
    }

    #[test]
    fn a_figure_a_quotation_and_a_name_outrank_background() {
        let left = article(&["It had been dull for a while.", "“We lost 40 boats,” Captain Ana Melo said."]);
        let only = compared(&left, &article(&["Nothing."])).only_left;
        assert_eq!(only[0].at, at(1, 0));
    }

    #[test]
    fn other_scripts_are_compared_too() {
        let c = compared(
            &article(&["Президент прибыл в Женеву во вторник."]),
            &article(&["Во вторник президент прибыл в Женеву."]),
        );
        assert_eq!(c.matches[0].tier, Tier::Sure);
    }

    #[test]
    fn a_sentence_of_a_million_characters_is_compared() {
        let long = "mill river paper conveyor ".repeat(40_000);
        let c = compared(&article(&[long.trim()]), &article(&["The paper mill.", long.trim()]));
        assert!(c.matches.iter().any(|m| m.right == at(1, 0) && m.tier == Tier::Sure));
    }

    #[test]
    fn thousands_of_equal_sentences_end_within_the_budget() {
        let same = article(&vec!["The mill burned."; 20_000]);
        assert!(compare(&same, &same, &AtomicBool::new(false)).is_ok());
    }

    #[test]
    fn every_stage_is_told_once() {
        let (it, told) = (article(&LEFT), std::sync::Mutex::new(Vec::new()));
        let never = AtomicBool::new(false);
        compare_by_stages(&it, &it, Options::default(), &never, &|stage| told.lock().unwrap().push(stage)).unwrap();
        let mut told = told.into_inner().unwrap();
        told.sort_unstable();
        assert_eq!(told, Stage::ALL);
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let (left, right) = (article(&LEFT), article(&RIGHT));
        let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let many = rayon::ThreadPoolBuilder::new().num_threads(8).build().unwrap();
        assert_eq!(alone.install(|| compared(&left, &right)), many.install(|| compared(&left, &right)));
    }

    #[test]
    fn a_comparison_that_is_called_off_between_two_stages_ends_in_the_next() {
        let (it, cancel) = (article(&LEFT), AtomicBool::new(false));
        for at in Stage::ALL {
            cancel.store(false, Ordering::Relaxed);
            let tell = |stage| _ = cancel.fetch_or(stage == at, Ordering::Relaxed);
            assert_eq!(compare_by_stages(&it, &it, Options::default(), &cancel, &tell), Err(Cancelled), "{at:?}");
        }
    }

    #[test]
    fn a_comparison_that_was_called_off_says_so() {
        let it = article(&LEFT);
        assert_eq!(compare(&it, &it, &AtomicBool::new(true)), Err(Cancelled));
    }

    /// Articles of one to five paragraphs of words from a small vocabulary, so that they share some.
    fn any_article() -> impl Strategy<Value = Article> {
        let word = prop::sample::select(vec![
            "mill",
            "Oberlin",
            "fire",
            "the",
            "240",
            "“hot”",
            "workers",
            "river",
            "of",
            "Köln",
        ]);
        let sentence = prop::collection::vec(word, 1..8).prop_map(|w| format!("The {}.", w.join(" ")));
        let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|s| s.join(" "));
        prop::collection::vec(paragraph, 0..5).prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Articles in which much is counted, measured, dated and quoted, also with marks that nobody closed.
    fn any_report() -> impl Strategy<Value = Article> {
        let figures = vec![
            "one light-year",
            "5.9 trillion miles",
            "5.9trillion miles",
            "9 trillion km",
            "6 feet",
            "1.8 m",
            "two metres",
            "a mile",
            "65 mph",
            "104 km/h",
            "an hour",
            "61 minutes",
            "3 tonnes",
            "3.1 tons",
            "38°C",
            "100°F",
            "nearly 100 people",
            "98 people",
            "at least 90 workers",
            "more than 20",
            "up to 17 countries",
            "a dozen nations",
            "8 to 9 per cent",
            "8.5%",
            "between 8 and 9 percent",
            "three points",
            "$5 million",
            "€4.6m",
            "$4.9 million",
            "£1 billion",
            "1 billion pounds",
            "March 7, 2026",
            "7 March",
            "on Saturday",
            "Sunday",
            "at 5 p.m.",
            "17:00",
            "12-year-old Ana",
            "Ana, 13,",
            "the 11th",
            "2 in 3",
            "25-7",
            "7.1-magnitude quake",
            "a 7 magnitude quake",
            "two of the bombs",
            "were killed",
            "dead",
            "1,000",
            "1,100 ships",
            "one person",
            "½",
        ];
        let words = vec![
            "Oberlin",
            "the mill",
            "fire",
            "river",
            "countries",
            "people",
            "said",
            "fell",
            "waiting in",
            "the coalition",
            "is far away",
            "It is",
            "of",
            "and",
            ",",
            "not",
            "never",
        ];
        let quoted = vec![
            "“no, no, no, please”",
            "“�o, no, no, please”",
            "“no,no,no,please",
            "\"no, no, please\"",
            "’ no please”",
            "“We will not go,” Melo said, “never”",
            "“We will now go”",
            "“Will we go?” she asked",
            "f Oberlin.”",
            "“",
            "”",
            "\"",
            "‘far away’ is",
            "“hot",
            "mill”",
            "‘",
            "’s",
        ];
        let piece =
            prop_oneof![prop::sample::select(figures), prop::sample::select(words), prop::sample::select(quoted)];
        let sentence = prop::collection::vec(piece, 1..9).prop_map(|w| format!("The {}.", w.join(" ")));
        let paragraph = prop::collection::vec(sentence, 1..4).prop_map(|s| s.join(" "));
        prop::collection::vec(paragraph, 0..4).prop_map(|p| article(&p.iter().map(String::as_str).collect::<Vec<_>>()))
    }

    /// Compares both ways round.
    fn both_ways(left: &Article, right: &Article) -> [Comparison; 2] {
        [all(left, right).swapped(), all(right, left)].map(|mut c| {
            // Which of two equal runs is named depends on the side that is walked.
            c.guards.shared_copy.clear();
            // Evidence is told in the words of the left, in its order.
            c.matches.iter_mut().for_each(|m| m.evidence = vec![m.evidence.len().to_string()]);
            // So is what a claim is about.
            c.checks.iter_mut().filter(|check| check.kind == CheckKind::Claim).for_each(|check| check.about = None);
            c
        })
    }

    #[test]
    fn what_one_side_rounds_agrees_from_either_side() {
        let (left, right) = (article(&["One light-year is far away."]), article(&["It is 5.9 trillion miles away."]));
        let [one, other] = both_ways(&left, &right);
        assert_eq!(one.figures.len(), 1);
        assert_eq!(one, other);
    }

    #[test]
    fn what_one_side_denies_counts_from_either_side() {
        let (left, right) = (article(&["“�o,no,no,please”.f Mexico.”"]), article(&["Mexico,\"no,no,no,please\""]));
        let [one, other] = both_ways(&left, &right);
        assert_eq!(one, other);
    }

    proptest! {
        #[test]
        fn swapping_equals_comparing_the_other_way_round(left in any_article(), right in any_article()) {
            let [one, other] = both_ways(&left, &right);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn reports_full_of_figures_and_quotations_compare_alike_from_either_side(left in any_report(), right in any_report()) {
            let [one, other] = both_ways(&left, &right);
            prop_assert_eq!(one, other);
        }

        #[test]
        fn scores_are_rounded_ascending_and_shown_sentences_are_not_alone(left in any_article(), right in any_article()) {
            let c = all(&left, &right);
            prop_assert_eq!(&c, &all(&left, &right), "the same input gives the same answer");
            prop_assert!(c.matches.is_sorted_by(|a, b| (a.left, a.right) < (b.left, b.right)));
            for m in &c.matches {
                prop_assert!(m.score > 0.0 && m.score <= 1.0 && m.score == four_places(m.score));
                prop_assert!(!m.shown() || m.score >= tiers::QUOTED);
                for side in [Side::Left, Side::Right] {
                    prop_assert!(!m.shown() || c.only(side).iter().all(|o| o.at != m.on(side)));
                }
            }
        }
    }
}
