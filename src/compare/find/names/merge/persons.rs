//! Persons: given names long and short, initials, middle and second family names, bare family names.

use std::collections::HashMap;

use super::{Form, Forms};
use crate::compare::NameKind;
use crate::compare::find::names::lexicon::{self, Class};
use crate::compare::find::names::split::Mention;

/// The most forms that share a word and are compared with each other.
const BUCKET: usize = 40;

/// Short forms of given names, each with the long ones.
const SHORT: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("art", "arthur"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("bill", "william"),
    ("bob", "robert"),
    ("charlie", "charles"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("dick", "richard"),
    ("don", "donald"),
    ("ed", "edward"),
    ("fred", "frederick"),
    ("gerry", "gerald"),
    ("greg", "gregory"),
    ("hank", "henry"),
    ("harry", "harold"),
    ("jack", "john"),
    ("jake", "jacob"),
    ("jeff", "jeffrey"),
    ("jerry", "gerald"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("jon", "jonathan"),
    ("josh", "joshua"),
    ("kate", "katherine"),
    ("kathy", "kathleen"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("matt", "matthew"),
    ("meg", "margaret"),
    ("mick", "michael"),
    ("mike", "michael"),
    ("mitch", "mitchell"),
    ("nick", "nicholas"),
    ("pam", "pamela"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("ray", "raymond"),
    ("rich", "richard"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("sandy", "sandra"),
    ("steve", "stephen"),
    ("steve", "steven"),
    ("stu", "stuart"),
    ("sue", "susan"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("vicky", "victoria"),
    ("vince", "vincent"),
    ("will", "william"),
    ("zach", "zachary"),
];
/// Joins the full names of one person; joins every form with itself on the other side but bare family names.
pub(super) fn merge(forms: &mut Forms) {
    let persons: Vec<usize> = (0..forms.list.len()).filter(|&i| forms.form(i).is_some_and(Form::is_person)).collect();
    for i in 0..forms.list.len() {
        if forms.form(i).is_some_and(|f| f.words.len() > 1 || f.known.is_some()) {
            forms.join(Forms::node(i, 0), Forms::node(i, 1));
        }
    }
    let mut pairs = Vec::new();
    for bucket in by_word(forms, &persons).into_values().filter(|b| b.len() > 1 && b.len() <= BUCKET) {
        for (n, &a) in bucket.iter().enumerate() {
            let same =
                |&&b: &&usize| forms.form(a).zip(forms.form(b)).is_some_and(|(a, b)| are_same(&a.words, &b.words));
            pairs.extend(bucket.iter().skip(n + 1).filter(same).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut others: HashMap<usize, Vec<usize>> = HashMap::new();
    for &(a, b) in &pairs {
        others.entry(a).or_default().push(b);
        others.entry(b).or_default().push(a);
    }
    for (a, b) in pairs {
        // "George Bush" is not joined where "George W. Bush" and "George H. W. Bush" are two.
        let split = |i: usize| {
            let near = others.get(&i).map_or(&[][..], Vec::as_slice);
            near.iter().enumerate().any(|(n, &x)| {
                near.iter()
                    .skip(n + 1)
                    .any(|&y| forms.form(x).zip(forms.form(y)).is_some_and(|(x, y)| !are_same(&x.words, &y.words)))
            })
        };
        if !split(a) && !split(b) {
            forms.join_forms(a, b);
        }
    }
}

/// Persons by each of their words.
fn by_word(forms: &Forms, persons: &[usize]) -> std::collections::BTreeMap<String, Vec<usize>> {
    let mut found: std::collections::BTreeMap<String, Vec<usize>> = std::collections::BTreeMap::new();
    for &i in persons {
        for word in forms.form(i).map_or(&[][..], |f| f.words.as_slice()) {
            let bucket = found.entry(word.clone()).or_default();
            if bucket.last() != Some(&i) {
                bucket.push(i);
            }
        }
    }
    found
}

fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Returns the words of a name without "Jr." and the like, and those.
fn core(words: &[String]) -> (&[String], Option<&str>) {
    match words.split_last() {
        Some((last, rest)) if is_generation(last) && !rest.is_empty() => (rest, Some(last)),
        _ => (words, None),
    }
}

/// Says whether two full names may be one person's.
pub(super) fn are_same(a: &[String], b: &[String]) -> bool {
    let ((a, of_a), (b, of_b)) = (core(a), core(b));
    if of_a != of_b || a.len() < 2 || b.len() < 2 {
        return false;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let tail = short.len() < long.len() && long.ends_with(short);
    let head = short.len() + 1 == long.len() && long.starts_with(short) && long.last().is_some_and(|w| w.len() > 1);
    tail || head || have_same_ends(short, long)
}

fn have_same_ends(short: &[String], long: &[String]) -> bool {
    let (Some((last, [first, middle @ ..])), Some((other_last, [other_first, others @ ..]))) =
        (short.split_last(), long.split_last())
    else {
        return false;
    };
    let mut others = others.iter();
    last == other_last
        && is_same_given(first, other_first)
        && middle.iter().all(|m| others.any(|o| m == o || is_initial_of(m, o) || is_initial_of(o, m)))
}

/// Says whether two given names may be one: short forms, initials, beginnings.
pub(super) fn is_same_given(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || is_initial_of(short, long)
        || SHORT.contains(&(short, long))
        || (short.len() >= 4 && long.starts_with(short))
}

fn is_initial_of(initial: &str, word: &str) -> bool {
    initial.len() == 1 && word.starts_with(initial)
}

/// Joins a person with the nickname that stands inside the name.
pub(super) fn nicknames(forms: &mut Forms, mentions: [&[Mention]; 2], keys: &[Vec<usize>; 2]) {
    let mut named: HashMap<&str, usize> = HashMap::new();
    for (mentions, keys) in mentions.iter().zip(keys) {
        for (mention, &form) in mentions.iter().zip(keys) {
            if let Some(nickname) = &mention.nickname {
                named.entry(nickname).or_insert(form);
            }
        }
    }
    for i in 0..forms.list.len() {
        let joined = forms.form(i).map(|f| f.words.join(" "));
        if let Some(&form) = joined.and_then(|words| named.get(&*words)) {
            forms.join_forms(i, form);
        }
    }
}

/// Gives each bare name the person that its side means by it: the one most named there, else on the other side.
pub(super) fn singles(forms: &mut Forms) {
    let persons: Vec<usize> = (0..forms.list.len()).filter(|&i| forms.form(i).is_some_and(Form::is_person)).collect();
    let by_word = by_word(forms, &persons);
    for i in 0..forms.list.len() {
        let Some(form) = forms.form(i).filter(|f| f.words.len() == 1).cloned() else { continue };
        if !form.may_be_person() {
            forms.join(Forms::node(i, 0), Forms::node(i, 1));
            continue;
        }
        let word = form.words.first().map_or("", |w| w);
        let candidates = by_word.get(word).map_or(&[][..], Vec::as_slice);
        let chosen = [0, 1].map(|side| if form.count(side) > 0 { choose(forms, candidates, word, side) } else { None });
        if form.known.is_some() {
            // A place's name that is a person's: only where that person is named in full on the same side.
            if chosen == [None, None] {
                continue;
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
                None if form.count(side) == 0 => {}
                None if chosen == [None, None] => forms.join(Forms::node(i, 0), Forms::node(i, 1)),
                None => {}
            }
        }
    }
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

/// Chooses among the persons that have `word` in their names the one that `side` means.
fn choose(forms: &mut Forms, candidates: &[usize], word: &str, side: usize) -> Option<usize> {
    let on = |forms: &Forms, side: usize| candidates.iter().any(|&c| forms.form(c).is_some_and(|f| f.count(side) > 0));
    let side = if on(forms, side) { side } else { 1 - side };
    // (family name, mentions, first mention) by root.
    let mut found: Vec<(usize, bool, usize, Option<crate::compare::Place>)> = Vec::new();
    for &candidate in candidates {
        let Some(form) = forms.form(candidate).filter(|f| f.count(side) > 0) else { continue };
        let family = core(&form.words).0.last().is_some_and(|w| w == word)
            || form.words.first().is_some_and(|w| w == word && lexicon::class(w).is(Class::FIRST_FAMILY));
        let (count, first) = (form.count(side), form.first.get(side).copied().flatten());
        let root = forms.root(Forms::node(candidate, side));
        match found.iter_mut().find(|f| f.0 == root) {
            Some(known) => *known = (root, known.1 || family, known.2 + count, known.3.min(first)),
            None => found.push((root, family, count, first)),
        }
    }
    let families = found.iter().filter(|f| f.1).count();
    if families == 0 && found.len() > 1 {
        return None;
    }
    let best = found.into_iter().filter(|f| f.1 || families == 0);
    best.max_by_key(|f| (f.2, std::cmp::Reverse(f.3))).map(|f| f.0)
}
