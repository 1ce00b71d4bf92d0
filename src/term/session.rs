//! The screen while diptych has it, and the one place that gives it back.
//!
//! Giving back can be asked for from the main loop, from the panic hook and from the signal thread; whoever comes
//! first does it. From then on the [`Gate`] swallows what a half-drawn frame still wants to write: unwinding must not
//! paint over the shell.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::panics;
use crate::app::geometry::Size;

/// Buttons and wheel in the SGR encoding, without motion: crossterm's own command also asks for every movement of the
/// mouse, which would wake an idle program.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1000l";

/// No screen is larger, in columns and rows; what says that it is (a terminal that is broken, or jokes) would cost
/// gigabytes. What does not fit is drawn in the upper left.
const LARGEST: Size = Size { width: 1000, height: 500 };

/// Enough for one whole frame, so that it leaves in one write.
const FRAME_BYTES: usize = 64 * 1024;

/// What the panic hook and the signal thread need in order to give the terminal back.
#[derive(Debug, Default)]
pub struct Hold {
    entered: AtomicBool,
    mouse: bool,
}

impl Hold {
    /// Says whether the terminal is held.
    pub fn is_held(&self) -> bool {
        self.entered.load(Ordering::SeqCst)
    }

    /// Gives the terminal back if it is held; errors do not matter any more, for the terminal may be gone.
    pub fn give_back(&self) {
        if !self.entered.swap(false, Ordering::SeqCst) {
            return;
        }
        // First what cannot hang: a terminal that takes no output still has its settings back.
        let _ = disable_raw_mode();
        let mut out = io::stdout();
        if self.mouse {
            let _ = execute!(out, Print(MOUSE_OFF));
        }
        let _ = execute!(out, DisableBracketedPaste, ResetColor, LeaveAlternateScreen, cursor::Show);
    }

    fn take(&self) -> io::Result<()> {
        enable_raw_mode()?;
        self.entered.store(true, Ordering::SeqCst);
        let mut out = io::stdout();
        execute!(out, EnterAlternateScreen, Clear(ClearType::All), EnableBracketedPaste, cursor::Hide)?;
        if self.mouse { execute!(out, Print(MOUSE_ON)) } else { Ok(()) }
    }
}

/// Standard output, as long as the terminal is held; nothing afterwards.
#[derive(Debug)]
struct Gate {
    hold: Arc<Hold>,
    out: Stdout,
}

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.hold.entered.load(Ordering::SeqCst) { self.out.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.hold.entered.load(Ordering::SeqCst) { self.out.flush() } else { Ok(()) }
    }
}

/// The terminal while diptych draws on it; gives it back when dropped.
#[derive(Debug)]
pub struct Session {
    hold: Arc<Hold>,
    size: Size,
    screen: Terminal<CrosstermBackend<BufWriter<Gate>>>,
}

impl Session {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, the mouse if asked for. From here on a panic of
    /// this thread gives it back before it speaks.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        let hold = Arc::new(Hold { entered: AtomicBool::new(false), mouse });
        panics::install(&hold);
        let gate = Gate { hold: Arc::clone(&hold), out: io::stdout() };
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, gate));
        // A fixed viewport: the frame has the size that the state machine was told, never a newer one.
        let size = size();
        let options = TerminalOptions { viewport: Viewport::Fixed(area(size)) };
        let session = Self { screen: Terminal::with_options(backend, options)?, size, hold };
        // Where only half of this succeeds, dropping the session gives it back.
        session.hold.take()?;
        Ok(session)
    }

    /// Returns what gives the terminal back from elsewhere.
    #[must_use]
    pub fn hold(&self) -> Arc<Hold> {
        Arc::clone(&self.hold)
    }

    /// Returns the size that frames have.
    #[must_use]
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Draws one frame.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.screen.draw(render).map(|_| ())
    }

    /// Makes the next frame `size` large, drawn from nothing.
    pub fn resize(&mut self, size: Size) -> io::Result<()> {
        self.size = size;
        self.screen.resize(area(size))
    }

    /// Makes the next frame be drawn from nothing.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where its cursor stands and fails after two seconds without an answer.
        self.resize(self.size)
    }

    /// Hands `text` to the terminal's clipboard (OSC 52), which may or may not take it.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(self.screen.backend_mut(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Gives the terminal back for a while.
    pub fn leave(&mut self) {
        self.hold.give_back();
    }

    /// Takes the terminal again, whatever happened to it meanwhile, and returns its size.
    pub fn reenter(&mut self) -> io::Result<Size> {
        self.hold.give_back();
        self.hold.take()?;
        let size = size();
        self.resize(size)?;
        Ok(size)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.hold.give_back();
    }
}

/// Says whether there is a screen to draw on.
#[must_use]
pub fn available() -> bool {
    io::stdout().is_terminal()
}

/// Returns the size of the terminal; 80 by 24 where it does not tell, and never more than a screen has.
#[must_use]
pub fn size() -> Size {
    match crossterm::terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => fitting(width.into(), height.into()),
        _ => Size { width: 80, height: 24 },
    }
}

fn fitting(width: usize, height: usize) -> Size {
    Size { width: width.min(LARGEST.width), height: height.min(LARGEST.height) }
}

fn area(size: Size) -> Rect {
    let cells = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    Rect::new(0, 0, cells(size.width), cells(size.height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_gate_swallows_what_is_written() {
        let mut gate = Gate { hold: Arc::new(Hold::default()), out: io::stdout() };
        assert_eq!(gate.write(b"\x1b[2Jhalf a frame").ok(), Some(16));
        assert!(gate.flush().is_ok());
    }

    #[test]
    fn a_size_that_cannot_be_is_cut() {
        assert_eq!(fitting(80, 24), Size { width: 80, height: 24 });
        assert_eq!(fitting(65_535, 65_535), LARGEST);
        assert_eq!(fitting(65_535, 1), Size { width: LARGEST.width, height: 1 });
    }

    #[test]
    fn giving_back_what_is_not_held_does_nothing() {
        let hold = Hold::default();
        hold.give_back();
        assert!(!hold.entered.load(Ordering::SeqCst));
    }
}
