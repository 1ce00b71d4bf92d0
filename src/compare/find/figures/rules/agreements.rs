//! The rules by which two figures of one value, or of which one rounds to the other, agree.

use super::{
    ONE_WORD, Rule, SOME_WORDS, THOUSAND, TWO_WORDS, age, common_measure, count, magnitude, moment, money, ordinal,
    other_measure, score_or_odds,
};
use crate::compare::find::figures::likeness::{either_exact, shared_name};

/// The rules; those of one kind of figure stand beside each other.
pub(super) const AGREEMENTS: &[Rule] = &[
    Rule {
        name: "equal counts of one thing in sentences of one thing",
        of: count,
        holds: |t| {
            let told = t.is_of_no_two_acts() || t.relation.matched || t.relation.local >= ONE_WORD;
            t.is_of_no_two_roles()
                && t.is_one_class()
                && t.is_related()
                && told
                && (t.equal || t.relation.local >= ONE_WORD)
        },
        example: [
            "The pact takes force once 55 countries have ratified it.",
            "It needs 55 nations to ratify the pact.",
        ],
        matched: false,
    },
    Rule {
        name: "equal counts of the victims of one event",
        of: count,
        holds: |t| t.equal && t.is_one_role() && t.is_one_class() && t.relation.wide >= SOME_WORDS,
        example: [
            "The mudslide at Tarrow, the third of a wet winter, left 50 people dead.",
            "Fifty people were killed in the mudslide, said the mayor, whose own house in Tarrow stands.",
        ],
        matched: false,
    },
    Rule {
        name: "large equal counts of one thing, with a word in common, hedged alike or called alike",
        of: count,
        holds: |t| {
            let things = !t.either(|f| f.detail.noun.person);
            let alike = t.left.hedge == t.right.hedge && !t.either(|f| f.detail.noun.is_people());
            let told = t.relation.wide > 0.0 || things || alike;
            let called_alike = t.is_one_number() && t.is_called_alike() && t.is_over(THOUSAND);
            let told = t.equal && told || called_alike;
            told && t.is_of_no_two_roles() && t.is_one_class() && t.is_large()
        },
        example: [
            "The plan would put 2,300 wind turbines off Lomba.",
            "Critics fear for birds where 2,300 turbines turn.",
        ],
        matched: false,
    },
    Rule {
        name: "equal counts of which one does not say of what",
        of: count,
        holds: |t| {
            let near = t.relation.local >= ONE_WORD && (t.is_related() || t.relation.named);
            t.equal && t.is_of_no_two_roles() && !t.is_one_class() && t.is_nameless() && near
        },
        example: [
            "Three of the crates were found in the harbour, he said.",
            "Nine crates fell from the deck in the storm - three sank in the harbour, while the other six crates drifted.",
        ],
        matched: false,
    },
    Rule {
        name: "equal exact counts of what has two names",
        of: count,
        holds: |t| {
            let near = t.is_large() && t.relation.across >= ONE_WORD || t.relation.local >= TWO_WORDS;
            let other = !t.is_one_class() && !t.is_nameless();
            t.equal && t.is_of_no_two_roles() && other && t.is_related() && either_exact(t.left, t.right) && near
        },
        example: [
            "Veld Motors will cut 4,500 jobs at its Ghent plant.",
            "At its Ghent plant Veld Motors will cut 4,500 positions.",
        ],
        matched: false,
    },
    Rule {
        name: "equal ages of one name",
        of: age,
        holds: |t| shared_name(t.left, t.right) || t.is_related() && t.relation.local >= 1.0,
        example: ["Ana Melo, 34, was rescued from the river.", "The 34-year-old Ana Melo was pulled from the river."],
        matched: false,
    },
    Rule {
        name: "equal places in one row",
        of: ordinal,
        holds: |t| t.is_related() && t.left.detail.noun.class == t.right.detail.noun.class && t.relation.wide >= 1.0,
        example: ["It is the 11th strike at the Oberlin mill.", "The Oberlin mill saw its 11th strike."],
        matched: false,
    },
    Rule {
        name: "equal scores or odds near a word in common",
        of: score_or_odds,
        holds: |t| t.is_related() && t.relation.local >= ONE_WORD,
        example: ["Oberlin beat Marlow 25-7 on the harbour field.", "Marlow lost to Oberlin 25-7."],
        matched: true,
    },
    // No two votes of a story come to 134 against 63.
    Rule {
        name: "equal tallies, both of two digits",
        of: score_or_odds,
        holds: |t| t.equal && t.both(|f| f.is_tally()),
        example: ["Brandt won by a 134-to-63 vote.", "She beat Ruiz 134 to 63."],
        matched: false,
    },
    Rule {
        name: "one date of the year, whatever the words",
        of: moment,
        holds: |t| {
            let told = t.both(|f| f.detail.moment.is_some_and(|moment| moment.day.is_some() && !moment.is_weekday()));
            told && t.equal && t.relation.wide >= SOME_WORDS && t.is_of_no_two_acts()
        },
        example: [
            "The mill owner reopened the gates for three weeks on Jan. 25.",
            "From Dec. 22 through Jan. 25 nobody was paid at the mill and its gates were shut.",
        ],
        matched: false,
    },
    Rule {
        name: "equal moments of one thing",
        of: moment,
        holds: |t| {
            let near = t.relation.matched && t.relation.local >= ONE_WORD || t.relation.local >= TWO_WORDS;
            let covered = t.relation.cover >= 0.6 && t.relation.wide >= TWO_WORDS;
            let epithet = t.either(|f| f.detail.moment.is_some_and(|moment| moment.epithet));
            t.is_one_happening() || !epithet && t.is_of_no_two_acts() && (near || covered)
        },
        example: ["The Oberlin mill closed on March 7, 2026.", "On March 7 the mill in Oberlin closed its gates."],
        matched: false,
    },
    Rule {
        name: "amounts of money for one thing",
        of: money,
        holds: |t| {
            let near = t.is_related() && (t.equal || t.relation.local >= ONE_WORD) || t.relation.local >= 1.0;
            t.left.detail.rate == t.right.detail.rate && near && t.is_of_one_deed()
        },
        example: ["The museum paid $1.4 million for the painting.", "The painting cost the museum 1,400,000 dollars."],
        matched: false,
    },
    Rule {
        name: "equal amounts of two digits and more that count",
        of: money,
        holds: |t| t.equal && t.is_exact() && t.left.detail.rate == t.right.detail.rate && t.relation.wide >= 0.7,
        example: [
            "The deal gives a fraction of the $5.7 billion that he first proposed for the wall.",
            "The bill grants him far less for a wall than the $5.7 billion of his demand.",
        ],
        matched: false,
    },
    Rule {
        name: "magnitudes of one earthquake",
        of: magnitude,
        holds: |t| t.relation.wide >= 0.7,
        example: ["A magnitude-6.3 earthquake struck off Lomba.", "The quake near Lomba had a magnitude of 6.3."],
        matched: false,
    },
    Rule {
        name: "durations or shares of one thing, the equal and exact with less",
        of: common_measure,
        holds: |t| {
            let about = t.is_related() && (t.equal && t.relation.wide >= TWO_WORDS || t.relation.local >= ONE_WORD);
            let told = about || t.equal && either_exact(t.left, t.right) && t.relation.wide >= 0.7;
            told && t.is_of_one_deed()
        },
        example: [
            "The Marlow mill lease runs for three months, the owner of the mill said.",
            "The lease on the mill is for 90 days.",
        ],
        matched: false,
    },
    Rule {
        name: "measures of one thing, the equal and exact whatever the words",
        of: other_measure,
        holds: |t| {
            let about = t.is_related() && (t.equal && t.relation.wide >= TWO_WORDS || t.relation.local >= ONE_WORD);
            about || t.equal && (either_exact(t.left, t.right) || t.relation.wide >= 0.7)
        },
        example: ["One light-year is far away.", "It is 5.9 trillion miles away."],
        matched: false,
    },
];
