//! Keys, pastes and the mouse, from crossterm's words into the program's.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::event::Event;
use super::late::Late;
use super::outside::Rest;
use super::session::size;
use crate::app::geometry::{Cell, Size};
use crate::app::message::{Mouse, Msg};
use crate::config::keys::{Code, Key};

/// Starts the thread that reads the terminal, which was `known` to be so large when the screen was opened;
/// `unanswered` says that a question to the terminal has no answer yet. It reads nothing while it is to `rest`.
pub fn listen(events: Sender<Event>, known: Size, unanswered: bool, rest: Arc<Rest>) -> io::Result<()> {
    let mut late = Late::new(unanswered, Instant::now());
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        // Changes of size are heard of from the first poll on; one that came before it would be missed.
        let _ = event::poll(Duration::ZERO);
        let now = size();
        if now != known && events.send(Event::App(Msg::Resize(now))).is_err() {
            return;
        }
        loop {
            rest.here();
            let event = match event::read() {
                Ok(raw) => translate(raw, &mut late).map(Event::App),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
                Err(error) => Some(Event::Deaf(error)),
            };
            let deaf = matches!(event, Some(Event::Deaf(_)));
            if event.is_some_and(|event| events.send(event).is_err()) || deaf {
                return;
            }
        }
    })?;
    Ok(())
}

fn translate(raw: Raw, late: &mut Late) -> Option<Msg> {
    match raw {
        Raw::Key(event) => key(event).filter(|key| !late.swallows(*key, Instant::now())).map(Msg::Key),
        Raw::Mouse(event) => mouse(event).map(Msg::Mouse),
        Raw::Paste(text) => Some(Msg::Paste(text)),
        Raw::Resize(width, height) => Some(Msg::Resize(Size { width: width.into(), height: height.into() })),
        Raw::FocusGained | Raw::FocusLost => None,
    }
}

/// Translates a key: presses and repeats only, shift said by the character where there is one.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = code(event.code, shift)?;
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META),
        shift: shift && !matches!(code, Code::Char(_) | Code::BackTab),
    })
}

fn code(code: KeyCode, shift: bool) -> Option<Code> {
    Some(match code {
        KeyCode::Char(c) => Code::Char(if shift { upper(c) } else { c }),
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    })
}

/// Returns the upper case of `c` where it is one character; some terminals send `g` and shift for `G`.
fn upper(c: char) -> char {
    let mut all = c.to_uppercase();
    match (all.next(), all.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let cell = Cell { x: event.column.into(), y: event.row.into() };
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(cell)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Mouse::Drag(cell)),
        MouseEventKind::ScrollDown => Some(Mouse::ScrollDown(cell)),
        MouseEventKind::ScrollUp => Some(Mouse::ScrollUp(cell)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
        key(KeyEvent::new(code, modifiers))
    }

    fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    #[test]
    fn the_character_says_shift() {
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), Some(plain(Code::Char('G'))));
        assert_eq!(pressed(KeyCode::Char('g'), KeyModifiers::SHIFT), Some(plain(Code::Char('G'))));
        assert_eq!(pressed(KeyCode::Char('ß'), KeyModifiers::SHIFT), Some(plain(Code::Char('ß'))));
    }

    #[test]
    fn control_and_alt_are_kept() {
        let ctrl_d = Key { ctrl: true, ..plain(Code::Char('d')) };
        assert_eq!(pressed(KeyCode::Char('d'), KeyModifiers::CONTROL), Some(ctrl_d));
        let alt_j = Key { alt: true, ..plain(Code::Char('j')) };
        assert_eq!(pressed(KeyCode::Char('j'), KeyModifiers::ALT), Some(alt_j));
    }

    #[test]
    fn shift_tab_is_back_tab_however_it_is_sent() {
        assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::SHIFT), Some(plain(Code::BackTab)));
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), Some(plain(Code::BackTab)));
    }

    #[test]
    fn releases_and_lone_modifiers_are_no_keys() {
        let release = KeyEvent::new_with_kind(KeyCode::Char('q'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(key(release), None);
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn only_the_wheel_and_the_first_button_count() {
        let at = |kind| mouse(MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE });
        assert_eq!(at(MouseEventKind::Down(MouseButton::Left)), Some(Mouse::Click(Cell { x: 3, y: 4 })));
        assert_eq!(at(MouseEventKind::ScrollUp), Some(Mouse::ScrollUp(Cell { x: 3, y: 4 })));
        assert_eq!(at(MouseEventKind::Moved), None);
        assert_eq!(at(MouseEventKind::Down(MouseButton::Right)), None);
    }
}
