//! The notes of an article tied to its text: which passages are to be looked for, and the marks and lines of those found.

use crate::app::pane::Pane;
use crate::app::pane::flow::NoteLine;
use crate::app::pane::marks::{Lost, Mark, Shown};
use crate::article::anchor::locate::State;
use crate::config::settings::labels::Label;
use crate::config::theme::Role;
use crate::notes::book::Book;
use crate::notes::{Note, NoteId, Target};
use crate::text::{Span, cells};

/// Columns of the name of the article at a link's other end.
const MOST_NAME: usize = 32;

impl Pane {
    /// Returns the targets in this article that nobody has looked for yet.
    pub(crate) fn unlocated(&self, book: &Book) -> Vec<(NoteId, usize, crate::article::anchor::Anchor)> {
        let id = &self.entry.id;
        let targets = book.of(id).flat_map(|note| note.targets_in(id).map(move |(at, target)| (note.id, at, target)));
        let new = targets.filter(|(note, at, _)| !self.notes.located.contains_key(&(*note, *at)));
        new.map(|(note, at, target)| (note, at, target.holding().clone())).collect()
    }

    /// Works out marks and lines from the notes as they are now; the text stays where it is on the screen.
    pub(crate) fn lay_notes(&mut self, book: &Book, labels: &[Label]) {
        let id = self.entry.id.clone();
        let (mut found, mut lost) = (Vec::new(), Vec::new());
        for note in book.of(&id) {
            for (target, _) in note.targets_in(&id) {
                let Some(located) = self.notes.located.get(&(note.id, target)) else { continue };
                match located.span.filter(|span| span.end <= self.article.text.len()) {
                    Some(span) => found.push(mark(note, target, located.state, span, labels)),
                    None => lost.push(Lost { id: note.id, target, located: located.clone() }),
                }
            }
        }
        found.sort_by_key(|mark| (mark.span.start, mark.span.end, mark.id));
        self.notes.found = found;
        self.notes.lost = lost;
        self.set_note_rows();
    }

    /// Shows the notes in another way.
    pub(crate) fn show_notes(&mut self, shown: Shown) {
        self.notes.shown = shown;
        self.set_note_rows();
    }

    fn set_note_rows(&mut self) {
        let shown = self.notes.shown == Shown::Lines;
        let says = |(_, mark): &(usize, &Mark)| shown && !mark.line.is_empty();
        let line = |(index, mark): (usize, &Mark)| {
            let under = mark.span.end.saturating_sub(1).max(mark.span.start);
            (index, NoteLine { under, text: mark.line.clone() })
        };
        let lines = self.notes.found.iter().enumerate().filter(says).map(line).collect();
        let in_view = self.cursor_row().is_some();
        if self.lay_anew(|flow| flow.set_notes(lines)) && in_view {
            self.keep_cursor_in_view();
        }
    }
}

/// Makes the mark of a target that was found.
fn mark(note: &Note, target: usize, state: State, span: Span, labels: &[Label]) -> Mark {
    let label = note.label.as_ref().and_then(|name| labels.iter().find(|label| label.name == *name));
    let (line, parts) = line(note, target, state);
    Mark {
        id: note.id,
        target,
        state,
        span,
        role: label.map_or(Role::Note0, Label::role),
        sign: label.map_or('✎', |label| label.key),
        line,
        parts,
    }
}

/// Writes what stands between the lines, with the bytes of its label and of its tags: label, tags, what was written,
/// the other end of a link.
fn line(note: &Note, target: usize, state: State) -> (String, [Span; 3]) {
    let label = note.label.as_deref().map_or(String::new(), |label| cells::one_line(label).into_owned());
    let mut line = label.clone();
    let mut add = |part: &str| {
        if !part.is_empty() {
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(part);
        }
        line.len()
    };
    let tags: Vec<String> = note.tags.iter().map(|tag| format!("#{}", cells::one_line(tag))).collect();
    let tags = tags.join(" ");
    let end = add(&tags);
    let tags = Span::new(end - tags.len(), end);
    let text: Vec<_> = note.text.trim_end().lines().map(|line| cells::one_line(line).into_owned()).collect();
    add(&text.join("\n"));
    // What the program adds stands on lines of its own, so that it does not read as the reader's words.
    let own = line.len();
    let link = other_end(note, target).map(|other| link(note, target, other));
    let fuzzy = (state == State::Fuzzy).then(|| "≈ fuzzy: the words were edited".to_owned());
    for added in link.into_iter().chain(fuzzy) {
        if !line.is_empty() {
            line.push('\n');
        }
        line.push_str(&added);
    }
    let end = line.len();
    (line, [Span::new(0, label.len()), tags, Span::new(own, end)])
}

/// Returns the target at the other end of a link.
#[must_use]
pub fn other_end(note: &Note, target: usize) -> Option<&Target> {
    note.is_link().then(|| note.targets.get(usize::from(target == 0)))?
}

/// Names the other end of a link as `⟷ contradicts Gazette ¶6`.
fn link(note: &Note, target: usize, other: &Target) -> String {
    let here = note.targets.get(target).is_some_and(|here| here.article == other.article);
    let who = other.about.source.as_deref().unwrap_or_else(|| other.about.name());
    let who = cells::truncate(&cells::one_line(who), MOST_NAME, "…");
    let who = if here { String::new() } else { format!("{who} ") };
    let relation = note.relation.unwrap_or_default().told_of(target);
    format!("⟷ {relation} {who}¶{}", other.holding().paragraph + 1)
}

/// Finds what an anchor remembers in the text of a pane.
#[must_use]
pub fn anchored(pane: &Pane, anchor: &crate::article::anchor::Anchor) -> Option<Span> {
    crate::article::anchor::locate::Locator::new(&pane.article).locate(anchor).span
}

impl Pane {
    /// Returns where the passage of a note begins; none where it is not found.
    pub(crate) fn place_of_note(&self, id: NoteId, target: usize) -> Option<usize> {
        let mark = self.notes.found.iter().find(|mark| mark.id == id && mark.target == target);
        mark.map(|mark| mark.span.start)
    }
}
