//! The rules by which two figures that cannot both be right are of one subject, and so in conflict.

use super::{
    ALL, ONE_WORD, Rule, TWO_WORDS, age, count, duration, magnitude, moment, money, ordinal, other_measure,
    score_or_odds, share,
};
use crate::compare::find::figures::context::Act;
use crate::compare::find::figures::likeness::{close, people_of};
use crate::compare::find::figures::role::Role;

/// Things of which one account may tell the second, another the third; sorted.
#[rustfmt::skip]
const MANY: &[&str] = &[
    "chapter", "episode", "frame", "game", "inning", "lap", "leg", "match", "paragraph", "period", "phase", "quarter",
    "race", "round", "set", "stage",
];

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
            let near = t.relation.local >= least && t.is_of_no_two_acts();
            t.left.role.is_none() && people_of(t.left, t.right) && (near || t.is_one_happening())
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
            let near = near && t.is_of_no_two_acts() || t.is_one_happening();
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
            // How many children somebody has is true whatever is done.
            let one = t.is_of_no_two_acts() || t.both(|f| f.detail.timeless);
            let near = near && one || t.is_one_happening();
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
        name: "moments of one act, neighbouring days with less",
        of: moment,
        holds: |t| {
            let beside = t.left.detail.moment.zip(t.right.detail.moment).is_some_and(|(a, b)| a.is_day_beside(&b));
            let words = t.relation.local >= TWO_WORDS && t.relation.wide >= 5.0 && t.relation.cover >= 0.3;
            let single = t.both(|f| f.detail.frame.moments == 1 && !f.detail.frame.speech);
            // Two weekdays that are not neighbours are of two happenings, but where all of the clause is the same.
            let weekdays = t.both(|f| f.detail.moment.is_some_and(|m| m.is_weekday()));
            let one = t.is_one_happening() && (!weekdays || beside || t.relation.clause_cover >= ALL);
            one || beside && single && words && t.relation.act == Act::Same
        },
        example: ["Ana Melo was elected mayor of Lomba in 2011.", "In 2012 Melo was elected mayor of Lomba."],
        matched: false,
    },
    // The day on which somebody said something may be another day.
    Rule {
        name: "moments that are all that differs",
        of: moment,
        holds: |t| {
            let weekday = t.either(|f| f.detail.moment.is_some_and(|m| m.is_weekday()) || f.detail.frame.speech);
            let acts = matches!(t.relation.act, Act::Other | Act::Unlike);
            t.is_all_that_differs() && !weekday && !acts
        },
        example: [
            "The Lomba ferry men will strike on 4 March unless the owners yield.",
            "On 14 March the ferry men of Lomba will strike if their owners do not yield.",
        ],
        matched: true,
    },
    // In two words for one act, of which nothing else is known.
    Rule {
        name: "the day of what is to come, in matched sentences that name no other",
        of: moment,
        holds: |t| {
            let months = t.left.detail.moment.zip(t.right.detail.moment).map(|(a, b)| (a.month, b.month));
            let month = months.is_some_and(|(a, b)| a.is_some() && a == b);
            let day = t.both(|f| f.detail.moment.is_some_and(|m| m.day.is_some() && !m.is_weekday()));
            let ahead = t.both(|f| f.detail.clause.ahead && f.detail.frame.moments == 1 && !f.detail.frame.speech);
            let one = t.relation.matched && t.relation.sole && !matches!(t.relation.act, Act::Same | Act::Other);
            one && !t.relation.other && day && month && ahead && t.relation.wide >= TWO_WORDS
        },
        example: [
            "Pilots at Lomba will walk out on 4 March, their union announced.",
            "The Lomba pilots will strike on 14 March, the union announced.",
        ],
        matched: true,
    },
    Rule {
        name: "years between which somebody did something",
        of: moment,
        holds: |t| {
            let years = t.both(|f| f.detail.moment.is_some_and(|m| m.until.is_some() && !m.decade));
            // "Rector of one house from 1995 to 2003, of another from 1986 to 1994"
            let one = !t.relation.own || t.relation.clause_cover >= ALL;
            years && t.relation.names >= ONE_WORD && t.is_of_no_two_acts() && one
        },
        example: ["Rui Melo, who served from 1971 to 1983, is dead.", "Rui Melo was in office from 1970 to 1982."],
        matched: false,
    },
    // The nearer two amounts are, the likelier they are meant for one.
    Rule {
        name: "amounts of money near each other",
        of: money,
        holds: |t| {
            let near = close(t.left, t.right, 1.3) && t.relation.local >= 1.2 && t.relation.wide >= TWO_WORDS;
            near && t.relation.plain >= ONE_WORD && t.is_of_no_two_acts()
        },
        example: [
            "The museum paid $1.4 million for the painting by Lund.",
            "The museum bought the Lund painting for $1.6 million.",
        ],
        matched: false,
    },
    Rule {
        name: "amounts of money to the unit, next to each other",
        of: money,
        holds: |t| t.is_next_to() && t.is_related() && t.relation.plain >= ONE_WORD,
        example: [
            "The bursar of Lomba moved £48,316.20 from the fund into his own account.",
            "It was £48,361.20 that left the fund of Lomba, and the bursar has it.",
        ],
        matched: false,
    },
    Rule {
        name: "amounts of money far from each other",
        of: money,
        holds: |t| {
            let sentences = t.relation.matched || t.relation.wide >= 3.5;
            !close(t.left, t.right, 1.3)
                && t.relation.local >= 2.4
                && t.relation.plain >= ONE_WORD
                && sentences
                && t.is_of_no_two_acts()
        },
        example: [
            "The museum paid $1.4 million for the painting by Lund.",
            "The museum bought the Lund painting for $1.9 million.",
        ],
        matched: true,
    },
    Rule {
        name: "amounts of money of one act and object",
        of: money,
        holds: |t| t.is_one_happening(),
        example: ["The owner put the damage at €20 million.", "The damage is put at 30 million euros."],
        matched: false,
    },
    Rule {
        name: "the same digits a thousand times",
        of: |kind| count(kind) || money(kind) || other_measure(kind),
        holds: |t| {
            let near = t.is_related() && t.relation.local >= TWO_WORDS && t.is_of_no_two_acts();
            let apart = matches!(t.relation.act, Act::Other | Act::Unlike) && t.relation.own;
            t.is_slip() && !apart && (near || t.is_all_that_differs())
        },
        example: ["The wall will cost $5.7 billion.", "The wall will cost $5.7 million."],
        matched: false,
    },
    Rule {
        name: "votes or scores of one bill or game",
        of: score_or_odds,
        holds: |t| {
            let near = t.relation.local >= TWO_WORDS || t.relation.matched && t.relation.local >= ONE_WORD;
            let vote = t.relation.matched && t.relation.sole && !t.relation.own && t.both(|f| f.is_tally());
            t.is_of_no_two_acts() && near && t.relation.clause_cover >= ALL || t.is_nearly_all_that_differs() || vote
        },
        example: [
            "The council passed the harbour bill 31 to 12.",
            "The harbour bill passed the council by 31 votes to 21.",
        ],
        matched: false,
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
        holds: |t| {
            let near = t.relation.local >= 2.5 && t.relation.matched && t.is_of_no_two_acts();
            near || t.is_one_happening() && t.relation.clause >= TWO_WORDS
        },
        example: [
            "Unemployment in Arland rose to 7.2 percent in May, the statistics office said.",
            "The statistics office said unemployment in Arland rose to 7.9 per cent in May.",
        ],
        matched: true,
    },
    Rule {
        name: "durations of one thing",
        of: duration,
        holds: |t| {
            let near = t.relation.local >= if t.relation.predicate { 1.2 } else { 2.8 } && t.is_of_no_two_acts();
            (near || t.is_one_happening()) && close(t.left, t.right, 10.0)
        },
        example: ["The siege of the Lomba harbour lasted 12 days.", "The siege of the Lomba harbour lasted 20 days."],
        matched: false,
    },
    Rule {
        name: "measures of one thing",
        of: other_measure,
        holds: |t| {
            let near = t.relation.local >= if t.relation.predicate { ONE_WORD } else { 1.5 };
            let near = near && (t.relation.matched || t.relation.wide >= TWO_WORDS) && t.is_of_no_two_acts();
            near || t.is_one_happening()
        },
        example: ["The bridge over the Lenne is 310 metres long.", "The Lenne bridge, 450 metres long, was closed."],
        matched: true,
    },
    Rule {
        name: "places in a row of which there is one",
        of: ordinal,
        holds: |t| {
            let many = MANY.binary_search(&t.left.detail.noun.class.as_str()).is_ok();
            let near =
                t.relation.local >= TWO_WORDS || t.relation.matched && t.relation.local >= ONE_WORD && !t.relation.own;
            near && t.is_of_no_two_acts() && !many
        },
        example: ["It is the 11th strike at the Oberlin mill.", "It is the 12th strike at the Oberlin mill."],
        matched: true,
    },
];
