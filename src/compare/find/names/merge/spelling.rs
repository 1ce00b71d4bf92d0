//! Plain misspellings: `Sabtani` beside `Sabatini`, `Guayana` on one side and `Guyana` on the other.
//!
//! Two long words at most two edits apart are one name only if something else says so: the same given name, or no
//! other bearer of the family name, or the same words around. Candidates meet by what is left of them after one or
//! two deletions (as in SymSpell), so that no word is compared with all others.

use std::collections::BTreeMap;

use super::{Form, Forms, persons};
use crate::compare::NameKind;
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::mention::Mention;
use crate::compare::find::names::read::Reading;

/// Fewer letters are no "long name".
const LONG: usize = 5;
/// Longer words are not looked at.
const LONGEST: usize = 24;
/// From here two edits are allowed.
const VERY_LONG: usize = 7;
/// The most forms that share what is left after deletions.
const BUCKET: usize = 8;
/// Up to so many forms each is looked at beside each other.
const FEW: usize = 600;
/// Words on each side of a mention that count as its neighbours.
const NEAR: usize = 6;

/// Joins forms whose spelling differs by a slip.
pub(super) fn merge(forms: &mut Forms, readings: &[&Reading<'_>], mentions: [&[Mention]; 2]) {
    let mut bearers: BTreeMap<usize, usize> = BTreeMap::new();
    for i in 0..forms.list.len() {
        let mut roots: Vec<usize> = forms.nodes(i).into_iter().map(|node| forms.root(node)).collect();
        roots.dedup();
        roots.into_iter().for_each(|root| *bearers.entry(root).or_default() += 1);
    }
    let alone = |forms: &mut Forms, i: usize| {
        forms.nodes(i).into_iter().all(|node| bearers.get(&forms.root(node)).is_none_or(|count| *count == 1))
    };
    for (a, b) in candidates(forms) {
        let (Some(first), Some(second)) = (forms.form(a).cloned(), forms.form(b).cloned()) else { continue };
        let same = match (first.words.len() > 1, second.words.len() > 1) {
            (true, true) => are_persons(&first, &second),
            (false, false) => are_apart(&first, &second) && share_neighbours(&first, &second, readings, mentions),
            (true, false) => bears(&first, &second) && alone(forms, b),
            (false, true) => bears(&second, &first) && alone(forms, a),
        };
        if same {
            let nodes = [forms.nodes(a), forms.nodes(b)].concat();
            nodes.windows(2).for_each(|pair| {
                if let [x, y] = pair {
                    forms.join(*x, *y)
                }
            });
        }
    }
}

/// Joins full names of one family name that are each on one side and differ by a slip in the given name: "Vicente
/// Rojas" here, "Vincente Rojas" there. Ages, offices or sexes that differ speak against it.
pub(super) fn given_names(forms: &mut Forms) {
    let persons: Vec<usize> = (0..forms.list.len()).filter(|&i| forms.form(i).is_some_and(Form::is_person)).collect();
    let mut joins = Vec::new();
    for bucket in persons::by_word(forms, &persons).into_values().filter(|b| (2..=BUCKET).contains(&b.len())) {
        for (n, &a) in bucket.iter().enumerate() {
            let slip = |&&b: &&usize| forms.form(a).zip(forms.form(b)).is_some_and(|(a, b)| is_one_spelt_twice(a, b));
            joins.extend(bucket.iter().skip(n + 1).filter(slip).map(|&b| (a, b)));
        }
    }
    for (a, b) in joins {
        let nodes = [forms.nodes(a), forms.nodes(b)].concat();
        nodes.iter().skip(1).zip(&nodes).for_each(|(x, y)| forms.join(*x, *y));
    }
}

fn is_one_spelt_twice(a: &Form, b: &Form) -> bool {
    let ([first, rest @ ..], [other, others @ ..]) = (&*a.words, &*b.words) else { return false };
    rest == others && are_apart(a, b) && a.bearer.may_be(&b.bearer) && is_given_slip(first, other)
}

/// Says whether one given name is the other with a letter more, less or changed, and neither that of the other sex nor
/// another that is as common.
pub(in crate::compare::find::names) fn is_given_slip(a: &str, b: &str) -> bool {
    let short = a.chars().count().min(b.chars().count());
    if a == b || short < 4 || a.chars().count().abs_diff(b.chars().count()) > 2 {
        return false;
    }
    let given = |word: &str| lexicon::class(word).is(Class::GIVEN);
    let sounds = sound(a) == sound(b);
    let ends = |word: &str| sound(word).chars().next_back();
    let near = short >= LONG && strsim::osa_distance(a, b) == 1 && ends(a) == ends(b) && !(given(a) && given(b));
    near || (sounds && ends(a) == ends(b))
}

/// Leaves of a name what two spellings of its sound have in common: "Mohammed" and "Mohamed", "Katherine" and "Catherine".
fn sound(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.replace("ph", "f").chars() {
        let c = match c {
            'h' => continue,
            'c' => 'k',
            'y' => 'i',
            'z' => 's',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Pairs of forms whose last words are near, ascending.
fn candidates(forms: &Forms) -> Vec<(usize, usize)> {
    let mut rests: Vec<(u64, usize)> = Vec::new();
    let words = eligible(forms);
    for word in &words {
        // With few names it is cheaper to see first whether any other can be near at all.
        let others = || words.iter().any(|other| word.may_be_near(other));
        if words.len() > FEW || others() {
            rests.extend(deletions(&word.letters).into_iter().map(|rest| (rest, word.form)));
        }
    }
    rests.sort_unstable();
    rests.dedup();
    let mut pairs = Vec::new();
    for bucket in rests.chunk_by(|a, b| a.0 == b.0) {
        let bucket = bucket.get(..bucket.len().min(BUCKET)).unwrap_or(bucket);
        for (n, &(_, a)) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().skip(n + 1).map(|&(_, b)| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let last = |i: usize| forms.form(i).and_then(|f| f.words.last()).map_or("", |w| w.as_str());
    pairs.retain(|&(a, b)| is_slip(last(a), last(b)));
    pairs
}

/// The last word of a form.
struct Last {
    form: usize,
    letters: Vec<char>,
    /// A bit for each letter that it has.
    mask: u64,
}

impl Last {
    /// Says whether the two may leave the same after deletions: so many letters at most are in one alone.
    fn may_be_near(&self, other: &Self) -> bool {
        let apart = (self.mask ^ other.mask).count_ones();
        apart <= self.edits() + other.edits() && self.letters != other.letters
    }

    /// Returns how many deletions are tried.
    const fn edits(&self) -> u32 {
        if self.letters.len() >= VERY_LONG { 2 } else { 1 }
    }
}

/// The last words that may be misspelt: long ones, of forms that are no body that the lexicon knows.
fn eligible(forms: &Forms) -> Vec<Last> {
    let eligible = |f: &Form| f.known.is_none() || f.words.len() == 1 || f.is_place();
    let last = |(form, f): (usize, &Form)| {
        let letters: Vec<char> = f.words.last().filter(|w| w.len() <= 4 * LONGEST)?.chars().collect();
        let mask = letters.iter().fold(0, |mask, &c| mask | 1 << (u32::from(c) % 64));
        ((LONG..=LONGEST).contains(&letters.len()) && eligible(f)).then_some(Last { form, letters, mask })
    };
    forms.list.iter().enumerate().filter_map(last).collect()
}

impl Form {
    fn is_place(&self) -> bool {
        self.known.is_some_and(|k| k.kind == NameKind::Place)
    }
}

/// Hashes of what is left of a word after no, one or (of a very long one) two deletions.
fn deletions(letters: &[char]) -> Vec<u64> {
    let without = |skip: [usize; 2]| -> u64 {
        let left = letters.iter().enumerate().filter(|(i, _)| !skip.contains(i));
        left.fold(0xcbf2_9ce4_8422_2325, |h, (_, &c)| (h ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
    };
    let none = usize::MAX;
    let mut out = vec![without([none, none])];
    for i in 0..letters.len() {
        out.push(without([i, none]));
        if letters.len() >= VERY_LONG {
            out.extend((i + 1..letters.len()).map(|j| without([i, j])));
        }
    }
    out
}

/// Says whether one word is the other with a slip, and not another word, a plural or a nationality.
pub(in crate::compare::find::names) fn is_slip(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    if a == b || length < LONG || a.chars().next() != b.chars().next() {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let grown = long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es" | "n" | "an" | "n's"));
    let word = |w: &str| lexicon::is_common(w) || lexicon::class(w).is(Class::DEMONYM);
    let known = |w: &str| lexicon::known(w).is_some() || lexicon::class(w).is(Class::GIVEN);
    let near = strsim::osa_distance(a, b) <= if length >= VERY_LONG { 2 } else { 1 };
    near && !grown && ![a, b].into_iter().any(word) && ![a, b].into_iter().all(known)
}

/// The same given name, the family name misspelt.
fn are_persons(a: &Form, b: &Form) -> bool {
    let given = a.words.first().zip(b.words.first()).is_some_and(|(a, b)| persons::is_same_given(a, b));
    let middle = a.words.len() == b.words.len() || a.words.len().min(b.words.len()) == 2;
    // Two that one article names in full are two.
    let apart = [0, 1].into_iter().all(|side| a.count(side) == 0 || b.count(side) == 0);
    given && middle && apart && a.bearer.may_be(&b.bearer) && (a.is_person() || b.is_person())
}

/// Says whether a person may be meant by a bare family name on the sides that have it.
fn bears(full: &Form, bare: &Form) -> bool {
    let here = [0, 1].into_iter().all(|side| bare.count(side) == 0 || full.count(side) > 0);
    full.is_person() && bare.known.is_none() && here
}

/// Says whether each is on one side only, and not on the same.
fn are_apart(a: &Form, b: &Form) -> bool {
    (a.count(0) == 0 && b.count(1) == 0) || (a.count(1) == 0 && b.count(0) == 0)
}

/// Says whether two of the words around one stand around the other too.
fn share_neighbours(a: &Form, b: &Form, readings: &[&Reading<'_>], mentions: [&[Mention]; 2]) -> bool {
    let around = |form: &Form| -> Vec<String> {
        let mut words = Vec::new();
        for (side, reading) in readings.iter().enumerate() {
            let Some((list, all)) = form.mentions.get(side).zip(mentions.get(side)) else { continue };
            for (from, to) in list.iter().take(8).filter_map(|&m| all.get(m)).map(|m| m.tokens) {
                let near = (from.saturating_sub(NEAR)..from).chain(to + 1..to + 1 + NEAR);
                let telling = near.filter_map(|i| reading.tokens.get(i)).filter(|t| !t.is_stop());
                words.extend(telling.map(|t| t.word.to_string()));
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (around(a), around(b));
    a.iter().filter(|word| b.binary_search(word).is_ok()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_names() {
        for (a, b) in [("guayana", "guyana"), ("sabtani", "sabatini"), ("rabie", "rabei"), ("zelensky", "zelenskyy")] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("clinton", "clintons"),
            ("austria", "australia"),
            ("syria", "syrian"),
            ("bell", "ball"),
            ("karim", "rahim"),
            ("martin", "martinez"),
        ] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn slips_in_given_names_are_told_from_other_given_names() {
        for (a, b) in [("vicente", "vincente"), ("mohammed", "mohamed"), ("sara", "sarah"), ("tarrin", "tarin")] {
            assert!(is_given_slip(a, b) && is_given_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("jan", "jana"), ("mario", "maria"), ("luis", "luisa"), ("karl", "karla"), ("marie", "maria")] {
            assert!(!is_given_slip(a, b) && !is_given_slip(b, a), "{a} {b}");
        }
    }
}
