//! What begins or changes a selection.

use crate::app::pane::Pane;
use crate::app::pane::find::Find;
use crate::app::pane::selection::{Selection, Unit};
use crate::config::action::Action;

impl Pane {
    /// Carries out what begins or changes a selection; says whether `action` was such.
    pub(crate) fn select(&mut self, action: Action) -> bool {
        match action {
            Action::SelectWords => self.toggle_selection(Unit::Word),
            Action::SelectSentences => self.toggle_selection(Unit::Sentence),
            Action::OtherEnd => self.other_end(),
            Action::SelectWord => self.selection = Some(Selection { anchor: self.cursor, unit: Unit::Word }),
            Action::SelectSentence => self.selection = Some(Selection { anchor: self.cursor, unit: Unit::Sentence }),
            Action::SelectParagraph => self.select_paragraph(),
            _ => return false,
        }
        true
    }

    /// Begins a selection at the cursor, where there is none.
    pub(crate) fn begin_selection(&mut self) {
        let anchor = self.cursor;
        self.selection.get_or_insert(Selection { anchor, unit: Unit::Word });
    }

    fn toggle_selection(&mut self, unit: Unit) {
        self.selection = match self.selection {
            Some(selection) if selection.unit == unit => None,
            Some(selection) => Some(Selection { unit, ..selection }),
            None => Some(Selection { anchor: self.cursor, unit }),
        };
    }

    /// Drops the selection or, where there is none, the search; says whether there was one.
    pub fn clear(&mut self) -> bool {
        if self.selection.take().is_some() {
            return true;
        }
        let searched = self.find.is_active();
        self.find = Find::default();
        searched
    }

    fn select_paragraph(&mut self) {
        let paragraph = self.article.paragraphs.get(self.article.paragraph_at(self.cursor));
        let Some((first, last)) = paragraph.and_then(|p| p.sentences.first().zip(p.sentences.last())) else { return };
        self.selection = Some(Selection { anchor: first.start, unit: Unit::Sentence });
        let last = last.start;
        self.go_to(last);
    }

    fn other_end(&mut self) {
        if let Some(selection) = &mut self.selection {
            let anchor = std::mem::replace(&mut selection.anchor, self.cursor);
            self.go_to(anchor);
        }
    }
}
