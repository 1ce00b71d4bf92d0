//! Persons: given names long and short, initials, middle and second family names, bare family names.

use std::collections::{BTreeMap, HashMap};

use super::{Form, Forms};
use crate::compare::find::names::mention::Mention;

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
    ("bibi", "benjamin"),
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
            let one = |&&b: &&usize| forms.form(a).zip(forms.form(b)).is_some_and(|(a, b)| are_one(a, b));
            pairs.extend(bucket.iter().skip(n + 1).filter(one).map(|&b| (a.min(b), a.max(b))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    join_pairs(forms, pairs);
    generations(forms, &persons);
}

/// Says whether two full names are one person's.
fn are_one(a: &Form, b: &Form) -> bool {
    are_same(&a.words, &b.words) && !a.bearer.is_other_sex(&b.bearer)
}

/// "Joseph R. Biden Jr." is Joe Biden, unless either side knows another of that name.
fn generations(forms: &mut Forms, persons: &[usize]) {
    let words = |i: usize| forms.form(i).map_or(&[][..], |f| f.words.as_slice());
    let by_word = by_word(forms, persons);
    let mut joins = Vec::new();
    for &junior in persons.iter().filter(|&&i| core(words(i)).1.is_some()) {
        let Some((family, given)) = core(words(junior)).0.split_last().filter(|(_, given)| !given.is_empty()) else {
            continue;
        };
        let namesakes = by_word.get(family).filter(|b| b.len() <= BUCKET).map_or(&[][..], Vec::as_slice);
        let bare = [given, std::slice::from_ref(family)].concat();
        let plain = |&&i: &&usize| core(words(i)).1.is_none() && are_same(words(i), &bare);
        let others: Vec<usize> = namesakes.iter().filter(plain).copied().collect();
        let on = |i: usize, side: usize| forms.form(i).is_some_and(|f| f.count(side) > 0);
        let held = forms.form(junior).map(|f| &f.bearer);
        // "President Trump" beside "Donald Trump Jr." is the father.
        let elder = |f: &Form| {
            f.words.len() == 1
                && f.words.first() == Some(family)
                && !f.bearer.offices.is_empty()
                && held.is_none_or(|held| held.kin || f.bearer.offices.is_disjoint(&held.offices))
        };
        let titled =
            forms.list.iter().any(|f| elder(f) && [0, 1].into_iter().any(|side| f.count(side) > 0 && on(junior, side)));
        // Numbers are told apart from fathers seldom; one who is called junior has one.
        let numbered = core(words(junior)).1.is_some_and(|generation| !matches!(generation, "jr" | "sr"));
        if titled && !numbered {
            continue;
        }
        let beside =
            !numbered && others.iter().any(|&i| [0, 1].into_iter().any(|side| on(i, side) && on(junior, side)));
        if !beside {
            joins.extend(others.first().map(|&other| (other, junior)));
        }
    }
    joins.into_iter().for_each(|(a, b)| forms.join_forms(a, b));
}

/// Joins pairs of full names.
fn join_pairs(forms: &mut Forms, pairs: Vec<(usize, usize)>) {
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
pub(super) fn by_word(forms: &Forms, persons: &[usize]) -> BTreeMap<String, Vec<usize>> {
    let mut found: BTreeMap<String, Vec<usize>> = BTreeMap::new();
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
pub(super) fn core(words: &[String]) -> (&[String], Option<&str>) {
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
        || (short.len() >= 4 && long.strip_prefix(short).is_some_and(|end| !WOMEN_S_ENDINGS.contains(&end)))
}

/// What makes a woman's name of a man's: "Paula", "Josephine".
const WOMEN_S_ENDINGS: &[&str] = &["a", "e", "ette", "ia", "ina", "ine", "na", "ne"];

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
