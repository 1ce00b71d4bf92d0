//! The form in which title, source, story, date and tags of an article are set.

use tui_input::Input;

use crate::app::core::input::{self, LONGEST_LINE};
use crate::article::When;
use crate::config::keys::{Code, Key};
use crate::library::Entry;
use crate::library::editing::Edits;
use crate::text::cells::one_line;

/// What can be set, in the order of the form.
pub const LABELS: [&str; 5] = ["title", "source", "story", "date", "tags"];

const STORY: usize = 2;
const DATE: usize = 3;

/// What is told of the date.
pub const DATES: &str = "2026-03-07, 2026-03-07 14:05 +0100, 7 March 2026 or March 7, 2026; empty for none";

/// What is typed about an article.
#[derive(Clone, Debug)]
pub struct Form {
    /// The article as it was when the form was opened.
    pub entry: Entry,
    /// What stands in each field.
    pub fields: [Input; 5],
    /// What stood there.
    pub before: [String; 5],
    /// The field that keys go to.
    pub at: usize,
    /// Stories that there are, the most alike first.
    pub stories: Vec<String>,
    /// Which of them stands in the field, while one is gone through.
    pub chosen: Option<usize>,
    /// What is wrong with what was typed.
    pub mistake: Option<String>,
}

impl Form {
    /// Opens the form of an article.
    #[must_use]
    pub fn new(entry: Entry, stories: Vec<String>) -> Self {
        let meta = &entry.meta;
        let text = |text: Option<&str>| one_line(text.unwrap_or_default()).into_owned();
        let tags: Vec<&str> = meta.tags.iter().map(|tag| &**tag).collect();
        let before = [
            text(meta.title.as_deref()),
            text(meta.source.as_deref()),
            text(meta.story.as_deref()),
            meta.published.map_or_else(String::new, |when| when.to_string()),
            text(Some(&tags.join(", "))),
        ];
        let fields = before.each_ref().map(|text| Input::new(text.clone()));
        Self { entry, fields, before, at: 0, stories, chosen: None, mistake: None }
    }

    /// Says whether anything was typed that is not kept yet.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.fields.iter().zip(&self.before).any(|(field, before)| field.value().trim() != before.trim())
    }

    /// Returns the field that keys go to.
    #[must_use]
    pub fn field(&self) -> &Input {
        let [title, source, story, date, tags] = &self.fields;
        match self.at {
            0 => title,
            1 => source,
            STORY => story,
            DATE => date,
            _ => tags,
        }
    }

    fn field_mut(&mut self) -> &mut Input {
        let [title, source, story, date, tags] = &mut self.fields;
        match self.at {
            0 => title,
            1 => source,
            STORY => story,
            DATE => date,
            _ => tags,
        }
    }

    /// Takes a key that neither keeps nor leaves.
    pub fn key(&mut self, key: Key) {
        match (key.code, key.ctrl) {
            (Code::Tab | Code::Down | Code::Enter, _) => self.step(1),
            (Code::BackTab | Code::Up, _) => self.step(LABELS.len() - 1),
            (Code::Char('n'), true) if self.at == STORY => self.choose(1),
            (Code::Char('p'), true) if self.at == STORY => self.choose(self.stories.len().saturating_sub(1)),
            (Code::Char('n'), true) => self.step(1),
            (Code::Char('p'), true) => self.step(LABELS.len() - 1),
            _ => {
                if input::edit(self.field_mut(), key, LONGEST_LINE) {
                    (self.mistake, self.chosen) = (None, None);
                }
            }
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        input::paste(self.field_mut(), text, LONGEST_LINE);
        (self.mistake, self.chosen) = (None, None);
    }

    fn step(&mut self, by: usize) {
        self.at = (self.at + by) % LABELS.len();
    }

    /// Puts the next of the stories into the field.
    fn choose(&mut self, by: usize) {
        if self.stories.is_empty() {
            return;
        }
        let next = self.chosen.map_or(if by == 1 { 0 } else { by }, |chosen| (chosen + by) % self.stories.len());
        if let Some(story) = self.stories.get(next).cloned() {
            *self.field_mut() = Input::new(story);
            self.chosen = Some(next);
        }
    }

    /// Returns what was changed; where what was typed cannot be taken, that is told and the field gone to.
    pub fn edits(&mut self, at: u64) -> Option<Edits> {
        let [title, source, story, date, tags] = self.fields.each_ref().map(|field| field.value().trim().to_owned());
        let [old_title, old_source, old_story, old_date, old_tags] = &self.before;
        let text =
            |new: &str, old: &str| (new != old.trim()).then(|| Some(new.to_owned()).filter(|new| !new.is_empty()));
        let mut edits = Edits {
            at,
            title: text(&title, old_title),
            source: text(&source, old_source),
            story: text(&story, old_story),
            tags: (tags != old_tags.trim()).then(|| read_tags(&tags)),
            ..Edits::default()
        };
        if date != old_date.trim() {
            match When::written(&date) {
                _ if date.is_empty() => edits.published = Some(None),
                Some(when) => edits.published = Some(Some(when.to_string())),
                None => {
                    self.at = DATE;
                    self.mistake = Some(format!("“{date}” is not read as a date; what is: {DATES}"));
                    return None;
                }
            }
        }
        Some(edits)
    }

    /// Says what can be done in the field that keys go to.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self.at {
            0 => "the headline; empty: the first words of the text stand for it",
            1 => "who published it",
            STORY if self.stories.is_empty() => "articles that name one story stand together",
            STORY => "Ctrl-n and Ctrl-p put in a story that there is, the most alike first:",
            DATE => DATES,
            _ => "with commas between them",
        }
    }

    /// Returns the place of the first story that is shown: the one that stands in the field is among them.
    #[must_use]
    pub fn first_story(&self) -> usize {
        self.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(MOST_STORIES))
    }

    /// Returns the stories that are shown below the field.
    #[must_use]
    pub fn shown_stories(&self) -> &[String] {
        let from = self.first_story();
        let to = self.stories.len().min(from + MOST_STORIES);
        if self.at == STORY { self.stories.get(from..to).unwrap_or_default() } else { &[] }
    }
}

/// Stories that are shown.
pub const MOST_STORIES: usize = 5;

/// Reads tags as typed: between commas, with or without a number sign, none twice.
fn read_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(',').map(|tag| tag.trim().trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
