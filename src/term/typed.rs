//! What was typed and not taken yet, between the thread that reads and the main loop.
//!
//! The reading thread never waits for the state machine, so that the writer of a burst is never held up for good and
//! Ctrl-C is seen wherever it comes. Letters of a burst that are text anyway are taken together: a line that is pasted
//! without brackets is one change of the text and not thousands.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::input::Input;
use crate::app::Typing;
use crate::app::message::Msg;
use crate::config::keys::{Code, Key};

/// As in a terminal's line discipline, Ctrl-C drops what waits before it; but only more than hands type ahead.
const TYPED_AHEAD: usize = 256;

/// More letters at once than hands type are taken together.
const BURST: usize = 16;

/// What waits beyond this is dropped: nobody typed it, and memory has an end.
const MOST: usize = 2 << 20;

/// What was typed and not taken yet.
#[derive(Debug, Default)]
pub struct Typed(Mutex<VecDeque<Input>>);

impl Typed {
    /// Adds what was typed; says whether nothing waited before, so that the main loop is to be woken.
    pub fn add(&self, inputs: Vec<Input>) -> bool {
        let mut waiting = self.waiting();
        let wake = waiting.is_empty() && !inputs.is_empty();
        for input in inputs {
            if is_interrupt(&input) && waiting.len() > TYPED_AHEAD {
                waiting.clear();
            }
            if waiting.len() < MOST {
                waiting.push_back(input);
            }
        }
        wake
    }

    /// Takes the next message; letters of a burst together, as far as what they go to is `typing`.
    pub fn take(&self, typing: Typing) -> Option<Msg> {
        let mut waiting = self.waiting();
        let letters = waiting.iter().map_while(|input| letter(input, typing)).count();
        if letters >= BURST {
            let text = waiting.drain(..letters).filter_map(|input| letter(&input, typing)).collect();
            return Some(Msg::Paste(text));
        }
        Some(match waiting.pop_front()? {
            Input::Key(key) => Msg::Key(key),
            Input::Mouse(mouse) => Msg::Mouse(mouse),
            Input::Paste(text) => Msg::Paste(text),
        })
    }

    /// Drops what waits.
    pub fn clear(&self) {
        self.waiting().clear();
    }

    /// Says whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting().is_empty()
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Input>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_interrupt(input: &Input) -> bool {
    matches!(input, Input::Key(Key { code: Code::Char('c'), ctrl: true, .. }))
}

/// Returns the character that an input adds to a text, where it does nothing else.
fn letter(input: &Input, typing: Typing) -> Option<char> {
    let Input::Key(key) = input else { return None };
    let several = typing == Typing::Lines;
    match (typing, key) {
        (Typing::Nothing, _) | (_, Key { alt: true, .. }) => None,
        (_, Key { code: Code::Char(c), ctrl: false, .. }) => Some(*c),
        (_, Key { code: Code::Enter | Code::Char('j'), .. }) if several => {
            (key.ctrl || key.code == Code::Enter).then_some('\n')
        }
        (_, Key { code: Code::Tab, ctrl: false, .. }) if several => Some('\t'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &str) -> Typed {
        let typed = Typed::default();
        let mut decoder = super::super::input::Decoder::default();
        assert!(typed.add(decoder.feed(keys.as_bytes())));
        typed
    }

    fn taken(typed: &Typed, typing: Typing) -> Vec<String> {
        let one = |msg| match msg {
            Msg::Key(key) => key.to_string(),
            Msg::Paste(text) => format!("<{text}>"),
            other => format!("{other:?}"),
        };
        std::iter::from_fn(|| typed.take(typing).map(one)).collect()
    }

    #[test]
    fn the_loop_is_woken_once_for_what_waits() {
        let typed = typed("j");
        assert!(!typed.add(vec![Input::Paste("x".to_owned())]));
        assert_eq!(taken(&typed, Typing::Nothing), ["j", "<x>"]);
        assert!(typed.is_empty());
        assert!(!typed.add(Vec::new()));
    }

    #[test]
    fn letters_of_a_burst_are_one_change_of_a_text_and_keys_everywhere_else() {
        let burst = "twenty letters and a \t\r\nsecond line, of more than sixteen\x1bj";
        let text = "twenty letters and a \t\n\nsecond line, of more than sixteen";
        assert_eq!(taken(&typed(burst), Typing::Lines), [format!("<{text}>"), "Alt-j".to_owned()]);
        let line = taken(&typed(burst), Typing::Line);
        assert_eq!(line[..3], ["<twenty letters and a >", "Tab", "Enter"]);
        assert_eq!(taken(&typed(burst), Typing::Nothing).len(), burst.chars().count() - 1);
    }

    #[test]
    fn what_hands_type_stays_keys() {
        assert_eq!(taken(&typed("fifteen letters"), Typing::Lines).len(), 15);
    }

    #[test]
    fn an_interrupt_drops_a_burst_before_it_but_not_what_was_typed_ahead() {
        let burst = "j".repeat(TYPED_AHEAD + 1) + "\x03";
        assert_eq!(taken(&typed(&burst), Typing::Nothing), ["Ctrl-c"]);
        assert_eq!(taken(&typed("sj\x03"), Typing::Nothing), ["s", "j", "Ctrl-c"]);
    }
}
