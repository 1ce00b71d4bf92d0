//! The reader's decisions for `diptych compare --decisions`: who the two articles are, and what was decided of them.

use super::output::complain;
use super::setting::Setting;
use crate::app::pair::decisions::{decision, ruling};
use crate::compare::Comparison;
use crate::compare::decisions::apply;
use crate::compare::rulings::rule;
use crate::library::Loaded;
use crate::library::decisions::{PairId, load};
use crate::text::cells::one_line;

/// Lays what the reader decided over `comparison`; what cannot be read of it, and what rests, goes to standard error.
pub fn decide(setting: &Setting, comparison: &mut Comparison, left: &Loaded, right: &Loaded) {
    let (pair, swapped) = PairId::of(&left.entry, &right.entry);
    let (kept, problems) = load(&setting.places.decisions, &pair);
    for problem in problems {
        let told = format!("{}: {}", problem.path.display(), problem.what);
        complain(format_args!("diptych: the decisions cannot all be read: {}", one_line(&told)));
    }
    let decisions: Vec<_> = kept.iter().filter_map(|kept| decision(kept, swapped)).collect();
    let places = apply(comparison, &decisions, &left.article, &right.article);
    let rulings: Vec<_> = kept.iter().filter_map(|kept| ruling(kept, swapped)).collect();
    let ruled = rule(comparison, &rulings, &left.article, &right.article);
    let resting = |rests: bool| usize::from(rests);
    let matches: usize = places.iter().map(|place| resting(place.is_none())).sum();
    match matches + ruled.iter().map(|check| resting(check.is_none())).sum::<usize>() {
        0 => {}
        1 => complain("diptych: 1 decision rests: its words are not in the text any more"),
        resting => {
            complain(format_args!("diptych: {resting} decisions rest: their words are not in the text any more"))
        }
    }
}
