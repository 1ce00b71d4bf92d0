//! The words in which a passage differs from its other end, where that is wanted; of two versions all that differ.

use crate::app::pair::PairScreen;
use crate::app::pane::Pane;
use crate::compare::difference::difference;
use crate::compare::{SentenceRef, Side};
use crate::text::Span;

impl PairScreen {
    /// Works out the words in which the passage under the cursor differs from its other end.
    pub(super) fn refresh_difference(&mut self) {
        self.difference = [Vec::new(), Vec::new()];
        if !self.looking.difference {
            return;
        }
        if let Some(changes) = &self.changes {
            self.difference.clone_from(&changes.words);
            return;
        }
        let Some(here) = self.side(self.focus).and_then(Pane::current_sentence) else { return };
        let Some(there) = self.current_counterparts().first().copied() else { return };
        let block = self.current_block().and_then(|number| self.compared.as_ref()?.blocks.blocks().get(number));
        // Of a passage all sentences count: what one side tells in two is told.
        let block = block.filter(|block| block.on(self.focus.other()).contains(&there));
        let (own, other) = block.map_or_else(
            || (vec![here], vec![there]),
            |b| (b.on(self.focus).to_vec(), b.on(self.focus.other()).to_vec()),
        );
        let (own, other) = (self.gathered(self.focus, &own), self.gathered(self.focus.other(), &other));
        let [differs, differs_there] = difference(&own.0, &other.0);
        let back = |spans: Vec<Span>, places: &[(usize, usize)]| -> Vec<Span> {
            let place = |span: Span| {
                let (from, start) =
                    places.get(places.partition_point(|(from, _)| *from <= span.start).checked_sub(1)?)?;
                Some(Span::new(span.start - from + start, span.end - from + start))
            };
            spans.into_iter().filter_map(place).collect()
        };
        let (own, other) = (back(differs, &own.1), back(differs_there, &other.1));
        self.difference = if self.focus == Side::Left { [own, other] } else { [other, own] };
    }

    /// Returns sentences of a side as one text, no word joined to one of the next, and where each of them begins in it
    /// and in the article.
    fn gathered(&self, side: Side, sentences: &[SentenceRef]) -> (String, Vec<(usize, usize)>) {
        const APART: &str = " ¶ ";
        let (mut text, mut places) = (String::new(), Vec::new());
        let Some(pane) = self.side(side) else { return (text, places) };
        for &at in sentences {
            let Some(span) = pane.span_of(at) else { continue };
            if !text.is_empty() {
                text.push_str(APART);
            }
            places.push((text.len(), span.start));
            text.push_str(span.of(&pane.article.text));
        }
        (text, places)
    }
}
