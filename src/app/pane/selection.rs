//! A selection in a text, and what it grows by.

/// What a selection grows by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words.
    Word,
    /// Sentences.
    Sentence,
}

/// A selection: from the unit where it began to the unit under the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Byte offset where it began.
    pub anchor: usize,
    /// What it grows by.
    pub unit: Unit,
}
