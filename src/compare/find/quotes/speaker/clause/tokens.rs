//! The words of a clause and the breaks between them.

use crate::compare::find::quotes::speaker::lexicon;

/// A word of a clause without the punctuation around it.
#[derive(Clone, Copy, Debug)]
pub(in crate::compare::find::quotes::speaker) struct Token<'a> {
    pub word: &'a str,
    /// A comma, dash, colon, bracket or stop stands before it.
    pub breaks_before: bool,
    /// A comma, dash, colon, bracket or stop stands after it.
    pub breaks_after: bool,
}

/// Cuts a clause into at most `most` words from its beginning.
pub(in crate::compare::find::quotes::speaker) fn tokens(clause: &str, most: usize) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::with_capacity(most.min(clause.len() / 4));
    let mut pending = false;
    for raw in clause.split([' ', '\n', '\t', '\u{a0}', '—', '–']).take(most * 2) {
        let word = bare(raw);
        if word.is_empty() {
            pending = true;
            if let Some(last) = tokens.last_mut() {
                last.breaks_after = true;
            }
            continue;
        }
        let is_whole = word.len() == raw.len();
        let before = pending || !(is_whole || raw.starts_with(word));
        if let Some(last) = tokens.last_mut().filter(|_| before) {
            last.breaks_after = true;
        }
        let before = before || tokens.last().is_some_and(|t| t.breaks_after);
        let after = !(is_whole || raw.ends_with(word) || possessive_end(raw));
        tokens.push(Token { word, breaks_before: before, breaks_after: after });
        pending = false;
        if tokens.len() == most {
            break;
        }
    }
    tokens
}

/// Returns what is between white space without the punctuation around it.
fn bare(raw: &str) -> &str {
    // Most words have none.
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return raw;
    }
    let word = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    if abbreviated(word) { word } else { word.trim_matches('.') }
}

fn possessive_end(raw: &str) -> bool {
    raw.ends_with("s’") || raw.ends_with("s'")
}

/// Says whether the stop after a word belongs to it: "Sen.", "J.", "U.S.".
fn abbreviated(word: &str) -> bool {
    let Some(stem) = word.strip_suffix('.') else { return false };
    stem.contains('.') || stem.chars().count() == 1 || lexicon::is_title(stem) || lexicon::is_front(stem)
}
