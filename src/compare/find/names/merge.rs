//! Which mentions name the same: forms of a name become one, inside an article and across the two.
//!
//! A *form* is a folded name as it is written; each has a node on either side, because a bare family name may mean
//! one person here and another there. The passes below join nodes, each looking candidates up by a word they share,
//! so that the work grows with the text. Nothing depends on which article stands left.

mod bare;
mod bodies;
mod persons;
pub(super) mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use super::kind::Votes;
use super::lexicon::{self, Class, Known};
use super::mention::{Mention, Sex};
use super::read::Reading;
use crate::compare::{NameKind, Place};

/// A name as it is written, folded.
#[derive(Clone, Debug)]
struct Form {
    /// Its words.
    words: Vec<String>,
    /// Mentions on either side, as indices.
    mentions: [Vec<usize>; 2],
    /// Where either side first has it.
    first: [Option<Place>; 2],
    /// What it seems to be.
    votes: Votes,
    /// What the lexicon knows.
    known: Option<Known>,
    /// Whether it is written in capitals throughout.
    acronym: bool,
    /// Whether a dictionary has all its words.
    common: bool,
    /// What is said of who bears it.
    bearer: Bearer,
}

/// What the texts say of a person beside the name.
#[derive(Clone, Debug, Default)]
struct Bearer {
    /// Their offices.
    offices: BTreeSet<String>,
    /// Whether it is a woman or a man, as the first mention that says so has it.
    sex: Option<Sex>,
    /// Their age.
    age: Option<u8>,
    /// Whether they are somebody's wife, son or sister.
    kin: bool,
    /// The sentences that name them, as side and number.
    sentences: BTreeSet<(usize, usize)>,
}

impl Bearer {
    fn add(&mut self, side: usize, mention: &Mention) {
        self.offices.extend(mention.office.clone());
        self.sex = self.sex.or(mention.sex);
        self.age = self.age.or(mention.age);
        self.kin |= mention.kin;
        self.sentences.insert((side, mention.sentence));
    }

    /// Says whether one is a woman and the other a man.
    fn is_other_sex(&self, other: &Self) -> bool {
        self.sex.zip(other.sex).is_some_and(|(a, b)| a != b)
    }

    /// Says whether what is said of both can be said of one person.
    fn may_be(&self, other: &Self) -> bool {
        let aged = self.age.zip(other.age).is_none_or(|(a, b)| a.abs_diff(b) <= 1);
        let free = self.offices.is_empty() || other.offices.is_empty();
        aged && !self.is_other_sex(other) && (free || !self.offices.is_disjoint(&other.offices))
    }

    fn shares_sentence(&self, other: &Self) -> bool {
        !self.sentences.is_disjoint(&other.sentences)
    }
}

impl Form {
    fn count(&self, side: usize) -> usize {
        self.mentions.get(side).map_or(0, Vec::len)
    }

    /// Says whether it may be the full name of a person.
    fn is_person(&self) -> bool {
        let joins = |w: &String| matches!(&**w, "of" | "for" | "and" | "on" | "the");
        let person = self.votes.of(NameKind::Person);
        let other = self.votes.of(NameKind::Place).max(self.votes.of(NameKind::Organisation));
        let tail = self.words.last().map_or(Class::default(), |w| lexicon::class(w));
        let given = self.words.first().is_some_and(|w| lexicon::class(w).is(Class::GIVEN));
        let thing = tail.is(Class::BODY.or(Class::PLACE).or(Class::THING)) && !given;
        self.known.is_none()
            && (2..=6).contains(&self.words.len())
            && !thing
            && person >= other
            && !self.words.iter().any(joins)
    }
}

/// All forms, ascending, and which of them go together.
struct Forms {
    list: Vec<Form>,
    parents: Vec<usize>,
}

impl Forms {
    fn node(form: usize, side: usize) -> usize {
        form * 2 + side
    }

    /// Returns the nodes of a form that have mentions.
    fn nodes(&self, form: usize) -> Vec<usize> {
        let has = |side: &usize| self.form(form).is_some_and(|f| f.count(*side) > 0);
        [0, 1].into_iter().filter(has).map(|side| Self::node(form, side)).collect()
    }

    fn root(&mut self, mut node: usize) -> usize {
        while let Some(&parent) = self.parents.get(node).filter(|p| **p != node) {
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(node) {
                *slot = above;
            }
            node = above;
        }
        node
    }

    /// Returns the root of a form's node on the first side that has mentions of it.
    fn root_of(&mut self, form: usize) -> usize {
        let side = usize::from(self.form(form).is_some_and(|f| f.count(0) == 0));
        self.root(Self::node(form, side))
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parents.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    /// Joins all four nodes of two forms.
    fn join_forms(&mut self, a: usize, b: usize) {
        self.join(Self::node(a, 0), Self::node(a, 1));
        self.join(Self::node(b, 0), Self::node(b, 1));
        self.join(Self::node(a, 0), Self::node(b, 0));
    }

    /// Takes the two nodes of a form that nothing else was joined with apart.
    fn part(&mut self, form: usize) {
        let (left, right) = (Self::node(form, 0), Self::node(form, 1));
        if let Some(slot) = self.parents.get_mut(right).filter(|parent| **parent == left) {
            *slot = right;
        }
    }

    fn form(&self, form: usize) -> Option<&Form> {
        self.list.get(form)
    }
}

/// Which mentions go together, and what they seem to be.
pub(super) struct Merged {
    /// For each side and mention the number of the one that it names.
    pub roots: [Vec<usize>; 2],
    /// Votes by that number.
    pub votes: BTreeMap<usize, Votes>,
}

/// Joins the mentions of both sides.
pub(super) fn merge(readings: &[&Reading<'_>], mentions: [&[Mention]; 2]) -> Merged {
    let (mut forms, keys) = collect(mentions);
    persons::merge(&mut forms);
    bodies::merge(&mut forms);
    for (a, b) in links(readings, mentions, &keys) {
        forms.join_forms(a, b);
    }
    persons::nicknames(&mut forms, mentions, &keys);
    spelling::given_names(&mut forms);
    bare::merge(&mut forms);
    spelling::merge(&mut forms, readings, mentions);
    let mut votes: BTreeMap<usize, Votes> = BTreeMap::new();
    for i in 0..forms.list.len() {
        let of = forms.form(i).map(|f| f.votes).unwrap_or_default();
        let mut roots = [0, 1].map(|side| forms.root(Forms::node(i, side))).to_vec();
        roots.dedup();
        roots.into_iter().for_each(|root| votes.entry(root).or_default().join(of));
    }
    let [left, right] = keys;
    let mut roots = |keys: Vec<usize>, side| keys.into_iter().map(|k| forms.root(Forms::node(k, side))).collect();
    Merged { roots: [roots(left, 0), roots(right, 1)], votes }
}

/// Collects the forms, ascending, and the form of each mention.
fn collect(mentions: [&[Mention]; 2]) -> (Forms, [Vec<usize>; 2]) {
    let mut found: BTreeMap<String, Form> = BTreeMap::new();
    for (side, mentions) in mentions.iter().enumerate() {
        for (number, mention) in mentions.iter().enumerate() {
            let form = found.entry(key(mention)).or_insert_with(|| Form {
                words: mention.words.clone(),
                mentions: [Vec::new(), Vec::new()],
                first: [None, None],
                votes: Votes::default(),
                known: mention.known,
                acronym: true,
                common: mention.words.iter().all(|w| lexicon::is_common(w)),
                bearer: Bearer::default(),
            });
            form.bearer.add(side, mention);
            form.votes.join(mention.votes);
            form.acronym &= mention.acronym;
            if let (Some(list), Some(first)) = (form.mentions.get_mut(side), form.first.get_mut(side)) {
                list.push(number);
                first.get_or_insert(mention.place);
            }
        }
    }
    let number: BTreeMap<&str, usize> = found.keys().enumerate().map(|(i, k)| (&**k, i)).collect();
    let keys = mentions.map(|m| m.iter().map(|m| number.get(&*key(m)).copied().unwrap_or(0)).collect());
    let parents = (0..found.len() * 2).collect();
    (Forms { list: found.into_values().collect(), parents }, keys)
}

/// Joins words, those in short that two houses print in full and in short: "Fort Myers", "Ft. Myers".
fn in_short(words: &[String]) -> String {
    let short = |word: &str| match word {
        "fort" => "ft".to_owned(),
        "saint" => "st".to_owned(),
        "mount" => "mt".to_owned(),
        word => word.to_owned(),
    };
    match words {
        [first, rest @ ..] if !rest.is_empty() => [short(first), rest.join(" ")].join(" "),
        words => words.join(" "),
    }
}

/// Bare family names with an office or an honorific are forms of their own: "Mr. Hale" may be another than "Ms. Hale".
fn key(mention: &Mention) -> String {
    let name = mention.known.map_or_else(|| in_short(&mention.words), |known| known.name.to_owned());
    let bare = mention.known.is_none() && mention.words.len() == 1;
    match (&mention.office, mention.sex) {
        (Some(office), _) if bare => format!("{name}\u{1}{office}"),
        (None, Some(sex)) if bare => format!("{name}\u{1}{sex:?}"),
        _ => name,
    }
}

/// Words of "also known as" and the like.
const KNOWN_AS: &[&str] = &[
    "a",
    "aka",
    "alias",
    "also",
    "as",
    "better",
    "called",
    "commonly",
    "dubbed",
    "formerly",
    "is",
    "k",
    "known",
    "nicknamed",
    "once",
    "or",
    "the",
    "was",
    "who",
    "widely",
];

/// Returns pairs of forms that a text says to be one: `Long Name (LN)`, `A, also known as “B”`.
fn links(readings: &[&Reading<'_>], mentions: [&[Mention]; 2], keys: &[Vec<usize>; 2]) -> Vec<(usize, usize)> {
    let mut links = Vec::new();
    for ((reading, mentions), keys) in readings.iter().zip(mentions).zip(keys) {
        let mut before: Option<(usize, &Mention, usize)> = None;
        for (mention, &form) in mentions.iter().zip(keys) {
            if let Some((first, name, end)) = before
                && name.place.paragraph == mention.place.paragraph
                && first != form
            {
                let bracketed = is_bracketed(reading, name, mention);
                if bracketed || is_known_as(reading, end, mention.tokens.0) {
                    links.push((first, form));
                    if bracketed {
                        // "Long Name (LN), also known as …" goes on about the long name.
                        before = Some((first, name, mention.tokens.1));
                        continue;
                    }
                }
            }
            before = Some((form, mention, mention.tokens.1));
        }
    }
    links.sort_unstable();
    links.dedup();
    links
}

fn is_bracketed(reading: &Reading<'_>, name: &Mention, short: &Mention) -> bool {
    let next = short.tokens.0 == name.tokens.1 + 1 && reading.gap(short.tokens.0).trim() == "(";
    let closed = reading
        .text
        .get(short.place.span.end..)
        .is_some_and(|rest| rest.trim_start_matches(['”', '"']).starts_with(')'));
    let fits = short.acronym && short.known.is_none() && name.words.len() > 1 && name.known.is_none();
    next && closed && fits && name.votes.of(NameKind::Person) <= name.votes.of(NameKind::Organisation).max(1)
}

fn is_known_as(reading: &Reading<'_>, end: usize, start: usize) -> bool {
    let between = (end + 1..start).filter_map(|i| reading.tokens.get(i));
    let is = |word: &str| between.clone().any(|t| t.word == word);
    // "the house that he called the Barn" makes no second name of the house.
    let aside = between.clone().any(|t| matches!(&*t.word, "is" | "was" | "also"))
        || reading.gap(end + 1).contains([',', '(', '—', '–']);
    let telling = is("aka")
        || is("alias")
        || (is("known") && is("as"))
        || (is("a") && is("k"))
        || (aside && (is("nicknamed") || is("dubbed") || is("called")));
    let near = start > end + 1 && start - end <= 7 && telling;
    near && between.clone().all(|t| KNOWN_AS.binary_search(&&*t.word).is_ok())
        && !(end + 1..=start).any(|i| reading.gap(i).contains(['.', ';', '?', '!']))
}
