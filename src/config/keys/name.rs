//! Keys as text: `g`, `Ctrl-d`, `Space`, `Shift-Up`.
//!
//! A key that no terminal can send under that name (`Ctrl-i` arrives as Tab) is refused here, so that a key file cannot
//! hold a dead key.

use std::fmt;
use std::str::FromStr;

use super::{Code, Key};

/// The keys that have names, in the order of the documentation.
const NAMED: &[(&str, Code)] = &[
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("BackTab", Code::BackTab),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
];

/// Why a text names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing is written.
    #[error("a key is missing")]
    Missing,
    /// No key is called that.
    #[error("no key is called `{0}`")]
    Unknown(String),
    /// The terminal sends the same bytes for another key.
    #[error("a terminal cannot tell `{0}` from `{1}`")]
    Indistinct(String, String),
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            let modifiers = [("Ctrl-", &mut ctrl), ("Alt-", &mut alt), ("Shift-", &mut shift)];
            let found = modifiers.into_iter().find_map(|(name, held)| Some((strip(rest, name)?, held)));
            let Some((after, held)) = found else { break };
            (*held, rest) = (true, after);
        }
        let key = Self { code: code(rest)?, ctrl, alt, shift };
        let distinct = key.as_sent();
        if key.is_plain_shifted() || distinct != key {
            return Err(KeyError::Indistinct(text.to_owned(), distinct.to_string()));
        }
        Ok(key)
    }
}

impl Key {
    /// Returns the key as a terminal sends it: Shift is in the character, and Ctrl-i is Tab.
    #[must_use]
    pub fn as_sent(self) -> Self {
        let mut key = self;
        if let (Code::Char(c), true, false) = (key.code, key.shift, key.ctrl) {
            key.code = Code::Char(upper(c));
        }
        if let (Code::Char(c), true) = (key.code, key.ctrl) {
            (key.code, key.ctrl) = match c.to_ascii_lowercase() {
                'i' => (Code::Tab, false),
                'm' => (Code::Enter, false),
                '[' => (Code::Esc, false),
                c => (Code::Char(c), true),
            };
        }
        if key.code == Code::Tab && key.shift {
            key.code = Code::BackTab;
        }
        key.shift &= !matches!(key.code, Code::Char(_) | Code::BackTab);
        key
    }

    /// Tells whether Shift is said of a character, which says it by itself.
    const fn is_plain_shifted(self) -> bool {
        matches!(self.code, Code::Char(_)) && self.shift
    }
}

/// Strips a modifier, in any case; what follows must not be empty, so that `Ctrl--` and `-` are keys.
fn strip<'t>(text: &'t str, modifier: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(modifier.len())?;
    (head.eq_ignore_ascii_case(modifier) && !rest.is_empty()).then_some(rest)
}

/// Reads the name of a key without modifiers.
fn code(name: &str) -> Result<Code, KeyError> {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (None, _) => return Err(KeyError::Missing),
        (Some(c), None) if !c.is_control() && !c.is_whitespace() => return Ok(Code::Char(c)),
        _ => {}
    }
    let named = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
    named.or_else(|| function_key(name)).ok_or_else(|| KeyError::Unknown(name.to_owned()))
}

/// Reads `F1` to `F24`.
fn function_key(name: &str) -> Option<Code> {
    let number = name.strip_prefix(['F', 'f'])?;
    (1..=24).find(|n: &u8| n.to_string() == number).map(Code::F)
}

/// Returns the upper-case character where there is one.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    upper.next().filter(|_| upper.next().is_none()).unwrap_or(c)
}

/// Returns the names of all keys that are not one character, for hints.
pub(in crate::config) fn names() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(name, _)| *name)
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                out.write_str(name)?;
            }
        }
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => out.write_str(name),
            (None, Code::Char(c)) => write!(out, "{c}"),
            (None, Code::F(n)) => write!(out, "F{n}"),
            (None, _) => Ok(()),
        }
    }
}

/// Writes a sequence of keys with spaces between them: `g g`.
#[must_use]
pub fn sequence(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use proptest::prelude::*;

    use super::*;

    fn any_key() -> impl Strategy<Value = Key> {
        let named = prop::sample::select(NAMED).prop_map(|(_, code)| code);
        let character = any::<char>().prop_filter("printable", |c| !c.is_control() && !c.is_whitespace());
        let code = prop_oneof![named, character.prop_map(Code::Char), (1..=24_u8).prop_map(Code::F)];
        (code, any::<[bool; 3]>()).prop_map(|(code, [ctrl, alt, shift])| Key { code, ctrl, alt, shift }.as_sent())
    }

    proptest! {
        #[test]
        fn a_key_reads_back_as_written(key in any_key()) {
            prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
        }

        #[test]
        fn a_key_as_sent_stays_as_it_is(key in any_key()) {
            prop_assert_eq!(key.as_sent(), key);
        }

        #[test]
        fn any_text_is_a_key_with_one_name_or_an_error(text in ".{0,12}|((Ctrl|Alt|Shift)-){0,2}(.|F[0-9]{1,2}|Up|Tab|Space)") {
            let key = text.parse::<Key>();
            prop_assert!(key.as_ref().is_ok_and(|key| key.to_string().parse() == Ok(*key)) || key.is_err());
        }
    }

    #[test]
    fn names_are_read_in_any_case() {
        for (written, shown) in [("ctrl-d", "Ctrl-d"), ("pgdn", "PgDn"), ("alt-Ctrl-x", "Ctrl-Alt-x"), ("f5", "F5")] {
            assert_eq!(written.parse::<Key>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn signs_are_keys() {
        for sign in ["-", "+", ",", "\"", "Ctrl--", "Alt--", "[", "\u{e9}"] {
            assert_eq!(sign.parse::<Key>().unwrap().to_string(), sign);
        }
    }

    #[test]
    fn keys_that_no_terminal_sends_are_refused_with_what_it_sends() {
        for (written, sent) in [
            ("Ctrl-i", "Tab"),
            ("Ctrl-m", "Enter"),
            ("Ctrl-[", "Esc"),
            ("Ctrl-D", "Ctrl-d"),
            ("Shift-g", "G"),
            ("Shift-Tab", "BackTab"),
            ("Ctrl-Shift-d", "Ctrl-d"),
        ] {
            assert_eq!(written.parse::<Key>(), Err(KeyError::Indistinct(written.into(), sent.into())));
        }
    }

    #[test]
    fn nonsense_is_no_key() {
        for text in ["", "Hyper-x", "F0", "F25", "F01", "gg", "Ctrl-", "\u{1b}", " "] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
