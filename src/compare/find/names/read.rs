//! An article as the recogniser reads it: sentences of tokens with their shapes.
//!
//! A capital says "name" only where the writer had a choice. A token is *forced* at the beginning of a sentence or of
//! quoted speech, and whole sentences take no part in the evidence where every word has a capital: headlines.

use std::borrow::Cow;
use std::ops::Range;

use super::lexicon::{self, Class};
use super::titles;
use crate::article::ParagraphKind;
use crate::reading::{Lexeme, ReadSentence, Reading as Words, Token as WordAt};
use crate::text::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// In lower case, or in a script without case.
    Lower,
    /// With a capital.
    Title,
    /// In capitals (two and more, or an initial).
    Upper,
    /// Beginning with a digit.
    Number,
}

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// Where it lies in the article's text, without a possessive.
    pub span: Span,
    /// Where it ends with its possessive.
    pub tail: usize,
    /// How it is written.
    pub shape: Shape,
    /// Whether its capital may be owed to where it stands.
    pub forced: bool,
    /// Its folded form.
    pub word: Cow<'a, str>,
    /// What is known of it.
    pub class: Class,
    /// How many words a known name has at most that begins with it; 0 where none does.
    pub longest: u8,
}

impl Token<'_> {
    /// Returns the same word where it begins at `start`.
    fn at(&self, start: usize) -> Self {
        Self { span: self.span.shift(start), tail: self.tail + start, ..self.clone() }
    }

    /// Says whether it is capitalised.
    pub const fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }

    /// Says whether a possessive ends it.
    pub const fn is_possessive(&self) -> bool {
        self.tail > self.span.end
    }

    /// Says whether it is an initial ("J").
    pub fn is_initial(&self) -> bool {
        self.shape == Shape::Upper && self.word.chars().count() == 1
    }

    /// Says whether it is one or more initials ("O.J").
    pub fn is_initials(&self) -> bool {
        self.is_initial() || (is_dotted(self) && self.word.chars().count() <= 3)
    }

    /// Says whether it says nothing of its own.
    pub fn is_stop(&self) -> bool {
        let in_names = self.is_capital() && self.class.is(Class::FRONT.or(Class::MODIFIER).or(Class::BODY));
        self.class.is(Class::STOP) && !in_names && !(self.shape == Shape::Upper && lexicon::known(&self.word).is_some())
    }
}

/// How far capitals can be trusted in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Names have capitals.
    Plain,
    /// Every word has one, or is all capitals.
    Titled,
}

/// A sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Index into `Article::paragraphs`.
    pub paragraph: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How far its capitals can be trusted.
    pub manner: Manner,
}

/// An article's words.
pub(super) struct Reading<'a> {
    /// The article's text.
    pub text: &'a str,
    /// All tokens in order.
    pub tokens: Vec<Token<'a>>,
    /// The sentences that take part.
    pub sentences: Vec<Sentence>,
    /// Whether the rules for English apply.
    pub english: bool,
    /// Whether nouns have capitals, as in German.
    pub nouns: bool,
}

impl<'a> Reading<'a> {
    /// Looks at the words of an article, which is read beside `other`; furniture takes no part.
    pub fn new(words: &'a Words<'a>, other: &'a Words<'a>) -> Self {
        let tokens = Vec::with_capacity(words.text().len() / 5);
        let mut it = Self { text: words.text(), tokens, sentences: Vec::new(), english: false, nouns: false };
        // "Christie’s" is a house's own name only where nobody is called Christie.
        let is_bare = |core: &str| [words, other].iter().any(|w| w.lexemes().iter().any(|l| l.printed == core));
        let forms: Vec<Token<'a>> = words.lexemes().iter().map(|lexeme| token(lexeme, &is_bare)).collect();
        for sentence in words.story() {
            let kind = words.article().paragraphs.get(sentence.paragraph).map(|p| p.kind);
            it.read(sentence, words.tokens(sentence), &forms, (kind.unwrap_or_default(), other));
        }
        let free = it.tokens.iter().filter(|t| !t.forced && t.shape != Shape::Number);
        let capitals = free.clone().filter(|t| t.is_capital()).count();
        it.nouns = capitals * 6 > free.count();
        it.english = words.article().meta.lang.as_deref().map_or_else(|| is_english(&it.tokens), is_english_tag);
        it
    }

    fn read(
        &mut self,
        sentence: &ReadSentence,
        words: &[WordAt],
        forms: &[Token<'a>],
        of: (ParagraphKind, &Words<'_>),
    ) {
        let (kind, other) = of;
        let part = sentence.span.of(self.text);
        let from = self.tokens.len();
        let mut before = sentence.span.start;
        for word in words {
            let mut token = forms.get(word.form()).expect("every form was looked at").at(word.span.start);
            token.forced = self.tokens.len() == from || self.forces(from, Span::new(before, token.span.start));
            before = token.tail;
            self.tokens.push(token);
        }
        self.unforce_quoted_names(from);
        let stopped = part.ends_with(['.', '”', '"', '’']);
        let heads = matches!(kind, ParagraphKind::Title | ParagraphKind::Heading);
        let manner = manner(self.tokens.get(from..).unwrap_or(&[]), stopped, heads);
        self.push(Sentence { paragraph: sentence.paragraph, tokens: from..self.tokens.len(), manner }, other);
    }

    /// Takes a sentence in without the titles of works in it; of these only a person whom the other article names too.
    fn push(&mut self, whole: Sentence, other: &Words<'_>) {
        let Sentence { paragraph, manner, .. } = whole;
        let mut from = whole.tokens.start;
        if manner == Manner::Plain {
            for title in titles::titles(self, whole.tokens.clone()) {
                self.sentences.push(Sentence { paragraph, tokens: from..title.start, manner });
                let person = title.clone().find(|&i| i + 1 < title.end && self.is_person_of(i, other));
                self.sentences.extend(person.map(|i| Sentence { paragraph, tokens: i..i + 2, manner }));
                from = title.end;
            }
        }
        self.sentences.push(Sentence { paragraph, tokens: from..whole.tokens.end, manner });
    }

    /// Says whether a given name and a family name stand at token `at` that another article has as well.
    fn is_person_of(&self, at: usize, other: &Words<'_>) -> bool {
        let printed = |i: usize| self.tokens.get(i).map(|t| t.span.of(self.text));
        let told = |i: usize| printed(i).is_some_and(|word| other.lexemes().iter().any(|l| l.printed == word));
        let name = |t: &Token<'_>| t.class.is(Class::GIVEN) && !t.class.is(Class::COMMON);
        let family = |t: &Token<'_>| t.shape == Shape::Title && !t.class.is(Class::COMMON.or(Class::STOP));
        self.tokens.get(at).is_some_and(name)
            && self.tokens.get(at + 1).is_some_and(family)
            && self.gap(at + 1) == " "
            && told(at)
            && told(at + 1)
    }

    /// Says whether what stands between two words forces a capital on the second.
    fn forces(&self, from: usize, gap: Span) -> bool {
        let gap = gap.of(self.text);
        let abbreviated = self.tokens.get(from..).and_then(<[_]>::last).is_some_and(is_abbreviation);
        gap.chars().any(|c| match c {
            // A stop before a comma is that of an abbreviation: "(D-Ore.), Ways".
            '.' => !abbreviated && !gap.ends_with(", "),
            '!' | '?' | ':' | ';' | '…' | '“' | '‘' | '„' | '«' | '"' | '•' | '|' | '—' | '―' | '*' | '\n' => {
                true
            }
            '–' | '-' => gap.chars().count() > 1,
            _ => false,
        })
    }

    /// Quoted runs of capitals ("El Mencho") are names, not speech.
    fn unforce_quoted_names(&mut self, from: usize) {
        for i in from..self.tokens.len() {
            let quoted = |at: usize| self.gap(at).ends_with(['“', '‘', '"', '\'', '«', '„']);
            if i > from && self.tokens.get(i).is_some_and(|t| t.forced && t.is_capital()) && quoted(i) {
                let length = self.quoted_run(i);
                if (2..=6).contains(&length)
                    && let Some(first) = self.tokens.get_mut(i)
                {
                    first.forced = first.is_stop();
                }
            }
        }
    }

    /// Counts the words of a quotation of capitalised words and joining ones that starts at `from`; 0 where it is none.
    fn quoted_run(&self, from: usize) -> usize {
        let mut count = 0;
        for (i, token) in self.tokens.iter().enumerate().skip(from).take(7) {
            let gap = if i == from { " " } else { self.gap(i) };
            let joins = token.is_capital() || matches!(&*token.word, "of" | "the" | "and" | "for");
            if !joins || !(is_space(gap) || gap == "-") {
                break;
            }
            count = i + 1 - from;
        }
        let end = from + count;
        let after = self.tokens.get(end.wrapping_sub(1)).map_or("", |t| self.text.get(t.tail..).unwrap_or(""));
        let closed = after.trim_start_matches([',', '.']).starts_with(['”', '’', '"', '\'', '»', '“']);
        if closed { count } else { 0 }
    }

    /// Says whether it is too short to tell its language.
    pub fn is_short(&self) -> bool {
        self.tokens.len() < 12
    }

    /// Says whether it has any words.
    pub fn has_words(&self) -> bool {
        !self.tokens.is_empty()
    }

    /// Returns what stands between token `at` and the one before.
    pub fn gap(&self, at: usize) -> &'a str {
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.tail);
        self.tokens.get(at).map_or("", |t| Span::new(before, t.span.start).of(self.text))
    }

    /// Returns the tokens of a sentence.
    pub fn of(&self, sentence: &Sentence) -> &[Token<'a>] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }

    /// Says whether nothing but a space, or a stop that ends no name, parts token `at` from the one before.
    pub fn follows(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        before.is_some_and(|t| !t.is_possessive() && (is_space(gap) || (is_abbreviation(t) && gap == ". ")))
    }
}

/// Says whether `gap` is one white space.
pub(super) fn is_space(gap: &str) -> bool {
    matches!(gap, " " | "\u{A0}" | "\u{202F}")
}

/// Says whether a stop after the token belongs to it.
fn is_abbreviation(token: &Token<'_>) -> bool {
    token.is_capital() && (token.class.is(lexicon::ABBREVIATED) || token.is_initial() || is_dotted(token))
}

/// Dotted tokens ("U.S") are longer than their folded form.
fn is_dotted(token: &Token<'_>) -> bool {
    token.shape == Shape::Upper && token.word.len() < token.span.len()
}

/// Looks at a printed form, as if it stood at the beginning of a text.
fn token<'a>(lexeme: &'a Lexeme<'a>, is_bare: &impl Fn(&str) -> bool) -> Token<'a> {
    let raw = lexeme.printed;
    // Most words are as plain as can be.
    let plain = raw.bytes().all(|b| b.is_ascii_lowercase());
    let core = if plain { raw } else { without_possessive(raw, is_bare) };
    let folded = if core.len() < raw.len() { lexeme.plain.get(..lexeme.plain.len() - 2) } else { None };
    let folded = folded.unwrap_or(&lexeme.plain);
    let word = if folded.contains('.') { Cow::Owned(folded.replace('.', "")) } else { Cow::Borrowed(folded) };
    let shape = if plain { Shape::Lower } else { shape(core) };
    let mut class = lexicon::class(&word);
    let longest = lexicon::longest(class, &word);
    // Only a capital asks whether the word may be none.
    if matches!(shape, Shape::Title | Shape::Upper) && !class.is(Class::COMMON) && lexicon::is_common(&word) {
        class = class.or(Class::COMMON);
    }
    let people = shape == Shape::Title && lexicon::is_people_of_place(&word);
    if people || word.strip_suffix('s').is_some_and(|one| lexicon::class(one).is(Class::DEMONYM)) {
        class = class.or(Class::DEMONYM);
    }
    Token { span: Span::new(0, core.len()), tail: raw.len(), shape, forced: false, word, class, longest }
}

/// Names whose possessive belongs to them.
const OWN_POSSESSIVE: &[&str] = &[
    "children's",
    "christie's",
    "kohl's",
    "lloyd's",
    "lowe's",
    "macy's",
    "mcdonald's",
    "men's",
    "moody's",
    "people's",
    "poor's",
    "sotheby's",
    "valentine's",
    "wendy's",
    "women's",
    "workers'",
];

fn without_possessive<'r>(raw: &'r str, is_bare: &impl Fn(&str) -> bool) -> &'r str {
    let core = ["'s", "’s", "'S", "’S"].iter().find_map(|end| raw.strip_suffix(end));
    let is_own = |core: &str| OWN_POSSESSIVE.binary_search(&&*super::fold::fold(raw)).is_ok() && !is_bare(core);
    core.filter(|core| !is_own(core)).unwrap_or(raw)
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return Shape::Lower };
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return if is_grown_on(word) { Shape::Title } else { Shape::Lower };
    }
    if letters.all(|c| c.is_uppercase() || c.is_numeric()) { Shape::Upper } else { Shape::Title }
}

/// Says whether a word is a name with a small particle before it: "diMarco", "vanDyke", "d'Ivoire", "l'Oréal".
fn is_grown_on(word: &str) -> bool {
    let Some(capital) = word.find(char::is_uppercase) else { return false };
    let (particle, name) = word.split_at_checked(capital).unwrap_or((word, ""));
    let particle = particle.trim_end_matches(['\'', '’']);
    let is_particle = matches!(particle, "d" | "l" | "mac" | "mc" | "fitz" | "o")
        || particle.len() > 1 && lexicon::class(particle).is(Class::PARTICLE);
    is_particle && name.chars().skip(1).all(char::is_lowercase) && name.chars().count() > 2
}

/// Headlines: no stop at the end, no word in lower case that is not a small one, and words with a capital that no
/// name has.
fn manner(tokens: &[Token<'_>], stopped: bool, heads: bool) -> Manner {
    let capitals = tokens.iter().filter(|t| t.is_capital()).count();
    let upper = tokens.iter().filter(|t| t.shape == Shape::Upper && t.word.len() > 2).count();
    let letters = tokens.iter().filter(|t| t.shape != Shape::Number).count();
    if upper >= 3 && upper * 10 >= letters * 6 {
        return Manner::Titled;
    }
    let lower = tokens.iter().filter(|t| t.shape == Shape::Lower && !t.class.is(Class::MINOR)).count();
    let plain = |t: &&Token<'_>| t.is_capital() && !t.forced && (t.class.is(Class::COMMON) || t.is_stop());
    let in_names = Class::TITLE.or(Class::MODIFIER).or(Class::BODY).or(Class::PLACE).or(Class::FRONT).or(Class::THING);
    let telling = tokens.iter().filter(plain).filter(|t| !t.class.is(in_names)).count();
    let some = capitals >= 3 && lower * 8 <= letters && telling * 5 >= letters;
    let every = capitals >= 3 && lower == 0 && telling > 0 && (heads || telling * 8 >= letters);
    let headline = every && heads || !stopped && (some || every);
    if headline { Manner::Titled } else { Manner::Plain }
}

/// Small words of English that few other languages have.
const ENGLISH: &[&str] = &[
    "and", "are", "at", "be", "by", "for", "from", "had", "has", "have", "his", "is", "it", "not", "of", "said",
    "that", "the", "their", "they", "this", "to", "was", "were", "which", "who", "will", "with",
];

fn is_english(tokens: &[Token<'_>]) -> bool {
    let lower = |t: &&Token<'_>| t.shape == Shape::Lower;
    let is_small = |t: &&Token<'_>| (lower(t) || t.forced) && ENGLISH.binary_search(&&*t.word).is_ok();
    let (small, all) = (tokens.iter().filter(is_small).count(), tokens.iter().filter(lower).count());
    // A line or two may be English without any of them.
    small * 8 >= all || (all < 12 && tokens.iter().filter(|t| t.class.is(Class::COMMON)).count() * 3 >= all * 2)
}

fn is_english_tag(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::compare::fixtures::article;

    fn forced(text: &str) -> Vec<String> {
        let it = article(&[text]);
        let words = Words::new(&it);
        let reading = Reading::new(&words, &words);
        reading.tokens.iter().filter(|t| t.forced).map(|t| t.span.of(&it.text).to_owned()).collect()
    }

    fn is_titled(text: &str) -> bool {
        let it = article(&[text]);
        let words = Words::new(&it);
        Reading::new(&words, &words).sentences.iter().all(|s| s.manner == Manner::Titled)
    }

    #[test]
    fn capitals_are_forced_where_sentences_and_speech_begin() {
        assert_eq!(forced("Then Gen. Ann Moss met U.S. envoys: Nobody spoke."), ["Then", "Nobody"]);
        assert_eq!(forced("She said, “They left,” and J. R. Bell agreed."), ["She", "They"]);
        assert_eq!(forced("Ramón Ruiz, known as “El Zorro”, fled."), ["Ramón"]);
    }

    #[test]
    fn possessives_are_not_part_of_a_word() {
        let it = article(&["Peru’s envoy ate at McDonald’s."]);
        let read = Words::new(&it);
        let words: Vec<_> = Reading::new(&read, &read).tokens.iter().map(|t| t.span.of(&it.text).to_owned()).collect();
        assert_eq!(words, ["Peru", "envoy", "ate", "at", "McDonald’s"]);
    }

    #[test]
    fn headlines_are_told_from_sentences_full_of_names() {
        assert!(is_titled("Mayor Calls for More Money to Fix Old Bridges"));
        assert!(is_titled("FIRE DESTROYS MILL IN OBERLIN"));
        assert!(!is_titled("Mayor Ana Ruiz and Governor Tom Bell did not come."));
        assert!(!is_titled("Mayor calls for more money to fix old bridges"));
        assert!(!is_titled("Ana Ruiz and Tom Bell."));
    }

    #[test]
    fn english_is_told_by_its_small_words_or_by_the_tag() {
        let is_english = |article: &Article| {
            let words = Words::new(article);
            Reading::new(&words, &words).english
        };
        let english = |text: &str| is_english(&article(&[text]));
        assert!(english("The mayor of the town said that it was over."));
        assert!(!english("Der Bürgermeister der Stadt sagte am Montag, dass es vorbei sei und niemand mehr kommt."));
        assert!(!english("El presidente viajó a la capital para reunirse con los ministros de la región en mayo."));
        let mut tagged = article(&["Ana Ruiz."]);
        tagged.meta.lang = Some("fr-CA".to_owned());
        assert!(!is_english(&tagged));
    }
}
