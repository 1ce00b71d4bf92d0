//! Two articles side by side, or one above the other's counterpart.

use super::marks::{self, Mark};
use super::paint::Painter;
use super::{findings, gutter, notes, overview, page, reader, ruled, status};
use crate::app::App;
use crate::app::core::marked::sign_role;
use crate::app::geometry::{Area, PairAreas};
use crate::app::pair::PairScreen;
use crate::app::pair::findings::Tab;
use crate::app::pane::Pane;
use crate::app::pane::head;
use crate::compare::{SentenceRef, Side, Sign};
use crate::config::theme::Role;
use crate::library::versions::dated;
use crate::text::{Span, cells};

/// Columns between the name of the right side and that of the story.
const STORY_APART: usize = 4;

/// Draws the compare screen.
pub fn draw(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    header(app, pair, painter);
    findings::draw(pair, painter);
    rule(pair, painter);
    findings::draw_rest(pair, painter);
    match pair.areas() {
        areas @ PairAreas::Beside { gutter, .. } => {
            for side in [Side::Left, Side::Right] {
                draw_side(pair, side, pair.area(areas, side), painter);
            }
            gutter::draw(pair, gutter, painter);
        }
        PairAreas::Stacked { pane, strip } => {
            draw_pane(pair, pair.focus, pane, painter);
            gutter::draw_margin(pair, Area { x: 0, width: pane.x, ..pane }, painter);
            draw_strip(app, pair, strip, painter);
        }
    }
    ruled::draw(pair, painter);
}

/// Names the two sides, each over its text, and their story where there is room; on a narrow screen the one that has the
/// keys stands out.
fn header(app: &App, pair: &PairScreen, painter: &mut Painter<'_>) {
    let width = app.size.width;
    match pair.areas() {
        PairAreas::Beside { left, right, .. } => {
            let room = right.x.saturating_sub(left.x + 3);
            painter.text(left.x, 0, room, &house(pair, Side::Left, room), Role::Heading);
            painter.glyph(right.x - 2, 0, "│", Role::Rule);
            let room = width.saturating_sub(right.x + 1);
            let used = painter.text(right.x, 0, room, &house(pair, Side::Right, room), Role::Heading);
            let (story, room) = (story(pair).unwrap_or_default(), room.saturating_sub(used + STORY_APART));
            let wide = cells::width(story);
            if wide <= room {
                painter.text(width.saturating_sub(wide + 1), 0, wide, story, Role::Dim);
            }
        }
        PairAreas::Stacked { .. } => {
            let room = width.saturating_sub(5);
            let half = room / 2;
            let [left, right] = [Side::Left, Side::Right].map(|side| house(pair, side, half));
            let rest = |other: &str| room.saturating_sub(cells::width(other).min(half));
            let [left, right] = [cells::truncate(&left, rest(&right), "…"), cells::truncate(&right, rest(&left), "…")];
            let role = |side| if pair.focus == side { Role::Heading } else { Role::Dim };
            let used = painter.text(1, 0, room, &left, role(Side::Left));
            painter.glyph(used + 2, 0, "│", Role::Rule);
            painter.text(used + 4, 0, room, &right, role(Side::Right));
        }
    }
}

/// Marks the side that has the keys on the rule above the texts, and says there what the signs on the screen mean.
fn rule(pair: &PairScreen, painter: &mut Painter<'_>) {
    let PairAreas::Beside { left, right, .. } = pair.areas() else { return };
    if pair.list_area().height == 0 {
        return;
    }
    let area = if pair.focus == Side::Left { left } else { right };
    let y = area.y - 1;
    if !pair.looking.in_list {
        for x in area.x..area.right() {
            painter.glyph(x, y, "━", Role::Accent);
        }
    }
    legend(pair, y, painter);
}

/// Returns the name of the story, where both sides name the same.
fn story(pair: &PairScreen) -> Option<&str> {
    let of = |side: Side| pair.side(side).and_then(|pane| pane.entry.meta.story.as_deref());
    of(Side::Left).filter(|left| of(Side::Right) == Some(left))
}

/// Names a side in at most `room` columns: its source, with the date where that fits; what has no source is called by its
/// title or first words, or by its file.
fn house(pair: &PairScreen, side: Side, room: usize) -> String {
    let Some(pane) = pair.side(side) else { return cells::one_line(&head::name(&pair.slot(side).origin)).into_owned() };
    let meta = &pane.entry.meta;
    if let Some(newer) = pair.newer() {
        return version(pane, newer == side, pair, room);
    }
    let called = || Some(head::called(&pane.entry)).filter(|called| !called.is_empty());
    let name = meta.source.as_deref().map(str::to_owned).or_else(called);
    let name = name.unwrap_or_else(|| head::name(&pane.entry.origin));
    let name = cells::one_line(&name).into_owned();
    let dated = meta.published.as_ref().map(|published| format!("{name}, {}", published.short()));
    dated.filter(|dated| cells::width(dated) <= room).unwrap_or_else(|| cells::truncate(&name, room, "…"))
}

/// Names a version: whether it is the earlier or the newer one, its date, with the time where both are of one day, and its
/// source where that fits.
fn version(pane: &Pane, is_newer: bool, pair: &PairScreen, room: usize) -> String {
    let name = if is_newer { "newer version" } else { "earlier version" };
    let when = dated(&pane.entry);
    let day = |side: Side| pair.side(side).and_then(|pane| dated(&pane.entry)).map(|when| when.date);
    let time = when.and_then(|when| when.time).filter(|_| day(Side::Left) == day(Side::Right));
    let time = time.map_or_else(String::new, |time| time.strftime(" %H:%M").to_string());
    let dated = when.map_or_else(|| name.to_owned(), |when| format!("{name}, {}{time}", when.short()));
    let source = pane.entry.meta.source.as_deref().map(|source| format!("{dated} · {}", cells::one_line(source)));
    let fits = |told: &String| cells::width(told) <= room;
    source.filter(fits).or_else(|| Some(dated).filter(fits)).unwrap_or_else(|| cells::truncate(name, room, "…"))
}

/// Says what the signs on the screen mean, where there is room: the first ones to look at first.
fn legend(pair: &PairScreen, y: usize, painter: &mut Painter<'_>) {
    let Some(compared) = &pair.compared else { return };
    let seen = |sign: Sign| {
        [Side::Left, Side::Right].into_iter().any(|side| {
            let view = pair.side(side).map_or_else(Span::default, Pane::in_view);
            let signs = compared.findings.signs(side);
            let from = signs.partition_point(|signed| signed.span.start < view.start);
            let here = signs.iter().skip(from).take_while(|signed| signed.span.start < view.end);
            here.into_iter().any(|signed| signed.sign == sign)
        })
    };
    let (width, _) = painter.size();
    let wide = |(_, word, _): &(&str, &str, Role)| 2 + cells::width(word) + 2;
    let told = Sign::ALL.into_iter().filter(|sign| seen(*sign));
    let mut signs: Vec<_> = told.map(|sign| (sign.glyph(), sign.word(), sign_role(sign, false))).collect();
    if compared.comparison.matches.iter().any(|m| m.pinned) {
        signs.insert(0, (gutter::PINNED, "pinned", Role::Sure));
    }
    while signs.iter().map(wide).sum::<usize>() > width * 2 / 3 {
        signs.pop();
    }
    let mut x = width.saturating_sub(signs.iter().map(wide).sum::<usize>() + 1);
    painter.blank(x.saturating_sub(1), y, width.saturating_sub(x), usize::from(!signs.is_empty()));
    for (glyph, word, role) in signs {
        painter.glyph(x, y, glyph, role);
        x += 2 + painter.text(x + 2, y, 16, word, Role::Dim) + 2;
    }
}

fn draw_side(pair: &PairScreen, side: Side, area: Area, painter: &mut Painter<'_>) {
    draw_pane(pair, side, area, painter);
    let Some(pane) = pair.side(side) else { return };
    let (width, _) = painter.size();
    let (from, until) = match side {
        Side::Left => (1, area.x.saturating_sub(5)),
        Side::Right => (area.right() + 4, width.saturating_sub(2)),
    };
    notes::draw_words(pane, area, (from, until.saturating_sub(from)), painter);
    let x = if side == Side::Left { area.x.saturating_sub(2) } else { area.right() + 1 };
    overview::draw(pane, pair.compared.as_deref(), side, (x, area), painter);
    draw_other_cursor(pair, side, pane, area, painter);
}

/// Points at the row of the cursor that keys do not move, where it is not the counterpart that is marked anyway: a pin
/// would tie its sentence.
fn draw_other_cursor(pair: &PairScreen, side: Side, pane: &Pane, area: Area, painter: &mut Painter<'_>) {
    let told = pair.locked && !pair.current_counterparts().is_empty();
    if side == pair.focus || told || pair.compared.is_none() {
        return;
    }
    let Some(row) = pane.screen_row(pane.current_span().start).or_else(|| pane.cursor_row()) else { return };
    match side {
        Side::Left => painter.glyph(area.x.saturating_sub(1), area.y + row, "▸", Role::Dim),
        Side::Right => painter.glyph(area.right(), area.y + row, "◂", Role::Dim),
    }
}

fn draw_pane(pair: &PairScreen, side: Side, area: Area, painter: &mut Painter<'_>) {
    match pair.side(side) {
        Some(pane) => page::draw(pane, (area, pair.is_beside()), &marks_of(pair, side, pane), painter),
        None => reader::waiting(pair.slot(side), area, painter),
    }
}

/// On the focused side the sentence under the cursor is marked, on the other its counterparts.
fn marks_of(pair: &PairScreen, side: Side, pane: &Pane) -> Vec<Mark> {
    let mut marks = Vec::new();
    if side == pair.focus {
        marks.extend(marks::cursor(pane));
    } else {
        let span = |at: SentenceRef| pane.span_of(at).map(|span| Mark { span, role: Role::Cursor });
        marks.extend(pair.current_counterparts().into_iter().filter_map(span));
    }
    if let Some(compared) = &pair.compared {
        marks.extend(compared.findings.marks(side, pane.in_view(), pair.looking.layers));
    }
    marks.extend(pair.difference[side as usize].iter().map(|span| Mark { span: *span, role: Role::Added }));
    marks.extend(lit(pair, side));
    marks
}

/// Lights one end of what is looked at while the cursor is there, whichever side has the keys. A figure or a name stands out of its sentence; where
/// only some words of a passage differ, these are marked, and to set off all of it would hide them.
fn lit(pair: &PairScreen, side: Side) -> Option<Mark> {
    let shown = (pair.looking.tab == Tab::Checks || pair.looking.in_list) && pair.is_at_line();
    let line = pair.line().filter(|_| shown)?;
    let role = if line.short { Role::CursorWord } else { Role::Cursor };
    line.on(side).passage.map(|span| Mark { span, role })
}

/// The strip under a lone pane: the counterpart of its current sentence.
fn draw_strip(app: &App, pair: &PairScreen, area: Area, painter: &mut Painter<'_>) {
    painter.rule(0, area.y, app.size.width, Role::Rule);
    let other = pair.focus.other();
    let Some(pane) = pair.side(other) else { return };
    let words = app.config.settings.reader.words_per_minute;
    let shown = pair.current_counterparts().first().copied();
    let matched = pair.current_match().filter(|m| Some(m.on(other)) == shown);
    let matched = matched.map_or_else(String::new, |m| format!(" · {}", status::how_sure(m)));
    let label = format!(" {}{matched} ", head::masthead(&pane.entry, words));
    painter.text(area.x, area.y, area.width, &label, Role::Kicker);
    if pair.strip.is_empty() {
        let none = if pair.compared.is_some() { "no match of this sentence" } else { "comparing …" };
        painter.text(area.x, area.y + 1, area.width, none, Role::Dim);
    }
    if pair.strip_is_cut {
        painter.glyph(area.right(), area.y + area.height - 1, "…", Role::Dim);
    }
    let mut marks = Vec::new();
    if let (Some(compared), Some(first), Some(last)) = (&pair.compared, pair.strip.first(), pair.strip.last()) {
        marks = compared.findings.marks(other, Span::new(first.start, last.end), pair.looking.layers);
        marks.extend(pair.difference[other as usize].iter().map(|span| Mark { span: *span, role: Role::Added }));
        marks.extend(lit(pair, other));
    }
    for (row, span) in pair.strip.iter().enumerate().take(area.height.saturating_sub(1)) {
        let run = page::Run { text: &pane.article.text, span: *span, base: Role::Text, marks: &marks };
        page::run(&run, area.x, area.y + 1 + row, area.right(), painter);
    }
}
