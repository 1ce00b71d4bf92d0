//! Lists of members: who is in both accounts' lists of one thing, and who in one.
//!
//! A list is three and more names in one sentence with nothing between them but commas, "and" and the like
//! (`Peru, the Bahamas and Chile, as well as the president of Haiti`), or in consecutive items of a bulleted list. A
//! list of those who are *not* in ("Cuba and Haiti were not invited") is another list than one of those who are:
//! the two are never compared. What makes a list one of members or of others is read from English words only.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Named, Register};
use super::{ListPair, Place};
use crate::article::{Article, Shape};
use crate::text::{Span, segment};

/// Fewer members are no list.
const FEWEST: usize = 3;
/// The most members that are read of a list.
const MOST: usize = 200;
/// The most lists that share a member and are compared.
const BUCKET: usize = 64;
/// Words before and after a list that may tell what it is of.
const AROUND: usize = 14;

/// A list as one side has it.
#[derive(Clone, Debug)]
struct List {
    /// From its first member to its last.
    place: Place,
    /// Its members in order, each once.
    members: Vec<Member>,
    /// Whether it is of those who are not in.
    negative: bool,
    /// What is said around it, folded.
    around: BTreeSet<String>,
}

/// A member of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Member {
    /// Who it is, with what is said of them ("the president of").
    key: (usize, String),
    /// How the article writes it.
    text: String,
}

/// Returns the lists of both articles that are of one thing, ascending.
#[must_use]
pub fn find(left: &Article, right: &Article, names: &Register) -> Vec<ListPair> {
    let [on_left, on_right] = &names.sides;
    let (lefts, rights) = (lists(left, on_left, names), lists(right, on_right, names));
    let pairs = candidates(&lefts, &rights);
    // Only the best of each list; equals stay, so that the sides may be exchanged.
    let mut best: [BTreeMap<usize, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    for &(l, r, score) in &pairs {
        for (best, list) in best.iter_mut().zip([l, r]) {
            let most = best.entry(list).or_default();
            *most = score.max(*most);
        }
    }
    let [best_left, best_right] = best;
    let is_best = |&(l, r, score): &(usize, usize, usize)| {
        best_left.get(&l) == Some(&score) && best_right.get(&r) == Some(&score)
    };
    let mut found: Vec<ListPair> =
        pairs.into_iter().filter(is_best).filter_map(|(l, r, _)| Some(pair(lefts.get(l)?, rights.get(r)?))).collect();
    found.sort_by_key(|pair| (pair.left, pair.right));
    found
}

/// Pairs of lists of one thing with how much they share, ascending.
fn candidates(lefts: &[List], rights: &[List]) -> Vec<(usize, usize, usize)> {
    let mut holders: BTreeMap<&(usize, String), Vec<usize>> = BTreeMap::new();
    for (r, list) in rights.iter().enumerate() {
        list.members.iter().for_each(|m| holders.entry(&m.key).or_default().push(r));
    }
    let mut pairs = Vec::new();
    for (l, list) in lefts.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for held in list.members.iter().filter_map(|m| holders.get(&m.key)).filter(|held| held.len() <= BUCKET) {
            held.iter().for_each(|&r| *shared.entry(r).or_default() += 1);
        }
        let scored = shared.into_iter().filter_map(|(r, shared)| Some((l, r, score(list, rights.get(r)?, shared)?)));
        pairs.extend(scored);
    }
    pairs
}

/// Says how alike two lists are; `None` where they are not of one thing.
fn score(left: &List, right: &List, shared: usize) -> Option<usize> {
    let smaller = left.members.len().min(right.members.len());
    let about = left.around.intersection(&right.around).count();
    let alike = shared >= 2 && (shared * 2 >= smaller || (about > 0 && shared * 3 >= smaller));
    (left.negative == right.negative && alike).then_some(shared * 100 / smaller + 5 * about.min(8) + shared)
}

fn pair(left: &List, right: &List) -> ListPair {
    let has = |list: &List, member: &Member| list.members.iter().any(|m| m.key == member.key);
    let of = |list: &List, other: &List, shared: bool| -> Vec<String> {
        list.members.iter().filter(|m| has(other, m) == shared).map(|m| m.text.clone()).collect()
    };
    ListPair {
        left: left.place,
        right: right.place,
        both: of(left, right, true),
        only_left: of(left, right, false),
        only_right: of(right, left, false),
    }
}

/// Collects the lists of one article in order.
fn lists(article: &Article, names: &[Named], register: &Register) -> Vec<List> {
    let mut lists = Vec::new();
    let mut at = 0;
    for (paragraph, p) in article.paragraphs.iter().enumerate().filter(|(_, p)| !p.kind.is_furniture()) {
        for &sentence in &p.sentences {
            let start = at + names.iter().skip(at).take_while(|n| n.place.span.start < sentence.start).count();
            let end = start + names.iter().skip(start).take_while(|n| n.place.span.end <= sentence.end).count();
            let inside = names.get(start..end).unwrap_or(&[]);
            lists.extend(in_sentence(Ground { article, paragraph, span: sentence, register }, inside));
            at = end;
        }
    }
    lists.extend(of_items(article, names, register));
    lists
}

/// Where a list is looked for.
#[derive(Clone, Copy)]
struct Ground<'a> {
    article: &'a Article,
    paragraph: usize,
    span: Span,
    register: &'a Register,
}

impl<'a> Ground<'a> {
    fn text(self, start: usize, end: usize) -> &'a str {
        Span::new(start, end).of(&self.article.text)
    }

    fn member(self, named: &Named, said: String) -> Member {
        let name = self.register.who.get(named.who).map_or("", |w| w.name.as_str());
        // A place or a body is listed by the name that this side gives it.
        let here = named.place.span.of(&self.article.text);
        let name = if here.len() > 3 { here } else { name };
        let text = if said.is_empty() { name.to_owned() } else { format!("{said} {name}") };
        Member { key: (named.who, said.to_lowercase()), text }
    }
}

/// Collects the lists of a sentence.
fn in_sentence(ground: Ground<'_>, names: &[Named]) -> Vec<List> {
    let mut lists = Vec::new();
    let mut from = 0;
    while from < names.len() {
        let (members, last) = run(ground, names, from);
        if members.len() >= FEWEST {
            let span = Span::new(
                names.get(from).map_or(0, |n| n.place.span.start),
                names.get(last).map_or(0, |n| n.place.span.end),
            );
            lists.push(list(ground, span, members));
        }
        from = last + 1;
    }
    lists
}

/// Returns the members of the list that begins with name `from`, and its last name.
fn run(ground: Ground<'_>, names: &[Named], from: usize) -> (Vec<Member>, usize) {
    let mut members: Vec<Member> = Vec::new();
    let mut last = from;
    let mut add = |named: &Named, said: String| {
        let member = ground.member(named, said);
        if members.len() < MOST && !members.iter().any(|m| m.key == member.key) {
            members.push(member);
        }
    };
    let Some(first) = names.get(from) else { return (members, from) };
    add(first, String::new());
    for (i, pair) in names.windows(2).enumerate().skip(from) {
        let [before, after] = pair else { break };
        match Gap::read(ground.text(before.place.span.end, after.place.span.start)) {
            Gap::Next(said) => add(after, said),
            Gap::Of => {}
            Gap::Other => break,
        }
        last = i + 1;
    }
    (members, last)
}

/// What stands between two names.
#[derive(Debug, PartialEq, Eq)]
enum Gap {
    /// The second is the next member, with what is said of it.
    Next(String),
    /// The second tells of what the first is ("Milei of Argentina").
    Of,
    /// Anything else.
    Other,
}

/// Words that part members.
const PARTING: &[&str] = &["&", "along", "also", "and", "as", "nor", "or", "plus", "well", "with"];
/// Words that may stand before a member without meaning anything for it.
const IDLE: &[&str] =
    &["a", "both", "even", "finally", "former", "its", "neighbouring", "neighboring", "nearby", "the", "then"];

impl Gap {
    fn read(gap: &str) -> Self {
        if gap.len() > 120 {
            return Self::Other;
        }
        if gap.trim() == "of" || gap.trim() == "of the" {
            return Self::Of;
        }
        if gap.contains(['.', '!', '?', ':', '(', ')', '—', '–', '“', '”', '"']) {
            return Self::Other;
        }
        let comma = gap.trim_start().starts_with([',', ';']);
        let words: Vec<&str> =
            gap.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|w| !w.is_empty()).collect();
        let rest = words.iter().position(|w| !PARTING.contains(&w.to_lowercase().as_str())).unwrap_or(words.len());
        let parted =
            comma || words.iter().take(rest).any(|w| matches!(*w, "and" | "&" | "or" | "nor" | "plus" | "well"));
        let said: Vec<&str> = words.iter().skip(rest).filter(|w| !IDLE.contains(w)).copied().collect();
        // Titles before a name, or "the president-elect of".
        let title = said.iter().all(|w| w.chars().next().is_some_and(char::is_uppercase));
        let article = words.get(rest).is_some_and(|w| matches!(*w, "the" | "a" | "its" | "their"));
        let of = article && said.len() > 1 && said.len() <= 4 && said.last() == Some(&"of");
        match (parted, said.is_empty() || title, of) {
            (true, true, _) => Self::Next(String::new()),
            (true, _, true) => Self::Next(said.join(" ")),
            _ => Self::Other,
        }
    }
}

/// Words that say that those named are not in.
const NEGATIVE: &[&str] = &[
    "absent",
    "aside",
    "barred",
    "banned",
    "besides",
    "boycotted",
    "declined",
    "except",
    "exclude",
    "excluded",
    "excludes",
    "excluding",
    "lack",
    "lacking",
    "left",
    "minus",
    "missing",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "omitted",
    "omits",
    "omitting",
    "outside",
    "refused",
    "rejected",
    "snubbed",
    "uninvited",
    "unlike",
    "without",
];

fn list(ground: Ground<'_>, span: Span, members: Vec<Member>) -> List {
    let before = clause_before(ground.text(ground.span.start, span.start));
    let after = clause_after(ground.text(span.end, ground.span.end));
    let words = |text: &str| -> Vec<String> {
        segment::words(text).into_iter().map(|w| w.of(text).to_lowercase().replace('’', "'")).collect()
    };
    let (mut before, mut after) = (words(before), words(after));
    before.reverse();
    before.truncate(AROUND);
    after.truncate(AROUND);
    let is_negative = |w: &String| NEGATIVE.contains(&w.as_str()) || w.ends_with("n't");
    let negative = before.iter().chain(&after).any(is_negative);
    let telling = |w: &String| w.len() > 3 && !super::stop::is_stop(w) && !is_negative(w);
    let around = before.into_iter().chain(after).filter(telling).map(|w| stem(&w)).collect();
    List { place: Place { paragraph: ground.paragraph, span }, members, negative, around }
}

fn stem(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Returns the end of `text` from the last mark that ends a clause.
fn clause_before(text: &str) -> &str {
    let cut = text.rfind([';', ':', '—', '“', '”']).map_or(0, |i| i);
    text.get(cut..).unwrap_or(text)
}

/// Returns the beginning of `text` up to a mark or a word that begins another clause.
fn clause_after(text: &str) -> &str {
    let marks = text.find([';', ':']).unwrap_or(text.len());
    let clauses = [", which", ", who", " but ", ", while", " because "].iter().filter_map(|c| text.find(c)).min();
    text.get(..marks.min(clauses.unwrap_or(text.len()))).unwrap_or(text)
}

/// Collects lists of consecutive items, each beginning with a name.
fn of_items(article: &Article, names: &[Named], register: &Register) -> Vec<List> {
    let mut lists = Vec::new();
    let mut run: Vec<(usize, &Named)> = Vec::new();
    let mut end = |run: &mut Vec<(usize, &Named)>| {
        if let (true, Some(&(paragraph, first)), Some(&(_, last))) = (run.len() >= FEWEST, run.first(), run.last()) {
            let span = Span::new(first.place.span.start, last.place.span.end);
            let ground = Ground { article, paragraph, span, register };
            let mut members: Vec<Member> = Vec::new();
            for member in run.iter().take(MOST).map(|(_, n)| ground.member(n, String::new())) {
                if !members.iter().any(|m| m.key == member.key) {
                    members.push(member);
                }
            }
            // A place lies in one paragraph: the list is where it begins.
            let mut it = list(ground, span, members);
            it.place.span = first.place.span;
            lists.push(it);
        }
        run.clear();
    };
    for (number, p) in article.paragraphs.iter().enumerate() {
        let item = matches!(p.shape, Shape::Item { .. }) && !p.kind.is_furniture();
        let at = names.partition_point(|n| n.place.span.start < p.span.start);
        let named =
            names.get(at).filter(|n| item && n.place.span.start <= p.span.start + 8 && n.place.span.end <= p.span.end);
        match named {
            Some(named) => run.push((number, named)),
            None => end(&mut run),
        }
    }
    end(&mut run);
    lists
}
