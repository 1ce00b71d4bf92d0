//! Finds who speaks in the words around a quotation: "X said", "said X", "according to X", "X:".
//!
//! English only: in other languages no verb is known, so no speaker is found.

use std::borrow::Cow;

use super::lexicon::{self, Voice};
use crate::language::english::{gives_out, is_document};

mod nouns;
mod phrase;
mod tokens;

use nouns::{before_aside, leads_noun, owner, to_whom};
pub(super) use phrase::is_name;
use phrase::{capital, leading_capitals, named, no_name, owns, trailing_capitals};
pub(super) use tokens::{Token, tokens};

/// Reads the clause right after a quotation.
pub(in crate::compare::find::quotes) fn after(clause: &str) -> Option<String> {
    let clause = clause.trim_start_matches([',', ' ', '\n', '—', '–']);
    let tokens = tokens(clause, 24);
    let first = tokens.first()?;
    if lexicon::voice(first.word) == Some(Voice::Says) {
        // "…, called on the mayor to": the subject stands before the quotation.
        let calls = tokens.get(1).is_some_and(|t| ["on", "for", "at", "upon"].contains(&t.word));
        return if calls { None } else { subject_after(tokens.get(1..)?) };
    }
    if follows(&tokens, 0, &["according", "to"]) {
        return subject_after(tokens.get(2..)?);
    }
    if lexicon::is_subordinator(first.word) || lexicon::is_preposition(first.word) {
        return None;
    }
    // "…, Ms. Melo is expected to say."
    let expected = |i: &usize| {
        tokens.get(*i).is_some_and(|t| ["expected", "due", "set"].contains(&t.word))
            && tokens.get(i + 1).is_some_and(|t| t.word == "to")
            && tokens.get(i + 2).is_some_and(|t| ["say", "tell", "announce", "argue"].contains(&t.word))
    };
    let verb = (1..tokens.len()).find(|i| says(&tokens, *i) || expected(i))?;
    if sentence_break(&tokens, verb) || new_clause(tokens.get(..verb)?) {
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
        if let Some(owner) = owner(&tokens, at).filter(|_| !colon) {
            return Some(owner);
        }
        let far = tokens.len() - at > 7;
        if says(&tokens, at) && !(far && tokens.get(at).is_some_and(|t| lexicon::takes_object(t.word))) {
            let subject = before_verb(tokens.get(..at)?, false).or_else(|| inverted(&tokens, at));
            let subject = subject.or_else(|| giver(&tokens, at));
            return subject.map(|subject| author(&tokens, subject));
        }
        // "Melo, in a letter to the board, …, saying": where the sentence does not begin with its subject, an earlier verb
        // has it.
        let participle = tokens.get(at).is_some_and(|t| lexicon::voice(t.word) == Some(Voice::Saying));
        if participle {
            let sender = sender(&tokens, at);
            return sender
                .or_else(|| opening_subject(&tokens))
                .or_else(|| giver(&tokens, at))
                .or_else(|| main_subject(&tokens, at));
        }
    }
    to_whom(&tokens)
}

/// The subject of the last verb of saying before `at` that stands in no clause about somebody: "Melo, who …, said no".
fn main_subject(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let relative = |verb: usize| {
        let start = (0..verb).rev().find(|&i| tokens.get(i).is_some_and(|t| t.breaks_before)).unwrap_or(0);
        tokens.get(start).is_some_and(|t| ["who", "which", "that", "whose", "where"].contains(&t.word))
    };
    let mut verbs = (0..at).rev().filter(|&verb| says(tokens, verb) && !relative(verb));
    verbs.find_map(|verb| before_verb(tokens.get(..verb)?, false)).filter(|subject| !lexicon::names_body(subject))
}

/// Whom the document is from that speaks: "The dean got a letter from Ana Melo, a student, saying".
fn sender(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let from = (1..at).rev().find(|&i| tokens.get(i).is_some_and(|t| ["from", "by"].contains(&t.word)))?;
    let document = tokens.get(from - 1).is_some_and(|t| is_document(t.word) && !t.breaks_after);
    let name = document.then(|| leading_capitals(tokens.get(from + 1..at).unwrap_or(&[])))?;
    named(name).filter(|name| is_name(name) && name.contains(' '))
}

/// Who gives out the document that speaks: "The board issued a statement on Friday that said".
fn giver(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let document = (0..at).rev().find(|&i| tokens.get(i).is_some_and(|t| is_document(t.word)))?;
    let verb = (0..document).rev().find(|&i| tokens.get(i).is_some_and(|t| gives_out(t.word)))?;
    before_verb(tokens.get(..verb)?, false)
}

/// Who speaks in "a letter that said": whom the sentence begins with, for somebody wrote it.
fn author(tokens: &[Token<'_>], subject: String) -> String {
    let last = subject.split(' ').next_back().unwrap_or("");
    let definite = lexicon::lower(&subject).starts_with("the ") || subject.contains('’') || subject.contains('\'');
    if definite || capital(last) || !is_document(last) {
        return subject;
    }
    opening_subject(tokens).filter(|author| is_name(author)).unwrap_or(subject)
}

/// Finds the subject of the last thing said in a sentence that may quote nothing, or else that of the sentence: what a
/// pronoun may stand for, and whether it said something.
pub(super) fn subject(sentence: &str) -> Option<(String, bool)> {
    let tokens = tokens(sentence, 60);
    let said = (0..tokens.len()).rev().filter(|&i| says(&tokens, i));
    let mut subjects = said.filter_map(|i| {
        let subject = before_verb(tokens.get(..i)?, false).or_else(|| inverted(&tokens, i))?;
        // "what aides called a warning" tells of the warning.
        let what = tokens.get(i.saturating_sub(5)..i)?.iter().any(|t| t.word == "what");
        let told = what && !is_name(&subject);
        (!told).then_some(subject)
    });
    // "Melo left the room, but he said no": he is Melo.
    let mut by_pronoun = false;
    let said = subjects.find(|subject| {
        by_pronoun |= lexicon::is_pronoun(subject);
        !lexicon::is_pronoun(subject)
    });
    let said = said.map(|subject| (subject, true));
    said.or_else(|| Some((opening_subject(&tokens)?, by_pronoun)))
}

/// The name that begins a sentence, whatever follows it: "Schiff, long a critic, …".
pub(super) fn opening(sentence: &str) -> Option<String> {
    let tokens = tokens(sentence, 12);
    let tokens = after_opening(&tokens);
    let name = leading_capitals(tokens);
    let owned = name.last().is_some_and(owns);
    let first = name.first().filter(|t| !leads_up(t.word) && !t.word.contains(['’', '\'']));
    (!owned && first.is_some()).then(|| named(name)).flatten().filter(|name| is_name(name))
}

fn follows(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    tokens.get(at..at + words.len()).is_some_and(|t| t.iter().zip(words).all(|(t, w)| t.word.eq_ignore_ascii_case(w)))
}

/// Says whether the word at `at` is a verb of saying of somebody who is not its object.
fn says(tokens: &[Token<'_>], at: usize) -> bool {
    let before = || at.checked_sub(1).and_then(|i| tokens.get(i));
    let idiom = || goes_on(tokens, at) || reads(tokens, at);
    (tokens.get(at).is_some_and(|t| says_word(t.word)) || idiom())
        && !before().is_some_and(|t| lexicon::makes_passive(&lexicon::lower(t.word)))
        && !(leads_noun(tokens, at) && tokens.get(at).is_some_and(|t| t.word.ends_with('s')))
        && !is_infinitive(tokens, at)
}

/// "to even say": an infinitive behind adverbs.
fn is_infinitive(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens.get(..at).unwrap_or(&[]);
    before.iter().rev().take(3).find(|t| !lexicon::is_auxiliary(t.word)).is_some_and(|t| t.word == "to")
}

/// "he went on", "she goes on to say".
fn goes_on(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| words.contains(&t.word));
    let ends = tokens.get(at + 1).is_some_and(|t| t.breaks_after) || at + 2 >= tokens.len() || is(at + 2, &["to"]);
    is(at, &["went", "goes"]) && is(at + 1, &["on"]) && ends
}

/// "The statement read", "a post by Ana Melo read".
fn reads(tokens: &[Token<'_>], at: usize) -> bool {
    let document = |from: usize| tokens.get(from..at).is_some_and(|t| t.iter().any(|t| is_document(t.word)));
    tokens.get(at).is_some_and(|t| t.word == "read") && document(at.saturating_sub(5))
}

/// Says whether words before a verb begin a clause that is no apposition: its subject attributes nothing before it.
fn new_clause(tokens: &[Token<'_>]) -> bool {
    let words: Vec<Cow<'_, str>> = tokens.iter().map(|t| lexicon::lower(t.word)).collect();
    let of_somebody = words.iter().position(|w| w == "who" || w == "whose").unwrap_or(words.len());
    let begins = |w: &Cow<'_, str>| lexicon::is_subordinator(w) && w != "and" && !lexicon::is_auxiliary(w);
    words.iter().take(of_somebody).any(begins)
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
    let mut end: usize = 0;
    for token in tokens.iter().take(12) {
        let word = token.word;
        // "former Housing and Roads Secretary Ana Melo", "Ana Melo and Ivo Brandt".
        let joins = word == "and"
            && [end.wrapping_sub(1), end + 1].iter().all(|&i| tokens.get(i).is_some_and(|t| capital(t.word)));
        if end > 0 && (token.breaks_before || ends_phrase(word) && !joins) {
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
    let between = |t: &Token<'_>| (lexicon::is_auxiliary(t.word) || lexicon::is_time(t.word)) && !t.breaks_after;
    while end > 0 && tokens.get(end - 1).is_some_and(between) {
        end -= 1;
    }
    // "Melo on Friday said": the preposition goes with its day.
    if end < tokens.len() && end > 1 && tokens.get(end - 1).is_some_and(|t| lexicon::is_preposition(t.word)) {
        end -= 1;
    }
    let tokens = tokens.get(..end)?;
    let last = tokens.last()?;
    if last.breaks_after {
        return before_apposition(tokens, whole);
    }
    if ["and", "but", "or", "then"].contains(&last.word) {
        return opening_subject(tokens);
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
    let joins = at > 1
        && before.is_some_and(|t| t.word == "and")
        && [at - 2, at].iter().all(|&i| tokens.get(i).is_some_and(|t| capital(t.word)));
    tokens.get(at).is_some_and(|t| t.breaks_before)
        || before.is_some_and(|t| t.breaks_after || says_word(t.word) || (lexicon::is_subordinator(t.word) && !joins))
}

fn says_word(word: &str) -> bool {
    lexicon::voice(word) == Some(Voice::Says)
}

/// "Ana Melo, the mayor of Oberlin, said": the first name or phrase of the clause, or the name beside it.
fn before_apposition(tokens: &[Token<'_>], whole: bool) -> Option<String> {
    if let Some(name) = before_aside(tokens) {
        return Some(name);
    }
    let relative = |word: &str| ["who", "whose", "which", "where", "when"].contains(&&*lexicon::lower(word));
    let clause = tokens.iter().rposition(|t| lexicon::is_subordinator(t.word) && !relative(t.word) && t.word != "and");
    let tokens = tokens.get(clause.map_or(0, |i| i + 1)..)?;
    let phrases: Vec<&[Token<'_>]> = tokens.chunk_by(|a, b| !(a.breaks_after || b.breaks_before)).collect();
    // "Sen. Ana Melo (R-Tarn.), said": a party and a place are nobody.
    let party = |word: &str| ["R-", "D-", "I-"].iter().any(|party| word.starts_with(party));
    let opens = |phrase: &[Token<'_>]| {
        phrase.first().is_some_and(|t| {
            !(party(t.word)
                || lexicon::is_preposition(t.word)
                || lexicon::is_subordinator(t.word)
                || t.word.ends_with("ing"))
        }) && !is_time(phrase)
    };
    // "Outside the court Ana Melo, whose son was there, said": a full name ends what the sentence begins with.
    if let [lead, _, ..] = phrases.as_slice()
        && lead.first().is_some_and(|t| lexicon::is_preposition(&lexicon::lower(t.word)))
        && let name = trailing_capitals(lead)
        && (2..lead.len() - 1).contains(&name.len())
        && lead
            .get(lead.len() - name.len() - 1)
            .is_some_and(|t| !lexicon::is_preposition(t.word) && !lexicon::is_article(t.word))
    {
        return named(name);
    }
    let mut open = phrases.iter().enumerate().filter(|(at, p)| opens(p) && (at + 1 < phrases.len() || !whole));
    let first = open.find_map(|(at, p)| match named(after_verb(p)) {
        Some(name) => Some(Some((at, name))),
        None => p.last().is_some_and(|t| capital(t.word)).then_some(None),
    });
    let (at, first) = first.flatten()?;
    let beside = phrases.get(at + 1).filter(|p| opens(p)).and_then(|p| named(p));
    Some(beside.filter(|b| !is_name(&first) && is_name(b) && b.contains(' ')).unwrap_or(first))
}

/// "In a letter that the Courier printed on Monday, Ana Melo told": a phrase that ends in a day has no subject for a
/// verb behind it, where the day would be taken for one.
fn is_time(phrase: &[Token<'_>]) -> bool {
    named(after_verb(phrase)).is_some_and(|name| name.split(' ').all(lexicon::is_time))
}

/// What follows the last verb of saying of a phrase.
fn after_verb<'t, 'a>(phrase: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let verb = phrase.iter().rposition(|t| says_word(t.word));
    phrase.get(verb.map_or(0, |i| i + 1)..).unwrap_or(phrase)
}

/// "said Trump" inside a clause.
fn inverted(tokens: &[Token<'_>], verb: usize) -> Option<String> {
    let rest = tokens.get(verb + 1..)?;
    let first = rest.first().filter(|t| !t.breaks_before && !lexicon::is_time(t.word))?;
    // "said a spokesman, Eric Lind": an office by itself may be an object.
    let name = subject_after(rest)?;
    (capital(first.word) || lexicon::is_article(first.word) && is_name(&name)).then_some(name)
}

/// The subject at the beginning of a sentence, or after what leads up to it, where it is a name or a pronoun.
fn opening_subject(tokens: &[Token<'_>]) -> Option<String> {
    let tokens = after_opening(tokens);
    let first = tokens.first()?;
    if lexicon::is_pronoun(first.word) {
        return named(&[*first]);
    }
    if !leads_up(first.word) {
        return opening_name(behind_post(tokens));
    }
    let comma = tokens.iter().position(|t| t.breaks_after)?;
    opening_name(behind_post(tokens.get(comma + 1..)?))
}

/// Leaves out what somebody is before the name: "Choir secretary Ana Melo".
fn behind_post<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let is = |at: usize, is: fn(&str) -> bool| tokens.get(at).is_some_and(|t| is(t.word));
    let open = |at: usize| tokens.get(at).is_some_and(|t| !t.breaks_after);
    let post = |at: &usize| {
        let small = is(*at, |word| lexicon::is_post(word) && !capital(word)) && is(at + 1, capital);
        small && (0..=*at).all(open) && (1..*at).all(|i| !is(i, capital))
    };
    (0..4).find(post).and_then(|at| tokens.get(at + 1..)).unwrap_or(tokens)
}

/// Leaves out what joins a sentence to the one before, and when it happened: "But", "On Friday", "Late last night".
fn after_opening<'t, 'a>(tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
    let joins = |t: &&Token<'_>| ["and", "but", "so", "yet"].contains(&&*lexicon::lower(t.word)) && !t.breaks_after;
    let start = usize::from(tokens.first().is_some_and(|first| joins(&first)));
    let tokens = tokens.get(start..).unwrap_or(tokens);
    let when = |t: &Token<'_>| {
        lexicon::is_time(t.word)
            || lexicon::is_time(&lexicon::lower(t.word))
            || ["early", "late", "the"].contains(&&*lexicon::lower(t.word))
            || t.word.chars().all(|c| c.is_ascii_digit())
    };
    let preposition = tokens.first().is_some_and(|t| lexicon::is_preposition(t.word));
    let from = usize::from(preposition);
    let words = tokens.iter().skip(from).take_while(|t| when(t)).count();
    let timed = tokens.iter().skip(from).take(words).any(|t| lexicon::is_time(t.word));
    let after = tokens.get(from + words..).unwrap_or(&[]);
    if timed && after.first().is_some_and(|t| capital(t.word) || lexicon::is_pronoun(t.word)) { after } else { tokens }
}

/// Says whether a sentence that begins with a word has its subject further on.
fn leads_up(word: &str) -> bool {
    lexicon::is_subordinator(word)
        || lexicon::is_preposition(word)
        || lexicon::is_time(word)
        || word.ends_with("ing")
        || no_name(word)
}

/// "Several candidates".
fn counts(word: &str) -> bool {
    const COUNTS: &[&str] =
        &["both", "dozens", "few", "fellow", "hundreds", "many", "more", "most", "several", "some", "two"];
    COUNTS.contains(&&*lexicon::lower(word))
}

fn opening_name(tokens: &[Token<'_>]) -> Option<String> {
    if let [owner, body, next, ..] = tokens
        && owns(owner)
        && !body.breaks_after
        && ["campaign", "office", "lawyer", "spokesman", "spokeswoman", "attorney"].contains(&body.word)
        && !capital(next.word)
    {
        return Some(format!("{} {}", owner.word, body.word));
    }
    // "Democratic presidential nominee Ana Melo".
    if let [first, rest @ ..] = tokens
        && lexicon::is_demonym(first.word)
        && let Some(from) = rest.iter().take(4).position(|t| capital(t.word))
        && from > 0
        && rest.iter().take(from).all(|t| !t.breaks_after && lexicon::voice(t.word).is_none())
        && rest.get(from - 1).is_some_and(|t| lexicon::is_post(t.word) || lexicon::is_one_person(t.word))
    {
        return named(leading_capitals(rest.get(from..)?)).filter(|name| name.contains(' '));
    }
    let name = leading_capitals(tokens);
    let first = name.first()?;
    if lexicon::is_article(first.word) {
        let whole = named(name).filter(|body| name.len() > 2 && lexicon::names_body(body));
        return whole.filter(|_| tokens.len() > name.len());
    }
    let lone = name.len() == 1 && (leads_up(first.word) || counts(first.word)) || name.last().is_some_and(owns);
    let next = tokens.get(name.len()).filter(|_| !lone && !lexicon::is_article(first.word))?;
    let whole = |n: &String| is_name(n) || n.contains(' ') && lexicon::is_post(n.split(' ').next_back().unwrap_or(""));
    (!next.breaks_before || name.len() > 1).then(|| named(name)).flatten().filter(whole)
}
