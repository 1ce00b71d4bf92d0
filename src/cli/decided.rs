//! The reader's decisions for `diptych compare --decisions`: who the two articles are, and what was decided of them.

use super::output::complain;
use super::setting::Setting;
use crate::app::pair::decisions::decision;
use crate::compare::Comparison;
use crate::compare::decisions::apply;
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
    match places.iter().filter(|place| place.is_none()).count() {
        0 => {}
        1 => complain("diptych: 1 decision rests: its sentence is not in the text any more"),
        resting => {
            complain(format_args!("diptych: {resting} decisions rest: their sentences are not in the text any more"))
        }
    }
}
