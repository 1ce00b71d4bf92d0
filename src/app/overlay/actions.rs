//! What the keys do in help, palette, pickers, prompts and questions.

use crate::app::App;
use crate::app::core::input::{self, Step};
use crate::app::core::message::Effect;
use crate::app::overlay::chooser::Chooser;
use crate::app::overlay::{Confirm, Linking, Overlay, Prompt, PromptKind, Then};
use crate::config::action::{Action, Context};
use crate::config::keys::{Code, Key};
use crate::library::Origin;
use crate::notes::Relation;

/// What taking a line of an overlay leads to.
enum Taken {
    Act(Action),
    Article(Origin),
    Line(PromptKind, String),
    Yes(Then),
    Link(Linking),
}

impl App {
    pub(crate) fn press_overlay(&mut self, key: Key) {
        let mut overlay = match self.overlay.take() {
            None => return,
            Some(Overlay::Editor(editor)) => return self.press_editor(editor, key),
            Some(overlay) => overlay,
        };
        let action = match self.pending.press(key_alone(key), &self.config.clone().keys, &[Context::Overlay]) {
            Step::Act(action, _) => Some(action),
            _ => None,
        };
        self.pending = input::Pending::default();
        match action {
            Some(Action::Cancel) => self.closed(&overlay),
            // A second one is a yes.
            Some(Action::Quit) => {
                let asked = matches!(&overlay, Overlay::Confirm(confirm) if confirm.then == Then::QuitUnsaved);
                if asked { self.quit_now() } else { self.quit() }
            }
            Some(Action::Accept) => self.accept(overlay),
            other => {
                if self.answered(&overlay, key) {
                    return;
                }
                if let (Overlay::Brief(brief), Some(motion)) = (&mut overlay, scrolls(key, other)) {
                    brief.motion(motion, crate::app::core::geometry::brief(self.size));
                }
                let page = self.size.height.saturating_sub(6).max(1);
                let typed = overlay.key(key, other, page);
                self.overlay = Some(overlay);
                if typed {
                    self.typed();
                }
            }
        }
    }

    /// A question is answered by `y` and `n` too.
    fn answered(&mut self, overlay: &Overlay, key: Key) -> bool {
        if let (Overlay::Brief(..), Code::Char('q' | 'B' | ' ')) = (overlay, key.code) {
            return true;
        }
        match (overlay, key.code) {
            (Overlay::Labels, Code::Char(c)) => {
                self.label(c);
                return true;
            }
            (Overlay::Relations(linking), Code::Char(c)) => {
                let begins = |relation: &Relation| relation.name().starts_with(c.to_ascii_lowercase());
                let relation = Relation::ALL.into_iter().find(begins);
                if let Some(relation) = relation {
                    self.relate(linking.clone(), relation);
                }
                return relation.is_some();
            }
            (Overlay::Prompt(Prompt { kind: PromptKind::Tags, input }), Code::Tab) => {
                let input = self.completed(input.value());
                self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::Tags, input: input.into() }));
                return true;
            }
            _ => {}
        }
        let Overlay::Confirm(confirm) = overlay else { return false };
        match key.code {
            Code::Char('y' | 'Y') => self.taken(Taken::Yes(confirm.then.clone())),
            Code::Char('d' | 'D') if matches!(confirm.then, Then::ResumeDraft(_)) => self.throw_draft_away(confirm),
            Code::Char('n' | 'N' | 'q') => self.closed(overlay),
            _ => return false,
        }
        true
    }

    fn accept(&mut self, overlay: Overlay) {
        let taken = match &overlay {
            Overlay::Help(chooser) | Overlay::Palette(chooser) => match chooser.chosen() {
                Some(choice) if choice.enabled => Some(Taken::Act(choice.value)),
                Some(choice) if !matches!(overlay, Overlay::Help(_)) => {
                    self.works_elsewhere(choice.value);
                    None
                }
                Some(_) => None,
                None => None,
            },
            Overlay::Picker(chooser) => chooser.chosen().map(|choice| Taken::Article(choice.value.clone())),
            Overlay::Prompt(Prompt { kind, input }) => Some(Taken::Line(*kind, input.value().to_owned())),
            Overlay::Confirm(Confirm { then, .. }) => Some(Taken::Yes(then.clone())),
            Overlay::Relations(linking) => Some(Taken::Link(linking.clone())),
            Overlay::Brief(..) | Overlay::Labels | Overlay::Editor(_) => return,
        };
        match taken {
            Some(taken) => self.taken(taken),
            None => self.overlay = Some(overlay),
        }
    }

    fn taken(&mut self, taken: Taken) {
        match taken {
            Taken::Act(action) => self.act(action, None),
            Taken::Article(origin) => self.picked(origin),
            Taken::Line(PromptKind::Search, query) => self.search(&query),
            Taken::Line(PromptKind::Filter | PromptKind::FilterNotes, _) => {}
            Taken::Line(PromptKind::Tags, tags) => self.tag(&tags),
            Taken::Line(PromptKind::Export, path) => self.export_to(&path),
            Taken::Line(PromptKind::Elsewhere, path) => self.save_elsewhere(&path),
            Taken::Link(linking) => self.relate(linking, Relation::Same),
            Taken::Yes(Then::ResumeDraft(id)) => self.resume_draft(id),
            Taken::Yes(Then::QuitUnsaved) => self.quit_now(),
            Taken::Yes(Then::OpenUrl(url)) => self.ask(Effect::OpenUrl(url)),
            Taken::Yes(Then::MarkAll(read)) => self.mark_all(read),
        }
    }

    /// A prompt that is left drops what it had narrowed.
    fn closed(&mut self, overlay: &Overlay) {
        if matches!(overlay, Overlay::Prompt(Prompt { kind: PromptKind::Filter, .. })) {
            self.filter(String::new());
        }
        if matches!(overlay, Overlay::Prompt(Prompt { kind: PromptKind::FilterNotes, .. })) {
            self.filter_notes("");
        }
    }

    /// The filter follows every key.
    fn typed(&mut self) {
        if let Some(Overlay::Prompt(Prompt { kind: PromptKind::Filter, input })) = &self.overlay {
            let pattern = input.value().to_owned();
            self.filter(pattern);
        }
        if let Some(Overlay::Prompt(Prompt { kind: PromptKind::FilterNotes, input })) = &self.overlay {
            let typed = input.value().to_owned();
            self.filter_notes(&typed);
        }
    }

    fn filter(&mut self, pattern: String) {
        let Some(list) = self.list_mut() else { return };
        if list.filter != pattern {
            list.filter = pattern;
            self.rearrange();
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        match &mut self.overlay {
            Some(Overlay::Help(chooser) | Overlay::Palette(chooser)) => chooser.paste(text),
            Some(Overlay::Picker(chooser)) => chooser.paste(text),
            Some(Overlay::Prompt(prompt)) => {
                input::paste(&mut prompt.input, text);
                self.typed();
            }
            Some(Overlay::Editor(_)) => self.paste_note(text),
            _ => {}
        }
    }
}

impl Overlay {
    /// Takes a key that neither accepts nor closes; says whether it changed what was typed.
    fn key(&mut self, key: Key, action: Option<Action>, page: usize) -> bool {
        match self {
            Self::Help(chooser) | Self::Palette(chooser) => chooser.key(key, action, page),
            Self::Picker(chooser) => chooser.key(key, action, page),
            Self::Prompt(prompt) => input::edit(&mut prompt.input, key),
            Self::Confirm(_) | Self::Brief(..) | Self::Labels | Self::Relations(_) | Self::Editor(_) => false,
        }
    }
}

impl<T: Clone> Chooser<T> {
    fn key(&mut self, key: Key, action: Option<Action>, page: usize) -> bool {
        if action.is_some_and(|action| self.motion(action, page)) {
            return false;
        }
        let typed = input::edit(&mut self.input, key);
        if typed {
            self.refresh();
        }
        typed
    }

    fn paste(&mut self, text: &str) {
        input::paste(&mut self.input, text);
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
const fn key_alone(key: Key) -> Key {
    match key.code {
        Code::Char('0'..='9') if !key.ctrl && !key.alt => Key { code: Code::Char('\u{0}'), ..key },
        _ => key,
    }
}
