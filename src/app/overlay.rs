//! What lies over a screen for a moment: help, palette, picker, prompt, question.

pub mod adding;
pub mod brief;
pub mod chooser;
pub mod editor;
pub mod form;
pub mod keys;
pub mod legend;
pub mod links;
mod story;
pub mod views;

use tui_input::Input;
use url::Url;

pub use story::{stories, story_names};

use crate::app::core::feeds::Removal;
use crate::app::core::input::{self, LONGEST_LINE, LONGEST_PATTERN};
use crate::app::core::message::Exporting;
use crate::app::overlay::adding::Adding;
use crate::app::overlay::brief::Brief;
use crate::app::overlay::chooser::{Choice, Chooser};
use crate::app::overlay::editor::Editor;
use crate::app::overlay::form::Form;
use crate::app::overlay::links::Links;
use crate::app::overlay::views::ViewLine;
use crate::app::pane::passage::End;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::config::keys::{Code, Key, KeyTable};
use crate::config::theme::Role;
use crate::library::query::{ARTICLES, NOTES, Query};
use crate::library::{ArticleId, Origin};
use crate::notes::NoteId;

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The keys that work here; taking one does it.
    Help(Chooser<Action>),
    /// Every action by name.
    Palette(Chooser<Action>),
    /// Articles to put beside the one at hand.
    Picker(Chooser<Origin>),
    /// Stories, and articles alone, that the one at hand may be one story with; each by an article of it.
    Stories(Chooser<Origin>),
    /// Saved views.
    Views(Chooser<ViewLine>),
    /// Versions of an article to put side by side, the earlier one first.
    Versions(Chooser<(Origin, Origin)>),
    /// A line of input at the bottom.
    Prompt(Prompt),
    /// A question.
    Confirm(Confirm),
    /// Something told in full: the pair in brief, a problem.
    Brief(Brief),
    /// The links of a text.
    Links(Links),
    /// A note being written.
    Editor(Box<Editor>),
    /// What is known of an article, being set.
    Edit(Box<Form>),
    /// An article being added.
    Add(Box<Adding>),
    /// The labels: a key gives one.
    Labels,
    /// The rulings: a key makes one, and its words are asked for.
    Rulings,
    /// What two passages are to each other: a key makes the link, or changes the one that there is.
    Relations(Linking),
}

/// What is being linked.
#[derive(Clone, Debug)]
pub enum Linking {
    /// Two passages.
    New(Box<[End; 2]>),
    /// A link that there is.
    Change(NoteId),
}

/// A line of input.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What was typed.
    pub input: Input,
    /// Whether all that stands there is selected, so that the first letter takes its place.
    pub selected: bool,
}

impl Prompt {
    /// Makes a prompt with something typed already: a filter is as often another one as it is that one again.
    #[must_use]
    pub fn new(kind: PromptKind, typed: String) -> Self {
        let selected = !typed.is_empty() && matches!(kind, PromptKind::Filter | PromptKind::FilterNotes);
        Self { kind, input: typed.into(), selected }
    }

    /// Takes a key; says whether the line's own.
    pub fn key(&mut self, key: Key) -> bool {
        let takes_place = matches!(key.code, Code::Char(_) | Code::Backspace | Code::Delete) && !key.ctrl && !key.alt;
        let cleared = std::mem::take(&mut self.selected) && takes_place;
        if cleared {
            self.input = Input::default();
        }
        input::edit(&mut self.input, key, self.kind.longest()) || cleared
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        if std::mem::take(&mut self.selected) {
            self.input = Input::default();
        }
        input::paste(&mut self.input, text, self.kind.longest());
    }
}

/// What a line of input is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Words to search for.
    Search,
    /// The filter of the list, applied as it is typed.
    Filter,
    /// The tags of a note.
    Tags,
    /// Words of a ruling on a check.
    Ruling,
    /// Words that listed notes have, applied as they are typed.
    FilterNotes,
    /// The file that a pair or notes are exported to.
    Export,
    /// The file that notes go to which cannot be saved where they belong.
    Elsewhere,
    /// The address of a feed, or of a page that names one.
    Feed,
    /// The name of a view.
    ViewName,
    /// What a feed is called.
    FeedTitle,
}

impl PromptKind {
    /// Returns how many bytes its line holds.
    #[must_use]
    pub const fn longest(self) -> usize {
        match self {
            Self::Filter | Self::FilterNotes => LONGEST_PATTERN,
            Self::Search
            | Self::Tags
            | Self::Ruling
            | Self::Export
            | Self::Elsewhere
            | Self::Feed
            | Self::FeedTitle
            | Self::ViewName => LONGEST_LINE,
        }
    }

    /// Says what of a filter that was typed is not understood, and what is.
    #[must_use]
    pub fn mistake(self, typed: &str) -> Option<String> {
        let known = match self {
            Self::Filter => &ARTICLES,
            Self::FilterNotes => &NOTES,
            _ => return None,
        };
        Query::new(typed, known).mistakes().next().map(str::to_owned)
    }
}

/// A question before something that is not taken back by one key.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What it is about, in full.
    pub detail: String,
    /// What follows a yes.
    pub then: Then,
}

/// What follows a yes.
#[derive(Clone, Debug, PartialEq)]
pub enum Then {
    /// Open the address in the browser.
    OpenUrl(Url),
    /// Mark these articles, which were all that were listed, as read, or as unread.
    MarkAll(Vec<ArticleId>, bool),
    /// Go on with a draft.
    ResumeDraft(NoteId),
    /// End the program though notes are not on disk.
    QuitUnsaved,
    /// Take this feed out of the list.
    RemoveFeed(Box<Removal>),
    /// Write over a file that is there.
    Overwrite(Box<Exporting>),
}

impl Overlay {
    /// Says whether it asks whether the program shall end.
    #[must_use]
    pub fn asks_to_quit(&self) -> bool {
        matches!(self, Self::Confirm(confirm) if confirm.then == Then::QuitUnsaved)
    }
}

impl Then {
    /// Says which keys answer the question.
    #[must_use]
    pub fn answers(&self) -> &'static str {
        match self {
            Self::RemoveFeed(removal) if removal.may_forget() => "y, Enter: articles stay   f: forget them   n: no",
            Self::RemoveFeed(_) => "y or Enter: remove it   n or Esc: keep it",
            Self::Overwrite(_) => "y or Enter: overwrite it   n or Esc: leave it as it is",
            Self::ResumeDraft(_) => "y or Enter: go on   n or Esc: later, it is kept   d: throw it away",
            _ => "y or Enter: yes   n or Esc: no",
        }
    }
}

/// Lists the keys that work in `contexts`, those of the screen first.
#[must_use]
pub fn help(table: &KeyTable, contexts: &[Context]) -> Chooser<Action> {
    let mut choices: Vec<Choice<Action>> = Vec::new();
    for context in contexts {
        for binding in table.bindings().iter().filter(|b| b.context == *context) {
            let Some(key) = table.shown(contexts, binding.action) else { continue };
            if choices.iter().any(|c| c.value == binding.action) {
                continue;
            }
            choices.push(Choice {
                key,
                role: Role::Accent,
                text: binding.action.description().to_owned(),
                also: names(binding.action),
                aside: context.name().to_owned(),
                enabled: true,
                value: binding.action,
            });
        }
    }
    let first = first_keys(contexts);
    // What stands at the bottom of the screen is what it is for.
    choices.sort_by_key(|choice| first.iter().position(|action| *action == choice.value).unwrap_or(usize::MAX));
    let meant = |meaning: legend::Meaning| Choice {
        key: meaning.sign.to_owned(),
        role: meaning.role,
        text: meaning.text.to_owned(),
        also: vec!["sign", "colour", "color", "legend"],
        aside: if meaning.sign == "words" { "colour" } else { "sign" }.to_owned(),
        enabled: false,
        value: Action::Help,
    };
    // The signs of a comparison are on every row of it: whoever asks for help there has one of them in mind.
    let after = choices.iter().take_while(|choice| first.contains(&choice.value)).count();
    choices.splice(after..after, legend::signs(contexts).into_iter().map(meant));
    choices.extend(legend::of(contexts).into_iter().map(meant));
    Chooser::new("Keys and signs", choices).to_read()
}

/// Returns the actions at the bottom of a screen.
fn first_keys(contexts: &[Context]) -> Vec<Action> {
    let footer = match contexts.first() {
        Some(Context::Library) => Footer::Library,
        Some(Context::Reader) => Footer::Reader,
        Some(Context::Compare) => Footer::Compare,
        Some(Context::Findings) => Footer::Findings,
        Some(Context::Notes) => Footer::Notes,
        Some(Context::Feeds) => Footer::Feeds,
        Some(Context::Selection) => Footer::Selection,
        _ => return Vec::new(),
    };
    // At the bottom one key stands for all that begin with it.
    let with_kin = |action| if action == Action::RuleFine { RULINGS.to_vec() } else { vec![action] };
    footer.keys().iter().flat_map(|(action, _)| with_kin(*action)).collect()
}

/// What there is to do about a check, in the order in which help tells it.
const RULINGS: [Action; 8] = [
    Action::RuleFine,
    Action::RuleLeftWrong,
    Action::RuleRightWrong,
    Action::RuleBothWrong,
    Action::RuleSetAside,
    Action::RuleWords,
    Action::RuleOpen,
    Action::OpenChecks,
];

/// Returns what an action is found by besides its description: its name first.
fn names(action: Action) -> Vec<&'static str> {
    std::iter::once(action.name()).chain(action.synonyms()).collect()
}

/// Lists every action, those that work in `contexts` first.
#[must_use]
pub fn palette(table: &KeyTable, contexts: &[Context]) -> Chooser<Action> {
    let alone = [Action::NextArticle, Action::PreviousArticle, Action::NextUnread, Action::PreviousUnread, Action::Zen];
    let works = |action: &Action| {
        let here = action.contexts().iter().any(|c| contexts.contains(c));
        here && !(contexts.contains(&Context::Compare) && alone.contains(action))
    };
    let listed = |action: &Action| !matches!(action, Action::Accept | Action::Palette);
    let choice = |action: &Action| Choice {
        key: table.shown(contexts, *action).unwrap_or_default(),
        role: Role::Accent,
        also: names(*action),
        text: action.description().to_owned(),
        aside: if works(action) {
            action.name().to_owned()
        } else {
            let places: Vec<_> = action.contexts().iter().map(|c| c.name()).collect();
            format!("in {}", places.join(", "))
        },
        enabled: works(action),
        value: *action,
    };
    let (here, elsewhere): (Vec<Action>, Vec<Action>) = Action::ALL.iter().copied().filter(listed).partition(works);
    Chooser::new("Actions", here.iter().chain(&elsewhere).map(choice).collect())
}

/// Lists the articles that can stand beside `entry`: those of its story first, each by how much they tell of the same.
#[must_use]
pub fn picker(shelf: &crate::app::core::shelf::Shelf, entry: &crate::library::Entry) -> Chooser<Origin> {
    let (beside, of_story) = shelf.beside(entry);
    let choice = |(number, index): (usize, usize)| {
        let other = shelf.entries.get(index)?;
        let source =
            other.meta.source.as_deref().map_or_else(|| crate::app::pane::head::name(&other.origin), str::to_owned);
        let date = other.meta.published.as_ref().map_or_else(String::new, |when| format!(" · {}", when.short()));
        Some(Choice {
            key: if number < of_story { "story".to_owned() } else { String::new() },
            role: Role::Accent,
            text: crate::app::pane::head::title(other).to_owned(),
            also: Vec::new(),
            aside: format!("{source}{date}"),
            enabled: true,
            value: other.origin.clone(),
        })
    };
    Chooser::new("Compare with", beside.into_iter().enumerate().filter_map(choice).collect())
}
