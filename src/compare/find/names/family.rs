//! Members of a family that share its name: in "Lena and Mia Oduya" both are Oduyas.

use super::lexicon::{self, Class};
use super::mention::Mention;
use super::read::Reading;
use crate::compare::NameKind;

/// The most given names before one family name.
const MOST: usize = 6;

/// Fewer names are no list.
const FEWEST: usize = 3;

/// Gives given names that stand before a full name with "and" or commas the family name of that.
pub(super) fn complete(reading: &Reading<'_>, mentions: &mut [Mention]) {
    if !reading.english {
        return;
    }
    for at in (1..mentions.len()).rev() {
        let Some((word, printed)) = mentions.get(at).and_then(|m| family(reading, m)) else { continue };
        if !is_joined(reading, mentions, at, &[" and ", " & ", ", and "]) {
            continue;
        }
        for from in (at.saturating_sub(MOST)..at).rev() {
            let apart = from + 1 < at && !is_joined(reading, mentions, from + 1, &[", "]);
            let Some(given) = mentions.get_mut(from).filter(|m| !apart && is_given(m)) else { break };
            given.words.push(word.clone());
            given.shown = Some(format!("{} {printed}", given.place.span.of(reading.text)));
        }
    }
}

/// Gives those whose kind nothing tells the kind of those beside whom they are listed: "Harlan, Ruizal and Ana Ruiz".
pub(super) fn share_kinds(reading: &Reading<'_>, mentions: &mut [Mention]) {
    let joints = [", ", " and ", ", and ", " or ", ", or "];
    let mut from = 0;
    while from < mentions.len() {
        let joined = |&at: &usize| is_joined(reading, mentions, at, &joints);
        let end = (from + 1..mentions.len()).take_while(joined).last().unwrap_or(from) + 1;
        if let Some(listed) = mentions.get_mut(from..end).filter(|listed| listed.len() >= FEWEST && reading.english) {
            let mut kinds: Vec<NameKind> =
                listed.iter().map(|m| m.votes.kind()).filter(|kind| *kind != NameKind::Other).collect();
            kinds.sort_unstable();
            kinds.dedup();
            if let [kind] = *kinds {
                listed.iter_mut().filter(|m| m.votes.kind() == NameKind::Other).for_each(|m| m.votes.lean(kind));
            }
        }
        from = end;
    }
}

/// Returns the family name, folded and printed, of a full name of two words that begins with a given one.
fn family<'a>(reading: &Reading<'a>, mention: &Mention) -> Option<(String, &'a str)> {
    let [first, last] = &*mention.words else { return None };
    let full = mention.shown.is_none() && mention.known.is_none() && mention.is_person() && mention.office.is_none();
    let printed = reading.tokens.get(mention.tokens.1).map(|t| t.span.of(reading.text))?;
    (full && lexicon::class(first).is(Class::GIVEN)).then(|| (last.clone(), printed))
}

fn is_given(mention: &Mention) -> bool {
    let [word] = &*mention.words else { return false };
    let plain = mention.known.is_none() && mention.office.is_none() && !mention.acronym;
    plain && lexicon::class(word).is(Class::GIVEN)
}

/// Says whether nothing but one of `joints` stands before mention `at`.
fn is_joined(reading: &Reading<'_>, mentions: &[Mention], at: usize, joints: &[&str]) -> bool {
    let before = at.checked_sub(1).and_then(|i| mentions.get(i));
    before.zip(mentions.get(at)).is_some_and(|(before, it)| {
        let between = reading.text.get(before.place.span.end..it.place.span.start);
        between.is_some_and(|between| joints.contains(&between))
    })
}
