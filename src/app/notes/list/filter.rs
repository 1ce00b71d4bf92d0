//! What narrows the list of notes: words, and `#tag`, `label:`, `source:`, `is:`, `since:`, `until:`.

use super::NoteList;
use crate::article::anchor::locate::State;
use crate::notes::{Note, Target};

/// Says whether a note has everything that `filter` asks for.
pub(super) fn passes(list: &NoteList, note: &Note, filter: &str) -> bool {
    filter.split_whitespace().all(|word| has(list, note, &word.to_lowercase()))
}

fn has(list: &NoteList, note: &Note, word: &str) -> bool {
    if let Some(tag) = word.strip_prefix('#') {
        return note.tags.iter().any(|own| own.to_lowercase().starts_with(tag));
    }
    match word.split_once(':') {
        Some(("label", name)) => note.label.as_ref().is_some_and(|label| label.to_lowercase().starts_with(name)),
        Some(("source", name)) => {
            note.targets.iter().any(|t| t.about.source.as_ref().is_some_and(|s| s.to_lowercase().contains(name)))
        }
        Some(("since", day)) => note.changed.to_string().as_str() >= day,
        Some(("until", day)) => note.changed.to_string().get(..day.len()).is_some_and(|own| own <= day),
        Some(("is", "link")) => note.is_link(),
        Some(("is", "")) => true,
        Some(("is", state)) => {
            (0..note.targets.len()).filter_map(|at| list.state(note.id, at)).any(|own| is(own, state))
        }
        _ => words(note).contains(word),
    }
}

fn is(own: State, asked: &str) -> bool {
    own.name().starts_with(asked) || ("lost".starts_with(asked) && matches!(own, State::Orphan | State::Ambiguous))
}

/// Returns everything of a note that can be read, in lower case.
fn words(note: &Note) -> String {
    let of = |target: &Target| {
        let about = [&target.about.title, &target.about.source].map(|part| part.clone().unwrap_or_default());
        format!("{}\n{}", target.anchor.exact, about.join("\n"))
    };
    let targets: Vec<_> = note.targets.iter().map(of).collect();
    let label = note.label.as_deref().unwrap_or("");
    format!("{}\n{label}\n{}\n{}", note.text, note.tags.join("\n"), targets.join("\n")).to_lowercase()
}
