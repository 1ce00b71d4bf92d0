//! An answer of the terminal that comes too late must not be taken for keys.
//!
//! When the question for the background colour runs into its deadline, the answer (`ESC ] 11 ; rgb:… BEL`) may still
//! come, and the parser of keys makes `Alt-]`, `1`, `1`, `;`, `r`… of it: an article would be marked as read.

use std::time::{Duration, Instant};

use crate::config::keys::{Code, Key};

/// How long after the question an answer is still expected.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long the bytes of one answer may take.
const ANSWER: Duration = Duration::from_millis(250);

/// Swallows late answers.
#[derive(Debug)]
pub struct Late {
    until: Option<Instant>,
    inside: Option<Instant>,
}

impl Late {
    /// Listens for late answers if there was a question without an answer.
    #[must_use]
    pub fn new(unanswered: bool, now: Instant) -> Self {
        Self { until: unanswered.then(|| now + PATIENCE), inside: None }
    }

    /// Says whether `key` belongs to a late answer.
    pub fn swallows(&mut self, key: Key, now: Instant) -> bool {
        if self.until.is_none_or(|until| now > until) {
            return false;
        }
        if is_alt(key, ']') {
            self.inside = Some(now);
            return true;
        }
        let Some(began) = self.inside else { return false };
        let ends = is_alt(key, '\\') || (key.ctrl && key.code == Code::Char('g'));
        if ends || now > began + ANSWER {
            self.inside = None;
        }
        ends || now <= began + ANSWER
    }
}

fn is_alt(key: Key, wanted: char) -> bool {
    key.alt && key.code == Code::Char(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(c: char) -> Key {
        Key { code: Code::Char(c), ctrl: false, alt: false, shift: false }
    }

    fn alt(c: char) -> Key {
        Key { alt: true, ..plain(c) }
    }

    fn passed(late: &mut Late, keys: &[Key]) -> usize {
        let now = Instant::now();
        keys.iter().filter(|key| !late.swallows(**key, now)).count()
    }

    #[test]
    fn a_late_answer_is_swallowed_whole_and_keys_after_it_are_not() {
        let mut late = Late::new(true, Instant::now());
        let mut answer = vec![alt(']')];
        answer.extend("11;rgb:1c1c/1c1c/1c1c".chars().map(plain));
        answer.push(alt('\\'));
        answer.push(plain('q'));
        assert_eq!(passed(&mut late, &answer), 1);
    }

    #[test]
    fn a_bell_ends_an_answer_too() {
        let mut late = Late::new(true, Instant::now());
        let bell = Key { ctrl: true, ..plain('g') };
        assert_eq!(passed(&mut late, &[alt(']'), plain('1'), bell, plain('j')]), 1);
    }

    #[test]
    fn nothing_is_swallowed_where_nothing_was_asked() {
        let mut late = Late::new(false, Instant::now());
        assert_eq!(passed(&mut late, &[alt(']'), plain('r')]), 2);
    }

    #[test]
    fn an_answer_that_never_ends_does_not_swallow_what_is_typed_later() {
        let start = Instant::now();
        let mut late = Late::new(true, start);
        assert!(late.swallows(alt(']'), start));
        assert!(!late.swallows(plain('r'), start + Duration::from_secs(1)));
        assert!(!late.swallows(plain('r'), start + Duration::from_secs(1)));
    }
}
