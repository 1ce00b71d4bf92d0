//! What two texts say of one utterance or of two, kind by kind, beside near neighbours of which the opposite is true.

#![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]

use std::sync::atomic::AtomicBool;

use super::find;
use crate::compare::QuoteKind::{self, Cut, Identical, Punctuation, Spelling, Wording};
use crate::compare::QuotePair;
use crate::compare::fixtures::{article, exchanged};
use crate::reading::Reading;

/// Two texts, the kinds of their pairs in the order of the left, and why.
struct Case(&'static str, &'static str, &'static [QuoteKind], &'static str);

#[rustfmt::skip]
const NAMES_AND_PHRASES: &[Case] = &[
    Case("“I am glad to serve as first judge of the Court of Appeal of Orland,” Ana Melo told pupils.",
        "“A boy from this street is now the first judge of the Court of Appeal of Orland,” Ana Melo said. “Go and read.”",
        &[], "an office"),
    Case("“We wrote to the attorney general of the United Isles on Monday,” Ana Melo said.",
        "“Nobody has seen the attorney general of the United Isles since May,” Ana Melo said.", &[], "an office of a country"),
    Case("“She was the secretary of state of Orland when the port burned,” Ana Melo said.",
        "“My aunt taught the secretary of state of Orland to swim,” Ana Melo said.", &[], "an office and what it is of"),
    Case("“At the end of the day, boats need water,” said Ana Melo, a captain.",
        "“Taxes must rise at the end of the day,” said Ivo Brandt, a banker.", &[], "an idiom of two people"),
    Case("“Who sells the quay throws the future out of the window,” said Ana Melo, a captain.",
        "“He missed the vote and threw the ball out of the window,” said Ivo Brandt, a coach.", &[], "half a phrase of two people"),
    Case("“Herring is the most widely traded fish on the northern coast,” the harbour’s head, Ana Melo, said.",
        "“Our nets are the best, and we sell to the most widely traded fish on the northern coast,” said Ivo Brandt, a weaver.",
        &[], "a noun phrase of two people"),
    Case("“Herring is the most widely traded fish on the northern coast,” the harbour’s head, Ana Melo, said.",
        "Ana Melo called herring “the most widely traded fish on the northern coast”.", &[Cut], "the same of one speaker"),
    Case("“The quay was rotten from end to end when we bought it,” Ana Melo said.",
        "“The quay was rotten from end to end when we bought it,” Ivo Brandt said.", &[Identical], "word for word of two people"),
    Case("“I am glad to serve as first judge of the Court of Appeal,” Ana Melo said.",
        "Ana Melo told pupils that she was “glad to serve as first judge”.", &[Cut], "an office with what is said of it"),
];

#[rustfmt::skip]
const KINDS: &[Case] = &[
    Case("“As the inquiry found, the owners had known since May that the wall would not hold,” the board’s letter says.",
        "“The aim of all this was to sell the quay,” the inquiry says. “The owners had known since May that the wall would not hold.”",
        &[Cut], "both begin with what the other lacks"),
    Case("“The new rule gives every small boat clear, simple safety checks. It costs nothing. It lets crews sail earlier,” Ana Melo said.",
        "“The new rule gives every small boat clear, simple safety-checks,” Ana Melo said. “It lets crews sail earlier.”",
        &[Cut], "a sentence is left out"),
    Case("“The wall will not hold. We told them so in May. Nobody came,” Ana Melo said.",
        "“The wall will not hold. Nobody came,” Ana Melo said.", &[Cut], "a sentence is left out of one part"),
    Case("“We told the town that the wall would not hold,” Ana Melo said.",
        "“We told the town and the port that the wall would not hold,” Ana Melo said.", &[Wording], "words inside a sentence"),
    Case("“We asked for well-kept, sea-going boats and a cooperative crew,” Ana Melo said.",
        "“We asked for well kept, seagoing boats and a co-operative crew,” Ana Melo said.", &[Punctuation], "hyphens"),
    Case("“We asked for sea going boats and a trained crew,” Ana Melo said.",
        "“We asked for seagoing boats and a trained crew,” Ana Melo said.", &[Spelling], "two words for one"),
    Case("“The café on the quay was a façade for years,” Ana Melo said.",
        "“The cafe on the quay was a facade for years,” Ana Melo said.", &[Spelling], "accents"),
    Case("“The shop\u{ad}keepers on the quay were never told about it,” Ana Melo said.",
        "“The shopkeepers on the quay were never told about it,” Ana Melo said.", &[Punctuation], "a character that is not seen"),
    Case("“Nobody is too poor to own a boat,” Ana Melo said.",
        "“No one is too poor to own a boat,” Ana Melo told the board.", &[Wording], "one word for another at the beginning"),
    Case("Ana Melo calls the loss “an act of hitherto unknown negligence”.",
        "The loss was “an act of unequalled negligence”, Ana Melo said.", &[Wording], "one word for another in a short one"),
    Case("“We lost eleven boats in one night,” Ana Melo said.",
        "“We lost twelve boats in one night,” Ana Melo said.", &[Wording], "one number for another"),
    Case("“Nothing can bring the boats back,” Ana Melo, the mother of one of them, said at the court.",
        "Outside the court Ana Melo, whose son was one of them, said: “Nothing will bring the boats back.”", &[Wording],
        "one small word for another"),
    Case("“We never imagined that the water would come up so fast,” Ana Melo, a farmer, said from the roof of her barn.",
        "“We never thought that the water would rise so fast,” said Ana Melo, a farmer who waited on the roof of her barn.",
        &[Wording], "retold by one speaker at one place"),
    Case("“We never imagined that the water would come up so fast,” Ana Melo said from the roof of her barn.",
        "“We never thought of leaving the valley before the water,” said Ana Melo at the hearing in May.", &[], "another thing she said"),
    Case("“The bridge is safe,” Ana Melo said.", "“The tunnel is safe,” Ana Melo said.", &[], "two things of which one word is said"),
    Case("“We lost a boat,” Ana Melo said.", "“We found a boat,” Ivo Brandt said.", &[], "two people, two words"),
];

#[rustfmt::skip]
const PARTS: &[Case] = &[
    Case("“Keep the deck dry at all times. Sing while you row ... And never whistle near the mast on open water,” added Ana Melo.",
        "Ana Melo wrote to the crew: “Keep the deck dry at all times. Think of those who scrub it. Sing while you row, not while you eat.”",
        &[Cut], "two sentences around an ellipsis"),
    Case("“Give me the rope now,” the pilot said. “I have every right to hold your rope.”",
        "The pilot repeated: “Give me the rope now. Give me the rope now.”", &[Cut], "a sentence said twice"),
    Case("“Give me the rope,” the pilot said. “I am bound to hold the rope.”",
        "The pilot repeated: “Give me the rope. Give me the rope.”", &[Cut], "the same with its last words in another sentence"),
    Case("“Open the gates,” the strikers chanted outside the shipyard. “We want to see the books.”",
        "The strikers outside the shipyard chanted: “Open the gates. Open the gates.”", &[Cut], "three words said twice, in one scene"),
    Case("“Putting cameras in the cells is a step in the right direction,” said Ana Melo of the Prison League.",
        "Ana Melo of the Prison League called the cameras in the cells “a step in the right direction.”", &[Cut],
        "what anybody says, said by one about one thing"),
    Case("“Get off the ice,” the warden called to the boys on the pond. “I can see the cracks from here.”",
        "The warden shouted to the boys on the pond through a horn: “Get off the ice. Get off the ice.”", &[Cut],
        "a short sentence said twice, in one scene"),
    Case("“Our low cost boats gave men work. They gave towns bread for a year. They should never have been sold,” said Ana Melo.",
        "“Our low-cost boats gave men work,” said Ana Melo. “They should never have been sold.”", &[Cut],
        "a sentence left out that begins like the next"),
    Case("“Thank you very much,” Ana Melo said. “The harbour needs new walls and lamps.”",
        "“Thank you very much,” Ana Melo said. “My mother would have been proud of us all.”", &[], "a sentence of anybody’s"),
    Case("“He said, ‘Leave the boats alone,’ and then we left,” Ana Melo said.",
        "“He said, ‘Leave the boats alone,’ and then we left,” Ana Melo said.", &[Identical], "one in another is listed once"),
    Case("“He said, ‘Leave the boats alone,’ and then we left,” Ana Melo said.",
        "Ana Melo was told to “leave the boats alone”.", &[Punctuation], "one in another by itself"),
];

fn found(left: &str, right: &str) -> Vec<QuotePair> {
    let [l, r] = [left, right].map(|text| article(&[text]));
    find(&Reading::new(&l), &Reading::new(&r), &AtomicBool::new(false)).unwrap().pairs
}

#[test]
fn of_two_quotations_is_told_whether_they_are_one_and_how_they_differ() {
    for Case(left, right, kinds, why) in [NAMES_AND_PHRASES, KINDS, PARTS].into_iter().flatten() {
        let pairs = found(left, right);
        assert_eq!(pairs.iter().map(|pair| pair.kind).collect::<Vec<_>>(), *kinds, "{why}: {left} | {right}");
        assert_eq!(exchanged(pairs), found(right, left), "{why}: the sides exchanged");
    }
}
