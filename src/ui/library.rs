//! The list: a header, groups, articles in columns, problems, the preview.

mod row;

use super::marks::Mark;
use super::page;
use super::paint::Painter;
use crate::app::geometry::Area;
use crate::app::list::{ListRow, ListScreen};
use crate::app::{App, geometry};
use crate::config::action::Action;
use crate::config::theme::Role;
use crate::library::filter::How;
use crate::library::order::{Arrangement, Section};
use crate::library::search::Hit;
use crate::text::{Span, cells};

/// Columns of the marks before a title: the cursor's bar, the unread dot.
const MARKS: usize = 5;

/// Draws the list's screen.
pub fn draw(app: &App, list: &ListScreen, painter: &mut Painter<'_>) {
    header(app, list, painter);
    let areas = geometry::list(app.size, list.preview.on);
    if list.rows.is_empty() {
        empty(app, list, areas.list, painter);
    }
    for (y, row) in list.rows.iter().skip(list.top).take(areas.list.height).enumerate() {
        let selected = list.top + y == list.cursor;
        draw_row(app, list, row, Place { area: areas.list, y: areas.list.y + y, selected }, painter);
    }
    if let Some(area) = areas.preview {
        preview(app, list, area, painter);
    }
}

/// Where a row is drawn.
#[derive(Clone, Copy)]
struct Place {
    area: Area,
    y: usize,
    selected: bool,
}

fn header(app: &App, list: &ListScreen, painter: &mut Painter<'_>) {
    let width = app.size.width;
    painter.text(1, 0, width, "diptych", Role::Heading);
    let right = if app.shelf.shows_samples() { "samples" } else { "" };
    painter.text(width.saturating_sub(cells::width(right) + 1), 0, width, right, Role::Accent);
    let counts = counts(app, list);
    let room = width.saturating_sub(10 + 2 + cells::width(right) + 1);
    let shown = cells::truncate(&counts, room, "…");
    let x = 10 + room.saturating_sub(cells::width(&shown));
    painter.text(x, 0, room, &shown, Role::Dim);
    painter.rule(0, 1, width, Role::Rule);
}

/// Says how much there is, or how far a filter or search narrows it.
fn counts(app: &App, list: &ListScreen) -> String {
    let articles = app.shelf.entries.len() - app.shelf.versions.hidden();
    let mut parts = Vec::new();
    if app.shelf.is_loading() && articles == 0 {
        return "reading the library …".to_owned();
    }
    if !list.filter.is_empty() {
        let filter = cells::one_line(&list.filter);
        let view = app.view_shown().map(|name| format!("view “{}”: {filter}", cells::one_line(name)));
        parts.push(view.unwrap_or_else(|| format!("filter “{filter}”")));
    }
    if list.is_looking() {
        parts.push("looking for the notes …".to_owned());
    } else if matches!(list.filter(), Some((_, How::Like))) && list.articles > 0 {
        parts.push("nothing matches exactly: like it".to_owned());
    }
    if let Some(search) = &list.search {
        let more = if search.request.is_some() { " …" } else { "" };
        let (times, articles) = (plural(search.found, "time"), plural(search.hits.len(), "article"));
        parts.push(format!("“{}” {times} in {articles}{more}", search.query));
    }
    if list.filter.is_empty() && list.search.is_none() {
        let stories = list.sections.named;
        if stories > 0 && list.arrangement.group == crate::library::order::Group::Story {
            parts.push(plural_y(stories, "stor"));
        }
        parts.push(plural(articles, "article"));
        parts.push(format!("{} unread", app.shelf.unread));
    } else {
        parts.push(format!("{} of {articles} listed", list.articles));
    }
    parts.extend(arrangement(list));
    if app.shelf.is_loading() {
        parts.push("reading …".to_owned());
    }
    parts.join(" · ")
}

/// Says how the list is arranged, where that is not by story and date.
fn arrangement(list: &ListScreen) -> Option<String> {
    let how = list.arrangement;
    let usual = Arrangement::default();
    let group = (how.group != usual.group).then(|| format!("by {}", how.group.name()));
    let reversed = if how.reverse { " reversed" } else { "" };
    let sort = (how.sort != usual.sort || how.reverse).then(|| format!("{}{reversed}", how.sort.name()));
    let parts: Vec<String> = group.into_iter().chain(sort).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn plural_y(count: usize, stem: &str) -> String {
    if count == 1 { format!("1 {stem}y") } else { format!("{count} {stem}ies") }
}

fn empty(app: &App, list: &ListScreen, area: Area, painter: &mut Painter<'_>) {
    let lines: Vec<(String, Role)> = if app.shelf.is_loading() {
        vec![("reading the library …".to_owned(), Role::Dim)]
    } else if !list.filter.is_empty() {
        vec![
            (format!("No article matches “{}”.", cells::one_line(&list.filter)), Role::Text),
            ("Esc drops the filter.".to_owned(), Role::Dim),
            (super::overlay::ARTICLE_FILTER.to_owned(), Role::Dim),
        ]
    } else {
        vec![
            ("No articles here yet.".to_owned(), Role::Heading),
            (format!("The library lies in {}", lies_in(app)), Role::Text),
            (adding_told(app), Role::Text),
            ("Enter opens the samples: stories told by two or three houses each.".to_owned(), Role::Accent),
        ]
    };
    let area = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4).min(72), ..area };
    paragraphs(&lines, Area { height: area.height.saturating_sub(1), ..area }, painter);
}

/// Says where the library lies.
fn lies_in(app: &App) -> String {
    match app.lies_in.as_slice() {
        [] => "no folder: name one with --library DIR".to_owned(),
        folders => folders
            .iter()
            .map(|path| cells::one_line(&path.to_string_lossy()).into_owned())
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// Says what brings articles into it.
fn adding_told(app: &App) -> String {
    let key = |action| app.config.keys.shown(&app.screen_contexts(), action).unwrap_or_default();
    let (add, feeds) = (key(Action::Add), key(Action::Feeds));
    format!(
        "{add} adds an article: an address, a file, a folder, a pasted text.\n{feeds} lists the feeds, and adds one by the \
         address of a site.\nFrom the shell: diptych add ADDRESS or FILE; diptych feed add ADDRESS for a feed.\nFiles put \
         into the folder are articles too (.txt, .md, .html)."
    )
}

/// Writes paragraphs with a blank row between them, wrapped, as far as there is room.
fn paragraphs(lines: &[(String, Role)], area: Area, painter: &mut Painter<'_>) {
    let how = crate::text::wrap::Wrap { width: area.width, first_indent: 0, next_indent: 0, keep_breaks: true };
    let mut y = area.y;
    for (text, role) in lines {
        for span in crate::text::wrap::wrap(text, how) {
            if y < area.y + area.height {
                painter.text(area.x, y, area.width, span.of(text), *role);
            }
            y += 1;
        }
        y += 1;
    }
}

fn draw_row(app: &App, list: &ListScreen, row: &ListRow, place: Place, painter: &mut Painter<'_>) {
    let Place { area, y, selected } = place;
    match row {
        ListRow::Blank => {}
        ListRow::Section(index) => {
            if let Some((group, name)) = list.heading(&app.shelf, *index) {
                section(group, &name, place, painter);
            }
        }
        ListRow::Entry(index) => {
            if let Some(entry) = app.shelf.entries.get(*index) {
                row::draw_entry(app, list, entry, place, painter);
            }
        }
        ListRow::Hit(index) => {
            if let Some(hit) = list.search.as_ref().and_then(|search| search.hits.get(*index)) {
                draw_hit(hit, place, painter);
            }
        }
        ListRow::ProblemsHead => {
            painter.text(area.x + 2, y, area.width.saturating_sub(3), "Problems", Role::Warning);
        }
        ListRow::Problem(index) => problem(app, *index, place, painter),
    }
    if selected {
        painter.select(area.x, y, area.width);
    }
    // Over the band of the cursor.
    if let ListRow::Entry(index) = row
        && let Some(entry) = app.shelf.entries.get(*index)
    {
        row::mark_title(app, list, entry, place, painter);
    }
}

fn section(group: &Section, name: &str, place: Place, painter: &mut Painter<'_>) {
    let Place { area, y, .. } = place;
    let sources = if group.sources > 1 { format!("   {} sources", group.sources) } else { String::new() };
    let days = group.days.map_or_else(String::new, span_of_days);
    let room = area.width.saturating_sub(3);
    let used = painter.text(area.x + 2, y, room, name, Role::Kicker);
    // The days stay longest: where the list is narrow, its rows have none.
    for aside in [format!("{days}{sources}"), days] {
        let wide = cells::width(&aside);
        if used + 3 + wide <= room {
            painter.text(area.right() - 1 - wide, y, wide, &aside, Role::Dim);
            break;
        }
    }
}

/// Returns the first and last day of publication: `7–10 Mar 2026`.
fn span_of_days((first, last): (jiff::civil::Date, jiff::civil::Date)) -> String {
    let long = |date: jiff::civil::Date| date.strftime("%-d %b %Y").to_string();
    if first == last {
        long(last)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), long(last))
    } else if first.year() == last.year() {
        format!("{} – {}", first.strftime("%-d %b"), long(last))
    } else {
        format!("{} – {}", long(first), long(last))
    }
}

fn draw_hit(hit: &Hit, place: Place, painter: &mut Painter<'_>) {
    let Place { area, y, .. } = place;
    let count = format!("{:>3}×", hit.count);
    let x = area.x + MARKS + 1;
    let room = area.width.saturating_sub(MARKS + 1 + 7);
    let marks = [Mark { span: hit.mark, role: Role::Hit }];
    let text = page::Run { text: &hit.context, span: Span::new(0, hit.context.len()), base: Role::Dim, marks: &marks };
    page::run(&text, x, y, x + room, painter);
    painter.text(area.right().saturating_sub(6), y, 5, &count, Role::Dim);
}

fn problem(app: &App, index: usize, place: Place, painter: &mut Painter<'_>) {
    let Place { area, y, .. } = place;
    let Some(problem) = app.shelf.problems.get(index) else { return };
    let name = folder_and_name(&problem.path);
    let at = problem.place.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    let x = area.x + MARKS - 1;
    let room = area.width.saturating_sub(MARKS);
    let used = painter.text(x, y, room * 2 / 5, &format!("{name}{at}"), Role::Text);
    painter.text(x + used + 2, y, room.saturating_sub(used + 2), &problem.what, Role::Dim);
}

/// Returns the last two parts of a path: enough to tell files of one name apart.
fn folder_and_name(path: &std::path::Path) -> String {
    let parts: Vec<_> = path.components().rev().take(2).map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.iter().rev().map(AsRef::as_ref).collect::<Vec<&str>>().join("/").replace("//", "/")
}

fn preview(app: &App, list: &ListScreen, area: Area, painter: &mut Painter<'_>) {
    for y in area.y..area.y + area.height {
        painter.glyph(area.x - 2, y, "│", Role::Rule);
    }
    if let Some(ListRow::Problem(index)) = list.rows.get(list.cursor) {
        problem_in_full(app, *index, area, painter);
        return;
    }
    match &list.preview.pane {
        Some(pane) => page::draw(pane, (area, false), &[], painter),
        None if list.current(&app.shelf).is_some_and(|entry| list.preview.origin.as_ref() != Some(&entry.origin)) => {
            painter.text(area.x, area.y + 1, area.width, "A long text: Enter reads it.", Role::Dim);
        }
        None => {}
    }
}

/// A problem is told in full where there is room: what, where, why, what to do.
fn problem_in_full(app: &App, index: usize, area: Area, painter: &mut Painter<'_>) {
    let Some(problem) = app.shelf.problems.get(index) else { return };
    let path = problem.path.display().to_string();
    let hint = problem.hint.clone().unwrap_or_default();
    let lines = [(path, Role::Kicker), (problem.what.clone(), Role::Text), (hint, Role::Dim)];
    paragraphs(&lines, Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, painter);
}
