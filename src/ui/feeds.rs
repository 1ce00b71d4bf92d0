//! The screen of feeds: each with how it is and how many of its articles are unread, and the chosen one in full.

use super::paint::Painter;
use crate::app::core::feeds::ListedFeed;
use crate::app::feeds::FeedScreen;
use crate::app::geometry::Area;
use crate::app::{App, geometry};
use crate::config::action::{Action, Context};
use crate::config::theme::Role;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// From this width up a row says in words what its numbers count.
const WORDS_FROM: usize = 76;

/// Columns of these numbers, with words and without: what stands before them begins at one column in every row.
const COUNTS: usize = 14;
const SHORT_COUNTS: usize = 6;

/// Draws the screen.
pub fn draw(app: &App, screen: &FeedScreen, painter: &mut Painter<'_>) {
    header(app, painter);
    let areas = geometry::notes(app.size);
    let feeds = app.feeds.listed();
    if feeds.is_empty() {
        empty(app, painter);
        return;
    }
    for (y, (index, feed)) in feeds.iter().enumerate().skip(screen.top).take(areas.list.height).enumerate() {
        let area = Area { y: areas.list.y + y, height: 1, ..areas.list };
        row(app, feed, area, painter);
        if index == screen.cursor {
            painter.select(area.x + 1, area.y, area.width.saturating_sub(2));
        }
    }
    let whole = areas.whole;
    if whole.x > areas.list.width {
        (whole.y..whole.y + whole.height).for_each(|y| painter.glyph(whole.x - 2, y, "│", Role::Rule));
    } else {
        painter.rule(0, whole.y.saturating_sub(1), app.size.width, Role::Rule);
    }
    if let Some(feed) = feeds.get(screen.cursor) {
        in_full(app, feed, whole, painter);
    }
}

fn header(app: &App, painter: &mut Painter<'_>) {
    let width = app.size.width;
    let used = painter.text(1, 0, width, "feeds", Role::Heading);
    let mut parts = Vec::new();
    let feeds = app.feeds.listed();
    if !feeds.is_empty() {
        let unread: usize = feeds.iter().map(|feed| app.feeds.count_of(feed).unread).sum();
        parts.push(plural(feeds.len(), "feed"));
        parts.push(format!("{unread} unread"));
    }
    if let Some(run) = &app.feeds.run {
        parts.push(run.progress());
    }
    if app.feeds.list.as_ref().and_then(|list| list.as_ref().ok()).is_some_and(|list| list.forbidden.is_some()) {
        parts.push("network forbidden".to_owned());
    }
    let room = width.saturating_sub(used + 4);
    let shown = cells::truncate(&parts.join(" · "), room, "…");
    painter.text(width.saturating_sub(cells::width(&shown) + 1), 0, room, &shown, Role::Dim);
    painter.rule(0, 1, width, Role::Rule);
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Draws a feed: its sign, what it is called, how it is, how many of its articles are unread and how many there are.
fn row(app: &App, feed: &ListedFeed, area: Area, painter: &mut Painter<'_>) {
    let count = app.feeds.count_of(feed);
    let unread = count.unread > 0;
    let sign = if feed.is_ill { Some(("!", Role::Warning)) } else { unread.then_some(("●", Role::Accent)) };
    if let Some((sign, role)) = sign {
        painter.glyph(area.x + 3, area.y, sign, role);
    }
    let counts = match area.width >= WORDS_FROM {
        _ if count.articles == 0 => String::new(),
        true => format!("{} unread of {}", count.unread, count.articles),
        false => format!("{}/{}", count.unread, count.articles),
    };
    let wide = cells::width(&counts);
    let counts_x = area.right().saturating_sub(wide + 2);
    let room_x = area.right().saturating_sub(if area.width >= WORDS_FROM { COUNTS } else { SHORT_COUNTS } + 2);
    painter.text(counts_x, area.y, wide, &counts, Role::Dim);
    let room = room_x.min(counts_x).saturating_sub(area.x + 5 + 2);
    let title = room * 3 / 8;
    painter.text(area.x + 5, area.y, title, &feed.title, Role::Text);
    let came = match app.feeds.came.get(&feed.url) {
        Some(new) if *new > 0 => format!("{new} new · "),
        _ => String::new(),
    };
    let x = area.x + 5 + title + 2;
    // Where nothing is counted, there is more room for words.
    let end = if counts.is_empty() { area.right().saturating_sub(2) } else { area.x + 5 + room };
    let used = painter.text(x, area.y, end.saturating_sub(x), &came, Role::Accent);
    let role = if feed.is_ill { Role::Warning } else { Role::Dim };
    painter.text(x + used, area.y, end.saturating_sub(x + used), &feed.health, role);
}

/// Tells all of a feed.
fn in_full(app: &App, feed: &ListedFeed, area: Area, painter: &mut Painter<'_>) {
    let count = app.feeds.count_of(feed);
    let mut lines = vec![
        (feed.title.clone(), Role::Kicker),
        (feed.address.clone(), Role::Link),
        (feed.health.clone(), if feed.is_ill { Role::Warning } else { Role::Text }),
    ];
    lines.extend(feed.told.iter().map(|line| (line.clone(), Role::Text)));
    let here = match (count.articles, feed.articles) {
        (0, 0) => "no article came by it yet".to_owned(),
        (here, came) => {
            format!("{} in the library, {} unread; {came} came by it so far", plural(here, "article"), count.unread)
        }
    };
    lines.push((here, Role::Text));
    lines.extend(feed.folder.iter().map(|folder| (folder.display().to_string(), Role::Dim)));
    if let Some(folder) = app.feeds.elsewhere() {
        let told =
            format!("articles of feeds go into {}, which is not the library that is open here", folder.display());
        lines.push((told, Role::Warning));
    }
    paragraphs(&lines, area, painter);
}

/// Says how a feed is added, or why there is no list.
fn empty(app: &App, painter: &mut Painter<'_>) {
    let key = |action| app.config.keys.shown(&[Context::Feeds, Context::Everywhere], action).unwrap_or_default();
    let lines = match &app.feeds.list {
        None => vec![("reading the list of feeds …".to_owned(), Role::Dim)],
        Some(Err(why)) => vec![(why.clone(), Role::Warning)],
        Some(Ok(list)) => vec![
            ("There are no feeds yet.".to_owned(), Role::Heading),
            (String::new(), Role::Text),
            (
                format!(
                    "{} adds one: type or paste the address of a site, and the feed that it names is found; what is in it becomes articles of the library.",
                    key(Action::AddFeed)
                ),
                Role::Text,
            ),
            (String::new(), Role::Text),
            ("The feeds of another reader come from its list: diptych feed import FILE.opml".to_owned(), Role::Text),
            (String::new(), Role::Text),
            (format!("The list is yours to edit: {}", list.path.display()), Role::Dim),
        ],
    };
    let size = app.size;
    let area = Area { x: 4, y: 3, width: size.width.saturating_sub(8).min(72), height: size.height.saturating_sub(4) };
    paragraphs(&lines, area, painter);
}

/// Writes lines, wrapped, as far as there is room.
fn paragraphs(lines: &[(String, Role)], area: Area, painter: &mut Painter<'_>) {
    let how = Wrap { width: area.width.max(1), first_indent: 0, next_indent: 0, keep_breaks: true };
    let mut y = area.y;
    for (text, role) in lines {
        let text = cells::one_line(text);
        let spans = wrap(&text, how);
        for span in &spans {
            if y < area.y + area.height {
                painter.text(area.x, y, area.width, span.of(&text), *role);
            }
            y += 1;
        }
        y += usize::from(spans.is_empty());
    }
}
