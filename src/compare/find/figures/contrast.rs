//! Words near a figure that set it apart from another of the same kind: won and lost, the first and the second quarter,
//! asked for and sentenced to, in the country and worldwide.
//!
//! English only. They only ever prevent a conflict.

use super::token::Token;
use crate::language::english::{poles, scope};

/// Tokens on either side that are looked at.
const NEAR: usize = 9;

/// The contrasting words around a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contrast {
    /// Axis and group of each, ascending.
    poles: Vec<(u8, u8)>,
    /// The numbers of the scopes, ascending.
    scopes: Vec<u8>,
}

impl Contrast {
    /// Collects them around tokens `start..end`.
    pub fn new(tokens: &[Token<'_>], start: usize, end: usize) -> Self {
        let near = tokens.iter().enumerate().skip(start.saturating_sub(NEAR)).take_while(|(i, _)| *i < end + NEAR);
        let mut found = Self::default();
        for (at, token) in near.filter(|(i, _)| *i < start || *i >= end) {
            let word = token.lower.as_ref();
            found.poles.extend(poles(word));
            let close = at + 4 >= start && at < end + 3;
            found.scopes.extend(if close { scope(word) } else { None });
        }
        found.poles.sort_unstable();
        found.poles.dedup();
        found.scopes.sort_unstable();
        found.scopes.dedup();
        found
    }

    /// Says whether both name one part of the day.
    pub fn share_part_of_day(&self, other: &Self) -> bool {
        let axis = poles("morning").next().map(|pole| pole.0);
        self.poles.iter().any(|pole| Some(pole.0) == axis && other.poles.contains(pole))
    }

    /// Says whether the two set their figures apart.
    pub fn apart(&self, other: &Self) -> bool {
        let of = |c: &Self, axis: u8| c.poles.iter().filter(move |p| p.0 == axis).copied().collect::<Vec<_>>();
        let opposed = self.poles.chunk_by(|a, b| a.0 == b.0).any(|mine| {
            let theirs = mine.first().map_or(Vec::new(), |pole| of(other, pole.0));
            !theirs.is_empty() && mine.iter().all(|pole| !theirs.contains(pole))
        });
        self.scopes != other.scopes || opposed
    }
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;
    use crate::text::Span;

    fn contrast(text: &str) -> Contrast {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        let at = tokens.iter().position(|t| t.kind == token::Kind::Number).unwrap_or(0);
        Contrast::new(&tokens, at, at + 1)
    }

    #[test]
    fn opposites_and_scopes_set_apart_and_other_words_do_not() {
        for (a, b, apart) in [
            ("They won 3 games", "They lost 5 games", true),
            ("They won 3 games", "They won 5 games", false),
            ("They won 3 and lost", "They lost 5 games", false),
            ("In the first, 3 fell", "In the third, 5 fell", true),
            ("It has 3 worldwide", "It has 5 here", true),
            ("In January 3 fell", "In October 5 fell", true),
            ("A profit of 3", "A loss of 5", true),
            ("It has 3", "It has 5", false),
        ] {
            assert_eq!(contrast(a).apart(&contrast(b)), apart, "{a} / {b}");
            assert_eq!(contrast(b).apart(&contrast(a)), apart, "{b} / {a}");
        }
    }
}
