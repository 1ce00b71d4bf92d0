//! Notes as the rows of a report on a pair: numbered as they stand in all its formats, each passage with its side.

use super::{Exported, Standing, called, day};
use crate::article::anchor::locate::State;
use crate::compare::Side;
use crate::library::ArticleId;
use crate::notes::{About, Note, Relation, Target};
use crate::report::noted::{NoteEnd, NotePlace, NoteRow};

/// Returns a row for each note, in the order of the report: those of the left article as they come in its text, those of
/// the right one, the links, then what is not found any more. `ids` are the two articles, left first.
pub fn rows<'a>(notes: &'a [Exported<'a>], ids: [&ArticleId; 2]) -> Vec<NoteRow<'a>> {
    let mut order: Vec<&Exported<'a>> = notes.iter().collect();
    order.sort_by_key(|it| rank(it, ids));
    order.into_iter().map(|it| row(it, ids)).collect()
}

fn rank(exported: &Exported<'_>, ids: [&ArticleId; 2]) -> (u8, usize, usize) {
    let first = exported.passages().next();
    match first {
        _ if exported.is_orphan() => (2, 0, 0),
        _ if exported.note.is_link() => (1, 0, 0),
        Some((target, standing)) => (0, usize::from(ids[0] != &target.article), place(target, standing)),
        None => (0, 0, 0),
    }
}

/// Returns where a passage begins, by which the notes of an article are ordered.
pub fn place(target: &Target, standing: &Standing) -> usize {
    let found = if let Standing::Looked { at, .. } = standing { *at } else { None };
    found.unwrap_or(target.holding().start)
}

fn row<'a>(exported: &'a Exported<'a>, ids: [&ArticleId; 2]) -> NoteRow<'a> {
    let note = exported.note;
    let end = |(n, (target, standing)): (usize, (&'a Target, &'a Standing))| NoteEnd {
        place: where_it_is(target, standing, ids),
        words: &target.holding().exact,
        state: (standing.state() != Some(State::Exact)).then(|| standing.words()),
        relation: note.is_link().then(|| to_the_other(note.relation, n)),
    };
    NoteRow {
        label: note.label.as_deref().filter(|label| !label.trim().is_empty()),
        tags: &note.tags,
        text: &note.text,
        made: made(note),
        ends: exported.passages().enumerate().map(end).collect(),
    }
}

fn where_it_is(target: &Target, standing: &Standing, ids: [&ArticleId; 2]) -> NotePlace {
    let span = if let Standing::Looked { span, .. } = standing { *span } else { None };
    match ids.iter().position(|id| **id == target.article) {
        Some(0) => NotePlace::Here(Side::Left, span),
        Some(_) => NotePlace::Here(Side::Right, span),
        None => NotePlace::Elsewhere(elsewhere(&target.about)),
    }
}

/// Names an article that is not of the pair.
fn elsewhere(about: &About) -> String {
    let source = about.source.clone().filter(|source| !source.trim().is_empty());
    let name = source.unwrap_or_else(|| called(about));
    let name = if name.is_empty() { "another article".to_owned() } else { name };
    day(about).map_or_else(|| name.clone(), |day| format!("{name}, {day}"))
}

/// Says what the passage numbered `end` is to the other one of its link.
const fn to_the_other(relation: Option<Relation>, end: usize) -> &'static str {
    match (relation, end) {
        (Some(Relation::Same), _) => "tells the same as",
        (Some(Relation::Differs), _) => "differs from",
        (Some(Relation::Contradicts), _) => "contradicts",
        (Some(Relation::Answers), 0) => "is answered by",
        (Some(Relation::Answers), _) => "answers",
        (None, _) => "is linked with",
    }
}

/// Says on which day a note was made, and on which it was changed where that is another.
pub fn made(note: &Note) -> String {
    let (made, changed) = (note.created.day(), note.changed.day());
    if made == changed { made } else { format!("{made}, changed {changed}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed test should stop where it fails")]
    use super::*;
    use crate::notes::export::tests::{exact, note, target, two};

    #[test]
    fn notes_of_the_left_come_before_those_of_the_right_and_links_after_both() {
        let mut notes = two();
        notes.reverse();
        notes.push(note(3, vec![target('b', "right")]));
        let exported = exact(&notes);
        let ids = [&notes[1].targets[0].article, &notes[2].targets[0].article];
        let words = |ids| rows(&exported, ids).iter().map(|row| row.ends[0].words).collect::<Vec<_>>().join(" | ");
        assert_eq!(words(ids), "after 12 days | right | 12 days");
        assert_eq!(words([ids[1], ids[0]]), "right | after 12 days | 12 days");
    }

    #[test]
    fn both_ends_of_a_link_say_what_they_are_to_each_other() {
        for (relation, told) in [
            (Some(Relation::Answers), ["is answered by", "answers"]),
            (Some(Relation::Contradicts), ["contradicts"; 2]),
            (None, ["is linked with"; 2]),
        ] {
            let notes = [Note { relation, ..note(1, vec![target('a', "x"), target('c', "y")]) }];
            let exported = exact(&notes);
            let ids = [&notes[0].targets[0].article, &ArticleId::default()];
            let row = &rows(&exported, ids)[0];
            assert_eq!([row.ends[0].relation.unwrap(), row.ends[1].relation.unwrap()], told);
            assert!(matches!(row.ends[0].place, NotePlace::Here(Side::Left, _)));
            assert_eq!(row.ends[1].place, NotePlace::Elsewhere("Courier, 7 Mar 2026".to_owned()));
        }
    }
}
