//! Whether two articles name the same speaker.

use super::{clause, surname};
use crate::text::fold::plain;

/// Says whether two speakers are one; `None` where that cannot be told.
pub(in crate::compare) fn same(left: Option<&str>, right: Option<&str>) -> Option<bool> {
    let (left, right) = (left?, right?);
    let each = |speaker: &'_ str| speaker.split(" and ").map(str::to_owned).collect::<Vec<_>>();
    let (l, r) = (each(left), each(right));
    let all: Vec<Option<bool>> = l.iter().flat_map(|l| r.iter().map(|r| same_one(l, r))).collect();
    match () {
        () if all.contains(&Some(true)) => Some(true),
        () if all.contains(&None) => None,
        () => Some(false),
    }
}

fn same_one(left: &str, right: &str) -> Option<bool> {
    let (l, r) = (plain(left), plain(right));
    if !clause::is_name(left) || !clause::is_name(right) {
        let indefinite = ["a ", "an ", "his ", "her ", "one "].iter().any(|a| l.starts_with(a));
        let definite = l.starts_with("the ") && !indefinite;
        return (l == r && definite).then_some(true);
    }
    let (surname_l, surname_r) = (surname(&l), surname(&r));
    if surname_l != surname_r {
        // A name that holds the other may be the same person's, and so may a name with a slip in it.
        let inside = l.split(' ').any(|w| w == r) || r.split(' ').any(|w| w == l);
        let slip = surname_l.len().min(surname_r.len()) > 3 && strsim::levenshtein(surname_l, surname_r) < 2;
        return (!inside && !slip).then_some(false);
    }
    let first = |name: &str| name.split_once(' ').map(|n| n.0.trim_end_matches('.').to_owned());
    match (first(&l), first(&r)) {
        (Some(a), Some(b)) if !a.starts_with(&b) && !b.starts_with(&a) => None,
        _ => Some(true),
    }
}
