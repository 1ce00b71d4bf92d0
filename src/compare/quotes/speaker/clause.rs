//! Finds who speaks in the words around a quotation: "X said", "said X", "according to X", "X:".
//!
//! English only: in other languages no verb is known, so no speaker is found.

use super::lexicon::{self, Voice};

/// A word of a clause without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub word: &'a str,
    /// A comma, dash, colon, bracket or stop stands before it.
    pub breaks_before: bool,
    /// A comma, dash, colon, bracket or stop stands after it.
    pub breaks_after: bool,
}

/// Cuts a clause into at most `most` words from its beginning.
pub(super) fn tokens(clause: &str, most: usize) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut pending = false;
    for raw in clause.split([' ', '\n', '\t', '\u{a0}', '—', '–']).take(most * 2) {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let word = if abbreviated(word) { word } else { word.trim_matches('.') };
        if word.is_empty() {
            pending = true;
            if let Some(last) = tokens.last_mut() {
                last.breaks_after = true;
            }
            continue;
        }
        let before = pending || !raw.starts_with(word);
        if let Some(last) = tokens.last_mut().filter(|_| before) {
            last.breaks_after = true;
        }
        let before = before || tokens.last().is_some_and(|t| t.breaks_after);
        tokens.push(Token { word, breaks_before: before, breaks_after: !raw.ends_with(word) && !possessive_end(raw) });
        pending = false;
        if tokens.len() == most {
            break;
        }
    }
    tokens
}

fn possessive_end(raw: &str) -> bool {
    raw.ends_with("s’") || raw.ends_with("s'")
}

/// Says whether the stop after a word belongs to it: "Sen.", "J.", "U.S.".
fn abbreviated(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    stem.contains('.') || stem.chars().count() == 1 || lexicon::is_title(stem)
}

/// Reads the clause right after a quotation.
pub(in crate::compare::quotes) fn after(clause: &str) -> Option<String> {
    let clause = clause.trim_start_matches([',', ' ', '\n', '—', '–']);
    let tokens = tokens(clause, 24);
    let first = tokens.first()?;
    if lexicon::voice(first.word) == Some(Voice::Says) {
        return subject_after(tokens.get(1..)?);
    }
    if follows(&tokens, 0, &["according", "to"]) {
        return subject_after(tokens.get(2..)?);
    }
    if lexicon::is_subordinator(first.word) || lexicon::is_preposition(first.word) {
        return None;
    }
    let verb = (1..tokens.len()).find(|&i| says(&tokens, i))?;
    if sentence_break(&tokens, verb) {
        return None;
    }
    before_verb(tokens.get(..verb)?, true)
}

/// Reads the clause that leads up to a quotation.
pub(super) fn before(clause: &str) -> Option<String> {
    let colon = clause.trim_end().ends_with(':');
    let tokens = tokens(clause, 120);
    if colon && let Some(name) = label(&tokens) {
        return Some(name);
    }
    for at in (0..tokens.len()).rev() {
        if follows(&tokens, at, &["according", "to"]) {
            return subject_after(tokens.get(at + 2..)?);
        }
        if says(&tokens, at) {
            return before_verb(tokens.get(..at)?, false).or_else(|| inverted(&tokens, at));
        }
        if tokens.get(at).is_some_and(|t| lexicon::voice(t.word) == Some(Voice::Saying)) {
            return opening_subject(&tokens);
        }
    }
    None
}

/// Finds the subject of the last thing said in a sentence that may quote nothing: what a pronoun may stand for.
pub(super) fn subject(sentence: &str) -> Option<String> {
    let tokens = tokens(sentence, 60);
    let said = (0..tokens.len()).rev().filter(|&i| says(&tokens, i));
    let mut subjects = said.filter_map(|i| before_verb(tokens.get(..i)?, false).or_else(|| inverted(&tokens, i)));
    subjects.next().or_else(|| opening_subject(&tokens))
}

fn follows(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.get(at..at + words.len()).is_some_and(|t| t.iter().zip(words).all(|(t, w)| t.word.eq_ignore_ascii_case(w)))
}

/// Says whether the word at `at` is a verb of saying of somebody who is not its object.
fn says(tokens: &[Token<'_>], at: usize) -> bool {
    let voice = tokens.get(at).and_then(|t| lexicon::voice(t.word));
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).map(|t| t.word.to_lowercase());
    voice == Some(Voice::Says) && !before.is_some_and(|w| lexicon::makes_passive(&w))
}

/// Says whether a stop or a quotation lies between the beginning and the verb.
fn sentence_break(tokens: &[Token<'_>], verb: usize) -> bool {
    tokens.iter().take(verb).filter(|t| t.breaks_after).count() > 3
}

/// "X:" before a quotation, as interviews print it.
fn label(tokens: &[Token<'_>]) -> Option<String> {
    let short = (1..=4).contains(&tokens.len());
    let names = tokens.iter().all(|t| t.word.starts_with(char::is_uppercase) && lexicon::voice(t.word).is_none());
    (short && names).then(|| named(tokens)).flatten()
}

/// The noun phrase that begins `tokens`: "Trump, who …", "the U.S. president on Friday", "Ana Melo".
fn subject_after(tokens: &[Token<'_>]) -> Option<String> {
    let mut end = 0;
    for token in tokens.iter().take(12) {
        let word = token.word;
        if end > 0 && (token.breaks_before || ends_phrase(word)) {
            break;
        }
        end += 1;
    }
    let phrase = tokens.get(..end)?;
    let name = named(phrase)?;
    // "said the minister, Ana Melo": the name says more than the office.
    let next = tokens.get(end).filter(|t| t.breaks_before && !is_name(&name) && capital(t.word));
    let apposed = next.and_then(|_| named(leading_capitals(tokens.get(end..)?)));
    Some(apposed.filter(|a| a.contains(' ')).unwrap_or(name))
}

fn ends_phrase(word: &str) -> bool {
    lexicon::is_subordinator(word)
        || (lexicon::is_preposition(word) && !["of", "for"].contains(&word))
        || lexicon::is_time(word)
        || lexicon::voice(word).is_some()
}

/// The subject that ends where the verb begins.
fn before_verb(tokens: &[Token<'_>], whole: bool) -> Option<String> {
    let mut end = tokens.len();
    while end > 0 && tokens.get(end - 1).is_some_and(|t| lexicon::is_auxiliary(t.word) && !t.breaks_after) {
        end -= 1;
    }
    let tokens = tokens.get(..end)?;
    let last = tokens.last()?;
    if last.breaks_after {
        return before_apposition(tokens, whole);
    }
    let start = (0..end).rev().find(|&i| starts_phrase(tokens, i)).unwrap_or(0);
    let phrase = tokens.get(start..)?;
    if let Some(at) = phrase.iter().position(|t| t.word.eq_ignore_ascii_case("who")) {
        return named(phrase.get(..at)?);
    }
    let first = phrase.first()?;
    if start > 0 && tokens.get(start - 1).is_some_and(|t| t.word.eq_ignore_ascii_case("who")) {
        let tail = tokens.get(..start - 1)?;
        return named(trailing_capitals(tail));
    }
    if lexicon::is_preposition(first.word) || lexicon::is_subordinator(first.word) {
        return named(trailing_capitals(phrase)).filter(|_| phrase.len() > 3 && last_is_capital(phrase));
    }
    named(phrase)
}

fn last_is_capital(phrase: &[Token<'_>]) -> bool {
    phrase.last().is_some_and(|t| capital(t.word)) && phrase.len() > trailing_capitals(phrase).len() + 2
}

fn starts_phrase(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    tokens.get(at).is_some_and(|t| t.breaks_before)
        || before.is_some_and(|t| t.breaks_after || lexicon::is_subordinator(t.word) || says_word(t.word))
}

fn says_word(word: &str) -> bool {
    lexicon::voice(word) == Some(Voice::Says)
}

/// "Ana Melo, the mayor of Oberlin, said": the name or phrase before the first comma of the clause.
fn before_apposition(tokens: &[Token<'_>], whole: bool) -> Option<String> {
    let close = tokens.len() - 1;
    let open = (0..=close).rev().find(|&i| tokens.get(i).is_some_and(|t| t.breaks_before))?;
    let inner = tokens.get(open..)?;
    let mut head = tokens.get(..open)?;
    // Several commas inside the apposition: go back to the clause's beginning while the head is no name.
    while !whole_is_subject(head)
        && let Some(cut) = head.iter().rposition(|t| t.breaks_after).filter(|&i| i + 1 < head.len())
    {
        head = head.get(..=cut)?;
    }
    let start = (0..head.len()).rev().find(|&i| starts_phrase(head, i)).unwrap_or(0);
    let head = head.get(start..)?;
    let first = head.first()?;
    if !whole && (lexicon::is_preposition(first.word) || lexicon::is_subordinator(first.word)) {
        return named(inner);
    }
    let (name, other) = (named(head), named(inner));
    match (name, other) {
        (Some(name), Some(other)) if !is_name(&name) && is_name(&other) && other.contains(' ') => Some(other),
        (Some(name), _) => Some(name),
        (None, other) => other.filter(|o| is_name(o)),
    }
}

fn whole_is_subject(head: &[Token<'_>]) -> bool {
    let start = (0..head.len()).rev().find(|&i| starts_phrase(head, i)).unwrap_or(0);
    head.get(start..).is_some_and(|p| p.first().is_some_and(|t| capital(t.word) || lexicon::is_article(t.word)))
}

/// "said Trump" inside a clause.
fn inverted(tokens: &[Token<'_>], verb: usize) -> Option<String> {
    let rest = tokens.get(verb + 1..)?;
    rest.first().filter(|t| capital(t.word) && !t.breaks_before)?;
    subject_after(rest)
}

/// The subject at the beginning of a sentence, where it is a name or a pronoun.
fn opening_subject(tokens: &[Token<'_>]) -> Option<String> {
    let first = tokens.first()?;
    if lexicon::is_pronoun(first.word) {
        return Some(first.word.to_owned());
    }
    if lexicon::is_subordinator(first.word) || lexicon::is_preposition(first.word) || lexicon::is_article(first.word) {
        return None;
    }
    let name = leading_capitals(tokens);
    let next = tokens.get(name.len())?;
    (!next.breaks_before || name.len() > 1).then(|| named(name)).flatten().filter(|n| is_name(n))
}

fn leading_capitals<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let stop = tokens.iter().enumerate().position(|(i, t)| !capital(t.word) || (i > 0 && t.breaks_before));
    tokens.get(..stop.unwrap_or(tokens.len())).unwrap_or(&[])
}

fn trailing_capitals<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let mut start = tokens.len();
    while start > 0 && tokens.get(start - 1).is_some_and(|t| part_of_name(tokens, start - 1, t)) {
        start -= 1;
    }
    tokens.get(start..).unwrap_or(&[])
}

fn part_of_name(tokens: &[Token<'_>], at: usize, token: &Token<'_>) -> bool {
    let within = at + 1 == tokens.len() || !token.breaks_after;
    let particle = lexicon::is_particle(token.word)
        && at > 0
        && at + 1 < tokens.len()
        && tokens.get(at - 1).is_some_and(|t| capital(t.word));
    within && (capital(token.word) || particle)
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Says whether a speaker as written is a name rather than an office.
pub(super) fn is_name(speaker: &str) -> bool {
    let last = speaker.split_whitespace().last().unwrap_or("");
    let first = speaker.split_whitespace().next().unwrap_or("");
    capital(last)
        && !lexicon::is_title(last.trim_end_matches('.'))
        && !lexicon::is_article(first)
        && !lexicon::is_office(&last.to_lowercase())
        && !lexicon::is_pronoun(last)
}

/// The most words of an office or a group that is taken whole.
const LONGEST: usize = 9;

/// Turns a noun phrase into a speaker: the name at its end without titles, else the phrase as it is.
fn named(phrase: &[Token<'_>]) -> Option<String> {
    let [first, ..] = phrase else { return None };
    if phrase.len() == 1 && lexicon::is_pronoun(first.word) {
        return Some(first.word.to_owned());
    }
    let capitals = after_possessive(trailing_capitals(phrase));
    let mut name = capitals;
    while let [title, rest @ ..] = name {
        let office = lexicon::is_title(title.word.trim_end_matches('.'))
            || lexicon::is_office(&title.word.to_lowercase())
            || (phrase.len() > name.len() && is_department(phrase, name));
        if rest.is_empty() || !office {
            break;
        }
        name = rest;
    }
    let article = lexicon::is_article(first.word);
    let only_title = name.len() == 1 && name.first().is_some_and(|t| lexicon::is_title(t.word.trim_end_matches('.')));
    let whole = article && capitals.len() + 1 == phrase.len() && !titled(capitals);
    if name.is_empty() || only_title || whole {
        let short = phrase.len() <= LONGEST && !lexicon::is_pronoun(first.word) && phrase.iter().all(plain);
        return short.then(|| words(phrase));
    }
    Some(words(name))
}

/// "the President Ana Melo" is a name, "the White House" none.
fn titled(capitals: &[Token<'_>]) -> bool {
    capitals.len() > 1 && capitals.first().is_some_and(|t| lexicon::is_title(t.word.trim_end_matches('.')))
}

/// Words that a subject has none of: it was no noun phrase.
fn plain(token: &Token<'_>) -> bool {
    !lexicon::is_verb(token.word) && !lexicon::is_subordinator(token.word) && lexicon::voice(token.word).is_none()
}

/// "Secretary of War Ana Melo": what stands between "of" and the name.
fn is_department(phrase: &[Token<'_>], name: &[Token<'_>]) -> bool {
    let before = phrase.len() - name.len();
    let of = before.checked_sub(1).and_then(|i| phrase.get(i)).is_some_and(|t| t.word == "of");
    of && name.len() > 2
}

/// Leaves out what a possessive ends: "Mexico's Sheinbaum".
fn after_possessive<'t, 'a>(name: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let owns = |t: &Token<'_>| t.word.ends_with("'s") || t.word.ends_with("’s");
    let start = name.iter().rposition(owns).map_or(0, |i| i + 1);
    name.get(start..).unwrap_or(&[])
}

fn words(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|t| t.word).collect::<Vec<_>>().join(" ")
}
