//! Who says a quotation, where its sentence says it.
//!
//! The words around a quotation are read by [`clause`]; a pronoun is resolved only where it is plain: to the subject of
//! the nearest sentence before that has one, unless somebody else is named in between whom it could mean.
//! English only: elsewhere no speaker is found.

mod clause;
mod lexicon;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::compare::stop::is_stop;
use crate::text::Span;
use crate::text::span::floor_boundary;

pub(super) use clause::after as attribution;

use super::marks::Piece;

/// The most bytes of a sentence that are read on either side of a quotation.
const REACH: usize = 400;
/// Sentences that are searched backwards for what a pronoun stands for.
const BACK: usize = 3;

/// The pieces of each paragraph, offsets in bytes of the article; empty for furniture.
pub(super) type Quoted = Vec<Vec<Piece>>;

/// Where speakers are looked for.
pub(super) struct Speakers<'a> {
    article: &'a Article,
    quoted: &'a Quoted,
    /// What a name's pronoun was where nothing made it doubtful: `false` he, `true` she; `None` after both.
    gender: BTreeMap<String, Option<bool>>,
    /// Surnames of the people that are named in full somewhere, lower-case.
    people: BTreeSet<String>,
}

/// What a sentence says about the speaker.
enum Said {
    Name(String),
    Pronoun { she: bool },
    Myself,
}

impl<'a> Speakers<'a> {
    pub fn new(article: &'a Article, quoted: &'a Quoted) -> Self {
        let mut speakers = Self { article, quoted, gender: BTreeMap::new(), people: BTreeSet::new() };
        speakers.read_names();
        speakers.read_honorifics();
        speakers
    }

    /// Collects who is named in full.
    fn read_names(&mut self) {
        for p in self.article.paragraphs.iter().filter(|p| !p.kind.is_furniture()) {
            for sentence in &p.sentences {
                let found = people(sentence.of(&self.article.text), &self.people);
                self.people.extend(found.iter().map(|name| surname(name).to_lowercase()));
            }
        }
    }

    /// Learns from "Mr." and "Ms." who is he and who is she.
    fn read_honorifics(&mut self) {
        for p in self.article.paragraphs.iter().filter(|p| !p.kind.is_furniture()) {
            let words = p.span.of(&self.article.text).split_whitespace();
            let mut of: Option<bool> = None;
            for word in words {
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if let Some(she) = lexicon::honorific(bare) {
                    of = Some(she);
                } else if let Some(she) = of.filter(|_| bare.starts_with(char::is_uppercase)) {
                    self.learn(&owner(bare).to_lowercase(), she);
                    of = of.filter(|_| word.ends_with(char::is_alphanumeric));
                } else {
                    of = None;
                }
            }
        }
    }

    fn learn(&mut self, name: &str, she: bool) {
        let known = self.gender.entry(name.to_owned()).or_insert(Some(she));
        if *known != Some(she) {
            *known = None;
        }
    }

    /// Finds who says the quotation whose parts are `pieces` of `paragraph`, the outermost first.
    ///
    /// `outer` is the speaker of the quotation around it.
    pub fn of(&mut self, paragraph: usize, pieces: &[Piece], outer: Option<&str>) -> Option<String> {
        let (first, last) = (pieces.first()?, pieces.last()?);
        match said(&self.attribution(paragraph, first, last)?) {
            Said::Name(name) => Some(name),
            Said::Myself => outer.map(str::to_owned),
            // What a quotation calls "he" is nobody that the text around it names.
            Said::Pronoun { .. } if first.depth > 0 => None,
            Said::Pronoun { she } => self.resolve(paragraph, first.outer.start, she),
        }
    }

    fn attribution(&self, paragraph: usize, first: &Piece, last: &Piece) -> Option<String> {
        self.after(paragraph, first)
            .or_else(|| clause::before(&self.before(paragraph, first)))
            .or_else(|| if first == last { None } else { self.after(paragraph, last) })
    }

    /// Reads an attribution right after a piece.
    pub fn after(&self, paragraph: usize, piece: &Piece) -> Option<String> {
        let text = &self.article.text;
        let inner = piece.inner.of(text);
        let rest = Span::new(piece.outer.end, self.limit(paragraph, piece)).of(text);
        let rest = rest.trim_start_matches(['\'', '’', ']']);
        let invited = breaks_off(inner) || rest.starts_with([',', ' ', '—', '–']);
        let comma = rest.starts_with(',') || breaks_off(inner);
        // A quotation that begins its sentence needs no comma before "the senator said".
        let comma = comma || piece.depth == 0 && self.begins_sentence(paragraph, piece);
        let inverted = rest.trim_start().split(' ').next().is_some_and(|w| lexicon::voice(w).is_some());
        // What ends with a colon introduces the next quotation.
        if rest.trim_end_matches([' ', ']', ')']).ends_with(':') {
            return None;
        }
        (invited && (comma || inverted || rest.trim_start().starts_with("according to "))).then_some(())?;
        clause::after(rest)
    }

    fn begins_sentence(&self, paragraph: usize, piece: &Piece) -> bool {
        let sentences = self.article.paragraphs.get(paragraph).map_or(&[][..], |p| p.sentences.as_slice());
        sentences.binary_search_by_key(&piece.outer.start, |s| s.start).is_ok()
    }

    /// Where the words that may attribute a piece end: with its sentence, or where the next quotation begins.
    fn limit(&self, paragraph: usize, piece: &Piece) -> usize {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return piece.outer.end };
        let sentence = p.sentences.partition_point(|s| s.end <= piece.outer.end);
        let end = p.sentences.get(sentence).map_or(piece.outer.end, |s| s.end);
        let pieces = self.pieces(paragraph);
        let next = pieces.partition_point(|q| q.outer.start < piece.outer.end);
        let end = pieces.get(next).map_or(end, |q| end.min(q.outer.start));
        let around = pieces.iter().take(next).rev().take(64).find(|q| q.depth < piece.depth && q != &piece);
        let end = around.map_or(end, |q| end.min(q.inner.end));
        floor_boundary(&self.article.text, end.min(piece.outer.end + REACH)).max(piece.outer.end)
    }

    fn pieces(&self, paragraph: usize) -> &[Piece] {
        self.quoted.get(paragraph).map_or(&[], Vec::as_slice)
    }

    /// The words of the sentence up to a piece, other quotations left out.
    fn before(&self, paragraph: usize, piece: &Piece) -> String {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return String::new() };
        let sentence = p.sentences.partition_point(|s| s.start <= piece.outer.start).checked_sub(1);
        let start = sentence.and_then(|i| p.sentences.get(i)).map_or(p.span.start, |s| s.start);
        let start = floor_boundary(&self.article.text, start.max(piece.outer.start.saturating_sub(REACH)));
        if start < piece.outer.start {
            return self.masked(paragraph, Span::new(start, piece.outer.start), piece.depth);
        }
        self.introduced(paragraph, piece)
    }

    /// What introduces a quotation at the beginning of its paragraph: a paragraph that ends with a colon.
    fn introduced(&self, paragraph: usize, piece: &Piece) -> String {
        let Some(p) = self.article.paragraphs.get(paragraph) else { return String::new() };
        let alone = Span::new(p.span.start, piece.outer.start).of(&self.article.text).trim().is_empty();
        let Some(former) = paragraph.checked_sub(1).and_then(|i| self.article.paragraphs.get(i)) else {
            return String::new();
        };
        let colon = former.span.of(&self.article.text).trim_end().ends_with(':') && !former.kind.is_furniture();
        match former.sentences.last().filter(|_| alone && colon && piece.depth == 0) {
            Some(last) => {
                let start = floor_boundary(&self.article.text, last.start.max(last.end.saturating_sub(REACH)));
                self.masked(paragraph - 1, Span::new(start, last.end), 0)
            }
            None => String::new(),
        }
    }

    /// Returns what stands in `span` outside quotations of `depth` and deeper, each of which becomes a lone mark.
    fn masked(&self, paragraph: usize, span: Span, depth: usize) -> String {
        let text = &self.article.text;
        let mut out = String::new();
        let mut at = span.start;
        let pieces = self.pieces(paragraph);
        let until = pieces.partition_point(|p| p.outer.start < span.end);
        // A long quotation that reaches into the span starts before it.
        let from = pieces.partition_point(|p| p.outer.start < span.start.saturating_sub(REACH));
        for piece in pieces.get(from..until).unwrap_or(&[]).iter().filter(|p| p.depth >= depth) {
            if piece.outer.end <= at || piece.outer.end > span.end {
                continue;
            }
            out.push_str(Span::new(at, piece.outer.start).of(text));
            out.push_str(" ” ");
            at = piece.outer.end;
        }
        let opens = pieces.get(..from).unwrap_or(&[]).iter().rev().take(8).find(|p| p.depth >= depth);
        if opens.is_some_and(|p| p.outer.end >= span.end) {
            return String::new();
        }
        out.push_str(Span::new(at, span.end).of(text));
        out
    }

    /// Finds whom a pronoun before `at` means.
    fn resolve(&mut self, paragraph: usize, at: usize, she: bool) -> Option<String> {
        let mut rivals = Vec::new();
        for (paragraph, sentence) in self.sentences_before(paragraph, at) {
            let span = Span::new(sentence.start, sentence.end.min(at));
            let start = floor_boundary(&self.article.text, span.start.max(span.end.saturating_sub(REACH)));
            let text = self.masked(paragraph, Span::new(start, span.end), 0);
            rivals.extend(people(&text, &self.people).into_iter().filter(|r| self.may_be(r, she)));
            let subject = clause::subject(&text).filter(|s| !lexicon::is_pronoun(s));
            if let Some(name) = subject {
                let person = clause::is_name(&name) && !lexicon::names_body(&name) && !name.contains(" and ");
                return person.then_some(name).and_then(|name| self.agreed(name, &rivals, she));
            }
        }
        None
    }

    /// The sentences that a pronoun looks back over: its own and those before, in its paragraph and the former one.
    fn sentences_before(&self, paragraph: usize, at: usize) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        let mut number = Some(paragraph);
        let mut seen = 0;
        while let Some(n) = number.filter(|_| seen < 2 && found.len() <= BACK) {
            number = n.checked_sub(1);
            let Some(p) = self.article.paragraphs.get(n) else { break };
            if p.kind.is_furniture() {
                continue;
            }
            seen += 1;
            let before = p.sentences.partition_point(|s| s.start < at);
            let sentences = p.sentences.get(..before).unwrap_or(&[]).iter().rev();
            found.extend(sentences.take(BACK + 1 - found.len()).map(|s| (n, *s)));
        }
        found
    }

    /// Says whether a pronoun may mean somebody.
    fn may_be(&self, name: &str, she: bool) -> bool {
        let honorific = name.split(' ').next().and_then(lexicon::honorific);
        let known = honorific.or_else(|| self.gender.get(&surname(name).to_lowercase()).copied().flatten());
        known.is_none_or(|k| k == she)
    }

    fn agreed(&mut self, name: String, rivals: &[String], she: bool) -> Option<String> {
        let key = surname(&name).to_lowercase();
        let known = self.gender.get(&key).copied();
        let alone = rivals.iter().all(|r| surname(r).to_lowercase() == key);
        match known {
            Some(Some(gender)) if gender == she => Some(name),
            Some(Some(_)) => {
                // Two pronouns for one name: one of the two was somebody else.
                if alone {
                    self.gender.insert(key, None);
                }
                None
            }
            Some(None) => None,
            None if alone => {
                self.gender.insert(key, Some(she));
                Some(name)
            }
            None => None,
        }
    }
}

/// Says whether the last sign of a quotation, marks left out, lets the sentence go on after it.
pub(super) fn breaks_off(inner: &str) -> bool {
    let inner = inner.trim_end_matches(['’', '\'', '”', '"', ')', ']', ' ', '\u{a0}']);
    inner.ends_with([',', '?', '!', '…', '—', '–', '-'])
}

fn said(speaker: &str) -> Said {
    match speaker.to_lowercase().as_str() {
        "he" => Said::Pronoun { she: false },
        "she" => Said::Pronoun { she: true },
        "i" => Said::Myself,
        _ => Said::Name(speaker.to_owned()),
    }
}

/// The people that a sentence names: two capitalised words or more, no article before them, no organisation or place;
/// or the surname of somebody known.
fn people(sentence: &str, known: &BTreeSet<String>) -> Vec<String> {
    let tokens = clause::tokens(sentence, 120);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens.get(at).is_some_and(|t| is_stop(&t.word.to_lowercase())) {
            at += 1;
            continue;
        }
        let run = tokens.iter().skip(at).take_while(|t| t.word.starts_with(char::is_uppercase)).count();
        let words: Vec<&str> = tokens.iter().skip(at).take(run).map(|t| t.word).collect();
        let article = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.word.eq_ignore_ascii_case("the"));
        let body = words.iter().any(|w| lexicon::is_body(w) || (w.len() > 1 && w.chars().all(char::is_uppercase)));
        let known = words.last().is_some_and(|w| known.contains(&owner(w).to_lowercase()));
        if (run > 1 && !article && !body) || (run == 1 && known) {
            found.push(words.join(" "));
        }
        at += run.max(1);
    }
    found
}

/// The last word of a name.
fn surname(name: &str) -> &str {
    owner(name.split_whitespace().last().unwrap_or(""))
}

/// A name without the ending of a possessive.
fn owner(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
}

/// Says whether two speakers are one; `None` where that cannot be told.
pub(super) fn same(left: Option<&str>, right: Option<&str>) -> Option<bool> {
    let (left, right) = (left?, right?);
    let each = |speaker: &'_ str| speaker.split(" and ").map(str::to_owned).collect::<Vec<_>>();
    let (l, r) = (each(left), each(right));
    let all: Vec<Option<bool>> = l.iter().flat_map(|l| r.iter().map(|r| same_one(l, r))).collect();
    match () {
        () if all.contains(&Some(true)) => Some(true),
        () if all.contains(&None) => None,
        () => Some(false),
    }
}

fn same_one(left: &str, right: &str) -> Option<bool> {
    let plain = |s: &str| s.to_lowercase().replace('’', "'");
    let (l, r) = (plain(left), plain(right));
    if !clause::is_name(left) || !clause::is_name(right) {
        let indefinite = ["a ", "an ", "his ", "her ", "one "].iter().any(|a| l.starts_with(a));
        let definite = l.starts_with("the ") && !indefinite;
        return (l == r && definite).then_some(true);
    }
    let (surname_l, surname_r) = (surname(&l), surname(&r));
    if surname_l != surname_r {
        // A name that holds the other may be the same person's, and so may a name with a slip in it.
        let inside = l.split(' ').any(|w| w == r) || r.split(' ').any(|w| w == l);
        let slip = surname_l.len().min(surname_r.len()) > 3 && strsim::levenshtein(surname_l, surname_r) < 2;
        return (!inside && !slip).then_some(false);
    }
    let first = |name: &str| name.split_once(' ').map(|n| n.0.trim_end_matches('.').to_owned());
    match (first(&l), first(&r)) {
        (Some(a), Some(b)) if !a.starts_with(&b) && !b.starts_with(&a) => None,
        _ => Some(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_after_a_quotation_names_who_spoke() {
        for (clause, want) in [
            (" she said.", Some("she")),
            (" said Melo, who runs the port.", Some("Melo")),
            (", Ana Melo told reporters on Friday.", Some("Ana Melo")),
            (" said Sen. Ana Melo of Vermont.", Some("Ana Melo")),
            (" Ana Melo, the mayor of Oberlin, said.", Some("Ana Melo")),
            (" the mayor, Ana Melo, said.", Some("Ana Melo")),
            (" said the mayor, Ana Melo, on Friday.", Some("Ana Melo")),
            (" a spokesman for the port said.", Some("a spokesman for the port")),
            (" police said.", Some("police")),
            (" according to the harbour board.", Some("the harbour board")),
            (" Secretary of War Ana Melo said.", Some("Ana Melo")),
            (" House Budget Committee Chairman Ivo Brandt added.", Some("Ivo Brandt")),
            (" Ana Melo and Ivo Brandt wrote.", Some("Ana Melo and Ivo Brandt")),
            (" the minister has repeatedly said.", Some("the minister")),
            (" while the mayor said nothing.", None),
            (" when asked about the port.", None),
            (" a plan that the mayor has announced.", None),
            (" but that it was her choice.", None),
            (" Das sagte Melo am Freitag.", None),
        ] {
            assert_eq!(clause::after(clause).as_deref(), want, "{clause}");
        }
    }

    #[test]
    fn the_clause_before_a_quotation_names_who_spoke() {
        for (clause, want) in [
            ("Melo said that the port would", Some("Melo")),
            ("While Melo said that Brandt’s plan was", Some("Melo")),
            ("At the harbour, in Oberlin, Maine, the mayor said that it would", Some("the mayor")),
            ("Ana Melo, who was at the port, told the board that it was", Some("Ana Melo")),
            ("Ana Melo, an engineer at the Port Authority in Oberlin, wrote that they were", Some("Ana Melo")),
            ("Melo also took a swipe at Brandt for his plan, and said that it would", Some("Melo")),
            ("According to Melo,", Some("Melo")),
            ("Melo:", Some("Melo")),
            ("[She said:]", Some("she")),
            ("Brandt praised the port, saying", Some("Brandt")),
            ("Melo complained that whenever he has offered Brandt help to", Some("Melo")),
            ("At a meeting that the board called the ” day, Melo signed a paper that states that Brandt", None),
            ("A plan whose stated aim is", None),
            ("It was said to be", None),
            ("Melo was told that it was", None),
            ("The port has", None),
        ] {
            assert_eq!(clause::before(clause).map(|s| s.to_lowercase()), want.map(str::to_lowercase), "{clause}");
        }
    }

    #[test]
    fn speakers_are_one_another_or_nobody_knows() {
        for (left, right, want) in [
            ("Ana Melo", "Melo", Some(true)),
            ("Ana Melo", "A. Melo", Some(true)),
            ("Ana Melo", "Ivo Brandt", Some(false)),
            ("Ana Melo", "Eva Melo", None),
            ("Melo", "Mello", None),
            ("Ana Melo and Ivo Brandt", "Brandt", Some(true)),
            ("the mayor", "the mayor", Some(true)),
            ("a spokesman", "a spokesman", None),
            ("the mayor", "Ana Melo", None),
            ("El Gato", "Gato", Some(true)),
        ] {
            assert_eq!(same(Some(left), Some(right)), want, "{left} {right}");
            assert_eq!(same(Some(right), Some(left)), want, "{right} {left}");
        }
        assert_eq!(same(Some("Melo"), None), None);
    }
}
