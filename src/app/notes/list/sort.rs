//! How the list of notes is sorted.

/// How notes are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteSort {
    /// By article, in the order of its text.
    #[default]
    Place,
    /// The latest changed first.
    Date,
    /// By label.
    Label,
    /// By source.
    Source,
}

impl NoteSort {
    /// Returns the next one.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Place => Self::Date,
            Self::Date => Self::Label,
            Self::Label => Self::Source,
            Self::Source => Self::Place,
        }
    }

    /// Returns its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Date => "date",
            Self::Label => "label",
            Self::Source => "source",
        }
    }
}
