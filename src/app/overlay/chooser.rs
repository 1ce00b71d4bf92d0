//! A list with an input line above it: help, palette and picker are this, with other lines.

use tui_input::Input;

use crate::config::action::Action;
use crate::library::filter;

/// A line of a chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// What stands in the narrow first column: keys, a mark.
    pub key: String,
    /// What it says, and what is searched.
    pub text: String,
    /// What stands dim at the right: where it holds, a date.
    pub aside: String,
    /// Whether it can be taken here.
    pub enabled: bool,
    /// What taking it means.
    pub value: T,
}

/// The lines that match what was typed, and a cursor on one of them.
#[derive(Clone, Debug)]
pub struct Chooser<T> {
    /// What it is for.
    pub title: String,
    /// What was typed.
    pub input: Input,
    /// All lines.
    pub choices: Vec<Choice<T>>,
    /// The matching lines, best first, and the matched characters of their texts.
    pub shown: Vec<(usize, Vec<u32>)>,
    /// Index into `shown`.
    pub cursor: usize,
    searched: Vec<String>,
}

impl<T: Clone> Chooser<T> {
    /// Makes a chooser with all lines shown.
    #[must_use]
    pub fn new(title: impl Into<String>, choices: Vec<Choice<T>>) -> Self {
        let searched = choices.iter().map(|c| format!("{} {} {}", c.text, c.key, c.aside)).collect();
        let mut chooser =
            Self { title: title.into(), input: Input::default(), choices, shown: Vec::new(), cursor: 0, searched };
        chooser.refresh();
        chooser
    }

    /// Matches anew after the input has changed.
    pub fn refresh(&mut self) {
        self.cursor = 0;
        self.shown = match self.input.value() {
            "" => (0..self.choices.len()).map(|index| (index, Vec::new())).collect(),
            pattern => filter::rank(&self.searched, pattern),
        };
    }

    /// Moves the cursor as `action` says, `page` rows being a page; says whether it was a motion.
    pub fn motion(&mut self, action: Action, page: usize) -> bool {
        let last = self.shown.len().saturating_sub(1);
        self.cursor = match action {
            Action::Down => (self.cursor + 1).min(last),
            Action::Up => self.cursor.saturating_sub(1),
            Action::HalfPageDown => (self.cursor + page / 2).min(last),
            Action::HalfPageUp => self.cursor.saturating_sub(page / 2),
            Action::PageDown => (self.cursor + page).min(last),
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return false,
        };
        true
    }

    /// Returns the line under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&Choice<T>> {
        self.shown.get(self.cursor).and_then(|(index, _)| self.choices.get(*index))
    }
}
