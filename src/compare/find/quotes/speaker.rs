//! Who says a quotation, where its sentence says it.
//!
//! The words around a quotation are read by [`clause`]; a pronoun is resolved only where it is plain: to the subject of
//! the nearest sentence before that has one, unless somebody else is named in between whom it could mean.
//! English only: elsewhere no speaker is found.

mod around;
mod clause;
mod lexicon;
mod pronoun;
mod same;

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::language::english::{is_common, is_stop};

pub(super) use around::breaks_off;
pub(super) use clause::after as attribution;
use pronoun::Antecedent;
pub(in crate::compare) use same::same;

use super::marks::Piece;

/// The most bytes of a sentence that are read on either side of a quotation.
const REACH: usize = 400;

/// The pieces of each paragraph, offsets in bytes of the article; empty for furniture.
pub(super) type Quoted = Vec<Vec<Piece>>;

/// Where speakers are looked for.
pub(super) struct Speakers<'a> {
    article: &'a Article,
    quoted: &'a Quoted,
    /// What a name's pronoun was where nothing made it doubtful: `false` he, `true` she; `None` after both.
    gender: BTreeMap<String, Option<bool>>,
    /// The same of the given names that stand before a name.
    given: BTreeMap<String, Option<bool>>,
    /// Surnames of the people that are named in full somewhere, lower-case.
    people: BTreeSet<String>,
}

/// What the text says about the speaker of a quotation, before it is known who is he and who is she.
#[derive(Clone, Debug)]
pub(super) enum Clue {
    /// A name, or an office.
    Name(String),
    /// "He" or "she", and whom that can mean.
    Pronoun {
        /// Which of the two.
        she: bool,
        /// Nobody where the text names nobody.
        antecedent: Option<Antecedent>,
    },
    /// "I": who says the quotation around it.
    Myself,
}

impl<'a> Speakers<'a> {
    pub fn new(article: &'a Article, quoted: &'a Quoted) -> Self {
        let mut speakers =
            Self { article, quoted, gender: BTreeMap::new(), given: BTreeMap::new(), people: BTreeSet::new() };
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
                for name in found {
                    let given = pronoun::given(&name);
                    let known = self.given.entry(surname(&name).to_lowercase()).or_insert(given);
                    *known = known.or(given).filter(|she| given.is_none_or(|given| *she == given));
                }
            }
        }
    }

    /// Learns from "Mr." and "Ms." who is he and who is she.
    fn read_honorifics(&mut self) {
        for p in self.article.paragraphs.iter().filter(|p| !p.kind.is_furniture()) {
            let words = p.span.of(&self.article.text).split_whitespace();
            let mut of: Option<bool> = None;
            for word in words {
                // Most words are neither an honorific nor behind one.
                if of.is_none() && !word.bytes().any(|b| b.is_ascii_uppercase()) {
                    continue;
                }
                let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                if let Some(she) = lexicon::honorific(bare) {
                    of = Some(she);
                } else if let Some(she) = of.filter(|_| bare.starts_with(char::is_uppercase)) {
                    self.learn(&owner(bare).to_lowercase(), she);
                    of = of.filter(|_| word.ends_with(char::is_alphanumeric));
                } else if !lexicon::is_particle(bare) {
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

    /// Reads what the text says about the speaker of the quotation whose parts are `pieces` of `paragraph`.
    pub fn clue(&self, paragraph: usize, pieces: &[Piece]) -> Option<Clue> {
        let (first, last) = (pieces.first()?, pieces.last()?);
        let speaker = self.attribution(paragraph, first, last)?;
        let she = match &*lexicon::lower(&speaker) {
            "he" => false,
            "she" => true,
            "i" => return Some(Clue::Myself),
            _ => return Some(Clue::Name(speaker)),
        };
        // What a quotation calls "he" is nobody that the text around it names.
        let outermost = first.depth == 0;
        let antecedent = outermost.then(|| self.antecedent(paragraph, first.outer.start, she)).flatten();
        Some(Clue::Pronoun { she, antecedent })
    }

    /// Finds who speaks; `outer` is the speaker of the quotation around it.
    pub fn who(&mut self, clue: &Clue, outer: Option<&str>) -> Option<String> {
        match clue {
            Clue::Name(name) => Some(name.clone()),
            Clue::Myself => outer.map(str::to_owned),
            Clue::Pronoun { she, antecedent } => self.resolve(antecedent.as_ref()?, *she),
        }
    }
}

/// The people that a sentence names: two capitalised words or more, no article before them, no organisation or place;
/// or the surname of somebody known.
fn people(sentence: &str, known: &BTreeSet<String>) -> Vec<String> {
    let tokens = clause::tokens(sentence, 120);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // A name begins with a capital, and most words have none.
        let begins =
            |t: &clause::Token<'_>| t.word.starts_with(char::is_uppercase) && !is_stop(&lexicon::lower(t.word));
        if !tokens.get(at).is_some_and(begins) {
            at += 1;
            continue;
        }
        let together = |(i, t): &(usize, &clause::Token<'_>)| {
            t.word.starts_with(char::is_uppercase) && (*i == 0 || !t.breaks_before)
        };
        let run = tokens.iter().skip(at).enumerate().take_while(together).count();
        let words: Vec<&str> = tokens.iter().skip(at).take(run).map(|t| t.word).collect();
        let article = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.word.eq_ignore_ascii_case("the"));
        // "Jersey Sen. Ana Melo", "House Speaker-to-be Ana Melo": whatever stands before the last title.
        let titles = words.iter().rposition(|word| is_office(word)).map_or(0, |i| i + 1);
        let name = words.get(titles.min(words.len() - 1)..).unwrap_or(&words);
        let body = name.iter().any(|w| lexicon::is_body(w) || (w.len() > 1 && w.chars().all(char::is_uppercase)));
        let known = words.last().is_some_and(|w| known.contains(&owner(w).to_lowercase()));
        let common =
            run == 1 && words.iter().all(|word| lexicon::is_body(word) || at == 0 && is_common(&lexicon::lower(word)));
        if (run > 1 && !article && !body) || (run == 1 && known && !common) {
            let name = name.join(" ");
            let post = |word: &str| lexicon::is_title(word.trim_end_matches('.')) || lexicon::is_modifier(word);
            if !words.iter().all(|word| post(word)) {
                found.push(owner(&name).to_owned());
            }
        }
        at += run.max(1);
    }
    found
}

/// Says whether a word is an office that stands before a name, held or to be held: "Speaker-elect".
fn is_office(word: &str) -> bool {
    let held = ["-elect", "-designate", "-to-be"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    lexicon::is_title(held.trim_end_matches('.'))
}

/// The last word of a name.
fn surname(name: &str) -> &str {
    owner(name.split_whitespace().last().unwrap_or(""))
}

/// A name without the ending of a possessive.
fn owner(name: &str) -> &str {
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
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
            (" Melo nevertheless said.", Some("Melo")),
            (" Melo, however, said.", Some("Melo")),
            (" Melo then added quietly.", Some("Melo")),
            (" Melo at the time said.", Some("Melo")),
            (" Melo went on.", Some("Melo")),
            (" Melo went on Friday.", None),
            (" the statement read.", Some("the statement")),
            (" said a spokesman, Ivo Brandt.", Some("Ivo Brandt")),
            (" according to the Tarn County Sheriff’s Office.", Some("the Tarn County Sheriff’s Office")),
            (
                " according to the Office of the Attorney General of Maine.",
                Some("the Office of the Attorney General of Maine"),
            ),
            (" said the Ministry of Health.", Some("the Ministry of Health")),
            (" according to Oberlin’s Melo.", Some("Melo")),
            (" Former Speaker of the House Ana Melo said.", Some("Ana Melo")),
            (" Ana Melo’s lawyer said.", Some("Ana Melo’s lawyer")),
            (" a spokesman for Ivo Brandt said.", Some("a spokesman for Ivo Brandt")),
            (" an aide to Melo told the board.", Some("an aide to Melo")),
            (" said a lawyer for Ana Melo.", Some("a lawyer for Ana Melo")),
            (" said the candidate for mayor, Ana Melo.", Some("Ana Melo")),
            (" the tweets read.", Some("the tweets")),
            (" called on Ivo Brandt to leave.", None),
            (" tweeted former Housing and Roads Secretary Ana Melo.", Some("Ana Melo")),
            (" said Ana Melo and Ivo Brandt.", Some("Ana Melo and Ivo Brandt")),
            (" independent Sen. Angus King of Maine, who sails, told the crew.", Some("Angus King")),
            (" Sen. Angus King of Maine, who sails, told the crew.", Some("Angus King")),
            (" they’re saying.", None),
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
            ("On Monday Ana Melo, 41, sent a letter to the crew, telling them that they should", Some("Ana Melo")),
            ("Melo, near the end of the day, promised her help, tweeting:", Some("Melo")),
            ("But Brandt pushed back in two talks, first telling a channel,", Some("Brandt")),
            ("Ana Melo shared a video with the crew, saying they should", Some("Ana Melo")),
            ("The port issued a statement on Monday that said", Some("The port")),
            ("A post by Ana Melo read", Some("Ana Melo")),
            ("Melo in a statement on Monday said", Some("Melo")),
            ("Brandt accused Melo of", Some("Brandt")),
            ("The harbour’s owner declined to even say the words", None),
            ("Asked how safe the port is, Melo, who runs it, said,", Some("Melo")),
            ("The report says that it was", Some("The report")),
            ("Melo complained that whenever he has offered Brandt help to", Some("Melo")),
            ("At a meeting that the board called the ” day, Melo signed a paper that states that Brandt", None),
            ("Brandt dismissed Ana Melo’s comment on Sunday that the port is under a", Some("Ana Melo")),
            ("A drawing inspired by Melo’s remarks about the mayor having", Some("Melo")),
            ("Melo’s statement was", None),
            ("To Sen. Ana Melo, of Oberlin, the plan", Some("Ana Melo")),
            ("To Oberlin they went, and the night was", None),
            (
                "The Port Council said in May that it would ” boats that are run by states and would set up",
                Some("The Port Council"),
            ),
            ("According to the writer Ivo Brandt, Melo claims that the wall is an", Some("Melo")),
            ("The dean, Eva Stern, got a letter from Ana Melo, a student, saying that it", Some("Ana Melo")),
            ("Outside the court Ana Melo, whose son was there, said", Some("Ana Melo")),
            (
                "In a letter that the Echo printed on Monday, the head, Ana Melo, told parents that they must",
                Some("Ana Melo"),
            ),
            ("Melo has backed the plan, recommending in May that the town", Some("Melo")),
            ("Democratic presidential nominee Ana Melo, who lost, came and tweeted that she came to", Some("Ana Melo")),
            ("Brandt answered Melo’s statement in a letter on Monday:", Some("Brandt")),
            ("The town, and claims Monday that it is", None),
            ("Melo, whose crew has been at sea for more than a year, also stressed that there", Some("Melo")),
            (
                "Representative Ana Melo, a founder of the port, asked if Mr. Brandt should leave, said,",
                Some("Ana Melo"),
            ),
            ("Mr. Melo, asked whether he would stay, said he believed the port and his crew", Some("Melo")),
            ("The auditor, Ana Melo, told the board that the women’s claims were", Some("Ana Melo")),
            ("Melo said on Monday that the mounting calls to close the port were", Some("Melo")),
            ("Several sailors, in calling for the release, tried to gain friends by putting out", None),
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
            ("Péter Szijjártó", "Szijjarto", Some(true)),
            ("José Müller", "Jose Muller", Some(true)),
            ("Zoë Brontë", "ZOE BRONTE", Some(true)),
            ("Søren Krag", "Soren Krag", Some(true)),
            ("Recep Tayyip Erdoğan", "Erdogan", Some(true)),
            ("Szijjártó", "Szabo", Some(false)),
        ] {
            assert_eq!(same(Some(left), Some(right)), want, "{left} {right}");
            assert_eq!(same(Some(right), Some(left)), want, "{right} {left}");
        }
        assert_eq!(same(Some("Melo"), None), None);
    }
}
