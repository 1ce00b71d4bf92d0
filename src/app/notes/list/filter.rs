//! What narrows the list of notes: words, and `#tag`, `label:`, `source:`, `is:`, `since:`, `until:`. Words are folded,
//! so that `cafe` finds `café` and `trump's` finds `Trump’s`.

use super::passages::Passages;
use crate::article::anchor::locate::State;
use crate::notes::{Note, Target};
use crate::text::fold::plain;

/// What was typed, read once.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    asked: Vec<Asked>,
}

/// One thing that a note must have.
#[derive(Clone, Debug)]
enum Asked {
    Tag(String),
    Label(String),
    Source(String),
    Since(String),
    Until(String),
    Link,
    State(String),
    Words(String),
}

impl Filter {
    /// Reads a filter.
    pub(super) fn new(typed: &str) -> Self {
        Self { asked: typed.split_whitespace().filter_map(asked).collect() }
    }

    /// Says whether it asks for nothing.
    pub(super) const fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// Says whether it asks for words, so that texts are needed.
    pub(super) fn reads(&self) -> bool {
        self.asked.iter().any(|asked| matches!(asked, Asked::Words(_)))
    }

    /// Says whether a note has everything that is asked for; `text` is what [`text`] returns of it.
    pub(super) fn passes(&self, note: &Note, text: &str, passages: &Passages) -> bool {
        self.asked.iter().all(|asked| has(asked, note, text, passages))
    }
}

fn asked(word: &str) -> Option<Asked> {
    let word = plain(word);
    if let Some(tag) = word.strip_prefix('#') {
        return Some(Asked::Tag(tag.to_owned()));
    }
    Some(match word.split_once(':') {
        Some(("label", name)) => Asked::Label(name.to_owned()),
        Some(("source", name)) => Asked::Source(name.to_owned()),
        Some(("since", day)) => Asked::Since(day.to_owned()),
        Some(("until", day)) => Asked::Until(day.to_owned()),
        Some(("is", "")) => return None,
        Some(("is", "link")) => Asked::Link,
        Some(("is", state)) => Asked::State(state.to_owned()),
        _ => Asked::Words(word.into_owned()),
    })
}

fn has(asked: &Asked, note: &Note, text: &str, passages: &Passages) -> bool {
    match asked {
        Asked::Tag(tag) => note.tags.iter().any(|own| plain(own).starts_with(tag)),
        Asked::Label(name) => note.label.as_ref().is_some_and(|label| plain(label).starts_with(name)),
        Asked::Source(name) => {
            note.targets.iter().any(|t| t.about.source.as_ref().is_some_and(|own| plain(own).contains(name)))
        }
        Asked::Since(day) => note.changed.to_string() >= *day,
        Asked::Until(day) => note.changed.to_string().get(..day.len()).is_some_and(|own| own <= day.as_str()),
        Asked::Link => note.is_link(),
        Asked::State(state) => {
            let mut states = (0..note.targets.len()).filter_map(|at| passages.state(note.id, at));
            states.any(|own| is(own, state))
        }
        Asked::Words(words) => text.contains(words.as_str()),
    }
}

fn is(own: State, asked: &str) -> bool {
    own.name().starts_with(asked) || ("lost".starts_with(asked) && matches!(own, State::Orphan | State::Ambiguous))
}

/// Returns everything of a note that can be read, folded.
pub(super) fn text(note: &Note) -> Box<str> {
    let mut text = note.text.clone();
    let mut add = |part: &str| {
        text.push('\n');
        text.push_str(part);
    };
    add(note.label.as_deref().unwrap_or(""));
    note.tags.iter().for_each(|tag| add(tag));
    let of = |target: &Target| [&target.about.title, &target.about.source].map(|part| part.clone().unwrap_or_default());
    for target in &note.targets {
        add(&target.anchor.exact);
        of(target).iter().for_each(|part| add(part));
    }
    plain(&text).into()
}

/// Says whether what `after` lets through is among what `before` did: whether letters were added to the last word, or
/// words after it. A word with a colon asks for something else with every letter, and states become known as they are
/// looked for.
pub(super) fn narrows(before: &str, after: &str) -> bool {
    if before.contains("is:") {
        return false;
    }
    let Some(more) = after.strip_prefix(before) else { return false };
    let goes_on = !more.is_empty() && !more.starts_with(char::is_whitespace) && !before.ends_with(char::is_whitespace);
    let last = before.split_whitespace().next_back().unwrap_or("");
    let grown = more.split_whitespace().next().unwrap_or("");
    !(goes_on && (last.contains(':') || grown.contains(':')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Note {
        let target = Target::default();
        Note { text: text.to_owned(), targets: vec![target], label: Some("claim".to_owned()), ..Note::default() }
    }

    fn passes(note: &Note, typed: &str) -> bool {
        Filter::new(typed).passes(note, &text(note), &Passages::default())
    }

    #[test]
    fn words_are_found_whatever_their_accents_and_apostrophes() {
        for (written, typed) in [
            ("met in a café", "cafe"),
            ("met in a cafe", "CAFÉ"),
            ("Trump’s word", "trump's"),
            ("the mayorʼs word", "mayor’s"),
            ("a word\u{AD}break", "wordbreak"),
            ("Ｗｉｄｅ", "wide"),
        ] {
            assert!(passes(&note(written), typed), "{typed} in {written}");
        }
        assert!(!passes(&note("met in a cafe"), "coffee"));
        assert!(passes(&note("x"), "label:cl is:") && !passes(&note("x"), "label:q"));
    }

    #[test]
    fn a_filter_that_grows_narrows_but_where_a_word_turns_into_another_question() {
        for (before, after) in
            [("caf", "cafe"), ("cafe", "cafe "), ("cafe ", "cafe la"), ("label:x ", "label:x y"), ("a", "a")]
        {
            assert!(narrows(before, after), "{before} → {after}");
        }
        for (before, after) in [
            ("label", "label:"),
            ("label:c", "label:cl"),
            ("is:", "is:l"),
            ("is:lost a", "is:lost ab"),
            ("ab", "a"),
            ("x", "y"),
        ] {
            assert!(!narrows(before, after), "{before} → {after}");
        }
    }
}
