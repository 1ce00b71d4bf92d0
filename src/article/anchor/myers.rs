//! Approximate matching by Myers' bit vectors: how many errors the best match of a pattern has at each place of a text.
//!
//! G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", Journal of the
//! ACM 46(3), 1999: one column of the table of edit distances is kept as the differences between its rows, 64 rows to a
//! word, and advanced by one scalar of the text in a handful of operations a word (its figures 8 and 9, without the
//! cut-off: what is searched here is small). An error is an inserted, a deleted or a replaced scalar.
//!
//! ```text
//!            text →  t h e   f e r y          columns: one a scalar of the text
//! pattern  f         1 1 1 1 0 1 1 1          rows: cheapest way to match the pattern so far, ending here
//!    ↓     e         2 2 1 2 1 0 1 2
//!          r         3 3 2 2 2 1 0 1
//!          r         4 4 3 3 3 2 1 1
//!          y         5 5 4 4 4 3 2 1  ←  what is told: errors of the whole pattern, ending here
//! ```

use std::collections::HashMap;

/// Rows to a word.
const BITS: usize = 64;

/// A pattern made ready.
#[derive(Debug)]
pub(super) struct Pattern {
    len: usize,
    blocks: usize,
    /// For every scalar of the pattern, the rows where it stands, `blocks` words each; the first ones are all 0.
    rows: Vec<u64>,
    /// Where in `rows` a scalar's words begin.
    ascii: [usize; 128],
    others: HashMap<char, usize>,
}

impl Pattern {
    /// Gets ready to look for `pattern`, from its last scalar to its first where `backwards`.
    pub fn new(pattern: &[char], backwards: bool) -> Self {
        let blocks = blocks(pattern.len());
        let mut this =
            Self { len: pattern.len(), blocks, rows: vec![0; blocks], ascii: [0; 128], others: HashMap::new() };
        for (at, &c) in pattern.iter().enumerate() {
            let row = if backwards { pattern.len() - 1 - at } else { at };
            let begin = this.begin(c);
            if let Some(word) = this.rows.get_mut(begin + row / BITS) {
                *word |= 1 << (row % BITS);
            }
        }
        this
    }

    /// Returns where the words of `c` begin, after making room for them.
    fn begin(&mut self, c: char) -> usize {
        let fresh = self.rows.len();
        let begin = match self.ascii.get_mut(c as usize) {
            Some(begin) if *begin == 0 => {
                *begin = fresh;
                fresh
            }
            Some(begin) => *begin,
            None => *self.others.entry(c).or_insert(fresh),
        };
        if begin == fresh {
            self.rows.resize(fresh + self.blocks, 0);
        }
        begin
    }

    fn rows_of(&self, c: char) -> &[u64] {
        let begin = match self.ascii.get(c as usize) {
            Some(begin) => *begin,
            None => self.others.get(&c).copied().unwrap_or(0),
        };
        self.rows.get(begin..begin + self.blocks).unwrap_or_default()
    }

    /// Tells `each` for every prefix of `text`, by its length from 1, the errors of the best match that ends there; where
    /// `anchored`, of the match that begins at the text's beginning.
    pub fn ends(&self, text: impl Iterator<Item = char>, anchored: bool, mut each: impl FnMut(usize, usize)) {
        if self.len == 0 {
            return;
        }
        let mut column = vec![Block { up: !0, down: 0 }; self.blocks];
        let mut errors = self.len;
        let last_row = 1 << ((self.len - 1) % BITS);
        for (at, c) in text.enumerate() {
            // What comes in at the top: a match may begin anywhere for nothing, or pays for all of the text before it.
            let mut carry = if anchored { Carry::Up } else { Carry::Level };
            let last = self.blocks - 1;
            for (index, (block, &equal)) in column.iter_mut().zip(self.rows_of(c)).enumerate() {
                carry = block.advance(equal, carry, if index == last { last_row } else { 1 << (BITS - 1) });
            }
            match carry {
                Carry::Up => errors += 1,
                Carry::Level => {}
                Carry::Down => errors -= 1,
            }
            each(at + 1, errors);
        }
    }

    /// Returns the errors of the pattern against all of `text`.
    pub fn distance(&self, text: &[char]) -> usize {
        let mut distance = self.len;
        self.ends(text.iter().copied(), true, |_, errors| distance = errors);
        distance
    }

    /// Returns the fewest errors of the pattern anywhere in `text`; all of it where the text is empty.
    pub fn fewest(&self, text: &[char]) -> usize {
        let mut fewest = self.len;
        self.ends(text.iter().copied(), false, |_, errors| fewest = fewest.min(errors));
        fewest
    }
}

/// Returns how many words a pattern of `len` scalars takes.
pub(super) const fn blocks(len: usize) -> usize {
    let words = len.div_ceil(BITS);
    if words == 0 { 1 } else { words }
}

/// Finds where the match that ends with `text` and has exactly `errors` errors begins; the longest where there are several.
pub(super) fn start(backwards: &Pattern, text: &[char], errors: usize) -> Option<usize> {
    let longest = (backwards.len + errors).min(text.len());
    let mut length = None;
    backwards.ends(text.iter().rev().take(longest).copied(), true, |at, found| {
        if found == errors {
            length = Some(at);
        }
    });
    length.map(|length| text.len() - length)
}

/// 64 rows of a column: where a row has one error more (`up`) or less (`down`) than the one above it.
#[derive(Clone, Copy)]
struct Block {
    up: u64,
    down: u64,
}

/// The difference from one column to the next at the edge of a block.
#[derive(Clone, Copy, PartialEq)]
enum Carry {
    Up,
    Level,
    Down,
}

impl Block {
    /// Moves on by one scalar, which stands in the rows of `equal`; the paper's figure 8.
    fn advance(&mut self, equal: u64, carry: Carry, last_row: u64) -> Carry {
        let (up, down) = (self.up, self.down);
        let vertical = equal | down;
        let equal = equal | u64::from(carry == Carry::Down);
        let horizontal = ((equal & up).wrapping_add(up) ^ up) | equal;
        let rises = down | !(horizontal | up);
        let falls = up & horizontal;
        let out = if rises & last_row != 0 {
            Carry::Up
        } else if falls & last_row != 0 {
            Carry::Down
        } else {
            Carry::Level
        };
        let rises = rises << 1 | u64::from(carry == Carry::Up);
        let falls = falls << 1 | u64::from(carry == Carry::Down);
        self.up = falls | !(vertical | rises);
        self.down = rises & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failed test should stop where it fails")]
    use super::*;
    use proptest::prelude::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The plain table, a column at a time (Sellers).
    fn table(pattern: &[char], text: &[char], anchored: bool) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut out = Vec::new();
        for (at, c) in text.iter().enumerate() {
            let mut next = vec![if anchored { at + 1 } else { 0 }];
            for (row, p) in pattern.iter().enumerate() {
                let best = (column[row] + usize::from(p != c)).min(column[row + 1] + 1).min(next[row] + 1);
                next.push(best);
            }
            column = next;
            out.push(*column.last().unwrap());
        }
        out
    }

    fn bits(pattern: &[char], text: &[char], anchored: bool) -> Vec<usize> {
        let mut out = Vec::new();
        Pattern::new(pattern, false).ends(text.iter().copied(), anchored, |_, errors| out.push(errors));
        out
    }

    #[test]
    fn a_word_is_found_with_its_errors() {
        assert_eq!(bits(&chars("ferry"), &chars("the fery"), false), [5, 5, 4, 4, 4, 3, 2, 1]);
        assert_eq!(Pattern::new(&chars("größe"), false).fewest(&chars("der Grösse")), 3);
        assert_eq!(Pattern::new(&chars("abc"), false).fewest(&[]), 3);
        assert!(bits(&[], &chars("abc"), false).is_empty());
    }

    #[test]
    fn a_match_begins_where_it_is_longest() {
        let (pattern, text) = (chars("befor us"), chars("everything before us"));
        assert_eq!(start(&Pattern::new(&pattern, true), &text, 1), Some(11));
        assert_eq!(start(&Pattern::new(&chars("xyz"), true), &text, 0), None);
    }

    proptest! {
        #[test]
        fn bits_and_table_agree(p in "[abé]{1,200}", t in "[abcé]{0,150}", anchored: bool) {
            let (p, t) = (chars(&p), chars(&t));
            prop_assert_eq!(bits(&p, &t, anchored), table(&p, &t, anchored));
        }

        #[test]
        fn both_ends_are_exact(p in "[abc]{1,80}", t in "[abc]{1,80}") {
            let (p, t) = (chars(&p), chars(&t));
            let backwards = Pattern::new(&p, true);
            for (at, errors) in bits(&p, &t, false).into_iter().enumerate().filter(|(_, errors)| *errors < p.len()) {
                let from = start(&backwards, &t[..=at], errors).unwrap();
                prop_assert_eq!(*table(&p, &t[from..=at], true).last().unwrap(), errors);
            }
        }
    }
}
