//! What control sequences mean, once they are whole.

use super::decode::Input;
use crate::app::geometry::Cell;
use crate::app::message::Mouse;
use crate::config::keys::{Code, Key};

/// Parameters beyond these mean nothing here.
const MOST: usize = 4;

/// The event of a key that was let go, in kitty's protocol.
const RELEASE: u32 = 3;

/// Returns the key of `ESC O` and a last byte.
pub fn ss3(last: u8) -> Option<Key> {
    let code = match last {
        b'M' => Code::Enter,
        // After `ESC [` that letter ends a report of the cursor's place.
        b'R' => Code::F(3),
        _ => named(last)?,
    };
    Some(key(code, 0))
}

/// Returns what `ESC [`, parameters and a last byte mean.
pub fn csi(parameters: &[u8], last: u8) -> Option<Input> {
    match (parameters, last) {
        ([b'[', ..], b'A'..=b'E') => Some(Input::Key(key(Code::F(1 + last - b'A'), 0))),
        ([b'<', rest @ ..], b'M' | b'm') => {
            let [button, x, y, _] = numbers(rest).map(|n| n.value);
            // The small letter says that the button came up.
            mouse(if last == b'm' { button | RELEASED } else { button }, x, y).map(Input::Mouse)
        }
        // Answers and reports, which nobody here asked for.
        ([b'<'..=b'?', ..], _) => None,
        (_, b'M') => {
            let [button, x, y, _] = numbers(parameters).map(|n| n.value);
            mouse(button.checked_sub(32)?, x, y).map(Input::Mouse)
        }
        _ => pressed(numbers(parameters), last).map(Input::Key),
    }
}

/// Beyond what a report says of a button: that it came up.
const RELEASED: u32 = 1 << 31;

/// Returns the cell at a column and a row that are counted from 1.
fn at(x: u32, y: u32) -> Cell {
    let from_0 = |n: u32| usize::from(u16::try_from(n.saturating_sub(1)).unwrap_or(u16::MAX));
    Cell { x: from_0(x), y: from_0(y) }
}

/// Returns what the mouse did: a button, with its modifiers, over a cell that is counted from 1.
///
/// A cell before the first is the first: some terminals report zero at the left edge, and beyond what they can say.
pub fn mouse(button: u32, x: u32, y: u32) -> Option<Mouse> {
    const MOVED: u32 = 32;
    if button & RELEASED != 0 {
        return (button & 0b1100_0011 == 0).then(|| Mouse::Release(at(x, y)));
    }
    let cell = at(x, y);
    match (button & 0b1100_0011, button & MOVED != 0) {
        (0, false) => Some(Mouse::Click(cell)),
        (0, true) => Some(Mouse::Drag(cell)),
        // Older reports do not say which button came up.
        (3, false) => Some(Mouse::Release(cell)),
        (64, false) => Some(Mouse::ScrollUp(cell)),
        (65, false) => Some(Mouse::ScrollDown(cell)),
        _ => None,
    }
}

/// A parameter and its first two parts after a colon.
#[derive(Clone, Copy, Debug, Default)]
struct Number {
    value: u32,
    given: bool,
    parts: [u32; 2],
}

/// Reads parameters; what is too large is as large as can be, and what is missing is zero.
fn numbers(parameters: &[u8]) -> [Number; MOST] {
    let digit = |n: u32, byte: &u8| match byte {
        b'0'..=b'9' => n.saturating_mul(10).saturating_add(u32::from(byte - b'0')),
        _ => n,
    };
    let mut all = [Number::default(); MOST];
    for (number, text) in all.iter_mut().zip(parameters.split(|byte| *byte == b';')) {
        let mut parts = text.split(|byte| *byte == b':').map(|part| part.iter().fold(0, digit));
        number.given = !text.is_empty();
        number.value = parts.next().unwrap_or(0);
        number.parts = [parts.next().unwrap_or(0), parts.next().unwrap_or(0)];
    }
    all
}

/// Returns the key of a sequence with numbers; none where it was let go.
fn pressed([first, second, third, _]: [Number; MOST], last: u8) -> Option<Key> {
    if second.parts[0] == RELEASE {
        return None;
    }
    let held = second.value;
    match last {
        b'~' if first.value == 27 => coded(third.value, third.parts, held),
        b'~' => Some(key(numbered(first.value)?, held)),
        b'u' if first.given => coded(first.value, first.parts, held),
        b'Z' => Some(key(Code::BackTab, held)),
        _ => Some(key(named(last)?, held)),
    }
}

/// Returns the key of a Unicode code point, or of one of those that kitty's protocol sets aside for keys; by its place on
/// a Latin keyboard, where the terminal tells that and the key is no text because of what is held with it.
fn coded(code: u32, [shifted, place]: [u32; 2], held: u32) -> Option<Key> {
    let held_shift = held.saturating_sub(1) & 1 != 0;
    let is_text = held.saturating_sub(1) & (2 | 4 | 32) == 0;
    let by_place = !is_text && code > 0x7f && (0x21..0x7f).contains(&place);
    let (code, shifted) = if by_place { (place, 0) } else { (code, shifted) };
    let code = match code {
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        127 => Code::Backspace,
        0xe000..=0xf8ff => keypad(code)?,
        _ => {
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            let upper = char::from_u32(shifted).filter(|c| *c != '\0' && !c.is_control());
            Code::Char(upper.filter(|_| held_shift).unwrap_or(c))
        }
    };
    Some(key(code, held))
}

/// Makes a key, with the modifiers as terminals count them: 1 and a bit each for shift, alt, control; 32 for meta.
fn key(code: Code, held: u32) -> Key {
    let held = held.saturating_sub(1);
    let shift = held & 1 != 0;
    let code = match code {
        Code::Char(c) if shift => Code::Char(upper(c)),
        Code::Tab if shift => Code::BackTab,
        code => code,
    };
    let says_shift = matches!(code, Code::Char(_) | Code::BackTab);
    Key { code, ctrl: held & 4 != 0, alt: held & (2 | 32) != 0, shift: shift && !says_shift }
}

/// Returns the upper case of `c` where it is one character; some terminals send `g` and shift for `G`.
pub fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

const fn named(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'S' => Code::F(4),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<Code> {
    let function = |less: u32| u8::try_from(number - less).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=26 => function(12),
        28..=29 => function(13),
        31..=34 => function(14),
        _ => None,
    }
}

fn keypad(code: u32) -> Option<Code> {
    let digit = |c: u32| char::from_digit(c, 10).map(Code::Char);
    Some(match code {
        57_376..=57_398 => Code::F(u8::try_from(code - 57_363).ok()?),
        57_399..=57_408 => digit(code - 57_399)?,
        57_409 => Code::Char('.'),
        57_410 => Code::Char('/'),
        57_411 => Code::Char('*'),
        57_412 => Code::Char('-'),
        57_413 => Code::Char('+'),
        57_414 => Code::Enter,
        57_415 => Code::Char('='),
        57_416 => Code::Char(','),
        57_417 => Code::Left,
        57_418 => Code::Right,
        57_419 => Code::Up,
        57_420 => Code::Down,
        57_421 => Code::PageUp,
        57_422 => Code::PageDown,
        57_423 => Code::Home,
        57_424 => Code::End,
        57_425 => Code::Insert,
        57_426 => Code::Delete,
        _ => return None,
    })
}
