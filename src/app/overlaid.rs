//! What lies over the screen on top: its keys, and what their answers lead to; where the editor of a note stands.

use super::core::geometry::{self, Area};
use super::core::input::{Pending, Step};
use super::core::message::{Effect, Exporting};
use super::ctx::hand::{Hand, read_tags};
use super::list::actions::mark_all;
use super::overlay::editor::Editor;
use super::overlay::keys::{Answer, key_alone};
use super::overlay::{Confirm, Overlay, Prompt, PromptKind, Then};
use super::pair::PairScreen;
use super::{App, Ctx, Screen};
use crate::config::action::{Action, Context};
use crate::config::keys::{Code, Key};
use crate::config::settings::labels::Label;
use crate::library::ArticleId;
use crate::notes::Note;
use std::collections::BTreeSet;
use std::path::Path;

impl App {
    pub(super) fn press_overlay(&mut self, key: Key) {
        if self.press_views(key) {
            return;
        }
        let mut overlay = match self.overlay.take() {
            None => return,
            Some(Overlay::Editor(editor)) => return self.press_editor(editor, key),
            Some(Overlay::Add(adding)) => return self.press_adding(adding, key),
            Some(Overlay::Edit(form)) => return self.press_form(form, key),
            Some(overlay) => overlay,
        };
        let action = match self.pending.press(key_alone(key), &self.config.keys, &[Context::Overlay]) {
            Step::Act(action, _) => Some(action),
            _ => None,
        };
        self.pending = Pending::default();
        let answer = overlay.press(self.as_answered(&overlay, key), action, self.size);
        self.answered(overlay, answer, key);
    }

    /// Returns the key by its place where it answers, unless a label has it; as it is where it is text.
    fn as_answered(&self, overlay: &Overlay, key: Key) -> Key {
        let own = |label: &Label| Code::Char(label.key) == key.code;
        let is_own = matches!(overlay, Overlay::Labels) && self.config.settings.labels.iter().any(own);
        let placed = self.config.keys.place(key);
        if is_own || (overlay.takes_text(placed) && !key.ctrl && !key.alt) { key } else { placed }
    }

    fn answered(&mut self, overlay: Overlay, answer: Answer, key: Key) {
        match answer {
            Answer::Stay => {
                if let Overlay::Confirm(confirm) = &overlay {
                    // It may stand there because of something that the reader did not do, in the middle of typing.
                    let told = format!("{key} does nothing here: {}", confirm.then.answers());
                    self.ctx().say(told);
                }
                self.overlay = Some(overlay);
            }
            Answer::Typed => {
                self.overlay = Some(overlay);
                self.typed();
            }
            Answer::Closed => self.closed(&overlay),
            Answer::Gone => {}
            Answer::Place(side, at) => {
                if let Some(pair) = self.screens.last_mut().and_then(Screen::pair) {
                    pair.go_to_byte(side, at);
                }
            }
            Answer::Copied(text) => {
                self.overlay = Some(overlay);
                self.ctx().ask(Effect::Copy(text));
            }
            Answer::Open(url) => self.ctx().ask(Effect::OpenUrl(url)),
            Answer::Ask(confirm) => self.overlay = Some(Overlay::Confirm(*confirm)),
            Answer::Say(text) => {
                self.overlay = Some(overlay);
                self.ctx().say(text);
            }
            // A second one is a yes.
            Answer::Quit if overlay.asks_to_quit() => self.quit_now(),
            Answer::Quit => self.quit(),
            Answer::Complete => self.overlay = Some(self.completed(overlay)),
            Answer::Act(action) => self.act(action, None),
            Answer::Elsewhere(action) => {
                self.overlay = Some(overlay);
                self.ctx().works_elsewhere(action);
            }
            Answer::Article(origin) => {
                let flow = self.on_top(|screen, ctx| screen.picked(origin, ctx));
                self.follow(flow);
            }
            Answer::Pair(earlier, newer) => {
                self.on_top(|screen, ctx| {
                    screen.keep(ctx);
                    ctx.leave(screen.place(ctx.shelf));
                });
                self.compare(earlier, newer);
            }
            Answer::Story(origin) => self.with_list(|list, ctx| list.belongs_with(&origin, ctx)),
            Answer::View(line) => self.take_view(line),
            Answer::Line(kind, line) => self.take_line(kind, &line),
            Answer::Yes(then) => self.go_on(then),
            Answer::ThrowAway(id) => self.ctx().throw_draft_away(id),
            Answer::Label(key) => self.with_hand(|ctx, hand| ctx.label(key, hand)),
            Answer::Rule(kind) => self.with_pair(|pair, ctx| pair.rule_and_word(kind, ctx)),
            Answer::Relate(linking, relation) => self.with_hand(|ctx, hand| ctx.relate(linking, relation, hand)),
        }
    }

    fn take_line(&mut self, kind: PromptKind, line: &str) {
        match kind {
            PromptKind::Search => self.search(line),
            // They were applied as they were typed.
            PromptKind::Filter | PromptKind::FilterNotes => {
                if let Some(mistake) = kind.mistake(line) {
                    self.ctx().warn(mistake);
                }
            }
            PromptKind::Tags => self.with_hand(|ctx, hand| ctx.tag(line, hand)),
            PromptKind::Ruling => self.with_pair(|pair, ctx| pair.word_ruling(line, ctx)),
            PromptKind::Export => self.export_to(line),
            PromptKind::ViewName => self.name_view(line),
            PromptKind::Feed => self.ctx().add_feed(line),
            PromptKind::FeedTitle => self.rename_feed(line),
            PromptKind::Elsewhere => {
                let notes: Vec<Note> = self.notes.unsaved.values().map(|(note, _)| note.clone()).collect();
                self.ctx().ask(Effect::SaveNotesElsewhere(line.trim().into(), notes));
            }
        }
    }

    fn go_on(&mut self, then: Then) {
        match then {
            Then::ResumeDraft(id) => self.resume_draft(id),
            Then::QuitUnsaved => self.quit_now(),
            Then::OpenUrl(url) => self.ctx().ask(Effect::OpenUrl(url)),
            Then::Overwrite(wanted) => self.ctx().ask(Effect::Export(Box::new(Exporting { over: true, ..*wanted }))),
            Then::RemoveFeed(removal) => self.ctx().ask(Effect::RemoveFeed(removal)),
            Then::MarkAll(articles, read) => mark_all(&articles, read, &mut self.ctx()),
        }
    }

    /// Lets what keys about notes are about be changed.
    fn with_hand(&mut self, act: impl FnOnce(&mut Ctx<'_>, &mut Hand<'_>)) {
        self.on_top(|screen, ctx| act(ctx, &mut screen.hand()));
    }

    /// Lets the pair on the screen act.
    fn with_pair(&mut self, act: impl FnOnce(&mut PairScreen, &mut Ctx<'_>)) {
        let (screens, mut ctx) = self.parts();
        if let Some(pair) = screens.last_mut().and_then(Screen::pair) {
            act(pair, &mut ctx);
        }
    }

    /// A prompt that is left drops what it had narrowed.
    fn closed(&mut self, overlay: &Overlay) {
        if matches!(overlay, Overlay::Confirm(Confirm { then: Then::ResumeDraft(_), .. })) {
            self.ctx().draft_stays();
        }
        if let Overlay::Prompt(Prompt { kind, .. }) = overlay {
            self.narrow(*kind, "");
        }
    }

    /// A filter follows every key.
    fn typed(&mut self) {
        if let Some(Overlay::Prompt(Prompt { kind, input, .. })) = &self.overlay {
            let (kind, typed) = (*kind, input.value().to_owned());
            self.narrow(kind, &typed);
        }
    }

    fn narrow(&mut self, kind: PromptKind, typed: &str) {
        match kind {
            PromptKind::Filter => self.with_list(|list, ctx| list.narrow(typed, ctx)),
            PromptKind::FilterNotes => {
                let (screens, mut ctx) = self.parts();
                let list = screens.last_mut().and_then(Screen::note_list);
                list.into_iter().for_each(|list| list.narrow(typed, &mut ctx));
            }
            PromptKind::Search
            | PromptKind::Tags
            | PromptKind::Ruling
            | PromptKind::Export
            | PromptKind::Elsewhere
            | PromptKind::FeedTitle
            | PromptKind::ViewName
            | PromptKind::Feed => {}
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(Overlay::Add(adding)) = self.overlay.take_if(|overlay| matches!(overlay, Overlay::Add(_))) {
            return self.paste_adding(adding, text);
        }
        match &mut self.overlay {
            Some(Overlay::Editor(_)) => self.ctx().paste_note(text),
            Some(Overlay::Edit(form)) => form.paste(text),
            Some(overlay) => {
                overlay.paste(text);
                self.typed();
            }
            None => {}
        }
    }

    /// Takes a key while a note is written.
    fn press_editor(&mut self, mut editor: Box<Editor>, key: Key) {
        match self.pending.press(key, &self.config.keys, &[Context::Editor]) {
            Step::Act(Action::SaveNote, _) => self.with_hand(|ctx, hand| ctx.save_editor(*editor, hand)),
            Step::Act(Action::CloseEditor, _) => self.ctx().close_editor(&editor),
            // What is written is a draft on disk already.
            Step::Act(Action::Quit, _) => self.quit(),
            Step::Act(Action::EditOutside, _) => {
                self.ctx().ask(Effect::EditOutside(editor.text()));
                self.overlay = Some(Overlay::Editor(editor));
            }
            _ => {
                self.pending = Pending::default();
                match editor.key(key) {
                    true => self.ctx().written(editor),
                    false => self.overlay = Some(Overlay::Editor(editor)),
                }
            }
        }
    }

    /// A note began to be written: who its articles are is kept before they are edited.
    pub(super) fn begin_writing(&mut self) {
        if let Some(Overlay::Editor(editor)) = &self.overlay {
            let entries: Vec<_> = editor.note.targets.iter().filter_map(|t| self.entry_of(&t.article)).collect();
            let mut ctx = self.ctx();
            entries.into_iter().for_each(|entry| ctx.ask(Effect::KeepIdentity(Box::new(entry))));
        }
        self.fit_editor();
    }

    /// Fits the editor to its place, and brings the end of the passage into view above it.
    pub(super) fn fit_editor(&mut self) {
        let limit = self.pane_area().map(|area| area.height.saturating_sub(geometry::editor_rows(self.size) + 1));
        if let (Some((_, end)), Some(limit)) = (self.edited_ends(), limit) {
            self.on_top(|screen, _| {
                let pane = screen.pane_mut().filter(|pane| pane.screen_row(end).is_none_or(|row| row > limit));
                pane.into_iter().for_each(|pane| pane.put_at_row(end, limit));
            });
        }
        let area = self.editor_area();
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.resize(area.width.saturating_sub(4));
        }
    }

    /// Returns the first and the last byte of the passage that the note being written is about, in the pane that keys
    /// go to.
    fn edited_ends(&self) -> Option<(usize, usize)> {
        let Some(Overlay::Editor(editor)) = &self.overlay else { return None };
        let pane = self.top()?.pane()?;
        let there = pane.notes.found.iter().find(|mark| mark.id == editor.note.id);
        let span = there.map_or_else(|| pane.passage(), |mark| mark.span);
        Some((span.start, pane.article.text.floor_char_boundary(span.end.saturating_sub(1).max(span.start))))
    }

    /// Returns where the editor stands: under the passage; above it where the text ends there; else at the bottom.
    #[must_use]
    pub fn editor_area(&self) -> Area {
        let height = self.editor_height();
        let rows = self.edited_ends().and_then(|(start, end)| {
            let pane = self.top()?.pane()?;
            Some((pane.screen_row(start).unwrap_or(0), pane.screen_row(end)?))
        });
        let (Some(area), Some((first, last))) = (self.pane_area(), rows) else {
            return geometry::editor_alone(self.size, height);
        };
        let below = last + 1;
        let row = if below + height <= area.height {
            below
        } else if first >= height {
            first - height
        } else {
            area.height.saturating_sub(height)
        };
        Area { y: area.y + row, height, ..area }
    }

    /// The editor has a row more than is written in it, and grows as far as its share of the screen.
    fn editor_height(&self) -> usize {
        let most = geometry::editor_rows(self.size);
        match &self.overlay {
            Some(Overlay::Editor(editor)) => (editor.rows().len() + 3).clamp(5.min(most), most),
            _ => most,
        }
    }

    /// Returns how the tag that is typed last may go on, the commonest first.
    #[must_use]
    pub fn tag_completions(&self, typed: &str) -> Vec<String> {
        let begun = typed.rsplit([' ', ',']).next().unwrap_or("").trim_start_matches('#').to_lowercase();
        let there = read_tags(typed);
        let fits = |tag: &String| tag.to_lowercase().starts_with(&begun) && !there.contains(tag);
        self.notes.book.tags().into_iter().map(|(tag, _)| tag).filter(fits).take(6).collect()
    }

    /// Completes the tag that is typed last.
    fn completed(&self, overlay: Overlay) -> Overlay {
        let Overlay::Prompt(Prompt { kind, input, .. }) = &overlay else { return overlay };
        let typed = input.value();
        let Some(tag) = self.tag_completions(typed).into_iter().next() else { return overlay };
        let begun = typed.rfind([' ', ',']).map_or(0, |at| at + 1);
        Overlay::Prompt(Prompt::new(*kind, format!("{}{tag} ", typed.get(..begun).unwrap_or(""))))
    }

    /// Exports the pair on the screen with its notes, or the notes of what is there.
    fn export_to(&mut self, path: &str) {
        if path.trim().is_empty() {
            return self.ctx().say("no file is named: nothing is exported");
        }
        let Some(screen) = self.top() else { return };
        let (notes, pair) = (screen.noted(&self.notes.book), screen.exported_pair());
        if notes.is_empty() && pair.is_none() {
            return self.ctx().say("there are no notes to export");
        }
        let ids: BTreeSet<&ArticleId> =
            notes.iter().flat_map(|note: &Note| &note.targets).map(|t| &t.article).collect();
        let entries = ids.into_iter().filter_map(|id| self.entry_of(id)).collect();
        let (path, over) = (path.trim().into(), false);
        self.ctx().ask(Effect::Export(Box::new(Exporting { path, over, notes, entries, pair })));
    }

    /// Asks whether a file that is there is written over, where nothing else has the keys meanwhile.
    pub(super) fn ask_to_overwrite(&mut self, path: &Path, wanted: Box<Exporting>) {
        if self.overlay.is_some() {
            let told = format!("not exported: {} is there already", path.display());
            return self.ctx().warn(told);
        }
        let question = "This file is there already. Overwrite it?".to_owned();
        let (detail, then) = (path.display().to_string(), Then::Overwrite(wanted));
        self.overlay = Some(Overlay::Confirm(Confirm { question, detail, then }));
    }
}
