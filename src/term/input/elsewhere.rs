//! Where there is no terminal to read bytes from, crossterm reads, and its words are made the program's.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use crossterm::event::{
    self, Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::sequence::upper;
use super::{FALLS, Input};
use crate::app::geometry::Cell;
use crate::app::message::Mouse;
use crate::config::keys::{Code, Key};
use crate::effects::supervise;
use crate::term::event::Event;
use crate::term::typed::Typed;

/// Starts the thread that reads.
pub fn listen(events: Sender<Event>, typed: Arc<Typed>) -> io::Result<()> {
    let lost = events.clone();
    let step = move || {
        let sent = match event::read() {
            Ok(Raw::Resize(..)) => events.send(Event::Resized),
            Ok(raw) => match typed.add(translate(raw).into_iter().collect()) {
                true => events.send(Event::Typed),
                false => Ok(()),
            },
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => {
                let _ = events.send(Event::lost(format_args!("the keyboard cannot be read: {error}")));
                return ControlFlow::Break(());
            }
        };
        if sent.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let fell = move |falls| {
        let gone = falls >= FALLS;
        let event = if gone { Event::lost("the keyboard cannot be read") } else { Event::fell("reading the keyboard") };
        if lost.send(event).is_err() || gone { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    supervise::steps("input", step, fell)
}

fn translate(raw: Raw) -> Option<Input> {
    match raw {
        Raw::Key(event) => key(event).map(Input::Key),
        Raw::Mouse(event) => mouse(event).map(Input::Mouse),
        Raw::Paste(text) => Some(Input::Paste(text)),
        Raw::Resize(..) | Raw::FocusGained | Raw::FocusLost => None,
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

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let cell = Cell { x: event.column.into(), y: event.row.into() };
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click(cell)),
        MouseEventKind::Drag(MouseButton::Left) => Some(Mouse::Drag(cell)),
        MouseEventKind::Up(MouseButton::Left) => Some(Mouse::Release(cell)),
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
