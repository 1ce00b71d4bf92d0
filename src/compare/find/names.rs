//! Who and what the two articles name: persons, places, organisations, with the variants of a name merged.
//!
//! Rules and small lists, no model: made for news in English. Of other languages that are written with capitals only
//! the runs of capitals inside sentences are taken (their kind is mostly unknown); of scripts without case, nothing.
//! A name that is missed costs less than a word that is none, so where a capital may be owed to something else (the
//! beginning of a sentence, a headline) the pair itself must show that it is a name.
//!
//! A pipeline, each stage a function of what the one before returned, with its table of examples:
//!
//! ```text
//! read        tokens, headlines, titles of works; evidence: how both articles write a word
//!   → candidates   runs of capitals with what joins them; partners: names with commas in them
//!   → cut          runs into names: titles, offices, words of headlines off
//!   → headline     in headlines only what is a name elsewhere
//!   → kind         votes of the words, of what stands beside them, over the whole pair
//!   → family       "Lena and Mia Oduya" are two Oduyas
//!   → merge        persons, bodies, misspellings; inside an article and across, with what speaks against it
//! ```

mod candidates;
mod cut;
mod evidence;
mod family;
mod fold;
mod headline;
mod kind;
mod lexicon;
mod mention;
mod merge;
mod partners;
mod read;
mod titles;

#[cfg(test)]
mod cases;
#[cfg(test)]
mod faults;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::compare::{Cancelled, Name, NameKind, Names, Place, go_on};
use crate::reading::Reading as Words;
use candidates::Finder;
use cut::cut;
use evidence::Evidence;
use headline::Elsewhere;
use lexicon::Known;
use mention::{Families, Mention};
use read::{Manner, Reading};

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Where it stands.
    pub place: Place,
    /// What it stands for.
    pub kind: NameKind,
    /// The number of the one that is named: equal for all mentions of the same.
    pub who: usize,
}

/// Who is named: what a `who` of [`Named`] stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The fullest form of the name.
    pub name: String,
    /// What it stands for.
    pub kind: NameKind,
}

/// All names of two articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Those who are named, the most named first, then by name.
    pub who: Vec<Who>,
    /// The mentions on the left, then on the right, ascending.
    pub sides: [Vec<Named>; 2],
}

/// Returns the names of one article, ascending.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn extract(article: &Article, cancel: &AtomicBool) -> Result<Vec<Named>, Cancelled> {
    let nothing = Article::default();
    let [names, _] = register(&Words::new(article), &Words::new(&nothing), cancel)?.sides;
    Ok(names)
}

/// Returns who is named on both sides, and on one.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn find(left: &Article, right: &Article, cancel: &AtomicBool) -> Result<Names, Cancelled> {
    Ok(register(&Words::new(left), &Words::new(right), cancel)?.names())
}

/// Leaves out of what one side alone names what stands in the other's dateline, byline or caption: that takes no part, but
/// who is named there is not left out.
#[must_use]
pub fn told(mut names: Names, words: [&Words<'_>; 2]) -> Names {
    let [left, right] = words.map(furniture);
    names.left.retain(|name| !is_within(&right, &name.name));
    names.right.retain(|name| !is_within(&left, &name.name));
    names
}

/// Returns what of an article takes no part, in small letters.
fn furniture(words: &Words<'_>) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for sentence in words.story() {
        out.push_str(words.text().get(from..sentence.span.start).unwrap_or(""));
        out.push('\n');
        from = sentence.span.end;
    }
    out.push_str(words.text().get(from..).unwrap_or(""));
    out.to_lowercase()
}

/// Says whether a name stands in a text of small letters, not as a part of a word.
fn is_within(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let free = |rest: &str, last: bool| {
        let next = if last { rest.chars().next_back() } else { rest.chars().next() };
        !next.is_some_and(char::is_alphanumeric)
    };
    let (before, after) = (|at: usize| text.get(..at).unwrap_or(""), |at: usize| text.get(at..).unwrap_or(""));
    text.match_indices(&name).any(|(at, _)| free(before(at), true) && free(after(at + name.len()), false))
}

/// Merges what both articles name.
///
/// # Errors
/// [`Cancelled`], and nothing else.
pub fn register(left: &Words<'_>, right: &Words<'_>, cancel: &AtomicBool) -> Result<Register, Cancelled> {
    // Merging is greedy, and where forms are ambiguous its order shows: always the same one of the two is read first,
    // so that exchanging the sides exchanges the result and nothing else.
    if right.text() < left.text() {
        let mut register = in_order(right, left, cancel)?;
        register.sides.swap(0, 1);
        return Ok(register);
    }
    in_order(left, right, cancel)
}

fn in_order(left: &Words<'_>, right: &Words<'_>, cancel: &AtomicBool) -> Result<Register, Cancelled> {
    let (mut left, mut right) = (Reading::new(left, right), Reading::new(right, left));
    // A line or two have the language of what they are read beside.
    let (on_left, on_right) = (left.english && left.has_words(), right.english && right.has_words());
    left.english |= on_right && left.is_short();
    right.english |= on_left && right.is_short();
    let (left, right) = (left, right);
    let readings = [&left, &right];
    let evidence = Evidence::new(&readings);
    let finders = readings.map(|reading| Finder { reading, evidence: &evidence });
    let (mut pieces, mut families) = ([Vec::new(), Vec::new()], Families::default());
    for (finder, out) in finders.into_iter().zip(&mut pieces) {
        for sentence in finder.reading.sentences.iter().filter(|s| s.manner == Manner::Plain) {
            go_on(cancel)?;
            out.extend(
                finder.runs(sentence).into_iter().flat_map(|run| cut(finder, run)).map(|piece| (sentence, piece)),
            );
        }
        out.iter().for_each(|(_, piece)| families.add(finder, piece));
    }
    let mut mentions = [Vec::new(), Vec::new()];
    for ((finder, pieces), out) in finders.into_iter().zip(&pieces).zip(&mut mentions) {
        let mention = |(sentence, piece): &(&_, _)| Mention::new(finder, &families, sentence, piece);
        out.extend(pieces.iter().filter_map(mention));
    }
    let [l, r] = &mentions;
    let elsewhere = Elsewhere::new([l, r]);
    for (finder, out) in finders.into_iter().zip(&mut mentions) {
        for sentence in finder.reading.sentences.iter().filter(|s| s.manner == Manner::Titled) {
            let pieces = elsewhere.find(finder, sentence);
            out.extend(pieces.iter().filter_map(|piece| Mention::new(finder, &families, sentence, piece)));
        }
        out.sort_by_key(|m| m.place);
        family::complete(finder.reading, out);
        family::share_kinds(finder.reading, out);
    }
    go_on(cancel)?;
    Ok(registered(&readings, &mentions))
}

/// Numbers those who are named and gives each the fullest form of its name.
fn registered(readings: &[&Reading<'_>; 2], mentions: &[Vec<Mention>; 2]) -> Register {
    let [left, right] = mentions;
    let merged = merge::merge(readings, [left, right]);
    let all = || {
        let sides = readings.iter().zip(mentions).zip(&merged.roots);
        sides.flat_map(|((reading, mentions), roots)| {
            mentions.iter().zip(roots).map(|(m, root)| (reading.text, m, *root))
        })
    };
    let mut spelt: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    all().for_each(|(text, m, root)| *spelt.entry(root).or_default().entry(m.shown(text)).or_default() += 1);
    let known: BTreeMap<usize, Known> = all().filter_map(|(_, m, root)| Some((root, m.known?))).collect();
    let mut who: Vec<(usize, usize, Who)> = spelt
        .iter()
        .map(|(&root, forms)| {
            let kind = merged.votes.get(&root).copied().unwrap_or_default().kind();
            (forms.values().sum(), root, Who { name: printed(fullest(forms), known.get(&root).copied()), kind })
        })
        .collect();
    let titled = all().filter_map(|(text, m, root)| Some((root, text.get(m.title?..m.place.span.end)?)));
    tell_apart(&mut who, titled);
    who.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.name.cmp(&b.2.name)).then(a.2.kind.cmp(&b.2.kind)));
    let number: BTreeMap<usize, usize> = who.iter().enumerate().map(|(n, (_, root, _))| (*root, n)).collect();
    let named = |m: &Mention, root: &usize| {
        let n = number.get(root).copied().unwrap_or(0);
        Named { place: m.place, kind: who.get(n).map_or(NameKind::Other, |w| w.2.kind), who: n }
    };
    let [l, r] = &merged.roots;
    let side = |mentions: &[Mention], roots: &[usize]| mentions.iter().zip(roots).map(|(m, r)| named(m, r)).collect();
    let sides = [side(left, l), side(right, r)];
    Register { who: who.into_iter().map(|w| w.2).collect(), sides }
}

/// Returns a name as it is listed: a state that is always abbreviated in full, a city that is always in capitals without.
fn printed(name: String, known: Option<Known>) -> String {
    let Some(known) = known.filter(|known| known.kind == NameKind::Place) else { return name };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let begins = name.chars().next().is_some_and(|c| known.name.starts_with(c.to_ascii_lowercase()));
    let written = name.contains(|c: char| c == '.' || c.is_lowercase()) && !name.eq_ignore_ascii_case("rio");
    let short = letters < 6 && letters < known.name.len() && begins && written;
    let loud = letters > 4 && !name.contains(char::is_lowercase);
    if !(short || loud) || matches!(known.name, "united states" | "united kingdom" | "washington") && short {
        return name;
    }
    let mut start = true;
    let capital = |c: char| {
        let out = if start { c.to_ascii_uppercase() } else { c };
        start = matches!(c, ' ' | '-');
        out
    };
    known.name.chars().map(capital).collect()
}

/// Gives a person of a bare name that others bear the title: "Mr. Hale" beside "Ms. Hale", "Mrs. Orr" beside "Tom Orr".
fn tell_apart<'a>(who: &mut [(usize, usize, Who)], titled: impl Iterator<Item = (usize, &'a str)>) {
    let family = |name: &str| {
        name.rsplit(' ').find(|w| !matches!(*w, "Jr." | "Sr." | "III")).map(fold::fold).map(Cow::into_owned)
    };
    let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
    let persons = who.iter().filter(|w| w.2.kind == NameKind::Person);
    persons.filter_map(|w| family(&w.2.name)).for_each(|family| *bearers.entry(family).or_default() += 1);
    if bearers.values().all(|count| *count == 1) {
        return;
    }
    let titles: BTreeMap<usize, &str> = titled.collect();
    for (_, root, who) in who.iter_mut().filter(|w| w.2.kind == NameKind::Person && !w.2.name.contains(' ')) {
        let shared = family(&who.name).and_then(|family| bearers.get(&family)).is_some_and(|count| *count > 1);
        if let (true, Some(titled)) = (shared, titles.get(root)) {
            who.name = titled.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// Returns the form with the most words, then the most used, then the longest, then the first by spelling.
fn fullest(forms: &BTreeMap<&str, usize>) -> String {
    let words = |form: &str| form.split([' ', '-', '\u{A0}']).count();
    let ranked = forms.iter().map(|(&form, &count)| (words(form), count, form.len(), Reverse(form)));
    let best = ranked.max().map_or("", |rank| rank.3.0);
    best.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Register {
    /// Returns the forms of every name that is spelt in more than one way, where one way is plainly a slip.
    #[must_use]
    pub fn spellings<'a>(&self, left: &'a Article, right: &'a Article) -> Vec<Vec<&'a str>> {
        let mut forms: Vec<BTreeSet<&'a str>> = vec![BTreeSet::new(); self.who.len()];
        for (article, named) in [left, right].into_iter().zip(&self.sides) {
            for named in named {
                forms.get_mut(named.who).into_iter().for_each(|f| _ = f.insert(named.place.span.of(&article.text)));
            }
        }
        let word = |form: &str, last: bool| {
            let mut words = form.split(' ').filter(|_| last || form.contains(' '));
            fold::fold(if last { words.next_back() } else { words.next() }.unwrap_or("")).into_owned()
        };
        let slips = |forms: &BTreeSet<&str>| {
            let words = |last| forms.iter().take(20).map(|f| word(f, last)).collect::<BTreeSet<String>>();
            let (given, family) = (words(false), words(true));
            family.iter().any(|a| family.iter().any(|b| merge::spelling::is_slip(a, b)))
                || given.iter().any(|a| given.iter().any(|b| merge::spelling::is_given_slip(a, b)))
        };
        forms
            .into_iter()
            .filter(|forms| forms.len() > 1)
            .filter(slips)
            .map(|forms| forms.into_iter().collect())
            .collect()
    }

    /// Returns who is named on both sides, and on one.
    #[must_use]
    pub fn names(&self) -> Names {
        let mut all: Vec<Name> =
            self.who.iter().map(|w| Name { name: w.name.clone(), kind: w.kind, left: vec![], right: vec![] }).collect();
        let [left, right] = &self.sides;
        left.iter().for_each(|m| all.get_mut(m.who).into_iter().for_each(|n| n.left.push(m.place)));
        right.iter().for_each(|m| all.get_mut(m.who).into_iter().for_each(|n| n.right.push(m.place)));
        let mut names = Names::default();
        for name in all {
            match (name.left.is_empty(), name.right.is_empty()) {
                (false, false) => names.both.push(name),
                (false, true) => names.left.push(name),
                (true, _) => names.right.push(name),
            }
        }
        names
    }
}
