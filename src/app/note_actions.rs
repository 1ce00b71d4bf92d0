//! What the keys do with notes: write, mark, tag, link, delete, go along them.

use super::editor::Editor;
use super::geometry::{self, Area};
use super::marks::{self, Shown};
use super::message::Effect;
use super::noting::{End, quoted};
use super::overlay::{Overlay, Prompt, PromptKind};
use super::pane::Pane;
use super::{App, Screen};
use crate::article::anchor::locate::State;
use crate::compare::Side;
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::notes::draft::Draft;
use crate::notes::{Note, NoteId, Relation};
use crate::text::Span;

/// What is told of a note that a later diptych wrote.
const LATER: &str = "a later diptych wrote this note: it is shown, and left as it is";

impl App {
    /// Carries out what the reader's and the comparison's keys do with notes; says whether `action` was such.
    pub(super) fn act_on_notes(&mut self, action: Action, count: Option<usize>) -> bool {
        match action {
            Action::WriteNote => self.write_note(),
            Action::MarkLabel => self.open_labels(),
            Action::TagNote => self.open_tags(),
            Action::DeleteNote => self.delete_note(),
            Action::LinkPassages => self.link_passages(),
            Action::FollowLink => self.follow_link(),
            Action::NoteNext => self.along_notes(true, count.unwrap_or(1)),
            Action::NotePrevious => self.along_notes(false, count.unwrap_or(1)),
            Action::AttachNote => self.attach_note(),
            Action::LayerNotes => self.toggle_notes(),
            Action::Export => self.open_export(),
            _ => return false,
        }
        true
    }

    /// Returns the pane that keys go to.
    #[must_use]
    pub fn pane(&self) -> Option<&Pane> {
        match self.screens.last()? {
            Screen::Reader(reader) => reader.slot.pane.as_deref(),
            Screen::Compare(pair) => pair.pane(pair.focus),
            Screen::Library(_) | Screen::Notes(_) => None,
        }
    }

    /// Returns where the pane that keys go to stands.
    #[must_use]
    pub fn pane_area(&self) -> Option<Area> {
        match self.screens.last()? {
            Screen::Reader(reader) => Some(geometry::reader(self.size, self.measure, reader.zen)),
            Screen::Compare(pair) => Some(pair.area(self.pair_areas(), pair.focus)),
            Screen::Library(_) | Screen::Notes(_) => None,
        }
    }

    /// Returns the note that keys are about: on the list of notes the chosen one; in a text the one under the cursor,
    /// where nothing is selected.
    #[must_use]
    pub fn note_at_hand(&self) -> Option<(&Note, usize)> {
        if let Some(Screen::Notes(list)) = self.screens.last() {
            let (id, target) = list.chosen()?;
            return self.notes.book.get(id).map(|note| (note, target));
        }
        let pane = self.pane().filter(|pane| pane.selection.is_none())?;
        let mark = pane.notes.at(pane.cursor())?;
        self.notes.book.get(mark.id).map(|note| (note, mark.target))
    }

    /// Opens the editor on the note at hand, or on a new one about the passage.
    fn write_note(&mut self) {
        if let Some((note, _)) = self.note_at_hand() {
            let note = note.clone();
            return if note.is_ours() { self.open_editor(note, false) } else { self.say(LATER) };
        }
        let Some(pane) = self.pane() else { return };
        let target = pane.target(pane.passage());
        // A note that was begun here is gone on with.
        let begun = self.notes.drafts.values().find(|draft| {
            let of = draft.note.targets.first();
            draft.is_new && of.is_some_and(|of| of.article == target.article && of.anchor == target.anchor)
        });
        match begun.map(|draft| draft.note.clone()) {
            Some(note) => self.open_editor(Note { text: String::new(), ..note }, true),
            None => {
                let note = self.new_note(vec![target]);
                self.open_editor(note, true);
            }
        }
    }

    /// Opens the editor under the passage, with what is kept of a draft.
    pub(super) fn open_editor(&mut self, note: Note, is_new: bool) {
        let draft = self.notes.drafts.get(&note.id).map(|draft| draft.note.text.clone());
        let text = draft.unwrap_or_else(|| note.text.clone());
        self.overlay = Some(Overlay::Editor(Box::new(Editor::new(note, &text, is_new, 1))));
        self.fit_editor();
    }

    /// Fits the editor to its place, and brings the end of the passage into view above it.
    pub(super) fn fit_editor(&mut self) {
        let limit = self.pane_area().map(|area| area.height.saturating_sub(geometry::editor_rows(self.size) + 1));
        if let (Some(end), Some(limit)) = (self.edited_end(), limit)
            && let Some(pane) = self.focused_pane()
            && pane.screen_row(end).is_none_or(|row| row > limit)
        {
            pane.put_at_row(end, limit);
        }
        let area = self.editor_area();
        if let Some(Overlay::Editor(editor)) = &mut self.overlay {
            editor.resize(area.width.saturating_sub(4));
        }
    }

    /// Returns the last byte of the passage that the note being written is about, in the pane that keys go to.
    fn edited_end(&self) -> Option<usize> {
        let Some(Overlay::Editor(editor)) = &self.overlay else { return None };
        let pane = self.pane()?;
        let there = pane.notes.found.iter().find(|mark| mark.id == editor.note.id);
        let span = there.map_or_else(|| pane.passage(), |mark| mark.span);
        Some(pane.article.text.floor_char_boundary(span.end.saturating_sub(1).max(span.start)))
    }

    /// Returns where the editor stands: under the passage, else in the middle.
    #[must_use]
    pub fn editor_area(&self) -> Area {
        let height = geometry::editor_rows(self.size);
        let row = self.edited_end().and_then(|end| self.pane()?.screen_row(end));
        match (self.pane_area(), row) {
            (Some(area), Some(row)) => {
                let y = (area.y + row + 1).min((area.y + area.height).saturating_sub(height));
                Area { y, height, ..area }
            }
            _ => geometry::editor_alone(self.size),
        }
    }

    /// Takes a key while a note is written.
    pub(super) fn press_editor(&mut self, mut editor: Box<Editor>, key: crate::config::keys::Key) {
        let contexts = [crate::config::action::Context::Editor];
        let step = self.pending.press(key, &self.config.clone().keys, &contexts);
        match step {
            super::input::Step::Act(Action::SaveNote, _) => self.save_editor(*editor),
            super::input::Step::Act(Action::CloseEditor, _) => self.close_editor(&editor),
            super::input::Step::Act(Action::EditOutside, _) => {
                self.ask(Effect::EditOutside(editor.text()));
                self.overlay = Some(Overlay::Editor(editor));
            }
            _ => {
                self.pending = super::input::Pending::default();
                let changed = editor.key(key);
                self.written(editor, changed);
            }
        }
    }

    /// Keeps what was written so far.
    pub(super) fn written(&mut self, editor: Box<Editor>, changed: bool) {
        if changed {
            let at = self.notes.moment.stamp();
            let note = Note { text: editor.text(), ..editor.note.clone() };
            let draft = Draft { note, at, is_new: editor.is_new };
            self.notes.drafts.insert(draft.note.id, draft.clone());
            self.ask(Effect::SaveDraft(Box::new(draft)));
        }
        self.overlay = Some(Overlay::Editor(editor));
    }

    /// Takes text that was pasted while a note is written.
    pub(super) fn paste_note(&mut self, text: &str) {
        if let Some(Overlay::Editor(mut editor)) = self.overlay.take() {
            editor.paste(text);
            self.written(editor, true);
        }
    }

    /// The external editor came back.
    pub(super) fn edited_outside(&mut self, outcome: Result<Option<String>, String>) {
        match (outcome, self.overlay.take()) {
            (Ok(Some(text)), Some(Overlay::Editor(mut editor))) => {
                editor.set(text.strip_suffix('\n').unwrap_or(&text));
                self.written(editor, true);
            }
            (outcome, overlay) => {
                self.overlay = overlay;
                match outcome {
                    Ok(_) => self.say("the text is as it was"),
                    Err(why) => self.warn(why),
                }
            }
        }
    }

    fn drop_draft(&mut self, id: NoteId) {
        if self.notes.drafts.remove(&id).is_some() {
            self.ask(Effect::DropDraft(id));
        }
    }

    /// Makes the note of what was written.
    fn save_editor(&mut self, editor: Editor) {
        let text = editor.text().trim_end().to_owned();
        let Editor { note, is_new, .. } = editor;
        if is_new && text.trim().is_empty() && note.label.is_none() && note.tags.is_empty() && !note.is_link() {
            self.drop_draft(note.id);
            self.say("nothing was written: there is no note");
        } else if !is_new && note.text == text {
            self.drop_draft(note.id);
            self.say("the note is as it was");
        } else {
            let passage = self.pane().map(|pane| (pane.entry.id.clone(), pane.passage()));
            if let (true, Some((article, span))) = (is_new && !note.is_link(), passage) {
                self.place_note(note.id, 0, &article, span);
            }
            let about = quoted(note.targets.first().map_or("", |target| &target.anchor.exact));
            let label = if is_new { format!("noted {about}") } else { format!("note changed on {about}") };
            let before = (!is_new).then(|| note.clone());
            // What happened to the note meanwhile (a label, a tag by another instance) stays.
            let now = self.notes.book.get(note.id).cloned().unwrap_or(note);
            let id = now.id;
            self.change_note(before, Note { text, deleted: None, ..now }, label);
            self.drop_draft(id);
            self.drop_selection();
        }
    }

    /// Closes the editor; what was written stays as a draft.
    fn close_editor(&mut self, editor: &Editor) {
        let text = editor.text();
        if text == editor.note.text || (editor.is_new && editor.is_blank()) {
            self.drop_draft(editor.note.id);
            return;
        }
        let key = self.config.keys.shown(&self.screen_contexts(), Action::WriteNote).unwrap_or_default();
        self.say(format!("kept as a draft: {key} on the passage goes on with it"));
    }

    fn drop_selection(&mut self) {
        if let Some(pane) = self.focused_pane() {
            pane.selection = None;
        }
    }

    /// Asks for the file that the notes are exported to.
    fn open_export(&mut self) {
        let path = self.export_name();
        self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::Export, input: path.into() }));
    }

    /// Names the file that notes are exported to: after the article or the story.
    fn export_name(&self) -> String {
        let title = match self.screens.last() {
            Some(Screen::Compare(pair)) => pair.pane(Side::Left).map(|pane| super::head::title(&pane.entry).to_owned()),
            _ => self.pane().map(|pane| super::head::title(&pane.entry).to_owned()),
        };
        let mut name = String::new();
        for c in title.as_deref().unwrap_or("all").chars().take(60) {
            match c {
                c if c.is_alphanumeric() => name.extend(c.to_lowercase()),
                _ if name.ends_with('-') || name.is_empty() => {}
                _ => name.push('-'),
            }
        }
        format!("{}-notes.md", name.trim_end_matches('-'))
    }

    /// Exports the notes of what is on the screen.
    pub(super) fn export_to(&mut self, _path: &str) {}

    /// Changes the note at hand, or a new one about the passage, by `with`.
    fn amend(&mut self, what: &str, with: impl FnOnce(&mut Note)) {
        if let Some((note, _)) = self.note_at_hand() {
            let before = note.clone();
            if !before.is_ours() {
                return self.say(LATER);
            }
            let mut after = before.clone();
            with(&mut after);
            if after == before {
                return self.say("the note is as it was");
            }
            let bare = after.label.is_none() && after.tags.is_empty() && after.text.is_empty() && !after.is_link();
            if bare {
                after = Note { deleted: Some(self.notes.moment.stamp()), ..before.clone() };
            }
            return self.change_note(Some(before), after, what.to_owned());
        }
        let Some(pane) = self.pane() else { return };
        let (span, article) = (pane.passage(), pane.entry.id.clone());
        let target = pane.target(span);
        let mut note = self.new_note(vec![target]);
        let empty = note.clone();
        with(&mut note);
        if note == empty {
            return self.say("nothing is marked");
        }
        self.place_note(note.id, 0, &article, span);
        self.change_note(None, note, what.to_owned());
        self.drop_selection();
    }

    fn has_passage(&mut self) -> bool {
        let there = self.pane().is_some() || self.note_at_hand().is_some();
        if !there {
            self.say("there is no passage here");
        }
        there
    }

    fn open_labels(&mut self) {
        if self.has_passage() {
            self.overlay = Some(Overlay::Labels);
        }
    }

    /// Gives the label with the key `key`, or takes it away where the note has it.
    pub(super) fn label(&mut self, key: char) {
        let Some(label) = self.config.settings.labels.iter().find(|label| label.key == key).cloned() else {
            return self.say(format!("no label has the key {key}"));
        };
        let has = self.note_at_hand().is_some_and(|(note, _)| note.label.as_deref() == Some(&label.name));
        if has {
            self.amend(&format!("no longer marked as {}", label.name), |note| note.label = None);
        } else {
            self.amend(&format!("marked as {}", label.name), |note| note.label = Some(label.name.clone()));
        }
    }

    fn open_tags(&mut self) {
        if self.has_passage() {
            let tags = self.note_at_hand().map_or_else(String::new, |(note, _)| note.tags.join(" "));
            let typed = if tags.is_empty() { tags } else { tags + " " };
            self.overlay = Some(Overlay::Prompt(Prompt { kind: PromptKind::Tags, input: typed.into() }));
        }
    }

    /// Gives the tags that were typed, instead of those that were there.
    pub(super) fn tag(&mut self, typed: &str) {
        let tags = read_tags(typed);
        let says = if tags.is_empty() {
            "without tags".to_owned()
        } else {
            format!("tagged #{}", tags.join(" #"))
        };
        self.amend(&says, |note| note.tags = tags);
    }

    /// Returns how the tag that is typed last may go on, the commonest first.
    #[must_use]
    pub fn tag_completions(&self, typed: &str) -> Vec<String> {
        let begun = typed.rsplit([' ', ',']).next().unwrap_or("").trim_start_matches('#').to_lowercase();
        let there = read_tags(typed);
        let fits = |tag: &String| tag.to_lowercase().starts_with(&begun) && !there.contains(tag);
        self.notes.book.tags().into_iter().map(|(tag, _)| tag).filter(fits).take(6).collect()
    }

    /// Returns what was typed of tags with the last one completed.
    pub(super) fn completed(&self, typed: &str) -> String {
        let Some(tag) = self.tag_completions(typed).into_iter().next() else { return typed.to_owned() };
        let begun = typed.rfind([' ', ',']).map_or(0, |at| at + 1);
        format!("{}{tag} ", typed.get(..begun).unwrap_or(""))
    }

    fn delete_note(&mut self) {
        let Some((note, _)) = self.note_at_hand() else { return self.say("there is no note under the cursor") };
        let before = note.clone();
        if !before.is_ours() {
            return self.say(LATER);
        }
        let about = quoted(before.targets.first().map_or("", |target| &target.anchor.exact));
        let after = Note { deleted: Some(self.notes.moment.stamp()), ..before.clone() };
        self.drop_draft(before.id);
        self.change_note(Some(before), after, format!("note deleted on {about}"));
    }

    /// Takes the passage for one end of a link; the second time, asks what the two are to each other.
    fn link_passages(&mut self) {
        let Some(pane) = self.pane() else { return };
        let end = pane.end(pane.passage());
        let key = self.config.keys.shown(&self.screen_contexts(), Action::LinkPassages).unwrap_or_default();
        match self.notes.link.take() {
            None => {
                self.say(format!("linking from {}: go to the other passage and press {key} again", end.quoted()));
                self.notes.link = Some(end);
                self.drop_selection();
            }
            Some(first) if first.target == end.target => self.say("no longer linking"),
            Some(first) => self.overlay = Some(Overlay::Relations(Box::new([first, end]))),
        }
    }

    /// Makes a note of the finding under the panel's cursor: a link where both sides have it, with the relation that
    /// the finding shows; `write` opens the editor on it.
    pub(super) fn note_finding(&mut self, write: bool) {
        let Some(Screen::Compare(pair)) = self.screens.last() else { return };
        let cursor = pair.looking.panel.map_or(0, |panel| panel.cursor);
        let Some(finding) = pair.panel_lines().get(cursor) else { return self.say("there is no finding here") };
        let relation = match finding.role {
            Role::Conflict => Relation::Contradicts,
            _ if finding.kind == "identical" || finding.kind == "agree" => Relation::Same,
            _ => Relation::Differs,
        };
        let end = |side| {
            let (pane, half) = (pair.pane(side)?, finding.on(side));
            let at = half.at?;
            let there = pane.article.text.get(at..).is_some_and(|rest| rest.starts_with(&half.text));
            let exact = Span::new(at, at + half.text.len());
            let sentence = || pane.sentence_at(at).and_then(|at| pane.span_of(at)).unwrap_or(exact);
            let span = if there && !half.text.is_empty() { exact } else { sentence() };
            Some(pane.end(span))
        };
        match (end(Side::Left), end(Side::Right)) {
            (Some(left), Some(right)) if write => self.write_link([left, right], relation),
            (Some(left), Some(right)) => self.link([left, right], relation),
            (Some(one), None) | (None, Some(one)) => {
                let note = self.new_note(vec![one.target]);
                self.place_note(note.id, 0, &one.entry.id, one.span);
                self.open_editor(note, true);
            }
            (None, None) => self.say("this finding has no passage"),
        }
    }

    /// Opens the editor on a link that is not there yet.
    fn write_link(&mut self, [left, right]: [End; 2], relation: Relation) {
        let mut note = self.new_note(vec![left.target, right.target]);
        note.relation = Some(relation);
        self.place_note(note.id, 0, &left.entry.id, left.span);
        self.place_note(note.id, 1, &right.entry.id, right.span);
        self.open_editor(note, true);
    }

    /// Makes the link.
    pub(super) fn link(&mut self, [first, second]: [End; 2], relation: Relation) {
        let mut note = self.new_note(vec![first.target.clone(), second.target.clone()]);
        note.relation = Some(relation);
        self.place_note(note.id, 0, &first.entry.id, first.span);
        self.place_note(note.id, 1, &second.entry.id, second.span);
        let says = format!("linked: {} {} {}", first.quoted(), relation.name(), second.quoted());
        self.change_note(None, note, says);
        self.drop_selection();
    }

    /// Goes to the other end of the link under the cursor; says whether there was one.
    pub(super) fn follow_link_here(&mut self) -> bool {
        let Some((note, target)) = self.note_at_hand().filter(|(note, _)| note.is_link()) else { return false };
        let (id, other) = (note.id, usize::from(target == 0));
        self.leave();
        self.go_to_note(id, other);
        true
    }

    fn follow_link(&mut self) {
        if !self.follow_link_here() {
            self.say("no link begins here");
        }
    }

    /// Goes to the `times`th note after the cursor, or before it.
    fn along_notes(&mut self, forward: bool, times: usize) {
        let Some(pane) = self.focused_pane() else { return };
        let cursor = pane.cursor();
        let mut places: Vec<usize> = pane.notes.found.iter().map(|mark| mark.span.start).collect();
        places.dedup();
        let target = if forward {
            places.into_iter().filter(|at| *at > cursor).nth(times - 1)
        } else {
            places.into_iter().rev().filter(|at| *at < cursor).nth(times - 1)
        };
        match target {
            Some(at) => pane.go_to(at),
            None if pane.notes.found.is_empty() => self.say("there are no notes in this text"),
            None if forward => self.say("no later note"),
            None => self.say("no earlier note"),
        }
    }

    /// Ties the note that is carried to this passage, or confirms the one under the cursor.
    fn attach_note(&mut self) {
        if let Some((id, target)) = self.notes.carried {
            let Some(pane) = self.pane() else { return self.say("go to the passage that the note belongs to") };
            let (span, article) = (pane.passage(), pane.entry.id.clone());
            let new = pane.target(span);
            let Some(before) = self.notes.book.get(id).cloned() else { return };
            let mut after = before.clone();
            let Some(old) = after.targets.get_mut(target) else { return };
            if old.article != article {
                return self.say("the note belongs to another article: open that one");
            }
            old.again = Some(new.anchor);
            self.notes.carried = None;
            let says = format!("tied to {}", quoted(span.of(self.pane().map_or("", |pane| &pane.article.text))));
            self.change_note(Some(before), after, says);
            return self.drop_selection();
        }
        let mark = self.pane().and_then(|pane| Some((pane, pane.notes.at(pane.cursor())?)));
        let Some((pane, mark)) = mark else { return self.say("there is no note here to confirm") };
        if mark.state != State::Fuzzy {
            return self.say("the note stands where it was made");
        }
        let (id, target, anchor) = (mark.id, mark.target, pane.target(mark.span).anchor);
        let Some(before) = self.notes.book.get(id).cloned() else { return };
        let mut after = before.clone();
        if let Some(old) = after.targets.get_mut(target) {
            old.again = Some(anchor);
        }
        self.change_note(Some(before), after, "confirmed: the note belongs here".to_owned());
    }

    /// Goes on to the next way of showing notes, on both sides of a pair.
    fn toggle_notes(&mut self) {
        let shown = self.pane().map_or(Shown::Lines, |pane| pane.notes.shown).next();
        if let Some(Screen::Compare(pair)) = self.screens.last_mut() {
            for side in [Side::Left, Side::Right] {
                if let Some(pane) = pair.pane_mut(side) {
                    pane.show_notes(shown);
                }
            }
            pair.follow(false);
        } else if let Some(pane) = self.focused_pane() {
            pane.show_notes(shown);
        }
        self.say(shown.says());
    }

    /// Goes to a note's passage: in the text that is open, else in the article's own reader.
    pub(super) fn go_to_note(&mut self, id: NoteId, target: usize) {
        let Some(note) = self.notes.book.get(id) else { return };
        let Some(about) = note.targets.get(target).cloned() else { return };
        let there = |pane: Option<&Pane>| pane.is_some_and(|pane| pane.entry.id == about.article);
        match self.screens.last_mut() {
            Some(Screen::Compare(pair)) => {
                let side = [pair.focus.other(), pair.focus].into_iter().find(|side| there(pair.pane(*side)));
                if let Some(side) = side {
                    pair.focus = side;
                    if let Some(at) = pair.pane(side).and_then(|pane| pane.place_of_note(id, target)) {
                        if let Some(pane) = pair.pane_mut(side) {
                            pane.go_to(at);
                        }
                        return pair.follow(false);
                    }
                    return self.say("the passage of this note is not found");
                }
            }
            Some(Screen::Reader(reader)) if there(reader.slot.pane.as_deref()) => {
                return match reader.slot.pane.as_deref_mut().and_then(|p| p.place_of_note(id, target).map(|at| (p, at))) {
                    Some((pane, at)) => pane.go_to(at),
                    None => self.say("the passage of this note is not found"),
                };
            }
            _ => {}
        }
        let Some(entry) = self.entry_of(&about.article) else {
            let title = about.about.title.or(about.about.source).unwrap_or_default();
            return self.say(format!("the article of this note is not in the library: {title}"));
        };
        self.keep_place();
        self.open_reader(entry.origin);
        if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot.note = Some((id, target));
        }
    }

    /// Goes on with a draft: opens its article, and then the editor.
    pub(super) fn resume_draft(&mut self, id: NoteId) {
        let Some(draft) = self.notes.drafts.get(&id).cloned() else { return };
        let Some(target) = draft.note.targets.first().cloned() else { return };
        let here = self.pane().is_some_and(|pane| pane.entry.id == target.article);
        if !here && let Some(entry) = self.entry_of(&target.article) {
            self.open_reader(entry.origin);
        }
        let note = self.notes.book.get(id).cloned().unwrap_or(Note { text: String::new(), ..draft.note });
        if self.pane().is_some_and(|pane| pane.entry.id == target.article) {
            let span = marks::anchored(self.pane(), target.holding());
            if let (Some(span), Some(pane)) = (span, self.focused_pane()) {
                pane.go_to(span.start);
            }
            self.open_editor(note, draft.is_new);
        } else if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot.draft = Some(id);
        } else {
            self.open_editor(note, draft.is_new);
        }
    }
}

/// Reads tags as typed: words between spaces or commas, with or without a number sign, none twice.
fn read_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([' ', ',', '\t']).map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
