//! Help, palette, picker, prompt and question, drawn over the screen.

use super::editor;
use super::links;
use super::paint::Painter;
use crate::app::App;
use crate::app::Screen;
use crate::app::geometry::{self, Area, Size};
use crate::app::overlay::brief::{Brief, LABEL};
use crate::app::overlay::chooser::{Choice, Chooser};
use crate::app::overlay::{Confirm, Overlay, Prompt, PromptKind};
use crate::config::theme::Role;
use crate::text::cells;
use crate::text::wrap::{Wrap, wrap};

/// What the name of an exported file tells, where notes alone are exported.
const EXPORT_NOTES: &str = "its ending tells the format:  .md   .json   .csv   .jsonld (Web Annotation)";

/// What it tells where a pair is.
const EXPORT_PAIR: &str = "its ending tells the format:  .html   .md   .json   .txt   the notes alone: .csv   .jsonld";

/// What articles can be filtered by; the commonest first, for what there is no room for is cut off.
pub(super) const ARTICLE_FILTER: &str = "words  \"a phrase\"  -not  #tag  source:tide  is:unread  since:2026-03  \
    until:  author:  story:  section:  lang:  label:  feed:  is:read starred noted lost updated";

/// What notes can be filtered by.
pub(super) const NOTE_FILTER: &str = "words  \"a phrase\"  -not  #tag  label:claim  is:lost  since:2026-03  \
    until:  source:  is:link fuzzy ambiguous orphan";

/// What may be typed where a feed is added.
const FEED: &str = "the address of a feed, of a page that names one, or a file; one request is made";

/// The widest a box gets.
const WIDEST: usize = 104;

/// Draws what lies over the screen.
pub fn draw(app: &App, painter: &mut Painter<'_>) {
    match &app.overlay {
        Some(Overlay::Help(chooser) | Overlay::Palette(chooser)) => draw_chooser(app.size, chooser, painter),
        Some(Overlay::Picker(chooser) | Overlay::Stories(chooser)) => draw_chooser(app.size, chooser, painter),
        Some(Overlay::Views(chooser)) => draw_chooser(app.size, chooser, painter),
        Some(Overlay::Versions(chooser)) => draw_chooser(app.size, chooser, painter),
        Some(Overlay::Prompt(prompt)) => {
            draw_prompt(app.size, prompt, painter);
            match prompt.kind {
                PromptKind::Tags => editor::draw_completions(app, prompt.input.value(), painter),
                PromptKind::Export => {
                    let pair = matches!(app.screen(), Some(Screen::Compare(_)));
                    editor::draw_hint(app, if pair { EXPORT_PAIR } else { EXPORT_NOTES }, painter);
                }
                PromptKind::Filter | PromptKind::FilterNotes => draw_language(app, prompt, painter),
                PromptKind::Feed => editor::draw_hint(app, FEED, painter),
                PromptKind::Search
                | PromptKind::Ruling
                | PromptKind::Elsewhere
                | PromptKind::FeedTitle
                | PromptKind::ViewName => {}
            }
        }
        Some(Overlay::Confirm(confirm)) => draw_question(app.size, confirm, painter),
        Some(Overlay::Brief(brief)) => draw_brief(app.size, brief, painter),
        Some(Overlay::Links(list)) => links::draw(app.size, list, painter),
        Some(Overlay::Editor(note)) => editor::draw(app, note, painter),
        Some(Overlay::Edit(form)) => {
            frame(super::form::area(app, form), "Edit an article", painter);
            super::form::draw(app, form, painter);
        }
        Some(Overlay::Add(adding)) => {
            frame(app.adding_area(adding), "Add an article", painter);
            super::adding::draw(app, adding, painter);
        }
        Some(Overlay::Labels) => editor::draw_labels(app, painter),
        Some(Overlay::Rulings) => editor::draw_rulings(app, painter),
        Some(Overlay::Relations(_)) => editor::draw_relations(app, painter),
        None => {}
    }
}

/// Tells what can be filtered by or, where what was typed is not understood, why.
fn draw_language(app: &App, prompt: &Prompt, painter: &mut Painter<'_>) {
    match prompt.kind.mistake(prompt.input.value()) {
        Some(mistake) => editor::draw_told(app, &mistake, Role::Warning, painter),
        None if prompt.kind == PromptKind::Filter => editor::draw_hint(app, ARTICLE_FILTER, painter),
        None => editor::draw_hint(app, NOTE_FILTER, painter),
    }
}

/// Returns where the terminal's cursor stands, if something is typed.
pub fn text_cursor(app: &App) -> Option<(usize, usize)> {
    let at = |input: &tui_input::Input| {
        let typed: String = input.value().chars().take(input.cursor()).collect();
        cells::width(&typed)
    };
    match app.overlay.as_ref()? {
        Overlay::Help(chooser) | Overlay::Palette(chooser) => Some(in_box(app.size, at(&chooser.input))),
        Overlay::Picker(chooser) | Overlay::Stories(chooser) => Some(in_box(app.size, at(&chooser.input))),
        Overlay::Views(chooser) => Some(in_box(app.size, at(&chooser.input))),
        Overlay::Versions(chooser) => Some(in_box(app.size, at(&chooser.input))),
        Overlay::Prompt(prompt) => {
            let x = 1 + cells::width(label(prompt.kind)) + at(&prompt.input);
            Some((x.min(app.size.width - 1), app.size.height - 1))
        }
        Overlay::Editor(note) => Some(editor::text_cursor(app, note)),
        Overlay::Add(adding) => Some(super::adding::text_cursor(app, adding)),
        Overlay::Edit(form) => Some(super::form::text_cursor(app, form)),
        Overlay::Confirm(_) | Overlay::Brief(..) | Overlay::Links(_) => None,
        Overlay::Labels | Overlay::Rulings | Overlay::Relations(_) => None,
    }
}

fn in_box(size: Size, typed: usize) -> (usize, usize) {
    let area = chooser_area(size);
    ((area.x + 4 + typed).min(area.right() - 2), area.y + 1)
}

/// Returns the box of a chooser: as high as the screen allows, not wider than reads well.
fn chooser_area(size: Size) -> Area {
    let width = size.width.saturating_sub(4).min(WIDEST);
    let height = size.height.saturating_sub(3);
    Area { x: (size.width - width) / 2, y: 1, width, height }
}

pub(super) fn frame(area: Area, title: &str, painter: &mut Painter<'_>) {
    painter.blank(area.x, area.y, area.width, area.height);
    let (right, bottom) = (area.right() - 1, area.y + area.height - 1);
    painter.rule(area.x, area.y, area.width, Role::Rule);
    painter.rule(area.x, bottom, area.width, Role::Rule);
    for y in area.y..=bottom {
        painter.glyph(area.x, y, "│", Role::Rule);
        painter.glyph(right, y, "│", Role::Rule);
    }
    for (x, y, glyph) in [(area.x, area.y, "┌"), (right, area.y, "┐"), (area.x, bottom, "└"), (right, bottom, "┘")]
    {
        painter.glyph(x, y, glyph, Role::Rule);
    }
    painter.text(area.x + 2, area.y, area.width.saturating_sub(4), &format!(" {title} "), Role::Heading);
}

fn draw_chooser<T: Clone>(size: Size, chooser: &Chooser<T>, painter: &mut Painter<'_>) {
    let area = chooser_area(size);
    frame(area, &chooser.title, painter);
    painter.text(area.x + 2, area.y + 1, 2, ">", Role::Accent);
    let typed = chooser.input.value();
    if typed.is_empty() {
        painter.text(area.x + 4, area.y + 1, area.width.saturating_sub(6), chooser.invitation(), Role::Dim);
    } else {
        painter.text(area.x + 4, area.y + 1, area.width.saturating_sub(6), typed, Role::Text);
    }
    let rows = area.height.saturating_sub(4);
    let top = chooser.cursor.saturating_sub(rows.saturating_sub(1));
    if chooser.shown.is_empty() {
        painter.text(area.x + 4, area.y + 3, area.width.saturating_sub(6), "nothing like it", Role::Dim);
    }
    let keys = key_column(chooser);
    for (row, (index, _)) in chooser.shown.iter().skip(top).take(rows).enumerate() {
        if let Some(choice) = chooser.choices.get(*index) {
            let selected = top + row == chooser.cursor;
            draw_choice(choice, keys, (area, area.y + 3 + row, selected), painter);
        }
    }
    let bottom = area.y + area.height - 1;
    let shown =
        format!(" {}/{} · {} ", (chooser.cursor + 1).min(chooser.shown.len()), chooser.shown.len(), chooser.keys);
    painter.text(
        area.right().saturating_sub(cells::width(&shown) + 2),
        bottom,
        area.width.saturating_sub(4),
        &shown,
        Role::Dim,
    );
}

/// Returns the columns of the first column.
fn key_column<T>(chooser: &Chooser<T>) -> usize {
    let widest = chooser.choices.iter().map(|choice| cells::width(&choice.key)).max().unwrap_or(0);
    if widest == 0 { 0 } else { widest.min(16) + 2 }
}

fn draw_choice<T>(
    choice: &Choice<T>,
    keys: usize,
    (area, y, selected): (Area, usize, bool),
    painter: &mut Painter<'_>,
) {
    let x = area.x + 3;
    painter.text(x, y, keys.saturating_sub(1), &choice.key, choice.role);
    let aside = cells::width(&choice.aside).min(area.width * 2 / 5);
    let room = area.width.saturating_sub(keys + 6 + aside);
    let role = if choice.enabled { Role::Text } else { Role::Dim };
    painter.text(x + keys, y, room, &choice.text, role);
    painter.text(area.right().saturating_sub(2 + aside), y, aside, &choice.aside, Role::Dim);
    if selected {
        painter.select(area.x + 1, y, area.width - 2);
    }
}

const fn label(kind: PromptKind) -> &'static str {
    match kind {
        PromptKind::Search => "/",
        PromptKind::Filter | PromptKind::FilterNotes => "filter: ",
        PromptKind::Tags => "tags: ",
        PromptKind::Ruling => "why: ",
        PromptKind::Export => "export to: ",
        PromptKind::Elsewhere => "save to: ",
        PromptKind::Feed => "add feed: ",
        PromptKind::ViewName => "name of the view: ",
        PromptKind::FeedTitle => "call the feed: ",
    }
}

fn draw_prompt(size: Size, prompt: &Prompt, painter: &mut Painter<'_>) {
    let y = size.height - 1;
    painter.blank(0, y, size.width, 1);
    let label = label(prompt.kind);
    let used = painter.text(1, y, size.width, label, Role::Accent);
    let room = size.width.saturating_sub(used + 2);
    // The end of what was typed stays in view.
    let typed = prompt.input.value();
    let over = cells::width(typed).saturating_sub(room);
    let mut skipped = 0;
    let from = cells::cells(typed).find(|cell| {
        skipped += cell.width;
        skipped > over
    });
    let shown = from.and_then(|cell| typed.get(cell.raw.start..)).unwrap_or("");
    let role = if prompt.selected { Role::Selection } else { Role::Text };
    painter.text(1 + used, y, room, shown, role);
}

fn draw_question(size: Size, confirm: &Confirm, painter: &mut Painter<'_>) {
    let width = size.width.saturating_sub(4).min(72);
    let how = Wrap { width: width.saturating_sub(4), first_indent: 0, next_indent: 0, keep_breaks: true };
    let detail = wrap(&confirm.detail, how);
    let shown = detail.len().min(size.height.saturating_sub(8));
    let height = shown + 6;
    let area = Area { x: (size.width - width) / 2, y: (size.height.saturating_sub(height)) / 2, width, height };
    frame(area, "Please confirm", painter);
    painter.text(area.x + 2, area.y + 1, width - 4, &confirm.question, Role::Text);
    for (row, span) in detail.iter().take(shown).enumerate() {
        painter.text(area.x + 2, area.y + 3 + row, width - 4, span.of(&confirm.detail), Role::Link);
    }
    painter.text(area.x + 2, area.y + height - 2, width - 4, confirm.then.answers(), Role::Dim);
}

/// Says what keys do in the brief and how much of it is left out, in as many words as fit.
fn chosen_hint(more: usize, room: usize) -> String {
    let more = if more > 0 { format!(" · {more} more") } else { String::new() };
    let list = if more.is_empty() { "" } else { " in the list" };
    let hints = [
        format!(" Enter goes there · y copies · e report · Esc closes{more}{list} "),
        format!(" Enter goes there · y copies · e report · Esc closes{more} "),
        format!(" Enter goes there · y copies · e report{more} "),
        format!(" Enter · y copies · e report{more} "),
    ];
    let last = hints.last().cloned();
    hints.into_iter().find(|hint| cells::width(hint) <= room).or(last).unwrap_or_default()
}

/// Draws the brief: a label and its words a line, and how to see the rest.
fn draw_brief(size: Size, brief: &Brief, painter: &mut Painter<'_>) {
    let area = geometry::brief(size);
    let bottom = area.y + area.height - 1;
    let x = area.x + 2 + LABEL;
    let room = area.right().saturating_sub(x + 2);
    // What lies under it would stand in ribbons beside it.
    painter.blank(0, area.y, size.width, size.height.saturating_sub(area.y + 1));
    frame(area, brief.title, painter);
    let rows = brief.rows(area);
    let height = area.height.saturating_sub(2);
    let top = brief.top.min(rows.len().saturating_sub(height));
    for (y, row) in rows.iter().skip(top).take(height).enumerate() {
        painter.label(area.x + 2, area.y + 1 + y, LABEL - 1, row.label, row.role);
        painter.text(x, area.y + 1 + y, room, &row.text, Role::Text);
        if Some(row.line) == brief.chosen {
            painter.select(area.x + 1, area.y + 1 + y, area.width - 2);
        }
    }
    let hint = match (brief.chosen.is_some(), rows.len() > height) {
        (true, _) => chosen_hint(brief.left_out(&rows), area.width.saturating_sub(4)),
        (false, true) => {
            format!(" {}–{} of {} rows · j k scroll · Esc closes ", top + 1, (top + height).min(rows.len()), rows.len())
        }
        (false, false) => " Esc closes ".to_owned(),
    };
    painter.text(area.x + 2, bottom, area.width.saturating_sub(4), &hint, Role::Dim);
}
