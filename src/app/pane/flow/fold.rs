//! Paragraphs that are folded: one row stands for them, and nothing of them is laid out.

use std::sync::Arc;

use super::{Flow, Row, Setting};
use crate::text::Span;

/// Whole paragraphs that are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the beginning of the first to the end of the last.
    pub span: Span,
    /// What the row says.
    pub says: Arc<str>,
}

impl Fold {
    /// Returns the rows of a block that lies in it and begins at byte `start`: of the first one alone there are any.
    pub(super) fn rows(&self, paragraph: usize, start: usize) -> Vec<Row> {
        if start != self.span.start {
            return Vec::new();
        }
        let set = Setting::Folded(self.says.clone());
        vec![Row::Blank, Row::Text { paragraph, span: self.span, indent: 0, first: true, set }]
    }
}

impl Flow {
    /// Folds these paragraphs and no others; they are in the order of the text, none twice.
    pub fn set_folds(&mut self, folds: Vec<Fold>) {
        self.folds = folds;
        self.lay_out_anew();
    }

    /// Returns what is folded.
    #[must_use]
    pub fn folds(&self) -> &[Fold] {
        &self.folds
    }

    /// Returns the fold that byte `offset` lies in.
    #[must_use]
    pub fn fold_at(&self, offset: usize) -> Option<&Fold> {
        let index = self.folds.partition_point(|fold| fold.span.start <= offset).checked_sub(1)?;
        self.folds.get(index).filter(|fold| offset < fold.span.end)
    }
}
