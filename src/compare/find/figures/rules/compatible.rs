//! The rules by which two figures that can both be right, though they do not say the same, are of one subject: somebody
//! should look at them.

use super::{
    COVERED, FOUR_WORDS, ONE_WORD, Rule, TWO_WORDS, Told, count, duration, magnitude, moment, money, other_measure,
    share,
};
use crate::compare::find::figures::context::Act;

/// Says whether two moments are a weekday and a date of which nobody told the weekday.
fn is_day_told_otherwise(t: Told<'_>) -> bool {
    t.left.detail.moment.zip(t.right.detail.moment).is_some_and(|(a, b)| a.is_day_told_otherwise(&b))
}

/// The rules; those of one kind of figure stand beside each other.
pub(super) const COMPATIBLE: &[Rule] = &[
    Rule {
        name: "counts of one thing that can both be right, of one subject",
        of: count,
        holds: |t| {
            let part = t.left.detail.noun.part != t.right.detail.noun.part && !t.is_nameless();
            let near = t.relation.local >= ONE_WORD || t.is_one_role() && t.relation.wide >= ONE_WORD;
            t.is_of_no_two_roles()
                && t.is_one_class()
                && !part
                && t.is_related()
                && near
                && (t.is_one_role() || t.is_of_no_two_acts())
        },
        example: [
            "More than 20 people were hurt in the Marlow collapse.",
            "Twenty-five people were injured when the Marlow roof collapsed.",
        ],
        matched: false,
    },
    Rule {
        name: "bounds of the victims of one event",
        of: count,
        holds: |t| t.is_one_role() && t.is_one_class() && t.relation.wide >= TWO_WORDS,
        example: ["The mudslide in Tarrow killed at least two people.", "At least 31 died in the Tarrow mudslide."],
        matched: false,
    },
    // "This morning (July 21)" and "early on Sunday morning": nobody can tell but by what happened, and when in the day.
    Rule {
        name: "one day told as a weekday and as a date",
        of: moment,
        holds: |t| {
            let single = t.both(|f| f.detail.frame.moments == 1);
            let told = t.left.detail.contrast.share_part_of_day(&t.right.detail.contrast);
            let words = t.relation.wide >= TWO_WORDS && t.relation.cover >= COVERED;
            is_day_told_otherwise(t) && single && told && words
        },
        example: [
            "Flames tore through the Brandt bakery in Tarrow this morning (June 3).",
            "Firefighters fought flames at the bakery early on Tuesday morning.",
        ],
        matched: false,
    },
    Rule {
        name: "a month and a day of it, a time and one near it, of one act",
        of: moment,
        holds: |t| !is_day_told_otherwise(t) && t.is_one_happening(),
        example: ["The trial of the Lomba pilot opens in May.", "The trial of the Lomba pilot will open on May 14."],
        matched: false,
    },
    Rule {
        name: "amounts of money that can both be right, of one act",
        of: money,
        holds: |t| {
            let near = t.is_related() && t.relation.local >= ONE_WORD || t.relation.local >= 1.5;
            t.is_one_happening()
                || near && t.is_of_one_deed() && (t.relation.act != Act::Unlike || t.relation.local >= FOUR_WORDS)
        },
        example: ["The dam in Tarrow cost more than $12 million.", "The Tarrow dam cost $14 million."],
        matched: false,
    },
    Rule {
        name: "magnitudes of one earthquake, one told in full",
        of: magnitude,
        holds: |t| t.relation.wide >= 1.5,
        example: ["A magnitude 6 earthquake struck off Lomba.", "The earthquake off Lomba had a magnitude of 6.3."],
        matched: false,
    },
    Rule {
        name: "shares or times of one thing that can both be right",
        of: |kind| share(kind) || duration(kind),
        holds: |t| {
            let near = t.relation.matched && t.relation.local >= ONE_WORD || t.relation.local >= TWO_WORDS;
            t.is_one_happening() || near && t.is_of_one_deed()
        },
        example: ["The strike in Porto lasted nearly seven hours.", "The Porto strike lasted six hours."],
        matched: false,
    },
    Rule {
        name: "measures of one thing that can both be right",
        of: other_measure,
        holds: |t| t.is_one_happening() || t.is_related() && t.relation.local >= ONE_WORD && t.is_of_one_deed(),
        example: ["The wall on the Lenne is about 310 metres long.", "The Lenne wall is 280 metres long."],
        matched: false,
    },
];
