//! Names in headlines whose every word has a capital: only what is a name elsewhere, or is known.

use std::collections::HashSet;

use super::candidates::{Finder, Run};
use super::cut::Piece;
use super::lexicon::{self, Class};
use super::mention::Mention;
use super::read::{Sentence, Token};

/// The most words of a name that is looked for.
const LONGEST: usize = 8;

/// The names of the sentences whose capitals can be trusted.
pub(super) struct Elsewhere(HashSet<String>);

impl Elsewhere {
    /// Collects the forms of both sides, and the family names of persons.
    pub fn new(mentions: [&[Mention]; 2]) -> Self {
        let mut forms = HashSet::new();
        for mention in mentions.into_iter().flatten() {
            forms.insert(mention.words.join(" "));
            if let Some(last) = mention.words.last().filter(|_| mention.words.len() > 1 && mention.is_person()) {
                forms.insert(last.clone());
            }
        }
        Self(forms)
    }

    /// Returns the names of a headline in order.
    pub fn find(&self, finder: Finder<'_>, sentence: &Sentence) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let last = self.at(finder, at, sentence.tokens.end);
            pieces.extend(last.map(|last| Piece::plain(Run::new(at, last))));
            at = last.unwrap_or(at) + 1;
        }
        pieces
    }

    /// Returns the last token of the name that starts at token `at`.
    fn at(&self, finder: Finder<'_>, at: usize, end: usize) -> Option<usize> {
        let first = finder.token(at).filter(|t| t.is_capital() && !t.is_stop())?;
        let mut phrase = String::new();
        let mut best = finder.known(at, end).filter(|_| !first.class.is(Class::COMMON)).map(|(_, last)| last);
        for i in at..end.min(at + LONGEST) {
            if i > at && !finder.reading.follows(i) && finder.reading.gap(i) != "-" {
                break;
            }
            let Some(token) = finder.token(i) else { break };
            phrase.push_str(if i > at { " " } else { "" });
            phrase.push_str(&token.word);
            if self.0.contains(&phrase) {
                best = best.max(Some(i));
            }
        }
        best.or_else(|| person(finder, first, at, end))
    }
}

/// A given name and a word of no dictionary.
fn person(finder: Finder<'_>, first: &Token<'_>, at: usize, end: usize) -> Option<usize> {
    let next = finder.token(at + 1).filter(|t| t.is_capital() && at + 1 < end && finder.reading.follows(at + 1))?;
    let given = first.class.is(Class::GIVEN) && !first.class.is(Class::COMMON);
    let unknown =
        !next.is_stop() && !next.class.is(Class::COMMON.or(Class::DEMONYM)) && !lexicon::is_no_name(next.class);
    (given && unknown).then_some(at + 1)
}
