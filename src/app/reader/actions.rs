//! What the keys do in the reader.

use crate::app::core::geometry;
use crate::app::core::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::reader::motion::is_leap;
use crate::app::reader::pane::Pane;
use crate::app::reader::selection::{Selection, Unit};
use crate::app::{App, Screen};
use crate::config::action::Action;
use crate::library::Origin;

/// The narrowest and the widest page, in columns.
const MEASURES: std::ops::RangeInclusive<usize> = 30..=160;

/// Columns that `<` and `>` add or take away.
const MEASURE_STEP: usize = 4;

impl App {
    pub(crate) fn act_on_reader(&mut self, action: Action, count: Option<usize>) {
        if is_leap(action) {
            self.leave();
        }
        if let Some(pane) = self.reader_pane()
            && (pane.motion(action, count) || pane.select(action))
        {
            self.note_end_reached();
            return;
        }
        match action {
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::Copy => self.act_on_article(action),
            Action::TakeForCompare => self.compare_from_reader(),
            Action::Narrower => self.change_measure(-1, count),
            Action::Wider => self.change_measure(1, count),
            Action::NextArticle => self.neighbour(1, count),
            Action::PreviousArticle => self.neighbour(-1, count),
            Action::Zen => self.toggle_zen(),
            other => {
                if !self.act_on_notes(other, count) {
                    self.works_elsewhere(other);
                }
            }
        }
    }

    /// What reader and comparison do with the article at hand.
    pub(crate) fn act_on_article(&mut self, action: Action) {
        let Some(entry) = self.entry_at_hand() else {
            self.say("the article is still being read");
            return;
        };
        match action {
            Action::ToggleRead => self.toggle_read(entry),
            Action::ToggleStar => self.toggle_star(entry),
            Action::OpenUrl => self.ask_to_open(&entry),
            _ => self.copy(),
        }
    }

    fn reader_pane(&mut self) -> Option<&mut Pane> {
        if let Some(Screen::Reader(reader)) = self.screens.last_mut() { reader.slot.pane.as_deref_mut() } else { None }
    }

    /// Returns the pane that keys go to.
    pub(crate) fn focused_pane(&mut self) -> Option<&mut Pane> {
        match self.screens.last_mut()? {
            Screen::Reader(reader) => reader.slot.pane.as_deref_mut(),
            Screen::Compare(pair) => pair.pane_mut(pair.focus),
            Screen::Library(_) | Screen::Notes(_) => None,
        }
    }

    fn copy(&mut self) {
        let Some(pane) = self.focused_pane() else { return };
        let words = pane.to_copy().split_whitespace().collect::<Vec<_>>().join(" ");
        pane.selection = None;
        let clean = crate::text::cells::one_line(&words).into_owned();
        self.ask(Effect::Copy(clean));
    }

    /// Changes the columns of the page; a width from the settings beyond the bounds is never pulled inside.
    pub(crate) fn change_measure(&mut self, direction: isize, count: Option<usize>) {
        let step = direction * (MEASURE_STEP * count.unwrap_or(1)) as isize;
        let measure = self.measure.saturating_add_signed(step);
        self.measure = measure.clamp(self.measure.min(*MEASURES.start()), self.measure.max(*MEASURES.end()));
        self.fit();
        self.say(format!("{} columns", self.measure));
    }

    fn toggle_zen(&mut self) {
        let (size, measure) = (self.size, self.measure);
        let Some(Screen::Reader(reader)) = self.screens.last_mut() else { return };
        reader.zen = !reader.zen;
        if let Some(pane) = &mut reader.slot.pane {
            pane.resize(geometry::reader(size, measure, reader.zen));
        }
    }

    /// Reads the next or previous article in the order of the list.
    fn neighbour(&mut self, direction: isize, count: Option<usize>) {
        let Some(Screen::Reader(reader)) = self.screens.last() else { return };
        let here = reader.slot.origin.clone();
        let order: Vec<Origin> = self.list().map_or_else(Vec::new, |list| {
            list.order().into_iter().filter_map(|i| self.shelf.entries.get(i)).map(|e| e.origin.clone()).collect()
        });
        let at = order.iter().position(|origin| *origin == here);
        let step = direction * count.unwrap_or(1) as isize;
        match at.and_then(|at| at.checked_add_signed(step)).and_then(|at| order.get(at)) {
            Some(origin) => {
                self.leave();
                let height = self.list_height();
                if let Some(Screen::Library(list)) = self.screens.first_mut() {
                    list.go_to(&self.shelf, origin, height);
                }
                self.turn_to(origin.clone());
            }
            None if order.is_empty() => self.say("there is no list: this article was opened alone"),
            None => self.say(if direction > 0 { "this is the last article" } else { "this is the first article" }),
        }
    }

    /// Compares with the only other account of the story, or asks which.
    fn compare_from_reader(&mut self) {
        let Some(entry) = self.entry_at_hand() else { return };
        let others = self.shelf.same_story(&entry);
        if let [only] = others.as_slice() {
            let other = self.shelf.entries.get(*only).map(|e| e.origin.clone());
            self.keep_place();
            self.leave();
            self.open_pair_of(entry.origin, other);
        } else {
            self.pick(&entry);
        }
    }

    /// Lists the articles that can stand beside `entry`, those of its story first.
    pub(crate) fn pick(&mut self, entry: &crate::library::Entry) {
        if !self.shelf.was_scanned() {
            self.scan();
        }
        self.overlay = Some(Overlay::Picker(crate::app::overlay::picker(&self.shelf, entry)));
    }
}

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

    fn toggle_selection(&mut self, unit: Unit) {
        self.selection = match self.selection {
            Some(selection) if selection.unit == unit => None,
            Some(selection) => Some(Selection { unit, ..selection }),
            None => Some(Selection { anchor: self.cursor, unit }),
        };
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
