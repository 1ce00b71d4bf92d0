//! From the bytes that a terminal sends to keys, pastes and the mouse.
//!
//! Written here because the parser of crossterm 0.29 waits for the end of a sequence for ever, Ctrl-C included, and
//! cannot stand a coordinate of zero; a terminal, a multiplexer or a line that breaks sends both. The law: whatever
//! came before, the byte of Ctrl-C is that key (in a paste only where it comes alone, or what is pasted could end the
//! program and go on in the shell), and a moment of silence ends whatever was begun. Numbers saturate, what is not
//! understood is dropped, and nothing but a paste is held for longer than a few dozen bytes.
//!
//! ```text
//! Ground ── ESC ──> Escape ── [ ──> Csi ── 200~ ──> Paste ── ESC[201~ ──> Ground
//!   │                 ├───── O ──> Ss3   └─ M ──> X10 (three bytes)
//!   └─ 0xC2.. ─> Utf8 └─ ] P _ ──> Answer (to a question, perhaps somebody else's)
//! ```
//!
//! Sources: ECMA-48; "XTerm Control Sequences" (invisible-island.net); the keyboard protocol of kitty.

use std::time::Duration;

use super::sequence;
use crate::app::message::Mouse;
use crate::config::keys::{Code, Key};

/// How long a lone ESC may be the beginning of something.
const ESCAPE: Duration = Duration::from_millis(10);

/// How long a sequence that was begun may pause.
const SEQUENCE: Duration = Duration::from_millis(250);

/// How long an answer to a question may pause; it may come from afar.
const ANSWER: Duration = Duration::from_millis(250);

/// How long a paste may pause before what came of it is handed on.
const PASTE: Duration = Duration::from_secs(1);

/// The longest sequence that may mean something, in bytes.
const LONGEST: usize = 64;

/// The longest paste, in bytes; the rest of a longer one is dropped.
const MOST: usize = 8 << 20;

/// How long what was begun may pause where a burst was cut, as a line cuts it that holds but so much.
const CUT: Duration = Duration::from_secs(1);

/// More bytes at once than hands type: a burst; after a pause, the rest of a paste.
const BURST: usize = 16;

const PASTE_END: &[u8] = b"\x1b[201~";
const CTRL_C: u8 = 3;
const ESC: u8 = 0x1b;
const BELL: u8 = 7;

/// Something that the reader did at the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse was used.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
}

/// What was begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// A character of so many bytes.
    Utf8(usize),
    Escape,
    Ss3,
    Csi,
    X10,
    /// Opened by this byte.
    Answer(u8),
    /// The same, after an ESC that may end it.
    AnswerEscape(u8),
    Paste,
}

/// Decodes what a terminal sends, however it is cut into pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// What was begun, without what introduces it.
    held: Vec<u8>,
    /// Whether the character that comes was preceded by ESC.
    alt: bool,
    /// Whether what came last was a burst.
    burst: bool,
    /// Whether a paste was handed on before its end came.
    paused: bool,
    out: Vec<Input>,
}

impl Decoder {
    /// Takes bytes and returns what they mean.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.burst = bytes.len() > BURST;
        let ends_paste = || bytes.windows(PASTE_END.len()).any(|part| part == PASTE_END);
        if std::mem::take(&mut self.paused) && (self.burst || ends_paste()) {
            self.begin(State::Paste);
        }
        if self.state == State::Paste && bytes == [CTRL_C] {
            self.out = self.silence();
            self.paused = false;
        }
        bytes.iter().for_each(|byte| self.take(*byte));
        std::mem::take(&mut self.out)
    }

    /// Returns how long nothing may come before [`Self::silence`] is to be told; none where nothing was begun.
    pub const fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            _ if self.burst => Some(CUT),
            State::Escape => Some(ESCAPE),
            State::Utf8(_) | State::Ss3 | State::Csi | State::X10 => Some(SEQUENCE),
            State::Answer(_) | State::AnswerEscape(_) => Some(ANSWER),
            State::Paste => Some(PASTE),
        }
    }

    /// Takes it that nothing more belongs to what was begun, and returns what that means.
    pub fn silence(&mut self) -> Vec<Input> {
        match (self.state, self.held.is_empty()) {
            (State::Escape, _) => self.key(Code::Esc),
            (State::Csi, true) => self.alt_char('['),
            (State::Ss3, _) => self.alt_char('O'),
            (State::Answer(opened), true) => self.alt_char(opened.into()),
            (State::Paste, empty) => {
                self.paused = true;
                if !empty {
                    self.hand_over();
                }
            }
            _ => {}
        }
        self.begin(State::Ground);
        std::mem::take(&mut self.out)
    }

    fn begin(&mut self, state: State) {
        self.state = state;
        self.held.clear();
        self.alt = false;
    }

    fn take(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.ground(byte),
            State::Utf8(length) => self.utf8(byte, length),
            State::Escape => self.escape(byte),
            State::Ss3 => self.ss3(byte),
            State::Csi => self.csi(byte),
            State::X10 => self.x10(byte),
            State::Answer(opened) => self.answer(byte, opened),
            State::AnswerEscape(_) if byte == b'\\' => self.begin(State::Ground),
            State::AnswerEscape(_) => self.anew(State::Escape, byte),
            State::Paste => self.paste(byte),
        }
    }

    /// Drops what was begun and takes `byte` as it is taken in `state`.
    fn anew(&mut self, state: State, byte: u8) {
        self.begin(state);
        self.take(byte);
    }

    fn ground(&mut self, byte: u8) {
        match byte {
            ESC => self.begin(State::Escape),
            0x20..=0x7e => self.char(byte.into()),
            // The same introducers in one byte, as terminals of eight-bit lines send them.
            0x8f => self.begin(State::Ss3),
            0x90 => self.begin(State::Answer(b'P')),
            0x9b => self.begin(State::Csi),
            0x9d => self.begin(State::Answer(b']')),
            0x9f => self.begin(State::Answer(b'_')),
            0xc2..=0xdf => self.lead(byte, 2),
            0xe0..=0xef => self.lead(byte, 3),
            0xf0..=0xf4 => self.lead(byte, 4),
            0x80..=0xff => self.alt = false,
            _ => self.control(byte),
        }
    }

    fn lead(&mut self, byte: u8, length: usize) {
        self.state = State::Utf8(length);
        self.held.clear();
        self.held.push(byte);
    }

    fn utf8(&mut self, byte: u8, length: usize) {
        if byte & 0xc0 != 0x80 {
            return self.anew(State::Ground, byte);
        }
        self.held.push(byte);
        if self.held.len() == length {
            let c = std::str::from_utf8(&self.held).ok().and_then(|text| text.chars().next());
            let alt = self.alt;
            self.begin(State::Ground);
            self.alt = alt;
            c.into_iter().for_each(|c| self.char(c));
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            ESC => self.key(Code::Esc),
            CTRL_C => self.anew(State::Ground, byte),
            b'[' => self.begin(State::Csi),
            b'O' => self.begin(State::Ss3),
            b']' | b'P' | b'_' => self.begin(State::Answer(byte)),
            _ => {
                self.begin(State::Ground);
                self.alt = true;
                self.ground(byte);
            }
        }
    }

    fn ss3(&mut self, byte: u8) {
        if byte < 0x20 {
            return self.anew(State::Ground, byte);
        }
        self.begin(State::Ground);
        self.out.extend(sequence::ss3(byte).map(Input::Key));
    }

    fn csi(&mut self, byte: u8) {
        match (byte, self.held.as_slice()) {
            (0..=0x1f | 0x80.., _) => self.anew(State::Ground, byte),
            (b'M', []) => self.begin(State::X10),
            // The function keys of the Linux console: `ESC [ [ A`.
            (b'[', []) => self.held.push(byte),
            (0x40..=0x7e, _) => self.end_csi(byte),
            _ if self.held.len() <= LONGEST => self.held.push(byte),
            // Too long to mean anything: dropped as a whole, once its end comes.
            _ => {}
        }
    }

    fn end_csi(&mut self, last: u8) {
        let held = std::mem::take(&mut self.held);
        self.begin(State::Ground);
        match (held.as_slice(), last) {
            (b"200", b'~') => self.begin(State::Paste),
            _ if held.len() > LONGEST => {}
            _ => self.out.extend(sequence::csi(&held, last)),
        }
    }

    /// Some terminals send a zero for a column that they cannot say.
    fn x10(&mut self, byte: u8) {
        if byte == CTRL_C || byte == ESC {
            return self.anew(State::Ground, byte);
        }
        self.held.push(byte);
        if let Some([button, x, y]) = three(&self.held) {
            self.begin(State::Ground);
            let [button, x, y] = [button, x, y].map(|value| value.saturating_sub(32));
            self.out.extend(sequence::mouse(button, x, y).map(Input::Mouse));
        }
    }

    /// An answer begins with a number or a sign; anything else is what was typed after Alt-] or Alt-P.
    fn answer(&mut self, byte: u8, opened: u8) {
        let first = self.held.is_empty();
        match byte {
            BELL => self.begin(State::Ground),
            ESC if !first => self.state = State::AnswerEscape(opened),
            0..=0x1f if !first => self.anew(State::Ground, byte),
            b'0'..=b'9' => self.hold(byte),
            b'>' | b'!' | b'$' | b'+' if opened == b'P' => self.hold(byte),
            // What kitty says of a picture.
            b'G' if opened == b'_' => self.hold(byte),
            0x9c if !first => self.begin(State::Ground),
            _ if first => {
                self.alt_char(opened.into());
                self.anew(State::Ground, byte);
            }
            _ => {}
        }
    }

    fn hold(&mut self, byte: u8) {
        if self.held.is_empty() {
            self.held.push(byte);
        }
    }

    fn paste(&mut self, byte: u8) {
        self.held.push(byte);
        if byte == b'~' && self.held.ends_with(PASTE_END) {
            self.held.truncate(self.held.len() - PASTE_END.len());
            self.hand_over();
            self.begin(State::Ground);
        } else if self.held.len() > MOST + PASTE_END.len() {
            self.held.remove(MOST);
        }
    }

    fn hand_over(&mut self) {
        let text = String::from_utf8_lossy(&self.held).into_owned();
        self.out.push(Input::Paste(text));
    }

    fn control(&mut self, byte: u8) {
        let (code, ctrl) = match byte {
            b'\r' => (Code::Enter, false),
            b'\t' => (Code::Tab, false),
            0x7f => (Code::Backspace, false),
            0 => (Code::Char(' '), true),
            1..=0x1a => (Code::Char((byte - 1 + b'a').into()), true),
            // 0x1c to 0x1f, as terminals send Ctrl-4 to Ctrl-7.
            _ => (Code::Char((byte.saturating_sub(0x1c) + b'4').into()), true),
        };
        let alt = std::mem::take(&mut self.alt);
        self.out.push(Input::Key(Key { code, ctrl, alt, shift: false }));
    }

    fn char(&mut self, c: char) {
        let alt = std::mem::take(&mut self.alt);
        self.out.push(Input::Key(Key { code: Code::Char(c), ctrl: false, alt, shift: false }));
    }

    fn alt_char(&mut self, c: char) {
        self.alt = true;
        self.char(c);
    }

    fn key(&mut self, code: Code) {
        self.out.push(Input::Key(Key { code, ctrl: false, alt: false, shift: false }));
    }
}

/// Returns the three values of an old report of the mouse, once they are there: a byte each or, as xterm sends them where
/// it was told to, a character of UTF-8.
fn three(held: &[u8]) -> Option<[u32; 3]> {
    let mut rest = held;
    let mut next = || {
        let (first, after) = rest.split_first()?;
        let (value, after) = match (first, after.split_first()) {
            (0xc2..=0xdf, None) => return None,
            (0xc2..=0xdf, Some((second, after))) if second & 0xc0 == 0x80 => {
                (u32::from(first & 0x1f) << 6 | u32::from(second & 0x3f), after)
            }
            _ => (u32::from(*first), after),
        };
        rest = after;
        Some(value)
    };
    Some([next()?, next()?, next()?])
}

#[cfg(test)]
mod tests;
