//! What the keys do in the list.

use std::collections::HashSet;

use super::{ListRow, ListScreen};
use crate::app::core::direction::Direction;
use crate::app::core::geometry::{self, Area, Cell, Page};
use crate::app::core::jumps::Place;
use crate::app::core::message::Roots;
use crate::app::core::request::RequestId;
use crate::app::core::shelf::Shelf;
use crate::app::ctx::Ctx;
use crate::app::ctx::actor::{Actor, Loading, touches};
use crate::app::ctx::flow::Flow;
use crate::app::overlay::brief::{self, Brief};
use crate::app::overlay::{Confirm, Overlay, PromptKind, Then};
use crate::app::pane::slot::Arrival;
use crate::config::action::{Action, Context};
use crate::config::footer::Footer;
use crate::library::order::Group;
use crate::library::state::Change;
use crate::library::{ArticleId, Entry, Origin};

impl Actor for ListScreen {
    fn act(&mut self, action: Action, count: Option<usize>, ctx: &mut Ctx<'_>) -> Flow {
        if matches!(action, Action::Top | Action::Bottom) {
            ctx.leave(self.place(ctx.shelf));
        }
        if self.motion(action, count, ctx.page.list_rows()) {
            self.refresh_preview(true, ctx);
            return Flow::Done;
        }
        match action {
            Action::Open => return self.open(ctx),
            Action::Filter => ctx.prompt(PromptKind::Filter, self.filter.clone()),
            Action::ToggleRead | Action::ToggleStar | Action::OpenUrl | Action::TakeForCompare | Action::Versions => {
                return self.act_on_current(action, ctx);
            }
            Action::SameStory => self.same_story(ctx),
            Action::NotThisStory => self.not_this_story(ctx),
            Action::Reload => reload(ctx),
            Action::TogglePreview => self.toggle_preview(ctx),
            Action::GroupNext | Action::SortNext | Action::SortReverse => self.arrange_otherwise(action, ctx),
            Action::NextUnread => self.next_unread(Direction::Forward, count, ctx),
            Action::PreviousUnread => self.next_unread(Direction::Back, count, ctx),
            Action::MarkAllRead => self.ask_to_mark_all(true, ctx),
            Action::MarkAllUnread => self.ask_to_mark_all(false, ctx),
            other => return Flow::Unknown(other),
        }
        Flow::Done
    }

    fn contexts(&self) -> Vec<Context> {
        vec![Context::Library]
    }

    fn footer(&self, shelf: &Shelf) -> Footer {
        match (self.rows.is_empty(), self.current(shelf)) {
            (true, _) if shelf.entries.is_empty() && !shelf.is_loading() => Footer::NoLibrary,
            (true, _) => Footer::NothingListed,
            (false, None) => Footer::Problem,
            (false, Some(_)) => Footer::Library,
        }
    }

    fn fit(&mut self, page: Page) {
        self.keep_in_view(page.list_rows());
        let area = self.preview_area(page);
        if let (Some(pane), Some(area)) = (&mut self.preview.pane, area) {
            pane.resize(area);
        }
    }

    fn click(&mut self, cell: Cell, ctx: &mut Ctx<'_>) -> Flow {
        let area = geometry::list(ctx.page.size, self.preview.on).list;
        let row = self.top + cell.y.saturating_sub(area.y);
        let again = row == self.cursor;
        if !area.contains(cell) || !self.set_cursor(row) {
            return Flow::Done;
        }
        if again {
            return self.open(ctx);
        }
        self.refresh_preview(true, ctx);
        Flow::Done
    }

    fn wheel(&mut self, _cell: Cell, rows: isize, ctx: &mut Ctx<'_>) {
        let motion = if rows > 0 { Action::Down } else { Action::Up };
        let _ = self.act(motion, Some(rows.unsigned_abs()), ctx);
    }

    fn place(&self, shelf: &Shelf) -> Option<Place> {
        Some(Place::List(self.current(shelf).map(|entry| entry.origin.clone())))
    }

    fn entry(&self, shelf: &Shelf) -> Option<Entry> {
        self.current(shelf).cloned()
    }

    /// Drops search, filter and what was taken for comparing.
    fn clear(&mut self, ctx: &mut Ctx<'_>) -> bool {
        let search = self.search.take();
        let cleared = search.is_some() || !self.filter.is_empty() || self.taken.is_some();
        self.filter.clear();
        self.taken = None;
        ctx.call_off(search.and_then(|search| search.request));
        ctx.session.news.library |= cleared;
        self.show_hit();
        cleared
    }

    fn loaded(&mut self, _id: RequestId, loaded: Loading, ctx: &mut Ctx<'_>) -> Flow {
        self.preview_loaded(loaded, ctx);
        Flow::Done
    }

    fn awaited(&self) -> Vec<RequestId> {
        self.preview.request.into_iter().collect()
    }

    fn changed(&mut self, paths: &[std::path::PathBuf], _ctx: &mut Ctx<'_>) {
        if self.preview.origin.as_ref().is_some_and(|origin| touches(paths, origin)) {
            self.preview.origin = None;
        }
    }

    fn picked(&mut self, origin: Origin, ctx: &mut Ctx<'_>) -> Flow {
        let Some(here) = self.current(ctx.shelf).map(|entry| entry.origin.clone()) else { return Flow::Done };
        ctx.leave(self.place(ctx.shelf));
        Flow::Compare(here, origin)
    }

    fn search(&mut self, query: &str, ctx: &mut Ctx<'_>) {
        self.search_for(query.to_owned(), ctx);
    }

    fn search_next(&mut self, direction: Direction, count: usize, ctx: &mut Ctx<'_>) {
        if self.search.is_none() {
            return ctx.say("nothing is searched for");
        }
        let motion = direction.pick(Action::Down, Action::Up);
        let _ = self.act(motion, Some(count), ctx);
    }
}

impl ListScreen {
    fn open(&mut self, ctx: &mut Ctx<'_>) -> Flow {
        if let Some(ListRow::Problem(index)) = self.rows.get(self.cursor) {
            let problem = ctx.shelf.problems.get(*index);
            *ctx.overlay = problem.map(|problem| Overlay::Brief(Brief::new("A problem", brief::problem(problem))));
            return Flow::Done;
        }
        let Some((index, entry)) = self.current_index().and_then(|i| Some((i, ctx.shelf.entries.get(i)?))) else {
            if ctx.shelf.entries.is_empty() && !ctx.shelf.is_loading() {
                show_library(Roots::Samples, ctx);
            }
            return Flow::Done;
        };
        let hit = self.hit(index);
        let search = self.search.as_ref().filter(|_| hit.is_some()).map(|search| search.query.clone());
        let then = Arrival { go_to: hit.and_then(|hit| hit.offset), search, ..Arrival::default() };
        let origin = entry.origin.clone();
        ctx.leave(Some(Place::List(Some(origin.clone()))));
        self.moved = true;
        Flow::Read(origin, then)
    }

    fn act_on_current(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Flow {
        let Some(entry) = self.current(ctx.shelf).cloned() else {
            ctx.say("no article under the cursor");
            return Flow::Done;
        };
        if action == Action::TakeForCompare {
            return self.take_for_comparing(&entry, ctx);
        }
        if action == Action::Versions {
            ctx.leave(self.place(ctx.shelf));
            return ctx.versions(&entry);
        }
        ctx.act_on_article(action, &entry);
        Flow::Done
    }

    /// Takes an article for comparing; the second one opens the pair. In a story of two, one is enough; in a larger one
    /// it is asked which the other shall be.
    fn take_for_comparing(&mut self, entry: &Entry, ctx: &mut Ctx<'_>) -> Flow {
        let origin = entry.origin.clone();
        let other = match (self.taken.take(), ctx.shelf.same_story(entry).as_slice()) {
            (Some(first), _) if first == origin => {
                ctx.say("no longer taken for comparing");
                return Flow::Done;
            }
            (Some(first), _) => (first, origin),
            (None, [only]) => {
                let Some(other) = ctx.shelf.entries.get(*only) else { return Flow::Done };
                (origin, other.origin.clone())
            }
            (None, [_, _, ..]) => {
                ctx.pick(entry);
                return Flow::Done;
            }
            (None, []) => {
                self.taken = Some(origin);
                let key = ctx.key(Action::TakeForCompare);
                ctx.say(format!("taken; {key} on another article compares the two"));
                return Flow::Done;
            }
        };
        ctx.leave(self.place(ctx.shelf));
        Flow::Compare(other.0, other.1)
    }

    fn toggle_preview(&mut self, ctx: &mut Ctx<'_>) {
        self.preview.on = !self.preview.on;
        if self.preview.on && self.preview_area(ctx.page).is_none() {
            ctx.say("the preview appears where the terminal is at least 116 columns wide");
        }
        self.refresh_preview(true, ctx);
    }

    fn arrange_otherwise(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let how = &mut self.arrangement;
        let says = match action {
            Action::GroupNext => {
                how.group = how.group.next();
                format!("grouped by {}", how.group.name())
            }
            Action::SortNext => {
                how.sort = how.sort.next();
                let inside = if how.group == Group::None { "" } else { " inside each group" };
                format!("sorted by {}{inside}", how.sort.name())
            }
            _ => {
                how.reverse = !how.reverse;
                "order turned round".to_owned()
            }
        };
        ctx.session.news.library = true;
        ctx.say(says);
    }

    fn next_unread(&mut self, direction: Direction, count: Option<usize>, ctx: &mut Ctx<'_>) {
        if self.go_to_unread(ctx.shelf, direction, count.unwrap_or(1), ctx.page.list_rows()) {
            self.refresh_preview(true, ctx);
        } else {
            ctx.say(direction.pick("no unread article further down", "no unread article further up"));
        }
    }

    fn ask_to_mark_all(&self, read: bool, ctx: &mut Ctx<'_>) {
        // "is:unraed" lists everything: nobody means all of it.
        if let Some(mistake) = PromptKind::Filter.mistake(&self.filter) {
            return ctx.say(format!("nothing is marked: the filter is not understood: {mistake}"));
        }
        let listed = match self.articles {
            1 => "the listed article".to_owned(),
            count => format!("all {count} listed articles"),
        };
        let question = format!("Mark {listed} as {}?", if read { "read" } else { "unread" });
        let detail = "It can be undone.".to_owned();
        // More may be listed by the time of the answer: the question is about those that are counted in it.
        let entries = self.sections.entries.iter().filter_map(|index| ctx.shelf.entries.get(*index));
        let then = Then::MarkAll(entries.map(|entry| entry.id.clone()).collect(), read);
        *ctx.overlay = Some(Overlay::Confirm(Confirm { question, detail, then }));
    }

    /// Narrows the list to what is typed.
    pub(crate) fn narrow(&mut self, pattern: &str, ctx: &mut Ctx<'_>) {
        if self.filter != pattern {
            pattern.clone_into(&mut self.filter);
            self.look_for_lost(ctx);
            ctx.session.news.library = true;
        }
    }

    /// Returns where the preview stands, if it is shown.
    #[must_use]
    pub fn preview_area(&self, page: Page) -> Option<Area> {
        geometry::list(page.size, self.preview.on).preview
    }
}

fn reload(ctx: &mut Ctx<'_>) {
    ctx.scan();
    ctx.say("reading the library anew");
}

/// Shows another library in the list.
pub(crate) fn show_library(roots: Roots, ctx: &mut Ctx<'_>) {
    ctx.shelf.clear(roots);
    ctx.session.news.library = true;
    ctx.scan();
}

/// Marks articles; those that are so already stay out of it.
pub fn mark_all(articles: &[ArticleId], read: bool, ctx: &mut Ctx<'_>) {
    let asked: HashSet<&ArticleId> = articles.iter().collect();
    let entries = ctx.shelf.entries.iter().filter(|entry| asked.contains(&entry.id));
    let changed = entries.filter(|entry| ctx.shelf.state.of(&entry.id).read != read);
    let change = |entry: &Entry| Change { id: entry.id.clone(), read: Some(read), ..Change::default() };
    let changes: Vec<_> = changed.map(|entry| (entry.clone(), change(entry))).collect();
    let label = format!("marked {} as {}", changes.len(), if read { "read" } else { "unread" });
    ctx.change(label.clone(), changes);
    ctx.say(label);
}
