//! Whether two figures may meet at all, as data: what bars them from every verdict, each with two sentences.
//!
//! Equal numbers of two things are no agreement, unlike ones no conflict, and neither is something to check. So before
//! anything is compared, what stands around the two is asked whether it sets them apart.

use super::clause;
use super::contrast::Contrast;
use super::found::{Found, Kind};
use super::period;
use super::role::Role;

/// One way in which two figures are of two things.
#[cfg_attr(not(test), allow(dead_code, reason = "name and example tell the reader, and the tests, what a bar is for"))]
pub(super) struct Bar {
    /// What it goes by.
    pub name: &'static str,
    pub holds: fn(&Found, &Found) -> bool,
    /// Two sentences whose figures it keeps apart, and two near them whose figures it lets meet.
    pub apart: [&'static str; 2],
    pub meet: [&'static str; 2],
}

/// The bars.
pub(super) const BARS: &[Bar] = &[
    Bar {
        name: "opposed: one rose, the other fell; one asked for, the other got",
        holds: |a, b| opposed(a, b),
        apart: ["Rents in Tarrow rose 12 percent in May.", "Rents in Tarrow fell 12 percent in May."],
        meet: ["Rents in Tarrow rose 12 percent in May.", "Rents were up 12 percent in Tarrow in May."],
    },
    Bar {
        name: "two stretches of time",
        holds: |a, b| a.kind != Kind::Moment && period::differ(&a.detail.clause.periods, &b.detail.clause.periods),
        apart: [
            "The guild raised €3.4 million in the first quarter.",
            "The guild raised €3.4 million in the second quarter.",
        ],
        meet: [
            "The guild raised €3.4 million in the first quarter.",
            "Between January and March the guild raised €3.4 million.",
        ],
    },
    Bar {
        name: "two who do it",
        holds: |a, b| two_doers(a, b),
        apart: [
            "Lena Ruiz paid tax at a rate of 18 percent.",
            "Her rival, Tom Brandt, said he paid 18 percent in tax.",
        ],
        meet: ["Lena Ruiz paid tax at a rate of 18 percent.", "Ruiz said she had paid 18 percent in tax."],
    },
    Bar {
        name: "somebody else, told in passing",
        holds: |a, b| {
            let (x, y) = (&a.detail.clause, &b.detail.clause);
            x.others != y.others && !clause::meet(&x.doers, &y.doers) && is_done(a) && is_done(b)
        },
        apart: [
            "A climber died after falling 200 feet near Tarrow.",
            "Last week another climber died after falling 200 feet near Tarrow.",
        ],
        meet: ["A climber fell 200 feet near Tarrow.", "The climber fell some 200 feet near Tarrow."],
    },
    Bar {
        name: "two things of one noun",
        holds: |a, b| clause::differ(&a.detail.clause.objects, &b.detail.clause.objects),
        apart: [
            "The cabinet agreed on a two-year extension of the fuel grant.",
            "The cabinet agreed on a two-year extension of the school loans.",
        ],
        meet: [
            "The cabinet agreed on a two-year extension of the fuel grant.",
            "The cabinet agreed on a two-year extension of the grant for fuel.",
        ],
    },
    Bar {
        name: "one noun of two things before the verb",
        holds: |a, b| {
            let (x, y) = (&a.detail, &b.detail);
            let unnamed = |of: &[u64], other: &Found| !of.iter().any(|key| other.detail.context.names(*key));
            let of = x.clause.of.as_ref().zip(y.clause.of.as_ref());
            of.is_some_and(|((head, of), (other, theirs))| head == other && unnamed(of, b) && unnamed(theirs, a))
        },
        apart: ["Exports of wine from Tarrow rose 11 percent.", "Exports of cheese from Tarrow rose 11 percent."],
        meet: ["Exports of wine from Tarrow rose 11 percent.", "Wine exports from Tarrow rose 11 percent."],
    },
    Bar {
        name: "two places that the sentences begin with",
        holds: |a, b| {
            let (x, y) = (&a.detail.clause.place, &b.detail.clause.place);
            let unnamed = |place: &[u64], other: &Found| !place.iter().any(|key| other.detail.context.names(*key));
            a.kind != Kind::Moment && clause::differ(x, y) && unnamed(x, b) && unnamed(y, a)
        },
        apart: ["In Easterby, a port, turnout was 61 percent.", "In Westerby, across the bay, turnout was 61 percent."],
        meet: ["In Easterby, a port, turnout was 61 percent.", "Turnout was 61 percent in the port of Easterby."],
    },
    Bar {
        name: "two nouns with one adjective",
        holds: |a, b| two_heads(a, b),
        apart: ["The council backed a three-year ban on drones.", "The council backed a three-year lease of the pier."],
        meet: ["The council backed a three-year ban on drones.", "Drones are under a three-year ban by the council."],
    },
    Bar {
        name: "one is denied",
        holds: |a, b| a.detail.clause.denied != b.detail.clause.denied,
        apart: [
            "The Tarrow budget did not include €40 million for roads.",
            "The Tarrow budget had €40 million for roads.",
        ],
        meet: ["The Tarrow budget included €40 million for roads.", "The Tarrow budget had €40 million for roads."],
    },
    Bar {
        name: "a part and the total",
        holds: |a, b| part_and_total(a, b),
        apart: [
            "Three clerks, two women and a man, drowned when the boat sank.",
            "Two people drowned when the boat sank.",
        ],
        meet: [
            "Three clerks, two women and a man, drowned when the boat sank.",
            "Three people drowned when the boat sank.",
        ],
    },
];

/// Says whether two figures may meet.
pub(super) fn may_meet(left: &Found, right: &Found) -> bool {
    !BARS.iter().any(|bar| (bar.holds)(left, right))
}

/// What is told of one side is the other's seen from the other side: who is ahead of whom, who sold to whom.
fn opposed(a: &Found, b: &Found) -> bool {
    let (x, y) = (&a.detail, &b.detail);
    let led = x.clause.doer.zip(y.clause.doer).is_some_and(|(a, b)| a != b);
    let converse = led || clause::differ(&x.clause.doers, &y.clause.doers) || a.kind == Kind::Score;
    Contrast::opposed(&x.contrast, &y.contrast, converse, a.kind == Kind::Moment)
}

/// Says whether each side names who does it, and neither names the other's.
fn two_doers(a: &Found, b: &Found) -> bool {
    let (x, y) = (&a.detail, &b.detail);
    let named = |doers: &[u64], other: &Found| doers.iter().any(|key| other.detail.context.names(*key));
    let event = matches!(a.role, Some(Role::Dead | Role::Injured | Role::Missing));
    !event
        && clause::differ(&x.clause.doers, &y.clause.doers)
        && !named(&x.clause.doers, b)
        && !named(&y.clause.doers, a)
}

fn two_heads(a: &Found, b: &Found) -> bool {
    let (x, y) = (&a.detail, &b.detail);
    x.clause.head.zip(y.clause.head).is_some_and(|(l, r)| l != r && !x.context.names(r) && !y.context.names(l))
}

const fn is_done(figure: &Found) -> bool {
    !matches!(figure.kind, Kind::Age)
}

fn part_and_total(a: &Found, b: &Found) -> bool {
    let (x, y) = (&a.detail.noun, &b.detail.noun);
    let general = x.is_people() || y.is_people() || x.class.is_empty() || y.class.is_empty();
    let listed = a.detail.listed != b.detail.listed && general;
    listed || a.kind == Kind::Count && x.part != y.part && x.person && y.person && x.class != y.class
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::find::figures::Read;
    use crate::compare::fixtures::article;
    use crate::reading::Reading;

    fn all_meet(texts: [&str; 2], bar: &Bar) -> bool {
        let [left, right] = texts.map(|text| article(&[text]));
        let never = std::sync::atomic::AtomicBool::new(false);
        let read = Read::new(&Reading::new(&left), &Reading::new(&right), &never);
        let read = read.unwrap_or_else(|_| unreachable!("nobody calls it off"));
        let [lefts, rights] = &read.found;
        let amount = |f: &Found| f.detail.amount.map(|a| a.value);
        let mut pairs = lefts.iter().flat_map(|l| rights.iter().map(move |r| (l, r)));
        pairs.all(|(l, r)| l.kind != r.kind || amount(l) != amount(r) || !(bar.holds)(l, r) && !(bar.holds)(r, l))
    }

    #[test]
    fn every_bar_keeps_its_example_apart_and_lets_its_neighbour_meet() {
        for bar in BARS {
            assert!(!all_meet(bar.apart, bar), "{} does not bar its example", bar.name);
            assert!(all_meet(bar.meet, bar), "{} bars its neighbour", bar.name);
        }
    }
}
