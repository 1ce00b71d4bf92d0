//! What the keys do in the comparison.

use crate::app::core::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::overlay::brief::Brief;
use crate::app::pair::PairScreen;
use crate::app::pair::findings::Layer;
use crate::app::pair::looking::Panel;
use crate::app::pair::trail::Trail;
use crate::app::reader::motion::is_leap;
use crate::app::reader::pane::Pane;
use crate::app::{App, Screen};
use crate::compare::Side;
use crate::config::action::Action;
use crate::library::Origin;

impl App {
    pub(crate) fn act_on_pair(&mut self, action: Action, count: Option<usize>) {
        if is_leap(action) || matches!(action, Action::Counterpart) {
            self.leave();
        }
        let times = count.unwrap_or(1);
        let size = self.size;
        let Some(pair) = self.pair_mut() else { return };
        let page = crate::app::core::geometry::panel_rows(size).saturating_sub(2);
        if pair.looking.panel.is_some() && (pair.panel_motion(action, times, page) || self.act_on_panel(action)) {
            return;
        }
        let Some(pair) = self.pair_mut() else { return };
        if pair.motion(action, count) {
            return;
        }
        match action {
            Action::SwitchSide => pair.focus_on(pair.focus.other()),
            Action::FocusLeft => pair.focus_on(Side::Left),
            Action::FocusRight => pair.focus_on(Side::Right),
            Action::OtherDown => pair.scroll_other(times as isize),
            Action::OtherUp => pair.scroll_other(-(times as isize)),
            Action::Swap => self.swap(),
            Action::ToggleLock => self.toggle_lock(),
            Action::Counterpart => self.go_to_counterpart(),
            Action::TrailNext => self.go_along(true, times),
            Action::TrailPrevious => self.go_along(false, times),
            Action::TrailMatches => self.choose_trail(Trail::Matches),
            Action::TrailQuotations => self.choose_trail(Trail::Quotations),
            Action::TrailFigures => self.choose_trail(Trail::Figures),
            Action::TrailOnlyHere => self.choose_trail(Trail::OnlyHere),
            Action::TrailNotes => self.choose_trail(Trail::Notes),
            Action::LayerQuotations => self.toggle_layer(Layer::Quotations, "quotations"),
            Action::LayerFigures => self.toggle_layer(Layer::Figures, "figures in conflict"),
            Action::LayerOnlyHere => self.toggle_layer(Layer::OnlyHere, "what only one side has"),
            Action::Pin if self.fuzzy_here() => _ = self.act_on_notes(Action::AttachNote, None),
            Action::Pin => self.pin(),
            Action::Reject => self.reject(),
            Action::Findings => self.toggle_panel(),
            Action::Brief => self.open_brief(),
            Action::PickOther => self.pick_other(),
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::Copy => self.act_on_article(action),
            Action::TakeForCompare => self.pick_other(),
            Action::Narrower => self.change_measure(-1, count),
            Action::Wider => self.change_measure(1, count),
            other => {
                if !self.act_on_notes(other, count) {
                    self.works_elsewhere(other);
                }
            }
        }
    }

    pub(crate) fn pair_mut(&mut self) -> Option<&mut PairScreen> {
        if let Some(Screen::Compare(pair)) = self.screens.last_mut() { Some(pair) } else { None }
    }

    fn swap(&mut self) {
        let running = self.pair_mut().is_some_and(|pair| {
            pair.swap();
            pair.request.is_some()
        });
        // A comparison under way is of the old sides: it is begun anew.
        if running {
            let index = self.screens.len() - 1;
            self.compare_when_ready(index);
        }
    }

    fn toggle_lock(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        pair.locked = !pair.locked;
        pair.follow(false);
        let says = if pair.locked { "locked: both sides move together" } else { "unlocked: each side moves alone" };
        self.say(says);
    }

    fn go_to_counterpart(&mut self) {
        if self.follow_link_here() {
            return;
        }
        let Some(pair) = self.pair_mut() else { return };
        let Some(target) = pair.current_counterparts().first().copied() else {
            let none = match pair.compared {
                Some(_) => "this sentence has no counterpart on the other side",
                None => "the two are still being compared",
            };
            self.say(none);
            return;
        };
        let other = pair.focus.other();
        pair.go_to(other, target);
        pair.focus = other;
        pair.follow(false);
    }

    fn go_along(&mut self, forward: bool, times: usize) {
        let Some(pair) = self.pair_mut() else { return };
        if !pair.go_along(forward, times) {
            let stop = pair.looking.trail.stop();
            let none = match &pair.compared {
                Some(compared) if pair.looking.trail == Trail::Matches && compared.blocks.blocks().is_empty() => {
                    "nothing on the two sides matches".to_owned()
                }
                Some(_) if forward => format!("no later {stop} on this side"),
                Some(_) => format!("no earlier {stop} on this side"),
                None => "the two are still being compared".to_owned(),
            };
            self.say(none);
        }
    }

    /// Chooses what `]` and `[` go along.
    fn choose_trail(&mut self, trail: Trail) {
        let Some(pair) = self.pair_mut() else { return };
        pair.looking.trail = trail;
        let count = match (trail, &pair.compared) {
            (Trail::Matches, Some(compared)) => compared.blocks.blocks().len(),
            _ => pair.stops().len(),
        };
        let stop = trail.stop();
        self.say(match count {
            0 => format!("no {stop} on this side"),
            1 => format!("] and [ go to the one {stop} on this side"),
            _ => format!("] and [ go along {count} on this side: each a {stop}"),
        });
    }

    fn toggle_layer(&mut self, layer: Layer, what: &str) {
        let Some(pair) = self.pair_mut() else { return };
        let shown = pair.looking.layers.toggle(layer);
        self.say(format!("{what}: {}", if shown { "marked in the text" } else { "not marked" }));
    }

    fn toggle_panel(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        pair.looking.panel = match pair.looking.panel {
            Some(_) => None,
            None => Some(Panel::default()),
        };
        self.fit();
        if let Some(pair) = self.pair_mut() {
            pair.open_first_tab();
            pair.show_finding();
        }
    }

    fn act_on_panel(&mut self, action: Action) -> bool {
        match action {
            Action::GoToFinding => self.toggle_panel(),
            Action::Findings => self.toggle_panel(),
            Action::WriteNote => self.note_finding(true),
            Action::LinkPassages => self.note_finding(false),
            _ => return false,
        }
        true
    }

    fn open_brief(&mut self) {
        let Some(pair) = self.pair_mut() else { return };
        match crate::app::pair::brief::lines(pair) {
            Some(lines) => self.overlay = Some(Overlay::Brief(Brief::new("In brief", lines))),
            None => self.say("the two are still being compared"),
        }
    }

    fn pick_other(&mut self) {
        let entry = self.pair_mut().and_then(|pair| pair.pane(pair.focus).map(|pane| pane.entry.clone()));
        if let Some(entry) = entry {
            self.pick(&entry);
        }
    }

    /// Puts the picked article beside the one at hand.
    pub(crate) fn picked(&mut self, origin: Origin) {
        match self.screens.last() {
            Some(Screen::Compare(_)) => {
                self.leave();
                let slot = self.load(origin);
                let Some(pair) = self.pair_mut() else { return };
                let other = pair.focus.other();
                let old = std::mem::replace(pair.slot_mut(other), slot);
                pair.compared = None;
                let unwanted = [old.request, pair.request.take()];
                for id in unwanted.into_iter().flatten() {
                    self.ask(Effect::CallOff(id));
                }
            }
            Some(Screen::Reader(reader)) => {
                let here = reader.slot.origin.clone();
                self.keep_place();
                self.leave();
                self.open_pair(here, origin);
            }
            _ => {}
        }
    }
}

impl PairScreen {
    /// Carries out what moves cursor, selection or text of the focused side; says whether `action` was such.
    fn motion(&mut self, action: Action, count: Option<usize>) -> bool {
        let focus = self.focus;
        let Some(pane) = self.pane_mut(focus) else { return false };
        let before = pane.rows().first().map(|(pos, _)| *pos);
        if !pane.motion(action, count) && !pane.select(action) {
            return false;
        }
        let scrolled = pane.rows().first().map(|(pos, _)| *pos) != before;
        self.follow(scrolled);
        true
    }

    /// Gives the keys to `side`; nothing scrolls.
    pub(crate) fn focus_on(&mut self, side: Side) {
        if self.focus == side {
            return;
        }
        // Unlocked, each side keeps its cursor: the two are what a pin ties together.
        let target = self.current_counterparts().first().copied().filter(|_| self.locked);
        self.focus = side;
        let Some(pane) = self.pane_mut(side) else { return };
        let visible = |pane: &Pane, at| pane.span_of(at).filter(|span| pane.screen_row(span.start).is_some());
        if let Some(span) = target.and_then(|at| visible(pane, at)) {
            pane.cursor = span.start;
        }
        pane.goal = None;
        pane.pull_cursor();
        self.follow(false);
    }

    /// Scrolls the side that keys do not go to.
    fn scroll_other(&mut self, rows: isize) {
        let other = self.focus.other();
        if let Some(pane) = self.pane_mut(other) {
            pane.scroll(rows);
        }
    }
}
