//! Names with commas in them: firms of partners, and bodies for several things.
//!
//! ```text
//! [Hart, Lowe, Cole & Farris]                          a firm: "&" before the last, "LLP" behind it, or "the firm" before
//! [Health, Education, Labor and Pensions Committee]    one body
//! Hart, Lowe and Cole                                  three persons
//! ```

use super::candidates::{Finder, Make, Run, ends_like_english};
use super::lexicon::{self, Class};
use super::read::{Shape, Token};

/// The most members of such a name.
const MOST: usize = 8;
/// The most words of a member.
const WORDS: usize = 4;
/// What stands behind the partners.
const SUFFIXES: &[&str] = &["llc", "llp", "lp", "pc", "pllc"];
/// What is said before them.
const FIRMS: &[&str] = &["attorneys", "firm", "firms", "lawyers", "partnership", "practice", "solicitors"];

/// What joins the last member to the others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Ampersand,
}

/// Returns the last token of the firm or body of which `run` is the first member, `next` standing behind it.
pub(super) fn found(finder: Finder<'_>, run: &Run, next: usize, end: usize) -> Option<(usize, Make)> {
    let first_gap = finder.reading.gap(next);
    let comma = first_gap == ", ";
    let pair = first_gap == " " && finder.token(next).is_some_and(|t| t.word == "and");
    if !(comma || pair) || run.nickname.is_some() || !finder.reading.english {
        return None;
    }
    let (members, joint) = members(finder, run, next, end)?;
    let &(from, last) = members.last()?;
    let suffix = finder.token(last).is_some_and(|t| SUFFIXES.contains(&&*t.word));
    let single = |&(first, last): &(usize, usize)| first == last && is_partner(finder, first);
    let partners = match suffix {
        true if last > from => members.split_last().is_some_and(|(_, all)| all.iter().all(single)),
        _ => members.iter().all(single) && !members.iter().all(|&(i, _)| is_given(finder, i)),
    };
    if partners
        && (suffix
            || (joint == Joint::Ampersand && comma)
            || (comma && (is_firm(finder, run.first) || is_called_firm(finder, last, end))))
    {
        return Some((last, Make::Partners));
    }
    if (is_many(finder, last) && last > from) || is_of_many(finder, run) {
        return members.iter().all(|&(i, _)| !is_given(finder, i)).then_some((last, Make::Words));
    }
    let thing = |&(first, last): &(usize, usize)| (first..=last).all(|i| is_matter(finder, i));
    let body = last > from && finder.token(last).is_some_and(|t| t.class.is(Class::BODY)) && comma;
    (body && members.iter().skip(1).all(thing) && is_matter(finder, run.last)).then_some((last, Make::Words))
}

/// Returns the members of which the run is the first, and how the last is joined; none where they do not end in one.
fn members(finder: Finder<'_>, run: &Run, next: usize, end: usize) -> Option<(Vec<(usize, usize)>, Joint)> {
    let mut members = vec![(run.first, run.last)];
    let mut at = next;
    while members.len() < MOST && at < end {
        let gap = finder.reading.gap(at);
        let and = finder.token(at).is_some_and(|t| t.word == "and" && t.shape == Shape::Lower);
        let joint = match gap {
            " & " | ", & " => Some(Joint::Ampersand),
            " " | ", " if and => Some(Joint::And),
            ", " => None,
            _ => return None,
        };
        let first = at + usize::from(and);
        let last = member(finder, first, end)?;
        members.push((first, last));
        if let Some(joint) = joint {
            return Some((members, joint));
        }
        at = last + 1;
    }
    None
}

/// Returns the last word of the member that begins at `first`.
fn member(finder: Finder<'_>, first: usize, end: usize) -> Option<usize> {
    let capital = |i: usize| finder.token(i).is_some_and(|t| t.is_capital() && !t.is_stop());
    let goes_on = |&i: &usize| finder.reading.follows(i) && capital(i);
    (first < end && capital(first))
        .then(|| (first + 1..end.min(first + WORDS)).take_while(goes_on).last().unwrap_or(first))
}

fn is_partner(finder: Finder<'_>, at: usize) -> bool {
    let plain = |t: &Token<'_>| t.shape == Shape::Title && !t.class.is(Class::DEMONYM) && !lexicon::is_no_name(t.class);
    finder.token(at).is_some_and(plain) && finder.known(at, at + 1).is_none()
}

fn is_given(finder: Finder<'_>, at: usize) -> bool {
    finder.token(at).is_some_and(|t| t.class.is(Class::GIVEN))
}

/// "…, a law firm".
fn is_called_firm(finder: Finder<'_>, last: usize, end: usize) -> bool {
    let said = |i: usize| i < end && finder.token(i).is_some_and(|t| FIRMS.contains(&&*t.word));
    finder.reading.gap(last + 1) == ", " && (last + 2..=last + 3).any(said)
}

/// "… and Energy Departments".
fn is_many(finder: Finder<'_>, last: usize) -> bool {
    finder.token(last).is_some_and(|t| lexicon::head_of_many(&t.word).is_some())
}

/// "Departments of Labor, …".
fn is_of_many(finder: Finder<'_>, run: &Run) -> bool {
    let of = (run.first + 1..run.last).find(|&i| finder.token(i).is_some_and(|t| t.word == "of"));
    of.and_then(|of| finder.token(of - 1)).is_some_and(|t| lexicon::head_of_many(&t.word).is_some())
}

/// Says whether a word may be what a body is for.
fn is_matter(finder: Finder<'_>, at: usize) -> bool {
    let named = Class::GIVEN.or(Class::DEMONYM).or(Class::TITLE);
    let word = |t: &Token<'_>| t.class.is(Class::COMMON.or(Class::OFFICE)) || ends_like_english(&t.word);
    finder.token(at).is_some_and(|t| word(t) && !t.class.is(named) && finder.known(at, at + 1).is_none())
}

/// "the law firm", "the firm of", "lawyers at".
fn is_firm(finder: Finder<'_>, first: usize) -> bool {
    let said = |back: usize| first.checked_sub(back).and_then(|i| finder.token(i)).map_or("", |t| &*t.word);
    FIRMS.contains(&said(1)) || (matches!(said(1), "of" | "at" | "with") && FIRMS.contains(&said(2)))
}
