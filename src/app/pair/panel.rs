//! The findings panel of the comparison: a tab, a cursor on a line, and both panes that go along with it.

use crate::app::core::direction::Direction;
use crate::app::core::geometry::Page;
use crate::app::ctx::actor::Actor as _;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::{Finding, Tab};
use crate::app::pair::looking::Panel;
use crate::app::pair::trail::{Stop, Trail, stops};
use crate::app::pane::Pane;
use crate::app::pane::marks::Mark;
use crate::compare::Side;
use crate::config::action::Action;

impl PairScreen {
    /// Returns the lines of the panel's tab.
    #[must_use]
    pub fn panel_lines(&self) -> &[Finding] {
        match (&self.compared, self.looking.panel) {
            (Some(compared), Some(panel)) => compared.findings.of(panel.tab),
            _ => &[],
        }
    }

    /// Moves in the panel, `page` lines being a page; says whether `action` was a motion.
    pub(crate) fn panel_motion(&mut self, action: Action, times: usize, page: usize) -> bool {
        let last = self.panel_lines().len().saturating_sub(1);
        let Some(panel) = &mut self.looking.panel else { return false };
        let half = (page / 2).max(1);
        panel.cursor = match action {
            Action::Down => (panel.cursor + times).min(last),
            Action::Up => panel.cursor.saturating_sub(times),
            Action::HalfPageDown => (panel.cursor + half * times).min(last),
            Action::HalfPageUp => panel.cursor.saturating_sub(half * times),
            Action::PageDown => (panel.cursor + page * times).min(last),
            Action::PageUp => panel.cursor.saturating_sub(page * times),
            Action::Top => 0,
            Action::Bottom => last,
            Action::NextTab => return self.turn_tab(1),
            Action::PreviousTab => return self.turn_tab(-1),
            _ => return false,
        };
        self.show_finding();
        true
    }

    /// A panel that opens on an empty tab turns to the first one that has something.
    pub(crate) fn open_first_tab(&mut self) {
        let Some((compared, panel)) = self.compared.as_ref().zip(self.looking.panel.as_mut()) else { return };
        let filled = Tab::ALL.into_iter().find(|tab| !compared.findings.of(*tab).is_empty());
        if compared.findings.of(panel.tab).is_empty() {
            panel.tab = filled.unwrap_or_default();
        }
    }

    fn turn_tab(&mut self, by: isize) -> bool {
        if let Some(panel) = &mut self.looking.panel {
            *panel = Panel { tab: panel.tab.step(by), cursor: 0 };
        }
        self.show_finding();
        true
    }

    /// Brings the finding under the panel's cursor into view on both sides, side by side where both have it.
    pub(crate) fn show_finding(&mut self) {
        let Some(panel) = self.looking.panel else { return };
        let Some(finding) = self.panel_lines().get(panel.cursor) else { return };
        let places = [(Side::Left, finding.left.at), (Side::Right, finding.right.at)];
        if finding.on(self.focus).at.is_none() {
            self.focus = self.focus.other();
        }
        for (side, at) in places {
            if let (Some(pane), Some(offset)) = (self.side_mut(side), at) {
                pane.go_to(offset);
                pane.put_at_row(offset, pane.height() / 3);
            }
        }
        self.follow_only_if_alone(places.iter().all(|(_, at)| at.is_some()));
    }

    /// Where both sides have a place of their own nothing else decides what stands beside what.
    fn follow_only_if_alone(&mut self, both: bool) {
        if both {
            self.refresh_strip();
        } else {
            self.follow(false);
        }
    }

    /// Opens or closes the panel.
    pub(super) fn toggle_panel(&mut self, page: Page) {
        self.looking.panel = match self.looking.panel {
            Some(_) => None,
            None => Some(Panel::default()),
        };
        self.fit(page);
        self.open_first_tab();
        self.show_finding();
    }

    /// Goes to the `count`th stop of the trail after (or before) the cursor; says whether there was one.
    pub fn go_along(&mut self, direction: Direction, count: usize) -> bool {
        if self.looking.trail == Trail::Matches {
            return self.go_along_matches(direction, count);
        }
        let cursor = self.side(self.focus).map_or(0, Pane::cursor);
        let stops = self.stops().into_iter();
        let next = direction.nth(stops, count, |stop| stop.here > cursor, |stop| stop.here < cursor);
        let Some(stop) = next else { return false };
        self.stop_at(stop);
        true
    }

    fn stop_at(&mut self, stop: Stop) {
        let (focus, other) = (self.focus, self.focus.other());
        if let Some(pane) = self.side_mut(focus) {
            pane.go_to(stop.here);
        }
        self.show_whole(focus);
        let row = self.side(focus).and_then(|pane| pane.screen_row(stop.here));
        match (stop.there, row) {
            (Some(there), Some(row)) if self.locked => {
                if let Some(pane) = self.side_mut(other) {
                    pane.cursor = pane.snap(there);
                    pane.put_at_row(there, row);
                }
                self.refresh_strip();
            }
            _ => self.follow(false),
        }
    }

    /// Returns where a note stands, and the other end of a link.
    fn note_stop(&self, mark: &Mark) -> Stop {
        let other = self.side(self.focus.other());
        let there = other.and_then(|pane| pane.place_of_note(mark.id, usize::from(mark.target == 0)));
        Stop { here: mark.span.start, there }
    }

    /// Returns the stops of the chosen trail on the focused side.
    #[must_use]
    pub fn stops(&self) -> Vec<Stop> {
        if self.looking.trail == Trail::Notes {
            let found = self.side(self.focus).map_or(&[][..], |pane| &pane.notes.found);
            let mut stops: Vec<Stop> = found.iter().map(|mark| self.note_stop(mark)).collect();
            stops.dedup_by_key(|stop| stop.here);
            return stops;
        }
        let findings = self.compared.as_ref().map(|compared| &compared.findings);
        findings.map_or_else(Vec::new, |findings| stops(findings, self.looking.trail, self.focus))
    }
}
