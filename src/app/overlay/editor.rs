//! The editor of a note: the text of `ratatui-textarea`, laid out by our own wrapping.
//!
//! The one file of `app` that names that crate: it holds lines, cursor and undo history. It is never drawn by it, since
//! what is pasted must be sanitised and measured like every other foreign text, and it deletes by code point where a
//! reader deletes a character.

use ratatui_textarea::{CursorMove, DataCursor, TextArea};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::config::keys::{Code, Key};
use crate::notes::Note;
use crate::text::wrap::{Wrap, wrap};
use crate::text::{Span, cells};

/// The bytes beyond which typing and pasting add nothing; what is there already, or comes from another editor, is never
/// cut.
const MOST: usize = 1024 * 1024;

/// A note being written.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The note as it was, or the new one without a text.
    pub note: Note,
    /// Whether the note is not there yet.
    pub is_new: bool,
    text: TextArea<'static>,
    /// Columns of the last layout, for motions by row.
    width: usize,
    goal: Option<usize>,
}

/// A row of the editor: a line and the bytes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditorRow {
    /// Index of the line.
    pub line: usize,
    /// The bytes of the line that the row shows.
    pub span: Span,
}

impl Editor {
    /// Opens `note` with `text` in it, the cursor at its end.
    #[must_use]
    pub fn new(note: Note, text: &str, is_new: bool, width: usize) -> Self {
        let mut editor = Self { note, is_new, text: TextArea::default(), width: width.max(1), goal: None };
        editor.replace(text);
        editor
    }

    /// Puts another text in the place of what is written, as one step that can be undone.
    pub fn set(&mut self, text: &str) {
        self.text.select_all();
        self.text.cut();
        self.text.insert_str(normal(text));
    }

    fn replace(&mut self, text: &str) {
        let text = normal(text);
        self.text = TextArea::new(text.split('\n').map(str::to_owned).collect());
        self.text.set_max_histories(1000);
        self.text.move_cursor(CursorMove::Bottom);
        self.text.move_cursor(CursorMove::End);
    }

    /// Returns what is written.
    #[must_use]
    pub fn text(&self) -> String {
        self.text.lines().join("\n")
    }

    /// Returns the lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.text.lines()
    }

    /// Says whether nothing is written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Fits the rows to a width in columns.
    pub fn resize(&mut self, width: usize) {
        self.width = width.max(1);
    }

    /// Inserts pasted text at the cursor; returns how many bytes of it had no room.
    pub fn paste(&mut self, text: &str) -> usize {
        let room = MOST.saturating_sub(self.text.lines().iter().map(|line| line.len() + 1).sum());
        self.goal = None;
        let text = normal(text);
        let fits = fitting(&text, room);
        self.text.insert_str(fits);
        text.len() - fits.len()
    }

    /// Takes a key; says whether the text changed.
    pub fn key(&mut self, key: Key) -> bool {
        let goal = self.goal.take();
        let words = key.ctrl || key.alt;
        match key.code {
            Code::Char(c) if !words => self.insert(c),
            // Some terminals paste line feeds as they are, which is Ctrl-j.
            Code::Enter => self.insert('\n'),
            Code::Char('j') if key.ctrl => self.insert('\n'),
            Code::Tab => self.insert('\t'),
            Code::Backspace if words => self.text.delete_word(),
            Code::Delete if words => self.text.delete_next_word(),
            Code::Backspace => self.delete(false),
            Code::Delete => self.delete(true),
            Code::Char('w') if key.ctrl => self.text.delete_word(),
            Code::Char('u') if key.ctrl => self.text.delete_line_by_head(),
            Code::Char('k') if key.ctrl => self.text.delete_line_by_end(),
            Code::Char('z') if key.ctrl => self.text.undo(),
            Code::Char('y') if key.ctrl => self.text.redo(),
            _ => {
                self.motion(key, goal);
                false
            }
        }
    }

    fn motion(&mut self, key: Key, goal: Option<usize>) {
        let words = key.ctrl || key.alt;
        match key.code {
            Code::Left if words => self.text.move_cursor(CursorMove::WordBack),
            Code::Right if words => self.text.move_cursor(CursorMove::WordForward),
            Code::Char('b') if key.alt => self.text.move_cursor(CursorMove::WordBack),
            Code::Char('f') if key.alt => self.text.move_cursor(CursorMove::WordForward),
            Code::Home if words => self.text.move_cursor(CursorMove::Top),
            Code::End if words => self.text.move_cursor(CursorMove::Bottom),
            Code::Home | Code::Char('a') => self.text.move_cursor(CursorMove::Head),
            Code::End => self.text.move_cursor(CursorMove::End),
            Code::Left => self.by_character(false),
            Code::Right => self.by_character(true),
            Code::Up => self.by_row(-1, goal),
            Code::Down => self.by_row(1, goal),
            Code::PageUp => self.by_row(-10, goal),
            Code::PageDown => self.by_row(10, goal),
            _ => {}
        }
    }

    fn insert(&mut self, c: char) -> bool {
        if self.text.lines().iter().map(|line| line.len() + 1).sum::<usize>() >= MOST
            || (c.is_control() && !"\n\t".contains(c))
        {
            return false;
        }
        if c == '\n' {
            self.text.insert_newline()
        } else {
            self.text.insert_char(c)
        }
        true
    }

    /// Deletes the character after the cursor, or before it: a whole one, however many code points it has.
    fn delete(&mut self, forward: bool) -> bool {
        match self.character(forward) {
            Some(chars) => {
                if !forward {
                    (0..chars).for_each(|_| self.text.move_cursor(CursorMove::Back));
                }
                self.text.delete_str(chars)
            }
            None if forward => self.text.delete_next_char(),
            None => self.text.delete_char(),
        }
    }

    fn by_character(&mut self, forward: bool) {
        let step = if forward { CursorMove::Forward } else { CursorMove::Back };
        (0..self.character(forward).unwrap_or(1)).for_each(|_| self.text.move_cursor(step));
    }

    /// Returns the code points of the character after the cursor, or before it; none at the end of a line.
    fn character(&self, forward: bool) -> Option<usize> {
        let (line, byte) = self.cursor();
        let text = self.text.lines().get(line)?;
        let side = if forward { text.get(byte..)? } else { text.get(..byte)? };
        let mut found = side.graphemes(true);
        let grapheme = if forward { found.next() } else { found.next_back() };
        grapheme.map(|g| g.chars().count())
    }

    /// Returns line and byte of the cursor.
    #[must_use]
    pub fn cursor(&self) -> (usize, usize) {
        let DataCursor(line, column) = self.text.cursor();
        let text = self.text.lines().get(line).map_or("", String::as_str);
        (line, text.char_indices().nth(column).map_or(text.len(), |(at, _)| at))
    }

    /// Returns every row at the width it was fitted to; a blank line has one.
    #[must_use]
    pub fn rows(&self) -> Vec<EditorRow> {
        let mut rows = Vec::new();
        for (line, text) in self.text.lines().iter().enumerate() {
            let how = Wrap { width: self.width, first_indent: 0, next_indent: 0, keep_breaks: false };
            let mut spans = wrap(text, how);
            if spans.is_empty() {
                spans.push(Span::new(0, 0));
            }
            rows.extend(spans.into_iter().map(|span| EditorRow { line, span }));
        }
        rows
    }

    /// Returns the cursor's row among `rows` and its column.
    #[must_use]
    pub fn place(&self, rows: &[EditorRow]) -> (usize, usize) {
        let (line, byte) = self.cursor();
        let row = rows.iter().rposition(|row| row.line == line && row.span.start <= byte);
        let row = row.or_else(|| rows.iter().position(|row| row.line == line)).unwrap_or(0);
        let Some(found) = rows.get(row) else { return (0, 0) };
        let text = self.text.lines().get(line).map_or("", String::as_str);
        let before = text.get(found.span.start..byte).unwrap_or("");
        (row, cells::width(before).min(self.width))
    }

    fn by_row(&mut self, by: isize, goal: Option<usize>) {
        let rows = self.rows();
        let (row, column) = self.place(&rows);
        let column = goal.unwrap_or(column);
        let target = row.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        let Some(found) = rows.get(target) else { return };
        let text = self.text.lines().get(found.line).map_or("", String::as_str);
        let mut x = 0;
        let shown = found.span.of(text);
        let offset = cells::cells(shown).find_map(|cell| {
            x += cell.width;
            (x > column).then_some(cell.raw.start)
        });
        let byte = found.span.start + offset.unwrap_or(shown.len());
        let chars = text.get(..byte).unwrap_or("").chars().count();
        let (line, chars) = (u16::try_from(found.line), u16::try_from(chars));
        if let (Ok(line), Ok(chars)) = (line, chars) {
            self.text.move_cursor(CursorMove::Jump(line, chars));
        }
        self.goal = Some(column);
    }
}

/// Makes line ends LF and leaves out what no note needs: NUL and other controls but tabs.
fn normal(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || "\n\t".contains(*c)).collect()
}

/// Cuts `text` to `most` bytes, at a character.
fn fitting(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or("")
}
