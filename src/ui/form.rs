//! The form in which what is known of an article is set.

use super::paint::Painter;
use crate::app::App;
use crate::app::geometry::{Area, Size};
use crate::app::overlay::form::{Form, LABELS};
use crate::config::theme::Role;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// Columns of the labels, the space after them included.
const LABEL: usize = 8;
/// Rows of the frame and between fields and what is told.
const AROUND: usize = 3;

/// Draws it into its frame.
pub fn draw(app: &App, form: &Form, painter: &mut Painter<'_>) {
    let (area, told) = laid(app.size, form);
    let (x, room) = (area.x + 2, area.width.saturating_sub(4));
    for (row, (label, field)) in LABELS.iter().zip(&form.fields).enumerate() {
        let here = row == form.at;
        painter.label(x, area.y + 1 + row, LABEL - 1, label, if here { Role::Accent } else { Role::Dim });
        let line = room.saturating_sub(LABEL);
        let typed = field.value();
        let shown = if here { super::adding::end_of(typed, line) } else { typed };
        painter.text(x + LABEL, area.y + 1 + row, line, shown, Role::Text);
    }
    let shown = area.height.saturating_sub(LABELS.len() + AROUND);
    for (row, (text, role)) in told.iter().take(shown).enumerate() {
        painter.text(x, area.y + LABELS.len() + 2 + row, room, text, *role);
    }
    let keys = " Ctrl-s keeps it · Tab next field · Esc leaves it ";
    painter.text(x, area.y + area.height - 1, room, keys, Role::Dim);
}

/// Returns where the box stands.
pub fn area(app: &App, form: &Form) -> Area {
    laid(app.size, form).0
}

/// Returns where the terminal's cursor stands.
pub fn text_cursor(app: &App, form: &Form) -> (usize, usize) {
    let (area, _) = laid(app.size, form);
    let field = form.field();
    let typed: String = field.value().chars().take(field.cursor()).collect();
    let x = area.x + 2 + LABEL + cells::width(&typed);
    (x.min(area.right().saturating_sub(3)), area.y + 1 + form.at)
}

/// Returns the box and what is told below the fields.
fn laid(size: Size, form: &Form) -> (Area, Vec<(String, Role)>) {
    let width = size.width.saturating_sub(4).min(84);
    let how = Wrap { width: width.saturating_sub(4).max(1), first_indent: 0, next_indent: 0, keep_breaks: true };
    let (text, role) =
        form.mistake.as_ref().map_or_else(|| (form.hint().to_owned(), Role::Dim), |why| (why.clone(), Role::Warning));
    let mut told: Vec<(String, Role)> =
        wrap(&text, how).into_iter().map(|span| (span.of(&text).to_owned(), role)).collect();
    let stories = (form.first_story()..).zip(form.shown_stories());
    told.extend(stories.map(|(place, story)| {
        (format!("  {story}"), if form.chosen == Some(place) { Role::Accent } else { Role::Text })
    }));
    let height = (LABELS.len() + AROUND + told.len()).min(size.height.saturating_sub(2)).max(3);
    let y = size.height.saturating_sub(height) / 3;
    (Area { x: size.width.saturating_sub(width) / 2, y, width, height }, told)
}
