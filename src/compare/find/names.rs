//! Who and what the two articles name: persons, places, organisations, with the variants of a name merged.
//!
//! Rules and small lists, no model: made for news in English. Of other languages that are written with capitals only
//! the runs of capitals inside sentences are taken (their kind is mostly unknown); of scripts without case, nothing.
//! A name that is missed costs less than a word that is none, so where a capital may be owed to something else (the
//! beginning of a sentence, a headline) the pair itself must show that it is a name.
//!
//! ```text
//! read (tokens, headlines) → evidence (how words are written elsewhere) → runs → split (titles off) → kind
//!      → merge (persons, bodies, misspellings; inside an article and across the pair) → Names, lists
//! ```

mod evidence;
mod fold;
mod kind;
mod lexicon;
mod merge;
mod read;
mod runs;
mod split;
mod titled;

#[cfg(test)]
mod cases;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use crate::article::Article;
use crate::compare::{Cancelled, Name, NameKind, Names, Place, go_on};
use crate::reading::Reading as Words;
use evidence::Evidence;
use read::{Manner, Reading};
use runs::Finder;
use split::{Mention, Splitter};

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
    let (left, right) = (Reading::new(left), Reading::new(right));
    let readings = [&left, &right];
    let evidence = Evidence::new(&readings);
    let mut mentions = [Vec::new(), Vec::new()];
    for (reading, out) in readings.iter().zip(&mut mentions) {
        let finder = Finder { reading, evidence: &evidence };
        for sentence in reading.sentences.iter().filter(|s| s.manner == Manner::Plain) {
            go_on(cancel)?;
            let mut splitter = Splitter::new(finder, sentence, out);
            finder.runs(sentence).into_iter().for_each(|run| splitter.split(run));
        }
    }
    let [l, r] = &mentions;
    let elsewhere = titled::Elsewhere::new([l, r]);
    for (reading, out) in readings.iter().zip(&mut mentions) {
        let finder = Finder { reading, evidence: &evidence };
        for sentence in reading.sentences.iter().filter(|s| s.manner == Manner::Titled) {
            elsewhere.find(finder, sentence, out);
        }
        out.sort_by_key(|m| m.place);
    }
    go_on(cancel)?;
    Ok(registered(&readings, &mentions))
}

/// Numbers those who are named and gives each the fullest form of its name.
fn registered(readings: &[&Reading<'_>], mentions: &[Vec<Mention>; 2]) -> Register {
    let [left, right] = mentions;
    let merged = merge::merge(readings, [left, right]);
    let mut spelt: BTreeMap<usize, BTreeMap<&str, usize>> = BTreeMap::new();
    for ((reading, mentions), roots) in readings.iter().zip(mentions).zip(&merged.roots) {
        for (mention, root) in mentions.iter().zip(roots) {
            *spelt.entry(*root).or_default().entry(mention.place.span.of(reading.text)).or_default() += 1;
        }
    }
    let mut who: Vec<(usize, usize, Who)> = spelt
        .iter()
        .map(|(&root, forms)| {
            let kind = merged.votes.get(&root).copied().unwrap_or_default().kind();
            (forms.values().sum(), root, Who { name: fullest(forms), kind })
        })
        .collect();
    who.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.name.cmp(&b.2.name)).then(a.2.kind.cmp(&b.2.kind)));
    let number: BTreeMap<usize, usize> = who.iter().enumerate().map(|(n, (_, root, _))| (*root, n)).collect();
    let mut sides = mentions.iter().zip(&merged.roots).map(|(mentions, roots)| {
        let named = |(m, root): (&Mention, &usize)| {
            let n = number.get(root).copied().unwrap_or(0);
            Named { place: m.place, kind: who.get(n).map_or(NameKind::Other, |w| w.2.kind), who: n }
        };
        mentions.iter().zip(roots).map(named).collect()
    });
    let sides = [sides.next().unwrap_or_default(), sides.next().unwrap_or_default()];
    drop(spelt);
    Register { who: who.into_iter().map(|w| w.2).collect(), sides }
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
        let last = |form: &str| fold::fold(form.rsplit(' ').next().unwrap_or(form)).into_owned();
        let slips = |forms: &BTreeSet<&str>| {
            let words: BTreeSet<String> = forms.iter().take(20).map(|f| last(f)).collect();
            words.iter().any(|a| words.iter().any(|b| merge::spelling::is_slip(a, b)))
        };
        forms.into_iter().filter(slips).map(|forms| forms.into_iter().collect()).collect()
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
