//! Organisations, places and things: other word order, other completeness, initials.

use std::collections::{BTreeMap, HashMap};

use super::{Form, Forms};
use crate::compare::NameKind;
use crate::compare::find::names::lexicon::{self, Class};

/// The most forms that one key is looked up in.
const BUCKET: usize = 32;

/// Joins forms of one body.
pub(super) fn merge(forms: &mut Forms) {
    by_normal_form(forms);
    by_tail(forms);
    by_initials(forms);
    by_first_word(forms);
}

/// "U.S. Department of State" and "State Department" have one normal form.
fn normal(words: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    if words.len() > 2 && words.first().is_some_and(|w| matches!(*w, "us" | "uk")) {
        words.remove(0);
    }
    if words.len() > 3 && words.starts_with(&["united", "states"]) {
        words.drain(..2);
    }
    if words.len() > 2
        && words.get(1) == Some(&"of")
        && matches!(words.first(), Some(&("department" | "ministry" | "office" | "university")))
    {
        let head = words.remove(0);
        words.remove(0);
        words.retain(|w| *w != "the");
        words.push(head);
    }
    // "Hart, Lowe and Pope LLP" and "Hart, Lowe & Pope".
    if words.len() > 2
        && words.last().is_some_and(|w| matches!(*w, "llp" | "llc" | "lp" | "pllc" | "ltd" | "plc" | "inc"))
    {
        words.pop();
    }
    words.retain(|w| *w != "and");
    // "Intelligence Committees" are the committee of either house.
    if let Some(last) = words.last_mut()
        && let Some(one) = last.strip_suffix('s').filter(|one| lexicon::class(one).is(Class::BODY))
    {
        *last = one;
    }
    words
}

fn by_normal_form(forms: &mut Forms) {
    let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
    let mut joins = Vec::new();
    for (i, form) in forms.list.iter().enumerate().filter(|(_, f)| f.known.is_none() && f.words.len() > 1) {
        let normal = normal(&form.words).into_iter().map(str::to_owned).collect();
        match seen.get(&normal) {
            Some(&other) => joins.push((other, i)),
            None => _ = seen.insert(normal, i),
        }
    }
    joins.into_iter().for_each(|(a, b)| forms.join_forms(a, b));
}

fn is_body(form: &Form) -> bool {
    form.known.is_none() && form.words.len() > 1 && !form.is_person_only()
}

impl Form {
    fn is_person_only(&self) -> bool {
        self.votes.of(NameKind::Person) > self.votes.of(NameKind::Organisation).max(self.votes.of(NameKind::Place)) + 2
    }
}

/// "Counter Cartel Conference" ends exactly one longer name: the same.
fn by_tail(forms: &mut Forms) {
    let mut tails: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (i, form) in forms.list.iter().enumerate().filter(|(_, f)| is_body(f)) {
        for from in 1..form.words.len().saturating_sub(1) {
            let bucket = tails.entry(form.words.get(from..).unwrap_or(&[])).or_default();
            if bucket.len() < BUCKET {
                bucket.push(i);
            }
        }
    }
    let bodies = forms.list.iter().enumerate().filter(|(_, f)| is_body(f));
    let pairs = bodies.filter_map(|(i, f)| Some((i, tails.get(f.words.as_slice())?.clone()))).collect();
    join_unique(forms, pairs);
}

/// "DNC" is the initials of exactly one longer name, with or without its small words.
fn by_initials(forms: &mut Forms) {
    let mut initials: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, form) in forms.list.iter().enumerate().filter(|(_, f)| f.words.len() > 1 && !f.is_person_only()) {
        let full = normal_initials(&form.words, true);
        let bare = normal_initials(&form.words, false);
        for key in if full == bare { vec![full] } else { vec![full, bare] } {
            let bucket = initials.entry(key).or_default();
            if bucket.len() < BUCKET {
                bucket.push(i);
            }
        }
    }
    let short = |f: &Form| f.acronym && f.words.len() == 1 && f.known.is_none() && f.words.iter().all(|w| w.len() > 1);
    let acronyms = forms.list.iter().enumerate().filter(|(_, f)| short(f));
    let pairs = acronyms.filter_map(|(i, f)| Some((i, initials.get(f.words.first()?)?.clone()))).collect();
    join_unique(forms, pairs);
}

fn normal_initials(words: &[String], small: bool) -> String {
    let counts = |w: &&String| small || !matches!(&***w, "of" | "the" | "and" | "for" | "on" | "de" | "del" | "la");
    words.iter().filter(counts).filter_map(|w| w.chars().next()).collect()
}

/// "Quinnipiac" for "Quinnipiac University": a word of no dictionary that begins exactly one body's name.
fn by_first_word(forms: &mut Forms) {
    let mut first: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut persons: HashMap<&str, ()> = HashMap::new();
    for (i, form) in forms.list.iter().enumerate() {
        if is_body(form)
            && form.words.len() == 2
            && form.words.last().is_some_and(|w| lexicon::class(w).is(Class::BODY) && !is_of_place(w))
        {
            first.entry(form.words.first().map_or("", |w| w)).or_default().push(i);
        } else if form.is_person() {
            form.words.iter().for_each(|w| _ = persons.insert(w, ()));
        }
    }
    let single = |f: &Form| f.known.is_none() && f.words.len() == 1 && !f.common;
    let singles = forms.list.iter().enumerate().filter(|(_, f)| single(f));
    let pairs = singles.filter_map(|(i, f)| {
        let word = f.words.first()?.as_str();
        Some((i, first.get(word).filter(|_| !persons.contains_key(word))?.clone()))
    });
    let pairs = pairs.collect();
    join_unique(forms, pairs);
}

/// "Oberlin Police", "Oberlin Department": bodies that a place has are not the place.
fn is_of_place(head: &str) -> bool {
    matches!(
        head,
        "administration" | "assembly" | "authority" | "council" | "department" | "government" | "parliament" | "police"
    )
}

/// Joins a form with its candidates where all of them are one already.
fn join_unique(forms: &mut Forms, pairs: Vec<(usize, Vec<usize>)>) {
    for (i, candidates) in pairs {
        let nodes: Vec<usize> = candidates.iter().flat_map(|&c| forms.nodes(c)).collect();
        let mut roots: Vec<usize> = nodes.into_iter().map(|node| forms.root(node)).collect();
        roots.sort_unstable();
        roots.dedup();
        let one = roots.len() == 1 || candidates.len() == 1;
        if let (true, Some(&to)) = (one, candidates.first())
            && to != i
        {
            forms.join_forms(i, to);
        }
    }
}
