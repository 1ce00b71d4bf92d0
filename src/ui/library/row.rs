//! The row of an article in the list: marks, title, source, date, length, notes, star.

use super::super::page;
use super::super::paint::Painter;
use super::{MARKS, Place};
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::list::ListScreen;
use crate::app::pane::find::MOST_HITS;
use crate::app::pane::head;
use crate::config::theme::Role;
use crate::library::{Entry, Origin};
use crate::text::cells;
use crate::text::find::find_all;

/// Columns of the number of notes, once there are any.
const NOTES: usize = 6;

/// The columns right of the title, none where the list is too narrow for them.
struct Columns {
    source: usize,
    date: usize,
    minutes: usize,
    star: usize,
}

impl Columns {
    /// Sets out the columns of a list `width` columns wide, `dates` of them for dates. Where there is no room for both,
    /// the source is shown, whole as a rule: the days stand over a story; where the sources do, the date is shown.
    const fn of(width: usize, dates: usize, by_source: bool) -> Self {
        match width {
            0..50 => Self { source: 0, date: 0, minutes: 0, star: 2 },
            50..68 if by_source => Self { source: 0, date: dates, minutes: 0, star: 2 },
            50..68 => Self { source: 17, date: 0, minutes: 0, star: 2 },
            68..90 => Self { source: 17, date: dates, minutes: 0, star: 2 },
            _ => Self { source: 21, date: dates, minutes: 8, star: 2 },
        }
    }

    /// Returns how many columns are right of the title, `notes` of them for the number of notes.
    const fn right(&self, notes: usize) -> usize {
        self.source + self.date + self.minutes + notes + self.star + 1
    }

    /// Returns how many columns a title has.
    const fn room(&self, area: Area, notes: usize) -> usize {
        area.width.saturating_sub(MARKS + self.right(notes) + 1)
    }
}

/// Returns the columns of the number of notes.
fn notes_column(app: &App, area: Area) -> usize {
    if app.notes.book.is_empty() || area.width < 50 { 0 } else { NOTES }
}

/// Draws the row of an article.
pub(super) fn draw_entry(app: &App, list: &ListScreen, entry: &Entry, place: Place, painter: &mut Painter<'_>) {
    let Place { area, y, .. } = place;
    let state = app.shelf.state.of(&entry.id);
    let set = columns(list, area);
    let (dot, role) = match (state.read, state.place > 0) {
        (true, _) => (" ", Role::Dim),
        (false, true) => ("◐", Role::Accent),
        (false, false) => ("●", Role::Accent),
    };
    painter.glyph(area.x + 2, y, dot, role);
    if list.taken.as_ref() == Some(&entry.origin) {
        painter.glyph(area.x + 1, y, "+", Role::Accent);
    }
    let notes = notes_column(app, area);
    let right = set.right(notes);
    let title = if state.read { Role::Dim } else { Role::Text };
    let room = set.room(area, notes);
    let mark = updated(app, entry, room);
    let free = room - room_of(&mark);
    draw_title(entry, (area.x + MARKS - 1, y, free), title, painter);
    if !mark.is_empty() {
        painter.text(area.x + MARKS - 1 + free + 2, y, room - free - 2, &mark, Role::Accent);
    }
    let mut x = area.right() - right;
    let source = entry.meta.source.as_deref().map_or_else(|| head::name(&entry.origin), str::to_owned);
    painter.text(x, y, set.source.saturating_sub(2), &source, Role::Dim);
    x += set.source;
    let date = date(list, entry);
    painter.text(x, y, set.date.saturating_sub(1), &date, Role::Dim);
    x += set.date;
    let minutes = format!("{:>3} min", entry.minutes(app.config.settings.reader.words_per_minute));
    painter.text(x, y, set.minutes.saturating_sub(1), &minutes, Role::Dim);
    x += set.minutes;
    let earlier = app.shelf.versions.behind().get(&entry.id).map(|family| family.earlier.as_slice());
    let ids = || std::iter::once(&entry.id).chain(earlier.unwrap_or_default());
    let count = if notes > 0 { ids().map(|id| app.notes.book.count(id)).sum() } else { 0 };
    if count > 0 {
        painter.text(x, y, notes - 1, &format!("✎ {count}"), Role::Accent);
    }
    x += notes;
    if ids().any(|id| app.shelf.state.articles.get(id).is_some_and(|state| state.starred)) {
        painter.glyph(x, y, "★", Role::Accent);
    } else if !entry.flaws.is_empty() {
        painter.glyph(x, y, "!", Role::Warning);
    }
}

/// Says that an article was updated, and how many versions there are of it; nothing of what has one.
fn updated(app: &App, entry: &Entry, room: usize) -> String {
    match app.shelf.versions.count(entry) {
        0 | 1 => String::new(),
        count if room >= WIDE => format!("updated, {count} versions"),
        count => format!("updated ({count})"),
    }
}

/// Columns of a title and its mark from which on the mark says what its number means.
const WIDE: usize = 52;

/// Returns the columns that a mark takes from its title.
fn room_of(mark: &str) -> usize {
    if mark.is_empty() { 0 } else { cells::width(mark) + 2 }
}

/// Sets out the columns of a list.
fn columns(list: &ListScreen, area: Area) -> Columns {
    let by_source = list.arrangement.group == crate::library::order::Group::Source;
    Columns::of(area.width, dates(list), by_source)
}

/// Returns the columns of dates, whole in every row, and the space after them.
const fn dates(list: &ListScreen) -> usize {
    use crate::library::order::Group;
    match list.arrangement.group {
        Group::Date => 8,
        Group::Story => 9,
        Group::Source | Group::State | Group::None => 13,
    }
}

/// Returns the day of publication, with the year where no group's heading tells it; of what stands alone among stories
/// the month and the year, which is as long as a day.
fn date(list: &ListScreen, entry: &Entry) -> String {
    use crate::library::order::Group;
    let form = match list.arrangement.group {
        Group::Story if entry.meta.in_story().is_none() => "%b %Y",
        Group::Story | Group::Date => "%e %b",
        Group::Source | Group::State | Group::None => "%e %b %Y",
    };
    entry.meta.published.as_ref().map_or_else(String::new, |when| when.date.strftime(form).to_string())
}

/// An article without a title is listed by its first words and the name of its file.
fn draw_title(entry: &Entry, (x, y, room): (usize, usize, usize), role: Role, painter: &mut Painter<'_>) {
    if entry.meta.title.is_some() {
        painter.text(x, y, room, head::title(entry), role);
        return;
    }
    let wide = name_column(entry, room);
    let style = painter.styles(&[role, Role::Emphasis]);
    painter.styled(x, y, room - wide, &entry.first_words, style);
    if wide > 2 {
        painter.text(x + room - wide + 2, y, wide - 2, &head::name(&entry.origin), Role::Dim);
    }
}

/// Returns the columns that the name of a file takes beside the first words of its article.
fn name_column(entry: &Entry, room: usize) -> usize {
    let named = entry.meta.title.is_none() && entry.meta.source.is_some() && !matches!(entry.origin, Origin::Stdin);
    if named { (cells::width(&head::name(&entry.origin)) + 2).min(room / 2) } else { 0 }
}

/// Marks the letters of a title that the filter asks for, or what is searched for.
pub(super) fn mark_title(app: &App, list: &ListScreen, entry: &Entry, place: Place, painter: &mut Painter<'_>) {
    let title = head::title(entry);
    let mut found = list.filter().map(|(filter, how)| filter.places(title, how)).unwrap_or_default();
    if let Some(search) = list.search.as_ref().filter(|_| entry.meta.title.is_some()) {
        found.extend(find_all(title, &search.query, MOST_HITS));
    }
    if found.is_empty() {
        return;
    }
    let Place { area, y, .. } = place;
    let room = columns(list, area).room(area, notes_column(app, area));
    let room = room - room_of(&updated(app, entry, room));
    let room = room - name_column(entry, room);
    let x = area.x + MARKS - 1;
    // Where the title is cut, its last column says so.
    let limit = x + room.saturating_sub(usize::from(cells::width(title) > room));
    page::draw_over(title, &found, (x, y), limit, painter);
}
