//! The words that speak for a match, as the text prints them.
//!
//! The engine lists single words without their marks: "Salvador" and "El", "U.S". A reader gets "El Salvador" and "U.S.",
//! and none of the short common words, which tell nothing where they stand alone.

use crate::article::Article;
use crate::compare::Match;
use crate::text::Span;

/// Letters from which a common word may tell something.
const TELLING: usize = 5;

/// Returns what speaks for `m`, of which `left` is the left article, the most telling first; may be empty.
pub(in crate::report) fn words(m: &Match, left: &Article) -> Vec<String> {
    let sentence = left.sentence(m.left.paragraph, m.left.sentence);
    let mut found: Vec<(Span, usize)> =
        m.evidence.iter().enumerate().filter_map(|(rank, word)| Some((find(sentence, word)?, rank))).collect();
    found.sort_unstable();
    let mut runs: Vec<(Span, usize)> = Vec::new();
    for (span, rank) in found {
        match runs.last_mut() {
            Some((last, best)) if is_gap(sentence, last.end, span.start) => {
                (*last, *best) = (Span::new(last.start, span.end.max(last.end)), rank.min(*best));
            }
            _ => runs.push((span, rank)),
        }
    }
    let elsewhere = m.evidence.iter().enumerate().filter(|(_, word)| find(sentence, word).is_none());
    let mut ranked: Vec<(usize, &str)> = elsewhere.map(|(rank, word)| (rank, word.as_str())).collect();
    ranked.extend(runs.into_iter().map(|(span, rank)| (rank, span.of(sentence))));
    ranked.sort_unstable();
    let words: Vec<String> = ranked.into_iter().map(|(_, words)| words.to_owned()).filter(|w| tells(w)).collect();
    if let [only] = words.as_slice()
        && !stands_out(only)
    {
        return Vec::new();
    }
    words
}

/// Returns where a word stands in a sentence, with the full stop of an abbreviation.
fn find(sentence: &str, word: &str) -> Option<Span> {
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (start, _) = sentence.match_indices(word).find(|(start, _)| {
        let before = sentence.get(..*start).and_then(|text| text.chars().next_back());
        let after = sentence.get(start + word.len()..).and_then(|text| text.chars().next());
        !joined(before) && !joined(after)
    })?;
    let end = start + word.len();
    let stop = word.contains('.') && sentence.get(end..).is_some_and(|rest| rest.starts_with('.'));
    Some(Span::new(start, end + usize::from(stop)))
}

fn is_gap(sentence: &str, from: usize, to: usize) -> bool {
    from > to || sentence.get(from..to).is_some_and(|gap| gap.trim().is_empty())
}

fn tells(words: &str) -> bool {
    stands_out(words) || words.chars().count() >= TELLING
}

/// Says whether it is more than one common word: a name, a number, a run of words.
fn stands_out(words: &str) -> bool {
    words.contains(|c: char| c.is_uppercase() || c.is_numeric() || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Tier;
    use crate::compare::fixtures::{article, at};

    fn of(sentence: &str, evidence: &[&str]) -> Vec<String> {
        let evidence = evidence.iter().map(|&word| word.to_owned()).collect();
        let m = Match {
            left: at(0, 0),
            right: at(0, 0),
            score: 0.7,
            tier: Tier::Sure,
            evidence,
            pinned: false,
            ..Match::default()
        };
        words(&m, &article(&[sentence]))
    }

    #[test]
    fn words_stand_as_the_text_prints_them() {
        let sentence = "The U.S. envoy to San Tarro met farmers there";
        assert_eq!(of(sentence, &["Tarro", "farmers", "U.S", "San"]), ["San Tarro", "farmers", "U.S."]);
    }

    #[test]
    fn what_tells_nothing_is_left_out() {
        assert_eq!(of("They want to use the harbour now", &["harbour", "use", "want"]), Vec::<String>::new());
        assert_eq!(of("They use the harbour of Tarro", &["Tarro", "harbour", "use"]), ["Tarro", "harbour"]);
        assert_eq!(of("Please", &["elsewhere"]), Vec::<String>::new());
    }
}
