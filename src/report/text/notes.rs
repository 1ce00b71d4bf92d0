//! The notes on both articles: each with its passages on their sides, what they are to each other, and what was written.

use super::columns::{Cell, Ink, Page};
use super::passages::label;
use crate::compare::Side;
use crate::report::gist::{Gist, SIDES};
use crate::report::noted::{NoteEnd, NotePlace, NoteRow};

/// The label under which what belongs to a numbered line hangs.
const HANG: &str = "   ";

/// Characters of a passage that are quoted; the rest is in the article.
const QUOTED: usize = 400;

/// Writes the notes under a heading; nothing where there are none.
pub(super) fn notes(page: &mut Page, gist: &Gist<'_>, notes: &[NoteRow<'_>]) {
    if notes.is_empty() {
        return;
    }
    page.heading("Notes");
    for (n, note) in notes.iter().enumerate() {
        page.gap();
        self::note(page, gist, n + 1, note);
    }
}

fn note(page: &mut Page, gist: &Gist<'_>, n: usize, note: &NoteRow<'_>) {
    let tags = note.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ");
    let parts = [note.label.unwrap_or("").to_owned(), tags, link(page, gist, note), note.made.clone()];
    let head = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(page.dot());
    page.full(&Cell::labelled(format!("{n:>3}"), head).ink(Ink::Look).all(Ink::Look));
    let [left, right] = SIDES.map(|side| cells(page, gist, note, side));
    page.beside(&left, &right);
    for end in note.ends.iter().filter(|end| matches!(end.place, NotePlace::Elsewhere(_))) {
        page.full(&Cell::labelled(
            HANG.to_owned(),
            format!("{}: {}", end.at(gist, paragraph(page)), quoted(page, end)),
        ));
    }
    for line in note.text.lines().filter(|line| !line.trim().is_empty()) {
        page.full(&Cell::labelled(HANG.to_owned(), line.to_owned()));
    }
}

/// Says of a link which of its passages is what to the other.
fn link(page: &Page, gist: &Gist<'_>, note: &NoteRow<'_>) -> String {
    let [first, second, ..] = note.ends.as_slice() else { return String::new() };
    // What is said from the second one's side reads better where it does something: it answers.
    let (from, to) = if second.relation == Some("answers") { (second, first) } else { (first, second) };
    let sign = paragraph(page);
    format!("{} {} {}", from.at(gist, sign), from.relation.unwrap_or_default(), to.at(gist, sign))
}

const fn paragraph(page: &Page) -> &'static str {
    page.sign("¶", "#")
}

/// Returns the passages of a note on `side`.
fn cells(page: &Page, gist: &Gist<'_>, note: &NoteRow<'_>, side: Side) -> Vec<Cell> {
    let here = note.ends.iter().filter(|end| end.side() == Some(side));
    let cell = |end: &NoteEnd<'_>| match end.span(side) {
        Some(span) if !end.is_whole() => {
            Cell::labelled(label(page, side, gist.article(side).paragraph_at(span.start)), quoted(page, end))
        }
        _ => Cell::plain(quoted(page, end)),
    };
    here.map(cell).collect()
}

/// Returns the words of a passage in quotation marks, with how it was found where that is not as it was marked.
fn quoted(page: &Page, end: &NoteEnd<'_>) -> String {
    let state = end.state.map_or_else(String::new, |state| format!(" ({state})"));
    if end.is_whole() {
        return format!("on the article as a whole{state}");
    }
    let mut words: String = end.words.chars().take(QUOTED).collect();
    if words.len() < end.words.len() {
        words.push_str(page.ellipsis());
    }
    format!("{}{words}{}{state}", page.sign("“", "\""), page.sign("”", "\""))
}
