//! A list with an input line above it: help, palette and picker are this, with other lines.

use tui_input::Input;

use crate::config::action::Action;
use crate::config::theme::Role;
use crate::library::filter;
use crate::text::fold;

/// A line of a chooser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// What stands in the narrow first column: keys, a mark.
    pub key: String,
    /// How that is drawn.
    pub role: Role,
    /// What it says, and what is searched.
    pub text: String,
    /// What it is called besides, an action's name first: searched before the text, and not shown.
    pub also: Vec<&'static str>,
    /// What stands dim at the right: where it holds, a date.
    pub aside: String,
    /// Whether it can be taken here.
    pub enabled: bool,
    /// What taking it means.
    pub value: T,
}

/// How surely a line is what typed words mean, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    /// One of its names is a word that was typed.
    Name,
    /// One of its names begins so.
    NameBegins,
    /// What it says begins so.
    TextBegins,
    /// A word of what it says begins so.
    WordBegins,
    /// It has the letters.
    Letters,
}

impl<T> Choice<T> {
    /// Says how surely the line is what these folded words mean: as surely as the least sure of them.
    fn meant(&self, words: &[String]) -> Meant {
        words.iter().map(|word| self.word_meant(word)).max().unwrap_or(Meant::Name)
    }

    fn word_meant(&self, word: &str) -> Meant {
        let text = fold::plain(&self.text);
        let names = || self.also.iter().copied();
        if names().any(|name| name == word) {
            Meant::Name
        } else if names().any(|name| name.starts_with(word)) {
            Meant::NameBegins
        } else if text.starts_with(word) {
            Meant::TextBegins
        } else if text.split(|c: char| !c.is_alphanumeric()).any(|own| own.starts_with(word)) {
            Meant::WordBegins
        } else {
            Meant::Letters
        }
    }
}

/// Says whether matched letters stand so near each other that one who mistypes may mean them.
fn is_near(places: &[u32]) -> bool {
    let ends = places.iter().min().zip(places.iter().max());
    ends.is_none_or(|(first, last)| (last - first) as usize <= places.len() * 2)
}

/// What the keys do in most of them.
const KEYS: &str = "Enter does it · Esc closes";

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
    /// Whether it is rather read than chosen from, so that `q` closes it while nothing was typed.
    pub reads: bool,
    /// What the keys do, for the bottom of the box.
    pub keys: &'static str,
    /// Whether every letter is typed, also where the line is empty and a letter could mean something else.
    pub typing: bool,
    searched: Vec<String>,
}

impl<T: Clone> Chooser<T> {
    /// Makes a chooser with all lines shown.
    #[must_use]
    pub fn new(title: impl Into<String>, choices: Vec<Choice<T>>) -> Self {
        let line = |c: &Choice<T>| format!("{} {} {} {}", c.text, c.key, c.aside, c.also.join(" "));
        let searched = choices.iter().map(line).collect();
        let (title, input) = (title.into(), Input::default());
        let mut chooser = Self {
            title,
            input,
            choices,
            shown: Vec::new(),
            cursor: 0,
            reads: false,
            keys: KEYS,
            typing: false,
            searched,
        };
        chooser.refresh();
        chooser
    }

    /// Makes it one that is rather read than chosen from.
    #[must_use]
    pub fn to_read(self) -> Self {
        Self { reads: true, ..self }
    }

    /// Matches anew after the input has changed.
    pub fn refresh(&mut self) {
        self.cursor = 0;
        self.shown = match self.input.value() {
            "" => (0..self.choices.len()).map(|index| (index, Vec::new())).collect(),
            pattern => filter::rank(&self.searched, pattern),
        };
        let words: Vec<String> = self.input.value().split_whitespace().map(|word| fold::plain(word).into()).collect();
        let choices = &self.choices;
        let meant = |index: &usize| choices.get(*index).map_or(Meant::Letters, |choice| choice.meant(&words));
        self.shown.sort_by_key(|(index, _)| meant(index));
        // Letters strewn over a line are for who mistypes; where words are found they are noise.
        if self.shown.first().is_some_and(|(index, _)| meant(index) < Meant::Letters) {
            self.shown.retain(|(index, _)| meant(index) < Meant::Letters);
        } else {
            self.shown.retain(|(_, places)| is_near(places));
        }
        for (index, places) in &mut self.shown {
            let length = choices.get(*index).map_or(0, |choice| choice.text.chars().count());
            places.retain(|place| usize::try_from(*place).is_ok_and(|place| place < length));
        }
    }

    /// Returns what stands on the line while nothing was typed.
    #[must_use]
    pub const fn invitation(&self) -> &'static str {
        if self.reads && !self.typing { "type to search, / before a word with q   q closes" } else { "type to search" }
    }

    /// Says whether the line is empty and letters may mean something else than themselves.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.reads && !self.typing && self.input.value().is_empty()
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
