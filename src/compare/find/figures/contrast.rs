//! Words near a figure that set it apart from another of the same kind: won and lost, the first and the second quarter,
//! asked for and sentenced to, in the country and worldwide.
//!
//! English only. Of each pair of opposites the word nearest to the figure counts, one of its own clause first.

use super::term::Bounds;
use super::token::Token;
use crate::language::english::{poles, scope};

/// Tokens on either side that are looked at.
const NEAR: usize = 9;
/// Words of the opposites of which one side's is the other's seen from the other side, one of each.
const CONVERSE: &[&str] = &["ahead", "beat", "bought", "imports", "lent"];
/// Words of the opposites that tell when, one of each.
const TIMES: &[&str] = &["january", "morning", "first"];
/// Tokens before what is given that may say that it is asked for.
const ASKED: usize = 4;
/// Verbs with which "up" or "down" is another verb; sorted.
#[rustfmt::skip]
const PHRASAL: &[&str] = &[
    "blew", "blow", "blown", "bought", "break", "broke", "broken", "built", "came", "chalked", "clocked", "coming",
    "cooked", "dreamed", "drew", "end", "ended", "ends", "fired", "gave", "give", "given", "gives", "grew", "hand",
    "handed", "held", "hold", "lined", "locked", "made", "make", "makes", "notched", "opened", "pick", "picked", "piled",
    "put", "puts", "racked", "ran", "ring", "rolled", "run", "running", "runs", "set", "sets", "shot", "showed", "shows",
    "shut", "signed", "snapped", "stepped", "stood", "take", "takes", "taking", "took", "turn", "turned", "turns",
    "wind", "wound", "wrapped",
];
/// Words that make a possibility of what is given ("can be given five years").
const MAY: &[&str] = &["can", "could", "may", "might"];

/// The contrasting words around a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contrast {
    /// Axis and group of each, ascending.
    poles: Vec<(u8, u8)>,
    /// Of each axis the nearest.
    nearest: Vec<(u8, u8)>,
    /// The numbers of the scopes, ascending.
    scopes: Vec<u8>,
}

impl Contrast {
    /// Collects them around tokens `start..end` of a clause.
    pub fn new(tokens: &[Token<'_>], start: usize, end: usize, clause: Bounds) -> Self {
        let near = tokens.iter().enumerate().skip(start.saturating_sub(NEAR)).take_while(|(i, _)| *i < end + NEAR);
        let mut found = Self::default();
        let mut ranked: Vec<((u8, u8), (bool, usize))> = Vec::new();
        for (at, token) in near.filter(|(i, _)| *i < start || *i >= end) {
            let word = token.lower.as_ref();
            let outside = at < clause.0 || at >= clause.1;
            let far = if at < start { start - at } else { at + 1 - end };
            if is_particle(tokens, at) {
                continue;
            }
            let word = [word];
            let words = balance(tokens, at).unwrap_or(&word);
            let poles = words.iter().flat_map(|word| poles(word)).map(|pole| told(tokens, at, pole));
            ranked.extend(poles.map(|pole| (pole, (outside, far))));
            let [word] = word;
            let close = at + 4 >= start && at < end + 3;
            found.scopes.extend(if close { scope(word) } else { None });
        }
        found.poles.extend(ranked.iter().map(|(pole, _)| *pole));
        ranked.sort_unstable_by_key(|(pole, rank)| (pole.0, *rank, pole.1));
        ranked.dedup_by_key(|(pole, _)| pole.0);
        found.nearest.extend(ranked.into_iter().map(|(pole, _)| pole));
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

    /// Says whether the words nearest to the two are opposites; `converse` says that the one who does it is another, so
    /// that "ahead" and "behind" tell one thing, `time` that the figures are times themselves.
    pub fn opposed(left: &Self, right: &Self, converse: bool, time: bool) -> bool {
        let of = |words: &[&str], axis: u8| words.iter().any(|word| poles(word).any(|pole| pole.0 == axis));
        let turns = |axis: u8| converse && of(CONVERSE, axis) || time && of(TIMES, axis);
        left.nearest.iter().any(|(axis, group)| {
            !turns(*axis) && right.nearest.iter().any(|(other, theirs)| axis == other && group != theirs)
        })
    }

    /// Says whether one has a word that widens or narrows what is counted and the other has not.
    pub fn apart(&self, other: &Self) -> bool {
        self.scopes != other.scopes
    }
}

/// Says whether "up" or "down" belongs to the verb before it and says nothing of a figure: "ran up a loss".
fn is_particle(tokens: &[Token<'_>], at: usize) -> bool {
    let moves = |t: &Token<'_>| t.is_any(&["up", "down"]);
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    tokens.get(at).is_some_and(moves) && before.is_some_and(|t| PHRASAL.binary_search(&t.lower.as_ref()).is_ok())
}

/// Returns the words for what "in the red" and "in the black" tell of a balance.
fn balance(tokens: &[Token<'_>], at: usize) -> Option<&'static [&'static str]> {
    let before = |by: usize, word: &str| at.checked_sub(by).and_then(|i| tokens.get(i)).is_some_and(|t| t.is(word));
    match tokens.get(at)?.lower.as_ref() {
        "red" if before(1, "the") && before(2, "in") => Some(&["loss", "deficit"]),
        "black" if before(1, "the") && before(2, "in") => Some(&["profit", "surplus"]),
        _ => None,
    }
}

/// Returns what a word tells: what is given is only asked for or possible where a word before it says so ("wants him
/// jailed", "can be given").
fn told(tokens: &[Token<'_>], at: usize, pole: (u8, u8)) -> (u8, u8) {
    if !poles("sentenced").any(|given| given == pole) {
        return pole;
    }
    let before = |by: usize| at.checked_sub(by).and_then(|i| tokens.get(i));
    if (1..=2).any(|by| before(by).is_some_and(|t| t.is_any(MAY))) {
        return poles("punishable").next().unwrap_or(pole);
    }
    let asked = |t: &Token<'_>| poles(&t.lower).find(|other| other.0 == pole.0 && other.1 != pole.1);
    (1..=ASKED).find_map(|by| before(by).and_then(asked)).unwrap_or(pole)
}

#[cfg(test)]
mod tests {
    use super::super::token;
    use super::*;
    use crate::text::Span;

    fn contrast(text: &str) -> Contrast {
        let tokens = token::tokens(text, Span::new(0, text.len()));
        let at = tokens.iter().position(|t| t.kind == token::Kind::Number).unwrap_or(0);
        Contrast::new(&tokens, at, at + 1, (0, tokens.len()))
    }

    #[test]
    fn opposites_and_scopes_set_apart_and_other_words_do_not() {
        for (a, b, apart) in [
            ("They won 3 games", "They lost 5 games", true),
            ("They won 3 games", "They won 5 games", false),
            ("They won 3 and lost", "They won 3 games", false),
            ("In the first, 3 fell", "In the third, 5 fell", true),
            ("It has 3 worldwide", "It has 5 here", true),
            ("In January 3 fell", "In October 5 fell", true),
            ("A profit of 3", "A loss of 3", true),
            ("A surplus of 3", "A deficit of 3", true),
            ("A surplus of 3", "It is 3 in the red", true),
            ("It is 3 in the black", "It lost 3, a deficit", true),
            ("A deficit of 3", "It is 3 in the red", false),
            ("They stole 3 pictures", "They recovered 3 pictures", true),
            ("They stole 3 pictures", "In the theft 3 pictures went", false),
            ("They gained 3 seats", "They lost 3 seats", true),
            ("They rose 3 percent", "They were up 3 percent", false),
            ("They asked for 3 years", "They can be given 3 years", true),
            ("They were given 3 years", "They could be given 3 years", true),
            ("They want him jailed for 3 years", "They jailed him for 3 years", true),
            ("It has 3", "It has 5", false),
            ("They ran up a loss of 3", "They lost 3", false),
            ("They were up by 3", "They lost 3", true),
        ] {
            let told = |a: &Contrast, b: &Contrast| Contrast::opposed(a, b, false, false) || a.apart(b);
            assert_eq!(told(&contrast(a), &contrast(b)), apart, "{a} / {b}");
            assert_eq!(told(&contrast(b), &contrast(a)), apart, "{b} / {a}");
        }
        let (ahead, behind) = (contrast("She is 3 points ahead"), contrast("He is 3 points behind"));
        assert!(Contrast::opposed(&ahead, &behind, false, false) && !Contrast::opposed(&ahead, &behind, true, false));
    }
}
