//! The notes of a text: the passage marked, and under its paragraph what was written about it, by whom it is answered.

use super::marks::{Mark, Sign};
use super::out::Out;
use super::prose::prose;
use crate::compare::Side;
use crate::report::gist::Gist;
use crate::report::noted::{NoteEnd, NotePlace, NoteRow, on};
use crate::text::Span;

/// Characters of the passage at the other end of a link that are quoted.
const QUOTED: usize = 90;

/// The notes with a passage on one side.
pub(super) struct Noted<'a> {
    gist: &'a Gist<'a>,
    side: Side,
    /// Each with its number and the place of the passage among those of the note.
    ends: Vec<(usize, usize, &'a NoteRow<'a>)>,
}

impl<'a> Noted<'a> {
    pub fn new(gist: &'a Gist<'a>, notes: &'a [NoteRow<'a>], side: Side) -> Self {
        Self { gist, side, ends: on(notes, side) }
    }

    /// Returns marks for every passage that stands in the text, one a paragraph, the last with the note's number.
    pub fn marks(&self) -> Vec<Mark> {
        self.ends.iter().flat_map(|(number, end, note)| self.mark(*number, *end, note)).collect()
    }

    fn mark(&self, number: usize, end: usize, note: &NoteRow<'_>) -> Vec<Mark> {
        let here = note.ends.get(end).filter(|here| !here.is_whole());
        let Some(span) = here.and_then(|here| here.span(self.side)) else { return Vec::new() };
        let paragraphs = self.gist.article(self.side).paragraphs.iter().map(|paragraph| paragraph.span);
        let inside = paragraphs.map(|of| Span::new(of.start.max(span.start), of.end.min(span.end)));
        let mut marks: Vec<Mark> =
            inside.filter(|span| !span.is_empty()).map(|span| Mark::plain(span, "noted")).collect();
        if let Some(last) = marks.last_mut() {
            let (text, to) = (format!("✎{number}"), target(number, end));
            last.sign = Some(Sign { text, class: "sign pen", to, title: "what was noted here" });
        }
        marks
    }

    /// Writes what was noted on the article as a whole.
    pub fn on_the_whole(&self, out: &mut Out) {
        self.those(out, |end| end.is_whole());
    }

    /// Writes what was noted on passages that end in a paragraph.
    pub fn under(&self, out: &mut Out, paragraph: usize) {
        let article = self.gist.article(self.side);
        self.those(out, |end| {
            let span = end.span(self.side).filter(|_| !end.is_whole());
            span.is_some_and(|span| article.paragraph_at(span.end.saturating_sub(1).max(span.start)) == paragraph)
        });
    }

    /// Writes what was noted on passages that are not found any more.
    pub fn lost(&self, out: &mut Out) {
        self.those(out, |end| end.span(self.side).is_none() && !end.is_whole());
    }

    fn those(&self, out: &mut Out, belongs: impl Fn(&NoteEnd<'_>) -> bool) {
        for (number, end, note) in &self.ends {
            if note.ends.get(*end).is_some_and(&belongs) {
                self.note(out, *number, *end, note);
            }
        }
    }

    fn note(&self, out: &mut Out, number: usize, end: usize, note: &NoteRow<'_>) {
        let Some(here) = note.ends.get(end) else { return };
        let id = target(number, end);
        // The passage may be of another language than the note, which is the reader's.
        let attributes = [("class", "note"), ("id", &*id), ("lang", ""), ("aria-label", "note")];
        out.element("aside", &attributes, |out| {
            head(out, number, note);
            self.passage(out, here);
            for (n, other) in note.ends.iter().enumerate().filter(|(n, _)| *n != end) {
                self.link(out, here.relation.unwrap_or_default(), target(number, n), other);
            }
            // A link stands on both sides; its words stand once.
            let first = note.ends.iter().position(|end| end.side().is_some());
            if first == Some(end) {
                prose(out, note.text);
                out.classed("p", "made", &note.made);
            }
        });
    }

    /// Quotes the passage where the text does not show it as it was marked.
    fn passage(&self, out: &mut Out, here: &NoteEnd<'_>) {
        if here.is_whole() {
            return out.classed("p", "made", "on the article as a whole");
        }
        if let Some(state) = here.state {
            out.element("p", &[("class", "marked")], |out| {
                out.text(&format!("“{}” ", here.words));
                out.classed("span", "made", &format!("({state})"));
            });
        }
    }

    /// Says what the passage is to the one at the other end, and leads there.
    fn link(&self, out: &mut Out, relation: &str, to: String, other: &NoteEnd<'_>) {
        out.element("p", &[("class", "linked")], |out| {
            out.classed("b", "relation", relation);
            out.raw(" ");
            let at = other.at(self.gist, "¶");
            match other.place {
                NotePlace::Here(..) => {
                    out.element("a", &[("class", "way"), ("href", &format!("#{to}"))], |out| out.text(&at));
                }
                NotePlace::Elsewhere(_) => out.text(&at),
            }
            if !other.is_whole() {
                let quoted: String = other.words.chars().take(QUOTED).collect();
                let more = if quoted.len() < other.words.len() { "…" } else { "" };
                out.text(&format!(" “{quoted}{more}”"));
            }
        });
    }
}

/// Returns the target of a passage of a note.
fn target(number: usize, end: usize) -> String {
    format!("n{number}{}", if end == 0 { "a" } else { "b" })
}

/// Writes the number of a note, its label and its tags.
fn head(out: &mut Out, number: usize, note: &NoteRow<'_>) {
    out.element("p", &[("class", "head")], |out| {
        out.classed("b", "pen", &format!("✎ {number}"));
        if let Some(label) = note.label {
            out.raw(" ");
            out.classed("b", "label", label);
        }
        for tag in note.tags {
            out.raw(" ");
            out.classed("span", "tag", &format!("#{tag}"));
        }
    });
}
