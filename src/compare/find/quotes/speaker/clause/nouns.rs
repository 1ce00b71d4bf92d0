//! What nouns say of a speaker: whose the words are, whose view it is, what is told of a subject before its verb.

use super::phrase::{capital, is_name, leading_capitals, named, owns, trailing_capitals};
use super::tokens::Token;
use crate::compare::find::quotes::speaker::lexicon;

/// "Ana Melo’s comment that the port is a", "Melo’s remarks about": whose the words are.
pub(super) fn owner(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let said = tokens.get(at).filter(|t| lexicon::is_utterance(t.word))?;
    let owner =
        at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|t| owns(t) && capital(t.word) && !said.breaks_before)?;
    let bare = owner.word.trim_end_matches('s').trim_end_matches(['’', '\'']);
    let leads = tokens.get(..at)?;
    let mut name = trailing_capitals(leads).to_vec();
    name.last_mut()?.word = bare;
    let behind = tokens.get(at + 1..)?;
    let about = behind.iter().any(|t| ["that", "about"].contains(&t.word))
        || behind.first().is_some_and(|t| ["of", "on", "as"].contains(&t.word) && behind.len() < 12);
    named(&name).filter(|name| about && is_name(name) && !lexicon::names_body(name))
}

/// "To Ana Melo, the plan is": whose view it is.
pub(super) fn to_whom(tokens: &[Token<'_>]) -> Option<String> {
    let to = tokens.first().is_some_and(|t| t.word == "To");
    let name = leading_capitals(tokens.get(1..).filter(|_| to)?);
    let closed = name.last().is_some_and(|t| t.breaks_after && !owns(t));
    closed.then(|| named(name)).flatten().filter(|name| is_name(name) && !lexicon::names_body(name))
}

/// "Melo, whose crew is larger than that of the port, said", "Ana Melo, asked if it was safe, said": the name that begins
/// the clause, before what is told of it between commas.
pub(super) fn before_aside(tokens: &[Token<'_>]) -> Option<String> {
    let aside = |t: &Token<'_>| t.breaks_before && ["asked", "who", "whose"].contains(&t.word);
    let at = (1..tokens.len()).find(|&i| tokens.get(i).is_some_and(aside))?;
    let head = tokens.get(..at)?;
    let joins = head.iter().rposition(|t| lexicon::is_subordinator(t.word) && t.word != "and");
    let clause = head.get(joins.map_or(0, |i| i + 1)..)?;
    // "Outside the court Ana Melo, whose son was there, said"
    let led = clause.first().is_some_and(|t| lexicon::is_preposition(&lexicon::lower(t.word)));
    let name = if led { trailing_capitals(clause) } else { leading_capitals(clause) };
    named(name).filter(|name| is_name(name) && !lexicon::names_body(name))
}

/// "by states", "the tweets", "the mounting calls", "Melo’s claims": what stands right behind is a noun.
pub(super) fn leads_noun(tokens: &[Token<'_>], at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).and_then(|i| tokens.get(i)).filter(|t| !t.breaks_after);
    let leads = |t: &Token<'_>| {
        let word = lexicon::lower(t.word);
        lexicon::is_article(&word) || lexicon::is_preposition(&word) || owns(t)
    };
    let kind = |t: &Token<'_>| !capital(t.word) && ["ing", "est", "ous"].iter().any(|end| t.word.ends_with(end));
    back(1).is_some_and(leads) || back(1).is_some_and(kind) && back(2).is_some_and(leads)
}
