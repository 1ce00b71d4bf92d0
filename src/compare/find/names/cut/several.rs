//! Several bodies that share a word: "the Labor and Education Departments" are two.
//!
//! ```text
//! Departments of Labor and Education       → Departments of Labor [Department of Labor] · Education [Department of Education]
//! House and Senate Intelligence Committees → House [House Intelligence Committee] · Senate Intelligence Committees [Senate …]
//! ```

use super::Piece;
use crate::compare::find::names::candidates::{Finder, Run};
use crate::compare::find::names::lexicon;
use crate::compare::find::names::read::{Shape, Token};

/// Returns the bodies of a run, each with its full name; `None` where it is one name.
pub(super) fn several(finder: Finder<'_>, run: Run) -> Option<Vec<Piece>> {
    let token = |i: usize| finder.token(i);
    let is = |i: usize, word: &str| token(i).is_some_and(|t| t.word == word && t.shape == Shape::Lower);
    let parted = (run.first + 1..run.last).any(|i| is(i, "and") || finder.reading.gap(i) == ", ");
    if !parted || run.nickname.is_some() {
        return None;
    }
    let of = (run.first + 1..run.last).find(|&i| is(i, "of"));
    match of.filter(|&of| of <= run.first + 2) {
        Some(of) => behind(finder, run, of),
        None => before(finder, run),
    }
}

/// "Departments of Labor and Education".
fn behind(finder: Finder<'_>, run: Run, of: usize) -> Option<Vec<Piece>> {
    let head = one(finder, of - 1)?;
    let lead = words(finder, run.first, of - 1);
    let members = members(finder, of + 1, run.last);
    (members.len() > 1).then(|| {
        let named = |(n, &(first, last)): (usize, &(usize, usize))| Piece {
            run: Run::new(if n == 0 { run.first } else { first }, last),
            title: None,
            full: Some([lead.clone(), vec![head.clone(), both("of")], words(finder, first, last + 1)].concat()),
        };
        members.iter().enumerate().map(named).collect()
    })
}

/// "Labor and Education Departments", "House and Senate Intelligence Committees".
fn before(finder: Finder<'_>, run: Run) -> Option<Vec<Piece>> {
    let head = one(finder, run.last)?;
    let members = members(finder, run.first, run.last);
    let &(from, _) = members.last()?;
    if members.len() < 2 || from == run.last {
        return None;
    }
    // What stands between the last member's first name and the head belongs to all.
    let known = finder.known(from, run.last).map_or(from, |(_, last)| last);
    let shared = words(finder, known + 1, run.last);
    let count = members.len();
    let named = |(n, &(first, last)): (usize, &(usize, usize))| {
        let own = words(finder, first, 1 + if n + 1 == count { known } else { last });
        Piece {
            run: Run::new(first, last),
            title: None,
            full: Some([own, shared.clone(), vec![head.clone()]].concat()),
        }
    };
    Some(members.iter().enumerate().map(named).collect())
}

/// Returns what stands between the joints.
fn members(finder: Finder<'_>, first: usize, last: usize) -> Vec<(usize, usize)> {
    let (mut members, mut from) = (Vec::new(), first);
    for at in first..=last {
        let and = finder.token(at).is_some_and(|t: &Token<'_>| t.word == "and" && t.shape == Shape::Lower);
        let comma = at > from && finder.reading.gap(at) == ", ";
        if (and || comma) && at > from {
            members.push((from, at - 1));
        }
        if and {
            from = at + 1;
        } else if comma {
            from = at;
        }
    }
    if from <= last {
        members.push((from, last));
    }
    members
}

/// Returns one of what the token at `at` names several of: "department" and "Department".
fn one(finder: Finder<'_>, at: usize) -> Option<(String, String)> {
    let one = lexicon::head_of_many(&finder.token(at)?.word)?;
    let mut letters = one.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    Some((one.to_string(), first.chain(letters).collect()))
}

fn both(word: &str) -> (String, String) {
    (word.to_owned(), word.to_owned())
}

/// Returns the words of the tokens from `first` up to `end`, folded and as they are printed.
fn words(finder: Finder<'_>, first: usize, end: usize) -> Vec<(String, String)> {
    let word = |t: &Token<'_>| (t.word.to_string(), t.span.of(finder.reading.text).to_owned());
    (first..end).filter_map(|i| finder.token(i)).map(word).collect()
}
