//! What the keys do in help, palette, pickers, prompts and questions; what follows is for the program to do.

use crate::app::core::feeds::Removal;
use crate::app::core::geometry::{self, Area, Size};
use crate::app::core::input;
use crate::app::overlay::chooser::Chooser;
use crate::app::overlay::links::Links;
use crate::app::overlay::views::ViewLine;
use crate::app::overlay::{Confirm, Linking, Overlay, Prompt, PromptKind, Then};
use crate::compare::Side;
use crate::compare::rulings::RulingKind;
use crate::config::action::Action;
use crate::config::keys::{Code, Key};
use crate::library::Origin;
use crate::library::url::Url;
use crate::notes::{NoteId, Relation};
use crate::text::cells;

/// What a key in an overlay leads to.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Nothing but what changed in it: it stays.
    Stay,
    /// It stays, and what was typed is another line now.
    Typed,
    /// It closes, and what it had narrowed is as before.
    Closed,
    /// It closes, and nothing follows.
    Gone,
    /// The program is to end; where that was the question, it does.
    Quit,
    /// A tag is to be completed.
    Complete,
    /// It closes and this is done.
    Act(Action),
    /// It stays: the action works elsewhere.
    Elsewhere(Action),
    /// This article was picked.
    Article(Origin),
    /// These two were picked.
    Pair(Origin, Origin),
    /// The story of this article was chosen.
    Story(Origin),
    /// This view was chosen, or the filter is to be saved as one.
    View(ViewLine),
    /// This line was typed.
    Line(PromptKind, String),
    /// The question was answered with yes.
    Yes(Then),
    /// The draft that was offered is thrown away.
    ThrowAway(NoteId),
    /// The label with this key.
    Label(char),
    /// This ruling, and then its words.
    Rule(RulingKind),
    /// What two passages are to each other.
    Relate(Linking, Relation),
    /// It closes, and this place of the pair is gone to.
    Place(Side, usize),
    /// It stays, and this is copied.
    Copied(String),
    /// It closes, and this address, which was shown, is opened.
    Open(Url),
    /// It closes, and this is asked.
    Ask(Box<Confirm>),
    /// It stays, and this is said.
    Say(String),
}

impl Overlay {
    /// Takes a key, which the table says means `action`.
    pub fn press(&mut self, key: Key, action: Option<Action>, size: Size) -> Answer {
        match action {
            Some(Action::Cancel) => return Answer::Closed,
            Some(Action::Quit) => return Answer::Quit,
            _ if matches!(self, Self::Links(_)) => return self.press_links(key, action, size),
            Some(Action::Accept) => return self.accept(),
            _ => {}
        }
        if let Some(answer) = self.answer(key) {
            return answer;
        }
        if let (Self::Help(chooser), Code::Char('/')) = (&mut *self, key.code)
            && chooser.is_untouched()
        {
            chooser.typing = true;
            return Answer::Stay;
        }
        if let (Self::Brief(brief), Some(motion)) = (&mut *self, scrolls(key, action)) {
            brief.motion(motion, geometry::brief(size));
        }
        let page = size.height.saturating_sub(6).max(1);
        if self.typed(key, action, page) { Answer::Typed } else { Answer::Stay }
    }

    /// Says whether what a key types goes into a line of text here.
    pub fn takes_text(&self, key: Key) -> bool {
        match self {
            Self::Help(chooser) => !(chooser.is_untouched() && matches!(key.code, Code::Char('q' | '?' | '/'))),
            Self::Palette(_)
            | Self::Picker(_)
            | Self::Versions(_)
            | Self::Stories(_)
            | Self::Views(_)
            | Self::Prompt(_)
            | Self::Editor(_)
            | Self::Edit(_)
            | Self::Add(_) => true,
            Self::Confirm(_) | Self::Brief(..) | Self::Labels | Self::Rulings | Self::Relations(_) | Self::Links(_) => {
                false
            }
        }
    }

    /// A question is answered by `y` and `n` too, a choice by its letter.
    fn answer(&self, key: Key) -> Option<Answer> {
        match (self, key.code) {
            (Self::Help(chooser), Code::Char('q' | '?')) if chooser.is_untouched() => Some(Answer::Gone),
            (Self::Brief(..), Code::Char('q' | 'B' | ' ')) => Some(Answer::Gone),
            (Self::Brief(brief), Code::Char('y')) => Some(Answer::Copied(brief.plain())),
            (Self::Brief(brief), Code::Char('e')) if brief.chosen.is_some() => Some(Answer::Act(Action::Export)),
            (Self::Labels, Code::Char(c)) => Some(Answer::Label(c)),
            (Self::Rulings, Code::Char(c)) => {
                let begins = |ruling: &RulingKind| ruling.words().starts_with(c);
                Some(RulingKind::ALL.into_iter().find(begins).map_or_else(unknown_ruling, Answer::Rule))
            }
            (Self::Relations(linking), Code::Char(c)) => {
                let begins = |relation: &Relation| relation.name().starts_with(c);
                let relation = Relation::ALL.into_iter().find(begins);
                Some(relation.map_or_else(unknown_relation, |relation| Answer::Relate(linking.clone(), relation)))
            }
            (Self::Prompt(Prompt { kind: PromptKind::Tags, .. }), Code::Tab) => Some(Answer::Complete),
            (Self::Confirm(confirm), _) => answer_question(confirm, key),
            _ => None,
        }
    }

    fn press_links(&mut self, key: Key, action: Option<Action>, size: Size) -> Answer {
        let Self::Links(links) = self else { return Answer::Stay };
        links.press(key, action, links.area(size))
    }

    fn accept(&self) -> Answer {
        match self {
            Self::Help(chooser) | Self::Palette(chooser) => match chooser.chosen() {
                Some(choice) if choice.enabled => Answer::Act(choice.value),
                Some(choice) if !matches!(self, Self::Help(_)) => Answer::Elsewhere(choice.value),
                _ => Answer::Stay,
            },
            Self::Picker(chooser) => {
                chooser.chosen().map_or(Answer::Stay, |choice| Answer::Article(choice.value.clone()))
            }
            Self::Stories(chooser) => {
                chooser.chosen().map_or(Answer::Stay, |choice| Answer::Story(choice.value.clone()))
            }
            Self::Views(chooser) => chooser.chosen().map_or(Answer::Stay, |choice| Answer::View(choice.value.clone())),
            Self::Versions(chooser) => chooser.chosen().map_or(Answer::Stay, |choice| {
                let (earlier, newer) = choice.value.clone();
                Answer::Pair(earlier, newer)
            }),
            Self::Prompt(Prompt { kind, input, .. }) => Answer::Line(*kind, input.value().to_owned()),
            Self::Confirm(Confirm { then, .. }) => Answer::Yes(then.clone()),
            Self::Relations(linking) => Answer::Relate(linking.clone(), Relation::Same),
            Self::Brief(brief) => brief.leads_to().map_or(Answer::Gone, |(side, at)| Answer::Place(side, at)),
            Self::Labels | Self::Rulings | Self::Editor(_) | Self::Edit(_) | Self::Links(_) | Self::Add(_) => {
                Answer::Gone
            }
        }
    }

    /// Takes a key that neither accepts nor closes; says whether it changed what was typed.
    fn typed(&mut self, key: Key, action: Option<Action>, page: usize) -> bool {
        match self {
            Self::Help(chooser) | Self::Palette(chooser) => chooser.key(key, action, page),
            Self::Picker(chooser) | Self::Stories(chooser) => chooser.key(key, action, page),
            Self::Views(chooser) => chooser.key(key, action, page),
            Self::Versions(chooser) => chooser.key(key, action, page),
            Self::Prompt(prompt) => prompt.key(key),
            Self::Confirm(_)
            | Self::Brief(..)
            | Self::Labels
            | Self::Rulings
            | Self::Relations(_)
            | Self::Editor(_)
            | Self::Edit(_)
            | Self::Add(_)
            | Self::Links(_) => false,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        match self {
            Self::Help(chooser) | Self::Palette(chooser) => chooser.paste(text),
            Self::Picker(chooser) | Self::Stories(chooser) => chooser.paste(text),
            Self::Views(chooser) => chooser.paste(text),
            Self::Versions(chooser) => chooser.paste(text),
            Self::Prompt(prompt) => prompt.paste(text),
            Self::Confirm(_)
            | Self::Brief(..)
            | Self::Labels
            | Self::Rulings
            | Self::Relations(_)
            | Self::Editor(_)
            | Self::Edit(_)
            | Self::Add(_)
            | Self::Links(_) => {}
        }
    }

    /// Moves in a list as the wheel does.
    pub fn wheel(&mut self, action: Action, size: Size) {
        let _ = match self {
            Self::Help(chooser) | Self::Palette(chooser) => chooser.motion(action, 1),
            Self::Picker(chooser) | Self::Stories(chooser) => chooser.motion(action, 1),
            Self::Views(chooser) => chooser.motion(action, 1),
            Self::Versions(chooser) => chooser.motion(action, 1),
            Self::Links(links) => links.motion(action, links.area(size)),
            _ => false,
        };
    }
}

impl Links {
    /// An address that stands whole on the screen is opened at once; of others it is asked.
    fn press(&mut self, key: Key, action: Option<Action>, area: Area) -> Answer {
        if action == Some(Action::Accept) {
            return match self.chosen().map(|link| link.opens.clone()) {
                Some(Ok(url)) if self.is_whole(area) => Answer::Open(url),
                opens => asked(opens),
            };
        }
        match key.code {
            Code::Char('q' | 'U') if !key.ctrl => Answer::Gone,
            Code::Char('y') => {
                self.chosen().map_or(Answer::Stay, |link| Answer::Copied(cells::one_line(&link.address).into_owned()))
            }
            Code::Char(digit @ '0'..='9') => {
                let complete = self.digit(digit as usize - '0' as usize, area);
                if complete { asked(self.chosen().map(|link| link.opens.clone())) } else { Answer::Stay }
            }
            _ => {
                scrolls(key, action).into_iter().for_each(|action| {
                    self.motion(action, area);
                });
                Answer::Stay
            }
        }
    }
}

fn asked(opens: Option<Result<Url, String>>) -> Answer {
    match opens {
        Some(Ok(url)) => Answer::Ask(Box::new(Confirm::open(url))),
        Some(Err(why)) => Answer::Say(format!("the address is not opened: {why}")),
        None => Answer::Stay,
    }
}

/// Says which letters there are: one that means nothing changes nothing, and that is said.
fn unknown_relation() -> Answer {
    let names: Vec<&str> = Relation::ALL.into_iter().map(Relation::name).collect();
    Answer::Say(format!("one of these by its first letter: {}   Esc drops it", names.join(", ")))
}

/// Says which rulings there are.
fn unknown_ruling() -> Answer {
    let words = RulingKind::ALL.map(RulingKind::words);
    Answer::Say(format!("one of these by its first letter: {}   Esc drops it", words.join(", ")))
}

fn answer_question(confirm: &Confirm, key: Key) -> Option<Answer> {
    if key.ctrl || key.alt {
        return None;
    }
    match (key.code, &confirm.then) {
        (Code::Char('y' | 'Y'), then) => Some(Answer::Yes(then.clone())),
        (Code::Char('d' | 'D'), Then::ResumeDraft(id)) => Some(Answer::ThrowAway(*id)),
        (Code::Char('f' | 'F'), Then::RemoveFeed(removal)) if removal.may_forget() => {
            Some(Answer::Yes(Then::RemoveFeed(Box::new(Removal { forget: true, ..(**removal).clone() }))))
        }
        (Code::Char('n' | 'N' | 'q'), _) => Some(Answer::Closed),
        _ => None,
    }
}

impl<T: Clone> Chooser<T> {
    fn key(&mut self, key: Key, action: Option<Action>, page: usize) -> bool {
        if action.is_some_and(|action| self.motion(action, page)) {
            return false;
        }
        let typed = input::edit(&mut self.input, key, input::LONGEST_PATTERN);
        if typed {
            self.refresh();
        }
        typed
    }

    fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text, input::LONGEST_PATTERN);
        self.refresh();
    }
}

/// In what is only read, letters move too.
const fn scrolls(key: Key, action: Option<Action>) -> Option<Action> {
    match key.code {
        Code::Char('j') => Some(Action::Down),
        Code::Char('k') => Some(Action::Up),
        Code::Char('g') => Some(Action::Top),
        Code::Char('G') => Some(Action::Bottom),
        Code::Char('d' | 'f') if key.ctrl => Some(Action::PageDown),
        Code::Char('u' | 'b') if key.ctrl => Some(Action::PageUp),
        _ => action,
    }
}

/// A digit in an input line is text, never a count.
#[must_use]
pub const fn key_alone(key: Key) -> Key {
    match key.code {
        Code::Char('0'..='9') if !key.ctrl && !key.alt => Key { code: Code::Char('\u{0}'), ..key },
        _ => key,
    }
}
