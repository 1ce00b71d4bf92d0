//! Titles of works and phrases between quotation marks, whose capitals say "title", not "name".
//!
//! ```text
//! a story headed “How the Mill Burned”     a title: nobody is called Mill
//! Ramón “El Zorro” Ruiz                    a name: no word of it says anything by itself
//! the league, known as “Iron Hand”         a name: the text says so
//! ```

use std::ops::Range;

use super::lexicon::Class;
use super::read::{Reading, Shape, Token};

/// The most words of a title that is looked for.
const LONGEST: usize = 20;
/// Words before what is quoted that say it is a name.
const NAMING: &[&str] = &["aka", "alias", "dubbed", "known", "nicknamed"];
/// Marks that open, each with what may close it.
const MARKS: &[(char, char)] = &[('“', '”'), ('"', '"'), ('‘', '’'), ('«', '»'), ('„', '“')];

/// Returns the tokens of each title among `tokens`, in order.
pub(super) fn titles(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let text = reading.tokens.get(tokens.clone()).and_then(|all| Some((all.first()?.span.start, all.last()?.tail)));
    let quotes = text.and_then(|(from, to)| reading.text.get(from..to)).is_some_and(has_marks);
    let mut at = tokens.start;
    while quotes && at < tokens.end {
        let end = opened(reading, at).and_then(|close| closed(reading, at..tokens.end, close));
        match end.filter(|&end| is_title(reading, at, end)) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn has_marks(text: &str) -> bool {
    MARKS.iter().any(|&(open, _)| text.contains(open))
}

/// Returns what closes the quotation that opens before token `at`.
fn opened(reading: &Reading<'_>, at: usize) -> Option<char> {
    let last = reading.gap(at).chars().next_back()?;
    MARKS.iter().find(|(open, _)| *open == last).map(|(_, close)| *close)
}

/// Returns where the quotation that begins `tokens` is closed, if that is near.
fn closed(reading: &Reading<'_>, tokens: Range<usize>, close: char) -> Option<usize> {
    let near = tokens.clone().take(LONGEST);
    let last = near.into_iter().find(|&i| {
        let rest = reading.tokens.get(i).and_then(|t| reading.text.get(t.tail..)).unwrap_or("");
        rest.trim_start_matches(['.', ',', '!', '?']).starts_with(close)
    })?;
    Some(last + 1)
}

fn is_title(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    let Some(tokens) = reading.tokens.get(from..to).filter(|tokens| tokens.len() > 1) else { return false };
    let named = (from.saturating_sub(3)..from)
        .any(|i| reading.tokens.get(i).is_some_and(|t| NAMING.binary_search(&&*t.word).is_ok()));
    let capitals = |t: &Token<'_>| t.is_capital() || t.shape == Shape::Number || t.class.is(Class::MINOR);
    let ends = tokens.first().is_some_and(Token::is_capital)
        && tokens.last().is_some_and(|t| t.is_capital() || t.shape == Shape::Number);
    let telling = tokens.iter().skip(1).any(says_something);
    let all = tokens.iter().all(|t| t.class.is(Class::COMMON.or(Class::STOP).or(Class::MINOR)));
    // “Oberlin’s Kitchen”: what is called after somebody or somewhere.
    let owned = tokens.first().is_some_and(Token::is_possessive)
        && tokens.iter().skip(1).all(|t| t.class.is(Class::COMMON) && !t.class.is(Class::GIVEN));
    !named && ends && tokens.iter().all(capitals) && if tokens.len() > 2 { telling } else { all || owned }
}

/// Says whether a word with a capital says something by itself.
fn says_something(token: &Token<'_>) -> bool {
    let in_names = Class::TITLE.or(Class::MODIFIER).or(Class::BODY).or(Class::PLACE).or(Class::FRONT).or(Class::GIVEN);
    token.is_capital() && token.class.is(Class::COMMON.or(Class::STOP)) && !token.class.is(in_names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::fixtures::article;
    use crate::reading::Reading as Words;

    /// Texts with the titles in them, parted by " / ".
    const CASES: &[(&str, &str)] = &[
        ("It ran a story headed “How the Mill Burned Down in a Night.”", "How the Mill Burned Down in a Night"),
        ("She wrote \"The Art of the Oven\" and \"Bread and Roses\" there.", "The Art of the Oven / Bread and Roses"),
        ("They sang ‘Row Your Boat’ all night.", "Row Your Boat"),
        ("He called it a “Witch Hunt” again.", "Witch Hunt"),
        ("It ran on “Oberlin’s Newsroom” on Monday.", "Oberlin’s Newsroom"),
        ("They met “Oberlin’s Hernández” on Monday.", ""),
        ("They caught Ramón “El Zorro” Ibarra.", ""),
        ("The league, also known as the “Shield of the Harbors”, met.", ""),
        ("“We saw it,” said Ana Ruiz.", ""),
        ("He read the “Marlow Times” and the “Bank of Oberlin” report.", ""),
        ("It is 5 o’clock in “Lima”.", ""),
    ];

    #[test]
    fn titles_are_told_from_names_and_from_speech() {
        for (text, want) in CASES {
            let it = article(&[text]);
            let words = Words::new(&it);
            let reading = Reading::new(&words, &words);
            let span = |r: Range<usize>| {
                let of = |i: usize| reading.tokens.get(i).map_or(0..0, |t| t.span.start..t.span.end);
                it.text.get(of(r.start).start..of(r.end - 1).end).unwrap_or("").to_owned()
            };
            let found: Vec<String> = titles(&reading, 0..reading.tokens.len()).into_iter().map(span).collect();
            assert_eq!(found.join(" / "), *want, "{text}");
        }
    }
}
