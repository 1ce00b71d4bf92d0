//! What keys about notes are about, and what they do with it: the passage under the cursor or selected, the note there,
//! the note chosen in a list. Reader, comparison and list of notes share this.

use super::Ctx;
use super::flow::Flow;
use crate::app::core::direction::Direction;
use crate::app::core::message::Effect;
use crate::app::overlay::{Overlay, PromptKind};
use crate::app::pane::Pane;
use crate::app::pane::passage::quoted;
use crate::article::anchor::locate::State;
use crate::config::action::Action;
use crate::library::adding::slug;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId};

/// What is told of a note that a later diptych wrote.
const LATER: &str = "a later diptych wrote this note: it is shown, and left as it is";

/// What keys about notes are about.
#[derive(Debug)]
pub enum Hand<'p> {
    /// A text, once it is there.
    Text(Option<&'p mut Pane>),
    /// The chosen note of a list and its target.
    Listed(Option<(NoteId, usize)>),
}

impl Hand<'_> {
    /// Returns the text at hand.
    #[must_use]
    pub fn pane(&self) -> Option<&Pane> {
        if let Self::Text(pane) = self { pane.as_deref() } else { None }
    }

    /// Returns the text at hand.
    pub fn pane_mut(&mut self) -> Option<&mut Pane> {
        if let Self::Text(pane) = self { pane.as_deref_mut() } else { None }
    }

    /// Returns the note that keys are about: in a text the one under the cursor, where nothing is selected.
    #[must_use]
    pub fn note<'b>(&self, book: &'b Book) -> Option<(&'b Note, usize)> {
        let (id, target) = match self {
            Self::Listed(chosen) => (*chosen)?,
            Self::Text(pane) => {
                let pane = pane.as_deref().filter(|pane| pane.selection.is_none())?;
                let mark = pane.notes.at(pane.cursor())?;
                (mark.id, mark.target)
            }
        };
        book.get(id).map(|note| (note, target))
    }

    /// Drops the selection.
    pub fn drop_selection(&mut self) {
        if let Some(pane) = self.pane_mut() {
            pane.selection = None;
        }
    }
}

impl Ctx<'_> {
    /// Carries out what keys do with notes.
    pub fn act_on_notes(&mut self, action: Action, count: Option<usize>, mut hand: Hand<'_>) -> Flow {
        let times = count.unwrap_or(1);
        match action {
            Action::WriteNote => self.write_note(&hand),
            Action::MarkLabel => self.open_labels(&hand),
            Action::TagNote => self.open_tags(&hand),
            Action::DeleteNote => self.delete_note(&hand),
            Action::LinkPassages => self.link_passages(&mut hand),
            Action::NoteNext => self.along_notes(Direction::Forward, times, &mut hand),
            Action::NotePrevious => self.along_notes(Direction::Back, times, &mut hand),
            Action::AttachNote => self.attach_note(&mut hand),
            other => return Flow::Unknown(other),
        }
        Flow::Done
    }

    /// Opens the editor on the note at hand, or on a new one about the passage.
    fn write_note(&mut self, hand: &Hand<'_>) {
        if let Some((note, _)) = hand.note(&self.notes.book) {
            let note = note.clone();
            return if note.is_ours() { self.open_editor(note, false) } else { self.say(LATER) };
        }
        let Some(pane) = hand.pane() else { return };
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

    /// Changes the note at hand, or a new one about the passage, by `with`.
    fn amend(&mut self, hand: &mut Hand<'_>, what: &str, with: impl FnOnce(&mut Note)) {
        if let Some((note, _)) = hand.note(&self.notes.book) {
            let before = note.clone();
            return self.amend_note(before, what, with);
        }
        let Some(pane) = hand.pane() else { return };
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
        hand.drop_selection();
    }

    /// Changes a note that there is; one that says nothing any more is deleted.
    fn amend_note(&mut self, before: Note, what: &str, with: impl FnOnce(&mut Note)) {
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
        self.change_note(Some(before), after, what.to_owned());
    }

    fn has_passage(&mut self, hand: &Hand<'_>) -> bool {
        let there = hand.pane().is_some() || hand.note(&self.notes.book).is_some();
        if !there {
            self.say("there is no passage here");
        }
        there
    }

    fn open_labels(&mut self, hand: &Hand<'_>) {
        if self.has_passage(hand) {
            *self.overlay = Some(Overlay::Labels);
        }
    }

    /// Gives the label with the key `key`, or takes it away where the note has it.
    pub fn label(&mut self, key: char, hand: &mut Hand<'_>) {
        let Some(label) = self.config.settings.labels.iter().find(|label| label.key == key).cloned() else {
            return self.say(format!("no label has the key {key}"));
        };
        let has = hand.note(&self.notes.book).is_some_and(|(note, _)| note.label.as_deref() == Some(&label.name));
        if has {
            self.amend(hand, &format!("no longer marked as {}", label.name), |note| note.label = None);
        } else {
            self.amend(hand, &format!("marked as {}", label.name), |note| note.label = Some(label.name.clone()));
        }
    }

    fn open_tags(&mut self, hand: &Hand<'_>) {
        if self.has_passage(hand) {
            let tags = hand.note(&self.notes.book).map_or_else(String::new, |(note, _)| note.tags.join(" "));
            let typed = if tags.is_empty() { tags } else { tags + " " };
            self.prompt(PromptKind::Tags, typed);
        }
    }

    /// Gives the tags that were typed, instead of those that were there.
    pub fn tag(&mut self, typed: &str, hand: &mut Hand<'_>) {
        let tags = read_tags(typed);
        let says = if tags.is_empty() { "without tags".to_owned() } else { format!("tagged #{}", tags.join(" #")) };
        self.amend(hand, &says, |note| note.tags = tags);
    }

    fn delete_note(&mut self, hand: &Hand<'_>) {
        let Some((note, _)) = hand.note(&self.notes.book) else {
            return self.say("there is no note under the cursor");
        };
        let before = note.clone();
        if !before.is_ours() {
            return self.say(LATER);
        }
        let about = quoted(before.targets.first().map_or("", |target| &target.anchor.exact));
        let after = Note { deleted: Some(self.notes.moment.stamp()), ..before.clone() };
        self.throw_draft_away(before.id);
        self.change_note(Some(before), after, format!("note deleted on {about}"));
    }

    /// Goes to the `times`th note after the cursor, or before it.
    fn along_notes(&mut self, direction: Direction, times: usize, hand: &mut Hand<'_>) {
        let Some(pane) = hand.pane_mut() else { return };
        let cursor = pane.cursor();
        let mut places: Vec<usize> = pane.notes.found.iter().map(|mark| mark.span.start).collect();
        places.dedup();
        match direction.nth(places.into_iter(), times, |at| *at > cursor, |at| *at < cursor) {
            Some(at) => pane.go_to(at),
            None if pane.notes.found.is_empty() => self.say("there are no notes in this text"),
            None => self.say(direction.pick("no later note", "no earlier note")),
        }
    }

    /// Ties the note that is carried to this passage, or confirms the one under the cursor.
    fn attach_note(&mut self, hand: &mut Hand<'_>) {
        if let Some((id, target)) = self.notes.carried {
            return self.tie_carried(id, target, hand);
        }
        let mark = hand.pane().and_then(|pane| Some((pane, pane.notes.at(pane.cursor())?)));
        let Some((pane, mark)) = mark else { return self.say("there is no note here to confirm") };
        if mark.state != State::Fuzzy {
            return self.say("the note stands where it was made");
        }
        let (id, target, anchor) = (mark.id, mark.target, pane.target(mark.span).anchor);
        self.tie(id, target, anchor, "confirmed: the note belongs here".to_owned());
    }

    fn tie_carried(&mut self, id: NoteId, target: usize, hand: &mut Hand<'_>) {
        let Some(pane) = hand.pane() else { return self.say("go to the passage that the note belongs to") };
        let span = pane.passage();
        let about = self.notes.book.get(id).and_then(|note| note.targets.get(target)).map(|of| &of.article);
        if about.is_some_and(|about| *about != pane.entry.id) {
            return self.say("the note belongs to another article: open that one");
        }
        let says = format!("tied to {}", quoted(span.of(&pane.article.text)));
        let anchor = pane.target(span).anchor;
        if self.tie(id, target, anchor, says) {
            self.notes.carried = None;
            hand.drop_selection();
        }
    }

    /// Ties a note to another passage; says whether there is such a note.
    pub fn tie(&mut self, id: NoteId, target: usize, to: crate::article::anchor::Anchor, says: String) -> bool {
        let Some(before) = self.notes.book.get(id).cloned() else { return false };
        let mut after = before.clone();
        let Some(old) = after.targets.get_mut(target) else { return false };
        old.again = Some(to);
        self.change_note(Some(before), after, says);
        true
    }

    /// Says whether the note under the cursor waits to be confirmed.
    #[must_use]
    pub fn is_fuzzy(&self, pane: Option<&Pane>) -> bool {
        let mark = pane.and_then(|pane| pane.notes.at(pane.cursor()));
        mark.is_some_and(|mark| mark.state == State::Fuzzy) || self.notes.carried.is_some()
    }

    /// Asks for the file that is exported to: named after the article or the story, and ending in `what`.
    pub fn open_export(&mut self, title: Option<&str>, what: &str) {
        let typed = format!("{}-{what}", slug(title.unwrap_or("all")));
        self.prompt(PromptKind::Export, typed);
    }

    /// Keeps who an article is, before it is edited while something is written about it.
    pub(super) fn keep_identity(&mut self, entry: &crate::library::Entry) {
        self.ask(Effect::KeepIdentity(Box::new(entry.clone())));
    }
}

/// Reads tags as typed: words between spaces or commas, with or without a number sign, none twice.
#[must_use]
pub fn read_tags(typed: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([' ', ',', '\t']).map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|there| there == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}
