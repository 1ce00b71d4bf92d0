//! What a word is apart from where it stands, worked out once for every printed form.
//!
//! Folding, spelling and stemming cost far more than a look-up, and most words of two articles were met before.

use std::collections::HashMap;
use std::rc::Rc;

use frostem::{Algorithm, Stemmer};

use super::spelling::{fold, is_masked, one_form};
use crate::compare::find::matches::rows::hash;
use crate::language::english::is_stop;

/// A printed form of a word.
#[derive(Clone, Debug)]
pub(super) struct Lexeme {
    /// Its letters, lower-case.
    pub folded: Rc<str>,
    /// Its one spelling, where it is another.
    canonical: Option<String>,
    /// Hash of its one spelling.
    pub key: u64,
    /// Hash of its stem.
    pub stem: u64,
    /// How much it tells before its frequency is known.
    pub weight: f32,
    /// Whether letters of it are masked.
    pub masked: bool,
    /// Whether it is an English function word.
    pub stop: bool,
}

impl Lexeme {
    fn new(printed: &str, stemmer: &Stemmer) -> Self {
        let folded = match printed.contains(['[', ']']) {
            true => fold(&printed.replace(['[', ']'], "")),
            false => fold(printed),
        };
        let form = one_form(&folded);
        let stop = is_stop(&folded);
        Self {
            key: hash(form.as_bytes()),
            stem: hash(stemmer.stem(&form).as_bytes()),
            weight: weight(&folded, stop),
            masked: is_masked(&folded),
            stop,
            canonical: (form != folded).then(|| form.into_owned()),
            folded: folded.into(),
        }
    }

    /// Its one spelling.
    pub fn canonical(&self) -> &str {
        self.canonical.as_deref().unwrap_or(&self.folded)
    }
}

/// The words met so far.
pub(super) struct Lexemes<'a> {
    stemmer: Stemmer,
    /// Where each printed form stands among the lexemes.
    places: HashMap<&'a str, usize>,
    lexemes: Vec<Lexeme>,
}

impl<'a> Lexemes<'a> {
    pub fn new() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English), places: HashMap::new(), lexemes: Vec::new() }
    }

    /// Returns what `printed` is, square brackets left out.
    pub fn get(&mut self, printed: &'a str) -> &Lexeme {
        let Self { stemmer, places, lexemes } = self;
        let place = *places.entry(printed).or_insert_with(|| {
            lexemes.push(Lexeme::new(printed, stemmer));
            lexemes.len() - 1
        });
        lexemes.get(place).expect("every place has its lexeme")
    }
}

/// How much a word tells before its frequency is known: long words are rare, function words tell next to nothing,
/// and a negation turns an utterance around.
fn weight(folded: &str, stop: bool) -> f32 {
    const FUNCTION: f32 = 0.25;
    let bare = folded.strip_suffix("'s");
    let stop = bare.map_or(stop, is_stop);
    let folded = bare.unwrap_or(folded);
    if stop || folded.contains('\'') || folded.chars().nth(1).is_none() && !folded.is_empty() {
        return FUNCTION;
    }
    (0.5 + 0.1 * folded.chars().take(12).count() as f32).min(1.6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_word_have_one_key_and_forms_of_it_one_stem() {
        let mut lexemes = Lexemes::new();
        let mut get = |word| lexemes.get(word).clone();
        assert_eq!(get("Harbours").key, get("harbors").key);
        assert_eq!(get("[h]arbours").folded, get("Harbours").folded);
        assert_eq!(get("harbour").stem, get("harbors").stem);
        assert_ne!(get("harbour").key, get("harbors").key);
        assert!(get("d--n").masked && !get("well-known").masked);
    }

    #[test]
    fn function_words_tell_next_to_nothing() {
        for word in ["the", "The", "he's", "it’s", "we’ll", "x", "é"] {
            assert!(Lexeme::new(word, &Stemmer::new(Algorithm::English)).weight < 0.3, "{word}");
        }
        let mut lexemes = Lexemes::new();
        assert!(lexemes.get("harbourmaster").weight > lexemes.get("sea’s").weight);
    }
}
