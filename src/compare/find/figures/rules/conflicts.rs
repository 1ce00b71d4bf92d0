//! The rules by which two figures that cannot both be right are of one subject, and so in conflict.

use super::{ONE_WORD, Rule, TWO_WORDS, age, count, duration, magnitude, moment, money, ordinal, other_measure, share};
use crate::compare::find::figures::likeness::{close, people_of};
use crate::compare::find::figures::role::Role;

/// The rules; those of one kind of figure stand beside each other.
pub(super) const CONFLICTS: &[Rule] = &[
    Rule {
        name: "the dead, injured or missing of one event",
        of: count,
        holds: |t| {
            let event = t.relation.wide >= TWO_WORDS || t.relation.matched && t.relation.wide >= ONE_WORD;
            t.is_role(&[Role::Dead, Role::Injured, Role::Missing]) && event
        },
        example: [
            "The storm left 12 dead in Tarrow, the mayor said.",
            "Fifteen people were killed when the storm hit Tarrow.",
        ],
        matched: false,
    },
    Rule {
        name: "the arrested or rescued of one event",
        of: count,
        holds: |t| {
            t.is_role(&[Role::Arrested, Role::Rescued]) && t.relation.wide >= 2.5 && t.relation.local >= ONE_WORD
        },
        example: [
            "Four people were arrested in Riga over the museum theft.",
            "Six people were arrested in Riga over the museum theft.",
        ],
        matched: false,
    },
    Rule {
        name: "people of one group, the nearer the two the likelier",
        of: count,
        holds: |t| {
            let least = if close(t.left, t.right, 3.0) { 1.9 } else { 2.5 };
            t.left.role.is_none() && people_of(t.left, t.right) && t.relation.local >= least
        },
        example: [
            "Tens of thousands of people marched through Sofia against the law.",
            "About 4,000 people marched in Sofia against the law.",
        ],
        matched: false,
    },
    // A sentence that says nothing else has its subject elsewhere; so large a number of one thing is in no two places.
    Rule {
        name: "large counts of one thing",
        of: count,
        holds: |t| {
            let near = t.relation.predicate || t.relation.local >= 1.5 || t.relation.fewest <= 2;
            t.left.role.is_none() && !people_of(t.left, t.right) && t.is_large() && near
        },
        example: [
            "The company, Veld Motors, said it would cut 3,000 jobs at its Ghent plant.",
            "Veld Motors will cut 4,500 jobs at the Ghent plant, the company said.",
        ],
        matched: false,
    },
    Rule {
        name: "small counts of one thing",
        of: count,
        holds: |t| {
            let words = t.relation.local >= 1.4 && t.relation.wide >= TWO_WORDS;
            let near = words || t.relation.predicate && t.relation.wide >= 1.5;
            t.left.role.is_none() && !people_of(t.left, t.right) && !t.is_large() && near
        },
        example: [
            "The Harbour Act binds 12 ports on the Lomba coast.",
            "On the Lomba coast 17 ports are bound by the Harbour Act.",
        ],
        matched: false,
    },
    Rule {
        name: "ages of one name",
        of: age,
        holds: |t| t.relation.wide >= ONE_WORD,
        example: ["Ana Melo, 34, was rescued from the river.", "The 36-year-old Ana Melo was pulled from the river."],
        matched: false,
    },
    Rule {
        name: "days of one event",
        of: moment,
        holds: |t| t.relation.local >= TWO_WORDS && t.relation.wide >= 5.0 && t.relation.cover >= 0.3,
        example: [
            "The senate approved the Harbour Act on Tuesday after a long debate in Lisbon over fishing quotas.",
            "After a long debate over fishing quotas, the senate in Lisbon approved the Harbour Act on Wednesday.",
        ],
        matched: false,
    },
    // The nearer two amounts are, the likelier they are meant for one.
    Rule {
        name: "amounts of money near each other",
        of: money,
        holds: |t| close(t.left, t.right, 1.3) && t.relation.local >= 1.2 && t.relation.wide >= TWO_WORDS,
        example: [
            "The museum paid $1.4 million for the painting by Lund.",
            "The museum bought the Lund painting for $1.6 million.",
        ],
        matched: false,
    },
    Rule {
        name: "amounts of money far from each other",
        of: money,
        holds: |t| {
            let sentences = t.relation.matched || t.relation.wide >= 3.5;
            !close(t.left, t.right, 1.3) && t.relation.local >= 2.4 && sentences
        },
        example: [
            "The museum paid $1.4 million for the painting by Lund.",
            "The museum bought the Lund painting for $1.9 million.",
        ],
        matched: true,
    },
    Rule {
        name: "magnitudes of an earthquake",
        of: magnitude,
        holds: |t| t.relation.wide >= 1.5,
        example: [
            "The quake measured 5.9 on the Richter scale and struck off Lomba at dawn.",
            "A magnitude-6.3 earthquake struck off Lomba at dawn on Sunday.",
        ],
        matched: false,
    },
    Rule {
        name: "shares of one whole in matched sentences",
        of: share,
        holds: |t| t.relation.local >= 2.5 && t.relation.matched,
        example: [
            "Unemployment in Arland rose to 7.2 percent in May, the statistics office said.",
            "The statistics office said unemployment in Arland rose to 7.9 per cent in May.",
        ],
        matched: true,
    },
    Rule {
        name: "durations of one thing",
        of: duration,
        holds: |t| t.relation.local >= if t.relation.predicate { 1.2 } else { 2.8 } && close(t.left, t.right, 10.0),
        example: ["The siege of the Lomba harbour lasted 12 days.", "The siege of the Lomba harbour lasted 20 days."],
        matched: false,
    },
    Rule {
        name: "measures of one thing",
        of: other_measure,
        holds: |t| {
            let near = t.relation.local >= if t.relation.predicate { ONE_WORD } else { 1.5 };
            near && (t.relation.matched || t.relation.wide >= TWO_WORDS)
        },
        example: ["The bridge over the Lenne is 310 metres long.", "The Lenne bridge, 450 metres long, was closed."],
        matched: true,
    },
    Rule {
        name: "places in a row in matched sentences",
        of: ordinal,
        holds: |t| t.relation.matched && t.relation.local >= TWO_WORDS,
        example: ["It is the 11th strike at the Oberlin mill.", "It is the 12th strike at the Oberlin mill."],
        matched: true,
    },
];
