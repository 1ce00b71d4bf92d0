//! From keys to actions: counts, sequences, and the line editor of prompts.

use tui_input::{Input, InputRequest};

use crate::config::action::{Action, Context};
use crate::config::keys::{Code, Key, KeyTable, Lookup};

/// The largest count that can be typed.
const MOST: usize = 99_999;

/// What was typed of a command so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The count before it.
    pub count: Option<usize>,
    /// The keys of an unfinished sequence.
    pub keys: Vec<Key>,
}

/// What a key came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// More keys are needed, or a pending command was dropped.
    Wait,
    /// Do this, so often.
    Act(Action, Option<usize>),
    /// The keys mean nothing here.
    Unknown,
}

impl Pending {
    /// Takes a key.
    pub fn press(&mut self, key: Key, table: &KeyTable, contexts: &[Context]) -> Step {
        if key.code == Code::Esc && !self.is_empty() {
            *self = Self::default();
            return Step::Wait;
        }
        if let Some(digit) = self.digit(key) {
            self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MOST));
            return Step::Wait;
        }
        self.keys.push(key);
        let mut found = table.lookup(contexts, &self.keys);
        if found == Lookup::None {
            self.keys.pop();
            self.keys.push(table.place(key));
            found = table.lookup(contexts, &self.keys);
        }
        match found {
            Lookup::Prefix => Step::Wait,
            Lookup::Action(action) => Step::Act(action, std::mem::take(self).count),
            Lookup::None => {
                *self = Self::default();
                Step::Unknown
            }
        }
    }

    /// Says whether nothing was typed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count.is_none() && self.keys.is_empty()
    }

    fn digit(&self, key: Key) -> Option<usize> {
        match key {
            Key { code: Code::Char(c), ctrl: false, alt: false, .. } if self.keys.is_empty() => {
                c.to_digit(10).filter(|d| *d > 0 || self.count.is_some()).map(|d| d as usize)
            }
            _ => None,
        }
    }
}

/// Bytes that a line holds: more than anybody types, and few enough that each costs nothing to put in.
pub const LONGEST_LINE: usize = 4_096;

/// Bytes of a line that is looked for in everything whenever it changes.
pub const LONGEST_PATTERN: usize = 256;

/// Edits a line of at most so many bytes; says whether the key was one of the line editor's. A line that is full takes
/// nothing more.
pub fn edit(input: &mut Input, key: Key, most: usize) -> bool {
    let request = match (key.code, key.ctrl, key.alt) {
        (Code::Char(_), false, false) if input.value().len() >= most => return false,
        (Code::Char(c), false, false) => InputRequest::InsertChar(c),
        (Code::Backspace, false, false) | (Code::Char('h'), true, false) => InputRequest::DeletePrevChar,
        (Code::Delete, false, false) | (Code::Char('d'), true, false) => InputRequest::DeleteNextChar,
        (Code::Backspace, _, true) | (Code::Char('w'), true, false) => InputRequest::DeletePrevWord,
        (Code::Char('u'), true, false) => InputRequest::DeleteLine,
        (Code::Char('k'), true, false) => InputRequest::DeleteTillEnd,
        (Code::Left, false, false) | (Code::Char('b'), true, false) => InputRequest::GoToPrevChar,
        (Code::Right, false, false) | (Code::Char('f'), true, false) => InputRequest::GoToNextChar,
        (Code::Left, ..) | (Code::Char('b'), false, true) => InputRequest::GoToPrevWord,
        (Code::Right, ..) | (Code::Char('f'), false, true) => InputRequest::GoToNextWord,
        (Code::Char('a'), true, false) => InputRequest::GoToStart,
        (Code::Char('e'), true, false) => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Inserts pasted text into a line: its lines joined, without control characters, as far as the line holds them.
pub fn paste(input: &mut Input, text: &str, most: usize) {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // One line is pasted as it is, the spaces at its ends too.
    let joined = if lines.len() > 1 { lines.join(" ") } else { text.lines().collect() };
    let room = most.saturating_sub(input.value().len());
    let pasted: String = joined.chars().filter(|c| !c.is_control()).take(room).collect();
    let at = input.cursor();
    let (before, after): (String, String) =
        (input.value().chars().take(at).collect(), input.value().chars().skip(at).collect());
    let end = at + pasted.chars().count();
    *input = Input::new(before + &pasted + &after).with_cursor(end);
}
