//! Which end of a stretch of time a moment is: "between May 2011 and July 2012", "from Monday to Friday", "since June".
//!
//! What happened at one moment of a stretch, or began with it, is not told otherwise by where the stretch ends.

use super::super::token::Token;

/// An end of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Edge {
    /// Where it begins.
    First,
    /// Where it ends.
    Last,
}

/// Words that lead from the beginning of a stretch to its end.
const TO: &[&str] = &["to", "until", "till", "through", "–", "-", "‑"];
/// Words that lead to an end whose beginning need not be told.
const UNTIL: &[&str] = &["until", "till", "through"];
/// Tokens before the end of a stretch in which it begins.
const BACK: usize = 8;

/// Says which end of a stretch the moment of the tokens from `start` to before `end` is, if any.
pub(in super::super) fn edge(tokens: &[Token<'_>], start: usize, end: usize) -> Option<Edge> {
    let before = tokens.get(start.checked_sub(1)?)?;
    let after = |words: &[&str]| tokens.get(end).is_some_and(|token| token.is_any(words));
    let opened = |by: &str| tokens.iter().take(start - 1).skip(start.saturating_sub(BACK)).any(|token| token.is(by));
    match () {
        () if before.is("since") || before.is("between") && after(&["and"]) || before.is("from") && after(TO) => {
            Some(Edge::First)
        }
        () if before.is_any(UNTIL) || before.is("and") && opened("between") || before.is_any(TO) && opened("from") => {
            Some(Edge::Last)
        }
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::token;
    use super::super::read;
    use super::*;
    use crate::text::Span;

    fn edges(text: &str) -> Vec<Option<Edge>> {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        let (mut at, mut edges) = (0, Vec::new());
        while at < tokens.len() {
            let found = read(&tokens, at, None);
            if let Some((_, end)) = found {
                edges.push(edge(&tokens, at, end));
            }
            at = found.map_or(at + 1, |(_, end)| end);
        }
        edges
    }

    #[test]
    fn the_ends_of_a_stretch_are_told_from_a_moment() {
        let (first, last) = (Some(Edge::First), Some(Edge::Last));
        for (text, expected, why) in [
            ("They wrote between May 2011 and July 2012.", &[first, last][..], "between and"),
            ("The fair ran from May 3 to May 5.", &[first, last], "from to"),
            ("The shop is closed from Monday through Friday.", &[first, last], "from through"),
            ("She has led it since May 2011.", &[first], "a beginning alone"),
            ("The road is closed until Friday.", &[last], "an end alone"),
            ("They met in May 2011 and in July 2012.", &[None, None], "two moments"),
            ("They met on Monday and on Friday.", &[None, None], "two days"),
            ("He moved to Lomba in May 2011.", &[None], "a place"),
            ("The letter from May 2011 was lost.", &[None], "of a day"),
        ] {
            assert_eq!(edges(text), expected, "{why}: {text}");
        }
    }
}
