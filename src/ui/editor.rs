//! The editor of a note under its passage, and the lines that offer labels, relations and tags.

use super::overlay::frame;
use super::paint::Painter;
use crate::app::App;
use crate::app::geometry::Area;
use crate::app::overlay::editor::Editor;
use crate::app::pane::passage::quoted;
use crate::compare::rulings::RulingKind;
use crate::config::action::{Action, Context};
use crate::config::theme::Role;
use crate::notes::Relation;
use crate::text::cells;

/// Draws the editor.
pub fn draw(app: &App, editor: &Editor, painter: &mut Painter<'_>) {
    let area = app.editor_area();
    frame(area, &title(editor), painter);
    let rows = editor.rows();
    let (at, _) = editor.place(&rows);
    let inside = inside(area);
    let top = top(at, inside.height);
    for (y, row) in rows.iter().skip(top).take(inside.height).enumerate() {
        let line = editor.lines().get(row.line).map_or("", String::as_str);
        painter.text(inside.x, inside.y + y, inside.width, row.span.of(line), Role::Text);
    }
    if editor.is_blank() && rows.len() <= 1 {
        painter.text(inside.x, inside.y, inside.width, "write the note", Role::Dim);
    }
    let keys = keys(app, area.width.saturating_sub(4));
    let bottom = area.y + area.height - 1;
    let wide = cells::width(&keys).min(area.width.saturating_sub(4));
    painter.text(area.right().saturating_sub(wide + 2), bottom, wide, &keys, Role::Dim);
}

fn title(editor: &Editor) -> String {
    let what = match (&editor.note.label, editor.note.is_link(), editor.is_new) {
        (Some(label), ..) => label.as_str(),
        (None, true, _) => "link",
        (None, false, true) => "new note",
        (None, false, false) => "note",
    };
    let tags: String = editor.note.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let about = editor.note.targets.first().map_or("", |target| target.anchor.exact.as_str());
    format!("{what}{tags} on {}", quoted(about))
}

/// Names the editor's keys, as many as fit into `columns`.
fn keys(app: &App, columns: usize) -> String {
    let key = |action, word| Some(format!("{} {word}", app.config.keys.shown(&[Context::Editor], action)?));
    let shown = [
        key(Action::SaveNote, "saves"),
        key(Action::CloseEditor, "keeps a draft"),
        key(Action::EditOutside, "$EDITOR"),
        Some("Ctrl-z undoes".to_owned()),
    ];
    let mut keys: Vec<String> = shown.into_iter().flatten().collect();
    while keys.len() > 1 && cells::width(&keys.join(" · ")) + 2 > columns {
        keys.pop();
    }
    format!(" {} ", keys.join(" · "))
}

const fn inside(area: Area) -> Area {
    Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.saturating_sub(2) }
}

/// Returns the first row shown, so that the cursor's row is in view.
const fn top(at: usize, height: usize) -> usize {
    (at + 1).saturating_sub(height)
}

/// Returns where the terminal's cursor stands.
pub fn text_cursor(app: &App, editor: &Editor) -> (usize, usize) {
    let inside = inside(app.editor_area());
    let (row, column) = editor.place(&editor.rows());
    (inside.x + column, inside.y + row - top(row, inside.height))
}

/// Draws the labels and their keys on the bottom line.
pub fn draw_labels(app: &App, painter: &mut Painter<'_>) {
    let labels = &app.config.settings.labels;
    line(app, "mark as", labels.iter().map(|label| (label.key, label.name.as_str(), label.role())), painter);
}

/// Draws the rulings and their keys on the bottom line.
pub fn draw_rulings(app: &App, painter: &mut Painter<'_>) {
    let key = |ruling: RulingKind| (ruling.words().chars().next().unwrap_or(' '), ruling.words(), Role::Accent);
    line(app, "ruling, then why", RulingKind::ALL.into_iter().map(key), painter);
}

/// Draws what two passages may be to each other on the bottom line.
pub fn draw_relations(app: &App, painter: &mut Painter<'_>) {
    let name = |relation: Relation| (relation.name().chars().next().unwrap_or(' '), relation.name(), Role::Accent);
    line(app, "the second passage, to the first", Relation::ALL.into_iter().map(name), painter);
}

/// Draws keys with what they choose on the bottom line, and on those above it where one has no room for all.
fn line<'a>(app: &App, what: &str, choices: impl Iterator<Item = (char, &'a str, Role)>, painter: &mut Painter<'_>) {
    const ESC: &str = "Esc drops it";
    let (bottom, width) = (app.size.height - 1, app.size.width);
    let (mut x, mut row) = (1 + cells::width(what) + 2, 0);
    let mut placed = Vec::new();
    for (key, name, role) in choices {
        let wide = 2 + cells::width(name) + 2;
        if x + wide > width + 1 && x > 1 {
            (x, row) = (1, row + 1);
        }
        placed.push((x, row, key, name, role));
        x += wide;
    }
    let top = bottom.saturating_sub(row);
    painter.blank(0, top, width, row + 1);
    painter.shade(0, top, width, row + 1, Role::Status);
    painter.text(1, top, width.saturating_sub(2), what, Role::Status);
    for (x, row, key, name, role) in placed {
        let style = painter.styles(&[Role::Status, role, Role::Strong]);
        painter.styled(x, top + row, width.saturating_sub(x + 1), &key.to_string(), style);
        painter.text(x + 2, top + row, width.saturating_sub(x + 3), name, Role::Status);
    }
    if x + ESC.len() < width {
        painter.text(width - 1 - ESC.len(), bottom, ESC.len(), ESC, Role::Dim);
    }
}

/// Draws what may be typed, above the line.
pub fn draw_hint(app: &App, hint: &str, painter: &mut Painter<'_>) {
    draw_told(app, hint, Role::Dim, painter);
}

/// Draws something told above the line.
pub fn draw_told(app: &App, told: &str, role: Role, painter: &mut Painter<'_>) {
    let y = app.size.height.saturating_sub(2);
    painter.blank(0, y, app.size.width, 1);
    painter.text(1, y, app.size.width.saturating_sub(2), told, role);
}

/// Draws how the tag that is typed may go on, above the line.
pub fn draw_completions(app: &App, typed: &str, painter: &mut Painter<'_>) {
    let tags = app.tag_completions(typed);
    let y = app.size.height.saturating_sub(2);
    let text = if tags.is_empty() {
        "tags stand between spaces   Enter gives them".to_owned()
    } else {
        format!("Tab completes:  {}", tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join("  "))
    };
    painter.blank(0, y, app.size.width, 1);
    painter.text(1, y, app.size.width.saturating_sub(2), &text, Role::Dim);
}
