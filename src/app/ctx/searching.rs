//! Searching the texts on a screen, and stepping from hit to hit.

use super::Ctx;
use crate::app::core::direction::Direction;
use crate::app::core::message::Effect;
use crate::app::pane::Pane;
use crate::app::pane::find::Find;
use crate::app::pane::slot::Slot;

/// Texts above this many bytes are searched by an effect.
pub const SEARCHED_AT_ONCE: usize = 512 * 1024;

/// How a step among hits went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// To the next one.
    Moved,
    /// Round the end.
    Wrapped,
    /// There is none.
    Nothing,
}

impl Ctx<'_> {
    /// Searches the texts of a screen; says whether something was found at once.
    pub fn search_texts(&mut self, query: &str, mut slots: Vec<&mut Slot>) -> bool {
        let panes: Vec<&mut Pane> = slots.iter_mut().filter_map(|slot| slot.pane.as_deref_mut()).collect();
        let long = panes.iter().any(|pane| pane.article.text.len() > SEARCHED_AT_ONCE);
        let mut found = false;
        for pane in panes {
            if long {
                let id = self.request();
                pane.find = Find { query: query.to_owned(), request: Some(id), ..Find::default() };
                self.ask(Effect::SearchText(id, pane.article.clone(), query.to_owned()));
            } else {
                pane.find = Find::new(query, &pane.article);
                found |= !pane.find.hits.is_empty();
            }
        }
        if !found && !long {
            self.tell_nothing();
        }
        found
    }

    /// Says that what is searched for is not here.
    pub fn tell_nothing(&mut self) {
        let query = self.session.query.clone();
        self.say(format!("“{query}” is not found here"));
    }

    /// Says where a step among hits led, where that is not plain.
    pub fn tell_step(&mut self, stepped: Option<Stepped>, direction: Direction) {
        match stepped {
            Some(Stepped::Wrapped) => self.say(direction.pick("from the beginning again", "from the end again")),
            Some(Stepped::Nothing) => self.tell_nothing(),
            Some(Stepped::Moved) | None => {}
        }
    }
}

/// Steps from hit to hit of one text, round the ends; the `first` step after a search may stay.
pub fn step(pane: &mut Pane, direction: Direction, count: usize, first: bool) -> Stepped {
    let mut stepped = Stepped::Nothing;
    for _ in 0..round(count, pane.find.hits.len()) {
        let (next, wrapped) = next_hit(pane, direction, first);
        let Some(index) = next else { return Stepped::Nothing };
        stepped = if wrapped { Stepped::Wrapped } else { Stepped::Moved };
        go_to_hit(pane, index);
    }
    stepped
}

/// Returns the least number of steps among `hits` that ends where `count` steps do: they go round.
#[must_use]
pub const fn round(count: usize, hits: usize) -> usize {
    if hits > 0 && count > hits { (count - 1) % hits + 1 } else { count }
}

/// Finds the hit after (or before) the cursor, and whether that is round an end; the `first` one may lie under it.
#[must_use]
pub fn next_hit(pane: &Pane, direction: Direction, first: bool) -> (Option<usize>, bool) {
    let find = &pane.find;
    let from = if first { pane.cursor().wrapping_sub(1) } else { pane.cursor() };
    let last = find.hits.len().checked_sub(1);
    if first && pane.cursor() == 0 {
        return (last.map(|_| 0), false);
    }
    match direction {
        Direction::Forward => find.after(from).map_or((last.map(|_| 0), true), |index| (Some(index), false)),
        Direction::Back => find.before(from).map_or((last, true), |index| (Some(index), false)),
    }
}

/// Goes to a hit.
pub fn go_to_hit(pane: &mut Pane, index: usize) {
    if let Some(hit) = pane.find.hits.get(index).copied() {
        pane.go_to(hit.start);
        pane.find.current = Some(index);
    }
}
