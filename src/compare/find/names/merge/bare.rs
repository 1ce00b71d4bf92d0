//! Bare names: whom a family name alone means, with its title or without.
//!
//! ```text
//! the office   "President Oduya"  the Oduya who is called president somewhere, first here, then there
//! the sex      "Ms. Oduya"        no man of that name
//! the side     "Oduya"            the Oduya most named on this side, else on the other
//! against it   "President Oduya, Lena and Mia Oduya": three persons
//! ```

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::persons::{by_word, core};
use super::{Form, Forms};
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::{NameKind, Place};

/// Gives each bare name the person that its side means by it.
pub(super) fn merge(forms: &mut Forms) {
    let persons: Vec<usize> = (0..forms.list.len()).filter(|&i| forms.form(i).is_some_and(Form::is_person)).collect();
    let mut by_word = by_word(forms, &persons);
    let rank = |form: &Form| match &form.bearer {
        bearer if !bearer.offices.is_empty() => 0,
        bearer if bearer.sex.is_some() => 1,
        _ => 2,
    };
    let mut bare: Vec<(usize, usize)> =
        forms.list.iter().enumerate().filter(|(_, f)| f.words.len() == 1).map(|(i, f)| (rank(f), i)).collect();
    bare.sort_unstable();
    for (rank, i) in bare {
        let told = give(forms, &by_word, i);
        // "Mr. Hale" is one whom "Hale" may mean afterwards.
        if let Some(word) =
            forms.form(i).filter(|f| rank < 2 && f.known.is_none() && told).and_then(|f| f.words.first())
        {
            by_word.entry(word.clone()).or_default().push(i);
        }
    }
}

/// Joins a bare name with whom it means; says whether it may be a person's.
fn give(forms: &mut Forms, by_word: &BTreeMap<String, Vec<usize>>, i: usize) -> bool {
    let Some(form) = forms.form(i).cloned() else { return false };
    if !form.may_be_person() {
        forms.join(Forms::node(i, 0), Forms::node(i, 1));
        return false;
    }
    let candidates = form.words.first().and_then(|word| by_word.get(word)).map_or(&[][..], Vec::as_slice);
    let chosen = [0, 1].map(|side| if form.count(side) > 0 { choose(forms, candidates, &form, side) } else { None });
    if form.known.is_some() {
        // A place's name that is a person's: only where that person is named in full on the same side.
        if chosen == [None, None] {
            return false;
        }
        if let Some(form) = forms.list.get_mut(i) {
            form.votes = form.votes.without(form.known.map(|k| k.kind));
            form.known = None;
        }
        forms.part(i);
    }
    for (side, to) in chosen.into_iter().enumerate() {
        match to {
            Some(to) => forms.join(Forms::node(i, side), to),
            None if form.count(side) > 0 && chosen == [None, None] => forms.join(Forms::node(i, 0), Forms::node(i, 1)),
            None => {}
        }
    }
    true
}

impl Form {
    /// Says whether a single word may be a person's.
    fn may_be_person(&self) -> bool {
        let known = self.known.map_or(0, |k| self.votes.of(k.kind));
        let named = u32::try_from((self.count(0) + self.count(1)) * 20).unwrap_or(u32::MAX);
        match self.known {
            Some(_) => self.votes.of(NameKind::Person) > known.saturating_sub(named),
            None => !self.acronym,
        }
    }
}

/// One whom a bare name may mean.
struct Candidate {
    root: usize,
    /// Whether the word is the family name.
    family: bool,
    /// Whether they hold the office that is named.
    office: bool,
    /// Mentions on the side in question.
    count: usize,
    first: Option<Place>,
}

/// Chooses among the forms of `candidates` the person that `side` means by the bare name `form`.
fn choose(forms: &mut Forms, candidates: &[usize], form: &Form, side: usize) -> Option<usize> {
    let word = form.words.first()?;
    let barred = barred(forms, candidates, form);
    let free: Vec<usize> = candidates.iter().copied().filter(|&c| !barred.contains(&forms.root_of(c))).collect();
    let on = |forms: &Forms, side: usize| free.iter().any(|&c| forms.form(c).is_some_and(|f| f.count(side) > 0));
    let own = if on(forms, side) { side } else { 1 - side };
    let office = |forms: &Forms, side: usize| {
        let holds = |f: &Form| f.count(side) > 0 && !f.bearer.offices.is_disjoint(&form.bearer.offices);
        free.iter().any(|&c| forms.form(c).is_some_and(holds))
    };
    let side = if !office(forms, own) && office(forms, 1 - own) { 1 - own } else { own };
    let mut found: Vec<Candidate> = Vec::new();
    for &candidate in &free {
        let Some(other) = forms.form(candidate).filter(|f| f.count(side) > 0) else { continue };
        let new = Candidate {
            root: 0,
            family: core(&other.words).0.last() == Some(word)
                || other.words.first().is_some_and(|w| w == word && lexicon::class(w).is(Class::FIRST_FAMILY)),
            office: !other.bearer.offices.is_disjoint(&form.bearer.offices),
            count: other.count(side),
            first: other.first.get(side).copied().flatten(),
        };
        add(&mut found, Candidate { root: forms.root(Forms::node(candidate, side)), ..new });
    }
    let families = found.iter().filter(|f| f.family).count();
    if families == 0 && found.len() > 1 {
        return None;
    }
    let best = found.into_iter().filter(|f| f.family || families == 0);
    best.max_by_key(|f| (f.office, f.count, Reverse(f.first))).map(|f| f.root)
}

/// Adds what one more form of a person says.
fn add(found: &mut Vec<Candidate>, new: Candidate) {
    match found.iter_mut().find(|f| f.root == new.root) {
        Some(known) => {
            known.family |= new.family;
            known.office |= new.office;
            known.count += new.count;
            known.first = known.first.min(new.first);
        }
        None => found.push(new),
    }
}

/// Returns the roots of those whom a bare name cannot mean: of the other sex, or named beside it as somebody else.
fn barred(forms: &mut Forms, candidates: &[usize], form: &Form) -> Vec<usize> {
    let mut roots: Vec<usize> = candidates.iter().map(|&c| forms.root_of(c)).collect();
    roots.sort_unstable();
    roots.dedup();
    let several = roots.len() > 1;
    let titled = !form.bearer.offices.is_empty() || form.bearer.sex.is_some();
    let mut barred = Vec::new();
    for &candidate in candidates {
        let Some(other) = forms.form(candidate) else { continue };
        let beside = titled
            && other.words.len() > 1
            && (several || other.bearer.kin)
            && other.bearer.shares_sentence(&form.bearer);
        let same_office = !other.bearer.offices.is_disjoint(&form.bearer.offices);
        if form.bearer.is_other_sex(&other.bearer) || (beside && !same_office) {
            barred.push(forms.root_of(candidate));
        }
    }
    barred
}
