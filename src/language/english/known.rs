//! Names that are known by heart: countries, well-known bodies and things, under any of their forms.

use crate::language::{Table, past};

/// Lines of `name | other name | …`, places first, things last.
const TEXT: &str =
    concat!(include_str!("known-places.txt"), include_str!("known-bodies.txt"), include_str!("known-things.txt"));

/// Where the places end.
const PLACES: usize = include_str!("known-places.txt").len();

/// Where the bodies end.
const BODIES: usize = PLACES + include_str!("known-bodies.txt").len();

/// What a known name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A country, a state, a city.
    Place,
    /// An organisation.
    Body,
    /// A programme, a law, an event: nobody and nowhere.
    Thing,
}

/// A name that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its first form, folded.
    pub name: &'static str,
    /// What it names.
    pub named: Named,
}

static NAMES: Table<Known, 2_048> = tables().0;

/// Under the first word of a name how many words it has at most.
static HEADS: Table<u8, 2_048> = tables().1;

const fn tables() -> (Table<Known, 2_048>, Table<u8, 2_048>) {
    let nobody = Known { name: "", named: Named::Place };
    let text = TEXT.as_bytes();
    let (mut names, mut heads) = (Table::empty(text, nobody), Table::empty(text, 0));
    let mut at = 0;
    while at < text.len() {
        let end = past(text, at, b"\n");
        if text[at] != b'#' && end > at {
            let first = trimmed(at, past(text, at, b"|\n"));
            let named = match at {
                at if at < PLACES => Named::Place,
                at if at < BODIES => Named::Body,
                _ => Named::Thing,
            };
            let known = Known { name: TEXT.split_at(first.1).0.split_at(first.0).1, named };
            while at < end {
                let form = trimmed(at, past(text, at, b"|\n"));
                let (slot, is_new) = names.enter(form.0, form.1);
                if is_new {
                    names.set(slot, known);
                }
                enter_head(&mut heads, form);
                at = past(text, at, b"|\n") + 1;
            }
        } else {
            at = end + 1;
        }
    }
    (names, heads)
}

/// Tells the first word of a name how many words it has.
const fn enter_head(heads: &mut Table<u8, 2_048>, (start, end): (usize, usize)) {
    let text = TEXT.as_bytes();
    let (mut words, mut at) = (1, start);
    while at < end {
        words += matches!(text[at], b' ' | b'-') as u8;
        at += 1;
    }
    let first = past(text, start, b" -");
    let (slot, _) = heads.enter(start, if first < end { first } else { end });
    if heads.value(slot) < words {
        heads.set(slot, words);
    }
}

/// Returns `start..end` of [`TEXT`] without the spaces at both ends.
const fn trimmed(mut start: usize, mut end: usize) -> (usize, usize) {
    let text = TEXT.as_bytes();
    while start < end && text[start] == b' ' {
        start += 1;
    }
    while start < end && text[end - 1] == b' ' {
        end -= 1;
    }
    (start, end)
}

/// Returns the name with the folded form `phrase`.
#[must_use]
pub fn known(phrase: &str) -> Option<Known> {
    NAMES.find(phrase.as_bytes())
}

/// Returns how many words a known name has at most that begins with a word; 0 where none does.
#[must_use]
pub fn longest(first: &str) -> u8 {
    HEADS.find(first.as_bytes()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::{Classes, classes};

    #[test]
    fn every_form_of_a_name_is_found() {
        let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let files =
            [include_str!("known-places.txt"), include_str!("known-bodies.txt"), include_str!("known-things.txt")];
        for line in files.into_iter().flat_map(lines) {
            for form in line.split('|').map(str::trim) {
                assert!(known(form).is_some(), "{line}");
                let head = form.split([' ', '-']).next().unwrap_or("");
                assert!(classes(head).is(Classes::KNOWN_HEAD) && longest(head) > 0, "{line}");
            }
        }
        let line = lines(include_str!("known-places.txt")).next().map(str::trim);
        assert_eq!(line.and_then(known).map(|known| known.named), Some(Named::Place));
    }

    #[test]
    fn forms_of_a_name_lead_to_it() {
        let name = |form| known(form).map(|k| k.name);
        assert_eq!(name("uk"), Some("united kingdom"));
        assert_eq!(name("trinidad and tobago"), Some("trinidad and tobago"));
        assert_eq!(name("cia"), Some("central intelligence agency"));
        assert_eq!(name("nowhere"), None);
        assert_eq!(longest("trinidad"), 3);
    }
}
