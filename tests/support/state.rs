//! What the tests look at: the screens, and places in a few words.

use diptych::app::Screen;
use diptych::app::list::ListScreen;
use diptych::app::message::Effect;
use diptych::app::overlay::Overlay;
use diptych::app::pair::PairScreen;
use diptych::app::pane::Pane;
use diptych::app::pane::head;
use diptych::app::reader::ReaderScreen;
use diptych::compare::Side;
use diptych::library::Origin;
use diptych::library::state::{ArticleState, Change};

use super::Harness;

impl Harness {
    pub fn list(&self) -> &ListScreen {
        self.app.list().unwrap()
    }

    pub fn reader(&self) -> &ReaderScreen {
        match self.app.screen() {
            Some(Screen::Reader(reader)) => reader,
            other => panic!("no reader but {}", name(other)),
        }
    }

    pub fn pair(&self) -> &PairScreen {
        match self.app.screen() {
            Some(Screen::Compare(pair)) => pair,
            other => panic!("no comparison but {}", name(other)),
        }
    }

    /// Returns the pane that keys go to, if an article is on the screen.
    pub fn pane(&self) -> Option<&Pane> {
        match self.app.screen()? {
            Screen::Library(_) | Screen::Notes(_) | Screen::Feeds(_) => None,
            Screen::Reader(reader) => reader.slot.pane.as_deref(),
            Screen::Compare(pair) => pair.side(pair.focus),
        }
    }

    /// Returns the pane that keys go to, to put its cursor somewhere.
    pub fn pane_mut(&mut self) -> &mut Pane {
        match self.app.screens.last_mut() {
            Some(Screen::Reader(reader)) => reader.slot.pane.as_deref_mut().unwrap(),
            Some(Screen::Compare(pair)) => pair.side_mut(pair.focus).unwrap(),
            _ => panic!("no article on the screen"),
        }
    }

    /// Returns where the reader is, in a few words: `list doral/meridian-post.md`.
    pub fn here(&self) -> String {
        match self.app.screen() {
            Some(Screen::Library(list)) => {
                format!("list {}", list.current(&self.app.shelf).map_or_else(String::new, |e| short(&e.origin)))
            }
            Some(Screen::Reader(reader)) => format!("reader {}", short(&reader.slot.origin)),
            Some(Screen::Compare(pair)) => {
                let [left, right] = [Side::Left, Side::Right].map(|side| short(&pair.slot(side).origin));
                format!("compare {left} {right}")
            }
            Some(Screen::Notes(list)) => format!("notes of {}", list.scope().name()),
            Some(Screen::Feeds(screen)) => {
                let feed = self.app.feeds.listed().get(screen.cursor);
                format!("feeds {}", feed.map_or("", |feed| &feed.title))
            }
            None => String::new(),
        }
    }

    /// Says whether the sentence under the cursor begins with `words`.
    pub fn here_is(&self, words: &str) -> bool {
        self.pane().is_some_and(|pane| pane.current_span().of(&pane.article.text).starts_with(words))
    }

    /// Returns the number of the article under the cursor of the list, from 1.
    pub fn number(&self) -> usize {
        let list = self.list();
        let current = list.current(&self.app.shelf).unwrap();
        let entries = &self.app.shelf.entries;
        list.sections.entries.iter().position(|index| entries[*index].origin == current.origin).unwrap() + 1
    }

    /// Returns the listed articles in order.
    pub fn listed(&self) -> Vec<String> {
        self.list().sections.entries.iter().map(|index| short(&self.app.shelf.entries[*index].origin)).collect()
    }

    /// Returns the text from the cursor on, `chars` characters of it.
    pub fn at_cursor(&self, chars: usize) -> String {
        let pane = self.pane().unwrap();
        pane.article.text.get(pane.cursor()..).unwrap().chars().take(chars).collect()
    }

    /// Returns what is remembered of the article under the cursor or on the screen.
    pub fn state(&self) -> ArticleState {
        let id = match self.pane() {
            Some(pane) => pane.entry.id.clone(),
            None => self.list().current(&self.app.shelf).unwrap().id.clone(),
        };
        self.app.shelf.state.of(&id)
    }

    /// Returns the word to the reader, empty where there is none.
    pub fn notice(&self) -> &str {
        self.app.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// Returns the changes of state that were saved, in order.
    pub fn saved(&self) -> Vec<Change> {
        let saved = |effect: &Effect| match effect {
            Effect::SaveState(changes) => changes.iter().map(|(_, change)| change.clone()).collect(),
            _ => Vec::new(),
        };
        self.outside.iter().flat_map(saved).collect()
    }

    /// Returns what was copied, in order.
    pub fn copied(&self) -> Vec<&str> {
        let mut copied = Vec::new();
        for effect in &self.outside {
            if let Effect::Copy(text) = effect {
                copied.push(text.as_str());
            }
        }
        copied
    }

    /// Returns the keys, texts and availability of the lines of a chooser that lies over the screen.
    pub fn choices(&self) -> Vec<(String, String, bool)> {
        match &self.app.overlay {
            Some(Overlay::Help(chooser) | Overlay::Palette(chooser)) => lines(chooser),
            Some(Overlay::Picker(chooser) | Overlay::Stories(chooser)) => lines(chooser),
            Some(Overlay::Views(chooser)) => lines(chooser),
            _ => Vec::new(),
        }
    }
}

fn lines<T: Clone>(chooser: &diptych::app::overlay::chooser::Chooser<T>) -> Vec<(String, String, bool)> {
    let shown = chooser.shown.iter().map(|(index, _)| &chooser.choices[*index]);
    shown.map(|choice| (choice.key.clone(), choice.text.clone(), choice.enabled)).collect()
}

fn name(screen: Option<&Screen>) -> &'static str {
    match screen {
        Some(Screen::Library(_)) => "the list",
        Some(Screen::Reader(_)) => "a reader",
        Some(Screen::Compare(_)) => "a comparison",
        Some(Screen::Notes(_)) => "the notes",
        Some(Screen::Feeds(_)) => "the feeds",
        None => "nothing",
    }
}

/// Names an article in short: the path of a sample, the name of a file.
pub fn short(origin: &Origin) -> String {
    head::name(origin)
}
