//! What the keys do with notes: write, mark, tag, link, delete, go along them.

use crate::app::core::geometry::{self, Area};
use crate::app::overlay::{Overlay, Prompt, PromptKind};
use crate::app::reader::marks::Shown;
use crate::app::reader::pane::Pane;
use crate::app::reader::passage::quoted;
use crate::app::{App, Screen};
use crate::article::anchor::locate::State;
use crate::compare::Side;
use crate::config::action::Action;
use crate::notes::{Note, NoteId};

/// What is told of a note that a later diptych wrote.
const LATER: &str = "a later diptych wrote this note: it is shown, and left as it is";

impl App {
    /// Carries out what the reader's and the comparison's keys do with notes; says whether `action` was such.
    pub(crate) fn act_on_notes(&mut self, action: Action, count: Option<usize>) -> bool {
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

    pub(crate) fn drop_selection(&mut self) {
        if let Some(pane) = self.focused_pane() {
            pane.selection = None;
        }
    }

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
        let span = pane.passage();
        let target = pane.target(span);
        let mut note = self.new_note(vec![target.clone()]);
        let empty = note.clone();
        with(&mut note);
        if note == empty {
            return self.say("nothing is marked");
        }
        self.place_note(note.id, 0, &target, span);
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
    pub(crate) fn label(&mut self, key: char) {
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
    pub(crate) fn tag(&mut self, typed: &str) {
        let tags = read_tags(typed);
        let says = if tags.is_empty() { "without tags".to_owned() } else { format!("tagged #{}", tags.join(" #")) };
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
    pub(crate) fn completed(&self, typed: &str) -> String {
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

    /// Says whether the note under the cursor waits to be confirmed.
    pub(crate) fn fuzzy_here(&self) -> bool {
        let mark = self.pane().and_then(|pane| pane.notes.at(pane.cursor()));
        mark.is_some_and(|mark| mark.state == State::Fuzzy) || self.notes.carried.is_some()
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
    pub(crate) fn go_to_note(&mut self, id: NoteId, target: usize) {
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
                return match reader.slot.pane.as_deref_mut().and_then(|p| p.place_of_note(id, target).map(|at| (p, at)))
                {
                    Some((pane, at)) => pane.go_to(at),
                    None => self.say("the passage of this note is not found"),
                };
            }
            _ => {}
        }
        let Some(entry) = self.entry_of(&about.article) else {
            let title = about.about.name().to_owned();
            return self.say(format!("the article of this note is not in the library: {title}"));
        };
        self.keep_place();
        self.open_reader(entry.origin);
        if let Some(Screen::Reader(reader)) = self.screens.last_mut() {
            reader.slot.note = Some((id, target));
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
