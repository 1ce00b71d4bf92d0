//! Lists of members: who is in both accounts' lists of one thing, and who in one.
//!
//! A list is three and more names in one sentence with nothing between them but commas, "and" and the like
//! (`Peru, the Bahamas and Chile, as well as the president of Haiti`), or in consecutive items of a bulleted list. A
//! list of those who are *not* in ("Cuba and Haiti were not invited") is another list than one of those who are:
//! the two are never compared. Two lists of the same members are not told: they say nothing. What makes a list one of members or of others is read from English words only.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::{Article, Shape};
use crate::compare::find::names::{Named, Register};
use crate::compare::{ListPair, Place};
use crate::text::fold::plain;
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
    // Two lists of the same members say nothing to one who looks for what differs.
    found.retain(|pair| !(pair.only_left.is_empty() && pair.only_right.is_empty()));
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
        Member { key: (named.who, plain(&said).into_owned()), text }
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
    &["both", "even", "finally", "former", "its", "neighbouring", "neighboring", "nearby", "the", "then"];

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
        segment::words(text).into_iter().map(|w| plain(w.of(text)).into_owned()).collect()
    };
    let (mut before, mut after) = (words(before), words(after));
    before.reverse();
    before.truncate(AROUND);
    after.truncate(AROUND);
    let is_negative = |w: &String| NEGATIVE.contains(&w.as_str()) || w.ends_with("n't");
    let negative = before.iter().chain(&after).any(is_negative);
    let telling = |w: &String| w.len() > 3 && !crate::language::english::is_stop(w) && !is_negative(w);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use super::*;
    use crate::compare::find::names;
    use crate::compare::fixtures::article;
    use crate::reading::Reading as Words;

    fn found(left: &Article, right: &Article) -> Vec<ListPair> {
        find(left, right, &names::register(&Words::new(left), &Words::new(right), &AtomicBool::new(false)).unwrap())
    }

    /// "both / only left / only right" of each pair.
    fn lists(left: &str, right: &str) -> Vec<String> {
        let it = found(&article(&[left]), &article(&[right]));
        it.iter().map(|p| [&p.both, &p.only_left, &p.only_right].map(|m| m.join(", ")).join(" / ")).collect()
    }

    const NONE: [&str; 0] = [];

    #[test]
    fn members_are_told_by_side() {
        let it = lists(
            "Among the partners are the United States, Peru, Chile, Panama and Belize.",
            "It was signed by the leaders of Chile, the Dominican Republic, Panama, Peru and Trinidad and Tobago, as well as the president-elect of Haiti.",
        );
        assert_eq!(
            it,
            [
                "Peru, Chile, Panama / United States, Belize / Dominican Republic, Trinidad and Tobago, president-elect of Haiti"
            ]
        );
    }

    #[test]
    fn those_who_are_not_in_are_another_list() {
        let members = "The partners are Peru, Chile and Panama.";
        let others = "Peru, Chile, Panama and Cuba are not partners.";
        assert_eq!(lists(members, others), NONE);
        assert_eq!(lists(others, "The pact excludes Cuba, Peru and Panama."), ["Peru, Panama, Cuba / Chile / "]);
        assert_eq!(lists(members, "Absent from the pact were Peru, Chile and Panama."), NONE);
        assert_eq!(lists(members, "The pact has Peru, Chile, Panama and Cuba."), ["Peru, Chile, Panama /  / Cuba"]);
        assert_eq!(lists(members, "The pact has Chile, Panama and Peru."), NONE, "nothing differs");
    }

    #[test]
    fn persons_with_titles_and_places_are_members() {
        assert_eq!(
            lists(
                "He met President Ana Ruizal of Peru, President Tom Bellamy of Chile and Prime Minister Cal Dorran of Belize.",
                "Ruizal, Bellamy and Eva Lindt came.",
            ),
            ["Ana Ruizal, Tom Bellamy / Cal Dorran / Eva Lindt"]
        );
    }

    #[test]
    fn lists_of_other_things_are_not_compared() {
        assert_eq!(lists("They went to Peru, Chile and Panama.", "They went to Spain, France and Italy."), NONE);
        assert_eq!(lists("They went to Peru and Chile.", "They went to Peru and Chile."), NONE);
        assert_eq!(
            lists(
                "Peru, Chile, Cuba, Haiti, Belize and Panama voted for the pact.",
                "Oil comes from Peru, Spain, Italy, Norway, Panama and France."
            ),
            NONE
        );
    }

    #[test]
    fn consecutive_items_are_a_list() {
        let mut left = article(&["The partners:", "Peru", "Chile, since May", "Panama", "It rained."]);
        for p in &mut left.paragraphs[1..4] {
            p.shape = Shape::Item { depth: 0, marker: "•".to_owned() };
        }
        let it = found(&left, &article(&["The partners are Chile, Panama and Cuba."]));
        assert_eq!(it.len(), 1);
        assert_eq!(
            (it[0].both.clone(), it[0].only_left.clone()),
            (vec!["Chile".to_owned(), "Panama".to_owned()], vec!["Peru".to_owned()])
        );
    }

    #[test]
    fn what_parts_two_members_is_read() {
        for (gap, want) in [
            (", ", Gap::Next(String::new())),
            (" and the ", Gap::Next(String::new())),
            (", and President ", Gap::Next(String::new())),
            (", as well as the president-elect of ", Gap::Next("president-elect of".to_owned())),
            (" of ", Gap::Of),
            (" ", Gap::Other),
            (", flanked by leaders of ", Gap::Other),
            (", a former ", Gap::Other),
            (" met ", Gap::Other),
            (". ", Gap::Other),
        ] {
            assert_eq!(Gap::read(gap), want, "{gap:?}");
        }
    }

    proptest! {
        #[test]
        fn swapping_equals_finding_the_other_way_round(
            left in prop::collection::vec(prop::sample::select(vec!["Peru", "Chile", "Cuba", "Ana Ruizal", "not", "Haiti", "Spain", "It rained."]), 0..14),
            right in prop::collection::vec(prop::sample::select(vec!["Peru", "Chile", "Cuba", "Ruizal", "not", "Haiti", "Spain", "It rained."]), 0..14),
        ) {
            let (left, right) = (article(&[&left.join(", ")]), article(&[&right.join(", ")]));
            let sorted = |it: &[ListPair], swap: bool| -> Vec<_> {
                let mut it: Vec<_> = it.iter().map(|p| {
                    let (mut l, mut r) = (p.only_left.clone(), p.only_right.clone());
                    let (mut a, mut b) = (p.left, p.right);
                    if swap {
                        (l, r, a, b) = (r, l, b, a);
                    }
                    l.sort();
                    r.sort();
                    (a, b, p.both.len(), l, r)
                }).collect();
                it.sort();
                it
            };
            prop_assert_eq!(sorted(&found(&left, &right), true), sorted(&found(&right, &left), false));
        }
    }
}
