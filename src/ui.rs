//! Drawing: pure functions from the state to cells. Nothing here changes anything; every rectangle comes from
//! `app::geometry`, every style from a theme role, every piece of foreign text through `text::cells`.

mod adding;
mod compare;
mod editor;
mod feeds;
mod findings;
mod form;
mod gutter;
mod hyperlink;
mod library;
mod links;
mod marks;
mod note_list;
mod notes;
mod overlay;
mod overview;
mod page;
pub mod paint;
mod reader;
mod ruled;
mod status;
mod waiting;

use ratatui::Frame;
use ratatui::buffer::Buffer;

use crate::app::geometry::{self, Size};
use crate::app::{App, Screen};
use crate::config::settings::HyperlinkChoice;
use crate::config::theme::Role;
use paint::Painter;

/// Draws the program on a frame.
pub fn render(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    render_buffer(app, frame.buffer_mut());
    if !geometry::too_small(app.size)
        && let Some((x, y)) = overlay::text_cursor(app)
        && x < usize::from(area.width)
        && y < usize::from(area.height)
    {
        frame.set_cursor_position((x as u16, y as u16));
    }
}

/// Draws the program into a buffer.
pub fn render_buffer(app: &App, buffer: &mut Buffer) {
    let size = Size { width: usize::from(buffer.area.width), height: usize::from(buffer.area.height) };
    let settings = &app.config.settings;
    let links = settings.hyperlinks == HyperlinkChoice::Always;
    let mut painter = Painter::new(buffer, &app.config.theme, settings.ascii).with_links(links);
    painter.clear();
    // A frame may come between a resize of the terminal and its message: the state is laid out for `app.size`.
    if geometry::too_small(size) || geometry::too_small(app.size) {
        small(&mut painter, size);
        return;
    }
    match app.screen() {
        Some(Screen::Library(list)) => library::draw(app, list, &mut painter),
        Some(Screen::Reader(reader)) => reader::draw(app, reader, &mut painter),
        Some(Screen::Compare(pair)) => compare::draw(app, pair, &mut painter),
        Some(Screen::Notes(list)) => note_list::draw(app, list, &mut painter),
        Some(Screen::Feeds(screen)) => feeds::draw(app, screen, &mut painter),
        None => {}
    }
    status::draw(app, &mut painter);
    waiting::draw(app, &mut painter);
    overlay::draw(app, &mut painter);
    painter.join_links();
}

/// Says that the terminal is too small, in as many rows as there are.
fn small(painter: &mut Painter<'_>, size: Size) {
    let least = geometry::SMALLEST;
    let lines = [
        "diptych needs more room".to_owned(),
        format!("{}×{} here", size.width, size.height),
        format!("{}×{} at least", least.width, least.height),
    ];
    for (y, line) in lines.iter().take(size.height).enumerate() {
        painter.text(0, y, size.width, line, Role::Text);
    }
}
