//! The list of the library: rows in groups, a cursor on an article or a problem, filter, search, preview.

pub(crate) mod actions;
mod preview;
mod searching;

use std::collections::HashMap;

use crate::app::core::direction::Direction;
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::app::pane::Pane;
use crate::config::action::Action;
use crate::library::order::{Arrangement, Group, Sort, arrange};
use crate::library::search::Hit;
use crate::library::{Entry, Origin, filter};

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// White space between groups.
    Blank,
    /// The name of a group.
    Section {
        /// Its name.
        name: String,
        /// Its entries, as indices into the shelf's.
        entries: Vec<usize>,
    },
    /// An article, as an index into the shelf's entries.
    Entry(usize),
    /// Where the search found something: an index into the hits.
    Hit(usize),
    /// The heading over the problems.
    ProblemsHead,
    /// A problem, as an index into the shelf's.
    Problem(usize),
}

impl ListRow {
    /// Says whether the cursor may stand on it.
    #[must_use]
    pub const fn is_selectable(&self) -> bool {
        matches!(self, Self::Entry(_) | Self::Problem(_))
    }
}

/// A search over the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListSearch {
    /// What is searched for.
    pub query: String,
    /// What was found.
    pub hits: Vec<Hit>,
    /// The request, while it runs.
    pub request: Option<RequestId>,
}

/// The article shown beside the list.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Whether it is wanted.
    pub on: bool,
    /// Which article it is of.
    pub origin: Option<Origin>,
    /// The request, while it loads.
    pub request: Option<RequestId>,
    /// The article.
    pub pane: Option<Box<Pane>>,
}

/// The list's screen.
#[derive(Clone, Debug, Default)]
pub struct ListScreen {
    /// Groups and order.
    pub arrangement: Arrangement,
    /// The fuzzy filter; empty for none.
    pub filter: String,
    /// The search, if any.
    pub search: Option<ListSearch>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// Index of the first row in view.
    pub top: usize,
    /// The article taken for comparing.
    pub taken: Option<Origin>,
    /// The preview.
    pub preview: Preview,
}

impl ListScreen {
    /// Arranges the rows anew; the cursor stays on its article.
    pub fn arrange(&mut self, shelf: &Shelf, height: usize) {
        let kept = self.kept(shelf);
        self.rows = self.rows_of(shelf);
        let same = |row: &ListRow| match (row, &kept) {
            (ListRow::Entry(i), Some(Kept::Entry(origin))) => {
                shelf.entries.get(*i).is_some_and(|e| e.origin == *origin)
            }
            (ListRow::Problem(i), Some(Kept::Problem(index))) => i == index,
            _ => false,
        };
        let kept_row = self.rows.iter().position(same);
        self.cursor = kept_row.unwrap_or_else(|| self.nearest(self.cursor)).min(self.rows.len().saturating_sub(1));
        self.keep_in_view(height);
    }

    fn kept(&self, shelf: &Shelf) -> Option<Kept> {
        match self.rows.get(self.cursor)? {
            ListRow::Entry(index) => shelf.entries.get(*index).map(|e| Kept::Entry(e.origin.clone())),
            ListRow::Problem(index) => Some(Kept::Problem(*index)),
            _ => None,
        }
    }

    /// Returns the entries that filter and search let through, in the shelf's order.
    #[must_use]
    pub fn listed(&self, shelf: &Shelf) -> Vec<usize> {
        let mut listed = match self.filter.is_empty() {
            true => (0..shelf.entries.len()).collect(),
            false => filter::fuzzy(&shelf.entries, &self.filter),
        };
        if let Some(search) = &self.search {
            let found: HashMap<usize, ()> = search.hits.iter().map(|hit| (hit.entry, ())).collect();
            listed.retain(|index| found.contains_key(index));
        }
        listed
    }

    fn rows_of(&self, shelf: &Shelf) -> Vec<ListRow> {
        let listed = self.listed(shelf);
        let mut rows = Vec::with_capacity(listed.len() + 8);
        let hits: HashMap<usize, usize> =
            self.search.iter().flat_map(|s| s.hits.iter().enumerate().map(|(i, hit)| (hit.entry, i))).collect();
        for section in arrange(&shelf.entries, &listed, &shelf.state, self.arrangement) {
            if !rows.is_empty() {
                rows.push(ListRow::Blank);
            }
            if let Some(name) = section.name {
                rows.push(ListRow::Section { name, entries: section.entries.clone() });
            }
            for entry in section.entries {
                rows.push(ListRow::Entry(entry));
                rows.extend(hits.get(&entry).map(|hit| ListRow::Hit(*hit)));
            }
        }
        if self.filter.is_empty() && self.search.is_none() && !shelf.problems.is_empty() {
            if !rows.is_empty() {
                rows.push(ListRow::Blank);
            }
            rows.push(ListRow::ProblemsHead);
            rows.extend((0..shelf.problems.len()).map(ListRow::Problem));
        }
        rows
    }

    /// Returns the index of the selectable row nearest to `row`, looking down first.
    fn nearest(&self, row: usize) -> usize {
        let below = self.rows.iter().enumerate().skip(row).find(|(_, r)| r.is_selectable());
        let above = || self.rows.iter().enumerate().take(row).rev().find(|(_, r)| r.is_selectable());
        below.or_else(above).map_or(0, |(index, _)| index)
    }

    /// Says whether groups or order follow the reading state.
    #[must_use]
    pub fn is_by_state(&self) -> bool {
        self.arrangement.group == Group::State || self.arrangement.sort == Sort::State
    }

    /// Moves the cursor as `action` says, `count` times, in a list `height` rows high; says whether it was a motion.
    pub fn motion(&mut self, action: Action, count: Option<usize>, height: usize) -> bool {
        let times = count.unwrap_or(1) as isize;
        let page = height.saturating_sub(2).max(1) as isize;
        match action {
            Action::Down => self.by_rows(times),
            Action::Up => self.by_rows(-times),
            Action::HalfPageDown => self.by_page(times * (page / 2).max(1)),
            Action::HalfPageUp => self.by_page(-times * (page / 2).max(1)),
            Action::PageDown => self.by_page(times * page),
            Action::PageUp => self.by_page(-times * page),
            Action::Top => self.cursor = self.nearest(0),
            Action::Bottom => self.cursor = self.rows.iter().rposition(ListRow::is_selectable).unwrap_or(0),
            _ => return false,
        }
        self.keep_in_view(height);
        true
    }

    fn by_rows(&mut self, rows: isize) {
        for _ in 0..rows.unsigned_abs().min(self.rows.len()) {
            let next = match rows > 0 {
                true => self.rows.iter().enumerate().skip(self.cursor + 1).find(|(_, r)| r.is_selectable()),
                false => self.rows.iter().enumerate().take(self.cursor).rev().find(|(_, r)| r.is_selectable()),
            };
            let Some((index, _)) = next else { break };
            self.cursor = index;
        }
    }

    fn by_page(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.nearest(self.cursor.saturating_add_signed(rows).min(last));
    }

    /// Puts the cursor on `row` if it can stand there.
    pub fn set_cursor(&mut self, row: usize) -> bool {
        let selectable = self.rows.get(row).is_some_and(ListRow::is_selectable);
        if selectable {
            self.cursor = row;
        }
        selectable
    }

    /// Scrolls so that the cursor, and the group's name above it, can be seen.
    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        let headed = self.cursor > 0
            && matches!(self.rows.get(self.cursor - 1), Some(ListRow::Section { .. } | ListRow::ProblemsHead));
        let first = if headed && height > 1 { self.cursor - 1 } else { self.cursor };
        let last =
            self.cursor + usize::from(matches!(self.rows.get(self.cursor + 1), Some(ListRow::Hit(_))) && height > 1);
        self.top = self.top.min(first).max((last + 1).saturating_sub(height));
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }

    /// Returns the article under the cursor.
    #[must_use]
    pub fn current<'s>(&self, shelf: &'s Shelf) -> Option<&'s Entry> {
        shelf.entries.get(self.current_index()?)
    }

    /// Returns the article under the cursor, as an index into the shelf's entries.
    #[must_use]
    pub fn current_index(&self) -> Option<usize> {
        if let ListRow::Entry(index) = self.rows.get(self.cursor)? { Some(*index) } else { None }
    }

    /// Returns how many articles are listed.
    #[must_use]
    pub fn listed_count(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row, ListRow::Entry(_))).count()
    }

    /// Puts the cursor on the article from `origin`, where it is listed.
    pub fn go_to(&mut self, shelf: &Shelf, origin: &Origin, height: usize) {
        let here = |row: &ListRow| matches!(row, ListRow::Entry(i) if shelf.entries.get(*i).is_some_and(|e| e.origin == *origin));
        if let Some(row) = self.rows.iter().position(here) {
            self.cursor = row;
            self.keep_in_view(height);
        }
    }

    /// Goes to the `times`th unread article below (or above) the cursor; says whether there was one.
    pub fn go_to_unread(&mut self, shelf: &Shelf, direction: Direction, times: usize, height: usize) -> bool {
        let unread = |row: &ListRow| match row {
            ListRow::Entry(index) => shelf.entries.get(*index).is_some_and(|e| !shelf.state.of(&e.id).read),
            _ => false,
        };
        let rows = self.rows.iter().enumerate().filter(|(_, row)| unread(row)).map(|(index, _)| index);
        let target = direction.nth(rows, times, |row| *row > self.cursor, |row| *row < self.cursor);
        if let Some(row) = target {
            self.cursor = row;
            self.keep_in_view(height);
        }
        target.is_some()
    }

    /// Returns the articles in the order of the list.
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        self.rows.iter().filter_map(|row| if let ListRow::Entry(index) = row { Some(*index) } else { None }).collect()
    }

    /// Returns the hit of the search in the article at `entry`.
    #[must_use]
    pub fn hit(&self, entry: usize) -> Option<&Hit> {
        self.search.as_ref()?.hits.iter().find(|hit| hit.entry == entry)
    }
}

enum Kept {
    Entry(Origin),
    Problem(usize),
}
