//! What narrows the list of notes: the filter language of the library, with the fields and states of notes.

use super::passages::Passages;
use crate::article::anchor::locate::State;
use crate::library::query::{APART, Ask, Key, NOTES, Query, Words};
use crate::notes::{Note, Target};
use crate::text::fold::plain;

/// What was typed, read once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    query: Query,
}

impl Filter {
    /// Reads a filter.
    pub(super) fn new(typed: &str) -> Self {
        Self { query: Query::new(typed, &NOTES) }
    }

    /// Says whether it asks for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// Says whether it asks for words, so that texts are needed.
    pub(super) fn reads(&self) -> bool {
        self.query.asked().any(|term| matches!(term.ask, Ask::Words(_)))
    }

    /// Says whether a note has everything that is asked for; `text` is what [`text`] returns of it.
    pub(super) fn passes(&self, note: &Note, text: &str, passages: &Passages) -> bool {
        self.query.asked().all(|term| has(&term.ask, note, text, passages) != term.not)
    }

    /// Says whether what it lets through is among what `before` did. States become known as they are looked for.
    pub(super) fn narrows(&self, before: &Self) -> bool {
        let asks_state = before.query.asked().any(|term| matches!(term.ask, Ask::Is(_)));
        !asks_state && self.query.narrows(&before.query)
    }
}

fn has(ask: &Ask, note: &Note, text: &str, passages: &Passages) -> bool {
    // As in `2026-03-07T…`.
    let day = || note.changed.to_string().chars().take(10).collect::<String>();
    match ask {
        Ask::Words(words) => words.find(text).is_some(),
        Ask::Hash(words) | Ask::Field(Key::Tag, words) => note.tags.iter().any(|own| words.are_in(own)),
        Ask::Field(Key::Label, words) => note.label.as_ref().is_some_and(|label| words.are_in(label)),
        Ask::Field(Key::Source, words) => note.targets.iter().any(|target| is_from(target, words)),
        Ask::Since(period) => day() >= period.first.to_string(),
        Ask::Until(period) => day() <= period.last.to_string(),
        Ask::Is(state) => state.any().iter().any(|asked| is(asked, note, passages)),
        Ask::Field(..) | Ask::Begun(_) | Ask::Mistake(_) => false,
    }
}

fn is_from(target: &Target, words: &Words) -> bool {
    target.about.source.as_ref().is_some_and(|source| words.are_in(source))
}

fn is(asked: &str, note: &Note, passages: &Passages) -> bool {
    let mut states = (0..note.targets.len()).filter_map(|at| passages.state(note.id, at));
    match asked {
        "link" => note.is_link(),
        "lost" => states.any(|own| matches!(own, State::Orphan | State::Ambiguous)),
        _ => states.any(|own| asked.starts_with(own.name())),
    }
}

/// Returns everything of a note that can be read, folded.
pub(super) fn text(note: &Note) -> Box<str> {
    let mut text = plain(&note.text).into_owned();
    let mut add = |part: &str| {
        text.push(APART);
        text.push_str(&plain(part));
    };
    add(note.label.as_deref().unwrap_or(""));
    note.tags.iter().for_each(|tag| add(tag));
    let of = |target: &Target| [&target.about.title, &target.about.source].map(|part| part.clone().unwrap_or_default());
    for target in &note.targets {
        add(&target.anchor.exact);
        of(target).iter().for_each(|part| add(part));
    }
    text.into()
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
    fn notes_have_fields_and_states_of_their_own() {
        let link =
            Note { targets: vec![Target::default(), Target::default()], tags: vec!["Sea".to_owned()], ..note("x") };
        for (typed, passes_it) in [
            ("is:link", true),
            ("-is:link", false),
            ("is:li", true),
            ("is:lost", false),
            ("is:", true),
            ("#sea", true),
            ("-tag:se", false),
            ("since:1970 until:1970-01-01", true),
            ("since:1971", false),
            ("label:\"claim\" -source:x", true),
            ("section:x", true),
        ] {
            assert_eq!(passes(&link, typed), passes_it, "{typed}");
        }
        let query = Query::new("section:x", &NOTES);
        let told = "there is no “section:” here; there are source: tag: label: is: since: until:";
        assert_eq!(query.mistakes().collect::<Vec<_>>(), [told]);
    }

    #[test]
    fn states_are_asked_anew() {
        for (before, after, narrows) in [
            ("caf", "cafe", true),
            ("is:l", "is:lost", false),
            ("is:", "is:l", true),
            ("is:lost a", "is:lost ab", false),
        ] {
            assert_eq!(Filter::new(after).narrows(&Filter::new(before)), narrows, "{before} → {after}");
        }
    }
}
