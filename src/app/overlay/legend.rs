//! What the signs and colours of a screen mean, for its help: each as it is drawn.

use crate::app::core::marked::sign_role;
use crate::compare::Sign;
use crate::config::action::Context;
use crate::config::theme::Role;

/// A sign or a colour, and what it means.
#[derive(Clone, Copy)]
pub struct Meaning {
    /// As it is drawn.
    pub sign: &'static str,
    /// In which role.
    pub role: Role,
    /// What it means.
    pub text: &'static str,
}

const fn meaning(sign: &'static str, role: Role, text: &'static str) -> Meaning {
    Meaning { sign, role, text }
}

/// Returns the signs that stand before the sentences of a comparison.
#[must_use]
pub fn signs(contexts: &[Context]) -> Vec<Meaning> {
    let shown = contexts.iter().any(|context| matches!(context, Context::Compare | Context::Findings));
    let signs = Sign::ALL.map(|sign| meaning(sign.glyph(), sign_role(sign, false), told(sign)));
    if shown { signs.to_vec() } else { Vec::new() }
}

/// Returns what the help of a screen tells besides keys and those signs.
#[must_use]
pub fn of(contexts: &[Context]) -> Vec<Meaning> {
    let mut meanings = Vec::new();
    if contexts.contains(&Context::Compare) {
        meanings.extend(PAIR);
    }
    if contexts.contains(&Context::Library) {
        meanings.extend(LIBRARY);
    }
    if contexts.contains(&Context::Reader) {
        meanings.extend(TEXT);
    }
    meanings
}

/// What a sign before a sentence says.
const fn told(sign: Sign) -> &'static str {
    match sign {
        Sign::Differs => "differs: both cannot be right, or one thing is printed in two ways",
        Sign::Look => "may fit: they differ, and both may be right",
        Sign::Subject => "one subject, in words that only a reader can judge",
        Sign::Alike => "alike: both sides tell it",
        Sign::Likely => "likely alike; faint where little speaks for it",
        Sign::Partly => "in part on the other side, or perhaps",
        Sign::Alone => "no counterpart found on the other side",
    }
}

const PAIR: &[Meaning] = &[
    meaning("✓ ✎", Role::Accent, "you ruled on the check, and said why: dim since then; its words under the texts"),
    meaning("◆", Role::Sure, "a match that you pinned"),
    meaning("↓12", Role::Dim, "the counterpart is further down, in paragraph 12; ↑ further up, → beside it"),
    meaning("━━", Role::Accent, "ties the passage under the cursor to its counterpart"),
    meaning("▸ ◂", Role::Dim, "the cursor of the other side, which a pin takes"),
    meaning("█ ▌ │", Role::Accent, "the whole text: mostly shared, partly, not; bright: in view"),
    meaning("words", Role::Conflict, "underlined words differ from the other side; nothing else is underlined"),
    meaning("words", Role::Quotation, "a quotation that stands on both sides"),
    meaning("words", Role::Added, "with the word difference: words that only this side has"),
    meaning("words", Role::OnlyHere, "what only this side has, while that is shown"),
];

const LIBRARY: &[Meaning] = &[
    meaning("●", Role::Accent, "unread"),
    meaning("◐", Role::Accent, "begun"),
    meaning("words", Role::Dim, "a dim headline: read, which is scrolled to its end, or marked so by you"),
    meaning("★", Role::Accent, "starred"),
    meaning("+", Role::Accent, "taken for comparing: the next one taken opens the pair"),
    meaning("✎ 3", Role::Accent, "three notes"),
    meaning("updated", Role::Accent, "changed by its publisher: (2): two versions, the newest is listed"),
    meaning("!", Role::Warning, "something in its head is not understood"),
    meaning("~", Role::Kicker, "a story that was found by likeness; those without a sign are named by their articles"),
    meaning("=", Role::Kicker, "a story in which you put articles together"),
];

const TEXT: &[Meaning] = &[
    meaning("words", Role::Dim, "not the story: byline, caption, credit, what a site adds"),
    meaning("words", Role::Link, "a link"),
    meaning("words", Role::Hit, "a search hit"),
    meaning("▎", Role::Note1, "a passage with a note, in the colour of its label"),
    meaning("words", Role::Selection, "selected"),
    meaning("words", Role::Cursor, "the sentence under the cursor"),
];
