//! What a reader should know before trusting the findings: is it one event, and did both run the same copy?

mod copy;

use std::sync::atomic::AtomicBool;

use crate::compare::find::matches::features::idf;
use crate::compare::find::matches::rows::Pair;
use crate::compare::find::matches::score::Scored;
use crate::compare::{Cancelled, EventVerdict, Guards, SameEvent, Side, four_places};

/// Share of matched sentences (of the shorter side) from which more says nothing more.
const ENOUGH_MATCHED: f64 = 0.30;
/// Share of names in common (of the side with fewer) from which more says nothing more.
const ENOUGH_NAMES: f64 = 0.60;
/// The least score of one event, and the score under which there are two. Of 90 labelled pairs from three outlets about
/// one event, 93 in 100 reach `YES` and none falls under `NO`; of 60 drawn at random about two events, 2 in 100 and 93.
const YES: f64 = 0.34;
const NO: f64 = 0.19;
/// Sentences that a side must have for a verdict.
const FEW: usize = 3;

/// Works out the guards.
pub(in crate::compare) fn guards(pair: &Pair<'_>, scored: &Scored, cancel: &AtomicBool) -> Result<Guards, Cancelled> {
    Ok(Guards { same_event: same_event(pair, scored), shared_copy: copy::shared_copy(pair, cancel)? })
}

/// Judges by what both begin with (news says first what happened), by how much of the shorter side is matched and by
/// how many of the names of the side with fewer are shared.
fn same_event(pair: &Pair<'_>, scored: &Scored) -> SameEvent {
    let sides = [Side::Left, Side::Right];
    let [left, right] = sides.map(|side| pair.rows(side).len());
    let shorter = if left <= right { Side::Left } else { Side::Right };
    let shares = sides.map(|side| {
        let rows = pair.rows(side).len();
        (0..rows).filter(|&row| scored.shown(side, row)).count() as f64 / rows.max(1) as f64
    });
    let matched = if left == right { shares[0].max(shares[1]) } else { shares[shorter as usize] };
    let names = shared_names(pair);
    let body = f64::midpoint((matched / ENOUGH_MATCHED).min(1.0), (names / ENOUGH_NAMES).min(1.0));
    let score = four_places(f64::midpoint(scored.lead(), body));
    let verdict = match score {
        _ if left.min(right) < FEW => EventVerdict::Unsure,
        s if s >= YES => EventVerdict::Yes,
        s if s < NO => EventVerdict::No,
        _ => EventVerdict::Unsure,
    };
    SameEvent { verdict, score }
}

/// Returns the share of names in common, each weighed by its rarity over both sides.
fn shared_names(pair: &Pair<'_>) -> f64 {
    let [left, right] = [Side::Left, Side::Right].map(|side| names(pair, side));
    let sentences = pair.rows(Side::Left).len() + pair.rows(Side::Right).len();
    let sum = |keys: &mut dyn Iterator<Item = &(u64, usize)>| keys.map(|&(_, n)| idf(sentences, n)).sum::<f64>();
    let both = left.iter().filter_map(|&(key, n)| {
        let at = right.binary_search_by_key(&key, |e| e.0).ok()?;
        Some(idf(sentences, n + right.get(at)?.1))
    });
    let fewer = sum(&mut left.iter()).min(sum(&mut right.iter()));
    if fewer > 0.0 { both.sum::<f64>() / fewer } else { 0.0 }
}

/// Collects the capitalised words inside the sentences of `side` with their counts, ascending by key.
fn names(pair: &Pair<'_>, side: Side) -> Vec<(u64, usize)> {
    let words = pair.rows(side).iter().flat_map(|row| row.words.iter().skip(1));
    let mut keys: Vec<u64> = words.filter(|w| !w.stop && w.capital).map(|w| w.key).collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, run.len()))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::article::Article;
    use crate::compare::fixtures::article;
    use crate::compare::{Options, compare, compare_with};

    fn guards_of(left: &Article, right: &Article) -> Guards {
        compare(left, right, &AtomicBool::new(false)).unwrap().guards
    }

    const FIRE: [&str; 3] = [
        "Firefighters in Oberlin fought a blaze at the Marlow paper mill for nine hours on Friday.",
        "Chief Dana Ruiz said a conveyor had overheated in the drying hall.",
        "Nobody was hurt, but the Marlow company sent 240 workers home.",
    ];
    const FLOOD: [&str; 3] = [
        "Heavy rain in Tarrow burst the Lenne dike and flooded two hundred cellars.",
        "Mayor Ivo Brandt asked the army for pumps.",
        "Schools along the Lenne stay shut until Monday.",
    ];

    #[test]
    fn an_article_and_itself_are_one_event() {
        let one = guards_of(&article(&FIRE), &article(&FIRE)).same_event;
        assert_eq!(one.verdict, EventVerdict::Yes);
        assert!(one.score > 0.9);
    }

    #[test]
    fn one_fire_told_twice_is_one_event_and_two_fires_in_one_town_are_not_called_one() {
        let again = [
            "A fire at a paper mill in Oberlin kept firefighters busy for nine hours on Friday, the fire service said.",
            "The blaze at the Marlow mill began when a conveyor overheated, according to fire chief Ruiz.",
            "The company told 240 workers to stay at home.",
        ];
        let other = [
            "A man was pulled from a burning car on the Oberlin ring road on Sunday night.",
            "Two officers broke a window with a crowbar, Sergeant Paul Abbot said.",
            "The driver, aged 31, is being treated for smoke in his lungs.",
        ];
        let verdict = |right: &[&str]| guards_of(&article(&FIRE), &article(right)).same_event.verdict;
        assert_eq!(verdict(&again), EventVerdict::Yes);
        assert_ne!(verdict(&other), EventVerdict::Yes);
    }

    #[test]
    fn the_least_score_that_is_listed_does_not_change_the_verdict() {
        let verdict = |min_score| {
            let (left, right, cancel) = (article(&FIRE), article(&FLOOD), AtomicBool::new(false));
            compare_with(&left, &right, Options { min_score }, &cancel).unwrap().guards.same_event
        };
        assert_eq!(verdict(0.0), verdict(1.0));
    }

    #[test]
    fn a_fire_and_a_flood_are_two_events() {
        assert_eq!(guards_of(&article(&FIRE), &article(&FLOOD)).same_event.verdict, EventVerdict::No);
    }

    #[test]
    fn two_sentences_are_too_few_for_a_verdict() {
        assert_eq!(guards_of(&article(&FIRE), &article(&FIRE[..2])).same_event.verdict, EventVerdict::Unsure);
        assert_eq!(guards_of(&article(&FIRE), &Article::default()).same_event.verdict, EventVerdict::Unsure);
    }
}
