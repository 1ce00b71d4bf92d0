//! Words that set one figure apart from another of the same kind.

use super::{Classes, classes, month};
use crate::language::{Table, past};

/// A line an axis, its groups parted by bars, under a head.
const AXES: &[u8] = include_bytes!("opposites.txt");
/// A word a line, under a head.
const SCOPES: &[u8] = include_bytes!("scopes.txt");

/// The axis of the months.
const MONTHS: u8 = u8::MAX;

/// The most axes that have one word.
const MOST: usize = 3;

/// The axis and group of a word, on each axis that has it, both counted from 1.
type Poles = [(u8, u8); MOST];

static POLES: Table<Poles, 512> = pole_table();
static SCOPE: Table<u8, 128> = scope_table();

/// Returns where the list under the head of `text` begins.
const fn body(text: &[u8]) -> usize {
    let mut at = 0;
    while text[at] != b'\n' || text[at + 1] != b'\n' {
        at += 1;
    }
    at + 2
}

const fn pole_table() -> Table<Poles, 512> {
    let mut table = Table::empty(AXES, [(0, 0); MOST]);
    let (mut at, mut axis, mut group) = (body(AXES), 1, 1);
    while at < AXES.len() {
        let end = past(AXES, at, b" |\n");
        let (slot, _) = table.enter(at, end);
        let mut poles = table.value(slot);
        let mut free = 0;
        while poles[free].0 != 0 {
            free += 1;
        }
        poles[free] = (axis, group);
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

const fn scope_table() -> Table<u8, 128> {
    let mut table = Table::empty(SCOPES, 0);
    let (mut at, mut number) = (body(SCOPES), 0);
    while at < SCOPES.len() {
        let end = past(SCOPES, at, b"\n");
        let (slot, _) = table.enter(at, end);
        table.set(slot, number);
        number += 1;
        at = end + 1;
    }
    table
}

/// Returns the axes of opposites that have a word, each with the group that it is in.
pub fn poles(word: &str) -> impl Iterator<Item = (u8, u8)> {
    let class = classes(word);
    let is_month = class.is_date_word() && class.is(Classes::MONTH) && !class.is(Classes::SHORT);
    let group = if is_month { month(word).and_then(|number| u8::try_from(number).ok()) } else { None };
    let listed = POLES.find(word.as_bytes()).into_iter().flatten().filter(|pole| pole.0 > 0);
    listed.chain(group.map(|group| (MONTHS, group)))
}

/// Returns the number of a word that widens or narrows what is counted, each its own.
#[must_use]
pub fn scope(word: &str) -> Option<u8> {
    SCOPE.find(word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opposites_are_of_one_axis_and_two_groups() {
        for [left, right] in [["won", "lost"], ["north", "east"], ["january", "october"], ["first", "final"]] {
            let (l, r): (Vec<_>, Vec<_>) = (poles(left).collect(), poles(right).collect());
            assert!(l.iter().any(|l| r.iter().any(|r| l.0 == r.0 && l.1 != r.1)), "{left} {right}");
        }
        assert_eq!(poles("may").chain(poles("coalition")).count(), 0);
        assert_ne!(scope("per"), scope("annual"));
    }

    #[test]
    fn no_word_has_more_axes_than_are_kept() {
        let text = str::from_utf8(AXES).unwrap_or("");
        let axes = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let words: Vec<&str> = axes.flat_map(|axis| axis.split([' ', '|'])).collect();
        assert!(words.len() > 100);
        for word in &words {
            assert!(words.iter().filter(|w| *w == word).count() <= MOST, "{word}");
        }
        assert_eq!(poles("lost").count(), MOST);
        assert!(POLES.all().count() * 5 < 512 * 3);
    }
}
