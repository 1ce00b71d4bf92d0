//! What a printed form of a word is, wherever it stands.
//!
//! Folding, spelling and stemming cost far more than a look-up, and most words of an article were met before. What is
//! worked out is what finders ask of nearly every word; what one of them asks of a few is its own matter.

use std::borrow::Cow;
use std::sync::Arc;

use frostem::Stemmer;

use super::hash::hash;
use super::spelling::{fold, is_masked, one_form};
use crate::language::english::{Classes, background, classes, infinitive};
use crate::text::fold::plain;

/// The share of English sentences with a stop word that the background table lacks ("don't").
const UNLISTED_STOP: f64 = 0.01;

/// A printed form of a word.
#[derive(Clone, Debug)]
pub struct Lexeme<'a> {
    /// As printed.
    pub printed: &'a str,
    /// In [`Form::PLAIN`](crate::text::fold::Form::PLAIN).
    pub plain: Cow<'a, str>,
    /// Its letters in lower case, accents kept, without stops or commas of a house.
    pub folded: Arc<str>,
    /// The stem of what [`bare`] leaves of it.
    root: Box<str>,
    /// Its one spelling, where it is another.
    spelt: Option<String>,
    /// Hash of its one spelling.
    pub spelling: u64,
    /// Hash of the stem of its one spelling.
    pub stem: u64,
    /// Hash of the stem by which sentences meet: without a possessive, of a verb's infinitive, stop words as they are.
    pub key: u64,
    /// The share of English sentences that have it, 0 for what is rare or unknown.
    pub share: f32,
    /// What is known of it, its possessive left out.
    pub classes: Classes,
    /// Whether it tells who reports or when.
    pub frame: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether letters of it are masked.
    pub masked: bool,
}

impl<'a> Lexeme<'a> {
    /// Reads a word.
    #[must_use]
    pub fn new(printed: &'a str, stemmer: &Stemmer) -> Self {
        let (plain, folded) = (plain(printed), fold(printed));
        let spelt = one_form(&folded);
        let bare = bare(printed, &plain);
        let classes = classes(&bare);
        let stop = classes.is(Classes::STOP);
        let stem = stemmer.stem(&bare);
        let own = hash(stem.as_bytes());
        let stem_of = |form: &str| if form == bare { own } else { hash(stemmer.stem(form).as_bytes()) };
        let spelt_stem = stem_of(&spelt);
        let key = match infinitive(&bare) {
            _ if stop => own,
            Some(infinitive) => stem_of(infinitive),
            None if bare == folded => spelt_stem,
            None => stem_of(&one_form(&bare)),
        };
        let listed = background::share(&stem);
        Self {
            printed,
            spelling: hash(spelt.as_bytes()),
            stem: spelt_stem,
            key,
            share: (if stop { listed.max(UNLISTED_STOP) } else { listed }) as f32,
            classes,
            frame: classes.is_frame_word(),
            capital: printed.starts_with(char::is_uppercase),
            masked: is_masked(&folded),
            spelt: (spelt != folded).then(|| spelt.into_owned()),
            folded: folded.into(),
            root: stem.into(),
            plain,
        }
    }

    /// Returns its one spelling.
    #[must_use]
    pub fn spelt(&self) -> &str {
        self.spelt.as_deref().unwrap_or(&self.folded)
    }

    /// Returns the stem of `word` if that is this one in [`Form::PLAIN`](crate::text::fold::Form::PLAIN), perhaps
    /// without its possessive.
    #[must_use]
    pub fn stem_of(&self, word: &str) -> Option<&str> {
        let bare = self.plain.strip_suffix("'s").unwrap_or(&self.plain);
        // What is left out of initials and numbers makes another word of them.
        (bare == word && word != "us" && !word.contains(['.', ','])).then_some(&*self.root)
    }

    /// Says whether it says nothing about an event.
    #[must_use]
    pub const fn is_stop(&self) -> bool {
        self.classes.is(Classes::STOP)
    }
}

/// Leaves out what differs between two houses' styles: the possessive, dots of initials, commas of numbers.
fn bare<'p>(printed: &str, plain: &'p str) -> Cow<'p, str> {
    let numeric = plain.starts_with(|c: char| c.is_ascii_digit());
    let mark = if numeric { ',' } else { '.' };
    let bare = match plain.contains(mark) {
        true => Cow::Owned(plain.replace(mark, "")),
        false => Cow::Borrowed(plain),
    };
    let end = bare.strip_suffix("'s").map_or(bare.len(), str::len);
    let bare = match bare {
        Cow::Borrowed(whole) => Cow::Borrowed(whole.get(..end).unwrap_or(whole)),
        Cow::Owned(mut whole) => {
            whole.truncate(end);
            Cow::Owned(whole)
        }
    };
    if bare == "us" && printed != "us" && printed != "Us" { Cow::Borrowed("u.s") } else { bare }
}
