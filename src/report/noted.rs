//! A note as a report tells it, whatever its format: what was written, and on which passages of which side.

use super::gist::Gist;
use crate::compare::Side;
use crate::text::Span;

/// A note as a report tells it; nothing of it is escaped.
#[derive(Clone, Debug, Default)]
pub struct NoteRow<'a> {
    /// The name of its label.
    pub label: Option<&'a str>,
    /// Its tags, without the number sign.
    pub tags: &'a [String],
    /// What the reader wrote.
    pub text: &'a str,
    /// When it was made and changed.
    pub made: String,
    /// Its passages: one, or the two of a link.
    pub ends: Vec<NoteEnd<'a>>,
}

/// A passage of a note.
#[derive(Clone, Debug)]
pub struct NoteEnd<'a> {
    /// Where it is.
    pub place: NotePlace,
    /// Its words as they were marked; none for the article as a whole.
    pub words: &'a str,
    /// How it was found, where it does not stand as it was marked.
    pub state: Option<&'a str>,
    /// What it is to the other passage of a link, with what stands between the two: "contradicts".
    pub relation: Option<&'static str>,
}

/// Where a passage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotePlace {
    /// On a side, and where in its text; nowhere where it is not found any more.
    Here(Side, Option<Span>),
    /// In another article, by the name of that.
    Elsewhere(String),
}

impl NoteEnd<'_> {
    /// Returns where it stands in the text of `side`.
    pub(in crate::report) fn span(&self, side: Side) -> Option<Span> {
        match self.place {
            NotePlace::Here(here, span) if here == side => span,
            _ => None,
        }
    }

    /// Returns the side that it is on.
    pub(in crate::report) const fn side(&self) -> Option<Side> {
        match self.place {
            NotePlace::Here(side, _) => Some(side),
            NotePlace::Elsewhere(_) => None,
        }
    }

    /// Says whether it is about an article as a whole.
    pub(in crate::report) fn is_whole(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Names the article and, where that is known, the paragraph, as a reader counts.
    pub(in crate::report) fn at(&self, gist: &Gist<'_>, sign: &str) -> String {
        match &self.place {
            NotePlace::Elsewhere(name) => name.clone(),
            NotePlace::Here(side, Some(span)) if !self.is_whole() => {
                format!("{} {sign}{}", gist.house(*side), gist.article(*side).paragraph_at(span.start) + 1)
            }
            NotePlace::Here(side, _) => gist.house(*side).to_owned(),
        }
    }
}

/// Returns the notes that have a passage on `side`, each with its number, from 1, and the passage's place in it.
pub(in crate::report) fn on<'n, 'a>(notes: &'n [NoteRow<'a>], side: Side) -> Vec<(usize, usize, &'n NoteRow<'a>)> {
    let ends = notes.iter().enumerate().flat_map(|(n, note)| (0..note.ends.len()).map(move |end| (n + 1, end, note)));
    ends.filter(|(_, end, note)| note.ends.get(*end).is_some_and(|end| end.side() == Some(side))).collect()
}
