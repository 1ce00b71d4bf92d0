//! The list of the library: rows in groups, a cursor on an article or a problem, filter, search, preview.

pub(crate) mod actions;
mod correcting;
mod listed;
mod lost;
mod preview;
mod searching;

use self::listed::Listed;
use self::lost::Lost;
use crate::app::core::direction::Direction;
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::app::pane::Pane;
use crate::config::action::Action;
use crate::library::filter::{Filter, How, Noted};
use crate::library::order::{Arrangement, Group, Order, Section, Sections, Sort};
use crate::library::search::Hit;
use crate::library::{Entry, Origin};
use crate::notes::book::Book;

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRow {
    /// White space between groups.
    Blank,
    /// The name of a group: an index into the list's sections.
    Section(usize),
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
    /// What was found, in the order of the shelf's entries.
    pub hits: Vec<Hit>,
    /// How often, in all of them.
    pub found: usize,
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
    /// The filter as it was typed; empty for none.
    pub filter: String,
    /// The search, if any.
    pub search: Option<ListSearch>,
    /// The rows.
    pub rows: Vec<ListRow>,
    /// The groups whose articles are listed, in order.
    pub sections: Sections,
    /// How many articles are listed.
    pub articles: usize,
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// Index of the first row in view.
    pub top: usize,
    /// The article taken for comparing.
    pub taken: Option<Origin>,
    /// The preview.
    pub preview: Preview,
    /// Whether the reader has put the cursor somewhere; until then it stands on the first row.
    pub moved: bool,
    order: Order,
    listed: Listed,
    lost: Lost,
    /// The filter that the rows are made by.
    narrowed_by: String,
    /// The entries that the rows are made of.
    generation: u64,
}

impl ListScreen {
    /// Arranges the rows anew. The cursor stays on its article, or on the first row where it was never moved; where the
    /// filter is another one, it goes to the row that fits best.
    pub fn arrange(&mut self, shelf: &Shelf, book: &Book, height: usize) {
        // Rows of entries that were replaced name other articles now.
        let same = self.generation == shelf.generation;
        let (before, above) = (self.rows.len(), self.cursor.saturating_sub(self.top));
        let kept = self.rows.get(self.cursor).copied().filter(|row| same && self.moved && row.is_selectable());
        self.make_rows(shelf, book);
        let narrowed = self.narrowed_by != self.filter;
        self.filter.clone_into(&mut self.narrowed_by);
        let best = if narrowed || !self.moved { self.best_row() } else { None };
        let kept_row = kept.and_then(|kept| self.rows.iter().position(|row| *row == kept));
        let near = if self.moved { self.cursor } else { 0 };
        let row = best.or(kept_row).unwrap_or_else(|| self.nearest(near));
        self.cursor = row.min(self.rows.len().saturating_sub(1));
        if !self.moved || narrowed {
            self.top = 0;
        } else if kept_row.is_some() && before > 0 {
            // What came above it does not push down what the reader looks at.
            self.top = self.cursor.saturating_sub(above);
        }
        self.keep_in_view(height);
    }

    /// Follows the shelf: what has come since the last time is merged into the order, the rest is where it was.
    fn make_rows(&mut self, shelf: &Shelf, book: &Book) {
        if self.generation != shelf.generation {
            self.order.clear();
            self.listed = Listed::default();
            self.generation = shelf.generation;
        }
        self.order.update(&shelf.entries, &shelf.state, self.arrangement);
        if self.is_by_state() {
            self.order.restage(&shelf.entries, &shelf.state);
        }
        let noted = || self.lost.noted(book);
        self.listed.refresh((&shelf.entries, &shelf.versions), &shelf.state, &self.filter, noted, self.search.as_ref());
        let listed = &self.listed;
        self.sections = self.order.sections(&|index| shelf.versions.is_shown(index) && listed.has(index));
        self.articles = self.sections.entries.len();
        self.rows.clear();
        self.rows.reserve(self.articles + 2 * self.sections.groups.len() + listed.hits() + shelf.problems.len() + 2);
        for (place, section) in self.sections.groups.iter().enumerate() {
            self.rows.extend((place > 0).then_some(ListRow::Blank));
            self.rows.extend(section.is_named.then_some(ListRow::Section(place)));
            for &entry in self.sections.of(section) {
                self.rows.push(ListRow::Entry(entry));
                self.rows.extend(listed.hit(entry).map(ListRow::Hit));
            }
        }
        if self.filter.is_empty() && self.search.is_none() && !shelf.problems.is_empty() {
            self.rows.extend((!self.rows.is_empty()).then_some(ListRow::Blank));
            self.rows.push(ListRow::ProblemsHead);
            self.rows.extend((0..shelf.problems.len()).map(ListRow::Problem));
        }
    }

    /// Returns the first row whose article fits the filter best, where there is one.
    fn best_row(&self) -> Option<usize> {
        self.filter()?;
        let fit = |row: &ListRow| if let ListRow::Entry(index) = row { self.listed.fit(*index) } else { 0 };
        let fits = self.rows.iter().map(fit).enumerate();
        fits.reduce(|best, next| if next.1 > best.1 { next } else { best }).filter(|best| best.1 > 0).map(|best| best.0)
    }

    /// Returns what the notes say of articles.
    #[must_use]
    pub fn noted(&self, book: &Book) -> Noted {
        self.lost.noted(book)
    }

    /// Counts the articles that a filter lets through.
    #[must_use]
    pub fn count(shelf: &Shelf, filter: &Filter, noted: &Noted) -> usize {
        Listed::count(shelf, filter, noted)
    }

    /// Returns the filter, where it asks for anything, and how words fit what it lets through.
    #[must_use]
    pub fn filter(&self) -> Option<(&Filter, How)> {
        self.listed.filter()
    }

    /// Returns a group with its name, by its place among the listed ones.
    #[must_use]
    pub fn heading(&self, shelf: &Shelf, place: usize) -> Option<(&Section, String)> {
        let section = self.sections.groups.get(place)?;
        Some((section, self.order.name_of(&shelf.entries, section)?))
    }

    /// Follows entries that changed in their places, by their indices.
    pub fn entries_changed(&mut self, shelf: &Shelf, changed: &[usize]) {
        self.order.change(&shelf.entries, &shelf.state, changed);
        self.listed.change(&shelf.entries, changed);
    }

    /// Follows entries that were taken off the shelf; `gone` are the indices that they had, ascending.
    pub fn entries_gone(&mut self, gone: &[usize]) {
        self.order.forget(gone);
        self.listed.forget(gone);
        let now = |index: usize| index - gone.partition_point(|gone| *gone < index);
        for row in &mut self.rows {
            match row {
                ListRow::Entry(index) if gone.binary_search(index).is_ok() => *row = ListRow::Blank,
                ListRow::Entry(index) => *index = now(*index),
                _ => {}
            }
        }
        if let Some(search) = &mut self.search {
            search.hits.retain(|hit| gone.binary_search(&hit.entry).is_err());
            search.hits.iter_mut().for_each(|hit| hit.entry = now(hit.entry));
            search.found = search.hits.iter().map(|hit| hit.count).sum();
        }
    }

    /// Returns the index of the selectable row nearest to `row`, looking down first.
    fn nearest(&self, row: usize) -> usize {
        let below = self.rows.iter().enumerate().skip(row).find(|(_, r)| r.is_selectable());
        let above = || self.rows.iter().enumerate().take(row).rev().find(|(_, r)| r.is_selectable());
        below.or_else(above).map_or(0, |(index, _)| index)
    }

    /// Takes it that what was read or starred changed; says whether the list is to be arranged anew.
    pub(crate) fn reading_changed(&mut self) -> bool {
        self.listed.reading_changed() || self.is_by_state()
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
        self.moved = true;
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
            self.moved = true;
        }
        selectable
    }

    /// Scrolls so that the cursor, and the group's name above it, can be seen.
    pub fn keep_in_view(&mut self, height: usize) {
        let height = height.max(1);
        let headed = self.cursor > 0
            && matches!(self.rows.get(self.cursor - 1), Some(ListRow::Section(_) | ListRow::ProblemsHead));
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

    /// Puts the cursor on the article from `origin`, where it is listed.
    pub fn go_to(&mut self, shelf: &Shelf, origin: &Origin, height: usize) {
        let row = shelf.index_of(origin).map(|index| ListRow::Entry(shelf.versions.newest(index)));
        if let Some(row) = row.and_then(|wanted| self.rows.iter().position(|row| *row == wanted)) {
            self.cursor = row;
            self.moved = true;
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
            self.moved = true;
            self.keep_in_view(height);
        }
        target.is_some()
    }

    /// Says how many articles are listed down to the cursor, that of the cursor included.
    #[must_use]
    pub fn position(&self) -> usize {
        self.rows.iter().take(self.cursor + 1).filter(|row| matches!(row, ListRow::Entry(_))).count()
    }

    /// Returns the hit of the search in the article at `entry`.
    #[must_use]
    pub fn hit(&self, entry: usize) -> Option<&Hit> {
        let hits = &self.search.as_ref()?.hits;
        hits.get(hits.binary_search_by_key(&entry, |hit| hit.entry).ok()?)
    }
}
