//! Words near a figure that set it apart from another of the same kind: won and lost, the first and the second quarter,
//! asked for and sentenced to, in the country and worldwide.
//!
//! English only. They only ever prevent a conflict.

use super::token::Token;
use crate::compare::table::{Table, past};

/// Tokens on either side that are looked at.
const NEAR: usize = 9;

/// Opposites: two figures near words of different groups of one axis are of different things. An axis a line, its groups
/// parted by bars.
const AXES: &[u8] = b"\
    first 1st|second 2nd|third 3rd|fourth 4th|fifth final last\n\
    won win wins winning victory victories beat defeated|lost lose loses losing loss losses defeat\n\
    rose rise risen rises rising increase increased gained climbed jumped grew up|decline declined dropped \
    decreased decrease shrank down sank\n\
    sentenced served serving received got granted grants approved|asked sought seek seeking demanded demanding \
    demands requested wanted wants faces maximum\n\
    men male boys man boy|women female girls woman girl\n\
    bought buy buys buying purchased|sold sell sells selling\n\
    import imports imported|export exports exported\n\
    hire hired hiring added|fired cut laid dismissed\n\
    profit profits earned income|loss losses lost debt debts|revenue sales\n\
    morning|afternoon evening|night\n\
    high tall height|long length|wide width|deep depth|away|thick\n\
    north|south|east|west\n\
    minimum least|maximum most record\n\
    house assembly representatives congressmen|senate senators\n\
    january|february|april|june|july|august|september|october|november|december";

/// Words that widen or narrow what is counted: both sides have them or neither.
const SCOPES: &[u8] = b"\
    worldwide globally global nationwide overall total altogether combined cumulative average capacity target goal \
    planned budgeted annual annually monthly weekly daily yearly hourly initial preliminary another extra remaining \
    high tall wide deep thick away excluding except median per each previous aftershock aftershocks half long north \
    south east west";

/// The most axes that have one word.
const MOST: usize = 2;

/// The axis and group of a word, on each axis that has it, both counted from 1.
type Poles = [(u8, u8); MOST];

static POLES: Table<Poles, 512> = poles();
static SCOPE: Table<u8, 128> = scopes();

const fn poles() -> Table<Poles, 512> {
    let mut table = Table::empty(AXES, [(0, 0); MOST]);
    let (mut at, mut axis, mut group) = (0, 1, 1);
    while at < AXES.len() {
        let end = past(AXES, at, b" |\n");
        let (slot, _) = table.enter(at, end);
        let mut poles = table.value(slot);
        poles[if poles[0].0 == 0 { 0 } else { 1 }] = (axis, group);
        table.set(slot, poles);
        if end < AXES.len() && AXES[end] == b'\n' {
            (axis, group) = (axis + 1, 1);
        } else if end < AXES.len() && AXES[end] == b'|' {
            group += 1;
        }
        at = end + 1;
    }
    table
}

const fn scopes() -> Table<u8, 128> {
    let mut table = Table::empty(SCOPES, 0);
    let (mut at, mut number) = (0, 0);
    while at < SCOPES.len() {
        let end = past(SCOPES, at, b" ");
        let (slot, _) = table.enter(at, end);
        table.set(slot, number);
        number += 1;
        at = end + 1;
    }
    table
}

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
            let word = token.lower.as_bytes();
            let poles = POLES.find(word).into_iter().flatten();
            found.poles.extend(poles.filter(|pole| pole.0 > 0));
            let close = at + 4 >= start && at < end + 3;
            found.scopes.extend(if close { SCOPE.find(word) } else { None });
        }
        found.poles.sort_unstable();
        found.poles.dedup();
        found.scopes.sort_unstable();
        found.scopes.dedup();
        found
    }

    /// Says whether both name one part of the day.
    pub fn share_part_of_day(&self, other: &Self) -> bool {
        let axis = POLES.find(b"morning").map(|[pole, _]| pole.0);
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

    #[test]
    fn no_word_has_more_axes_than_are_kept() {
        let text = str::from_utf8(AXES).unwrap_or("");
        let words = text.lines().flat_map(|axis| axis.split([' ', '|']));
        for word in words.clone() {
            assert!(words.clone().filter(|w| *w == word).count() <= MOST, "{word}");
        }
        assert_eq!(POLES.find(b"lost").map(|poles| poles.len()), Some(MOST));
    }
}
