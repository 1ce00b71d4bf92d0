//! Folded paragraphs: the cursor steps over them, and whoever goes to a place inside opens them.

use crate::app::pane::Pane;
use crate::app::pane::flow::fold::Fold;

impl Pane {
    /// Folds these paragraphs and no others; the row of the cursor stays.
    pub(crate) fn set_folds(&mut self, folds: Vec<Fold>) {
        self.lay_anew(|flow| {
            let changed = flow.folds() != folds;
            if changed {
                flow.set_folds(folds);
            }
            changed
        });
        self.settle();
    }

    /// Opens what is folded over byte `offset`, unless that is its beginning, where its row is; says whether it did.
    pub(crate) fn open_over(&mut self, offset: usize) -> bool {
        let inside = self.flow.fold_at(offset).filter(|fold| fold.span.start < offset).cloned();
        inside.is_some_and(|fold| self.open_fold(&fold))
    }

    /// Opens the fold that the cursor stands on; says whether there was one.
    pub(crate) fn open_here(&mut self) -> bool {
        let here = self.flow.fold_at(self.cursor).cloned();
        here.is_some_and(|fold| self.open_fold(&fold))
    }

    fn open_fold(&mut self, fold: &Fold) -> bool {
        let left = self.flow.folds().iter().filter(|other| *other != fold).cloned().collect();
        self.set_folds(left);
        true
    }

    /// Returns where a step that leads to byte `offset` ends: on the row of a fold, or behind it where it began there.
    pub(crate) fn over_folds(&self, offset: usize) -> usize {
        let Some(fold) = self.flow.fold_at(offset).filter(|fold| fold.span.start < offset) else { return offset };
        let from_inside = fold.span.contains(self.cursor);
        let behind = || {
            let next = self.article.paragraphs.get(self.article.paragraph_at(fold.span.end.saturating_sub(1)) + 1)?;
            Some(next.sentences.first().map_or(next.span.start, |sentence| sentence.start))
        };
        if from_inside && offset > self.cursor { behind().unwrap_or(fold.span.start) } else { fold.span.start }
    }
}
