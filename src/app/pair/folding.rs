//! Folding what only one side has: paragraphs in which no sentence has a counterpart, one row for a run of them.

use std::sync::Arc;

use super::PairScreen;
use crate::app::ctx::Ctx;
use crate::app::pane::flow::fold::Fold;
use crate::article::ParagraphKind;
use crate::compare::{Side, Sign};
use crate::text::Span;

/// Runs of fewer sentences are read quicker than opened.
const LEAST: usize = 2;

/// A run of paragraphs in the making.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    span: Span,
    paragraphs: usize,
    sentences: usize,
    alone: usize,
}

impl Run {
    fn fold(self) -> Fold {
        let Self { paragraphs, sentences, alone, .. } = self;
        let alone = if alone == sentences { String::new() } else { format!(", {alone}") };
        let says = format!("{sentences} sentences{alone} only here · {paragraphs} ¶");
        Fold { span: self.span, says: Arc::from(says) }
    }
}

impl PairScreen {
    /// Returns what can be folded on `side`: runs of paragraphs whose sentences have no counterpart and are in no check.
    fn runs(&self, side: Side) -> Vec<Fold> {
        let (Some(compared), Some(pane)) = (&self.compared, self.side(side)) else { return Vec::new() };
        let mut signs = compared.findings.signs(side).iter().peekable();
        let (mut runs, mut run) = (Vec::new(), Run::default());
        for paragraph in &pane.article.paragraphs {
            let (mut sentences, mut alone, mut shared) = (0, 0, paragraph.kind == ParagraphKind::Title);
            while let Some(signed) = signs.next_if(|signed| signed.span.start < paragraph.span.end) {
                sentences += 1;
                alone += usize::from(signed.sign == Sign::Alone);
                shared |= !matches!(signed.sign, Sign::Alone | Sign::Partly);
            }
            if shared {
                runs.push(std::mem::take(&mut run));
                continue;
            }
            // What is no sentence (a caption, a byline) goes along, and begins no run.
            if sentences > 0 || run.sentences > 0 {
                let start = if run.sentences == 0 { paragraph.span.start } else { run.span.start };
                run.span = Span::new(start, paragraph.span.end);
                run.paragraphs += 1;
                (run.sentences, run.alone) = (run.sentences + sentences, run.alone + alone);
            }
        }
        runs.push(run);
        runs.into_iter().filter(|run| run.sentences >= LEAST).map(Run::fold).collect()
    }

    /// Folds what only this side has at the cursor, or opens it.
    pub(super) fn fold_here(&mut self, ctx: &mut Ctx<'_>) {
        if self.open_fold_here() {
            return;
        }
        let side = self.focus;
        let Some(pane) = self.side(side) else { return };
        let cursor = pane.cursor();
        let Some(fold) = self.runs(side).into_iter().find(|fold| fold.span.contains(cursor)) else {
            return ctx.say("nothing to fold: the two share this paragraph, or it is one sentence");
        };
        let Some(pane) = self.side_mut(side) else { return };
        let mut folds = pane.flow.folds().to_vec();
        folds.retain(|other| !other.span.overlaps(fold.span));
        folds.push(fold);
        folds.sort_by_key(|fold| fold.span.start);
        self.fold(side, folds);
    }

    /// Folds all that only one side has, on both; where anything is folded, opens all.
    pub(super) fn fold_all(&mut self, ctx: &mut Ctx<'_>) {
        let sides = [Side::Left, Side::Right];
        let folded = sides.iter().any(|side| self.side(*side).is_some_and(|pane| !pane.flow.folds().is_empty()));
        let mut count = 0;
        for side in sides {
            let folds = if folded { Vec::new() } else { self.runs(side) };
            count += folds.len();
            self.fold(side, folds);
        }
        ctx.say(match (folded, count) {
            (true, _) => "all is open again".to_owned(),
            (false, 0) => "nothing to fold: no two sentences running have no counterpart".to_owned(),
            (false, 1) => "one stretch is folded: Enter on its row opens it".to_owned(),
            (false, count) => format!("{count} stretches are folded: Enter on a row opens it"),
        });
    }

    /// Opens what is folded under the cursor; says whether something was.
    pub(super) fn open_fold_here(&mut self) -> bool {
        let opened = self.side_mut(self.focus).is_some_and(|pane| pane.open_here());
        if opened {
            self.follow(true);
        }
        opened
    }

    fn fold(&mut self, side: Side, folds: Vec<Fold>) {
        if let Some(pane) = self.side_mut(side) {
            pane.set_folds(folds);
            if let Some(start) = pane.flow.fold_at(pane.cursor).map(|fold| fold.span.start) {
                let first =
                    pane.article.paragraphs.get(pane.article.paragraph_at(start)).and_then(|p| p.sentences.first());
                pane.cursor = first.map_or(start, |sentence| sentence.start);
            }
        }
        if self.locked && !self.current_counterparts().is_empty() {
            self.put_counterpart_beside();
        } else {
            self.follow(true);
        }
    }
}
