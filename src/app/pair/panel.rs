//! The list of findings above the texts: a tab, a line in it, and both panes that go along with it.

use crate::app::core::direction::Direction;
use crate::app::core::geometry::Page;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::Actor as _;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::{Finding, Tab};
use crate::app::pair::trail::{Stop, Trail, stops};
use crate::app::pane::Pane;
use crate::app::pane::marks::Mark;
use crate::compare::Side;
use crate::config::action::Action;

/// How a step along a trail went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next stop.
    Went,
    /// Over the end of the trail, to its other end.
    Wrapped,
    /// There is none in that direction.
    Nowhere,
}

impl PairScreen {
    /// Returns the lines of the list's tab.
    #[must_use]
    pub fn lines(&self) -> &[Finding] {
        self.compared.as_ref().map_or(&[], |compared| compared.findings.of(self.looking.tab))
    }

    /// Returns the line of the list that is looked at.
    #[must_use]
    pub fn line(&self) -> Option<&Finding> {
        self.line_of(self.looking.tab)
    }

    /// Returns the line of a tab that was looked at last.
    fn line_of(&self, tab: Tab) -> Option<&Finding> {
        self.compared.as_ref()?.findings.of(tab).get(self.looking.cursor(tab))
    }

    /// Returns the check that the sentence under the cursor has a part in: the one that is looked at, else the heaviest.
    #[must_use]
    pub fn check_here(&self) -> Option<&Finding> {
        let checks = self.compared.as_ref()?.findings.of(Tab::Checks);
        let index = self.check_index()?;
        checks.get(index)
    }

    /// Returns its place in the list.
    #[must_use]
    pub fn check_index(&self) -> Option<usize> {
        let findings = &self.compared.as_ref()?.findings;
        let checks = findings.of(Tab::Checks);
        let sentence = self.side(self.focus)?.current_span();
        let here = |line: &Finding| line.on(self.focus).passage.is_some_and(|span| span.overlaps(sentence));
        let looked_at = self.looking.cursor(Tab::Checks);
        let first = checks.get(looked_at).filter(|line| here(line)).map(|_| looked_at);
        first.or_else(|| findings.check_in(self.focus, sentence))
    }

    /// Says in which order the lines of the tab stand, where that could be otherwise.
    #[must_use]
    pub const fn order(&self) -> Option<&'static str> {
        match (self.looking.tab, self.looking.as_text) {
            (Tab::OnlyHere | Tab::Partly, true) => Some("as the text runs"),
            (Tab::Checks | Tab::OnlyHere | Tab::Partly, _) => Some("heaviest first"),
            _ => None,
        }
    }

    /// Lists what only one side has in the other order; the line that is looked at stays the same.
    pub(super) fn turn_order(&mut self, ctx: &mut Ctx<'_>) {
        let ranks = [Tab::OnlyHere, Tab::Partly].map(|tab| (tab, self.line_of(tab).map(|line| line.rank)));
        self.looking.as_text = !self.looking.as_text;
        let as_text = self.looking.as_text;
        if let Some(compared) = &mut self.compared {
            compared.findings.order(as_text);
        }
        for (tab, rank) in ranks {
            let lines = self.compared.as_ref().map_or(&[][..], |compared| compared.findings.of(tab));
            if let Some(at) = lines.iter().position(|line| Some(line.rank) == rank) {
                self.looking.go_to(tab, at);
            }
        }
        let order = if as_text { "as the text runs" } else { "the heaviest first" };
        ctx.say(format!("what only one side has, and partly, is listed {order}"));
    }

    /// Says whether the cursor is where the line that is looked at is: only then the two are one thing.
    #[must_use]
    pub fn is_at_line(&self) -> bool {
        let sentence = self.side(self.focus).map(Pane::current_span);
        let passage = self.line().and_then(|line| line.on(self.focus).passage);
        passage.zip(sentence).is_some_and(|(passage, sentence)| passage.overlaps(sentence))
    }

    /// Looks at the check of the sentence under the cursor: the list goes along with the text as the text with the list.
    pub(super) fn look_here(&mut self) {
        if let Some(index) = self.check_index().filter(|_| !self.looking.in_list) {
            self.looking.go_to(Tab::Checks, index);
        }
    }

    /// Keeps the line that is looked at inside a list that may have become shorter.
    pub(super) fn keep_lines(&mut self) {
        let last = self.lines().len().saturating_sub(1);
        let tab = self.looking.tab;
        self.looking.go_to(tab, self.looking.cursor(tab).min(last));
    }

    /// Returns how many rows the list would take to show all of its tab.
    #[must_use]
    pub fn list_rows(&self) -> usize {
        self.lines().len().max(1)
    }

    /// Moves in the list, `page` lines being a page; says whether `action` was a motion.
    pub(crate) fn list_motion(&mut self, action: Action, times: usize, page: Page) -> bool {
        let tab = self.looking.tab;
        let last = self.lines().len().saturating_sub(1);
        let cursor = self.looking.cursor(tab);
        let rows = self.list_area().height.max(1);
        let half = (rows / 2).max(1);
        let to = match action {
            Action::Down => (cursor + times).min(last),
            Action::Up => cursor.saturating_sub(times),
            Action::HalfPageDown => (cursor + half * times).min(last),
            Action::HalfPageUp => cursor.saturating_sub(half * times),
            Action::PageDown => (cursor + rows * times).min(last),
            Action::PageUp => cursor.saturating_sub(rows * times),
            Action::Top => 0,
            Action::Bottom => last,
            Action::NextTab => return self.turn_tab(1, page),
            Action::PreviousTab => return self.turn_tab(-1, page),
            _ => return false,
        };
        self.looking.go_to(tab, to);
        self.show_line();
        true
    }

    /// Returns the line in the first row of the list: the one that is looked at is shown with its neighbours.
    #[must_use]
    pub fn first_line(&self) -> usize {
        let (rows, lines) = (self.list_area().height, self.lines().len());
        first_shown(self.looking.cursor(self.looking.tab), lines, rows)
    }

    /// Goes to the line in a row of the list.
    pub(super) fn click_list(&mut self, row: usize) {
        let line = self.first_line() + row;
        if line < self.lines().len() {
            self.looking.go_to(self.looking.tab, line);
            self.show_line();
        }
    }

    fn turn_tab(&mut self, by: isize, page: Page) -> bool {
        self.choose_tab(self.looking.tab.step(by), page);
        true
    }

    /// Shows a tab of the list, and its line in the texts.
    pub(super) fn choose_tab(&mut self, tab: Tab, page: Page) {
        self.looking.tab = tab;
        self.fit(page);
        self.show_line();
    }

    /// Opens on the first thing to check, or on the first shared passage where there is none.
    pub(super) fn open_on_first(&mut self) {
        let Some(compared) = &self.compared else { return };
        if compared.findings.of(Tab::Checks).is_empty() {
            self.looking.trail = Trail::Matches;
            let first = compared.blocks.blocks().first();
            let places = first.and_then(|b| Some((*b.left.first()?, *b.right.first()?)));
            if let Some((left, right)) = places {
                self.go_to(Side::Left, left);
                self.go_to(Side::Right, right);
                self.follow(false);
            }
        } else {
            self.looking.go_to(Tab::Checks, 0);
            self.show_line();
        }
    }

    /// Brings the line that is looked at into view on both sides, side by side where both have it.
    pub(crate) fn show_line(&mut self) {
        let Some(line) = self.line() else { return };
        let places = [(Side::Left, line.left.at), (Side::Right, line.right.at)];
        if line.on(self.focus).at.is_none() {
            self.focus = self.focus.other();
        }
        for (side, at) in places {
            if let (Some(pane), Some(offset)) = (self.side_mut(side), at) {
                pane.go_to(offset);
                let sentence = pane.current_span().start;
                pane.put_at_row(sentence, pane.height() / 3);
            }
        }
        let start = |side| self.side(side).map_or(0, |pane: &Pane| pane.current_span().start);
        if places.iter().all(|(_, at)| at.is_some()) {
            self.put_across(start(Side::Left), start(Side::Right));
        } else {
            self.follow(false);
        }
    }

    /// Gives the keys to the list, or back to the texts.
    pub(super) fn toggle_list(&mut self, page: Page) {
        self.looking.in_list = !self.looking.in_list;
        self.fit(page);
    }

    /// Goes to the `count`th stop of the trail after (or before) the cursor.
    pub fn go_along(&mut self, direction: Direction, count: usize) -> Step {
        let went = |went: bool| if went { Step::Went } else { Step::Nowhere };
        match self.looking.trail {
            Trail::Checks => return self.go_along_checks(direction, count),
            Trail::Matches => return went(self.go_along_matches(direction, count)),
            _ => {}
        }
        let cursor = self.side(self.focus).map_or(0, Pane::cursor);
        let stops = self.stops().into_iter();
        let next = direction.nth(stops, count, |stop| stop.here > cursor, |stop| stop.here < cursor);
        let ends = self.stops();
        let Some(stop) = next.or_else(|| direction.pick(ends.first(), ends.last()).copied()) else {
            return Step::Nowhere;
        };
        self.stop_at(stop);
        self.look_at_stop(stop);
        if next.is_some() { Step::Went } else { Step::Wrapped }
    }

    /// Goes along the checks as they are listed, the heaviest first, round the ends.
    fn go_along_checks(&mut self, direction: Direction, count: usize) -> Step {
        let all = self.compared.as_ref().map_or(0, |compared| compared.findings.of(Tab::Checks).len());
        if all == 0 {
            return Step::Nowhere;
        }
        let cursor = self.looking.cursor(Tab::Checks);
        let steps = count % all;
        let (next, wrapped) = match direction {
            Direction::Forward => ((cursor + steps) % all, cursor + count >= all),
            Direction::Back => ((cursor + all - steps) % all, count > cursor),
        };
        self.looking.tab = Tab::Checks;
        self.looking.go_to(Tab::Checks, next);
        self.show_line();
        if wrapped { Step::Wrapped } else { Step::Went }
    }

    /// Marks the line of the list that a stop belongs to.
    fn look_at_stop(&mut self, stop: Stop) {
        let Some(tab) = self.looking.trail.tab() else { return };
        let focus = self.focus;
        let found = self.compared.as_ref().and_then(|compared| {
            compared.findings.of(tab).iter().position(|line| line.on(focus).at == Some(stop.here))
        });
        if let Some(line) = found {
            self.looking.go_to(tab, line);
        }
    }

    fn stop_at(&mut self, stop: Stop) {
        let (focus, other) = (self.focus, self.focus.other());
        if let Some(pane) = self.side_mut(focus) {
            pane.go_to(stop.here);
        }
        self.show_whole(focus);
        let Some(there) = stop.there.filter(|_| self.locked) else { return self.follow(false) };
        if let Some(pane) = self.side_mut(other) {
            pane.cursor = pane.snap(there);
        }
        let (left, right) = if focus == Side::Left { (stop.here, there) } else { (there, stop.here) };
        self.put_across(left, right);
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

/// Returns the first line that is shown, so that the one under the cursor is, with one before and after it.
fn first_shown(cursor: usize, lines: usize, rows: usize) -> usize {
    let after = 2.min(rows.div_ceil(2));
    (cursor + after).saturating_sub(rows).min(lines.saturating_sub(rows))
}

#[cfg(test)]
mod tests {
    use super::first_shown;

    #[test]
    fn the_line_under_the_cursor_is_shown_with_its_neighbours() {
        assert_eq!(first_shown(0, 20, 5), 0);
        assert_eq!(first_shown(3, 20, 5), 0);
        assert_eq!(first_shown(4, 20, 5), 1);
        assert_eq!(first_shown(19, 20, 5), 15);
        assert_eq!(first_shown(2, 3, 5), 0);
        assert_eq!([0, 4, 9].map(|cursor| first_shown(cursor, 10, 1)), [0, 4, 9]);
    }
}
