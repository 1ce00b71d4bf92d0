//! In which order notes are listed.

use super::sort::NoteSort;
use super::{NoteList, NoteRow, filter};
use crate::app::core::scope::Scope;
use crate::notes::book::Book;
use crate::notes::{About, Note, Target};
use crate::text::cells;

/// Returns the rows of the list; a link is listed once.
pub(super) fn rows(list: &NoteList, book: &Book) -> Vec<NoteRow> {
    let scope = list.scope();
    let mut notes: Vec<(&Note, usize)> = match scope {
        Scope::Article(id) => book.of(id).map(|note| (note, shown(note, scope))).collect(),
        _ => book.living().filter(|note| scope.holds(note)).map(|note| (note, shown(note, scope))).collect(),
    };
    notes.retain(|(note, _)| (!list.only_lost || list.is_lost(note)) && filter::passes(list, note, &list.filter));
    match list.sort {
        NoteSort::Place => {
            notes.sort_by_cached_key(|(note, target)| (rank(scope, note, *target), place(note, *target)))
        }
        NoteSort::Date => notes.sort_by_key(|(note, _)| (std::cmp::Reverse(note.changed), note.id)),
        NoteSort::Label => {
            notes.sort_by_cached_key(|(note, target)| (note.label.is_none(), note.label.clone(), place(note, *target)))
        }
        NoteSort::Source => {
            notes.sort_by_cached_key(|(note, target)| (heading(of(note, *target)), place(note, *target)))
        }
    }
    let mut rows = Vec::with_capacity(notes.len());
    let mut last = None;
    for (note, target) in notes {
        let group = match list.sort {
            NoteSort::Place | NoteSort::Source => heading(of(note, target)),
            NoteSort::Date => note.changed.day(),
            NoteSort::Label => note.label.clone().unwrap_or_else(|| "no label".to_owned()),
        };
        if last.as_ref() != Some(&group) {
            rows.push(NoteRow::Group(group.clone()));
            last = Some(group);
        }
        rows.push(NoteRow::Note(note.id, target));
    }
    rows
}

/// Returns the target by which a note is listed: the first that belongs to what is shown.
fn shown(note: &Note, scope: &Scope) -> usize {
    let inside = |target: &Target| match scope {
        Scope::Article(id) => target.article == *id,
        _ => true,
    };
    note.targets.iter().position(inside).unwrap_or(0)
}

/// The left article of a pair comes first.
fn rank(scope: &Scope, note: &Note, target: usize) -> usize {
    let article = of(note, target).map(|target| &target.article);
    match scope {
        Scope::Pair(ids) => ids.iter().position(|id| Some(id) == article).unwrap_or(ids.len()),
        _ => 0,
    }
}

fn of(note: &Note, target: usize) -> Option<&Target> {
    note.targets.get(target)
}

/// Names an article as a heading: title and source.
fn heading(target: Option<&Target>) -> String {
    let about = target.map(|target| &target.about);
    let title = about.map_or("without a title", About::name);
    let source = about.and_then(|about| about.source.as_deref()).map_or_else(String::new, |s| format!("   {s}"));
    cells::one_line(&format!("{title}{source}")).into_owned()
}

fn place(note: &Note, target: usize) -> (String, String, usize, crate::notes::NoteId) {
    let target = of(note, target);
    let article = target.map_or_else(String::new, |target| target.article.0.clone());
    (heading(target), article, target.map_or(0, |target| target.holding().start), note.id)
}
