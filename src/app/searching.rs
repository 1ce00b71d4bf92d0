//! Search: in an article, across a pair, over the library.

use super::{App, Screen};
use crate::app::core::message::{Effect, RequestId};
use crate::app::list::ListSearch;
use crate::app::pair::PairScreen;
use crate::app::reader::find::{Find, MOST_HITS};
use crate::compare::Side;
use crate::library::search::Hit;
use crate::text::Span;

/// Texts above this many bytes are searched by an effect.
const SEARCHED_AT_ONCE: usize = 512 * 1024;

impl App {
    /// Searches for `query` on the screen on top; nothing typed searches for the last words again.
    pub(super) fn search(&mut self, query: &str) {
        let query = if query.trim().is_empty() { self.last_query() } else { query.to_owned() };
        if query.is_empty() {
            return;
        }
        self.session.query.clone_from(&query);
        match self.screens.last() {
            Some(Screen::Library(_)) => self.search_library(query),
            Some(_) => self.search_text(&query),
            None => {}
        }
    }

    fn last_query(&self) -> String {
        self.session.query.clone()
    }

    pub(super) fn search_library(&mut self, query: String) {
        let id = self.request();
        self.ask(Effect::SearchLibrary(id, self.shelf.entries.clone(), query.clone()));
        let Some(list) = self.list_mut() else { return };
        let old = list.search.replace(ListSearch { query, hits: Vec::new(), request: Some(id) });
        if let Some(old) = old.and_then(|search| search.request) {
            self.ask(Effect::CallOff(old));
        }
        self.rearrange();
    }

    pub(super) fn library_hits(&mut self, id: RequestId, hits: Vec<Hit>) {
        let Some(search) = self.list_mut().and_then(|list| list.search.as_mut()) else { return };
        if search.request == Some(id) {
            search.hits.extend(hits);
            self.rearrange();
        }
    }

    pub(super) fn library_search_done(&mut self, id: RequestId) {
        let Some(search) = self.list_mut().and_then(|list| list.search.as_mut()) else { return };
        if search.request != Some(id) {
            return;
        }
        search.request = None;
        if search.hits.is_empty() {
            let query = search.query.clone();
            self.clear_list();
            self.say(format!("“{query}” is found in no article"));
        }
    }

    fn search_text(&mut self, query: &str) {
        self.leave();
        let long = self.panes_text().iter().any(|len| *len > SEARCHED_AT_ONCE);
        for side in [Side::Left, Side::Right] {
            let id = self.request();
            let Some(pane) = self.pane_of(side) else { continue };
            if long {
                pane.find = Find { query: query.to_owned(), request: Some(id), ..Find::default() };
                let article = pane.article.clone();
                self.ask(Effect::SearchText(id, article, query.to_owned()));
            } else {
                pane.find = Find::new(query, &pane.article);
            }
        }
        if !long {
            self.go_to_first_hit();
        }
    }

    fn panes_text(&mut self) -> Vec<usize> {
        [Side::Left, Side::Right].iter().filter_map(|side| self.pane_of(*side).map(|p| p.article.text.len())).collect()
    }

    /// Returns the pane of `side`; a reader has only a left one.
    fn pane_of(&mut self, side: Side) -> Option<&mut crate::app::reader::pane::Pane> {
        match self.screens.last_mut()? {
            Screen::Reader(reader) if side == Side::Left => reader.slot.pane.as_deref_mut(),
            Screen::Compare(pair) => pair.pane_mut(side),
            _ => None,
        }
    }

    pub(super) fn text_hits(&mut self, id: RequestId, hits: Vec<Span>) {
        for side in [Side::Left, Side::Right] {
            let Some(pane) = self.pane_of(side).filter(|pane| pane.find.request == Some(id)) else { continue };
            pane.find.request = None;
            pane.find.hits = hits;
            self.go_to_first_hit();
            return;
        }
    }

    fn go_to_first_hit(&mut self) {
        let waiting =
            [Side::Left, Side::Right].iter().any(|s| self.pane_of(*s).is_some_and(|p| p.find.request.is_some()));
        let found = [Side::Left, Side::Right].iter().any(|s| self.pane_of(*s).is_some_and(|p| !p.find.hits.is_empty()));
        if found {
            self.step_hit(true, 1, true);
        } else if !waiting {
            let query = self.last_query();
            self.say(format!("“{query}” is not found here"));
        }
    }

    /// Goes to the `count`th next (or previous) hit.
    pub(super) fn search_next(&mut self, forward: bool, count: usize) {
        match self.screens.last_mut() {
            Some(Screen::Library(list)) if list.search.is_some() => {
                use crate::config::action::Action;
                let motion = if forward { Action::Down } else { Action::Up };
                self.act_on_list(motion, Some(count));
            }
            Some(Screen::Library(_)) | None => self.say("nothing is searched for"),
            Some(_) => {
                if self.focused_pane().is_some_and(|pane| !pane.find.is_active()) {
                    let query = self.last_query();
                    if query.is_empty() {
                        self.say("nothing is searched for");
                    } else {
                        self.search_text(&query);
                    }
                    return;
                }
                self.step_hit(forward, count, false);
            }
        }
    }

    /// Steps from hit to hit, over both sides of a pair, round the ends; the first step after a search may stay.
    fn step_hit(&mut self, forward: bool, count: usize, first: bool) {
        let wrapped = match self.screens.last_mut() {
            Some(Screen::Reader(reader)) => reader.slot.pane.as_mut().map(|pane| step(pane, forward, count, first)),
            Some(Screen::Compare(pair)) => Some(pair.step_hit(forward, count, first)),
            _ => None,
        };
        match wrapped {
            Some(Stepped::Wrapped) => self.say(if forward { "from the beginning again" } else { "from the end again" }),
            Some(Stepped::Nothing) => {
                let query = self.last_query();
                self.say(format!("“{query}” is not found here"));
            }
            _ => {}
        }
        self.note_end_reached();
    }

    /// Returns which hit is the current one, how many there are, and whether more were not counted.
    #[must_use]
    pub fn hit_count(&self) -> Option<(Option<usize>, usize, bool)> {
        let finds: Vec<(&Find, usize)> = match self.screens.last()? {
            Screen::Reader(reader) => reader.slot.pane.iter().map(|pane| (&pane.find, pane.cursor())).collect(),
            Screen::Compare(pair) => [Side::Left, Side::Right]
                .iter()
                .filter_map(|side| pair.pane(*side))
                .map(|pane| (&pane.find, pane.cursor()))
                .collect(),
            Screen::Library(_) | Screen::Notes(_) => return None,
        };
        if !finds.iter().any(|(find, _)| find.is_active()) {
            return None;
        }
        let mut before = 0;
        let mut current = None;
        for (find, cursor) in &finds {
            // Once the cursor has left the hit it is no longer the current one.
            let here = find.current.filter(|index| find.hits.get(*index).is_some_and(|hit| hit.contains(*cursor)));
            current = current.or_else(|| here.map(|index| before + index));
            before += find.hits.len();
        }
        Some((current, before, finds.iter().any(|(find, _)| find.hits.len() == MOST_HITS)))
    }
}

/// How a step among hits went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stepped {
    Moved,
    Wrapped,
    Nothing,
}

fn step(pane: &mut crate::app::reader::pane::Pane, forward: bool, count: usize, first: bool) -> Stepped {
    let mut stepped = Stepped::Nothing;
    for _ in 0..round(count, pane.find.hits.len()) {
        let from = if first { pane.cursor().wrapping_sub(1) } else { pane.cursor() };
        let (next, wrapped) = next_hit(&pane.find, from, forward, first && pane.cursor() == 0);
        let Some(index) = next else { return Stepped::Nothing };
        stepped = if wrapped { Stepped::Wrapped } else { Stepped::Moved };
        go_to_hit(pane, index);
    }
    stepped
}

/// Returns the least number of steps among `hits` that ends where `count` steps do: they go round.
const fn round(count: usize, hits: usize) -> usize {
    if hits > 0 && count > hits { (count - 1) % hits + 1 } else { count }
}

/// Finds the hit after (or before) byte `from`, round the ends.
fn next_hit(find: &Find, from: usize, forward: bool, at_start: bool) -> (Option<usize>, bool) {
    let last = find.hits.len().checked_sub(1);
    if at_start {
        return (last.map(|_| 0), false);
    }
    match forward {
        true => find.after(from).map_or((last.map(|_| 0), true), |index| (Some(index), false)),
        false => find.before(from).map_or((last, true), |index| (Some(index), false)),
    }
}

fn go_to_hit(pane: &mut crate::app::reader::pane::Pane, index: usize) {
    if let Some(hit) = pane.find.hits.get(index).copied() {
        pane.go_to(hit.start);
        pane.find.current = Some(index);
    }
}

impl PairScreen {
    /// Steps among the hits of both sides: through the focused one, then on into the other.
    fn step_hit(&mut self, forward: bool, count: usize, first: bool) -> Stepped {
        let mut stepped = Stepped::Nothing;
        let hits =
            [Side::Left, Side::Right].iter().filter_map(|side| self.pane(*side)).map(|pane| pane.find.hits.len());
        for _ in 0..round(count, hits.sum()) {
            stepped = self.step_one(forward, first);
        }
        self.follow(false);
        stepped
    }

    fn step_one(&mut self, forward: bool, first: bool) -> Stepped {
        let (focus, other) = (self.focus, self.focus.other());
        let Some(pane) = self.pane(focus) else { return Stepped::Nothing };
        let from = if first { pane.cursor().wrapping_sub(1) } else { pane.cursor() };
        let (here, wrapped) = next_hit(&pane.find, from, forward, first && pane.cursor() == 0);
        let there = self.pane(other).map_or(0, |pane| pane.find.hits.len());
        let (side, index) = match here {
            Some(index) if !wrapped || there == 0 => (focus, index),
            _ if there > 0 => (other, if forward { 0 } else { there - 1 }),
            _ => return Stepped::Nothing,
        };
        if let Some(pane) = self.pane_mut(side.other()) {
            pane.find.current = None;
        }
        if let Some(pane) = self.pane_mut(side) {
            go_to_hit(pane, index);
        }
        self.focus = side;
        let around = wrapped && (side == focus || (forward == (focus == Side::Right)));
        if around { Stepped::Wrapped } else { Stepped::Moved }
    }
}
