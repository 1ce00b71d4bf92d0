//! The words in which two sentences differ, whatever they are: what a reader asks for outside quotations.
//!
//! Order does not count, as two houses tell one thing in their own order: a word is alike where the other sentence has
//! its stem, as often. Function words are told only where the two are one sentence in two printings; in a paraphrase they
//! would drown what matters.

use std::collections::{HashMap, HashSet};

use frostem::{Algorithm, Stemmer};

use crate::language::english::{is_frame, is_stop};
use crate::text::fold::plain;
use crate::text::{Span, segment};

/// The share of words that both have from which every word counts.
const PRINTED: f64 = 0.7;

/// How many words or names tell a subject.
const SUBJECTS: usize = 2;

/// Returns the words of each text that the other has not, as spans of that text, neighbours joined.
#[must_use]
pub fn difference(left: &str, right: &str) -> [Vec<Span>; 2] {
    let stemmer = Stemmer::new(Algorithm::English);
    let of = |text: &str| -> Vec<(Span, String, bool)> {
        let words = segment::words(text).into_iter();
        words
            .map(|span| {
                let folded = plain(span.of(text)).into_owned();
                (span, stemmer.stem(&folded).into_owned(), is_stop(&folded))
            })
            .collect()
    };
    let sides = [of(left), of(right)];
    let alike = [apart(&sides[0], &sides[1]), apart(&sides[1], &sides[0])];
    let shared = alike[0].iter().filter(|differs| !**differs).count() * 2;
    let all = sides[0].len() + sides[1].len();
    let printed = shared as f64 >= PRINTED * all as f64;
    let runs = |side: usize, text: &str| {
        let (words, differs) = (&sides[side], &alike[side]);
        let telling = words.iter().zip(differs).filter(|((_, _, common), differs)| **differs && (printed || !common));
        joined(telling.map(|((span, _, _), _)| *span), text)
    };
    [runs(0, left), runs(1, right)]
}

/// Returns what two sentences both speak of, in words of the shorter one, whichever side that is: the first that the other
/// has too, neighbours joined; neither function words nor those that only frame what is told ("said").
#[must_use]
pub fn subject(left: &str, right: &str) -> Option<String> {
    let [left, right] = if (left.len(), left) <= (right.len(), right) { [left, right] } else { [right, left] };
    let stemmer = Stemmer::new(Algorithm::English);
    let stem = |word: &str| stemmer.stem(&plain(word)).into_owned();
    let there: HashSet<String> = segment::words(right).into_iter().map(|span| stem(span.of(right))).collect();
    let telling = segment::words(left).into_iter().filter(|span| {
        let word = plain(span.of(left));
        !is_stop(&word) && !is_frame(&word) && there.contains(&stem(&word))
    });
    let told: Vec<&str> = joined(telling, left).iter().take(SUBJECTS).map(|span| span.of(left)).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// Says of each word whether the other side has it less often than it stands here before and now.
fn apart(here: &[(Span, String, bool)], there: &[(Span, String, bool)]) -> Vec<bool> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    there.iter().for_each(|(_, stem, _)| *left.entry(stem).or_default() += 1);
    let differs = |(_, stem, _): &(Span, String, bool)| match left.get_mut(stem.as_str()).filter(|left| **left > 0) {
        Some(left) => {
            *left -= 1;
            false
        }
        None => true,
    };
    here.iter().map(differs).collect()
}

/// Joins words that only white space parts.
fn joined(words: impl Iterator<Item = Span>, text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for span in words {
        match runs.last_mut().filter(|last| Span::new(last.end, span.start).of(text).trim().is_empty()) {
            Some(last) => last.end = span.end,
            None => runs.push(span),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told<'a>(left: &'a str, right: &'a str) -> [Vec<&'a str>; 2] {
        let [l, r] = difference(left, right);
        [l.iter().map(|span| span.of(left)).collect(), r.iter().map(|span| span.of(right)).collect()]
    }

    #[test]
    fn words_that_the_other_has_not_are_told_whatever_their_order() {
        let cases: [(&str, &str, [&[&str]; 2]); 5] = [
            ("The ferry sank at dawn.", "The ferry sank at dawn.", [&[], &[]]),
            ("The ferry sank at dawn.", "The ferry sank at dusk.", [&["dawn"], &["dusk"]]),
            ("Crews found 12 bodies on the pier.", "On the pier, crews found 14 bodies.", [&["12"], &["14"]]),
            ("He will resign.", "He will not resign.", [&[], &["not"]]),
            (
                "Heavy rain delayed the rescue of forty sailors.",
                "The sailors waited while divers from Oberlin searched the wreck.",
                [&["Heavy rain delayed", "rescue", "forty"], &["waited", "divers", "Oberlin searched", "wreck"]],
            ),
        ];
        for (left, right, expected) in cases {
            assert_eq!(told(left, right), expected.map(<[&str]>::to_vec), "{left} | {right}");
        }
    }

    #[test]
    fn a_subject_is_what_both_speak_of() {
        let captain =
            subject("The captain, 54, was the last to leave.", "“The captain was among the first,” she said.");
        assert_eq!(captain.as_deref(), Some("captain"));
        let pumps = subject("Tide Lines said its pumps worked.", "Tide Lines said nothing of the pump on deck 3.");
        assert_eq!(pumps.as_deref(), Some("Tide Lines, pumps"));
        let swapped = subject("Tide Lines said nothing of the pump on deck 3.", "Tide Lines said its pumps worked.");
        assert_eq!(swapped, pumps);
        assert_eq!(subject("She said it was so.", "He said it was not."), None);
    }

    #[test]
    fn accents_case_and_endings_make_no_difference() {
        assert_eq!(told("Sabatani’s boats sailed", "SABATANI'S boat sails"), [vec![""; 0], vec![]]);
        assert_eq!(told("the café", "the cafe"), [vec![""; 0], vec![]]);
    }
}
