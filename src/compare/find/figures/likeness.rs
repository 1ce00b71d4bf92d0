//! What two figures have in common by themselves, whatever stands around them: the questions that both the judge and the
//! rules ask.

use super::found::Found;
use super::noun::Noun;

/// Says whether a value is one that two writers do not hit upon by accident: two digits and more, or millions.
fn exact(figure: &Found) -> bool {
    figure.detail.amount.is_some_and(|a| a.range.is_none() && (a.value >= 10.0 * a.grain || a.value / a.by >= 1e6))
}

/// Says whether the value of either is such a one: what one side rounds to a digit, the other may tell to two.
pub(super) fn either_exact(left: &Found, right: &Found) -> bool {
    exact(left) || exact(right)
}

/// Says whether two nouns name one class of things, whatever the role.
pub(super) fn same_thing(a: &Noun, b: &Noun) -> bool {
    !a.class.is_empty() && a.class == b.class
}

/// Says whether the sentences of both have a name in common.
pub(super) fn shared_name(left: &Found, right: &Found) -> bool {
    left.detail.names.iter().any(|name| right.detail.names.contains(name))
}

/// Says whether the larger is at most `most` times the smaller, ranges by their nearer ends: more apart are two things.
pub(super) fn close(left: &Found, right: &Found, most: f64) -> bool {
    let ends = |f: &Found| f.detail.amount.map_or((0.0, 0.0), |a| a.range.unwrap_or((a.value, a.value)));
    let (a, b) = (ends(left), ends(right));
    a.0 <= most * b.1 && b.0 <= most * a.1
}

/// Says whether two figures that count one thing count people.
pub(super) fn people_of(left: &Found, right: &Found) -> bool {
    left.detail.noun.is_people() || right.detail.noun.is_people()
}
